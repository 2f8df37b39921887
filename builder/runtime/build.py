"""Build the browser runtime: Pyodide and a trimmed library, our package, the facts; one card.

Three parts that change at different times, each in a folder named by the hash of its files, so that
a browser fetches anew only what has changed, and of the facts only the file that has:

- the engine: Pyodide's module, cut in two (see ``engine``), its script and loader, and of the
  standard library what our package calls (see ``thin.py``), as bytecode;
- the app: ``calculators`` and ``smsparts`` in one wheel, as bytecode, and Pyodide's lock for it;
- the facts, a JSON file for each tool and in a folder of its own.

The card (``runtime.json``) names every file of the engine and the app with its SHA-256 and size. It
is not published: it stands in the pages of the tools. The list (``facts.json``) does so for the
facts, at one address for good: so a changed fact changes no page of a tool. A stamp of the inputs
makes the second build a look-up.
"""

import hashlib
import io
import json
import os
import shutil
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any, Literal

import brotli

from builder.runtime import engine, node, visits
from builder.runtime.archive import sha256, stored_zip, wheel, wheel_name
from builder.runtime.lock import entry
from builder.runtime.node import HERE, RuntimeBuildError

PACKAGE = "calculators"
LIBRARY = "python_stdlib.zip"
WHOLE_LIBRARY = "python_stdlib.rest.zip"
"""Fetched when a function is called that the library of the first part has left out."""
FIRST = "encodings/__init__.py"
"""The first module that Python imports from its library."""
LOCK = "pyodide-lock.json"
FACTS = "facts"
CARD = "runtime.json"
FACTS_LIST = "facts.json"
LICENCES = "LICENSES.txt"
NOT_ON_THE_CARD = (LICENCES,)
"""In a part, and in its name, but no page loads it."""
IN_THE_PAGE = ("*.py", "*.json", "*.txt", "*.toml")
"""Code, and the data that it reads by importlib.resources."""
NOT_IN_THE_PAGE = ("__main__.py", "commands", "compiled", "engines", "conformance")
"""Of no use in a page; and the facts, which are a part of their own."""
KEPT_BUILDS = 6

Kind = Literal["cut", "watch"]
"""The engine of the site, or one that notes which of its functions are called."""


def build(root: Path, cache: Path | None = None, kind: Kind = "cut") -> Path:
    """A folder with the card and the three parts for the sources under ``root``.

    Built if its inputs changed. ``cache`` defaults to ``root/.cache/runtime``. Raises
    RuntimeBuildError.
    """
    cache = cache or root / ".cache" / "runtime"
    stamp = cache / "stamps" / input_digest(root, kind)
    if stamp.exists() and (known := cache / stamp.read_text("ascii")).joinpath(CARD).exists():
        return known
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".build-", dir=cache) as scratch:
        parts = _parts(root, cache, Path(scratch), kind)
        folder = _write(parts, cache, Path(scratch))
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(folder.name, "ascii")
    _forget_old(cache, folder)
    return folder


def input_digest(root: Path, kind: Kind = "cut") -> str:
    """SHA-256 over everything that decides the runtime's bytes, as hexadecimal digits."""
    pyodide = engine.pyodide(root)
    digest = hashlib.sha256(kind.encode())
    inputs = {f"pyodide/{name}": pyodide / name for name in (*engine.FILES, LIBRARY)}
    inputs |= {f"app/{name}": path for name, path in _sources(root).items()}
    inputs |= {f"facts/{path.name}": path for path in _facts(root)}
    inputs |= {
        f"build/{path.relative_to(HERE).as_posix()}": path
        for path in HERE.rglob("*")
        if path.is_file() and path.suffix in {".py", ".mjs", ".txt"}
    }
    inputs["pyproject.toml"] = root / "pyproject.toml"
    for name in sorted(inputs):
        content = inputs[name].read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _parts(root: Path, cache: Path, work: Path, kind: Kind) -> dict[str, dict[str, bytes]]:
    """The files of each part by name, the parts by theirs."""
    pyodide = engine.pyodide(root)
    sources = _sources(root)
    for name, path in sources.items():
        target = work / "source" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    node.run("compile.mjs", "package", str(pyodide), str(work))
    members = _tree(work / "package")
    members |= dict(_data(name, path) for name, path in sources.items() if path.suffix != ".py")

    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    name, content = wheel_name(PACKAGE, version), wheel(PACKAGE, version, members)
    (work / name).write_bytes(content)
    lock: dict[str, Any] = {
        "info": json.loads((pyodide / "pyodide-lock.json").read_bytes())["info"],
        "packages": {PACKAGE: entry(work / name, version, root)},
    }
    (work / LOCK).write_text(json.dumps(lock, sort_keys=True) + "\n", "utf-8")
    facts = {path.name: path.read_bytes() for path in _facts(root)}
    (work / FACTS).mkdir()
    for file, text in facts.items():
        (work / FACTS / file).write_bytes(text)
    (work / "workbook.xlsx").write_bytes(visits.workbook())
    (work / "watched.zip").write_bytes(_watched((pyodide / LIBRARY).read_bytes()))
    node.run("compile.mjs", "library", str(pyodide), str(work))

    licences = b"".join(p.read_bytes() for p in sorted((HERE / "licences").glob("*.txt")))
    return {
        "engine": {
            **engine.files(root, cache, kind),
            LIBRARY: stored_zip(_tree(work / "library")),
            WHOLE_LIBRARY: stored_zip(_tree(work / "whole")),
            LICENCES: licences,
        },
        "app": {name: content, LOCK: (work / LOCK).read_bytes()},
        FACTS: facts,
    }


