"""Rules over time: the examples of their catalogue entries do what they say, and every record could be written today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest
from conftest import CASES, Files, splice

from generator.catalog import Entry, entries
from generator.diagnostics import text as printed
from generator.history.rules import Change, Published, judge, paired, records_of, remarks
from generator.model import Document, Problem, Record, Source, SourceFile
from generator.schema import Schemas

DAY = date(2024, 6, 3)
CODES = tuple(code for code, entry in entries().items() if entry.topic == "history")
SAID = ("corrected", "due-corrected", "reworded")
"""What is said of every correction, and of every other wording, however right."""
SHOWN = tuple(code for code in CODES if not entries()[code].bad.strip().startswith("("))
"""Codes whose examples are texts; what only git can show is done in tests/test_cheats.py."""


def source(files: Files) -> Source:
    return Source("records", tuple(SourceFile(path, files[path]) for path in sorted(files)))


def judged(schemas: Schemas, before: Files, after: Files, day: date = DAY, *, beside: bool = False) -> list[Problem]:
    """Judge a whole register against its earlier version, as the change of one day without commits.

    ``beside``: along with all that was published and stays as it is.
    """
    old, lost = records_of(schemas, source(before))
    new, broken = records_of(schemas, source(after))
    verified = {r["remediation"] for r in old.values() if r.get("verdict") == "da-khac-phuc"}
    findings = {old[r]["finding"] for r in verified if r in old}
    used = {record.id: record.document.path for record in old.values()}
    pairs = tuple(p for p in paired(old, new, lost | broken) if differs(p.before, p.after))
    near = {pair.id for pair in pairs} if beside else used.keys()
    referred = {own: record for own, record in old.items() if own not in near}
    return judge(schemas, Change(pairs, day), Published(used, frozenset(verified | findings), referred))


def differs(before: Record | None, after: Record | None) -> bool:
    return before is None or after is None or before.document.text != after.document.text


def published(entry: Entry, example: Files) -> dict[str, bytes]:
    before = splice(example[entry.file].decode(), entry.before) if entry.before else example[entry.file].decode()
    return {**example, entry.file: before.encode()}


def changed(entry: Entry, files: Mapping[str, bytes], fragment: str) -> dict[str, bytes]:
    return {**files, entry.file: splice(files[entry.file].decode(), fragment).encode()}


@pytest.fixture(scope="module")
def told(schemas: Schemas, example: Files) -> dict[str, list[Problem]]:
    """The problems of every bad example that is a text."""
    table = {}
    for code in SHOWN:
        before = published(entries()[code], example)
        table[code] = judged(schemas, before, changed(entries()[code], before, entries()[code].bad))
    return table


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_has_this_problem_and_no_other(code: str, told: dict[str, list[Problem]]) -> None:
    entry = entries()[code]
    found = [p for p in told[code] if p.code not in SAID or p.code == code]
    assert [(p.code, p.severity, p.where.path) for p in found] == [(code, entry.severity, f"records/{entry.file}")]
    for sentence in (found[0].message, found[0].hint):
        assert sentence
        assert "{" not in sentence.vi + sentence.en


@pytest.mark.parametrize("code", SHOWN)
def test_the_good_example_has_no_problem(code: str, schemas: Schemas, example: Files) -> None:
    before = published(entries()[code], example)
    found = judged(schemas, before, changed(entries()[code], before, entries()[code].good))
    assert [p for p in found if p.code not in SAID] == []


def test_what_is_printed(told: dict[str, list[Problem]], expected) -> None:  # type: ignore[no-untyped-def]
    parts = [f"# {code}\n{printed(told[code], 'vi')}\n{printed(told[code], 'en')}\n" for code in SHOWN]
    expected(CASES / "over_time.txt", "\n".join(parts))


@pytest.mark.parametrize("code", SHOWN)
def test_a_reader_sees_what_was_published(code: str) -> None:
    assert entries()[code].before.strip()


def test_a_register_that_did_not_change_has_no_problem(schemas: Schemas, example: Files) -> None:
    assert judged(schemas, example, example) == []


def test_a_real_province_does_not_become_a_sample(schemas: Schemas, example: Files) -> None:
    path = "tinh-mau/province/tinh-mau.yaml"
    real = {**example, path: example[path].replace(b"sample: true\n", b"")}
    assert [problem.code for problem in judged(schemas, real, example)] == ["fact-rewritten"]


def test_every_policy_and_move_is_one_that_the_rules_know(schemas: Schemas) -> None:
    policies: set[str] = set()
    for name, raw in schemas.raw.items():
        for node in _nodes(raw):
            policies |= {node["x-change"]} if "x-change" in node else set()
            if "x-moves" in node:
                states = {option["const"] for option in node["oneOf"]}
                assert set(node["x-moves"]) == states | {""}, name
                assert all(set(then) <= states for then in node["x-moves"].values()), name
    assert policies == {"identity", "fact", "deadline", "entries", "words"}


def _nodes(value: object) -> list[dict]:  # type: ignore[type-arg]
    if isinstance(value, dict):
        return [value, *(node for inner in value.values() for node in _nodes(inner))]
    return [node for inner in value for node in _nodes(inner)] if isinstance(value, list) else []


def test_events_as_recorded_could_have_been_recorded_one_by_one(example: Files, schemas: Schemas) -> None:
    """The moves that the schemas declare are those that real work makes: each event is added to the ones before it."""
    illegal = []
    for record in records_of(schemas, source(example))[0].values():
        events = sorted(record.get("events", []), key=lambda event: str(event["date"]))
        known = (schemas.at(record.kind, ("events", 0, "type")) or {}).get("x-moves")
        types = [event["type"] for event in events if known is not None]
        illegal += [
            (record.id, was, now) for was, now in zip(["", *types], types, strict=False) if now not in known[was]
        ]
    assert illegal == []


@pytest.mark.parametrize(
    ("text", "term", "due"),
    [
        ({"date": "2024-07-15"}, {"days": 10, "of": "ban-hanh"}, date(2024, 7, 25)),
        ({"date": "2024-07"}, {"days": 10, "of": "ban-hanh"}, None),
        ({"date": "2024-07-15"}, {"working_days": 10, "of": "ban-hanh"}, None),
        ({"date": "2024-07-15"}, {"days": 10, "of": "nhan"}, None),
        ({}, {"days": 10, "of": "ban-hanh"}, None),
        ({"date": "2024-07-15"}, {"days": 10**9, "of": "ban-hanh"}, None),
    ],
)
def test_a_term_is_counted_from_the_day_of_its_text(text: Any, term: Any, due: date | None) -> None:
    document = Document("x.yaml", "", {}, lambda _: {})
    task = Record("task", "t", "tinh-mau", {"directive": "d", "due": {"within": term}}, document)
    assert remarks._due(task, {"d": Record("directive", "d", "tinh-mau", text, document)}) == due


H = "tinh-mau"
WORKS, HOME = "tinh-mau-so-xay-dung", "tinh-mau-so-noi-vu"
OWN, RESULT = "tinh-mau-21-bc-sxd-2024", "tinh-mau-19-bc-dkt-2024"
F1, TEXT, GROUP = "finding/tinh-mau-kt-2024-02-f1", "directive/tinh-mau-20-ubnd-nc-2024", "group/tinh-mau-nhom-so-nganh"
COORDINATION, SENT = "coordination/tinh-mau-ph-2024-01", "submission/tinh-mau-20-ubnd-nc-2024-2-t1-2024-03"
CASE, RATING = "accountability/tinh-mau-xl-2024-09", "rating/tinh-mau-xl-2025-so-xay-dung"
RECEIPT, CASES_OF = (
    "rollout/tinh-mau-20-ubnd-nc-2024-1a-t4-so-noi-vu",
    "rollout/tinh-mau-20-ubnd-nc-2024-1a-t9-so-noi-vu",
)
COMPLAINT, FIX, TEAM = (
    "feedback/tinh-mau-pa-2024-09",
    "remediation/tinh-mau-kt-2024-02-f1-kp",
    "team/tinh-mau-to-cong-tac",
)
OCCURRED = "  - type: phat-sinh\n    date: 2024-05-06\n    source:\n      note: Sổ.\n"
DONE_THEN = "  - type: nop\n    date: 2024-05-08\n    source:\n      note: Sổ.\n"
BEFORE = {
    CASES_OF: f"id: {CASES_OF.partition('/')[2]}\ntask: tinh-mau-20-ubnd-nc-2024-1a-t4\naddressee: {HOME}\nevents:\n{OCCURRED}{DONE_THEN}",
    CASE: f"""id: tinh-mau-xl-2024-09
