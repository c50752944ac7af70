"""What records say, in words: labels of fields and codes, names of records, days as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.domain import dates, documents
from generator.domain.differences import ABSENT
from generator.domain.text import lower, ordinal, vi_interval, vi_number
from generator.model import Field, Record
from generator.publish.inline import tidy
from generator.publish.names import Names
from generator.schema import Schemas

LONGEST = 280
"""Characters of a value that are shown in brief; the whole text stands on the page, or in the history."""
_DATES = {"full-date", "partial-date"}
_CLAUSE = {"at", "clause"}
"""Fields that hold the id of a clause of a directive, if not words of their own."""
_ONE_OF = re.compile("^[Cc]ác (.)")
"""How a label of many begins: one of them is not called so."""
_DECIMAL = re.compile("-?[0-9]+([.][0-9]+)?")


def cut(text: str, start: int = 0, most: int = LONGEST) -> str:
    """Return so many characters of a text, and say where some were left out."""
    shown = text[start : start + most]
    return f"{'…' if start else ''}{shown.rstrip()}…" if start + most < len(text) else f"{'…' if start else ''}{shown}"


class Wording:
    """Says fields and values of records; what the first names do not know is named as the others know it."""

    def __init__(self, *names: Names) -> None:
        self.names = names
        self.schemas: Schemas = names[0].corpus.schemas
        self.clauses: Mapping[str, str] = {}

    def within(self, record: Record) -> Wording:
        """Return the same words, which also name the clauses of the directives that a record is, hangs on or cites."""
        corpus = self.names[0].corpus
        found = (record.id, record.get("directive"), record.get("source", {}).get("document"))
        directives = [d for d in (corpus.get(one, "directive") for one in found if one) if d is not None]
        words = type(self)(*self.names)
        words.clauses = {name: said for d in directives for name, said in documents.clause_names(corpus, d).items()}
        return words

    def label(self, kind: str, path: str = "") -> str:
        """Return what people call a field (``a.b``, lists passed through) or a kind; KeyError if there is none."""
        return self.schemas.title(kind, path)

    def name(self, record_id: str) -> str:
        """Return what people call a record; its id where nobody may see it."""
        for names in self.names:
            record = names.corpus.get(record_id)
            if record is not None:
                return names.label(record)
        return record_id

    def field(self, kind: str, at: Field) -> str:
        """Name a field by the labels of its schema; entries of lists are counted from 1."""
        words: list[str] = []
        for end, part in enumerate(at, 1):
            if isinstance(part, int):
                words[-1] = (
                    f"{_ONE_OF.sub(lambda of: of[1].upper() if of[0][0].isupper() else of[1], words[-1])} thứ {ordinal(part + 1)}"
                )
            else:
                label = self.schemas.label(kind, at[:end]).vi
                words.append(lower(label) if words else label)
        return ", ".join(words)

    def inverse(self, kind: str, at: Field) -> str:
        """Return what a link is called from its other end: the nearest ``x-inverse``, else the label of the field."""
        for end in range(len(at), 0, -1):
            schema = self.schemas.at(kind, at[:end])
            if schema and "x-inverse" in schema:
                return str(schema["x-inverse"])
        named = tuple(part for part in at if isinstance(part, str))
        return f"Dẫn ở mục {self.schemas.label(kind, named[:1]).vi}"

    def brief(self, kind: str, at: Field, value: Any, most: int | None = LONGEST) -> str:
        """Say a value in at most so many characters; nothing for what is not there."""
        text = "" if value is ABSENT or value is None else self.value(kind, at, value)
        return text if most is None else cut(text, most=most)

    def value(self, kind: str, at: Field, value: Any) -> str:
        """Say a value at a field of a kind of record (Vietnamese)."""
        if isinstance(value, list):
            return self._list(kind, at, value)
        if isinstance(value, Mapping):
            return self._object(kind, at, value)
        if isinstance(value, bool):
            return "có" if value else "không"
        return self._single(kind, at, value)

    def _list(self, kind: str, at: Field, value: Sequence[Any]) -> str:
        return tidy("; ".join(filter(None, (self.value(kind, (*at, i), entry) for i, entry in enumerate(value)))))

    def _object(self, kind: str, at: Field, value: Mapping[str, Any]) -> str:
        if at[0] == "inferred":
            return tidy(f"{self.value(kind, (*at, 'field'), value['field'])}: {lower(value['because'])}")
        said = {name: self.value(kind, (*at, name), one) for name, one in value.items()}
        return tidy(
            "; ".join(f"{self.schemas.label(kind, (*at, name)).vi}: {text}" for name, text in said.items() if text)
        )

    def _single(self, kind: str, at: Field, value: Any) -> str:
        schema = self.schemas.at(kind, at) or {}
        if "x-ref" in schema:
            return self.name(str(value))
        if at[-1] == "clause" or (at[-1] in _CLAUSE and str(value) in self.clauses):
            return self.clauses.get(str(value)) or documents.clause_words(str(value))
        if (at[0], at[-1]) in (("inferred", "field"), ("corrections", "at")):
            return self.field(kind, tuple(int(part) if part.isdigit() else part for part in str(value).split(".")))
        options = schema.get("anyOf", ())
        if any(option.get("type") == "number" for option in options) and _DECIMAL.fullmatch(str(value)):
            return vi_number(Decimal(str(value)))
        formats = {option.get("format") for option in (schema, *options)}
        if formats & _DATES:
            found = dates.parse(value)
            return vi_interval(found) if found is not None else str(value)
        return self.schemas.coded(kind, at, value)
