"""The tables of the open data: whole, and the same in every format, as programs that did not write them read them."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import docx
import jsonschema
import openpyxl
import pytest
import vobject

from generator.model import content
from generator.publish.exports import BY_PATH, data, workbook
from generator.publish.exports.database import PATH as DATABASE
from generator.publish.exports.export import AGAIN, Snapshot, made
from generator.publish.exports.package import CATALOGUE, PACKAGE
from generator.publish.exports.reporting import Inquiry, asked
from generator.publish.exports.tables import COLUMNS, HEAD, TABLES, FlatTable, Values
from generator.publish.redact import redact
from generator.publish.register import Register
from generator.publish.stood import stood
from tests import reading
from tests.example import AS_OF, examined, site

ROWS = {shape.name: shape for shape in TABLES}
NAMES = sorted(ROWS)
SAID = {"as_of": "2024-12-01", "audience": "public", "commit": None, "has_samples": True, "uncommitted_changes": None}


@cache
def rows(name: str) -> list[dict[str, Any]]:
    return json.loads(site("public")[f"du-lieu/{name}.json"])[name]  # type: ignore[no-any-return]


def joined(value: Any, kind: Values) -> Any:
    """A value of JSON as formats have it that know no lists."""
    return ("; " if kind is Values.TEXTS else " ").join(value) if isinstance(value, list) else value


@contextmanager
def database(made: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(made)
        yield base


# --------------------------------------------------------------------------------------------- one table, four formats


@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_what_its_column_says(name: str) -> None:
    known = {row["record"] for row in rows("names")}
    allowed = {
        Values.TEXT: lambda v: isinstance(v, str),
        Values.DAY: lambda v: date.fromisoformat(v).isoformat() == v,
        Values.TIME: lambda v: isinstance(v, str) and v[:4].isdigit(),
        Values.NUMBER: lambda v: type(v) is int,
        Values.FLAG: lambda v: type(v) is bool,
        Values.RECORD: lambda v: v in known,
        Values.RECORDS: lambda v: set(v) <= known,
        Values.TEXTS: lambda v: all(isinstance(one, str) for one in v),
    }
    assert rows(name), name
    for row in rows(name):
        assert set(row) == {column.name for column in ROWS[name].columns}
        wrong = [c.name for c in ROWS[name].columns if (v := row[c.name]) is not None and not allowed[c.kind](v)]
        assert wrong == [], row


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_as_its_schema_says_and_its_schema_says_all_of_it(name: str) -> None:
    (own,) = (one for one in json.loads(site("public")[PACKAGE])["resources"] if one["name"] == name)
    schema = json.loads(site("public")[f"du-lieu/{own['json_schema']}"])
    file = json.loads(site("public")[f"du-lieu/{own['json']}"])
    jsonschema.Draft202012Validator.check_schema(schema)
    found = jsonschema.Draft202012Validator(schema)
    assert [error.message for error in found.iter_errors(file)] == []
    assert schema["properties"].keys() == file.keys()
    items = schema["properties"][name]["items"]
    assert items["properties"].keys() == file[name][0].keys() == set(items["required"])
    for column, wrong in ((c, "x" if c.kind is not Values.TEXT else 7) for c in ROWS[name].columns):
        broken = {**file, name: [{**file[name][0], column.name: wrong}]}
        assert found.is_valid(broken) is (column.kind is Values.RECORD), column.name
    for column in items["required"]:
        assert not found.is_valid({**file, name: [{k: v for k, v in file[name][0].items() if k != column}]})


def test_names_stand_beside_ids() -> None:
    known = {row["record"]: row["record_name"] for row in rows("names")}
    assert known["tinh-mau-so-noi-vu"] == "Sở Nội vụ tỉnh Mẫu"
    for name, shape in ROWS.items():
        for column in (column for column in shape.columns if column.named):
            for row in rows(name):
                own, said = row[column.name], row[column.beside.name]
                assert said == ([known[one] for one in own] if isinstance(own, list) else known.get(own)), (
                    name,
                    column,
                )


@pytest.mark.parametrize("name", NAMES)
def test_csv_holds_the_rows_of_json(name: str) -> None:
    head, *lines = csv.reader(io.StringIO(site("public")[f"du-lieu/{name}.csv"].decode("utf-8-sig"), newline=""))
    shown = {None: "", True: "true", False: "false"}
    assert head == [column.name for column in ROWS[name].columns] + list(SAID)
    assert lines == [
        [
            *(text(joined(row[column.name], column.kind), shown) for column in ROWS[name].columns),
            *(text(value, shown) for value in SAID.values()),
        ]
        for row in rows(name)
    ]


def text(value: Any, shown: dict[Any, str]) -> str:
    said = shown[value] if value is None or isinstance(value, bool) else str(value)
    return f"'{said}" if said[:1] in {*"=+-@%|", "＝", "＋", "－", "＠"} and isinstance(value, str) else said


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_holds_the_rows_of_json(name: str) -> None:
    made = openpyxl.load_workbook(io.BytesIO(site("public")[f"du-lieu/{name}.xlsx"]))
    columns = ROWS[name].columns
    sheet, about = made.worksheets
    head, *lines = sheet.iter_rows(values_only=True)
    assert list(head) == [column.title.vi for column in columns]
    assert [[iso(cell) for cell in line] for line in lines] == [
        [
            joined(row[column.name], column.kind) or (row[column.name] if row[column.name] == 0 else None)
            for column in columns
        ]
        for row in rows(name)
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    days = [place for place, column in enumerate(columns) if column.kind is Values.DAY]
    assert all(isinstance(line[place], datetime | None) for line in lines for place in days)
    assert made.properties.created == datetime(2024, 12, 1)  # noqa: DTZ001
    told = [line[:2] for line in about.iter_rows(min_row=2, values_only=True)]
    assert told[:5] == [(HEAD[key].title.vi, value) for key, value in SAID.items()]
    assert told[7:] == [(column.title.vi, column.name) for column in columns]


def iso(cell: Any) -> Any:
    return cell.date().isoformat() if isinstance(cell, datetime) else cell


@pytest.mark.parametrize("name", NAMES)
def test_the_database_holds_the_rows_of_json(name: str) -> None:
    columns = ROWS[name].columns
    with database(site("public")[DATABASE]) as base:
        found = base.execute(f"SELECT * FROM {name}").fetchall()
        told = base.execute('SELECT "column", title, title_en FROM columns WHERE "table" = ?', [name]).fetchall()
    assert told == [(column.name, column.title.vi, column.title.en) for column in columns]
    wanted = [[joined(row[column.name], column.kind) for column in columns] for row in rows(name)]
    loose = [column.kind is Values.TIME for column in columns]
    assert [list(line) for line in found] == [
        [str(value) if text and value is not None else value for value, text in zip(line, loose, strict=True)]
        for line in wanted
    ]


@pytest.mark.parametrize("name", NAMES)
def test_parquet_holds_the_rows_of_json(name: str) -> None:
    columns = ROWS[name].columns
    head, *lines, about = reading.parquet(site("public")[f"du-lieu/{name}.parquet"])
    assert head == (*(column.name for column in columns), *SAID)
    days = [column.kind is Values.DAY for column in (*columns, *HEAD.values())]
    assert [
        [str(value) if day and value is not None else value for value, day in zip(line, days, strict=True)]
        for line in lines
    ] == [
        [
            *(
                str(value) if column.kind is Values.TIME and value is not None else value
                for column in columns
                for value in [joined(row[column.name], column.kind)]
            ),
            *SAID.values(),
        ]
        for row in rows(name)
    ]
    assert all(isinstance(value, date | None) for line in lines for value, day in zip(line, days, strict=True) if day)
    assert json.loads(str(about[0])) == SAID


# ------------------------------------------------------------------------------------------------------- the database


def test_the_database_says_of_when_it_is_and_its_references_hold() -> None:
    records = json.loads(site("public")["du-lieu/records.json"])
    with database(site("public")[DATABASE]) as base:
        assert dict(base.execute("SELECT key, value FROM about")) == {**SAID, "has_samples": "true"}
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert len(base.execute("PRAGMA foreign_key_list (duties)").fetchall()) == 4
        held = {own: json.loads(found) for own, found in base.execute("SELECT record, data FROM records")}
        made = {own: json.loads(found) for own, found in base.execute("SELECT record, data FROM ratings")}
    listed = (record for own in records["records"].values() for record in own)
    assert bare(held.values()) == bare(listed)
    ratings = json.loads(site("public")["du-lieu/ratings.json"])["ratings"]
    assert made.keys() == {rating["rating"] for rating in ratings}
    assert bare(made.values()) == bare(ratings)


def bare(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what records.json adds to a record."""
    return [{k: v for k, v in record.items() if k not in ("province", "sample", "page")} for record in by_id(records)]


