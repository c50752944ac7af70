"""What happened to the records folder. Facts only: object ids, dates, who is the same author; never names or messages.

One walk over the first parents answers every question about the past: what stood on the published branch, and since
when. Dates in git are claims; a step is never dated before the one it stands on.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from generator.history.git import Flaw, HistoryError, asked
from generator.history.memory import Memory
from generator.history.tree import RAW, FileChange, Tree
from generator.model import OFFICE_TIME

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_STEPS = "steps-5"
_FORMAT = ">%H%x09%P%x09%ct%x09%at%x09%ae%x09%an%x09%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x1f)"
_MAILBOX = re.compile(r"([^<>\x1f]*)<([^<>\x1f]*)>")


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that a register was read from; ``changed`` says that the files on disk are not (all) in it."""

    id: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One state of the branch, made by one commit (a merge counts as what it brought in)."""

    id: str
    on: date
    """The day on which it entered the branch, in office time; a wrong claim is bounded by those before and after it."""
    below: date
    """The day of the commit that it stands on, as far as its own claim can be believed."""
    committed: int
    authored: int
    """What the commit itself claims, in seconds since 1970."""
    author: str
    """Who made it, and with whom: the same for the same people; no name or address can be read from it."""
    changes: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """One commit of a series, as it describes itself."""

    id: str
    committed: int
    authored: int
    author: str
    merge: bool
    changes: tuple[FileChange, ...]
    """What differs from its first parent; of a merge that is what the other branch brought in."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of a branch, oldest first, and why they may not be all."""

    steps: tuple[Step, ...]
    flaws: tuple[Flaw, ...]
    last: date = date.min
    """The day of the last commit, whether or not it touched the records."""

    @property
    def whole(self) -> bool:
        """Whether the first step is the first that there was."""
        return not {Flaw.SHALLOW, Flaw.GRAFTED} & set(self.flaws)


def commit(records: Path) -> Commit | None:
    """Return the commit checked out where the records stand; None outside a repository or before its first commit.

    Raises HistoryError for a repository that git does not trust: its register has a history, that nobody here may read.
    """
    try:
        with opened(records) as repository:
            return Commit(repository.resolve("HEAD"), repository.changed())
    except HistoryError as error:
        if error.problem.code == "git-refused":
            raise
        return None


@contextmanager
def opened(records: Path, today: date = date.max) -> Iterator[Repository]:
    """Open the repository in which the records stand; no commit was made after ``today``, whatever it claims."""
    with asked(records) as repo:
        memory = Memory(Path(repo.common_dir) / "generator")
        repository = Repository(repo, records, memory, today)
        try:
            yield repository
        finally:
            repository.close()
            memory.close()


