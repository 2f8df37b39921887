"""What a file of messages is, seen from its beginning, and how it is read.

People bring CSV files with a line `sep=;` or a title above the header, one message a line, JSON
lines, the backup of a phone, a chat, a workbook, and things that hold no messages at all. `look`
says which it is, in which encoding, what divides the columns, where the header stands and which
column has the texts; each may be chosen otherwise. What is not read is named by its own name.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from smsparts.batch import Records, Row, Source, Table, TableError
from smsparts.encodings import FILE_ENCODINGS, guess_encoding
from smsparts.formats import CHAT_LINE, Backup, Chat, JsonLines, Lines, Sheet
from smsparts.sheets import Workbook, WorkbookError

Kind = Literal["table", "lines", "json_lines", "backup", "chat", "workbook"]
KINDS: tuple[Kind, ...] = get_args(Kind)
DELIMITERS: Mapping[str, str] = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}

LOOKED_AT = 1 << 17
"""Octets from the beginning that are looked at; a workbook is needed whole."""
SHOWN_ROWS = 5
LATEST_HEADER = 10
_LOOKED_ROWS = 50
_LONGEST_NAME = 60
_LEAST_SHARE = 0.6

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "packed"),
    (b"Rar!", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
)
_NUMBER = re.compile(r"[+\d][\d\s./:()-]*")


@cache
def _text_names() -> frozenset[str]:
    lines = (files("smsparts") / "column_names.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _is_text(name: str) -> bool:
    """Whether a column of that name has the texts."""
    return "_".join(name.lower().split()) in _text_names()


class NotReadError(ValueError):
    """A file that is not read. `.code` names what it is."""

    def __init__(self, code: str) -> None:
        super().__init__(code.replace("_", " "))
        self.code = code


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is read.

    encoding   a name of `FILE_ENCODINGS`; "" for a workbook
    delimiter  the character between columns; "" where there is none
    header     the number of the record, from 1, that names the columns; 0 if none does
    skip       records that are left out before the header, or before the first row
    names      the names of the columns; () where they have none
    column     the index of the column with the texts
    rows       the first rows
    sheets     the sheets of a workbook, and the one that is read
    """

    kind: Kind
    encoding: str
    delimiter: str
    header: int
    skip: int
    names: tuple[str, ...]
    column: int
    rows: tuple[tuple[str, ...], ...]
    sheets: tuple[str, ...] = ()
    sheet: str = ""

    def table(self, adding: Sequence[str] = ()) -> Table:
        """What reads the whole file so."""
        if self.kind == "json_lines":
            name = self.names[self.column]
            if taken := [one for one in adding if one in self.names]:
                raise TableError("column_taken", taken)
            return Table(0, source=JsonLines(self.encoding, name), headed=False)
        source: Source
        if self.kind == "table":
            source = Records(self.encoding, self.delimiter)
        elif self.kind == "workbook":
            source = Sheet(self.sheet)
        elif self.kind == "backup":
            source = Backup(self.encoding)
        else:
            source = (Chat if self.kind == "chat" else Lines)(self.encoding)
        headed = self.header > 0
        return Table(self.column, source=source, skip=self.skip, headed=headed, adding=adding)


def look(
    start: bytes,
    *,
    kind: Kind | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: int | None = None,
    column: str | int | None = None,
    sheet: str | None = None,
) -> Layout:
    """The layout of the file that begins with `start`; what is given is not guessed.

    header  the number of the record that names the columns, or 0 for none
    column  a name, or an index from 0; one that the file does not have is not taken

    Raises NotReadError for what holds no messages that are read here.
    """
    if start.startswith(b"PK\x03\x04"):
        return _workbook(start, header, column, sheet)
    for magic, code in _MAGIC:
        if start.startswith(magic):
            raise NotReadError(code)
    encoding = encoding or guess_encoding(start)
    text = start.decode(FILE_ENCODINGS[encoding], "replace").removeprefix("\ufeff")
    if not text.strip():
        raise NotReadError("empty")
    kind = kind or _kind(text)
    if kind == "json_lines":
        return _json_lines(text, encoding, column)
    if kind in ("chat", "backup"):
        source: Source = Chat(encoding) if kind == "chat" else Backup(encoding)
        rows = [r.fields for r in (*source.feed(start), *source.close()) if isinstance(r, Row)]
        names = source.header or ()
        return _layout(kind, encoding, "", 0, 0, names, rows, names.index("text"))
    if kind == "lines":
        return _lines(text, encoding, header)
    return _table(text, encoding, delimiter, header, column)


