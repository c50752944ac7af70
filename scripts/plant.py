"""Plant one fault at a time in modules, templates and scripts, run tests over each, and list the faults that none noticed.

    python scripts/plant.py --count 60 --seed 1 generator/publish/views generator/publish/derive -- tests/test_site.py

Works on a copy of the checkout, never on the checkout itself; the same seed plants the same faults in the same text.
Exit code 1 if a fault survived.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
EDGE: dict[type[ast.AST], type[ast.AST]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
CODE = (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
Change = Callable[[Any], Any]
"""Changes a node, or returns another one that takes its place."""


def faults(node: ast.AST, words: list[str]) -> Iterator[tuple[str, Change]]:
    """Yield what can be planted at a node, in words, with the change; ``words``: the texts of the module."""
    yield from _of_conditions(node)
    yield from _of_values(node, words)


def _of_conditions(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in TURNED:
            yield "comparison turned round", lambda n: n.ops.__setitem__(0, TURNED[type(op)]())
            if type(op) in EDGE:
                yield "edge moved", lambda n: n.ops.__setitem__(0, EDGE[type(op)]())
        case ast.BoolOp():
            yield "and/or swapped", lambda n: setattr(n, "op", TURNED[type(n.op)]())
            yield "last condition dropped", lambda n: n.values[0]
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", lambda n: n.operand
        case ast.If() | ast.IfExp():
            yield "condition negated", lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))
        case ast.comprehension(ifs=[_, *_]):
            yield "filter dropped", lambda n: n.ifs.__delitem__(-1)


def _of_values(node: ast.AST, words: list[str]) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            yield "plus/minus swapped", lambda n: setattr(n, "op", TURNED[type(n.op)]())
        case ast.Constant(value=bool()):
            yield "truth turned round", lambda n: setattr(n, "value", not n.value)
        case ast.Constant(value=int()):
            yield "number off by one", lambda n: setattr(n, "value", n.value + 1)
        case ast.Constant(value=str() as text) if len(text) > 1:
            other = next((word for word in words if word != text), "")
            yield f"text exchanged for {other[:40]!r}", lambda n: setattr(n, "value", other)
        case ast.Dict(values=[_, _, *_]):
            yield "values of two keys swapped", lambda n: n.values.insert(0, n.values.pop(1))
        case ast.Return(value=ast.AST() as value) if ast.unparse(value) != "None":
            yield "nothing returned", lambda n: setattr(n, "value", ast.Constant(value=None))


class _At(ast.NodeTransformer):
    """Changes one node of a tree."""

    def __init__(self, target: ast.AST, change: Change) -> None:
        self.target, self.change = target, change

    def visit(self, node: ast.AST) -> Any:
        """Return the node; in the place of the one, what the change makes of it."""
        if node is not self.target:
            return self.generic_visit(node)
        made = self.change(node)
        return made if isinstance(made, ast.AST) else node


def _nodes(tree: ast.Module) -> list[ast.AST]:
    """Return the nodes of a module at which a fault may stand: no imports, docstrings, annotations or decorators."""
    idle: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            idle.add(id(node.value))
        hints = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for hint in (*hints, *getattr(node, "decorator_list", ())):
            idle |= {id(part) for part in ast.walk(hint)} if hint is not None else set()
    code = [top for top in tree.body if isinstance(top, CODE) and "__all__" not in ast.unparse(top)]
    return [node for top in code for node in ast.walk(top) if id(node) not in idle]


def _words(nodes: list[ast.AST], place: int) -> list[str]:
    """Return the texts of a module, those that stand nearest to a place first: the likeliest to be mistaken for it."""
    texts = [
        (abs(i - place), n.value)
        for i, n in enumerate(nodes)
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]
    return [text for _, text in sorted(texts) if len(text) > 1]


def of_python(text: str) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield every fault of a module: what and where, and what makes the text with it."""
    nodes = _nodes(ast.parse(text))
    for place, node in enumerate(nodes):
        for number, (what, _) in enumerate(faults(node, _words(nodes, place))):

            def made(place: int = place, number: int = number) -> str:
                tree = ast.parse(text)
                fresh = _nodes(tree)
                change = list(faults(fresh[place], _words(fresh, place)))[number][1]
                return ast.unparse(ast.fix_missing_locations(_At(fresh[place], change).visit(tree)))

            shown = ast.unparse(node).partition("\n")[0][:80]
            yield f"{getattr(node, 'lineno', 0)}: {what}: {shown}", made


