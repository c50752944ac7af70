"""CODEOWNERS is what its configuration says; who is named there and not in the register is told, and does no harm."""

from __future__ import annotations

import fnmatch
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REGISTER

from generator.build import ROOT

TEAM = re.compile(r"@[a-z0-9-]+/[a-z0-9-]+")


def owners(cwd: Path, *arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / "owners.py", *arguments], cwd=cwd, capture_output=True, text=True,
        check=False, env={"PATH": os.environ["PATH"], **surroundings},
    )  # fmt: skip


CONFIG = """\
organisation = "to-chuc"

[teams]
code = "ky-thuat"
schemas = "luoc-do"
workflows = "van-hanh"
records = "bien-tap"

[provinces]
tinh-mau = "mau"

[kinds]
verification = "xac-minh"

[agencies.tinh-mau]
so-noi-vu = "mau-so-noi-vu"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of a checkout as the program looks at, its owners written."""
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "owners.toml").write_text(CONFIG, encoding="utf-8")
    for name, target in (("records", REGISTER), ("schemas", ROOT / "schemas")):
        (tmp_path / name).symlink_to(target)
    ran = owners(tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    return tmp_path


def rules(root: Path) -> list[tuple[str, str]]:
    lines = (root / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" ")) for line in lines if not line.startswith("#")]  # type: ignore[misc]


def owner(root: Path, path: str) -> str:
    """Who is asked about a file: of the patterns used here, the last that matches."""
    found = ""
    for pattern, team in rules(root):
        if not pattern.startswith("/"):
            hit = fnmatch.fnmatch(path.rpartition("/")[2], pattern)
        elif pattern.endswith("/"):
            depth = pattern.count("/") - 1
            hit = fnmatch.fnmatch("/".join(path.split("/")[:depth]), pattern.strip("/")) and path.count("/") >= depth
        else:
            hit = path.count("/") == pattern.count("/") - 1 and fnmatch.fnmatch(path, pattern.removeprefix("/"))
        found = team if hit else found
    return found.rpartition("/")[2]


WHO = {
    "generator/build.py": "ky-thuat", "schemas/task.schema.json": "luoc-do", "generator/kinds.py": "luoc-do",
    ".github/workflows/check.yml": "van-hanh", ".github/CODEOWNERS": "van-hanh", "scripts/comment.py": "van-hanh",
    ".mailmap": "van-hanh", "records/tinh-mau/.gitattributes": "van-hanh", "requirements.txt": "van-hanh",
    "records/trung-uong/document/x.yaml": "bien-tap", "records/tinh-moi/task/x.yaml": "bien-tap",
    "records/tinh-mau/task/x.yaml": "mau", "records/tinh-mau/finding/x.yaml": "mau",
    "records/tinh-mau/agency/tinh-mau-so-noi-vu.yaml": "mau-so-noi-vu", "records/tinh-mau/agency/tinh-mau-so-y-te.yaml": "mau",
    "records/tinh-mau/rollout/tinh-mau-1-1a-t1-so-noi-vu.yaml": "mau-so-noi-vu",
    "records/tinh-mau/submission/tinh-mau-1-1a-t1-so-noi-vu-2026-03.yaml": "mau-so-noi-vu",
    "records/tinh-mau/rating/tinh-mau-diem-2026-so-noi-vu.yaml": "mau",
    "records/tinh-mau/verification/x.yaml": "xac-minh", "records/tinh-moi/verification/x.yaml": "xac-minh",
    "docs/du-lieu/gone.json": "van-hanh", "docs/gioi-thieu/index.md": "ky-thuat",
}  # fmt: skip


def test_who_is_asked(checkout: Path) -> None:
    assert {path: owner(checkout, path) for path in WHO} == WHO
    assert [team for _, team in rules(checkout) if not TEAM.fullmatch(team)] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('tinh-mau = "mau"', '"../schemas" = "x"', "'../schemas': chỉ ghi tên tổ chức, nhóm, tỉnh hoặc cơ quan: chữ thường, số và gạch nối"),
        ("so-noi-vu =", '"*" =', "'*': chỉ ghi tên tổ chức, nhóm, tỉnh hoặc cơ quan: chữ thường, số và gạch nối"),
        ("verification =", "verificaton =", "[kinds] verificaton: không có loại bản ghi này"),
        ('"xac-minh"', '"@mot-nguoi"', "'@mot-nguoi': chỉ ghi tên tổ chức, nhóm, tỉnh hoặc cơ quan: chữ thường, số và gạch nối"),
        ('"to-chuc"', '"x\\n* @y"', "'x\\n* @y': chỉ ghi tên tổ chức, nhóm, tỉnh hoặc cơ quan: chữ thường, số và gạch nối"),
        ('records = "bien-tap"', 'record = "bien-tap"', "[teams] phải có đúng: code, schemas, workflows, records"),
        ("[agencies.tinh-mau]", "[agencies]", "[agencies]: ghi cơ quan dưới tỉnh của nó, như [agencies.tinh-mau]"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_owner_is_refused(checkout: Path, old: str, new: str, told: str) -> None:
    path = checkout / ".github" / "owners.toml"
    assert CONFIG.count(old) == 1
    path.write_text(CONFIG.replace(old, new), encoding="utf-8")
    before = (checkout / ".github" / "CODEOWNERS").read_bytes()
    for arguments in ((), ("--check",)):
        ran = owners(checkout, *arguments)
        assert (ran.returncode, ran.stdout) == (1, f".github/owners.toml: {told}\n")
    assert (checkout / ".github" / "CODEOWNERS").read_bytes() == before


def test_who_is_not_in_the_register_is_told_and_does_no_harm(checkout: Path) -> None:
    (checkout / "records").unlink()
    ran = owners(checkout, "--check")
    mend = "xóa dòng này, chạy `make owners` và gửi cả hai tệp"
    assert (ran.returncode, ran.stdout.splitlines()) == (0, [
        f".github/owners.toml:10: [provinces] tinh-mau: không có tỉnh này trong sổ; {mend}",
        f".github/owners.toml:16: [agencies.tinh-mau] so-noi-vu: không có cơ quan tinh-mau-so-noi-vu trong sổ; {mend}",
    ])  # fmt: skip
    before = (checkout / ".github" / "CODEOWNERS").read_bytes()
    ran = owners(checkout, GITHUB_ACTIONS="true")
    assert ran.stdout.startswith("::warning file=.github/owners.toml,line=10::[provinces] tinh-mau: ")
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
