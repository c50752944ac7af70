"""What is published as data: records, tables, scores, summaries, schemas.

JSON is UTF-8 with sorted keys. CSV has a byte-order mark and quotes cells that a spreadsheet would run as a formula.
Each file says as of which day, from which commit and for whom it was made, and whether it holds invented samples.
"""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial, singledispatch
from typing import Any

from generator.domain.periods import Period
from generator.kinds import KINDS
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.standing import Count, Duty, State
from generator.publish.exports.export import DATA, Make, Of, Snapshot
from generator.publish.exports.layout import laid_out
from generator.publish.exports.parquet import parquet
from generator.publish.exports.rows import place
from generator.publish.exports.tables import FlatTable, joint
from generator.publish.exports.workbook import flat, workbook
from generator.publish.register import Register

FORMULA = tuple("=+-@%|＝＋－＠％｜")
"""A cell that begins with one of these, or with white space, is a formula to a spreadsheet: an apostrophe makes it text."""


def records(snapshot: Snapshot) -> bytes:
    """Return every record that the audience may see, by kind, and which were withdrawn."""
    register = snapshot.register
    kinds = {kind.name: _published(register, kind.name) for kind in KINDS}
    withdrawn = [
        {"id": record.id, "kind": record.kind, **record["withdrawn"], "page": f"r/{record.id}/"}
        for record in register.corpus.withdrawn.values()
    ]
    return laid_out({**snapshot.head, "records": kinds, "withdrawn": withdrawn})


def _published(register: Register, kind: str) -> Iterator[Mapping[str, Any]]:
    """Yield the records of a kind as they are published."""
    for record in register.corpus.of(kind):
        beside = {**place(register, record), "page": f"r/{record.id}/"}
        yield {**record.data, **beside}


def table(shape: FlatTable) -> dict[str, Make]:
    """Return what makes a table in each of its formats."""
    formats: dict[str, Make] = {
        "csv": partial(_table_csv, shape), "json": partial(_table_json, shape), "parquet": partial(parquet, shape),
        "xlsx": Of(partial(flat, shape), workbook),
    }  # fmt: skip
    return {f"{DATA}{shape.name}.{ending}": make for ending, make in formats.items()}


def _table_json(shape: FlatTable, snapshot: Snapshot) -> bytes:
    return laid_out({**snapshot.head, shape.name: shape.rows(snapshot.register)})


def _table_csv(shape: FlatTable, snapshot: Snapshot) -> bytes:
    out = io.BytesIO()
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    extra = sorted(snapshot.head)
    columns = [(column.name, joint(column)) for column in shape.columns]
    writer.writerow([*(name for name, _ in columns), *extra])
    tail = [_cell(snapshot.head[name]) for name in extra]
    for values in shape.rows(snapshot.register):
        writer.writerow([*(_cell(values[name], between) for name, between in columns), *tail])
    text.flush()
    return out.getvalue()


def ratings(snapshot: Snapshot) -> bytes:
    """Return the ratings of agencies with the points of every criterion and the records that were counted."""
    register = snapshot.register
    rows = ({**plain(score), **place(register, score.rating)} for score in register.scores.values())
    return laid_out({**snapshot.head, "ratings": rows})


def summaries(snapshot: Snapshot) -> bytes:
    """Return the period summaries: ids of the findings of each row, and the counted duties with their states then."""
    register = snapshot.register
    rows = (
        {**plain(summary), "first": plain(summary.period.days.first), **place(register, summary.record)}
        for summary in register.summaries.values()
    )
    return laid_out({**snapshot.head, "summaries": rows})


def schema_files() -> dict[str, Make]:
    """Return what makes the schema of every kind, and of what they have in common."""
    names = [f"{name}.schema.json" for name in (*(kind.name for kind in KINDS), "common")]
    return {f"{DATA}schemas/{name}": partial(_schema, name) for name in names}


def _schema(name: str, snapshot: Snapshot) -> bytes:
    return laid_out(snapshot.register.corpus.schemas.raw[name], sort=False)


@singledispatch
def plain(value: Any) -> Any:
    """Return a derived value as JSON holds it: records and findings by id, days in ISO 8601, decimals as text."""
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


@plain.register
def _(value: Record | Period) -> str:
    return value.id


@plain.register
def _(value: FollowUp) -> str:
    return value.finding.id


@plain.register
def _(value: Duty) -> dict[str, Any]:
    state = str(value.standing.state)
    return {"task": value.task.id, "body": plain(value.body), "period": plain(value.period), "state": state}


@plain.register
def _(value: Count) -> dict[str, int]:
    return {str(state): value[state] for state in State if value[state]}


@plain.register
def _(value: date | Decimal) -> str:
    return str(value)


@plain.register
def _(value: tuple | list) -> list[Any]:  # type: ignore[type-arg]
    return [plain(item) for item in value]


@plain.register
def _(value: Mapping) -> dict[str, Any]:  # type: ignore[type-arg]
    return {key: plain(item) for key, item in value.items()}


def _cell(value: Any, between: str = " ") -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return _cell(between.join(value))
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) or text[:1].isspace() else text
