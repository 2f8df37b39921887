"""One style sheet where `mkdocs.yml` names several.

A page shows nothing until the last of its style sheets has come. They are written apart, each for
what it styles, and sent as one, in the order in which the pages name them.
"""

import re
from pathlib import Path

FOLDER = "assets/css"
JOINED = "site.css"
LINK = re.compile(rf'<link rel="stylesheet" href="((?:[^"]*/)?{FOLDER}/)([^"/]+)">\s*')


class StyleError(Exception):
    """The style sheets cannot be joined; the message names the page and says why."""


def join(site: Path) -> None:
    """Put the style sheets of FOLDER under `site` into JOINED, and let every page name that one.

    Raises StyleError when a page names others than the rest, or names them in another order.
    """
    order: list[str] = []
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        names = [name for _, name in LINK.findall(text)]
        order = order or names
        if names != order:
            raise StyleError(
                f"{page.relative_to(site)} names the style sheets {names}, not {order}"
            )
        folder = LINK.search(text)
        if folder:
            one = f'<link rel="stylesheet" href="{folder[1]}{JOINED}">\n'
            rest = LINK.sub("", text[folder.end() :])
            page.write_text(text[: folder.start()] + one + rest, "utf-8")
    sheets = [site / FOLDER / name for name in order]
    joined = "".join(f"{sheet.read_text('utf-8').rstrip()}\n" for sheet in sheets)
    for sheet in sheets:
        sheet.unlink()
    (site / FOLDER / JOINED).write_text(joined, "utf-8")
