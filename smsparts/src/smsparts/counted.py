"""The counted copy of a file: the same rows with their counts, as CSV or as JSON lines.

It is written in the encoding of the file, with a byte order mark where that has one. A workbook
becomes CSV in UTF-8 with a mark, which Excel opens as what it is, whatever language it speaks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from smsparts.batch import ADDED_COLUMNS, BILL_COLUMNS, Row, Table, added
from smsparts.encodings import FILE_ENCODINGS

if TYPE_CHECKING:
    from smsparts.batch import Counted
    from smsparts.layouts import Layout


class Copy:
    """Makes the text of the copy, a few rows at a time.

    bill  also the columns of a rule: see `BILL_COLUMNS`
    """

    def __init__(self, layout: Layout, bill: bool = False) -> None:
        self.columns = (*ADDED_COLUMNS, *(BILL_COLUMNS if bill else ()))
        self.codec = FILE_ENCODINGS[layout.encoding or "utf-8"]
        self.suffix = ".jsonl" if layout.kind == "json_lines" else ".csv"
        self._bill = bill
        self._lines = layout.kind == "json_lines"
        self._delimiter = layout.delimiter or ","
        self._begun = False

    def text(
        self, table: Table, rows: Iterable[Row], counts: Iterable[Counted | None], all_rows: bool
    ) -> str:
        """The next rows as text; with `all_rows` those that have no count too, with empty cells."""
        written = io.StringIO(newline="")
        ends = table.records.newline or "\r\n"
        if self._lines:
            for row, found in zip(rows, counts, strict=True):
                if found is not None or all_rows:
                    pairs = zip(self.columns, added(found, self._bill), strict=True)
                    written.write(_object(row, pairs) + ends)
            return written.getvalue()
        writer = csv.writer(written, delimiter=self._delimiter, lineterminator=ends)
        if not self._begun:
            self._begun = True
            if table.records.byte_order_mark:
                written.write("\ufeff")
            if table.header is not None:
                writer.writerow([*table.header, *self.columns])
        for row, found in zip(rows, counts, strict=True):
            if found is not None or all_rows:
                writer.writerow([*row.fields, *added(found, self._bill)])
        return written.getvalue()


def _object(row: Row, pairs: Iterable[tuple[str, object]]) -> str:
    from smsparts.formats import JsonLines

    return JsonLines.written(row, pairs)
