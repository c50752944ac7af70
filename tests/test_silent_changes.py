"""No change of one field betters anybody, today or as of a month ago, without a word of the rules over time.

What the schemas allow is tried on every record of the example: a field filled in (as another record of the kind has it,
or as of yesterday), left out, coded or dated otherwise, the whole record withdrawn. What the rules pass in silence is
derived, and no duty, finding, request or rating stands better than it stood. So a field that comes to bear on a standing
and is forgotten in the rules is found here, whatever its kind.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import Files
from test_cheats import DAY, MORE

from generator.change.model import Stand, StandingChange
from generator.change.standings import moves
from generator.domain.dates import LATE
from generator.examine import examine
from generator.examine.specimen import lines
from generator.history.rules import Change, Published, judge, paired, records_of
from generator.model import Record, Severity, Source, SourceFile
from generator.publish.redact import redact
from generator.publish.register import Register
from generator.sample.variation import Spot, spots
from generator.schema import Schemas, Shape

Data = dict[str, Any]
TODAY = date(2100, 1, 1)
OWN = ("id", "visibility", "corrections", "acknowledge", "note", "internal_note", "withdrawn")
YESTERDAY = DAY - timedelta(days=1)
WITHDRAWN = {"on": DAY.isoformat(), "because": "Ghi nhầm."}
TRIES = 3
"""Silent changes of one kind of record and field that are derived; the others are as them."""
DONE = ("bao-cao", "nop")
"""Events by which somebody does what was asked: those better a standing, and rightly."""


def source(files: Files) -> Source:
    return Source("records", tuple(SourceFile(path, files[path]) for path in sorted(files)))


def variants(record: Record, shape: Shape, like: list[Record]) -> Iterator[tuple[str, Data]]:
    """Yield what one change can make of a record, and what it is called."""
    data: Data = json.loads(json.dumps(record.data))
    for name in shape.fields:
        if name not in OWN and name not in data:
            yield from ((f"+{name}", {**data, name: value}) for value in _given([r.data for r in like], name))
        elif name not in OWN and name not in shape.required:
            yield f"-{name}", {key: value for key, value in data.items() if key != name}
    for number, spot in enumerate(spots(data, shape)):
        for what, change in _changes(spot, [spot for other in like for spot in spots(other.data, shape)]):
            copy = deepcopy(data)
            change(list(spots(copy, shape))[number])
            yield what, copy
    yield "withdrawn", {**data, "withdrawn": WITHDRAWN}
    for other in [other for other in like if other.id != record.id][:2]:
        yield "replaced", {**data, "withdrawn": {**WITHDRAWN, "replaced_by": other.id}}


def _given(holders: list[Mapping[str, Any]], name: str) -> list[Any]:
    """Return how a field is filled in elsewhere, and so with the days of yesterday."""
    values = [holder[name] for holder in holders if name in holder][:2]
    dated = [json.loads(re.sub(r'"20\d\d-\d\d-\d\d"', f'"{YESTERDAY}"', json.dumps(value))) for value in values]
    return [*values, *(value for value in dated if value not in values)]


def _changes(spot: Spot, known: list[Spot]) -> Iterator[tuple[str, Any]]:
    key, value, shape = spot.key, spot.holder[spot.key], spot.shape
    name = key if isinstance(key, str) else "*"
    if not spot.needed:
        yield f"-.{name}", lambda one: one.holder.pop(one.key)
    for option in [option[0] for option in shape.options or () if option[0] != value]:
        yield (
            f"{name}={option}",
            lambda one, option=option: one.holder.update({one.key: option}) if isinstance(one.holder, dict) else None,
        )
    if shape.date and len(str(value)) == len("2024-06-03"):
        for days in (-40, 40):
            moved = (date.fromisoformat(value) + timedelta(days=days)).isoformat()
            yield f"{name} {days}", lambda one, moved=moved: one.holder.__setitem__(one.key, moved)
    holders = [other.holder[other.key] for other in known if isinstance(other.holder[other.key], dict)]
    for inner in shape.fields if isinstance(value, dict) else ():
        for given in _given(holders, inner) if inner not in value else ():
            yield (
                f"+{name}.{inner}",
                lambda one, inner=inner, given=given: one.holder[one.key].update({inner: deepcopy(given)}),
            )
    lists = [
        other.holder[other.key] for other in known if other.key == key and isinstance(other.holder[other.key], list)
    ]
    for given in [item for items in lists for item in items if isinstance(value, list) and item not in value][:2]:
        yield f"+{name}.*", lambda one, given=given: one.holder[one.key].append(deepcopy(given))


def _late(stand: Stand | None) -> bool:
    return stand is not None and "quá hạn" in stand.label


def better(move: StandingChange) -> bool:
    """Whether something stands better: no longer late, late by fewer days, done, gone, due later, with more points."""
    was, now = move.before, move.after
    if was is None or move.subject == "summary":
        return False
    if move.subject == "rating":
        return _points(now) > _points(was)
    if now is None or move.change == "wording":
        return now is None or _days(now) < _days(was)
    done = now.state.startswith("done") and not was.state.startswith("done")
    later = was.due is not None and (now.due is None or now.due > was.due)
    return done or later or (_late(was) and not _late(now))


def _points(stand: Stand | None) -> float:
    found = re.match(r"[\d,]+", stand.label) if stand is not None else None
    return float(found.group().replace(",", ".")) if found else 0


def _days(stand: Stand) -> int:
    return sum(map(int, re.findall(r"(?:chậm|đã quá)\D{0,6}(\d+) ngày", stand.because)))


class Oracle:
    """The example as it is published, and what becomes of it by a change."""

    def __init__(self, schemas: Schemas, example: Files) -> None:
        self.files = {**example, **{path: text.encode() for path, text in MORE.items() if "-99-" not in path}}
        self.schemas = schemas
        self.records, _ = records_of(schemas, source(self.files))
        self.used = {record.id: record.document.path for record in self.records.values()}
        verified = {r["remediation"] for r in self.records.values() if r.get("verdict") == "da-khac-phuc"}
        self.closed = frozenset(verified | {self.records[own]["finding"] for own in verified})
        self.known, self.before = self.derived(self.files)

    def derived(self, files: Files) -> tuple[set[tuple[str, str, str]], list[Register]]:
        """Return what the checks say, and the register as of today and of a month ago."""
        found = examine(source(files), self.schemas, today=TODAY)
        said = {(p.code, p.where.path, p.at) for p in found.problems}
        if any(problem.severity is Severity.ERROR for problem in found.problems):
            return said, []
        return said, [Register(redact(found, "internal", DAY), DAY - timedelta(days=days)) for days in (0, LATE + 1)]

    def silent(self, record: Record, data: Data) -> bool:
        """Whether the rules over time say nothing of a change of a record."""
        path = self.used[record.id].removeprefix("records/")
        after, unread = records_of(self.schemas, source({path: written(data)}))
        pairs = paired({record.id: record}, after, unread)
        others = {own: other for own, other in self.records.items() if own != record.id}
        return not unread and not judge(self.schemas, Change(pairs, DAY), Published(self.used, self.closed, others))

    def bettered(self, record: Record, data: Data) -> list[StandingChange]:
        """Return what stands better by a change of which the checks have nothing to say either."""
        path = self.used[record.id].removeprefix("records/")
        said, after = self.derived({**self.files, path: written(data)})
        if said - self.known:
            return []
        return [move for old, new in zip(self.before, after, strict=True) for move in moves(old, new) if better(move)]


def written(data: Data) -> bytes:
    return ("\n".join(lines(data)) + "\n").encode()


@pytest.fixture(scope="module")
def oracle(schemas: Schemas, example: Files) -> Oracle:
    return Oracle(schemas, example)


def _does(record: Record, data: Data) -> bool:
    """Whether a change adds that somebody did what was asked: then it may stand better."""
    fresh = [event for event in data.get("events", ()) if event not in record.get("events", ())]
    return any(event.get("type") in DONE for event in fresh)


def test_no_field_betters_anybody_in_silence(oracle: Oracle) -> None:
    tried: Counter[tuple[str, str]] = Counter()
    put: set[tuple[str, str]] = set()
    found: dict[str, str] = {}
    for record in sorted(oracle.records.values(), key=lambda record: record.id):
        like = [other for other in oracle.records.values() if other.kind == record.kind]
        for what, data in variants(record, oracle.schemas.shapes[record.kind], like):
            key = (record.kind, what)
            if tried[key] >= TRIES or _does(record, data):
                continue
            put.add(key)
            if oracle.silent(record, data):
                tried[key] += 1
                for move in oracle.bettered(record, data)[:1]:
                    found[f"{record.id} {what}"] = (
                        f"{move.subject} {move.record} {move.body} {move.before} {move.after}"
                    )
    assert found == {}
    assert len(put) > 1200, "the trial itself tries something"
    assert tried, "and some of it passes without a word"
