"""What readers should know of a change that is allowed: what is late, what reaches back, what no document stands behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.catalog import entries, problem
from generator.domain import bodies, dates, following
from generator.domain.dates import LATE, Interval, is_full_date
from generator.domain.differences import ABSENT, FieldChange
from generator.domain.text import said, vi_date
from generator.history.rules.fields import OWN_WORDS, STARTS
from generator.history.rules.versions import ENTRY, Versions
from generator.model import Field, Problem, Record, Text, spell
from generator.schema import Schemas

MATTERS = frozenset(
    (
        "task",
        "rollout",
        "finding",
        "recommendation",
        "remediation",
        "coordination",
        "feedback",
        "obstacle",
        "accountability",
    )
)
"""Kinds of what somebody still has to do, until it is settled."""
PAPERS = ("document", "sanction")
"""Kinds of which a record may be withdrawn without a word: nothing is judged by it alone."""
DECISIONS = ("gia-han", "tam-dung", "huy", "chuyen", "mo-lai")
"""Events by which an authority ends or moves a duty, or says who has it: as an extension, they need their paper."""
RELIEVES = ("tam-dung", "huy", "chuyen", "khong-ap-dung")
"""Events by which a duty is no longer counted as late."""
REACHES = ("from", "to", "on", "date", "first", "last", "year", "not_before", "not_after")
"""Names of fields from, or up to, which something holds."""
SINCE_EVER = {
    "group": ("members", "rule"), "following": ("of", "bodies", "earlier"), "agency": ("successors", "parent"),
    "feedback": ("answerer",), "obstacle": ("to",), "task": ("condition", "leads", "other_leads", "part_of", "route", "target"),
}  # fmt: skip
"""What holds of all time where it names no day, by kind."""
SAID = (*OWN_WORDS, "post")
"""What of it only says how the source calls somebody."""
FAVOURS = {
    "finding": ("cause", "count", "sums", "on", "period"), "recommendation": ("received", "referred_to"),
    "inspection": ("stated", "reached", "unnamed", "dossiers", "announced"), "feedback": ("verified", "handled"), "coordination": ("answers",), "obstacle": ("decision", "tasks", "findings"),
    "accountability": ("extended", "closed"), "task": ("decides",), "response": ("outcome",), "rating": ("scores", "stated", "verified_by"), "agency": ("valid", "names"), "team": ("valid", "names"),
    "group": ("valid", "names", "members"), "province": ("valid", "names"), "framework": ("valid",), "category": ("valid",), "sanction": ("valid",), "directive": ("validity",),
    "document": ("issuer", "co_issuers"),
}  # fmt: skip
"""What speaks for a body, or changes or ends what is asked of it, by kind; so does a deadline, of whatever kind."""
SETTLES = {"accountability": ("closed",), "feedback": ("verified",), "obstacle": ("decision",)}
"""What of these ends a matter, by kind: a matter that is recorded with it needs its document as well."""
DECIDED = ("due", "extended", "decision")
"""What of it an authority decides: an address alone does not say who did."""
AGAINST = ("chu-quan", "dung", "khong-chap-nhan")
"""Values of these that speak against it: nobody makes them up."""
HOLDS_BACK = ("calendar", "framework", "following")
"""Kinds of which a new record changes what was, if it begins in the past."""
CONFIRMS = "xac-nhan"
DONE = ("nop", CONFIRMS, "bao-cao")
"""Events that end lateness: what is known of them without a day, or a confirmation by nobody, rests on its paper alone."""
GRAVE = ("evidence", "withdrawal")
"""Topics of the catalogue of which an acknowledgement is told: what it accepts would else stand among the first lines."""
INTERNAL = "noi-bo"
PRINTED = ("note", "codes", "publication")
"""Fields of these that readers see: what they said once is not taken back in silence."""
COPIED = ("as_written", "note")
"""What stands beside a fact and may be mended: how its source says it."""
TOLD = ("events", "progress")
"""Lists of what happened, each entry of which was told at its time."""
BESIDE = (*COPIED, "source", "unproved", "inferred")
"""What of an entry says no more of what happened."""
BEARERS = ("agency", "agencies", "reporter", "addressee", "body", "leads")
"""Fields by which a record names whose duty it is."""
ON_PAPER = "ho-so"
HEAD = "to-truong"
DOES = ("task", "rollout", "submission", "remediation")
"""Kinds whose events tell what somebody did."""
ON = ("inspection", "directive")
"""What a finding, or a task, is of."""
STATED = ("result", "source")
"""Where the text stands that says what was found."""
BEGINS = ("on", "start", "date")
"""Since when there is one."""
ENDS = ("to", "last")
ENDING = ("group", "agency", "team", "task")
"""Kinds of which an end that is filled in takes duties from bodies; that of a list is told as such."""
OPENS = ("published_from",)
FAR = 90
"""Days within which what is to be published usually is."""
RECEIVED = "nhan"
ISSUED = "ban-hanh"
"""From when on the term of a task is counted: the day of its text."""
MANY = 20_000
"""Days: no term is longer."""
FREE = frozenset(
    ("corrections", "withdrawn", "acknowledge", "note", "internal_note", "visibility", "codes", "publication")
)
"""Fields that are the editors' own, or declared in a way of their own."""


