"""``PAGES``, read from top to bottom, is the site map: one row per page family."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from html import unescape

from generator.domain.text import vi_date
from generator.model import Content, Record, claim
from generator.publish.exports import followed, taken
from generator.publish.exports import page as open_data
from generator.publish.register import Page, Register, View
from generator.publish.render import Renderer, leads, safe_url
from generator.publish.search import NAMED_ALONE, SAMPLE
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
    split,
    summaries,
    withdrawn,
)
from generator.publish.views.changes_section import section
from generator.publish.views.table import Table
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
    reference.pages,  #  gioi-thieu/truong/ gioi-thieu/kiem-tra/ huong-dan/may-bao/ lich/
)

_INERT = re.compile(r"&#(?!(?:34|38|39|60|62);)(\d+);")
"""References of ``escape`` to characters that mean nothing in HTML."""
_ID = re.compile(r'\sid="([^"]+)"')
_PLACE = re.compile(r'href="([^"#]*)#([^"]+)"')
_FRONT = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_LEADS = re.compile(r'<p class="(?:lead|task-state)">(.+?)</p>', re.DOTALL)
_FACT = re.compile(r"<dt>(.+?)</dt><dd>(.+?)</dd>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_TITLE, _KIND = (re.compile(rf'^{name}: "(.*)"$', re.MULTILINE) for name in ("title", "kind"))


def listed(register: Register) -> list[Page]:
    """Return the pages of a register; what they show is made when they are printed."""
    return [part for family in PAGES for page in family(register) for part in split.parts(register, page)]


def files(register: Register, shown: Iterable[Page] | None = None) -> dict[str, Content]:
    """Return the pages of a register (``shown``: when they are known already) and the permanent address of every record, by path."""
    renderer = Renderer()
    made: dict[str, Content] = {}
    every = listed(register) if shown is None else [*shown]
    further = {f"{page.url}#{name}": place for page in every for name, place in page.further.items()}
    for page in every:
        if page.path in made:
            message = f"two pages at {page.path}"
            raise ValueError(message)
        made[page.path] = partial(_page, renderer, register, page, further)
        for path, table in page.rest.items():
            made[path] = partial(_rows, renderer, page.url, table, further)
    claim(made, _same(register.corpus.schemas))
    for record in register.corpus.records.values():
        made[f"r/{record.id}/index.html"] = partial(_permanent, register, record, further)
    for record in register.corpus.withdrawn.values():
        gone = f"{withdrawn.PLACE}#{record.id}"
        for folder in withdrawn.addresses(register.corpus.schemas, record):
            if f"{folder}index.md" not in made:
                made[f"{folder}index.html"] = partial(
                    leads, "Mục đã rút", f"{'../' * folder.count('/')}{further.get(gone, gone)}"
                )
    return made


def handwritten(register: Register, files: Mapping[str, bytes]) -> dict[str, Content]:
    """Return what is written by hand; its Markdown says by placeholders what is of the office, or of the records."""
    samples = {register.is_sample(inspection) for inspection in register.corpus.of("inspection")}
    view = {"office": register.office, "only_samples": samples == {True}}
    renderer = Renderer()
    return {
        path: partial(renderer.page, data.decode(), view) if path.endswith(".md") else data
        for path, data in files.items()
    }


def titled(written: Mapping[str, bytes]) -> list[Page]:
    """Return the pages written by hand that are a kind of page, as the search knows them: by path, title and kind."""
    heads = ((path, _FRONT.match(data.decode())) for path, data in written.items() if path.endswith(".md"))
    return [
        Page(path, "", title[1], kind=kind[1])
        for path, head in heads
        if head and (title := _TITLE.search(head[0])) and (kind := _KIND.search(head[0]))
    ]


@lru_cache(maxsize=2)
def _same(schemas: Schemas) -> dict[str, Content]:
    """Return the pages that are the same for every register, day and reader: a process prints them once."""
    renderer = Renderer()
    return {page.path: cache(partial(_page_of_none, renderer, page)) for page in reference.same(schemas)}


def _page_of_none(renderer: Renderer, page: Page) -> bytes:
    return _printed(renderer, page, renderer.body(page.template, {**page.view, "root": _root(page.url)}))


def _root(url: str) -> str:
    return safe_url("../" * url.count("/") or "./")


def _led(text: str, url: str, further: Mapping[str, str], of: str = "") -> str:
    """Return the text of a page with each link to a place that stands on a further page leading there.

    ``of``: where the page is a further one itself, the first, which has the places that are named without a page.
    """
    if not further and not of:
        return text
    root = _root(url)

    def there(found: re.Match[str]) -> str:
        place = f"{found[1].removeprefix(root) if found[1] else of or url}#{found[2]}"
        if place in further or (of and not found[1]):
            return f'href="{root}{further.get(place, place)}"'
        return found[0]

    return _PLACE.sub(there, text)


def _rows(renderer: Renderer, url: str, table: Table, further: Mapping[str, str]) -> bytes:
    """Return rows as a file for the page at an address: what stands in each column, each cell once, and the place of each row's."""
    shown = table.printed
    cells, places = [], []
    for column in range(len(shown.columns)):
        every = [(row.cells[column].said, row.cells[column].sort) for row in shown.rows]
        known = {one: place for place, one in enumerate(dict.fromkeys(every))}
        made = renderer.body("_cells.jinja", {"cells": [said for said, _ in known], "root": _root(url)})
        html = _INERT.sub(lambda found: chr(int(found[1])), _led(made, url, further)).removesuffix("\n").split("\n")
        cells.append(
            [said[1:] if sort is None else [said[1:], str(sort)] for said, (_, sort) in zip(html, known, strict=True)]
        )
        places.append([known[one] for one in every])
    ids = {"ids": [row.id for row in shown.rows]} if table.id else {}
    return json.dumps({"cells": cells, "at": places, **ids}, ensure_ascii=False, separators=(",", ":")).encode()


