"""What git says of the records folder. Facts only: object ids, dates, who is the same author; never names or messages.

One walk over the first parents answers every question about the past: what stood on the published branch, and since
when. Dates in git are claims; a step is never dated before the one it stands on.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from generator.catalog.refused import RefusedError
from generator.history.memory import Memory
from generator.model import OFFICE_TIME, Source, Text
from generator.read.source import MAX_BYTES, Reader, collect, nothing, on_disk, passed_over


class HistoryError(RefusedError):
    """The question cannot be answered from this repository."""


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
    REPLACED = "replaced"
    """Someone put other objects in the place of some on this machine; they are not looked at."""


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that a register was read from; ``changed`` says that the files on disk are not (all) in it."""

    id: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One file in one step: its path below the records folder, and its blob before and after (empty: not there)."""

    path: str
    before: str
    after: str
    was: str = ""
    """The earlier path, when git takes it for the same file under another name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One state of the branch, made by one commit (a merge counts as what it brought in)."""

    id: str
    on: date
    """The day on which it entered the branch, in office time; not before the day of the step that it stands on."""
    committed: int
    authored: int
    """What the commit itself claims, in seconds since 1970."""
    author: str
    """The same for the same author; nothing can be read from it."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """One commit of a series, as it describes itself."""

    id: str
    committed: int
    authored: int
    author: str
    merge: bool
    changes: tuple[Change, ...]
    """What differs from its first parent; of a merge that is what the other branch brought in."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of a branch, oldest first, and why they may not be all."""

    steps: tuple[Step, ...]
    flaws: tuple[Flaw, ...]

    @property
    def whole(self) -> bool:
        """Whether the first step is the first that there was."""
        return not {Flaw.SHALLOW, Flaw.GRAFTED} & set(self.flaws)


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

