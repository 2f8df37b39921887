"""What any Python does: run while the profile is taken, so that a change of our own code is seldom a
reason to fetch the rest. What it computes is of no interest.
"""

import collections, functools, itertools, json, operator, re

s = "The naïve 中文 \U0001f600 text, 12 of 3.50%"
for name in dir(s):
    method = getattr(s, name)
    for given in ((), ("e",), ("e", "x"), (7,), (["a", "b"],), (s,)):
        try:
            if not name.startswith("_"):
                method(*given)
        except Exception as error:
            repr(error)
things = [3, 1, 2, 2.5, -7, 10**20]
data = {"a": 1, "b": [1, 2, {"c": None}], "ü": True, "f": 0.1}
for kind in (list, tuple, set, frozenset, collections.deque, collections.Counter):
    some = kind([3, 1, 2, 2])
    for name in dir(some):
        for given in ((), (1,), ([1, 5],), (0, 9)):
            try:
                if not name.startswith("_") and name != "fromkeys":
                    getattr(kind(some), name)(*given)
            except Exception as error:
                repr(error)
for name in dir(data):
    for given in ((), ("a",), ("z", 1), ({"q": 1},)):
        try:
            if not name.startswith("_"):
                getattr(dict(data), name)(*given)
        except Exception as error:
            repr(error)
for a in things:
    for b in things:
        for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "lt", "eq", "and_", "or_"):
            try:
                getattr(operator, name)(a, b)
            except Exception as error:
                repr(error)
    f"{a:,} {a:>8} {a!r} {a:.2f} {a:g} {a:+}"
sorted(things, key=lambda one: -one, reverse=True), min(things), max(things, default=0), sum(things)
(
    any(things),
    all(things),
    divmod(7, 2),
    round(2.567, 2),
    abs(-1),
    pow(3, 4),
    hex(255),
    bin(5),
    chr(97),
)
list(zip(things, s)), list(map(str, things)), list(filter(None, things)), list(enumerate(s))
list(reversed(things)), list(itertools.chain(things, s)), list(itertools.pairwise(s))
(
    list(itertools.groupby(s, str.isalpha)),
    list(itertools.accumulate([1, 2])),
    functools.reduce(int.__add__, [1, 2]),
)
list(itertools.islice(itertools.count(), 3)), list(itertools.product("ab", "cd"))
list(itertools.combinations("abc", 2)), list(itertools.zip_longest("ab", "c"))
functools.lru_cache(lambda one: one)(1), functools.partial(int, base=16)("ff")
for pattern in (
    r"(\w+)\s(?P<n>.)",
    r"[^\W\d_]+",
    r"(?i)the|naïve",
    r"a{2,3}?",
    r"^\b.*$",
    r"(?=x)|(?!y)z",
):
    compiled = re.compile(pattern)
    (
        compiled.search(s),
        compiled.findall(s),
        compiled.sub("-", s),
        compiled.split(s),
        compiled.match(s),
    )
    list(compiled.finditer(s)), compiled.fullmatch(s), compiled.sub(lambda found: found[0], s)
json.loads(json.dumps(data)), json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False)
json.loads(json.dumps(data, separators=(",", ":")).encode())
s.encode("utf-16-be"), s.encode().decode(), s.encode("ascii", "ignore"), bytes(4), bytearray(b"abc")
(
    b"abc".hex(),
    bytes.fromhex("00ff"),
    b"a,b".split(b","),
    int.from_bytes(b"ab", "big"),
    (5).to_bytes(2, "little"),
)


class A:
    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.x == other.x

    def __hash__(self):
        return hash(self.x)

    @property
    def y(self):
        return self.x

    @staticmethod
    def z():
        return 1

    @classmethod
    def w(cls):
        return cls(1)


class B(A):
    def __init__(self, x):
        super().__init__(x)


(
    len({A(1), A(1), B.w()}),
    A(1).y,
    A.z(),
    isinstance(B(1), A),
    issubclass(B, A),
    getattr(A(1), "q", 0),
)


def numbers():
    try:
        got = yield 1
        yield from (2, 3)
    finally:
        pass


list(numbers()), {**data}, [*things], {one: 1 for one in s}, {one for one in s}, s[1:9:2], s[::-1]
match data:
    case {"a": 1, **others}:
        others
    case [first, *rest]:
        pass
    case str() | None:
        pass
try:
    try:
        {}["missing"]
    except KeyError as error:
        raise ValueError("text") from error
except ValueError as error:
    import traceback

    traceback.format_exc()
