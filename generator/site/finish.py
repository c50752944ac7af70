"""What is left after MkDocs has printed: the search index, a check of every link, and the exchange with the old site."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.resources import ROOT
from generator.site import links
from generator.site.output import RefusedError, claim, replace


def finish(fresh: Path, out: Path) -> list[str]:
    """Index and check a printed site, then put it in the place of the old one; with problems, the old one stays."""
    claim(out, fresh)
    if not (fresh / "index.html").is_file():
        message = f"{fresh} không phải là trang do MkDocs in ra (không có index.html)"
        raise RefusedError(message)
    problems = [*_index(fresh), *broken_links(fresh)]
    if not problems:
        replace(fresh, out)
    return problems


def _index(site: Path) -> Iterator[str]:
    """Make the search index with Pagefind's own program, which its package carries."""
    run = subprocess.run(
        [sys.executable, "-m", "pagefind_bin", "--site", site.resolve()],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if run.returncode:
        yield f"Pagefind: {run.stdout[-2000:]}{run.stderr[-2000:]}"


def broken_links(site: Path) -> list[str]:
    """Return every link of a printed site that leads nowhere, or loads from another host."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    pages = ((name, path.read_text(encoding="utf-8")) for name, path in files.items() if name.endswith(".html"))
    return links.broken(pages, files.keys())
