"""How a provider or a country counts a text: the rules of ``rules/``, applied.

A rule says which sizes, which unit and which limit hold; :mod:`smsparts.segments` does the
counting. Where a rule's source does not say how something is counted, the bill gives the fewest
and the most parts it can come to, and says which question decides. It knows no prices
(:mod:`smsparts.cost`) and no words of its own: names and rules are `{en, zh}` pairs of the files,
which :mod:`smsparts.rulefiles` reads.

Mainland China's domestic rule is the UCS-2 sizes, 70 and 67, whatever the characters: a Latin
letter counts as one there, and so the encoding of such a bill is "UCS-2".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple

from smsparts.rulefiles import RuleFile, YesNoUnknown, read_all
from smsparts.segments import ANY_CHARACTER, Count, Options, Part, capacity, count, split


class Weighed(NamedTuple):
    """A :class:`Bill` without parts, for files of messages; the fields mean the same."""

    encoding: str
    units: int
    segments: int
    locking: str | None
    single: str | None
    fewest: int
    most: int
    unsure: tuple[str, ...]
    limit: int | None
    over_limit: YesNoUnknown


@dataclass(frozen=True, slots=True)
class Bill:
    """What a text counts as under a rule.

    units     septets or UTF-16 code units of the text, without what a carrier adds
    segments  the parts, an emoji counting as its UTF-16 code units and clusters kept whole only
              where the rule says so
    fewest, most  the same, if the rule's unknowns are taken the other way
    unsure    which unknowns make them differ: "above_bmp", "clusters"
    limit     the longest text allowed, in characters; None if there is none or none is known
    """

    profile: str
    encoding: str
    units: int
    segments: int
    fewest: int
    most: int
    unsure: tuple[str, ...]
    parts: tuple[Part, ...]
    locking: str | None
    single: str | None
    limit: int | None
    over_limit: YesNoUnknown


@dataclass(frozen=True, slots=True)
class Rule(RuleFile):
    """One rule by which texts are counted: the fields of its file, and the counting."""

    def options(self, given: Mapping[str, Any] | None = None) -> Options:
        """The options this rule counts with, `given` ones among them where it leaves a choice.

        Raises ValueError for an option that the rule fixes otherwise, or that does not exist.
        """
        given = dict(given or {})
        fixed: dict[str, Any] = {}
        if self.id != "3gpp":
            fixed["reference_bits"] = self.reference_bits
            if self.clusters != "unknown":
                fixed["keep_clusters"] = self.clusters == "yes"
            fixed["keep_words"] = self.cut == "words"
            fixed["concatenated"] = self.concatenated
            fixed["excluded"] = self.excluded
            if self.national_tables == "no":
                fixed["locking"] = fixed["single"] = ()
        if self.counting == "characters":
            if given.get("encoding") == "auto":
                del given["encoding"]
            fixed["encoding"] = "UCS-2"
        for field, value in fixed.items():
            chosen = given.get(field, value)
            if (tuple(chosen) if isinstance(chosen, list) else chosen) != value:
                raise ValueError(f"the profile {self.id!r} counts with {field} {value!r} only")
        try:
            return Options(**{**fixed, **given})
        except TypeError:
            raise ValueError(f"no such option among {', '.join(given)}") from None

    def bill(self, text: str, *, smart_encoding: bool = False, **given: Any) -> Bill:
        """Counts `text` (its signature included, if the rule counts one).

        With `smart_encoding`, characters are replaced first as the provider's option does; a
        ValueError if the provider has no such option or its list is not known.
        """
        options = self.options(given)
        if smart_encoding:
            text = self.smartly_encoded(text)
        text = self.as_sent(text)
        weighed = self.weigh(text, options)
        added = ANY_CHARACTER * self.added_by_carrier
        parts = split(added + text, options)
        if added:
            first = parts[0]
            parts[0] = Part(first.text[len(added) :], first.units - len(added))
        return Bill(
            profile=self.id,
            encoding=weighed.encoding,
            units=weighed.units,
            segments=weighed.segments,
            fewest=weighed.fewest,
            most=weighed.most,
            unsure=weighed.unsure,
            parts=tuple(parts),
            locking=weighed.locking,
            single=weighed.single,
            limit=weighed.limit,
            over_limit=weighed.over_limit,
        )

    def weigh(self, text: str, options: Options) -> Weighed:
        """The bill of `text`, which is as :meth:`as_sent` gives it, but for its parts.

        options  as :meth:`options` gives them: made once for many texts
        """
        added = ANY_CHARACTER * self.added_by_carrier
        total = count(added + text, options)
        others = self._other_readings(added + text, total, options)
        limit, over = self._limit(text, total)
        return Weighed(
            total.encoding,
            total.units - len(added),
            total.segments,
            total.locking,
            total.single,
            min([total.segments, *others.values()]) if others else total.segments,
            max([total.segments, *others.values()]) if others else total.segments,
            tuple(name for name, other in others.items() if other != total.segments),
            limit,
            over,
        )

    def count_many(self, texts: Iterable[str], **given: Any) -> list[Count]:
        """The counts alone, for files of messages: no parts, no other readings."""
        options = self.options(given)
        added = ANY_CHARACTER * self.added_by_carrier
        counts = [count(added + self.as_sent(text), options) for text in texts]
        if not added:
            return counts
        return [found._replace(units=found.units - len(added)) for found in counts]

    def as_sent(self, text: str) -> str:
        """`text` as it is counted: replaced as always, and LF as CR LF where it costs two."""
        if self.smart_encoding == "always":
            text = self.smartly_encoded(text)
        if self.line_feed == "two" and "\n" in text:
            return text.replace("\r\n", "\n").replace("\n", "\r\n")
        return text

    def capacities(self) -> dict[str, tuple[int, int, int]]:
        """What a part holds, by encoding: alone, as the first of several, as a further one.

        Septets for "GSM-7", UTF-16 code units for "UCS-2"; what a carrier adds is taken off.
        """
        encodings: tuple[Literal["GSM-7", "UCS-2"], ...] = ("UCS-2",)
        if self.counting == "gsm":
            encodings = ("GSM-7", "UCS-2")
        sizes: dict[str, tuple[int, int, int]] = {}
        for encoding in encodings:
            alone, further = capacity(encoding), capacity(encoding, self.options().header_bits)
            added = self.added_by_carrier
            sizes[encoding] = (alone - added, further - added, further)
        return sizes

    def smartly_encoded(self, text: str) -> str:
        """`text` as the provider's Smart Encoding sends it.

        Where it is an option, the text stays as it is unless GSM-7 comes of it.
        """
        if self.smart_encoding not in ("listed", "always"):
            raise ValueError(f"no list of Smart Encoding is known for the profile {self.id!r}")
        if text.isascii() and count(text).encoding == "GSM-7":
            return text
        from smsparts.replacements import smart_encoded

        encoded = smart_encoded(text, self.id)
        as_option = self.smart_encoding == "listed"
        return text if as_option and count(encoded).encoding != "GSM-7" else encoded

    def _other_readings(self, text: str, total: Count, options: Options) -> dict[str, int]:
        """For each thing the sources leave open, the parts if it were the other way."""
        others = {}
        if self.above_bmp == "unknown" and total.units != len(text):
            others["above_bmp"] = _parts_by_code_points(len(text), options.header_bits)
        if self.clusters == "unknown" and total.segments > 1 and not text.isascii():
            kept = replace(options, keep_clusters=not options.keep_clusters)
            others["clusters"] = count(text, kept).segments
        return others

    def _limit(self, text: str, total: Count) -> tuple[int | None, YesNoUnknown]:
        if self.limits is None:
            return None, "unknown"
        for limit in self.limits:
            if limit.encoding in ("any", total.encoding):
                # "Characters" may mean code points or units; between the two nobody has said.
                if len(text) > limit.characters:
                    return limit.characters, "yes"
                sure = limit.accepted or limit.characters
                units = total.units - self.added_by_carrier
                return (sure, "unknown") if units > sure else (limit.characters, "no")
        return None, "no"


def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order in which they are shown.

    >>> next(iter(rules()))
    '3gpp'
    """
    return _rules()