SHA1 = 40
"""Digits of an object id in the usual repositories; the others have SHA-256."""
DISK = "disk"
"""Stands for the blob of a file that is not committed as it is."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_STEPS = "steps-2"
LINK = "link"
"""Stands for the blob of what is no regular file: a symbolic link, another repository."""
_IRREGULAR = ("120000", "160000")


def commit(records: Path) -> Commit | None:
    """Return the commit checked out where the records stand; None outside a repository or before its first commit."""
    try:
        with opened(records) as repository:
            return Commit(repository.resolve("HEAD"), repository.changed())
    except HistoryError:
        return None


@contextmanager
def opened(records: Path) -> Iterator[Repository]:
    """Open the repository in which the records stand."""
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
        memory = Memory(Path(repo.common_dir) / "generator")
        try:
            yield Repository(repo, records, memory)
        except git.GitError as error:
            told = _first_line(str(getattr(error, "stderr", error)))
            raise HistoryError("git-failed", records=records, told=told) from error
        finally:
            memory.close()


class Repository:
    """A repository, asked about one folder of records."""

    def __init__(self, repo: Any, records: Path, memory: Memory) -> None:
        self._git = repo.git
        self.memory = memory
        self._common = Path(repo.common_dir)
        self.records = records
        self.shown = records.as_posix()
        """The records folder as the user named it."""
        root = Path(repo.working_tree_dir or records).resolve()
        inside = records.resolve().relative_to(root).as_posix()
        self.inside = "" if inside == "." else f"{inside}/"
        """The records folder below the root of the repository, with a slash at its end; empty for the root itself."""
        self.beside = "".join(self.inside.rpartition("/")[0].rpartition("/")[:2])
        """The folder in which the records folder stands, in the same form."""

    # which state

    def resolve(self, name: str) -> str:
        """Return the commit id that a revision names, or a day (YYYY-MM-DD): the last step of the branch by its end."""
        if _DAY.fullmatch(name):
            return self._by(name)
        found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", check=False)
        if not found:
            raise HistoryError("revision-unknown", name=name)
        return found.decode().strip()

    def _by(self, day: str) -> str:
        try:
            last = date.fromisoformat(day)
        except ValueError as error:
            raise HistoryError("day-unreal", day=day) from error
        found = [step.id for step in self.walk().steps if step.on <= last]
        if not found:
            raise HistoryError("register-not-begun", day=day)
        return found[-1]

    def changed(self) -> bool:
        """Whether the files on disk are not all as committed."""
        return bool(self._ask("status", "--porcelain", "--untracked-files=all", "--", *self._only()))

    def flaws(self) -> tuple[Flaw, ...]:
        """Name what makes this copy's history something else than what happened."""
        found = []
        if (self._common / "shallow").is_file():
            found.append(Flaw.SHALLOW)
        if (self._common / "info" / "grafts").is_file():
            found.append(Flaw.GRAFTED)
        if self._ask("for-each-ref", "--count=1", "refs/replace/"):
            found.append(Flaw.REPLACED)
        return tuple(found)

    def common(self, one: str, other: str) -> str:
        """Return the last commit that two histories share."""
        found = self._ask("merge-base", one, other, check=False).decode().split()
        if not found:
            shallow = Flaw.SHALLOW in self.flaws()
            raise HistoryError("histories-apart", shallow=_SHALLOW if shallow else Text("", ""))
        return found[0]

    # what stood there

    def source(self, commit_id: str) -> Source:
        """Return the records folder as a commit has it, with the problems that a checkout of it would have."""
        entries = list(self.files(commit_id))
        contents = self.contents(blob for _, _, blob in entries)
        return collect(self.shown, self._records(entries, contents))

    def files(self, commit_id: str, *paths: str) -> Iterator[tuple[str, str, str]]:
        """Yield (path below the records folder, mode, blob) of each file of a commit, or of some of them."""
        only = [self.inside + path for path in paths] or self._only()
        listed = self._ask("ls-tree", "-r", "-z", "--full-tree", commit_id, "--", *only)
        for entry in listed.split(b"\0"):
            if entry:
                facts, _, path = entry.partition(b"\t")
                mode, _, blob = facts.decode().split()
                yield self._below(path), mode, blob

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of blobs; of one that is too large for a record, just enough to see that it is."""
        wanted = "\n".join(dict.fromkeys(blobs)).encode()
        sizes = dict(self._sizes(wanted))
        small = [blob for blob, size in sizes.items() if size <= MAX_BYTES]
        found = {blob: bytes(MAX_BYTES + 1) for blob in sizes.keys() - set(small)}
        answer = memoryview(self._ask("cat-file", "--batch", given="\n".join(small).encode())) if small else b""
        start = 0
        for blob in small:  # each: a line "<id> blob <size>", the bytes, a line break
            start += len(blob) + len(f" blob {sizes[blob]}\n")
            found[blob] = bytes(answer[start : start + sizes[blob]])
            start += sizes[blob] + 1
        return found

    def _sizes(self, wanted: bytes) -> Iterator[tuple[str, int]]:
        for line in self._ask("cat-file", "--batch-check", given=wanted).decode().splitlines() if wanted else ():
            blob, kind, *size = line.split()
            if kind == "blob":
                yield blob, int(size[0])

    @staticmethod
    def _records(
        entries: Iterable[tuple[str, str, str]], contents: Mapping[str, bytes]
    ) -> Iterator[tuple[str, Reader]]:
        """Yield what could be a record, as reading a checkout of it would."""
        strange: set[str] = set()
        for path, mode, blob in entries:
            *folders, name = path.split("/")
            if any(passed_over(folder, folder=True) for folder in folders):
                continue
            depth = next((i for i, folder in enumerate(folders) if not folder.isprintable()), None)
            if depth is not None:
                strange.add("/".join(folders[: depth + 1]))
            elif mode in _IRREGULAR:
                yield path, nothing
            elif not passed_over(name, folder=False):
                yield path, partial(contents.get, blob)
        for folder in sorted(strange):
            yield folder, lambda: None

    # what happened

    def walk(self, tip: str = "HEAD") -> Timeline:
        """Return every step of a branch that touched the records (or the schemas beside them), in one walk."""
        chain = self._ask("rev-list", "--first-parent", "--reverse", "--end-of-options", tip).decode().split()
        known = self._remembered(chain)
        steps = []
        last = date.min
        for commit_id in chain:
            committed, authored, author, _, changes = known[commit_id]
            last = max(last, day_of(committed))
            if changes:
                steps.append(Step(commit_id, last, committed, authored, author, tuple(Change(*c) for c in changes)))
        return Timeline(tuple(steps), self.flaws())

    def between(self, base: str, tip: str) -> list[Made]:
        """Return every commit of a series, those of merged branches included; each after those it stands on."""
        chain = self._ask("rev-list", "--reverse", "--topo-order", "--end-of-options", tip, f"^{base}").decode().split()
        return [
            Made(commit_id, committed, authored, author, parents > 1, tuple(Change(*change) for change in changes))
            for commit_id, (committed, authored, author, parents, changes) in self._remembered(chain).items()
        ]

    def made(self, commit_id: str) -> Made:
        """Return one commit as it describes itself."""
        (committed, authored, author, parents, changes) = self._remembered([commit_id])[commit_id]
        return Made(commit_id, committed, authored, author, parents > 1, tuple(Change(*change) for change in changes))

    def brought(self, step: Step) -> list[Made]:
        """Return the commits that a step brought to the branch: itself, or those of the branch that it merged."""
        own = self.made(step.id)
        return self.between(f"{step.id}^1", step.id) if own.merge else [own]

    def parted(self, start: str) -> tuple[list[Step], list[Step]]:
        """Return the steps up to a revision, or to the end of a day, and those after it."""
        steps = self.walk().steps
        if _DAY.fullmatch(start):
            older = {step.id for step in steps if step.on.isoformat() <= start}
        else:
            chain = self._ask("rev-list", "--first-parent", "HEAD", f"^{self.resolve(start)}").decode().split()
            older = {step.id for step in steps} - set(chain)
        return [step for step in steps if step.id in older], [step for step in steps if step.id not in older]

    def touched(self, base: str, tip: str) -> list[str]:
        """Return every path of the whole repository that differs between two commits."""
        raw = self._ask("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--end-of-options", base, tip)
        return [os.fsdecode(path) for path in raw.split(b"\0") if path]

    def commits_on_schemas(self, start: str, tip: str) -> list[tuple[str, str]]:
        """Return (commit, first parent) of the steps after ``start`` that touched the schemas beside the records."""
        excluded = [f"^{start}"] if start else []
        only = f":(top,literal){self.beside}schemas/"
        told = self._ask("rev-list", "--first-parent", "--reverse", "--parents", tip, *excluded, "--", only).decode()
        return [(ids[0], self.resolve(f"{ids[0]}^1")) for line in told.splitlines() if len(ids := line.split()) > 1]

    def schemas(self, commit_id: str) -> dict[str, bytes]:
        """Return the schemas that stand beside the records at a commit, by file name."""
        listed = self._ask("ls-tree", "-z", "--full-tree", commit_id, "--", f"{self.beside}schemas/")
        blobs = {}
        for entry in listed.split(b"\0"):
            facts, _, path = entry.partition(b"\t")
            if path.endswith(b".schema.json"):
                blobs[os.fsdecode(path).rpartition("/")[2]] = facts.decode().split()[2]
        contents = self.contents(blobs.values())
        return {name: contents[blob] for name, blob in sorted(blobs.items())}

    def compare(self, base: str, tip: str) -> list[Change]:
        """Return what differs between two commits; no file is taken for another one under a new name."""
        raw = self._ask("diff-tree", *_RAW, "--no-renames", "--end-of-options", base, tip, "--", *self._only())
        return [change for _, change in self._changes(raw)]

    def compare_disk(self, base: str) -> list[Change]:
        """Return what differs between a commit and the files on disk; blobs on disk have no id but ``DISK``."""
        raw = self._ask("diff-index", *_RAW[:2], *_RAW[4:], "--no-renames", base, "--", *self._only())
        found = [
            replace(change, after=DISK) if change.after not in ("", LINK) else change
            for _, change in self._changes(raw)
            if not self._same(change)  # git looks at the clock of a file, not into it
        ]
        new = self._ask("ls-files", "--others", "-z", "--full-name", "--", *self._only()).split(b"\0")
        return [*found, *(Change(self._below(path), "", DISK) for path in new if path)]

    def _same(self, change: Change) -> bool:
        """Whether a file on disk has the bytes that it had."""
        data = on_disk(self.records, change.path)() if change.before and change.after not in ("", LINK) else None
        if data is None or len(data) > MAX_BYTES:
            return False
        made = (hashlib.sha1 if len(change.before) == SHA1 else hashlib.sha256)(b"blob %d\0" % len(data) + data)
        return made.hexdigest() == change.before

    def _remembered(self, commits: list[str]) -> dict[str, Any]:
        return self.memory.of(f"{_STEPS} {self.inside}", commits, self._facts)

    def _facts(self, commits: list[str]) -> Iterator[tuple[str, Any]]:
        """Yield what is to be remembered of commits: dates, author, and what differs from the first parent."""
        given = "\n".join(commits).encode()
        claims: dict[str, tuple[int, int, str, int]] = {}
        lines: list[str] = []
        told = self._ask("rev-list", "--no-walk=unsorted", "--stdin", f"--format={_FORMAT}", given=given)
        for line in told.decode("utf-8", "replace").split("\n"):
            if line.startswith(">"):
                commit_id, parents, committed, authored, email = line[1:].split("\t", 4)
                author = hashlib.sha256(email.strip().lower().encode()).hexdigest()[:16]
                claims[commit_id] = (_number(committed), _number(authored), author, len(parents.split()))
                lines.append(" ".join([commit_id, *parents.split()[:1]]))
        raw = self._ask("diff-tree", "--stdin", "--root", *_RAW, "--", *self._only(), given="\n".join(lines).encode())
        changes: dict[str, list[Change]] = {}
        for commit_id, change in self._changes(raw):
            changes.setdefault(commit_id, []).append(change)
        for commit_id, claim in claims.items():
            yield commit_id, [*claim, [astuple(change) for change in changes.get(commit_id, ())]]

    def _changes(self, raw: bytes) -> Iterator[tuple[str, Change]]:
        """Yield the changes in git's raw form, each with the commit named before it (if any is)."""
        commit_id = ""
        pieces = iter(raw.split(b"\0"))
        for piece in pieces:
            if not piece.startswith(b":"):
                commit_id = piece.decode().strip()
                continue
            before_mode, after_mode, before, after, status = piece[1:].decode().split()
            was = path = self._below(next(pieces))
            if status[0] in "RC":
                path = self._below(next(pieces))
            before, after = (_blob(mode, blob) for mode, blob in ((before_mode, before), (after_mode, after)))
            yield commit_id, Change(path, before, after, was if status[0] == "R" else "")

    def _below(self, path: bytes) -> str:
        return os.fsdecode(path).removeprefix(self.inside)

    # asking git

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


_FORMAT = ">%H%x09%P%x09%ct%x09%at%x09%ae"
_RAW = ("--raw", "-z", "-r", "-M", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none")


def day_of(seconds: int) -> date:
    """Return the day of a moment in office time; a claim beyond the calendar becomes its end."""
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(OFFICE_TIME).date()
    except (ValueError, OverflowError, OSError):
        return date.max if seconds > 0 else date.min


def _blob(mode: str, blob: str) -> str:
    return LINK if mode in _IRREGULAR else blob if mode.strip("0") else ""


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:  # a commit that git itself could not date
        return 0


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
