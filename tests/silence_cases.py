"""Stories of points 1 to 7: silence is not lateness."""

from __future__ import annotations

from typing import Any

import follow_up_cases
from standing_cases import SAMPLE, Register, confirmed, event, returned, submitted
from telling import Records, Story, asked, checks, duties, facts, findings, table, together

MAY = {"by": "2026-05-15"}
UNDATED = {"type": "xac-nhan", "date_state": "khong-neu", "known_on": "2026-08-28", "source": {"note": "Danh sách."}}


def listed() -> Register:
    """A province of which a full list is kept."""
    return Register(issued="2026-01-05").calendars(2025, 2026).listed()


def one(*events: dict[str, Any], due: Any = MAY, **more: Any) -> Register:
    """One task of Sở Một, of which a full list is kept."""
    register = listed().task(**({"due": due} if due else {}), **more)
    return register.rollout("so-mot", *events) if events else register


# -- 1


def directive_of_2023(*, full: bool = False) -> Register:
    """Like Bắc Ninh 2023: the province was merged, its departments have successors; one confirmation is known."""
    register = Register(issued="2023-10-25").calendars(2024, 2025, 2026).follow(full=full)
    for name, spoken in (("so-mot", "Sở Một"), ("so-hai", "Sở Hai"), ("so-ba", "Sở Ba")):
        register.agency(f"{name}-moi", f"{spoken} mới", valid={"from": "2025-07-01"})
        register.ended(name, spoken, "2025-06-30", f"{name}-moi")
    register.agency("so-noi-vu", "Sở Nội vụ")
    return register.task("nhom-so", due={"by": "2023-12-31"}).rollout("so-noi-vu", confirmed("2023-12-20"))


def texted() -> Register:
    """A directive of which the text alone is known, and one rollout all the same."""
    register = Register(coverage="chi-van-ban", issued="2026-01-05")
    return register.task("nhom-so", due=MAY).rollout("so-mot", confirmed("2026-05-12"))


def followed_after_the_hint() -> Register:
    """What the hint asks for, and no list."""
    register = Register(issued="2026-01-05").calendars(2026).follow(full=False)
    return register.task("nhom-so", due=MAY).rollout("so-mot", confirmed("2026-05-12"))


def inspected_once() -> Records:
    return follow_up_cases.Register().calendars(2024).inspection().finding().recommend({"by": "2024-03-29"})


FOLLOWED = [
    Story(
        "Một tin về một cơ quan không nói gì về các cơ quan khác",
        "thêm một xác nhận đúng hạn của Sở Nội vụ là hiện 14 dòng “đã quá 1064 ngày” của ba cơ quan của tỉnh sau sáp nhập mà không bản ghi nào nói đến",
        "Văn bản ngày 25/10/2023 giao các sở, hạn 31/12/2023. Tin lẻ: chỉ biết Sở Nội vụ được xác nhận ngày 20/12/2023. Ba sở kia kết thúc ngày 30/6/2025, mỗi sở có một cơ quan kế thừa.",
        directive_of_2023,
        ("2023-12-25", "2024-01-03", "2025-06-30", "2025-07-01", "2026-11-29"),
        duties(),
        ("theo-doi",),
    ),
    Story(
        "Cũng các bản ghi ấy, nhưng có danh sách đầy đủ",
        "không có chỗ ghi ai theo dõi, từ ngày nào, theo nguồn nào",
        "Như trên, nhưng UBND tỉnh giữ danh sách đầy đủ của văn bản ấy từ ngày 01/01/2022.",
        lambda: directive_of_2023(full=True),
        ("2024-01-02", "2024-01-03", "2025-07-01", "2026-11-29"),
        together(việc=duties(), phạm_vi=table("theo-doi/pham-vi", "Danh sách theo dõi")),
        ("theo-doi", "chuyen-giao"),
    ),
    Story(
        "Danh sách đầy đủ chỉ đến một ngày",
        "không có ngày bắt đầu, ngày kết thúc của việc theo dõi",
        "Hạn 15/5/2026, Sở Một chưa nộp; danh sách đầy đủ giữ từ 01/01/2026 đến hết 20/5/2026.",
        lambda: listed().unlisted().follow(first="2026-01-01", to="2026-05-20").task(due=MAY),
        ("2026-05-14..2026-06-20",),
        duties(),
        ("theo-doi", "qua-han"),
    ),
    Story(
        "Gợi ý không dẫn đến buộc tội: điều được gợi ý",
        "kiểm tra đòi ghi coverage: co-theo-doi, và ghi vào là mọi cơ quan không có tin thành quá hạn",
        "Văn bản ghi là chỉ biết nội dung, giao các sở, hạn 15/5/2026; có người ghi thêm một xác nhận của Sở Một.",
        texted,
        ("2026-06-14",),
        checks("events-without-coverage", hint=True),
        ("theo-doi",),
        ("coverage",),
    ),
    Story(
        "Gợi ý không dẫn đến buộc tội: làm theo gợi ý",
        "mọi sở không có tin thành quá hạn",
        "Như trên, đã ghi coverage: co-theo-doi.",
        followed_after_the_hint,
        ("2026-05-15", "2026-06-14"),
        duties(),
        ("theo-doi",),
        ("coverage",),
    ),
    Story(
        "Chưa ghi lần kiểm tra nào",
        "“chưa lần nào được kiểm tra”, như thể sổ biết mọi cuộc kiểm tra",
        "Sổ có một cuộc kiểm tra của tỉnh Mẫu, ngày 20/02/2024, tại Sở Một.",
        inspected_once,
        ("2024-03-12",),
        table("theo-doi/chua-kiem-tra", "Cơ quan chưa có cuộc kiểm tra trong sổ"),
    ),
]

