"""The code is held to the drawing in HACKING.md: rooms from left to right, imports only to the left."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from generator.publish.pages import PAGES

ROOT = Path(__file__).resolve().parent.parent
DRAWING = (ROOT / "HACKING.md").read_text(encoding="utf-8")

# Libraries that may be imported in one room only.
ONLY_IN = {
    "yaml": {"generator.examine.parse"},
    "jsonschema": {"generator.examine.validate"},
    "jsonschema_rs": {"generator.schema.schemas"},
    "git": {"generator.history.git"},
    "arro3": {"generator.publish.exports.parquet"},
    "xlsxwriter": {"generator.publish.exports.workbook", "generator.exchange.book", "generator.drafting.book"},
    "python_calamine": {"generator.read.tables"},
    "docx": {"generator.publish.exports.letter", "generator.drafting.word"},  # one writes, one reads
    "pypdf": {"generator.drafting.pdf"},
    "icalendar": {"generator.publish.exports.calendars"},
    "sqlite3": {"generator.history.memory", "generator.publish.exports.database"},
    "jinja2": {"generator.publish.render"},
    "click": {"generator.cli"},
}


def rooms() -> list[list[str]]:
    """The drawing: one line a level, rooms of one level side by side, what may be imported above."""
    block = re.search(r"```rooms\n(.*?)```", DRAWING, re.DOTALL)
    assert block, "HACKING.md has lost its drawing"
    return [line.split("#")[0].split() for line in block[1].splitlines() if line.split("#")[0].split()]


@cache
def modules() -> dict[str, Path]:
    found = {}
    for path in sorted((ROOT / "generator").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if name != "generator.__init__":
            found[name.removesuffix(".__init__")] = path
    return found


@cache
def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def room_of(module: str, names: list[str]) -> str:
    """The narrowest room that holds a module."""
    return max((n for n in names if module == n or module.startswith(f"{n}.")), key=len, default="")


LEVELS = rooms()
LEVEL = {room: level for level, line in enumerate(LEVELS) for room in line}


def test_every_module_has_a_room():
    assert [module for module in modules() if not room_of(module, list(LEVEL))] == []


def test_every_module_looks_only_up():
    down = []
    for module, path in modules().items():
        own = room_of(module, list(LEVEL))
        for name in sorted(imports(path)):
            target = max((m for m in modules() if name == m or name.startswith(f"{m}.")), key=len, default="")
            other = room_of(target, list(LEVEL))
            if target and other != own and LEVEL[other] >= LEVEL[own]:
                down.append(f"{module} ({own}) imports {target} ({other})")
    assert down == []


def test_the_drawing_names_no_room_that_is_gone():
    known = modules()
    assert [room for room in LEVEL if not any(m == room or m.startswith(f"{room}.") for m in known)] == []


@pytest.mark.parametrize(("library", "homes"), ONLY_IN.items())
def test_a_library_has_one_home(library, homes):
    users = {
        name
        for name, path in modules().items()
        if any(i == library or i.startswith(f"{library}.") for i in imports(path))
    }
    assert users == homes


def test_only_cli_knows_the_time_and_the_environment():
    clocks = re.compile(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time|os\.environ|getenv)\b")
    users = {name for name, path in modules().items() if clocks.search(path.read_text(encoding="utf-8"))}
    assert users == {"generator.cli"}


def test_a_class_has_a_name_of_its_own():
    homes: dict[str, list[str]] = {}
    for name, path in modules().items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(name)
    assert {own: found for own, found in homes.items() if len(found) > 1} == {}


def test_every_page_family_is_in_the_site_map() -> None:
    """A view with pages of its own that no row of PAGES, and no other view, names would never be printed."""
    files = list((ROOT / "generator/publish/views").glob("[!_]*.py"))
    used = "".join(path.read_text(encoding="utf-8") for path in files)
    views = [
        import_module(f"generator.publish.views.{path.stem}") for path in files if f"{path.stem}.pages(" not in used
    ]
    families = {getattr(view, "pages", None) for view in views} - {None}
    assert families <= set(PAGES), "a row in PAGES (generator/publish/pages.py)"
