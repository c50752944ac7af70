"""No code names a field that no schema has: what is read of records is held against their schemas, without running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from generator.build import ROOT, schemas
from generator.model import Record
from generator.publish.pages import PAGES
from generator.publish.redact import redact
from generator.publish.register import Register
from generator.publish.stood import stood
from generator.schema import Shape
from tests.example import AS_OF, examined

OTHER = frozenset(
    {
        # JSON Schema, and what a validator and the catalogue of checks have
        "const", "default", "enum", "if", "not", "then", "examples", "format", "properties", "required", "bad", "en", "good", "good_file", "hint",
        "message", "severity", "vi", "whole",
        # what a rule of judgement says
        "given", "states", "text",
        # what templates are shown, and the heads of data files
        "age", "chips", "parts", "said", "ref", "when", "wording", "addresses", "as_of", "audience", "commit",
        "gone", "records", "uncommitted_changes",
        # what Pagefind's index has, and what pip notes of a wheel
        "languages", "archive_info", "hash", "hashes",
        # what an event of a derived history has
        "verification",
        # named groups of a pattern, options of the command line, and tables by kind
        "after", "bare_month", "counted", "day", "each", "same", "times", "times_unit", "weekday",
        "day_month", "day_year", "half", "half_year", "house", "iso", "lang", "month", "month_year",
        "part", "quarter", "quarter_year", "rest", "coordination", "feedback", "obstacle", "group",
    }
)  # fmt: skip
"""Names by which something else than a record is read, where the code does not tell what that is."""
OWN = {
    # columns of the review sheet, and how its cells look
    "generator/drafting": "words signature dan muc record route_words due_words every_words start_words level_words read",
    # what an office's list was answered with, what an import wrote down to be taken back, rows of data files
    "generator/exchange": "words is categories count_from swapped leadless means state_label sau truoc done yearless",
    "generator/site/kept.py": "pages",
    "generator/site/archive.py": "cells",
    "generator/edit/typed.py": "pattern",
    "generator/rules": "cases",
    "generator/site/made.py": "engine files inputs",
    "generator/publish/views/split.py": "crumbs",
    "generator/domain/alike.py": "alike",
}
"""The same in one room alone; named groups of a module's own patterns are known beside."""
GROUP = re.compile(r"\(\?P<(\w+)>")
NAME = re.compile(r"[a-z][a-z0-9_]*")
Shapes = tuple[Shape, ...]
Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
LOOPED = frozenset({"list", "tuple", "sorted", "reversed", "iter", "next", "set"})


@cache
def every_name() -> frozenset[str]:
    known = [schemas(), *map(schemas().beside, (ROOT / "schemas" / "register").glob("*.schema.json"))]
    shapes = [shape for one in known for shape in one.shapes.values()]
    return frozenset(part for shape in shapes for path, _, _ in shape.every() for part in path)


class Reader(ast.NodeVisitor):
    """Follows in one function what is a record of a known kind, or a part of one, and notes the fields that are not."""

    def __init__(self, known: Mapping[str, Shapes] | None = None, wrong: list[tuple[int, str]] | None = None) -> None:
        self.known: dict[str, Shapes] = dict(known or {})
        self.wrong: list[tuple[int, str]] = [] if wrong is None else wrong

    def visit(self, node: ast.AST) -> None:
        """Note what a node reads, and what the names in it come to mean."""
        if isinstance(node, COMPREHENSIONS):
            self.comprehension(node)
        else:
            super().visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        inner = Reader(self.known, self.wrong)
        for argument in (*node.args.args, *node.args.kwonlyargs):
            kind = argument.arg in schemas().shapes and "Record" in ast.unparse(argument.annotation or argument)
            inner.known[argument.arg] = (schemas().shapes[argument.arg],) if kind else ()
        for statement in node.body:
            inner.visit(statement)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self.bind(target, self.of(node.value))

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.bind(node.target, self.of(node.value))

    def visit_For(self, node: ast.For) -> None:
        self.visit(node.iter)
        self.loop(node.target, node.iter)
        for statement in (*node.body, *node.orelse):
            self.visit(statement)

    def comprehension(self, node: Comprehension) -> None:
        before = dict(self.known)
        for part in node.generators:
            self.visit(part.iter)
            self.loop(part.target, part.iter)
            for condition in part.ifs:
                self.visit(condition)
        for value in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
            self.visit(value)
        self.known = before

    def loop(self, target: ast.expr, over: ast.expr) -> None:
        if isinstance(over, ast.Call) and ast.unparse(over.func) == "enumerate" and isinstance(target, ast.Tuple):
            target, over = target.elts[1], over.args[0]
        found = self.of(over)
        self.bind(target, tuple(shape.item or shape for shape in found))

    def bind(self, target: ast.expr, shapes: Shapes) -> None:
        for node in ast.walk(target):
            if isinstance(node, ast.Name):
                self.known[node.id] = shapes if node is target else ()

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Constant):
            self.read(node.value, node.slice.value, node.lineno)

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
            argument = node.args[0]
            if isinstance(argument, ast.Constant):
                self.read(node.func.value, argument.value, node.lineno)

    def visit_Compare(self, node: ast.Compare) -> None:
        self.generic_visit(node)
        asked, (other, *_) = node.left, node.comparators
        held = self.of(other) or ast.unparse(other).endswith(".data")
        if held and isinstance(asked, ast.Constant) and isinstance(node.ops[0], ast.In | ast.NotIn):
            self.read(other, asked.value, node.lineno)

    def read(self, base: ast.expr, name: object, line: int) -> None:
        if not isinstance(name, str) or not NAME.fullmatch(name):
            return
        shapes = [shape for shape in self.of(base) if shape.fields]
        fits = any(name in shape.fields for shape in shapes) if shapes else name in every_name() | OTHER
        if not fits:
            self.wrong.append((line, name))

    def of(self, node: ast.expr) -> Shapes:
        """Return what an expression is a part of; nothing where that is not known."""
        found: Shapes = ()
        match node:
            case ast.Name(id=name):
                found = self.known.get(name, ())
            case ast.Call():
                found = self.called(node)
            case ast.Subscript(value=value, slice=ast.Constant(value=str(name))):
                found = self.below(value, name)
            case ast.Subscript(value=value, slice=part):
                own = self.of(value)
                found = own if isinstance(part, ast.Slice) else tuple(shape.item for shape in own if shape.item)
            case ast.BoolOp(values=[value, *_]) | ast.IfExp(body=value):
                found = self.of(value)
            case ast.Attribute(value=value, attr="data") | ast.NamedExpr(value=value) | ast.Starred(value=value):
                found = self.of(value)
        return found

    def called(self, node: ast.Call) -> Shapes:
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr="get"), args=[ast.Constant(value=str(name)), *_]):
                return self.below(value, name)
            case (
                ast.Call(func=ast.Attribute(attr="get"), args=[_, *kinds])
                | ast.Call(func=ast.Attribute(attr="of"), args=kinds)
            ):
                return tuple(schemas().shapes[kind] for kind in texts(kinds) if kind in schemas().shapes)
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in LOOPED:
                return self.of(first)
        return ()

    def below(self, base: ast.expr, name: str) -> Shapes:
        return tuple(shape.fields[name] for shape in self.of(base) if name in shape.fields)


