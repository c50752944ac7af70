"""What is said of small random duties: by a plain count of days where all days are known, and so on whichever day else.

The count is written here from the printed rules and knows nothing of the code that judges. A vague register is one in
which some of the days are months, or are known from a source alone; the exact ones that it allows have a day for each.
"""

from __future__ import annotations

import calendar
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import follow_up_cases
import pytest
from standing_cases import DECISION, SAMPLE, Register

from generator.publish.derive.duties import duties
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.standing import MOVED, Duty

DAY = timedelta(days=1)
BODIES = ("so-mot", "so-hai", "so-ba")
OFF = {date(2026, 4, 26), date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1)}
FIRST, LAST = date(2026, 4, 20), date(2026, 7, 20)
NEXT = {
    "open": ("nop", "tam-dung", "gia-han", "chuyen", "chuyen"),
    "handed in": ("tra-lai", "xac-nhan", "gia-han"),
    "paused": ("tiep-tuc", "chuyen", "nop"),
    "done": ("mo-lai",),
}
"""What can follow (``x-moves``)."""
THEN = {
    "nop": "handed in",
    "tam-dung": "paused",
    "tiep-tuc": "open",
    "tra-lai": "open",
    "xac-nhan": "done",
    "mo-lai": "open",
}
SEEDS = range(40)


@dataclass
class Told:
    """What happened: of a body, on a day, and how exactly a record says when."""

    kind: str
    whose: str
    on: date
    more: dict[str, Any] = field(default_factory=dict)
    known: str = "day"


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in OFF


def moved(day: date) -> date:
    while not works(day):
        day += DAY
    return day


def random_course(random: Random) -> tuple[date, list[Told]]:
    """A deadline, and what happened, each on a day of its own."""
    due = date(2026, 5, 1) + random.randrange(30) * DAY
    state, holder, day, found = "open", "so-mot", FIRST, []
    for _ in range(random.randrange(1, 6)):
        day += random.randrange(1, 14) * DAY
        kind = random.choice(NEXT[state])
        if day > LAST:
            break
        told = Told(kind, holder, day)
        if kind == "chuyen":
            told.more["to"] = random.choice([body for body in BODIES if body != holder])
            holder = told.more["to"]
        if kind == "gia-han":
            told.more["new_due"] = max(day, due) + random.randrange(1, 20) * DAY
        state = THEN.get(kind, state)
        found.append(told)
    return due, found


def event(told: Told) -> dict[str, Any]:
    """As a record holds it."""
    data: dict[str, Any] = {"type": told.kind, "source": DECISION if told.kind == "gia-han" else SAMPLE}
    if told.known == "later":
        data |= {"date_state": "khong-neu", "known_on": (told.on + 6 * DAY).isoformat()}
    else:
        data["date"] = told.on.isoformat() if told.known == "day" else told.on.isoformat()[:7]
    if "to" in told.more:
        data["to"] = f"tinh-mau-{told.more['to']}"
    if "new_due" in told.more:
        data |= {"old_due_state": "khong-neu", "new_due": told.more["new_due"].isoformat()}
    if told.kind in ("tra-lai", "tam-dung", "gia-han", "mo-lai"):
        data["reason"] = "Lý do."
    return data


def judged(
    due: date, course: list[Told], on: date, succession: tuple[str, str | None] | None = None, *, full: bool = True
) -> list[Duty]:
    """What the register says. Its checks are not asked: an order that no clerk may enter is judged, too.

    ``succession``: when Sở Một ended, and since when Sở Hai comes after it. ``full``: a full list is kept.
    """
    register = Register(issued="2026-01-05").calendars(2025, 2026).task(due={"by": due.isoformat()})
    register = register.listed() if full else register.follow(full=False)
    if succession is not None:
        register.succeeded("so-mot", "Sở Một", succession[0], "so-hai", succession[1])
    for body in BODIES:
        if own := [event(told) for told in course if told.whose == body]:
            register.rollout(body, *own)
    return duties(register.examined().corpus, on)["tinh-mau-5-ubnd-t1"]


def told(found: list[Duty]) -> dict[str, tuple[str, int]]:
    """By body: the state, and by how many days it is or was late."""
    return {
        duty.body.id.removeprefix("tinh-mau-"): (
            str(duty.standing.state), max(duty.standing.days_late, duty.standing.was_late)
        )
        for duty in found if duty.body is not None
    }  # fmt: skip


# -- the count


