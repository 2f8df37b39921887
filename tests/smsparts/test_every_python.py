"""The corpus on each CPython of this machine, and not only on the one that runs the tests.

Each interpreter is asked bare: without site-packages, without the variables of this environment.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CASES = [
    *(f"tests/cases/{name}.json" for name in ("segments", "grapheme-breaks", "lines", "explain")),
    "smsparts/src/smsparts/conformance/tables.json",
]
MINORS = ["3.11", "3.12", "3.13", "3.14", "3.15"]

CORPUS = (
    "import runpy, sys; sys.path.insert(0, 'smsparts/src');"
    "runpy.run_module('tests.smsparts.corpus', run_name='__main__', alter_sys=True)"
)
NAMES = (
    "import sys; sys.path.insert(0, 'smsparts/src'); import hashlib;"
    "from smsparts.characters import name; plain = name.__wrapped__;"
    "found = '\\n'.join(plain(chr(point)) for point in range(0x110000));"
    "print(hashlib.sha256((found + '\\n').encode()).hexdigest())"
)
# Of the names of all code points in order, a line each, as the pinned database has them.
DIGEST = "ef7161aad9c44529a3361c7cea835a40f3467a918fe022f63295c308122824d9"
IDENTITY = "import sys; print(sys.implementation.name, '%d.%d.%d' % sys.version_info[:3])"


def places(minor: str) -> Iterator[Path]:
    """Where an interpreter may be: on the path, or among those that pyenv or uv keeps."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        yield Path(folder) / f"python{minor}"
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/{minor}.*/bin/python3"))
    kept = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or Path.home() / ".local/share/uv/python")
    yield from sorted(kept.glob(f"cpython-{minor}.*/bin/python3"))


def bare(python: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "-S", "-E", "-B", "-X", "utf8", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def interpreters(minor: str) -> dict[str, Path]:
    """Full version to interpreter; what is found but does not run, as pyenv's shims, is not one."""
    found: dict[str, Path] = {}
    for python in places(minor):
        if os.access(python, os.X_OK):
            name, _, version = bare(python, "-c", IDENTITY).stdout.strip().partition(" ")
            if name == "cpython" and version.startswith(f"{minor}."):
                found.setdefault(version, python)
    return found


@pytest.fixture(params=MINORS)
def pythons(request: pytest.FixtureRequest) -> dict[str, Path]:
    found = interpreters(request.param)
    if not found:
        pytest.skip(f"there is no CPython {request.param} on this machine")
    return found


def test_the_corpus_and_the_command_line_hold(pythons: dict[str, Path]) -> None:
    for version, python in pythons.items():
        done = bare(python, "-c", CORPUS, *CASES)
        assert (version, done.returncode, done.stdout, done.stderr) == (version, 0, "", "")
        line = bare(
            python, "-m", "calculators", "segments", "--jsonl", given='{"text": "\\ud83d€"}'
        )
        assert (version, line.returncode, line.stderr) == (version, 0, "")
        assert line.stdout.isascii() and '"units": 2,' in line.stdout


def test_every_name_is_the_same(pythons: dict[str, Path]) -> None:
    for version, python in pythons.items():
        done = bare(python, "-c", NAMES)
        assert (version, done.stdout.strip(), done.stderr) == (version, DIGEST, "")


def test_a_wrong_case_is_noticed(pythons: dict[str, Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"kind": "lines", "cases": [{"why": "?", "line": "{}", "answer": {}}]}')
    for python in pythons.values():
        done = bare(python, "-c", CORPUS, str(wrong))
        assert done.returncode == 1
        assert done.stdout.startswith("?: ")
