"""How a value that a schema wants is written: the example of a message, which holds to the schema itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from generator.schema.shape import Shape

Valid = Callable[[Mapping[str, Any], Any], bool]
"""Whether a value holds to a schema."""
OPEN = "…"
"""Stands for what only its source can say."""
DAYS = {"full-date": "2026-12-31", "partial-date": "2026-12"}
_WHOLE = re.compile(r"[0-9]+|[1-9][0-9]{0,2}(?:[.,  ][0-9]{3})+")
"""A whole number, also as people part its thousands."""
_GROUPS = re.compile(r"[^0-9]")
_PLAIN = re.compile(r"[^\W\d_][\w/.-]*(?: [\w/.-]+)*|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")


def specimen(shape: Shape, given: Any, valid: Valid) -> Any:
    """Return a value as a schema wants it, as much as can be of what was ``given``; None where there is nothing to show.

    What was not given and must be there is «…»: no value is put into anybody's mouth.
    """
    value = _made(shape, given, valid)
    if value is not None or shape.item is not None or shape.order:
        return value
    examples = (*shape.coded, *shape.schema.get("examples", ()), DAYS.get(shape.date), OPEN, 3, True, "2.5")
    return next((example for example in examples if example is not None and valid(shape.schema, example)), None)


def _made(shape: Shape, given: Any, valid: Valid) -> Any:
    if shape.item is not None:
        return [OPEN if (item := _made(shape.item, given, valid)) is None else item]
    if shape.order:
        return _group(shape, given, valid) or None
    whole = int(_GROUPS.sub("", given)) if isinstance(given, str) and _WHOLE.fullmatch(given) else None
    return next((value for value in (given, whole) if value is not None and valid(shape.schema, value)), None)


def _group(shape: Shape, given: Any, valid: Valid) -> dict[str, Any]:
    """Return the fields that a group must have; a single value goes to the first of them that can hold it."""
    names = [*shape.required, *(options[0][0] for options in [shape.choices] if options)]
    parts = dict(given) if isinstance(given, Mapping) else {}
    if not isinstance(given, Mapping):
        holder = next((name for name in names if valid(shape.fields[name].schema, given)), "")
        parts = {holder: given}
    made = {name: _made(shape.fields[name], parts.get(name), valid) for name in names}
    return {name: OPEN if value is None else value for name, value in made.items()}


def lines(value: Any) -> list[str]:
    """Write a value as the lines of a record."""
    if isinstance(value, list):
        return [("  " if i else "- ") + line for item in value for i, line in enumerate(lines(item))]
    if isinstance(value, dict):
        return [line for name, below in value.items() for line in _field(name, below)]
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, str) and not _PLAIN.fullmatch(value) and value != OPEN:
        return ["'" + value.replace("'", "''") + "'"]
    return [str(value)]


def _field(name: str, value: Any) -> list[str]:
    if isinstance(value, list | dict):
        return [f"{name}:", *(f"  {line}" for line in lines(value))]
    return [f"{name}: {lines(value)[0]}"]
