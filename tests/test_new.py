"""``generator new``: what is answered is what is written, and it stands the check; nothing is ever written over."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import ROOT
from generator.build import schemas as checkout_schemas
from generator.catalog.refused import RefusedError
from generator.cli import OK, PROBLEMS, USAGE, main
from generator.edit import disk
from generator.edit.desk import Desk
from generator.edit.draft import Draft
from generator.edit.fix import fix
from generator.edit.ids import LONGEST, IdScope, propose, random_tag, slug
from generator.edit.interview import Interview, Question
from generator.edit.search import Index
from generator.edit.typed import TypedError
from generator.examine import examine
from generator.examine.parse import parse
from generator.kinds import KINDS
from generator.model import Corpus, Source, SourceFile
from generator.read.source import read
from tests.conftest import REGISTER, lay, read_files

RECORDS = REGISTER
TODAY = "2025-12-05"
FINDING = (
    "inspection=tinh-mau-kt-2024-01", "agency=so xay dung", "category=Trễ hạn", "title=Ba hồ sơ trả sau ngày hẹn",
    "seen=Không có phiếu xin lỗi.", "seriousness=it nghiem trong",
)  # fmt: skip


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return examine(read(RECORDS), checkout_schemas()).corpus


@pytest.fixture
def register(tmp_path, monkeypatch):
    """A copy of the example register; the working folder holds it."""
    lay(tmp_path / "records")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764892800")
    return tmp_path / "records"


@dataclass(frozen=True)
class Ran:
    """What a call printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


def called(arguments: tuple[str, ...], answers: tuple[str, ...]) -> list[str]:
    return ["new", *arguments, *(part for answer in answers for part in ("--set", answer))]


def new(*arguments: str, answers: tuple[str, ...] = ()) -> Ran:
    """Call the verb in the working folder, where nobody can be asked."""
    out, err = io.StringIO(), io.StringIO()
    with (
        Path(os.devnull).open(encoding="utf-8") as nobody,
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "stdin", nobody)
        code = main(called(arguments, answers))
    return Ran(code, out.getvalue(), err.getvalue())


def program(*arguments: str, answers: tuple[str, ...] = ()) -> Ran:
    """Run the verb as people do: a program of its own, in the working folder."""
    ran = subprocess.run(
        [sys.executable, "-m", "generator", *called(arguments, answers)], stdin=subprocess.DEVNULL, capture_output=True,
        check=False, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def written(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def data(text: str) -> dict:
    document, problems = parse("f", text.encode())
    assert document is not None, problems
    return document.data


# ------------------------------------------------------------------------------------------------- without a terminal


def test_a_record_from_given_answers(register):
    before = written(register)
    ran = program("finding", answers=(*FINDING, "on=20/2/2024"))
    assert ran.returncode == OK, ran.stderr
    path = ran.stdout.splitlines()[-1]
    found = re.fullmatch(r"records/(tinh-mau/finding/(tinh-mau-kt-2024-01-f[2-9b-z]{5})\.yaml)", path)
    assert found
    assert written(register) - before == {found[1]}
    assert Path(path).read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../../schemas/finding.schema.json\n"
        f"id: {found[2]}\n"
        "inspection: tinh-mau-kt-2024-01\n"
        "agency: tinh-mau-so-xay-dung\n"
        "category: tinh-mau-tre-han\n"
        "title: Ba hồ sơ trả sau ngày hẹn\n"
        "seen: Không có phiếu xin lỗi.\n"
        "on: 2024-02-20\n"
        "seriousness: it-nghiem-trong\n"
    )
    assert Path(path).stat().st_mode & 0o777 == 0o644
    assert main(["check"]) == OK
    assert main(["fix", "--check", path]) == OK


def test_everything_missing_is_named_at_once(register):
    before = written(register)
    ran = new("finding", "--province", "tinh-mau", answers=("title=x", "on=31/2/2024", "count.of=1", "zz=1", "seen"))
    assert (ran.returncode, ran.stdout) == (USAGE, "")
    for name in ("inspection", "agency", "category", "seen", "seriousness", "found", "unit"):
        assert f"({name})" in ran.stderr
    for told in ("“31/2/2024” không phải là ngày có thật", "finding không có trường “zz”", "--set seen: cần dạng"):
        assert told in ran.stderr
    assert "(title)" not in ran.stderr
    assert written(register) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("finding",), "Thiếu --province"),
        (("finding", "--province", "nowhere"), "Không có tỉnh nào có mã “nowhere”"),
        (("finding", "--province", "../x"), "Không có tỉnh nào có mã “../x”"),
        (("nothing",), "chọn một trong"),
        (("finding", "--set", "id=../../x", *(f"--set={a}" for a in FINDING)), "phải gồm chữ thường không dấu"),
        (("finding", "--set", "id=tinh-mau-kt-2024-01-f1", *(f"--set={a}" for a in FINDING)), "đã được dùng"),
        (("finding", "--province", "tinh-mau", "--set", "agency=tỉnh"), "có thể là nhiều bản ghi"),
        (("finding", "--province", "tinh-mau", "--set", "agency=Sở Không Có"), "không tìm thấy “Sở Không Có”"),
        (("finding", "--province", "tinh-mau", "--set", "posts=x"), "không có trong danh mục"),
        (("finding", "--province", "tinh-mau", "--set", "count=1"), "“count” có nhiều trường con"),
        (("finding", "--province", "tinh-mau", "--set", "title.x=1"), "không có trường “title.x”"),
        (("province", "--province", "Tinh_Y"), "phải gồm chữ thường không dấu"),
    ],
)
def test_wrong_usage(register, arguments, told):
    before = written(register)
    ran = new(*arguments)
    assert (ran.returncode, ran.stdout) == (USAGE, "")
    assert told in ran.stderr.replace("\n", " ")
    assert "Traceback" not in ran.stderr
    assert written(register) == before


