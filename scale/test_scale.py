"""The same rows through each engine give what the counter gives. Run by `make test-scale`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smsparts.engines.arrow import FIELDS, counted, with_counts
from smsparts.segments import Options, count

TEXTS = [
    "hi",
    "",
    None,
    "a" * 160,
    "a" * 161,
    "€" * 153,
    "字" * 71,
    "😀" * 67,
    "It’s “here”",
    "ışğ",
]
# More rows than any engine hands over at once.
MANY = [
    None if text is None else f"{text}{number % 7}" for number in range(2_000) for text in TEXTS
]


def expected(texts, options=None):
    nothing = (None, None, None)
    counts = (text is not None and count(text, options or Options()) for text in texts)
    return [(c.encoding, c.units, c.segments) if c else nothing for c in counts]


@pytest.fixture
def messages(tmp_path):
    path = tmp_path / "messages.parquet"
    pq.write_table(pa.table({"id": range(len(MANY)), "text": pa.array(MANY, pa.string())}), path)
    return path


def rows(table):
    return list(zip(*(table.column(name).to_pylist() for name, _ in FIELDS), strict=True))


def test_an_array_of_texts():
    assert rows(pa.table(counted(pa.array(TEXTS, pa.string())))) == expected(TEXTS)


def test_no_rows():
    assert rows(pa.table(counted(pa.array([], pa.string())))) == []


def test_options_reach_the_counter():
    batch = pa.record_batch({"text": pa.array(["ışğ"])})
    options = Options(locking=("turkish",), single=("turkish",))
    found = with_counts(batch, "text", {"locking": ("turkish",), "single": ("turkish",)})
    assert rows(found) == expected(["ışğ"], options)
    assert found.column("encoding").to_pylist() == ["GSM-7"]


def test_duckdb(messages):
    from smsparts.engines.duckdb import connect, totals

    with connect() as connection:
        query = "SELECT sms_count(text) FROM read_parquet($file) ORDER BY id"
        rows_found = connection.execute(query, {"file": str(messages)}).fetchall()
        found = [tuple(one.values()) for (one,) in rows_found]
    assert found == expected(MANY)
    assert sum(segments or 0 for _, _, segments in totals(str(messages))) == sum(
        segments or 0 for _, _, segments in expected(MANY)
    )


def test_polars(messages, tmp_path):
    from smsparts.engines.polars import count_file

    count_file(str(messages), str(tmp_path / "counted.parquet"))
    found = pq.read_table(tmp_path / "counted.parquet")
    assert found.column_names == ["id", "text", "encoding", "units", "segments"]
    assert rows(found) == expected(MANY)


@pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java, and there is none here")
def test_spark(messages, tmp_path):
    # A program of its own, as people run it: one JVM, gone afterwards.
    subprocess.run(
        [sys.executable, "-m", "smsparts.engines.spark", messages, tmp_path / "out"],
        env={
            **os.environ,
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_MASTER": "local[2]",
            "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false pyspark-shell",
        },
        cwd=Path(__file__).parents[1],
        check=True,
    )
    found = pq.read_table(tmp_path / "out").sort_by("id")
    assert found.column_names == ["id", "text", "encoding", "units", "segments"]
    assert rows(found) == expected(MANY)