# -- 2

DONE = {
    "t1": ("đã xong, không nêu ngày", UNDATED),
    "t2": ("đã xong trong năm 2026", confirmed(2026)),
    "t3": ("đã xong trong tháng 4/2026", confirmed("2026-04")),
    "t4": ("đã xong trong tháng 5/2026", confirmed("2026-05")),
    "t5": (
        "đã xong ngày 12/5/2026, không có tài liệu nào",
        {**confirmed("2026-05-12"), "source": {"note": "Danh sách."}},
    ),
    "t6": ("tự báo cáo đã xong ngày 12/5/2026", {**confirmed("2026-05-12"), "by": {"body": "tinh-mau-so-mot"}}),
    "t7": ("chưa có tin", None),
}


def book_of_an_office() -> Register:
    """Seven tasks of one department as an office's own table has them."""
    register = listed()
    for name, (_, done) in DONE.items():
        register.task(name=name, due=MAY)
        if done:
            register.rollout("so-mot", done, name=name)
    return register


UNKNOWN_DAY = [
    Story(
        "Xong mà không biết ngày, như bảng của chính các văn phòng",
        "không ghi được; ghi theo năm thì ra 12 lần “hoàn thành quá hạn” sai",
        "Bảy việc của Sở Một, đều hạn 15/5/2026, có danh sách đầy đủ: " + "; ".join(f"{k} {v}" for k, (v, _) in DONE.items()) + ".",
        book_of_an_office,
        ("2026-05-31", "2026-06-01", "2026-08-27", "2026-08-28", "2027-01-01"),
        duties(*DONE),
        ("khong-ro-ngay", "minh-chung"),
    ),
    Story(
        "Đứng ngoài tỷ lệ, và mẫu số được nêu",
        "không đếm riêng việc chưa có minh chứng; tỷ lệ gồm cả việc không biết ngày xong",
        "Như trên.",
        book_of_an_office,
        ("2026-08-28", "2027-01-01"),
        facts(
            "co-quan/tinh-mau-so-mot", "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Hoàn thành, không xét thời hạn",
            "Trong số đã hoàn thành: chưa có minh chứng, hoặc theo cơ quan tự báo cáo", "Chưa hoàn thành, quá hạn",
            "Tỷ lệ quá hạn",
        ),
        ("khong-ro-ngay", "minh-chung"),
    ),
]  # fmt: skip

# -- 3

