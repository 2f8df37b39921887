"""The words and signs that all snippets share, and the one way a fact becomes Markdown.

Knows no file and no page. Sentences stand in the catalogue of `builder.words`.
"""

import datetime
import re
from collections.abc import Sequence

from smsparts.say import fill
from smsparts.say import words as counter_words

from builder.facts.models.base import Confidence, Language, Pair, Source, Value, Verdict
from builder.paths import LANGUAGES
from builder.words import by_key, by_language, words
from calculators.views.foreign import foreign

_MARKS_OF_VERDICTS: dict[Verdict, str] = {
    "accurate": "✓",
    "imprecise": "≈",
    "outdated": "†",
    "wrong": "✗",
    "unverifiable": "?",
}
VERDICTS: dict[Verdict, tuple[str, dict[Language, str]]] = {
    name: (mark, by_key("verdict")[name]) for name, mark in _MARKS_OF_VERDICTS.items()
}
"""A sign and a word for each verdict, in the order they are listed."""

_MARKS_OF_VALUES: dict[Value, str] = {
    "yes": "✓",
    "partial": "◐",
    "no": "✗",
    "unknown": "?",
    "not_applicable": "–",
}
VALUES: dict[Value, tuple[str, dict[Language, str]]] = {
    name: (mark, by_key("value")[name]) for name, mark in _MARKS_OF_VALUES.items()
}

CONFIDENCE: dict[Confidence, dict[Language, str]] = by_key("confidence")

_UNSURE: dict[str, dict[Language, str]] = by_key("unsure")
JOIN: dict[Language, dict[str, str]] = by_language("join")
"""The marks between words and sentences."""
_OLD: dict[Language, str] = by_key("source")["old"]
_YEAR = datetime.timedelta(days=366)

# Whatever Markdown or HTML could read. A character reference is plain text to both.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&\"'#|!~^$]|^[-+:=]|^\d+(?=[.)])")


def md(text: str) -> str:
    """`text` as Markdown and as HTML that shows just these characters."""
    return _SPECIAL.sub(lambda found: "".join(f"&#{ord(one)};" for one in found[0]), text)


def say(pair: Pair, language: Language) -> str:
    """The pair's text in `language`, as Markdown."""
    return md(str(getattr(pair, language)))


def plain(pair: Pair, language: Language) -> str:
    """The pair's text in `language`, as it is."""
    return str(getattr(pair, language))


def cite(sources: Sequence[str]) -> str:
    """Footnote references, or nothing. Apart, so that 2 and 1 do not read as 21."""
    return " ".join(f"[^{one}]" for one in sources)


def value_words(value: Value, language: Language) -> str:
    """Sign and word of a yes, a no or what lies between."""
    sign, words = VALUES[value]
    return f"{md(sign)} {words[language]}"


def verdict_words(verdict: Verdict, language: Language) -> str:
    """Sign and word of a verdict."""
    sign, words = VERDICTS[verdict]
    return f"{md(sign)} {words[language]}"


def is_old(day: datetime.date, today: datetime.date) -> bool:
    """Whether `day` lies more than a year back."""
    return today - day >= _YEAR


def partial_is_old(day: str, today: datetime.date) -> bool:
    """The same for a year, a month or a day as text; the end of it counts. Unknown is not old."""
    if day == "unknown":
        return False
    latest = {4: f"{day}-12-31", 7: f"{day}-28"}.get(len(day), day)
    return is_old(datetime.date.fromisoformat(latest), today)


def count_words(number: int, language: Language) -> str:
    """How many sources."""
    told = words("source", language)
    return told("sources", n=number) if number else told["no_source"]


def checked_words(day: datetime.date, number: int, language: Language) -> str:
    """When it was checked, with how many sources."""
    counted = count_words(number, language)
    return words("source", language)("checked_with", day=day, counted=counted)


def doubts(
    confidence: Confidence,
    number: int,
    checked: datetime.date,
    today: datetime.date,
    language: Language,
) -> list[str]:
    """What one must know before relying on it, a sentence each: not sure, not fresh."""
    said = []
    if confidence == "low" and not number:
        said.append(_UNSURE["unsourced"][language])
    elif confidence != "high":
        said.append(_UNSURE[confidence][language])
    if is_old(checked, today):
        said.append(_OLD[language])
    return said


def sentences(parts: Sequence[str], language: Language) -> str:
    """Sentences one after another: with a space in English, without in Chinese."""
    return counter_words("join", language)["sentences"].join(part for part in parts if part)


def standing(
    confidence: Confidence,
    sources: Sequence[str],
    checked: datetime.date,
    today: datetime.date,
    language: Language,
    more: Sequence[str] = (),
) -> str:
    """The quiet line under a fact: when, how many sources, how sure, how fresh."""
    said = checked_words(checked, len(sources), language)
    if confidence == "low" and not sources:
        said = words("source", language)("checked", day=checked).capitalize() + stop(language)
    unsure = doubts(confidence, len(sources), checked, today, language)
    return f"{sentences([*unsure, said, *more], language)}\n{{: .checked }}"


def other(language: Language) -> Language:
    """The language whose word stands beside: the first of the site, or for that one the second."""
    found: Language = LANGUAGES[1] if language == LANGUAGES[0] else LANGUAGES[0]
    return found


def stop(language: Language) -> str:
    """The mark that ends a sentence."""
    return JOIN[language]["stop"]


_COPY: dict[str, dict[Language, str]] = by_key("source_copy")
_LANGUAGE_NAMES: dict[str, dict[Language, str]] = by_key("source_language")


def source(one: Source, language: Language) -> str:
    """A source as a reader can follow it: title, address, dates, the copy that was read."""
    told, between = words("source", language), counter_words("join", language)
    tongue = foreign(one.title, language)
    if one.url:
        said = [f"[{md(one.title)}]({one.url})" + (f"{{: lang={tongue} }}" if tongue else "")]
    else:
        said = [f'<span lang="{tongue}">{md(one.title)}</span>' if tongue else md(one.title)]
    if one.published and one.published != "unknown":
        said.append(told("dated", day=one.published))
    said.append(told("checked", day=one.checked))
    notes = []
    if one.language:
        known = _LANGUAGE_NAMES.get(one.language, dict.fromkeys(LANGUAGES, one.language))
        notes.append(known[language])
    notes.append(_copy(one, language))
    return fill(
        told["whole"],
        {"told": between["clauses"].join(said), "notes": between["questions"].join(notes)},
    )


def _copy(one: Source, language: Language) -> str:
    copied = one.copied
    if copied is None:
        return _COPY["stored-page"][language]
    where = ""
    if copied.repository and copied.commit:
        name = md(copied.repository)
        short = copied.commit[:8]
        address = f"https://github.com/{copied.repository}/commit/{copied.commit}"
        commit = f"[{short}]({address})"
        where = words("source", language)("at_commit", name=name, commit=commit)
    return _COPY[copied.kind][language].format(where=where)
