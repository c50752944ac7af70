"""Fixtures of all tests: the example register, the checkout's schemas, and expected output kept in files."""

from __future__ import annotations

import difflib
import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from generator.build import ROOT
from generator.build import schemas as checkout_schemas
from generator.examine import Examined, examine
from generator.examine.parse import parse
from generator.model import Document, Problem, Source, SourceFile
from generator.read.source import read
from generator.schema import Schemas

CASES = Path(__file__).parent / "cases"
REGISTER = Path(__file__).parent / "register"
"""The example register."""
ONE_PROVINCE = ("tinh-mau", "trung-uong")
"""The folders of a register by themselves: one province that uses every kind, for what is made or judged many times."""
Files = Mapping[str, bytes]
LIVE = ROOT.resolve() / "records"


@lru_cache(4096)
def _real(folder: str) -> Path:
    return Path(folder).resolve()


def nobodys_fixture(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse to open, list or hand to a program what lies in this checkout's ``records/``.

    An office may delete any of it, or add its own, and every test passes.
    """
    files = event in ("open", "os.listdir", "os.scandir")
    program = event == "subprocess.Popen"
    named, place = arguments[:1] if files else arguments[1] if program else (), arguments[2] if program else None
    if program and "-C" in named:  # git, told where
        place = os.fsdecode(named[named.index("-C") + 1])
    for path in (os.fsdecode(name) for name in named if isinstance(name, str | bytes | os.PathLike)):
        if event == "open" and arguments[1] is None and not Path(path).is_absolute():
            continue  # os.open, within a folder that is not told here
        if place or "records" in path:
            folder, name = os.path.split(os.path.abspath(os.path.join(place or "", path)))  # noqa: PTH100, PTH118 - asked of each file
            found = _real(folder) / name
            found = found.resolve() if os.path.islink(found) else found  # noqa: PTH114 - a program is no path
            assert not found.is_relative_to(LIVE), f"a test uses live records: {found}"


sys.addaudithook(nobodys_fixture)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write expected outputs anew instead of comparing them")


LONGEST = ("test_cheats.py", "test_wheel.py")
"""Files that take minutes, and so begin first: files are dealt out in the order of collection, and the last is waited for."""


def pytest_configure(config: pytest.Config) -> None:
    """Keep what tests write in memory, where there is room: most of it are small files of repositories, soon removed."""
    chosen = config.option.basetemp or "TMPDIR" in os.environ
    if not chosen and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


MEMORY, ROOM = Path("/dev/shm"), 8 * 10**9


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish() -> None:
    """Look for garbage as seldom as the program does: what was collected, and most of what is made, lives to the end."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def read_files(root: Path) -> dict[str, bytes]:
    """Return the sound files of a register by path."""
    return {file.path: file.data for file in read(root).files}


def lay(folder: Path, copy: Callable[..., object] = shutil.copy2) -> Path:
    """Copy one province of the example register to a folder, with what else a register has beside it."""
    for name in ONE_PROVINCE:
        shutil.copytree(REGISTER / name, folder / name, copy_function=copy)
    shutil.copy(REGISTER.with_name("register.toml"), folder.parent)
    return folder


def splice(text: str, fragment: str) -> str:
    """Replace top-level fields of a record by those of a fragment, as typed; add those that it did not have."""
    fields: dict[str, str] = {}
    for part in (text, fragment):
        fields |= {block.partition(":")[0]: block for block in re.split(r"(?m)^(?=\S)", part) if block}
    return "".join(fields.values())


@lru_cache(8192)
def _sound(data: bytes) -> Document | None:
    document, problems = parse("", data)
    return None if problems else document


def _parsed_once(shown: str, data: bytes, *, partly: bool = False) -> tuple[Document | None, list[Problem]]:
    known = _sound(data)
    if known is None:
        return parse(shown, data, partly=partly)
    document = copy(known)
    document.path = shown
    return document, []


@pytest.fixture(autouse=True, scope="session")
def parsed_once() -> Iterator[None]:
    """Parse no file again that was sound in another register, wherever it stands."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("generator.examine.parse", "generator.history.rules.versions", "generator.history.lives"):
            patch.setattr(f"{module}.parse", _parsed_once)
        yield


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return checkout_schemas()


@pytest.fixture(scope="session")
def example() -> dict[str, bytes]:
    """The files of one province of the example register."""
    return {path: data for path, data in read_files(REGISTER).items() if path.startswith(ONE_PROVINCE)}


@pytest.fixture(scope="session")
def judge(schemas: Schemas) -> Callable[[Files], Examined]:
    """Examine files given by path. A file that stays as it was is not parsed again."""

    def judge(files: Files) -> Examined:
        source = Source("records", tuple(SourceFile(path, files[path]) for path in sorted(files)))
        return examine(source, schemas, today=date(2100, 1, 1))

    return judge


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text, whole, with a file; with ``--update`` write the file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update"):
            path.write_text(text, encoding="utf-8")
        known = path.read_text(encoding="utf-8")
        if text != known:
            changes = difflib.unified_diff(known.splitlines(), text.splitlines(), "expected", "found", "", "", 0, "")
            pytest.fail("\n".join([f"{path.name} differs (pytest --update writes it anew)", *changes]), pytrace=False)

    return compare


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    installed = Path("/usr/bin/chromium")
    # The browser's own background traffic has no place in a test and may be refused.
    options = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(installed) if installed.exists() else None, args=options
        )
        yield chromium
        chromium.close()
