"""The deadline in a cell of a list, as a record has it: never earlier or later than worded; what cannot be read stays open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from generator.domain import dates, deadlines
from generator.domain.cadence import Cadence, cadence
from generator.domain.dates import Interval
from generator.domain.text import fold
from generator.domain.worded import BLANKS, TIME
from generator.edit.characters import tidy
from generator.read.tables import BROKEN, Typed

SERIALS = range(20_000, 80_000)
"""Days that spreadsheets count, from 1954 to 2119."""
_ZERO = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_SHORT_YEAR = re.compile(r"(?<![0-9/.-])([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{2})(?![0-9/.-])")
_SHORT_MONTH = re.compile(
    r"((?:tháng|quý)\s*(?:[0-9]{1,2}|[IV]{1,3})\s*/\s*)(1[3-9]|[2-9][0-9])(?![0-9/])", re.IGNORECASE
)
_FULL_DAY = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}")
_UNTO = re.compile(r"[-–—→]|(?<!\w)(?:đến|tới)(?!\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[;,&+]|(?<!\w)(?:và|hoặc|rồi)(?!\w))\s*", re.IGNORECASE)
_NAMED = re.compile(r"[0-9]|(?<!\w)(?:quý|tháng)\s*[IVX]+(?!\w)", re.IGNORECASE)
"""A wording that names some day, month, quarter or year."""
_NEAR = 20
"""So many years on, a year of two digits may as well be one of the last century."""
_TIGHT = re.compile(r"\s*/\s*")
_WHOLE = re.compile(r"\bcả\s+(?=năm\b)", re.IGNORECASE)
_STANDING = re.compile(r"(?:,?\s*(?:và|,))?\s*(?:làm\s+)?thường\s+xuyên(?:,?\s*(?:hằng|hàng)\s+năm)?\s*", re.IGNORECASE)
_FROM = re.compile(r"\s*từ\s+(?P<from>.+?)\s*(?:trở\s+đi)?\s*", re.IGNORECASE)
_EVERY = ("ngay", "tuan", "thang", "quy", "6-thang", "nam")
_AGAIN = re.compile(r"dinh ky|h[aà]ng (?:ngay|tuan|thang|quy|nam)|moi (?:tuan|thang|quy|nam)|6 thang/lan")


@dataclass(frozen=True, slots=True)
class Term:
    """What a cell says of the time of a task."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    """Of the task: ``due``, ``start``, ``shape``, ``recurrence``."""
    open: str = ""
    """Why the deadline was left open (Vietnamese)."""
    question: str = ""
    """What the clerk has to say first."""
    blank: bool = False
    """Whether the cell holds the day that a program put for nothing."""
    yearless: bool = False
    """Whether it is that deadline only if its year is the one supposed."""


def term(cell: Typed, count_from: int = 0, year: int = 0, given: Interval | None = None) -> Term:
    """Return what a cell says.

    ``count_from``: the year from which its workbook counts days, 0 if nobody knows; ``year``: that of the list;
    ``given``: when the task was given, from which on what names no year is supposed to be.
    """
    if cell is None or (isinstance(cell, str) and not tidy(cell)):
        return Term()
    if cell == BROKEN or isinstance(cell, bool):
        return Term(question="ô thời hạn không cho giá trị nào đọc được")
    if isinstance(cell, date):
        return _day(cell.date() if isinstance(cell, datetime) else cell, f"{cell:%d/%m/%Y}")
    words = " ".join(tidy(str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)).split())
    if words.isdecimal() and (int(words) in SERIALS or words == "0"):
        return _serial(int(words), count_from)
    return _worded(words, year, given)


def _day(day: date, words: str) -> Term:
    if day in BLANKS:
        return Term(blank=True)
    return Term({"due": {"by": day.isoformat(), "as_written": words}})


def _serial(number: int, count_from: int) -> Term:
    if not number:
        return Term(blank=True)
    if count_from in _ZERO:
        day = _ZERO[count_from] + timedelta(days=number)
        return _day(day, f"{day:%d/%m/%Y}")
    one, other = (f"{zero + timedelta(days=number):%d/%m/%Y}" for zero in _ZERO.values())
    return Term(
        question=f"thời hạn là số {number}: {one} nếu bảng tính đếm ngày từ 1900, {other} nếu từ 1904; ghi count_from"
    )


def _worded(words: str, year: int, given: Interval | None) -> Term:
    plain = _plain(words, year)
    bare = _STANDING.sub(" ", plain).strip(" ,;.")
    if bare != plain.strip(" ,;."):
        return _standing(words, bare)
    often = cadence(words)
    if often in (Cadence(every) for every in _EVERY):
        return Term({"shape": "dinh-ky", "recurrence": {"every": often.every, "as_written": words}})
    if often.every or _AGAIN.search(fold(words)):
        return Term(question=f"việc định kỳ (“{words}”): sổ cần chu kỳ, nhập bằng generator new task")
    if (day := dates.iso(plain, "full-date")) is not None and dates.day(day) in BLANKS:
        return Term(blank=True)
    read = deadlines.read(plain, given)
    several = _several(plain, given)
    if read is None or several:
        why = "ô nêu nhiều hạn" if several else "không đọc được chắc chắn"
        named = "khong-doc-duoc" if _NAMED.search(words) else "khong-neu-ngay"
        return Term({"due": {"open": {"why": named}, "as_written": words}}, open=why)
    return Term({"due": {**read.due, "as_written": words}}, yearless=not read.certain)


def _several(plain: str, given: Interval | None) -> bool:
    """Whether a wording names several deadlines: days that are no range, or parts that are each a deadline by itself."""
    days = list(_FULL_DAY.finditer(plain))
    if any(not _UNTO.search(plain[one.end() : other.start()]) for one, other in pairwise(days)):
        return True
    said = [own.due for part in _BETWEEN.split(plain) if (own := deadlines.read(part, given))]
    return len({str(due.get("by", due.get("before", due))) for due in said}) > 1


def _standing(words: str, bare: str) -> Term:
    """Read «thường xuyên», «từ tháng 3/2017 và thường xuyên»: a standing duty, and since when."""
    fields: dict[str, Any] = {"shape": "thuong-xuyen"}
    begins = _FROM.fullmatch(bare)
    read = deadlines.read(begins["from"]) if begins else None
    if not bare:
        return Term({**fields, "urgency_as_written": words})
    if read and read.certain and "by" in read.due and "đến" not in bare and len(TIME.findall(bare)) == 1:
        return Term({**fields, "start": {"from": read.due["by"], "open_ended": True, "as_written": words}})
    return Term({**fields, "urgency_as_written": words}, open="việc thường xuyên, thời gian để nguyên văn")


def _plain(words: str, year: int) -> str:
    """Return a wording with what is merely typed otherwise made plain: blanks, years of two digits that are near."""

    def whole(found: re.Match[str]) -> str:
        short = found[found.re.groups]
        far = year and 2000 + int(short) > year + _NEAR
        return found[0] if far else f"{found[0][:-2]}20{short}"

    words = _WHOLE.sub("", _TIGHT.sub("/", words))
    return _SHORT_MONTH.sub(whole, _SHORT_YEAR.sub(whole, words))
