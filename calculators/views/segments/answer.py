"""The answer first: parts, encoding and room left in one sentence, then the numbers and the bar."""

from __future__ import annotations

from calculators.segments import Count, Options, Part, capacity, split
from calculators.views.html import Html, fill, join, tag
from calculators.views.segments.bar import draw as draw_bar

WORDS = {
    "en": {
        "empty": "Nothing to count yet. One part holds 160 characters of the GSM-7 alphabet, "
        "or 70 of any other script.",
        "one": "<strong>1 part.</strong> The text fits into one SMS, sent as {encoding}. "
        "It uses {used} of {size} {unit}; {left} are left.",
        "many": "<strong>{parts} parts.</strong> The text is sent, and paid for, as {parts} SMS "
        "parts in {encoding}. The last part uses {used} of {size} {unit}; {left} are left.",
        "spoken_one": "1 part, {encoding}, {left} {unit} left.",
        "spoken_many": "{parts} parts, {encoding}, {left} {unit} left in the last part.",
        "GSM-7": "septets",
        "UCS-2": "UTF-16 code units",
        "parts": "Parts",
        "encoding": "Encoding",
        "units": "Units in all",
        "left": "Left in the last part",
        "characters": "Code points",
    },
    "zh": {
        "empty": "还没有可数的文字。一条短信能放 160 个 GSM-7 字符，其他文字能放 70 个。",
        "one": "<strong>1 条。</strong>这段文字一条短信放得下，按 {encoding} 编码发送。"
        "用了 {size} 个{unit}中的 {used} 个，还剩 {left} 个。",
        "many": "<strong>{parts} 条。</strong>这段文字按 {encoding} 编码拆成 {parts} 条短信发送，"
        "也按 {parts} 条计费。最后一条用了 {size} 个{unit}中的 {used} 个，还剩 {left} 个。",
        "spoken_one": "1 条，{encoding}，还剩 {left} 个{unit}。",
        "spoken_many": "{parts} 条，{encoding}，最后一条还剩 {left} 个{unit}。",
        "GSM-7": "七位组",
        "UCS-2": " UTF-16 码元",
        "parts": "条数",
        "encoding": "编码",
        "units": "总用量",
        "left": "最后一条剩余",
        "characters": "码位数",
    },
}


def size_of_part(total: Count, options: Options) -> int:
    """How many units each part of a text counted as `total` can hold."""
    tables = (total.locking is not None) + (total.single is not None)
    bits = options.reference_bits if total.segments > 1 else None
    return capacity(total.encoding, bits, tables)


def draw(text: str, total: Count, options: Options, language: str) -> Html:
    """The sentence, the numbers and the bar."""
    words = WORDS[language]
    parts = split(text, options)
    values = _values(total, parts[-1], options, language)
    template = "empty" if not text else "one" if total.segments == 1 else "many"
    numbers = [
        ("parts", total.segments),
        ("encoding", total.encoding),
        ("units", fill("{units} {unit}", units=total.units, unit=values["unit"])),
        ("left", values["left"]),
        ("characters", len(text)),
    ]
    return join(
        [
            tag("p", fill(words[template], **values), class_="answer-line", id="answer"),
            draw_bar(parts, total, options, language),
            tag(
                "dl",
                join(
                    tag("div", tag("dt", words[name]), tag("dd", value, data_value=name))
                    for name, value in numbers
                ),
                class_="numbers",
            ),
        ]
    )


def spoken(total: Count, last: Part, options: Options, language: str) -> str:
    """The one sentence a screen reader hears after a pause."""
    template = WORDS[language]["spoken_one" if total.segments == 1 else "spoken_many"]
    return template.format(**_values(total, last, options, language))


def _values(total: Count, last: Part, options: Options, language: str) -> dict[str, object]:
    size = size_of_part(total, options)
    return {
        "parts": total.segments,
        "encoding": total.encoding,
        "unit": WORDS[language][total.encoding],
        "used": last.units,
        "size": size,
        "left": size - last.units,
    }