def counted(  # noqa: C901, PLR0912, PLR0915 - one count, from the first day to the last
    due: date, course: list[Told], on: date
) -> dict[str, tuple[str, int]]:
    """By body: the state, and for how many days it had the duty when its deadline had passed: one by one.

    A day counts that is after the deadline, is none of a pause (its first day is, that of the resumption is not), none
    on which what had been handed in lay where it was returned, and on or before that on which it was handed in or the
    deadline moved.
    """
    last = {"holder": "so-mot", "since": date.min, "raw": due, "due": moved(due)}
    pauses: list[tuple[date, date]] = []
    paused: date | None = None
    handed_in: tuple[date, str, date] | None = None
    done = False
    had: list[tuple[str, date, date]] = []
    granted: date | None = None
    before: dict[str, int] = {}

    def late(until: date, body: str, start: date) -> int:
        day, days = last["due"] + DAY, 0
        while day <= until:
            days += day >= start and not any(first <= day < end for first, end in pauses)
            day += DAY
        return days

    def passed_on(until: date) -> None:
        """What was late at each who had it, up to a day."""
        for body, first, end in [*had, (last["holder"], last["since"], date.max)]:
            before[body] = max(before.get(body, 0), late(min(until, end - DAY if end < date.max else end), body, first))

    def resume(day: date) -> None:
        nonlocal paused
        assert paused is not None
        if paused > last["due"]:
            pauses.append((paused, day))
        else:
            base = last["raw"] if paused < last["raw"] else last["due"]
            last["raw"] = base + (day - paused)
            last["due"] = moved(last["raw"])
        paused = None

    def extend(new: date) -> None:
        if moved(new) > last["due"]:
            last["raw"], last["due"] = new, moved(new)
            pauses.clear()

    for told in (told for told in course if told.on <= on):
        match told.kind:
            case "nop" if handed_in is None:
                if paused is not None:
                    resume(told.on)
                handed_in = (told.on, last["holder"], last["since"])
            case "tra-lai" | "mo-lai":
                assert handed_in is not None
                pauses.append((handed_in[0] + DAY, told.on))
                handed_in, done = None, False
                if granted is not None:
                    extend(granted)
                    granted = None
            case "xac-nhan":
                done = True
            case "gia-han" if handed_in is not None:
                granted = max(granted or date.min, told.more["new_due"])
            case "gia-han":
                passed_on(told.on)
                extend(told.more["new_due"])
            case "tam-dung":
                paused = told.on
            case "tiep-tuc":
                resume(told.on)
            case "chuyen":
                had.append((last["holder"], last["since"], told.on))
                last |= {"holder": told.more["to"], "since": told.on}
    holder, since = last["holder"], last["since"]
    until = on
    if paused is not None:
        state, until = "paused", paused - DAY
    elif handed_in is not None:
        until, holder, since = handed_in
        state = "done" if done else "awaiting"
    else:
        state = "open"
    spells: dict[str, int] = {}
    for body, first, end in had:
        if handed_in is None or end <= handed_in[0]:
            spells[body] = spells.get(body, 0) + late(min(until, end - DAY), body, first)
            before[body] = max(before.get(body, 0), spells[body])
    days = late(until, holder, since)
    return {
        **{body: ("passed-on", days) for body, days in before.items() if days and body != holder},
        holder: (state, max(days, before.get(holder, 0))),
    }  # fmt: skip


SAID = {
    "done": ("done-on-time", "done-late"), "awaiting": ("awaiting", "awaiting-late"), "paused": ("paused",),
    "open": ("open-in-time", "due-soon", "open-overdue"), "passed-on": ("passed-on",),
}  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_where_all_days_are_known_is_what_a_plain_count_says(seed: int) -> None:
    random = Random(seed)
    due, course = random_course(random)
    for on in (LAST, LAST + 20 * DAY, FIRST + random.randrange(90) * DAY):
        found, expected = told(judged(due, course, on)), counted(due, course, on)
        assert found.keys() == expected.keys(), (on, due, course, found, expected)
        for body, (state, days) in expected.items():
            assert found[body][0] in SAID[state], (on, body, due, course, found, expected)
            assert found[body][1] == days, (on, body, due, course, found, expected)


# -- vague registers


def vaguer(random: Random, course: list[Told]) -> list[Told]:
    """The same, with some of the days less exactly told."""
    return [Told(t.kind, t.whose, t.on, t.more, random.choice(("day", "day", "month", "later"))) for t in course]


