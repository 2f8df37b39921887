"""Polars: the counter as an expression, on one machine, in memory that does not grow.

python -m smsparts.engines.polars messages.parquet counted.parquet
"""

from __future__ import annotations

import sys

import polars as pl

from smsparts.engines.arrow import counted

COUNTS = pl.Struct({"encoding": pl.String, "units": pl.Int64, "segments": pl.Int64})


def sms_count(column: str) -> pl.Expr:
    """The counts of a column of texts: a struct of encoding, units, segments."""
    return pl.col(column).map_batches(_structs, return_dtype=COUNTS, is_elementwise=True)


def _structs(texts: pl.Series) -> pl.Series:
    return pl.DataFrame(counted(texts.cast(pl.String).to_arrow())).to_struct(texts.name)


def count_file(source: str, target: str) -> None:
    """The Parquet file `source` with three columns more, written to `target` as it streams."""
    counts = sms_count("text").alias("counts")
    pl.scan_parquet(source).with_columns(counts).unnest("counts").sink_parquet(target)


if __name__ == "__main__":
    count_file(*sys.argv[1:3])
