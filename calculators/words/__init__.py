"""What the tools of this site say, beside what the counter says itself (``smsparts.say``).

``<language>.toml`` holds the sentences by section. A language that both catalogues have is one
the tools speak: nothing else here names one.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from smsparts.say import Words

from smsparts import say

LANGUAGES = tuple(
    language for language in say.languages_in(files(__name__)) if language in say.languages()
)


def words(section: str, language: str) -> Words:
    """The section of that name; ValueError lists the languages there are."""
    return _sections(language)[section]


@cache
def _sections(language: str) -> dict[str, Words]:
    return say.read(files(__name__), language)
