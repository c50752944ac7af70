"""The example register as a site: what it publishes to each audience as of one day, made once in a run of tests."""

from __future__ import annotations

from datetime import date
from functools import cache

from generator.build import ROOT, check, office
from generator.model import content
from generator.publish import publish
from tests.conftest import REGISTER

AS_OF = date(2024, 12, 1)
META = {"commit": None, "uncommitted_changes": None}
AUDIENCES = ("public", "internal")
HANDWRITTEN = {"gioi-thieu/index.md": (ROOT / "docs" / "gioi-thieu" / "index.md").read_bytes()}
"""The page of the engine that names the office."""


@cache
def site(audience: str) -> dict[str, bytes]:
    """Every path of the example register's site, with its bytes."""
    examined = check(REGISTER)
    assert not examined.failed, [(p.record, p.message.vi) for p in examined.problems if p.severity == "error"]
    names, problems = office(REGISTER, examined)
    assert names is not None
    assert not problems
    return {
        path: content(made)
        for path, made in publish(examined, AS_OF, audience, HANDWRITTEN, META, office=names).items()
    }
