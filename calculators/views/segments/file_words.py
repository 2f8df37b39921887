"""The words and tables of the file section: columns to choose, progress, totals, refusals."""

from __future__ import annotations

from collections.abc import Sequence

from smsparts.batch import FILE_ENCODINGS, Broken, Totals
from smsparts.characters import name

from calculators.views.html import Html, fill, join, tag

BAR = 100

WORDS = {
    "en": {
        "heading": "A file of messages",
        "hint": "A CSV file stays in your browser; it is read here and sent nowhere.",
        "choose": "Choose a CSV file, or drop it here",
        "paste": "Or paste a column: one message a line",
        "count_pasted": "Count the lines",
        "column_of": "Column of {name} with the texts",
        "encoding": "Encoding of the file",
        "delimiter": "Columns are divided by",
        "comma": "comma",
        "semicolon": "semicolon",
        "tab": "tab",
        "count": "Count the file",
        "cancel": "Cancel",
        "progress": "{rows} rows counted, {percent}%",
        "cancelled": "Cancelled. Nothing was kept.",
        "summary": "{rows} messages make {segments} parts, {average} a message on average.",
        "result": "What the file comes to",
        "encodings": "{gsm} are sent as GSM-7, {ucs2} as UCS-2.",
        "broken": "{broken} rows could not be read and are left out:",
        "broken_row": "line {line}: {why}",
        "bad_quotes": "a quotation mark stands where none may",
        "too_long": "a line is far too long, or a quotation mark is never closed",
        "not_decodable": "not in the encoding chosen; try the other one",
        "wrong_columns": "{columns} columns, not as many as the header",
        "histogram": "How many messages make how many parts",
        "parts": "Parts",
        "messages": "Messages",
        "costliest": "The costliest messages",
        "line": "Line",
        "text": "Begins with",
        "characters": "The characters that cost most",
        "character": "Character",
        "rows": "Messages",
        "extra": "Parts more",
        "save": "Save the counted CSV",
        "too_big": "This file is over {limit} MB: too big for a browser’s memory. Use the command "
        "line instead: python -m calculators batch.",
        "utf16": "This file is not a CSV file in UTF-8 or GB18030. In a spreadsheet, save it as "
        "“CSV UTF-8”.",
        "no_header": "No header row was found in this file.",
        "no_column": "There is no such column. The columns are: {names}.",
        "two_columns": "Two columns are called {names}: rename one.",
        "column_taken": "The file has a column {names} already: rename it, since the counts need "
        "that name.",
    },
    "zh": {
        "heading": "一份短信文件",
        "hint": "CSV 文件只在你的浏览器里读取，不会发到任何地方。",
        "choose": "选择 CSV 文件，或拖到这里",
        "paste": "或粘贴一列：每行一条短信",
        "count_pasted": "数这些行",
        "column_of": "{name} 里放短信正文的列",
        "encoding": "文件的编码",
        "delimiter": "列之间的分隔符",
        "comma": "逗号",
        "semicolon": "分号",
        "tab": "制表符",
        "count": "数这份文件",
        "cancel": "取消",
        "progress": "已数 {rows} 行，{percent}%",
        "cancelled": "已取消，没有保留任何内容。",
        "summary": "{rows} 段文字共 {segments} 条短信，平均每段 {average} 条。",
        "result": "整份文件的结果",
        "encodings": "{gsm} 段按 GSM-7 发送，{ucs2} 段按 UCS-2 发送。",
        "broken": "有 {broken} 行读不出来，没有计入：",
        "broken_row": "第 {line} 行：{why}",
        "bad_quotes": "引号出现在不该有的位置",
        "too_long": "一行太长，或引号一直没有闭合",
        "not_decodable": "不是所选的编码，请换另一种试试",
        "wrong_columns": "有 {columns} 列，与表头不一致",
        "histogram": "各占几条的短信有多少",
        "parts": "条数",
        "messages": "短信数",
        "costliest": "最费条数的短信",
        "line": "行",
        "text": "开头",
        "characters": "最费条数的字符",
        "character": "字符",
        "rows": "短信数",
        "extra": "多出条数",
        "save": "保存数好的 CSV",
        "too_big": "文件超过 {limit} MB，浏览器内存放不下。"
        "请改用命令行：python -m calculators batch。",
        "utf16": "这不是 UTF-8 或 GB18030 编码的 CSV 文件。请在表格软件里另存为“CSV UTF-8”。",
        "no_header": "这份文件里没有找到表头。",
        "no_column": "没有这一列。现有的列：{names}。",
        "two_columns": "有两列都叫 {names}，请改掉一个。",
        "column_taken": "文件里已经有叫 {names} 的列，计数结果要用这个列名，请先改名。",
    },
}


