"""A record file says something else in one place: only the lines of that place change, comments and order of keys stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from generator.domain.differences import canonical
from generator.edit.layout import Block, Node, UnusualError, put_together, take_apart
from generator.edit.scalars import split
from generator.edit.writing import lines
from generator.examine.parse import parse
from generator.model import Document
from generator.schema import Shape

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)


class StiffError(Exception):
    """A file is written in a way that nothing can be put into it safely."""


def revise(document: Document, data: Mapping[str, Any], shape: Shape) -> str:
    """Return the text of a file that says ``data``; raise StiffError where what else stands there would change.

    The result, parsed, must say just that, with every comment of the file.
    """
    try:
        page = take_apart(document)
    except UnusualError as error:
        raise StiffError from error
    if put_together(page) != document.text:
        raise StiffError
    known = Counter(_comments(page.top))
    _block(page.top, document.data, data, shape)
    text = put_together(page)
    now, _ = parse(document.path, text.encode())
    if now is None or canonical(now.data) != canonical(data) or known - Counter(_comments(take_apart(now).top)):
        raise StiffError
    return text


def _comments(block: Block) -> Iterator[str]:
    """Yield the comments of a block, and of everything in it."""
    for entry in block.entries:
        yield from filter(None, entry.lead)
        yield from _own(entry)
        if entry.below is not None:
            yield from _comments(entry.below)
    yield from filter(None, block.tail)


def _own(entry: Node) -> list[str]:
    """Return the comment behind a value, or behind the name of what stands below it."""
    return _COMMENT.findall(entry.rest if entry.below is not None else _after(entry))


def _after(entry: Node) -> str:
    """Return what follows a value on its line."""
    if not entry.rest:
        return ""
    if entry.rest[0] in "|>":
        return entry.rest[entry.rest.index(" #") :] if " #" in entry.rest else ""
    return split(entry.rest).after if entry.rest[0] not in "[{" and not entry.body else ""


def _block(block: Block, before: Any, after: Any, shape: Shape | None) -> None:
    if isinstance(before, Mapping):
        _object(block, before, after, shape)
    else:
        _list(block, before, after, shape.item if shape else None)


def _object(block: Block, before: Mapping[str, Any], after: Mapping[str, Any], shape: Shape | None) -> None:
    for name in [name for name in before if name not in after]:
        _take_out(block, next(place for place, entry in enumerate(block.entries) if entry.name == name))
    order = shape.order if shape else {}
    for name, value in after.items():
        below = shape.field(name) if shape else None
        if name in before:
            _entry(next(entry for entry in block.entries if entry.name == name), before[name], value, below)
            continue
        rank = order.get(name, len(order))
        earlier = [i for i, entry in enumerate(block.entries, 1) if order.get(entry.name, -1) <= rank]
        block.entries.insert(earlier[-1] if earlier else 0, _fresh(name, value, below))


def _list(block: Block, before: Sequence[Any], after: Sequence[Any], shape: Shape | None) -> None:
    """Bring a list up to date: what is the same stays with its comments, what stands in the same place is edited."""
    same = SequenceMatcher(None, [canonical(item) for item in before], [canonical(item) for item in after], False)
    for what, first, last, start, stop in reversed(same.get_opcodes()):
        if what == "equal":
            continue
        both = min(last - first, stop - start)
        for place in range(last - 1, first + both - 1, -1):
            _take_out(block, place)
        fresh = [_fresh("", after[place], shape) for place in range(start + both, stop)]
        block.entries[first + both : first + both] = fresh
        for i in range(both):
            _entry(block.entries[first + i], before[first + i], after[start + i], shape)


def _entry(entry: Node, before: Any, after: Any, shape: Shape | None) -> None:
    if canonical(before) == canonical(after):
        return
    alike = all(isinstance(value, Mapping) for value in (before, after)) or all(
        isinstance(value, list) for value in (before, after)
    )
    if entry.below is not None and alike:
        _block(entry.below, before, after, shape)
        return
    behind = "" if isinstance(after, (Mapping, list)) else _after(entry)
    fresh = _fresh(entry.name, after, shape)
    entry.rest, entry.body, entry.below = fresh.rest + behind, fresh.body, None


def _fresh(name: str, value: Any, shape: Shape | None) -> Node:
    first, *more = lines(name, value, shape)
    return Node((), [], name, first, more)


def _take_out(block: Block, place: int) -> None:
    """Take an entry out; the comments that stood above or behind it stay where it was."""
    gone = block.entries.pop(place)
    left = [*filter(None, gone.lead), *_own(gone), *(_comments(gone.below) if gone.below is not None else ())]
    if place < len(block.entries):
        block.entries[place].lead[:0] = left
    else:
        block.tail[:0] = left