def texts(nodes: list[ast.expr]) -> Iterator[str]:
    return (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def unknown_fields(source: str) -> list[tuple[int, str]]:
    """Return the fields that are read and that there are not: line and name."""
    reader = Reader()
    reader.visit(ast.parse(source))
    return sorted(set(reader.wrong))


MODULES = sorted((ROOT / "generator").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_field_that_is_read_is_in_a_schema(path: Path) -> None:
    source, place = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
    own = {name for room, names in OWN.items() if place.startswith(room) for name in names.split()}
    known = own | set(GROUP.findall(source))
    assert [(line, name) for line, name in unknown_fields(source) if name not in known] == []


def test_no_room_keeps_a_name_that_it_does_not_read() -> None:
    for room, names in OWN.items():
        paths = [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).glob("*.py"))
        read = {name for path in paths for _, name in unknown_fields(path.read_text(encoding="utf-8"))}
        assert set(names.split()) <= read, room


PLANTED = [
    ('def f(finding: Record): return finding.get("clausee")', "clausee"),
    ('def f(task: Record): return task["leed"]', "leed"),
    ('def f(task: Record): return task["seen"]', "seen"),
    ('def f(task: Record): return [lead["bodi"] for lead in task["leads"]]', "bodi"),
    ('def f(task: Record): return task.get("due", {}).get("bye")', "bye"),
    ('def f(task: Record): return task["leads"][0]["seen"]', "seen"),
    ('def f(task: Record): return "outcome" in task.data', "outcome"),
    ('def f(plan: Record):\n for i, item in enumerate(plan["items"]):\n  yield item["leads"]', "leads"),
    ('def f(corpus): return [r["seen"] for r in corpus.of("task")]', "seen"),
    ('def f(corpus): return [r["clausee"] for r in corpus.of("task", "finding")]', "clausee"),
    ('def f(corpus, i):\n found = corpus.get(i, "finding")\n return found["leads"] if found else 0', "leads"),
    ('def f(record): return record.get("clausee")', "clausee"),
    ('def f(entry): return entry["clausee"]', "clausee"),
    ('def f(own):\n if "clausee" in own.data: pass', "clausee"),
    ('def f(corpus, i):\n if (task := corpus.get(i, "task")): return task.data["leed"]', "leed"),
]


@pytest.mark.parametrize(("source", "name"), PLANTED)
def test_a_field_that_is_none_is_found(source: str, name: str) -> None:
    assert [found for _, found in unknown_fields(source)] == [name]


@pytest.mark.parametrize(
    "source",
    [
        'def f(task: Record): return task["leads"][0]["body"]',
        'def f(corpus): return [r["seen"] for r in corpus.of("task", "finding")]',
        'def f(plan): return plan["measures"]',
        'def f(corpus, i):\n task = corpus.get(i, "task")\n task = other()\n return task["seen"]',
    ],
)
def test_what_is_there_or_may_be_is_not(source: str) -> None:
    assert unknown_fields(source) == []


def test_the_other_names_are_needed_and_no_fields() -> None:
    assert frozenset() == every_name() & OTHER
    read = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert [name for name in sorted(OTHER) if not re.search(f"[\"']{name}[\"']", read)] == []


def test_templates_are_shown_no_records() -> None:
    """What a template prints was read in a view, where the above sees it."""
    register = Register(redact(stood(examined(), AS_OF), "internal", AS_OF), AS_OF)

    def records(value: object) -> Iterator[Record]:
        if isinstance(value, Record):
            yield value
        elif isinstance(value, Mapping):
            for part in value.values():
                yield from records(part)
        elif isinstance(value, list | tuple | set):
            for part in value:
                yield from records(part)

    for family in PAGES:
        for page in family(register):
            assert next(records(page.view), None) is None, page.path
