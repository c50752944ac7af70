"""Vietnamese text: folding for comparison, collation for ordering, and dates as people write them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from generator.domain.dates import Interval, days
from generator.model import Text

CAPITALS = "A-ZÀ-Ý" + "".join(filter(str.isupper, map(chr, (*range(0x100, 0x1B1), *range(0x1EA0, 0x1EFA)))))
"""For a class of a pattern."""
_MARKS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
LONG = {
    "ubnd": "ủy ban nhân dân",
    "hdnd": "hội đồng nhân dân",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "mttq": "mặt trận tổ quốc",
    "tthc": "thủ tục hành chính",
    "tw": "trung ương",
}
"""Abbreviations that the directives use for the same words."""

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_WORD = re.compile("[0-9a-zđ\u0300-\u036f]+")
_ISO = re.compile(r"\b([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\b")
_NO_ID = re.compile("[^a-z0-9]+")
_PART = re.compile(r"([0-9]+)")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the words of a text without case, tone, diacritics or đ, and with known abbreviations written out.

    >>> fold("TT HĐND tỉnh Hoà Bình")
    'tt hoi dong nhan dan tinh hoa binh'
    """
    return " ".join(_SHORT.get(word, word) for word in _NOT_WORD.sub(" ", _plain(text.lower())).split())


