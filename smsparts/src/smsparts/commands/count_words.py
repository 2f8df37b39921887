"""What ``segments TEXT`` says: a count and why, as lines of words in any language of the tools.

The sentences are the page's own, from the counter's catalogue; this module puts them in lines.
"""

from __future__ import annotations

from typing import Any

from smsparts.explanation import Explanation, Offender, explain
from smsparts.say import result, words
from smsparts.segments import MAXIMUM_PARTS, Options

MOST_NAMED = 12  # offending characters
MOST_LINES = 10  # parts


def explanation(asked: dict[str, Any], answer: dict[str, Any], language: str) -> str:
    """The lines for a text: `asked` and `answer` are as in a line of ``--jsonl``."""
    given = {name: value for name, value in asked.items() if name not in ("text", "profile")}
    for tables in ("locking", "single"):
        if tables in given:
            given[tables] = tuple(given[tables])
    text = asked["text"]
    added = 0
    counts_characters = doubled = False
    options = Options()
    rule_lines: list[str] = []
    if profile_id := asked.get("profile"):
        from smsparts.billing import rule as find_rule

        rule = find_rule(profile_id)
        options = rule.options(given)
        added = rule.added_by_carrier
        counts_characters = rule.counting == "characters"
        text, doubled = rule.as_sent(text), rule.line_feed == "two"
        rule_lines = _rule(asked["text"], profile_id, given, language)
    elif given:
        options = Options(**given)
    found = explain(text, options, added_by_carrier=added, keep_line_ends=doubled)
    sentences = words("answer", language)
    key, values = result.answer(found, language, counts_characters)
    lines = [sentences(key, **values)]
    if answer["over_255_parts"]:
        lines.append(sentences("over_255", most=MAXIMUM_PARTS))
    lines.append(result.reason(found, language, counts_characters))
    if not counts_characters:
        lines += _offenders(found, language)
    lines += _parts(found, language, counts_characters)
    lines.append(result.following(found, language, counts_characters))
    lines += _fixes(found, language, counts_characters)
    return "\n".join(lines + rule_lines)


def _offenders(found: Explanation, language: str) -> list[str]:
    if not found.offenders:
        return []
    lines = [words("why", language)["offenders"] + words("join", language)["opens"]]
    lines += [f"  {_offender(offender, language)}" for offender in found.offenders[:MOST_NAMED]]
    if found.distinct > MOST_NAMED:
        more = words("why", language)("more", n=found.distinct - MOST_NAMED)
        lines.append(f"  {more}")
    return lines


def _offender(offender: Offender, language: str) -> str:
    sentences = words("why", language)
    character = offender.character
    shown = [character] if character.isprintable() else []
    shown.append(f"U+{ord(character):04X}")
    if not offender.name.startswith("U+"):
        shown.append(offender.name)
    key = "once" if offender.occurrences == 1 else "several_times"
    facts = [sentences(key, index=offender.first + 1, n=offender.occurrences)]
    if offender.replacement is None:
        facts.append(sentences["keeps"])
    elif by := offender.replacement.by:
        facts.append(sentences("becomes", by=repr(by)))
    else:
        facts.append(sentences["goes"])
    clauses = words("join", language)["clauses"]
    return clauses.join([" ".join(shown), *facts])


def _parts(found: Explanation, language: str, counts_characters: bool) -> list[str]:
    if len(found.parts) == 1:
        return []
    sentences, join = words("bar", language), words("join", language)
    unit = words("unit", language)[result.unit(found, short=True)]
    key = "label_by_rule" if counts_characters else "label"
    lines = []
    for number, part in enumerate(found.parts[:MOST_LINES], 1):
        line = sentences(key, number=number, used=part.units, size=part.capacity, unit=unit)
        if part.lost:
            lost = result.units(part.lost, found, language, True, counts_characters)
            line = join["clauses"].join([line, words("parts", language)("lost", lost=lost)])
        lines.append(line)
    if len(found.parts) > MOST_LINES:
        lines.append(sentences("more", n=len(found.parts) - MOST_LINES))
    return lines


def _fixes(found: Explanation, language: str, counts_characters: bool) -> list[str]:
    if not found.fixes:
        return []
    opens = words("join", language)["opens"]
    lines = [words("why", language)["fixes"] + opens]
    between = words("join", language)["sentences"]
    for fix in found.fixes:
        told = [
            result.label(fix, language, counts_characters),
            *result.after(fix, language, counts_characters),
        ]
        lines.append("  " + words("join", language)["fix"].join([told[0], between.join(told[1:])]))
    return lines


def _rule(text: str, profile_id: str, given: dict[str, Any], language: str) -> list[str]:
    from smsparts.billing import rule as find_rule

    sentences = words("answer", language)
    rule = find_rule(profile_id)
    name = rule.name[language]
    bill = rule.bill(text, **given)
    lines = [sentences("rule", rule=name), rule.rule[language]]
    if bill.fewest != bill.most:
        span = sentences("range", fewest=bill.fewest, n=bill.most)
        questions = words("join", language)["questions"].join(sentences[q] for q in bill.unsure)
        lines.append(sentences("between", range=span, questions=questions))
    if bill.limit is None and bill.over_limit == "unknown":
        lines.append(words("rule", language)["no_limit"])
    elif bill.over_limit != "no":
        lines.append(sentences(f"over_{bill.over_limit}", limit=bill.limit, rule=name))
    lines += [pair[language] for pair in rule.unknown]
    lines += [
        words("rule", language)("read", title=source.title, checked=source.checked)
        for source in rule.sources
    ]
    return lines
