"""``generator explain``: the help text of a check, a record kind or a field, from the catalogue and the schemas."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from generator.catalog import entries, visible
from generator.kinds import BY_NAME
from generator.schema import Schemas

WIDTH = 100


def explain(schemas: Schemas, topic: str, language: str) -> str | None:
    """Return the help on a topic: a code, a kind, ``kind.field[.field]`` or a field's bare name; None if unknown."""
    if topic in entries():
        return _check(topic, language)
    kind, _, path = topic.partition(".")
    if kind in BY_NAME:
        found = [_kind(schemas, kind, language)] if not path else list(_field(schemas, kind, path.split("."), language))
    else:
        found = [text for name in BY_NAME for text in _field(schemas, name, topic.split("."), language)]
    return "\n\n".join(found) or None


def _wrap(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _check(code: str, language: str) -> str:
    entry = entries()[code]
    parts = [f"{code} ({entry.severity}): {entry.title.in_language(language)}", entry.message.in_language(language)]
    if entry.hint.vi:
        parts.append(entry.hint.in_language(language))
    if language == "vi":
        parts.append("\n".join(_wrap(part) for part in entry.why.split("\n\n")))
    was, wrong, right = ("Published", "Wrong", "Right") if language == "en" else ("Đã công bố", "Sai", "Đúng")
    for title, file, example in (
        (was, entry.file, entry.before), (wrong, entry.file, entry.bad), (right, entry.good_file or entry.file, entry.good),
    ):  # fmt: skip
        if example.strip():
            where = f" ({file})" if file else ""
            parts.append(f"{title}{where}:\n{textwrap.indent(visible(example.strip(chr(10))), '    ')}")
    return "\n\n".join(part for part in parts if part)


def _label(schema: Mapping[str, Any], language: str) -> str:
    return str(schema.get("x-en" if language == "en" else "title", ""))


def _kind(schemas: Schemas, kind: str, language: str) -> str:
    schema = schemas.by_kind[kind]
    lines = [
        f"{kind}: {_label(schema, language)}",
        _wrap(schema["description"]),
        f"records/<province>/{kind}/<id>.yaml",
        "",
    ]
    return "\n".join([*lines, *_fields(schemas, kind, schema, language)])


def _fields(schemas: Schemas, kind: str, schema: Mapping[str, Any], language: str) -> Iterator[str]:
    required = set(schema.get("required", ()))
    mark = " (required)" if language == "en" else " (bắt buộc)"
    for name, raw in schema.get("properties", {}).items():
        yield f"  {name}{mark if name in required else ''}: {_label(schemas.resolve(kind, raw), language)}"


def _field(schemas: Schemas, kind: str, path: list[str], language: str) -> Iterator[str]:
    """Yield the help on the fields of a kind whose path ends in ``path``; lists are passed through."""
    schema: Mapping[str, Any] = schemas.by_kind[kind]
    for name in path:
        below = _inner(schemas, kind, schema).get("properties", {}).get(name)
        if below is None:
            return
        schema = schemas.resolve(kind, below)
    inner = _inner(schemas, kind, schema)
    lines = [f"{kind}.{'.'.join(path)}: {_label(schema, language)}"]
    if schema.get("description"):
        lines.append(_wrap(schema["description"], "  "))
    lines += [f"  → {', '.join(kinds)}" for kinds in (schema.get("x-ref"), inner.get("x-ref")) if kinds]
    coded = (option for option in inner.get("oneOf", ()) if "const" in option)
    lines += [f"  {option['const']}: {_label(option, language)}" for option in coded]
    if "examples" in schema:
        lines.append(f"  {', '.join(map(str, schema['examples']))}")
    lines += _fields(schemas, kind, inner, language)
    yield "\n".join(lines)


def _inner(schemas: Schemas, kind: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema of the items of a list, the schema itself for anything else."""
    schema = schemas.resolve(kind, schema)
    while isinstance(schema.get("items"), Mapping):
        schema = schemas.resolve(kind, schema["items"])
    return schema
