"""Read the records folder from disk. Only regular files; nothing is followed, nothing is executed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from generator.catalog import problem
from generator.model import Position, Problem, Source, SourceFile

MAX_BYTES = 256 * 1024
"""A record is a page of text; a larger file is a mistake or an attack."""


def read(root: Path, shown: str | None = None) -> Source:
    """Read every ``.yaml`` file below ``root`` in a fixed order.

    Symbolic links, devices and oversized files become problems, never content.
    """
    shown = shown or root.as_posix()
    files: list[SourceFile] = []
    problems: list[Problem] = []
    pending = [""]
    while pending:
        folder = pending.pop()
        with os.scandir(root / folder) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_symlink():
                    problems.append(problem("file-not-regular", Position(f"{shown}/{path}")))
                elif entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith("."):
                        pending.append(path)
                elif path.endswith(".yaml"):
                    data = _read_file(root / path)
                    if data is None:
                        problems.append(problem("file-not-regular", Position(f"{shown}/{path}")))
                    elif len(data) > MAX_BYTES:
                        problems.append(problem("file-too-large", Position(f"{shown}/{path}"), limit=MAX_BYTES // 1024))
                    else:
                        files.append(SourceFile(path, data))
                elif not entry.name.startswith(".") and entry.name != "README.md":
                    problems.append(problem("file-unknown", Position(f"{shown}/{path}")))
    files.sort(key=lambda file: file.path)
    return Source(shown, tuple(files), tuple(problems))


def _read_file(path: Path) -> bytes | None:
    """Return at most MAX_BYTES + 1 bytes of a regular file, None for anything else (a FIFO would block)."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        return file.read(MAX_BYTES + 1)
