"""What is asked of the register, point by point, as stories: told whole in `tests/stories/`, and read in review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import head_cases
import pytest
import silence_cases
import time_cases
import total_cases
from telling import printed

from generator.publish import render
from generator.rules import rules

POINTS = silence_cases.POINTS | head_cases.POINTS | time_cases.POINTS | total_cases.POINTS
STORIES = Path(__file__).parent / "stories"


@pytest.fixture(autouse=True, scope="module")
def one_renderer() -> Iterator[None]:
    """Hundreds of small sites are made here: their templates are read once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "environment", cache(render.environment))
        yield


@pytest.mark.parametrize("point", POINTS)
def test_a_point_is_told(point: int, expected: Callable[[Path, str], None]) -> None:
    expected(STORIES / f"{point:02}.txt", printed(point, *POINTS[point]))


def test_no_point_is_left_out() -> None:
    """The 24th is the properties of `test_silence.py`, `test_standing.py` and `test_recompute.py`."""
    assert list(POINTS) == list(range(1, 24))
    assert sorted(path.stem for path in STORIES.iterdir()) == [f"{point:02}" for point in POINTS]


def test_a_story_leads_to_rules_that_are_there() -> None:
    known = {rule.id for rule in rules()}
    named = {rule for _, stories in POINTS.values() for story in stories for rule in story.rules}
    assert named <= known
