"""The line itself: read -> examine -> publish -> write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.examine import Examined, examine
from generator.examine import office as offices
from generator.history.lives import UNKNOWN, History, history
from generator.history.repository import Commit, Timeline, commit, opened
from generator.model import NAMELESS, Corpus, Office, Problem, Severity, Source
from generator.read.source import on_disk, read
from generator.resources import ROOT
from generator.schema import Schemas
from generator.site.made import NOTHING_CHANGED, Inputs, digest
from generator.site.output import MANIFEST, last, write

if TYPE_CHECKING:
    from generator.change.model import Difference
    from generator.publish.exports.reporting import Inquiry

SCHEMAS = ROOT / "schemas" / "register"
"""Of register.toml and reports.toml; apart from those of the record kinds."""
NONE_GONE = b'{\n "gone": []\n}\n'
"""What is published of the addresses that a register has given up, where its ``docs/`` name none."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the examined register, and how many files were written and left alone."""

    examined: Examined
    written: int = 0
    unchanged: int = 0
    why: str = ""
    """What was another than in the last build, in words."""


@cache
def schemas() -> Schemas:
    """Return the schemas of the engine."""
    return Schemas.load(ROOT / "schemas")


def check(records: Path, today: date | None = None) -> Examined:
    """Read and examine the records of a register, on a day of the clock."""
    return examine(read(records), schemas(), today=today)


def beside(records: Path, name: str) -> Path:
    """Return a path at the top of a register: beside its records, however the folder was named."""
    return (records if records.name not in ("", "..") else records.resolve()).parent / name


def office(records: Path, examined: Examined) -> tuple[Office | None, list[Problem]]:
    """Read the names of a register and the words of its reports, and hold the provinces that it keeps against its records."""
    path = beside(records, offices.NAME)
    shown, data = path.as_posix(), on_disk(path.parent, path.name)()
    found, problems = offices.office(schemas().beside(SCHEMAS / f"{offices.KIND}.schema.json"), shown, data)
    if found is not None and data is not None and not examined.failed:
        problems += offices.provinces(found, shown, data.decode(), examined.corpus)
    path = beside(records, offices.WORDS)
    words = on_disk(path.parent, path.name)()
    own = schemas().beside(SCHEMAS / f"{offices.REPORTS}.schema.json") if words is not None else schemas()
    chosen, more = offices.reports(own, path.as_posix(), words)
    return found and replace(found, reports=chosen), problems + more


def check_register(records: Path, today: date | None = None) -> tuple[Examined, Office]:
    """Read and examine a register with its names; without sound names, there is an error among the problems."""
    return _named(records, check(records, today))


def _named(records: Path, examined: Examined) -> tuple[Examined, Office]:
    found, problems = office(records, examined)
    return replace(examined, problems=(*problems, *examined.problems)), found or NAMELESS


def report(  # noqa: PLR0913, PLR0917 - what is reported, of what, as of when, for whom
    records: Path,
    asked: Inquiry,
    as_of: date,
    audience: str,
    at: str = "",
    site_url: str = "",
    today: date | None = None,
) -> tuple[Examined, Mapping[str, bytes]]:
    """Return a report of a register as files by name; none if there is an error. RefusedError: there is no such report."""
    from generator.publish import registers  # noqa: PLC0415 - a check alone needs no templates
    from generator.publish.exports.reporting import asked as made  # noqa: PLC0415

    source, known = _stood(records, at, today) if at else (read(records), commit(records))
    examined, names = _named(records, examine(source, schemas(), today=today))
    if examined.failed:
        return examined, {}
    head = {
        "commit": known.id if known else None,
        "uncommitted_changes": known.changed if known else None,
        "audience": audience,
    }
    own, trial = registers(examined, as_of, audience, office=replace(names, site_url=site_url or names.site_url))
    register = trial if trial is not None and asked.about in trial.corpus.records else own
    return examined, made(register, asked, head)


def check_change(records: Path, base: str, at: str, day: date) -> list[Problem]:
    """Hold a change of a register against the revision ``base``; raises HistoryError when git cannot tell."""
    from generator.history.judging import against  # noqa: PLC0415 - the usual check needs no git

    with opened(records, day) as repository:
        return against(repository, schemas(), base, at, day)


def check_history(records: Path, start: str, today: date = date.max) -> list[Problem]:
    """Judge every published state of a register after a revision or day; raises HistoryError when git cannot tell."""
    from generator.history.judging import since  # noqa: PLC0415

    with opened(records, today) as repository:
        return since(repository, schemas(), start)


