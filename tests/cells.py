"""What stands in a table of a view, as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish.inline import Chip, Here, Line, Outside, Ref, Styled
from generator.publish.views.table import Table


def words(said: str | Line) -> str:
    """Return the words of a cell without what marks them; a note has its brackets."""
    return said if isinstance(said, str) else "".join(map(_word, said))


def _word(part: object) -> str:
    match part:
        case Ref() | Here() | Chip():
            return part.label
        case Outside():
            return part.host
        case Styled():
            inner = words(part.parts)
            return {"note": f" ({inner})", "written": f" “{inner}”"}.get(part.tag, inner)
    return str(part)


def cells(table: Table) -> list[tuple[str, ...]]:
    """Return the words of every row."""
    return [tuple(words(cell.said) for cell in row.cells) for row in table.printed.rows]


def links(table: Table) -> list[str]:
    """Return the addresses to which a table leads, in their order."""
    return [
        part.url
        for row in table.printed.rows
        for cell in row.cells
        for part in _parts(cell.said)
        if isinstance(part, Ref)
    ]


def _parts(said: str | Line) -> Iterator[object]:
    yield from () if isinstance(said, str) else said
