"""Shell of ``generator export`` and ``generator import``: a register is read, a workbook made or taken in, files are written."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.build import beside
from generator.catalog.refused import RefusedError
from generator.edit import disk
from generator.edit.ids import slug
from generator.edit.new import taken
from generator.examine import examine
from generator.exchange import answers
from generator.exchange.book import workbook
from generator.exchange.edited import ImportScope, Result, edited, is_ours
from generator.exchange.exported import WantedRecords, content
from generator.exchange.foreign import Import, Imported, Where, find, new_columns, others
from generator.history.git import HistoryError
from generator.history.repository import opened
from generator.publish import registers
from generator.publish.exports import rows
from generator.read import tables
from generator.read.source import read
from generator.schema import Schemas

NAME = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
KEPT = "build/import"
"""Beside the records: for each import, in their order, what stood in its files before. The last can be taken back first."""


@dataclass(frozen=True, slots=True)
class Belongs:
    """What a list is called, and what its rows belong to; empty: as it was the last time."""

    name: str = ""
    directive: str = ""
    clause: str = ""
    inspection: str = ""


class Exchange:
    """One register, read once, on a day."""

    def __init__(self, schemas: Schemas, records: Path, today: date) -> None:
        self._schemas, self._records, self._today = schemas, records, today
        self._source = read(records)
        self._examined = examine(self._source, schemas)

    def export(self, wanted: WantedRecords) -> bytes:
        """Return the workbook of some records."""
        told = not wanted.kinds or {"task", "finding"} & {*wanted.kinds}
        derived = dict(self._derived()) if told else {}
        return workbook(content(self._examined.corpus, wanted, self._today, derived))

    def _derived(self) -> Iterator[tuple[str, str]]:
        """Yield what the machine says of tasks and findings, as of the day; of an unsound register nothing."""
        if self._examined.failed:
            return
        found: dict[str, dict[str, int]] = {}
        for register in registers(self._examined, self._today, "internal"):
            for row in (*rows.duties(register), *rows.findings(register)) if register else ():
                own = found.setdefault(str(row.get("task") or row["finding"]), {})
                own[row["state_label"]] = own.get(row["state_label"], 0) + 1
        for name, labels in found.items():
            several = sum(labels.values()) > 1
            yield name, "; ".join(f"{label}: {count}" if several else label for label, count in labels.items())

    def take(self, path: Path, belongs: Belongs) -> Result | Imported:
        """Return what a file changes: a workbook of ours, else an office's own list."""
        sheets = tables.read(path.name, path.read_bytes())
        scope = ImportScope(taken(self._source, self._examined, self._remembered()), self._today.isoformat())
        if is_ours(sheets):
            return edited(sheets, self._source, self._examined, self._schemas, scope)
        self.name = belongs.name or slug(path.stem)
        if not NAME.fullmatch(self.name):
            raise RefusedError("list-name", name=self.name)
        known = answers.read(self._list(".yaml"))
        known.directive, known.clause = belongs.directive or known.directive, belongs.clause or known.clause
        known.inspection = belongs.inspection or known.inspection
        table, found = find(sheets, known.sheet)
        known.sheet = table.name if known.sheet or len(sheets) > 1 else ""
        new_columns(known, found)
        where = Where(self.name, known.directive, known.clause, self._today, known.inspection)
        work = Import(self._source, self._examined, self._schemas, scope, where)
        done = work.run(table, found, known, answers.kept(self._list(".json")))
        done.told += others(sheets, table)
        return done

    def _list(self, ending: str) -> Path:
        """Return where what is known of the list is kept."""
        return beside(self._records, f"danh-sach/{self.name}{ending}")

    def write_answers(self, done: Imported) -> Path:
        """Write the sheet of answers of a list, for the clerk to complete."""
        path = self._list(".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(done.answers.text(), encoding="utf-8")
        return path

    def write_list(self, done: Imported) -> bool:
        """Write the records of a list, and what is kept of its rows; return whether there was anything to write."""
        path, text = self._list(".json"), answers.keep(done.kept)
        before = path.read_text(encoding="utf-8") if path.is_file() else answers.keep(())
        wrote = bool(done.texts) or before != text
        if wrote:
            self.write({**done.texts, f"../danh-sach/{path.name}": text})
        return wrote

    def write(self, texts: Mapping[str, str]) -> None:
        """Write files, all or none, and keep what stood there; an import of nothing is none."""
        if not texts:
            return
        before = {path: (self._records / path).read_bytes() for path in texts if (self._records / path).is_file()}
        known = {file.path: file.data for file in self._source.files}
        stale = next((path for path, data in before.items() if path in known and known[path] != data), None)
        if stale is not None:
            raise RefusedError("file-taken", path=self._records / stale)
        kept = {
            path: {
                "truoc": base64.b64encode(before[path]).decode() if path in before else None,
                "sau": hashlib.sha256(text.encode()).hexdigest(),
            }
            for path, text in texts.items()
        }
        note = beside(self._records, KEPT) / f"{max(map(_turn, _imports(self._records)), default=0) + 1}.json"
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps(kept), encoding="utf-8")
        done: list[str] = []
        for path, text in texts.items():
            file = self._records / path
            if path in before:
                if not disk.replace(file, before[path], text.encode()):
                    break
            else:
                try:
                    disk.create(file, text.encode())
                except FileExistsError:
                    break
            done.append(path)
        else:
            return
        for path in done:
            if path in before:
                disk.replace(self._records / path, texts[path].encode(), before[path])
            else:
                (self._records / path).unlink()
        note.unlink()
        raise RefusedError("file-taken", path=self._records / path)

    def _remembered(self) -> frozenset[str]:
        try:
            with opened(self._records) as repository:
                return frozenset(change.path for step in repository.walk().steps for change in step.changes)
        except HistoryError:
            return frozenset()


def _imports(records: Path) -> list[Path]:
    """Return what is kept of the imports that can be taken back, the last one last."""
    return sorted((note for note in beside(records, KEPT).glob("*.json") if note.stem.isdecimal()), key=_turn)


def _turn(note: Path) -> int:
    return int(note.stem)


def undo(records: Path) -> tuple[list[str], list[str], int]:
    """Take back the last import that is left.

    Return the files that are as before, those that somebody has changed since, and how many imports are left.
    """
    imports = _imports(records)
    if not imports:
        raise RefusedError("import-none")
    *earlier, note = imports
    kept = json.loads(note.read_text(encoding="utf-8"))
    back: list[str] = []
    left: list[str] = []
    for name, file in kept.items():
        path = records / name
        now = path.read_bytes() if path.is_file() else None
        if now is None or hashlib.sha256(now).hexdigest() != file["sau"]:
            left.append(name)
        elif file["truoc"] is None:
            path.unlink()
            back.append(name)
        elif disk.replace(path, now, base64.b64decode(file["truoc"])):
            back.append(name)
        else:
            left.append(name)
    note.unlink()
    return back, left, len(earlier)
