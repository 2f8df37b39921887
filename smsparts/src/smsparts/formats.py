"""Files of messages that are no CSV: one message a line, JSON lines, backups, chats, workbooks.

Each is read like :class:`smsparts.batch.Records`: `feed` it pieces of any size, then `close` it;
both give rows, and broken rows by the line they stand on. A workbook alone has to be whole before
its rows can be read, and gives them a few at a time from `more`. `.header` are the names of the
columns, where the format has names of its own.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, ClassVar

from smsparts.batch import LONGEST_RECORD, Broken, Row
from smsparts.encodings import decoder
from smsparts.markup import MarkupError, Tag, Tags
from smsparts.sheets import Workbook, WorkbookError

LINE_END = re.compile("\r\n|\r|\n")
"""Where someone pressed Enter; str.splitlines would know seven ends more."""

ROWS_AT_A_TIME = 5_000
_HALF = re.compile("[\ud800-\udfff]")
_UNDECODED = re.compile("[\udc80-\udcff]")


class Lines:
    """One message a line; blank lines are left out."""

    header: ClassVar[tuple[str, ...] | None] = ("text",)
    late: ClassVar[bool] = False

    def __init__(self, encoding: str = "utf-8") -> None:
        self._decoder = decoder(encoding)
        self._open = ""
        self._line = 1
        self._started = False
        self.newline: str | None = None
        self.byte_order_mark = False

    def feed(self, piece: bytes) -> list[Row | Broken]:
        """The rows that `piece` completes."""
        return self._read(self._decoder.decode(piece), last=False)

    def close(self) -> list[Row | Broken]:
        """The rows that the end of the file completes."""
        return self._read(self._decoder.decode(b"", True), last=True)

    def more(self) -> list[Row | Broken] | None:
        """What is left to read after `close`; None for no more."""
        return None

    def row(self, line: int, text: str) -> Iterable[Row | Broken]:
        """What a line of the file is."""
        yield Row(line, [text])

    def ended(self) -> Iterable[Row | Broken]:
        """What the end of the file completes."""
        return ()

    def _read(self, text: str, last: bool) -> list[Row | Broken]:
        if text and not self._started:
            self._started = True
            self.byte_order_mark = text[0] == "\ufeff"
            text = text.removeprefix("\ufeff")
        whole = self._open + text
        # CR at the end of a piece may be half of CR LF.
        held = "\r" if whole.endswith("\r") and not last else ""
        *lines, self._open = LINE_END.split(whole[: len(whole) - len(held)])
        self._open += held
        if self.newline is None and (end := LINE_END.search(whole[: len(whole) - len(held)])):
            self.newline = end[0]
        if last and self._open:
            lines.append(self._open)
            self._open = ""
        found: list[Row | Broken] = []
        for line in lines:
            if len(line) > LONGEST_RECORD:
                found.append(Broken(self._line, "too_long"))
            elif _UNDECODED.search(line):
                found.append(Broken(self._line, "not_decodable"))
            elif line.strip():
                found += self.row(self._line, line)
            self._line += 1
        if len(self._open) > LONGEST_RECORD:
            found.append(Broken(self._line, "too_long"))
            self._open = ""
        if last:
            found += self.ended()
        return found


class JsonLines(Lines):
    """One JSON object a line. A row is the text of the field `column`, and the whole object."""

    header: ClassVar[tuple[str, ...] | None] = ("text", "object")

    def __init__(self, encoding: str = "utf-8", column: str = "text") -> None:
        super().__init__(encoding)
        self.column = column

    def row(self, line: int, text: str) -> Iterable[Row | Broken]:
        """The text and the line as it stands."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            yield Broken(line, "bad_json")
            return
        value = found.get(self.column) if isinstance(found, dict) else None
        yield Row(line, [value, text]) if isinstance(value, str) else Broken(line, "no_text")

    @staticmethod
    def written(row: Row, added: Iterable[tuple[str, object]]) -> str:
        """The object with its counts, as a line; every field that it had comes back."""
        found = {**json.loads(row.fields[1]), **dict(added)}
        plain = json.dumps(found, ensure_ascii=False)
        return plain if _HALF.search(plain) is None else json.dumps(found)


