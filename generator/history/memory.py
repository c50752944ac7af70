"""What was worked out once of git's objects, kept by object id: an object never changes, so neither does what it says.

The file lies in the repository's own git folder: it is in no commit, goes with the clone, and may be deleted at any
time. Plain JSON in SQLite, so that reading it can run nothing. Where it cannot be written, all is worked out anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Make = Callable[[list[str]], Iterable[tuple[str, Any]]]
"""Works out what is missing: keys in, pairs of a key and a value that JSON can hold out."""

_BATCH = 500


class Memory:
    """Values by space (what was asked, with a version) and key (object ids)."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(exist_ok=True)
            self._file: sqlite3.Connection | None = sqlite3.connect(folder / "memory.sqlite", timeout=5)
            self._file.execute(
                "CREATE TABLE IF NOT EXISTS memory (space TEXT, key TEXT, value TEXT, PRIMARY KEY (space, key))"
                " WITHOUT ROWID"
            )
        except (OSError, sqlite3.Error):
            self._file = None

    def of(self, space: str, keys: Iterable[str], make: Make) -> dict[str, Any]:
        """Return the value of each key, in the order of the keys; what is not known yet is made, and kept."""
        wanted = list(dict.fromkeys(keys))
        known = self._read(space, wanted)
        missing = [key for key in wanted if key not in known]
        if missing:
            made = dict(make(missing))
            self._write(space, made)
            known |= made
        return {key: known[key] for key in wanted if key in known}

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def _read(self, space: str, keys: list[str]) -> dict[str, Any]:
        if self._file is None:
            return {}
        found: dict[str, Any] = {}
        try:
            for start in range(0, len(keys), _BATCH):
                some = keys[start : start + _BATCH]
                marks = ",".join("?" * len(some))
                rows = self._file.execute(
                    f"SELECT key, value FROM memory WHERE space = ? AND key IN ({marks})",  # noqa: S608 - question marks
                    (space, *some),
                )
                found.update((key, json.loads(text)) for key, value in rows if (text := _unsealed(key, value)))
        except (sqlite3.Error, ValueError):  # cut short by a full disk, or no database at all
            return {}
        return found

    def _write(self, space: str, made: dict[str, Any]) -> None:
        if self._file is None:
            return
        rows = [(space, key, _sealed(key, json.dumps(value))) for key, value in made.items()]
        try:
            with self._file:
                self._file.executemany("INSERT OR REPLACE INTO memory VALUES (?, ?, ?)", rows)
        except sqlite3.Error:  # busy, full or read-only: known for this run alone
            pass


SEAL = 16
"""Characters before each value that only this value of this key has: what was cut short or altered is made anew."""


def _sealed(key: str, text: str) -> str:
    return hashlib.sha256(f"{key} {text}".encode()).hexdigest()[:SEAL] + text


def _unsealed(key: str, value: object) -> str:
    """Return a value that is as it was written; nothing of any other."""
    text = value[SEAL:] if isinstance(value, str) else ""
    return text if text and _sealed(key, text) == value else ""
