"""What can go from a Chinese text without a reader missing it: blanks and doubled marks.

Beside Han characters a space is a matter of typography, and each is billed as a character. Between
two Han words it may divide a list, and beside a link it ends the link: there it stays.
"""

from __future__ import annotations

import re
from functools import cache

_IDEOGRAPH = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARK = "\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—"
_BLANK = " \u00a0\u3000"


def has_han(text: str) -> bool:
    """Whether any character of `text` is an ideograph."""
    return not text.isascii() and _han().search(text) is not None


def without_blanks(text: str) -> str:
    """`text` without the spaces beside Han characters and their marks, and at ends of lines."""
    if not any(blank in text for blank in _BLANK):
        return text
    kept = []
    at = 0
    for found in _blanks().finditer(text):
        start, end = found.span()
        kept += [text[at:start], _between(text, start, end)]
        at = end
    return "".join([*kept, text[at:]])


def without_doubles(text: str) -> str:
    """`text` with one mark where the same stands several times: ！！ becomes ！."""
    return _doubles().sub(r"\1", text)


def signature(text: str) -> str:
    """The name between 【】 at the very start of `text`, or ""."""
    found = _signature().match(text)
    return found[1] if found else ""


def _between(text: str, start: int, end: int) -> str:
    """What stays of the run of blanks from `start` to `end`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before.strip() or not after.strip():
        return ""  # at an end of the text or a line
    kinds = _kind(before), _kind(after)
    if "mark" in kinds:
        return " " if _is_link(text, start, end) else ""
    if kinds == ("han", "han"):
        return text[start]
    if "han" not in kinds:
        return text[start:end]
    return " " if _is_link(text, start, end) else ""


def _kind(character: str) -> str:
    if _han().match(character):
        return "han"
    return "mark" if _mark().match(character) else "other"


def _is_link(text: str, start: int, end: int) -> bool:
    """Whether a link or an address ends before the blanks, or begins after them."""
    before = _word().findall(text[max(0, start - 200) : start])
    after = _word().match(text, end)
    words = [word for word in (before[-1] if before else "", after[0] if after else "") if word]
    touching = [word for word in words if text[:start].endswith(word) or text.startswith(word, end)]
    return any(_link().search(word) for word in touching)


@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"[{_IDEOGRAPH}]")


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(f"[{_MARK}]")


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(f"[{_BLANK}]+")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[!-~]+")


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"[/@]|\.[A-Za-z]{2}")


@cache
def _doubles() -> re.Pattern[str]:
    return re.compile(r"([。，、；：！？!?～~])\1+")


@cache
def _signature() -> re.Pattern[str]:
    return re.compile(r"【([^【】]{1,40})】")
