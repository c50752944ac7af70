"""What the register inferred is marked wherever it shows: each field in each table and fact, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from conftest import splice
from test_inspection_pages import META

from generator.domain import tasks
from generator.domain.inferred import MARK
from generator.model import content
from generator.publish import publish

DAY = date(2024, 6, 20)
TASK = "tinh-mau/task/tinh-mau-20-ubnd-nc-2024-2-t1.yaml"
DIRECTIVE = "tinh-mau/directive/tinh-mau-20-ubnd-nc-2024.yaml"
OFFICE = "tinh-mau/agency/tinh-mau-so-noi-vu.yaml"
LETTER, CALENDAR = "chi-dao/tinh-mau-20-ubnd-nc-2024", "theo-doi/bao-cao-dinh-ky"
DUTY = f"{LETTER}/tinh-mau-20-ubnd-nc-2024-2-t1"
BODY, BODIES, DOCUMENTS = "co-quan/tinh-mau-so-noi-vu", "co-quan", "van-ban"


@pytest.fixture(scope="module")
def lines(example, judge):
    """The lines of a page of the example that bear the mark, once some fields of one file are said to be inferred."""

    def lines(path, fields, page, day=DAY):
        said = "".join(f"  - field: {field}\n    because: Hiểu như vậy.\n" for field in fields)
        told = splice(example[path].decode(), f"inferred:\n{said}") if fields else example[path].decode()
        found = judge({**example, path: told.encode()})
        assert not found.failed
        text = content(publish(found, day, "public", {}, META)[f"{page}/index.md"]).decode()
        return [
            " ".join(unescape(re.sub(r"<[^>]*>", " ", line)).split())
            for line in re.split(r"\n|</dd>", text.partition("thay-doi-trong-so")[0])
            if MARK in unescape(line)
        ]

    return lines


@pytest.mark.parametrize(
    ("path", "field", "page", "words"),
    [
        (TASK, "leads", LETTER, "Sở Nội vụ tỉnh Mẫu (sổ suy ra)"),
        (TASK, "leads.0.body", CALENDAR, "Sở Nội vụ tỉnh Mẫu (sổ suy ra)"),
        (TASK, "recurrence", LETTER, "không nêu ngày kết thúc (sổ suy ra)"),
        (TASK, "recurrence.days_after", BODY, "không nêu ngày kết thúc (sổ suy ra)"),
        (TASK, "recurrence", CALENDAR, "Hằng tháng (sổ suy ra)"),
        (TASK, "route.to.0.post", BODY, "Chủ tịch Ủy ban nhân dân tỉnh Mẫu (sổ suy ra)"),
        (TASK, "route.via", CALENDAR, "Văn phòng Ủy ban nhân dân tỉnh Mẫu (sổ suy ra)"),
        (
            TASK,
            "route.cc",
            "co-quan/tinh-mau-thanh-tra",
            "Báo cáo tháng về kết quả kiểm tra công vụ (giả định; sổ suy ra)",
        ),
        (TASK, "product", DUTY, "(sổ suy ra: hiểu như vậy)"),
        (DIRECTIVE, "issuer", "chi-dao", "(sổ suy ra)"),
        (DIRECTIVE, "copies.1.to.0", LETTER, "(sổ suy ra)"),
        (OFFICE, "parent", "co-quan/tinh-mau-ubnd", "Sở Nội vụ tỉnh Mẫu (sổ suy ra)"),
    ],
)
def test_it_is_marked(lines, path, field, page, words) -> None:
    before, after = lines(path, (), page), lines(path, (field,), page)
    new = [line for line in after if line not in before]
    assert new
    assert any(words in line for line in new), new


@pytest.mark.parametrize(
    ("given", "inferred", "clear"),
    [
        (
            {"leads": [{"body": "a"}], "due": {"by": "2024"}, "product": "x"},
            (),
            ["việc", "người", "thời gian", "sản phẩm"],
        ),
        ({"leads": [{"body": "a"}], "product": "x"}, ("product",), ["việc", "người"]),
        ({"leads": [{"body": "a", "post": "Giám đốc"}]}, ("leads.0.post",), ["việc", "người"]),
        ({"leads": [{"body": "a"}, {"body": "b"}]}, ("leads.1.body",), ["việc"]),
        ({"leads": [{"body": "a"}]}, ("leads",), ["việc"]),
        ({"due": {"open": {"why": "khong-neu"}}}, (), ["việc"]),
        ({"recurrence": {"every": "thang"}}, ("recurrence.every",), ["việc"]),
        ({"decides": {"body": "a"}}, (), ["việc", "thẩm quyền"]),
    ],
)
def test_what_a_source_makes_clear_is_what_is_not_inferred(given, inferred, clear) -> None:
    entries = [{"field": field, "because": "Hiểu như vậy."} for field in inferred]
    assert tasks.clear({**given, "inferred": entries}) == clear


@pytest.mark.parametrize("inferred", [False, True])
def test_an_end_that_is_inferred_is_nobody_s_decision(example, judge, inferred: bool) -> None:
    path = "tinh-mau/agency/tinh-mau-so-xay-dung.yaml"
    ended = "valid:\n  to: 2024-06-02\nsource:\n  document: tinh-mau-21-bc-sxd-2024\n"
    why = "inferred:\n  - field: valid.to\n    because: Hiểu từ việc sắp xếp.\n" if inferred else ""
    found = judge({**example, path: splice(example[path].decode(), ended + why).encode()})
    told = {p.code for p in found.problems if p.record == "tinh-mau-so-xay-dung"}
    assert ("decided-by-bearer" in told) != inferred
