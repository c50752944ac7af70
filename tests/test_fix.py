"""``generator fix``: the layout changes, nothing else; whatever cannot be told for sure stays as it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import ROOT
from generator.build import schemas as checkout_schemas
from generator.cli import OK, PROBLEMS, USAGE, main
from generator.domain.dates import iso
from generator.edit import disk
from generator.edit.fix import fix
from generator.edit.scalars import is_plain, scalar, split, unquoted
from generator.examine.parse import MAX_PROBLEMS, parse
from generator.read.source import MAX_BYTES
from tests.conftest import REGISTER, read_files
from tests.hostile import as_nobody

HERE = Path(__file__).parent / "cases"
SHAPES = checkout_schemas().shapes


def fixed(text: str | bytes, kind: str = "task") -> str:
    """The file as it is written; the text itself when nothing is to do."""
    data = text.encode() if isinstance(text, str) else text
    found = fix("f", data, SHAPES[kind])
    assert not found.left, (found.left, found.problems)
    return (found.after or data).decode()


def left(text: str | bytes) -> str:
    """Why a file is left alone."""
    found = fix("f", text.encode() if isinstance(text, str) else text, SHAPES["task"])
    assert found.after is None
    return ", ".join(p.code for p in found.problems) or found.left


def data(text: str) -> dict:
    document, problems = parse("f", text.encode())
    assert document is not None, problems
    return document.data


# ------------------------------------------------------------------------------------------------------ what it does

UNTIDY = """\
# yaml-language-server: $schema=../../../schemas/task.schema.json
# Lời chú về nhan đề.
title: "Rà soát quy chế"  # cuối dòng
id:   thi-du-1-1-t1
directive: thi-du-1

# Trên chủ trì.
leads:
- # cạnh dấu gạch
  post: 'Chủ tịch'
  # Về cơ quan.
  body: thi-du-ubnd
# Trên mục thứ hai.
- post: >-
    Đoạn dài
    hai dòng
     thụt thêm
    # không phải lời chú
  body: thi-du-so-noi-vu
    # Cuối danh sách.
content: Một dòng
  tiếp theo

  đoạn sau
# Về hạn.
due:
    as_written: |
       trước ngày
       05/12/2024

    # Trong hạn.
    before: 5/12/2024
    # Cuối của hạn.
# Trên mục.
clause: '1'
shape: mot-lan
unknown: 'it''s'
urgency_as_written:
  'khẩn trương'
product: "Quy chế: đã sửa"
start:
      from:   2024
      open_ended:   true
# Hết.
"""

TIDY = """\
# yaml-language-server: $schema=../../../schemas/task.schema.json
id: thi-du-1-1-t1
directive: thi-du-1
# Trên mục.
clause: '1'
# Lời chú về nhan đề.
title: Rà soát quy chế  # cuối dòng
content: Một dòng
  tiếp theo

  đoạn sau
shape: mot-lan
unknown: it's

# Trên chủ trì.
leads:
  - # cạnh dấu gạch
    # Về cơ quan.
    body: thi-du-ubnd
    post: Chủ tịch
  # Trên mục thứ hai.
  - body: thi-du-so-noi-vu
    post: >-
      Đoạn dài
      hai dòng
       thụt thêm
      # không phải lời chú
    # Cuối danh sách.
start:
  from: 2024
  open_ended: true
# Về hạn.
due:

  # Trong hạn.
  before: 2024-12-05
  as_written: |
    trước ngày
    05/12/2024
  # Cuối của hạn.
urgency_as_written:
  'khẩn trương'
