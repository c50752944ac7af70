"""Who does something or receives it: one table of what names such bodies, and how far in a text a name goes.

Every reader of a sentence asks here: who leads, who cooperates, who receives a report and through whom.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.domain.dates import Interval
from generator.domain.matching import BEGINS, Named, split
from generator.domain.matching import known as known_bodies
from generator.domain.text import CAPITALS
from generator.model import Corpus


@dataclass(frozen=True, slots=True)
class BodyReader:
    """The register in which bodies are looked up: of which province, at which time."""

    corpus: Corpus
    province: str
    at: Interval
    issuer: str = ""
    """Who issued what is read, if that is known: to himself he gives no duty without a question."""
    recipients: tuple[Named, ...] = ()
    """Whom a letter is for: «Kính gửi»."""

    def bodies(self, words: str) -> tuple[Named, ...]:
        """Return the bodies that a wording lists."""
        return split(self.corpus, self.province, words, self.at)

    def known(self, words: str) -> tuple[Named, ...]:
        """Return the bodies of a wording in which nothing is unknown; empty otherwise."""
        return known_bodies(self.corpus, self.province, words, self.at)


DOERS = (
    ("nhóm", r"(?i:(?:các|một số|những)\s+(?:cơ quan|đơn vị|địa phương|tổ chức|sở|ban|bộ|ngành|cấp|huyện|xã|phường|phòng|hội|đoàn thể|doanh nghiệp|công ty|chủ đầu tư|lực lượng|thành viên|trường|ủy ban|uỷ ban|UBND|nhà thầu|cơ sở|chủ (?:dự án|rừng|mỏ))(?!\w))"),
    ("người có phần việc", r"(?i:(?:cơ quan|đơn vị|bộ phận|chủ (?:đầu tư|dự án|hàng|rừng|mỏ|cơ sở)|nhà (?:đầu tư|thầu|trường)|doanh nghiệp|cơ sở (?:khám|giáo dục|kinh doanh|sản xuất|đào tạo|y tế))(?!\w)|(?:tổ chức|cá nhân), (?:cá nhân|tổ chức)(?!\w)|người đứng đầu|(?:cấp|cơ quan|người) có thẩm quyền)"),
    ("cơ quan, chức vụ", rf"(?!(?:các|một số|những)\s)(?:{BEGINS.pattern})"),
)  # fmt: skip
"""What sort of doer, and how its name begins, where anything else may stand as well: «các đơn vị», and not «các giải pháp»."""
DOER = re.compile("|".join(pattern for _, pattern in DOERS))
DIRECTS = re.compile(
    rf"(?<!\w)(?<!theo )(?<!xét )(?:giao|yêu cầu|đề nghị)\s+(?:cho\s+)?(?={DOER.pattern})", re.IGNORECASE
)
"""By what a doer is asked."""
ACTS = (
    "chủ trì|phối hợp|chỉ đạo|có (?:trách nhiệm|nhiệm vụ|biện pháp|ý kiến|văn bản|giải pháp|kế hoạch|báo cáo|phương án|hình thức)|chịu trách nhiệm|(?<!các )(?<!Các )(?<!cơ quan, )tổ chức(?!,? (?:liên quan|có liên quan|cá nhân))|thường xuyên|theo dõi|rà soát|khẩn trương|chủ động|tích cực|tiếp tục|tăng cường|tham mưu|thực hiện|"
    "triển khai|phân công|phát huy|nghiêm túc|tiếp nhận|kịp thời|khi|cần|phải|căn cứ|trên cơ sở|(?<!đầu tư )(?<!liệu )xây dựng|ban hành|hướng dẫn|đôn đốc|kiểm tra|báo cáo|tổng hợp|"
    "bố trí|đẩy mạnh|tập trung|nâng cao|quán triệt|hoàn thành|đề xuất|trình|gửi|giúp|thành lập|công khai|đảm bảo|bảo đảm|xử lý|giải quyết|nghiên cứu|cung cấp|lập|"
    "phổ biến|tuyên truyền|chấn chỉnh|quản lý|làm|đề cao|trực tiếp|cử|sớm|định kỳ|(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm)|tự|duy trì|đưa|cập nhật|chuẩn bị|khắc phục|chấm dứt|thống nhất|xem xét|không|"
    "tiến hành|sử dụng|ưu tiên|lãnh đạo|quan tâm|thông báo|thông tin|kiện toàn|đánh giá|phê duyệt|thẩm định|theo (?:chức năng|nhiệm vụ|thẩm quyền)|tạo điều kiện|liên hệ|mở|dừng|gắn|nêu(?! trên)|công bố|đẩy nhanh|hỗ trợ|tham gia|khảo sát|nêu cao|xác định|hoàn thiện|điều chỉnh|giám sát|tiếp thu|thu hồi|trả lời|tháo gỡ|huy động|rút kinh nghiệm|quyết định|ngăn chặn|vận động|nhắc nhở|điều tra|bổ sung"
)
VERB = re.compile(
    rf"(?<!\w)(?:chủ trì|phối hợp|(?<!Ban )(?<!ban )(?<!Phòng )(?<!phòng )(?<!Cục )(?<!Trung tâm )(?<!Đoàn )(?<!Tổ )(?<!công )(?<!chương )(?<!quá )(?:{ACTS}))(?!\w)"
)
"""Within a sentence: with a capital the same words are part of a name («Sở Xây dựng»)."""
STARTS_WITH_VERB = re.compile(
    rf"(?:đồng thời,?\s+|trong đó,?\s+|nhất là\s+|và\s+)?(?:{ACTS}|(?:đến|trước|chậm nhất)\s|ngày [0-9]{{1,2}} (?:hằng|hàng|mỗi) (?:tháng|quý|năm|tuần)|yêu cầu|kiên quyết|tuyệt đối|quyết tâm|phát hiện|bố trí|nếu|trường hợp|trong quá trình)(?!\w)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"(?<!\w)(?:nào|thì|bị|như sau|này|sau đây|tiếp thu|có tên)(?!\w)", re.IGNORECASE)
_STOPS = re.compile(r"[:.;]|\s\(|,\s|\s(?:và|cùng|để|nhằm|trong việc)\s|$")
_LIST_ENDS = re.compile(
    rf"{VERB.pattern}|[:.(]|;(?!\s+(?:{DOER.pattern}))|\s(?:để|nhằm|trong (?:việc|công tác|quá trình|phạm vi|quản lý)|theo|trước|sau|khi|định kỳ|chậm nhất|muộn nhất|hằng|hàng|kết quả|tình hình|những|nếu)\s|(?<=liên quan)\s(?!(?:và|khác|trên|đến|tới)\s)|$"
)
_PAPERS = r"Đề án|Kế hoạch|Quyết định|Báo cáo|Chương trình|Nghị quyết|Nghị định|Dự án|Dự thảo|Quy hoạch|Quy chế|Danh mục|Văn bản"
_GOES_ON = re.compile(
    rf"\s*(?:,|và|-|–)?\s*(?!(?:{BEGINS.pattern}|{_PAPERS}))[{CAPITALS}]|(?<=xã)\s*,\s*(?:phường|đặc khu)|(?<=phường)\s*,\s*(?:xã|đặc khu)"
)
"""What shows that a name is longer than the part of it that is known: «Sở Xây dựng và Giao thông»."""
_MORE = re.compile(
    rf"\s*(?:,|;|và|cùng|,\s*và)\s+(?:{BEGINS.pattern}|(?:địa phương|chính quyền|lực lượng|đơn vị|cơ quan|tổ chức|doanh nghiệp|đoàn thể|ngành|hội)(?!\w))"
)
_NARROWS = re.compile(
    r"\s+(?:(?:có\s+)?liên quan|khác|còn lại|nêu trên|thuộc|nơi|có\s+(?!trách nhiệm|văn bản|ý kiến|biện pháp|kế hoạch|nhiệm vụ|giải pháp|báo cáo|thể)\w+)(?!\w)",
    re.IGNORECASE,
)
"""After the name of a group: only some of it."""
_OF_THEM = re.compile(
    r"(?<!\w)(?:các\s+)?(?:sở|ban|bộ|ngành|xã|phường|đặc khu|huyện|đơn vị|địa phương)\s*$", re.IGNORECASE
)
"""What heads a list of names after a colon: «Giám đốc các Sở: Nội vụ, Tài chính»."""


LONGEST = 420
"""Characters in which a name is looked for."""
_ALONE = 160
"""Characters of a name that stands alone at most."""
_WORDS = 14
"""Words of one name at most, where neither a verb nor a mark ends it."""
_ASIDE = re.compile(r"\s*\((?!chủ trì\))|\)(?<!\(chủ trì\))")
_INSIDE = re.compile(
    r"các|và|ban|nhân|dân|hội|đồng|tỉnh|thành|phố|huyện|xã|phường|cấp|trực|thuộc|nhà|nước|quốc|gia|phòng|sở|bộ|ngành|cơ|quan|đơn|vị|địa|phương|liên|có|chức|tổ|viên|trưởng|giám|đốc|thủ|của",
    re.IGNORECASE,
)
"""What may stand within a name in small letters."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Whom a text names at its beginning: in its words, as bodies, and where the words end."""

    words: str = ""
    named: tuple[Named, ...] = ()
    end: int = 0

    @property
    def sure(self) -> bool:
        """Whether every body of the words is known."""
        return bool(self.named) and all(one.sure for one in self.named)


