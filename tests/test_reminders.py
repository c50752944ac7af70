"""What programs of readers follow: calendars of deadlines and feeds of changes, read as those programs read them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import vobject

from generator.model import Office
from generator.publish.exports import files
from generator.publish.redact import redact
from generator.publish.register import Register as Of
from generator.publish.stood import stood
from tests.example import AS_OF, AUDIENCES, judged, records, site

ATOM = "{http://www.w3.org/2005/Atom}"
OFFICE = Office(title="Sổ thử", feed_id="urn:uuid:6f1c1b1e-0000-4000-8000-000000000009", site_url="https://so.test/a/")
DUTIES = "mau-nam/task/mau-nam-05-ct-ubnd-2024-1-t29.yaml"
FINANCE = "mau-nam/agency/mau-nam-so-tai-chinh.yaml"


@cache
def events(audience: str, path: str) -> list[Any]:
    calendar = vobject.readOne(site(audience)[path].decode())
    assert (calendar.version.value, calendar.name.upper()) == ("2.0", "VCALENDAR")
    return list(getattr(calendar, "vevent_list", []))


def owed(audience: str) -> list[tuple[str, str | None, tuple[str, str], str]]:
    """What the data files hold of what is open and has a deadline: province, body, what, day."""
    data = {
        name: json.loads(site(audience)[f"du-lieu/{name}.json"])[name] for name in ("duties", "findings", "requests")
    }
    open_ = ("open-in-time", "due-soon", "open-overdue")
    found = [
        (row["province"], row["body"], (row.get("task") or row["record"], row.get("period") or ""), row["due"])
        for row in (*data["duties"], *data["requests"])
        if row["state"] in open_ and row["due"]
    ]
    unremedied = ("open", "in-progress", "partial", "failed")
    return found + [
        (row["province"], row["holder"], (row["finding"], ""), row["due"])
        for row in data["findings"]
        if row["due"] and (row["state"] in unremedied or row["overdue"] or row["due_soon"])
    ]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_open_deadline_is_an_event_of_its_body_and_of_its_province(audience: str) -> None:
    wanted: dict[str, set[tuple[tuple[str, str], str]]] = {}
    for province, body, what, due in owed(audience):
        wanted.setdefault(f"tinh/{province}/lich.ics", set()).add((what, due))
        if body is not None:
            wanted.setdefault(f"co-quan/{body}/lich.ics", set()).add((what, due))
    made = {path for path in site(audience) if path.endswith(".ics")}
    assert wanted.keys() <= made
    for path in made:
        days = Counter(event.dtstart.value for event in events(audience, path))
        assert days == Counter(date.fromisoformat(due) for _, due in wanted.get(path, ())), path
        ids = [event.uid.value for event in events(audience, path)]
        assert len(ids) == len(set(ids)), path


def test_what_is_to_come_rings_at_eight_in_the_morning_15_7_and_3_days_before() -> None:
    for path in (path for path in site("public") if path.endswith(".ics")):
        for event in events("public", path):
            day = event.dtstart.value
            begin = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as the clock on the wall has it
            rings = [begin + alarm.trigger.value for alarm in getattr(event, "valarm_list", [])]
            wanted = [begin - timedelta(days=days) + timedelta(hours=8) for days in (15, 7, 3)]
            assert rings == (wanted if day >= AS_OF else []), event


def test_a_calendar_says_what_is_due_where_it_stands_and_as_of_when() -> None:
    text = site("public")["co-quan/mau-nam-so-tai-chinh/lich.ics"].decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "")
    assert "DESCRIPTION:Sổ theo dõi tỉnh Mẫu. Tính đến ngày 01/12/2024.\r\n" in whole
    (event,) = [
        e for e in events("public", "co-quan/mau-nam-so-tai-chinh/lich.ics") if e.summary.value == "Hạn sau bảy ngày"
    ]
    assert event.description.value == (
        "Chưa hoàn thành; hạn là 08/12/2024 (tính đúng ngày ghi, kể cả ngày nghỉ), còn 7 ngày\nTính đến ngày 01/12/2024."
    )
    assert event.dtstart.value == date(2024, 12, 8)
    assert not [
        e for e in events("public", "co-quan/mau-nam-so-tai-chinh/lich.ics") if e.summary.value == "Gửi kế hoạch"
    ], "it may be done: its source says that it was handed in within the month"


# ------------------------------------------------------------------------------------------------- what never changes


def made(changes: Mapping[str, Mapping[str, Any]], path: str) -> str:
    """One file of the site of the example with some fields of its records changed, without a history."""
    own = {**records(), **{at: {**records()[at], **fields} for at, fields in changes.items()}}
    examined = judged(own)
    assert not examined.failed, [problem.message.vi for problem in examined.problems if problem.severity == "error"]
    register = Of(redact(stood(examined, AS_OF), "public", AS_OF), AS_OF, office=OFFICE)
    return files(register, {"commit": "c" * 40})[path]().decode()


MOVED = {DUTIES: {"due": {"by": date(2024, 12, 12).isoformat(), "as_written": "chậm nhất ngày 12/12/2024"}}}
RENAMED = {FINANCE: {"names": [{"name": "Sở Ngân khố thành phố Mẫu Nam", "short": "Sở Ngân khố"}]}}


def test_a_deadline_that_moves_is_the_same_event_on_another_day_under_whatever_name() -> None:
    def days(text: str) -> dict[str, date]:
        return {event.uid.value: event.dtstart.value for event in vobject.readOne(text).vevent_list}

    for path in ("co-quan/mau-nam-so-tai-chinh/lich.ics", "tinh/mau-nam/lich.ics"):
        before, after, named = (days(made(changes, path)) for changes in ({}, MOVED, RENAMED))
        differing = {uid for uid in before if before[uid] != after[uid]}
        assert before.keys() == after.keys()
        assert [(before[uid], after[uid]) for uid in differing] == [(date(2024, 12, 8), date(2024, 12, 12))]
        assert named == before
        assert "c" * 40 not in made({}, path).replace("\r\n ", "")


def entries(text: str) -> dict[str, tuple[str, ...]]:
    feed = ET.fromstring(text)
    found = feed.findall(f"{ATOM}entry")
    told = {
        e.findtext(f"{ATOM}id", ""): tuple(e.findtext(f"{ATOM}{name}", "") for name in ("title", "summary"))
        for e in found
    }
    assert len(told) == len(found)
    return told


def test_an_entry_is_the_same_one_under_whatever_name() -> None:
    for path in ("thay-doi/feed.xml", "thay-doi/qua-han.xml", "co-quan/mau-nam-so-tai-chinh/feed.xml"):
        before, after = (entries(made(changes, path)) for changes in ({}, RENAMED))
        assert before.keys() == after.keys()
        assert before != after


# -------------------------------------------------------------------------------------------------------------- feeds


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_feed_is_sound_and_says_nothing_that_the_whole_one_does_not(audience: str) -> None:
    """What RFC 4287 wants of a feed and of an entry, each once; entries of a place are those of the register's feed."""
    whole = entries(site(audience)["thay-doi/feed.xml"].decode())
    paths = [path for path in site(audience) if path.endswith(".xml")]
    ids = []
    for path in paths:
        feed = ET.fromstring(site(audience)[path])
        ids.append(feed.findtext(f"{ATOM}id"))
        assert entries(site(audience)[path].decode()).items() <= whole.items(), path
        for node in (feed, *feed.findall(f"{ATOM}entry")):
            own = Counter(child.tag.removeprefix(ATOM) for child in node)
            assert all(own[name] == 1 for name in ("id", "title", "updated")), path
            assert all(
                re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+07:00", u.text or "") for u in node.findall(f"{ATOM}updated")
            )
            assert [link.get("rel") for link in node.findall(f"{ATOM}link")] == ["alternate"], path
        days = [entry.findtext(f"{ATOM}updated", "") for entry in feed.findall(f"{ATOM}entry")]
        assert days == sorted(days, reverse=True)
        assert feed.findtext(f"{ATOM}updated") == (days or ["2024-12-01T00:00:00+07:00"])[0]
    assert len(set(ids)) == len(ids) > 40


