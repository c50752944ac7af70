"""What was asked of an agency and answered or not: coordination requests, feedback, obstacles, accountability cases.

Who was consulted answers in time and takes a position (clause 1d of the 2023 directive of Bắc Ninh); an accountability
case is decided within 90 days, 150 when extended (Decree 172/2025/NĐ-CP). Only what is dated by the day counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.domain import accountability, bodies, dates
from generator.domain.accountability import happened
from generator.domain.dates import Deadline, Interval
from generator.domain.events import Happened, done_on, unplaced
from generator.domain.following import followed
from generator.domain.once import once
from generator.domain.text import vi_date, vi_on
from generator.domain.workdays import workdays
from generator.model import Corpus, Record
from generator.publish.derive.judge import CERTAIN, Course, Judge, Was, eve, unsure
from generator.publish.derive.standing import DONE, LABELS, Standing, State
from generator.publish.derive.withheld import UNPLACED, UNTOLD, Withheld


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that one body has to answer by a day.

    A coordination request (one per agency asked), a feedback, an obstacle, or an accountability case.
    """

    record: Record
    body: Record | None
    """Who has to answer: the agency asked, who is named to answer the feedback, who decides on the obstacle. Of an accountability
    case nobody: which authority decides is not recorded before it does, and it is not the agency whose case it is."""
    standing: Standing
    """States of ``State`` (done-on-time, done-late, open-in-time, due-soon, open-overdue, no-deadline, no-information)."""
    vague: bool = False
    """Answered without a position (coordination only)."""

    @property
    def done(self) -> bool:
        """Whether it was answered, handled, decided: in time, late, or on a day by which that cannot be told."""
        return self.standing.state in DONE

    @property
    def label(self) -> str:
        """The state in the words that fit the kind; of what has no deadline: whether it was done."""
        done, undone = WORDS[self.record.kind]
        match self.standing.state:
            case State.DONE_ON_TIME:
                text = f"{done} đúng hạn"
            case State.DONE_LATE:
                text = f"{done} quá hạn"
            case State.OPEN_IN_TIME:
                text = f"{undone}, trong hạn"
            case State.DUE_SOON:
                text = f"{undone}, sắp đến hạn"
            case State.OPEN_OVERDUE:
                text = f"{undone}, quá hạn"
            case State.DONE_UNASSESSED:
                text = f"{done}, không xét thời hạn"
            case State.NO_DEADLINE:
                text = f"{undone}, không có thời hạn"
            case _:
                text = LABELS[self.standing.state]
        text += ", từng quá hạn" if self.standing.was_late else ""
        return f"{text}, chưa nêu rõ quan điểm" if self.vague else text


WORDS = {
    "coordination": ("Đã trả lời", "Chưa trả lời"),
    "feedback": ("Đã xử lý", "Chưa xử lý xong"),
    "obstacle": ("Đã giải quyết", "Chưa giải quyết"),
    "accountability": ("Đã kết luận", "Đang xem xét"),
}
"""What is said of what was answered and what was not, by kind of record."""


@once
def requests(corpus: Corpus, as_of: date) -> dict[str, list[Request]]:
    """Return the requests known by a day, by kind of record: coordination, feedback, obstacle, accountability."""
    derive = _Requests(corpus, as_of)
    return {
        "coordination": [
            request for asked in derive.known("coordination", "asked") for request in derive.coordination(asked)
        ],
        "feedback": [derive.feedback(record) for record in derive.known("feedback", "received")],
        "obstacle": [derive.obstacle(record) for record in derive.known("obstacle", "raised")],
        "accountability": [derive.accountability(case) for case in derive.known("accountability", "opened")],
    }


def withhold_requests(found: Mapping[str, list[Request]], withheld: Withheld) -> dict[str, list[Request]]:
    """Return the requests with no information where a record lost a part with something that is hidden, or later."""
    later = {(own, body) for own, body, *_ in withheld.unplaced}

    def shown(one: Request) -> Request:
        if one.record.id in withheld.cut:
            return replace(one, standing=Standing(State.NO_INFORMATION, UNTOLD), vague=False)
        if (one.record.id, one.body.id if one.body else "") in later:
            return replace(one, standing=Standing(State.NO_INFORMATION, UNPLACED, one.standing.due), vague=False)
        return one

    return {kind: [shown(one) for one in own] for kind, own in found.items()}


