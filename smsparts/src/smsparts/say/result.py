"""What is said of one explained text: the sentences that a page and a command line share.

Text only: a page escapes what it is given, and puts its own marks round the parts of a sentence by
filling the same template itself.
"""

from __future__ import annotations

from smsparts.explanation import Explanation, Fix
from smsparts.say import words
from smsparts.segments import REFERENCE_BITS, capacity, header_octets


def unit(explanation: Explanation, short: bool = False) -> str:
    """The catalogue's name of what the text is counted in, for ``[count]`` and ``[unit]``."""
    if explanation.count.encoding == "GSM-7":
        return "septets"
    return "code_units" if short else "utf16_code_units"


def units(
    number: int,
    explanation: Explanation,
    language: str,
    short: bool = False,
    counts_characters: bool = False,
) -> str:
    """So many septets or UTF-16 code units, in words; or characters, where a rule counts those."""
    return words("count", language)(
        "by_rule" if counts_characters else unit(explanation, short), n=number
    )


def parts(number: int, language: str) -> str:
    """So many parts, in words."""
    return words("count", language)("parts", n=number)


def answer(
    explanation: Explanation, language: str, counts_characters: bool = False
) -> tuple[str, dict[str, object]]:
    """The key in ``[answer]`` and the values of the sentence that says how many parts there are.

    ``counts_characters``: a rule does, whatever the alphabet (mainland China).
    """
    segments, last = explanation.count.segments, explanation.parts[-1]
    sentences = words("answer", language)
    key = "fits" if segments == 1 else "split"
    if counts_characters:
        return _answer_by_rule(explanation, language)
    return key, {
        "n": segments,
        "whole": sentences("whole", n=segments),
        "encoding": explanation.count.encoding,
        "unit": words("unit", language)[unit(explanation)],
        "used": last.units,
        "size": last.capacity,
        "left": sentences("left_over", n=explanation.left),
    }


def _answer_by_rule(explanation: Explanation, language: str) -> tuple[str, dict[str, object]]:
    """As bills of mainland China say it: in characters, the signature in 【】 among them."""
    from smsparts.chinese import signature

    segments, last = explanation.count.segments, explanation.parts[-1]
    name = signature(explanation.parts[0].text)
    key = f"{'fits' if segments == 1 else 'split'}_{'signed' if name else 'by_rule'}"
    return key, {
        "n": segments,
        "whole": words("answer", language)("whole", n=segments),
        "units": words("count", language)("by_rule", n=explanation.count.units),
        "signature": len(name) + len("【】"),
        "most": capacity("UCS-2"),
        "size": last.capacity,
        "used": last.units,
        "left": explanation.left,
    }


def spoken(explanation: Explanation, language: str, counts_characters: bool = False) -> str:
    """The one sentence a screen reader hears after a pause."""
    segments = explanation.count.segments
    if counts_characters:
        _, values = _answer_by_rule(explanation, language)
        values["parts"] = parts(segments, language)
        return words("answer", language)("spoken_by_rule", **values)
    return words("answer", language)(
        "spoken" if segments == 1 else "spoken_split",
        parts=parts(segments, language),
        encoding=explanation.count.encoding,
        left=units(explanation.left, explanation, language),
    )


def reason(explanation: Explanation, language: str, counts_characters: bool = False) -> str:
    """Why the text has the encoding it has."""
    total = explanation.count
    key: str = "by_rule" if counts_characters else explanation.reason
    if key == "fits" and total.segments > 1:
        key = "fits_many"
    if key == "characters" and explanation.distinct == 1:
        key = "one_character"
    tables = dict.fromkeys(name for name in (total.locking, total.single) if name)
    # What a part of the same message would hold, were all of it in the alphabet.
    header = explanation.parts[0].header_octets
    bits = next((bits for bits in REFERENCE_BITS if header_octets(bits) == header), None)
    return words("why", language)(
        key,
        n=explanation.distinct,
        whole=capacity("UCS-2" if counts_characters else "GSM-7"),
        gsm=capacity("GSM-7", bits),
        size=capacity("UCS-2", 8) if counts_characters else explanation.parts[0].capacity,
        octets=header or header_octets(8),
        table=words("join", language)["names"].join(tables),
    )


def label(fix: Fix, language: str, counts_characters: bool = False) -> str:
    """What a fix does and what it saves."""
    sentences, count = words("why", language), words("count", language)
    characters = "by_rule" if counts_characters else "characters"
    saved = parts(fix.saved, language)
    if fix.table:
        return sentences("table", language=words("tables", language)[fix.table], saved=saved)
    if fix.cut:
        key = "cut_before" if fix.spared else "cut"
        return sentences(key, count=count(characters, n=fix.cut), saved=saved)
    if fix.by_hand:
        return sentences("signature", count=count(characters, n=fix.shorter), saved=saved)
    if fix.id in ("blanks", "doubled"):
        return sentences(fix.id, n=fix.removed, saved=saved)
    if fix.id in ("replace", "replace_meaning"):
        replaced = sum(times for _, times in fix.changes)
        return sentences(fix.id, count=count(characters, n=replaced), saved=saved)
    if fix.id in ("nfc", "line_ends", "smart_encoding", "repair"):
        return sentences(fix.id, saved=saved)
    return sentences("all_meaning" if fix.changes_meaning else "all", saved=saved)


def after(fix: Fix, language: str, counts_characters: bool = False) -> list[str]:
    """What comes of a fix: the new count, and what to mind."""
    sentences = words("why", language)
    key = "then_by_rule" if counts_characters else "then"
    told = [sentences(key, parts=parts(fix.after.segments, language), encoding=fix.after.encoding)]
    if fix.cut:
        told.append(sentences["cut_before_note" if fix.spared else "cut_note"])
    elif fix.by_hand:
        told.append(sentences["signature_note"])
    elif fix.table:
        told.append(sentences["table_note"])
    elif fix.changes_meaning:
        told.append(sentences["meaning"])
    return told


def following(explanation: Explanation, language: str, counts_characters: bool = False) -> str:
    """What one more character of each kind would make of it."""
    sentences = words("why", language)
    if counts_characters:
        return sentences("next_by_rule", parts=parts(explanation.next[0].segments, language))
    outcomes = [
        sentences(f"next_{more.kind}", parts=parts(more.segments, language))
        for more in explanation.next
    ]
    return sentences("next", list=words("join", language)["clauses"].join(outcomes))
