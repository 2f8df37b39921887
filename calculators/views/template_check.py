"""The template check: a signature and a template, and what a reviewer there would refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from smsparts.billing import rules, with_signature
from smsparts.say import result
from smsparts.say import words as counter_words

from calculators.protocol import Reply
from calculators.template_check import KINDS, Finding, check, every_rule, places
from calculators.views import status
from calculators.views.foreign import foreign, marked
from calculators.views.html import Html, join, say, tag
from calculators.words import LANGUAGES, words

MOST_SHOWN = 5
"""Pieces of the text that one finding names."""


class _Asked(NamedTuple):
    text: str
    signature: str
    kind: str
    place: str


def form(widget: str, language: str) -> str:
    """The tool as it stands in the page before any script has run, with all its rules."""
    sentences = words("template", language)
    side = tag(
        "div",
        tag("h2", sentences["result"], class_="tool-heading", id="result-heading"),
        status.draw(language),
        tag(
            "div",
            view({}, language),
            class_="tool-result",
            data_source="static",
            role="region",
            aria_labelledby="result-heading",
        ),
        tag("p", class_="tool-spoken", aria_live="polite"),
        class_="tool-side",
    )
    return tag(
        "sms-segments",
        join([_controls(language), side, _all_rules(language)]),
        class_="tool template-check",
        data_widget=widget,
        data_language=language,
    )


def view(fields: Mapping[str, Any], language: str) -> Html:
    """The result region for what the controls hold."""
    asked = _read(fields, language)
    sentences = words("template", language)
    if not asked.text.strip():
        return tag("p", sentences["empty"], class_="answer-line", id="answer")
    found = check(asked.text, asked.kind, asked.place, asked.signature)
    return join(
        [
            tag("p", _summary(found, language), class_="answer-line", id="answer"),
            tag("ol", join(_finding(one, language) for one in found), class_="findings")
            if found
            else "",
            _count(asked, language),
            tag("p", sentences["limits"], class_="quiet"),
        ]
    )


def respond(_widget: str, state: dict[str, Any], language: str) -> Reply:
    """The answer to one change of the controls."""
    fields = dict(state["fields"])
    reply: Reply = {}
    if address := state.get("address"):
        reply["fields"] = {name: address[name] for name in ("place", "kind") if name in address}
        fields |= reply["fields"]
    asked = _read(fields, language)
    if "fields" in reply:
        reply["fields"] = {"place": asked.place, "kind": asked.kind}
    reply["html"] = view(fields, language)
    reply["address"] = {"place": asked.place, "kind": asked.kind}
    if asked.text.strip():
        found = check(asked.text, asked.kind, asked.place, asked.signature)
        reply["announce"] = words("template", language)("summary", n=len(found))
    return reply


def _read(fields: Mapping[str, Any], language: str) -> _Asked:
    known = [place.id for place in places()]
    place, kind = fields.get("place"), fields.get("kind")
    start = known[0] if language == "zh" else "us"
    return _Asked(
        str(fields.get("text", "")),
        str(fields.get("signature", "")),
        str(kind) if kind in KINDS else KINDS[0],
        str(place) if place in known else start,
    )


def _controls(language: str) -> Html:
    sentences = words("template", language)
    asked = _read({}, language)
    options = [
        tag("option", place.name[language], value=place.id, selected=place.id == asked.place)
        for place in places()
    ]
    kinds = [
        tag(
            "label",
            tag("input", type="radio", name="kind", value=kind, checked=kind == asked.kind),
            " ",
            sentences[kind],
            class_="check",
        )
        for kind in KINDS
    ]
    signature = tag("input", id="signature", name="signature", type="text", autocomplete="off")
    return tag(
        "form",
        tag(
            "div",
            tag("label", sentences["place"], for_="place"),
            tag("select", join(options), id="place", name="place"),
            class_="field",
        ),
        tag("fieldset", tag("legend", sentences["kind"]), *kinds, class_="mode"),
        tag(
            "div",
            tag("label", sentences["signature"], for_="signature"),
            signature,
            class_="field",
        ),
        tag("label", sentences["label"], for_="text", class_="tool-label"),
        tag(
            "textarea",
            id="text",
            name="text",
            rows=6,
            dir="auto",
            autocomplete="off",
            spellcheck="false",
            aria_describedby="text-hint",
        ),
        tag("p", sentences["hint"], id="text-hint", class_="hint"),
        tag(
            "p",
            tag("button", sentences["clear"], type="button", data_do="clear", hidden=True),
            class_="buttons",
        ),
        class_="tool-form",
    )


def _summary(found: list[Finding], language: str) -> Html:
    sentences = words("template", language)
    return tag("strong", sentences("summary", n=len(found)))


def _finding(one: Finding, language: str) -> Html:
    sentences = words("template", language)
    shown = counter_words("join", language)["names"].join(one.found[:MOST_SHOWN])
    space = counter_words("join", language)["sentences"]
    pieces: list[object] = [
        tag("strong", sentences[one.weight], class_=f"weight-{one.weight}"),
        space,
        marked(one.says[language], language),
    ]
    if shown:
        pieces += [space, say(sentences, "found", found=tag("bdi", shown, class_="forces"))]
    return tag(
        "li",
        tag("p", *pieces),
        tag("p", say(sentences, "mend", text=marked(one.mend[language], language))),
        tag("p", _source(one, language), class_="quiet"),
        data_rule=one.rule,
    )


def _source(one: Finding, language: str) -> Html:
    source = one.source
    spoken = foreign(source.title, language)
    title: Html = tag("span", source.title, lang=spoken)
    if source.url:
        title = tag("a", source.title, href=source.url, rel="noopener", lang=spoken)
    return say(words("template", language), "source", title=title, date=source.checked)


def _count(asked: _Asked, language: str) -> Html:
    rule = rules().get(f"{asked.place}_domestic") or rules()["3gpp"]
    by_rule = rule.counting == "characters"
    text = with_signature(asked.text, asked.signature) if by_rule else asked.text
    bill = rule.bill(text)
    count = counter_words("count", language)
    key = "by_rule" if by_rule else "septets" if bill.encoding == "GSM-7" else "utf16_code_units"
    line = say(
        words("template", language),
        "length",
        units=count(key, n=bill.units),
        parts=result.parts(bill.segments, language),
    )
    return tag("p", line)


def _all_rules(language: str) -> Html:
    """Every rule, by place: what the tool looks for, for whoever reads the page without it."""
    sentences = words("template", language)
    space = counter_words("join", language)["sentences"]
    folds = []
    for place in places():
        known = every_rule(place.id)
        items = [
            tag("li", marked(one.says[language], language), space, _source(one, language))
            for one in known
        ]
        folds.append(
            tag(
                "details",
                tag(
                    "summary", say(sentences, "rules_of", place=place.name[language], n=len(known))
                ),
                tag("ul", join(items)),
                class_="fold",
                id=f"rules-{place.id}",
            )
        )
    return tag(
        "section",
        tag("h2", sentences["rules"], id="rules"),
        tag("p", sentences["rules_lead"], class_="quiet"),
        *folds,
        class_="tool-examples",
        aria_labelledby="rules",
    )


REHEARSAL: list[tuple[str, dict[str, Any], str]] = [
    (
        "template-check",
        {
            "fields": {
                "text": "\u3010A\u3011${code}{1} http://t.cn/{2} 13800000000",
                "signature": "A",
                "place": place,
                "kind": kind,
            },
            "address": {"place": place, "kind": kind},
            "action": None,
        },
        language,
    )
    for language in LANGUAGES
    for place, kind in (("alibaba", "code"), ("us", "promotion"))
]
