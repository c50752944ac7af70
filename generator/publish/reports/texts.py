"""What a report says in the words of an office: ``reports.toml`` beside its register, over the engine's own, key by key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from generator.publish.reports.paper import Phrases

_PLACE = re.compile(r"\{([a-z]+)\}", re.ASCII)


@cache
def _own() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("reports.toml").read_text(encoding="utf-8"))


def wording(chosen: Mapping[str, Any], kind: str, values: Mapping[str, str], known: Mapping[str, str]) -> Phrases:
    """Return the texts of a kind of report; ``known``: what the records say of its head, where the office says nothing."""
    own = {**_own()["head"], **known, **chosen.get("head", {}), **_own()[kind], **chosen.get(kind, {})}
    texts = {name: _filled(text, values) for name, text in own.items() if isinstance(text, str)}
    lists: dict[str, Any] = {name: [_filled(text, values) for text in own[name]] for name in own.keys() - texts.keys()}
    return replace(Phrases(**texts), **lists)


def columns(chosen: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the tables of tasks in the offices' own order of columns: the name of each, the titles and what is in them."""
    own = chosen.get("columns", _own()["columns"])
    return [(one["sheet"], [_column(text) for text in one["columns"]]) for one in own]


def _column(text: str) -> tuple[str, str]:
    title, _, field = text.partition(" = ")
    return title.strip(), field.strip()


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled; the schema lets no other ones through."""
    return _PLACE.sub(lambda found: values[found[1]], text)
