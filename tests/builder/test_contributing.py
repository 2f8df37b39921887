"""Each recipe of CONTRIBUTING, followed to the letter in a copy: it needs no step that it lacks.

Where a recipe has a step that one forgets, the same is done without it: `make check` says so.
"""

import datetime
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from smsparts.billing import Rule
from smsparts.rulefiles import read as read_rule

from builder import catalogues, moved, sources_check
from builder.facts import FactsError
from builder.facts.compiled import for_calculators
from builder.facts.load import load
from builder.facts.scaffold import new_provider
from builder.facts.snippets import regions, snippets
from builder.moved import pages as moved_pages
from builder.parity.twins import check as pairs
from builder.parity.twins import notice, stamp
from builder.paths import LANGUAGES, ROOT
from builder.slips.__main__ import check as slips
from builder.style import files as style

COPIED = ("docs", "data", "overrides", "builder", "calculators", "smsparts")
DAY = datetime.date(2026, 11, 27)
GUIDE = "guide/bridges.md"
PAGE = {
    "en": """---
title: Codes in a drawer
description: What a page needs, shown by one that has it and nothing more.
reviewed: 2026-11-27
---

# Codes in a drawer

!!! answer "In short"

    A page has an answer first. The rest explains it.[^telegram-faq-what-is]

## What it is {#what-it-is}

A place for codes.

## Sources {#sources}

{!sources/telegram-faq-what-is.md!}
""",
    "zh": """---
title: 抽屉里的验证码
description: 一个页面需要什么，看这个只有必需内容的页面就知道。
reviewed: 2026-11-27
---

# 抽屉里的验证码

!!! answer "简短回答"

    页面先给答案，其余部分作解释。[^telegram-faq-what-is]

## 它是什么 {#what-it-is}

放验证码的地方。

## 来源 {#sources}

{!sources/telegram-faq-what-is.md!}
""",
}


class Copy:
    """The project in a folder of its own, with what a contributor does to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.docs = root / "docs"

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def add(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")

    def stamp(self, page: str) -> None:
        """What `make stamp PAGE=…` does."""
        for language in LANGUAGES:
            stamp(self.docs / language / page, self.docs)
        moved.remember(page, self.root)

    def said(self) -> list[str]:
        """What `make check` says of words and facts."""
        try:
            for_calculators(load(self.root / "data"))
        except FactsError as error:
            return str(error).splitlines()
        found = slips(self.root) + sources_check.check(self.root) + pairs(self.docs)
        return found + style.check(self.root)

    def shown(self, language: str, start: str) -> str:
        """What the pages of `language` are given in the snippets whose names begin so."""
        made = snippets(load(self.root / "data"), "en" if language == "en" else "zh", DAY)
        return "\n".join(text for name, text in made.items() if name.startswith(start))


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    for name in COPIED:
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "compiled")
        )
    for path in [*ROOT.glob("*.md"), ROOT / "mkdocs.yml", ROOT / ".autocorrectrc"]:
        shutil.copy(path, tmp_path)
    yield Copy(tmp_path)
    style.load_rules()


def headings(name: str) -> list[str]:
    return re.findall(r"^## (.+)$", (ROOT / name).read_text("utf-8"), re.MULTILINE)


def steps(name: str) -> list[tuple[int, int]]:
    """Of each section: its numbered steps and its commands."""
    parts = re.split(r"^## ", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)[1:]
    return [(len(re.findall(r"^\d\. ", p, re.MULTILINE)), p.count("`make ")) for p in parts]


def test_both_languages_have_the_same_recipes_with_the_same_steps() -> None:
    assert len(headings("CONTRIBUTING.md")) == len(headings("CONTRIBUTING.zh.md"))
    assert steps("CONTRIBUTING.md") == steps("CONTRIBUTING.zh.md")


def test_every_recipe_is_followed_here_or_in_the_file_named() -> None:
    elsewhere = {
        "A recipe": "tests/recipes/test_courier.py",
        "A language": "tests/calculators/test_third_language.py",
        "A provider page": "tests/builder/test_facts_pages.py",
    }
    own = Path(__file__).read_text("utf-8")
    for heading in headings("CONTRIBUTING.md"):
        if heading in elsewhere:
            assert (ROOT / elsewhere[heading]).exists()
        else:
            assert f'"""{heading}."""' in own


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CONTRIBUTING.zh.md", "README.md"])
def test_every_command_in_it_is_one_of_the_makefile(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE))
    assert named
    assert named <= known
    if name.startswith("CONTRIBUTING"):
        assert not re.search(r"`(?:\.venv/bin/)?python", text)


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CONTRIBUTING.zh.md"])
def test_every_file_it_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for path in re.findall(r"`((?:data|docs|builder|tests|smsparts)/[\w./-]+?)/?`", text):
        if "/my" not in path:
            assert (ROOT / path).exists(), path


def test_an_untouched_copy_is_told_nothing(copy: Copy) -> None:
    assert copy.said() == []


def test_a_sentence(copy: Copy) -> None:
    """A sentence."""
    copy.edit(f"docs/en/{GUIDE}", "\n## ", "\nIt is so.\n\n## ")
    assert copy.said() == []
    assert notice(copy.docs / "zh" / GUIDE, copy.docs) == "", "a typing error bothers no reader"
    copy.edit(f"docs/zh/{GUIDE}", "\n## ", "\n就是这样。\n\n## ")
    copy.stamp(GUIDE)
    assert copy.said() == []


def test_a_fact_with_its_source(copy: Copy) -> None:
    """A fact with its source."""
    old = "SMS is a service of mobile networks;"
    copy.edit("data/claims.yaml", old, "SMS is an old service of mobile networks;")
    copy.edit("data/claims.yaml", "      - atomic-object-sms-counts\n", "      - a-new-source\n")
    assert any("no source is called 'a-new-source'" in line for line in copy.said())
    copy.add(
        "data/sources.yaml",
        "  a-new-source:\n    title: 'Somebody: what SMS is'\n"
        "    url: https://example.org/sms\n    checked: 2026-11-27\n",
    )
    assert [one for one in copy.said() if "atomic-object-sms-counts" not in one] == []
    for language in LANGUAGES:
        assert "https://example.org/sms" in copy.shown(language, "claims/")
    assert "an old service" in copy.shown("en", "claims/")


CLAIM = """
  - id: s9-made-up
    section: two-systems
    claim:
      en: A text is a picture
      zh: 短信是图片
    verdict: wrong
    correction:
      en: A text is text.
      zh: 短信是文字。
    sources: [telegram-faq-what-is]
    confidence: high
    checked: 2026-11-27
