"""A file of messages: read in pieces, counted in pieces, added up.

One core for the command line and for the page's worker. `Records` turns pieces of a CSV file into
rows and broken rows; `Tally` adds up what was counted. Neither holds more than one piece and one
record, so a file may be of any size. It knows nothing of files, progress or words.

A broken row never costs the rows after it: reading goes on at the next line.
"""

from __future__ import annotations

import csv
import heapq
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, Protocol

from smsparts.encodings import decoder
from smsparts.explanation import sendable
from smsparts.segments import Count, Options, UnencodableError, count, count_many

if TYPE_CHECKING:
    from smsparts.billing import Weighed
    from smsparts.sending import Sending

    Counted = Count | Weighed

LONGEST_RECORD = 1_000_000
"""Characters of one record. What is longer, a quote never closed or no line end, is broken."""

ADDED_COLUMNS = ("encoding", "units", "segments")
BILL_COLUMNS = ("segments_fewest", "segments_most", "over_limit")
"""What a rule adds to them, where it is asked for."""

MOST_ROWS = 10
MOST_CHARACTERS = 20
LONGEST_SHOWN = 200
FEW_KINDS = 8

BrokenCode = Literal[
    "bad_quotes", "too_long", "not_decodable", "wrong_columns", "bad_json", "no_text", "bad_markup"
]


class Row(NamedTuple):
    """A record as it was read: the number of its first line, from 1, and its fields."""

    line: int
    fields: list[str]


class Broken(NamedTuple):
    """A record that could not be read. `columns` is how many it has, for "wrong_columns"."""

    line: int
    code: BrokenCode
    columns: int = 0


class Source(Protocol):
    """What turns the pieces of a file into records: `Records`, or one of :mod:`smsparts.formats`.

    header           the names of its columns, where the format has names of its own
    newline          the line end of the first line, or None
    byte_order_mark  whether the counted copy begins with one
    late             whether its records come only after `close`, from `more`
    """

    header: ClassVar[tuple[str, ...] | None]
    late: ClassVar[bool]
    newline: str | None
    byte_order_mark: bool

    def feed(self, piece: bytes) -> list[Row | Broken]:
        """The records that `piece` completes."""

    def close(self) -> list[Row | Broken]:
        """The records that the end of the file completes."""

    def more(self) -> list[Row | Broken] | None:
        """Records that are left after `close`, a few at a time; None for no more."""


class TableError(ValueError):
    """A table that cannot be counted at all.

    `.code` is "no_header", "no_column", "two_columns" or "column_taken"; `.names` are the columns
    it is about: those there are, or the one that is taken.
    """

    def __init__(self, code: str, names: Sequence[str]) -> None:
        super().__init__(f"{code.replace('_', ' ')}: {', '.join(names)}")
        self.code = code
        self.names = tuple(names)


