"""The names of Telegram's menus as a table: `menus.md`, and `menus/sources.md` under it."""

import datetime

from builder.facts.models.base import Language
from builder.facts.models.menus import Menus
from builder.facts.snippets import sources, text
from builder.words import words
from calculators.views.foreign import foreign


def snippets(menus: Menus, language: Language, today: datetime.date) -> dict[str, str]:
    """Both languages in each, the page's own first."""
    return {
        "menus.md": _table(menus, language, today),
        "menus/sources.md": sources.definitions(menus.sources, language),
    }


def _table(menus: Menus, language: Language, today: datetime.date) -> str:
    told = words("menus", language)
    second = text.other(language)
    lines = [
        f"| {told[language]} | {told[second]} | {told['ours']} |",
        "| --- | --- | --- |",
    ]
    for one in menus.names:
        ours = text.say(one.ours, language) if one.ours else ""
        own, other = (_name(getattr(one, each), language) for each in (language, second))
        lines.append(f"| {own} | {other} | {ours} |")
    names = list(menus.sources)
    said = text.standing(menus.confidence, names, menus.checked, today, language)
    return "\n".join([*lines, "", f"{text.cite(names)} {said}", ""])


def _name(name: str, language: Language) -> str:
    tongue = foreign(name, language)
    shown = text.md(name)
    return f'<span lang="{tongue}">{shown}</span>' if tongue else shown
