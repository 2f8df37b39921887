"""The rows of an Excel workbook (.xlsx), with the standard library alone and in bounded memory.

A workbook is a zip file of XML parts; three of them are read: the list of sheets, the shared
strings and one sheet. What a bomb would need is refused: entities (:mod:`smsparts.markup`), parts
that unpack to more than a sheet can be, columns without end. Numbers are given as they would be
typed, dates as the numbers that Excel keeps.
"""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple
from zipfile import BadZipFile, ZipFile

from smsparts.encodings import FILE_ENCODINGS, guess_encoding
from smsparts.markup import MarkupError, Tag, Tags

MOST_OCTETS = 300 * 1024 * 1024
"""Of one part, unpacked: twenty times a large sheet of messages."""
MOST_COLUMNS = 1_000
MOST_STRINGS = 4_000_000
PIECE = 1 << 18

_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class WorkbookError(ValueError):
    """A workbook that cannot be read. `.code`: "no_workbook", "bad_workbook" or "big_workbook"."""

    def __init__(self, code: str) -> None:
        super().__init__(code.replace("_", " "))
        self.code = code


class Line(NamedTuple):
    """A row with its number in the sheet, from 1."""

    number: int
    cells: list[str]


class Workbook:
    """A workbook that is open for reading. Raises WorkbookError."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = ZipFile(file)
            names = set(self._zip.namelist())
            if "xl/workbook.xml" not in names:
                raise WorkbookError("no_workbook")
            self._parts = self._sheets()
        except (BadZipFile, MarkupError, zlib.error, NotImplementedError, OSError, EOFError):
            raise WorkbookError("bad_workbook") from None
        if not self._parts:
            raise WorkbookError("bad_workbook")
        self._strings: list[str] | None = None

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets, in the order of the tabs."""
        return tuple(self._parts)

    def rows(self, sheet: str | None = None) -> Iterator[Line]:
        """The rows of a sheet that hold something; of the first one, if no name is given."""
        part = self._parts[sheet if sheet in self._parts else self.sheets[0]]
        try:
            if self._strings is None:
                self._strings = list(self._shared())
            yield from self._read(part, self._strings)
        except (BadZipFile, MarkupError, zlib.error, NotImplementedError, OSError, EOFError):
            raise WorkbookError("bad_workbook") from None

    def _sheets(self) -> dict[str, str]:
        targets = {
            tag.attributes.get("Id", ""): tag.attributes.get("Target", "")
            for tag in self._tags("xl/_rels/workbook.xml.rels")
            if isinstance(tag, Tag) and tag.name == "Relationship"
        }
        found = {}
        for tag in self._tags("xl/workbook.xml"):
            if isinstance(tag, Tag) and tag.name == "sheet" and not tag.end:
                target = targets.get(tag.attributes.get("id", ""), "")
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                if part in self._zip.namelist() and "worksheets" in part:
                    found[tag.attributes.get("name", part)] = part
        return found

    def _shared(self) -> Iterator[str]:
        if "xl/sharedStrings.xml" not in self._zip.namelist():
            return
        inside = phonetic = False
        text: list[str] = []
        number = 0
        for tag in self._tags("xl/sharedStrings.xml"):
            if isinstance(tag, str):
                if inside and not phonetic:
                    text.append(tag)
            elif tag.name == "t":
                inside = not tag.closed
            elif tag.name == "rPh":
                phonetic = not tag.closed
            elif tag.name == "si" and tag.closed:
                number += 1
                if number > MOST_STRINGS:
                    raise WorkbookError("big_workbook")
                yield _plain("".join(text))
                text = []

    def _read(self, part: str, strings: list[str]) -> Iterator[Line]:
        row, cells = 0, dict[int, str]()
        column, kind, text, inside, phonetic = -1, "", list[str](), False, False
        for tag in self._tags(part):
            if isinstance(tag, str):
                if inside and not phonetic:
                    text.append(tag)
            elif tag.name in ("v", "t"):
                inside = not tag.closed
            elif tag.name == "rPh":
                phonetic = not tag.closed
            elif tag.name == "c":
                if not tag.end:
                    column = _column(tag.attributes.get("r", ""), column + 1)
                    kind = tag.attributes.get("t", "n")
                    text = []
                if tag.closed and text:
                    cells[column] = _value(kind, "".join(text), strings)
                    text = []
            elif tag.name == "row":
                if not tag.end:
                    number = tag.attributes.get("r", "")
                    row = int(number) if number.isdecimal() and len(number) < 9 else row + 1
                    cells, column = {}, -1
                if tag.closed and cells:
                    width = max(cells) + 1
                    yield Line(row, [cells.get(at, "") for at in range(width)])
                    cells = {}

    def _tags(self, part: str) -> Iterator[Tag | str]:
        if part not in self._zip.namelist():
            return
        tags, decoder, read = Tags(), None, 0
        with self._zip.open(part) as file:
            while piece := file.read(PIECE):
                read += len(piece)
                if read > MOST_OCTETS:
                    raise WorkbookError("big_workbook")
                if decoder is None:
                    name = guess_encoding(piece)
                    wide = name if name.startswith("utf-16") else "utf-8"
                    decoder = codecs.getincrementaldecoder(FILE_ENCODINGS[wide])("replace")
                yield from tags.feed(decoder.decode(piece).removeprefix("\ufeff"))
        tags.close()


def _column(reference: str, otherwise: int) -> int:
    found = _CELL.fullmatch(reference)
    if found is None:
        return otherwise
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    if column > MOST_COLUMNS:
        raise WorkbookError("big_workbook")
    return column - 1


def _value(kind: str, text: str, strings: list[str]) -> str:
    if kind == "s":
        return strings[int(text)] if text.isdecimal() and int(text) < len(strings) else ""
    if kind in ("str", "inlineStr", "e"):
        return _plain(text)
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    try:
        number = float(text)
    except ValueError:
        return text
    # A telephone number is kept as 1.38E+10.
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text


def _plain(text: str) -> str:
    """Excel writes what XML cannot hold as _x000D_."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
