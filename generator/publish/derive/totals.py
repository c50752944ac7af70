"""Accountability cases in totals, with small numbers of persons suppressed.

A case of a person is published one by one only on a legal basis (Law 91/2025/QH15 on personal data); all others are
told only in numbers, and a number from 1 to 4 not even then: in a province, a year and a measure it could point to
somebody. Why nothing can be worked out: every such case is in one cell only; a cell shows its number or "below 5"; no
sum is made of cells of which one is suppressed, in this table or another; and cases that are published one by one are
not in the numbers, so that nothing can be subtracted. So each suppressed cell may be 1, 2, 3 or 4, whatever else is
shown. Collectives are no persons and are counted exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.domain import dates
from generator.domain.accountability import happened, of_person
from generator.model import Corpus, Record

SMALL = 5
"""The least number of persons that is shown."""
COLLECTIVE, PERSONS = "tap-the", "ca-nhan"
SUBJECTS = {COLLECTIVE: "Tập thể", PERSONS: "Cá nhân"}
OUTCOMES = {
    "ky-luat": "Kỷ luật",
    "ngoai-ky-luat": "Ngoài kỷ luật",
    "chua-quyet-dinh": "Chưa quyết định",
    "ket-thuc": "Kết thúc, không xử lý",
    "chuyen-dieu-tra": "Chuyển cơ quan điều tra",
}
"""How a case stands: the form of the measure decided, or that there is none."""


@dataclass(frozen=True, slots=True, order=True)
class TotalRow:
    """One cell: the cases of a province opened in a year, of collectives or of persons, with one outcome.

    Of persons: only those that are not published one by one (in the internal build: all).
    """

    province: str
    year: int
    subject: str
    """``tap-the`` or ``ca-nhan``."""
    outcome: str
    """``ky-luat``, ``ngoai-ky-luat``, ``chua-quyet-dinh``, ``ket-thuc`` or ``chuyen-dieu-tra``."""
    sanction: str
    """The title of the measure decided; empty where there is none."""
    count: int | None
    """None: from 1 to 4 persons, not shown."""


def totals(corpus: Corpus, cases: Iterable[Record], as_of: date, *, exact: bool = False) -> tuple[TotalRow, ...]:
    """Return the cells that have cases, as of a day, ordered by province, year, subject, outcome and measure.

    ``cases``: what the audience may know of in numbers, published one by one or not (never internal records).
    ``exact``: for the office itself, nothing suppressed.
    """
    table: dict[tuple[str, int, str, str, str], int] = {}
    for case in cases:
        opened = dates.day(case["opened"])
        one_by_one = of_person(case) and "publication" in case.data and not exact
        if opened <= as_of and not one_by_one:
            subject = PERSONS if of_person(case) else COLLECTIVE
            key = (case.province, opened.year, subject, *_outcome(corpus, case, as_of))
            table[key] = table.get(key, 0) + 1
    order = list(OUTCOMES)
    return tuple(
        TotalRow(*key, count=None if key[2] == PERSONS and number < SMALL and not exact else number)
        for key, number in sorted(
            table.items(),
            key=lambda cell: (*cell[0][:2], cell[0][2] != COLLECTIVE, order.index(cell[0][3]), cell[0][4]),
        )
    )


def _outcome(corpus: Corpus, case: Record, as_of: date) -> tuple[str, str]:
    """Return how a case stands on a day, and the title of the measure; a measure not yet decided is none."""
    if happened(case, "decided", as_of):
        sanction = corpus.records[case["decided"]["sanction"]]
        return str(sanction["form"]), str(sanction["title"])
    if happened(case, "closed", as_of):
        return "ket-thuc", ""
    return ("chuyen-dieu-tra" if happened(case, "referral", as_of) else "chua-quyet-dinh"), ""


def sum_of(rows: Iterable[TotalRow]) -> int | None:
    """Return the sum of cells; None where one is suppressed, since a sum could give it away."""
    total = 0
    for row in rows:
        if row.count is None:
            return None
        total += row.count
    return total
