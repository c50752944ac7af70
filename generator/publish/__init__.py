"""Pure: a Corpus, a day and an audience become a Site. redact . derive . view . render . export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from generator.examine import Examined
from generator.history.lives import UNKNOWN, History
from generator.model import NAMELESS, Office, Site, claim
from generator.publish import exports, pages
from generator.publish.history import redact_history
from generator.publish.redact import redact
from generator.publish.register import Register
from generator.publish.stood import stood


def publish(  # noqa: PLR0913 - what is published, for whom, as of when, and what is known of it
    examined: Examined,
    as_of: date,
    audience: str,
    handwritten: Mapping[str, bytes],
    meta: Mapping[str, Any],
    *,
    history: History = UNKNOWN,
    office: Office = NAMELESS,
    own: Mapping[str, bytes] = MappingProxyType({}),
) -> Site:
    """Return every path of the output. What is later than the day, then what must not be seen, is gone before all else.

    ``history``: that of the very records which were examined; ``handwritten``: the engine's pages, which name the
    ``office`` through placeholders; ``own``: the register's files, as they are, also in the place of those.
    """
    examined = stood(examined, as_of)
    seen = redact(examined, audience, as_of)
    past = redact_history(history, examined.corpus, seen.corpus, audience)
    register = Register(seen, as_of, past, office)
    site: Site = {}
    claim(site, pages.files(register))
    claim(site, {**pages.handwritten(register, handwritten), **own})
    claim(site, exports.files(register, {**meta, "audience": audience}, tuple(site)))
    return site
