"""No test can use the records of this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LIVE

GIT = ["git", "-C", str(LIVE), "log"]


@pytest.mark.parametrize(
    "use",
    [
        lambda _: next(LIVE.iterdir()),
        lambda _: next(LIVE.rglob("*.yaml")),
        lambda _: (LIVE / "x" / "agency" / "x-a.yaml").read_text(encoding="utf-8"),
        lambda at: next((at / "link").iterdir()),
        lambda at: os.open(at / "link" / "records" / "x", os.O_RDONLY),
        lambda _: os.chdir(LIVE.parent) or next(Path("records").iterdir()),
        lambda _: subprocess.run([sys.executable, "-m", "generator", "check", LIVE], check=True),
        lambda _: subprocess.run([sys.executable, "-m", "generator", "check", "records"], cwd=LIVE.parent, check=True),
        lambda _: subprocess.run(GIT, check=True),
    ],
    ids=range(9),
)
def test_live_records_are_out_of_reach(use, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(LIVE)
    (tmp_path / "records").symlink_to(LIVE)
    with pytest.raises(AssertionError, match="a test uses live records"):
        use(tmp_path)
