"""What the chosen rule says, in its own words, with its sources and the day they were read."""

from __future__ import annotations

from smsparts.say import words

from calculators.views.foreign import foreign
from calculators.views.html import Html, join, say, tag
from calculators.views.segments.settings import Settings, profile


def draw(settings: Settings, language: str) -> Html:
    """The rule of the profile that ``settings`` name."""
    sentences, separator = words("rule", language), words("join", language)["names"]
    rule = profile(settings.profile)
    lines: list[object] = [rule.rule[language]]
    lines += [tag("span", sentence[language]) for sentence in rule.unknown]
    if settings.fixed:
        names = separator.join(sentences[name] for name in settings.fixed)
        lines.append(say(sentences, "fixed", names=names))
    links = [
        tag(
            "a", source.title, href=source.url, rel="noopener", lang=foreign(source.title, language)
        )
        if source.url
        else tag("span", source.title, lang=foreign(source.title, language))
        for source in rule.sources
    ]
    if rule.sources:  # where none was found, a sentence of the rule itself says so
        date = max(source.checked for source in rule.sources)
        lines.append(say(sentences, "sources", date=date, sources=join(links, separator)))
    return join(tag("p", line, class_="hint") for line in lines)
