"""What a record kind needs besides its schema and its row in ``kinds.py``; what one lacks is said in words."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from generator.build import ROOT, schemas
from generator.kinds import BY_NAME, KINDS, Kind
from generator.publish.names import Names
from generator.publish.stood import stood
from generator.schema import Schemas, Shape
from tests.conftest import ONE_PROVINCE, REGISTER
from tests.example import AS_OF, examined, site

GUIDE = (ROOT / "docs" / "huong-dan" / "soan-thao" / "index.md").read_text(encoding="utf-8")
EDITOR = ROOT / ".vscode" / "settings.json"
_PLACEHOLDER = re.compile(r'<span id="([a-z0-9-]+)"></span>')


@dataclass
class Given:
    """A kind with all that is there for it."""

    row: Kind
    raw: dict[str, dict[str, Any]]
    guide: str
    examples: int
    read: Callable[[str], str]
    """A page of the example's internal site by its path, empty if there is none."""
    places: list[str]
    """Where its examples are shown."""


def given(kind: str) -> Given:
    corpus = stood(examined(), AS_OF).corpus
    names = Names(corpus)
    places = [names.place(record) for record in corpus.of(kind)]
    examples = sum(1 for province in ONE_PROVINCE for _ in (REGISTER / province / kind).glob("*.yaml"))

    def read(path: str) -> str:
        return site("internal").get(path, b"").decode()

    return Given(BY_NAME[kind], copy.deepcopy(schemas().raw), GUIDE, examples, read, places)


def lacking(kind: Given) -> list[str]:
    """Return what is still missing, in the order in which it is added."""
    name = kind.row.name
    if f"{name}.schema.json" not in kind.raw:
        return [f"schemas/{name}.schema.json"]
    known = Schemas(kind.raw, [kind.row if kind.row.name == row.name else row for row in KINDS])
    return [*_schema(known.shapes[name]), *_named(known, name), *_page(known, kind.row), *_around(kind)]


def _schema(shape: Shape) -> Iterator[str]:
    for keyword in ("title", "x-en", "description", "x-version"):
        if not shape.schema.get(keyword):
            yield f"{keyword} in the schema"
    if "id" not in shape.required:
        yield "id among what the schema requires"
    for field in ("source", "visibility", "withdrawn", "corrections", "acknowledge"):
        if field not in shape.fields and not (field == "source" and "document" in shape.fields):
            yield f"the field {field}, which records of every kind may have"
    if not any(
        "x-change" in below.schema for _, below, _ in shape.every() if below is not shape.fields.get("withdrawn")
    ):
        yield "x-change on the fields that a published record may not change"
    for name, below in shape.fields.items():
        if below.inner.refers and "x-inverse" not in {**below.schema, **below.inner.schema}:
            yield f"x-inverse at {name}: what the link is called from its other end"


def _named(known: Schemas, name: str) -> Iterator[str]:
    shape = known.shapes[name]
    said = shape.schema.get("x-name")
    if said is None:
        if not {"title", "names", "symbol"} & {*shape.required, *({"symbol"} & shape.fields.keys())}:
            yield "x-name: what a record is called"
        return
    for text, field, _, _ in Formatter().parse(said):
        first, _, further = (field or "").partition(".")
        if field and first not in shape.required and not text:  # else it goes with the words before it
            yield f"{first} among what the schema requires: x-name says it"
        elif further:
            refers = shape.fields[first].refers
            below = known.shapes[refers[0]].required if refers else known.at(name, (first,))["required"]
            if further not in below:
                yield f"{further} among what {first} requires: x-name says it"


def _page(known: Schemas, row: Kind) -> Iterator[str]:
    shape = known.shapes[row.name]
    ways = [way for way in (row.pages, row.on, row.at, row.below) if way]
    if len(ways) != 1:
        yield "one of pages, on, at and below in kinds.py: which page shows it"
    if row.per == "year" and known.days.get(row.name) not in shape.required:
        yield "x-day on a date that every record has: its page is that of a year"
    field = row.on or row.at or row.below
    if field and field not in shape.required:
        yield f"{field} among what the schema requires: its page shows the record"
    elif field and field not in known.hangs[row.name].any:
        yield f"x-hangs at {field}: the record has no page where that is hidden"


