"""Runs inside Pyodide under Node: compiles Python, and finds what of the library the app needs.

Bytecode must be written by the very Python that will read it, and only the running app can say
which modules it loads. Knows the folders ``/scratch`` and ``/builder`` that ``compile.mjs`` mounts,
nothing else of the host.
"""

import ast
import codecs
import importlib
import marshal
import py_compile
import sys
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

# Found where compile.mjs mounts this folder.
from rest_of_library import HEADER  # type: ignore[import-not-found]
from thin import called, thin  # type: ignore[import-not-found]

WORK = Path("/scratch")
BUILDER = Path("/builder")
PACKAGE = "calculators"
OURS = (PACKAGE, "smsparts")
LIBRARY = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"

# Looked up by name at run time, so no import statement betrays them: the encodings a file of
# messages may have, and those the counters use.
ENCODINGS: tuple[str, ...] = ("ascii", "utf-8", "utf-8-sig", "latin-1", "cp1252", "gb18030", "big5")
ENCODINGS += ("cp932", "cp949", "cp950", "cp1251")
ENCODINGS += ("utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def compile_package() -> None:
    """Compile every module below ``source`` into ``package``: same relative path, ``.pyc``."""
    source = WORK / "source"
    for path in sorted(source.rglob("*.py")):
        relative = path.relative_to(source)
        _compile(path, WORK / "package" / relative.with_suffix(".pyc"), relative.as_posix())


def compile_library() -> None:
    """Compile the standard library modules that the loaded app has loaded.

    Whole into /scratch/whole, and without the functions that were never called into
    /scratch/library.
    """
    _load_all_of_the_app()
    # Not before: it imports the app, and the first stage has none.
    from visits import everything  # type: ignore[import-not-found]

    _rehearse(everything)
    wanted = called()
    members = {
        file.removeprefix(LIBRARY + "/")
        for module in list(sys.modules.values())
        if isinstance(file := getattr(module, "__file__", None), str) and file.startswith(LIBRARY)
    }
    for_misses = Path("rest_of_library.py")
    target = WORK / "library" / for_misses.with_suffix(".pyc")
    _compile(BUILDER / for_misses, target, for_misses.name)
    # Part of the interpreter itself: their files are never read.
    frozen = {
        file.removeprefix(LIBRARY + "/")
        for module in list(sys.modules.values())
        if getattr(getattr(module, "__spec__", None), "origin", None) == "frozen"
        and isinstance(file := getattr(module, "__file__", None), str)
    }
    scratch = WORK / "scratch.py"
    with zipfile.ZipFile(LIBRARY) as library:
        for member in sorted(members):
            scratch.write_bytes(library.read(member))
            whole = WORK / "whole" / Path(member).with_suffix(".pyc")
            _compile(scratch, whole, member)
            content = whole.read_bytes()
            code = marshal.loads(content[HEADER:])  # noqa: S302, written two lines above
            code = thin(code, wanted.get(f"{LIBRARY}/{member}", set()))
            if member in frozen:
                continue
            target = WORK / "library" / whole.relative_to(WORK / "whole")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content[:HEADER] + marshal.dumps(code))


def _compile(source: Path, target: Path, shown_as: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    py_compile.compile(
        str(source),
        cfile=str(target),
        dfile=shown_as,
        doraise=True,
        optimize=2,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )


def _load_all_of_the_app() -> None:
    source = WORK / "source"
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        importlib.import_module(name)
        # Imports inside functions run late, in the page: load their targets now.
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                targets = [node.module]
            else:
                continue
            for target in targets:
                if target.partition(".")[0] not in OURS:
                    importlib.import_module(target)


def _rehearse(everything: Callable[[bytes], None]) -> None:
    for encoding in ENCODINGS:
        # Python decodes nothing, and some encodings, without a call of these; a file asks for them.
        codec = codecs.lookup(encoding)
        octets = "a".encode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
        codec.decode(octets)
        codec.encode("a")
        codec.incrementaldecoder().decode(octets, True)
        codec.incrementalencoder().encode("a", True)
    try:
        int("not a number")
    except ValueError:
        traceback.format_exc()
    everything((WORK / "workbook.xlsx").read_bytes())
