"""The words and tables of the file section: columns to choose, progress, totals, refusals."""

from __future__ import annotations

from collections.abc import Sequence

from smsparts.batch import Broken, Totals
from smsparts.characters import name
from smsparts.encodings import LABELS
from smsparts.layouts import DELIMITERS, Layout
from smsparts.replacements import replacement
from smsparts.say import Words, words

from calculators.views.html import Html, join, say, tag

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.json,.xml,text/csv,text/plain"
BAR = 100
HEADER_ROWS = 5
MOST_COLUMNS = 6
LONGEST_CELL = 80


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
            tag("input", type="file", id="file", accept=ACCEPTED),
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


def layout(file: str, found: Layout, language: str) -> Html:
    """How the file is read, with a way to change each choice, and its first rows."""
    sentences = words("file", language)
    width = max([len(found.names), *map(len, found.rows)])
    numbers = [say(sentences, "column_number", number=n + 1) for n in range(width)]

    def select(key: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> Html:
        choices = join(
            tag("option", shown, value=value, selected=value == chosen) for value, shown in options
        )
        name = "column_number" if key == "column" and not found.names else key
        control = tag("select", choices, id=f"file-{key}", data_own=name)
        return tag("div", tag("label", label, for_=f"file-{key}"), control, class_="field")

    controls = []
    if found.kind not in ("lines", "chat", "backup"):
        named = [(name, name) for name in found.names]
        columns = named or [(str(at), name) for at, name in enumerate(numbers)]
        of = sentences("column_of", name=file)
        controls.append(select("column", of, columns, columns[found.column][0]))
    if found.encoding:
        codes = list(LABELS.items())
        controls.append(select("encoding", sentences["encoding"], codes, found.encoding))
    if found.kind in ("table", "lines"):
        marks = [(key, sentences[key]) for key in (*DELIMITERS, "nothing")]
        mark = next((name for name, one in DELIMITERS.items() if one == found.delimiter), "nothing")
        controls.append(select("delimiter", sentences["delimiter"], marks, mark))
    if len(found.sheets) > 1:
        sheets = [(name, name) for name in found.sheets]
        controls.append(select("sheet", sentences["sheet"], sheets, found.sheet))
    if found.kind in ("table", "lines", "workbook"):
        last = 1 if found.kind == "lines" else max(HEADER_ROWS, found.header)
        rows = [(str(n), sentences("row_number", number=n)) for n in range(1, last + 1)]
        rows.append(("0", sentences["no_names"]))
        controls.append(select("header", sentences["header"], rows, str(found.header)))
    return join(
        [
            tag("p", read_as(found, language)),
            *controls,
            _preview(found, numbers, sentences),
            tag("p", sentences["preview_note"], class_="hint") if found.encoding else "",
            tag("p", tag("button", sentences["count"], type="button", data_do="count-file")),
        ]
    )


def read_as(found: Layout, language: str) -> str:
    """What the file is taken for, in a sentence."""
    sentences = words("file", language)
    mark = next((name for name, one in DELIMITERS.items() if one == found.delimiter), "nothing")
    return sentences(
        f"read_{found.kind}",
        encoding=LABELS.get(found.encoding, ""),
        delimiter=sentences[mark],
        sheet=found.sheet,
    )


def _preview(found: Layout, numbers: Sequence[Html], sentences: Words) -> Html:
    """The first rows, the column that is counted marked; long cells and many columns cut."""
    heads = list(found.names) or [str(number) for number in numbers]
    first = max(0, found.column - MOST_COLUMNS + 1)
    at = range(first, min(len(heads), first + MOST_COLUMNS))
    chosen = [tag("strong", heads[n]) if n == found.column else heads[n] for n in at]
    rows = [
        [tag("bdi", row[n][:LONGEST_CELL] if n < len(row) else "") for n in at]
        for row in found.rows
    ]
    return _table(sentences["preview"], chosen, rows)


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
    found: Totals,
    broken: list[Broken],
    language: str,
    saved: bool,
    rule: str | None = None,
    padded: int = 0,
    *,
    by_rule: bool = False,
) -> Html:
    """What the whole file comes to.

    rule     the name of the rule it was counted by
    padded   rows that were shorter than the header
    by_rule  that rule counts characters, whatever their alphabet
    """
    sentences = words("file", language)
    shown = [
        tag("h3", sentences["result"], id="file-heading", tabindex="-1"),
        tag("p", summary(found, language), class_="answer-line"),
    ]
    if not by_rule:
        encodings = {
            "gsm": f"{found.encodings.get('GSM-7', 0):,}",
            "ucs2": f"{found.encodings.get('UCS-2', 0):,}",
        }
        shown.append(tag("p", say(sentences, "encodings", **encodings)))
    shown += [tag("p", line, class_="answer-note") for line in _open(found, rule, language)]
    if saved:
        save = tag("a", sentences["save"], class_="save", data_save=True)
        shown.append(tag("p", save))
    if padded:
        shown.append(tag("p", sentences("padded", n=padded, shown=f"{padded:,}"), class_="quiet"))
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
    # Of another script every character is in the way: of those only what costs parts is listed.
    costly = [c for c in found.characters if c.extra or replacement(c.character)]
    if costly:
        rows_of_characters = [
            [
                join([tag("bdi", c.character), f" U+{ord(c.character):04X} {name(c.character)}"]),
                f"{c.rows:,}",
                f"{c.extra:,}",
            ]
            for c in costly
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


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Html:
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
