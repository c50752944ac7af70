"""Pure: a Corpus, a day and an audience become a Site. redact . derive . view . render . export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.examine import Examined
from generator.history.lives import UNKNOWN, History
from generator.model import Site, claim
from generator.publish import exports, pages
from generator.publish.history import redact_history
from generator.publish.redact import redact
from generator.publish.register import Register


def publish(  # noqa: PLR0913 - what is published, for whom, as of when, and what is known of it
    examined: Examined,
    as_of: date,
    audience: str,
    handwritten: Mapping[str, bytes],
    meta: Mapping[str, Any],
    *,
    history: History = UNKNOWN,
    site_url: str = "",
) -> Site:
    """Return every path of the output. Redaction comes first: nothing after it ever holds what must not be seen.

    ``history``: that of the very records which were examined; ``site_url``: where the site will be, if that is known.
    """
    seen = redact(examined, audience, as_of)
    past = redact_history(history, examined.corpus, seen.corpus, audience)
    register = Register(seen, as_of, past, site_url)
    site: Site = {}
    claim(site, pages.files(register))
    claim(site, handwritten)
    claim(site, exports.files(register, {**meta, "audience": audience}, tuple(site)))
    return site
