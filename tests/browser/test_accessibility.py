"""Every page family, wide and narrow, light and dark, by keyboard and on paper: nothing is wrong, nothing is cut off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT, SCHEMES, WIDTHS, Site, telling, told

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SWITCH = "label[for^='__palette_']:visible"
ZOOMED = 320
"""The width of a window of 1,280 pixels at 400 percent (WCAG 1.4.10); of 1,024 in height, 256 are left."""

# Everything that can be worked with: no positive place in the order, none taken out of it, and a ring when it has focus.
STOPS = """() => {
  const faults = [];
  const ways = 'a[href], button, input, select, textarea, summary, [tabindex], [onclick], [role=button], [role=link]';
  let stops = 0;
  for (const node of document.querySelectorAll(`.md-content :is(${ways}), .site-bar :is(${ways})`)) {
    if (!node.checkVisibility({ visibilityProperty: true })) continue;
    const name = node.outerHTML.slice(0, 120);
    if (node.tabIndex !== 0) { faults.push(`tabindex ${node.tabIndex}: ${name}`); continue; }
    node.focus({ preventScroll: true });
    if (document.activeElement !== node) { faults.push(`takes no focus: ${name}`); continue; }
    const style = getComputedStyle(node);
    if (!(parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none')) faults.push(`no ring: ${name}`);
    stops += 1;
  }
  document.activeElement.blur();
  return [faults.slice(0, 5), stops];
}"""
MM = 96 / 25.4
UPRIGHT, SIDEWAYS = round((210 - 2 * 14) * MM), round((297 - 2 * 10) * MM)
"""The width of the text on a sheet of A4 in pixels, between the margins that the style sheet sets."""
# Tables that are wider than the sheet on which they are printed; heads that are not shown.
CUT = """([upright, sideways]) => Array.from(document.querySelectorAll('table.board'), (table) => {
  const wide = getComputedStyle(table.closest('.table-scroll') ?? table).page !== 'auto';
  const room = wide ? sideways : upright;
  const name = table.caption?.textContent ?? table.outerHTML.slice(0, 80);
  const head = getComputedStyle(table.tHead).display;
  return [
    ...(table.scrollWidth > room || table.offsetWidth > room ? [`${name}: ${table.offsetWidth} of ${room}`] : []),
    ...(head === 'table-header-group' ? [] : [`${name}: head is ${head}`]),
  ];
}).flat()"""
SCREEN_ONLY = (".board-tools", ".md-header", ".md-footer", ".site-bar", ".md-tabs", ".downloads", "thead button")

each_look = pytest.mark.parametrize(("width", "scheme"), [(width, scheme) for width in WIDTHS for scheme in SCHEMES])


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        pytest.fail("axe-core is not installed (npm ci)", pytrace=False)
    return Path(AXE).read_text(encoding="utf-8")


def check(page: Any, axe: str) -> None:
    # evaluate() goes through the debugger, which the page's policy does not concern.
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate(
        "(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        ".then(({violations}) => violations.map(({id, help, nodes}) =>"
        " ({id, help, nodes: nodes.slice(0, 5).map(({html, failureSummary}) =>"
        " html.slice(0, 200) + ' -- ' + failureSummary.slice(0, 300))})))",
        ALL_RULES,
    )
    if found:
        pytest.fail(json.dumps(found, ensure_ascii=False, indent=1), pytrace=False)


def scheme_of(page: Any) -> str:
    return "dark" if page.evaluate("document.body.dataset.mdColorScheme") == "slate" else "light"


def switch(page: Any, scheme: str) -> None:
    """Use the theme's switch, which writes to the page and to the local storage."""
    page.locator(SWITCH).first.click()
    page.mouse.move(0, 0)
    assert scheme_of(page) == scheme
    page.wait_for_timeout(300)  # the colors change slowly


def too_wide(page: Any) -> list[str]:
    """What makes the whole page scroll sideways (WCAG 1.4.10): nothing may, whatever scrolls within itself."""
    if page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
        return []
    return page.evaluate(
        "() => Array.from(document.querySelectorAll('body *')).filter((node) => node.getBoundingClientRect().right >"
        " window.innerWidth + 0.5 && !node.closest('svg')).map((node) => node.outerHTML.slice(0, 200)).slice(0, 5)"
    ) or ["the page"]


def unreached(page: Any) -> list[str]:
    """What cannot be worked with by keyboard, or not be seen to have the focus."""
    faults, stops = page.evaluate(STOPS)
    skips = page.locator("a.md-skip").count()
    return [*faults, *(["nothing to stop at"] if not stops else []), *(["no way to skip"] if skips != 1 else [])]


def cut_off(page: Any) -> list[str]:
    """What is not whole on paper: laid out as wide as the sheet, and on its side where it is printed so."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": UPRIGHT, "height": SIDEWAYS})
    cut = page.evaluate(CUT, [UPRIGHT, 10**6])
    page.set_viewport_size({"width": SIDEWAYS, "height": UPRIGHT})
    shown = page.evaluate(
        "(all) => all.filter((one) => [...document.querySelectorAll(one)].some((node) => node.checkVisibility()))",
        list(SCREEN_ONLY),
    )
    return [*cut, *page.evaluate(CUT, [10**6, SIDEWAYS]), *shown]


def test_a_page_has_no_violations(open_page: Any, axe: str, site: Site, address: str) -> None:
    """It comes wide and dark, as the system asks; the reader switches to the other scheme, scrolls, narrows the window.

    The rules of axe judge elements, and so are asked of the few pages that hold every shape of element.
    """
    wide, narrow = WIDTHS
    judged = address in telling(site.folder)
    page, watch = open_page(address, wide, "dark", reduced_motion="reduce")
    assert scheme_of(page) == "dark"
    if judged:
        check(page, axe)
    assert too_wide(page) == []
    assert unreached(page) == []
    switch(page, "light")
    page.mouse.wheel(0, 2000)
    page.set_viewport_size({"width": narrow, "height": 900})
    page.wait_for_timeout(200)  # what scrolls from now on becomes a stop of the keyboard
    if judged:
        check(page, axe)
    assert too_wide(page) == []
    for width in (768, 2 * ZOOMED, ZOOMED):
        page.set_viewport_size({"width": width, "height": 256})
        assert too_wide(page) == [], width
    assert cut_off(page) == []
    assert told(page, watch) == []


def test_the_scheme_is_the_one_that_the_system_asks_for(open_page: Any) -> None:
    for scheme in SCHEMES:
        page, _ = open_page("", WIDTHS[1], scheme)
        assert scheme_of(page) == scheme


@each_look
def test_search_results_have_no_violations(open_page: Any, axe: str, width: int, scheme: str) -> None:
    page, _ = open_page("tra-cuu/?q=ki%E1%BB%83m+tra", width, scheme)
    page.wait_for_selector(".search-results > li")
    check(page, axe)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_open_menu_has_no_violations(open_page: Any, axe: str, scheme: str) -> None:
    page, _ = open_page("", 390, scheme)
    page.locator("button.site-menu").press("Enter")
    page.wait_for_timeout(400)  # the menu slides in
    check(page, axe)
