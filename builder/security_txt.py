"""`/.well-known/security.txt` of the finished site (RFC 9116): where to report a weakness.

The address is that of the repository, one setting (see ``builder.repository``); without it there is
nobody to name and no file. It expires a year after the newest review of a page: the day is in the
sources, so the same sources make the same file, and a site nobody looks after stops promising.
"""

import datetime
import re
from pathlib import Path

from builder.paths import DOCS
from builder.repository import BRANCH

NAME = ".well-known/security.txt"
GOOD_FOR = datetime.timedelta(days=364)
"""RFC 9116, 2.5.5, recommends less than a year."""
REVIEWED = re.compile(r"^reviewed: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def write(site: Path, repository: str, home: str, docs: Path = DOCS) -> None:
    """Write the file into `site`, whose address is `home`; nothing where `repository` is empty."""
    if not repository:
        return
    path = site / NAME
    path.parent.mkdir(exist_ok=True)
    expires = newest_review(docs) + GOOD_FOR
    source = repository.rstrip("/")
    fields = {
        "Contact": f"{source}/security/advisories/new",
        "Expires": f"{expires}T00:00:00Z",
        "Preferred-Languages": "en, zh",
        "Canonical": f"{home}{NAME}",
        "Policy": f"{source}/blob/{BRANCH}/SECURITY.md",
    }
    path.write_text("".join(f"{name}: {value}\n" for name, value in fields.items()), "utf-8")


def newest_review(docs: Path) -> datetime.date:
    """The newest `reviewed` in the front matter of the pages under `docs`."""
    pages = (path.read_text("utf-8") for path in docs.rglob("*.md"))
    return max(datetime.date.fromisoformat(day) for page in pages for day in REVIEWED.findall(page))
