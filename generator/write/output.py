"""Write a Site into a folder: all of it or nothing, and only what changed.

The new tree is made beside the old one (unchanged files are hard links to the old ones, so they keep their time and
cost no space) and then takes its place in one step. A run that is killed leaves the last whole tree.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.publish.site import Content, content

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def write(site: Mapping[str, Content], out: Path) -> tuple[int, int]:
    """Make ``out`` hold exactly the files of the site; return (written, unchanged)."""
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(f".{out.name}.new")
    old = out.with_name(f".{out.name}.old")
    _recover(out, old)
    _remove(fresh)
    written = 0
    made: set[Path] = set()
    for path, value in site.items():
        target, before = fresh / path, out / path
        data = content(value)
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        if _same(before, data):
            _keep(before, target)
        else:
            target.write_bytes(data)
            written += 1
    replace(fresh, out)
    return written, len(site) - written


def replace(fresh: Path, out: Path) -> None:
    """Put a finished tree in the place of another; ``out`` is at no moment half old and half new."""
    old = out.with_name(f".{out.name}.old")
    _remove(old)
    if not out.exists():
        fresh.rename(out)
        return
    if not _exchange(fresh, out):
        out.rename(old)
        fresh.rename(out)
    _remove(fresh)
    _remove(old)


def _recover(out: Path, old: Path) -> None:
    """Where the exchange in one step is missing, a kill between two renames leaves the old tree aside."""
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


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _keep(before: Path, target: Path) -> None:
    try:
        os.link(before, target)
    except OSError:  # a file system without hard links
        shutil.copy2(before, target)


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
