"""Shell of ``generator new``: the register is read, a draft is filled by asking or from given answers, a file is made."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.catalog.refused import RefusedError
from generator.edit import disk
from generator.edit.draft import AnswerError, Draft
from generator.edit.ids import IdScope
from generator.edit.interview import Interview, Question
from generator.edit.new import New, finish, give_id, taken
from generator.edit.search import Index
from generator.examine import examine
from generator.history.git import HistoryError
from generator.history.repository import opened
from generator.model import Severity, Text
from generator.read.source import read
from generator.schema import Schemas

_PROVINCE = "Tỉnh (thư mục) mà bản ghi thuộc về"


@dataclass(frozen=True, slots=True)
class Answered:
    """A draft with all that it needs."""

    draft: Draft


class Desk:
    """One register, read once, and today as records write a day."""

    def __init__(self, schemas: Schemas, records: Path, today: str) -> None:
        self._schemas, self._records, self._today = schemas, records, today
        self._source = read(records)
        self._examined = examine(self._source, schemas)

    def fill(self, kind: str, province: str | None, given: Sequence[str]) -> Answered:
        """Make a draft of given answers alone; raise RefusedError with everything that is wrong or missing."""
        home = province or self._home(given)
        if home is None:
            raise RefusedError("province-unsaid")
        draft, wrong = self._draft(kind, home, given)
        wrong += [
            f"{problem.message.vi} {problem.hint.vi if problem.hint else ''}".strip()
            for problem in draft.problems()
            if problem.severity is Severity.ERROR
        ]
        if wrong:
            raise _wrong(wrong)
        return Answered(draft)

    def ask(self, kind: str, province: str | None, given: Sequence[str]) -> Generator[Question, str, Answered]:
        """Yield the questions that given answers leave open."""
        home = province or self._home(given) or (yield from self._ask_home(kind))
        draft, wrong = self._draft(kind, home, given)
        if wrong:
            raise _wrong(wrong)
        yield from Interview(draft, self._today).ask()
        return Answered(draft)

    def finish(self, answered: Answered) -> New:
        """Give the record its id and hold it against the whole register."""
        draft = answered.draft
        used = taken(self._source, self._examined, self._remembered())
        proposed = give_id(draft, IdScope(self._examined.corpus, draft.index.province, used, self._today))
        if proposed.id in used:
            raise RefusedError("id-taken", id=proposed.id)
        return finish(draft, proposed, self._source, self._examined, self._schemas)

    def write(self, made: New) -> Path:
        """Make the file; never over another."""
        path = self._records / made.path
        try:
            disk.create(path, made.text.encode())
        except FileExistsError as error:
            raise RefusedError("file-taken", path=path) from error
        return path

    def _draft(self, kind: str, home: str, given: Sequence[str]) -> tuple[Draft, list[str]]:
        corpus = self._examined.corpus
        if kind != "province" and home not in corpus.claimed and corpus.get(home, "province") is None:
            known = ", ".join(record.id for record in corpus.of("province"))
            raise RefusedError("province-unknown", name=home, known=Text(known, known))
        draft = Draft(self._schemas, kind, Index(corpus, home))
        wrong = []
        if kind == "province":
            given = [f"id={home}", *given]
        for pair in given:
            name, equals, typed = pair.partition("=")
            if not equals:
                wrong.append(f"--set {pair}: cần dạng trường=giá trị")
                continue
            try:
                draft.assign(name.strip(), typed)
            except AnswerError as error:
                wrong.append(f"--set {pair}: {error}")
        return draft, wrong

    def _home(self, given: Sequence[str]) -> str | None:
        """Return the province of the first record that an answer names by its id."""
        found = (self._examined.corpus.get(pair.partition("=")[2].strip()) for pair in given)
        return next(
            (record.province for record in found if record is not None and record.province != "trung-uong"), None
        )

    def _ask_home(self, kind: str) -> Generator[Question, str, str]:
        if kind == "province":
            return (yield Question("Mã tỉnh", "Chữ thường không dấu, nối bằng gạch, ví dụ: tra-vinh.")).strip()
        index = Index(self._examined.corpus, "")
        question = Question(_PROVINCE, "Gõ tên hoặc mã.")
        while True:
            typed = (yield question).strip()
            if index.has(typed, ("province",)):
                return typed
            found = index.find(typed, ("province",))
            if len(found) == 1:
                return found[0].id
            listed = ", ".join(f"{hit.name} ({hit.id})" for hit in found)
            question = Question(
                _PROVINCE, "Gõ tên hoặc mã.", problem=f"Có: {listed}" if found else "Không có tỉnh này."
            )

    def _remembered(self) -> frozenset[str]:
        """Return every path that git knows of the records folder, from all its past; none where git cannot tell."""
        try:
            with opened(self._records) as repository:
                return frozenset(change.path for step in repository.walk().steps for change in step.changes)
        except HistoryError:
            return frozenset()


def _wrong(sentences: Sequence[str]) -> RefusedError:
    told = "\n".join(f"- {sentence}" for sentence in sentences)
    return RefusedError("answers-wrong", told=Text(told, told))
