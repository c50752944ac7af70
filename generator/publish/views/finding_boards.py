"""Rows and tables of the boards on findings: what is not closed, what came back, recommendations, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from generator.domain import findings
from generator.domain.recurrence import Repeat, recurrences
from generator.domain.text import collation_key, sentences, vi_interval
from generator.model import Record
from generator.publish.derive.follow_ups import LABELS, FollowUp, FollowUpState
from generator.publish.inline import Ref, Said, joined, line, noted
from generator.publish.register import Register
from generator.publish.views import chain
from generator.publish.views.finding_facts import elsewhere
from generator.publish.views.table import (
    LONG,
    Column,
    Table,
    Total,
    day,
    facet,
    home_column,
    named,
    number,
    numbers,
    sums,
    table,
    vi_day,
)
from generator.publish.views.tables import agency_column, category_column, finding_ref, follow_up_chip, late_column

Rows = list[tuple[Record, Any]]
WORDS = 20
"""Words of a recommendation that name it in a table."""


def open_follow_ups(register: Register) -> Rows:
    """Return the findings that are not closed: the earliest deadline first, those without one last."""
    left = [m for m in register.follow_ups.values() if m.open]
    left.sort(key=lambda m: (m.due is None, m.due, collation_key(m.finding.id)))
    return [(m.finding, m) for m in left]


def open_table(register: Register, caption: str, rows: list[FollowUp]) -> Table:
    """Return the table of findings that are not closed; another agency may answer for them by now."""

    def because(m: FollowUp) -> Said:
        agency = register.corpus.records[m.finding["agency"]]
        return sentences(m.because), noted("phát hiện tại ", register.ref(agency)) if m.holder.id != agency.id else None

    return table(
        caption,
        rows,
        Column("Phát hiện", lambda m: finding_ref(register, m)),
        facet("Cơ quan", lambda m: register.ref(m.holder)),
        home_column(register, lambda m: m.finding),
        category_column(register),
        day("Hạn", lambda m: m.due),
        facet("Tình trạng", follow_up_chip),
        late_column(),
        number("Gia hạn (lần)", lambda m: m.extensions or ""),
        Column("Giải thích", because, long=True),
        filter=True,
        wide=True,
    )


def recurring(register: Register) -> Rows:
    """Return the findings that repeat an earlier one, newest first, each with the times before that are known."""
    known = recurrences(register.corpus)
    rows: Rows = []
    for follow_up in sorted(register.follow_ups.values(), key=lambda m: (m.seen, m.finding.id), reverse=True):
        repeats = [
            r for r in known.get(follow_up.finding.id, ()) if r.recurrent and r.earlier.id in register.follow_ups
        ]
        if repeats:
            last = max(repeats, key=lambda r: (register.follow_ups[r.earlier.id].seen, r.earlier.id))
            rows.append((follow_up.finding, (follow_up, last, [r for r in repeats if r is not last])))
    return rows


def recurring_table(register: Register, caption: str, rows: list[tuple[FollowUp, Repeat, Any]]) -> Table:
    """Return the table of findings that came back: the last time before, how that was dealt with, and who says so."""

    def before(row: Any) -> Said:
        later, last, others = row
        at = elsewhere(register, last.earlier, later.finding)
        earlier = joined(register.ref(r.earlier) for r in others)
        return line(register.ref(last.earlier), at, noted("trước nữa: ", earlier) if others else None)

    def of(row: Any) -> FollowUp:
        return register.follow_ups[row[1].earlier.id]

    def now(column: Column) -> Column:
        return facet(column.title, lambda row: column.said(row[0]))

    return table(
        caption,
        rows,
        Column("Phát hiện sau", lambda row: named(register, row[0].finding)),
        now(agency_column(register)),
        now(category_column(register)),
        day("Ngày", lambda row: row[0].seen, lambda row: vi_interval(row[0].seen_in)),
        facet("Tình trạng", lambda row: follow_up_chip(row[0])),
        Column("Lần trước", before, long=True),
        day("Ngày lần trước", lambda row: of(row).seen, lambda row: vi_interval(of(row).seen_in)),
        Column("Lần trước đã xử lý thế nào", lambda row: sentences(of(row).because), long=True),
        number("Cách nhau (ngày)", lambda row: _between(of(row), row[0])),
        facet("Do ai nêu", lambda row: "Hồ sơ kiểm tra ghi" if row[1].marked else "Sổ tự tính"),
        Column("Vì sao", lambda row: sentences(row[1].because), long=True),
        filter=True,
        wide=True,
    )


def _between(earlier: FollowUp, later: FollowUp) -> int | str:
    """Return the days between two findings, where both days are known."""
    exact = earlier.seen_in.exact and later.seen_in.exact
    return (later.seen - earlier.seen).days if exact else ""


def recommended(register: Register) -> Rows:
    """Return every recommendation known by the day: the earliest deadline first, those without one last."""
    known = [r for r in register.corpus.of("recommendation") if chain.known(register, r)]
    rows = [(r, findings.deadline(register.corpus, r, on=register.as_of).day) for r in known]
    rows.sort(key=lambda row: (row[1] or date.max, collation_key(row[0].id)))
    return [
        (r, (r, due, [register.follow_ups[f] for f in r["findings"] if f in register.follow_ups])) for r, due in rows
    ]


def recommended_table(
    register: Register, caption: str, rows: list[tuple[Record, date | None, list[FollowUp]]]
) -> Table:
    """Return the table of recommendations: deadline, answer, and what became of the findings they deal with."""

    def due(row: Any) -> str:
        record, on, _ = row
        return vi_day(on) or str(record.get("due", {}).get("as_written", "không nêu hạn"))

    return table(
        caption,
        rows,
        Column(
            "Kiến nghị",
            lambda row: named(register, row[0], ref=Ref(shortened(row[0]["content"]), register.place(row[0]))),
            long=True,
        ),
        facet("Cơ quan", lambda row: register.ref(register.corpus.records[row[0]["addressee"]])),
        home_column(register, lambda row: row[0]),
        day("Hạn", lambda row: row[1], due),
        facet(register.wording.label("recommendation", "acceptance"), lambda row: _acceptance(register, row[0])),
        Column(
            "Phát hiện và tình hình khắc phục",
            lambda row: joined(line(register.ref(m.finding), " ", follow_up_chip(m)) for m in row[2]),
            long=True,
        ),
        number("Đã kết thúc", lambda row: f"{sum(m.closed is not None for m in row[2])}/{len(row[2])}"),
        filter=True,
    )


def shortened(text: str) -> str:
    """Return the first words of a text."""
    words = text.split()
    return " ".join(words[:WORDS]) + ("…" if len(words) > WORDS else "")


def _acceptance(register: Register, record: Record) -> str:
    given = record.get("acceptance")
    return "Sổ chưa ghi" if given is None else register.coded(record, "acceptance", "state")


# counts


def by_agency(register: Register) -> Rows:
    """Return each agency at which something was found, with its findings."""
    table: dict[str, list[FollowUp]] = {}
    for follow_up in register.follow_ups.values():
        table.setdefault(follow_up.finding["agency"], []).append(follow_up)
    agencies = sorted((register.corpus.records[key] for key in table), key=lambda a: collation_key(register.label(a)))
    return [(agency, (agency, table[agency.id])) for agency in agencies]


def by_agency_table(register: Register, caption: str, rows: list[tuple[Record, list[FollowUp]]]) -> Table:
    """Return the findings of each agency by state: in all, and of these open and overdue."""
    found = {m.state for m in register.follow_ups.values()}
    states = [state for state in FollowUpState if state in found]
    heads = [*(LABELS[state] for state in states), "Chưa kết thúc", "Trong đó quá hạn", "Tổng số"]

    def counts(own: list[FollowUp]) -> list[int]:
        count = Counter(m.state for m in own)
        return [*(count[s] for s in states), sum(m.open for m in own), sum(m.overdue for m in own), len(own)]

    counted = [(agency, counts(own)) for agency, own in rows]
    return count_table(register, caption, "Cơ quan", FindingCounts(heads, counted, homes=True))


def by_category(register: Register) -> Table:
    """Return the table of findings by category and the year in which they were seen."""
    own = register.follow_ups.values()
    real = {m.finding["category"] for m in own if not register.is_sample(m.finding)}
    found = yearly(register, own, lambda m: m.finding["category"])
    return count_table(register, "Số phát hiện theo loại và năm phát hiện", "Loại", found._replace(real=real))


class FindingCounts(NamedTuple):
    """What is counted, of which records.

    ``homes``: whether their provinces are told; ``real``: of which records something
    that is counted is not invented (None: their provinces say so).
    """

    heads: list[Any]
    rows: list[tuple[Record, list[int]]]
    homes: bool = False
    real: set[str] | None = None


def yearly(register: Register, own: Iterable[FollowUp], of: Callable[[FollowUp], str]) -> FindingCounts:
    """Count findings by a record (of which ``of`` returns the id) and the year in which they were seen."""
    count: dict[str, Counter[int]] = {}
    for follow_up in own:
        count.setdefault(of(follow_up), Counter())[follow_up.seen.year] += 1
    years = sorted({year for one in count.values() for year in one})
    records = sorted((register.corpus.records[key] for key in count), key=lambda r: collation_key(register.label(r)))
    rows = [(r, [*(count[r.id][year] for year in years), count[r.id].total()]) for r in records]
    return FindingCounts([*years, "Tổng số"], rows)


def count_table(register: Register, caption: str, head: str, found: FindingCounts) -> Table:
    """Return counts by record."""
    total = Total("Tổng số", sums(counts for _, counts in found.rows), 2 if found.homes else 1)

    def who(row: tuple[Record, list[int]]) -> Said:
        if found.real is None or row[0].id in found.real:
            return named(register, row[0])
        return line(register.ref(row[0]), noted("giả định"))

    return table(
        caption,
        found.rows,
        Column(head, who),
        home_column(register, lambda row: row[0]) if found.homes else None,
        *numbers(found.heads, lambda row: row[1]),
        foot=total,
        scroll=True,
        wide=len(found.heads) > 8,  # on paper more of them are wider than an upright sheet
        filter=found.homes or len(found.rows) > LONG,
    )
