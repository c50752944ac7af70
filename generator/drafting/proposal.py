"""A writing read as a whole, and the sheet that asks for what it does not say plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.domain import bodies, dates
from generator.domain.cadence import cadence, recurrence
from generator.domain.dates import EVER
from generator.domain.deadlines import say
from generator.domain.matching import BEGINS, Named, posted
from generator.domain.text import CAPITALS, fold
from generator.drafting.citations import Citations, Cited, blanked, committee_named, committee_of, issuer_of, type_of
from generator.drafting.clauses import Clause, read_annexes, read_clauses, walk
from generator.drafting.doers import BodyReader
from generator.drafting.duties import DraftDuty, addressees, read_duties
from generator.drafting.layout import Frame, lay_out
from generator.drafting.paper import PaperTable, Writing
from generator.drafting.routes import UNKNOWN
from generator.drafting.sheet import BODIES, NEW, RECORDED, OpenCell, ReviewSheet, SheetColumn, SheetLine, SheetTable
from generator.drafting.tables import Listed, read_tables
from generator.model import Corpus
from generator.schema import Shape

LEVELS = {
    "ge": "ít nhất",
    "gt": "trên",
    "le": "nhiều nhất",
    "lt": "dưới",
    "eq": "đúng",
    "cut-ge": "giảm ít nhất",
    "rise-ge": "tăng ít nhất",
}
OFTEN = {
    "ngay": "hằng ngày", "tuan": "hằng tuần", "thang": "hằng tháng", "quy": "hằng quý", "6-thang": "6 tháng một lần", "nam": "hằng năm",
    "giao-ban-thang": "tại giao ban hằng tháng", "sau-le-tet": "sau lễ, Tết", "sau-kiem-tra": "sau kiểm tra", "phat-sinh": "khi phát sinh",
}  # fmt: skip
_MOST = 2000
_PERSON = re.compile(
    rf"\b([Đđ]ồng chí|[ÔôÔ]ng|[Bb]à)\s+(?:[{CAPITALS}][^\W\d_]*\s+){{1,4}}[{CAPITALS}][^\W\d_]*\s*[-–,]"
)
"""A person by name before the post: «đồng chí … - Phó Chủ tịch»."""
_ASIDE = re.compile(rf"\((?:để\s+)?(?!(?:(?:[đĐ]/c|đồng chí)\s+|phụ trách\s+)?[{CAPITALS}])([^()]{{2,24}})\)")
"""What a copy is for; initials and names of those who see to it are none."""


@dataclass(slots=True)
class Reading:
    """Everything that was read of a writing."""

    writing: Writing
    province: str
    frame: Frame
    clauses: list[Clause]
    cited: dict[str, list[Cited]]
    duties: list[DraftDuty]
    unread: list[str] = field(default_factory=list)


def province_of(corpus: Corpus, frame: Frame) -> str:
    """Return the province that a frame names, at its time; empty if none or several."""
    at = dates.parse(frame.iso) or EVER
    told = f" {fold(frame.letterhead)} ", f" {fold(frame.place)} "
    found = []
    for record in corpus.of("province"):
        if not bodies.life(record).meets(at):
            continue
        names = {re.sub("^(?:tinh|thanh pho) ", "", fold(name)) for name in bodies.called(record, at)}
        if any(f" {name} " in text for name in names for text in told):
            found.append(record.id)
    return found[0] if len(found) == 1 else ""


def read_draft(writing: Writing, corpus: Corpus, province: str = "") -> Reading:
    """Read a writing against a register."""
    frame = lay_out(writing)
    home = province or province_of(corpus, frame)
    issued = dates.parse(frame.iso) or EVER
    reader = BodyReader(corpus, home, issued)
    issuer = reader.known(frame.issuer)
    if len(issuer) == 1 and issuer[0].sure:
        reader = replace(reader, issuer=issuer[0].sure.body.id)
    reader = replace(reader, recipients=tuple(own for words in frame.recipients for own in reader.bodies(words)))
    annexes, appendix = read_annexes(frame.appendix)
    clauses = [*read_clauses(frame.body), *annexes]
    citations = Citations(corpus, home)
    cited = {clause.id: citations.read(clause.text) for clause in walk(clauses)}
    duties = list(read_duties(clauses, cited, reader))
    unread = list(frame.unread)
    grids = [block for block in frame.body if isinstance(block, PaperTable)]
    for found in read_tables([*grids, *appendix], reader, len(annexes)):
        if isinstance(found, Listed):
            clauses.append(found.clause)
            cited |= {clause.id: citations.read(clause.text) for clause in found.clause.walk()}
            duties += found.duties
            unread += found.unread
        else:
            unread.append(found)
    return Reading(writing, home, frame, clauses, cited, duties, unread)


def to_sheet(draft: Reading, corpus: Corpus, shapes: Mapping[str, Shape]) -> ReviewSheet:
    """Return the sheet of a draft."""
    asking = _Asking(draft, corpus, shapes)
    sheet = ReviewSheet()
    for table in (asking.document(), asking.clauses(), asking.citations(), asking.bodies(), asking.unread()):
        sheet.tables[table.name] = table
    return sheet


def _line_of_document(  # noqa: PLR0913, PLR0917 - the cells of a row
    key: str, label: str, value: str, words: str = "", why: str = "", offered: str = "", *, needed: bool = True
) -> SheetLine:
    asked = {"value": OpenCell(why, offered, needed)} if why else {}
    told = f"{why} Đề xuất: {offered}" if why and offered else why
    return SheetLine(key, {"label": label, "value": value, "words": words[:_MOST], "why": told}, asked)


class _Asking:
    def __init__(self, draft: Reading, corpus: Corpus, shapes: Mapping[str, Shape]) -> None:
        self._draft, self._corpus, self._shapes = draft, corpus, shapes
        self._issued = dates.parse(draft.frame.iso) or EVER
        self._reader = BodyReader(corpus, draft.province, self._issued)
        self._spellings: dict[str, tuple[Named, list[str], bool]] = {}

    def label(self, kind: str, name: str, code: str) -> str:
        """Return what a code is called in the schema."""
        shape = self._shapes[kind].field(name)
        return next((title for own, title, _ in (shape.options if shape else ()) if own == code), code)

    def labels(self, kind: str, name: str) -> tuple[str, ...]:
        shape = self._shapes[kind].field(name)
        return tuple(title for _, title, _ in (shape.options if shape else ()))

    def spelt(self, named: Sequence[Named], where: str, *, needed: bool = True) -> str:
        """Note spellings of bodies for their table, and return them as a cell."""
        for one in named:
            known = self._spellings.setdefault(one.words, (one, [], needed))
            known[1].append(where)
            if needed and not known[2]:
                self._spellings[one.words] = (one, known[1], True)
        return "\n".join(one.words for one in named)

    # the document as a whole

    def document(self) -> SheetTable:
        table = SheetTable(
            "van-ban",
            "Văn bản",
            (
                SheetColumn("label", "Trường", 24, given=True),
                SheetColumn("value", "Giá trị", 60),
                SheetColumn("words", "Lời văn", 60, given=True),
                SheetColumn("why", "Còn ngỏ vì", 50, given=True),
            ),
        )
        table.lines += self._document()
        return table

    def _document(self) -> Iterator[SheetLine]:
        frame = self._draft.frame

        line = _line_of_document
        yield line(
            "province",
            "Tỉnh (mã)",
            self._draft.province,
            frame.issuer or frame.place,
            "" if self._draft.province else "Không rõ văn bản của tỉnh nào trong sổ.",
        )
        kind = self.label("directive", "type", frame.type) if frame.type else ""
        by_symbol = self.label("directive", "type", type_of(frame.symbol)) if frame.symbol else ""
        missing = "Không thấy tên loại văn bản; đề xuất theo ký hiệu." if by_symbol else "Không thấy tên loại văn bản."
        yield line("type", "Loại văn bản", kind, frame.type_words, "" if frame.type else missing, by_symbol)
        blank = not frame.number and bool(frame.symbol)
        yield line(
            "number",
            "Số",
            frame.number or ("để trống" if blank else ""),
            frame.number_words,
            "" if frame.number or blank else "Không thấy dòng “Số: …”.",
        )
        yield line("symbol", "Ký hiệu", frame.symbol, frame.number_words, "" if frame.symbol else "Không thấy ký hiệu.")
        yield line("date", "Ngày", frame.iso, frame.date_words, "" if frame.iso else "Không thấy ngày ban hành.")
        yield line(
            "place",
            "Nơi ban hành",
            frame.place,
            frame.place,
            "" if frame.place else "Không thấy địa danh.",
            needed=False,
        )
        yield from self._issuers()
        yield from self._empty()
        person = _PERSON.search(frame.subject)
        bare = _PERSON.sub(r"\1", frame.subject)
        dated = re.search(r",\s*ngày\s+[0-9.…]*\s*tháng\s+[0-9.…]*\s*năm\s+[0-9]{4}$", frame.subject)
        why = "Trích yếu nêu họ tên: ghi chức vụ thôi." if person else "" if frame.subject else "Không thấy trích yếu."
        why = "Dòng nơi, ngày ban hành dính vào trích yếu." if dated else why
        yield line("title", "Trích yếu", "" if why else frame.subject, frame.subject, why, bare if person else "")
        verbs = self._verbs()
        yield line(
            "verbs",
            "Động từ chỉ đạo",
            ", ".join(verbs),
            "",
            "" if verbs else "Không thấy “yêu cầu, giao, chỉ đạo …”.",
            needed=False,
        )
        sign = " / ".join(frame.signature)
        yield line(
            "capacity",
            "Ký với tư cách",
            frame.capacity or "khong-neu",
            sign,
            "" if frame.capacity else "Ký thay hai bậc: chọn một." if sign else "Không thấy phần ký.",
            needed=False,
        )
        yield line(
            "post",
            "Chức vụ người ký",
            frame.post,
            sign,
            "" if frame.post else "Không thấy chức vụ người ký.",
            needed=not frame.capacity,
        )
        yield line(
            "signature",
            "Phần ký, nguyên văn",
            sign,
            frame.signed_name and "(có họ tên; chỉ ghi vào sổ khi có căn cứ công bố)",
        )
        for at, words in enumerate(frame.recipients, 1):
            yield line(f"recipient-{at}", f"Kính gửi {at}", self.spelt(self._reader.bodies(words), "Kính gửi"), words)
        for at, copied in enumerate(frame.copies, 1):
            names = copied.names
            named = self._reader.bodies(names) if copied.purpose not in ("nhu-tren", "luu") else ()
            yield line(f"copy-{at}", f"Nơi nhận {at}", self.spelt(named, "Nơi nhận", needed=False), copied.words)
            count = f" · {copied.count} bản" if copied.count else ""
            said = _ASIDE.search(copied.words) if copied.purpose == "de-biet" else None
            why = f"Lời văn ghi “{said[1]}”." if said else ""
            purpose = "" if said else f"{copied.purpose}{count}"
            offered = copied.purpose if said else ""
            yield line(f"copy-{at}-purpose", f"Nơi nhận {at}: để làm gì", purpose, copied.words, why, offered)

    def _empty(self) -> Iterator[SheetLine]:
        """Ask of a text that names bodies and orders, but of which not one duty was read."""
        text = " ".join(own.text for own in walk(self._draft.clauses))
        if self._draft.duties or not (
            BEGINS.search(text)
            and re.search(r"(?<!\w)(?:giao|yêu cầu|chủ trì|phối hợp|báo cáo)(?!\w)", text, re.IGNORECASE)
        ):
            return
        why = "KHÔNG đọc được mục, nhiệm vụ nào, dù lời văn có tên cơ quan và việc giao: xem lại cách đánh số của văn bản."
        yield _line_of_document("no-duty", "Nhiệm vụ", "", "", why, "không có nhiệm vụ")

    def _issuers(self) -> Iterator[SheetLine]:
        frame = self._draft.frame
        named = self._reader.bodies(frame.issuer) if frame.issuer else ()
        sure = named[0].sure if len(named) == 1 else None
        by_symbol = committee_of(self._corpus, self._draft.province) if "UBND" in frame.symbol else ""
        missing = "Không có tên cơ quan ở đầu văn bản; theo ký hiệu."
        why = "" if sure else (missing if not frame.issuer else "Chưa rõ là cơ quan nào trong sổ.")
        body = sure.body.id if sure else ""
        made = by_symbol or (NEW if committee_named(self._corpus, self._draft.province, frame.issuer) else "")
        yield _line_of_document("issuer", "Cơ quan ban hành (mã)", body, frame.issuer, why, made)
        post, words = self._directing()
        if frame.authority:
            post, words = ("Chủ tịch" if frame.authority.startswith("CHỦ TỊCH ") else ""), frame.authority
        why = "" if words else "Không thấy câu nêu ai chỉ đạo."
        yield _line_of_document("directing-post", "Người chỉ đạo (chức vụ)", post, words, why, needed=False)

    def _directing(self) -> tuple[str, str]:
        text = " ".join(clause.text for clause in walk(self._draft.clauses[:1])) if self._draft.clauses else ""
        found = list(
            re.finditer(
                r"(?P<who>(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)(?:\s+(?:tỉnh|thành phố))?)\s+(?:đã\s+|có\s+(?:ý kiến\s+)?)?(?:yêu cầu|giao|chỉ đạo|ban hành|đề nghị|kết luận|chỉ thị|như sau)",
                text,
            )
        )
        if not found:
            return "", ""
        return ("Chủ tịch" if found[-1]["who"].startswith("Chủ tịch") else ""), found[-1][0]

    def _verbs(self) -> list[str]:
        said = (
            (own, blanked(own.text, self._draft.cited.get(own.id, ()))) for own in walk(self._draft.clauses)
        )  # «Kết luận thanh tra số …» is no conclusion of this document
        text = " ".join(words[:160] if own.kind != "mo-dau" else words for own, words in said)
        return [
            verb
            for verb in ("yêu cầu", "giao", "chỉ đạo", "đề nghị", "kết luận", "chỉ thị")
            if re.search(
                rf"(?<!\w){verb}(?:\s+(?:Sở|Thủ|Giám|Chủ|Các|các|UBND|Ủy|Văn|Thanh|Chánh|Tổ|Đoàn|như)|\s*:)",
                text,
                re.IGNORECASE,
            )
        ]

    # clauses and their duties

    def clauses(self) -> SheetTable:
        table = SheetTable(
            "muc",
            "Mục và nhiệm vụ",
            (
                SheetColumn("clause", "Mục", 10, given=True),
                SheetColumn("what", "Dòng", 10, given=True),
                SheetColumn("text", "Lời văn", 60, given=True),
                SheetColumn("record", "Ghi hay bỏ", 9, choices=(RECORDED, "bỏ")),
                SheetColumn("title", "Tiêu đề; với mục: tóm tắt (bằng lời của mình)", 40),
                SheetColumn("content", "Nội dung (bằng lời của mình; trống: như tiêu đề)", 40),
                SheetColumn("shape", "Kiểu", 14, choices=self.labels("task", "shape")),
                SheetColumn("leads", "Chủ trì (mỗi dòng một nơi, như lời văn)", 28),
                SheetColumn("cooperators", "Phối hợp", 28),
                SheetColumn("due", "Hạn", 20),
                SheetColumn("due_words", "Lời văn của hạn", 20),
                SheetColumn("every", "Chu kỳ", 14, choices=tuple(OFTEN.values())),
                SheetColumn("every_words", "Lời văn của chu kỳ", 16),
                SheetColumn("start", "Bắt đầu từ", 12),
                SheetColumn("start_words", "Lời văn của bắt đầu", 16),
                SheetColumn("condition", "Chỉ khi", 24),
                SheetColumn("indicator", "Tên chỉ tiêu (bằng lời của mình)", 24),
                SheetColumn("level", "Mức", 16),
                SheetColumn("level_words", "Lời văn của chỉ tiêu", 24),
                SheetColumn("to", "Báo cáo tới", 20),
                SheetColumn("via", "Qua", 16),
                SheetColumn("copied", "Đồng gửi", 16),
                SheetColumn("route_words", "Lời văn về báo cáo", 24),
                SheetColumn("product", "Sản phẩm", 20),
                SheetColumn("why", "Còn ngỏ", 60, given=True),
            ),
        )
        by_clause: dict[str, list[DraftDuty]] = {}
        for duty in self._draft.duties:
            by_clause.setdefault(duty.clause, []).append(duty)
        for clause in walk(self._draft.clauses):
            table.lines.append(self._clause(clause, has_duties=any(own.id in by_clause for own in clause.walk())))
            table.lines += (self._duty(duty, at) for at, duty in enumerate(by_clause.get(clause.id, ()), 1))
        return table

    def _clause(self, clause: Clause, *, has_duties: bool) -> SheetLine:
        cells = {
            "clause": clause.id,
            "what": "mục",
            "text": f"{clause.label} {clause.text}".strip()[:_MOST],
            "title": "",
        }
        asked = {
            "title": OpenCell(
                "Tóm tắt mục bằng lời của mình"
                + (" (trống: ghép tiêu đề các nhiệm vụ của mục)." if has_duties else ": mục không có nhiệm vụ."),
                needed=not has_duties and clause.kind != "phu-luc" and bool(clause.text),
            )
        }
        words = addressees(clause.text, self._reader)[0] if clause.kind not in ("dong", "phu-luc", "mo-dau") else ""
        cells["leads"] = "" if clause.id.startswith("intro") else words
        cells["why"] = clause.doubt
        return SheetLine(clause.id, cells, asked, kind="clause")

    def _duty(self, duty: DraftDuty, at: int) -> SheetLine:
        where = duty.clause
        level = f"{LEVELS[duty.target[0]]} {duty.target[1]}{duty.target[2]}" if duty.target else ""
        values = {
            "shape": self.label("task", "shape", duty.shape),
            "leads": self.spelt(duty.leads, where),
            "cooperators": self.spelt(duty.cooperators, where),
            "due": say(duty.due.due) if duty.due else "",
            "every": duty.every_words if _has_day(duty) else OFTEN.get(duty.every, ""),
            "start": duty.start,
            "condition": duty.condition,
            "level": level,
            "to": self.spelt(duty.to, where),
            "via": self.spelt(duty.via, where),
            "copied": self.spelt(duty.copied, where),
            "product": duty.product,
        }
        doubts = {{"target": "level"}.get(name, name): why for name, why in duty.doubts.items()}
        asked = {"title": OpenCell("Việc gì, bằng lời của mình.")}
        if level:
            asked["indicator"] = OpenCell("Tên chỉ tiêu bằng lời của mình (“-” nếu không ghi chỉ tiêu).")
        told = []
        for name, why in doubts.items():
            where_told = "record" if name == "duty" else name
            if why == UNKNOWN and values.get(
                name
            ):  # it waits for the table of bodies, where each spelling is asked once
                told.append(f"{_CALLED[name]}: {why} Xem trang “Cơ quan được gọi tên”.")
                continue
            asked[where_told] = OpenCell(
                why, ("bỏ" if duty.tells else RECORDED) if name == "duty" else values.get(name, "")
            )
            offered = asked[where_told].offered.replace("\n", "; ")
            told.append(f"{_CALLED.get(name, name)}: {why}{f' Đề xuất: {offered}' if offered else ''}")
        told += duty.notes
        cells = {
            "clause": where, "what": f"việc {at}", "text": duty.text[:_MOST], "record": "" if "record" in asked else RECORDED, "title": "", "content": "",
            **{name: "" if name in asked else value for name, value in values.items()},
            "due_words": duty.due.words if duty.due else duty.due_words, "every_words": duty.every_words, "start_words": duty.start_words,
            "level_words": duty.target_words, "route_words": duty.route_words, "why": "\n".join(told),
        }  # fmt: skip
        return SheetLine(f"{where} {at}", cells, asked, kind="duty")

    # what it cites, whom it names, what was left

    def citations(self) -> SheetTable:
        table = SheetTable(
            "dan",
            "Văn bản được dẫn",
            (
                SheetColumn("clause", "Mục", 10, given=True),
                SheetColumn("words", "Lời văn", 50, given=True),
                SheetColumn("record", "Ghi hay bỏ", 9, choices=(RECORDED, "bỏ")),
                SheetColumn("document", "Mã trong sổ; “mới” để lập; “-” nếu không số", 30),
                SheetColumn("role", "Dẫn để làm gì", 24, choices=self.labels_of_roles()),
                SheetColumn("type", "Loại", 14),
                SheetColumn("number", "Số", 10),
                SheetColumn("symbol", "Ký hiệu", 14),
                SheetColumn("date", "Ngày", 12),
                SheetColumn("issuer", "Cơ quan ban hành (mã)", 24),
                SheetColumn("issuer_post", "Chức vụ người ban hành", 14),
                SheetColumn("title", "Tên, trích yếu", 40),
                SheetColumn("why", "Còn ngỏ", 50, given=True),
            ),
        )
        for clause in walk(self._draft.clauses):
            for at, own in enumerate(self._draft.cited[clause.id], 1):
                if (own.number, own.symbol) != (self._draft.frame.number, self._draft.frame.symbol):
                    table.lines.append(self._citation(clause.id, at, own))
        return table

    def labels_of_roles(self) -> tuple[str, ...]:
        return tuple(ROLES.values())

    def _citation(self, clause: str, at: int, cited: Cited) -> SheetLine:
        asked: dict[str, OpenCell] = {}
        fresh = bool(cited.number) and not cited.document and not cited.offered and not cited.resolution
        issuer, post = issuer_of(cited, self._corpus, self._draft.province) if cited.number else ("", "")
        cells = {
            "clause": clause, "words": cited.words, "record": RECORDED, "document": cited.document, "role": ROLES[cited.role], "type": "", "number": cited.number,
            "symbol": cited.symbol, "date": cited.date, "issuer": issuer, "issuer_post": post, "title": cited.about, "why": cited.why,
        }  # fmt: skip
        if cited.number:
            cells["type"] = self.label("document", "type", cited.type)
        if fresh:
            cells["document"] = "mới"
            if not cited.about:
                cells["title"] = f"{cells['type']} số {cited.written}"
            if not cited.date:
                cells["date"] = "không nêu"
        elif cited.offered or (not cited.document and cited.resolution):
            cells["document"] = ""
            asked["document"] = OpenCell(cited.why, cited.offered or ("" if cited.number else "-"))
            if not cited.offered and not cited.number:
                cells["record"] = ""
                asked = {"record": OpenCell("Nhắc chung, không nêu số: có ghi lời dẫn này không?", RECORDED)}
        if not cited.role_sure and cells["record"]:
            cells["role"] = ""
            asked["role"] = OpenCell("Lời văn không nói rõ dẫn để làm gì.", ROLES["nhac-den"])
        told = [cited.why] if cited.why else []
        told += [f"Dẫn để làm gì? Đề xuất: {ROLES['nhac-den']}"] if "role" in asked else []
        told += [f"Đề xuất mã: {cited.offered}"] if cited.offered else []
        cells["why"] = "\n".join(told)
        return SheetLine(f"{clause} {at}", cells, asked)

    def bodies(self) -> SheetTable:
        table = SheetTable(
            BODIES,
            "Cơ quan được gọi tên",
            (
                SheetColumn("words", "Lời văn", 50, given=True),
                SheetColumn("body", "Mã trong sổ; “mới” để lập", 36),
                SheetColumn("post", "Chức vụ", 20),
                SheetColumn("name", "Tên trong sổ", 40, given=True),
                SheetColumn("where", "Nơi gọi", 24, given=True),
                SheetColumn("why", "Còn ngỏ", 60, given=True),
            ),
        )
        for words, (named, where, needed) in self._spellings.items():
            sure = named.sure
            first = named.candidates[0] if named.candidates else None
            near = ", ".join(f"{own.body.id} ({bodies.name(own.body)})" for own in named.candidates)
            why = (
                ""
                if sure
                else (f"Có thể là: {near}" if near else "Sổ chưa có cơ quan, nhóm nào tên như vậy vào lúc ấy.")
            )
            cells = {
                "words": words, "body": sure.body.id if sure else "", "post": first.post if first else posted(words)[0],
                "name": bodies.name(sure.body) if sure else "", "where": ", ".join(dict.fromkeys(where)), "why": why,
            }  # fmt: skip
            asked = (
                {}
                if sure
                else {
                    "body": OpenCell(
                        why,
                        first.body.id if first else NEW if BEGINS.match(words) or words.startswith("Các ") else "-",
                        needed,
                    )
                }
            )
            table.lines.append(SheetLine(words, cells, asked))
        return table

    def unread(self) -> SheetTable:
        table = SheetTable(
            "chua-doc",
            "Chưa đọc",
            (SheetColumn("text", "Lời văn không đọc được hoặc không có chỗ ghi", 120, given=True),),
        )
        table.lines += (SheetLine(str(at), {"text": text}) for at, text in enumerate(self._draft.unread, 1))
        return table


ROLES = {
    "thuc-hien": "Để thực hiện", "can-cu": "Căn cứ pháp lý", "xem-xet": "Đã xem xét", "van-ban-truoc": "Chỉ đạo trước, vẫn phải chấp hành",
    "van-ban-me": "Chỉ đạo cấp trên trực tiếp của văn bản này", "quan-triet": "Phải quán triệt", "nghien-cuu": "Phải nghiên cứu",
    "theo-doi": "Đối tượng theo dõi, báo cáo", "nguon-chi-tieu": "Nguồn của chỉ tiêu", "thanh-lap": "Thành lập tổ, đoàn", "kien-toan": "Kiện toàn tổ, đoàn",
    "bo-chi-so": "Bộ chỉ số, cách đánh giá", "sua-doi": "Sửa đổi, bổ sung", "nhac-den": "Nhắc đến",
}  # fmt: skip


def _has_day(duty: DraftDuty) -> bool:
    """Whether the wording of a cadence names its last day as well."""
    return len(recurrence(cadence(duty.every_words)) or ()) > 1


_CALLED = {
    "leads": "Chủ trì", "cooperators": "Phối hợp", "due": "Hạn", "every": "Chu kỳ", "start": "Bắt đầu", "condition": "Chỉ khi", "level": "Chỉ tiêu",
    "to": "Báo cáo tới", "via": "Qua", "copied": "Đồng gửi", "product": "Sản phẩm", "shape": "Kiểu", "duty": "Ghi hay bỏ",
}  # fmt: skip
