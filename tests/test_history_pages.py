"""What readers see of the past: on the page of a record, on the page of changes, in the feed, on the board of recording.

Above all what they do not see: what was not for them in an earlier version is in no output, under no name.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from generator.build import schemas
from generator.examine import examine
from generator.history.git import Flaw
from generator.history.lives import UNKNOWN, History, history
from generator.history.repository import opened
from generator.model import Content, Office, content
from generator.publish import publish
from generator.publish.views.changes import PERIODS
from generator.read.source import read
from tests import reading
from tests.conftest import ONE_PROVINCE, REGISTER
from tests.gitted import MESSAGE, QUIET, Repo
from tests.hostile import Data, Register, judged, load
from tests.reading import Reader
from tests.test_redact import PAPER, WORD, hiding, marked, outputs
from tests.test_redact import base as unmarked

AS_OF = date(2025, 3, 1)
T1 = "tinh-mau-20-ubnd-nc-2024-1a-t1"
TASK = f"tinh-mau/task/{T1}.yaml"
DIRECTIVE = "tinh-mau/directive/tinh-mau-20-ubnd-nc-2024.yaml"
PROVINCE = "tinh-mau/province/tinh-mau.yaml"
ROLLOUT = f"tinh-mau/rollout/{T1}-so-noi-vu.yaml"
PAGE = "chi-dao/tinh-mau-20-ubnd-nc-2024"
CATEGORY = "tinh-mau/category/tinh-mau-bi-mat.yaml"
FINDING = "tinh-mau/finding/tinh-mau-kt-2024-02-f1.yaml"
CASE = "tinh-mau/accountability/tinh-mau-xl-2024-01.yaml"
META = {"commit": None, "uncommitted_changes": None}


class Site(Mapping[str, str]):
    """What is published, by path; a page is printed when it is asked for."""

    def __init__(self, made: Mapping[str, Content]) -> None:
        self._made = dict(made)

    def __getitem__(self, path: str) -> str:
        data = self._made[path] = content(self._made[path])
        return reading.text(path, data)

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def everything_public() -> Register:
    records = {path: data for path, data in load(REGISTER).items() if path.startswith(ONE_PROVINCE)}
    hidden = ("visibility", "internal_note")
    return {path: {key: value for key, value in data.items() if key not in hidden} for path, data in records.items()}


BASE = everything_public()


def known(repo: Repo, *, on_disk: bool = False) -> History:
    with opened(repo.records) as repository:
        source = read(repo.records) if on_disk else None
        return history(repository.walk(), repository.contents, repository.memory.of, source)


def site(repo: Repo, audience: str = "public", past: History | None = None, as_of: date = AS_OF) -> Site:
    examined = examine(read(repo.records), schemas())
    assert not examined.failed, [p.message.vi for p in examined.problems if p.severity == "error"]
    made = publish(examined, as_of, audience, {}, META, history=known(repo) if past is None else past)
    constant = ("du-lieu/schemas/", "gioi-thieu/kiem-tra/", "gioi-thieu/truong/")
    return Site({path: made[path] for path in made if not path.startswith(constant) and not path.endswith(PAPER)})


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The example register, all of it public, opened on the first day of 2024."""
    made = Repo(tmp_path_factory.mktemp("first") / "repo")
    made.commit("2024-01-01", BASE)
    return made


@pytest.fixture
def repo(first: Repo) -> Repo:
    return first.copy(first.root.with_name("repo-of-a-test"))


def but(path: str, **values: Any) -> Register:
    """Return the example register's record with other values (None: without the field)."""
    data: Data = {**BASE[path], **values}
    return {path: {key: value for key, value in data.items() if value is not None}}


def plain(text: str) -> str:
    return re.sub(r"&#([0-9]+);", lambda found: chr(int(found[1])), text)


def holding(found: Site, word: str) -> list[str]:
    return [path for path, text in found.items() if word in plain(text)]


def rows(found: Site, page: str = PAGE) -> list[tuple[str, ...]]:
    """The table of changes of a page: everything but the name of the record."""
    table = Reader(found[f"{page}/index.md"]).tables.get("Thay đổi trong sổ", [])
    names = ("Ngày", "Chỗ sửa", "Trước", "Sau", "Lưu ý")  # a column in which nothing stands is not printed
    return [tuple(row[name].text if name in row else "" for name in names) for row in table]


def section(found: Site, page: str = PAGE) -> str:
    return plain(found[f"{page}/index.md"]).partition("## Thay đổi trong sổ")[2]


# ------------------------------------------------------------------------------------------------ what is not shown


