"""The counter alone, for pages of others: `/embed/segments/` and its twins.

A page of its own, not MkDocs': without header, menu and search, it keeps nothing in the browser and
asks for Python only when somebody touches it. `builder.policy` lets it, and nothing else, stand in
a frame of another origin.
"""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.paths import LANGUAGES, below
from builder.policy import EMBEDDED
from builder.structured import TAGS
from builder.widgets import with_card
from builder.words import by_language
from calculators.views import view

WIDGET = "segments"
SHEET = re.compile(r'<link rel="stylesheet" href="(?:\./)?(assets/[^"]+\.css)">')


def write(site: Path, card: str, home: str) -> None:
    """Write the page of each language under `site`, which holds the pages of MkDocs already.

    `card` is the text of the runtime's `runtime.json`, `home` the site's own address. The style
    sheets are those of the home page.
    """
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    sheets = SHEET.findall((site / "index.html").read_text("utf-8"))
    for language in LANGUAGES:
        folder = below(language) + f"{EMBEDDED}{WIDGET}/"
        html = pages.get_template("page.html").render(
            tag=TAGS[language],
            words=by_language("embed")[language],
            site=by_language("site")[language],
            address=home + folder,
            up="../" * folder.count("/"),
            below=below(language),
            sheets=sheets,
            tool=Markup(with_card(view(WIDGET).embedded(WIDGET, language), card)),  # noqa: S704
        )
        (site / folder).mkdir(parents=True)
        (site / folder / "index.html").write_text(html, "utf-8")
