"""Hostile pages, facts, style sheets and files: each is refused with a message, or shown as text.

The cases stand in cases/hostile.json. One with `says` is refused: by the check of the facts, by the
includes or by the list of what may be published. One without is published, and does nothing.
"""

import dataclasses
import datetime
import json
from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from markdown import Markdown
from mkdocs.config import load_config
from pydantic import ValidationError

from builder import mkdocs_hooks, policy, published
from builder.facts.load import AllFacts, load
from builder.facts.snippets import snippets
from builder.includes import IncludeError
from builder.paths import DATA, LANGUAGES, ROOT

CASES = json.loads((ROOT / "tests" / "cases" / "hostile.json").read_text("utf-8"))
TODAY = datetime.date(2026, 11, 27)
FRAME = '<!doctype html>\n<html><head><meta charset="utf-8"></head><body>{}</body></html>'
ACTIVE = {"script", "iframe", "object", "embed", "base", "style", "link", "meta", "use"}


def each(kind: str) -> Any:
    return pytest.mark.parametrize("case", CASES[kind], ids=[one["why"] for one in CASES[kind]])


@pytest.fixture(scope="session")
def render() -> Callable[[str], str]:
    """Markdown -> HTML with all that the site's own pages are made with."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.plugins["i18n"].current_language = "en"
    mkdocs_hooks.on_config(config)
    made = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    return lambda text: mkdocs_hooks.on_page_content(made.reset().convert(text))


def is_active(html: str) -> list[str]:
    """The elements and attributes of a fragment that run or load, as a browser reads it."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    found = [one.tag for one in tree.iter() if one.tag in ACTIVE]
    for element in tree.iter():
        found += [name for name in element.attrib if str(name).lower().startswith("on")]
        found += [v for v in element.attrib.values() if v.strip().lower().startswith("javascript:")]
    return found


def holds(case: dict[str, str], html: str) -> None:
    """The fragment is refused in the words of the case, or nothing of it is active."""
    said = [f"{found} {why}" for _, found, why in published.page_faults(html)]
    if "says" in case:
        assert any(case["says"] in one for one in said), (html, said)
    else:
        assert said == []
        assert is_active(html) == []


@each("pages")
def test_a_page(case: dict[str, str], render: Callable[[str], str]) -> None:
    try:
        html = render(case["page"])
    except IncludeError as error:
        assert case.get("says", "nothing is refused") in str(error)
        return
    holds(case, html)


@pytest.fixture(scope="session")
def facts() -> AllFacts:
    return load(DATA)


@pytest.fixture(scope="session")
def as_they_are(facts: AllFacts) -> dict[str, dict[str, str]]:
    return {language: snippets(facts, language, TODAY) for language in LANGUAGES}


def change(model: Any, path: list[str], value: object) -> Any:
    """`model` anew, checked like a file, with `value` at `path`."""
    data = model.model_dump(by_alias=True)
    at = data
    for step in path[:-1]:
        at = at[step]
    at[int(path[-1]) if isinstance(at, list) else path[-1]] = value
    return type(model).model_validate(data)


def changed(facts: AllFacts, field: str, value: object) -> AllFacts:
    """All facts, the hostile value in one; `copied` is a source that was read in a repository."""
    kind, *path = field.split("/")
    if kind == "sources":
        copied = next(i for i, one in facts.sources.items() if one.copied and one.copied.commit)
        name = copied if path[0] == "copied" else path[0]
        return dataclasses.replace(
            facts, sources={**facts.sources, name: change(facts.sources[name], path[1:], value)}
        )
    if kind == "providers":
        first, *rest = facts.providers
        return dataclasses.replace(facts, providers=(change(first, path, value), *rest))
    group = getattr(facts, kind)
    part = {"claims": "claims", "glossary": "terms", "regions": "regions"}[kind]
    first, *rest = getattr(group, part)
    new = [change(first, path, value), *rest]
    return dataclasses.replace(facts, **{kind: group.model_copy(update={part: new})})


@each("facts")
def test_a_fact(
    case: dict[str, str],
    facts: AllFacts,
    as_they_are: dict[str, dict[str, str]],
    render: Callable[[str], str],
) -> None:
    try:
        hostile = changed(facts, case["field"], case["value"])
    except ValidationError as error:
        said = [one["msg"] for one in error.errors()]
        assert any(case.get("says", "nothing is refused") in one for one in said), said
        return
    assert "says" not in case
    told = 0
    for language, before in as_they_are.items():
        for name, text in snippets(hostile, language, TODAY).items():
            if text != before.get(name):
                told += 1
                holds(case, render(text))
    assert told, "no page shows this fact"


@each("styles")
def test_a_style_sheet(case: dict[str, str]) -> None:
    said = [why for _, _, why in published.style_faults(case["style"])]
    assert said == ([case["says"]] if "says" in case else [])


@each("files")
def test_a_file(case: dict[str, str]) -> None:
    assert published.file_fault(case["file"]).startswith(case.get("says", ""))
    assert bool(published.file_fault(case["file"])) == ("says" in case)


def test_there_are_enough_of_them() -> None:
    assert len(CASES["pages"]) + len(CASES["facts"]) >= 100


def test_the_build_names_file_line_and_source(tmp_path) -> None:
    site, root = tmp_path / "site", tmp_path
    (root / "docs" / "en" / "guide").mkdir(parents=True)
    (root / "docs" / "en" / "guide" / "x.md").write_text(
        "# X\n\n<script>steal()</script>\n", "utf-8"
    )
    (root / "data").mkdir()
    (root / "data" / "sources.yaml").write_text("a: 1\nurl: javascript:steal()\n", "utf-8")
    (site / "guide" / "x").mkdir(parents=True)
    page = '<script>steal()</script>\n<p>\n<a href="javascript:steal()">x</a></p>'
    (site / "guide" / "x" / "index.html").write_text(FRAME.format(page), "utf-8")
    first, second = policy.faults(site, root)
    assert first.startswith("guide/x/index.html:2 (docs/en/guide/x.md:3): '<script>steal()")
    assert second.startswith("guide/x/index.html:4 (data/sources.yaml:2): ")


def test_every_inline_script_of_the_list_has_a_reason() -> None:
    assert all(len(why) > 20 for why in published.INLINE_SCRIPTS.values())
