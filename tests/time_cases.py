"""Stories of points 13 to 19: time told right."""

from __future__ import annotations

from datetime import date
from typing import Any

from silence_cases import MAY, listed, one
from standing_cases import (
    DECISION,
    SAMPLE,
    Register,
    confirmed,
    event,
    extended,
    passed_on,
    paused,
    resumed,
    submitted,
)
from telling import Records, Story, Teller, asked, checks, duties, facts, table, text, together, words
from test_accountability_clock import case
from test_calendars import calendar
from test_scores import Card, computed, entered, given

from generator.publish.derive.duties import duties as derived

# -- 13


def directive(register: Register, number: int, on: str, **more: Any) -> Register:
    """Another directive of the same province."""
    first = register.files["tinh-mau/directive/tinh-mau-5-ubnd.yaml"]
    data = {**first, "number": str(number), "date": on, "title": f"V/v việc số {number}", **more}
    return register.add(f"tinh-mau-{number}-ubnd", "directive", **{k: v for k, v in data.items() if k != "id"})


def task_of(register: Register, number: int, name: str = "t1", **more: Any) -> Register:
    data = {
        "clause": "1", "title": f"Việc {name} của văn bản số {number}", "content": "Nội dung.", "shape": "mot-lan",
        "leads": [{"body": "tinh-mau-so-mot"}], "directive": f"tinh-mau-{number}-ubnd", **more,
    }  # fmt: skip
    return register.add(f"tinh-mau-{number}-ubnd-{name}", "task", **data)


def later_document() -> Register:
    """A directive and a task of 17/8 beside those of January."""
    return task_of(
        directive(listed().task(due=MAY), 9, "2026-08-17"), 9, due={"by": "2026-09-30", "as_written": "30/9"}
    )


def rated_in_parts(*points: int) -> Records:
    card = Card().framework(entered("1", 70), entered("2", 30))
    return card.rating(*(given(str(n), p) for n, p in enumerate(points, 1))).rating(
        given("1", 60), given("2", 20), body="so-hai"
    )


def listed_files(*names: str) -> Teller:
    """How many rows some data files have."""

    def tell(records: Records, on: date) -> list[str]:
        return [
            f"{name}.json: {text(records, on, f'du-lieu/{name}.json').count(chr(34) + 'sample' + chr(34))} dòng"
            for name in names
        ]

    return tell


RANKING = "xep-loai/tinh-mau-khung-2024-tinh-mau"
DAY = [
    Story(
        "Văn bản của ngày sau",
        "trang của ngày 30/6/2026 nêu văn bản của 17/8/2026 và đếm 11 việc của nó",
        "Văn bản ngày 05/01/2026 có một việc, văn bản ngày 17/8/2026 có một việc.",
        later_document,
        ("2026-06-30", "2026-08-16", "2026-08-17"),
        together(
            trang_đầu=facts("", "văn bản chỉ đạo", "nhiệm vụ"), danh_sách=table("", "Văn bản chỉ đạo mới nhất"),
            trang_văn_bản=lambda r, on: ["có" if text(r, on, "chi-dao/tinh-mau-9-ubnd") else "chưa có"],
            tệp=listed_files("duties"),
        ),

    ),
    Story(
        "Kỳ chưa kết thúc, và còn tiêu chí chưa chấm",
        "5 trong 7 bảng xếp loại thiếu “tạm tính”; tiêu chí 30 điểm chưa chấm mà vẫn 100 điểm, hạng 1",
        "Khung có hai tiêu chí (70 và 30 điểm), năm 2024: Sở Một được 70 điểm tiêu chí 1, tiêu chí 2 chưa thẩm định; Sở Hai được 60 và 20.",
        lambda: rated_in_parts(70),
        ("2024-10-31", "2025-01-31"),
        together(
            bảng=table("xep-loai/tinh-mau-khung-2024-tinh-mau"), Sở_Một=words("xep-loai/tinh-mau-diem-2024-so-mot", "ạm tính", "ổng điểm"),
            Sở_Hai=words("xep-loai/tinh-mau-diem-2024-so-hai", "ạm tính", "ổng điểm"),
        ),
        ("cham-diem",),
    ),
]  # fmt: skip