def by_id(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records, key=lambda record: record.get("id") or record["rating"])


def snapshot() -> Snapshot:
    register = Register(redact(stood(examined(), AS_OF), "public", AS_OF), AS_OF)
    return Snapshot(register, {"as_of": AS_OF.isoformat(), "commit": "c" * 40}, ())


def test_what_the_database_calls_overdue_is_what_the_site_calls_so() -> None:
    with database(data_of(DATABASE)) as base:
        found = base.execute("SELECT record, body, due, days_late, because FROM overdue").fetchall()
    late = [one for one in snapshot().register.owed if one.overdue]
    wanted = [(o.record.id, o.body.id if o.body else None, o.due.isoformat(), o.days_late, o.because) for o in late]
    assert len(found) > 50
    assert sorted(found, key=str) == sorted(wanted, key=str)


_CARD = re.compile(r'<a class="card"[^>]*><b>(\d+)</b><span>([^<]*)</span>((?:<small>[^<]*</small>)*)')
OWED = ("open-overdue", "due-soon", "open-in-time", "no-deadline", "awaiting", "awaiting-late")
TO_REMEDY = ("open", "in-progress", "partial", "failed", "recurred")


def test_the_numbers_of_a_province_are_those_of_every_file_that_has_them() -> None:
    """The cards of its page, the table of months, and a plain count of what each thing is."""
    counted = [row for row in rows("backlog") if row["body"] is None and row["as_on"] == AS_OF.isoformat()]
    assert len(counted) > 2
    for own in counted:
        home = own["province"]
        asked = [row for name in ("duties", "requests") for row in rows(name) if row["province"] == home]
        found = [row for row in rows("findings") if row["province"] == home]
        left = [row for row in found if row["state"] in (*TO_REMEDY, "reported", "remediation-paused")]
        open_ = [row["due"] for row in asked if row["state"] in ("due-soon", "open-in-time")]
        open_ += [row["due"] for row in left if row["state"] in TO_REMEDY and not row["overdue"]]
        near = {n: sum(bool(due) and due <= (AS_OF + timedelta(n)).isoformat() for due in open_) for n in (3, 7, 30)}
        waiting = sum(row["state"] in ("awaiting", "awaiting-late") for row in asked if "task" in row)
        late = sum(row["state"] == "open-overdue" for row in asked) + sum(row["overdue"] for row in found)
        whole = sum(row["state"] in OWED for row in asked) + len(left)
        told = (own["left"], own["late_count"], own["due_3"], own["due_7"], own["due_30"])
        assert told == (whole, late, near[3], near[7], near[30]), home
        assert (own["unconfirmed"], own["findings_open"]) == (waiting, len(left)), home
        page = html.unescape(site("public")[f"tinh/{home}/index.md"].decode())
        cards = {label: (int(number), more) for number, label, more in _CARD.findall(page)}
        shown = [cards.get(label, (0, ""))[0] for label in ("Chưa xong", "Quá hạn", "Sắp đến hạn", "Chờ xác nhận")]
        assert shown == [whole, late, near[7], waiting], home
        assert cards.get("Khắc phục chưa xong", (0, ""))[0] == len(left), home
        if near[7]:
            assert f"<small>3 ngày: {near[3]}; 30 ngày: {near[30]}</small>" in cards["Sắp đến hạn"][1]


