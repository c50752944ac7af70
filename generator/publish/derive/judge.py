"""What became of one duty by a day: its events folded into a standing, with the sentence that explains it.

A body is judged by the day on which it handed its product in, never by the day on which somebody confirmed that. What
is handed in waits at whoever must confirm, and is charged to nobody. The absence of a record is lateness only as far as
it is certain that nothing was left out (``seen``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from generator.domain import bodies
from generator.domain.bodies import Holder
from generator.domain.dates import Deadline, Interval
from generator.domain.events import Happened, stated
from generator.domain.text import vi_date, vi_on
from generator.domain.workdays import Lateness, Workdays
from generator.publish.derive.standing import Proof, Standing, State

ONE_DAY = timedelta(days=1)
NONE = Deadline()
REPLACED = "thay-the"
"""A later text takes the place of the duty: no event of a record, but what ``domain.tasks.replaced`` makes one."""
ENDED = ("huy", REPLACED)
STOPPED = {"tam-dung": "tạm dừng", "huy": "hủy", REPLACED: "được thay thế"}
BEGUN = {
    "nop": "đã nộp", "xac-nhan": "đã xong", "chuyen": "đã chuyển", "gia-han": "được gia hạn", "tam-dung": "tạm dừng",
    "huy": "đã hủy", REPLACED: "được thay thế", "ket-thuc": "nơi được giao kết thúc hoạt động",
    "ke-thua": "nơi kế thừa tiếp nhận",
}  # fmt: skip
TOLD = {
    **BEGUN,
    "tra-lai": "bị trả lại",
    "mo-lai": "mở lại",
    "tiep-tuc": "tiếp tục",
    "tu-choi": "từ chối",
    "nhan": "đã nhận",
}
"""Events that leave open whether a duty was late while the month or year that is named for them is not over."""
SOON = 7
"""Days before a deadline from which it is "due soon" (the first of the customary reminders 7, 3, 1)."""


COMPLETED = ("nop", "xac-nhan")
"""Of them those after which nobody can say that it is not done."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why nothing is certain after a day, in words; and whether the duty may well be done."""

    words: str = ""
    done: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)


CERTAIN = Doubt()


def eve(when: Interval) -> date:
    """Return the last day on which something had certainly not happened."""
    return when.first - ONE_DAY if when.first > date.min else date.min


@dataclass(frozen=True, slots=True)
class Was:
    """What an event took out of sight and stays told, in words; and by how many days it was late then."""

    event: Happened
    words: str
    days: int = 0
    due: Deadline = NONE
    last: date = date.min
    """The deadline, and the last day by which it was late."""
    silent: bool = False
    """Whether that rests on nothing being recorded as handed in by then."""

    def own(self, since: date) -> int:
        """Return the days of a body that has the duty since a day."""
        return self.days if since == date.min else self.due.late(self.last, since)

    def of(self, since: date, taken: Interval) -> str:
        """Return the words, of a body that has the duty since a day, of some on which it took it over, with its share."""
        own = self.own(since)
        if own == self.days:
            return self.words
        share = least(taken)
        return f"{self.words}, " + (
            f"trong đó {share}{own} ngày từ khi tiếp nhận" if own or share else "đều trước khi tiếp nhận"
        )

    def inherited(self, since: date) -> bool:
        """Whether it was late already when who has it since a day took it over: that counts at the one before."""
        return passed(self.due, since)


