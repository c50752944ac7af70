"""Pages and boards on inspections: their numbers agree with each other, and what they say fits the records."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import unescape

import pytest
import yaml

from generator.build import ROOT, check
from generator.model import content
from generator.publish import publish
from generator.publish.derive.follow_ups import FollowUpState

META = {"commit": None, "uncommitted_changes": None}
EXAMPLE = "tests/register"
VIEWS = [(EXAMPLE, date(2024, month, 20)) for month in (3, 6, 12)]


@cache
def examined(root):
    return check(ROOT / root)


@cache
def site(root, day):
    return publish(examined(root), day, "public", {}, META)


@pytest.fixture(params=VIEWS, ids=[f"{root}-{day}" for root, day in VIEWS])
def page(request):
    own = site(*request.param)

    def text(path):
        return content(own[f"{path}index.md"]).decode()

    text.site = own
    text.root = request.param[0]
    text.day = request.param[1]
    return text


def plain(cell):
    return " ".join(unescape(re.sub(r"<[^>]*>", "", cell)).split())


def tables(text):
    """The tables of a page by caption: their heads, rows and last line, as plain text."""
    found = {}
    for table in re.findall(r'<table class="board".*?</table>', text, re.DOTALL):
        rows = [[plain(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
                for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)]  # fmt: skip
        foot = rows.pop() if "<tfoot>" in table else []
        found[plain(re.search(r"<caption>(.*?)</caption>", table)[1])] = (rows[0], rows[1:], foot)
    return found


def board(page, name):
    """The rows of a board; the table of provinces may stand above it."""
    shown = tables(page(f"theo-doi/{name}/"))
    return next((own for caption, own in shown.items() if "theo tỉnh, thành phố" not in caption), ([], [], []))


def cards(text):
    """Return the numbers on the home page by their words, without how much of each is invented."""
    found = re.findall(r"<b>(\d+|—)</b><span>(.*?)</span>(?:<span class=\"note\">.*?</span>)?</a>", text)
    return {plain(label): number for number, label in found}


def test_the_counts_of_findings_agree_on_all_pages(page):
    by_agency = tables(page("theo-doi/phat-hien/"))
    heads, rows, totals = by_agency.get("Số phát hiện theo cơ quan và tình hình", (["", ""], [], ["", "0", "0", "0"]))
    counts = [[int(n) for n in row[2:]] for row in rows]
    sums = [int(n) for n in totals[1:]]
    if rows:
        assert sums == [sum(column) for column in zip(*counts, strict=True)]
        assert all(sum(count[:-3]) == count[-1] for count in counts)
        assert heads[-3:] == ["Chưa kết thúc", "Trong đó quá hạn", "Tổng số"]
        yearly = by_agency["Số phát hiện theo loại và năm phát hiện"]
        assert int(yearly[2][-1]) == sums[-1] == sum(int(row[-1]) for row in yearly[1])
        assert [int(n) for n in yearly[2][1:]] == [sum(int(r[i]) for r in yearly[1]) for i in range(1, len(yearly[0]))]
    left, overdue, total = sums[-3:]
    remediation = board(page, "khac-phuc")[1]
    assert len(remediation) == left
    assert sum(1 for row in remediation if row[5].endswith("quá hạn")) <= overdue
    home = unescape(page(""))
    assert f">{total} phát hiện, {left} chưa kết thúc</a>" in home
    provinces = tables(page(""))["Tỉnh, thành phố có văn bản chỉ đạo trong sổ"]
    assert sum(int(row[4]) for row in provinces[1] if row[4].isdigit()) >= overdue
    listed = tables(page("kiem-tra/"))["Các cuộc kiểm tra, thanh tra"][1]
    assert [sum(int(row[i]) for row in listed) for i in (-3, -2, -1)] == [total, left, overdue]
    assert f"Tổng số: {total} phát hiện" in unescape(page("phan-loai/"))


def test_the_index_of_boards_counts_their_rows(page):
    shown = cards(page("theo-doi/"))
    names = {
        "khac-phuc": "Khắc phục chưa xong", "tai-pham": "Phát hiện lặp lại", "kien-nghi": "Kiến nghị",
        "chua-kiem-tra": "Cơ quan chưa có cuộc kiểm tra trong sổ",
    }  # fmt: skip
    assert {name: int(shown[title]) for name, title in names.items()} == {
        name: len(board(page, name)[1]) for name in names
    }
    total = board(page, "phat-hien")[2]
    assert int(shown["Phát hiện"]) == int(total[-1] if total else 0)


def test_inspections_of_each_state_have_their_sign(page):
    css = (ROOT / "docs" / "assets" / "css" / "site.css").read_text("utf-8")
    for state in FollowUpState:
        assert re.search(rf"\.state--{state}\b[^{{]*\{{ --tone", css), state
        assert f".md-typeset .state--{state} {{ --icon" in css, state
    used = set(re.findall(r"state--([a-z-]+)", "".join(page(f"theo-doi/{b}/") for b in ("khac-phuc", "tai-pham"))))
    assert all(f".state--{state}" in css for state in used)


def records(page, kind):
    for path in sorted((ROOT / page.root).glob(f"*/{kind}/*.yaml")):
        if f"r/{path.stem}/index.html" in page.site:
            yield path.stem, yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def test_a_page_never_mixes_up_the_regimes(page):
    words = {"kiem-tra": "Kiểm tra (không phải thanh tra).", "thanh-tra": "Thanh tra."}
    for name, record in records(page, "inspection"):
        text = unescape(page(f"kiem-tra/{name}/"))
        assert f'<p class="lead">{words[record["regime"]]}</p>' in text
        facts = re.search(r"<dt>Loại cuộc</dt> <dd>(.*?)</dd>", text)[1]
        assert facts == {"kiem-tra": "Kiểm tra", "thanh-tra": "Thanh tra"}[record["regime"]]


def test_dossiers_are_counted_with_denominators_and_random_ones_apart(page):
    for name, record in records(page, "inspection"):
        dossiers = record.get("dossiers", [])
        if not dossiers:
            continue
        shown = {row[0]: row[1:] for row in tables(page(f"kiem-tra/{name}/"))["Hồ sơ trễ hạn và có xin lỗi"][1]}
        days = {entry["body"]: entry["on"] for entry in record["agencies"] if "on" in entry}
        for chosen, label in (("ngau-nhien", "Chọn ngẫu nhiên"), ("chu-dich", "Chọn có chủ đích")):
            own = [d for d in dossiers if d["chosen"] == chosen]
            checked = record.get("end", record["start"])
            late = [d for d in own if d.get("returned", days.get(d["agency"], checked)) > d["due"]]
            sorry = sum(1 for d in late if "apology" in d)
            waiting = sum(1 for d in own if "returned" not in d)
            sorry_of = f"{sorry}/{len(late)}" if late else "—"
            expected = [f"{len(late)}/{len(own)}", sorry_of, f"{waiting}/{len(own)}"]
            assert shown.get(label) == (expected if own else None), name


def test_the_working_days_of_a_dossier():
    text = content(site(*VIEWS[1])["kiem-tra/tinh-mau-kt-2024-01/index.md"]).decode()
    heads, rows, _ = tables(text)["Từng hồ sơ"]
    assert dict(zip(heads, rows[0], strict=True)) == {
        "Hồ sơ": "1",
        "Cơ quan": "Sở Xây dựng và Giao thông tỉnh Mẫu",
        "Thủ tục": "Cấp giấy phép xây dựng",
        "Cách chọn": "Ngẫu nhiên",
        "Tiếp nhận": "03/01/2024",
        "Hẹn trả": "24/01/2024",
        "Trả kết quả": "30/01/2024",
        "Thời gian giải quyết (ngày làm việc)": "19",
        "Thời gian được phép": "15",
        "Trễ (ngày làm việc)": "4",
        "Xin lỗi, hẹn lại": "không",
        "Từng khâu": "Thẩm định: 04/01/2024 – 26/01/2024 (16 ngày làm việc)",
        "Phát hiện": "Hồ sơ cấp phép trả sau ngày hẹn, không xin lỗi",
    }


def test_a_file_of_evidence_is_told_in_words_and_its_name_and_checksum_are_left_to_the_data(page):
    for name, record in records(page, "remediation"):
        place = re.search(r"url=[./]*([^\"#]*)", content(page.site[f"r/{name}/index.html"]).decode())[1]
        text = page(place)
        for event in record.get("events", ()):
            for evidence in event.get("evidence", ()):
                if "sha256" in evidence:
                    told = f"{evidence.get('note', 'Tài liệu').removesuffix('.')} (tệp" in unescape(text)
                    assert told or date.fromisoformat(event["date"]) > page.day or f'<span id="{name}">' in text
                    assert evidence["sha256"] not in text
                    assert evidence["file"] not in unescape(text)


def test_a_plan_says_whether_it_holds_an_inspection_of_public_duty(page):
    for name, plan in records(page, "plan"):
        held = any(item.get("public_duty") == "true" for item in plan["items"])
        text = unescape(page(f"ke-hoach/{name}/"))
        assert ("Kế hoạch không có cuộc thanh tra, kiểm tra hoạt động công vụ nào" in text) is not held
        assert re.findall(r"\{: #cuoc-([a-z0-9-]+) \}", text) == [item["id"] for item in plan["items"]]


def test_agencies_that_were_inspected_lately_are_not_among_those_never_inspected(page):
    never = {
        row[0].removesuffix(" (giả định)")
        for row in board(page, "chua-kiem-tra")[1]
        if row[4].endswith("sổ chưa ghi lần nào")
    }
    assert never
    for _, record in records(page, "inspection"):
        if date.fromisoformat(record["start"]) <= page.day:
            for entry in record["agencies"]:
                title = re.search(r'\ntitle: "(.*?)"', "\n" + page(f"co-quan/{entry['body']}/"))[1]
                assert plain(title) not in never


def test_rows_of_an_invented_province_are_marked_and_its_pages_have_the_banner(page):
    for name in ("khac-phuc", "tai-pham", "kien-nghi", "phat-hien", "chua-kiem-tra"):
        assert all("(giả định" in " ".join(row) for row in board(page, name)[1])
    for kind, folder in (("inspection", "kiem-tra"), ("plan", "ke-hoach")):
        for name, _ in records(page, kind):
            assert '<aside class="sample"' in page(f"{folder}/{name}/")
