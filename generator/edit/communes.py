"""``generator communes``: the table of a province's communes becomes one record for each people's committee.

The table is the clerk's, the resolution that he names is its source, and nothing is guessed: what a row does not say
stays open, and where two bodies could be meant the table has to say which, by the official code.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from generator.domain import bodies
from generator.domain.dates import Interval
from generator.edit.ids import slug
from generator.edit.table import Commune, Faults, Unit, at, spelling
from generator.model import Corpus, Record

_ENDED = "Nguồn nêu ngày đơn vị mới hoạt động; đơn vị cũ được hiểu là tồn tại đến hết ngày liền trước."
_TOOK_OVER = "Nguồn nói về đơn vị hành chính; Ủy ban nhân dân được hiểu là kế thừa như vậy."

Key = tuple[str, ...]
"""What tells a body from the others: its scheme of codes, its province, then its code or name."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the clerk says beside the table."""

    province: Record
    since: date
    """The first day of the communes that were formed of others."""
    document: str
    """The id of the resolution."""

    @property
    def last(self) -> date:
        """Return the last day of those that were there before."""
        return self.since - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Laid:
    """The records to be made, by path below the records folder, and what there is to know of those that are there."""

    records: Mapping[str, Mapping[str, Any]]
    left: tuple[str, ...]


def lay(rows: Sequence[Commune], order: Order, corpus: Corpus, taken: Collection[str], faults: Faults) -> Laid:
    """Make the records that the register lacks; those that it has stay as they are, and are named."""
    _hold_together(rows, faults)
    parents = [body.id for body in _committees(corpus, order.province.id, "tinh", order.since)]
    if len(parents) != 1:
        faults.add("Sổ phải có đúng một Ủy ban nhân dân cấp tỉnh vào ngày ấy", ", ".join(parents))
    making = _Making(order, corpus, parents, faults)
    for row in rows:
        making.take(row)
    return making.finish(taken)


def _hold_together(rows: Sequence[Commune], faults: Faults) -> None:
    """Tell codes of several units, and old units of which the table does not say whether they are one."""
    now: dict[Key, list[Unit]] = {}
    coded: dict[Key, list[Unit]] = {}
    named: dict[Key, list[Unit]] = {}
    for row in rows:
        now.setdefault((row.unit.code,), []).append(row.unit)
        for unit in row.before:
            named.setdefault((row.home, *unit.spelling), []).append(unit)
            if unit.code:
                coded.setdefault((unit.code,), []).append(unit)
    for units in now.values():
        if len(units) > 1:
            faults.add("Hai dòng có cùng một mã", f"{units[0].code} ({_places(units)})")
    for units in coded.values():
        if len({unit.spelling for unit in units}) > 1:
            faults.add("Một mã của nhiều đơn vị cũ", f"{units[0].code} ({_places(units)})")
    for units in named.values():
        if len(units) > 1 and not all(unit.code for unit in units):
            faults.add(
                "Đơn vị cũ có ở nhiều dòng: ghi mã trong ngoặc ở mọi chỗ, để biết là một đơn vị được chia ra hay các "
                "đơn vị trùng tên",
                f"{units[0].kind} {units[0].name} ({_places(units)})",
            )


def _places(units: Sequence[Unit]) -> str:
    return ", ".join(unit.place for unit in units)


def _committees(corpus: Corpus, province: str, level: str, day: date) -> Iterator[Record]:
    """Yield the people's committees of a level that a province may have on a day."""
    for body in corpus.of("agency"):
        placed = (body.province, body["kind"], body["level"]) == (province, "ubnd", level)
        if placed and bodies.life(body).meets(Interval(day, day)):
            yield body


