"""A record in the making: answers are put in one by one, each held against the schema as the whole file will be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from generator.edit.characters import tidy
from generator.edit.search import Index
from generator.edit.typed import TypedError, read
from generator.edit.writing import write
from generator.examine.parse import parse
from generator.examine.validate import validate
from generator.model import Field, Problem, spell
from generator.schema import Schemas, Shape

MISSING = frozenset(("field-missing", "field-needs", "field-any", "id-prefix", "id-differs", "record-misplaced"))
"""Problems of a record that is not finished yet, not of an answer."""
_CHOICE = "field-choice"


class Draft:
    """The data of a new record, and what the schema says of it."""

    def __init__(self, schemas: Schemas, kind: str, index: Index) -> None:
        self.schemas, self.kind, self.index = schemas, kind, index
        self.shape = schemas.shapes[kind]
        self.data: dict[str, Any] = {}

    def at(self, field: Field) -> Any:
        """Return what stands at a field, None if nothing does."""
        value: Any = self.data
        for part in field:
            inside = part in value if isinstance(value, Mapping) else isinstance(part, int) and part < len(value)
            if not inside:
                return None
            value = value[part]
        return value

    def put(self, field: Field, value: Any) -> None:
        """Set a value, making the objects and lists that it stands in; a list grows only at its end."""
        here: Any = self.data
        for part, after in pairwise(field):
            fresh: Any = [] if isinstance(after, int) else {}
            here = _step(here, part, fresh)
        if isinstance(here, list) and field[-1] == len(here):
            here.append(value)
        else:
            here[field[-1]] = value

    def drop(self, field: Field) -> None:
        """Take a value out again, and the objects and lists that are empty without it."""
        while field:
            above = self.at(field[:-1])
            del above[field[-1]]
            if above:
                return
            field = field[:-1]

    def text(self, data: Mapping[str, Any] | None = None) -> str:
        """Return the record as a file."""
        return write(self.kind, self.data if data is None else data, self.shape)

    def problems(self) -> list[Problem]:
        """Hold the draft, as the file that it would be, against parser and schema."""
        stand_in = str(self.data.get("id", f"{self.index.province}-moi"))
        path = f"{self.index.province}/{self.kind}/{stand_in}.yaml"
        document, problems = parse(path, self.text({"id": stand_in, **self.data}).encode())
        if document is None:
            return problems
        return problems + validate(self.schemas, self.index.province, self.kind, stand_in, document)

    def answer(self, field: Field, shape: Shape, typed: str) -> None:
        """Take an answer in; raise TypedError, and leave the draft as it was, when it will not do."""
        value = read(shape, tidy(typed), self.index)
        before, held, known = self.at(field), self.at(field[:-1]) is not None, set(map(_key, self.problems()))
        self.put(field, value)
        named = spell(field, self.data)
        fresh = (p for p in self.problems() if _key(p) not in known and p.code not in MISSING)
        wrong = [p for p in fresh if p.at == named or (f"{named}.".startswith(p.at) and (held or p.code != _CHOICE))]
        if wrong:
            if before is None:
                self.drop(field)
            else:
                self.put(field, before)
            raise TypedError("; ".join(" ".join([p.message.vi, p.hint.vi if p.hint else ""]).strip() for p in wrong))

    def assign(self, name: str, typed: str) -> None:
        """Take in ``--set name=value``; ``name`` is a path such as ``due.by`` or ``leads.0.body``.

        A list without an index takes the value as its next item; an object whose only required field is a text, as
        that field (``leads=thi-du-so-noi-vu``).
        """
        shape: Shape | None = self.shape
        field: list[str | int] = []
        for part in name.split("."):
            shape = self._into(shape, field, part)
            if shape is None:
                raise TypedError(f"{self.kind} không có trường “{name}”")
        if shape is not None and shape.item is not None:
            field.append(len(self.at(tuple(field)) or ()))
            shape = shape.item
        while shape is not None and shape.type == "object" and len(shape.required) == 1:
            field.append(shape.required[0])
            shape = shape.field(shape.required[0])
        if shape is None or shape.type in ("object", "array"):
            raise TypedError(f"“{name}” có nhiều trường con; hãy ghi rõ, ví dụ {name}.{next(iter(_names(shape)), '…')}")
        try:
            self.answer(tuple(field), shape, typed)
        except (KeyError, IndexError, TypeError) as error:
            raise TypedError(f"“{name}” không hợp với những gì đã có") from error

    def _into(self, shape: Shape | None, field: list[str | int], part: str) -> Shape | None:
        """Follow one part of a path; a list is entered at its last item unless the part is an index."""
        if shape is None:
            return None
        if shape.item is not None:
            known = self.at(tuple(field)) or ()
            if part.isascii() and part.isdigit():
                field.append(min(int(part), len(known)))
                return shape.item
            field.append(max(0, len(known) - 1))
            shape = shape.item
        field.append(part)
        return shape.field(part)


def _step(here: Any, part: str | int, fresh: Any) -> Any:
    if isinstance(here, list):
        if part == len(here):
            here.append(fresh)
        return here[int(part)]
    return here.setdefault(part, fresh)


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.at, problem.message.en


def _names(shape: Shape | None) -> Iterator[str]:
    if shape is not None:
        yield from shape.required or shape.order
