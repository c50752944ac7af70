"""The chain of publications: which site was published when, so that none can be exchanged for another in silence.

Four files of a printed site, for ``sha256sum`` and nothing else:

- ``du-lieu/checksums.txt``: the SHA-256 of every file of the site but these (``sha256sum -c`` reads it);
- ``du-lieu/publications.txt``: a line for every publication, the oldest first. Its fields, between spaces: number, day
  (as of which the site is), commit, tree, SHA-256 of ``checksums.txt``, SHA-256 of the line before with its line break
  (64 zeros: there is none). ``-`` stands for what is not known: files that no commit has, say.
- ``du-lieu/since.txt``: a line for every publication, which says whether any commit since the one before broke a rule over
  time: number, day, both commits, how many errors, and which rules (no record is named: it may be internal).
- ``du-lieu/weeks.txt``: a line for every week (ISO 8601) that is over and in which something was published: week, first and
  last publication, SHA-256 of the line of the last one (so of all before it), and its first 20 digits in fours, to be printed.

Lines are added, never changed: the gate refuses a site whose chain does not begin with the published one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.catalog import entries
from generator.model import Text
from generator.publish.exports import RECORDS
from generator.publish.exports.export import CHAIN, CHECKSUMS, SINCE, WEEKS

SHORT = 20
"""Digits of a hash that are printed on paper: as many as nobody can find another chain for."""
BEGINNING = "0" * 64
"""Stands for the line before the first."""
_LINE = re.compile(
    r"([1-9][0-9]{0,8}) ([0-9]{4}-[0-9]{2}-[0-9]{2}|-) ([0-9a-f]{40,64}|-) ([0-9a-f]{40,64}|-) ([0-9a-f]{64}) ([0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True)
class Publication:
    """One line of a chain."""

    number: int
    day: str
    commit: str
    tree: str
    checksums: str
    before: str

    def __str__(self) -> str:
        return f"{self.number} {self.day} {self.commit} {self.tree} {self.checksums} {self.before}\n"

    @property
    def digest(self) -> str:
        """What the next line holds of this one."""
        return sha256(str(self).encode())


def sha256(data: bytes) -> str:
    """Return a checksum as ``sha256sum`` prints it."""
    return hashlib.sha256(data).hexdigest()


def read(chain: str) -> tuple[list[Publication], Text | None]:
    """Return the publications of a chain up to the first line that is not sound, and what is wrong with that one."""
    found: list[Publication] = []
    for place, line in enumerate(_lines(chain), 1):
        match = _LINE.fullmatch(line)
        if match is None:
            return found, Text(f"dòng {place} không có dạng của một lần công bố", f"line {place} is no publication")
        one = Publication(int(match[1]), *match.groups()[1:])
        if one.number != place or one.before != (found[-1].digest if found else BEGINNING):
            why = f"dòng {place} không nối tiếp dòng trước", f"line {place} does not go on from the one before"
            return found, Text(*why)
        found.append(one)
    return found, None


def _lines(chain: str) -> list[str]:
    return chain.removesuffix("\n").split("\n") if chain else []


def continued(was: str, now: str) -> Text | None:
    """Return why a chain does not go on from a published one by one publication (or none); None: it does."""
    _, wrong = read(now)
    if wrong is not None:
        return wrong
    before, after = _lines(was), _lines(now)
    for place, line in enumerate(before, 1):
        if after[place - 1 : place] != [line]:
            return Text(f"lần công bố số {place} mất hoặc khác đi", f"publication {place} is gone, or is another one")
    if len(after) > len(before) + 1:
        return Text("thêm quá một lần công bố", "it adds more than one publication")
    return None


def checksums(site: Path) -> bytes:
    """Return the checksums of the files of a printed site, as ``sha256sum`` writes them; hidden files are not published."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    names = (name for name in files if name != CHECKSUMS and made_again(name))
    return "".join(f"{sha256((site / name).read_bytes())}  {name}\n" for name in names).encode()


def made_again(name: str) -> bool:
    """Whether a file is published and made of the register alone: it is not hidden, and does not grow from site to site."""
    return name not in (CHAIN, SINCE, WEEKS) and "/." not in f"/{name}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is published of the two files that only grow; empty if nothing is."""

    chain: str = ""
    since: str = ""


NOTHING_EARLIER = Earlier()


@dataclass(frozen=True, slots=True)
class Known:
    """What a repository knows of commits: what each holds, and the codes of the rules that were broken since."""

    tree: Callable[[str], str] = lambda _: "-"
    broken: Callable[[str], Sequence[str]] = lambda _: ()


def seal(site: Path, before: Earlier, known: Known) -> Publication:
    """Write the files into a printed site, and return its publication; one that was published already adds no line."""
    sums = checksums(site)
    head = json.loads((site / RECORDS).read_bytes()) if (site / RECORDS).is_file() else {}
    commit = head.get("commit") or "-"
    commit = "-" if head.get("uncommitted_changes") else commit
    chain, _ = read(before.chain)
    last = chain[-1] if chain else None
    new = Publication(
        len(chain) + 1,
        head.get("as_of", "-"),
        commit,
        known.tree(commit) if commit != "-" else "-",
        sha256(sums),
        last.digest if last else BEGINNING,
    )
    if last is not None and replace(new, number=last.number, before=last.before) == last:
        chain, new, since = chain[:-1], last, before.since
    else:
        since = before.since + _judged(last, new, known)
    (site / CHECKSUMS).parent.mkdir(exist_ok=True)
    (site / CHECKSUMS).write_bytes(sums)
    (site / SINCE).write_text(since, encoding="utf-8")
    (site / CHAIN).write_text("".join(map(str, [*chain, new])), encoding="utf-8")
    (site / WEEKS).write_text(weeks([*chain, new]), encoding="utf-8")
    return new


def weeks(chain: Sequence[Publication]) -> str:
    """Bundle a chain by weeks that are over: those before the week of its last publication."""
    table: dict[str, list[Publication]] = {}
    for one in chain:
        if one.day != "-":
            year, week, _ = date.fromisoformat(one.day).isocalendar()
            table.setdefault(f"{year}-W{week:02}", []).append(one)
    return "".join(
        f"{week} {own[0].number}-{own[-1].number} {own[-1].digest} {short(own[-1].digest)}\n"
        for week, own in list(table.items())[:-1]
    )


def short(digest: str) -> str:
    """Return the beginning of a hash as it is printed on paper."""
    return "-".join(digest[at : at + 4] for at in range(0, SHORT, 4))


def _judged(last: Publication | None, new: Publication, known: Known) -> str:
    """Say in a line what the rules over time say of all that came since the last publication."""
    start = last.commit if last is not None else "-"
    codes = known.broken(start) if start != "-" else ()
    rules = "; ".join(f"{code} ({entries()[code].title.vi})" for code in sorted(set(codes)))
    said = f"{len(codes)} {rules}" if codes else "0" if start != "-" else "- chưa có lần công bố trước để xét"
    return f"{new.number} {new.day} {start} {new.commit} {said}\n"
