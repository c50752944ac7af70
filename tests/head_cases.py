"""Stories of points 8 to 12: on the right head."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import follow_up_cases
from follow_up_cases import reported
from silence_cases import listed, one
from standing_cases import Register, confirmed, passed_on, submitted
from telling import Records, Story, checks, duties, facts, findings, page, table, text, title, together, words

MAY = {"by": "2026-05-15"}
REPORT = {"shape": "dinh-ky", "recurrence": {"every": "thang", "days_after": 5, "first": "2026-02", "last": "2026-03"}}

# -- 8


def reports_of_three() -> Register:
    """All departments report monthly; Sở Hai alone does."""
    register = listed().task("nhom-so", **REPORT, route={"to": [{"body": "tinh-mau-ubnd"}]})
    return register.report("so-hai", "2026-02", "2026-03-04").report("so-hai", "2026-03", "2026-04-03")


COUNTS = ("Hoàn thành đúng hạn", "Chưa hoàn thành, quá hạn", "Tỷ lệ quá hạn")
GROUPS = [
    Story(
        "Trang của một cơ quan, trang của nhóm",
        "27 trang của cơ quan không có việc quá hạn hiện màu đỏ của nhóm; trang một xã cộng cả 224 báo cáo của nhóm làm tình hình của mình",
        "Các sở báo cáo tháng cho UBND tỉnh, có danh sách đầy đủ; chỉ Sở Hai nộp hai kỳ, đúng hạn.",
        reports_of_three,
        ("2026-05-01",),
        together(
            Sở_Hai=together(đếm=facts("co-quan/tinh-mau-so-hai", *COUNTS), bảng=table("co-quan/tinh-mau-so-hai")),
            Sở_Một=together(đếm=facts("co-quan/tinh-mau-so-mot", *COUNTS), bảng=table("co-quan/tinh-mau-so-mot", "Quá hạn và sắp đến hạn")),
            nhóm=together(đếm=facts("nhom/tinh-mau-nhom-so", *COUNTS), bảng=table("nhom/tinh-mau-nhom-so")),
        ),
        ("giao-cho",),
    ),
]  # fmt: skip

# -- 9


def remedied(**more: object) -> follow_up_cases.Register:
    register = follow_up_cases.inspected({"by": "2024-03-29"}, reported("2024-03-26"), **more)  # type: ignore[arg-type]
    return register.verified("2024-04-02")


def again(**more: object) -> Records:
    """The same is seen at Sở Một once more."""
    return remedied(**more).inspection("02", "2024-11-20").finding("2024-02")


def again_at_the_heir() -> Records:
    register = remedied(months=12).ended("so-mot", "Sở Một", "2024-06-30", "so-hai")
    return register.inspection("02", "2024-11-20", "so-hai").finding("2024-02", at="so-hai")


def model_alone() -> Records:
    return again().framework(12, issued=False)  # type: ignore[attr-defined,no-any-return]


BOARD = together(
    phát_hiện=findings, trang_sau=facts("kiem-tra/tinh-mau-kt-2024-02/tinh-mau-kt-2024-02-f1", "Lần thứ mấy"),
    trang_trước=facts("kiem-tra/tinh-mau-kt-2024-01/tinh-mau-kt-2024-01-f1", "Lần thứ mấy", "Bị lặp lại tại"),
    bảng=table("theo-doi/tai-pham", "Phát hiện lặp lại"),
)  # fmt: skip
CONCLUDED = {"by": "2024-12-20"}
AGAIN = [
    Story(
        "Lặp lại, khi tỉnh có quy định",
        "“tái phạm” ghi vào phát hiện trước, đã khắc phục",
        "Phát hiện 20/02/2024 tại Sở Một, khắc phục xong; ngày 20/11/2024 lại thấy cùng loại. Quy định của tỉnh xét trong 12 tháng.",
        lambda: again(months=12),
        ("2024-11-19", "2024-11-20"),
        BOARD,
        ("tai-pham",),
    ),
    Story(
        "Tại cơ quan kế thừa",
        "“tái phạm” ghi vào cơ quan đã giải thể, không ghi vào cơ quan kế thừa",
        "Như trên, nhưng Sở Một kết thúc ngày 30/6/2024, lần sau là tại Sở Hai kế thừa.",
        again_at_the_heir,
        ("2024-11-20",),
        BOARD,
        ("tai-pham",),
    ),
    Story(
        "Tỉnh không có quy định",
        "khung mẫu do sổ viết ra được dùng như quy định",
        "Như trên, nhưng chỉ có một khung mẫu (12 tháng) chưa ban hành.",
        model_alone,
        ("2024-11-20",),
        BOARD,
        ("tai-pham",),
    ),
    Story(
        "Xác minh kết luận tái phạm",
        "phát hiện vẫn là đã khép",
        "Đã xác minh khắc phục ngày 02/4/2024; ngày 01/6 xác minh lại: tái phạm, hạn làm lại 28/6.",
        lambda: remedied().verified("2024-06-01", "tai-pham", new_due="2024-06-28"),
        ("2024-03-25..2024-07-05",),
        findings,
        ("tai-pham", "khac-phuc"),
    ),
]

# -- 10


def two_become_one() -> Register:
    """Sở Hai and Sở Ba have the same task; Sở Ba did it, and takes over Sở Hai."""
    register = listed().ended("so-hai", "Sở Hai", "2026-06-30", "so-ba").task("so-hai", "so-ba", due=MAY)
    return register.rollout("so-ba", submitted("2026-05-10"), confirmed("2026-05-20"))


def late_before_and_after() -> Register:
    return listed().ended("so-hai", "Sở Hai", "2026-06-30", "so-ba").task("so-hai", due={"by": "2026-03-30"})


def through_three() -> Register:
    register = listed().ended("so-mot", "Sở Một", "2026-06-30", "so-hai")
    return register.ended("so-hai", "Sở Hai", "2026-09-30", "so-ba").task(due=MAY)


MERGERS = [
    Story(
        "Hai cơ quan cùng một việc sáp nhập",
        "hai dòng của một cơ quan: “hoàn thành ngày 20/05…; tiếp nhận … ngày 01/07”",
        "Giao Sở Hai và Sở Ba, hạn 15/5/2026, có danh sách đầy đủ. Sở Ba nộp 10/5, được xác nhận 20/5; Sở Hai không nộp; từ 01/7 Sở Hai sáp nhập vào Sở Ba.",
        two_become_one,
        ("2026-05-21", "2026-06-30", "2026-07-01", "2026-08-01"),
        duties(),
        ("chuyen-giao",),
    ),
    Story(
        "Ngày chậm của ai người ấy chịu",
        "cơ quan kế thừa chịu 163 ngày, trong đó của mình 71",
        "Giao Sở Hai, hạn 30/3/2026, có danh sách đầy đủ, không nộp; từ 01/7 Sở Hai sáp nhập vào Sở Ba.",
        late_before_and_after,
        ("2026-03-30", "2026-06-30", "2026-07-01", "2026-09-09"),
        together(việc=duties(), bảng=table("theo-doi/qua-han", "Quá hạn")),
        ("chuyen-giao",),
    ),
    Story(
        "Qua ba cơ quan",
        "cơ quan cuối cùng chịu tất cả",
        "Hạn 15/5/2026, có danh sách đầy đủ, không nộp; Sở Một sáp nhập vào Sở Hai từ 01/7, Sở Hai vào Sở Ba từ 01/10.",
        through_three,
        ("2026-06-30..2026-10-10",),
        duties(),
        ("chuyen-giao",),
    ),
    Story(
        "Chuyển giao khi đã quá hạn, nơi nhận làm xong",
        "nơi nhận chậm từ ngày hết hạn",
        "Hạn 15/5/2026; ngày 10/6 chuyển từ Sở Một sang Sở Hai; Sở Hai nộp và được xác nhận 12/6.",
        lambda: one(passed_on("2026-06-10", "so-hai")).rollout("so-hai", submitted("2026-06-12"), confirmed("2026-06-12")),
        ("2026-06-09..2026-06-13",),
        together(việc=duties(), Sở_Một=facts("co-quan/tinh-mau-so-mot", "Tỷ lệ quá hạn"), Sở_Hai=facts("co-quan/tinh-mau-so-hai", "Tỷ lệ quá hạn")),
        ("chuyen-giao",),
    ),
]  # fmt: skip

# -- 11


def withdrawn(**replaced: str | None) -> Records:
    """Three findings of one inspection; those withdrawn, each by what replaces it (None: nothing)."""
    register = follow_up_cases.inspected({"by": "2024-03-29"}).finding(name="f2").finding(name="f3")
    for name, by in replaced.items():
        record = register.files[f"tinh-mau/finding/tinh-mau-kt-2024-01-{name}.yaml"]
        more = {"replaced_by": f"tinh-mau-kt-2024-01-{by}"} if by else {}
        record["withdrawn"] = {"on": "2024-04-02", "because": "Ghi trùng.", **more}
    return register


def replacements(records: Records, on: date) -> list[str]:
    """Where the page of what was withdrawn leads."""
    rows = page(records, on, "da-rut").tables["Mục đã rút"]
    return [f"{row['Mã'].text} dẫn tới {', '.join(row['Thay bằng'].links)}" for row in rows]


WITHDRAWN = [
    Story(
        "Được thay bằng chính nó",
        "ra khỏi mọi con số, không một lời cảnh báo; trang ghi “ghi trùng”",
        "Phát hiện f2 bị rút, ghi là được thay bằng f2.",
        lambda: withdrawn(f2="f2"),
        ("2024-04-08",),
        checks("replaced-by-withdrawn"),
    ),
    Story(
        "Được thay bằng một phát hiện đã rút; vòng tròn",
        "như trên",
        "f2 được thay bằng f3, f3 được thay bằng f2.",
        lambda: withdrawn(f2="f3", f3="f2"),
        ("2024-04-08",),
        checks("replaced-by-withdrawn"),
    ),
    Story(
        "Được thay bằng một phát hiện còn đó",
        "không có dây chuyền: dẫn tới bản ghi đã rút",
        "f2 được thay bằng f3, f3 được thay bằng f1; ngày rút 02/4/2024.",
        lambda: withdrawn(f2="f3", f3="f1"),
        ("2024-04-08",),
        together(phát_hiện=findings, đã_rút=table("da-rut"), thay_bằng=replacements),
    ),
]  # fmt: skip

# -- 12

ATOM = "{http://www.w3.org/2005/Atom}"


def wards() -> Register:
    """Two wards of one short name, and one of that name in another province; nobody did the task."""
    register = Register().calendars(2024)
    data = {"names": [{"name": "UBND phường An", "short": "UBND phường"}], "kind": "ubnd", "level": "xa"}
    register.add("tinh-mau-phuong-an", "agency", **data)
    register.add(
        "tinh-mau-phuong-binh", "agency", **{**data, "names": [{"name": "UBND phường Bình", "short": "UBND phường"}]}
    )
    register.group("phuong", rule={"kinds": ["ubnd"], "levels": ["xa"]}).task("phuong", due={"by": "2024-03-01"})
    province = {"id": "tinh-khac", "names": [{"name": "Tỉnh Khác", "short": "Khác"}], "types": [{"type": "tinh"}]}
    register.files["tinh-khac/province/tinh-khac.yaml"] = {**province, "sample": True, "time_zone": "Asia/Ho_Chi_Minh"}
    register.files["tinh-khac/agency/tinh-khac-phuong-an.yaml"] = {"id": "tinh-khac-phuong-an", **data}
    return register


def feed(records: Records, on: date) -> list[str]:
    """The entries of the feed, with the beginning of their ids; and how many ids there are."""
    entries = list(ET.fromstring(text(records, on, "thay-doi/feed.xml")).iter(f"{ATOM}entry"))
    told = [": ".join(e.findtext(f"{ATOM}{name}", "") for name in ("title", "summary")) for e in entries]
    return [*told, f"{len(entries)} tin, {len({e.findtext(f'{ATOM}id') for e in entries})} mã khác nhau"]


NAMES = [
    Story(
        "Hai phường cùng một tên ngắn, và phường cùng tên ở tỉnh khác",
        "hai “UBND phường” dùng chung một mã của nguồn tin, một tin bị mất; tên không kèm tỉnh",
        "Giao các phường, hạn 01/3/2024, có danh sách đầy đủ, không ai nộp. UBND phường An, UBND phường Bình của tỉnh Mẫu, UBND phường An của tỉnh Khác đều có tên ngắn “UBND phường”.",
        wards,
        ("2024-03-10",),
        together(
            bảng=table("theo-doi/qua-han", "Quá hạn"), thay_đổi=words("thay-doi", "phường"), nguồn_tin=feed,
            tên_trang=title("co-quan/tinh-mau-phuong-an", "co-quan/tinh-mau-phuong-binh", "co-quan/tinh-khac-phuong-an"),
        ),
        (),
        ("names",),
    ),
]  # fmt: skip

POINTS = {
    8: ("Nhóm và thành viên", GROUPS),
    9: ("Tái phạm", AGAIN),
    10: ("Sáp nhập, chuyển giao", MERGERS),
    11: ("Rút và thay", WITHDRAWN),
    12: ("Tên", NAMES),
}
