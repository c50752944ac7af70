"""Reference pages made from the single sources: fields from the schemas, checks from the catalogue, calendars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.catalog import CALLS, entries, visible
from generator.domain import dates
from generator.domain.text import collation_key, vi_date
from generator.kinds import KINDS
from generator.publish.register import Page, Ref, Register
from generator.schema import Schemas, Shape

ABOUT = [Ref("Trang chủ", ""), Ref("Giới thiệu", "gioi-thieu/")]
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
        listed.append(
            {
                "ref": ref,
                "name": kind.name,
                "description": schema["description"],
                "count": sum(1 for _ in register.corpus.of(kind.name)),
            }
        )
        view = {
            "crumbs": [*ABOUT, Ref("Các trường", "gioi-thieu/truong/")],
            "title": schema["title"],
            "name": kind.name,
            "english": schema["x-en"],
            "description": schema["description"],
            "fields": _below(schemas, schemas.shapes[kind.name]),
            "file": Ref(f"{kind.name}.schema.json", f"du-lieu/schemas/{kind.name}.schema.json"),
        }
        yield Page(
            f"gioi-thieu/truong/{kind.name}/index.md",
            "fields.md.jinja",
            f"Trường của {schema['title'].lower()}",
            view,
            "Hướng dẫn",
        )
    yield Page(
        "gioi-thieu/truong/index.md",
        "kinds.md.jinja",
        "Các loại bản ghi và trường",
        {"crumbs": ABOUT, "kinds": listed},
        "Hướng dẫn",
    )


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
        "fields": [] if again or depth > 4 else _below(schemas, entry, depth + 1),
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
    listed: list[dict[str, Any]] = []
    for code, entry in entries().items():
        if entry.topic == CALLS:  # for who runs the program, not for who reads the site
            continue
        severity = SEVERITIES[entry.severity]
        listed.append({"ref": Ref(entry.title.vi, f"gioi-thieu/kiem-tra/{code}/"), "code": code, "severity": severity})
        view = {
            "crumbs": [*ABOUT, Ref("Các phép kiểm tra", "gioi-thieu/kiem-tra/")],
            "title": entry.title.vi,
            "code": code,
            "english": entry.title.en,
            "severity": severity,
            "why": entry.why,
            "message": entry.message.vi,
            "hint": entry.hint.vi,
            "file": entry.file and entry.folder + entry.file,
            "good_file": entry.good_file and entry.folder + entry.good_file,
            "before": entry.before.strip("\n"),
            "bad": visible(entry.bad.strip("\n")),
            "good": entry.good.strip("\n"),
        }
        yield Page(f"gioi-thieu/kiem-tra/{code}/index.md", "check.md.jinja", entry.title.vi, view, "Hướng dẫn", [code])
    listed.sort(key=lambda row: (list(SEVERITIES.values()).index(row["severity"]), collation_key(row["ref"].label)))
    yield Page(
        "gioi-thieu/kiem-tra/index.md",
        "checks.md.jinja",
        "Các phép kiểm tra",
        {"crumbs": ABOUT, "rows": listed},
        "Hướng dẫn",
    )


def _calendars(register: Register) -> Iterator[Page]:
    for calendar in register.corpus.of("calendar"):
        rows = []
        for name, label in (("days_off", "nghỉ"), ("working_days", "làm việc"), ("events", "sự kiện")):
            for i, entry in enumerate(calendar.get(name, ())):
                day = dates.day(entry["date"])
                what = entry.get("name") or (register.coded(calendar, name, i, "event") if "event" in entry else "")
                kind = register.coded(calendar, name, i, "kind") if "kind" in entry else label
                rows.append(
                    {
                        "date": vi_date(day),
                        "sort": day.isoformat(),
                        "weekday": WEEKDAYS[day.weekday()],
                        "what": what,
                        "kind": kind,
                    }
                )
        rows.sort(key=lambda row: row["sort"])
        title = (
            f"Lịch làm việc năm {calendar['year']}: {register.label(register.corpus.records[calendar.province])}"
            if calendar.province in register.corpus.records
            else f"Lịch làm việc năm {calendar['year']}"
        )
        view = {
            "crumbs": ABOUT,
            "title": title,
            "rows": rows,
            "source": calendar["source"].get("note", ""),
            "note": calendar.get("note", ""),
            "sample": register.is_sample(calendar),
        }
        yield Page(f"lich/{calendar.id}/index.md", "calendar.md.jinja", title, view, "Hướng dẫn")
