"""What is left after MkDocs has printed: the search index, a check of every link, and the exchange with the old site."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.resources import ROOT
from generator.site.output import RefusedError, claim, replace

_LINK = re.compile(r"""<(a|link|script|img|source)\b([^>]*?)\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_NAMED = ('rel="canonical"', "rel=canonical")
"""A page names its own public address so; nothing is loaded from there."""
_ANCHOR = re.compile(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_REFRESH = re.compile(r"""http-equiv="refresh" content="0; url=([^"]*)\"""")


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
    """Return every link of a site that leads to no file, to no anchor, or to another host at view time."""
    pages = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    anchors: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    problems: list[str] = []
    for name, path in pages.items():
        text = path.read_text(encoding="utf-8")
        anchors[name] = {unescape(next(filter(None, found), "")) for found in _ANCHOR.findall(text)}
        links = [
            (tag == "a" or before.strip() in _NAMED, next(filter(None, found), ""))
            for tag, before, *found in _LINK.findall(text)
        ]
        links += [(False, link) for link in _REFRESH.findall(text)]
        for followed, link in dict.fromkeys(links):
            parts = urlsplit(unescape(link))
            if not followed and (parts.netloc or parts.scheme not in ("", "data")):
                problems.append(f"{name}: tải {unescape(link)} từ máy chủ khác")
            if parts.scheme or parts.netloc or name == "404.html":
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            )
            if parts.path.endswith("/") or target == ".":
                target = "index.html" if target == "." else f"{target}/index.html"
            wanted.append((name, target, unquote(parts.fragment)))
    for name, target, fragment in wanted:
        if target not in files and f"{target}/index.html" not in files:
            problems.append(f"{name}: liên kết tới {target}, không có tệp này")
        elif fragment and target in anchors and fragment not in anchors[target]:
            problems.append(f"{name}: liên kết tới {target}#{fragment}, không có chỗ này")
    return problems
