"""What is derived of a register is made once for each corpus and day, however many pages and files ask for it."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from generator.examine import Examined, checks
from generator.model import Corpus, content
from generator.publish import pages, publish
from generator.publish.derive import duties, follow_ups, requests, scores, summaries
from generator.publish.derive.evidence import Evidence
from generator.publish.redact import redact
from generator.publish.render import Renderer
from tests.conftest import Files

AS_OF = date(2024, 6, 1)
MADE = {
    "duties": (duties, "_Duties"),
    "follow_ups": (follow_ups, "_FollowUps"),
    "requests": (requests, "_Requests"),
    "summaries": (summaries, "_Followed"),
    "metrics": (scores, "Metrics"),
}
"""What judges a whole corpus as of a day: the module that asks for it, and its name there."""
WHOLE = ("totals", "gaps")
"""What the whole register is asked before anything goes."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, int, date | None]]:
    """How often each thing is made, by corpus and day."""
    found: Counter[tuple[str, int, date | None]] = Counter()
    kept: list[Corpus] = []  # so that no id is given twice

    def spied(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(asked: Corpus | Evidence, *args: Any, **kwargs: Any) -> Any:
            corpus, given = (asked.corpus, (asked.as_of,)) if isinstance(asked, Evidence) else (asked, args)
            if isinstance(asked, Evidence) and asked.supposed:  # a possible world of one task, not the register
                return real(asked, *args, **kwargs)
            kept.append(corpus)
            found[name, id(corpus), next((arg for arg in given if isinstance(arg, date)), None)] += 1
            return real(asked, *args, **kwargs)

        return call

    for name, (module, maker) in MADE.items():
        monkeypatch.setattr(module, maker, spied(name, getattr(module, maker)))
    room = sys.modules[redact.__module__]  # the package gives the function in its place
    for name in WHOLE:
        monkeypatch.setattr(room, name, spied(name, getattr(room, name)))
    for code, function in checks.CHECKS.items():
        monkeypatch.setitem(checks.CHECKS, code, spied(f"check {code}", function))
    return found


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_once(
    judge: Callable[[Files], Examined], example: Files, made: Counter[tuple[str, int, date | None]], audience: str
) -> None:
    examined = judge(example)
    site = publish(examined, AS_OF, audience, {}, {})
    for value in site.values():
        content(value)
    assert made
    assert {asked: count for asked, count in made.items() if count > 1} == {}
    assert {name for name, _, _ in made} >= {*MADE, "totals", *(f"check {code}" for code in checks.CHECKS)}
    assert ("gaps" in {name for name, _, _ in made}) == (audience == "public")
    days = {day for name, _, day in made if name == "duties"}
    assert {AS_OF, date(2024, 5, 1), date(2024, 3, 1)} <= days  # month by month


def test_checks_of_the_public_corpus(
    judge: Callable[[Files], Examined], example: Files, made: Counter[tuple[str, int, date | None]]
) -> None:
    """Once anything is hidden, the checks that found something are asked again, of the public corpus, and no other."""
    examined = judge(example)
    asked = {problem.code for problem in (*examined.problems, *examined.acknowledged)}
    made.clear()
    seen = redact(examined, "public", AS_OF)
    assert seen.corpus is not examined.corpus
    assert {
        name.removeprefix("check ") for name, _, _ in made if name.startswith("check")
    } == asked & checks.CHECKS.keys()


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_nothing_hidden(
    judge: Callable[[Files], Examined], example: Files, made: Counter[tuple[str, int, date | None]], audience: str
) -> None:
    """A register without anything internal is examined once."""
    files = {
        path: data
        for path, data in example.items()
        if path.startswith("trung-uong/") and re.search(rb"(?m)^(visibility: noi-bo|withdrawn:)", data) is None
    }
    examined = judge(files)
    made.clear()
    seen = redact(examined, audience, AS_OF)
    assert seen.corpus is examined.corpus
    assert not [name for name, _, _ in made if name.startswith("check")]
    assert seen.problems == list(examined.problems)


def test_what_is_the_same_for_every_register_is_printed_once(
    judge: Callable[[Files], Examined], example: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: Counter[str] = Counter()
    real = Renderer.body

    def spied(self: Renderer, template: str, view: Mapping[str, object]) -> str:
        printed[template] += 1
        return real(self, template, view)

    monkeypatch.setattr(Renderer, "body", spied)
    pages._same.cache_clear()
    for audience, day in (("public", AS_OF), ("internal", date(2024, 12, 1))):
        site = publish(judge(example), day, audience, {}, {})
        fields, checked = (
            [path for path in site if re.fullmatch(f"{place}/[^/]+/index.md", path)]
            for place in ("gioi-thieu/truong", "gioi-thieu/kiem-tra")
        )
        for path in (*fields, *checked):
            content(site[path])
    assert printed == {"fields.md.jinja": len(fields), "check.md.jinja": len(checked)}
