"""The first page: who keeps the register, what it holds, the provinces, what changed last, and the way for each reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.domain import bodies
from generator.domain.text import vi_number
from generator.model import Record
from generator.publish.inline import Line, Ref, joined, line
from generator.publish.register import Page, Register
from generator.publish.views import changes, dashboard

NEWS = 3
"""Changes that the first page tells, each of another record."""


def pages(register: Register) -> Iterator[Page]:
    """Yield the home page."""
    corpus = register.corpus
    text_only = sum(d["coverage"] == "chi-van-ban" for d in corpus.of("directive"))
    view = {
        "title": register.office.title,
        "office": register.office,
        "holds": _holds(register),
        "text_only": text_only,
        "total": sum(1 for _ in corpus.of("directive")),
        "counted": bool(register.followed_in),
        "provinces": dashboard.provinces(register, [*corpus.of("province")]),
        "news": [changes.told(register, item, kind=True) for item in _news(register)],
        "door": register.door,
        "rated": bool(register.scores),
    }
    yield Page("index.md", "home.md.jinja", register.office.title, view, "Danh mục")


def _news(register: Register) -> list[changes.NewsItem]:
    last: dict[str, changes.NewsItem] = {}
    for item in changes.items(register):
        last.setdefault(item.record.id, item)
    return list(last.values())[:NEWS]


def _holds(register: Register) -> Line:
    """Say what the register holds, each number with where that is."""
    corpus = register.corpus
    held = list(corpus.of("inspection"))
    left = sum(follow_up.open for follow_up in register.follow_ups.values())
    found = f"{vi_number(len(register.follow_ups))} phát hiện, {vi_number(left)} chưa kết thúc"
    return joined(
        (
            _many(corpus.of("directive"), "văn bản chỉ đạo", "chi-dao/"),
            _many(corpus.of("task"), "nhiệm vụ", "chi-dao/"),
            _many(
                (body for body in corpus.of("agency", "team") if not bodies.is_unit(body)),
                "cơ quan, tổ, đoàn",
                "co-quan/",
            ),
            _many(corpus.of("document"), "văn bản được viện dẫn và tham chiếu", "van-ban/"),
            line(_many(held, "cuộc kiểm tra, thanh tra", "kiem-tra/"), " (", Ref(found, "theo-doi/khac-phuc/"), ")")
            if held
            else None,
        ),
        "; ",
    )


def _many(records: Iterable[Record], label: str, url: str) -> Ref:
    return Ref(f"{vi_number(sum(1 for _ in records))} {label}", url)
