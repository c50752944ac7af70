"""Pure: ``register.toml``, which names one register and whoever keeps it, and ``reports.toml``, the words of its reports.

Their schemas are ``register.schema.json`` and ``reports.schema.json``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from generator.catalog import problem
from generator.examine.validate import explain
from generator.model import Corpus, Document, Field, Marks, Office, Position, Problem
from generator.schema import Schemas

NAME = "register.toml"
KIND = "register"
WORDS = "reports.toml"
REPORTS = "reports"
_KEY = re.compile(r"""[ \t]*["']?([A-Za-z0-9_-]+)["']?[ \t]*=[ \t]*""")
_GROUP = re.compile(r"""[ \t]*\[(\[?)[ \t]*["']?([A-Za-z0-9_-]+)["']?[ \t]*\]\]?[ \t]*(?:#.*)?$""")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


def office(schemas: Schemas, shown: str, data: bytes | None) -> tuple[Office | None, list[Problem]]:
    """Read the names of a register; ``shown`` is the path that messages give, no data a file that is not there."""
    if data is None:
        return None, [problem("office-missing", Position(shown))]
    values, problems = _read(schemas, KIND, shown, data)
    if problems:
        return None, problems
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Office(**{**values, **lists}), []


def reports(schemas: Schemas, shown: str, data: bytes | None) -> tuple[Mapping[str, Any], list[Problem]]:
    """Read what the reports of a register say in its office's own words; no file: nothing of its own."""
    values, problems = _read(schemas, REPORTS, shown, data) if data is not None else ({}, [])
    return ({}, problems) if problems else (values, [])


def _read(schemas: Schemas, kind: str, shown: str, data: bytes) -> tuple[dict[str, Any], list[Problem]]:
    try:
        text = data.decode("utf-8")
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return {}, [problem("office-syntax", Position(shown, line), reason=f"byte {error.start}")]
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        end = text.count("\n") + 1
        line, column = (int(found[1]), int(found[2])) if found and found[1] else (end, 1)
        reason = _PLACE.sub("", str(error)).strip()
        return {}, [problem("office-syntax", Position(shown, line, column), reason=reason)]
    if schemas.validator(kind).is_valid(values):
        return values, []
    return {}, list(explain(schemas, kind, Document(shown, text, values, _marks)))


def provinces(names: Office, shown: str, text: str, corpus: Corpus) -> Iterator[Problem]:
    """Yield where the provinces that a register says it keeps are not those that its records tell of."""
    document = Document(shown, text, {}, _marks)
    known = {record.id for record in corpus.of("province")}
    for index, name in enumerate(names.provinces):
        if name not in known:
            yield problem("office-province-unknown", document.position(("provinces", index)), id=name)
    if names.provinces:
        for name in sorted(known - set(names.provinces) - set(names.shared)):
            where = corpus.records[name].document.position()
            yield problem("office-province-other", where, id=name)


def _marks(text: str) -> Marks:
    """Return where the keys of a TOML file stand; of an item of a list, its first mention after the key."""
    marks = Marks()
    above: Field = ()
    many: Counter[str] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if group := _GROUP.match(line):
            listed, name = bool(group[1]), group[2]
            above = (name, many[name]) if listed else (name,)
            many[name] += listed
            marks.values.setdefault(above, (number, 1))
            marks.values.setdefault((name,), (number, 1))
            marks.keys.setdefault((name,), (number, group.start(2) + 1))
        elif found := _KEY.match(line):
            at = (*above, found[1])
            marks.keys[at] = (number, found.start(1) + 1)
            marks.values[at] = (number, found.end() + 1)
    return marks
