"""Reasons in words: the reader's answer, the fact, and who says so.

Every sentence stands whole in both languages. The command line prints the same sentences without
the links. What speaks for or against whom is decided in :mod:`calculators.recommend`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators.recommend import Reason, Recommender
from calculators.views.foreign import foreign
from calculators.views.html import Html, fill, tag

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "need-yes": "Because {clause}, “{criterion}” is required: met.",
        "need-partial": "Because {clause}, “{criterion}” is required: met in part.",
        "need-no": "Because {clause}, “{criterion}” is required: not met.",
        "need-unknown": "Because {clause}, “{criterion}” is required: "
        "it is unknown whether this is met.",
        "need-not_applicable": "Because {clause}, “{criterion}” is required: "
        "this does not apply to it.",
        "wish-yes": "Because {clause}, “{criterion}” counts: met.",
        "wish-partial": "Because {clause}, “{criterion}” counts: met in part.",
        "wish-no": "Because {clause}, “{criterion}” counts: not met.",
        "wish-unknown": "Because {clause}, “{criterion}” counts: "
        "it is unknown whether this is met.",
        "wish-not_applicable": "Because {clause}, “{criterion}” counts: this does not apply to it.",
        "retired": "It has been retired. {text}",
        "retired-replaced": "It has been retired; {replacement} takes its place. {text}",
        "closed_to_new": "It takes no new users. {text}",
        "personal-app": "Because {clause}, an app for personal texting is not what you need.",
        "personal-service": "Because {clause}, only apps for personal texting come into question.",
        "block": "Because {clause}, a rule of its own stands against it: {text}",
        "source": "Source: {title}; checked {checked}, confidence {confidence}.",
        "source-more": "Source: {title} and {others} more; checked {checked}, "
        "confidence {confidence}.",
        "source-plain": "Source: {title}; checked {checked}.",
        "no-source": "No source was found: general knowledge, not confirmed.",
        "no-source-unknown": "No source that settles it was found.",
        "high": "high",
        "medium": "medium",
        "low": "low",
    },
    "zh": {
        "need-yes": "因为{clause}，必须满足“{criterion}”：满足。",
        "need-partial": "因为{clause}，必须满足“{criterion}”：部分满足。",
        "need-no": "因为{clause}，必须满足“{criterion}”：不满足。",
        "need-unknown": "因为{clause}，必须满足“{criterion}”：是否满足，未查到。",
        "need-not_applicable": "因为{clause}，必须满足“{criterion}”：对它不适用。",
        "wish-yes": "因为{clause}，要看“{criterion}”：满足。",
        "wish-partial": "因为{clause}，要看“{criterion}”：部分满足。",
        "wish-no": "因为{clause}，要看“{criterion}”：不满足。",
        "wish-unknown": "因为{clause}，要看“{criterion}”：是否满足，未查到。",
        "wish-not_applicable": "因为{clause}，要看“{criterion}”：对它不适用。",
        "retired": "它已停服。{text}",
        "retired-replaced": "它已停服，接替者：{replacement}。{text}",
        "closed_to_new": "它已暂停新用户开通。{text}",
        "personal-app": "因为{clause}，个人短信应用不合用。",
        "personal-service": "因为{clause}，只考虑个人短信应用。",
        "block": "因为{clause}，它自己的规定不允许：{text}",
        "source": "来源：{title}；{checked} 查看，可信度{confidence}。",
        "source-more": "来源：{title} 等 {all} 个；{checked} 查看，可信度{confidence}。",
        "source-plain": "来源：{title}；{checked} 查看。",
        "no-source": "未查到来源：属一般常识，未经证实。",
        "no-source-unknown": "没有查到能说明这一点的来源。",
        "high": "高",
        "medium": "中",
        "low": "低",
    },
}


def sentence(knows: Recommender, reason: Reason, language: str) -> str:
    """The reason as one plain sentence: the answer and the fact, without the source."""
    values = {"clause": "", "criterion": "", "text": "", "replacement": ""}
    if reason.question:
        option = knows.flow.questions[reason.question].option(reason.option)
        assert option is not None, "reasons name answers of the flow"
        values["clause"] = option.raw["clause"][language]
    if reason.fact:
        values["criterion"] = knows.criteria[reason.fact.criterion]["text"][language]
    if reason.text:
        values["text"] = reason.text[language]
    if reason.replacement:
        values["replacement"] = knows.providers[reason.replacement]["name"][language]
    return SENTENCES[language][_name(knows, reason)].format_map(values)


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
    return str(_source(reason, language, lambda source: _title_and_address(source)))


def html_source(reason: Reason, language: str) -> Html:
    """Who says so, the first one as a link."""
    said = _source(reason, language, lambda source: linked(source, language))
    return tag("span", said, class_="flow-source")


def html(knows: Recommender, reason: Reason, language: str) -> Html:
    """The whole reason: sentence and source."""
    return fill(
        "{sentence} {note}{source}",
        sentence=sentence(knows, reason, language),
        note=f"{reason.fact.note[language]} " if reason.fact and reason.fact.note else "",
        source=html_source(reason, language),
    )


def plain(knows: Recommender, reason: Reason, language: str) -> str:
    """The whole reason as text, for the command line."""
    return f"{sentence(knows, reason, language)} {plain_source(reason, language)}"


def linked(source: Mapping[str, Any], language: str) -> Html:
    """The title of a source, a link if it has an address, in its own language."""
    title = source["title"]
    tongue = foreign(title, language)
    if source.get("url"):
        return tag("a", title, href=source["url"], lang=tongue)
    return tag("cite", title, lang=tongue)


def _title_and_address(source: Mapping[str, Any]) -> Html:
    # Html here only means "as it is": this goes to a terminal.
    address = source.get("url")
    return Html(f"{source['title']} <{address}>" if address else source["title"])


def _source(reason: Reason, language: str, draw: Any) -> Html:
    words = SENTENCES[language]
    sources = reason.fact.sources if reason.fact else reason.sources
    if not sources:
        unknown = reason.fact is not None and reason.fact.value == "unknown"
        return fill(words["no-source-unknown" if unknown else "no-source"])
    values = {"title": draw(sources[0]), "checked": sources[0]["checked"]}
    if reason.fact is None:
        return fill(words["source-plain"], **values)
    values["confidence"] = words[reason.fact.confidence]
    if len(sources) > 1:
        others = len(sources) - 1
        return fill(words["source-more"], others=others, all=len(sources), **values)
    return fill(words["source"], **values)
