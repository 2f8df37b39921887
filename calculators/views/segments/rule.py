"""What the chosen rule says, in its own words, with its sources and the day they were read."""

from __future__ import annotations

from calculators.views.foreign import foreign
from calculators.views.html import Html, fill, join, tag
from calculators.views.segments.settings import Settings, profile

WORDS = {
    "en": {
        "fixed": "This rule decides: {names}.",
        "sources": "Sources, checked {date}: {sources}.",
        "reference_bits": "the reference number",
        "encoding": "the encoding",
        "keep_clusters": "whether characters stay whole",
        "locking": "locking shift tables",
        "single": "single shift tables",
        "comma": ", ",
    },
    "zh": {
        "fixed": "这些由规则决定：{names}。",
        "sources": "来源（核实于 {date}）：{sources}。",
        "reference_bits": "拼接编号",
        "encoding": "编码",
        "keep_clusters": "字符是否保持完整",
        "locking": "锁定切换表",
        "single": "单次切换表",
        "comma": "、",
    },
}


def draw(settings: Settings, language: str) -> Html:
    """The rule of the profile that ``settings`` name."""
    words = WORDS[language]
    rule = profile(settings.profile)
    lines = [fill(rule.rule[language].replace("{", "{{").replace("}", "}}"))]
    lines += [tag("span", sentence[language]) for sentence in rule.unknown]
    if settings.fixed:
        names = words["comma"].join(words[name] for name in settings.fixed)
        lines.append(fill(words["fixed"], names=names))
    links = [
        tag(
            "a", source.title, href=source.url, rel="noopener", lang=foreign(source.title, language)
        )
        if source.url
        else tag("span", source.title, lang=foreign(source.title, language))
        for source in rule.sources
    ]
    if rule.sources:  # where none was found, a sentence of the rule itself says so
        date = max(source.checked for source in rule.sources)
        lines.append(fill(words["sources"], date=date, sources=join(links, words["comma"])))
    return join(tag("p", line, class_="hint") for line in lines)
