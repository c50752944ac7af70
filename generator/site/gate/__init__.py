"""The gate before publication: the new site is held to the published one.

What others keep stays: no address dies, no data file loses a column, a field or a record, and nothing changes its type
behind the back of those who read it. An address may be given up only openly: in a reviewed list that is itself
published with the site (``du-lieu/gone.json``), with the day and the reason.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.catalog import problem
from generator.model import Position, Problem, Text
from generator.publish.apart import ROOM
from generator.publish.exports import BY_PATH, RECORDS
from generator.publish.exports.addresses import ADDRESSES, GONE, address, lasts
from generator.publish.exports.export import CHAIN, SINCE, Held
from generator.site import chain as chains
from generator.site.gate.lost import columns_lost, records_lost, rows_lost, schema_broken


@dataclass(frozen=True)
class Site:
    """What the gate looks at of a site: its addresses, and its data files as parsed (CSV: the names of the columns)."""

    folder: Path
    data: Mapping[str, Any]

    @cached_property
    def addresses(self) -> frozenset[str]:
        """What can be opened."""
        paths = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        return frozenset(found for path in paths if (found := address(path)) is not None)

    @property
    def head(self) -> Mapping[str, Any]:
        """What the site says of itself."""
        return self.data.get(RECORDS, {})  # type: ignore[no-any-return]

    @property
    def chain(self) -> str:
        """Its chain of publications."""
        return self._text(CHAIN)

    @property
    def since(self) -> str:
        """What was found at each publication."""
        return self._text(SINCE)

    def _text(self, name: str) -> str:
        path = self.folder / name
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""

    def at(self, path: str) -> Position:
        """Name one of its files."""
        return Position(f"{self.folder.as_posix()}/{path}")


Descends = Callable[[str, str], bool]
"""Whether the second commit has the first among its ancestors (or is the same)."""


def gate(new: Path, old: Path, descends: Descends) -> list[Problem]:
    """Return everything that forbids putting ``new`` in the place of ``old``.

    ``old`` needs only its list of addresses and its data files; of ``new`` the files themselves are counted.
    """
    problems: list[Problem] = []
    before, after = (Site(folder, dict(_data(folder, problems))) for folder in (old, new))
    if ADDRESSES not in before.data and not problems:
        problems.append(problem("data-unreadable", before.at(ADDRESSES)))
    gone = _gone(after, problems)
    if not problems:
        problems += [*_heads(before, after, descends), *_chain(before, after)]
        problems += [*_dead(before, after, gone), *_losses(before, after, gone)]
    return problems


# ------------------------------------------------------------------------------------------------------------- reading


def _data(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    """Yield the data files of a site that are there: JSON as parsed, of CSV the names of the columns."""
    for name in BY_PATH:
        path = folder / name
        if path.suffix not in (".json", ".csv") or not path.is_file():
            continue
        try:
            found = _parsed(path)
            _SHAPES.get(name, dict.items)(found)
        except (ValueError, KeyError, TypeError, AttributeError, csv.Error):
            problems.append(problem("data-unreadable", Position(path.as_posix())))
        else:
            yield name, found


def _parsed(path: Path) -> Any:
    if path.suffix == ".csv":
        return dict.fromkeys(next(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))), []))
    return json.loads(path.read_text(encoding="utf-8"))


_SHAPES: Mapping[str, Callable[[Any], object]] = {
    ADDRESSES: lambda found: [address.strip() for address in found["addresses"]],
    GONE: lambda found: list(found["gone"]),
    RECORDS: lambda found: (
        [record["id"] for own in found["records"].values() for record in own],
        [record["id"] for record in found["withdrawn"]],
    ),
}
"""What is taken of a file; of all others, that it is an object."""


def _gone(after: Site, problems: list[Problem]) -> tuple[str, ...]:
    """Return the addresses that were given up; one that ends in ``*`` stands for all that begin so."""
    entries = after.data.get(GONE, {}).get("gone", [])
    problems += [problem("gone-unsound", after.at(GONE), entry=entry) for entry in entries if not _sound(entry)]
    return tuple(entry["address"] for entry in entries if _sound(entry))


def _sound(entry: Any) -> bool:
    try:
        date.fromisoformat(entry["on"])
        return bool(entry["address"].rstrip("*") and entry["because"].strip())
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


# ------------------------------------------------------------------------------------------------------------ comparing


def _heads(before: Site, after: Site, descends: Descends) -> Iterator[Problem]:
    """Tell a site for another audience, of an earlier day, of no commit, or of one that the published one is not in."""
    was, now, at = before.head, after.head, after.at(RECORDS)
    if now.get("audience") != "public":
        yield problem("site-not-public", at, audience=now.get("audience"))
    if str(now.get("as_of", "")) < str(was.get("as_of", "")):
        yield problem("day-back", at, now=now.get("as_of"), was=was.get("as_of"))
    if now.get("commit") is None or now.get("uncommitted_changes"):
        yield problem("build-uncommitted", at)
    elif was.get("commit") and not descends(was["commit"], now["commit"]):
        yield problem("commit-unrelated", at, was=was["commit"], now=now["commit"])


def _chain(before: Site, after: Site) -> Iterator[Problem]:
    """Tell a chain of publications that does not go on from the published one; one that is missing is a dead address."""
    if after.chain:
        broken = chains.continued(before.chain, after.chain)
        if broken is not None:
            yield problem("chain-broken", after.at(CHAIN), why=broken)
    if after.since and not after.since.startswith(before.since):
        why = Text("một dòng đã công bố mất hoặc khác đi", "a published line is gone, or is another one")
        yield problem("chain-broken", after.at(SINCE), why=why)


def _dead(before: Site, after: Site, gone: tuple[str, ...]) -> Iterator[Problem]:
    """Tell the addresses that would die, and those that are listed as given up but live."""
    here = after.addresses
    known = filter(lasts, before.data[ADDRESSES]["addresses"])
    dead = {own for own in known if own not in here and not _given_up(own, gone)}
    for own in sorted(dead | {ADDRESSES} - here):  # the next publication is held to the list itself
        yield problem("address-dead", after.at(own), address=own, gone=GONE)
    for entry in gone:
        if not entry.endswith("*") and entry in here:
            yield problem("gone-alive", after.at(GONE), address=entry)


def _given_up(found: str, gone: tuple[str, ...]) -> bool:
    return any(found.startswith(entry[:-1]) if entry.endswith("*") else found == entry for entry in gone)


def _losses(before: Site, after: Site, gone: tuple[str, ...]) -> Iterator[Problem]:
    """Tell what the data files lose; a file that is missing is a dead address already."""
    excused = _excused(after, gone)
    for name, was in before.data.items():
        now, at, held = after.data.get(name), after.at(name), BY_PATH[name].held
        if now is None:
            continue
        if held is Held.SCHEMA:
            yield from schema_broken(at, was, now)
        elif held is Held.RECORDS:
            yield from records_lost(at, was, now, excused)
        elif held is Held.ROWS and name.endswith(".csv"):
            yield from columns_lost(at, was, now)
        elif held is Held.ROWS:
            yield from rows_lost(at, was, now, BY_PATH[name].id, excused)


def _excused(after: Site, gone: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what says of an id whether its rows may go: it is withdrawn, invented and apart, or its address given up."""
    path = after.folder / ROOM / RECORDS
    trial = _parsed(path)["records"].values() if path.is_file() else ()
    found = {entry["id"] for own in (after.head.get("withdrawn", []), *trial) for entry in own}
    return lambda record: record in found or _given_up(f"r/{record}/", gone)
