"""Open data: every published record, every duty with its standing, every open or acknowledged problem.

JSON is UTF-8 with sorted keys. CSV has a byte-order mark and quotes cells that a spreadsheet would run as a formula.
Each file says as of which day, from which commit and for whom it was made, and whether it holds invented samples.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from generator.kinds import KINDS
from generator.publish.derive.standing import Duty
from generator.publish.register import Register
from generator.publish.site import Content

FORMULA = tuple("=+-@%|＝＋－＠％｜")
"""A cell that begins with one of these, or with white space, is a formula to a spreadsheet: an apostrophe makes it text."""

COLUMNS = (
    "province",
    "sample",
    "directive",
    "clause",
    "task",
    "title",
    "shape",
    "body",
    "period",
    "due",
    "state",
    "state_label",
    "done",
    "days_late",
    "working_days_late",
    "extensions",
    "because",
)


def files(register: Register, meta: Mapping[str, Any]) -> dict[str, Content]:
    """Return the data files of a register by path."""
    made: dict[str, Content] = {
        "du-lieu/records.json": partial(_records, register, meta),
        "du-lieu/duties.json": partial(_duties_json, register, meta),
        "du-lieu/duties.csv": partial(_duties_csv, register, meta),
        "du-lieu/problems.json": partial(_problems, register, meta),
    }
    for name, schema in register.corpus.schemas.raw.items():
        made[f"du-lieu/schemas/{name}"] = partial(_json, schema, sort=False)
    return made


def _json(value: Any, *, sort: bool = True) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=sort, allow_nan=False) + "\n").encode()


def _head(register: Register, meta: Mapping[str, Any]) -> dict[str, Any]:
    return {**meta, "as_of": register.as_of.isoformat(), "has_samples": bool(register.samples)}


def _records(register: Register, meta: Mapping[str, Any]) -> bytes:
    kinds = {
        kind.name: [
            {
                **record.data,
                "province": record.province,
                "sample": register.is_sample(record),
                "page": f"r/{record.id}/",
            }
            for record in register.corpus.of(kind.name)
        ]
        for kind in KINDS
    }
    return _json({**_head(register, meta), "records": kinds})


def row(register: Register, duty: Duty) -> dict[str, Any]:
    """Return one duty as a flat row of plain values; None where nothing is known."""
    standing, task = duty.standing, duty.task
    return {
        "province": task.province,
        "sample": register.is_sample(task),
        "directive": task["directive"],
        "clause": task["clause"],
        "task": task.id,
        "title": task["title"],
        "shape": task["shape"],
        "body": duty.body.id if duty.body else None,
        "period": duty.period.id if duty.period else None,
        "due": standing.due.isoformat() if standing.due else None,
        "state": str(standing.state),
        "state_label": duty.label,
        "done": standing.done.isoformat() if standing.done else None,
        "days_late": standing.days_late,
        "working_days_late": standing.working_days_late,
        "extensions": standing.extensions,
        "because": standing.because,
    }


def _duties_json(register: Register, meta: Mapping[str, Any]) -> bytes:
    return _json({**_head(register, meta), "duties": [row(register, duty) for duty in register.all_duties()]})


def _duties_csv(register: Register, meta: Mapping[str, Any]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    head = _head(register, meta)
    extra = sorted(head)
    writer.writerow([*COLUMNS, *extra])
    tail = [_cell(head[name]) for name in extra]
    for duty in register.all_duties():
        values = row(register, duty)
        writer.writerow([*(_cell(values[name]) for name in COLUMNS), *tail])
    return ("\ufeff" + out.getvalue()).encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) or text[:1].isspace() else text


def _problems(register: Register, meta: Mapping[str, Any]) -> bytes:
    rows = [
        {
            "code": problem.code,
            "severity": str(problem.severity),
            "record": problem.record,
            "at": problem.at,
            "message": problem.message.vi,
            "message_en": problem.message.en,
            "acknowledged": problem.acknowledged or None,
        }
        for problem in (*register.acknowledged, *register.problems)
    ]
    return _json({**_head(register, meta), "problems": rows})
