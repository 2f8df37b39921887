"""What a page may weigh, in octets over the wire with brotli, and whether the built site keeps it.

    python -m builder.budgets

Reads the files of the finished site; knows nothing of how they came to be. What a browser really
transfers is measured in tests/browser/test_budgets.py against the same figures.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

from builder.paths import SITE

PAGE = 150_000
"""A page with its styles, scripts, icons and manifest, opened for the first time."""
RUNTIME = 2_500_000
"""What a start of Python fetches: loader, first parts of module and library, app, facts."""
FACTS = 30_000
"""The heaviest file of facts: what a returning reader fetches of it after one fact has changed."""
TOOL = 2_600_000
"""The page of a tool and the runtime together."""
LATER = (".br", ".gz", ".rest.wasm", ".rest.zip", "LICENSES.txt")
"""Copies, and what no start fetches."""
KNOWN = re.compile(r'data-replies="([^"]+)"')
NEEDED = re.compile(
    r'<(?:link [^>]*?rel="(?:stylesheet|icon|manifest|modulepreload)"|script\b|img\b)[^>]*?'
    r'(?:href|src)="([^"#?]+)"'
)
IMPORTED = re.compile(r'(?:from|import) "(\./[^"]+)"')
"""A module that another imports: fetched with it."""


class Weight(NamedTuple):
    """A page or the runtime, what it weighs and may weigh, in octets."""

    name: str
    octets: int
    budget: int

    def __str__(self) -> str:
        verdict = "over" if self.octets > self.budget else "within"
        return (
            f"{self.name}: {self.octets / 1000:,.1f} kB, {verdict} its {self.budget / 1000:,.0f} kB"
        )


def octets(path: Path) -> int:
    """The size of `path` as a host sends it: compressed where a smaller copy stands beside it."""
    smaller = path.with_name(path.name + ".br")
    return (smaller if smaller.exists() else path).stat().st_size


def files_of(page: Path, site: Path) -> set[Path]:
    """The files that opening `page` fetches: itself, what it links, what its modules import."""
    found = {page}
    text = page.read_text("utf-8")
    found |= {site / "assets" / "runtime" / name for name in KNOWN.findall(text)}
    for address in NEEDED.findall(text):
        path = (page.parent / address).resolve()
        if path.is_relative_to(site.resolve()) and path.is_file():
            found |= {path, *_imports(path)}
    return found


def _imports(script: Path) -> set[Path]:
    if script.suffix != ".js":
        return set()
    found = {
        (script.parent / name).resolve() for name in IMPORTED.findall(script.read_text("utf-8"))
    }
    return found.union(*map(_imports, found)) if found else found


def weights(site: Path) -> list[Weight]:
    """Every page against its budget, the runtime against its own; the heaviest first.

    Raises FileNotFoundError, saying what to run, when `site` was built without compressed copies.
    """
    if not (site / "index.html.br").exists():
        raise FileNotFoundError(f"{site}: no compressed copies to weigh; run: make build")
    runtime = sum(
        octets(path)
        for path in (site / "assets" / "runtime").rglob("*")
        if path.is_file()
        and not path.name.endswith(LATER)
        and not path.parent.name.startswith("replies-")
    )
    facts = max(map(octets, (site / "assets" / "runtime").glob("facts-*/*.json")), default=0)
    found = [Weight("the runtime", runtime, RUNTIME), Weight("a changed fact", facts, FACTS)]
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).as_posix().removesuffix("index.html") or "/"
        own = sum(map(octets, files_of(page, site)))
        found.append(Weight(name, own, PAGE))
        if "tools/" in name:
            found.append(Weight(f"{name} with the runtime", own + runtime, TOOL))
    return sorted(found, key=lambda weight: weight.octets / weight.budget, reverse=True)


def main() -> int:
    """Print what is over its budget, or else the heaviest of each budget; the exit status."""
    try:
        found = weights(SITE)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    over = [weight for weight in found if weight.octets > weight.budget]
    heaviest = {weight.budget: weight for weight in reversed(found)}.values()
    print(*(over or heaviest), sep="\n")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
