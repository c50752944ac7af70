"""The archive of the site, opened from a disk: pages, links, boards and the search by name, without any server."""

from __future__ import annotations

import re
import shutil
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from generator.site.archive import archive

from .conftest import Site
from .test_boards import in_pieces


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


def test_the_further_rows_of_a_long_board_are_read_from_the_disk(browser: Any, site: Site, tmp_path: Path) -> None:
    """In the archive they are a script, and their links name files."""
    place = "tinh/mau-nam/qua-han/index.html"
    first, rest = in_pieces((site.folder / place).read_text("utf-8"), 3)
    (tmp_path / "site" / place).parent.mkdir(parents=True)
    (tmp_path / "site" / place).write_text(first.replace('"rest.json"', '"../../../assets/dong/rest.json"'), "utf-8")
    shutil.copytree(site.folder / "assets", tmp_path / "site" / "assets", ignore=shutil.ignore_patterns("names"))
    (tmp_path / "site" / "assets" / "dong").mkdir(exist_ok=True)
    (tmp_path / "site" / "assets" / "dong" / "rest.json").write_text(rest, "utf-8")
    archive(tmp_path / "site", tmp_path / "so.zip")
    with zipfile.ZipFile(tmp_path / "so.zip") as packed:
        packed.extractall(tmp_path)
    page = browser.new_page()
    page.goto((tmp_path / "so" / place).as_uri())
    page.locator(".board-tools input").first.fill("a")
    expect(page.locator(".board-count").first).to_have_text(re.compile(r"^\d+ trong \d+ dòng khớp bộ lọc\.$"))
    links = page.eval_on_selector_all("table.board tbody a", "all => all.map((one) => one.getAttribute('href'))")
    assert len(links) > 10
    assert [link for link in links if not re.search(r"index\.html(#|$)", link)] == []
    page.close()