BOARDS = {
    "qua-han": "late_count",
    "sap-den-han": "due_7",
    "cho-xac-nhan": "unconfirmed",
    "khac-phuc": "findings_open",
}


def test_a_figure_is_the_same_in_whatever_form_it_is_taken_away() -> None:
    """Boards, database, the letter with its workbook, and the calendar of each province, read anew."""
    counted = [row for row in rows("backlog") if row["body"] is None and row["as_on"] == AS_OF.isoformat()]
    for own in counted:
        home = own["province"]
        shown = {name: site("public").get(f"tinh/{home}/{name}/index.md", b"").decode() for name in BOARDS}
        listed = {
            name: len(re.findall("<tr", text.partition("<tbody>")[2].partition("</tbody>")[0]))
            for name, text in shown.items()
        }
        assert listed == {name: own[column] for name, column in BOARDS.items()}
        with database(site("public")[DATABASE]) as base:
            late = base.execute("SELECT due, days_late FROM overdue WHERE province = ?", [home]).fetchall()
            of_each = base.execute(
                "SELECT body_name, count(*), max(days_late) FROM overdue WHERE province = ? GROUP BY body", [home]
            ).fetchall()
        assert len(late) == own["late_count"]
        letter, book = asked(snapshot().register, Inquiry("overdue", home, "", "lich", ""), {"commit": None}).values()
        paper = docx.Document(io.BytesIO(letter))
        assert f"Có {len(late)} việc quá hạn" in paper.element.xpath("string()")
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]
        said = {head[0]: [dict(zip(head, line, strict=True)) for line in lines] for head, *lines in tables}
        assert sum(int(line["Quá hạn"]) for line in said["Loại"]) == len(late)
        assert sorted(tuple(line.values()) for line in said["Cơ quan"]) == sorted(
            (name or "", str(many), str(most)) for name, many, most in of_each
        )
        assert sorted(int(line["Quá hạn (ngày)"] or 0) for line in said["STT"]) == sorted(n or 0 for _, n in late)
        sheet = openpyxl.load_workbook(io.BytesIO(book))["Việc quá hạn"]
        head, *lines = sheet.iter_rows(values_only=True)
        days = head.index("Quá hạn (ngày)")
        assert sorted(line[days] or 0 for line in lines) == sorted(number or 0 for _, number in late)
        near = {n: (AS_OF + timedelta(n)).isoformat() for n in (0, 3, 7, 30)}
        calendar = vobject.readOne(site("public")[f"tinh/{home}/lich.ics"].decode())
        due = {event.dtstart.value.isoformat() for event in calendar.vevent_list}
        assert {day for day, number in late if number} <= due
        assert any(near[0] <= day <= near[30] for day in due) is bool(own["due_30"])
        assert any(near[0] <= day <= near[3] for day in due) is bool(own["due_3"])