def test_an_internal_note_of_an_old_version(repo: Repo) -> None:
    repo.commit("2024-02-01", but(TASK, internal_note="chữ-kín một"))
    repo.commit("2024-02-02", but(TASK, internal_note="chữ-kín hai", note="chữ công khai"))
    repo.commit("2024-02-03", but(TASK, note="chữ công khai"))
    public, internal = site(repo), site(repo, "internal")
    assert holding(public, "chữ-kín") == []
    assert rows(public) == [("02/02/2024", "Ghi chú", "(chưa có)", "chữ công khai", "")]
    assert holding(internal, "chữ-kín") == [
        f"{PAGE}/index.md",
        f"{PAGE}/tinh-mau-20-ubnd-nc-2024-1a-t1/index.md",
        *(f"du-lieu/changes.{ending}" for ending in ("csv", "json", "parquet", "xlsx")),
        "du-lieu/register.sqlite",
    ]
    assert ("03/02/2024", "Ghi chú nội bộ", "chữ-kín hai", "(đã bỏ)", "") in rows(internal)


def test_a_record_that_was_internal_begins_when_it_became_public(repo: Repo) -> None:
    repo.commit("2024-02-01", but(TASK, note="chữ-kín một", visibility="noi-bo"))
    repo.commit("2024-02-05", but(TASK, note="chữ-kín hai", visibility="noi-bo"))
    repo.commit("2024-02-09", but(TASK, note="ba"))
    repo.commit("2024-02-12", but(TASK, note="bốn"))
    found = site(repo)
    assert holding(found, "chữ-kín") == []
    assert rows(found) == [("12/02/2024", "Ghi chú", "ba", "bốn", "")]
    assert "2 mục trên trang công khai trong sổ từ ngày 09/02/2024." in section(found)  # the task and its rollout
    assert len(rows(site(repo, "internal"))) == 6
    recorded = Reader(found["theo-doi/ghi-so/index.md"])
    assert all(T1 not in cell.ids for table in recorded.tables.values() for row in table for cell in row.values())


@pytest.mark.parametrize("path", [TASK, DIRECTIVE, PROVINCE])
def test_a_record_that_is_internal_now_has_no_past(repo: Repo, path: str) -> None:
    repo.commit("2024-02-01", but(path, note="chữ-kín"))
    repo.commit("2024-02-02", but(path, visibility="noi-bo"))
    found = site(repo)
    assert holding(found, "chữ-kín") == []
    assert [page for page in found if T1 in found[page]] == []


@pytest.mark.parametrize("owner", [DIRECTIVE, PROVINCE])
def test_what_hung_on_an_internal_record_was_not_seen_either(repo: Repo, owner: str) -> None:
    """The directive of the task, or the province of all; its own versions of that time are not told."""
    repo.commit("2024-02-01", but(TASK, note="trước"))
    repo.commit("2024-02-02", but(owner, visibility="noi-bo"))
    repo.commit("2024-02-03", but(TASK, note="chữ-kín"))
    repo.commit("2024-02-04", but(TASK, note="sau"))
    repo.commit("2024-02-05", but(owner))
    repo.commit("2024-02-06", but(TASK, note="chót"))
    found = site(repo)
    assert holding(found, "chữ-kín") == []
    assert rows(found) == [("06/02/2024", "Ghi chú", "sau", "chót", "")]
    assert "công khai trong sổ từ ngày 05/02/2024" in section(found)


def test_what_is_later_than_the_day_is_in_no_table_of_changes(repo: Repo) -> None:
    """A report that is signed later, and an event and a correction of later days, whatever the earlier versions said."""
    report, day = "tinh-mau/summary/tinh-mau-th-2024-q1.yaml", date(2024, 3, 15)
    events = BASE[ROLLOUT]["events"][:1]
    later = {"type": "tra-lai", "date": "2024-04-05", "source": {"note": "chữ-kín ba"}}
    wrong = {"at": "note", "was": "chữ-kín bốn", "on": "2024-04-06", "because": "chữ-kín năm"}
    repo.commit("2024-02-01", {**but(report, narrative="chữ-kín một"), **but(ROLLOUT, events=events)})
    repo.commit("2024-02-02", but(report, narrative="chữ-kín hai", signed="2024-04-03"))
    repo.commit("2024-02-03", but(ROLLOUT, events=[*BASE[ROLLOUT]["events"], later]))
    repo.commit("2024-02-04", but(ROLLOUT, events=[*BASE[ROLLOUT]["events"], {**later, "date": "2024-04-06"}]))
    repo.commit("2024-02-05", {**but(TASK, corrections=[wrong]), **but(ROLLOUT, note="chữ thường")})
    found = site(repo, as_of=day)
    assert holding(found, "chữ-kín") == []
    assert [row[:2] for row in rows(found)] == [("05/02/2024", "Ghi chú")]
    assert {row[1] for row in rows(site(repo, as_of=AS_OF), "ky-bao-cao/tinh-mau-th-2024-q1")} == {
        "Đánh giá chung",
        "Ngày ký",
    }


