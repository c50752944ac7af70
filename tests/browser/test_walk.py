"""A citizen's walk by clicks alone: from a directive to the verified remediation and the points it cost, and back.

Which records stand next to each other is read from the published data file, where each of them is shown from its
permanent address. Everything else is clicking: what shows a record must itself hold the link to the next one.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

from .conftest import Site

Record = dict[str, Any]
CHAIN = (
    "directive", "task", "inspection", "finding", "recommendation", "remediation", "verification", "accountability",
)  # fmt: skip
SHORT = ("directive", "own", "finding", "verification", "remediation", "finding", "criterion", "finding", "directive")
"""From the directive to the verdict in three clicks, to the points in three more, and home in two."""


class Published:
    """What the data files of the site say, by kind and id."""

    def __init__(self, site: Site) -> None:
        self.site = site
        read = {name: json.loads((site.folder / "du-lieu" / f"{name}.json").read_text("utf-8")) for name in FILES}
        self.records: dict[str, dict[str, Record]] = {
            kind: {record["id"]: record for record in own} for kind, own in read["records"]["records"].items()
        }
        self.findings: list[Record] = read["findings"]["findings"]
        self.ratings: list[Record] = read["ratings"]["ratings"]

    def url(self, record: str) -> str:
        """Where the permanent address of a record leads."""
        own = f"r/{record}/"
        text = (self.site.folder / own / "index.html").read_text("utf-8")
        found = re.search(r'url=([^"]*)"', text)
        assert found
        return urljoin(self.site.url(own), found[1])

    def all(self, kind: str, field: str, value: str) -> list[str]:
        """The records that name another one in a field."""
        return [name for name, r in self.records[kind].items() if value == r.get(field) or value in r.get(field, ())]


FILES = ("records", "findings", "ratings")


def chains(published: Published) -> list[dict[str, str]]:
    """Every whole chain of an invented province: verified, answered for, with points lost; ``own``: the finding's task."""
    found = []
    lost = {
        item["record"]: f"{published.url(rating['rating'])}#tc-{criterion['id']}"
        for rating in published.ratings
        for criterion in leaves(rating["criteria"])
        for item in (criterion["measured"] or {}).get("items", ())
        if not item["counted"]
    }
    for follow_up in published.findings:
        name, inspection = follow_up["finding"], published.records["inspection"][follow_up["inspection"]]
        record = published.records["finding"][name]
        tasks = published.records["task"]
        ordered = [(tasks[i], tasks[f]) for i in inspection.get("tasks", ()) for f in record.get("tasks", ())]
        ordered = [(task, own) for task, own in ordered if task["directive"] == own["directive"]]
        cases = published.all("accountability", "findings", name)
        if (
            follow_up["sample"]
            and follow_up["closed"]
            and follow_up["verifications"]
            and ordered
            and cases
            and name in lost
        ):
            task, own = ordered[0]
            steps = (
                task["directive"], task["id"], inspection["id"], name, follow_up["recommendations"][0],
                follow_up["remediation"], follow_up["verifications"][-1], cases[0],
            )  # fmt: skip
            found.append({k: published.url(step) for k, step in zip(CHAIN, steps, strict=True)})
            found[-1] |= {"criterion": lost[name], "own": published.url(own["id"])}
    return found


def leaves(criteria: list[Record]) -> list[Record]:
    return [leaf for c in criteria for leaf in (leaves(c["criteria"]) if c["criteria"] else [c])]


@pytest.fixture(scope="session")
def chain(site: Site) -> dict[str, str]:
    found = chains(Published(site))
    if not found:
        pytest.fail("no invented finding has the whole chain")
    return found[0]


def click(page: Any, there: str, *, staged: bool = False) -> None:
    """Click the link to a place in what is shown of the record whose address the page has, and arrive."""
    anchor = urldefrag(page.url)[1]
    if anchor:
        shown = page.locator(f"[id='{anchor}']")
        around = shown.locator("xpath=ancestor-or-self::*[self::article[contains(@class, 'task')] or self::section][1]")
    else:
        around = page.locator(".md-content")
    links = around.locator("ol.stages a" if staged else "a:not(figure a)" if anchor else "a:not(article.task a)")
    at = links.evaluate_all(
        "(links, there) => links.findIndex((a) => new URL(a.href?.baseVal ?? a.href, document.baseURI).href === there)",
        there,
    )
    assert at >= 0, f"nothing at {page.url} leads to {there}"
    link = links.nth(at)
    for closed in link.locator("xpath=ancestor::details[not(@open)]").all():
        closed.locator("summary").first.click()
    more = link.locator("xpath=ancestor::div[contains(@class, 'table-scroll')]/following-sibling::button[1]")
    while not link.is_visible():
        more.click()
    link.click()
    page.wait_for_url(there, wait_until="load")
    if urldefrag(there)[1]:
        assert page.locator(":target").count() == 1, there
        page.wait_for_function(
            "() => { const b = document.querySelector(':target').getBoundingClientRect(); return b.top < innerHeight && b.bottom > 0; }"
        )


def address(site: Site, url: str) -> str:
    return url.removeprefix(site.url(""))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_whole_chain_link_by_link_and_back(site: Site, chain: dict[str, str], open_page: Any, width: int) -> None:
    page, watch = open_page(address(site, chain["directive"]), width)
    for kind in [*CHAIN[1:], *CHAIN[-2::-1]]:
        click(page, chain[kind])
    assert page.url == chain["directive"]
    assert watch.faults == []


def test_to_the_points_that_a_finding_cost_and_back(site: Site, chain: dict[str, str], open_page: Any) -> None:
    page, watch = open_page(address(site, chain["verification"]))
    for kind in ("remediation", "finding", "criterion", "finding"):
        click(page, chain[kind])
    assert watch.faults == []


def test_the_stages_of_a_finding_lead_to_every_other(site: Site, chain: dict[str, str], open_page: Any) -> None:
    page, watch = open_page(address(site, chain["finding"]))
    for kind in CHAIN:
        if kind == "finding":
            continue
        click(page, chain[kind], staged=True)
        page.goto(chain["finding"])
    assert watch.faults == []


def test_from_the_directive_to_the_verdict_the_points_and_home_in_few_clicks(
    site: Site, chain: dict[str, str], open_page: Any
) -> None:
    page, watch = open_page(address(site, chain["directive"]))
    for before, kind in pairwise(SHORT):
        click(page, chain[kind], staged=before == "finding" and kind in ("verification", "directive"))
    assert page.url == chain["directive"]
    assert watch.faults == []
