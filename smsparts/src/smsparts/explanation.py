"""Why a text takes the parts it takes, and the cheapest way to save one.

The result is data, without words: ids, characters, numbers. The sentences stand in the views and
on the command line. It knows how parts are counted only through :mod:`smsparts.segments`, and
no billing beyond the options it is given.

It runs at every key press. So a text is looked at through its distinct characters (one pass in C),
never in a Python loop over its characters, and a text is counted again only for a change that can
make a difference.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Literal, NamedTuple

from smsparts.alphabets import LOCKING_TABLES, SINGLE_TABLES, locking_table, single_table
from smsparts.repair import repaired
from smsparts.replacements import Replacement, replacement, smart_encoded
from smsparts.segments import (
    ANY_CHARACTER,
    Count,
    Options,
    Part,
    capacity,
    count,
    fill_bits,
    header_octets,
    split,
)

MOST_LISTED = 50
"""How many offending characters are listed; `Explanation.distinct` is always the true number."""

Reason = Literal["fits", "forced", "characters", "national"]
Cost = Literal["forces_ucs2", "two_septets"]
Kind = Literal["plain", "two_septets", "two_units", "foreign"]


LONGEST_CLUSTER = 64
"""Code points that are looked back for the start of a user-perceived character before a cut."""


class Offender(NamedTuple):
    """A character that costs more than its neighbours, all its occurrences together.

    first           index of its first occurrence, in code points
    occurrences     how many there are
    cost            "forces_ucs2", or "two_septets" in a text that is GSM-7
    replacement     what it could be replaced by, or None
    segments_saved  parts saved by replacing this character and no other
    units_saved     units saved by that; negative where UCS-2 is left for more septets; 0 where
                    UCS-2 stays and the replacement is no shorter, so that there is nothing to gain
    """

    character: str
    first: int
    occurrences: int
    cost: Cost
    replacement: Replacement | None
    segments_saved: int
    units_saved: int

    @property
    def name(self) -> str:
        """The official Unicode name, or U+XXXX where it has none."""
        from smsparts.characters import name

        return name(self.character)


class PartDetail(NamedTuple):
    """One part: its text, its units, what it could hold, and what its header takes.

    start  index of its first character in the text, in code points
    lost   units left empty because the next character did not fit whole; 0 in the last part
    """

    text: str
    start: int
    units: int
    capacity: int
    lost: int
    header_octets: int
    fill_bits: int


class Next(NamedTuple):
    """What one more character would make of it.

    kind  "plain" (one unit), "two_septets" (an extension character), "two_units" (an emoji) or
          "foreign" (a character outside GSM-7, which moves the whole text to UCS-2)
    """

    kind: Kind
    segments: int


class Fix(NamedTuple):
    """One change that saves parts.

    id               for `apply`; "table:<name>" is no change of the text but of the options
    after            the count of the text after it
    saved            parts saved, at least 1
    changes_meaning  whether meaning or spelling can change
    changes          the replacements it makes, with how often
    cut              characters (code points) cut from the end; 0 for other fixes
    table            the national table the sender would have to use, or None
    spared           the cut ends before an opt-out, which stays, and not at the end of the text
    removed          blanks and doubled marks (code points) that the fix takes out
    shorter          characters by which the signature would have to be shorter; 0 for other fixes
    """

    id: str
    after: Count
    saved: int
    changes_meaning: bool
    changes: tuple[tuple[Replacement, int], ...] = ()
    cut: int = 0
    table: str | None = None
    spared: bool = False
    removed: int = 0
    shorter: int = 0

    @property
    def by_hand(self) -> bool:
        """True where only the writer can do it: there is nothing to apply."""
        return self.shorter > 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything there is to say about one text under one set of options.

    left        units free in the last part
    reason      why this encoding: "fits" (all characters are GSM-7), "national" (they are, with a
                national table), "forced" (the options say so), "characters" (the offenders)
    distinct    how many different offending characters there are
    offenders   the first of them, in the order of the text, at most `MOST_LISTED`
    unmendable  how many different offending characters have no replacement
    fixes       what saves parts, the cheapest first
    """

    count: Count
    parts: tuple[PartDetail, ...]
    left: int
    reason: Reason
    distinct: int
    offenders: tuple[Offender, ...]
    unmendable: int
    next: tuple[Next, ...]
    fixes: tuple[Fix, ...]

    @property
    def cheapest(self) -> Fix | None:
        """The fix to offer first, or None if nothing saves a part."""
        return self.fixes[0] if self.fixes else None


