"""On paper: every table is whole, with its head; what only works on a screen is gone."""

from __future__ import annotations

from typing import Any

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


def test_no_table_is_cut_off_by_the_edge_of_the_paper(open_page: Any, printed: str) -> None:
    """Laid out as wide as the sheet; a table that lies on its side is looked at on the wider one."""
    page, _ = open_page(printed, UPRIGHT)
    page.emulate_media(media="print")
    cut = page.evaluate(CUT, [UPRIGHT, 10**6])
    page.set_viewport_size({"width": SIDEWAYS, "height": UPRIGHT})
    assert [*cut, *page.evaluate(CUT, [10**6, SIDEWAYS])] == []
    shown = page.evaluate(
        "(all) => all.filter((one) => [...document.querySelectorAll(one)].some((node) => node.checkVisibility()))",
        list(SCREEN_ONLY),
    )
    assert shown == []


def test_a_report_is_printed_with_its_tables_and_whose_data_it_is(open_page: Any, drawn: str) -> None:
    page, _ = open_page(drawn)
    page.emulate_media(media="print")
    assert page.locator("aside.sample").first.is_visible() or page.locator("aside.sample").count() == 0
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
