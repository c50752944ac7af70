"""What the wording of a recurring duty says by itself, and where a recurrence is recorded otherwise.

A cadence («hằng quý», «6 tháng một lần») and the last days in time («trước ngày 15/3 và 15/9», «ngày 05 tháng sau»,
«thứ Sáu») are read apart. A last day is believed only of a wording of which no word is left over; a cadence also where it
begins the wording and nothing after it speaks of another span. What one recurrence cannot hold (several cadences, several
days of each month, «hai năm một lần») is read as its parts. What is not read is not held against anybody.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from generator.domain import periods
from generator.domain.worded import HOUR

_UNITS = {"ngày": "ngay", "tuần": "tuan", "tháng": "thang", "quý": "quy", "năm": "nam"}
_COUNTED = {(2, "tuần"): "2-tuan", (3, "tháng"): "quy", (6, "tháng"): "6-thang", (12, "tháng"): "nam"}
_TIMES = {(2, "năm"): "6-thang", (4, "năm"): "quy", (12, "năm"): "thang"}
"""«02 lần/năm» does not say when; the cadence that comes so often holds it."""
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "chín": 9}
_WEEKDAYS = {"hai": "thu-hai", "ba": "thu-ba", "tư": "thu-tu", "năm": "thu-nam", "sáu": "thu-sau", "bảy": "thu-bay"}
_ORDER = [*_WEEKDAYS.values(), "chu-nhat"]
WEEKLY = ("tuan", "2-tuan")
"""Cadences whose periods end with a Sunday."""
_MONTHS = {"thang": range(1, 13), "quy": range(3, 13, 3), "6-thang": range(6, 13, 6), "nam": range(12, 13)}
"""The last months of the periods of a year."""
SHORTEST_MONTH = 28
"""Up to this day a month names the same day in every period."""

_UNIT = r"(?:ngày(?!\s*[0-9])|tuần|tháng|quý|năm)"
_COUNT = r"(?:[0-9]{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_ONCE = r"(?:\s*/\s*(?:0?1|một)?|\s+(?:0?1|một))\s*lần"
_AFTER = r"(?:liền\s+(?:kề\s+)?sau|sau(?:\s+liền\s+kề)?|kế\s+tiếp|tiếp\s+theo)"
_CADENCE = re.compile(
    rf"""(?<!\w)(?:
      (?P<times>{_COUNT})\s+lần\s*(?:/|mỗi|trong|một)\s*(?:(?:mỗi|một)\s+)?(?P<times_unit>{_UNIT})
    | (?:mỗi|một|hằng|hàng)\s+(?P<often_unit>{_UNIT})\s*,?\s*(?:(?:ít\s+nhất|tối\s+thiểu)\s+)?(?P<often>{_COUNT})\s+lần
    | (?:(?P<count>{_COUNT})\s*)?(?P<counted>{_UNIT}){_ONCE}
    | (?:(?:cuối|đầu)\s+)?(?:hằng|hàng|mỗi|từng|theo(?:\s+từng)?)\s+(?P<each>{_UNIT})
    | (?:định\s+kỳ|hằng|hàng|mỗi)\s+(?P<half>0?6|sáu)\s+tháng
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DUE = re.compile(
    rf"""(?<![\w/.-])(?:
      ngày\s+(?P<list>{_DAY}(?:\s*(?:,|;|và)\s*(?:ngày\s+)?{_DAY}(?![\w/.-]|\s+tháng\s+[0-9]))+)(?!\s+tháng\s+[0-9])
    | ngày\s+(?P<same>{_DAY})\s+(?:của\s+)?(?:các\s+)?tháng\s+(?P<months>{_MONTH}(?:\s*(?:,|và|;)\s*{_MONTH}(?![\w/.-]|\s+tháng))*)
    | (?:ngày\s+)?(?P<day>{_DAY})(?:\s*[/.]\s*|\s+tháng\s+)(?P<month>{_MONTH})
    | ngày\s+(?P<each>{_DAY})
        (?:\s+(?:của\s+)?(?:
            (?P<after>tháng\s+(?:{_AFTER}(?:\s+(?:kỳ|quý)(?:\s+báo\s+cáo)?)?|đầu\s+(?:tiên\s+)?(?:của\s+)?(?:quý|kỳ)\s+{_AFTER}))
          | (?P<within>tháng\s+cuối\s+(?:cùng\s+)?(?:của\s+)?(?:mỗi\s+)?(?:quý|kỳ))))?
    | (?:ngày\s+)?(?:thứ\s+(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)(?:\s+(?:của|trong)\s+tuần)?
    )(?![\w/-]|[.][0-9])""",
    re.IGNORECASE | re.VERBOSE,
)
_NEUTRAL = re.compile(
    r"[\s,;:.()–—-]|(?<!\w)(?:(?:chậm|muộn)\s+nhất|không\s+quá|một\s+lần|0?1\s+lần|đột\s+xuất|khi\s+(?:có\s+)?yêu\s+cầu|định\s+kỳ"
    r"|báo\s+cáo|sáng|chiều|kết\s+quả|tổng\s+hợp|thực\s+hiện|hoàn\s+thành|gửi|nộp|xong|trước|trong|đúng|đến|tới|hết|vào|của|là|và|ngày)(?!\w)",
    re.IGNORECASE,
)
"""All that may stand beside a cadence and last days without making something else of them."""
_BEGINS = re.compile(
    rf"(?:(?:báo\s+cáo|định\s+kỳ|thực\s+hiện)\s+)*(?:{_CADENCE.pattern})\s*(?:[,;:.(]|$)", re.IGNORECASE | re.VERBOSE
)
_SPAN = re.compile(r"(?<!\w)(?:ngày|tuần|tháng|quý|năm|kỳ|lần)(?!\w)|[0-9]", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:(?:định\s+kỳ|báo\s+cáo|hằng|hàng|mỗi|theo)\s+)*(?:(?P<count>[0-9]{1,2}|ba|sáu|chín)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?"
    r"|(?P<unit>ngày|tuần|tháng|quý|năm)|cả\s+năm)(?!\w)",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"(?:(?:thực\s+hiện|sơ\s+kết|gửi|nộp)\s+)*(?P<list>{re.sub(r'[?]P<[a-z]+>', '?:', _ITEM.pattern)}"
    rf"(?:\s*(?:,\s*và|[,;/]|và)\s*{re.sub(r'[?]P<[a-z]+>', '?:', _ITEM.pattern)})+)"
    r"\s*(?:[,;:.(]|$|(?:trước|chậm|muộn|gửi|nộp|theo|hoặc|và\s+đột\s+xuất|khi)(?!\w))",
    re.IGNORECASE,
)
"""Cadences that are told one by one: «quý, 6 tháng, 9 tháng, năm»."""
_AND_EACH = re.compile(r"\s*(?:[;,]|(?<!\w)và(?!\w))\s*(?=(?:hằng|hàng|mỗi)\s)", re.IGNORECASE)
_BEFORE = re.compile(r"(?<!\w)trước(?!\w)", re.IGNORECASE)
_RIGHT_BEFORE = re.compile(r"(?<!\w)trước(?:\s+ngày)?[\s:]*\Z", re.IGNORECASE)
_LISTED = re.compile(r"(?:[\s,;]|(?<!\w)(?:(?:chậm|muộn)\s+nhất|và|trước|vào|là|ngày)(?!\w))*", re.IGNORECASE)
"""What stands between two days that are told one by one; «đến» makes a span of them."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """What was read of a wording; what is None, or empty, it does not say, or not with certainty."""

    every: str | None = None
    days: frozenset[str] = frozenset()
    """Last days of a year, MM-DD."""
    day: int | None = None
    """The last day of a month."""
    after: bool | None = None
    """Whether that month comes after the period, or is its last."""
    weekdays: frozenset[str] = frozenset()
    """Days of the week, each of which fits: «trước thứ Sáu» is said of Thursday, and of Friday."""
    parts: tuple[Cadence, ...] = ()
    """What is named when that is more than one recurrence holds, or has no code; then nothing else is said."""
    words: str = ""
    """Those parts, and each of them, as worded."""

    def holds(self, part: Cadence) -> bool:
        """Whether a recorded recurrence is a part of a wording; days of the year may be any of them but those of months."""
        if self.every == "ngay-co-dinh":
            return part.day is None or self.days >= _monthly("thang", part.day, after=False).days
        return (
            part.every == self.every
            and part.day in (None, self.day)
            and self.weekdays <= (part.weekdays or self.weekdays)
        )


def recurrence(known: Cadence) -> dict[str, Any] | None:
    """Return a cadence with its last day as a recurrence; None if there is none, or it is open of which month the day is.

    >>> recurrence(cadence("hằng tháng, trước ngày 20"))
    {'every': 'thang', 'due_day': 19}
    >>> recurrence(cadence("hằng năm, trước ngày 30/11"))
    {'every': 'ngay-co-dinh', 'days': ['11-29']}
    >>> recurrence(cadence("hằng quý, chậm nhất ngày 15")) is None
    True
    """
    if known.every is None:
        return None
    if known.days:
        return {"every": "ngay-co-dinh", "days": sorted(known.days)} if known.every == "nam" else None
    if known.weekdays:
        return {"every": known.every, "due_weekday": min(known.weekdays)} if len(known.weekdays) == 1 else None
    if known.day is None:
        return {"every": known.every}
    if known.every not in _MONTHS or (known.after is None and known.every != "thang"):
        return None
    return {"every": known.every, "due_day": known.day} | ({"due_month": "sau-ky"} if known.after else {})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field of a recurrence that says something else than its wording."""

    field: str
    known: Cadence
    written: Cadence


def cadence(text: str) -> Cadence:
    """Return what a wording says of how often, and by when each time, something is due.

    >>> (known := cadence("trước ngày 20 hằng tháng")).every, known.day
    ('thang', 19)
    >>> sorted(cadence("trước ngày 01/6 và 15/11 hằng năm").days)
    ['05-31', '11-14']
    >>> [part.every for part in cadence("hằng tháng, quý").parts]
    ['thang', 'quy']
    """
    text = " ".join(text.split())
    parts = _listed(text) or _pieces(text)
    if parts:
        return Cadence(parts=parts, words=text)
    hours = bool(HOUR.search(text))
    text = HOUR.sub("", text)
    rest = _CADENCE.sub(" · ", text)
    found = list(_CADENCE.finditer(text))
    every = {_every(match) for match in found}
    left = _NEUTRAL.sub("", _DUE.sub("", rest).replace("·", ""))
    certain = not left or (_BEGINS.match(text) and not _SPAN.search(_DUE.sub("", rest)))
    if certain and len(found) == 1 and None in every:
        return Cadence(parts=(Cadence(_as_often(found[0]), words=found[0][0]),), words=text)
    if None in every or len(every) > 1:
        return Cadence()
    named = next(iter(every), None) if certain else None
    return _with_due(named, rest, hours=hours) if not left else Cadence(named)


def _every(match: re.Match[str]) -> str | None:
    """Return the cadence that words name, as it is coded; None for one that has no code."""
    if match["half"]:
        return "6-thang"
    count, unit = _often(match)
    if count == 1:
        return _UNITS[unit]
    return None if match["times"] or match["often"] else _COUNTED.get((count, unit))


def _often(match: re.Match[str]) -> tuple[int, str]:
    count = _number(match["times"] or match["often"] or match["count"] or "1")
    return count, (match["times_unit"] or match["often_unit"] or match["counted"] or match["each"]).lower()


def _as_often(match: re.Match[str]) -> str | None:
    return _TIMES.get(_often(match)) if match["times"] or match["often"] else None


def _listed(text: str) -> tuple[Cadence, ...]:
    """Return the cadences that begin a wording one by one, if they are several."""
    found = _LIST.match(text)
    items = [] if found is None else [(_item(one), one[0]) for one in _ITEM.finditer(found["list"])]
    several = len({every or words for every, words in items}) > 1
    return tuple(Cadence(every, words=words) for every, words in items) if several else ()


def _item(match: re.Match[str]) -> str | None:
    if match["count"]:
        return _COUNTED.get((_number(match["count"]), "tháng"))
    return _UNITS[(match["unit"] or "năm").lower()]


def _pieces(text: str) -> tuple[Cadence, ...]:
    """Return the cadences of a wording that names several, each with its own last day."""
    pieces = _AND_EACH.split(text)
    found = [cadence(piece) for piece in pieces] if len(pieces) > 1 else []
    several = all(one.every for one in found) and len({one.every for one in found}) > 1
    return tuple(Cadence(one.every, words=piece) for one, piece in zip(found, pieces, strict=True)) if several else ()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else _NUMBERS.get(text.lower(), 0)


def _with_due(every: str | None, text: str, *, hours: bool) -> Cadence:
    """Return a cadence with the last days that a wording names, if it names them in one way."""
    found = list(_DUE.finditer(text))
    ends = [0, *(match.end() for match in found)]
    gaps = [text[end : match.start()] for end, match in zip(ends, found, strict=False)]
    before = _before(gaps, len(_BEFORE.findall(text)))
    kinds = {_kind(match) for match in found}
    if before is None or len(kinds) != 1 or not all(map(_LISTED.fullmatch, gaps[1:])):
        return Cadence(every)
    if before and hours and len(found) > 1:
        return Cadence(every)  # an hour of the first day says nothing of the others
    before = before and not hours  # what is due before an hour of a day is due on that day
    if kinds == {"days"}:
        days = [day for match in found for day in _days(match, before=before)]
        return Cadence(every, days=frozenset(day for day in days if day)) if all(days) else Cadence(every)
    match = found[0]
    if len(found) > 1 or match["list"]:
        return _each_of(every, found, before=before)
    if kinds == {"weekdays"}:
        return Cadence(every, weekdays=_weekdays(match, before=before))
    day = int(match["each"]) - before
    after = True if match["after"] else False if match["within"] else None
    return Cadence(every, day=day, after=after) if day else Cadence(every)


def _kind(match: re.Match[str]) -> str:
    if match["month"] or match["months"]:
        return "days"
    return "day" if match["each"] or match["list"] else "weekdays"


def _each_of(every: str | None, found: list[re.Match[str]], *, before: bool) -> Cadence:
    """Return several last days of each month, or of each week, as parts."""
    if every == "tuan" and _kind(found[0]) == "weekdays":
        parts = tuple(Cadence(every, weekdays=_weekdays(match, before=before), words=match[0]) for match in found)
    elif every == "thang" and not any(match["after"] or match["within"] for match in found):
        named = [int(day) for match in found for day in re.findall("[0-9]+", match["list"] or match["each"])]
        parts = tuple(Cadence(every, day=day - before, words=f"ngày {day:02d}") for day in named)
    else:
        return Cadence(every)
    if any(part.day == 0 for part in parts):  # «trước ngày 01» is the last day of another month
        return Cadence(every)
    words = ", ".join(part.words for part in parts)
    return Cadence(parts=parts, words=f"{words} {'hằng tuần' if every == 'tuan' else 'hằng tháng'}")


def _before(gaps: list[str], said: int) -> bool | None:
    """Whether «trước» stands right before the first of all times, or nowhere; None if only before some other word.

    It is ``said`` so often; before the first it holds for those listed after it, «chậm nhất» in between ends that.
    """
    each = [bool(_RIGHT_BEFORE.search(gap)) for gap in gaps]
    if not said:
        return False
    plain = all(right or not re.search(r"\w\s+nhất", gap) for right, gap in zip(each[1:], gaps[1:], strict=True))
    return True if each and each[0] and plain and sum(each) == said else None


def _days(match: re.Match[str], *, before: bool) -> list[str | None]:
    """Return the last days, MM-DD, that one time names; None for one that is no day of every year."""
    months = re.findall("[0-9]+", match["months"]) if match["months"] else [match["month"]]
    return [_last(int(month), int(match["same"] or match["day"]), before=before) for month in months]


def _last(month: int, day: int, *, before: bool) -> str | None:
    try:
        named = date(2001, month, day)  # no leap year: 29 February is no day of every year
    except ValueError:
        return None
    return f"{named - timedelta(days=before):%m-%d}"


def _weekdays(match: re.Match[str], *, before: bool) -> frozenset[str]:
    name = (match["weekday"] or "").lower()
    day = _ORDER[int(name) - 2] if name.isdigit() else _WEEKDAYS.get(name, "chu-nhat")
    return frozenset({day, _ORDER[_ORDER.index(day) - 1]} if before else {day})


def difference(recurrence: Mapping[str, Any], beside: Iterable[Mapping[str, Any]] = ()) -> Contradiction | None:
    """Return the first field of a recurrence that is recorded otherwise than its own wording says.

    ``beside``: other recurrences of that wording; together they may hold what it says.
    """
    written, known = cadence(recurrence.get("as_written", "")), _recorded(recurrence)
    if written.parts:
        held = (known, *map(_recorded, beside))
        whole = known.every == "su-kien" or all(any(one.holds(part) for one in held) for part in written.parts)
        return (
            None
            if whole
            else Contradiction("every", replace(known, days=frozenset(), after=None), Cadence(words=written.words))
        )
    if _other_cadence(recurrence, written):
        return Contradiction("every", Cadence(known.every), Cadence(written.every))
    if written.days and known.days and written.days != known.days:
        return Contradiction(_field(recurrence), Cadence(days=known.days), Cadence(days=written.days))
    if known.weekdays and written.weekdays and not known.weekdays <= written.weekdays:
        return Contradiction(_field(recurrence), Cadence(weekdays=known.weekdays), Cadence(weekdays=written.weekdays))
    if known.day is not None and written.day is not None:
        after = None if written.after is None else known.after  # of which month it is, is held against words only
        if (written.day, written.after) != (known.day, after):
            return Contradiction(
                _field(recurrence), Cadence(day=known.day, after=after), Cadence(day=written.day, after=written.after)
            )
    return None


def _field(recurrence: Mapping[str, Any]) -> str:
    return next(name for name in ("days", "due_weekday", "due_day", "days_after") if name in recurrence)


def _recorded(recurrence: Mapping[str, Any]) -> Cadence:
    """Return what is recorded of a recurrence, as far as wordings may name it so."""
    every = recurrence.get("every", "")
    if "due_weekday" in recurrence:
        return Cadence(every, weekdays=frozenset({recurrence["due_weekday"]}))
    if "due_day" in recurrence:
        return _monthly(every, recurrence["due_day"], after=recurrence.get("due_month") == "sau-ky")
    if "days_after" in recurrence and every in WEEKLY:
        return Cadence(every, weekdays=frozenset({_ORDER[(recurrence["days_after"] - 1) % len(_ORDER)]}))
    if "days_after" in recurrence and every in _MONTHS:
        calendar = recurrence.get("periods", "lich") == "lich"
        day = recurrence["days_after"] + (0 if calendar else periods.CUT_OFF)
        return _monthly(every, day, after=calendar) if 0 < day <= SHORTEST_MONTH else Cadence(every)
    return Cadence(every, frozenset(recurrence.get("days", ())))


def _monthly(every: str, day: int, *, after: bool) -> Cadence:
    """Return a last day in the last month of each period, or in the one after it."""
    due_in = (month % 12 + 1 if after else month for month in _MONTHS.get(every, ()))
    days = frozenset(f"{month:02d}-{min(day, monthrange(2001, month)[1]):02d}" for month in due_in)
    return Cadence(every, days, day, after)


def _other_cadence(recurrence: Mapping[str, Any], written: Cadence) -> bool:
    """Whether a cadence is not the worded one. Fixed days say a cadence in other words; an event is none."""
    every = recurrence.get("every")
    if written.every in (None, every) or every in (None, "su-kien"):
        return False
    if every == "ngay-co-dinh":
        times = len(_MONTHS.get(written.every or "", ()))
        return written.every != "nam" and not written.days and len(recurrence["days"]) != times
    return not (written.every == "nam" and (written.days or written.day))  # «ngày 25 tháng cuối quý hằng năm»