def explain(
    text: str,
    options: Options | None = None,
    *,
    added_by_carrier: int = 0,
    smart_encoding: bool = False,
    keep_line_ends: bool = False,
    tail: int = 0,
) -> Explanation:
    """Explains `text` sent with `options`.

    added_by_carrier  characters that are put before the text and counted (billing profiles)
    smart_encoding    list Smart Encoding among the fixes, for providers that have it
    keep_line_ends    a line end costs two whatever it is (a billing rule): offer no other
    tail              code points at the end that the sender adds: what is cut is cut before them

    Errors are those of `count`.

    >>> found = explain("It’s " + "a" * 70)
    >>> found.reason, [(one.character, one.name) for one in found.offenders]
    ('characters', [('’', 'RIGHT SINGLE QUOTATION MARK')])
    >>> found.cheapest.id, found.cheapest.saved
    ('replace', 1)
    """
    meter = _Meter(options or Options(), added_by_carrier, keep_line_ends)
    total = meter.count(text)
    parts = _parts(meter, text, total)
    costs = _costly(text, total, meter.options)
    fixes = _fixes(meter, text, total, parts, costs, smart_encoding, tail) if len(parts) > 1 else []
    return Explanation(
        count=total._replace(units=total.units - added_by_carrier),
        parts=parts,
        left=parts[-1].capacity - parts[-1].units,
        reason=_reason(total, meter.options),
        distinct=len(costs),
        offenders=tuple(_offenders(meter, text, total, costs)),
        unmendable=sum(replacement(character) is None for character in costs),
        next=tuple(_next(meter, text, total, parts[-1])),
        fixes=tuple(fixes),
    )


def apply(
    text: str,
    fix_id: str,
    options: Options | None = None,
    added_by_carrier: int = 0,
    tail: int = 0,
) -> str:
    """`text` after the fix of that id, or after the replacement of one character, "U+2019".

    The other arguments are those of `explain`.

    A fix of options ("table:turkish") or of the writer's hand ("signature") leaves the text as it
    is. ValueError for an unknown id.

    >>> apply("It’s", "replace")
    "It's"
    """
    options = options or Options()
    for step in fix_id.split("+") if not fix_id.startswith("U+") else [fix_id]:
        if step.startswith("U+"):
            text = _without_one(text, step)
        elif step == _REPAIR:
            text = repaired(text)
        elif step == "cut":
            text = _cut(text, _Meter(options, added_by_carrier), tail)
        elif step == "smart_encoding":
            encoded = smart_encoded(text)
            text = encoded if count(encoded).encoding == "GSM-7" else text
        elif step in _STEPS:
            text = _stepped(text, step, options)
        elif step != _SIGNATURE and not step.startswith("table:"):
            raise ValueError(f"no fix has the id {fix_id!r}")
    return text


_DEFAULT = Options()


def _cut(text: str, meter: _Meter, tail: int) -> str:
    total = meter.count(text)
    parts = _parts(meter, text, total)
    start, end = _stretch(meter, text, total, parts, _costly(text, total, meter.options), tail)
    return text[:start] + text[end:]