def rule(rule_id: str) -> Rule:
    """The rule of that id; ValueError lists the known ones.

    >>> rule("twilio").options()
    Options(reference_bits=8, locking=(), single=(), encoding='auto', keep_clusters=True)
    >>> rule("alibaba_domestic").bill("a" * 71).segments
    2
    """
    known = _rules()
    if rule_id not in known:
        raise ValueError(f"{rule_id!r} is not one of the profiles {', '.join(known)}")
    return known[rule_id]


def compare(text: str, *, signature: str = "") -> list[Bill]:
    """`text` by every rule, cheapest first; rules that count a signature count `signature`.

    >>> cheapest, *_, dearest = compare("Your code is 123456. " * 4)
    >>> cheapest.segments, dearest.segments
    (1, 2)
    """
    bills = [
        one.bill(with_signature(text, signature) if one.signature == "counted" else text)
        for one in rules().values()
    ]
    return sorted(bills, key=lambda bill: (bill.segments, bill.fewest, bill.most))


def with_signature(text: str, signature: str) -> str:
    """`text` behind its signature, in 【】 unless the signature brings brackets of its own.

    >>> with_signature("Your code is 1234", "Shop")
    '【Shop】Your code is 1234'
    """
    signature = signature.strip()
    if not signature:
        return text
    if signature[0] + signature[-1] in ("【】", "[]"):
        return signature + text
    return f"【{signature}】{text}"


def _parts_by_code_points(code_points: int, header_bits: int | None) -> int:
    if code_points <= capacity("UCS-2"):
        return 1
    return -(-code_points // capacity("UCS-2", header_bits))


@cache
def _rules() -> dict[str, Rule]:
    return read_all(Rule)
