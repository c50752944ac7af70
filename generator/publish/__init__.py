"""Pure: a Corpus, a day and an audience become a Site. redact . derive . view . render . export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.examine import Examined
from generator.publish import pages
from generator.publish.exports import data
from generator.publish.redact import redact
from generator.publish.register import Register
from generator.publish.site import Content, Site, claim


def publish(
    examined: Examined, as_of: date, audience: str, handwritten: Mapping[str, bytes], meta: Mapping[str, Any]
) -> Site:
    """Return every path of the output. Redaction comes first: nothing after it ever holds what must not be seen."""
    seen = redact(examined, audience, as_of)
    register = Register(seen, as_of)
    site: Site = {}
    producers: tuple[Mapping[str, Content], ...] = (
        pages.files(register),
        data.files(register, {**meta, "audience": audience}),
        handwritten,
    )
    for produced in producers:
        claim(site, produced)
    return site
