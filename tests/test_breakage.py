"""Break every record in every way a clerk might: one error, at its place, and nothing elsewhere."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import REGISTER, Files, read_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.examine import Examined
from generator.examine.parse import parse
from generator.model import Field, Problem, Severity, spell
from generator.schema import Schemas

WRONG = "gia-tri-la"
"""What is written wherever a wrong value is wanted; it can be found again in the file."""
GONE = object()
AT_ONCE = 40
"""In so many files a slip is made at once. What one makes of another is left out: in doubt fewer are, in the end each alone."""
TYPES = {"field-type", "field-coded", "field-date", "field-value"}


@dataclass(frozen=True)
class Slip:
    """One change to a record, the codes that may tell of it, and what stands on the line that is told."""

    at: Field
    how: str
    codes: frozenset[str]
    token: str = ""

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.at))}: {self.how}"


def slip(at: Field, how: str, codes: str | set[str], token: str = "") -> Slip:
    return Slip(at, how, frozenset({codes} if isinstance(codes, str) else codes), token)


def walk(schemas: Schemas, kind: str, data: Any, at: Field = ()) -> Iterator[tuple[Field, Any, Mapping[str, Any]]]:
    """Yield every value of a record with its schema."""
    yield at, data, schemas.at(kind, at) or {}
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from walk(schemas, kind, value, (*at, key))


def slips(schemas: Schemas, kind: str, data: Any, known: Mapping[str, str]) -> Iterator[tuple[Slip, Any]]:
    """Yield every slip of a record with the value that it puts in place (GONE: the field is taken away)."""
    for at, value, schema in walk(schemas, kind, data):
        if isinstance(value, dict):
            yield from ((one, GONE) for one in missing(at, value, schema))
            yield slip((*at, WRONG), "unknown field", "field-unknown", WRONG), "x"
        if at:
            yield slip(at, "wrong type", TYPES), "x" if isinstance(value, list | dict) else ["x"]
            yield from values(at, value, schema, known)


def missing(at: Field, value: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Slip]:
    for name in schema.get("required", ()):
        yield slip((*at, name), "missing", "field-missing")
    for option in (one for one in schema.get("oneOf", ()) if jsonschema.Draft202012Validator(one).is_valid(value)):
        first, *others = option["required"]  # what else a choice needs is told as such
        yield slip((*at, first), "missing", "field-choice")
        yield from (slip((*at, name), "missing", "field-needs") for name in others if name in value)
    for rule in schema.get("allOf", ()):
        if "if" in rule and jsonschema.Draft202012Validator(rule["if"]).is_valid(value):
            yield from (slip((*at, name), "missing", "field-missing") for name in rule["then"].get("required", ()))


def values(at: Field, value: Any, schema: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[tuple[Slip, Any]]:
    """Yield the wrong values of one field; ``known`` has an id of each kind."""
    if isinstance(value, list):
        yield slip(at, "empty list", "field-size"), []
    if "x-ref" in schema:
        yield slip(at, "misspelt reference", "ref-unknown", f"{value}-{WRONG}"), f"{value}-{WRONG}"
        other = next(known[kind] for kind in sorted(known) if kind not in schema["x-ref"])
        yield slip(at, "reference to another kind", "ref-wrong-kind", other), other
    if "const" in (schema.get("oneOf") or [{}])[0] or "enum" in schema:
        yield slip(at, "wrong code", "field-coded", WRONG), WRONG
    yield from days(at, value, schema)
    if "minLength" in schema:
        yield slip(at, "blank", "field-size"), ""
        yield slip(at, "only a space", "field-value"), " "
        yield slip(at, "endless", "field-size"), "chữ " * 1_500
    if schema.get("pattern", "").startswith("^"):
        yield slip(at, "wrong form", {"id-form", "ref-unknown", "field-value"}, f"{WRONG}\n".strip()), f"{WRONG}\n-"
    if schema.get("type") == "string" and "format" not in schema:
        yield slip(at, "number for text", {"field-type", "field-coded"}, "12"), 12
        yield slip(at, "truth for text", {"field-type", "field-coded"}, "true"), True
    if schema.get("type") in ("integer", "boolean"):
        yield slip(at, "text for a number", "field-type", "'12'"), "12"
    if schema.get("type") == "integer":
        yield slip(at, "number too large", "field-size", str(schema["maximum"] + 1)), schema["maximum"] + 1
        yield slip(at, "number too small", "field-size", "-7"), -7


def days(at: Field, value: Any, schema: Mapping[str, Any]) -> Iterator[tuple[Slip, Any]]:
    if schema.get("format") == "full-date" or any("format" in option for option in schema.get("anyOf", ())):
        yield slip(at, "impossible date", "field-date", "2024-02-30"), "2024-02-30"
        yield slip(at, "impossible year", "field-date", "9999-12-31"), "9999-12-31"
        # What plainly says a day is judged as that day, too: here it is the same one.
        written = "/".join(str(value).split("-")[::-1]) if "-" in str(value) else f"31/12/{value}"
        yield slip(at, "date as people write it", "field-date", written), written
    if "x-event" in schema:
        yield slip(at, "a day to come", "event-in-future", "2150-01-01"), "2150-01-01"


def replaced(data: Any, at: Field, value: Any) -> Any:
    broken = copy.deepcopy(data)
    place = broken
    for part in at[:-1]:
        place = place[part]
    if value is GONE:
        del place[at[-1]]
    else:
        place[at[-1]] = value
    return broken


def dumped(data: Any) -> bytes:
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000, encoding="utf-8")


class Register:
    """A register whose files can be broken one at a time."""

    def __init__(self, files: Files, judge: Callable[[Files], Examined]) -> None:
        self.judge = judge
        self.files = dict(files)
        self.sound = judge(self.files)
        self.known = {record.kind: record.id for record in self.sound.corpus.records.values()}

    def slips(self, path: str) -> list[tuple[Slip, Any]]:
        return list(slips(self.sound.corpus.schemas, path.split("/")[1], self.data(path), self.known))

    def plan(self) -> Iterator[dict[str, tuple[Slip, Any]]]:
        """Yield slips to make at once, in a file each: every slip of every field of every kind, where least is tried."""
        able: dict[tuple[str, Field, str], list[tuple[str, tuple[Slip, Any]]]] = {}
        for path in self.files:
            for one, value in self.slips(path):
                field = tuple("-" if isinstance(part, int) else part for part in one.at)
                able.setdefault((path.split("/")[1], field, one.how), []).append((path, (one, value)))
        plan: dict[str, list[tuple[Slip, Any]]] = {path: [] for path in self.files}
        for places in sorted(able.values(), key=len):
            path, made = min(places, key=lambda place: len(plan[place[0]]))
            plan[path].append(made)
        while any(plan.values()):
            longest = sorted(plan, key=lambda path: -len(plan[path]))[:AT_ONCE]
            yield {path: plan[path].pop() for path in longest if plan[path]}

    def data(self, path: str) -> Any:
        document, problems = parse(path, self.files[path])
        assert document is not None, problems
        return document.data

    def broken(self, contents: Files) -> list[Problem]:
        """Return the problems that a register has with these files in place of the sound ones, and had not before."""
        before = Counter((p.code, p.record, p.at) for p in self.sound.problems)
        found = self.judge({**self.files, **contents}).problems
        return [p for p in found if not before.pop((p.code, p.record, p.at), 0)]

    def faults(self, batch: Mapping[str, tuple[Slip, Any]]) -> list[str]:
        """Say what is not as it should be when slips were made; of several, only what a slip alone does wrong."""
        contents = {path: dumped(replaced(self.data(path), one.at, value)) for path, (one, value) in batch.items()}
        found = self.broken(contents)
        told = [f"{p.where}: {p.code}: {p.message.vi}" for p in found]
        if len(batch) > 1:
            where: dict[str, list[Problem]] = {path: [] for path in batch}
            for problem in found:
                where.setdefault(problem.where.path.removeprefix("records/"), []).append(problem)
            made = {path: slip for path, slip in batch.items() if fault(slip[0], contents[path], where[path], told)}
            if where.keys() == batch.keys() and len(made) < len(batch):  # the others are as they should be
                return self.faults(made) if made else []
            half = len(batch) // 2
            halves = [*batch.items()][:half], [*batch.items()][half:]
            return [fault for some in halves for fault in self.faults(dict(some))]
        ((path, (one, _)),) = batch.items()
        wrong = {p.where.path for p in found} - {f"records/{path}"}
        text = f"not here but {told}" if wrong else fault(one, contents[path], found, told)
        return [f"{path}: {one}: {text}"] if text else []


def fault(one: Slip, content: bytes, found: list[Problem], told: list[str]) -> str:
    """Say what is not as it should be in what is told of the file with a slip; nothing if all is well."""
    if len(found) != 1 or found[0].severity is not Severity.ERROR:
        return f"not one error but {told}"
    (problem,) = found
    if problem.code not in one.codes:
        return f"not {sorted(one.codes)} but {told}"
    line = content.decode().split("\n")[problem.where.line - 1]
    if one.token and one.token not in line[problem.where.column - 1 :]:
        return f"not told at its place but at {line!r}"
    if not one.token and problem.where.line == 1 and len(one.at) > 1:
        return "told at the first line"
    return ""


EXAMPLE = read_files(REGISTER)


@pytest.fixture(scope="module")
def register(judge: Callable[[Files], Examined]) -> Register:
    return Register(EXAMPLE, judge)


def test_every_slip_is_one_error_at_its_place(register: Register) -> None:
    assert [fault for batch in register.plan() for fault in register.faults(batch)] == []


def test_an_unreadable_file_has_no_consequences_elsewhere(register: Register) -> None:
    unreadable = dict(zip(EXAMPLE, cycle([b"id: [", b"\xff", b"names:\n  - name: x\n", b"- a\n"]), strict=False))
    for turn in range(AT_ONCE):  # those side by side, which refer to one another, in different turns
        contents = {path: unreadable[path] for path in [*EXAMPLE][turn::AT_ONCE]}
        assert {p.where.path for p in register.broken(contents)} == {f"records/{path}" for path in contents}


def test_each_acknowledgement_holds_back_its_warning(register: Register, schemas: Schemas) -> None:
    told_of = 0
    for path in sorted(register.files):
        data = register.data(path)
        for index, entry in enumerate(data.get("acknowledge", ())):
            rest = [*data["acknowledge"][:index], *data["acknowledge"][index + 1 :]] or GONE
            content = dumped(replaced(data, ("acknowledge",), rest))
            document, _ = parse(f"records/{path}", content)
            assert document is not None
            (field,) = (at for at, _, _ in walk(schemas, path.split("/")[1], data) if spell(at, data) == entry["at"])
            (told,) = register.broken({path: content})
            assert (told.code, told.at) == (entry["check"], entry["at"])
            assert told.where == document.position(field)
            told_of += 1
    assert told_of


def other_values(schemas: Schemas, kind: str, data: Any, ids: Mapping[str, list[str]]) -> Iterator[tuple[Field, list]]:
    """Yield the fields of a record that may hold something else, with what the schema would let them hold."""
    for at, value, schema in walk(schemas, kind, data):
        codes = [option["const"] for option in schema.get("oneOf", ()) if "const" in option]
        if "x-ref" in schema:
            yield at, [known for of in schema["x-ref"] for known in ids.get(of, ())]
        elif codes:
            yield at, codes
        elif schema.get("format") == "full-date":
            yield at, ["1900-01-01", "2023-12-31", "2024-02-29", "2199-12-31"]
        elif any("format" in option for option in schema.get("anyOf", ())):
            yield at, ["1900-01-01", "1900", "2023-12", "2024-02-29", 2024, "2199-12", "2199"]
        elif schema.get("type") == "integer":
            yield at, [schema["minimum"], schema["maximum"]]
        elif any(option.get("type") == "number" for option in schema.get("anyOf", ())):
            yield at, [0, -1, 999_999_999_999_999, "0.000001", "-3.50", "100.0"]
        elif at and isinstance(at[-1], str) and isinstance(value, str) and at[-1] in ("period", "first", "last"):
            yield at, ["1900", "2024-13", "2024-H2", "2024-Q4", "2024-12", "2024-W53", "2024-02-30", "9999", "0000-01"]
        elif at and at != ("id",):
            yield at, [GONE, *(["ngày 31/12/9999", "số 1/A ngày 01/01/1900", "…"] if isinstance(value, str) else [])]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_crashes_the_checks(
    data: st.DataObject, register: Register, example: Files, schemas: Schemas
) -> None:
    """What the schemas let through may be nonsense; the checks judge it and do not fall over it."""
    ids: dict[str, list[str]] = {}
    for record in register.sound.corpus.records.values():
        ids.setdefault(record.kind, []).append(record.id)
    files = dict(example)
    for _ in range(data.draw(st.integers(1, 4))):
        path = data.draw(st.sampled_from(sorted(files)))
        document, _ = parse(path, files[path])
        assert document is not None
        changes = list(other_values(schemas, path.split("/")[1], document.data, ids))
        at, values = data.draw(st.sampled_from(changes))
        files[path] = dumped(replaced(document.data, at, data.draw(st.sampled_from(values))))
    assert isinstance(register.judge(files), Examined)
