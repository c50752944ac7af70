"""The Atom feed of what changed (RFC 4287): same ids and days on every build, no author but the register itself."""

from __future__ import annotations

import uuid
from datetime import date
from xml.etree import ElementTree as ET

from generator.publish.exports.export import Snapshot
from generator.publish.register import Register
from generator.publish.views.changes import KINDS, PLACE, NewsItem, items

PATH = f"{PLACE}feed.xml"
ENTRIES = 200
"""Entries of the feed, the newest ones."""
_ATOM = "http://www.w3.org/2005/Atom"


def feed(snapshot: Snapshot) -> bytes:
    """Return the feed; links are absolute if the site's address is known, else they start from the feed's own place.

    The id of an entry is made of the register's and of what the entry says, not of where the site is published.
    """
    register, office = snapshot.register, snapshot.register.office
    base = office.site_url.rstrip("/") + "/" if office.site_url else "../"
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "vi"})
    _text(root, "id", office.feed_id)
    _text(root, "title", f"{office.title}: thay đổi gần đây")
    told = items(register)[:ENTRIES]
    _text(root, "updated", _moment(told[0].on if told else register.as_of))
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": base + PLACE})
    if office.site_url:
        ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": base + PATH})
    _text(ET.SubElement(root, "author"), "name", office.title)
    for item in told:
        _entry(register, root, item, base)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _entry(register: Register, root: ET.Element, item: NewsItem, base: str) -> None:
    entry = ET.SubElement(root, "entry")
    sample = " (giả định)" if register.is_sample(item.record) else ""
    _text(entry, "id", uuid.uuid5(uuid.UUID(register.office.feed_id), item.key).urn)
    _text(entry, "title", f"{KINDS[item.kind]}: {register.label(item.record)}{sample}")
    _text(entry, "updated", _moment(item.on))
    ET.SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": base + register.ref(item.record).href}
    )
    ET.SubElement(entry, "category", {"term": item.kind, "label": KINDS[item.kind]})
    _text(entry, "summary", "; ".join(filter(None, (item.words(register) or KINDS[item.kind], item.mark))))


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(day: date) -> str:
    """Return the beginning of a day at the office."""
    return f"{day.isoformat()}T00:00:00+07:00"
