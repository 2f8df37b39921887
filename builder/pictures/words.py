"""The words of a drawing in both languages, and the one who reads them out.

Knows nothing of shapes. Every drawing has a ``title``, a ``description`` (what someone who cannot
see it needs to know) and a ``caption``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

LANGUAGES = ("en", "zh")


class Pair(NamedTuple):
    """The same words in English and in Chinese."""

    en: str
    zh: str


class Speaker:
    """Says a word by its name, in one language, and remembers which it has said."""

    def __init__(self, words: Mapping[str, Pair], language: str) -> None:
        """``language`` is ``en`` or ``zh``; anything else is a ``ValueError``."""
        if language not in LANGUAGES:
            raise ValueError(f"{language!r} is not one of {', '.join(LANGUAGES)}")
        self.words = words
        self.language = language
        self.said: set[str] = set()

    def __call__(self, name: str) -> str:
        self.said.add(name)
        pair = self.words[name]
        return pair.en if self.language == "en" else pair.zh
