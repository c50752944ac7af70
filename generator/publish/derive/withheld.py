"""Duties of which an internal record says something: without it they look undone, and that must not be published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.publish.derive.standing import Duty, Standing, State

_NOTHING = Standing(State.NO_INFORMATION, "sổ có bản ghi không công bố về việc này, nên không nêu tình hình")


def withhold(duties: Mapping[str, list[Duty]], withheld: Iterable[tuple[str, str, str]]) -> dict[str, list[Duty]]:
    """Return the duties with no information where something is withheld; ``withheld``: task, body, period (empty: any).

    A body that has none of the task's duties was followed by another one, and which cannot be told: then it is all.
    """
    shown = dict(duties)
    for task, body, period in withheld:
        own = shown.get(task, [])
        known = any(duty.body is not None and duty.body.id == body for duty in own)
        shown[task] = [
            replace(duty, standing=_NOTHING, record=None) if _meant(duty, body if known else "", period) else duty
            for duty in own
        ]
    return shown


def _meant(duty: Duty, body: str, period: str) -> bool:
    same_body = not body or (duty.body is not None and duty.body.id == body)
    same_period = not period or (duty.period is not None and duty.period.id == period)
    return same_body and same_period and duty.standing.state not in (State.CANCELLED, State.STANDING)
