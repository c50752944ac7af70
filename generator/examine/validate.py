"""Hold one parsed file against its place in the folder tree and against its schema."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from generator.catalog import printable, problem
from generator.domain import dates, periods
from generator.domain.text import fold, slug
from generator.examine.specimen import lines, specimen
from generator.kinds import BY_NAME, KINDS
from generator.model import Document, Field, Partial, Position, Problem, Record, Text, spell
from generator.schema import FORMATS, Schemas

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_COPY = re.compile(r" |\(\d+\)")
_COPIED = Text(
    "Nếu đây là bản sao mà máy tạo ra khi chép tệp, hãy xóa nó.",
    "If this is what the machine made when a file was copied, delete it.",
)
MOST = 25
"""Problems told of one file: more would hide the first one."""


def place(
    root: str, path: str, titles: Mapping[str, str] | None = None
) -> tuple[tuple[str, str, str] | None, list[Problem]]:
    """Read province, kind and id from ``<province>/<kind>/<id>.yaml``; None if the file is not in such a place."""
    where = Position(f"{root}/{path}")
    parts = path.split("/")
    if len(parts) != 3:
        return None, [problem("record-misplaced", where, path=path)]
    province, kind, name = parts
    if kind not in BY_NAME:
        near = _near(kind, titles or {known.name: known.pages for known in KINDS})
        return None, [problem("kind-unknown", where, kind=kind, known=", ".join(BY_NAME), near=_asked(near))]
    record_id = name.removesuffix(".yaml")
    if not (_ID.fullmatch(record_id) and _ID.fullmatch(province)):
        copied = _COPIED if _COPY.search(name) else Text("", "")
        return None, [problem("id-form", where, id=record_id, near=_asked(slug(record_id)), more_hint=copied)]
    return (province, kind, record_id), []


def validate(schemas: Schemas, province: str, kind: str, file_id: str, document: Document) -> list[Problem]:
    """Return every problem of one file: its schema first; its id and folder only when the schema holds."""
    if not schemas.validator(kind).is_valid(document.data):
        strange = document.data.keys() - schemas.by_kind[kind]["properties"].keys()
        others = [other for other in BY_NAME if strange and schemas.validator(other).is_valid(document.data)]
        if len(others) == 1:  # a whole record of another kind, with fields that this one has not
            where, other = Position(document.path), others[0]
            return [problem("kind-differs", where, folder=kind, kind=other, title=schemas.title(other))]
        return list(explain(schemas, kind, document))
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


def part(schemas: Schemas, province: str, kind: str, file_id: str, document: Document) -> Record:
    """Make a Record of a document with errors: what of it is sound, and of all else that it is not.

    A value of which the message says how it is written counts as written so: what it makes wrong is told with it. Of a
    list with one wrong entry nothing is kept, since what is counted in it would be wrong.
    """
    wrong: dict[Field, set[str]] = {}
    misread: dict[Field, set[str]] = {}
    _, mended, refused = _read(schemas, kind, document)
    for at in document.empty():
        wrong.setdefault(at[:-1], set()).add(str(at[-1]))
    for error in refused:
        at = tuple(error.absolute_path)
        names = _named(error)
        if error.validator == "additionalProperties":
            misread[at] = _perhaps(schemas, kind, at, error.instance)
        elif not names:
            while at and isinstance(at[-1], int):
                at = at[:-1]
            at, names = at[:-1], {str(name) for name in at[-1:]}
        wrong.setdefault(at, set()).update(names)
    data = _sound(mended, (), wrong, misread)
    return Record(kind, file_id, province, data, document)


def _named(error: Any) -> set[str]:
    """Return the fields that an error about a whole group names."""
    rule = error.validator_value
    match error.validator:
        case "required":
            return set(rule) - set(error.instance)
        case "dependentRequired":
            return {*rule, *(other for others in rule.values() for other in others)}
        case "not":
            return set(rule.get("required", ()))
        case "oneOf" | "anyOf":
            return {name for option in rule for name in option.get("required", ())}
        case _:
            return set()


def _perhaps(schemas: Schemas, kind: str, at: Field, value: Mapping[str, Any]) -> set[str]:
    """Return the fields for which those of unknown names may stand: the ones that they resemble, else any."""
    known = _known(schemas, kind, at)
    meant = {_near(name, known) for name in value.keys() - known.keys()}
    return {*known} if "" in meant else meant


def _known(schemas: Schemas, kind: str, at: Field) -> dict[str, str]:
    """Return the fields that there are at a place, with their labels, in order of name."""
    schema = schemas.at(kind, at) or {}
    return {name: schemas.label(kind, (*at, name)).vi for name in sorted(schema.get("properties", ()))}


def _sound(value: Any, at: Field, wrong: Mapping[Field, set[str]], misread: Mapping[Field, set[str]]) -> Any:
    if isinstance(value, list):
        return [_sound(item, (*at, i), wrong, misread) for i, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    unsound = wrong.get(at, set())
    kept = {name: _sound(below, (*at, name), wrong, misread) for name, below in value.items() if name not in unsound}
    return Partial(kept, frozenset(unsound), frozenset(misread.get(at, ()))) if unsound or at in misread else kept


def _mended(value: Any, at: Field, meant: Mapping[Field, Any]) -> Any:
    if isinstance(value, list):
        return [_mended(item, (*at, i), meant) for i, item in enumerate(value)]
    if isinstance(value, dict):
        return {name: _mended(below, (*at, name), meant) for name, below in value.items()}
    return meant.get(at, value)


def explain(schemas: Schemas, kind: str, document: Document) -> Iterator[Problem]:
    """Say in plain words what the fast validator refused, with the help of the slower one."""
    teller = _Teller(schemas, kind, document)
    found, _, refused = _read(schemas, kind, document)
    errors = sorted((*found.values(), *refused), key=lambda e: [str(part).zfill(6) for part in e.absolute_path])
    wrong = {tuple(error.absolute_path): error for error in reversed(errors) if _of_value(error)}
    wrong |= {tuple(error.absolute_path): error for error in errors if error.validator == "type"}
    for at in found:
        wrong.pop(at, None)  # what is asked because of it was asked of what is meant
    seen: set[tuple[str, str, str]] = set()
    for error in errors[: MOST * 2]:
        if wrong.get(tuple(error.absolute_path), error) is not error or not wrong.keys().isdisjoint(
            _rests_on(schemas.by_kind[kind], error)
        ):
            continue  # what else is asked of a wrong value, or because of it, says nothing more
        for told in teller.tell(error):
            key = (told.code, told.at, told.message.en)
            if key not in seen and len(seen) < MOST:
                seen.add(key)
                yield told
    if (
        not seen and next(document.empty(), None) is None
    ):  # the two libraries disagree: never let a refused record pass in silence
        for fast in schemas.validator(kind).iter_errors(document.data):
            if not _misnamed(schemas, kind, tuple(fast.instance_path), fast.instance):
                yield teller.problem("field-value", tuple(fast.instance_path), value=fast.message, form=Text("", ""))
                return


def _of_value(error: Any) -> bool:
    """Whether an error says that a value is none of those that its field can have."""
    return error.validator in ("type", "enum") or (error.validator == "oneOf" and "const" in error.validator_value[0])


def _rests_on(schema: Mapping[str, Any], error: Any) -> Iterator[Field]:
    """Yield the fields for whose values something is asked: those of the conditions above it, or of its own choices."""
    node: Any = schema
    at, depth, before = tuple(error.absolute_path), 0, ""
    for part in error.absolute_schema_path:
        while isinstance(node, Mapping) and part not in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
        named = before == "properties"
        if part in ("then", "else") and not named:
            yield from ((*at[:depth], name) for name in _asked_of(node["if"]))
        node = node[part]
        depth += named or part == "items"
        before = "" if named else part
    if error.validator == "anyOf":
        yield from ((*at, name) for name in _asked_of(node))


def _asked_of(condition: Any) -> Iterator[str]:
    """Yield the fields of whose values a condition speaks."""
    if isinstance(condition, Mapping):
        yield from condition.get("properties", ())
    for below in condition.values() if isinstance(condition, Mapping) else condition:
        if isinstance(below, Mapping | list):
            yield from _asked_of(below)


@lru_cache(maxsize=1)
def _read(schemas: Schemas, kind: str, document: Document) -> tuple[dict[Field, Any], Any, tuple[Any, ...]]:
    """Return the errors of values that say what they mean, the data as it is meant, and what is wrong with that.

    Not a name typed for an id, which refers to nothing: ``link`` says what it may mean. First it is told, then asked what
    is left of the file.
    """
    teller = _Teller(schemas, kind, document)
    refused = tuple(_refusals(schemas, kind, document.data))
    found = {tuple(error.absolute_path): error for error in refused if teller.meant(error) is not None}
    if not found:
        return found, document.data, refused
    mended = _mended(document.data, (), {at: teller.meant(error) for at, error in found.items()})
    return found, mended, tuple(_refusals(schemas, kind, mended))


def _refusals(schemas: Schemas, kind: str, data: Any) -> Iterator[Any]:
    for error in _errors(schemas.by_kind[kind], data):
        if error.validator != "pattern" or not _misnamed(schemas, kind, tuple(error.absolute_path), error.instance):
            yield error


def _errors(schema: Mapping[str, Any], data: Any) -> Iterator[Any]:
    validator, formats = _slow()
    yield from validator(schema, format_checker=formats).iter_errors(data)


def _misnamed(schemas: Schemas, kind: str, at: Field, value: object) -> bool:
    """Whether something else than an id, and no longer than one may be, stands where an id refers to a record."""
    limit = schemas.common["id"]["maxLength"]
    return (
        "x-ref" in (schemas.at(kind, at) or ())
        and isinstance(value, str)
        and bool(value.strip())
        and len(value) <= limit
    )


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
        self._spelt: dict[Field, set[str]] = {}

    def problem(self, code: str, at: Field, *, where: Position | None = None, **values: Any) -> Problem:
        """Make a Problem about a field."""
        document = self._document
        own = document.data.get("id")
        return problem(
            code,
            where or document.position(at),
            record=own if isinstance(own, str) else "",
            at=spell(at, document.data),
            more_hint=self._description(code, at),
            **{"field": self.name(at), **values},
        )

    def _description(self, code: str, at: Field) -> Text | None:
        """Return what the schema says of a field, where that helps: of a reference, what it points to."""
        schema, common = self._schemas.at(self._kind, at) or {}, self._schemas.common
        said = schema.get("description", "")
        if said == common["id"]["description"] and at[-1:] != ("id",):
            kinds = [self._schemas.by_kind[kind] for kind in schema.get("x-ref", ())]
            vi = " hoặc ".join(kind["title"].lower() for kind in kinds)
            en = " or ".join(kind["x-en"].lower() for kind in kinds)
            folders = ", ".join(schema.get("x-ref", ()))
            said = f"Ghi mã của một bản ghi {vi} (thư mục {folders})." if kinds else ""
            return Text(said, f"Give the id of a record: {en} (folder {folders}).") if kinds else None
        if not at:
            return None  # it says what such records are for
        if code == "field-date" and said == common["date"]["description"]:
            return None  # the hint says the same
        return Text(said, "") if said else None

    def name(self, at: Field) -> Text:
        """Name a field as people know it: «Hạn» (due)."""
        while at and isinstance(at[-1], int):
            at = at[:-1]
        if not at:
            return Text("Bản ghi", "The record") if self._kind in BY_NAME else Text("Tệp này", "This file")
        label = self._schemas.label(self._kind, at)
        return Text(f"«{label.vi}» ({at[-1]})", f"“{label.en}” ({at[-1]})")

    def tell(self, error: Any) -> Iterator[Problem]:
        """Yield what one error means."""
        at: Field = tuple(error.absolute_path)
        value, rule = error.instance, error.validator_value
        match error.validator:
            case "required" | "additionalProperties" | "dependentRequired":
                yield from self._fields(error, at)
            case name if name in _SIZES:
                vi, en = (said.format(rule) for said in _SIZES[name])
                yield self.problem("field-size", at, rule=Text(vi, en), more=self._resized(at, name))
            case "oneOf" | "anyOf" | "not" if "required" in (rule if error.validator == "not" else rule[0]):
                yield from self._choice(error, at)
            case "type":
                yield self.problem(
                    "field-type", at, value=_shown(value), wanted=_type(rule), form=self._form(at, rule, value)
                )
            case "oneOf" | "enum":
                every = (
                    rule if error.validator == "oneOf" else (self._schemas.at(self._kind, at) or {}).get("oneOf", ())
                )
                own = {str(option["const"]): option["title"] for option in every}
                fits = own if error.validator == "oneOf" else {str(one): own.get(str(one), "") for one in rule}
                yield from self._coded(at, value, fits, misspelt=str(value) not in own)
            case "pattern" if error.schema.get("maxLength") == 96:
                near = _near_clause(value) if at[-1] == "clause" else slug(value)
                yield self.problem("id-form", at, id=value, near=_asked(near))
            case "pattern" if refused := _REFUSES.fullmatch(rule):
                found = " ".join(
                    dict.fromkeys(
                        one if one.isprintable() else repr(one) for one in value if not re.match(refused[1], one)
                    )
                )
                yield self.problem("field-characters", at, found=found)
            case _ if _is_date(error):
                form = "partial-date" if error.validator == "anyOf" else error.validator_value
                near = _near_date(value, form, last=at[-1] == "by")
                yield self.problem("field-date", at, value=value, near=_asked(near) if near else _no_such_day(value))
            case _:
                yield self.problem("field-value", at, value=value, form=self._reading(at, value))

    def _resized(self, at: Field, rule: str) -> Text:
        """Say what to do about a value outside its limits; a field that must be there is not to be left out."""
        if rule in ("minimum", "maximum"):
            return _OTHERWISE
        if rule in ("maxLength", "maxItems"):
            return _TOO_MUCH
        needed = at and at[-1] in (self._schemas.at(self._kind, at[:-1]) or {}).get("required", ())
        return self._group(at) if needed else _NOTHING

    def meant(self, error: Any) -> Any:
        """Return the value that a wrong one was certainly meant to be: a day as people write it, the label of a code."""
        at, value = tuple(error.absolute_path), error.instance
        if not isinstance(value, str) or not at or isinstance(at[-1], int):
            return None
        if _is_date(error):
            form = "partial-date" if error.validator == "anyOf" else error.validator_value
            return _near_date(value, form, last=at[-1] == "by") or None
        if error.validator == "oneOf" and "const" in error.validator_value[0]:
            labels = {
                fold(option[name]): option["const"] for name in ("title", "const") for option in error.validator_value
            }
            return labels.get(fold(value))
        worded = periods.worded(value) if error.validator == "pattern" else ""
        return worded if worded and self._valid(self._schemas.at(self._kind, at) or {}, worded) else None

    def _asked_field(self, at: Field, value: Any) -> Text:
        """Propose a field, and how it is written where its value would be none."""
        name, schema = self.name(at), self._schemas.at(self._kind, at) or {}
        wanted = schema.get("type")
        known = {"string": str, "array": list, "object": dict}.get(wanted if isinstance(wanted, str) else "")
        form = Text("", "") if known is None or isinstance(value, known) else self._form(at, wanted, value)
        vi, en = f"Có phải là {name.vi}? {form.vi}", f"Did you mean {name.en}? {form.en}"
        return Text(vi.rstrip(), en.rstrip())

    def _coded(self, at: Field, value: Any, known: Mapping[str, str], *, misspelt: bool) -> Iterator[Problem]:
        """Yield what is said of a value that is none of a list: a proposal, unless it is one of the field that does not fit here."""
        near = _near(str(value), known) if misspelt else ""
        listed = ", ".join(f"{const} ({title})" if title else const for const, title in known.items())
        yield self.problem("field-coded", at, value=_shown(value), known=_listed(listed, near), near=_asked(near))

    def _choice(self, error: Any, at: Field) -> Iterator[Problem]:
        """Yield what is said of fields that exclude each other, or of which there must be one."""
        rule, meant = error.validator_value, self._meant(at, error.instance)
        if error.validator == "not":
            names = rule["required"]
            code = "field-unfit" if len(names) == 1 else "field-choice"
            yield self.problem(code, at, names=self._names(at, names))
            return
        options = [option["required"][0] for option in rule]
        begun = [option["required"] for option in rule if option["required"][0] in error.instance]
        if error.validator == "oneOf" and len(begun) == 1:  # one way was chosen, but not all that it needs is there
            for other in begun[0][1:]:
                if other not in error.instance and other not in meant:
                    yield self.problem("field-needs", (*at, begun[0][0]), other=self.name((*at, other)))
        elif not set(options) & meant:
            code = "field-choice" if error.validator == "oneOf" else "field-any"
            yield self.problem(code, at, names=self._names(at, options))

    def _names(self, at: Field, fields: Sequence[str], between: tuple[str, str] = ("/", "/")) -> Text:
        names = [self.name((*at, name)) for name in fields]
        vi, en = (f" {word} " for word in between)
        return Text(vi.join(n.vi for n in names), en.join(n.en for n in names))

    def _fields(self, error: Any, at: Field) -> Iterator[Problem]:
        """Yield the fields that an object lacks, or has and may not have."""
        value, rule = error.instance, error.validator_value
        match error.validator:
            case "required":
                for name in rule:
                    own, instead = self._instead(at, value, name)
                    if not {own, name} & {*value, *self._meant(at, value)}:
                        where, field = self._document.position(at), self.name((*at, own))
                        below = self._group((*at, own))
                        values = {
                            "parent": self.name(at),
                            "field": field,
                            "instead": Text(below.vi + instead.vi, below.en + instead.en),
                        }
                        yield self.problem("field-missing", (*at, name), where=where, **values)
            case "additionalProperties":
                known = _known(self._schemas, self._kind, at)
                for name in sorted(set(value) - set(known))[:MOST]:
                    where = self._document.position((*at, name), key=True)
                    elsewhere = self._elsewhere(at, value, name)
                    near = "" if elsewhere.vi else _near(name, known)
                    values = {
                        "near": self._asked_field((*at, near), value[name]) if near else elsewhere,
                        "known": _listed(", ".join(known), near),
                    }
                    yield self.problem("field-unknown", (*at, name), where=where, name=name, **values)
            case _:
                told = {*value, *self._meant(at, value), *error.schema.get("required", ())}
                for name, needed in rule.items():
                    for other in needed:
                        if name in value and other not in told:
                            yield self.problem("field-needs", (*at, name), other=self.name((*at, other)))

    def _elsewhere(self, at: Field, value: Mapping[str, Any], name: str) -> Text:
        """Return where a field belongs that only its indentation put here: into the group above it, or out of this one."""
        names = list(value)
        above = names[max(names.index(name) - 1, 0)]
        inner = [(*at, above)] if isinstance(value.get(above), dict) and name not in value[above] else []
        outer = [at[:depth] for depth in range(len(at) - 1, -1, -1) if not isinstance(at[depth], int)]
        for other in (*inner, *outer):
            if name in _known(self._schemas, self._kind, other):
                field, group = self.name((*other, name)), self.name(other)
                return Text(
                    f"{field.vi} thuộc {group.vi[:1].lower()}{group.vi[1:]}: cho dòng này thẳng cột với các trường của nhóm ấy.",
                    f"{field.en} belongs to {group.en[:1].lower()}{group.en[1:]}: align this line with its other fields.",
                )
        return Text("", "")

    def _meant(self, at: Field, value: Mapping[str, Any]) -> set[str]:
        """Return the fields that unknown ones were probably meant to be, or that are empty: not also told as missing."""
        if at not in self._spelt:
            known = _known(self._schemas, self._kind, at)
            unknown = sorted(set(value) - set(known))[:MOST]
            self._spelt[at] = {_near(name, known) for name in unknown} - {""}
            self._spelt[at] |= {str(empty[-1]) for empty in self._document.empty() if empty[:-1] == at}
        return self._spelt[at]

    def _instead(self, at: Field, value: Mapping[str, Any], name: str) -> tuple[str, Text]:
        """Return which field is missing, and what may be said where its source does not give it, in place of a guess.

        The schema says of many a field X: who lacks it writes X_state, or what else the rule asks for.
        """
        schema = self._schemas.at(self._kind, at) or {}
        rules = [rule for rule in schema.get("allOf", ()) if "if" in rule]
        own = next(
            (
                lacking
                for rule in rules
                for lacking in rule["if"].get("not", {}).get("required", ())
                if name in rule["then"].get("required", ()) and "properties" not in rule["if"]["not"]
            ),
            name.removesuffix("_state"),
        )
        own = own if own in schema.get("properties", {}) else name
        state = name if own != name else f"{name}_state"
        if state not in schema.get("properties", {}):
            return own, Text("", "")
        asked = [rule["then"] for rule in rules if rule["if"].get("required") == [state]]
        fields = [state, *(field for then in asked for field in then.get("required", ()))]
        if not all(self._valid({"properties": then.get("properties", {})}, value) for then in asked):
            return own, Text("", "")  # the rule wants something else of the fields that are there
        names = self._names(at, fields, ("và", "and"))
        return own, Text(
            f" Nguồn không nêu thì ghi thay {names.vi}.", f" Where the source does not say, give {names.en}."
        )

    def _valid(self, schema: Mapping[str, Any], value: Any) -> bool:
        """Whether a value holds to a part of the schema of this kind."""
        return next(_errors({**schema, "$defs": self._schemas.by_kind[self._kind]["$defs"]}, value), None) is None

    def _reading(self, at: Field, value: Any) -> Text:
        """Return what was meant, as the field takes it: a number with a comma or its unit, a period in words."""
        if not isinstance(value, str):
            return Text("", "")
        number, rest = _plain_number(value)
        number_or_text: Any = int(number) if number.isdecimal() else number
        for plain in filter(None, (number_or_text, number, periods.worded(value))):
            if plain != value and self._valid(self._schemas.at(self._kind, at) or {}, plain):
                unit = self._unit(at, rest) if rest and plain == number_or_text else Text("", "")
                return Text(f"Ghi {plain}{unit.vi}.", f"Write {plain}{unit.en}.")
        return Text("", "")

    def _unit(self, at: Field, written: str) -> Text:
        """Return where the unit that stood behind a number belongs."""
        beside = (self._schemas.at(self._kind, at[:-1]) or {}).get("properties", {})
        if "unit" not in beside or written == "%":
            return Text(f", không ghi {written}", f", without {written}")
        known = {option["const"]: option["title"] for option in beside["unit"].get("oneOf", ())}
        short = [
            const for const, title in known.items() if title.startswith(written) or (written, const) == ("đ", "dong")
        ]
        unit = min(short, default=_near(written, known), key=len) or written
        return Text(f", và unit: {unit}", f", and unit: {unit}")

    def _form(self, at: Field, rule: Any, value: Any) -> Text:
        """Return how a value of the wanted type is written: of a group, which fields belong below it."""
        wanted = rule if isinstance(rule, str) else rule[0]
        if (meant := self._reading(at, value)).vi:
            return meant
        if wanted == "array" and isinstance(value, str):
            value = _BULLET.sub("", value)
        shape = self._schemas.shapes[self._kind].at(at)
        example = specimen(shape, _quotable(value), self._valid) if shape is not None else None
        if example is None:
            return self._below(at) if wanted == "object" else Text("", "")
        key = f"{at[-1]}:" if at and isinstance(at[-1], str) else "-"
        below = lines(example)
        inline = (
            [f"{key} {below[0]}"] if not isinstance(example, list | dict) else [key, *(f"  {line}" for line in below)]
        )
        if key == "-" and isinstance(example, dict):
            inline = lines([example])
        shown = " ⏎ ".join(inline)
        said = Text(f"Ví dụ: “{shown}”.", f"For example: “{shown}”.")
        if wanted != "object":
            return said
        fields = self._below(at)
        return Text(f"{fields.vi} {said.vi}", f"{fields.en} {said.en}")

    def _group(self, at: Field) -> Text:
        """Return what must stand below a group that is missing, so that it is not asked for part by part."""
        shape = self._schemas.shapes[self._kind].at(at)
        example = specimen(shape, None, self._valid) if shape is not None and (shape.order or shape.item) else None
        if not isinstance(example, list | dict):
            return Text("", "")
        shown = " ⏎ ".join((f"{at[-1]}:", *(f"  {line}" for line in lines(example))))
        return Text(f" Ví dụ: “{shown}”.", f" For example: “{shown}”.")

    def _below(self, at: Field) -> Text:
        """Return which fields belong below one."""
        required = set((self._schemas.at(self._kind, at) or {}).get("required", ()))
        names = sorted(_known(self._schemas, self._kind, at), key=lambda name: name not in required)
        vi = ", ".join(f"{name} (bắt buộc)" if name in required else name for name in names)
        en = ", ".join(f"{name} (required)" if name in required else name for name in names)
        return Text(f"Các trường ở đây: {vi}.", f"Fields here: {en}.")


_BULLET = re.compile(r"\A(?:[•·▪●○*+–—-]|[0-9]{1,2}[.)])\s*(?=\D)")
"""What people begin the items of a list with."""
_THOUSANDS = re.compile(
    r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|(?: [0-9]{3})+)(?:,[0-9]{1,2})?|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]{1,2}"
)
"""A number as Vietnamese readers write it, that can be read in no other way."""
_NUMBER = re.compile(
    r"([0-9]{1,9}(?:[.,][0-9]{1,6})?|[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]{1,2})?)\s*(%|[^\W\d_][^\d]*)?"
)


def _plain_number(value: str) -> tuple[str, str]:
    """Return a number as the register writes it, and the unit behind it; both empty for what is none.

    >>> _plain_number("1.200.000 đồng"), _plain_number("97,5%"), _plain_number("1 200 000"), _plain_number("4-5")
    (('1200000', 'đồng'), ('97.5', '%'), ('1200000', ''), ('', ''))
    """
    found = _NUMBER.fullmatch(value.strip())
    if found is None:
        return "", ""
    number = re.sub(r"[. ]", "", found[1]) if _THOUSANDS.fullmatch(found[1]) else found[1]
    plain = number.replace(",", ".")
    return (str(int(plain)) if plain.isdecimal() else plain), (found[2] or "").strip()


def _quotable(value: Any) -> Any:
    """Return what of a value an example may repeat: a text as messages print it, a number as the text that it stands for."""
    if isinstance(value, bool | int | str):
        text = printable(str(value).lower() if isinstance(value, bool) else str(value))
        return text or None
    if isinstance(value, dict):
        return {name: _quotable(below) for name, below in value.items()}
    return _quotable(value[0]) if isinstance(value, list) and value else None


_REFUSES = re.compile(r"\^(\[\^.+\])\+\$")
"""A pattern that only forbids some characters."""
_SIZES = {
    "minLength": ("ít nhất {} ký tự", "at least {} characters"),
    "maxLength": ("nhiều nhất {} ký tự", "at most {} characters"),
    "minItems": ("ít nhất {} mục", "at least {} items"),
    "maxItems": ("nhiều nhất {} mục", "at most {} items"),
    "minimum": ("không nhỏ hơn {}", "not less than {}"),
    "maximum": ("không lớn hơn {}", "not more than {}"),
    "minProperties": ("ít nhất {} trường", "at least {} fields"),
}
_NOTHING = Text("Không có gì để ghi thì bỏ cả trường.", "Leave the field out if there is nothing to put into it.")
_OTHERWISE = Text("Xem lại con số trong nguồn.", "Look at the number in the source.")
_TOO_MUCH = Text("Viết gọn lại, hoặc chia ra.", "Shorten it, or divide it.")


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


def _shown(value: Any) -> Any:
    """Return a value as a message may quote it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return Text("một danh sách", "a list")
    return Text("một nhóm trường", "a group of fields") if isinstance(value, dict) else value


