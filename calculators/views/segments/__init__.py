"""The segment counter: one text, how many parts it makes, why, and what to change.

This module reads the page's state, does what a button asks and puts the sections together; each
section stands in a module of its own with its words beside it. Nothing is computed here: the
floors below count, explain and price.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from smsparts.explanation import Explanation, apply, explain
from smsparts.say import result
from smsparts.say import words as counter_words
from smsparts.segments import Options, UnencodableError

from calculators.protocol import Reply
from calculators.views.html import Html, join, say, tag
from calculators.views.segments import (
    answer,
    cost,
    mode,
    parts,
    rcs,
    takeaway,
    telegram,
    variables,
    why,
)
from calculators.views.segments.mode import Mode
from calculators.views.segments.settings import STANDARD, Settings, address, read, read_options
from calculators.words import LANGUAGES, words


def form(widget: str, language: str) -> str:
    """The tool as it stands in the page before any script has run."""
    from calculators.views.segments import frame

    return frame.draw(widget, language, view({}, language))


def compact(widget: str, language: str) -> str:
    """The box and the answer alone, for a page that is no tool's; the same messages serve it."""
    from calculators.views.segments import frame

    return frame.draw(widget, language, view({}, language), compact=True)


def embedded(widget: str, language: str) -> str:
    """The tool for a page of others: without files and examples, and keeping nothing."""
    from calculators.views.segments import frame

    return frame.draw(widget, language, view({}, language), embedded=True)


def view(state: dict[str, Any], language: str) -> Html:
    """The result region for ``state``, whose keys are the names of the controls."""
    going = mode.read(state, language)
    fields = {**state, "profile": going.profile}
    return _result({"fields": fields}, read(fields), going, language)


def respond(_widget: str, state: dict[str, Any], language: str) -> Reply:
    """The answer to one change of the controls, or one press of a button."""
    fields = dict(state["fields"])
    reply: Reply = {}
    if state.get("address") is not None:
        reply["fields"] = read_options(state["address"]) | mode.from_address(state["address"])
        if reply["fields"]["profile"] in mode.domestic_rules():
            reply["fields"]["profile"] = STANDARD
        fields |= reply["fields"]
    action = state.get("action") or {"name": "", "value": ""}
    name, value = action["name"], str(action["value"])
    if name == "character":
        settings = _settled(fields, language)[0]
        found = _explained(settings)
        shown = _character(found, value, settings, language) if found else Html("")
        return {"regions": {"character": shown}}
    if name == "copy":
        return _copy(value, *_settled(fields, language), language)
    if name in _ACTIONS:
        changed = _ACTIONS[name](value, fields, language)
        fields |= changed
        reply["fields"] = {k: v for k, v in changed.items() if k != "text"}
        if "text" in changed:
            reply["text"] = changed["text"]
    settings, going = _settled(fields, language)
    told = going.controls()
    if any(fields.get(control, "") != value for control, value in told.items()):
        reply["fields"] = {**reply.get("fields", {}), **told}
    names = variables.read(settings.fields)
    reply["html"] = _result({**state, "fields": fields}, settings, going, language)
    reply["regions"] = {
        "variables": variables.rows(names, language),
        "rule": _rule(settings, language),
    }
    reply["address"] = mode.to_address(address(settings.chosen), going, language)
    found = _explained(settings)
    spoken = result.spoken(found, language, settings.counts_characters) if found else ""
    if name == "apply":
        spoken = words("takeaway", language)("applied", answer=spoken)
        reply["speak_now"] = True
    reply["announce"] = spoken
    return reply


def _settled(fields: dict[str, Any], language: str) -> tuple[Settings, Mode]:
    """What the controls come to, with the rule that the mode chooses."""
    going = mode.read(fields, language)
    return read({**fields, "profile": going.profile}), going


def _result(state: dict[str, Any], settings: Settings, going: Mode, language: str) -> Html:
    found = _explained(settings)
    if found is None:
        return _unencodable(settings, language)
    action = state.get("action") or {}
    window = None
    if action.get("name") == "window" and str(action["value"]).isdecimal():
        window = int(action["value"])
    names = variables.read(settings.fields)
    caret = state.get("caret") or 0
    sections = [
        ("answer", answer.draw(settings, found, going, language)),
        ("variables", variables.draw(settings, names, language)),
        ("cost", cost.draw(settings, found, language)),
        ("parts", parts.draw(settings, found, language, caret, window)),
        ("why", _why(settings, found, language)),
        ("telegram", telegram.draw(settings, language)),
        ("rcs", rcs.draw(settings, language)),
        ("takeaway", takeaway.draw(language) if settings.sent else Html("")),
    ]
    return join(tag("div", body, class_=f"section-{name}") for name, body in sections if body)


def _why(settings: Settings, found: Explanation, language: str) -> Html:
    if not settings.sent:
        return Html("")
    return why.draw(found, language, settings.counts_characters, settings.text)


