"""What a reader is told to press, scan or enter is never what a fraudster asks for, word for word.

Codes are taken by a link in a false notice and by a QR code on a false page. Each place that tells
somebody to use one says how the genuine one is known, or leads to where that is said.
"""

import re

import pytest

from builder.paths import DATA, DOCS

FACTS = [*sorted(DATA.glob("*.yaml")), *sorted((DATA / "flows").glob("*.yaml"))]
PAGES = sorted(DOCS.glob("*/**/*.md"))

SCAN = re.compile(
    r"\bscan\b[^.;。]{0,40}\bQR\b|\bQR\b[^.;。]{0,30}\bscan\b|扫[^。；]{0,20}二维码", re.I
)
OWN_SCREEN = re.compile(
    r"your own screen|your screen|own computer|自己(的)?屏幕|自己的电脑|你自己", re.I
)
FOLLOW = re.compile(r"(follow|click|press|open) (the|a|its) link in (the|a) (notice|message|SMS)"
                    r"|点(击|开)?(通知|短信|消息)里的链接", re.I)  # fmt: skip


def lines(path):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        yield f"{path.relative_to(DATA.parent)}:{number}", line


@pytest.mark.parametrize("text", [
    "Follow the link in the notice and enter the SMS code to cancel the deletion",
    "点通知里的链接，填短信验证码，取消删除",
])  # fmt: skip
def test_the_words_of_a_fraud_are_recognised(text):
    assert FOLLOW.search(text)


def test_nobody_is_told_to_follow_a_link_in_a_notice():
    assert [at for path in PAGES + FACTS for at, line in lines(path) if FOLLOW.search(line)] == []


def test_who_is_told_to_scan_a_login_code_is_told_which():
    told = [(at, line) for path in PAGES + FACTS for at, line in lines(path) if SCAN.search(line)]
    assert len(told) >= 6
    assert [at for at, line in told if not OWN_SCREEN.search(line)] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_on_security_sets_the_genuine_notice_beside_the_fake(language):
    page = (DOCS / language / "guide" / "security.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if "(#genuine)" in line)
    assert row.startswith("|")
    section = page.split("{#genuine}")[1].split("\n## ")[0]
    assert section.count("\n|") >= 5
    assert "{#qr}" in page
