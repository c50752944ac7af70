"""The records that were withdrawn: an address once given never leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.names import page
from generator.publish.register import Page, Ref, Register
from generator.schema import Schemas

PLACE = "da-rut/"
"""The page to which the permanent address of a withdrawn record leads."""


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of withdrawn records; it is always there, so that links to it hold."""
    withdrawn = sorted(register.corpus.withdrawn.values(), key=lambda r: (r["withdrawn"]["on"], r.id), reverse=True)
    view = {"crumbs": [Ref("Trang chủ", "")], "rows": [_row(register, record) for record in withdrawn]}
    yield Page(f"{PLACE}index.md", "withdrawn.md.jinja", "Bản ghi đã rút", view, "Danh mục")


def addresses(schemas: Schemas, record: Record) -> Iterator[str]:
    """Yield the folders that lead to the list: the permanent address, and the page that may have shown the record alone."""
    yield f"r/{record.id}/"
    own = page(schemas, record)
    if own:
        yield own


def _row(register: Register, record: Record) -> dict[str, Any]:
    said = record["withdrawn"]
    heir = register.corpus.get(said.get("replaced_by"))
    return {
        "id": record.id,
        "kind": register.corpus.schemas.by_kind[record.kind]["title"],
        "on": vi_date(date.fromisoformat(said["on"])),
        "sort": said["on"],
        "because": said["because"],
        "heir": register.ref(heir) if heir is not None else None,
        "sample": register.is_sample(record),
    }
