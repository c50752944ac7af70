"""Names of people in Vietnamese text: told apart from posts, agencies, places and streets.

Surnames are few (some forty cover nearly all Vietnamese), and a name follows a form of address or has a middle name;
so a list of surnames, a list of posts and the word before decide. A lone «ông A» or «bà N.T.B.» names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.domain.text import CAPITALS

_SURNAMES_LISTED = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Lương Tô Đoàn Trương Hà Cao Lâm Tạ
Châu Thái Phùng Đào Vương Quách Triệu Kiều Tống Lục Lưu Nông Hứa Tăng Doãn Khổng Mạc Từ Thạch Sơn Kim Lò Vàng Giàng Sùng
Thào Quàng Cầm Chu Chử Đàm Diệp Giang Khúc La Lại Lữ Nghiêm Ninh Phí Tiêu Tôn Trà
"""
_POSTS_LISTED = """
giám chủ phó chánh trưởng bí cục vụ thủ bộ tổng hiệu viện kế đội tổ ủy uỷ đại sở phòng ban ubnd hđnd cán
"""
_SURNAMES = frozenset(_SURNAMES_LISTED.split())
_POSTS = frozenset(_POSTS_LISTED.split())
"""The first word of a post or an agency: «ông Phó Giám đốc», «bà Chủ tịch»."""
_BETWEEN = frozenset(("tên", "là", "giáo", "ông", "bà", "anh", "chị", "cô", "hộ", "chủ"))
"""Small words that may stand between a form of address and a name: «cô giáo Trần …», «ông bà Lê …»."""
_LANDS = re.compile(
    "Hà (?:Nội|Nam|Giang|Tĩnh|Tây)|Cao Bằng|Thái (?:Nguyên|Bình)|Sơn (?:La|Tây)|Trà Vinh|Ninh (?:Bình|Thuận)|Lâm Đồng|"
    "Hồ Chí|Châu Đốc|Kim Bôi|Lương Sơn|Triệu Sơn"
)
"""Places whose first word is also a surname (of Hồ Chí Minh the first two words)."""
_NOT_TITLES = frozenset(
    ("bà rịa", "bà nà", "bà điểm", "bà đen", "bà huyện", "cô tô", "bác ái", "bác hồ", "anh sơn", "ông ích")
)
"""Places and streets that begin like a form of address, and Bác Hồ."""
_PLACE = frozenset(("tỉnh", "phố", "huyện", "xã", "trấn", "quận", "phường"))
"""The last word of what stands before the name of a place."""
_BODY = re.compile(
    r"(?:đoàn (?:thanh (?:niên|tra)|kiểm tra|giám sát|đại biểu|công tác|kinh tế|tncs)"
    r"|hội (?:phụ nữ|nông dân|cựu|liên hiệp|chữ thập|khuyến học|người)"
    r"|trường (?:mầm|mẫu|tiểu|trung|phổ|đại|cao|chính|th))",
    re.IGNORECASE,
)
"""A body whose first word is also a surname, or stands behind a form of address: «chị Bí thư Đoàn Thanh niên»."""

