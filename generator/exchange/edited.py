"""A workbook of ours comes back: what its cells say differently from what was exported becomes a change of the records.

Three states are held against each other: what was exported, what the cells say now, what the register says now. An edit of
what the register has changed meanwhile is shown with both values and not made.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from generator.domain.differences import canonical
from generator.domain.text import fold
from generator.domain.workdays import NATIONAL
from generator.edit.ids import IdScope, propose
from generator.edit.revise import StiffError, revise
from generator.edit.search import Index
from generator.edit.typed import BETWEEN, TypedError
from generator.edit.writing import write
from generator.examine import Examined, examine
from generator.exchange.book import BASE, CHOICES, DERIVED, FIRST, FORM, KEYS, MARK, NUMBER
from generator.exchange.cells import FRESH, CellReader, meant, shown, told, unaddressed
from generator.exchange.columns import FieldColumn, KindSheet, sheets, value_at
from generator.kinds import KINDS
from generator.model import Field, Problem, Record, Severity, Source, SourceFile, spell
from generator.read.tables import GivenTable, Typed, place
from generator.schema import Schemas

_ROW = re.compile("![A-Z]+")
_BLANK = "dòng mới thì để trống ô này, hoặc ghi “mới 1”"


@dataclass(frozen=True, slots=True)
class CellTold:
    """Something about a cell: where (sheet and cell, empty: the whole file), what, and whether it keeps all from being written."""

    where: str
    said: str
    wrong: bool = True


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A value that a cell changes."""

    where: str
    record: str
    title: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Result:
    """Files to write (path below the records: text), what they change, and what is to be told."""

    texts: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[CellEdit, ...] = ()
    new: tuple[str, ...] = ()
    told: tuple[CellTold, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether nothing may be written."""
        return any(told.wrong for told in self.told)


@dataclass(slots=True)
class _Row:
    """A row of a sheet that is not empty."""

    sheet: str
    row: int
    cells: dict[str, tuple[int, Typed]]
    """By key: the column and what stands there."""

    def at(self, key: str) -> str:
        """Return the cell of a key."""
        return f"{self.sheet}!{place(self.row, self.cells[key][0])}"

    def text(self, key: str) -> str:
        """Return what stands there as text."""
        typed = self.cells[key][1] if key in self.cells else None
        typed = int(typed) if isinstance(typed, float) and typed.is_integer() else typed
        return "" if typed is None else str(typed).strip()


def is_ours(tables: Sequence[GivenTable]) -> bool:
    """Whether a file is a workbook that ``export`` made."""
    return any(table.name == BASE and table.at(0, 0) == MARK for table in tables)


def edited(
    tables: Sequence[GivenTable], source: Source, examined: Examined, schemas: Schemas, scope: ImportScope
) -> Result:
    """Return what a workbook changes in a register."""
    return _Comparison(tables, source, examined, schemas, scope).result()


@dataclass(frozen=True, slots=True)
class ImportScope:
    """What new records need: the ids that were ever in use, and today."""

    taken: frozenset[str]
    day: str


class _Comparison:
    def __init__(
        self, tables: Sequence[GivenTable], source: Source, examined: Examined, schemas: Schemas, scope: ImportScope
    ) -> None:
        self._source, self._examined, self._schemas, self._scope = source, examined, schemas, scope
        self._tables = [table for table in tables if table.name != BASE]
        self._told: list[CellTold] = []
        self._edits: list[CellEdit] = []
        self._hashes: dict[str, str] = {}
        self._base: dict[str, dict[str, Any]] = {}
        self._derived: dict[str, str] = {}
        """What the machine said of records in the workbook, by id."""
        self._torn: set[str] = set()
        """New rows (sheet!row) that hold a cell which could not be taken."""
        self._read_base(next(table for table in tables if table.name == BASE))
        self._rows: dict[str, list[_Row]] = {}
        self._named: dict[str, str] = {}
        self._read_rows()
        self._fresh: dict[str, str] = {}
        offered = {
            str(cell).rpartition(BETWEEN)[2]: str(cell)
            for table in tables if table.name == CHOICES
            for row in table.rows
            for cell in row if cell is not None
        }  # fmt: skip
        self._names = {name: text.rpartition(BETWEEN)[0] for name, text in offered.items()}
        """What the lists call records, by id: names may have changed since."""
        self._taken = set(scope.taken)
        self._reader = CellReader(Index(examined.corpus, self._home()), offered, self._fresh)
        self._places: dict[tuple[str, str], str] = {}
        """Record and field (as problems spell it): the cell."""

    # ------------------------------------------------------------------------------------------------ what was read

    def _read_base(self, table: GivenTable) -> None:
        if table.at(0, 1) != FORM:
            self._tell("", "Tệp do một bản khác của chương trình xuất ra; hãy xuất lại")
            return
        for row in table.rows[1:]:
            record, digest, *pieces = row
            if isinstance(record, str) and isinstance(digest, str):
                self._hashes[record] = digest
                data = json.loads("".join(str(piece) for piece in pieces if piece is not None))
                self._derived[record] = data.pop(DERIVED, "")
                self._base[record] = data

    def _read_rows(self) -> None:
        for table in self._tables:
            keys = {}
            for column, cell in enumerate(table.rows[KEYS] if table.rows else ()):
                name, colon, key = str(cell or "").partition(":")
                if colon:
                    keys[key] = column
                    owner = name
            if not keys:
                continue
            self._named[owner] = table.name
            found = self._rows.setdefault(owner, [])
            for row in range(FIRST, len(table.rows)):
                cells = {key: (column, table.at(row, column)) for key, column in keys.items()}
                if any(typed is not None and str(typed).strip() for _, typed in cells.values()):
                    found.append(_Row(table.name, row, cells))

    def _home(self) -> str:
        """Return the province that most of what was exported is of."""
        homes = [record.province for name in self._base if (record := self._examined.corpus.get(name))]
        return max(sorted(set(homes)), key=homes.count, default="")

    # ------------------------------------------------------------------------------------------------ what it comes to

    def result(self) -> Result:
        """Compare everything."""
        wanted: dict[str, dict[str, Any]] = {}
        texts: dict[str, str] = {}
        made: list[str] = []
        for kind in (kind.name for kind in KINDS):
            if kind in self._rows:
                for path, text in self._kind(kind, wanted):
                    texts[path] = text
                    made.append(path)
        texts.update(self._texts(wanted))
        self._judge(texts)
        failed = any(told.wrong for told in self._told)
        return Result({} if failed else texts, tuple(self._edits), tuple(made), tuple(self._told))

    def _kind(self, kind: str, wanted: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Take in the sheets of a kind; yield the files of its new records."""
        own = {name: data for name, data in self._base.items() if self._kind_of(name) == kind}
        layout = {sheet.of: sheet for sheet in sheets(kind, self._schemas.shapes[kind], list(own.values()))}
        fresh, seen = self._records(kind, own, layout[""], wanted)
        for name in sorted(own.keys() - seen):
            self._gone(name, layout[""], fresh)
        called = {fold(row.text("id")): data for row, data in fresh if row.text("id")}
        for of, sheet in layout.items():
            for row in self._rows.get(sheet.name, ()) if of else ():
                self._entry(row, sheet, wanted, called)
        for row, data in fresh:
            if made := self._file(kind, row, layout[""], data):
                yield made

    def _records(
        self, kind: str, own: Mapping[str, Any], sheet: KindSheet, wanted: dict[str, Any]
    ) -> tuple[list[tuple[_Row, dict[str, Any]]], set[str]]:
        """Take in the rows of records; return the new ones, and the ids of those that are there."""
        fresh: list[tuple[_Row, dict[str, Any]]] = []
        seen: set[str] = set()
        for row in self._rows[kind]:
            name = row.text("id")
            if "id" not in row.cells:
                self._tell(row.sheet, "thiếu cột Mã bản ghi; hãy xuất lại")
                break
            if name in seen:
                self._tell(row.at("id"), f"mã {name} đã có ở dòng khác của trang này")
            elif name in own:
                seen.add(name)
                self._places[name, ""] = row.at("id")
                if DERIVED in row.cells and self._derived[name] and row.text(DERIVED) != self._derived[name]:
                    self._tell(
                        row.at(DERIVED),
                        f"ô này do máy tính ra, ghi vào không đổi gì; bảng xuất ghi “{self._derived[name]}”",
                        wrong=False,
                    )
                self._row(name, sheet, row, (), wanted)
            elif name and not FRESH.fullmatch(name):
                self._tell(
                    row.at("id"), f"mã {name} không có trong bảng đã xuất hoặc không còn đọc được trong sổ; {_BLANK}"
                )
            elif data := self._new(sheet, row):
                fresh.append((row, data))
        return fresh, seen

    def _gone(self, name: str, sheet: KindSheet, fresh: Sequence[tuple[_Row, dict[str, Any]]]) -> None:
        """Tell of a record without a row, or whose row has lost its id."""
        for row, data in fresh:
            if all(
                meant(column, value_at(data, column.at)) == meant(column, value_at(self._base[name], column.at))
                for column in sheet.columns
                if column.key != "id"
            ):
                self._tell(row.at("id"), f"dòng này là của {name}: ô mã bị xóa; hãy ghi lại mã ấy")
                return
        self._tell(self._named[sheet.name], f"không còn dòng của {name}; bản ghi được giữ nguyên", wrong=False)

    def _kind_of(self, name: str) -> str:
        record = self._examined.corpus.records.get(name)
        return record.kind if record is not None else ""

    def _file(self, kind: str, row: _Row, sheet: KindSheet, data: dict[str, Any]) -> tuple[str, str] | None:
        """Give a new record its id, and return its file; None if an earlier import of the workbook has made it."""
        corpus = self._examined.corpus
        if (already := self._already(kind, data)) is not None:
            self._tell(
                row.at("id"), f"dòng này đã thành bản ghi {already} ở lần nhập trước; không ghi lần nữa", wrong=False
            )
            self._fresh[fold(row.text("id"))] = already
            return None
        refers = (_every(data[name]) for name in data)
        near = (corpus.get(value) for values in refers for value in values)
        homes = (record.province for record in near if record is not None and record.province != NATIONAL)
        province = next(homes, self._home())
        proposed = propose(kind, data, IdScope(corpus, province, self._taken, self._scope.day))
        if proposed.instead_of:
            self._tell(row.at("id"), f"sổ đã có (hoặc từng có) {proposed.instead_of}: dòng này trùng với bản ghi ấy")
        self._taken.add(proposed.id)
        if row.text("id"):
            self._fresh[fold(row.text("id"))] = proposed.id
        whole = {"id": proposed.id, **data}
        self._places[proposed.id, ""] = row.at("id")
        for column in sheet.columns:
            if column.key in row.cells:
                self._places[proposed.id, spell(column.at, whole)] = row.at(column.key)
        path = f"{province}/{kind}/{proposed.id}.yaml"
        return path, write(kind, whole, self._schemas.shapes[kind])

    def _already(self, kind: str, data: Mapping[str, Any]) -> str | None:
        """Return the record that came in after the export and says just what a new row says."""
        own = canonical(data)
        later = (record for record in self._examined.corpus.of(kind) if record.id not in self._base)
        return next(
            (
                record.id
                for record in later
                if canonical({name: value for name, value in record.data.items() if name != "id"}) == own
            ),
            None,
        )

    def _entry(self, row: _Row, sheet: KindSheet, wanted: dict[str, Any], fresh: Mapping[str, dict[str, Any]]) -> None:
        """Take in a row of a list."""
        name, number = row.text("id"), row.text(NUMBER)
        if fold(name) in fresh and name not in self._base:
            if entry := self._new(sheet, row):
                fresh[fold(name)].setdefault(sheet.of, []).append(entry)
            return
        if name not in self._base or self._kind_of(name) != sheet.kind:
            self._tell(row.at("id"), f"mã “{name}” không phải của bản ghi nào trong bảng đã xuất")
            return
        had = self._base[name].get(sheet.of, ())
        if number:
            if not number.isdecimal() or not 0 < int(number) <= len(had):
                self._tell(row.at(NUMBER), f"{name} không có mục số {number}; mục mới thì để trống ô này")
                return
            self._row(name, sheet, row, (sheet.of, int(number) - 1), wanted)
            return
        now = self._now(name, wanted)
        at = (sheet.of, len(now.get(sheet.of, ())))
        if entry := self._new(sheet, row):
            if any(canonical(entry) == canonical(old) for old in now.get(sheet.of, ()) if old not in had):
                self._tell(row.at("id"), f"{name} đã có mục này từ lần nhập trước; không ghi lần nữa", wrong=False)
                return
            now.setdefault(sheet.of, []).append(entry)
            wanted[name] = now
            self._edits.append(
                CellEdit(f"{row.sheet}!{row.row + 1}", name, self._title(sheet.kind, at), "", self._said(sheet, entry))
            )
            for column in sheet.columns:
                if column.key in row.cells:
                    self._places[name, spell((*at, *column.at), now)] = row.at(column.key)

    def _new(self, sheet: KindSheet, row: _Row) -> dict[str, Any]:
        """Return the data of a new record or entry."""
        data: dict[str, Any] = {}
        for column in sheet.columns:
            if column.key in row.cells and column.key != "id":
                value = self._value(row, column)
                if value is not None:
                    _put(data, column.at, value)
        return _pruned(data) or {}

    def _value(self, row: _Row, column: FieldColumn) -> Any:
        try:
            return unaddressed(column, self._reader.value(column, row.cells[column.key][1]))
        except TypedError as error:
            self._tell(row.at(column.key), str(error))
            self._torn.add(_ROW.sub("!", row.at("id")))
            return None

    def _now(self, name: str, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a record says now, with the edits so far."""
        return wanted[name] if name in wanted else deepcopy(dict(self._examined.corpus.records[name].data))

    def _row(self, name: str, sheet: KindSheet, row: _Row, at: Field, wanted: dict[str, Any]) -> None:
        """Take in the row of a record, or of an entry, that was exported."""
        record = self._examined.corpus.records[name]
        had = value_at(self._base[name], at)
        for column in sheet.columns:
            if column.key not in row.cells or column.key == "id":
                continue
            before = value_at(had, column.at)
            where = row.at(column.key)
            self._places[name, spell((*at, *column.at), record.data)] = where
            try:
                value = self._reader.value(column, row.cells[column.key][1])
            except TypedError as error:
                if row.text(column.key) != str(shown(column, before, self._names) or ""):
                    self._tell(where, str(error))
                continue
            if meant(column, value) == meant(column, before):
                continue
            here = value_at(record.data, (*at, *column.at))
            if meant(column, value) == meant(column, here):
                continue
            try:
                unaddressed(column, value)
            except TypedError as error:
                self._tell(where, str(error))
                continue
            if self._stale(name, record, (*at, *column.at)):
                said = (told(column, part, self._names) for part in (before, value, here))
                self._tell(where, "{}: lúc xuất là “{}”, ô ghi “{}”, nhưng sổ nay là “{}”; ô này chưa được nhận".format(
                    f"{name}, {' › '.join(column.titles)}", *said), wrong=False)  # fmt: skip
                continue
            now = self._now(name, wanted)
            _put(now, (*at, *column.at), value)
            wanted[name] = now
            self._edits.append(
                CellEdit(
                    where,
                    name,
                    " › ".join(column.titles),
                    *(told(column, part, self._names) for part in (before, value)),
                )
            )

    def _stale(self, name: str, record: Record, at: Field) -> bool:
        """Whether what an edit is about has changed since the export: the value, or the list that it stands in."""
        if self._hashes[name] == hashlib.sha256(record.document.text.encode()).hexdigest():
            return False
        whole = next((at[:i] for i, part in enumerate(at) if isinstance(part, int)), at)
        return canonical(value_at(self._base[name], whole)) != canonical(value_at(record.data, whole))

    # ------------------------------------------------------------------------------------------------ what is written

    def _texts(self, wanted: Mapping[str, dict[str, Any]]) -> dict[str, str]:
        texts = {}
        for name, data in wanted.items():
            record = self._examined.corpus.records[name]
            path = f"{record.province}/{record.kind}/{name}.yaml"
            try:
                texts[path] = revise(record.document, _pruned(data) or {}, self._schemas.shapes[record.kind])
            except StiffError:
                where = next(where for (own, _), where in self._places.items() if own == name)
                self._tell(
                    where,
                    f"tệp {path} trình bày khác thường, máy không chắc giữ đúng phần còn lại; chạy generator fix rồi làm lại",
                )
        return texts

    def _judge(self, texts: Mapping[str, str]) -> None:
        """Tell at its cell what the check says of the register with these files, and did not say before.

        A new row with a cell that could not be taken is not judged before that is mended, and this is told.
        """
        if not texts:
            return
        for where in sorted(self._torn):
            self._tell(
                where, "dòng mới này còn ô chưa nhận được: sửa xong mới soát được các quy tắc của dòng", wrong=False
            )
        fresh = tuple(SourceFile(path, text.encode()) for path, text in texts.items())
        kept = (file for file in self._source.files if file.path not in texts)
        files = tuple(sorted((*kept, *fresh), key=lambda file: file.path))
        after = examine(replace(self._source, files=files), self._schemas, before=self._examined)
        known = {_same(problem) for problem in self._examined.problems}
        for problem in after.problems:
            where = self._where(problem)
            if _same(problem) not in known and _ROW.sub("!", where) not in self._torn:
                said = " ".join([problem.message.vi, problem.hint.vi if problem.hint else ""]).strip()
                self._tell(where, f"{said} [{problem.code}]", wrong=problem.severity is Severity.ERROR)

    def _where(self, problem: Problem) -> str:
        """Return the cell of a problem: of its field, of what is in it, of what it is in, else of the record."""
        own = {at: where for (name, at), where in self._places.items() if name == problem.record}
        parts = problem.at.split(".")
        for end in range(len(parts), 0, -1):
            whole = ".".join(parts[:end])
            if whole in own:
                return own[whole]
            inside = next((where for at, where in own.items() if at.startswith(f"{whole}.")), None)
            if inside is not None and end == len(parts):
                return inside
        return own.get("", str(problem.where))

    def _said(self, sheet: KindSheet, entry: Mapping[str, Any]) -> str:
        """Return an entry as its cells show it."""
        cells = (told(column, value_at(entry, column.at), self._names) for column in sheet.columns)
        return "; ".join(filter(None, cells))

    def _title(self, kind: str, at: Field) -> str:
        return self._schemas.label(kind, at[:1]).vi

    def _tell(self, where: str, said: str, *, wrong: bool = True) -> None:
        self._told.append(CellTold(where, said, wrong))


def _put(data: Any, at: Field, value: Any) -> None:
    """Set a value, making what it stands in; a list grows as far as it must."""
    for part, after in pairwise(at):
        if isinstance(part, int):
            data.extend({} for _ in range(part + 1 - len(data)))
            data = data[part]
        else:
            data = data.setdefault(part, [] if isinstance(after, int) else {})
    data[at[-1]] = value


def _pruned(value: Any) -> Any:
    """Return a value without what is empty."""
    if isinstance(value, Mapping):
        return {name: below for name, inner in value.items() if (below := _pruned(inner)) is not None} or None
    if isinstance(value, list):
        return [below for inner in value if (below := _pruned(inner)) is not None] or None
    return value


def _every(value: Any) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (Mapping, list)):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _every(inner)


def _same(problem: Problem) -> tuple[str, str, str, str]:
    return problem.code, problem.record, problem.at, problem.message.vi