class Records:
    """Turns a CSV file, handed over in pieces of any size, into records.

    `feed` each piece, then call `close`; both give the records that are complete, blank lines left
    out. A byte order mark is taken off, and `.byte_order_mark` says whether there was one.
    `.newline` is the line end of the first line, or None before it was seen.
    """

    header: ClassVar[tuple[str, ...] | None] = None
    late: ClassVar[bool] = False

    def __init__(self, encoding: str = "utf-8", delimiter: str = ",") -> None:
        # An octet that does not decode becomes a lone surrogate, which marks its row as broken.
        self._decoder = decoder(encoding)
        self._delimiter = delimiter
        self._open = ""  # text that no record has been made of yet
        self._line = 1  # the number of its first line
        self._started = False
        self._skipping = False  # over the rest of a line that is too long
        self.byte_order_mark = False
        self.newline: str | None = None
        csv.field_size_limit(LONGEST_RECORD)

    def feed(self, piece: bytes) -> list[Row | Broken]:
        """The records that `piece` completes."""
        return self._read(self._decoder.decode(piece), last=False)

    def close(self) -> list[Row | Broken]:
        """The records that the end of the file completes."""
        return self._read(self._decoder.decode(b"", True), last=True)

    def more(self) -> list[Row | Broken] | None:
        """Nothing is left after `close`."""
        return None

    def _read(self, text: str, last: bool) -> list[Row | Broken]:
        if text and not self._started:
            self._started = True
            self.byte_order_mark = text[0] == "\ufeff"
            text = text.removeprefix("\ufeff")
        if self._skipping:
            end = _LINE_END.search(text)
            if end is None:
                return []
            # The end itself is kept: the blank line it makes has the number of the one left out.
            self._skipping = False
            text = text[end.start() :]
        # Lines end in LF, CR LF or CR; str.splitlines would know seven ends more.
        lines = list(io.StringIO(self._open + text, newline=""))
        # CR at the end of a piece may be half of CR LF.
        unfinished = lines.pop() if lines and not last and not lines[-1].endswith("\n") else ""
        if self.newline is None and lines:
            self.newline = lines[0][len(lines[0].rstrip("\r\n")) :] or None
        self._skipping = len(unfinished) > LONGEST_RECORD
        records, used = self._records(lines, last or self._skipping)
        if _UNDECODED.search(self._open + text):
            records = [_decoded(record) for record in records]
        self._line += used
        if self._skipping:
            records.append(Broken(self._line, "too_long"))
            unfinished = ""
        self._open = "".join(lines[used:]) + unfinished
        return records

    def _records(self, lines: list[str], last: bool) -> tuple[list[Row | Broken], int]:
        """The records of complete lines, and how many lines they take."""
        records: list[Row | Broken] = []
        used = 0
        while used < len(lines):
            begun = used
            rest = map(lines.__getitem__, range(begun, len(lines)))
            reader = csv.reader(rest, delimiter=self._delimiter, strict=True)
            try:
                for fields in reader:
                    if fields:
                        records.append(Row(self._line + used, fields))
                    used = begun + reader.line_num
            except csv.Error as error:
                code: BrokenCode = "bad_quotes"
                if str(error) == "unexpected end of data":
                    if sum(map(len, lines[used:])) > LONGEST_RECORD:
                        code = "too_long"
                    elif not last:
                        break  # the rest of the record is in a piece still to come
                elif str(error).startswith("field larger"):
                    code = "too_long"
                records.append(Broken(self._line + used, code))
                used += 1
        return records, used


_LINE_END = re.compile("[\r\n]")
_UNDECODED = re.compile("[\udc80-\udcff]")


def _decoded(record: Row | Broken) -> Row | Broken:
    if isinstance(record, Row) and any(map(_UNDECODED.search, record.fields)):
        return Broken(record.line, "not_decodable")
    return record