@dataclass(frozen=True, slots=True)
class Course:
    """How far a duty has come."""

    due: Deadline
    extensions: int = 0
    granted: tuple[Happened, ...] = ()
    """The extensions that came when it had been handed in: they count once that is returned."""
    resumed: bool = False
    """Whether a new deadline was set when the duty was resumed."""
    lapsed: bool = False
    """Whether a deadline was moved when it had passed: what was handed in by then is late by that one."""
    submitted: Happened | None = None
    returned: tuple[tuple[Happened, Happened], ...] = ()
    """Every time that what was handed in was returned: the hand-in and the return."""
    confirmed: Happened | None = None
    reopened: tuple[tuple[Happened | None, Happened], ...] = ()
    """Every confirmation that was taken back, with what took it back."""
    opened: date = date.min
    """The day on which it was last to be done again: returned, reopened, resumed."""
    refused: Happened | None = None
    done: bool = False
    by: str = "hoàn thành"
    """What completed it, as the sentence says it."""
    halted: Happened | None = None
    """The pause in force, or the cancellation."""
    fixed: bool = False
    """Whether a deadline was set in the pause in force: what was late before is another lateness."""
    past: tuple[Was, ...] = ()
    """What events took out of sight."""

    def in_time(self, when: Interval) -> bool:
        """Whether all days on which it can have been done are in time."""
        return self.due.sure is not None and when.last <= self.due.sure

    def was_late(self, since: date = date.min) -> int:
        """Return the most days by which it was late when its deadline moved, or it was paused or cancelled, from a day on.

        What was late already on that day counts at the one before.
        """
        return max((was.own(since) for was in self.past if not was.inherited(since)), default=0)

    def taken_late(self, since: date) -> int:
        """Return the most days by which it was late then at who had taken it over late: they count at the one before."""
        return max((was.own(since) for was in self.past if was.inherited(since)), default=0)

    def moved_late(self, since: date = date.min) -> tuple[Mapping[str, Any], ...]:
        """Return the events that moved its deadline when it was late, at a body that has it since a day."""
        return tuple(was.event.data for was in self.past if was.event.type == "gia-han" and was.own(since) > 0)

    def overdue_from(self, since: date = date.min) -> date | None:
        """Return the day from which it is overdue, unless it is done, at a body that has it since a day."""
        due = self.due.day
        return None if due is None or due == date.max else max(due + ONE_DAY, self.opened, since)

    @property
    def resting(self) -> bool:
        """Whether it was handed in, on a day that nobody names, in the pause that is in force."""
        own, pause = self.submitted, self.halted
        if own is None or pause is None or pause.type != "tam-dung":
            return False
        return not own.dated and own.when.last >= pause.when.first

    @property
    def unproven(self) -> Course:
        """It, without having been late as far as that rests on no hand-in being recorded: there was one, nobody says when."""
        past = (was for was in self.past if not was.silent or was.event.when.last < self.opened)
        return replace(self, past=tuple(past))

    @property
    def closed(self) -> bool:
        """Whether nothing can happen to it any more."""
        return self.done or (self.halted is not None and self.halted.type in ENDED)


def passed(due: Deadline, since: date) -> bool:
    """Whether a deadline had passed when who has a duty since a day took it over."""
    return due.day is not None and due.day < since


Certain = Callable[[date, date], date | None]
"""Up to which day it is certain that what is due on a first day was not done, as far as is known by a second."""
Paper = Callable[[Mapping[str, Any]], date | None]
"""The day of the paper by which something happened, if it names one."""
Whose = Callable[[Happened], str | None]
"""The name of the body that did something; empty: it is the one that is judged; None: nobody says which of several."""


def _no_paper(_: Mapping[str, Any]) -> None:
    return None


def _itself(_: Happened) -> str:
    return ""


def follow(
    due: Deadline,
    events: Iterable[Happened],
    workdays: Workdays,
    certain: Certain,
    *,
    accepted: bool = False,
) -> Course:
    """Fold events in order. A returned submission is not done; what is confirmed changes only by being reopened.

    ``accepted``: a submission completes the duty unless it is returned (periodic reports).
    """
    course = Course(due)
    for event in events:
        if not course.closed or (course.done and event.type == "mo-lai"):
            course = _after(course, event, workdays, certain)
    if accepted and course.submitted is not None and not course.closed:
        return replace(course, done=True, by="đã nộp kết quả")
    return course


