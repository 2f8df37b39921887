"""Menus of Telegram are called on every page what data/menus.yaml says the app calls them."""

import re
from pathlib import Path

import pytest

from builder.facts.load import load
from builder.paths import DATA, DOCS

PAIRED = re.compile(r'\*\*([^*]+)\*\*（<span lang="en">([^<]+)</span>）')
PAGES = sorted((DOCS / "zh" / "guide").glob("*.md"))
NAMES = load(DATA).menus.names
BOTH = {(one.zh, one.en) for one in NAMES}


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_menu_has_its_name_of_the_language_pack(page: Path) -> None:
    """`**设置 > 设备**（Settings > Devices）`: step by step the pair of the data."""
    for chinese, english in PAIRED.findall(page.read_text("utf-8")):
        steps = list(zip(chinese.split(" > "), english.split(" > "), strict=True))
        wrong = [step for step in steps if step not in BOTH]
        assert not wrong, f"{page.name}: {wrong} is not in data/menus.yaml"


def test_pages_name_menus_in_both_languages() -> None:
    """Else the test above would pass on nothing."""
    found = {pair for page in PAGES for pair in PAIRED.findall(page.read_text("utf-8"))}
    assert len(found) >= 12


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        # Ours before they were looked up, beside what a reader's phone shows.
        ("Privacy and Security", "隐私和安全"),
        ("Nobody", "不允许任何人"),
        ("Delete Synced Contacts", "清空云端通讯录"),
        ("Terminate All Other Sessions", "将其他设备退出登录"),
        ("Change Number", "更改手机号码"),
        ("Active Sessions", "已登录的设备"),
        ("Passkeys", "万能钥匙"),
    ],
)
def test_what_the_pack_says(english: str, chinese: str) -> None:
    assert (chinese, english) in BOTH


@pytest.mark.parametrize("page", ["login-codes", "phone-number", "security"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_says_which_app_its_menus_are_of(language: str, page: str) -> None:
    text = (DOCS / language / "guide" / f"{page}.md").read_text("utf-8")
    app = {"en": "Telegram for Android", "zh": "安卓版简体中文语言包"}[language]
    assert app in text
    assert "mainland-china.md#menus" in text