# -- 14


def with_paper(register: Register) -> Register:
    return register.add("tinh-mau-9-bc", "document", type="bao-cao", number="9", symbol="BC-SM", date="2026-05-14",
                        issuer="tinh-mau-so-mot", title="Báo cáo kết quả")  # fmt: skip


def paper_after_hand_in(**paper: Any) -> Register:
    return with_paper(one()).rollout("so-mot", {**submitted("2026-05-10"), **paper})


def report_before_its_paper() -> Register:
    monthly = {"every": "thang", "days_after": 5, "first": "2026-04"}
    register = with_paper(listed().task(shape="dinh-ky", recurrence=monthly))
    return register.report("so-mot", "2026-04", "2026-05-04", document="tinh-mau-9-bc")


def later_done(field: str, value: Any) -> Register:
    """The hand-in of Sở Một, which was withdrawn or corrected later."""
    register = one(submitted("2026-05-14"))
    register.files["tinh-mau/rollout/tinh-mau-5-ubnd-t1-so-mot.yaml"][field] = value
    return register


def decision_after_extension() -> Register:
    """The decision is of 01/02/2024 in the records that all stories have; this one is of 20/5/2026."""
    register = one(extended("2026-05-12", "2026-05-15", "2026-06-30"))
    register.files["tinh-mau/document/tinh-mau-77-qd-2024.yaml"]["date"] = "2026-05-20"
    return register


def known_by_a_report(*days: str) -> Register:
    """The report of the second quarter, signed on 08/7/2026, is the source of what Sở Một did."""
    register = one()
    register.add("tinh-mau-20-bc", "document", type="bao-cao", number="20", symbol="BC-UBND", date="2026-07-08",
                 issuer="tinh-mau-ubnd", title="Báo cáo quý II")  # fmt: skip
    register.add("tinh-mau-th-2026-q2", "summary", period="2026-Q2", document="tinh-mau-20-bc", signed="2026-07-08",
                 title="Báo cáo quý II", by="tinh-mau-ubnd", signed_by={"body": "tinh-mau-ubnd", "post": "Chủ tịch"})  # fmt: skip
    return register.rollout("so-mot", *({**confirmed(day), "source": {"document": "tinh-mau-20-bc"}} for day in days))


