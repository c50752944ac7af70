"""Since when each entry of a list is there."""

from __future__ import annotations

from collections.abc import Iterable

from generator.domain.differences import ABSENT, FieldChange
from generator.history.lives import Life


def entry_steps(life: Life, name: str, length: int) -> list[int]:
    """Return the step in which each entry of a list came, found by walking back from the last version."""
    steps = [life.entered] * length
    places = {i: i for i in range(length)}
    for edit in reversed(life.edits):
        own = [change for change in edit.changes if change.at[0] == name]
        if any(len(change.at) == 1 for change in own):  # the whole list came
            for i in places:
                steps[i] = edit.step
            break
        if own:
            before = _before(own, max(places.values(), default=-1) + 1)
            for i in [i for i, place in places.items() if place not in before]:
                steps[i] = edit.step
                del places[i]
            places = {i: before[place] for i, place in places.items()}
    return steps


def _before(own: Iterable[FieldChange], size: int) -> dict[int, int]:
    """Return where the entries of a list stood before a version; those that came with it stood nowhere.

    What is neither new nor altered keeps its order (`domain.changes`). An event that became one of another type is
    another event, which took the place of the first.
    """
    went, came, altered = set(), set(), {}
    for change in own:
        here, there = int(change.at[1]), int(change.before_at[1])
        entry = len(change.at) == 2
        if entry and change.now is ABSENT:
            went.add(there)
        elif entry and change.was is ABSENT:
            came.add(here)
        elif change.at[2:] == ("type",):
            went.add(there)
            came.add(here)
        else:
            altered[here] = there
    altered = {here: there for here, there in altered.items() if here not in came}
    size = max([size - 1, *came, *altered]) + 1
    same = [i for i in range(size) if i not in came and i not in altered]
    moved = {*went, *altered.values()}
    left = [i for i in range(size + len(went)) if i not in moved]
    return dict(zip(same, left, strict=False)) | altered