def _near(name: str, known: Mapping[str, str]) -> str:
    """Return which of the known names (with their labels) is meant: by its letters, without marks, or by its label."""
    import difflib  # noqa: PLC0415 - only when something is misspelt

    wanted = fold(name)
    labels = {fold(known[one]): one for one in known}
    short = [one for label, one in labels.items() if "".join(word[0] for word in label.split()) == wanted]
    if len(short) == 1 and len(wanted) > 1:  # CV: Công văn
        return short[0]
    close = {
        difflib.SequenceMatcher(None, wanted, found).ratio(): spelt[found]
        for cutoff, spelt in ((0.67, {fold(one): one for one in known}), (0.85, labels))
        for found in difflib.get_close_matches(wanted, spelt, 1, cutoff)
    }
    if close:  # «hằng tháng» is like «6-thang», but more like what «thang» is called
        return close[max(close)]
    begun = sorted((label for label in labels if f"{wanted} ".startswith(f"{label} ")), key=len)
    return labels[begun[-1]] if begun else ""


def _near_clause(value: str) -> str:
    """Return the id of a clause that was typed as people cite it: «điểm đ khoản 1» is 1dd.

    >>> [_near_clause(typed) for typed in ("Khoản 2", "điểm đ, khoản 1 Điều 3", "1.a", "a) 1", "2,1", "1A", "phần cuối")]
    ['2', 'd3-1dd', '1a', '1a', '2-1', '1a', '']
    """
    typed = value.strip().lower().replace("_", " ")
    for form in _CITED:
        if found := form.fullmatch(typed):
            part = found.groupdict(default="")
            article = f"d{part['article']}" if part.get("article") else ""
            clause = f"{part.get('clause', '')}{part.get('point', '').replace('đ', 'dd')}"
            return "-".join(filter(None, (article, clause)))
    return slug(typed) if any(map(str.isdecimal, typed)) and len(typed) < 8 else ""


