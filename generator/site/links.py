"""Links and places in the text of printed pages. Pure: what is on disk, and in which folder, others know."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from generator.catalog import problem
from generator.model import Position, Problem

_LINK = re.compile(r"""<(a|link|script|img|source)\b([^>]*?)\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_REFRESH = re.compile(r"""http-equiv="refresh" content="0; url=([^"]*)\"""")
_PLACE = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_NAMED = ('rel="canonical"', "rel=canonical")
"""A page names its own public address so; nothing is loaded from there."""
ANYWHERE = "404.html"
"""It is shown at addresses of every depth, so its links are not relative to where it lies."""


@dataclass(frozen=True, slots=True)
class Href:
    """An address in a page as written, whether a reader must choose to follow it, and where it stands (from 1)."""

    address: str
    followed: bool
    line: int
    column: int


def places(text: str) -> set[str]:
    """Return the names of the places in a page, which a link may lead to."""
    return {unescape(_first(found.groups())) for found in _PLACE.finditer(text)}


def links(text: str) -> Iterator[Href]:
    """Yield every address that a page leads to or loads, each way once."""
    seen: set[tuple[str, bool]] = set()
    for pattern in (_LINK, _REFRESH):
        line, start = 1, 0
        for found in pattern.finditer(text):
            line, start = line + text.count("\n", start, found.start()), found.start()
            tag, before, *addresses = found.groups() if pattern is _LINK else ("meta", "", found[1])
            address, followed = unescape(_first(addresses)), tag == "a" or (before or "").strip() in _NAMED
            if (address, followed) not in seen:
                seen.add((address, followed))
                yield Href(address, followed, line, start - text.rfind("\n", 0, start))


def target(page: str, address: str) -> tuple[str, str] | None:
    """Return the file and the place (empty: the page as such) that an address in a page leads to; None: elsewhere.

    >>> target("a/b/index.html", "../c/#x"), target("a/b/index.html", "#x"), target("index.html", "https://x.vn/")
    (('a/c/index.html', 'x'), ('a/b/index.html', 'x'), None)
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
    if path == ".":
        path = "index.html"
    elif parts.path.endswith("/"):
        path = f"{path}/index.html"
    return path, unquote(parts.fragment)


def broken(pages: Iterable[tuple[str, str]], files: Collection[str], folder: str = "") -> Iterator[Problem]:
    """Yield every link that leads to no file, to no place, or is loaded from another host.

    ``pages``: names and texts, gone through once; ``files``: the names of all files; ``folder``: as messages name it.
    """
    known: dict[str, set[str]] = {}
    wanted: list[tuple[Position, str, str]] = []
    for name, text in pages:
        known[name] = places(text)
        for link in links(text):
            parts = urlsplit(link.address)
            at = Position(posixpath.join(folder, name), link.line, link.column)
            if not link.followed and (parts.netloc or parts.scheme not in ("", "data")):
                yield problem("host-foreign", at, target=link.address)
            leads = target(name, link.address)
            if leads is not None and name != ANYWHERE:
                wanted.append((at, *leads))
    for at, path, place in wanted:
        if path not in files and f"{path}/index.html" not in files:
            yield problem("link-dead", at, target=path)
        elif place and path in known and place not in known[path]:
            yield problem("anchor-dead", at, target=f"{path}#{place}")


def _first(found: Iterable[str | None]) -> str:
    return next(filter(None, found), "")
