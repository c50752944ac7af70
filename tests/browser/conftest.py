"""Fixtures for tests that look at an already built site, most of them in a real browser.

The site is that of the example register (`make example`); --site FOLDER or the environment variable SITE name another. It is served from 127.0.0.1
below a base path, because the published site does not own its host either. Every test
here carries the marker `browser`; `-m "not browser"` leaves them out.
"""

from __future__ import annotations

import functools
import http.server
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASE = "/so/"
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")

# Folders whose pages are all different; in every other folder the pages of one template are one family.
ONE_OF_A_KIND = frozenset({"", "theo-doi", "gioi-thieu"})
REDIRECTS = "r"
MOVED = 'http-equiv="refresh"'
"""In a page that only leads to another one."""
ANCHOR = re.compile(r'<h1\b[^>]*\bid="([a-z0-9-]+)"')
"""The anchor of a page's heading: each template has its own."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--site", default=None, help="folder of the built site")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs a built site, mostly also Chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def site_folder(config: pytest.Config) -> Path:
    # The option is unknown when pytest was started above this folder.
    given = config.getoption("--site", default=None) or os.environ.get("SITE")
    return Path(given).resolve() if given else ROOT / "build" / "example" / "build" / "site"


def pages(folder: Path) -> Iterator[tuple[str, str, int]]:
    """The address of every page with the family to which it belongs and its size.

    Nothing is listed by hand: a new folder, or a new template in a known one, is a family by itself.
    """
    for file in sorted(folder.rglob("index.html")):
        path = file.parent.relative_to(folder).as_posix()
        path = "" if path == "." else path
        parent = path.rpartition("/")[0]
        if path.split("/")[0] not in (REDIRECTS, "pagefind", "assets"):
            text = file.read_text(encoding="utf-8")
            if MOVED in text:
                continue
            anchor = ANCHOR.search(text)
            first, *below = path.split("/")
            alike = f"{first}/{'*/' * (len(below) - 1)}*{anchor[1] if anchor else ''}"
            name = path if parent in ONE_OF_A_KIND else alike
            yield f"{path}/" if path else "", name or "home", len(text)


@functools.cache
def families(folder: Path) -> dict[str, str]:
    """One address per family of pages: the largest page, because it shows most."""
    found: dict[str, tuple[int, str]] = {}
    for address, name, size in pages(folder):
        found[name] = max(found.get(name, (0, "")), (size, address))
    return {name: address for name, (_, address) in found.items()}


VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
TOLD = ("class", "role", "scope", "colspan", "tabindex", "open", "aria-current")
"""Attributes by which one element is made, shown or used otherwise than another one of its name."""


class Shapes(HTMLParser):
    """The shapes of a page: each element as it is made, with what it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self._around: list[tuple[str, str]] = [("", "")]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = " ".join(f"{name}={value or ''}" for name, value in sorted(attrs) if name in TOLD)
        self.found.add((*self._around[-1], tag, made))
        if tag not in VOID:
            self._around.append((tag, made))

    def handle_endtag(self, tag: str) -> None:
        if tag in (inner for inner, _ in self._around):
            while self._around.pop()[0] != tag:
                pass


@functools.cache
def telling(folder: Path) -> frozenset[str]:
    """Few addresses, one per family at most, whose pages hold every shape that those of all families hold."""
    left = {a: Shapes((folder / a / "index.html").read_text(encoding="utf-8")).found for a in families(folder).values()}
    found = set()
    while any(left.values()):
        most = max(left, key=lambda address: (len(left[address]), address))
        found.add(most)
        known = left[most]
        left = {address: own - known for address, own in left.items()}
    return frozenset(found)


def holding(folder: Path, mark: str) -> dict[str, str]:
    """The families whose page holds some markup."""
    return {
        name: address
        for name, address in families(folder).items()
        if mark in (folder / address / "index.html").read_text(encoding="utf-8")
    }


