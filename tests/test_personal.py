"""Personal data in text: what must be found, and the numbers of an office that must not."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.domain import names
from generator.domain.personal import Contact, contact

MUST_FIRE = {
    "Mã số BHXH 7912345678 của người lao động": "citizen",
    "Người dân gọi từ số 0912345678.": "phone",
    "ĐT0912345678": "phone",
    "Liên hệ 0912 345 678 để biết thêm": "phone",
    "Số máy 0912.345.678, không ai nghe": "phone",
    "0912-345-678": "phone",
    "09 12 34 56 78": "phone",
    "0 9 1 2 3 4 5 6 7 8": "phone",
    "0.9.1.2.3.4.5.6.7.8": "phone",
    "0912,345,678": "phone",
    "0912/345/678": "phone",
    "0912_345_678": "phone",
    "+84 912 345 678": "phone",
    "+84912345678": "phone",
    "(+84) 912.345.678": "phone",
    "+84 (0) 912 345 678": "phone",
    "84912345678": "phone",
    "84 912 345 678": "phone",
    "0084912345678": "phone",
    "0563822294": "phone",
    "01234567890": "phone",
    "ĐT: 3822294": "phone",
    "Zalo: 912345678": "phone",
    "số điện thoại của người nộp là 3.822.294.": "phone",
    "０９１２３４５６７８": "phone",
    "٠٩١٢٣٤٥٦٧٨": "phone",
    "०९१२३४५६७८": "phone",
    "𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖": "phone",
    "⁰⁹¹²³⁴⁵⁶⁷⁸": "phone",
    "O912345678": "phone",
    "không chín một hai ba bốn năm sáu bảy tám": "phone",
    "anh-0912345678.jpg": "phone",
    "https://zalo.me/0912345678": "phone",
    "https://vi-du.invalid/goi?tel:912345678": "phone",
    "https://vi-du.invalid/nhan?sms:912345678": "phone",
    "Gọi 0912345678 - 0987654321": "phone",
    "Ngày 05/02/2024, 0912345678 gọi đến": "phone",
    "+1 202 555 0134": "phone",
    "số điện thoại của người nộp 0256 3822 888": "phone",
    "Gọi đường dây nóng từ số 0912345678": "phone",
    "Gọi 0912345678 đồng ý": "phone",
    "0256.3822.124 hoặc 0912 345 678": "phone",
    "Đường dây nóng chuyển số của người nộp: 0912 345 678": "phone",
    "Tổng đài ghi CCCD 052199001234": "citizen",
    "nguoidan@gmail.com": "email",
    "nguyenvana@binhdinh.gov.vn": "email",
    "annv@tinh.gov.vn": "email",
    "snv@tinh.gov.vn. nguyenvana@gmail.com": "email",
    "snv@tinh.gov.vn.vi-du.com": "email",
    "snv@gmail.com": "email",
    "phongnv@tinh.gov.vn, phongntt@tinh.gov.vn": "email",
    "Di động: 912 345 678": "phone",
    "Số di động của bà ấy là 912 345 678": "phone",
    "Tài khoản ngân hàng của bà ấy là 711A12345678": "account",
    "Ông Phạm Văn Mẫu ngụ tại ấp 3": "address",
    "nguoidan @gmail.com": "email",
    "ng.dan @gmail.com": "email",
    "Thư gửi nguoi.dan+1@vi-du.com.vn hôm qua": "email",
    "nguoidan @ gmail . com": "email",
    "nguoidan(at)gmail.com": "email",
    "nguoidan [at] gmail [dot] com": "email",
    "nguoidan a còng gmail chấm com": "email",
    "NGUOIDAN＠GMAIL.COM": "email",
    "Số định danh 001099012345": "citizen",
    "001099012345": "citizen",
    "001 099 012 345": "citizen",
    "052.199.001.234": "citizen",
    "CMND 211234567": "citizen",
    "CCCD số: 052199001234": "citizen",
    "giấy chứng minh nhân dân số 211 234 567": "citizen",
    "căn cước công dân 052199001234 do Công an cấp": "citizen",
    "211234567 (CMND)": "citizen",
    "hộ chiếu B1234567": "citizen",
    "số tài khoản 19034567890123": "account",
    "STK: 1903 4567 8901": "account",
    "Tài khoản: 10123456789 ngân hàng": "account",
    "Chuyển tiền vào tài khoản số 711A12345678": "account",
    "Nhà tại số nhà 12 đường Lê Lợi": "address",
    "Số nhà 12/3A, ngõ 5": "address",
    "người nộp trú tại thôn Mẫu Đông": "address",
    "ngụ tại ấp 3": "address",
    "Trụ sở cũ; gia đình ở số nhà 12, đường Lê Lợi": "address",
    "người nộp thường trú tại thôn 3": "address",
    "ông Nguyễn Văn An, thường trú tại thôn 3": "address",
    "Lê Hoàng Nam, thường trú tại tổ 5": "address",
    "chị H. tạm trú tại tổ 5": "address",
    "thường trú tại ấp 3, bà N.T.B. nộp đơn": "address",
    "MST 4100258987": "tax",
    "mã số thuế: 0312345678-001": "tax",
    "mã số thuế 4100258987": "tax",
    "Giấy chứng nhận đăng ký doanh nghiệp số 0312345678": "tax",
    "Gửi hóa đơn cho 0912345678": "phone",
    "giấy phép lái xe số 052199001234": "citizen",
    "các số điện thoại 0912345678, 0987654321": "phone",
    "ĐT: 3822294, 3822295": "phone",
    "vuvanhoa@tinh.gov.vn": "email",
    "nguyenvana@chinhphu.vn": "email",
    "toasoan@gmail.com": "email",
}

MUST_PASS = (
    "",
    "Không có số nào ở đây.",
    "Thực hiện Công văn số 5712/UBND-NC ngày 16/10/2023 của UBND tỉnh.",
    "Quyết định số 3739/QĐ-UBND ngày 08 tháng 12 năm 2024",
    "Nghị định số 335/2025/NĐ-CP, Nghị định 09/2019/NĐ-CP và 61/2018/NĐ-CP",
    "Luật số 91/2025/QH15; Luật 84/2025/QH15",
    "05/2024/NQ-HĐND",
    "Tháng 05/2024: 1.234 hồ sơ",
    "Tháng 09/2024: 12.345 hồ sơ; tháng 10/2024: 13.456 hồ sơ",
    "Từ ngày 01/01/2024 đến ngày 31/12/2024",
    "01/01/2024 - 31/12/2024",
    "05-02-2024 đến 10-02-2024",
    "05.02.2024-10.02.2024",
    "2024-02-05/2024-03-05",
    "Giai đoạn 2020-2025, 2026 - 2030",
    "Nâng cấp mạng điện thoại 2021-2025",
    "Kinh phí 1.200.000.000 đồng",
    "Thu hồi 84.912.345.678 đồng nộp ngân sách",
    "Giá trị 912345678 đồng",
    "Gói thầu 05 - 120.000.000 đồng",
    "Hạng mục 02: 150.000.000 đồng, hạng mục 03: 12.345.678 lượt",
    "1.050.000.000.000 đồng",
    "Lần lượt 05, 03, 07, 02, 04 hồ sơ",
    "Các tháng 01, 02, 03, 04, 05, 06 không có báo cáo",
    "Điểm lần lượt 84, 325, 412, 567",
    "Đạt 05/10, 07/10, 09/10 tiêu chí",
    "Giờ làm việc 07:30-11:30, 13:30-17:00",
    "07h30 - 11h30 và 13h30 - 17h00 ngày 05/02/2024",
    "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
    "0123456789012345678901234567890123456789012345678901234567890123",
    "Mã hồ sơ 000.00.12.H08-240513-0001",
    "H08.12.5-240215-00123",
    "https://vanban.chinhphu.vn/?pageid=27160&docid=0912345678",
    "https://baochinhphu.vn/tin-102250704153652947.htm",
    "https://maps.google.com/@13.7765,109.2237,15z",
    "Tổng đài 1900 1022, 18001091 và 1022",
    "tinh-mau-12-qd-ubnd-2024",
    "bao-cao-202402051230.pdf",
    "IMG_20240205_123456.jpg",
    "Số liệu: 98,75%; 1.234,5 ha",
    "Nợ BHXH 12.345.678.901 đồng, BHYT 1.234.567 đồng",
    "12.345 hồ sơ, trong đó 11.234 hồ sơ đúng hạn, 1.111 hồ sơ trễ hạn",
    "Tài khoản dịch vụ công cấp cho 1.234.567 người",
    "Tổng số tài khoản được kích hoạt là 1.234.567",
    "Nộp vào tài khoản tạm giữ số 3949.0.1054321 tại Kho bạc Nhà nước",
    "Thủ tục đăng ký thường trú tại Công an xã; xác nhận cư trú tại xã",
    "Cấp số nhà cho 120 trường hợp",
    "Luật Căn cước số 26/2023/QH15 có hiệu lực từ 01/7/2024",
    "Cấp căn cước cho 120.000 người",
    "ĐT.639 và ĐT.638 đoạn Km12+300",
    "Điều 12, khoản 3, điểm b; Điều 13, 14, 15, 16, 17 và 18",
    "Không hai lòng, không ba phải; năm sáu bảy tám lần",
    "Diện tích 1.234.567 m2, dài 12,345 km",
    "1a, 1b, 2.1, 2.2, 3.1.1, 3.1.2",
    "10 hồ sơ mới, cả 10 trả trước ngày hẹn",
    "3 @ 5.000",
    "Mức 1.000 - 2.000 - 3.000 - 4.000",
    "Kế hoạch 01, 02, 03/KH-UBND",
    "tên miền @laichau.gov.vn",
    "đuôi @tinh.gov.vn, không dùng @gmail.com",
    "snv@binhdinh.gov.vn",
    "bbt@tinh.gov.vn. Liên hệ",
    "vanthu.snv@binhdinh.gov.vn, ubnd.quynhon@binhdinh.gov.vn, sonoivu@tinh.gov.vn",
    "0256.3822.124",
    "(0254) 3852 401",
    "024 3822 5678",
    "02563822888",
    "+84 256 3822 888",
    "điện thoại: 0256.3822.124",
    "Tổng đài 1900545454, 1800.6868",
    "Đường dây nóng của Sở Tư pháp: 0912 345 678",
    "Hotline 0987654321 - 0912 345 678",
    "tổng đài 0912.345.678",
    "Số seri 0123456789",
    "Số seri 0987654321",
    "Dự toán 0987654321 đồng",
    "0 - 9 - 8 - 1 - 2 - 3 - 4 - 5 - 6 - 7",
    "0 – 9 – 8 – 1 – 2 – 3 – 4 – 5 – 6 – 7",
    "Mỗi tài khoản 12345678 lượt",
    "Trụ sở tại số nhà 12, đường Lê Lợi",
    "Trụ sở làm việc của Chi cục đặt tại số nhà 12 đường Lê Lợi",
    "Người dân thường trú tại thôn 3 được hỗ trợ",
    "hộ khẩu thường trú tại tổ 5",
    "các hộ dân trú tại thôn 3, đường Nguyễn Huệ, tỉnh Cao Bằng",
    "Các gói thầu số 01, 02, 03, 04 và 05 chậm thanh toán",
    "gọi là các trung đoàn 308, 304, 312, 316",
    "Cấp căn cước tại các điểm 01, 02, 03, 04",
    "Hạch toán vào tài khoản 1121, 1122, 3331",
    "Các phiếu chi 0312, 0315, 0322 không có chữ ký; các lớp 081, 082, 083, 084",
    "Số tiền còn phải thu 84.912.345.678, gồm hai khoản",
    "Mã dự án 0812345678; giấy phép xây dựng số 0812345678; hóa đơn số: 0351234567",
    "Giấy chứng nhận đăng ký doanh nghiệp cấp lần đầu",
    "Báo cáo gửi về vutonghop@bo.gov.vn, cuckehoach@bo.gov.vn",
    "ubndxamau-tinh@chinhphu.vn hoặc toasoan@baomau.vn",
    "hồ sơ gửi đến phongtdkt@bo.gov.vn, report38@bo.gov.vn",
    "DI ĐỘNG HÀNG HẢI 5.109 5.110 5.132 5.137A",
    "Nghiệp vụ Di động trong các băng tần 5150-5350 MHz, 5470-5725 MHz",
    "kể từ ngày xuất ngũ, ông Nguyễn Văn Mẫu nộp quyết định xuất ngũ tại Ban chỉ huy quân sự",
)


@pytest.mark.parametrize("text", MUST_FIRE)
def test_personal_data_is_found(text: str) -> None:
    assert contact(text) == MUST_FIRE[text]
    assert contact(f"Hồ sơ trễ hạn 4 ngày. {text} (kèm theo)") == MUST_FIRE[text]


@pytest.mark.parametrize("text", MUST_PASS)
def test_numbers_of_an_office_pass(text: str) -> None:
    assert contact(text) is None
    assert contact(f"Ngày 16/10/2023, {text}, theo Công văn 5712/UBND-NC.") is None


SEPARATORS = ("", " ", ".", "-", " - ", "·", "–", "/", "\u00a0")
SCRIPTS = (0x30, 0x660, 0x6F0, 0x966, 0xFF10, 0x1D7CE)


@example(number="0300111900", cuts={3, 5, 6}, separator=".", script=0x30, around="{}")
@given(
    number=st.from_regex("0[35789][0-9]{8}", fullmatch=True),
    cuts=st.sets(st.integers(3, 8), max_size=3),
    separator=st.sampled_from(SEPARATORS),
    script=st.sampled_from(SCRIPTS),
    around=st.sampled_from(["{}", "gọi {}", "Số của người nộp: {}.", "({})", "{}, không ai nghe", "ông ấy,{};"]),
)
def test_a_mobile_number_is_found_however_it_is_written(
    number: str, cuts: set[int], separator: str, script: int, around: str
) -> None:
    ends = [0, *sorted(cuts), len(number)]
    written = separator.join(number[a:b] for a, b in itertools.pairwise(ends))
    written = re.sub("[0-9]", lambda digit: chr(script + int(digit[0])), written)
    assert contact(around.format(written)) is not None


@given(
    number=st.integers(1, 99999),
    symbol=st.sampled_from(["UBND-NC", "QĐ-UBND", "KH-TT", "BC-SXD", "TB-TCT"]),
    day=st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 1, 1)),
    amount=st.integers(1, 10**13),
    count=st.integers(0, 999_999),
)
def test_what_an_office_writes_passes(number: int, symbol: str, day: date, amount: int, count: int) -> None:
    money = f"{amount:,}".replace(",", ".")
    cases = f"{count:,}".replace(",", ".")
    assert contact(f"Văn bản số {number:02d}/{symbol} ngày {day:%d/%m/%Y}: {cases} hồ sơ, {money} đồng.") is None
    assert contact(f"{day:%d-%m-%Y} - {day:%d-%m-%Y}; tháng {day:%m/%Y}: {cases} lượt; {money} VNĐ") is None
    assert contact(f"Số {number}/{day.year}/{symbol} ({day.isoformat()})") is None


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert contact(text) in (None, *Contact)
    assert isinstance(names.named(text), bool)


@given(st.text("0123456789 .-/,ođ@()+", max_size=400))
def test_no_run_of_numbers_is_too_strange(text: str) -> None:
    assert contact(text) in (None, *Contact)


def test_a_long_text_takes_no_longer_for_each_word() -> None:
    """Not timed: a text of the greatest size that a record may hold must simply come back."""
    for part in ("0 ", "09 ", "1.", "a@", "a.", "ông ", "Ông Nguyễn ", "không ba ", "84-", "tài khoản "):
        contact(part * (20_000 // len(part)))
        names.named(part * (20_000 // len(part)))


NAMES_A_PERSON = (
    "Vợ con anh Hùng, ấp 3; đất của con ông Tư, thôn Đông.",
    "nhà ông Tư, thôn Đông",
    "thím Năm bán hàng",
    "đơn của anh Tý",
    "do bà Chín nộp",
    "theo lời ông Giàu.",
    "Anh Tuấn, cán bộ một cửa, không có mặt",
    "Chưa giải quyết. Thầy Hùng đã giải trình",
    "Bác Hùng cũng vậy",
    "Em Ngọc gửi nhầm",
    "Cụ Hoa phải đi lại ba lần",
    "Chú Hải vắng mặt",
    "Ông Nguyễn Văn Bình phản ánh hồ sơ trễ hạn.",
    "bà Trần Thị Hoa",
    "hồ sơ của anh Lê Nam",
    "chị Phạm Thu Hà nộp ngày 05/02",
    "ông/bà Nguyễn Văn Bình",
    "ông (bà) Nguyễn Văn Bình",
    "ông bà Đỗ Văn Lâm",
    "cô giáo Trần Mai",
    "ông Giám đốc Trần Văn Long",
    "bà Phó Chủ tịch UBND xã Võ Thị Lan",
    "ông Y Thông Niê",
    "bà H’Lan Niê",
    "anh Lò Pá Chảo",
    "cụ Hoàng Đình Mẫu",
    "Bà Đặng Hoa cho biết",
    "em Ngô Minh",
    "ông Đoàn Thanh Mẫu",
    "bà Bí thư Đoàn Thanh Mẫu",
    "ông Chủ tịch UBND huyện Kim Văn Mẫu",
    "bà Lan nộp hồ sơ ngày 05/02",
    "giao đ/c Nam theo dõi",
    "Đồng chí Hùng báo cáo",
    "hồ sơ của chị Lan Hương.",
)
NAMES_NOBODY = (
    "Khảo sát qua công cụ Googledoc; Phòng Khảo thí gửi đường dẫn cho các khoa.",
    "Công cụ Excel là bắt buộc, theo ghi chú Bảng, biểu và dụng cụ Y tế; phản bác Báo cáo.",
    "ông Giám đốc.",
    "ông TGĐ.",
    "các anh Công an",
    "đền thờ bà Triệu.",
    "các cô Giáo.",
    "ông A.",
    "cầu Ông Hai, chợ Bà Năm.",
    "Anh Sơn là một huyện. Anh Hùng Lao động là danh hiệu",
    "Bác Hồ căn dặn. Em nhỏ, Cụ già đều được tiếp đón",
    "ông Giám đốc chưa trả lời",
    "ông Giám Đốc Sở Xây Dựng",
    "bà Chủ tịch UBND tỉnh Hà Nam",
    "ông Chủ tịch Ủy ban nhân dân thành phố Hồ Chí Minh",
    "ông Giám đốc Sở Nội vụ tỉnh Cao Bằng",
    "ông Phó Chánh Văn phòng Ủy ban nhân dân tỉnh",
    "Ông Trưởng phòng Kinh tế",
    "tỉnh Bà Rịa - Vũng Tàu",
    "Bà Rịa Vũng Tàu",
    "khu du lịch Bà Nà Hill",
    "huyện Cô Tô Quảng Ninh",
    "Anh Sơn Nghệ An",
    "ông A và bà B",
    "bà con Nhân dân",
    "anh hùng Lao động",
    "anh em Công đoàn",
    "hai ông bà",
    "Người dân phản ánh",
    "đường Bà Huyện Thanh Quan",
    "Quỹ Bảo trợ trẻ em Việt Nam",
    "trẻ em Mỹ Latinh",
    "chị em Hội Phụ nữ, anh em Công đoàn Sở",
    "môn tiếng anh Cambridge Starters",
    "các cháu Trường Mầm non Hoa Mẫu",
    "thiếu nhi làm theo lời Bác Hồ Kính yêu",
    "Bác Hồ Chí Minh",
    "chị Bí thư Đoàn Thanh niên",
    "ông Trưởng Đoàn Thanh tra, bà Phó Trưởng Đoàn Kiểm tra",
    "ông Chủ tịch UBND huyện Kim Mẫu",
    "bà Chủ tịch Ủy ban nhân dân xã Vũ Mẫu",
    "cầu Ông Hương, chợ Bà Hoa, huyện Anh Sơn",
    "các đồng chí Thanh tra viên, Trung tá, Thường trực Tỉnh ủy",
    "bà con Nam Bộ, anh em Hải quân",
)


@pytest.mark.parametrize("text", NAMES_A_PERSON)
def test_a_person_is_recognised(text: str) -> None:
    assert names.addressed(text)
    assert names.named(text)


@pytest.mark.parametrize("text", NAMES_NOBODY)
def test_posts_agencies_and_places_are_nobody(text: str) -> None:
    assert not names.addressed(text)
    assert not names.named(text)


def test_a_name_needs_no_form_of_address() -> None:
    assert names.named("Nguyễn Thị Hoa đến nộp hồ sơ")
    assert not names.addressed("Nguyễn Thị Hoa đến nộp hồ sơ")


CALLED_AFTER_A_PERSON = (
    *(
        "đường Nguyễn Văn Cừ",
        "trường Võ Thị Sáu",
        "công ty Lê Văn Mẫu",
        "phường Nguyễn Văn Trỗi",
        "Khóm Nguyễn Văn Hai",
    ),
    *("thị trấn Trần Văn Thời", "Huyện Trần Văn Thời", "Kênh Nguyễn Văn Tiếp", "Bến phà Nguyễn Văn Hai"),
    *("đập Nguyễn Văn Hai", "Ngã sáu Nguyễn Văn Hai", "bến xe Nguyễn Văn Hai", "vòng xoay Nguyễn Văn Linh"),
    *("đường Nguyễn Văn Trỗi - Trần Thị Lý", "cầu Nguyễn Văn Trỗi – Trần Thị Lý", "đường số 5 Nguyễn Văn Cừ"),
    *("các tuyến đường Nguyễn Văn Cừ, Trần Thị Lý và Lê Văn Sỹ", "Khu di tích Nguyễn Văn Cừ", "khu mộ Nguyễn Thị Định"),
    *("Khu di tích lịch sử Nguyễn Văn Cừ", "Nhà lưu niệm Nguyễn Văn Cừ", "Bảo tàng Nguyễn Thị Định"),
    *("sân vận động Nguyễn Văn Cừ", "tượng đài Nguyễn Văn Trỗi", "chi bộ Nguyễn Văn Cừ", "liên đội Nguyễn Văn Trỗi"),
    *(
        "Đội Nguyễn Văn Trỗi",
        "học bổng Nguyễn Thị Bình",
        "Giải báo chí Trần Văn Giàu",
        "Trường Chính trị Nguyễn Văn Cừ",
    ),
    *("Tổng Bí thư Nguyễn Văn Linh (1915-2015)", "Nguyễn Thị Minh Khai (1910 – 28/8/1941)"),
    *("Chủ tịch UBND xã Hồ Thị Kỷ", "Trưởng Công an huyện Trần Văn Thời", "Chủ tịch UBND phường Lý Văn Lâm"),
    *("Doanh nghiệp tư nhân Lê Văn Hùng", "giải thưởng “Nguyễn Văn Trỗi”"),
    *("Trường Trung học phổ thông chuyên Nguyễn Văn Mẫu", "Trường Trung học cơ sở Nguyễn Thị Mẫu"),
    *("Trường Phổ thông dân tộc nội trú Nguyễn Văn Mẫu", "Bệnh viện Đa khoa Nguyễn Thị Mẫu"),
    *(
        "các tuyến đường chính như Nguyễn Văn Mẫu, Lê Mẫu",
        "các trục đường: Lê Mẫu, Trần Mẫu, Nguyễn Văn Mẫu",
        "Đường Cao Mẫu, Trần Mẫu, Quang Mẫu, Nguyễn Thị Mẫu",
    ),
    *(
        "các đồng chí Thường trực Tỉnh ủy",
        "đồng chí Chủ tịch UBND tỉnh",
        "Đồng chí Bí thư Tỉnh ủy Hà Nam",
        "đ/c Phó Giám đốc",
    ),
)
STILL_A_PERSON = (
    *("Đồng chí Nguyễn Văn An theo dõi", "Đồng chí Trần Quốc Bảo", "Ông Trần Quốc Bảo, Phó Giám đốc", "đ/c Lê Nam"),
    *("Đội trưởng Nguyễn Văn An", "Giám đốc Nguyễn Văn An (2020-2025)", "Tại đường Nguyễn Văn Cừ, Trần Văn An đã nộp"),
    *(
        "hộ kinh doanh Nguyễn Văn An",
        "Chủ tịch UBND xã Nguyễn Thị Mẫu vắng mặt",
        "Trưởng thôn Nguyễn Văn Mẫu, công chức phường Trần Văn Mẫu",
        "UBND xã giao Nguyễn Văn An",
        "UBND xã; Nguyễn Thị Hoa",
        "đường do Nguyễn Văn An làm",
    ),
    "đồng chí Chủ tịch Trần Văn Long",
)


@pytest.mark.parametrize("text", CALLED_AFTER_A_PERSON)
def test_what_is_called_after_a_person_is_none(text: str) -> None:
    assert not names.named(text)
    assert not names.named(f"Kiểm tra tại {text} trong tháng 5.")


@pytest.mark.parametrize("text", STILL_A_PERSON)
def test_a_person_beside_a_place_is_found(text: str) -> None:
    assert names.named(text)
    assert names.named(f"Trong tháng 5: {text}.")


LISTS_A_PERSON = (
    "Các xã: Đạ Mẫu, Bảo Lâm; Trần Minh Đức",
    "Các phường Kỳ Lừa, Đông Kinh (Phạm Thu Hà)",
    "Sở Gạo, ông Nguyễn Văn A",
    "Sở Gạo; Trần Minh Đức",
    "Sở Gạo và Trần Minh Đức",
    "Trần Minh Đức",
    "Sở Gạo (Phạm Thu Hà)",
    "Sở Gạo - Đ/c: Lê Hoàng Nam",
    "Lê Hoàng Nam - Giám đốc Sở Gạo",
)
LISTS_BODIES = (
    "- Các phường: Lương Văn Mẫu, Kỳ Lừa, Trần Hưng Mẫu, Nguyễn Trãi và Lê Đại Mẫu.",
    "Các xã: Đạ Mẫu 2, Bảo Lâm 1, Dương Minh Mẫu, Tân Hoà, Hoàng Su Mẫu",
    "Sở Gạo, Sở Đậu",
    "UBND các xã: Hà Trung, Cao Lộc, Mai Pha",
    "UBND thành phố Hồ Chí Minh, Hồ Chí Minh",
    "Đoàn Kiểm tra công vụ tỉnh",
    "Đoàn Thanh niên Cộng sản",
    "Sở Gạo, Trường Chính trị Nguyễn Văn Cừ",
    "Thường trực Tỉnh ủy; Đoàn Đại biểu Quốc hội",
    "Bộ Công Thương, Sở Lao động - Thương binh và Xã hội",
    "Hà Nội, Cao Bằng - Thái Nguyên, Lâm Đồng",
)


@pytest.mark.parametrize("text", LISTS_A_PERSON)
def test_a_person_in_a_list_of_bodies_is_found(text: str) -> None:
    assert names.listed(text)


@pytest.mark.parametrize("text", LISTS_BODIES)
def test_a_list_of_bodies_lists_nobody(text: str) -> None:
    assert not names.listed(text)
