"""A file of messages: its controls, its progress and its totals, and the job that counts it.

The worker hands the file over in pieces; ``Job`` counts each, keeps nothing but the totals, and
gives back the same rows with their counts. ``smsparts.batch`` reads and counts.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Any

from smsparts.batch import (
    ADDED_COLUMNS,
    BILL_COLUMNS,
    FILE_ENCODINGS,
    Broken,
    Records,
    Row,
    Table,
    TableError,
    Tally,
    Totals,
    added,
)

from calculators.protocol import Reply
from calculators.views.html import Html
from calculators.views.segments import file_words as say
from calculators.views.segments.settings import STANDARD, read

MOST_BYTES = 100 * 1024 * 1024
"""The counted copy is held in the browser's memory until it is saved."""

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
MOST_NAMED = 5
_LINE_END = re.compile("\r\n|\r|\n")


class Job:
    """One file being read. ``request`` is the page's message; its state has a ``file`` part:
    ``name``, ``bytes`` and, once chosen, ``column``, ``encoding`` and ``delimiter``.

    ``refused`` is True once there is no use in reading on; ``finish`` then says why.
    """

    def __init__(self, request: Mapping[str, Any]) -> None:
        self._language: str = request["language"]
        asked = request["state"]["file"]
        self._name, self._bytes = str(asked["name"]), int(asked["bytes"])
        self._read = 0
        self._named: list[Broken] = []
        self._output = b""
        self._refusal: str | None = None
        self._encoding = "utf-8"
        self._tally = self._table = None
        self._peek: bytes | None = None
        self._pasted: bytes | None = None
        if self._bytes > MOST_BYTES:
            self._refuse("too_big", limit=MOST_BYTES // (1024 * 1024))
            return
        action = request["state"]["action"]["name"]
        if action == "peek":
            self._peek = b""
            return
        settings = read({**request["state"]["fields"], "text": ""})
        self._tally = Tally(sending=settings.sending)
        rule = settings.sending.rule
        self._rule = rule.name[self._language] if rule else None
        self._bill = settings.profile != STANDARD
        self._adding = (*ADDED_COLUMNS, *(BILL_COLUMNS if self._bill else ()))
        if action == "pasted":
            self._pasted = b""
            return
        if asked.get("encoding") in FILE_ENCODINGS:
            self._encoding = asked["encoding"]
        self._delimiter = DELIMITERS.get(asked.get("delimiter", ""), ",")
        self._table = Table(
            str(asked.get("column", "")),
            encoding=self._encoding,
            delimiter=self._delimiter,
            adding=self._adding,
        )
        self._begun = False

    @property
    def refused(self) -> bool:
        """Whether the rest of the file is of no use."""
        return self._refusal is not None

    def feed(self, piece: Any) -> str:
        """Count one piece, any bytes-like object; JSON with the progress.

        ``html`` is the whole of it with its Cancel; ``percent`` and ``words`` are what changes in
        it, so that the button is not taken away under the finger that presses it.
        """
        content = bytes(piece)
        self._read += len(content)
        if self._peek is not None:
            self._peek += content
        elif self._pasted is not None:
            self._pasted += content
        elif self._table is not None:
            try:
                self._count(*self._table.feed(content))
            except TableError as error:
                self._refuse(error.code, names=", ".join(error.names))
        share = self._read / self._bytes if self._bytes else 1.0
        rows = self._tally.totals().rows if self._tally and self._table else 0
        if self._peek is not None:
            return json.dumps({})
        percent = min(100, int(share * 100))
        words = say.progress_words(rows, percent, self._language)
        shown = say.progress(percent, words, self._language)
        return json.dumps({"html": shown, "percent": percent, "words": words})

    def output(self) -> bytes:
        """The counted rows since the last call, as bytes of the same encoding."""
        output, self._output = self._output, b""
        return output

    def totals(self) -> Totals:
        """What was counted so far."""
        assert self._tally is not None
        return self._tally.totals()

    def finish(self) -> str:
        """JSON with the last answer: ``regions`` to show, ``announce``, ``save`` (a file name)."""
        if self._refusal is None and self._table is not None:
            try:
                self._count(*self._table.close())
            except TableError as error:
                self._refuse(error.code, names=", ".join(error.names))
        if self._refusal is not None:
            shown = say.refused(self._refusal)
            refusal: Reply = {"regions": {"file-result": shown}, "focus": "file-result"}
            refusal["announce"] = self._refusal
            return json.dumps(refusal)
        if self._peek is not None:
            return json.dumps({"regions": self._columns(self._peek)})
        if self._pasted is not None:
            assert self._tally is not None
            # Where someone pressed Enter; str.splitlines would know seven ends more.
            texts = _LINE_END.split(self._pasted.decode("utf-8", "replace"))
            lines = [n for n, text in enumerate(texts, 1) if text]
            self._tally.add(lines, [text for text in texts if text])
        totals = self.totals()
        saved = self._table is not None
        shown = say.totals(totals, self._named, self._language, saved, self._rule)
        reply: Reply = {"regions": {"file-result": shown}, "focus": "file-heading"}
        if self._table is not None:
            stem = self._name.rpartition(".")[0] or self._name
            reply["save"] = f"{stem}-counted.csv"
        return json.dumps({**reply, "announce": say.summary(totals, self._language)})

    def _count(self, rows: list[Row], broken: list[Broken]) -> None:
        assert self._tally is not None and self._table is not None
        self._named += broken[: MOST_NAMED - len(self._named)]
        self._tally.add_broken(len(broken))
        texts = [self._table.text(row) for row in rows]
        counts = self._tally.add([row.line for row in rows], texts)
        written = io.StringIO(newline="")
        ends = self._table.records.newline or "\r\n"
        writer = csv.writer(written, delimiter=self._delimiter, lineterminator=ends)
        if self._table.header is not None and not self._begun:
            self._begun = True
            if self._table.records.byte_order_mark:
                written.write("\ufeff")
            writer.writerow([*self._table.header, *self._adding])
        for row, found in zip(rows, counts, strict=True):
            writer.writerow([*row.fields, *added(found, self._bill)])
        self._output += written.getvalue().encode(self._encoding, "backslashreplace")

    def _columns(self, start: bytes) -> dict[str, Html]:
        """The controls for the column, guessed from the first piece of the file."""
        nothing = Html("")
        if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start:
            return {"file": nothing, "file-result": self._refused("utf16")}
        encoding = guess_encoding(start)
        delimiter = guess_delimiter(start.decode(encoding, "replace"))
        try:
            records = Records(encoding, DELIMITERS[delimiter]).feed(start + b"\n")
        except UnicodeError:
            records = []
        header = records[0].fields if records and isinstance(records[0], Row) else []
        if not header:
            return {"file": nothing, "file-result": self._refused("no_header")}
        likely = _longest_column([r.fields for r in records[1:] if isinstance(r, Row)], len(header))
        chosen = say.columns(self._name, header, likely, encoding, delimiter, self._language)
        return {"file": chosen, "file-result": nothing}

    def _refused(self, code: str) -> Html:
        return say.refused(say.refusal(code, self._language))

    def _refuse(self, code: str, **values: object) -> None:
        self._refusal = say.refusal(code, self._language, **values)


def open_file(request: str) -> Job:
    """A job for the file that the JSON ``request`` describes."""
    return Job(json.loads(request))


def guess_encoding(start: bytes) -> str:
    """ "utf-8" if ``start`` can be the beginning of such a file, else "gb18030"."""
    try:
        # The piece may end inside a character: its last three bytes prove nothing.
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 3:
            return "gb18030"
    return "utf-8"


def guess_delimiter(start: str) -> str:
    """The name of the delimiter that the first line has most of."""
    line = start.partition("\n")[0]
    return max(DELIMITERS, key=lambda name: line.count(DELIMITERS[name]))


def _longest_column(rows: list[list[str]], width: int) -> int:
    totals = [0] * width
    for row in rows[:50]:
        for index, cell in enumerate(row[:width]):
            totals[index] += len(cell)
    return totals.index(max(totals))
