"""Twice the bodies, twice the work: counted in calls, which no busy machine changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from types import FrameType

import pytest

from generator.examine import Examined
from generator.model import content
from generator.publish import pages, registers
from tests.conftest import Files
from tests.trial import files

_PROGRESS = """progress:
  - type: tien-do
    date: 2024-03-01
    by:
      body: thu-ubnd-001
    percent: 40
    source:
      note: Sổ công văn đến.
""".encode()


def _calls(examined: Examined) -> int:
    """How many functions are called to make the site."""
    many = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal many
        many += event == "call"

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        for register in registers(examined, date(2024, 12, 1), "public"):
            for data in pages.files(register).values() if register else ():
                content(data)
    finally:
        sys.setprofile(before)
    return many


def _kept(*, followed: bool) -> Callable[[int], Iterator[tuple[str, bytes]]]:
    """The records of a province: with a full list, or without one and with news of how far its tasks have come."""

    def of(communes: int) -> Iterator[tuple[str, bytes]]:
        for path, data in files(tasks=3, months=3, communes=communes).items():
            if followed:
                yield path, data
            elif "/following/" not in path:
                yield path, data + (_PROGRESS if "/task/" in path else b"")

    return of


@pytest.mark.parametrize("followed", [True, False])
def test_a_site_of_more_bodies_takes_as_much_for_each(
    judge: Callable[[Files], Examined], example: dict[str, bytes], *, followed: bool
) -> None:
    national = {path: data for path, data in example.items() if path.startswith("trung-uong/")}
    made = {n: judge({**national, **dict(_kept(followed=followed)(n))}) for n in (5, 20, 40, 60)}
    assert not any(examined.failed for examined in made.values())
    _, few, more, many = (_calls(examined) for examined in made.values())  # the first makes what is kept for all
    assert many - more < 1.03 * (more - few)
