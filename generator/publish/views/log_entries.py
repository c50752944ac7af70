"""One entry of a log, in full: what, who, when, how it stands, what it is linked with, and its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.domain import dates
from generator.domain.accountability import clock, happened, uncovered
from generator.domain.events import done_on
from generator.domain.text import lower, sentences, vi_date, vi_interval
from generator.model import Record
from generator.publish.derive.judge import said_when
from generator.publish.derive.requests import Request
from generator.publish.inline import Chip, Here, Line, Ref, Said, joined, line, noted
from generator.publish.register import Register
from generator.publish.views import chain, costs
from generator.publish.views.consequences import request_chip
from generator.publish.views.facts import Row, fact, facts, refs
from generator.publish.views.table import Column, Table, day, facet, table
from generator.publish.views.tables import doubted


class Answer(NamedTuple):
    """An answer to a request for coordination, and how it stands."""

    place: int
    answer: Mapping[str, Any]
    request: Request


def entry(register: Register, record: Record, own: Sequence[Request]) -> dict[str, Any]:
    """Return what is shown of a record of a log; ``own``: its requests, one for each body that has to answer."""
    asks = record.kind == "coordination"
    single = own[0] if len(own) == 1 and not asks else None
    text, rows = ENTRIES[record.kind]
    points = fact(costs.LABEL, *costs.cost_rows(register, register.costs.get(record.id, ())))
    return {
        "id": record.id,
        "title": register.label(record),
        "text": record[text] if text else "",
        "chips": chips(own),
        "because": sentences(single.standing.because) if single else "",
        "doubt": doubted(register, single.body, record) if single else (),
        "answers": _answers(register, record, own) if asks else None,
        "facts": facts(register, record, *rows(register, record), points, "source", "note"),
    }


def entry_table(
    register: Register, caption: str, kind: str, entries: Iterable[tuple[Record, Sequence[Request]]]
) -> Table:
    """Return a line per record of a log, leading to its place below."""
    on = register.corpus.schemas.days[kind]
    return table(
        caption,
        entries,
        day("Ngày", lambda e: dates.days(e[0][on]).first, lambda e: vi_interval(dates.days(e[0][on]))),
        Column("Việc", lambda e: Here(register.label(e[0]), e[0].id)),
        facet(_WHO.get(kind, "Cơ quan"), lambda e: joined(_bodies(register, *e)) or _receiver(register, e[0])),
        None if kind == "notice" else facet("Tình trạng", lambda e: joined(chips(e[1]), " ")),
    )


def chips(own: Sequence[Request]) -> list[Chip]:
    """Return the state of a request with its sentence; of several, each state with its count."""
    if len(own) == 1:
        return [request_chip(own[0])]
    found: dict[tuple[str, str], int] = {}
    for request in own:
        key = (str(request.standing.state), request.label)
        found[key] = found.get(key, 0) + 1
    return [Chip(state, label, count=number) for (state, label), number in sorted(found.items())]


_CONCERNED = {"obstacle": "by", "accountability": "agency"}
"""Which field names the body that a record concerns, where that is not who has to answer."""

_WHO = {
    "obstacle": "Cơ quan báo cáo",
    "coordination": "Cơ quan phải trả lời",
    "feedback": "Cơ quan trả lời hoặc tiếp nhận",
}
"""What the column of bodies is called, where «Cơ quan» would leave open which."""

_UNTOLD = "sổ không ghi"
"""What stands for bodies that no source names: one that is only told of need not be the one that answers."""


def _receiver(register: Register, record: Record) -> Line:
    """Return who received what nobody is named to answer; else that the register does not say."""
    received = refs(register, [record.get("received_by")])
    return line(joined(received), noted("nơi tiếp nhận")) if received else line(_UNTOLD)


def _bodies(register: Register, record: Record, own: Sequence[Request]) -> list[Ref]:
    if record.kind == "notice":
        return refs(register, record["agencies"])
    if record.kind in _CONCERNED:
        return refs(register, [record[_CONCERNED[record.kind]]])
    return register.refs({r.body.id: r.body for r in own if r.body is not None}.values())


def _answers(register: Register, asked: Record, own: Sequence[Request]) -> Table:
    """Return a line per body asked: when it answered, with what position, and how that stands."""

    def title(field: str) -> str:
        return register.wording.label("coordination", f"answers.{field}" if field else "answers")

    def done(row: Answer, said: Said) -> Said:
        return said if row.request.standing.done is not None else None

    return table(
        f"Trả lời: {register.label(asked)}",
        [Answer(i, answer, request) for i, (answer, request) in enumerate(zip(asked["answers"], own, strict=True))],
        facet(title(""), lambda row: register.ref(row.request.body) if row.request.body else None),
        day(title("on"), lambda row: on.last if (on := row.request.standing.done) else None),
        facet(
            title("position"),
            lambda row: register.coded(asked, "answers", row.place, "position") if row.request.standing.done else None,
        ),
        Column(title("document"), lambda row: done(row, refs(register, [row.answer.get("document")]))),
        facet("Tình trạng", lambda row: request_chip(row.request)),
        Column(
            "Giải thích",
            lambda row: line(
                sentences(row.request.standing.because),
                (". Ghi chú: ", note) if (note := row.answer.get("note")) else None,
            ),
        ),
    )


def _part(register: Register, record: Record, name: str, *words: str) -> list[Said]:
    """Return what is shown of a dated part of a record: its day, words, authority and document; nothing before its day."""
    if happened(record, name, register.as_of) is None:
        return []
    part = record[name]
    done = done_on(part)
    shown: list[Said] = [said_when(done) if done else "", *words]
    shown += [part[field] for field in ("to", "because", "how", "what") if field in part]
    shown += [f"kết quả: {lower(part['outcome'])}"] if "outcome" in part else []
    if isinstance(part.get("by"), Mapping):
        shown.append(register.party(part["by"]))
    elif "by" in part:
        shown += refs(register, [part["by"]])
    return [*shown, *refs(register, [part.get("document")])]


def _accountability(register: Register, case: Record) -> list[Row]:
    subject = register.coded(case, "subject", "kind")
    subject += f", {register.coded(case, 'subject', 'role').lower()}" if "role" in case["subject"] else ""
    time = clock(register.corpus, case, register.as_of)
    why = uncovered(register.corpus, case, register.as_of)
    if why and happened(case, "extended", register.as_of):
        why += "; nguồn vẫn ghi kéo dài thời hạn"
    verified = [v for v in chain.before(register, case) if v.kind == "verification"]
    publication = case.get("publication", {})
    return [
        "agency",
        ("subject", subject),
        "opened",
        fact(
            "Thời hạn", f"{time.days} ngày, đến hết ngày {vi_date(time.last)}" if time else f"{why[0].upper()}{why[1:]}"
        ),
        "findings",
        "tasks",
        "recommendations",
        fact("Việc khắc phục đã xác minh", *register.refs(verified)),
        ("proposed", _measure(register, case, "proposed")),
        ("extended", _part(register, case, "extended")),
        ("decided", _measure(register, case, "decided")),
        ("closed", _part(register, case, "closed")),
        ("referral", _part(register, case, "referral")),
        ("publication", refs(register, (publication.get("law"), publication.get("decision")))),
    ]


def _measure(register: Register, case: Record, name: str) -> list[Said]:
    """Return a measure proposed or decided by the day, with its authority and document."""
    shown = _part(register, case, name)
    sanction = register.corpus.get(case.get(name, {}).get("sanction"), "sanction")
    return [register.ref(sanction), *shown] if shown and sanction else shown


def _feedback(register: Register, told: Record) -> list[Row]:
    verified = happened(told, "verified", register.as_of)
    verdict = [register.coded(told, "verified", "verdict")] if verified else []
    return [
        "channel",
        "sender",
        "agency",
        "category",
        "received",
        "received_by",
        "due",
        ("verified", _part(register, told, "verified", *verdict) or "Chưa xác minh"),
        ("handled", _part(register, told, "handled")),
        "findings",
    ]


def _obstacle(register: Register, raised: Record) -> list[Row]:
    own = ("by", "raised", "asks", "to", "due", "tasks", "findings", "document")
    return [*own, ("decision", _part(register, raised, "decision"))]


ENTRIES: dict[str, tuple[str, Callable[[Register, Record], Sequence[Row]]]] = {
    "accountability": ("", _accountability),
    "notice": ("because", lambda *_: ("type", "step", "agencies", "on", "by", "document", "findings", "tasks")),
    "coordination": ("", lambda *_: ("by", "asked", "due", "document", "tasks")),
    "feedback": ("about", _feedback),
    "obstacle": ("about", _obstacle),
}
"""What each kind of log shows: the field of its text, and its facts."""
