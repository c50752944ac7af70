"""What git says of the records folder. Facts only: object ids and committer dates, never names or messages of people."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that a register was read from; ``changed`` says that the files on disk are not (all) in it."""

    id: str
    changed: bool


_INERT = {
    "GIT_CONFIG_COUNT": "3",
    "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": "false",
    "GIT_CONFIG_KEY_1": "core.hooksPath", "GIT_CONFIG_VALUE_1": os.devnull,
    "GIT_CONFIG_KEY_2": "safe.bareRepository", "GIT_CONFIG_VALUE_2": "explicit",
    "GIT_OPTIONAL_LOCKS": "0",
}  # fmt: skip
"""Settings of a repository can name programs to run; none is run for a question about its state."""


def commit(records: Path) -> Commit | None:
    """Return the commit checked out where the records stand; None outside a repository or before its first commit."""
    try:
        import git  # noqa: PLC0415 - starting GitPython costs as much as a small build
    except ImportError:  # it finds no git program
        return None
    try:
        with git.Repo(records, search_parent_directories=True) as repo:
            if not repo.head.is_valid():
                return None
            root = Path(repo.working_tree_dir or records)
            inside = records.resolve().relative_to(root.resolve()).as_posix()
            with repo.git.custom_environment(**_INERT):
                changed = bool(repo.git.status("--porcelain", "--untracked-files=all", "--", inside))
            return Commit(repo.head.commit.hexsha, changed)
    except (git.GitError, ValueError):  # no repository, or one that git will not touch
        return None