product: 'Quy chế: đã sửa'
# Hết.
"""


def test_a_file_as_clerks_leave_it():
    assert fixed(UNTIDY) == TIDY
    assert fixed(TIDY) == TIDY
    before, after = data(UNTIDY), data(TIDY)
    before["due"]["before"] = "2024-12-05"
    assert before == after
    told = fix("f", UNTIDY.encode(), SHAPES["task"]).done
    assert told == ("ngày 5/12/2024 → 2024-12-05", "thứ tự trường", "dấu nháy", "trình bày")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: a", "id: a\n"),
        ("id: a\n\n\n", "id: a\n"),
        ("id: a \t\ntitle: b  \n", "id: a\ntitle: b\n"),
        ("id: a\r\ntitle: b\r\n", "id: a\ntitle: b\n"),
        ("\ufeffid: a\n", "id: a\n"),
        ("id: a\ntitle: " + unicodedata.normalize("NFD", "Rà soát") + "\n", "id: a\ntitle: Rà soát\n"),
        ("id: a\ntitle: Rà\u00a0soát\u202fquy chế\n", "id: a\ntitle: Rà soát quy chế\n"),
        ("id:\u00a0a\n", "id: a\n"),
        ("due:\n\u00a0\u00a0by: 2024\n", "due:\n  by: 2024\n"),
        ("id: a\ntitle: Rà\u200b soát\ufeff\n", "id: a\ntitle: Rà soát\n"),
        ("id: \u0430\n", "id: a\n"),
        ("id: a\ntitle: NĐ-C\u0420, \u00d0ồng\u00a0thời\n", "id: a\ntitle: NĐ-CP, Đồng thời\n"),
        ("id: a\ntitle: NĐ\u2011CP, \u2212 5 °C\n", "id: a\ntitle: NĐ-CP, \u2212 5 °C\n"),
        ("id: a\ntitle: \uff33ở μg\n", "id: a\ntitle: Sở μg\n"),
        ("id: a\nt\u0456tle: b\n", "id: a\ntitle: b\n"),
        ("title: b\nid: a\n", "id: a\ntitle: b\n"),
        ("title: b\nzz: 1\nid: a\nyy: 2\n", "id: a\nyy: 2\ntitle: b\nzz: 1\n"),
        ("leads:\n- body: a\n- body: b\n", "leads:\n  - body: a\n  - body: b\n"),
        ("leads:\n- body: a\n# b\ndue:\n  by: 2024\n", "leads:\n  - body: a\n# b\ndue:\n  by: 2024\n"),
        ("leads:\n- body: a\n  # b\ndue:\n  by: 2024\n", "leads:\n  - body: a\n    # b\ndue:\n  by: 2024\n"),
        ("leads:\n    -   body: a\n        post: b\n", "leads:\n  - body: a\n    post: b\n"),
        ("leads:\n  -\n    post: b\n    body: a\n", "leads:\n  - body: a\n    post: b\n"),
        ("basis:\n   - a\n   -   b\n", "basis:\n  - a\n  - b\n"),
        ("x:\n - - a: b\n   - c\n", "x:\n  - - a: b\n    - c\n"),
        ("title: z\nid: >2-\n   a\n  b\n", "id: >2-\n   a\n  b\ntitle: z\n"),
        ("due:\n     as_written: |1-\n       a\n      b\n", "due:\n  as_written: |1-\n    a\n   b\n"),
        ("basis: [a,\n  b]\nid: c\n", "id: c\nbasis: [a,\n  b]\n"),
        ("---\ntitle: b\nid: a\n", "---\nid: a\ntitle: b\n"),
        ("note: 'a\n   # b'\n# c\nid: z\n", "# c\nid: z\nnote: 'a\n  # b'\n"),
    ],
)
def test_layout(before, after):
    assert fixed(before) == after
    assert fixed(after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("'Sở Nội vụ'", "Sở Nội vụ"), ('"Sở Nội vụ"', "Sở Nội vụ"), ("'it''s'", "it's"), ('"a: b"', "'a: b'"),
        ("'5712'", "'5712'"), ('"5712"', "'5712'"), ("'true'", "'true'"), ("'no'", "'no'"), ("'~'", "'~'"),
        ("'2024-12-05'", "2024-12-05"), ("'2024'", "'2024'"), ("'1.5'", "'1.5'"), ("'- a'", "'- a'"), ("'a #b'", "'a #b'"),
        ('"a #b"', '"a #b"'), ('"a\\nb"', '"a\\nb"'), ('"it\'s: a"', '"it\'s: a"'), ("' a'", "' a'"), ("'a:'", "'a:'"),
        ("'a  b'", "a  b"), ("'%'", "'%'"), ("'a,b]'", "a,b]"), ("Sở Nội vụ", "Sở Nội vụ"), ("'a'   # b", "a   # b"),
    ],
)  # fmt: skip
def test_quotes_stand_where_they_are_needed(before, after):
    assert fixed(f"id: a\nzz: {before}\n") == f"id: a\nzz: {after}\n"
    assert fixed(f"id: a\nzz:\n  - {before}\n") == f"id: a\nzz:\n  - {after}\n"
    assert data(f"zz: {before}\n") == data(f"zz: {after}\n")


@pytest.mark.parametrize(
    ("written", "full", "partial"),
    [
        ("5/12/2024", "2024-12-05", "2024-12-05"), ("05-12-2024", "2024-12-05", "2024-12-05"),
        ("5.12.2024", "2024-12-05", "2024-12-05"), ("ngày 5 tháng 12 năm 2024", "2024-12-05", "2024-12-05"),
        ("2024-12-05", "2024-12-05", "2024-12-05"), ("2024/12/5", "2024-12-05", "2024-12-05"),
        ("12/2024", None, "2024-12"), ("tháng 12 năm 2024", None, "2024-12"), ("2024-12", None, "2024-12"),
        ("2024", None, "2024"), ("12/25/2024", None, None), ("31/4/2024", None, None), ("5/12/24", None, None),
        ("5/12-2024", None, None), ("trước 5/12/2024", None, None), ("5/12/0024", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_dates_are_read_day_first(written, full, partial):
    assert iso(written, "full-date") == full
    assert iso(written, "partial-date") == partial


def test_only_date_fields_hold_dates():
    text = "id: a\ntitle: 5/12/2024\ndue:\n  by: 5/12/2024 # x\n  as_written: 5/12/2024\n"
    assert fixed(text) == text.replace("by: 5/12/2024", "by: 2024-12-05")
    assert fixed("due:\n  by: 12/25/2024\n") == "due:\n  by: 12/25/2024\n"
    assert fixed("due:\n  by: '5/12/2024'\n") == "due:\n  by: 2024-12-05\n"
    assert fixed("on: 12/2024\n", "finding") == "on: 12/2024\n"


# ----------------------------------------------------------------------------------------------- what it leaves alone


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "yaml-not-mapping"), ("- a\n", "yaml-not-mapping"), ("id: a\n  b: c\n", "syntax-indent"),
        ("id: a: b\n", "syntax-colon"), ("id: 'a\n", "syntax-quote"), ("id: a\nid: b\n", "yaml-duplicate-key"),
        ("id: &a b\n", "yaml-anchor"), ("id: a\n---\nid: b\n", "yaml-documents"), ("id:\n", "yaml-empty-value"),
        ("id: a\rtitle: b\n", "text-hidden"), ("id: a\u202eb\n", "text-hidden"), ("id: \u0432\n", "text-lookalike"),
        ("id: a\nzz: tru\u0435\n", "có chữ lạ ở chỗ làm đổi nghĩa của tệp; hãy xóa đi gõ lại"),
        ("id: a\nzz: \uff11\n", "có chữ lạ ở chỗ làm đổi nghĩa của tệp; hãy xóa đi gõ lại"),
        ("id: a\uff1a b\n", "text-lookalike"), ("id: \u041e\u0323\n", "text-lookalike"),
        ("due:\n\tby: 2024\n", "syntax-tab"), (b"id: \xff\n", "tệp không dùng bảng mã UTF-8"),
        ("id: a".encode("utf-16"), "tệp không dùng bảng mã UTF-8"),
        ("id: a\u00a0# b\n", "có dấu cách lạ ở chỗ làm đổi nghĩa của tệp; hãy xóa đi gõ lại"),
        ("id: a\u200b#b\nx: a \u200b# c\n", "có dấu cách lạ ở chỗ làm đổi nghĩa của tệp; hãy xóa đi gõ lại"),
        ("id: >\n  a\n  \u00a0b\n", "có dấu cách lạ ở chỗ làm đổi nghĩa của tệp; hãy xóa đi gõ lại"),
        ('id: "a\\ \n  b"\n', "có dấu cách lạ ở chỗ làm đổi nghĩa của tệp; hãy xóa đi gõ lại"),
        ("id: a" + "\u0301" * 40 + "\n", "có chuỗi dấu thanh dài bất thường"),
        ("id: `a\u1fef\n", "có ký tự lạ giống dấu câu của YAML"),
    ],
)  # fmt: skip
def test_what_a_person_must_mend(text, why):
    assert left(text) == why


@pytest.mark.parametrize(
    "text", ["? id\n: a\ntitle: b\n", "title: b\nid: a\n...\n", "title: b\nx:\n  [a]\nid: c\n", "{id: a}\n"]
)
def test_what_nobody_writes_by_hand_stays_as_it_is(text):
    assert fixed(text) == text


def test_the_records_of_the_register_say_the_same_afterwards():
    for path, before in read_files(REGISTER).items():
        found = fix(path, before, SHAPES[path.split("/")[1]])
        assert not found.left, path
        if found.after is not None:
            assert data(found.after.decode()) == data(before.decode()), path
            assert fix(path, found.after, SHAPES[path.split("/")[1]]).after is None
            assert sorted(found.after.splitlines()) == sorted(before.splitlines()), "lines moved, none changed"


# ------------------------------------------------------------------------------------------------------- any file at all

WORDS = st.sampled_from(
    ["a", "Sở", "Nội vụ", "5712", "true", "no", "5/12/2024", "2024-12-05", "it's", '"', "'", ":", ": ", " #", "#", "-", "- ",
     "|", ">", "[x]", "{", "}", "%", "@", "&", "*", "!", "\\", "ệ", "ế", ",", "?", "  "]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map("".join)
NAMES = st.sampled_from(
    ["id", "title", "content", "due", "by", "before", "as_written", "leads", "body", "post", "note", "zz"]
)
COMMENTS = st.one_of(st.just(""), st.just("\n"), TEXTS.map(lambda text: f"# {text}\n"))
VALUES = st.recursive(
    TEXTS,
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=3), st.dictionaries(NAMES, below, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


class Untidy:
    """Lays data out as nobody should, with comments wherever one may stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments: list[str] = []

    def block(self, value: object, pad: int) -> str:
        named = value.items() if isinstance(value, dict) else ((None, below) for below in value)
        heads = ((f"{name}:" if name else "-", below) for name, below in named)
        return "".join(self.comment(pad) + " " * pad + head + self.part(below, pad) for head, below in heads)

    def comment(self, pad: int) -> str:
        text = self.draw(COMMENTS)
        if not text.startswith("#"):
            return text
        self.comments.append(f"#{len(self.comments)} {text[2:].strip()}".rstrip())
        return " " * self.draw(st.sampled_from([pad, pad, 0, pad + 3])) + self.comments[-1] + "\n"

    def part(self, value: object, pad: int) -> str:
        if not isinstance(value, str):
            return "\n" + self.block(value, pad + self.draw(st.integers(1, 4)))
        text, behind = self.leaf(value, pad), ""
        if "\n" not in text and self.draw(st.booleans()):
            self.comments.append(f"#{len(self.comments)} cuối")
            behind = "  " + self.comments[-1]
        return f"{self.draw(st.sampled_from([' ', '   ']))}{text}{behind}\n"

    def leaf(self, value: str, pad: int) -> str:
        form = self.draw(st.sampled_from("psdb"))
        if form == "p" and is_plain(value.strip()):
            return value.strip()
        if form == "d" and "\\" not in value:
            return '"' + value.replace('"', '\\"') + '"'
        if form == "b" and value.strip() and not value.startswith(" "):
            deep = " " * (pad + self.draw(st.integers(1, 4)))
            return f"{self.draw(st.sampled_from(['|-', '>-', '|', '>']))}\n{deep}{value.rstrip()}"
        return "'" + value.replace("'", "''") + "'"


