"""The schemas are closed, plain and labelled; and the two validators say the same of any record."""

from __future__ import annotations

import copy
import json
import re
import time
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from conftest import REGISTER, read_files
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import ROOT
from generator.build import schemas as checkout_schemas
from generator.examine.link import link
from generator.examine.parse import parse
from generator.examine.validate import MOST, _slow, place, validate
from generator.examine.validate import record as make_record
from generator.kinds import KINDS
from generator.model import Document, Marks
from generator.schema import FORMATS, VOCABULARY, Schemas

SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "schemas").glob("*.json"))
}
GONE = object()
LABELLED = frozenset({"title", "x-en"})


def subschemas(schema: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema in a schema, with where it stands."""
    if isinstance(schema, bool):  # what may not be there
        return
    yield at, schema
    for name in ("properties", "$defs"):
        for key, below in schema.get(name, {}).items():
            yield from subschemas(below, f"{at}/{name}/{key}")
    for name in ("items", "not", "if", "then", "else"):
        if name in schema:
            yield from subschemas(schema[name], f"{at}/{name}")
    for name in ("oneOf", "anyOf", "allOf"):
        for index, below in enumerate(schema.get(name, ())):
            yield from subschemas(below, f"{at}/{name}/{index}")


EVERY = [(f"{file}{at}", schema) for file, whole in SCHEMAS.items() for at, schema in subschemas(whole)]


def conditional(at: str) -> bool:
    """Whether a schema only asks something of an object that another one describes."""
    return bool(re.search(r"/(?:if|then|else|not|allOf|oneOf|anyOf)(?:/|$)", at))


def test_there_is_one_schema_per_kind() -> None:
    assert set(SCHEMAS) == {f"{kind.name}.schema.json" for kind in KINDS} | {"common.schema.json"}


@pytest.mark.parametrize("file", SCHEMAS)
def test_a_schema_is_one(file: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[file])
    assert SCHEMAS[file]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMAS[file]["$id"] == file


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_schema_of_a_kind_has_a_version_and_an_id(kind: str) -> None:
    schema = SCHEMAS[f"{kind}.schema.json"]
    assert isinstance(schema["x-version"], int)
    assert "id" in schema["required"]
    assert {"visibility", "note", "internal_note", "acknowledge"} <= set(schema["properties"])


def test_every_object_is_closed() -> None:
    objects = [(at, s) for at, s in EVERY if s.get("type") == "object" or ("properties" in s and not conditional(at))]
    assert [at for at, schema in objects if schema.get("additionalProperties") is not False] == []
    assert [at for at, schema in objects if schema.get("type") != "object"] == []


def test_every_list_and_text_is_bounded() -> None:
    assert [at for at, s in EVERY if s.get("type") == "array" and not ("maxItems" in s and "items" in s)] == []
    texts = [(at, s) for at, s in EVERY if s.get("type") == "string" and not conditional(at)]
    assert [at for at, s in texts if not {"maxLength", "format", "enum", "pattern"} & set(s)] == []


def test_every_required_field_exists() -> None:
    for at, schema in EVERY:
        if not conditional(at):
            assert set(schema.get("required", ())) <= set(schema.get("properties", {})), at


def test_patterns_mean_the_same_to_every_reader() -> None:
    patterns = {schema["pattern"] for _, schema in EVERY if "pattern" in schema}
    for pattern in patterns:
        assert not re.search(r"\\[dDwWsSpPbB]|[(][?]|[*+}][*+]", pattern), pattern
        assert "$" not in re.sub(r"[$](?=[|]|\Z)", "", pattern), pattern
        re.compile(pattern)


def test_patterns_are_quick_on_hostile_texts(schemas: Schemas) -> None:
    hostile = [
        "a" * 20_000 + "\n" + "b",
        "a-" * 10_000 + "_",
        " " * 20_000,
        "-" * 20_000,
        "0" * 20_000,
        "a" * 95 + "\n",
    ]
    record = {"id": "a", "names": [{"name": text, "short": text} for text in hostile], "kind": hostile[0], "level": "x"}
    begun = time.perf_counter()
    found = validate(schemas, "a", "agency", "a", document(record))
    assert time.perf_counter() - begun < 1
    assert {p.code for p in found} == {"field-size", "field-value", "field-coded"}


def test_a_flood_of_mistakes_is_told_in_few_words_and_quickly(schemas: Schemas) -> None:
    record = {"id": "a", "names": [{f"k{i}": "x" * 1_000} for i in range(5_000)]}
    begun = time.perf_counter()
    found = validate(schemas, "a", "agency", "a", document(record))
    assert time.perf_counter() - begun < 5
    assert len(found) <= MOST
    assert sum(len(p.message.vi) for p in found) < 20_000


def test_own_keywords_are_known_ones() -> None:
    own = {key for _, schema in EVERY for key in schema if key.startswith("x-")}
    assert own == VOCABULARY


def test_every_keyword_is_explained() -> None:
    text = (ROOT / "HACKING.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| (`x-.*?) \|", text, re.MULTILINE)
    assert {name for row in told for name in re.findall("x-[a-z]+", row)} == VOCABULARY


def test_standard_keywords_are_spelt_right() -> None:
    known = set(jsonschema.Draft202012Validator.VALIDATORS) | set(VOCABULARY)
    known |= {"$schema", "$id", "$defs", "title", "description", "default", "examples", "then", "else"}
    assert {key for _, schema in EVERY for key in schema} - known == set()


def test_formats_are_known_ones() -> None:
    assert {schema["format"] for _, schema in EVERY if "format" in schema} <= set(FORMATS)


def test_references_are_local() -> None:
    targets = {at.partition("$defs/")[2] for at, _ in EVERY if re.fullmatch(r"common[^/]*/[$]defs/[^/]+", at)}
    for at, schema in EVERY:
        file, _, name = schema.get("$ref", "").partition("#/$defs/")
        if "$ref" in schema:
            assert file in ("", "common.schema.json"), at
            own = SCHEMAS[at.partition("/")[0]].get("$defs", {}) if not file else targets
            assert name in own, at


def test_references_name_kinds() -> None:
    known = {kind.name for kind in KINDS}
    assert [at for at, schema in EVERY if not set(schema.get("x-ref", ())) <= known] == []


def test_every_field_has_a_label_in_both_languages(schemas: Schemas) -> None:
    for at, schema in EVERY:
        if re.search(r"/properties/[^/]+$", at) and not conditional(at):
            assert set(schema) >= LABELLED, at
        for option in schema.get("oneOf", ()):
            if "const" in option:
                assert set(option) >= LABELLED, at
    for kind in KINDS:
        assert set(schemas.by_kind[kind.name]) >= LABELLED


def test_coded_values_and_labels_are_used_once() -> None:
    for at, schema in EVERY:
        options = [option for option in schema.get("oneOf", ()) if "const" in option]
        for key in ("const", *sorted(LABELLED)):
            assert len({option[key] for option in options}) == len(options), (at, key)


def test_examples_are_valid() -> None:
    for at, schema in EVERY:
        for value in schema.get("examples", ()):
            assert slow(schema).is_valid(value), (at, value)


def test_an_interval_has_both_ends() -> None:
    for at, schema in EVERY:
        if schema.get("x-interval"):
            assert {"from", "to"} <= set(schema["properties"]), at


def document(data: dict[str, Any]) -> Document:
    return Document("f", "", data, lambda _: Marks())


def slow(schema: dict[str, Any]) -> jsonschema.Draft202012Validator:
    validator, formats = _slow()
    return validator(schema, format_checker=formats)


EXAMPLE = read_files(REGISTER)


@pytest.mark.parametrize("path", EXAMPLE)
def test_both_validators_accept_the_example_register(path: str, schemas: Schemas) -> None:
    parsed, _ = parse(path, EXAMPLE[path])
    assert parsed is not None
    kind = path.split("/")[1]
    assert schemas.validator(kind).is_valid(parsed.data)
    assert slow(schemas.by_kind[kind]).is_valid(parsed.data)


WRONG = st.one_of(
    st.sampled_from(
        ["", " ", "\n", "a\nb", "a\n", "x" * 700, "2024", "2024-02-30", "2024-02-29", "29/02/2024", "١٢", "é"]
    ),
    st.sampled_from(["tinh", "1", "-1", "1.5", "01", "1e5", "https://a.example/", "http://a.example", "javascript:a"]),
    st.sampled_from([True, False, 0, 1, -1, 2024, 1899, 2200, 10**14, [], {}, [{}], ["a"], {"a": "b"}, None]),
)
PARSED = [(path.split("/")[1], found.data) for path, data in EXAMPLE.items() if (found := parse(path, data)[0])]


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(PARSED), st.data())
def test_both_validators_agree_on_broken_records(record: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    schemas = checkout_schemas()
    kind, broken = record[0], copy.deepcopy(record[1])
    spots = list(_spots(broken))
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(spots))
        holder[key] = data.draw(WRONG)
    valid = schemas.validator(kind).is_valid(broken)
    assert valid == slow(schemas.by_kind[kind]).is_valid(broken)
    own = broken["id"] if isinstance(broken.get("id"), str) else ""
    found = validate(schemas, own, kind, own, document(broken))
    told = [p for p in found if p.code != "record-misplaced"]
    if told or valid:
        assert bool(told) == (not valid)
    else:  # names typed for ids, and nothing else: references that lead nowhere
        every = {own: make_record("tinh-mau", kind, document(broken))}
        codes = {p.code for p in link(every, frozenset(), schemas)[1]}
        assert "ref-unknown" in codes


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, below in list(value.items()) if isinstance(value, dict) else list(enumerate(value)):
        yield value, key
        if isinstance(below, dict | list):
            yield from _spots(below)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("an/task/an-1.yaml", ("an", "task", "an-1")),
        ("an/an-1.yaml", "record-misplaced"),
        ("an/task/cu/an-1.yaml", "record-misplaced"),
        ("an-1.yaml", "record-misplaced"),
        ("an/Task/an-1.yaml", "kind-unknown"),
        ("an/việc/an-1.yaml", "kind-unknown"),
        ("an/task/An-1.yaml", "id-form"),
        ("an/task/an_1.yaml", "id-form"),
        ("an/task/an--1.yaml", "id-form"),
        ("an/task/-an.yaml", "id-form"),
        ("an/task/an 1.yaml", "id-form"),
        ("an/task/đn-1.yaml", "id-form"),
        ("an/task/an-١.yaml", "id-form"),
        ("an/task/an-1\n.yaml", "id-form"),
        ("an/task/.yaml", "id-form"),
        ("An/task/an-1.yaml", "id-form"),
    ],
)
def test_a_path_says_province_kind_and_id(path: str, expected: tuple[str, str, str] | str) -> None:
    placed, problems = place("records", path)
    assert (placed or problems[0].code) == expected
    assert len(problems) == (0 if placed else 1)


@pytest.mark.parametrize(
    ("file", "own", "codes"),
    [
        ("an-1", "an-2", ["id-differs"]),
        ("bn-1", "bn-1", ["id-prefix"]),
        ("an1-1", "an1-1", ["id-prefix"]),
        ("an", "an", ["record-misplaced"]),
        ("an-1", "an-1", []),
    ],
)
def test_an_id_belongs_to_its_file_and_folder(file: str, own: str, codes: list[str], schemas: Schemas) -> None:
    record = {
        "id": own,
        "directive": "an-2",
        "clause": "1",
        "title": "a",
        "content": "b",
        "shape": "cam",
        "leads": [{"body": "an-3"}],
    }
    assert [p.code for p in validate(schemas, "an", "task", file, document(record))] == codes


def test_a_record_outside_of_its_province_folder_is_misplaced(schemas: Schemas) -> None:
    province = {"id": "an-1", "names": [{"name": "An"}], "types": [{"type": "tinh"}], "time_zone": "Asia/Ho_Chi_Minh"}
    assert [p.code for p in validate(schemas, "an", "province", "an-1", document(province))] == ["record-misplaced"]
    assert validate(schemas, "an", "province", "an", document({**province, "id": "an"})) == []


@pytest.mark.parametrize(
    ("address", "valid"),
    [
        ("https://tinh-mau.example/a?b=c#d", True),
        ("https://tinh-mau.example:8443/", True),
        ("http://tinh-mau.example/", False),
        ("https://", False),
        ("https://localhost/", False),
        ("https://ai@tinh-mau.example/", False),
        ("https://tinh-mau.example/a b", False),
        ("https://tỉnh.example/", False),
        ("https://[", False),
        ("javascript:alert(1)//https://a.example", False),
        ("//tinh-mau.example", False),
        ("https:tinh-mau.example", False),
    ],
)
def test_only_plain_https_addresses_are_addresses(address: str, valid: bool) -> None:
    assert FORMATS["https-url"](address) is valid


def test_problems_of_one_field_are_told_once_and_in_its_own_words(schemas: Schemas) -> None:
    record = {"id": "an-1", "names": [], "kind": "x", "level": ["tinh"], "valid": "2024", "note": "", "ten": "a"}
    found = validate(schemas, "an", "agency", "an-1", document(record))
    assert sorted((p.code, p.at) for p in found) == [
        ("field-coded", "kind"),
        ("field-coded", "level"),
        ("field-size", "names"),
        ("field-size", "note"),
        ("field-type", "valid"),
        ("field-unknown", "ten"),
    ]
    assert "«Cấp» (level)" in " ".join(p.message.vi for p in found)
    assert all(p.hint for p in found if p.code in ("field-coded", "field-unknown"))


TASK = {"id": "an-1", "directive": "an-2", "clause": "1", "title": "a", "content": "b", "shape": "mot-lan"}
LED = {**TASK, "leads": [{"body": "an-3"}]}
EVENT = {"type": "nop", "source": {"document": "an-4"}}
EXTENDED = {**EVENT, "type": "gia-han", "date": "2024-01-02", "old_due": "2024-01-01", "new_due": "2024-02-01"}
REPORTED = {"type": "tien-do", "date": "2024-01-02", "source": {"document": "an-4"}}


@pytest.mark.parametrize(
    ("record", "named", "hint"),
    [
        ({**LED, "events": [EVENT]}, "(date)", "(date_state) và «Biết từ ngày» (known_on)"),
        (
            {**LED, "events": [{**EXTENDED, "reason": "r", "date": GONE}]},
            "(date)",
            "(date_state) và «Biết từ ngày» (known_on)",
        ),
        ({**LED, "events": [EXTENDED]}, "(reason)", "(reason_state)"),
        (TASK, "(leads)", "(leads_state)"),
    ],
)
def test_what_is_missing_is_named_first_and_what_may_be_said_of_a_silent_source_after_it(
    record: dict[str, Any], named: str, hint: str, schemas: Schemas
) -> None:
    for event in record.get("events", ()):
        if event.get("date") is GONE:
            del event["date"]
    (told,) = validate(schemas, "an", "task", "an-1", document(record))
    assert told.code == "field-missing"
    assert named in told.message.vi
    assert told.hint is not None
    assert hint in told.hint.vi
    assert "_state" in hint or "_state" not in told.hint.vi


@pytest.mark.parametrize(
    ("kind", "record", "example"),
    [
        ("task", {**TASK, "leads": "ben-mo-chi-cuc"}, "“leads: ⏎   - body: ben-mo-chi-cuc”"),
        ("task", {**TASK, "leads": {"body": "an-3", "post": "Giám đốc"}}, "“leads: ⏎   - body: an-3”"),
        ("task", {**TASK, "leads": ["an-3"]}, "“- body: an-3”"),
        ("task", {**LED, "basis": "an-4"}, "“basis: ⏎   - an-4”"),
        ("task", {**LED, "due": "năm 2017"}, "“due: ⏎   as_written: năm 2017 ⏎   by: …”"),
        ("agency", {"id": "an-1", "codes": "40"}, "“codes: ⏎   - scheme: … ⏎     code: '40'”"),
        ("agency", {"id": "an-1", "names": "Sở 'Y tế'"}, "“names: ⏎   - name: 'Sở ''Y tế'''”"),
        ("task", {**LED, "progress": [{**REPORTED, "percent": "60%"}]}, "Ghi 60, không ghi %."),
        ("task", {**LED, "progress": [{**REPORTED, "percent": "60,5 %"}]}, "Ghi 60.5, không ghi %."),
        ("task", {**LED, "progress": [{**REPORTED, "date": "tháng 12/2016"}]}, "Có phải là “2016-12”?"),
        ("task", {**LED, "due": {"by": "12/2017", "as_written": "x"}}, "Có phải là “2017-12”?"),
        ("task", {**LED, "due": {"by": "năm 2017", "as_written": "x"}}, "Có phải là “2017”?"),
        ("task", {**LED, "due": {"by": "2024-02-30", "as_written": "x"}}, "Tháng 2/2024 chỉ có 29 ngày."),
        ("task", {**LED, "due": {"by": "2024-13-40", "as_written": "x"}}, "Không có tháng 13."),
    ],
)
def test_a_message_shows_how_it_is_written(kind: str, record: dict[str, Any], example: str, schemas: Schemas) -> None:
    hints = [p.hint.vi for p in validate(schemas, "an", kind, "an-1", document(record)) if p.hint]
    assert [hint for hint in hints if example in hint], hints


def test_an_example_of_what_was_given_is_valid(schemas: Schemas) -> None:
    (told,) = validate(schemas, "an", "task", "an-1", document({**TASK, "leads": "an-3"}))
    assert told.hint is not None
    example = told.hint.vi.removeprefix("Ví dụ: “").partition("”")[0].replace(" ⏎ ", "\n")
    parsed, problems = parse("f", example.encode())
    assert parsed is not None, problems
    assert validate(schemas, "an", "task", "an-1", document({**TASK, **parsed.data})) == []


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"leads": [{"body": "an-3"}], "leads_state": "khong-neu"}, True),
        ({"other_leads": ["các đoàn thể"], "leads_state": "khong-neu"}, True),
        ({"other_leads": ["20"], "leads_state": "nguon-sai"}, False),
        ({"other_leads": ["các đoàn thể"]}, False),
        ({"leads": [{"body": "an-3"}], "other_leads": ["các đoàn thể"]}, False),
        ({"leads_state": "khong-neu"}, False),
    ],
)
def test_who_leads_is_named_or_it_is_said_why_not(more: dict[str, Any], refused: bool, schemas: Schemas) -> None:
    found = list(validate(schemas, "an", "task", "an-1", document({**TASK, **more})))
    assert bool(found) == refused
