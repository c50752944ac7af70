"""What can be judged is judged at once: an error in a record hides no other of it, or of what refers to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Files, splice

from generator.examine import Examined

TASK = "tinh-mau/task/tinh-mau-20-ubnd-nc-2024-1a-t1.yaml"
DIRECTIVE = "tinh-mau/directive/tinh-mau-20-ubnd-nc-2024.yaml"
Judge = Callable[[Files], Examined]


def told(judge: Judge, example: Files, **changes: str) -> list[tuple[str, str]]:
    """Return code and field of every problem that a register has with these changes, and not without them."""
    places = {"task": TASK, "directive": DIRECTIVE}
    files = {
        **example,
        **{places[name]: splice(example[places[name]].decode(), text).encode() for name, text in changes.items()},
    }
    before = {(p.code, p.record, p.at) for p in judge(example).problems}
    return [(p.code, p.at) for p in judge(files).problems if (p.code, p.record, p.at) not in before]


WRONG_DUE = "due:\n  by: 2024-04-30\n  as_written: chậm nhất ngày 31/3/2024\n"
UNKNOWN = "leads:\n  - body: tinh-mau-so-khong-co\n"
FUTURE = "events:\n  - type: nop\n    date: 2150-01-01\n    source:\n      document: tinh-mau-20-ubnd-nc-2024\n"
EVERYTHING = f"note:\ntitle:\nurgency: sieu-khan\nclause: '77'\n{WRONG_DUE}{UNKNOWN}{FUTURE}"


def test_seven_slips_of_one_record_are_told_in_one_run(judge: Judge, example: Files) -> None:
    found = told(judge, example, task=EVERYTHING)
    assert sorted(code for code, _ in found) == [
        "clause-unknown", "due-written-differs", "event-in-future", "field-coded", "ref-unknown",
        "yaml-empty-value", "yaml-empty-value",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ("note:\n", "yaml-empty-value"),
        ("urgency: sieu-khan\n", "field-coded"),
        ("ghi_chep_rieng: x\n", "field-unknown"),
        ("leads:\n  - body:\n", "yaml-empty-value"),
        ("title: [a]\n", "field-type"),
    ],
)
def test_a_slip_hides_no_other_and_makes_none(slip: str, code: str, judge: Judge, example: Files) -> None:
    assert [one for one, _ in told(judge, example, task=slip)] == [code]
    found = told(judge, example, task=f"{slip}clause: '77'\n{WRONG_DUE}")
    assert {one for one, _ in found} == {code, "clause-unknown", "due-written-differs"}


@pytest.mark.parametrize(
    ("due", "told_it"),
    [
        ("{within: {days: 60, of: ban-hanh}, as_written: trong 02 tháng kể từ ngày ký}", True),
        ("{within: {months: 2, of: ban-hanh}, as_written: trong 02 tháng kể từ ngày ký}", False),
        ("{before: 2024-02-10, as_written: trước Tết Nguyên đán 2024}", True),  # would move behind it, to 15/02/2024
        ("{before: 2024-02-10, exact: true, as_written: trước Tết Nguyên đán 2024}", False),
        ("{before: 2024-02-03, as_written: trước Tết Nguyên đán 2024}", False),  # a Friday: it moves nowhere
        ("{by: 2024-02-19, as_written: trước ngày 20 hằng tháng}", True),
        ("{by: 2024-12, as_written: cuối năm 2024}", False),
    ],
)
def test_a_deadline_is_held_against_its_wording(due: str, told_it: bool, judge: Judge, example: Files) -> None:
    found = told(judge, example, task=f"due: {due}\n")
    assert found == ([("due-written-differs", "due.as_written")] if told_it else [])


@pytest.mark.parametrize(
    ("slip", "told_it"),
    [
        ("due:\n  by: 31/3/2024\n  as_written: trước ngày 31/3/2024\n", {"field-date", "due-written-differs"}),
        ("due:\n  by: 2024-31-03\n  as_written: chậm nhất 31/3/2024\n", {"field-date"}),
        ("due:\n  by: 31/3/2022\n  as_written: chậm nhất 31/3/2022\n", {"field-date", "due-before-issued-as-written"}),
        ("due:\n  by: mùa xuân\n  as_written: chậm nhất 31/3/2022\n", {"field-date"}),
        ("shape: Định kỳ\n", {"field-coded", "field-missing", "event-of-a-period"}),
        ("shape: định ky\n", {"field-coded", "field-missing", "event-of-a-period"}),
        (
            "recurrence:\n  every: Theo sự kiện\n  as_written: mỗi đợt\n",
            {"field-coded", "field-missing", "shape-mismatch"},
        ),
        ("shape: hai kỳ\n", {"field-coded"}),
    ],
)
def test_what_a_value_makes_wrong_that_is_only_typed_otherwise_is_told_with_it(
    slip: str, told_it: set[str], judge: Judge, example: Files
) -> None:
    assert {code for code, _ in told(judge, example, task=slip)} == told_it


@pytest.mark.parametrize(
    ("broken", "hidden"),
    [(TASK, False), (DIRECTIVE, False), ("tinh-mau/agency/tinh-mau-so-moi.yaml", True), ("tinh-mau/so-moi.yaml", True)],
)
def test_two_agencies_of_one_name_are_told_while_a_file_of_another_kind_is_broken(
    broken: str, hidden: bool, judge: Judge, example: Files
) -> None:
    agency = "id: tinh-mau-{0}\nnames:\n  - name: Sở Trùng Tên\nkind: so\nlevel: tinh\n"
    twins = {f"tinh-mau/agency/tinh-mau-{own}.yaml": agency.format(own).encode() for own in ("trung", "trung-hai")}
    text = example.get(broken, b"id: tinh-mau-so-moi\n") + b"khong_co: 1\n"
    codes = {one.code for one in judge({**example, **twins, broken: text}).problems}
    assert ("name-shared" not in codes) == hidden


def test_a_list_that_must_be_there_is_not_to_be_left_out(judge: Judge, example: Files) -> None:
    place = next(path for path in example if path.startswith("tinh-mau/directive/"))
    found = judge({**example, place: splice(example[place].decode(), "clauses: []\n").encode()}).problems
    hint = next(one.hint.vi for one in found if one.code == "field-size")
    assert "bỏ" not in hint
    assert hint.startswith("Ví dụ: “clauses: ⏎   - id: …")


@pytest.mark.parametrize("name", ["nguoi_giao", "phan_tram"])
def test_a_field_that_there_is_not_hides_nothing_that_no_other_name_could_mend(
    name: str, judge: Judge, example: Files
) -> None:
    others = f"note: Gọi chị Lan 0912345678.\ninferred:\n  - field: san_pham\n    because: Nguồn không nêu.\n{FUTURE}"
    alone = {code for code, _ in told(judge, example, task=others)}
    assert alone == {"contact-in-text", "person-named", "inferred-unknown", "event-in-future"}
    assert {code for code, _ in told(judge, example, task=f"{name}: x\n{others}")} == {*alone, "field-unknown"}


@pytest.mark.parametrize(
    ("name", "silent"), [("ghi_chep_rieng", True), ("san_pham", False), ("notee", False), ("progres", True)]
)
def test_a_misspelt_field_may_stand_for_the_one_that_it_resembles_alone(
    name: str, silent: bool, judge: Judge, example: Files
) -> None:
    """A check that asks whether there is progress is silent where one may be there under another name."""
    coverage = splice(example[DIRECTIVE].decode(), "coverage: chi-van-ban\n")
    events = "events:\n  - type: nop\n    date: 2024-03-01\n    source:\n      document: tinh-mau-20-ubnd-nc-2024\n"
    found = {code for code, _ in told(judge, {**example, DIRECTIVE: coverage.encode()}, task=f"{name}: x\n{events}")}
    assert ("events-without-coverage" in found) != silent


@pytest.mark.parametrize("slip", ["note:\n", "form: truyen-mieng\n", "ghi_chep_rieng: x\n"])
def test_an_error_in_a_directive_hides_no_clause_that_it_does_not_have(slip: str, judge: Judge, example: Files) -> None:
    found = told(judge, example, directive=slip, task="clause: '77'\n")
    assert ("clause-unknown", "clause") in found
    assert len(found) == 2


@pytest.mark.parametrize(
    ("kept", "code"),
    [
        ("other_cooperators:\n  - các hội và Sở Nội vụ\n", "body-in-words"),
        ("leads:\n  - body: tinh-mau-nhom-so-nganh\n    except:\n      - tinh-mau-bao\n", "exception-no-member"),
    ],
)
@pytest.mark.parametrize("slip", ["title: Sai: cú pháp\n", "issuer:\n", "ghi_chep_rieng: x\n"])
def test_a_directive_that_cannot_be_read_hides_no_body_that_is_misplaced(
    slip: str, kept: str, code: str, judge: Judge, example: Files
) -> None:
    found = {one for one, _ in told(judge, example, directive=slip, task=kept)}
    assert code in found
    assert len(found) > 1


@pytest.mark.parametrize("slip", ["clauses: x\n", "clauses:\n  - id: [1]\n", "clauses:\n", "clauzes: x\n"])
def test_of_clauses_that_cannot_be_read_nothing_is_said(slip: str, judge: Judge, example: Files) -> None:
    found = told(judge, example, directive=slip, task="clause: '77'\n")
    assert slip.startswith("clauzes") or "clause-unknown" not in {code for code, _ in found}


def test_a_broken_record_never_reaches_the_corpus(judge: Judge, example: Files) -> None:
    files = {**example, TASK: splice(example[TASK].decode(), "note:\n").encode()}
    examined = judge(files)
    assert examined.failed
    assert "tinh-mau-20-ubnd-nc-2024-1a-t1" not in examined.corpus.records


def test_a_group_that_is_missing_is_not_asked_for_part_by_part(judge: Judge, example: Files) -> None:
    text = example[DIRECTIVE].decode()
    begin = text.index("signer:\n")
    end = next(i for i in range(begin + 8, len(text)) if text[i - 1] == "\n" and text[i] not in " -")
    files = {**example, DIRECTIVE: (text[:begin] + text[end:]).encode()}
    hints = [p.hint.vi for p in judge(files).problems if p.code == "field-missing" and p.hint is not None]
    assert [hint.partition("Ví dụ: ")[2] for hint in hints] == ["“signer: ⏎   capacity: …”."]