def _after(course: Course, event: Happened, workdays: Workdays, certain: Certain) -> Course:
    new: dict[str, Any] = {}
    match event.type:
        case "gia-han":
            course = _late_until(course, event, "được gia hạn", workdays, certain)
            new = _extended(course, event, workdays)
        case "tam-dung" | "huy" | "thay-the":
            course = _late_until(course, event, STOPPED[event.type], workdays, certain)
            new = {"halted": event, "fixed": False}
        case "tiep-tuc":
            opened = event.when.last if course.halted is not None else course.opened
            new = {"halted": None, "opened": opened, **_resumed(course, event, workdays)}
        case "nop" if course.submitted is not None:  # what is handed in beside it does not make it later
            new = {"past": (*course.past, Was(event, f"nộp bổ sung {vi_on(event.when)}"))}
        case "nop":
            new = {**_worked_on(course, event, workdays), "submitted": event}
        case "tra-lai":
            had = [(course.submitted, event)] if course.submitted is not None else []
            new = {"submitted": None, "returned": (*course.returned, *had), **_opened(course, event)}
        case "xac-nhan":
            done = course if course.submitted is not None else course.unproven
            new = {**_worked_on(course, event, workdays), "done": True, "confirmed": event, "past": done.past}
        case "mo-lai" if course.done:
            new = {
                "done": False, "submitted": None, "confirmed": None, "by": "hoàn thành",
                "reopened": (*course.reopened, (course.confirmed, event)), **_opened(course, event),
            }  # fmt: skip
        case "tu-choi":
            new = {"refused": event}
    return _granted(replace(course, **new), workdays)


def _opened(course: Course, event: Happened) -> dict[str, Any]:
    """Return what it does that something is to be done again: from its hand-in till then it lay at others.

    Where nobody says when that was, it may have been in time.
    """
    own = course.submitted
    first = own.when.first + ONE_DAY if own is not None else date.min
    about = not event.when.exact or (own is not None and not own.when.exact)
    due = course.due.rest(first, event.when.last - ONE_DAY, kept=True, about=about)
    return {"opened": event.when.last, "lapsed": False, "due": due}


def _granted(course: Course, workdays: Workdays) -> Course:
    """Return a course with the extensions that came when it had been handed in, once that is returned."""
    if course.submitted is None and course.granted:
        first, *rest = course.granted
        course = replace(course, granted=tuple(rest))
        return _granted(replace(course, **_extended(course, first, workdays)), workdays)
    return course


def _extended(course: Course, event: Happened, workdays: Workdays) -> dict[str, Any]:
    """Return what an extension does to the deadline: it never moves back, so that a later one of its own stays.

    What has been handed in is judged by the deadline that it had then.
    """
    if course.submitted is not None:
        return {"granted": (*course.granted, event)}
    due = workdays.ends(Deadline(date.fromisoformat(event.data["new_due"])))
    earlier = course.due.day is not None and due.day is not None and due.day <= course.due.day
    if earlier:
        return {}
    lapsed = course.lapsed or (course.due.day is not None and event.when.last > course.due.day)
    for rest in course.due.rests:  # what lay at others, or rested, past the new deadline, too
        due = due.rest(rest.first, rest.last, kept=course.due.kept > 0, about=course.due.about)
    return {"due": due, "extensions": course.extensions + 1, "fixed": course.halted is not None, "lapsed": lapsed}


def _worked_on(course: Course, event: Happened, workdays: Workdays) -> dict[str, Any]:
    """Return what it does to a pause that the duty is handed in, or confirmed, in it: the pause was over by then.

    The day of a source that names none is not that on which it ended: no deadline follows from it.
    """
    if course.halted is None or course.halted.type != "tam-dung" or course.submitted is not None or not event.dated:
        return {}
    return {"halted": None, **_resumed(course, event, workdays)}


def _resumed(course: Course, event: Happened, workdays: Workdays) -> dict[str, Any]:
    """Return what resuming does to the deadline: set anew, or moved by the days that the duty rested."""
    if "new_due" in event.data:
        due = workdays.ends(Deadline(date.fromisoformat(event.data["new_due"])))
        later = course.due.day is None or (due.day or date.max) > course.due.day
        return {"due": due, "resumed": True} if later else {}
    if course.halted is None or course.due.day is None or course.submitted is not None:
        return {}
    if not (event.when.exact and course.halted.when.exact):
        return {"due": Deadline(None, RESTED)}
    # The days late before the pause go on with those after it.
    past = tuple(was for was in course.past if was.event is not course.halted or course.fixed)
    return {"due": workdays.rested(course.due, course.halted.when.first, event.when.last), "past": past}


