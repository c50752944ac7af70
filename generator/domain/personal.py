"""Personal data in free text: what must never reach a public register, told apart from the numbers of an office.

The register says what happened, never to whom (Law 91/2025/QH15 on the protection of personal data). Only the kind
of what was found is returned: the number itself would be repeated in messages and logs. Names: see ``names``.

Numbers of an office must pass: dates, numbers of documents and dossiers, sums, checksums, addresses of pages, land
lines (02…), service numbers and hotlines, the mailboxes of offices under a domain of the state. What can be told by its form alone is
taken out first; what is left is judged by its form (a mobile number has 10 digits and begins with 03, 05, 07, 08, 09 or
84; a citizen's number has 12 and begins with the code of a province, 001 to 096) or by the words beside it. A home is
somebody's: where people live (thường trú tại thôn 3) is none until one of them is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from generator.domain import names


class Contact(StrEnum):
    """What a text holds."""

    PHONE = "phone"
    EMAIL = "email"
    CITIZEN = "citizen"
    ACCOUNT = "account"
    ADDRESS = "address"
    TAX = "tax"
    LOGIN = "login"


_WORTH_A_LOOK = re.compile("[\\d@\uff20\ufe6b\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u24ff\u2776-\u2793]")
_SPOKEN = re.compile(
    r"không\W+(?:hai|ba|bốn|năm|sáu|bảy|tám|chín)\W|a\s?còng|\(at\)|\[at\]|(?:trú|ngụ) tại", re.IGNORECASE
)
_MARKS = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"[^\S\n]+")
_ODD_SPACE = re.compile(r"[^\S\n ]|  ")
_LETTER_O = re.compile(r"(?<![a-z0-9])o(?=[ .-]?[35789]\d)")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")

# Before « @», with a space on that side only, a word of the sentence may stand (đuôi @gmail.com): no Vietnamese word has
# more than seven letters.
_EMAIL = re.compile(
    r"(?:[a-z0-9][a-z0-9._%+-]{0,63}(?:@ ?| @ )|(?=\S{0,63}[\d._]|\S{8})[a-z0-9][a-z0-9._%+-]{0,63} @"
    r"|[a-z0-9][a-z0-9._%+-]{0,63} ?(?:[(\[] ?(?:at|a) ?[)\]]|\ba ?cong\b) ?)"
    r"[a-z0-9-]{1,63}(?: ?(?:\.|[(\[] ?dot ?[)\]]|\bcham\b) ?[a-z0-9-]{1,63}){0,5} ?(?:\.|[(\[] ?dot ?[)\]]|\bcham\b) ?[a-z]{2,}"
)
_AT = re.compile(r"@|[(\[] ?(?:at|a) ?[)\]]|\ba ?cong\b")
_OFFICE_WORDS_LISTED = """
ubnd hdnd ubmttq mttq bqlda vanthu vanphong vpubnd vphdnd banbientap banquantri toasoan thanhtra tiepdan tiepcongdan
tiepnhan phananh kiennghi pakn duongdaynong hotro lienhe congthongtin thongtin motcua hanhchinhcong trungtam chicuc
congan tinhuy huyenuy thanhuy dangbo congdoan doanthanhnien baocao report webmaster admin info contact support
"""
_FIELDS_LISTED = """
noivu taichinh xaydung yte congthuong tuphap nongnghiep giaoduc vanhoa laodong ngoaivu khoahoc kehoach giaothong tainguyen
thongtin dulich dantoc kinhte quanly tonghop phapche tochuc
"""
_ANYWHERE_LISTED = "toasoan banbientap bandoc webmaster"
_OFFICE_EMAIL = re.compile(
    rf"(?<![a-z0-9._%+-])(?:(?:[b-df-hj-np-tv-xz]{{2,10}}\d*|(?:{'|'.join(_OFFICE_WORDS_LISTED.split())})[a-z0-9]*"
    # The surname Vũ is the word for a department (vụ): vuvanhoa is somebody; and so is Phong with two or three initials.
    rf"|(?:so|phong|ban|cuc|vu(?!vanhoa|quanly))(?:{'|'.join(_FIELDS_LISTED.split())})[a-z0-9]*"
    r"|phong[b-df-hj-np-tv-xz]{4,8}\d*)(?:[._-][a-z0-9._-]*)?"
    r" ?@ ?(?:(?:[a-z0-9-]{1,63}\.){1,5}gov|(?:[a-z0-9-]{1,63}\.){0,4}(?:chinhphu|quochoi))"
    rf"|(?:{'|'.join(_ANYWHERE_LISTED.split())}) ?@ ?(?:[a-z0-9-]{{1,63}}\.){{0,4}}[a-z0-9-]{{1,63}})\.vn(?!\.?[a-z0-9-])"
)
"""The mailbox of an office: begins with a word for one, or with the first letters of its name (snv; a name has vowels)."""
_PAGE_OF_A_PERSON = re.compile(r"(?:zalo\.me|wa\.me|t\.me|tel:|sms:)[/ ]*\+?\d{7}")

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20|21)\d\d"
_OF_AN_OFFICE = re.compile(
    "|".join(
        (
            r"(?:https?://|www\.)\S+",
            r"(?<![0-9a-z])(?=[0-9a-f]*[a-f])[0-9a-f]{32,}(?![0-9a-z])|(?<!\d)\d{32,}",  # checksums
            r"(?:\d{3}\.\d{2}\.\d{2}\.)?(?<![a-z])[a-z]\d{2}(?:\.\d+)*-\d{6}-\d{3,6}(?!\d)",  # dossier of a one-stop shop
            # A day that goes on before or after with its own mark is part of a longer number.
            *(rf"(?<!\d)(?<!\d{s}){_DAY}{s} ?{_MONTH}{s} ?{_YEAR}(?!{s}?\d)" for s in (r"\.", "/", "-")),
            rf"(?<!\d){_YEAR}-\d\d-\d\d(?!\d)",
            rf"(?<![\d/]){_DAY}/ ?{_MONTH}(?![\d/])",
            rf"(?<![\d/])\d{{1,5}}/{_YEAR}(?!\d)",  # month of a year, number of a document
            rf"(?<!\d){_YEAR} ?[-\u2013\u2014] ?{_YEAR}(?!\d)",
            r"(?<!\d)\d{1,2} ?(?:h|gio|:) ?\d{2}(?!\d)",
            r"(?<!\d)1[89]00(?:[ .-]?\d){4,6}(?![ .-]?\d)",  # service numbers
            (
                r"(?<![\d.,+])[1-9]\d{0,2}(?:[., ]\d{3})+(?:[.,]\d{1,2})? ?"
                r"(?:dong|vnd|d|usd|trieu|ty|ti|nghin|ngan|m2|m3|ha|km|kg|tan|%|ho so|luot|nguoi|truong hop)(?![a-z0-9])"
            ),
            r"(?<![\d.,+])[1-9]\d* ?(?:dong|vnd|usd|m2|luot|lan|giao dich|truong hop)(?![a-z0-9])",
            r"(?<![\d.,+] )(?<![\d.,+])0\d* ?(?:dong(?! (?:y|thoi|chi|bao|hanh|loat|tinh|nghiep))|vnd)(?![a-z0-9])",
        )
    )
)
_TAX = re.compile(
    r"\b(?:mst|ma so thue|ma so doanh nghiep|ma so ho kinh doanh|dang ky (?:kinh doanh|doanh nghiep|ho kinh doanh|thue))\b"
    r"[^0-9\n]{0,20}\d{10}(?:[ -]\d{3})?(?!\d)"
)
_ADDRESS = re.compile(
    r"(?P<house>)\bso nha ?:? ?\d+[a-z]?(?:/\d+[a-z]?)* ?,? ?(?:duong|pho|ngo|ngach|hem|kiet|to|khu|khoi|thon|xom|ap)\b"
    r"|(?<!cu )(?<!xuat )(?<!nhap )\b(?:tru|ngu) tai (?:so|thon|xom|ap|to|khu pho|khoi|ban|lang|ngo|hem|kiet|nha) "
)
_SEAT = re.compile(r"\b(?:tru so|van phong|chi nhanh|co quan|bo phan|trung tam)\b[^.\n]*$")
_SOMEBODY = re.compile(
    r"\b(?:ong|chau|duong su|sinh (?:nam|ngay)|nguoi (?:nop|gui|phan anh|kien nghi|khieu nai|to cao|duoc cap|vi pham))\b"
    r"|\b(?:ong|ba|anh|chi|co) (?:[a-z]\.)"
)
_INITIALS = re.compile(r"\b(?:ong|ba|anh|chi|co) [a-z]\.")
_HOUSEHOLD = re.compile(r"\b(?:gia dinh|nha rieng|ho (?:ong|ba|dan)|cua (?:nguoi|ong|anh|ho)|nguoi dan (?:o|song))\b")
_PEOPLE = re.compile(
    r"\b(?:thuong|tam) $|\b(?:nguoi dan|ho dan|cac ho|ho gia dinh|nhan dan|cong dan|dan cu|ba con|hoi vien)\b[^.,;\n]{0,25}$"
)
"""Those who live somewhere in general."""

_RUN = re.compile(r"\d+(?:(?:[^\w\n:;]|_){1,4}\d+)*")
_LONG = re.compile(r"(?:\d(?:[^\w\n:;]|_){0,4}){6}\d")
"""What every run of seven digits or more holds."""
_GROUP = re.compile(r"\d+")
_LISTED = re.compile(", ")
_DASHES = str.maketrans("\u2013\u2014", "--")
_SUM = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_SUM_WORD = re.compile(
    r"\b(?:so tien|kinh phi|gia tri|tong(?: (?:so|cong|muc))?|thu hoi|quyet toan|du toan|giam tru|phai (?:thu|nop|tra)|von)"
    r"\b[^\d\n]{0,20}$"
)

_PHONE_WORD = re.compile(
    r"(?:\b(?:dien thoai|s?dt(?:dd)?|so di dong|so may|zalo|viber|whatsapp|tel|phone|lien he|goi)\b[^\d\n]{0,25}"
    r"|\bdi dong\b[^\w\n]{0,4})$"  # a service has words and bands behind it: «di động hàng hải 5.109»
)
_PRIVATE_LINE = re.compile(r"\b(?:cua (?:nguoi|ong|ba|anh|chi|ho|gia dinh|cong dan)|nha rieng)\b[^\d\n]{0,25}$")
_HOTLINE = re.compile(
    r"\b(?:duong day nong|hotline|tong dai)\b(?:(?!\b(?:tu (?:so|may|thue bao)|nguoi|ong|anh|chi|khach)\b)[^\d\n]){0,40}$"
)
_SERIAL = re.compile(
    r"\b(?:seri|serial|imei|so hieu|so khung|ma vach)\b[^\d\n]{0,15}$"
    r"|\b(?:ma (?:so )?du an|so dang ky)[ :]*(?:so)?[ :]*$"
    r"|\b(?:hoa don|bien lai|phieu (?:thu|chi)|giay phep(?: (?:xay dung|kinh doanh|hoat dong|khai thac|moi truong))?)"
    r"(?: so ?:?| ?:) ?$"
)
_OWN_NUMBER = re.compile(r"\b(?:so dien thoai|sdt|dtdd|so may)\b")
_CITIZEN_WORD = re.compile(
    r"\b(?:cmnd|cmtnd|cmt|cccd|can cuoc|chung minh(?: nhan dan| thu)?|so dinh danh|dinh danh ca nhan|ho chieu|passport"
    r"|(?:ma so|so so|so the|so) (?:bhxh|bhyt|bao hiem(?: xa hoi| y te)?))"
    r"\b[^\d\n]{0,25}$"
)
_CITIZEN_AFTER = re.compile(r"[^\w\n]{0,3}(?:so |la )?(?:cmnd|cmtnd|cccd|can cuoc|chung minh)\b")
_ACCOUNT_WORD = re.compile(
    r"(?:\b(?:so tai khoan|stk|tk so|tai khoan so|tai khoan ngan hang|so the|the ngan hang)\b[^\d\n]{0,30}"
    r"|\b(?:tai khoan|tk)\b[^\w\n]{0,4})$"
)
_ACCOUNT = re.compile(r"\b(?:tai khoan|stk)\b[^\d\n]{0,40}\d{2,4}[a-z]\d{6,}")
_TREASURY = "kho bac"
_PASSWORD = re.compile(r"\bmat khau\b[^.;\n]{0,40}?(?:\bla\b|[:=]) ?(?=\S*\d)(?![\d/.-]*/\d)\S{6,}")
"""A password told, with a digit in it; neither how long one has to be nor a day."""
_LAND_LINE = re.compile(r"0[246]\d{8,9}|(?:00)?840?2\d{9}")
_PHONE = re.compile(r"01\d{9}|0[35789]\d{8,9}|(?:00)?840?[35789]\d{8}")
_MOBILE = re.compile(r"0[35789]\d{8}")
_CITIZEN = re.compile(r"0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}")
_DIGITS = {
    "khong": "0",
    "mot": "1",
    "hai": "2",
    "ba": "3",
    "bon": "4",
    "tu": "4",
    "nam": "5",
    "lam": "5",
    "sau": "6",
    "bay": "7",
    "tam": "8",
    "chin": "9",
}
_SAID = re.compile(rf"\b(?:{'|'.join(_DIGITS)})\b(?:[\s,.-]+(?:{'|'.join(_DIGITS)})\b){{8,}}")
_LONGEST = 14
"""Digits of the longest number that is looked for: 00 84 and a landline with its 0."""


@lru_cache(maxsize=16384)
def contact(text: str) -> Contact | None:
    """Return the first kind of personal data that a text holds; None if it holds none."""
    if not _WORTH_A_LOOK.search(text) and not _SPOKEN.search(text):
        return None
    plain = _plain(text)
    return _called(plain, text) or _numbered(plain)


def _called(plain: str, text: str) -> Contact | None:
    """Return what words tell. Beside each pattern stand words without which it cannot match: they are found faster."""
    if _AT.search(plain) and _EMAIL.search(_OFFICE_EMAIL.sub("\n", plain)):
        return Contact.EMAIL
    if "mat khau" in plain and _PASSWORD.search(plain):
        return Contact.LOGIN
    if _has(plain, ".me", "tel:", "sms:") and _PAGE_OF_A_PERSON.search(plain):
        return Contact.PHONE
    if _has(plain, "so nha", "u tai") and any(_is_home(found, text) for found in _ADDRESS.finditer(plain)):
        return Contact.ADDRESS
    if _has(plain, "tai khoan", "stk") and _ACCOUNT.search(plain) and _TREASURY not in plain:
        return Contact.ACCOUNT
    return None


def _is_home(address: re.Match[str], text: str) -> bool:
    """Whether an address is where somebody lives: neither the seat of an office nor where people live in general."""
    plain = address.string
    before = plain[max(0, address.start() - 80) : address.start()]
    after = plain[address.end() : address.end() + 40]
    if address["house"] is not None:
        around = before + after
        return _SEAT.search(before) is None or _SOMEBODY.search(around) is not None or bool(_HOUSEHOLD.search(around))
    somebody = _SOMEBODY.search(before) is not None or _INITIALS.search(after) is not None
    return _PEOPLE.search(before) is None or somebody or names.possible(text)


def _numbered(plain: str) -> Contact | None:
    """Return what the numbers are that are not those of an office."""
    tax = _has(plain, "mst", "ma so", "dang ky") and _TAX.search(plain) is not None
    if not tax and not _LONG.search(plain):
        return None
    left = _OF_AN_OFFICE.sub("\n", _TAX.sub("\n", plain) if tax else plain)
    return next(_numbers(left), Contact.TAX if tax else None)


def _has(text: str, *words: str) -> bool:
    return any(word in text for word in words)


def _plain(text: str) -> str:
    """Return the text in small letters without marks, every digit of every script as 0 to 9, spaces as one space."""
    if not text.isascii():
        text = unicodedata.normalize("NFD", _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower())
        text = _MARKS.sub("", text).replace("đ", "d")
        if not text.isascii():
            text = "".join(c if c.isascii() or not c.isdecimal() else str(unicodedata.decimal(c)) for c in text)
    text = text.lower()
    text = _SPACES.sub(" ", text) if _ODD_SPACE.search(text) else text
    text = _LETTER_O.sub("0", text)  # the letter where the digit was meant
    return _SAID.sub(lambda found: "".join(_DIGITS[word] for word in re.findall(r"[a-z]+", found[0])), text)


def _numbers(text: str) -> Iterator[Contact]:
    for run in _RUN.finditer(text):
        if sum(map(str.isdigit, run[0])) < 7:
            continue
        before, after = text[max(0, run.start() - 60) : run.start()], text[run.end() : run.end() + 80]
        private = _PRIVATE_LINE.search(before) is not None
        hotline = not private and _HOTLINE.search(before) is not None
        found = [*_by_words(run[0], before, after, private=private)]
        amount = _SUM.fullmatch(run[0]) is not None and _SUM_WORD.search(before) is not None
        if not amount and not _SERIAL.search(before):
            found += _by_form(run[0], plus=before.endswith("+"))
        yield from (own for own in found if not (hotline and own is Contact.PHONE))


def _by_words(run: str, before: str, after: str, *, private: bool) -> Iterator[Contact]:
    """Yield what the words beside a number call it; a list of short ones (các gói thầu 01, 02, 03, 04) is no number."""
    if max(sum(map(str.isdigit, part)) for part in _LISTED.split(run)) < 7:
        return
    digits = "".join(_GROUP.findall(run))
    if _CITIZEN_WORD.search(before) or (len(digits) in (9, 12) and _CITIZEN_AFTER.match(after)):
        yield Contact.CITIZEN
    if (
        len(digits) >= 8
        and _ACCOUNT_WORD.search(before)
        and not _SUM.fullmatch(run)
        and _TREASURY not in before + after
    ):
        yield Contact.ACCOUNT
    called = _PHONE_WORD.search(before) and (private or not _LAND_LINE.match(digits))
    if called and (_OWN_NUMBER.search(before) or not _SUM.fullmatch(run)):
        yield Contact.PHONE


def _by_form(run: str, *, plus: bool) -> Iterator[Contact]:
    """Yield what some neighbouring groups of digits are by their form alone."""
    groups = list(_GROUP.finditer(run))
    if plus and len(digits := "".join(group[0] for group in groups)) >= 9 and not _LAND_LINE.match(digits):
        yield Contact.PHONE
    for i, first in enumerate(groups):
        glued = i > 0 and run[groups[i - 1].end() : first.start()] in (".", ",") and len(first[0]) < 9
        if glued or first[0][0] not in "08":
            continue
        digits = ""
        for j in range(i, min(len(groups), i + _LONGEST)):
            digits += groups[j][0]
            if len(digits) > _LONGEST:
                break
            if _LAND_LINE.fullmatch(digits):
                break  # what follows it is an extension, or another number
            if len(digits) >= 10:
                found = _judge(digits, run[first.start() : groups[j].end()], groups[i : j + 1])
                if found is not None:
                    yield found


def _judge(digits: str, written: str, groups: list[re.Match[str]]) -> Contact | None:
    sizes = [len(group[0]) for group in groups]
    pairs = len(sizes) > 1 and max(sizes) == 2
    if ("," in written or "/" in written) and (pairs or (digits[0] == "8" and "+" not in written)):
        return None  # counts one after the other: «lần lượt 05, 03, 07, 02, 04 hồ sơ»
    if (", " in written and max(sizes) < 7) or (max(sizes) == 1 and " - " in written.translate(_DASHES)):
        return None  # scores: «0 - 9 - 8 - 1»
    if sizes[0] <= 2 < len(sizes) and re.fullmatch(rf"\d+[^\w.]+{_SUM.pattern}", written) and " " in written:
        return None  # «đợt 03 - 12.345.678»
    if _CITIZEN.fullmatch(digits) and not pairs:
        return Contact.CITIZEN
    if _PHONE.fullmatch(digits) and (not pairs or _MOBILE.fullmatch(digits)):
        return Contact.PHONE
    return None
