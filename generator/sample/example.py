"""The example register as what can be taken from it: records, what each needs, and whether a part of it is sound."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from generator.catalog.refused import RefusedError
from generator.domain.workdays import NATIONAL
from generator.edit.writing import write
from generator.examine import examine
from generator.model import Problem, Record, Severity, Source, SourceFile
from generator.read.source import read
from generator.sample.chance import Chance
from generator.schema import Schemas, Shape


@dataclass(frozen=True)
class Example:
    """Every record of the example by id, withdrawn ones too, and the schemas that define them."""

    records: Mapping[str, Record]
    schemas: Schemas
    _needs: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, schemas: Schemas) -> Example:
        """Read the example from its folder; raise RefusedError if it has errors."""
        examined = examine(read(folder), schemas)
        if examined.failed:
            first = next(p.message for p in examined.problems if p.severity is Severity.ERROR)
            raise RefusedError("example-unsound", example=folder, first=first)
        every = {**examined.corpus.records, **examined.corpus.withdrawn}
        return cls({i: _invented(every[i]) for i in sorted(every)}, schemas)

    def shape(self, kind: str) -> Shape:
        """Return what the schema says of a kind."""
        return self.schemas.shapes[kind]

    @cached_property
    def national(self) -> frozenset[str]:
        """The records that all provinces share."""
        return frozenset(i for i, record in self.records.items() if record.province == NATIONAL)

    @cached_property
    def refers(self) -> dict[str, frozenset[str]]:
        """What each record refers to; its province is among it."""
        return {
            i: frozenset(
                {value for _, value, _ in self.schemas.walk(r.kind, "x-ref", r.data) if value in self.records}
                | {r.province}
            )
            - {i}
            for i, r in self.records.items()
        }

    @cached_property
    def hangs(self) -> dict[str, list[str]]:
        """Which records refer to each."""
        table: dict[str, list[str]] = {i: [] for i in self.records}
        for i, targets in self.refers.items():
            for target in targets:
                table[target].append(i)
        return table

    def needs(self, one: str) -> frozenset[str]:
        """Return a record with all that it refers to, directly or by others."""
        if one not in self._needs:
            self._needs[one] = _reached({one}, self.refers)
        return self._needs[one]

    def resting_on(self, one: str) -> frozenset[str]:
        """Return a record with all that refer to it, directly or by others."""
        return _reached({one}, self.hangs)

    def grown(self, most: int, chance: Chance, given: Collection[str] = (), *, evenly: bool) -> frozenset[str]:
        """Return up to ``most`` records with all that they need: ``given`` ones, then a first of each kind, then others.

        Taken ``evenly``, they show every kind, if there is room; else what hangs on a record follows it.
        """
        queue = chance.some(list(self.records), len(self.records))
        queue += chance.some([*{self.records[i].kind: i for i in queue}.values()], len(queue))
        chosen = frozenset[str]().union(*(self.needs(i) for i in given))
        while queue and len(chosen) < most:
            fresh = self.needs(queue.pop()) - chosen
            if fresh and len(chosen) + len(fresh) <= most:
                chosen |= fresh
                for i in () if evenly else sorted(fresh, key=lambda i: (len(self.needs(i)), i)):
                    queue += chance.some(self.hangs[i], 2)
        return chosen

    def files(self, records: Iterable[Record]) -> Iterator[SourceFile]:
        """Yield records as files in the house style."""
        for r in records:
            yield SourceFile(f"{r.province}/{r.kind}/{r.id}.yaml", write(r.kind, r.data, self.shape(r.kind)).encode())

    def errors(self, records: Iterable[Record]) -> list[Problem]:
        """Return what is wrong with a part of the example, changed or not."""
        files = sorted(self.files(records), key=lambda file: file.path)
        problems = examine(Source("records", tuple(files)), self.schemas).problems
        return [p for p in problems if p.severity is Severity.ERROR]


def _invented(record: Record) -> Record:
    """Return a record of what is made from the example: its provinces say that they are invented, the national one too."""
    return replace(record, data={**record.data, "sample": True}) if record.kind == "province" else record


def _reached(start: Collection[str], edges: Mapping[str, Iterable[str]]) -> frozenset[str]:
    seen, pending = set(start), list(start)
    while pending:
        fresh = set(edges[pending.pop()]) - seen
        seen |= fresh
        pending += fresh
    return frozenset(seen)
