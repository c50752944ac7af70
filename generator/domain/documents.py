"""Documents and directives: what they are called, when they were issued, what they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.domain import dates
from generator.domain.dates import Interval
from generator.domain.text import ordinal, vi_date, vi_interval
from generator.model import Corpus, Field, Record

_SYMBOL = re.compile(
    r"([0-9]+[a-zA-ZđĐ]?)\s*(?:/\s*((?:[0-9]{4}\s*/\s*)?[A-ZĐ][A-Za-zĐđ.&0-9-]*)|(-\s*[A-ZĐ][A-Za-zĐđ]{0,5}\s*/\s*[A-ZĐ][A-Za-zĐđ.&0-9-]*))"
)


@dataclass(frozen=True, slots=True)
class Dating:
    """When a document was issued, as far as can be proved, and why (Vietnamese, for readers)."""

    days: Interval
    because: str = ""

    @property
    def latest(self) -> date:
        """The last day on which it can have been issued; of one of which nothing is known, before all others."""
        return self.days.last if self.days.last < date.max else date.min


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation of a directive: where it stands and in which clause."""

    at: Field
    clause: str
    data: Mapping[str, Any]


def clauses(directive: Record) -> Iterator[tuple[Field, Mapping[str, Any], int]]:
    """Yield (field, clause, depth) of every clause of a directive in reading order."""
    yield from _clauses((), directive.data, 0)


def _clauses(at: Field, above: Mapping[str, Any], depth: int) -> Iterator[tuple[Field, Mapping[str, Any], int]]:
    for i, clause in enumerate(above.get("clauses", ())):
        here = (*at, "clauses", i)
        yield here, clause, depth
        yield from _clauses(here, clause, depth + 1)


_NUMBERED = {
    "khoan": "khoản", "diem": "điểm", "dieu": "Điều", "phan": "Phần", "tiet": "tiết", "phu-luc": "phụ lục",
    "doan": "đoạn", "gach": "gạch đầu dòng", "dong": "dòng",
}  # fmt: skip

_LEVEL = re.compile(
    r"(chương|(?:tiểu )?mục|phần|phụ lục|điều|khoản|điểm|tiết|bảng|biểu)\s+(?:số\s+)?(?:\d+|[IVXLC]+|thứ|[a-zđ])\b",
    re.IGNORECASE,
)
"""A label that says itself what it is: «Chương 2», where the kinds know only «phần»."""
_CAPITAL = ("phần", "chương", "mục", "tiểu mục", "điều")
"""What is written with a capital where it is cited: Nghị định 30/2020/NĐ-CP, phụ lục II, mục V."""


def clause_names(corpus: Corpus, directive: Record) -> dict[str, str]:
    """Return what people call each clause: «đoạn 2 điểm đ khoản 1», from the labels in the source.

    What has no label is counted: its id says how (``1a-p2`` is the second paragraph), else its place among its like.
    """
    table: dict[str, dict[str, str]] = corpus.memo.setdefault("clauses", {})
    if directive.id not in table:
        names: dict[str, str] = {}
        _name_clauses(directive["clauses"], "", names)
        table[directive.id] = names
    return table[directive.id]


def _name_clauses(below: list[Mapping[str, Any]], above: str, names: dict[str, str]) -> None:
    seen: dict[str, int] = {}
    for clause in below:
        kind = clause["kind"]
        seen[kind] = seen.get(kind, 0) + 1
        row = kind == "phu-luc" and above.startswith("phụ lục")  # below an appendix: a row of it
        sole = kind == "phu-luc" and not row and sum(one["kind"] == kind for one in below) == 1
        own = {"mo-dau": "phần mở đầu", "ket": "câu kết"}.get(kind) or _numbered(
            clause, "dòng" if row else _NUMBERED[kind], 0 if sole else seen[kind]
        )
        row = row or kind == "dong"
        within = above.removesuffix(f", {own.rpartition('.')[0]}") if row else above  # row 1.2 of row 1
        names[clause["id"]] = (f"{within}, {own}" if row else f"{own} {above}") if above else own
        _name_clauses(clause.get("clauses", []), names[clause["id"]], names)


def _numbered(clause: Mapping[str, Any], word: str, place: int) -> str:
    label: str = clause.get("label", "").strip(" .():-–+•*")
    if level := _LEVEL.match(label):
        called = level[1].lower()
        return (called.capitalize() if called in _CAPITAL else called) + label[level.end(1) :]
    if label:
        return f"{word}{label[len(word) :]}" if label.lower().startswith(word.lower()) else f"{word} {label}"
    if word == "điểm" and (letter := re.search(r"[0-9]([a-z]|dd)$", clause["id"])):
        return f"{word} {letter[1].replace('dd', 'đ')}"
    counted = re.search(r"-[a-z]?([0-9]+)$", clause["id"]) or re.fullmatch(r"([0-9]+)", clause["id"])
    count = int(counted[1]) if counted else place
    if clause["kind"] == "gach" and count:
        return f"{word} thứ {ordinal(count)}"
    return f"{word} {count or ''}".strip()


def clause_words(ids: str) -> str:
    """Say what clauses are meant by ids alone, where their document is not at hand; what is no id stays as it is.

    >>> clause_words("intro-p2; 1dd-g1"), clause_words("Đoạn mở đầu")
    ('đoạn 2 phần mở đầu; gạch đầu dòng thứ nhất điểm đ khoản 1', 'Đoạn mở đầu')
    """
    return "; ".join(_clause_words(one) for one in ids.split("; "))


