"""Regions: a grid to pick from, a table to filter and sort, a section for each."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from builder.facts.files import FactsError, Problem
from builder.facts.load import AllFacts
from builder.facts.models.base import Language, Pair
from builder.facts.models.regions import Region
from builder.facts.snippets import sources, text
from builder.words import by_key, by_language
from calculators.views.html import Html, tag

_MARKS_OF_ANSWERS = {
    "yes": "✓",
    "no": "✗",
    "partial": "◐",
    "limited": "◐",
    "domestic_only": "◐",
    "voluntary": "◐",
    "varies": "≈",
    "unknown": "?",
}
_ANSWERS: dict[str, tuple[str, dict[Language, str]]] = {
    name: (mark, by_key("region_answer")[name]) for name, mark in _MARKS_OF_ANSWERS.items()
}
_RANK = ("yes", "voluntary", "domestic_only", "limited", "partial", "varies", "unknown", "no")

# Where a region lies on a simple map of squares: column from the west, row from the north.
_PLACES = {
    "ca": (0, 0),
    "ie": (1, 0),
    "gb": (2, 0),
    "eu": (3, 0),
    "ua": (4, 0),
    "ru": (5, 0),
    "kr": (7, 0),
    "jp": (8, 0),
    "us": (0, 1),
    "es": (1, 1),
    "fr": (2, 1),
    "de": (3, 1),
    "tr": (4, 1),
    "ir": (5, 1),
    "cn": (6, 1),
    "hk": (7, 1),
    "tw": (8, 1),
    "mx": (0, 2),
    "it": (3, 2),
    "sa": (4, 2),
    "ae": (5, 2),
    "vn": (7, 2),
    "ph": (8, 2),
    "br": (1, 3),
    "ng": (3, 3),
    "th": (6, 3),
    "my": (7, 3),
    "id": (8, 3),
    "za": (3, 4),
    "sg": (7, 4),
    "au": (8, 4),
    "in": (6, 2),
}
_WIDE, _HIGH, _GAP = 96, 62, 6

HAN = "\u3400"
"""Words of alphabets come before it."""
_WORDS: dict[Language, dict[str, str]] = by_language("regions")


def snippets(facts: AllFacts, language: Language, today: datetime.date) -> dict[str, str]:
    """`regions/grid.md`, `table.md`, `list.md`, `<id>.md` for each region, `sources.md`."""
    regions = facts.regions.regions
    words = _WORDS[language]
    made = {f"regions/{one.id}.md": _section(facts, one, language, today) + "\n" for one in regions}
    headed = []
    for one in regions:
        name = text.say(one.name, language)
        headed.append(f"### {name} {{#{one.id}}}\n\n{made[f'regions/{one.id}.md']}")
    made["regions/list.md"] = "\n".join(headed)
    made["regions/grid.md"] = f"{_grid(regions, language)}\n\n{words['legend']}\n{{: .checked }}\n"
    made["regions/table.md"] = _table(regions, language) + "\n"
    made["regions/links.md"] = _links(regions, language) + "\n"
    made["regions/sources.md"] = sources.definitions(facts.regions.sources, language)
    return made


def _links(regions: list[Region], language: Language) -> str:
    """Every region by name, to choose one before anything else is read."""
    named = [(text.say(one.name, language), one.id) for one in regions]
    if all(name < HAN for name, _ in named):  # Han characters have no order that readers know
        named.sort()
    return "\u00a0· ".join(f"[{name}](#{anchor})" for name, anchor in named)


def _answer(value: str, language: Language) -> str:
    return text.md(_ANSWERS[value][0]) + " " + _ANSWERS[value][1][language]


def _section(facts: AllFacts, one: Region, language: Language, today: datetime.date) -> str:
    words = _WORDS[language]
    summary = words["summary"].format(
        sender=_answer(one.alphanumeric_sender_id, language),
        two_way=_answer(one.two_way, language),
        registration=_answer(one.registration_required, language),
    )
    parts = [summary]
    told: list[tuple[str, Pair | None]] = [
        ("regime", one.regime),
        ("filing", one.registration),
        ("content", one.content),
        ("length", one.length),
        ("notes", one.notes),
    ]
    cites: dict[str, Sequence[str]] = {
        {"registration": "filing"}.get(field, field): ids for field, ids in one.cites.items()
    }
    apart = {name for ids in cites.values() for name in ids}
    cites[told[-1][0]] = [
        *cites.get(told[-1][0], []),
        *(name for name in one.sources if name not in apart),
    ]
    parts += [
        words[key].format(text=text.say(pair, language)) + text.cite(cites.get(key, []))
        for key, pair in told
        if pair
    ]
    parts += [
        words["law"].format(text=text.say(law.text, language)) + text.cite(law.sources)
        for law in one.laws
    ]
    if one.timetables:
        names = text.JOIN[language]["comma"].join(
            text.say(table.name, language) for table in one.timetables
        )
        used = [step.source for table in one.timetables for step in table.steps if step.source]
        parts.append(words["timetable"].format(names=names) + text.cite(list(dict.fromkeys(used))))
    about = [p for p in facts.providers if one.id in p.registration.regions]
    if about:
        links = text.JOIN[language]["comma"].join(
            f"[{text.say(p.name, language)}](/providers/{p.id}.md)" for p in about
        )
        parts.append(words["providers"].format(links=links))
    parts.append(text.standing(one.confidence, one.sources, one.checked, today, language))
    return "\n\n".join(parts)


def _table(regions: list[Region], language: Language) -> str:
    words = _WORDS[language]
    columns = ("alphanumeric_sender_id", "two_way", "registration_required")
    heads = [words["sender"], words["two_way"], words["registration"]]
    names = [words["region"], words["code"], *heads, words["confidence"]]
    keys = ["name", "code", *columns, "confidence"]
    selects = []
    for key, label in zip(columns, heads, strict=True):
        found = sorted({str(getattr(one, key)) for one in regions}, key=_RANK.index)
        options = [(value, _ANSWERS[value][1][language]) for value in found]
        selects.append(_select(key, label, options, words["any"]))
    sure: list[tuple[str, str]] = [
        (value, said[language]) for value, said in text.CONFIDENCE.items()
    ]
    selects.append(_select("confidence", words["confidence"], sure, words["any"]))
    form = tag(
        "form",
        *selects,
        tag("label", tag("span", words["find"]), tag("input", type="search", name="find")),
        tag("button", words["clear"], type="reset"),
        tag("output", data_words=words["shown"]),
        class_="filters",
        data_filters="regions",
        aria_label=words["filters"],
        hidden=True,
    )
    head = tag(
        "thead",
        tag(
            "tr", *(tag("th", n, scope="col", data_key=k) for n, k in zip(names, keys, strict=True))
        ),
    )
    body = tag("tbody", *(_row(one, language) for one in regions), data_items="regions")
    said = words["caption"].format(count=len(regions))
    table = tag(
        "table",
        tag("caption", said),
        head,
        body,
        class_="facts-table",
        data_sortable=words["sort"],
    )
    wide = tag("div", table, class_="wide", tabindex="0", role="region", aria_label=said)
    return f"{form}\n\n{wide}"


def _select(key: str, label: str, options: list[tuple[str, str]], any_word: str) -> Html:
    listed = [tag("option", any_word, value="")]
    listed += [tag("option", said, value=value) for value, said in options]
    return tag("label", tag("span", label), tag("select", *listed, name=key))


def _row(one: Region, language: Language) -> Html:
    words = _WORDS[language]
    name = text.plain(one.name, language)
    code = words["code_varies"] if one.dialing_code == "varies" else one.dialing_code
    cells = [
        tag("th", tag("a", name, href=f"#{one.id}"), scope="row", data_sort=name),
        tag("td", code, data_sort=one.dialing_code.strip("+").rjust(6, "0")),
    ]
    data = {}
    for key in ("alphanumeric_sender_id", "two_way", "registration_required"):
        value = str(getattr(one, key))
        data[f"data_{key}"] = value
        sign, said = _ANSWERS[value]
        shown = tag("span", sign, aria_hidden="true", class_=f"sign {value}")
        cells.append(tag("td", shown, " ", said[language], data_sort=_RANK.index(value)))
    order = list(text.CONFIDENCE)
    sure = text.CONFIDENCE[one.confidence][language]
    cells.append(tag("td", sure, data_sort=order.index(one.confidence)))
    return tag("tr", *cells, data_item=True, data_confidence=one.confidence, **data)


def _grid(regions: list[Region], language: Language) -> Html:
    words = _WORDS[language]
    squares = []
    for one in regions:
        if one.id not in _PLACES:
            here = Path(__file__).name
            lack = f"{one.id}: the map has no square for it; add one to _PLACES in {here}"
            raise FactsError([Problem("data/regions.yaml", 1, lack)])
        column, row = _PLACES[one.id]
        x, y = column * (_WIDE + _GAP), row * (_HIGH + _GAP)
        value = one.registration_required
        sign = _ANSWERS[value][0] if value in ("yes", "no") else _ANSWERS["partial"][0]
        name, said = text.plain(one.name, language), _ANSWERS[value][1][language]
        squares.append(
            tag(
                "a",
                tag("rect", x=x, y=y, width=_WIDE, height=_HIGH, rx=4),
                tag("text", one.id.upper(), x=x + 10, y=y + 23, class_="code"),
                tag("text", sign, x=x + _WIDE - 22, y=y + 23, aria_hidden="true"),
                _label(name, x + 10, y + 41),
                href=f"#{one.id}",
                class_=f"square {value}",
                aria_label=f"{one.id.upper()} {name}: {words['registration']}, {said}",
            )
        )
    width = (max(column for column, _ in _PLACES.values()) + 1) * (_WIDE + _GAP)
    height = (max(row for _, row in _PLACES.values()) + 1) * (_HIGH + _GAP)
    drawing = tag(
        "svg",
        *squares,
        viewBox=f"-2 -2 {width} {height}",
        role="group",
        aria_label=words["grid"],
        class_="region-grid",
        xmlns="http://www.w3.org/2000/svg",
    )
    return tag("div", drawing, class_="wide")


def _label(name: str, x: int, y: int) -> Html:
    """A name in at most two short lines, so that it stays within its square."""
    limit = 11
    if len(name) <= limit or " " not in name:
        return tag("text", name, x=x, y=y, class_="name")
    first, _, rest = name.rpartition(" ")
    # The space between the lines is for those who hear the name.
    lines = (tag("tspan", first, x=x, y=y), " ", tag("tspan", rest, x=x, y=y + 13))
    return tag("text", *lines, class_="name")
