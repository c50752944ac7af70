"""What every record is called, and the address of the page, or place on a page, that shows it: as its schema and row say."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from string import Formatter

from generator.domain import bodies, dates, documents
from generator.domain.dates import EVER
from generator.domain.text import fold, lower, vi_on, vi_span
from generator.domain.workdays import NATIONAL
from generator.kinds import BY_NAME
from generator.model import Corpus, Record
from generator.schema import Schemas

Says = Callable[[Record], str]


def page(schemas: Schemas, record: Record) -> str:
    """Return the folder of the page that shows a record of a kind with pages of its own; empty for any other."""
    kind = BY_NAME[record.kind]
    if kind.below:
        above = kind.above(record.data)
        return above and f"{BY_NAME[kind.below].pages}/{above}/{record.id}/"
    if not kind.pages or kind.per == "all":
        return kind.pages and f"{kind.pages}/"
    if kind.per == "record":
        return f"{kind.pages}/{record.id}/"
    return f"{kind.pages}/{record.province}-{str(record[schemas.days[record.kind]])[:4]}/"


class Names:
    """Names and addresses of the records of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._schemas: Schemas = corpus.schemas
        self._names: dict[str, Says] = {}

    def label(self, record: Record) -> str:
        """Name a record as people do."""
        if record.kind not in self._names:
            self._names[record.kind] = self._namer(record.kind)
        return self._names[record.kind](record)

    def place(self, record: Record) -> str:
        """Return the address below the site's root of the page, or place on a page, that shows a record."""
        kind = BY_NAME[record.kind]
        if folder := page(self._schemas, record):
            return folder if kind.per == "record" else f"{folder}#{record.id}"
        place = self.place(self.corpus.records[kind.above(record.data)])
        return place if kind.at else f"{place.partition('#')[0]}#{record.id}"

    def _namer(self, kind: str) -> Says:
        """Return how the records of a kind are named: by the words of its schema, else by their symbol, name or title."""
        shape = self._schemas.shapes[kind]
        if "x-name" in shape.schema:
            return self._words(kind, shape.schema["x-name"])
        if "symbol" in shape.fields:
            return lambda record: documents.name(self.corpus, record)
        return self._body if "names" in shape.fields else self._field(kind, "title")

    def _words(self, kind: str, name: str) -> Says:
        """Return how records are said by a name with fields; one that a record lacks goes with the words before it."""
        parts = [
            (text, field, self._field(kind, field, within=bool(text)) if field else str)
            for text, field, _, _ in Formatter().parse(name)
        ]
        return lambda record: "".join(
            text + (said(record) if field else "")
            for text, field, said in parts
            if not field or field.partition(".")[0] in record.data
        )

    def _field(self, kind: str, path: str, *, within: bool = False) -> Says:
        """Return how a field is said within a name; ``a.b`` is the field b in a, or of the record that a refers to."""
        name, _, further = path.partition(".")
        shape = self._schemas.shapes[kind].fields[name]
        if further and not shape.refers:
            return lambda record: lower(self._schemas.coded(kind, (name, further), record[name][further]))
        if further:
            below = self._field(shape.refers[0], further)
            return lambda record: below(self.corpus.records[record[name]])
        if shape.refers:
            return lambda record: self.label(self.corpus.records[record[name]])
        if shape.date:
            return lambda record: vi_on(dates.days(record[name]))
        if shape.coded:
            write = lower if within else str
            return lambda record: write(shape.coded[record[name]]["title"])
        return lambda record: str(record[name])

    def called(self, body: Record) -> str:
        """Name a body where those of several provinces stand together: with its province, if its name does not say it."""
        label, home = self.label(body), self._home(body)
        return label if not home or fold(home) in fold(label) else f"{label}, {home}"

    def _body(self, body: Record) -> str:
        name = bodies.name(body)
        others = self._shared[name]
        if len(others) == 1:
            return name
        told: list[str] = []
        if len({other.province for other in others}) > 1 and fold(self._home(body)) not in fold(name):
            told.append(self._home(body))
        if bodies.life(body) != EVER:
            told.append(vi_span(body.get("valid")))
        alike = [
            other for other in others if other.province == body.province and bodies.life(other) == bodies.life(body)
        ]
        return f"{name} ({', '.join((*told, *([body.id] if len(alike) > 1 else ())))})" if told or alike[1:] else name

    def _home(self, body: Record) -> str:
        province = self.corpus.get(body.province, "province")
        told = province is not None and province is not body and body.province != NATIONAL
        return bodies.short(province) if province is not None and told else ""

    @cached_property
    def _shared(self) -> dict[str, list[Record]]:
        """Bodies by name: those that share one are told apart by province and years, at last by id."""
        table: dict[str, list[Record]] = {}
        for body in self.corpus.of("province", "agency", "group", "team"):
            table.setdefault(bodies.name(body), []).append(body)
        return table
