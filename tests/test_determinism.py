"""The same commit and the same day give the same bytes, wherever and however the site is made."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from conftest import ONE_PROVINCE, REGISTER, lay

from generator.build import ROOT, build

AS_OF = "2024-06-01"
EPOCH = "1767225600"  # 2026-01-01: nothing in the records is of the future then
NEEDED = ("docs", "generator", "schemas", "theme", "mkdocs.yml", "pagefind.yml", "register.toml")
PINNED = {
    "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@invalid", "GIT_AUTHOR_DATE": "2024-01-01T00:00:00Z",
    "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@invalid", "GIT_COMMITTER_DATE": "2024-01-01T00:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
}  # fmt: skip


def checkout(folder: Path, *, backwards: bool) -> Path:
    """Copy what the site is made of, files created in one order or the other, and commit it."""
    places = {ROOT / name: folder / name for name in NEEDED}
    places |= {REGISTER / name: folder / "records" / name for name in ONE_PROVINCE}
    files = {
        path: target / path.relative_to(source)
        for source, target in places.items()
        for path in (source.rglob("*") if source.is_dir() else [source])
        if path.is_file() and "__pycache__" not in path.parts
    }
    for path, target in sorted(files.items(), reverse=backwards):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)  # with the time of the copy
    (folder / ".gitignore").write_text("/build\n__pycache__\n")
    for arguments in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message=x")):
        subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **PINNED}, check=True)
    return folder


def start(folder: Path, **surroundings: str) -> subprocess.Popen[str]:
    environment = {
        "PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": EPOCH,
        "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1", **surroundings,
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "site", "--as-of", AS_OF],
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def sums(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        assert not path.is_symlink()
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


@pytest.mark.slow
def test_two_builds_of_one_commit(tmp_path: Path) -> None:
    """Two folders, orders of the disk, time zones, languages and hash seeds; all three programs."""
    here = checkout(tmp_path / "a", backwards=False)
    there = checkout(tmp_path / "sổ theo dõi" / "b c", backwards=True)
    runs = [
        start(here, TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", PYTHONHASHSEED="0"),
        start(there, TZ="America/Los_Angeles", LC_ALL="C", LANG="vi_VN", PYTHONHASHSEED="4711", PYTHONUTF8="0"),
    ]
    for run in runs:
        output = run.communicate()[0]
        assert run.returncode == 0, output
    for tree in ("docs", "site"):
        one, other = sums(here / "build" / tree), sums(there / "build" / tree)
        assert len(one) > 200
        assert one.keys() == other.keys()
        assert {path for path in one if one[path] != other[path]} == set()
    data = json.loads((here / "build" / "site" / "du-lieu" / "records.json").read_text(encoding="utf-8"))
    assert data["as_of"] == AS_OF
    assert data["uncommitted_changes"] is False
    assert len(data["commit"]) == 40
    for place in (str(tmp_path), str(ROOT)):
        for path in (here / "build").rglob("*"):
            assert not path.is_file() or place.encode() not in path.read_bytes(), f"{path.name} knows where it was made"


def test_a_build_over_an_older_one_is_that_from_nothing(tmp_path: Path) -> None:
    """Nothing of yesterday stays: another day and audience first, then what is compared."""
    outs = []
    records = lay(tmp_path / "register" / "records")
    for name, before in (("new", []), ("over", [(date(2024, 2, 1), "internal")])):
        out = tmp_path / name / "docs"
        for as_of, audience in (*before, (date.fromisoformat(AS_OF), "public")):
            build(records, out, as_of, audience)
        outs.append(sums(out))
    assert outs[0] == outs[1]
