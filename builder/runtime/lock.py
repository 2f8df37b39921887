"""The entry for our wheel in Pyodide's lock: by pyodide-build where it is installed, else ours.

Knows the two writers, which write the same (a test compares them), and nothing else of the runtime.
"""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from builder.runtime.archive import sha256
from builder.runtime.engine import pyodide
from builder.runtime.node import RuntimeBuildError


def official_command(root: Path) -> Path | None:
    """The program ``pyodide`` of pyodide-build, in the environment that set-up made for it."""
    folder = root / ".cache" / "pyodide-build" / ("Scripts" if os.name == "nt" else "bin")
    found = shutil.which("pyodide", path=str(folder))
    return Path(found) if found else None


def entry(wheel: Path, version: str, root: Path) -> dict[str, Any]:
    """The entry for ``wheel``, whose name begins with that of its package.

    Raises RuntimeBuildError when pyodide-build is there and fails.
    """
    command = official_command(root)
    return official_entry(wheel, command, root) if command else own_entry(wheel, version)


def official_entry(wheel: Path, command: Path, root: Path) -> dict[str, Any]:
    """What ``pyodide lockfile add-wheels`` writes for ``wheel``. Raises RuntimeBuildError."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copy(pyodide(root) / "pyodide-lock.json", folder / "in.json")
        shutil.copy(wheel, folder)
        line = [str(command), "lockfile", "add-wheels", "--input", "in.json"]
        line += ["--output", "out.json", "--base-path", ".", wheel.name]
        done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeBuildError(f"pyodide lockfile add-wheels failed:\n{done.stderr[-3000:]}")
        packages = json.loads((folder / "out.json").read_bytes())["packages"]
    found: dict[str, Any] = packages[wheel.name.partition("-")[0]]
    return found


def own_entry(wheel: Path, version: str) -> dict[str, Any]:
    """The same, written here: no pyodide-build that can read this lock installs on Python 3.11.

    The command finds no import name in a wheel without sources, and the page needs none: it loads
    the package by its own name.
    """
    return {
        "depends": [],
        "file_name": wheel.name,
        "imports": [],
        "install_dir": "site",
        "name": wheel.name.partition("-")[0],
        "package_type": "package",
        "sha256": sha256(wheel.read_bytes()),
        "tool": {},
        "unvendored_tests": False,
        "version": version,
    }
