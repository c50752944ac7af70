"""What of a value of an earlier version may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.domain import dates, names, personal
from generator.domain.differences import ABSENT
from generator.model import Field
from generator.schema import Schemas

_UNTOLD = frozenset(("acknowledge", "visibility", "id", "internal_note"))
"""Fields of which the history tells more than they do: warnings on hidden records, and that there was something hidden."""
_SINCE = frozenset((("corrections", "on"), ("names", "from")))
"""Days of entries that are no events, and are not told before they come."""
_SIGNERS = frozenset(("signer", "co_signers"))
_OF_SIGNERS = frozenset(("post", "post_state", "capacity", "name_state"))
"""What of a signer is shown of other versions than the one that stands: neither a name, nor words that may hold it."""


def told_of(schemas: Schemas, kind: str, at: Field, *, internal: bool) -> bool:
    """Whether a field may be named: the schema of today knows it, and nothing above it is internal."""
    if not at or at[0] in ("acknowledge", "id") or (not internal and at[0] in _UNTOLD):
        return False
    if at[0] in _SIGNERS and not _of_signer(at):
        return False
    for end in range(1, len(at) + 1):
        schema = schemas.at(kind, at[:end])
        if schema is None or (not internal and schema.get("x-public") is False):
            return False
    return True


def _of_signer(at: Field) -> bool:
    fields = [part for part in at[1:] if isinstance(part, str)]
    return not fields or fields[0] in _OF_SIGNERS


def by_day(schemas: Schemas, kind: str, at: Field, value: Any, as_of: date) -> Any:
    """Return a value without what is of a later day, as the page has it (publish/stood.py); ABSENT if that is all of it."""
    match value:
        case Mapping():
            parts = {name: by_day(schemas, kind, (*at, name), one, as_of) for name, one in value.items()}
            gone = {name for name, one in parts.items() if one is ABSENT}
            whole = any(_of_event(schemas, kind, (*at, name)) for name in gone)
            return ABSENT if whole else {name: one for name, one in parts.items() if name not in gone}
        case list():
            items = [by_day(schemas, kind, (*at, i), one, as_of) for i, one in enumerate(value)]
            return [one for one in items if one is not ABSENT] or (ABSENT if value else value)
        case str() | int() if _of_event(schemas, kind, at):
            day = dates.parse(value)
            return ABSENT if day is not None and day.first > as_of else value
        case _:
            return value


def _of_event(schemas: Schemas, kind: str, at: Field) -> bool:
    return (at[0], at[-1]) in _SINCE or "x-event" in (schemas.at(kind, at) or {})


def cleaned(schemas: Schemas, kind: str, at: Field, value: Any, *, internal: bool) -> Any:
    """Return a value without what is not to be seen; ABSENT if that is all of it."""
    if value is ABSENT:
        return value
    if not told_of(schemas, kind, at, internal=internal):
        return ABSENT
    match value:
        case Mapping():
            parts = {k: cleaned(schemas, kind, (*at, k), v, internal=internal) for k, v in value.items()}
            left: Any = {k: v for k, v in parts.items() if v is not ABSENT}
            return left or ABSENT
        case list():
            items = [cleaned(schemas, kind, (*at, i), v, internal=internal) for i, v in enumerate(value)]
            return [item for item in items if item is not ABSENT] or ABSENT
        case str():
            return ABSENT if names.named(value) or personal.contact(value) else value
        case _:
            return value


def beside(schemas: Schemas, kind: str, at: Field) -> Iterator[str]:
    """Yield the plain fields with which a field means something: it is not shown where they are not."""
    needs = (schemas.at(kind, ()) or {}).get("dependentRequired", {})
    yield from needs.get(at[0], ())
    if at[0] == "issuer_post":
        yield "issuer"
