"""Reference pages made from the single sources: fields from the schemas, checks from the catalogue, calendars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.catalog import entries, visible
from generator.domain import dates
from generator.domain.text import collation_key
from generator.kinds import KINDS
from generator.model import Record
from generator.publish.inline import Ref, code
from generator.publish.register import Page, Register
from generator.publish.views.common import HOME
from generator.publish.views.table import Column, Table, day, facet, table

ABOUT = [HOME, Ref("Giới thiệu", "gioi-thieu/")]
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Ghi chú"}
TYPES = {
    "string": "chữ",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "true/false",
    "array": "danh sách",
    "object": "nhóm trường",
}
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def pages(register: Register) -> Iterator[Page]:
    """Yield the field reference, the help of every check, and the calendars."""
    yield from _fields(register)
    yield from _checks()
    yield from _calendars(register)


def _fields(register: Register) -> Iterator[Page]:
    schemas = register.corpus.schemas
    listed = []
    for kind in KINDS:
        schema = schemas.by_kind[kind.name]
        ref = Ref(schema["title"], f"gioi-thieu/truong/{kind.name}/")
        listed.append((kind.name, ref, schema["description"]))
        view = {
            "crumbs": [*ABOUT, Ref("Các trường", "gioi-thieu/truong/")],
            "title": schema["title"],
            "name": kind.name,
            "english": schema["x-en"],
            "description": schema["description"],
            "fields": _below(schemas, kind.name, schema, 0),
            "file": Ref(f"{kind.name}.schema.json", f"du-lieu/schemas/{kind.name}.schema.json"),
        }
        yield Page(
            f"gioi-thieu/truong/{kind.name}/index.md",
            "fields.md.jinja",
            f"Trường của {schema['title'].lower()}",
            view,
            "Hướng dẫn",
        )
    kinds = table(
        "Các loại bản ghi",
        listed,
        Column("Loại", lambda row: row[1]),
        Column("Tên thư mục", lambda row: code(row[0])),
        Column("Là gì", lambda row: row[2]),
        Column("Số bản ghi", lambda row: sum(1 for _ in register.corpus.of(row[0]))),
        filter=False,
    )
    yield Page(
        "gioi-thieu/truong/index.md",
        "kinds.md.jinja",
        "Các loại bản ghi và trường",
        {"crumbs": ABOUT, "kinds": kinds},
        "Hướng dẫn",
    )


def _below(schemas: Any, kind: str, schema: Mapping[str, Any], depth: int) -> list[dict[str, Any]]:
    """Return the fields of an object, nested ones below their parent; recursion ends at the second level of itself."""
    shown = []
    required = set(schema.get("required", ()))
    for name, raw in schema.get("properties", {}).items():
        field = schemas.resolve(kind, raw)
        items = schemas.resolve(kind, field["items"]) if isinstance(field.get("items"), Mapping) else None
        inner = items if items is not None else field
        again = "$ref" in (field.get("items") or {}) and depth > 1
        kinds = field.get("x-ref") or (items or {}).get("x-ref") or []
        shown.append(
            {
                "name": name,
                "title": field.get("title", name),
                "english": field.get("x-en", ""),
                "description": field.get("description", ""),
                "required": name in required,
                "type": _type(field, items),
                "refs": [Ref(schemas.by_kind[k]["title"], f"gioi-thieu/truong/{k}/") for k in kinds],
                "values": [
                    {
                        "const": o["const"],
                        "title": o["title"],
                        "english": o["x-en"],
                        "description": o.get("description", ""),
                    }
                    for o in inner.get("oneOf", ())
                    if "const" in o
                ],
                "private": field.get("x-public") is False,
                "fields": []
                if again or depth > 4
                else _below(schemas, kind, inner, depth + 1)
                if "properties" in inner
                else [],
            }
        )
    return shown


def _type(field: Mapping[str, Any], items: Mapping[str, Any] | None) -> str:
    if any(o.get("format") == "partial-date" for o in field.get("anyOf", ())):
        return "năm, tháng hoặc ngày"
    if field.get("format") == "full-date":
        return "ngày"
    if "x-ref" in field:
        return "mã bản ghi"
    if any("const" in o for o in field.get("oneOf", ())):
        return "giá trị trong danh mục"
    if items is not None:
        return "danh sách"
    return TYPES.get(field.get("type", ""), "số thập phân" if "anyOf" in field else "giá trị trong danh mục")


def _checks() -> Iterator[Page]:
    order = list(SEVERITIES)
    for name, entry in entries().items():
        view = {
            "crumbs": [*ABOUT, Ref("Các phép kiểm tra", "gioi-thieu/kiem-tra/")],
            "title": entry.title.vi,
            "code": name,
            "english": entry.title.en,
            "severity": SEVERITIES[entry.severity],
            "why": entry.why,
            "message": entry.message.vi,
            "hint": entry.hint.vi,
            "file": entry.file,
            "good_file": entry.good_file,
            "before": entry.before.strip("\n"),
            "bad": visible(entry.bad.strip("\n")),
            "good": entry.good.strip("\n"),
        }
        yield Page(f"gioi-thieu/kiem-tra/{name}/index.md", "check.md.jinja", entry.title.vi, view, "Hướng dẫn", [name])
    listed = table(
        "Các phép kiểm tra",
        sorted(entries().items(), key=lambda row: (order.index(row[1].severity), collation_key(row[1].title.vi))),
        Column("Phép kiểm tra", lambda row: Ref(row[1].title.vi, f"gioi-thieu/kiem-tra/{row[0]}/")),
        Column("Mã", lambda row: code(row[0])),
        facet("Mức", lambda row: SEVERITIES[row[1].severity]),
        filter=True,
    )
    yield Page(
        "gioi-thieu/kiem-tra/index.md",
        "checks.md.jinja",
        "Các phép kiểm tra",
        {"crumbs": ABOUT, "checks": listed},
        "Hướng dẫn",
    )


def _calendars(register: Register) -> Iterator[Page]:
    for calendar in register.corpus.of("calendar"):
        title = f"Lịch làm việc năm {calendar['year']}"
        home = register.corpus.get(calendar.province)
        if home is not None:
            title += f": {register.label(home)}"
        view = {
            "crumbs": ABOUT,
            "title": title,
            "days": _days(register, calendar, title),
            "source": calendar["source"].get("note", ""),
            "note": calendar.get("note", ""),
            "sample": register.is_sample(calendar),
        }
        yield Page(f"lich/{calendar.id}/index.md", "calendar.md.jinja", title, view, "Hướng dẫn")


def _days(register: Register, calendar: Record, title: str) -> Table:
    rows = []
    for field, label in (("days_off", "nghỉ"), ("working_days", "làm việc"), ("events", "sự kiện")):
        for i, entry in enumerate(calendar.get(field, ())):
            what = entry.get("name") or (register.coded(calendar, field, i, "event") if "event" in entry else "")
            kind = register.coded(calendar, field, i, "kind") if "kind" in entry else label
            rows.append((dates.day(entry["date"]), what, kind))
    return table(
        title,
        sorted(rows, key=lambda row: row[0]),
        day("Ngày", lambda row: row[0]),
        Column("Thứ", lambda row: WEEKDAYS[row[0].weekday()]),
        Column("Dịp", lambda row: row[1]),
        Column("Loại", lambda row: row[2]),
        filter=False,
    )
