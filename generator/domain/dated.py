"""Which fields hold the day of something that happened, and who answers for its being reported: declared here alone."""

from __future__ import annotations

from dataclasses import dataclass

LATE = 30
"""Days after which an event counts as recorded late: what is put in once a month is not."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A field with the day of an event; ``*`` stands for every entry of a list. ``who``: the bodies to ask, in order."""

    kind: str
    on: tuple[str, ...]
    who: tuple[tuple[str, ...], ...]


def _dated(kind: str, on: str, *who: str) -> Dated:
    return Dated(kind, tuple(on.split(".")), tuple(tuple(path.split(".")) for path in who))


DATED = (
    _dated("directive", "date", "issuer"),
    _dated("task", "events.*.date", "events.*.by.body", "leads.0.body"),
    _dated("rollout", "events.*.date", "addressee"),
    _dated("submission", "received", "reporter"),
    _dated("submission", "events.*.date", "reporter"),
    _dated("measurement", "at", "body", "task/leads.0.body"),
    _dated("inspection", "start", "by"),
    _dated("finding", "on", "inspection/by"),
    _dated("recommendation", "received", "addressee"),
    _dated("recommendation", "acceptance.on", "addressee"),
    _dated("remediation", "plan.on", "agency"),
    _dated("remediation", "events.*.date", "agency"),
    _dated("verification", "on", "by"),
    _dated("accountability", "opened", "agency"),
    _dated("accountability", "decided.on", "agency"),
    _dated("accountability", "closed.on", "agency"),
    _dated("coordination", "asked", "by"),
    _dated("coordination", "answers.*.on", "answers.*.agency"),
    _dated("feedback", "received", "received_by", "agency"),
    _dated("feedback", "handled.on", "agency"),
    _dated("obstacle", "raised", "by"),
    _dated("obstacle", "decision.on", "to"),
    _dated("summary", "signed", "by"),
)
"""Calendar days of what happened, kind by kind; not the days that a document is valid or a deadline falls."""
LISTS = frozenset((dated.kind, dated.on[0]) for dated in DATED if "*" in dated.on)
"""Lists of which every entry has a day of its own, and enters on a day of its own."""
BY_KIND: dict[str, list[Dated]] = {}
for _entry in DATED:
    BY_KIND.setdefault(_entry.kind, []).append(_entry)
