"""Write an invented register: linked records of every kind, sound in every check, the same for the same arguments.

    python tests/invent.py FOLDER --size 5000 --seed 1

For benchmarks and demonstrations. Provinces, bodies, documents and figures are made up, persons do not occur; only
the names of institutions that every province has are real. From about 1,000 records on, the kinds stand in the
proportions of a province's year (documents 8 %, directives 8 %, tasks 40 %, rollouts 25 %, submissions 12 %,
measurements 3 %, bodies and calendars the rest), and provinces are added rather than widened.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

# A record is laid out here as in its file, and a list of words in as few lines as it takes.
# fmt: off

Data = dict[str, Any]

CENTRE = "trung-uong"
FIRST, LAST = date(2023, 1, 9), date(2026, 10, 30)
"""The days between which documents are issued; nothing happens after LAST."""
DISTRICTS_END = date(2025, 6, 30)
YEARS = range(2023, 2028)
SHARES = {"document": 8, "directive": 8, "task": 40, "rollout": 25, "submission": 12, "measurement": 3}

# ---------------------------------------------------------------------------------------------------------- words

VERBS = (
    "Rà soát", "Kiểm tra", "Đôn đốc", "Tổng hợp tình hình", "Công khai kết quả", "Hoàn thiện quy định về",
    "Xây dựng kế hoạch về", "Chấn chỉnh", "Đánh giá", "Khắc phục hạn chế trong", "Theo dõi", "Hướng dẫn thực hiện",
    "Phân công trách nhiệm về", "Cập nhật số liệu về", "Tuyên truyền về", "Tổ chức đối thoại về",
)
MATTERS = (
    "giải quyết thủ tục hành chính đúng hạn", "quy trình nội bộ tiếp nhận và trả kết quả", "giờ giấc làm việc sau kỳ nghỉ",
    "chế độ báo cáo định kỳ", "văn thư và lưu trữ hồ sơ điện tử", "tiếp công dân và xử lý đơn", "sử dụng chữ ký số",
    "số hóa kết quả còn hiệu lực", "dịch vụ công trực tuyến", "cơ sở dữ liệu dùng chung", "giải ngân vốn đầu tư",
    "an toàn thực phẩm ở bếp ăn tập thể", "trường học đạt chuẩn", "trạm y tế và quản lý sức khỏe", "nước sạch nông thôn",
    "thu gom rác thải sinh hoạt", "hồ sơ đất đai tồn đọng", "trật tự xây dựng", "an toàn giao thông trên đường tỉnh",
    "hộ nghèo và hộ cận nghèo", "vị trí việc làm và biên chế", "quy tắc ứng xử nơi công sở", "họp trực tuyến và giảm giấy tờ",
    "phân cấp và ủy quyền", "kiến nghị của doanh nghiệp", "tài sản công dôi dư", "đào tạo lại công chức",
    "đánh giá hằng tháng theo kết quả công việc", "kết luận kiểm tra chưa thực hiện xong", "phòng chống thiên tai",
    "công trình thủy lợi nhỏ", "hợp tác xã kiểu mới", "quảng cáo ngoài trời", "bảo tồn di tích và lễ hội",
    "hỗ trợ người lao động mất việc", "chi thường xuyên và tiết kiệm", "đấu thầu qua mạng", "chỉ số hài lòng của người dân",
    "trang thông tin điện tử thành phần", "nhiệm vụ quá hạn kéo dài", "phối hợp giữa các ngành", "cụm công nghiệp",
)
SCOPES = (
    "tại bộ phận một cửa", "ở các xã, phường", "trong toàn ngành", "thuộc phạm vi quản lý", "ở đơn vị trực thuộc",
    "trên địa bàn được giao", "từ khâu tiếp nhận đến khâu trả kết quả", "theo từng lĩnh vực", "ở nơi có nhiều phản ánh",
    "tại các phòng chuyên môn", "trên môi trường mạng", "qua hệ thống theo dõi nhiệm vụ",
)
WAYS = (
    "phân công rõ người phụ trách và người phối hợp", "lập danh mục việc kèm thời hạn cho từng việc",
    "đối chiếu số liệu với sổ theo dõi của văn phòng", "chọn ngẫu nhiên hồ sơ để kiểm tra",
    "lấy ý kiến người dân và doanh nghiệp đã làm thủ tục", "nêu rõ nguyên nhân của từng trường hợp chậm",
    "gắn kết quả với đánh giá, xếp loại cuối năm", "chuyển ngay nội dung vượt thẩm quyền lên cấp trên",
    "đưa nội dung này vào giao ban hằng tháng", "cử công chức có kinh nghiệm hỗ trợ nơi còn lúng túng",
    "dùng chung biểu mẫu để số liệu so sánh được", "công khai tiến độ trên trang thông tin điện tử",
    "rà lại quy chế phối hợp khi phát hiện chỗ chồng chéo", "kiểm tra lại sau ba tháng ở nơi đã nhắc nhở",
    "không yêu cầu nộp thêm giấy tờ ngoài quy định", "ghi nhận cách làm tốt để phổ biến",
)
GOALS = (
    "bảo đảm mỗi việc chỉ một cơ quan chủ trì", "để kết quả được ghi nhận đúng hạn", "không để hồ sơ tồn sang kỳ sau",
    "giảm thời gian chờ của người dân", "giữ kỷ luật, kỷ cương trong thực thi công vụ", "tránh báo cáo trùng lặp",
    "để số liệu giữa các báo cáo khớp nhau", "làm rõ trách nhiệm của người đứng đầu", "bảo đảm minh bạch và dễ kiểm tra",
    "nâng mức hài lòng ở các lần khảo sát sau", "chấm dứt tình trạng đùn đẩy việc", "sử dụng tiết kiệm nguồn lực",
)
FAULTS = (
    "còn chậm so với yêu cầu", "chưa đồng đều giữa các nơi", "đã có chuyển biến nhưng chưa vững", "còn dựa vào nhắc nhở",
    "chưa có số liệu đáng tin cậy", "thiếu người theo dõi thường xuyên", "còn phụ thuộc vào một vài công chức",
    "đạt kế hoạch nhưng tốn thời gian", "chưa gắn với trách nhiệm người đứng đầu", "cần được kiểm tra lại trong năm",
)
INDICATORS = (
    ("Tỷ lệ hồ sơ giải quyết đúng hạn", "tổng số hồ sơ đến hạn trong kỳ"),
    ("Tỷ lệ hồ sơ nộp trực tuyến", "tổng số hồ sơ tiếp nhận"),
    ("Tỷ lệ kết quả được số hóa", "tổng số kết quả đã trả"),
    ("Tỷ lệ quy trình nội bộ được công khai", "tổng số quy trình nội bộ"),
    ("Tỷ lệ kiến nghị được trả lời", "tổng số kiến nghị tiếp nhận"),
    ("Tỷ lệ công chức được tập huấn", "số công chức có mặt đầu năm"),
)
REASONS = (
    "Phải chờ ý kiến của cơ quan phối hợp", "Phát sinh hồ sơ cần xác minh thêm", "Khối lượng việc lớn hơn dự kiến",
    "Biểu mẫu thống kê đổi giữa kỳ", "Thiên tai làm gián đoạn việc khảo sát", "Nội dung trùng với một nhiệm vụ khác",
    "Số liệu chưa khớp với báo cáo trước", "Chờ hướng dẫn của cơ quan cấp trên",
)
OFFICES = (
    ("so-noi-vu", "Sở Nội vụ", "SNV"), ("so-tai-chinh", "Sở Tài chính", "STC"), ("so-tu-phap", "Sở Tư pháp", "STP"),
    ("so-xay-dung", "Sở Xây dựng", "SXD"), ("so-y-te", "Sở Y tế", "SYT"), ("so-cong-thuong", "Sở Công Thương", "SCT"),
    ("so-giao-duc", "Sở Giáo dục và Đào tạo", "SGDDT"), ("so-khoa-hoc", "Sở Khoa học và Công nghệ", "SKHCN"),
    ("so-van-hoa", "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"), ("so-nong-nghiep", "Sở Nông nghiệp và Môi trường", "SNNMT"),
    ("so-ngoai-vu", "Sở Ngoại vụ", "SNgV"), ("so-dan-toc", "Sở Dân tộc và Tôn giáo", "SDTTG"),
)
DESKS = (("nc", "Phòng Nội chính"), ("kt", "Phòng Kinh tế"), ("vx", "Phòng Văn xã"), ("th", "Phòng Tổng hợp"))
SAMPLE = "Dữ liệu mẫu do chương trình tạo ra, không có văn bản thật."

HOLIDAYS = (
    (1, 1, 1, "tet-duong-lich", "Tết Dương lịch"), (2, 9, 5, "tet-nguyen-dan", "Tết Nguyên đán"),
    (4, 18, 1, "gio-to", "Giỗ Tổ Hùng Vương"), (4, 30, 2, "30-4-1-5", "Ngày Chiến thắng và Quốc tế Lao động"),
    (9, 1, 2, "quoc-khanh", "Quốc khánh"),
)
"""Month, first day, days: the same every year, which no real calendar is."""
MEETINGS = tuple(date(year, month, 5 + month % 3) for year in YEARS for month in range(1, 13))
OWN_SYMBOLS = {"quyet-dinh": "QĐ-UBND", "ke-hoach": "KH-UBND", "chi-thi": "CT-UBND"}
NAMES = {
    "quyet-dinh": "Quyết định", "ke-hoach": "Kế hoạch", "bao-cao": "Báo cáo", "thong-bao": "Thông báo", "cong-van": "Công văn",
    "chi-thi": "Chỉ thị", "cong-dien": "Công điện", "nghi-dinh": "Nghị định", "luat": "Luật",
}

# ------------------------------------------------------------------------------------------------------- writing

_PLAIN = re.compile(r"[^\W_][^#:\n]*(?:[:#](?=\S)[^#:\n]*)*")
_NOT_TEXT = re.compile(r"-?[0-9]+|true|false|null|on|off|yes|no")
_FOLD_FROM, _WIDTH = 104, 112


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str) or (_PLAIN.fullmatch(value) and not _NOT_TEXT.fullmatch(value)):
        return str(value)
    return "'" + value.replace("'", "''") + "'"


def _folded(text: str, pad: str) -> Iterator[str]:
    line = pad
    for word in text.split(" "):
        if len(line) + len(word) > _WIDTH and len(line) > len(pad):
            yield line.rstrip()
            line = pad
        line += word + " "
    yield line.rstrip()


def _lines(data: Data, pad: str = "", lead: str = "") -> Iterator[str]:
    """Yield a mapping as block YAML; ``lead`` replaces the padding of the first line (a list item)."""
    for key, value in data.items():
        name = f"{lead or pad}{_scalar(key)}:"
        lead, below = "", pad + "  "
        if isinstance(value, dict):
            yield name
            yield from _lines(value, below)
        elif isinstance(value, list):
            yield name
            for item in value:
                if isinstance(item, dict):
                    yield from _lines(item, below + "  ", below + "- ")
                else:
                    yield f"{below}- {_scalar(item)}"
        elif isinstance(value, str) and len(value) > _FOLD_FROM:
            yield f"{name} >-"
            yield from _folded(value, below)
        else:
            yield f"{name} {_scalar(value)}"


# ------------------------------------------------------------------------------------------------------- the plan

STORIES = (
    *(("nhan", "nop", "xac-nhan"),) * 10,
    *(("nhan", "nop"),) * 3,
    *(("nhan",),) * 2,
    ("phat-sinh", "nhan", "nop", "xac-nhan"),
    *(("nhan", "gia-han", "nop", "xac-nhan"),) * 3,
    *(("nhan", "nop", "tra-lai", "nop", "xac-nhan"),) * 2,
    ("nhan", "tam-dung", "tiep-tuc", "nop", "xac-nhan"),
    ("nhan", "tam-dung"),
    ("nhan", "huy"),
    ("nhan", "chuyen"),
    ("nhan", "gia-han", "gia-han", "nop"),
    (),
)
"""What happens at one addressee."""
SHAPES = (
    *("mot-lan",) * 12, *("khong-han",) * 2, *("dinh-ky",) * 3, *("thuong-xuyen",) * 3, "cam", *("co-dieu-kien",) * 2,
    *("chi-tieu",) * 2,
)
"""``khong-han``: to be done once, without a date."""
CADENCES = ("thang", "quy", "thang", "6-thang", "nam", "quy", "su-kien", "tuan")
MONTHS = {"thang": 1, "quy": 3, "6-thang": 6, "nam": 12}
SAID = {"tuan": "hằng tuần", "thang": "hằng tháng", "quy": "hằng quý", "6-thang": "định kỳ 6 tháng", "nam": "hằng năm"}


@dataclass
class Paper:
    """A document or directive as others need it: its record, and the day on which it was really issued."""

    data: Data
    kind: str
    day: date
    province: str
    citable: bool = True
    """Not replaced by a later one, so that it may serve as a basis."""

    @property
    def id(self) -> str:
        return str(self.data["id"])


@dataclass
class Province:
    """The bodies and papers of one province."""

    id: str
    name: str
    offices: list[str] = field(default_factory=list)
    communes: list[str] = field(default_factory=list)
    districts: list[str] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    """The days of the papers, in the same order."""

    def a(self, slug: str) -> str:
        """Return the id of a record of this province."""
        return f"{self.id}-{slug}"


@dataclass
class Giving:
    """A directive while its tasks are given out."""

    province: Province
    paper: Paper
    places: list[str]
    addressed: list[str]


@dataclass
class Job:
    """A task as its rollouts, submissions and measurements need it."""

    data: Data
    province: Province
    issued: date
    tracked: bool
    addressees: list[str]

    def own(self, body: str) -> str:
        """Return the beginning of the id of a record about this task at a body."""
        return f"{self.data['id']}-{body.removeprefix(self.province.id + '-')}"


class Deck:
    """Deals cards in a shuffled order and starts anew: every card is met even in a small register."""

    def __init__(self, random: Random, cards: Sequence[Any]) -> None:
        self._random, self._cards = random, cards
        self._left: list[Any] = []

    def deal(self) -> Any:
        if not self._left:
            self._left = self._random.sample(self._cards, len(self._cards))
        return self._left.pop()


class Inventor:
    """Makes one register; every choice comes from one random source."""

    def __init__(self, folder: Path, size: int, seed: int) -> None:
        self.folder, self.size = folder, size
        self.random = Random(f"{size} {seed}")
        self.written = 0
        self.shapes = Deck(self.random, SHAPES)
        self.stories = Deck(self.random, STORIES)
        self.cadences = Deck(self.random, CADENCES)
        self.national: list[Paper] = []
        self.jobs: list[Job] = []
        self._folders: set[Path] = set()

    def write(self, province: str, kind: str, data: Data) -> None:
        folder = self.folder / province / kind
        if folder not in self._folders:
            folder.mkdir(parents=True)
            self._folders.add(folder)
        head = f"# yaml-language-server: $schema=../../../schemas/{kind}.schema.json\n"
        (folder / f"{data['id']}.yaml").write_text(head + "\n".join(_lines(data)) + "\n", encoding="utf-8")
        self.written += 1

    # -- chance

    def one(self, items: Sequence[Any]) -> Any:
        return items[int(self.random.random() * len(items))]

    def odds(self, share: float) -> bool:
        return self.random.random() < share

    def upto(self, least: int, most: int) -> int:
        return least + int(self.random.random() * (most - least + 1))

    def after(self, day: date, least: int, most: int) -> date:
        return day + timedelta(days=self.upto(least, most))

    def workday(self, first: date, last: date) -> date:
        day = self.after(first, 0, (last - first).days)
        return day - timedelta(days=max(0, day.weekday() - 4))

    # -- sentences

    def duty(self) -> str:
        return f"{self.one(VERBS)} {self.one(MATTERS)} {self.one(SCOPES)}"

    def sentence(self) -> str:
        return f"{self.duty()}; {self.one(WAYS)}, {self.one(GOALS)}."

    def remark(self) -> str:
        return _upper(f"{self.one(MATTERS)} {self.one(SCOPES)} {self.one(FAULTS)}.")

    def text(self) -> str:
        return f"{self.remark()} {self.sentence()}"

    def book(self) -> Data:
        return {"note": f"Sổ công văn đến, dòng {self.upto(1, 4000)} (dữ liệu mẫu)"}

    # -- the whole

    def run(self) -> None:
        count = max(1, self.size // 2500)
        self.centre()
        provinces = [self.bodies(number) for number in range(1, count + 1)]
        left = max(60, self.size - self.written)
        plan = {kind: max(1, left * share // sum(SHARES.values())) for kind, share in SHARES.items()}
        self.central_papers(max(4, plan["document"] // 10))
        for i, province in enumerate(provinces):
            self.papers(province, _part(plan["document"] - len(self.national), count, i), _part(plan["directive"], count, i))
            self.tasks(province, _part(plan["task"], count, i))
        self.rollouts(plan["rollout"])
        self.submissions(plan["submission"])
        self.measurements(plan["measurement"])

    # -- the centre and the bodies

    def centre(self) -> None:
        self.write(CENTRE, "province", {
            "id": CENTRE, "names": [{"name": "Trung ương"}], "types": [{"type": "trung-uong"}], "sample": True,
            "time_zone": "Asia/Ho_Chi_Minh", "source": {"note": SAMPLE},
        })
        for slug, name, kind, parent in (
            ("quoc-hoi", "Quốc hội", "quoc-hoi", ""),
            ("chinh-phu", "Chính phủ", "chinh-phu", ""),
            ("thu-tuong", "Thủ tướng Chính phủ", "thu-tuong", "chinh-phu"),
            ("van-phong-chinh-phu", "Văn phòng Chính phủ", "bo", "chinh-phu"),
            ("bo-mau-01", "Bộ Mẫu 01", "bo", "chinh-phu"),
            ("bo-mau-02", "Bộ Mẫu 02", "bo", "chinh-phu"),
        ):
            data = {"id": f"{CENTRE}-{slug}", "names": [{"name": name}], "kind": kind, "level": "trung-uong"}
            self.write(CENTRE, "agency", data | ({"parent": f"{CENTRE}-{parent}"} if parent else {}))
        for year in YEARS:
            self.write(CENTRE, "calendar", {
                "id": f"{CENTRE}-lich-{year}", "year": year,
                "days_off": [
                    {"date": f"{date(year, month, first) + timedelta(days=i)}", "name": name, "holiday": code, "kind": "le"}
                    for month, first, length, code, name in HOLIDAYS for i in range(length)
                ],
                "source": {"note": SAMPLE},
                "note": "Lịch mẫu: cuối tuần và vài ngày lễ cố định, không phải lịch nghỉ thật của năm.",
            })

    def bodies(self, number: int) -> Province:
        mark = f"Mẫu {number:02d}"
        p = Province(f"tinh-mau-{number:02d}", f"tỉnh {mark}")
        self.write(p.id, "province", {
            "id": p.id, "names": [{"name": _upper(p.name), "short": mark}], "types": [{"type": "tinh"}],
            "codes": [{"scheme": "khac", "code": f"M{number:02d}"}], "sample": True, "time_zone": "Asia/Ho_Chi_Minh",
            "source": {"note": SAMPLE},
        })
        wanted = min(60, max(14, self.size // 16))
        offices, desks = OFFICES[: max(3, wanted // 5)], DESKS[: max(1, wanted // 15)]
        districts = max(1, wanted // 20)
        council = f"Ủy ban nhân dân {p.name}"
        self.agency(p, "ubnd", council, ["UBND tỉnh", "Chủ tịch UBND tỉnh"], kind="ubnd", level="tinh")
        self.agency(p, "hdnd", f"Hội đồng nhân dân {p.name}", ["HĐND tỉnh"], kind="hdnd", level="tinh")
        self.agency(p, "tinh-uy", f"Tỉnh ủy {mark}", ["Tỉnh ủy"], kind="co-quan-dang", level="tinh")
        below = {"level": "tinh", "parent": p.a("ubnd")}
        self.agency(p, "van-phong", f"Văn phòng {council}", ["VP UBND tỉnh"], kind="van-phong", **below)
        self.agency(p, "thanh-tra", f"Thanh tra {p.name}", ["Thanh tra tỉnh"], kind="thanh-tra", **below)
        for slug, office, short in offices:
            p.offices.append(self.agency(p, slug, f"{office} {p.name}", [office, short], kind="so", **below))
        for slug, desk in desks:
            name = f"{desk}, Văn phòng {council}"
            self.agency(p, f"phong-{slug}", name, [desk, slug.upper()], kind="phong", level="tinh", parent=p.a("van-phong"))
        below["level"] = "xa"
        for i in range(1, wanted - 5 - len(offices) - len(desks) - districts + 1):
            commune = f"{'phường' if i % 4 == 0 else 'xã'} {mark}-{i:02d}"
            p.communes.append(self.agency(p, f"xa-{i:02d}", f"Ủy ban nhân dân {commune}", [f"UBND {commune}"], kind="ubnd", **below))
        below["level"] = "huyen"
        for i in range(districts):
            heirs = [{"body": heir, "on": "2025-07-01"} for heir in p.communes[i * 2 : i * 2 + 2]]
            ended = {"valid": {"to": f"{DISTRICTS_END}"}, "successors": heirs}
            name = f"Ủy ban nhân dân huyện {mark}-{i + 1:02d}"
            p.districts.append(self.agency(p, f"huyen-{i + 1:02d}", name, [], kind="ubnd", **below, **ended))
        self.groups(p)
        self.meetings(p)
        return p

    def agency(self, p: Province, slug: str, name: str, aliases: list[str], **fields: Any) -> str:
        own = p.a(slug)
        p.names[own] = name
        called = {"aliases": [{"name": alias} for alias in aliases]} if aliases else {}
        data = {"id": own, "names": [{"name": name}], **called, **fields, "source": {"note": SAMPLE}, "note": self.text()}
        self.write(p.id, "agency", data)
        return own

    def groups(self, p: Province) -> None:
        end = f"{DISTRICTS_END}"
        for slug, name, fields in (
            ("nhom-so-nganh", "Các sở, ban, ngành thuộc tỉnh", {
                "rule": {"kinds": ["so", "van-phong", "thanh-tra"], "levels": ["tinh"], "parent": p.a("ubnd")}, "complete": True,
            }),
            ("nhom-xa", "Ủy ban nhân dân các xã, phường", {"rule": {"kinds": ["ubnd"], "levels": ["xa"]}, "complete": True}),
            ("nhom-huyen", "Ủy ban nhân dân các huyện", {
                "members": [{"body": body, "to": end} for body in p.districts], "complete": True, "valid": {"to": end},
            }),
            ("nhom-toan-tinh", "Các cơ quan, đơn vị, địa phương trong tỉnh", {
                "members": [{"body": p.a("nhom-so-nganh")}, {"body": p.a("nhom-xa")}], "complete": False,
            }),
        ):
            p.names[p.a(slug)] = name
            self.write(p.id, "group", {
                "id": p.a(slug), "names": [{"name": f"{name}, {p.name}"}], "aliases": [{"name": name}, {"name": _lower(name)}],
                **fields, "source": {"note": SAMPLE}, "note": self.text(),
            })

    def meetings(self, p: Province) -> None:
        for year in YEARS if self.size >= 500 else (2025,):
            self.write(p.id, "calendar", {
                "id": p.a(f"lich-{year}"), "year": year, "source": {"note": SAMPLE},
                "events": [{"date": f"{day}", "event": "giao-ban-thang"} for day in MEETINGS if day.year == year],
            })

    def founding(self, p: Province) -> list[tuple[str, str, str, str, list[Paper]]]:
        """Plan the teams: slug, name, kind, host, and the decisions that they rest on, still without numbers."""
        plans = []
        for i, (slug, name, kind, host) in enumerate((
            ("doan-kiem-tra", "Đoàn kiểm tra công vụ tỉnh", "doan-kiem-tra", "so-noi-vu"),
            ("to-cong-tac", "Tổ công tác theo dõi nhiệm vụ", "to-cong-tac", "van-phong"),
        )):
            founded = self.paper(p, "quyet-dinh", date(2022, 3, 1) + timedelta(days=i))
            again = self.paper(p, "quyet-dinh", date(2024, 2, 1) + timedelta(days=i))
            founded.data["title"], again.data["title"] = f"Về việc thành lập {name}", f"Về việc kiện toàn {name}"
            plans.append((slug, name, kind, host, [founded, again]))
        return plans

    def team(self, p: Province, plan: tuple[str, str, str, str, list[Paper]]) -> None:
        slug, name, kind, host, (founded, again) = plan
        p.teams.append(p.a(slug))
        p.names[p.a(slug)] = name
        self.write(p.id, "team", {
            "id": p.a(slug), "names": [{"name": f"{name}, {p.name}"}], "aliases": [{"name": name}], "kind": kind, "host": p.a(host),
            "decisions": [{"document": founded.id, "role": "thanh-lap"}, {"document": again.id, "role": "kien-toan"}],
            "members": [
                {"agency": p.a(host), "post": "Lãnh đạo cơ quan", "role": "to-truong", "from": 2022},
                {"agency": p.a("thanh-tra"), "post": "Phó Chánh Thanh tra", "role": "to-pho", "from": 2022},
                {"agency": p.a("so-tai-chinh"), "post": "Công chức được cử", "role": "thanh-vien", "from": "2024-02"},
            ],
            "valid": {"from": f"{founded.day}"}, "source": {"document": founded.id, "note": SAMPLE},
        })

    # -- documents and directives

    def central_papers(self, count: int) -> None:
        forms = (
            ("nghi-dinh", "NĐ-CP", "chinh-phu"), ("luat", "QH15", "quoc-hoi"), ("chi-thi", "CT-TTg", "thu-tuong"),
            ("cong-dien", "CĐ-TTg", "thu-tuong"), ("quyet-dinh", "QĐ-TTg", "thu-tuong"),
        )
        for i in range(count):
            kind, symbol, issuer = forms[i % len(forms)]
            day = self.workday(date(2015, 1, 5), date(2022, 12, 23))
            yearly = i % 12 == 11  # known by its year alone
            force = {} if yearly or i % 3 else {"validity": {"from": f"{self.after(day, 1, 45)}"}}
            self.national.append(Paper({
                "id": "", "type": kind, "number": "", "symbol": f"{day.year}/{symbol}" if kind in ("nghi-dinh", "luat") else symbol,
                "date": day.year if yearly else f"{day}", "issuer": f"{CENTRE}-{issuer}",
                "title": f"Về {self.one(MATTERS)} {self.one(SCOPES)}", **force, "url": f"https://van-ban.example/{i + 1}",
                "source": {"note": SAMPLE}, "note": self.text(),
            }, "document", day, CENTRE))
        self.give_numbers(self.national)
        for paper in self.national:
            self.write(CENTRE, "document", paper.data)

    def paper(self, p: Province, kind: str, day: date) -> Paper:
        symbol, issuer = OWN_SYMBOLS.get(kind, ""), p.a("ubnd")
        if kind == "cong-van":
            symbol = f"UBND-{self.one(DESKS)[0].upper()}"
        elif not symbol:
            slug, _, short = self.one(OFFICES[: len(p.offices)])
            symbol, issuer = f"{'BC' if kind == 'bao-cao' else 'TB'}-{short}", p.a(slug)
        return Paper({
            "id": "", "type": kind, "number": "", "symbol": symbol, "date": f"{day}",
            "date_as_written": f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}", "issuer": issuer,
            "title": f"Về việc {_lower(self.duty())}",
        }, "document", day, p.id)

    def papers(self, p: Province, documents: int, directives: int) -> None:
        plans = self.founding(p)
        made = [paper for *_, decisions in plans for paper in decisions]
        kinds = ("bao-cao", "quyet-dinh", "ke-hoach", "thong-bao", "cong-van")
        made += [self.paper(p, kinds[i % 5], self.workday(FIRST, LAST)) for i in range(max(2, documents - len(made)))]
        for i in range(directives):
            # The first is early, so that its tasks have had time for everything that can happen.
            day = date(2023, 3, 10) if i == 0 else self.workday(date(2023, 2, 1), LAST - timedelta(days=30))
            paper = self.paper(p, "chi-thi" if i % 6 == 5 else "cong-van", day)
            paper.kind = "directive"
            if i % 15 == 7:  # published with a blank number and day
                del paper.data["number"], paper.data["date_as_written"]
                paper.data |= {"number_state": "de-trong", "date": day.year}
            made.append(paper)
        self.give_numbers(made)
        made.sort(key=lambda paper: (paper.day, paper.id))
        p.papers, p.days = made, [paper.day for paper in made]
        self.connect([paper for paper in made if paper.kind == "document"])
        for paper in made:
            if paper.kind == "document":
                self.document(paper)
        for plan in plans:
            self.team(p, plan)

    def give_numbers(self, papers: list[Paper]) -> None:
        """Give numbers in the order of days within each issuer, type and year, and the ids that follow from them."""
        counters: dict[tuple[str, str, int], int] = {}
        for place, paper in enumerate(sorted(papers, key=lambda paper: paper.day)):
            data, year = paper.data, paper.day.year
            symbol = data["symbol"].lower().replace("đ", "d").replace("/", "-").removeprefix(f"{year}-")
            if "number" not in data:
                data["id"] = f"{paper.province}-{symbol}-{year}-so-trong-{place}"
                continue
            key = (data["issuer"], data["type"], year)
            counters[key] = counters.get(key, 0) + self.upto(1, 12)
            data["number"] = str(counters[key])
            data["id"] = f"{paper.province}-{counters[key]}-{symbol}-{year}"

    def connect(self, papers: list[Paper]) -> None:
        """Let some documents amend or replace the one before them of the same issuer and type."""
        last: dict[tuple[str, str], Paper] = {}
        for i, paper in enumerate(papers):
            key = (paper.data["issuer"], paper.data["type"])
            earlier, last[key] = last.get(key, paper), paper
            if earlier.day >= paper.day:
                continue
            if i % 5 == 3:
                paper.data["amends"] = [earlier.id]
            elif i % 7 == 5:
                earlier.citable = False
                paper.data |= {"replaces": [earlier.id], "validity": {"from": f"{paper.day}"}}

    def document(self, paper: Paper) -> None:
        if self.odds(0.3):
            paper.data["url"] = f"https://van-ban.example/{paper.id}"
        if self.odds(0.2):
            why = f"Nguồn không nêu đủ trích yếu; sổ đặt tên theo nội dung: {self.one(MATTERS)}."
            paper.data["source_issues"] = [{"about": "Trích yếu", "kind": "khong-neu", "because": why}]
        paper.data |= {"source": {"note": SAMPLE}, "note": self.text()}
        self.write(paper.province, "document", paper.data)

    def before(self, p: Province, day: date, *kinds: str) -> list[Paper]:
        """Return the last papers of the province before a day."""
        end = bisect_left(p.days, day)
        return [paper for paper in p.papers[max(0, end - 60) : end] if not kinds or paper.kind in kinds]

    def citation(self, p: Province, day: date) -> Data:
        if self.odds(0.08):
            why = "Nguồn không nêu số, ngày của văn bản nào."
            return {"role": "nhac-den", "as_written": "các văn bản đã ban hành trước đây", "resolution": "khong-so", "because": why}
        local = self.before(p, day)
        paper = self.one(local) if local and self.odds(0.6) else self.one(self.national)
        roles = ["xem-xet", "quan-triet", "nghien-cuu", "theo-doi", "nhac-den"]
        if paper.kind == "directive":
            roles += ["van-ban-truoc"] * 2
        elif paper.citable:
            roles += ["thuc-hien", "can-cu"] * 2
        data = paper.data
        said = f"{NAMES[data['type']]} số {data.get('number', '')}/{data['symbol']} "
        said += f"ngày {_vi(paper.day)}" if isinstance(data["date"], str) else f"năm {paper.day.year}"
        return {"document": paper.id, "role": self.one(roles), "as_written": said}

    def party(self, p: Province, body: str, post: str = "") -> Data:
        name = p.names[body]
        return {"body": body, "post": post, "as_written": f"{post} {_lower(name)}"} if post else {"body": body, "as_written": name}

    def directive(self, giving: Giving, index: int) -> None:
        """Complete and write a directive, and note which of its clauses may give tasks."""
        p, data, deputy = giving.province, giving.paper.data, index % 3 == 0
        desk = data["symbol"].rpartition("-")[2]
        posts = {p.a("nhom-so-nganh"): "Thủ trưởng", p.a("nhom-xa"): "Chủ tịch", p.a("nhom-huyen"): "Chủ tịch"}
        tree, giving.places = self.clauses(p, giving.paper.day)
        data |= {
            "letterhead": {"issuer": p.a("ubnd"), "as_written": p.names[p.a("ubnd")].upper()}, "place": p.name.removeprefix("tỉnh "),
            "directing": {"body": p.a("ubnd"), "post": "Chủ tịch", "verbs": [self.one(("yêu cầu", "giao", "chỉ đạo"))]},
            "signer": {
                "post": "Phó Chủ tịch" if deputy else "Chủ tịch", "capacity": "KT" if deputy else "truc-tiep",
                "as_written": "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" if deputy else "CHỦ TỊCH", "name_state": "khong-neu",
            },
            "urgency": "thuong" if index % 5 else "khan",
            "recipients": [self.party(p, body, posts.get(body, "")) for body in giving.addressed],
            "copies": [
                {"purpose": "nhu-tren", "as_written": "Như trên"},
                {"to": [self.party(p, p.a("tinh-uy"), "Thường trực"), self.party(p, p.a("hdnd"), "Thường trực")],
                 "purpose": "bao-cao", "as_written": "TT Tỉnh ủy, TT HĐND tỉnh (b/c)"},
                {"to": [{"body": p.a("ubnd"), "post": "Chủ tịch"}], "purpose": "de-biet", "as_written": "CT, các PCT UBND tỉnh"},
                {"to": [{"body": p.a("van-phong"), "post": "Lãnh đạo"}], "purpose": "de-biet", "as_written": "LĐ VP UBND tỉnh"},
                {"to": [{"body": p.a("phong-nc")}], "purpose": "luu", "as_written": f"Lưu: VT, {desk}", "count": 2},
            ],
            "clauses": tree,
            "coverage": "chi-van-ban" if index % 7 == 3 else "co-theo-doi",
        }
        if index % 3 == 1:
            data["source_issues"] = [
                {"about": "Thời hạn", "kind": "khong-neu", "at": self.one(giving.places), "as_written": "kịp thời", "because": self.remark()}
                for _ in range(self.upto(1, 3))
            ]
        data |= {"source": {"note": SAMPLE}, "note": self.text()}
        self.write(p.id, "directive", data)

    def clauses(self, p: Province, day: date) -> tuple[list[Data], list[str]]:
        """Return a tree of clauses with its citations, and the ids of those that may give tasks."""
        citations = [self.citation(p, day) for _ in range(self.upto(3, 8))]
        opening: Data = {"id": "intro", "kind": "mo-dau", "summary": self.remark(), "clauses": [
            {"id": f"intro-p{i}", "kind": "doan", "summary": self.text(), "citations": [citations.pop()]} for i in (1, 2)
        ]}
        tree, places = [opening], ["end"]
        for number in range(1, self.upto(3, 5) + 1):
            clause: Data = {"id": f"{number}", "label": f"{number}.", "kind": "khoan", "summary": self.text()}
            if citations:
                clause["citations"] = [citations.pop()]
            points = [
                {"id": f"{number}{letter}", "label": f"{letter})", "kind": "diem", "summary": self.sentence()}
                for letter in "abcd"[: self.one((0, 0, 2, 3, 4))]
            ]
            if points:
                clause["clauses"] = points
            places += [clause["id"], *(point["id"] for point in points)]
            tree.append(clause)
        if citations:
            opening["citations"] = citations
        tree.append({"id": "end", "kind": "ket", "summary": "Các cơ quan, đơn vị tổ chức thực hiện và báo cáo khó khăn, vướng mắc."})
        return tree, places

    # -- tasks

    def tasks(self, p: Province, count: int) -> None:
        directives = [paper for paper in p.papers if paper.kind == "directive"]
        shares = [self.upto(2, 8) for _ in directives]
        while sum(shares) != max(count, len(shares)):
            i = self.upto(0, len(shares) - 1)
            shares[i] = max(1, shares[i] + (1 if sum(shares) < count else -1))
        for index, (paper, share) in enumerate(zip(directives, shares, strict=True)):
            addressed = [p.a("nhom-so-nganh"), p.a("nhom-xa")]
            if index % 2 == 0 and paper.day < DISTRICTS_END - timedelta(days=30):
                addressed.append(p.a("nhom-huyen"))
            giving = Giving(p, paper, [], addressed)
            self.directive(giving, index)
            # No two alike in one directive: that would look like a duty given twice.
            matters, scopes = self.random.sample(MATTERS, share), self.random.sample(SCOPES, share)
            for number, (matter, scope) in enumerate(zip(matters, scopes, strict=True), 1):
                self.task(giving, f"{paper.id}-t{number}", matter, scope)

    def task(self, giving: Giving, own: str, matter: str, scope: str) -> None:
        p, paper, shape = giving.province, giving.paper, self.shapes.deal()
        leads, helpers = self.parties(giving, shape)
        data: Data = {
            "id": own, "directive": paper.id, "clause": self.one(giving.places),
            "title": f"{self.one(VERBS)} {matter} {scope}",
            "content": f"{self.one(VERBS)} {matter}; {self.one(WAYS)}, {self.one(GOALS)}." + (f" {self.sentence()}" if self.odds(0.3) else ""),
            "shape": "mot-lan" if shape == "khong-han" else shape,
        }
        if shape == "co-dieu-kien":
            data["condition"] = f"Khi phát hiện vi phạm hoặc chậm trễ trong {matter}"
        data["leads"] = [self.party(p, body) for body in leads]
        if helpers:
            data["cooperators"] = [self.party(p, body) for body in helpers]
        self.timing(data, shape, paper.day)
        self.outcome(p, data, paper.day)
        tracked = paper.data["coverage"] == "co-theo-doi"
        if tracked and shape in ("thuong-xuyen", "dinh-ky") and self.odds(0.3):
            story = ("nhan", "huy") if shape == "thuong-xuyen" and self.odds(0.2) else ("nhan",)
            data |= self.events(p, story, leads[0], paper.day)
        self.write(p.id, "task", data)
        self.jobs.append(Job(data, p, paper.day, tracked, [body for lead in leads for body in self.members(p, lead)]))

    def parties(self, giving: Giving, shape: str) -> tuple[list[str], list[str]]:
        """Choose (leads, cooperators).

        A group has to be followed body by body, so few tasks with an end are given to one: most of what is due has
        then been done, as in a register that is kept.
        """
        p, chance = giving.province, self.random.random()
        if shape in ("thuong-xuyen", "cam", "co-dieu-kien") and chance < 0.4:
            return [p.a("nhom-toan-tinh")], []
        if chance < 0.03:
            return [giving.addressed[0] if shape == "dinh-ky" else self.one(giving.addressed)], []
        if chance < 0.15:
            return [self.one(p.teams)], [self.one(p.offices)]
        if chance < 0.2:
            return sorted(self.random.sample(p.offices, 2)), []
        lead = self.one([*p.offices, p.a("van-phong"), p.a("thanh-tra"), *p.communes[:4]])
        others = [body for body in p.offices if body != lead]
        return [lead], sorted(self.random.sample(others, self.upto(1, 2))) if self.odds(0.4) else []

    def members(self, p: Province, body: str) -> list[str]:
        return {
            p.a("nhom-so-nganh"): [*p.offices, p.a("van-phong"), p.a("thanh-tra")], p.a("nhom-xa"): p.communes,
            p.a("nhom-huyen"): p.districts, p.a("nhom-toan-tinh"): [],
        }.get(body, [body])

    def timing(self, data: Data, shape: str, issued: date) -> None:
        day = self.after(issued, 25, 330)
        if shape in ("mot-lan", "chi-tieu"):
            data["due"] = self.one((
                {"by": f"{day}", "as_written": f"chậm nhất ngày {_vi(day)}"},
                {"by": f"{day}", "as_written": f"hoàn thành ngày {_vi(day)}"},
                {"before": f"{day}", "as_written": f"trước ngày {_vi(day)}"},
                {"by": f"{day:%Y-%m}", "as_written": f"trong tháng {day.month} năm {day.year}"},
                {"by": day.year, "as_written": f"đến hết năm {day.year}"},
                {"within": {"working_days": 15, "of": "nhan"}, "as_written": "trong 15 ngày làm việc kể từ ngày nhận được văn bản"},
            ))
        elif shape == "dinh-ky":
            data["recurrence"] = self.recurrence(issued)
        elif shape == "thuong-xuyen" and self.odds(0.4):
            data["start"] = {"from": issued.year + 1, "open_ended": True, "as_written": f"Kể từ năm {issued.year + 1}"}
        if shape in ("khong-han", "thuong-xuyen", "co-dieu-kien") and self.odds(0.6):
            data["urgency_as_written"] = self.one(("kịp thời", "khẩn trương", "thường xuyên", "trong thời gian tới"))
        if shape == "chi-tieu":
            data["target"] = self.target(issued)

    def recurrence(self, issued: date) -> Data:
        every = self.cadences.deal()
        if every == "su-kien":
            event = self.one(("sau-le-tet", "giao-ban-thang", "sau-kiem-tra", "phat-sinh"))
            return {"every": every, "event": event, "days_after": self.upto(2, 10), "as_written": "sau mỗi lần"}
        names = [name for name, _ in _periods(every, issued)]
        data: Data = {"every": every, "first": names[0]}
        if self.odds(0.5):
            data["periods"] = self.one(("lich", "nd-09-2019"))
        if self.odds(0.95):
            data["last"] = names[{"6-thang": self.upto(0, 2), "nam": self.upto(0, 1)}.get(every, self.upto(1, 5))]
        if self.odds(0.85):
            data["days_after" if every == "tuan" else self.one(("days_after", "working_days_after", "due_day"))] = self.upto(3, 15)
        return data | {"as_written": SAID[every]}

    def target(self, issued: date) -> Data:
        (name, total), value = self.one(INDICATORS), self.one((50, 80, 90, 95, 100))
        data: Data = {"indicator": name, "operator": "ge" if value < 100 else "eq", "value": value, "unit": "%"}
        if self.odds(0.9):
            data["denominator"] = total
        if self.odds(0.3):
            data["baseline"] = {"value": f"{self.upto(20, 45)}.{self.upto(1, 9)}", "at": issued.year - 1}
        return data | {"as_written": f"{_lower(name)} đạt {'ít nhất ' if value < 100 else ''}{value}%"}

    def outcome(self, p: Province, data: Data, issued: date) -> None:
        """Say to whom the result goes, what it is, on what basis, and what else is known."""
        if self.odds(0.55):
            data["route"] = {"to": [self.party(p, p.a("ubnd"), "Chủ tịch")]}
            if self.odds(0.5):
                data["route"]["via"] = [self.party(p, p.a("so-noi-vu"))]
            if self.odds(0.2):
                data["route"]["cc"] = [self.party(p, p.a("van-phong"))]
            data["route"]["as_written"] = "báo cáo Chủ tịch UBND tỉnh"
        if self.odds(0.5):
            data["product"] = f"{self.one(('Báo cáo', 'Danh mục', 'Kế hoạch', 'Bảng số liệu'))} về {self.one(MATTERS)}"
        basis = [paper for paper in (*self.national[:20], *self.before(p, issued, "document")) if paper.citable]
        if self.odds(0.25):
            data["basis"] = [self.one(basis).id]
        older = self.jobs[-60:-20]
        if older and self.odds(0.02):
            data["replaces"] = [self.one(older).data["id"]]
        if self.odds(0.3):
            data["note"] = self.remark()

    # -- what happened

    def proof(self, p: Province, day: date) -> Data:
        """Return the document that shows an event: the last of the province up to that day."""
        papers = self.before(p, day + timedelta(days=1), "document")
        return {"document": (papers or p.papers)[-1].id, "clause": f"Mục {self.upto(1, 6)}"}

    def events(self, p: Province, story: Sequence[str], body: str, day: date, due: date | None = None) -> Data:
        """Return the events of a story after a day, as far as they have happened by LAST."""
        made: list[Data] = []
        for kind in story:
            if due is not None and kind in ("nop", "gia-han") and made[-1]["type"] != "tra-lai":
                day = max(self.after(day, 1, 3), due + timedelta(days=self.upto(-30, 8 if kind == "nop" else -1)))
            else:
                day = self.after(day, 2, 20)
            if day > LAST or (body in p.districts and day > DISTRICTS_END):
                break
            event: Data = {"type": kind, "date": f"{day}"}
            if kind in ("nhan", "nop"):
                event["by"] = {"body": body}
            elif kind == "xac-nhan":
                event["by"] = {"body": p.a("van-phong"), "post": "Lãnh đạo Văn phòng"}
            elif kind == "chuyen":
                event["to"] = p.communes[0] if body in p.districts else next(office for office in p.offices if office != body)
            elif kind == "gia-han" and due is not None:
                event["old_due"], due = f"{due}", self.after(due, 15, 90)
                event["new_due"] = f"{due}"
            if kind in ("gia-han", "tam-dung", "tra-lai", "huy"):
                event["reason"] = f"{self.one(REASONS)}; {self.one(WAYS)}"
            event["source"] = self.proof(p, day) if kind == "gia-han" or self.odds(0.6) else self.book()
            made.append(event)
        return {"events": made} if made else {}

    def rollouts(self, count: int) -> None:
        jobs = [job for job in self.jobs if job.tracked and job.data["shape"] in ("mot-lan", "chi-tieu")]
        pairs = [(job, job.addressees[0]) for job in jobs]
        more = [(job, body) for job in jobs for body in job.addressees[1:]]
        pairs += self.random.sample(more, min(len(more), max(0, count - len(pairs))))
        for job, body in pairs[:count]:
            story = self.stories.deal()
            due = _last_day(job.data.get("due", {}))
            if body in job.province.districts:
                story = ("nhan", "chuyen")
            elif due is None and "gia-han" in story:
                story = ("nhan", "nop", "xac-nhan")
            data = {"id": job.own(body), "task": job.data["id"], "addressee": body}
            data |= self.events(job.province, story, body, job.issued, due)
            self.leaf(job, "rollout", data | {"source": {"note": SAMPLE}})

    def leaf(self, job: Job, kind: str, data: Data) -> None:
        """Write a record that nothing refers to; some are not for the public."""
        if self.odds(0.02):
            data["visibility"] = "noi-bo"
        if self.odds(0.4):
            data["note"] = self.remark()
        if self.odds(0.02):
            data["internal_note"] = self.remark()
        self.write(job.province.id, kind, data)

    def submissions(self, count: int) -> None:
        expected = [
            (job, body, period, end)
            for job in self.jobs if job.tracked and "recurrence" in job.data
            for period, end in _expected(job)
            for body in job.addressees
        ]
        for number, i in enumerate(sorted(self.random.sample(range(len(expected)), min(len(expected), count)))):
            job, body, period, end = expected[i]
            received = self.after(end, 1, 14)
            data: Data = {"id": f"{job.own(body)}-{period.lower()}", "task": job.data["id"], "reporter": body, "period": period}
            if self.odds(0.2):
                data["cut_off"] = f"{end}"
            data |= {"received": f"{received}", "document": self.proof(job.province, received)["document"]}
            if number % 9 == 4:
                story = self.one((("tra-lai", "nop", "xac-nhan"), ("xac-nhan",), ("tra-lai",)))
                data |= self.events(job.province, story, body, received)
            self.leaf(job, "submission", data | {"source": self.book()})

    def measurements(self, count: int) -> None:
        jobs = [job for job in self.jobs if job.tracked and "target" in job.data]
        for number in range(count if jobs else 0):
            job, turn = jobs[number % len(jobs)], number // len(jobs)
            total = self.upto(120, 4000)
            done = int(total * (0.45 + 0.55 * self.random.random()))
            body = job.addressees[turn % len(job.addressees)]
            self.leaf(job, "measurement", {
                "id": f"{job.data['id']}-do-{turn + 1}", "task": job.data["id"],
                **({"body": body} if body not in job.province.teams else {}),
                "at": f"{min(LAST, self.after(job.issued, 60 + 90 * turn, 120 + 90 * turn))}",
                "value": f"{done * 100 / total:.1f}".removesuffix(".0"), "numerator": done, "denominator": total,
                "source": self.book(),
            })


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _vi(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _part(whole: int, parts: int, index: int) -> int:
    return whole * (index + 1) // parts - whole * index // parts


def _month_end(months: int) -> date:
    """Return the last day of a month counted from year 0."""
    return date((months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)


def _last_day(due: Data) -> date | None:
    if "before" in due:
        return date.fromisoformat(due["before"]) - timedelta(days=1)
    if "by" not in due:
        return None
    by = str(due["by"])
    return date.fromisoformat(by) if len(by) == 10 else _month_end(int(by[:4]) * 12 + int(by[5:] or 12) - 1)


def _periods(every: str, issued: date) -> list[tuple[str, date]]:
    """Return (id, last day) of the calendar periods that begin after the week or month of issue."""
    if every == "tuan":
        mondays = [issued + timedelta(days=7 * week - issued.weekday()) for week in range(1, 110)]
        return [(f"{monday:%G-W%V}", monday + timedelta(days=6)) for monday in mondays]
    length = MONTHS[every]
    found = []
    for start in range((issued.year * 12 + issued.month) // length * length + length, (LAST.year + 3) * 12, length):
        year, month = start // 12, start % 12 + length
        name = {"thang": f"{year}-{month:02d}", "quy": f"{year}-Q{month // 3}", "6-thang": f"{year}-H{month // 6}", "nam": f"{year}"}
        found.append((name[every], _month_end(start + length - 1)))
    return found


def _expected(job: Job) -> list[tuple[str, date]]:
    """Return (id, last day) of the periods of a recurring task for which a report can have come in."""
    recurrence, limit = job.data["recurrence"], LAST - timedelta(days=25)
    if recurrence["every"] == "su-kien":
        days = {"sau-le-tet": _returns(), "giao-ban-thang": MEETINGS}.get(recurrence["event"], ())
        return [(f"{day}", day) for day in days if job.issued <= day <= limit][:6]
    periods = _periods(recurrence["every"], job.issued)
    last = [name for name, _ in periods].index(recurrence["last"]) if "last" in recurrence else len(periods)
    return [(name, end) for name, end in periods[: last + 1] if end <= limit]


def _returns() -> list[date]:
    """Return the last day off of every holiday, weekends that follow it included."""
    days = []
    for year in YEARS:
        for month, first, length, *_ in HOLIDAYS:
            day = date(year, month, first) + timedelta(days=length - 1)
            while (day + timedelta(days=1)).weekday() > 4:
                day += timedelta(days=1)
            days.append(day)
    return days


def invent(folder: Path, size: int, seed: int = 1) -> int:
    """Write about ``size`` records into a folder that holds none; return how many."""
    inventor = Inventor(folder, size, seed)
    inventor.run()
    return inventor.written


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write an invented register.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(invent(arguments.folder, arguments.size, arguments.seed), "records")
