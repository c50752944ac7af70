"""The files of a register, followed through the steps of a branch: which versions each of them had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.history.tree import FileChange
from generator.kinds import BY_NAME
from generator.read.source import passed_over, record_id


@dataclass(slots=True)
class Version:
    """The content of a file from one step on."""

    step: int
    blob: str
    moved_from: str = ""


@dataclass(slots=True)
class RecordFile:
    """A record and its versions, wherever it stood."""

    opening: bool
    versions: list[Version]
    away: int = 0
    """The step in which it went (they are counted from 1 here); 0: it is there."""
    gone: list[tuple[int, int]] = field(default_factory=list)


class RecordFiles:
    """The records of a register, step by step, by kind and id: one that moved, or went and came back, is the same."""

    def __init__(self) -> None:
        self.files: dict[str, RecordFile] = {}
        self.ever: dict[str, None] = {}
        self._opened: dict[str, int] = {}
        self._places: dict[str, str] = {}

    def enter(self, number: int, found: Iterable[FileChange]) -> None:
        """Note the changes of the next step."""
        own = [change for change in found if is_record(change.path)]
        for change in own:
            if not change.after and change.path in self.files:
                self.files[change.path].away = number + 1
        for change in own:
            if change.after:
                self._come(number, change.path, change.after)

    def _come(self, number: int, path: str, blob: str) -> None:
        earlier = self._known(path)
        if earlier is None:
            self._hold(number, path)
            opening = self._opened[path.partition("/")[0]] == number
            self.files[path] = RecordFile(opening, [Version(number, blob)])
            return
        file = self.files.pop(earlier)
        if file.away and file.away != number + 1:
            file.gone.append((file.away - 1, number))
        file.away = 0
        self._hold(number, path)
        self.files[path] = file
        self._version(file, number, blob, earlier, path)

    def _version(self, file: RecordFile, number: int, blob: str, earlier: str, path: str) -> None:
        before, here = earlier.partition("/")[0], path.partition("/")[0]
        if blob != file.versions[-1].blob or before != here:
            file.versions.append(Version(number, blob, before if before != here else ""))

    def _known(self, path: str) -> str | None:
        """Return the path at which a record of this id and kind stands or stood, if there was one."""
        place = self._places.get(path.partition("/")[2])
        return place if place in self.files else None

    def _hold(self, number: int, path: str) -> None:
        self._places[path.partition("/")[2]] = path
        self.ever[record_id(path)] = None
        self._opened.setdefault(path.partition("/")[0], number)


def is_record(path: str) -> bool:
    """Whether a path below the records folder is where a record can stand: province/kind/id.yaml."""
    parts = path.split("/")
    return (
        len(parts) == 3
        and parts[1] in BY_NAME
        and parts[2].endswith(".yaml")
        and not passed_over(parts[0], folder=True)
    )
