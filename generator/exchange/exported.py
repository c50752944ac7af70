"""Which records go into a workbook, and what is shown beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.catalog.refused import RefusedError
from generator.domain.workdays import NATIONAL
from generator.edit.search import Index
from generator.exchange.book import Content, FilledSheet
from generator.exchange.columns import KindSheet, sheets
from generator.kinds import KINDS
from generator.model import Corpus, Record


@dataclass(frozen=True, slots=True)
class WantedRecords:
    """What to export: empty means everything."""

    kinds: tuple[str, ...] = ()
    province: str = ""
    agency: str = ""
    directive: str = ""


def content(corpus: Corpus, wanted: WantedRecords, day: date, derived: Mapping[str, str]) -> Content:
    """Return what goes into the workbook; raise RefusedError if that is nothing."""
    chosen = list(_chosen(corpus, wanted))
    kinds = wanted.kinds or tuple(kind.name for kind in KINDS if any(record.kind == kind.name for record in chosen))
    if not kinds or (not chosen and not wanted.province):
        raise RefusedError("export-empty")
    filled = [made for kind in kinds for made in _filled(corpus, kind, [r for r in chosen if r.kind == kind])]
    homes = {record.province for record in chosen} | {NATIONAL, wanted.province}
    needed = {kind for own in filled for column in own.sheet.columns for kind in column.leaf.refers}
    offered = [record for record in corpus.of(*sorted(needed | set(kinds))) if record.province in homes]
    known = {record.id: record for record in (*offered, *chosen)}
    for own in filled:  # what is referred to elsewhere is called by its name, too
        for record, _, _ in own.rows:
            for link in corpus.out_links.get(record.id, ()):
                known.setdefault(link.target, corpus.records[link.target])
    index = Index(corpus, wanted.province)
    return Content(
        tuple(filled),
        {name: " ".join(index.name(record).split()) for name, record in sorted(known.items())},
        {name: record.kind for name, record in known.items()},
        derived,
        day,
        {record.id: hashlib.sha256(record.document.text.encode()).hexdigest() for record in chosen},
    )


def _filled(corpus: Corpus, kind: str, records: Sequence[Record]) -> Iterator[FilledSheet]:
    shape = corpus.schemas.shapes[kind]
    for sheet in sheets(kind, shape, [record.data for record in records]):
        yield FilledSheet(sheet, tuple(_rows(sheet, records)))


def _rows(sheet: KindSheet, records: Sequence[Record]) -> Iterator[tuple[Record, int, Mapping[str, object]]]:
    for record in records:
        if sheet.of:
            yield from ((record, number, entry) for number, entry in enumerate(record.get(sheet.of, ()), 1))
        else:
            yield record, 0, record.data


def _chosen(corpus: Corpus, wanted: WantedRecords) -> Iterator[Record]:
    for name, sort in ((wanted.province, "province"), (wanted.agency, "agency"), (wanted.directive, "directive")):
        if name and corpus.get(name, sort) is None:
            raise RefusedError("export-unknown", name=name)
    below = _below(corpus, wanted.directive) if wanted.directive else None
    about = {wanted.agency, *(link.source for link in corpus.in_links.get(wanted.agency, ()))}
    for kind in KINDS:
        for record in corpus.of(kind.name):
            if (
                (not wanted.kinds or kind.name in wanted.kinds)
                and (not wanted.province or record.province == wanted.province)
                and (not wanted.agency or record.id in about)
                and (below is None or record.id in below)
            ):
                yield record


def _below(corpus: Corpus, directive: str) -> Collection[str]:
    """Return a directive with its tasks and what hangs on these: rollout, reports, measurements."""
    found = {directive}
    for _ in range(2):
        found |= {
            link.source
            for name in found
            for link in corpus.in_links.get(name, ())
            if link.name in ("directive", "task", "tasks")
        }
    return found
