"""What the wording of a deadline says by itself: its last day in time, where that can be read with certainty.

A wording is read as a whole: times («30/6/2024», «quý I/2024», «năm 2017») joined by words that only say how a span
begins and ends. Any other word may make of a day something else (of a paper, of a meeting, a beginning from which days are
counted); then only one single time is believed, and only where «trước», «chậm nhất», «đến» … stand right before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from generator.domain import dates
from generator.domain.dates import Interval

BLANKS = frozenset((date(1970, 1, 1), date(1900, 1, 1)))
"""What programs and spreadsheets make of an empty cell."""

TIME = re.compile(
    r"""(?<![\w/.])(?:
      (?P<half>6|sáu|9|chín)\s+tháng\s+(?P<part>đầu|cuối)\s+(?:của\s+)?năm(?:\s+(?P<half_year>[0-9]{4}))?
    | (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})
    | (?:ngày\s+)?(?P<day>[0-9]{1,2})
        (?:\s*(?P<mark>[/.-])\s*|\s+tháng\s+)(?P<day_month>[0-9]{1,2})(?:(?:\s*(?P=mark)\s*|,?\s+năm\s+)(?P<day_year>[0-9]{4}))?
    | quý\s+(?P<quarter>IV|I{1,3}|[1-4])(?:(?:\s*[/.-]\s*|,?\s+năm\s+|\s+)(?P<quarter_year>[0-9]{4}))?
    | (?:tháng\s+)?(?P<month>1[0-2]|0?[1-9])(?:\s*[/.-]\s*|,?\s+năm\s+)(?P<month_year>[0-9]{4})
    | tháng\s+(?P<bare_month>1[0-2]|0?[1-9])
    | (?:năm\s+)?(?P<year>(?:19|20|21)[0-9]{2})
    )(?![\w/]|[.][0-9])""",
    re.IGNORECASE | re.VERBOSE,
)
HOUR = re.compile(
    r"(?:[0-9]{1,2}\s*(?:giờ(?:\s*[0-9]{1,2}(?:\s*phút)?)?|[hg](?:[0-9]{2})?|:[0-9]{2})|cuối\s+(?:giờ|ngày))(?!\w)\s*,?\s*",
    re.IGNORECASE,
)
"""An hour of a day: what is due before it is due on that day."""
_JOINED = re.compile(
    r"[\s,;:.()–—-]|(?<!\w)(?:hoàn\s+(?:thành|tất)|thực\s+hiện|thời\s+(?:hạn|gian)|giai\s+đoạn|kết\s+thúc"
    r"|(?:chậm|muộn)\s+nhất|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật"
    r"|từ|kể|nay|đến|tới|hết|trong|vòng|trước|vào|là|xong|hạn|cuối|ngày|tháng|năm|và)(?!\w)",
    re.IGNORECASE,
)
"""All that may stand beside times without making something else of them."""
_BEFORE = re.compile(r"(?<!\w)trước(?:\s+ngày)?\W*\Z", re.IGNORECASE)
_BEGINS = re.compile(r"(?<!\w)từ(?:\s+(?:ngày|đầu))?\W*\Z", re.IGNORECASE)
_CUE = re.compile(
    r"(?<!\w)(?:trước|(?:chậm|muộn)\s+nhất|hết|đến|tới|xong|trong)(?:\s+(?:là|vào|trong|ngày))*[\s,:]*\Z", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:[0-9]|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|mỗi))\s+(?:ngày|tuần|tháng|quý|năm|kỳ)(?!\w)"
    r"|(?<!\w)(?:kể\s+từ|(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm)|định\s+kỳ|sau\s+khi)(?!\w)",
    re.IGNORECASE,
)
"""Days that are counted from another day, or come again: a day beside them need not be the last."""
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Worded:
    """The days that a wording names last, and how much of it was understood."""

    span: Interval
    yearless: bool
    before: bool
    """Whether all is over before these days begin."""
    whole: bool
    """Whether no word of it was left over."""

    def last(self, known: date) -> date:
        """Return the last day in time; without a year it is the one nearest to a day that is ``known``."""
        if not self.yearless:
            return self.span.first - timedelta(days=1) if self.before else self.span.last
        years = (self._of(known.year + more) for more in (-1, 0, 1))
        return min(years, key=lambda day: abs(day - known))

    def _of(self, year: int) -> date:
        if self.before:
            return self.span.first.replace(year=year) - timedelta(days=1)
        first_after = self.span.last + timedelta(days=1)  # the end of February is another day in another year
        return first_after.replace(year=year + first_after.year - self.span.last.year) - timedelta(days=1)

    def fits(self, known: date) -> bool:
        """Whether a last day in time is what is worded; of a span in words not all understood: any day of it."""
        if known == self.last(known):
            return True
        return not self.whole and not self.before and self.span.first <= known <= self.span.last


def worded(text: str) -> Worded | None:
    """Return what a wording says of its last day; None where it can be read in more than one way, or not at all.

    >>> worded("Từ năm 2017 đến năm 2020").span.last
    datetime.date(2020, 12, 31)
    >>> worded("15 ngày kể từ ngày 20/3/2024")
    """
    hours = bool(HOUR.search(text))
    text = HOUR.sub("", text)
    found = list(TIME.finditer(text))
    spans = [_span(match) for match in found]
    last = next(reversed(spans), None)
    if last is None or None in spans:
        return None
    gap = text[found[-2].end() if len(found) > 1 else 0 : found[-1].start()]
    whole = not _JOINED.sub("", TIME.sub("", text))
    before = bool(_BEFORE.search(gap))
    if _BEGINS.search(gap) or (not before and re.search(r"(?<!\w)trước(?!\w)", gap, re.IGNORECASE)):
        return None
    yearless = not _year(found[-1])
    named = [span for span, match in zip(spans, found, strict=True) if span is not None and _year(match)]
    if any(last < span for span in named) and not yearless:
        return None
    if not whole:
        alone = len(found) == 1 and not yearless and _CUE.search(gap)
        if not alone or _COUNTED.search(TIME.sub(" · ", text)):
            return None
    return Worded(last, yearless, before and not hours, whole)


_ANY = 2001
"""Stands for the year that a wording does not name."""


def _year(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return match["iso"][:4]
    return next(
        (match[name] for name in ("half_year", "day_year", "quarter_year", "month_year", "year") if match[name]), None
    )


def _span(match: re.Match[str]) -> Interval | None:
    """Return the days that one time names, in any year if it names none; None for what is no date."""
    year = _year(match) or _ANY
    if match["iso"]:
        return dates.parse(match["iso"])
    if match["day"]:
        return dates.parse(f"{year}-{match['day_month']:0>2}-{match['day']:0>2}")
    if match["half"]:
        length = 6 if match["half"].lower() in ("6", "sáu") else 9
        first, last = (1, length) if match["part"].lower() == "đầu" else (13 - length, 12)
    elif match["quarter"]:
        quarter = match["quarter"].lower()
        last = 3 * int(_QUARTERS.get(quarter, quarter))
        first = last - 2
    elif month := match["month"] or match["bare_month"]:
        first = last = int(month)
    else:
        return dates.parse(year)
    begun, ended = dates.parse(f"{year}-{first:02d}"), dates.parse(f"{year}-{last:02d}")
    return Interval(begun.first, ended.last) if begun and ended else None
