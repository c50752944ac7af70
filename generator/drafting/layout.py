"""The frame of an administrative document (Decree 30/2020/NĐ-CP): who, which number, when, to whom, who signed; its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.domain.text import CAPITALS, fold
from generator.drafting.paper import DATED as _DATE
from generator.drafting.paper import LABEL, SUBJECT, Block, PaperTable, Writing

TYPES = {
    "NGHỊ QUYẾT": "nghi-quyet",
    "QUYẾT ĐỊNH": "quyet-dinh",
    "CHỈ THỊ": "chi-thi",
    "QUY CHẾ": "quy-che",
    "QUY ĐỊNH": "quy-dinh",
    "THÔNG BÁO": "thong-bao",
    "HƯỚNG DẪN": "huong-dan",
    "CHƯƠNG TRÌNH": "chuong-trinh",
    "KẾ HOẠCH": "ke-hoach",
    "PHƯƠNG ÁN": "phuong-an",
    "ĐỀ ÁN": "de-an",
    "BÁO CÁO": "bao-cao",
    "TỜ TRÌNH": "to-trinh",
    "CÔNG ĐIỆN": "cong-dien",
    "KẾT LUẬN": "ket-luan",
    "CÔNG VĂN": "cong-van",
}
_MOTTO = re.compile(
    r"CỘNG\s+H[OÒ][AÀ]\s+XÃ|(?:^|NGHĨA\s+)VIỆT\s+NAM$|^CHỦ\s+NGHĨA\s|Độc\s+lập\s*[-–]|ĐẢNG\s+CỘNG\s+SẢN", re.IGNORECASE
)
_NUMBER = re.compile(
    r"^Số\s*:?\s*(?P<number>[0-9]*[a-zA-Z]?|[.…_\s]*)\s*(?P<mark>[/-])\s*(?P<symbol>(?:[0-9]{4}/)?[^\W\d_][\w&.,/ –-]*?)\s*(?:,.*)?$"
)
_BESIDE = re.compile(r"^(Số\s*:?\s*[0-9.…_]*\s*[/-]\s*\S+)\s+(\S[^\d,]*,\s*ngày\s.*)$")
"""A number with the place and the day close beside it on one line."""
_URGENT = re.compile(r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|TỐI MẬT|TUYỆT MẬT|MẬT)(?:\s.{0,30})?$")
"""A stamp for urgency or secrecy."""
_KINH_GUI = re.compile(
    r"^(?:Kính\s+gửi\s*:?|(?:THỦ TƯỚNG CHÍNH PHỦ|(?:CHỦ TỊCH\s+)?(?:ỦY BAN NHÂN DÂN|UBND)[^.;:]{0,40}|BỘ [^.;:]{2,40})\s+điện\s*:?(?=\s*$))\s*",
    re.IGNORECASE,
)
"""Whom a letter, or a telegram («… điện:»), is for."""
_NOI_NHAN = re.compile(r"^Nơi\s+nhận\s*:?\s*", re.IGNORECASE)
_BULLET = re.compile(r"^[-–—+•*]\s*")
_CAPACITY = re.compile(rf"^(TM|T/M|KT|K/T|TL|T/L|TUQ|Q)(?:\s*\.\s*|\s+(?=[{CAPITALS}]{{2}}))")
_POST = re.compile(
    r"^(?:QUYỀN\s+)?(?:(?:PHÓ\s+)?CHỦ TỊCH|(?:PHÓ\s+)?CHÁNH VĂN PHÒNG|(?:PHÓ\s+)?GIÁM ĐỐC|(?:PHÓ\s+)?BÍ THƯ|(?:PHÓ\s+)?TRƯỞNG (?:BAN|ĐOÀN|PHÒNG)|"
    r"(?:PHÓ )?CHÁNH THANH TRA|TỔ TRƯỞNG|(?:PHÓ )?THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|(?:PHÓ )?(?:(?:CHI )?CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|CHỦ NHIỆM|TỔNG GIÁM ĐỐC|HIỆU TRƯỞNG|THỐNG ĐỐC|CHỈ HUY TRƯỞNG|CHÁNH ÁN|TỔNG THANH TRA))(?:[\s,]+.*)?$"
)
_NAME = re.compile(rf"^[{CAPITALS}][^\W\d_]*(?:\s+[{CAPITALS}][^\W\d_]*){{1,4}}$")
ISSUED_WITH = re.compile(
    r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|QUY CHẾ|QUY ĐỊNH|HƯỚNG DẪN|NHIỆM VỤ|PHÂN CÔNG|NỘI DUNG)(?!\w)"
)
"""How the title of a text begins that is issued with a document and gives duties; a form has none."""
_APPENDIX = re.compile(r"^(?:PHỤ LỤC|Phụ lục|BIỂU|DANH MỤC|BẢNG)(?=\s|$|\.|:)")
_ADDRESSES = re.compile(
    r"^(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|TỈNH ỦY|VĂN PHÒNG|SỞ |BAN |THANH TRA|HUYỆN ỦY|THÀNH ỦY|TRƯỜNG |TRUNG TÂM |(?:CHI |TỔNG )?CỤC |PHÒNG |CÔNG TY |HỘI |VIỆN |BỆNH VIỆN )"
)
_AUTHORITY = re.compile(
    r"^(?:(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH THANH TRA|CHÁNH VĂN PHÒNG|THỦ TRƯỞNG|TRƯỞNG BAN|BỘ TRƯỞNG|BỘ)\s|THỦ TƯỚNG|CHÍNH PHỦ$|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|SỞ |BAN |THANH TRA)"
)
_PLACE_LINE = re.compile(r"^(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s")
_LAW_BASE = re.compile(r"^(?:Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị|Để |Trong thời gian|Thời gian qua|Ngày [0-9])")
_RULE = re.compile(r"[-_*=–—\s]*")
_HEAD, _SHORT, _LONG, _LISTED = 30, 90, 120, 200
"""Lines of a head at most; characters of a line of the frame, and from which on one is of the text."""
_PURPOSES = {"bao-cao": re.compile(r"\((?:để|đề)?\s*(?:b/c|báo cáo)[^)]*\)", re.IGNORECASE), "luu": re.compile(r"^Lưu(?:\s*:|\s)", re.IGNORECASE), "nhu-tren": re.compile(r"^Như\s+(?:trên|Kính gửi|Điều)|^Các\s+(?:cơ quan|đơn vị)\s+nêu\s+trên", re.IGNORECASE)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Copied:
    """A line of «Nơi nhận»: in its words, for what, how many."""

    words: str
    purpose: str
    names: str
    count: int | None = None


@dataclass(slots=True)
class Frame:
    """What was read around the body. What is empty was not found; what was left over is in ``unread``."""

    letterhead: str = ""
    """All lines above the number: «UBND TỈNH VÍ DỤ / SỞ NỘI VỤ»."""
    issuer: str = ""
    number: str = ""
    symbol: str = ""
    number_words: str = ""
    place: str = ""
    date_words: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    type: str = ""
    type_words: str = ""
    subject: str = ""
    authority: str = ""
    """Who decides, as the line above the grounds says: «CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH VÍ DỤ»."""
    recipients: list[str] = field(default_factory=list)
    copies: list[Copied] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    """The lines above the name: «KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH»."""
    signed_name: str = ""
    body: list[Block] = field(default_factory=list)
    appendix: list[Block] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def iso(self) -> str:
        """The day as records write it, as exact as it is written; empty where no year stands."""
        if self.year and self.month.isdigit() and self.day.isdigit():
            return f"{self.year}-{int(self.month):02d}-{int(self.day):02d}"
        if self.year and self.month.isdigit():
            return f"{self.year}-{int(self.month):02d}"
        return self.year

    @property
    def capacity(self) -> str:
        """In whose stead was signed, as records code it; empty where no post stands, or two that no code joins."""
        found = [own[1].replace("/", "") for line in self.signature if (own := _CAPACITY.match(line))]
        if not self.signature:
            return ""
        if len(set(found)) > 1:
            return "TM-KT" if found[:2] == ["TM", "KT"] else ""
        return found[0] if found else "truc-tiep"

    @property
    def post(self) -> str:
        """The post of who signed: «Phó Chủ tịch»."""
        last = next((line for line in reversed(self.signature) if _POST.match(line)), "")
        return said(last)


def said(capitals: str) -> str:
    """Write a post that stands in capitals as within a text.

    >>> said("PHÓ CHỦ TỊCH")
    'Phó Chủ tịch'
    """
    text = capitals.capitalize()
    return re.sub(r"(?<=^Phó )\w", lambda found: found[0].upper(), text).replace("văn phòng", "Văn phòng")


def lay_out(writing: Writing) -> Frame:
    """Read the frame of a writing."""
    frame = Frame()
    blocks = list(writing.blocks)
    end = _read_tail(frame, blocks)
    _read_head(frame, blocks[:end])
    return frame


def _texts(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    return [(at, block) for at, block in enumerate(blocks) if isinstance(block, str)]


def _read_tail(frame: Frame, blocks: Sequence[Block]) -> int:
    """Read from «Nơi nhận» on, and the signature wherever it stands near; return where the body ends."""
    starts = [at for at, text in _texts(blocks) if _NOI_NHAN.match(text)]
    signs = [at for at, text in _texts(blocks) if _CAPACITY.match(text) or (text.isupper() and _POST.match(text))]
    signs = [at for at in signs if at > 6 and not _gives_power(blocks, at)]
    start = starts[-1] if starts else (signs[0] if signs else len(blocks))
    end = start
    near = [at for at in signs if start - 8 <= at <= start + 40]
    if near and near[0] < start:
        end = near[0]
    copies: list[str] = []
    in_copies = bool(starts)
    for at in range(end, len(blocks)):
        block = blocks[at]
        signed = bool(frame.signed_name and frame.signature) and at > start
        if isinstance(block, PaperTable) or (at > start and _APPENDIX.match(block)) or (signed and _begins(blocks, at)):
            frame.appendix += list(blocks[at:])
            break
        text = block
        if _NOI_NHAN.match(text):
            rest = _NOI_NHAN.sub("", text)
            in_copies = True
            copies += [rest] if rest else []
        elif _CAPACITY.match(text) or (text.isupper() and (_POST.match(text) or _ADDRESSES.match(text))):
            frame.signature.append(text)
        elif in_copies and (_BULLET.match(text) or (copies and not frame.signature and not _NAME.match(text))):
            copies.append(text)
        elif signs and not frame.signed_name and _NAME.match(text):
            frame.signed_name = text
        else:
            frame.unread.append(text)
    frame.copies = [_copied(line) for line in copies]
    return end


def _begins(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line below a signature begins what is issued with a document: its letterhead, its motto, its title."""
    text, after = str(blocks[at]), [str(own) for own in blocks[at : at + 3]]
    return text.isupper() and (bool(ISSUED_WITH.match(text)) or any(_MOTTO.search(own) for own in after))


