"""What the counter says: one catalogue of sentences a language, read once, filled when wanted.

``<language>.toml`` beside this file holds every sentence by section, as plain text with named
placeholders; where a sentence depends on a number ``n`` it has a form for each of CLDR's plural
categories that the language has. A page and a command line fill the same sentence, so they cannot
say two things. Knows no HTML: who draws a page fills the same template with its own escaping.

A language is added by adding its file; nothing else here names one.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

Sentence = str | Mapping[str, str]
"""A template, or its plural forms by category: ``{"one": …, "other": …}``."""
Catalogue = Mapping[str, Mapping[str, Any]]

ABOUT = "language"
"""The section that says what the language is called and how it works."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_TAG = re.compile(r"<[^>]*>")


class Words:
    """One section of a catalogue: sentences by key."""

    __slots__ = ("_about", "_sentences", "_where")

    def __init__(self, where: str, sentences: Mapping[str, Sentence], about: Mapping[str, Any]):
        self._where, self._sentences, self._about = where, sentences, about

    def __contains__(self, key: object) -> bool:
        return key in self._sentences

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def __getitem__(self, key: str) -> str:
        """The sentence as it stands. KeyError, naming the section, if there is none."""
        return self.template(key)

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence with its placeholders filled, as plain text."""
        return self.filled(key, values)

    def template(self, key: str, number: object = None) -> str:
        """The sentence before it is filled, in the plural form that ``number`` takes."""
        try:
            sentence = self._sentences[key]
        except KeyError:
            raise KeyError(f"{self._where} has no sentence {key!r}") from None
        if isinstance(sentence, str):
            return sentence
        if not isinstance(number, int):
            raise TypeError(f"{self._where}: {key!r} needs a whole number n, not {number!r}")
        return sentence[category(self._about["plurals"], number)]

    def filled(
        self, key: str, values: Mapping[str, object], render: Callable[[object], str] = str
    ) -> str:
        """The sentence with ``render`` applied to its own text and to each value.

        ``n`` chooses the plural form; ``shown`` stands for it in the text where it is given, for
        a number that is written in groups. Between Han and Latin there is one space, between Han
        and Han none, whatever the value is, if the language keeps it so.
        """
        template = self.template(key, values.get("n"))
        if "shown" in values:
            values = {**values, "n": values["shown"]}
        return fill(template, values, self._about.get("spaced", False), render)


def fill(
    template: str,
    values: Mapping[str, object],
    spaced: bool = False,
    render: Callable[[object], str] = str,
) -> str:
    """``template`` with its placeholders filled; see :meth:`Words.filled`."""
    pieces = _pieces(template, render)
    if len(pieces) == 1:
        return pieces[0]
    told = [render(values[p]) if at % 2 else p for at, p in enumerate(pieces)]
    return _spaced(told) if spaced else "".join(told)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, English first."""
    return languages_in(files(__name__))


def words(section: str, language: str) -> Words:
    """The section of that name; ValueError lists the languages there are."""
    return _sections(language)[section]


def languages_in(folder: Traversable) -> tuple[str, ...]:
    """The languages that have a catalogue in ``folder``, English first."""
    found = (entry.name.rpartition(".") for entry in folder.iterdir())
    known = sorted({stem for stem, _, kind in found if kind in ("toml", "json")})
    return tuple(sorted(known, key=lambda language: language != "en"))


def read(folder: Traversable, language: str) -> dict[str, Words]:
    """The sections of the catalogue of ``language`` in ``folder``, by name."""
    # A page is given the catalogue as JSON: to read TOML there would cost it a parser.
    if (path := folder / f"{language}.json").is_file():
        catalogue: Catalogue = json.loads(path.read_text("utf-8"))
    elif (path := folder / f"{language}.toml").is_file():
        # By name, so that whoever packs what is imported leaves the parser out.
        catalogue = importlib.import_module("tomllib").loads(path.read_text("utf-8"))
    else:
        known = ", ".join(languages_in(folder))
        raise ValueError(f"no words in the language {language!r}; known: {known}")
    about = catalogue[ABOUT]
    return {
        section: Words(f"{path.name} [{section}]", sentences, about)
        for section, sentences in catalogue.items()
        if section != ABOUT
    }


def category(rules: Mapping[str, str], number: int) -> str:
    """The CLDR plural category of a whole number: the first rule that holds, else "other".

    A rule is CLDR's own, such as ``n % 10 = 2..4 and n % 100 != 12..14``; operands other than
    ``n`` and ``i`` are about decimals, and 0 for a whole number.
    """
    for name, rule in rules.items():
        if any(
            all(_holds(relation, number) for relation in way.split(" and "))
            for way in rule.split(" or ")
        ):
            return name
    return "other"


def _holds(relation: str, number: int) -> bool:
    found = re.fullmatch(r"\s*(\w)(?: % (\d+))? (!?=) ([\d.,]+)\s*", relation)
    if found is None:
        raise ValueError(f"no plural rule: {relation!r}")
    operand, modulus, sign, ranges = found.groups()
    value = number if operand in "ni" else 0
    if modulus:
        value %= int(modulus)
    among = False
    for one in ranges.split(","):
        first, _, last = one.partition("..")
        among = among or int(first) <= value <= int(last or first)
    return among == (sign == "=")


@cache
def _sections(language: str) -> dict[str, Words]:
    return read(files(__name__), language)


@lru_cache(maxsize=1024)
def _pieces(template: str, render: Callable[[object], str]) -> tuple[str, ...]:
    """The template's own text, rendered, at even places; the names of placeholders at odd ones."""
    pieces = _PLACEHOLDER.split(template)
    return tuple(piece if at % 2 else render(piece) for at, piece in enumerate(pieces))


def _spaced(pieces: list[str]) -> str:
    """The pieces joined, with the spaces between scripts that the borders of values need."""
    joined, last = pieces[0], _edge(pieces[0], -1)
    for piece in pieces[1:]:
        first = _edge(piece, 0)
        if not first:
            joined += piece
            continue
        if _is_han(last) and _is_han(first):
            joined, piece = joined.rstrip(" "), piece.lstrip(" ")
        elif (_is_han(last) and first.isalnum()) or (last.isalnum() and _is_han(first)):
            joined, piece = joined.rstrip(" ") + " ", piece.lstrip(" ")
        joined += piece
        last = _edge(piece, -1)
    return joined


def _edge(piece: str, at: int) -> str:
    """The first or last visible character of a piece of text or HTML; "" if there is none."""
    if "<" in piece:
        piece = _TAG.sub("", piece)
    piece = piece.strip(" ")
    return piece[at] if piece else ""


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"
