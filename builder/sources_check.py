"""Every footnote has its source, and every source its use.

    python -m builder.sources_check

Fails on a mark `[^id]` that nothing on its page defines, on a definition that nothing on its page
cites, and on a source of data/sources.yaml that neither a page nor another facts file uses. What a
snippet cites or defines is read from the facts the snippet is made of, so that nothing has to be
built first. Knows pages and facts as text and YAML.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.facts.files import read
from builder.paths import ROOT

MARK = re.compile(r"\[\^([^\]]+)\](?!:)")
DEFINITION = re.compile(r"^\[\^([^\]]+)\]:", re.MULTILINE)
INCLUDE = re.compile(r"\{!\s*(.+?)\.md\s*!\}")
CODE = re.compile(r"^([ \t]*)(```|~~~).*?^\1\2|`[^`\n]+`", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Facts:
    """What the facts files cite, as far as pages pull it in."""

    sources: frozenset[str]
    beyond: Mapping[str, frozenset[str]]
    glossary: frozenset[str]
    elsewhere: frozenset[str]
    """Ids cited by facts that are shown with links of their own: claims, the checks."""


def load(root: Path = ROOT) -> Facts:
    """Read the facts that cite ids of data/sources.yaml."""
    files = sorted((root / "data").rglob("*.yaml"))
    data = {path.stem: read(path, path.relative_to(root).as_posix()).data for path in files}
    beyond = {fact["id"]: frozenset(fact["sources"]) for fact in data["beyond"]["facts"]}
    glossary = {name for term in data["glossary"]["terms"] for name in term["sources"]}
    flows = [data[path.stem] for path in files if path.parent.name == "flows"]
    elsewhere = {*_cited(data["claims"]), *_cited(flows)}
    return Facts(
        frozenset(data["sources"]["sources"]), beyond, frozenset(glossary), frozenset(elsewhere)
    )


def _cited(node: Any) -> Iterator[str]:
    """Every id in a list called `sources`, however deep."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "sources" and isinstance(value, list):
                yield from (one for one in value if isinstance(one, str))
            else:
                yield from _cited(value)
    elif isinstance(node, list):
        for value in node:
            yield from _cited(value)


def page_faults(text: str, facts: Facts) -> list[str]:
    """What is wrong with the footnotes of one page."""
    prose = CODE.sub("", text)
    cited, defined, own = set(MARK.findall(prose)), set(DEFINITION.findall(prose)), set[str]()
    all_defined_by_snippet = False
    for name in INCLUDE.findall(prose):
        folder, _, leaf = name.rpartition("/")
        if folder == "sources":
            own.add(leaf)
        elif folder == "beyond":
            cited |= facts.beyond.get(leaf, frozenset())
        elif name == "glossary":
            cited |= facts.glossary
        elif name == "glossary/sources":
            defined |= facts.glossary
        elif leaf == "sources":  # a provider's or the regions' own shelf, checked with its facts
            all_defined_by_snippet = True
    found = [f"source '{name}' is not in data/sources.yaml" for name in own - facts.sources]
    found += [f"source '{name}' is listed, but nothing cites it" for name in own - cited]
    if not all_defined_by_snippet:
        missing = cited - own - defined
        found += [f"[^{name}] has no source: add {{!sources/{name}.md!}}" for name in missing]
    return sorted(found)


def used_by(text: str, facts: Facts) -> set[str]:
    """The sources of data/sources.yaml that a page uses."""
    prose = CODE.sub("", text)
    names = {name.rpartition("/")[2] for name in INCLUDE.findall(prose) if "sources/" in name}
    return names | (set(MARK.findall(prose)) & facts.sources)


def check(root: Path = ROOT) -> list[str]:
    """All faults of the project, one line each."""
    facts = load(root)
    found, used = [], set(facts.elsewhere) | facts.glossary
    for path in sorted((root / "docs").glob("*/**/*.md")):
        text = path.read_text("utf-8")
        name = path.relative_to(root).as_posix()
        found += [f"{name}: {fault}" for fault in page_faults(text, facts)]
        used |= used_by(text, facts)
        for include in INCLUDE.findall(text):
            if include.startswith("beyond/"):
                used |= facts.beyond.get(include.removeprefix("beyond/"), frozenset())
    unused = sorted(facts.sources - used)
    found += [f"data/sources.yaml: nothing uses the source '{name}'" for name in unused]
    return found


def main() -> int:
    """The command; returns its exit status."""
    found = check()
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
