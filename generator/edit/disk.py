"""Shell: record files found where people name them, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.edit.fix import Fixed, fix
from generator.model import SourceFile
from generator.read.source import read
from generator.schema import Shape


def fix_files(paths: Sequence[Path], shapes: Mapping[str, Shape], *, write: bool) -> Iterator[Fixed]:
    """Lay out every record file among the paths and below them; ``shapes`` is by kind. Without ``write`` only look.

    Each file is replaced in one step, and only if nobody changed it meanwhile.
    """
    for folder, names in _folders(paths):
        source = read(folder)
        chosen = [problem for problem in source.problems if names is None or Path(problem.where.path).name in names]
        yield from (Fixed(problem.where.path, b"", left="không đọc", problems=(problem,)) for problem in chosen)
        for file in source.files:
            if names is None or file.path in names:
                yield _fix_file(folder / file.path, file, shapes, write=write)


def _folders(paths: Sequence[Path]) -> Iterator[tuple[Path, set[str] | None]]:
    """Yield folders to read, each once, with the names of the files that were asked for (None: everything below)."""
    files: dict[Path, set[str]] = {}
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield path, None
        else:
            files.setdefault(path.parent, set()).add(path.name)
    yield from files.items()


def _fix_file(path: Path, file: SourceFile, shapes: Mapping[str, Shape], *, write: bool) -> Fixed:
    shape = shapes.get(path.absolute().parent.name)
    if shape is None:
        return Fixed(path.as_posix(), file.data, left="không nằm ở records/<tỉnh>/<loại>/<mã>.yaml")
    fixed = fix(path.as_posix(), file.data, shape)
    if write and fixed.after is not None and not replace(path, fixed.before, fixed.after):
        return Fixed(fixed.path, fixed.before, left="tệp vừa bị thay đổi hoặc không ghi được")
    return fixed


def replace(path: Path, before: bytes, after: bytes) -> bool:
    """Replace a file in one step; False, and nothing done, if it does not hold ``before`` any more or cannot be."""
    try:
        fresh = _beside(path, after)
    except OSError:
        return False
    try:
        if path.is_symlink() or path.read_bytes() != before:
            return False
        fresh.chmod(path.stat().st_mode & 0o777)
        fresh.replace(path)
    except OSError:
        return False
    finally:
        fresh.unlink(missing_ok=True)
    return True


def create(path: Path, data: bytes) -> None:
    """Make a new file and the folders it needs; all of it or nothing, and never over another (FileExistsError)."""
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = _beside(path, data)
        try:
            fresh.chmod(0o644)
            _settle(fresh, path, data)
        finally:
            fresh.unlink(missing_ok=True)
    except BaseException:
        for folder in missing:
            if folder.exists() and not any(folder.iterdir()):
                folder.rmdir()
        raise


def _settle(fresh: Path, path: Path, data: bytes) -> None:
    try:
        os.link(fresh, path)  # unlike a rename, never over a file that is there
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with path.open("xb") as file:
            file.write(data)


def _beside(path: Path, data: bytes) -> Path:
    """Write a file under a hidden name in the same folder, which no reader of records takes for one."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return Path(name)
