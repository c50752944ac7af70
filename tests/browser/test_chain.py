"""The stages of a finding, from the directive to accountability: they can be read without seeing them and walked by keyboard."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from .conftest import told
from .test_keyboard import ACTIVE

STAGES = ("Chỉ đạo", "Nhiệm vụ", "", "Phát hiện", "Kiến nghị", "Khắc phục", "Xác minh", "Trách nhiệm")
"""What the stages are called; the third by the regime of the inspection."""
READ = """() => Array.from(document.querySelectorAll('ol.stages > li'), (stage) => ({
  name: stage.querySelector('b').textContent, what: stage.querySelector('b + span').textContent.trim(),
  link: stage.querySelector('b + span > a')?.textContent ?? '',
  href: stage.querySelector('b + span > a')?.getAttribute('href') ?? '',
  here: stage.getAttribute('aria-current') === 'step', missing: stage.classList.contains('missing'),
}))"""


def test_every_stage_says_what_is_there_or_that_nothing_is(open_page: Any, staged: str) -> None:
    page, _ = open_page(staged)
    found = page.evaluate(READ)
    assert len(found) == len(STAGES)
    for stage, name in zip(found, STAGES, strict=True):
        assert stage["name"].startswith(name)
        assert stage["what"]
        assert (
            bool(stage["href"]) + stage["here"] + stage["missing"] == 1
        )  # it leads there, is here, or is said to lack
    tree = page.locator("ol.stages").aria_snapshot()
    assert all(stage["link"] in tree for stage in found)


def test_the_stages_are_walked_by_keyboard_in_their_order_and_lead_there_and_back(open_page: Any, staged: str) -> None:
    page, watch = open_page(staged)
    start, links = page.url, page.locator("ol.stages a")
    walked = links.evaluate_all("links => links.map((a) => [a.textContent, a.getAttribute('href')])")
    linked = {stage["name"]: stage["href"] for stage in page.evaluate(READ) if stage["href"]}
    assert len(linked) >= 3
    links.first.focus()
    for text, href in walked:
        state = page.evaluate(ACTIVE)
        assert state["text"].startswith(text[:30])
        assert state["ring"]
        assert state["shown"]
        assert page.evaluate("document.activeElement.getAttribute('href')") == href
        page.keyboard.press("Tab")
    for name, href in linked.items():
        wanted = urljoin(start, href)
        page.goto(start)
        page.locator(f"ol.stages a[href='{href}']").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(wanted)
        place = wanted.partition("#")[2]
        assert page.locator(f'[id="{place}"]').count() == (1 if place else 0)
        # And back: a link on the page that one came to leads to the page that one came from; of a directive, those on its tasks' pages.
        ways = "(to) => Array.from(document.querySelectorAll('.md-content a'), (a) => new URL(a.getAttribute('href'), location).href.split('#')[0]).includes(to)"
        assert wanted.startswith(start) or name == "Chỉ đạo" or page.evaluate(ways, start), wanted
    assert told(page, watch) == []
