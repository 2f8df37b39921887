"""Beside the parts: the same text as Telegram messages, and whether it fits under a picture."""

from __future__ import annotations

from smsparts.say import words as counter_words

from calculators.views.foreign import foreign
from calculators.views.html import Html, join, say, tag
from calculators.views.segments.settings import Settings
from calculators.words import words


def draw(settings: Settings, language: str) -> Html:
    """The Telegram section; nothing while there is no text."""
    if not settings.sent:
        return Html("")
    from calculators.telegram import as_messages, limits

    sentences = words("telegram", language)
    separators = counter_words("join", language)
    known = limits()
    found = as_messages(settings.sent)
    messages = sentences("messages", n=len(found.texts))
    values: dict[str, object] = {
        "messages": tag("strong", messages),
        "points": found.code_points,
        "units": found.utf16_units,
        "limit": known.message,
    }
    said = [say(sentences, "fits" if len(found.texts) == 1 else "split", **values)]
    if found.fits == "unknown":
        said.append(say(sentences, "unsure", **values))
    said.append(say(sentences, f"caption_{found.caption}", limit=known.caption))
    if found.caption != "yes":
        told = f"premium_{found.caption_premium}"
        said.append(say(sentences, told, limit=known.caption_premium))
    links = [
        tag(
            "a", source.title, href=source.url, rel="noopener", lang=foreign(source.title, language)
        )
        if source.url
        else tag("span", source.title, lang=foreign(source.title, language))
        for source in known.sources
    ]
    date = max(source.checked for source in known.sources)
    source = say(sentences, "source", date=date, sources=join(links, separators["names"]))
    return join(
        [
            tag("h3", sentences["heading"], id="telegram"),
            tag("p", join(said, separators["sentences"])),
            tag("p", source, class_="quiet"),
        ]
    )
