"""A table as Parquet, for whoever asks questions of many registers, years and provinces at once in an engine of their own."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
from arro3.io import write_parquet

from generator.publish.exports.database import value
from generator.publish.exports.export import Snapshot
from generator.publish.exports.tables import HEAD, FlatTable, Values, joint

ROWS = 100_000
"""Rows of a group, which are held at once."""
_TYPES = {Values.NUMBER: DataType.int64(), Values.FLAG: DataType.bool(), Values.DAY: DataType.date32()}
_FIRST = date(1970, 1, 1).toordinal()


def parquet(shape: FlatTable, snapshot: Snapshot) -> bytes:
    """Return a table with what a CSV has, each value as what it is; what every file says of itself is in its metadata, too."""
    columns = (*shape.columns, *HEAD.values())
    schema = Schema([Field(column.name, _TYPES.get(column.kind, DataType.utf8())) for column in columns])
    said = {name: snapshot.head.get(name) for name in HEAD}

    def groups() -> Iterator[RecordBatch]:
        every = ({**said, **row} for row in shape.rows(snapshot.register))
        while rows := list(islice(every, ROWS)):
            values = ([value(row[c.name], c.kind, joint(c)) for row in rows] for c in columns)
            yield RecordBatch.from_arrays(
                [_array(own, c.kind) for own, c in zip(values, columns, strict=True)], schema=schema
            )

    out = io.BytesIO()
    made = RecordBatchReader.from_batches(schema, groups())
    # One key: of several the order is another one each time.
    about = {"about": json.dumps(said, sort_keys=True)}
    write_parquet(
        made,
        out,
        compression="zstd(3)",
        key_value_metadata=about,
        skip_arrow_metadata=True,
        created_by="directive-register",
    )
    return out.getvalue()


def _array(values: list[Any], kind: Values) -> Array:
    if kind is not Values.DAY:
        return Array(values, _TYPES.get(kind, DataType.utf8()))
    days = [own and date.fromisoformat(own).toordinal() - _FIRST for own in values]
    return Array(days, DataType.int32()).cast(DataType.date32())
