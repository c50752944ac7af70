"""Documents that a text names: their words, what they lead to in the register, for what they are cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.domain import bodies, dates
from generator.domain.text import CAPITALS, fold
from generator.model import Corpus, Record

NATIONAL = "trung-uong"
_KINDS = {
    "nghị quyết": "nghi-quyet", "quyết định": "quyet-dinh", "chỉ thị": "chi-thi", "công điện": "cong-dien", "công văn": "cong-van",
    "kế hoạch": "ke-hoach", "báo cáo": "bao-cao", "thông báo": "thong-bao", "kết luận": "ket-luan", "thông báo kết luận": "thong-bao",
    "tờ trình": "to-trinh", "nghị định": "nghi-dinh", "thông tư": "thong-tu", "thông tư liên tịch": "thong-tu", "hướng dẫn": "huong-dan",
    "quy định": "quy-dinh", "quy chế": "quy-che", "chương trình": "chuong-trinh", "đề án": "de-an", "phương án": "phuong-an",
    "văn bản": "khong-neu", "các văn bản": "khong-neu", "luật": "luat", "bộ luật": "luat", "pháp lệnh": "phap-lenh",
}  # fmt: skip
_TYPES = "|".join(sorted(_KINDS, key=len, reverse=True))
_DAY = r"ngày\s+(?P<{0}day>[0-9]{{1,2}})\s*(?:/|\s+tháng\s+|-)\s*(?P<{0}month>[0-9]{{1,2}})\s*(?:/|\s+năm\s+|-)\s*(?P<{0}year>[0-9]{{4}})"
_SYMBOL = rf"(?:[0-9]{{4}}/)?[{CAPITALS}][{CAPITALS}a-zđ0-9]*(?:(?:[-./&]| -(?=[{CAPITALS}]{{2}}))[{CAPITALS}a-z0-9][{CAPITALS}a-zđ0-9]*)*"
_NUMBERED = re.compile(
    rf"(?P<type>(?<!\w)(?i:{_TYPES})\s+)?(?:số\s*:?\s*)?(?P<number>(?<![\w/.-])(?<!\w:)[0-9]{{1,5}}[a-z]?)\s*(?P<mark>[/-])\s*(?P<symbol>{_SYMBOL})(?:\s*,?\s*{_DAY.format('')})?"
)
_NAMED = re.compile(
    r"(?<!\w)(?P<type>Luật|Bộ luật|Pháp lệnh|Quy chế làm việc)(?P<name>(?:\s+(?:của\s+)?[^\W\d_]+){0,9}?)(?:\s+(?:số\s+(?P<number>[0-9]+/[0-9]{4}/QH[0-9]+)|năm\s+(?P<year>[0-9]{4})))"
    r"|(?<!\w)(?P<rules>Quy chế làm việc)\s+của\s+(?P<of>(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|HĐND|Tỉnh ủy)(?:\s+(?:tỉnh|thành phố))?)"
)
_LAW = re.compile(r"(?<!\w)(?P<type>Luật|Bộ luật|Pháp lệnh)(?:(?!\s+(?:Luật|số)\s),?\s+[^\W\d_]+){1,20}\s+$")
"""The name of a law before its number: «Luật Tổ chức chính quyền địa phương số 72/2025/QH15»."""
_BACK = re.compile(
    rf"(?P<type>(?<!\w)(?i:{_TYPES}))\s+(?:(?:nêu|nói|dẫn)\s+)?(?:trên)(?!\s+(?:địa bàn|cơ sở|toàn))(?P<of>\s+của\s+Sở\s+[{CAPITALS}][^\W\d_]*(?:\s+[^\W\d_]+)?)?"
)
_MANY = re.compile(
    r"(?<!\w)(?:(?:rất\s+)?nhiều|các)\s+(?:văn bản\s+chỉ đạo(?:\s+chấn chỉnh)?|quy định\s+(?:của|về)\s+[^,.;]{3,60}|quy chế\s+[^,.;]{3,60})"
)
_BEFORE_DAY = re.compile(rf"{_DAY.format('')}\s*,\s*[^.;]{{0,80}}$", re.IGNORECASE)
_OF = re.compile(
    rf"\s*(?:của|do)\s+(?P<issuer>(?:Chủ tịch\s+|Thường trực\s+|Ban Thường vụ\s+)?(?:Thủ tướng(?:\s+Chính phủ)?|Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Bộ\s+[^\s,.;]+(?:\s+[^\s,.;]+)?|UBND\s+(?:tỉnh|thành phố)|(?:Ủy|Uỷ) ban nhân dân (?:tỉnh|thành phố)|HĐND\s+(?:tỉnh|thành phố)|Sở\s+[{CAPITALS}][^\W\d_]*(?:\s+[^\W\d_]+)?|Tỉnh ủy|Thanh tra tỉnh))"
)
_DATED_AFTER = re.compile(rf"(?:\s+[{CAPITALS}][^\W\d_]*){{0,3}}\s+{_DAY.format('')}")
_ABOUT = re.compile(
    r"\s*(?:,\s*)?(?:ban hành|quy định|(?:về\s+việc|về)\s)[^.;]{4,240}?(?=,\s+(?:Chỉ thị|Công điện|Nghị|Quyết|Chủ tịch|UBND|Ủy ban)"
    rf"|,?\s+(?:và|cùng)\s+(?i:{_TYPES})\s+(?:số\s|[0-9])|[.;:(]|$)"
)
_ROLES = (
    ("can-cu", re.compile(r"(?:Căn cứ|theo\s+(?:đúng\s+)?quy định\s+(?:của|tại))[^.;]{0,80}$", re.IGNORECASE)),
    ("quan-triet", re.compile(r"quán triệt[^.;]{0,160}$", re.IGNORECASE)),
    ("xem-xet", re.compile(r"(?:Sau khi xem xét|Xem xét|Xét|theo đề nghị)[^.;]{0,120}$", re.IGNORECASE)),
    ("theo-doi", re.compile(r"(?:theo dõi|đôn đốc|kiểm tra việc|chấp hành)[^.;]{0,80}$", re.IGNORECASE)),
    ("nghien-cuu", re.compile(r"nghiên cứu[^.;]{0,60}$", re.IGNORECASE)),
    ("van-ban-truoc", re.compile(r"(?:gần nhất là|ý kiến chỉ đạo[^.;]{0,60})\s*(?:tại\s+)?$", re.IGNORECASE)),
    ("sua-doi", re.compile(r"(?:sửa đổi|bổ sung)[^.;]{0,60}$", re.IGNORECASE)),
    ("thuc-hien", re.compile(r"(?:thực hiện|triển khai|chấp hành|làm tốt|tinh thần)[^.;]{0,200}$", re.IGNORECASE)),
)
_ENDED = re.compile(r"(?:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|thu hồi)[^.;]{0,80}$", re.IGNORECASE)
"""What becomes of a document that no role tells."""
_WATCHED = re.compile(
    r"(?:theo dõi|đôn đốc|kiểm tra|báo cáo|tổng hợp)[^.;]{0,120}việc\s+(?:chấp hành|thực hiện|triển khai)[^.;]{0,60}$",
    re.IGNORECASE,
)
_FOUNDS = (("kien-toan", re.compile(r"^[^.;]{0,40}kiện toàn", re.IGNORECASE)), ("thanh-lap", re.compile(r"^[^.;]{0,40}thành lập", re.IGNORECASE)),
           ("bo-chi-so", re.compile(r"^[^.;]{0,90}(?:bộ chỉ số|bộ tiêu chí)", re.IGNORECASE)))  # fmt: skip


@dataclass(slots=True)
class Cited:
    """A document that a text names."""

    words: str
    start: int
    end: int
    type: str = ""
    number: str = ""
    symbol: str = ""
    date: str = ""
    issuer_words: str = ""
    about: str = ""
    document: str = ""
    """The record that is meant; empty where that is open, or where the register has none."""
    resolution: str = ""
    role: str = "nhac-den"
    role_sure: bool = False
    why: str = ""
    """Why the record, if any, is not certain."""
    offered: str = ""
    near: str = ""
    """A record of the same number and symbol, but of another day: told, not proposed."""

    @property
    def written(self) -> str:
        """Number and symbol as a document bears them."""
        return f"{self.number}{self.symbol}" if self.symbol.startswith("-") else f"{self.number}/{self.symbol}"


class Citations:
    """What a register knows of documents, and what a document has named so far."""

    def __init__(self, corpus: Corpus, province: str) -> None:
        self._known = [own for own in corpus.of("document", "directive") if own.province in (province, NATIONAL)]
        self._corpus = corpus
        self._named: list[Cited] = []

    def read(self, text: str) -> list[Cited]:
        """Return what a text cites, in its order."""
        found = [
            self._numbered(text, match)
            for match in _NUMBERED.finditer(text)
            if sum(sign.isupper() for sign in match["symbol"]) > 1
        ]
        taken = [(own.start, own.end) for own in found]

        def is_free(match: re.Match[str]) -> bool:
            return all(match.end() <= low or match.start() >= high for low, high in taken)

        found += [self._by_name(match) for match in _NAMED.finditer(text) if is_free(match)]
        for match in _BACK.finditer(text):
            back = self._back(match) if is_free(match) else None
            if back:
                found.append(back)
        found += [
            Cited(match[0], match.start(), match.end(), resolution="khong-so", why="Lời văn không nêu số, ngày.")
            for match in _MANY.finditer(text)
            if is_free(match)
        ]
        for own in found:
            _give_role(own, text)
        self._named += (own for own in found if own.number)
        return sorted(found, key=lambda own: own.start)

    def _numbered(self, text: str, match: re.Match[str]) -> Cited:
        kind = _KINDS.get((match["type"] or "").strip().lower(), "")
        written = match["symbol"].replace(" ", "")
        symbol = f"-{written}" if match["mark"] == "-" else written
        end = match.end()
        of = _OF.match(text, end)
        start = match.start("type") if match["type"] else match.start()
        cited = Cited(text[start:end].strip(), start, end, kind, match["number"], symbol.rstrip(".-"), _day(match))
        if not cited.date:
            before = _BEFORE_DAY.search(text[:start])
            if before:
                cited.date, cited.start = _day(before), before.start()
                cited.words = text[cited.start : end].strip()
        if of:
            cited.issuer_words = of["issuer"]
            end = of.end()
            dated = not cited.date and _DATED_AFTER.match(text, end)
            if dated:
                cited.date, end = _day(dated), dated.end()
                cited.words, cited.end = text[start:end].strip(), end
        about = _ABOUT.match(text, end)
        cited.about = about[0].strip(" ,") if about else ""
        if not cited.type:
            cited.type = type_of(cited.symbol)
        law = _LAW.search(text[:start]) if cited.symbol.split("/")[-1].startswith("QH") else None
        if law:
            cited.type, cited.about = _KINDS[law["type"].lower()], law[0].strip()
            cited.start, cited.words = law.start(), text[law.start() : cited.end].strip()
        self._resolve(cited)
        return cited

    def _resolve(self, cited: Cited) -> None:
        same = [
            own
            for own in self._known
            if str(own.get("number", "")).lstrip("0") == cited.number.lstrip("0") and _alike(own, cited)
        ]
        exact = [own for own in same if not cited.date or str(own.get("date", "")) == cited.date]
        if len(exact) == 1 and (cited.date or len(same) == 1):
            cited.document = exact[0].id
            return
        if same:
            cited.near, cited.resolution = same[0].id, "chua-xac-dinh"
            cited.why = f"Sổ có {same[0].id} cùng số, ký hiệu nhưng ngày khác: {same[0].get('date', 'không rõ ngày')}."
            return
        near = [
            own for own in self._known if cited.date and str(own.get("date", "")) == cited.date and _alike(own, cited)
        ]
        if near:
            cited.offered = near[0].id
            cited.why = (
                f"Sổ có văn bản cùng ký hiệu, cùng ngày nhưng số {near[0].get('number')}: có thể một nơi ghi nhầm số."
            )
            return
        if not cited.date:
            cited.why = "Lời văn không nêu ngày; sổ chưa có văn bản này."

    def _by_name(self, match: re.Match[str]) -> Cited:
        words = match[0].strip()
        cited = Cited(words, match.start(), match.end(), _KINDS.get((match["type"] or "").lower(), "quy-che"))
        name = fold(words if match["rules"] else f"{match['type']} {match['name'] or ''}")
        year = match["year"]
        number = match["number"]
        hits = [
            own
            for own in self._known
            if (number and f"{own.get('number')}/{own.get('symbol')}" == number)
            or (
                not number
                and f"{fold(own['title'])} ".startswith(f"{name} ")
                and (not year or str(own.get("date", "")).startswith(year) or own.id.endswith(year))
            )
        ]
        if len(hits) == 1:
            cited.document = hits[0].id
        else:
            cited.resolution = "khong-so"
            cited.why = "Lời văn không nêu số; sổ chưa có văn bản tên này."
        return cited

    def _back(self, match: re.Match[str]) -> Cited | None:
        kind = _KINDS[match["type"].lower()]
        earlier = {own.document or own.written: own for own in self._named if own.type == kind}
        if not earlier:
            return None
        cited = Cited(match[0].strip(), match.start(), match.end(), kind)
        last = next(reversed(earlier.values()))
        if len(earlier) == 1 and last.document:
            cited.document = last.document
        else:
            cited.offered, cited.near = last.document or last.offered, last.near
            cited.resolution = "chua-xac-dinh"
            cited.why = "Nhắc lại một văn bản đã dẫn; có thể là văn bản khác cùng loại."
        return cited


def blanked(text: str, cited: Sequence[Cited]) -> str:
    """Return a text of the same length without the words of what it cites, so that their days are no deadlines."""
    for own in cited:
        text = text[: own.start] + "·" * (own.end - own.start) + text[own.end :]
    return text


def _day(match: re.Match[str]) -> str:
    if not match["year"]:
        return ""
    day = f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
    return day if dates.is_full_date(day) else ""


def _alike(record: Record, cited: Cited) -> bool:
    """Whether symbols are the same but for marks («CD-TTg» and «CĐ-TTg»)."""
    return fold(str(record.get("symbol", "")).replace("-", "")) == fold(cited.symbol.replace("-", ""))


_BY_SYMBOL = {
    "QĐ": "quyet-dinh", "CT": "chi-thi", "NQ": "nghi-quyet", "NĐ": "nghi-dinh", "TT": "thong-tu", "KH": "ke-hoach", "BC": "bao-cao", "TB": "thong-bao",
    "CĐ": "cong-dien", "TTr": "to-trinh", "KL": "ket-luan", "HD": "huong-dan", "CTr": "chuong-trinh", "QH": "luat",
}  # fmt: skip


def type_of(symbol: str) -> str:
    """Return the type of document that a symbol tells: QĐ-UBND, 05-CT/TU; «khong-neu» for what it does not tell."""
    parts = re.split("[-/]", re.sub("^(?:[0-9]{4}/|-)", "", symbol))
    parts[0] = re.sub("[0-9]+$", "", parts[0])
    return next(
        (_BY_SYMBOL[part] for part in parts[:1] if part in _BY_SYMBOL),
        "cong-van" if parts[0] in ("UBND", "VPCP") else "khong-neu",
    )


def _give_role(cited: Cited, text: str) -> None:
    before, after = text[: cited.start], text[cited.end :]
    found = next((role for role, sign in _FOUNDS if sign.match(after)), None)
    sentence = re.split(r"[.;](?=\s)", before)[-1]
    found = found or _nearest(sentence)
    if found and not _ENDED.search(sentence):
        cited.role, cited.role_sure = found, True


def _nearest(sentence: str) -> str | None:
    if _WATCHED.search(sentence):
        return "theo-doi"
    hits = [(sign.search(sentence), role) for role, sign in _ROLES]
    near = [(len(sentence) - hit.start(), role) for hit, role in hits if hit]
    return min(near)[1] if near else None


def issuer_of(cited: Cited, corpus: Corpus, province: str) -> tuple[str, str]:
    """Return who issued a cited document as its words or its symbol say, and the post; empty where that is open."""
    symbol, words = cited.symbol, cited.issuer_words
    if symbol.endswith("TTg"):
        return _known(corpus, f"{NATIONAL}-thu-tuong"), ""
    if "NĐ-CP" in symbol or symbol.endswith("-CP"):
        return _known(corpus, f"{NATIONAL}-chinh-phu"), ""
    if re.search(r"QH[0-9]+$", symbol):
        return _known(corpus, f"{NATIONAL}-quoc-hoi"), ""
    if re.search(r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:tỉnh|thành phố)", words):
        return committee_of(corpus, province), "Chủ tịch" if words.startswith("Chủ tịch") else ""
    return "", ""


def _known(corpus: Corpus, body: str) -> str:
    return body if corpus.body(body) else ""


def committee_named(corpus: Corpus, province: str, words: str) -> str:
    """Return the people's committee of a province by its whole name, if a letterhead is just that; else empty."""
    record = corpus.get(province, "province")
    name = bodies.name(record) if record else ""
    whole = f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"
    return whole if name and fold(words) == fold(whole) else ""


def committee_of(corpus: Corpus, province: str) -> str:
    """Return the people's committee of a province; empty if the register has none, or several."""
    found = [
        own.id
        for own in corpus.of("agency")
        if own.province == province and own["kind"] == "ubnd" and own["level"] == "tinh"
    ]
    return found[0] if len(found) == 1 else ""
