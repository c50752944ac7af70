"""What nobody changed and what is computed anew: deadlines counted from a date that changed, points, signed figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from generator.change.standings import figure
from generator.domain import findings
from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.derive.standing import Duty
from generator.publish.register import Register

Why = tuple[str, str, str, str]
"""Record, rule, cause (empty: several things), sentence."""


def computed(before: Register, after: Register, changed: AbstractSet[str]) -> Iterator[Why]:
    """Yield the records whose computed deadline, points or figures moved though nobody changed them.

    ``changed``: the ids of the records that were changed.
    """
    yield from _task_deadlines(before, after, changed)
    yield from _recommended_deadlines(before, after, changed)
    yield from _ratings(before, after)
    yield from _summaries(before, after)


def _task_deadlines(before: Register, after: Register, changed: AbstractSet[str]) -> Iterator[Why]:
    for task_id, own in after.duties.items():
        record = after.corpus.records[task_id]
        if task_id in changed or not ("within" in record.get("due", {}) or "recurrence" in record.data):
            continue
        files = [duty.record.id for duty in own if duty.record is not None]
        was, now = _dues(before.duties.get(task_id, ())), _dues(own)
        moved = [key for key, days in now.items() if key in was and was[key] != days]
        if moved and changed.isdisjoint(files):
            cause, since = _since(after, record, changed)
            old, new = next(p for p in zip(was[moved[0]], now[moved[0]], strict=False) if p[0] != p[1])
            yield task_id, "computed-deadline", cause, _moved(old, new, since)


def _dues(own: Iterable[Duty]) -> dict[tuple[str, str], list[date | None]]:
    """Return the deadlines of the duties of a task, by body and period."""
    table: dict[tuple[str, str], list[date | None]] = {}
    for duty in own:
        key = (duty.body.id if duty.body else "", duty.period.id if duty.period else "")
        table.setdefault(key, []).append(duty.standing.due)
    return table


def _recommended_deadlines(before: Register, after: Register, changed: AbstractSet[str]) -> Iterator[Why]:
    for record in after.corpus.of("recommendation"):
        old = before.corpus.records.get(record.id)
        if old is None or record.id in changed or "within" not in record.get("due", {}):
            continue
        was, now = findings.deadline(before.corpus, old).day, findings.deadline(after.corpus, record).day
        if was != now:
            cause, since = _since(after, record, changed)
            yield record.id, "computed-deadline", cause, _moved(was, now, since)


def _since(register: Register, record: Record, changed: AbstractSet[str]) -> tuple[str, str]:
    """Return what a deadline was counted from that changed, and how to say so."""
    corpus = register.corpus
    inspection = corpus.get(record.get("inspection"), "inspection")
    result = inspection.get("result", {}).get("document") if inspection else None
    candidates = (record.get("directive"), record.get("document", result), record.get("inspection"))
    for own in (*candidates, *record.get("findings", ())):
        if own in changed and own in corpus.records:
            return str(own), f"hạn tính từ ngày của “{register.label(corpus.records[own])}”, ngày ấy nay đổi"
    calendar = next((c for c in corpus.of("calendar") if c.id in changed), None)
    if calendar is not None:
        return calendar.id, f"hạn tính theo ngày làm việc của “{register.label(calendar)}”, lịch ấy nay đổi"
    return "", "ngày mà hạn được tính từ đó nay đổi"


def _moved(was: date | None, now: date | None, since: str) -> str:
    old, new = (vi_date(day) if day else "chưa tính được" for day in (was, now))
    return f"{since}: {old} → {new}"


def _ratings(before: Register, after: Register) -> Iterator[Why]:
    for own, score in after.scores.items():
        was = before.scores.get(own)
        if was is not None and (was.total, was.band, was.rank) != (score.total, score.band, score.rank):
            parts = [f"tổng điểm {was.points} → {score.points}"] if was.total != score.total else []
            parts += [f"{was.band_title} → {score.band_title}"] if was.band != score.band else []
            parts += [f"hạng {was.rank or '—'} → {score.rank or '—'}"] if was.rank != score.rank else []
            yield own, "moved-rating", "", f"kết quả tính từ sổ nay khác: {', '.join(parts)}"


def _summaries(before: Register, after: Register) -> Iterator[Why]:
    for own, summary in after.summaries.items():
        was = before.summaries.get(own)
        if was is None or "signed" not in summary.record.data or was.figures == summary.figures:
            continue
        moved = [
            f"{figure(after, name)} {was.figures[name]} → {value}"
            for name, value in summary.figures.items()
            if was.figures[name] != value
        ]
        yield own, "moved-summary", "", f"báo cáo đã ký, mà số liệu tính từ sổ nay khác: {'; '.join(moved)}"
