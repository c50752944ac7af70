"""Which pages of the site come, change or go; permanent addresses and data files apart."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Any

from generator.change.model import PageChange
from generator.change.narrow import Narrow, same
from generator.domain.periods import Period
from generator.history.rules.remarks import MATTERS
from generator.model import Content, Record, content
from generator.publish import exports, pages
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.requests import Request
from generator.publish.derive.standing import Duty, Standing
from generator.publish.derive.summaries import Summary
from generator.publish.exports import data
from generator.publish.exports.export import AGAIN
from generator.publish.exports.tables import TABLES
from generator.publish.register import Page, Register
from generator.publish.views.table import shortened

_TITLE = b"title: "


@dataclass(frozen=True, slots=True)
class Paths:
    """What differs between two sites."""

    pages: tuple[PageChange, ...]
    permanent: tuple[PageChange, ...]
    data: tuple[PageChange, ...]


LARGE = 5000
"""Records of a register of which not every page is printed to be compared."""


def compare(before: Register, after: Register, changed: AbstractSet[str], moved: AbstractSet[str]) -> Paths:
    """Return what differs between the sites of two registers, path by path and byte by byte.

    What is the same for every register (pages written by hand) and what names the commit is not compared; in a large
    register, nor are those on which only records stand that have nothing to do with what ``changed`` or ``moved``.
    """
    touched = changed | moved
    if not partly(after, changed):
        return _differing(before, after, frozenset())
    near = _near(before, touched) | _near(after, touched)
    both = before.summaries.keys() & after.summaries.keys()
    near |= {own for own in both if not same(before.summaries[own], after.summaries[own])}
    with shortened(_Short(near)):
        return _differing(before, after, _far(before, near) & _far(after, near))


def _differing(before: Register, after: Register, far: AbstractSet[str]) -> Paths:
    was, now = pages.listed(before), pages.listed(after)
    old, new = ({**pages.files(one, own), **_files(one)} for one, own in ((before, was), (after, now)))
    known = _tables(before, after) | _reports(before, after) | _rows(was, now)
    found: dict[str, list[PageChange]] = {"page": [], "permanent": [], "data": []}
    for path in sorted({**old, **new}):
        if path in old and path in new and (path in known or _address(path) in far):
            change = known.get(path)
        else:
            change = _compared(path, old.get(path), new.get(path))
        if change is not None:
            found["permanent" if path.startswith("r/") else "page" if path.endswith(".md") else "data"].append(change)
    return Paths(*map(tuple, found.values()))


def _files(register: Register) -> dict[str, Content]:
    """Return the data files, without those that say the same again in another form or at another place."""
    made = exports.files(register, {})
    return {path: data for path, data in made.items() if path in exports.BY_PATH and not path.endswith(AGAIN)}


def _tables(before: Register, after: Register) -> dict[str, PageChange | None]:
    """Return the files of tables, each as changed if its rows differ: they say nothing else."""
    old, new = (one.least if isinstance(one, Narrow) else one for one in (before, after))
    found: dict[str, PageChange | None] = {}
    for shape in TABLES:
        differs = any(was != now for was, now in zip_longest(shape.rows(old), shape.rows(new)))
        found |= {path: PageChange(path, "", "changed") if differs else None for path in data.table(shape)}
    return found


def _rows(before: Iterable[Page], after: Iterable[Page]) -> dict[str, PageChange | None]:
    """Return the files with the further rows of pages that are on both sides, each as changed if its rows differ."""
    old, new = (
        {path: replace(rows, kept=None, official=True).printed.rows for page in own for path, rows in page.rest.items()}
        for own in (before, after)
    )
    return {
        path: PageChange(path, "", "changed") if old[path] != new[path] else None for path in old.keys() & new.keys()
    }


def _reports(before: Register, after: Register) -> dict[str, PageChange | None]:
    """Return the pages of the reports of periods whose figures differ: each shows all of its own."""
    both = before.summaries.keys() & after.summaries.keys()
    differ = [
        after.corpus.records[own] for own in both if before.summaries[own].figures != after.summaries[own].figures
    ]
    pages_of = (PageChange(after.place(record), after.label(record), "changed") for record in differ)
    return {f"{page.address}index.md": page for page in pages_of}


STEPS = 2
"""Links from what was touched to what its page tells of: from an answer to the finding, and from there to its category."""
COUNTED = ("accountability", "inspection", "finding")
"""Kinds that a period report counts, and does not link to."""
NAMES = frozenset(("province", "agency", "group", "team", "category"))
"""Kinds whose names stand on pages of others."""


def partly(register: Register, touched: AbstractSet[str]) -> bool:
    """Whether not every page of a register is compared: it is large, and nothing was touched that others are named by."""
    records = register.corpus.records
    return len(records) > LARGE and all(records[own].kind not in NAMES for own in touched if own in records)


def _near(register: Register, touched: AbstractSet[str]) -> set[str]:
    """Return the ids of the records that have something to do with what was touched."""
    corpus = register.corpus
    gone = [corpus.withdrawn[own]["withdrawn"] for own in touched if own in corpus.withdrawn]
    near = {*touched, *(one.get("replaced_by", "") for one in gone)} & corpus.records.keys()
    kinds = {corpus.records[own].kind for own in near}
    near |= {corpus.records[own].province for own in near}
    for _ in range(STEPS):
        for own in [own for own in near if corpus.records[own].kind in MATTERS or own in touched]:
            near.update(link.target for link in corpus.out_links.get(own, ()))
            near.update(link.source for link in corpus.in_links.get(own, ()))
    bodies = [duty.body for own in near for duty in register.duties.get(own, ())]
    near.update(body.id for body in bodies if body is not None)
    if not kinds.isdisjoint(COUNTED):
        near.update(record.id for record in corpus.of("summary"))
    # what was withdrawn names what takes its place, and is no record that anything leads to
    near.update(own for own, record in corpus.withdrawn.items() if record["withdrawn"].get("replaced_by") in near)
    return near


def _far(register: Register, near: AbstractSet[str]) -> set[str]:
    """Return the addresses of the pages that show records alone which are not near."""
    alone = {f"r/{own}/" for own in register.corpus.records.keys() - near}
    return alone | {url for url, own in register.within.items() if near.isdisjoint(record.id for record in own)}


class _Short:
    """Says in short what a row is of, and how that stands, if no record in it is near: then its words are the same.

    A body of which much more is told is near for what is told of it as a whole, not for each of its matters.
    """

    def __init__(self, near: AbstractSet[str]) -> None:
        self._near = near
        self._rows: dict[int, tuple[object, str]] = {}
        """What stands for rows, which stand in several lists: by identity, each kept."""
        self._known: dict[int, tuple[object, object, list[Record]]] = {}
        """What was said of duties, findings and requests, which stand in many rows of both sides: by identity, each kept."""

    def __call__(self, row: Any) -> str:
        if id(row) not in self._rows:
            self._rows[id(row)] = (row, self._short(row))
        return self._rows[id(row)][1]

    def _short(self, row: Any) -> str:
        found: list[Record] = []
        said = self._said(row, found)
        own = [record.id for record in found if record.kind not in NAMES] or [record.id for record in found]
        return repr(said) if own and self._near.isdisjoint(own) else ""

    def _said(self, value: Any, found: list[Record]) -> object:
        if value is None or isinstance(value, str | int | date):
            return value
        if isinstance(value, Record):
            found.append(value)
            return value.id
        if isinstance(value, Summary):  # of which a row tells the figures
            found.append(value.record)
            return value.record.id, value.on, value.figures, value.differences
        if isinstance(value, Standing | Period):
            return (value.state, value.due, value.because) if isinstance(value, Standing) else value.id
        if isinstance(value, Duty | FollowUp | Request):
            if id(value) not in self._known:
                own: list[Record] = []
                self._known[id(value)] = (value, self._each(_fields(value), own), own)
            _, said, own = self._known[id(value)]
            found += own
            return said
        return self._each(_fields(value), found)

    def _each(self, values: Iterable[Any], found: list[Record]) -> list[object]:
        return [self._said(one, found) for one in values]


def _fields(value: Any) -> Iterable[Any]:
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, Mapping):
        return value.values()
    return [getattr(value, name) for name in value.__dataclass_fields__] if is_dataclass(value) else ()


def _compared(path: str, old: Content | None, new: Content | None) -> PageChange | None:
    was, now = (content(one) if one is not None else b"" for one in (old, new))
    if was == now:
        return None
    change = "new" if old is None else "gone" if new is None else "changed"
    return PageChange(_address(path), _title(now or was), change)


def _address(path: str) -> str:
    """Return the address of a page below the site's root."""
    for ending in ("index.md", "index.html"):
        if path == ending or path.endswith(f"/{ending}"):
            return path.removesuffix(ending)
    return f"{path.removesuffix('.md')}/" if path.endswith(".md") else path


def _title(page: bytes) -> str:
    """Return the title in the front matter of a page, as text."""
    for line in page[:8192].split(b"\n")[1:8] if page.startswith(b"---\n") else ():
        if line.startswith(_TITLE):
            try:
                return html.unescape(json.loads(line.removeprefix(_TITLE)))
            except ValueError:
                return ""
    return ""
