"""Ids of new records: what the source itself numbers, names or dates gives the id; what we would number gets a tag.

Two people who open pull requests on the same day do not see each other's records, so a running number of ours would
be given twice. A tag of five characters out of 27 is not. What the source numbers is left to collide: two records of
one document, or of one agency's report for one period, are one too many.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from generator.domain import dates
from generator.domain.text import fold
from generator.domain.text import slug as text_slug
from generator.model import Corpus

LONGEST = 96
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
"""No vowels, so that chance spells no word; nothing that is mistaken for something else."""
_TRIES = 100
Tag = Callable[[], str]
Data = Mapping[str, Any]


def random_tag() -> str:
    """Return five characters that nobody else will draw (1 in 14 million)."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(5))


@dataclass(frozen=True, slots=True)
class Proposed:
    """An id that is free, and the id that it would have been, had that not been taken."""

    id: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class IdScope:
    """What an id must fit into."""

    corpus: Corpus
    province: str
    taken: Collection[str]
    """Every id that is, or ever was, in use."""
    day: str
    """Today, for a record without a day of its own."""


def propose(kind: str, data: Data, scope: IdScope, tag: Tag = random_tag) -> Proposed:
    """Return the id of a new record: never one that is taken."""
    province, taken = scope.province, scope.taken
    facts = _Facts(kind, data, scope)
    stem, mark = _RECIPES.get(kind, _dated(kind))(facts)
    if stem != province and not stem.startswith(f"{province}-"):
        stem = f"{province}-{stem}"
    if mark is None and len(stem) <= LONGEST and stem not in taken:
        return Proposed(stem)
    for _ in range(_TRIES):
        drawn = f"-{mark or ''}{tag()}"
        made = stem[: LONGEST - len(drawn)].rstrip("-") + drawn
        if made not in taken:
            return Proposed(made, stem if mark is None and stem in taken else "")
    raise ValueError("no free id: the tags do not differ")


def slug(text: str) -> str:
    """Return a text as part of an id.

    >>> slug("Ủy ban nhân dân phường Bến Đò")
    'ubnd-phuong-ben-do'
    """
    plain = fold(text).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
    return text_slug(plain) or "moi"


def _symbol(symbol: str) -> str:
    """A symbol as part of an id, its abbreviations left as they are: QĐ-UBND, -CT/TU."""
    return text_slug(symbol) or "vb"


class _Facts:
    """What an id can be made of."""

    def __init__(self, kind: str, data: Data, scope: IdScope) -> None:
        self._data, self.province = data, scope.province
        self._title = scope.corpus.schemas.title(kind)
        self._day = scope.corpus.schemas.days.get(kind, "date")
        self._today, self._corpus = scope.day, scope.corpus

    def text(self, name: str) -> str:
        """Return a field, empty if it is not there."""
        return str(self._data.get(name, ""))

    def day(self) -> str:
        """Return the day of the record itself, else today."""
        told = self.text(self._day)
        return told if dates.parse(told) else self._today

    def initials(self) -> str:
        """Return the first letters of the first two words that the kind is called by."""
        return "".join(word[0] for word in fold(self._title).split()[:2])

    def own(self, name: str) -> str:
        """Return the id that a field refers to, without its province."""
        record = self._corpus.get(self.text(name))
        return self.text(name).removeprefix(f"{record.province if record else self.province}-")

    def named(self) -> str:
        """Return the last name of a body as part of an id, without that of the province."""
        names = self._data.get("names")
        last = names[-1] if isinstance(names, list) and names and isinstance(names[-1], Mapping) else {}
        home = re.sub("-[0-9]{4}$", "", self.province)
        whole = "" if self.text("level") in ("huyen", "xa") else "?"  # xã Hà Tĩnh is called so
        return re.sub(f"-(?:tinh|thanh-pho)(?:-{home}){whole}$", "", slug(str(last.get("name", ""))))

    def issuer(self) -> list[str]:
        """Return whose number a document has, where that of the province would be taken for another."""
        issuer = self._corpus.get(self.text("issuer"), "agency")
        local = issuer is not None and issuer["level"] in ("huyen", "xa")
        return [self.own("issuer").removeprefix("ubnd-")] if local else []

    def collective(self) -> bool:
        """Return whether an accountability case is that of a body."""
        subject = self._data.get("subject")
        return isinstance(subject, Mapping) and subject.get("kind") == "tap-the"


Stem = tuple[str, str | None]
"""The beginning of an id, and what stands before its tag; None where the source itself makes it unique."""
_SHORT = {"coordination": "ph", "obstacle": "vm", "summary": "th"}
"""Of the others, the first letters of what they are called: Nhắc nhở."""


def _dated(kind: str) -> Callable[[_Facts], Stem]:
    def stem(facts: _Facts) -> Stem:
        short = _SHORT.get(kind) or facts.initials()
        if kind == "inspection":
            short = "tt" if facts.text("regime") == "thanh-tra" else "kt"
        if kind == "accountability":
            short = "xl" if facts.collective() else "xn"
        return f"{facts.province}-{short}-{facts.day()}", ""

    return stem


def _document(facts: _Facts) -> Stem:
    number, symbol, date = facts.text("number"), facts.text("symbol"), facts.text("date")
    start = [facts.province, *facts.issuer()]
    if number and symbol:
        year = [] if re.match("[0-9]{4}/", symbol) else [date[:4]] if date else None
        return "-".join([*start, slug(number), _symbol(symbol), *(year or ())]), "" if year is None else None
    return "-".join([*start, _symbol(symbol), facts.day()]), ""


def _measurement(facts: _Facts) -> Stem:
    body = [facts.own("body")] if facts.text("body") else []
    return "-".join([facts.text("task"), *body, facts.text("at")]), None


_RECIPES: dict[str, Callable[[_Facts], Stem]] = {
    "province": lambda facts: (facts.province, None),
    "agency": lambda facts: (f"{facts.province}-{facts.named()}", None),
    "group": lambda facts: (f"{facts.province}-nhom-{facts.named()}", None),
    "team": lambda facts: (f"{facts.province}-{facts.named()}", None),
    "document": _document,
    "directive": _document,
    "task": lambda facts: (f"{facts.text('directive')}-{facts.text('clause')}", "t"),
    "rollout": lambda facts: (f"{facts.text('task')}-{facts.own('addressee')}", None),
    "submission": lambda facts: (
        f"{facts.text('task')}-{facts.own('reporter')}-{facts.text('period').lower()}",
        None,
    ),
    "measurement": _measurement,
    "category": lambda facts: (f"{facts.province}-{slug(facts.text('title'))}", None),
    "finding": lambda facts: (facts.text("inspection"), "f"),
    "recommendation": lambda facts: (facts.text("inspection"), "r"),
    "remediation": lambda facts: (f"{facts.text('finding')}-kp", None),
    "verification": lambda facts: (facts.text("remediation").removesuffix("-kp"), "xm"),
    "sanction": lambda facts: (f"{facts.province}-{slug(facts.text('title'))}", None),
    "framework": lambda facts: (f"{facts.province}-khung-{slug(facts.text('version'))}", None),
    "rating": lambda facts: (f"{facts.province}-diem-{facts.text('year')}-{facts.own('agency')}", None),
    "calendar": lambda facts: (f"{facts.province}-lich-{facts.text('year')}", None),
}
"""Kinds that are not here have the day of their matter in their id."""
