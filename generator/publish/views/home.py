"""The first page: what this is, the counts, the day, and the newest directives."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain import documents
from generator.domain.text import collation_key
from generator.publish.register import Page, Ref, Register
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
        ],
        "counts": register.counted(register.all_duties()),
        "text_only": len(newest) - len(followed),
        "followed": len(followed),
        "total": len(newest),
        "rows": [list_row(register, directive) for directive in newest[:NEWEST]],
        "more": len(newest) > NEWEST,
    }
    yield Page("index.md", "home.md.jinja", "Sổ theo dõi chỉ đạo và kiểm tra công vụ", view, "Danh mục")