def _exchanged(text: str, where: re.Pattern[str], turned: dict[str, str]) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield what becomes of a text if one operator is another, wherever a pattern finds it as its group."""
    for found in where.finditer(text):
        start, end, new = found.start(1), found.end(1), turned[found[1]]
        line = text[:start].count("\n") + 1
        shown = text.splitlines()[line - 1].strip()[:80]
        yield f"{line}: {found[1]} is {new}: {shown}", lambda a=start, b=end, n=new: text[:a] + n + text[b:]


SCRIPT = {"===": "!==", "!==": "===", "&&": "||", "||": "&&", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def of_script(text: str) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield every fault of a script: a comparison turned round, “and” and “or” swapped."""
    yield from _exchanged(text, re.compile(r" ([=!]==|&&|\|\||[<>]=?) "), SCRIPT)


def of_template(text: str) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield every fault of a template: a condition negated, “and” and “or” swapped, two neighbouring values swapped."""
    within = re.compile(r"{%(?:(?!%}).)*? (and|or) (?=(?:(?!%}).)*%})")
    yield from _exchanged(text, within, {"and": "or", "or": "and"})
    for found in re.finditer(r"{% (if|elif) (.+?) %}", text):
        new = f"{{% {found[1]} not ({found[2]}) %}}"
        yield (
            f"{text[: found.start()].count(chr(10)) + 1}: negated: {found[0]}",
            lambda f=found, n=new: text[: f.start()] + n + text[f.end() :],
        )
    for found in re.finditer(r"{{ ([^{}]+) }}([^\n]*?){{ ([^{}]+) }}", text):
        new = f"{{{{ {found[3]} }}}}{found[2]}{{{{ {found[1]} }}}}"
        if found[1] != found[3]:
            yield (
                f"{text[: found.start()].count(chr(10)) + 1}: swapped: {found[1]}, {found[3]}",
                lambda f=found, n=new: text[: f.start()] + n + text[f.end() :],
            )


KINDS = {".py": of_python, ".jinja": of_template, ".js": of_script}


def survives(folder: Path, tests: list[str]) -> bool:
    """Whether the tests pass, run in a fork: what others made is loaded already, the program and the tests are not."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.chdir(folder)
            with Path(os.devnull).open("w") as nowhere:
                for stream in (1, 2):
                    os.dup2(nowhere.fileno(), stream)
            code = int(pytest.main(["-q", "-x", "-n0", "-p", "no:cacheprovider", *tests]))
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1] == 0


def load_libraries(folder: Path) -> None:
    """Load what the program uses of others, and nothing of the program in this folder."""
    sys.path.insert(0, str(folder))
    for name in ("generator.build", "generator.cli"):
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "generator"]:
        del sys.modules[name]


def possible(where: list[Path]) -> Iterator[tuple[Path, str, Callable[[], str]]]:
    """Yield every fault of some modules, templates, scripts, or folders of them."""
    for path in sorted(p for one in where for p in ([one] if one.is_file() else one.rglob("*"))):
        if path.suffix in KINDS:
            for what, made in KINDS[path.suffix](path.read_text(encoding="utf-8")):
                yield path, what, made


def main() -> int:
    """Plant, try, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", nargs="+", type=Path, help="modules, templates, scripts, or folders of them")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    own, _, rest = " ".join(sys.argv[1:]).partition(" -- ")
    options, tests = parser.parse_args(own.split()), rest.split() or ["tests/test_site.py"]
    every = list(possible(options.where))
    chosen = random.Random(options.seed).sample(every, min(options.count, len(every)))  # noqa: S311 - not a secret
    lived = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "checkout"
        left = shutil.ignore_patterns(".git", ".venv", "node_modules", "build", ".*_cache")
        shutil.copytree(ROOT, folder, ignore=left)
        load_libraries(folder)
        if not survives(folder, tests):
            print("the tests fail without any fault")
            return 2
        for path, what, made in chosen:
            before = (folder / path).read_text(encoding="utf-8")
            (folder / path).write_text(made(), encoding="utf-8")
            if survives(folder, tests):
                lived += 1
                print(f"SURVIVED {path}:{what}", flush=True)
            (folder / path).write_text(before, encoding="utf-8")
    print(f"{len(chosen) - lived} of {len(chosen)} noticed ({len(every)} possible)")
    return int(lived > 0)


if __name__ == "__main__":
    sys.exit(main())