class Repository(Tree):
    """Follows commits; what was learnt of one is remembered."""

    def __init__(self, repo: Any, records: Path, memory: Memory, today: date = date.max) -> None:
        super().__init__(repo, records)
        self.memory = memory
        self.today = today

    def resolve(self, name: str) -> str:
        """Return the commit id that a revision names, or a day (YYYY-MM-DD): the last step of the branch by its end."""
        if _DAY.fullmatch(name):
            return self._by(name)
        return self.commit(name)

    def _by(self, day: str) -> str:
        try:
            last = date.fromisoformat(day)
        except ValueError as error:
            raise HistoryError("day-unreal", day=day) from error
        found = [step.id for step in self.walk().steps if step.on <= last]
        if not found:
            raise HistoryError("register-not-begun", day=day)
        return found[-1]

    def walk(self, tip: str = "HEAD") -> Timeline:
        """Return every step of a branch that touched the records (or the schemas beside them), in one walk."""
        chain = self._ask("rev-list", "--first-parent", "--reverse", "--end-of-options", tip).decode().split()
        known = self._remembered(chain)
        steps = []
        below = date.min
        days = believed([day_of(known[commit_id][0]) for commit_id in chain], self.today)
        for commit_id, day in zip(chain, days, strict=True):
            committed, authored, author, _, changes = known[commit_id]
            if changes:
                found = tuple(FileChange(*change) for change in changes)
                steps.append(Step(commit_id, day, below, committed, authored, author, found))
            below = day
        return Timeline(tuple(steps), self.flaws, below)

    def between(self, base: str, tip: str) -> list[Made]:
        """Return every commit of a series, those of merged branches included; each after those it stands on."""
        if base == tip:
            return []
        chain = self._ask("rev-list", "--reverse", "--topo-order", "--end-of-options", tip, f"^{base}").decode().split()
        return list(self._made(chain))

    def made(self, commit_id: str) -> Made:
        """Return one commit as it describes itself."""
        return next(self._made([commit_id]))

    def _made(self, commits: list[str]) -> Iterator[Made]:
        for commit_id, (committed, authored, author, parents, changes) in self._remembered(commits).items():
            found = tuple(FileChange(*change) for change in changes)
            yield Made(commit_id, committed, authored, author, parents > 1, found)

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

    def commits_on(self, start: str, tip: str, *paths: str) -> list[tuple[str, str]]:
        """Return (commit, first parent) of the steps after ``start`` that touched paths beside the records; none: anything else."""
        if start == tip:
            return []
        excluded = [f"^{start}"] if start else []
        only = [f":(top,literal){self.beside}{path}" for path in paths] or [
            ":(top)",
            f":(top,exclude,literal){self.inside}",
        ]
        told = self._ask("rev-list", "--first-parent", "--reverse", "--parents", tip, *excluded, "--", *only).decode()
        return [(ids[0], self.resolve(f"{ids[0]}^1")) for line in told.splitlines() if len(ids := line.split()) > 1]

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
                commit_id, parents, committed, authored, email, name, others = line[1:].split("\t", 6)
                people = [(email, name), *((mail, own) for own, mail in _MAILBOX.findall(others))]
                author = " ".join(
                    f"{_key(_plain(mail))}:{_key(' '.join(own.split()).casefold())}" for mail, own in people
                )
                claims[commit_id] = (_number(committed), _number(authored), author, len(parents.split()))
                lines.append(" ".join([commit_id, *parents.split()[:1]]))
        raw = self._ask("diff-tree", "--stdin", "--root", *RAW, "--", *self._only(), given="\n".join(lines).encode())
        changes: dict[str, list[FileChange]] = {}
        for commit_id, change in self._changes(raw):
            changes.setdefault(commit_id, []).append(change)
        for commit_id, claim in claims.items():
            yield commit_id, [*claim, [astuple(change) for change in changes.get(commit_id, ())]]


def _plain(email: str) -> str:
    """Return an address without what is written after a plus, and without its case."""
    own, at, host = email.strip().casefold().rpartition("@")
    return f"{own.partition('+')[0]}{at}{host}"


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def believed(claims: list[date], today: date) -> list[date]:
    """Return the day of each commit of a branch, none before the one below it.

    Most claims agree on an order: those that do not (and those of a day that has not come) are wrong, and such a commit
    was made between its neighbours. Where as many agree with one as with another, what was published first stands.
    """
    kept = _agreeing(claims, today)
    latest = []
    following = today
    for place in reversed(range(len(claims))):
        following = claims[place] if place in kept else following
        latest.append(following)
    days = []
    last = date.min
    for claim, bound in zip(claims, reversed(latest), strict=True):
        last = max(last, min(claim, bound))
        days.append(last)
    return days


def _agreeing(claims: list[date], today: date) -> set[int]:
    """Return the places of the longest series of days in which none comes before the one below it."""
    tails: list[date] = []
    """By length, the earliest day that a series of it can end with; ``ends``: its place."""
    ends: list[int] = []
    below = dict.fromkeys(range(len(claims)), -1)
    longest = -1
    for place, claim in enumerate(claims):
        if claim > today:
            continue
        length = bisect_right(tails, claim)
        below[place] = ends[length - 1] if length else -1
        longest = place if length == len(tails) else longest
        tails[length : length + 1], ends[length : length + 1] = [claim], [place]
    kept = set()
    while longest >= 0:
        kept.add(longest)
        longest = below[longest]
    return kept


def day_of(seconds: int) -> date:
    """Return the day of a moment in office time; a claim beyond the calendar becomes its end."""
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(OFFICE_TIME).date()
    except (ValueError, OverflowError, OSError):
        return date.max if seconds > 0 else date.min


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:  # a commit that git itself could not date
        return 0
