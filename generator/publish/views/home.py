"""The first page: what this is, the counts, the day, and the newest directives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.model import Record
from generator.publish.inline import Ref
from generator.publish.register import Page, Register
from generator.publish.views import owing
from generator.publish.views.chain import known
from generator.publish.views.directives import newest
from generator.publish.views.tables import directive_table

NEWEST = 20


def pages(register: Register) -> Iterator[Page]:
    """Yield the home page."""
    corpus = register.corpus
    known = newest(register)
    followed = [d for d in known if d["coverage"] != "chi-van-ban"]
    view = {
        "cards": [
            _card(known, "văn bản chỉ đạo", "chi-dao/"),
            _card(corpus.of("task"), "nhiệm vụ", "chi-dao/"),
            *_owed(register),
            _card(corpus.of("agency", "team"), "cơ quan, tổ, đoàn", "co-quan/"),
            _card(corpus.of("document"), "văn bản được viện dẫn và tham chiếu", "van-ban/"),
            *_inspected(register),
        ],
        "owed": owing.count_table("Quá hạn và sắp đến hạn, theo loại việc", register.owed),
        "counts": register.counted(register.all_duties()),
        "text_only": len(known) - len(followed),
        "followed": len(followed),
        "total": len(known),
        "directives": directive_table(register, "Văn bản chỉ đạo mới nhất", known[:NEWEST]),
        "more": len(known) > NEWEST,
        "title": register.office.title,
        "door": register.door,
        "inspected": any(True for _ in corpus.of("inspection")),
    }
    yield Page("index.md", "home.md.jinja", register.office.title, view, "Danh mục")


def _card(records: Iterable[Record], label: str, url: str) -> dict[str, Any]:
    """Return a number with its words."""
    return {"number": sum(1 for _ in records), "label": label, "ref": Ref("", url)}


def _inspected(register: Register) -> list[dict[str, Any]]:
    """Return the cards on inspections and findings; none in a register without inspections."""
    held = [inspection for inspection in register.corpus.of("inspection") if known(register, inspection)]
    if not held:
        return []
    left = [follow_up for follow_up in register.follow_ups.values() if follow_up.open]
    words = f"phát hiện chưa kết thúc, trong {len(register.follow_ups)} phát hiện"
    return [
        _card(held, "cuộc kiểm tra, thanh tra", "kiem-tra/"),
        _card((follow_up.finding for follow_up in left), words, "theo-doi/khac-phuc/"),
    ]


def _owed(register: Register) -> list[dict[str, Any]]:
    """Return the cards on what is overdue and due soon; none where nothing is known that could be."""
    if not owing.heard(register):
        return []
    return [
        _card((record for record, _ in owing.rows(register, overdue=late)), label, f"theo-doi/{board}/")
        for late, label, board in ((True, "việc quá hạn", "qua-han"), (False, "việc sắp đến hạn", "sap-den-han"))
    ]
