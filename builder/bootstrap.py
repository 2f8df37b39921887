"""Set up what the other commands need: `.venv`, Node.js, `node_modules` and, on request, a browser.

Runs before anything is installed, so it uses the standard library only and syntax that an old
Python can still read far enough to be told that it is too old. It must not import the project.

Each step leaves a stamp that holds the digest of what it was made from. The second run compares
digests and does nothing.
"""

import glob
import hashlib
import os
import shutil
import subprocess
import sys
from typing import Dict, List, NoReturn

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STAMPS = os.path.join(ROOT, ".cache", "stamps")
VENV_BIN = os.path.join(ROOT, ".venv", "Scripts" if os.name == "nt" else "bin")
VENV_PYTHON = os.path.join(VENV_BIN, "python")
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
OLDEST_FOR_PYODIDE_BUILD = (3, 12)
PYODIDE_BUILD = os.path.join(ROOT, ".cache", "pyodide-build")
AUDIT = os.path.join(ROOT, ".cache", "audit")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def stop(message: str) -> NoReturn:
    """End with one sentence that says what is missing and what to do."""
    sys.exit("Cannot go on: " + message)


def run(what: str, *command: str) -> None:
    """Run `command` in the project's folder; on failure name the step that failed."""
    print("setup: " + what, file=sys.stderr, flush=True)
    if subprocess.call(command, cwd=ROOT, env=environment()) != 0:
        stop(
            "the step '" + what + "' failed; its own message stands above. "
            "Mend that and run the same command again."
        )


