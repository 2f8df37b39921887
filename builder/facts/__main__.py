"""`python -m builder.facts`: compile the facts; `check`: only check; `new-provider ID`: begin."""

import argparse
import sys

from builder.facts import OURS, FactsError, build, check_includes
from builder.facts.freshness import stale
from builder.facts.load import load, today
from builder.facts.scaffold import new_provider
from builder.paths import DATA, DOCS, ROOT


def main() -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m builder.facts", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("check", help="check the facts and list those older than a year")
    new = commands.add_parser("new-provider", help="facts file and two pages to fill in")
    new.add_argument("id")
    given = parser.parse_args()
    try:
        if given.command == "new-provider":
            for path in new_provider(given.id, ROOT):
                print(path)
            return 0
        build()
        if given.command == "check":
            # Drawings, recipes and widgets are not made here: only a build knows their names.
            check_includes(DOCS, only=OURS)
            facts = load(DATA)
            kinds = ", ".join(f"{count} {kind}" for kind, count in facts.standing().items())
            print(f"answers of the comparison: {kinds}")
            for line in stale(facts, today()):
                print(line)
    except FactsError as error:
        print(error, file=sys.stderr)
        return 2 if any(problem.unreadable for problem in error.problems) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
