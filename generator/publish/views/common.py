"""What stands at the head of pages, the same in all families."""

from __future__ import annotations

from typing import Any

from generator.domain import bodies, documents
from generator.model import Record
from generator.publish.inline import Ref
from generator.publish.register import Register

HOME, BOARDS, DIRECTIVES = Ref("Trang chủ", ""), Ref("Theo dõi", "theo-doi/"), Ref("Chỉ đạo", "chi-dao/")


def publicly(text: str) -> str:
    """Return what is said of the public part of the register alone, where there is more that is not public.

    >>> publicly("Chưa có phát hiện nào.")
    'Trong phần công khai của sổ: chưa có phát hiện nào.'
    """
    return f"Trong phần công khai của sổ: {text[:1].lower()}{text[1:]}"


def head(register: Register, record: Record, section: Ref, *within: Ref) -> dict[str, Any]:
    """Return the head of the page of a record: the path to it (home, section, province), its title, whether invented.

    ``within``: what its path goes on with, for a page below its own.
    """
    province = register.corpus.get(record.province, "province")
    path = [HOME, section, *([register.ref(province)] if province and province.id != record.id else []), *within]
    return {"crumbs": path, "title": register.label(record), "sample": register.is_sample(record)}


def search_words(register: Register, record: Record) -> list[str]:
    """Return what else a record is called: aliases, short names, number and symbol."""
    words: list[str] = []
    if record.kind in ("agency", "group", "team", "province"):
        words += bodies.called(record)
    else:
        number = documents.number(record)
        words += [record["title"], number, number.replace("/", " "), record.get("number", "")]
    province = register.corpus.get(record.province, "province")
    if province is not None:
        words.append(bodies.name(province))
    return [word for word in words if word]
