"""Recurrence: findings that repeat an earlier one, marked in the record or not.

A finding repeats an earlier one when another inspection saw the same kind of thing at the same agency, or at one that
it took over from, within the period that a framework in force names which an authority has issued. A mark counts
whatever the interval. A framework that the register wrote as a model is no rule: what came back is then told as a fact,
with the months between, and is not called a recurrence ("tái phạm").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.domain import dates, findings
from generator.domain.dates import Interval, months_after
from generator.domain.once import once
from generator.domain.workdays import NATIONAL
from generator.model import Corpus, Record

LOOKBACK = 24
"""Months within which the register looks for what came back where no rule names a period: its own choice, printed."""
MARKED = "được ghi trong sổ là tái phạm"


@dataclass(frozen=True, slots=True)
class Repeat:
    """An earlier finding that a later one repeats."""

    earlier: Record
    marked: bool
    """Whether the record of the later one says so itself."""
    because: str
    """Why it is a recurrence (Vietnamese, part of a sentence); of one that is marked and found: why it is found."""
    ruled: bool = False
    """Whether a framework that an authority issued makes it one."""

    @property
    def recurrent(self) -> bool:
        """Whether it may be called a recurrence: a record or a rule says so."""
        return self.marked or self.ruled


Seen = tuple[date, str, date]
"""An earlier finding in the tables: the day seen, its id, and since when it is that agency's."""


@once
def recurrences(corpus: Corpus) -> dict[str, tuple[Repeat, ...]]:
    """Return the earlier findings that a finding repeats, oldest first, by id of the later one."""
    table = _Table(corpus)
    found = {finding.id: table.repeats(finding) for finding in corpus.of("finding")}
    return {finding: repeats for finding, repeats in found.items() if repeats}


def category_line(corpus: Corpus, category_id: str) -> list[str]:
    """Return a category and those that it is part of, the nearest first."""
    line: list[str] = []
    current: str | None = category_id
    while current is not None and current not in line:  # a category within itself is a problem, not an endless loop
        line.append(current)
        category = corpus.get(current, "category")
        current = category.get("parent") if category else None
    return line


def window(corpus: Corpus, province: str, on: date) -> tuple[int, Record | None]:
    """Return the months within which a repeated finding is looked for, and the framework that makes it a recurrence.

    Of the province's issued frameworks in force on the day, else of those for the whole country, the first by id that
    names a period; without one, LOOKBACK and None.
    """
    by_province = _frameworks(corpus)
    for workspace in (province, NATIONAL):
        for framework in by_province.get(workspace, ()):
            valid = dates.validity(framework["valid"])
            if valid.first <= on <= valid.last:
                return int(framework["recurrence_months"]), framework
    return LOOKBACK, None


@once
def _frameworks(corpus: Corpus) -> dict[str, list[Record]]:
    table: dict[str, list[Record]] = {}
    for framework in corpus.of("framework"):
        if "recurrence_months" in framework.data and "document" in framework.data:
            table.setdefault(framework.province, []).append(framework)
    return table


class _Table:
    """Findings by agency and category, by the day seen: what is compared is only what can be the same."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.exact: dict[tuple[str, str], list[Seen]] = {}
        """By agency and category."""
        self.below: dict[tuple[str, str], list[Seen]] = {}
        """By agency and category, with what is in the categories below."""
        for finding in corpus.of("finding"):
            seen = findings.seen_on(corpus, finding)
            line = category_line(corpus, finding["category"])
            for agency, since in _agencies(corpus, finding).items():
                entry = (seen, finding.id, since)
                self.exact.setdefault((agency, line[0]), []).append(entry)
                for category in line:
                    self.below.setdefault((agency, category), []).append(entry)
        for table in (self.exact, self.below):
            for entries in table.values():
                entries.sort()

    def repeats(self, later: Record) -> tuple[Repeat, ...]:
        seen, days = findings.seen_on(self.corpus, later), findings.seen_in(self.corpus, later)
        marked = dict.fromkeys(later.get("repeats", ()))
        found = {
            earlier.id: Repeat(earlier, marked=True, because=MARKED)
            for own in marked
            if (earlier := self.corpus.get(own, "finding")) is not None and earlier.id != later.id
        }
        span = window(self.corpus, later.province, seen)
        for earlier in self._alike(later, days, span[0]):
            because = self._because(earlier, later, span)
            found[earlier.id] = Repeat(earlier, earlier.id in marked, because, ruled=span[1] is not None)
        order = ((findings.seen_on(self.corpus, repeat.earlier), own) for own, repeat in found.items())
        return tuple(found[own] for _, own in sorted(order))

    def _alike(self, later: Record, seen: Interval, months: int) -> Iterator[Record]:
        """Yield the findings that are the same kind of thing at the same agency, and certainly within the period."""
        own, *above = category_line(self.corpus, later["category"])
        for agency in findings.lineage(self.corpus, later["agency"], seen.first):
            yield from self._before(later, seen, months, self.below.get((agency, own), []))
            for category in above:
                yield from self._before(later, seen, months, self.exact.get((agency, category), []))

    def _before(self, later: Record, seen: Interval, months: int, entries: list[Seen]) -> Iterator[Record]:
        for at in range(bisect_left(entries, (seen.first, "", date.min)) - 1, -1, -1):
            day, finding_id, since = entries[at]
            if months_after(day, months) < seen.last:
                return
            earlier = self.corpus.records[finding_id]
            then = findings.seen_in(self.corpus, earlier)
            certain = then.last < seen.first and months_after(then.first, months) >= seen.last
            if certain and since <= seen.first and earlier["inspection"] != later["inspection"]:
                yield earlier

    def _because(self, earlier: Record, later: Record, span: tuple[int, Record | None]) -> str:
        same = earlier["category"] == later["category"]
        kind = f"cùng loại “{self._title(later)}”" if same else f"“{self._title(later)}” và “{self._title(earlier)}”"
        where = "cùng cơ quan" if earlier["agency"] == later["agency"] else "cơ quan kế thừa"
        months, framework = span
        kind += "" if same else " thuộc cùng một loại"
        if framework is None:
            return f"{kind}, {where}, trong {months} tháng; chưa có quy định nào của tỉnh để gọi là tái phạm"
        return f"{kind}, {where}, trong {months} tháng mà “{framework['title']}” quy định"

    def _title(self, finding: Record) -> str:
        category = self.corpus.get(finding["category"], "category")
        return str(category["title"]) if category else str(finding["category"])


def _agencies(corpus: Corpus, finding: Record) -> dict[str, date]:
    """Return the agencies that answer for a finding: where it was seen, and those it was handed to, since when."""
    found = {finding["agency"]: date.min}
    for day, target in findings.hand_overs(corpus, finding):
        found.setdefault(target.id, day)
    return found
