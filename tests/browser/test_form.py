"""The form for records, as a clerk fills it in: what it makes passes the check, is laid out as ``fix`` does, and collides."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.build import ROOT, schemas
from generator.edit.fix import fix
from generator.edit.writing import write
from generator.examine import examine
from generator.examine.parse import parse
from generator.model import Severity, Source, SourceFile

from .conftest import WIDTHS, told

REGISTER = ROOT / "tests" / "register"
REPOSITORY = "https://github.com/tinh-mau/so"


@pytest.fixture
def form(open_page: Any) -> Callable[..., tuple[Any, Any]]:
    """Open the form of a register whose repository is at a host, and say what is to be done."""

    def opened(*chosen: str, width: int = 1280, repository: str = REPOSITORY) -> tuple[Any, Any]:
        page, watch = open_page("quan-ly/", width)
        page.route(
            "**/quan-ly/",
            lambda route: route.fulfill(response=(got := route.fetch()), body=_at(got.text(), repository)),
        )
        page.reload()
        for label, value in zip(("Tỉnh, thành phố", "Việc", "Loại"), chosen, strict=True):
            page.get_by_label(label, exact=True).select_option(value)
        return page, watch

    return opened


def _at(text: str, repository: str) -> str:
    return re.sub(r'data-repository="[^"]*"', f'data-repository="{repository}"', text)


def box(page: Any, label: str) -> Any:
    """The last field of that name: what was added last is asked last."""
    return (
        page.locator(".record-form").get_by_label(re.compile(rf"^{re.escape(label)}(?: \d+)?(?: \(phải có\))?$")).last
    )


def find(page: Any, label: str, words: str, own: str) -> None:
    box(page, label).fill(words)
    page.locator(".record-found button", has_text=re.compile(rf"\({re.escape(own)}\)$")).click()


def fill(page: Any, **values: str) -> None:
    for label, value in values.items():
        field = box(page, label)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
            field.blur()


def text(page: Any) -> str:
    return str(page.get_by_label("Nội dung tệp").input_value())


def judged(files: Mapping[str, str]) -> list[str]:
    """Return what the check says of these files in the example register, and which of them ``fix`` would lay out otherwise."""
    known = {path.relative_to(REGISTER).as_posix(): path.read_bytes() for path in REGISTER.rglob("*.yaml")}
    known |= {path.removeprefix("records/"): content.encode() for path, content in files.items()}
    found = examine(
        Source("records", tuple(SourceFile(path, known[path]) for path in sorted(known))), schemas()
    ).problems
    told = [
        f"{one.code}: {one.message.vi}"
        for one in found
        if one.where.path in files and one.severity is not Severity.INFO
    ]
    kinds = {path: schemas().shapes[path.split("/")[2]] for path in files}
    return told + [
        path for path, content in files.items() if fix(path, content.encode(), kinds[path]).after is not None
    ]


AWKWARD = [
    "Lưu: VT", "5712", "2024-12-05", "2024-12", "2024", "2024-13-05", "2024-02-30", "2023-02-29", "a #b", "a#b", "#a", "yes", "No", "y",
    "Đ", "x:", "x:y", "it's", "'x'", 'x"', "x '", "1a", "-x", "- x", "@x", "Ⅳ", "²x", "_x", "x_", "ǅ", "null", "~", "[x]", "{x}", "x, y",
    "x" * 104, "x " * 53 + "y", "x " * 51 + "yy", "một hai ba " * 11 + "x", "một\nhai", "x  " * 40 + "y", "!x", "%x", "`x", "&x", "*x", "|x", ">x",
]  # fmt: skip
"""Texts that YAML could take for something else."""


def test_a_text_is_written_as_the_program_writes_it(form: Any) -> None:
    page, _ = form("tinh-mau", "new", "finding")
    made = page.evaluate(
        """async ([address, texts]) => {
            const { fileText } = await import(address);
            return texts.map((text) => fileText('finding', { seen: text, repeats: [text] }, { properties: { seen: {}, repeats: { items: {} } } }, (shape) => shape));
        }""",
        [page.url.replace("quan-ly/", "assets/js/record.js"), AWKWARD],
    )
    assert made == [write("finding", {"seen": one, "repeats": [one]}, schemas().shapes["finding"]) for one in AWKWARD]


SEEN = (
    "Trong ba buổi kiểm tra đột xuất, bộ phận một cửa có 12 hồ sơ trả sau ngày hẹn: hồ sơ nào cũng không có thư xin lỗi, "
    "và sổ theo dõi không ghi lý do."
)


def finding(page: Any) -> None:
    find(page, "Cuộc kiểm tra, thanh tra", "sau ky nghi tet", "tinh-mau-kt-2024-01")
    find(page, "Cơ quan", "so xay dung", "tinh-mau-so-xay-dung")
    find(page, "Loại", "tre han", "tinh-mau-tre-han")
    fill(page, **{"Tên phát hiện": "Không có thư xin lỗi: 12 hồ sơ", "Nội dung": SEEN, "Mức độ": "it-nghiem-trong"})


@pytest.mark.parametrize("width", WIDTHS)
def test_a_finding_is_recorded(form: Any, width: int) -> None:
    page, watch = form("tinh-mau", "new", "finding", width=width)
    assert "Cuộc kiểm tra, thanh tra" in page.locator(".record-result").inner_text()  # what is missing is told
    finding(page)
    path, made = page.locator(".record-result code").inner_text(), text(page)
    assert re.fullmatch(r"records/tinh-mau/finding/tinh-mau-kt-2024-01-f[2-9b-z]{5}\.yaml", path)
    assert judged({path: made}) == []
    document, _ = parse("f", made.encode())
    assert document is not None
    assert write("finding", document.data, schemas().shapes["finding"]) == made
    asked = urlsplit(page.get_by_role("link", name="Mở trang tạo tệp của kho").get_attribute("href"))
    query = parse_qs(asked.query)
    assert (asked.hostname, asked.path) == ("github.com", "/tinh-mau/so/new/main")
    assert (query["filename"], query["value"]) == ([path], [made])
    assert "Không có thư xin lỗi" in query["message"][0]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert told(page, watch) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_remediation_is_reported_with_evidence(form: Any, width: int) -> None:
    page, watch = form("tinh-mau", "new", "remediation", width=width)
    find(page, "Phát hiện", "niem yet", "tinh-mau-kt-2024-02-f1")
    find(page, "Cơ quan khắc phục", "xay dung", "tinh-mau-so-xay-dung")
    page.get_by_label("Ghi thêm mục").last.select_option("events")
    page.get_by_role("button", name="Thêm: Sự kiện").click()
    fill(page, **{"Sự kiện": "bao-cao", "Ngày": "12/6/2024"})
    page.get_by_label("Ghi thêm mục").first.select_option("evidence")
    page.get_by_role("button", name="Thêm: Minh chứng").click()
    fill(page, **{"Tên tệp": "anh-niem-yet.pdf"})
    page.get_by_label("Tính mã từ tệp").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"a"}
    )
    page.get_by_text("Còn thiếu").wait_for()
    page.locator(".record-form").get_by_label("Ghi chú về nguồn").fill("Báo cáo gửi Sở Nội vụ")
    page.locator(".record-form").get_by_label("Ghi chú về nguồn").blur()
    path, made = page.locator(".record-result code").inner_text(), text(page)
    assert path == "records/tinh-mau/remediation/tinh-mau-kt-2024-02-f1-kp.yaml"
    assert "sha256: ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb" in made
    assert "date: 2024-06-12" in made
    assert judged({path: made}) == []
    assert told(page, watch) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_deadline_is_extended(form: Any, width: int) -> None:
    """Only the entry is new: it stands where the page says, and all else is byte for byte what it was."""
    page, watch = form("mau-nam", "entry", "rollout", width=width)
    find(page, "Triển khai tại cơ quan", "t26 so tai chinh", "mau-nam-05-ct-ubnd-2024-1-t26-so-tai-chinh")
    fill(
        page,
        **{
            "Sự kiện": "gia-han",
            "Ngày": "25/7/2024",
            "Hạn cũ": "29/7/2024",
            "Hạn mới": "5/8/2024",
            "Lý do": "Vắng người.",
        },
    )
    find(page, "Văn bản", "12 ttr", "mau-nam-12-qd-ttr-2024")
    path, made = page.locator(".record-result code").inner_text(), text(page)
    assert "Dán dưới mục thứ 1 (ngày 2024-07-22)" in page.locator(".record-result").inner_text()
    before = (REGISTER / path.removeprefix("records/")).read_text(encoding="utf-8")
    assert judged({path: before + made}) == []
    href = page.get_by_role("link", name="rồi mở trang của kho").get_attribute("href")
    assert href == f"{REPOSITORY}/edit/main/{path}"
    assert told(page, watch) == []


def test_the_same_thing_twice_collides(form: Any) -> None:
    """Two people who report the same have one id; what the register has is told, and not sent."""
    ids = set()
    for _ in range(2):
        page, _ = form("tinh-mau", "new", "finding")
        finding(page)
        ids.add(page.locator(".record-result code").inner_text())
    assert len(ids) == 1
    page, _ = form("tinh-mau", "new", "remediation")
    find(page, "Phát hiện", "2024-01-f1", "tinh-mau-kt-2024-01-f1")
    find(page, "Cơ quan khắc phục", "xay dung", "tinh-mau-so-xay-dung")
    assert "Sổ đã có mục tinh-mau-kt-2024-01-f1-kp" in page.locator(".record-result").inner_text()
    assert page.locator(".record-send").count() == 0


def test_many_bodies_at_once(form: Any) -> None:
    """One file for each body of a pasted list; who is unknown, and who has such a record, is told."""
    page, watch = form("tinh-mau", "new", "rollout")
    find(page, "Nhiệm vụ", "khac phuc ton tai", "tinh-mau-20-ubnd-nc-2024-1a-t1")
    page.get_by_role("button", name="Thêm: Sự kiện").click()
    fill(page, **{"Sự kiện": "nhan", "Ngày": "17/1/2024"})
    source = page.locator(".record-form").get_by_label("Ghi chú về nguồn").first
    source.fill("Sổ công văn đến")
    source.blur()
    lines = page.get_by_label("Nhiều cơ quan cùng lúc")
    lines.fill("Sở Nội vụ\nsở xây dựng\nVăn phòng Ủy ban nhân dân tỉnh\nSở Trăng Sao")
    lines.blur()
    assert re.search("nên chưa ghi: Sở Trăng Sao[.]", page.locator(".record-form").inner_text())
    assert "2 mục mới; 1 cơ quan đã có mục ấy" in page.locator(".record-result").inner_text()
    with page.expect_download() as got:
        page.get_by_role("link", name="Tải mọi tệp").click()
    with zipfile.ZipFile(io.BytesIO(got.value.path().read_bytes())) as archive:
        assert archive.testzip() is None
        files = {f"records/tinh-mau/rollout/{name}": archive.read(name).decode() for name in archive.namelist()}
    assert len(files) == 2
    assert judged(files) == []
    assert told(page, watch) == []


@pytest.mark.parametrize("repository", ["", "https://so.example/x", "javascript:alert(1)//github.com"])
def test_a_host_that_is_not_known_gets_no_link(form: Any, repository: str) -> None:
    page, _ = form("tinh-mau", "new", "finding", repository=repository)
    finding(page)
    assert page.locator(".record-send").count() == 0
    assert page.get_by_role("link", name="Tải tệp này").count() == 1
