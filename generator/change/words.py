"""What a record says as part of a sentence: parties, sources, deadlines and events as a person would tell them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from generator.domain import dates, documents, tasks
from generator.domain.text import lower, vi_date, vi_interval
from generator.model import Field, Record
from generator.publish.wording import Wording

SOON = 7
"""Days within which most is recorded."""
MANY = 6
"""Entries of a list that are named one by one."""
_SOURCE = {"document", "clause", "quote", "url", "note"}


class Words(Wording):
    """Says fields and values of one side in sentences; what that side does not know, as the other side knows it."""

    late: Mapping[str, str] = {}
    """What is overdue, by id, as said beside a link to it."""

    day: date | None = None
    """The day as of which both sides are told."""

    def ago(self, at: Any) -> str:
        """Say of a day how long ago it was, if that is more than a week: what is recorded long after the fact."""
        found = dates.parse(at) if isinstance(at, str | int) else None
        days = (self.day - found.first).days if self.day and found and found.exact else 0
        return f" ({days} ngày trước)" if days > SOON else ""

    # values

    def _single(self, kind: str, at: Field, value: Any) -> str:
        return " ".join(super()._single(kind, at, value).split())

    def _list(self, kind: str, at: Field, value: Sequence[Any]) -> str:
        said = [self.value(kind, (*at, i), item) for i, item in enumerate(value[:MANY])]
        more = len(value) - len(said)
        return "; ".join(said) + (f"; và {more} mục nữa" if more else "")

    def _object(self, kind: str, at: Field, value: Mapping[str, Any]) -> str:
        if "as_written" in value and value.keys() & {"by", "before", "within", "open"}:
            return f"{self.deadline(kind, at, value)} (“{value['as_written']}”)"
        if "type" in value and "date" in value and "source" in value:
            return self.event(kind, at, value)
        if "body" in value:
            return self._party(kind, at, value)
        if value.keys() <= _SOURCE:
            return self.source(value)
        title = value.get("title") or value.get("name") or value.get("summary")
        if "id" in value and title:
            return f"{value['id']}: {' '.join(str(title).split())}"
        said = {name: self.value(kind, (*at, name), one) for name, one in value.items()}
        if at[0] == "acknowledge" and isinstance(value.get("at"), str):
            said["at"] = self.spelled(kind, value["at"])
        parts = (f"{self.term(kind, (*at, name))} {one}" for name, one in said.items())
        return ", ".join(parts)

    def _party(self, kind: str, at: Field, party: Mapping[str, Any]) -> str:
        name = self.name(party["body"])
        text = f"{party['post']} – {name}" if "post" in party else name
        rest = {key: one for key, one in party.items() if key not in ("body", "post")}
        if rest.keys() <= {"as_written"}:
            return f"{text} (“{rest['as_written']}”)" if rest else text
        said = ", ".join(f"{self.term(kind, (*at, key))} {self.value(kind, (*at, key), v)}" for key, v in rest.items())
        return f"{text} ({said})"

    def source(self, source: Mapping[str, Any]) -> str:
        """Say a source: its document and clause, else what else it has."""
        parts = []
        if "document" in source:
            parts.append(self.paper(source["document"]) + (f", {source['clause']}" if "clause" in source else ""))
        elif "clause" in source:
            parts.append(str(source["clause"]))
        parts += [f"“{source['quote']}”"] if "quote" in source else []
        parts += [str(source[key]) for key in ("note", "url") if key in source]
        return "; ".join(part.strip().rstrip(".") for part in parts)

    def paper(self, own: str) -> str:
        """Name a document, and whose it is: a number and a day alone do not say who says so."""
        found = next((one for names in self.names if (one := names.corpus.document(own)) is not None), None)
        issuer = self.name(found["issuer"]) if found is not None and "issuer" in found.data else ""
        name = self.name(own)
        return f"{name} của {issuer}" if issuer and issuer not in name else name

    def deadline(self, kind: str, at: Field, due: Mapping[str, Any]) -> str:
        """Say a deadline as the last day in time, or as what it is counted from."""
        if "open" in due:
            return tasks.left_open(self.schemas, kind, due)
        last = dates.last_day(due)
        if last is not None:
            return vi_date(last)
        within = due["within"]
        since = self.schemas.coded(kind, (*at, "within", "of"), within["of"])
        return f"trong {dates.length(within)} kể từ khi {lower(since)}"

    def event(self, kind: str, at: Field, event: Mapping[str, Any], *, new: bool = False) -> str:
        """Say an event: what, when (of a new one, how long ago), by whom, why, and how one knows."""
        text = lower(self.schemas.coded(kind, (*at, "type"), event["type"]))
        found = dates.parse(event["date"]) if "date" in event else None
        if found is not None:
            text += f" {'ngày ' if found.exact else ''}{vi_interval(found)}{self.ago(event['date']) if new else ''}"
        if "known_on" in event:
            text += f", không rõ ngày, biết từ nguồn ngày {vi_date(dates.day(event['known_on']))}"
        if "period_state" in event:
            text += ", không nêu kỳ nào"
        if "to" in event:
            text += f", cho {self.name(event['to'])}"
        if "by" in event:
            text += f", do {self.value(kind, (*at, 'by'), event['by'])}"
        if "new_due" in event:
            text += f", hạn mới {vi_date(dates.day(event['new_due']))}"
        text += "".join(f": {_clean(event[key])}" for key in ("what", "reason") if key in event)
        if "evidence" in event:
            text += f", minh chứng: {self.value(kind, (*at, 'evidence'), event['evidence'])}"
        source = self.source(event.get("source", {}))
        return f"{text}, nguồn: {source}" if source else text

    # fields

    def term(self, kind: str, at: Field) -> str:
        """Return the label of a field as part of a sentence."""
        return lower(self.schemas.label(kind, at).vi)

    def path(self, record: Record | None, kind: str, at: Field) -> str:
        """Name a field and where it stands: «sự kiện nộp kết quả ngày 29/03/2024 › ngày»."""
        data: Any = record.data if record is not None else {}
        parts: list[str] = []
        clause = ""
        for end, part in enumerate(at, 1):
            data = _below(data, part)
            here = at[:end]
            if isinstance(part, str):
                if part != "clauses" and not _opens(here, at):
                    parts.append(self.term(kind, here))
            elif here[-2] == "clauses" and record is not None and isinstance(data, Mapping):
                clause = documents.clause_names(self.names[0].corpus, record).get(data["id"], str(data["id"]))
            else:
                parts.append(self._entry(record, kind, here, data, int(part)))
        return " › ".join([*([clause] if clause else []), *parts]) or "mục"

    def _criterion(self, record: Record | None, own: str) -> str:
        """Return the title of a criterion in the framework of a rating."""
        framework = self.names[0].corpus.get(record.get("framework"), "framework") if record is not None else None
        pending = list(framework.get("criteria", ())) if framework is not None else []
        while pending:
            criterion = pending.pop()
            if criterion["id"] == own:
                return f" “{criterion['title']}”"
            pending += criterion.get("criteria", ())
        return ""

    def _entry(self, record: Record | None, kind: str, here: Field, entry: Any, place: int) -> str:
        name = self.term(kind, here) if self._titled(kind, here) else self.term(kind, here[:-1])
        if isinstance(entry, Mapping):
            if "type" in entry and entry.keys() & {"date", "known_on"}:
                found = dates.parse(entry["date"]) if "date" in entry else None
                when = f" {vi_interval(found)}" if found else ""
                return f"{name} {lower(self.schemas.coded(kind, (*here, 'type'), entry['type']))}{when}"
            if title := entry.get("title") or entry.get("name"):
                return f"{name} “{' '.join(str(title).split())}”"
            if "criterion" in entry:
                return f"{name} {entry['criterion']}{self._criterion(record, entry['criterion'])}"
            if body := entry.get("agency") or entry.get("body"):
                return f"{name} {self.name(body)}"
            if "id" in entry:
                return f"{name} {entry['id']}"
        return f"{name} {place + 1}"

    def _titled(self, kind: str, here: Field) -> bool:
        return "title" in (self.schemas.at(kind, here) or {})

    def spelled(self, kind: str, name: str) -> str:
        """Return the label of a field that is named as in an acknowledgement or a correction (events.1.date)."""
        at: Field = ()
        labels: list[str] = []
        for part in name.split("."):
            schema = self.schemas.at(kind, at) or {}
            if "items" in schema:
                at = (*at, 0)
                labels.append(f"thứ {int(part) + 1}," if part.isdecimal() and part.isascii() else part)
            else:
                at = (*at, part)
                labels.append(self.term(kind, at))
        return " ".join(labels).rstrip(",")

    @cached_property
    def provinces(self) -> Mapping[str, str]:
        """Names of the provinces, those of the other side included."""
        return {p.id: self.name(p.id) for names in self.names[::-1] for p in names.corpus.of("province")}


def _opens(here: Field, at: Field) -> bool:
    """Whether a field is a list whose entry is named next."""
    return len(at) > len(here) and isinstance(at[len(here)], int)


def _below(data: Any, part: str | int) -> Any:
    try:
        return data[part]
    except (KeyError, IndexError, TypeError):
        return None


def _clean(sentence: str) -> str:
    return " ".join(sentence.split()).rstrip(".")


def joined(parts: Iterable[str]) -> str:
    """Return parts of a sentence with commas, those that are empty left out."""
    return ", ".join(part for part in parts if part)