def _explained(settings: Settings) -> Explanation | None:
    """The explanation of what is sent, or None if it cannot be sent as the options demand."""
    return _explain(
        settings.sent,
        settings.options,
        settings.added,
        settings.can_smart,
        settings.keep_line_ends,
        settings.tail,
    )


# A press on a character, a copy or the next window asks about the same text again.
@lru_cache(maxsize=2)
def _explain(
    text: str, options: Options, added: int, smart: bool, keep_line_ends: bool, tail: int
) -> Explanation | None:
    try:
        return explain(
            text,
            options,
            added_by_carrier=added,
            smart_encoding=smart,
            keep_line_ends=keep_line_ends,
            tail=tail,
        )
    except UnencodableError:
        return None


def _unencodable(settings: Settings, language: str) -> Html:
    from smsparts.characters import name
    from smsparts.segments import count

    try:
        count(settings.sent, settings.options)
    except UnencodableError as error:
        index, character = error.characters[0]
        line = say(
            counter_words("why", language),
            "unencodable",
            n=len(error.characters),
            first=name(character),
            index=index + 1,
        )
        return tag("p", line, class_="mistake")
    return Html("")


def _character(found: Explanation, value: str, settings: Settings, language: str) -> Html:
    from calculators.views.segments import character

    return character.draw(found, value, language, settings.counts_characters)


def _rule(settings: Settings, language: str) -> Html:
    from calculators.views.segments import rule

    return rule.draw(settings, language)


def _copy(kind: str, settings: Settings, going: Mode, language: str) -> Reply:
    found = _explained(settings)
    if found is None:
        return {}
    reply: Reply = {"announce": words("takeaway", language)["copied"], "speak_now": True}
    if kind == "link":
        shown = mode.to_address(address(settings.chosen), going, language)
        return {**reply, "copy_link": shown}
    return {**reply, "copy": takeaway.copied(kind, settings, found, language)}


def _apply(fix: str, fields: dict[str, Any], language: str) -> dict[str, Any]:
    settings = _settled(fields, language)[0]
    changed: dict[str, Any] = {}
    if fix.startswith("table:"):
        table = fix.removeprefix("table:")
        chosen = settings.chosen
        known = read_options({"single": [table], "locking": [table]})
        for kind in ("single", "locking"):
            changed[kind] = [*chosen[kind], *known[kind]]
        return changed
    if fix == "smart_encoding":
        return {"smart_encoding": ["yes"]}
    if "line_ends" in fix.split("+"):
        changed["line_ends"] = "lf"
    try:
        changed["text"] = _changed(settings, fix).replace("\r\n", "\n")
    except ValueError:
        return {}
    return changed


def _changed(settings: Settings, fix: str) -> str:
    """The text after a fix. What goes out before and after it is the sender's, and stays."""
    sent, start, tail = settings.sent, settings.prefix, settings.tail
    front, back = sent[:start], sent[len(sent) - tail :]
    whole = apply(sent, fix, settings.options, settings.added, tail)
    if whole.startswith(front) and whole.endswith(back):
        changed = whole[start : len(whole) - tail]
    else:
        changed = apply(sent[start : len(sent) - tail], fix, settings.options, settings.added)
    if not settings.sending.link_length:
        return changed
    from smsparts.links import restored

    return restored(changed, settings.text, settings.sending.link_length)


def _example(name: str, _fields: dict[str, Any], language: str) -> dict[str, Any]:
    from calculators.views.segments.examples import find

    example = find(name, language)
    return {"text": example.text} if example else {}


def _reset(_value: str, _fields: dict[str, Any], language: str) -> dict[str, Any]:
    start = mode.first(language)
    began = {"to": start, "seen": start, "by_hand": "", "domestic": mode.domestic_rules()[0]}
    return {
        **read_options({}),
        **began,
        "signature": "",
        "prefix": "",
        "suffix": "",
        "link_length": "",
    }


def _sent_to(to: str, _fields: dict[str, Any], _language: str) -> dict[str, Any]:
    return {"to": to, "seen": to, "by_hand": "yes"} if to in mode.MODES else {}


_ACTIONS = {"apply": _apply, "example": _example, "reset": _reset, "to": _sent_to}

_SAMPLE = "{name}: https://example.org/ “153 €” → \U0001f600e\u0301 中文\u200b"
REHEARSAL: list[tuple[str, dict[str, Any], str]] = [
    (
        "segments",
        {
            "fields": {
                "text": _SAMPLE * 9,
                "profile": profile,
                "signature": "A",
                "price": "0.01",
                "currency": "EUR",
                "shortest:name": "A",
                "longest:name": "中" * 20,
                "keep_clusters": ["yes"],
                "link_length": "20",
                "single": ["turkish"],
            },
            "address": {"profile": profile},
            "action": {"name": name, "value": value},
            "caret": 0,
        },
        language,
    )
    for language in LANGUAGES
    for profile, name, value in (
        (STANDARD, "apply", "replace"),
        ("twilio", "character", "1:1"),
        ("alibaba_domestic", "copy", "json"),
        (STANDARD, "copy", "command"),
        (STANDARD, "example", "order"),
    )
]