def test_a_record_that_hung_on_something_internal_and_was_moved(repo: Repo) -> None:
    """The finding was filed under a category that nobody outside may know of."""
    secret = {**BASE["tinh-mau/category/tinh-mau-niem-yet.yaml"], "id": "tinh-mau-bi-mat", "title": "chữ-kín"}
    code = {"code": "ZZ"} if "code" in secret else {}
    repo.commit(
        "2024-02-01", {CATEGORY: {**secret, **code, "visibility": "noi-bo"}, **but(FINDING, category="tinh-mau-bi-mat")}
    )
    repo.commit("2024-02-02", but(FINDING, category="tinh-mau-bi-mat", title="Chữ-kín hai"))
    repo.commit("2024-02-03", but(FINDING))
    repo.commit("2024-02-04", but(FINDING, title="Chữ mới"))
    found = site(repo)
    assert holding(found, "-kín") == []
    assert holding(found, "tinh-mau-bi-mat") == []
    assert [row[0] for row in rows(found, "kiem-tra/tinh-mau-kt-2024-02")] == ["04/02/2024"]
    repo.commit("2024-02-05", {CATEGORY: None})  # taken away, it is no less internal
    assert site(repo)["kiem-tra/tinh-mau-kt-2024-02/index.md"] == found["kiem-tra/tinh-mau-kt-2024-02/index.md"]


def test_a_reference_to_a_hidden_record_goes_with_all_that_stands_beside_it(repo: Repo) -> None:
    """A lead that the public does not have: neither its name nor the post and the words that were written beside it."""
    lead, rest = {"body": "tinh-mau-bao", "post": "chữ-kín một"}, BASE[TASK]["leads"]
    repo.commit("2024-02-01", but(TASK, leads=[*rest, lead], basis=["tinh-mau-77-ubnd-nc-2024"]))
    repo.commit("2024-02-02", but(TASK, leads=[*rest, {**lead, "post": "chữ-kín hai"}]))
    repo.commit("2024-02-03", but(TASK))
    repo.commit("2024-02-04", but("tinh-mau/agency/tinh-mau-bao.yaml", visibility="noi-bo"))
    paths = ("tinh-mau/document/tinh-mau-77-ubnd-nc-2024.yaml", CASE, "tinh-mau/notice/tinh-mau-nn-2024-01.yaml")
    for path in paths:
        repo.put(path, {**BASE[path], "visibility": "noi-bo"})
    repo.commit("2024-02-05")
    found = site(repo)
    assert [holding(found, word) for word in ("chữ-kín", "tinh-mau-bao", "77/UBND")] == [[], [], []]
    assert rows(found) == []
    assert len(rows(site(repo, "internal"))) == 5


def test_a_reference_to_a_record_that_was_still_internal(repo: Repo) -> None:
    """The document is public now; that the task named it when it was not is not told."""
    document = "tinh-mau/document/tinh-mau-05-kh-ubnd-2024.yaml"
    repo.commit("2024-02-01", but(document, visibility="noi-bo"))
    basis = [*BASE[TASK]["basis"], "tinh-mau-05-kh-ubnd-2024"]
    repo.commit("2024-02-02", but(TASK, basis=basis))
    assert rows(site(repo)) == []
    repo.commit("2024-02-03", but(document))
    assert rows(site(repo)) == []
    repo.commit("2024-02-04", but(TASK))
    assert [(row[0], row[3]) for row in rows(site(repo))] == [("04/02/2024", "(đã bỏ)")]


BASIS = {"law": "trung-uong-luat-tiep-can-thong-tin-2016", "decision": "tinh-mau-45-qd-ubnd-2023"}
LAW = {**BASIS, "because": "x"}


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_name_that_was_taken_out(repo: Repo, audience: str) -> None:
    """Of a signer, and in free text; what identifies a person goes like a name."""
    signer = BASE[DIRECTIVE]["signer"]
    named = {**signer, "name": "Giả Định Thử", "publication": LAW, "as_written": "CHỦ TỊCH Giả Định Thử"}
    repo.commit("2024-02-01", but(DIRECTIVE, signer=named))
    repo.commit("2024-02-02", but(DIRECTIVE, signer={**signer, "post": "Phó Chủ tịch"}))
    repo.commit("2024-02-03", but(TASK, note="Theo đơn của ông Nguyễn Văn Thử"))
    repo.commit("2024-02-04", but(TASK, note="Liên hệ: 0912 345 678"))
    repo.commit("2024-02-05", but(TASK, note="Không còn gì"))
    found = site(repo, audience)
    for word in ("Giả Định", "Nguyễn Văn", "0912"):
        assert holding(found, word) == [], word
    assert rows(found) == [("02/02/2024", "Người ký, chức vụ ký", "Chủ tịch", "Phó Chủ tịch", "")]


def test_a_case_of_a_person_has_no_past(repo: Repo) -> None:
    case = but(CASE, subject={"kind": "cong-chuc", "role": "nguoi-dung-dau"}, decided=None)
    repo.commit("2024-02-01", {CASE: {**case[CASE], "opened": "2024-01-20"}})
    assert holding(site(repo), "tinh-mau-xl-2024-01") == []
    repo.commit("2024-02-02", {CASE: {**case[CASE], "opened": "2024-01-21", "publication": BASIS}})
    repo.commit("2024-02-03", {CASE: {**case[CASE], "opened": "2024-01-22", "publication": BASIS}})
    found = site(repo)
    assert [row[:4] for row in rows(found, "trach-nhiem/tinh-mau-2024")] == [
        ("03/02/2024", "Ngày bắt đầu xem xét", "21/01/2024", "22/01/2024")
    ]
    assert "20/01/2024" not in plain(found["trach-nhiem/tinh-mau-2024/index.md"])


