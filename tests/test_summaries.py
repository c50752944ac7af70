"""Period summaries: carry-over of findings, the official count of tasks, differences from the signed report, pages."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from html import unescape

import pytest
from follow_up_cases import Register, day, did, inspected, obsolete, reported
from hypothesis import given
from hypothesis import strategies as st
from standing_cases import confirmed, paused, submitted

from generator.domain.dates import Interval
from generator.model import Document, Marks, Record, content
from generator.publish import pages
from generator.publish.derive.follow_ups import FollowUp, FollowUpState
from generator.publish.derive.summaries import HIDDEN, UNSURE, carry_over, summaries
from generator.publish.derive.withheld import Withheld
from generator.publish.redact import redact
from generator.publish.register import Register as Published
from generator.publish.stood import stood

YEAR_END = "2024-12-31"


def summary(register, period, name="th", **more):
    return register.add(
        f"tinh-mau-{name}-{period.lower()}", "summary", title=f"Báo cáo {period}", by="tinh-mau-so-noi-vu",
        period=period, **more,
    )  # fmt: skip


def found(register, on=YEAR_END, withheld=None):
    given = () if withheld is None else (withheld,)
    return {own.removeprefix("tinh-mau-"): s for own, s in summaries(register.corpus, day(on), *given).items()}


def short(follow_ups):
    return [m.finding.id.removeprefix("tinh-mau-kt-") for m in follow_ups]


def carried(register, on=YEAR_END, withheld=None):
    """Brought forward, new, closed, carried forward of each summary."""
    return {
        own: tuple(short(getattr(s.findings, part)) for part in ("brought_forward", "new", "closed", "carried_forward"))
        for own, s in found(register, on, withheld).items()
    }


def province():
    """Four findings: f1 seen 20/02 and verified 20/05; f2 of 20/02 dropped on 10/06; f3 of 10/05 open; f4 of 20/06."""
    register = Register().calendars(2024)
    register.inspection().finding().recommend({"by": "2024-04-30"}, findings=("f1", "f2")).finding(
        name="f2", at="so-mot", category="tre-han"
    )
    register.remedied(did("2024-03-20"), reported("2024-04-25")).verified("2024-05-20")
    register.remedied(obsolete("2024-06-10"), of="2024-01-f2")
    register.inspection("02", "2024-05-10", "so-hai", result=None).finding("2024-02", "f3", "so-hai")
    register.inspection("03", "2024-06-20", "so-ba", result=None).finding("2024-03", "f4", "so-ba")
    return register


# -- carry-over


def test_what_is_brought_forward_and_carried_forward_quarter_by_quarter():
    register = province()
    for period in ("2024-Q1", "2024-Q2", "2024-Q3", "2024-H1", "2024"):
        summary(register, period)
    assert carried(register) == {
        "th-2024": ([], ["2024-01-f1", "2024-01-f2", "2024-02-f3", "2024-03-f4"], ["2024-01-f1", "2024-01-f2"],
                    ["2024-02-f3", "2024-03-f4"]),
        "th-2024-h1": ([], ["2024-01-f1", "2024-01-f2", "2024-02-f3", "2024-03-f4"], ["2024-01-f1", "2024-01-f2"],
                       ["2024-02-f3", "2024-03-f4"]),
        "th-2024-q1": ([], ["2024-01-f1", "2024-01-f2"], [], ["2024-01-f1", "2024-01-f2"]),
        "th-2024-q2": (["2024-01-f1", "2024-01-f2"], ["2024-02-f3", "2024-03-f4"], ["2024-01-f1", "2024-01-f2"],
                       ["2024-02-f3", "2024-03-f4"]),
        "th-2024-q3": (["2024-02-f3", "2024-03-f4"], [], [], ["2024-02-f3", "2024-03-f4"]),
    }  # fmt: skip


def test_months_of_the_decree_end_on_the_14th():
    """f1, verified on 20/05, is closed in the "June" of the decree (15/05 to 14/06), f4 of 20/06 is of its July."""
    register = province()
    for period in ("2024-05", "2024-06", "2024-07"):
        summary(register, period, "nd", periods="nd-09-2019")
        summary(register, period, "lich")
    by_decree = {own: [len(part) for part in parts] for own, parts in carried(register).items()}
    assert by_decree == {
        "lich-2024-05": [2, 1, 1, 2],
        "lich-2024-06": [2, 1, 1, 2],
        "lich-2024-07": [2, 0, 0, 2],
        "nd-2024-05": [2, 1, 0, 3],
        "nd-2024-06": [3, 0, 2, 1],
        "nd-2024-07": [1, 1, 0, 2],
    }
    assert found(register)["nd-2024-06"].on == date(2024, 6, 14)


def test_day_by_day_within_a_period():
    """The figures of a running period are those of the day; before it begins there are none."""
    register = summary(province(), "2024-Q2")
    turns = []
    for ordinal in range(day("2024-03-30").toordinal(), day("2024-07-02").toordinal()):
        on = date.fromordinal(ordinal).isoformat()
        own = found(register, on).get("th-2024-q2")
        state = None if own is None else [own.figures[f"findings.{n}"] for n in
                                          ("brought_forward", "new", "closed", "carried_forward")]  # fmt: skip
        if not turns or turns[-1][1] != state:
            turns.append((on, state))
        assert own is None or own.on == min(day(on), date(2024, 6, 30))
    assert turns == [
        ("2024-03-30", None),
        ("2024-04-01", [2, 0, 0, 2]),
        ("2024-05-10", [2, 1, 0, 3]),
        ("2024-05-20", [2, 1, 1, 2]),
        ("2024-06-10", [2, 1, 2, 1]),
        ("2024-06-20", [2, 2, 2, 2]),
    ]


def test_a_body_may_report_on_its_own_inspections_and_those_of_its_teams():
    register = province()
    register.add("tinh-mau-doan", "team", names=[{"name": "Đoàn kiểm tra công vụ"}], kind="doan-kiem-tra",
                 host="tinh-mau-so-noi-vu")  # fmt: skip
    register.inspection("04", "2024-04-02", "so-ba", by="tinh-mau-doan", result=None).finding("2024-04", "f5", "so-ba")
    register.inspection("05", "2024-04-03", "so-ba", by="tinh-mau-ubnd", result=None).finding("2024-05", "f6", "so-ba")
    summary(register, "2024-Q2", "tinh")
    summary(register, "2024-Q2", "rieng", scope="don-vi-lap")
    held = {own: [i.id[-2:] for i in s.inspections] for own, s in found(register).items()}
    new = {own: (parts[1], held[own]) for own, parts in carried(register).items()}
    assert new == {
        "rieng-2024-q2": (["2024-02-f3", "2024-03-f4", "2024-04-f5"], ["02", "03", "04"]),
        "tinh-2024-q2": (["2024-02-f3", "2024-03-f4", "2024-04-f5", "2024-05-f6"], ["02", "03", "04", "05"]),
    }


def test_what_is_withheld_is_in_no_figure():
    register = summary(province(), "2024-Q2")
    hidden = Withheld(findings=frozenset({"tinh-mau-kt-2024-01-f1"}))
    assert carried(register, withheld=hidden)["th-2024-q2"] == (
        ["2024-01-f2"], ["2024-02-f3", "2024-03-f4"], ["2024-01-f2"], ["2024-02-f3", "2024-03-f4"],
    )  # fmt: skip
    assert short(found(register, withheld=hidden)["th-2024-q2"].unknown) == ["2024-01-f1"]


FINDING = Record("finding", "f", "tinh-mau", {}, Document("x", "", {}, lambda _: Marks()))
DAYS = st.integers(0, 400).map(lambda n: date(2024, 1, 1) + timedelta(days=n))


@st.composite
def histories(draw):
    """When each of some findings was seen, and when it was closed (None: not yet, 'unknown': it is not told)."""
    seen = draw(DAYS)
    return seen, draw(st.one_of(st.none(), st.just("unknown"), st.integers(0, 300).map(lambda n: seen + timedelta(n))))


def known(own, on):
    for seen, closed in own:
        if seen <= on:
            unknown = closed == "unknown"
            done = None if unknown or closed is None or closed > on else closed
            state = FollowUpState.NO_INFORMATION if unknown else FollowUpState.VERIFIED if done else FollowUpState.OPEN
            yield FollowUp(FINDING, FINDING, state, "", seen, Interval(seen, seen), closed=done)


@given(st.lists(histories(), max_size=12), st.lists(DAYS, min_size=2, max_size=8, unique=True))
def test_carry_over_adds_up_and_hands_on_to_the_next_period(own, edges):
    edges.sort()
    before = None
    for first, following in itertools.pairwise(edges):
        last = following - timedelta(days=1)
        found = carry_over(known(own, last), first)
        assert len(found.brought_forward) + len(found.new) == len(found.closed) + len(found.carried_forward)
        told = sorted(m.seen for m in (*found.brought_forward, *found.new))
        assert told == sorted(m.seen for m in (*found.closed, *found.carried_forward))
        closed = [end for seen, end in own if isinstance(end, date) and seen <= last and first <= end <= last]
        assert sorted(m.closed for m in found.closed) == sorted(closed)
        if before is not None:
            assert [m.seen for m in found.brought_forward] == [m.seen for m in before.carried_forward]
        before = found


# -- tasks


def tasked():
    """Five duties: done in time in March, late in May, not done and overdue, not yet due, paused; and one without date."""
    register = Register().calendars(2024)
    register.task("so-mot", name="som", due={"by": "2024-03-29"}).rollout(
        "so-mot", submitted("2024-03-20"), confirmed("2024-03-25"), name="som"
    )
    register.task("so-mot", name="tre", due={"by": "2024-04-30"}).rollout(
        "so-mot", submitted("2024-05-08"), confirmed("2024-05-09"), name="tre"
    )
    register.task("so-hai", name="no", due={"by": "2024-05-31"})
    register.task("so-hai", name="con", due={"by": "2024-07-04"})
    register.task("so-hai", name="dung", due={"by": "2024-07-04"}).rollout("so-hai", paused("2024-02-01"), name="dung")
    return register.task("so-ba", name="khong-han")


def test_the_count_in_four_by_quarters():
    register = tasked()
    for period in ("2024-Q1", "2024-Q2", "2024-Q3"):
        summary(register, period)
    names = ("total", "done_on_time", "done_late", "open_in_time", "open_overdue")
    counted = {own: [s.figures[f"tasks.{name}"] for name in names] for own, s in found(register).items()}
    assert counted == {
        "th-2024-q1": [4, 1, 0, 3, 0],
        "th-2024-q2": [3, 0, 1, 1, 1],  # "con" is due soon: within its deadline
        "th-2024-q3": [2, 0, 0, 0, 2],
    }
    last = found(register)["th-2024-q2"]
    assert [(d.task.id.removeprefix("tinh-mau-5-ubnd-"), str(d.standing.state)) for d in last.duties] == [
        ("con", "due-soon"), ("no", "open-overdue"), ("tre", "done-late"),
    ]  # fmt: skip


def test_what_is_done_is_counted_in_the_period_in_which_it_became_so():
    """Handed in in one quarter and confirmed in the next; a target met before its deadline, which is in the next."""
    register = Register().calendars(2024)
    register.task("so-mot", name="cho", due={"by": "2024-03-29"}).rollout(
        "so-mot", submitted("2024-03-20"), confirmed("2024-04-02"), name="cho"
    )
    goal = {"value": 90, "operator": "ge", "unit": "%", "indicator": "Tỷ lệ"}
    register.task("so-hai", name="dich", shape="chi-tieu", target=goal, due={"by": "2024-05-31"})
    register.measured("2024-03-15", "95", "so-hai", name="dich")
    for period in ("2024-Q1", "2024-Q2", "2024-Q3"):
        summary(register, period)
    names = ("total", "done_on_time", "open_in_time")
    assert {own: [s.figures[f"tasks.{name}"] for name in names] for own, s in found(register).items()} == {
        "th-2024-q1": [1, 0, 1],
        "th-2024-q2": [2, 2, 0],
        "th-2024-q3": [0, 0, 0],
    }


def test_a_task_counts_from_the_day_on_which_it_was_given():
    register = Register().calendars(2024).task(due={"by": "2024-05-31"})
    for period in ("2023-Q4", "2024-01"):
        summary(register, period)
    assert {own: s.figures["tasks.total"] for own, s in found(register).items()} == {"th-2023-q4": 0, "th-2024-01": 1}
    assert found(register, "2024-01-14")["th-2024-01"].figures["tasks.total"] == 0
    assert found(register, "2024-01-15")["th-2024-01"].figures["tasks.total"] == 1


# -- the signed report


def stated(**findings):
    names = ("brought_forward", "new", "closed", "carried_forward")
    return {"findings": {**dict.fromkeys(names, 2), **findings}}


def test_figures_of_the_signed_report_that_differ_are_named():
    register = summary(province(), "2024-Q2", stated=stated(new=3, closed=1), signed="2024-07-05").unchecked()
    own = found(register)["th-2024-q2"]
    assert own.differences == {"findings.new": (3, 2), "findings.closed": (1, 2)}
    assert own.compared == ("findings",)


@pytest.mark.parametrize(("on", "compared"), [("2024-06-30", ()), ("2024-07-04", ()), ("2024-07-05", ("findings",))])
def test_a_report_is_compared_once_it_is_signed(on, compared):
    register = summary(province(), "2024-Q2", stated=stated(), signed="2024-07-05")
    assert found(register, on)["th-2024-q2"].compared == compared


def test_a_report_that_is_not_compared_says_why():
    register = summary(province(), "2024-Q2", stated=stated(), signed="2024-07-05")
    why = {on: found(register, on)["th-2024-q2"].uncompared for on in ("2024-06-29", "2024-06-30", "2024-07-05")}
    assert why == {
        "2024-06-29": {"findings": "kỳ chưa kết thúc, báo cáo chưa ký"},
        "2024-06-30": {"findings": "báo cáo chưa ký"},
        "2024-07-05": {},
    }


def test_what_is_brought_forward_and_was_not_known_before_is_told():
    """Verified by a list of 28/8 that names no day: at the end of June nobody knows whether it was then."""
    register = inspected({"by": "2024-03-29"}, did("2024-03-20")).verified("2024-08-28", dated=False)
    for period, closed in (("2024-Q2", 0), ("2024-Q3", 1)):
        figures = stated(brought_forward=1, new=0, closed=closed, carried_forward=1 - closed)
        summary(register, period, stated=figures, signed="2024-10-05")
    q2, q3 = found(register, "2024-10-10").values()
    assert (short(q2.findings.carried_forward), short(q2.unknown)) == ([], ["2024-01-f1"])
    assert (short(q3.findings.brought_forward), q3.before, q3.unjoined) == (["2024-01-f1"], (), (1, 0))
    assert [own.uncompared for own in (q2, q3)] == [{"findings": UNSURE}] * 2
    texts = [
        page(register.examined(), f"ky-bao-cao/tinh-mau-th-2024-q{n}/index.md", date(2024, 10, 10)) for n in (2, 3)
    ]
    told = (
        "Tính đến hết ngày 30/6/2024, 0 phát hiện chuyển kỳ sau. "
        "Kỳ này thêm 1 phát hiện mà khi ấy sổ không rõ tình hình."
    )
    assert [f"chưa được đối chiếu: {UNSURE}." in text for text in texts] == [True, True]
    assert told in texts[1]


def test_what_is_reopened_is_counted_as_such_and_carried_forward():
    register = inspected({"by": "2024-03-29"}, reported("2024-03-28"), reported("2024-11-12"))
    register.verified("2024-04-05").verified("2024-10-01", "tai-pham").verified("2025-02-03")
    for period in ("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1"):
        summary(register, period)
    names = ("brought_forward", "new", "reopened", "closed", "carried_forward")
    figures = {
        own: [s.figures[f"findings.{name}"] for name in names] for own, s in found(register, "2025-03-31").items()
    }
    assert figures == {
        "th-2024-q1": [0, 1, 0, 0, 1],
        "th-2024-q2": [1, 0, 0, 1, 0],
        "th-2024-q3": [0, 0, 0, 0, 0],
        "th-2024-q4": [0, 0, 1, 0, 1],
        "th-2025-q1": [1, 0, 0, 1, 0],
    }


def test_what_is_reopened_twice_in_a_period_is_counted_once():
    register = inspected({"by": "2024-03-29"}, reported("2024-03-28")).verified("2024-04-05")
    register.verified("2024-10-01", "tai-pham").verified("2024-10-20").verified("2024-12-02", "tai-pham")
    figures = found(summary(register, "2024-Q4"), "2024-12-31")["th-2024-q4"].figures
    assert {name: number for name, number in figures.items() if number} == {
        "findings.reopened": 1,
        "findings.carried_forward": 1,
    }


def test_a_report_is_not_compared_where_not_everything_is_seen():
    register = summary(province(), "2024-Q2", signed="2024-07-05", stated=stated(new=3, carried_forward=3))
    hidden = Withheld(provinces=frozenset({"tinh-mau"}))
    own = found(register, withheld=hidden)["th-2024-q2"]
    assert (own.differences, own.compared, own.uncompared) == ({}, (), {"findings": HIDDEN})
    register.task(due={"by": "2024-05-31"})
    tasks = dict.fromkeys(("done_on_time", "done_late", "open_in_time", "open_overdue"), 1) | {"total": 4}
    summary(register, "2024-Q2", signed="2024-07-05", stated={"tasks": tasks})
    assert len(found(register)["th-2024-q2"].differences) == 4
    withheld = Withheld(duties=frozenset({("tinh-mau-5-ubnd-t1", "tinh-mau-so-mot", "")}))
    assert found(register, withheld=withheld)["th-2024-q2"].compared == ()


# -- pages


def page(examined, path, on):
    register = Published(redact(stood(examined, on), "public", on), on)
    return unescape(content(pages.files(register)[path]).decode())


def cells(text, caption):
    """The rows of one table of a page, as the words of their cells."""
    (table,) = re.findall(rf"<caption>{re.escape(caption)}</caption>(.*?)</table>", text, re.DOTALL)
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", table)
    return [
        [re.sub(r"<[^>]*>", "", cell).strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", r)] for r in rows
    ]


PATH = "ky-bao-cao/tinh-mau-th-2024-q1/index.md"


def test_the_page_of_a_summary(judge, example):
    text = page(judge(example), PATH, date(2024, 6, 1))
    assert cells(text, "Phát hiện: kỳ trước chuyển sang, phát sinh, mở lại, đã xong, chuyển kỳ sau") == [
        [
            "Số liệu",
            "Kỳ trước chuyển sang",
            "Phát sinh trong kỳ",
            "Mở lại trong kỳ",
            "Đã xong trong kỳ",
            "Chuyển kỳ sau",
        ],
        ["Sổ tự tính", "0", "1", "0", "0", "1"],
        ["Nêu trong báo cáo đã ký", "0", "1", "", "0", "1"],
    ]
    assert "Số nêu trong báo cáo khớp với số sổ tự tính." in text
    assert "0 + 1 + 0 = 0 + 1" in text
    assert [row[0] for row in cells(text, "Các cuộc kiểm tra, thanh tra bắt đầu trong kỳ")[1:]] == [
        "Kiểm tra công vụ tại Sở Xây dựng sau kỳ nghỉ Tết"
    ]
    assert '<aside class="sample"' in text


def test_the_appendix_has_the_official_columns_and_says_how_things_stood_then(judge, example):
    """The case of 11/3/2024 was decided in April, the finding verified on 12/4/2024: not at the end of March."""
    head, row = cells(page(judge(example), PATH, date(2024, 6, 1)), "Phụ lục khắc phục, phát sinh trong kỳ")
    assert head == [
        "STT", "Cơ quan", "Tồn tại, hạn chế", "Căn cứ (đoàn, thông báo số, ngày)", "Kiến nghị", "Biện pháp khắc phục",
        "Người chịu trách nhiệm (chức vụ)", "Thời hạn", "Kết quả", "Tình trạng", "Cuối kỳ", "Tài liệu chứng minh",
        "Xử lý trách nhiệm", "Tái phạm", "Ghi chú",
    ]  # fmt: skip
    assert row == [
        "1", "Sở Xây dựng và Giao thông tỉnh Mẫu", "Hồ sơ cấp phép trả sau ngày hẹn, không xin lỗi",
        "Tổ công tác của Chủ tịch UBND tỉnh Mẫu; Thông báo số 15/TB-TCT ngày 08/3/2024",
        "Rà soát hồ sơ trễ hạn, xin lỗi người nộp và phân công người theo dõi hạn từng khâu",
        ("Lập danh sách hồ sơ trễ hạn, gửi thư xin lỗi, giao văn thư theo dõi hạn hằng ngày; "
        "20/3/2024: Gửi thư xin lỗi, phân công người theo dõi hạn"),
        "Giám đốc", "05/4/2024", "Đang khắc phục", row[9], "Chuyển kỳ sau", "", "Tập thể: Đang xem xét", "", "",
    ]  # fmt: skip
    assert row[9].startswith("Đang khắc phục, sắp đến hạn: đang khắc phục, gần nhất ngày 20/3/2024")


def test_the_appendix_knows_nothing_of_a_case_opened_after_the_period(judge, example):
    path = "tinh-mau/accountability/tinh-mau-xl-2024-01.yaml"
    later = example[path].decode().replace("opened: 2024-03-11", "opened: 2024-04-10")
    text = page(judge({**example, path: later.encode()}), PATH, date(2024, 6, 1))
    assert cells(text, "Phụ lục khắc phục, phát sinh trong kỳ")[1][12] == ""


def test_a_finding_that_was_brought_forward_and_closed_stands_once(judge, example):
    original = example["tinh-mau/summary/tinh-mau-th-2024-q1.yaml"].decode()
    changed = original.replace("2024-q1", "2024-q2").replace("2024-Q1", "2024-Q2").partition("signed:")[0]
    files = {**example, "tinh-mau/summary/tinh-mau-th-2024-q2.yaml": changed.encode()}
    text = page(judge(files), "ky-bao-cao/tinh-mau-th-2024-q2/index.md", date(2024, 6, 1))
    (row,) = cells(text, "Phụ lục khắc phục, kỳ trước chuyển sang")[1:]
    assert (row[8], row[10], row[12]) == ("Đã khắc phục", "Đã xong (12/4/2024)", "Tập thể: Phê bình tập thể")
    assert row[11] == "Báo cáo số 21/BC-SXD ngày 05/4/2024; Tài liệu (tệp PDF)"
    new = cells(text, "Phụ lục khắc phục, phát sinh trong kỳ")[1:]
    assert row[2] not in [other[2] for other in new]
    assert [other[0] for other in new] == [str(2 + i) for i in range(len(new))]
    done = 1 + sum(other[10].startswith("Đã xong") for other in new)
    assert f"1 + {len(new)} + 0 = {done} + {1 + len(new) - done}." in text
    assert "Kỳ chưa kết thúc" in text


def test_differences_are_shown_and_a_report_of_the_future_says_nothing(judge, example):
    path = "tinh-mau/summary/tinh-mau-th-2024-q1.yaml"
    wrong = example[path].decode().replace("new: 1", "new: 2").replace("carried_forward: 1", "carried_forward: 2")
    text = page(judge({**example, path: wrong.encode()}), PATH, date(2024, 6, 1))
    assert "Khác nhau: Phát sinh trong kỳ: báo cáo nêu 2, sổ tính 1; Chuyển kỳ sau: báo cáo nêu 2, sổ tính 1." in text
    with pytest.raises(KeyError):
        page(judge(example), PATH, date(2023, 12, 31))
    unsigned = page(judge(example), PATH, date(2024, 4, 1))
    assert "<dt>Ngày ký</dt>" not in unsigned
    assert "Đã kiểm tra đột xuất một sở" not in unsigned
    assert "Khác nhau" not in unsigned


def test_the_list_has_the_figures_of_every_page(judge, example):
    text = page(judge(example), "ky-bao-cao/index.md", date(2024, 6, 1))
    assert cells(text, "Báo cáo kỳ")[1] == [
        "Báo cáo kết quả kiểm tra công vụ quý I năm 2024 (giả định)", "Tỉnh Mẫu", "quý I/2024", "Sở Nội vụ tỉnh Mẫu",
        "0", "1", "0", "0", "1", "17", "1", "0", "6", "10", "0",
    ]  # fmt: skip
