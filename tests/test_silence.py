"""Right, or silent: what no register may ever say of anybody, tried on small random ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

from generator.build import schemas
from generator.domain import bodies, dates
from generator.domain.events import stated
from generator.domain.tasks import replaced
from generator.examine import Examined, examine
from generator.examine.parse import parse
from generator.model import Record, Source, SourceFile, content
from generator.publish import publish
from generator.publish.derive.owed import Owed
from generator.publish.redact import redact
from generator.publish.register import Register
from generator.publish.stood import stood
from generator.sample import small
from tests.example import META
from tests.hostile import encoded
from tests.test_random_registers import DAYS, EXAMPLE, FIRST

SEEDS = range(20)
NEWS = ("rollout", "submission", "measurement", "remediation", "response")
"""Kinds that tell what somebody did; everything else is an order, a finding, the verdict of an authority, a list or a name."""
NAMED = ("agency", "group", "team", "document", "directive")
"""Kinds that others name."""
Key = tuple[str, str, str, str]
Files = dict[str, SourceFile]


def judged(files: Iterable[SourceFile]) -> Examined:
    return examine(Source("records", tuple(files)), schemas())


def on(seed: int) -> date:
    return FIRST + timedelta(days=Random(seed).randrange(DAYS))


def register(examined: Examined, as_of: date) -> Register:
    """What the office sees: nothing is hidden."""
    return Register(redact(stood(examined, as_of), "internal", as_of), as_of)


def owed(examined: Examined, as_of: date) -> dict[Key, Owed]:
    return {key(one): one for one in register(examined, as_of).owed if one.overdue}


def lateness(examined: Examined, as_of: date) -> dict[Key, int]:
    """By how many days anything is late, done since then or not."""
    return late(register(examined, as_of))


def late(seen: Register) -> dict[Key, int]:
    done = [("task" if d.period is None else "report", d.task, d.body, d.period, d.standing) for d in seen.all_duties()]
    done += [(kind, r.record, r.body, None, r.standing) for kind, own in seen.requests.items() for r in own]
    found = {
        (sort, record.id, body.id if body else "", period.id if period else ""): standing.days_late
        for sort, record, body, period, standing in done
        if standing.days_late
    }
    found |= {("finding", own, f.holder.id, ""): f.days_late for own, f in seen.follow_ups.items() if f.days_late}
    return found | {key(one): one.days_late for one in seen.owed if one.overdue}


def key(one: Owed) -> Key:
    period = getattr(one.of, "period", None)
    return (one.sort, one.record.id, one.body.id if one.body else "", period.id if period else "")


@cache
def made(seed: int) -> tuple[SourceFile, ...]:
    return small(EXAMPLE, seed, least=40, most=120)


def unlisted(seed: int) -> Files:
    """A register of which nobody keeps a full list of anything."""
    return {file.path: file for file in made(seed) if "/following/" not in file.path}


@cache
def whole(seed: int) -> Examined:
    return judged(made(seed))


@cache
def of_no_list(seed: int) -> Examined:
    return judged(unlisted(seed).values())


def without(files: Files, path: str) -> list[SourceFile]:
    return [file for name, file in files.items() if name != path]


@pytest.mark.parametrize("seed", SEEDS)
def test_less_news_makes_nobody_later(seed: int) -> None:
    """Where no full list is kept, a record of what was done can be missing, and nobody is later for it."""
    files, as_of = unlisted(seed), on(seed)
    examined = of_no_list(seed)
    if examined.failed:
        pytest.skip("the rest needs a list")
    before = lateness(examined, as_of)
    for path in sorted(name for name in files if name.split("/")[-2] in NEWS):
        fewer = judged(without(files, path))
        if not fewer.failed:  # what is left still refers to it: then it cannot be missing
            for name, one in owed(fewer, as_of).items():
                assert name in before, (path, name, one.because)
                assert one.days_late <= before[name], (path, name, one.because)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_later_for_what_is_hidden(seed: int) -> None:
    """To whom a duty passed, who received it, by which paper its deadline moved: without them nobody looks later."""
    files, as_of = {file.path: file for file in made(seed)}, on(seed)
    known = lateness(whole(seed), as_of)
    for path in Random(seed).sample(
        named := [name for name in files if name.split("/")[-2] in NAMED], min(12, len(named))
    ):
        file = files[path]
        fewer = judged({**files, path: SourceFile(path, file.data + b"visibility: noi-bo\n")}.values())
        if fewer.failed:
            continue
        seen = Register(redact(stood(fewer, as_of), "public", as_of), as_of)
        later = {name: days for name, days in late(seen).items() if days > known.get(name, 0)}
        assert later == {}, path


@pytest.mark.parametrize("seed", SEEDS)
def test_silence_makes_nobody_later(seed: int) -> None:
    """Where no full list is kept, days may pass without news: nobody becomes late by that, nor later."""
    examined, as_of = of_no_list(seed), on(seed)
    if examined.failed:
        pytest.skip("the rest needs a list")
    then = stood(examined, as_of)
    late = {key(one): one.days_late for one in Register(redact(then, "internal", as_of), as_of).owed if one.overdue}
    for days in (1, 30, 400):
        day = as_of + timedelta(days=days)
        for one in Register(redact(then, "internal", day), day).owed:
            if one.overdue:
                assert key(one) in late, (one.record.id, one.because)
                assert one.days_late <= late[key(one)], (one.record.id, one.because)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_late_of_whom_no_record_says_anything(seed: int) -> None:
    """Without a full list, lateness rests on a record that names the body, or one that followed it, and the matter."""
    examined, as_of = of_no_list(seed), on(seed)
    if examined.failed:
        pytest.skip("the rest needs a list")
    corpus = examined.corpus
    texts = {record.id: json.dumps(record.data, ensure_ascii=False) for record in corpus.records.values()}
    found = [(one.record, one.body, one.because, one.sort) for one in owed(examined, as_of).values()]
    seen = Register(redact(stood(examined, as_of), "internal", as_of), as_of)
    found += [(d.task, d.body, d.standing.because, "duty") for d in seen.all_duties() if d.standing.was_late]
    for record, body, because, sort in found:
        if body is None:
            assert sort == "accountability"
            continue
        line = {body.id, *(other.id for other in before(corpus.records.values(), body))}
        about = {record.id, record.get("inspection", "")} - {""}
        assert [
            name
            for name, text in texts.items()
            if any(f'"{own}"' in text for own in line) and (name in about or any(f'"{own}"' in text for own in about))
            and corpus.records[name].kind not in ("directive", "document", "group")
        ], (record.id, body.id, because)  # fmt: skip


def before(records: Iterable[Record], body: Record) -> Iterator[Record]:
    """The bodies that it took over from, in any number of steps."""
    known = list(records)
    pending, seen = [body.id], {body.id}
    while pending:
        current = pending.pop()
        for record in known:
            heirs = {entry.get("body") for entry in record.get("successors", ())}
            if current in heirs and record.id not in seen:
                seen.add(record.id)
                pending.append(record.id)
                yield record


STEPS = {
    "open-in-time": {"due-soon", "open-overdue", "no-information"},
    "due-soon": {"open-overdue", "no-information"},
}
"""What may become of a state when days pass and nothing happens; every other one stays as it is."""


@pytest.mark.parametrize("seed", SEEDS)
def test_days_that_pass_lead_only_to_the_next_state(seed: int) -> None:
    examined, as_of = whole(seed), on(seed)
    then = stood(examined, as_of)

    def states(day: date) -> dict[tuple[str, str, str], str]:
        seen = Register(redact(then, "internal", day), day)
        return {
            (d.task.id, d.body.id if d.body else "", d.period.id if d.period else ""): str(d.standing.state)
            for d in seen.all_duties()
        }

    was = states(as_of)
    # Of what is replaced by a text of a month, the month is over some day.
    replacing = {name for name, events in replaced(then.corpus).items() for e in events if not stated(e).exact}
    ends = {bodies.life(body).last for body in then.corpus.of("agency", "group", "team")}
    for days in (1, 7, 40):
        day = as_of + timedelta(days=days)
        if any(as_of <= end <= day for end in ends):
            continue  # a body that ends hands over what it has
        now = states(day)
        begun = {task for task, _, period in now if period}
        for name, state in was.items():
            if name not in now and name[0] in begun and not name[2]:
                continue  # its first period has come
            may = {state, *STEPS.get(state, set()), *(("replaced",) if name[0] in replacing else ())}
            assert now.get(name) in may, (name, state, now.get(name), days)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_ended_body_is_no_later_than_its_end(seed: int) -> None:
    for one in owed(whole(seed), on(seed)).values():
        if one.body is not None and bodies.life(one.body).last < date.max:
            assert one.due + timedelta(days=one.days_late) <= bodies.life(one.body).last, one.because


@pytest.mark.parametrize("seed", SEEDS)
def test_what_happens_later_is_nowhere_on_the_site_of_a_day(seed: int) -> None:
    """Whatever day it bears: moved by a day, it changes nothing."""
    as_of = on(seed)
    files = {file.path: file for file in made(seed)}
    moved = dict(files)
    for path, file in files.items():
        document, _ = parse(path, file.data)
        assert document is not None
        kind = path.split("/")[-2]
        later = [
            at
            for at, value, _ in schemas().walk(kind, "x-event", document.data)
            if dates.is_full_date(str(value)) and dates.day(value) > as_of
        ]
        if later:
            moved[path] = SourceFile(path, encoded(postponed(document.data, later)))
    after = judged(moved.values())
    if after.failed:
        pytest.skip("a day later something else is wrong")
    assert printed(after, as_of) == printed(whole(seed), as_of)


def postponed(data: Any, places: Iterable[tuple[Any, ...]]) -> Any:
    copy = json.loads(json.dumps(data))
    for at in places:
        holder = copy
        for part in at[:-1]:
            holder = holder[part]
        holder[at[-1]] = (dates.day(holder[at[-1]]) + timedelta(days=1)).isoformat()
    return copy


def printed(examined: Examined, as_of: date, only: str = "") -> dict[str, bytes]:
    site = publish(examined, as_of, "public", {}, META)
    wanted = (path for path in site if path.startswith(only) and not path.startswith("gioi-thieu/"))
    return {path: content(site[path]) for path in wanted}


def test_names_of_records_and_files_decide_nothing() -> None:
    """All ids of one province written otherwise: the same rows, by the new names."""
    files = tuple(EXAMPLE.files(EXAMPLE.records.values()))
    renamed = tuple(
        SourceFile(file.path.replace("mau-nam", "nam-mau"), file.data.replace(b"mau-nam", b"nam-mau")) for file in files
    )
    as_of = date(2024, 12, 1)
    one, other = (printed(judged(some), as_of, "du-lieu/") for some in (files, renamed))
    for name in ("duties", "findings", "requests", "ratings"):
        rows = json.loads(one[f"du-lieu/{name}.json"].replace(b"mau-nam", b"nam-mau"))[name]
        again = json.loads(other[f"du-lieu/{name}.json"])[name]
        assert sorted(map(json.dumps, rows)) == sorted(map(json.dumps, again)), name
