"""What bodies and provinces are and were called, and how long they existed, as facts."""

from __future__ import annotations

from generator.domain import bodies, dates
from generator.domain.text import vi_interval
from generator.model import Record
from generator.publish.register import Register


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
