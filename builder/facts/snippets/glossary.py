"""The glossary as a list of terms with anchors, group by group, and the footnotes it needs."""

from collections.abc import Mapping

from builder.facts.models.base import Language, Source
from builder.facts.models.glossary import Glossary
from builder.facts.snippets import sources, text
from builder.structured import TAGS


def snippets(glossary: Glossary, shelf: Mapping[str, Source], language: Language) -> dict[str, str]:
    """`glossary.md`, the terms, and `glossary/sources.md`, the definitions of what it cites."""
    cited = sorted({name for term in glossary.terms for name in term.sources})
    return {
        "glossary.md": _terms(glossary, language),
        "glossary/sources.md": sources.definitions({name: shelf[name] for name in cited}, language),
    }


def _terms(glossary: Glossary, language: Language) -> str:
    """Under each group's heading a definition list; the other language's word stands behind."""
    made, second = [], text.other(language)
    for group in glossary.groups:
        made.append(f"## {text.say(group.title, language)} {{#{group.id}}}")
        for term in glossary.terms:
            if term.group == group.id:
                name, other = text.say(term.name, language), text.say(term.name, second)
                also = "" if other == name else f' <span lang="{TAGS[second]}">{other}</span>'
                meaning = f"{text.say(term.short, language)}{text.cite(term.sources)}"
                made.append(f"**{name}**{also} {{ #term-{term.id} }}\n:   {meaning}")
    return "\n\n".join(made) + "\n"