FUTURE = [
    Story(
        "Báo cáo kỳ đã ký là nguồn của điều xảy ra sau khi ký",
        "được nhận, và đổi số liệu của kỳ sau theo một báo cáo không thể biết điều ấy",
        "Báo cáo quý II ký ngày 08/7/2026; ghi theo báo cáo ấy: Sở Một xong ngày 20/7.",
        lambda: known_by_a_report("2026-07-20"),
        ("2026-08-01",),
        checks("event-after-report"),
    ),
    Story(
        "Báo cáo kỳ đã ký là nguồn của điều xảy ra trước khi ký",
        "không khác",
        "Báo cáo quý II ký ngày 08/7/2026; ghi theo báo cáo ấy: Sở Một xong ngày 14/5.",
        lambda: known_by_a_report("2026-05-14"),
        ("2026-08-01",),
        checks("event-after-report"),
    ),
    Story(
        "Sự việc của năm 2099",
        "được nhận, và tự thành đúng khi đến ngày",
        "Sở Một: xác nhận ngày 01/01/2099.",
        lambda: one(confirmed("2099-01-01")),
        ("2026-05-12",),
        checks("event-in-future"),
    ),
    Story(
        "Sự việc của ngày mai, và của ngày hôm nay",
        "được nhận",
        "Sở Một: nộp ngày 13/5/2026; ghi vào sổ ngày 11, 12 và 13/5.",
        lambda: one(submitted("2026-05-13")),
        ("2026-05-11", "2026-05-12", "2026-05-13"),
        checks("event-in-future"),
    ),
    Story(
        "Gia hạn trước quyết định gia hạn",
        "được nhận",
        "Gia hạn ghi ngày 12/5/2026, theo quyết định ngày 20/5/2026.",
        decision_after_extension,
        ("2026-06-01",),
        checks("event-before-decision"),
        ("gia-han",),
        ("source",),
    ),
    Story(
        "Nộp trước ngày ghi trên chính báo cáo được nộp",
        "được nhận",
        "Nộp ngày 10/5/2026 một báo cáo đề ngày 14/5/2026.",
        lambda: paper_after_hand_in(source={"document": "tinh-mau-9-bc"}),
        ("2026-06-01",),
        checks("event-before-decision"),
        ("ngay-nop",),
        ("source",),
    ),
    Story(
        "Nộp trước ngày ghi trên báo cáo là minh chứng của lần nộp",
        "được nhận",
        "Nộp ngày 10/5/2026, minh chứng là báo cáo của chính Sở Một đề ngày 14/5/2026.",
        lambda: paper_after_hand_in(evidence=[{"document": "tinh-mau-9-bc"}]),
        ("2026-06-01",),
        checks("event-before-decision"),
        ("ngay-nop",),
        ("evidence",),
    ),
    Story(
        "Báo cáo kỳ nhận trước ngày ghi trên chính báo cáo",
        "được nhận",
        "Báo cáo tháng 4 của Sở Một nhận ngày 04/5/2026, văn bản đề ngày 14/5/2026.",
        report_before_its_paper,
        ("2026-06-01",),
        checks("event-before-decision"),
        ("ngay-nop",),
        ("document",),
    ),
    Story(
        "Rút một mục, đính chính một điều vào năm 2099",
        "được nhận, và việc rút có hiệu lực ngay: nơi đã nộp đúng hạn thành quá hạn",
        "Sở Một nộp ngày 14/5/2026; mục ấy ghi là bị rút ngày 30/6/2099.",
        lambda: later_done("withdrawn", {"on": "2099-06-30", "because": "Ghi nhầm."}),
        ("2026-05-20",),
        checks("event-in-future"),
    ),
    Story(
        "Đính chính của năm 2099",
        "được nhận",
        "Sở Một nộp ngày 14/5/2026; ghi là đính chính ngày 30/6/2099.",
        lambda: later_done(
            "corrections", [{"on": "2099-06-30", "at": "events.0.date", "was": "2026-05-20", "because": "Gõ nhầm."}]
        ),
        ("2026-05-20",),
        checks("event-in-future"),
    ),
]

# -- 15

PAUSES = [
    Story(
        "Tạm dừng trong hạn, tiếp tục không có hạn mới",
        "những ngày tạm dừng bị tính là chậm",
        "Hạn 15/5/2026; tạm dừng 05/5, tiếp tục 25/5, không có hạn mới; chưa nộp.",
        lambda: one(paused("2026-05-05"), resumed("2026-05-25")),
        ("2026-05-04..2026-06-08",),
        duties(),
        ("gia-han",),
    ),
    Story(
        "Đã quá hạn mới tạm dừng",
        "tạm dừng xóa những ngày đã quá hạn",
        "Hạn 15/5/2026; tạm dừng 25/5, tiếp tục 05/6; nộp và được xác nhận 08/6.",
        lambda: one(paused("2026-05-25"), resumed("2026-06-05"), submitted("2026-06-08"), confirmed("2026-06-08")),
        ("2026-05-24..2026-06-09",),
        together(việc=duties(), tỷ_lệ=facts("co-quan/tinh-mau-so-mot", "Tỷ lệ quá hạn")),
        ("gia-han",),
    ),
    Story(
        "Đã quá hạn mới được gia hạn",
        "gia hạn xóa 10 ngày đã quá hạn, trong câu, dòng, tỷ lệ, điểm và tệp",
        "Hạn 15/5/2026; ngày 25/5 gia hạn đến 30/6; nộp và được xác nhận 20/6.",
        lambda: one(extended("2026-05-25", "2026-05-15", "2026-06-30"), submitted("2026-06-20"), confirmed("2026-06-20")),
        ("2026-05-24..2026-05-26", "2026-06-19..2026-06-21"),
        together(
            việc=duties(), tỷ_lệ=facts("co-quan/tinh-mau-so-mot", "Tỷ lệ quá hạn"),
            dòng=table("co-quan/tinh-mau-so-mot", "Nhiệm vụ có theo dõi"),
        ),
        ("gia-han",),
    ),
    Story(
        "Đã quá hạn mới chuyển giao",
        "phần chậm của nơi chuyển đi không còn",
        "Hạn 15/5/2026; ngày 25/5 chuyển cho Sở Hai, ngày 10/6 gia hạn đến 15/7.",
        lambda: one(passed_on("2026-05-25", "so-hai")).rollout("so-hai", extended("2026-06-10", "2026-05-15", "2026-07-15")),
        ("2026-05-24..2026-05-26", "2026-06-09..2026-06-20"),
        duties(),
        ("chuyen-giao", "gia-han"),
    ),
]  # fmt: skip

