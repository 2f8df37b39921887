"""The words and tables of the file section: columns to choose, progress, totals, refusals."""

from __future__ import annotations

from collections.abc import Sequence

from smsparts.batch import FILE_ENCODINGS, Broken, Totals
from smsparts.characters import name
from smsparts.say import Words, words

from calculators.views.html import Html, join, say, tag

BAR = 100


def section(language: str) -> Html:
    """The fold with the file box and the box to paste in, as it stands in the page."""
    sentences = words("file", language)
    return tag(
        "details",
        tag("summary", sentences["heading"]),
        tag("p", sentences["hint"], class_="hint"),
        tag(
            "label",
            tag("span", sentences["choose"]),
            tag("input", type="file", id="file", accept=".csv,.tsv,.txt,text/csv"),
            class_="drop",
        ),
        tag("div", data_region="file"),
        tag("label", sentences["paste"], for_="pasted", class_="tool-label"),
        tag("textarea", id="pasted", rows=3, data_own=True, dir="auto", autocomplete="off"),
        tag("p", tag("button", sentences["count_pasted"], type="button", data_do="count-pasted")),
        tag("div", data_region="file-result", id="file-result", tabindex="-1"),
        id="file-fold",
        class_="fold tool-file",
        data_cancelled=sentences["cancelled"],
    )


def columns(
    file: str, header: list[str], likely: int, encoding: str, delimiter: str, language: str
) -> Html:
    """The controls that say which column to count, set to what is likely."""
    sentences = words("file", language)

    def select(key: str, label: str, options: list[tuple[str, str]], chosen: str) -> Html:
        choices = join(
            tag("option", shown, value=value, selected=value == chosen) for value, shown in options
        )
        control = tag("select", choices, id=f"file-{key}", data_own=key)
        return tag("div", tag("label", label, for_=f"file-{key}"), control, class_="field")

    marks = [(key, sentences[key]) for key in ("comma", "semicolon", "tab")]
    codes = [(code, code.upper()) for code in FILE_ENCODINGS]
    names = [(column, column) for column in header]
    return join(
        [
            select("column", sentences("column_of", name=file), names, header[likely]),
            select("encoding", sentences["encoding"], codes, encoding),
            select("delimiter", sentences["delimiter"], marks, delimiter),
            tag("p", tag("button", sentences["count"], type="button", data_do="count-file")),
        ]
    )


def progress_words(rows: int, percent: int, language: str) -> str:
    """How far the reading is, in words."""
    return words("file", language)("progress", n=rows, shown=f"{rows:,}", percent=percent)


def progress(percent: int, shown: str, language: str) -> Html:
    """How far the reading is, with a way to stop it."""
    sentences = words("file", language)
    return join(
        [
            tag("progress", max=100, value=percent, aria_label=sentences["heading"]),
            tag("p", shown),
            tag(
                "button",
                sentences["cancel"],
                type="button",
                data_do="cancel-file",
                id="cancel-file",
            ),
        ]
    )


def summary(found: Totals, language: str) -> str:
    """The one sentence that is spoken."""
    average = f"{found.segments / found.rows:.2f}" if found.rows else "0"
    parts = words("count", language)("parts", n=found.segments, shown=f"{found.segments:,}")
    shown = f"{found.rows:,}"
    return words("file", language)(
        "summary", n=found.rows, shown=shown, parts=parts, average=average
    )


def totals(
    found: Totals, broken: list[Broken], language: str, saved: bool, rule: str | None = None
) -> Html:
    """What the whole file comes to; `rule` is the name of the rule it was counted by."""
    sentences = words("file", language)
    shown = [
        tag("h3", sentences["result"], id="file-heading", tabindex="-1"),
        tag("p", summary(found, language), class_="answer-line"),
        tag(
            "p",
            say(
                sentences,
                "encodings",
                gsm=f"{found.encodings.get('GSM-7', 0):,}",
                ucs2=f"{found.encodings.get('UCS-2', 0):,}",
            ),
        ),
    ]
    shown += [tag("p", line, class_="answer-note") for line in _open(found, rule, language)]
    if saved:
        save = tag("a", sentences["save"], class_="save", data_save=True)
        shown.append(tag("p", save))
    if found.broken:
        rows = (tag("li", _broken(row, sentences)) for row in broken)
        left_out = sentences("broken", n=found.broken, shown=f"{found.broken:,}")
        shown.append(tag("p", left_out, class_="mistake"))
        shown.append(tag("ul", join(rows)))
    if found.rows:
        shown.append(_histogram(found, sentences))
        rows_of_cost = [[row.line, row.segments, tag("bdi", row.text)] for row in found.costliest]
        heads = ("line", "parts", "text")
        shown.append(_table(sentences["costliest"], [sentences[h] for h in heads], rows_of_cost))
    if any(character.extra for character in found.characters):
        rows_of_characters = [
            [
                join([tag("bdi", c.character), f" U+{ord(c.character):04X} {name(c.character)}"]),
                f"{c.rows:,}",
                f"{c.extra:,}",
            ]
            for c in found.characters
            if c.extra
        ]
        heads = ("character", "rows", "extra")
        shown.append(
            _table(sentences["characters"], [sentences[h] for h in heads], rows_of_characters)
        )
    return join(shown)


def _open(found: Totals, rule: str | None, language: str) -> list[Html]:
    """What the rule leaves open, and what it refuses."""
    sentences, count = words("file", language), words("count", language)
    told = []
    if found.fewest != found.most:
        fewest, most = f"{found.fewest:,}", count("parts", n=found.most, shown=f"{found.most:,}")
        told.append(say(sentences, "between", fewest=fewest, most=most))
    for key, number in (("over", found.over), ("perhaps_over", found.perhaps_over)):
        if number:
            told.append(say(sentences, key, n=number, shown=f"{number:,}", rule=rule))
    return told


def refusal(code: str, language: str, **values: object) -> str:
    """Why a file is not counted, and what to do."""
    return words("file", language)(code, **values)


def refused(sentence: str) -> Html:
    """A refusal as it stands in the page."""
    return tag("p", sentence, class_="mistake")


def _broken(row: Broken, sentences: Words) -> Html:
    why = sentences(row.code, n=row.columns)
    return say(sentences, "broken_row", line=row.line, why=why)


def _histogram(found: Totals, sentences: Words) -> Html:
    most = max(found.histogram.values())
    rows = []
    for parts, messages in found.histogram.items():
        width = round(BAR * messages / most, 2)
        shape = tag("rect", class_="bar-text", x=0, y=0, width=width, height=10)
        svg = tag(
            "svg",
            shape,
            viewBox=f"0 0 {BAR} 10",
            preserveAspectRatio="none",
            class_="bar",
            aria_hidden="true",
        )
        rows.append([parts, f"{messages:,}", svg])
    return _table(sentences["histogram"], [sentences["parts"], sentences["messages"], ""], rows)


def _table(caption: str, heads: list[str], rows: Sequence[Sequence[object]]) -> Html:
    head = join(tag("th", h, scope="col") if h else tag("td") for h in heads)
    body = join(tag("tr", join(tag("td", cell) for cell in row)) for row in rows)
    table = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", head)),
        tag("tbody", body),
        class_="character",
    )
    return tag("div", table, class_="scrolls", tabindex="0", role="group", aria_label=caption)
