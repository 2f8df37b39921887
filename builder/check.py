"""`make check`: what needs no browser and takes seconds; `make fix` mends what a machine can.

    python -m builder.check [--fix]

Each check is a program of its own and can be run alone; this file only knows their names and runs
all of them, so that one run shows every fault.
"""

import subprocess
import sys

from builder.paths import ROOT

PYTHON = [sys.executable, "-m"]
CHECKS = {
    "facts": [*PYTHON, "builder.facts", "check"],
    "sources": [*PYTHON, "builder.sources_check"],
    "parity of the two languages": [*PYTHON, "builder.parity"],
    "style of the words": [*PYTHON, "builder.style"],
    "words of the tools": [*PYTHON, "builder.catalogues"],
    "spelling": ["node_modules/.bin/cspell", "lint", "--no-progress", "--no-summary", "--quiet"],
    "lint": [*PYTHON, "ruff", "check", "--quiet"],
    "format": [*PYTHON, "ruff", "format", "--check", "--quiet"],
    "types": [*PYTHON, "mypy"],
    "types of the recipes": [*PYTHON, "mypy", "docs/assets/recipes"],
}
FIXES = {
    "lint": [*PYTHON, "ruff", "check", "--fix", "--quiet"],
    "format": [*PYTHON, "ruff", "format", "--quiet"],
    "style of the words": [*PYTHON, "builder.style", "--fix"],
}


def failed(commands: dict[str, list[str]]) -> list[str]:
    """Run each command in the project's folder; the names of those that failed."""
    names = []
    for name, command in commands.items():
        print(f"— {name}", flush=True)
        if subprocess.call(command, cwd=ROOT) != 0:
            names.append(name)
    return names


def main(arguments: list[str]) -> int:
    """The command; returns its exit status."""
    names = failed(FIXES if "--fix" in arguments else CHECKS)
    print(f"not right: {', '.join(names)}" if names else "all right", flush=True)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
