"""Whether what somebody saved of a site is what was published: made again from the repository, compared, told in words.

Nothing is fetched. What was published when is known from the chain of publications: a file of it that somebody kept, or
the signed tags ``cong-bo/N`` of the repository, whose first line is that of publication N. Without either, what can be
made again is known to be what the register said then, not that it was on the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.build import build, diff
from generator.catalog.refused import RefusedError
from generator.change.printers import chapter
from generator.change.sections import sections
from generator.domain import dates
from generator.domain.text import vi_date
from generator.history.git import HistoryError
from generator.history.repository import opened
from generator.model import ID, Problem, Severity
from generator.publish.exports.export import CHAIN, CHECKSUMS
from generator.site.chain import Publication, made_again, read, sha256
from generator.site.printing import Wanted, site
from generator.site.saved import Saved, differences, load, signature

TOLD = 3
"""Places that are told of one file, and files of an archive that are named."""
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be verified, against which register; a chain that somebody kept; commit and day, if no file says them."""

    saved: Path
    records: Path
    chain: str = ""
    at: str = ""
    as_of: date | None = None
    today: date | None = None
    site_url: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is told (Vietnamese, line by line), and whether all of it is as it was published."""

    lines: tuple[str, ...]
    right: bool


def verify(asked: Asked, environment: Mapping[str, str], tell: Callable[[str], None]) -> Verdict:
    """Say whether what was saved is what was published, and what changed since. Raises RefusedError."""
    saved = load(asked.saved)
    return _Verifying(asked, saved, environment, tell).verdict()


class _Verifying:
    def __init__(self, asked: Asked, saved: Saved, environment: Mapping[str, str], tell: Callable[[str], None]) -> None:
        self.asked = asked
        self.saved = saved
        self.environment = environment
        self.tell = tell
        self.lines: list[str] = []
        self.wrong = False
        self.unmade: list[Problem] = []
        """Why a site could not be made again: nothing is said of what was saved then."""
        with opened(asked.records) as repository:
            kept = asked.chain or repository.publications()
        self.chain, broken = read(kept)
        if broken is not None:
            self._no(f"Chuỗi công bố để đối chiếu đã bị sửa: {broken.vi}.")

    def verdict(self) -> Verdict:
        head = self.saved.head
        if head.get("audience", "public") != "public":
            self._no("Tệp tự ghi là của bản nội bộ, không phải của trang công bố.")
        if head.get("uncommitted_changes"):
            self._no("Tệp tự ghi là dựng từ bản ghi chưa vào lịch sử của sổ, nên không phải là bản công bố.")
        wanted = self._wanted()
        self._own_chain()
        for place, (commit, day) in enumerate(wanted):
            known = self._known(commit)
            found = self._compared(commit, day) if known else None
            if found == [] or place == len(wanted) - 1:
                self._report(commit, day, found)
                break
        right = "ĐÚNG" if self.chain else "ĐÚNG với kho của sổ; chưa đối chiếu với chuỗi công bố."
        self.lines.append("KHÔNG ĐÚNG, hoặc không chắc: xem các dòng trên." if self.wrong else right)
        return Verdict(tuple(self.lines), not self.wrong)

    def _no(self, line: str) -> None:
        self.wrong = True
        self.lines.append(line)

    def _wanted(self) -> list[tuple[str, date]]:
        """Return the commits and days of which it may be: what the files say; of a page, which says the day alone, that day's."""
        said = str(self.saved.head.get("as_of") or "")
        day = self.asked.as_of or (dates.day(said) if dates.is_full_date(said) else None)
        if day is None:
            raise RefusedError("saved-undated", saved=self.asked.saved)
        commit = self.asked.at or str(self.saved.head.get("commit") or "")
        if self.asked.at or _COMMIT.fullmatch(commit):
            return [(commit, day)]
        listed = [one.commit for one in self.chain if one.day == day.isoformat() and one.commit != "-"]
        if listed:
            return [(commit, day) for commit in dict.fromkeys(listed)]
        self.lines.append("Tệp không ghi commit: lấy lần ghi cuối của ngày ấy, hoặc của ngày trước.")
        with opened(self.asked.records, self.asked.today or date.max) as repository:
            found = (repository.resolve((day - timedelta(days=n)).isoformat()) for n in (0, 1))
            return [(commit, day) for commit in dict.fromkeys(_those(found))]

    def _own_chain(self) -> None:
        """Judge the chain that an archive holds itself: sound, of this very site, and the same as the one kept."""
        text = self.saved.files.get(CHAIN) if self.saved.archive else None
        if text is None:
            return
        own, broken = read(text.decode("utf-8", "replace"))
        if broken is not None:
            self._no(f"Chuỗi công bố trong tệp nén đã bị sửa: {broken.vi}.")
        elif not own or own[-1].checksums != sha256(self.saved.files.get(CHECKSUMS, b"")):
            self._no(f"{CHECKSUMS} trong tệp nén không phải là của lần cuối trong chuỗi công bố của nó.")
        for one, other in zip(own, self.chain, strict=False):
            if one != other:
                self._no(f"Chuỗi trong tệp nén khác chuỗi đối chiếu, từ lần công bố số {one.number}.")
                break

    def _known(self, commit: str) -> bool:
        """Say whether the repository has a commit, and in its history."""
        with opened(self.asked.records) as repository:
            try:
                found = repository.resolve(commit)
            except HistoryError:
                self._no(
                    f"Kho của sổ không có lần ghi {commit}: bản sao này của kho chưa đủ, hoặc lịch sử của sổ đã bị viết lại."
                )
                return False
            try:
                inside = repository.common(found, repository.resolve("HEAD")) == found
            except HistoryError:
                inside = False
        if not inside:
            self._no(
                f"Lần ghi {commit} không còn trong lịch sử của nhánh này: lịch sử của sổ đã bị viết lại, hoặc đây là nhánh khác."
            )
        return True

    def _compared(self, commit: str, day: date) -> list[str] | None:
        """Make the site again, and return in words what differs, if anything; None where it cannot be made."""
        self.tell(f"Đang dựng lại trang của lần ghi {commit}, tính đến ngày {vi_date(day)}…")
        with TemporaryDirectory() as folder:
            out = Path(folder) / "build" / "site"
            printed = any(name.endswith((".html", ".htm")) or name == CHECKSUMS for name in self.saved.files)
            asked = self.asked
            if printed:
                wanted = Wanted(asked.records, out, day, at=commit, site_url=asked.site_url, today=asked.today)
                problems = site(wanted, self.environment, self.tell).problems
            else:
                again = build(asked.records, out, day, "public", commit, asked.site_url, asked.today)
                problems = again.examined.problems if again.examined.failed else ()
            if problems:
                self.unmade = [found for found in problems if found.severity is Severity.ERROR]
                return None
            return list(self._archive(out) if self.saved.archive else self._lone(out))

    def _archive(self, made: Path) -> Iterator[str]:
        for name, data in sorted(self.saved.files.items()):
            if not made_again(name):
                continue
            if not (made / name).is_file():
                yield f"{name}: bản dựng lại không có tệp này"
            elif (made / name).read_bytes() != data:
                yield from _told(name, data, (made / name).read_bytes())
        if CHECKSUMS in self.saved.files:
            for line in (made / CHECKSUMS).read_text(encoding="utf-8").splitlines():
                if line[66:] not in self.saved.files:
                    yield f"{line[66:]}: tệp nén thiếu tệp này"

    def _lone(self, made: Path) -> Iterator[str]:
        ((name, data),) = self.saved.files.items()
        files = [path for path in sorted(made.rglob("*")) if path.is_file()]
        same = next((path for path in files if path.stat().st_size == len(data) and path.read_bytes() == data), None)
        if same is not None:
            self.lines.append(f"Đây là tệp {same.relative_to(made).as_posix()} của trang.")
            return
        own = signature(name, data)
        kind = [path for path in files if path.suffix == (own[0] if own else Path(name).suffix)]
        near = next((path for path in kind if own and signature(path.name, path.read_bytes()) == own), None)
        near = near or next((path for path in kind if path.name == name and name != "index.html"), None)
        if near is None:
            yield "không nhận ra đây là tệp nào của trang"
        else:
            yield from _told(near.relative_to(made).as_posix(), data, near.read_bytes())

    def _report(self, commit: str, day: date, found: list[str] | None) -> None:
        when = f"lần ghi {commit}, tính đến ngày {vi_date(day)}"
        if found == []:
            self.lines.append(f"Giống từng byte với trang dựng lại từ {when}.")
        elif found:
            self._no(f"KHÁC với trang dựng lại từ {when}:")
            self.lines += [f"  {line}" for line in found[: 2 * TOLD]]
            if len(found) > 2 * TOLD:
                self.lines.append(f"  … và {len(found) - 2 * TOLD} chỗ nữa.")
            self.lines += self._doubts(commit)
        elif self.unmade:
            self._no(f"Chưa so được: chương trình hiện nay không dựng lại được trang của {when}, vì:")
            self.lines += [f"  {p.where.path}: {p.message.vi} [{p.code}]" for p in self.unmade[:TOLD]]
            self.lines += self._doubts(commit)
        self._published(commit, day)
        if found == [] and not self.wrong:
            self.lines += ["", *self._since(commit, day)]

    def _doubts(self, commit: str) -> list[str]:
        """Say what else than an altered file may be why it differs: the register is made again by the program of today."""
        try:
            with opened(self.asked.records) as repository:
                changed = len(repository.commits_on(repository.resolve(commit), repository.resolve("HEAD")))
        except HistoryError:
            return []
        if not changed:
            return ["  Từ đó đến nay, trong kho ngoài bản ghi không có gì đổi."]
        said = (
            f"  Từ đó đến nay có {changed} lần ghi đổi cái khác ngoài bản ghi (chương trình, tên sổ, trang viết tay), nên chỗ khác "
            "nhau có thể do vậy: dựng lại bằng đúng chương trình của lần ghi ấy mới chắc chắn."
        )
        return [said]

    def _published(self, commit: str, day: date) -> None:
        if not self.chain:
            self.lines.append(
                "Không có chuỗi công bố để đối chiếu (--chain), nên không nói được bản này đã ở trên trang vào ngày ấy hay chưa."
            )
            return
        full = self._full(commit)
        found: Publication | None = next(
            (one for one in self.chain if one.commit == full and one.day == day.isoformat()), None
        )
        if found is None:
            self._no("Chuỗi công bố không có lần nào của lần ghi và ngày ấy.")
            return
        self.lines.append(f"Chuỗi công bố có bản ấy: lần công bố số {found.number}, mã ngắn {found.digest[:16]}.")
        sums = self.saved.files.get(CHECKSUMS)
        if sums is not None and sha256(sums) != found.checksums:
            self._no(f"{CHECKSUMS} không phải là của lần công bố ấy.")

    def _full(self, commit: str) -> str:
        try:
            with opened(self.asked.records) as repository:
                return repository.resolve(commit)
        except HistoryError:
            return commit

    def _since(self, commit: str, day: date) -> list[str]:
        """Say what has become since then of the records that the saved files tell of."""
        found = diff(self.asked.records, commit, self.asked.today or day, "public", "HEAD")
        told = (
            None
            if self.saved.archive
            else set(ID.findall(next(iter(self.saved.files.values())).decode("utf-8", "replace")))
        )
        own = tuple(change for change in found.records if told is None or change.id in told)
        if not own:
            return ["Từ đó đến nay các bản ghi mà tệp nêu không đổi."]
        only = replace(
            found, records=own, hidden=0, restyled=0, moves=(), tallies=(), pages=(), permanent=(), data=(), suspects=(),
            marks=(), past=(), past_day=None,
        )  # fmt: skip
        lines = (line for section in sections(only) for line in chapter(section))
        return [f"Từ đó đến nay, {len(own)} bản ghi mà tệp nêu đã đổi:", *lines]


def _told(name: str, saved: bytes, made: bytes) -> Iterator[str]:
    for place, said in enumerate(islice(differences(name, saved, made), TOLD)):
        yield f"{name}: {said}" if place == 0 else f"    {said}"


def _those(found: Iterator[str]) -> Iterator[str]:
    """Yield the commits that there are; before the first there was no register."""
    while True:
        try:
            yield next(found)
        except (StopIteration, HistoryError):
            return
