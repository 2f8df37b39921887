"""A file of messages: its controls, its progress and its totals, and the job that counts it.

The worker hands the file over in pieces; ``Job`` counts each, keeps nothing but the totals, and
gives back the same rows with their counts. ``smsparts.layouts`` says how a file is read,
``smsparts.batch`` reads and counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from smsparts.batch import Broken, Row, Table, TableError, Tally, Totals
from smsparts.counted import Copy
from smsparts.encodings import FILE_ENCODINGS, guess_encoding
from smsparts.formats import LINE_END
from smsparts.layouts import DELIMITERS, LOOKED_AT, Layout, NotReadError, look
from smsparts.sheets import WorkbookError

from calculators.protocol import Reply
from calculators.views.html import Html
from calculators.views.segments import file_words as say
from calculators.views.segments import mode
from calculators.views.segments.settings import STANDARD, read

__all__ = ["Job", "guess_delimiter", "guess_encoding", "open_file"]

MOST_BYTES = 100 * 1024 * 1024
"""The counted copy is held in the browser's memory until it is saved."""

MOST_NAMED = 5
_ZIPPED = b"PK\x03\x04"


class Job:
    """One file being read. ``request`` is the page's message; its state has a ``file`` part:
    ``name``, ``bytes`` and, once chosen, how it is read, by the names of the controls.

    ``refused`` is True once there is no use in reading on; ``finish`` then says why, or shows what
    the beginning is.
    """

    def __init__(self, request: Mapping[str, Any]) -> None:
        self._language: str = request["language"]
        asked = request["state"]["file"]
        self._asked: Mapping[str, Any] = asked
        self._name, self._bytes = str(asked["name"]), int(asked["bytes"])
        self._action: str = request["state"]["action"]["name"]
        self._read = 0
        self._start = bytearray()  # grows by pieces, of a workbook to its end
        self._named: list[Broken] = []
        self._output = b""
        self._refusal: str | None = None
        self._table: Table | None = None
        self._copy: Copy | None = None
        fields = request["state"]["fields"]
        going = mode.read({**fields, "by_hand": "yes"}, request["language"])
        settings = read({**fields, "text": "", "profile": going.profile})
        rule = settings.sending.rule
        self._rule = rule.name[self._language] if rule else None
        self._bill = settings.profile != STANDARD
        self._by_rule = settings.counts_characters
        self._tally = Tally(sending=settings.sending)
        if self._bytes > MOST_BYTES:
            self._refuse("too_big", limit=MOST_BYTES // (1024 * 1024))

    @property
    def refused(self) -> bool:
        """Whether the rest of the file is of no use."""
        if self._refusal is not None:
            return True
        seen = len(self._start) >= LOOKED_AT and not self._start.startswith(_ZIPPED)
        return self._action == "peek" and seen

    def feed(self, piece: Any) -> str:
        """Count one piece, any bytes-like object; JSON with the progress.

        ``html`` is the whole of it with its Cancel; ``percent`` and ``words`` are what changes in
        it, so that the button is not taken away under the finger that presses it.
        """
        content = bytes(piece)
        self._read += len(content)
        if self._action in ("peek", "pasted"):
            self._start += content
            return json.dumps({})
        if self._table is not None:
            self._fed(content)
        else:
            self._start += content
            seen = len(self._start) >= LOOKED_AT and not self._start.startswith(_ZIPPED)
            if seen or self._read >= self._bytes:
                self._begin()
        return self._progress()

    def step(self) -> str:
        """Once all is fed: count some more; JSON with the progress, or "" if nothing is left."""
        if self._action in ("peek", "pasted") or self._refusal is not None:
            return ""
        if self._table is None:
            self._begin()
        else:
            self._caught(self._more)
        if self._refusal is not None or self._done:
            return ""
        return self._progress()

    def output(self) -> bytes:
        """The counted rows since the last call, as bytes of the same encoding."""
        output, self._output = self._output, b""
        return output

    def totals(self) -> Totals:
        """What was counted so far."""
        return self._tally.totals()

    def finish(self) -> str:
        """JSON with the last answer: ``regions`` to show, ``announce``, ``save`` (a file name)."""
        while self.step():
            pass
        if self._refusal is None and self._action == "peek":
            shown = self._peeked()
            if shown is not None:
                return json.dumps({"regions": {"file": shown, "file-result": ""}})
        if self._refusal is not None:
            regions = {"file-result": say.refused(self._refusal)}
            if self._action == "peek":
                regions["file"] = Html("")
            refusal: Reply = {"regions": dict(regions), "focus": "file-result"}
            refusal["announce"] = self._refusal
            return json.dumps(refusal)
        if self._action == "pasted":
            # Where someone pressed Enter; str.splitlines would know seven ends more.
            texts = LINE_END.split(self._start.decode("utf-8", "replace"))
            lines = [n for n, text in enumerate(texts, 1) if text]
            self._tally.add(lines, [text for text in texts if text])
        totals = self.totals()
        padded = self._table.padded if self._table is not None else 0
        shown = say.totals(
            totals,
            self._named,
            self._language,
            self._copy is not None,
            self._rule,
            padded,
            by_rule=self._by_rule,
        )
        reply: Reply = {"regions": {"file-result": shown}, "focus": "file-heading"}
        if self._copy is not None:
            stem = self._name.rpartition(".")[0] or self._name
            reply["save"] = f"{stem}-counted{self._copy.suffix}"
        return json.dumps({**reply, "announce": say.summary(totals, self._language)})

    _done = False

    def _progress(self) -> str:
        share = self._read / self._bytes if self._bytes else 1.0
        rows = self.totals().rows if self._table is not None else 0
        percent = min(100, int(share * 100))
        words = say.progress_words(rows, percent, self._language)
        shown = say.progress(percent, words, self._language)
        return json.dumps({"html": shown, "percent": percent, "words": words})

    def _begin(self) -> None:
        """All that is needed to say what the file is has arrived."""

        def begin() -> None:
            column = self._chosen_column()
            layout = self._look()
            self._copy = Copy(layout, self._bill)
            if isinstance(column, str):
                if column not in layout.names:
                    raise TableError("no_column", layout.names)
                if layout.names.count(column) > 1:
                    raise TableError("two_columns", [column])
            self._table = layout.table(self._copy.columns)
            self._count(*self._table.feed(bytes(self._start)))
            self._start.clear()

        self._caught(begin)
        self._closed = False

    def _fed(self, content: bytes) -> None:
        def feed() -> None:
            assert self._table is not None
            self._count(*self._table.feed(content))

        self._caught(feed)

    def _more(self) -> None:
        assert self._table is not None
        if not self._closed:
            self._closed = True
            self._count(*self._table.close())
            return
        left = self._table.more()
        if left is None:
            self._done = True
        else:
            self._count(*left)

    def _caught(self, work: Any) -> None:
        try:
            work()
        except TableError as error:
            self._refuse(error.code, names=", ".join(error.names))
        except (NotReadError, WorkbookError) as error:
            self._refuse(error.code)

    def _count(self, rows: list[Row], broken: list[Broken]) -> None:
        assert self._table is not None and self._copy is not None
        self._named += broken[: MOST_NAMED - len(self._named)]
        self._tally.add_broken(len(broken))
        texts = [self._table.text(row) for row in rows]
        counts = self._tally.add([row.line for row in rows], texts)
        text = self._copy.text(self._table, rows, counts, all_rows=True)
        self._output += text.encode(self._copy.codec, "backslashreplace")

    def _chosen_column(self) -> str | int | None:
        """By number where the controls have shown it, by name for whoever knows only that."""
        at = self._asked.get("column_number")
        if isinstance(at, str) and at.isdecimal():
            return int(at)
        name = self._asked.get("column")
        return str(name) if name is not None else None

    def _look(self) -> Layout:
        """How the file is read: as chosen, else as it looks."""
        asked = self._asked
        mark, header, sheet = asked.get("delimiter"), asked.get("header"), asked.get("sheet")
        encoding = asked.get("encoding")
        row = isinstance(header, str) and re.fullmatch(r"\d\d?", header)
        return look(
            bytes(self._start),
            kind="lines" if mark == "nothing" else None,
            encoding=encoding if encoding in FILE_ENCODINGS else None,
            delimiter=DELIMITERS.get(str(mark)),
            header=int(str(header)) if row else None,
            column=self._chosen_column(),
            sheet=sheet if isinstance(sheet, str) else None,
        )

    def _peeked(self) -> Html | None:
        """The controls and the first rows; None, and a refusal, for what is not read."""
        found: list[Layout] = []
        self._caught(lambda: found.append(self._look()))
        return say.layout(self._name, found[0], self._language) if found else None

    def _refuse(self, code: str, **values: object) -> None:
        self._refusal = say.refusal(code, self._language, **values)


def open_file(request: str) -> Job:
    """A job for the file that the JSON ``request`` describes."""
    return Job(json.loads(request))


def guess_delimiter(start: str) -> str:
    """The name of the delimiter that the first line has most of."""
    line = start.partition("\n")[0]
    return max(DELIMITERS, key=lambda name: line.count(DELIMITERS[name]))
