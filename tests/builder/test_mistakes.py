"""Each mistake that was made on purpose is told: on which line, what was found, what to do.

The mistakes in pages stand in cases/mistakes.json, those in facts in cases/facts-refused.json.
"""

import datetime
import json
import shutil
from pathlib import Path

import pytest

from builder.parity.compare import differences
from builder.parity.page import read
from builder.paths import ROOT
from builder.slips import files
from builder.slips.__main__ import check
from builder.slips.lines import line_slips
from builder.slips.pages import page_slips
from builder.style.files import load_rules, page_faults

TABLE = json.loads((ROOT / "tests" / "cases" / "mistakes.json").read_text("utf-8"))
PAGES = TABLE["pages"]
LATER = datetime.date(2026, 12, 1)


def told(pages: dict[str, str], language: str, folder: Path) -> list[str]:
    """What the checks of `make check` say of the page, as `line: …`; of the pair, with line 0."""
    text, path = pages[language], folder / "guide" / "short-codes.md"
    names = ["guide/bridges.md", "guide/short-codes.md"]
    said = [f"{n}: {fault}" for n, fault in page_slips(text, language, path, names)]
    for number, line in enumerate(text.split("\n"), 1):
        said += [f"{number}: {fault}" for fault in line_slips(line, LATER)]
    load_rules()
    said += page_faults(text, language)
    return said + [f"0: {fault}" for fault in differences(read(pages["en"]), read(pages["zh"]))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "bridges.md").touch()
    return tmp_path


@pytest.mark.parametrize("language", PAGES)
def test_a_page_without_mistakes_is_told_nothing(language: str, folder: Path) -> None:
    assert told(PAGES, language, folder) == []


@pytest.mark.parametrize("case", TABLE["cases"], ids=[case["why"] for case in TABLE["cases"]])
def test_a_mistake_in_a_page(case: dict, folder: Path) -> None:
    text = PAGES[case["page"]]
    assert text.count(case["replace"]) >= 1
    spoilt = {**PAGES, case["page"]: text.replace(case["replace"], case["by"], 1)}
    said = told(spoilt, case["page"], folder)
    places = (f"{case['line']}: ", "0: ")
    assert [one for one in said if one.startswith(places) and case["says"] in one], said


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What the checks of files look at, without the large pictures."""
    for name in ("docs", "data", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def spoil_encoding(root: Path) -> None:
    page = root / "docs" / "zh" / "guide" / "bridges.md"
    page.write_bytes(page.read_text("utf-8").replace("·", "").encode("gb18030"))


FILES = {
    "a page in GB18030": (spoil_encoding, "docs/zh/guide/bridges.md:2: not UTF-8: save the file"),
    "a style sheet deleted": (
        lambda root: (root / "docs/assets/css/flow.css").unlink(),
        "docs/assets/css/flow.css is not there: bring it back",
    ),
    "a script deleted": (
        lambda root: (root / "docs/assets/js/hint.js").unlink(),
        "docs/assets/js/hint.js is not there: bring it back",
    ),
    "a module deleted": (
        lambda root: (root / "docs/assets/js/runtime.js").unlink(),
        "'./runtime.js' is not there",
    ),
    "a picture too large": (
        lambda root: (root / "docs/assets/images/big.png").write_bytes(b"x" * 3_000_000),
        "docs/assets/images/big.png:1: 3,000 kB; a picture has at most 300",
    ),
    "a page the menu does not name": (
        lambda root: change(root / "mkdocs.yml", "      - guide/bridges.md\n", ""),
        "docs/en/guide/bridges.md:1: the menu does not name this page",
    ),
    "a page that the menu misspells": (
        lambda root: change(root / "mkdocs.yml", "guide/bridges.md", "guide/brigdes.md"),
        "no page is called guide/brigdes.md (did you mean guide/bridges.md?)",
    ),
    "a heading of the menu without Chinese": (
        lambda root: change(root / "mkdocs.yml", "  - Tools:", "  - Gadgets:"),
        "the menu's 'Gadgets' has no Chinese",
    ),
    "facts without a page": (
        lambda root: (root / "docs/zh/providers/plivo.md").unlink(),
        "data/providers/plivo.yaml:1: has no page docs/zh/providers/plivo.md",
    ),
    "a page without facts": (
        lambda root: (root / "data/providers/plivo.yaml").unlink(),
        "docs/en/providers/plivo.md:1: has no facts data/providers/plivo.yaml",
    ),
    "a fact checked in days to come": (
        lambda root: change(root / "data/claims.yaml", "checked: 2026", "checked: 2096"),
        "is still to come: write the day on which it was done",
    ),
    "a token in a fact": (
        lambda root: change(root / "data/claims.yaml", "en: ", "en: ghp_" + "a1B2" * 9),
        "looks like a GitHub token",
    ),
}


@pytest.mark.parametrize("why", FILES)
def test_a_mistake_between_files(why: str, project: Path) -> None:
    spoil, says = FILES[why]
    spoil(project)
    said = list(files.unreadable(project)) or check(project)
    assert [one for one in said if says in one], said


def test_the_project_itself_has_no_slips() -> None:
    assert [*files.unreadable(ROOT), *check(ROOT)] == []