def data_of(path: str) -> bytes:
    make = BY_PATH[path].files[path]
    assert make is not None
    return content(made(make, snapshot()))


@pytest.mark.parametrize("path", sorted(path for path in BY_PATH if path.endswith(AGAIN)))
def test_two_makings_give_the_same_bytes(path: str) -> None:
    first = data_of(path)
    assert first == data_of(path)
    if path == DATABASE:  # nothing of it tells which SQLite wrote it
        assert int.from_bytes(first[96:100], "big") == 3_040_000
        assert first[92:96] == first[24:28]


# ----------------------------------------------------------------------------------------------------- dangerous texts

DANGEROUS = (
    "=1+1", '=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "%0A", "|x", "＝1", "http://x.test", "0123", "1/2", "true",
)  # fmt: skip


def planted(texts: list[str]) -> FlatTable:
    own = ROWS["problems"]
    row = {"code": "x", "severity": "x", "record": None, "at": "x", "message_en": "", "acknowledged": None}
    return FlatTable("problems", own.title, own.what, own.own, lambda _: ({**row, "message": text} for text in texts))


def sheets(shape: FlatTable) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.workbook(workbook.flat(shape, snapshot()))))


def messages(sheet: Any) -> list[Any]:
    place = [column.name for column in ROWS["problems"].columns].index("message") + 1
    return [sheet.cell(line, place) for line in range(2, sheet.max_row + 1)]


