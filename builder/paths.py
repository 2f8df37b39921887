"""Where things lie, named once. Knows no format and runs nothing."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES: tuple[str, ...] = ("en", "zh")
"""The first is the one whose pages stand at the root of the site."""

DOCS = ROOT / "docs"
DATA = ROOT / "data"
COUNTER = ROOT / "smsparts" / "src"
COMPILED = ROOT / "calculators" / "compiled"
SITE = ROOT / "site"

CACHE = ROOT / ".cache"
SNIPPETS = CACHE / "snippets"
"""One folder a language; what `{!name!}` in a page of that language names."""
SITE_DATA = CACHE / "site-data"
"""Raw data for others, copied to `/data/` of the site."""
STAMPS = CACHE / "stamps"


def below(language: str) -> str:
    """The folder of a language's pages in the site, with its slash: "" or "zh/"."""
    return "" if language == LANGUAGES[0] else f"{language}/"
