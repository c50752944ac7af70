"""A site whose records hold nothing but attacks, opened in a real browser: nothing runs, nothing is fetched, all is text.

The Content-Security-Policy is switched off where something could run, so that it is the escaping that is tested.
"""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import EXTRA, FOREIGN, PAYLOADS, TASKS, twins

from .conftest import BASE, REDIRECTS, Handler, Site, families, telling

pytestmark = pytest.mark.slow

WATCH = """
window.calls = [];
window.ran = (...what) => { window.calls.push('ran'); };
for (const name of ['alert', 'prompt', 'confirm', 'open']) {
  window[name] = () => { window.calls.push(name); };
}
"""
# What a page could have got from a record: handlers, addresses that run, elements that load, ids that shadow the theme's.
SEEN = """(page) => {
  const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'content']);
  const faults = [];
  for (const node of page.querySelectorAll('*')) {
    for (const { name, value } of node.attributes) {
      if (name.startsWith('on') || name === 'srcdoc') faults.push(`${node.nodeName} ${name}`);
      if (name === 'content' && !node.hasAttribute('http-equiv')) continue;
      if (ADDRESSES.has(name) && /^\\s*(javascript|vbscript|data):/i.test(value)) faults.push(`${node.nodeName} ${name}=${value}`);
    }
    if (/^(IFRAME|OBJECT|EMBED|BASE|MATH|NOSCRIPT|TEMPLATE|AUDIO|VIDEO|MARQUEE|X|FOO)$/i.test(node.nodeName)) {
      faults.push(node.nodeName);
    }
    if (node.id.startsWith('__') && node.closest('.md-content') && !node.matches('pre')) faults.push('id ' + node.id);
  }
  for (const id of ['__config', '__palette', '__search', '__drawer']) {
    const found = page.querySelectorAll(`[id="${id}"], [name="${id}"]`);
    if (found.length > 1 && id === '__config') faults.push('two of ' + id);
  }
  return faults;
}"""
LOOK = f"() => [...window.calls, ...(window.name === '' ? [] : ['name: ' + window.name]), ...({SEEN})(document)]"


@pytest.fixture(scope="module")
def site(shared: Path) -> Iterator[Site]:
    """The hostile site, in the place of the real one."""
    folder = twins(shared).site("hostile")
    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] - a page that is left early is no error
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(folder, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()


def made_of_records(site: Site) -> list[str]:
    """The address of the largest page of every family that shows records."""
    constant = ("gioi-thieu", "pagefind", "assets")
    return [address for address in families(site.folder).values() if address.split("/")[0] not in constant]


@pytest.fixture
def unprotected(browser: Any, site: Site) -> Iterator[tuple[Any, list[str]]]:
    """A tab without the policy, and what goes wrong in it."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(f"{said.type}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"page error: {error}"))
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: faults.append(f"window: {popup.url}"))

    def refuse(route: Any) -> None:
        faults.append(f"request: {route.request.url}")
        route.abort()

    page.route(re.compile(rf"^(?!{re.escape(site.origin + BASE)}|data:|blob:)"), refuse)
    page.add_init_script(WATCH)
    yield page, faults
    context.close()


def test_the_watch_bites(unprotected: tuple[Any, list[str]], site: Site) -> None:
    """Otherwise the silence below means nothing."""
    page, faults = unprotected
    page.goto(site.url(""))
    page.evaluate(
        f"""() => document.querySelector('h1').insertAdjacentHTML('afterend', `<img src="//{FOREIGN}/x" onerror="ran()">
        <a href="javascript:ran()" id="__config">x</a><iframe srcdoc="<script>parent.ran()</script>"></iframe>`)"""
    )
    page.wait_for_function("window.calls.length >= 2")
    found = page.evaluate(LOOK)
    assert {
        "ran",
        "IMG onerror",
        "A href=javascript:ran()",
        "IFRAME",
        "IFRAME srcdoc",
        "id __config",
        "two of __config",
    } <= set(found)
    assert any(f"//{FOREIGN}/x" in fault for fault in faults)


# What the browser makes of the text of pages that it only reads: what could run or load there, and where the name stands.
READ = """async (addresses) => Promise.all(addresses.map(async (address) => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
  return [look(page), page.title, page.querySelector('h1').firstChild.data,
    page.querySelector('[aria-current=page]')?.textContent];
}))"""


def test_no_page_runs_or_fetches_anything(unprotected: tuple[Any, list[str]], site: Site) -> None:
    """That no page of the site holds anything active: test_render. And the hostile names stand as they were written in the heading, the window's title and the way that leads there."""
    page, faults = unprotected
    for address in set(made_of_records(site)) & telling(site.folder):
        page.goto(site.url(address), wait_until="load")
        assert (page.evaluate(LOOK), faults) == ([], []), address
    names = {f"co-quan/{EXTRA}-{i}/": " ".join(payload.split()) for i, payload in enumerate(PAYLOADS)}
    read = page.evaluate(READ.replace("look", f"({SEEN})"), [site.url(address) for address in names])
    for (address, name), (told, title, heading, here) in zip(names.items(), read, strict=True):
        assert told == [], address
        assert title.startswith(f"{name}, ")  # and its province
        assert (heading.strip(), here) == (name, name)
    assert faults == []