class _Meter:
    """Counts texts as they will be sent: with the options, behind what the carrier adds."""

    def __init__(
        self, options: Options, added_by_carrier: int, keep_line_ends: bool = False
    ) -> None:
        self.options = options
        self.keep_line_ends = keep_line_ends
        self.added = ANY_CHARACTER * added_by_carrier

    def count(self, text: str) -> Count:
        if self.options == _DEFAULT:
            return count(self.added + text)  # the common case has a way of its own there
        return count(self.added + text, self.options)

    def with_table(self, table: str) -> _Meter:
        options = replace(
            self.options,
            locking=self.options.locking + (table,) * (table in LOCKING_TABLES),
            single=self.options.single + (table,) * (table in SINGLE_TABLES),
        )
        return _Meter(options, len(self.added))


def _reason(total: Count, options: Options) -> Reason:
    if total.encoding == "GSM-7":
        return "national" if total.locking or total.single else "fits"
    return "forced" if options.encoding == "UCS-2" else "characters"


def _parts(meter: _Meter, text: str, total: Count) -> tuple[PartDetail, ...]:
    added = len(meter.added)
    parts = split(meter.added + text, meter.options)
    if added:
        parts[0] = Part(parts[0].text[added:], parts[0].units - added)
    tables = (total.locking is not None) + (total.single is not None)
    bits = meter.options.header_bits if total.segments > 1 else None
    holds = capacity(total.encoding, bits, tables)
    header = header_octets(bits, tables if total.encoding == "GSM-7" else 0)
    fill = fill_bits(header) if total.encoding == "GSM-7" else 0
    details = []
    start = 0
    last = len(parts) - 1
    for number, part in enumerate(parts):
        room = holds - added if number == 0 else holds
        lost = 0 if number == last else room - part.units
        details.append(PartDetail(part.text, start, part.units, room, lost, header, fill))
        start += len(part.text)
    return tuple(details)


def _costly(text: str, total: Count, options: Options) -> dict[str, int]:
    """The characters that cost more than one unit need, with how often they occur."""
    if total.encoding == "UCS-2":
        if options.encoding == "UCS-2":
            return {}
        known = sendable(options)
        if known.issuperset(text):
            known = _nearest(frozenset(text), options)
        return {c: n for c, n in Counter(text).items() if c not in known}
    if total.units == len(text):
        return {}
    one = frozenset(locking_table(total.locking).values())
    return {c: n for c, n in Counter(text).items() if c not in one}


@cache
def sendable(options: Options) -> frozenset[str]:
    """Every character that some allowed table has, and that may be sent with it."""
    tables = [locking_table(name) for name in (None, *options.locking)]
    tables += [single_table(name) for name in (None, *options.single)]
    return frozenset().union(*(table.values() for table in tables)).difference(options.excluded)


def _nearest(characters: frozenset[str], options: Options) -> frozenset[str]:
    """The pair of tables that lacks the fewest: each character is in some table, but no pair of
    them has all.
    """
    pairs = (
        frozenset((*locking_table(locking).values(), *single_table(single).values()))
        for locking in (None, *options.locking)
        for single in (None, *options.single)
    )
    return min(pairs, key=lambda pair: len(characters - pair))


def _offenders(meter: _Meter, text: str, total: Count, costs: dict[str, int]) -> Iterable[Offender]:
    cost: Cost = "two_septets" if total.encoding == "GSM-7" else "forces_ucs2"
    for character, occurrences in list(costs.items())[:MOST_LISTED]:
        entry = replacement(character)
        after = total
        # Unless it is the only one, UCS-2 stays, and only a shorter replacement can save a unit.
        if entry and (cost == "two_septets" or len(costs) == 1 or _shorter(entry)):
            after = meter.count(text.replace(character, entry.by))
        yield Offender(
            character,
            text.index(character),
            occurrences,
            cost,
            entry,
            max(0, total.segments - after.segments),
            total.units - after.units,
        )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _shorter(entry: Replacement) -> bool:
    return _units(entry.by) < _units(entry.character)


