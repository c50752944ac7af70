"""What two registers take from each other is what each would derive by itself, whatever was changed in one of them."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.build import check, schemas
from generator.domain.alike import HUBS, alike, relate
from generator.domain.workdays import NATIONAL
from generator.examine import link
from generator.model import Corpus, Record
from generator.publish.derive.duties import duties
from generator.publish.derive.follow_ups import follow_ups
from generator.publish.derive.requests import requests
from generator.publish.derive.withheld import NOTHING_WITHHELD
from generator.publish.redact import Redacted
from generator.publish.register import Register
from generator.publish.views.misjudged import misjudged
from generator.resources import EXAMPLE

DAYS = (date(2024, 8, 1), date(2025, 2, 1))
ISO = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def every() -> Mapping[str, Record]:
    return check(EXAMPLE).corpus.records


@pytest.fixture(scope="module")
def corpus(every: Mapping[str, Record]) -> Corpus:
    """The smallest province of the example, with what is national."""
    return of("tinh-mau", every)


def of(province: str, every: Mapping[str, Record]) -> Corpus:
    return fresh({own: record for own, record in every.items() if record.province in (province, NATIONAL)})


def fresh(records: Mapping[str, Record]) -> Corpus:
    return link.link(dict(records), frozenset(), schemas())[0]


def edits(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield what may be changed in a record: a place, and what stands there afterwards (None: nothing)."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        below = (*at, key)
        if isinstance(value, dict | list):
            if isinstance(value, list) and value and isinstance(value[0], dict):
                yield below, value[:-1] or None
            yield from edits(value, below)
        elif isinstance(value, str) and ISO.fullmatch(value):
            yield below, f"{value[:5]}{int(value[5:7]) % 12 + 1:02}-{min(int(value[8:]), 28):02}"
        elif key in ("title", "reason", "summary", "content"):
            yield below, f"{value} (sửa)"
        elif isinstance(value, bool):
            yield below, not value


def edited(record: Record, at: tuple[Any, ...], value: Any) -> Record | None:
    """Return a record with another value at a place, if it still has its form."""
    data = copy.deepcopy(dict(record.data))
    held: Any = data
    for part in at[:-1]:
        held = held[part]
    if value is None:
        del held[at[-1]]
    else:
        held[at[-1]] = value
    return replace(record, data=data) if schemas().validator(record.kind).is_valid(data) else None


def changed(corpus: Corpus, seed: int) -> Iterator[dict[str, Record]]:
    """Yield registers in which one record differs, or is not there: one of each kind that has a standing or bears on one."""
    chance = random.Random(seed)
    kinds = sorted({record.kind for record in corpus.records.values()} - HUBS)
    for kind in kinds:
        own = chance.choice(list(corpus.of(kind)))
        rest = {name: record for name, record in corpus.records.items() if name != own.id}
        possible = [new for at, value in edits(own.data) if (new := edited(own, at, value)) is not None]
        if possible:
            yield {**rest, own.id: chance.choice(possible)}
        if not corpus.in_links.get(own.id):
            yield rest


def derived(corpus: Corpus) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for day in DAYS:
        found |= {f"{day} {own}": several for own, several in duties(corpus, day).items()}
        found |= {f"{day} {own}": one for own, one in follow_ups(corpus, day).items()}
        asked = (one for several in requests(corpus, day).values() for one in several)
        for one in asked:
            found.setdefault(f"{day} {one.record.id}", []).append(one)
    return found


def test_what_is_taken_from_the_other_register_is_as_it_would_be_derived(corpus: Corpus) -> None:
    before = fresh(corpus.records)
    known, taken = derived(before), 0
    for records in changed(corpus, 19):
        after, alone = fresh(records), fresh(records)
        relate(after, before)
        near = alike(after)
        assert near is not None
        assert derived(after) == derived(alone)
        taken += len(known) - len(near.near)
    assert taken  # else nothing was tried


def test_what_a_wrong_value_made_the_register_say_is_as_it_would_be_told_alone(every: Mapping[str, Record]) -> None:
    before, told = of("mau-nam", every), set()
    known = corrected(before)
    for own in [record for record in before.of("task") if "corrections" in record.data]:
        for new in filter(None, (edited(own, at, value) for at, value in edits(own.data) if at[0] != "corrections")):
            after = fresh({**before.records, own.id: new})
            relate(after, before)
            assert corrected(after) == corrected(fresh(after.records))
            told.add(corrected(after))
    assert told - {known}  # else whatever the other one says would do


def corrected(corpus: Corpus) -> str:
    register = Register(Redacted(corpus, [], [], NOTHING_WITHHELD), DAYS[-1])
    entries = ((record, entry) for record in corpus.records.values() for entry in record.get("corrections", ()))
    return repr([[str(line) for line in misjudged(register, *entry)] for entry in entries])
