"""Every number that the site shows can be computed again from the published data files, by a few lines of anybody's.

Nothing of the generator's own counting is used here: the pages are read as a reader sees them, and the numbers come
from `du-lieu/*.json` alone. Each test is one such script.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from reading import Reader, Table, explained

from generator.build import ROOT, check
from generator.domain.text import vi_dates
from generator.history.lives import history
from generator.history.repository import opened
from generator.model import content
from generator.publish import publish
from generator.publish.views.bodies import FOLDERS
from tests.example import AS_OF, AUDIENCES, site
from tests.gitted import Repo
from tests.hostile import load

Row = dict[str, Any]
DUTY = {
    "Hoàn thành đúng hạn": "done-on-time", "Hoàn thành quá hạn": "done-late", "Chưa hoàn thành, quá hạn": "open-overdue",
}  # fmt: skip
FINDING = {
    "Chưa khắc phục": "open", "Đang khắc phục": "in-progress", "Đã báo cáo, chờ xác minh": "reported",
    "Đã khắc phục (đã xác minh)": "verified", "Khắc phục một phần": "partial", "Không đạt, phải làm lại": "failed",
    "Mở lại do tái phạm": "recurred", "Tạm dừng khắc phục": "remediation-paused", "Không còn áp dụng": "not-applicable",
}  # fmt: skip
ANSWER = {
    "Trả lời đúng hạn": "done-on-time", "Trả lời quá hạn": "done-late", "Chưa trả lời, quá hạn": "open-overdue",
}  # fmt: skip


class Seen:
    """Whose site the numbers are read from."""

    audience = "public"


@pytest.fixture(autouse=True, params=AUDIENCES)
def audience(request: pytest.FixtureRequest) -> str:
    Seen.audience = request.param
    return Seen.audience


@cache
def _data(audience: str, name: str) -> Any:
    return json.loads(site(audience)[f"du-lieu/{name}.json"])[name]


@cache
def _page(audience: str, path: str) -> Reader:
    """Return a page with the rows of its tables that the pages after it have."""
    own = site(audience)
    reader = Reader(own[f"{path}/index.md".lstrip("/")].decode())
    further = [key for key in own if path and re.fullmatch(rf"{re.escape(path)}/(bang-\d+/)?\d+/index\.md", key)]
    for key in sorted(further, key=lambda key: (len(key), key)):
        for caption, rows in Reader(own[key].decode()).tables.items():
            reader.tables[caption] += rows
    return reader


def data(name: str) -> Any:
    return _data(Seen.audience, name)


def page(path: str) -> Reader:
    return _page(Seen.audience, path)


def still_open(finding: Row) -> bool:
    return finding["closed"] is None and finding["state"] != "no-information"


def known(kind: str, day: str) -> list[Row]:
    """The records of a kind that the day of the site reaches."""
    return [record for record in data("records")[kind] if record[day] <= AS_OF.isoformat()]


def table(path: str, caption: str) -> Table:
    return page(path).tables[caption]


def rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def points(text: str) -> Decimal:
    return Decimal(text.split(maxsplit=1)[0].replace("−", "-").replace(",", "."))


# ------------------------------------------------------------------------------------------------------------ duties


def test_no_day_is_more_exact_than_the_record_that_names_it() -> None:
    names = {
        "duties": (
            "done",
            ("task", "rollout", "submission", "measurement"),
            "task",
            ("date", "received", "received_in", "at"),
        ),
        "findings": ("reported", ("remediation",), "finding", ("date",)),
    }
    for name, (column, kinds, link, fields) in names.items():
        recorded: dict[str, set[str]] = {}
        for record in (r for kind in kinds for r in data("records").get(kind, ())):
            for entry in (record, *record.get("events", ())):
                of = record["id"] if link not in record else record[link]
                recorded.setdefault(of, set()).update(str(entry[field]) for field in fields if field in entry)
        rows = [row for row in data(name) if row[column] is not None]
        assert name == "findings" or {len(row[column]) for row in rows} == {len("2024-10"), len("2024-10-30")}
        assert [row for row in rows if row[column] not in recorded[row[link]]] == []


LEFT = "'open-overdue', 'due-soon', 'open-in-time', 'no-deadline', 'awaiting', 'awaiting-late'"
OWED = f"""
CREATE VIEW unfinished AS
SELECT CASE WHEN period IS NULL THEN 'Nhiệm vụ' WHEN task IN (SELECT id FROM occasional) THEN 'Việc khi phát sinh'
    ELSE 'Báo cáo, việc định kỳ' END AS sort, task AS record, body, province, due, days_late, state = 'open-overdue' AS overdue, state = 'due-soon' AS soon FROM duties WHERE state IN ({LEFT})
UNION ALL SELECT 'Khắc phục phát hiện', finding, holder, province, due, days_late, overdue, due_soon
    FROM findings WHERE closed IS NULL AND state <> 'no-information'
UNION ALL SELECT CASE kind WHEN 'coordination' THEN 'Trả lời phối hợp' WHEN 'feedback' THEN 'Xử lý phản ánh'
    WHEN 'obstacle' THEN 'Giải quyết vướng mắc' ELSE 'Xem xét trách nhiệm' END, record, body, province, due, days_late,
    state = 'open-overdue', state = 'due-soon' FROM requests WHERE state IN ({LEFT});
