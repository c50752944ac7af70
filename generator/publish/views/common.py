"""What stands at the head of pages, the same in all families."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.model import Record
from generator.publish.inline import Ref, Said
from generator.publish.register import Page, Register
from generator.publish.views.table import Table

HOME, BOARDS = Ref("Trang chủ", ""), Ref("Theo dõi", "theo-doi/")
DIRECTIVES, INSPECTIONS = Ref("Chỉ đạo", "chi-dao/"), Ref("Kiểm tra", "kiem-tra/")


def none(register: Register, text: str, *kinds: str) -> str:
    """Say that there is none of some kinds, where there is more that is not public: of the public part of the register alone.

    «Sổ chưa ghi phát hiện nào.» becomes «Phần công khai của sổ chưa ghi phát hiện nào.»
    """
    if register.withheld.kinds.isdisjoint(kinds):
        return text
    if text.startswith("Sổ "):
        return f"Phần công khai của s{text[1:]}"
    return f"Trong phần công khai của sổ: {text[:1].lower()}{text[1:]}"


def head(register: Register, record: Record, section: Ref, *within: Ref) -> dict[str, Any]:
    """Return the head of the page of a record: the path to it (home, section, province), its title, whether invented.

    ``within``: what its path goes on with, for a page below its own.
    """
    province = register.corpus.get(record.province, "province")
    path = [HOME, section, *([register.ref(province)] if province and province.id != record.id else []), *within]
    return {"crumbs": path, "title": register.label(record), "sample": register.is_sample(record)}


def listed(  # noqa: PLR0913 - where it stands, what it is called, what stands on it
    path: str,
    title: str,
    lead: Said,
    rows: Table,
    kind: str,
    *,
    place: str,
    crumbs: Sequence[Ref] = (),
    here: str = "",
    empty: str = "",
    dated: bool = True,
) -> Page:
    """Return a page of one table; ``place``: the anchor of its title, ``empty``: what it says without a row."""
    view = {"title": title, "lead": lead, "listed": rows, "place": place, "crumbs": crumbs, "here": here or title}
    return Page(path, "listed.md.jinja", title, {**view, "empty": empty, "dated": dated}, kind)
