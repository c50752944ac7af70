"""The invented register is sound, the same every time and everywhere, and uses everything that records can say."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from generator.sample.progress import STORIES
from generator.sample.remedies import EVENTS, FATES, VERDICTS

from generator.build import ROOT, check
from generator.cli import OK, USAGE, main
from generator.examine import Examined
from generator.kinds import BY_NAME
from generator.model import Severity
from generator.publish.derive.follow_ups import FollowUpState, follow_ups
from generator.read.source import read
from generator.sample import LEAST, sample
from generator.schema import Schemas

SEED, SIZE = 1, 2_000
AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("invented") / "records"
    assert abs(sample(made, LEAST, SEED) / LEAST - 1) < 0.1
    return made


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    made = tmp_path_factory.mktemp("invented") / "records"
    assert sample(made, SIZE, SEED) == SIZE
    return check(made)


def options(schemas: Schemas, kind: str, *field: str | int) -> set[str]:
    return {option["const"] for option in schemas.at(kind, field)["oneOf"]}


def digest(folder: Path) -> str:
    made = hashlib.sha256()
    for file in read(folder).files:
        made.update(file.path.encode() + b"\0" + file.data + b"\0")
    return made.hexdigest()


def test_other_arguments_make_other_files(small: Path, tmp_path: Path):
    sample(tmp_path / "again", LEAST, SEED)
    sample(tmp_path / "other", LEAST, SEED + 1)
    made, again, other = (read(root).files for root in (small, tmp_path / "again", tmp_path / "other"))
    assert made == again
    assert made != other


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_the_same_arguments_make_the_same_files_everywhere(hash_seed: str, tmp_path: Path, expected):
    command = [
        sys.executable,
        "-m",
        "generator",
        "sample",
        "--size",
        str(LEAST),
        "--seed",
        "7",
        "--out",
        tmp_path / "a",
    ]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": hash_seed}, check=True, capture_output=True)
    expected(ROOT / "tests" / "cli" / "sample-sha256.txt", f"{digest(tmp_path / 'a')}\n")


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_wrong_with_a_small_one(seed: int, tmp_path: Path):
    sample(tmp_path / "records", LEAST, seed)
    examined = check(tmp_path / "records")
    assert [p for p in examined.problems if p.severity is not Severity.INFO] == []
    assert {record.kind for record in examined.corpus.records.values()} == set(BY_NAME)


def test_nothing_is_wrong_with_it(examined: Examined):
    assert [p for p in examined.problems if p.severity is not Severity.INFO] == []
    assert len(examined.corpus.records) == SIZE


@pytest.mark.slow
def test_nothing_is_wrong_with_two_provinces(tmp_path: Path):
    assert sample(tmp_path / "records", 20_000, SEED) == 20_000
    examined = check(tmp_path / "records")
    assert [p for p in examined.problems if p.severity is not Severity.INFO] == []
    assert {p.id for p in examined.corpus.of("province")} == {"trung-uong", "tinh-mau-01", "tinh-mau-02"}


def test_it_has_the_proportions_of_a_province(examined: Examined):
    counts = Counter(record.kind for record in examined.corpus.records.values())
    assert 4.5 < counts["task"] / counts["directive"] < 5.5
    assert 0.9 < counts["finding"] / counts["directive"] < 1.1
    assert 9 < counts["finding"] / counts["inspection"] < 11


def test_every_finding_state_is_there(examined: Examined):
    states = {follow_up.state for follow_up in follow_ups(examined.corpus, AS_OF).values()}
    assert states == set(FollowUpState) - {FollowUpState.NO_INFORMATION}


def test_some_recurrences_are_marked_and_some_are_left_to_the_generator(examined: Examined):
    found = [follow_up for follow_up in follow_ups(examined.corpus, AS_OF).values() if follow_up.repeats]
    assert {"repeats" in follow_up.finding.data for follow_up in found} == {True, False}
    assert len(found) < 0.3 * sum(1 for _ in examined.corpus.of("finding"))


def test_findings_of_ended_agencies_have_passed_on(examined: Examined):
    passed = [m for m in follow_ups(examined.corpus, AS_OF).values() if m.holder.id != m.finding["agency"]]
    assert any(m.open for m in passed)
    assert all("to" not in m.holder.get("valid", {}) for m in passed)


def test_every_shape_of_task_is_there(examined: Examined, schemas: Schemas):
    assert {task["shape"] for task in examined.corpus.of("task")} == options(schemas, "task", "shape")


def test_everything_happens_that_can_happen(examined: Examined, schemas: Schemas):
    happened = {event["type"] for rollout in examined.corpus.of("rollout") for event in rollout.get("events", ())}
    assert happened == options(schemas, "rollout", "events", 0, "type")
    assert happened == {kind for story in STORIES for kind in story.split()}
    done = {event["type"] for record in examined.corpus.of("remediation") for event in record.get("events", ())}
    assert done == options(schemas, "remediation", "events", 0, "type")
    assert {step for fate in FATES for step in fate.split()} == EVENTS.keys() | VERDICTS.keys()


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("inspection", ("regime",)),
        ("finding", ("seriousness",)),
        ("finding", ("cause", "kind")),
        ("verification", ("verdict",)),
        ("verification", ("method",)),
        ("recommendation", ("acceptance", "state")),
        ("accountability", ("subject", "kind")),
        ("notice", ("type",)),
        ("feedback", ("channel",)),
        ("feedback", ("sender",)),
    ],
)
def test_every_value_occurs(kind: str, field: tuple[str, ...], examined: Examined, schemas: Schemas):
    values = set()
    for record in examined.corpus.of(kind):
        value = record.data
        for name in field:
            value = value.get(name, {})
        if isinstance(value, str):
            values.add(value)
    missing = options(schemas, kind, *field) - values
    assert missing <= {"khac"} if kind == "accountability" else not missing


def test_every_form_of_inspection_occurs(examined: Examined, schemas: Schemas):
    forms = {form for record in examined.corpus.of("inspection") for form in record["forms"]}
    assert forms == options(schemas, "inspection", "forms", 0)


def test_some_of_it_is_not_for_the_public_and_some_has_no_deadline(examined: Examined):
    corpus = examined.corpus
    assert any("internal_note" in record.data for record in corpus.records.values())
    assert any(record.get("visibility") == "noi-bo" for record in corpus.records.values())
    assert any(task["shape"] == "mot-lan" and "due" not in task.data for task in corpus.of("task"))
    cadences = {task["recurrence"]["every"] for task in corpus.of("task") if "recurrence" in task.data}
    assert cadences >= {"tuan", "thang", "nam", "su-kien"}


def test_no_province_or_person_is_real(examined: Examined):
    provinces = {record.id: record.get("sample") for record in examined.corpus.of("province")}
    assert provinces == {"tinh-mau-01": True, "trung-uong": True}
    assert not any("name" in directive["signer"] for directive in examined.corpus.of("directive"))


# the verb


def test_it_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "new" / "records"
    assert main(["sample", "--size", str(LEAST), "--out", str(out)]) == OK
    made = len(read(out).files)
    assert capsys.readouterr().out == f"{out}: {made} bản ghi giả định\n"
    assert [path.name for path in out.parent.iterdir()] == ["records"]


@pytest.mark.parametrize("name", ["tinh-mau-01/agency/a.yaml", ".generator"])
def test_a_folder_with_anything_in_it_is_left_alone(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    kept = tmp_path / "out" / name
    kept.parent.mkdir(parents=True)
    kept.write_text("của tôi")
    assert main(["sample", "--size", str(LEAST), "--out", str(tmp_path / "out")]) == USAGE
    assert "Hãy chọn thư mục khác" in capsys.readouterr().err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]


def test_an_empty_folder_is_filled(tmp_path: Path):
    (tmp_path / "out").mkdir()
    assert main(["sample", "--size", str(LEAST), "--out", str(tmp_path / "out")]) == OK
    assert (tmp_path / "out" / "trung-uong" / "province" / "trung-uong.yaml").is_file()


def test_too_few_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["sample", "--size", str(LEAST - 1), "--out", str(tmp_path / "out")]) == USAGE
    assert str(LEAST) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_was_killed_is_begun_anew(tmp_path: Path):
    left = tmp_path / ".out.new" / "tinh-mau-01" / "agency" / "half.yaml"
    left.parent.mkdir(parents=True)
    left.write_text("id: ")
    assert main(["sample", "--size", str(LEAST), "--out", str(tmp_path / "out")]) == OK
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert not list(tmp_path.rglob("half.yaml"))
