"""The schemas as code reads them: what fields are called, which are days of events, what hangs on what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.kinds import KINDS
from generator.schema import Schemas, Shape

BODIES = {"agency", "group", "team"}


@pytest.mark.parametrize(
    ("kind", "path", "title"),
    [
        ("task", "", "Nhiệm vụ"),
        ("task", "due", "Hạn"),
        ("task", "leads.body", "Cơ quan, nhóm hoặc tổ"),
        ("coordination", "answers.on", "Ngày trả lời"),
    ],
)
def test_a_field_is_called_as_its_schema_says(schemas: Schemas, kind: str, path: str, title: str) -> None:
    assert schemas.title(kind, path) == title


@pytest.mark.parametrize("path", ["leed", "leads.bodyy", "due.by.day", "leads.0"])
def test_what_no_schema_has_has_no_title(schemas: Schemas, path: str) -> None:
    with pytest.raises(KeyError):
        schemas.title("task", path)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_field_has_labels(schemas: Schemas, kind: str) -> None:
    for path, shape, _ in schemas.shapes[kind].every():
        if path[-1] != "*":
            assert shape.label.vi, path
            assert shape.label.en, path


def days(schemas: Schemas, kind: str) -> Iterator[tuple[str, Shape]]:
    for path, shape, _ in schemas.shapes[kind].every():
        if "x-day" in shape.schema or "x-event" in shape.schema:
            yield ".".join(path), shape


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_the_days_of_events_are_days_and_bodies_answer_for_them(schemas: Schemas, kind: str) -> None:
    """A path that no schema knows would find nothing, and say nothing."""
    shape = schemas.shapes[kind]
    for path, day in days(schemas, kind):
        assert day.date or (path, day.type) == (schemas.days.get(kind), "integer"), path
    for who in schemas.events.get(kind, {}).values():
        for path in who:
            first, _, below = path.partition("/")
            names = ".".join(part for part in first.split(".") if part != "*" and not part.isdigit())
            body = shape.named(names).inner
            if below:
                names = ".".join(part for part in below.split(".") if not part.isdigit())
                body = schemas.shapes[body.refers[0]].named(names).inner
            assert set(body.refers) & BODIES, path
    assert ("x-event" in shape.schema) == any(day.schema.get("x-event") is True for _, day in days(schemas, kind))


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_keyword_stands_only_where_it_is_read(schemas: Schemas, kind: str) -> None:
    shape = schemas.shapes[kind]
    marked = [(path, below) for path, below, _ in shape.every() if "x-hangs" in below.schema]
    for path, below in marked:
        refers = below.inner.refers or [field for _, field, _ in below.inner.every() if field.refers]
        assert refers, f"{path}: nothing in it refers to a record"
    assert sum("x-day" in below.schema for _, below, _ in shape.every()) <= 1
    assert sum("x-day" in below.schema for below in shape.fields.values()) == (kind in schemas.days)


def test_what_a_record_must_name_is_what_it_hangs_on(schemas: Schemas) -> None:
    """A few lines by hand, of each sort: named once, one of several, all of several, and what is not meant so."""
    hangs = schemas.hangs
    assert hangs["rollout"].any == {"task", "addressee"}
    assert hangs["notice"].any == {"document", "findings", "tasks"}
    assert hangs["notice"].all == {"agencies"}
    assert hangs["inspection"].all == {"agencies.body"}
    assert (hangs["task"].any, hangs["task"].all) == ({"directive"}, frozenset())
    assert [*hangs["directive"], *hangs["document"], *hangs["agency"]] == []
