"""On paper, as a file. What is cut off or out of place on the sheet: test_accessibility."""

from __future__ import annotations

from typing import Any


def test_a_report_is_printed_with_its_tables_and_whose_data_it_is(open_page: Any, printed: str) -> None:
    page, _ = open_page(printed)
    page.emulate_media(media="print")
    assert page.locator("aside.sample").first.is_visible() or page.locator("aside.sample").count() == 0
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