"""


def test_a_claim(copy: Copy) -> None:
    """A claim."""
    copy.edit("data/claims.yaml", "\n  - id: s1-carrier", f"{CLAIM}\n  - id: s1-carrier")
    assert copy.said() == []
    for language in LANGUAGES:
        assert "s9-made-up" in copy.shown(language, "claims/")
    copy.edit("data/claims.yaml", "id: s9-made-up", "id: s1-two-systems")
    assert any("given twice" in line for line in copy.said())


TERM = """
  - id: drawer
    group: login
    name:
      en: drawer
      zh: 抽屉
    short:
      en: A place for codes.
      zh: 放验证码的地方。
    match:
      en: [drawer, drawers]
      zh: [抽屉]
    sources: [telegram-faq-what-is]
"""


def test_a_term(copy: Copy) -> None:
    """A term."""
    copy.add("data/glossary.yaml", TERM)
    assert copy.said() == []
    assert "A place for codes." in copy.shown("en", "glossary")
    assert "放验证码的地方。" in copy.shown("zh", "glossary")
    copy.add("data/glossary.yaml", TERM.replace("id: drawer", "id: chest"))
    assert any("glossary.yaml" in line for line in copy.said())


def test_a_region(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """A region."""
    text = (copy.root / "data" / "regions.yaml").read_text("utf-8")
    first = text[text.index("  - id: ") : text.index("\n  - id: ", text.index("  - id: ") + 9)]
    known = re.match(r"  - id: (\w+)", first)
    assert known
    another = first.replace(f"id: {known[1]}", "id: xx", 1)
    another = re.sub(r"(?m)^      - id: ", "      - id: xx-", another)  # its timetables
    copy.edit("data/regions.yaml", first, f"{first}\n{another}")
    assert copy.said() == []
    with pytest.raises(FactsError, match=r"xx: the map has no square .* _PLACES"):
        copy.shown("en", "regions")
    column = max(place[0] for place in regions._PLACES.values())
    monkeypatch.setitem(regions._PLACES, "xx", (column, 0))
    for language in LANGUAGES:
        assert "{#xx}" in copy.shown(language, "regions")


def test_a_provider(copy: Copy) -> None:
    """A provider."""
    new_provider("a_service_nobody_has", copy.root, DAY)
    assert copy.said() == []
    for language in LANGUAGES:
        assert "a_service_nobody_has" in copy.shown(language, "providers/")


def test_a_question_or_an_option_of_a_flow(copy: Copy) -> None:
    """A question or an option of a flow."""
    option = """      - id: by-owl
        text:
          en: The screen says an owl will come
          zh: 屏幕说会派一只猫头鹰来
        next: {next}
