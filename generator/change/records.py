"""What a change did to the records: which came, went, were withdrawn or changed, and which the audience may not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.change import fields
from generator.change.fields import Pair
from generator.change.model import Line, RecordChange
from generator.change.visible import BODIES, Side
from generator.change.words import Words
from generator.domain.accountability import of_person
from generator.domain.differences import canonical
from generator.domain.text import collation_key
from generator.kinds import KINDS
from generator.model import Record
from generator.publish.derive.standing import State
from generator.publish.views.withdrawn import PLACE

_PLACES = {kind.name: place for place, kind in enumerate(KINDS)}
_TURNS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "verification": ("verdict", {"da-khac-phuc": "better", "*": "worse"}),
    "notice": ("type", {"bieu-duong": "better", "mo-hinh-tot": "better", "*": "worse"}),
    "feedback": ("received", {"*": "worse"}),
    "finding": ("category", {"*": "worse"}),
}
"""What a record that comes says of whom it concerns, by its kind and what stands in a field of it."""
_AGAINST = {"better": "worse", "worse": "better"}
_BACK = "tra-lai"
"""The event that is bad news of what was handed in."""
_SERIOUS = ("khong-neu", "nhac-nho", "it-nghiem-trong", "nghiem-trong", "rat-nghiem-trong")
_DOSSIERS = ("directive", "inspection")


class Records:
    """Compares the records of two sides."""

    def __init__(self, before: Side, after: Side) -> None:
        self.before = before
        self.after = after
        self.was = Words(before.names, after.names)
        self.now = Words(after.names, before.names)
        self.now.late = _late(after)
        self.now.day = after.register.as_of if after.register is not None else None

    def changes(self) -> tuple[RecordChange, ...]:
        """Return the changes that the audience may see: by province, dossier and kind."""
        found = self._same_elsewhere(self._found())
        return tuple(sorted(found, key=_order))

    def hidden(self, shown: Iterable[RecordChange]) -> int:
        """Count the records that changed in what the audience may not see.

        Cases of persons are left out: where their totals are suppressed, such a number could tell one of them.
        """
        seen = {change.id for change in shown}
        old, new = self.before.every, self.after.every
        return sum(
            own not in seen and not _case_of_person(record) and _differs(old.get(own), new.get(own))
            for own, record in {**old, **new}.items()
            if own not in self.after.unusable and own not in self.before.unusable
        )

    def cases(self) -> bool:
        """Whether anything changed in a case of a person: those show in totals alone."""
        old, new = self.before.every, self.after.every
        return any(
            _case_of_person(record) and _differs(old.get(own), new.get(own)) for own, record in {**old, **new}.items()
        )

    def restyled(self) -> int:
        """Count the records of which only comments, spaces or the order of keys changed."""
        old, new = self.before.raw.records, self.after.raw.records
        return sum(
            own in old and own in self.after.seen.records
            and old[own].data == record.data and old[own].document.text != record.document.text
            for own, record in new.items()
        )  # fmt: skip

    def _found(self) -> Iterator[RecordChange]:
        old, new = self.before.seen.records, self.after.seen.records
        for own in sorted({**old, **new, **self.before.withdrawn, **self.after.withdrawn}):
            if own in self.after.unusable:
                continue
            if own in self.before.unusable:
                if own in new:
                    yield self._change(new[own], self.after, "repaired", ())
            elif own in self.before.withdrawn or own in self.after.withdrawn:
                yield from self._withdrawn(own)
            elif own in old and own in new:
                if _differs(old[own], new[own]):
                    found = fields.lines(Pair(old[own], new[own], self.was, self.now))
                    yield self._change(new[own], self.after, "changed", found)
            elif own in new:
                action = "published" if own in self.before.every else "added"
                yield self._change(new[own], self.after, action, tuple(_said(self.now, new[own])))
            else:
                yield self._change(old[own], self.before, "unpublished" if own in self.after.every else "vanished", ())

    def _withdrawn(self, own: str) -> Iterator[RecordChange]:
        """Yield what became of a record that is, or was, withdrawn."""
        was, now = self.before.withdrawn.get(own), self.after.withdrawn.get(own)
        if was is None and now is not None:
            record, side = self.before.seen.records.get(own, now), self.before
            found = (Line("withdrawn", "withdrawn", "", note=fields.said_withdrawn(self.now, now["withdrawn"])),)
            yield self._change(record, side, "withdrawn", found)
        elif was is not None and own in self.after.seen.records:
            record = self.after.seen.records[own]
            yield self._change(record, self.after, "restored", tuple(_said(self.now, record)))
        elif was is not None and now is None:
            yield self._change(was, self.before, "unpublished" if own in self.after.every else "vanished", ())
        elif was is not None and now is not None and was["withdrawn"] != now["withdrawn"]:
            old = fields.said_withdrawn(self.was, was["withdrawn"])
            new = fields.said_withdrawn(self.now, now["withdrawn"])
            yield self._change(now, self.after, "changed", (Line("changed", "withdrawn", "rút bản ghi", old, new),))

    def _change(self, record: Record, side: Side, action: str, found: tuple[Line, ...]) -> RecordChange:
        words = self.now if side is self.after else self.was
        known = record.id in side.seen.records
        dossier = self._dossier(record, side) if known else ""
        province = side.seen.get(record.province, "province")
        bodies = side.concerned(record) if known else ()
        roles = side.roles(record) if known else {}
        away = action == "withdrawn" or not known
        published = self.before.seen.records.get(record.id) if action == "changed" else None  # by the name it had
        return RecordChange(
            id=record.id,
            kind=record.kind,
            kind_label=side.seen.schemas.by_kind[record.kind]["title"],
            action=action,
            label=self.before.names.label(published) if published else side.names.label(record) if known else record.id,
            page=f"{PLACE}#{record.id}" if away else side.names.place(record),
            province=record.province,
            province_label=words.provinces.get(record.province, record.province),
            sample=bool(province and province.get("sample")),
            dossier=dossier,
            dossier_label=words.name(dossier) if dossier else "",
            bodies=bodies,
            roles=tuple(roles.get(name, "") for name in bodies),
            lines=found,
            turn=self._turn(record, action) if known else "",
        )

    def _turn(self, record: Record, action: str) -> str:
        """Say whether what comes to the books is good or bad news: a verdict, a reminder, a complaint, a return."""
        was = self.before.seen.records.get(record.id)
        sent = [sum(e.get("type") == _BACK for e in one.get("events", ())) if one else 0 for one in (was, record)]
        if sent[1] > sent[0]:
            return "worse"
        if (
            was is not None
            and action == "changed"
            and (counts := [_counted(one) for one in (was, record)])[0] != counts[1]
        ):
            return "worse" if counts[1] > counts[0] else "better"
        name, turns = _TURNS.get(record.kind, ("", {}))
        now = record.get(name) if name else None
        if now is None or (was is not None and action == "changed" and now == was.get(name)):
            return ""
        turn = turns.get(str(now), turns["*"])
        return _AGAINST[turn] if action in ("withdrawn", "unpublished", "vanished") else turn

    @staticmethod
    def _dossier(record: Record, side: Side) -> str:
        """Return the directive or inspection that a record belongs to."""
        seen = side.seen.records
        current: Record | None = record
        for name in ("remediation", "finding", "task"):
            if current is not None and isinstance(current.get(name), str):
                current = seen.get(current[name])
        if current is None:
            return ""
        if current.kind in _DOSSIERS:
            return current.id
        return next((str(current[name]) for name in _DOSSIERS if isinstance(current.get(name), str)), "")

    def _same_elsewhere(self, found: Iterable[RecordChange]) -> list[RecordChange]:
        """Name for a record that vanished the one that came with the same content, and the other way round."""
        known = list(found)
        before, after = self.before.seen.records, self.after.seen.records  # what was withdrawn is in neither
        gone = {_content(before[c.id]): c.id for c in known if c.action == "vanished" and c.id in before}
        come = {_content(after[c.id]): c.id for c in known if c.action == "added" and c.id in after}
        twins = {gone[key]: own for key, own in come.items() if key in gone}
        twins |= {own: before for before, own in twins.items()}
        return [replace(change, same_as=twins.get(change.id, "")) for change in known]


def _late(side: Side) -> dict[str, str]:
    """Say of each task at how many bodies it is overdue."""
    duties = side.register.all_duties() if side.register is not None else ()
    late = Counter(duty.task.id for duty in duties if duty.standing.state == State.OPEN_OVERDUE)
    return {own: f"nhiệm vụ ấy đang quá hạn tại {number} nơi" for own, number in late.items()}


def _differs(old: Record | None, new: Record | None) -> bool:
    return old is None or new is None or old.data != new.data or old.province != new.province


def _counted(record: Record) -> tuple[int, int]:
    """Return what a finding says of how much was found, and how serious that is; 0: nothing."""
    count = record.get("count") if record.kind == "finding" else None
    found = count.get("found") if isinstance(count, Mapping) else None
    serious = str(record.get("seriousness")) if record.kind == "finding" else ""
    return found if isinstance(found, int) else 0, _SERIOUS.index(serious) if serious in _SERIOUS else 0


def _case_of_person(record: Record) -> bool:
    return record.kind == "accountability" and of_person(record)


def _content(record: Record) -> str:
    data = {key: value for key, value in record.data.items() if key != "id"}
    return record.kind + canonical(data)


def _said(words: Words, record: Record) -> Iterator[Line]:
    """Yield the fields of a record that came, each in its label; what its heading names is not said again."""
    label = words.name(record.id)
    for name, value in record.data.items():
        if name == "id" or (name == "title" and value in label):
            continue
        if name == "events" and record.kind != "calendar":
            for place, event in enumerate(value):
                yield fields.event_line(words, record, ("events", place), event)
        else:
            said = words.value(record.kind, (name,), value) + (words.ago(value) if name == "received" else "")
            late = "; ".join(words.late[own] for own in value if own in words.late) if name == "replaces" else ""
            yield Line("field", name, words.term(record.kind, (name,)), after=said, note=late)
    if record.kind in BODIES and "valid" not in record.data and words.schemas.at(record.kind, ("valid",)):
        yield Line(
            "field", "valid", words.term(record.kind, ("valid",)), after="không ghi ngày nào, nên tính từ trước tới nay"
        )


def _order(change: RecordChange) -> tuple[Any, ...]:
    lone = not change.dossier
    return (
        collation_key(change.province_label), change.province, lone, collation_key(change.dossier_label),
        change.dossier, _PLACES[change.kind], collation_key(change.label), change.id,
    )  # fmt: skip


def grouped(found: Iterable[RecordChange]) -> Mapping[tuple[str, str], list[RecordChange]]:
    """Return the changes by province and dossier, in their order."""
    table: dict[tuple[str, str], list[RecordChange]] = {}
    for change in found:
        table.setdefault((change.province, change.dossier), []).append(change)
    return table
