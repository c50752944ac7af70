"""What differs between two versions of a record, field by field. Nothing is judged here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from generator.model import Field


class Absent:
    """No value: the field was not there, or is no longer."""

    def __repr__(self) -> str:
        return "absent"

    def __bool__(self) -> bool:
        return False


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that came, went or became another one.

    ``at`` is where it stands in the later version (``now``); of one that went, where it stood in the earlier (``was``).
    ``before_at`` is its place in the earlier version: the index in a list may have changed.
    """

    at: Field
    was: Any
    now: Any
    before_at: Field


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """Return what differs: objects field by field, lists entry by entry, in the order of the earlier version.

    Entries with an ``id`` are the same entry wherever they stand; of others, equal ones are, and between these one
    after the other is taken for the same entry, changed.
    """
    return list(_object((), (), before, after))


def _object(at: Field, before_at: Field, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*before, *after)):
        yield from _value((*at, name), (*before_at, name), before.get(name, ABSENT), after.get(name, ABSENT))


def _value(at: Field, before_at: Field, was: Any, now: Any) -> Iterator[FieldChange]:
    if _same(was, now):
        return
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        yield from _object(at, before_at, was, now)
    elif isinstance(was, list) and isinstance(now, list):
        for old, new in _pairs(was, now):
            old_at = (*before_at, old) if old is not None else (*before_at, len(was))
            new_at = (*at, new) if new is not None else (*before_at, old or 0)
            yield from _value(new_at, old_at, ABSENT if old is None else was[old], ABSENT if new is None else now[new])
    else:
        yield FieldChange(at, was, now, before_at)


def _same(was: Any, now: Any) -> bool:
    """Whether two values are one and the same: true is not 1."""
    return type(was) is type(now) and (canonical(was) == canonical(now) if isinstance(was, list | dict) else was == now)


def canonical(value: Any) -> str:
    """Return a text that two values share if, and only if, they say the same; the order of keys does not count."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _pairs(was: Sequence[Any], now: Sequence[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Yield which entry of a list became which: (index before, index after), None where there is none."""
    if all(isinstance(entry, Mapping) and isinstance(entry.get("id"), str) for entry in (*was, *now)):
        places = {entry["id"]: index for index, entry in enumerate(now)}
        for index, entry in enumerate(was):
            yield index, places.pop(entry["id"], None)
        yield from ((None, index) for index in places.values())
        return
    matcher = SequenceMatcher(None, [canonical(e) for e in was], [canonical(e) for e in now], autojunk=False)
    for _, old, old_end, new, new_end in matcher.get_opcodes():
        for step in range(max(old_end - old, new_end - new)):
            yield (old + step if old + step < old_end else None), (new + step if new + step < new_end else None)
