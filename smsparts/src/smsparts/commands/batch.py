"""``batch``: a file of messages in, the same with its counts out, in memory that does not grow.

The output is written beside its place and moved there when it is whole. Broken rows are named on
standard error, by line, and are not in the output; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterable
from io import BufferedReader
from pathlib import Path
from typing import Any

from smsparts.batch import LONGEST_RECORD, Broken, Row, Table, TableError, Tally
from smsparts.commands.count import asked_options, asked_sending
from smsparts.counted import Copy
from smsparts.encodings import LABELS
from smsparts.layouts import DELIMITERS, LOOKED_AT, Layout, NotReadError, look
from smsparts.say import words
from smsparts.segments import Options
from smsparts.sheets import WorkbookError

PIECE = 1 << 18  # octets read at a time
MOST_NAMED = 20  # broken rows named one by one
SECONDS_BETWEEN = 0.5  # progress reports


class _CannotError(Exception):
    """The command cannot be done; the message is the sentence to print."""


def run(given: argparse.Namespace) -> int:
    """Runs the command: 0, 1 if a row was broken or the file could not be written, 2 if wrong."""
    try:
        delimiter = _delimiter(given.delimiter)
        tally = _tally(asked_options(given), asked_sending(given))
        if given.output is None and not given.preview:
            raise _CannotError("--output names the file to write; or look first, with --preview.")
        source, target = _paths(given.input, given.output)
    except _CannotError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        with source.open("rb") as read:
            start = b""
            while len(start) < LOOKED_AT and (piece := _next(read)):
                start += piece
            if start.startswith(b"PK"):
                start += read.read()
            layout = _layout(start, delimiter, given)
            if given.preview:
                print(preview(layout, given.language))
                return 0
            assert target is not None
            copy = Copy(layout, given.bill)
            report = _Report(tally, source.stat().st_size, _told(layout, given.language))
            return _run(read, start, target, layout.table(copy.columns), copy, report)
    except (NotReadError, WorkbookError) as error:
        print(f"{source}: {words('file', given.language)[error.code]}", file=sys.stderr)
        return 2
    except TableError as error:
        print(_said(error, given), file=sys.stderr)
        return 2
    except OSError as error:
        if target is None:
            raise  # the preview: it is standard output that failed
        unread = str(error.filename) == str(source)
        where, what = (source, "read") if unread else (target, "written")
        print(f"{where}: not {what}, {error.strerror or error}.", file=sys.stderr)
        return 1


def _delimiter(given: str | None) -> str | None:
    if given is None:
        return None
    delimiter = {"tab": "\t"}.get(given, given)
    # Half a character of an argument that was not in the encoding of the system.
    is_half = any("\ud800" <= one <= "\udfff" for one in delimiter)
    if len(delimiter) != 1 or delimiter in '"\r\n' or is_half:
        raise _CannotError(f'--delimiter is one character, or "tab", not {given!r}.')
    return delimiter


def _layout(start: bytes, delimiter: str | None, given: argparse.Namespace) -> Layout:
    """How the file is read. TableError where its column is not there, or was not named."""
    column = given.column
    if column is not None and given.header == 0 and column.isdecimal() and int(column):
        column = int(column) - 1
    layout = look(
        start,
        kind="lines" if given.lines else None,
        encoding=given.file_encoding,
        delimiter=delimiter,
        header=given.header,
        column=column,
        sheet=given.sheet,
    )
    if given.preview or layout.kind in ("lines", "chat", "backup"):
        return layout
    if column is None:
        raise TableError("unnamed", layout.names)
    if isinstance(column, str):
        if column not in layout.names:
            raise TableError("no_column", layout.names)
        if layout.names.count(column) > 1:
            raise TableError("two_columns", [column])
    elif column != layout.column:
        raise TableError("no_column", [str(n + 1) for n in range(max(map(len, layout.rows)))])
    return layout


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


def _paths(input_name: str, output_name: str | None) -> tuple[Path, Path | None]:
    """Where to read and, links followed, where to write."""
    try:
        return _looked_up(input_name, output_name)
    except OSError as error:  # a name too long, a folder that may not be looked into
        raise _CannotError(f"{error.filename}: {error.strerror}.") from None


def _looked_up(input_name: str, output_name: str | None) -> tuple[Path, Path | None]:
    source = Path(input_name)
    if source.is_dir() or not source.exists():
        raise _CannotError(f"{source}: no such file to read.")
    if output_name is None:
        return source, None
    target = Path(os.path.realpath(output_name))
    if target.exists():
        if target.samefile(source):
            raise _CannotError(f"{output_name} is the input itself; name another --output.")
        if not target.is_file():
            raise _CannotError(f"{output_name} is not a file that could be written.")
        if not target.stat().st_mode & stat.S_IWUSR:
            raise _CannotError(f"{output_name} is write-protected.")
    elif target.is_symlink() or output_name.endswith(("/", os.sep)):
        raise _CannotError(f"{output_name} is not a file that could be written.")
    elif not target.parent.is_dir():
        raise _CannotError(f"{target.parent}: no such folder to write into.")
    return source, target


def _run(
    read: BufferedReader, start: bytes, target: Path, table: Table, copy: Copy, report: _Report
) -> int:
    descriptor, unfinished = tempfile.mkstemp(
        prefix=f".{target.name}.", suffix=".part", dir=target.parent
    )
    tally = report.tally
    try:
        with open(  # noqa: PTH123  # a descriptor, not a path
            descriptor, "w", encoding=copy.codec, newline=""
        ) as written:
            for rows, broken in _pieces(read, start, table, report):
                report.broken(broken)
                counts = tally.add([row.line for row in rows], [table.text(r) for r in rows])
                for row, found in zip(rows, counts, strict=True):
                    if found is None:
                        report.name(f"line {row.line}: cannot be encoded as GSM-7; left out.")
                if rows or table.header is not None:
                    written.write(copy.text(table, rows, counts, all_rows=False))
            written.flush()
            os.fsync(written.fileno())
        Path(unfinished).chmod(_mode(target))
        Path(unfinished).replace(target)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    report.end(target, table.padded)
    return int(tally.totals().broken > 0)


def _next(read: BufferedReader) -> bytes:
    """What there is to read now, at most PIECE octets; nothing at the end.

    One request of the system at a time: between two that Python makes by itself, on a pipe that
    says nothing, a signal would wait for ever.
    """
    return read.read1(PIECE)


def _pieces(
    read: BufferedReader, start: bytes, table: Table, report: _Report
) -> Iterable[tuple[list[Row], list[Broken]]]:
    done = 0
    while piece := start or _next(read):
        start = b""
        yield table.feed(piece)
        done += len(piece)
        report.progress(done)
    yield table.close()
    while (left := table.more()) is not None:
        yield left


def _mode(target: Path) -> int:
    """The permissions an ordinary new file would get, or those the file had."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


