"""Compiled templates are kept between runs, where Python keeps compiled modules, and never change what is printed."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish import render
from generator.publish.render import Renderer, environment

VIEW = {"root": "../"}
TEMPLATE = "_recent.jinja"
HARM = compile("raise SystemExit('poisoned')", "poison", "exec")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for compiled code, that may be written."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled, in order."""
    names: list[str] = []
    real = render._Environment._generate

    def spied(self: render._Environment, source: object, name: str, *args: object, **kwargs: object) -> object:
        names.append(name)
        return real(self, source, name, *args, **kwargs)

    monkeypatch.setattr(render._Environment, "_generate", spied)
    return names


def another_run() -> Renderer:
    """Return what renders in a process that has loaded nothing yet."""
    render._shared.cache_clear()
    return Renderer()


def kept(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*.compiled") if path.is_file())


def test_once_between_runs(cache: Path, compiled: list[str]) -> None:
    names = environment().list_templates()
    first = another_run().body(TEMPLATE, VIEW)
    for name in names:
        environment().get_template(name)
    assert sorted(compiled) == names
    assert len(kept(cache)) == len(names)
    del compiled[:]
    assert another_run().body(TEMPLATE, VIEW) == first
    for name in names:
        environment().get_template(name)
    assert compiled == []


def test_once_in_a_run(cache: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nothing can be kept: one process may print many sites."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    first = another_run().body(TEMPLATE, VIEW)
    assert Renderer().body(TEMPLATE, VIEW) == first
    assert compiled == [TEMPLATE]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def swap_code(path: Path) -> None:
    """Other code behind the digest of the true one."""
    path.write_bytes(path.read_bytes()[:32] + marshal.dumps(HARM))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [cut, flip, swap_code, empty, folder])
def test_spoilt(cache: Path, compiled: list[str], spoil: Callable[[Path], None]) -> None:
    first = another_run().body(TEMPLATE, VIEW)
    spoil(kept(cache)[0])
    del compiled[:]
    assert another_run().body(TEMPLATE, VIEW) == first
    assert compiled == [TEMPLATE]


def test_another_maker(cache: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Other versions of this module, of Jinja and of Python make other code of the same template."""
    first = another_run().body(TEMPLATE, VIEW)
    monkeypatch.setattr(render.jinja2, "__version__", "0")
    assert another_run().body(TEMPLATE, VIEW) == first
    assert compiled == [TEMPLATE] * 2


def test_another_template(cache: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = another_run().body(TEMPLATE, VIEW)
    real = render.jinja2.FileSystemLoader.get_source

    def edited(self: object, env: object, name: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, fresh = real(self, env, name)
        return f"{source}<hr>", path, fresh

    monkeypatch.setattr(render.jinja2.FileSystemLoader, "get_source", edited)
    assert another_run().body(TEMPLATE, VIEW) == f"{first.rstrip()}\n<hr>\n"
    assert compiled == [TEMPLATE] * 2
    assert len(kept(cache)) == 1  # in the place of the one before


def test_not_written(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    another_run().body(TEMPLATE, VIEW)
    assert kept(cache) == []


def test_no_place(cache: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written, all is compiled anew, and nothing is said."""
    (cache / "file").write_bytes(b"")
    monkeypatch.setattr(sys, "pycache_prefix", str(cache / "file"))
    assert another_run().body(TEMPLATE, VIEW) == another_run().body(TEMPLATE, VIEW)
    assert compiled == [TEMPLATE] * 2
