"""Runs this package's scripts in Node. Knows nothing of what they do."""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


class RuntimeBuildError(Exception):
    """The runtime cannot be built; the message says what is missing and what to do."""


def run(script: str, *arguments: str) -> None:
    """Run ``script`` of this folder with ``arguments``. Raises RuntimeBuildError if it fails."""
    beside = Path(sys.executable).with_name("node")
    node = str(beside) if beside.exists() else shutil.which("node")
    if not node:
        raise RuntimeBuildError("no Node found; run 'make build', which sets one up")
    command = [node, str(HERE / script), *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeBuildError(f"{script} {arguments[0]} failed:\n{result.stderr[-3000:]}")
