"""The guide for clerks: every example that it shows is run, and everywhere it leads to is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import diagnostics
from generator.build import ROOT, schemas
from generator.cli import OK, cli, main
from generator.domain.dates import Interval
from generator.drafting.clauses import walk
from generator.drafting.proposal import read_draft
from generator.drafting.reading import read_writing
from generator.edit.fix import fix
from generator.examine import Examined, examine, office
from generator.examine.parse import parse
from generator.exchange.states import Stage, stage
from generator.exchange.terms import term
from generator.model import Office, Severity, Source, SourceFile
from generator.office.shared import shared
from tests.conftest import REGISTER
from tests.hostile import encoded

PLACE = ROOT / "docs" / "huong-dan"
PAGES = {
    path.parent.relative_to(PLACE).as_posix(): path.read_text(encoding="utf-8") for path in PLACE.rglob("index.md")
}
FIRST = ROOT / "CONTRIBUTING.md"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DIRECTIVE, ROLLOUT = "thi-du-245-ubnd-nc-2026", "thi-du-245-ubnd-nc-2026-1a-t1-so-noi-vu"
Rows = list[list[str]]
PIECES: dict[str, str] = {
    "title": f"task/{DIRECTIVE}-2-t1", "inferred": f"task/{DIRECTIVE}-1a-t1", "progress": f"task/{DIRECTIVE}-2-t1",
    "corrections": f"rollout/{ROLLOUT}", "withdrawn": "document/thi-du-12-tb-snv-2026", "date": "document/thi-du-100-ubnd-nc-2026",
    "citations": f"directive/{DIRECTIVE}", "source_issues": f"directive/{DIRECTIVE}",
}  # fmt: skip
"""To which record a piece belongs that is shown without one, by its first field."""
FAULTS = {
    "syntax-colon": (f"directive/{DIRECTIVE}", "'Lưu: VT, NC'", "Lưu: VT, NC"),
    "field-type": (f"task/{DIRECTIVE}-2-t1", "clause: '2'", "clause: 2"),
    "ref-unknown": (f"task/{DIRECTIVE}-2-t1", "body: thi-du-so-noi-vu", "body: thi-du-so-noivu"),
    "id-differs": (f"task/{DIRECTIVE}-2-t3", "", ""),
    "field-missing": (f"task/{DIRECTIVE}-2-t1", "shape: dinh-ky\n", ""),
    "tasked-not-addressed": (f"task/{DIRECTIVE}-4-t1", "", ""),
}
"""What is done to which record, so that the program says what the guide shows."""


@cache
def shown() -> dict[str, str]:
    """The records that the pages show in full, by path."""
    pages = "\n".join(PAGES.values())
    return dict(re.findall(r"`(records/thi-du/\S+\.yaml)`[^\n]*\n\n```yaml\n(.*?)```", pages, re.DOTALL))


@cache
def others() -> dict[str, bytes]:
    """What every new register has, and what the guide refers to there."""
    files = {
        f"trung-uong/{path.relative_to(REGISTER / 'trung-uong')}": path
        for path in (REGISTER / "trung-uong").rglob("*.yaml")
    }
    made = {name: path.read_bytes() for name, path in files.items()}
    for kind, known, named in (
        ("category", "tinh-mau-niem-yet", "trung-uong-gio-giac"), ("sanction", "tinh-mau-phe-binh", "trung-uong-phe-binh"),
        ("framework", "tinh-mau-khung-2024", "trung-uong-khung-cong-vu"),
    ):  # fmt: skip
        text = (REGISTER / f"tinh-mau/{kind}/{known}.yaml").read_text(encoding="utf-8").replace(known, named)
        text = text.replace("NIEM-YET", "GIO-GIAC").replace("Phê bình tập thể", "Phê bình")
        text = re.sub(r"(?m)^(?:issuer|document): .*\n", "", text).replace("id: '2'\n", "id: 3-1\n")
        made[f"trung-uong/{kind}/{named}.yaml"] = text.encode()
    return made


def judged(more: Mapping[str, Any] = {}) -> Examined:
    """Judge the records of the guide; ``more`` come beside them, or in their place."""
    files = others() | {path.removeprefix("records/"): text.encode() for path, text in shown().items()}
    files |= {path: data if isinstance(data, bytes) else encoded(data) for path, data in more.items()}
    return examine(Source("records", tuple(SourceFile(path, files[path]) for path in sorted(files))), schemas())


def laid(folder: Path) -> None:
    """Lay out the records of the guide in a folder."""
    files = others() | {path.removeprefix("records/"): text.encode() for path, text in shown().items()}
    for name, content in files.items():
        (folder / "records" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "records" / name).write_bytes(content)


@cache
def record(path: str) -> Any:
    return plain(shown()[f"records/thi-du/{path}.yaml"])


def plain(text: str) -> Any:
    """Return what a text in YAML says, as records are read."""
    document, problems = parse("f", text.encode())
    assert document is not None, (text, problems)
    return document.data


def rows(page: str, heading: str) -> Rows:
    """Return the cells of the first table below a heading, without its head."""
    table = PAGES[page].split(heading, 1)[1].split("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def test_it_begins_short_and_leads_to_what_is_there() -> None:
    text = FIRST.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    led = [*re.findall(r"\]\((docs/[^)#]+)", text), *re.findall(r"(?m)^\[([a-z-]+)\]: ", text)]
    assert [path for path in led if not (ROOT / path).is_file()] == []
    index = set(re.findall(r"\]\(([a-z-]+)/index\.md", PAGES["."]))
    assert index == {*PAGES, "may-bao"} - {"."}


@pytest.mark.parametrize("address", ["", "https://so.example/tinh/"])
def test_the_guide_of_an_office_leads_to_the_pages_of_its_own_site(address: str) -> None:
    text = shared(Office(site_url=address))["CONTRIBUTING.md"]
    assert "docs/" not in text
    assert "HACKING" not in text
    assert ("(https://so.example/tinh/huong-dan/van-ban/)" if address else "(trang `huong-dan/van-ban/`)") in text


def test_the_records_shown_are_sound_and_laid_out() -> None:
    assert len(shown()) > 25
    assert set(re.findall(r"records/([a-z0-9-]+)/", "".join(PAGES.values()))) <= {"thi-du", "trung-uong"}
    for path, text in shown().items():
        assert fix(path, text.encode(), schemas().shapes[path.split("/")[2]]).after is None, path
    assert [str(found) for found in judged().problems if found.severity is Severity.ERROR] == []


def test_the_call_of_new_makes_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    laid(tmp_path)
    command = re.search(r"-m generator (new finding (?:.*\\\n)+.*)\n", PAGES["soan-thao"])
    assert command
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    with Path("/dev/null").open(encoding="utf-8") as nobody:
        monkeypatch.setattr("sys.stdin", nobody)
        assert main(shlex.split(command[1].replace("\\\n", " "))) == OK
    made = plain(Path(capsys.readouterr().out.splitlines()[-1]).read_text(encoding="utf-8"))
    assert made["agency"] == "thi-du-van-phong-ubnd"
    assert made["source"] == {"document": "thi-du-12-tb-snv-2026"}


def named(field: str) -> Any:
    """Return what a field holds that stands beside a line of the facsimile: of the directive, or of the task named first."""
    first, *way = field.split(".")
    if "-t" in first:
        value = record(f"task/{DIRECTIVE}-{first}")
    elif first == "clauses":
        value, way = within(record(f"directive/{DIRECTIVE}")["clauses"])[way[0]], way[1:]
    else:
        value, way = record(f"directive/{DIRECTIVE}"), [first, *way]
    for step in way:
        value = value[int(step)] if step.isdigit() else value[step]
    return value


def within(clauses: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the clauses by id, in the order of the document."""
    return {
        own: clause
        for above in clauses
        for own, clause in ((above["id"], above), *within(above.get("clauses", [])).items())
    }


