"""What a service's shortening or tracking makes of the links in a text: links of another length.

Which characters the new link has is known only when a text is sent; how many, its service says. So
each link becomes one of that length, with its number at the end, by which it can be put back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from smsparts.rulefiles import Source

_LINK = re.compile(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)
_NOT_AT_THE_END = ".,;:!?)]}>\"'"
_SCHEME = "https://"


@dataclass(frozen=True, slots=True)
class Service:
    """How long the links of one service are, in characters, and where it says so.

    own_domain  the length with a domain of seven characters: the sender's own stands in the link
    """

    name: str
    lengths: tuple[int, ...]
    own_domain: bool
    source: Source


def _read(name: str, lengths: tuple[int, ...], own_domain: bool, title: str, url: str) -> Service:
    return Service(name, lengths, own_domain, Source(url, title, "2026-11-27", url))


SERVICES = (
    _read(
        "Twilio",
        (26,),
        True,
        "Twilio docs: Link Shortening",
        "https://www.twilio.com/docs/messaging/features/link-shortening",
    ),
    _read(
        "ClickSend",
        (13, 14),
        False,
        "ClickSend docs: URL shortening",
        "https://developers.clicksend.com/docs/messaging/url-shortening",
    ),
    _read(
        "Braze",
        (20, 25, 27, 28),
        False,
        "Braze docs: link shortening",
        "https://www.braze.com/docs/user_guide/message_building_by_channel/sms_mms_rcs/link_shortening",
    ),
    _read(
        "Exotel",
        (21,),
        False,
        "Exotel docs: URL shortening",
        "https://developer.exotel.com/docs/sms-api/api-reference/url-shortening",
    ),
    _read(
        "Gupshup",
        (28,),
        False,
        "Gupshup docs: link tracking",
        "https://docs.gupshup.io/docs/link-tracking-1",
    ),
)
"""By name. Infobip and Telnyx shorten links too; how long theirs are, they do not say."""


def links(text: str) -> list[tuple[int, int]]:
    """Where the links of `text` begin and end: ``http://``, ``https://`` or ``www.`` and on.

    >>> links("See https://example.org/a?b=1.")
    [(4, 29)]
    """
    return [
        (found.start(), found.start() + len(found[0].rstrip(_NOT_AT_THE_END)))
        for found in _LINK.finditer(text)
    ]


def shortened(text: str, length: int) -> str:
    """`text` with each link as one of `length` characters.

    >>> shortened("See https://example.org/a/long/way.", 14)
    'See https://xxxxx1.'
    """
    pieces, last = [], 0
    for number, (start, end) in enumerate(links(text), 1):
        pieces += [text[last:start], _instead(number, length)]
        last = end
    return "".join([*pieces, text[last:]])


def restored(changed: str, text: str, length: int) -> str:
    """`changed`, which came of `shortened(text, length)`, with the links of `text` in place."""
    for number, (start, end) in enumerate(links(text), 1):
        changed = changed.replace(_instead(number, length), text[start:end])
    return changed


def _instead(number: int, length: int) -> str:
    told = str(number)
    return (_SCHEME + "x" * length)[: length - len(told)] + told