# -- 16


def reports_on_monday() -> Register:
    """Reports for a Saturday; one was received on the Monday after, one on the Tuesday."""
    recurrence = {"every": "thang", "due_day": 16, "first": "2026-05", "last": "2026-05"}
    register = listed().task("so-mot", "so-hai", shape="dinh-ky", recurrence=recurrence)
    return register.report("so-mot", "2026-05", "2026-05-18").report("so-hai", "2026-05", "2026-05-19")


WRONG_DAYS = {
    "ngày vừa nghỉ vừa làm": calendar(("2025-05-02", "30-4-1-5", "hoan-doi"), worked={"2025-05-02": "2025-05-02"}),
    "ngày lễ gõ nhầm sang Chủ nhật 05/01": calendar(("2025-01-05", "tet-duong-lich", "le")),
    "ngày làm bù không thay cho ngày nào": calendar(worked={"2025-04-26": ""}),
    "hai lịch cả nước của một năm": calendar(("2025-01-01", "tet-duong-lich", "le")).add(
        "trung-uong-nghi-2025", "calendar", year=2025, source=SAMPLE
    ),
    "ngày nghỉ riêng của tỉnh": Register().add(
        "tinh-mau-lich-2025", "calendar", year=2025, source=SAMPLE,
        days_off=[{"date": "2025-10-10", "name": "Nghỉ bão", "holiday": "khac", "kind": "le"}],
    ),
    "hoán đổi không có quyết định": calendar(
        ("2025-05-02", "30-4-1-5", "hoan-doi"), worked={"2025-04-26": "2025-05-02"}
    ).add("trung-uong-lich-2025", "calendar", year=2025, source={"note": "Theo thông báo."},
          days_off=[{"date": "2025-05-02", "name": "Nghỉ", "holiday": "30-4-1-5", "kind": "hoan-doi"}],
          working_days=[{"date": "2025-04-26", "instead_of": "2025-05-02"}]),
}  # fmt: skip
CALENDAR = (
    "calendar-contradiction", "calendar-duplicate", "calendar-holiday", "calendar-provincial", "calendar-swap",
    "calendar-unsourced", "calendar-year",
)  # fmt: skip


def wrong_calendars(_records: Records, on: date) -> list[str]:
    return [f"{what}: {line}" for what, made in WRONG_DAYS.items() for line in checks(*CALENDAR)(made, on)]


