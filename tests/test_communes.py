"""``generator communes``: a table becomes records whose ids never collide; nothing is guessed, nothing written over."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import schemas as checkout_schemas
from generator.cli import OK, PROBLEMS, USAGE, main
from generator.edit.communes import Order, lay
from generator.edit.table import Commune, Faults, Unit
from generator.examine import examine
from generator.model import Corpus
from generator.read.source import read
from tests.conftest import REGISTER, read_files
from tests.conftest import lay as lay_register

EXPECTED = Path(__file__).parent / "cases" / "communes.txt"
SAID = ("--since", "2025-07-01", "--source", "tinh-mau-12-qd-ubnd-2024")
ROWS = [
    ("STT", "Tên", "LOẠI", "mã", "Hình thành từ"),
    ("1", "Mẫu Hạ", "xã", "90001", ""),  # the register has it
    ("2", "xã Trám", "Xã", "90002", "xã Trám (90002); xã Tràm"),  # as one that it was formed from, name and code
    ("3", "Tràm", "xã", "90003", "xã Đá"),
    ("6", "Núi", "xã", "90006", ""),  # not rearranged
    ("4", "Hoà Mẫu", "phường", "90004", "thị trấn Hòa Mẫu; xã Chia (90105)"),
    ("5", "Cù Lao", "đặc khu", "90005", "xã Chia (90105); xã Chia (90106)"),  # one divided, two of one name
]  # fmt: skip


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example register; the working folder holds it."""
    lay_register(tmp_path / "records")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "records"


def csv(*rows: tuple[str, ...], delimiter: str = ";") -> str:
    """A table as Excel writes it in Vietnam."""
    return "\ufeff" + "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def run(name: str, text: str | bytes, *more: str) -> int:
    """Call the verb with a table."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return main(["communes", "tinh-mau", "--from", name, *(more or SAID)])


def test_every_record_of_a_table(
    register: Path, capsys: pytest.CaptureFixture[str], expected: Callable[[Path, str], None]
) -> None:
    before = read_files(register)
    assert run("cac-xa.csv", csv(*ROWS)) == OK
    after = read_files(register)
    assert before.items() <= after.items()
    made = "".join(f"\n== {path}\n{after[path].decode()}" for path in sorted(after.keys() - before.keys()))
    expected(EXPECTED, capsys.readouterr().out + made)
    assert main(["check", "--strict"]) == OK
    assert main(["fix", "--check"]) == OK
    capsys.readouterr()
    assert run("cac-xa.csv", csv(*ROWS)) == OK  # once more: all are there
    assert capsys.readouterr().out.endswith("\n0 bản ghi mới\n")
    assert read_files(register) == after


def test_json_and_commas_say_the_same(register: Path) -> None:
    heads, *rows = ROWS
    assert run("a.csv", csv(*ROWS)) == OK
    wanted = read_files(register)
    listed = [dict(zip(heads, row, strict=True)) for row in rows]
    split = [{**row, "Hình thành từ": row["Hình thành từ"].split(";")} for row in listed]
    for name, text in {
        "b.json": json.dumps(listed), "c.json": json.dumps(split), "d.csv": csv(*ROWS, delimiter=","), "e.tsv": csv(*ROWS, delimiter="\t"),
    }.items():  # fmt: skip
        for path in (register / "tinh-mau" / "agency").glob("*ubnd-*"):
            if path.name not in ("tinh-mau-ubnd-xa-mau-ha.yaml", "tinh-mau-ubnd-huyen-mau-ha.yaml"):
                path.unlink()
        assert run(name, text) == OK
        assert read_files(register) == wanted


HEADS = ROWS[0][1:]
WRONG = [
    ("", "xã", "90001", ""),
    ("Một", "thôn", "90002", ""),
    ("phường Hai", "xã", "90003", ""),
    ("Ba", "xã", "123", "xã Cũ, xã Mới"),
    ("Bốn", "xã", "90005", "Không Loại; xã Đôi"),
    ("Năm", "xã", "90005", "xã Đôi (90106); xã Khác (90106)"),
    ("Sáu", "xã", "90007", "xã Sau"),
    ("Bẩy", "xã", "90008", "xã Bảy; xã Bày"),
]
TOLD = """\
lỗi: Chưa ghi gì, vì:
- Tên trống, hoặc bắt đầu bằng một loại khác với cột “loại”: dòng 2 (trống); dòng 4 (“phường Hai”).
- Loại phải là xã, phường hoặc đặc khu: dòng 3 (“thôn”).
- Giữa hai đơn vị cũ phải là dấu chấm phẩy, không phải dấu phẩy hay chữ “và”: dòng 5 (“xã Cũ, xã Mới”).
- Mã đơn vị hành chính phải gồm 5 chữ số (bảng tính có thể đã bỏ số 0 ở đầu): dòng 5 (“123”).
- Đơn vị cũ phải ghi như “xã A; thị trấn B (14567)”: loại, tên, nếu có thì mã 5 chữ số: dòng 6 (“Không Loại”).
- Sổ chưa có văn bản làm nguồn (--source): khong-co.
- Hai dòng có cùng một mã: 90005 (dòng 6, dòng 7).
- Một mã của nhiều đơn vị cũ: 90106 (dòng 7, dòng 7).
- Đơn vị cũ có ở nhiều dòng: ghi mã trong ngoặc ở mọi chỗ, để biết là một đơn vị được chia ra hay các đơn vị trùng tên: \
xã Đôi (dòng 6, dòng 7).
- Mã bản ghi sẽ trùng với một cơ quan khác: ghi mã 5 chữ số để phân biệt, hoặc lập riêng bằng generator new agency: \
xã Bảy (dòng 9); xã Bày (dòng 9). [table-wrong]
    Sửa bảng rồi chạy lại. Cách ghi bảng: generator communes --help.