def _gives_power(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line names who decides, above the grounds of a decision: «CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH VÍ DỤ»."""
    after = next(
        (str(block) for block in blocks[at + 1 : at + 3] if not (isinstance(block, str) and block.isupper())), ""
    )
    return bool(_AUTHORITY.match(str(blocks[at])) and re.match(r"Căn cứ|Theo |Xét |Thực hiện ", after))


def _copied(line: str) -> Copied:
    words = re.sub(r"(?<=\S)[;.,]$", "", _BULLET.sub("", line)).strip()
    count = re.search(r"[.,;]\s*(?:\(?([0-9]{1,3})\)?(?:\s*b(?:ản)?)?)\s*[.)]?$", _BULLET.sub("", line))
    purpose = next((name for name, sign in _PURPOSES.items() if sign.search(words)), "de-biet")
    names = re.sub(r"\s*\([^()]*\)", "", re.sub(r"^Lưu\s*:?\s+", "", words))
    names = re.sub(r"[.,;]\s*[0-9]{1,3}\s*$", "", names).strip(" .;")
    as_written = words if not count else _BULLET.sub("", line).strip(" ;")
    return Copied(as_written, purpose, names, int(count[1]) if count and purpose == "luu" else None)


def _whole_lines(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with what a narrow cell has cut joined: «QUYẾT / ĐỊNH», «…, ngày / 10 tháng 12 năm 2013»."""
    found: list[Block] = []
    for at, block in enumerate(blocks):
        before = found[-1] if found else None
        if at < _HEAD and isinstance(before, str) and isinstance(block, str):
            both = f"{before} {block}"
            date = (
                re.search(r"(?:ngày|tháng|năm|,)(?:\s*[0-9]+)?$", before) and len(both) < _SHORT and _DATE.search(both)
            )
            name = re.fullmatch(rf"[{CAPITALS}][^\W\d_]+(?: [{CAPITALS}][^\W\d_]+)?", before)
            place = name and re.match(rf"[{CAPITALS}][^\W\d_]+(?: [{CAPITALS}][^\W\d_]+)?\s*,\s*ngày", block)
            if both in TYPES or before == "VỀ" or place or (date and not _DATE.search(before)):
                found[-1] = both
                continue
        found.append(block)
    return found


def _read_head(frame: Frame, blocks: Sequence[Block]) -> None:
    blocks = _whole_lines(blocks)
    at = 0
    issuer: list[str] = []
    while at < min(len(blocks), _HEAD):
        block = blocks[at]
        after = None if isinstance(block, PaperTable) else _read_line(frame, blocks, at, issuer)
        if after is None:
            break
        at = after
        if frame.recipients:
            break
    frame.letterhead, frame.issuer = " ".join(issuer), _issuer(issuer)
    if not frame.type:
        frame.type = "cong-van" if frame.subject or frame.recipients else ""
    frame.body = list(blocks[at:])
    while frame.body and isinstance(frame.body[0], str) and _MOTTO.search(frame.body[0]):
        frame.body.pop(0)


def _read_line(frame: Frame, blocks: Sequence[Block], at: int, issuer: list[str]) -> int | None:
    """Read one line of the head and return where the next one is; None where the text itself begins."""
    text = _beside_motto(str(blocks[at]))
    beside = _BESIDE.match(text)
    number, day = _NUMBER.match(beside[1] if beside else text), _DATE.search(beside[2] if beside else text)
    if _RULE.fullmatch(text) or _MOTTO.search(text) or _stands_apart(frame, text):
        return at + 1
    if SUBJECT.match(text) and not frame.subject:
        return _take_subject(frame, blocks, at)
    if _KINH_GUI.match(text):
        return _take_recipients(frame, blocks, at)
    if text in TYPES and not frame.type:
        frame.type, frame.type_words = TYPES[text], text
        return _take_title(frame, blocks, at + 1)
    if number and not frame.number_words:
        _take_number(frame, number, beside[1] if beside else text)
        if beside and day and not frame.date_words:
            _take_date(frame, day)
    elif day and len(text) < _SHORT and not frame.date_words:
        _take_date(frame, day)
    elif text.isupper() and not frame.number_words and not frame.type:
        issuer += [text] if text not in issuer and not text.startswith("VĂN BẢN QUY PHẠM") else []
    elif len(text) > _LONG or _LAW_BASE.match(text) or LABEL.match(text) or (frame.subject and frame.date_words):
        return None
    else:
        frame.unread.append(text)
    return at + 1


def _beside_motto(text: str) -> str:
    """Return the part of a line that stands left of the motto, where the two were printed close together."""
    motto = _MOTTO.search(text)
    return text[: motto.start()].strip() if motto and motto.start() > 0 and not motto[0].startswith("VIỆT") else text


def _stands_apart(frame: Frame, text: str) -> bool:
    """Take a line that may stand anywhere in a head: a stamp, or who decides."""
    if _URGENT.match(text):
        frame.unread.append(text)
    elif frame.type and text.isupper() and _AUTHORITY.match(text):
        frame.authority = f"{frame.authority} {text}".strip()
    else:
        return False
    return True


def _take_number(frame: Frame, found: re.Match[str], text: str) -> None:
    frame.number = found["number"].strip(" .…_")
    symbol = re.sub(r"\s*([-–])\s*", r"\1", found["symbol"].strip())
    frame.symbol = f"-{symbol}" if found["mark"] == "-" else symbol
    frame.number_words = re.sub(r"^Số\s*:?\s*", "", text).strip()


def _take_date(frame: Frame, found: re.Match[str]) -> None:
    frame.place = found["place"].strip()
    frame.date_words = found[0].split(",", 1)[1].strip(" .")
    frame.day, frame.month, frame.year = (found[name].strip(".…_ ") for name in ("day", "month", "year"))


def _take_subject(frame: Frame, blocks: Sequence[Block], at: int) -> int:
    """Take «V/v …» with the lines that go on it."""
    words = [str(blocks[at])]
    at += 1
    while at < len(blocks) and isinstance(blocks[at], str):
        text = str(blocks[at])
        if _KINH_GUI.match(text) or _MOTTO.search(text) or _DATE.search(text) or _NUMBER.match(text) or len(text) > 90:
            break
        if _BULLET.match(text) or _URGENT.match(text) or (text.isupper() and len(text) > 8):
            break
        words.append(text)
        at += 1
    frame.subject = " ".join(words)
    return at


def _take_title(frame: Frame, blocks: Sequence[Block], at: int) -> int:
    """Take the title below «CHỈ THỊ», «KẾ HOẠCH»: the lines up to the first that begins the text."""
    words: list[str] = []
    while at < len(blocks) and isinstance(blocks[at], str):
        text = str(blocks[at])
        day = _DATE.search(text)
        if day and len(text) < _SHORT:
            _take_date(frame, day)
        elif _MOTTO.search(text) or re.fullmatch(r"[-_*=–—\s]+", text):
            pass
        elif (
            _KINH_GUI.match(text)
            or (_LAW_BASE.match(text) and (words or text.startswith("Căn cứ")))
            or text.endswith((".", ":"))
            or (len(text) > 500 and not text.isupper())
            or re.match(r"(?:[0-9]+|[IVX]+)[.)]\s", text)
            or len(words) > 5
            or (words and text.isupper() and (_ADDRESSES.match(text) or _AUTHORITY.match(text)))
            or _URGENT.match(text)
        ):
            break
        else:
            words.append(text)
        at += 1
    frame.subject = " ".join(words)
    return at


def _take_recipients(frame: Frame, blocks: Sequence[Block], at: int) -> int:
    first = _KINH_GUI.sub("", str(blocks[at])).strip()
    at += 1
    lines = [first] if first else []
    while at < len(blocks) and isinstance(blocks[at], str):
        text = str(blocks[at])
        ended = bool(lines) and lines[-1].rstrip().endswith(".")
        listed = _BULLET.match(text) and not ended
        more = bool(lines) and not ended and lines[-1].endswith((";", ",")) and len(text) < _LISTED
        cut = (
            bool(lines)
            and _BULLET.match(lines[-1])
            and not ended
            and not lines[-1].endswith(";")
            and len(text) < _SHORT
        )
        if cut and not listed:
            lines[-1] = f"{lines[-1]} {text}"
            at += 1
            continue
        if not (listed or more or not lines):
            break
        lines.append(text)
        at += 1
    for line in lines:
        frame.recipients += [part.strip(" .") for part in _BULLET.sub("", line).split(";") if part.strip(" .")]
    return at


def _issuer(lines: Sequence[str]) -> str:
    """Return who issued: the last name of the letterhead, with the place below it («ỦY BAN NHÂN DÂN / TỈNH MẪU»)."""
    lines = [line for line in lines if _ADDRESSES.match(line) or _PLACE_LINE.match(line) or fold(line)]
    names: list[str] = []
    for line in lines:
        goes_on = names and (_PLACE_LINE.match(line) or not _ADDRESSES.match(line))
        if goes_on and not _PLACE_LINE.match(names[-1]):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    if len(names) > 1 and names[-1] in ("VĂN PHÒNG", "THANH TRA"):  # an office is called by whose it is
        return f"{names[-1]} {names[-2]}"
    return names[-1] if names else ""