_WORD = r"[^\W\d_]+(?:[’'][^\W\d_]+)?"
_COMPOUNDS = """
công_cụ dụng_cụ nông_cụ ngư_cụ nhạc_cụ giáo_cụ đạo_cụ khí_cụ học_cụ ghi_chú cước_chú chăm_chú phản_bác bài_bác nước_anh
"""
"""Words whose second part is no form of address: «công cụ Excel», «ghi chú Bảng»."""
_PAIRS = (word.split("_") for word in _COMPOUNDS.split())
_ALONE_BEFORE = "(?<!trẻ )(?<!chị )(?<!anh )(?<!tiếng )" + "".join(
    rf"(?!(?<=[{one[0].upper()}{one[0]}]{one[1:]} ){two}\b)" for one, two in _PAIRS
)
_TITLE = re.compile(
    rf"(?<![\w-]){_ALONE_BEFORE}(ông|bà|anh|chị|cô|chú|bác|cụ|em|cháu|thầy|đồng chí|đ/c)(?:\s?[/(]\s?(?:bà|ông|chị|anh|cô)\)?)?:?\s+"
    rf"(?=({_WORD}(?:\s+{_WORD}){{1,9}}))",
    re.IGNORECASE,
)
_SURNAME = rf"(?<![\w-])(?:{'|'.join(sorted(_SURNAMES))})"
_BARE = re.compile(rf"{_SURNAME}\s+(?:Văn|Thị)\s+[^\W\d_]+")
_GIVEN_LISTED = """
Lan Hoa Hùng Nam Tuấn Dũng Hương Hằng Huệ Hải Hạnh Hiền Hồng Hường Huyền Khánh Liên Linh Loan Mai Nga Ngọc Nhung Oanh Phong
Phượng Quang Quỳnh Sơn Thắng Thảo Thúy Thuý Thủy Thuỷ Trang Tuyết Tùng Vân Vinh Yến Cường Đạt Điệp Giang Hậu Hiếu Huy Hưng
Kiên Lộc Mạnh Nhàn Phúc Quyên Tú Thịnh Thoa Trinh Trọng Trâm Uyên
"""
_GIVEN = rf"(?:{'|'.join(_GIVEN_LISTED.split())})"
"""Given names by which people are called alone, but of those with which a post or a common word begins (Thanh tra, Trung tá)."""
_CALLED = re.compile(
    rf"(?:(?<![\w-]){_ALONE_BEFORE}(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|cháu|thầy|[Đđ]/c|đồng chí)"
    r"|(?:\A|(?<=[.;:!?]\s))(?:Ông|Bà|Anh(?! Sơn)|Chị|Cô|Chú|Bác|Cụ|Em|Cháu|Thầy|Đồng chí))"
    rf"\s+{_GIVEN}(?:\s+{_GIVEN})?(?![\w-])(?!\s+[{CAPITALS}])"
)
"""A form of address and a given name alone: «bà Lan», «đ/c Nam»; with a capital only where a sentence begins (cầu Ông Hương)."""
_ONE_WORD = re.compile(
    rf"(?<![\w-]){_ALONE_BEFORE}(?<!các )(?<!những )"
    r"(?:ông|bà|anh|chị|cô|chú|bác|cụ|thầy|thím|dì|cậu|mợ)\s+"
    rf"(?!(?i:{'|'.join(sorted(_POSTS))}|triệu|trưng|chúa|hồ|trời)\b)[{CAPITALS}][^\W\d_{CAPITALS}]+"
    r"(?=\s*(?:[.,;:!?)]|\Z)|\s(?:ở|tại|là|và|đã|chưa|không|nộp|nhận|ký|bán|làm)\b)"
)
"""A form of address in small letters and one word, after which the name is over: «ông Tư, thôn Đông», «thím Năm bán hàng»."""
_CAPITALISED = rf"[{CAPITALS}][^\W\d_]*"
_POSSIBLE = re.compile(rf"(?!(?:{_LANDS.pattern})(?!\w)){_SURNAME}(?:\s+{_CAPITALISED}){{1,4}}")
_CALLED_LISTED = """
đường phố phường xã huyện thị_trấn trường thpt thcs tiểu_học trung_học phổ_thông trung_học_cơ_sở nội_trú bán_trú
giáo_dục_thường_xuyên mn mầm_non mẫu_giáo đại_học cao_đẳng đa_khoa chính_trị cầu cống đập hồ kênh rạch sông mương đê bến bến_xe bến_phà phà bến_cảng cảng ga quảng_trường công_viên
vườn_hoa tượng tượng_đài đài_tưởng_niệm vòng_xoay bùng_binh nút_giao bệnh_viện chợ hẻm ngõ ngách kiệt khu khu_mộ mộ
lăng đền đình nhà_thờ khu_lưu_niệm nhà_lưu_niệm nhà_tưởng_niệm nhà_văn_hóa nhà_văn_hoá nhà_thiếu_nhi bảo_tàng thư_viện
di_tích sân_vận_động nhà_thi_đấu nhà_hát cung rạp ấp thôn khóm khối khu_phố tổ_dân_phố tuyến trục quốc_lộ ngã_ba ngã_tư
ngã_năm ngã_sáu ngã_bảy giải giải_thưởng học_bổng quỹ huy_hiệu phong_trào chi_bộ đảng_bộ chi_đoàn liên_đội chi_đội đội
trung_đoàn sư_đoàn tiểu_đoàn trạm cụm công_ty tnhh cổ_phần doanh_nghiệp tư_nhân dntn hợp_tác_xã tàu
"""
_QUALIFIED = (
    "lịch sử|quốc gia|văn hóa|văn hoá|lưu niệm|báo chí|văn học|khuyến học|thiếu niên|thanh niên|cũ|mới|chuyên|số [0-9]+|"
    "chính|lớn|trung tâm|nội thị"
)
_NAME = rf"{_CAPITALISED}(?:\s+{_CAPITALISED}){{1,4}}\s*"
_CALLED_AFTER = re.compile(
    rf"(?i:(?<!\w)(?P<many>(?:các|những|hai|ba)\s+(?:(?:tuyến|trục)\s+)?)?(?:{'|'.join(_CALLED_LISTED.split()).replace('_', ' ')})"
    rf"(?:\s+(?:{_QUALIFIED})){{0,2}}(?(many)(?:\s+(?:như|gồm)|:)?|))\s+[“\"]?"
    rf"(?:(?:{_NAME}(?:[-–—]|(?(many)(?:,|và)|(?!)))\s*)*|(?:{_NAME}(?:,|và)\s*){{2,}})$"
)
"""What is called after people: streets, places, schools, firms, honours; of two with a dash between them, and of three
that are listed, each."""
_POSTED = re.compile(
    r"(?<!\w)(?:chủ tịch|bí thư|trưởng|chánh|cán bộ|công chức)(?:\s+[^\W\d_]+){0,6}?\s+"
    r"(?:xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|thôn|ấp|khóm|bản|khu phố|tổ dân phố)\s+$",
    re.IGNORECASE,
)
"""A post at a place: who is named next holds it («Chủ tịch UBND xã Nguyễn Thị Mẫu»), unless the place is called so."""
_COMMUNES = frozenset(("Trần Văn Thời", "Nguyễn Văn Thảnh", "Hồ Thị Kỷ", "Lý Văn Lâm"))
_BEFORE = 160
_PARTS = re.compile(r"[,;:()\n/]|\s[-–—]\s|\svà\s")
_ALONE = re.compile(
    rf"(?:(?:Đ/c|đ/c|Đồng chí|đồng chí|[Ôô]ng|[Bb]à):?\s+)?{_SURNAME}(?:\s+[{CAPITALS}][^\W\d_]+){{2,3}}"
)
_PLACES = re.compile(
    rf"(?i:\b(?:các|những)\s+(?:xã|phường|thị trấn|đặc khu|huyện|quận|thôn|ấp|tuyến đường|đường|phố))(?:\s|:)\s*"
    rf"(?:{_CAPITALISED}(?:\s+(?:{_CAPITALISED}|\d+))*\s*(?:,|và)\s*)*$"
)
"""A list of places, up to one of them: «Các phường: Kỳ Lừa, Lương Văn Mẫu»."""
_OF_THE_PAST = re.compile(
    rf"(?:\s+{_CAPITALISED})*\s*\(\s*(?:[0-9./]{{2,6}})?1(?:[0-8][0-9]|9[0-4])[0-9]\s*[-–—]\s*(?:[0-9./]{{2,6}})?(?:1[0-9]|20)[0-9]{{2}}\s*\)"
)
"""The years of a life behind a name, begun before 1950: somebody of history (a term of office begins later)."""