def _clause_words(own: str) -> str:
    found = _CLAUSE_ID.fullmatch(own)
    if found is None:
        return own
    point = f"điểm {found['point'].replace('dd', 'đ')} " if found["point"] else ""
    dash = f"gạch đầu dòng thứ {ordinal(int(found['dash']))} " if found["dash"] else ""
    part = f"đoạn {found['part']} " if found["part"] else ""
    return f"{dash}{part}{point}{'phần mở đầu' if found['intro'] else 'khoản ' + found['clause']}"


_CLAUSE_ID = re.compile(
    "(?:(?P<intro>intro)|(?P<clause>[0-9]{1,2})(?P<point>dd|[a-z])?)(?:-p(?P<part>[0-9]+))?(?:-g(?P<dash>[0-9]+))?"
)


def citations(directive: Record) -> Iterator[Citation]:
    """Yield every citation of a directive in reading order."""
    for at, clause, _ in clauses(directive):
        for i, citation in enumerate(clause.get("citations", ())):
            yield Citation((*at, "citations", i), clause["id"], citation)


def stated(record: Record) -> Interval:
    """Return the days of issue that the record itself asserts: its date within its bounds."""
    known = dates.days(record.get("date"))
    bounds = record.get("date_bounds")
    if not bounds:
        return known
    limits = Interval(dates.days(bounds.get("not_before")).first, dates.days(bounds.get("not_after")).last)
    return known.within(limits)


def of_event(corpus: Corpus, event: Mapping[str, Any]) -> date | None:
    """Return the day of the paper that an event rests on, if it names one."""
    document = corpus.document(event.get("source", {}).get("document"))
    days = stated(document) if document is not None else dates.EVER
    return days.first if days.exact else None


def in_force(document: Record | None) -> Interval:
    """Return the days on one of which a text comes into force; all of time where that is not recorded."""
    return dates.days(document.get("validity", {}).get("from")) if document is not None else dates.EVER


def dating(corpus: Corpus, record: Record) -> Dating:
    """Return the provable days of issue: what is stated, and not before any document that the record cites.

    A directive dated only «năm 2024» that cites a report of 08/12/2024 was issued on that day or later.
    """
    table: dict[str, Dating] = corpus.memo.setdefault("dating", {})
    if record.id not in table:
        table[record.id] = _dating(corpus, record)
    return table[record.id]


def _dating(corpus: Corpus, record: Record) -> Dating:
    own = stated(record)
    if own.exact or own.empty or record.kind != "directive":
        return Dating(own)
    cited = {c.data["document"]: other for c in citations(record) if (other := corpus.document(c.data.get("document")))}
    latest = date.min
    by = record
    for _, other in sorted(cited.items()):
        first = stated(other).first
        if first > latest:
            latest, by = first, other
    if own.first < latest <= own.last:
        when = "ban hành ngày" if stated(by).exact else "ban hành không sớm hơn ngày"
        because = f"viện dẫn {name(corpus, by)}, {when} {vi_date(latest)}"
        return Dating(Interval(latest, own.last), because)
    return Dating(own)


LASTING = frozenset(
    ("hien-phap", "luat", "phap-lenh", "nghi-dinh", "nghi-quyet", "thong-tu", "quyet-dinh", "quy-che", "quy-dinh")
)
"""Types of documents that set rules, so that it matters whether they are in force; a report or letter has no term."""


def perhaps_draft(record: Record) -> bool:
    """Whether both number and day are blank in the copy that the register has: nobody knows whether it was issued."""
    return record.get("number_state") == "de-trong" and not stated(record).exact and "form" not in record.data


def number(record: Record) -> str:
    """Return number and symbol as printed: 5712/UBND-NC, …/UBND-KSTT when the number is blank, '' if neither."""
    own, symbol = record.get("number", ""), record.get("symbol", "")
    if not symbol:
        return str(own)
    mark = "" if symbol.startswith("-") else "-" if _PARTY.fullmatch(symbol) else "/"
    return f"{own or '…'}{mark}{symbol}"


_PARTY = re.compile(r"[A-ZĐ][A-Za-zĐđ]*/[A-ZĐ]*(?:TW|TU|ĐU)")
"""The symbol of a Party document, which a hyphen joins to its number whether or not it was recorded: 05-CT/TU."""


def name(corpus: Corpus, record: Record) -> str:
    """Return what a person calls a document: «Công văn số 5712/UBND-NC ngày 18/12/2023», else its title."""
    kind = corpus.schemas.labels["document-type"][record["type"]]
    printed = number(record)
    if not printed:
        return str(record["title"])
    if record["type"] in ("luat", "hien-phap", "phap-lenh"):
        return f"{record['title']} (số {printed})"
    if "date" not in record.data:
        return f"{kind} số {printed}"
    days = dates.days(record["date"])
    when = f"ngày {vi_date(days.first)}" if days.exact else vi_interval(days)
    if str(record["date"]) in printed.split("/"):  # số 39/2026/QH16 says its year itself
        return f"{kind} số {printed}"
    return f"{kind} số {printed} {when}"


def plain_number(number: str) -> str:
    """Return a number as it is compared: «05» is «5», «12A» is «12a», and neither is «12»."""
    return number.lstrip("0").casefold()


def written_number(text: str, known: str = "") -> tuple[str, str] | None:
    """Read (number, symbol) out of a citation: that with a known number if the wording has it, else the first.

    >>> written_number("Chỉ thị số 26/CT-TTg ngày 20/10/2023"), written_number("Chỉ thị 05-CT/TU")
    (('26', 'CT-TTg'), ('05', '-CT/TU'))
    >>> written_number("Quyết định số 9/QĐ-UBND và Công văn số 12a/UBND-NC", "12A")
    ('12a', 'UBND-NC')
    """
    found = [(match[1], re.sub(r"\s+", "", match[2] or match[3])) for match in _SYMBOL.finditer(text)]
    own = (one for one in found if known and plain_number(one[0]) == plain_number(known))
    return next(own, found[0] if found else None)
