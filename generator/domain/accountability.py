"""Accountability cases: whom they are about, and the clock of 90 or 150 days of Decree 172/2025/NĐ-CP.

The decree is in force from 1 July 2025 and is on disciplining cadres and civil servants (its article 1). It sets no clock
for a collective, a public employee or another worker, for a case begun before, or for a measure that is no discipline:
there no deadline is stated. The clock starts on the day on which a case was opened, which is not counted itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.domain import dates
from generator.domain.events import stated
from generator.domain.text import vi_date
from generator.model import Corpus, Record

LIMIT, EXTENDED = 90, 150
"""Days for a case, and for one whose time was extended."""
FORCE = date(2025, 7, 1)
COVERED = ("can-bo", "cong-chuc")
DISCIPLINE = "ky-luat"
DECREE = "Nghị định số 172/2025/NĐ-CP"


@dataclass(frozen=True, slots=True)
class Clock:
    """The time for a case as it stands on a day: its calendar days, and the last day in time."""

    opened: date
    days: int
    last: date
    extended: date | None
    """The day on which it was extended."""

    @property
    def first(self) -> date:
        """The last day in time before any extension."""
        return self.opened + timedelta(days=LIMIT)


def uncovered(corpus: Corpus, case: Record, on: date) -> str:
    """Return why the decree sets no time for a case, as known on a day (Vietnamese); empty where it does."""
    kind = case["subject"]["kind"]
    if dates.day(case["opened"]) < FORCE:
        return f"bắt đầu xem xét trước khi {DECREE} có hiệu lực ({vi_date(FORCE)})"
    if kind == "tap-the":
        return f"{DECREE} không đặt thời hạn {LIMIT} ngày cho tập thể"
    if kind not in COVERED:
        return f"thời hạn {LIMIT} ngày của {DECREE} chỉ áp dụng với cán bộ, công chức"
    named = next((name for name in ("decided", "proposed") if happened(case, name, on)), None)
    measure = corpus.get(case[named]["sanction"], "sanction") if named else None
    if measure is None:
        return f"sổ chưa biết có xử lý kỷ luật không, nên không tính thời hạn {LIMIT} ngày của {DECREE}"
    if measure["form"] != DISCIPLINE:
        return f"hình thức xử lý không phải là kỷ luật, nên không có thời hạn {LIMIT} ngày"
    return ""


def clock(corpus: Corpus, case: Record, on: date) -> Clock | None:
    """Return the clock of a case as of a day: 150 days from the day of the extension, else 90; None: there is none."""
    if uncovered(corpus, case, on):
        return None
    opened, extended = dates.day(case["opened"]), happened(case, "extended", on)
    days = EXTENDED if extended else LIMIT
    return Clock(opened, days, opened + timedelta(days=days), extended)


def happened(record: Record, name: str, on: date) -> date | None:
    """Return by which day a part of a record (``decided``, ``handled`` …) had happened, if that was by a day."""
    day = stated(record[name], "on").last if name in record.data else None
    return day if day is not None and day <= on else None


def of_person(case: Record) -> bool:
    """Whether a case is about a person (by role), not about a collective."""
    return bool(case["subject"]["kind"] != "tap-the")