def test_acknowledgements_and_the_completeness_of_groups_are_not_told(repo: Repo) -> None:
    group = "tinh-mau/group/tinh-mau-nhom-so-nganh.yaml"
    repo.commit("2024-02-01", but(group, complete=not BASE[group]["complete"]))
    repo.commit("2024-02-02", but(group))
    assert rows(site(repo), "nhom/tinh-mau-nhom-so-nganh") == []


def test_a_field_that_no_schema_knows_is_not_shown(repo: Repo) -> None:
    repo.commit("2024-02-01", but(TASK, secret_of_old="chữ-kín"))
    repo.commit("2024-02-02", but(TASK, note="mới"))
    for audience in ("public", "internal"):
        found = site(repo, audience)
        assert holding(found, "chữ-kín") == []
        assert rows(found) == [("02/02/2024", "Ghi chú", "(chưa có)", "mới", "")]


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_nobody_who_committed_is_named(repo: Repo, audience: str) -> None:
    repo.commit("2024-02-01", but(TASK, note="mới"))
    found = site(repo, audience)
    assert rows(found)
    for word in (MESSAGE, QUIET["GIT_AUTHOR_NAME"], QUIET["GIT_AUTHOR_EMAIL"]):
        assert holding(found, word) == []


# ---------------------------------------------------------------------------------------------------- what is shown


def changes(found: Site) -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = json.loads(found["du-lieu/changes.json"])["changes"]
    columns, *lines = csv.reader(io.StringIO(found["du-lieu/changes.csv"].removeprefix("\ufeff")))
    assert [line[columns.index("record")] for line in lines] == [row["record"] for row in table]
    return table


def test_the_data_file_of_changes(repo: Repo) -> None:
    """Each column of each kind of change; what came at the opening is at the end."""
    due = {"by": "2024-06-30", "as_written": BASE[TASK]["due"]["as_written"]}
    events = BASE[ROLLOUT]["events"]
    repo.commit("2024-04-02", but(TASK, due=due, internal_note="chữ-kín"))
    repo.commit("2024-04-03", {**but(TASK, due=due, note="mới"), ROLLOUT: None})
    repo.commit("2024-05-01", but(ROLLOUT, events=events[:1]))
    repo.commit(
        "2024-08-01", but(ROLLOUT, events=[events[0], {**events[1], "date": "2024-06-20"}], visibility="noi-bo")
    )
    repo.commit("2024-08-02", but(ROLLOUT, events=[events[0], {**events[1], "date": "2024-06-20"}]))
    repo.commit("2024-08-03", but(ROLLOUT, events=events[:1]))
    later = {**BASE[TASK], "id": f"{T1}b", "title": "Việc thêm sau"}
    repo.commit("2024-08-04", {TASK.replace(".yaml", "b.yaml"): later})
    table = [row for row in changes(site(repo)) if row["change"] != "withdrawn"]
    assert {(row["known"], row["change"]) for row in table[5:]} == {("2024-01-01", "opening")}
    shared = {"province": "tinh-mau", "province_name": "Tỉnh Mẫu", "sample": True, "record_name": BASE[TASK]["title"]}
    nothing = dict.fromkeys(("mark", "field", "label", "before", "after", "on"))
    task = {**shared, **nothing, "kind": "task", "record": T1}
    rollout = {**shared, **nothing, "kind": "rollout", "record": BASE[ROLLOUT]["id"]}
    entry = {**events[1], "date": "2024-06-20"}
    assert table[:5] == [
        {**task, "record": f"{T1}b", "record_name": later["title"], "known": "2024-08-04", "change": "entered"},
        {
            **rollout, "known": "2024-08-03", "change": "cleared", "field": "events.1", "label": "Diễn biến thứ hai",
            "before": json.dumps(entry, ensure_ascii=False, sort_keys=True), "on": "2024-06-20",
        },
        {**rollout, "known": "2024-08-02", "change": "published"},
        {**task, "known": "2024-04-03", "change": "set", "field": "note", "label": "Ghi chú", "after": "mới"},
        {
            **task, "known": "2024-04-02", "change": "changed", "mark": "sổ sửa hạn sau ngày hạn cũ", "field": "due.by",
            "label": "Hạn, chậm nhất", "before": "2024-03-31", "after": "2024-06-30",
        },
    ]  # fmt: skip
    assert holding(site(repo), "chữ-kín") == []