RESTED = "hạn lùi theo số ngày tạm dừng, nguồn không nêu đủ ngày tạm dừng và ngày tiếp tục"


def _late_until(course: Course, event: Happened, what: str, workdays: Workdays, certain: Certain) -> Course:
    """Keep what was late on the day of an event that would make it disappear, as far as that is certain."""
    due = course.due.day
    if due is None or course.halted is not None:
        return course
    known = True
    if course.submitted is not None:
        stood, how = course.submitted.when.first, "đã nộp chậm"
    else:
        last = eve(event.when) if event.type == "tam-dung" else event.when.first  # its first day is one of rest
        stood, how = min(last, certain(due, event.when.first) or date.min), "đã quá hạn"
        known = stood == last
    if stood <= due:
        if course.submitted is None or event.type not in ENDED:
            return course
        handed_in = Was(event, f"đã nộp {said_when(course.submitted)}, trước khi {what}")
        return replace(course, past=(*course.past, handed_in))
    late = workdays.lateness(due, stood, course.due.rests)
    if not late.days:
        return course
    bound = "" if course.submitted is not None else least(event.when) if known else AT_LEAST
    words = f"{how} {bound}{late.words} khi {what} {vi_on(event.when)}"
    told = Was(event, words, late.days, course.due, stood, silent=course.submitted is None)
    return replace(course, past=(*course.past, told))


