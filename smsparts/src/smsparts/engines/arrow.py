"""The counter in the form that engines take: a column of texts in, four columns out.

What every engine here can hand over and take back is an Arrow array, so this is all that stands
between an engine and :func:`smsparts.segments.count_many`. Needs pyarrow; the engines need not
know how anything is counted, and the counter does not know them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from smsparts.segments import Options, count_many

FIELDS = (
    ("encoding", pa.string()),
    ("units", pa.int64()),
    ("segments", pa.int64()),
)
"""The columns that are added, in this order. A text that is NULL has NULL in each."""


def counted(texts: pa.Array, options: Options | None = None) -> dict[str, pa.Array]:
    """The counts of an array of texts, as arrays by the names of `FIELDS`."""
    counts = count_many((text or "" for text in texts.to_pylist()), options or Options())
    known = texts.is_valid()
    columns = zip(*((one.encoding, one.units, one.segments) for one in counts), strict=True)
    values = list(columns) or [(), (), ()]
    return {
        name: pa.compute.if_else(known, pa.array(value, kind), pa.scalar(None, kind))
        for (name, kind), value in zip(FIELDS, values, strict=True)
    }


def with_counts(
    batch: pa.RecordBatch, column: str, options: Mapping[str, Any] | None = None
) -> pa.RecordBatch:
    """A batch of rows with the counts of one of its columns appended.

    `options` are those of :class:`smsparts.segments.Options`, as a plain dict, which every
    engine can send to its workers.
    """
    added = counted(batch.column(column), Options(**(options or {})))
    for name, values in added.items():
        batch = batch.append_column(name, values)
    return batch
