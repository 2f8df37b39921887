"""``batch``: a CSV file in, the same with its counts out, in memory that does not grow with it.

The output is written beside its place and moved there when it is whole. Broken rows are named on
standard error, by line, and are not in the output; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import csv
import os
import signal
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from smsparts.batch import (
    ADDED_COLUMNS,
    BILL_COLUMNS,
    LONGEST_RECORD,
    Broken,
    Row,
    Table,
    TableError,
    Tally,
    added,
)
from smsparts.commands.count import asked_options, asked_sending
from smsparts.segments import Options

if TYPE_CHECKING:
    from smsparts.batch import Counted

PIECE = 1 << 18  # octets read at a time
MOST_NAMED = 20  # broken rows named one by one
SECONDS_BETWEEN = 0.5  # progress reports


class _CannotError(Exception):
    """The command cannot be done; the message is the sentence to print."""


def run(given: argparse.Namespace) -> int:
    """Runs the command: 0, 1 if a row was broken or the file could not be written, 2 if wrong."""
    delimiter = {"tab": "\t"}.get(given.delimiter, given.delimiter)
    try:
        if len(delimiter) != 1 or delimiter in '"\r\n':
            raise _CannotError(f'--delimiter is one character, or "tab", not {given.delimiter!r}.')
        tally = _tally(asked_options(given), asked_sending(given))
        adding = (*ADDED_COLUMNS, *(BILL_COLUMNS if given.bill else ()))
        source, target = _paths(given.input, given.output)
        table = Table(
            given.column,
            encoding=given.file_encoding,
            delimiter=delimiter,
            adding=adding,
        )
    except _CannotError as error:
        print(error, file=sys.stderr)
        return 2
    # Without this a plain `kill` would leave the unfinished file behind.
    with suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _run(source, target, table, tally, given, delimiter)
    except TableError as error:
        print(_said(error, given.column, given.file_encoding), file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{target}: not written, {error.strerror or error}.", file=sys.stderr)
        return 1


def _tally(asked: dict[str, Any], around: dict[str, Any]) -> Tally:
    for field in ("locking", "single"):
        if isinstance(names := asked.get(field), list):
            asked[field] = tuple(names)
    name = asked.pop("profile", None)
    try:
        if name is None and not around:
            return Tally(Options(**asked))
        from smsparts.billing import rule as find_rule
        from smsparts.sending import Sending

        rule = None if name is None else find_rule(str(name))
        return Tally(sending=Sending(rule, asked, **around))
    except ValueError as error:
        raise _CannotError(f"{str(error).rstrip('.')}.") from None


def _paths(input_name: str, output_name: str) -> tuple[Path, Path]:
    """Where to read and, links followed, where to write."""
    source, target = Path(input_name), Path(os.path.realpath(output_name))
    if source.is_dir() or not source.exists():
        raise _CannotError(f"{source}: no such file to read.")
    if target.exists():
        if target.samefile(source):
            raise _CannotError(f"{output_name} is the input itself; name another --output.")
        if not target.is_file():
            raise _CannotError(f"{output_name} is not a file that could be written.")
    elif not target.parent.is_dir():
        raise _CannotError(f"{target.parent}: no such folder to write into.")
    return source, target


def _run(
    source: Path,
    target: Path,
    table: Table,
    tally: Tally,
    given: argparse.Namespace,
    delimiter: str,
) -> int:
    descriptor, unfinished = tempfile.mkstemp(
        prefix=f".{target.name}.", suffix=".part", dir=target.parent
    )
    report = _Report(tally, source.stat().st_size)
    try:
        with (
            source.open("rb") as read,
            open(  # noqa: PTH123  # a descriptor, not a path
                descriptor, "w", encoding=given.file_encoding, newline=""
            ) as written,
        ):
            writer: _Writer | None = None
            for rows, broken in _pieces(read, table, report):
                if table.header is not None and writer is None:
                    if table.records.byte_order_mark:
                        written.write("\ufeff")
                    ends = table.records.newline or "\r\n"
                    writer = csv.writer(written, delimiter=delimiter, lineterminator=ends).writerows
                    writer([[*table.header, *table.adding]])
                report.broken(broken)
                if writer is not None and rows:
                    counts = tally.add([row.line for row in rows], [table.text(r) for r in rows])
                    writer(_counted(rows, counts, report, given.bill))
            written.flush()
            os.fsync(written.fileno())
        Path(unfinished).chmod(_mode(target))
        Path(unfinished).replace(target)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    report.end(target)
    return int(tally.totals().broken > 0)


_Writer = Callable[[Iterable[Iterable[object]]], object]


def _pieces(
    read: BinaryIO, table: Table, report: _Report
) -> Iterable[tuple[list[Row], list[Broken]]]:
    done = 0
    while piece := read.read(PIECE):
        yield table.feed(piece)
        done += len(piece)
        report.progress(done)
    yield table.close()


def _counted(
    rows: Iterable[Row], counts: Iterable[Counted | None], report: _Report, bill: bool
) -> Iterable[list[object]]:
    for row, found in zip(rows, counts, strict=True):
        if found is None:
            report.name(f"line {row.line}: cannot be encoded as GSM-7; left out.")
        else:
            yield [*row.fields, *added(found, bill)]


def _mode(target: Path) -> int:
    """The permissions an ordinary new file would get, or those the file had."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


class _Report:
    """Standard error: how far the work is, which rows are broken, how it ended."""

    def __init__(self, tally: Tally, size: int) -> None:
        self._tally = tally
        self._size = size
        self._named = 0
        self._next = time.monotonic() + SECONDS_BETWEEN
        self._live = sys.stderr.isatty()

    def progress(self, done: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + SECONDS_BETWEEN
        share = f"{min(100, 100 * done // self._size)}%" if self._size else f"{done:,} octets"
        self._print(f"{share}, {self._tally.totals().rows:,} rows", live=True)

    def broken(self, rows: list[Broken]) -> None:
        self._tally.add_broken(len(rows))
        for row in rows:
            self.name(f"line {row.line}: {_BROKEN[row.code].format(columns=row.columns)}")

    def name(self, sentence: str) -> None:
        self._named += 1
        if self._named <= MOST_NAMED:
            self._print(sentence)
        elif self._named == MOST_NAMED + 1:
            self._print("More rows are left out; they are counted at the end.")

    def end(self, target: Path) -> None:
        totals = self._tally.totals()
        self._print(
            f"{totals.rows:,} rows, {totals.segments:,} segments, "
            f"{totals.broken:,} rows left out: {target}"
        )

    def _print(self, line: str, live: bool = False) -> None:
        if not self._live:
            print(line, file=sys.stderr)
        else:  # a progress line is written over by whatever comes next
            print(f"\r\x1b[K{line}", end="" if live else "\n", file=sys.stderr, flush=True)


_BROKEN = {
    "bad_quotes": "a quotation mark is not closed or stands inside a field; left out.",
    "too_long": f"over {LONGEST_RECORD:,} characters, or a quotation mark never closes; left out.",
    "not_decodable": "not in the file's encoding; left out.",
    "wrong_columns": "{columns} columns, other than the header has; left out.",
}


def _said(error: TableError, column: str, encoding: str) -> str:
    listed = ", ".join(error.names)
    return {
        "no_header": f"There is no header line that can be read as {encoding}; "
        "--file-encoding names another encoding.",
        "no_column": f"There is no column {column!r}; the columns are: {listed}.",
        "two_columns": f"More than one column is called {column!r}.",
        "column_taken": f"The file has a column {listed} already; rename it first.",
    }[error.code]
