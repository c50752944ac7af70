"""A parsed file as the lines of its fields, and back: comments stay with what they stand above or behind.

No YAML library writes a file back without touching the rest of it: they fold long texts anew, drop blank lines or
move comments. So values are never written from data here: their own lines are moved, field by field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model import Document, Field

_MODELINE = re.compile(r"#\s*yaml-language-server:")
_INDICATOR = re.compile(r"[|>][+-]?[1-9]|[|>][1-9]")
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""", re.DOTALL)
_KEY = re.compile(r"""(?:'(?:[^']|'')*'|"[^"\\]*"|[^\s'":][^:]*?)\s*:(?=\s|$)""")
_BEFORE = re.compile(r"[ -]*")
_DASH = re.compile(r"[ -]*-(?=\s|$)")


class UnusualError(Exception):
    """YAML that nobody writes by hand; it is left as it stands."""


@dataclass(slots=True)
class Node:
    """A field or a list item, with the comments and blank lines above it."""

    at: Field
    lead: list[str]
    name: str = ""
    """The key; empty for a list item."""
    rest: str = ""
    """What stands behind colon or dash on the same line."""
    body: list[str] = field(default_factory=list)
    """Further lines of the value, already without their indentation."""
    below: Block | None = None


@dataclass(slots=True)
class Block:
    """The fields of an object or the items of a list, and the comments after the last one."""

    at: Field
    entries: list[Node]
    tail: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """A whole file: what stands above the first field and belongs to none, and the fields."""

    head: list[str]
    top: Block


def take_apart(document: Document) -> Layout:
    """Return the lines of a parsed file by field; raise UnusualError for what cannot be told from its lines."""
    return _Reader(document).page()


def put_together(page: Layout) -> str:
    """Return the file in the house layout: two columns per level, list items two columns in."""
    lines = [*page.head, *_block(page.top, 0)]
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


def _block(block: Block, column: int) -> Iterator[str]:
    pad = " " * column
    for entry in block.entries:
        yield from _above(entry.lead, pad)
        if entry.name:
            yield f"{pad}{entry.name}:{' ' if entry.rest else ''}{entry.rest}"
        elif entry.below is None or entry.rest:
            yield f"{pad}- {entry.rest}".rstrip()
        if entry.below is not None:
            inner = _block(entry.below, column + 2)
            yield from inner if entry.name or entry.rest else _compact(inner, pad)
        yield from (f"{pad}{line}" if line else "" for line in entry.body)
    yield from _above(block.tail, pad)


def _above(lines: list[str], pad: str) -> Iterator[str]:
    return (pad + line if line else "" for line in lines)


def _compact(inner: Iterator[str], pad: str) -> Iterator[str]:
    """Put the dash of an item on the line of its first field; comments of that field go above the dash."""
    for line in inner:
        if line.strip() and not line.lstrip().startswith("#"):
            yield f"{pad}- {line[len(pad) + 2 :]}"
            break
        yield line[2:]
    yield from inner


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _aside(line: str) -> bool:
    """Whether a line is blank or a comment."""
    text = line.lstrip()
    return not text or text.startswith("#")