def test_every_line_of_the_facsimile_is_where_it_says() -> None:
    """What is named beside a line is in the records shown below, where it quotes the line."""
    for line, told in rows("van-ban", "{: #moi-dong }"):
        for field in re.findall(r"`([^`]+)`", told):
            for value in named(field) if isinstance(named(field), list) else [named(field)]:
                words = value.get("as_written") if isinstance(value, dict) else None
                if words and field not in ("letterhead", "2-t1.route"):
                    assert re.sub(r"\W", "", words).casefold() in re.sub(r"\W", "", line).casefold(), field


def test_the_facsimile_is_read_as_the_records_say() -> None:
    """What ``draft`` is sure of in the document is what the guide records of it."""
    text = "\n\n".join(line for line, _ in rows("van-ban", "{: #moi-dong }"))
    draft = read_draft(read_writing("van-ban.txt", text.encode()), judged().corpus, "thi-du")
    directive, frame = record(f"directive/{DIRECTIVE}"), draft.frame
    assert (frame.number, frame.symbol, frame.iso) == (directive["number"], directive["symbol"], directive["date"])
    assert frame.subject == directive["title"]
    assert frame.capacity == directive["signer"]["capacity"]
    assert [*frame.recipients] == [place["as_written"] for place in directive["recipients"]]
    assert [copied.purpose for copied in frame.copies] == [copied["purpose"] for copied in directive["copies"]]
    assert [clause.id for clause in walk(draft.clauses)] == list(within(directive["clauses"]))
    read: dict[str, list[Any]] = {}
    for duty in draft.duties:
        read.setdefault(duty.clause, []).append(duty)
    for clause, duties in read.items():
        shown_here = [record(f"task/{DIRECTIVE}-{clause}-t{number}") for number in range(1, len(duties) + 1)]
        for duty, task in zip(duties, shown_here, strict=True):
            if "leads" in task:
                bodies = {lead.candidates[0].body.id for lead in duty.leads}
                assert bodies == {lead["body"] for lead in task["leads"]}, task["id"]
            assert duty.due is None or duty.due.due == task["due"], task["id"]
            assert not duty.every or duty.every == task["recurrence"]["every"], task["id"]


