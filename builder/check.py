"""`make check`: what needs no browser and takes seconds; `make fix` mends what a machine can.

    python -m builder.check [--fix]

Each check is a program of its own and can be run alone; this file only knows their names and runs
all of them, so that one run shows every fault.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from builder.paths import ROOT

PYTHON = [sys.executable, "-m"]
CHECKS = {
    "slips of the hand": [*PYTHON, "builder.slips"],
    "facts": [*PYTHON, "builder.facts", "check"],
    "sources": [*PYTHON, "builder.sources_check"],
    "parity of the two languages": [*PYTHON, "builder.parity"],
    "style of the words": [*PYTHON, "builder.style"],
    "words of the tools": [*PYTHON, "builder.catalogues"],
    "spelling": ["node_modules/.bin/cspell", "lint", "--no-progress", "--no-summary", "--quiet"],
    "lint": [*PYTHON, "ruff", "check", "--quiet"],
    "format": [*PYTHON, "ruff", "format", "--check", "--quiet"],
    "types": [*PYTHON, "mypy"],
    "types of the messages": [*PYTHON, "builder.protocol", "--check"],
    "types of the script": ["node_modules/.bin/tsc", "--project", "tsconfig.json"],
    "lint of script and style": ["node_modules/.bin/biome", "lint", "--error-on-warnings"],
    "types of the recipes": [*PYTHON, "mypy", "docs/assets/recipes"],
}
FIXES = {
    "lint": [*PYTHON, "ruff", "check", "--fix", "--quiet"],
    "format": [*PYTHON, "ruff", "format", "--quiet"],
    "style of the words": [*PYTHON, "builder.style", "--fix"],
}


UNREADABLE = 2
"""Exit status of slips and facts where a file cannot be read: no other check could read it."""


def failed(commands: dict[str, list[str]], together: bool = True) -> list[str]:
    """Run the commands in the project's folder, as many at once as the machine has processors.

    What each says is printed when it ends, in the order of their names; those that failed are
    returned. Two that mend the same file do not run at once: ``together`` says whether any do.
    A file that cannot be read gives one message: whatever else would trip over it is not told.
    """
    names = []
    with ThreadPoolExecutor(os.cpu_count() if together else 1) as pool:
        running = {name: pool.submit(_run, command) for name, command in commands.items()}
        for name, run in running.items():
            done = run.result()
            print(f"— {name}\n{done.stdout}", end="", flush=True)
            if done.returncode != 0:
                names.append(name)
            if done.returncode == UNREADABLE and name in ("slips of the hand", "facts"):
                print("— the rest is told when this file can be read", flush=True)
                pool.shutdown(cancel_futures=True)
                break
    return names


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def main(arguments: list[str]) -> int:
    """The command; returns its exit status."""
    names = failed(FIXES, together=False) if "--fix" in arguments else failed(CHECKS)
    print(f"not right: {', '.join(names)}" if names else "all right", flush=True)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
