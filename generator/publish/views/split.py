"""No page has more rows than a phone bears: the first of a long table stand in it, the others come when they are asked for.

They are pages of their own, each leading to the next, and files that the filter of the first loads (``assets/js/board.js``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from math import ceil
from types import SimpleNamespace
from typing import Any, TypeVar

from generator.domain.text import lower, vi_number
from generator.model import Record
from generator.publish.inline import Ref
from generator.publish.register import Page, Register
from generator.publish.render import ROWS
from generator.publish.views import body_tasks
from generator.publish.views.common import HOME
from generator.publish.views.grids import Grid
from generator.publish.views.table import Column, Section, Table, Total

T = TypeVar("T")
ROOM = 125
"""Rows of the tables of a page: of those of many states, links and words, 110 kB."""
LEAST = 20
"""Rows up to which a table is never cut: as many as a wide screen shows at first."""
FILE = 5000
"""Rows in one file, for the filter."""
GRID = 200
"""Rows of a grid on a page, which are narrow: all bodies of a province."""
_FEW = frozenset(("province", "category", "framework", "plan", "summary"))
"""Kinds of few records, whose pages list more than what is linked with them."""


def pieces(rows: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return rows in pieces of some size."""
    return [rows[i : i + size] for i in range(0, len(rows), size)]


def parts(register: Register, page: Page) -> Iterator[Page]:
    """Yield a page, and if its tables have more rows than there is room for, the pages of those that it does not show.

    What a page shows is made when it is printed, unless it may be one of the long ones.
    """
    if callable(page.shown) and not _may_be_long(register, page.url):
        yield page
        return
    view = page.view
    tables: list[Table] = []
    wide: list[Grid] = []

    def seen(one: Any) -> Any:
        if isinstance(one, Table):
            tables.append(one)
        elif len(one.rows) > GRID:
            wide.append(one)
        return one

    _each(view, seen)
    shown = _shared([len(one) for one in tables])
    cut = [(one, many) for one, many in zip(tables, shown, strict=True) if many < len(one) and _plain(one)]
    if not cut and not wide:
        yield page
        return
    page = replace(page, shown=view)
    first: dict[int, Table | Grid] = {}
    further: list[Page] = []
    files: dict[str, Table] = {}
    places: dict[str, str] = {}
    for number, (whole, many) in enumerate(cut, 1):
        at = page.url if number == 1 else f"{page.url}bang-{number}/"
        rows = replace(whole, kept=cache(partial(_columns, whole)), whole=len(whole), filter=True)
        own = pieces(whole.rows[many:], FILE)
        named = {f"{ROWS}{at}{n}.json": replace(rows, rows=piece) for n, piece in enumerate(own, 1)}
        files |= named
        first[id(whole)] = replace(
            rows, rows=whole.rows[:many], rest=tuple(named), following=Ref("Phần tiếp theo", f"{at}2/")
        )
        further += _further(page, rows, many, at, ROOM)
        if whole.id:
            names = map(whole.id, whole.rows[many:])
            places |= {name: f"{at}{n // ROOM + 2}/#{name}" for n, name in enumerate(names) if name}
    for number, grid in enumerate(wide, 1):
        at = f"{page.url}luoi-{number}/"
        own_grid = replace(grid, whole=len(grid.rows))
        first[id(grid)] = replace(own_grid, rows=grid.rows[:GRID], following=Ref("Các cơ quan tiếp theo", f"{at}2/"))
        further += _further(page, own_grid, GRID, at, GRID)
    yield replace(page, shown=_each(view, lambda one: first.get(id(one), one)), rest=files, further=places)
    yield from further


def _further(page: Page, whole: Table | Grid, shown: int, at: str, size: int) -> Iterator[Page]:
    """Yield the pages of the rows that a page does not show of a table or grid."""
    view = page.view
    table = isinstance(whole, Table)
    whole = replace(whole, foot=None) if isinstance(whole, Table) else whole
    how = "lọc, xếp và tải cả bảng ở phần đầu" if table else "cơ quan có nhiều việc quá hạn nhất đứng đầu"
    title = page.title if whole.caption == page.title else f"{page.title}: {lower(whole.caption)}"
    crumbs = [*(view.get("crumbs") or [HOME]), page.ref]
    last = ceil((len(whole.rows) - shown) / size) + 1
    for number, rows in enumerate(pieces(whole.rows[shown:], size), 2):
        begun = shown + (number - 2) * size
        following = Ref("Phần tiếp theo", f"{at}{number + 1}/") if number < last else None
        own = {
            "title": f"{title}, phần {number}",
            "lead": f"Dòng {vi_number(begun + 1)} đến {vi_number(begun + len(rows))} trong {vi_number(len(whole.rows))} dòng; {how}.",
            "listed": replace(whole, rows=rows, following=following),
            "grid": not table,
            "place": "phan",
            "crumbs": crumbs,
            "here": f"Phần {number}",
            "empty": "",
            "dated": True,
            "sample": view.get("sample", False),
        }
        yield Page(f"{at}{number}/index.md", "listed.md.jinja", f"{title}, phần {number}", own, of=page.url)


def _shared(lengths: Sequence[int]) -> list[int]:
    """Return how many rows each table shows: all, if there is room; else the short ones all, the others alike.

    >>> _shared([80, 40]), _shared([400]), _shared([10, 400, 300]), _shared([30] * 9)
    ([80, 40], [125], [10, 58, 57], [20, 20, 20, 20, 20, 20, 20, 20, 20])
    """
    found = dict(enumerate(lengths))
    left = ROOM
    for done, place in enumerate(sorted(found, key=found.__getitem__)):
        found[place] = min(found[place], max(LEAST, left // (len(found) - done)))
        left -= found[place]
    return [found[place] for place in range(len(lengths))]


def _plain(table: Table) -> bool:
    """Whether the rows of a table stand for themselves: no tree, and no subtotal between them."""
    return table.depth is None and not any(isinstance(row, Total) for row in table.rows)


def _columns(whole: Table) -> Sequence[Column]:
    return whole.printed.columns


def _each(shown: Any, of: Callable[[Any], Any]) -> Any:
    """Return what a template sees with something else in the place of each of its tables and grids."""
    if isinstance(shown, Table | Grid):
        return of(shown)
    if isinstance(shown, Section):
        return shown._replace(tables=[of(one) for one in shown.tables])
    if isinstance(shown, SimpleNamespace):
        return SimpleNamespace(**_each(vars(shown), of))
    if type(shown) is dict:
        return {key: _each(value, of) for key, value in shown.items()}
    return [_each(one, of) for one in shown] if type(shown) is list else shown


def _may_be_long(register: Register, url: str) -> bool:
    """Whether the page of a record may have more rows than there is room for: they come from what is linked with it."""
    about = register.of_page.get(url)
    if about is None or about.kind in _FEW:
        return True
    bodies: list[Record] = [about, *(body_tasks.groups(register, about) if about.kind == "agency" else ())]
    links = sum(len(register.corpus.in_links.get(one.id, ())) for one in bodies)
    own = len(register.by_body.get(about.id, ())) + len(register.by_page.get(url, ()))
    duties = len(register.duties.get(about.id, ()))
    return about.kind == "group" or links + own > ROOM or duties > GRID
