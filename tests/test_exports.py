"""``EXPORTS``: what the table says of the files for programs is so, in the example register."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from conftest import REGISTER

from generator.build import check, schemas
from generator.model import Site, content
from generator.publish import publish, search
from generator.publish.exports import BY_PATH, EXPORTS, RECORDS, reporting
from generator.publish.exports.addresses import ADDRESSES, GONE, address
from generator.publish.exports.export import CHAIN, CHECKSUMS, SINCE, WEEKS, Held
from generator.publish.exports.page import PLACE
from generator.publish.exports.tables import TABLES as TABULAR
from generator.publish.render import ROWS

META = {"commit": None, "uncommitted_changes": None}
SEALED = {CHAIN, CHECKSUMS, SINCE, WEEKS}
"""Made of the printed site."""
BY_HAND = {GONE: b'{"gone": []}', "x/index.md": b"# x"}
TABLES = sorted(path for path, export in BY_PATH.items() if export.held is Held.ROWS and path.endswith(".json"))
EMPTY = ("du-lieu/changes.json", "du-lieu/recording.json")
"""Without a history nothing is known of when what happened was recorded, or changed."""


@pytest.fixture(scope="module")
def site() -> Site:
    return publish(check(REGISTER), date(2026, 6, 30), "public", BY_HAND, META)


def test_the_site_has_these_files_and_pages_and_no_other(site: Site) -> None:
    assert BY_PATH.keys() - site.keys() == SEALED
    beside = {path for path in site if path not in BY_PATH and not path.endswith((".md", "index.html"))}
    late, own = ([f"{reporting.NAMES[kind]}.{form}" for form in reporting.FORMS] for kind in ("overdue", "period"))
    kept = {"co-quan": ["feed.xml", "lich.ics"], "chi-dao": ["feed.xml"], "ky-bao-cao": own}
    kept["tinh"] = [*kept["co-quan"], *late]
    pages = [
        path.split("/")[:2] for path in site if path.endswith(("/index.md", "/index.html")) and path.count("/") == 2
    ]
    assert {path for path in beside if not path.startswith((search.PLACE, ROWS))} == {
        f"{top}/{own}/{name}" for top, own in pages for name in kept.get(top, ())
    }
    assert len(BY_PATH) == sum(len(export.files) for export in EXPORTS)
    assert {path.rpartition("/")[2] for path, export in BY_PATH.items() if export.held is Held.SCHEMA} == {
        *schemas().raw, *(f"{shape.name}.schema.json" for shape in TABULAR),
    }  # fmt: skip


def test_every_address_is_listed(site: Site) -> None:
    listed = json.loads(content(site[ADDRESSES]))["addresses"]
    assert listed == sorted({found for path in {*site, *SEALED} if (found := address(path)) is not None})
    assert {"x/", ADDRESSES, GONE, PLACE, "thay-doi/feed.xml"} <= set(listed)


@pytest.mark.parametrize("path", [RECORDS, *TABLES])
def test_every_file_says_of_what_it_was_made(site: Site, path: str) -> None:
    made = json.loads(content(site[path]))
    own = Path(path).stem
    head = {"as_of": "2026-06-30", "audience": "public", "has_samples": True, **META}
    more = {"withdrawn"} if path == RECORDS else set()
    assert {key: value for key, value in made.items() if key not in {own, *more}} == head


@pytest.mark.parametrize("path", TABLES)
def test_a_table_is_the_same_as_csv_and_its_ids_are_those_of_records(site: Site, path: str) -> None:
    rows = json.loads(content(site[path]))[Path(path).stem]
    assert bool(rows) is (path not in EMPTY)
    kept = BY_PATH[path].id
    records = json.loads(content(site[RECORDS]))
    known = {r["id"] for own in (*records["records"].values(), records["withdrawn"]) for r in own}
    assert {row[kept] for row in rows if kept} <= known
    twin = path.replace(".json", ".csv")
    if twin not in BY_PATH:
        return
    names, *lines = csv.reader(io.StringIO(content(site[twin]).decode("utf-8-sig")))
    head = ["as_of", "audience", "commit", "has_samples", "uncommitted_changes"]
    assert names[-len(head) :] == head
    assert all(set(names[: -len(head)]) == set(row) for row in rows)
    assert len(lines) == len(rows)
    if kept:
        assert [line[names.index(kept)] for line in lines] == [row[kept] for row in rows]


def test_the_page_on_data_names_every_file_and_what_it_is(site: Site) -> None:
    text = unescape(content(site[f"{PLACE}index.md"]).decode())
    for export in EXPORTS:
        assert f": {export.what.vi}.\n" in text
        assert f": {export.what.en}</li>" in text
    few = [path for export in EXPORTS if len(export.files) < 4 for path in export.files]
    assert [path for path in few if f'href="../../{path}"' not in text] == []


def test_every_duty_names_those_who_have_it(site: Site) -> None:
    """Of the whole of a target of several, which tells of none of them, and of a duty of nobody, alone there is no body."""
    rows = json.loads(content(site["du-lieu/duties.json"]))["duties"]
    tasks = json.loads(content(site[RECORDS]))["records"]["task"]
    leads = {task["id"]: [party["body"] for party in task.get("leads", ())] for task in tasks}
    whole = {
        row["task"]
        for row in rows
        if row["shape"] == "chi-tieu" and len({other["body"] for other in rows if other["task"] == row["task"]}) > 1
    }
    nameless = [row["task"] for row in rows if not row["bodies"]]
    assert all(not leads[task] or task in whole for task in nameless), nameless
    assert all(row["body"] == (row["bodies"][0] if len(row["bodies"]) == 1 else None) for row in rows)
    assert any(len(row["bodies"]) > 1 for row in rows)
