"""Shell of ``generator draft``: a file and a register are read, a sheet is written or read back, records are made."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.catalog.refused import RefusedError
from generator.drafting.accept import accept
from generator.drafting.book import read_book, write_book
from generator.drafting.page import write_page
from generator.drafting.proposal import Reading, read_draft, to_sheet
from generator.drafting.reading import read_writing
from generator.drafting.sheet import SAME, ReviewSheet
from generator.edit.desk import Desk, create_all
from generator.edit.interview import Question
from generator.edit.new import news, taken
from generator.edit.writing import write
from generator.examine import examine
from generator.model import Problem, Text
from generator.read.source import read
from generator.schema import Schemas


@dataclass(frozen=True, slots=True)
class Drafted:
    """Files that are not on disk yet, by path, and what the check says of them."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


class DraftingDesk:
    """One document beside one register."""

    def __init__(self, schemas: Schemas, records: Path, file: Path, province: str, today: str) -> None:
        self._schemas, self._records, self._today = schemas, records, today
        self._source = read(records)
        self._examined = examine(self._source, schemas)
        self._writing = read_writing(file.name, file.read_bytes())
        self.draft: Reading = read_draft(self._writing, self._examined.corpus, province)
        self.sheet: ReviewSheet = to_sheet(self.draft, self._examined.corpus, schemas.shapes)

    def write_sheets(self, folder: Path) -> None:
        """Write the sheet as a workbook and as a page; never over a workbook, which somebody may have filled in."""
        name = self._writing.name
        create_all(
            folder,
            {
                f"{name}.phieu.xlsx": write_book(self.sheet, name, self._writing.sha256),
                f"{name}.phieu.html": write_page(self.sheet, name).encode(),
            },
        )

    def read_back(self, book: Path) -> None:
        """Take the cells of a workbook that was filled in."""
        self.sheet = read_book(book.name, book.read_bytes(), self.sheet, self._writing.sha256)

    def ask(self) -> Generator[Question, str, None]:
        """Yield what is open as questions, in the order of the sheet, and put the answers in."""
        for table, line, column, asked in list(self.sheet.open()):
            words = line.cells.get("text") or line.cells.get("words") or line.key
            if line.cells.get("record") == "bỏ":
                continue
            hint = f"{words}\n  {asked.why}"
            label = f"{table.title} · {line.cells.get('clause', '')} {line.cells.get('what', '')} · {column.head}"
            line.cells[column.name] = yield Question(label, hint, default=asked.offered and SAME)

    def accept(self) -> Drafted:
        """Make the files; raise RefusedError with everything that stands in the way."""
        used = set(taken(self._source, self._examined, Desk.remembered(self._records)))
        made = accept(self.draft, self.sheet, self._examined.corpus, self._schemas.shapes, used, self._today)
        if made.faults:
            told = "\n".join(f"- {fault}" for fault in made.faults)
            raise RefusedError("draft-open", told=Text(told, told))
        texts = {
            f"{province}/{kind}/{data['id']}.yaml": write(kind, data, self._schemas.shapes[kind])
            for province, kind, data in made.records
        }
        return Drafted(texts, news(texts, self._source, self._examined, self._schemas))