INHERITED = "nơi kế thừa: {}, sổ không tính chậm vì sổ không có gì cho thấy nơi ấy phải trả lời"
"""Said of who came after a body that had been asked."""
UNANSWERED = "sổ chưa ghi việc trả lời, giải quyết"
"""What is said where nobody is known who has to answer: that there was no answer cannot be told."""
ANSWERS = {"feedback": ("answerer", "handled"), "obstacle": ("to", "decision")}
"""Which field names who has to answer, and which one the answer."""


def answers(record: Record) -> Iterator[tuple[str, Happened | None]]:
    """Yield who has to answer (empty: nobody is named), and the answer, where there is one."""
    if record.kind == "coordination":
        yield from ((answer["agency"], done_on(answer)) for answer in record["answers"])
    elif record.kind in ANSWERS:
        who, what = ANSWERS[record.kind]
        yield record.get(who, ""), done_on(record.get(what, {}))


class _Requests:
    """Judges what was asked in one corpus as of one day."""

    def __init__(self, corpus: Corpus, as_of: date) -> None:
        self.corpus = corpus
        self.as_of = as_of
        self.judge = Judge(as_of, workdays(corpus))
        self.followed = followed(corpus)

    def known(self, kind: str, since: str) -> Iterator[Record]:
        """Yield the records of a kind that may have been there by the day."""
        return (record for record in self.corpus.of(kind) if dates.days(record[since]).first <= self.as_of)

    def coordination(self, asked: Record) -> Iterator[Request]:
        for answer, (name, done) in zip(asked["answers"], answers(asked), strict=True):
            body = self.corpus.body(name)
            standing = self._of_body(asked, body, done, by="đã trả lời", missing="chưa trả lời")
            vague = answer.get("position") == "chung-chung" and standing.done is not None
            if vague:
                standing = replace(standing, because=f"{standing.because}; trả lời chung chung, không rõ quan điểm")
            yield Request(asked, body, standing, vague)

    def feedback(self, record: Record) -> Request:
        return self._single(record, by="đã xử lý, trả lời", missing="chưa xử lý, trả lời xong")

    def obstacle(self, record: Record) -> Request:
        return self._single(record, by="đã có ý kiến giải quyết", missing="chưa có ý kiến giải quyết")

    def _single(self, record: Record, *, by: str, missing: str) -> Request:
        ((name, done),) = answers(record)
        body = self.corpus.body(name)
        return Request(record, body, self._of_body(record, body, done, by=by, missing=missing))

    def _of_body(
        self, record: Record, body: Record | None, answer: Happened | None, *, by: str, missing: str
    ) -> Standing:
        """Judge what a body has to answer; it gets no later than the end of the body."""
        done = answer if answer is not None and answer.when.last <= self.as_of else None
        due = self.judge.workdays.ends(Deadline(dates.day(record["due"]))) if "due" in record.data else Deadline()
        end = bodies.ended(body) if body is not None else Interval(date.max, date.max)
        heirs = [bodies.short(to) for to, _ in bodies.successors(self.corpus, body)] if body is not None else []
        ended = end if end.last < self.as_of else None
        course = _course(due, done, by)
        if unplaced(answer, self.as_of):
            return Standing(State.NO_INFORMATION, UNPLACED, due.day)
        if (
            ended is not None
            and done is not None
            and due.day is not None
            and done.when.first > max(due.day, ended.last)
        ):
            # It was answered when the body was no more, and by whom it then had to be is not recorded.
            day = done.when.first
            what = f"{by} ngày {vi_date(day)}; cơ quan được giao kết thúc hoạt động {vi_on(ended)}"
            return Standing(
                State.DONE_UNASSESSED, f"{what}, nên không xét thời hạn {vi_date(due.day)}", due.day, done.when
            )
        asker = self.corpus.body(record.get("by"))
        if body is not None and done is None and asker is not None and self._one(asker, body):
            text = f"{UNANSWERED}; nơi hỏi và nơi phải trả lời nay là một"
            return Standing(State.NO_INFORMATION, text, due.day)
        if body is None and done is None:
            text = f"{UNANSWERED}; nguồn không nêu ai phải trả lời, giải quyết"
            return Standing(State.NO_INFORMATION, text, due.day)
        seen, why = self._seen(record, body, due), CERTAIN
        if not end.exact and end.first <= self.as_of <= end.last:  # it may be no more
            seen, why = min(seen, eve(end)), unsure(Happened({"type": "ket-thuc", "date": str(end.first)}, end))
        found = self.judge.standing(course, seen=seen, ended=ended, heir=bool(heirs), missing=missing, unsure=why)
        if ended is None or done is not None or not heirs:
            return found
        return replace(found, because=f"{found.because}; {INHERITED.format(', '.join(heirs))}")

    def _one(self, first: Record, second: Record) -> bool:
        """Whether two bodies are one by the day: one took over from the other, or a third from both."""

        def now(body: Record) -> set[str]:
            heirs = [] if bodies.life(body).last >= self.as_of else bodies.successors(self.corpus, body)
            return {body.id, *(own for heir, _ in heirs for own in now(heir))}

        ended = any(bodies.life(body).last < self.as_of for body in (first, second))
        return ended and not now(first).isdisjoint(now(second))

    def _seen(self, record: Record, body: Record | None, due: Deadline) -> date:
        """Return up to which day it is certain that there was no answer: while a full list is kept, else when asked."""
        asked = dates.days(record[self.corpus.schemas.days[record.kind]]).first
        owner = body.id if body else ""
        listed = self.followed.until((record.id, record.province), owner, due.day or self.as_of, asked)
        return max(listed or date.min, asked)

    def accountability(self, case: Record) -> Request:
        """Judge a case by its clock. While a body of investigation has it, the register counts no days against it."""
        clock = accountability.clock(self.corpus, case, self.as_of)
        decided, closed = happened(case, "decided", self.as_of), happened(case, "closed", self.as_of)
        by = "đã quyết định xử lý" if decided else "đã kết thúc, không xử lý"
        agency = self.corpus.body(case["agency"])
        if clock is None:
            return Request(case, None, self._without_clock(case, decided or closed, by))
        due = self.judge.workdays.ends(Deadline(clock.last))
        course = replace(_course(due, _exact(decided or closed), by), extensions=int(bool(clock.extended)))
        first = self.judge.workdays.on_or_after(clock.first)
        if clock.extended is not None and clock.extended > first:
            late = self.judge.workdays.lateness(first, clock.extended)
            words = f"đã quá hạn {late.words} khi được kéo dài ngày {vi_date(clock.extended)}"
            moved = Happened({"type": "gia-han"}, Interval(clock.extended, clock.extended))
            course = replace(course, past=(Was(moved, words, late.days),))
        found = self.judge.standing(course, seen=self._seen(case, agency, course.due), missing="chưa quyết định")
        text = f"{found.because}; thời hạn {clock.days} ngày kể từ ngày bắt đầu xem xét {vi_date(clock.opened)}"
        referred = happened(case, "referral", self.as_of)
        done = found.done.last if found.done else None
        if referred is not None and referred <= (done or self.as_of) and found.state is not State.DONE_ON_TIME:
            what = f"{by} ngày {vi_date(done)}" if done else "chưa quyết định"
            text = (
                f"{what}; đã chuyển hồ sơ đến {case['referral']['to']} ngày {vi_date(referred)}, "
                f"sổ không tính việc quá thời hạn {clock.days} ngày (đến {vi_date(clock.last)})"
            )
            found = Standing(State.NO_INFORMATION, text, clock.last, found.done, extensions=found.extensions)
        return Request(case, None, replace(found, because=text))

    def _without_clock(self, case: Record, done: date | None, by: str) -> Standing:
        """Judge a case for which the law sets no time: whether it was decided, and no more."""
        why = accountability.uncovered(self.corpus, case, self.as_of)
        if done is not None:
            return Standing(State.DONE_UNASSESSED, f"{by} ngày {vi_date(done)}; {why}", done=Interval(done, done))
        referred = happened(case, "referral", self.as_of)
        sent = f"; đã chuyển hồ sơ đến {case['referral']['to']} ngày {vi_date(referred)}" if referred else ""
        return Standing(State.NO_DEADLINE, f"chưa quyết định{sent}; {why}")


def _exact(day: date | None) -> Happened | None:
    return Happened({"type": "nop", "date": day.isoformat()}, Interval(day, day)) if day else None


def _course(due: Deadline, done: Happened | None, by: str) -> Course:
    by += "" if done is None or done.dated else ","
    return Course(due, submitted=done, done=done is not None, by=by)