def _kind(text: str) -> Kind | None:
    """What the text is by its beginning; None for a table or lines."""
    begins = text.lstrip()[:4_000]
    if begins.startswith("<"):
        if "<smses" in begins:
            return "backup"
        raise NotReadError("html" if re.match(r"(?i)<(?:!doctype html|html)", begins) else "xml")
    if re.match(r"\[\s*(?:[{\[]|\"|$)", begins):
        raise NotReadError("json_array")
    if begins.startswith("{"):
        line = begins.partition("\n")[0]
        if len(line) == 1 or not re.match(r'\{\s*"', line):
            raise NotReadError("json_object")
        try:
            json.loads(line)
        except ValueError:
            if len(begins) < 4_000 or "\n" in begins:
                raise NotReadError("json_object") from None
        return "json_lines"
    odd = sum(character < " " and character not in "\t\n\r\f\v\x1b\0" for character in begins)
    if odd > len(begins) // 50:
        raise NotReadError("binary")
    lines = [line for line in begins.splitlines()[:20] if line.strip()]
    chat = [line for line in lines if CHAT_LINE.match(line)]
    if lines and lines[0] in chat and 2 * len(chat) >= min(len(lines), 4):
        return "chat"
    return None


def _layout(
    kind: Kind,
    encoding: str,
    delimiter: str,
    header: int,
    skip: int,
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    column: int,
) -> Layout:
    shown = tuple(tuple(row) for row in rows[:SHOWN_ROWS])
    return Layout(kind, encoding, delimiter, header, skip, tuple(names), column, shown)


def _json_lines(text: str, encoding: str, column: str | int | None) -> Layout:
    objects = []
    for line in text.split("\n")[:_LOOKED_ROWS]:
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            objects.append(found)
    names = list(dict.fromkeys(n for o in objects for n in o))
    texts = [n for n in names if any(isinstance(o.get(n), str) for o in objects)]
    if not texts:
        raise NotReadError("json_object")
    rows = [[_shown(o.get(name, "")) for name in names] for o in objects]
    chosen = _column(names, rows, column, only=[names.index(name) for name in texts])
    return _layout("json_lines", encoding, "", 0, 0, names, rows, chosen)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _lines(text: str, encoding: str, header: int | None) -> Layout:
    lines = [line for line in re.split("\r\n|\r|\n", text)[: _LOOKED_ROWS + 1] if line.strip()]
    if header is None:
        header = 1 if lines and _is_text(lines[0]) else 0
    header = min(header, 1)
    rows = [[line] for line in lines[header:]]
    names = [lines[0]] if header and lines else ["text"]
    return _layout("lines", encoding, "", header, 0, names, rows, 0)


def _table(
    text: str,
    encoding: str,
    delimiter: str | None,
    header: int | None,
    column: str | int | None,
) -> Layout:
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first, re.IGNORECASE)
    if told and delimiter is None and told[1] in DELIMITERS.values():
        delimiter = told[1]
    skip = 1 if told else 0
    if delimiter is None:
        delimiter = _delimiter(rest if told else text, column)
        if delimiter is None:
            return _lines(text, encoding, header)
    records = _records(text, delimiter)
    if header is None:
        header = _header(records, skip, column)
    if header:
        skip, names, rows = header - 1, records[header - 1 : header], records[header:]
    else:
        names, rows = [], records[skip:]
    if not names and not rows:
        raise NotReadError("empty")
    chosen = _column(names[0] if names else (), rows, column)
    return _layout(
        "table", encoding, delimiter, header, skip, names[0] if names else (), rows, chosen
    )


def _records(text: str, mark: str) -> list[list[str]]:
    """The first records; a quotation mark out of place costs its row only, as in the counting."""
    found = Records("utf-8", mark).feed(text.encode("utf-8", "replace") + b"\n")
    return [record.fields for record in found if isinstance(record, Row)][:_LOOKED_ROWS]


def _delimiter(text: str, column: str | int | None) -> str | None:
    """What divides the columns; None for one message a line."""
    best: tuple[float, int, str] | None = None
    for mark in DELIMITERS.values():
        records = _records(text, mark)
        if isinstance(column, str) and any(column in r for r in records[:LATEST_HEADER]):
            return mark
        if found := _divided(records):
            share, width = found
            if best is None or (share, width) > best[:2]:
                best = (share, width, mark)
    if best is not None:
        return best[2]
    # One column: a table if it has a header or quotation marks.
    first = text.lstrip().partition("\n")[0].strip()
    rows = _records(text, ",")
    if '"' in text and all(len(row) == 1 for row in rows):
        return ","
    if _is_text(first) and all(len(row) == 1 for row in rows):
        return ","
    return None


