"""The invented register of the benchmark is sound, the same every time, and uses everything that records can say."""

from __future__ import annotations

from pathlib import Path

import pytest
from invent import STORIES, invent

from generator.build import check
from generator.examine import Examined
from generator.examine.schemas import Schemas
from generator.kinds import BY_NAME
from generator.model import Severity
from generator.read.source import read

SIZE, SEED = 150, 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("invented") / "records"
    assert abs(invent(made, SIZE, SEED) - SIZE) <= 10
    return made


@pytest.fixture(scope="module")
def examined(folder: Path) -> Examined:
    return check(folder)


def options(schemas: Schemas, kind: str, *field: str | int) -> set[str]:
    return {option["const"] for option in schemas.at(kind, field)["oneOf"]}


def test_the_same_arguments_make_the_same_files_and_others_do_not(folder: Path, tmp_path: Path):
    invent(tmp_path / "again", SIZE, SEED)
    invent(tmp_path / "other", SIZE, SEED + 1)
    made, again, other = (read(root).files for root in (folder, tmp_path / "again", tmp_path / "other"))
    assert made == again
    assert made != other


def test_nothing_is_wrong_with_it(examined: Examined):
    assert [p for p in examined.problems if p.severity is not Severity.INFO] == []


def test_every_kind_is_there(examined: Examined):
    assert {record.kind for record in examined.corpus.records.values()} == set(BY_NAME)


def test_every_shape_of_task_is_there(examined: Examined, schemas: Schemas):
    assert {task["shape"] for task in examined.corpus.of("task")} == options(schemas, "task", "shape")


def test_everything_happens_that_can_happen(examined: Examined, schemas: Schemas):
    happened = {event["type"] for rollout in examined.corpus.of("rollout") for event in rollout.get("events", ())}
    assert happened == options(schemas, "rollout", "events", 0, "type")
    assert happened == {kind for story in STORIES for kind in story}


def test_some_of_it_is_not_for_the_public_and_some_has_no_deadline(tmp_path: Path):
    invent(tmp_path / "records", 1_000, SEED)
    corpus = check(tmp_path / "records").corpus
    assert any("internal_note" in record.data for record in corpus.records.values())
    assert any(record.get("visibility") == "noi-bo" for record in corpus.records.values())
    assert any(task["shape"] == "mot-lan" and "due" not in task.data for task in corpus.of("task"))
    assert {task["recurrence"]["every"] for task in corpus.of("task") if "recurrence" in task.data} >= {
        "tuan",
        "thang",
        "nam",
        "su-kien",
    }


def test_no_province_or_person_is_real(examined: Examined):
    provinces = {record.id: record.get("sample") for record in examined.corpus.of("province")}
    assert provinces == {"tinh-mau-01": True, "trung-uong": True}
    assert not any("name" in directive["signer"] for directive in examined.corpus.of("directive"))
