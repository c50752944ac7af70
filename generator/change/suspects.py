"""What nobody changed and what rests on something that did: declared once, by the links that lead there.

A verification judged a remediation as it was reported then; a task says what a clause ordered; a recommendation deals
with what a finding says. When the one changes, a person has to look at the other: it may be wrong now, or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.change.model import Suspect
from generator.change.visible import Side
from generator.domain import documents
from generator.domain.differences import ABSENT, FieldChange, changes
from generator.domain.events import stated
from generator.domain.text import collation_key
from generator.model import Corpus, Record

_IDLE = ("acknowledge", "internal_note", "note", "visibility")
"""Fields on which nothing rests."""
Relevant = Callable[[Record, Record, Record, list[FieldChange]], bool]
"""Whether what changed matters: who rests on it, the two versions, and what changed in it."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Records of a kind rest on others: through which links, from these back to them, and what to say of it."""

    rule: str
    kinds: tuple[str, ...]
    """Kinds of the records that rest; empty: any."""
    path: tuple[tuple[str, ...], ...]
    """From what changed back to them: names of links, one step after the other."""
    why: str
    relevant: Relevant


def _any(_rests: Record, _was: Record, _now: Record, _found: list[FieldChange]) -> bool:
    return True


def _known_then(verification: Record, _was: Record, _now: Record, found: list[FieldChange]) -> bool:
    """Whether more changed than that something was added that happened after the verification."""
    day = stated(verification.data, "on").last
    return not all(
        change.was is ABSENT and change.at[0] == "events" and len(change.at) == 2
        and stated(change.now).first > day
        for change in found
    )  # fmt: skip


def _text_of(task: Record, was: Record, now: Record, found: list[FieldChange]) -> bool:
    """Whether the clause of a task changed, what stands below or above it, or what the directive itself is."""
    for change in found:
        if change.at[0] != "clauses":
            if change.at[0] in ("title", "date", "date_bounds", "validity"):
                return True
            continue
        record, at = (was, change.before_at) if change.now is ABSENT else (now, change.at)
        above = [clause["id"] for place, clause, _ in documents.clauses(record) if at[: len(place)] == place]
        own = _way(now, task["clause"])
        if task["clause"] in above or (above and above[-1] in own):
            return True
    return False


def _way(directive: Record, clause: str) -> list[str]:
    """Return the ids of the clauses above a clause, and its own."""
    places = {found["id"]: place for place, found, _ in documents.clauses(directive)}
    own = places.get(clause, ())
    return [name for name, place in places.items() if own[: len(place)] == place]


RESTS: tuple[Rest, ...] = (
    Rest(
        "verified-remediation", ("verification",), (("remediation",),),
        "xác minh đã kết luận về “{cause}”, mà nội dung ấy nay đổi", _known_then,
    ),
    Rest(
        "verified-evidence", ("verification",), (("events.evidence.document",), ("remediation",)),
        "xác minh đã kết luận theo minh chứng “{cause}”, mà văn bản ấy nay đổi", _any,
    ),
    Rest(
        "task-text", ("task",), (("directive",),),
        "nhiệm vụ ghi theo “{cause}”, mà mục giao việc hoặc ngày, tên của văn bản ấy nay đổi", _text_of,
    ),
    Rest(
        "recommended-finding", ("recommendation",), (("findings",),),
        "kiến nghị dựa trên phát hiện “{cause}”, mà phát hiện ấy nay đổi", _any,
    ),
    Rest(
        "remedied-finding", ("remediation",), (("finding",),),
        "việc khắc phục trả lời phát hiện “{cause}”, mà phát hiện ấy nay đổi", _any,
    ),
    Rest(
        "accountable-finding", ("accountability",), (("findings",),),
        "hồ sơ xử lý trách nhiệm dựa trên phát hiện “{cause}”, mà phát hiện ấy nay đổi", _any,
    ),
    Rest(
        "cited-evidence", (), (("evidence.document", "events.evidence.document", "scores.evidence.document"),),
        "dẫn “{cause}” làm minh chứng, mà văn bản ấy nay đổi", _any,
    ),
)  # fmt: skip
"""What rests on what. One row per kind of dependence."""


class Suspects:
    """Finds what rests on what changed; what was changed itself was looked at, and is left out."""

    def __init__(self, before: Side, after: Side) -> None:
        self.before = before
        self.after = after
        self.corpus: Corpus = after.seen
        old = before.seen.records
        self.changed: dict[str, list[FieldChange]] = {}
        self.withdrawn = [own for own in after.withdrawn if own in old]
        for own, new in after.seen.records.items():
            was = old.get(own)
            if was is None or (was.data == new.data and was.province == new.province):
                continue
            found = [c for c in changes(was.data, new.data) if c.at[0] not in _IDLE]
            self.changed[own] = found

    def found(self, computed: Iterable[tuple[str, str, str, str]]) -> tuple[Suspect, ...]:
        """Return what looks suspect, with what was computed (record, rule, cause, sentence), each once."""
        table: dict[tuple[str, str, str], Suspect] = {}
        for own, rule, cause, why in (*self._withdrawn(), *self._rests(), *computed):
            key = (own, rule, cause)
            if own in self.before.seen.records and self._untouched(own) and key not in table:
                table[key] = self._suspect(own, rule, cause, why)
        return tuple(sorted(table.values(), key=_order))

    def _untouched(self, own: str) -> bool:
        old, new = self.before.raw.records.get(own), self.after.raw.records.get(own)
        return own not in self.changed and old is not None and new is not None and old.data == new.data

    def _withdrawn(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield what still leads to a record that was withdrawn (an error besides)."""
        for cause in self.withdrawn:
            label = self.before.names.label(self.before.seen.records[cause])
            for record in self.before.seen.linked_from(cause):
                yield record.id, "withdrawn", cause, f"dẫn đến “{label}”, bản ghi ấy vừa được rút"

    def _rests(self) -> Iterator[tuple[str, str, str, str]]:
        for cause, found in self.changed.items():
            if not found:
                continue
            was, now = self.before.seen.records[cause], self.corpus.records[cause]
            for rest in RESTS:
                for record in self._at_the_end(cause, rest):
                    if rest.relevant(record, was, now, found):
                        yield record.id, rest.rule, cause, rest.why.format(cause=self._name(cause))

    def _at_the_end(self, cause: str, rest: Rest) -> Iterator[Record]:
        ends = [cause]
        for names in rest.path:
            ends = list(dict.fromkeys(r.id for end in ends for r in self.corpus.linked_from(end, *names)))
        records: Mapping[str, Record] = self.corpus.records
        return (records[end] for end in ends if not rest.kinds or records[end].kind in rest.kinds)

    def _name(self, own: str) -> str:
        return self.after.names.label(self.corpus.records[own])

    def _suspect(self, own: str, rule: str, cause: str, why: str) -> Suspect:
        side = self.after if own in self.corpus.records else self.before
        record = side.seen.records[own]
        province = side.seen.get(record.province, "province")
        return Suspect(
            id=record.id,
            kind=record.kind,
            kind_label=self.corpus.schemas.by_kind[record.kind]["title"],
            label=side.names.label(record),
            page=side.names.place(record),
            province=record.province,
            province_label=side.names.label(province) if province else record.province,
            sample=bool(province and province.get("sample")),
            rule=rule,
            cause=cause,
            why=why,
        )


def _order(suspect: Suspect) -> tuple[object, ...]:
    return (
        collation_key(suspect.province_label), suspect.province, suspect.kind_label, collation_key(suspect.label),
        suspect.id, suspect.rule, suspect.cause,
    )  # fmt: skip
