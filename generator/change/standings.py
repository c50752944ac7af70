"""What is derived and stands otherwise than before, as of the same day: duties, findings, requests, totals, points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.change.model import Stand, StandingChange
from generator.domain.text import collation_key, vi_amount
from generator.model import Field, Record
from generator.publish.derive.scores import Score
from generator.publish.derive.standing import Standing
from generator.publish.derive.summaries import Summary
from generator.publish.derive.totals import OUTCOMES, SUBJECTS
from generator.publish.register import Register

SUBJECT_LABELS = {
    "duty": "việc",
    "finding": "phát hiện",
    "request": "yêu cầu, vướng mắc, hồ sơ",
    "accountability": "số tổng về xử lý trách nhiệm",
    "rating": "xếp loại",
    "summary": "số liệu báo cáo kỳ",
}
Key = tuple[str, str, str, str]
"""Subject, record, body, and the period or figure."""


@dataclass(frozen=True, slots=True)
class Derived:
    """Something derived: what it is about, and how it stands."""

    record: Record | None
    label: str
    page: str
    body: Record | None
    detail: str
    province: str
    stand: Stand


def moves(before: Register, after: Register) -> tuple[StandingChange, ...]:
    """Return everything derived that differs, by subject, province and name."""
    old, new = _numbered(held(before)), _numbered(held(after))
    found = (_move(key[0], old.get(key), new.get(key), before, after) for key in {**old, **new})
    return tuple(sorted((move for move in found if move is not None), key=_order))


def held(register: Register) -> Iterator[tuple[Key, Derived]]:
    """Yield everything that is derived of a register and has a state or a value."""
    yield from _duties(register)
    yield from _findings(register)
    yield from _requests(register)
    yield from _totals(register)
    yield from _ratings(register)
    yield from _summaries(register)


def _numbered(found: Iterable[tuple[Key, Derived]]) -> dict[tuple[Key, int], Derived]:
    """Return what is derived by key; what a body has to do twice by one task has a number."""
    times: Counter[Key] = Counter()
    table: dict[tuple[Key, int], Derived] = {}
    for key, one in found:
        times[key] += 1
        table[key, times[key]] = one
    return table


def _of(register: Register, record: Record, body: Record | None, stand: Stand, detail: str = "") -> Derived:
    return Derived(record, register.label(record), register.place(record), body, detail, record.province, stand)


def _stand(standing: Standing, label: str) -> Stand:
    return Stand(str(standing.state), label, standing.due, standing.because)


def _duties(register: Register) -> Iterator[tuple[Key, Derived]]:
    for duty in register.all_duties():
        period = duty.period
        key = ("duty", duty.task.id, duty.body.id if duty.body else "", period.id if period else "")
        detail = period.label if period else ""
        yield key, _of(register, duty.task, duty.body, _stand(duty.standing, duty.label), detail)


def _findings(register: Register) -> Iterator[tuple[Key, Derived]]:
    for follow_up in register.follow_ups.values():
        stand = Stand(str(follow_up.state), follow_up.label, follow_up.due, follow_up.because)
        yield ("finding", follow_up.finding.id, "", ""), _of(register, follow_up.finding, follow_up.holder, stand)


def _requests(register: Register) -> Iterator[tuple[Key, Derived]]:
    for own in register.requests.values():
        for request in own:
            key = ("request", request.record.id, request.body.id if request.body else "", "")
            yield key, _of(register, request.record, request.body, _stand(request.standing, request.label))


def _totals(register: Register) -> Iterator[tuple[Key, Derived]]:
    for row in register.accountability_totals:
        detail = f"{SUBJECTS[row.subject].lower()}, {OUTCOMES[row.outcome].lower()}"
        detail += f", {row.sanction.lower()}" if row.sanction else ""
        count = "dưới 5" if row.count is None else str(row.count)
        key = ("accountability", row.province, f"{row.subject} {row.outcome} {row.sanction}", str(row.year))
        label = f"Xử lý trách nhiệm, mở năm {row.year}"
        yield key, Derived(None, label, "trach-nhiem/", None, detail, row.province, Stand(count, count))


def _ratings(register: Register) -> Iterator[tuple[Key, Derived]]:
    for score in register.scores.values():
        key = ("rating", score.rating.id, "", "")
        yield key, _of(register, score.rating, score.agency, Stand(score.band, _points(score), None, score.because))


def _points(score: Score) -> str:
    if score.total is None:
        return score.band_title
    provisional = " (tạm tính)" if score.provisional else ""
    rank = f", hạng {score.rank}" if score.rank else ""
    return f"{score.points}/{vi_amount(score.maximum)} điểm{provisional}, {score.band_title}{rank}"


def _summaries(register: Register) -> Iterator[tuple[Key, Derived]]:
    for summary in register.summaries.values():
        for name, value in summary.figures.items():
            stand = Stand(str(value), str(value), None, _stated(summary, name))
            detail = figure(register, name)
            yield ("summary", summary.record.id, "", name), _of(register, summary.record, None, stand, detail)


def _stated(summary: Summary, name: str) -> str:
    if name not in summary.differences:
        return ""
    return f"báo cáo đã ký nêu {summary.differences[name][0]}"


def figure(register: Register, name: str) -> str:
    """Name a figure of a summary: «phát hiện, phát sinh trong kỳ»."""
    group, _, own = name.partition(".")
    at: Field = ("stated", group)
    schemas = register.corpus.schemas
    return f"{schemas.label('summary', at).vi}, {schemas.label('summary', (*at, own)).vi}".lower()


def _move(
    key: Key, old: Derived | None, new: Derived | None, before: Register, after: Register
) -> StandingChange | None:
    if old is not None and new is not None and old.stand == new.stand:
        return None
    held, register = (new, after) if new is not None else (old, before)
    if held is None:
        return None
    province = register.corpus.get(held.province, "province")
    return StandingChange(
        subject=key[0],
        change=_change(old.stand if old else None, new.stand if new else None),
        record=held.record.id if held.record else "",
        label=held.label,
        page=held.page,
        body=held.body.id if held.body else "",
        body_label=register.label(held.body) if held.body else "",
        detail=held.detail,
        province=held.province,
        province_label=register.label(province) if province else held.province,
        sample=held.province in register.samples,
        before=old.stand if old else None,
        after=new.stand if new else None,
    )


def _change(old: Stand | None, new: Stand | None) -> str:
    if old is None or new is None:
        return "new" if old is None else "gone"
    if (old.state, old.label) != (new.state, new.label):
        return "state"
    return "due" if old.due != new.due else "wording"


_SUBJECTS: Mapping[str, int] = {name: place for place, name in enumerate(SUBJECT_LABELS)}
_CHANGES = ("state", "due", "new", "gone", "wording")


def _order(move: StandingChange) -> tuple[object, ...]:
    return (
        _SUBJECTS[move.subject], collation_key(move.province_label), move.province, _CHANGES.index(move.change),
        collation_key(move.label), move.record, collation_key(move.body_label), move.body, move.detail,
    )  # fmt: skip