DAYS_OFF = [
    Story(
        "Hạn là thứ Bảy",
        "quá hạn từ Chủ nhật",
        "Hạn 16/5/2026 (thứ Bảy), chưa nộp.",
        lambda: one(due={"by": "2026-05-16"}),
        ("2026-05-15..2026-05-20",),
        duties(),
        ("ngay-nghi",),
    ),
    Story(
        "Hạn là ngày Tết",
        "quá hạn giữa Tết",
        "Hạn 17/02/2026 (mùng 1 Tết); nghỉ từ thứ Hai 16/02 đến thứ Sáu 20/02; chưa nộp.",
        lambda: one(due={"by": "2026-02-17"}),
        ("2026-02-13..2026-02-26",),
        duties(),
        ("ngay-nghi",),
    ),
    Story(
        "Hạn là thứ Bảy mà văn bản buộc đúng ngày",
        "không có cách ghi",
        "Hạn 16/5/2026, văn bản buộc đúng ngày ấy; chưa nộp.",
        lambda: one(due={"by": "2026-05-16", "exact": True}),
        ("2026-05-16..2026-05-19",),
        duties(),
        ("ngay-nghi",),
    ),
    Story(
        "Báo cáo cho thứ Bảy, nhận thứ Hai",
        "10 trong 166 xã báo cáo thứ Hai cho hạn thứ Bảy bị ghi là chậm",
        "Báo cáo tháng, hạn ngày 16 (16/5/2026 là thứ Bảy); Sở Một nộp thứ Hai 18/5, Sở Hai nộp thứ Ba 19/5.",
        reports_on_monday,
        ("2026-05-18", "2026-05-19"),
        duties(),
        ("ngay-nghi",),
    ),
    Story(
        "Lịch cũng là chứng cứ",
        "đều được nhận, và làm đổi kết luận",
        "; ".join(WRONG_DAYS) + ".",
        Register,
        ("2026-05-20",),
        wrong_calendars,
        ("ngay-nghi",),
    ),
]

# -- 17


def replaced_task() -> Register:
    register = directive(listed().task(due=MAY), 6, "2026-04-01")
    return task_of(register, 6, due={"by": "2026-07-31", "as_written": "31/7"}, replaces=["tinh-mau-5-ubnd-t1"])


def replaced_directive() -> Register:
    """The second one takes the place of the first, which a third cites."""
    register = directive(listed().task(due=MAY), 6, "2026-06-01", replaces=["tinh-mau-5-ubnd"])
    cites = {"as_written": "Công văn số 5/UBND-NC", "document": "tinh-mau-5-ubnd", "role": "van-ban-truoc"}
    return directive(
        register,
        7,
        "2026-03-02",
        clauses=[{"id": "1", "kind": "khoan", "label": "1.", "summary": "Tiếp tục.", "citations": [cites]}],
    )


def both(number: int) -> Teller:
    """Both texts: their duties, and what stands at the top of their pages."""
    told = ("thay thế bởi", "^Thay thế", "thay thế nhiệm vụ", "nhiệm vụ: thay bằng", "thay bằng nhiệm vụ")

    def new(records: Records, on: date) -> list[str]:
        task = f"tinh-mau-{number}-ubnd-t1"
        if task not in records.corpus.records:
            return ["(không có việc nào)"]
        return [f"{d.label} — {d.standing.because}" for d in derived(records.corpus, on)[task]]

    return together(
        việc_cũ=duties(), việc_mới=new, trang_cũ=words("chi-dao/tinh-mau-5-ubnd", *told),
        trang_mới=words(f"chi-dao/tinh-mau-{number}-ubnd", *told),
    )  # fmt: skip


