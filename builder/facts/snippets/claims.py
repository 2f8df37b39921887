"""Claims: the box for guide pages, the list for /claims/, the counts; and the facts beyond them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smsparts.say import words as counter_words

from builder.facts.load import AllFacts
from builder.facts.models.base import Confidence, Language, Pair, Source, Verdict
from builder.facts.models.claims import BeyondFact
from builder.facts.models.providers import Provider
from builder.facts.snippets import text
from builder.words import by_key, by_language, words
from calculators.views.foreign import foreign
from calculators.views.html import Html, escape, join, tag


@dataclass(frozen=True)
class Checked:
    """A claim with its sources at hand, wherever its facts stand."""

    id: str
    claim: Pair
    verdict: Verdict
    correction: Pair
    confidence: Confidence
    checked: datetime.date
    sources: Mapping[str, Source]


def checked_claims(facts: AllFacts) -> list[Checked]:
    """The claims of claims.yaml."""
    return [
        Checked(
            one.id,
            one.claim,
            one.verdict,
            one.correction,
            one.confidence,
            one.checked,
            {name: facts.sources[name] for name in one.sources},
        )
        for one in facts.claims.claims
    ]


def claims_about(provider: Provider) -> list[Checked]:
    """What is often said of a provider. As sure as the least sure group it stands on."""
    order: list[Confidence] = ["high", "medium", "low"]
    found = []
    for one in provider.often_said:
        groups = [getattr(provider, name) for name in one.groups]
        names = dict.fromkeys(name for group in groups for name in group.sources)
        sure = max((group.confidence for group in groups), key=order.index)
        shelf = {name: provider.sources[name] for name in names}
        found.append(
            Checked(one.id, one.claim, one.verdict, one.correction, sure, one.checked, shelf)
        )
    return found


def snippets(facts: AllFacts, language: Language, today: datetime.date) -> dict[str, str]:
    """`claims/<id>.md`, `claims/counts.md`, `claims/list.md`, `beyond/<id>.md`."""
    claims = checked_claims(facts)
    services = [(provider, claims_about(provider)) for provider in facts.providers]
    made = {f"claims/{one.id}.md": box(one, language, today) for one in claims}
    for _, about in services:
        made |= {f"claims/{one.id}.md": box(one, language, today) for one in about}
    made["claims/counts.md"] = _counts(claims, language)
    made["claims/list.md"] = _list(facts, claims, services, language, today)
    made |= {f"beyond/{one.id}.md": _beyond(one, language, today) for one in facts.beyond.facts}
    return made


_OFTEN: dict[Language, str] = by_key("claims")["often"]
_ENDING: dict[Language, str] = by_key("join")["verdict"]
_LINK: dict[Language, str] = by_key("claims")["link"]


def box(one: Checked, language: Language, today: datetime.date) -> str:
    """What is often said, and what is true: an admonition of the kind `claim <verdict>`."""
    said = _OFTEN[language].format(claim=text.say(one.claim, language))
    between = text.JOIN[language]["space"]
    truth = f"**{text.verdict_words(one.verdict, language)}{_ENDING[language]}**"
    lines = [f"{truth}{between}{text.say(one.correction, language)}"]
    counted = text.checked_words(one.checked, len(one.sources), language)
    line = text.sentences([*_doubts(one, today, language), counted], language)
    lines += [f"{line}{between}[{_LINK[language]}](/claims.md#{one.id})\n{{: .checked }}"]
    inside = "\n\n".join(part for part in lines if part)
    indented = "\n".join(f"    {part}" if part else "" for part in inside.split("\n"))
    return f'!!! claim {one.verdict} "{said}"\n\n{indented}\n'


_MISSED: dict[Language, str] = by_key("claims")["missed"]


def _doubts(one: Checked, today: datetime.date, language: Language) -> list[str]:
    """As for any fact; but where nothing was found, 'reported' would contradict the verdict."""
    said = text.doubts(one.confidence, len(one.sources), one.checked, today, language)
    if one.verdict == "unverifiable" and one.confidence == "medium":
        return [_MISSED[language], *said[1:]]
    return said


def _beyond(one: BeyondFact, language: Language, today: datetime.date) -> str:
    doubts = text.doubts(one.confidence, len(one.sources), one.checked, today, language)
    said = text.sentences([text.say(one.text, language), *doubts], language)
    return f"{said}{text.cite(one.sources)}\n"


def _counts(claims: Sequence[Checked], language: Language) -> str:
    told = words("claims", language)
    verdict, number, total = told["verdict"], told["number"], told["total"]
    found = {one: sum(claim.verdict == one for claim in claims) for one in text.VERDICTS}
    day = max(claim.checked for claim in claims)
    rows = [
        f"| {text.verdict_words(one, language)} | {count} |"
        for one, count in found.items()
        if count
    ]
    head = [f"| {verdict} | {number} |", "| --- | ---: |"]
    table = "\n".join([*head, *rows, f"| **{total}** | **{len(claims)}** |"])
    return f"{table}\n\n{told('counts', total=len(claims), day=day)}\n{{: .checked }}\n"


_FORM: dict[Language, dict[str, str]] = by_language("claims_filter")


def _list(
    facts: AllFacts,
    claims: Sequence[Checked],
    services: Sequence[tuple[Provider, Sequence[Checked]]],
    language: Language,
    today: datetime.date,
) -> str:
    words = _FORM[language]
    every = [*claims, *(one for _, about in services for one in about)]
    by_section: dict[str, list[Checked]] = {}
    for model, one in zip(facts.claims.claims, claims, strict=True):
        by_section.setdefault(model.section, []).append(one)
    blocks: list[str] = [_form(every, language)]
    for part in facts.claims.parts:
        blocks.append(f"## {text.say(part.title, language)} {{#{part.id}}}")
        for section in facts.claims.sections:
            if section.part != part.id:
                continue
            blocks.append(f"### {text.say(section.title, language)} {{#{section.id}}}")
            items = [_item(one, language, today) for one in by_section.get(section.id, [])]
            blocks.append(tag("ul", *items, class_="claims", data_items="claims"))
    blocks.append(f"## {words['services']} {{#services}}")
    items = []
    for provider, about in services:
        name = text.plain(provider.name, language)
        link = tag("a", words["page"].format(name=name), href=f"../providers/{provider.id}/")
        items += [_item(one, language, today, link) for one in about]
    blocks.append(tag("ul", *items, class_="claims", data_items="claims"))
    return "\n\n".join(blocks) + "\n"


def _form(claims: Sequence[Checked], language: Language) -> Html:
    words = _FORM[language]
    found = {one: sum(claim.verdict == one for claim in claims) for one in text.VERDICTS}
    options = [tag("option", words["any"], value="")]
    for verdict, count in found.items():
        if count:
            sign, name = text.VERDICTS[verdict]
            options.append(tag("option", f"{sign} {name[language]} ({count})", value=verdict))
    return tag(
        "form",
        tag("label", tag("span", words["verdict"]), tag("select", *options, name="verdict")),
        tag("label", tag("span", words["find"]), tag("input", type="search", name="find")),
        tag("button", words["clear"], type="reset"),
        tag("output", data_words=words["shown"]),
        class_="filters",
        data_filters="claims",
        aria_label=words["label"],
        hidden=True,
    )


def _item(one: Checked, language: Language, today: datetime.date, more: Html | None = None) -> Html:
    words = _FORM[language]
    sign, name = text.VERDICTS[one.verdict]
    doubts = _doubts(one, today, language)
    counted = text.checked_words(one.checked, len(one.sources), language)
    line = text.sentences([*doubts, counted], language)
    cited = [tag("li", _source(source, language)) for source in one.sources.values()]
    return tag(
        "li",
        tag("p", text.plain(one.claim, language), class_="claim-said"),
        tag(
            "p",
            tag("strong", tag("span", sign, aria_hidden="true"), " ", name[language]),
            " ",
            text.plain(one.correction, language),
        ),
        tag("p", line, *((" ", more) if more else ()), class_="checked"),
        tag("details", tag("summary", words["sources"]), tag("ul", *cited)) if cited else "",
        class_=f"claim {one.verdict}",
        id=one.id,
        data_item=True,
        data_verdict=one.verdict,
    )


def _source(source: Source, language: Language) -> Html:
    tongue = foreign(source.title, language)
    if source.url:
        title = tag("a", source.title, href=source.url, lang=tongue)
    else:
        title = tag("span", source.title, lang=tongue) if tongue else escape(source.title)
    told = words("source", language)
    said: list[object] = [title]
    if source.published and source.published != "unknown":
        said.append(told("dated", day=source.published))
    said.append(told("checked", day=source.checked))
    if source.copied and source.copied.commit:
        short = source.copied.commit[:8]
        said.append(told("commit", short=short))
    return join(said, counter_words("join", language)["clauses"])
