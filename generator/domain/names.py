"""Names of people in Vietnamese text: told apart from posts, agencies, places and streets.

Surnames are few (some forty cover nearly all Vietnamese), and a name follows a form of address or has a middle name;
so a list of surnames, a list of posts and the word before decide. A lone «ông A» or «bà N.T.B.» names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

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
_NOT_TITLES = frozenset(("bà rịa", "bà nà", "bà điểm", "bà đen", "bà huyện", "cô tô", "bác ái", "anh sơn", "ông ích"))
"""Places and streets that begin like a form of address."""

_WORD = r"[^\W\d_]+(?:[’'][^\W\d_]+)?"
_TITLE = re.compile(
    r"(?<![\w-])(ông|bà|anh|chị|cô|chú|bác|cụ|em|cháu|thầy)(?:\s?[/(]\s?(?:bà|ông|chị|anh|cô)\)?)?\s+"
    rf"(?=({_WORD}(?:\s+{_WORD}){{1,9}}))",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_SURNAMES))})\s+(?:Văn|Thị)\s+[^\W\d_]+")
_CALLED_AFTER = re.compile(
    r"(?:đường|phố|phường|xã|trường|thpt|thcs|tiểu học|mầm non|mẫu giáo|cầu|quảng trường|công viên|bệnh viện|chợ|hẻm|"
    r"ngõ|kiệt|khu|ấp|thôn|khối|tuyến|ngã tư|ngã ba|giải thưởng|trạm|cụm|công ty|tnhh|cổ phần|doanh nghiệp|hợp tác xã)"
    r"\s+$",
    re.IGNORECASE,
)
"""Streets, schools and firms are called after people."""


@lru_cache(maxsize=16384)
def addressed(text: str) -> bool:
    """Whether a text names a person with a form of address: «ông Nguyễn Văn A», «chị Trần Hoa»; not «ông Giám đốc»."""
    return any(_is_person(found[1], found[2].split()) for found in _TITLE.finditer(text))


def _is_person(title: str, words: Sequence[str]) -> bool:
    """Pass over what may stand between the title and the name, then look for two words with capitals."""
    if title[0].isupper() and f"{title} {words[0]}".lower() in _NOT_TITLES:
        return False
    while words and words[0] in _BETWEEN:
        words = words[1:]
    if words and words[0].lower() in _POSTS:
        words = _after_post(words)
    elif words and title[0].isupper() and words[0] not in _SURNAMES:
        return False  # a place, or a title at the beginning of a sentence
    return len(words) >= 2 and words[0][0].isupper() and words[1][0].isupper()


def _after_post(words: Sequence[str]) -> Sequence[str]:
    """Return the name after a post: from the first surname on that does not begin the name of a place."""
    for i in range(1, len(words) - 1):
        if words[i] in _SURNAMES and not _LANDS.fullmatch(f"{words[i]} {words[i + 1]}"):
            return words[i:]
    return ()


@lru_cache(maxsize=16384)
def named(text: str) -> bool:
    """Whether a text names a person, with a form of address or by surname, «Văn» or «Thị», and given name."""
    return addressed(text) or any(
        not _CALLED_AFTER.search(text[max(0, found.start() - 24) : found.start()]) for found in _BARE.finditer(text)
    )
