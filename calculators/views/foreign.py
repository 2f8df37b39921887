"""Which words on a page are not in the page's language.

A screen reader changes its voice where an element says its language. Source titles are written in
English or in Chinese, so their letters tell the two apart; other words are tagged where they stand.
"""

from __future__ import annotations

import re

from calculators.views.html import Html, join, tag

_CHINESE = re.compile("([\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)")


def foreign(text: str, language: str) -> str | None:
    """The language tag of a title where that is surely not the page's own, else None.

    `language` is the page's. A title with Han and Latin letters is a Chinese one that
    names something.
    """
    if any(_han(sign) for sign in text):
        return None if language == "zh" else "zh-Hans"
    if language == "en":
        return None
    letters = [sign for sign in text if sign.isalpha()]
    # Up to U+024F: Latin with the accents of every European language.
    return "en" if letters and all(sign < "\u0250" for sign in letters) else None


def marked(text: str, language: str) -> Html:
    """``text`` of a page in ``language``, its Chinese words marked where the page is in another."""
    if language == "zh":
        return join([text])
    pieces = _CHINESE.split(text)
    return join(
        tag("span", piece, lang="zh-Hans") if at % 2 else piece for at, piece in enumerate(pieces)
    )


def _han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"
