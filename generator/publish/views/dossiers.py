"""Sampled dossiers of an inspection: how long each took in working days, and how many were late, random ones apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.domain import dates
from generator.domain.text import vi_date
from generator.domain.workdays import Workdays, workdays
from generator.model import Record
from generator.publish.inline import Ref, joined, line, noted
from generator.publish.register import Register
from generator.publish.views.table import Column, Table, day, facet, number, table


@dataclass(frozen=True, slots=True)
class Dossier:
    """One sampled dossier; days are working days, None where a year has no calendar."""

    entry: Mapping[str, Any]
    index: int
    until: date
    """The day of the result, or of the check when there was none yet."""
    allowed: int | None
    taken: int | None
    late: bool
    """The result came after the day promised, or had not come on the day of the check although that day had passed."""
    late_by: int | None

    @property
    def returned(self) -> bool:
        """Whether the result was out."""
        return "returned" in self.entry


def dossiers(register: Register, inspection: Record) -> list[Dossier]:
    """Return the sampled dossiers of an inspection, measured."""
    calendar = workdays(register.corpus)
    days = {entry["body"]: entry["on"] for entry in inspection["agencies"] if "on" in entry}
    last = inspection.get("end", inspection["start"])
    return [
        _measure(calendar, entry, i, days.get(entry["agency"], last))
        for i, entry in enumerate(inspection.get("dossiers", ()))
    ]


def _measure(calendar: Workdays, entry: Mapping[str, Any], index: int, checked: str) -> Dossier:
    received, due = dates.day(entry["received"]), dates.day(entry["due"])
    until = dates.day(entry.get("returned", checked))
    late = until > due
    return Dossier(
        entry,
        index,
        until,
        calendar.between(received, due),
        calendar.between(received, until),
        late,
        calendar.between(due, until) if late else 0,
    )


def dossier_table(register: Register, inspection: Record, own: Sequence[Dossier]) -> Table:
    """Return a line per dossier."""
    corpus = register.corpus

    def title(field: str) -> str:
        return register.wording.label("inspection", f"dossiers.{field}")

    def finding(d: Dossier) -> Ref | None:
        follow_up = register.follow_ups.get(d.entry.get("finding", ""))
        return register.ref(follow_up.finding) if follow_up else None

    return table(
        "Từng hồ sơ",
        own,
        Column("Hồ sơ", lambda d: line(str(d.index + 1), noted(d.entry.get("note")))),
        facet("Cơ quan", lambda d: register.ref(corpus.records[d.entry["agency"]])),
        facet(title("procedure"), lambda d: d.entry["procedure"]),
        facet(title("chosen"), lambda d: register.coded(inspection, "dossiers", d.index, "chosen")),
        day("Tiếp nhận", lambda d: dates.day(d.entry["received"])),
        day("Hẹn trả", lambda d: dates.day(d.entry["due"])),
        Column(
            "Trả kết quả",
            lambda d: vi_date(d.until) if d.returned else "chưa trả",
            sort=lambda d: d.entry.get("returned", ""),
        ),
        number(
            "Thời gian giải quyết (ngày làm việc)",
            lambda d: _days(d.taken) + ("" if d.returned else " tính đến ngày kiểm tra"),
        ),
        number("Thời gian được phép", lambda d: _days(d.allowed)),
        number("Trễ (ngày làm việc)", lambda d: _days(d.late_by) if d.late else None),
        Column("Xin lỗi, hẹn lại", _apology),
        Column("Từng khâu", lambda d: joined(_stage(register, stage) for stage in d.entry.get("stages", ()))),
        Column("Phát hiện", finding),
        wide=True,
        id=lambda d: str(d.entry["id"]),
    )


def _days(count: int | None) -> str:
    return "không rõ (thiếu lịch làm việc)" if count is None else str(count)


def _apology(d: Dossier) -> str:
    given = f"có, ngày {vi_date(dates.day(d.entry['apology']))}" if "apology" in d.entry else "không" if d.late else ""
    again = f"hẹn lại ngày {vi_date(dates.day(d.entry['new_due']))}" if "new_due" in d.entry else ""
    return "; ".join(part for part in (given, again) if part)


def _stage(register: Register, stage: Mapping[str, Any]) -> str:
    start = dates.day(stage["from"])
    if "to" not in stage:
        return f"{stage['name']}: từ {vi_date(start)}"
    end = dates.day(stage["to"])
    took = workdays(register.corpus).between(start, end)
    return f"{stage['name']}: {vi_date(start)} – {vi_date(end)}" + (f" ({took} ngày làm việc)" if took else "")


def total_table(own: Sequence[Dossier]) -> Table:
    """Return how many were late and apologised for, with denominators: random ones apart, as only they tell of all."""
    groups = {
        "Chọn ngẫu nhiên": [d for d in own if d.entry["chosen"] == "ngau-nhien"],
        "Chọn có chủ đích": [d for d in own if d.entry["chosen"] == "chu-dich"],
    }
    used = [(label, chosen) for label, chosen in groups.items() if chosen]
    rows = [*used, ("Tất cả", list(own))] if len(used) == len(groups) else used

    def late(chosen: Sequence[Dossier]) -> list[Dossier]:
        return [d for d in chosen if d.late]

    def apologies(overdue: Sequence[Dossier]) -> str:
        return f"{sum('apology' in d.entry for d in overdue)}/{len(overdue)}" if overdue else "—"

    return table(
        "Hồ sơ trễ hạn và có xin lỗi",
        rows,
        Column("Cách chọn", lambda row: row[0]),
        number("Trễ hạn", lambda row: f"{len(late(row[1]))}/{len(row[1])}"),
        number("Trễ hạn có xin lỗi", lambda row: apologies(late(row[1]))),
        number("Chưa trả khi kiểm tra", lambda row: f"{sum(not d.returned for d in row[1])}/{len(row[1])}"),
        filter=False,
    )