def wordings() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each row of the table: what a text says, the kind of record, and the fields that it becomes."""
    for said, kind, told in rows("viet-the-nao", "{: #bang }"):
        fields: dict[str, Any] = {}
        for code in re.findall(r"`([^`]+)`", told):
            if ":" in code:
                quoted = code.replace("…", "'" + said.replace("'", "''") + "'")
                fields |= {key: value for key, value in plain(quoted).items() if key not in fields}
        if fields:
            yield said, kind.strip("`"), fields


def beside(number: int, kind: str, fields: dict[str, Any]) -> tuple[str, Any]:
    """Return a record that has the fields of a row, by path."""
    if kind == "task":
        base = record(f"task/{DIRECTIVE}-4-t1") | {"id": f"{DIRECTIVE}-4-t{number + 10}", "title": f"Việc {number}"}
        base.pop("acknowledge")
        base |= {"leads": [{"body": "thi-du-so-noi-vu", "as_written": "Sở Nội vụ"}]}
        for field, gone in (
            ("leads_state", "leads"),
            ("other_leads", "leads"),
            ("due", "shape"),
            ("urgency_as_written", "shape"),
        ):
            if field in fields and gone in base:
                base.pop(gone)
        base = {"shape": "mot-lan"} | base | fields
    elif kind == "directive":
        base = record(f"directive/{DIRECTIVE}") | {"number": str(500 + number), **fields}
        base["id"] = f"thi-du-{500 + number}-ubnd-nc-2026"
        if "number_state" in fields:
            base.pop("number")
    else:
        base = record(f"rollout/{ROLLOUT}")
        base |= {"id": f"{DIRECTIVE}-1a-t1-{number}", "addressee": "thi-du-van-phong-ubnd"}
    return f"thi-du/{kind}/{base['id']}.yaml", base


def test_every_row_of_the_table_is_a_record_that_passes() -> None:
    made = dict(
        beside(number, kind, fields)
        for number, (_, kind, fields) in enumerate(wordings())
        if kind in ("task", "directive")
    )
    assert len(made) > 40
    told = {f"records/{path}" for path in made}
    # Copies of one document under other numbers are in no order of numbers, and are not addressed alike.
    aside = ("register-order", "tasked-not-addressed")
    found = [
        f"{one.code} {one.record} {one.at}: {one.message.vi}"
        for one in judged(made).problems
        if one.where.path in told and one.severity is not Severity.INFO and one.code not in aside
    ]
    assert "\n".join(found) == ""


@pytest.mark.parametrize(("kind", "fields"), [(kind, fields) for _, kind, fields in wordings() if kind == "sự kiện"])
def test_every_event_of_the_table_passes(kind: str, fields: dict[str, Any]) -> None:
    base = record(f"rollout/{ROLLOUT}")
    event = {"date": "2026-03-27", "source": {"document": "thi-du-380-ubnd-nc-2026"}, **fields}
    path = f"thi-du/rollout/{ROLLOUT}.yaml"
    more = {path: base | {"events": [base["events"][0], event]}}
    if "old_due_state" in fields:  # of a duty whose deadline nobody knows
        task = record(f"task/{DIRECTIVE}-1a-t1")
        more[f"thi-du/task/{task['id']}.yaml"] = task | {
            "due": {"open": {"why": "khong-neu-ngay"}, "as_written": "có hạn"}
        }
    told = [one for one in judged(more).problems if one.where.path == f"records/{path}"]
    assert [one.message.vi for one in told if one.severity is not Severity.INFO] == [], kind


def test_every_clause_id_of_the_table_is_one() -> None:
    ids = [
        own
        for said, kind, told in rows("viet-the-nao", "{: #bang }")
        if kind == "mục"
        for own in re.findall(r"`id: ([^`]+)`", told)
    ]
    assert len(ids) > 4
    path, base = f"thi-du/directive/{DIRECTIVE}.yaml", record(f"directive/{DIRECTIVE}")
    more = [{"id": own, "kind": "khoan", "summary": "Một mục."} for own in ids]
    found = judged({path: base | {"clauses": [*base["clauses"], *more]}}).problems
    assert [
        one.message.vi for one in found if one.where.path == f"records/{path}" and one.severity is Severity.ERROR
    ] == []


def pieces() -> Iterator[tuple[str, Any]]:
    for text in PAGES.values():
        for shown_before, piece in re.findall(r"([^\n]*)\n\n```yaml\n(.*?)```", text, re.DOTALL):
            if "`records/" not in shown_before:
                data = plain(piece if not piece.startswith("-") else f"citations:\n{piece}")
                yield next(iter(data)), data


@pytest.mark.parametrize(("first", "data"), list(pieces()), ids=[first for first, _ in pieces()])
def test_every_piece_shown_fits_its_record(first: str, data: dict[str, Any]) -> None:
    """A piece of a record is right in the record to which it belongs."""
    kind, _, name = PIECES[first].partition("/")
    base = record(PIECES[first])
    if first == "citations":
        base = base | {"clauses": [base["clauses"][0] | data, *base["clauses"][1:]]}
    else:
        base = base | data
    cited = {
        "id": "trung-uong-26-ct-ttg-2023", "type": "chi-thi", "number": "26", "symbol": "CT-TTg", "date": "2023-10-20",
        "issuer": "thi-du-ubnd", "title": "Về kỷ luật, kỷ cương",
    }  # fmt: skip
    path = f"thi-du/{kind}/{name}.yaml"
    more = {path: base, "trung-uong/document/trung-uong-26-ct-ttg-2023.yaml": cited}
    found = [
        one for one in judged(more).problems if one.where.path == f"records/{path}" and one.severity is Severity.ERROR
    ]
    assert [(one.code, one.at, one.message.vi) for one in found if one.at.partition(".")[0] in {*data, "clauses"}] == []


@pytest.mark.parametrize("code", FAULTS)
def test_the_program_says_what_the_guide_shows(code: str) -> None:
    page = PAGES["soan-thao"]
    said = next(block for block in re.findall(r"```text\n(records/.*?)```", page, re.DOTALL) if f"[{code}]" in block)
    path, old, new = FAULTS[code]
    source = path.replace("-t3", "-t1") if code == "id-differs" else path
    text = shown()[f"records/thi-du/{source}.yaml"]
    text = text.split("acknowledge:")[0] if code == "tasked-not-addressed" else text.replace(old, new, 1)
    found = judged({f"thi-du/{path}.yaml": text.encode()}).problems
    told = diagnostics.text([one for one in found if one.code == code and path in one.where.path], "vi")
    assert said.strip() in told


def test_the_words_of_an_office_in_its_reports_are_known() -> None:
    text = re.search(r"```toml\n(.*?)```", PAGES["giao-ban"], re.DOTALL)
    assert text
    own = schemas().beside(ROOT / "schemas" / "register" / "reports.schema.json")
    made, problems = office.reports(own, "reports.toml", text[1].encode())
    assert (bool(made), problems) == (True, [])


def test_every_call_shown_is_one_of_the_program() -> None:
    """Each verb and each option that a page tells to type is known."""
    for text in [*PAGES.values(), FIRST.read_text(encoding="utf-8")]:
        for verb, rest in re.findall(r"-m generator (\w+)((?: [^\n`]|\\\n)*[^\n`]*)", text):
            command = cli.commands[verb]
            known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
            assert {*re.findall(r"(?<!\w)--[a-z-]+", rest)} <= known, (verb, rest)
        for target in re.findall(r"\bmake ([a-z]+)", text):
            assert re.search(rf"(?m)^{target}:", MAKEFILE), target


def test_the_table_of_communes_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    laid(tmp_path)
    text = PAGES["bang"]
    command = re.search(r"-m generator (communes .*)\n", text)
    assert command
    arguments = shlex.split(command[1])
    resolution = {
        "id": arguments[-1], "type": "nghi-quyet", "number": "1685", "symbol": "NQ", "date": "2025-06-16",
        "issuer": "thi-du-ubnd", "title": "Về việc sắp xếp các đơn vị hành chính cấp xã",
    }  # fmt: skip
    (tmp_path / f"records/thi-du/document/{arguments[-1]}.yaml").write_bytes(encoded(resolution))
    head = re.search(r"\n(\| Tên \|.*)\n", text)
    assert head
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in (head[1], *table_below(text, head[1]))]
    (tmp_path / "cac-xa.csv").write_text("".join(",".join(line) + "\n" for line in cells), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    assert main(arguments) == OK, capsys.readouterr()
    assert "4 bản ghi mới" in capsys.readouterr().out
    assert len(list(tmp_path.glob("records/thi-du/agency/thi-du-ubnd-*.yaml"))) == 4


def table_below(text: str, head: str) -> list[str]:
    return [line for line in text.split(head, 1)[1].split("\n\n", 1)[0].splitlines()[2:] if line.startswith("|")]


def test_the_words_of_a_list_become_what_the_guide_says() -> None:
    lines = table_below(PAGES["bang"], "| Trong bảng | Vào sổ |")
    rows_of_list = [[cell.strip() for cell in line.strip("|").split(" | ", 1)] for line in lines]
    told = {told: re.findall(r"\*([^*]+)\*", said) for said, told in rows_of_list}
    (dated,) = [row for row in told if row.startswith("hạn `")]
    read = [term(words, 1900, 2017).fields["due"]["by"] for words in told[dated]]
    assert [str(one) for one in read] == re.findall("`([^`]+)`", dated)
    for words in next(said for row, said in told.items() if row.startswith("hạn để ngỏ")):
        assert "open" in term(words, 1900, 2017).fields["due"], words
    assert not {"by", "before"} & term("42825", 0, 2017).fields.get("due", {}).keys()
    assert term("42825", 1900, 2017).fields["due"]["by"] == "2017-03-31"
    issued = Interval(date(2017, 1, 20), date(2017, 1, 20))
    for words in next(said for row, said in told.items() if "yearless" in row):
        assert (term(words, 1900, 2017).open, term(words, 1900, 2017, issued).yearless) != ("", False), words
    standing, since = (term(words, 1900, 2017).fields for words in told["nhiệm vụ thường xuyên, từ tháng 3/2017"])
    assert standing["shape"] == since["shape"] == "thuong-xuyen"
    assert since["start"]["from"] == "2017-03"
    for words in told["việc định kỳ, chu kỳ như ghi"]:
        assert term(words, 1900, 2017).fields["recurrence"]["as_written"] == words
    (again,) = told["câu hỏi: chu kỳ phải do người ghi"]
    assert term(again, 1900, 2017).question
    stages = [
        ("sự kiện xác nhận", {Stage.DONE}), ("sự kiện nộp", {Stage.HANDED_IN}), ("tiến độ được báo cáo", {Stage.UNDER_WAY, Stage.NOT_BEGUN}),
        ("không ghi: sổ tự tính", {Stage.NOT_DONE, Stage.NOTHING}), ("câu hỏi: phải có văn bản", {Stage.DECIDED}),
        ("câu hỏi: đã xong đúng hạn", {None}),
    ]  # fmt: skip
    for begins, known in stages:
        (words_of_row,) = [said for row, said in told.items() if row.startswith(begins)]
        assert {stage(words) for words in words_of_row} <= known, (begins, words_of_row)