def test_what_the_check_refuses_is_not_written_and_not_lost(register):
    before = written(register)
    ran = program("finding", answers=(*FINDING, "on=5/12/2030"))
    assert (ran.returncode, ran.stdout) == (PROBLEMS, "")
    assert "[finding-date]" in ran.stderr
    assert "title: Ba hồ sơ trả sau ngày hẹn" in ran.stderr
    assert written(register) == before


def test_a_warning_does_not_stop_it(register):
    answers = (
        "directive=tinh-mau-20-ubnd-nc-2024", "clause=1", "title=x", "content=y", "shape=thuong-xuyen",
        "leads=Sở Xây dựng", "leads.as_written=Sở Lạ",
    )  # fmt: skip
    ran = new("task", answers=answers)
    assert ran.returncode == OK, ran.stderr
    assert "[name-unknown]" in ran.stdout
    assert Path(ran.stdout.splitlines()[-1]).is_file()


def flat(value: object, at: str = "") -> Iterator[str]:
    """A record as the answers that make it."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from flat(below, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        for place, below in enumerate(value):
            yield from flat(below, f"{at}.{place}")
    else:
        yield f"{at}={value}"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(checkout_schemas(), RECORDS, TODAY)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_can_be_made_from_answers_alone(desk, kind):
    """Each record of the example register, told field by field, comes out with the same data, in the house style."""
    schemas = checkout_schemas()
    files = {path: text for path, text in read_files(RECORDS).items() if path.split("/")[1] == kind}
    assert files
    for path, text in sorted(files.items())[:4]:
        known = data(text.decode())
        answers = list(flat({n: v for n, v in known.items() if n != "id"}))
        draft = desk.fill(kind, path.split("/")[0], answers).draft
        made = draft.text({"id": known["id"], **draft.data})
        assert {**data(made)} == known, path
        assert fix(path, made.encode(), schemas.shapes[kind]).after is None, "new writes as fix lays out"
        assert made.startswith(f"# yaml-language-server: $schema=../../../schemas/{kind}.schema.json\nid: ")


# ---------------------------------------------------------------------------------------------------------- questions


def converse(corpus: Corpus, kind: str, answers: list[str], province: str = "tinh-mau") -> tuple[Draft, list[Question]]:
    """Answer the questions of a kind, one after the other; every answer must be asked for."""
    draft = Draft(checkout_schemas(), kind, Index(corpus, province))
    asked: list[Question] = []
    asking = Interview(draft, TODAY).ask()
    asked.append(next(asking))
    for place, answer in enumerate(answers, 1):
        try:
            asked.append(asking.send(answer))
        except StopIteration:
            assert answers[place:] == []
            return draft, asked
    raise AssertionError(f"still asked: {asked[-1]}")


def test_a_task_asked_for(corpus):
    draft, _ = converse(
        corpus,
        "task",
        [
            "20/UBND-NC", "1", "2", "  Rà soát\u00a0quy chế ", "", "Soát lại.", "9", "lam mot lan",
            "c", "mau", "xay dung", "1", "Giám đốc", "Sở Xây dựng", "", "", "c", "trước ngày 30/6/2024", "x", "2",
            "31/2/2024", "30/6/2024", "", "k", "4", "tinh-mau-so-xay", "", "", "", "", "", "",
        ],
    )  # fmt: skip
    assert draft.data == {
        "directive": "tinh-mau-20-ubnd-nc-2024", "clause": "2", "title": "Rà soát quy chế", "content": "Soát lại.",
        "shape": "mot-lan",
        "leads": [{"body": "tinh-mau-so-xay-dung", "post": "Giám đốc", "as_written": "Sở Xây dựng"}],
        "due": {"as_written": "trước ngày 30/6/2024", "before": "2024-06-30"},
        "cooperators": [{"body": "tinh-mau-so-xay-dung"}],
    }  # fmt: skip


def test_what_an_answer_makes_necessary_is_asked(corpus):
    """A task that recurs needs its cycle; one on an event needs the event."""
    draft, asked = converse(
        corpus,
        "task",
        [
            "tinh-mau-20-ubnd-nc-2024", "2", "Báo cáo", "Báo cáo.", "2", "c", "tinh-mau-so-xay-dung", "", "", "", "k", "k", "k",
            "9", "", "", "", "", "", "", "", "1", "", "khi có việc", "1", "5", "", "", "",
        ],
    )  # fmt: skip
    labels = [question.label for question in asked]
    assert "Chu kỳ › Chu kỳ (every)" in labels
    assert draft.data["recurrence"] == {"every": "su-kien", "as_written": "khi có việc", "event": "sau-le-tet"}


def test_days_of_what_just_happened_default_to_today(corpus):
    draft = Draft(checkout_schemas(), "feedback", Index(corpus, "tinh-mau"))
    asking = Interview(draft, TODAY).ask()
    question = next(asking)
    while "(received)" not in question.label:
        question = asking.send(
            "1" if question.options else "tinh-mau-so-xay-dung" if "(agency)" in question.label else "x"
        )
    assert question.default == TODAY
    asking.send("")
    assert draft.data["received"] == TODAY


def test_every_kind_can_be_begun(corpus):
    """The first questions of every kind are of what must be there, in the words of the schema."""
    for kind in KINDS:
        draft = Draft(checkout_schemas(), kind.name, Index(corpus, "tinh-mau"))
        question = next(Interview(draft, TODAY).ask())
        assert question.label[0].isupper()
        assert re.search(r"\([a-z_]+\)", question.label)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_whatever_is_typed_the_questions_end_in_a_sound_record(corpus, kind):
    """Answers drawn blindly: nothing breaks, and a record that was asked to its end lacks nothing."""
    chance = random.Random(kind)
    known = sorted(corpus.records)
    draft = Draft(checkout_schemas(), kind, Index(corpus, "tinh-mau"))
    if kind == "province":
        draft.assign("id", "tinh-mau")
    asking = Interview(draft, TODAY).ask()
    question = next(asking)
    for _ in range(200):
        typed = [
            "",
            "1",
            "2",
            "7",
            "k",
            "abc x",
            "5/12/2024",
            "2024",
            "so",
            "12,5",
            "-",
            "x: y",
            "2024-Q1",
            "100",
            "a.b",
        ]
        answer = chance.choice([*typed, chance.choice(known)])
        if question.optional and chance.random() < 0.6:
            answer = ""
        elif question.options:
            answer = str(chance.randint(0, len(question.options)))
        try:
            question = asking.send(answer)
        except StopIteration:
            assert draft.problems() == []
            return
    assert question.problem, "only a question that was not answered is asked so often"


# ------------------------------------------------------------------------------------------------------------- search


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Sở Xây dựng", "tinh-mau-so-xay-dung"), ("so xay dung", "tinh-mau-so-xay-dung"),
        ("SXD", None), ("tinh-mau-so-xay-dung", "tinh-mau-so-xay-dung"), ("xây sở", "tinh-mau-so-xay-dung"), ("zzz", None),
    ],
)  # fmt: skip
def test_bodies_are_found_by_name(corpus, text, first):
    found = Index(corpus, "tinh-mau").find(text, ("agency", "group", "team"))
    assert (found[0].id if found else None) == first


def test_documents_are_found_by_number_and_symbol(corpus):
    index = Index(corpus, "tinh-mau")
    for text in ("20/UBND-NC", "20 ubnd nc", "tinh-mau-20-ubnd-nc-2024"):
        found = index.find(text, ("document", "directive"))
        assert found[0].id == "tinh-mau-20-ubnd-nc-2024", text
    assert "20/UBND-NC" in found[0].name


# ---------------------------------------------------------------------------------------------------------------- ids


def test_two_pull_requests_never_give_the_same_id(corpus):
    """What we number carries a tag: of two drawn for the same finding, one in 14 million is the same."""
    facts = IdScope(corpus, "tinh-mau", frozenset(corpus.records), TODAY)
    ids = {propose("finding", {"inspection": "tinh-mau-kt-2024-01"}, facts).id for _ in range(50)}
    assert len(ids) == 50
    assert len({random_tag() for _ in range(10_000)}) > 9_950
    assert all(re.fullmatch("tinh-mau-kt-2024-01-f[2-9bcdfghjkmnpqrstvwxz]{5}", made) for made in ids)


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("document", {"number": "4655", "symbol": "QĐ-UBND", "date": "2016-12-08"}, "tinh-mau-4655-qd-ubnd-2016"),
        ("document", {"number": "05", "symbol": "-CT/TU", "date": 2024}, "tinh-mau-05-ct-tu-2024"),
        ("document", {"symbol": "BC-SXD", "date": "2024-11"}, "tinh-mau-bc-sxd-2024-11-TAG"),
        ("directive", {"number_state": "de-trong"}, "tinh-mau-vb-2025-12-05-TAG"),
        ("agency", {"names": [{"name": "Sở Nội vụ tỉnh Mẫu"}]}, "tinh-mau-so-noi-vu-tinh-mau"),
        ("agency", {"names": [{"name": "Ủy ban nhân dân phường Bến Đò"}]}, "tinh-mau-ubnd-phuong-ben-do"),
        ("agency", {"names": [{"name": "Ủy ban nhân dân xã Hà Tĩnh"}], "level": "xa"}, "tinh-mau-ubnd-xa-ha-tinh"),
        ("group", {"names": [{"name": "Các sở, ban, ngành tỉnh"}]}, "tinh-mau-nhom-cac-so-ban-nganh"),
        ("task", {"directive": "tinh-mau-20-ubnd-nc-2024", "clause": "1a"}, "tinh-mau-20-ubnd-nc-2024-1a-tTAG"),
        ("rollout", {"task": "tinh-mau-1-t1", "addressee": "tinh-mau-so-xay-dung"}, "tinh-mau-1-t1-so-xay-dung"),
        (
            "submission",
            {"task": "tinh-mau-1-t1", "reporter": "tinh-mau-so-xay-dung", "period": "2024-Q1"},
            "tinh-mau-1-t1-so-xay-dung-2024-q1",
        ),
        ("inspection", {"regime": "thanh-tra", "start": "2024-03-04"}, "tinh-mau-tt-2024-03-04-TAG"),
        ("inspection", {"regime": "kiem-tra"}, "tinh-mau-kt-2025-12-05-TAG"),
        ("remediation", {"finding": "tinh-mau-kt-9-f2"}, "tinh-mau-kt-9-f2-kp"),
        ("verification", {"remediation": "tinh-mau-kt-9-f2-kp"}, "tinh-mau-kt-9-f2-xmTAG"),
        ("accountability", {"subject": {"kind": "tap-the"}, "opened": "2024-01-02"}, "tinh-mau-xl-2024-01-02-TAG"),
        ("accountability", {"subject": {"kind": "cong-chuc"}, "opened": "2024-01-02"}, "tinh-mau-xn-2024-01-02-TAG"),
        ("feedback", {"received": "2024-01-02"}, "tinh-mau-pa-2024-01-02-TAG"),
        ("rating", {"year": 2024, "agency": "tinh-mau-so-xay-dung"}, "tinh-mau-diem-2024-so-xay-dung"),
        ("calendar", {"year": 2031}, "tinh-mau-lich-2031"),
        ("task", {"directive": "trung-uong-1-nd-cp-2024", "clause": "1"}, "tinh-mau-trung-uong-1-nd-cp-2024-1-tTAG"),
        ("response", {"on": "2024-11-20"}, "tinh-mau-gt-2024-11-20-TAG"),
        ("plan", {"year": 2024}, "tinh-mau-kh-2024-TAG"),
        ("notice", {"on": "2024-11-20"}, "tinh-mau-nn-2024-11-20-TAG"),
        ("obstacle", {}, "tinh-mau-vm-2025-12-05-TAG"),
    ],
)
def test_ids_follow_the_naming_of_the_kind(corpus, kind, fields, expected):
    made = propose(kind, fields, IdScope(corpus, "tinh-mau", frozenset(), TODAY), lambda: "TAG")
    assert (made.id, made.instead_of) == (expected, "")


def test_a_taken_id_is_never_given_again(corpus):
    fields = {"number": "1", "symbol": "A", "date": "2024-01-01"}
    facts = IdScope(corpus, "tinh-mau", {"tinh-mau-1-a-2024", "tinh-mau-1-a-2024-x", "tinh-mau-1-a-2024-y"}, TODAY)
    tags = iter("xyz")
    made = propose("document", fields, facts, lambda: next(tags))
    assert (made.id, made.instead_of) == ("tinh-mau-1-a-2024-z", "tinh-mau-1-a-2024")
    with pytest.raises(ValueError, match="no free id"):
        propose("document", fields, facts, lambda: "x")


@given(st.text(max_size=300), st.text(alphabet="abcdefghij klmnop", max_size=300))
def test_any_name_makes_an_id(name, words):
    pattern = checkout_schemas().common["id"]["pattern"]
    for text in (name, words):
        fields = {
            "names": [{"name": text}],
            "title": text,
            "version": text,
            "number": text,
            "symbol": text,
            "date": "2024",
        }
        for kind in ("agency", "group", "document", "category", "framework"):
            made = propose(kind, fields, IdScope(Corpus({}, checkout_schemas()), "tinh-mau", frozenset(), TODAY)).id
            assert re.fullmatch(pattern.strip("^$"), made)
            assert len(made) <= LONGEST
    assert slug("Đông Hà") == "dong-ha"


def test_an_id_that_git_remembers_is_not_given_again(register):
    """A report that was once recorded and taken out of the register keeps its address for good."""
    answers = (
        "type=bao-cao",
        "number=7",
        "symbol=BC-SXD",
        "date=5/2/2024",
        "issuer=tinh-mau-so-xay-dung",
        "title=Báo cáo",
    )

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.invalid", *arguments],
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    first = Path(new("document", answers=answers).stdout.splitlines()[-1])
    assert first.name == "tinh-mau-7-bc-sxd-2024.yaml"
    git("add", ".")
    git("commit", "-qm", "x")
    git("rm", "-q", first.as_posix())
    git("commit", "-qm", "y")
    assert not first.exists()
    ran = new("document", answers=answers)
    assert re.fullmatch(r"tinh-mau-7-bc-sxd-2024-[2-9b-z]{5}\.yaml", Path(ran.stdout.splitlines()[-1]).name)
    assert "Đã có (hoặc từng có) tinh-mau-7-bc-sxd-2024" in ran.stderr
    assert new("document", answers=(*answers, f"id={first.stem}")).returncode == USAGE


# ------------------------------------------------------------------------------------------------------- hostile answers


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_answer_is_kept_or_refused_with_a_reason(text):
    draft = Draft(checkout_schemas(), "finding", Index(Corpus({}, checkout_schemas()), "tinh-mau"))
    for name in ("title", "seen"):
        try:
            draft.assign(name, text)
        except TypedError as error:
            assert str(error)  # noqa: PT017 - refusing is allowed, without a reason is not
            assert draft.at((name,)) is None
        else:
            assert data(draft.text())[name] == draft.data[name]
            assert "\x1b" not in draft.data[name]
    made = draft.text({"id": "tinh-mau-x", **draft.data}).encode()
    assert fix("f", made, checkout_schemas().shapes["finding"]).after is None


@pytest.mark.parametrize(
    "text",
    [
        "Sở: a", "a # b", "'x'", '"x"', "- x", "5712", "true", "~", "Dòng một\nDòng hai", "[a]", "{a", "%a", "@a", "&a", "*a",
        "!a", "|", ">", "a:", "#", "x " * 120, "x  " * 120, "\\n", "=1+1", "<script>", "ghi chú\n\n  thụt", "…", "5/12/2024",
    ],
)  # fmt: skip
def test_texts_that_mean_something_to_yaml(text):
    draft = Draft(checkout_schemas(), "finding", Index(Corpus({}, checkout_schemas()), "tinh-mau"))
    draft.assign("seen", text)
    kept = "\n".join(line.strip() for line in text.strip().split("\n"))
    assert data(draft.text())["seen"] == kept


@pytest.mark.parametrize("text", ["", " ", "\x1b[2J", "a\u202eb", "Văn bản MẬT", "\u0430bc", "x" * 6000])
def test_texts_that_no_record_may_hold(text):
    draft = Draft(checkout_schemas(), "finding", Index(Corpus({}, checkout_schemas()), "tinh-mau"))
    with pytest.raises(TypedError):
        draft.assign("seen", text)
    assert draft.data == {}


# ------------------------------------------------------------------------------------------------------------ on disk


def test_nothing_is_written_over(tmp_path):
    path = tmp_path / "a" / "b" / "c.yaml"
    disk.create(path, b"mine\n")
    with pytest.raises(FileExistsError):
        disk.create(path, b"other\n")
    assert path.read_bytes() == b"mine\n"
    assert written(tmp_path) == {"a", "a/b", "a/b/c.yaml"}


def test_a_record_that_appears_meanwhile_is_theirs(register):
    desk = Desk(checkout_schemas(), register, TODAY)
    made = desk.finish(desk.fill("finding", None, FINDING))
    path = register / made.path
    path.write_bytes(b"theirs\n")
    with pytest.raises(RefusedError, match="không ghi đè"):
        desk.write(made)
    assert path.read_bytes() == b"theirs\n"


def test_a_failed_write_leaves_nothing(tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "_settle", full)
    with pytest.raises(OSError, match="No space"):
        disk.create(tmp_path / "x" / "y" / "z.yaml", b"id: z\n")
    assert written(tmp_path) == set()


def test_the_first_record_of_a_register(tmp_path):
    (tmp_path / "records").mkdir()
    desk = Desk(checkout_schemas(), tmp_path / "records", TODAY)
    answers = ["names=Tỉnh Mới", "types=tinh", "time_zone=Asia/Ho_Chi_Minh", "sample=c"]
    made = desk.finish(desk.fill("province", "tinh-moi", answers))
    assert made.problems == ()
    assert desk.write(made) == tmp_path / "records" / "tinh-moi" / "province" / "tinh-moi.yaml"


def hears() -> None:
    """A terminal's program hears Control-C, also where the tests were started in the background and do not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A person at a terminal, in front of the verb."""

    def __init__(self, *arguments: str) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", "new", *arguments], stdin=slave, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
            preexec_fn=hears,  # noqa: PLW1509 - there are no threads here
        )  # fmt: skip
        os.close(slave)
        self.shown = ""

    def until(self, text: str) -> None:
        """Read what is shown until a text appears."""
        assert self.process.stderr
        while text not in self.shown:
            more = os.read(self.process.stderr.fileno(), 4096)
            assert more, self.shown
            self.shown += more.decode(errors="replace")

    def type(self, *lines: str) -> None:
        os.write(self.master, "".join(f"{line}\n" for line in lines).encode())

    def end(self) -> tuple[int, str]:
        out, err = self.process.communicate(timeout=60)
        os.close(self.master)
        self.shown += err.decode()
        return self.process.returncode, out.decode()


