"""Hold one parsed file against its place in the folder tree and against its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jsonschema

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
        problems.append(problem("record-misplaced", document.position(("id",)), record=own, at="id", path=f"{kind}/{own}"))
    return problems


def record(province: str, kind: str, document: Document) -> Record:
    """Make the Record of a validated document."""
    return Record(kind, document.data["id"], province, document.data, document)


def _explain(schemas: Schemas, kind: str, document: Document) -> Iterator[Problem]:
    """Say in plain words what the fast validator refused, with the help of the slower one."""
    checker = jsonschema.FormatChecker(formats=())
    for name, function in FORMATS.items():
        checker.checks(name)(function)
    slow = jsonschema.Draft202012Validator(schemas.by_kind[kind], format_checker=checker)
    seen: set[tuple[str, Field, str]] = set()
    errors = sorted(slow.iter_errors(document.data), key=lambda e: [str(part).zfill(6) for part in e.absolute_path])
    for error in errors[: MOST * 2]:
        for told in _tell(schemas, kind, document, error):
            key = (told.code, (told.at,), told.message.en)
            if key not in seen and len(seen) < MOST:
                seen.add(key)
                yield told
    if not seen:  # the two libraries disagree: never let a refused record pass in silence
        for fast in schemas.validator(kind).iter_errors(document.data):
            at = tuple(fast.instance_path)
            yield problem("field-value", document.position(at), record=_id(document), at=spell(at, document.data),
                          field=_name(schemas, kind, at), rule=fast.message)
            return


def _id(document: Document) -> str:
    value = document.data.get("id")
    return value if isinstance(value, str) else ""


def _name(schemas: Schemas, kind: str, at: Field) -> Text:
    """Name a field as people know it: «Hạn» (due)."""
    while at and isinstance(at[-1], int):
        at = at[:-1]
    if not at:
        return Text("bản ghi", "the record")
    label = schemas.label(kind, at)
    return Text(f"«{label.vi}» ({at[-1]})", f"“{label.en}” ({at[-1]})")


def _described(schemas: Schemas, kind: str, at: Field) -> Text | None:
    description = (schemas.at(kind, at) or {}).get("description")
    return Text(description, "") if description else None


def _tell(schemas: Schemas, kind: str, document: Document, error: Any) -> Iterator[Problem]:
    at: Field = tuple(error.absolute_path)
    value, rule = error.instance, error.validator_value

    def tell(code: str, field: Field = at, *, key: bool = False, **values: Any) -> Problem:
        return problem(
            code, document.position(field, key=key), record=_id(document), at=spell(field, document.data),
            more_hint=_described(schemas, kind, field), field=_name(schemas, kind, field), **values,
        )

    match error.validator:
        case "required":
            missing = [name for name in rule if name not in value]
            for name in missing:
                field = (*at, name)
                yield problem(
                    "field-missing", document.position(at), record=_id(document), at=spell(field, document.data),
                    more_hint=_described(schemas, kind, field), field=_name(schemas, kind, field),
                    parent=_name(schemas, kind, at),
                )
        case "additionalProperties":
            known = sorted(error.schema["properties"])
            for name in sorted(set(value) - set(known)):
                yield tell("field-unknown", (*at, name), key=True, name=name, near=_near(name, known))
        case "dependentRequired":
            for name, needed in rule.items():
                for other in needed:
                    if name in value and other not in value:
                        yield tell("field-needs", (*at, name), other=_name(schemas, kind, (*at, other)))
        case "type":
            yield tell("field-type", value=value, wanted=_type(rule))
        case "oneOf" if "const" in rule[0]:
            known = [str(option["const"]) for option in rule]
            listed = ", ".join(f"{option['const']} ({option['title']})" for option in rule)
            yield tell("field-coded", value=value, known=listed, near=_near(str(value), known))
        case "enum":
            yield tell("field-coded", value=value, known=", ".join(map(str, rule)), near="")
        case "oneOf" if all("required" in option for option in rule):
            names = [_name(schemas, kind, (*at, option["required"][0])) for option in rule]
            yield tell("field-choice", names=Text(" / ".join(n.vi for n in names), " / ".join(n.en for n in names)))
        case "anyOf" | "format" | "pattern" if _is_date(error):
            yield tell("field-date", value=value)
        case "pattern" if error.schema.get("maxLength") == 96:
            yield tell("id-form", id=value)
        case "minLength" | "maxLength" | "minItems" | "maxItems" | "minimum" | "maximum" | "minProperties":
            yield tell("field-size", rule=f"{error.validator} {rule}")
        case _:
            yield tell("field-value", rule=f"{error.validator}: {value}")


def _is_date(error: Any) -> bool:
    if error.validator == "format":
        return str(error.validator_value).endswith("-date")
    return any(option.get("format") == "partial-date" for option in error.schema.get("anyOf", ()))


_TYPES = {
    "string": Text("chữ (nếu là số hoặc true/false thì đặt trong nháy đơn)", "text (put numbers and true/false in quotes)"),
    "integer": Text("số nguyên, không có nháy và không có số 0 ở đầu", "a whole number without quotes or leading zeros"),
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