class Chat(Lines):
    """A chat that WhatsApp exported as text. A message goes on until the next one begins."""

    header: ClassVar[tuple[str, ...] | None] = ("date", "sender", "text")

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(encoding)
        self._row: Row | None = None

    def row(self, line: int, text: str) -> Iterable[Row | Broken]:
        """The message before, if `text` begins another."""
        begun = CHAT_LINE.match(text)
        if begun is None:
            if self._row is not None and sum(map(len, self._row.fields)) < LONGEST_RECORD:
                self._row.fields[2] += f"\n{text}"
            return
        yield from self.ended()
        date, said = begun[1] or begun[2], text[begun.end() :]
        sender, colon, message = said.partition(": ")
        # Without a sender it is a note of WhatsApp itself: somebody joined, a number changed.
        self._row = Row(line, [date, sender.lstrip("\u200e\u202a"), message]) if colon else None

    def ended(self) -> Iterable[Row | Broken]:
        """The message that was open."""
        if self._row is not None:
            yield self._row
        self._row = None


CHAT_LINE = re.compile(
    r"\u200e?(?:\[(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? [^\]]{4,20})\] "
    r"|(\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? [^-]{4,20}) - )"
)
"""How a message begins: "[31.12.25, 21:41:05] " on an iPhone, "31/12/25, 21:41 - " elsewhere."""


class Backup:
    """The texts that the app SMS Backup & Restore has saved as XML; pictures have no text here."""

    header: ClassVar[tuple[str, ...] | None] = ("date", "address", "type", "text")
    late: ClassVar[bool] = False

    def __init__(self, encoding: str = "utf-8") -> None:
        self._decoder = decoder(encoding)
        self._tags = Tags()
        self._number = 0
        self._failed = False
        self.newline: str | None = None
        self.byte_order_mark = False

    def feed(self, piece: bytes) -> list[Row | Broken]:
        """The messages that `piece` completes; the line of one is its number in the file."""
        return self._read(self._decoder.decode(piece))

    def close(self) -> list[Row | Broken]:
        """The messages that the end of the file completes."""
        found = self._read(self._decoder.decode(b"", True))
        if not self._failed:
            try:
                self._tags.close()
            except MarkupError:
                found.append(Broken(self._number + 1, "bad_markup"))
        return found

    def more(self) -> list[Row | Broken] | None:
        """Nothing is left after `close`."""
        return None

    def _read(self, text: str) -> list[Row | Broken]:
        found: list[Row | Broken] = []
        if self._failed:
            return found
        try:
            for tag in self._tags.feed(text.removeprefix("\ufeff")):
                if isinstance(tag, Tag) and tag.name == "sms" and not tag.end:
                    self._number += 1
                    of = tag.attributes
                    date = of.get("readable_date") or of.get("date", "")
                    fields = [date, of.get("address", ""), of.get("type", ""), of.get("body", "")]
                    if any(map(_UNDECODED.search, fields)):
                        found.append(Broken(self._number, "not_decodable"))
                    else:
                        found.append(Row(self._number, fields))
        except MarkupError:
            self._failed = True
            found.append(Broken(self._number + 1, "bad_markup"))
        return found


class Sheet:
    """A sheet of an Excel workbook. Raises WorkbookError from `close` and `more`."""

    header: ClassVar[tuple[str, ...] | None] = None
    late: ClassVar[bool] = True

    def __init__(self, sheet: str | None = None) -> None:
        self._sheet = sheet
        self._file = io.BytesIO()
        self._rows: Iterator[Any] | None = None
        self.newline: str | None = None
        self.byte_order_mark = True  # so that Excel opens the copy as what it is

    def feed(self, piece: bytes) -> list[Row | Broken]:
        """Nothing yet: the list of parts stands at the end of the file."""
        self._file.write(piece)
        return []

    def close(self) -> list[Row | Broken]:
        """Nothing yet: see `more`."""
        self._rows = Workbook(self._file).rows(self._sheet)
        return []

    def more(self) -> list[Row | Broken] | None:
        """The next rows; None for no more."""
        assert self._rows is not None
        rows: list[Row | Broken] = [
            Row(line.number, line.cells) for line in islice(self._rows, ROWS_AT_A_TIME)
        ]
        return rows or None


__all__ = [
    "CHAT_LINE",
    "LINE_END",
    "Backup",
    "Chat",
    "JsonLines",
    "Lines",
    "Sheet",
    "WorkbookError",
]
