"""An office's own list of tasks comes into the register: new tasks, what a later list changes of them, and why states differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from generator.catalog.refused import RefusedError
from generator.domain import bodies, documents, names
from generator.domain.differences import canonical
from generator.domain.text import fold
from generator.edit.ids import IdScope, propose
from generator.edit.revise import StiffError, revise
from generator.edit.writing import write
from generator.examine import Examined, examine
from generator.exchange.answers import NOBODY, PERSON, Answers, KeptAnswers
from generator.exchange.edited import CellEdit, CellTold, ImportScope
from generator.exchange.heads import ListLayout, layout
from generator.exchange.listed import OF_STAGE, Fate, Listing, ListReader, ListRow, said
from generator.exchange.states import SAID, Stage, late
from generator.model import Corpus, Record, Severity, Source, SourceFile
from generator.publish import registers
from generator.read.tables import GivenTable
from generator.schema import Schemas

_ALIKE = 0.7
_CUT = " …"
_OWN_ID = re.compile(r"(?=.*[^\W\d_])(?=.*[0-9]).{4,}")
"""An office's own id of a task («NV-012»), not a number of a row: it stays when the words change."""
_CHANGEABLE = {
    "task": (
        "title",
        "content",
        "leads",
        "other_leads",
        "cooperators",
        "other_cooperators",
        "product",
        "areas",
        "urgency",
    ),
    "finding": ("title", "seen", "agency", "category", "seriousness", "count"),
}
_TIMES = ("due", "start", "shape", "recurrence", "urgency_as_written")


@dataclass(frozen=True, slots=True)
class Where:
    """Where the tasks of a list belong, what the list is called, and as of when it was kept."""

    name: str
    directive: str
    clause: str
    day: date
    inspection: str = ""
    """Of a list of findings, instead of directive and clause."""

    @property
    def kind(self) -> str:
        """What its rows become."""
        return "finding" if self.inspection else "task"


@dataclass(frozen=True, slots=True)
class ListedState:
    """What the list says of some tasks, what the register says of them, and why that is something else."""

    listed: str
    ours: str
    rows: int
    first: int
    differs: bool
    because: str