class Table:
    """The records of a file as rows of one width, with the column that holds the texts.

    column   its name in the header, or its index from 0
    adding   names of columns that will be appended, none of which the table may have
    source   what reads the file; left out, a CSV file of that encoding and delimiter is read
    skip     records before the header, or before the first row, that are left out
    headed   whether there is a header; left out, there is one where `column` is a name

    A row that is too short is padded, if its text is there: spreadsheets leave out empty cells at
    the end. `feed` and `close` raise TableError once the header shows that there is nothing to
    count.
    """

    def __init__(
        self,
        column: str | int,
        *,
        encoding: str = "utf-8",
        delimiter: str = ",",
        adding: Sequence[str] = (),
        source: Source | None = None,
        skip: int = 0,
        headed: bool | None = None,
    ) -> None:
        self.records: Source = source or Records(encoding, delimiter)
        self.header: list[str] | None = None
        self.adding = adding
        self.padded = 0
        self._column = column
        self._index = column if isinstance(column, int) else -1
        self._width = 0
        self._skip = skip
        self._headed = isinstance(column, str) if headed is None else headed
        if not self._headed and self.records.header is not None:
            self._name(list(self.records.header))

    def feed(self, piece: bytes) -> tuple[list[Row], list[Broken]]:
        """The rows that `piece` completes, and the broken ones among them."""
        return self._sorted(self.records.feed(piece))

    def close(self) -> tuple[list[Row], list[Broken]]:
        """The rows that the end of the file completes; TableError if there was no header."""
        return self._ended(self._sorted(self.records.close()))

    def more(self) -> tuple[list[Row], list[Broken]] | None:
        """Rows that are left after `close`, a few at a time; None for no more."""
        records = self.records.more()
        return None if records is None else self._sorted(records)

    def text(self, row: Row) -> str:
        """The text of a row."""
        return row.fields[self._index]

    def _ended(self, found: tuple[list[Row], list[Broken]]) -> tuple[list[Row], list[Broken]]:
        if self._headed and self.header is None and not self.records.late:
            raise TableError("no_header", ())
        return found

    def _sorted(self, records: list[Row | Broken]) -> tuple[list[Row], list[Broken]]:
        if self._skip:
            skipped = records[: self._skip]
            self._skip -= len(skipped)
            records = records[len(skipped) :]
        if records and self.header is None and self._headed:
            record, *records = records
            if isinstance(record, Broken):
                raise TableError("no_header", ())
            self._name(record.fields)
        rows: list[Row] = []
        broken: list[Broken] = []
        for record in records:
            if isinstance(record, Broken):
                broken.append(record)
                continue
            fields, width = record.fields, self._wide(record)
            if len(fields) == width:
                rows.append(record)
            elif self._index < len(fields) < width:
                self.padded += 1
                rows.append(Row(record.line, fields + [""] * (width - len(fields))))
            elif len(fields) > width and not any(fields[width:]):
                rows.append(Row(record.line, fields[:width]))
            else:
                broken.append(Broken(record.line, "wrong_columns", len(fields)))
        return rows, broken

    def _wide(self, record: Row) -> int:
        if not self._width:  # no header: the first row sets the width
            if self._index >= len(record.fields):
                raise TableError("no_column", [str(n) for n in range(len(record.fields))])
            self._width = len(record.fields)
        return self._width

    def _name(self, names: list[str]) -> None:
        column = self._column
        if isinstance(column, int):
            if column >= len(names):
                raise TableError("no_column", names)
        elif column not in names:
            raise TableError("no_column", names)
        elif names.count(column) > 1:
            raise TableError("two_columns", [column])
        else:
            self._index = names.index(column)
        if taken := [name for name in self.adding if name in names]:
            raise TableError("column_taken", taken)
        self.header = names
        self._width = len(names)


def added(found: Counted | None, bill: bool = False) -> list[object]:
    """The columns added to a row; `bill` with `BILL_COLUMNS`. Empty ones for no count."""
    columns = [*ADDED_COLUMNS, *(BILL_COLUMNS if bill else ())]
    if found is None:
        return [""] * len(columns)
    values: list[object] = [found.encoding, found.units, found.segments]
    if not bill:
        return values
    if isinstance(found, Count):
        return [*values, found.segments, found.segments, "no"]
    return [*values, found.fewest, found.most, found.over_limit]


class Costly(NamedTuple):
    """One of the costliest rows. `text` is its beginning only."""

    line: int
    segments: int
    units: int
    text: str


class CharacterCost(NamedTuple):
    """What a character outside GSM-7 costs over a file.

    rows   how many rows it is in that are UCS-2
    extra  parts those rows take beyond what they would in GSM-7, where they have at most
           `FEW_KINDS` such characters; with more of them a text is of another script and cannot
           be mended
    """

    character: str
    rows: int
    extra: int


@dataclass(frozen=True, slots=True)
class Totals:
    """A file so far.

    fewest, most        parts, where the rule's source leaves something open
    over, perhaps_over  texts longer than the rule accepts, and those of which nobody can say
    """

    rows: int
    broken: int
    segments: int
    encodings: Mapping[str, int]
    histogram: Mapping[int, int]
    costliest: tuple[Costly, ...]
    characters: tuple[CharacterCost, ...]
    fewest: int = 0
    most: int = 0
    over: int = 0
    perhaps_over: int = 0


