"""The search index: Pagefind's own, laid out anew so that the same pages give the same bytes.

Pagefind 1.5 writes the values of a filter in the random order of a hash map, and names files by what they hold. Its
files are CBOR behind a magic word, compressed; the index names its filters, and ``pagefind-entry.json`` the index.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cbor2

from generator.catalog import problem
from generator.model import Position, Problem
from generator.resources import ROOT

_MAGIC = b"pagefind_dcd"
_UNUSED = ("ui", "modular-ui", "component-ui", "highlight")
"""Pagefind's own pages of results; ours is ``assets/js/search.js``."""
_FILTERS = 3
"""Where the index names its filters: version, pages, words, filters, orders, fields."""


def index(site: Path) -> Iterator[Problem]:
    """Make the search index of a printed site with Pagefind's own program, which its package carries."""
    run = subprocess.run(
        [sys.executable, "-m", "pagefind_bin", "--site", site.resolve()],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if run.returncode:
        yield problem("search-failed", Position(str(site)), told=f"Pagefind: {(run.stderr or run.stdout).strip()}")
    else:
        for name in _UNUSED:
            for path in (site / "pagefind").glob(f"pagefind-{name}.*"):
                path.unlink()
        _lay_out(site / "pagefind")


def _lay_out(folder: Path) -> None:
    entry = folder / "pagefind-entry.json"
    found = json.loads(entry.read_text(encoding="utf-8"))
    for code, language in found["languages"].items():
        meta = folder / f"pagefind.{language['hash']}.pf_meta"
        content = _read(meta)
        names = {
            name: _renamed(folder / "filter" / f"{name}.pf_filter", code, 7, lambda data: [data[0], sorted(data[1])])
            for _, name in content[_FILTERS]
        }
        content[_FILTERS] = sorted([title, names[name]] for title, name in content[_FILTERS])
        language["hash"] = _renamed(meta, code, 10, lambda _: content)  # noqa: B023 - called at once
    entry.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True), encoding="utf-8")


def _renamed(path: Path, language: str, digits: int, made: Callable[[Any], Any]) -> str:
    """Write a file anew, named by what it holds then; return the name that others know it by."""
    data = _MAGIC + cbor2.dumps(made(_read(path)))
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:digits]}"
    path.unlink()
    before = "pagefind." if path.suffix == ".pf_meta" else ""
    path.with_name(f"{before}{name}{path.suffix}").write_bytes(gzip.compress(data, mtime=0))
    return name


def _read(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MAGIC))