"""
    file = "data/flows/code-not-arriving.yaml"
    copy.edit(file, "    options:\n", "    options:\n" + option.replace("{next}", "owls"))
    assert any("leads to 'owls'" in line for line in copy.said())
    copy.edit(file, "next: owls", "next: inapp")
    assert copy.said() == []


def test_a_new_check(copy: Copy) -> None:
    """A new check."""
    flow = (copy.root / "data" / "flows" / "forwards-nothing.yaml").read_text("utf-8")
    copy.add("data/flows/my-check.yaml", flow)
    for language in LANGUAGES:
        page = (copy.docs / language / "tools" / "forwards-nothing.md").read_text("utf-8")
        page = page.replace("forwards-nothing", "my-check")
        copy.add(f"docs/{language}/tools/my-check.md", page.replace("title: ", "title: My ", 1))
    copy.edit(
        "mkdocs.yml",
        "      - tools/forwards-nothing.md\n",
        "      - tools/forwards-nothing.md\n      - tools/my-check.md\n",
    )
    copy.stamp("tools/my-check.md")
    assert copy.said() == []
    assert "my-check" in json.loads(for_calculators(load(copy.root / "data"))["checks.json"])


def test_a_counting_rule() -> None:
    """A counting rule."""
    path = next((ROOT / "smsparts" / "src" / "smsparts" / "rules").glob("plivo.json"))
    data = json.loads(path.read_text("utf-8"))
    rule = read_rule(Rule, "my_rule.json", json.dumps(data | {"provider": None}))
    assert rule.id == "my_rule"
    for example in rule.examples:
        bill = rule.bill(example.repeat * example.times)
        assert tuple(part.units for part in bill.parts) == example.parts
    with pytest.raises(ValueError, match=r"my_rule\.json: counting cannot be 'words'; known:"):
        read_rule(Rule, "my_rule.json", json.dumps(data | {"counting": "words"}))


def test_a_picture(copy: Copy) -> None:
    """A picture."""
    copy.add("docs/assets/images/code.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>\n')
    for language, words in (("en", "A phone that shows the code"), ("zh", "显示验证码的手机")):
        picture = f"\n![{words}](../../assets/images/code.svg)\n"
        copy.edit(f"docs/{language}/{GUIDE}", "\n## ", f"{picture}\n## ")
    assert copy.said() == []
    copy.add("docs/assets/images/code.svg", "<!-- " + "x" * 300_000 + " -->\n")
    assert any("a picture has at most 300" in line for line in copy.said())


def write_page(copy: Copy, name: str = "guide/drawer.md") -> None:
    for language, text in PAGE.items():
        copy.add(f"docs/{language}/{name}", text)


def test_a_page(copy: Copy) -> None:
    """A page."""
    write_page(copy)
    said = copy.said()
    assert any("the menu does not name this page" in line for line in said)
    assert any("make stamp PAGE=guide/drawer.md" in line for line in said)
    copy.edit("mkdocs.yml", f"      - {GUIDE}\n", f"      - {GUIDE}\n      - guide/drawer.md\n")
    copy.stamp("guide/drawer.md")
    assert copy.said() == []


def test_a_page_renamed(copy: Copy, tmp_path: Path) -> None:
    """A page renamed."""
    write_page(copy)
    copy.edit("mkdocs.yml", f"      - {GUIDE}\n", f"      - {GUIDE}\n      - guide/drawer.md\n")
    copy.stamp("guide/drawer.md")
    for language in LANGUAGES:
        folder = copy.docs / language / "guide"
        (folder / "drawer.md").rename(folder / "chest.md")
    copy.edit("mkdocs.yml", "- guide/drawer.md", "- guide/chest.md")
    (line,) = copy.said()
    assert "readers know guide/drawer.md, and it is gone" in line
    assert "under extra, moved: 'guide/drawer.md: " in line
    copy.edit("mkdocs.yml", "  moved: {}", "  moved:\n    guide/drawer.md: guide/chests.md")
    (line,) = copy.said()
    assert "no page is called guide/chests.md (did you mean guide/chest.md?)" in line
    copy.edit("mkdocs.yml", "guide/chests.md", "guide/chest.md")
    copy.stamp("guide/chest.md")
    assert copy.said() == []

    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<html>", "utf-8")
    moved_pages.write(site, moved.read(copy.root), "https://example.org/below/")
    for language, below in (("en", ""), ("zh", "zh/")):
        page = (site / below / "guide" / "drawer" / "index.html").read_text("utf-8")
        up = "../" * (2 + bool(below))
        assert f'<a href="{up}{below}guide/chest/" data-new>' in page
        assert f'href="https://example.org/below/{below}guide/chest/"' in page, language
    redirects = (site / "_redirects").read_text("utf-8").splitlines()
    assert "/below/zh/guide/drawer/ /below/zh/guide/chest/ 301" in redirects


def test_a_sentence_of_a_tool(copy: Copy) -> None:
    """A sentence of a tool."""
    words = {"en": "calculators/words/en.toml", "zh": "calculators/words/zh.toml"}
    copy.edit(words["en"], 'label = "Your text"', 'label = "Your text, {name}"')
    assert any("calculators/words/zh.toml" in line for line in catalogues.check(copy.root))
    copy.edit(words["zh"], 'label = "短信正文"', 'label = "{name} 的短信正文"')
    assert catalogues.check(copy.root) == []


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("guide/bridges.md", "guide/bridges/"),
        ("providers/index.md", "providers/"),
        ("index.md", ""),
        ("claims.md", "claims/"),
    ],
)
def test_where_a_page_is(name: str, address: str) -> None:
    assert moved.address_of(name) == address