_CITED = tuple(
    re.compile(form)
    for form in (
        r"(?:điểm (?P<point>[a-zđ])\)?,? ?)?(?:khoản|mục) (?P<clause>[0-9]{1,2})\.?(?:,? điều (?P<article>[0-9]{1,3})\.?)?",
        r"điều (?P<article>[0-9]{1,3})\.?",
        r"(?P<clause>[0-9]{1,2})[./,) -]*(?P<point>[a-zđ])\)?",
        r"(?P<point>[a-zđ])[./,) -]*(?P<clause>[0-9]{1,2})",
    )
)


def _near_date(value: Any, form: str, *, last: bool = False) -> str:
    """Return a day written as people do, 14/3/2025, or with day and month exchanged, in the order of the register.

    Where a month or year will do (``form``), those as well: tháng 12/2016, năm 2016; as ``last`` day the end of a quarter.
    """
    plain = _BESIDE.sub("", str(value).replace("–", "-")).strip()
    if _LIKE_DIGITS.fullmatch(plain):
        plain = plain.translate(_DIGITS)
    if _SERIAL.fullmatch(plain):
        return (_SERIALS + timedelta(days=int(plain))).isoformat()
    if _UNDIVIDED.fullmatch(plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    plain = _MONTH_WORD.sub(lambda found: f"tháng {_MONTHS[found[1].lower()]}", plain)
    near = dates.iso(plain, form) or dates.exchanged(plain)
    period = periods.parse(periods.worded(plain), "lich") if last and not near else None
    return period.days.last.isoformat()[:7] if period and form == "partial-date" else near or ""


_BESIDE = re.compile(
    r"\A(?:đến\s+|tới\s+)?(?:hết|cuối)\s+|\A(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)\s*,?\s*|\Anăm\s+(?=[0-9])|[ T]+[0-9]{1,2}(?::[0-9]{2}){1,2}\Z"
    r"|\A[0-9]{1,2}(?::[0-9]{2}|\s*(?:giờ|[gh])(?:\s*[0-9]{2})?)\s*,?\s*(?=ngày|[0-9])|[.,;]+\Z",
    re.IGNORECASE,
)
"""What people write beside a day: its weekday, its hour, the end of their sentence."""
_SERIAL = re.compile(r"(?:3[89]|4[0-9])[0-9]{3}")
_SERIALS = date(1899, 12, 30)
"""Where spreadsheets begin to count days: 46084 is a day that lost its form there."""
_UNDIVIDED = re.compile(r"(?:19|20)[0-9]{6}")
_MONTHS = {
    "giêng": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười một": 11,
    "mười hai": 12,
    "mười": 10,
    "chạp": 12,
}
_MONTH_WORD = re.compile(
    rf"tháng\s+({'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?=\s+năm\s|\s*[/-])", re.IGNORECASE
)
_DIGITS = str.maketrans("OolI", "0011")
_LIKE_DIGITS = re.compile(r"[0-9OolI/.-]+")
"""A day in which a letter was typed for a digit."""


_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def _no_such_day(value: Any) -> Text:
    """Say why a day is none, where it is written as one: its month has fewer days, or is none."""
    found = _DAY.fullmatch(str(value).strip())
    if found is None:
        return Text("", "")
    year, month, day = (int(found[i] or found[7 - i]) for i in (1, 2, 3))
    if not 1 <= month <= 12:
        return Text(f"Không có tháng {month}.", f"There is no month {month}.")
    if not dates.FIRST_YEAR <= year <= dates.LAST_YEAR:
        first, last = dates.FIRST_YEAR, dates.LAST_YEAR
        return Text(f"Sổ chỉ nhận các năm {first}–{last}.", f"The register takes the years {first} to {last} only.")
    last = monthrange(year, month)[1]
    return (
        Text(f"Tháng {month}/{year} chỉ có {last} ngày.", f"{month}/{year} has only {last} days.")
        if day > last
        else Text("", "")
    )


def _listed(known: str, near: str) -> Any:
    """Return all that could be written; cut, like all that is quoted, where one of it was proposed."""
    return known if near else Text(known, known)


def _asked(near: str) -> Text:
    return Text(f"Có phải là “{near}”?", f"Did you mean “{near}”?") if near else Text("", "")
