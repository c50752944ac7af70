"""Notices, coordination, feedback, obstacles; and personal data in every text that staff write."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.domain import bodies, dates, documents, findings, names, tasks
from generator.domain.dates import Interval
from generator.domain.events import dating, stated
from generator.domain.personal import Contact, contact
from generator.domain.text import said
from generator.examine.checks import Hit, check, shared
from generator.examine.checks.findings import related
from generator.examine.checks.inspections import Span, misordered, resolved
from generator.kinds import KINDS
from generator.model import Corpus, Field, Record, Text

QUOTING = (
    *("province", "agency", "group", "team", "document", "directive", "task"),
    *("category", "sanction", "framework", "calendar"),
)
"""Kinds that quote what was published: a hotline in a directive is the source's affair, one in a note is not."""
OWN_WORDS = tuple(kind.name for kind in KINDS if kind.name not in QUOTING)
"""All others, whose text is the office's own: here personal data is an error."""
NOTES = frozenset({"note", "internal_note", "reason", "because"})
SOMEBODY = frozenset((Contact.CITIZEN, Contact.ACCOUNT, Contact.ADDRESS, Contact.LOGIN))
"""What is never an office's, so that no source makes it public."""
FOUND = {
    Contact.PHONE: Text("số điện thoại", "a telephone number"),
    Contact.EMAIL: Text("địa chỉ thư điện tử", "an e-mail address"),
    Contact.CITIZEN: Text("số căn cước, chứng minh hoặc hộ chiếu", "the number of an identity document"),
    Contact.ACCOUNT: Text("số tài khoản ngân hàng", "a bank account"),
    Contact.ADDRESS: Text("địa chỉ nhà riêng", "a home address"),
    Contact.LOGIN: Text("mật khẩu", "a password"),
    Contact.TAX: Text("mã số thuế của người phản ánh", "the tax code of the person or firm"),
}


# Personal data


def _texts(corpus: Corpus, record: Record) -> Iterator[tuple[Field, str]]:
    """Yield every text that people typed: what the schemas call a line or a text (they alone have a least length)."""
    return ((at, value) for at, value, _ in corpus.schemas.walk(record.kind, "minLength", record.data))


def _written(corpus: Corpus, kinds: Collection[str]) -> Iterator[Record]:
    """Yield the records of some kinds, withdrawn ones too: nothing counts them, but everyone can read them."""
    yield from corpus.of(*kinds)
    yield from (record for record in corpus.withdrawn.values() if record.kind in kinds)


@shared
def _personal(corpus: Corpus) -> Iterator[tuple[str, Hit]]:
    """Yield what the checks below find, each with its code: the texts of a register are gone through once."""
    for record in _written(corpus, OWN_WORDS):
        for at, value in _texts(corpus, record):
            yield from _in_own_words(record, at, value)
        found = contact(record.id)
        if found is not None:
            yield "personal-data", Hit(record, ("id",), {"found": FOUND[found]})
    for record in _written(corpus, QUOTING):
        for at, value in _texts(corpus, record):
            if record.kind == "task" and at[0] in ("events", "progress"):
                yield from _in_own_words(record, at, value)
                continue
            found = contact(value)
            noted = at[-1] in NOTES or at[0] in tasks.WORD_FIELDS
            if (found in SOMEBODY and at[-1] != "number") or (noted and found not in (None, Contact.TAX)):
                yield "contact-in-text", Hit(record, at, {"found": FOUND[found]})
            if value not in _signed(record) and _names_somebody(at, value):
                yield "person-named", Hit(record, at, {})


def _in_own_words(record: Record, at: Field, value: str) -> Iterator[tuple[str, Hit]]:
    found = contact(value)
    if found is not None and (found is not Contact.TAX or record.kind == "feedback"):
        yield "personal-data", Hit(record, at, {"found": FOUND[found]})
    if record.kind == "feedback" and names.addressed(value):
        yield "sender-named", Hit(record, at, {})
    elif _names_somebody(at, value):
        yield "person-named", Hit(record, at, {})


def _signed(record: Record) -> set[str]:
    """Return the names of those who signed, which a schema lets stand only with the ground of their publication."""
    return {who["name"] for who in (record.get("signer", {}), *record.get("co_signers", ())) if "name" in who}


def _names_somebody(at: Field, value: str) -> bool:
    listing = at[-1] == "as_written" or at[0] in tasks.WORD_FIELDS
    return names.listed(value) if listing else names.named(value)