def test_what_went_came_back_or_was_withdrawn_is_in_the_data_file(repo: Repo) -> None:
    repo.commit("2024-02-01", {ROLLOUT: None})
    repo.commit("2024-03-01", but(ROLLOUT))
    notice = "tinh-mau/notice/tinh-mau-nn-2024-01.yaml"
    repo.commit("2024-04-01", but(notice, withdrawn={"on": "2024-03-31", "because": "Ghi nhầm."}))
    table = changes(site(repo))
    told = [(row["known"], row["change"], row["record"], row["on"]) for row in table if row["change"] != "opening"]
    own = BASE[ROLLOUT]["id"]
    assert told == [
        (None, "withdrawn", "tinh-mau-34-tb-ubnd-mh-2024", "2024-06-01"),  # the example's own
        (None, "withdrawn", "tinh-mau-nn-2024-01", "2024-03-31"),
        ("2024-03-01", "returned", own, None), ("2024-02-01", "absent", own, None),
    ]  # fmt: skip
    assert changes(site(repo, past=UNKNOWN)) == []


def test_the_section_of_a_page(repo: Repo) -> None:
    """Labels instead of codes, names instead of ids, days as people write them; marks for what came late."""
    events = BASE[ROLLOUT]["events"]
    extension = {
        "type": "gia-han", "date": "2024-04-10", "old_due": "2024-03-31", "new_due": "2024-06-30", "reason": "bận",
        "source": {"document": "tinh-mau-12-qd-ubnd-2024"},
    }  # fmt: skip
    repo.commit("2024-02-01", but(ROLLOUT, events=events[:1]))
    repo.commit("2024-04-15", but(ROLLOUT, events=[events[0], extension]))
    repo.commit("2024-08-01", but(ROLLOUT, events=[events[0], extension, {**events[1], "date": "2024-06-20"}]))
    found = site(repo)
    handed_in = "Sự kiện: Nộp kết quả; Ngày: {}; Nguồn: Ghi chú về nguồn: Phiếu nhận báo cáo."
    extended = (
        "Sự kiện: Gia hạn; Ngày: 10/4/2024; Hạn cũ: 31/3/2024; Hạn mới: 30/6/2024; Lý do: bận; "
        "Nguồn: Văn bản: Quyết định số 12/QĐ-UBND ngày 10/01/2024"
    )
    assert rows(found) == [
        ("01/8/2024", "Diễn biến thứ ba", "(chưa có)", handed_in.format("20/6/2024"), "ghi sổ muộn 42 ngày"),
        (
            "15/4/2024", "Diễn biến thứ hai", "(chưa có)",
            extended, "",
        ),
        ("01/02/2024", "Diễn biến thứ hai", handed_in.format("29/3/2024"), "(đã bỏ)", ""),
        (
            "01/02/2024", "Diễn biến thứ ba",
            "Sự kiện: Xác nhận hoàn thành; Ngày: 02/4/2024; Nguồn: Ghi chú về nguồn: Thông báo của Văn phòng UBND tỉnh.", "(đã bỏ)", "",
        ),
    ]  # fmt: skip
    assert "hạn 31/3/2024 chuyển sang 30/6/2024, ngày 10/4/2024" in section(found)
    assert section(found).count("(hạn dời sau khi đã quá hạn)") == 1


def test_long_texts_are_shown_from_where_they_differ(repo: Repo) -> None:
    alike = "Theo phiếu chuyển của Văn phòng. " * 12
    repo.commit("2024-02-01", but(TASK, note=f"{alike}Gửi lần một."))
    repo.commit("2024-02-02", but(TASK, note=f"{alike}Gửi lần hai."))
    _, _, was, now, _ = rows(site(repo))[0]
    assert (was[0], was[-13:], now[0], now[-13:]) == ("…", " Gửi lần một.", "…", " Gửi lần hai.")


def test_a_deadline_that_was_rewritten(repo: Repo) -> None:
    due = {"by": "2024-06-30", "as_written": "trong 6 tháng đầu năm 2024"}
    repo.commit("2024-03-31", but(TASK, due=due))
    repo.commit(
        "2024-07-01", but(TASK, due={**due, "by": "2024-07-31"}, leads=[{**BASE[TASK]["leads"][0], "post": "Giám đốc"}])
    )
    mark = "sổ sửa hạn sau ngày hạn cũ"
    assert rows(site(repo))[-2:] == [
        ("31/3/2024", "Hạn, chậm nhất", "31/3/2024", "30/6/2024", ""),
        ("31/3/2024", "Hạn, nguyên văn", "trong quý I năm 2024", "trong 6 tháng đầu năm 2024", ""),
    ]
    assert [row[1:] for row in rows(site(repo))[:-2]] == [
        ("Chủ trì thứ nhất, chức vụ", "Thủ trưởng", "Giám đốc", ""),
        ("Hạn, chậm nhất", "30/6/2024", "31/7/2024", mark),
    ]


