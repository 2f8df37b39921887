"""What ``segments TEXT`` says: a count and why, as lines of words in either language."""

from __future__ import annotations

from typing import Any

from smsparts.explain import Explanation, Fix, Offender, explain
from smsparts.segments import Options

MOST_NAMED = 12  # offending characters
MOST_PARTS = 10

EN = {
    "one": "1 part. {encoding}: {used} of {size} {unit} used, {left} left.",
    "many": "{parts} parts. {encoding}: {units} {unit} in all; the last part uses {used} of "
    "{size}, {left} left.",
    "over_255": "A message has at most 255 parts: this text cannot be sent as one.",
    "GSM-7": "septets",
    "UCS-2": "UTF-16 code units",
    "fits": "Every character is in the GSM-7 alphabet.",
    "national": "Every character is in GSM-7 with the national tables of: {tables}.",
    "forced": "UCS-2 because the options say so.",
    "each_one": "By this rule every character counts as one, in the sizes of UCS-2.",
    "characters": "Not in GSM-7, so the whole text is UCS-2:",
    "two_septets": "Two septets each:",
    "offender": "  {shown}U+{code:04X} {name}, {times}×, first at position {first}{instead}",
    "instead": "; write {by} instead",
    "nothing": "; can be left out",
    "more": "  and {number} more",
    "part": "Part {number}: {units} of {capacity} used{lost}.",
    "lost": ", {lost} lost at its end",
    "parts_more": "… and {number} more parts.",
    "next": "One more {kind} makes {segments} parts.",
    "plain": "plain character",
    "two_units": "emoji",
    "two_septets_more": "extension character",
    "foreign": "character outside GSM-7",
    "fixes": "To save parts:",
    "fix": "  {what}: {before} → {segments} {parts}{meaning}",
    "meaning": " (can change meaning or spelling)",
    "line_ends": "end lines with LF instead of CR LF",
    "nfc": "compose letters and their marks (NFC)",
    "replace": "make the replacements",
    "replace_meaning": "make the replacements",
    "smart_encoding": "let the provider's Smart Encoding replace characters",
    "cut": "cut from the end; code points: {number}",
    "table": "send with the national tables of {table}",
    "and": ", and ",
    "rule": "Rule: {name}. {rule}",
    "range": "By this rule {fewest} to {most} parts; its source does not decide it.",
    "over_yes": "Longer than the {limit} characters this rule allows.",
    "over_unknown": "The limit: {limit}.",
    "limit_maybe": "{limit} characters, and it is not said how an emoji counts there",
    "limit_none": "not known",
    "not_known": "Not known: {text}",
    "read": "Read: {title}, {checked}.",
}

ZH = {
    "one": "1 条。{encoding}：用了 {size} 个{unit}中的 {used} 个，还剩 {left} 个。",
    "many": "{parts} 条。{encoding}：共 {units} 个{unit}；最后一条用了 {size} 个中的 {used} 个，"
    "还剩 {left} 个。",
    "over_255": "一条长短信最多 255 条：这段文字不能作为一条长短信发送。",
    "GSM-7": "七位组",
    "UCS-2": " UTF-16 码元",
    "fits": "所有字符都在 GSM-7 字母表里。",
    "national": "所有字符都在 GSM-7 与以下国家语言表里：{tables}。",
    "forced": "按选项强制使用 UCS-2。",
    "each_one": "按这条规则，每个字符都算 1 个，用 UCS-2 的容量。",
    "characters": "以下字符不在 GSM-7 里，所以整段改用 UCS-2：",
    "two_septets": "以下字符各占两个七位组：",
    "offender": "  {shown}U+{code:04X} {name}，{times} 次，首次在第 {first} 位{instead}",
    "instead": "；可改写成 {by}",
    "nothing": "；可以去掉",
    "more": "  另有 {number} 种",
    "part": "第 {number} 条：用了 {capacity} 个中的 {units} 个{lost}。",
    "lost": "，末尾空出 {lost} 个",
    "parts_more": "……另有 {number} 条。",
    "next": "再加一个{kind}就是 {segments} 条。",
    "plain": "普通字符",
    "two_units": "表情",
    "two_septets_more": "扩展字符",
    "foreign": " GSM-7 以外的字符",
    "fixes": "省条数的办法：",
    "fix": "  {what}：{before} → {segments} 条{meaning}",
    "meaning": "（可能改变意思或拼写）",
    "line_ends": "换行用 LF，不用 CR LF",
    "nfc": "把字母和组合符号合成一个字符（NFC）",
    "replace": "按上面替换",
    "replace_meaning": "按上面替换",
    "smart_encoding": "用服务商的智能编码替换字符",
    "cut": "从末尾删去 {number} 个码点",
    "table": "发送时使用 {table} 的国家语言表",
    "and": "，并",
    "rule": "规则：{name}。{rule}",
    "range": "按这条规则是 {fewest} 到 {most} 条；来源没有说清。",
    "over_yes": "超过了这条规则允许的 {limit} 个字符。",
    "over_unknown": "长度上限：{limit}。",
    "limit_maybe": "{limit} 个字符，没有说明一个表情算几个",
    "limit_none": "未知",
    "not_known": "未知：{text}",
    "read": "来源：{title}，{checked}。",
}

