"""What the register had said wrongly and put right, and what bodies have asked it to put right: told by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.domain import dates
from generator.domain.text import vi_dates
from generator.model import Record, place
from generator.publish.inline import Ref, joined
from generator.publish.register import Page, Register
from generator.publish.views import responses
from generator.publish.views.common import HOME
from generator.publish.views.facts import refs
from generator.publish.views.misjudged import misjudged
from generator.publish.views.table import Column, Table, day, facet, named, table

PLACE = Ref("Đính chính", "dinh-chinh/")
Entry = tuple[Record, Mapping[str, Any]]


def pages(register: Register) -> Iterator[Page]:
    """Yield the page of corrections; it is always there, so that the register's own faults have a known place."""
    view = {
        "crumbs": [HOME],
        "corrected": (own := _corrected(register)),
        "misled": any(misjudged(register, *e) for e in own.rows),
        "asked": _asked(register),
    }
    yield Page(
        f"{PLACE.url}index.md", "corrections.md.jinja", PLACE.label, view, "Danh mục", ["Sửa sai, đề nghị đính chính"]
    )


def _corrected(register: Register) -> Table:
    entries: list[Entry] = [
        (record, entry)
        for record in register.corpus.records.values()
        for entry in record.get("corrections", ())  # those of later days are gone before (publish/stood.py)
    ]
    entries.sort(key=lambda e: (e[1]["on"], e[0].id), reverse=True)
    label = register.wording.label
    return table(
        "Những chỗ sổ đã ghi sai và sửa",
        entries,
        day("Ngày", lambda e: dates.day(e[1]["on"])),
        Column("Mục", lambda e: named(register, e[0])),
        facet("Loại", lambda e: label(e[0].kind)),
        Column("Chỗ sửa", lambda e: _field(register, *e)),
        Column("Trước ghi là", lambda e: _was(register, *e)),
        Column(MISLED, lambda e: joined(misjudged(register, *e))),
        Column("Lý do", lambda e: e[1]["because"]),
        Column("Văn bản", lambda e: refs(register, [e[1].get("document")])),
    )


MISLED = "Vì thế sổ đã nêu"


def _was(register: Register, record: Record, entry: Mapping[str, Any]) -> str:
    """Say what stood there before, in words where it was a code or the id of a record."""
    at, was = place(entry["at"]), str(entry["was"])
    known = register.corpus.schemas.at(record.kind, at) is not None
    return register.wording.value(record.kind, at, was) if known else vi_dates(was)


def _field(register: Register, record: Record, entry: Mapping[str, Any]) -> str:
    """Name the corrected field as people know it; as it is written where the schema does not know it any more."""
    at = place(entry["at"])
    schemas = register.corpus.schemas
    if any(schemas.at(record.kind, at[:end]) is None for end in range(1, len(at) + 1)):
        return str(entry["at"])
    return register.wording.field(record.kind, at)


def _asked(register: Register) -> Table:
    asked = [r for r in register.corpus.of("response") if r["type"] == "dinh-chinh-de-nghi"]
    asked.sort(key=lambda r: (r["on"], r.id), reverse=True)
    label = register.wording.label
    return table(
        "Đề nghị đính chính của cơ quan được nêu tên",
        asked,
        day(label("response", "on"), lambda r: dates.day(r["on"])),
        facet(label("response", "by"), lambda r: register.ref(register.corpus.records[r["by"]])),
        Column(label("response", "about"), lambda r: named(register, register.corpus.records[r["about"]])),
        Column(label("response", "says"), lambda r: r["says"]),
        Column("Kết quả", lambda r: responses.state(register, r)),
    )
