"""``generator explain``: the help text of a check, a record kind or a field, from the catalogue and the schemas."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from generator.catalog import entries, visible
from generator.diagnostics import word
from generator.kinds import BY_NAME
from generator.schema import Schemas, Shape

WIDTH = 100


def explain(schemas: Schemas, topic: str, language: str) -> str | None:
    """Return the help on a topic: a code, a kind, ``kind.field[.field]`` or a field's bare name; None if unknown."""
    if topic in entries():
        return _check(topic, language)
    kind, _, path = topic.partition(".")
    if kind in BY_NAME:
        found = [_kind(schemas, kind, language)] if not path else list(_field(schemas, kind, path, language))
    else:
        found = [text for name in BY_NAME if topic for text in _field(schemas, name, topic, language)]
    return "\n\n".join(found) or None


def _wrap(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _check(code: str, language: str) -> str:
    entry = entries()[code]
    parts = [
        f"{code} ({word(entry.severity, language)}): {entry.title.in_language(language)}",
        entry.message.in_language(language),
    ]
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


def _kind(schemas: Schemas, kind: str, language: str) -> str:
    shape = schemas.shapes[kind]
    lines = [
        f"{kind}: {shape.label.in_language(language)}",
        _wrap(shape.description),
        f"records/<province>/{kind}/<id>.yaml",
        "",
    ]
    return "\n".join([*lines, *_fields(shape, language)])


def _fields(shape: Shape, language: str) -> Iterator[str]:
    mark = " (required)" if language == "en" else " (bắt buộc)"
    for name, below in shape.fields.items():
        yield f"  {name}{mark if name in shape.required else ''}: {below.label.in_language(language)}"


def _field(schemas: Schemas, kind: str, path: str, language: str) -> Iterator[str]:
    """Yield the help on the field of a kind at a path; lists are passed through."""
    try:
        shape = schemas.shapes[kind].named(path)
    except KeyError:
        return
    inner = shape.inner
    lines = [f"{kind}.{path}: {shape.label.in_language(language)}"]
    if shape.description:
        lines.append(_wrap(shape.description, "  "))
    lines += [f"  → {', '.join(kinds)}" for kinds in dict.fromkeys((shape.refers, inner.refers)) if kinds]
    lines += [f"  {code}: {o['x-en' if language == 'en' else 'title']}" for code, o in inner.coded.items()]
    if "examples" in shape.schema:
        lines.append(f"  {', '.join(map(str, shape.schema['examples']))}")
    yield "\n".join([*lines, *_fields(inner, language)])
