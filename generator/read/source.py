"""Read the records folder from disk. Only regular files; nothing is followed, nothing is executed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.catalog import printable, problem
from generator.model import Position, Problem, Source, SourceFile

MAX_BYTES = 256 * 1024
"""A record is a page of text; a larger file is a mistake or an attack."""


def read(root: Path, shown: str | None = None) -> Source:
    """Read every ``.yaml`` file below ``root`` in a fixed order.

    Symbolic links, devices and oversized files become problems, never content; so does what cannot be read.
    """
    shown = shown or root.as_posix()
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for path, entry in _entries(root):
        found = _content(entry)
        if isinstance(found, bytes):
            files.append(SourceFile(path, found))
        else:
            safe = path if path.isprintable() else printable(path)
            where = Position(f"{shown}/{safe}" if path else shown)
            problems.append(problem(found, where, id=path.rpartition("/")[2], limit=MAX_BYTES // 1024))
    if not files and not problems:
        problems.append(problem("register-empty", Position(shown)))
    files.sort(key=lambda file: file.path)
    return Source(shown, tuple(files), tuple(problems))


def _entries(root: Path) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Yield everything that could be a record, with its path; a folder that cannot be read comes without its entry."""
    pending = [""]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            yield folder, None
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            hidden = entry.name.startswith(".")
            if entry.is_dir(follow_symlinks=False) and entry.name.isprintable():
                pending += [] if hidden else [path]
            elif entry.is_symlink() or entry.name.endswith(".yaml") or not (hidden or entry.name == "README.md"):
                yield path, entry


def _content(entry: os.DirEntry[str] | None) -> bytes | str:
    """Return the bytes of a record, or the code of the problem with it."""
    if entry is None or entry.is_symlink():
        return "file-not-regular"
    if not entry.name.isprintable():  # line breaks, terminal codes, bytes that are not UTF-8
        return "id-form"
    if not entry.name.endswith(".yaml"):
        return "file-unknown"
    data = _read_file(entry.path)
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
