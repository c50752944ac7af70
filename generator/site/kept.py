"""What an earlier run has printed and the printer would print again byte for byte: it is taken over, not printed.

A page is what its Markdown, the printer and its configuration make of it: it shows nothing of other pages, since the
menu is written down in the configuration. So a list beside the site says of what each of its pages was made, and what
came of it. A list that is torn, foreign or of another printer, and a page that is not as it was printed, count as
missing: the page is printed anew. Whoever can write both the list and the site can write the site itself.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.site.made import installed

NAME = ".printed.json"


class Kept:
    """The pages of the site that need no printing, copied to where the printer will put the others.

    ``missing``: how many pages there are to print.
    """

    def __init__(self, work: Path, docs: Path, site: Path, fresh: Path, config: Path) -> None:
        """``docs``: the Markdown; ``site``: the last site; ``fresh``: where the next one is printed; all below ``work``."""
        self._list, self._docs, self._fresh = work / NAME, docs, fresh
        self._by = _printer(config, work / "theme")
        shutil.rmtree(fresh, ignore_errors=True)
        known = _read(self._list, self._by)
        self.missing = 0
        for source, name in _pages(docs):
            page = _page(site / name, known[name][1]) if _made_of(source, known.get(name)) else None
            if page is None:
                self.missing += 1
                continue
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(page)

    def listing(self) -> str:
        """Return the list of what has been printed: the printer, and of each page the digests of source and page."""
        pages = {
            name: [_digest(source.read_bytes()), _digest((self._fresh / name).read_bytes())]
            for source, name in _pages(self._docs)
        }
        return json.dumps({"by": self._by, "pages": pages}, indent=0, sort_keys=True)

    def remember(self, listing: str) -> None:
        """Write the list, once the site that it tells of is in place."""
        self._list.write_text(listing, encoding="utf-8")


def _printer(config: Path, theme: Path) -> str:
    """Return a digest of all that a page is made of beside its own Markdown."""
    made = hashlib.sha256("\n".join((sys.version, *installed())).encode(errors="surrogateescape"))
    for path in (config, *sorted(path for path in theme.rglob("*") if path.is_file())):
        made.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def _made_of(source: Path, printed: list[str] | None) -> bool:
    return printed is not None and printed[0] == _digest(source.read_bytes())


def _page(path: Path, digest: str) -> bytes | None:
    """Return a page as it was printed; None of one that is not."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if _digest(data) == digest else None


def _read(listing: Path, by: str) -> dict[str, list[str]]:
    try:
        found = json.loads(listing.read_bytes())
        pages = found["pages"] if found["by"] == by else {}
        return {name: [str(source), str(page)] for name, (source, page) in pages.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _pages(docs: Path) -> Iterator[tuple[Path, str]]:
    """Yield each Markdown file with the name of the page that the printer makes of it."""
    for source in sorted(docs.rglob("*.md")):
        path = PurePosixPath(source.relative_to(docs))
        name = path.with_suffix("") / "index.html" if path.stem != "index" else path.with_suffix(".html")
        yield source, name.as_posix()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
