"""Where a text says how to receive no more of its kind: what advice must never cut away.

A promotional text has to say how to refuse further ones, and a notice may. Its wording is what
carriers, laws and reviewers look for, so it counts as whole or missing: `spans` finds each,
in Chinese and English, and knows nothing of parts or prices. The wordings stand in
``opt_outs.txt``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_CLAUSE_MARKS = "。！？；，、\n】.!?;,|"
_LONGEST_CLAUSE = 24  # code points looked back for the start of the clause


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the opt-outs of `text` stand, as (start, end) in code points, in order.

    A span begins where its clause does, if that is near, so that what is left of a text that is
    cut before it still reads.
    """
    hints, wording = _wordings()
    lower = text.lower()
    if not any(hint in lower for hint in hints):
        return ()
    found: list[tuple[int, int]] = []
    for match in wording.finditer(text):
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
def _wordings() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The hints, and all wordings as one pattern."""
    pieces: dict[str, str] = {}
    wordings = []
    for line in (files("smsparts") / "opt_outs.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, pattern = ("", line[2:]) if line.startswith("- ") else line.split(": ", 1)
        for piece, meant in pieces.items():
            pattern = pattern.replace(f"<{piece}>", meant)
        if name:
            pieces[name] = pattern
        else:
            wordings.append(pattern)
    return tuple(pieces["hints"].split()), re.compile("|".join(wordings), re.IGNORECASE)