@check("personal-data")
def personal_data(corpus: Corpus) -> Iterator[Hit]:
    """A text of the office holds a telephone number, an e-mail address, a citizen's number, an account or a home."""
    return (hit for code, hit in _personal(corpus) if code == "personal-data")


@check("contact-in-text")
def contact_in_text(corpus: Corpus) -> Iterator[Hit]:
    """A note beside published text holds such data; or any words of the register, what is never an office's."""
    return (hit for code, hit in _personal(corpus) if code == "contact-in-text")


@check("sender-named")
def sender_named(corpus: Corpus) -> Iterator[Hit]:
    """A record of feedback names a person with a form of address."""
    return (hit for code, hit in _personal(corpus) if code == "sender-named")


@check("person-named")
def person_named(corpus: Corpus) -> Iterator[Hit]:
    """A text, of the office or of the register beside what it quotes, seems to name a person."""
    return (hit for code, hit in _personal(corpus) if code == "person-named")


# Notices


@check("notice-own-finding")
def notice_own_finding(corpus: Corpus) -> Iterator[Hit]:
    """A notice refers to a finding at, or a task of, none of the agencies that it is about."""
    for notice in corpus.of("notice"):
        ids = resolved(corpus, notice["agencies"], "agency")
        if ids is None:
            continue
        agencies = [corpus.records[own] for own in sorted(ids)]
        for at, target, concerned in _matters(corpus, notice):
            if concerned and not any(related(corpus, agency, body) for agency in agencies for body in concerned):
                yield Hit(notice, at, {"other": target.id})


def _matters(corpus: Corpus, notice: Record) -> Iterator[tuple[Field, Record, list[Record]]]:
    """Yield each finding and task of a notice with the bodies that it concerns (none when one is not soundly known)."""
    for i, target in enumerate(notice.get("findings", ())):
        finding = corpus.get(target, "finding")
        agency = corpus.get(finding["agency"], "agency") if finding else None
        if finding is not None and agency is not None:
            yield ("findings", i), finding, [agency]
    for i, target in enumerate(notice.get("tasks", ())):
        task = corpus.get(target, "task")
        if task is not None:
            yield ("tasks", i), task, _tasked(corpus, task, notice)


def _tasked(corpus: Corpus, task: Record, notice: Record) -> list[Record]:
    on = dates.days(notice["on"])
    parties = (*task.get("leads", ()), *task.get("cooperators", ()))
    if any(corpus.body(party["body"]) is None for party in parties):
        return []
    return [
        m for party in parties for day in dict.fromkeys((on.first, on.last)) for m in bodies.meant(corpus, party, day)
    ]


@check("notice-before-document")
def notice_before_document(corpus: Corpus) -> Iterator[Hit]:
    """A notice was given before the day of the document that gives it."""
    for notice in corpus.of("notice"):
        document = corpus.document(notice.get("document"))
        if document is not None and dates.days(notice["on"]).before(documents.stated(document)):
            values = {"on": said(dates.days(notice["on"])), "issued": said(documents.stated(document))}
            yield Hit(notice, ("on",), values)


@check("notice-finding-later")
def notice_finding_later(corpus: Corpus) -> Iterator[Hit]:
    """A notice refers to a finding that was seen only after it."""
    for notice in corpus.of("notice"):
        yield from _seen_before_or_after(corpus, notice, "on", after=True)


def _seen_before_or_after(corpus: Corpus, record: Record, name: str, *, after: bool) -> Iterator[Hit]:
    on = dates.days(record[name])
    for i, target in enumerate(record.get("findings", ())):
        finding = corpus.get(target, "finding")
        if finding is None or corpus.get(finding["inspection"], "inspection") is None:
            continue
        seen = findings.seen_in(corpus, finding)
        if on.before(seen) if after else seen.before(on):
            yield Hit(record, ("findings", i), {"other": finding.id, "seen": said(seen), "on": said(on)})


# Coordination


@check("coordination-dates")
def coordination_dates(corpus: Corpus) -> Iterator[Hit]:
    """An answer is due, or was given, before the question."""
    for record in corpus.of("coordination"):
        asked = _day(record, "asked")
        later = [_day(record, "due")]
        later += [
            (("answers", i, dating(answer, "on")), stated(answer, "on"))
            for i, answer in enumerate(record["answers"])
            if dating(answer, "on") in answer
        ]
        yield from misordered(corpus, record, ((asked, span) for span in later))


def _day(record: Record, *at: str) -> Span:
    value = record.data
    for part in at[:-1]:
        value = value[part]
    return (*at[:-1], dating(value, at[-1])), stated(value, at[-1])