@dataclass(frozen=True, slots=True)
class Tenure:
    """Since when a body answers for a duty, and who had it before: names, each with the days on which it did."""

    since: date
    before: tuple[tuple[str, Interval], ...]
    certain: bool
    """Whether it is certain that it was not done before, and for how long each had it."""
    taken: Interval
    """The days on one of which it took the duty over."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Says of a course how it stands as of a day."""

    as_of: date
    workdays: Workdays
    paper: Paper = _no_paper
    """The date of the paper by which something was handed in."""
    name: Callable[[str], str] = str
    """The short name of a body by its id."""

    def standing(  # noqa: PLR0913 - what a judgement rests on, by name
        self,
        course: Course,
        *,
        seen: date | None = date.max,
        body: str | None = None,
        held: Tenure | None = None,
        ended: Interval | None = None,
        heir: bool = False,
        missing: str = "chưa hoàn thành",
        given: date | None = None,
        at: str = "",
        unsure: Doubt = CERTAIN,
        gone: str = "",
        whose: Whose = _itself,
    ) -> Standing:
        """Return the state and its sentence.

        ``seen``: up to which day it is certain that what is not recorded was not done; None: nothing is certain.
        ``body``: who answers; what only it says of itself is told as its own word.
        ``held``: since when the body has it; it is late for the days since then alone.
        ``ended``: the days on one of which a body ended that did not pass this duty on.
        ``heir``: whether somebody took over what came later.
        ``missing``: what is said of a duty that is not done.
        ``given``: the day on which it was given, which a duty without a deadline is as old as.
        ``at``: where what is handed in waits for confirmation.
        ``unsure``: why it is not certain after ``seen``. ``gone``: who has what falls due since then.
        ``whose``: which body did something, where that is another.
        """
        if course.done:
            found = self._done(course, body, held)
        elif course.halted is not None and not course.resting:
            found = self._halted(course.halted)
            if course.submitted is not None:
                found = replace(found, bare=(f"đã nộp {said_when(course.submitted)}", ""))
        elif course.submitted is not None:
            found = self._submitted(course, course.submitted, held, at)
        else:
            found = self._open(course, missing, seen, ended, held, unsure=unsure, gone=gone, heir=heir)
        age = [f"giao ngày {vi_date(given)}, đã {(self.as_of - given).days} ngày"] if given is not None else []
        aged = age if found.state is State.NO_DEADLINE else []
        since = held.since if held is not None else date.min
        late = found.state not in (State.DONE_UNASSESSED, State.AWAITING)
        facts = [words for words, days in self.told(course, held, whose) if not days]
        inherited = late and passed(course.due, since)
        was = max(course.was_late(since), course.taken_late(since) if inherited else 0)
        due = [f"hạn là {_due(course)}"] if course.due.day is not None and not found.bare[0] else []
        return replace(
            found, due=course.due.sure, named=course.due.named, extensions=course.extensions,
            because="; ".join((found.because, *aged, *(words for words, _ in self.told(course, held, whose)))),
            mild="; ".join((found.because, *aged, *facts)), bare=(found.bare[0], "; ".join((*due, *facts))),
            was_late=max(found.was_late, was), inherited=inherited, moved_late=course.moved_late(since),
            overdue_from=course.overdue_from(since),
        )  # fmt: skip

    def _done(self, course: Course, body: str | None, held: Tenure | None) -> Standing:
        event = course.submitted or course.confirmed
        assert event is not None  # noqa: S101 - what is done was handed in or confirmed
        done, due = event.when, course.due.day
        what = f"{course.by} {said_when(event)}" if course.confirmed is None else self._completed(course, event)
        proof, by = _proof(course, body)
        said_so = [("theo cơ quan tự báo cáo" if by == body else f"theo xác nhận của {self.name(by)}")] if by else []
        shown = {Proof.NONE: [*said_so, "chưa có minh chứng"], Proof.OWN: said_so}.get(proof, [])
        tail = f"; {', '.join(shown)}" if shown else ""
        text, state, late = f"{what}, không rõ trước hay sau hạn {_due(course)}", State.DONE_UNASSESSED, None
        if course.lapsed and course.submitted is None:
            text = f"{what}; được gia hạn khi đã qua hạn, không rõ nộp trước hay sau khi gia hạn nên không xét thời hạn"
        elif course.due.sure is not None and course.in_time(done):
            early = (course.due.sure - done.last).days
            ahead = f", trước {early} ngày" if early and done.exact else ""
            text, state = f"{what}, trong hạn {_due(course)}{ahead}", State.DONE_ON_TIME
        elif due is None:
            unset = course.due.because or "văn bản không ấn định hạn nên không tính đúng hạn hay quá hạn"
            text = f"{what}; {unset}"
        elif done.first > due and course.submitted is None:
            # Confirmed after the deadline, and when the body handed in is not known: the confirmer's delay is not its.
            text = f"{what} sau hạn {_due(course)}; không rõ ngày cơ quan nộp nên không tính đúng hạn hay quá hạn"
        elif done.first > due:
            late = self._late(course, done.first, held)
            text = f"{what}, chậm {least(done)}{late.words} so với hạn {_due(course)}{self._dated(event, due)}"
            state = State.DONE_LATE
        settled = (course.confirmed or event).when.last
        day = done if event.dated else None
        found = Standing(state, text + tail, done=day, settled=settled, proof=proof, bare=(what + tail, ""))
        return replace(found, days_late=late.days, working_days_late=late.working) if late else found

    @staticmethod
    def _completed(course: Course, event: Happened) -> str:
        confirmed = course.confirmed
        if course.submitted is None or confirmed is None:
            return f"hoàn thành {said_when(event)}" if event.dated else f"đã hoàn thành, {said_when(event)}"
        return f"hoàn thành, nộp {said_when(event)}, được xác nhận {said_when(confirmed)}"

    def _dated(self, event: Happened, due: date) -> str:
        """Say of what was handed in late that its paper bears an earlier date."""
        paper = self.paper(event.data)
        return f" (văn bản ghi ngày {vi_date(paper)})" if paper is not None and paper <= due else ""

    @staticmethod
    def _halted(event: Happened) -> Standing:
        reason = why(event.data)
        if event.type == REPLACED:
            return Standing(State.REPLACED, f"được thay bằng {reason} từ {vi_on(event.when).removeprefix('trong ')}")
        if event.type == "huy":
            return Standing(State.CANCELLED, f"đã hủy{placed(event)}: {reason}")
        if event.dated:  # of an occurrence that arose later it was in force already
            event = replace(event, when=stated(event.data))
        since = f" từ{placed(event).replace(' trong ', ' ')}" if event.dated else placed(event)
        return Standing(State.PAUSED, f"tạm dừng{since}: {reason}")

    def _submitted(self, course: Course, event: Happened, held: Tenure | None, at: str) -> Standing:
        """Judge what was handed in and waits for confirmation: it is late as far as it was handed in late."""
        when, due = event.when, course.due.day
        days = (self.as_of - when.last).days
        waits = f"chờ {f'{at} ' if at else ''}xác nhận{f' {least(when)}{days} ngày' if days else ''}"
        what = f"đã nộp {said_when(event)}"
        found = Standing(State.AWAITING, "", waiting=days, waits=waits, bare=(f"{what}, {waits}", ""))
        if course.in_time(when):
            return replace(found, because=f"{what}, trong hạn {_due(course)}, {waits}", kept=True)
        if due is None:
            unset = course.due.because or "văn bản không ấn định hạn"
            return replace(found, because=f"{what}, {waits}; {unset}")
        if when.first <= due:
            return replace(found, because=f"{what}, không rõ trước hay sau hạn {_due(course)}, {waits}")
        late = self._late(course, when.first, held)
        text = f"{what}, chậm {least(when)}{late.words} so với hạn {_due(course)}{self._dated(event, due)}, {waits}"
        return replace(
            found, state=State.AWAITING_LATE, because=text, days_late=late.days, working_days_late=late.working
        )

    def _open(  # noqa: PLR0913 - see standing
        self,
        course: Course,
        missing: str,
        seen: date | None,
        ended: Interval | None,
        held: Tenure | None,
        *,
        unsure: Doubt,
        gone: str,
        heir: bool,
    ) -> Standing:
        """Judge what is not done, as far as that is certain; a duty left behind gets no later than its body's end."""
        due = course.due.day
        end = ""
        if ended is not None and ended.last >= self.as_of:
            ended = None
        if ended is not None:
            end = f"nơi được giao kết thúc hoạt động {vi_on(ended)}"
            end += "" if heir else ", sổ chưa ghi nơi tiếp nhận"
        tail = f"; {end}" if end else ""
        sure = course.due.sure
        if due is None and (sure is None or sure < self.as_of or ended is not None):
            unset = course.due.because or "văn bản không ấn định hạn"
            if seen is None or unsure.done:
                heard = unsure.words if unsure.done else UNHEARD
                return Standing(State.NO_INFORMATION, f"{heard}; {unset}{tail}")
            state = State.NO_DEADLINE if course.due.left_open or not course.due.because else State.NO_INFORMATION
            return Standing(state, f"{missing}; {unset}{tail}")
        if seen is None:
            heard = NO_RESULT if course.refused is not None or course.due.rests else UNHEARD
            heard = unsure.words if unsure.done else heard
            return Standing(State.NO_INFORMATION, f"{heard}; hạn là {_due(course)}{tail}")
        if sure is not None and sure >= self.as_of and ended is None:
            left = (sure - self.as_of).days
            rest = f"còn {left} ngày" if left else "đến hạn trong ngày"
            state = State.DUE_SOON if left <= SOON else State.OPEN_IN_TIME
            state, missing = (State.NO_INFORMATION, unsure.words) if unsure.done else (state, missing)
            return Standing(state, f"{missing}; hạn là {_due(course)}, {rest}")
        last = min(seen, self.as_of, ended.first if ended is not None else date.max)
        at_end = end if ended is not None and last == ended.first else ""
        bound = least(ended) if ended is not None else ""
        return self._overdue(course, missing, last, held, end=at_end, unsure=unsure, gone=gone, bound=bound)

    def _overdue(  # noqa: PLR0913 - see standing
        self,
        course: Course,
        missing: str,
        last: date,
        held: Tenure | None,
        *,
        end: str,
        unsure: Doubt,
        gone: str,
        bound: str,
    ) -> Standing:
        """Judge what was not done by a day, the last of which that is certain; ``end``: what ended its body then."""
        due, late = course.due.day or date.max, self._late(course, last, held)
        if last <= due or (held is not None and (last < held.since or not late.days)):
            heard = (
                f"; tin gần nhất là ngày {vi_date(last)}, sau đó sổ không theo dõi đủ nên không biết đã xong chưa"
                if last > date.min
                else ""
            )
            known = f"{unsure.words or gone}; hạn là {_due(course)}"  # it may well be done
            if end or last == self.as_of:  # till then it was not; or it rested
                known = f"{missing}; hạn là {_due(course)}{f', nhưng {end}' if end else '; đã quá trước khi tiếp nhận'}"
            elif not (unsure or gone):
                known = f"{NO_RESULT}; hạn là {_due(course)}{heard}"
            return Standing(State.NO_INFORMATION, known)
        until = f" tính đến ngày {vi_date(last)}" if last < self.as_of else ""
        if unsure and until:  # it may be done, or another's, but was late by then
            words = f"đã quá hạn {late.words}{until}; {unsure.words}; hạn là {_due(course)}"
            return Standing(State.NO_INFORMATION, words, was_late=late.days)
        if end:
            until = f" khi {end}"
        elif until:
            until += f", {gone or 'sau đó sổ không theo dõi'}"
        words = f"{missing}; hạn là {_due(course)}, đã quá {bound if end else ''}{late.words}{until}"
        return Standing(State.OPEN_OVERDUE, words, days_late=late.days, working_days_late=late.working)

    def _late(self, course: Course, day: date, held: Tenure | None) -> Lateness:
        """Return how late a body is on a day: what was late before it took over stays with the one before."""
        due, rests = course.due.day or date.max, course.due.rests
        if held is None or not passed(course.due, held.since) or day < held.since:
            return self.workdays.lateness(due, day, rests)
        own = self.workdays.lateness(held.since - ONE_DAY, day, rests)
        own = replace(own, words=f"{least(held.taken)}{own.words}")
        had = [(name, course.due.late(days.last, days.first)) for name, days in held.before]
        total = course.due.late(day)
        nobody = total - own.days - sum(days for _, days in had)
        shares = [f"{days} ngày khi việc ở {name}" for name, days in had if days]
        shares += [f"{nobody} ngày khi {NOBODY}"] if nobody else []
        if not held.certain or not shares:
            return replace(own, words=f"{own.words} từ khi tiếp nhận")
        return replace(own, words=f"{total} ngày: {', '.join(shares)}, {own.words} từ khi tiếp nhận")

    @staticmethod
    def told(course: Course, held: Tenure | None, whose: Whose = _itself) -> Iterable[tuple[str, int]]:
        """Yield what happened on the way and stays told, with how many days late it tells of: lateness, returns, a refusal."""
        for was in course.past:
            yield was.of(held.since, held.taken) if held is not None else was.words, was.days
        for handed_in, event in course.returned:
            due = course.due.day
            first = handed_in is course.returned[0][0] and due is not None and handed_in.when.last <= due
            first_time = f" {said_when(handed_in)}, trong hạn," if first and due and event.when.last > due else ""
            by = f" {name}" if (name := whose(handed_in)) else ""
            yield f"kết quả{by} đã nộp{first_time} bị trả lại{placed(event)}: {why(event.data)}", 0
        for confirmed, event in course.reopened:
            when = f" {said_when(confirmed)}" if confirmed is not None else ""
            yield f"đã được xác nhận{when} rồi mở lại{placed(event)}: {why(event.data)}", 0
        if course.refused is not None and not course.done:
            name = whose(course.refused)
            refused = "việc bị từ chối" if name is None else f"{name or 'cơ quan'} từ chối"
            yield f"{refused} thực hiện{placed(course.refused)}: {why(course.refused.data)}", 0