def marks(schemas: Schemas, pair: Versions, day: date, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield the marks of one record; ``day`` is that on which the change enters the register.

    ``referred``: what was published and bears on it, as far as that is known: the text of a task, the inspection of a
    recommendation, what a document replaces, the groups of the province of an agency.
    """
    before, after = pair.before, pair.after
    if after is None:
        return
    yield from _replacing(pair, after, day, referred)
    yield from _joining(schemas, pair, after, day, referred)
    yield from _vague(pair, after)
    yield from _of_oneself(schemas, pair, after, referred)
    yield from _older_evidence(pair, after, referred)
    yield from _by_own_paper(schemas, pair, after, referred)
    yield from _verified(pair, after, referred)
    yield from _ahead(pair, after, day)
    yield from _added_deadline(pair, after, referred)
    yield from _received_late(pair, after, referred)
    for at, told in _new_days(schemas, pair):
        if (days := _days(told, day)) > LATE:
            yield _mark("recorded-late", after, at, date=told, days=days)
    yield from _undecided(pair, after, referred)
    yield from _relieved_late(schemas, pair, after, referred)
    yield from _reaching_back(schemas, pair, after, day)
    yield from _acknowledged(after, before)
    yield from _hiding(schemas, pair, after, referred)
    yield from _moved_late(schemas, pair, after, day, referred)
    if before is None:
        yield from _settled_at_once(after)
        return
    yield from _favourable(schemas, pair, after)
    yield from _filled_in(schemas, pair, after)
    yield from _reworded(schemas, pair, after)
    yield from _declared(after, before, day)


def withdrawn(pairs: Sequence[Versions], schemas: Schemas, published: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield what was withdrawn and is not carried on word for word, and where its deadline is a later one, or none, now.

    ``published``: the records by which something is replaced, that the change does not touch.
    """
    held = {**published} | {pair.id: pair.after for pair in pairs if pair.after is not None}
    new = [pair.after for pair in pairs if pair.before is None and pair.after is not None]
    for pair in pairs:
        gone, after = pair.before, pair.after
        if gone is None or after is None or not _newly_withdrawn(pair):
            continue
        named = held.get(str(after["withdrawn"].get("replaced_by", "")))
        again = list(_entered_again(schemas, gone, after, [*([named] if named else []), *new], held))
        yield from again
        if again or ("replaced_by" in after["withdrawn"] and (named is None or _says(schemas, named, gone))):
            continue
        settled = any(name in gone.data for name in schemas.by_kind[gone.kind].get("x-closed", ()))
        if gone.kind in MATTERS and not settled:
            yield _mark("withdrawn-unsettled", after, ("withdrawn",))
        elif gone.kind not in PAPERS:
            yield _mark("withdrawn-judgement", after, ("withdrawn",))


def _entered_again(
    schemas: Schemas, gone: Record, after: Record, instead: Iterable[Record], held: Mapping[str, Record]
) -> Iterator[Problem]:
    """Yield the records on the same matter as a withdrawn one that are due later, or at no time, in whatever words."""
    was = _due(gone, held)
    names = [name for name in schemas.shapes[gone.kind].fields if _policy(schemas, gone.kind, (name,)) == "identity"]
    if was is None or not names:
        return
    for record in {one.id: one for one in instead if one.kind == gone.kind}.values():
        now = _due(record, held)
        same = all(record.get(name) == gone.get(name) for name in names) or _asks_the_same(record, gone)
        if same and (now is None or was < now):
            told = vi_date(now) if now else "—"
            yield _mark("entered-again", after, ("withdrawn",), other=record.id, was=vi_date(was), now=told)


def _asks_the_same(record: Record, gone: Record) -> bool:
    """Whether two duties are of one text, and of the same body."""
    text = gone.get("directive")
    return (
        text is not None
        and record.get("directive") == text
        and not {*_named(record, "leads")}.isdisjoint(_named(gone, "leads"))
    )


def _says(schemas: Schemas, heir: Record, gone: Record) -> bool:
    """Whether a record says of its matter what a withdrawn one said, word for word; entries of lists may be more."""
    names = [n for n in schemas.shapes[gone.kind].fields if _policy(schemas, gone.kind, (n,)) not in ("", "words")]
    pairs = [(gone.get(name), heir.get(name)) for name in names if name not in FREE]
    return heir.kind == gone.kind and all(
        all(one in now for one in was) if isinstance(was, list) and isinstance(now, list) else was == now
        for was, now in pairs
    )


def _newly_withdrawn(pair: Versions) -> bool:
    before, after = pair.before, pair.after
    return before is not None and after is not None and "withdrawn" in after.data and "withdrawn" not in before.data


def _due(record: Record, referred: Mapping[str, Record] | None = None) -> date | None:
    """Return the deadline that a record names; one of some days from the day of its text, where that is known."""
    due = record.get("due")
    if isinstance(due, Mapping):
        term = due.get("within")
        text = (referred or {}).get(str(record.get("directive", "")))
        if isinstance(term, Mapping) and text is not None and term.get("of") == ISSUED and "document" not in term:
            issued = _parsed(text.get("date"))
            many = term.get("months", term.get("days"))
            if not isinstance(many, int) or not 0 <= many <= MANY or issued is None or not issued.exact:
                return None
            return dates.counted(term, issued.last)
        days = [due[name] for name in ("by", "before") if name in due]
        return dates.last_day(due) if days and all(isinstance(day, str) for day in days) else None
    return dates.day(due) if isinstance(due, str) and is_full_date(due) else None


def _policy(schemas: Schemas, kind: str, at: Field) -> str:
    return str((schemas.at(kind, at) or {}).get("x-change", ""))


def _relieved_late(
    schemas: Schemas, pair: Versions, after: Record, referred: Mapping[str, Record]
) -> Iterator[Problem]:
    """Yield what relieves somebody of a duty after all its deadlines that are known had passed."""
    known = [after, *(referred[own] for own in references(schemas, after) if own in referred)]
    dues = [due for one in known if (due := _due(one, referred)) is not None]
    for index, event in enumerate(after.get("events", ())):
        if is_full_date(str(event.get("new_due", ""))):
            dues.append(dates.day(event["new_due"]))
        elif index in pair.new_events and event.get("type") in RELIEVES and dues:
            on = dates.parse(event.get("date", ""))
            if on is not None and on.first > max(dues):
                at = ("events", index)
                yield _mark(
                    "relieved-after-passing", after, at, due=vi_date(max(dues)), days=(on.first - max(dues)).days
                )


def _moved_late(
    schemas: Schemas, pair: Versions, after: Record, day: date, referred: Mapping[str, Record]
) -> Iterator[Problem]:
    """Yield the extensions that enter the register after the deadline; with a record that comes, those decided after it."""
    for index in pair.new_events:
        event = after["events"][index]
        if event.get("type") != "gia-han":
            continue
        old = event.get("old_due") or _in_force(schemas, after, index, referred)
        decided = _parsed(event.get("date")) if pair.before is None else None
        by = day if pair.before is not None else decided.first if decided is not None else date.min
        if old and (days := _days(old, by)) > 0:
            at = ("events", index, "new_due")
            yield _mark("due-moved-after-passing", after, at, old=old, new=event["new_due"], days=days)


def _in_force(schemas: Schemas, after: Record, index: int, referred: Mapping[str, Record]) -> str:
    """Return the deadline that an event finds, as far as the record, or that on which it rests, says one; empty: none."""
    moved = [str(one["new_due"]) for one in after["events"][:index] if is_full_date(str(one.get("new_due", "")))]
    known = [after, *(referred[own] for own in references(schemas, after) if own in referred)]
    dues = [due.isoformat() for one in known if (due := _due(one, referred)) is not None]
    return next(iter([*moved[-1:], *dues]), "")


def decides(event: Mapping[str, Any]) -> bool:
    """Whether an event relieves a body of a duty, or moves its deadline, whatever the event is."""
    return event.get("type") in (*DECISIONS, *RELIEVES) or "new_due" in event


def _undecided(pair: Versions, after: Record, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield the new decisions on a duty, or on a finding, behind which no document stands that says who decided."""
    for index in pair.new_events:
        event = after["events"][index]
        if (
            event.get("type") != "khong-ap-dung"
            and decides(event)
            and (not _recorded(event.get("source")) or _unseen(after, event["source"], referred))
        ):
            yield _mark("decided-without-document", after, ("events", index, "source"))
    came = after.kind == "verification" and pair.before is None and "new_due" in after.data
    if came and ("document" not in after.data or _unseen(after, after.data, referred)):
        yield _mark("decided-without-document", after, ("new_due",))


def _replacing(pair: Versions, after: Record, day: date, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield what takes the place of a duty, or of a directive, from a day in the past: lateness goes with what is replaced."""
    text = referred.get(str(after.get("directive", ""))) if after.kind == "task" else after
    if not any(change.at[0] == "replaces" for change in pair.changes):
        return
    replaced = after["replaces"] if isinstance(after.get("replaces"), list) else ()
    named = [referred[own] for own in map(str, replaced) if own in referred]
    passed = [due for one in named if after.kind == one.kind and (due := _due(one, referred)) is not None and due < day]
    if passed and not any("withdrawn" in one.data for one in named):
        old, now = max(passed), _due(after, referred)
        if now is None or now > old:
            yield _mark("relieved-after-passing", after, ("replaces",), due=vi_date(old), days=(day - old).days)
    if after.kind == "document" and not any(one.kind == "directive" for one in named):
        return
    validity = text.get("validity") if text is not None else None
    since = (validity.get("from") if isinstance(validity, Mapping) else None) or (text.get("date") if text else None)
    if not isinstance(since, str | int) or dates.parse(since) is None:
        yield _mark("past-changed", after, ("replaces",), since=EVER)
    elif _days(since, day) > LATE:
        yield _mark("past-changed", after, ("replaces",), since=_since(dates.days(since)))


def _acknowledged(after: Record, before: Record | None) -> Iterator[Problem]:
    """Yield the marks that a record accepts with a reason of its own: whoever reviews it shall read the reason."""
    known, now = ((one.get("acknowledge", ()) if one is not None else ()) for one in (before, after))
    for index, entry in enumerate(now if isinstance(now, list) else ()):
        if isinstance(entry, Mapping) and not (isinstance(known, list) and entry in known):
            told = entries().get(str(entry.get("check", "")))
            if told is not None and told.topic in GRAVE:
                yield _mark("accepted-by-itself", after, ("acknowledge", index), title=told.title)


def _hiding(schemas: Schemas, pair: Versions, after: Record, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield the published matters on which a record comes to hang that is internal, or of an internal body: the public is told nothing of them any more."""
    named = [referred[own] for own in _named(after, *BEARERS) if own in referred]
    own_field = after.get("visibility") == INTERNAL
    if pair.before is not None or not (own_field or any(body.get("visibility") == INTERNAL for body in named)):
        return
    for own in references(schemas, after):
        matter = referred.get(own)
        if matter is not None and matter.kind in MATTERS and matter.get("visibility") != INTERNAL:
            at = ("visibility",) if own_field else next((name,) for name in BEARERS if name in after.data)
            yield problem("hidden-by-internal", after.document.position(at), record=matter.id, at=at[0])
            return


def references(schemas: Schemas, record: Record) -> list[str]:
    """Return the ids that a sound record refers to."""
    sound = schemas.validator(record.kind).is_valid(record.data)
    return [value for _, value, _ in schemas.walk(record.kind, "x-ref", record.data)] if sound else []


def _joining(
    schemas: Schemas, pair: Versions, after: Record, day: date, referred: Mapping[str, Record]
) -> Iterator[Problem]:
    """Yield an agency that comes and belongs to a published group by its rule, of all time or from a day in the past."""
    if after.kind != "agency" or pair.before is not None or not schemas.validator(after.kind).is_valid(after.data):
        return
    since = dates.days(after.get("valid", {}).get("from"))
    if since.first != date.min and (day - since.first).days <= LATE:
        return
    groups = [one for one in referred.values() if one.kind == "group" and one.province == after.province]
    rules = [one["rule"] for one in groups if "rule" in one.data and schemas.validator(one.kind).is_valid(one.data)]
    if any(bodies.fits(after, rule) for rule in rules):
        yield _mark("past-changed", after, ("kind",), since=EVER if since == dates.EVER else _since(since))


def unfollowed(
    pairs: Sequence[Versions], schemas: Schemas, published: Mapping[str, Record], day: date
) -> Iterator[Problem]:
    """Yield the full lists that are said to end, today or later, where no other one of the same goes on from there.

    ``published``: the lists that the change does not touch.
    """
    lists = {**published, **{pair.id: pair.after for pair in pairs if pair.after is not None}}
    sound = [
        one for one in lists.values() if one.kind == "following" and schemas.validator(one.kind).is_valid(one.data)
    ]
    for pair in pairs:
        ends = pair.before is not None and any(c.at == ("to",) and c.was is ABSENT for c in pair.changes)
        own = next((one for one in sound if ends and one.id == pair.id), None)
        if own is None or own["type"] != following.FULL or _days(own["to"], day) > 0:
            continue  # one that ended in the past is told as such
        if not any(following.goes_on(own, one) for one in sound if one.id != own.id):
            yield _mark("following-ends", own, ("to",), to=vi_date(dates.day(own["to"])))


def _added_deadline(pair: Versions, after: Record, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield a recommendation that came later, or to another finding: the latest deadline of a finding counts."""
    if after.kind == "recommendation" and "due" in after.data and str(after.get("inspection")) in referred:
        came = {str(change.at[0]) for change in pair.changes if change.was is ABSENT}
        if "findings" in came and (pair.before is None or "findings" in pair.before.data):
            yield _mark("deadline-added", after, ("findings",))
        elif pair.before is not None and "due" not in pair.before.data:
            yield _mark("deadline-added", after, ("due",))


def _received_late(pair: Versions, after: Record, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield the receipts from which a term is counted that came long after the text: the deadline is later by as much."""
    task = after if after.kind == "task" else referred.get(str(after.get("task", "")))
    due = task.get("due") if task is not None else None
    term = due.get("within") if isinstance(due, Mapping) else None
    text = referred.get(str(task.get("directive", ""))) if task is not None else None
    issued = _parsed(text.get("date")) if text is not None else None
    if issued is None or not isinstance(term, Mapping) or term.get("of") != RECEIVED:
        return
    for index in pair.new_events:
        event = after["events"][index]
        on = _parsed(event.get("date")) if event.get("type") == RECEIVED else None
        if on is not None and (days := (on.first - issued.last).days) > LATE:
            yield _mark("received-late", after, ("events", index, "date"), date=event["date"], days=days)


def _vague(pair: Versions, after: Record) -> Iterator[Problem]:
    """Yield what ends lateness, and for which neither a paper stands nor a day, or somebody who confirms it."""
    came = after.kind == "submission" and pair.before is None and "received" not in after.data
    if came and "document" not in after.data and not _papers(after.get("source")):
        yield _mark("done-without-evidence", after, ("known_on" if "known_on" in after.data else "received_in",))
    for index in pair.new_events:
        event = after["events"][index]
        confirms = event.get("type") == CONFIRMS
        papers = _recorded if confirms else _papers
        if event.get("type") not in DONE or "evidence" in event or papers(event.get("source")):
            continue
        if not is_full_date(str(event.get("date", ""))) or (confirms and "by" not in event):
            yield _mark("done-without-evidence", after, ("events", index))


def _of_oneself(schemas: Schemas, pair: Versions, after: Record, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield what is said in the name of a body, or measured of it, and rests on no paper of those who can say so."""

    def answers(record: Record | None) -> list[Any]:
        found = record.get("answers") if record is not None and record.kind == "coordination" else None
        return found if isinstance(found, list) else []

    known = answers(pair.before)
    for index, answer in enumerate(answers(after)):
        paper = (
            referred.get(str(answer.get("document"))) if isinstance(answer, Mapping) and answer not in known else None
        )
        issuers = set(_named(paper, "issuer", "co_issuers")) if paper is not None else set()
        if issuers and answer.get("agency") not in issuers:
            yield _mark("said-for-another", after, ("answers", index, "document"))
    came = pair.before is None and after.kind in ("response", "measurement")
    if not came or not schemas.validator(after.kind).is_valid(after.data):
        return
    own = after.get("document") or after.get("source", {}).get("document")
    paper = referred.get(str(own))
    issuers = set(_named(paper, "issuer", "co_issuers")) if paper is not None else set()
    if own is not None and not issuers:
        return  # whose paper it is, is not known here
    if after.kind == "response" and after["by"] not in issuers:
        yield _mark("said-for-another", after, ("by",))
    task = referred.get(str(after.get("task", "")))
    measured = {after["body"]} if "body" in after.data else set(_named(task, "leads") if task is not None else ())
    if after.kind == "measurement" and issuers <= measured:
        yield _mark("measured-by-itself", after, ("source",))


def _named(record: Record, *names: str) -> Iterator[str]:
    """Yield the bodies in fields of a record, each a name, a list of names, or of parties."""
    for name in names:
        held = record.get(name, ())
        for one in held if isinstance(held, list) else (held,):
            own = one.get("body") if isinstance(one, Mapping) else one
            if isinstance(own, str):
                yield own


def _older_evidence(pair: Versions, after: Record, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield the new proofs that something was done which do not come after what they are to prove done: older, or its own text."""
    asked = [referred[own] for name in ("finding", "task") if (own := str(after.get(name, ""))) in referred]
    beside = [referred[own] for one in asked for name in ON if (own := str(one.get(name, ""))) in referred]
    begun = [span.first for one in (*asked, *beside) for name in BEGINS if (span := _parsed(one.get(name))) is not None]
    texts = {one.id for one in beside} | {
        str(held.get("document"))
        for one in (*asked, *beside)
        for name in STATED
        if isinstance(held := one.get(name), Mapping)
    }
    for index in pair.new_events:
        event = after["events"][index]
        papers = event.get("evidence", ()) if begun and event.get("type") in DONE else ()
        for place, entry in enumerate(papers if isinstance(papers, list) else ()):
            paper = referred.get(str(entry.get("document"))) if isinstance(entry, Mapping) else None
            span = _parsed(paper.get("date")) if paper is not None else None
            if paper is None or span is None:
                continue
            since = span.last if paper.id in texts else max(begun)
            if paper.id in texts or span.last < since:
                told = {"date": vi_date(span.last), "since": vi_date(since)}
                yield _mark("evidence-older", after, ("events", index, "evidence", place), **told)


def reused(
    pairs: Sequence[Versions], proofs: Mapping[str, Iterable[str]], province: Iterable[str]
) -> Iterator[Problem]:
    """Yield the files that come to prove that something was done, and prove it of another matter, too.

    ``proofs``: by checksum, the published records that name a file; ``province``: those whose past comes at once.
    """
    come = [(pair, pair.after, at, own) for pair in pairs if pair.after is not None for at, own in new_proofs(pair)]
    for pair, after, at, own in come:
        others = {*proofs.get(own, ()), *(one.id for one, _, _, other in come if other == own)} - {pair.id}
        if others and after.province not in province:
            yield _mark("evidence-reused", after, at, other=min(others))


def new_proofs(pair: Versions) -> Iterator[tuple[Field, str]]:
    """Yield the checksums of the files that come with a change as proof that something was done, and where."""
    for change in pair.changes if pair.after is not None and pair.after.kind in DOES else ():
        for at, value in _leaves(change.at, change.now):
            if change.was is ABSENT and at[-1] == "sha256" and at[0] == "events":
                yield at, str(value)


def _by_own_paper(schemas: Schemas, pair: Versions, after: Record, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield the corrections of what a body is judged by for which only a paper of that very body speaks."""
    if pair.before is None:
        return
    told = [referred[own] for name in ("task", "remediation") if (own := str(after.get(name, ""))) in referred]
    bearers = {body for one in (after, *told) for body in _named(one, *BEARERS)}
    for index, entry in enumerate(after.get("corrections", ())):
        paper = referred.get(str(entry.get("document"))) if entry not in pair.before.get("corrections", ()) else None
        issuers = set(_named(paper, "issuer", "co_issuers")) if paper is not None else set()
        if not issuers or not issuers <= bearers:
            continue
        spelt = {spell(one.at, after.data): one for one in pair.changes}
        spelt |= {spell(one.before_at, pair.before.data): one for one in pair.changes}
        change = spelt.get(str(entry["at"]))
        if change is not None and _judges(schemas, after, change):
            yield _mark("corrected-by-own-paper", after, ("corrections", index, "document"), field=entry["at"])


def _judges(schemas: Schemas, after: Record, change: FieldChange) -> bool:
    """Whether a body may be judged the better for a change of a value: no words; a later day if its time begins then, else an earlier one."""
    was, now = str(change.was), str(change.now)
    if is_full_date(was):
        event = after["events"][change.at[1]] if change.at[0] == "events" and len(change.at) > 1 else {}
        return now > was if event.get("type") in STARTS else now < was or after.kind not in DOES
    place = schemas.at(after.kind, change.at) or {}
    return bool(place.keys() & {"oneOf", "x-ref"}) or place.get("type") not in ("string", None)


def _verified(pair: Versions, after: Record, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield a verification on paper that names no paper, or one by a paper, or a head, of the very body that is verified."""
    if after.kind != "verification" or pair.before is not None:
        return
    told = referred.get(str(after.get("remediation", "")))
    paper = referred.get(str(after.get("document", "")))
    issuers = set(_named(paper, "issuer", "co_issuers")) if paper is not None else set()
    bearers = {*_named(told, *BEARERS)} if told is not None else set()
    own = bool(issuers) and issuers <= bearers
    shown = bool(after.data.keys() & {"document", "evidence"}) or _papers(after.get("source"))
    if (own and "evidence" not in after.data) or (after.get("method") == ON_PAPER and not shown):
        yield _mark("verified-without-paper", after, ("document",) if own else ("method",))
    team = referred.get(str(after.get("by", "")))
    seats = team.get("members", ()) if team is not None else ()
    heads = {str(seat.get("agency")) for seat in seats if isinstance(seat, Mapping) and seat.get("role") == HEAD}
    if (led := min(heads & bearers, default=None)) is not None:
        yield _mark("verified-by-own-head", after, ("by",), by=after["by"], agency=led)


def _parsed(value: object) -> dates.Interval | None:
    return dates.parse(value) if isinstance(value, str | int) else None


def _ahead(pair: Versions, after: Record, day: date) -> Iterator[Problem]:
    """Yield once what is filled in and ends something from a day to come, or lets it begin long after: nothing moves yet."""
    for change in pair.changes:
        leaves = _leaves(change.at, change.now) if change.was is ABSENT and change.at[0] not in FREE else ()
        for at, value in leaves:
            span = _parsed(value) if at[-1] in (*ENDS, *OPENS) else None
            days = (span.last - day).days if span is not None and span.last != date.max else 0
            if (at[-1] in ENDS and pair.before is not None and days >= 0 and after.kind in ENDING) or (
                at[-1] in OPENS and days > FAR
            ):
                said = vi_date(day.fromordinal(day.toordinal() + days))
                text = (
                    Text(f"đến hết ngày {said}", f"until {said}")
                    if at[-1] in ENDS
                    else Text(f"chỉ từ ngày {said}", f"only from {said}")
                )
                yield _mark("future-changed", after, at, since=text)
                return


def added_late(pairs: Sequence[Versions], published: Mapping[str, Record], day: date) -> Iterator[Problem]:
    """Yield the new duties of a text that was published before, and is no text of these days."""
    known = {
        **published,
        **{pair.id: pair.after for pair in pairs if pair.before is not None and pair.after is not None},
    }
    for pair in pairs:
        if pair.before is None and pair.after is not None and pair.after.kind == "task":
            text = known.get(str(pair.after.get("directive", "")))
            on = text.get("date") if text is not None else None
            if isinstance(on, str | int) and (days := _days(on, day)) > LATE:
                yield _mark("recorded-late", pair.after, ("directive",), date=on, days=days)


def _papers(source: object) -> bool:
    """Whether a source names something that others can read."""
    return isinstance(source, Mapping) and bool(source.keys() & {"document", "url"})


def _recorded(source: object) -> bool:
    """Whether a source names a document of the register: whoever decides is known by it, and not by an address alone."""
    return isinstance(source, Mapping) and "document" in source


def _unseen(record: Record, source: Mapping[str, Any], referred: Mapping[str, Record]) -> bool:
    """Whether the public cannot see the document on which a public record rests, or not who issued it."""
    paper = referred.get(str(source["document"]))
    return (
        paper is not None
        and record.get("visibility") != INTERNAL
        and (paper.get("visibility") == INTERNAL or not {"issuer", "co_issuers"} & paper.data.keys())
    )


def _reaching_back(schemas: Schemas, pair: Versions, after: Record, day: date) -> Iterator[Problem]:
    """Yield what was filled in or added and holds from a day in the past, once per field: it changes what was, in silence."""
    told: set[str] = set()
    for change in pair.changes:
        if change.at[0] == "validity" and change.now in ({"from": after.get("date")}, after.get("date")):
            continue  # in force since its own day, as it was taken to be
        since = reaches_back(schemas, after.kind, change, day, came=pair.before is None)
        if since is not None and str(change.at[0]) not in told:
            told.add(str(change.at[0]))
            yield _mark("past-changed", after, change.at, since=since)


def reaches_back(schemas: Schemas, kind: str, change: FieldChange, day: date, *, came: bool = False) -> Text | None:
    """Return since when something that is filled in holds, if that is in the past; ``came``: with its record, on the day."""
    if (came and kind not in HOLDS_BACK) or change.was is not ABSENT or change.at[0] in (*FREE, "id"):
        return None
    events = schemas.events.get(kind, {})
    held = [
        dates.days(value)
        for at, value in _leaves(change.at, change.now)
        if at[-1] in REACHES
        and _general(at) not in events
        and isinstance(value, str | int)
        and dates.parse(value) is not None
    ]
    ever = not (came or held or change.at[-1] in SAID) and change.at[0] in SINCE_EVER.get(kind, ())
    span = min(held, key=lambda span: span.last, default=None)
    first = span.last if span else None
    # A beginning that is filled in ends all that was before it, and an end of what is followed or asked what came since.
    leaves = [at for at, _ in _leaves(change.at, change.now) if not any(isinstance(part, int) for part in at)]
    whole = not came and bool(leaves)
    begins = whole and any(at[-1] == "from" for at in leaves)
    ends = whole and kind in ("following", "task") and first is not None and first < day
    late = first is not None and (day - first).days > (0 if kind == "calendar" else LATE)
    if not (ever or begins or ends or late):
        return None
    return EVER if span is None else _since(span)


EVER = Text("từ trước đến nay, vì không nêu từ ngày nào", "of all time, since no day is named")


def _since(span: Interval) -> Text:
    when = said(span)
    return Text(f"từ {'ngày ' if span.exact else ''}{when.vi}", f"from {span.first if span.exact else when.en} on")


def _favourable(schemas: Schemas, pair: Versions, after: Record) -> Iterator[Problem]:
    """Yield once what was filled in later, speaks for a body, and rests on no document: one that stood there before is none."""
    source = after.get("source") if any(change.at[0] == "source" for change in pair.changes) else None
    beside = [after[str(change.at[0])] for change in pair.changes if change.was is ABSENT and len(change.at) == 1]
    came = {str(change.at[0]) for change in pair.changes if change.was is ABSENT}
    heirs = after.get("successors") if {"valid", "successors"} <= came else None  # who takes over says by which paper
    beside += [one.get("source") for one in heirs if isinstance(one, Mapping)] if isinstance(heirs, list) else []
    for change in pair.changes:
        name, policy = str(change.at[0]), _policy(schemas, after.kind, change.at[:1])
        if change.was is not ABSENT or (policy != "deadline" and name not in FAVOURS.get(after.kind, ())):
            continue
        if policy == "deadline" and len(change.at) > 1:
            continue  # another deadline is told as such
        held: Any = after[name]
        held = held[int(change.at[1])] if isinstance(held, list) and len(change.at) > 1 else held
        wanted = ("document",) if name in DECIDED else ("document", "url")
        leaves = [*_leaves((), held)]
        papers = [at[-1] for one in (source, held, *beside) for at, _ in _leaves((), one) if at]
        if {*wanted}.isdisjoint(papers) and not {*AGAINST} & {str(value) for _, value in leaves}:
            yield _mark("filled-in-without-document", after, (name,))
            return


def _settled_at_once(after: Record) -> Iterator[Problem]:
    """Yield once what ends a matter in the favour of a body as soon as that is recorded, and rests on no document."""
    for name in SETTLES.get(after.kind, ()):
        held = after.get(name)
        if not isinstance(held, Mapping) or {*AGAINST} & {*map(str, held.values())}:
            continue
        if not any(map(_papers, (held, after.get("source")))):
            yield _mark("filled-in-without-document", after, (name,))
            return


def _filled_in(schemas: Schemas, pair: Versions, after: Record) -> Iterator[Problem]:
    """Yield once what a published event, or a report of progress, comes to say beside what it said."""
    for change in pair.changes:
        if change.was is ABSENT and change.at[0] in TOLD and len(change.at) > ENTRY and change.at[2] not in BESIDE:
            yield _mark("entry-filled-in", after, change.at, field=schemas.label(after.kind, change.at))
            return


def _reworded(schemas: Schemas, pair: Versions, after: Record) -> Iterator[Problem]:
    """Yield once what a published statement says in other words than before, or more, or less."""
    known = pair.before.data if pair.before is not None else {}
    closed = any(name in known for name in schemas.by_kind[after.kind].get("x-closed", ()))  # then it is refused
    for change in pair.changes:
        policy, name = _policy(schemas, after.kind, change.at[:1]), change.at[0]
        free = policy == "words" or name in PRINTED or (not policy and not closed and name not in (*FREE, "source"))
        said = free or name == "source" or change.at[-1] in COPIED
        if name in known and said and (free or change.was is not ABSENT):
            yield _mark("reworded", after, change.at)
            return


def _new_days(schemas: Schemas, pair: Versions) -> Iterator[tuple[Field, str]]:
    """Yield the days of events that came with the change."""
    after = pair.after
    if after is None:
        return
    paths = schemas.events.get(after.kind, {})
    for change in pair.changes:
        if change.was is ABSENT:
            for at, value in _leaves(change.at, change.now):
                if _general(at) in paths:
                    yield at, str(value)


def _general(at: Field) -> Field:
    return tuple("*" if isinstance(part, int) else part for part in at)


def _leaves(at: Field, value: object) -> Iterator[tuple[Field, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves((*at, name), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves((*at, index), inner)
    else:
        yield at, value


def _declared(after: Record, before: Record, day: date) -> Iterator[Problem]:
    """Yield the corrections and withdrawals that are not of these days."""
    entries = [
        (("corrections", i), e)
        for i, e in enumerate(after.get("corrections", ()))
        if e not in before.get("corrections", ())
    ]
    if "withdrawn" in after.data and "withdrawn" not in before.data:
        entries.append((("withdrawn",), after["withdrawn"]))  # type: ignore[arg-type]
    for at, entry in entries:
        if abs(_days(entry["on"], day)) > LATE or _days(entry["on"], day) < 0:
            yield _mark("declared-on-another-day", after, (*at, "on"), date=entry["on"], today=day.isoformat())


def _mark(code: str, record: Record, at: Field, **values: Any) -> Problem:
    return problem(code, record.document.position(at), record=record.id, at=spell(at, record.data), **values)


def _days(since: str | int, day: date) -> int:
    """Return the days from the last day that a date leaves open to the day."""
    span = dates.parse(since)
    return (day - span.last).days if span is not None else 0