WAITING = [
    Story(
        "Chỉ biết ngày xác nhận, sau hạn",
        "cơ quan bị ghi chậm đúng bằng số ngày mà nơi xác nhận để chậm",
        "Hạn 15/5/2026; sổ chỉ ghi được xác nhận ngày 25/5/2026.",
        lambda: one(confirmed("2026-05-25")),
        ("2026-05-14..2026-05-26",),
        duties(),
        ("ngay-nop",),
    ),
    Story(
        "Nộp đúng hạn, xác nhận sau hạn",
        "“hoàn thành quá hạn”",
        "Hạn 15/5/2026; nộp 14/5, xác nhận 25/5.",
        lambda: one(submitted("2026-05-14"), confirmed("2026-05-25")),
        ("2026-05-13..2026-05-26",),
        duties(),
        ("ngay-nop", "cho-xac-nhan"),
    ),
    Story(
        "Nộp đúng hạn, không bao giờ được xác nhận",
        "“chưa hoàn thành, trong hạn” suốt 92 ngày",
        "Hạn 15/5/2026; nộp 14/5; không ai xác nhận.",
        lambda: one(submitted("2026-05-14"), route={"to": [{"body": "tinh-mau-ubnd"}]}),
        ("2026-05-13..2026-08-15",),
        duties(),
        ("cho-xac-nhan",),
    ),
    Story(
        "Bảng Chờ xác nhận; không tính cho ai",
        "không có bảng, không có tình trạng ấy",
        "Như trên.",
        lambda: one(submitted("2026-05-14"), route={"to": [{"body": "tinh-mau-ubnd"}]}),
        ("2026-05-13", "2026-07-16"),
        together(
            bảng=table("theo-doi/cho-xac-nhan", "Chờ xác nhận"),
            Sở_Một=facts("co-quan/tinh-mau-so-mot", "Đã nộp, chờ xác nhận", "Tỷ lệ quá hạn"),
            UBND_tỉnh=facts("co-quan/tinh-mau-ubnd", "Chưa hoàn thành, quá hạn", "Tỷ lệ quá hạn"),
        ),
        ("cho-xac-nhan",),
    ),
    Story(
        "Nộp, bị trả lại, nộp lại",
        "lần trả lại không thấy nữa khi đã nộp lại",
        "Hạn 15/5/2026; nộp 04/5, bị trả lại 06/5, nộp lại 13/5, xác nhận 25/5.",
        lambda: one(submitted("2026-05-04"), returned("2026-05-06"), submitted("2026-05-13"), confirmed("2026-05-25")),
        ("2026-05-03..2026-05-26",),
        duties(),
        ("tra-lai",),
    ),
    Story(
        "Nộp đúng hạn, bị trả lại sau hạn, nộp lại",
        "không rõ lần nộp đầu có đúng hạn hay không",
        "Hạn 15/5/2026; nộp 14/5, bị trả lại 20/5, nộp lại 22/5, xác nhận 25/5.",
        lambda: one(submitted("2026-05-14"), returned("2026-05-20"), submitted("2026-05-22"), confirmed("2026-05-25")),
        ("2026-05-14..2026-05-26",),
        duties(),
        ("tra-lai",),
    ),
    Story(
        "Xác nhận nhầm, mở lại",
        "việc đã xác nhận không mở lại được",
        "Hạn 15/5/2026; nộp 11/5, xác nhận 12/5, mở lại 20/5, nộp 27/5, xác nhận 28/5.",
        lambda: one(
            submitted("2026-05-11"), confirmed("2026-05-12"), event("mo-lai", "2026-05-20", reason="Xác nhận nhầm."),
            submitted("2026-05-27"), confirmed("2026-05-28"),
        ),
        ("2026-05-11..2026-05-29",),
        duties(),
        ("mo-lai",),
    ),
]  # fmt: skip

# -- 4

HALF = {"indicator": "Tỷ lệ hồ sơ trực tuyến", "value": 50, "operator": "ge", "unit": "%"}
NUMBER = {"indicator": "Số hồ sơ đã số hóa", "value": 300, "operator": "ge", "unit": "hồ sơ"}


def target(*leads: str, of: dict[str, Any] = HALF, **more: Any) -> Register:
    return listed().task(*leads, shape="chi-tieu", target=of, due=MAY, **more)


