"""Every code is explained, and its examples do what they say."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CASES, Files, lay, splice

from generator.catalog import Entry, entries, visible
from generator.diagnostics import text as printed
from generator.examine import Examined
from generator.examine.checks import CHECKS
from generator.examine.parse import MAX_NODES, MAX_SCALAR
from generator.history.git import Flaw
from generator.model import Problem
from generator.read.source import MAX_BYTES, read

ELSEWHERE = {
    "history": "test_over_time.py",
    "office": "test_office.py",
    "gate": "test_gate.py",
    "printed": "test_finish.py",
    "refused": "test_cli.py",
}
"""Topics that judge no register, but a change, a printed site or a call: which tests run their examples."""
CODES = tuple(code for code, entry in entries().items() if entry.topic not in ELSEWHERE)
ON_DISK = {
    "file-not-regular": lambda path, _: path.symlink_to("../../../ban-nhap.yaml"),
    "file-too-large": lambda path, text: path.write_text(text.ljust(MAX_BYTES + 1), encoding="utf-8"),
    "file-unknown": lambda path, text: path.write_text(text, encoding="utf-8"),
    "register-empty": lambda path, _: shutil.rmtree(path / "tinh-mau") or shutil.rmtree(path / "trung-uong"),
}
"""Codes of reading: their bad example is a file or folder, not a text."""
MADE: dict[str, Callable[[str], bytes]] = {
    "text-encoding": lambda text: text.encode("utf-16"),
    "yaml-long-text": lambda text: text.replace("…", " rất dài" * MAX_SCALAR).encode(),
    "yaml-too-many": lambda text: text.replace("…", "\n  - name: Dòng" * MAX_NODES).encode(),
}
"""What the bad example only describes, made from its text."""
ALSO: dict[str, dict[str, str]] = {}
"""Codes whose bad example cannot but have another problem: {code: {other code: why}}."""


def fragment(entry: Entry, files: Files, path: str, text: str) -> bytes:
    assert entry.whole or path in files, (
        f"{entry.code}: {path} is not in the example's provinces tinh-mau and trung-uong"
    )
    whole = text if entry.whole else splice(files[path].decode(), text)
    return whole.encode()


def bad_files(entry: Entry, example: Files) -> dict[str, bytes]:
    """The register with the bad example: a file that stands in the wrong place is not also in the right one."""
    files = {path: data for path, data in example.items() if path != entry.good_file}
    data = fragment(entry, example, entry.file, entry.bad)
    return {**files, entry.file: MADE[entry.code](data.decode()) if entry.code in MADE else data}


def good_files(entry: Entry, example: Files) -> dict[str, bytes]:
    path = entry.good_file or entry.file
    return {**example, path: fragment(entry, example, path, entry.good)}


def on_disk(entry: Entry, folder: Path) -> list[Problem]:
    root = folder / "records"
    lay(root)
    path = root / entry.file
    if path.is_file():
        path.unlink()
    ON_DISK[entry.code](path, entry.bad)
    return list(read(root, "records").problems)


def new_problems(found: Examined, base: Examined) -> list[Problem]:
    """What is wrong now and was not before (places apart: lines move)."""
    before = Counter((p.code, p.record, p.at) for p in base.problems)
    return [p for p in found.problems if not before.pop((p.code, p.record, p.at), 0)]


@pytest.fixture(scope="module")
def base(judge: Callable[[Files], Examined], example: Files) -> Examined:
    return judge(example)


@pytest.fixture(scope="module")
def told(
    judge: Callable[[Files], Examined], example: Files, base: Examined, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Problem]]:
    """The new problems of every bad example."""
    table = {}
    for code in CODES:
        entry = entries()[code]
        if code in ON_DISK:
            table[code] = on_disk(entry, tmp_path_factory.mktemp(code))
        else:
            table[code] = new_problems(judge(bad_files(entry, example)), base)
    return table


def test_the_example_register_is_clean(base: Examined) -> None:
    assert [p.code for p in base.problems] == ["due-unverifiable"]
    assert [p.code for p in base.acknowledged] == ["citation-date-differs"]


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_has_this_problem_and_no_other(code: str, told: dict[str, list[Problem]]) -> None:
    entry = entries()[code]
    assert {p.code for p in told[code]} == {code, *ALSO.get(code, ())}
    (found,) = (p for p in told[code] if p.code == code)
    assert found.where.path == f"records/{entry.file}".rstrip("/")
    assert found.severity is entry.severity


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_has_no_problem(
    code: str, judge: Callable[[Files], Examined], example: Files, base: Examined
) -> None:
    assert new_problems(judge(good_files(entries()[code], example)), base) == []


@pytest.mark.parametrize("code", CODES)
def test_every_placeholder_is_filled(code: str, told: dict[str, list[Problem]]) -> None:
    for found in told[code]:
        for sentence in (found.message, *([found.hint] if found.hint else [])):
            for language in ("vi", "en"):
                assert not re.search(r"[{][a-z_]*[}]", sentence.in_language(language))
        assert found.message.vi
        assert found.message.en


def test_what_is_printed(told: dict[str, list[Problem]], expected: Callable[[Path, str], None]) -> None:
    parts = [f"# {code}\n{printed(told[code], 'vi')}\n{printed(told[code], 'en')}\n" for code in CODES]
    expected(CASES / "expected.txt", "\n".join(parts))


def test_every_check_is_in_the_catalogue() -> None:
    assert set(CHECKS) <= set(entries())


@pytest.mark.parametrize(
    "topic",
    [
        "bodies",
        "calendars",
        "dates",
        "evidence",
        "identity",
        "inspections",
        "logs",
        "measurements",
        "remediation",
        "scorecards",
        "tasks",
    ],
)
def test_every_code_of_a_topic_of_checks_has_its_check(topic: str) -> None:
    assert {code for code, entry in entries().items() if entry.topic == topic} <= set(CHECKS)


def test_every_other_code_is_used() -> None:
    quoted: set[str] = set()
    for path in (Path(__file__).parent.parent / "generator").rglob("*.py"):
        quoted |= set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', path.read_text(encoding="utf-8")))
    assert set(entries()) <= quoted | {f"history-{flaw}" for flaw in Flaw}


@pytest.mark.parametrize(("topic", "name"), ELSEWHERE.items())
def test_the_examples_of_the_other_topics_are_run_elsewhere(topic: str, name: str) -> None:
    assert f'entry.topic == "{topic}"' in (Path(__file__).parent / name).read_text(encoding="utf-8")


ENGLISH = re.compile(r"\b(?:the|is|are|must|not|and|of|this|with|here|value|file|line|error|record|which|should)\b")


@pytest.mark.parametrize("code", entries())
def test_an_entry_is_complete_and_its_vietnamese_is_vietnamese(code: str) -> None:
    entry = entries()[code]
    for text in (entry.title, entry.message, entry.hint):
        assert unicodedata.is_normalized("NFC", text.vi + text.en)
        assert not ENGLISH.search(re.sub(r"[{][a-z_]+[}]|--[a-z-]+", "", text.vi))
        assert set(re.findall(r"[{]([a-z_]+)[}]", text.vi)) <= set(re.findall(r"[{]([a-z_]+)[}]", text.en))
    assert entry.title.vi
    assert entry.title.en
    assert entry.message.vi
    assert entry.message.en
    assert len(entry.why) > 80
    assert unicodedata.is_normalized("NFC", entry.why)
    assert not ENGLISH.search(entry.why)
    assert entry.bad.strip()
    assert entry.good.strip()
    assert entry.bad != entry.good or entry.good_file
    assert unicodedata.is_normalized("NFC", entry.good)


def test_what_cannot_be_seen_in_an_example_is_named() -> None:
    shown = {code: visible(entries()[code].bad) for code in ("text-hidden", "text-not-nfc", "text-space", "syntax-tab")}
    numbers = {code: set(re.findall(r"⟨(.*?)⟩", text)) for code, text in shown.items()}
    assert numbers == {
        "text-hidden": {"U+200B"},
        "text-not-nfc": {"U+0323"},
        "text-space": {"U+00A0"},
        "syntax-tab": {"U+0009"},
    }
    for entry in entries().values():
        assert visible(entry.good) == entry.good
