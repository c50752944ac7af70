"""Logs, scorecards and summaries: what the examples of the catalogue do not show of their checks."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import yaml
from conftest import Files

from generator.diagnostics import text as printed
from generator.examine import Examined
from generator.examine.checks import CHECKS
from generator.examine.checks.logs import OWN_WORDS, QUOTING
from generator.examine.parse import parse
from generator.kinds import KINDS
from generator.model import Corpus, Document, Field, Problem, Record
from generator.schema import Schemas, Shape

NUMBER = "0912 345 678"
RATING = "tinh-mau/rating/tinh-mau-xl-2024-so-xay-dung.yaml"
SUMMARY = "tinh-mau/summary/tinh-mau-th-2024-q1.yaml"
FEEDBACK = "tinh-mau/feedback/tinh-mau-pa-2024-01.yaml"


@pytest.fixture(scope="module")
def base(judge: Callable[[Files], Examined], example: Files) -> set[tuple[str, str]]:
    return {(p.code, p.record) for p in judge(example).problems}


@pytest.fixture
def told(
    judge: Callable[[Files], Examined], example: Files, base: set[tuple[str, str]]
) -> Callable[[Mapping[str, Any]], list[Problem]]:
    """Change files of the example register (a mapping replaces fields; a new path needs all) and say what is new."""

    def told(changes: Mapping[str, Any]) -> list[Problem]:
        files = dict(example)
        for path, fields in changes.items():
            data = {**(read(path, files[path]) if path in files else {}), **fields}
            files[path] = yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()
        return [p for p in judge(files).problems if (p.code, p.record) not in base]

    return told


def read(path: str, data: bytes) -> Any:
    document, problems = parse(path, data)
    assert document is not None, problems
    return document.data


def with_text(data: Any, at: Field, more: str) -> bytes:
    changed = copy.deepcopy(data)
    place = changed
    for part in at[:-1]:
        place = place[part]
    place[at[-1]] = f"{place[at[-1]]} {more}"
    return yaml.safe_dump(changed, allow_unicode=True, sort_keys=False, width=10_000).encode()


def texts(schemas: Schemas, example: Files, kinds: tuple[str, ...]) -> Iterator[tuple[str, Any, Field]]:
    for path, content in example.items():
        if path.split("/")[1] in kinds:
            data = read(path, content)
            for at, _, _ in schemas.walk(path.split("/")[1], "minLength", data):
                yield path, data, at


def test_every_kind_is_looked_through() -> None:
    assert set(QUOTING) < {kind.name for kind in KINDS}


def test_a_telephone_number_is_found_in_every_text_and_never_repeated(
    judge: Callable[[Files], Examined], example: Files, schemas: Schemas
) -> None:
    seen = 0
    for path, data, at in texts(schemas, example, OWN_WORDS):
        found = judge({**example, path: with_text(data, at, NUMBER)}).problems
        (problem,) = (p for p in found if p.code == "personal-data")
        assert problem.where.path == f"records/{path}"
        assert problem.where.line > 1 or at[0] == "id"
        assert not any(
            part in printed([problem], language) for part in ("0912", "345 678") for language in ("vi", "en")
        )
        seen += 1
    assert seen > 60


def test_a_directive_may_quote_a_hotline(judge: Callable[[Files], Examined], example: Files, schemas: Schemas) -> None:
    for path, data, at in texts(schemas, example, ("directive", "document", "task")):
        codes = {p.code for p in judge({**example, path: with_text(data, at, NUMBER)}).problems}
        assert ("personal-data" in codes) == (at[0] in ("events", "progress"))
        free = at[0] not in ("events", "progress") and at[-1] in ("note", "internal_note", "reason", "because")
        assert ("contact-in-text" in codes) == free


def test_who_somebody_is_stands_in_no_words_of_the_register(
    judge: Callable[[Files], Examined], example: Files, schemas: Schemas
) -> None:
    for path, data, at in texts(schemas, example, ("directive", "task")):
        own = at[0] in ("events", "progress")
        for text in ("CCCD 052199001234", ". Người nộp trú tại thôn Mẫu Đông"):
            codes = {p.code for p in judge({**example, path: with_text(data, at, text)}).problems}
            free = not own and at[-1] != "number"
            assert ("contact-in-text" in codes) == free, (path, at, text)


ADDRESSES = {"url": "an address is told in full, and is no sentence"}
"""Fields of text in which no check looks for a person, by name, and why."""


def free_texts(shape: Shape) -> Iterator[Field]:
    """Yield every place that may hold the name of a person, as far as the schema goes (of a list its first entry)."""
    for path, below, _ in shape.every():
        closed = below.options or below.refers or below.date or below.type != "string"
        if not closed and re.search(below.schema.get("pattern", ""), "Đồng chí Nguyễn Văn An"):
            yield tuple(0 if part == "*" else part for part in path)


def planted(at: Field, value: object) -> object:
    for part in reversed(at):
        value = [value] if part == 0 else {part: value}
    return value


def persons_named(schemas: Schemas, kind: str, data: Any) -> list[Field]:
    record = Record(kind, "a", "tinh-mau", {"id": "a", **data}, Document("a.yaml", "", {}, lambda _: {}))
    corpus = Corpus({"a": record}, schemas)
    return [hit.at for hit in CHECKS["sender-named" if kind == "feedback" else "person-named"](corpus)]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_no_field_of_any_schema_hides_a_person(schemas: Schemas, kind: str) -> None:
    for at in free_texts(schemas.shapes[kind]):
        signs = at[0] in ("signer", "co_signers") and at[-1] == "name"
        found = persons_named(schemas, kind, planted(at, "Sở Mẫu, đồng chí Nguyễn Văn An"))
        assert found == ([] if at[-1] in ADDRESSES or signs else [at]), at


@pytest.mark.parametrize(("name", "told"), [("Nguyễn Thị Mẫu", []), ("Nguyễn Thị Mẩu", [("note",)])])
def test_who_signed_may_be_named_again(schemas: Schemas, name: str, told: list[Field]) -> None:
    assert persons_named(schemas, "directive", {"signer": {"name": "Nguyễn Thị Mẫu"}, "note": name}) == told


def test_a_tax_code_tells_who_complained_and_is_harmless_elsewhere(told) -> None:
    sentence = "Doanh nghiệp có mã số thuế 4100258987 nộp hồ sơ trễ."
    assert [p.code for p in told({FEEDBACK: {"about": sentence}})] == ["personal-data"]
    assert told({"tinh-mau/finding/tinh-mau-kt-2024-01-f1.yaml": {"seen": sentence}}) == []


def test_a_number_hides_in_no_id(told) -> None:
    path = "tinh-mau/feedback/tinh-mau-pa-0912345678.yaml"
    feedback = {"channel": "cong-dvc", "sender": "nguoi-dan", "agency": "tinh-mau-bao", "received": "2024-02-05"}
    problems = told({path: {"id": "tinh-mau-pa-0912345678", **feedback, "about": "Chậm trả lời."}})
    assert [(p.code, p.at) for p in problems] == [("personal-data", "id")]


@pytest.mark.parametrize(
    ("by", "codes"),
    [
        ("tinh-mau-van-phong-ubnd", ["rating-verified-by-itself"]),
        ("tinh-mau-to-cong-tac", ["rating-verified-by-itself"]),
        ("tinh-mau-ubnd", []),
        ("tinh-mau-thanh-tra", []),
    ],
)
def test_nobody_verifies_what_is_its_own(told, by: str, codes: list[str]) -> None:
    assert [p.code for p in told({RATING: {"agency": "tinh-mau-van-phong-ubnd", "verified_by": by}})] == codes


def summary(name: str, of: str, before: int, after: int, **more: Any) -> dict[str, Any]:
    figures = {"brought_forward": before, "new": after, "closed": before, "carried_forward": after}
    own = {"id": f"tinh-mau-th-{name}", "title": "Báo cáo", "by": "tinh-mau-so-noi-vu", "period": of}
    return {
        f"tinh-mau/summary/tinh-mau-th-{name}.yaml": {
            **own,
            "signed": "2030-01-31",
            "stated": {"findings": figures},
            **more,
        }
    }


def test_only_the_report_just_before_it_is_carried_over(told) -> None:
    quarters = {**summary("a", "2024-Q2", 1, 4), **summary("b", "2024-Q3", 4, 2)}
    assert told(quarters) == []
    assert told(summary("b", "2024-Q3", 9, 2)) == []  # quarter II is not there
    (broken,) = told({**quarters, **summary("c", "2024-Q4", 3, 0)})
    assert (broken.code, broken.at, broken.record) == (
        "carry-over-broken",
        "stated.findings.brought_forward",
        "tinh-mau-th-c",
    )


@pytest.mark.parametrize(
    "other", [{"periods": "nd-09-2019"}, {"scope": "don-vi-lap"}, {"by": "tinh-mau-thanh-tra"}, {"period": "2024-04"}]
)
def test_a_report_of_another_series_is_not_carried_over(told, other: dict[str, str]) -> None:
    assert told(summary("a", "2024-Q2", 7, 4, **other)) == []


def test_months_to_the_14th_follow_each_other_across_the_year(told) -> None:
    rule = {"periods": "nd-09-2019"}
    december, january = summary("d", "2024-12", 0, 3, **rule), summary("e", "2025-01", 2, 0, **rule)
    assert [p.code for p in told({**december, **january})] == ["carry-over-broken"]
    assert told({**december, **summary("e", "2025-01", 3, 0, **rule)}) == []


@pytest.mark.parametrize(
    ("about", "codes"),
    [
        ("Bà Trần Thị Mẫu nộp hồ sơ.", ["sender-named"]),
        ("Trần Thị Mẫu nộp hồ sơ.", ["person-named"]),
        ("Nộp hồ sơ tại đường Nguyễn Văn Mẫu, ông Giám đốc vắng mặt.", []),
    ],
)
def test_a_name_is_told_once(told, about: str, codes: list[str]) -> None:
    assert [p.code for p in told({FEEDBACK: {"about": about}})] == codes