WORDS = {"en": EN, "zh": ZH}


def explanation(asked: dict[str, Any], answer: dict[str, Any], language: str) -> str:
    """The lines for a text: `asked` and `answer` are as in a line of ``--jsonl``."""
    words = WORDS[language]
    given = {name: value for name, value in asked.items() if name not in ("text", "profile")}
    for tables in ("locking", "single"):
        if tables in given:
            given[tables] = tuple(given[tables])
    added = 0
    each_one = False
    options = Options()
    rule_lines: list[str] = []
    if profile_id := asked.get("profile"):
        from calculators.billing import profile

        rule = profile(profile_id)
        options = rule.options(given)
        added = rule.added_by_carrier
        each_one = rule.counting == "characters"
        rule_lines = _rule(asked["text"], profile_id, given, language)
    elif given:
        options = Options(**given)
    found = explain(asked["text"], options, added_by_carrier=added)
    lines = [_first(found, words)]
    if answer["over_255_parts"]:
        lines.append(words["over_255"])
    lines += [words["each_one"]] if each_one else _why(found, words)
    lines += _parts(found, words)
    lines += _next(found, words)
    lines += _fixes(found, words)
    return "\n".join(lines + rule_lines)


def _first(found: Explanation, words: dict[str, str]) -> str:
    last = found.parts[-1]
    return words["one" if found.count.segments == 1 else "many"].format(
        parts=found.count.segments,
        encoding=found.count.encoding,
        units=found.count.units,
        unit=words[found.count.encoding],
        used=last.units,
        size=last.capacity,
        left=found.left,
    )


def _why(found: Explanation, words: dict[str, str]) -> list[str]:
    tables = dict.fromkeys(name for name in (found.count.locking, found.count.single) if name)
    lines = [words[found.reason].format(tables=", ".join(tables))]
    if found.offenders and found.offenders[0].cost == "two_septets":
        lines.append(words["two_septets"])
    lines += [_offender(offender, words) for offender in found.offenders[:MOST_NAMED]]
    if found.distinct > MOST_NAMED:
        lines.append(words["more"].format(number=found.distinct - MOST_NAMED))
    return lines


def _offender(offender: Offender, words: dict[str, str]) -> str:
    instead = ""
    if offender.replacement:
        by = offender.replacement.by
        instead = words["instead"].format(by=repr(by)) if by else words["nothing"]
    character = offender.character
    return words["offender"].format(
        shown=f"{character} " if character.isprintable() else "",
        code=ord(character),
        name=offender.name if not offender.name.startswith("U+") else "",
        times=offender.occurrences,
        first=offender.first + 1,
        instead=instead,
    )


def _parts(found: Explanation, words: dict[str, str]) -> list[str]:
    if len(found.parts) == 1:
        return []
    lines = [
        words["part"].format(
            number=number,
            units=part.units,
            capacity=part.capacity,
            lost=words["lost"].format(lost=part.lost) if part.lost else "",
        )
        for number, part in enumerate(found.parts[:MOST_PARTS], 1)
    ]
    if len(found.parts) > MOST_PARTS:
        lines.append(words["parts_more"].format(number=len(found.parts) - MOST_PARTS))
    return lines


def _next(found: Explanation, words: dict[str, str]) -> list[str]:
    kinds = {"two_septets": "two_septets_more"}
    return [
        words["next"].format(kind=words[kinds.get(more.kind, more.kind)], segments=more.segments)
        for more in found.next
        if more.segments > found.count.segments
    ]


def _fixes(found: Explanation, words: dict[str, str]) -> list[str]:
    if not found.fixes:
        return []
    return [words["fixes"]] + [
        words["fix"].format(
            what=_what(fix, words),
            before=found.count.segments,
            parts="part" if fix.after.segments == 1 else "parts",
            segments=fix.after.segments,
            meaning=words["meaning"] if fix.changes_meaning and not fix.cut else "",
        )
        for fix in found.fixes
    ]


def _what(fix: Fix, words: dict[str, str]) -> str:
    if fix.table:
        return words["table"].format(table=fix.table)
    return words["and"].join(words[step].format(number=fix.cut) for step in fix.id.split("+"))


def _rule(text: str, profile_id: str, given: dict[str, Any], language: str) -> list[str]:
    from calculators.billing import profile

    words = WORDS[language]
    rule = profile(profile_id)
    bill = rule.bill(text, **given)
    lines = [words["rule"].format(name=rule.name[language], rule=rule.rule[language])]
    if bill.fewest != bill.most:
        lines.append(words["range"].format(fewest=bill.fewest, most=bill.most))
    if bill.over_limit == "yes":
        lines.append(words["over_yes"].format(limit=bill.limit))
    elif bill.over_limit == "unknown":
        known = "limit_none" if bill.limit is None else "limit_maybe"
        lines.append(words["over_unknown"].format(limit=words[known].format(limit=bill.limit)))
    lines += [words["not_known"].format(text=pair[language]) for pair in rule.unknown]
    lines += [
        words["read"].format(title=source.title, checked=source.checked) for source in rule.sources
    ]
    return lines
