"""The clerk's table of a province's communes: CSV with heads, or JSON (a list of objects with the same names)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from generator.catalog import printable
from generator.domain.text import fold, spelt
from generator.edit.characters import tidy

_HEADS = {"ten": "name", "loai": "kind", "ma": "code", "hinh thanh tu": "before", "tinh cu": "home"}
"""What heads a column, without marks, and what the column holds."""
_NEEDED = {"name": "tên", "kind": "loại", "code": "mã"}
_KINDS = ("xã", "phường", "đặc khu")
_CODE = re.compile("[0-9]{5}")
_EARLIER = re.compile(r"(xã|phường|thị trấn)\s+([^(),;]+?)\s*(?:\((?:mã\s*)?([0-9]{5})\))?", re.IGNORECASE)
_KIND_FIRST = re.compile(r"(xã|phường|thị trấn|đặc khu)\s+", re.IGNORECASE)
_OVER = (
    'Dòng có nhiều ô hơn số cột: ô có dấu phẩy bên trong thì đặt cả ô trong ngoặc kép ("…"), các đơn vị cũ thì cách nhau '
    "bằng dấu chấm phẩy"
)
_AS = "Đơn vị cũ phải ghi như “xã A; thị trấn B (14567)”: loại, tên, nếu có thì mã 5 chữ số"
_MISWRITTEN = (
    (
        re.compile(r"\b(?:một phần|phần còn lại|toàn bộ|diện tích|dân số|quy mô)\b", re.IGNORECASE),
        (
            "Bảng không ghi “một phần”, “phần còn lại”, “toàn bộ”: chỉ ghi loại và tên; đơn vị cũ chia cho nhiều nơi thì ghi ở "
            "mọi dòng ấy, dòng nào cũng kèm mã 5 chữ số"
        ),
    ),
    (
        re.compile(r"(?:,|\svà)\s*(?:các\s+)?(?:xã|phường|thị trấn)\s", re.IGNORECASE),
        "Giữa hai đơn vị cũ phải là dấu chấm phẩy, không phải dấu phẩy hay chữ “và”",
    ),
    (re.compile(r"các\s", re.IGNORECASE), "Mỗi đơn vị cũ ghi loại riêng, không ghi gộp “các xã A, B”: “xã A; xã B”"),
)
"""Ways in which resolutions write of several units, or parts of one, that no row of a table can be read from."""
_MOST = 9
"""So many places of one kind of mistake are named; the others are counted."""

Cells = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune as the table names it."""

    kind: str
    name: str
    code: str
    """Five digits; of a predecessor often empty."""
    place: str

    @property
    def committee(self) -> str:
        """Return the name of its people's committee."""
        return f"Ủy ban nhân dân {self.kind} {self.name}"

    @property
    def spelling(self) -> tuple[str, ...]:
        """Return its name, the same wherever the tone is placed."""
        return spelling(self.committee)

    @property
    def key(self) -> tuple[str, ...]:
        """Return what tells it from the others: its code, else its name."""
        return (self.code,) if self.code else self.spelling


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today, those that it was formed from, and the id of the province that these were in, if said."""

    unit: Unit
    before: tuple[Unit, ...]
    home: str


@dataclass(slots=True)
class Faults:
    """What is wrong with a table: each kind of mistake with its places."""

    _places: dict[str, list[str]] = field(default_factory=dict)

    def add(self, sentence: str, place: str = "") -> None:
        """Note a mistake."""
        self._places.setdefault(sentence, []).append(printable(place))

    def sentences(self) -> Iterator[str]:
        """Yield one sentence for each kind of mistake."""
        for sentence, places in self._places.items():
            more = f" và {len(places) - _MOST} chỗ khác" if len(places) > _MOST else ""
            yield f"{sentence}: {'; '.join(places[:_MOST])}{more}." if any(places) else f"{sentence}."


def spelling(text: str) -> tuple[str, ...]:
    """Return a name as it is compared with others."""
    return tuple(word.spelt for word in spelt(text))


def read_table(name: str, data: bytes, faults: Faults) -> tuple[list[Commune], list[str]]:
    """Return the rows that can be read, and the heads of the columns that are not."""
    try:
        text = data.decode("utf-8-sig")
        heads, cells = _json(text) if PurePath(name).suffix.lower() == ".json" else _csv(text, faults)
    except UnicodeDecodeError:
        faults.add("Tệp không dùng bảng mã UTF-8; trong Excel, lưu bằng kiểu “CSV UTF-8”")
        return [], []
    except ValueError:
        faults.add("Không đọc được bảng: cần tệp CSV có dòng đầu là tên cột, hoặc tệp JSON là danh sách đối tượng")
        return [], []
    known = {head: _HEADS[fold(head)] for head in heads if fold(head) in _HEADS}
    for meaning, column in _NEEDED.items():
        if [known.get(head) for head in heads].count(meaning) != 1:
            faults.add("Bảng phải có đúng một cột tên là", f"“{column}”")
            return [], []
    rows = [_row({known[head]: row[head] for head in row.keys() & known.keys()}, place, faults) for place, row in cells]
    return [row for row in rows if row], [head for head in heads if head not in known]


def _json(text: str) -> tuple[list[str], Cells]:
    found = json.loads(text)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise ValueError
    heads = list(dict.fromkeys(head for item in found for head in item))
    return heads, [(f"mục {number}", item) for number, item in enumerate(found, 1)]


def _csv(text: str, faults: Faults) -> tuple[list[str], Cells]:
    reader = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=text.partition("\n")[0].count), strict=True)
    heads: list[str] = []
    cells: Cells = []
    first = 1
    try:
        for line in reader:
            place, first = f"dòng {first}", reader.line_num + 1
            if not heads:
                heads = [head.strip() for head in line]
            elif len(line) > len(heads) and any(cell.strip() for cell in line[len(heads) :]):
                faults.add(_OVER, at(place, tidy(line[len(heads)])))
            elif any(cell.strip() for cell in line):
                cells.append((place, dict(zip(heads, line, strict=False))))
    except csv.Error:
        faults.add('Dấu ngoặc kép viết sai: đã mở thì phải đóng, trong ô thì viết đôi ("")', f"từ dòng {first}")
    return heads, cells


def _row(cells: Mapping[str, Any], place: str, faults: Faults) -> Commune | None:
    """Read one row; None, with what is wrong noted, if it does not name a commune."""
    kind, name, code, home = (tidy(str(cells.get(what) or "")) for what in ("kind", "name", "code", "home"))
    before = tuple(_earlier(cells.get("before"), place, faults))
    kind = kind.lower()
    stated = _KIND_FIRST.match(name)
    bare = name[stated.end() :] if stated else name
    if kind not in _KINDS:
        faults.add("Loại phải là xã, phường hoặc đặc khu", at(place, kind))
    elif not bare or (stated and stated[1].lower() != kind):
        faults.add("Tên trống, hoặc bắt đầu bằng một loại khác với cột “loại”", at(place, name))
    elif not _CODE.fullmatch(code):
        faults.add("Mã đơn vị hành chính phải gồm 5 chữ số (bảng tính có thể đã bỏ số 0 ở đầu)", at(place, code))
    else:
        return Commune(Unit(kind, bare, code, place), before, home)
    return None


def _earlier(cell: Any, place: str, faults: Faults) -> Iterator[Unit]:
    """Read what a commune was formed from: «xã A; thị trấn B (14567)»."""
    for part in map(tidy, map(str, cell if isinstance(cell, list) else str(cell or "").split(";"))):
        named = _EARLIER.fullmatch(part)
        if named and not any(form.search(part) for form, _ in _MISWRITTEN):
            yield Unit(named[1].lower(), named[2], named[3] or "", place)
        elif part:
            faults.add(next((sentence for form, sentence in _MISWRITTEN if form.search(part)), _AS), at(place, part))


def at(place: str, value: object) -> str:
    """Return a place with the value that stands there."""
    return f"{place} (“{value}”)" if value else f"{place} (trống)"
