"""The controls folded away until wanted: how to count, what it costs."""

from __future__ import annotations

from smsparts.alphabets import LOCKING_TABLES, SINGLE_TABLES
from smsparts.links import SERVICES
from smsparts.say import Words
from smsparts.say import words as counter_words

from calculators.views.html import Html, join, say, tag
from calculators.words import words


def draw(language: str) -> Html:
    """Both folds, for the form."""
    return join([_options(language), _cost(language)])


def _options(language: str) -> Html:
    sentences = words("choices", language)
    return tag(
        "details",
        tag("summary", sentences["options"]),
        tag("div", data_region="rule"),
        *(
            _field(
                name,
                sentences,
                tag("input", id=name, name=name, type="text", autocomplete="off", dir="auto"),
            )
            for name in ("prefix", "suffix")
        ),
        tag("p", sentences["around_note"], class_="hint"),
        *_links(language),
        _select("line_ends", sentences, [(v, sentences[v]) for v in ("lf", "crlf")]),
        tag("div", join(_abroad(language)), class_="for-abroad"),
        tag("p", tag("button", sentences["reset"], type="button", name="reset", value="options")),
        id="options",
        class_="fold",
    )


def _links(language: str) -> list[Html]:
    """How long the links become that a service shortens, and what services say of theirs."""
    sentences, separator = words("choices", language), counter_words("join", language)["names"]
    known = []
    for one in SERVICES:
        lengths = (str(one.lengths[0]), str(one.lengths[-1]))
        told = "link_one" if len(one.lengths) == 1 else "link_between"
        told = "link_own" if one.own_domain else told
        name = tag("a", one.name, href=one.source.url, rel="noopener")
        known.append(say(sentences, told, name=name, least=lengths[0], most=lengths[1]))
    date = max(one.source.checked for one in SERVICES)
    return [
        _field(
            "link_length",
            sentences,
            tag(
                "input",
                id="link_length",
                name="link_length",
                type="text",
                inputmode="numeric",
                autocomplete="off",
                aria_describedby="links-note",
            ),
        ),
        tag(
            "p",
            say(sentences, "links_note", date=date, services=join(known, separator)),
            class_="hint",
            id="links-note",
        ),
    ]


def _abroad(language: str) -> list[Html]:
    """What is chosen only where the alphabet matters."""
    sentences = words("choices", language)
    return [
        _select("encoding", sentences, [(v, sentences[v]) for v in ("auto", "GSM-7", "UCS-2")]),
        _select("reference_bits", sentences, [(v, sentences[f"bits_{v}"]) for v in ("8", "16")]),
        _check("keep_clusters", "yes", sentences["keep_clusters"]),
        _check("smart_encoding", "yes", sentences["smart_encoding"]),
        _tables(language),
    ]


def _tables(language: str) -> Html:
    sentences = words("choices", language)
    rows = []
    for table in SINGLE_TABLES:
        spoken = counter_words("tables", language)[table]
        boxes = []
        for kind, known in (("single", SINGLE_TABLES), ("locking", LOCKING_TABLES)):
            if table in known:
                name = say(sentences, f"{kind}_of", language=spoken)
                boxes.append(_check(kind, table, sentences[kind], name))
        rows.append(tag("div", tag("span", spoken), *boxes, class_="table-choice"))
    return tag(
        "fieldset",
        tag("legend", sentences["tables"]),
        tag("p", sentences["tables_note"], class_="hint"),
        tag("div", join(rows), class_="table-choices"),
    )


def _cost(language: str) -> Html:
    sentences = words("choices", language)
    inputs = [
        _field(
            name,
            sentences,
            tag("input", id=name, name=name, type="text", inputmode=mode, autocomplete="off"),
        )
        for name, mode in (("recipients", "numeric"), ("price", "decimal"), ("currency", "text"))
    ]
    return tag("details", tag("summary", sentences["cost"]), *inputs, id="cost-fold", class_="fold")


def _field(name: str, sentences: Words, control: Html) -> Html:
    return tag("div", tag("label", sentences[name], for_=name), control, class_="field")


def _select(name: str, sentences: Words, options: list[tuple[str, str]]) -> Html:
    choices = join(tag("option", label, value=value) for value, label in options)
    return _field(name, sentences, tag("select", choices, id=name, name=name))


def _check(name: str, value: str, label: str, spoken: str | None = None) -> Html:
    box = tag("input", type="checkbox", name=name, value=value, aria_label=spoken)
    return tag("label", box, " ", label, class_="check")