def environment() -> Dict[str, str]:
    """The environment with the virtual environment's programs found first."""
    values = dict(os.environ)
    values["PATH"] = VENV_BIN + os.pathsep + values.get("PATH", "")
    values["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    return values


def digest(*parts: str) -> str:
    """A digest of the named files and plain words that decide whether a step is still good."""
    total = hashlib.sha256()
    for part in parts:
        path = os.path.join(ROOT, part)
        if os.path.isfile(path):
            with open(path, "rb") as file:
                total.update(file.read())
        total.update(part.encode() + b"\0")
    return total.hexdigest()


def fresh(step: str, value: str) -> bool:
    """True if `step` was last finished with the same `value`."""
    try:
        with open(os.path.join(STAMPS, step)) as file:
            return file.read() == value
    except OSError:
        return False


def stamp(step: str, value: str) -> None:
    """Remember that `step` was finished with `value`."""
    os.makedirs(STAMPS, exist_ok=True)
    with open(os.path.join(STAMPS, step), "w") as file:
        file.write(value)


def set_up_python() -> None:
    """Make `.venv` with the packages that requirements.txt pins by hash."""
    if sys.version_info < OLDEST_PYTHON:
        stop(
            "Python {}.{} or newer is needed and this is {}. Install one and name it: "
            "make PYTHON=python3.12 …".format(*(OLDEST_PYTHON + (sys.version.split()[0],)))
        )
    wanted = digest("requirements.txt", sys.version)
    if os.path.isfile(VENV_PYTHON) and fresh("python", wanted):
        return
    try:
        import ensurepip  # noqa: F401  (Debian ships Python without it)
        import venv  # noqa: F401
    except ImportError:
        stop(
            "this Python comes without its 'venv' module. On Debian or Ubuntu install it with: "
            "apt-get install python3-venv"
        )
    if not os.path.isfile(VENV_PYTHON) or not fresh("interpreter", sys.version):
        run("virtual environment", sys.executable, "-m", "venv", "--clear", ".venv")
        stamp("interpreter", sys.version)
    run(
        "Python packages (a minute or two)",
        VENV_PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--requirement",
        "requirements.txt",
    )
    stamp("python", wanted)


def newer_python() -> str:
    """The newest Python on this machine that pyodide-build runs on, or ''.

    Asked are this one, those on the path, and those that pyenv and uv keep.
    """
    home = os.path.expanduser("~")
    pyenv = os.environ.get("PYENV_ROOT") or os.path.join(home, ".pyenv")
    kept = glob.glob(os.path.join(pyenv, "versions", "3.*", "bin", "python3"))
    kept += glob.glob(os.path.join(home, ".local/share/uv/python/*/bin/python3"))
    on_path = [shutil.which("python3.{}".format(minor)) for minor in range(12, 20)]
    code = "import sys, venv, ensurepip; print(*sys.version_info[:3])"
    found = []
    for program in [sys.executable, *filter(None, on_path), *kept]:
        try:
            answer = subprocess.run(
                [program, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            version = tuple(map(int, answer.stdout.split()))
        except (OSError, ValueError):
            continue
        if version >= OLDEST_FOR_PYODIDE_BUILD:
            found.append((version, program))
    return max(found)[1] if found else ""


def set_up_pyodide_build() -> None:
    """Give pyodide-build an environment of its own, with the newest Python there is for it.

    Without it the project's own writer makes the one entry that pyodide-build would: nothing ends.
    """
    python = newer_python()
    wanted = digest("requirements-pyodide.txt", python)
    if fresh("pyodide-build", wanted):
        return
    if not python:
        print(
            "setup: no Python {}.{} or newer for pyodide-build; the project's own writer makes "
            "the lock entry, and nothing compares the two".format(*OLDEST_FOR_PYODIDE_BUILD),
            file=sys.stderr,
        )
    else:
        print("setup: pyodide-build, with " + python, file=sys.stderr, flush=True)
        inside = os.path.join(PYODIDE_BUILD, os.path.relpath(VENV_BIN, os.path.join(ROOT, ".venv")))
        install = [os.path.join(inside, "python"), "-m", "pip", "install", "--quiet"]
        install += ["--require-hashes", "--requirement", "requirements-pyodide.txt"]
        make = [python, "-m", "venv", "--clear", PYODIDE_BUILD]
        if subprocess.call(make) or subprocess.call(install, cwd=ROOT, env=environment()):
            shutil.rmtree(PYODIDE_BUILD, ignore_errors=True)
            print("setup: pyodide-build could not be installed; going on without", file=sys.stderr)
            return
    stamp("pyodide-build", wanted)


def set_up_audit() -> None:
    """Give pip-audit an environment of its own: what it needs is none of what it looks at."""
    wanted = digest("requirements-audit.txt", sys.version)
    if fresh("audit", wanted):
        return
    run("environment for the audit", sys.executable, "-m", "venv", "--clear", AUDIT)
    python = os.path.join(AUDIT, os.path.relpath(VENV_PYTHON, os.path.join(ROOT, ".venv")))
    install = [python, "-m", "pip", "install", "--quiet", "--require-hashes"]
    run("pip-audit", *install, "--requirement", "requirements-audit.txt")
    stamp("audit", wanted)


def node_version() -> int:
    """The major version of the first `node` that has an `npm` beside it, or 0."""
    path = environment()["PATH"]
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if not node or not npm:
        return 0
    answer = subprocess.run([node, "--version"], stdout=subprocess.PIPE, check=False)
    try:
        return int(answer.stdout.decode().lstrip("v").split(".")[0])
    except ValueError:
        return 0


def set_up_node() -> None:
    """Take Node from the system if it is new enough, else from PyPI; install `node_modules`."""
    wanted = digest("package.json", "package-lock.json", ".npmrc", "requirements-node.txt")
    if (
        fresh("node", wanted)
        and os.path.isdir(os.path.join(ROOT, "node_modules"))
        and node_version() >= OLDEST_NODE
    ):
        return
    if node_version() < OLDEST_NODE:
        run(
            "Node.js from PyPI",
            VENV_PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "--requirement",
            "requirements-node.txt",
        )
    if node_version() < OLDEST_NODE:
        stop(
            "Node.js {} or newer is needed and the package from PyPI does not start here. "
            "Install Node.js and run the same command again.".format(OLDEST_NODE)
        )
    npm = shutil.which("npm", path=environment()["PATH"]) or "npm"
    run("packages from npm", npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    stamp("node", wanted)


def browser() -> str:
    """The path of a Chromium: `CHROMIUM`, one of the system's, or Playwright's own; else ''."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if not found:
            stop("CHROMIUM names '" + named + "', which is not a program on this machine.")
        return found
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    code = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as q: print(q.chromium.executable_path)"
    )
    answer = subprocess.run(
        [VENV_PYTHON, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    path = answer.stdout.decode().strip()
    return path if os.path.isfile(path) else ""


def set_up_browser() -> None:
    """Find a Chromium, or let Playwright install one, and note its path for the tests."""
    if not browser():
        print("setup: no Chromium on this machine, installing Playwright's", file=sys.stderr)
        subprocess.call([VENV_PYTHON, "-m", "playwright", "install", "chromium"], cwd=ROOT)
    path = browser()
    if not path:
        stop(
            "the browser tests need Chromium. There is none on this machine and Playwright could "
            "not install one. Install it (Debian: apt-get install chromium) or name one: "
            "make test CHROMIUM=/path/to/chromium"
        )
    stamp("chromium", path)


def main(arguments: List[str]) -> None:
    """`bootstrap.py [--browser | --audit]`."""
    if "--audit" in arguments:
        set_up_audit()
        return
    set_up_python()
    set_up_node()
    set_up_pyodide_build()
    if "--browser" in arguments:
        set_up_browser()


if __name__ == "__main__":
    main(sys.argv[1:])
