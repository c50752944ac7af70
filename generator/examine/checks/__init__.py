"""The checks: each is a function with a code; what people read about it stands in the catalogue.

A check looks at the linked corpus and yields Hits: a record, the field at fault, and the values of the message.
Importing this package registers every topic.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from generator.catalog import problem
from generator.domain.once import once
from generator.model import Corpus, Field, Problem, Record, Unsound, spell


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a check fires; ``values`` fill the message of its code."""

    record: Record
    at: Field
    values: dict[str, Any]


T = TypeVar("T")
Check = Callable[[Corpus], Iterator[Hit]]
CHECKS: dict[str, Check] = {}
FROM_ABSENCE = frozenset(
    (
        "accountability-own-finding", "clause-untasked", "finding-without-recommendation", "matter-orphaned", "name-shared", "recommendation-addressee",
        "recurrence-unmarked", "remediation-agency-differs", "remediation-due-later", "remediation-extension-order",
        "repeats-elsewhere", "response-accepted-uncorrected", "response-unnamed", "rollout-not-tasked", "task-given-again", "tasked-not-addressed", "verification-inspection-differs",
    )
)  # fmt: skip
"""Checks that judge by what is not there: of a register in which a record or link is broken they say nothing."""
LOOKS_AT = {"clause-untasked": {"directive", "task"}, "name-shared": {"agency"}}
"""But these, as long as every record of the kinds that they look at is sound."""


def check(code: str) -> Callable[[Check], Check]:
    """Register a function as the check of a code."""

    def register(function: Check) -> Check:
        if code in CHECKS:
            message = f"two checks of one code: {code}"
            raise ValueError(message)
        CHECKS[code] = function
        return function

    return register


def shared(function: Callable[[Corpus], Iterator[T]]) -> Callable[[Corpus], list[T]]:
    """Make what several checks go through only once for a corpus."""

    @once
    @wraps(function)
    def listed(corpus: Corpus) -> list[T]:
        return list(function(corpus))

    return listed


def run(
    corpus: Corpus,
    *,
    whole: bool = True,
    broken: Collection[str] = (),
    only: Collection[str] | None = None,
    unsaid: set[str] | None = None,
) -> list[Problem]:
    """Run every check; the order of problems does not depend on the order of checks (callers sort by place).

    ``whole``: every file was sound and every reference led somewhere; else ``broken`` may say of which kinds some was not,
    which keeps all others whole. ``only``: the codes of the checks to run.
    ``unsaid`` learns the codes of those that came to an end at what is not sound of a record.
    """
    problems = []
    for code, function in CHECKS.items():
        apart = broken and code in LOOKS_AT and LOOKS_AT[code].isdisjoint(broken)
        if (not whole and code in FROM_ABSENCE and not apart) or (only is not None and code not in only):
            continue
        try:
            for hit in function(corpus):
                document = hit.record.document
                where, at = document.position(hit.at), spell(hit.at, document.data)
                problems.append(problem(code, where, record=hit.record.id, at=at, **hit.values))
        except Unsound:
            if unsaid is not None:
                unsaid.add(code)
    return problems


for _topic in iter_modules(__path__):
    import_module(f"{__name__}.{_topic.name}")
