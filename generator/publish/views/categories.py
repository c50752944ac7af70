"""The taxonomy of shortcomings: its tree with counts, and each category with its findings by agency and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from generator.domain.text import collation_key, vi_span
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.inline import Ref
from generator.publish.register import Page, Register
from generator.publish.views.common import head
from generator.publish.views.facts import fact, facts
from generator.publish.views.finding_boards import count_table, yearly
from generator.publish.views.tables import follow_up_table

SECTION = Ref("Phân loại", "phan-loai/")


def pages(register: Register) -> Iterator[Page]:
    """Yield the taxonomy and a page per category."""
    corpus = register.corpus
    own: dict[str, list[FollowUp]] = {}
    for follow_up in register.follow_ups.values():
        own.setdefault(follow_up.finding["category"], []).append(follow_up)
    below: dict[str, list[Record]] = {}
    for category in corpus.of("category"):
        below.setdefault(category.get("parent", ""), []).append(category)
    for children in below.values():
        children.sort(key=lambda c: (c.province != "trung-uong", c.province, collation_key(c["title"])))
    tree = _tree(register, below, own, "", frozenset())
    yield Page(
        "phan-loai/index.md",
        "categories.md.jinja",
        "Phân loại tồn tại, vi phạm",
        {"tree": tree, "total": len(register.follow_ups), "categories": sum(1 for _ in corpus.of("category"))},
        "Danh mục",
    )
    for category in corpus.of("category"):
        yield Page(
            f"phan-loai/{category.id}/index.md",
            "category.md.jinja",
            register.label(category),
            partial(_view, register, category, below, own),
            "Loại tồn tại, vi phạm",
            [category["code"]],
        )


def _within(below: dict[str, list[Record]], category: str) -> list[str]:
    """Return a category and all below it."""
    found: dict[str, None] = {}
    pending = [category]
    while pending:
        current = pending.pop()
        if current not in found:  # a category within itself is a problem, not an endless loop
            found[current] = None
            pending += [child.id for child in below.get(current, ())]
    return list(found)


def _tree(
    register: Register,
    below: dict[str, list[Record]],
    own: dict[str, list[FollowUp]],
    parent: str,
    above: frozenset[str],
) -> list[dict[str, Any]]:
    nodes = []
    for category in below.get(parent, ()):
        if category.id in above:
            continue
        mine = own.get(category.id, [])
        children = _tree(register, below, own, category.id, above | {category.id})
        nodes.append(
            {
                "ref": register.ref(category),
                "description": category["description"],
                "count": len(mine) + sum(child["count"] for child in children),
                "open": sum(1 for m in mine if m.open) + sum(child["open"] for child in children),
                "valid": _valid(category),
                "children": children,
                "sample": register.is_sample(category),
            }
        )
    return nodes


def _view(
    register: Register, category: Record, below: dict[str, list[Record]], own: Mapping[str, list[FollowUp]]
) -> dict[str, Any]:
    corpus = register.corpus
    found = [m for name in _within(below, category.id) for m in own.get(name, ())]
    parent = corpus.get(category.get("parent"), "category")
    found.sort(key=lambda m: (m.seen, collation_key(m.finding.id)), reverse=True)
    feedback = [r for r in corpus.linked_from(category.id, "category") if r.kind == "feedback"]
    by_year = yearly(register, found, lambda m: m.finding["agency"])
    return {
        **head(register, category, SECTION),
        "description": category["description"],
        "facts": facts(
            register,
            category,
            ("parent", register.ref(parent) if parent else None),
            fact("Gồm các mục", *(register.ref(child) for child in below.get(category.id, ()))),
            ("valid", _valid(category)),
            fact("Phát hiện", str(len(found))),
            fact("Chưa kết thúc", sum(1 for m in found if m.open)),
            fact("Tái phạm", sum(1 for m in found if m.repeats)),
            fact("Phản ánh thuộc loại này", len(feedback) or None),
            "source note",
            fact("Bảng theo dõi", Ref("Phát hiện theo cơ quan, loại và năm", "theo-doi/phat-hien/")),
        ),
        "years": count_table(register, "Số phát hiện theo cơ quan và năm", "Cơ quan", by_year),
        "findings": follow_up_table(
            register, "Các phát hiện thuộc loại này, mới nhất trước", found, category=category.id in below
        ),
        "where": "Phần công khai của sổ" if "finding" in register.withheld.kinds else "Sổ",
    }


def _valid(category: Record) -> str:
    return vi_span(category["valid"]) if "valid" in category.data else ""
