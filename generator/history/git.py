"""Asking git about the records folder. Nothing that a repository holds is run, and nothing is fetched or written."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.catalog.refused import RefusedError
from generator.model import Text


class HistoryError(RefusedError):
    """The question cannot be answered from this repository."""


REFUSED = "dubious ownership"
"""What git says of a repository that belongs to another user, where nobody has said that it is safe."""
LACKING = "lazy fetching disabled"
"""What git says where a partial copy lacks what was asked for: nothing is fetched for a question."""
_SHALLOW = Text(
    " (bản sao này là bản sao nông: lấy đủ lịch sử bằng git fetch --unshallow)",
    " (this copy is a shallow one: fetch the rest by git fetch --unshallow)",
)


class Flaw(StrEnum):
    """What a copy of a repository can lack, or pretend."""

    SHALLOW = "shallow"
    """A copy without the older commits: every file seems to have been made by the oldest one that is left."""
    GRAFTED = "grafted"
    """Someone gave commits other parents on this machine."""
    SPARSE = "sparse"
    """A checkout of a part of the files: the folder holds less than the commit."""
    REPLACED = "replaced"
    """Someone put other objects in the place of some on this machine; they are not looked at."""


_INERT = {
    "GIT_CONFIG_COUNT": "6",
    "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": "false",
    "GIT_CONFIG_KEY_1": "core.hooksPath", "GIT_CONFIG_VALUE_1": os.devnull,
    "GIT_CONFIG_KEY_2": "safe.bareRepository", "GIT_CONFIG_VALUE_2": "explicit",
    "GIT_CONFIG_KEY_3": "log.showSignature", "GIT_CONFIG_VALUE_3": "false",
    "GIT_CONFIG_KEY_4": "diff.renameLimit", "GIT_CONFIG_VALUE_4": "2000",
    "GIT_CONFIG_KEY_5": "core.quotePath", "GIT_CONFIG_VALUE_5": "false",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
}  # fmt: skip
"""Settings of a repository can name programs to run; none is run for a question about its state."""


@contextmanager
def asked(records: Path) -> Iterator[Any]:
    """Give the repository in which the records stand to who asks it; what git refuses to answer is a HistoryError."""
    try:
        import git  # noqa: PLC0415 - starting GitPython costs as much as a small build
    except ImportError as error:  # it finds no git program
        raise HistoryError("git-missing") from error
    try:
        repo = git.Repo(records.resolve(), search_parent_directories=True)
    except git.GitError as error:  # no repository, or one that git will not touch
        raise HistoryError("git-outside", records=records) from error
    with repo:
        repo.git.update_environment(**_INERT)
        try:
            repo.git.rev_parse("--git-dir")  # what it refuses altogether is no missing revision
            yield repo
        except git.GitError as error:
            told = _first_line(str(getattr(error, "stderr", error)).removeprefix("stderr: "))
            if LACKING in told:
                raise HistoryError("object-missing", records=records, id="?") from error
            if REFUSED in told:
                raise HistoryError("git-refused", records=records) from error
            raise HistoryError("git-failed", records=records, told=told) from error


class Git:
    """A repository, asked about one folder of records."""

    def __init__(self, repo: Any, records: Path) -> None:
        self._git = repo.git
        self._common = Path(repo.common_dir)
        self._named: dict[str, str] = {}
        self.records = records
        self.shown = records.as_posix()
        """The records folder as the user named it."""
        root = Path(repo.working_tree_dir or records).resolve()
        inside = records.resolve().relative_to(root).as_posix()
        self.inside = "" if inside == "." else f"{inside}/"
        """The records folder below the root of the repository, with a slash at its end; empty for the root itself."""
        self.beside = "".join(self.inside.rpartition("/")[0].rpartition("/")[:2])
        """The folder in which the records folder stands, in the same form."""

    @cached_property
    def _objects(self) -> Any:
        """A git that is asked for one object after the other, for as long as the repository is open."""
        return self._git.execute(["git", "cat-file", "--batch"], istream=subprocess.PIPE, as_process=True)

    def close(self) -> None:
        """End what was started."""
        if "_objects" in self.__dict__:
            self._objects.communicate()

    def commit(self, name: str) -> str:
        """Return the commit id that a revision names; what it named first it names until the repository is opened anew."""
        if name not in self._named:
            self._named[name] = self._resolved(name)
        return self._named[name]

    def _resolved(self, name: str) -> str:
        own = name.startswith("HEAD") or re.fullmatch("[0-9a-f]{40,64}", name)
        for place in ("",) if own else ("refs/heads/", "refs/remotes/", ""):  # a tag of that name comes with any fetch
            kind, found = self.named(f"{place}{name}^{{commit}}")
            if kind == "commit":
                return found
        raise HistoryError("revision-unknown", name=name)

    def named(self, revision: str) -> tuple[str, str]:
        """Return what git understands by some words, its kind and its id (empty: nothing), from who is asked anyway."""
        if "\n" in revision:
            return "", ""
        ask, answer = self._objects.stdin, self._objects.stdout
        ask.write(f"{revision}\n".encode())
        ask.flush()
        told = re.fullmatch(rb"([0-9a-f]{40,64}) ([a-z]+) ([0-9]+)\n", answer.readline())
        if told is None:
            return "", ""
        answer.read(int(told[3]) + 1)
        return told[2].decode(), told[1].decode()

    def tree(self, commit_id: str) -> str:
        """Return the id of all that a commit holds."""
        return self._ask("rev-parse", "--verify", "--end-of-options", f"{commit_id}^{{tree}}").decode().strip()

    def publications(self) -> str:
        """Return the chain of publications as the tags ``cong-bo/N`` have it, a line each; whoever signed them git can tell."""
        told = self._ask("for-each-ref", "--sort=version:refname", "--format=%(contents:subject)", "refs/tags/cong-bo/")
        return told.decode("utf-8", "replace")

    def common(self, one: str, other: str) -> str:
        """Return the last commit that two histories share."""
        if one == other:
            return one
        found = self._ask("merge-base", one, other, check=False).decode().split()
        if not found:
            shallow = Flaw.SHALLOW in self.flaws
            raise HistoryError("histories-apart", shallow=_SHALLOW if shallow else Text("", ""))
        return found[0]

    @cached_property
    def flaws(self) -> tuple[Flaw, ...]:
        """Name what makes this copy's history something else than what happened."""
        found = []
        if (self._common / "shallow").is_file():
            found.append(Flaw.SHALLOW)
        if (self._common / "info" / "grafts").is_file():
            found.append(Flaw.GRAFTED)
        if self.sparse():
            found.append(Flaw.SPARSE)
        if self._ask("for-each-ref", "--count=1", "refs/replace/"):
            found.append(Flaw.REPLACED)
        return tuple(found)

    def sparse(self) -> bool:
        """Whether files of the records folder are left out of the checkout on purpose, or git is told not to look at them."""
        listed = self._ask("ls-files", "-v", "-z", "--", *self._only())
        return any(entry[:1] == b"S" or entry[:1].islower() for entry in listed.split(b"\0"))

    def _only(self) -> list[str]:
        return [f":(top,literal){self.inside}"] if self.inside else []

    def _ask(self, *arguments: str, given: bytes | None = None, check: bool = True) -> bytes:
        """Run a plumbing command of git and return what it says; with ``given`` on its standard input."""
        with tempfile.TemporaryFile() as stream:
            if given is not None:
                stream.write(given + b"\n")
                stream.seek(0)
            answer: bytes = self._git.execute(
                ["git", *arguments],
                istream=stream if given is not None else None,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
                with_exceptions=check,
            )
        return answer or b""

    def _below(self, path: bytes) -> str:
        return os.fsdecode(path).removeprefix(self.inside)


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
