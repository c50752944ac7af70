"""How a finding stands as of a day, and the sentence that says so: from how far its remediation has come."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.domain import bodies
from generator.domain.bodies import Holder
from generator.domain.dates import Deadline, Interval
from generator.domain.events import Happened, done_on
from generator.domain.findings import VERDICT
from generator.domain.remedies import Remedy
from generator.domain.text import vi_date, vi_on
from generator.domain.workdays import Lateness, Workdays
from generator.model import Corpus, Record
from generator.publish.derive.judge import NOBODY, SOON, least, placed, said, said_when, unrated, why

NOT_LATE = Lateness()


@dataclass(frozen=True, slots=True)
class Judged:
    """The state (a value of ``FollowUpState``), its sentence, and what follows from the deadline."""

    state: str
    because: str
    late: Lateness = NOT_LATE
    overdue: bool = False
    due_soon: bool = False
    waits: str = ""
    """The part of the sentence that says that it waits."""


@dataclass(frozen=True, slots=True)
class FindingJudge:
    """Says how a finding stands as of a day, from how far its remediation has come."""

    corpus: Corpus
    as_of: date
    workdays: Workdays

    def judge(
        self, remedy: Remedy, line: Sequence[Holder], recommended: int, listed: date | None, doubt: str = ""
    ) -> Judged:
        """Return how a finding stands, recurrences apart.

        ``line``: who answered for it, one after the other.
        ``recommended``: how many recommendations deal with it. ``listed``: up to which day a full list tells of it.
        ``doubt``: why nothing is said of its time.
        """
        holder = line[-1]
        unset = remedy.due.because or (
            "kiến nghị không ấn định hạn" if recommended else "chưa có kiến nghị ấn định hạn"
        )
        if remedy.dropped is not None:
            event = remedy.dropped
            return Judged("not-applicable", f"không còn áp dụng từ {said_when(event)}: {why(event.data)}")
        if doubt:
            remedy = replace(remedy, due=Deadline(None, doubt))
            unset = doubt
        if remedy.closed is not None:
            return self._settled(remedy, holder, remedy.closed, unset)
        if remedy.paused is not None and not remedy.resting:
            return self._paused(remedy, holder, remedy.paused)
        if remedy.report is not None:
            what, late = self._against(remedy, holder, _reported(remedy.report), remedy.report.when, unset)
            days = (self.as_of - remedy.report.when.last).days
            waits = f"đang chờ xác minh{f' {least(remedy.report.when)}{days} ngày' if days else ''}"
            return Judged("reported", f"{what}; {waits}", late, waits=waits)
        return self._open(remedy, line, unset, listed)

    def _settled(self, remedy: Remedy, holder: Holder, closed: date, unset: str) -> Judged:
        """Judge what was verified as remedied: as late as its report was.

        The day of a verification alone is that of the verifier: after the deadline it does not tell when the agency was
        ready, before it it does.
        """
        verified = self.verdict(remedy)
        if remedy.report is None:
            due = remedy.due.day
            if due is not None and closed > due:
                again = " lại" if remedy.wanting is not None or remedy.returned is not None else ""
                unknown = f"sổ không có ngày cơ quan báo cáo{again}, nên không xét thời hạn {_due(remedy)}"
                return Judged("verified", f"{verified}; {unknown}")
            return Judged("verified", self._against(remedy, holder, verified, Interval(closed, closed), unset)[0])
        text, late = self._against(remedy, holder, _reported(remedy.report), remedy.report.when, unset)
        return Judged("verified", f"{text}; {verified}", late)

    def _paused(self, remedy: Remedy, holder: Holder, event: Happened) -> Judged:
        """Judge what is paused: not late, unless it had been reported late."""
        late = NOT_LATE
        if remedy.report is not None:
            late = self._against(remedy, holder, "", remedy.report.when, "")[1]
        moved = f"; hạn là {_due(remedy)}" if remedy.due.rested and remedy.due.day is not None else ""
        return Judged("remediation-paused", f"tạm dừng khắc phục từ {said_when(event)}: {why(event.data)}{moved}", late)

    def _open(self, remedy: Remedy, line: Sequence[Holder], unset: str, listed: date | None) -> Judged:
        """Judge what is not reported: late from the day after the deadline, as far as that is certain.

        That is so while a full list is kept, else up to the day on which a report was returned; and no later than the
        end of its agency. Without a list, what else is told says only how far it had come.
        """
        state, what = self._course(remedy)
        holder = line[-1]
        due, ended, told, heard = remedy.due.day, holder.ended, self.told(remedy), self.heard(remedy)
        seen = max((day for day in (listed, told) if day is not None), default=None)
        tail = _returned(remedy)
        if seen is None and heard is None:
            what = "sổ không có tin về việc khắc phục"
            return Judged("no-information", f"{what}; {f'hạn là {_due(remedy)}' if due else unset}{tail}")
        if due is None:
            return Judged(state, f"{what}; {unset}{tail}")
        if due >= self.as_of:
            left = (due - self.as_of).days
            rest = f"còn {left} ngày" if left else "đến hạn trong ngày"
            return Judged(state, f"{what}; hạn là {_due(remedy)}, {rest}{tail}", due_soon=left <= SOON)
        last = min(day for day in (seen or date.min, self.as_of, ended) if day is not None)
        if last <= due:
            news = max(heard or last, last)
            unheard = (
                ""
                if last == ended
                else f"; tin gần nhất là ngày {vi_date(news)}, sau đó sổ không theo dõi đủ nên không biết đã xong chưa"
            )
            return Judged("no-information", f"{what}; hạn là {_due(remedy)}{unheard}{tail}")
        own, when, bound = due, "", ""
        if holder.before is not None and holder.since - timedelta(days=1) > due:  # each answers for its own days
            own = holder.since - timedelta(days=1)
            earlier = self.workdays.lateness(due, min(last, own), remedy.due.rests)
            had = [*shares(line, remedy.due)]
            each = [f"{days} ngày khi việc ở {bodies.short(at.body)}" for at, _, days in had]
            nobody = remedy.due.late(own) - sum(days for *_, days in had)
            known = all(at.taken.exact and bodies.ended(at.body).exact for at, *_ in had) and holder.taken.exact
            each += [f"{nobody} ngày khi {NOBODY if known else 'chưa rõ nơi nào giữ việc'}"] if nobody else []
            split = [", ".join(each)] if each[1:] else []
            before = f"trước khi tiếp nhận đã quá {': '.join([earlier.words, *split])}"
            if last <= own:
                return Judged("no-information", f"{what}; hạn là {_due(remedy)}, {before}; từ đó sổ không có tin{tail}")
            when, bound, tail = " kể từ khi tiếp nhận", least(holder.taken), f"; {before}{tail}"
        late = self.workdays.lateness(own, last, remedy.due.rests)
        if last == ended:
            when += " khi cơ quan kết thúc hoạt động"
            bound = bound or least(bodies.ended(holder.body))
        elif last < self.as_of:
            when += f" tính đến ngày {vi_date(last)}, sau đó sổ không theo dõi"
        return Judged(
            state, f"{what}; hạn là {_due(remedy)}, đã quá {bound}{late.words}{when}{tail}", late, overdue=True
        )

    @staticmethod
    def told(remedy: Remedy) -> date | None:
        """Return the day on which a report was returned; None if none was.

        What was planned or done, or found by a verdict, does not say whether the agency had reported by its deadline.
        """
        back = remedy.returned
        return back.when.last if back is not None and back.dated else None

    @staticmethod
    def heard(remedy: Remedy) -> date | None:
        """Return the last day of which it is told how the remediation had come; None: of none."""
        verdict = done_on(remedy.verdict.data) if remedy.verdict is not None else None
        events = [event for event in (remedy.work, remedy.returned, verdict) if event is not None and event.dated]
        return max((event.when.last for event in events), default=None)

    def _course(self, remedy: Remedy) -> tuple[str, str]:
        match remedy.judged:
            case "":
                pass
            case "mot-phan":
                return "partial", self.verdict(remedy)
            case "tai-pham":
                return "recurred", self.verdict(remedy)
            case _:
                return "failed", self.verdict(remedy)
        if remedy.work is None:
            return ("in-progress", "chưa có báo cáo khắc phục được chấp nhận") if remedy.returned else (
                "open", "chưa có kế hoạch hay báo cáo khắc phục",
            )  # fmt: skip
        event = remedy.work
        done = f": {said(event.data['what'])}" if "what" in event.data else ""
        when = f" {said_when(event)}" if event.dated else ""
        what = {
            "ke-hoach": f"đã có kế hoạch khắc phục{when}",
            "hanh-dong": f"đang khắc phục, gần nhất{when}{done}",
            "tien-do": f"đã báo cáo tiến độ{when}{done}",
        }[event.type]
        return "in-progress", what if remedy.returned else f"{what}; chưa báo cáo kết quả"

    def verdict(self, remedy: Remedy) -> str:
        """Say who verified it when, and with which verdict."""
        verification = remedy.verdict
        if verification is None:
            return ""
        verifier = self.corpus.body(verification["by"])
        label = self.corpus.schemas.coded("verification", ("verdict",), verification["verdict"])
        name = bodies.short(verifier) if verifier else "cơ quan xác minh"
        verified = done_on(verification.data)
        when = said_when(verified) if verified is not None else ""
        return f"{name} xác minh{'' if 'on' in verification.data else ','} {when}: {label[0].lower()}{label[1:]}"

    def _against(self, remedy: Remedy, holder: Holder, what: str, when: Interval, unset: str) -> tuple[str, Lateness]:
        """Say of something done on a day whether it was in time; who took over late answers for the days since."""
        due, day = remedy.due.day, when.first
        if due is None:
            return f"{what}; {unset}", NOT_LATE
        if day <= due:
            return f"{what}, {_kept(remedy, when, due)}", NOT_LATE
        late = self.workdays.lateness(due, day, remedy.due.rests)
        text = f"{what}, chậm {least(when)}{late.words} so với hạn {_due(remedy)}"
        if holder.before is None or holder.since <= due:
            return text, late
        if day < holder.since:
            there = day <= bodies.life(holder.before).last
            return f"{text}, khi {f'việc ở {bodies.short(holder.before)}' if there else NOBODY}", NOT_LATE
        own = self.workdays.lateness(holder.since - timedelta(days=1), day, remedy.due.rests)
        return f"{text}, trong đó {least(holder.taken)}{own.words} từ khi tiếp nhận", own


def shares(line: Sequence[Holder], due: Deadline) -> Iterator[tuple[Holder, Holder, int]]:
    """Yield who had a finding that was overdue, who came after, and for how many days it was overdue there."""
    for at, after in itertools.pairwise(line):
        if after.since > date.min and after.body.id != at.body.id:
            days = due.late(at.until(after).last, at.since)
            if days:
                yield at, after, days


def taken_over(holder: Holder) -> str:
    """Say, at the end of a sentence, who took over, or that nobody is known to have."""
    text = ""
    if holder.before is not None:
        names = f"{bodies.short(holder.body)} tiếp nhận việc khắc phục từ {bodies.short(holder.before)}"
        text = f"; {names} {vi_on(holder.taken)}"
    if holder.ended is not None:
        heirs = "" if holder.body.get("successors") else ", sổ chưa ghi nơi tiếp nhận"
        text += f"; {bodies.short(holder.body)} kết thúc hoạt động {vi_on(bodies.ended(holder.body))}{heirs}"
    return text


def again(inspection: Record | None, seen: Interval, *, more: int, elsewhere: str) -> str:
    """Say when and by which inspection a thing was seen again; how many times more; where, if not at the agency."""
    title = ""
    if inspection is not None:
        kind = "thanh tra" if inspection["regime"] == "thanh-tra" else "kiểm tra"
        title = f" cuộc {kind} “{inspection['title']}”"
    place = f" tại {elsewhere}" if elsewhere else ""
    times = f", sau đó còn {more} lần" if more else ""
    return f"lặp lại: {vi_on(seen)}{title} lại thấy tồn tại cùng loại{place}{times}"


def _reported(report: Happened) -> str:
    return f"đã báo cáo khắc phục{placed(report)}"


def _kept(remedy: Remedy, when: Interval, due: date) -> str:
    if when.last > due:
        return f"không rõ trước hay sau hạn {_due(remedy)}"
    return f"trong hạn {_due(remedy)}"


def _returned(remedy: Remedy) -> str:
    event = remedy.returned
    return f"; báo cáo bị trả lại{placed(event)}: {why(event.data)}" if event else ""


def _due(remedy: Remedy) -> str:
    moved = [
        *([f"ngày {vi_date(remedy.due.named)} là ngày nghỉ"] if remedy.due.named else []),
        *(["tính đúng ngày ghi, kể cả ngày nghỉ"] if remedy.due.exact else []),
        *([f"đã gia hạn {remedy.due.extensions} lần"] if remedy.due.extensions else []),
        *(["được lùi khi tiếp tục sau tạm dừng"] if remedy.due.moved == "tiep-tuc" else []),
        *unrated(remedy.due),
        *(["hạn làm lại"] if remedy.due.moved == VERDICT else []),
    ]
    day = remedy.due.day
    return (vi_date(day) if day else "") + (f" ({', '.join(moved)})" if moved else "")
