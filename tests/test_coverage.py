"""The example register holds everything that a page can show: kinds, coded values, states, deadlines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.build import schemas
from generator.kinds import KINDS
from generator.publish.derive.follow_ups import FollowUpState
from generator.publish.derive.standing import State
from generator.publish.views import changes
from tests.example import records, site

LABELS_ONLY = {
    "name_state": "as number_state, of which every value is there",
    "date_state": "as number_state", "leads_state": "as number_state", "missing": "as number_state", "post_state": "as number_state", "reason_state": "as number_state",
    "old_due_state": "as number_state", "recipients_state": "as number_state", "period_state": "as number_state",
    "holiday": "one look-up of a label", "number_state": "one look-up of a label",
    "capacity": "one look-up of a label", "role": "one look-up of a label", "kinds": "agencies chosen by equality",
    "levels": "agencies chosen by equality", "scheme": "one look-up of a label",
    "visibility": "said by its absence",
}  # fmt: skip
"""Coded fields of which not every value need be there, each with why."""


ELSEWHERE = {
    ("document", "type"): "kinds of documents: one look-up of a label, and nothing else follows from it",
    ("directive", "type"): "as those of documents",
    ("rollout", "events", "type"): "the events of a task: every one is there",
    ("submission", "events", "type"): "the events of a task: every one is there",
}
"""The same of one kind alone."""


def named(at: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a path, a list of clauses in a clause told once."""
    names = [name for name in at if name != "*"]
    return tuple(name for name, before in zip(names, ["", *names], strict=False) if name != before)


def given(kind: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every single value of the records of a kind, by the names of its path."""

    def below(at: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
        parts = (
            value.items()
            if isinstance(value, dict)
            else (("*", one) for one in value)
            if isinstance(value, list)
            else ()
        )
        for name, part in parts:
            yield from below((*at, name), part)
        if not isinstance(value, dict | list):
            yield named(at), str(value)

    for path, data in records().items():
        if path.split("/")[1] == kind:
            yield from below((), data)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_coded_value_is_there(kind: str) -> None:
    found = set(given(kind))
    wanted = {
        (named(at), value)
        for at, shape, _ in schemas().shapes[kind].every()
        for value, _, _ in shape.inner.options
        if shape.item is None and named(at)[-1] not in LABELS_ONLY and (kind, *named(at)) not in ELSEWHERE
    }
    assert wanted - found == set()


@pytest.mark.parametrize(
    ("file", "states"), [("duties", set(State)), ("findings", set(FollowUpState))], ids=["duties", "findings"]
)
def test_every_state_is_on_the_site(file: str, states: set[str]) -> None:
    assert {row["state"] for row in json.loads(site("public")[f"du-lieu/{file}.json"])[file]} == states


def test_every_kind_of_change_is_on_the_page_of_changes() -> None:
    page = site("public")["thay-doi/index.md"].decode()
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>.*?<td class="num">(\d+)</td></tr>', page)
    assert len(rows) == len(changes.KINDS)
    assert [label for label, count in rows if count == "0"] == []
