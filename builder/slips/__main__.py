"""`python -m builder.slips`: exit status 1 for slips, 2 where a file cannot be read at all."""

import datetime
import sys
from pathlib import Path

from builder import moved
from builder.paths import LANGUAGES, ROOT
from builder.slips import files
from builder.slips.lines import line_slips
from builder.slips.pages import page_slips


def check(root: Path = ROOT) -> list[str]:
    """All slips of the project, one line each."""
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    found = []
    for path in files.texts(root):
        name = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            found += [f"{name}:{number}: {said}" for said in line_slips(line, tomorrow)]
    for language in LANGUAGES:
        folder = root / "docs" / language
        paths = sorted(folder.rglob("*.md"))
        pages = [path.relative_to(folder).as_posix() for path in paths]
        for path in paths:
            name = path.relative_to(root).as_posix()
            slips = page_slips(path.read_text("utf-8"), language, path, pages)
            found += [f"{name}:{number}: {said}" for number, said in slips]
    for look in (files.missing, files.menu, files.providers, files.pictures):
        found += look(root)
    return found + list(moved.faults(root))


def main() -> int:
    """The command; returns its exit status."""
    stopping = list(files.unreadable(ROOT))
    found = stopping or check()
    for fault in found:
        print(fault, file=sys.stderr)
    return 2 if stopping else bool(found)


if __name__ == "__main__":
    sys.exit(main())