def test_what_changes_the_past_is_marked_wherever_it_is_read(repo: Repo) -> None:
    """On the page of what changed, at those who have to do it, in the data file, the list of changes and the feed."""
    repo.commit("2024-05-20", but(TASK, start={"from": "2024-02-01"}))
    found = site(repo, as_of=date(2024, 5, 22))
    mark = "bổ sung cho cả thời gian trước (từ ngày 01/02/2024)"
    assert [row[1:] for row in rows(found)] == [("Thời gian thực hiện", "(chưa có)", "Từ: 01/02/2024", mark)]
    assert [(c["field"], c["known"]) for c in changes(found) if c["mark"] == mark] == [("start", "2024-05-20")]
    said = "Thời gian thực hiện, sửa ngày 20/5/2024"
    assert said in section(found, "co-quan/tinh-mau-so-xay-dung")
    assert said not in section(found, "co-quan/tinh-mau-hdnd")
    assert counts(found)["Bổ sung điều đã có hiệu lực từ trước"] == [1, 1, 1]
    assert mark in plain(found["thay-doi/feed.xml"])


def test_how_the_section_begins(repo: Repo) -> None:
    note = {**BASE[TASK], "id": f"{T1}b", "title": "Việc thêm sau"}
    repo.commit("2024-05-01", {TASK.replace(".yaml", "b.yaml"): note})
    found = site(repo)
    fields = ("directive", "task", "about")
    hung = [d for d in BASE.values() for name in fields if str(d.get(name, "")).startswith("tinh-mau-20-ubnd-nc-2024")]
    own = [BASE[DIRECTIVE], *hung]
    assert (
        f"{len(own)} mục trên trang vào sổ ngày 01/01/2024, khi mở sổ. 1 mục trên trang vào sổ ngày 01/5/2024."
        in section(found)
    )
    agency = section(found, "co-quan/tinh-mau-so-noi-vu")
    assert "Nội dung trang này vào sổ ngày 01/01/2024, khi mở sổ." in agency
    assert "<details>" not in agency


def test_a_record_that_went_and_came_back_says_so(repo: Repo) -> None:
    repo.commit("2024-02-01", {ROLLOUT: None})
    repo.commit("2024-03-01", {ROLLOUT: BASE[ROLLOUT]})
    assert "Không có trong sổ từ ngày 01/02/2024 đến ngày 01/3/2024: " in section(site(repo))


def test_what_is_not_committed_has_no_day(repo: Repo) -> None:
    repo.put(ROLLOUT.replace("so-noi-vu", "thanh-tra"), {**BASE[ROLLOUT], "id": f"{T1}-thanh-tra", "addressee": "tinh-mau-thanh-tra"})  # fmt: skip
    found = site(repo, past=known(repo, on_disk=True))
    assert "1 mục trên trang chưa vào lịch sử của sổ." in section(found)
    assert "1 mục chưa vào lịch sử của sổ nên chưa có ngày vào sổ." in plain(found["thay-doi/index.md"])


# ------------------------------------------------------------------------------------------- copies that cannot tell


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (UNKNOWN, "Bản này không có lịch sử của sổ"),
        (History(flaws=(Flaw.GRAFTED,)), "đã bị nối lại"),
    ],
    ids=["no repository", "grafted"],
)
def test_without_a_history_no_day_is_made_up(repo: Repo, past: History, said: str) -> None:
    found = site(repo, past=past)
    assert [
        path
        for path in found
        if path.endswith(".md") and "may-bao" not in path and "Thay đổi trong sổ" in plain(found[path])
    ] == []
    assert said in plain(found["thay-doi/index.md"])
    assert said in plain(found["theo-doi/ghi-so/index.md"])
    assert [path for path in holding(found, "vào sổ ngày") if not re.search("thay-doi|ghi-so|may-bao", path)] == []
    assert '"recording": []' in found["du-lieu/recording.json"]


def test_a_shallow_copy_says_so(repo: Repo, tmp_path: Path) -> None:
    repo.commit("2024-02-01", but(TASK, note="một"))
    repo.commit("2024-03-01", but(TASK, note="hai"))
    copy = repo.clone(tmp_path / "shallow", "--depth=2")
    found = site(copy)
    assert "không đủ lịch sử" in plain(found["thay-doi/index.md"])
    assert "mục trên trang không rõ ngày vào sổ." in section(found)
    assert holding(found, "vào sổ ngày 01/02/2024") == []
    assert rows(found) == [("01/3/2024", "Ghi chú", "một", "hai", "")]
    assert '"recording": []' in found["du-lieu/recording.json"]


def test_replaced_objects_are_named(repo: Repo) -> None:
    past = replace(known(repo), flaws=(Flaw.REPLACED,))
    assert "phần lịch sử bị thay" in plain(site(repo, past=past)["thay-doi/index.md"])


# --------------------------------------------------------------------------------------------------- lately changed


def counts(found: Site) -> dict[str, list[int]]:
    reader = Reader(found["thay-doi/index.md"])
    (table,) = [rows for caption, rows in reader.tables.items() if caption.startswith("Số thay đổi")]
    return {row["Thay đổi"].text: [row[f"{n} ngày qua"].number for n in PERIODS] for row in table}