@st.composite
def layouts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A file that holds some data, and its comments."""
    untidy = Untidy(draw)
    text = untidy.block(draw(st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)), 0) + untidy.comment(0)
    return text, untidy.comments


def dated(value: object) -> object:
    """The data with its one date in the form of the register."""
    if isinstance(value, dict):
        return {name: dated(below) for name, below in value.items()}
    if isinstance(value, list):
        return [dated(below) for below in value]
    return "2024-12-05" if value == "5/12/2024" else value


@given(layouts())
@settings(max_examples=400, deadline=None)
def test_any_layout_keeps_its_data_and_its_comments(made):
    text, told = made
    document, _ = parse("f", text.encode())
    found = fix("f", text.encode(), SHAPES["task"])
    if document is None:
        assert found.left
        return
    assert not found.left, text
    after = (found.after or text.encode()).decode()
    assert dated(data(after)) == dated(document.data)
    assert [line for line in told if line not in after] == []
    assert fix("f", after.encode(), SHAPES["task"]).after is None, "twice is once"
    assert not re.search(r"[ \t]$", after, re.MULTILINE)


@given(st.text(alphabet=st.sampled_from(" \n-:#'\"|>[]{}ab\u00a0\u200b\u0301é\t\r?&*!%@`,\\1"), max_size=60))
@settings(max_examples=600, deadline=None)
def test_any_text_is_refused_or_keeps_its_meaning(text):
    found = fix("f", text.encode(), SHAPES["task"])
    if found.after is None:
        return
    assert fix("f", found.after, SHAPES["task"]).after is None
    before, _ = parse("f", text.encode())
    if before is not None:
        assert data(found.after.decode()) == before.data


@given(TEXTS)
def test_what_is_written_is_what_is_read(text):
    text = text.strip()
    assert data(f"zz: {scalar(text)}\n") == {"zz": text}
    assert split(f"{scalar(text)}  # x").value == scalar(text)
    assert data(f"zz: {unquoted(scalar(text), text)}\n") == {"zz": text}


# ------------------------------------------------------------------------------------------------------- files on disk


@pytest.fixture
def register(tmp_path, monkeypatch):
    """Three files: one untidy, one tidy, one with an error; the working folder is theirs."""
    folder = tmp_path / "records" / "thi-du" / "task"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(UNTIDY, encoding="utf-8")
    (folder / "b.yaml").write_text(TIDY, encoding="utf-8")
    (folder / "c.yaml").write_text("id: a: b\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_verb(register, capsys):
    times = {path.name: path.stat().st_mtime_ns for path in register.iterdir()}
    (register / "a.yaml").chmod(0o640)
    assert main(["fix", "--check"]) == PROBLEMS
    looked = capsys.readouterr()
    assert looked.out == (
        "records/thi-du/task/a.yaml: cần sửa: ngày 5/12/2024 → 2024-12-05; thứ tự trường; dấu nháy; trình bày\n"
        "records/thi-du/task/c.yaml: để nguyên: tệp có lỗi\n"
        "records/thi-du/task/c.yaml:1:6: lỗi: Dòng này có hai dấu “: ”, hoặc dòng trên thiếu dấu hai chấm. [syntax-colon]\n"
        "    Nếu dấu hai chấm thuộc nội dung, đặt cả giá trị trong nháy đơn: '…'; nếu là hai trường thì mỗi trường một dòng.\n"
        "1 tệp cần sửa, 1 tệp để nguyên vì có lỗi\n"
    )
    assert {path.name: path.stat().st_mtime_ns for path in register.iterdir()} == times
    assert main(["fix"]) == PROBLEMS
    assert capsys.readouterr().out == looked.out.replace("cần sửa", "đã sửa", 1).replace("cần sửa", "được sửa")
    assert (register / "a.yaml").read_text(encoding="utf-8") == TIDY
    assert (register / "a.yaml").stat().st_mode & 0o777 == 0o640
    assert (register / "b.yaml").stat().st_mtime_ns == times["b.yaml"]
    assert (register / "c.yaml").stat().st_mtime_ns == times["c.yaml"]
    assert sorted(path.name for path in register.iterdir()) == ["a.yaml", "b.yaml", "c.yaml"]
    (register / "c.yaml").unlink()
    assert main(["fix", "records/thi-du/task/a.yaml", "records/thi-du"]) == OK
    assert capsys.readouterr().out == "0 tệp được sửa, 0 tệp để nguyên vì có lỗi\n"


def test_only_the_named_files_are_touched(register, capsys):
    shutil.copy(register / "a.yaml", register / "d.yaml")
    assert main(["fix", "records/thi-du/task/a.yaml"]) == OK
    assert (register / "d.yaml").read_text(encoding="utf-8") == UNTIDY
    assert "1 tệp được sửa" in capsys.readouterr().out
    assert main(["fix", "nowhere"]) == USAGE


def test_links_large_files_and_files_elsewhere_are_named_and_left(register, tmp_path, capsys):
    (register / "c.yaml").unlink()
    outside = tmp_path / "outside.yaml"
    outside.write_text(UNTIDY, encoding="utf-8")
    (register / "link.yaml").symlink_to(outside)
    (register / "large.yaml").write_bytes(b"id: a  \n" + b"#" * MAX_BYTES)
    assert main(["fix", "outside.yaml", "records"]) == PROBLEMS
    out = capsys.readouterr().out
    assert "records/thi-du/task/link.yaml: để nguyên: không đọc\n" in out
    assert "records/thi-du/task/large.yaml: để nguyên: không đọc\n" in out
    assert "outside.yaml: để nguyên: không nằm ở records/<tỉnh>/<loại>/<mã>.yaml\n" in out
    assert outside.read_text(encoding="utf-8") == UNTIDY
    assert (register / "link.yaml").is_symlink()


def test_a_file_that_someone_saves_meanwhile_is_theirs(register, monkeypatch):
    path = register / "a.yaml"
    real = disk.fix

    def slow(name, before, form):
        path.write_text("id: mine\n", encoding="utf-8")
        return real(name, before, form)

    monkeypatch.setattr(disk, "fix", slow)
    (found,) = (f for f in disk.fix_files([path], SHAPES, write=True))
    assert found.left == "tệp vừa bị thay đổi hoặc không ghi được"
    assert path.read_text(encoding="utf-8") == "id: mine\n"
    assert sorted(p.name for p in register.iterdir()) == ["a.yaml", "b.yaml", "c.yaml"]


def test_a_folder_where_nothing_may_be_written(register, tmp_path, capsys):
    public = tmp_path
    for folder in (register, register.parent, register.parent.parent, *public.parents[:2], public):
        folder.chmod(folder.stat().st_mode | 0o055)
    with as_nobody():
        code = main(["fix", "records/thi-du/task/a.yaml"])
    assert code == PROBLEMS
    assert (register / "a.yaml").read_text(encoding="utf-8") == UNTIDY
    assert capsys.readouterr().out.startswith("records/thi-du/task/a.yaml: để nguyên: tệp vừa bị thay đổi")


def test_many_problems_in_one_file_are_told_within_bounds(register, capsys):
    (register / "c.yaml").write_text("".join(f"x{i}: &a b\n" for i in range(500)), encoding="utf-8")
    main(["fix", "records/thi-du/task/c.yaml"])
    assert f"[yaml-anchor] ({MAX_PROBLEMS} chỗ)" in capsys.readouterr().out


def test_the_package_prints_utf8(register):
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "fix", "--check", register], cwd=ROOT, capture_output=True, check=False,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
    )  # fmt: skip
    assert ran.returncode == PROBLEMS
    assert "để nguyên" in ran.stdout.decode()
