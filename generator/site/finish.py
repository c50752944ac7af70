"""What is left after MkDocs has printed: search index, check of every link, seal, and the exchange with the old site."""

from __future__ import annotations

from pathlib import Path

from generator.catalog.refused import RefusedError
from generator.model import Problem
from generator.site.chain import NOTHING_EARLIER, Earlier, Known, seal
from generator.site.index import index
from generator.site.links import broken
from generator.site.output import claim, replace


def finish(fresh: Path, out: Path, published: Earlier = NOTHING_EARLIER, known: Known | None = None) -> list[Problem]:
    """Index, check and seal a printed site, then put it in the place of the old one; with problems, the old one stays.

    Without what is published a new chain begins; what is not known of commits is not told.
    """
    claim(out, fresh)
    if not (fresh / "index.html").is_file():
        raise RefusedError("site-not-printed", folder=fresh)
    problems = [*index(fresh)]
    seal(fresh, published, known or Known())
    problems += broken_links(fresh)
    if not problems:
        replace(fresh, out)
    return problems


def broken_links(site: Path) -> list[Problem]:
    """Return every link of a site that leads to no file, to no place, or to another host at view time."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = ((name, (site / name).read_text(encoding="utf-8")) for name in sorted(files) if name.endswith(".html"))
    return list(broken(pages, files, site.as_posix()))
