"""When what happened was written down: the day of an event beside the day on which it entered the register.

Which fields are the day of an event, and who answers for its being reported, is declared by the schemas (``x-event``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.domain import dates
from generator.domain.dates import LATE
from generator.model import Corpus, Field, Record, spell

CLASSES = ((3, "0–3"), (7, "4–7"), (30, "8–30"), (90, "31–90"), (None, "trên 90"))
"""The last day of each class of days between an event and its record, and its name."""


@dataclass(frozen=True, slots=True)
class Since:
    """Since when something is in the register, as far as that can be told."""

    on: date | None = None
    opening: bool = False
    """It came with the opening of its workspace, when everything that was known already was put in."""
    only_public: bool = False
    """The day on which it became public: what was before is not told."""
    uncommitted: bool = False
    """The history does not have it yet."""

    @property
    def told(self) -> date | None:
        """The day on which it was written down; None: no day says so."""
        return None if self.only_public else self.on


SinceOf = Callable[[Record, Field], Since]


@dataclass(frozen=True, slots=True)
class Recording:
    """One event and its record."""

    record: Record
    at: Field
    body: Record | None
    on: date
    recorded: date
    opening: bool

    @property
    def days(self) -> int:
        """Calendar days from the event to its record; less than nothing for what was announced before."""
        return (self.recorded - self.on).days

    @property
    def late(self) -> bool:
        """Whether it was recorded long afterwards, and not with the opening of the register."""
        return not self.opening and self.days > LATE


def recordings(corpus: Corpus, since: SinceOf, as_of: date) -> Iterator[Recording]:
    """Yield every event by a day of which the day of record is known by then; kind by kind, in order of id."""
    for kind in corpus.schemas.events:
        for record in corpus.of(kind):
            for found in recordings_of(corpus, record, since):
                if found.on <= as_of and found.recorded <= as_of:
                    yield found


def recordings_of(corpus: Corpus, record: Record, since: SinceOf) -> Iterator[Recording]:
    """Yield the events of one record, each with the day on which it was written down."""
    for on, who in corpus.schemas.events.get(record.kind, {}).items():
        for at, value in days_at(record.data, on):
            known = since(record, at)
            day = dates.days(value)
            if known.told is not None and day.exact:
                paths = [path.split(".") for path in who]
                own = (path for path in paths if "*" not in path or path[0] == at[0])
                body = next(filter(None, (_body(corpus, record, path, at) for path in own)), None)
                yield Recording(record, at, body, day.first, known.told, known.opening)


def days_at(data: Any, path: Sequence[str], at: Field = ()) -> Iterator[tuple[Field, Any]]:
    """Yield what stands at a path (``*``: every entry of a list) in a value; nothing in one of another shape."""
    if not path:
        yield at, data
    elif path[0] == "*" and isinstance(data, list):
        for i, item in enumerate(data):
            yield from days_at(item, path[1:], (*at, i))
    elif isinstance(data, Mapping) and path[0] in data:
        yield from days_at(data[path[0]], path[1:], (*at, path[0]))


def _body(corpus: Corpus, record: Record, path: Sequence[str], at: Field) -> Record | None:
    """Return the body at a path: ``*`` is the entry of the event, ``x/y`` the field y of the record at x."""
    value: Any = record.data
    for i, part in enumerate(path):
        first, _, below = part.partition("/")
        if first == "*":
            value = value[at[i]]
        elif isinstance(value, list):
            value = value[int(first)]
        else:
            value = value.get(first)
        if value is None:
            return None
        if below:
            other = corpus.get(value)
            value = other.get(below) if other is not None else None
            if value is None:
                return None
    return corpus.body(value)


@dataclass(frozen=True, slots=True)
class Spread:
    """How long it took, over some events: whole days, percentiles by nearest rank."""

    count: int
    median: int
    ninetieth: int
    most: int
    classes: tuple[int, ...]


def spread(days: Iterable[int]) -> Spread | None:
    """Return how some numbers of days are spread; None if there are none."""
    own = sorted(days)
    if not own:
        return None
    return Spread(len(own), rank(own, 50), rank(own, 90), own[-1], _classes(own))


def rank(ordered: Sequence[int], percent: int) -> int:
    """Return a percentile by nearest rank: the least value that so many percent do not exceed.

    >>> rank([1, 2, 3, 40], 50), rank([1, 2, 3, 40], 90)
    (2, 40)
    """
    return ordered[-(-percent * len(ordered) // 100) - 1]


def _classes(days: Iterable[int]) -> tuple[int, ...]:
    counts = [0] * len(CLASSES)
    for day in days:
        counts[next(i for i, (last, _) in enumerate(CLASSES) if last is None or day <= last)] += 1
    return tuple(counts)


def spelled(found: Recording) -> str:
    """Return the field of an event as the data files name it: ``events.2.date``."""
    return spell(found.at, found.record.data)
