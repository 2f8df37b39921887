"""PySpark: the counter on as many machines as there are, with `mapInArrow`. Needs Java.

python -m smsparts.engines.spark messages.parquet counted
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import LongType, StringType, StructField, StructType

ADDED = [
    StructField("encoding", StringType()),
    StructField("units", LongType()),
    StructField("segments", LongType()),
]


def with_counts(
    messages: DataFrame, column: str = "text", options: Mapping[str, Any] | None = None
) -> DataFrame:
    """`messages` with encoding, units and segments of one of its columns."""

    def add(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # Imported on the worker, which has the package by --py-files or by pip.
        from smsparts.engines.arrow import with_counts as counted

        for batch in batches:
            yield counted(batch, column, options)

    return messages.mapInArrow(add, StructType([*messages.schema.fields, *ADDED]))


if __name__ == "__main__":
    with SparkSession.builder.appName("count SMS segments").getOrCreate() as spark:
        with_counts(spark.read.parquet(sys.argv[1])).write.parquet(sys.argv[2])
