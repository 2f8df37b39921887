"""The answer first: parts, encoding and room left in one sentence, then the bar and the numbers."""

from __future__ import annotations

from smsparts.explain import Explanation

from calculators.views.html import Html, fill, join, tag
from calculators.views.segments.bar import draw as draw_bar
from calculators.views.segments.settings import STANDARD, Settings, profile

MOST_PARTS = 255

WORDS = {
    "en": {
        "empty": "Nothing to count yet. One SMS part holds 160 characters of the GSM-7 alphabet, "
        "or 70 of any other script.",
        "one": "<strong>1 part.</strong> The text fits into one SMS, sent as {encoding}. "
        "It uses {used} of {size} {unit}; {left} are left.",
        "many": "<strong>{parts} parts.</strong> The text is sent, and usually paid for, as "
        "{parts} SMS parts in {encoding}. The last part uses {used} of {size} {unit}; {left} are "
        "left.",
        "spoken_one": "1 part, {encoding}, {left} {unit} left.",
        "spoken_many": "{parts} parts, {encoding}, {left} {unit} left in the last part.",
        "between": "<strong>{fewest} to {most}.</strong> What this rule’s source does not say "
        "decides: {questions}.",
        "above_bmp": "whether an emoji counts as one character or two",
        "clusters": "whether a user-perceived character may be cut between two parts",
        "over_yes": "This is longer than the {limit} characters that {rule} accepts.",
        "over_unknown": "This may be longer than the {limit} characters that {rule} accepts: its "
        "source does not say what it counts as a character.",
        "over_255": "A message has at most 255 parts: this text cannot be sent as one.",
        "rule": "Counted by the rule of {rule}.",
        "GSM-7": "septets",
        "UCS-2": "UTF-16 code units",
        "encoding": "Encoding",
        "units": "Used in all",
        "left": "Left in the last part",
        "characters": "Code points",
        "tables": "National tables",
        "number_of": "{number} {unit}",
    },
    "zh": {
        "empty": "还没有可数的文字。一条短信能放 160 个 GSM-7 字符，其他文字能放 70 个。",
        "one": "<strong>1 条。</strong>这段文字一条短信放得下，按 {encoding} 编码发送。"
        "用了 {size} 个{unit}中的 {used} 个，还剩 {left} 个。",
        "many": "<strong>{parts} 条。</strong>这段文字按 {encoding} 编码拆成 {parts} 条短信发送，"
        "通常也按 {parts} 条计费。最后一条用了 {size} 个{unit}中的 {used} 个，还剩 {left} 个。",
        "spoken_one": "1 条，{encoding}，还剩 {left} 个{unit}。",
        "spoken_many": "{parts} 条，{encoding}，最后一条还剩 {left} 个{unit}。",
        "between": "<strong>{fewest} 到 {most} 条。</strong>"
        "取决于规则来源没有说明的一点：{questions}。",
        "above_bmp": "一个表情算一个字还是两个字",
        "clusters": "一个看起来完整的字符能不能被拆到两条里",
        "over_yes": "超过了{rule}接受的 {limit} 个字符。",
        "over_unknown": "可能超过了{rule}接受的 {limit} 个字符：来源没有说明怎样算一个字符。",
        "over_255": "一条长短信最多 255 条：这段文字不能作为一条长短信发送。",
        "rule": "按{rule}的规则计数。",
        "GSM-7": "七位组",
        "UCS-2": " UTF-16 码元",
        "encoding": "编码",
        "units": "总共用了",
        "left": "最后一条还剩",
        "characters": "码点数",
        "tables": "国家语言表",
        "number_of": "{number} 个{unit}",
    },
}


def draw(settings: Settings, found: Explanation, language: str) -> Html:
    """The sentence, what qualifies it, the bar and the numbers."""
    words = WORDS[language]
    total = found.count
    values = _values(found, language)
    template = "empty" if not settings.sent else "one" if total.segments == 1 else "many"
    numbers: list[tuple[str, object]] = [
        ("encoding", total.encoding),
        ("units", fill(words["number_of"], number=total.units, unit=values["unit"])),
        ("left", found.left),
        ("characters", len(settings.sent)),
    ]
    if total.locking or total.single:
        tables = dict.fromkeys(name for name in (total.locking, total.single) if name)
        numbers.append(("tables", ", ".join(tables)))
    return join(
        [
            tag(
                "p",
                fill(words[template], **values),
                class_="answer-line",
                id="answer",
                data_parts=total.segments,
            ),
            *_notes(settings, found, language),
            draw_bar(found, language),
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


def spoken(found: Explanation, language: str) -> str:
    """The one sentence a screen reader hears after a pause."""
    template = WORDS[language]["spoken_one" if found.count.segments == 1 else "spoken_many"]
    return template.format_map(_values(found, language))


def _values(found: Explanation, language: str) -> dict[str, object]:
    last = found.parts[-1]
    return {
        "parts": found.count.segments,
        "encoding": found.count.encoding,
        "unit": WORDS[language][found.count.encoding],
        "used": last.units,
        "size": last.capacity,
        "left": found.left,
    }


def _notes(settings: Settings, found: Explanation, language: str) -> list[Html]:
    words = WORDS[language]
    notes = []
    if settings.profile != STANDARD and settings.sent:
        rule = profile(settings.profile)
        name = rule.name[language]
        bill = rule.bill(settings.sent, **settings.given)
        if bill.fewest != bill.most:
            questions = "；".join if language == "zh" else "; ".join
            notes.append(
                fill(
                    words["between"],
                    fewest=bill.fewest,
                    most=bill.most,
                    questions=questions(words[name] for name in bill.unsure),
                )
            )
        if bill.over_limit != "no" and bill.limit is not None:
            notes.append(fill(words[f"over_{bill.over_limit}"], limit=bill.limit, rule=name))
        notes.append(fill(words["rule"], rule=name))
    if found.count.segments > MOST_PARTS:
        notes.append(fill(words["over_255"]))
    return [tag("p", note, class_="answer-note") for note in notes]