class _Report:
    """Standard error: how far the work is, which rows are broken, how it ended."""

    def __init__(self, tally: Tally, size: int, told: str) -> None:
        self.tally = tally
        self._size = size
        self._named = 0
        self._next = time.monotonic() + SECONDS_BETWEEN
        self._live = sys.stderr.isatty()
        if told:
            self._print(told)

    def progress(self, done: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + SECONDS_BETWEEN
        share = f"{min(100, 100 * done // self._size)}%" if self._size else f"{done:,} octets"
        self._print(f"{share}, {self.tally.totals().rows:,} rows", live=True)

    def broken(self, rows: list[Broken]) -> None:
        self.tally.add_broken(len(rows))
        for row in rows:
            self.name(f"line {row.line}: {_BROKEN[row.code].format(columns=row.columns)}")

    def name(self, sentence: str) -> None:
        self._named += 1
        if self._named <= MOST_NAMED:
            self._print(sentence)
        elif self._named == MOST_NAMED + 1:
            self._print("More rows are left out; they are counted at the end.")

    def end(self, target: Path, padded: int) -> None:
        if padded:
            self._print(f"{padded:,} rows were shorter than the header; filled with empty cells.")
        totals = self.tally.totals()
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
    "bad_json": "not a JSON object; left out.",
    "no_text": "the field is missing or is not text; left out.",
    "bad_markup": "the file is damaged from here on; the rest is left out.",
    "wrong_columns": "{columns} columns, other than the header has; left out.",
}


def _said(error: TableError, given: argparse.Namespace) -> str:
    listed = ", ".join(map(_name, error.names))
    encoding = given.file_encoding or "utf-8"
    return {
        "no_header": f"There is no header line that can be read as {encoding}; "
        "--file-encoding names another encoding, --header another line.",
        "no_column": f"There is no column {given.column!r}; the columns are: {listed}.",
        "unnamed": f"--column names the column with the texts; the columns are: {listed}.",
        "two_columns": f"More than one column is called {given.column!r}.",
        "column_taken": f"The file has a column {listed} already; rename it first.",
    }[error.code]


def _name(column: str) -> str:
    """In quotes where a blank or a comma of its own would not be seen."""
    plain = column.strip() == column and column.isprintable() and "," not in column
    return column if plain and column else repr(column)


def _told(layout: Layout, language: str) -> str:
    """How the file is read, unless that is what everybody expects."""
    plain = layout.kind == "table" and layout.encoding == "utf-8" and layout.delimiter == ","
    return "" if plain and layout.header == 1 else preview(layout, language).split("\n")[0]


def preview(layout: Layout, language: str) -> str:
    """How the file is read, in words, and its first rows, the texts marked."""
    said = words("file", language)
    mark = next((name for name, one in DELIMITERS.items() if one == layout.delimiter), "")
    lines = [
        said(
            f"read_{layout.kind}",
            encoding=LABELS.get(layout.encoding, ""),
            delimiter=said[mark] if mark else layout.delimiter,
            sheet=layout.sheet,
        )
    ]
    if layout.kind in ("table", "lines", "workbook"):
        where = said("row_number", number=layout.header) if layout.header else said["no_names"]
        lines[0] += f" {said['header']}: {where}."
    width = max([len(layout.names), *map(len, layout.rows)])
    names = layout.names or [said("column_number", number=n + 1) for n in range(width)]
    for row in layout.rows:
        lines.append("")
        for at, (name, cell) in enumerate(zip(names, row, strict=False)):
            lines.append(f"{'>' if at == layout.column else ' '} {name}: {cell!r}")
    return "\n".join(lines)
