"""The nouns of the machine. All are values: nothing here reads a file or a clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from enum import StrEnum
from functools import cached_property
from typing import Any

Field = tuple[str | int, ...]
"""Where a value sits inside a record: keys and list indexes from the top."""
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+", re.ASCII)
"""What can be the id of a record, in a text."""

OFFICE_TIME = timezone(timedelta(hours=7))
"""Việt Nam keeps UTC+7 all year."""


class Severity(StrEnum):
    """How much a problem weighs: only an ERROR stops a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence for staff (Vietnamese) and the same in English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the sentence in ``vi`` or ``en``."""
        return self.en if language == "en" else self.vi


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, which rule, what to do."""

    code: str
    severity: Severity
    where: Position
    message: Text
    hint: Text | None = None
    record: str = ""
    at: str = ""
    """The field as an acknowledgement names it; empty where there is no record."""
    acknowledged: str = ""
    """The reason given in the record, when the problem was acknowledged there."""


@dataclass(frozen=True, slots=True)
class Office:
    """What names one register and whoever keeps it: ``register.toml``, whose schema says what each value is.

    The defaults are those of a register that is compared or looked at, never published.
    """

    title: str = "Sổ theo dõi"
    office: str = ""
    contact: str = "người phụ trách sổ"
    feed_id: str = "urn:uuid:00000000-0000-0000-0000-000000000000"
    description: str = ""
    address: str = ""
    site_url: str = ""
    repository: str = ""
    provinces: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    reports: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What its reports say in its own words: ``reports.toml``."""


NAMELESS = Office()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of ``records/``: its path below the root, and its bytes as read."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that was read: the root as the user named it, the files, and what could not be read."""

    root: str
    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...] = ()

    def shown(self, path: str) -> str:
        """Return the path of a file as messages show it."""
        return f"{self.root}/{path}"


class Marks:
    """Positions (line, column; from 1) of the values and of the keys of one file."""

    __slots__ = ("keys", "values")

    def __init__(self) -> None:
        self.values: dict[Field, tuple[int, int]] = {}
        self.keys: dict[Field, tuple[int, int]] = {}


class Document:
    """A parsed file: plain data, and a position for every field on demand.

    Positions are found by a second pass over the same text, and only for files that have a problem:
    keeping them for all files would double time and memory.
    """

    __slots__ = ("_locate", "_marks", "_text", "data", "path")

    def __init__(self, path: str, text: str, data: Mapping[str, Any], locate: Callable[[str], Marks]) -> None:
        self.path = path
        self._text = text.encode()  # Vietnamese text takes twice as much memory when decoded
        self.data = data
        self._locate = locate
        self._marks: Marks | None = None

    @property
    def text(self) -> str:
        """The file as it was written."""
        return self._text.decode()

    def is_of(self, path: str, data: bytes) -> bool:
        """Whether it is what a file with these bytes says, at the same place."""
        return self.path == path and self._text == data

    def position(self, at: Field = (), *, key: bool = False) -> Position:
        """Return where a field stands (or its key); the nearest enclosing field if it does not exist."""
        if self._marks is None:
            self._marks = self._locate(self.text)
        for end in range(len(at), -1, -1):
            part = at[:end]
            table = self._marks.keys if key and end == len(at) else self._marks.values
            if part in table:
                return Position(self.path, *table[part])
        return Position(self.path)

    def empty(self) -> Iterator[Field]:
        """Yield the fields whose names stand in the file without a value."""
        if self._marks is None:
            self._marks = self._locate(self.text)
        for at in self._marks.keys:
            above: Any = self.data
            with suppress(KeyError, IndexError, TypeError):
                for part in at[:-1]:
                    above = above[part]
                if isinstance(above, Mapping) and at[-1] not in above:
                    yield at


class Unsound(LookupError):  # noqa: N818 - a signal to who asks, not a fault of the program
    """A field was asked for of which nothing can be said, since what its file has there is wrong."""


