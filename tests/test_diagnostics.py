"""Printing problems: every format whole, and no message that could act on a terminal, a log or a program."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.catalog import problem
from generator.diagnostics import FORMATS, summary
from generator.model import Position, Problem, Severity, Text


def made(severity: Severity, **more: Any) -> Problem:
    values = {
        "code": "id-form",
        "where": Position("records/a b/ă,c:d%.yaml", 3, 7),
        "message": Text("Câu.", "Sentence."),
        **more,
    }
    return Problem(severity=severity, **values)


ERROR = made(Severity.ERROR, hint=Text("Gợi ý.", "Hint."), record="a", at="title")
WARNING = made(
    Severity.WARNING, code="name-unknown", where=Position("records/b.yaml", 1, 1), record="b", at="leads.0.as_written"
)
INFO = made(Severity.INFO, code="due-unverifiable", where=Position("records/c.yaml"))
ALL = (INFO, WARNING, ERROR)

TEXT = """\
records/b.yaml:1:1: cảnh báo: Câu. [name-unknown]
    acknowledge:
      - check: name-unknown
        at: leads.0.as_written
        because: …
records/a b/ă,c:d%.yaml:3:7: lỗi: Câu. [id-form]
    Gợi ý.
1 lỗi, 1 cảnh báo, 1 ghi chú (nêu khi hết lỗi, cảnh báo)"""

GITHUB = """\
::error file=records/a b/ă%2Cc%3Ad%25.yaml,line=3,col=7,title=id-form::Sentence.%0AHint.
::warning file=records/b.yaml,line=1,col=1,title=name-unknown::Sentence.
1 errors, 1 warnings, 1 notes"""


def test_text() -> None:
    assert FORMATS["text"](ALL, "vi") == TEXT
    assert FORMATS["text"](ALL[::-1], "vi") == TEXT  # the worst stand last, whatever the order


def test_notes_are_told_where_nothing_is_worse() -> None:
    assert FORMATS["text"]((INFO,), "vi") == (
        "records/c.yaml:1:1: ghi chú: Câu. [due-unverifiable]\n0 lỗi, 0 cảnh báo, 1 ghi chú"
    )
    for worse in (ERROR, WARNING):
        said = FORMATS["text"]((INFO, worse), "en")
        assert "due-unverifiable" not in said
        assert said.endswith(", 1 notes (told when nothing worse is left)")
    assert len(json.loads(FORMATS["json"](ALL, "vi"))) == 3


def test_many_equal_problems_are_one_line_with_their_places() -> None:
    many = [
        made(Severity.WARNING, code="name-unknown", where=Position("a.yaml", line), hint=Text("Thêm một lần.", "Once."))
        for line in range(1, 19)
    ]
    told = FORMATS["text"](many, "vi").split("\n")
    assert told[:3] == ["a.yaml:1:1: cảnh báo: Câu. [name-unknown] (18 chỗ)", "    Thêm một lần.", "    cũng ở:"]
    assert told[3:-1] == [f"      a.yaml:{line}:1" for line in range(2, 19)]
    assert told[-1] == "0 lỗi, 18 cảnh báo, 0 ghi chú"
    assert FORMATS["text"](many[:3], "vi").count("Câu.") == 3
    assert len(json.loads(FORMATS["json"](many, "vi"))) == 18
    assert FORMATS["github"](many, "vi").count("::warning") == 18


def test_a_flood_is_counted() -> None:
    """Of fifty thousand broken files a person is told of some, and how many there are."""
    other = [
        made(Severity.ERROR, code="field-type", message=Text(f"Câu {n}.", f"Sentence {n}.")) for n in range(50_000)
    ]
    equal = [made(Severity.ERROR, where=Position(f"records/{n}.yaml")) for n in range(50_000)]
    for form in ("text", "github"):
        for problems in (other, equal):
            said = FORMATS[form](problems, "vi")
            assert len(said) < 100_000
            assert said.endswith("\n50000 lỗi, 0 cảnh báo, 0 ghi chú")
    assert "… và 49800 chỗ nữa [field-type]" in FORMATS["text"](other, "vi")
    assert "… và 49799 chỗ nữa" in FORMATS["text"](equal, "vi")
    assert len(json.loads(FORMATS["json"](equal, "vi"))) == len(equal)


def test_github_shows_the_worst_first_and_no_notes() -> None:
    assert FORMATS["github"](ALL, "en") == GITHUB


def test_json() -> None:
    found = json.loads(FORMATS["json"]([ERROR], "en"))
    assert found == [
        {
            "path": "records/a b/ă,c:d%.yaml", "line": 3, "column": 7, "severity": "error", "code": "id-form",
            "message": "Sentence.", "hint": "Hint.", "record": "a", "at": "title",
        }
    ]  # fmt: skip


def test_sarif() -> None:
    found = json.loads(FORMATS["sarif"](ALL, "en"))
    assert found["version"] == "2.1.0"
    (run,) = found["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {"id-form", "name-unknown", "due-unverifiable"}
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert [result["level"] for result in run["results"]] == ["note", "warning", "error"]
    assert run["results"][2] == {
        "ruleId": "id-form",
        "level": "error",
        "message": {"text": "Sentence."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "records/a%20b/%C4%83%2Cc%3Ad%25.yaml"},
                    "region": {"startLine": 3, "startColumn": 7},
                }
            }
        ],
    }


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_problems(name: str, language: str) -> None:
    text = FORMATS[name]([], language)
    if name in ("text", "github"):
        assert text == summary([], language)
    elif name == "json":
        assert json.loads(text) == []
    else:
        assert json.loads(text)["runs"][0]["results"] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_language_chosen_is_the_only_one(language: str) -> None:
    other = "Sentence" if language == "vi" else "Câu"
    for name, form in FORMATS.items():
        text = form([WARNING], language)
        assert other not in text, name


HOSTILE = "x\r\n::error file=y::z\x1b[31m\u202e\u2028\x00\ud800" + "ă" * 5000


@pytest.mark.parametrize("name", FORMATS)
def test_a_value_in_a_message_cannot_act(name: str) -> None:
    told = problem("id-form", Position("records/x.yaml"), record="x", at="id", id=HOSTILE, near="")
    text = FORMATS[name]([told], "vi")
    assert len(text) < 64 * 1024
    text.encode()  # no lone surrogate
    assert all(char.isprintable() for char in text.replace("\n", ""))
    if name in ("text", "github"):
        *lines, last = text.split("\n")
        assert last == "1 lỗi, 0 cảnh báo, 0 ghi chú"
        start = "records/x.yaml:1:1: " if name == "text" else "::error file=records/x.yaml,line=1,col=1,title=id-form::"
        assert lines[0].startswith(start)
        assert not [line for line in lines[1:] if not line.startswith("    ")]
    else:
        json.loads(text)


def test_workflow_commands_escape_what_ends_them() -> None:
    told = made(Severity.ERROR, where=Position("a\r\nb::c,d%.yaml"), message=Text("", "50%\r\n::warning::x"))
    assert FORMATS["github"]([told], "en").split("\n")[:-1] == [
        "::error file=a%0D%0Ab%3A%3Ac%2Cd%25.yaml,line=1,col=1,title=id-form::50%25%0D%0A::warning::x"
    ]
