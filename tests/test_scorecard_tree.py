"""The criteria tree of a framework."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import pytest

from generator.domain.scorecards import criteria, decimal, leaves, maximum
from generator.model import Document, Marks, Record

DATA = {
    "criteria": [
        {
            "id": "1",
            "max": 60,
            "criteria": [
                {"id": "1-1", "max": "39.5", "measure": "nhiem-vu-dung-han"},
                {
                    "id": "1-2",
                    "max": "20.5",
                    "criteria": [
                        {"id": "1-2-a", "max": 20, "entered": True},
                        {"id": "1-2-b", "max": "0.5", "entered": True},
                    ],
                },
            ],
        },
        {"id": "2", "max": "40.00", "entered": True},
    ]
}
FRAMEWORK = Record("framework", "khung", "tinh-mau", DATA, Document("khung.yaml", "", DATA, lambda _: Marks()))


def test_every_criterion_comes_before_its_parts_and_is_found_at_its_place() -> None:
    assert [(criterion["id"], depth) for _, criterion, depth in criteria(FRAMEWORK)] == [
        ("1", 0),
        ("1-1", 1),
        ("1-2", 1),
        ("1-2-a", 2),
        ("1-2-b", 2),
        ("2", 0),
    ]
    for at, criterion, _ in criteria(FRAMEWORK):
        value = DATA
        for part in at:
            value = value[part]
        assert value is criterion


def test_points_are_given_for_leaves_only() -> None:
    assert [criterion["id"] for _, criterion in leaves(FRAMEWORK)] == ["1-1", "1-2-a", "1-2-b", "2"]
    assert sum(decimal(criterion["max"]) for _, criterion in leaves(FRAMEWORK)) == maximum(FRAMEWORK) == 100


@pytest.mark.parametrize(
    ("value", "known"), [(85, "85"), ("85.48", "85.48"), ("-2", "-2"), ("0.10", "0.1"), (10**14, "1e14")]
)
def test_authored_numbers_are_exact(value: object, known: str) -> None:
    assert decimal(value) == Decimal(known)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(InvalidOperation):
        decimal("nhiều")