def section(language: str) -> Html:
    """The fold with the file box and the box to paste in, as it stands in the page."""
    words = WORDS[language]
    return tag(
        "details",
        tag("summary", words["heading"]),
        tag("p", words["hint"], class_="hint"),
        tag(
            "label",
            tag("span", words["choose"]),
            tag("input", type="file", id="file", accept=".csv,.tsv,.txt,text/csv"),
            class_="drop",
        ),
        tag("div", data_region="file"),
        tag("label", words["paste"], for_="pasted", class_="tool-label"),
        tag("textarea", id="pasted", rows=3, data_own=True, dir="auto", autocomplete="off"),
        tag("p", tag("button", words["count_pasted"], type="button", data_do="count-pasted")),
        tag("div", data_region="file-result", id="file-result", tabindex="-1"),
        id="file-fold",
        class_="fold tool-file",
        data_cancelled=words["cancelled"],
    )


def columns(
    file: str, header: list[str], likely: int, encoding: str, delimiter: str, language: str
) -> Html:
    """The controls that say which column to count, set to what is likely."""
    words = WORDS[language]

    def select(key: str, label: Html, options: list[tuple[str, str]], chosen: str) -> Html:
        choices = join(
            tag("option", shown, value=value, selected=value == chosen) for value, shown in options
        )
        control = tag("select", choices, id=f"file-{key}", data_own=key)
        return tag("div", tag("label", label, for_=f"file-{key}"), control, class_="field")

    marks = [(key, words[key]) for key in ("comma", "semicolon", "tab")]
    codes = [(code, code.upper()) for code in FILE_ENCODINGS]
    names = [(column, column) for column in header]
    return join(
        [
            select("column", fill(words["column_of"], name=file), names, header[likely]),
            select("encoding", fill(words["encoding"]), codes, encoding),
            select("delimiter", fill(words["delimiter"]), marks, delimiter),
            tag("p", tag("button", words["count"], type="button", data_do="count-file")),
        ]
    )


def progress_words(rows: int, percent: int, language: str) -> str:
    """How far the reading is, in words."""
    return WORDS[language]["progress"].format(rows=f"{rows:,}", percent=percent)


def progress(percent: int, shown: str, language: str) -> Html:
    """How far the reading is, with a way to stop it."""
    words = WORDS[language]
    return join(
        [
            tag("progress", max=100, value=percent, aria_label=words["heading"]),
            tag("p", shown),
            tag("button", words["cancel"], type="button", data_do="cancel-file", id="cancel-file"),
        ]
    )


def summary(found: Totals, language: str) -> str:
    """The one sentence that is spoken."""
    average = f"{found.segments / found.rows:.2f}" if found.rows else "0"
    values = {"rows": f"{found.rows:,}", "segments": f"{found.segments:,}", "average": average}
    return WORDS[language]["summary"].format_map(values)


def totals(found: Totals, broken: list[Broken], language: str, saved: bool) -> Html:
    """What the whole file comes to."""
    words = WORDS[language]
    shown = [
        tag("h3", words["result"], id="file-heading", tabindex="-1"),
        tag("p", summary(found, language), class_="answer-line"),
        tag(
            "p",
            fill(
                words["encodings"],
                gsm=f"{found.encodings.get('GSM-7', 0):,}",
                ucs2=f"{found.encodings.get('UCS-2', 0):,}",
            ),
        ),
    ]
    if saved:
        save = tag("a", words["save"], class_="save", data_save=True)
        shown.append(tag("p", save))
    if found.broken:
        rows = (tag("li", _broken(row, words)) for row in broken)
        shown.append(tag("p", fill(words["broken"], broken=f"{found.broken:,}"), class_="mistake"))
        shown.append(tag("ul", join(rows)))
    if found.rows:
        shown.append(_histogram(found, words))
        rows_of_cost = [[row.line, row.segments, tag("bdi", row.text)] for row in found.costliest]
        heads = ("line", "parts", "text")
        shown.append(_table(words["costliest"], [words[h] for h in heads], rows_of_cost))
    if found.characters:
        rows_of_characters = [
            [
                join([tag("bdi", c.character), f" U+{ord(c.character):04X} {name(c.character)}"]),
                f"{c.rows:,}",
                f"{c.extra:,}",
            ]
            for c in found.characters
        ]
        heads = ("character", "rows", "extra")
        shown.append(_table(words["characters"], [words[h] for h in heads], rows_of_characters))
    return join(shown)


def refusal(code: str, language: str, **values: object) -> Html:
    """Why a file is not counted, and what to do."""
    return tag("p", fill(WORDS[language][code], **values), class_="mistake")


def _broken(row: Broken, words: dict[str, str]) -> Html:
    why = fill(words[row.code], columns=row.columns)
    return fill(words["broken_row"], line=row.line, why=why)


def _histogram(found: Totals, words: dict[str, str]) -> Html:
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
    return _table(words["histogram"], [words["parts"], words["messages"], ""], rows)


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
