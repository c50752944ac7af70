"""A deadline between words and record: read from a wording, found in a running text, written in words that read back.

Read is only what `worded` reads with certainty, and what is counted from a day («trong 05 ngày làm việc kể từ ngày nhận»).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.domain import dates
from generator.domain.dates import Interval
from generator.domain.text import vi_interval
from generator.domain.worded import BLANKS, HOUR, TIME, worded

_THIS = (
    r"(?:\s+(?:được|ban hành|chỉ đạo))?(?:\s+(?:của\s+)?(?:văn bản|công văn|chỉ thị|quyết định|kế hoạch|thông báo|công điện|kết luận|nghị quyết|ý kiến)(?:\s+(?:chỉ đạo|này|trên|đến|giao việc))*)?"
    r"\s*(?:\Z|[,.;:)])"
)
"""Nothing but the document itself: what is counted from the receipt of a file, or from another paper, is another day."""
_FROM = {
    "nhan": re.compile(
        rf"(?:tiếp\s+nhận(?=.*(?:văn bản|công văn|chỉ thị|quyết định|kế hoạch|thông báo|công điện))|nhận){_THIS}",
        re.IGNORECASE,
    ),
    "ban-hanh": re.compile(rf"(?:ký|ban hành){_THIS}", re.IGNORECASE),
    "hieu-luc": re.compile(
        rf"(?:(?:văn bản|chỉ thị|quyết định|kế hoạch)\s+(?:này\s+)?)?(?:có\s+)?hiệu lực(?:\s+thi hành)?{_THIS}",
        re.IGNORECASE,
    ),
    "phat-sinh": re.compile(r"(?:phát sinh|phát hiện|xảy ra)(?!\w)", re.IGNORECASE),
}
_FROM_SAID = {
    "nhan": "ngày nhận",
    "ban-hanh": "ngày ban hành",
    "hieu-luc": "ngày có hiệu lực",
    "phat-sinh": "khi phát sinh",
}
_WITHIN = re.compile(
    r"(?<!\w)(?<!sau )(?:(?:trong|không quá|chậm nhất)\s+(?:thời\s+(?:hạn|gian)\s+)?(?:vòng\s+)?(?:là\s+)?)?(?P<count>[0-9]{1,3})\s*(?:\([^)]*\)\s*)?(?P<unit>ngày(?:\s+làm\s+việc)?|tháng)"
    r"\s*,?\s*(?:kể\s+)?(?:từ|sau)\s+(?:(?:ngày|khi|thời\s+điểm)\s+)?(?P<from>[^.;:,()]{2,90})",
    re.IGNORECASE,
)
OPEN = {
    "khong-neu-ngay": "không nêu ngày",
    "khong-doc-duoc": "ngày ghi không đọc được",
    "cho-quyet-dinh": "chờ quyết định",
    "khi-yeu-cau": "khi có yêu cầu",
}
_OPEN = {
    "khong-doc-duoc": re.compile(r"ngày\s+ghi\s+không\s+đọc\s+được", re.IGNORECASE),
    "cho-quyet-dinh": re.compile(r"chờ\s+(?:quyết định|ý kiến|cấp|cơ quan|phê duyệt)[^.;]*", re.IGNORECASE),
    "khi-yeu-cau": re.compile(r"(?:theo|khi\s+có)\s+yêu\s+cầu(?:\s+của\s+[^.;]*)?", re.IGNORECASE),
    "khong-neu-ngay": re.compile(r"không\s+nêu\s+ngày|theo\s+(?:quy\s+định|thời\s+hạn\s+quy\s+định)", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class ReadDeadline:
    """What a wording says: the deadline as a record has it, and whether something was added to the words (a year)."""

    due: Mapping[str, Any]
    words: str
    certain: bool = True
    why: str = ""


def read(words: str, issued: Interval | None = None) -> ReadDeadline | None:
    """Return what the wording of a deadline says by itself; None where it cannot be read.

    >>> dict(read("đến hết năm 2023").due)
    {'by': 2023, 'as_written': 'đến hết năm 2023'}
    >>> dict(read("trong 05 ngày làm việc kể từ ngày nhận được văn bản").due)["within"]
    {'working_days': 5, 'of': 'nhan'}
    """
    words = " ".join(words.split()).strip(" ;,.")
    within = _WITHIN.search(words)
    if within:
        return _within(within, words)
    for why, sign in _OPEN.items():
        if sign.fullmatch(words):
            return ReadDeadline({"open": {"why": why}, "as_written": words}, words)
    said = worded(words)
    if said is None or said.span.last in BLANKS or said.span.first in BLANKS:
        return None
    if said.yearless:
        return _of_a_year(words, issued) if issued and issued.last < date.max else None
    if said.before:
        return ReadDeadline({"before": said.span.first.isoformat(), "as_written": words}, words)
    return ReadDeadline({"by": _exact(said.span, words), "as_written": words}, words)


def _of_a_year(words: str, issued: Interval) -> ReadDeadline | None:
    """Read a wording without a year as the first such day after the issue; that is no certainty."""
    said = worded(words)
    later = issued.last.replace(year=issued.last.year + 1, day=1)
    days = (said.last(known) for known in (issued.last, later)) if said else ()
    known = next((day for day in days if day >= issued.first), None)
    if known is None:
        return None
    why = "Lời văn không nêu năm; năm lấy theo ngày của văn bản."
    return ReadDeadline({"by": known.isoformat(), "as_written": words}, words, certain=False, why=why)


def _within(found: re.Match[str], words: str) -> ReadDeadline | None:
    origin = next((code for code, sign in _FROM.items() if sign.match(found["from"])), None)
    if origin is None or re.search(r"[0-9]{1,2}\s*(?:/|tháng)", found["from"]):
        return None
    said = " ".join(found["unit"].lower().split())
    unit = next(name for name, known in dates.LENGTHS.items() if known == said)
    return ReadDeadline({"within": {unit: int(found["count"]), "of": origin}, "as_written": words}, words)


def _exact(span: Interval, words: str) -> str | int:
    """Write a span as exactly as it was worded: its last day, month, or year."""
    first, last = span.first, span.last
    if span.exact:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and "qu" not in words.lower():
        return last.year
    return f"{last.year}-{last.month:02d}"


def say(due: Mapping[str, Any]) -> str:
    """Write a deadline in words that ``read`` reads as the same deadline."""
    if "open" in due:
        return OPEN[due["open"]["why"]]
    if "within" in due:
        own = due["within"]
        return f"trong {dates.length(own)} kể từ {_FROM_SAID[own['of']]}"
    name = "by" if "by" in due else "before"
    span = dates.parse(str(due[name]))
    if span is None:
        return str(due[name])
    day = f"{'ngày ' if span.exact else ''}{vi_interval(span)}"
    return f"đến hết {day}" if name == "by" else f"trước {day}"


_PHRASE = re.compile(
    rf"(?<!\w)(?P<cue>trước|(?:chậm|muộn)\s+nhất|đến|tới|hết|xong|trong|vào|thời\s+hạn|hạn)\s+(?:(?:là|vào|ngày|đến|hết|cuối|trước|trong|giờ|tháng|thời\s+gian|xong|hạn|:)\s+)*(?:{HOUR.pattern})?(?:ngày\s+)?(?={TIME.pattern})",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """The wording of a deadline in a text, and whether its place says that it is one."""

    words: str
    start: int
    plain: bool


def find(text: str) -> list[DeadlineWords]:
    """Return the wordings of deadlines in a running text; days of cited documents should be blanked before."""
    counted = list(_WITHIN.finditer(text))
    found = [DeadlineWords(within[0].strip(), within.start(), plain=True) for within in counted]
    end = 0
    for cue in _PHRASE.finditer(text):
        if cue.start() < end or any(within.start() <= cue.start() < within.end() for within in counted):
            continue
        time = TIME.search(text, cue.end())
        if time is None or time.start() > cue.end() + 1:
            continue
        end = time.end()
        words = text[cue.start() : end]
        found.append(DeadlineWords(words, cue.start(), _is_plain(text, cue, end)))
    return sorted(found, key=lambda own: own.start)


def _is_plain(text: str, cue: re.Match[str], end: int) -> bool:
    """Whether a time is a deadline by its place: «trong năm 2024» within a sentence may tell of something else."""
    if re.fullmatch(r"trước|(?:chậm|muộn)\s+nhất|xong|(?:thời\s+)?hạn", cue["cue"], re.IGNORECASE):
        return True
    if re.search(r"đến\s+hết", text[cue.start() : end], re.IGNORECASE):
        return True
    before = text[: cue.start()]
    if re.search(r"(?:hoàn thành|xong)\s+$", before, re.IGNORECASE):
        return True
    ended = re.match(r"\s*(?:[.;:,]|$)", text[end:]) is not None
    return "(" not in before[-40:] and (ended or not before.strip(" ,-"))
