"""A reader who types a name or a number, in whatever way people do, finds its page first.

searches.json holds {"query": what is typed, "expect": address from the root of the site, "among": of how many first
results, where many pages are rightly about what was asked, "named": false where no page is called so and the reader is
told, "offers": a group that may be meant then, or "" for none}.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from generator.kinds import KINDS
from generator.publish.search import PLACE, places, words

from .conftest import BASE, Site

SEARCHES = json.loads(Path(__file__).with_name("searches.json").read_text(encoding="utf-8"))


UNKNOWN = "Chưa có trong sổ"


def found(page: Any) -> list[str]:
    # wait_for_function would need eval, which the policy of the page forbids.
    page.locator(".search-status", has_text=re.compile(rf"kết quả|(?:{UNKNOWN}|trang)[^…]*$")).wait_for()
    links = page.locator(".search-results > li > h2 a")
    return [urlsplit(link.get_attribute("href")).path for link in links.all()]


def test_the_box_in_the_header_leads_to_the_results(open_page: Any) -> None:
    page, _ = open_page("")
    box = page.get_by_label("Tra cứu trong sổ")
    box.fill(SEARCHES[0]["query"])
    box.press("Enter")
    page.wait_for_url("**/tra-cuu/?q=*")
    assert BASE + SEARCHES[0]["expect"] in found(page)


def test_the_expected_page_is_first(open_page: Any) -> None:
    page, watch = open_page("tra-cuu/")
    box = page.get_by_label("Từ khóa, số văn bản hoặc tên cơ quan")
    missed = {}
    for case in SEARCHES:
        box.fill(case["query"])
        box.press("Enter")
        first, said = found(page), page.locator(".search-status").text_content()
        offered = [link.get_attribute("href").partition(BASE)[2] for link in page.locator(".search-offers a").all()]
        if (
            ("expect" in case and BASE + case["expect"] not in first[: case.get("among", 1)])
            or (UNKNOWN in said) is case.get("named", True)
            or ("offers" in case and (case["offers"] not in offered if case["offers"] else offered))
        ):
            missed[case["query"]] = (said, first[:4], offered[:4])
    assert missed == {}
    assert watch.faults == []


def test_both_languages_read_names_alike(open_page: Any, site: Site) -> None:
    """The words in the index come from Python, those that are typed from the page's script."""
    entries = [
        row for path in sorted((site.folder / PLACE).glob("e*.json")) for row in json.loads(path.read_text("utf-8"))
    ]
    texts = [text for row in entries for text in (row[1], *row[5], *row[6])]
    known = places(
        [
            *texts,
            *(name for _, name in json.loads((site.folder / PLACE / "index.json").read_text("utf-8"))["provinces"]),
        ]
    )
    page, _ = open_page("tra-cuu/")
    page.evaluate(
        """async ([names, index, texts]) => {
          const { Words } = await import(names);
          const words = new Words(await (await fetch(index)).json());
          window.read = texts.map((text) => words.of(text));
        }""",
        [site.url("assets/js/names.js"), site.url(f"{PLACE}index.json"), texts],
    )
    assert page.evaluate("window.read") == [words(text, known) for text in texts]


def test_a_search_by_name_loads_no_engine(open_page: Any) -> None:
    page, _ = open_page("tra-cuu/")
    loaded: list[str] = []
    page.on("request", lambda call: loaded.append(call.url))
    page.goto(page.url.partition("?")[0] + "?" + urlencode({"q": SEARCHES[0]["query"]}))
    assert found(page)
    page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if "/pagefind/" in url]
    page.get_by_role("button", name="Tìm cả trong nội dung các trang").click()
    page.locator(".search-status", has_text="nội dung").wait_for()
    assert [url for url in loaded if "/pagefind/" in url]


def test_every_folder_of_records_is_searched_for(site: Site) -> None:
    """A new folder of pages needs a search of its own."""
    folders = {kind.pages for kind in KINDS if kind.pages and (site.folder / kind.pages).is_dir()}
    asked = {folder for folder in folders if any(case.get("expect", "").startswith(folder) for case in SEARCHES)}
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
    page.locator(".search-status", has_text=UNKNOWN).wait_for()
    assert page.url.endswith("?q=khongcotunaonhuthe")
    assert page.locator(".search-status").get_attribute("role") == "status"


def test_a_kind_and_a_province_can_be_chosen(open_page: Any) -> None:
    page, _ = open_page("tra-cuu/?q=ki%E1%BB%83m+tra")
    everything = found(page)
    kinds = page.locator("select[name=loai]")
    for kind in kinds.locator("option").evaluate_all("options => options.map((option) => option.value)")[1:]:
        kinds.select_option(kind)
        found(page)
        labels = page.locator(".search-results .kind").all_text_contents()
        assert {label.split(" · ")[0] for label in labels} <= {kind}
    kinds.select_option("")
    page.locator("select[name=tinh]").select_option("mau-nam")
    there = found(page)
    assert page.url.endswith("?q=ki%E1%BB%83m+tra&tinh=mau-nam")
    assert there
    assert there != everything
    assert all("/mau-nam" in path for path in there)


def test_without_script_the_page_says_so(open_page: Any) -> None:
    page, _ = open_page("tra-cuu/", java_script_enabled=False)
    assert page.get_by_text("Cần JavaScript để tra cứu").is_visible()
