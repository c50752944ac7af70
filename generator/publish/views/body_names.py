"""What bodies and provinces are and were called, and how long they existed, as facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.domain import bodies, dates, inferred
from generator.domain.text import collation_key, vi_interval, vi_span
from generator.model import Record
from generator.publish.inline import Line, Ref, line
from generator.publish.register import Register
from generator.publish.views.facts import beside

MEMBERSHIP = ("members", "rule")
"""The fields of a group that say who is in it."""


def names(body: Record, field: str = "names") -> list[str]:
    """Return the names of a body with their times, or what else it is called (``aliases``)."""
    shown = []
    for entry in sorted(body.get(field, ()), key=lambda e: collation_key(e["name"]) if field == "aliases" else ()):
        text = entry["name"]
        if "short" in entry:
            text += f" ({entry['short']})"
        if "from" in entry or "to" in entry:
            text += f" — {vi_span(entry)}"
        if "note" in entry:
            text += f" — {entry['note'].removesuffix('.')}"
        shown.append(text)
    return shown


def codes(register: Register, body: Record) -> list[Line]:
    """Return the codes of a body, each with its scheme, time and source."""
    return [
        line(
            f"{code['code']} ({register.coded(body, 'codes', i, 'scheme')}"
            + (f", {vi_span(code)})" if "from" in code or "to" in code else ")"),
            beside(register, code),
        )
        for i, code in enumerate(body.get("codes", ()))
    ]


def life(body: Record) -> str:
    """Say how long a body existed; nothing where that is not known."""
    text = vi_span(body.get("valid"))
    return "" if text == "không rõ ngày" else text


def lifetime(body: Record) -> str:
    """Say how long a body existed, marked where the register inferred it."""
    text = life(body)
    return inferred.marked(text, body, "valid") if text else ""


def heir(register: Register, body: Record, entry: Mapping[str, Any]) -> Ref:
    """Return a successor by the name that it had when it took over, and by its name today where that is another."""
    if "on" not in entry:
        return register.ref(body)
    on = dates.days(entry["on"])
    then, now = bodies.name(body, on.first), bodies.name(body)
    today = f"; nay là {now}" if then != now else ""
    return register.ref(body, f"{then} (từ {vi_interval(on)}{today})")
