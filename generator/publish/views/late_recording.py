"""The board of late recording: how many days pass between what happens and its record, agency by agency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.domain.dates import LATE
from generator.domain.text import collation_key, vi_date
from generator.publish.derive.recording_delay import CLASSES, Recording, spread
from generator.publish.register import Page, Ref, Register
from generator.publish.views.changes import limits

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
    known = register.past.known
    view = {
        "title": TITLE,
        "lead": LEAD,
        "crumbs": [Ref("Trang chủ", ""), Ref("Theo dõi", "theo-doi/")],
        "limits": limits(register.past),
        "late_after": LATE,
        "classes": [name for _, name in CLASSES],
        "all": spread(found.days for found in own),
        "opening": len(register.recordings) - len(own),
        "rows": rows[:AGENCIES],
        "total": len(rows),
        "late": [_event(register, found) for found in late[:LATEST]],
        "late_total": len(late),
    }
    page = Page(f"{PLACE}index.md", "board_recording.md.jinja", TITLE, view, "Bảng theo dõi", ["Ghi sổ muộn"])
    return {"ref": Ref(TITLE, PLACE), "lead": LEAD, "count": len(late) if known else "—"}, page


def _agencies(register: Register, found: Iterable[Recording]) -> list[dict[str, Any]]:
    """Return a line per agency: how many events, how the days are spread, how many came with the opening."""
    table: dict[str, list[Recording]] = {}
    for event in found:
        table.setdefault(event.body.id if event.body else "", []).append(event)
    rows = []
    for body_id, events in sorted(table.items(), key=lambda entry: collation_key(entry[0])):
        body = register.corpus.get(body_id)
        rows.append(
            {
                "ref": register.ref(body) if body else None,
                "spread": spread(event.days for event in events if not event.opening),
                "opening": sum(event.opening for event in events),
                "sample": body is not None and register.is_sample(body),
            }
        )
    return rows


def _event(register: Register, found: Recording) -> dict[str, Any]:
    return {
        "ref": register.ref(found.record),
        "what": register.wording.field(found.record.kind, found.at),
        "body": register.ref(found.body) if found.body else None,
        "on": vi_date(found.on),
        "on_sort": found.on.isoformat(),
        "recorded": vi_date(found.recorded),
        "recorded_sort": found.recorded.isoformat(),
        "days": found.days,
        "sample": register.is_sample(found.record),
    }