class Tally:
    """Counts texts and adds them up.

    options  what the texts are counted with
    counter  what counts many texts; left out, the 3GPP rule with those options
    sending  how the texts go out; it then stands for both of the others
    """

    def __init__(
        self,
        options: Options | None = None,
        counter: Callable[[Iterable[str]], Sequence[Counted]] | None = None,
        sending: Sending | None = None,
    ) -> None:
        if sending is not None:
            options, counter = sending.options(), sending.count_many
        self._sending = None if sending is None or sending.changes_nothing else sending
        self._options = options or Options()
        self._count = counter or self._by_the_standard
        self._known = None if self._options.encoding != "auto" else sendable(self._options)
        self._rows = self._broken = self._segments = 0
        self._fewest = self._most = self._over = self._perhaps_over = 0
        self._encodings: Counter[str] = Counter()
        self._histogram: Counter[int] = Counter()
        self._costliest: list[tuple[int, int, int, str]] = []
        self._seen: Counter[str] = Counter()
        self._extra: Counter[str] = Counter()

    def add(self, lines: Sequence[int], texts: Sequence[str]) -> list[Counted | None]:
        """Counts `texts`, which stand on `lines`; None for one that cannot be encoded as asked.

        With a rule, the counts have what it leaves open: see :class:`smsparts.billing.Weighed`.
        """
        sent = texts if self._sending is None else list(map(self._sending.sent, texts))
        counts: list[Counted | None]
        try:
            counts = list(self._count(sent))
        except UnencodableError:
            counts = [self._one(text) for text in sent]
        for line, text, out, found in zip(lines, texts, sent, counts, strict=True):
            if found is None:
                self._broken += 1
            else:
                self._add(line, text, out, found)
        return counts

    def add_broken(self, number: int) -> None:
        """Rows that could not be read."""
        self._broken += number

    def totals(self) -> Totals:
        """What has been added up so far."""
        ranked = sorted(self._seen, key=lambda c: (-self._extra[c], -self._seen[c], c))
        return Totals(
            rows=self._rows,
            broken=self._broken,
            segments=self._segments,
            encodings=dict(self._encodings),
            histogram=dict(sorted(self._histogram.items())),
            costliest=tuple(
                Costly(-line, segments, units, text)
                for segments, units, line, text in sorted(self._costliest, reverse=True)
            ),
            characters=tuple(
                CharacterCost(c, self._seen[c], self._extra[c]) for c in ranked[:MOST_CHARACTERS]
            ),
            fewest=self._fewest,
            most=self._most,
            over=self._over,
            perhaps_over=self._perhaps_over,
        )

    def _by_the_standard(self, texts: Iterable[str]) -> list[Count]:
        return count_many(texts, self._options)

    def _one(self, text: str) -> Counted | None:
        try:
            return self._count([text])[0]
        except UnencodableError:
            return None

    def _add(self, line: int, text: str, sent: str, found: Counted) -> None:
        self._rows += 1
        self._segments += found.segments
        self._encodings[found.encoding] += 1
        self._histogram[found.segments] += 1
        if isinstance(found, Count):
            self._fewest += found.segments
            self._most += found.segments
        else:
            self._fewest += found.fewest
            self._most += found.most
            self._over += found.over_limit == "yes"
            self._perhaps_over += found.over_limit == "unknown" and found.limit is not None
        weight = (found.segments, found.units, -line)
        if len(self._costliest) < MOST_ROWS:
            heapq.heappush(self._costliest, (*weight, text[:LONGEST_SHOWN]))
        elif weight > self._costliest[0][:3]:
            heapq.heapreplace(self._costliest, (*weight, text[:LONGEST_SHOWN]))
        if self._known is not None and found.encoding == "UCS-2":
            self._add_characters(sent, found.segments, self._known)

    def _add_characters(self, text: str, segments: int, known: frozenset[str]) -> None:
        foreign = set(text) - known
        self._seen.update(foreign)
        if segments == 1 or len(foreign) > FEW_KINDS:
            return
        for character in foreign:
            text = text.replace(character, "-")
        extra = segments - count(text, self._options).segments
        if extra > 0:
            self._extra.update(dict.fromkeys(foreign, extra))
