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
from generator.publish.register import Register


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


def rows(register: Register, inspection: Record, own: Sequence[Dossier]) -> list[dict[str, Any]]:
    """Return a line per dossier."""
    corpus = register.corpus
    shown = []
    for d in own:
        finding = corpus.get(d.entry.get("finding"), "finding")
        seen = finding is not None and finding.id in register.follow_ups
        shown.append(
            {
                "id": d.entry["id"],
                "agency": register.ref(corpus.records[d.entry["agency"]]),
                "procedure": d.entry["procedure"],
                "chosen": register.coded(inspection, "dossiers", d.index, "chosen"),
                "received": vi_date(dates.day(d.entry["received"])),
                "received_sort": d.entry["received"],
                "due": vi_date(dates.day(d.entry["due"])),
                "due_sort": d.entry["due"],
                "returned": vi_date(d.until) if d.returned else "chưa trả",
                "returned_sort": d.entry.get("returned", ""),
                "taken": _days(d.taken) + ("" if d.returned else " tính đến ngày kiểm tra"),
                "allowed": _days(d.allowed),
                "late": "" if not d.late else _days(d.late_by),
                "apology": _apology(d),
                "stages": [_stage(register, stage) for stage in d.entry.get("stages", ())],
                "finding": register.ref(finding) if finding and seen else None,
                "note": d.entry.get("note", ""),
            }
        )
    return shown


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


def totals(own: Sequence[Dossier]) -> list[dict[str, Any]]:
    """Return how many were late and apologised for, with denominators: random ones apart, as only they tell of all."""
    groups = (
        ("Chọn ngẫu nhiên", [d for d in own if d.entry["chosen"] == "ngau-nhien"]),
        ("Chọn có chủ đích", [d for d in own if d.entry["chosen"] == "chu-dich"]),
        ("Tất cả", list(own)),
    )
    counted = []
    for label, chosen in groups:
        late = [d for d in chosen if d.late]
        counted.append(
            {
                "label": label,
                "of": len(chosen),
                "late": len(late),
                "apologies": sum(1 for d in late if "apology" in d.entry),
                "open": sum(1 for d in chosen if not d.returned),
            }
        )
    used = [group for group in counted[:2] if group["of"]]
    return counted if len(used) == len(groups) - 1 else used
