"""``PAGES``, read from top to bottom, is the site map: one row per page family."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial

from generator.domain.text import vi_date
from generator.model import Content, Record, claim
from generator.publish.exports import followed
from generator.publish.exports import page as open_data
from generator.publish.register import Page, Register, View
from generator.publish.render import Renderer, leads, safe_url
from generator.publish.views import (
    boards,
    bodies,
    categories,
    changes,
    corrections,
    directives,
    documents,
    followings,
    home,
    inspections,
    logs,
    plans,
    reference,
    rules,
    sanctions,
    scorecards,
    summaries,
    withdrawn,
)
from generator.publish.views.changes_section import section
from generator.schema import Schemas

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
    followings.pages,  # theo-doi/pham-vi/
    changes.pages,  #    thay-doi/
    corrections.pages,  # dinh-chinh/
    withdrawn.pages,  #  da-rut/
    open_data.pages,  #  gioi-thieu/du-lieu/
    rules.pages,  #      gioi-thieu/cach-tinh/
    reference.pages,  #  gioi-thieu/truong/ gioi-thieu/kiem-tra/ lich/
)

SAMPLE = "tỉnh giả định"
"""What a search result of an invented province says of itself."""
_ID = re.compile(r'\sid="([^"]+)"')
_WITH_D = re.compile(r"[^\W\d_]*[đĐ][^\W\d_]*")


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
    claim(made, _same(register.corpus.schemas))
    for record in register.corpus.records.values():
        made[f"r/{record.id}/index.html"] = partial(_permanent, register, record)
    for record in register.corpus.withdrawn.values():
        for folder in withdrawn.addresses(register.corpus.schemas, record):
            if f"{folder}index.md" not in made:
                made[f"{folder}index.html"] = partial(leads, record.id, f"../../{withdrawn.PLACE}#{record.id}")
    return made


def handwritten(register: Register, files: Mapping[str, bytes]) -> dict[str, Content]:
    """Return what is written by hand; its Markdown says by placeholders what is of the office, or of the records."""
    inspections = list(register.corpus.of("inspection"))
    view = {
        "office": register.office,
        "only_samples": bool(inspections) and all(register.is_sample(inspection) for inspection in inspections),
    }
    renderer = Renderer()
    return {
        path: partial(renderer.page, data.decode(), view) if path.endswith(".md") else data
        for path, data in files.items()
    }


@lru_cache(maxsize=2)
def _same(schemas: Schemas) -> dict[str, Content]:
    """Return the pages that are the same for every register, day and reader: a process prints them once."""
    renderer = Renderer()
    return {page.path: cache(partial(_page_of_none, renderer, page)) for page in reference.same(schemas)}


def _page_of_none(renderer: Renderer, page: Page) -> bytes:
    return _printed(renderer, page, renderer.body(page.template, {**page.view, "root": _root(page)}))


def _root(page: Page) -> str:
    return safe_url("../" * page.url.count("/") or "./")


def _page(renderer: Renderer, register: Register, page: Page) -> bytes:
    view = {
        **page.view,
        "root": _root(page),
        "day": vi_date(register.as_of),
    }
    body = renderer.body(page.template, view)
    end = _places(renderer, register, page, body, view) + _end(renderer, register, page, view)
    return _printed(renderer, page, body, end, sample=bool(view.get("sample")), mixed=bool(register.samples))


def _printed(  # noqa: PLR0913 - a page, what stands below it, and how much of it is invented
    renderer: Renderer, page: Page, body: str, end: str = "", *, sample: bool = False, mixed: bool = False
) -> bytes:
    front = {"title": page.title}
    if mixed and not sample:
        front["invented"] = "true"
    if page.path == "index.md":
        front["home"] = "true"
    if page.kind:
        front["kind"] = page.kind
        front["sample"] = SAMPLE if sample else ""
        # Pagefind folds every diacritic but đ, so words that hold it are also given with d.
        also = [page.title, *page.words]
        front["alt"] = " ".join(dict.fromkeys(w for text in also for w in (text, _without_d(text)) if w != page.title))
        tokens = {token.lower() for token in set(body.split()) if "đ" in token or "Đ" in token}
        front["words"] = " ".join(sorted({_without_d(word) for token in tokens for word in _WITH_D.findall(token)}))
    return renderer.front_matter({key: value for key, value in front.items() if value}) + (body + end).encode()


def _places(renderer: Renderer, register: Register, page: Page, body: str, view: View) -> str:
    """Return the places of the page's records that it does not show: links and permanent addresses lead to them all.

    A record is not shown before its day, nor when it tells of a finding whose standing is withheld.
    """
    wanted = dict.fromkeys(register.place(record).partition("#")[2] for record in register.by_page.get(page.url, ()))
    missing = wanted.keys() - {"", *_ID.findall(body)} if any(wanted) else set()
    places = [name for name in wanted if name in missing]
    return "\n" + renderer.body("_places.jinja", {**view, "places": places}) if places else ""


def _end(renderer: Renderer, register: Register, page: Page, view: View) -> str:
    """Return what stands at the end of every page of its kind; it is not searched: it tells of what was."""
    past = section(register, page.url)
    own = "\n" + renderer.body("_changes.jinja", {**view, **past}) if past is not None else ""
    links = followed(register, page.url)
    own += "\n" + renderer.body("_followed.jinja", {**view, "followed": links}) if links else ""
    return own + ("\n" + renderer.body("_recent.jinja", view) if page.path.startswith("theo-doi/") else "")


def _without_d(text: str) -> str:
    return text.replace("đ", "d").replace("Đ", "D")


def _permanent(register: Register, record: Record) -> bytes:
    """Return the page at a record's permanent address: it leads to where the record is shown."""
    return leads(register.label(record), f"../../{register.place(record)}")
