"""Facts as Markdown, one folder a language: what `{!name!}` in a page pulls in.

Knows how facts are said; not where they lie nor which page asks for them.
"""

import datetime

from builder.facts.load import AllFacts
from builder.facts.models.base import Language
from builder.facts.snippets import (
    claims,
    comparison,
    glossary,
    menus,
    providers,
    regions,
    sources,
)


def snippets(facts: AllFacts, language: Language, today: datetime.date) -> dict[str, str]:
    """Every snippet of `language`, by the name pages use."""
    return {
        **sources.snippets(facts.sources, language),
        **claims.snippets(facts, language, today),
        **providers.snippets(facts, language, today),
        **comparison.snippets(facts, language),
        **regions.snippets(facts, language, today),
        **glossary.snippets(facts.glossary, facts.sources, language),
        **menus.snippets(facts.menus, language, today),
    }
