"""The same text as Telegram messages: does it fit one, does it fit a caption, how would it be cut.

The limits are facts (``data/telegram.yaml``), counted in code points, as TDLib counts
them. Other apps may count UTF-16 code units; where the two counts fall on different sides of a
limit, the answer is "unknown". Nothing is said of formatting, which Telegram takes out before it
counts, nor of rich messages, which have limits of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from smsparts.rulefiles import Source

from calculators.facts import load

Fits = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one message holds, in code points, with where that was read.

    caption_premium  is Telegram's own default; the server sets the real one
    """

    message: int
    caption: int
    caption_premium: int
    confidence: Literal["high", "medium", "low"]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Messages:
    """One text on Telegram.

    texts    the messages it would be cut into; none for the empty text, which cannot be sent
    fits     whether one message holds it; a bot that sends more gets an error
    caption, caption_premium  whether it fits under a picture, by the sender's subscription
    """

    code_points: int
    utf16_units: int
    texts: tuple[str, ...]
    fits: Fits
    caption: Fits
    caption_premium: Fits


@cache
def limits() -> Limits:
    """The limits in force. Raises FactsNotCompiledError, which says what to run."""
    facts = load("telegram")
    if facts["unit"] != "code_point":
        raise NotImplementedError(f"limits in {facts['unit']} are not counted here")
    return Limits(
        message=facts["message"],
        caption=facts["caption"],
        caption_premium=facts["caption_premium"],
        confidence=facts["confidence"],
        sources=tuple(Source(id=name, **source) for name, source in facts["sources"].items()),
    )


def as_messages(text: str) -> Messages:
    """`text` held against Telegram's limits. Any str will do; TypeError for anything else."""
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    known = limits()
    code_points = len(text)
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2

    def fits(limit: int) -> Fits:
        if code_points > limit:
            return "no"
        return "yes" if units <= limit else "unknown"

    return Messages(
        code_points=code_points,
        utf16_units=units,
        texts=cut(text, known.message),
        fits=fits(known.message),
        caption=fits(known.caption),
        caption_premium=fits(known.caption_premium),
    )


def cut(text: str, limit: int) -> tuple[str, ...]:
    """`text` in pieces of at most `limit` code points; joined, they give the text.

    No piece ends inside a surrogate pair, or inside a user-perceived character that fits into one
    piece. Where an app itself would rather cut, at a line or a word, is not known.
    """
    if len(text) <= limit:
        return (text,) if text else ()
    from smsparts.graphemes import Boundaries

    boundaries = Boundaries(text)
    pieces = []
    start = 0
    while len(text) - start > limit:
        end = boundaries.last(start, start + limit)
        if "\ud800" <= text[end - 1] <= "\udbff" and "\udc00" <= text[end] <= "\udfff":
            end = max(end - 1, start + 1)  # a cluster longer than the limit is cut anywhere
        pieces.append(text[start:end])
        start = end
    pieces.append(text[start:])
    return tuple(pieces)
