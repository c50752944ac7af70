"""The list of the site's lasting addresses, published with it: the next site is held to it (`generator.site.gate`)."""

from __future__ import annotations

import json
import re

from generator.publish.exports.export import DATA, Snapshot

ADDRESSES = f"{DATA}addresses.json"
GONE = f"{DATA}gone.json"
"""The addresses that were given up, written by hand."""
_PASSING = ("assets/", "pagefind/")
"""What pages load, not what people or programs keep the address of."""
_FURTHER = re.compile(r"/(?:bang-[0-9]+/)?[0-9]+/\Z")
"""The end of the address of further rows of a page: there are as many as it has rows today (``publish/views/split.py``)."""


def address(path: str) -> str | None:
    """Return the address below the site's root of a Markdown or printed page or of a file; None if it need not last.

    >>> address("chi-dao/x/index.md"), address("chi-dao/x.md"), address("index.html"), address("du-lieu/duties.csv")
    ('chi-dao/x/', 'chi-dao/x/', '', 'du-lieu/duties.csv')
    >>> address("co-quan/x/2/index.html"), address("co-quan/x/bang-2/3/index.html")
    (None, None)
    """
    hidden = path.startswith(".") or "/." in path
    if hidden or path.startswith(_PASSING) or path.startswith("sitemap.xml") or path == "404.html":
        return None
    if path.endswith((".md", ".html")):
        page = path.rpartition(".")[0]
        own = page.removesuffix("index") if page == "index" or page.endswith("/index") else f"{page}/"
        return own if lasts(own) else None
    return path


def lasts(address: str) -> bool:
    """Whether an address of a page is not one that goes when there is less to say."""
    return _FURTHER.search(address) is None


def addresses(snapshot: Snapshot) -> bytes:
    """Return the published list for a site, which names itself in it."""
    found = {known for path in snapshot.paths if (known := address(path)) is not None}
    return (json.dumps({"addresses": sorted(found)}, ensure_ascii=False, indent=1) + "\n").encode()
