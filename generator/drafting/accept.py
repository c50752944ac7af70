"""A filled sheet as records: nothing is written while a cell is open, own words are lacking, or a word leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.domain import dates
from generator.domain.cadence import cadence, recurrence
from generator.domain.dates import EVER, Interval
from generator.domain.deadlines import read as read_deadline
from generator.domain.matching import match, posted
from generator.domain.text import fold
from generator.drafting.citations import committee_named
from generator.drafting.clauses import Clause, walk
from generator.drafting.proposal import LEVELS, OFTEN, ROLES, Reading
from generator.drafting.sheet import BODIES, LEFT_OUT, NEW, RECORDED, SAME, ReviewSheet
from generator.edit.ids import IdScope, propose
from generator.model import Corpus
from generator.schema import Shape

RUN = 25
"""So many words in a row, the same as in the source, are no longer own words."""
Answers = Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(slots=True)
class Accepted:
    """Records to be written, by kind, each with its id; and what stands in the way, by table and row."""

    province: str = ""
    records: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    """Workspace, kind and data."""
    faults: list[str] = field(default_factory=list)


def accept(  # noqa: PLR0913, PLR0917 - all that records are made of
    draft: Reading, sheet: ReviewSheet, corpus: Corpus, shapes: Mapping[str, Shape], taken: set[str], today: str
) -> Accepted:
    """Return the records that a filled sheet makes of a draft."""
    made = Accepted()
    for table, line, column, asked in sheet.open():
        state = "“=” nhưng không có đề xuất" if line.cells.get(column.name, "").strip() == SAME else "còn trống"
        made.faults.append(f"{table.title}, dòng “{_short(line.key)}”, cột “{column.head}”: {state}. {asked.why}")
    answers = sheet.answers()
    made.province = answers["van-ban"]["province"]["value"]
    if corpus.get(made.province, "province") is None:
        made.faults.append(f"Văn bản: sổ chưa có tỉnh “{made.province}”.")
    if not made.faults:
        _Accepting(made, draft, answers, corpus, shapes, taken, today).run()
    return made


def _short(text: str) -> str:
    return text if len(text) < 60 else f"{text[:57]}…"


class _Accepting:
    def __init__(  # noqa: PLR0913, PLR0917 - all that records are made of
        self,
        made: Accepted,
        draft: Reading,
        answers: Answers,
        corpus: Corpus,
        shapes: Mapping[str, Shape],
        taken: set[str],
        today: str,
    ) -> None:
        self._made, self._draft, self._answers, self._corpus, self._shapes = made, draft, answers, corpus, shapes
        self._document = {key: cells["value"] for key, cells in answers["van-ban"].items()}
        self._issued: Interval = dates.parse(self._document.get("date", "")) or EVER
        self._scope = IdScope(corpus, made.province, taken, today)
        self._taken = taken
        self._bodies: dict[str, dict[str, str]] = {}
        self._fresh: dict[str, str] = {}
        """Bodies that are made here, by their folded names."""
        self.directive = ""

    def run(self) -> None:
        """Make every record; of what cannot be made tell why."""
        committee = self._committee() if self._document["issuer"] == NEW else {}
        frame = self._frame()
        self.directive = self._id("directive", frame)
        if committee:
            committee["source"] = {"document": self.directive}
            self._made.records.append((self._made.province, "agency", committee))
        self._new_bodies()
        documents = self._new_documents()
        for at in range(1, 400):
            line = self._document.get(f"recipient-{at}")
            if line is None:
                break
            frame.setdefault("recipients", []).extend(self._parties(line, f"Kính gửi {at}"))
        frame["copies"] = list(self._copies())
        duties, titles = self._duties()
        frame["clauses"] = list(self._clauses(self._draft.clauses, documents, titles))
        frame = {name: value for name, value in frame.items() if value not in ("", [], {}, None)}
        self._made.records.insert(0, (self._made.province, "directive", {"id": self.directive, **frame}))
        for duty in duties:
            duty["directive"] = self.directive
            duty["id"] = self._task_id(duty)
            self._made.records.append((self._made.province, "task", duty))

    def _fault(self, where: str, what: str) -> None:
        self._made.faults.append(f"{where}: {what}")

    def _id(self, kind: str, data: Mapping[str, Any]) -> str:
        if kind == "directive" and data.get("number") and data.get("symbol") and data.get("date"):
            made = propose(kind, data, self._scope)
            if made.instead_of:
                self._fault("Văn bản", f"sổ đã có {made.instead_of}: có phải chính văn bản này không?")
            name = made.id
        else:
            name = propose(kind, data, self._scope).id
        self._taken.add(name)
        return name

    def _task_id(self, duty: Mapping[str, Any]) -> str:
        name = next(
            made
            for number in range(1, 1000)
            if (made := f"{self.directive}-{duty['clause']}-t{number}") not in self._taken
        )
        self._taken.add(name)
        return name

    def _code(self, kind: str, name: str, label: str, where: str) -> str:
        shape = self._shapes[kind].field(name)
        for code, title, _ in shape.options if shape else ():
            if label == code or fold(label) == fold(title):
                return code
        self._fault(where, f"“{label}” không có trong danh mục.")
        return label

    # the document

    def _frame(self) -> dict[str, Any]:
        own = self._document
        words = {key: self._answers["van-ban"][key]["words"] for key in self._answers["van-ban"]}
        number, date = own["number"], own["date"]
        signer: dict[str, Any] = {"capacity": own["capacity"] or "khong-neu"}
        if own["post"]:
            signer["post"] = own["post"]
        else:
            signer["post_state"] = "khong-neu"
        if own["signature"]:
            signer["as_written"] = own["signature"]
        if not self._draft.frame.signed_name:
            signer["name_state"] = "khong-neu"
        directing: dict[str, Any] = {"body": own["issuer"]}
        if own["directing-post"]:
            directing["post"] = own["directing-post"]
        if own["verbs"]:
            directing["verbs"] = [verb.strip() for verb in own["verbs"].split(",")]
        frame: dict[str, Any] = {
            "type": self._code("directive", "type", own["type"], "Văn bản, loại"),
            "symbol": own["symbol"],
            "date_as_written": words["date"],
            "issuer": own["issuer"],
            "title": own["title"],
            "letterhead": {"issuer": own["issuer"], "as_written": words["issuer"]}
            if words["issuer"]
            else {"missing": "khong-neu"},
            "place": own["place"],
            "number_as_written": words["number"],
            "directing": directing,
            "signer": signer,
            "coverage": "chi-van-ban",
            "source_file": {"name": self._draft.writing.name, "sha256": self._draft.writing.sha256},
        }
        if number and fold(number) != "de trong":
            frame["number"] = number
        else:
            frame["number_state"] = "de-trong"
        if date:
            frame["date"] = int(date) if re.fullmatch("[0-9]{4}", date) else date
        else:
            frame["date_state"] = "khong-neu"
        if self._corpus.body(own["issuer"]) is None and own["issuer"] not in self._fresh.values():
            self._fault("Văn bản, cơ quan ban hành", f"sổ chưa có “{own['issuer']}”. {_MAKE_FIRST}")
        return frame

    def _committee(self) -> dict[str, Any]:
        """Return the people's committee whose whole name the letterhead is; nothing of another issuer."""
        name = committee_named(self._corpus, self._made.province, self._answers["van-ban"]["issuer"]["words"])
        if not name:
            return {}
        short = name.replace("Ủy ban nhân dân", "UBND")
        unit = short.split()[1]
        data: dict[str, Any] = {"names": [{"name": name, "short": short}], "aliases": [{"name": f"UBND {unit}"}]}
        data |= {"kind": "ubnd", "level": "tinh"}
        made = propose("agency", data, self._scope).id
        self._taken.add(made)
        self._fresh |= {fold(told): made for told in (name, short, f"UBND {unit}", f"Ủy ban nhân dân {unit}")}
        self._document["issuer"] = made
        return {"id": made, **data}

    def _copies(self) -> Iterator[dict[str, Any]]:
        for at in range(1, 400):
            line = self._document.get(f"copy-{at}")
            if line is None:
                return
            purpose, _, count = self._document[f"copy-{at}-purpose"].partition(" · ")
            copy: dict[str, Any] = {"purpose": purpose, "as_written": self._answers["van-ban"][f"copy-{at}"]["words"]}
            parties = self._parties(line, f"Nơi nhận {at}", needed=False)
            if parties:
                copy["to"] = parties
            if count:
                copy["count"] = int(re.sub("[^0-9]", "", count))
            yield copy

    # bodies

    def _new_bodies(self) -> None:
        for words, cells in self._answers[BODIES].items():
            answer = cells["body"]
            if answer == NEW:
                answer = self._new_body(words, cells)
            elif answer and self._corpus.body(answer) is None:
                found = [own for own in match(self._corpus, self._made.province, answer, self._issued) if own.certain]
                if not found:
                    self._fault(f"Cơ quan “{_short(words)}”", f"sổ không có “{answer}” vào lúc ấy.")
                answer = found[0].body.id if found else answer
            self._bodies[fold(words)] = {"body": answer, "post": cells["post"], "words": words}

    def _new_body(self, words: str, cells: Mapping[str, str]) -> str:
        name = _capital(posted(words)[1] if cells["post"] else words)
        if fold(name) in self._fresh:
            return self._fresh[fold(name)]
        own = self._made.province
        source = {"document": self.directive}
        if re.match(r"(?:các|UBND các|Ủy ban nhân dân các|Thủ trưởng các)\s", name, re.IGNORECASE):
            data: dict[str, Any] = {"names": [{"name": name}], "complete": False, "source": source}
            rule = next((rule for sign, rule in _RULES if re.fullmatch(sign, name, re.IGNORECASE)), None)
            if rule:
                because = "Văn bản không liệt kê thành viên; quy tắc là cách hiểu của sổ, theo tên gọi của nhóm."
                data |= {"rule": dict(rule), "inferred": [{"field": "rule", "because": because}]}
            made = propose("group", data, self._scope).id
            record = ("group", data)
        else:
            kind, level = _sort(name)
            data = {"names": [{"name": name}], "kind": kind, "level": level, "source": source}
            data["inferred"] = [
                {"field": "kind", "because": "Suy ra từ tên gọi trong văn bản."},
                {"field": "level", "because": "Suy ra từ tên gọi trong văn bản."},
            ]
            made = propose("agency", data, self._scope).id
            record = ("agency", data)
        self._taken.add(made)
        self._fresh[fold(name)] = made
        self._made.records.append((own, record[0], {"id": made, **record[1]}))
        return made

    def _parties(self, cell: str, where: str, *, needed: bool = True) -> list[dict[str, Any]]:
        found = []
        for words in filter(None, (line.strip() for line in cell.split("\n"))):
            known = self._bodies.get(fold(words))
            if known is None:
                certain = [own for own in match(self._corpus, self._made.province, words, self._issued) if own.certain]
                body = self._corpus.body(words)
                post, rest = posted(words)
                fresh = self._fresh.get(fold(words)) or self._fresh.get(fold(rest), "")
                known = {
                    "body": body.id if body else certain[0].body.id if certain else fresh,
                    "post": certain[0].post if certain else post if fresh else "",
                    "words": "" if body else words,
                }
                if not known["body"]:
                    self._fault(where, f"sổ không có “{words}” vào lúc ấy; ghi mã. {_MAKE_FIRST}")
            if known["body"]:
                party = {"body": known["body"], "post": known["post"], "as_written": known["words"]}
                found.append({name: value for name, value in party.items() if value})
            elif needed and known["words"]:
                continue
        return found

    # citations

    def _new_documents(self) -> dict[str, list[dict[str, Any]]]:
        by_clause: dict[str, list[dict[str, Any]]] = {}
        fresh: dict[tuple[str, str, str], str] = {}
        for key, cells in self._answers["dan"].items():
            where = f"Văn bản được dẫn “{_short(cells['words'])}”"
            if cells["record"] in ("", LEFT_OUT):
                continue
            role = next((code for code, label in ROLES.items() if cells["role"] in (code, label)), "")
            if not role:
                self._fault(where, f"“{cells['role']}” không có trong danh mục.")
            citation: dict[str, Any] = {"role": role or "nhac-den", "as_written": cells["words"]}
            document = cells["document"]
            if document == NEW:
                same = (fold(cells["number"]), fold(cells["symbol"]), cells["date"])
                if same not in fresh:
                    fresh[same] = self._new_document(cells, key.rsplit(" ", 1)[0], where)
                document = fresh[same]
            elif document and self._corpus.document(document) is None:
                self._fault(where, f"sổ chưa có “{document}”.")
            if document:
                citation["document"] = document
                if cells["why"] and cells["document"] != NEW:
                    citation["because"] = cells["why"].split("\n")[0][:600]
            else:
                citation["resolution"] = "chua-xac-dinh" if cells["number"] else "khong-so"
            by_clause.setdefault(key.rsplit(" ", 1)[0], []).append(citation)
        return by_clause

    def _new_document(self, cells: Mapping[str, str], clause: str, where: str) -> str:
        own = "trung-uong" if cells["issuer"].startswith("trung-uong-") else self._made.province
        data: dict[str, Any] = {
            "type": self._code("document", "type", cells["type"], where),
            "number": cells["number"],
            "symbol": cells["symbol"],
            "title": _capital(re.sub(r"^(?:về\s+việc|về)\s+", "", cells["title"])),
            "source": {"document": self.directive, "clause": clause},
            "note": "Sổ chỉ biết văn bản này qua lời dẫn; chưa có toàn văn.",
            "inferred": [{"field": "title", "because": "Tên ghi theo lời dẫn; có thể khác trích yếu chính thức."}],
        }
        if dates.parse(cells["date"]):
            data["date"] = cells["date"]
        else:
            data["date_state"] = "khong-neu"
        if cells["issuer"]:
            data["issuer"] = cells["issuer"]
            if self._corpus.body(cells["issuer"]) is None:
                self._fault(where, f"sổ chưa có cơ quan “{cells['issuer']}”.")
            if cells["issuer_post"]:
                data["issuer_post"] = cells["issuer_post"]
        scope = IdScope(self._corpus, own, self._taken, self._scope.day)
        made = propose("document", data, scope)
        self._taken.add(made.id)
        self._made.records.append((own, "document", {"id": made.id, **data}))
        return made.id

    # clauses and duties

    def _clauses(
        self, clauses: Sequence[Clause], cited: Mapping[str, list[dict[str, Any]]], titles: Mapping[str, list[str]]
    ) -> Iterator[dict[str, Any]]:
        for clause in clauses:
            cells = self._answers["muc"][clause.id]
            data: dict[str, Any] = {"id": clause.id, "kind": clause.kind}
            if clause.label:
                data["label"] = clause.label
            told = [title for own in clause.walk() for title in titles.get(own.id, ())]
            summary = cells["title"]
            if not summary:
                parts = "; ".join(told)
                summary = (
                    f"Bảng {len(told)} nhiệm vụ." if clause.kind == "phu-luc" else f"{parts[:4000]}." if parts else ""
                )
            if not summary and clause.kind == "mo-dau":
                summary = " ".join(self._answers["muc"][own.id]["title"] for own in clause.clauses)
            if not summary:
                summary = "Mục không có nhiệm vụ nào được ghi."
            self._own_words(summary, clause.text, f"Mục {clause.id}")
            data["summary"] = summary
            if cells.get("leads"):
                data["addressees_as_written"] = cells["leads"][:600]
            if clause.id in cited:
                data["citations"] = cited[clause.id]
            if clause.clauses:
                data["clauses"] = list(self._clauses(clause.clauses, cited, titles))
            yield data

    def _own_words(self, words: str, source: str, where: str) -> None:
        run = same_run(words, source)
        if run >= RUN:
            self._fault(where, f"có {run} từ liền nhau giống hệt văn bản; xin viết bằng lời của mình.")

    def _duties(self) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
        made: list[dict[str, Any]] = []
        titles: dict[str, list[str]] = {}
        texts = {clause.id: clause.text for clause in walk(self._draft.clauses)}
        for key, cells in self._answers["muc"].items():
            if not cells["what"].startswith("việc") or cells["record"] in ("", LEFT_OUT):
                continue
            where = f"Mục {cells['clause']}, {cells['what']}"
            if cells["record"] != RECORDED:
                self._fault(where, f"cột “Ghi hay bỏ” chỉ nhận “{RECORDED}” hoặc “{LEFT_OUT}”.")
            if cells["clause"] not in texts:
                self._fault(where, "văn bản không có mục này.")
                continue
            del key
            duty = self._duty(cells, where)
            titles.setdefault(cells["clause"], []).append(duty["title"])
            for words in {duty["title"], duty["content"]}:
                self._own_words(words, texts[cells["clause"]], where)
            made.append(duty)
        return made, titles

    def _duty(self, cells: Mapping[str, str], where: str) -> dict[str, Any]:
        duty: dict[str, Any] = {
            "clause": cells["clause"],
            "title": cells["title"].rstrip("."),
            "content": cells["content"] or f"{cells['title'].rstrip('.')}.",
        }
        leads = self._parties(cells["leads"], where)
        if leads:
            duty["leads"] = leads
        else:
            duty["leads_state"] = "khong-neu"
        if cells["cooperators"]:
            duty["cooperators"] = self._parties(cells["cooperators"], where)
        self._times(duty, cells, where)
        if cells["condition"]:
            duty["condition"] = _capital(cells["condition"])
        self._target(duty, cells, where)
        route: dict[str, Any] = {}
        for column, name in (("to", "to"), ("via", "via"), ("copied", "cc")):
            if cells[column]:
                route[name] = self._parties(cells[column], where)
        if route and cells["route_words"]:
            route["as_written"] = cells["route_words"]
        if route:
            duty["route"] = route
        if cells["product"]:
            duty["product"] = cells["product"]
        duty["shape"] = self._code("task", "shape", cells["shape"], f"{where}, kiểu")
        if cells.get("why", "") and "Kiểu:" in cells["why"]:
            duty["inferred"] = [
                {"field": "shape", "because": "Nguồn không nói thẳng; người ghi xếp theo lời văn của mục."}
            ]
        return {name: value for name, value in duty.items() if value not in ([], {})}

    def _times(self, duty: dict[str, Any], cells: Mapping[str, str], where: str) -> None:
        if cells["due"]:
            due = read_deadline(cells["due"], self._issued)
            if due is None:
                self._fault(
                    where, f"không đọc được hạn “{cells['due']}”; ghi như “trước ngày 15/3/2026”, “đến hết năm 2026”."
                )
            else:
                duty["due"] = {**due.due, "as_written": cells["due_words"] or cells["due"]}
        elif cells["due_words"]:
            duty["urgency_as_written"] = cells["due_words"]
        if cells["every"]:
            code = next((code for code, label in OFTEN.items() if cells["every"] in (code, label)), "")
            known = {"every": code} if code else recurrence(cadence(cells["every"]))
            if known is None:
                self._fault(
                    where,
                    f"không đọc được chu kỳ “{cells['every']}”; ghi như “hằng tháng”, “hằng tháng, trước ngày 20”, “hằng quý, ngày 15 tháng sau”.",
                )
            event = code in ("giao-ban-thang", "sau-le-tet", "sau-kiem-tra", "phat-sinh")
            duty["recurrence"] = {"every": "su-kien", "event": code} if event else known or {}
            duty["recurrence"]["as_written"] = cells["every_words"] or cells["every"]
        if cells["start"]:
            begin = cells["start"]
            duty["start"] = {"from": int(begin) if re.fullmatch("[0-9]{4}", begin) else begin, "open_ended": True}
            if cells["start_words"]:
                duty["start"]["as_written"] = cells["start_words"]

    def _target(self, duty: dict[str, Any], cells: Mapping[str, str], where: str) -> None:
        if not cells["indicator"] or not cells["level"]:
            return
        found = re.fullmatch(
            rf"(?P<op>{'|'.join(LEVELS.values())})\s*(?P<value>[0-9]+(?:[.,][0-9]+)?)\s*(?P<unit>\S.*)", cells["level"]
        )
        if not found:
            self._fault(where, f"không đọc được mức “{cells['level']}”; ghi như “ít nhất 20%”.")
            return
        value = found["value"].replace(",", ".")
        duty["target"] = {
            "indicator": cells["indicator"],
            "operator": next(code for code, label in LEVELS.items() if label == found["op"]),
            "value": value if "." in value else int(value),
            "unit": found["unit"],
            "as_written": cells["level_words"] or cells["level"],
        }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_MAKE_FIRST = "Chưa có trong sổ thì lập trước (make new KIND=agency), rồi chạy lại với chính phiếu này."
