"""What was asked of an agency, played through day by day; and the pages of the logs."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from follow_up_cases import Register, day, days, inspected

from generator.domain.accountability import clock
from generator.model import content
from generator.publish import pages
from generator.publish.derive.requests import requests
from generator.publish.derive.totals import TotalRow
from generator.publish.redact import redact
from generator.publish.register import Register as Published
from generator.publish.stood import stood

ASKED = "2024-03-11"


def asked(*answers, due="2024-03-22"):
    """A request of Sở Ba of Monday 11/3/2024: answers of Sở Một, Sở Hai …"""
    register = Register().calendars(2024)
    return register.add(
        "tinh-mau-ph-2024-01", "coordination", by="tinh-mau-so-ba", about="Góp ý dự thảo", asked=ASKED, due=due,
        answers=[{"agency": f"tinh-mau-{name}", **answer} for name, answer in answers],
    )  # fmt: skip


def answered(on, position="ro-rang"):
    return {"on": on, "position": position}


def told(**more):
    data = {"received": "2024-03-01", "due": "2024-03-15", "answerer": "tinh-mau-so-mot", **more}
    return Register().calendars(2024).add(
        "tinh-mau-pa-2024-01", "feedback", channel="duong-day-nong", sender="nguoi-dan", agency="tinh-mau-so-mot",
        about="Phải chờ lâu.", **{key: value for key, value in data.items() if value},
    )  # fmt: skip


def raised(**more):
    return Register().calendars(2024).task(due={"by": "2024-05-31"}).add(
        "tinh-mau-vm-2024-01", "obstacle", by="tinh-mau-so-mot", tasks=["tinh-mau-5-ubnd-t1"],
        about="Chưa có hướng dẫn.", asks="Cho lùi hạn", to="tinh-mau-ubnd", **{"raised": "2024-04-01", **more},
    )  # fmt: skip


def case(**more):
    """Discipline of a civil servant, from a finding of 20/02/2024; the case was opened on 04/7/2025."""
    register = inspected({"by": "2024-05-31"})
    register.add("tinh-mau-khien-trach", "sanction", title="Khiển trách", form="ky-luat", applies_to=["cong-chuc"])
    return register.add(
        "tinh-mau-xl-2024-01", "accountability", agency="tinh-mau-so-mot", subject={"kind": "cong-chuc", "role": "thua-hanh"},
        findings=["tinh-mau-kt-2024-01-f1"], opened="2025-07-04", proposed=decided("2025-07-04"), **more,
    )  # fmt: skip


def decided(on):
    return {"sanction": "tinh-mau-khien-trach", "on": on, "by": {"body": "tinh-mau-ubnd", "post": "Chủ tịch"}}


def found(register, kind, on):
    return requests(register.corpus, day(on) if isinstance(on, str) else on)[kind]


def turns(register, kind, first, last):
    """The days, looked at one by one, on which the labels were others than on the day before."""
    seen = []
    for on in days(first, last):
        labels = [request.label for request in found(register, kind, on)]
        if not seen or seen[-1][1] != labels:
            seen.append((on.isoformat(), labels))
    return seen


def said(register, kind, on):
    return [(str(r.standing.state), r.standing.because) for r in found(register, kind, on)]


# -- coordination


def test_each_agency_asked_answers_for_itself():
    register = asked(
        ("so-mot", answered("2024-03-22")), ("so-hai", answered("2024-03-26", "chung-chung")), ("ubnd", {})
    )
    assert turns(register, "coordination", "2024-03-09", "2024-04-30") == [
        ("2024-03-09", []),
        ("2024-03-11", ["Chưa trả lời, trong hạn"] * 3),
        ("2024-03-15", ["Chưa trả lời, sắp đến hạn"] * 3),
        ("2024-03-22", ["Đã trả lời đúng hạn", "Chưa trả lời, sắp đến hạn", "Chưa trả lời, sắp đến hạn"]),
        ("2024-03-23", ["Đã trả lời đúng hạn", "Chưa trả lời, quá hạn", "Chưa trả lời, quá hạn"]),
        ("2024-03-26", ["Đã trả lời đúng hạn", "Đã trả lời quá hạn, chưa nêu rõ quan điểm", "Chưa trả lời, quá hạn"]),
    ]
    assert said(register, "coordination", "2024-03-26") == [
        ("done-on-time", "đã trả lời ngày 22/3/2024, trong hạn 22/3/2024"),
        (
            "done-late",
            (
                "đã trả lời ngày 26/3/2024, chậm 4 ngày (trong đó 2 ngày làm việc) so với hạn 22/3/2024; "
                "trả lời chung chung, không rõ quan điểm"
            ),
        ),
        ("open-overdue", "chưa trả lời; hạn là 22/3/2024, đã quá 4 ngày (trong đó 2 ngày làm việc)"),
    ]
    late = [(r.body.id, r.standing.days_late, r.standing.working_days_late, r.vague)
            for r in found(register, "coordination", "2024-04-30")]  # fmt: skip
    assert late == [
        ("tinh-mau-so-mot", 0, None, False),
        ("tinh-mau-so-hai", 4, 2, True),
        ("tinh-mau-ubnd", 39, 24, False),
    ]


def test_an_agency_that_ended_gets_no_later():
    register = asked(("cu", {})).ended("cu", "Sở Cũ", "2024-03-31", "so-hai")
    assert said(register, "coordination", "2024-03-31") == [
        ("open-overdue", "chưa trả lời; hạn là 22/3/2024, đã quá 9 ngày (trong đó 5 ngày làm việc)")
    ]
    end = "nơi được giao kết thúc hoạt động ngày 31/3/2024"
    heir = "nơi kế thừa: Sở Hai, sổ không tính chậm vì sổ không có gì cho thấy nơi ấy phải trả lời"
    for on in ("2024-04-01", "2024-12-31"):
        late = f"chưa trả lời; hạn là 22/3/2024, đã quá 9 ngày (trong đó 5 ngày làm việc) khi {end}; {heir}"
        assert said(register, "coordination", on) == [("open-overdue", late)]
    without_heir = asked(("cu", {}), due="2024-05-10").ended("cu", "Sở Cũ", "2024-03-31")
    assert said(without_heir, "coordination", "2024-06-01") == [
        ("no-information", f"chưa trả lời; hạn là 10/5/2024, nhưng {end}, sổ chưa ghi nơi tiếp nhận")
    ]


# -- feedback and obstacles


def test_feedback_is_handled_in_time_or_late():
    how = {"handled": {"on": "2024-03-18", "how": "Đã trả lời người phản ánh."}}
    assert turns(told(**how), "feedback", "2024-02-29", "2024-12-31") == [
        ("2024-02-29", []),
        ("2024-03-01", ["Chưa xử lý xong, trong hạn"]),
        ("2024-03-08", ["Chưa xử lý xong, sắp đến hạn"]),
        ("2024-03-16", ["Chưa xử lý xong, quá hạn"]),
        ("2024-03-18", ["Đã xử lý quá hạn"]),
    ]
    assert turns(told(due=None, **how), "feedback", "2024-02-29", "2024-04-30") == [
        ("2024-02-29", []),
        ("2024-03-01", ["Chưa xử lý xong, không có thời hạn"]),
        ("2024-03-18", ["Đã xử lý, không xét thời hạn"]),
    ]


def test_of_feedback_whose_answerer_is_not_stated_nobody_is_late():
    """Neither the body complained of nor whoever received it: no record says who must answer."""
    register = told(answerer=None)
    text = "sổ chưa ghi việc trả lời, giải quyết; nguồn không nêu ai phải trả lời, giải quyết"
    assert said(register, "feedback", "2024-12-31") == [("no-information", text)]
    assert [request.body for request in found(register, "feedback", "2024-12-31")] == [None]


def test_without_a_full_list_silence_is_not_lateness():
    text = "hạn là {}; tin gần nhất là ngày {}, sau đó sổ không theo dõi đủ nên không biết đã xong chưa"
    request = asked(("so-mot", {})).unlisted()
    assert turns(request, "coordination", "2024-03-11", "2024-12-31") == [
        ("2024-03-11", ["Chưa trả lời, trong hạn"]),
        ("2024-03-15", ["Chưa trả lời, sắp đến hạn"]),
        ("2024-03-23", ["Không có thông tin"]),
    ]
    assert said(request, "coordination", "2024-12-31") == [
        ("no-information", "sổ chưa có tin về kết quả; " + text.format("22/3/2024", "11/3/2024"))
    ]
    assert said(told().unlisted(), "feedback", "2024-12-31") == [
        ("no-information", "sổ chưa có tin về kết quả; " + text.format("15/3/2024", "01/3/2024"))
    ]
    assert said(raised(due="2024-04-15").unlisted(), "obstacle", "2024-12-31") == [
        ("no-information", "sổ chưa có tin về kết quả; " + text.format("15/4/2024", "01/4/2024"))
    ]
    assert [r.label for r in found(case().unlisted(), "accountability", "2026-05-05")] == ["Không có thông tin"]
    listed = told().listed("tinh-mau-pa-2024-01")
    assert [r.label for r in found(listed, "feedback", "2024-12-31")] == ["Chưa xử lý xong, quá hạn"]


def test_the_last_day_of_an_answer_is_the_next_working_day():
    """16/3/2024 is a Saturday."""
    register = asked(("so-mot", answered("2024-03-18")), due="2024-03-16")
    assert said(register, "coordination", "2024-12-31") == [
        ("done-on-time", "đã trả lời ngày 18/3/2024, trong hạn 18/3/2024 (ngày 16/3/2024 là ngày nghỉ)")
    ]


def test_an_obstacle_is_answered_by_whom_it_was_sent_to():
    decision = {"on": "2024-04-20", "what": "Đồng ý."}
    register = raised(due="2024-04-15", decision=decision)
    assert turns(register, "obstacle", "2024-03-31", "2024-06-30") == [
        ("2024-03-31", []),
        ("2024-04-01", ["Chưa giải quyết, trong hạn"]),
        ("2024-04-08", ["Chưa giải quyết, sắp đến hạn"]),
        ("2024-04-16", ["Chưa giải quyết, quá hạn"]),
        ("2024-04-20", ["Đã giải quyết quá hạn"]),
    ]
    (request,) = found(register, "obstacle", "2024-06-30")
    assert request.body.id == "tinh-mau-ubnd"
    assert turns(raised(decision=decision), "obstacle", "2024-04-01", "2024-06-30") == [
        ("2024-04-01", ["Chưa giải quyết, không có thời hạn"]),
        ("2024-04-20", ["Đã giải quyết, không xét thời hạn"]),
    ]


def test_of_an_obstacle_only_the_month_or_year_may_be_known():
    for raised_in, first in (("2024-04", "2024-04-01"), (2024, "2024-01-01")):
        register = raised(due="2024-04-15", raised=raised_in)
        assert turns(register, "obstacle", "2023-12-31", "2024-06-30") == [
            ("2023-12-31", []),
            (first, ["Chưa giải quyết, trong hạn"]),
            ("2024-04-08", ["Chưa giải quyết, sắp đến hạn"]),
            ("2024-04-16", ["Chưa giải quyết, quá hạn"]),
        ]


# -- accountability


def test_the_clock_of_90_days_and_what_extends_it():
    """Day 0 is 04/7/2025; 02/10/2025 is day 90, 01/12/2025 day 150."""
    assert turns(case(), "accountability", "2025-07-03", "2026-01-03") == [
        ("2025-07-03", []),
        ("2025-07-04", ["Đang xem xét, trong hạn"]),
        ("2025-09-25", ["Đang xem xét, sắp đến hạn"]),
        ("2025-10-03", ["Đang xem xét, quá hạn"]),
    ]
    extended = case(extended={"on": "2025-09-22", "because": "Nhiều tình tiết."}, decided=decided("2025-12-02"))
    extended.unchecked()
    assert turns(extended, "accountability", "2025-09-21", "2026-01-03") == [
        ("2025-09-21", ["Đang xem xét, trong hạn"]),
        ("2025-11-24", ["Đang xem xét, sắp đến hạn"]),
        ("2025-12-02", ["Đã kết luận quá hạn"]),
    ]
    assert said(extended, "accountability", "2025-09-21") == [
        (
            "open-in-time",
            "chưa quyết định; hạn là 02/10/2025, còn 11 ngày; thời hạn 90 ngày kể từ ngày bắt đầu xem xét 04/7/2025",
        )
    ]
    assert said(extended, "accountability", "2025-09-22") == [
        (
            "open-in-time",
            (
                "chưa quyết định; hạn là 01/12/2025 (đã gia hạn 1 lần), còn 70 ngày; "
                "thời hạn 150 ngày kể từ ngày bắt đầu xem xét 04/7/2025"
            ),
        )
    ]
    assert said(extended, "accountability", "2025-12-02") == [
        (
            "done-late",
            (
                "đã quyết định xử lý ngày 02/12/2025, chậm 1 ngày (trong đó 1 ngày làm việc) so với hạn 01/12/2025 "
                "(đã gia hạn 1 lần); thời hạn 150 ngày kể từ ngày bắt đầu xem xét 04/7/2025"
            ),
        )
    ]


def test_the_first_day_is_not_counted():
    corpus = case().corpus
    (record,) = corpus.of("accountability")
    assert clock(corpus, record, date(2025, 10, 4)).last == date(2025, 10, 2)


@pytest.mark.parametrize(
    ("more", "state", "because"),
    [
        (
            {"decided": decided("2025-10-02")},
            "done-on-time",
            "đã quyết định xử lý ngày 02/10/2025, trong hạn 02/10/2025",
        ),
        (
            {"closed": {"on": "2025-09-04", "because": "Hết trách nhiệm."}},
            "done-on-time",
            "đã kết thúc, không xử lý ngày 04/9/2025, trong hạn 02/10/2025, trước 28 ngày",
        ),
    ],
)
def test_a_case_ends_by_a_decision_or_without_measure(more, state, because):
    clock_of = "; thời hạn 90 ngày kể từ ngày bắt đầu xem xét 04/7/2025"
    assert said(case(**more), "accountability", "2026-05-05") == [(state, because + clock_of)]


def test_while_a_case_is_with_the_investigators_nobody_is_late():
    referral = {"to": "Cơ quan điều tra tỉnh", "on": "2025-09-08", "because": "Có dấu hiệu tội phạm."}
    register = case(referral=referral, decided=decided("2025-11-03")).unchecked()
    assert turns(register, "accountability", "2025-09-07", "2026-05-05") == [
        ("2025-09-07", ["Đang xem xét, trong hạn"]),
        ("2025-09-08", ["Không có thông tin"]),
    ]
    assert said(register, "accountability", "2026-05-05") == [
        (
            "no-information",
            (
                "đã quyết định xử lý ngày 03/11/2025; đã chuyển hồ sơ đến Cơ quan điều tra tỉnh ngày 08/9/2025, "
                "sổ không tính việc quá thời hạn 90 ngày (đến 02/10/2025)"
            ),
        )
    ]
    in_time = case(referral=referral, decided=decided("2025-10-02"))
    assert [r.label for r in found(in_time, "accountability", "2025-11-02")] == ["Đã kết luận đúng hạn"]
    late_before = case(referral={**referral, "on": "2025-11-04"}, decided=decided("2025-11-03")).unchecked()
    assert [r.label for r in found(late_before, "accountability", "2026-05-05")] == ["Đã kết luận quá hạn"]


# -- pages


def published(judge, files, on=date(2024, 6, 1)):
    """The pages of a register as text, as of a day."""
    register = Published(redact(stood(judge(files), on), "public", on), on)
    made = pages.files(register)
    return {path: unescape(content(made[path]).decode()) for path in made if path.endswith(".md")}


def cells(text):
    """The rows of all tables of a page, as the words of their cells."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", text)
    return [
        [re.sub(r"<[^>]*>", "", cell).strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", r)] for r in rows
    ]


FOLDERS = ("trach-nhiem", "nhac-nho-bieu-duong", "phoi-hop", "phan-anh", "vuong-mac")


def test_every_record_of_a_log_has_its_place_on_any_day(judge, example):
    examined = judge(example)
    for on in (date(2020, 1, 1), date(2024, 4, 1), date(2024, 6, 1)):
        site = published(judge, example, on)
        register = Published(redact(examined, "public", on), on)
        for record in examined.corpus.of("accountability", "notice", "coordination", "feedback", "obstacle"):
            path, _, anchor = register.place(record).partition("#")
            begun = record[examined.corpus.schemas.days[record.kind]] <= on.isoformat()
            text = site.get(f"{path}index.md", "")
            assert (f'id="{anchor}"' in text) == (register.label(record) in text) == begun, (on, record.id)


@pytest.mark.parametrize(("when", "said"), [("2024-05", "tháng 5/2024"), ("2024", "năm 2024")])
def test_a_month_or_year_of_a_source_is_told_as_such(judge, example, when, said):
    log = {
        "nhac-nho-bieu-duong": ("notice/tinh-mau-nn-2024-01", "on"),
        "vuong-mac": ("obstacle/tinh-mau-vm-2024-01", "raised"),
    }
    files = dict(example)
    for place, name in log.values():
        path = f"tinh-mau/{place}.yaml"
        files[path] = re.sub(rf"(?m)^{name}: .*$", f"{name}: {when}", files[path].decode()).encode()
    site = published(judge, files)
    for folder, (place, _) in log.items():
        own = place.partition("/")[2]
        rows = [row for row in cells(site[f"{folder}/tinh-mau-2024/index.md"]) if said in row[0]]
        assert len(rows) == 1, own
        assert f"trong {said}" in rows[0][1]


def test_the_coordination_index_counts_late_agencies(judge, example):
    site = published(judge, example)
    assert cells(site["phoi-hop/index.md"]) == [
        ["Cơ quan", "Tỉnh, thành phố", "Được hỏi", "Trả lời đúng hạn", "Trả lời quá hạn", "Đã trả lời, không xét thời hạn",
         "Chưa trả lời, trong hạn", "Chưa trả lời, quá hạn", "Không có thông tin", "Trả lời chung chung"],
        ["Sở Xây dựng và Giao thông tỉnh Mẫu (giả định)", "Tỉnh Mẫu", "1", "0", "1", "0", "0", "0", "0", "1"],
        ["Thanh tra tỉnh Mẫu (giả định)", "Tỉnh Mẫu", "1", "0", "0", "0", "0", "1", "0", "0"],
    ]  # fmt: skip
    assert cells(site["nhac-nho-bieu-duong/index.md"])[1] == [
        "Sở Xây dựng và Giao thông tỉnh Mẫu (giả định)", "Tỉnh Mẫu", "1", "0", "0", "0", "1", "1", "1", "1", "5",
    ]  # fmt: skip
    assert cells(site["phan-anh/index.md"])[1:] == [
        ["Cổng Dịch vụ công quốc gia", "1", "0", "0", "0", "1"],
        ["Tổng số", "1", "0", "0", "0", "1"],
    ]
    assert cells(site["vuong-mac/index.md"])[1:] == [
        ["Ủy ban nhân dân tỉnh Mẫu (giả định)", "Tỉnh Mẫu", "1", "1", "0", "0", "0"]
    ]


def test_what_lies_ahead_is_on_no_page(judge, example):
    """On 26/02/2024 nobody had answered, the feedback was verified but not handled, no case was open."""
    site = published(judge, example, date(2024, 2, 26))
    page = site["phoi-hop/tinh-mau-2024/index.md"]
    assert [row[1] for row in cells(page)[3:]] == ["Chưa trả lời, sắp đến hạn"] * 2
    assert "28/02/2024" not in page
    feedback = site["phan-anh/tinh-mau-2024/index.md"]
    assert "<dt>Xác minh</dt> <dd>ngày 20/02/2024</dd> <dd>Đúng</dd>" in feedback
    assert "xin lỗi và trả kết quả" not in feedback
    assert "chưa ghi việc xem xét trách nhiệm nào" in site["trach-nhiem/index.md"]
    assert "trach-nhiem/tinh-mau-2024/index.md" not in site


def test_pages_of_an_invented_province_say_so(judge, example):
    site = published(judge, example)
    for folder in FOLDERS:
        assert '<aside class="sample"' in site[f"{folder}/tinh-mau-2024/index.md"]
        assert "(giả định)" in site[f"{folder}/index.md"]


def test_a_case_is_told_in_full(judge, example):
    page = published(judge, example)["trach-nhiem/tinh-mau-2024/index.md"]
    for words in (
        (
            "Vì: đã quyết định xử lý ngày 15/4/2024; bắt đầu xem xét trước khi Nghị định số 172/2025/NĐ-CP có hiệu lực (01/7/2025)."
        ),
        "<dt>Thời hạn</dt> <dd>Bắt đầu xem xét trước khi Nghị định số 172/2025/NĐ-CP có hiệu lực (01/7/2025)</dd>",
        'href="../../kiem-tra/tinh-mau-kt-2024-01/tinh-mau-kt-2024-01-f1/"',
        'href="../../gioi-thieu/hinh-thuc-xu-ly/#tinh-mau-phe-binh"',
        'href="../../r/tinh-mau-xl-2024-01/"',
    ):
        assert words in page


def test_the_accountability_index_shows_totals_and_says_why_some_are_not_shown(judge, example):
    on = date(2024, 6, 1)
    register = Published(redact(stood(judge(example), on), "public", on), on)
    rows = (
        TotalRow("tinh-mau", 2024, "tap-the", "ngoai-ky-luat", "Phê bình tập thể", 2),
        TotalRow("tinh-mau", 2024, "tap-the", "ket-thuc", "", 1),
        TotalRow("tinh-mau", 2024, "ca-nhan", "ky-luat", "Cảnh cáo", None),
        TotalRow("tinh-mau", 2024, "ca-nhan", "ky-luat", "Khiển trách", 7),
        TotalRow("tinh-mau", 2025, "ca-nhan", "ky-luat", "Khiển trách", 7),
        TotalRow("tinh-mau", 2025, "ca-nhan", "chua-quyet-dinh", "", 5),
    )
    register.accountability_totals = rows
    page = unescape(content(pages.files(register)["trach-nhiem/index.md"]).decode())
    head = ["Đối tượng", "Kết quả", "Hình thức", "Số việc"]
    assert cells(page) == [
        head,
        ["Tập thể", "Ngoài kỷ luật", "Phê bình tập thể", "2"],
        ["Tập thể", "Kết thúc, không xử lý", "", "1"],
        ["Tập thể, tổng số", "", "", "3"],
        ["Cá nhân", "Kỷ luật", "Cảnh cáo", "dưới 5"],
        ["Cá nhân", "Kỷ luật", "Khiển trách", "7"],
        ["Cá nhân, tổng số", "", "", "không nêu"],
        head,
        ["Cá nhân", "Kỷ luật", "Khiển trách", "7"],
        ["Cá nhân", "Chưa quyết định", "", "5"],
        ["Cá nhân, tổng số", "", "", "12"],
    ]
    assert "số việc của từ 1 đến 4 người có thể cho biết đó là ai" in " ".join(page.split())
    assert "phải có quyết định trong 90 ngày kể từ ngày ấy" in " ".join(page.split())


@pytest.mark.parametrize(("on", "state", "late", "says"), [
    ("2024-04-20", "no-information", 0, "nguồn nêu nơi được giao kết thúc hoạt động trong tháng 4/2024, khoảng ấy chưa hết"),
    ("2024-05-10", "open-overdue", 10, "đã quá ít nhất 10 ngày"),
])  # fmt: skip
def test_who_ended_in_a_month_is_late_until_its_first_day_at_most(on: str, state: str, late: int, says: str) -> None:
    register = asked(("cu", {})).succeeded("cu", "Sở Cũ", "2024-04", "so-hai", None)
    found = requests(register.corpus, day(on))["coordination"][0].standing
    assert (str(found.state), found.days_late) == (state, late)
    assert says in found.because
