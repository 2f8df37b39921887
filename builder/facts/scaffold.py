"""`make new-provider ID=…`: a facts file and two pages to fill in. Templates lie beside this file.

What the facts file leaves open stands there as `unknown` with confidence low, so that the project
builds at once and says on the page what is not known yet.
"""

import datetime
import re
from pathlib import Path
from string import Template

from ruamel.yaml import YAML

from builder import moved
from builder.facts.files import FactsError, Problem
from builder.facts.load import today
from builder.parity.twins import stamp
from builder.paths import LANGUAGES

TEMPLATES = Path(__file__).parent / "templates"
_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


def new_provider(name: str, root: Path, day: datetime.date | None = None) -> list[Path]:
    """Write the three files of the provider called `name` under `root`; returns their paths.

    Raises FactsError where the name is no id or one of the files is there already.
    """
    facts = root / "data" / "providers" / f"{name}.yaml"
    pages = [root / "docs" / language / "providers" / f"{name}.md" for language in LANGUAGES]
    if not _ID.fullmatch(name):
        text = "an id is small Latin letters and digits, joined by single underscores: my_service"
        raise FactsError([Problem(f"data/providers/{name}.yaml", 1, text)])
    taken = [path for path in (facts, *pages) if path.exists()]
    if taken:
        shown = [
            Problem(path.relative_to(root).as_posix(), 1, "is there already") for path in taken
        ]
        raise FactsError(shown)
    words = {
        "id": name,
        "name": name.replace("_", " ").title(),
        "day": (day or today()).isoformat(),
        "position": str(_last_position(facts.parent) + 1),
        "criteria": "\n".join(f"  {one}: {{value: unknown}}" for one in _criteria(root)),
    }
    written = []
    for path, template in zip(
        (facts, *pages), ("provider.yaml", "provider.en.md", "provider.zh.md"), strict=True
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (TEMPLATES / template).read_text("utf-8")
        path.write_text(Template(text).substitute(words), "utf-8")
        written.append(path)
    for page in pages:  # made from one mould, they need no eye to compare them
        stamp(page, root / "docs")
    moved.remember(f"providers/{name}.md", root)
    return written


def _last_position(folder: Path) -> int:
    yaml = YAML(typ="safe")
    found = [yaml.load(path.read_text("utf-8"))["position"] for path in folder.glob("*.yaml")]
    return max(found, default=0)


def _criteria(root: Path) -> list[str]:
    yaml = YAML(typ="safe")
    data = yaml.load((root / "data" / "criteria.yaml").read_text("utf-8"))
    return [one["id"] for one in data["criteria"]]
