"""The site can be used without a mouse, and one sees where one is."""

from __future__ import annotations

from typing import Any

import pytest

ACTIVE = (
    "() => { const node = document.activeElement; const style = getComputedStyle(node);"
    " const box = node.getBoundingClientRect();"
    " return {tag: node.tagName, text: (node.textContent || node.name || '').trim().slice(0, 40),"
    " type: node.type || '',"
    " ring: parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none',"
    " shown: box.width > 0 && box.height > 0} }"
)


IN_DRAWER = """() => Array.from(document.querySelectorAll('.md-sidebar--primary :is(a, button, input, label)'))
  .filter((node) => { node.focus(); return document.activeElement === node })
  .map((node) => node.outerHTML.slice(0, 80))"""
"""What in the closed menu takes the focus."""


@pytest.mark.parametrize("place", ["", "theo-doi/qua-han/", "tra-cuu/"])
def test_focus_is_always_visible_on_the_way_through_the_frame(open_page: Any, place: str) -> None:
    page, _ = open_page(place, reduced_motion="reduce")
    blind = []
    for _ in range(30):
        page.keyboard.press("Tab")
        state = page.evaluate(ACTIVE)
        if state["tag"] == "BODY":
            break
        # The radio buttons of the palette are hidden; their label shows the ring.
        if not state["ring"] and state["type"] not in ("radio", "checkbox"):
            blind.append(state)
    assert blind == []


@pytest.mark.parametrize("place", ["", "theo-doi/qua-han/", "tra-cuu/"])
def test_the_first_stop_skips_to_the_text(open_page: Any, place: str) -> None:
    page, _ = open_page(place, reduced_motion="reduce")
    skip = page.locator("a.md-skip")
    skip.focus()
    assert skip.evaluate("(link) => getComputedStyle(link).opacity") != "0"
    target = skip.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}", timeout=3000)
    assert page.locator(f'[id="{target.removeprefix("#")}"]').count() == 1


def test_tab_reaches_the_skip_link_first(open_page: Any) -> None:
    page, _ = open_page("theo-doi/")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.matches('input.md-toggle')"):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").split()[0] == "md-skip"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_first_row_is_within_eight_stops_and_none_is_in_a_closed_drawer(open_page: Any, width: int) -> None:
    for place in ("", "theo-doi/qua-han/", "tinh/tinh-mau/", "co-quan/tinh-mau-so-noi-vu/", "chi-dao/"):
        page, _ = open_page(place, width, reduced_motion="reduce")
        page.wait_for_selector(".site-skip", state="attached")
        assert page.evaluate(IN_DRAWER) == [], place
        for _ in range(8):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.site-skip')"):
                page.keyboard.press("Enter")
                break
        assert page.evaluate("document.activeElement.closest('tbody') !== null"), place


def test_the_menu_opens_and_closes_with_the_keyboard(open_page: Any) -> None:
    page, _ = open_page("", 390)
    opener = page.get_by_role("button", name="Trình đơn")
    opener.focus()
    page.keyboard.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("link", name="Cơ quan", exact=True).first.is_visible()
    page.keyboard.press("Escape")
    assert opener.get_attribute("aria-expanded") == "false"