MARKS = {"address": "", "filtered": " data-filter", "printed": '<table class="board"', "staged": 'class="stages"'}
"""What the page of a family must hold for a test that asks for its address by such a name."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name in MARKS.keys() & set(metafunc.fixturenames):
        # No site: one case that fails in the `site` fixture, so that nothing passes unseen.
        cases = holding(site_folder(metafunc.config), MARKS[name]) or {"no-site": ""}
        metafunc.parametrize(name, cases.values(), ids=cases.keys())


@dataclass(frozen=True)
class Site:
    folder: Path
    origin: str

    def url(self, address: str) -> str:
        return self.origin + BASE + address

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the folder below BASE and nothing outside it, as a shared host would."""

    def translate_path(self, path: str) -> str:
        plain = unquote(urlsplit(path).path)
        if not plain.startswith(BASE):
            return str(Path(self.directory) / "outside-the-base-path")
        return super().translate_path("/" + plain.removeprefix(BASE))

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def site(pytestconfig: pytest.Config) -> Iterator[Site]:
    folder = site_folder(pytestconfig)
    if not (folder / "index.html").is_file():
        pytest.fail(f"no built site in {folder}; make example builds it", pytrace=False)
    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(folder, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()


@dataclass
class Watch:
    """What went wrong on a page, in words; empty when all is well."""

    faults: list[str] = field(default_factory=list)


def told(page: Any, watch: Watch) -> list[str]:
    """What went wrong so far, with what the policy of the page stopped."""
    return [*watch.faults, *page.evaluate("window.violations")]


def settled(page: Any) -> None:
    """Wait until the scripts of a page have done their work: every board has its tools, the search knows its kinds.

    Waiting for a quiet network instead would cost half a second for each page.
    """
    expect = pytest.importorskip("playwright.sync_api").expect
    boards = page.locator("table.board")
    expect(page.locator("table.board--cards")).to_have_count(
        boards.and_(page.locator(":not([data-layout=scroll])")).count()
    )
    expect(page.locator(".board-tools")).to_have_count(boards.and_(page.locator("[data-filter]")).count())
    if page.locator(".search-form").count():
        page.wait_for_load_state("networkidle")


class Visitor:
    """Someone who comes to the site for the first time: a tab of its own, which keeps nothing from one test to the next.

    A browser needs three times as long for a page in a tab that it must first open.
    """

    def __init__(self, browser: Any, site: Site, **context: Any) -> None:
        self.site = site
        self.watch = Watch()
        self.context = browser.new_context(**context)
        self.page = page = self.context.new_page()
        self.scripted = context.get("java_script_enabled", True)
        own = (site.origin + BASE, "data:", "blob:")
        page.on("console", lambda said: self.fault(said.type in ("error", "warning"), f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.fault(True, f"page error: {error}"))
        page.on(
            "request", lambda call: self.fault(not call.url.startswith(own), f"request to another host: {call.url}")
        )
        page.on("response", lambda answer: self.fault(answer.status >= 400, f"{answer.status}: {answer.url}"))
        if self.scripted:
            page.add_init_script(
                "window.violations = [];"
                "document.addEventListener('securitypolicyviolation', (event) =>"
                " window.violations.push(event.violatedDirective + ' ' + event.blockedURI"
                " + ' ' + event.sample));"
            )

    def fault(self, wrong: bool, told: str) -> None:
        if wrong:
            self.watch.faults.append(told)

    def goes(self, address: str, width: int, scheme: str, motion: str) -> tuple[Any, Watch]:
        self.watch = Watch()
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(media="null", color_scheme=scheme, reduced_motion=motion)
        self.page.goto(self.site.url(address), wait_until="load")
        if self.scripted:
            settled(self.page)
        return self.page, self.watch

    def forgets(self) -> bool:
        """Leave the site and forget it; whether this visitor can come again."""
        self.watch = Watch()
        if self.page.is_closed() or self.context.pages != [self.page]:
            return False
        self.page.unroute_all()
        self.page.evaluate("window.name = ''")
        self.page.goto("about:blank")
        self.context.clear_cookies()
        session = self.context.new_cdp_session(self.page)
        session.send("Storage.clearDataForOrigin", {"origin": self.site.origin, "storageTypes": "all"})
        session.detach()
        return True


@pytest.fixture(scope="session")
def visitors() -> Iterator[list[Visitor]]:
    """Those who can come again."""
    waiting: list[Visitor] = []
    yield waiting
    for visitor in waiting:
        visitor.context.close()


@pytest.fixture
def open_page(browser: Any, site: Site, visitors: list[Visitor]) -> Iterator[Any]:
    """open_page(address, width, scheme, reduced_motion, **context) -> (page, watch)"""
    here: list[Visitor] = []
    once: list[Visitor] = []

    def opener(
        address: str, width: int = 1280, scheme: str = "light", reduced_motion: str = "no-preference", **context: Any
    ) -> Any:
        if context:
            once.append(visitor := Visitor(browser, site, **context))
        else:
            free = [one for one in visitors if one.site is site]  # another test file may have a site of its own
            here.append(visitor := free[-1] if free else Visitor(browser, site))
            if free:
                visitors.remove(visitor)
        return visitor.goes(address, width, scheme, reduced_motion)

    yield opener
    for visitor in here:
        if visitor.forgets():
            visitors.append(visitor)
        else:
            visitor.context.close()
    for visitor in once:
        visitor.context.close()
