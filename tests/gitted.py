"""Registers in real git repositories, with pinned dates: every commit is made on the day that the test says."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import REGISTER
from tests.hostile import Register, encoded

QUIET = {
    "GIT_AUTHOR_NAME": "Người-Ghi", "GIT_AUTHOR_EMAIL": "nguoi-ghi@invalid",
    "GIT_COMMITTER_NAME": "Người-Ghi", "GIT_COMMITTER_EMAIL": "nguoi-ghi@invalid",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "maintenance.auto", "GIT_CONFIG_VALUE_0": "false",
}  # fmt: skip
MESSAGE = "lời-nhắn-khi-ghi"
"""The message of every commit; no page may hold it, nor the name or the address of who committed."""


def anew(source: Path, folder: Path) -> Path:
    """Make a folder what another one is: of an older copy, only what differs by now is taken away and copied again."""
    known, there = _listed(source), _listed(folder)
    for path in sorted(there, reverse=True):
        if there[path] != known.get(path):
            own = folder / path
            own.rmdir() if own.is_dir() and not own.is_symlink() else own.unlink()
            del there[path]
    folder.mkdir(exist_ok=True)
    for path in sorted(known.keys() - there.keys()):
        own = source / path
        (folder / path).mkdir() if own.is_dir() else shutil.copy2(own, folder / path)
    return folder


def _listed(folder: Path, below: str = "") -> dict[str, tuple[int, ...]]:
    """Return what is in a folder, by path: nothing of folders; of all else its mode, its size and its time."""
    found: dict[str, tuple[int, ...]] = {}
    for entry in os.scandir(folder / below) if folder.exists() else ():
        told, path = entry.stat(follow_symlinks=False), f"{below}{entry.name}"
        inner = entry.is_dir(follow_symlinks=False)
        found[path] = () if inner else (told.st_mode, told.st_size, told.st_mtime_ns)
        found |= _listed(folder, f"{path}/") if inner else {}
    return found


class Repo:
    """A repository with a register in its folder ``records``."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.records = folder / "records"
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", "--template=")
        shutil.copy(REGISTER.with_name("register.toml"), folder)

    def git(self, *arguments: str, **environment: str) -> str:
        run = subprocess.run(
            ["git", *arguments], cwd=self.root, env={**os.environ, **QUIET, **environment}, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        return run.stdout.strip()

    def put(self, path: str, data: dict[str, Any] | bytes | None) -> None:
        """Write a record, or take it away."""
        target = self.records / path
        if data is None:
            target.unlink()
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else encoded(data))

    def commit(self, day: str, changed: Register | None = None) -> str:
        """Write records and commit all that is there, at noon of a day."""
        for path, data in (changed or {}).items():
            self.put(path, data)
        self.git("add", "--all")
        when = f"{day}T12:00:00+07:00"
        self.git("commit", "--quiet", "--allow-empty", "-m", MESSAGE, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
        return self.git("rev-parse", "HEAD")

    def copy(self, folder: Path) -> Repo:
        """Return a repository of its own, with all that is in this one; an older copy is laid anew."""
        return self._at(anew(self.root, folder))

    def clone(self, folder: Path, *options: str) -> Repo:
        self.git("clone", "--quiet", *options, self.root.as_uri(), str(folder))
        return self._at(folder)

    @staticmethod
    def _at(folder: Path) -> Repo:
        other = Repo.__new__(Repo)
        other.root, other.records = folder, folder / "records"
        return other
