"""Calendars are evidence: every day off or worked moves deadlines, so each must be one that the law or a swap gives.

Labour Code 2019 (45/2019/QH14) art. 111 and 112: public holidays are the same in the whole country; one on a weekly
day off is made up for by the next working day. A swapped day off is worked on a Saturday or Sunday instead.
"""

from __future__ import annotations

from calendar import day_name
from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.domain import dates
from generator.domain.text import vi_date
from generator.domain.workdays import NATIONAL
from generator.examine.checks import Hit, check
from generator.model import Corpus, Field, Record, Text

SATURDAY = 5
FIXED = {
    "tet-duong-lich": ((1, 1),),
    "30-4-1-5": ((4, 30), (5, 1)),
    "quoc-khanh": ((9, 1), (9, 2), (9, 3)),
    "van-hoa": ((11, 24),),
}
"""Holidays of the solar calendar: month and day (National Day is 2 September and the day before or after)."""


def _days(corpus: Corpus, name: str, *, national: bool = True) -> Iterator[tuple[Record, Field, date, str, str]]:
    """Yield (calendar, field, day, kind, occasion) of the days off or worked; of the national calendars alone."""
    for record in corpus.of("calendar"):
        if (record.province == NATIONAL) is national:
            for i, entry in enumerate(record.get(name, ())):
                yield record, (name, i), dates.day(entry["date"]), entry.get("kind", ""), entry.get("holiday", "")


@check("calendar-year")
def calendar_year(corpus: Corpus) -> Iterator[Hit]:
    """A day of a calendar lies in another year."""
    for record in corpus.of("calendar"):
        for name in ("days_off", "working_days", "events"):
            for i, entry in enumerate(record.get(name, ())):
                if dates.day(entry["date"]).year != record["year"]:
                    values = {"date": vi_date(dates.day(entry["date"])), "year": record["year"]}
                    yield Hit(record, (name, i, "date"), values)


@check("calendar-duplicate")
def calendar_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """Two calendars of one year for one territory."""
    seen: dict[tuple[str, int], Record] = {}
    for record in corpus.of("calendar"):
        key = (record.province, record["year"])
        if key in seen:
            yield Hit(record, ("year",), {"year": record["year"], "other": seen[key].id})
        seen.setdefault(key, record)


@check("calendar-provincial")
def calendar_provincial(corpus: Corpus) -> Iterator[Hit]:
    """A province's own calendar names days off or worked: no law lets it, and no deadline would move."""
    for name in ("days_off", "working_days"):
        for record, at, day, _, _ in _days(corpus, name, national=False):
            yield Hit(record, at, {"date": vi_date(day)})


@check("calendar-contradiction")
def calendar_contradiction(corpus: Corpus) -> Iterator[Hit]:
    """A day is named twice: off and worked, or off twice."""
    known: dict[date, str] = {}
    for name in ("days_off", "working_days"):
        for record, at, day, _, _ in _days(corpus, name):
            if day in known:
                yield Hit(record, (*at, "date"), {"date": vi_date(day), "other": known[day]})
            known.setdefault(day, record.id)


@check("calendar-holiday")
def calendar_holiday(corpus: Corpus) -> Iterator[Hit]:
    """A holiday is not on its day, or is on a weekly day off without a substitute (or the other way round)."""
    weekend: Counter[tuple[str, str]] = Counter()
    substitutes: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], tuple[Record, Field, date]] = {}
    for record, at, day, kind, occasion in _days(corpus, "days_off"):
        key = (record.id, occasion)
        off = day.weekday() >= SATURDAY
        misplaced = kind == "le" and occasion in FIXED and (day.month, day.day) not in FIXED[occasion]
        if misplaced or (kind != "le" and off):
            yield Hit(record, (*at, "date"), {"date": vi_date(day), "weekday": _weekday(day)})
        elif kind == "nghi-bu" or (kind == "le" and off):
            (weekend if off else substitutes)[key] += 1
            last[key] = (record, at, day)
    for key, (record, at, day) in last.items():
        if weekend[key] != substitutes[key]:
            yield Hit(record, (*at, "date"), {"date": vi_date(day), "weekday": _weekday(day)})


@check("calendar-incomplete")
def calendar_incomplete(corpus: Corpus) -> Iterator[Hit]:
    """A national calendar that has Tết lacks another public holiday, or its days of Tết are not one after the other."""
    found: dict[str, dict[str, list[date]]] = {
        record.id: {} for record in corpus.of("calendar") if record.province == NATIONAL
    }
    for record, _, day, kind, occasion in _days(corpus, "days_off"):
        if kind == "le":
            found[record.id].setdefault(occasion, []).append(day)
    for own, holidays in found.items():
        record = corpus.records[own]
        tet = sorted(holidays.get(TET, ()))
        missing = [name for name in ALWAYS if len(tet) > 1 and name not in holidays]
        if len(tet) > 1 and (tet[-1] - tet[0]).days != len(tet) - 1:
            missing.append(TET)
        for name in missing:
            label = corpus.schemas.option("calendar", ("days_off", 0, "holiday"), name)
            yield Hit(record, ("days_off",), {"holiday": label, "year": record["year"]})


TET = "tet-nguyen-dan"
ALWAYS = ("tet-duong-lich", "30-4-1-5", "quoc-khanh")
"""Holidays of the solar calendar that no year is without (Labour Code 2019, art. 112)."""


def _weekday(day: date) -> Text:
    vi = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
    return Text(vi[day.weekday()], day_name[day.weekday()])


@check("calendar-swap")
def calendar_swap(corpus: Corpus) -> Iterator[Hit]:
    """A day is worked for no swapped day off, or a swapped day off is worked on no other day.

    The other half may be in the calendar of the year before or after; where that is missing, nothing is said.
    """
    years = {record["year"] for record in corpus.of("calendar") if record.province == NATIONAL}
    off = {day: (record, at) for record, at, day, kind, _ in _days(corpus, "days_off") if kind == "hoan-doi"}
    worked: set[date] = set()
    for record, at, day, _, _ in _days(corpus, "working_days"):
        given = record["working_days"][at[1]].get("instead_of")
        instead = dates.day(given) if given else None
        known = instead is not None and (instead in off or instead.year not in years) and instead not in worked
        if day.weekday() < SATURDAY or not known:
            yield Hit(record, at, {"date": vi_date(day)})
        if instead is not None:
            worked.add(instead)
    for day, (record, at) in off.items():
        beside = {day.year - 1 if day.month == 1 else day.year, day.year + 1 if day.month == 12 else day.year}
        if day not in worked and beside <= years:
            yield Hit(record, at, {"date": vi_date(day)})


@check("calendar-unsourced")
def calendar_unsourced(corpus: Corpus) -> Iterator[Hit]:
    """A swapped day rests on no decision that a reader can look up: neither document nor page (told once a calendar)."""
    told: set[str] = set()
    for name in ("days_off", "working_days"):
        for record, at, day, kind, _ in _days(corpus, name):
            sources = (record["source"], record[name][at[1]].get("source", {}))
            known = any(name in source for source in sources for name in ("document", "url"))
            if kind in ("hoan-doi", "") and not known and record.id not in told:
                told.add(record.id)
                yield Hit(record, at, {"date": vi_date(day)})