def read_doer(text: str, reader: BodyReader, *, told: bool = False, whatever: bool = False) -> Doer:
    """Return whom a text names at its beginning: the longest beginning that is known, else what looks like a name.

    ``told`` says that something before it may tell that a name stands here: what begins like one is one; ``whatever``
    that it does: so is anything else («phối hợp với lực lượng tại chỗ»).
    """
    text = _ASIDE.split(text[:LONGEST])[0]
    words, named, end = _known(text, reader)
    if words:
        return Doer(words, named, end)
    end = name_end(text)
    words = text[:end].strip(" ,:;.")
    if text[end:].startswith(":") and _OF_THEM.search(words) and (whole := _named_list(text, end)):
        words, end = whole, text.index(whole) + len(whole)
    begins = (
        whatever or DOER.match(words) or (told and not words.isupper() and re.match(rf"(?:\w+\s)?[{CAPITALS}]", words))
    )
    short = len(words) < (LONGEST - 100 if end < len(text) else _ALONE)
    if not (words and begins and short) or STARTS_WITH_VERB.match(words):
        return Doer()
    return Doer(words, () if _NO_NAME.search(words) else reader.bodies(words), end)


def name_end(text: str) -> int:
    """Return where a name at the beginning of a text ends, whoever it names.

    At a verb or a mark; and where a second small word follows one with a capital letter: «Ban Mẫu Thử | định hướng».
    """
    end = next((own.start() for own in _LIST_ENDS.finditer(text) if own.start() > 0), 0)
    if DOER.match(text) and text[:1].isupper():
        capitals, small, head = 0, 0, True
        for word in re.finditer(r"[^\s,;]+|[,;]", text[:end]):
            if word[0] in ",;" or BEGINS.match(text, word.start()):
                capitals, small, head = 0, 0, word[0] in ",;"
            elif word[0][0].isupper():
                capitals, small, head = 0 if head else 1 if small else capitals + 1, 0, False
            elif _INSIDE.fullmatch(word[0]) or not word[0].isalpha():
                capitals, small, head = 0, 0, False
            elif capitals and (small or capitals > 1):
                return word.start()
            else:
                small, head = small + 1, False
    return end


