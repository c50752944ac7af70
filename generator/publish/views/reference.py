"""Reference pages made from the single sources: fields from the schemas, checks from the catalogue, calendars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.catalog import CALLS, Entry, entries, visible
from generator.domain import dates
from generator.domain.matching import NATIONAL
from generator.domain.text import collation_key
from generator.kinds import BY_NAME, KINDS, Kind
from generator.model import Record
from generator.publish.inline import Line, Ref, code, line, strong
from generator.publish.register import Page, Register, View
from generator.publish.views.common import HOME, listed
from generator.publish.views.facts import beside, origin
from generator.publish.views.table import Column, Table, day, facet, table
from generator.schema import Schemas, Shape

ABOUT = [HOME, Ref("Giới thiệu", "gioi-thieu/")]
GUIDE = [HOME, Ref("Hướng dẫn ghi sổ", "huong-dan/")]
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Ghi chú"}
TYPES = {
    "string": "chữ",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "true/false",
    "array": "danh sách",
    "object": "nhóm trường",
}
DATES = {"partial-date": "năm, tháng hoặc ngày", "full-date": "ngày"}
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_NAMED = re.compile(r"\{\w+\}")
"""What a sentence of the catalogue names, in place."""


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of kinds, and the calendars."""
    yield _kinds(register)
    yield from _calendars(register)


def same(schemas: Schemas) -> Iterator[Page]:
    """Yield what is the same for every register: the fields of every kind, the help of every check, and what the program says."""
    for kind in KINDS:
        title = f"Trường của {schemas.by_kind[kind.name]['title'].lower()}"
        made = partial(_kind, schemas, kind.name)
        yield Page(f"gioi-thieu/truong/{kind.name}/index.md", "fields.md.jinja", title, made)
    yield from _checks()
    yield _said()


def _kinds(register: Register) -> Page:
    schemas = register.corpus.schemas.by_kind
    kinds = table(
        "Các loại bản ghi",
        [kind.name for kind in KINDS],
        Column("Loại", lambda kind: Ref(schemas[kind]["title"], f"gioi-thieu/truong/{kind}/")),
        Column("Tên thư mục", code),
        Column("Là gì", lambda kind: schemas[kind]["description"]),
        Column("Số bản ghi", lambda kind: _count(register, BY_NAME[kind])),
        filter=False,
    )
    lead = "Mỗi loại thông tin trong sổ là gì, gồm những trường nào, và sổ đang có bao nhiêu. Mỗi trường chỉ được định nghĩa ở một nơi; trang này lấy từ đó."
    path, title, here = "gioi-thieu/truong/index.md", "Sổ ghi những gì", "Các loại thông tin"
    return listed(path, title, lead, kinds, "", place="loai", crumbs=ABOUT, here=here, dated=False)


def _count(register: Register, kind: Kind) -> Ref | int:
    """Return how many records of a kind there are; it leads to the page of them all, where there is one."""
    count = sum(1 for _ in register.corpus.of(kind.name))
    return count if kind.per == "record" or not kind.pages else Ref(str(count), f"{kind.pages}/")


def _kind(schemas: Schemas, kind: str) -> View:
    schema = schemas.by_kind[kind]
    return {
        "crumbs": [*ABOUT, Ref("Các trường", "gioi-thieu/truong/")],
        "title": schema["title"],
        "name": kind,
        "english": schema["x-en"],
        "description": schema["description"],
        "fields": _below(schemas, schemas.shapes[kind]),
        "file": Ref(f"{kind}.schema.json", f"du-lieu/schemas/{kind}.schema.json"),
    }


def _below(schemas: Schemas, shape: Shape, depth: int = 0) -> list[dict[str, Any]]:
    """Return the fields of an object, nested ones below their parent; recursion ends at the second level of itself."""
    return [_field(schemas, shape, name, field, depth) for name, field in shape.fields.items()]


def _field(schemas: Schemas, above: Shape, name: str, field: Shape, depth: int) -> dict[str, Any]:
    entry = field.item or field
    again = field.item is not None and field.item.refers_to and depth > 1
    return {
        "name": name,
        "title": field.title,
        "english": field.label.en,
        "description": field.description,
        "required": name in above.required,
        "type": _type(field),
        "refs": [Ref(schemas.title(kind), f"gioi-thieu/truong/{kind}/") for kind in field.refers or entry.refers],
        "values": [
            {"const": code, "title": o["title"], "english": o["x-en"], "description": o.get("description", "")}
            for code, o in entry.coded.items()
        ],
        "private": field.schema.get("x-public") is False,
        "fields": [] if again else _below(schemas, entry, depth + 1),
    }


def _type(field: Shape) -> str:
    if field.date:
        return DATES[field.date]
    if field.refers:
        return "mã bản ghi"
    if field.coded:
        return "giá trị trong danh mục"
    if field.item is not None:
        return "danh sách"
    plain = TYPES.get(field.schema.get("type", ""))
    return plain or ("số thập phân" if "anyOf" in field.schema else "giá trị trong danh mục")


