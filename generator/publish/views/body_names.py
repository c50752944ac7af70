"""What bodies and provinces are and were called, and how long they existed, as facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.domain import bodies, dates, inferred
from generator.domain.text import vi_interval
from generator.model import Record
from generator.publish.inline import Ref
from generator.publish.register import Register

MEMBERSHIP = ("members", "rule")
"""The fields of a group that say who is in it."""


def names(body: Record) -> list[str]:
    """Return the names of a body with their times."""
    shown = []
    for entry in body["names"]:
        text = entry["name"]
        if "short" in entry:
            text += f" ({entry['short']})"
        if "from" in entry or "to" in entry:
            text += f" — {vi_interval(dates.validity(entry))}"
        if "note" in entry:
            text += f" — {entry['note']}"
        shown.append(text)
    return shown


def codes(register: Register, body: Record) -> list[str]:
    """Return the codes of a body, each with its scheme and time."""
    return [
        f"{code['code']} ({register.coded(body, 'codes', i, 'scheme')}"
        + (f", {vi_interval(dates.validity(code))})" if "from" in code or "to" in code else ")")
        for i, code in enumerate(body.get("codes", ()))
    ]


def life(body: Record) -> str:
    """Say how long a body existed; nothing where that is not known."""
    text = vi_interval(bodies.life(body))
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