def test_with_an_address_of_the_site_a_feed_names_its_own_and_that_of_its_page() -> None:
    for path, page in (("tinh/mau-nam/feed.xml", "tinh/mau-nam/"), ("thay-doi/qua-han.xml", "thay-doi/")):
        links = ET.fromstring(made({}, path)).findall(f"{ATOM}link")
        told = {link.get("rel"): link.get("href") for link in links}
        assert told == {"self": f"https://so.test/a/{path}", "alternate": f"https://so.test/a/{page}"}
    assert "URL:https://so.test/a/r/" in made({}, "tinh/mau-nam/lich.ics")


def test_a_feed_of_a_place_tells_of_that_place_alone() -> None:
    """What one body owes is no news of another that was given the same directive."""
    feeds = {
        path.split("/")[1]: entries(data.decode())
        for path, data in site("public").items()
        if path.endswith("/feed.xml")
    }
    late = "Việc mới quá hạn: Hạn hôm qua (giả định)"
    having = {own for own, told in feeds.items() if late in {title for title, _ in told.values()}}
    assert having == {"feed.xml", "mau-nam", "mau-nam-05-ct-ubnd-2024", "mau-nam-so-tai-chinh"}
    names = {row["record"]: row["record_name"] for row in json.loads(site("public")["du-lieu/names.json"])["names"]}
    late_at = [(own, said) for own, told in feeds.items() for title, said in told.values() if "mới quá hạn" in title]
    bodies = {path.split("/")[1] for path in site("public") if path.startswith("co-quan/")}
    wrong = [(own, said) for own, said in late_at if own in bodies and not said.startswith(names[own])]
    assert wrong == []
    assert len({own for own, _ in late_at} & bodies) > 3


def test_the_feed_of_what_became_overdue_holds_that_alone() -> None:
    feed = ET.fromstring(site("public")["thay-doi/qua-han.xml"])
    whole = ET.fromstring(site("public")["thay-doi/feed.xml"])
    kinds = ("duty", "matter", "request")

    def ids(root: ET.Element, *kept: str) -> list[str]:
        return [
            entry.findtext(f"{ATOM}id", "")
            for entry in root.findall(f"{ATOM}entry")
            if entry.find(f"{ATOM}category").get("term") in kept  # type: ignore[union-attr]
        ]

    assert ids(feed, *kinds) == ids(whole, *kinds)
    assert len(ids(feed, *kinds)) == len(feed.findall(f"{ATOM}entry")) > 10


def test_what_was_withdrawn_keeps_its_addresses() -> None:
    """A calendar that somebody follows does not vanish; it is empty, and says why."""
    gone = {"mau-nam/agency/mau-nam-bao-tang.yaml": {"withdrawn": {"on": "2024-11-30", "because": "Ghi hai lần."}}}
    calendar = made(gone, "co-quan/mau-nam-bao-tang/lich.ics")
    assert "NAME:Đã rút: mau-nam-bao-tang\r\n" in calendar
    assert "BEGIN:VEVENT" not in calendar
    assert entries(made(gone, "co-quan/mau-nam-bao-tang/feed.xml")) == {}
