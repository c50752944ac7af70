"""Dates as Vietnamese people type them, day before month, into the form that records keep."""

from __future__ import annotations

import re

from generator.domain import dates

_DAY = re.compile(
    r"(?:ngày\s+)?([0-9]{1,2})(?:\s*([/.-])\s*|\s+tháng\s+)([0-9]{1,2})(?:\s*\2\s*|\s+năm\s+)([0-9]{4})", re.IGNORECASE
)
_MONTH = re.compile(r"(?:tháng\s+)?([0-9]{1,2})(?:\s*[/.-]\s*|\s+năm\s+)([0-9]{4})", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")


def iso(text: str, form: str) -> str | None:
    """Return a date as records keep it; None for what is none, or could be read in two ways.

    Vietnamese practice (Nghị định 30/2020/NĐ-CP, phụ lục I) names the day, then the month, then the year; so
    5/12/2024 is 5 December, and 12/25/2024 is no date. ``form`` is ``full-date`` or ``partial-date``.

    >>> iso("5/12/2024", "full-date"), iso("12/2024", "partial-date"), iso("12/25/2024", "full-date")
    ('2024-12-05', '2024-12', None)
    """
    text = text.strip()
    if found := _DAY.fullmatch(text):
        day, _, month, year = found.groups()
        written = f"{year}-{int(month):02d}-{int(day):02d}"
    elif found := _ISO.fullmatch(text):
        written = "-".join([found[1], *(f"{int(part):02d}" for part in found.groups()[1:] if part)])
    elif found := _MONTH.fullmatch(text):
        written = f"{found[2]}-{int(found[1]):02d}"
    else:
        written = text
    known = dates.parse(written)
    if known is None or (form == "full-date" and len(written) != len("2024-12-05")):
        return None
    return written
