"""What git says of the records folder. Facts only: object ids and committer dates, never names or messages of people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that a register was read from; ``changed`` says that the files on disk are not (all) in it."""

    id: str
    changed: bool


def commit(records: Path) -> Commit | None:
    """Return the commit checked out where the records stand; None outside a repository or before its first commit."""
    import git  # noqa: PLC0415 - starting GitPython costs as much as a small build

    try:
        with git.Repo(records, search_parent_directories=True) as repo:
            if not repo.head.is_valid():
                return None
            root = Path(repo.working_tree_dir or records)
            inside = records.resolve().relative_to(root.resolve()).as_posix()
            changed = bool(repo.git.status("--porcelain", "--untracked-files=all", "--", inside))
            return Commit(repo.head.commit.hexsha, changed)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError, ValueError):
        return None
