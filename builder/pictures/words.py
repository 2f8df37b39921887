"""The words of a drawing in each language, and the one who reads them out.

Knows nothing of shapes. Every drawing has a ``title``, a ``description`` (what someone who cannot
see it needs to know) and a ``caption``.
"""

from __future__ import annotations

from collections.abc import Mapping


class Speaker:
    """Says a word by its name, in one language, and remembers which it has said."""

    def __init__(self, words: Mapping[str, Mapping[str, str]], language: str) -> None:
        """``language`` is one that ``words`` have; anything else is a ``ValueError``."""
        known = words["title"]
        if language not in known:
            raise ValueError(f"{language!r} is not one of {', '.join(known)}")
        self.words = words
        self.language = language
        self.said: set[str] = set()

    def __call__(self, name: str) -> str:
        self.said.add(name)
        return self.words[name][self.language]
