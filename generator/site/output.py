"""Write a Site into a folder: all of it or nothing, only what changed, and never over files that are not ours.

The new tree is made beside the old one (unchanged files are hard links to the old ones, so they keep their time and
cost no space) and then takes its place in one step. A run that is killed leaves the last whole tree. Every tree lists
its own files; a folder that holds anything else is someone's work and is refused.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from generator.catalog.refused import RefusedError, why
from generator.model import Content, Text, content

MANIFEST = ".generator"
"""The list of a tree's files. Its name begins with a dot, so that MkDocs does not publish it."""
_HEADING = "Thư mục này do chương trình ghi và được thay toàn bộ ở lần dựng sau. Các tệp của nó:"
_LITTER = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What a desktop leaves in every folder that it shows."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def claim(out: Path, *inputs: Path) -> Path:
    """Return the real path of a folder that may be replaced: missing, empty, or holding nothing but our own files.

    Neither it nor anything above or below it may be one of the ``inputs``.
    """
    try:
        real = out.resolve()
        for kept in (path.resolve() for path in inputs):
            if real.is_relative_to(kept) or kept.is_relative_to(real):
                raise RefusedError("folder-input", out=out, kept=kept)
        if real.exists() and not real.is_dir():
            raise RefusedError("folder-unusable", out=out, why=Text("không phải là thư mục", "not a folder"))
        foreign = next(_foreign(real), None) if real.exists() else None
    except (OSError, RuntimeError) as error:  # unreadable; links that lead in a circle
        raise RefusedError("folder-unusable", out=out, why=why(error)) from error
    if foreign is not None:
        raise RefusedError("folder-foreign", out=out, found=foreign)
    return real


def write(site: Mapping[str, Content], out: Path) -> tuple[int, int]:
    """Make ``out`` hold exactly the files of the site; return (written, unchanged)."""
    named, out = out, claim(out)
    fresh = _beside(out, "new")
    with alone(out.parent, named):
        _recover(out)
        _remove(fresh)
        _make(fresh, named)
        written = 0
        made: set[Path] = set()
        for path, value in site.items():
            if path.startswith("/") or ".." in PurePosixPath(path).parts:
                message = f"not a path below the output folder: {path!r}"
                raise ValueError(message)
            data = content(value)
            target = fresh / path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            written += _put(out / path, target, data)
        _exchange_trees(fresh, out)
    return written, len(site) - written


def replace(fresh: Path, out: Path) -> None:
    """Put a finished tree in the place of another; ``out`` is at no moment half old and half new."""
    named, out = out, claim(out, fresh)
    with alone(out.parent, named):
        _recover(out)
        _exchange_trees(fresh.resolve(), out)


def _exchange_trees(fresh: Path, out: Path) -> None:
    old = _beside(out, "old")
    _remove(old)
    paths = sorted(path for path in _files(fresh) if path != MANIFEST)
    _put(out / MANIFEST, fresh / MANIFEST, "\n".join([_HEADING, *paths, ""]).encode(errors="surrogateescape"))
    if not out.exists():
        fresh.rename(out)
        return
    if not _exchange(fresh, out):
        out.rename(old)
        try:
            fresh.rename(out)
        except OSError:  # on another file system, for one
            old.rename(out)
            raise
    _remove(fresh)
    _remove(old)


def _beside(out: Path, suffix: str) -> Path:
    return out.with_name(f".{out.name}.{suffix}")


def _make(folder: Path, named: Path) -> None:
    """Make a folder; where that fails, the place that was named is no good."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = why(error)
        made = Text(f"không tạo được thư mục này ({told.vi})", f"this folder cannot be made ({told.en})")
        raise RefusedError("folder-unusable", out=named, why=made) from error


def _files(folder: Path, below: str = "") -> Iterator[str]:
    """Yield the path of everything in a folder that is not itself a folder; links are not followed."""
    with os.scandir(folder / below) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder, f"{path}/")
            else:
                yield path


def _foreign(folder: Path) -> Iterator[str]:
    """Yield the files of a folder that its own list does not name."""
    known: frozenset[str] = frozenset()
    manifest = folder / MANIFEST
    if manifest.is_file():
        first, *paths = manifest.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
        known = frozenset((MANIFEST, *paths)) if first == _HEADING else known
    for path in _files(folder):
        if path not in known and path.rpartition("/")[2] not in _LITTER:
            yield path


@contextmanager
def alone(folder: Path, named: Path) -> Iterator[None]:
    """Keep other runs out of a folder: two at once would mix their trees. Without file locks, trust."""
    _make(folder, named)
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RefusedError("folder-busy", out=named) from error
        except OSError:
            pass  # a file system without locks
        yield
    finally:
        os.close(handle)


def _recover(out: Path) -> None:
    """Where the exchange in one step is missing, a kill between two renames leaves the old tree aside."""
    old = _beside(out, "old")
    if old.exists() and not out.exists():
        old.rename(out)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (Linux renameat2); False where the system or file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(function(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _put(before: Path, target: Path, data: bytes) -> bool:
    """Make a file with some content; keep the one from before when it is the same. Return whether it was written."""
    if not _same(before, data):
        try:
            target.write_bytes(data)
        except OSError as error:  # a full disk names no file
            error.filename = error.filename or str(target)
            raise
        return True
    try:
        os.link(before, target)
    except OSError:  # a file system without hard links
        shutil.copy2(before, target)
    return False


def _same(path: Path, data: bytes) -> bool:
    try:
        status = path.lstat()
        return stat.S_ISREG(status.st_mode) and status.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
