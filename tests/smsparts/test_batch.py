"""A file of messages: any size, any piece, broken rows and all."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smsparts.batch import (
    LONGEST_SHOWN,
    Broken,
    Records,
    Row,
    Table,
    TableError,
    Tally,
)
from smsparts.segments import Options, count

from smsparts import batch


def read(octets, pieces=1, **options):
    records = Records(**options)
    found = []
    size = max(1, -(-len(octets) // pieces))
    for start in range(0, len(octets), size):
        found += records.feed(octets[start : start + size])
    return found + records.close()


# Reading


@pytest.mark.parametrize(
    "octets, records",
    [
        (b"", []),
        (b"a,b\r\nc,d\r\n", [Row(1, ["a", "b"]), Row(2, ["c", "d"])]),
        (b"a,b\nc,d", [Row(1, ["a", "b"]), Row(2, ["c", "d"])]),
        (b"a,b\rc,d\r", [Row(1, ["a", "b"]), Row(2, ["c", "d"])]),
        (b"a\n\nb\n", [Row(1, ["a"]), Row(3, ["b"])]),
        (b'a,"x\ny"\nb,c\n', [Row(1, ["a", "x\ny"]), Row(3, ["b", "c"])]),
        (b'a,"x\r\ny"\r\nb,c\r\n', [Row(1, ["a", "x\r\ny"]), Row(3, ["b", "c"])]),
        (b'"say ""hi""",b\n', [Row(1, ['say "hi"', "b"])]),
        ("字,\u2028\x0b\n".encode(), [Row(1, ["字", "\u2028\x0b"])]),
        (b"a\x00b\n", [Row(1, ["a\x00b"])]),
    ],
)
def test_records(octets, records):
    assert read(octets) == records


@pytest.mark.parametrize("pieces", range(1, 60))
def test_a_file_may_come_in_pieces_of_any_size(pieces):
    octets = '\ufeffid,text\r\n1,"字\r\n""x"""\r\n2,"open\r\n3,é\r\n4,ok'.encode()
    assert read(octets, pieces) == [
        Row(1, ["id", "text"]),
        Row(2, ["1", '字\r\n"x"']),
        Broken(4, "bad_quotes"),
        Row(5, ["3", "é"]),
        Row(6, ["4", "ok"]),
    ]


@pytest.mark.parametrize(
    "row, code",
    [
        (b'"open', "bad_quotes"),
        (b'"a"b', "bad_quotes"),
        (b"\xff", "not_decodable"),
        (b"\xe5\xad", "not_decodable"),
    ],
)
def test_a_broken_row_does_not_cost_the_others(row, code):
    assert read(b"a\n" + row + b"\nb\nc\n") == [
        Row(1, ["a"]),
        Broken(2, code),
        Row(3, ["b"]),
        Row(4, ["c"]),
    ]


