"""`make test-scale`: an environment of its own for the engines, and their tests in it.

Runs before anything is installed, so it uses the standard library only. The environment lies in
`.cache/scale/` and is made anew only when scale/requirements.txt or the Python changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / ".cache" / "scale"
PYTHON = PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PINNED = ROOT / "scale" / "requirements.txt"


def main() -> int:
    """Sets up, installs the counter with its extras, runs the tests; pytest's exit status."""
    stamp = PLACE / "stamp"
    wanted = hashlib.sha256(PINNED.read_bytes() + sys.version.encode()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        print("setup: environment for the engines (about 1 GB, a minute or two)", file=sys.stderr)
        venv.create(PLACE, with_pip=True, clear=True)
        _pip("--require-hashes", "--requirement", str(PINNED))
        stamp.write_text(wanted)
    # Setuptools would leave build/ and an egg-info in the checkout, and take from them next time.
    shutil.rmtree(PLACE / "build", ignore_errors=True)
    (PLACE / "build.cfg").write_text(
        f"[build]\nbuild_base = {PLACE / 'build'}\n[egg_info]\negg_base = {PLACE}\n"
    )
    # What a person would type. Without an index it fails unless the pins above hold the extras.
    _pip("--no-build-isolation", "--no-index", "./smsparts[duckdb,polars,spark]")
    tests = ["-m", "pytest", "-c", os.devnull, "--rootdir", "scale", "-p", "no:cacheprovider"]
    return subprocess.call([PYTHON, *tests, "-rs", "scale"], cwd=ROOT, env=_environment())


def _pip(*arguments: str) -> None:
    _run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)


def _run(*arguments: str) -> None:
    if subprocess.call([PYTHON, *arguments], cwd=ROOT, env=_environment()) != 0:
        sys.exit("Cannot go on: the message above says what failed; mend it and run this again.")


def _environment() -> dict[str, str]:
    # Another environment's packages must not be found in this one.
    values = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**values, "DIST_EXTRA_CONFIG": str(PLACE / "build.cfg")}


if __name__ == "__main__":
    raise SystemExit(main())
