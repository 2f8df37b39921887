"""Pyodide as the page gets it: its module cut in two, its script trimmed, no other host's address.

``profile.txt`` names the functions of the first part: those that browsers were seen to call (see
``tests/engines/profile.py``). The cut is made by ``cut.mjs``; it takes a while, so the results are
kept.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from builder.runtime import node
from builder.runtime.node import HERE, RuntimeBuildError

LOADER = "pyodide.mjs"
SCRIPT = "pyodide.asm.mjs"
MODULE = "pyodide.asm.wasm"
REST = "pyodide.rest.wasm"
FILES = (LOADER, SCRIPT, MODULE)
PROFILE = HERE / "profile.txt"
TAKE = "make profile"
OF_VERSION = re.compile(r"^# Pyodide (\S+)$", re.MULTILINE)
KEPT = 4
# Pyodide's loader names a public host for packages that are not in the lock. We never ask for
# one; without the address, nobody can.
DEFAULT_HOST = b"`https://cdn.jsdelivr.net/pyodide/v${U}/full/`"
NO_HOST = b"t"


def pyodide(root: Path) -> Path:
    """The folder of the npm package. Raises RuntimeBuildError where it is missing."""
    folder = root / "node_modules" / "pyodide"
    if not (folder / LOADER).exists():
        raise RuntimeBuildError("Pyodide is not installed; run 'make build' or 'npm ci'")
    return folder


def version(folder: Path) -> str:
    """The version of the npm package in ``folder``."""
    return str(json.loads((folder / "package.json").read_bytes())["version"])


def files(root: Path, cache: Path, kind: str) -> dict[str, bytes]:
    """The loader, the script and the module; of kind "cut" also the rest of the module.

    Raises RuntimeBuildError when the profile is of another Pyodide.
    """
    source = pyodide(root)
    if kind == "cut":
        check_profile(PROFILE.read_text("utf-8"), version(source))
    folder = _cut(source, cache / "engines", kind)
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    return {**found, LOADER: without_host((source / LOADER).read_bytes())}


def check_profile(profile: str, installed: str) -> None:
    """Raises RuntimeBuildError unless ``profile`` was taken of the Pyodide that is installed."""
    taken = OF_VERSION.search(profile)
    if not taken or taken[1] != installed:
        of = f"Pyodide {taken[1]}" if taken else "no known Pyodide"
        raise RuntimeBuildError(
            f"builder/runtime/profile.txt is of {of}, and Pyodide {installed} is installed: "
            f"take it anew with: {TAKE}"
        )


def without_host(loader: bytes) -> bytes:
    """The loader without the public host's address. Raises RuntimeBuildError if it is not there."""
    if loader.count(DEFAULT_HOST) != 1:
        raise RuntimeBuildError("pyodide.mjs names its package host otherwise: see DEFAULT_HOST")
    return loader.replace(DEFAULT_HOST, NO_HOST)


def _cut(source: Path, cache: Path, kind: str) -> Path:
    """A folder with what ``cut.mjs`` writes, made if its inputs changed."""
    binaryen = source.parent / "binaryen" / "package.json"
    if not binaryen.exists():
        raise RuntimeBuildError("Binaryen is not installed; run 'make build' or 'npm ci'")
    inputs = [source / name for name in FILES] + [HERE / "cut.mjs", binaryen]
    if kind == "cut":
        inputs.append(PROFILE)
    digest = hashlib.sha256(kind.encode())
    for path in inputs:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    folder = cache / digest.hexdigest()[:16]
    if folder.exists():
        os.utime(folder)
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".cut-", dir=cache) as scratch:
        made = Path(scratch) / "made"
        node.run("cut.mjs", kind, str(source), str(PROFILE), str(made))
        try:
            made.replace(folder)
        except OSError:  # another build was quicker
            if not folder.exists():
                raise
    kept = sorted(cache.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return folder
