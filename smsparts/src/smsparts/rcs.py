"""How the same text is billed as an RCS message: by the octets of its UTF-8, not by an alphabet.

In the United States a text costs one Rich message for each 160 octets. Elsewhere it is one message
whatever its length, Basic up to 160 octets and Single beyond. Of text alone: a picture, a card or
an action makes it another kind. Knows no prices.

Sources: those of `SOURCES`; Twilio's calculator counts the same (sms-segments-calculator 1.3.0,
RcsSegmentedMessage).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from smsparts.rulefiles import Source

OCTETS = 160
"""Of one Rich message, and the most of a Basic one."""

_GOOGLE = (
    "https://developers.google.com/business-communications/rcs-business-messaging/carriers/billing"
)
SOURCES = (
    Source(
        "google-rcs-us",
        "Google: RCS for Business, US billing model",
        "2026-11-27",
        f"{_GOOGLE}/us-billing-model",
    ),
    Source(
        "infobip-rcs",
        "Infobip docs: RCS billing types",
        "2026-11-27",
        "https://www.infobip.com/docs/rcs/billing-types",
    ),
)


class Rcs(NamedTuple):
    """A text as an RCS message: its octets, Rich messages in the US, and its kind elsewhere."""

    octets: int
    rich: int
    kind: Literal["basic", "single"]


def as_rcs(text: str) -> Rcs:
    """`text` as an RCS message.

    >>> as_rcs("a" * 160), as_rcs("é" * 81)
    (Rcs(octets=160, rich=1, kind='basic'), Rcs(octets=162, rich=2, kind='single'))
    """
    octets = len(text.encode("utf-8", "surrogatepass"))
    return Rcs(octets, -(-octets // OCTETS), "basic" if octets <= OCTETS else "single")
