"""Every link of the site leads to a place that exists, whatever is hidden in the register or taken out of it.

Finishing refuses a printed site with a dangling link, so a register that the check passes must never make one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.utils.yaml import get_yaml_loader

from generator.build import ROOT, _handwritten, schemas
from generator.examine import Examined
from generator.model import content
from generator.publish import publish
from generator.publish.exports import EXPORTS
from generator.site import links
from tests.example import AS_OF, AUDIENCES, META, judged, records, site
from tests.hostile import Register

CONSTANT = ("gioi-thieu/kiem-tra/", "gioi-thieu/truong/", "du-lieu/")
PAPER = (".docx", ".xlsx")
"""Nothing in them links to a page; what they hold, their own tests say."""
"""What is the same for every register of an audience, or has no links: tried once."""
CONFIG = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), get_yaml_loader(yaml.SafeLoader))
_ATTRIBUTES = re.compile(r"\{: #([^ }]+)[^}]*\}")
_MARKDOWN = re.compile(r"\]\(([^)\s]+)\)")
_PAGE = re.compile(r'(href="[^":]*)\.md(#[^"]*)?"')


def printed(path: str) -> str:
    """The path at which the printer puts a page."""
    return path.removesuffix(".md") + ".html" if path.endswith(".md") else path


def written(made: Mapping[str, bytes]) -> dict[str, str]:
    """The pages of a site that is not printed yet, with the few links and places that are not HTML in it as HTML."""
    pages = {printed(path): data.decode() for path, data in made.items() if path.endswith((".md", ".html"))}
    return {path: html(_MARKDOWN.sub(r'<a href="\1">', _ATTRIBUTES.sub(r'<a id="\1">', pages[path]))) for path in pages}


def html(text: str) -> str:
    """The text with its links to Markdown pages leading to what is printed of them."""
    return _PAGE.sub(r'\1.html\2"', text)


def addresses(text: str) -> list[tuple[str, bool]]:
    """The links of a page, wherever in its text they stand."""
    return [(link.address, link.followed) for link in links.links(text)]


def nav(entries: Any) -> list[str]:
    """The pages of the menu, which stands on every page."""
    return [path for entry in entries for path in (nav([*entry.values()]) if isinstance(entry, dict) else [entry])]


MADE_LATER = {path for export in EXPORTS for path, make in export.files.items() if make is None}
"""Made of the printed site, or by hand."""


@cache
def by_hand() -> dict[str, str]:
    """The files that are written by hand, as they are printed; their links to pages are the printer's to check."""
    files = _handwritten(ROOT / "docs")
    return {
        printed(path): "" if path.endswith(".md") else data.decode(errors="replace") for path, data in files.items()
    }


def dangling(made: Mapping[str, bytes]) -> list[str]:
    pages = written(made)
    files = {printed(path) for path in made} | by_hand().keys() | MADE_LATER
    menu = "".join(f'<a href="{path.removesuffix("index.md") or "./"}">' for path in nav(CONFIG["nav"]))
    return [
        f"{problem.where}: {problem.message.en}"
        for problem in links.broken([*pages.items(), ("menu.html", menu)], files)
    ]


def published(examined: Examined, audience: str, as_of: date = AS_OF) -> dict[str, bytes]:
    made = publish(examined, as_of, audience, {}, META)
    return {path: b"" if path.startswith(CONSTANT) or path.endswith(PAPER) else content(made[path]) for path in made}


EXAMPLE = records()
TURNS = 16


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_of_the_example(audience: str) -> None:
    assert dangling(site(audience)) == []


def test_what_is_read_before_printing_is_what_is_printed() -> None:
    """Links and places of the Markdown are those of the HTML that the printer makes of it (but for the marks of titles)."""
    extensions = [name for entry in CONFIG["markdown_extensions"] for name in (entry if isinstance(entry, dict) else [entry])]  # fmt: skip
    printer = markdown.Markdown(extensions=extensions)
    pages = written(site("public"))
    for path, data in site("public").items():
        if not path.endswith(".md") or path.startswith("gioi-thieu/kiem-tra/"):
            continue
        made = html(printer.reset().convert(data.decode().split("\n---\n", 1)[1]))
        assert addresses(made) == addresses(pages[printed(path)]), path
        assert links.places(made) == links.places(pages[printed(path)]), path


@pytest.mark.parametrize("turn", range(TURNS))
def test_with_each_record_internal_in_turn(turn: int) -> None:
    """Records that stand side by side are hidden in different turns: those of one finding, of one task."""
    hidden = sorted(EXAMPLE)[turn::TURNS]
    examined = judged(EXAMPLE | {path: {**EXAMPLE[path], "visibility": "noi-bo"} for path in hidden})
    assert not examined.failed
    assert dangling(published(examined, "public")) == []


def refers(records: Register) -> dict[str, set[str]]:
    """Records by path, each with the paths of those that refer to it."""
    paths = {data["id"]: path for path, data in records.items()}
    found: dict[str, set[str]] = {path: set() for path in records}
    for path, data in records.items():
        for _, value, _ in schemas().walk(path.split("/")[1], "x-ref", data):
            if value in paths:
                found[paths[value]].add(path)
    return found


REFERS = refers(EXAMPLE)
WITHDRAWN = {"on": "2024-11-01", "because": "Ghi nhầm."}
days = st.integers(0, 420).map(lambda n: date(2023, 11, 1) + timedelta(n))


def away(chosen: set[str]) -> set[str]:
    """Return records with everything that refers to them, and on."""
    found: set[str] = set()
    while chosen:
        found |= chosen
        chosen = {path for one in chosen for path in REFERS[one]} - found
    return found


@settings(deadline=None, max_examples=10, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    hidden=st.sets(st.sampled_from(sorted(EXAMPLE)), max_size=12),
    removed=st.sets(st.sampled_from(sorted(EXAMPLE)), max_size=3),
    withdrawn=st.sets(st.sampled_from(sorted(EXAMPLE)), max_size=2),
    as_of=days,
    audience=st.sampled_from(("public", "public", "internal")),
)
def test_whatever_is_hidden_removed_or_withdrawn(
    hidden: set[str], removed: set[str], withdrawn: set[str], as_of: date, audience: str
) -> None:
    gone, taken_back = away(removed), away(withdrawn)
    records = {path: data for path, data in EXAMPLE.items() if path not in gone}
    records |= {path: {**records[path], "withdrawn": WITHDRAWN} for path in taken_back & records.keys()}
    records |= {path: {**records[path], "visibility": "noi-bo"} for path in hidden & records.keys()}
    examined = judged(records)
    if not examined.failed:
        assert dangling(published(examined, audience, as_of)) == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_is_reached_by_links_from_the_home_page(audience: str) -> None:
    """What nobody can walk to is found only by whoever knows its address."""
    files = {path: data for path, data in _handwritten(ROOT / "docs").items() if path.endswith(".md")}
    pages = written({**files, **site(audience)})
    pending, reached = [printed(path) for path in nav(CONFIG["nav"])], set()
    while pending:
        path = pending.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        for address, followed in addresses(pages[path]):
            found = links.target(path, address) if followed else None
            pending += [found[0]] if found else []
    shown = {path for path in written(site(audience)) if not path.startswith("r/") and "http-equiv" not in pages[path]}
    assert sorted(shown - reached) == []
