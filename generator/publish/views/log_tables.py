"""The counts on the index page of each log. Each counts what the entries of its log show, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from generator.domain.accountability import EXTENDED, LIMIT, happened
from generator.domain.text import collation_key
from generator.model import Record
from generator.publish.derive.requests import Request
from generator.publish.derive.standing import State
from generator.publish.derive.totals import OUTCOMES, SMALL, SUBJECTS, TotalRow, sum_of
from generator.publish.register import Register

OPEN = (State.OPEN_IN_TIME, State.DUE_SOON)


def coordination(register: Register, _known: list[Record]) -> dict[str, Any]:
    """Return the requests of each agency asked: answered in time, late, not yet, overdue, and without a position."""
    asked = register.requests["coordination"]
    rows = []
    for body, own in _by_body(asked):
        count = Counter(r.standing.state for r in own)
        rows.append(
            {
                **_body(register, body),
                "asked": len(own),
                "in_time": count[State.DONE_ON_TIME],
                "late": count[State.DONE_LATE],
                "waiting": sum(count[state] for state in OPEN),
                "overdue": count[State.OPEN_OVERDUE],
                "unknown": count[State.NO_INFORMATION],
                "vague": sum(r.vague for r in own),
            }
        )
    rows.sort(key=lambda row: (-row["late"] - row["overdue"], collation_key(row["ref"].label)))
    states = Counter(r.standing.state for r in asked)
    cards = [
        {"label": "lượt cơ quan được hỏi", "count": len(asked)},
        {"label": "trả lời đúng hạn", "count": states[State.DONE_ON_TIME]},
        {"label": "trả lời quá hạn", "count": states[State.DONE_LATE]},
        {"label": "chưa trả lời, quá hạn", "count": states[State.OPEN_OVERDUE]},
        {"label": "trả lời chung chung", "count": sum(r.vague for r in asked)},
    ]
    return {"rows": rows, "cards": cards}


def notices(register: Register, known: list[Record]) -> dict[str, Any]:
    """Return the reminders, criticisms, commendations and good models of each agency."""
    labels = {option["const"]: option["title"] for option in _options(register, "notice", "type")}
    table: dict[str, Counter[str]] = {}
    for notice in known:
        for agency in notice["agencies"]:
            table.setdefault(agency, Counter())[notice["type"]] += 1
    found = sorted((register.corpus.records[own] for own in table), key=lambda a: collation_key(register.label(a)))
    types = Counter(notice["type"] for notice in known)
    return {
        "heads": list(labels.values()),
        "rows": [
            {**_body(register, body), "counts": [*(table[body.id][t] for t in labels), table[body.id].total()]}
            for body in found
        ],
        "cards": [{"label": label, "count": types[own]} for own, label in labels.items()],
    }


def feedback(register: Register, known: list[Record]) -> dict[str, Any]:
    """Return the feedback of each channel by verdict, and how much was handled."""
    channels = {option["const"]: option["title"] for option in _options(register, "feedback", "channel")}
    verdicts = {option["const"]: option["title"] for option in _options(register, "feedback", "verified", "verdict")}
    table: dict[str, Counter[str]] = {}
    for told in known:
        verified = happened(told, "verified", register.as_of)
        verdict = told["verified"]["verdict"] if verified else ""
        table.setdefault(told["channel"], Counter())[verdict] += 1
    columns = [*verdicts, ""]
    states = Counter(r.standing.state for r in register.requests["feedback"])
    handled = sum(1 for r in register.requests["feedback"] if r.standing.done)
    return {
        "heads": [*verdicts.values(), "Chưa xác minh", "Tổng số"],
        "rows": [
            {"label": label, "counts": [*(table[own][column] for column in columns), table[own].total()]}
            for own, label in channels.items()
            if own in table
        ],
        "totals": [*(sum(c[column] for c in table.values()) for column in columns), len(known)],
        "cards": [
            {"label": "phản ánh", "count": len(known)},
            {"label": "đã xử lý, trả lời", "count": handled},
            {"label": "chưa xử lý xong", "count": len(known) - handled},
            {"label": "trong đó quá hạn", "count": states[State.OPEN_OVERDUE]},
        ],
    }


def obstacles(register: Register, known: list[Record]) -> dict[str, Any]:
    """Return the obstacles by the agency asked to decide: answered or open, and of the open ones overdue."""
    asked = register.requests["obstacle"]
    rows = []
    for body, own in _by_body(asked):
        done = sum(1 for r in own if r.standing.done)
        overdue = sum(1 for r in own if r.standing.state is State.OPEN_OVERDUE)
        rows.append(
            {**_body(register, body), "asked": len(own), "answered": done, "open": len(own) - done, "overdue": overdue}
        )
    rows.sort(key=lambda row: (-row["open"], collation_key(row["ref"].label)))
    done = sum(1 for r in asked if r.standing.done)
    return {
        "rows": rows,
        "nobody": sum(1 for r in asked if r.body is None),
        "cards": [
            {"label": "khó khăn, vướng mắc", "count": len(known)},
            {"label": "đã có ý kiến giải quyết", "count": done},
            {"label": "chưa có ý kiến", "count": len(known) - done},
        ],
    }


def accountability(register: Register, _known: list[Record]) -> dict[str, Any]:
    """Return the totals of each province and year: collectives exactly, persons with small numbers suppressed."""
    rows: Sequence[TotalRow] = register.accountability_totals
    return {
        "small": SMALL,
        "hidden": SMALL - 1,
        "limit": LIMIT,
        "extended": EXTENDED,
        "groups": [_group(register, key, list(own)) for key, own in groupby(rows, key=lambda r: (r.province, r.year))],
    }


def _group(register: Register, key: tuple[str, int], own: list[TotalRow]) -> dict[str, Any]:
    province, year = key
    home = register.corpus.records[province]
    subjects = []
    for subject, label in SUBJECTS.items():
        cells = [row for row in own if row.subject == subject]
        if cells:
            total = sum_of(cells)
            subjects.append(
                {
                    "label": label,
                    "cells": [
                        {"outcome": OUTCOMES[c.outcome], "sanction": c.sanction, "count": _shown(c.count)}
                        for c in cells
                    ],
                    "total": "không nêu" if total is None else str(total),
                }
            )
    return {
        "id": f"{province}-{year}",
        "province": register.ref(home),
        "year": str(year),
        "subjects": subjects,
        "sample": province in register.samples,
    }


def _shown(count: int | None) -> str:
    return f"dưới {SMALL}" if count is None else str(count)


def _by_body(own: Iterable[Request]) -> list[tuple[Record, list[Request]]]:
    table: dict[str, list[Request]] = {}
    found: dict[str, Record] = {}
    for request in own:
        if request.body is not None:
            found[request.body.id] = request.body
            table.setdefault(request.body.id, []).append(request)
    return [(found[body], requests) for body, requests in table.items()]


def _body(register: Register, body: Record) -> dict[str, Any]:
    """Return the name of a body and its province, as the tables of all logs begin."""
    province = register.corpus.get(body.province, "province")
    return {
        "ref": register.ref(body),
        "home": body.province,
        "province": register.ref(province) if province else None,
        "sample": register.is_sample(body),
    }


def _options(register: Register, kind: str, *at: str) -> list[dict[str, str]]:
    """Return the coded values of a field, in the order of the schema."""
    schema: Any = register.corpus.schemas.by_kind[kind]
    for name in at:
        schema = schema["properties"][name]
    found: list[dict[str, str]] = schema["oneOf"]
    return found