def _known(text: str, reader: BodyReader) -> tuple[str, tuple[Named, ...], int]:
    """Return the bodies with which a text begins: its longest beginning in which all are known, and what is listed after it.

    Of a list that goes on with a body that is not known nothing is left out: it comes as a body that is open.
    """
    ends = sorted(
        {match.start() for match in VERB.finditer(text)}
        | {match.start() for match in _STOPS.finditer(text)}
        | {match.start() for match in list(re.finditer(r"\s", text))[:_WORDS]}
    )
    for end in sorted({len(text[:end].rstrip(" ,;")) for end in ends}, reverse=True):
        words = text[:end].strip(" ,:;(")
        known = reader.known(words) if len(words) > 3 and not _GOES_ON.match(text, end) else ()
        if (
            known
            and text[end:].lstrip().startswith(":")
            and _OF_THEM.search(words)
            and (whole := _named_list(text, end))
        ):
            return whole, reader.bodies(whole), text.index(whole) + len(whole)
        narrowed = known and known[-1].candidates[0].body.kind == "group" and _NARROWS.match(text[end:])
        if known and (narrowed or _MORE.match(text[end:])) and not VERB.match(text[end:].lstrip(" ,")):
            ended = _LIST_ENDS.search(text, end + (narrowed.end() if narrowed else 3))
            whole = text[: ended.start() if ended else len(text)]
            if text[len(whole) :].startswith(":") and _OF_THEM.search(whole):
                whole = _named_list(text, len(whole)) or whole
            return whole.strip(" ,:;("), reader.bodies(whole.strip(" ,:;(")), len(whole)
        if known:
            return words, known, end
    return "", (), 0


def _named_list(text: str, colon: int) -> str:
    """Return the list that a colon opens after «các Sở», up to the first verb; empty where what follows names nobody."""
    rest = text[colon:].lstrip(" :")
    verb = VERB.search(text, len(text) - len(rest))
    names = text[: verb.start() if verb else len(text)]
    named = re.match(rf"[{CAPITALS}]", rest) and not STARTS_WITH_VERB.match(rest)
    return names.strip(" ,:;(") if named and len(names) > colon + 3 else ""