def build(  # noqa: PLR0913, PLR0917 - what is built, where, as of when, for whom
    records: Path, out: Path, as_of: date, audience: str, at: str = "", site_url: str = "", today: date | None = None
) -> Built:
    """Build the Markdown tree and data files of a register as of a day; write nothing if there is an error.

    ``at`` names a revision of the repository, or a day: then the records are those that stood there, whatever the
    folder holds now. Raises HistoryError when git cannot tell.
    """
    from generator.publish import publish  # noqa: PLC0415 - a check alone needs no templates
    from generator.publish.exports.addresses import GONE  # noqa: PLC0415

    source, known = _stood(records, at, today) if at else (read(records), commit(records))
    examined, names = _named(records, examine(source, schemas(), today=today))
    if examined.failed:
        return Built(examined)
    meta = {"commit": known.id if known else None, "uncommitted_changes": known.changed if known else None}
    timeline, past = _history(records, known, source, today) if known else (None, UNKNOWN)
    names = replace(names, site_url=site_url or names.site_url)
    pages = _handwritten(ROOT / "docs")
    pages.pop(GONE, None)  # of another register, if it holds anything
    own = {GONE: NONE_GONE, **_handwritten(beside(records, "docs"))}
    kept = {path: data for path, data in own.items() if data != pages.get(path)}
    inputs: Inputs = {
        "records": {file.path: digest(file.data) for file in source.files},
        "place": {"": source.root},
        "names": {"": digest(names)},
        "pages": {path: digest(data) for path, data in (*pages.items(), *kept.items())},
        "history": {"": digest(timeline)},
        "commit": {"": digest(meta)},
        "day": {"": as_of.isoformat()},
        "today": {"": str(today)},
        "audience": {"": audience},
    }
    del source  # the bytes of every file, which nothing needs any more
    before = last(out)
    if standing := before.stands(inputs):
        return Built(examined, 0, standing, NOTHING_CHANGED)
    site = publish(examined, as_of, audience, pages, meta, history=past, office=names, own=kept)
    return Built(examined, *write(site, out, inputs), before.why(inputs))


def diff(records: Path, base: str, as_of: date, audience: str, at: str = "") -> Difference:
    """Return what the records on disk (or at a revision) change against the last commit they share with a base.

    Raises HistoryError when git cannot tell.
    """
    from generator.change import difference  # noqa: PLC0415 - a check alone needs no templates
    from generator.change.model import Between  # noqa: PLC0415
    from generator.history.judging import against  # noqa: PLC0415

    with opened(records, as_of) as repository:
        tip = repository.resolve(at or "HEAD")
        common = repository.common(repository.resolve(base), tip)
        before = repository.source(common)
        after = repository.source(tip) if at else read(records)
        between = Between(base, common, tip, not at, tuple(map(str, repository.flaws)))
        said = against(repository, schemas(), base, at, as_of)
    nothing = Examined(Corpus({}, schemas()), (), ())  # before the first record there is no register to have errors
    known = examine(before, schemas()) if before.files else nothing
    now = examine(after, schemas(), before=known)
    published = {_place(problem) for problem in known.problems}  # of no change; an error stands in its way all the same
    said = [p for p in said if p.severity is Severity.ERROR or _place(p) not in published]
    told = published.union(map(_place, said))  # what only the whole register shows comes beside it
    said += [problem for problem in now.problems if _place(problem) not in told]
    return difference(known, now, between, as_of, audience, said)


def _place(problem: Problem) -> tuple[str, str, str, str]:
    return problem.code, problem.record, problem.at, problem.where.path


def _stood(records: Path, at: str, today: date | None) -> tuple[Source, Commit]:
    """Read a register as it stood at a revision or by the end of a day."""
    with opened(records, today or date.max) as repository:
        found = repository.resolve(at)
        return repository.source(found), Commit(found, changed=False)


def _history(records: Path, known: Commit, source: Source, today: date | None) -> tuple[Timeline, History]:
    """Return the steps up to the commit that the records were read from, and what became of the records in them."""
    with opened(records, today or date.max) as repository:
        timeline = repository.walk(known.id)
        on_disk = source if known.changed else None
        return timeline, history(timeline, repository.contents, repository.memory.of, on_disk)


def _handwritten(folder: Path) -> dict[str, bytes]:
    """Return the pages and assets that are written by hand, by path; a tree that a build has made holds none."""
    if (folder / MANIFEST).exists():
        return {}
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
