"""DuckDB: the counter as a function in SQL, on one machine.

python -m smsparts.engines.duckdb messages.parquet
"""

from __future__ import annotations

import sys

import duckdb
import pyarrow as pa

from smsparts.engines.arrow import FIELDS, counted


def connect(database: str = ":memory:") -> duckdb.DuckDBPyConnection:
    """A connection that knows `sms_count(text)`, which gives {encoding, units, segments}."""
    connection = duckdb.connect(database)
    kind = duckdb.struct_type({"encoding": "VARCHAR", "units": "BIGINT", "segments": "BIGINT"})
    connection.create_function(
        "sms_count",
        _structs,
        ["VARCHAR"],
        kind,
        type="arrow",
        null_handling="special",
    )
    return connection


def _structs(texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    # DuckDB hands over its own pieces, 2,048 rows at a time unless told otherwise.
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    columns = counted(whole)
    return pa.StructArray.from_arrays(list(columns.values()), [name for name, _ in FIELDS])


TOTALS = """
    SELECT counts.encoding, count(*) AS messages, sum(counts.segments)::BIGINT AS segments
    FROM (SELECT sms_count(text) AS counts FROM read_parquet($file))
    GROUP BY ALL ORDER BY ALL
"""


def totals(file: str) -> list[tuple[str, int, int]]:
    """Messages and parts by encoding, over the column `text` of a Parquet file."""
    with connect() as connection:
        found: list[tuple[str, int, int]] = connection.execute(TOTALS, {"file": file}).fetchall()
        return found


if __name__ == "__main__":
    for row in totals(sys.argv[1]):
        print(*row)