class Partial(dict[str, Any]):
    """A group of which some fields are wrong: they are not in it, and to ask for one is to be told so."""

    __slots__ = ("misread", "unsound")

    def __init__(
        self, values: Mapping[str, Any], unsound: frozenset[str], misread: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(values)
        self.unsound = unsound
        self.misread = misread
        """What a field of an unknown name beside may have been meant to be: none of these can be said to be absent."""

    def __contains__(self, name: object) -> bool:
        if super().__contains__(name):
            return True
        if name in self.misread or name in self.unsound:
            raise Unsound(name)
        return False

    def __missing__(self, name: str) -> Any:
        raise Unsound(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value or the default."""
        return super().get(name, default) if name in self else default


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its kind, id and workspace (the province folder), and its data as the schema defines it."""

    kind: str
    id: str
    province: str
    data: Mapping[str, Any]
    document: Document = field(compare=False)
    """Where it stands: two records that say the same are the same."""

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Return an authored value or the default."""
        return self.data.get(name, default)


@dataclass(frozen=True, slots=True)
class Link:
    """A reference from a field of one record to another record, readable from both ends."""

    source: str
    at: Field
    target: str

    @property
    def name(self) -> str:
        """The field without list indexes: ``leads.body``."""
        return ".".join(part for part in self.at if isinstance(part, str))


@dataclass(frozen=True)
class Corpus:
    """All sound records, their links in both directions, and the schemas that define them."""

    records: Mapping[str, Record]
    schemas: Any
    out_links: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    in_links: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    claimed: frozenset[str] = frozenset()
    """Ids of files that exist but could not be used: a reference to one is no second error."""
    withdrawn: Mapping[str, Record] = field(default_factory=dict)
    """Records that no longer count; their addresses remain, and say why."""
    today: date | None = None
    """The day on which the register is examined, where that is known: nothing that happened is later."""

    @cached_property
    def _by_kind(self) -> dict[str, list[Record]]:
        table: dict[str, list[Record]] = {}
        for record in self.records.values():
            table.setdefault(record.kind, []).append(record)
        return table

    @cached_property
    def memo(self) -> dict[str, Any]:
        """Derived tables of this corpus, made once by the domain functions that own them."""
        return {}

    def of(self, *kinds: str) -> Iterator[Record]:
        """Yield the records of the kinds, each kind in order of id."""
        for kind in kinds:
            yield from self._by_kind.get(kind, ())

    def get(self, record_id: str | None, *kinds: str) -> Record | None:
        """Return a record if it is sound and of one of the kinds; checks go on without what is missing."""
        record = self.records.get(record_id or "")
        return record if record is not None and (not kinds or record.kind in kinds) else None

    def body(self, record_id: str | None) -> Record | None:
        """Return an agency, group or team."""
        return self.get(record_id, "agency", "group", "team")

    def document(self, record_id: str | None) -> Record | None:
        """Return a document or directive."""
        return self.get(record_id, "document", "directive")

    def linked_from(self, target: str, *names: str) -> Iterator[Record]:
        """Yield the records whose fields (by link name) refer to ``target``, without repeats."""
        seen: set[str] = set()
        for link in self.in_links.get(target, ()):
            if (not names or link.name in names) and link.source not in seen:
                seen.add(link.source)
                yield self.records[link.source]


def place(at: str) -> Field:
    """Return the field that a text like ``events.1.date`` names, its list items by number."""
    return tuple(int(part) if part.isdecimal() else part for part in at.split("."))


def spell(at: Field, data: Any) -> str:
    """Write a field as an acknowledgement names it: a list item that has an ``id`` is named by it.

    >>> spell(("clauses", 0, "summary"), {"clauses": [{"id": "1a"}]})
    'clauses.1a.summary'
    """
    parts = []
    value = data
    for part in at:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            value = None
        named = isinstance(part, int) and isinstance(value, Mapping) and isinstance(value.get("id"), str)
        parts.append(str(value["id"]) if named and value is not None else str(part))
    return ".".join(parts)


@dataclass(frozen=True, slots=True)
class Composed:
    """A content that is made of one value and of nothing else, which a pickle holds whole: the same value, the same bytes."""

    value: Callable[[], Any]
    write: Callable[[Any], bytes]

    def __call__(self) -> bytes:
        """Make it."""
        return self.write(self.value())


Content = bytes | Callable[[], bytes]
Site = dict[str, Content]
"""Every path of the output with its content, which is made when it is asked for."""


def content(value: Content) -> bytes:
    """Return the bytes of one path."""
    return value if isinstance(value, bytes) else value()


def claim(site: Site, more: Mapping[str, Content]) -> None:
    """Add paths to a site; two producers of one path are a bug."""
    both = site.keys() & more.keys()
    if both:
        message = f"two producers of {min(both)}"
        raise ValueError(message)
    site.update(more)
