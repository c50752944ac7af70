"""The calendar of an invented register: when things can happen, its holidays and its reporting periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

# fmt: off

Data = dict[str, Any]

FIRST, LAST = date(2023, 1, 9), date(2026, 10, 30)
"""The days between which documents are issued; nothing happens after LAST."""
DISTRICTS_END = date(2025, 6, 30)
YEARS = range(2023, 2028)
HOLIDAYS = (
    (1, 1, 1, "tet-duong-lich", "Tết Dương lịch"), (2, 9, 5, "tet-nguyen-dan", "Tết Nguyên đán"),
    (4, 18, 1, "gio-to", "Giỗ Tổ Hùng Vương"), (4, 30, 2, "30-4-1-5", "Ngày Chiến thắng và Quốc tế Lao động"),
    (9, 1, 2, "quoc-khanh", "Quốc khánh"),
)
"""Month, first day, days: the same every year, which no real calendar is."""
MEETINGS = tuple(date(year, month, 5 + month % 3) for year in YEARS for month in range(1, 13))
MONTHS = {"thang": 1, "quy": 3, "6-thang": 6, "nam": 12}

# fmt: on


def vi(day: date) -> str:
    """Write a day as 05/09/2025."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def last_day(due: Data) -> date | None:
    """Return the last day of a deadline that names one; None for one that counts from an event."""
    if "before" in due:
        return date.fromisoformat(due["before"]) - timedelta(days=1)
    if "by" not in due:
        return None
    by = str(due["by"])
    return date.fromisoformat(by) if len(by) == 10 else month_end(int(by[:4]) * 12 + int(by[5:] or 12) - 1)


def month_end(months: int) -> date:
    """Return the last day of a month counted from year 0."""
    return date((months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)


def holidays() -> list[tuple[date, str, str]]:
    """Return (day, code, name) of every public holiday."""
    return [
        (date(year, month, first) + timedelta(days=i), code, name)
        for year in YEARS
        for month, first, length, code, name in HOLIDAYS
        for i in range(length)
    ]


def periods(every: str, issued: date) -> list[tuple[str, date]]:
    """Return (id, last day) of the calendar periods that begin after the week or month of issue."""
    if every == "tuan":
        mondays = [issued + timedelta(days=7 * week - issued.weekday()) for week in range(1, 110)]
        weeks = [(monday.isocalendar(), monday) for monday in mondays]
        return [(f"{iso.year}-W{iso.week:02d}", monday + timedelta(days=6)) for iso, monday in weeks]
    length = MONTHS[every]
    found = []
    for start in range((issued.year * 12 + issued.month) // length * length + length, (LAST.year + 3) * 12, length):
        year, month = start // 12, start % 12 + length
        name = {"thang": f"{year}-{month:02d}", "quy": f"{year}-Q{month // 3}", "6-thang": f"{year}-H{month // 6}"}
        found.append((name.get(every, f"{year}"), month_end(start + length - 1)))
    return found


def expected(recurrence: Data, issued: date) -> list[tuple[str, date]]:
    """Return (id, last day) of the periods of a recurring task for which a report can have come in."""
    limit = LAST - timedelta(days=25)
    if recurrence["every"] == "su-kien":
        days = {"sau-le-tet": _returns(), "giao-ban-thang": MEETINGS}.get(recurrence["event"], ())
        return [(f"{day}", day) for day in days if issued <= day <= limit][:6]
    all_periods = periods(recurrence["every"], issued)
    last = len(all_periods)
    if "last" in recurrence:
        last = [name for name, _ in all_periods].index(recurrence["last"])
    return [(name, end) for name, end in all_periods[: last + 1] if end <= limit]


def _returns() -> tuple[date, ...]:
    """Return the last day off of every holiday, weekends that follow it included."""
    days = []
    for year in YEARS:
        for month, first, length, *_ in HOLIDAYS:
            day = date(year, month, first) + timedelta(days=length - 1)
            while (day + timedelta(days=1)).weekday() > 4:
                day += timedelta(days=1)
            days.append(day)
    return tuple(days)
