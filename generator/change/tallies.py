"""Counts that move: duties and findings by state, per body, per province and in all, before and after."""

from __future__ import annotations

from collections import Counter

from generator.change.model import Number, Tally
from generator.domain.text import collation_key, lower
from generator.publish.derive import follow_ups
from generator.publish.derive.standing import LABELS, State
from generator.publish.register import Register
from generator.publish.wording import Wording

Place = tuple[str, str]
"""Province and body; empty: the whole province, the whole register."""
Counts = dict[Place, Counter[tuple[str, str]]]

_DUTIES = "duty"
_FINDINGS = "finding"
_LABELS: dict[tuple[str, str], str] = {
    (_DUTIES, "total"): "Việc, tất cả",
    **{(_DUTIES, str(state)): f"Việc: {lower(LABELS[state])}" for state in State},
    (_FINDINGS, "total"): "Phát hiện, tất cả",
    (_FINDINGS, "overdue"): "Phát hiện quá hạn khắc phục",
    **{(_FINDINGS, str(state)): f"Phát hiện: {lower(label)}" for state, label in follow_ups.LABELS.items()},
}
"""What is counted, in the order in which it is shown."""


def tallies(before: Register, after: Register) -> tuple[Tally, ...]:
    """Return the counts that differ: those of bodies by province and name, each province's last, the whole at the end."""
    old, new = _counts(before), _counts(after)
    found = [
        _tally(place, numbers, before, after)
        for place in {**old, **new}
        if (numbers := _numbers(old.get(place, Counter()), new.get(place, Counter())))
    ]
    return tuple(sorted(found, key=_order))


def _counts(register: Register) -> Counts:
    """Count what counts once for its body, once for its province and once for the whole."""
    table: Counts = {}
    for duty in register.all_duties():
        places = ((duty.task.province, duty.body.id if duty.body else ""), (duty.task.province, ""), ("", ""))
        for place in dict.fromkeys(places):
            table.setdefault(place, Counter()).update([(_DUTIES, "total"), (_DUTIES, str(duty.standing.state))])
    for follow_up in register.follow_ups.values():
        keys = [(_FINDINGS, "total"), (_FINDINGS, str(follow_up.state))]
        keys += [(_FINDINGS, "overdue")] if follow_up.overdue else []
        province = follow_up.finding.province
        for place in ((province, follow_up.holder.id), (province, ""), ("", "")):
            table.setdefault(place, Counter()).update(keys)
    return table


def _numbers(old: Counter[tuple[str, str]], new: Counter[tuple[str, str]]) -> tuple[Number, ...]:
    return tuple(
        Number(subject, state, label, old[subject, state], new[subject, state])
        for (subject, state), label in _LABELS.items()
        if old[subject, state] != new[subject, state]
    )


def _tally(place: Place, numbers: tuple[Number, ...], before: Register, after: Register) -> Tally:
    province, body = place
    name = Wording(after.names, before.names).name
    sample = province in after.samples or province in before.samples
    return Tally(province, name(province), sample, body, name(body), numbers)


def _order(tally: Tally) -> tuple[object, ...]:
    return (
        not tally.province, collation_key(tally.province_label), tally.province,
        not tally.body, collation_key(tally.body_label), tally.body,
    )  # fmt: skip
