"""Invented provinces apart: what is made up stands in a room of its own, and in no number, list or file beside it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial

from generator.domain.workdays import NATIONAL
from generator.examine import Examined
from generator.model import Content, Office
from generator.publish.cut import hanging, parts, remaining
from generator.publish.render import ROWS, leads

ROOM = "minh-hoa/"
"""Where the room is, below the root of the site."""
OUTSIDE = "gioi-thieu/(?!hinh-thuc-xu-ly/)|huong-dan/|quan-ly/|tra-cuu/|du-lieu/schemas/|du-lieu/addresses[.]"
"""How the paths begin of what the room has no copy of: its pages link to that of the whole site."""
_OUTSIDE = re.compile(OUTSIDE)
_LINKING = (".md", ".html", ".xml")
"""Files with links that go up and out of the room; so do rows of boards."""
_OUT = re.compile(rf'(href=\\?"|url=)((?:\.\./)*)(?:\./)?({OUTSIDE})'.encode())


def apart(examined: Examined) -> tuple[Examined, Examined | None]:
    """Return a register without its invented provinces, and these with what is national.

    A register of invented provinces alone is a trial as a whole: nothing of it is apart.
    """
    own = {p.id: bool(p.get("sample")) for p in examined.corpus.of("province") if p.id != NATIONAL}
    invented, real = ({name for name, sample in own.items() if sample is which} for which in (True, False))
    if not invented or not real:
        return examined, None
    return _without(examined, invented), _without(examined, real)


def _without(examined: Examined, provinces: set[str]) -> Examined:
    corpus = examined.corpus
    hidden = hanging(corpus, {r.id for r in corpus.records.values() if r.province in provinces})
    withdrawn = {r.id: r for r in corpus.withdrawn.values() if r.province not in provinces}
    left = remaining(corpus, hidden, parts(corpus, hidden, lambda _: set()), withdrawn)
    return replace(left, unplaced=frozenset(one for one in examined.unplaced if one[0] not in hidden))


def office_of_room(office: Office) -> Office:
    """Return the names of the room: its feed is another one than that of the register."""
    feed = uuid.uuid5(uuid.UUID(office.feed_id), ROOM).urn
    url = f"{office.site_url.rstrip('/')}/{ROOM}" if office.site_url else ""
    return replace(office, title=f"{office.title}: bản minh họa", feed_id=feed, site_url=url)


def furnished(files: Mapping[str, Content], taken: Collection[str]) -> dict[str, Content]:
    """Return the files of the room at their places, and at the places where they were before what leads there.

    ``taken``: the paths of the site around it.
    """
    own = {path: made for path, made in files.items() if not _OUTSIDE.match(path)}
    moved = {
        to: partial(leads, "Bản minh họa", f"{'../' * path.count('/')}{ROOM}{path.rpartition('/')[0]}/")
        for path in own
        if path.endswith(("/index.md", "/index.html"))
        and (to := path.replace("index.md", "index.html")) not in taken
        and path not in taken
    }
    linking = {path for path in own if path.endswith(_LINKING) or path.startswith(ROWS)}
    return {
        **{f"{ROOM}{path}": partial(_inside, made) if path in linking else made for path, made in own.items()},
        **moved,
    }


def _inside(made: Content) -> bytes:
    """Return a file of the room; the front matter of a page says that it is one."""
    data = made() if callable(made) else made
    head = data.startswith(b"---\n")
    return _OUT.sub(rb"\1\2../\3", data.replace(b"---\n", b'---\nroom: "true"\n', 1) if head else data)
