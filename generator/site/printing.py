"""The whole way from records to a site in one go: check, build, print, finish. All of it, or the last site stays."""

from __future__ import annotations

import calendar
import json
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

from generator.build import Built, beside, build, check_history, office
from generator.catalog import problem
from generator.history.git import HistoryError
from generator.history.repository import opened
from generator.model import NAMELESS, Office, Position, Problem, Severity, Text
from generator.resources import ROOT, own
from generator.site import lean
from generator.site.chain import NOTHING_EARLIER, Earlier, Known
from generator.site.finish import finish
from generator.site.kept import Kept
from generator.site.output import alone, claim

_MKDOCS = """import logging
logging.getLogger("mkdocs.commands.build").addFilter(lambda said: "'dirty' build" not in str(said.msg))
from mkdocs.__main__ import cli
cli()"""
"""MkDocs without its warning against what is asked of it (``kept`` says why it is safe); any other is an error."""
_MAILBOX = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+")
_HEAD = "# Do “generator site” viết từ register.toml và mkdocs.yml của chương trình; lần sau viết lại.\n"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to print: the records, where to, as of when, for whom, as they stood at which revision, published where; and the clock's day."""

    records: Path
    out: Path
    as_of: date
    audience: str = "public"
    at: str = ""
    site_url: str = ""
    today: date | None = None
    published: Earlier = NOTHING_EARLIER
    """Of the published site; empty: a new chain begins."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of it: the build, and what stands in the way of the site (nothing: it is in place)."""

    built: Built
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    """How many pages were printed; the others are as an earlier run printed them."""


def site(wanted: Wanted, environment: Mapping[str, str], tell: Callable[[str], None]) -> Printed:
    """Print a register into ``wanted.out``; beside it are the Markdown tree, the printer's configuration and its output.

    A run that is stopped, or that finds anything wrong, leaves the site that was there. Raises RefusedError.
    """
    out, work = wanted.out, wanted.out.parent
    docs, fresh = work / "docs", work / f"{out.name}.new"
    claim(out, wanted.records, *own())
    with alone(work / ".printing", out):
        tell("1/4 Kiểm tra bản ghi, dựng trang Markdown…")
        built = build(wanted.records, docs, wanted.as_of, wanted.audience, wanted.at, wanted.site_url, wanted.today)
        if built.examined.failed:
            return Printed(built, built.examined.problems)
        tell("2/4 Chuẩn bị máy in…")
        names = office(wanted.records, built.examined)[0] or NAMELESS
        config = configure(work, names, wanted.site_url or names.site_url, fresh.name)
        kept = Kept(work, docs, out, fresh, config)
        tell(f"3/4 In trang: {kept.missing} trang mới hoặc đổi…")
        if problems := run_printer(config, wanted.as_of, environment):
            return Printed(built, problems)
        lean.pages(fresh)
        tell("4/4 Lập chỉ mục tra cứu, soát liên kết…")
        listing = kept.listing()
        problems = tuple(finish(fresh, out, wanted.published, _known(wanted)))
        if not problems:
            kept.remember(listing)
        return Printed(built, problems, kept.missing)


def _known(wanted: Wanted) -> Known:
    def tree(commit: str) -> str:
        with opened(wanted.records) as repository:
            return repository.tree(commit)

    def broken(start: str) -> list[str]:
        try:
            found = check_history(wanted.records, start, wanted.today or date.max)
        except HistoryError as error:  # the published commit is not there: the history was written anew
            return [error.problem.code]
        return [one.code for one in found if one.severity is Severity.ERROR]

    return Known(tree, broken)


def configure(work: Path, names: Office, site_url: str, fresh: str) -> Path:
    """Write the printer's configuration: what is of the office, then the engine's; the theme stands beside it."""
    head = {
        "site_name": names.title, "site_description": names.description, "site_author": names.office,
        "site_url": site_url, "docs_dir": "docs", "site_dir": fresh,
    }  # fmt: skip
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    shutil.rmtree(work / "theme", ignore_errors=True)
    shutil.copytree(ROOT / "theme", work / "theme")
    path = work / "mkdocs.yml"
    own = f"extra:\n  report: {json.dumps(_report(names))}\n"
    engine = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("extra:\n", own)
    path.write_text(_HEAD + lines + engine, encoding="utf-8")
    return path


def _report(names: Office) -> str:
    """Return what a page puts its address behind, to say that it is wrong: a form of the repository, or a letter.

    Only where the host is known to fill in its form so, or the contact is a mailbox; else the site's own page says how.
    """
    if urlsplit(names.repository).hostname == "github.com":
        return f"{names.repository.rstrip('/')}/issues/new?template=1-sai-sot.yml&place=/"
    if _MAILBOX.fullmatch(names.contact):
        return f"mailto:{names.contact}?subject={quote('Báo sai sót, giải trình: ')}/"
    return ""


def run_printer(config: Path, as_of: date, environment: Mapping[str, str]) -> tuple[Problem, ...]:
    """Run MkDocs; return what it said if it failed. Its pages bear the day of the register, not that of the run.

    Pages that lie in its folder already are left as they are. It is not told to be quiet: it does not count the
    warnings that it does not say.
    """
    epoch = str(calendar.timegm(as_of.timetuple()))
    run = subprocess.run(
        [sys.executable, "-c", _MKDOCS, "build", "--strict", "--dirty", "--config-file", config],
        env={**environment, "SOURCE_DATE_EPOCH": epoch, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    told = (run.stdout + run.stderr).strip()
    return (problem("print-failed", Position(config.as_posix()), told=Text(told, told)),) if run.returncode else ()


def watched(records: Path) -> dict[str, tuple[int, int]]:
    """Return time and size of each file that a register is printed from, by path."""
    top = beside(records, "register.toml")
    found = [
        top,
        top.with_name("reports.toml"),
        *(path for folder in (records, top.with_name("docs")) for path in folder.rglob("*")),
    ]
    return {str(path): seen for path in found if (seen := _seen(path))}


def _seen(path: Path) -> tuple[int, int] | None:
    """Return time and size of a file; nothing of what an editor is just putting in place of another."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size) if stat.S_ISREG(status.st_mode) else None
