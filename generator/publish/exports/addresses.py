"""The list of the site's lasting addresses, published with it: the next site is held to it (`generator.site.gate`)."""

from __future__ import annotations

import json

from generator.publish.exports.export import DATA, Snapshot

ADDRESSES = f"{DATA}addresses.json"
GONE = f"{DATA}gone.json"
"""The addresses that were given up, written by hand."""
_PASSING = ("assets/", "pagefind/")
"""What pages load, not what people or programs keep the address of."""


def address(path: str) -> str | None:
    """Return the address below the site's root of a Markdown or printed page or of a file; None if it need not last.

    >>> address("chi-dao/x/index.md"), address("chi-dao/x.md"), address("index.html"), address("du-lieu/duties.csv")
    ('chi-dao/x/', 'chi-dao/x/', '', 'du-lieu/duties.csv')
    """
    hidden = path.startswith(".") or "/." in path
    if hidden or path.startswith(_PASSING) or path.startswith("sitemap.xml") or path == "404.html":
        return None
    if path.endswith((".md", ".html")):
        page = path.rpartition(".")[0]
        return page.removesuffix("index") if page == "index" or page.endswith("/index") else f"{page}/"
    return path


def addresses(snapshot: Snapshot) -> bytes:
    """Return the published list for a site, which names itself in it."""
    found = {known for path in snapshot.paths if (known := address(path)) is not None}
    return (json.dumps({"addresses": sorted(found)}, ensure_ascii=False, indent=1) + "\n").encode()