@dataclass(slots=True)
class Imported:
    """What an import comes to."""

    layout: ListLayout
    listing: Listing
    answers: Answers
    texts: dict[str, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    edits: list[CellEdit] = field(default_factory=list)
    told: list[CellTold] = field(default_factory=list)
    states: list[ListedState] = field(default_factory=list)
    kept: list[KeptAnswers] = field(default_factory=list)
    unchanged: int = 0

    @property
    def failed(self) -> bool:
        """Whether nothing may be written."""
        return any(told.wrong for told in self.told)

    @property
    def asks(self) -> bool:
        """Whether a row waits for an answer."""
        return any(row.fate is Fate.QUESTION for row in self.listing.rows)


def find(tables: Sequence[GivenTable], wanted: str) -> tuple[GivenTable, ListLayout]:
    """Return the sheet with the list: the one that was named, else the longest that has titles."""
    found = [(table, own) for table in tables if (not wanted or table.name == wanted) and (own := layout(table))]
    if not found:
        raise RefusedError("list-headless")
    return max(found, key=lambda pair: len(pair[0].rows) - pair[1].last)


def others(tables: Sequence[GivenTable], chosen: GivenTable) -> list[CellTold]:
    """Return what is to be told of the other sheets of a file that hold a list, too."""
    return [
        CellTold(
            table.name,
            f"trang này cũng có danh sách ({len(table.rows) - own.last - 1} hàng), chưa nhập: nêu ở sheet, với một --name khác",
            wrong=False,
        )
        for table in tables
        if table is not chosen and (own := layout(table))
    ]


class Import:
    """One list, and the register that it comes into."""

    def __init__(self, source: Source, examined: Examined, schemas: Schemas, scope: ImportScope, where: Where) -> None:
        self._source, self._examined, self._schemas, self._where = source, examined, schemas, where
        self._taken, self._today = set(scope.taken), scope.day
        self._home = self._belongs(examined.corpus)

    def _belongs(self, corpus: Corpus) -> str:
        """Return the province of what the list belongs to; raise RefusedError if there is no such thing."""
        where = self._where
        if where.inspection:
            inspection = corpus.get(where.inspection, "inspection")
            if inspection is None:
                raise RefusedError("list-directive", directive=where.inspection)
            return inspection.province
        directive = corpus.get(where.directive, "directive")
        if directive is None:
            raise RefusedError("list-directive", directive=where.directive or "?")
        known = [str(clause["id"]) for _, clause, _ in documents.clauses(directive)]
        if where.clause not in known:
            raise RefusedError("list-clause", clause=where.clause or "?", known=", ".join(known[:20]))
        return directive.province

    def run(self, table: GivenTable, found: ListLayout, answers: Answers, before: Sequence[KeptAnswers]) -> Imported:
        """Take the list in."""
        corpus = self._examined.corpus
        listing = ListReader(table, found, answers, corpus, self._home, self._where.day).read()
        done = Imported(found, listing, answers)
        rows = [row for row in listing.rows if row.fate is Fate.TASK]
        pairs, gone = _matched(rows, before)
        waiting = {row.code for row in listing.rows if row.fate is Fate.QUESTION}
        renumbered = {row.code: row.number for row, old in pairs if old is None}
        for left in gone:
            done.kept.append(left)
            if left.code not in waiting:
                other = renumbered.get(left.code, 0) if left.code else 0
                gone_to = f"nay ghi việc khác, ở dòng {other}" if other else "không còn trong danh sách"
                done.told.append(
                    CellTold(
                        "",
                        f"số {left.code or '?'} ({left.task}) {gone_to}; việc được giữ nguyên",
                        wrong=False,
                    )
                )
        made: dict[str, ListRow] = {}
        for row, old in pairs:
            if old is None or corpus.get(old.task, self._where.kind) is None:
                made[self._new(row, done)] = row
            else:
                self._again(row, old, done)
        self._aliases(answers, done)
        after = self._judged(made, done)
        done.kept += [
            KeptAnswers(path.rpartition("/")[2].removesuffix(".yaml"), row.code, said(row))
            for path, row in made.items()
            if path in done.texts
        ]
        done.kept.sort(key=lambda row: row.task)
        done.states = list(
            self._states(
                after,
                [
                    *((row, old.task) for row, old in pairs if old),
                    *((row, path.rpartition("/")[2].removesuffix(".yaml")) for path, row in made.items()),
                ],
            )
        )
        return done

    # ------------------------------------------------------------------------------------------------ records

    def _new(self, row: ListRow, done: Imported) -> str:
        """Write the record of a row; return its path."""
        kind = self._where.kind
        if self._where.inspection:
            data: dict[str, Any] = {"inspection": self._where.inspection, **row.data}
        else:
            data = {"directive": self._where.directive, "clause": self._where.clause, **row.data}
            data |= {"codes": [{"of": self._where.name, "code": row.code}]} if row.code else {}
            self._progress(data, row)
            self._reported(data, row, row.reports)
        more = f"; {'; '.join(row.told)}" if row.told else ""
        data["source"] = {"note": self._note(row, more)}
        if data["source"]["note"].endswith(_CUT):
            data["source"] = {"note": self._note(row)}
            data["note"] = f"Danh sách còn ghi: {'; '.join(row.told)}."
        corpus = self._examined.corpus
        proposed = propose(kind, data, IdScope(corpus, self._home, self._taken, self._today))
        self._taken.add(proposed.id)
        path = f"{self._home}/{kind}/{proposed.id}.yaml"
        done.texts[path] = write(kind, {"id": proposed.id, **data}, self._schemas.shapes[kind])
        done.new.append(path)
        return path

    def _note(self, row: ListRow, more: str = "") -> str:
        told = f"Danh sách “{self._where.name}” (ngày {self._where.day:%d/%m/%Y}), dòng {row.number}{more}."
        return told if len(told) <= 600 else told[:596].rsplit(" ", 1)[0] + _CUT

    def _progress(self, data: dict[str, Any], row: ListRow) -> None:
        """Add what a list says of a state: done, or how far it is; as known on the day of the list."""
        undated = self._undated(row)
        source = {"note": self._note(row, f" ghi “{row.state}”")}
        if row.stage is Stage.HANDED_IN:
            data.setdefault("events", []).append({"type": "nop", **undated, "source": source})
        elif row.stage is Stage.DONE:
            proof = [{"document": found.id} for found in self._documents(row.evidence)]
            when = {"date": row.done} if row.done else undated
            when |= {"period_state": "khong-neu"} if data.get("shape") == "dinh-ky" else {}
            said_so = {"evidence": proof} if proof else {"unproved": True}
            if row.evidence:
                source["note"] = self._note(row, f" ghi “{row.state}”, văn bản kết quả: “{row.evidence}”")
                said_so = said_so if proof else {}
            data.setdefault("events", []).append({"type": "xac-nhan", **when, **said_so, "source": source})
        elif row.stage is not None and row.stage in OF_STAGE:
            data.setdefault("progress", []).append(
                {"type": "tien-do", **undated, "stage": OF_STAGE[row.stage], "source": source}
            )

    def _undated(self, row: ListRow) -> dict[str, str]:
        return {"date_state": "khong-neu", "known_on": row.known_on or self._where.day.isoformat()}

    def _reported(self, data: dict[str, Any], row: ListRow, reports: Sequence[Mapping[str, str]]) -> None:
        """Add what a list says in words of how a task goes; by a document of the register if it names just one."""
        for own in reports:
            named = [*self._documents(own["what"])] if own["type"] == "trien-khai" else []
            proof = {"document": named[0].id} if len(named) == 1 else {}
            when = {} if "date" in own else self._undated(row)
            data.setdefault("progress", []).append({**own, **when, "source": {**proof, "note": self._note(row)}})

    def _documents(self, words: str) -> Iterator[Record]:
        """Yield the documents of the register whose number and day stand in a cell."""
        text = f" {fold(words)} "
        for document in self._examined.corpus.of("document", "directive") if words else ():
            number, day = fold(documents.number(document)), documents.stated(document)
            if (
                document.get("number")
                and number
                and f" {number} " in text
                and day.exact
                and f" {day.first.day} {day.first.month} {day.first.year} " in _days(text)
            ):
                yield document

    def _again(self, row: ListRow, old: KeptAnswers, done: Imported) -> None:
        """Change of a task what the list says otherwise than last time; a deadline moves by an extension only."""
        record = self._examined.corpus.records[old.task]
        now, before = said(row), old.said
        data = deepcopy(dict(record.data))
        where = f"dòng {row.number}"
        took = dict(before)
        for name in _CHANGEABLE[self._where.kind]:
            was, new = before.get(name), now.get(name)
            if canonical(was) == canonical(new):
                continue
            if canonical(data.get(name)) != canonical(was) and canonical(data.get(name)) != canonical(new):
                done.told.append(
                    CellTold(
                        where,
                        f"{old.task}, {self._schemas.title('task', name)}: lần trước ghi {_say(was)}, nay ghi {_say(new)}, nhưng sổ là {_say(data.get(name))}; để nguyên",
                        wrong=False,
                    )
                )
                continue
            took[name] = new
            _set(data, name, new)
            done.edits.append(
                CellEdit(where, old.task, self._schemas.title(self._where.kind, name), _say(was), _say(new))
            )
        if any(canonical(before.get(name)) != canonical(now.get(name)) for name in _TIMES):
            done.told.append(
                CellTold(
                    where,
                    f"{old.task}: danh sách đổi hạn từ {_say(_time(before))} thành {_say(_time(now))}; hạn chỉ dời bằng sự kiện gia hạn kèm quyết định",
                    wrong=False,
                )
            )
        if (before.get("state"), before.get("done")) != (now.get("state"), now.get("done")):
            took |= {"state": now["state"], "done": now.get("done")}
            count = len(data.get("events", ())) + len(data.get("progress", ()))
            self._progress(data, row)
            if len(data.get("events", ())) + len(data.get("progress", ())) > count:
                done.edits.append(
                    CellEdit(
                        where, old.task, "Tình trạng", SAID.get(str(before.get("state")), ""), SAID[str(row.stage)]
                    )
                )
        if fresh := [own for own in row.reports if own not in before.get("progress", ())]:
            took["progress"] = [*before.get("progress", ()), *fresh]
            self._reported(data, row, fresh)
            done.edits += [
                CellEdit(where, old.task, self._schemas.title("task", "progress"), "", own["what"]) for own in fresh
            ]
        done.kept.append(replace(old, code=row.code, said=took))
        if canonical(data) == canonical(dict(record.data)):
            done.unchanged += 1
            return
        try:
            done.texts[f"{record.province}/{record.kind}/{record.id}.yaml"] = revise(
                record.document, data, self._schemas.shapes[record.kind]
            )
        except StiffError:
            done.told.append(CellTold(where, f"{old.task}: tệp trình bày khác thường; chạy generator fix rồi nhập lại"))

    def _aliases(self, answers: Answers, done: Imported) -> None:
        """Propose each spelling that the clerk has explained as one more name of the body."""
        more: dict[str, list[str]] = {}
        for words, body in answers.bodies.items():
            record = self._examined.corpus.body(body)
            if body in (NOBODY, PERSON, "?") or ";" in body or names.listed(words):
                continue
            if record is None:
                done.told.append(CellTold("", f"“{words}”: sổ không có cơ quan {body}"))
            elif fold(words) not in {fold(name) for name in bodies.called(record)}:
                more.setdefault(body, []).append(words)
        for body, spellings in more.items():
            record = self._examined.corpus.records[body]
            data = deepcopy(dict(record.data))
            data.setdefault("aliases", []).extend(
                {"name": words, "note": f"Cách viết trong danh sách “{self._where.name}”"} for words in spellings
            )
            try:
                done.texts[f"{record.province}/{record.kind}/{body}.yaml"] = revise(
                    record.document, data, self._schemas.shapes[record.kind]
                )
            except StiffError:
                done.told.append(
                    CellTold("", f"{body}: tệp trình bày khác thường, chưa ghi được cách gọi khác; chạy generator fix")
                )
            done.edits += [CellEdit("", body, "Cách gọi khác", "", words) for words in spellings]

    # ------------------------------------------------------------------------------------------------ judgement

    def _judged(self, made: Mapping[str, ListRow], done: Imported) -> Examined:
        """Hold the register with the new files against all checks; a row whose task has an error is refused."""
        known = {_same(problem) for problem in self._examined.problems}
        for _ in range(2):
            after = self._with(done.texts)
            wrong = [
                problem
                for problem in after.problems
                if problem.severity is Severity.ERROR and _same(problem) not in known
            ]
            for problem in wrong:
                path = problem.where.path.removeprefix(f"{self._source.root}/")
                if path in made and path in done.texts:
                    del done.texts[path]
                    done.new.remove(path)
                    made[path].fate = Fate.REFUSED
                    made[path].why.append(f"{problem.message.vi} [{problem.code}]")
                elif path not in made:
                    done.told.append(CellTold(path, f"{problem.message.vi} [{problem.code}]"))
            if not wrong:
                break
        warned: Counter[str] = Counter()
        first: dict[str, str] = {}
        for problem in after.problems:
            if problem.severity is not Severity.ERROR and _same(problem) not in known:
                warned[problem.code] += 1
                first.setdefault(problem.code, problem.message.vi)
        done.told += [
            CellTold("", f"{count} cảnh báo [{code}], như: {first[code]}", wrong=False)
            for code, count in warned.most_common()
        ]
        return after

    def _with(self, texts: Mapping[str, str]) -> Examined:
        fresh = (SourceFile(path, text.encode()) for path, text in texts.items())
        files = sorted(
            (*(file for file in self._source.files if file.path not in texts), *fresh), key=lambda file: file.path
        )
        return examine(replace(self._source, files=tuple(files)), self._schemas, before=self._examined)

    def _states(self, after: Examined, pairs: Sequence[tuple[ListRow, str]]) -> Iterator[ListedState]:
        """Yield what the list and the register say of the same tasks, as of the day of the list."""
        ours: dict[str, tuple[list[str], str]] = {}
        for register in registers(after, self._where.day, "internal") if not after.failed else ():
            for duty in register.all_duties() if register else ():
                labels, _ = ours.setdefault(duty.task.id, ([], duty.standing.because))
                labels.append(duty.label)
        groups: dict[tuple[str, str], list[tuple[int, bool, str]]] = {}
        for row, task in pairs:
            if row.fate is not Fate.TASK or task not in ours:
                continue
            labels, because = ours[task]
            told = "; ".join(dict.fromkeys(labels))
            differs = _differs(row, labels)
            groups.setdefault((row.state or "(trống)", told), []).append(
                (row.number, differs, _why(row, because) if differs else "")
            )
        for (listed, told), rows in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
            yield ListedState(
                listed,
                told,
                len(rows),
                rows[0][0],
                any(own[1] for own in rows),
                next((own[2] for own in rows if own[1]), ""),
            )


def _matched(
    rows: Sequence[ListRow], before: Sequence[KeptAnswers]
) -> tuple[list[tuple[ListRow, KeptAnswers | None]], list[KeptAnswers]]:
    """Pair rows with those of the last list: the same words, else the same number and words alike; an own id is enough.

    The same words of another lead are the same task where they stand there once, then and now: it was handed over.
    """
    now, then = (Counter(map(_words, told)) for told in ([row.data for row in rows], [old.said for old in before]))
    free = {old.task: old for old in before}
    found: dict[int, KeptAnswers] = {}

    def take(fits: Any) -> None:
        for row in rows:
            if row.number not in found:
                old = next((old for old in free.values() if fits(row, old)), None)
                if old is not None:
                    found[row.number] = free.pop(old.task)

    take(lambda row, old: row.code == old.code and _words(row.data) == _words(old.said))
    take(
        lambda row, old: (
            _words(row.data) == _words(old.said)
            and all(canonical(row.data.get(name)) == canonical(old.said.get(name)) for name in ("leads", "agency"))
        )
    )
    take(lambda row, old: _words(row.data) == _words(old.said) and now[_words(row.data)] == then[_words(old.said)] == 1)
    take(
        lambda row, old: (
            bool(row.code)
            and row.code == old.code
            and (bool(_OWN_ID.fullmatch(row.code)) or _alike(row.data, old.said))
        )
    )
    return [(row, found.get(row.number)) for row in rows], list(free.values())


def _words(data: Mapping[str, Any]) -> str:
    return fold(str(data.get("content") or data.get("seen") or ""))


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio() >= _ALIKE


def _set(data: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        data.pop(name, None)
    else:
        data[name] = value
    if name in ("leads", "other_leads"):
        data.pop("leads_state", None)
        if not data.keys() & {"leads", "other_leads"}:
            data["leads_state"] = "khong-neu"


def _time(data: Mapping[str, Any]) -> Any:
    for name in ("due", "start", "recurrence"):
        if name in data:
            return data[name]["as_written"]
    return data.get("urgency_as_written")


def _say(value: Any) -> str:
    if value is None:
        return "(trống)"
    if isinstance(value, list):
        return "; ".join(
            str(own.get("as_written") or own.get("body")) if isinstance(own, Mapping) else str(own) for own in value
        )
    return f"“{value}”"


def _days(folded: str) -> str:
    """Return folded words with days as numbers only: «ngay 03 4 2017» and «3 thang 4 nam 2017» are the same."""
    plain = " ".join(word.lstrip("0") or "0" for word in folded.split() if word not in ("ngay", "thang", "nam"))
    return f" {plain} "


_DONE = ("Hoàn thành",)


def _differs(row: ListRow, labels: Sequence[str]) -> bool:
    """Whether the register says something else than the list: done or not, late or not."""
    done = any(label.startswith(_DONE) for label in labels)
    if row.stage is None or row.stage is Stage.NOTHING:
        return any(
            label not in ("Không có thông tin", "Nhiệm vụ thường xuyên", "Không xác định thời hạn") for label in labels
        )
    if (row.stage is Stage.DONE) != done:
        return True
    said_late = late(row.state)
    ours_late = any("quá hạn" in label or "chậm" in label for label in labels)
    ours_in_time = any(
        label in ("Hoàn thành đúng hạn", "Chưa hoàn thành, trong hạn", "Sắp đến hạn") for label in labels
    )
    return (said_late is True and not ours_late) or (said_late is False and not ours_in_time)


def _why(row: ListRow, because: str) -> str:
    """Return why the register says something else."""
    if row.stage is Stage.DONE and not row.done:
        return f"danh sách không nêu ngày hoàn thành; {because}"
    if "due" not in row.data:
        return f"danh sách không nêu hạn; {because}"
    return because


def _same(problem: Any) -> tuple[str, str, str, str]:
    return problem.code, problem.record, problem.at, problem.message.vi


def new_columns(answers: Answers, found: ListLayout) -> None:
    """Put the proposed columns beside what the clerk has said of others."""
    told = {own["title"] for own in answers.columns}
    answers.columns += [{"title": head.title, "is": head.role} for head in found.heads if head.title not in told]
