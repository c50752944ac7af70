"""Charts: a few columns with their numbers as text, drawn here as SVG that the style sheet colours; each with its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.domain.text import vi_date
from generator.publish.derive.follow_ups import FollowUp, FollowUpState
from generator.publish.derive.owed import Owed
from generator.publish.inline import Ref
from generator.publish.register import Register
from generator.publish.views.table import Column, Table, number, table

STEP, HIGH, FOOT = 82, 90, 22
"""Width of a column with the space beside it, height of the highest, and what stands below for its name."""
AGES = ((1, 30, "1–30 ngày"), (31, 90, "31–90 ngày"), (91, None, "trên 90 ngày"))
"""For how long something has been overdue, in days."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What it shows, its columns (name and number), their table, and the file that has the numbers."""

    title: str
    columns: Sequence[tuple[str, int]]
    table: Table
    file: Ref

    @property
    def width(self) -> int:
        """The width of the drawing."""
        return STEP * len(self.columns)

    @property
    def said(self) -> str:
        """The chart in words, for who does not see it."""
        return "; ".join(f"{name}: {value}" for name, value in self.columns)

    @property
    def bars(self) -> Iterator[dict[str, int | str]]:
        """The columns as they are drawn: the middle, the top and the height of each, its name and its number."""
        most = max(value for _, value in self.columns) or 1
        for place, (name, value) in enumerate(self.columns):
            tall = round(HIGH * value / most)
            yield {
                "x": place * STEP + 12,
                "y": FOOT + HIGH - tall,
                "tall": tall,
                "mid": place * STEP + STEP // 2,
                "over": FOOT + HIGH - tall - 5,
                "value": value,
                "name": name,
            }


def trend(register: Register, history: Sequence[Sequence[Owed]]) -> Chart | None:
    """Return how much was overdue month by month; None where nothing ever was.

    Months before the first in which anything was owed are left out: of them nothing is known.
    """
    points = [*zip(register.months, history, strict=True)]
    while points and not points[0][1]:
        del points[0]
    rows = [(day, sum(one.overdue for one in left), len(left)) for day, left in points]
    if not any(late for _, late, _ in rows):
        return None
    title = "Việc quá hạn qua từng tháng, theo sổ hôm nay"
    shown = table(
        title,
        rows,
        Column("Ngày", lambda row: vi_date(row[0]), heads=True),
        number("Quá hạn", lambda row: row[1]),
        number("Chưa xong", lambda row: row[2]),
        filter=False,
    )
    columns = [(vi_date(day).rpartition("/")[0], late) for day, late, _ in rows]
    return Chart(title, columns, shown, Ref("Tải số liệu (CSV)", "du-lieu/backlog.csv"))


def ages(late: Iterable[Owed], file: Ref) -> Chart | None:
    """Return how many things have been overdue for how long."""
    days = [one.days_late for one in late]
    many = [(name, sum(first <= n <= (last or n) for n in days)) for first, last, name in AGES]
    if unknown := days.count(0):  # a target missed on its day
        many.append(("chưa rõ", unknown))
    return _counted("Việc quá hạn theo thời gian đã quá", "Đã quá hạn", "Việc", many, file) if days else None


def flow(own: Collection[FollowUp]) -> Chart | None:
    """Return how far findings have come, as the register has it; what is not known of some is no part of it."""
    known = [m for m in own if m.state is not FollowUpState.NO_INFORMATION]
    unknown = len(own) - len(known)
    first = f"Phát hiện (không tính {unknown} phát hiện không có thông tin)" if unknown else "Phát hiện"
    many = Counter[str]()
    for m in known:
        many[first] += 1
        many["Có kiến nghị"] += bool(m.recommendations)
        many["Có khắc phục"] += m.remediation is not None
        many["Đã xác minh"] += bool(m.verifications)
        many["Đạt"] += m.state is FollowUpState.VERIFIED
    file = Ref("Tải số liệu (CSV)", "du-lieu/findings.csv")
    return _counted("Từ phát hiện đến xác minh", "Bước", "Phát hiện", list(many.items()), file) if known else None


def _counted(title: str, names: str, numbers: str, many: Sequence[tuple[str, int]], file: Ref) -> Chart:
    shown = table(
        title,
        many,
        Column(names, lambda row: row[0], heads=True),
        number(numbers, lambda row: row[1]),
        filter=False,
    )
    return Chart(title, many, shown, file)
