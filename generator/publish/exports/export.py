"""A row of ``EXPORTS``: which files it makes, what they are in words, and what of them the gate keeps from vanishing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from typing import Any, TypeVar

from generator.model import Composed, Content, Record, Text
from generator.publish.names import page
from generator.publish.register import Register

T = TypeVar("T")
DATA = "du-lieu/"
AGAIN = (".xlsx", ".sqlite", ".parquet", ".docx")
"""What says again, in another form, what CSV and JSON say."""
CHECKSUMS = f"{DATA}checksums.txt"
CHAIN = f"{DATA}publications.txt"
SINCE = f"{DATA}since.txt"
WEEKS = f"{DATA}weeks.txt"
"""Made of the printed site, when it is finished."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a file is made of: the register as the audience sees it, what every file says first, and the site's pages."""

    register: Register
    head: Mapping[str, Any]
    paths: Collection[str]
    _made: dict[Hashable, Any] = field(default_factory=dict, compare=False)

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """Return what several files are made of, made for the first of them."""
        if what not in self._made:
            self._made[what] = make()
        made: T = self._made[what]
        return made


@dataclass(frozen=True, slots=True)
class Of:
    """What makes a file that is written from one value: that value, and how it is written."""

    value: Callable[[Snapshot], Any]
    write: Callable[[Any], bytes]


Make = Callable[[Snapshot], bytes] | Of


def made(make: Make, snapshot: Snapshot) -> Content:
    """Return the content of a file."""
    return Composed(partial(make.value, snapshot), make.write) if isinstance(make, Of) else partial(make, snapshot)


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that each record of some kinds has beside its page: its name, what a page calls it, and what makes it."""

    name: str
    kinds: tuple[str, ...]
    label: str
    make: Callable[[Register, Mapping[str, Record]], Mapping[str, Make]]
    """Given the records by the folder of their page."""
    taken: bool = False
    """Whether it is the table of a page again, and its link stands there; else a page is followed by it."""
    holds: Callable[[Register, Record], bool] = lambda _register, _owner: True
    """Whether there is anything in that of a record: else its page does not offer it."""

    def files(self, register: Register) -> Mapping[str, Make]:
        """Return what makes the files, by path; also of records that were withdrawn: no address of theirs dies."""
        corpus = register.corpus
        every = (own for known in (corpus.records, corpus.withdrawn) for own in known.values())
        return self.make(register, {page(corpus.schemas, own): own for own in every if own.kind in self.kinds})


class Held(Enum):
    """What of a file is held to the published one, besides its address, which never dies."""

    ADDRESS = auto()
    ROWS = auto()
    """Columns of CSV; of JSON: fields, their types, ids."""
    RECORDS = auto()
    """Ids and kinds; which fields a record may lose, the schemas say."""
    SCHEMA = auto()
    """Fields, types and coded values, as long as the version stays."""


@dataclass(frozen=True, slots=True)
class Export:
    """One export: a file, a table as CSV and as JSON, or a family of files."""

    files: Mapping[str, Make | None]
    """What makes each file, by path; None: it is not made here, but written by hand or when the printed site is finished."""
    what: Text
    held: Held = Held.ADDRESS
    id: str = ""
    """The column of the record that a row is about, and that never vanishes."""
    beside: Beside | None = None