def test_an_open_quote_is_given_up_after_the_longest_record(monkeypatch):
    monkeypatch.setattr(batch, "LONGEST_RECORD", 1000)
    found = read(b'"open\n' + b"a\n" * 2000, pieces=40)
    assert found[0] == Broken(1, "too_long")
    assert found[1:] == [Row(line, ["a"]) for line in range(2, 2002)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("pieces", [7, 40, 600])
def test_a_line_without_end_is_dropped_and_not_gathered(monkeypatch, pieces, end):
    monkeypatch.setattr(batch, "LONGEST_RECORD", 1000)
    records = Records()
    octets = b"a" + end + b'"open' + end + b"x" * 5000 + end + b"b" + end
    found = []
    for start in range(0, len(octets), pieces):
        found += records.feed(octets[start : start + pieces])
        assert len(records._open) <= 1000 + pieces + 10
    found += records.close()
    assert found == [Row(1, ["a"]), Broken(2, "bad_quotes"), Broken(3, "too_long"), Row(4, ["b"])]


def test_a_last_line_that_is_too_long_is_named_once(monkeypatch):
    monkeypatch.setattr(batch, "LONGEST_RECORD", 1000)
    assert read(b"a\n" + b"x" * 5000, 100) == [Row(1, ["a"]), Broken(2, "too_long")]


def test_a_field_of_any_reasonable_length_is_read():
    text = "x" * 200_000  # more than the csv module takes unasked
    assert read(text.encode()) == [Row(1, [text])]


def test_a_byte_order_mark_is_taken_off_and_remembered():
    records = Records()
    assert records.feed(b"\xef\xbb\xbfa\n") == [Row(1, ["a"])]
    assert records.byte_order_mark
    assert records.newline == "\n"


def test_gb18030():
    assert read("字,𠮷\n".encode("gb18030"), 3, encoding="gb18030") == [Row(1, ["字", "𠮷"])]


def test_another_delimiter():
    assert read(b"a\tb,c\n", delimiter="\t") == [Row(1, ["a", "b,c"])]


TABLES = st.lists(
    st.lists(st.text(st.sampled_from('a,"\n\r字😀 ')), min_size=2, max_size=2), max_size=6
)


@given(TABLES, st.sampled_from(["\n", "\r\n"]), st.integers(1, 9))
def test_what_the_csv_module_wrote_is_read_back(rows, newline, pieces):
    written = io.StringIO()
    csv.writer(written, lineterminator=newline, quoting=csv.QUOTE_ALL).writerows(rows)
    found = read(written.getvalue().encode(), pieces)
    assert [record.fields for record in found] == rows


# The column


def test_a_table_finds_its_column():
    table = Table("text", adding=batch.ADDED_COLUMNS)
    rows, broken = table.feed(b"id,text\n1,hi\n2\n3,a,b\n")
    assert [table.text(row) for row in rows] == ["hi"]
    assert broken == [Broken(3, "wrong_columns", 1), Broken(4, "wrong_columns", 3)]
    assert table.close() == ([], [])


def test_a_table_without_a_header_goes_by_number():
    table = Table(0)
    rows, broken = table.feed(b"hi\nthere\na,b\n")
    assert [table.text(row) for row in rows] == ["hi", "there"]
    assert broken == [Broken(3, "wrong_columns", 2)]


@pytest.mark.parametrize(
    "header, code, names",
    [
        (b"id,body\n", "no_column", ("id", "body")),
        (b"text,text\n", "two_columns", ("text",)),
        (b"text,units\n", "column_taken", ("units",)),
        (b'"text\n', "no_header", ()),
        (b"", "no_header", ()),
        (b"\n\n", "no_header", ()),
    ],
)
def test_a_table_that_cannot_be_counted(header, code, names):
    table = Table("text", adding=batch.ADDED_COLUMNS)
    with pytest.raises(TableError) as raised:
        table.feed(header)
        table.close()
    assert (raised.value.code, raised.value.names) == (code, names)


def test_a_number_beyond_the_columns():
    with pytest.raises(TableError) as raised:
        Table(2).feed(b"a,b\n")
    assert raised.value.names == ("0", "1")


# Adding up

TEXTS = ["hi", "a" * 161, "字" * 71, "It’s " * 20, "“ok” " * 20, "€" * 153, ""]


def test_totals_are_the_sums_of_the_counts():
    tally = Tally()
    counts = tally.add(range(2, 2 + len(TEXTS)), TEXTS)
    totals = tally.totals()
    assert counts == [count(text) for text in TEXTS]
    assert totals.rows == len(TEXTS)
    assert totals.segments == sum(found.segments for found in counts)
    assert totals.encodings == {"GSM-7": 4, "UCS-2": 3}
    assert totals.histogram == {1: 2, 2: 4, 3: 1}
    assert totals.costliest[0].line == 7


def test_pieces_add_up_to_the_whole():
    whole, pieces = Tally(), Tally()
    whole.add(range(len(TEXTS)), TEXTS)
    for line, text in enumerate(TEXTS):
        pieces.add([line], [text])
    assert pieces.totals() == whole.totals()


def test_the_ten_costliest_rows_the_earlier_first_among_equals():
    tally = Tally()
    tally.add(range(1, 31), ["a" * (100 * (line % 15)) for line in range(30)])
    found = tally.totals().costliest
    assert [row.line for row in found] == [15, 30, 14, 29, 13, 28, 12, 27, 11, 26]
    assert {len(row.text) for row in found} == {LONGEST_SHOWN}


def test_the_costliest_characters_are_those_that_replacing_would_save_most():
    tally = Tally()
    tally.add(range(4), ["It’s " * 20, "It’s " * 20, "“ok” " * 20, "你好世界欢迎光临本店" * 8])
    found = tally.totals().characters
    assert [(c.character, c.rows, c.extra) for c in found[:3]] == [
        ("’", 2, 2),
        ("“", 1, 1),
        ("”", 1, 1),
    ]
    assert {c.extra for c in found[3:]} == {0}


def test_no_character_is_to_blame_where_ucs2_is_forced():
    tally = Tally(Options(encoding="UCS-2"))
    tally.add([1], ["It’s " * 20])
    assert tally.totals().characters == ()


def test_a_text_that_cannot_be_encoded_is_a_broken_row_among_good_ones():
    tally = Tally(Options(encoding="GSM-7"))
    counts = tally.add([1, 2, 3], ["a", "中", "b"])
    assert [found and found.segments for found in counts] == [1, None, 1]
    assert (tally.totals().rows, tally.totals().broken) == (2, 1)


def test_another_rule_counts():
    from smsparts.billing import rule as find_rule

    rule = find_rule("alibaba_domestic")
    tally = Tally(rule.options(), rule.count_many)
    tally.add([1], ["a" * 71])
    assert tally.totals().segments == 2
