"""The records that were withdrawn: an address once given never leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain import dates
from generator.domain.withdrawal import heir
from generator.model import Record
from generator.publish.inline import Ref, Said, line
from generator.publish.names import page
from generator.publish.register import Page, Register
from generator.publish.views.common import HOME, listed
from generator.publish.views.facts import refs
from generator.publish.views.table import Column, Table, day, facet, sample, table
from generator.schema import Schemas

PLACE = "da-rut/"
"""The page to which the permanent address of a withdrawn record leads."""


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of withdrawn records; it is always there, so that links to it hold."""
    withdrawn = sorted(register.corpus.withdrawn.values(), key=lambda r: (r["withdrawn"]["on"], r.id), reverse=True)
    lead = line(
        "Mục ghi nhầm hoặc không còn đúng thì được rút, không bị xóa: không tính vào đâu nữa, nhưng địa chỉ của mục ấy "
        "vẫn mở được, kèm lý do. Điều ghi sai mà sửa được thì ở trang ",
        Ref("Đính chính", "dinh-chinh/"),
        ".",
    )
    rows, empty = _table(register, withdrawn), "Chưa có mục nào bị rút."
    yield listed(
        f"{PLACE}index.md",
        "Mục đã rút",
        lead,
        rows,
        "Danh mục",
        place="da-rut",
        crumbs=[HOME],
        empty=empty,
        dated=False,
    )


def addresses(schemas: Schemas, record: Record) -> Iterator[str]:
    """Yield the folders that lead to the list: the permanent address, and the page that may have shown the record alone."""
    yield f"r/{record.id}/"
    own = page(schemas, record)
    if own:
        yield own


def _table(register: Register, rows: list[Record]) -> Table:
    def replacement(record: Record) -> Said:
        return refs(register, [heir(register.corpus.withdrawn, record)]) or "—"

    return table(
        "Mục đã rút",
        rows,
        Column("Mã", lambda r: line(r.id, sample(register, r))),
        facet("Loại", lambda r: register.wording.label(r.kind)),
        day("Ngày rút", lambda r: dates.day(r["withdrawn"]["on"])),
        Column("Lý do", lambda r: r["withdrawn"]["because"]),
        Column("Thay bằng", replacement),
        id=lambda r: r.id,
    )