@lru_cache(maxsize=16384)
def addressed(text: str) -> bool:
    """Whether a text names a person with a form of address: «ông Nguyễn Văn A», «chị Trần Hoa», «đ/c Nam»; not «ông Giám đốc»."""
    return any(_is_person(found[1], found[2].split()) for found in _TITLE.finditer(text)) or bool(
        _CALLED.search(text) or _ONE_WORD.search(text)
    )


def _is_person(title: str, words: Sequence[str]) -> bool:
    """Pass over what may stand between the title and the name, then look for two words with capitals."""
    if title[0].isupper() and f"{title} {words[0]}".lower() in _NOT_TITLES:
        return False
    while words and words[0] in _BETWEEN:
        words = words[1:]
    if words and words[0].lower() in _POSTS:
        words = _after_post(words)
    elif words and (title[0].isupper() or title[0] == "đ") and words[0] not in _SURNAMES:
        return False  # a place, or a title at the beginning of a sentence; «đồng chí» stands before any post
    if _BODY.match(" ".join(words)):
        return False
    return len(words) >= 2 and words[0][0].isupper() and words[1][0].isupper()


def _after_post(words: Sequence[str]) -> Sequence[str]:
    """Return the name after a post: from the first surname on that begins the name of no place and of no body."""
    for i in range(1, len(words) - 1):
        if words[i] in _SURNAMES and not _BODY.match(" ".join(words[i:])) and not _is_place(words, i):
            return words[i:]
    return ()


def _is_place(words: Sequence[str], at: int) -> bool:
    """Whether the name of a place begins at a word: a known one, or one of two words after what it is."""
    three = len(words) > at + 2 and words[at + 2][0].isupper()
    return _LANDS.fullmatch(" ".join(words[at : at + 2])) is not None or (not three and words[at - 1].lower() in _PLACE)


@lru_cache(maxsize=16384)
def named(text: str) -> bool:
    """Whether a text names a person, with a form of address or by surname, «Văn» or «Thị», and given name."""
    return addressed(text) or any(_is_meant(found) for found in _BARE.finditer(text))


@lru_cache(maxsize=1024)
def possible(text: str) -> bool:
    """Whether a surname and further words with capitals stand in a text, where a person is to be expected anyway."""
    return addressed(text) or any(_is_meant(found) for found in _POSSIBLE.finditer(text))


def listed(text: str) -> bool:
    """Whether a person is one of those whom a text lists, as in a cell of bodies: «Sở Mẫu, Trần Minh Mẫu»."""
    if named(text):
        return True
    begins = 0
    for mark in (*_PARTS.finditer(text), None):
        part = text[begins : mark.start() if mark else None].strip()
        if _ALONE.fullmatch(part) and not (_BODY.match(part) or _LANDS.match(part) or _PLACES.search(text[:begins])):
            return True
        begins = mark.end() if mark else 0
    return False


def _is_meant(found: re.Match[str]) -> bool:
    """Whether a name is that of a person, not of what is called after one, nor of one who belongs to history."""
    text = found.string
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if _POSTED.search(before) and found[0] not in _COMMUNES:
        return True
    return _CALLED_AFTER.search(before) is None and _OF_THE_PAST.match(text, found.end()) is None