def partly_replaced() -> Register:
    register = listed()
    decree = {"type": "nghi-dinh", "issuer": "trung-uong-chinh-phu"}
    register.files["trung-uong/agency/trung-uong-chinh-phu.yaml"] = {
        "id": "trung-uong-chinh-phu",
        "names": [{"name": "Chính phủ"}],
        "kind": "khac",
        "level": "trung-uong",
    }
    register.add(
        "trung-uong-nd-cu",
        "document",
        **decree,
        number="901",
        symbol="NĐ-CP",
        date="2020-09-18",
        title="Xử lý kỷ luật cán bộ, công chức, viên chức (giả định)",
        validity={"from": "2020-09-20"},
    )
    register.add(
        "trung-uong-nd-moi",
        "document",
        **decree,
        number="902",
        symbol="NĐ-CP",
        date="2025-06-30",
        title="Xử lý kỷ luật cán bộ, công chức (giả định)",
        validity={"from": "2025-07-01"},
        replaces_part=[{"document": "trung-uong-nd-cu", "of": "quy định đối với cán bộ, công chức"}],
    )
    record = register.files["tinh-mau/directive/tinh-mau-5-ubnd.yaml"]
    record["clauses"][0]["citations"] = [
        {"as_written": "Nghị định số 901", "document": "trung-uong-nd-cu", "role": "thuc-hien"}
    ]
    return register


def text_only(*events: dict[str, Any]) -> Register:
    return Register(coverage="chi-van-ban", issued="2026-01-05").calendars(2026).task(due=MAY, events=list(events))


FATES = [
    Story(
        "Nhiệm vụ được thay",
        "task.replaces không đổi gì: việc cũ và việc mới đều quá hạn, không trang nào nhắc trang kia",
        "Việc của văn bản 05/01/2026, hạn 15/5; văn bản số 6 ngày 01/4/2026 thay việc ấy, hạn 31/7. Có danh sách đầy đủ, không ai nộp.",
        replaced_task,
        ("2026-03-31", "2026-04-01", "2026-05-16", "2026-08-01"),
        both(6),
        ("chuyen-giao",),
    ),
    Story(
        "Văn bản được thay, khi việc đã quá hạn",
        "directive.replaces không đổi gì",
        "Việc của văn bản 05/01/2026, hạn 15/5, không nộp; văn bản số 6 ngày 01/6/2026 thay cả văn bản ấy. Văn bản số 7 ngày 02/3/2026 viện dẫn văn bản 05/01.",
        replaced_directive,
        ("2026-05-31", "2026-06-01", "2026-08-01"),
        together(hai_văn_bản=both(6), nơi_viện_dẫn=words("chi-dao/tinh-mau-7-ubnd", "^khoản 1 Chỉ đạo trước")),
        ("chuyen-giao",),
    ),
    Story(
        "Thay một phần, và nơi viện dẫn",
        "văn bản bị thay một phần hiện như còn hiệu lực, hoặc như hết hiệu lực",
        "Nghị định (giả định) 901 có hiệu lực từ 20/9/2020; nghị định 902, có hiệu lực từ 01/7/2025, thay phần đối với cán bộ, công chức. Văn bản 05/01/2026 viện dẫn nghị định 901.",
        partly_replaced,
        ("2026-01-05",),
        together(
            trang_nghị_định=words("van-ban/trung-uong-nd-cu", "^Hiệu lực", "^Bị thay thế"),
            nơi_viện_dẫn=words("chi-dao/tinh-mau-5-ubnd", "thay thế từ"),
        ),
    ),
    Story(
        "Hủy việc của văn bản chỉ biết nội dung",
        "không ghi được",
        "Văn bản chỉ biết nội dung; việc hạn 15/5/2026 được hủy ngày 01/4/2026 bằng quyết định.",
        lambda: text_only(event("huy", "2026-04-01", reason="Đã có luật mới.", source=DECISION)),
        ("2026-03-31", "2026-04-01", "2026-06-01"),
        duties(),
        ("gia-han",),
        ("coverage",),
    ),
    Story(
        "Gia hạn việc của văn bản chỉ biết nội dung",
        "không ghi được",
        "Như trên, nhưng ngày 20/5/2026 được gia hạn đến 30/6.",
        lambda: text_only(extended("2026-05-20", "2026-05-15", "2026-06-30")),
        ("2026-05-19", "2026-05-20", "2026-08-01"),
        duties(),
        ("gia-han",),
        ("coverage",),
    ),
]  # fmt: skip

# -- 18