def wrong_values() -> Register:
    """What a clerk may type, each of another day."""
    register = target(of=NUMBER)
    register.task(name="t2", shape="chi-tieu", target=HALF, due=MAY)
    task = "tinh-mau-5-ubnd"
    typed = {
        "t1": [{"value": 310, "numerator": 310, "denominator": "1.200"}, {"value": "1.200"}],
        "t2": [
            {"value": 650, "numerator": 2, "denominator": 20}, {"value": -5}, {"value": 0, "numerator": 0, "denominator": 0},
            {"value": 65, "source": {**SAMPLE, "quote": "đạt 56% (56/100 hồ sơ)"}},
        ],
    }  # fmt: skip
    for name, values in typed.items():
        for number, value in enumerate(values, 1):
            record = {
                "task": f"{task}-{name}",
                "body": "tinh-mau-so-mot",
                "at": f"2026-05-{number:02}",
                "source": SAMPLE,
            }
            register.add(f"{task}-{name}-do-{number}", "measurement", **{**record, **value})
    return register


def twice() -> Register:
    register = target().measured("2026-05-10", "40", "so-mot")
    again = {
        "task": "tinh-mau-5-ubnd-t1",
        "body": "tinh-mau-so-mot",
        "at": "2026-05-10",
        "value": "60",
        "source": SAMPLE,
    }
    return register.add("tinh-mau-5-ubnd-t1-a", "measurement", **again)


TARGETS = [
    Story(
        "Không ai đo",
        "“đã quá 15 ngày”",
        "Chỉ tiêu từ 50% trở lên của Sở Một, hạn 15/5/2026, có danh sách đầy đủ; không có số đo.",
        target,
        ("2026-05-14", "2026-05-16", "2026-05-30"),
        duties(),
        ("chi-tieu",),
    ),
    Story(
        "Số của toàn tỉnh",
        "toàn tỉnh đạt 60% (yêu cầu 50%), mà ba cơ quan quá hạn",
        "Chỉ tiêu từ 50% trở lên giao các sở, hạn 15/5/2026; một số đo chung ngày 10/5: 60%.",
        lambda: target("nhom-so").measured("2026-05-10", "60"),
        ("2026-05-09", "2026-05-10", "2026-05-16", "2026-05-30"),
        duties(),
        ("chi-tieu",),
    ),
    Story(
        "Đạt sớm, rồi tụt",
        "“hoàn thành đúng hạn” hàng tháng trước ngày hết hạn, rồi đổi",
        "Như trên, của Sở Một; đo 01/3: 55%; 01/5: 45%; 14/5: 52%.",
        lambda: target().measured("2026-03-01", "55", "so-mot").measured("2026-05-01", "45", "so-mot")
        .measured("2026-05-14", "52", "so-mot"),
        ("2026-02-28..2026-05-17",),
        duties(),
        ("chi-tieu",),
    ),
    Story(
        "Bảng chỉ tiêu nêu số của từng cơ quan",
        "bảng lấy số của một cơ quan bất kỳ làm số của tất cả",
        "Chỉ tiêu giao các sở; Sở Một đo được 55%, Sở Hai 20%, cùng ngày 10/5; Sở Ba không đo.",
        lambda: target("nhom-so").measured("2026-05-10", "55", "so-mot").measured("2026-05-10", "20", "so-hai"),
        ("2026-05-11", "2026-05-20"),
        together(việc=duties(), bảng=table("theo-doi/chi-tieu", "Chỉ tiêu")),
        ("chi-tieu",),
    ),
    Story(
        "Hai số của một cơ quan, cùng một ngày",
        "tên tệp quyết định số nào được dùng",
        "Sở Một, ngày 10/5: 40% và 60%.",
        twice,
        ("2026-05-20",),
        checks("measurement-duplicate"),
        ("chi-tieu",),
    ),
    Story(
        "Số không thể có, hoặc có thể hiểu hai cách",
        "1.200 (một nghìn hai trăm) được hiểu là 1,2, nên 310 trên 1.200 là “hoàn thành đúng hạn”; 650% bên cạnh 2/20, tỷ lệ âm và mẫu số 0 đều lọt",
        "Hai chỉ tiêu của Sở Một (ít nhất 300 hồ sơ; từ 50% trở lên), và những số mà người ghi có thể gõ.",
        wrong_values,
        ("2026-05-20",),
        checks("number-grouped", "measurement-bounds", "measurement-fraction", "value-written-differs"),
        ("chi-tieu",),
        ("source", "quote"),
    ),
]  # fmt: skip

