"""A text with variables in it: a row for each variable, and the fewest and most parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from smsparts.say import Words, words

from calculators.views.html import Html, join, say, tag
from calculators.views.segments.settings import Settings

# A form of more rows than this is no longer one that a person fills in.
MOST = 12
_BEGINS = ("{", "((", "#", "%", "*|", "[")


class Template(NamedTuple):
    """The variables of a text, and how they are written: by an id of `templates.SYNTAXES`."""

    names: tuple[str, ...]
    syntax: str
    chosen: str


NONE = Template((), "braces", "")


def read(fields: Mapping[str, Any]) -> Template:
    """The variables of the text in `fields`; quick where there are none."""
    text, chosen = str(fields.get("text", "")), fields.get("placeholders", "")
    if not chosen and not any(map(text.__contains__, _BEGINS)):
        return NONE
    from smsparts.templates import SYNTAXES, recognised, variables

    chosen = chosen if chosen in SYNTAXES else ""
    syntax = SYNTAXES[chosen] if chosen else recognised(text)
    return Template(variables(text, syntax), syntax.id, chosen)


def rows(found: Template, language: str) -> Html:
    """The controls for the values. They depend on the names alone, so typing never redraws them."""
    if not found.names and not found.chosen:
        return Html("")
    from smsparts.templates import SYNTAXES, longest

    sentences = words("variables", language)
    syntax = SYNTAXES[found.syntax]
    options: list[tuple[str, str]] = [
        ("", say(sentences, "recognised", how=_how(found.syntax, language)))
    ]
    options += [(one, _how(one, language)) for one in SYNTAXES]
    choices = join(tag("option", o, value=v, selected=v == found.chosen) for v, o in options)
    fields = [
        tag(
            "div",
            tag("label", sentences["placeholders"], for_="placeholders"),
            tag("select", choices, id="placeholders", name="placeholders"),
            class_="field",
        )
    ]
    for name in found.names[:MOST]:
        inputs = [_value(name, which, sentences) for which in ("shortest", "longest")]
        most = longest(name, syntax)
        note = say(sentences, "maximum", n=len(most)) if most else ""
        fields.append(
            tag("div", tag("code", _written(name, syntax.shown)), *inputs, note, class_="variable")
        )
    more = tag("p", say(sentences, "more", most=MOST)) if len(found.names) > MOST else ""
    return tag("fieldset", tag("legend", sentences["legend"]), join(fields), more)


def _written(name: str, shown: str) -> str:
    """A variable as it stands in the text, as far as that says which it is."""
    return re.sub("name|NAME", lambda _: name, shown) if "name" in shown.lower() else name


def _how(syntax: str, language: str) -> str:
    from smsparts.templates import SYNTAXES

    return words("variables", language)(f"as_{syntax}", shown=SYNTAXES[syntax].shown)


def _value(name: str, which: str, sentences: Words) -> Html:
    return tag(
        "label",
        tag("span", sentences[f"short_{which}"]),
        tag(
            "input",
            type="text",
            name=f"{which}:{name}",
            id=f"{which}-{name}",
            autocomplete="off",
            dir="auto",
            aria_label=say(sentences, which, name=name),
        ),
    )


def draw(settings: Settings, found: Template, language: str) -> Html:
    """The fewest and the most parts; nothing while there is no variable or no value."""
    if not found.names:
        return Html("")
    from smsparts.templates import SYNTAXES, longest, measured

    syntax = SYNTAXES[found.syntax]
    values: dict[str, list[str]] = {}
    for name in found.names:
        given = [str(settings.fields.get(f"{w}:{name}", "")) for w in ("shortest", "longest")]
        if not given[1] and (allowed := longest(name, syntax)):
            given[1] = allowed
        if typed := [value for value in given if value]:
            values[name] = typed
    if not values:
        return Html("")

    sentences, count_of = words("variables", language), words("count", language)
    found_range = measured(settings.text, values, settings.sending.segments, syntax)
    fewest, most = found_range.fewest.segments, found_range.most.segments
    lines = [
        say(
            sentences,
            "same" if fewest == most else "range",
            fewest=tag("strong", count_of("parts", n=fewest)),
            most=tag("strong", count_of("parts", n=most)),
        )
    ]
    for tip in found_range.tips:
        parts = count_of("parts", n=tip.segments)
        lines.append(say(sentences, "tip", name=tip.variable, value=tip.value, parts=parts))
    if found_range.missing:
        names_missing = words("join", language)["names"].join(found_range.missing)
        lines.append(say(sentences, "missing", names=names_missing))
    if not found_range.exact:
        lines.append(say(sentences, "inexact"))
    return join(
        [
            tag("h3", sentences["heading"], id="with-variables"),
            *(tag("p", line) for line in lines),
        ]
    )
