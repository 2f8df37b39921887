"""Reasons in words: the reader's answer, the fact, and who says so.

Every sentence stands whole in both languages. The command line prints the same sentences without
the links. What speaks for or against whom is decided in :mod:`calculators.recommend`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smsparts.say import words as counter_words

from calculators.recommend import Fact, Reason, Recommender
from calculators.shapes import SourceShape
from calculators.views.foreign import foreign
from calculators.views.html import Html, join, say, tag
from calculators.words import words

FEW_REGIONS = 3


def sentence(knows: Recommender, reason: Reason, language: str) -> str:
    """The reason as plain sentences: the answer and the fact, what decides it there, no source."""
    values = {"clause": "", "criterion": "", "text": "", "replacement": ""}
    if reason.question:
        values["clause"] = knows.option(reason.question, reason.option)["clause"][language]
    if reason.fact:
        values["criterion"] = knows.criteria[reason.fact.criterion]["text"][language]
    if reason.text:
        values["text"] = reason.text[language]
    if reason.replacement:
        values["replacement"] = knows.providers[reason.replacement]["name"][language]
    told = words("reasons", language)(_name(knows, reason), **values)
    if reason.fact and reason.fact.decided:
        there = words("reasons", language)(
            f"there-{reason.fact.decided}", regions=regions(knows, reason.fact.regions, language)
        )
        told = counter_words("join", language)["sentences"].join([told, there])
    return told


def regions(knows: Recommender, ids: Sequence[str], language: str) -> str:
    """The names of regions; of many, how many they are."""
    if len(ids) > FEW_REGIONS:
        return words("reasons", language)("many-regions", n=len(ids))
    names = [knows.raw["regions"][one]["name"][language] for one in ids]
    return counter_words("join", language)["names"].join(names)


def _name(knows: Recommender, reason: Reason) -> str:
    if reason.kind in ("need", "wish"):
        assert reason.fact is not None, "a need or a wish is about a fact"
        return f"{reason.kind}-{reason.fact.value}"
    if reason.kind == "personal":
        personal = knows.raw["eligibility"]["personal_only"]
        return "personal-service" if reason.option == personal["option"] else "personal-app"
    if reason.replacement:
        return f"{reason.kind}-replaced"
    return reason.kind


def plain_source(reason: Reason, language: str) -> str:
    """Who says so, as text with the address."""
    return str(_source(reason, language, _title_and_address))


def html_source(reason: Reason, language: str) -> Html:
    """Who says so, the first one as a link; of a region's rules, the page that cites them."""
    if reason.fact and reason.fact.decided == "region":
        address = f"../../regions/#{reason.fact.regions[0]}"
        link = tag("a", words("reasons", language)["regions-page"], href=address)
        return tag("span", link, class_="flow-source")
    said = _source(reason, language, lambda source: linked(source, language))
    return tag("span", said, class_="flow-source")


def html(knows: Recommender, reason: Reason, language: str) -> Html:
    """The whole reason: sentence and source."""
    note = reason.fact.note[language] if reason.fact and reason.fact.note else ""
    told = [sentence(knows, reason, language), note, html_source(reason, language)]
    return join((one for one in told if one), " ")


def plain(knows: Recommender, reason: Reason, language: str) -> str:
    """The whole reason as text, for the command line."""
    return f"{sentence(knows, reason, language)} {plain_source(reason, language)}"


def linked(source: SourceShape, language: str) -> Html:
    """The title of a source, a link if it has an address, in its own language."""
    title = source["title"]
    tongue = foreign(title, language)
    address = source.get("url")
    if address:
        return tag("a", title, href=address, lang=tongue)
    return tag("cite", title, lang=tongue)


def _title_and_address(source: SourceShape) -> Html:
    # Html here only means "as it is": this goes to a terminal.
    address = source.get("url")
    return Html(f"{source['title']} <{address}>" if address else source["title"])


def _answered(fact: Fact) -> bool:
    """Whether it says yes, partly or no. Without a source that is the site's own reading."""
    return fact.value in ("yes", "partial", "no")


def _source(reason: Reason, language: str, draw: Callable[[SourceShape], Html]) -> Html:
    sentences = words("reasons", language)
    sources = reason.fact.sources if reason.fact else reason.sources
    if reason.fact and reason.fact.decided == "region":
        return Html(sentences["regions-page"])
    if not sources:
        fact = reason.fact
        key = "no-source" if fact is None else "ours" if _answered(fact) else "no-source-unknown"
        return say(sentences, key)
    values = {"title": draw(sources[0]), "checked": sources[0]["checked"]}
    if reason.fact is None:
        return say(sentences, "source-plain", **values)
    values["confidence"] = sentences[reason.fact.confidence]
    if len(sources) > 1:
        others = len(sources) - 1
        return say(sentences, "source-more", n=others, **values)
    return say(sentences, "source", **values)
