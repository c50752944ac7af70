"""CODEOWNERS is what its configuration says, and everybody named there is in the register."""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import ROOT

TEAM = re.compile(r"@[a-z0-9-]+/[a-z0-9-]+")


def owners(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / "owners.py", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of a checkout as the program looks at."""
    (tmp_path / ".github").mkdir()
    for name in ("owners.toml", "CODEOWNERS"):
        shutil.copy(ROOT / ".github" / name, tmp_path / ".github" / name)
    for name in ("records", "schemas"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def rules() -> list[tuple[str, str]]:
    lines = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" ")) for line in lines if not line.startswith("#")]  # type: ignore[misc]


def owner(path: str) -> str:
    """Who is asked about a file: of the patterns used here, the last that matches."""
    found = ""
    for pattern, team in rules():
        if not pattern.startswith("/"):
            hit = fnmatch.fnmatch(path.rpartition("/")[2], pattern)
        elif pattern.endswith("/"):
            depth = pattern.count("/") - 1
            hit = fnmatch.fnmatch("/".join(path.split("/")[:depth]), pattern.strip("/")) and path.count("/") >= depth
        else:
            hit = path.count("/") == pattern.count("/") - 1 and fnmatch.fnmatch(path, pattern.removeprefix("/"))
        found = team if hit else found
    return found.rpartition("/")[2]


def test_it_is_in_step_with_its_configuration() -> None:
    ran = owners(ROOT, "--check")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    first = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# Do scripts/owners.py viết từ .github/owners.toml (make owners): sửa ở đó, không sửa ở đây."


def test_owners_are_teams_never_persons() -> None:
    assert [team for _, team in rules() if not TEAM.fullmatch(team)] == []


@pytest.mark.parametrize(
    ("path", "team"),
    [
        ("generator/build.py", "ky-thuat"), ("schemas/task.schema.json", "luoc-do"), ("generator/kinds.py", "luoc-do"),
        (".github/workflows/check.yml", "van-hanh"), (".github/CODEOWNERS", "van-hanh"), ("scripts/comment.py", "van-hanh"),
        (".mailmap", "van-hanh"), ("records/vi-du/.gitattributes", "van-hanh"), ("requirements.txt", "van-hanh"),
        ("records/trung-uong/document/x.yaml", "bien-tap"), ("records/tinh-moi/task/x.yaml", "bien-tap"),
        ("records/tra-vinh/task/x.yaml", "tra-vinh"), ("records/vi-du/finding/x.yaml", "vi-du"),
        ("records/vi-du/agency/vi-du-so-noi-vu.yaml", "vi-du-so-noi-vu"), ("records/vi-du/agency/vi-du-so-y-te.yaml", "vi-du"),
        ("records/vi-du/rollout/vi-du-1-1a-t1-so-noi-vu.yaml", "vi-du-so-noi-vu"),
        ("records/vi-du/submission/vi-du-1-1a-t1-so-noi-vu-2026-03.yaml", "vi-du-so-noi-vu"),
        ("records/vi-du/rating/vi-du-diem-2026-so-noi-vu.yaml", "vi-du"),
        ("records/vi-du/verification/x.yaml", "xac-minh"), ("records/tra-vinh/verification/x.yaml", "xac-minh"),
        ("docs/du-lieu/gone.json", "van-hanh"), ("docs/gioi-thieu/index.md", "ky-thuat"),
    ],
)  # fmt: skip
def test_who_is_asked(path: str, team: str) -> None:
    assert owner(path) == team


def test_every_record_has_an_owner_and_no_record_only_the_owners_of_the_code() -> None:
    paths = [path.relative_to(ROOT).as_posix() for path in (ROOT / "records").glob("*/*/*.yaml")]
    assert len(paths) > 1000
    assert {owner(path) for path in paths[::50]} & {"", "ky-thuat"} == set()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('bac-ninh = "bac-ninh"', 'bac-nin = "bac-ninh"', "[provinces] bac-nin: không có tỉnh này trong sổ"),
        ('tra-vinh = "tra-vinh"', '"../schemas" = "x"', "[provinces] ../schemas: không có tỉnh này trong sổ"),
        ("vi-du-so-noi-vu =", "vi-du-so-noi-v =", "[agencies] vi-du-so-noi-v: không có cơ quan này trong sổ"),
        ("verification =", "verificaton =", "[kinds] verificaton: không có loại bản ghi này"),
        ('"xac-minh"', '"@mot-nguoi"', "'@mot-nguoi': chỉ ghi tên tổ chức hoặc tên nhóm, chữ thường, số và gạch nối"),
        ('"to-chuc-chua-dat"\n\n', '"x\\n* @y"\n\n', "'x\\n* @y': chỉ ghi tên tổ chức hoặc tên nhóm, chữ thường, số và gạch nối"),
        ('records = "bien-tap"', 'record = "bien-tap"', "[teams] phải có đúng: code, schemas, workflows, records"),
    ],
)  # fmt: skip
def test_who_is_not_in_the_register_is_refused(checkout: Path, old: str, new: str, told: str) -> None:
    path = checkout / ".github" / "owners.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    before = (checkout / ".github" / "CODEOWNERS").read_bytes()
    for arguments in ((), ("--check",)):
        ran = owners(checkout, *arguments)
        assert (ran.returncode, ran.stdout) == (1, f".github/owners.toml: {told}\n")
    assert (checkout / ".github" / "CODEOWNERS").read_bytes() == before


def test_out_of_step_is_told_and_put_right(checkout: Path) -> None:
    path = checkout / ".github" / "CODEOWNERS"
    known = path.read_bytes()
    for wrong in (known + b"* @x/y\n", b"", None):
        path.write_bytes(wrong) if wrong is not None else path.unlink()
        ran = owners(checkout, "--check")
        assert ran.returncode == 1
        assert "chạy `make owners`" in ran.stdout
        assert owners(checkout).returncode == 0
        assert path.read_bytes() == known
