"""The nouns of a difference: what a change does to a register, as values that every printer reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model import Severity

SCHEMA_VERSION = 1
"""Of the JSON form: raised when a key goes or changes its meaning."""


@dataclass(frozen=True, slots=True)
class Between:
    """Which two states are compared: commit ids, and what makes this copy of the history incomplete."""

    base: str
    """The revision as it was named."""
    before: str
    """The last commit that the base and the later side share."""
    after: str
    """The later side; for the files on disk the commit checked out."""
    on_disk: bool
    """Whether the later side is what lies on disk, whatever was committed."""
    flaws: tuple[str, ...] = ()


class Op(StrEnum):
    """What became of a piece of a text."""

    SAME = "same"
    OUT = "out"
    IN = "in"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text that was changed here and there; a gap stands for words that are left out."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a change did to a record, in words (Vietnamese)."""

    what: str
    """``field`` (of a record that came), ``set``, ``cleared``, ``changed``, ``wording``, ``order``, ``event``, ``deadline``, ``correction``, ``withdrawn``
    or ``moved``."""
    at: str
    """The field as an acknowledgement names it."""
    label: str
    before: str = ""
    after: str = ""
    note: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What a change did to one record."""

    id: str
    kind: str
    kind_label: str
    action: str
    """``added``, ``changed``, ``withdrawn``, ``restored``, ``vanished``, ``published``, ``unpublished`` or
    ``repaired`` (its earlier version could not be used)."""
    label: str
    page: str
    """The address below the site's root of the place that shows it, or showed it."""
    province: str
    province_label: str
    sample: bool
    """Whether it belongs to an invented province."""
    dossier: str
    """The directive or inspection that it belongs to; empty: none."""
    dossier_label: str
    bodies: tuple[str, ...] = ()
    """Names of the bodies that it concerns, that whose matter it is first."""
    roles: tuple[str, ...] = ()
    """As what it names each of them; empty: in no field of its own."""
    lines: tuple[Line, ...] = ()
    turn: str = ""
    """``worse`` or ``better``: what it says of whom it concerns, though no state may move by it; empty: neither."""
    same_as: str = ""
    """Of one that vanished or came: the record with the very same content under another id."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How something stands on the day: its state as in the data files, in words, and the sentence that explains it."""

    state: str
    label: str
    due: date | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class StandingChange:
    """Something derived that stands otherwise than before."""

    subject: str
    """``duty``, ``finding``, ``request``, ``accountability``, ``rating`` or ``summary``."""
    change: str
    """``state``, ``due``, ``new``, ``gone`` or ``wording`` (only the sentence says it otherwise)."""
    record: str
    label: str
    page: str
    body: str
    body_label: str
    detail: str
    """The period of a duty, the figure of a summary."""
    province: str
    province_label: str
    sample: bool
    before: Stand | None
    after: Stand | None

    @property
    def due_moved(self) -> bool:
        """Whether its deadline is another one than before."""
        return self.before is not None and self.after is not None and self.before.due != self.after.due


@dataclass(frozen=True, slots=True)
class Number:
    """A count that differs."""

    subject: str
    """``duty`` or ``finding``."""
    state: str
    """The state that is counted; ``total``: all."""
    label: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts that differ at a body, in a province (``body`` empty) or in the whole register (both empty)."""

    province: str
    province_label: str
    sample: bool
    body: str
    body_label: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page, a permanent address or a data file that comes, changes or goes."""

    address: str
    title: str
    change: str
    """``new``, ``changed`` or ``gone``."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A record that nobody changed, and that rests on something that did change."""

    id: str
    kind: str
    kind_label: str
    label: str
    page: str
    province: str
    province_label: str
    sample: bool
    rule: str
    cause: str
    """The record that changed; empty: something computed."""
    why: str
    """The sentence that says what it rests on (Vietnamese)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule over time, or of evidence, says of a change, for readers."""

    code: str
    severity: Severity
    title: str
    label: str
    """The record; of what is none, the file."""
    record: str
    bodies: tuple[str, ...] = ()
    """Names of the bodies that the record concerns."""
    at: str = ""
    """The field as an acknowledgement names it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change does, for one audience and as of one day."""

    between: Between
    as_of: date
    audience: str
    errors_before: int
    errors_after: int
    unreadable: tuple[str, ...]
    """Records whose later version cannot be used; nothing is said of what changed in them."""
    more_unreadable: int
    """Further ones that the audience does not know."""
    records: tuple[RecordChange, ...]
    hidden: int
    """Changed records or fields that the audience may not see (cases of persons are not even counted)."""
    restyled: int
    """Records of which only the writing changed: comments, spaces, the order of keys."""
    moves: tuple[StandingChange, ...] = ()
    tallies: tuple[Tally, ...] = ()
    pages: tuple[PageChange, ...] = ()
    permanent: tuple[PageChange, ...] = ()
    data: tuple[PageChange, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    marks: tuple[Mark, ...] = ()
    past: tuple[StandingChange, ...] = ()
    """What stood otherwise on an earlier day, by the records of now: what had been published of it is told anew."""
    past_day: date | None = None
    partly: bool = False
    """Whether only those pages were compared that show what changed, or lists."""

    @property
    def derived(self) -> bool:
        """Whether standings could be derived on both sides."""
        return not self.errors_before and not self.errors_after

    def actions(self, *names: str) -> int:
        """Count the records to which something was done."""
        return sum(record.action in names for record in self.records)


def tally(found: Sequence[PageChange]) -> dict[str, int]:
    """Count what is new, changed and gone."""
    return {name: sum(one.change == name for one in found) for name in ("new", "changed", "gone")}


# what the printers for people have in common, before any markup

LONGEST = 300
"""Characters of a value that are shown; the JSON form has all."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style: ``plain``, ``strong``, ``out``, ``in``, ``code`` (an address or id of ours) or ``rule`` (its code)."""

    text: str
    style: str = "plain"


Runs = tuple[Run, ...]


def short(text: str) -> str:
    """Return a text cut to what a reader of a summary takes in."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