def unsure(begun: Happened | None) -> Doubt:
    """Return why nothing is certain from the beginning of a month or year on in which something is said to have happened."""
    return Doubt(_unsure(begun), begun is not None and begun.type in COMPLETED)


def _unsure(begun: Happened | None) -> str:
    if begun is None:
        return ""
    if not begun.dated:
        return f"nguồn nêu {BEGUN[begun.type]} mà không nêu ngày"
    if begun.when.last == date.max:
        return (
            f"cơ quan khác {BEGUN[begun.type]} từ ngày {vi_date(begun.when.first)}, nguồn không nêu là việc của nơi nào"
        )
    return f"nguồn nêu {BEGUN[begun.type]} {vi_on(begun.when)}, khoảng ấy chưa hết"


NOBODY = "chưa nơi nào giữ việc"
UNHEARD = "sổ không có tin về việc thực hiện"
NO_RESULT = "sổ chưa có tin về kết quả"
"""Said where something is known of a duty, and not whether it was done."""


def why(event: Mapping[str, Any]) -> str:
    """Return the reason of an event as part of a sentence, or that its source names none."""
    return said(event["reason"]) if "reason" in event else "nguồn không nêu lý do"


def said(reason: str) -> str:
    """Return a recorded reason as part of a sentence: without its full stop."""
    return reason.strip().rstrip(".")