_OF_COMMUNES = "(?:các )?(?:xã|phường|đặc khu|thị trấn)"
_RULES: tuple[tuple[str, Mapping[str, Sequence[str]]], ...] = (
    (rf"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) (?:các )?{_OF_COMMUNES}(?:,? (?:và )?{_OF_COMMUNES})*", {"kinds": ["ubnd"], "levels": ["xa"]}),
    (r"(?:các )?sở, (?:ban, )?ngành(?:(?: cấp)? tỉnh| thuộc (?:UBND|Ủy ban nhân dân) tỉnh)?", {"kinds": ["so", "van-phong", "thanh-tra"], "levels": ["tinh"]}),
)  # fmt: skip
"""Who belongs to a group that is called so."""
_SORTS: tuple[tuple[str, str], ...] = (
    (r"Sở\s", "so"), (r"Văn phòng (?:UBND|Ủy ban)", "van-phong"), (r"Thanh tra", "thanh-tra"), (r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)", "ubnd"),
    (r"(?:HĐND|Hội đồng nhân dân)", "hdnd"), (r"(?:Báo|Đài)\s", "bao-chi"), (r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Ban (?:Tổ chức|Tuyên giáo|Dân vận|Nội chính|Kiểm tra))", "co-quan-dang"),
    (r"(?:Ủy ban MTTQ|Ủy ban Mặt trận|Mặt trận|Hội\s|Liên đoàn|Tỉnh đoàn|Đoàn Thanh niên)", "mat-tran"), (r"(?:Công an|Bộ Chỉ huy|Bộ đội|Cục|Chi cục|Kho bạc|Bảo hiểm|Ngân hàng|Viện kiểm sát|Tòa án|Thuế)", "nganh-doc"),
    (r"(?:Bộ\s|Văn phòng Chính phủ)", "bo"), (r"(?:Công ty|Tập đoàn|Tổng công ty|Điện lực)", "doanh-nghiep"), (r"(?:Phòng\s|VT$|[A-ZĐ]{2,5}$)", "phong"), (r"(?:Ban|Trung tâm|Trường|Quỹ|Viện)\s", "don-vi-truc-thuoc"),
)  # fmt: skip


def _sort(name: str) -> tuple[str, str]:
    """Return kind and level of an agency by its name."""
    kind = next((kind for sign, kind in _SORTS if re.match(sign, name)), "khac")
    level = (
        "trung-uong"
        if kind == "bo"
        else "xa"
        if re.search(r"(?:xã|phường|thị trấn|đặc khu)\s+[^\W\d_]", name) and not re.search("thị xã", name)
        else "huyen"
        if re.search(r"(?:huyện|quận|thị xã)\s", name)
        else "tinh"
    )
    return kind, level


def same_run(words: str, source: str) -> int:
    """Return how many words of a text stand in a row in a source, word for word."""
    own, other = fold(words).split(), fold(source).split()
    best = 0
    lengths = [0] * (len(other) + 1)
    for word in own:
        fresh = [0] * (len(other) + 1)
        for at, known in enumerate(other, 1):
            if word == known:
                fresh[at] = lengths[at - 1] + 1
                best = max(best, fresh[at])
        lengths = fresh
    return best