def allowed(random: Random, course: list[Told]) -> Iterator[list[Told]]:
    """Some of the exact courses that a vague one allows."""
    for _ in range(60):
        found = []
        for told in course:
            day = told.on
            if told.known == "month":
                day = day.replace(day=random.randrange(1, calendar.monthrange(day.year, day.month)[1] + 1))
            elif told.known == "later":
                day = told.on + random.randrange(-20, 7) * DAY
            found.append(Told(told.kind, told.whose, day, told.more))
        if all(a.on < b.on for a, b in itertools.pairwise(found)):
            yield found


CLAIMS = ("done-on-time", "done-late", "awaiting-late", "open-overdue")


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_is_so_on_whichever_day_each_thing_happened(seed: int) -> None:
    """A state that says something of time is that of each exact register; and nobody is later than in any of them."""
    random = Random(seed)
    due, exact = random_course(random)
    course, on = vaguer(random, exact), LAST + 20 * DAY
    said = judged(due, course, on)
    worlds = [exact, *(world for world, _ in zip(allowed(random, course), range(5), strict=False))]
    for world in worlds:
        there = told(judged(due, world, on))
        for body, (state, days) in told(said).items():
            other = there.get(body, ("", 0))
            assert days <= other[1], (body, due, course, world, told(said), there)
            if state in CLAIMS:
                assert other[0] == state, (body, due, course, world, told(said), there)
            if state in MOVED:
                assert other[0] not in ("open-overdue", "done-late", "awaiting-late"), (body, due, course, world)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_of_who_ended_and_its_heir_is_so_on_whichever_days_that_was(seed: int) -> None:
    """The end, the beginning of the heir, or both, known by month or year: so, and on days of before it was over, too."""
    random = Random(seed)
    due, exact = random_course(random)
    course = vaguer(random, list(itertools.takewhile(lambda told: told.kind != "chuyen", exact)))
    end = max([FIRST + random.randrange(75) * DAY, *(told.on for told in course if told.known == "day")])
    begin = end + random.randrange(1, 20) * DAY
    if random.random() < 0.4 and not any(told.kind in ("nop", "tam-dung") for told in course):
        course.append(Told("nop", "so-hai", begin + random.randrange(10) * DAY))
    length, other = random.choice(((7, 7), (7, 10), (10, 7), (4, 4), (7, 0)))
    vague = (str(end)[:length], str(begin)[:other] if other else None)
    worlds = [(end, begin if other else end + DAY)]
    for _ in range(80):
        there = end + random.randrange(-60, 61) * DAY
        then = there + (random.randrange(1, 40) if other else 1) * DAY
        if str(there)[:length] == vague[0] and (not other or str(then)[:other] == vague[1]):
            worlds.append((there, then))
    acted = [told for told in course if told.known == "day"]
    for on in (LAST + 20 * DAY, end + random.randrange(-10, 30) * DAY):
        said = told(judged(due, course, on, vague))
        for last, first in worlds[:6]:
            if any(
                (t.on > last) if t.whose == "so-mot" else (t.on < first) for t in acted if t.kind in ("nop", "nhan")
            ):
                continue
            there = told(judged(due, course, on, (str(last), str(first))))
            for body, (state, days) in said.items():
                other_ = there.get(body, ("", 0))
                assert days <= other_[1], (on, body, due, course, vague, (last, first), said, there)
                if state in CLAIMS:
                    assert other_[0] == state, (on, body, due, course, vague, (last, first), said, there)


@pytest.mark.parametrize("seed", SEEDS)
def test_where_an_entry_stands_of_which_the_day_is_not_known_says_nothing(seed: int) -> None:
    random = Random(seed)
    due, exact = random_course(random)
    course, on = vaguer(random, exact), LAST + 20 * DAY
    dated, vague = ([t for t in course if (t.known == "day") is day] for day in (True, False))
    found = []
    for _ in range(3):
        shuffled = list(dated)
        for told_ in vague:
            shuffled.insert(random.randrange(len(shuffled) + 1), told_)
        found.append([(d.body, d.standing.state, d.standing.because) for d in judged(due, shuffled, on)])
    assert [[(b and b.id, s, w) for b, s, w in one] for one in found] == [
        [(b and b.id, s, w) for b, s, w in found[0]]
    ] * 3


# -- where nobody keeps a list


