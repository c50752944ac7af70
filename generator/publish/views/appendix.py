"""The remediation appendix of a period report: each finding once, with all that a report has to say of it.

The columns are those of the appendix that inspection reports call for: agency, shortcoming, basis, recommendation,
measures, who answers for it, deadline, result, evidence, accountability, recurrence. All as of the summary's day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generator.domain import dates, documents
from generator.domain.events import stated
from generator.domain.text import lower, sentences, vi_date
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp, FollowUpState
from generator.publish.derive.judge import said
from generator.publish.inline import Line, Said, joined, line, noted
from generator.publish.register import Register
from generator.publish.views import chain
from generator.publish.views.facts import refs
from generator.publish.views.finding_entry import file_words
from generator.publish.views.table import Column, Table, day, facet, number, numbers, sums, table
from generator.publish.views.tables import follow_up_chip

NOTHING_DONE = (FollowUpState.OPEN, FollowUpState.RECURRED)
"""States of an open finding of which nothing has been done since it was seen."""


class Group(NamedTuple):
    """Findings of a report that are listed together, numbered on from those before them."""

    id: str
    title: str
    own: Sequence[FollowUp]
    before: int


def carry_table(groups: Sequence[Group]) -> Table:
    """Return how many findings of each group were closed and how many are carried forward."""
    rows = []
    for group in groups:
        closed = sum(1 for m in group.own if m.closed is not None)
        rows.append((group.title, [len(group.own), closed, len(group.own) - closed]))
    return table(
        "Số tồn tại chuyển kỳ",
        [*rows, ("Cộng", sums(counts for _, counts in rows))],
        Column("Tồn tại, hạn chế", lambda row: row[0], heads=True),
        *numbers(("Tổng số", "Đã xong trong kỳ", "Chuyển kỳ sau"), lambda row: row[1]),
        filter=False,
    )


def appendix_table(register: Register, on: date, group: Group) -> Table:
    """Return the findings of a group with all that a report says of them."""
    records = register.corpus.records
    places = {m.finding.id: i for i, m in enumerate(group.own, group.before + 1)}

    def agency(m: FollowUp) -> Line:
        own = records[m.finding["agency"]]
        moved = m.holder.id != own.id
        now = noted("nay do ", register.ref(m.holder), " chịu trách nhiệm") if moved else None
        return line(register.ref(own), now)

    def ground(m: FollowUp) -> Line:
        inspection = records[m.finding["inspection"]]
        result = register.corpus.document(inspection.get("result", {}).get("document"))
        known = result is not None and documents.stated(result).first <= on
        own = [inspection["by"], *([result.id] if result is not None and known else [])]
        return joined(refs(register, [name]) for name in own)  # who inspected, then the paper

    def state(m: FollowUp) -> Line:
        return line(follow_up_chip(m), ": ", sentences(m.because))

    def end(m: FollowUp) -> str:
        if m.closed is None:
            return "Chuyển kỳ sau"
        return f"Đã xong ({vi_date(m.ended) if m.ended else 'không rõ ngày'})"

    def recurs(m: FollowUp) -> Line:
        before, after = joined(register.refs(m.repeats)), joined(register.refs(m.repeated_by))
        return line(("Lặp lại: ", before) if before else None, (" Bị lặp lại: ", after) if after else None)

    return table(
        f"Phụ lục khắc phục, {lower(group.title)}",
        group.own,
        number("STT", lambda m: places[m.finding.id]),
        facet("Cơ quan", agency),
        Column("Tồn tại, hạn chế", lambda m: register.ref(m.finding)),
        Column("Căn cứ (đoàn, thông báo số, ngày)", ground),
        Column("Kiến nghị", lambda m: joined(_recommended(register, r) for r in m.recommendations)),
        Column("Biện pháp khắc phục", lambda m: joined(_measures(m, on))),
        Column("Người chịu trách nhiệm (chức vụ)", lambda m: joined(_posts(m))),
        day("Thời hạn", lambda m: m.due),
        facet("Kết quả", _result),
        Column("Tình trạng", state),
        facet("Cuối kỳ", end),
        Column("Tài liệu chứng minh", lambda m: joined(_evidence(register, m, on))),
        Column("Xử lý trách nhiệm", lambda m: joined(_case(register, case, on) for case in _cases(register, m, on))),
        Column("Tái phạm", recurs),
        Column("Ghi chú", lambda m: m.finding.get("note")),
        wide=True,
        official=True,
    )


def _recommended(register: Register, record: Record) -> Line:
    return line(register.ref(record, str(record["content"]).rstrip(".")))


def _case(register: Register, case: Record, on: date) -> Line:
    return line(register.ref(case, register.coded(case, "subject", "kind")), f": {chain.outcome(register, case, on)}")


def _result(follow_up: FollowUp) -> str:
    if follow_up.closed is not None:
        return "Đã khắc phục" if follow_up.state is not FollowUpState.NOT_APPLICABLE else "Không còn áp dụng"
    return "Chưa khắc phục" if follow_up.state in NOTHING_DONE else "Đang khắc phục"


def _measures(follow_up: FollowUp, on: date) -> Iterator[str]:
    """Yield what the agency planned and did by the day."""
    record = follow_up.remediation
    if record is None:
        return
    plan = record.get("plan")
    if plan is not None and ("on" not in plan or dates.day(plan["on"]) <= on):
        yield said(plan["measures"])
    for event in record.get("events", ()):
        if event["type"] == "hanh-dong" and "what" in event and stated(event).last <= on:
            yield f"{vi_date(dates.day(event['date']))}: {said(event['what'])}"


def _posts(follow_up: FollowUp) -> list[str]:
    """Return the posts that answer for the remediation: the one its record names, else those of the recommendations."""
    record = follow_up.remediation
    if record is not None and "post" in record.data:
        return [str(record["post"])]
    return list(dict.fromkeys(str(r["post"]) for r in follow_up.recommendations if "post" in r.data))


def _evidence(register: Register, follow_up: FollowUp, on: date) -> list[Said]:
    """Return the documents and files handed in by the day, each once."""
    record = follow_up.remediation
    events = record.get("events", ()) if record is not None else ()
    entries = [e for event in events if stated(event).last <= on for e in event.get("evidence", ())]
    entries += [e for verification in follow_up.verifications for e in verification.get("evidence", ())]
    shown: dict[str, Said] = {}
    for entry in entries:
        document = register.corpus.document(entry.get("document"))
        if document is not None:
            shown[document.id] = register.ref(document)
        elif "file" in entry:
            shown[entry["sha256"]] = file_words(entry)
    return list(shown.values())


def _cases(register: Register, follow_up: FollowUp, on: date) -> Iterable[Record]:
    """Return the cases opened by the day for the finding, or on a recommendation that deals with it."""
    corpus = register.corpus
    linked = [*corpus.linked_from(follow_up.finding.id, "findings")]
    for recommendation in follow_up.recommendations:
        linked += corpus.linked_from(recommendation.id, "recommendations")
    found = {r.id: r for r in linked if r.kind == "accountability" and dates.day(r["opened"]) <= on}
    return found.values()
