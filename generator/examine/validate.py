"""Hold one parsed file against its place in the folder tree and against its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from generator.catalog import problem
from generator.examine.schemas import FORMATS, Schemas
from generator.kinds import BY_NAME
from generator.model import Document, Field, Position, Problem, Record, Text, spell

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
MOST = 25
"""Problems told of one file: more would hide the first one."""


def place(root: str, path: str) -> tuple[tuple[str, str, str] | None, list[Problem]]:
    """Read province, kind and id from ``<province>/<kind>/<id>.yaml``; None if the file is not in such a place."""
    where = Position(f"{root}/{path}")
    parts = path.split("/")
    if len(parts) != 3:
        return None, [problem("record-misplaced", where, path=path)]
    province, kind, name = parts
    if kind not in BY_NAME:
        return None, [problem("kind-unknown", where, kind=kind, known=", ".join(BY_NAME))]
    record_id = name.removesuffix(".yaml")
    if not (_ID.fullmatch(record_id) and _ID.fullmatch(province)):
        return None, [problem("id-form", where, id=record_id)]
    return (province, kind, record_id), []


def validate(schemas: Schemas, province: str, kind: str, file_id: str, document: Document) -> list[Problem]:
    """Return every problem of one file: its schema first; its id and folder only when the schema holds."""
    if not schemas.validator(kind).is_valid(document.data):
        return list(_explain(schemas, kind, document))
    problems = []
    own = document.data["id"]
    if own != file_id:
        problems.append(problem("id-differs", document.position(("id",)), record=own, at="id", id=own, file=file_id))
    elif own != province and not own.startswith(f"{province}-"):
        problems.append(problem("id-prefix", document.position(("id",)), record=own, at="id", id=own, folder=province))
    elif (kind == "province") != (own == province):
        problems.append(
            problem("record-misplaced", document.position(("id",)), record=own, at="id", path=f"{kind}/{own}")
        )
    return problems


def record(province: str, kind: str, document: Document) -> Record:
    """Make the Record of a validated document."""
    return Record(kind, document.data["id"], province, document.data, document)


def _explain(schemas: Schemas, kind: str, document: Document) -> Iterator[Problem]:
    """Say in plain words what the fast validator refused, with the help of the slower one."""
    teller = _Teller(schemas, kind, document)
    errors = sorted(
        _errors(schemas.by_kind[kind], document.data), key=lambda e: [str(part).zfill(6) for part in e.absolute_path]
    )
    mistyped = {tuple(error.absolute_path) for error in errors if error.validator == "type"}
    seen: set[tuple[str, str, str]] = set()
    for error in errors[: MOST * 2]:
        if error.validator != "type" and tuple(error.absolute_path) in mistyped:
            continue  # what else is asked of a value of the wrong type says nothing more
        for told in teller.tell(error):
            key = (told.code, told.at, told.message.en)
            if key not in seen and len(seen) < MOST:
                seen.add(key)
                yield told
    if not seen:  # the two libraries disagree: never let a refused record pass in silence
        for fast in schemas.validator(kind).iter_errors(document.data):
            yield teller.problem("field-value", tuple(fast.instance_path), value=fast.message)
            return


def _errors(schema: Mapping[str, Any], data: Any) -> Iterator[Any]:
    validator, formats = _slow()
    yield from validator(schema, format_checker=formats).iter_errors(data)


@cache
def _slow() -> tuple[Any, Any]:
    """Return the slower validator and its formats, imported only for a record that was refused."""
    import jsonschema  # noqa: PLC0415 - with what it needs, as long as checking 150 records

    def pattern(_: Any, pattern: str, instance: Any, schema: Any) -> Iterator[Any]:
        """Try a pattern only on a text within its limits: one outside is told as such, and could take very long."""
        if not isinstance(instance, str):
            return
        length = len(instance)
        within = schema.get("minLength", 0) <= length <= schema.get("maxLength", length)
        # To Python alone, $ also stands before a last line break.
        if within and not re.search(pattern.replace("$", r"\Z"), instance):
            yield jsonschema.ValidationError("no match")

    formats = jsonschema.FormatChecker(formats=())
    for name, function in FORMATS.items():
        formats.checks(name)(function)
    extend: Any = jsonschema.validators.extend  # untyped in its stubs
    return extend(jsonschema.Draft202012Validator, {"pattern": pattern}), formats


class _Teller:
    """Turns the errors of one file, as the validator has them, into Problems."""

    def __init__(self, schemas: Schemas, kind: str, document: Document) -> None:
        self._schemas = schemas
        self._kind = kind
        self._document = document

    def problem(self, code: str, at: Field, *, where: Position | None = None, **values: Any) -> Problem:
        """Make a Problem about a field."""
        document = self._document
        own = document.data.get("id")
        description = (self._schemas.at(self._kind, at) or {}).get("description")
        return problem(
            code,
            where or document.position(at),
            record=own if isinstance(own, str) else "",
            at=spell(at, document.data),
            more_hint=Text(description, "") if description else None,
            field=self.name(at),
            **values,
        )

    def name(self, at: Field) -> Text:
        """Name a field as people know it: «Hạn» (due)."""
        while at and isinstance(at[-1], int):
            at = at[:-1]
        if not at:
            return Text("Bản ghi", "The record")
        label = self._schemas.label(self._kind, at)
        return Text(f"«{label.vi}» ({at[-1]})", f"“{label.en}” ({at[-1]})")

    def tell(self, error: Any) -> Iterator[Problem]:
        """Yield what one error means."""
        at: Field = tuple(error.absolute_path)
        value, rule = error.instance, error.validator_value
        match error.validator:
            case "required" | "additionalProperties" | "dependentRequired":
                yield from self._fields(error, at)
            case "type":
                yield self.problem("field-type", at, value=value, wanted=_type(rule))
            case "oneOf" if "const" in rule[0]:
                known = [str(option["const"]) for option in rule]
                listed = ", ".join(f"{option['const']} ({option['title']})" for option in rule)
                yield self.problem("field-coded", at, value=value, known=listed, near=_near(str(value), known))
            case "enum":
                yield self.problem("field-coded", at, value=value, known=", ".join(map(str, rule)), near="")
            case "not" if len(rule["required"]) == 1:
                yield self.problem("field-unfit", at, names=self.name((*at, rule["required"][0])))
            case "oneOf" | "not":
                options = [option["required"][0] for option in rule] if error.validator == "oneOf" else rule["required"]
                names = [self.name((*at, name)) for name in options]
                listed_names = Text(" / ".join(n.vi for n in names), " / ".join(n.en for n in names))
                yield self.problem("field-choice", at, names=listed_names)
            case "pattern" if error.schema.get("maxLength") == 96:
                yield self.problem("id-form", at, id=value)
            case name if name in _SIZES:
                vi, en = _SIZES[name]
                yield self.problem("field-size", at, rule=Text(vi.format(rule), en.format(rule)))
            case _:
                yield self.problem("field-date" if _is_date(error) else "field-value", at, value=value)

    def _fields(self, error: Any, at: Field) -> Iterator[Problem]:
        """Yield the fields that an object lacks, or has and may not have."""
        value, rule = error.instance, error.validator_value
        match error.validator:
            case "required":
                for name in rule:
                    if name not in value:
                        where = self._document.position(at)
                        yield self.problem("field-missing", (*at, name), where=where, parent=self.name(at))
            case "additionalProperties":
                known = sorted(error.schema["properties"])
                for name in sorted(set(value) - set(known)):
                    where = self._document.position((*at, name), key=True)
                    yield self.problem(
                        "field-unknown",
                        (*at, name),
                        where=where,
                        name=name,
                        near=_near(name, known),
                        known=", ".join(known),
                    )
            case _:
                for name, needed in rule.items():
                    for other in needed:
                        if name in value and other not in value:
                            yield self.problem("field-needs", (*at, name), other=self.name((*at, other)))


_SIZES = {
    "minLength": ("ít nhất {} ký tự", "at least {} characters"),
    "maxLength": ("nhiều nhất {} ký tự", "at most {} characters"),
    "minItems": ("ít nhất {} mục", "at least {} items"),
    "maxItems": ("nhiều nhất {} mục", "at most {} items"),
    "minimum": ("không nhỏ hơn {}", "not less than {}"),
    "maximum": ("không lớn hơn {}", "not more than {}"),
    "minProperties": ("ít nhất {} trường", "at least {} fields"),
}


def _is_date(error: Any) -> bool:
    if error.validator == "format":
        return str(error.validator_value).endswith("-date")
    return any(option.get("format") == "partial-date" for option in error.schema.get("anyOf", ()))


_TYPES = {
    "string": Text(
        "chữ (nếu là số hoặc true/false thì đặt trong nháy đơn)", "text (put numbers and true/false in quotes)"
    ),
    "integer": Text(
        "số nguyên, không có nháy và không có số 0 ở đầu", "a whole number without quotes or leading zeros"
    ),
    "number": Text("số", "a number"),
    "boolean": Text("true hoặc false", "true or false"),
    "array": Text("danh sách, mỗi mục một dòng bắt đầu bằng “- ”", "a list, each item on a line that begins with “- ”"),
    "object": Text("nhóm trường “tên: giá trị” thụt vào dưới", "a group of “name: value” lines, indented below"),
}


def _type(rule: Any) -> Text:
    return _TYPES.get(rule if isinstance(rule, str) else rule[0], Text(str(rule), str(rule)))


def _near(name: str, known: list[str]) -> Text:
    import difflib  # noqa: PLC0415 - only when something is misspelt

    close = difflib.get_close_matches(name, known, 1, 0.6)
    return Text(f"Có phải là “{close[0]}”?", f"Did you mean “{close[0]}”?") if close else Text("", "")
