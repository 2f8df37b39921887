"""Why the text takes the parts it takes, and buttons for what saves one, the cheapest first.

``smsparts.explain`` finds the offenders and the fixes; this module says them in words.
"""

from __future__ import annotations

from smsparts.explain import Explanation, Fix, Offender
from smsparts.segments import header_octets

from calculators.views.html import Html, fill, join, tag
from calculators.views.segments.languages import LANGUAGES

SHOWN = 6
# A text in another script is full of characters that nothing replaces: to list each of them first
# would bury what can be mended.
SHOWN_WITHOUT_REPLACEMENT = 3

WORDS = {
    "en": {
        "heading": "Why, and the cheapest change",
        "fits": "Every character is in the GSM-7 alphabet, so one part holds {whole} septets.",
        "fits_many": "Every character is in the GSM-7 alphabet, so one part alone would hold "
        "{whole} septets. The text needs more, so it is split, and each part gives {octets} octets "
        "to the header that joins them: {size} septets remain.",
        "national": "Every character is in GSM-7 together with a national table ({table}). The "
        "header that says so takes room: a part holds {size} septets.",
        "forced": "You asked for UCS-2, so every character takes two octets and a part holds "
        "{size} of them.",
        "characters_one": "One character is not in the GSM-7 alphabet, so the whole text is sent "
        "as UCS-2: a part holds {size} characters instead of {gsm}.",
        "characters": "{distinct} different characters are not in the GSM-7 alphabet, so the whole "
        "text is sent as UCS-2: a part holds {size} characters instead of {gsm}.",
        "two": "The characters below are in the extension of GSM-7: each costs two septets.",
        "nothing": "No change of characters saves a part here.",
        "fixes": "What saves parts",
        "offenders": "Characters that cost more",
        "more_one": "1 more different character",
        "more": "{n} more different characters",
        "kept": "{n} different characters that have no plain replacement",
        "replace": "Replace {count}, save {saved}",
        "replace_meaning": "Replace {count}, even where meaning can change, save {saved}",
        "nfc": "Join accents to their letters, save {saved}",
        "line_ends": "Count each line end as one character, save {saved}",
        "several": "Make all simple changes, save {saved}",
        "several_meaning": "Make all changes, save {saved}",
        "smart_encoding": "Turn on Smart Encoding, save {saved}",
        "table": "Allow the {language} table, save {saved}",
        "cut": "Cut {count} from the end, save {saved}",
        "meaning": "This can change spelling or meaning: read the text again.",
        "table_note": "Works only where the sender’s system supports this table.",
        "cut_note": "The end of the text is lost.",
        "result": "Then {parts}, {encoding}.",
        "parts_one": "1 part",
        "parts": "{n} parts",
        "characters_counted_one": "1 character",
        "characters_counted": "{n} characters",
        "at_one": "at position {index}",
        "at": "{times} times, first at position {index}",
        "becomes": "can become {by}",
        "goes": "can be left out",
        "keeps": "has no plain replacement",
        "apply": "Replace with {by}",
        "remove": "Leave out",
        "saves": "saves {units}, {parts}",
        "saves_units": "saves {units}",
        "units_GSM-7_one": "1 septet",
        "units_GSM-7": "{n} septets",
        "units_UCS-2_one": "1 code unit",
        "units_UCS-2": "{n} code units",
        "alone": "saves nothing alone: the others keep the text in UCS-2",
        "next": "One more character: {list}.",
        "next_plain": "a plain letter makes it {parts}",
        "next_two_septets": "a bracket or € makes it {parts}",
        "next_two_units": "an emoji makes it {parts}",
        "next_foreign": "an emoji or a Chinese character makes it {parts}",
        "comma": ", ",
    },
    "zh": {
        "heading": "原因和最省的改法",
        "fits": "每个字符都在 GSM-7 字母表里，所以一条能放 {whole} 个七位组。",
        "fits_many": "每个字符都在 GSM-7 字母表里，单独一条本可放 {whole} 个七位组。"
        "这段文字更长，只好拆开，每条要留出 {octets} 个八位组的头部用来拼接，"
        "还能放 {size} 个七位组。",
        "national": "加上国家语言表（{table}），每个字符都在 GSM-7 里。"
        "说明用了哪张表的头部也占地方：一条能放 {size} 个七位组。",
        "forced": "你选定了 UCS-2，每个字符占两个八位组，一条能放 {size} 个。",
        "characters_one": "有一个字符不在 GSM-7 字母表里，整段文字因此改用 UCS-2："
        "一条能放 {size} 个字符，而不是 {gsm} 个。",
        "characters": "有 {distinct} 个不同的字符不在 GSM-7 字母表里，整段文字因此改用 UCS-2："
        "一条能放 {size} 个字符，而不是 {gsm} 个。",
        "two": "下面的字符在 GSM-7 的扩展表里，每个占两个七位组。",
        "nothing": "这里换字符省不下一条。",
        "fixes": "能省条数的改法",
        "offenders": "多占单位的字符",
        "more_one": "另外 1 个不同的字符",
        "more": "另外 {n} 个不同的字符",
        "kept": "没有普通字符可换的不同字符：{n} 个",
        "replace": "替换 {count}，省 {saved}",
        "replace_meaning": "替换 {count}（包括可能改变意思的），省 {saved}",
        "nfc": "把重音符号并入字母，省 {saved}",
        "line_ends": "换行只算一个字符，省 {saved}",
        "several": "简单的改动全做，省 {saved}",
        "several_meaning": "全部改动都做，省 {saved}",
        "smart_encoding": "打开 Smart Encoding，省 {saved}",
        "table": "允许用{language}表，省 {saved}",
        "cut": "从末尾删去 {count}，省 {saved}",
        "meaning": "可能改变拼写或意思：请再读一遍。",
        "table_note": "只有发送方的系统支持这张表时才行得通。",
        "cut_note": "文字末尾会丢掉。",
        "result": "改后 {parts}，{encoding}。",
        "parts_one": "1 条",
        "parts": "{n} 条",
        "characters_counted_one": "1 个字符",
        "characters_counted": "{n} 个字符",
        "at_one": "在第 {index} 个位置",
        "at": "出现 {times} 次，首次在第 {index} 个位置",
        "becomes": "可以换成 {by}",
        "goes": "可以去掉",
        "keeps": "没有普通字符可换",
        "apply": "换成 {by}",
        "remove": "去掉",
        "saves": "省 {units}、{parts}",
        "saves_units": "省 {units}",
        "units_GSM-7_one": "1 个七位组",
        "units_GSM-7": "{n} 个七位组",
        "units_UCS-2_one": "1 个码元",
        "units_UCS-2": "{n} 个码元",
        "alone": "单独换它省不了：其他字符仍要用 UCS-2",
        "next": "再加一个字符：{list}。",
        "next_plain": "普通字母会变成 {parts}",
        "next_two_septets": "方括号或 € 会变成 {parts}",
        "next_two_units": "表情会变成 {parts}",
        "next_foreign": "表情或汉字会变成 {parts}",
        "comma": "，",
    },
}


