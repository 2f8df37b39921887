"""A copy of the project to change at will; what was set up for the project serves the copy too."""

import shutil
from pathlib import Path

from builder.paths import ROOT

LEFT_OUT = (".git", ".venv", "node_modules", "site", ".cache", "__pycache__", ".*_cache")


def copy_project(target: Path) -> Path:
    """The copy, in a folder `target` that does not exist yet."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for name in (".venv", "node_modules"):
        (target / name).symlink_to(ROOT / name)
    if (ROOT / ".cache" / "runtime").exists():
        shutil.copytree(ROOT / ".cache" / "runtime", target / ".cache" / "runtime")
    return target
