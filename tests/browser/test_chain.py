"""The drawing of the chain, from the directive to accountability: it can be read without seeing it and walked by keyboard."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from .conftest import told
from .test_keyboard import ACTIVE

STAGES = ("Chỉ đạo", "Nhiệm vụ", "", "Phát hiện", "Kiến nghị", "Khắc phục", "Xác minh", "Trách nhiệm")
"""What the boxes are called; the third by the regime of the inspection."""
# What assistive technology is told of each drawing: its name, and box by box the address and the words.
TOLD = """() => Array.from(document.querySelectorAll('figure.chain'), (figure) => {
  const svg = figure.querySelector('svg');
  return {
    figure: figure.getAttribute('aria-label'), stop: figure.tabIndex,
    role: svg.getAttribute('role'), name: svg.getAttribute('aria-label'),
    hidden: figure.closest('[aria-hidden], [hidden]') !== null,
    boxes: Array.from(svg.querySelectorAll('rect.node'), ({ parentNode: box }) => ({
      href: box.getAttribute('href'), title: box.querySelector('title')?.textContent ?? '',
      stage: box.querySelector('.stage').textContent,
      lines: Array.from(box.querySelectorAll('text:not(.stage)'), (line) => line.textContent),
    })),
  };
})"""


def drawings(page: Any) -> list[dict[str, Any]]:
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true })")
    found = page.evaluate(TOLD)
    assert found
    return found


def test_a_drawing_says_in_words_all_that_it_shows(open_page: Any, drawn: str) -> None:
    page, _ = open_page(drawn)
    found = drawings(page)
    assert len({drawing["name"] for drawing in found}) == len(found)
    for drawing in found:
        assert drawing["figure"]
        assert (drawing["role"], drawing["stop"], drawing["hidden"]) == ("group", 0, False)
        assert len(drawing["boxes"]) == len(STAGES)
        for stage, box in zip(STAGES, drawing["boxes"], strict=True):
            assert box["stage"].startswith(stage)
            assert box["lines"]
            if box["href"]:
                # The name of the link: the stage, the record and how it stands, none of it cut short.
                assert box["title"].startswith(f"{box['stage']}: ")
                assert len(box["title"]) > len(box["stage"]) + 5
                assert "…" not in box["title"]
            else:
                assert box["lines"] != [""]  # what is missing is said
    tree = page.locator("figure.chain").first.aria_snapshot()
    for box in found[0]["boxes"]:
        assert (f'link "{box["title"]}' in tree) if box["href"] else (box["lines"][0] in tree)


def test_the_boxes_are_walked_by_keyboard_in_their_order_and_lead_there_and_back(open_page: Any, drawn: str) -> None:
    page, watch = open_page(drawn)
    found = drawings(page)
    number = max(range(len(found)), key=lambda i: sum(bool(box["href"]) for box in found[i]["boxes"]))
    linked = [box for box in found[number]["boxes"] if box["href"]]
    assert len(linked) >= 6
    start = page.url
    for step in range(len(linked)):
        if page.url != start:
            page.goto(start)
        drawings(page)  # unfolded
        page.locator("figure.chain").nth(number).focus()
        for box in linked[: step + 1]:
            page.keyboard.press("Tab")
            state = page.evaluate(ACTIVE)
            assert state["text"].startswith(box["title"][:30])
            assert state["ring"]
            assert state["shown"]
        target = page.evaluate("document.activeElement.href.baseVal ?? document.activeElement.href")
        assert target == linked[step]["href"]
        wanted = urljoin(start, target)
        page.keyboard.press("Enter")
        page.wait_for_url(wanted)
        place = wanted.partition("#")[2]
        assert page.locator(f'[id="{place}"]').count() == (1 if place else 0)
        # And back: a link on the page that one came to leads to the page that one came from.
        ways = "(to) => Array.from(document.querySelectorAll('.md-content a'), (a) => new URL(a.getAttribute('href'), location).href.split('#')[0]).includes(to)"
        assert page.evaluate(ways, start.partition("#")[0]), wanted
    assert told(page, watch) == []