@check("coordination-asks-itself")
def coordination_asks_itself(corpus: Corpus) -> Iterator[Hit]:
    """An agency asks itself, or a team the agency that hosts it."""
    for record in corpus.of("coordination"):
        for i, answer in enumerate(record["answers"]):
            if _same(corpus, record["by"], answer["agency"]):
                yield Hit(record, ("answers", i, "agency"), {"body": answer["agency"]})


def _same(corpus: Corpus, by: str, other: str) -> bool:
    team = corpus.get(by, "team")
    return by == other or (team is not None and team.get("host") == other)


@check("coordination-asked-twice")
def coordination_asked_twice(corpus: Corpus) -> Iterator[Hit]:
    """One request asks an agency twice."""
    for record in corpus.of("coordination"):
        seen: set[str] = set()
        for i, answer in enumerate(record["answers"]):
            if answer["agency"] in seen:
                yield Hit(record, ("answers", i, "agency"), {"body": answer["agency"]})
            seen.add(answer["agency"])


@check("coordination-body-ended")
def coordination_body_ended(corpus: Corpus) -> Iterator[Hit]:
    """Who asks, or is asked, did not exist on that day."""
    for record in corpus.of("coordination"):
        asked = dates.days(record["asked"])
        places: list[tuple[Field, str]] = [(("by",), record["by"])]
        places += [(("answers", i, "agency"), answer["agency"]) for i, answer in enumerate(record["answers"])]
        for at, target in places:
            body = corpus.body(target)
            if body is not None and not bodies.life(body).meets(asked):
                yield Hit(record, at, {"body": body.id, "life": said(bodies.life(body)), "when": said(asked)})


# Feedback


@check("feedback-dates")
def feedback_dates(corpus: Corpus) -> Iterator[Hit]:
    """Feedback is due, verified or handled before it came; or handled before it was verified."""
    for record in corpus.of("feedback"):
        received = _day(record, "received")
        parts = [_day(record, name, "on") for name in ("verified", "handled") if name in record.data]
        later = [*([_day(record, "due")] if "due" in record.data else []), *parts]
        wrong = list(misordered(corpus, record, ((received, span) for span in later)))
        yield from wrong or misordered(corpus, record, [(parts[0], parts[1])] if len(parts) == 2 else [])


@check("feedback-finding-earlier")
def feedback_finding_earlier(corpus: Corpus) -> Iterator[Hit]:
    """Feedback is said to have led to a finding that had been seen before."""
    for record in corpus.of("feedback"):
        yield from _seen_before_or_after(corpus, record, "received", after=False)


@check("feedback-finding-elsewhere")
def feedback_finding_elsewhere(corpus: Corpus) -> Iterator[Hit]:
    """Feedback is said to have led to a finding at an agency that has nothing to do with the one complained of."""
    for record in corpus.of("feedback"):
        agency = corpus.get(record["agency"], "agency")
        for i, target in enumerate(record.get("findings", ())):
            finding = corpus.get(target, "finding")
            other = corpus.get(finding["agency"], "agency") if finding else None
            if agency is not None and other is not None and not related(corpus, agency, other):
                yield Hit(record, ("findings", i), {"other": target, "body": other.id, "agency": agency.id})


# Obstacles


@check("obstacle-dates")
def obstacle_dates(corpus: Corpus) -> Iterator[Hit]:
    """An obstacle is to be answered, or was decided, before it was reported."""
    for record in corpus.of("obstacle"):
        later = [_day(record, "due")] if "due" in record.data else []
        later += [_day(record, "decision", "on")] if "decision" in record.data else []
        raised: tuple[Field, Interval] = _day(record, "raised")
        yield from misordered(corpus, record, ((raised, span) for span in later))


@check("obstacle-without-matter")
def obstacle_without_matter(corpus: Corpus) -> Iterator[Hit]:
    """An obstacle belongs to neither a task nor a finding."""
    for record in corpus.of("obstacle"):
        if "tasks" not in record.data and "findings" not in record.data:
            yield Hit(record, ("about",), {})


@check("obstacle-to-itself")
def obstacle_to_itself(corpus: Corpus) -> Iterator[Hit]:
    """An agency reports an obstacle to itself, or a team to its host."""
    for record in corpus.of("obstacle"):
        if "to" in record.data and _same(corpus, record["by"], record["to"]):
            yield Hit(record, ("to",), {"body": record["to"]})
