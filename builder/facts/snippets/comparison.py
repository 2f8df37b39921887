"""The one table of all providers, with what is needed to filter, sort and compare it."""

from collections.abc import Sequence

from builder.facts.load import AllFacts
from builder.facts.models.base import Language, Value
from builder.facts.models.providers import Provider
from builder.facts.snippets import text
from builder.facts.snippets.providers import CATEGORIES, STATES
from builder.words import by_language
from calculators.views.html import Html, tag

NEEDS = (
    "otp",
    "notifications",
    "marketing",
    "personal_chat",
    "cn",
    "us_ca",
    "eu_uk",
    "apac",
    "global",
    "no_code",
    "api",
    "free",
    "two_way",
    "rcs",
    "eu_residency",
    "individual_ok",
)
"""The criteria offered at once as filters; the others are folded away."""

FIRST = ("otp", "marketing", "two_way")
"""The criteria that a card shows on a phone before a need is chosen."""

FEWEST, MOST = 2, 4
"""How many providers can be set side by side."""

_RANK: tuple[Value, ...] = ("yes", "partial", "unknown", "no", "not_applicable")

_WORDS: dict[Language, dict[str, str]] = by_language("comparison")


def snippets(facts: AllFacts, language: Language) -> dict[str, str]:
    """`providers/table.md`, `criteria.md` and `standing.md`, for /providers/."""
    return {
        "providers/table.md": _form(facts, language) + "\n\n" + _table(facts, language) + "\n",
        "providers/criteria.md": _criteria(facts, language),
        "providers/standing.md": _standing(facts, language) + "\n",
    }


def _standing(facts: AllFacts, language: Language) -> str:
    """On what the answers stand, counted: a reader sees how much is our own judgement."""
    kinds = facts.standing()
    return _WORDS[language]["standing"].format(
        total=sum(kinds.values()),
        cited=kinds["cited"],
        ours=kinds["our reading"],
        unknown=kinds["unknown"],
        nothing=kinds["not applicable"],
    )


def _criteria(facts: AllFacts, language: Language) -> str:
    listed = [
        f"{text.say(one.text, language)}\n:   {text.say(one.means, language)}"
        for one in facts.criteria.criteria
    ]
    title = _WORDS[language]["columns"].format(count=len(listed))
    folded = "\n".join(f"    {line}" if line else "" for line in "\n\n".join(listed).split("\n"))
    return f'??? note "{title}"\n\n{folded}\n'


def _form(facts: AllFacts, language: Language) -> Html:
    words = _WORDS[language]
    by_id = {one.id: text.plain(one.text, language) for one in facts.criteria.criteria}
    others = [name for name in by_id if name not in NEEDS]
    kinds = [tag("option", words["any"], value="")]
    kinds += [tag("option", said[language], value=name) for name, said in CATEGORIES.items()]
    return tag(
        "form",
        tag(
            "fieldset",
            tag("legend", words["needs"]),
            *(_need(name, by_id[name]) for name in NEEDS),
            tag(
                "details",
                tag("summary", words["more"]),
                *(_need(name, by_id[name]) for name in others),
            ),
        ),
        tag("label", tag("span", words["category"]), tag("select", *kinds, name="category")),
        tag("label", tag("span", words["find"]), tag("input", type="search", name="find")),
        _box("has", "open", words["open"]),
        _box("strict", "full", words["full"], data_instead="has full"),
        tag("button", words["clear"], type="reset"),
        tag("output", data_words=words["shown"], data_none=words["none"]),
        class_="filters",
        data_filters="providers",
        aria_label=words["filters"],
        hidden=True,
    )


def _need(name: str, label: str) -> Html:
    return _box("has", name, label)


def _box(name: str, value: str, label: str, **more: str) -> Html:
    return tag("label", tag("input", type="checkbox", name=name, value=value, **more), " ", label)


def _table(facts: AllFacts, language: Language) -> Html:
    words = _WORDS[language]
    criteria = facts.criteria.criteria
    heads = [("name", words["name"]), ("category", words["category"]), ("status", words["status"])]
    heads += [(one.id, text.plain(one.text, language)) for one in criteria]
    means = {one.id: text.plain(one.means, language) for one in criteria}
    row = [tag("th", said, scope="col", data_key=key, title=means.get(key)) for key, said in heads]
    row.append(tag("th", words["best"], scope="col"))
    said = words["caption"].format(count=len(facts.providers), criteria=len(criteria))
    table = tag(
        "table",
        tag("caption", said),
        tag("thead", tag("tr", *row)),
        tag("tbody", *_rows(facts, language), data_items="providers"),
        class_="facts-table compared",
        data_sortable=words["sort"],
        data_first=" ".join(FIRST),
    )
    chooser = tag(
        "p",
        tag("button", words["button"], type="button", data_words=words["button"], disabled=True),
        " ",
        words["hint"],
        class_="chooser",
        data_compare="providers",
        data_fewest=FEWEST,
        data_most=MOST,
        data_label=words["compare"],
        data_heading=words["heading"],
        data_close=words["close"],
        hidden=True,
    )
    wide = tag("div", table, class_="wide", tabindex="0", role="region", aria_label=said)
    return tag("div", chooser, wide, class_="comparison")


def _rows(facts: AllFacts, language: Language) -> Sequence[Html]:
    return [_row(facts, one, language) for one in facts.providers]


def _row(facts: AllFacts, one: Provider, language: Language) -> Html:
    name = text.plain(one.name, language)
    states, kinds = list(STATES), list(CATEGORIES)
    state, kind = one.status.state, one.category
    is_open = ["open"] if state in ("active", "renamed") else []
    full = [key for key, cell in one.criteria.items() if cell.value == "yes"]
    has = [key for key, cell in one.criteria.items() if cell.value in ("yes", "partial")]
    cells = [
        tag("th", tag("a", name, href=f"{one.id}/"), scope="row", data_sort=name),
        tag("td", CATEGORIES[kind][language], data_sort=kinds.index(kind)),
        tag("td", STATES[state][language], data_sort=states.index(state)),
    ]
    for criterion in facts.criteria.criteria:
        answer = facts.answer(one, criterion.id)
        sign, said = text.VALUES[answer.value]
        note = text.plain(answer.note, language) if answer.note else ""
        cells.append(
            tag(
                "td",
                tag("span", sign, aria_hidden="true", class_=f"sign {answer.value}"),
                tag("span", f" {said[language]}", class_="word"),
                tag("small", f" {note}") if note else "",
                data_sort=_RANK.index(answer.value),
            )
        )
    cells.append(tag("td", text.plain(one.best_for, language)))
    return tag(
        "tr",
        *cells,
        data_item=one.id,
        data_name=name,
        data_category=kind,
        data_has=" ".join([*has, *is_open]),
        data_full=" ".join([*full, *is_open]),
    )
