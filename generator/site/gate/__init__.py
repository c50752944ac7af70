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
from pathlib import Path
from typing import Any

from generator.publish.exports.addresses import ADDRESSES, address
from generator.site.gate.lost import columns_lost, rows_lost, schema_broken

GONE = "du-lieu/gone.json"
DATA = "du-lieu/"
RECORDS = "du-lieu/records.json"
SHOWN = 50
"""Dead addresses that are told one by one: a site that lost everything needs no more lines."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the gate looks at of a site: its addresses, and its data files as parsed (CSV: the names of the columns)."""

    addresses: frozenset[str]
    data: Mapping[str, Any]


Descends = Callable[[str, str], bool]
"""Whether the second commit has the first among its ancestors (or is the same)."""


def gate(new: Path, old: Path, descends: Descends) -> list[str]:
    """Return everything that forbids putting ``new`` in the place of ``old``; Vietnamese, one sentence each.

    ``old`` needs only its list of addresses and its data files; of ``new`` the files themselves are counted.
    """
    problems: list[str] = []
    before = Site(_promised(old, problems), dict(_data(old, problems)))
    after = Site(_present(new), dict(_data(new, problems)))
    gone = _gone(after.data.get(GONE), problems)
    if not problems:
        problems += [
            *_heads(before, after, descends),
            *_dead(before, after, gone),
            *_regressions(before, after, gone),
        ]
    return problems


# ------------------------------------------------------------------------------------------------------------- reading


def _promised(old: Path, problems: list[str]) -> frozenset[str]:
    """Return the addresses that the published site lists."""
    try:
        listed = json.loads((old / ADDRESSES).read_text(encoding="utf-8"))["addresses"]
        return frozenset(str(entry) for entry in listed)
    except (OSError, ValueError, KeyError, TypeError):
        problems.append(f"Trang đang công bố: không đọc được danh sách địa chỉ ({ADDRESSES})")
        return frozenset()


def _present(new: Path) -> frozenset[str]:
    paths = (path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file())
    return frozenset(found for path in paths if (found := address(path)) is not None)


def _data(site: Path, problems: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield the data files of a site: JSON as parsed, of CSV the names of the columns."""
    for path in sorted((site / DATA).rglob("*")):
        name = path.relative_to(site).as_posix()
        try:
            if path.suffix == ".json":
                yield name, json.loads(path.read_text(encoding="utf-8"))
            elif path.suffix == ".csv":
                yield name, next(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))), [])
        except (ValueError, csv.Error):
            problems.append(f"{site}/{name}: không đọc được tệp này")


def _gone(listed: Any, problems: list[str]) -> tuple[str, ...]:
    """Return the addresses that were given up; one that ends in ``*`` stands for all that begin so."""
    if not isinstance(listed, dict):
        return ()
    entries: list[Any] = listed.get("gone", [])
    problems += [
        f"{GONE}: mỗi mục phải có address, on (ngày) và because; ở đây là {entry!a}"
        for entry in entries
        if not _sound(entry)
    ]
    return tuple(entry["address"] for entry in entries if _sound(entry))


def _sound(entry: Any) -> bool:
    try:
        date.fromisoformat(entry["on"])
        return bool(entry["address"].rstrip("*") and entry["because"].strip())
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


# ------------------------------------------------------------------------------------------------------------ comparing


def _heads(before: Site, after: Site, descends: Descends) -> Iterator[str]:
    """Tell a site for another audience, of an earlier day, of no commit, or of one that the published one is not in."""
    was, now = before.data.get(RECORDS, {}), after.data.get(RECORDS, {})
    if now.get("audience") != "public":
        yield f"Trang mới không dựng cho công chúng (audience: {now.get('audience')!a})"
    if now.get("as_of", "") < was.get("as_of", ""):
        yield f"Trang mới tính đến ngày {now.get('as_of')}, trước ngày {was.get('as_of')} của trang đang công bố"
    if now.get("commit") is None or now.get("uncommitted_changes"):
        yield "Trang mới dựng từ tệp chưa được ghi vào kho (uncommitted_changes), nên không ai dựng lại được"
    elif was.get("commit") and not descends(was["commit"], now["commit"]):
        yield (
            f"Trang đang công bố dựng từ phiên bản {was['commit']!a}, không phải là phiên bản trước của {now['commit']!a}: "
            "lịch sử của kho đã bị viết lại, hoặc đang dựng từ nhánh khác"
        )


def _dead(before: Site, after: Site, gone: tuple[str, ...]) -> Iterator[str]:
    """Tell the addresses that would die, and those that are listed as given up but live."""
    dead = sorted(found for found in before.addresses - after.addresses if not _given_up(found, gone))
    for found in dead[:SHOWN]:
        yield f"Địa chỉ mất: {found!a}. Giữ trang hoặc trang dẫn tới chỗ mới; bỏ hẳn thì ghi vào {GONE}, kèm lý do"
    if dead[SHOWN:]:
        yield f"… và {len(dead) - SHOWN} địa chỉ khác cũng mất"
    if ADDRESSES not in after.addresses:
        yield f"Trang mới thiếu danh sách địa chỉ ({ADDRESSES})"
    for entry in gone:
        if not entry.endswith("*") and entry in after.addresses:
            yield f"{GONE}: {entry!a} ghi là đã bỏ nhưng trang mới vẫn có"


def _given_up(found: str, gone: tuple[str, ...]) -> bool:
    return any(found.startswith(entry[:-1]) if entry.endswith("*") else found == entry for entry in gone)


def _regressions(before: Site, after: Site, gone: tuple[str, ...]) -> Iterator[str]:
    """Tell what the data files lose; a file that is missing is a dead address already."""
    excused = _excused(after, gone)
    for name, was in before.data.items():
        now = after.data.get(name)
        if now is None or name in (ADDRESSES, GONE):
            continue
        if name.startswith(f"{DATA}schemas/"):
            yield from schema_broken(name, was, now)
        elif name.endswith(".csv"):
            yield from columns_lost(name, was, now)
        else:
            yield from rows_lost(name, was, now, excused)


def _excused(after: Site, gone: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what says of an id whether its rows may go: the record is withdrawn, or its address was given up."""
    withdrawn = {entry["id"] for entry in after.data.get(RECORDS, {}).get("withdrawn", [])}
    return lambda record: record in withdrawn or _given_up(f"r/{record}/", gone)
