"""The tasks that concern a body: those that name it, and those that name a group that it was in when they were given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from generator.domain import bodies, documents, tasks
from generator.domain.text import collation_key
from generator.model import Record
from generator.publish.inline import Line, joined, line
from generator.publish.register import Register, at, mark
from generator.publish.views.owing import THIS
from generator.publish.views.table import Column, Table, facet, table
from generator.publish.views.tables import task_ref, task_table


def groups(register: Register, body: Record) -> list[Record]:
    """Return the groups that the body was in when a directive used them, or is in by name; ordered as their links are."""
    table: dict[str, set[str]] = register.corpus.memo.setdefault("groups-of", {})
    if not table:
        for group in register.corpus.of("group"):
            days = {bodies.life(group).first, bodies.life(group).last, register.as_of}
            for user in register.corpus.linked_from(group.id):
                if user.kind == "directive":
                    days.add(documents.dating(register.corpus, user).days.first)
                elif user.kind == "task":
                    days.add(tasks.issued(register.corpus, user).first)
            for day in days:
                for member in bodies.expand(register.corpus, group, day):
                    table.setdefault(member.id, set()).add(group.id)
    found = [(register.ref(register.corpus.records[g]), g) for g in table.get(body.id, ())]
    found.sort(key=lambda entry: (collation_key(entry[0].label), entry[0].label, entry[0].url))
    return [register.corpus.records[group] for _, group in found]


ROLES = {
    "leads.body": "Được giao chủ trì",
    "cooperators.body": "Được giao phối hợp",
    "route.to.body": "Nhận báo cáo",
    "route.via.body": "Báo cáo gửi qua nơi này",
    "route.cc.body": "Được đồng gửi báo cáo",
}
"""The fields in which a task names a body, and what that means for it."""
Concern = tuple[str, Record, Record]


def concerning(register: Register, body: Record) -> Iterator[Concern]:
    """Yield (role, holder, task) of the tasks that concern the body: named itself, or in a group that is."""
    for role, task, _ in _named(register, body):
        yield role, body, task
    for group in groups(register, body):
        for role, task, members in _held(register, group):
            if body.id in members:
                yield role, group, task


def _named(register: Register, body: Record) -> Iterator[tuple[str, Record, Mapping[str, Any]]]:
    """Yield (role, task, party) of the tasks that name a body or group itself."""
    corpus = register.corpus
    for link in corpus.in_links.get(body.id, ()):
        task = corpus.records[link.source]
        if task.kind == "task" and link.name in ROLES:
            party: Any = task.data
            for part in link.at[:-1]:
                party = party[part]
            yield link.name, task, party


def _held(register: Register, group: Record) -> list[tuple[str, Record, frozenset[str]]]:
    """Return (role, task, ids of those who were members then) of the tasks that name a group: once for all members."""
    corpus = register.corpus
    table: dict[str, list[tuple[str, Record, frozenset[str]]]] = corpus.memo.setdefault("held-by-groups", {})
    if group.id not in table:
        sets: dict[tuple[str, ...], frozenset[str]] = {}
        own = table[group.id] = []
        for role, task, party in _named(register, group):
            ids = tuple(member.id for member in bodies.meant(corpus, party, tasks.issued(corpus, task).first))
            own.append((role, task, sets.setdefault(ids, frozenset(ids))))
    return table[group.id]


def by_role(register: Register, found: Iterable[Concern], body: Record, *, told: bool) -> list[dict[str, Any]]:
    """Return the tasks that concern the body by role: those that name it first, then those of its groups.

    ``told``: whether others that it leads stand in another table of its page.
    """
    sections: dict[tuple[str, str], dict[str, Record]] = {}
    for role, holder, task in found:
        sections.setdefault((role, "" if holder is body else holder.id), {})[task.id] = task
    order = list(ROLES)
    shown = []
    for (role, group), own in sorted(sections.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
        through = f", qua nhóm “{register.label(register.corpus.records[group])}”" if group else ""
        apart = ", ngoài những việc nêu ở trên" if role == "leads.body" and told else ""
        label = ROLES[role] + apart + through
        listed = task_table(
            register,
            label,
            [own[key] for key in sorted(own, key=collation_key)],
            _states(register, body) if role == "leads.body" else facet(WHOLE, lambda t: joined(t["chips"], " ")),
        )
        first = Column("Nhiệm vụ", partial(_named_task, role, group or body.id))
        listed = replace(listed, columns=[first, *listed.columns[1:]])
        shown.append({"label": label, "table": listed})
    return shown


def _named_task(role: str, holder: str, row: dict[str, Any]) -> Line:
    """Return the link to a task, marked where the register inferred what the body is in it; leads have their own column."""
    path = role.removesuffix(".body")
    own = [f"{path}.{i}" for i, party in enumerate(at(row["task"], path)) if party["body"] == holder]
    return line(task_ref(row), mark(row["task"], *own) if path != "leads" else None)


def reports(register: Register, found: Iterable[Concern], body: Record) -> Table:
    """Return the recurring reports and duties that the body owes, by itself or through a group; none to itself."""
    owed = {
        task.id: task
        for role, _, task in found
        if role == "leads.body"
        and "recurrence" in task.data
        and body.id not in tasks.receivers(register.corpus, task, register.as_of)
    }
    return table(
        "Báo cáo và việc định kỳ",
        [owed[key] for key in sorted(owed, key=collation_key)],
        Column("Việc", lambda t: register.row(t)["ref"]),
        Column("Chu kỳ", lambda t: register.row(t)["when"]),
        Column(register.wording.label("task", "route.to"), lambda t: register.parties_of(t, "route.to")),
        facet("Văn bản", lambda t: register.row(t)["directive"]),
        _states(register, body, lambda t: t),
    )


WHOLE = "Tình trạng chung của việc"


def _states(register: Register, body: Record, of: Callable[[Any], Record] = lambda row: row["task"]) -> Column:
    """Return the column of how tasks stand at a body: its own states, never those of others; of a group, all."""
    label = WHOLE if body.kind == "group" else f"Tình trạng tại {THIS[body.kind]}"
    return facet(label, lambda row: joined(register.chips_of(of(row), body), " "))
