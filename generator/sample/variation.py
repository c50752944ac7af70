"""A part of the example, changed by chance: fields and records left out, hidden, withdrawn, coded or dated otherwise.

The schemas say what can be changed, so a new kind or field is varied as soon as the example has it. No change is known
to be sound: the part is held against the checks, and what they refuse is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from generator.model import Record
from generator.read.source import record_id
from generator.sample.chance import Chance
from generator.sample.example import Example
from generator.schema import Shape

FAR = 60
"""Days by which a date is moved at most."""
FEW = 8
"""Records that are left out or withdrawn together at most."""


def varied(
    example: Example, chosen: Collection[str], chance: Chance, count: int, kept: Collection[str] = ()
) -> dict[str, Record]:
    """Return the chosen records after so many attempts to change one; those ``kept`` stay as they are."""
    variation = _Variation(example, chosen, chance, kept)
    for _ in range(count if variation.loose else 0):
        chance.one(WAYS)(variation, chance.one(variation.loose))
    return variation.sound()


@dataclass(frozen=True, slots=True)
class Spot:
    """One value inside a record: what holds it, under which key, what the schema says, whether it must be there."""

    holder: Any
    key: Any
    shape: Shape
    needed: bool


def spots(data: Any, shape: Shape) -> Iterator[Spot]:
    """Yield every value below an object or list."""
    inside: list[tuple[Any, Shape | None, bool]]
    if isinstance(data, dict):
        inside = [(name, shape.field(name), name in shape.required) for name in data]
    else:
        inside = [(i, shape.item, len(data) == 1) for i in range(len(data))] if isinstance(data, list) else []
    for key, below, needed in inside:
        if below is not None:
            yield Spot(data, key, below, needed)
            yield from spots(data[key], below)


class _Variation:
    """The part as it was and as it becomes; a record that is left out has none."""

    def __init__(self, example: Example, chosen: Collection[str], chance: Chance, kept: Collection[str]) -> None:
        self.example, self.chance = example, chance
        self.before = {i: example.records[i] for i in sorted(chosen)}
        self.after = dict(self.before)
        self.loose = [i for i in self.before if i not in kept]

    # ways to change

    def hide(self, one: str) -> None:
        """Make a record internal."""
        self._set(one, "visibility", "noi-bo")

    def leave_out(self, one: str) -> None:
        """Leave a record out, and what rests on it."""
        for i in self._few(one):
            self.after.pop(i, None)

    def withdraw(self, one: str) -> None:
        """Withdraw a record, and what rests on it."""
        for i in self._few(one):
            self._set(i, "withdrawn", {"on": "2026-01-05", "because": "Ghi nhầm."})

    def graft(self, one: str) -> None:
        """Give a record a field, or another value of it, from a record of its kind."""
        if one in self.after:
            like = [r for r in self.example.records.values() if r.kind == self.after[one].kind]
            name = self.chance.one(list(other := self.chance.one(like).data))
            if name != "id":
                self._set(one, name, deepcopy(other[name]))

    def omit(self, one: str) -> None:
        """Take a field or a list item away."""
        self._edit(one, lambda spot: not spot.needed, lambda spot: spot.holder.pop(spot.key))

    def recode(self, one: str) -> None:
        """Give a coded field another of its values."""

        def edit(spot: Spot) -> None:
            spot.holder[spot.key] = self.chance.one(spot.shape.options)[0]

        self._edit(one, lambda spot: bool(spot.shape.options), edit)

    def move(self, one: str) -> None:
        """Move a day."""

        def edit(spot: Spot) -> None:
            day = date.fromisoformat(spot.holder[spot.key]) + timedelta(days=self.chance.upto(-FAR, FAR))
            spot.holder[spot.key] = day.isoformat()

        self._edit(one, lambda spot: bool(spot.shape.date) and len(str(spot.holder[spot.key])) == 10, edit)

    def _set(self, one: str, name: str, value: Any) -> None:
        if one in self.after and self.example.shape(self.after[one].kind).field(name):
            self.after[one] = replace(self.after[one], data={**self.after[one].data, name: value})

    def _edit(self, one: str, fits: Callable[[Spot], bool], edit: Callable[[Spot], object]) -> None:
        """Change one of the values that fit."""
        if one in self.after:
            data = deepcopy(dict(self.after[one].data))
            fitting = [spot for spot in spots(data, self.example.shape(self.after[one].kind)) if fits(spot)]
            if fitting:
                edit(self.chance.one(fitting))
                self.after[one] = replace(self.after[one], data=data)

    def _few(self, one: str) -> list[str]:
        """Return a record and what rests on it, nothing if that is too much or not all may be changed."""
        resting = self.example.resting_on(one) & self.before.keys()
        return sorted(resting) if len(resting) <= FEW and resting <= set(self.loose) else []

    # what the checks refuse

    def sound(self) -> dict[str, Record]:
        """Take back what the checks refuse: the changes of a record with an error, else those around it, else all.

        What even so has an error (its sense hung on a record that was not chosen) is left out.
        """
        while errors := self.example.errors(self.after.values()):
            named = {p.record or record_id(p.where.path) for p in errors}
            changed = {i for i, record in self.before.items() if self.after.get(i) is not record}
            near = {i for one in named for i in (*self.example.refers[one], *self.example.hangs[one])}
            back = named & changed or near & changed or changed
            for i in back:
                self.after[i] = self.before[i]
            for i in () if back else {i for one in named for i in self.example.resting_on(one)}:
                self.before.pop(i, None)
                self.after.pop(i, None)
        return {i: self.after[i] for i in sorted(self.after)}


WAYS: tuple[Callable[[_Variation, str], None], ...] = (
    *(5 * [_Variation.hide]), *(3 * [_Variation.omit]), *(3 * [_Variation.move]), *(2 * [_Variation.recode]),
    *(2 * [_Variation.graft]), _Variation.withdraw, _Variation.leave_out,
)  # fmt: skip
"""How records are changed, the more often the more often it is here."""
