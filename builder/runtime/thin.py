"""Runs inside Pyodide under Node: leaves out of the library what our tools never call.

Of 2,900 kB of library that our package loads, most are functions that it never calls. Each becomes
a stub of a few octets with the same parameters, name and kind; the first call of a stub fetches the
whole library and runs the true function (see ``rest_of_library.py``). So what is left out is never
missing: a function that was not foreseen costs a download, not a wrong answer.

Kept whole are functions that share name and line with another of their file, that see variables of
a function around them, and asynchronous generators. Line numbers go: nobody reads them.
Knows code objects, nothing of the host or of the page.
"""

import inspect
import sys
from collections import Counter
from types import CodeType

Key = tuple[str, int]
"""Qualified name and first line of a function: with its file they tell it from all others."""

KINDS = {
    0: "def f({parameters}): return __rest__(locals())",
    inspect.CO_GENERATOR: "def f({parameters}): return (yield from __rest__(locals()))",
    inspect.CO_COROUTINE: "async def f({parameters}): return await __rest__(locals())",
}
"""The flags that make a kind of function, and the stub of that kind."""
KIND = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
FUNCTION = inspect.CO_OPTIMIZED
"""Not set in the code of a module or of a class body."""
HAS_DOCSTRING = 0x4000000


def called() -> dict[str, set[Key]]:
    """The functions called since Python began, by the file they came from.

    ``watch.py``, which stands at the head of the first module that Python imports, noted them.
    """
    found: dict[str, set[Key]] = {}
    for file, name, line in vars(sys)["called_functions"]:
        found.setdefault(file, set()).add((name, line))
    return found


def thin(code: CodeType, wanted: set[Key]) -> CodeType:
    """``code`` of a module with stubs in place of the functions whose key is not in ``wanted``."""
    count = Counter(map(_key, _all(code)))
    return _thinned(code, wanted | {key for key, times in count.items() if times > 1})


def _thinned(code: CodeType, wanted: set[Key]) -> CodeType:
    constants = tuple(
        (_key(each) not in wanted and _stub(each)) or _thinned(each, wanted)
        if isinstance(each, CodeType)
        else each
        for each in code.co_consts
    )
    return code.replace(co_consts=constants, co_linetable=_no_lines(code))


def _stub(code: CodeType) -> CodeType | None:
    """The stub for a function; nothing where it stays whole or would not be smaller."""
    template = KINDS.get(code.co_flags & KIND)
    if not code.co_flags & FUNCTION or not template or set(code.co_freevars) - {"__class__"}:
        return None
    source = template.format(parameters=_parameters(code))
    if code.co_freevars:
        source = f"class C:\n {source.replace(': return', ': __class__; return', 1)}"
    made = compile(source, "", "exec", dont_inherit=True)
    stub = next(each for each in _all(made) if each.co_name == "f")
    if len(stub.co_code) >= len(code.co_code) and not _all(code):
        return None
    return stub.replace(
        co_name=code.co_name,
        co_qualname=code.co_qualname,
        co_filename=code.co_filename,
        co_firstlineno=code.co_firstlineno,
        co_flags=code.co_flags & ~HAS_DOCSTRING,
        co_varnames=code.co_varnames[: stub.co_nlocals],
        co_linetable=_no_lines(stub),
    )


def _parameters(code: CodeType) -> str:
    """The parameters as source text.

    Under names of their own, since some that the compiler makes are none in source; without
    defaults, which belong to the function object.
    """
    names = (f"_{number}" for number in range(code.co_nlocals))
    parts = [next(names) for _ in range(code.co_argcount)]
    if code.co_posonlyargcount:
        parts.insert(code.co_posonlyargcount, "/")
    by_name = [next(names) for _ in range(code.co_kwonlyargcount)]
    if code.co_flags & inspect.CO_VARARGS:
        parts.append(f"*{next(names)}")
    elif by_name:
        parts.append("*")
    parts += by_name
    if code.co_flags & inspect.CO_VARKEYWORDS:
        parts.append(f"**{next(names)}")
    return ", ".join(parts)


def _no_lines(code: CodeType) -> bytes:
    """A table that gives no line to any instruction: one entry for each eight code units at most.

    https://github.com/python/cpython/blob/3.14/InternalDocs/code_objects.md (code 15)
    """
    full, over = divmod(len(code.co_code) // 2, 8)
    return b"\xff" * full + (bytes([0xF8 | over - 1]) if over else b"")


def _key(code: CodeType) -> Key:
    return code.co_qualname, code.co_firstlineno


def _all(code: CodeType) -> list[CodeType]:
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    return inner + [deeper for each in inner for deeper in _all(each)]
