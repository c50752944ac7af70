"""What readers should know of a change that is allowed: recorded long afterwards, a deadline that moved when it had passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.catalog import problem
from generator.domain.dates import is_full_date
from generator.examine.over_time.versions import Versions
from generator.model import Problem, Record, spell

LATE = 30
"""Days after which what happened counts as recorded late."""


def marks(pair: Versions, day: date) -> Iterator[Problem]:
    """Yield the marks of a published record that gained events; ``day`` is that of their entry."""
    if pair.before is None or pair.after is None:
        return
    for index in pair.new_events:
        event = pair.after["events"][index]
        if event["type"] == "gia-han":
            yield from _extension(pair.after, index, day)
        if _days(str(event["date"]), day) > LATE:
            yield _late(pair.after, index, day)


def _extension(record: Record, index: int, day: date) -> Iterator[Problem]:
    """Yield the mark of an extension that came when the deadline had passed."""
    event = record["events"][index]
    at = ("events", index)
    if _days(event["old_due"], day) > 0:
        yield problem(
            "due-moved-after-passing", record.document.position((*at, "new_due")), record=record.id,
            at=spell((*at, "new_due"), record.data), old=event["old_due"], new=event["new_due"],
            days=_days(event["old_due"], day),
        )  # fmt: skip


def _late(record: Record, index: int, day: date) -> Problem:
    at = ("events", index, "date")
    told = str(record["events"][index]["date"])
    return problem(
        "recorded-late", record.document.position(at), record=record.id, at=spell(at, record.data),
        date=told, days=_days(told, day),
    )  # fmt: skip


def _days(since: str, day: date) -> int:
    """Return the days from a full date to the day; 0 for a date that is only a month or year."""
    return (day - date.fromisoformat(since)).days if is_full_date(since) and isinstance(since, str) else 0
