"""The first lines of a change: each thing that happens is told once, with whom it is better or worse for, never cut in two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.change.facts import cut
from generator.change.happening import Turn, happenings
from generator.change.model import Between, Difference, Line, Mark, RecordChange, Stand, StandingChange
from generator.change.telling import telling
from generator.model import Severity

DUTY = "chi-dao/x-1/x-1-t1/"
LATE = Stand("open-overdue", "Chưa hoàn thành, quá hạn", date(2024, 7, 25))
OPEN = Stand("open-in-time", "Chưa hoàn thành, trong hạn", date(2024, 12, 20))
AWAITING = Stand("awaiting", "Đã nộp, chờ xác nhận", date(2024, 12, 20))
PASSED = Stand("passed-on", "Đã chuyển giao", date(2024, 7, 25))


def moved(before: Stand | None, after: Stand | None, body: str = "Sở Một", **more: str) -> StandingChange:
    given = {
        "subject": "duty", "record": "x-1-t1", "label": "Lập tổ", "page": DUTY, "detail": "", "province": "x",
        "province_label": "Tỉnh X", "body": body, "body_label": body,
    }  # fmt: skip
    change = "new" if before is None else "gone" if after is None else "state" if before != after else "wording"
    return StandingChange(**{"change": change, **given, **more}, sample=True, before=before, after=after)  # type: ignore[arg-type]


def record(own: str = "x-1-t1", action: str = "changed", *lines: Line, page: str = DUTY, **more: str) -> RecordChange:
    given = {
        "kind": "task", "kind_label": "Nhiệm vụ", "label": "Lập tổ", "province": "x", "province_label": "Tỉnh X",
        "dossier": "", "dossier_label": "",
    }  # fmt: skip
    return RecordChange(
        id=own, action=action, page=page, sample=True, bodies=("Sở Một",), lines=lines, **{**given, **more}
    )  # type: ignore[arg-type]


def difference(*found: StandingChange | RecordChange | Mark, past: tuple[StandingChange, ...] = ()) -> Difference:
    sides = Between("main", "0" * 40, "1" * 40, on_disk=False)
    return Difference(
        between=sides, errors_before=0, errors_after=0, unreadable=(), more_unreadable=0, hidden=0, restyled=0, as_of=date(2024, 12, 1), audience="public", past=past, past_day=date(2024, 11, 1),
        records=tuple(one for one in found if isinstance(one, RecordChange)),
        moves=tuple(one for one in found if isinstance(one, StandingChange)),
        marks=tuple(one for one in found if isinstance(one, Mark)),
    )  # fmt: skip


def said(found: Difference) -> list[str]:
    return ["".join(run.text for run in runs) for runs in telling(found)]


GONE = "Chưa hoàn thành, quá hạn → Chưa hoàn thành, trong hạn"
EXTENDED = Line("event", "events.0", "hạn", "", "31/3/2025", "lần 1")
SENT = record("x-1-t1-2024-10", "added", Line("field", "period", "kỳ", after="2024-10"), kind_label="Báo cáo đã nộp")
VERIFIED = record("x-f1-xm1", "added", page="kiem-tra/x/x-f1/#x-f1-xm1", turn="worse", label="Xác minh: Trang phục")
ADDED = Line("set", "aliases.0", "cách gọi khác", after="tên Sở 1")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        # a deadline moves: to whose relief
        ((moved(OPEN, replace(OPEN, due=date(2024, 12, 6))),), [(Turn.WORSE, "Sở Một")]),
        ((moved(OPEN, replace(OPEN, due=date(2024, 12, 27))),), [(Turn.BETTER, "Sở Một")]),
        ((moved(LATE, replace(OPEN, due=date(2025, 3, 31))),), [(Turn.GONE, "Sở Một")]),
        # a hand-over is one thing, of who has it now
        ((moved(LATE, PASSED), moved(None, LATE, "Sở Hai")), [(Turn.WORSE, "Sở Hai")]),
        ((moved(LATE, PASSED), moved(None, OPEN, "Sở Hai")), [(Turn.GONE, "Sở Hai")]),
        ((moved(LATE, None), moved(None, AWAITING, "Sở Hai")), [(Turn.GONE, "Sở Hai")]),
        ((moved(LATE, PASSED), moved(None, OPEN, "Sở Hai", detail="quý I")), [(Turn.GONE, "Sở Một"), (Turn.OTHER, "Sở Hai")]),
        # what is only the cause of something is not told beside it
        ((moved(LATE, AWAITING), SENT), [(Turn.GONE, "Sở Một")]),
        ((moved(LATE, OPEN), record("x-1-t1", "changed", EXTENDED)), [(Turn.GONE, "Sở Một")]),
        # what speaks against it is
        ((moved(OPEN, AWAITING, page="kiem-tra/x/x-f1/"), VERIFIED), [(Turn.BETTER, "Sở Một"), (Turn.WORSE, "Sở Một")]),
        ((moved(OPEN, AWAITING), record("x-1-t1", "changed", EXTENDED, turn="worse")), [(Turn.BETTER, "Sở Một"), (Turn.WORSE, "Sở Một")]),
        ((record("x-a", "changed", ADDED, page="co-quan/x-a/"),), [(Turn.OTHER, "Sở Một")]),
    ],
)  # fmt: skip
def test_each_thing_happens_once_and_to_somebody(
    found: tuple[StandingChange | RecordChange, ...], expected: list[tuple[Turn, str]]
) -> None:
    assert [(one.turn, one.body) for one in happenings(difference(*found))] == expected


def test_what_a_rule_points_at_is_told_with_its_direction_and_nowhere_else() -> None:
    codes = ("due-moved-after-passing", "reworded")
    marks = [
        Mark(code, Severity.WARNING, title, "Lập tổ, Sở Một", "x-1-t1", ("Sở Một",), "events.0.new_due")
        for code, title in zip(codes, ("Gia hạn khi đã quá hạn", "Đổi chữ"), strict=True)
    ]
    other = moved(OPEN, AWAITING, record="x-1-t2", label="Mua máy", page="chi-dao/x-1/x-1-t2/")
    assert said(difference(moved(LATE, OPEN), other, record("x-1-t1", "changed", EXTENDED), *marks)) == [
        f"Cảnh báo: Gia hạn khi đã quá hạn: Lập tổ, Sở Một: hạn 31/3/2025, lần 1; hết quá hạn: {GONE} due-moved-after-passing",
        "Cảnh báo: Đổi chữ: Lập tổ, Sở Một: như trên reworded",
        "Sở Một: Tốt lên: Mua máy: Chưa hoàn thành, trong hạn → Đã nộp, chờ xác nhận",
    ]


def test_of_many_records_at_which_a_rule_points_who_gains_is_named_first() -> None:
    counts = record(
        "x-f1", "changed", Line("changed", "count.found", "số", "3", "1"), label="Trang phục", turn="better", page="k/"
    )
    words = [
        record(f"x-d{n}", "changed", Line("changed", "title", "tên", "a", "b"), label=f"Báo cáo {n}", page="v/")
        for n in range(6)
    ]
    marks = [Mark("corrected", Severity.INFO, "Đính chính", one.label, one.id, (), "") for one in (*words, counts)]
    (line, *_) = said(difference(*words, counts, *marks))
    assert line.startswith("Đáng xem: Đính chính: Trang phục, Sở Một: số 3 → 1; tốt lên; Báo cáo 0, ")


def test_what_is_no_longer_public_is_not_called_gone() -> None:
    (line,) = said(difference(moved(LATE, None), record("x-1-t1", "unpublished")))
    assert line == "Sở Một: Hết quá hạn: Lập tổ: Chưa hoàn thành, quá hạn → thôi được công bố"


def test_records_by_which_nobody_stands_otherwise_have_one_line() -> None:
    names = [
        record(f"x-a{n}", "changed", ADDED, page=f"co-quan/{n}/", label=f"Sở {n}", kind_label="Cơ quan")
        for n in range(6)
    ]
    assert said(difference(*names)) == [
        "Ngoài ra: 6 cơ quan: đổi cách gọi khác (Sở 0, Sở Một; Sở 1, Sở Một; Sở 2, Sở Một và 3 nữa)"
    ]


def test_a_deadline_that_moved_says_from_when_to_when() -> None:
    later = replace(OPEN, due=date(2024, 12, 27))
    (line,) = said(difference(moved(OPEN, later), past=(moved(OPEN, later),)))
    assert (
        line
        == "Sở Một: Tốt lên: Lập tổ: hạn 20/12/2024 → 27/12/2024, muộn hơn 7 ngày (đổi cả điều đã qua, ngày 01/11/2024)"
    )


def test_the_past_is_told_with_what_moves_today() -> None:
    earlier = moved(LATE, AWAITING)
    (one,) = happenings(difference(moved(LATE, replace(AWAITING, state="done-on-time", label="Xong")), past=(earlier,)))
    assert one.after == "Xong (đổi cả điều đã qua, ngày 01/11/2024)"


@given(
    st.lists(st.text("ab ", min_size=1, max_size=9).map(str.strip).filter(bool), min_size=1, max_size=9),
    st.integers(4, 60),
)
def test_a_text_is_cut_between_its_parts(parts: list[str], width: int) -> None:
    text = "; ".join(parts)
    found = cut(text, width)
    assert (
        found == text
        or found.removesuffix("…") in ["; ".join(parts[:n]) for n in range(1, len(parts))]
        or len(parts[0]) > width - 2
    )
    assert len(found) <= width + 1 or found == text