def test_at_a_terminal(register):
    terminal = Terminal("finding")
    terminal.until("Tỉnh (thư mục)")
    terminal.type("mẫu")
    terminal.until("(inspection)")
    terminal.type(
        "tinh-mau-kt-2024-01",
        "so xay dung",
        "",
        "tinh-mau-tre-han",
        "",
        "Ba hồ sơ",
        "Trả sau ngày hẹn.",
        "9",
        "2",
        "k",
        "",
    )
    code, out = terminal.end()
    assert code == OK, terminal.shown
    path = Path(out.splitlines()[-1])
    found = data(path.read_text(encoding="utf-8"))
    assert found["agency"] == "tinh-mau-so-xay-dung"
    assert found["title"] == "Ba hồ sơ"
    assert found["seriousness"] == "it-nghiem-trong"
    assert "! " in terminal.shown


def test_control_c_leaves_nothing_behind(register):
    before = written(register)
    terminal = Terminal("finding", "--province", "tinh-mau")
    terminal.until("(inspection)")
    terminal.type("tinh-mau-kt-2024-01")
    terminal.until("(agency)")
    for _ in range(5):  # a person presses it again when nothing happens
        terminal.process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            terminal.process.wait(timeout=5)
            break
    code, out = terminal.end()
    assert (code, out) == (USAGE, "")
    assert "Đã dừng, chưa ghi gì." in terminal.shown
    assert written(register) == before