def _proof(course: Course, body: str | None) -> tuple[Proof, str]:
    """Return what a completion rests on, and on whose word: a document or page, the body's own, or nothing.

    ``body`` None: it is no duty's.
    """
    if body is None:
        return Proof.GIVEN, ""
    by = course.confirmed.data.get("by", {}).get("body", "") if course.confirmed is not None else ""
    events = [event for event in (course.submitted, course.confirmed) if event is not None]
    if not any(_proved(event.data) for event in events):
        return Proof.NONE, by
    return Proof.OWN if body and by == body else Proof.GIVEN, by


def _proved(event: Mapping[str, Any]) -> bool:
    """Whether something shows what an event says: its evidence, else its source where that is a paper or a page."""
    return not event.get("unproved", False) and bool(
        "evidence" in event or event.get("source", {}).keys() & {"document", "url"}
    )


def _due(course: Course) -> str:
    day = course.due.day
    moved = (
        *([f"ngày {vi_date(course.due.named)} là ngày nghỉ"] if day and course.due.named else []),
        *(["tính đúng ngày ghi, kể cả ngày nghỉ"] if day and course.due.exact else []),
        *([f"đã gia hạn {course.extensions} lần"] if course.extensions else []),
        *(["được lùi khi tiếp tục sau tạm dừng"] if course.resumed else []),
        *([f"đã lùi {course.due.rested} ngày tạm dừng"] if course.due.rested else []),
        *unrated(course.due),
    )
    return (vi_date(course.due.sure) if course.due.sure else "") + (f" ({', '.join(moved)})" if moved else "")