def _around(kind: Given) -> Iterator[str]:
    name = kind.row.name
    if not kind.examples:
        yield f"an example in tests/register/tinh-mau/{name}/"
    pages = [(place.partition("#")[0], place.partition("#")[2]) for place in kind.places]
    texts = {page: kind.read(f"{page}index.md") for page, _ in pages}
    gone = next((page for page, _ in pages if not texts[page]), None)
    if gone is not None:
        yield f"a view that makes the page {gone}"
    elif pages and not any(_shows(texts[page], anchor) for page, anchor in pages):
        yield f"the place #{pages[0][1]} on the page {pages[0][0]}"
    if f"| `{name}` |" not in kind.guide:
        yield "a line in the table of folders of docs/huong-dan/soan-thao/"


def _shows(text: str, anchor: str) -> bool:
    return not anchor or (f'id="{anchor}"' in text and anchor not in _PLACEHOLDER.findall(text))


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_nothing_is_missing(kind: str) -> None:
    if found := lacking(given(kind)):
        pytest.fail("\n".join(found), pytrace=False)


def test_the_editor_completes_the_fields_of_every_kind(expected: Callable[[Path, str], None]) -> None:
    settings = json.loads(EDITOR.read_text(encoding="utf-8"))
    own = {f"./schemas/{kind.name}.schema.json": f"records/*/{kind.name}/*.yaml" for kind in KINDS}
    expected(EDITOR, json.dumps({**settings, "yaml.schemas": own}, ensure_ascii=False, indent=2) + "\n")


def schema(**change: Any) -> Callable[[Given], object]:
    """Change a schema: ``a__b=None`` takes b of a away."""

    def apply(kind: Given) -> None:
        for path, value in change.items():
            *way, last = path.split("__")
            node = kind.raw["response.schema.json"]
            for part in way:
                node = node[part]
            if value is None:
                del node[last]
            else:
                node[last] = value

    return apply


REQUIRED = ["id", "about", "by", "on", "type", "says"]
FAULTS: dict[str, Callable[[Given], object]] = {
    "schemas/response.schema.json": lambda kind: kind.raw.pop("response.schema.json"),
    "x-en in the schema": schema(**{"x-en": None}),
    "the field corrections, which records of every kind may have": schema(properties__corrections=None),
    "x-inverse at by: what the link is called from its other end": schema(**{"properties__by__x-inverse": None}),
    "x-name: what a record is called": schema(**{"x-name": None}),
    "type among what the schema requires: x-name says it": schema(required=["id", "about", "by", "on", "says"]),
    "one of pages, on, at and below in kinds.py: which page shows it": lambda kind: row(kind, at=""),
    "x-day on a date that every record has: its page is that of a year": lambda kind: (
        row(kind, at="", pages="giai-trinh", per="year"),
        schema(**{"properties__on__x-day": None})(kind),
    ),
    "about among what the schema requires: its page shows the record": schema(required=REQUIRED[:1] + REQUIRED[2:]),
    "x-hangs at about: the record has no page where that is hidden": schema(**{"properties__about__x-hangs": False}),
    "an example in tests/register/tinh-mau/response/": lambda kind: setattr(kind, "examples", 0),
    "a view that makes the page giai-trinh/": lambda kind: setattr(kind, "places", ["giai-trinh/#tinh-mau-gt-2024-01"]),
    "the place #tinh-mau-gt-2024-01 on the page tinh/tinh-mau/": lambda kind: setattr(
        kind, "places", ["tinh/tinh-mau/#tinh-mau-gt-2024-01"]
    ),
    "a line in the table of folders of docs/huong-dan/soan-thao/": lambda kind: setattr(kind, "guide", ""),
}  # fmt: skip
"""What each kind of omission is called; the kind tried is ``response``."""


def row(kind: Given, **change: Any) -> None:
    kind.row = replace(kind.row, **change)


@pytest.mark.parametrize("told", FAULTS)
def test_what_is_missing_is_said_in_words(told: str) -> None:
    kind = given("response")
    FAULTS[told](kind)
    assert lacking(kind) == [told]
