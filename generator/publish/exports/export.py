"""A row of ``EXPORTS``: which files it makes, what they are in words, and what of them the gate keeps from vanishing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from generator.model import Record, Text
from generator.publish.names import page
from generator.publish.register import Register

DATA = "du-lieu/"
AGAIN = (".xlsx", ".sqlite")
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


Make = Callable[[Snapshot], bytes]
Family = Callable[[Register], Mapping[str, Make]]


def owners(register: Register, *kinds: str) -> dict[str, Record]:
    """Return the records of some kinds by the folder of their page; also those withdrawn: no address of theirs dies."""
    corpus = register.corpus
    every = (own for known in (corpus.records, corpus.withdrawn) for own in known.values())
    return {page(corpus.schemas, own): own for own in every if own.kind in kinds}


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
    family: Family | None = None
    """What makes the files that each of some records has beside its page."""
    places: tuple[str, ...] = ()
    """Where those are, in words."""
