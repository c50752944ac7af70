"""What the makers of an invented register share: the whole, a province, its papers, its tasks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from generator.sample import words
from generator.sample.chance import Chance, Deck
from generator.sample.days import Data, expected
from generator.sample.writing import Writer

CENTRE = "trung-uong"
SAMPLE = "Dữ liệu mẫu do chương trình tạo ra, không có văn bản thật."


@dataclass
class Paper:
    """A document or directive as others need it: its record, and the day on which it was really issued."""

    data: Data
    kind: str
    day: date
    province: str
    citable: bool = True
    """Not replaced by a later one, so that it may serve as a basis."""
    places: Sequence[str] = ()
    """The clauses of a directive that may give tasks."""

    @property
    def id(self) -> str:
        """Return the id of the record."""
        return str(self.data["id"])


@dataclass
class World:
    """The whole register: its size, where it is written, and what all provinces refer to."""

    size: int
    writer: Writer
    national: list[Paper] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    """The categories of findings without parts."""


@dataclass
class Job:
    """A task as its rollouts, submissions and measurements need it."""

    data: Data
    province: str
    issued: date
    tracked: bool
    leads: list[str]
    addressees: list[str]

    def own(self, body: str) -> str:
        """Return the beginning of the id of a record about this task at a body."""
        return f"{self.data['id']}-{body.removeprefix(self.province + '-')}"

    def expected(self) -> list[tuple[str, date]]:
        """Return (id, last day) of the periods for which a report can have come in."""
        return expected(self.data["recurrence"], self.issued) if self.tracked and "recurrence" in self.data else []


@dataclass
class Province:
    """One province while it is made: its chance, bodies, papers and tasks. It is forgotten when it is written."""

    id: str
    name: str
    size: int
    """How many records it shall have."""
    world: World
    chance: Chance
    offices: list[str] = field(default_factory=list)
    communes: list[str] = field(default_factory=list)
    districts: list[str] = field(default_factory=list)
    heirs: dict[str, list[str]] = field(default_factory=dict)
    """District: the communes that took over from it."""
    teams: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    """The days of the papers, in the same order."""
    jobs: list[Job] = field(default_factory=list)
    led: dict[str, list[Job]] = field(default_factory=dict)
    """The tasks that a body leads by its own name, in the order of the directives."""
    written: int = 0

    def a(self, slug: str) -> str:
        """Return the id of a record of this province."""
        return f"{self.id}-{slug}"

    def write(self, kind: str, data: Data) -> None:
        """Write a record."""
        self.world.writer.write(self.id, kind, data)
        self.written += 1

    def leaf(self, kind: str, data: Data) -> None:
        """Write a record that nothing refers to; some are not for the public."""
        if self.chance.odds(0.02):
            data["visibility"] = "noi-bo"
        if self.chance.odds(0.4):
            data["note"] = self.remark()
        if self.chance.odds(0.02):
            data["internal_note"] = self.remark()
        self.write(kind, data)

    def deck(self, cards: Sequence[str]) -> Deck[str]:
        """Return a deck of cards dealt by the chance of the province."""
        return Deck(self.chance, cards)

    # sentences

    def duty(self) -> str:
        """Say what is to be done."""
        one = self.chance.one
        return f"{one(words.VERBS)} {one(words.MATTERS)} {one(words.SCOPES)}"

    def sentence(self) -> str:
        """Say what is to be done, how and why."""
        return f"{self.duty()}; {self.chance.one(words.WAYS)}, {self.chance.one(words.GOALS)}."

    def remark(self) -> str:
        """Say how something stands."""
        one = self.chance.one
        return upper(f"{one(words.MATTERS)} {one(words.SCOPES)} {one(words.FAULTS)}.")

    def text(self) -> str:
        """Return two sentences."""
        return f"{self.remark()} {self.sentence()}"

    # sources

    def book(self) -> Data:
        """Return a source that is a line in a register of letters."""
        return {"note": f"Sổ công văn đến, dòng {self.chance.upto(1, 4000)} (dữ liệu mẫu)"}

    def before(self, day: date, *kinds: str) -> list[Paper]:
        """Return the last papers of the province before a day."""
        end = bisect_left(self.days, day)
        return [paper for paper in self.papers[max(0, end - 60) : end] if not kinds or paper.kind in kinds]

    def proof(self, day: date) -> str:
        """Return the document that shows what happened on a day: the last of the province up to it."""
        return (self.before(day + timedelta(days=1), "document") or self.papers)[-1].id

    def source(self, day: date) -> Data:
        """Return the proof of an event with the place in it."""
        return {"document": self.proof(day), "clause": f"Mục {self.chance.upto(1, 6)}"}

    def party(self, body: str, post: str = "") -> Data:
        """Return a body as a directive names it."""
        name = self.names[body]
        if post:
            return {"body": body, "post": post, "as_written": f"{post} {lower(name)}"}
        return {"body": body, "as_written": name}


def upper(text: str) -> str:
    """Begin with a capital."""
    return text[0].upper() + text[1:]


def lower(text: str) -> str:
    """Begin without a capital."""
    return text[0].lower() + text[1:]


def part(whole: int, parts: int, index: int) -> int:
    """Return the size of one of several parts, all equal but for rounding."""
    return whole * (index + 1) // parts - whole * index // parts