def test_touching_everything_runs_nothing(unprotected: tuple[Any, list[str]], site: Site) -> None:
    """Moving over, focusing and clicking what is on the largest pages, with every event that a handler could wait for."""
    page, faults = unprotected
    largest = sorted(made_of_records(site), key=lambda path: (site.folder / path / "index.html").stat().st_size)[-6:]
    for address in largest:
        page.goto(site.url(address), wait_until="load")
        page.evaluate(
            """() => {
              const events = ['mouseover', 'mouseenter', 'pointerenter', 'focus', 'focusin', 'click', 'toggle', 'error', 'load',
                'begin', 'animationstart', 'input', 'keydown', 'copy', 'paste', 'wheel'];
              for (const node of document.querySelectorAll('.md-content *')) {
                if (node.closest('a[href]')) continue;
                for (const name of events) node.dispatchEvent(new Event(name, { bubbles: false }));
              }
            }"""
        )
        assert (page.evaluate(LOOK), faults) == ([], []), address


def test_tables_can_be_filtered_by_anything(unprotected: tuple[Any, list[str]], site: Site) -> None:
    page, faults = unprotected
    tables = 0
    for address in ("theo-doi/bat-thuong/", "chi-dao/tinh-mau-20-ubnd-nc-2024/", "van-ban/"):
        page.goto(site.url(address), wait_until="load")
        table = page.locator("table[data-filter]").first
        if table.count() == 0:
            continue
        tables += 1
        box = page.locator("input[type=search]:visible").last
        for payload in (
            "<img src=x onerror=ran()>",
            "__proto__",
            "constructor",
            '"><script>ran()</script>',
            "(",
            "\\",
            "*",
            "[a-",
        ):
            box.fill(payload)
            page.wait_for_timeout(30)
            assert page.evaluate(LOOK) == []
        box.fill("")
        for chosen in page.locator("select:visible").all():
            values = chosen.locator("option").evaluate_all("nodes => nodes.map((node) => node.value)")
            for value in values[:25]:
                chosen.select_option(value)
            chosen.select_option(values[0])
        assert (page.evaluate(LOOK), faults) == ([], [])
    assert tables > 0


def test_the_search_finds_attacks_as_text(unprotected: tuple[Any, list[str]], site: Site) -> None:
    page, faults = unprotected
    for query in (
        "ran",
        "%3Cimg%20src%3Dx%20onerror%3Dran()%3E",
        "%22%3E%3Cscript%3Eran()%3C%2Fscript%3E",
        "script+alert",
        "__proto__",
    ):
        page.goto(site.url(f"tra-cuu/?q={query}"), wait_until="load")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        assert (page.evaluate(LOOK), faults) == ([], []), query
        inside = page.locator(".search-results").evaluate_all(
            "nodes => [...new Set(nodes.flatMap((n) => [...n.querySelectorAll('*')].map((e) => e.nodeName)))]"
        )
        assert set(inside) <= {"LI", "H2", "A", "P", "MARK", "UL", "SPAN"}, query
    page.goto(site.url("tra-cuu/?q=ran"), wait_until="load")
    page.wait_for_selector(".search-results > li")
    titles = page.locator(".search-results > li h2").all_inner_texts()
    assert [title for title in titles if re.search(r"[<>]", title)], titles


def test_a_permanent_address_with_a_hostile_label_leads_on(unprotected: tuple[Any, list[str]], site: Site) -> None:
    page, faults = unprotected
    for i in range(0, len(PAYLOADS), 3 * TASKS):
        for record, place in (
            (f"{EXTRA}-{i}", f"co-quan/{EXTRA}-{i}/"),
            (f"{EXTRA}-{i}-viec", f"-2024/{EXTRA}-{i}-viec/"),
        ):
            page.goto(site.url(f"{REDIRECTS}/{record}/"), wait_until="commit")
            page.wait_for_url(lambda url, place=place: url.endswith(place), timeout=5000)
    assert (page.evaluate(LOOK), faults) == ([], [])


@pytest.mark.parametrize(
    "path", ["", "chi-dao/tinh-mau-20-ubnd-nc-2024/", f"co-quan/{EXTRA}-0/", "theo-doi/bat-thuong/", "van-ban/"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_the_policy_there_is_nothing_for_it_to_stop(open_page: Any, path: str, scheme: str) -> None:
    page, watch = open_page(path, 390, scheme)
    page.wait_for_load_state("networkidle")
    assert watch.faults == []
    assert page.evaluate("window.violations") == []
