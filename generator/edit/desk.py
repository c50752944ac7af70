"""Shell of ``generator new`` and ``generator communes``: the register is read, a draft is filled by asking or from given answers, a file is made."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.catalog.refused import RefusedError
from generator.edit import disk
from generator.edit.communes import Order, lay
from generator.edit.draft import Draft
from generator.edit.ids import IdScope
from generator.edit.interview import Interview, Question
from generator.edit.new import New, finish, give_id, news, taken
from generator.edit.search import Index
from generator.edit.table import Faults, read_table
from generator.edit.typed import TypedError
from generator.edit.writing import write
from generator.examine import examine
from generator.history.git import HistoryError
from generator.history.repository import opened
from generator.model import Problem, Record, Severity, Text
from generator.read.source import read
from generator.schema import Schemas

_PROVINCE = "Tỉnh (thư mục) mà bản ghi thuộc về"


@dataclass(frozen=True, slots=True)
class Answered:
    """A draft with all that it needs."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Communes:
    """Files that are not on disk yet, by path; what the check says of them; what the clerk has to know beside."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


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
        used = taken(self._source, self._examined, self.remembered(self._records))
        proposed = give_id(draft, IdScope(self._examined.corpus, draft.index.province, used, self._today))
        if proposed.id in used:
            raise RefusedError("id-taken", id=proposed.id)
        return finish(draft, proposed, self._source, self._examined, self._schemas)

    def communes(self, province: str, table: Path, since: date, document: str) -> Communes:
        """Make the records of a table of communes; raise RefusedError with everything that is wrong in it."""
        corpus, faults = self._examined.corpus, Faults()
        rows, unread = read_table(table.name, table.read_bytes(), faults)
        if corpus.get(document, "document", "directive") is None:
            faults.add("Sổ chưa có văn bản làm nguồn (--source)", document)
        used = taken(self._source, self._examined, self.remembered(self._records))
        laid = lay(rows, Order(self._province(province), since, document), corpus, used, faults)
        if wrong := list(faults.sentences()):
            raise RefusedError("table-wrong", told=_listed(wrong))
        shape = self._schemas.shapes["agency"]
        texts = {path: write("agency", data, shape) for path, data in laid.records.items()}
        problems = news(texts, self._source, self._examined, self._schemas)
        return Communes(texts, problems, (*(f"Không đọc cột “{head}”" for head in unread), *laid.left))

    def write_all(self, texts: Mapping[str, str]) -> None:
        """Make new files, all of them or none; never over others."""
        create_all(self._records, texts)

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
        if kind != "province" and home not in corpus.claimed:
            self._province(home)
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
            except TypedError as error:
                wrong.append(f"--set {pair}: {error}")
        return draft, wrong

    def _province(self, name: str) -> Record:
        """Return the record of a province, or refuse."""
        corpus = self._examined.corpus
        found = corpus.get(name, "province")
        if found is None:
            known = ", ".join(record.id for record in corpus.of("province"))
            raise RefusedError("province-unknown", name=name, known=Text(known, known))
        return found

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

    @staticmethod
    def remembered(records: Path) -> frozenset[str]:
        """Return every path that git knows of the records folder, from all its past; none where git cannot tell."""
        try:
            with opened(records) as repository:
                return frozenset(change.path for step in repository.walk().steps for change in step.changes)
        except HistoryError:
            return frozenset()


def create_all(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Make new files, all of them or none; never over others."""
    made: list[Path] = []
    try:
        for path, content in files.items():
            disk.create(folder / path, content.encode() if isinstance(content, str) else content)
            made.append(folder / path)
    except BaseException as error:
        for file in made:
            file.unlink()
        if isinstance(error, FileExistsError):
            raise RefusedError("file-taken", path=folder / path) from error
        raise


def _wrong(sentences: Sequence[str]) -> RefusedError:
    return RefusedError("answers-wrong", told=_listed(sentences))


def _listed(sentences: Sequence[str]) -> Text:
    told = "\n".join(f"- {sentence}" for sentence in sentences)
    return Text(told, told)
