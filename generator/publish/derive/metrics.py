"""Measures of scorecards: for an agency and a year, what counted, of how many, and why, thing by thing.

A rate is over what fell due in the calendar year, up to the day (a deadline of the day itself has not passed); a
number of times is over what happened in the year. What is paused, cancelled, no longer applicable, without a deadline
or not known to the register enters no rate.

Whose it is: a fact counts for the agency that answered for it then, and for none that came after it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.domain import bodies, dates
from generator.domain.once import once
from generator.domain.text import vi_date, vi_on
from generator.domain.workdays import workdays
from generator.model import Corpus, Record
from generator.publish.derive.follow_ups import FollowUp, FollowUpState
from generator.publish.derive.requests import Request
from generator.publish.derive.standing import Duty, Standing, State
from generator.publish.derive.withheld import Gap

ANSWERED = (State.DONE_ON_TIME, State.DONE_LATE)
LATENESS = Decimal("0.25")
"""What each lateness takes off the progress of a task (Decree 335/2025/NĐ-CP). What was not delivered earns nothing, so
that progress is never more than the share of what was delivered: the register's own reading, printed on its rules."""
OUTSIDE = (FollowUpState.NOT_APPLICABLE, FollowUpState.PAUSED, FollowUpState.NO_INFORMATION)
"""States of findings that enter no rate."""
TIMES = ("so-phat-hien", "so-tai-pham", "so-nhac-nho", "so-bieu-duong")
"""The measures that are a number of times; all others are rates."""
NOTICES = {
    **dict.fromkeys(("nhac-nho", "phe-binh"), "so-nhac-nho"),
    **dict.fromkeys(("bieu-duong", "mo-hinh-tot"), "so-bieu-duong"),
}
"""What each notice counts for; what urges or asks counts for nothing."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What scores are computed from, already derived as of the day."""

    duties: Mapping[str, Sequence[Duty]]
    """By task id."""
    follow_ups: Mapping[str, FollowUp]
    requests: Mapping[str, Sequence[Request]]
    gaps: Collection[Gap] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that was counted: the record, whether it counted for the agency, and the sentence that says why."""

    record: Record
    counted: bool
    because: str
    value: Decimal | None = None
    """Its share where a measure is no plain yes or no (progress less 25 % for each lateness)."""
    period: str = ""
    """The period of a recurring duty."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of one agency in one year: what was counted, of how many (None: a number of times, not a rate)."""

    measure: str
    numerator: Decimal
    denominator: int | None
    items: tuple[Counted, ...]


Key = tuple[str, str, int]
"""Measure, agency id, year."""


