"""The line itself: read -> examine -> publish -> write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from generator.examine import Examined, examine
from generator.examine.schemas import Schemas
from generator.read.history import commit
from generator.read.source import read

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: schemas and hand-written pages stand beside the package."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the examined register, and how many files were written and left alone."""

    examined: Examined
    written: int = 0
    unchanged: int = 0


@cache
def schemas() -> Schemas:
    """Return the schemas of this checkout."""
    return Schemas(ROOT / "schemas")


def check(records: Path) -> Examined:
    """Read and examine a register."""
    return examine(read(records), schemas())


def build(records: Path, out: Path, as_of: date, audience: str) -> Built:
    """Build the Markdown tree and data files of a register as of a day; write nothing if there is an error."""
    from generator.publish import publish  # noqa: PLC0415 - a check alone needs no templates
    from generator.write.output import write  # noqa: PLC0415

    examined = check(records)
    if examined.failed:
        return Built(examined)
    known = commit(records)
    meta = {"commit": known.id if known else None, "uncommitted_changes": known.changed if known else None}
    site = publish(examined, as_of, audience, _handwritten(ROOT / "docs"), meta)
    return Built(examined, *write(site, out))


def _handwritten(folder: Path) -> dict[str, bytes]:
    """Return the pages and assets that are written by hand, by path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
