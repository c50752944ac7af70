"""The whole site of the example register, byte by byte, kept as files below ``tests/site/``, but for what no diff shows.

``make golden`` writes them anew; their diff is what a change does to the site, and is reviewed like code. Of the
internal site only what the public one does not have in the same way is kept. Families of many small files are kept in
one file each.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import pytest

from generator.publish.exports.export import AGAIN
from tests.example import AUDIENCES, site

KEPT = Path(__file__).parent / "site"
FOLDED = {"r/": "r.txt", "gioi-thieu/kiem-tra/": "gioi-thieu/kiem-tra.txt"}
"""Permanent addresses, and the help pages of checks: hundreds of small files, one template each."""
SHOWN = 40
"""How many lines of what differs are printed of a file, and of how many files."""


def folded(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files as they are kept: those of a folded family one after the other, each below its own path."""
    kept: dict[str, bytes] = {}
    for path in sorted(files):
        family = next((name for begin, name in FOLDED.items() if path.startswith(begin)), "")
        if family:
            kept[family] = kept.get(family, b"") + f"=== {path}\n".encode() + files[path].rstrip(b"\n") + b"\n"
        else:
            kept[path] = files[path]
    return kept


def found(audience: str) -> dict[str, bytes]:
    """Return what is kept of an audience's site."""
    whole = {path: data for path, data in site(audience).items() if not path.endswith(AGAIN)}
    if audience == "internal":
        assert set(site(audience)) >= set(site("public")), "the internal site lacks what the public one has"
        whole = {path: data for path, data in whole.items() if data != site("public").get(path)}
    return folded(whole)


def kept(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differences(known: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what differs: every file by name, then the first changes of the first of them."""
    changed = [path for path in sorted({*known, *made}) if known.get(path) != made.get(path)]
    for path in changed:
        yield f"{path}: " + ("is new" if path not in known else "is gone" if path not in made else "differs")
    for path in [path for path in changed if path in known and path in made][:SHOWN]:
        before, after = (files[path].decode().splitlines() for files in (known, made))
        yield from ("", *islice(difflib.unified_diff(before, after, path, path, n=0, lineterm=""), SHOWN))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_site_is_the_one_that_is_kept(audience: str, request: pytest.FixtureRequest) -> None:
    folder, made = KEPT / audience, found(audience)
    if request.config.getoption("--update"):
        for stale in kept(folder).keys() - made.keys():
            (folder / stale).unlink()
        for path, data in made.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    if told := list(differences(kept(folder), made)):
        pytest.fail("\n".join(["the site differs (make golden writes it anew):", *told]), pytrace=False)
