"""One entry of a log, in full: what, who, when, how it stands, what it is linked with, and its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from generator.domain import dates
from generator.domain.accountability import clock, happened
from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.derive.requests import Request
from generator.publish.register import Ref, Register
from generator.publish.views import chain, costs
from generator.publish.views.common import Fact, facts
from generator.publish.views.finding_facts import source


def entry(register: Register, record: Record, own: Sequence[Request]) -> dict[str, Any]:
    """Return what is shown of a record of a log; ``own``: its requests, one for each body that has to answer."""
    single = own[0] if len(own) == 1 and record.kind != "coordination" else None
    text, rows = ENTRIES[record.kind](register, record)
    day = record[register.corpus.schemas.days[record.kind]]
    return {
        "id": record.id,
        "title": register.label(record),
        "text": text,
        "chip": chip(single) if single else None,
        "chips": _chips(own) if single is None else [],
        "answers": _answers(register, record, own) if record.kind == "coordination" else [],
        "facts": facts([*rows, _points(register, record), *source(register, record)]),
        "date": _day(day),
        "sort": day,
        "bodies": _bodies(register, record, own),
    }


def _points(register: Register, record: Record) -> Fact:
    return costs.LABEL, costs.cost_rows(register, register.costs.get(record.id, ()))


def chip(request: Request) -> dict[str, Any]:
    """Return the state of a request in words that fit its kind, and the explaining sentence."""
    standing = request.standing
    return {"state": str(standing.state), "label": request.label, "because": standing.because, "count": 0}


def _chips(own: Sequence[Request]) -> list[dict[str, Any]]:
    """Return each state of the requests with its count."""
    found: dict[tuple[str, str], int] = {}
    for request in own:
        key = (str(request.standing.state), request.label)
        found[key] = found.get(key, 0) + 1
    return [
        {"state": state, "label": label, "because": "", "count": number if len(own) > 1 else 0}
        for (state, label), number in sorted(found.items())
    ]


def _bodies(register: Register, record: Record, own: Sequence[Request]) -> list[Ref]:
    if record.kind == "notice":
        return register.refs(b for b in map(register.corpus.body, record["agencies"]) if b)
    if record.kind == "obstacle":
        return _refs(register, [record["by"]])
    return register.refs({r.body.id: r.body for r in own if r.body is not None}.values())


def _answers(register: Register, asked: Record, own: Sequence[Request]) -> list[dict[str, Any]]:
    rows = []
    for i, (answer, request) in enumerate(zip(asked["answers"], own, strict=True)):
        done = request.standing.done is not None
        document = register.corpus.document(answer.get("document"))
        rows.append(
            {
                "agency": register.ref(request.body) if request.body else None,
                "on": vi_date(request.standing.done) if request.standing.done else "",
                "sort": request.standing.done.isoformat() if request.standing.done else "",
                "position": register.coded(asked, "answers", i, "position") if done else "",
                "document": register.ref(document) if document and done else None,
                "note": answer.get("note", ""),
                "chip": chip(request),
            }
        )
    return rows


def _refs(register: Register, names: Iterable[str | None]) -> list[Ref]:
    """Return links to the records that the audience sees and that existed by the day."""
    found = (register.corpus.get(name) for name in names)
    return register.refs(r for r in found if r is not None and chain.known(register, r))


def _day(text: str) -> str:
    return vi_date(dates.day(text))


def _part(register: Register, record: Record, name: str, *words: str) -> list[Any]:
    """Return what is shown of a dated part of a record: its day, words, authority and document; nothing before its day."""
    day = happened(record, name, register.as_of)
    if day is None:
        return []
    part = record[name]
    shown: list[Any] = [f"ngày {vi_date(day)}", *words]
    shown += [part[field] for field in ("to", "because", "how", "what") if field in part]
    shown += [f"kết quả: {part['outcome']}"] if "outcome" in part else []
    if isinstance(part.get("by"), Mapping):
        shown.append(register.party(part["by"]))
    elif "by" in part:
        shown += _refs(register, [part["by"]])
    return [*shown, *_refs(register, [part.get("document")])]


def _accountability(register: Register, case: Record) -> tuple[str, list[Fact]]:
    subject = register.coded(case, "subject", "kind")
    subject += f", {register.coded(case, 'subject', 'role').lower()}" if "role" in case["subject"] else ""
    time = clock(case, register.as_of)
    publication = case.get("publication", {})
    return "", [
        ("Cơ quan", _refs(register, [case["agency"]])),
        ("Đối tượng", subject),
        ("Bắt đầu xem xét", _day(case["opened"])),
        ("Thời hạn", f"{time.days} ngày, đến hết ngày {vi_date(time.last)}"),
        ("Từ phát hiện", _refs(register, case.get("findings", ()))),
        ("Từ nhiệm vụ", _refs(register, case.get("tasks", ()))),
        ("Theo kiến nghị", _refs(register, case.get("recommendations", ()))),
        (
            "Việc khắc phục đã xác minh",
            register.refs(v for v in chain.before(register, case) if v.kind == "verification"),
        ),
        ("Đề nghị", _measure(register, case, "proposed")),
        ("Kéo dài thời hạn", _part(register, case, "extended")),
        ("Quyết định", _measure(register, case, "decided")),
        ("Kết thúc, không xử lý", _part(register, case, "closed")),
        ("Chuyển cơ quan điều tra", _part(register, case, "referral")),
        ("Căn cứ công bố", _refs(register, (publication.get("law"), publication.get("decision")))),
    ]


def _measure(register: Register, case: Record, name: str) -> list[Any]:
    """Return a measure proposed or decided by the day, with its authority and document."""
    shown = _part(register, case, name)
    sanction = register.corpus.get(case.get(name, {}).get("sanction"), "sanction")
    return [register.ref(sanction), *shown] if shown and sanction else shown


def _notice(register: Register, notice: Record) -> tuple[str, list[Fact]]:
    by = [register.party(notice["by"])] if "by" in notice.data else []
    return notice["because"], [
        ("Loại", register.coded(notice, "type")),
        ("Cơ quan", _refs(register, notice["agencies"])),
        ("Ngày", _day(notice["on"])),
        ("Người, cơ quan có ý kiến", by),
        ("Văn bản", _refs(register, [notice["document"]])),
        ("Về phát hiện", _refs(register, notice.get("findings", ()))),
        ("Về nhiệm vụ", _refs(register, notice.get("tasks", ()))),
    ]


def _coordination(register: Register, asked: Record) -> tuple[str, list[Fact]]:
    return "", [
        ("Cơ quan hỏi", _refs(register, [asked["by"]])),
        ("Ngày hỏi", _day(asked["asked"])),
        ("Hạn trả lời", _day(asked["due"])),
        ("Văn bản hỏi", _refs(register, [asked.get("document")])),
        ("Thuộc nhiệm vụ", _refs(register, asked.get("tasks", ()))),
    ]


def _feedback(register: Register, told: Record) -> tuple[str, list[Fact]]:
    verified = happened(told, "verified", register.as_of)
    verdict = [register.coded(told, "verified", "verdict")] if verified else []
    return told["about"], [
        ("Kênh", register.coded(told, "channel")),
        ("Nguồn phản ánh", register.coded(told, "sender")),
        ("Cơ quan bị phản ánh", _refs(register, [told["agency"]])),
        ("Loại", _refs(register, [told.get("category")])),
        ("Ngày tiếp nhận", _day(told["received"])),
        ("Nơi tiếp nhận, xác minh", _refs(register, [told.get("received_by")])),
        ("Hạn trả lời", _day(told["due"]) if "due" in told.data else ""),
        ("Xác minh", _part(register, told, "verified", *verdict) or "Chưa xác minh"),
        ("Xử lý, trả lời", _part(register, told, "handled")),
        ("Dẫn đến phát hiện", _refs(register, told.get("findings", ()))),
    ]


def _obstacle(register: Register, raised: Record) -> tuple[str, list[Fact]]:
    return raised["about"], [
        ("Cơ quan báo cáo", _refs(register, [raised["by"]])),
        ("Ngày báo cáo", _day(raised["raised"])),
        ("Đề nghị", raised["asks"]),
        ("Gửi cơ quan", _refs(register, [raised.get("to")])),
        ("Hạn trả lời", _day(raised["due"]) if "due" in raised.data else ""),
        ("Khi làm nhiệm vụ", _refs(register, raised.get("tasks", ()))),
        ("Khi khắc phục phát hiện", _refs(register, raised.get("findings", ()))),
        ("Văn bản", _refs(register, [raised.get("document")])),
        ("Ý kiến giải quyết", _part(register, raised, "decision")),
    ]


ENTRIES: dict[str, Callable[[Register, Record], tuple[str, list[Fact]]]] = {
    "accountability": _accountability,
    "notice": _notice,
    "coordination": _coordination,
    "feedback": _feedback,
    "obstacle": _obstacle,
}
"""What each kind of log shows: a text, and facts."""
