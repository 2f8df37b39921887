"""Why the text takes the parts it takes, and buttons for what saves one.

``smsparts.explanation`` finds the offenders and the fixes; this module says them in words.
"""

from __future__ import annotations

from smsparts.explanation import Explanation, Fix, Offender
from smsparts.repair import entities, escapes, repaired
from smsparts.say import result, words

from calculators.views.html import Html, join, say, tag

SHOWN = 6
# A text in another script is full of characters that nothing replaces: to list each of them first
# would bury what can be mended.
SHOWN_WITHOUT_REPLACEMENT = 3


SHOWN_OF_TEXT = 200


def draw(
    found: Explanation, language: str, counts_characters: bool = False, text: str = ""
) -> Html:
    """The reason, the fixes as buttons, and the offending characters with their replacements.

    ``counts_characters``: the rule does, so that no alphabet decides. ``text`` is looked at for
    signs of damage.
    """
    sentences = words("why", language)
    sections = [
        tag("h3", sentences["heading"], id="why"),
        tag("p", result.reason(found, language, counts_characters)),
    ]
    sections += _damage(text, language)
    if found.count.encoding == "GSM-7" and found.distinct:
        sections.append(tag("p", sentences["two"]))
    if len(found.fixes) > 1:
        sections.append(tag("h4", sentences["more_fixes"]))
        fixes = (tag("li", _fix(fix, language, counts_characters)) for fix in found.fixes[1:])
        sections.append(tag("ul", join(fixes), class_="fixes"))
    elif found.count.segments > 1 and not found.fixes:
        sections.append(tag("p", sentences["nothing"], class_="quiet"))
    if found.offenders:
        sections.append(tag("h4", sentences["offenders"]))
        sections.append(_list(found, language))
    following = result.following(found, language, counts_characters)
    sections.append(tag("p", following, class_="quiet"))
    return join(sections)


def _damage(text: str, language: str) -> list[Html]:
    """What shows that the text is not as it was written, with what it probably was."""
    sentences, comma = words("why", language), words("join", language)["names"]
    shown = []
    if (whole := repaired(text)) != text:
        preview = tag("bdi", tag("strong", whole[:SHOWN_OF_TEXT]))
        button = tag(
            "button",
            sentences["repair_button"],
            type="button",
            name="apply",
            value="repair",
            id="repair",
        )
        shown.append(tag("p", say(sentences, "misread", text=preview), " ", button))
    for key, found in (("entities", entities(text)), ("escapes", escapes(text))):
        if found:
            listed = join((tag("code", one) for one in found[:SHOWN]), comma)
            shown.append(tag("p", say(sentences, key, n=len(found), list=listed)))
    return shown


def best(found: Explanation, language: str, counts_characters: bool = False) -> Html:
    """The one change to make first, which stands right under the answer; empty if there is none."""
    if found.cheapest is None:
        return Html("")
    item = tag("li", _fix(found.cheapest, language, counts_characters))
    return tag("ul", item, class_="fixes best")


def _fix(fix: Fix, language: str, by_rule: bool) -> Html:
    notes = result.after(fix, language, by_rule)
    label = result.label(fix, language, by_rule)
    if fix.by_hand:
        told = [
            label + words("join", language)["fix"],
            words("join", language)["sentences"].join(notes),
        ]
        return tag("span", join(told))
    return join(
        [
            tag(
                "button",
                label,
                type="button",
                name="apply",
                value=fix.id,
                id=f"fix-{fix.id.replace(':', '-').replace('+', '-')}",
            ),
            tag("span", words("join", language)["sentences"].join(notes), class_="quiet"),
        ]
    )


def _list(found: Explanation, language: str) -> Html:
    sentences = words("why", language)
    only = found.distinct == 1
    mendable = [offender for offender in found.offenders if offender.replacement]
    kept = [offender for offender in found.offenders if not offender.replacement]
    shown = [*mendable, *(kept if len(kept) <= SHOWN_WITHOUT_REPLACEMENT else [])][:SHOWN]
    folded = [offender for offender in [*mendable, *kept] if offender not in shown]
    rows = {o: tag("li", _offender(o, found, only, language)) for o in found.offenders}
    sections = []
    if shown:
        sections.append(tag("ul", join(rows[o] for o in shown), class_="offenders"))
    if folded:
        all_listed = found.distinct == len(found.offenders)
        all_kept = all_listed and not any(offender.replacement for offender in folded)
        more = found.distinct - len(shown)
        summary = sentences("kept" if all_kept else "more", n=more)
        sections.append(
            tag(
                "details",
                tag("summary", summary),
                tag("ul", join(rows[o] for o in folded), class_="offenders"),
                id="more-offenders",
            )
        )
    return join(sections)


def _offender(offender: Offender, found: Explanation, only: bool, language: str) -> Html:
    sentences = words("why", language)
    index = offender.first + 1
    key = "once" if offender.occurrences == 1 else "several_times"
    where = sentences(key, index=index, n=offender.occurrences)
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
    facts = [where, *_outcome(offender, found, only, language)]
    parts = [
        tag("span", who, class_="who"),
        tag("span", words("join", language)["clauses"].join(facts), class_="quiet"),
    ]
    # Where other characters keep the text in UCS-2 for good, a button would promise nothing.
    idle = found.unmendable and offender.segments_saved == 0 and offender.units_saved <= 0
    if offender.replacement and not idle:
        by = offender.replacement.by
        text = say(sentences, "apply", by=tag("bdi", by)) if by else sentences["remove"]
        parts.append(
            tag("button", text, type="button", name="apply", value=f"U+{code:04X}", id=f"by-{code}")
        )
    return join(parts)


def _outcome(offender: Offender, found: Explanation, only: bool, language: str) -> list[str]:
    sentences = words("why", language)
    if offender.replacement is None:
        return [sentences["keeps"]]
    parts = result.parts(offender.segments_saved, language)
    units = result.units(offender.units_saved, found, language, short=True)
    if offender.segments_saved and offender.units_saved > 0:
        return [sentences("saves", units=units, parts=parts)]
    if offender.segments_saved or offender.units_saved > 0:
        return [sentences("saves_one", what=parts if offender.segments_saved else units)]
    if offender.cost == "forces_ucs2" and not only:
        return [sentences["alone"]]
    return []