def listed(found: Site, label: str) -> list[str]:
    """The lines of one kind, the newest first, as texts."""
    text = plain(found["thay-doi/index.md"])
    parts = re.findall(rf"### {re.escape(label)} \(\d+\)(?:(?!\n##).)*?(<ul.*?</ul>)", text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", line).strip() for part in parts for line in re.findall(r"<li>(.*?)</li>", part)]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(date(2024, 4, 5), [1, 1, 1]), (date(2024, 4, 20), [0, 1, 1]), (date(2024, 6, 20), [0, 0, 1]), (date(2024, 3, 31), [0, 0, 0])],
)  # fmt: skip
def test_what_became_overdue(repo: Repo, as_of: date, expected: list[int]) -> None:
    """The task of one agency whose deadline is the end of March, a Sunday: as of a day, by what is known now."""
    repo.commit("2024-01-02", but(ROLLOUT, events=BASE[ROLLOUT]["events"][:1]))
    found = site(repo, as_of=as_of)
    own = [line for line in listed(found, "Việc mới quá hạn") if "Khắc phục tồn tại" in line and "Sở Nội vụ" in line]
    assert len(own) == max(expected)
    assert all("02/4/2024" in line and "hạn 01/4/2024" in line for line in own)
    total = counts(found)["Việc mới quá hạn"]
    assert total == sorted(total)
    assert all(n >= m for n, m in zip(total, expected, strict=True))


def test_deadlines_that_moved(repo: Repo) -> None:
    events = BASE[ROLLOUT]["events"][:1]
    moved = [
        {
            "type": "gia-han",
            "date": d,
            "old_due": old,
            "new_due": new,
            "reason": "x",
            "source": {"document": "tinh-mau-12-qd-ubnd-2024"},
        }
        for d, old, new in (("2024-03-20", "2024-03-31", "2024-04-30"), ("2024-05-05", "2024-04-30", "2024-06-30"))
    ]
    repo.commit("2024-05-10", but(ROLLOUT, events=[*events, *moved]))
    found = site(repo, as_of=date(2024, 5, 12))
    assert counts(found)["Hạn được dời"] == [2, 2, 2]
    second, first = listed(found, "Hạn được dời")
    assert "10/5/2024; hạn 31/3/2024 chuyển sang 30/4/2024, ngày 20/3/2024" in first
    assert "quá hạn" not in first
    assert "hạn 30/4/2024 chuyển sang 30/6/2024, ngày 05/5/2024 (hạn dời sau khi đã quá hạn)" in second


def test_what_entered_was_closed_and_came_back(repo: Repo) -> None:
    found = site(repo, as_of=date(2024, 4, 20))
    assert "Hồ sơ cấp phép" in listed(found, "Phát hiện đã kết thúc")[0]
    assert listed(found, "Phát hiện mới vào sổ") == []  # all of it came with the opening
    new = {**BASE[FINDING], "id": "tinh-mau-kt-2024-02-f9", "title": "Phát hiện thêm"}
    repo.commit("2024-06-01", {FINDING.replace("f1", "f9"): new})
    later = site(repo, as_of=date(2024, 6, 3))
    assert [line.split("  ")[0] for line in listed(later, "Phát hiện mới vào sổ")] == [
        "Phát hiện thêm (giả định) 01/6/2024"
    ]
    assert counts(later)["Phát hiện mới vào sổ"] == [1, 1, 1]


ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed(repo: Repo) -> None:
    repo.commit("2024-05-10", but(ROLLOUT, events=BASE[ROLLOUT]["events"][:1]))
    examined = examine(read(repo.records), schemas())

    def feed(site_url: str) -> ET.Element:
        made = publish(
            examined, date(2024, 5, 12), "public", {}, META, history=known(repo), office=Office(site_url=site_url)
        )
        return ET.fromstring(content(made["thay-doi/feed.xml"]))

    def texts(of: ET.Element, name: str) -> list[str]:
        return [str(node.text) for node in of.iter(f"{ATOM}{name}")]

    near, far = feed(""), feed("https://so.invalid/cong-vu")
    assert texts(near, "id") == texts(far, "id")
    assert len(set(texts(near, "id"))) == len(texts(near, "id")) > 1
    assert near.findtext(f"{ATOM}updated") == texts(near, "updated")[1]  # of its newest entry, not of the build
    assert all(re.fullmatch(r"2024-0[2-5]-\d\dT00:00:00\+07:00", day) for day in texts(near, "updated"))
    assert texts(near, "updated")[1:] == sorted(texts(near, "updated")[1:], reverse=True)
    links = [[link.get("href") or "" for link in entry.iter(f"{ATOM}link")] for entry in near.iter(f"{ATOM}entry")]
    assert all(len(own) == 1 and own[0].startswith("../") for own in links)
    pages = site(repo, as_of=date(2024, 5, 12))
    assert all(f"{own[0][3:].partition('#')[0]}index.md" in pages for own in links)
    assert [link.get("href") for link in far.iter(f"{ATOM}link")][:2] == [
        "https://so.invalid/cong-vu/thay-doi/", "https://so.invalid/cong-vu/thay-doi/feed.xml",
    ]  # fmt: skip
    assert texts(near, "name") == ["Sổ theo dõi"]


def test_every_page_leads_to_the_changes(repo: Repo) -> None:
    found = site(repo)
    for path in found:
        if path.startswith("theo-doi/") or path == "index.md":
            assert 'thay-doi/"' in found[path], path


