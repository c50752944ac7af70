"""The pages that are looked at are chosen from the built site by rule; here it is held that the rule misses nothing."""

from __future__ import annotations

import json
from datetime import date
from itertools import chain
from typing import Any

import pytest

from generator.build import ROOT, schemas
from generator.examine import examine
from generator.publish import registers
from generator.publish.pages import PAGES
from generator.publish.register import Page
from generator.publish.views import reference
from generator.read.source import read
from tests.conftest import REGISTER

from .conftest import REDIRECTS, Shapes, Site, families, holding, pages, telling

TEMPLATES = ROOT / "generator" / "publish" / "templates"
ROWS = "Array.from(document.querySelectorAll('table.board--cards tbody tr'), (row) => row.offsetHeight)"


@pytest.fixture(scope="module")
def made(site: Site) -> dict[str, Page]:
    """The pages of the site's records, by address, as the generator makes them on the site's day."""
    head = json.loads((site.folder / "du-lieu" / "records.json").read_text(encoding="utf-8"))
    register, _ = registers(examine(read(REGISTER), schemas()), date.fromisoformat(head["as_of"]), "public")
    every = chain(*(family(register) for family in PAGES), reference.same(register.corpus.schemas))
    return {page.url: page for page in every}


def test_a_page_of_every_template_is_looked_at(site: Site, made: dict[str, Page]) -> None:
    """A template that no page of the example register uses would be looked at by nobody."""
    looked_at = {made[address].template for address in families(site.folder).values() if address in made}
    assert looked_at >= {page.template for page in made.values()}
    unused = {file.name for file in TEMPLATES.glob("[!_]*.jinja")} - looked_at
    assert unused == set()


def test_a_page_of_every_folder_is_looked_at(site: Site) -> None:
    folders = {path.parent.relative_to(site.folder).parts[:1] for path in site.folder.rglob("index.html")}
    chosen = {tuple(address.split("/")[:1]) for address in families(site.folder).values()}
    assert {folder for (folder,) in folders - {()}} - {folder for (folder,) in chosen} <= {REDIRECTS}


def test_few_pages_hold_every_shape(site: Site) -> None:
    held = {
        own: Shapes((site.folder / own / "index.html").read_text("utf-8")).found
        for own in families(site.folder).values()
    }
    few = telling(site.folder)
    assert few < held.keys()
    assert set().union(*(held[address] for address in few)) == set().union(*held.values())
    assert ("td", "", "a", "class=state state--open-overdue") in held["theo-doi/qua-han/"]


def test_the_rule_tells_apart_what_is_made_differently(site: Site, made: dict[str, Page]) -> None:
    """Two templates in one folder (a ranking, a rating) have headings with anchors of their own."""
    templates: dict[str, set[str]] = {}
    for address, name, _ in pages(site.folder):
        if address in made:
            templates.setdefault(name, set()).add(made[address].template)
    assert len(templates) > 40
    assert {name: own for name, own in templates.items() if len(own) > 1} == {}


def test_there_are_boards_stages_and_tables_to_try(site: Site) -> None:
    """Else the tests that ask for them would have nothing to do, and pass."""
    folder = site.folder
    boards = {f"theo-doi/{name}" for name in ("khac-phuc", "tai-pham", "kien-nghi", "phat-hien", "chua-kiem-tra")}
    assert boards <= holding(folder, " data-filter").keys()
    assert holding(folder, 'class="stages"')
    assert "ky-bao-cao/*bao-cao" in holding(folder, '<table class="board"')


def test_no_page_is_longer_than_eight_phone_screens_before_its_details(site: Site, open_page: Any) -> None:
    """Of each family the largest page; what is small in bytes is not long."""
    tall: dict[str, Any] = {}
    rows = {}
    page, _ = open_page("", 390)
    for name, address in families(site.folder).items():
        if (site.folder / address / "index.html").stat().st_size < 35_000:
            continue
        page.goto(site.url(address))
        within = "8 * innerHeight >= document.documentElement.scrollHeight"
        for _ in range(30):  # wait_for_function would need eval, which the policy of the page forbids
            if page.evaluate(within):
                break
            page.wait_for_timeout(100)
        else:
            tall[name] = page.evaluate("document.documentElement.scrollHeight / innerHeight")
        if high := [height for height in page.evaluate(ROWS) if height > 130]:
            rows[name] = high
    assert (tall, rows) == ({}, {})


def test_no_page_is_larger_than_150_kb(site: Site) -> None:
    sizes = {path: path.stat().st_size for path in site.folder.rglob("*.html")}
    assert {path: size for path, size in sizes.items() if size > 150_000} == {}


def test_a_link_to_what_is_folded_opens_it(open_page: Any) -> None:
    page, _ = open_page("gioi-thieu/thuat-ngu/#cham-diem", 390)
    page.locator("#cham-diem").wait_for(state="visible", timeout=3000)
    assert page.locator("details.fold:not([open])").count() > 10
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.fold:not([open])").count() == 0