def _divided(records: Sequence[Sequence[str]]) -> tuple[float, int] | None:
    """How much of the records has one width, and that width, if they are divided at all."""
    widths = Counter(map(len, records))
    wide = {width: number for width, number in widths.items() if width > 1}
    if not wide:
        return None
    width = max(wide, key=lambda one: (wide[one], one))
    share = wide[width] / len(records)
    cells = [cell for row in records for cell in row[1:]]
    prose = sum(cell.startswith(" ") for cell in cells) / len(cells)
    if share < _LEAST_SHARE and not _named(records[0], len(records)):
        return None
    # A comma in a sentence has a space behind it.
    if prose > 0.5 and (share < 1 or len(records) < 3):
        return None
    return share, width


def _named(record: Sequence[str], records: int) -> bool:
    """Whether a record reads like the names of columns, whatever follows it."""
    short = all(cell.strip() and len(cell) < 25 and not cell.startswith(" ") for cell in record)
    return records > 1 and len(record) > 1 and short and any(map(_is_text, record))


def _header(records: Sequence[Sequence[str]], skip: int, column: str | int | None) -> int:
    """The number of the record that names the columns, from 1; 0 if none does."""
    if isinstance(column, str):
        for number, record in enumerate(records[:LATEST_HEADER], 1):
            if column in record:
                return number
    widths = Counter(len(record) for record in records)
    width = max(widths, key=lambda one: (widths[one], one)) if widths else 1
    for number, record in enumerate(records[: skip + LATEST_HEADER], 1):
        filled = sum(bool(cell.strip()) for cell in record)
        if number <= skip or (filled < 2 <= width) or 2 * filled < width:
            continue  # the line sep=;, or a title
        return 0 if _is_data(record, records[number:]) else number
    return 0


def _is_data(record: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a record is a row like those after it, and no header."""
    if any(len(cell) > _LONGEST_NAME for cell in record):
        return True
    for at, cell in enumerate(record):
        below = [row[at] for row in rows if at < len(row) and row[at].strip()]
        if _NUMBER.fullmatch(cell.strip()) and below:
            return sum(bool(_NUMBER.fullmatch(c.strip())) for c in below) * 2 > len(below)
    return False


def _column(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    wanted: str | int | None,
    only: Sequence[int] | None = None,
) -> int:
    """The column that was asked for, or else the one that has the texts."""
    if isinstance(wanted, str) and wanted in names:
        return list(names).index(wanted)
    width = max([len(names), *map(len, rows)])
    if isinstance(wanted, int) and 0 <= wanted < width:
        return wanted
    candidates = [at for at in range(width) if only is None or at in only]
    totals = {at: sum(len(row[at]) for row in rows if at < len(row)) for at in candidates}
    for at in candidates:
        if at < len(names) and _is_text(names[at]) and totals[at]:
            return at
    return max(candidates, key=lambda at: totals[at])


def _workbook(
    start: bytes, header: int | None, column: str | int | None, sheet: str | None
) -> Layout:
    file = io.BytesIO(start)
    try:
        book = Workbook(file)
        name = sheet if sheet in book.sheets else book.sheets[0]
        records = []
        for line in book.rows(name):
            records.append(line.cells)
            if len(records) == _LOOKED_ROWS:
                break
    except WorkbookError as error:
        raise NotReadError(_zipped(start) if error.code == "no_workbook" else error.code) from None
    if not records:
        raise NotReadError("empty")
    if header is None:
        header = _header(records, 0, column)
    rows = records[header:]
    names = records[header - 1] if header else []
    shown = tuple(tuple(row) for row in rows[:SHOWN_ROWS])
    return Layout(
        "workbook",
        "",
        "",
        header,
        max(0, header - 1),
        tuple(names),
        _column(names, rows, column),
        shown,
        book.sheets,
        name,
    )


def _zipped(start: bytes) -> str:
    for part, code in (
        (b"word/document.xml", "word"),
        (b"application/vnd.oasis.opendocument", "open_document"),
        (b"ppt/presentation.xml", "packed"),
    ):
        if part in start:
            return code
    return "packed"


__all__ = ["DELIMITERS", "KINDS", "Kind", "Layout", "NotReadError", "look"]