class Metrics:
    """The measures of the agencies and years that are rated, from one pass over the facts."""

    def __init__(self, corpus: Corpus, as_of: date, facts: Facts, rated: Collection[tuple[str, int]]) -> None:
        self.corpus = corpus
        self.as_of = as_of
        self._rated = frozenset(rated)
        self._workdays = workdays(corpus)
        self._before = _before(corpus)
        self._items: dict[Key, list[Counted]] = {}
        self._gaps: dict[tuple[str, str], list[Gap]] = {}
        for gap in facts.gaps:
            self._gaps.setdefault((gap.measure, gap.agency), []).append(gap)
        for duties in facts.duties.values():
            self._task(duties)
        for follow_up in facts.follow_ups.values():
            self._of_finding(follow_up)
        for request in facts.requests.get("coordination", ()):
            self._coordination(request)
        for request in facts.requests.get("feedback", ()):
            self._timely("phan-anh-dung-han", request.record, request.body, request.standing)
        for inspection in corpus.of("inspection"):
            if dates.day(inspection["start"]) <= as_of:
                self._dossiers(inspection)
        for notice in corpus.of("notice"):
            self._notice(notice)

    def of(self, measure: str, agency: str, year: int) -> Measured:
        """Return a measure of a rated agency and year."""
        items = tuple(self._items.get((measure, agency, year), ()))
        if measure in TIMES:
            return Measured(measure, Decimal(len(items)), None, items)
        counted = sum((Decimal(item.counted) if item.value is None else item.value for item in items), Decimal(0))
        return Measured(measure, counted, len(items), items)

    def told(self, measure: str, agency: str, year: int) -> bool:
        """Whether all that enters a measure is known: nothing of it is hidden from the audience."""
        return not any(gap.first <= year <= gap.last for gap in self._gaps.get((measure, agency), ()))

    def _add(self, measure: str, agency: str, day: date, item: Counted) -> None:
        if (agency, day.year) in self._rated:
            self._items.setdefault((measure, agency, day.year), []).append(item)

    def _due(self, standing: Standing, states: Collection[State] = ()) -> date | None:
        """Return the deadline of what fell due by the day (or has one of some states); None of anything else."""
        due = standing.due
        fell_due = standing.state in states if states else standing.fell_due
        return due if due is not None and due <= self.as_of and fell_due else None

    def _timely(self, measure: str, record: Record, body: Record | None, standing: Standing, period: str = "") -> None:
        due = self._due(standing)
        if due is not None and body is not None:
            item = Counted(record, not standing.late, standing.because, period=period)
            self._add(measure, self._then(body, due).id, due, item)

    # duties

    def _task(self, duties: Sequence[Duty]) -> None:
        progress: dict[tuple[str, int], list[Duty]] = {}
        for duty in duties:
            measure = "bao-cao-dung-han" if duty.period else "nhiem-vu-dung-han"
            self._timely(measure, duty.task, duty.body, duty.standing, duty.period.label if duty.period else "")
            due = self._due(duty.standing)
            if due is not None and duty.body is not None:
                progress.setdefault((self._then(duty.body, due).id, due.year), []).append(duty)
        for (agency, year), own in progress.items():
            late = sum(_times_late(duty.standing) for duty in own)
            missing = sum(duty.standing.state not in ANSWERED for duty in own)
            delivered = Decimal(len(own) - missing) / len(own)
            value = min(max(Decimal(0), 1 - LATENESS * late), delivered)
            text = f"{len(own)} lần đến hạn trong năm, chậm {late} lần"
            text += f", trong đó {missing} lần chưa nộp: phần chưa nộp không có điểm" if missing else ""
            self._add("tien-do-tru-25", agency, date(year, 12, 31), Counted(own[0].task, not late, text, value))

    # findings

    def _of_finding(self, follow_up: FollowUp) -> None:
        finding, seen = follow_up.finding, follow_up.seen
        seen_on = f"phát hiện {vi_on(follow_up.seen_in)}"
        self._add("so-phat-hien", finding["agency"], seen, Counted(finding, counted=True, because=seen_on))
        if follow_up.repeats:
            earlier = "; ".join(record["title"] for record in follow_up.repeats)
            text = f"{seen_on}, lặp lại phát hiện trước: {earlier}"
            self._add("so-tai-pham", finding["agency"], seen, Counted(finding, counted=True, because=text))
        if follow_up.state in (FollowUpState.NO_INFORMATION, FollowUpState.REPORTED):  # it waits for who must verify it
            return
        owed = self._owed(follow_up)
        for left in {
            left.body.id: left for left in reversed(follow_up.left)
        }.values():  # it counts where it grew late, once
            if left.body.id != owed:
                self._add(
                    "khac-phuc-dung-han", left.body.id, left.due, Counted(finding, counted=False, because=left.because)
                )
                if not owed:
                    text = f"{left.because}; {follow_up.because}"
                    item = Counted(finding, _remedied(follow_up), text)
                    self._add("khac-phuc-xac-minh", left.body.id, left.due, item)

    def _owed(self, follow_up: FollowUp) -> str:
        """Count a finding at the one that had it on its deadline, and return which that is; empty: it has not fallen due."""
        finding, due = follow_up.finding, follow_up.due
        agency = (follow_up.owed_by or follow_up.holder).id
        late = follow_up.charged or any(left.body.id == agency for left in follow_up.left)
        stopped = follow_up.state in OUTSIDE and not follow_up.charged  # late before, it stays so
        remedied = _remedied(follow_up)
        if due is None or stopped or due > self.as_of or (due == self.as_of and not remedied):
            return ""
        ready = follow_up.ready or follow_up.closed or date.max
        self._add("khac-phuc-xac-minh", agency, due, Counted(finding, remedied, follow_up.because))
        if follow_up.reported or not remedied or (ready <= due and not follow_up.unclear) or late:
            # else nobody knows when the agency was ready
            in_time = remedied and ready <= due and not late
            self._add("khac-phuc-dung-han", agency, due, Counted(finding, in_time, follow_up.because))
        return agency

    # what was asked, and what was seen

    def _coordination(self, request: Request) -> None:
        self._timely("phoi-hop-dung-han", request.record, request.body, request.standing)
        due = self._due(request.standing, ANSWERED)
        if due is not None and request.body is not None:
            text = "trả lời chung chung, không nêu quan điểm" if request.vague else "trả lời có quan điểm"
            item = Counted(request.record, not request.vague, text)
            self._add("phoi-hop-ro-rang", self._then(request.body, due).id, due, item)

    def _dossiers(self, inspection: Record) -> None:
        looked = min(dates.day(inspection.get("end", inspection["start"])), self.as_of)
        for count, dossier in enumerate(inspection.get("dossiers", ()), 1):
            named = dates.day(dossier["due"])
            due = self._workdays.on_or_after(named)
            back, apology = (self._by_now(dossier.get(name)) for name in ("returned", "apology"))
            if due > self.as_of or (back is None and due >= looked):
                continue  # nobody knows yet whether it was late
            late = back is None or back > due
            happened = f"trả ngày {vi_date(back)}" if back else f"đến ngày {vi_date(looked)} chưa trả"
            text = f"hồ sơ {count} ({dossier['procedure']}): hẹn trả ngày {vi_date(named)}, {happened}"
            if dossier["chosen"] == "ngau-nhien":
                self._add("ho-so-dung-han", dossier["agency"], due, Counted(inspection, not late, text))
            if late:
                said = f"xin lỗi ngày {vi_date(apology)}" if apology else "không có thư xin lỗi"
                item = Counted(inspection, apology is not None, f"{text}; {said}")
                self._add("ho-so-xin-loi", dossier["agency"], due, item)

    def _by_now(self, day: str | None) -> date | None:
        found = dates.day(day) if day is not None else None
        return found if found is not None and found <= self.as_of else None

    def _notice(self, notice: Record) -> None:
        on = dates.days(notice["on"])
        measure = NOTICES.get(notice["type"])
        if measure is not None and on.last <= self.as_of:
            item = Counted(notice, counted=True, because=f"{vi_on(on)}: {notice['because']}")
            for agency in dict.fromkeys(notice["agencies"]):
                self._add(measure, agency, on.last, item)

    # whose it was

    def _then(self, holder: Record, day: date, seen_at: str = "") -> Record:
        """Return who answered on a day for what a body answers for now: itself, or the one before it that existed then.

        Where it took over from several, the one that is known to have been meant (``seen_at``) decides.
        """
        current = holder
        while bodies.life(current).first > day:
            before = self._before.get(current.id, [])
            before = [body for body in before if body.id == seen_at] or before
            if len(before) != 1:
                return holder
            current = before[0]
        return current


def _times_late(standing: Standing) -> int:
    """Return how often something was late: by each deadline that was moved when it had passed, and by the one in force."""
    # What moved one only once it was handed in moved nothing that it is held to, unless it was returned.
    in_force = standing.named or standing.due or date.max
    moved = sum(dates.day(event["old_due"]) < in_force for event in standing.moved_late)
    again = standing.days_late > 0 or (standing.was_late > 0 and not moved)
    return moved + again if standing.late else 0


def _remedied(follow_up: FollowUp) -> bool:
    """Whether somebody verified that it was remedied (a later recurrence does not undo that)."""
    return follow_up.closed is not None and any(v["verdict"] == "da-khac-phuc" for v in follow_up.verifications)


@once
def _before(corpus: Corpus) -> dict[str, list[Record]]:
    """Return the agencies that each agency took over from."""
    table: dict[str, list[Record]] = {}
    for agency in corpus.of("agency"):
        for heir, _ in bodies.successors(corpus, agency):
            table.setdefault(heir.id, []).append(agency)
    return table