def _next(meter: _Meter, text: str, total: Count, last: PartDetail) -> Iterable[Next]:
    def more(kind: Kind, character: str, units: int) -> Next:
        if total.segments == 1:
            return Next(kind, meter.count(text + character).segments)
        return Next(kind, total.segments + (last.units + units > last.capacity))

    yield more("plain", "a", 1)
    if total.encoding == "UCS-2":
        yield more("two_units", "\N{GRINNING FACE}", 2)
        return
    yield more("two_septets", "[", 2)
    if meter.options.encoding == "auto":
        yield Next("foreign", meter.count(text + "中").segments)


# A step is one kind of change to the text; a fix is one step or several, in this order.
_LINE_ENDS, _NFC, _REPLACE, _REPLACE_MEANING = "line_ends", "nfc", "replace", "replace_meaning"
_BLANKS, _DOUBLED = "blanks", "doubled"
_REPAIR = "repair"
_STEPS = (_LINE_ENDS, _BLANKS, _DOUBLED, _NFC, _REPLACE, _REPLACE_MEANING)
_SIGNATURE = "signature"
_LEAST_SIGNATURE = 2


def _fixes(
    meter: _Meter,
    text: str,
    total: Count,
    parts: Sequence[PartDetail],
    costs: dict[str, int],
    smart: bool,
    tail: int,
) -> list[Fix]:
    whole = repaired(text)
    # What was misread as several characters must not be replaced one by one.
    fixes = list(_text_fixes(meter, text, total, costs)) if len(whole) == len(text) else []
    if whole != text:
        fixes += _repair_fixes(meter, whole, total)
    if smart:
        encoded = smart_encoded(text)
        after = meter.count(encoded) if encoded != text else total
        if after.segments < total.segments and after.encoding == "GSM-7":
            fixes.append(Fix("smart_encoding", after, total.segments - after.segments, False))
    fixes += _table_fixes(meter, text, total, costs)
    if shorter := _signature_fix(meter, text, total):
        fixes.append(shorter)
    if cut := _cut_fix(meter, text, total, parts, costs, tail):
        fixes.append(cut)
    return sorted(fixes, key=_harm)


def _harm(fix: Fix) -> tuple[int, int, int]:
    """How much a fix costs the writer: the order in which fixes are offered.

    A national table comes last: hardly any sender can choose one.
    """
    if fix.id.startswith(_REPAIR) and not fix.changes_meaning:
        rank = -1
    elif fix.table:
        rank = 4
    elif fix.cut:
        rank = 3
    elif fix.changes_meaning or fix.by_hand:
        rank = 2
    else:
        rank = 1 if fix.id == "smart_encoding" else 0
    changed = sum(times for _, times in fix.changes) + fix.cut + fix.removed + fix.shorter
    return rank, -fix.saved, changed


def _text_fixes(meter: _Meter, text: str, total: Count, costs: dict[str, int]) -> Iterable[Fix]:
    """The combinations of steps that save parts, none that a lesser one does as well."""
    line_ends = ("", _LINE_ENDS) if "\r\n" in text and not meter.keep_line_ends else ("",)
    forms: tuple[str, ...] = ("",)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        # The host's Unicode version does not matter: canonical composition is frozen by Unicode's
        # stability policy, and what a newer version adds has no GSM-7 in it.
        forms = ("", _NFC)
    entries = [entry for character in costs if (entry := replacement(character))]
    replacing: tuple[str, ...] = ("",)
    if any(not entry.changes_meaning for entry in entries) or len(forms) == 2:
        replacing += (_REPLACE,)
    if any(entry.changes_meaning for entry in entries):
        replacing += (_REPLACE_MEANING,)
    blanks, doubles = _spare_of_chinese(text)
    found: list[tuple[frozenset[str], int]] = []
    for chosen in product(line_ends, blanks, doubles, forms, replacing):
        steps = [step for step in chosen if step]
        includes = frozenset(steps) | ({_REPLACE} if _REPLACE_MEANING in steps else set())
        changed = text
        for step in steps:
            changed = _stepped(changed, step, meter.options)
        if changed == text:
            continue
        after = meter.count(changed)
        best = min([total.segments, *(n for lesser, n in found if lesser <= includes)])
        if after.segments >= best:
            continue
        found.append((includes, after.segments))
        yield Fix(
            "+".join(steps),
            after,
            total.segments - after.segments,
            _REPLACE_MEANING in steps,
            _changes(text, steps, meter.options),
            removed=_removed(text, steps),
        )