SUBJECTS = (
    ("công chức, kỷ luật, từ 01/7/2025", "cong-chuc", "2025-07-01", "ky-luat"),
    ("công chức, kỷ luật, từ 30/6/2025", "cong-chuc", "2025-06-30", "ky-luat"),
    ("tập thể, kỷ luật, từ 01/7/2025", "tap-the", "2025-07-01", "ky-luat"),
    ("viên chức, kỷ luật, từ 01/7/2025", "vien-chuc", "2025-07-01", "ky-luat"),
    ("công chức, không phải kỷ luật, từ 01/7/2025", "cong-chuc", "2025-07-01", "ngoai-ky-luat"),
)


def clocks(_records: Records, on: date) -> list[str]:
    return [f"{what}: {line.partition(': ')[2]}" for what, kind, opened, form in SUBJECTS
            for line in asked(case(kind, opened, form).unchecked(), on)]  # fmt: skip


CLOCK = [
    Story(
        "Đặt cho ai",
        "đặt cả cho tập thể, viên chức, vụ việc trước 01/7/2025, hình thức không phải kỷ luật",
        "Năm vụ việc của Sở Một, chưa quyết định, có danh sách đầy đủ: " + "; ".join(what for what, *_ in SUBJECTS) + ".",
        lambda: case("cong-chuc", "2025-07-01"),
        ("2025-09-29", "2025-09-30", "2025-12-01"),
        clocks,
        ("thoi-han-ky-luat",),
    ),
    Story(
        "Kéo dài khi đã quá 90 ngày",
        "kéo dài muộn xóa hết số ngày đã quá",
        "Công chức, xem xét từ 01/7/2025; ngày 09/10 mới kéo dài; quyết định 20/11/2025.",
        lambda: case("cong-chuc", "2025-07-01", extended={"on": "2025-10-09", "because": "Nhiều tình tiết."},
                     decided={"sanction": "tinh-mau-ht", "on": "2025-11-20"}).unchecked(),
        ("2025-09-28..2025-11-21",),
        asked,
        ("thoi-han-ky-luat",),
    ),
]  # fmt: skip

# -- 19


def sole_task(*, done: str = "") -> Records:
    card = Card().calendars(2024).task(due={"by": "2024-09-30"})
    if done:
        card.rollout("so-mot", submitted(done), confirmed(done))
    return card.framework(
        computed("1", 25, "tien-do-tru-25"), bands=[{"id": "dat", "title": "Đạt", "from": 0}]
    ).rating()


POINTS_OF_A_TASK = table("xep-loai/tinh-mau-diem-2024-so-mot", "Điểm từng tiêu chí")
SCORES = [
    Story(
        "Việc duy nhất, chưa nộp, đã quá 60 ngày",
        "được 18,75 trên 25 điểm",
        "Tiêu chí tiến độ 25 điểm (mỗi lần chậm trừ 25%); năm 2024 Sở Một có một việc, hạn 30/9/2024, không nộp.",
        sole_task,
        ("2024-09-30", "2024-11-29"),
        together(điểm=POINTS_OF_A_TASK, việc=duties()),
        ("cham-diem",),
    ),
    Story(
        "Việc duy nhất, nộp chậm",
        "như việc không nộp",
        "Như trên, nộp ngày 08/10/2024.",
        lambda: sole_task(done="2024-10-08"),
        ("2024-11-29",),
        together(điểm=POINTS_OF_A_TASK, việc=duties()),
        ("cham-diem",),
    ),
]

POINTS = {
    13: ("Ngày của trang là ngày của mọi điều trên trang", DAY),
    14: ("Sự việc của ngày chưa đến, và trước căn cứ của nó", FUTURE),
    15: ("Tạm dừng, gia hạn, chuyển giao khi đã quá hạn", PAUSES),
    16: ("Ngày nghỉ", DAYS_OFF),
    17: ("Thay thế, sửa đổi, gia hạn, hủy", FATES),
    18: ("Thời hạn 90, 150 ngày", CLOCK),
    19: ("Điểm", SCORES),
}