def test_no_text_becomes_a_formula_a_link_a_number_or_a_day() -> None:
    cells = messages(sheets(planted(list(DANGEROUS))).worksheets[0])
    assert [cell.value for cell in cells] == [text.replace("\r", "_x000D_") for text in DANGEROUS]
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}
    made = data.table(planted(list(DANGEROUS)))["du-lieu/problems.csv"](snapshot())
    first, *lines = csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))
    place = first.index("message")
    assert [line[place] for line in lines] == [f"'{text}" for text in DANGEROUS[:10]] + list(DANGEROUS[10:])


def test_nothing_is_dropped_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell and a sheet have an end: a text is cut with a mark, rows go on in the next sheet."""
    long = "x" * 40_000
    (cell,) = messages(sheets(planted([long])).worksheets[0])
    assert (len(cell.value), cell.value[-4:]) == (32_767, " […]"[-4:])
    monkeypatch.setattr(workbook, "ROWS", 4)
    texts = [str(number) for number in range(9)]
    *parts, _ = sheets(planted(texts)).worksheets
    assert [part.title for part in parts] == ["Điểm cần lưu ý", "Điểm cần lưu ý (2)", "Điểm cần lưu ý (3)"]
    assert [cell.value for part in parts for cell in messages(part)] == texts
    assert [part.auto_filter.ref for part in parts] == ["A1:H5", "A1:H5", "A1:H2"]
    assert len(sheets(planted([])).worksheets) == 2


# --------------------------------------------------------------------------------------------------------- the package


def test_the_package_describes_every_column_of_every_csv_file() -> None:
    made = json.loads(site("public")[PACKAGE])
    assert {key: made[key] for key in SAID} == SAID
    assert [resource["path"] for resource in made["resources"]] == [f"{name}.csv" for name in ROWS]
    read = {
        "date": date.fromisoformat,
        "integer": int,
        "boolean": {"true": True, "false": False}.__getitem__,
        "string": str,
    }
    for resource in made["resources"]:
        file = site("public")[f"du-lieu/{resource['path']}"].decode("utf-8-sig")
        head, *lines = csv.reader(io.StringIO(file, newline=""))
        assert head == [field["name"] for field in resource["schema"]["fields"]]
        for field, values in zip(resource["schema"]["fields"], zip(*lines, strict=True), strict=True):
            assert all(read[field["type"]](value) is not None for value in values if value), field
            assert field["title"]
            assert field["title_en"]
    keys = {(r["name"], *key["fields"]) for r in made["resources"] for key in r["schema"].get("foreignKeys", ())}
    assert {("duties", "task"), ("findings", "holder"), ("changes", "record")} <= keys


def test_the_catalogue_names_each_file_of_the_tables() -> None:
    made = json.loads(site("public")[CATALOGUE])
    urls = [entry["dcat:downloadURL"]["@id"] for entry in made["dcat:distribution"]]
    tables = {f"{name}.{ending}" for name in ROWS for ending in ("csv", "json", "parquet", "xlsx")}
    assert (set(urls), len(urls)) == ({*tables, "register.sqlite"}, len(tables) + 1)
    assert (made["dct:modified"]["@value"], made["@id"][:9]) == ("2024-12-01", "urn:uuid:")


def test_every_column_is_used_and_every_sheet_has_a_name_that_fits() -> None:
    assert {name for shape in TABLES for name in shape.own} == set(COLUMNS)
    assert all(len(f"{shape.title.vi} (99)") <= 31 for shape in TABLES)
