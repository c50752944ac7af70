"""Read the records folder from disk. Only regular files; nothing is followed, nothing is executed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from generator.catalog import printable, problem
from generator.model import Position, Problem, Source, SourceFile

MAX_BYTES = 256 * 1024
"""A record is a page of text; a larger file is a mistake or an attack."""

OF_GIT = (".gitattributes", ".gitignore", ".gitmodules")
"""Hidden files that make git read, or pass over, the records beside them in another way: none may stand among them."""
Reader = Callable[[], bytes | None]
"""Gives at most MAX_BYTES + 1 bytes of a regular file, None if there is nothing of the kind."""


def read(root: Path, shown: str | None = None) -> Source:
    """Read every ``.yaml`` file below ``root`` in a fixed order.

    Symbolic links, devices and oversized files become problems, never content; so does what cannot be read.
    """
    return collect(shown or root.as_posix(), _entries(root))


def collect(shown: str, entries: Iterable[tuple[str, Reader]]) -> Source:
    """Make a Source of everything that could be a record, wherever it was found: each with its path and its content."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for path, reader in entries:
        found = _content(path, reader)
        if isinstance(found, bytes):
            files.append(SourceFile(path, found))
        else:
            where = Position(place(shown, path))
            problems.append(problem(found, where, id=path.rpartition("/")[2], near="", limit=MAX_BYTES // 1024))
    if not files and not problems:
        problems.append(problem("register-empty", Position(shown)))
    files.sort(key=lambda file: file.path)
    return Source(shown, tuple(files), tuple(problems))


def place(shown: str, path: str) -> str:
    """Return a path below a folder (empty: that of a repository) as problems show it: one line, whatever it is called."""
    safe = path if path.isprintable() else printable(path)
    return f"{shown}/{safe}" if shown and safe else shown or safe


def on_disk(root: Path, path: str) -> Reader:
    """Return what reads one file below a folder."""
    return partial(_read_file, os.fspath(root / path))


def passed_over(name: str, *, folder: bool) -> bool:
    """Whether a name is none of ours: hidden folders, and hidden files or a README that are not records."""
    hidden = name.startswith(".")
    if folder:
        return hidden
    return not name.endswith(".yaml") and (hidden or name == "README.md") and name.lower() not in OF_GIT


def nothing() -> None:
    """Stand for what is there and cannot be read: a link, a device, a folder that is closed to us."""


def _entries(root: Path) -> Iterator[tuple[str, Reader]]:
    """Yield everything that could be a record with its path; a folder that cannot be read comes with nothing."""
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            yield folder, nothing
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False) and entry.name.isprintable():
                if entry.name.endswith(".yaml"):
                    yield path, nothing
                elif not passed_over(entry.name, folder=True):
                    pending.append(path)
            elif entry.is_symlink():
                yield path, nothing
            elif not passed_over(entry.name, folder=False):
                yield path, on_disk(root, path)


def _content(path: str, reader: Reader) -> bytes | str:
    """Return the bytes of a record, or the code of the problem with it."""
    if reader is nothing:
        return "file-not-regular"
    if not path.isprintable():  # line breaks, terminal codes, bytes that are not UTF-8
        return "id-form"
    if not path.endswith(".yaml"):
        return "file-unknown"
    data = reader()
    if data is None:
        return "file-not-regular"
    return data if len(data) <= MAX_BYTES else "file-too-large"


def _read_file(path: str) -> bytes | None:
    """Return at most MAX_BYTES + 1 bytes of a regular file, None for anything else (a FIFO would block)."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            return None
        return file.read(min(facts.st_size, MAX_BYTES) + 1)


def record_id(path: str) -> str:
    """Return the id of the record at a path."""
    return path.rpartition("/")[2].removesuffix(".yaml")