def draw(found: Explanation, language: str) -> Html:
    """The reason, the fixes as buttons, and the offending characters with their replacements."""
    words = WORDS[language]
    sections = [
        tag("h3", words["heading"], id="why"),
        tag("p", reason(found, language)),
    ]
    if found.count.encoding == "GSM-7" and found.distinct:
        sections.append(tag("p", words["two"]))
    if found.fixes:
        sections.append(tag("h4", words["fixes"]))
        fixes = (tag("li", _fix(fix, language)) for fix in found.fixes)
        sections.append(tag("ul", join(fixes), class_="fixes"))
    elif found.count.segments > 1:
        sections.append(tag("p", words["nothing"], class_="quiet"))
    if found.offenders:
        sections.append(tag("h4", words["offenders"]))
        sections.append(_list(found, words))
    sections.append(tag("p", _next(found, words), class_="quiet"))
    return join(sections)


def number_of(noun: str, number: int, words: dict[str, str]) -> str:
    """``number`` with its noun, in the form the language has for one or for several."""
    return words[f"{noun}_one" if number == 1 else noun].format(n=number)


def label(fix: Fix, language: str) -> Html:
    """What the button of ``fix`` says: what happens and what it saves."""
    words = WORDS[language]
    saved = number_of("parts", fix.saved, words)
    replaced = sum(times for _, times in fix.changes)
    if fix.table:
        return fill(words["table"], language=LANGUAGES[language][fix.table], saved=saved)
    if fix.cut:
        count = number_of("characters_counted", fix.cut, words)
        return fill(words["cut"], count=count, saved=saved)
    if fix.id in ("replace", "replace_meaning"):
        count = number_of("characters_counted", replaced, words)
        return fill(words[fix.id], count=count, saved=saved)
    if fix.id in ("nfc", "line_ends", "smart_encoding"):
        return fill(words[fix.id], saved=saved)
    return fill(words["several_meaning" if fix.changes_meaning else "several"], saved=saved)


