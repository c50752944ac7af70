"""Rules over time: the examples of their catalogue entries do what they say, and every record could be written today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from conftest import CASES, Files, splice

from generator.catalog import Entry, entries
from generator.diagnostics import text as printed
from generator.history.rules import Change, Published, judge, paired, records_of, remarks
from generator.model import Document, Problem, Record, Source, SourceFile
from generator.schema import Schemas

DAY = date(2024, 6, 3)
CODES = tuple(code for code, entry in entries().items() if entry.topic == "history")
SAID = ("corrected", "due-corrected", "reworded")
"""What is said of every correction, and of every other wording, however right."""
SHOWN = tuple(code for code in CODES if not entries()[code].bad.strip().startswith("("))
"""Codes whose examples are texts; what only git can show is done in tests/test_cheats.py."""


def source(files: Files) -> Source:
    return Source("records", tuple(SourceFile(path, files[path]) for path in sorted(files)))


def judged(schemas: Schemas, before: Files, after: Files, day: date = DAY) -> list[Problem]:
    """Judge a whole register against its earlier version, as the change of one day without commits."""
    old, lost = records_of(schemas, source(before))
    new, broken = records_of(schemas, source(after))
    verified = {r["remediation"] for r in old.values() if r.get("verdict") == "da-khac-phuc"}
    findings = {old[r]["finding"] for r in verified if r in old}
    used = {record.id: record.document.path for record in old.values()}
    pairs = tuple(p for p in paired(old, new, lost | broken) if differs(p.before, p.after))
    return judge(schemas, Change(pairs, day), Published(used, frozenset(verified | findings)))


def differs(before: Record | None, after: Record | None) -> bool:
    return before is None or after is None or before.document.text != after.document.text


def published(entry: Entry, example: Files) -> dict[str, bytes]:
    before = splice(example[entry.file].decode(), entry.before) if entry.before else example[entry.file].decode()
    return {**example, entry.file: before.encode()}


def changed(entry: Entry, files: Mapping[str, bytes], fragment: str) -> dict[str, bytes]:
    return {**files, entry.file: splice(files[entry.file].decode(), fragment).encode()}


@pytest.fixture(scope="module")
def told(schemas: Schemas, example: Files) -> dict[str, list[Problem]]:
    """The problems of every bad example that is a text."""
    table = {}
    for code in SHOWN:
        before = published(entries()[code], example)
        table[code] = judged(schemas, before, changed(entries()[code], before, entries()[code].bad))
    return table


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_has_this_problem_and_no_other(code: str, told: dict[str, list[Problem]]) -> None:
    entry = entries()[code]
    found = [p for p in told[code] if p.code not in SAID or p.code == code]
    assert [(p.code, p.severity, p.where.path) for p in found] == [(code, entry.severity, f"records/{entry.file}")]
    for sentence in (found[0].message, found[0].hint):
        assert sentence
        assert "{" not in sentence.vi + sentence.en


@pytest.mark.parametrize("code", SHOWN)
def test_the_good_example_has_no_problem(code: str, schemas: Schemas, example: Files) -> None:
    before = published(entries()[code], example)
    found = judged(schemas, before, changed(entries()[code], before, entries()[code].good))
    assert [p for p in found if p.code not in SAID] == []


def test_what_is_printed(told: dict[str, list[Problem]], expected) -> None:  # type: ignore[no-untyped-def]
    parts = [f"# {code}\n{printed(told[code], 'vi')}\n{printed(told[code], 'en')}\n" for code in SHOWN]
    expected(CASES / "over_time.txt", "\n".join(parts))


@pytest.mark.parametrize("code", SHOWN)
def test_a_reader_sees_what_was_published(code: str) -> None:
    assert entries()[code].before.strip()


def test_a_register_that_did_not_change_has_no_problem(schemas: Schemas, example: Files) -> None:
    assert judged(schemas, example, example) == []


def test_a_real_province_does_not_become_a_sample(schemas: Schemas, example: Files) -> None:
    path = "tinh-mau/province/tinh-mau.yaml"
    real = {**example, path: example[path].replace(b"sample: true\n", b"")}
    assert [problem.code for problem in judged(schemas, real, example)] == ["fact-rewritten"]


def test_every_policy_and_move_is_one_that_the_rules_know(schemas: Schemas) -> None:
    policies: set[str] = set()
    for name, raw in schemas.raw.items():
        for node in _nodes(raw):
            policies |= {node["x-change"]} if "x-change" in node else set()
            if "x-moves" in node:
                states = {option["const"] for option in node["oneOf"]}
                assert set(node["x-moves"]) == states | {""}, name
                assert all(set(then) <= states for then in node["x-moves"].values()), name
    assert policies == {"identity", "fact", "deadline", "entries", "words"}


def _nodes(value: object) -> list[dict]:  # type: ignore[type-arg]
    if isinstance(value, dict):
        return [value, *(node for inner in value.values() for node in _nodes(inner))]
    return [node for inner in value for node in _nodes(inner)] if isinstance(value, list) else []


def test_events_as_recorded_could_have_been_recorded_one_by_one(example: Files, schemas: Schemas) -> None:
    """The moves that the schemas declare are those that real work makes: each event is added to the ones before it."""
    illegal = []
    for record in records_of(schemas, source(example))[0].values():
        events = sorted(record.get("events", []), key=lambda event: str(event["date"]))
        known = (schemas.at(record.kind, ("events", 0, "type")) or {}).get("x-moves")
        types = [event["type"] for event in events if known is not None]
        illegal += [
            (record.id, was, now) for was, now in zip(["", *types], types, strict=False) if now not in known[was]
        ]
    assert illegal == []


@pytest.mark.parametrize(
    ("text", "term", "due"),
    [
        ({"date": "2024-07-15"}, {"days": 10, "of": "ban-hanh"}, date(2024, 7, 25)),
        ({"date": "2024-07"}, {"days": 10, "of": "ban-hanh"}, None),
        ({"date": "2024-07-15"}, {"working_days": 10, "of": "ban-hanh"}, None),
        ({"date": "2024-07-15"}, {"days": 10, "of": "nhan"}, None),
        ({}, {"days": 10, "of": "ban-hanh"}, None),
        ({"date": "2024-07-15"}, {"days": 10**9, "of": "ban-hanh"}, None),
    ],
)
def test_a_term_is_counted_from_the_day_of_its_text(text: Any, term: Any, due: date | None) -> None:
    document = Document("x.yaml", "", {}, lambda _: {})
    task = Record("task", "t", "tinh-mau", {"directive": "d", "due": {"within": term}}, document)
    assert remarks._due(task, {"d": Record("directive", "d", "tinh-mau", text, document)}) == due
