"""A page loads without an error, without a breach of the policy and from this host only."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .conftest import REDIRECTS, Site, told

# That every family of pages is quiet, also when the reader switches the colours and scrolls, is asked in
# test_accessibility.py, where they are open anyway.


def test_a_search_is_quiet_too(open_page: Any) -> None:
    page, watch = open_page("tra-cuu/?q=ki%E1%BB%83m+tra")
    page.wait_for_selector(".search-results > li")
    assert told(page, watch) == []


def test_an_injected_script_does_not_run(open_page: Any) -> None:
    page, _ = open_page("")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
        " '<img src=data: onerror=\"window.ran = 1\">');"
        "const inline = document.createElement('script');"
        "inline.textContent = 'window.ran = 1'; document.body.append(inline);"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("window.violations.length") >= 2


def test_a_permanent_address_leads_to_its_place(browser: Any, site: Site) -> None:
    stubs = sorted((site.folder / REDIRECTS).glob("*/index.html"))
    if not stubs:
        pytest.skip("this site has no permanent addresses")
    page = browser.new_page()
    for stub in (stubs[0], stubs[-1]):
        page.goto(site.url(f"{REDIRECTS}/{stub.parent.name}/"))
        page.wait_for_url(lambda url: f"/{REDIRECTS}/" not in url, timeout=5000)
        anchor = re.search(r"#(.+)$", page.url)
        if anchor:
            assert page.locator(f'[id="{anchor[1]}"]').count() == 1
    page.close()
