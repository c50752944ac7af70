"""The board of late recording: how many days pass between what happens and its record, agency by agency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.domain.dates import LATE
from generator.domain.text import collation_key
from generator.model import Record
from generator.publish.derive.recording_delay import CLASSES, Recording, Spread, spread
from generator.publish.inline import Ref
from generator.publish.register import Page, Register
from generator.publish.views.changes import limits
from generator.publish.views.common import BOARDS, HOME
from generator.publish.views.table import Column, Table, day, facet, named, number, numbers, table

PLACE = "theo-doi/ghi-so/"
TITLE = "Ghi sổ sớm, muộn"
LEAD = "Số ngày từ khi sự việc xảy ra đến khi vào sổ, theo cơ quan; những việc ghi sổ muộn nhất."
AGENCIES, LATEST = 1000, 100
"""Rows shown of the agencies, and of the events recorded latest; the totals are said."""


def board(register: Register) -> tuple[dict[str, Any], Page]:
    """Return the card and the page of the board."""
    own = [found for found in register.recordings if not found.opening]
    late = sorted(
        (found for found in own if found.late), key=lambda f: (-f.days, -f.recorded.toordinal(), f.record.id, str(f.at))
    )
    rows = _agencies(register, register.recordings)
    view = {
        "title": TITLE,
        "lead": LEAD,
        "crumbs": [HOME, BOARDS],
        "limits": limits(register.past),
        "late_after": LATE,
        "all": spread(found.days for found in own),
        "opening": len(register.recordings) - len(own),
        "agencies": _agency_table(register, rows[:AGENCIES]),
        "total": len(rows),
        "late": _late_table(register, late[:LATEST]),
        "late_total": len(late),
    }
    page = Page(f"{PLACE}index.md", "board_recording.md.jinja", TITLE, view, "Bảng theo dõi", ["Ghi sổ muộn"])
    return {
        "ref": Ref(TITLE, PLACE),
        "lead": LEAD,
        "count": len(late) if register.past.known else "—",
        "counted": "Việc ghi sổ muộn",
    }, page


def _agencies(register: Register, found: Iterable[Recording]) -> list[tuple[Record | None, list[Recording]]]:
    """Return the events by agency."""
    own: dict[str, list[Recording]] = {}
    for event in found:
        own.setdefault(event.body.id if event.body else "", []).append(event)
    return [(register.corpus.get(body), own[body]) for body in sorted(own, key=collation_key)]


def _agency_table(register: Register, rows: list[tuple[Record | None, list[Recording]]]) -> Table:
    """Return how many events each agency had, how the days are spread, how many came with the opening."""
    shown = [(body, own, spread(event.days for event in own if not event.opening)) for body, own in rows]

    def counts(days: Spread | None) -> list[int | str]:
        if days is None:
            return [0, "", "", "", *[0] * len(CLASSES)]
        return [days.count, days.median, days.ninetieth, days.most, *days.classes]

    heads = ["Sự việc", "Một nửa vào sổ trong vòng (ngày)", "90% vào sổ trong vòng (ngày)", "Muộn nhất (ngày)"]
    return table(
        "Số ngày từ sự việc đến khi vào sổ, theo cơ quan",
        shown,
        Column("Cơ quan", lambda row: named(register, row[0]) if row[0] else "Không rõ cơ quan"),
        *numbers([*heads, *(f"{name} ngày" for _, name in CLASSES)], lambda row: counts(row[2])),
        number("Khi mở sổ", lambda row: sum(event.opening for event in row[1])),
    )


def _late_table(register: Register, late: list[Recording]) -> Table:
    return table(
        "Ghi sổ muộn nhất",
        late,
        Column("Mục", lambda found: named(register, found.record)),
        facet("Sự việc", lambda found: register.wording.field(found.record.kind, found.at)),
        facet("Cơ quan", lambda found: register.ref(found.body) if found.body else None),
        day("Ngày xảy ra", lambda found: found.on),
        day("Ngày vào sổ", lambda found: found.recorded),
        number("Sau (ngày)", lambda found: found.days),
    )
