"""The rows of an office's list: each ends as a task, as a question, as refused with its reason, or as no row of a task."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from textwrap import wrap
from typing import Any

from generator.domain import dates, documents, names
from generator.domain.dates import Interval
from generator.domain.matching import BEGINS, Named, split
from generator.domain.personal import contact
from generator.domain.text import fold, vi_interval
from generator.edit.characters import tidy
from generator.edit.search import Index
from generator.exchange.answers import NOBODY, PERSON, Answers
from generator.exchange.heads import OUT, Head, ListLayout, numbering, texts
from generator.exchange.states import LONGEST, Stage, stage
from generator.exchange.terms import Term, term
from generator.model import Corpus
from generator.read.tables import GivenTable, Typed

_LINE, _TITLE, _QUOTED = 600, 300, 300
_REPORTED = {"report": "tien-do", "opinion": "y-kien", "executing": "trien-khai"}
_FULL_DAY = re.compile(r"(?<![0-9/.-])[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}(?![0-9/-])")
_BEGINS_ON = re.compile(rf"^(?:ngày\s+)?({_FULL_DAY.pattern})\s*[:,;–-]", re.IGNORECASE)
_GENERAL = re.compile(
    r"(?:(?:va )?(?:cac|nhung|mot so) )?(?:don vi|co quan|nganh|dia phuong|phong ban|so nganh)(?: (?:co )?lien quan| khac| lien quan khac)?"
)
_CODED = re.compile(r"(?:nguoi|ldao|ld|thuky|tk|cv) ?[0-9]+")
_PERSON = re.compile(rf"{_CODED.pattern}|(?:ong|ba|d c|dong chi|anh|chi) .+")
_MOVED = re.compile(r"(?<!\w)(?:Người|LĐ|TK|CV) ?[0-9]+\s+(?:giao|chuyển|nhận)|(?<!\w)cho (?:Người|LĐ|TK|CV) ?[0-9]+")
"""A line that a program wrote when one person, by a code, gave a task on to another."""
_FOOT = re.compile(r"noi nhan|tm |kt |nguoi (?:lap|ky)|tong (?:so|cong)|cong$|ghi chu|luu ")
_TOTAL = re.compile(r"(?:tong )?cong|tong(?: so)?")
_COUNT = re.compile(r"(?P<found>[0-9]{1,6})(?:\s*/\s*(?P<of>[0-9]{1,6}))?(?:\s+(?P<unit>[^\W\d][^0-9]{1,40}))?")
_LATER_DAY = re.compile(r"(?:1[3-9]|2[0-9]|3[01])[/.-][0-9]{1,2}[/.-](?:[0-9]{2}){1,2}")
_MONTH_FIRST = re.compile(r"(?:0?[1-9]|1[0-2])[/.-](?:1[3-9]|2[0-9]|3[01])[/.-](?:[0-9]{2}){1,2}")
_EITHER = re.compile(r"(?:0?[1-9]|1[0-2])([/.-])(?:0?[1-9]|1[0-2])\1(?:[0-9]{2}){1,2}")
_DONE_ON = re.compile(
    r"(?:hoàn thành|xong)\s+(?:vào\s+)?(?:ngày\s+)?([0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})", re.IGNORECASE
)
_WITH = re.compile(r"\s*[,;]?\s*(?:(?<!\w)và\s+)?(?<!\w)phối hợp(?:\s+(?:cùng|với))*\s*:?\s*", re.IGNORECASE)
_LEADS = re.compile(r"\s*(?<!\w)chủ trì(?!\w)\s*:?\s*", re.IGNORECASE)
_ROLE = re.compile(r"\s*[([]\s*(?:(?P<lead>chủ trì)|(?:cùng )?phối hợp)\s*[)\]]", re.IGNORECASE)
"""What a body does, behind its name: «Sở A (chủ trì), Sở B (phối hợp)»."""
_BESIDE = re.compile(r"[()\[\]]|\s+[-–—]\s+|,\s+")
_MARKS = " .-–+*•"
"""What may stand around a number: «I.», «- 3»."""
_GROUP = re.compile(r"[IVXLC]+|[A-ZĐ]|[0-9]+(?:\.[0-9]+)*\.?")


class Fate(StrEnum):
    """What becomes of a row."""

    TASK = "bản ghi"
    QUESTION = "câu hỏi"
    REFUSED = "không nhận"
    NONE = "không phải dòng của danh sách"


@dataclass(slots=True)
class ListRow:
    """A row: where it stands (from 1), what becomes of it and why, and what it says of a task."""

    number: int
    fate: Fate = Fate.TASK
    why: list[str] = field(default_factory=list)
    code: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    """Fields of the task; not its source, events or place."""
    state: str = ""
    stage: Stage | None = None
    done: Any = None
    told: list[str] = field(default_factory=list)
    """What was left open, or stands only in the note of the source."""
    evidence: str = ""
    known_on: str = ""
    """The day of which its words are, where the list says so."""
    reports: list[dict[str, str]] = field(default_factory=list)
    """Entries of progress: of which type, of which day if one is said, in which words."""

    def ask(self, why: str) -> None:
        """Leave the row to the clerk."""
        self.fate = Fate.QUESTION
        self.why.append(why)


@dataclass(slots=True)
class Listing:
    """All rows, and what was left out of them, counted."""

    rows: list[ListRow]
    left_out: Counter[str]


class ListReader:
    """Reads a list with what the clerk has said of it; notes in the answers what has to be asked."""

    def __init__(  # noqa: PLR0913, PLR0917 - a list, and where it goes
        self, table: GivenTable, layout: ListLayout, answers: Answers, corpus: Corpus, province: str, day: date
    ) -> None:
        self._table, self._layout, self._answers = table, layout, answers
        self._corpus, self._province, self._day = corpus, province, day
        self._index = Index(corpus, province)
        self._out: Counter[str] = Counter()
        self._columns: dict[str, list[Head]] = {}
        for head in layout.heads:
            self._columns.setdefault(answers.role(head), []).append(head)
        self._below = range(layout.last + 1, len(table.rows))
        self._suspect = self._doubtful()
        self._codes = [self._text(number, "code") for number in self._below]

        self._leadless = "" if "leads" in self._columns else self._of_bodies()

    def _of_bodies(self) -> str:
        """Return the title of a column that is left out and holds names of bodies, empty if there is none."""
        for head in [own for role in ("left", "told") for own in self._columns.get(role, [])]:
            told = [text for text in texts(self._table.at(number, head.column) for number in self._below) if text]
            if told and sum(bool(BEGINS.match(text)) for text in told) * 2 > len(told):
                return head.title
        return ""

    def read(self) -> Listing:
        """Return every row below the titles."""
        rows = [self._row(number) for number in self._below]
        self._repeated(rows)
        return Listing(rows, self._out)

    def _doubtful(self) -> Callable[[Typed], bool]:
        """Return of which deadlines nobody knows whether they are day, month, year or month, day, year.

        A spreadsheet of another country leaves as text what it could not read (14/04/2017), and what it could is never
        later than the 12th. Words are doubtful where others beside them can be month, day, year only: 04/13/2017.
        """
        cells = [self._table.at(number, head.column) for head in self._columns.get("due", ()) for number in self._below]
        days = [cell for cell in cells if isinstance(cell, date)]
        told = [cell.strip() for cell in cells if isinstance(cell, str)]
        foreign = any(map(_MONTH_FIRST.fullmatch, told))
        read_so = (foreign or any(map(_LATER_DAY.fullmatch, told))) and all(day.day <= 12 for day in days)

        def doubtful(cell: Typed) -> bool:
            if isinstance(cell, date):
                return read_so
            return foreign and isinstance(cell, str) and bool(_EITHER.fullmatch(cell.strip()))

        return doubtful

    def _due(self, row: ListRow, number: int) -> Typed:
        """Return the cell of the deadline, its day and month put right where the clerk says that they were exchanged."""
        cell = self._cell(number, "due")
        exchanged = self._answers.swapped == "co"
        if exchanged and isinstance(cell, str) and _MONTH_FIRST.fullmatch(cell.strip()):
            return _turned(cell)
        if not self._suspect(cell):
            return cell
        if exchanged:
            return date(cell.year, cell.day, cell.month) if isinstance(cell, date) else _turned(str(cell))
        if self._answers.swapped != "khong":
            self._answers.swapped = "?"
            row.ask("chưa rõ ô hạn là ngày/tháng hay tháng/ngày (bảng tính có thể đã đảo): trả lời swapped")
        return cell

    def _cell(self, number: int, role: str) -> Typed:
        """Return the first filled cell of a role; what several rows share in one merged cell is of each."""
        return next((self._table_at(number, head, role) for head, _ in self._filled(number, role)), None)

    def _filled(self, number: int, role: str) -> Iterator[tuple[Head, str]]:
        """Yield the filled cells of a role, as text with its lines."""
        for head in self._columns.get(role, ()):
            found = self._table_at(number, head, role)
            if found is not None and tidy(str(found)):
                yield head, tidy(found) if isinstance(found, str) else next(texts([found]))

    def _table_at(self, number: int, head: Head, role: str) -> Typed:
        found = self._table.at(number, head.column)
        if found is None and role in ("source", "given", "leads", "due"):
            return next(
                (
                    self._table.at(top, left)
                    for top, left, low, right in self._table.merged
                    if top < number <= low and left <= head.column <= right
                ),
                None,
            )
        return found

    def _text(self, number: int, role: str) -> str:
        return next(texts([self._cell(number, role)]))

    def _row(self, number: int) -> ListRow:
        row = ListRow(number + 1)
        cells = self._table.rows[number]
        filled = [text for text in texts(cells) if text]
        row.code = self._text(number, "code").strip(_MARKS)
        title = tidy(self._text(number, "title"))
        if not self._is_task(row, number, filled, title):
            return row
        for role in OUT:
            for head in self._columns.get(role, ()):
                self._out[f"cột “{head.title}”" if role == "left" else role] += bool(
                    self._table.at(number, head.column)
                )
        self._task(row, number, title)
        return row

    def _is_task(self, row: ListRow, number: int, filled: list[str], title: str) -> bool:
        """Tell rows without a task: blank, numbered and empty, groups, titles again, numbers of columns, what stands below."""
        heads = [head.title for head in self._layout.heads]
        named = [text for text in filled if text.strip(_MARKS) != row.code]
        beside = [text for text in named if text != " ".join(title.split())]
        why = ""
        if not filled:
            why = "trống"
        elif not named or (not title and not beside) or (len(filled) == 1 and filled[0].isdecimal()):
            why = "chỉ có số thứ tự"
        elif sum(text in heads for text in filled) > 1:
            why = "tiêu đề lặp lại"
        elif numbering(self._table.rows[number]):
            why = "đánh số cột"
        elif (not beside and (not row.code or not row.code.isdecimal()) and _GROUP.fullmatch(row.code or "A")) or (
            not title and len(filled) == 2 and not filled[0].isdecimal() and _GROUP.fullmatch(filled[0].strip(_MARKS))
        ):
            why = "tên nhóm, ghi chú hoặc chữ ký"
        elif not beside and any(code.startswith(f"{row.code}.") for code in self._codes):
            why = "tên nhóm, việc ở các dòng dưới"
        elif _TOTAL.fullmatch(fold(filled[0])) or (len(filled) < 3 and not row.code and _FOOT.match(fold(filled[0]))):
            why = "cuối bảng"
        if why:
            row.fate, row.why = Fate.NONE, [why]
        elif not title:
            row.fate, row.why = Fate.REFUSED, ["không có tên việc"]
        return not why and bool(title)

    def _task(self, row: ListRow, number: int, title: str) -> None:
        line = " ".join(title.split())
        if not re.search(r"[^\W\d_]{2}", line):
            row.ask(f"tên việc không phải là chữ: “{line}”")
        if names.listed(line) or contact(line) is not None:
            row.ask("tên việc có thể nêu tên, số điện thoại của người: sửa trong bảng")
            line = ""
        if self._answers.inspection:
            self._finding(row, number, line)
        else:
            self._duty(row, number, line)

    def _finding(self, row: ListRow, number: int, line: str) -> None:
        """Read a finding: at one agency, of one category; how serious it is only where the list says so."""
        row.data = {"title": _cut(line, _TITLE), "seen": line}
        self._bodies(row, "leads", self._cell(number, "leads"), Interval(self._day, self._day))
        parties = row.data.pop("leads", [])
        if len(parties) == 1:
            row.data["agency"] = parties[0]["body"]
        elif not row.why:
            row.ask("một phát hiện là của một cơ quan: tách dòng" if parties else "không rõ cơ quan nào")
        self._category(row, self._nobody(self._text(number, "category")))
        shape = self._corpus.schemas.shapes["finding"].fields["seriousness"]
        level = fold(self._text(number, "seriousness"))
        row.data["seriousness"] = next((code for code, title, _ in shape.options if fold(title) == level), "khong-neu")
        taken = {"code", "title", "leads", "category"} | (
            {"seriousness"} if row.data["seriousness"] != "khong-neu" else set()
        )
        counted = self._nobody(self._text(number, "count"))
        if found := _COUNT.fullmatch(counted):
            whole = {"of": int(found["of"])} if found["of"] else {}
            row.data["count"] = {"found": int(found["found"]), **whole, "unit": found["unit"] or "trường hợp"}
            taken.add("count")
        self._rest(row, number, taken)

    def _rest(self, row: ListRow, number: int, taken: Container[str]) -> None:
        """Tell in its words what no field has taken: a field takes the first filled column of its role."""
        for role in self._columns:
            if role not in (*OUT, *_REPORTED, "area"):
                for head, text in [*self._filled(number, role)][role in taken :]:
                    if said := self._nobody(" ".join(text.split())):
                        row.told.append(f"“{head.title}” ghi “{said}”")

    def _category(self, row: ListRow, words: str) -> None:
        answer = self._answers.categories.get(words, "") if words else self._answers.category
        if words and answer in ("", "?") and (one := self._index.one(words, ("category",))):
            answer = one.id
        if self._index.has(answer, ("category",)):
            row.data["category"] = answer
        elif words:
            self._answers.categories.setdefault(words, "?")
            row.ask(f"“{_cut(words, 120)}” là loại nào?")
        else:
            self._answers.category = self._answers.category or "?"
            row.ask("dòng không nêu loại: ghi category")

    def _duty(self, row: ListRow, number: int, line: str) -> None:
        row.data = {"title": _cut(line, _TITLE), "content": line, "shape": "mot-lan"}
        self._time(row, number)
        given = self._given(number)
        at = given.first if given is not None and given.exact else self._day
        for role, cell in self._parties(row, number):
            self._bodies(
                row,
                role,
                cell,
                Interval(at, self._day) if at <= self._day else Interval(self._day, self._day),
            )
        if not row.data.keys() & {"leads", "other_leads"}:
            stated = self._cell(number, "leads") or "leads" not in self._columns
            row.data["leads_state"] = "khong-neu" if stated else "de-trong"
        if self._leadless and self._answers.leadless != "co":
            self._answers.leadless = "?"
            row.ask(
                f"không cột nào là chủ trì, mà “{self._leadless}” ghi tên cơ quan: ghi leads ở cột ấy, hoặc leadless: co"
            )
        product = self._text(number, "product")
        if product and stage(product) is not None:
            row.told.append(f"ô sản phẩm ghi “{product}”")
        elif self._nobody(product):
            row.data["product"] = _cut(product, _LINE)
        self._areas(row, number)
        self._reports(row, number)
        self._state(row, number)
        self._rest(row, number, self._taken(row, number))

    def _taken(self, row: ListRow, number: int) -> set[str]:
        """Return the roles of which a field has taken the first filled column, and put what is chosen from lists."""
        taken = {"code", "title", "leads", "cooperators", "due", "product", "evidence", "state"}
        taken |= {"updated"} if row.known_on else set()
        taken |= {"done"} if row.done and row.stage is Stage.DONE else set()
        urgency = fold(self._text(number, "urgency"))
        shape = self._corpus.schemas.shapes["task"].fields["urgency"]
        if one := next((code for code, title, _ in shape.options if fold(title) == urgency), ""):
            row.data["urgency"] = one
            taken.add("urgency")
        return taken

    def _areas(self, row: ListRow, number: int) -> None:
        """Put the fields that the register has by just that name, or by the clerk's answer; tell the others."""
        for head, text in self._filled(number, "area"):
            for words in filter(None, (self._nobody(" ".join(own.split())) for own in re.split(r"[;\n]", text))):
                found = [own.id for own in self._index.find(words, ("category",)) if fold(own.name) == fold(words)]
                answer = self._answers.categories.get(words, "?")
                area = answer if self._index.has(answer, ("category",)) else found[0] if len(found) == 1 else ""
                if not area:
                    self._answers.categories.setdefault(words, "?")
                    row.told.append(f"“{head.title}” ghi “{words}”")
                elif area not in row.data.setdefault("areas", []):
                    row.data["areas"].append(area)

    def _reports(self, row: ListRow, number: int) -> None:
        """Read what is said in words of how a task goes: a line an entry, of the day with which it begins."""
        said = term(self._cell(number, "updated"), self._count_from, self._day.year).fields.get("due", {}).get("by")
        if isinstance(said, str) and len(said) == 10 and said <= self._day.isoformat():
            row.known_on = said
        for role, kind in _REPORTED.items():
            for head, text in self._filled(number, role):
                own = f"{head.title}: " if role == "opinion" else ""
                self._report(row, kind, text, own)

    def _report(self, row: ListRow, kind: str, text: str, own: str = "") -> None:
        for line in re.split(r"\n|;\s" if kind == "trien-khai" else r"\n", text):
            words = self._nobody(" ".join(line.split()).strip(" -–+*•"))
            days = _FULL_DAY.findall(words) if kind == "trien-khai" else _BEGINS_ON.findall(words)
            by = term(days[0]).fields.get("due", {}).get("by") if len(days) == 1 else None
            dated = {"date": by} if isinstance(by, str) and len(by) == 10 and by <= self._day.isoformat() else {}
            row.reports += [{"type": kind, **dated, "what": part} for part in wrap(own + words if words else "", _LINE)]

    @property
    def _count_from(self) -> int:
        return self._answers.count_from or (1904 if self._table.since_1904 else 1900 if self._table.typed else 0)

    def _time(self, row: ListRow, number: int) -> None:
        given = self._given(number)
        said: Term = term(self._due(row, number), self._count_from, self._day.year, given)
        row.data.update(said.fields)
        why = said.open
        if said.yearless and given is not None:
            if self._answers.yearless == "co":
                because = f"Danh sách không nêu năm; lấy lần đầu kể từ ngày giao {vi_interval(given)}."
                row.data["inferred"] = [{"field": "due", "because": because}]
            elif self._answers.yearless == "khong":
                why = "không nêu năm"
            else:
                self._answers.yearless = "?"
                row.ask("thời hạn không nêu năm: lấy lần đầu kể từ ngày giao hay để ngỏ? trả lời yearless")
        elif given is None and said.fields.get("due", {}).get("within", {}).get("of") in ("ban-hanh", "hieu-luc"):
            why = "đếm từ ngày của một văn bản mà danh sách không nêu ngày"
        elif given != self._issued and said.fields.get("due", {}).get("within", {}).get("of") in (
            "ban-hanh",
            "hieu-luc",
        ):
            why = "đếm từ ngày của văn bản khác với văn bản mà danh sách thuộc về"
        if why and not said.open:
            row.data["due"] = {"open": {"why": "khong-neu-ngay"}, "as_written": said.fields["due"]["as_written"]}
        if said.question:
            row.ask(said.question)
        if why:
            row.told.append(f"thời hạn để ngỏ: {why}")
        if said.blank:
            self._out["ngày 01/01/1900 hoặc 01/01/1970 mà phần mềm điền thay ô trống"] += 1

    def _given(self, number: int) -> Interval | None:
        """Return when a task was given: by the row, else by the document of the list, unless the row names another one."""
        day = term(self._cell(number, "given"), self._count_from, self._day.year).fields.get("due", {}).get("by")
        if day is not None:
            return dates.parse(str(day))
        own = self._corpus.get(self._answers.directive, "directive")
        named = f" {fold(self._text(number, 'source'))} "
        others = self._columns.keys() & {"source", "given"}
        ours = own is not None and (not others or f" {fold(documents.number(own))} " in named)
        return self._issued if ours else None

    @cached_property
    def _issued(self) -> Interval | None:
        own = self._corpus.get(self._answers.directive, "directive")
        return documents.stated(own) if own is not None else None

    def _parties(self, row: ListRow, number: int) -> Iterator[tuple[str, str]]:
        """Yield the leads and the cooperators as their cells say; «A chủ trì, phối hợp B» in one cell is both."""
        cells = {role: str(self._cell(number, role) or "") for role in ("leads", "cooperators")}
        if roles := [*_ROLE.finditer(cells["leads"])]:
            parts = [(part or "").strip(" ,;\n") for part in _ROLE.split(cells["leads"])]
            named, rest = parts[:-1:2], parts[-1]
            if rest or any(len([*self._named(part, Interval(self._day, self._day))]) != 1 for part in named):
                row.ask(f"“{_cut(self._nobody(cells['leads']), 120)}”: ai chủ trì, ai phối hợp?")
                return
            beside = [part for part, role in zip(named, roles, strict=True) if not role["lead"]]
            cells["leads"] = "\n".join(part for part in named if part not in beside)
            cells["cooperators"] = "\n".join(filter(None, (cells["cooperators"], *beside)))
        cells["cooperators"] = _ROLE.sub("", cells["cooperators"])
        lead, *others = _WITH.split(cells["leads"])
        if others and (
            not _LEADS.sub("", lead).strip() or any(_LEADS.search(own) or not own.strip() for own in others)
        ):
            row.ask(f"“{_cut(self._nobody(cells['leads']), 120)}”: ai chủ trì, ai phối hợp?")
            return
        yield "leads", _LEADS.sub("", lead) if others else _LEADS.sub("", cells["leads"])
        yield "cooperators", "\n".join(filter(None, [cells["cooperators"], *others]))

    def _named(self, words: str, at: Interval) -> Iterator[Named]:
        """Yield the bodies of a cell; letters that stand for a name only with a head from elsewhere («TT và DL») stay whole."""
        for line in words.split("\n"):
            named = split(self._corpus, self._province, line, at)
            text = fold(line)
            if any(fold(own.words) not in text and own.words.rpartition(" ")[2].isupper() for own in named):
                yield Named(line.strip(), ())
            else:
                yield from named

    def _inside(self, words: str, at: Interval) -> list[Named]:
        """Return the bodies that stand beside a person: «đ/c A (Sở B)», «ông A - Sở B»."""
        pieces = [piece.strip() for piece in _BESIDE.split(words)]
        return [
            own
            for piece in pieces
            if BEGINS.match(piece)
            for own in split(self._corpus, self._province, piece, at)
            if fold(own.words) != fold(words)
        ]

    def _bodies(self, row: ListRow, role: str, cell: Typed, at: Interval) -> None:
        """Match the bodies of a cell: by the clerk's answer, by the register, else ask once for each spelling."""
        parties: list[dict[str, Any]] = []
        waiting = [*self._named(str(cell or ""), at)][::-1]
        while waiting:
            named = waiting.pop()
            words = " ".join(named.words.split())
            answer = self._answers.body(words)
            person = bool(_PERSON.fullmatch(fold(words)) or names.listed(words))
            if named.sure is None and not answer and person and (inside := self._inside(words, at)):
                self._out["person"] += 1
                waiting += inside[::-1]
                continue
            if answer not in ("", "?", PERSON, NOBODY):
                parties += [{"body": body.strip(), **self._wording(words)} for body in answer.split(";")]
                continue
            sure = named.sure
            if sure is not None and answer in ("", "?"):
                post = {"post": sure.post} if sure.post else {}
                parties.append({"body": sure.body.id, **post, **self._wording(words)})
            elif answer == PERSON or (not answer and person):
                self._out["person"] += 1
            elif answer == NOBODY or (not answer and _GENERAL.fullmatch(fold(words))):
                others = row.data.setdefault(f"other_{role}", [])
                others += [said] if (said := _cut(words, _LINE)) not in others else []
            else:
                self._answers.bodies.setdefault(words, "?")
                self._answers.near[words] = "; ".join(candidate.body.id for candidate in named.candidates)
                row.ask(f"“{_cut(words, 120)}” là cơ quan nào?")
        seen: set[str] = set()
        parties = [party for party in parties if not (party["body"] in seen or seen.add(party["body"]))]  # type: ignore[func-returns-value]
        if role == "cooperators":
            leads = {party["body"] for party in row.data.get("leads", ())}
            twice = [str(party.get("as_written", party["body"])) for party in parties if party["body"] in leads]
            row.told += [f"phối hợp cũng ghi “{words}”, là cơ quan chủ trì" for words in twice]
            parties = [party for party in parties if party["body"] not in leads]
        if parties:
            row.data[role] = parties

    def _wording(self, words: str) -> dict[str, str]:
        """Return how a body was written, unless a person stands beside it."""
        return {"as_written": _cut(words, _LINE)} if self._nobody(words) else {}

    def _nobody(self, words: str) -> str:
        """Return words that name no person; of others nothing, and count them."""
        if words and (
            names.listed(words) or contact(words) is not None or _CODED.fullmatch(fold(words)) or _MOVED.search(words)
        ):
            self._out["person"] += 1
            return ""
        return words

    def _state(self, row: ListRow, number: int) -> None:
        row.state = self._nobody(self._text(number, "state"))
        answered = self._answers.states.get(row.state, "")
        if answered and answered != "?":
            row.stage = Stage(answered)
        elif row.state:
            row.stage = stage(row.state)
            if row.stage is None and len(row.state) > LONGEST:
                self._report(row, "tien-do", row.state)
                row.state, row.stage = "", Stage.NOTHING
            elif row.stage is None:
                self._answers.states.setdefault(_cut(row.state, 120), "?")
                row.ask(f"tình trạng “{_cut(row.state, 120)}” nghĩa là gì?")
        if row.stage is Stage.DECIDED:
            row.ask(f"“{row.state}” phải có văn bản quyết định: ghi sự kiện ấy kèm văn bản")
        if row.stage is Stage.NOT_DONE:
            self._out["tình trạng mà sổ tự tính"] += 1
        row.evidence = self._nobody(self._text(number, "evidence"))
        if row.evidence and (row.stage is not Stage.DONE or len(row.evidence) > _QUOTED):
            self._report(row, "tien-do", str(self._cell(number, "evidence")))
            row.evidence = ""
        said_so = _DONE_ON.search(row.state) if row.stage is Stage.DONE else None
        cell = self._cell(number, "done") or (said_so and said_so[1])
        done = term(cell, self._count_from, self._day.year).fields.get("due", {})
        row.done = done.get("by")
        if row.done and row.stage is Stage.DONE and dates.days(row.done).first > self._day:
            row.ask("ngày hoàn thành sau ngày của danh sách")

    def _repeated(self, rows: list[ListRow]) -> None:
        """Refuse what stands there twice; ask where one number stands for two tasks."""
        first: dict[str, ListRow] = {}
        coded: dict[str, ListRow] = {}
        for row in rows:
            if row.fate not in (Fate.TASK, Fate.QUESTION):
                continue
            told = repr((row.code, row.data, row.state, row.told))
            if told in first:
                row.fate, row.why = Fate.REFUSED, [f"trùng hoàn toàn dòng {first[told].number}"]
            elif row.code and row.code in coded:
                row.ask(f"số {row.code} đã là việc khác ở dòng {coded[row.code].number}")
            else:
                first[told] = row
                coded.setdefault(row.code, row)


def _turned(words: str) -> str:
    """Return month, day, year as day, month, year."""
    month, day, year = re.split(r"[/.-]", words.strip())
    return f"{day}/{month}/{year}"


def said(row: ListRow) -> dict[str, Any]:
    """Return what a row says, as it is kept: no source, nobody's name."""
    if "seen" in row.data:
        return dict(row.data)
    more = {"done": row.done, "progress": row.reports}
    return {**row.data, "state": str(row.stage or ""), **{name: own for name, own in more.items() if own}}


def questions(rows: list[ListRow]) -> Iterator[tuple[str, int]]:
    """Yield each reason why rows wait, with how many they are, the most frequent first."""
    yield from Counter(why for row in rows if row.fate is Fate.QUESTION for why in row.why).most_common()


def _cut(text: str, longest: int) -> str:
    text = " ".join(tidy(text).split())
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"


OF_STAGE: Mapping[Stage, str] = {
    Stage.UNDER_WAY: "dang-lam",
    Stage.NOT_BEGUN: "chua-bat-dau",
    Stage.PARTLY: "xong-mot-phan",
}
"""What of a state is progress, as the register has it."""