def _watched(library: bytes) -> bytes:
    """The library whose first module, when imported, begins to note which functions are called."""
    with zipfile.ZipFile(io.BytesIO(library)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    # On the line that is there, so that each function keeps its line.
    watch = f"exec({HERE.joinpath('watch.py').read_text('utf-8')!r}); "
    members[FIRST] = watch.encode() + members[FIRST]
    return stored_zip(members)


def _write(parts: dict[str, dict[str, bytes]], cache: Path, work: Path) -> Path:
    """Write the parts and their card into a folder of the cache, named by the card's hash."""
    finished = work / "finished"
    card: dict[str, Any] = {"files": {}}
    for part, files in parts.items():
        hashes = "".join(f"{sha256(content)} {name}\n" for name, content in sorted(files.items()))
        card[part] = f"{part}-{sha256(hashes.encode())[:16]}"
        for name, content in sorted(files.items()):
            own = f"{part}-{sha256(content)[:16]}" if part == FACTS else card[part]
            path = finished / own / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if name not in NOT_ON_THE_CARD:
                entry = {"sha256": sha256(content), "bytes": len(content), "sent": sent(content)}
                card["files"][f"{own}/{name}"] = entry
    facts = {name: card["files"].pop(name) for name in [*card["files"]] if name.startswith(FACTS)}
    # Only the app that they were compiled for can read them.
    listed = {"app": card["app"], "facts": card.pop("facts"), "files": facts}
    text = ""
    for name, named in ((CARD, card), (FACTS_LIST, listed)):
        as_text = json.dumps(named, sort_keys=True, separators=(",", ":"))
        (finished / name).write_text(as_text, "utf-8")
        text += as_text
    folder = cache / sha256(text.encode())[:16]
    # Two builds may end at once: the folder appears whole or not at all, and either one will do.
    if not folder.exists():
        try:
            finished.replace(folder)
        except OSError:
            if not folder.joinpath(CARD).exists():
                raise
    return folder


def _forget_old(cache: Path, keep: Path) -> None:
    os.utime(keep)
    folders = [p for p in cache.iterdir() if p.is_dir() and (p / CARD).exists()]
    folders.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    for folder in folders[KEPT_BUILDS:]:
        shutil.rmtree(folder, ignore_errors=True)


def _sources(root: Path) -> dict[str, Path]:
    sources = {
        path.relative_to(folder).as_posix(): path
        for folder, package in ((root, PACKAGE), (root / "smsparts" / "src", "smsparts"))
        for kind in IN_THE_PAGE
        for path in (folder / package).rglob(kind)
        if not set(NOT_IN_THE_PAGE) & set(path.relative_to(folder / package).parts)
    }
    if not sources:
        raise RuntimeBuildError(f"no package {PACKAGE} in {root}; run this from the checkout")
    return sources


def _data(name: str, path: Path) -> tuple[str, bytes]:
    """A file of data as the page is given it: TOML as JSON, which Python there reads already."""
    if path.suffix != ".toml":
        return name, path.read_bytes()
    as_json = json.dumps(
        tomllib.loads(path.read_text("utf-8")), ensure_ascii=False, separators=(",", ":")
    )
    return name.removesuffix("toml") + "json", as_json.encode()


def sent(content: bytes) -> int:
    """About how many octets a host with brotli sends for ``content``: told to a waiting reader."""
    return len(brotli.compress(content, quality=9, lgwin=24))


def _facts(root: Path) -> list[Path]:
    return sorted((root / PACKAGE / "compiled").glob("*.json"))


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