def _plain(lower: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", lower.replace("đ", "d")))


def slug(text: str) -> str:
    """Return a text as ids are written.

    >>> slug("Sở_Nội vụ"), slug("NĐ-CP")
    ('so-noi-vu', 'nd-cp')
    """
    return _NO_ID.sub("-", _plain(text.lower())).strip("-")


_SHORT = {short: _plain(long) for short, long in LONG.items()}


class Word(NamedTuple):
    """A word of a text: as ``fold`` has it, and as it is spelt, with its tone at the end wherever that was typed."""

    plain: str
    spelt: str
    bare: bool
    """Whether no diacritic of it was typed: it is without any, or stands in an abbreviation."""


@lru_cache(maxsize=65536)
def spelt(text: str) -> tuple[Word, ...]:
    """Return the words that ``fold`` returns, with their diacritics: what people type in two ways is the same.

    >>> spelt("Hoà") == spelt("Hòa"), spelt("Hoà") == spelt("Hóa")
    (True, False)
    """
    found = []
    for typed in _WORD.findall(unicodedata.normalize("NFD", text.lower())):
        plain = _plain(typed)
        long = LONG.get(plain)
        if long is not None:
            found += [word._replace(bare=True) for word in spelt(long)]
        elif plain:
            tone = "".join(char for char in typed if char in _TONES)
            letters = "".join(char for char in typed if char not in _TONES)
            found.append(Word(plain, letters + tone, typed.isascii()))
    return tuple(found)


@lru_cache(maxsize=65536)
def collation_key(text: str) -> tuple[tuple[int, int, str, tuple[int, ...]], ...]:
    """Order as a Vietnamese dictionary does (đ after d, ă and â after a; tones last), numbers by value.

    >>> sorted(["Đông", "Dung", "10", "9", "Ăn", "An"], key=collation_key)
    ['9', '10', 'An', 'Ăn', 'Dung', 'Đông']
    """
    parts: list[tuple[int, int, str, tuple[int, ...]]] = []
    for part in _PART.split(text.lower()):
        if part.isascii() and part.isdigit():
            digits = part.lstrip("0")
            parts.append((0, len(digits), digits, ()))
        elif part:
            letters: list[str] = []
            tones: list[int] = []
            for char in part:
                base, tone = _split(char)
                place = _LETTERS.find(base)
                letters.append(chr(0x61 + place) if place >= 0 else ("\x20" if base.isspace() else "\x21"))
                tones.append(tone)
            parts.append((1, 0, "".join(letters), tuple(tones)))
    return tuple(parts)


@lru_cache(maxsize=4096)
def _split(char: str) -> tuple[str, int]:
    """Split a lower-case letter into the letter of the alphabet and the number of its tone."""
    base, tone = "", 0
    for mark in unicodedata.normalize("NFD", char):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            base += mark
    return unicodedata.normalize("NFC", base), tone


def vi_date(day: date) -> str:
    """Write a day as official papers do: 08/12/2024, 27/9/2017, 05/01/2024 (Decree 30/2020/NĐ-CP, appendix I)."""
    return f"{day.day:02d}/{vi_month(day).removeprefix('tháng ')}"


def vi_month(day: date) -> str:
    """Write the month of a day as official papers do: tháng 12/2024, tháng 01/2024 (the same appendix)."""
    month = f"{day.month:02d}" if day.month in (1, 2) else f"{day.month}"
    return f"tháng {month}/{day.year}"


def vi_dates(text: str) -> str:
    """Write the days in a text, which records hold as 2024-12-08, as people do."""
    return _ISO.sub(lambda found: vi_date(date(*map(int, found.groups()))), text)


def capital(text: str) -> str:
    """Write a text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


MOST = 40
"""Words that a sentence of ours may have."""
_BEFORE = 6
"""Words of them that a page may put before an explanation: «Vì», a state."""


def sentences(text: str) -> str:
    """Write an explanation of several parts as one sentence while it is short, else as some that are.

    >>> sentences("chưa hoàn thành; hạn là 30/12/2024")
    'chưa hoàn thành; hạn là 30/12/2024'
    >>> sentences("; ".join(["một việc " * 9 + "xong"] * 3)).count(". Một")
    2
    """
    room = MOST - _BEFORE
    if len(text.split()) <= room:
        return text
    told: list[str] = []
    for part in _PARTS.split(text):
        longer = f"{told[-1]}; {part}" if told else part
        if told and len(longer.split()) > room:
            told.append(capital(part))
        else:
            told[-1:] = [longer]
    return ". ".join(told)


_PARTS = re.compile(r"; (?![^(]*\))(?![^“]*”)")
"""What stands between the parts of an explanation: no semicolon within brackets or quotation marks."""


def lower(text: str) -> str:
    """Write a text as it stands within a sentence; abbreviations, and what begins with no word, stay.

    >>> lower("Hạn"), lower("Số, ký hiệu"), lower("UBND tỉnh")
    ('hạn', 'số, ký hiệu', 'UBND tỉnh')
    """
    word = text.split(" ", 1)[0].rstrip(",.;:")
    return text[:1].lower() + text[1:] if word.isalpha() and not word[1:2].isupper() else text


def ordinal(count: int) -> str:
    """Return a place in a row as people say it behind «thứ».

    >>> ordinal(1), ordinal(4), ordinal(11)
    ('nhất', 'tư', '11')
    """
    words = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
    return words[count - 1] if 0 < count <= len(words) else str(count)


def with_unit(value: str, unit: str) -> str:
    """Write a value with its unit: 20%, 20 hồ sơ."""
    return f"{value}{'' if unit.startswith('%') else ' '}{unit}"


def vi_number(value: Decimal | int) -> str:
    """Write a number as Vietnamese readers do, with all its digits: 1.200.000,50."""
    return (f"{value:,}" if isinstance(value, int) else f"{value:,f}").translate(str.maketrans(",.-", ".,−"))


def vi_amount(value: Decimal) -> str:
    """Write an amount as Vietnamese readers do: 1.200.000,5; never a zero with a minus."""
    return vi_number(value.normalize() + 0)


def vi_interval(interval: Interval) -> str:
    """Write an interval as a person would: a day, a month, a year, or from … to …."""
    first, last = interval.first, interval.last
    if interval.exact:
        return vi_date(first)
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"năm {first.year}"
    if (first.year, first.month) == (last.year, last.month) and first.day == 1 and interval_is_month(interval):
        return vi_month(first)
    if first == date.min:
        return f"đến {vi_date(last)}" if last != date.max else "không rõ ngày"
    if last == date.max:
        return f"từ {vi_date(first)}"
    return f"từ {vi_date(first)} đến {vi_date(last)}"


def vi_span(entry: Mapping[str, Any] | None) -> str:
    """Say from when to when something holds, as it is recorded: a month stays a month, and is no first day of one.

    >>> vi_span({"from": "2024-01", "to": "2024-02-05"}), vi_span({"from": 2022})
    ('từ tháng 01/2024 đến 05/02/2024', 'từ năm 2022')
    """
    first, last = (days(entry[name]) if entry and name in entry else None for name in ("from", "to"))
    if (first is None or first.exact) and (last is None or last.exact):
        return vi_interval(Interval(first.first if first else date.min, last.last if last else date.max))
    if first == last and first is not None:
        return vi_interval(first)
    since = f"từ {vi_interval(first)}" if first else ""
    until = f"đến {'' if last.exact else 'hết '}{vi_interval(last)}" if last else ""
    return " ".join(filter(None, (since, until)))


def vi_moved(event: Mapping[str, Any]) -> str:
    """Say behind the name of an event from when to when it moved a deadline; nothing if it moved none.

    >>> vi_moved({"type": "gia-han", "old_due": "2024-07-29", "new_due": "2024-08-05"})
    ' từ ngày 29/7/2024 đến ngày 05/8/2024'
    >>> vi_moved({"type": "tiep-tuc", "new_due": "2024-08-05"}), vi_moved({"type": "nop"})
    (', hạn dời đến ngày 05/8/2024', '')
    """
    if "new_due" not in event:
        return ""
    what = "" if event["type"] == "gia-han" else ", hạn dời"
    since = f" từ ngày {vi_interval(days(event['old_due']))}" if "old_due" in event else ""
    return f"{what}{since} đến ngày {vi_interval(days(event['new_due']))}"


def vi_on(interval: Interval) -> str:
    """Say when something happened: «ngày 08/12/2024», «trong tháng 12/2024», «trong năm 2024», else by when."""
    if interval.exact:
        return f"ngày {vi_date(interval.first)}"
    if interval.first == date.min and interval.last < date.max:
        return f"không rõ ngày, biết từ {vi_date(interval.last)}"
    text = vi_interval(interval)
    return f"trong {text}" if text.startswith(("tháng ", "năm ")) else text


def said(interval: Interval) -> Text:
    """Write an interval in both languages."""
    first, last = interval.first, interval.last
    vi = vi_interval(interval)
    if vi.startswith(("năm ", "tháng ")):
        return Text(vi, vi.partition(" ")[2])
    if interval.exact:
        return Text(vi, vi)
    if first == date.min:
        return Text(vi, f"until {vi_date(last)}" if last != date.max else "on an unknown day")
    return Text(vi, f"from {vi_date(first)}" + (f" to {vi_date(last)}" if last != date.max else ""))


def interval_is_month(interval: Interval) -> bool:
    """Whether an interval that begins on the first of a month is that whole month."""
    return interval.last.day == monthrange(interval.last.year, interval.last.month)[1]
