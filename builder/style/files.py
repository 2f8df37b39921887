"""Which texts are looked at: the pages, the two READMEs and the words in `data/`.

AutoCorrect (`.autocorrectrc`) judges Chinese spacing and punctuation, `rules` the rest.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import autocorrect_py
from ruamel.yaml import YAML

from builder.facts.files import Place, read
from builder.paths import LANGUAGES, ROOT
from builder.style.rules import HAN, broken_lines, curl_quotes, faults

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
LONGEST_DESCRIPTION = {"en": 155, "zh": 80}
"""Characters of the description; in Chinese, Han count one and all else half."""


def load_rules(root: Path = ROOT) -> None:
    """Give AutoCorrect the project's settings."""
    settings = YAML(typ="safe").load(root / ".autocorrectrc")
    autocorrect_py.load_config(json.dumps(settings))  # type: ignore[attr-defined]


def pages(root: Path) -> Iterator[tuple[Path, str]]:
    """Each Markdown file of prose with its language."""
    for language in LANGUAGES:
        for path in sorted((root / "docs" / language).rglob("*.md")):
            yield path, language
    for name, language in (
        ("README.md", "en"),
        ("CONTRIBUTING.md", "en"),
        ("README.zh.md", "zh"),
        ("CONTRIBUTING.zh.md", "zh"),
    ):
        if (root / name).exists():
            yield root / name, language


def page_faults(text: str, language: str, name: str = "page.md") -> list[str]:
    """All faults of one page, each as `line: what is wrong`."""
    front = FRONT_MATTER.match(text)
    offset = front[0].count("\n") if front else 0
    found = _front_faults(front[1], language) if front else []
    lines = text.split("\n")[offset:]
    fenced = False
    for number, line in enumerate(lines, start=offset + 1):
        if re.match(r"\s*(?:```|~~~)", line):
            fenced = not fenced
        elif not fenced:
            found += [(number, fault) for fault in faults(line, language)]
    for index in broken_lines(lines):
        found.append((offset + index + 1, "line break: a paragraph stands on one line"))
    if language == "zh":
        found += [(offset + line, fault) for line, fault in _autocorrect("\n".join(lines), name)]
    return [f"{number}: {fault}" for number, fault in sorted(found)]


def _front_faults(front: str, language: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for number, line in enumerate(front.split("\n"), start=2):
        field, _, value = line.partition(": ")
        value = value.strip("'\"") if value[:1] == value[-1:] else value  # YAML's own quotes
        if field in ("title", "description"):
            found += [(number, fault) for fault in text_faults(value, language)]
        limit = LONGEST_DESCRIPTION[language]
        if field == "description" and _width(value, language) > limit:
            found.append((number, f"description: longer than {limit} characters"))
    return found


def _width(text: str, language: str) -> float:
    if language == "en":
        return len(text)
    return sum(1 if re.match(f"[{HAN}，。；：！？、（）“”]", char) else 0.5 for char in text)


def _autocorrect(text: str, name: str) -> list[tuple[int, str]]:
    result = autocorrect_py.lint_for(text, name)
    return [(line.line, f"AutoCorrect: '{line.old}' → '{line.new}'") for line in result.lines]


def text_faults(text: str, language: str) -> list[str]:
    """What is wrong with one short text of a facts file, which holds no Markdown."""
    found = [*faults(text, language)]
    if language == "zh" and autocorrect_py.format(text) != text:
        found.append(f"AutoCorrect: → '{autocorrect_py.format(text)}'")
    return found


def data_faults(path: Path, name: str) -> list[str]:
    """All faults of the `{en, zh}` texts in one YAML file, each as `line: what is wrong`."""
    file = read(path, name)
    found = [
        (file.line(place), fault)
        for place, language, text in _texts(file.data)
        for fault in [*text_faults(text, language), *_foreign(text, language)]
    ]
    return [f"{number}: {fault}" for number, fault in sorted(found)]


def _foreign(text: str, language: str) -> list[str]:
    """Whether a text stands in the place of the other language; a name alone may."""
    if language == "zh" and not re.search(f"[{HAN}]", text):
        words = re.findall(r"(?<![\w.])[a-z]{2,}(?![\w./])", text)
        if len(words) > 2:
            return [f"no Chinese in a Chinese text: '{text[:30]}': write it in Chinese"]
    plain = re.sub("《[^》]*》|“[^”]*”|‘[^’]*’|（[^）]*）|\\([^)]*\\)", "", text)
    if language == "en" and (found := re.search(f"[{HAN}]{{2,}}", plain)):
        return [f"Chinese in an English text: '{found[0]}': write it in English, or in “ ”"]
    return []


def _texts(node: Any, place: Place = ()) -> Iterator[tuple[Place, str, str]]:
    """Place, language and text of every string that stands in a pair of languages."""
    if isinstance(node, dict):
        pair = {"en", "zh"} <= node.keys()
        for key, value in node.items():
            if pair and key in ("en", "zh"):
                for text in value if isinstance(value, list) else [value]:
                    if isinstance(text, str):
                        yield (*place, key), key, text
            elif key != "claim":  # what others say, in their manner
                yield from _texts(value, (*place, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _texts(value, (*place, index))


def check(root: Path = ROOT) -> list[str]:
    """All faults of the project, one line each."""
    load_rules(root)
    found = []
    for path, language in pages(root):
        name = path.relative_to(root).as_posix()
        text = path.read_text("utf-8")
        found += [f"{name}:{fault}" for fault in page_faults(text, language, name)]
    for path in sorted((root / "data").rglob("*.yaml")):
        name = path.relative_to(root).as_posix()
        found += [f"{name}:{fault}" for fault in data_faults(path, name)]
    return found


def fix(root: Path = ROOT) -> list[str]:
    """Mend what a machine can, in the pages; the names of those that changed."""
    load_rules(root)
    changed = []
    for path, language in pages(root):
        before = path.read_text("utf-8")
        after = mended(before, language, path.name)
        if after != before:
            path.write_text(after, "utf-8")
            changed.append(path.relative_to(root).as_posix())
    return changed


def mended(text: str, language: str, name: str = "page.md") -> str:
    """A page with AutoCorrect's spacing and marks (Chinese) or curly quotes (English)."""
    front = FRONT_MATTER.match(text)
    start = front.end() if front else 0  # a list in front matter has its own commas
    if language == "zh":
        return text[:start] + str(autocorrect_py.format_for(text[start:], name))
    lines, fenced = text[start:].split("\n"), False
    for index, line in enumerate(lines):
        if re.match(r"\s*(?:```|~~~)", line):
            fenced = not fenced
        elif not fenced:
            lines[index] = curl_quotes(line)
    return text[:start] + "\n".join(lines)
