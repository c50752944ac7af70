"""``generator new``: a finished draft becomes a file of the register, held against everything that is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from generator.edit.draft import Draft
from generator.edit.ids import IdScope, Proposed, Tag, propose, random_tag
from generator.examine import Examined, examine
from generator.model import Problem, Severity, Source, SourceFile
from generator.read.source import record_id
from generator.schema import Schemas


@dataclass(frozen=True, slots=True)
class New:
    """A record that is not on disk yet: its path below the records folder, its text, what the check says of it."""

    path: str
    text: str
    problems: tuple[Problem, ...]
    proposed: Proposed

    @property
    def failed(self) -> bool:
        """Whether the file may not be written."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def taken(source: Source, examined: Examined, history: Collection[str]) -> frozenset[str]:
    """Return every id that cannot be given any more: of sound records, of broken files, of what git remembers."""
    names = (record_id(path) for path in (*(f.path for f in source.files), *history))
    return frozenset((*names, *examined.corpus.records, *examined.corpus.claimed))


def give_id(draft: Draft, register: IdScope, tag: Tag = random_tag) -> Proposed:
    """Return the id of a finished draft: the one that was asked for, else a free one."""
    asked = draft.data.get("id")
    if isinstance(asked, str):
        return Proposed(asked, asked if asked in register.taken else "")
    return propose(draft.kind, draft.data, register, tag)


def finish(draft: Draft, proposed: Proposed, source: Source, before: Examined, schemas: Schemas) -> New:
    """Put the record into the register and return what the check says now that it did not say before."""
    data = {"id": proposed.id, **{name: value for name, value in draft.data.items() if name != "id"}}
    text = draft.text(data)
    path = f"{draft.index.province}/{draft.kind}/{proposed.id}.yaml"
    return New(path, text, news({path: text}, source, before, schemas), proposed)


def news(texts: Mapping[str, str], source: Source, before: Examined, schemas: Schemas) -> tuple[Problem, ...]:
    """Return what the check says of a register with further files, by path, that it did not say without them."""
    fresh = (SourceFile(path, text.encode()) for path, text in texts.items())
    files = sorted((*source.files, *fresh), key=lambda file: file.path)
    after = examine(replace(source, files=tuple(files), problems=_whole(source)), schemas)
    known = set(before.problems)
    return tuple(problem for problem in after.problems if problem not in known)


def _whole(source: Source) -> tuple[Problem, ...]:
    """An empty register is no problem any more."""
    return tuple(problem for problem in source.problems if problem.code != "register-empty")