def test_the_feed_and_pages_take_any_text(repo: Repo) -> None:
    hostile = "<script>ran()</script> ]]> & \" ' {{ x }} [a](javascript:ran())"
    new = {**BASE[FINDING], "id": "tinh-mau-kt-2024-02-f9", "title": hostile}
    repo.commit("2024-06-01", {FINDING.replace("f1", "f9"): new, **but(TASK, note=hostile)})
    found = site(repo, as_of=date(2024, 6, 3))
    ET.fromstring(found["thay-doi/feed.xml"])
    for path in ("thay-doi/index.md", f"{PAGE}/index.md"):
        assert "ran()" not in found[path]
        assert "ran()" in plain(found[path])


# ------------------------------------------------------------------------------------------------- late recording


def test_the_board_of_late_recording(repo: Repo) -> None:
    base = {"task": T1, "addressee": "tinh-mau-thanh-tra"}
    note = {"source": {"note": "x"}}
    path = f"tinh-mau/rollout/{T1}-thanh-tra.yaml"
    events = [
        {"type": "nhan", "date": "2024-01-30", **note}, {"type": "nop", "date": "2024-02-03", **note},
        {"type": "xac-nhan", "date": "2024-03", **note},
    ]  # fmt: skip
    for day, count in (("2024-02-01", 1), ("2024-05-13", 2), ("2024-06-01", 3)):
        repo.commit(day, {path: {"id": f"{T1}-thanh-tra", **base, "events": events[:count]}})
    found = site(repo)
    reader = Reader(found["theo-doi/ghi-so/index.md"])
    (row,) = [r for r in reader.tables["Số ngày từ sự việc đến khi vào sổ, theo cơ quan"] if r["Cơ quan"].id == "tinh-mau-thanh-tra"]  # fmt: skip
    names = (
        "Sự việc",
        "Một nửa vào sổ trong vòng (ngày)",
        "90% vào sổ trong vòng (ngày)",
        "Muộn nhất (ngày)",
        "0–3 ngày",
        "trên 90 ngày",
    )
    assert [row[name].number for name in names] == [2, 2, 100, 100, 1, 1]
    assert [(r["Ngày xảy ra"].text, r["Ngày vào sổ"].text, r["Sau (ngày)"].number) for r in reader.tables["Ghi sổ muộn nhất"]] == [
        ("03/02/2024", "13/5/2024", 100)
    ]  # fmt: skip
    assert Reader(found["theo-doi/index.md"]).cards["Việc ghi sổ muộn"] == "1"


@pytest.mark.parametrize(
    "choose", [lambda d: d["events"][:2], lambda d: d["events"][1:]], ids=["the first", "the last"]
)
def test_events_of_which_the_public_sees_some(repo: Repo, choose: Callable[[Data], Any]) -> None:
    """An event beside a hidden document is gone; the days of the others stay theirs."""
    document = "tinh-mau/document/tinh-mau-05-kh-ubnd-2024.yaml"
    events = [dict(e) for e in BASE[ROLLOUT]["events"]]
    repo.commit("2024-04-20", but(ROLLOUT, events=events[:2]))
    repo.commit("2024-04-21", but(ROLLOUT, events=events))
    whole = set(rows(site(repo)))
    hidden = choose({"events": events})
    for event in hidden:
        event["source"] = {"document": "tinh-mau-05-kh-ubnd-2024"}
    repo.commit("2024-04-22", {**but(ROLLOUT, events=events), **but(document, visibility="noi-bo")})
    found = site(repo)
    assert holding(found, "05-kh-ubnd") == []
    assert set(rows(found)) <= whole


# ------------------------------------------------------------------------------------------ what was published then

ONE_OF_A_KIND = tuple({path.split("/")[1]: path for path in sorted(BASE)}.values())


TURNS = 4


@cache
def with_words(turn: int) -> tuple[Register, set[str]]:
    """A register with a word of its own in every field and some kinds internal, and the words that its site shows."""
    made = hiding(marked(), *ONE_OF_A_KIND[turn::TURNS])
    return made, set(WORD.findall("".join(outputs(judged(made)).values())))


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(TURNS))
@pytest.mark.parametrize("later", ["public", "internal"])
def test_of_an_old_version_nothing_is_shown_that_its_own_site_did_not_show(
    tmp_path: Path, turn: int, later: str
) -> None:
    """A word of its own in every field of the first version, a record of some kinds internal; then no word, public or not.

    A word that the site of the first version held back must not come back by the history of the second.
    """
    paths = ONE_OF_A_KIND[turn::TURNS]
    first, shown = with_words(turn)
    second = hiding(unmarked(), *paths) if later == "internal" else unmarked()
    repo = Repo(tmp_path / "repo")
    repo.commit("2024-01-01", first)
    repo.commit("2024-02-01", second)
    found = set(WORD.findall("".join(site(repo, as_of=date(2024, 12, 1)).values())))
    assert found - shown == set()
    assert len(found) > 30
