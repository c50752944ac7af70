"""``PAGES``, read from top to bottom, is the site map: one row per page family."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.register import Page, Register
from generator.publish.render import Renderer, safe_url
from generator.publish.site import Content
from generator.publish.views import (
    boards,
    bodies,
    categories,
    directives,
    documents,
    home,
    inspections,
    logs,
    plans,
    reference,
    sanctions,
    scorecards,
    summaries,
)

PAGES: tuple[Callable[[Register], Iterator[Page]], ...] = (
    home.pages,  #       index.md
    directives.pages,  # chi-dao/
    bodies.pages,  #     co-quan/ nhom/ to-doan/ tinh/
    documents.pages,  #  van-ban/
    inspections.pages,  # kiem-tra/
    plans.pages,  #      ke-hoach/
    categories.pages,  # phan-loai/
    sanctions.pages,  #  gioi-thieu/hinh-thuc-xu-ly/
    logs.pages,  #       trach-nhiem/ nhac-nho-bieu-duong/ phoi-hop/ phan-anh/ vuong-mac/
    scorecards.pages,  # khung-diem/ xep-loai/
    summaries.pages,  #  ky-bao-cao/
    boards.pages,  #     theo-doi/
    reference.pages,  #  gioi-thieu/truong/ gioi-thieu/kiem-tra/ lich/
)

_WITH_D = re.compile(r"[^\W\d_]*[đĐ][^\W\d_]*")
_MOVED = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><meta name="robots" content="noindex"><title>{label}</title>
<meta http-equiv="refresh" content="0; url={url}"><link rel="canonical" href="{url}"></head>
<body><p><a href="{url}">{label}</a></p></body></html>
"""


def files(register: Register) -> dict[str, Content]:
    """Return the pages of a register and the permanent address of every record, by path."""
    renderer = Renderer()
    made: dict[str, Content] = {}
    for family in PAGES:
        for page in family(register):
            if page.path in made:
                message = f"two pages at {page.path}"
                raise ValueError(message)
            made[page.path] = partial(_page, renderer, register, page)
    for record in register.corpus.records.values():
        made[f"r/{record.id}/index.html"] = partial(_permanent, renderer, register, record)
    return made


def _page(renderer: Renderer, register: Register, page: Page) -> bytes:
    depth = page.url.count("/")
    view = {
        **page.view,
        "root": safe_url("../" * depth or "./"),
        "day": vi_date(register.as_of),
        "samples": bool(register.samples),
    }
    body = renderer.body(page.template, view)
    matter = {"title": page.title}
    if page.kind:
        matter["kind"] = page.kind
        # Pagefind folds every diacritic but đ, so words that hold it are also given with d.
        also = [page.title, *page.words]
        matter["alt"] = " ".join(dict.fromkeys(w for text in also for w in (text, _without_d(text)) if w != page.title))
        tokens = {token for token in body.lower().split() if "đ" in token}
        matter["words"] = " ".join(sorted({_without_d(word) for token in tokens for word in _WITH_D.findall(token)}))
    return renderer.front_matter({key: value for key, value in matter.items() if value}) + body.encode()


def _without_d(text: str) -> str:
    return text.replace("đ", "d").replace("Đ", "D")


def _permanent(renderer: Renderer, register: Register, record: Record) -> bytes:
    """Return the page at a record's permanent address: it leads to where the record is shown."""
    label, url = renderer.escape(register.label(record)), safe_url(f"../../{register.place(record)}")
    return _MOVED.format(label=label, url=url).encode()
