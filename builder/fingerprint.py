"""Name the folders of our own style and script by their content.

A page then names exactly the files it was built with: a browser can keep them for ever, and a new
release can never be mixed with files of an old one. Whole folders, because the script's modules
import each other by name.
"""

import hashlib
import re
from pathlib import Path

FOLDERS = ("assets/css", "assets/js")


def apply(site: Path) -> None:
    """Rename each of FOLDERS under `site` to `<folder>-<hash>`, in the pages too."""
    names = {folder: f"{folder}-{digest(site / folder)}" for folder in FOLDERS}
    for folder, name in names.items():
        (site / folder).rename(site / name)
    reference = re.compile(r'(?<=["/])(' + "|".join(map(re.escape, FOLDERS)) + r")(?=/)")
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        page.write_text(reference.sub(lambda match: names[match[1]], text), "utf-8")


def digest(folder: Path) -> str:
    """Twelve hexadecimal digits over the names and contents of all files in `folder`."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]
