"""Beside the parts: the same text as an RCS message, which is billed by its octets."""

from __future__ import annotations

from smsparts.say import words as counter_words

from calculators.views.foreign import foreign
from calculators.views.html import Html, join, say, tag
from calculators.views.segments.settings import Settings
from calculators.words import words


def draw(settings: Settings, language: str) -> Html:
    """The RCS section; nothing without a text, or where a rule of mainland China counts."""
    if not settings.sent or settings.counts_characters:
        return Html("")
    from smsparts.rcs import OCTETS, SOURCES, as_rcs

    sentences, separators = words("rcs", language), counter_words("join", language)
    found = as_rcs(settings.sent)
    values = {"octets": sentences("octets", n=found.octets), "limit": OCTETS}
    said = [
        say(sentences, "us", rich=tag("strong", sentences("rich", n=found.rich)), **values),
        say(sentences, found.kind, **values),
        say(sentences, "more"),
    ]
    links = [
        tag("a", one.title, href=one.url, rel="noopener", lang=foreign(one.title, language))
        for one in SOURCES
    ]
    date = max(one.checked for one in SOURCES)
    source = say(sentences, "source", date=date, sources=join(links, separators["names"]))
    return join(
        [
            tag("h3", sentences["heading"], id="rcs"),
            tag("p", join(said, separators["sentences"])),
            tag("p", source, class_="quiet"),
        ]
    )
