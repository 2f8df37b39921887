"""How a provider or a country counts a text: the rule profiles of ``data/billing.yaml``, applied.

A profile says which sizes, which unit and which limit hold; :mod:`smsparts.segments` does the
counting. Where a profile's source does not say how something is counted, the bill gives the
fewest and the most parts it can come to, and says which question decides. It knows no prices
(:mod:`smsparts.cost`) and no words of its own: names and rules are the facts' `{en, zh}` pairs.

Mainland China's domestic rule is the UCS-2 sizes, 70 and 67, whatever the characters: a Latin
letter counts as one there, and so the encoding of such a bill is "UCS-2".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from smsparts.segments import ANY_CHARACTER, Count, Options, Part, capacity, count, split

from calculators.facts import load

YesNoUnknown = Literal["yes", "no", "unknown"]
Pair = Mapping[str, str]
"""A short text in both languages: ``{"en": …, "zh": …}``."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a profile's rule was read, and on which day."""

    id: str
    title: str
    checked: str
    url: str | None = None
    published: str | None = None

    @classmethod
    def of(cls, source_id: str, facts: Mapping[str, Any]) -> Source:
        """The source of that id, from its entry in the facts."""
        return cls(
            id=source_id,
            title=facts["title"],
            checked=facts["checked"],
            url=facts.get("url"),
            published=facts.get("published"),
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest text a provider takes: characters, for one encoding or for "any"."""

    encoding: str
    characters: int


@dataclass(frozen=True, slots=True)
class Bill:
    """What a text counts as under a profile.

    units     septets or UTF-16 code units of the text, without what a carrier adds
    segments  the parts, an emoji counting as its UTF-16 code units and clusters kept whole only
              where the profile says so
    fewest, most  the same, if the profile's unknowns are taken the other way
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
class Profile:
    """One rule by which texts are counted; the fields are described in ``data/schema``."""

    id: str
    name: Pair
    provider: str | None
    rule: Pair
    counting: Literal["gsm", "characters"]
    reference_bits: int
    clusters: YesNoUnknown
    national_tables: YesNoUnknown
    above_bmp: Literal["two", "unknown"]
    added_by_carrier: int
    signature: Literal["counted", "not_counted"]
    smart_encoding: YesNoUnknown
    limits: tuple[Limit, ...] | None
    since: str | None
    unknown: tuple[Pair, ...]
    confidence: Literal["high", "medium", "low"]
    sources: tuple[Source, ...]

    def options(self, given: Mapping[str, Any] | None = None) -> Options:
        """The options this profile counts with, `given` ones among them where it leaves a choice.

        Raises ValueError for an option that the profile fixes otherwise, or that does not exist.
        """
        given = dict(given or {})
        fixed: dict[str, Any] = {}
        if self.id != "3gpp":
            fixed["reference_bits"] = self.reference_bits
            if self.clusters != "unknown":
                fixed["keep_clusters"] = self.clusters == "yes"
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
        """Counts `text` (its signature included, if the profile counts one).

        With `smart_encoding`, characters are replaced first as the provider's option does; a
        ValueError if the provider has no such option or its list is not known.
        """
        options = self.options(given)
        if smart_encoding:
            text = self.smartly_encoded(text)
        added = ANY_CHARACTER * self.added_by_carrier
        total = count(added + text, options)
        parts = split(added + text, options)
        if added:
            first = parts[0]
            parts[0] = Part(first.text[len(added) :], first.units - len(added))
        others = self._other_readings(added + text, total, options)
        limit, over = self._limit(text, total)
        return Bill(
            profile=self.id,
            encoding=total.encoding,
            units=total.units - len(added),
            segments=total.segments,
            fewest=min([total.segments, *others.values()]),
            most=max([total.segments, *others.values()]),
            unsure=tuple(name for name, other in others.items() if other != total.segments),
            parts=tuple(parts),
            locking=total.locking,
            single=total.single,
            limit=limit,
            over_limit=over,
        )

    def count_many(self, texts: Iterable[str], **given: Any) -> list[Count]:
        """The counts alone, for files of messages: no parts, no other readings."""
        options = self.options(given)
        added = ANY_CHARACTER * self.added_by_carrier
        counts = [count(added + text, options) for text in texts]
        if not added:
            return counts
        return [found._replace(units=found.units - len(added)) for found in counts]

    def smartly_encoded(self, text: str) -> str:
        """`text` as the provider's Smart Encoding would send it."""
        from smsparts.replacements import smart_encoded

        if self.smart_encoding != "yes":
            raise ValueError(f"no list of Smart Encoding is known for the profile {self.id!r}")
        return smart_encoded(text)

    def _other_readings(self, text: str, total: Count, options: Options) -> dict[str, int]:
        """For each thing the sources leave open, the parts if it were the other way."""
        others = {}
        if self.above_bmp == "unknown" and total.units != len(text):
            others["above_bmp"] = _parts_by_code_points(len(text), options.reference_bits)
        if self.clusters == "unknown" and total.segments > 1 and not text.isascii():
            kept = Options(
                options.reference_bits,
                options.locking,
                options.single,
                options.encoding,
                not options.keep_clusters,
            )
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
                units = total.units - self.added_by_carrier
                return limit.characters, "unknown" if units > limit.characters else "no"
        return None, "no"


def profiles() -> Mapping[str, Profile]:
    """Every profile by its id, in the order of the facts file.

    Raises FactsNotCompiledError, which says what to run.
    """
    return _profiles()


def profile(profile_id: str) -> Profile:
    """The profile of that id; ValueError lists the known ones."""
    known = _profiles()
    if profile_id not in known:
        raise ValueError(f"{profile_id!r} is not one of the profiles {', '.join(known)}")
    return known[profile_id]


def with_signature(text: str, signature: str) -> str:
    """`text` behind its signature, in 【】 unless the signature brings brackets of its own."""
    signature = signature.strip()
    if not signature:
        return text
    if signature[0] + signature[-1] in ("【】", "[]"):
        return signature + text
    return f"【{signature}】{text}"


def _parts_by_code_points(code_points: int, reference_bits: int) -> int:
    if code_points <= capacity("UCS-2"):
        return 1
    return -(-code_points // capacity("UCS-2", reference_bits))


@cache
def _profiles() -> dict[str, Profile]:
    facts = load("billing")
    sources = {name: Source.of(name, source) for name, source in facts["sources"].items()}
    return {
        entry["id"]: Profile(
            id=entry["id"],
            name=entry["name"],
            provider=entry["provider"],
            rule=entry["rule"],
            counting=entry["counting"],
            reference_bits=entry["reference_bits"],
            clusters=entry["clusters"],
            national_tables=entry["national_tables"],
            above_bmp=entry["above_bmp"],
            added_by_carrier=entry["added_by_carrier"],
            signature=entry["signature"],
            smart_encoding=entry["smart_encoding"],
            limits=(
                None
                if entry["limits"] == "unknown"
                else tuple(Limit(**limit) for limit in entry["limits"])
            ),
            since=entry["since"],
            unknown=tuple(entry["unknown"]),
            confidence=entry["confidence"],
            sources=tuple(sources[name] for name in entry["sources"]),
        )
        for entry in facts["profiles"]
    }