"""


def test_everything_wrong_is_told_at_once(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = read_files(register)
    assert run("x.csv", csv(HEADS, *WRONG), "--since", "2025-07-01", "--source", "khong-co") == USAGE
    assert capsys.readouterr() == ("", TOLD)
    assert read_files(register) == before


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("x.csv", "x", "Bảng phải có đúng một cột tên là: “tên”"),
        ("x.csv", csv(("Tên", "Tên ", "Loại", "Mã")), "Bảng phải có đúng một cột tên là: “tên”"),
        ("x.csv", "Tên,Loại,Mã,Hình thành từ\nA,xã,90001,xã B, xã C", 'trong ngoặc kép ("…"), các đơn vị'),
        ("x.csv", "Tên,Loại,Mã,Hình thành từ\nA,xã,90001,xã B, xã C", "dòng 2 (“xã C”)"),
        ("x.csv", 'Tên,Loại,Mã\nA,xã,90001\nB,"xã,90002\n', "đã mở thì phải đóng"),
        ("x.csv", 'Tên,Loại,Mã\nA,xã,90001\nB,"xã,90002\n', "từ dòng 3"),
        ("x.csv", csv(HEADS, ("A", "xã", "90001", "một phần xã B")), "Bảng không ghi “một phần”"),
        ("x.csv", csv(HEADS, ("A", "xã", "90001", "xã B (phần còn lại)")), "dòng 2 (“xã B (phần còn lại)”)"),
        ("x.csv", csv(HEADS, ("A", "xã", "90001", "xã B và xã C")), "phải là dấu chấm phẩy"),
        ("x.csv", csv(HEADS, ("A", "xã", "90001", "các xã B; C")), "không ghi gộp “các xã A, B”"),
        ("x.csv", "Tên;Loại;Mã\nĐông;xã;90001".encode("utf-16"), "Tệp không dùng bảng mã UTF-8"),
        ("x.json", "[1]", "Không đọc được bảng"),
        ("x.json", "{", "Không đọc được bảng"),
        ("x.csv", csv((*HEADS, "tỉnh cũ"), ("Một", "xã", "90001", "xã Cũ", "tinh-y")), "dòng 2 (“tinh-y”)"),
    ],
)
def test_a_table_that_cannot_be_read(
    register: Path, capsys: pytest.CaptureFixture[str], name: str, text: str | bytes, told: str
) -> None:
    assert run(name, text) == USAGE
    assert told in capsys.readouterr().err


def test_a_hundred_mistakes_of_one_kind_are_one_line(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("x.csv", csv(HEADS, *[("Một", "xã", "", "")] * 100)) == USAGE
    assert "dòng 10 (trống) và 91 chỗ khác." in capsys.readouterr().err


def test_what_the_check_refuses_is_not_written(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = read_files(register)
    assert run("x.csv", csv(HEADS, ("Mộ\x0bt", "xã", "90001", ""))) == PROBLEMS
    assert "Chưa ghi gì" in capsys.readouterr().err
    assert read_files(register) == before


def test_a_body_of_no_known_time_is_neither_the_old_nor_the_new(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = register / "tinh-mau/agency/tinh-mau-ubnd-xa-mau-ha.yaml"
    known.write_text(known.read_text(encoding="utf-8").partition("valid:")[0], encoding="utf-8")
    assert run("x.csv", csv(HEADS, ("Mẫu Hạ", "xã", "90001", "xã Mẫu Hạ; xã Đông"))) == USAGE
    assert "Không rõ cơ quan đã có trong sổ là của đơn vị cũ hay mới" in capsys.readouterr().err


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return examine(read(REGISTER), checkout_schemas()).corpus


UNITS = st.tuples(st.sampled_from(["Trám", "Tràm", "Tram", "Đỏ", "Do"]), st.integers(0, 3))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(UNITS, st.lists(UNITS, max_size=3)), min_size=1, max_size=4))
def test_ids_never_collide(corpus: Corpus, drawn: list[tuple[tuple[str, int], list[tuple[str, int]]]]) -> None:
    """Whatever a table holds: it is refused, or every unit that it tells apart has a record of its own."""
    rows = [
        Commune(
            Unit("xã", name, f"8000{code}", f"dòng {line}"),
            tuple(Unit("xã", old, f"8000{known}" if known else "", f"dòng {line}") for old, known in before),
            "",
        )
        for line, ((name, code), before) in enumerate(drawn)
    ]
    faults = Faults()
    order = Order(corpus.records["tinh-mau"], date(2025, 7, 1), "tinh-mau-12-qd-ubnd-2024")
    laid = lay(rows, order, corpus, set(corpus.records), faults)
    if not list(faults.sentences()):
        units = {("mới", *row.unit.key) for row in rows} | {("cũ", *unit.key) for row in rows for unit in row.before}
        assert len(laid.records) == len(units) == len({record["id"] for record in laid.records.values()})
