"""What named bodies answer to what is said of them: shown with the facts of that record, and on their own page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain import dates
from generator.domain.accountability import happened
from generator.domain.once import once
from generator.domain.text import vi_date, vi_on
from generator.kinds import BY_NAME
from generator.model import Corpus, Record
from generator.publish.inline import Line, Said, line, noted, strong
from generator.publish.register import Register


def answers(register: Register, record: Record) -> Iterator[tuple[str, list[Said], Record]]:
    """Yield the responses known by the day to a record, and to what is shown at its place: a heading, and what to read.

    Its source, and what became of it (``state``), are to stand behind.
    """
    for response in _shown_with(register.corpus).get(record.id, ()):
        document = register.corpus.document(response.get("document"))
        same = response.get("document") == response.get("source", {}).get("document")
        paper = register.ref(document) if document is not None and not same else None
        about = register.corpus.records[response["about"]]
        also = "" if about.id == record.id else f"về {register.wording.label(about.kind).lower()}"
        heading = f"{register.coded(response, 'type')} {vi_on(dates.days(response['on']))}"
        by = line(register.ref(register.corpus.records[response["by"]]), noted(also))
        yield heading, [by, response["says"], paper], response


@once
def _shown_with(corpus: Corpus) -> dict[str, list[Record]]:
    """Return the responses by the record at whose place they are shown, in order of their days."""
    table: dict[str, list[Record]] = {}
    for response in sorted(corpus.of("response"), key=lambda r: (r["on"], r.id)):
        about = corpus.records[response["about"]]
        shown_at = BY_NAME[about.kind].at
        table.setdefault(about[shown_at] if shown_at else about.id, []).append(response)
    return table


def state(register: Register, response: Record) -> Line:
    """Say what became of a request for correction by the day; nothing of another response."""
    if response["type"] != "dinh-chinh-de-nghi":
        return ()
    answered = happened(response, "outcome", register.as_of)
    if answered is None:
        return line(strong(f"Đang được kiểm chứng từ ngày {vi_date(dates.day(response['on']))}"))
    outcome = response["outcome"]
    by = register.corpus.body(outcome.get("by"))
    result = f"Trả lời ngày {vi_date(answered)}: {register.coded(response, 'outcome', 'result').lower()}"
    note = f". {outcome['note']}" if "note" in outcome else ""
    return line(strong(result), note, noted(register.ref(by) if by is not None else None))
