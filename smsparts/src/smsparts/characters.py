"""The official Unicode name of a character, the same on every host.

Names never change, but each Python knows those of its own Unicode version. What the oldest Python
lacks stands in names.txt, made by builder/generate/names.py and read when it is first needed; what
a Python newer than our version knows is not said. Knows nothing of messages.
"""

from bisect import bisect_right
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import name as host_name
from unicodedata import unidata_version

UNICODE_VERSION = "17.0.0"

_HOST_IS_NEWER = int(unidata_version.partition(".")[0]) > int(UNICODE_VERSION.partition(".")[0])


@lru_cache(maxsize=4096)
def name(character: str) -> str:
    """The Unicode 17.0 name of one code point; "U+1FAE9" and the like where it has none.

    Control codes have no name in Unicode; they get their formal alias, as "LINE FEED". Surrogates,
    private and unassigned code points stay without. Raises TypeError unless given one code point.
    """
    if not isinstance(character, str) or len(character) != 1:
        raise TypeError(f"name() takes one code point, not {character!r}")
    point = ord(character)
    known = host_name(character, "")
    if known and not (_HOST_IS_NEWER and not _is_named(point)):
        return known
    added = _added()
    if point in added.names:
        return added.names[point]
    at = bisect_right(added.stems, (point, 0x110000, "")) - 1
    if at >= 0:
        first, last, stem = added.stems[at]
        if first <= point <= last:
            return f"{stem}{point:04X}"
    return f"U+{point:04X}"


class _Added(NamedTuple):
    """names.txt: names, stretches named by their own number, the stretches that have names."""

    names: dict[int, str]
    stems: list[tuple[int, int, str]]
    named: list[tuple[int, int]]


@cache
def _added() -> _Added:
    found = _Added({}, [], [])
    for line in files("smsparts").joinpath("names.txt").read_text("utf-8").splitlines():
        if line[0] == "!":
            for stretch in line[1:].split(" "):
                first, _, last = stretch.partition("-")
                found.named.append((int(first, 16), int(last, 16)))
        elif line[0] != "#":
            place, _, words = line.partition(" ")
            first, _, last = place.partition("-")
            if last:
                found.stems.append((int(first, 16), int(last, 16), words))
            else:
                found.names[int(first, 16)] = words
    return found


def _is_named(point: int) -> bool:
    named = _added().named
    at = bisect_right(named, (point, 0x110000)) - 1
    return at >= 0 and named[at][0] <= point <= named[at][1]
