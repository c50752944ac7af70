"""Write a Site into a folder: all of it or nothing, only what changed, and never over files that are not ours.

The new tree is made beside the old one (unchanged files are hard links to the old ones, so they keep their time and
cost no space) and then takes its place in one step. A run that is killed leaves the last whole tree. Every tree lists
its own files; a folder that holds anything else is someone's work and is refused.

The tree that has been replaced stays aside (``.NAME.kept/tree``), and the next one is made of it: folders stay, and only
files that differ are touched. It counts for nothing: a file of it is taken only if it is the very file of the tree in
place. It may be deleted at any time.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from generator.catalog.refused import RefusedError, why
from generator.model import Content, Text
from generator.site.made import LISTING, Inputs, Ledger

MANIFEST = ".generator"
"""The list of a tree's files. Its name begins with a dot, so that MkDocs does not publish it."""
KEPT = "kept"
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


def write(site: Mapping[str, Content], out: Path, inputs: Inputs = MappingProxyType({})) -> tuple[int, int]:
    """Make ``out`` hold exactly the files of the site, made of these ``inputs``; return (written, unchanged)."""
    named, out = out, claim(out)
    kept = _beside(out, KEPT)
    with alone(out.parent, named):
        _recover(out)
        _make(kept, named)
        aside = _Aside(kept / "tree", out)
        known = Ledger(kept / LISTING, out)
        written = 0
        for path, value in site.items():
            if path.startswith("/") or ".." in PurePosixPath(path).parts:
                message = f"not a path below the output folder: {path!r}"
                raise ValueError(message)
            written += aside.put(path, known.make(path, value))
        aside.finish()
        _exchange_trees(aside.tree, out, site)
        known.remember(inputs)
    return written, len(site) - written


def last(out: Path) -> Ledger:
    """Return what is known of how a tree was made."""
    out = out.resolve()
    return Ledger(_beside(out, KEPT) / LISTING, out)


class _Aside:
    """The tree beside the one in place, on its way to be the next one."""

    def __init__(self, tree: Path, out: Path) -> None:
        self.tree, self._out = tree, out
        self._device = tree.parent.stat().st_dev
        if tree.is_symlink() or not tree.is_dir():
            _remove(tree)
            tree.mkdir()
        self._files: dict[str, int] = {}
        """What is left of it from before: regular files with their numbers."""
        self._folders: dict[str, bool] = {"": True}
        """Its folders, and whether the next tree has them."""
        self._look("")

    def _look(self, below: str) -> None:
        with os.scandir(self.tree / below) as entries:
            for entry in entries:
                path = f"{below}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    self._folders[f"{path}/"] = False
                    self._look(f"{path}/")
                elif entry.is_file(follow_symlinks=False):
                    self._files[path] = entry.inode()
                else:
                    (self.tree / path).unlink()

    def put(self, path: str, data: bytes) -> bool:
        """Give the next tree a file; that in place, if it is the same. Return whether it was written."""
        before, target = self._out / path, self.tree / path
        same = _same(before, data)
        self._enter(path)
        there = self._files.pop(path, None)
        if there is not None:
            if same is not None and (same.st_dev, same.st_ino) == (self._device, there):
                return False
            target.unlink()
        elif f"{path}/" in self._folders:
            _remove(target)
            self._files = {name: own for name, own in self._files.items() if not name.startswith(f"{path}/")}
            self._folders = {name: has for name, has in self._folders.items() if not name.startswith(f"{path}/")}
        return _put(before, target, data, same=same is not None)

    def _enter(self, path: str) -> None:
        """Make the folders of a file; what else is at such a place goes."""
        folder = path[: path.rfind("/") + 1]
        if self._folders.get(folder):
            return
        self._enter(folder[:-1])
        if folder not in self._folders:
            if self._files.pop(folder[:-1], None) is not None:
                (self.tree / folder[:-1]).unlink()
            (self.tree / folder).mkdir()
        self._folders[folder] = True

    def finish(self) -> None:
        """Take away what the next tree does not have."""
        for path in self._files:
            (self.tree / path).unlink()
        for path in sorted((path for path, has in self._folders.items() if not has), reverse=True):
            (self.tree / path).rmdir()


def replace(fresh: Path, out: Path) -> None:
    """Put a finished tree in the place of another; ``out`` is at no moment half old and half new."""
    named, out = out, claim(out, fresh)
    with alone(out.parent, named):
        _recover(out)
        fresh = fresh.resolve()
        _exchange_trees(fresh, out, (path for path in _files(fresh) if path != MANIFEST))
        _remove(fresh)


def _exchange_trees(fresh: Path, out: Path, paths: Iterable[str]) -> None:
    """Put a tree of these files in the place of another, which then stands in its own."""
    old = _beside(out, "old")
    _remove(old)
    listed = "\n".join([_HEADING, *sorted(paths), ""]).encode(errors="surrogateescape")
    _put(out / MANIFEST, fresh / MANIFEST, listed, same=_same(out / MANIFEST, listed) is not None)
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
        old.rename(fresh)


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


def _put(before: Path, target: Path, data: bytes, *, same: bool) -> bool:
    """Make a file with some content; keep the one from before when it is the same. Return whether it was written."""
    if not same:
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


def _same(path: Path, data: bytes) -> os.stat_result | None:
    """Return what the system says of a file that has this content; None of any other."""
    try:
        status = path.lstat()
        same = stat.S_ISREG(status.st_mode) and status.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return None
    return status if same else None


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
