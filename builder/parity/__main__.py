"""Both languages say the same: each page is compared with its twin, part by part.

    python -m builder.parity                    compare all pairs; exit status 1 if a pair differs
    python -m builder.parity stamp PAGE [...]   note that both languages of PAGE were compared

PAGE is a page's name in both languages, guide/bridges.md, or the path of one of the two.

What is compared, section by section: headings (level and id), links, tables, footnotes, code
blocks, admonitions, included snippets and list items. Sentences are not: they are written, not
translated. A page whose twin has changed since its stamp is named, but is no error.
"""

import argparse
import sys
from pathlib import Path

from builder import moved
from builder.parity.twins import check, notes, stamp, twin_of
from builder.paths import DOCS, LANGUAGES, ROOT


def both_pages(given: Path) -> tuple[Path, Path]:
    """The two files of a page named `guide/bridges.md`, or by the path of either.

    Raises ValueError where that is no page.
    """
    path = given if given.exists() else DOCS / LANGUAGES[0] / given
    return path, twin_of(path)


def main(arguments: list[str]) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m builder.parity", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    stamping = commands.add_parser("stamp", help="note that pages were compared with their twins")
    stamping.add_argument("pages", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    if options.command == "stamp":
        try:
            for path in options.pages:
                for page in both_pages(path):
                    stamp(page)
                moved.remember("/".join(page.resolve().relative_to(DOCS.resolve()).parts[1:]), ROOT)
        except (ValueError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
        return 0
    found = check(DOCS)
    for fault in found:
        print(f"docs/*/{fault}", file=sys.stderr)
    for note in notes(DOCS):
        print(f"note: {note}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