@pytest.mark.parametrize("seed", SEEDS)
def test_without_a_list_nobody_is_later_for_a_hand_in_that_is_not_recorded(seed: int) -> None:
    """What a body did may be missing (a decision of an authority may not): and what is said of it beside that is so."""
    random = Random(seed)
    due, course = random_course(random)
    if random.random() < 0.5:
        course = vaguer(random, course)
    for on in (LAST + 20 * DAY, FIRST + random.randrange(90) * DAY):
        said = told(judged(due, course, on, full=False))
        for gone in (t for t in course if t.kind == "nop"):
            fewer = told(judged(due, [t for t in course if t is not gone], on, full=False))
            assert sum(d for _, d in fewer.values()) <= sum(d for _, d in said.values()), (
                on,
                due,
                course,
                gone,
                said,
                fewer,
            )
            for body, (state, days) in fewer.items():
                assert days <= said.get(body, ("", 0))[1], (on, body, due, course, gone, said, fewer, state)


# -- what was found by inspections, by the same count


def inspected(due: date, course: list[Told]) -> follow_up_cases.Register:
    """The same course of a finding: what is confirmed is verified."""
    register = follow_up_cases.Register(concluded="2026-01-06").calendars(2025, 2026)
    register.inspection("01", "2026-01-05").finding("2026-01").recommend({"by": due.isoformat()}, of="2026-01")
    report = {"type": "bao-cao", "evidence": follow_up_cases.EVIDENCE}
    done = [event(told) | (report if told.kind == "nop" else {}) for told in course if told.kind != "xac-nhan"]
    register.remedied(*({k: v for k, v in one.items() if k != "date_state"} for one in done), of="2026-01-f1")
    for told in (told for told in course if told.kind == "xac-nhan"):
        dated = told.known == "day"
        register.verified(str(told.on if dated else told.on + 6 * DAY), of="2026-01-f1", dated=dated)
    return register.unchecked()


def remedied(found: FollowUp) -> dict[str, tuple[str, int]]:
    """By body, as ``told``: who has it, and where it had grown late when it was passed on."""
    states = {"verified": "done", "reported": "awaiting", "remediation-paused": "paused"}
    left = {}
    for one in found.left:
        days = re.search(r"quá hạn (?:ít nhất )?(\d+) ngày", one.because)
        assert days is not None, one.because
        left[one.body.id.removeprefix("tinh-mau-")] = ("passed-on", int(days[1]))
    days_late = max(found.days_late, found.was_late)
    return {**left, found.holder.id.removeprefix("tinh-mau-"): (states.get(str(found.state), "open"), days_late)}


def until_settled(course: list[Told]) -> list[Told]:
    """What comes before it is reopened: then there is no deadline until one is set."""
    return list(itertools.takewhile(lambda told: told.kind != "mo-lai", course))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_finding_is_as_late_as_a_plain_count_says(seed: int) -> None:
    """It counts where it grew late, not where it was taken over late; the sentence shares out every day."""
    random = Random(seed)
    due, course = random_course(random)
    register = inspected(due, course := until_settled(course))
    for on in (LAST, FIRST + random.randrange(90) * DAY, *(told.on + DAY for told in course)):
        follow_up, expected = register.follow_up(on, "2026-01-f1"), counted(due, course, on)
        found, said = remedied(follow_up), (on, due, course, expected, follow_up.because, follow_up.left)
        holder = [*found][-1]
        assert follow_up.because.count("(") == follow_up.because.count(")"), said
        assert found[holder] == expected.pop(holder), said
        others = {body: days for body, (_, days) in found.items() if body != holder}
        assert bool(expected) <= bool(follow_up.left), said
        assert all(days <= expected[body][1] for body, days in others.items()), said
        shares = Counter[str]()
        for days, name in re.findall(r"(\d+) ngày khi việc ở Sở (\w+)", follow_up.because):
            shares["so-" + {"Một": "mot", "Hai": "hai", "Ba": "ba"}[name]] += int(days)
        if shares:
            assert {body: days for body, days in shares.items() if body != holder} == {
                b: n for b, (_, n) in expected.items()
            }, said


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_of_a_finding_is_so_on_whichever_day_each_thing_happened(seed: int) -> None:
    random = Random(seed)
    due, exact = random_course(random)
    course, on = until_settled(exact), LAST + 20 * DAY
    for one in course:
        one.known = random.choice(("day", "later")) if one.kind in ("nop", "xac-nhan") else "day"
    said = inspected(due, course).follow_up(on, "2026-01-f1")
    for world in itertools.islice(allowed(random, course), 2 if any(t.known == "later" for t in course) else 0):
        there = inspected(due, world).follow_up(on, "2026-01-f1")
        case = (due, course, world, said.because, there.because)
        assert said.days_late <= there.days_late, case
        assert said.was_late <= max(there.days_late, there.was_late), case
        assert not said.overdue or there.overdue, case
        assert {one.body.id for one in said.left} <= {one.body.id for one in there.left}, case
