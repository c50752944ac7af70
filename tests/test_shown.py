"""Whatever the records hold is to be read on a page: each field of text and each coded value, followed by a mark."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from unittest.mock import patch

import pytest

from generator.build import schemas
from generator.kinds import KINDS
from generator.model import Field, Record, Text, content
from generator.publish import publish
from generator.schema import Schemas, Shape
from tests.example import AS_OF, META, examined

Place = tuple[str, str]
ADDED = frozenset({"note", "internal_note", "quote", "because", "as_written", "seen_by", "what"})
"""Fields of text that are added wherever they may stand; others count where the example has them."""
TOLD_OTHERWISE = {
    "acknowledge": "told beside the finding of the check, where the record is examined",
    "source_file.name": "the name of a file says nothing to readers",
    "evidence.*.file": "the name of a file says nothing to readers",
    "clauses.*.kind": "in the name of the clause: khoản 1, điểm a",
    "clauses.*.citations.*.resolution": "in words of the page: chưa xác định được văn bản",
    "source_issues.*.kind": "by the label that directives have",
    "posts.*.role": "by the label that findings have",
    "posts.*.category": "by the label that findings have",
    "rule.kinds.*": "as the members that it finds",
    "rule.levels.*": "as the members that it finds",
    "days_off.*.holiday": "by the name of the day",
    "events.*.date_state": "as a day that is not known",
    "events.*.period_state": "in words of the page: nguồn không nêu kỳ nào",
    "progress.*.date_state": "as a day that is not known",
    "events.*.old_due_state": "as an old deadline that is not told",
    "due.within.of": "in the sentence on the deadline",
    "recurrence.due_month": "in the sentence on the cadence",
    "recurrence.due_weekday": "in the sentence on the cadence",
    "recurrence.periods": "in the sentence on the cadence",
}
"""Fields of which no page has the value itself, by the end or the beginning of their path, and why."""


def path_of(at: Field) -> str:
    """The names of a path; a clause in a clause is a clause."""
    found = ".".join("*" if isinstance(part, int) else part for part in at)
    return re.sub(r"(clauses\.\*\.)+", "clauses.*.", found)


def free(shape: Shape) -> bool:
    """Whether any words may stand there."""
    closed = shape.options or shape.refers or shape.date or shape.schema.get("format") or shape.type != "string"
    return not closed and re.search(shape.schema.get("pattern", ""), "Zq x") is not None


class Marks(dict[Place, str]):
    """A mark of its own for every place."""

    def __missing__(self, place: Place) -> str:
        return self.setdefault(place, f"Zq{len(self)}x")

    def put(self, kind: str, value: Any, shape: Shape | None, at: Field = ()) -> Any:
        """Return a value of a record in which each text bears its mark, those that may be added among them."""
        if shape is None:
            return value
        if isinstance(value, Mapping):
            more = {name: "x" for name in ADDED & shape.fields.keys() - value.keys() if free(shape.fields[name])}
            return {n: self.put(kind, v, shape.field(n), (*at, n)) for n, v in {**value, **more}.items()}
        if isinstance(value, list):
            return [self.put(kind, entry, shape.item, (*at, i)) for i, entry in enumerate(value)]
        refers = at[-1:] == ("label",) or (at[-1:] == ("clause",) and re.fullmatch("[a-z0-9-]+", str(value)))
        return f"{value} {self[kind, path_of(at)]}" if isinstance(value, str) and free(shape) and not refers else value


@cache
def unshown() -> list[Place]:
    """Every place of which no page of the internal site has the mark."""
    marks, shapes, original = Marks(), schemas().shapes, Schemas.option

    def option(own: Schemas, kind: str, field: Field, value: object) -> Text:
        found = own.shapes[kind].at(field)
        if found is None or str(value) not in found.coded:
            return original(own, kind, field, value)
        return Text(marks[kind, path_of(field)], "")

    def coded(kind: str, value: Any, shape: Shape | None, at: Field = ()) -> None:
        if isinstance(value, Mapping | list):
            parts = value.items() if isinstance(value, Mapping) else enumerate(value)
            for name, part in parts:
                below = None if shape is None else shape.field(name) if isinstance(name, str) else shape.item
                coded(kind, part, below, (*at, name))
        elif shape is not None and str(value) in shape.coded and value != shape.schema.get("default"):
            marks[kind, path_of(at)]

    def marked(record: Record) -> Record:
        coded(record.kind, record.data, shapes[record.kind])
        return dataclasses.replace(record, data=marks.put(record.kind, record.data, shapes[record.kind]))

    whole = examined()
    corpus = dataclasses.replace(whole.corpus, records={own: marked(r) for own, r in whole.corpus.records.items()})
    with patch.object(Schemas, "option", option):
        site = publish(dataclasses.replace(whole, corpus=corpus), AS_OF, "internal", {}, META)
        pages = "\n".join(content(made).decode() for path, made in site.items() if path.endswith(".md"))
    told = {found.capitalize() for found in re.findall("(?i)zq[0-9]+x", pages)}
    return [place for place, mark in marks.items() if mark not in told]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_field_is_to_be_read_on_a_page(kind: str) -> None:
    found = [path for own, path in unshown() if own == kind]
    assert [
        path for path in found if not any(path.endswith(end) or path.startswith(end) for end in TOLD_OTHERWISE)
    ] == []


def test_every_reason_is_needed() -> None:
    used = {end for _, path in unshown() for end in TOLD_OTHERWISE if path.endswith(end) or path.startswith(end)}
    assert TOLD_OTHERWISE.keys() - used == set()
