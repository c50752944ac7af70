"""``register.toml``: every slip in it is told with file, line, key and what to do; the catalogue's examples among them."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from generator.build import check, check_register, office
from generator.catalog import entries
from generator.cli import USAGE, main
from generator.model import Problem, Severity
from generator.resources import STARTER
from tests.conftest import REGISTER
from tests.test_workflows import workflow

CODES = tuple(code for code, entry in entries().items() if entry.topic == "office")
SOUND = REGISTER.with_name("register.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(REGISTER, tmp_path_factory.mktemp("register") / "records")


def told(records: Path, text: str | None) -> list[Problem]:
    path = records.with_name("register.toml")
    path.unlink(missing_ok=True)
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return office(records, check(records))[1]


def shown(problem: Problem) -> str:
    return (
        f"{problem.where.line}:{problem.where.column}: {problem.message.vi} {problem.hint.vi if problem.hint else ''}"
    )


@pytest.mark.parametrize("code", CODES)
def test_the_examples_of_the_catalogue(code: str, records: Path) -> None:
    entry = entries()[code]
    bad = told(records, None if code == "office-missing" else entry.bad.lstrip("\n"))
    assert code in [problem.code for problem in bad]
    assert {problem.code for problem in bad} <= set(CODES)
    for problem in bad:
        assert problem.severity is entries()[problem.code].severity
        assert problem.message.en
        assert "{" not in problem.message.vi + problem.message.en
    assert told(records, entry.good.lstrip("\n")) == []


def test_a_sound_file_names_the_register(records: Path) -> None:
    assert told(records, SOUND) == []
    names = check_register(records)[1]
    assert names.title == "Sổ theo dõi tỉnh Mẫu"
    assert names.shared == ("trung-uong",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Sổ theo dõi tỉnh Mẫu"\n', "", ["1:1: Tệp này thiếu trường «Tên sổ» (title)."]),
        ("title =", "titel =", ["1:1: Không có trường nào tên là “titel” ở đây. Có phải là «Tên sổ» (title)?"]),
        ('"Sổ theo dõi tỉnh Mẫu"', "7", ["1:9: «Tên sổ» (title) phải là chữ"]),
        ('"Sổ theo dõi tỉnh Mẫu"', '"<b>Sổ</b>"', ["1:9: «Tên sổ» (title) không dùng được các ký tự: < >"]),
        ("urn:uuid:6f1c", "6f1c", ["6:11: «Mã nguồn tin» (feed_id): “6f1c"]),
        ("https://tinh", "http://tinh", ["7:14: «Kho dữ liệu» (repository): “http://tinh-mau.example/so” không hợp lệ."]),
        ('["trung-uong"]', '["trung-ung"]', ["8:10: «Bản ghi dùng chung»"]),
        ('["trung-uong"]', '["trung-uong"', ["9:1: Chỗ này không đúng cách viết TOML"]),
        ("office = ", "office ", ["3:8: Chỗ này không đúng cách viết TOML"]),
        ('office = "', 'title = "', ["3:35: Chỗ này không đúng cách viết TOML"]),
    ],
)  # fmt: skip
def test_every_slip_is_told_where_it_stands(records: Path, old: str, new: str, said: list[str]) -> None:
    assert old in SOUND
    found = [shown(problem) for problem in told(records, SOUND.replace(old, new, 1))]
    assert len(found) == len(said), found
    for sentence, expected in zip(found, said, strict=True):
        assert sentence.startswith(expected), sentence


def test_all_slips_at_once_and_with_those_of_the_records(records: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(records, tmp_path / "records")
    (broken / "tinh-mau" / "province" / "tinh-mau.yaml").write_text("id: [\n", encoding="utf-8")
    (tmp_path / "register.toml").write_text('title = 1\noffice = ""\ncolour = "x"\n', encoding="utf-8")
    problems = check_register(broken)[0].problems
    own = [problem for problem in problems if problem.where.path.endswith("register.toml")]
    assert len(own) == 5
    assert {problem.where.line for problem in own} == {1, 2, 3}
    assert all(problem.hint for problem in own)
    assert any(
        problem.where.path.endswith("tinh-mau.yaml") and problem.severity is Severity.ERROR for problem in problems
    )


def test_bytes_that_are_no_text(records: Path) -> None:
    records.with_name("register.toml").write_bytes(SOUND.encode("utf-16"))
    (found,) = office(records, check(records))[1]
    assert found.code == "office-syntax"


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_the_workflows_of_a_register_run_its_own_verbs_and_the_same_actions(name: str) -> None:
    text = (STARTER / ".github" / "workflows" / name).read_text(encoding="utf-8")
    verbs = set(re.findall(r"(?m)^([a-z]+):.*## ", (STARTER / "Makefile").read_text(encoding="utf-8")))
    parts = yaml.safe_load(text)
    assert parts["permissions"] == {}
    allowed = {
        step["uses"]
        for name in ("check.yml", "publish.yml")
        for job in workflow(name)["jobs"].values()
        for step in job["steps"]
        if "uses" in step
    }
    for job in parts["jobs"].values():
        for step in job["steps"]:
            assert (
                step["uses"] in allowed
                if "uses" in step
                else step["run"].split()[:2] in [["make", verb] for verb in verbs]
            )
            assert "${{" not in step.get("run", "")
    assert "secrets" not in text


@pytest.mark.parametrize(
    "code", ["answers-missing", "engine-unsaid", "engine-unread", "province-unread", "folder-full"]
)
def test_what_init_refuses(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it does instead is tried with the wheel: here there is no version, and no national record may be read."""
    monkeypatch.chdir(tmp_path)
    words = shlex.split(entries()[code].bad.rpartition(") ")[2])
    if code == "folder-full":
        (tmp_path / "so").mkdir()
        (tmp_path / "so" / "x").touch()
        words = ["generator", "init", "so"]
    before = sorted(tmp_path.rglob("*"))
    assert main(words[1:]) == USAGE
    assert f" [{code}]\n" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