def reason(found: Explanation, language: str) -> Html:
    """Why the text has the encoding it has, in a sentence."""
    words = WORDS[language]
    total = found.count
    key: str = found.reason
    if key == "fits" and total.segments > 1:
        key = "fits_many"
    if key == "characters" and found.distinct == 1:
        key = "characters_one"
    one = total.segments == 1
    tables = dict.fromkeys(name for name in (total.locking, total.single) if name)
    return fill(
        words[key],
        whole=160,
        gsm=160 if one else 153,
        size=found.parts[0].capacity,
        octets=found.parts[0].header_octets or header_octets(8),
        distinct=found.distinct,
        table=", ".join(tables),
    )


def _fix(fix: Fix, language: str) -> Html:
    words = WORDS[language]
    notes = []
    if fix.cut:
        notes.append(words["cut_note"])
    elif fix.table:
        notes.append(words["table_note"])
    elif fix.changes_meaning:
        notes.append(words["meaning"])
    after = number_of("parts", fix.after.segments, words)
    notes.insert(0, words["result"].format(parts=after, encoding=fix.after.encoding))
    return join(
        [
            tag(
                "button",
                label(fix, language),
                type="button",
                name="apply",
                value=fix.id,
                id=f"fix-{fix.id.replace(':', '-').replace('+', '-')}",
            ),
            tag("span", " ".join(notes), class_="quiet"),
        ]
    )


def _list(found: Explanation, words: dict[str, str]) -> Html:
    only = found.distinct == 1
    mendable = [offender for offender in found.offenders if offender.replacement]
    kept = [offender for offender in found.offenders if not offender.replacement]
    shown = [*mendable, *(kept if len(kept) <= SHOWN_WITHOUT_REPLACEMENT else [])][:SHOWN]
    folded = [offender for offender in [*mendable, *kept] if offender not in shown]
    rows = {o: tag("li", _offender(o, found, only, words)) for o in found.offenders}
    sections = []
    if shown:
        sections.append(tag("ul", join(rows[o] for o in shown), class_="offenders"))
    if folded:
        all_listed = found.distinct == len(found.offenders)
        all_kept = all_listed and not any(offender.replacement for offender in folded)
        more = found.distinct - len(shown)
        summary = words["kept"].format(n=more) if all_kept else number_of("more", more, words)
        sections.append(
            tag(
                "details",
                tag("summary", summary),
                tag("ul", join(rows[o] for o in folded), class_="offenders"),
                id="more-offenders",
            )
        )
    return join(sections)


def _offender(offender: Offender, found: Explanation, only: bool, words: dict[str, str]) -> Html:
    index = offender.first + 1
    where = fill(words["at_one"], index=index)
    if offender.occurrences > 1:
        where = fill(words["at"], index=index, times=offender.occurrences)
    code = ord(offender.character)
    visible = offender.character if offender.character.isprintable() else "\ufffd"
    who = join(
        [
            tag("bdi", visible, class_="two" if offender.cost == "two_septets" else "forces"),
            " ",
            tag("code", f"U+{code:04X}"),
            " ",
            tag("span", offender.name, lang="en", class_="character-name"),
        ]
    )
    facts = [where, *_outcome(offender, found, only, words)]
    parts = [
        tag("span", who, class_="who"),
        tag("span", join(facts, words["comma"]), class_="quiet"),
    ]
    # Where other characters keep the text in UCS-2 for good, a button would promise nothing.
    idle = found.unmendable and offender.segments_saved == 0 and offender.units_saved <= 0
    if offender.replacement and not idle:
        by = offender.replacement.by
        text = fill(words["apply"], by=tag("bdi", by)) if by else words["remove"]
        parts.append(
            tag("button", text, type="button", name="apply", value=f"U+{code:04X}", id=f"by-{code}")
        )
    return join(parts)


def _outcome(
    offender: Offender, found: Explanation, only: bool, words: dict[str, str]
) -> list[Html]:
    if offender.replacement is None:
        return [fill(words["keeps"])]
    encoding = found.count.encoding
    if offender.segments_saved:
        parts = number_of("parts", offender.segments_saved, words)
        if offender.units_saved > 0:
            units = number_of(f"units_{encoding}", offender.units_saved, words)
            return [fill(words["saves"], units=units, parts=parts)]
        return [fill(words["saves_units"], units=parts)]
    if offender.units_saved > 0:
        units = number_of(f"units_{encoding}", offender.units_saved, words)
        return [fill(words["saves_units"], units=units)]
    if offender.cost == "forces_ucs2" and not only:
        return [fill(words["alone"])]
    return []


def _next(found: Explanation, words: dict[str, str]) -> Html:
    outcomes = [
        words[f"next_{after.kind}"].format(parts=number_of("parts", after.segments, words))
        for after in found.next
    ]
    return fill(words["next"], list=words["comma"].join(outcomes))
