"""What stands at the old address of a page that was renamed, and what hosts are told of it."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.embed import SHEET
from builder.moved import address_of
from builder.paths import LANGUAGES, below
from builder.structured import TAGS
from builder.words import by_language


def write(site: Path, moved: Mapping[str, str], home: str) -> None:
    """Write what stands at the old addresses under `site`; `home` is the site's own address."""
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    sheets = SHEET.findall((site / "index.html").read_text("utf-8"))
    start = urlsplit(home).path
    lines = []
    for language in LANGUAGES:
        for old, new in moved.items():
            source, target = (below(language) + address_of(name) for name in (old, new))
            html = pages.get_template("page.html").render(
                tag=TAGS[language],
                words=by_language("moved")[language],
                site=by_language("site")[language],
                address=home + target,
                up="../" * source.count("/"),
                new=target or ".",
                sheets=sheets,
            )
            (site / source).mkdir(parents=True)
            (site / source / "index.html").write_text(html, "utf-8")
            lines.append(f"{start}{source} {start}{target} 301\n")
    if lines:
        (site / "_redirects").write_text("".join(lines), "utf-8")
