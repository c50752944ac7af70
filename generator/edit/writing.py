"""A new record as a file in the house style: the editor's schema line, fields in the order of the schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.edit.scalars import scalar
from generator.schema import Shape

_FOLD_FROM, _WIDTH = 104, 112


def write(kind: str, data: Mapping[str, Any], shape: Shape) -> str:
    """Return the text of the file."""
    head = f"# yaml-language-server: $schema=../../../schemas/{kind}.schema.json"
    return "\n".join([head, *_object(data, shape, "", "")]) + "\n"


def plain(data: Mapping[str, Any]) -> str:
    """Return the text of a file that is no record; its fields stay in their order."""
    return "\n".join(_object(data, None, "", "")) + "\n"


def lines(name: str, value: Any, shape: Shape | None) -> list[str]:
    """Return a value as it stands behind ``name:``, or behind the dash of a list item: that line, then those below it."""
    if name:
        first, *more = _value(f"{name}:", value, shape, "")
        return [first[len(name) + 1 :].strip(), *more]
    if isinstance(value, Mapping):
        first, *more = _object(value, shape, "  ", "- ")
    else:
        first, *more = _text("-", value, "  ")
    return [first[1:].strip(), *more]


def _object(data: Mapping[str, Any], shape: Shape | None, pad: str, lead: str) -> Iterator[str]:
    """Yield an object; ``lead`` replaces the padding of the first line (a list item)."""
    order = shape.order if shape else {}
    for name in sorted(data, key=lambda name: order.get(name, len(order))):
        yield from _value(f"{lead or pad}{name}:", data[name], shape.field(name) if shape else None, pad)
        lead = ""


def _value(name: str, value: Any, shape: Shape | None, pad: str) -> Iterator[str]:
    below = f"{pad}  "
    if isinstance(value, Mapping):
        yield name
        yield from _object(value, shape, below, "")
    elif isinstance(value, list):
        yield name
        for item in value:
            if isinstance(item, Mapping):
                yield from _object(item, shape.item if shape else None, f"{below}  ", f"{below}- ")
            else:
                yield from _text(f"{below}-", item, f"{below}  ")
    else:
        yield from _text(name, value, below)


def _text(name: str, value: Any, below: str) -> Iterator[str]:
    """Yield a value on one line; a long text folded, one of several lines as it is."""
    if isinstance(value, str) and "\n" in value:
        yield f"{name} |-"
        yield from (f"{below}{line}".rstrip() for line in value.split("\n"))
    elif isinstance(value, str) and len(value) > _FOLD_FROM and " " in value and "  " not in value:
        yield f"{name} >-"
        line = below
        for word in value.split(" "):
            if len(line) + len(word) > _WIDTH and line != below:
                yield line.rstrip()
                line = below
            line += f"{word} "
        yield line.rstrip()
    else:
        yield f"{name} {scalar(value)}"
