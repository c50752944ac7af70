"""Tables of an appendix as duties: heads as they come, groups, merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.drafting.cells import kind_of
from generator.drafting.clauses import Clause
from generator.drafting.doers import BodyReader
from generator.drafting.duties import DraftDuty, fill
from generator.drafting.paper import Block, PaperTable, tidy

_NEEDED = frozenset(("content", "leads"))
_GROUP = re.compile(r"(?:[IVXL]{1,5}|[A-Z])\s*[.)]?")


@dataclass(frozen=True, slots=True)
class Listed:
    """A table as clauses (the appendix and its rows) and their duties; what no column of ours holds is left."""

    clause: Clause
    duties: tuple[DraftDuty, ...]
    unread: tuple[str, ...] = ()


def read_tables(blocks: Sequence[Block], reader: BodyReader, count: int = 0) -> Iterator[Listed | str]:
    """Yield each table of duties, after ``count`` other annexes, and of everything else the words that were not read."""
    titles: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            titles.append(block)
            continue
        columns, first = columns_of(block)
        name = "pl" if not count else f"pl{count + 1}"
        label = _label(titles)
        clause = Clause(name, "phu-luc", label, " ".join(titles[titles[:1] == [label] :]))
        listed = None if _NEEDED - set(columns.values()) else _listed(block, columns, first, clause, reader)
        if not listed or not listed.duties:  # another table, or a form that waits to be filled in
            yield from (" | ".join(filter(None, row)) for row in block.rows if any(row))
            continue
        count += 1
        yield listed
        titles = []
    yield from titles


def _label(titles: Sequence[str]) -> str:
    return titles[0] if titles and len(titles[0]) < 30 else "Phụ lục"


_COUNTED = re.compile(r"\(?(?:[0-9]{1,2}|[A-Z])\)?")
"""A cell that counts its column, below the heads: «(1)»."""
_DITTO = re.compile(r"-?\s*(?:n\.?\s?t\.?|như\s+trên|//|[\"”″〃]+)\s*-?", re.IGNORECASE)
"""A cell that says: as in the row above."""


def columns_of(grid: PaperTable) -> tuple[dict[int, str], int]:
    """Return what each column holds by its head, and the first row below the heads; no columns if there are none."""
    for at, row in enumerate(grid.rows[:6]):
        found = _read_heads(row)
        if len(set(found.values()) & {"content", "leads", "cooperators", "due", "product"}) >= 2:
            below = grid.rows[at + 1] if at + 1 < len(grid.rows) else ()
            more = _read_heads(below)
            if len(set(more.values()) & {"leads", "cooperators", "due", "product"}) >= 1 and not any(
                len(cell) > 60 for cell in below
            ):
                both = [
                    tidy(f"{over} {under}") if over != under else over for over, under in zip(row, below, strict=True)
                ]
                return {
                    **_read_heads(both),
                    **{column: kind for column, kind in more.items() if below[column] != row[column]},
                }, at + 2
            return found, at + 1
    return {}, 0


def _read_heads(row: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for column, cell in enumerate(row):
        kind = kind_of(cell)
        if kind and kind not in found.values():
            found[column] = kind
    return found


def _listed(grid: PaperTable, columns: dict[int, str], first: int, clause: Clause, reader: BodyReader) -> Listed:
    duties: list[DraftDuty] = []
    unread: list[str] = []
    above: dict[str, str] = {}
    for row in grid.rows[first:]:
        cells = {kind: row[column].strip() for column, kind in columns.items()}
        same = [kind for kind, cell in cells.items() if _DITTO.fullmatch(cell)]
        filled = [cell for cell in row if cell.strip()]
        counted = all(_COUNTED.fullmatch(cell.strip()) for cell in filled)
        if counted or row == grid.rows[first - 1] or _read_heads(row) == columns:
            continue
        if not cells["content"] or (not cells["leads"] and not cells.get("due") and _is_group(cells, filled)):
            unread.append(" | ".join(filled))
            continue
        line = Clause(
            f"{clause.id}-{len(clause.clauses) + 1}",
            "dong",
            cells.get("number", ""),
            tidy(cells["content"]),
            above=clause,
        )
        clause.clauses.append(line)
        cells |= {kind: above.get(kind, "") for kind in same}
        above = cells
        duty = DraftDuty(line.id, line.text)
        fill(duty, cells, reader)
        for kind in same:
            if kind in ("leads", "cooperators", "due", "product"):
                duty.doubts[kind] = "Ô ghi “nt” (như trên): có phải như dòng trên không?"
        duties.append(duty)
        if cells.get("note"):
            unread.append(f"{line.id}: ghi chú “{tidy(cells['note'])}”")
    return Listed(clause, tuple(duties), tuple(unread))


def _is_group(cells: dict[str, str], filled: Sequence[str]) -> bool:
    return len(set(filled)) <= 2 and (
        bool(_GROUP.fullmatch(cells.get("number", ""))) or len(set(filled)) == 1 or not cells.get("number")
    )
