"""What a commit holds of the records folder, and what differs between two commits, or a commit and the files on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.history.git import Git, HistoryError
from generator.model import Source
from generator.read.source import MAX_BYTES, Reader, collect, nothing, on_disk, passed_over

SHA1 = 40
"""Digits of an object id in the usual repositories; the others have SHA-256."""
DISK = "disk"
"""Stands for the blob of a file that is not committed as it is."""
LINK = "link"
"""Stands for the blob of what is no regular file: a symbolic link, another repository."""
_AT_ONCE = 100
"""Blobs asked for before an answer is read: their ids fit into any pipe, so that neither side waits for the other."""
RAW = ("--raw", "-z", "-r", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none")
_IRREGULAR = ("120000", "160000")
PROGRAM = "100755"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file in one step: its path below the records folder, and its blob before and after (empty: not there).

    A file under another name is another file: which of them hold one record, their ids say.
    """

    path: str
    before: str
    after: str
    program: bool = False
    """Whether git would write it as a program that can be run, and did not before."""


class Tree(Git):
    """Reads commits, and the files on disk beside them."""

    def changed(self) -> bool:
        """Whether the files on disk are not all as committed."""
        told = self._ask("status", "--porcelain", "--untracked-files=all", "--", *self._only())
        return bool(told) or self.sparse()

    def source(self, commit_id: str) -> Source:
        """Return the records folder as a commit has it, with the problems that a checkout of it would have."""
        entries = list(self.files(commit_id))
        contents = self.contents(blob for _, mode, blob in entries if mode not in _IRREGULAR)
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
        """Return the bytes of blobs; of one that is too large for a record, just enough to see that it is.

        Raises HistoryError where this copy of the repository lacks one.
        """
        known = [blob for blob in dict.fromkeys(blobs) if blob not in (DISK, LINK)]
        found: dict[str, bytes] = {}
        for number in range(0, len(known), _AT_ONCE):
            found |= self._given(known[number : number + _AT_ONCE])
        return found

    def _given(self, blobs: list[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the bytes of a few blobs; what is no blob is left out."""
        ask, answer = self._objects.stdin, self._objects.stdout
        ask.write("".join(f"{blob}\n" for blob in blobs).encode())
        ask.flush()
        missing = ""
        for blob in blobs:  # each: a line "<id> blob <size>", the bytes, a line break
            told = answer.readline().decode().split()
            if told[1:] == ["missing"]:
                missing = missing or blob
                continue
            if not told:  # git gave up: asked alone, it says why
                self._ask("cat-file", "-e", blob)
            left = int(told[2]) + 1
            data = answer.read(min(left, MAX_BYTES + 2))
            left -= len(data)
            while left and (rest := answer.read(min(left, MAX_BYTES))):
                left -= len(rest)
            if told[1] == "blob":
                yield blob, data[: min(int(told[2]), MAX_BYTES + 1)]
        if missing:
            raise HistoryError("object-missing", records=self.records, id=missing)

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

    def schemas(self, commit_id: str) -> dict[str, bytes]:
        """Return the schemas that stand beside the records at a commit, by file name."""
        listed = self._ask("ls-tree", "-z", "--full-tree", commit_id, "--", f"{self.beside}schemas/")
        blobs = {}
        for entry in listed.split(b"\0"):
            facts, _, path = entry.partition(b"\t")
            if path.endswith(b".schema.json") and b" blob " in facts:
                blobs[os.fsdecode(path).rpartition("/")[2]] = facts.decode().split()[2]
        contents = self.contents(blobs.values())
        return {name: contents[blob] for name, blob in sorted(blobs.items())}

    def schema_trees(self, commits: Iterable[str]) -> list[str]:
        """Return the tree of the schemas that stand beside the records at each commit, in order; empty: none."""
        found = [self.named(f"{commit}:{self.beside}schemas") for commit in commits]
        return [own if kind == "tree" else "" for kind, own in found]

    def rules(self, commit_id: str, named: Iterable[str]) -> dict[str, bytes]:
        """Return the rules named, files or folders, as they stand beside the records at a commit, by path."""
        places = [f"{self.beside}{place}" for place in named]
        listed = self._ask("ls-tree", "-r", "-z", "--full-tree", commit_id, "--", *places)
        blobs = {}
        for entry in listed.split(b"\0"):
            facts, _, path = entry.partition(b"\t")
            if path.endswith((b".json", b".toml")) and b" blob " in facts:
                blobs[os.fsdecode(path)] = facts.decode().split()[2]
        contents = self.contents(blobs.values())
        return {path: contents[blob] for path, blob in blobs.items()}

    def touched(self, base: str, tip: str) -> list[str]:
        """Return every path of the whole repository that differs between two commits."""
        raw = self._ask("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--end-of-options", base, tip)
        return [os.fsdecode(path) for path in raw.split(b"\0") if path]

    def compare(self, base: str, tip: str) -> list[FileChange]:
        """Return what differs between two commits; no file is taken for another one under a new name."""
        raw = self._ask("diff-tree", *RAW, "--end-of-options", base, tip, "--", *self._only())
        return [change for _, change in self._changes(raw)]

    def compare_disk(self, base: str) -> list[FileChange]:
        """Return what differs between a commit and the files on disk; blobs on disk have no id but ``DISK``."""
        raw = self._ask("diff-index", *RAW[:2], *RAW[3:], base, "--", *self._only())
        found = [
            replace(change, after=DISK) if change.after not in ("", LINK) else change
            for _, change in self._changes(raw)
            if not self._same(change)  # git looks at the clock of a file, not into it
        ]
        new = self._ask("ls-files", "--others", "-z", "--full-name", "--", *self._only()).split(b"\0")
        return [*found, *(FileChange(self._below(path), "", DISK) for path in new if path)]

    def _same(self, change: FileChange) -> bool:
        """Whether a file on disk has the bytes that it had."""
        if change.program:
            return False
        data = on_disk(self.records, change.path)() if change.before and change.after not in ("", LINK) else None
        if data is None or len(data) > MAX_BYTES:
            return False
        made = (hashlib.sha1 if len(change.before) == SHA1 else hashlib.sha256)(b"blob %d\0" % len(data) + data)
        return made.hexdigest() == change.before

    def _changes(self, raw: bytes) -> Iterator[tuple[str, FileChange]]:
        """Yield the changes in git's raw form, each with the commit named before it (if any is)."""
        commit_id = ""
        pieces = iter(raw.split(b"\0"))
        for piece in pieces:
            if not piece.startswith(b":"):
                commit_id = piece.decode().strip()
                continue
            before_mode, after_mode, before, after, _ = piece[1:].decode().split()
            path = self._below(next(pieces))
            before, after = (_blob(mode, blob) for mode, blob in ((before_mode, before), (after_mode, after)))
            yield commit_id, FileChange(path, before, after, before_mode != after_mode == PROGRAM)


def _blob(mode: str, blob: str) -> str:
    return LINK if mode in _IRREGULAR else blob if mode.strip("0") else ""
