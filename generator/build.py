"""The line itself: read -> examine -> publish -> write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from generator.examine import Examined, examine
from generator.examine.schemas import Schemas
from generator.model import Source
from generator.read.history import Commit, commit, opened
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


def build(records: Path, out: Path, as_of: date, audience: str, at: str = "") -> Built:
    """Build the Markdown tree and data files of a register as of a day; write nothing if there is an error.

    ``at`` names a revision of the repository, or a day: then the records are those that stood there, whatever the
    folder holds now. Raises HistoryError when git cannot tell.
    """
    from generator.publish import publish  # noqa: PLC0415 - a check alone needs no templates
    from generator.write.output import write  # noqa: PLC0415

    source, known = _stood(records, at) if at else (read(records), commit(records))
    examined = examine(source, schemas())
    if examined.failed:
        return Built(examined)
    meta = {"commit": known.id if known else None, "uncommitted_changes": known.changed if known else None}
    site = publish(examined, as_of, audience, _handwritten(ROOT / "docs"), meta)
    return Built(examined, *write(site, out))


def _stood(records: Path, at: str) -> tuple[Source, Commit]:
    """Read a register as it stood at a revision or by the end of a day."""
    with opened(records) as repository:
        found = repository.resolve(at)
        return repository.source(found, records.as_posix()), Commit(found, changed=False)


def _handwritten(folder: Path) -> dict[str, bytes]:
    """Return the pages and assets that are written by hand, by path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
