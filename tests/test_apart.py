"""Invented provinces beside real ones: a room of their own, and everywhere else no trace of them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from functools import cache

import pytest

from generator.model import content
from generator.publish import publish
from generator.publish.apart import ROOM, apart
from generator.publish.pages import PAGES
from tests.example import AS_OF, AUDIENCES, META, judged, records
from tests.hostile import Register
from tests.test_links import PAPER, away, dangling

REAL = ("trung-uong", "mau-nam")
DOOR = 'href="./minh-hoa/"'


@cache
def mixed() -> Register:
    """The example with one of its provinces as if it were real, so that nothing of it rests on the others."""
    invented = {path for path in records() if not path.startswith(REAL)}
    every = {path: data for path, data in records().items() if path in invented or path not in away(invented)}
    for name in REAL:
        path = f"{name}/province/{name}.yaml"
        every[path] = {key: value for key, value in every[path].items() if key != "sample"}
    return every


@cache
def site(audience: str, *, alone: bool = False) -> dict[str, bytes]:
    """The site of the mixed register; ``alone``: of its real part, the other folders removed."""
    own = {path: data for path, data in mixed().items() if not alone or path.startswith(REAL)}
    examined = judged(own)
    assert not examined.failed
    made = publish(examined, AS_OF, audience, {}, META)
    return {path: b"" if path.endswith(PAPER) else content(data) for path, data in made.items()}


def beside(audience: str) -> dict[str, bytes]:
    """What stands beside the room, without what leads into it from the places where its pages were before."""
    return {
        path: data
        for path, data in site(audience).items()
        if not path.startswith(ROOM) and f"../{ROOM}".encode() not in data
    }


def body(site: dict[str, bytes]) -> list[str]:
    """The lines of the first page, without its words for the search."""
    return site["index.md"].decode().split("\n---\n", 1)[1].splitlines()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_with_the_folders_removed_no_trace_is_left(audience: str) -> None:
    """Byte for byte: no number, row, list, file or entry of the feed knows of what is invented, but for the door."""
    whole, alone = beside(audience), site(audience, alone=True)
    assert whole.keys() == alone.keys()
    differing = {path for path in whole if whole[path] != alone[path]}
    assert differing == {"index.md", "du-lieu/addresses.json"}
    assert [line for line in body(whole) if line not in body(alone)] == [line for line in body(whole) if DOOR in line]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_room_is_a_site_of_its_own_whose_pages_say_so_and_are_not_found(audience: str) -> None:
    made = site(audience)
    assert dangling(made) == []
    room = {path: data for path, data in made.items() if path.startswith(ROOM)}
    pages = [data for path, data in room.items() if path.endswith(".md")]
    assert len(pages) > len(PAGES)
    assert all(page.startswith(b'---\nroom: "true"\n') for page in pages)
    assert all(b"\nroom:" not in data for path, data in made.items() if path not in room)
    rows = json.loads(room[f"{ROOM}du-lieu/duties.json"])["duties"]
    assert rows
    assert all(row["sample"] for row in rows)


def test_each_place_of_before_leads_into_the_room() -> None:
    made = site("public")
    of_room = {path.removeprefix(ROOM).replace("index.md", "index.html") for path in made if path.startswith(ROOM)}
    moved = [path for path, data in made.items() if b"url=../" in data and ROOM.encode() in data]
    assert moved
    assert set(moved) <= of_room
    for path in moved:
        assert f"url={'../' * path.count('/')}{ROOM}{path.removesuffix('index.html')}".encode() in made[path]


def test_what_is_invented_alone_or_not_at_all_is_left_as_it_is() -> None:
    for register in (records(), {p: d for p, d in mixed().items() if p.startswith(REAL)}):
        examined = judged(register)
        assert apart(examined) == (examined, None)


def test_a_database_of_the_room_is_whole() -> None:
    """Links are led out of the room in pages and feeds alone: any other file would be broken by it."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(site("public")[f"{ROOM}du-lieu/register.sqlite"])
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert {own for (own,) in base.execute("SELECT province FROM duties")} == {"tinh-mau", "mau-cu"}