# -- 5

ARISES = {"shape": "co-dieu-kien", "condition": "phát hiện vi phạm", "due": {"within": {"days": 10, "of": "phat-sinh"}}}
MONTHLY = {"every": "thang", "days_after": 5, "first": "2026-02", "last": "2026-04"}

CONDITIONS = [
    Story(
        "Việc chỉ phải làm khi có điều kiện, hằng tháng",
        "tháng nào cũng quá hạn, dù không bản ghi nào nói điều kiện đã xảy ra",
        "“Hằng tháng, nếu phát hiện vi phạm thì báo cáo”, có danh sách đầy đủ; không ghi lần phát sinh nào.",
        lambda: listed().task(shape="co-dieu-kien", condition="phát hiện vi phạm", recurrence=MONTHLY),
        ("2026-03-06..2026-06-10",),
        duties(),
        ("thuong-xuyen",),
    ),
    Story(
        "Điều kiện đã xảy ra một lần",
        "sự việc ghi vào việc có điều kiện được nhận rồi bị bỏ qua",
        "Phải báo cáo trong 10 ngày từ khi phát sinh; phát sinh 04/5, nộp 16/5, xác nhận 18/5.",
        lambda: listed().task(**ARISES).rollout("so-mot", event("phat-sinh", "2026-05-04"), submitted("2026-05-16"), confirmed("2026-05-18")),
        ("2026-05-03..2026-05-19",),
        duties(),
        ("thuong-xuyen",),
    ),
    Story(
        "Sự việc ghi vào việc thường xuyên",
        "được nhận rồi bị bỏ qua, không ai biết",
        "Việc thường xuyên; Sở Một báo đã làm một lần ngày 10/3/2026.",
        lambda: listed().task(shape="thuong-xuyen").rollout("so-mot", confirmed("2026-03-10")),
        ("2026-03-09", "2026-03-10", "2026-12-31"),
        duties(),
        ("thuong-xuyen",),
    ),
    Story(
        "Kỳ báo cáo không có tin, không có danh sách",
        "kỳ nào cũng quá hạn",
        "Báo cáo hằng tháng của Sở Một, nộp trước ngày 05 tháng sau; tin lẻ: có báo cáo tháng 2, nộp 04/3.",
        lambda: listed().unlisted().follow(full=False).task(shape="dinh-ky", recurrence=MONTHLY)
        .report("so-mot", "2026-02", "2026-03-04"),
        ("2026-03-03", "2026-04-06", "2026-05-06"),
        duties(),
        ("theo-doi",),
    ),
]  # fmt: skip

# -- 6


def without_lead() -> Register:
    register = target()
    del register.files["tinh-mau/task/tinh-mau-5-ubnd-t1.yaml"]["leads"]
    register.files["tinh-mau/task/tinh-mau-5-ubnd-t1.yaml"]["leads_state"] = "khong-neu"
    return register.measured("2026-05-20", "40")


def complaint(**more: Any) -> Register:
    return Register().calendars(2024).listed().add(
        "tinh-mau-pa-2024-01", "feedback", channel="duong-day-nong", sender="nguoi-dan", agency="tinh-mau-so-mot",
        received="2024-03-01", received_by="tinh-mau-so-hai", about="Phải chờ lâu.", due="2024-03-15", **more,
    )  # fmt: skip


def inspected_for_two_weeks(**more: Any) -> Records:
    register = follow_up_cases.Register().calendars(2024).inspection(start="2024-02-10", end="2024-02-24")
    register.finding(**more).recommend({"within": {"days": 30, "of": "phat-sinh"}})
    register.files["tinh-mau/finding/tinh-mau-kt-2024-01-f1.yaml"]["seriousness"] = "khong-neu"
    return register


