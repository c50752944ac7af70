"""All tables in one SQLite file, for whoever asks questions of their own: names beside ids, references that hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

from generator.publish.exports import data
from generator.publish.exports.export import DATA, Snapshot
from generator.publish.exports.tables import TABLES, DataColumn, FlatTable, Values, joint
from generator.publish.register import Register

PATH = f"{DATA}register.sqlite"
_NUMBERS = (Values.NUMBER, Values.FLAG)
_VIEW = """CREATE VIEW overdue AS
SELECT province, province_name, 'duties' AS source, task AS record, title AS what, body, body_name, period, due, days_late,
  because, disputed_since FROM duties WHERE state = 'open-overdue'
UNION ALL
SELECT province, province_name, 'findings', finding, title, holder, holder_name, NULL, due, days_late,
  because, disputed_since FROM findings WHERE overdue
UNION ALL
SELECT province, province_name, 'requests', record, record_name, body, body_name, NULL, due, days_late,
  because, disputed_since FROM requests WHERE state = 'open-overdue'"""
_VERSION = slice(92, 100)
"""Where the header of the file names the SQLite that wrote it, which is that of the machine."""


def database(snapshot: Snapshot) -> bytes:
    """Return the tables, the records, ratings and summaries as JSON, what the columns are, and of when all this is."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA page_size = 4096")
        base.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)")
        base.executemany("INSERT INTO about VALUES (?, ?)", ((k, _about(v)) for k, v in snapshot.head.items()))
        base.execute('CREATE TABLE columns ("table" TEXT, "column" TEXT, title TEXT, title_en TEXT)')
        for shape in TABLES:
            known = ((shape.name, column.name, column.title.vi, column.title.en) for column in shape.columns)
            base.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", known)
            base.execute(f"CREATE TABLE {shape.name} ({', '.join(_declared(shape, own) for own in shape.columns)})")
            marks = ", ".join("?" * len(shape.columns))
            base.executemany(f"INSERT INTO {shape.name} VALUES ({marks})", _rows(shape, snapshot.register))  # noqa: S608 - names of ours
        for name, rows in _whole(snapshot.register):
            base.execute(f"CREATE TABLE {name} (record TEXT PRIMARY KEY REFERENCES names (record), data TEXT)")
            base.executemany(f"INSERT INTO {name} VALUES (?, ?)", rows)  # noqa: S608
        base.execute(_VIEW)
        base.commit()
        made = bytearray(base.serialize())
    made[_VERSION] = made[24:28] + (3_040_000).to_bytes(4, "big")
    return bytes(made)


def _about(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)


def _declared(shape: FlatTable, column: DataColumn) -> str:
    kind = "INTEGER" if column.kind in _NUMBERS else "TEXT"
    if column.kind is not Values.RECORD:
        return f'"{column.name}" {kind}'
    return f'"{column.name}" {kind} ' + (
        "PRIMARY KEY" if shape.name == "names" and column.name == shape.id else "REFERENCES names (record)"
    )


def _rows(shape: FlatTable, register: Register) -> Iterator[list[Any]]:
    columns = [(column.name, column.kind, joint(column)) for column in shape.columns]
    for row in shape.rows(register):
        yield [value(row[name], kind, between) for name, kind, between in columns]


def value(own: Any, kind: Values, between: str) -> Any:
    """Return a value as a typed table holds it: a list as one text, a number or a flag as such, else a text or nothing."""
    if isinstance(own, list):
        return between.join(own)
    if own is None or kind in _NUMBERS:
        return own
    return (str(own) or None) if kind is Values.RECORD else str(own)


def _whole(register: Register) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    """Yield what is no table by name: each record of its own, and what was derived, whole."""
    yield "records", ((record.id, _json(record.data)) for record in register.corpus.records.values())
    yield "ratings", ((own, _json(data.plain(score))) for own, score in register.scores.items())
    yield "summaries", ((own, _json(data.plain(summary))) for own, summary in register.summaries.items())


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
