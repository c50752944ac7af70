"""A reader who types a name or a number finds its page first or second.

searches.json holds {"query": what is typed, "expect": address from the root of the site, "among": of how many first
results, where many pages are rightly about what was asked}.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from generator.kinds import KINDS

from .conftest import BASE, Site

SEARCHES = json.loads(Path(__file__).with_name("searches.json").read_text(encoding="utf-8"))


def found(page: Any) -> list[str]:
    # wait_for_function would need eval, which the policy of the page forbids.
    page.locator(".search-status", has_text="kết quả").wait_for()
    links = page.locator(".search-results > li > h2 a")
    return [link.get_attribute("href").split("#")[0] for link in links.all()]


def test_the_box_in_the_header_leads_to_the_results(open_page: Any) -> None:
    page, _ = open_page("")
    box = page.get_by_label("Tra cứu trong sổ")
    box.fill(SEARCHES[0]["query"])
    box.press("Enter")
    page.wait_for_url("**/tra-cuu/?q=*")
    assert BASE + SEARCHES[0]["expect"] in found(page)


def test_the_expected_page_is_among_the_first_two(open_page: Any) -> None:
    page, watch = open_page("tra-cuu/")
    missed = {}
    for case in SEARCHES:
        page.goto(page.url.partition("?")[0] + "?" + urlencode({"q": case["query"]}))
        first = found(page)
        if BASE + case["expect"] not in first[: case.get("among", 2)]:
            missed[case["query"]] = first[:4]
    assert missed == {}
    assert watch.faults == []


def test_every_folder_of_records_is_searched_for(site: Site) -> None:
    """A new folder of pages needs a search of its own."""
    folders = {kind.pages for kind in KINDS if kind.pages and (site.folder / kind.pages).is_dir()}
    asked = {folder for folder in folders if any(case["expect"].startswith(folder) for case in SEARCHES)}
    assert folders - asked <= {"lich"}  # the calendars of working days, which nobody looks for by name


def test_decomposed_letters_find_the_same(open_page: Any) -> None:
    page, _ = open_page("tra-cuu/?q=ki%E1%BB%83m+tra")
    composed = found(page)
    assert composed
    box = page.get_by_label("Từ khóa, số văn bản hoặc tên cơ quan")
    box.fill(unicodedata.normalize("NFD", "kiểm tra"))
    box.press("Enter")
    assert found(page) == composed


def test_the_answer_is_announced_and_kept_in_the_address(open_page: Any) -> None:
    page, _ = open_page("tra-cuu/")
    page.get_by_label("Từ khóa, số văn bản hoặc tên cơ quan").fill("khongcotunaonhuthe")
    page.locator(".search-status", has_text="Không có kết quả").wait_for()
    assert page.url.endswith("?q=khongcotunaonhuthe")
    assert page.locator(".search-status").get_attribute("role") == "status"


def test_a_kind_can_be_chosen(open_page: Any) -> None:
    page, _ = open_page("tra-cuu/?q=ki%E1%BB%83m+tra")
    everything = found(page)
    boxes = page.locator(".search-form__kinds input")
    if boxes.count() < 2:
        pytest.skip("this site has one kind of page only")
    for index in range(boxes.count()):
        boxes.nth(index).check()
        chosen = found(page)
        kind = boxes.nth(index).get_attribute("value")
        labels = page.locator(".search-results .kind").all_text_contents()
        assert set(labels) <= {kind}
        assert len(chosen) <= len(everything) or len(everything) >= 10
        boxes.nth(index).uncheck()


def test_without_script_the_page_says_so(open_page: Any) -> None:
    page, _ = open_page("tra-cuu/", java_script_enabled=False)
    assert page.get_by_text("Cần JavaScript để tra cứu").is_visible()