NOBODY = [
    Story(
        "Chỉ tiêu không nêu ai chủ trì",
        "phải ghi một cơ quan chủ trì, và cơ quan ấy thành quá hạn",
        "Chỉ tiêu từ 50% trở lên, hạn 15/5/2026, văn bản không nêu ai chủ trì; đo ngày 20/5 được 40%.",
        without_lead,
        ("2026-05-16", "2026-05-20", "2026-06-01"),
        together(việc=duties(), bảng=table("theo-doi/qua-han", "Quá hạn")),
        ("giao-cho", "chi-tieu"),
    ),
    Story(
        "Phản ánh không nêu ai phải trả lời",
        "nơi nhận phản ánh, và cơ quan bị phản ánh, đều thành quá hạn",
        "Người dân phản ánh Sở Một, Sở Hai nhận ngày 01/3/2024, hạn trả lời 15/3; nguồn không nêu ai phải trả lời.",
        complaint,
        ("2024-03-01", "2024-03-15", "2024-03-16", "2024-03-18"),
        together(
            phản_ánh=asked,
            Sở_Một=table("co-quan/tinh-mau-so-mot", "Việc phải trả lời, giải quyết"),
            Sở_Hai=table("co-quan/tinh-mau-so-hai", "Việc phải trả lời, giải quyết"),
            bảng=table("theo-doi/qua-han", "Quá hạn"),
        ),
        ("giao-cho",),
    ),
    Story(
        "Phản ánh có nêu ai phải trả lời",
        "như trên",
        "Như trên, nguồn nêu Sở Hai phải trả lời.",
        lambda: complaint(answerer="tinh-mau-so-hai"),
        ("2024-03-15", "2024-03-18"),
        asked,
        ("giao-cho", "qua-han"),
    ),
    Story(
        "Ngày phát hiện, mức độ mà hồ sơ không nêu",
        "cuộc kiểm tra 10–24/02 cho ra “phát hiện 24/02”, và hạn tính từ ngày ấy",
        "Kiểm tra từ 10/02 đến 24/02/2024, phải khắc phục trong 30 ngày từ khi phát hiện; hồ sơ không nêu ngày phát hiện, không nêu mức độ.",
        inspected_for_two_weeks,
        ("2024-02-09", "2024-02-24", "2024-03-12", "2024-05-01"),
        together(
            phát_hiện=findings,
            trang=facts("kiem-tra/tinh-mau-kt-2024-01/tinh-mau-kt-2024-01-f1", "Ngày phát hiện", "Mức độ"),
        ),
        ("phat-hien-ngay-nao",),
        ("seriousness",),
    ),
]

# -- 7

REPORT = {"shape": "dinh-ky", "recurrence": {"every": "thang", "days_after": 5, "first": "2026-02", "last": "2026-02"}}
SELF = [
    Story(
        "Các sở báo cáo cho một sở trong số đó",
        "sở nhận báo cáo thành quá hạn với chính mình",
        "Các sở báo cáo tháng cho Sở Hai, nộp trước ngày 05 tháng sau, có danh sách đầy đủ; không có báo cáo nào.",
        lambda: listed().task("nhom-so", **REPORT, route={"to": [{"body": "tinh-mau-so-hai"}]}),
        ("2026-03-05", "2026-03-06"),
        duties(),
        ("giao-cho",),
    ),
    Story(
        "Giao cho một nhóm, trừ …",
        "nhóm và cơ quan chủ trì không ghi được ngoại lệ",
        "Giao các sở trừ Sở Ba, hạn 15/5/2026, có danh sách đầy đủ.",
        lambda: listed().task(("nhom-so", "so-ba"), due=MAY),
        ("2026-05-15", "2026-05-16"),
        together(việc=duties(), trang=facts("chi-dao/tinh-mau-5-ubnd/tinh-mau-5-ubnd-t1", "Chủ trì")),
        ("giao-cho",),
    ),
]

POINTS = {
    1: ("Theo dõi việc của ai, từ ngày nào, theo nguồn nào", FOLLOWED),
    2: ("Đã xong mà không biết ngày", UNKNOWN_DAY),
    3: ("Đã nộp, chưa được xác nhận", WAITING),
    4: ("Chỉ tiêu", TARGETS),
    5: ("Việc có điều kiện, định kỳ, thường xuyên", CONDITIONS),
    6: ("Không ai được giao", NOBODY),
    7: ("Báo cáo cho chính mình", SELF),
}