class _Reader:
    """Reads the lines of one document; lines and columns count from 0."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines = document.text.rstrip("\n").split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def page(self) -> Layout:
        """Read the whole file."""
        data = self._document.data
        if not data:
            raise UnusualError
        first, _ = self._place((next(iter(data)),), key=True)
        head = self._lines[:first]
        own = next((i for i in range(first, 0, -1) if not _lead(head[i - 1])), 0)
        if any(re.match(r"(?:---|\.\.\.)(?:\s|$)", line) for line in self._lines[first:]):
            raise UnusualError
        block, rest = self._read((), data, own, len(self._lines), -1)
        block.tail += [line.strip() for line in rest]
        return Layout(head[:own], block)

    def _place(self, at: Field, *, key: bool = False) -> tuple[int, int]:
        position = self._document.position(at, key=key)
        return position.line - 1, position.column - 1

    def _read(self, at: Field, data: Any, start: int, stop: int, parent: int) -> tuple[Block, list[str]]:
        """Read the lines from ``start`` to ``stop`` as a block; return also the asides at its end that are not its own."""
        keyed = isinstance(data, Mapping)
        names = list(data) if keyed else range(len(data))
        heads = [self._head((*at, name), keyed=keyed) for name in names]
        entries: list[Node] = []
        waiting = self._lines[start : heads[0][0]]
        if not all(_aside(line) for line in waiting):
            raise UnusualError
        for i, name in enumerate(names):
            end = heads[i + 1][0] if i + 1 < len(names) else stop
            entry = Node((*at, name), [line.strip() for line in waiting], str(name) if keyed else "")
            waiting = self._entry(entry, data[name], heads[i], end)
            entries.append(entry)
        column = heads[0][1]
        own = 0
        for i, line in enumerate(waiting):
            if line.strip() and column <= _indent(line) > parent:
                own = i + 1
            elif line.strip():
                break
        return Block(at, entries, [line.strip() for line in waiting[:own]]), waiting[own:]

    def _head(self, at: Field, *, keyed: bool) -> tuple[int, int, int]:
        """Return line and column where an entry begins, and the column behind its colon or dash."""
        line, column = self._place(at, key=keyed)
        if keyed:
            found = _KEY.match(self._lines[line], column)
            if not found or not _BEFORE.fullmatch(self._lines[line], 0, column):
                raise UnusualError
            typed = found[0][:-1].strip()
            if typed.strip("'\"") != at[-1]:
                raise UnusualError
            return line, column, found.end()
        before = self._lines[line][:column].rstrip()
        while not _DASH.fullmatch(before):
            line -= 1
            if before.strip() or line < 0:
                raise UnusualError
            found_dash = _DASH.match(self._lines[line])
            if not _aside(self._lines[line]) and found_dash and _aside(self._lines[line][found_dash.end() :]):
                before = found_dash[0]
            elif not _aside(self._lines[line]):
                raise UnusualError
        return line, len(before) - 1, len(before)

    def _entry(self, entry: Node, value: Any, head: tuple[int, int, int], stop: int) -> list[str]:
        """Read what stands behind a colon or dash up to line ``stop``; return the asides below it."""
        line, column, behind = head
        vline, vcolumn = self._place(entry.at)
        typed = self._lines[vline][vcolumn:]
        block = isinstance(value, (dict, list)) and typed[:1] not in ("[", "{")
        if vline > line:
            entry.rest = self._lines[line][behind:].strip()
            if not _aside(entry.rest):
                raise UnusualError
        if block:
            nested = vline == line
            start = line if nested else line + 1
            entry.below, rest = self._read(entry.at, value, start, stop, column)
            return rest
        if vline == line:
            entry.rest = typed
        elif typed[0] in "|>[{":
            raise UnusualError
        else:
            entry.body = [f"  {text.strip()}".rstrip() for text in self._lines[line + 1 : vline + 1]]
        return self._leaf(entry, typed, (vline, vcolumn), column, stop)

    def _leaf(self, entry: Node, typed: str, start: tuple[int, int], column: int, stop: int) -> list[str]:
        """Read the further lines of a value; return the asides below it."""
        line = start[0]
        if typed[0] in "|>":
            end, shift = self._text_end(typed, line, column, stop)
            entry.body = [
                ("  " + text[shift:]) if shift >= 0 else text[column:] for text in self._lines[line + 1 : end]
            ]
            entry.body = [text.rstrip() and text for text in entry.body]
            return self._lines[end:stop]
        if typed[0] in "'\"":
            found = _QUOTED.match(self._document.text, self._starts[line] + start[1])
            if not found:
                raise UnusualError
            end = line + found[0].count("\n") + 1
        else:
            end = max(i for i in range(line, stop) if i == line or not _aside(self._lines[i])) + 1
        more = self._lines[line + 1 : end]
        if typed[0] in "[{":
            entry.body += [" " * max(0, _indent(text) - column) + text.strip() for text in more]
        else:
            entry.body += [f"  {text.strip()}".rstrip() for text in more]
        return self._lines[end:stop]

    def _text_end(self, typed: str, line: int, column: int, stop: int) -> tuple[int, int]:
        """Return the line behind a block text, and how many columns to take off its lines (-1: the entry's own)."""
        told = _INDICATOR.match(typed)
        inside = [i for i in range(line + 1, stop) if self._lines[i].strip()]
        if not inside:
            return line + 1, 0
        depth = column + int(re.sub(r"\D", "", told[0])) if told else _indent(self._lines[inside[0]])
        end = line + 1
        for i in inside:
            if _indent(self._lines[i]) < max(depth, column + 1):
                break
            end = i + 1
        return end, -1 if told else depth


def _lead(line: str) -> bool:
    """Whether a line above the first field belongs to it: a comment, but not the editor's."""
    return line.lstrip().startswith("#") and not _MODELINE.match(line.lstrip())
