"""Duties of which an internal record says something: without it they look undone, and that must not be published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from generator.publish.derive.judge import BEGUN
from generator.publish.derive.standing import DONE, Duty, Standing, State

Key = tuple[str, str, str]
"""Task (finding, request), body and period (empty: any)."""


class Gap(NamedTuple):
    """A measure of an agency of which something is hidden, in the years from the first to the last."""

    measure: str
    agency: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """Of what an internal record says something that the public does not see."""

    duties: frozenset[Key] = frozenset()
    findings: frozenset[str] = frozenset()
    """Findings whose remediation, verification or recommendation is hidden."""
    cut: frozenset[str] = frozenset()
    """Records that lost a fact of their own (an answer, a decision, an acceptance) with what it refers to."""
    provinces: frozenset[str] = frozenset()
    """Provinces of which not all findings are seen: what a signed report counts is not compared."""
    duty_provinces: frozenset[str] = frozenset()
    """Provinces of which not all directives and tasks are seen."""
    kinds: frozenset[str] = frozenset()
    """Kinds of which a record is hidden: that there is none may be said of the public part only."""
    planned: frozenset[str] = frozenset()
    """Plans of which an inspection is hidden: of which item, and of whom, is not told."""
    inspected: frozenset[str] = frozenset()
    """Agencies of which an inspection is hidden."""
    unplaced: frozenset[tuple[str, str, str, str]] = frozenset()
    """Of what a later source tells something on a day that it does not name: as a key, with what happened."""

    def over(self, duties: Mapping[str, list[Duty]]) -> dict[str, list[Duty]]:
        """Return the duties with no information where something is withheld, or cannot be placed in time."""
        for kind in sorted({kind for *_, kind in self.unplaced}):
            duties = withhold(duties, self._told_later(duties, kind), partial(_unplaced, kind))
        return withhold(duties, self.duties)

    def _told_later(self, duties: Mapping[str, list[Duty]], kind: str) -> Iterable[Key]:
        """Yield where something cannot be placed, at those bodies that have it (``unplaced`` names all that came after, too)."""
        bodies: dict[tuple[str, str], set[str]] = {}
        for task, body, period, _ in (own for own in self.unplaced if own[-1] == kind):
            bodies.setdefault((task, period), set()).add(body)
        for (task, period), named in bodies.items():
            have = named & {duty.body.id for duty in duties.get(task, ()) if duty.body is not None}
            yield from ((task, body, period) for body in sorted(have) or [""])


NOTHING_WITHHELD = Withheld()

UNTOLD = "sổ có thông tin không công bố về việc này, nên không nêu tình hình"
UNSAID = "Không nêu, vì sổ có thông tin không công bố"
"""In place of what that would tell."""
UNPLACED = "nguồn có sau ngày này nêu đã xong mà không nêu ngày, nên không rõ khi ấy đã xong hay chưa"


UNCONFIRMED = "nguồn có sau ngày này nêu đã xong mà không nêu ngày, nên không rõ khi ấy đã được {} hay chưa"
"""Of what had been handed in: it stays so, and as late or in time as it was."""
WAITS = (State.AWAITING, State.AWAITING_LATE)


UNDOES = {
    "tra-lai": ("bị trả lại", (*DONE, *WAITS)), "mo-lai": ("được mở lại", DONE), "tiep-tuc": ("được tiếp tục", (State.PAUSED,)),
}  # fmt: skip
"""What a later source tells without a day and ends a state: in words, and which. What it else tells: ``judge.BEGUN``."""
SETTLES = ("nop", "xac-nhan")


def _unplaced(kind: str, duty: Duty) -> Duty:
    """Return a duty of which a later source tells something: what had been handed in by the day had been.

    Not what it would undo; and what moves a deadline leaves open whether that was late.
    """
    own = duty.standing
    what, ends = UNDOES.get(kind) or (BEGUN[kind].removeprefix("đã "), ())
    text = f"nguồn có sau ngày này nêu đã {what} mà không nêu ngày, nên không rõ khi ấy đã {what} hay chưa"
    if (ends and own.state not in ends) or (not ends and own.state in DONE and (kind in SETTLES or not own.late)):
        return duty
    if own.state in WAITS and kind in (*SETTLES, "tra-lai"):
        text = UNCONFIRMED.format("xác nhận") if kind in SETTLES else text
        return replace(duty, standing=replace(own, because=own.because.replace(own.waits, text), waiting=0))
    if own.state is State.AWAITING:
        return duty
    if kind == "tiep-tuc":  # what was late when it was paused was late
        return replace(duty, standing=replace(own, state=State.NO_INFORMATION, because=f"{own.because}; {text}"))
    return _untold(duty, UNPLACED if kind in SETTLES else text)


def _untold(duty: Duty, because: str = UNTOLD) -> Duty:
    return replace(duty, standing=Standing(State.NO_INFORMATION, because), record=None)


def withhold(
    duties: Mapping[str, list[Duty]], withheld: Iterable[Key], then: Callable[[Duty], Duty] = _untold
) -> dict[str, list[Duty]]:
    """Return the duties with no information where something is withheld; ``withheld``: task, body, period (empty: any).

    ``then``: what is said of these.

    A body that has none of the task's duties was followed by another one, and which cannot be told: then it is all.
    """
    shown = dict(duties)
    for task, body, period in withheld:
        own = shown.get(task)
        if own is None:  # the task is hidden as well
            continue
        known = any(duty.body is not None and duty.body.id == body for duty in own)
        shown[task] = [then(duty) if _meant(duty, body if known else "", period) else duty for duty in own]
    return shown


def _meant(duty: Duty, body: str, period: str) -> bool:
    same_body = not body or (duty.body is not None and duty.body.id == body)
    same_period = not period or (duty.period is not None and duty.period.id == period)
    return same_body and same_period and duty.standing.state not in (State.CANCELLED, State.STANDING)
