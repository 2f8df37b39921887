"""Where a text says how to receive no more of its kind: what advice must never cut away.

A promotional text has to say how to refuse further ones, and a notice may. Its wording is what
carriers, laws and reviewers look for, so it counts as whole or missing: `spans` finds each,
in Chinese and English, and knows nothing of parts or prices.
"""

from __future__ import annotations

import re
from functools import cache

# A quick look before the slow one: no opt-out is without one of these, in lower case.
_HINTS = ("退", "拒收", "回", "取消", "谢绝", "stop", "unsub", "opt", "reply", "text", "txt", "send")

_CODE = r"[\s:：“\"'「【\[(（]*(?:{codes})(?![A-Za-z0-9])[”\"'」】\])）]*"
_ZH_CODE = _CODE.format(codes=r"TD|T|R|N|QX|JD|D|0000|00000|拒收|退[订訂]|取消")
_ZH_ANY = _CODE.format(codes=r"[A-Za-z]{1,4}|\d{1,5}")
_REFUSE = r"(?:退[订訂]|拒收|取消[订訂](?:阅|閱)|谢绝(?:接收|推送)?|不再接收)"
_REPLY = r"(?:请|可|可以)?(?:直接)?(?:回[复覆]?|发送|編輯|编辑)(?:短信)?"

_EN_CODE = r"[\s:\"'“‘(\[]*(?:stop(?:all)?|end|quit|cancel|unsub(?:scribe)?|opt-?out|out)\b[\"'”’)\]]*"
_EN_WHY = r"(?:\s*(?:to|2|for)\s+(?:[\w'’]+[ -]?){1,6})?"

_WORDINGS = (
    rf"{_REFUSE}[，,:：\s]*{_REPLY}{_ZH_ANY}",
    rf"{_REPLY}{_ZH_ANY}\s*(?:即可|可)?\s*{_REFUSE}",
    rf"{_REPLY}{_ZH_CODE}",
    rf"{_REFUSE}(?:[\s:：]?(?:TD|T|R|N)(?![A-Za-z0-9]))?",
    rf"\b(?:reply|respond|text|txt|send|type)(?:\s+with)?{_EN_CODE}{_EN_WHY}(?:\s+to\s+\d{{3,15}})?",
    rf"\b(?-i:STOP)\b{_EN_WHY}(?:\s*(?:to|au|an|al|:|=)?\s*\d{{3,15}})?",
    r"\bstop\s*(?:2|to)\s*(?:end|quit|cancel|opt[- ]?out|unsub\w*)\b",
    r"\bun-?subscribe\b",
    r"\bopt(?:ing)?[- ]?out\b",
)
_CLAUSE_MARKS = "。！？；，、\n】.!?;,|"
_LONGEST_CLAUSE = 24  # code points looked back for the start of the clause


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the opt-outs of `text` stand, as (start, end) in code points, in order.

    A span begins where its clause does, if that is near, so that what is left of a text that is
    cut before it still reads.
    """
    lower = text.lower()
    if not any(hint in lower for hint in _HINTS):
        return ()
    found: list[tuple[int, int]] = []
    for match in _wording().finditer(text):
        before = found[-1][1] if found else 0
        found.append((_clause(text, match.start(), before), match.end()))
    return tuple(found)


def _clause(text: str, start: int, before: int) -> int:
    """Where the clause begins that `start` is in, not ahead of `before`."""
    least = max(before, start - _LONGEST_CLAUSE)
    for at in range(start, least, -1):
        if text[at - 1] in _CLAUSE_MARKS:
            return at
    return least if least == before else start


@cache
def _wording() -> re.Pattern[str]:
    return re.compile("|".join(_WORDINGS), re.IGNORECASE)
