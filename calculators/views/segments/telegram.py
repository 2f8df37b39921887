"""Beside the parts: the same text as Telegram messages, and whether it fits under a picture."""

from __future__ import annotations

from calculators.views.foreign import foreign
from calculators.views.html import Html, fill, join, tag
from calculators.views.segments.settings import Settings

WORDS = {
    "en": {
        "heading": "The same text on Telegram",
        "one": "<strong>1 message</strong>: {points} of at most {limit} code points. No encoding "
        "to choose, no parts, no price per part.",
        "many": "<strong>{count} messages</strong>: {points} code points, and one message holds "
        "{limit}. No encoding to choose, no price per part.",
        "unsure": "Apps that count UTF-16 code units see {units} and may cut it.",
        "caption_yes": "It also fits under a picture (up to {limit}).",
        "caption_no": "As the caption of a picture it is too long (up to {limit}).",
        "caption_unknown": "Whether it fits under a picture (up to {limit}) depends on whether an "
        "app counts code points or UTF-16 code units.",
        "source": "Limits checked {date}: {sources}.",
        "comma": ", ",
    },
    "zh": {
        "heading": "同一段文字放到 Telegram",
        "one": "<strong>1 条消息</strong>：{points} 个码点，上限 {limit}。"
        "不用选编码，不拆条，也不按条收费。",
        "many": "<strong>{count} 条消息</strong>：{points} 个码点，一条消息最多 {limit}。"
        "不用选编码，也不按条收费。",
        "unsure": "按 UTF-16 码元计数的应用会数出 {units} 个，可能会把它拆开。",
        "caption_yes": "也放得进图片说明（上限 {limit}）。",
        "caption_no": "作为图片说明太长了（上限 {limit}）。",
        "caption_unknown": "放不放得进图片说明（上限 {limit}），"
        "要看应用数的是码点还是 UTF-16 码元。",
        "source": "上限核实于 {date}：{sources}。",
        "comma": "、",
    },
}


def draw(settings: Settings, language: str) -> Html:
    """The Telegram section; nothing while there is no text."""
    if not settings.sent:
        return Html("")
    from calculators.telegram import as_messages, limits

    words = WORDS[language]
    known = limits()
    found = as_messages(settings.sent)
    values: dict[str, object] = {
        "count": len(found.texts),
        "points": found.code_points,
        "units": found.utf16_units,
        "limit": known.message,
    }
    said = [fill(words["one" if len(found.texts) == 1 else "many"], **values)]
    if found.fits == "unknown":
        said.append(fill(words["unsure"], **values))
    said.append(fill(words[f"caption_{found.caption}"], limit=known.caption))
    links = [
        tag(
            "a", source.title, href=source.url, rel="noopener", lang=foreign(source.title, language)
        )
        if source.url
        else tag("span", source.title, lang=foreign(source.title, language))
        for source in known.sources
    ]
    date = max(source.checked for source in known.sources)
    source = fill(words["source"], date=date, sources=join(links, words["comma"]))
    return join(
        [
            tag("h3", words["heading"], id="telegram"),
            tag("p", join(said, "" if language == "zh" else " ")),
            tag("p", source, class_="quiet"),
        ]
    )
