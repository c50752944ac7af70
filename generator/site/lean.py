"""Printed pages in fewer bytes: what a browser reads the same is written shorter. No word and no place is lost.

A reference to a character that means nothing in HTML guards it from the printer, which has run; an address that begins
with the page's own is written from the page; lines that hold nothing are the theme's. What no page may change a byte
of (scripts, by their hashes, and verbatim text) is left as it is. To do it twice is to do it once.
"""

from __future__ import annotations

import re
from pathlib import Path

_KEPT = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)", re.DOTALL)
_PLAIN = re.compile("&#(" + "|".join(str(ord(one)) for one in "!$%()*+,-./:?@[\\]^_{|}~") + ");")
"""References to what neither ends a text, an attribute or a reference, nor begins one."""
_LINES = re.compile(r"[ \t]*\n\s*")
_HREF = re.compile(r' href="([^"]*)"')


def pages(site: Path) -> None:
    """Write the pages of a site in fewer bytes."""
    for path in site.rglob("*.html"):
        known = path.read_bytes()
        made = page(known.decode(), path.parent.relative_to(site).as_posix()).encode()
        if made != known:
            path.write_bytes(made)


def page(text: str, folder: str) -> str:
    """Return a page of some folder below the site's root in fewer bytes.

    >>> page('<p><a href="../../a/b/#c">1&#47;2 &#60;</a> <a href="../../a/d/">d</a></p>', "a/b")
    '<p><a href="#c">1/2 &#60;</a> <a href="../d/">d</a></p>'
    """
    names = [] if folder == "." else folder.split("/")
    long = [
        ("../" * len(names) + "".join(f"{name}/" for name in names[:n]), "../" * (len(names) - n))
        for n in range(1, len(names) + 1)
    ]

    def href(found: re.Match[str]) -> str:
        for start, short in reversed(long):
            if found[1].startswith(start):
                return f' href="{short + found[1][len(start) :] or "./"}"'
        return found[0]

    parts = _KEPT.split(text)
    for i in range(0, len(parts), 3):
        plain = _PLAIN.sub(lambda found: chr(int(found[1])), _LINES.sub("\n", parts[i]))
        parts[i] = _HREF.sub(href, plain)
    del parts[2::3]  # the names of what is kept
    return "".join(parts)
