"""Stories of points 20 to 23: one truth, counted once; rules that people can read."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from html import unescape

import follow_up_cases
from head_cases import ATOM
from silence_cases import MAY, listed
from standing_cases import Register, confirmed, submitted
from telling import Records, Story, cells, checks, data, facts, page, table, text, together, words

from generator.publish.derive.follow_ups import LABELS as FOLLOW_UPS
from generator.publish.derive.standing import LABELS
from generator.rules import of_state, rules

# -- 20


def everything_overdue() -> Records:
    """Some of every sort that can be overdue, on 01/6/2024, at three departments."""
    register = follow_up_cases.Register().calendars(2024).listed().inspection()
    for name in ("f1", "f2", "f3"):
        register.finding(name=name).recommend({"by": "2024-05-15"}, name=f"r-{name}", findings=(name,))
    register.task(due={"by": "2024-05-15"}).task("so-hai", name="t2", due={"by": "2024-06-05"})
    register.task(
        "so-hai",
        name="t3",
        shape="dinh-ky",
        recurrence={"every": "thang", "days_after": 10, "first": "2024-04", "last": "2024-04"},
    )
    register.add(
        "tinh-mau-ph-2024-01",
        "coordination",
        by="tinh-mau-so-ba",
        about="Góp ý dự thảo",
        asked="2024-05-06",
        due="2024-05-20",
        answers=[
            {"agency": "tinh-mau-so-mot"},
            {"agency": "tinh-mau-so-hai", "on": "2024-05-17", "position": "ro-rang"},
        ],
    )
    register.add(
        "tinh-mau-pa-2024-01",
        "feedback",
        channel="duong-day-nong",
        sender="nguoi-dan",
        agency="tinh-mau-so-mot",
        received="2024-05-06",
        about="Phải chờ lâu.",
        due="2024-05-20",
        answerer="tinh-mau-so-hai",
    )
    return register.add(
        "tinh-mau-vm-2024-01", "obstacle", by="tinh-mau-so-mot", tasks=["tinh-mau-5-ubnd-t1"], raised="2024-05-06",
        about="Chưa có hướng dẫn.", asks="Cho lùi hạn", to="tinh-mau-ubnd", due="2024-05-20",
    )  # fmt: skip


LEFT, PROVINCES = "Việc chưa xong", "Tỉnh, thành phố có văn bản chỉ đạo trong sổ"


def places(records: Records, on: date) -> list[str]:
    """How much is overdue, by each place that says so."""

    def late(path: str) -> int:
        return sum("quá hạn" in row["Tình trạng"].text for row in page(records, on, path).tables.get(LEFT, []))

    duties, asked, seen = (data(records, on, name) for name in ("duties", "requests", "findings"))
    bodies = sorted({row["body"] for row in (*duties, *asked) if row["body"]})
    home, board = page(records, on, ""), page(records, on, "theo-doi/qua-han")
    entries = ET.fromstring(text(records, on, "thay-doi/feed.xml")).iter(f"{ATOM}entry")
    rows = sum(row["state"] == "open-overdue" for row in (*duties, *asked)) + sum(row["overdue"] for row in seen)
    of_bodies = [f"{late(f'co-quan/{body}')} ({body.removeprefix('tinh-mau-')})" for body in bodies]
    return [
        "trang đầu: " + "; ".join(cells(row) for row in home.tables[PROVINCES]),
        "trang tỉnh: "
        + re.search(r'<p class="lead">(.*?)</p>', unescape(text(records, on, "tinh/tinh-mau/index.md")))[1],
        f"trang Theo dõi: {page(records, on, 'theo-doi').cards['Quá hạn']} Quá hạn",
        f"bảng Quá hạn: {len(board.tables.get('Quá hạn', []))} dòng",
        f"trang các cơ quan: {' + '.join(of_bodies)} = {sum(late(f'co-quan/{body}') for body in bodies)} dòng quá hạn",
        f"nguồn tin: {sum('mới quá hạn' in e.findtext(f'{ATOM}title', '') for e in entries)} tin mới quá hạn",
        f"tệp dữ liệu: {rows} dòng quá hạn",
    ]


COUNTED = [
    Story(
        "Một tập việc, ở mọi nơi",
        "hiện 12 trong 28 việc; trang cơ quan ghi 0 phía trên ba phát hiện quá hạn; 14 lần tái phạm ở trang này là 15 ở trang khác; “5/12 việc đã đến hạn” đếm cả việc chưa đến hạn",
        "Mỗi loại việc có việc quá hạn ngày 01/6/2024: nhiệm vụ, báo cáo, ba phát hiện, trả lời phối hợp, phản ánh, vướng mắc; một nhiệm vụ sắp đến hạn.",
        everything_overdue,
        ("2024-05-15", "2024-05-16", "2024-06-01"),
        places,
        ("qua-han",),
    ),
    Story(
        "Từng dòng của các số ấy",
        "số và dòng không cùng một tập",
        "Như trên.",
        everything_overdue,
        ("2024-06-01",),
        together(
            bảng=table("theo-doi/qua-han", "Quá hạn"), Sở_Một=table("co-quan/tinh-mau-so-mot", LEFT),
            tỷ_lệ=facts("co-quan/tinh-mau-so-hai", "Tỷ lệ quá hạn", "Chưa hoàn thành, trong hạn"),
        ),
        ("qua-han",),
    ),
]  # fmt: skip

# -- 21


def numbered() -> Register:
    """Clauses and tasks whose order as text is another than that of the document; the files are in yet another."""
    register = listed()
    record = register.files["tinh-mau/directive/tinh-mau-5-ubnd.yaml"]
    parts = [
        {"id": f"phan-{own.lower()}", "kind": "phan", "label": f"Phần {own}", "summary": f"Phần {own}."}
        for own in ("V", "IX", "X")
    ]
    parts[1]["clauses"] = [
        {"id": f"ix-{n}", "kind": "khoan", "label": f"{n}.", "summary": f"Khoản {n}."} for n in (2, 10)
    ]
    record["clauses"] = parts
    for name, clause in (("a", "phan-x"), ("b", "ix-10"), ("c", "ix-2"), ("d", "phan-v")):
        register.task(name=name, due=MAY)
        register.files[f"tinh-mau/task/tinh-mau-5-ubnd-{name}.yaml"] |= {
            "clause": clause,
            "title": f"Việc của {clause}",
        }
    return register


ORDERS = together(
    trang_văn_bản=table("chi-dao/tinh-mau-5-ubnd", "Nhiệm vụ của văn bản"), bảng=table("theo-doi/qua-han", "Quá hạn"),
    cơ_quan=table("co-quan/tinh-mau-so-mot", LEFT),
    tệp=lambda records, on: ["duties.json: " + ", ".join(f"{row['clause']}" for row in data(records, on, "duties"))],
)  # fmt: skip
NUMBERS = ("10", "2", "12", "12b", "12a")


def lettered(*, cites: str = "12a") -> Register:
    register = Register(issued="2026-01-05")
    for number in NUMBERS:
        register.add(f"tinh-mau-{number}-qd", "document", type="quyet-dinh", number=number, symbol="QĐ-UBND",
                     date="2025-12-01", issuer="tinh-mau-ubnd", title=f"Quyết định {number}")  # fmt: skip
    record = register.files["tinh-mau/directive/tinh-mau-5-ubnd.yaml"]
    record["clauses"][0]["citations"] = [
        {
            "as_written": "Quyết định số 12a/QĐ-UBND ngày 01/12/2025",
            "document": f"tinh-mau-{cites}-qd",
            "role": "thuc-hien",
        }
    ]
    return register


ORDERED = [
    Story(
        "Thứ tự của văn bản",
        "X trước IX, 10 trước 2, cả ở bảng và tệp",
        "Văn bản có phần V, IX (khoản 2, khoản 10), X; mỗi nơi một việc, cùng hạn 15/5/2026; tệp của các việc xếp ngược.",
        numbered,
        ("2026-06-01",),
        ORDERS,
        (),
        ("clause",),
    ),
    Story(
        "Số có chữ",
        "12a/QĐ-UBND được đọc là 12/QĐ-UBND",
        "Các quyết định 2, 10, 12, 12a, 12b/QĐ-UBND; văn bản viện dẫn Quyết định số 12a/QĐ-UBND.",
        lettered,
        ("2026-01-05",),
        together(
            danh_sách=table("van-ban"), viện_dẫn=words("chi-dao/tinh-mau-5-ubnd", "12a"),
            kiểm_tra=checks("citation-number-differs", "citation-symbol-differs", "document-duplicate"),
        ),
        (),
        ("clauses", "as_written"),
    ),
    Story(
        "Dẫn nhầm sang số không có chữ",
        "được nhận: 12a đọc là 12",
        "Như trên, nhưng bản ghi dẫn tới Quyết định số 12/QĐ-UBND.",
        lambda: lettered(cites="12"),
        ("2026-01-05",),
        checks("citation-number-differs"),
        (),
        ("clauses", "as_written"),
    ),
]  # fmt: skip

# -- 22


def states(_records: Records, _on: date) -> list[str]:
    """By which rule each state is judged, and how many examples of it are played through."""
    examples = {rule.id: len(rule.examples) for rule in rules()}
    found = {**LABELS, **FOLLOW_UPS}
    return [
        f"{label}: #{of_state(str(state))}, {examples[of_state(str(state))]} ví dụ" for state, label in found.items()
    ]


def links(records: Records, on: date) -> list[str]:
    """Where the states of a board lead."""
    shown = re.findall(r'class="state state--([a-z-]+)" href="([^"]+)"', text(records, on, "theo-doi/qua-han"))
    return [f"{state} dẫn tới {address}" for state, address in sorted(set(shown))]


READ = [
    Story(
        "Mỗi tình trạng dẫn tới quy tắc của nó",
        "không có trang nào nêu quy tắc",
        "Như ở điểm 20. Mỗi ví dụ của trang Cách tính được chạy thử (tests/test_rules.py).",
        everything_overdue,
        ("2024-06-01",),
        together(tình_trạng=states, bảng_Quá_hạn=links, trang=words("gioi-thieu/cach-tinh", "^## Quá hạn")),
        ("qua-han",),
    ),
]  # fmt: skip

# -- 23

SAYS = {"says": "Đã gửi báo cáo qua trục liên thông ngày 14/5.", "source": {"note": "Công văn của sở."}}


def disputed() -> Register:
    """Sở Một asks on 20/5 that an overdue task be corrected; on 28/5 that is refused."""
    register = listed().task(due=MAY).rollout("so-mot")
    outcome = {
        "on": "2026-05-28",
        "result": "khong-chap-nhan",
        "by": "tinh-mau-ubnd",
        "note": "Trục liên thông không có báo cáo ấy.",
    }
    return register.add(
        "tinh-mau-gt-1", "response", about="tinh-mau-5-ubnd-t1-so-mot", by="tinh-mau-so-mot", on="2026-05-20",
        type="dinh-chinh-de-nghi", outcome=outcome, **SAYS,
    )  # fmt: skip


def corrected() -> Register:
    """The day of the hand-in was written wrongly, and put right."""
    register = listed().task(due=MAY).rollout("so-mot", submitted("2026-05-14"), confirmed("2026-05-29"))
    register.files["tinh-mau/rollout/tinh-mau-5-ubnd-t1-so-mot.yaml"]["corrections"] = [
        {"on": "2026-05-30", "at": "events.0.date", "was": "2026-05-24", "because": "Ghi nhầm ngày nộp."}
    ]
    return register


def put_right(kind: str, record: str, at: str, was: str, register: Register) -> Register:
    """A value that stood wrongly until 30/5."""
    own = {"on": "2026-05-30", "at": at, "was": was, "because": "Ghi nhầm."}
    register.files[f"tinh-mau/{kind}/tinh-mau-{record}.yaml"]["corrections"] = [own]
    return register


def granted() -> Register:
    """As above of two bodies, and it is granted: nobody has put it right yet."""
    register = listed().task("so-mot", "so-hai", due=MAY)
    outcome = {"on": "2026-05-28", "result": "chap-nhan", "by": "tinh-mau-ubnd"}
    return register.add(
        "tinh-mau-gt-1", "response", about="tinh-mau-5-ubnd-t1", by="tinh-mau-so-mot", on="2026-05-20",
        type="dinh-chinh-de-nghi", outcome=outcome, **SAYS,
    )  # fmt: skip


def measured_and_disputed() -> Register:
    """A number that Sở Một says is wrong."""
    target = {"value": 80, "operator": "ge", "unit": "%", "indicator": "Tỷ lệ"}
    register = listed().task("so-mot", "so-hai", shape="chi-tieu", due=MAY, target=target)
    for body in ("so-mot", "so-hai"):
        register.measured("2026-05-18", "70", body)
    return register.add(
        "tinh-mau-gt-1", "response", about="tinh-mau-5-ubnd-t1-so-mot-2026-05-18", by="tinh-mau-so-mot", on="2026-05-20",
        type="dinh-chinh-de-nghi", **SAYS,
    )  # fmt: skip


CORRECTED = table("dinh-chinh", "Những chỗ sổ đã ghi sai và sửa")
HEARD = [
    Story(
        "Đề nghị đính chính, trả lời",
        "cơ quan được nêu tên không có chỗ để nói",
        "Hạn 15/5/2026, có danh sách đầy đủ, chưa thấy nộp. Ngày 20/5 Sở Một đề nghị đính chính; ngày 28/5 không được chấp nhận.",
        disputed,
        ("2026-05-19", "2026-05-20", "2026-05-27", "2026-05-28"),
        together(
            bảng=table("theo-doi/qua-han", "Quá hạn"), nhiệm_vụ=words("chi-dao/tinh-mau-5-ubnd/tinh-mau-5-ubnd-t1", "Đã gửi báo cáo"),
            cơ_quan=table("co-quan/tinh-mau-so-mot", "Giải trình, ý kiến của cơ quan"),
            đính_chính=table("dinh-chinh", "Đề nghị đính chính của cơ quan được nêu tên"),
        ),
    ),
    Story(
        "Sổ tự nêu chỗ đã ghi sai",
        "một lần “quá hạn” sai đã công bố được sửa mà không ai biết",
        "Ngày nộp 14/5 bị ghi nhầm là 24/5, nên Sở Một bị nêu là nộp chậm; ngày 30/5 sửa lại.",
        corrected,
        ("2026-05-29", "2026-05-30"),
        together(
            đính_chính=table("dinh-chinh", "Những chỗ sổ đã ghi sai và sửa"),
            văn_bản=words("chi-dao/tinh-mau-5-ubnd", "ính chính"),
        ),
    ),
    Story(
        "Được chấp nhận sửa mà chưa sửa",
        "từ ngày được chấp nhận, dòng “quá hạn” không còn đánh dấu gì",
        "Như trên, giao hai sở, về việc chung; ngày 28/5 đề nghị được chấp nhận, sổ chưa sửa. Sở Hai không có ý kiến.",
        granted,
        ("2026-05-27", "2026-05-28"),
        table("theo-doi/qua-han", "Quá hạn"),
    ),
    Story(
        "Đề nghị đính chính số đo",
        "dòng “quá hạn” dựa trên số đo bị phản đối không được đánh dấu",
        "Chỉ tiêu ít nhất 80%, hạn 15/5/2026; đo ngày 18/5 được 70% ở hai sở; ngày 20/5 Sở Một đề nghị sửa số của mình.",
        measured_and_disputed,
        ("2026-05-20",),
        table("theo-doi/qua-han", "Quá hạn"),
    ),
    Story(
        "Danh sách theo dõi ghi sai ngày",
        "chỗ sửa không nói vì nó mà ai đã bị nêu “quá hạn”",
        "Ngày bắt đầu của danh sách ghi nhầm là 01/01/2026, ngày 30/5 sửa thành 01/3/2026: việc giao ngày 05/01 không ở trong danh sách.",
        lambda: put_right("following", "td", "from", "2026-01-01", listed().unlisted().follow(first="2026-03-01").task(due=MAY)),
        ("2026-05-30",),
        CORRECTED,
    ),
    Story(
        "Hạn ghi sai, hạn đúng cũng đã qua",
        "không nói số ngày quá hạn đã nêu thừa",
        "Hạn 15/5/2026 ghi nhầm là 10/4/2026, ngày 30/5 sửa lại.",
        lambda: put_right("task", "5-ubnd-t1", "due.by", "2026-04-10", listed().task(due=MAY)),
        ("2026-05-30",),
        CORRECTED,
    ),
]  # fmt: skip

POINTS = {
    20: ("Một định nghĩa, một con số", COUNTED),
    21: ("Thứ tự, số có chữ", ORDERED),
    22: ("Quy tắc mà người dân đọc được", READ),
    23: ("Quyền được nói", HEARD),
}