CREATE VIEW owed AS SELECT * FROM unfinished WHERE overdue OR soon;
CREATE VIEW heard AS SELECT province FROM duties WHERE state NOT IN ('no-information', 'standing')
    UNION SELECT province FROM findings UNION SELECT province FROM requests;
"""
"""What is not done, and of that what is overdue or due soon, in one list from the three files that say so."""


@cache
def _database(audience: str) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:", check_same_thread=False)
    for name in ("duties", "findings", "requests"):
        rows = _data(audience, name)
        base.execute(f"CREATE TABLE {name} ({', '.join(rows[0])})")
        values = [[json.dumps(v) if isinstance(v, list | dict) else v for v in row.values()] for row in rows]
        base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", values)
    occasional = [(task["id"],) for task in _data(audience, "records")["task"] if task["shape"] != "dinh-ky"]
    base.execute("CREATE TABLE occasional (id)")
    base.executemany("INSERT INTO occasional VALUES (?)", occasional)
    base.executescript(OWED)
    return base


def sql(query: str, *values: object) -> list[Any]:
    """The answer of the published files, as tables of a database."""
    return _database(Seen.audience).execute(query, values).fetchall()


def days_late(row: Any) -> int:
    """The days of a row; a table of which none is late has no column for them."""
    return row["Quá hạn (ngày)"].number if "Quá hạn (ngày)" in row else 0


@pytest.mark.parametrize(
    ("board", "title", "overdue"), [("qua-han", "Quá hạn", True), ("sap-den-han", "Sắp đến hạn", False)]
)
def test_boards_of_what_is_owed(board: str, title: str, overdue: bool) -> None:
    expected = sql("SELECT sort, record, coalesce(body, ''), days_late FROM owed WHERE overdue = ?", overdue)
    shown = [(r["Loại"].text, r["Việc"].id, r["Cơ quan"].id, days_late(r)) for r in table(f"theo-doi/{board}", title)]
    assert Counter(shown) == Counter(expected)
    for province in data("records")["province"]:
        own = sql("SELECT record, days_late FROM owed WHERE overdue = ? AND province = ?", overdue, province["id"])
        path = f"tinh/{province['id']}/{board}"
        there = next(iter(page(path).tables.values())) if own else []
        assert Counter((r["Việc"].id, days_late(r)) for r in there) == Counter(own), path
        assert own or f"{path}/index.md" not in site(Seen.audience)


def test_the_provinces_of_the_first_page() -> None:
    shown = table("", "Tỉnh, thành phố có văn bản chỉ đạo trong sổ")
    directives = Counter(d["province"] for d in data("records")["directive"])
    tasks = Counter(t["province"] for t in data("records")["task"])
    heard = {province for (province,) in sql("SELECT province FROM heard")}
    assert {row["Tỉnh, thành phố"].id for row in shown} == set(directives)
    for row in shown:
        own = row["Tỉnh, thành phố"].id
        (found,) = sql(
            "SELECT count(*), coalesce(sum(overdue), 0), coalesce(sum(soon), 0) FROM unfinished WHERE province = ?", own
        )
        told = [row[title].text for title in ("Việc chưa xong", "Quá hạn", "Sắp đến hạn")]
        assert told == ([str(n) for n in found] if own in heard else ["", "không có thông tin", ""])
        assert (row["Văn bản chỉ đạo"].number, row["Nhiệm vụ"].number) == (directives[own], tasks[own])


AGES = (("1–30 ngày", 1, 30), ("31–90 ngày", 31, 90), ("trên 90 ngày", 91, 10**6))


def test_what_is_stuck_in_every_province() -> None:
    for province in data("records")["province"]:
        own = province["id"]
        text = unescape(site(Seen.audience)[f"tinh/{own}/index.md"].decode())
        late = sql(
            "SELECT days_late, coalesce(body, ''), record FROM owed WHERE overdue AND province = ? ORDER BY 1 DESC", own
        )
        shown = page(f"tinh/{own}").tables.get("Điểm nghẽn: quá hạn lâu nhất", [])
        assert [row["Quá hạn (ngày)"].number for row in shown] == [days for days, _, _ in late][:5]
        assert {(row["Quá hạn (ngày)"].number, row["Cơ quan"].id, row["Việc"].id) for row in shown} <= set(late)
        if late:
            (left,) = sql("SELECT count(*) FROM unfinished WHERE province = ?", own)
            who = len({body for _, body, _ in late if body})
            said = f"{len(late)} việc quá hạn của {who} cơ quan, trong {left[0]} việc chưa xong"
            assert re.search(rf"{said}(; nhiều nhất ở [^;]+: \d+)?; lâu nhất {late[0][0]} ngày\.", text)
            (first, many), *others = Counter(body for _, body, _ in late if body).most_common() or [("", 0)]
            alone = bool(others) and many > others[0][1]
            assert ("; nhiều nhất ở " in text) == alone
            names = next((body["names"] for body in data("records")["agency"] if body["id"] == first), [])
            worst = re.search(r"; nhiều nhất ở ([^;]+): (\d+); lâu nhất", text)
            assert not alone or (worst is not None and worst[2] == str(many) and any(worst[1] in str(n) for n in names))
            ages = page(f"tinh/{own}").tables["Việc quá hạn theo thời gian đã quá"]
            bands = [(label, sum(a <= days <= b for days, _, _ in late)) for label, a, b in AGES]
            unknown = sum(not days for days, _, _ in late)
            assert [(row["Đã quá hạn"].text, row["Việc"].number) for row in ages] == [
                *bands, *([("chưa rõ", unknown)] if unknown else []),
            ]  # fmt: skip
            assert sum(row["Việc"].number for row in ages) == len(late)
        states = Counter(f["state"] for f in data("findings") if f["province"] == own)
        chips = re.findall(
            r'<a class="state state--([a-z-]+)"[^>]*>[^<]*: ([0-9]+)</a>',
            text.partition("#phat-hien }")[2].partition("## ")[0],
        )
        assert {state: int(number) for state, number in chips} == states, own


def test_what_was_left_month_by_month() -> None:
    """As of today the backlog is what is not done; its charts and tables say what its file says, in every place."""
    rows: dict[str, dict[str, Row]] = {}
    for row in data("backlog"):
        rows.setdefault(row["body"] or row["province"], {})[row["as_on"]] = row
    days = [date(2024, month, 1) for month in range(7, 13)]
    for own, months in rows.items():
        assert list(months) == [day.isoformat() for day in days]
        today = months[AS_OF.isoformat()]
        column = "body" if today["body"] else "province"
        (counted,) = sql(f"SELECT count(*) FROM unfinished WHERE {column} = ?", own)
        (late,) = sql(f"SELECT count(*) FROM owed WHERE overdue AND {column} = ?", own)
        assert (today["left"], today["late_count"]) == (counted[0], late[0]), own
    places = [(f"tinh/{p['id']}", p["id"]) for p in data("records")["province"]]
    places += [(f"co-quan/{body['id']}", body["id"]) for body in data("records")["agency"]]
    for place, own in places:
        told = [*rows.get(own, {}).values()]
        while told and not told[0]["left"]:
            del told[0]
        wanted = [(vi_dates(r["as_on"]), r["late_count"], r["left"]) for r in told]
        found = page(place).tables.get("Việc quá hạn qua từng tháng, theo sổ hôm nay", [])
        assert [(r["Ngày"].text, r["Quá hạn"].number, r["Chưa xong"].number) for r in found] == (
            wanted if any(r["late_count"] for r in told) else []
        ), own
        drawn = re.findall(r'<text x="\d+" y="\d+">(\d+)</text>', site(Seen.audience)[f"{place}/index.md"].decode())
        assert drawn[: len(found)] == [str(late) for _, late, _ in wanted][: len(found)]


def test_everything_that_a_body_has_not_done_is_in_one_list() -> None:
    for kind, folder in (("agency", "co-quan"), ("team", "to-doan"), ("group", "nhom")):
        for body in data("records")[kind]:
            found = page(f"{folder}/{body['id']}").tables.get("Việc chưa xong", [])
            shown = Counter(
                (r["Loại"].text, r["Việc"].id, r["Hạn"].text if "Hạn" in r else "", days_late(r)) for r in found
            )
            expected = sql(
                "SELECT sort, record, coalesce(due, ''), days_late FROM unfinished WHERE body = ?", body["id"]
            )
            assert shown == Counter((sort, record, vi_dates(due), days) for sort, record, due, days in expected), body[
                "id"
            ]
    for row in table("co-quan", "Cơ quan, tổ, đoàn được giao chủ trì"):
        (late,) = sql("SELECT count(*) FROM owed WHERE overdue AND body = ?", row["Cơ quan"].id)
        assert (row["Quá hạn"].text, 0)[row["Quá hạn"].text == "không có thông tin"] in (str(late[0]), late[0])


def test_the_four_counts_of_all_boards() -> None:
    states = Counter(d["state"] for d in data("duties"))
    shown = page("theo-doi").facts
    assert {label: shown[label][0].number for label in DUTY} == {label: states[state] for label, state in DUTY.items()}
    assert shown["Chưa hoàn thành, trong hạn"][0].number == states["open-in-time"] + states["due-soon"]
    due = [d for d in data("duties") if fell_due(d)]
    assert shown["Tỷ lệ quá hạn"][0].text.startswith(f"{sum(map(was_late, due))}/{len(due)} ")
    assert shown["Tỷ lệ quá hạn"][0].text.startswith(explained({k: v[0].text for k, v in shown.items()}))


STOPPED = ("passed-on", "paused", "cancelled", "replaced")
MOVED = ("open-in-time", "due-soon")


def fell_due(duty: Row) -> bool:
    """What enters a rate; what was overdue when it was taken over enters it at the body before."""
    moved_late = duty["state"] in (*STOPPED, *MOVED) and duty["was_late"] > 0
    return (duty["state"] in DUTY.values() or moved_late) and not duty["inherited"]


def was_late(duty: Row) -> bool:
    return duty["state"] != "done-on-time" or duty["was_late"] > 0


def test_the_four_counts_of_every_agency() -> None:
    for agency in {d["body"] for d in data("duties") if d["body"]}:
        folder = next(
            folder for kind, folder in FOLDERS.items() if any(b["id"] == agency for b in data("records")[kind])
        )
        shown = page(f"{folder}/{agency}").facts
        states = Counter(d["state"] for d in data("duties") if d["body"] == agency)
        if "Hoàn thành đúng hạn" in shown:
            assert {label: shown[label][0].number for label in DUTY} == {k: states[v] for k, v in DUTY.items()}, agency
            assert shown["Tỷ lệ quá hạn"][0].text.startswith(explained({k: v[0].text for k, v in shown.items()})), (
                agency
            )


def test_what_the_first_page_says_that_the_register_holds() -> None:
    records, findings = data("records"), data("findings")
    text = unescape(site(Seen.audience)["index.md"].decode())
    for number, label in (
        (len(records["directive"]), "văn bản chỉ đạo"),
        (len(records["task"]), "nhiệm vụ"),
        (len(records["document"]), "văn bản được viện dẫn và tham chiếu"),
        (len(known("inspection", "start")), "cuộc kiểm tra, thanh tra"),
        (len(findings), f"phát hiện, {sum(map(still_open, findings))} chưa kết thúc"),
    ):
        assert f">{number} {label}</a>" in text


# ---------------------------------------------------------------------------------------------------------- findings


def test_findings_by_agency_and_state() -> None:
    shown = table("theo-doi/phat-hien", "Số phát hiện theo cơ quan và tình hình")
    for row in shown:
        own = [f for f in data("findings") if f["agency"] == row["Cơ quan"].id]
        states = Counter(f["state"] for f in own)
        assert {label: row[label].number for label in FINDING if label in row} == {
            label: states[state] for label, state in FINDING.items() if label in row
        }
        assert {FINDING[label] for label in FINDING if label not in row}.isdisjoint(
            f["state"] for f in data("findings")
        )
        assert row["Chưa kết thúc"].number == sum(map(still_open, own))
        assert row["Trong đó quá hạn"].number == sum(f["overdue"] for f in own)
        assert row["Tổng số"].number == len(own)
    assert sum(row["Tổng số"].number for row in shown) == len(data("findings"))


def test_findings_by_category_and_year() -> None:
    shown = table("theo-doi/phat-hien", "Số phát hiện theo loại và năm phát hiện")
    for row in shown[:-1] if "Tổng" in shown[-1]["Loại"].text else shown:
        years = Counter(f["seen"][:4] for f in data("findings") if f["category"] == row["Loại"].id)
        assert {year: row[year].number for year in row if year.isdigit()} == {y: years[y] for y in row if y.isdigit()}
        assert row["Tổng số"].number == years.total()


def test_the_remediation_board() -> None:
    shown = table("theo-doi/khac-phuc", "Khắc phục chưa xong")
    expected = [f for f in data("findings") if still_open(f)]
    late = {f["finding"]: f["days_late"] for f in expected}
    assert {row["Phát hiện"].id: row["Quá hạn (ngày)"].number for row in shown} == late
    assert {row["Phát hiện"].id: row["Gia hạn (lần)"].number for row in shown} == {
        f["finding"]: f["extensions"] for f in expected
    }


def test_recurrences() -> None:
    shown = table("theo-doi/tai-pham", "Phát hiện lặp lại")
    seen = {f["finding"]: date.fromisoformat(f["seen"]) for f in data("findings")}
    pairs = {(f["finding"], earlier) for f in data("findings") for earlier in f["repeats"]}
    last = {later: max((seen[b], b) for a, b in pairs if a == later)[1] for later, _ in pairs}
    exact = {f["finding"] for f in data("findings") if f["seen_from"] in (None, f["seen"])}
    between = {(b, a): (seen[b] - seen[a]).days if {a, b} <= exact else 0 for b, a in last.items()}
    assert {(r["Phát hiện sau"].id, r["Lần trước"].id): r["Cách nhau (ngày)"].number for r in shown} == between
    marked = {(f["id"], earlier) for f in data("records")["finding"] for earlier in f.get("repeats", ())}
    found = {(r["Phát hiện sau"].id, r["Lần trước"].id) for r in shown if r["Do ai nêu"].text == "Sổ tự tính"}
    assert found == set(last.items()) - marked


def test_recommendations() -> None:
    closed = {f["finding"]: f["closed"] is not None for f in data("findings")}
    for row in (shown := table("theo-doi/kien-nghi", "Kiến nghị")):
        (record,) = (r for r in data("records")["recommendation"] if r["id"] == row["Kiến nghị"].id)
        own = [f for f in record["findings"] if f in closed]  # those seen by the day
        assert row["Đã kết thúc"].text == f"{sum(closed[f] for f in own)}/{len(own)}"
    assert len(shown) == sum(not closed.keys().isdisjoint(r["findings"]) for r in data("records")["recommendation"])


def test_inspections() -> None:
    shown = table("kiem-tra", "Các cuộc kiểm tra, thanh tra")
    for row in shown:
        own = [f for f in data("findings") if f["inspection"] == row["Cuộc"].id]
        counts = [len(own), sum(map(still_open, own)), sum(f["overdue"] for f in own)]
        assert [row[name].number for name in ("Phát hiện", "Phát hiện chưa kết thúc", "Quá hạn")] == counts
    assert len(shown) == len(data("records")["inspection"])


def test_dossiers_of_every_inspection() -> None:
    for inspection in data("records")["inspection"]:
        if dossiers := inspection.get("dossiers", []):
            row = table(f"kiem-tra/{inspection['id']}", "Hồ sơ trễ hạn và có xin lỗi")[-1]
            seen = inspection.get("end", inspection["start"])
            late = [d for d in dossiers if d.get("returned", seen) > d["due"]]
            assert row["Trễ hạn"].text == f"{len(late)}/{len(dossiers)}"
            if late:
                assert row["Trễ hạn có xin lỗi"].text == f"{sum('apology' in d for d in late)}/{len(late)}"


def test_categories_by_agency_and_year() -> None:
    for category in data("records")["category"]:
        tables = page(f"phan-loai/{category['id']}").tables
        for row in tables.get("Số phát hiện theo cơ quan và năm", []):
            own = [f for f in data("findings") if f["category"] == category["id"]]
            below = [c["id"] for c in data("records")["category"] if c.get("parent") == category["id"]]
            own += [f for f in data("findings") if f["category"] in below]
            assert row["Tổng số"].number == sum(f["agency"] == row["Cơ quan"].id for f in own)


def test_agencies_not_inspected() -> None:
    kinds = ("ubnd", "van-phong", "so", "thanh-tra", "don-vi-truc-thuoc", "nganh-doc")
    held = known("inspection", "start")
    days = [(entry["body"], entry.get("on", one["start"])) for one in held for entry in one["agencies"]]
    last = {body: max(on for other, on in days if other == body) for body, _ in days}
    provinces = {i["province"] for i in data("records")["inspection"]}
    own = [a for a in data("records")["agency"] if a["province"] in provinces and a["kind"] in kinds]
    own = [a for a in own if a["level"] in ("tinh", "xa") and _lives(a)]
    expected = {a["id"] for a in own if last.get(a["id"], "") < AS_OF.replace(year=AS_OF.year - 2).isoformat()}
    title = "Cơ quan chưa có cuộc kiểm tra trong sổ"
    assert {row["Cơ quan"].id for row in table("theo-doi/chua-kiem-tra", title)} == expected


def _lives(agency: Row) -> bool:
    valid = agency.get("valid", {})
    return valid.get("from", "") <= AS_OF.isoformat() <= valid.get("to", "9999")


def test_plans() -> None:
    plans = {plan["id"]: plan for plan in data("records")["plan"]}
    for row in (shown := table("kiem-tra", "Kế hoạch kiểm tra, thanh tra")):
        plan = plans[row["Kế hoạch"].id]
        held = [i["plan"]["item"] for i in data("records")["inspection"] if i.get("plan", {}).get("plan") == plan["id"]]
        assert row["Số cuộc"].number == len(plan["items"])
        if row["Đã tiến hành"].text == "Không có thông tin đầy đủ":  # an inspection of it is hidden
            assert Seen.audience == "public"
        else:
            assert row["Đã tiến hành"].number == sum(item["id"] in held for item in plan["items"])
        assert row["Về hoạt động công vụ"].text.startswith(
            "có" if any(item.get("public_duty") for item in plan["items"]) else "không"
        )
    assert len(shown) == len(plans)


# ---------------------------------------------------------------------------------------------------- what was asked


def test_coordination_by_agency() -> None:
    for row in (shown := table("phoi-hop", "Trả lời phối hợp theo cơ quan")):
        own = [r for r in data("requests") if r["kind"] == "coordination" and r["body"] == row["Cơ quan"].id]
        states = Counter(r["state"] for r in own)
        assert row["Được hỏi"].number == len(own)
        assert {label: row[label].number for label in ANSWER} == {k: states[v] for k, v in ANSWER.items()}
        assert row["Trả lời chung chung"].number == sum(r["vague"] for r in own)
    assert sum(r["Được hỏi"].number for r in shown) == sum(r["kind"] == "coordination" for r in data("requests"))


def test_notices_by_agency() -> None:
    types = {"Nhắc nhở": "nhac-nho", "Phê bình": "phe-binh", "Biểu dương, khen thưởng": "bieu-duong", "Mô hình, cách làm tốt": "mo-hinh-tot"}  # fmt: skip
    for row in table("nhac-nho-bieu-duong", "Nhắc nhở, phê bình, biểu dương theo cơ quan"):
        own = Counter(n["type"] for n in known("notice", "on") if row["Cơ quan"].id in n["agencies"])
        assert {label: row[label].number for label in types} == {label: own[code] for label, code in types.items()}


def test_feedback_by_channel() -> None:
    shown = table("phan-anh", "Phản ánh theo kênh và kết quả xác minh")
    verdicts = Counter(f.get("verified", {}).get("verdict", "") for f in known("feedback", "received"))
    names = {"Đúng": "dung", "Đúng một phần": "dung-mot-phan", "Không đúng": "khong-dung", "Chưa xác minh": ""}
    rows = [row for row in shown if row["Kênh"].text != "Tổng số"]
    assert {n: sum(row[n].number for row in rows) for n in names} == {n: verdicts[code] for n, code in names.items()}


def test_obstacles_by_agency() -> None:
    for row in table("vuong-mac", "Khó khăn, vướng mắc theo cơ quan giải quyết"):
        own = [r for r in data("requests") if r["kind"] == "obstacle" and r["body"] == row["Cơ quan"].id]
        done, late = sum(r["state"].startswith("done-") for r in own), sum(r["state"] == "open-overdue" for r in own)
        shown = [row[name].number for name in ("Nhận đề nghị", "Đã giải quyết", "Chưa giải quyết", "Trong đó quá hạn")]
        assert shown == [len(own), done, len(own) - done, late]


def test_accountability_in_totals() -> None:
    shown = {caption: rows for caption, rows in page("trach-nhiem").tables.items() if "Số việc" in rows[0]}
    cells = Counter(
        row["Số việc"].text for rows in shown.values() for row in rows if "ổng" not in row["Đối tượng"].text
    )
    published = Counter("dưới 5" if r["suppressed"] else str(r["count"]) for r in data("accountability"))
    assert {text: n for text, n in cells.items() if text in published} == published
    assert all(r["count"] is None for r in data("accountability") if r["suppressed"])


# ------------------------------------------------------------------------------------------------------------ periods


def test_carry_over_of_every_period() -> None:
    records = {record["id"]: record for own in data("records").values() for record in own}
    for summary in data("summaries"):
        report = records[summary["record"]]
        bodies = {report["by"], *(t["id"] for t in data("records")["team"] if t.get("host") == report["by"])}
        whole = report.get("scope", "toan-tinh") == "toan-tinh"
        caption = "Phát hiện: kỳ trước chuyển sang, phát sinh, mở lại, đã xong, chuyển kỳ sau"
        shown = table(f"ky-bao-cao/{summary['record']}", caption)[0]
        own = [f for f in data("findings") if f["province"] == summary["province"] and f["state"] != "no-information"]
        own = [f for f in own if whole or records[f["inspection"]]["by"] in bodies]
        first, last = summary["first"], summary["on"]
        own = [
            f for f in own if (f["known_from"] or first) <= last or (f["ready"] or "9999") <= last
        ]  # a later source names no day
        later = {f["finding"] for f in own if f["reopened"] and f["reopened"] > last}
        ends = {f["finding"]: f["closed_before"] if f["finding"] in later else f["closed"] for f in own}
        own = [f for f in own if f["seen"] <= last and (ends[f["finding"]] or first) >= first]
        done = [f for f in own if (ends[f["finding"]] or "9999") <= last]
        new = [f for f in own if f["seen"] >= first]
        again = [
            f
            for f in own
            if f["finding"] not in later and f["reopened"] and f["closed_before"] < first <= f["reopened"]
        ]
        counts = [len(own) - len(new) - len(again), len(new), len(again), len(done), len(own) - len(done)]
        assert [cell.number for cell in list(shown.values())[1:]] == counts, summary["record"]
        assert sum(counts[:3]) == sum(counts[3:])


def test_four_counts_of_every_period() -> None:
    for summary in data("summaries"):
        shown = table(f"ky-bao-cao/{summary['record']}", "Nhiệm vụ phải thực hiện trong kỳ, theo bốn tình trạng")[0]
        states = Counter(duty["state"] for duty in summary["duties"])
        assert {label: shown[label].number for label in DUTY} == {k: states[v] for k, v in DUTY.items()}
        assert shown["Tổng số"].number == len(summary["duties"]) == states.total()
        assert shown["Chưa hoàn thành, trong hạn"].number == states["open-in-time"] + states["due-soon"]


def test_the_appendix_of_every_period() -> None:
    for summary in data("summaries"):
        tables = page(f"ky-bao-cao/{summary['record']}").tables
        for title, name in (
            ("Kỳ trước chuyển sang", "brought_forward"), ("Phát sinh trong kỳ", "new"), ("Mở lại trong kỳ", "reopened"),
        ):  # fmt: skip
            rows = tables.get(f"Phụ lục khắc phục, {title[0].lower()}{title[1:]}", [])
            assert [row["Tồn tại, hạn chế"].id for row in rows] == summary["findings"][name]
            done = sum(row["Cuối kỳ"].text.startswith("Đã xong") for row in rows)
            assert done == len(set(summary["findings"][name]) & set(summary["findings"]["closed"]))


def test_the_list_of_periods_agrees_with_their_pages() -> None:
    names = ("Phát sinh trong kỳ", "Mở lại trong kỳ", "Đã xong trong kỳ", "Chuyển kỳ sau")
    for row in table("ky-bao-cao", "Báo cáo kỳ"):
        caption = "Phát hiện: kỳ trước chuyển sang, phát sinh, mở lại, đã xong, chuyển kỳ sau"
        own = table(f"ky-bao-cao/{row['Báo cáo'].id}", caption)[0]
        assert [row[name].number for name in names] == [own[name].number for name in names]


# --------------------------------------------------------------------------------------------------------- scorecards


def leaf(criterion: Row, given: dict[str, Row]) -> Decimal | None:
    """Return the points of a criterion without parts: computed, or as verified; None where it has none."""
    measured, entry = criterion["measured"], given.get(criterion["id"], {})
    if measured is not None and measured["denominator"]:
        return rounded(Fraction(criterion["max"]) * Fraction(measured["numerator"]) / measured["denominator"])
    if measured is not None or "not_applicable" in entry or "verified" not in entry:
        return None
    return rounded(Fraction(str(entry["verified"])))


def score(criterion: Row, given: dict[str, Row]) -> Decimal | None:
    """Return the points of a criterion: of a group, its maximum times the share of points in what applies."""
    if not criterion["criteria"]:
        return leaf(criterion, given)
    if any(leaf["state"] == "no-information" for leaf in leaves([criterion])):
        return None
    parts = [(Fraction(c["max"]), p) for c in criterion["criteria"] if (p := score(c, given)) is not None]
    if not parts:
        return None
    return rounded(Fraction(criterion["max"]) * sum(Fraction(p) for _, p in parts) / sum(m for m, _ in parts))


def test_every_score_and_rank() -> None:
    records = {r["id"]: r for r in data("records")["rating"]}
    totals = {}
    for rating in data("ratings"):
        assert (rating["rank"] == 0) == (rating["band"] == "") == (rating["total"] is None or rating["provisional"])
        if rating["total"] is None:  # something that it counts is hidden or not yet scored
            assert Seen.audience == "public" or any(leaf["state"] == "pending" for leaf in leaves(rating["criteria"]))
            continue
        given = {entry["criterion"]: entry for entry in records[rating["rating"]].get("scores", ())}
        whole = {"id": "", "max": rating["maximum"], "criteria": rating["criteria"]}
        moved = 0
        for a in rating["adjustments"]:
            raw = Fraction(a["points_each"]) * Fraction(a["measured"]["numerator"])
            moved += rounded(max(-Fraction(a["limit"]), min(Fraction(a["limit"]), raw)))
        total = min(max(score(whole, given) + moved, Decimal(0)), Decimal(rating["maximum"]))
        totals[rating["rating"]] = total
        assert Decimal(rating["total"]) == total, rating["rating"]
        assert not rating["rank"] or rating["rank"] == 1 + sum(
            Decimal(other["total"]) > total for other in data("ratings")
            if other["band"] and (other["framework"], other["year"], other["province"]) == (rating["framework"], rating["year"], rating["province"])
        )  # fmt: skip
    for path in {f"xep-loai/{r['framework']}-{r['year']}-{r['province']}" for r in data("ratings")}:
        (rows,) = page(path).tables.values()
        for row in rows:
            shown = row["Tổng điểm"].text
            assert (None if shown.startswith("—") else points(shown)) == totals.get(row["Cơ quan"].id)


def test_the_points_on_every_scorecard() -> None:
    records = {r["id"]: r for r in data("records")["rating"]}
    for rating in data("ratings"):
        given = {entry["criterion"]: entry for entry in records[rating["rating"]].get("scores", ())}
        shown = {r["Mã"].text: r["Được tính"].text for r in table(f"xep-loai/{rating['rating']}", "Điểm từng tiêu chí")}
        for criterion in every(rating["criteria"]):
            expected = score(criterion, given)
            text = shown.pop(criterion["id"])
            assert (points(text) if text[:1].isdigit() else None) == expected, (rating["rating"], criterion["id"])
        assert not shown


def every(criteria: list[Row]) -> list[Row]:
    return [part for c in criteria for part in (c, *every(c["criteria"]))]


def test_measures_of_duties_and_findings() -> None:
    """Counted in the tables of duties, findings and requests, not in the lists that the scorecard itself gives."""
    today = AS_OF.isoformat()
    for rating in data("ratings"):
        agency, first, last = rating["agency"], f"{rating['year']}-01-01", min(f"{rating['year']}-12-31", today)
        if any(s["body"] == agency for a in data("records")["agency"] for s in a.get("successors", ())):
            continue  # it also answers for those that it took over from: see the test of scores
        for criterion in leaves(rating["criteria"]):
            measure = (criterion["measured"] or {}).get("measure")
            match measure:
                case "nhiem-vu-dung-han" | "bao-cao-dung-han":
                    wanted = measure == "bao-cao-dung-han"
                    own = [
                        d
                        for d in data("duties")
                        if d["body"] == agency and first <= (d["due"] or "") <= last and bool(d["period"]) == wanted
                    ]
                    own = [d for d in own if fell_due(d)]
                    counted = [d for d in own if not was_late(d)]
                case "phoi-hop-dung-han" | "phan-anh-dung-han":
                    kind = "coordination" if measure == "phoi-hop-dung-han" else "feedback"
                    own = [
                        r
                        for r in data("requests")
                        if (r["kind"], r["body"]) == (kind, agency) and first <= (r["due"] or "") <= last
                    ]
                    own = [r for r in own if r["state"] in DUTY.values()]
                    counted = [r for r in own if r["state"] == "done-on-time"]
                case _:
                    continue
            shown = criterion["measured"]
            assert (shown["denominator"], Decimal(shown["numerator"])) == (len(own), len(counted)), (agency, measure)


def leaves(criteria: list[Row]) -> list[Row]:
    return [leaf for c in criteria for leaf in (leaves(c["criteria"]) if c["criteria"] else [c])]


# ---------------------------------------------------------------------------------------------------------- agreement


def test_totals_of_different_pages_agree() -> None:
    board = len(table("theo-doi/khac-phuc", "Khắc phục chưa xong"))
    by_agency = table("theo-doi/phat-hien", "Số phát hiện theo cơ quan và tình hình")
    inspections = table("kiem-tra", "Các cuộc kiểm tra, thanh tra")
    categories = table("theo-doi/phat-hien", "Số phát hiện theo loại và năm phát hiện")
    assert (
        board
        == sum(r["Chưa kết thúc"].number for r in by_agency)
        == sum(r["Phát hiện chưa kết thúc"].number for r in inspections)
    )
    total = {sum(r["Tổng số"].number for r in rows) for rows in (by_agency, categories)}
    assert total == {sum(r["Phát hiện"].number for r in inspections)} == {len(data("findings"))}
    assert int(page("theo-doi").cards["Khắc phục chưa xong"]) == board
    assert int(page("theo-doi").cards["Phát hiện lặp lại"]) == len(table("theo-doi/tai-pham", "Phát hiện lặp lại"))


# ----------------------------------------------------------------------------------------------------- late recording


def test_late_recording_of_every_agency(tmp_path: Path) -> None:
    """Half of the register is put in when it is opened, the rest a month and more later."""
    repo = Repo(tmp_path / "repo")
    records = load(ROOT / "tests" / "register")
    later = {path for path in records if "/rollout/" in path or "/verification/" in path or "/feedback/" in path}
    repo.commit("2024-02-20", {path: record for path, record in records.items() if path not in later})
    repo.commit("2024-04-10", {path: records[path] for path in later})
    with opened(repo.records) as repository:
        past = history(repository.walk(), repository.contents, repository.memory.of)
    made = publish(check(repo.records), AS_OF, "public", {}, {"commit": None}, history=past)
    rows = json.loads(content(made["du-lieu/recording.json"]))["recording"]
    shown = Reader(content(made["theo-doi/ghi-so/index.md"]).decode()).tables
    assert all(r["days"] == (date.fromisoformat(r["recorded"]) - date.fromisoformat(r["on"])).days for r in rows)
    assert all(r["late"] == (r["days"] > 30 and not r["opening"]) for r in rows)
    board = shown["Số ngày từ sự việc đến khi vào sổ, theo cơ quan"]
    assert {row["Cơ quan"].id for row in board} == {r["body"] for r in rows}
    for row in board:
        own = [r for r in rows if r["body"] == row["Cơ quan"].id]
        days = sorted(r["days"] for r in own if not r["opening"])
        assert row["Khi mở sổ"].number == len(own) - len(days)
        assert row["Sự việc"].number == len(days)
        if days:
            assert row["Một nửa vào sổ trong vòng (ngày)"].number == days[math.ceil(len(days) * 0.5) - 1]
            assert row["90% vào sổ trong vòng (ngày)"].number == days[math.ceil(len(days) * 0.9) - 1]
            assert row["Muộn nhất (ngày)"].number == days[-1]
        classes = [(-(10**6), 3), (4, 7), (8, 30), (31, 90), (91, 10**6)]
        names = ("0–3 ngày", "4–7 ngày", "8–30 ngày", "31–90 ngày", "trên 90 ngày")
        assert [row[n].number for n in names] == [sum(a <= d <= b for d in days) for a, b in classes]
    late = sorted((r["days"] for r in rows if r["late"]), reverse=True)
    assert [row["Sau (ngày)"].number for row in shown["Ghi sổ muộn nhất"]] == late
    assert len({row["Sự việc"].number for row in board}) > 1


def test_every_row_of_totals_adds_up() -> None:
    """On every page, whatever it counts."""
    added = 0
    for path in site(Seen.audience):
        if path.endswith("index.md"):
            found = page(path.removesuffix("index.md").rstrip("/"))
            for caption, totals in found.totals.items():
                for head, total in totals.items():
                    cells = [row[head] for row in found.tables[caption]]
                    if (
                        "/" in total.text
                    ):  # a grid of states: how many bodies are overdue, of how many that have anything
                        letters = [cell.text for cell in cells if cell.text != "–"]
                        assert total.text == f"{letters.count('Q')}/{len(letters)}", (path, caption, head)
                    else:
                        assert total.number == sum(cell.number for cell in cells), (path, caption, head)
                    added += 1
    assert added > 20
