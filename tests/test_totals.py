"""Totals of accountability cases: counted exactly for collectives; of persons nothing can be worked out that is hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from generator.domain.accountability import of_person
from generator.model import Corpus, Document, Marks, Record
from generator.publish.derive.totals import SMALL, TotalRow, sum_of, totals

DAY = date(2024, 12, 31)
SANCTIONS = {"khien-trach": ("ky-luat", "Khiển trách"), "phe-binh": ("ngoai-ky-luat", "Phê bình")}


def record(kind: str, own: str, **data: object) -> Record:
    return Record(kind, own, "tinh-mau", {"id": own, **data}, Document("x", "", {}, lambda _: Marks()))


def corpus() -> Corpus:
    known = (record("sanction", own, form=form, title=title) for own, (form, title) in SANCTIONS.items())
    return Corpus({one.id: one for one in known}, None)


def case(number: int = 1, subject: str = "cong-chuc", opened: str = "2024-03-01", **more: object) -> Record:
    return record("accountability", f"tinh-mau-xl-{number}", subject={"kind": subject}, opened=opened, **more)


def decided(sanction: str = "khien-trach", on: str = "2024-04-01") -> dict[str, object]:
    return {"decided": {"sanction": sanction, "on": on}}


def cases(count: int, **more: object) -> list[Record]:
    return [case(i, **more) for i in range(count)]


def cells(own: list[Record], on: date = DAY, *, exact: bool = False) -> list[tuple[object, ...]]:
    found = totals(corpus(), own, on, exact=exact)
    return [(row.year, row.subject, row.outcome, row.sanction, row.count) for row in found]


def test_a_case_is_counted_by_how_it_stands_on_the_day() -> None:
    referral = {"referral": {"to": "Cơ quan điều tra", "on": "2024-05-01", "because": "Dấu hiệu tội phạm"}}
    own = cases(6, **referral, **decided(on="2024-06-01"))
    story = {}
    for month in (2, 3, 5, 6):
        story[month] = cells(own, date(2024, month, 1))
    assert story == {
        2: [],
        3: [(2024, "ca-nhan", "chua-quyet-dinh", "", 6)],
        5: [(2024, "ca-nhan", "chuyen-dieu-tra", "", 6)],
        6: [(2024, "ca-nhan", "ky-luat", "Khiển trách", 6)],
    }
    ended = cases(5, closed={"on": "2024-06-01", "because": "Không vi phạm"})
    assert cells(ended) == [(2024, "ca-nhan", "ket-thuc", "", 5)]


def test_rows_come_in_one_order_whatever_that_of_the_records() -> None:
    own = [
        case(1, "tap-the", **decided("phe-binh")),
        case(2, "tap-the", "2023-01-01"),
        *cases(5, **decided("phe-binh")),
        *cases(5, **decided("khien-trach")),
        *cases(2),
    ]
    expected = [
        (2023, "tap-the", "chua-quyet-dinh", "", 1),
        (2024, "tap-the", "ngoai-ky-luat", "Phê bình", 1),
        (2024, "ca-nhan", "ky-luat", "Khiển trách", 5),
        (2024, "ca-nhan", "ngoai-ky-luat", "Phê bình", 5),
        (2024, "ca-nhan", "chua-quyet-dinh", "", None),
    ]
    assert cells(own) == cells(own[::-1]) == expected


@pytest.mark.parametrize("count", range(1, 8))
def test_small_numbers_of_persons_are_suppressed_those_of_collectives_not(count: int) -> None:
    (person,), (collective,) = cells(cases(count)), cells(cases(count, subject="tap-the"))
    assert person[-1] == (count if count >= SMALL else None)
    assert collective[-1] == count
    assert cells(cases(count), exact=True)[0][-1] == count


def test_what_is_published_one_by_one_is_not_in_the_numbers() -> None:
    """Else six with five published would tell that there is one more."""
    published = cases(5, publication={"law": "x", "decision": "y"})
    assert cells(published) == []
    assert cells([*published, case(9)]) == [(2024, "ca-nhan", "chua-quyet-dinh", "", None)]
    assert cells([*published, case(9)], exact=True) == [(2024, "ca-nhan", "chua-quyet-dinh", "", 6)]
    collective = case(10, "tap-the", publication={"law": "x", "decision": "y"})
    assert not of_person(collective)
    assert cells([collective])[0][-1] == 1


def test_a_sum_over_a_suppressed_cell_is_not_made() -> None:
    row = ("tinh-mau", 2024, "ca-nhan", "ky-luat")
    assert sum_of([TotalRow(*row, "a", 5), TotalRow(*row, "b", 7)]) == 12
    assert sum_of([TotalRow(*row, "a", 5), TotalRow(*row, "b", None)]) is None


# Brute force: everything that is shown, of every small register.

KINDS = (
    {"opened": "2023-05-01"} | decided("khien-trach", "2023-06-01"),
    {"opened": "2024-05-01"} | decided("khien-trach"),
    {"opened": "2024-05-01"} | decided("phe-binh"),
    {"opened": "2024-05-01"},
)
"""Four cells in two years."""
UP_TO = SMALL + 1


def shown(numbers: tuple[int, ...]) -> tuple[object, ...]:
    """All that is published: the cells, the sum of each year, of each outcome, of each year's outcome, and of all."""
    own = [one for kind, number in zip(KINDS, numbers, strict=True) for one in cases(number, **kind)]
    rows = totals(corpus(), own, DAY)
    keys = (lambda r: r.year, lambda r: r.outcome, lambda r: (r.year, r.outcome), lambda r: r.sanction, lambda _: "")
    sums = []
    for key in keys:
        table: dict[object, list[TotalRow]] = defaultdict(list)
        for row in rows:
            table[key(row)].append(row)
        sums.append(tuple((name, sum_of(group)) for name, group in table.items()))
    return rows, tuple(sums)


def worlds() -> Iterator[tuple[int, ...]]:
    return product(range(UP_TO + 1), repeat=len(KINDS))


def test_no_suppressed_number_can_be_recovered_from_all_that_is_shown() -> None:
    """Whatever is shown, each hidden cell may be 1, 2, 3 or 4, and whatever the other hidden cells are."""
    same: dict[tuple[object, ...], set[tuple[int, ...]]] = defaultdict(set)
    for numbers in worlds():
        same[shown(numbers)].add(numbers)
    hidden = 0
    for alike in same.values():
        example = next(iter(alike))
        small = [i for i, number in enumerate(example) if 0 < number < SMALL]
        guesses = {tuple(numbers[i] for i in small) for numbers in alike}
        assert guesses == set(product(range(1, SMALL), repeat=len(small)))
        hidden += len(small)
    assert hidden > 100


def test_the_brute_force_bites() -> None:
    """With sums over suppressed cells shown, numbers could be recovered."""
    alike: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for numbers in product(range(UP_TO + 1), repeat=2):
        cells_shown = tuple(number if number >= SMALL else min(number, 1) for number in numbers)
        alike[(*cells_shown, sum(numbers))].add(numbers[0])
    assert any(len(found) == 1 and 0 < next(iter(found)) < SMALL for found in alike.values())
