"""The archive of the site, opened from a disk: pages, links, boards and the search by name, without any server."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from generator.site.archive import archive

from .conftest import Site


@pytest.fixture(scope="module")
def disk(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the unpacked archive."""
    folder = tmp_path_factory.mktemp("disk")
    archive(site.folder, folder / "so.zip")
    with zipfile.ZipFile(folder / "so.zip") as packed:
        packed.extractall(folder)
    return folder / "so"


def test_the_same_site_gives_the_same_archive(site: Site, disk: Path) -> None:
    again = disk.parent / "again" / "so.zip"
    again.parent.mkdir()
    archive(site.folder, again)
    assert again.read_bytes() == (disk.parent / "so.zip").read_bytes()


def test_every_link_names_a_file(disk: Path) -> None:
    wrong = set()
    for page in sorted(disk.rglob("*.html"))[::5]:
        for url in re.findall(r'\s(?:href|src|action)="([^"#?]*)', page.read_text("utf-8")):
            if url and not re.match(r"[a-z]+:|//", url) and not (page.parent / unescape(url)).is_file():
                wrong.add((page.relative_to(disk).as_posix(), url))
    assert sorted(wrong)[:5] == []


def test_it_is_searched_and_walked_from_the_disk(browser: Any, disk: Path) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto((disk / "index.html").as_uri())
    page.locator("#site-search-q").fill("so noi vu")
    page.locator("#site-search-q").press("Enter")
    page.wait_for_selector(".search-results h2 a")
    page.locator(".search-results h2 a").first.click()
    page.wait_for_selector("h1")
    assert page.locator("h1").inner_text().startswith("Sở Nội vụ")
    assert page.url.endswith("/index.html")
    page.goto((disk / "theo-doi" / "qua-han" / "index.html").as_uri())
    page.locator(".board-tools input").first.fill("khongcodongnaonhuthe")
    expect(page.locator(".board-count").first).to_contain_text(re.compile("^0 "))
    assert faults == []
    page.close()
