"""Build the browser runtime: our package as a wheel, a trimmed library, Pyodide, one manifest.

Steps, each in Pyodide under Node where bytecode is concerned: compile ``calculators``; pack the
wheel and its lock entry; load that wheel as the page does and compile only what was loaded of the
standard library; copy Pyodide's own three files and the licences; write ``manifest.json`` with
the SHA-256 and size of every file. The folder is named by the hash of the manifest, which covers
all. A stamp of the inputs makes the second build a look-up.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from builder.runtime.archive import lock_entry, sha256, stored_zip, wheel, wheel_name

PACKAGE = "calculators"
HERE = Path(__file__).parent
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
LIBRARY = "python_stdlib.zip"
MANIFEST = "manifest.json"
LICENCES = "LICENSES.txt"
# Code, and the data that it reads by importlib.resources.
IN_THE_PAGE = ("*.py", "*.json", "*.toml", "*.txt")
# The command line, the engines of warehouses and the suite are of no use in a page.
NOT_IN_THE_PAGE = ("__main__.py", "commands", "engines", "conformance")
KEPT_BUILDS = 6
# Pyodide's loader names a public host for packages that are not in the lock. We never ask for
# one; without the address, nobody can.
DEFAULT_HOST = b"`https://cdn.jsdelivr.net/pyodide/v${U}/full/`"
NO_HOST = b"t"


class RuntimeBuildError(Exception):
    """The runtime cannot be built; the message says what is missing and what to do."""


def build(root: Path, cache: Path | None = None) -> Path:
    """The folder of the runtime for the sources under ``root``, built if its inputs changed.

    ``cache`` defaults to ``root/.cache/runtime``. Raises RuntimeBuildError.
    """
    cache = cache or root / ".cache" / "runtime"
    stamp = cache / "stamps" / input_digest(root)
    if stamp.exists() and (known := cache / stamp.read_text("ascii")).joinpath(MANIFEST).exists():
        return known
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".build-", dir=cache) as scratch:
        files = _files(root, Path(scratch))
        folder = _write(files, cache, Path(scratch))
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(folder.name, "ascii")
    _forget_old(cache, folder)
    return folder


def input_digest(root: Path) -> str:
    """SHA-256 over everything that decides the runtime's bytes, as hexadecimal digits."""
    pyodide = _pyodide(root)
    digest = hashlib.sha256()
    inputs = {f"pyodide/{p.name}": p for p in (pyodide / f for f in (*PYODIDE_FILES, LIBRARY))}
    inputs |= {f"app/{name}": path for name, path in _sources(root).items()}
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


def _files(root: Path, work: Path) -> dict[str, bytes]:
    pyodide = _pyodide(root)
    sources = _sources(root)
    for name, path in sources.items():
        target = work / "source" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    _in_pyodide("package", pyodide, work)
    members = _tree(work / "package")
    members |= dict(_data(name, path) for name, path in sources.items() if path.suffix != ".py")

    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    name, content = wheel_name(PACKAGE, version), wheel(PACKAGE, version, members)
    (work / name).write_bytes(content)
    lock: dict[str, Any] = {
        "info": json.loads((pyodide / "pyodide-lock.json").read_bytes())["info"],
        "packages": {PACKAGE: lock_entry(PACKAGE, version, content)},
    }
    (work / "lock.json").write_text(json.dumps(lock), "utf-8")
    _in_pyodide("library", pyodide, work)

    files = {name: content, LIBRARY: stored_zip(_tree(work / "library"))}
    files |= {f: (pyodide / f).read_bytes() for f in PYODIDE_FILES}
    files["pyodide.mjs"] = _without_host(files["pyodide.mjs"])
    licences = b"".join(p.read_bytes() for p in sorted((HERE / "licences").glob("*.txt")))
    manifest = {
        "pyodide": json.loads((pyodide / "package.json").read_bytes())["version"],
        "files": {f: {"sha256": sha256(c), "bytes": len(c)} for f, c in sorted(files.items())},
        "lock": lock,
        "licences": sha256(licences),  # not checked in the page; it names a new folder
    }
    files[MANIFEST] = (json.dumps(manifest, sort_keys=True, indent=1) + "\n").encode()
    files[LICENCES] = licences
    return files


def _write(files: dict[str, bytes], cache: Path, work: Path) -> Path:
    folder = cache / sha256(files[MANIFEST])[:16]
    finished = work / "finished"
    finished.mkdir()
    for name, content in files.items():
        (finished / name).write_bytes(content)
    # Two builds may end at once: the folder appears whole or not at all, and either one will do.
    if not folder.exists():
        try:
            finished.replace(folder)
        except OSError:
            if not folder.joinpath(MANIFEST).exists():
                raise
    return folder


def _forget_old(cache: Path, keep: Path) -> None:
    os.utime(keep)
    folders = [p for p in cache.iterdir() if p.is_dir() and (p / MANIFEST).exists()]
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


def _pyodide(root: Path) -> Path:
    folder = root / "node_modules" / "pyodide"
    if not (folder / "pyodide.mjs").exists():
        raise RuntimeBuildError("Pyodide is not installed; run 'make build' or 'npm ci'")
    return folder


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _without_host(loader: bytes) -> bytes:
    if loader.count(DEFAULT_HOST) != 1:
        raise RuntimeBuildError("pyodide.mjs names its package host otherwise: see DEFAULT_HOST")
    return loader.replace(DEFAULT_HOST, NO_HOST)


def _in_pyodide(stage: str, pyodide: Path, work: Path) -> None:
    beside = Path(sys.executable).with_name("node")
    node = str(beside) if beside.exists() else shutil.which("node")
    if not node:
        raise RuntimeBuildError("no Node found; run 'make build', which sets one up")
    command = [node, str(HERE / "compile.mjs"), stage, str(pyodide), str(work)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeBuildError(f"stage '{stage}' failed in Pyodide:\n{result.stderr[-3000:]}")
