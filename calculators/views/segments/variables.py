"""A text with ``{name}`` in it: a row for each variable, and the fewest and most parts."""

from __future__ import annotations

from smsparts.segments import ANY_CHARACTER, count

from calculators.views.html import Html, fill, join, tag
from calculators.views.segments.settings import Settings
from calculators.views.segments.why import WORDS as WHY
from calculators.views.segments.why import number_of

# A form of more rows than this is no longer one that a person fills in.
MOST = 12

WORDS = {
    "en": {
        "legend": "Variables in this text",
        "shortest": "Shortest value of {name}",
        "longest": "Longest value of {name}",
        "short_shortest": "Shortest",
        "short_longest": "Longest",
        "heading": "With its variables",
        "range": "Between <strong>{fewest}</strong> and <strong>{most}</strong>, as the variables "
        "are filled.",
        "same": "Always <strong>{fewest}</strong>, whatever the values.",
        "tip": "“{value}” for {name} alone makes it {parts}.",
        "missing": "Still without a value, and counted as written: {names}.",
        "inexact": "Not every combination was counted: one more part is possible.",
        "more": "Only the first {most} variables have a row.",
        "comma": ", ",
    },
    "zh": {
        "legend": "文字里的变量",
        "shortest": "{name} 最短的值",
        "longest": "{name} 最长的值",
        "short_shortest": "最短",
        "short_longest": "最长",
        "heading": "代入变量之后",
        "range": "变量取不同的值，最少 <strong>{fewest}</strong>，最多 <strong>{most}</strong>。",
        "same": "不管取什么值，都是 <strong>{fewest}</strong>。",
        "tip": "单是 {name} 取“{value}”，就会变成 {parts}。",
        "missing": "还没有填值、按原样计数的变量：{names}。",
        "inexact": "没有逐一试完所有组合，可能还会多一条。",
        "more": "只有前 {most} 个变量有输入行。",
        "comma": "、",
    },
}


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
    words = WORDS[language]
    fields = []
    for name in names[:MOST]:
        inputs = [_value(name, which, words) for which in ("shortest", "longest")]
        fields.append(tag("div", tag("code", "{", name, "}"), *inputs, class_="variable"))
    more = tag("p", fill(words["more"], most=MOST)) if len(names) > MOST else ""
    return tag("fieldset", tag("legend", words["legend"]), join(fields), more)


def _value(name: str, which: str, words: dict[str, str]) -> Html:
    return tag(
        "label",
        tag("span", words[f"short_{which}"]),
        tag(
            "input",
            type="text",
            name=f"{which}:{name}",
            id=f"{which}-{name}",
            autocomplete="off",
            dir="auto",
            aria_label=fill(words[which], name=name),
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

    words, nouns = WORDS[language], WHY[language]
    added = ANY_CHARACTER * settings.added
    found_range = measured(
        settings.sent, values, lambda text: count(added + text, settings.options).segments
    )
    fewest, most = found_range.fewest.segments, found_range.most.segments
    lines = [
        fill(
            words["same" if fewest == most else "range"],
            fewest=number_of("parts", fewest, nouns),
            most=number_of("parts", most, nouns),
        )
    ]
    for tip in found_range.tips:
        parts = number_of("parts", tip.segments, nouns)
        lines.append(fill(words["tip"], name=tip.variable, value=tip.value, parts=parts))
    if found_range.missing:
        names_missing = words["comma"].join(found_range.missing)
        lines.append(fill(words["missing"], names=names_missing))
    if not found_range.exact:
        lines.append(fill(words["inexact"]))
    return join(
        [
            tag("h3", words["heading"], id="with-variables"),
            *(tag("p", line) for line in lines),
        ]
    )
