"""The first page: what this is, the counts, the day, and the newest directives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.domain import documents
from generator.domain.text import collation_key
from generator.publish.register import Page, Ref, Register
from generator.publish.views.chain import known
from generator.publish.views.directives import list_row

NEWEST = 20


def pages(register: Register) -> Iterator[Page]:
    """Yield the home page."""
    corpus = register.corpus
    newest = sorted(
        corpus.of("directive"), key=lambda d: (documents.dating(corpus, d).days.last, collation_key(d.id)), reverse=True
    )
    followed = [d for d in newest if d["coverage"] != "chi-van-ban"]
    view = {
        "cards": [
            {"number": len(newest), "label": "văn bản chỉ đạo", "ref": Ref("", "chi-dao/")},
            {"number": sum(1 for _ in corpus.of("task")), "label": "nhiệm vụ", "ref": Ref("", "chi-dao/")},
            {
                "number": sum(1 for _ in corpus.of("agency", "team")),
                "label": "cơ quan, tổ, đoàn",
                "ref": Ref("", "co-quan/"),
            },
            {
                "number": sum(1 for _ in corpus.of("document")),
                "label": "văn bản được viện dẫn và tham chiếu",
                "ref": Ref("", "van-ban/"),
            },
            *_inspected(register),
        ],
        "counts": register.counted(register.all_duties()),
        "text_only": len(newest) - len(followed),
        "followed": len(followed),
        "total": len(newest),
        "rows": [list_row(register, directive) for directive in newest[:NEWEST]],
        "more": len(newest) > NEWEST,
        "inspected": any(True for _ in corpus.of("inspection")),
    }
    yield Page("index.md", "home.md.jinja", "Sổ theo dõi chỉ đạo và kiểm tra công vụ", view, "Danh mục")


def _inspected(register: Register) -> list[dict[str, Any]]:
    """Return the cards on inspections and findings; none in a register without inspections."""
    held = sum(1 for inspection in register.corpus.of("inspection") if known(register, inspection))
    if not held:
        return []
    left = [matter for matter in register.matters.values() if matter.open]
    return [
        {"number": held, "label": "cuộc kiểm tra, thanh tra", "ref": Ref("", "kiem-tra/")},
        {
            "number": len(left),
            "label": f"phát hiện chưa kết thúc, trong {len(register.matters)} phát hiện",
            "ref": Ref("", "theo-doi/khac-phuc/"),
        },
        {
            "number": sum(1 for matter in left if matter.overdue),
            "label": "phát hiện quá hạn khắc phục",
            "ref": Ref("", "theo-doi/khac-phuc/"),
        },
    ]