agency: {WORKS}
subject:
  kind: tap-the
findings:
  - tinh-mau-kt-2024-02-f1
opened: 2024-05-20
""",
    RATING: f"id: tinh-mau-xl-2025-so-xay-dung\nframework: tinh-mau-khung-2024\nagency: {WORKS}\nyear: 2025\nstated:\n  points: 50\n",
    COMPLAINT: f"""id: tinh-mau-pa-2024-09
channel: cong-dvc
sender: nguoi-dan
agency: {HOME}
received: 2024-05-20
about: Trụ sở chuyển chỗ.
""",
}
"""What is published beside the example."""


def reported(own: str, proof: str) -> str:
    """Return a remediation of one finding that was reported as done."""
    return f"""id: {own}-kp
finding: {own}
agency: {WORKS}
events:
  - type: bao-cao
    date: 2024-06-01
    evidence:
      - {proof}
    source:
      note: Sổ công văn.
"""


def receipt(day: str) -> str:
    """Return that a body received what it has to do."""
    return f"id: {RECEIPT.partition('/')[2]}\ntask: tinh-mau-20-ubnd-nc-2024-1a-t4\naddressee: {HOME}\nevents:\n  - type: nhan\n    date: {day}\n    source:\n      note: Sổ.\n"


def verified(by: str, *more: str) -> str:
    """Return a verification on site of what is reported."""
    lines = ("id: tinh-mau-kt-2024-02-f1-xm1", "remediation: tinh-mau-kt-2024-02-f1-kp", f"by: {by}", "on: 2024-06-02",
             "method: tai-cho", "verdict: da-khac-phuc", "because: Đã xem.", *more, "")  # fmt: skip
    return "\n".join(lines)


def corrected(at: str, was: str, document: str) -> str:
    return f"corrections:\n  - on: 2024-06-03\n    at: {at}\n    was: '{was}'\n    because: Ghi nhầm.\n    document: {document}\n"


FILE = "file: x.pdf\n        sha256: " + "a1" * 32 + "\n        held_by: tinh-mau-so-xay-dung"
VERIFIED = "verification/tinh-mau-kt-2024-02-f1-xm1"
Edit = tuple[str, str, str]
"""A record; what of it is replaced (empty: nothing); what comes, there or at its end."""
QUIET: dict[str, tuple[str, tuple[Edit, ...], tuple[Edit, ...]]] = {
    # What it is; its code; what does it; what honest people do that is like it, and bears no such mark.
    "another category, by one's own paper": (
        "corrected-by-own-paper", ((F1, "niem-yet", "tre-han"), (F1, "", corrected("category", "tinh-mau-niem-yet", OWN))),
        ((F1, "niem-yet", "tre-han"), (F1, "", corrected("category", "tinh-mau-niem-yet", RESULT))),
    ),
    "a case begun later, by one's own paper": (
        "corrected-by-own-paper", ((CASE, "2024-05-20", "2024-05-30"), (CASE, "", corrected("opened", "2024-05-20", OWN))),
        ((CASE, "2024-05-20", "2024-05-30"), (CASE, "", corrected("opened", "2024-05-20", RESULT))),
    ),
    "fewer found, by one's own paper": (
        "corrected-by-own-paper", ((F1, "found: 3", "found: 1"), (F1, "", corrected("count.found", "3", OWN))),
        ((F1, "title: Niêm yết", "title: Đã niêm yết"), (F1, "", corrected("count.unit", "thủ tục", OWN)), (F1, "unit: thủ tục", "unit: mục")),
    ),
    "a text is younger than it was": (
        "past-changed", ((TEXT, "\ndate: 2024-01-15", "\ndate: 2024-03-15"), (TEXT, "", corrected("date", "2024-01-15", RESULT))),
        ((TEXT, "\ndate: 2024-01-15", "\ndate: 2024-01-12"), (TEXT, "", corrected("date", "2024-01-15", RESULT))),
    ),
    "a text bears no day after all": (
        "past-changed", ((TEXT, "\ndate: 2024-01-15", "\ndate_state: khong-neu"), (TEXT, "", corrected("date", "2024-01-15", RESULT))), (),
    ),
    "a group is not whole after all": (
        "past-changed", ((GROUP, "complete: true", "complete: false"), (GROUP, "", corrected("complete", "true", RESULT))),
        (("group/tinh-mau-nhom-dia-phuong", "complete: false", "complete: true"), ("group/tinh-mau-nhom-dia-phuong", "", corrected("complete", "false", RESULT))),
    ),
    "out of a group within the days of grace": (
        "filled-in-without-document", ((GROUP, "", f"members:\n  - body: {WORKS}\n    to: 2024-05-20\n"),),
        ((GROUP, "", f"members:\n  - body: {WORKS}\n    from: 2024-05-20\nsource:\n  document: {RESULT}\n"),),
    ),
    "a deadline for a complaint, later": (
        "filled-in-without-document", ((COMPLAINT, "", "due: 2025-12-31\n"),), ((COMPLAINT, "", f"due: 2025-12-31\nsource:\n  document: {RESULT}\n"),),
    ),
    "a request for correction found right by anybody": (
        "filled-in-without-document", (("response/tinh-mau-gt-2024-02", "", "outcome:\n  on: 2024-12-01\n  result: chap-nhan\n  by: tinh-mau-bao\n"),),
        (("response/tinh-mau-gt-2024-02", "", "outcome:\n  on: 2024-12-01\n  result: khong-chap-nhan\n  by: tinh-mau-to-cong-tac\n"),),
    ),
    "a band that nobody stated": (
        "filled-in-without-document", ((RATING, "points: 50", "points: 50\n  band: tot"),),
        ((RATING, "points: 50", "points: 50\n  band: tot"), (RATING, "", f"source:\n  document: {RESULT}\n")),
    ),
    "a body ends, and nobody decided": (
        "filled-in-without-document", ((f"agency/{WORKS}", "", "valid:\n  to: 2024-06-30\n"),),
        ((f"agency/{WORKS}", "", f"valid:\n  to: 2024-06-30\nsuccessors:\n  - body: {HOME}\n    on: 2024-07-01\n    source:\n      document: {RESULT}\n"),),
    ),
    "another one's answer, by the paper of who asked": (
        "said-for-another", ((COORDINATION, "agency: tinh-mau-thanh-tra", "agency: tinh-mau-thanh-tra\n    on: 2024-02-25\n    position: ro-rang\n    document: tinh-mau-18-bc-snv-2024"),),
        ((COORDINATION, "agency: tinh-mau-thanh-tra", "agency: tinh-mau-thanh-tra\n    on: 2024-02-25\n    position: ro-rang"),),
    ),
    "proved by the text that found it": (
        "evidence-older", ((FIX, "", reported("tinh-mau-kt-2024-02-f1", f"document: {RESULT}")),), ((FIX, "", reported("tinh-mau-kt-2024-02-f1", FILE)),),
    ),
    "two matters proved by one file": (
        "evidence-reused", (
            (FIX, "", reported("tinh-mau-kt-2024-02-f1", FILE)), ("remediation/tinh-mau-kt-2024-01-f1-kp2", "", reported("tinh-mau-kt-2024-01-f1", FILE).replace("-kp\n", "-kp2\n")),
        ),
        ((FIX, "", reported("tinh-mau-kt-2024-02-f1", FILE)), ("remediation/tinh-mau-kt-2024-01-f1-kp2", "", reported("tinh-mau-kt-2024-01-f1", FILE.replace("a1", "b2")).replace("-kp\n", "-kp2\n"))),
    ),
    "a term begins months after its text": (
        "received-late", ((RECEIPT, "", receipt("2024-05-30")),), ((RECEIPT, "", receipt("2024-01-18")),),
    ),
    "what sets a term going came later, by one's own paper": (
        "corrected-by-own-paper", ((CASES_OF, "2024-05-06", "2024-05-28"), (CASES_OF, "", corrected("events.0.date", "2024-05-06", "tinh-mau-18-bc-snv-2024"))),
        ((CASES_OF, "2024-05-06", "2024-05-02"), (CASES_OF, "", corrected("events.0.date", "2024-05-06", "tinh-mau-18-bc-snv-2024"))),
    ),
    "what sets a term going never was": (
        "past-changed", ((CASES_OF, OCCURRED, ""), (CASES_OF, "", corrected("events.0", "phat-sinh", RESULT))),
        ((CASES_OF, DONE_THEN, ""), (CASES_OF, "", corrected("events.1", "nop", RESULT))),
    ),
    "verified by the paper of who is verified": (
        "verified-without-paper", ((VERIFIED, "", verified(HOME, f"document: {OWN}")),), ((VERIFIED, "", verified(HOME, f"document: {RESULT}")),),
    ),
    "verified by a team under one's own head": (
        "verified-by-own-head", ((VERIFIED, "", verified("tinh-mau-to-cong-tac")),), ((VERIFIED, "", verified("tinh-mau-doan-kiem-tra")),),
    ),
}  # fmt: skip


def edited(files: Files, edits: Iterable[Edit]) -> dict[str, bytes]:
    changed_ = dict(files)
    for place, old, new in edits:
        path = f"{H}/{place}.yaml"
        text = changed_.get(path, b"").decode()
        assert not old or text.count(old) == 1, (place, old)
        changed_[path] = (text.replace(old, new) if old else text + new).encode()
    return changed_


@pytest.mark.parametrize("name", QUIET)
def test_what_would_pass_in_silence_bears_its_mark_and_what_is_honest_does_not(
    name: str, schemas: Schemas, example: Files
) -> None:
    code, *sides = QUIET[name]
    published_first = [(place, "", text) for place, text in BEFORE.items()]
    if name.startswith("verified"):
        published_first += [
            (FIX, "", reported("tinh-mau-kt-2024-02-f1", FILE)),
            (TEAM, "agency: tinh-mau-van-phong-ubnd", f"agency: {WORKS}"),
        ]
    before = edited(example, published_first)
    codes = [{p.code for p in judged(schemas, before, edited(before, edits), beside=True)} for edits in sides]
    assert [code in told_of for told_of in codes] == [True, False]