def _checks() -> Iterator[Page]:
    order = list(SEVERITIES)
    # What a call of the program meets is for who runs it, not for who reads the site.
    shown = {name: entry for name, entry in entries().items() if entry.topic != CALLS}
    for name, entry in shown.items():
        yield Page(
            f"gioi-thieu/kiem-tra/{name}/index.md",
            "check.md.jinja",
            entry.title.vi,
            partial(_check, name, entry),
        )
    rows = table(
        "Các quy tắc soát dữ liệu",
        sorted(shown.items(), key=lambda row: (order.index(row[1].severity), collation_key(row[1].title.vi))),
        Column("Quy tắc", lambda row: Ref(row[1].title.vi, f"gioi-thieu/kiem-tra/{row[0]}/")),
        Column("Mã", lambda row: code(row[0])),
        facet("Mức", lambda row: SEVERITIES[row[1].severity]),
        filter=True,
    )
    lead = "Mọi bản ghi đều qua các quy tắc này trước khi công bố. Lỗi chặn việc công bố; cảnh báo có thể được ghi nhận kèm lý do."
    path, title = "gioi-thieu/kiem-tra/index.md", "Quy tắc soát dữ liệu"
    yield listed(path, title, lead, rows, "", place="kiem-tra", crumbs=ABOUT, dated=False)


FEW = 6
"""Words up to which a message with its blanks says too little."""


def _said() -> Page:
    """Return what the program says and what to do then, as the guide for clerks has it; a blank stands for what it names.

    Where little but blanks is left, or others say the same, what it is about stands before it.
    """
    said = {name: _blank(entry.message.vi) for name, entry in entries().items()}
    many = Counter(said.values())

    def message(row: tuple[str, Entry]) -> Line:
        words = said[row[0]]
        plain = many[words] == 1 and len(re.findall(r"\w+", words)) > FEW
        return line(None if plain else (strong(row[1].title.vi), ": "), words)

    rows = table(
        "Máy báo thế này, làm thế này",
        sorted(entries().items(), key=lambda row: collation_key(row[1].message.vi)),
        Column("Máy báo", message),
        Column("Làm thế này", lambda row: _blank(row[1].hint.vi) or "Câu báo đã nêu đủ."),
        facet("Mức", lambda row: SEVERITIES[row[1].severity]),
        Column("Mã", lambda row: row[0] if row[1].topic == CALLS else Ref(row[0], f"gioi-thieu/kiem-tra/{row[0]}/")),
        filter=True,
    )
    lead = "Dành cho người nhập sổ. Mọi câu máy có thể nói, kèm cách làm; chỗ “…” là điều nó nêu. Mã trong ngoặc vuông cuối câu báo dẫn tới trang giải thích và ví dụ."
    path, title = "huong-dan/may-bao/index.md", "Máy báo thế này, làm thế này"
    return listed(path, title, lead, rows, "", place="may-bao", crumbs=GUIDE, dated=False)


def _blank(text: str) -> str:
    """Return a sentence of the catalogue with a blank for each thing that it names."""
    return (
        _NAMED.sub("…", text.replace("{{", "⦃").replace("}}", "⦄"))
        .replace("⦃", "{")
        .replace("⦄", "}")
        .replace("……", "…")
        .replace("….", "…")
    )


def _check(name: str, entry: Entry) -> View:
    return {
        "crumbs": [*ABOUT, Ref("Quy tắc soát dữ liệu", "gioi-thieu/kiem-tra/")],
        "title": entry.title.vi,
        "code": name,
        "english": entry.title.en,
        "severity": SEVERITIES[entry.severity],
        "why": entry.why,
        "message": _blank(entry.message.vi),
        "hint": _blank(entry.hint.vi),
        "file": entry.file and entry.folder + entry.file,
        "good_file": entry.good_file and entry.folder + entry.good_file,
        "before": entry.before.strip("\n"),
        "bad": visible(entry.bad.strip("\n")),
        "good": entry.good.strip("\n"),
    }


def _calendars(register: Register) -> Iterator[Page]:
    for calendar in register.corpus.of("calendar"):
        title = f"Lịch làm việc năm {calendar['year']}"
        home = register.corpus.get(calendar.province)
        if calendar.province == NATIONAL:
            title += " (cả nước)"
        elif home is not None:
            title += f": {register.label(home)}"
        view = {
            "crumbs": ABOUT,
            "title": title,
            "days": _days(register, calendar, title),
            "origin": origin(register, calendar),
            "sample": register.is_sample(calendar),
        }
        yield Page(f"lich/{calendar.id}/index.md", "calendar.md.jinja", title, view)


def _days(register: Register, calendar: Record, title: str) -> Table:
    rows = []
    for field, label in (("days_off", "Ngày nghỉ"), ("working_days", "Ngày làm bù"), ("events", "Sự kiện")):
        for i, entry in enumerate(calendar.get(field, ())):
            what = entry.get("name") or (register.coded(calendar, field, i, "event") if "event" in entry else "")
            kind = register.coded(calendar, field, i, "kind") if "kind" in entry else label
            rows.append((dates.day(entry["date"]), line(what, beside(register, entry)), kind))
    return table(
        title,
        sorted(rows, key=lambda row: row[0]),
        day("Ngày", lambda row: row[0]),
        Column("Thứ", lambda row: WEEKDAYS[row[0].weekday()]),
        Column("Dịp", lambda row: row[1]),
        Column("Loại", lambda row: row[2]),
        filter=False,
    )
