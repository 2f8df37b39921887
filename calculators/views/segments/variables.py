"""A text with ``{name}`` in it: a row for each variable, and the fewest and most parts."""

from __future__ import annotations

from smsparts.say import Words, words

from calculators.views.html import Html, join, say, tag
from calculators.views.segments.settings import Settings

# A form of more rows than this is no longer one that a person fills in.
MOST = 12


def names_in(text: str) -> tuple[str, ...]:
    """The variables of ``text``; quick where there are none."""
    if "{" not in text:
        return ()
    from smsparts.templates import variables

    return variables(text)


def rows(names: tuple[str, ...], language: str) -> Html:
    """The controls for the values. They depend on the names alone, so typing never redraws them."""
    if not names:
        return Html("")
    sentences = words("variables", language)
    fields = []
    for name in names[:MOST]:
        inputs = [_value(name, which, sentences) for which in ("shortest", "longest")]
        fields.append(tag("div", tag("code", "{", name, "}"), *inputs, class_="variable"))
    more = tag("p", say(sentences, "more", most=MOST)) if len(names) > MOST else ""
    return tag("fieldset", tag("legend", sentences["legend"]), join(fields), more)


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


def draw(settings: Settings, names: tuple[str, ...], language: str) -> Html:
    """The fewest and the most parts; nothing while there is no variable or no value."""
    values: dict[str, list[str]] = {}
    for name in names:
        given = [str(settings.fields.get(f"{w}:{name}", "")) for w in ("shortest", "longest")]
        if found := [value for value in given if value]:
            values[name] = found
    if not values:
        return Html("")
    from smsparts.templates import measured

    sentences, count_of = words("variables", language), words("count", language)
    found_range = measured(settings.text, values, settings.sending.segments)
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