def _repair_fixes(meter: _Meter, whole: str, total: Count) -> Iterable[Fix]:
    """The text as it was before it was misread, and that with its own fixes."""
    repaired_count = meter.count(whole)
    if repaired_count.segments < total.segments:
        saved = total.segments - repaired_count.segments
        yield Fix(_REPAIR, repaired_count, saved, False)
    costs = _costly(whole, repaired_count, meter.options)
    for fix in _text_fixes(meter, whole, repaired_count, costs):
        if fix.after.segments < total.segments:
            saved = total.segments - fix.after.segments
            yield fix._replace(id=f"{_REPAIR}+{fix.id}", saved=saved)


def _spare_of_chinese(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whether taking out blanks, and doubled marks, changes `text`: the steps to try."""
    from smsparts.chinese import has_han, without_blanks, without_doubles

    if not has_han(text):
        return ("",), ("",)
    return (
        ("", _BLANKS) if without_blanks(text) != text else ("",),
        ("", _DOUBLED) if without_doubles(text) != text else ("",),
    )


def _removed(text: str, steps: Sequence[str]) -> int:
    lighter = text
    for step in (_BLANKS, _DOUBLED):
        if step in steps:
            lighter = _stepped(lighter, step, _DEFAULT)
    return len(text) - len(lighter)


def _stepped(text: str, step: str, options: Options) -> str:
    if step == _LINE_ENDS:
        return text.replace("\r\n", "\n")
    if step in (_BLANKS, _DOUBLED):
        from smsparts.chinese import without_blanks, without_doubles

        return without_blanks(text) if step == _BLANKS else without_doubles(text)
    if step == _NFC:
        return unicodedata.normalize("NFC", text)
    for entry, _ in _replaceable(text, step, options):
        text = text.replace(entry.character, entry.by)
    return text


def _changes(
    text: str, steps: Sequence[str], options: Options
) -> tuple[tuple[Replacement, int], ...]:
    for step in steps:
        if step in (_REPLACE, _REPLACE_MEANING):
            return _replaceable(text, step, options)
        text = _stepped(text, step, options)
    return ()


def _replaceable(text: str, step: str, options: Options) -> tuple[tuple[Replacement, int], ...]:
    """What a step replaces: all it may if GSM-7 comes of it, else what makes the text shorter."""
    total = count(text, options)
    costs = _costly(text, total, options)
    found = [(entry, n) for c, n in costs.items() if (entry := replacement(c))]
    if step == _REPLACE:
        found = [(entry, n) for entry, n in found if not entry.changes_meaning]
    if total.encoding == "UCS-2" and len(found) < len(costs):
        found = [(entry, n) for entry, n in found if _shorter(entry)]
    return tuple(found)


def _table_fixes(meter: _Meter, text: str, total: Count, costs: dict[str, int]) -> Iterable[Fix]:
    """The national tables that save most, at most three."""
    if total.encoding != "UCS-2" or not costs or meter.options.encoding == "UCS-2":
        return []
    fixes = []
    for table in SINGLE_TABLES:
        if not _characters_of(table).issuperset(costs):
            continue
        after = meter.with_table(table).count(text)
        if after.segments < total.segments:
            saved = total.segments - after.segments
            fixes.append(Fix(f"table:{table}", after, saved, False, table=table))
    return sorted(fixes, key=lambda fix: (fix.after.segments, fix.after.units))[:3]


@cache
def _characters_of(table: str) -> frozenset[str]:
    characters = set(single_table(table).values())
    if table in LOCKING_TABLES:
        characters.update(locking_table(table).values())
    return frozenset(characters)


def _signature_fix(meter: _Meter, text: str, total: Count) -> Fix | None:
    """By how much the signature in 【】 would have to be shorter for a part less."""
    from smsparts.chinese import signature

    name = signature(text) if text.startswith("【") else ""

    def without(number: int) -> Count:
        return meter.count(f"【{name[number:]}{text[len(name) + 1 :]}")

    low, high = 0, len(name) - _LEAST_SIGNATURE
    if high < 1 or without(high).segments >= total.segments:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if without(middle).segments < total.segments:
            high = middle
        else:
            low = middle
    after = without(high)
    return Fix(_SIGNATURE, after, total.segments - after.segments, False, shorter=high)


def _cut_fix(
    meter: _Meter,
    text: str,
    total: Count,
    parts: Sequence[PartDetail],
    costs: dict[str, int],
    tail: int,
) -> Fix | None:
    start, end = _stretch(meter, text, total, parts, costs, tail)
    after = meter.count(text[:start] + text[end:])
    if after.segments >= total.segments or start == end:
        return None
    spared = end < len(text) - tail
    saved = total.segments - after.segments
    return Fix("cut", after, saved, True, cut=end - start, spared=spared)


def _stretch(
    meter: _Meter,
    text: str,
    total: Count,
    parts: Sequence[PartDetail],
    costs: dict[str, int],
    tail: int,
) -> tuple[int, int]:
    """What to cut, as (start, end) in code points: the end of the text, or what stands before an
    opt-out that the end holds, or before what the sender adds. Empty if neither saves a part.
    """
    from smsparts.opt_outs import spans

    kept = _kept(meter, text, total, parts, costs)
    known = spans(text)
    end = next((start for start, stop in known if stop > kept), None)
    if tail:
        end = min(end, len(text) - tail) if end is not None else len(text) - tail
    if end is None:
        return kept, len(text)
    low, high = 0, end
    while low < high:
        middle = (low + high + 1) // 2
        if meter.count(text[:middle] + text[end:]).segments < total.segments:
            low = middle
        else:
            high = middle - 1
    if not text.isascii() and low:
        from smsparts.graphemes import Boundaries

        low = Boundaries(text).last(max(0, low - LONGEST_CLUSTER), low)
    if any(start < end and low < stop for start, stop in known):
        return len(text), len(text)  # an opt-out before this one would go instead
    return low, end


def _kept(
    meter: _Meter,
    text: str,
    total: Count,
    parts: Sequence[PartDetail],
    costs: dict[str, int],
) -> int:
    """The longest beginning of `text` that takes fewer parts, in code points.

    It ends where a user-perceived character ends, if there is such an end in the part before.
    """
    if total.segments == 1:
        return len(text)
    low = parts[-1].start
    # Two parts may become one, which is larger; UCS-2 may become GSM-7, and GSM-7 may do with fewer
    # national tables. Else the last part is what has to go.
    shrinks = (
        total.segments == 2
        or bool(meter.options.locking or meter.options.single)
        or (total.encoding == "UCS-2" and bool(costs) and text.index(next(iter(costs))) >= low)
    )
    if shrinks:
        high = len(text)
        while low < high:  # a beginning never takes more parts than the text it begins
            middle = (low + high + 1) // 2
            if meter.count(text[:middle]).segments < total.segments:
                low = middle
            else:
                high = middle - 1
    if text.isascii() or low == 0:
        return low
    from smsparts.graphemes import Boundaries

    start = max(parts[-2].start, low - LONGEST_CLUSTER)
    return Boundaries(text).last(start, low) if start < low else low


def _without_one(text: str, code_point: str) -> str:
    try:
        character = chr(int(code_point[2:], 16))
    except (ValueError, OverflowError):
        raise ValueError(f"no fix has the id {code_point!r}") from None
    entry = replacement(character)
    return text.replace(character, entry.by) if entry else text