def test_names_in_records_cannot_act_on_the_terminal(corpus):
    """What a record says is printed as text: the parser refuses control characters, the terminal line is cut."""
    text = "id: tinh-mau-x\nnames:\n  - name: Sở \x1b[2J\nkind: so\nlevel: tinh\n"
    source = Source("records", (SourceFile("tinh-mau/agency/tinh-mau-x.yaml", text.encode()),))
    assert examine(source, checkout_schemas()).corpus.records == {}


# ------------------------------------------------------------------------------------------------------------- editors


def test_editors_know_every_kind():
    settings_ = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings_["yaml.schemas"] == {
        f"./schemas/{kind.name}.schema.json": f"records/*/{kind.name}/*.yaml" for kind in KINDS
    }
    for path in settings_["yaml.schemas"]:
        assert (ROOT / path).is_file()


def test_schemas_resolve_beside_each_other():
    """An editor finds ``common.schema.json`` from the place of the file: every ``$id`` is the file's own name."""
    for path in sorted((ROOT / "schemas").glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        assert schema["$id"] == path.name
        for reference in re.findall(r'"\$ref": "([^"]*)"', path.read_text(encoding="utf-8")):
            file, _, pointer = reference.partition("#")
            target = json.loads((path.parent / (file or path.name)).read_text(encoding="utf-8"))
            for part in pointer.strip("/").split("/"):
                target = target[part]