def _page(renderer: Renderer, register: Register, page: Page, further: Mapping[str, str]) -> bytes:
    view = {
        **page.view,
        "root": _root(page.url),
        "day": vi_date(register.as_of),
        "files": taken(register, page.url),
    }
    body = renderer.body(page.template, view)
    end = _places(renderer, register, page, body, view) + _end(renderer, register, page, view)
    body, end = (_led(text, page.url, further, page.of) for text in (body, end))
    about = register.of_page.get(page.url)
    home = about.province if about else ""
    front = {"description": _shared(register, view), "province": home}
    return _printed(renderer, page, body, end, front, sample=bool(view.get("sample")), mixed=bool(register.samples))


def _shared(register: Register, view: View) -> str:
    """Return what a page says where it is shared: its sentence with the day of it, or what its record is about."""
    said = view.get("said")
    day = f" Tính đến ngày {vi_date(register.as_of)}." if said else ""
    return f"{said or view.get('subject') or ''}{day}"


def _first(body: str) -> str:
    """Return what stands first on a page, as text: what it is about and its state, else its first facts."""
    body = body.partition("\n## ")[0]
    found = _LEADS.findall(body)[:2] or [": ".join(fact) for fact in _FACT.findall(body)[:2]]
    return unescape(_TAG.sub("", " · ".join(found)))


def _printed(  # noqa: PLR0913 - a page, what stands below it, and how much of it is invented
    renderer: Renderer,
    page: Page,
    body: str,
    end: str = "",
    own: Mapping[str, str] | None = None,
    *,
    sample: bool = False,
    mixed: bool = False,
) -> bytes:
    """Return a page with what stands above it; ``own``: what is of its record."""
    front = {"title": page.title, "description": (own or {}).get("description") or _first(body)}
    if mixed and not sample:
        front["invented"] = "true"
    if page.path == "index.md":
        front["home"] = "true"
    if page.kind and page.kind not in NAMED_ALONE:
        front |= {"kind": page.kind, "sample": SAMPLE if sample else "", "province": (own or {}).get("province", "")}
    return renderer.front_matter({key: value for key, value in front.items() if value}) + (body + end).encode()


def _places(renderer: Renderer, register: Register, page: Page, body: str, view: View) -> str:
    """Return the places of the page's records that it does not show: links and permanent addresses lead to them all.

    A record is not shown before its day, nor when it tells of a finding whose standing is withheld.
    """
    wanted = dict.fromkeys(register.place(record).partition("#")[2] for record in register.by_page.get(page.url, ()))
    missing = wanted.keys() - {"", *_ID.findall(body), *page.further} if any(wanted) else set()
    places = [name for name in wanted if name in missing]
    return "\n" + renderer.body("_places.jinja", {**view, "places": places}) if places else ""


def _end(renderer: Renderer, register: Register, page: Page, view: View) -> str:
    """Return what stands at the end of every page of its kind; it is not searched: it tells of what was."""
    past = section(register, page.url)
    own = "\n" + renderer.body("_changes.jinja", {**view, **past}) if past is not None else ""
    links = followed(register, page.url)
    own += "\n" + renderer.body("_followed.jinja", {**view, "followed": links}) if links else ""
    return own + ("\n" + renderer.body("_recent.jinja", view) if page.path.startswith("theo-doi/") else "")


def _permanent(register: Register, record: Record, further: Mapping[str, str]) -> bytes:
    """Return the page at a record's permanent address: it leads to where the record is shown."""
    place = register.place(record)
    return leads(register.label(record), f"../../{further.get(place, place)}")