def unrated(due: Deadline) -> list[str]:
    """Say which days since a deadline are not counted."""
    paused = sum(rest.length for rest in due.rests) - due.kept
    return [
        *([f"không tính {paused} ngày tạm dừng sau hạn"] if paused else []),
        *([f"không tính {'những' if due.about else due.kept} ngày kết quả đang ở nơi nhận"] if due.kept else []),
    ]


AT_LEAST = "ít nhất "


def least(when: Interval) -> str:
    """Return the words before a number of days of which only the least is certain."""
    return "" if when.exact else AT_LEAST


def said_when(event: Happened) -> str:
    """Say when something happened; of a day that nobody names, by when it was known."""
    if event.dated:
        return vi_on(event.when)
    return f"không rõ ngày, biết từ nguồn ngày {vi_date(event.known or event.when.last)}"


def placed(event: Happened) -> str:
    """Say when something happened, after the words that say what it is."""
    return f"{'' if event.dated else ','} {said_when(event)}"


def passed_to(holder: Holder) -> str:
    """Say since when a duty is another body's."""
    when = vi_on(holder.taken).removeprefix("trong ")
    whose = f"việc thuộc {bodies.short(holder.body)}"
    since = f"trong khoảng {when}" if when.startswith("từ ") else f"từ {when}"
    return f"{since} {whose}" if holder.taken.first > date.min else f"{whose}, {when}"


def unplaced(events: Iterable[Happened], said: str = "", so: str = "không xét thời hạn") -> str:
    """Say why nothing is said of the time of a duty: on which day some things happened decides, and nobody names it.

    ``said``: what is told already. ``so``: what follows.
    """
    told = dict.fromkeys(f"{TOLD.get(e.type, e.type)}{placed(e)}" for e in events if said_when(e) not in said)
    source = f"nguồn nêu {', '.join(told)}; " if told else ""
    return f"{source}không rõ đúng ngày nào nên {so}"
