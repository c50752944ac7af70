"""Atom feeds of what changed (RFC 4287): same ids and days on every build, no author but the register itself."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from xml.etree import ElementTree as ET

from generator.kinds import BY_NAME
from generator.model import Record
from generator.publish.exports.export import Make, Snapshot
from generator.publish.register import Register
from generator.publish.views.changes import KINDS, PLACE, NewsItem, items

NAME = "feed.xml"
PATH = f"{PLACE}{NAME}"
OVERDUE = f"{PLACE}qua-han.xml"
ENTRIES = 200
"""Entries of a feed, the newest ones."""
_ATOM = "http://www.w3.org/2005/Atom"
_LATE = ("duty", "matter", "request")


def feed(snapshot: Snapshot) -> bytes:
    """Return the feed of the whole register."""
    return _feed(snapshot, PATH, "thay đổi gần đây", PLACE, items(snapshot.register))


def overdue(snapshot: Snapshot) -> bytes:
    """Return the feed of what became overdue, alone."""
    late = [item for item in items(snapshot.register) if item.kind in _LATE]
    return _feed(snapshot, OVERDUE, "việc mới quá hạn", PLACE, late)


def feeds(register: Register, owners: Mapping[str, Record]) -> dict[str, Make]:
    """Return what makes the feeds of some records, by path; of what was withdrawn, an empty one."""
    concerning = cache(partial(_concerning, register))
    return {f"{place}{NAME}": partial(_of, own, place, concerning) for place, own in owners.items()}


def _of(owner: Record, place: str, concerning: Callable[[], Mapping[str, list[NewsItem]]], snapshot: Snapshot) -> bytes:
    title = f"đã rút: {owner.id}" if owner.get("withdrawn") else snapshot.register.label(owner)
    return _feed(snapshot, f"{place}{NAME}", title, place, concerning().get(owner.id, ()), owner.id)


def _concerning(register: Register) -> Mapping[str, list[NewsItem]]:
    """Return what changed by the ids of its province, of what it stands on, and of the body that it is said of.

    Where it is said of no body: of those that the record names, of a directive those that have its duties.
    """
    table: dict[str, list[NewsItem]] = {}
    for item in items(register):
        record = item.record
        found = {record.province, *_bodies(register, item)}
        while not (kind := BY_NAME[record.kind]).pages:
            record = register.corpus.records[kind.above(record.data)]
        for owner in {*found, item.record.id, record.id}:
            table.setdefault(owner, []).append(item)
    return table


def _bodies(register: Register, item: NewsItem) -> Iterator[str]:
    if item.body is not None:
        yield item.body.id
        return
    yield from (link.target for link in register.corpus.out_links.get(item.record.id, ()))
    if item.record.kind == "directive":
        own = (duty for task in register.tasks_of.get(item.record.id, ()) for duty in register.duties[task.id])
        yield from (duty.body.id for duty in own if duty.body is not None)


def _feed(  # noqa: PLR0913, PLR0917 - where it is, what it is called, what it tells
    snapshot: Snapshot, path: str, title: str, place: str, told: Sequence[NewsItem], owner: str = ""
) -> bytes:
    """Return a feed; links are absolute if the site's address is known, else they start from the feed's own place.

    The id of an entry is made of the register's and of what the entry says, not of where the site is published.
    """
    register, office = snapshot.register, snapshot.register.office
    base = office.site_url.rstrip("/") + "/" if office.site_url else "../" * path.count("/")
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "vi"})
    _text(root, "id", office.feed_id if path == PATH else _id(register, f"feed {owner or path}"))
    _text(root, "title", f"{office.title}: {title}")
    told = told[:ENTRIES]
    _text(root, "updated", _moment(told[0].on if told else register.as_of))
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": base + place})
    if office.site_url:
        ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": base + path})
    _text(ET.SubElement(root, "author"), "name", office.title)
    for item in told:
        _entry(register, root, item, base)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _entry(register: Register, root: ET.Element, item: NewsItem, base: str) -> None:
    entry = ET.SubElement(root, "entry")
    sample = " (giả định)" if register.is_sample(item.record) else ""
    _text(entry, "id", _id(register, item.key))
    _text(entry, "title", f"{KINDS[item.kind]}: {register.label(item.record)}{sample}")
    _text(entry, "updated", _moment(item.on))
    ET.SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": base + register.ref(item.record).href}
    )
    ET.SubElement(entry, "category", {"term": item.kind, "label": KINDS[item.kind]})
    _text(entry, "summary", "; ".join(filter(None, (item.words(register) or KINDS[item.kind], item.mark))))


def _id(register: Register, key: str) -> str:
    return uuid.uuid5(uuid.UUID(register.office.feed_id), key).urn


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(day: date) -> str:
    """Return the beginning of a day at the office."""
    return f"{day.isoformat()}T00:00:00+07:00"
