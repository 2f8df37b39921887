"""What the build says: labels of tables made from facts, of pictures and of drawings.

``<language>.toml`` holds them by section, checked like the words of the tools
(``builder.catalogues``). Values may hold Markdown, since most go into pages.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from smsparts.say import ABOUT, Words


@cache
def _catalogues() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Language -> section -> key -> words; English first."""
    paths = sorted(Path(__file__).parent.glob("*.toml"), key=lambda path: path.stem != "en")
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in paths}


def by_language(*sections: str) -> dict[Any, dict[str, str]]:
    """Language -> key -> words of those sections."""
    return {
        language: {key: words for section in sections for key, words in told[section].items()}
        for language, told in _catalogues().items()
    }


def by_key(section: str) -> dict[Any, dict[Any, str]]:
    """Key -> language -> words: for values of facts, whose names are the keys."""
    told = by_language(section)
    return {key: {language: words[key] for language, words in told.items()} for key in told["en"]}


@cache
def words(section: str, language: str) -> Words:
    """A section whose sentences are filled in, with plural forms and spaces between scripts."""
    told = _catalogues()[language]
    return Words(f"{language}.toml [{section}]", told[section], told[ABOUT])
