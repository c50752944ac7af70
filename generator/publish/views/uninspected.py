"""The board of agencies that were never inspected, or not for two years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from generator.domain import bodies, dates, findings
from generator.domain.dates import Interval
from generator.domain.text import collation_key, vi_date
from generator.model import Record
from generator.publish.inline import Line, joined, line
from generator.publish.register import Register
from generator.publish.views.table import Column, Table, day, facet, home_column, named, number, table, vi_day

MONTHS = 24
"""An agency without an inspection for longer is on the board."""
INSPECTABLE = frozenset({"ubnd", "van-phong", "so", "thanh-tra", "don-vi-truc-thuoc", "nganh-doc"})
"""Kinds of agencies that carry out public duties for the province: not councils, Party bodies or the press."""
Last = dict[str, tuple[date, Record]]
"""The last inspection of each agency, and its day."""


class Uninspected(NamedTuple):
    """An agency, its last inspection if it had one, how many it had, and those of the agencies before it.

    ``since``: the first day of which the register has an inspection of its province, before which it says nothing.
    """

    agency: Record
    last: tuple[date, Record] | None
    since: date
    inspections: int
    before: Line


def agencies(register: Register) -> list[tuple[Record, Any]]:
    """Return the agencies of provinces with inspections that were never inspected, or not for two years."""
    last, counts = _inspected(register)
    since = _months_before(register.as_of, MONTHS)
    begun: dict[str, date] = {}
    for inspection in register.corpus.of("inspection"):
        start = dates.day(inspection["start"])
        begun[inspection.province] = min(start, begun.get(inspection.province, start))
    rows: list[tuple[Record, Any]] = []
    for agency in register.corpus.of("agency"):
        if agency.province not in begun or not _inspectable(register, agency):
            continue
        if agency.id in register.withheld.inspected:  # neither inspected nor not, and when last, is said
            continue
        own = last.get(agency.id)
        if own is None or own[0] < since:
            before = joined(_predecessors(register, agency, last))
            rows.append((agency, Uninspected(agency, own, begun[agency.province], counts[agency.id], before)))
    rows.sort(key=lambda row: (row[1].last[0] if row[1].last else date.min, collation_key(row[0].id)))
    return rows


def agency_table(register: Register, caption: str, rows: list[Uninspected]) -> Table:
    """Return the table of agencies that were not inspected."""
    return table(
        caption,
        rows,
        Column("Cơ quan", lambda row: named(register, row.agency)),
        home_column(register, lambda row: row.agency),
        facet(register.wording.label("agency", "level"), lambda row: register.coded(row.agency, "level")),
        facet(register.wording.label("agency", "kind"), lambda row: register.coded(row.agency, "kind")),
        day(
            "Lần kiểm tra gần nhất",
            lambda row: row.last[0] if row.last else None,
            lambda row: register.ref(row.last[1], vi_day(row.last[0])) if row.last else _never(row),
        ),
        number("Số lần", lambda row: row.inspections),
        Column("Cơ quan trước đó", lambda row: row.before),
        filter=True,
    )


def _never(row: Uninspected) -> str:
    """Say since when nobody recorded an inspection: not of times in which the agency was not there."""
    since = max(row.since, bodies.life(row.agency).first)
    why = " (ngày bắt đầu hoạt động)" if since > row.since else ""
    return f"từ ngày {vi_date(since)}{why} sổ chưa ghi lần nào"


def caution(register: Register) -> str:
    """Return what the board says where inspections are hidden: its silence on an agency says nothing of it."""
    if "inspection" not in register.withheld.kinds:
        return ""
    return "Bảng có thể thiếu: cơ quan không có trong bảng chưa chắc đã được kiểm tra."


def _inspectable(register: Register, agency: Record) -> bool:
    on = Interval(register.as_of, register.as_of)
    return agency["kind"] in INSPECTABLE and agency["level"] in ("tinh", "xa") and bodies.life(agency).meets(on)


def _inspected(register: Register) -> tuple[Last, Counter[str]]:
    """Return the last inspection of each agency, and how many it had."""
    last: Last = {}
    counts: Counter[str] = Counter()
    for inspection in register.corpus.of("inspection"):
        for entry in inspection["agencies"]:
            on = dates.day(entry.get("on", inspection["start"]))
            counts[entry["body"]] += 1
            if entry["body"] not in last or last[entry["body"]][0] < on:
                last[entry["body"]] = (on, inspection)
    return last, counts


def _predecessors(register: Register, agency: Record, last: Last) -> Iterator[Line]:
    """Yield the last inspections of those that the agency took over from."""
    for name in sorted(findings.lineage(register.corpus, agency.id, register.as_of) - {agency.id}):
        if name in last:
            on, inspection = last[name]
            yield line(register.ref(register.corpus.records[name]), ": kiểm tra ", register.ref(inspection, vi_day(on)))


def _months_before(on: date, months: int) -> date:
    count = max(on.year * 12 + on.month - 1 - months, date.min.year * 12)
    return date(count // 12, count % 12 + 1, min(on.day, 28))
