"""Every link of printed pages leads to a file, and to a place of it, on this site; nothing is loaded from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r"""<(a|link|script|img|source)\b([^>]*?)\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_NAMED = ('rel="canonical"', "rel=canonical")
"""A page names its own public address so; nothing is loaded from there."""
_ANCHOR = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_REFRESH = re.compile(r"""http-equiv="refresh" content="0; url=([^"]*)\"""")


def links(text: str) -> Iterator[tuple[bool, str]]:
    """Yield every link of a page once: whether it is only followed (not loaded), and its address."""
    found = [
        (tag == "a" or before.strip() in _NAMED, unescape(next(filter(None, quoted), "")))
        for tag, before, *quoted in _LINK.findall(text)
    ]
    yield from dict.fromkeys([*found, *((False, unescape(link)) for link in _REFRESH.findall(text))])


def places(text: str) -> set[str]:
    """Return the places of a page to which a link may lead."""
    return {unescape(next(filter(None, found), "")) for found in _ANCHOR.findall(text)}


def broken(pages: Iterable[tuple[str, str]], files: Collection[str]) -> list[str]:
    """Return every link that leads to no file, to no place, or to another host at view time (Vietnamese, by page).

    ``pages``: path and text of every HTML page, read once; ``files``: the paths of all files, pages included.
    """
    anchors: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    problems: list[str] = []
    for name, text in pages:
        anchors[name] = places(text)
        for followed, link in links(text):
            parts = urlsplit(link)
            if not followed and (parts.netloc or parts.scheme not in ("", "data")):
                problems.append(f"{name}: tải {link} từ máy chủ khác")
            if not (parts.scheme or parts.netloc or name == "404.html"):
                wanted.append((name, _target(name, unquote(parts.path)), unquote(parts.fragment)))
    for name, target, fragment in wanted:
        if target not in files and f"{target}/index.html" not in files:
            problems.append(f"{name}: liên kết tới {target}, không có tệp này")
        elif fragment and target in anchors and fragment not in anchors[target]:
            problems.append(f"{name}: liên kết tới {target}#{fragment}, không có chỗ này")
    return problems


def _target(page: str, path: str) -> str:
    if not path:
        return page
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if target == ".":
        return "index.html"
    return f"{target}/index.html" if path.endswith("/") else target
