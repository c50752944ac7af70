"""What an earlier build made and this one would make again, byte for byte: it is taken over, not made.

Beside a tree that was written stands a list: of what the tree as a whole was made, of which value each file was made
that is made of one value alone (``model.Composed``), and what came of it. Two things are compared, and nothing is kept by
hand: the arguments of ``publish``, whole, and the values that files are written from, whole. A list that is torn,
foreign or of another engine, and a file that is not as it was written, count as missing. Whoever can write both the
list and the tree can write the tree itself; so the list goes with the tree, and is never taken from elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from generator.model import Composed, Content, content
from generator.resources import INSTALLED, PACKAGE, ROOT

LISTING = "made.json"
Inputs = Mapping[str, Mapping[str, str]]
"""What a tree was made of: by sort (``records``, ``day`` …), what each of its parts is, or the digest of that."""


COUNTED = ("bản ghi", "trang viết tay")
SORTS = {
    "records": "bản ghi", "pages": "trang viết tay", "names": "tên sổ hoặc lời của báo cáo", "day": "ngày tính đến", "today": "ngày hôm nay",
    "commit": "lần ghi (commit)", "history": "lịch sử của bản ghi", "audience": "người xem", "place": "thư mục bản ghi",
}  # fmt: skip
"""The inputs of a build, in words; of some each is named that differs."""
NAMED = 3
NOTHING_CHANGED = "không có gì đổi"


class Ledger:
    """The list beside a tree."""

    def __init__(self, listing: Path, tree: Path) -> None:
        self._list, self._tree = listing, tree
        self._by = engine()
        self.inputs, self._known = _read(listing)
        """What the tree was made of that stands there now; nothing, if that is not known."""
        self._fresh: dict[str, list[str]] = {}

    @property
    def of_this_engine(self) -> bool:
        """Whether the engine that made the tree is the one that runs."""
        return self.inputs.get("engine") == {"": self._by}

    def stands(self, inputs: Inputs) -> int:
        """Return how many files the tree has, if all were made of these inputs and are as they were made; else 0."""
        if not self._known or self.inputs != {**inputs, "engine": {"": self._by}}:
            return 0
        whole = all(_as_made(self._tree / path, made) is not None for path, (_, made) in self._known.items())
        return len(self._known) if whole else 0

    def why(self, inputs: Inputs) -> str:
        """Say in words in what these inputs are not those of the tree that stands there."""
        if not self.inputs:
            return "chưa có lần dựng trước"
        said = [] if self.of_this_engine else ["chương trình đã khác"]
        for sort, words in SORTS.items():
            was, now = self.inputs.get(sort, {}), inputs.get(sort, {})
            differing = {
                "thêm": sorted(now.keys() - was.keys()),
                "bớt": sorted(was.keys() - now.keys()),
                "sửa": sorted(own for own in was.keys() & now.keys() if was[own] != now[own]),
            }
            if words in COUNTED:
                said += [f"{verb} {len(own)} {words} ({_named(own)})" for verb, own in differing.items() if own]
            elif was != now:
                said.append(f"{words} đã khác")
        return ", ".join(said) or "tệp đã dựng không còn như khi dựng"

    def make(self, path: str, value: Content) -> bytes:
        """Return the content of a file: taken over, if it is made of one value, and was made of the same."""
        of, data = "", None
        if isinstance(value, Composed):
            own = value.value()
            of = digest(f"{value.write.__module__}.{value.write.__qualname__}", own)
            was, made = self._known.get(path, ("", ""))
            if was == of and self.of_this_engine:
                data = _as_made(self._tree / path, made)
            data = value.write(own) if data is None else data
        else:
            data = content(value)
        self._fresh[path] = [of, _digest(data)]
        return data

    def remember(self, inputs: Inputs) -> None:
        """Write the list, once the tree that it tells of is in place."""
        told = {"inputs": {**inputs, "engine": {"": self._by}}, "files": self._fresh}
        text = json.dumps(told, indent=0, sort_keys=True)
        with suppress(OSError):  # where it cannot be written, the next build makes all of it
            self._list.write_text(f"{_digest(text.encode())}\n{text}", encoding="ascii")


def _named(names: list[str]) -> str:
    shown = [PurePosixPath(name).stem for name in names[:NAMED]]
    return ", ".join(shown) + (", …" if len(names) > NAMED else "")


def _read(listing: Path) -> tuple[dict[str, dict[str, str]], dict[str, tuple[str, str]]]:
    """Return what a list says; nothing of one that is not as it was written."""
    try:
        seal, _, text = listing.read_bytes().partition(b"\n")
        if seal.decode() != _digest(text):
            return {}, {}
        found = json.loads(text)
        return found["inputs"], {path: (of, made) for path, (of, made) in found["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}, {}


def _as_made(path: Path, digest_: str) -> bytes | None:
    """Return a file that is as it was written; None of any other."""
    try:
        data = path.read_bytes() if not path.is_symlink() else b""
    except OSError:
        return None
    return data if _digest(data) == digest_ else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class _Sink:
    """Where a pickle goes that is wanted for its digest alone."""

    def __init__(self) -> None:
        self.made = hashlib.sha256()
        self.write = self.made.update


def digest(*values: Any) -> str:
    """Return a digest of values, to the last field. It is another one for any that differ; sets may differ from themselves."""
    sink = _Sink()
    pickler = pickle.Pickler(sink, protocol=5)
    pickler.fast = True  # equal texts are equal, whether or not they are one object
    pickler.dump(values)
    return sink.made.hexdigest()


@cache
def engine() -> str:
    """Return a digest of the program: its code, templates, texts and schemas, Python, and which libraries are installed."""
    made = hashlib.sha256(sys.version.encode())
    for name, path in _code():
        made.update(b"\0" + name.encode(errors="surrogateescape") + b"\0" + path.read_bytes())
    made.update("\n".join(installed()).encode(errors="surrogateescape"))
    return made.hexdigest()


def _code() -> Iterator[tuple[str, Path]]:
    for folder in (PACKAGE,) if INSTALLED else (PACKAGE, ROOT / "schemas"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.parent.name != "__pycache__":
                yield path.relative_to(folder).as_posix(), path


def installed() -> list[str]:
    """Return name and version of every library that is installed, as its folder is called."""
    folders = (Path(place) for place in dict.fromkeys(sys.path) if Path(place).is_dir())
    return sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