class _Making:
    """The bodies of a table, each once, beside those that the register has."""

    def __init__(self, order: Order, corpus: Corpus, parents: Sequence[str], faults: Faults) -> None:
        self._order, self._corpus, self._faults = order, corpus, faults
        self._parent = parents[0] if parents else ""
        self._units: dict[Key, Unit] = {}
        self._fresh: dict[Key, dict[str, Any]] = {}
        """The records to be made, without their ids."""
        self._known: dict[Key, Record] = {}
        self._heirs: dict[Key, list[Key]] = {}

    def take(self, row: Commune) -> None:
        """Take in a commune and those that it was formed from."""
        own = self._body("dvhc-2025", self._order.province.id, row.unit, formed=bool(row.before))
        home = self._home(row) if row.before else ""
        for unit in row.before:
            old = self._body("dvhc-2004", home, unit)
            self._heirs.setdefault(old, []).append(own)
            if old in self._known and self._known[old] == self._known.get(own):
                self._faults.add(
                    "Không rõ cơ quan đã có trong sổ là của đơn vị cũ hay mới: ghi valid cho nó", self._known[old].id
                )

    def _home(self, row: Commune) -> str:
        """Return the province in which the predecessors of a commune stand: this one, if it was there before."""
        own = self._order.province
        home = row.home or (own.id if bodies.life(own).first < self._order.since else "")
        if self._corpus.get(home, "province") is None:
            self._faults.add(
                "Cột “tỉnh cũ” phải nêu mã của tỉnh có đơn vị cũ, và tỉnh ấy phải có trong sổ", at(row.unit.place, home)
            )
        return home

    def _body(self, scheme: str, home: str, unit: Unit, *, formed: bool = False) -> Key:
        key = (scheme, home, *unit.key)
        if key not in self._units:
            self._units[key] = unit
            known = self._find(scheme, home, unit)
            if known is None:
                self._fresh[key] = self._data(scheme, unit, formed=formed)
            else:
                self._known[key] = known
        return key

    def _find(self, scheme: str, home: str, unit: Unit) -> Record | None:
        """Return the body that the register has for a unit, by its code or by its name at that time."""
        day = self._order.since if scheme == "dvhc-2025" else self._order.last
        for body in _committees(self._corpus, home, "xa", day):
            codes = {entry["code"] for entry in body.get("codes", ()) if entry["scheme"] == scheme}
            alike = unit.spelling in {spelling(name) for name in bodies.called(body, Interval(day, day))}
            same = unit.code in codes if codes and unit.code else alike
            if same and not alike:
                self._faults.add("Sổ có mã ấy với tên khác", f"{body.id} ({unit.place})")
            if same:
                return body
        return None

    def _data(self, scheme: str, unit: Unit, *, formed: bool) -> dict[str, Any]:
        data: dict[str, Any] = {
            "names": [{"name": unit.committee, "short": f"UBND {unit.kind} {unit.name}"}],
            "kind": "ubnd",
            "level": "xa",
            "source": {"document": self._order.document},
        }
        if unit.code:
            data["codes"] = [{"scheme": scheme, "code": unit.code}]
        if scheme == "dvhc-2025":
            data["parent"] = self._parent
            if formed:
                data["valid"] = {"from": self._order.since.isoformat()}
            return data
        told = {"valid.to": _ENDED, "successors": _TOOK_OVER}
        data["valid"] = {"to": self._order.last.isoformat()}
        data["inferred"] = [{"field": name, "because": because} for name, because in told.items()]
        return data

    def finish(self, taken: Collection[str]) -> Laid:
        """Give every body its id and its successors."""
        ids = {**{key: record.id for key, record in self._known.items()}, **self._ids(taken)}
        records = {}
        for key, data in self._fresh.items():
            heirs = [self._succession(ids[heir]) for heir in self._heirs.get(key, ())]
            records[f"{key[1]}/agency/{ids[key]}.yaml"] = {"id": ids[key], **data} | (
                {"successors": heirs} if heirs else {}
            )
        return Laid(records, tuple(self._present(key, record, ids) for key, record in self._known.items()))

    def _succession(self, heir: str) -> dict[str, Any]:
        return {"body": heir, "on": self._order.since.isoformat(), "source": {"document": self._order.document}}

    def _present(self, key: Key, record: Record, ids: Mapping[Key, str]) -> str:
        """Say of a body that the register has what the table has beside it."""
        heirs = {ids[heir] for heir in self._heirs.get(key, ())} - {
            heir.id for heir, _ in bodies.successors(self._corpus, record)
        }
        code = self._units[key].code
        lacks = [f"cơ quan kế thừa {heir}" for heir in sorted(heirs)]
        if code and code not in {entry["code"] for entry in record.get("codes", ())}:
            lacks.append(f"mã {code}")
        return f"{record.id}: đã có, giữ nguyên" + (f"; bảng còn nêu {', '.join(lacks)}" if lacks else "")

    def _ids(self, taken: Collection[str]) -> dict[Key, str]:
        """Return ids made of the names; with the code where several would be one, or one was used before.

        A commune often has the name and the code of one that it was formed from: then its own id is the plain one.
        """
        alike: dict[str, list[Key]] = {}
        for key in self._fresh:
            alike.setdefault(f"{key[1]}-{slug(self._units[key].committee)}", []).append(key)
        ids: dict[Key, str] = {}
        used = set(taken)
        for stem, keys in alike.items():
            plain = _plain([key for key in keys if not self._units[key].code], keys)
            for key in sorted(keys, key=itemgetter(0)):  # those of before first
                unit = self._units[key]
                coded = (f"{stem}-{unit.code}", f"{stem}-{self._order.since.year}-{unit.code}") if unit.code else ()
                ids[key] = next((made for made in ((stem,) if key == plain else ()) + coded if made not in used), "")
                used.add(ids[key])
                if not ids[key]:
                    self._faults.add(
                        "Mã bản ghi sẽ trùng với một cơ quan khác: ghi mã 5 chữ số để phân biệt, hoặc lập riêng bằng "
                        "generator new agency",
                        f"{unit.kind} {unit.name} ({unit.place})",
                    )
        return ids


def _plain(uncoded: Sequence[Key], keys: Sequence[Key]) -> Key | None:
    """Return which of several bodies with one name without marks may do without a code in its id."""
    for chosen in (keys, uncoded, [key for key in keys if key[0] == "dvhc-2025"] if not uncoded else ()):
        if len(chosen) == 1:
            return chosen[0]
    return None
