"""Pure: a Corpus, a day and an audience become a Site. redact . derive . view . render . export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from generator.examine import Examined
from generator.history.lives import UNKNOWN, History
from generator.model import NAMELESS, Office, Site, claim
from generator.publish import apart, exports, pages, search
from generator.publish.history import redact_history
from generator.publish.redact import redact
from generator.publish.register import Register
from generator.publish.stood import stood


def registers(
    examined: Examined, as_of: date, audience: str, *, history: History = UNKNOWN, office: Office = NAMELESS
) -> tuple[Register, Register | None]:
    """Return the register as an audience sees it as of a day, and that of its invented provinces if it has a room for them."""
    known = examined.corpus
    examined, invented = apart.apart(stood(examined, as_of))

    def shown(part: Examined, names: Office, *, door: bool = False) -> Register:
        seen = redact(part, audience, as_of)
        past = redact_history(history, part.corpus, seen.corpus, audience=audience, known=known, as_of=as_of)
        return Register(seen, as_of, past, names, door=door)

    trial = shown(invented, apart.office_of_room(office)) if invented is not None else None
    return shown(examined, office, door=invented is not None), trial


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

    Invented provinces are a room of their own. ``history``: that of the very records which were examined; ``handwritten``: the engine's pages, which name the
    ``office`` through placeholders; ``own``: the register's files, as they are, also in the place of those.
    """
    meta = {**meta, "audience": audience}
    register, trial = registers(examined, as_of, audience, history=history, office=office)
    site: Site = {}
    listed = pages.listed(register)
    claim(site, pages.files(register, listed))
    claim(site, {**pages.handwritten(register, handwritten), **own})
    if office.site_url and "robots.txt" not in site:
        claim(
            site,
            {"robots.txt": f"User-agent: *\nAllow: /\nSitemap: {office.site_url.rstrip('/')}/sitemap.xml\n".encode()},
        )
    claim(site, search.files(register, [*listed, *pages.titled({**handwritten, **own})]))
    if trial is not None:
        files = pages.files(trial)
        claim(site, apart.furnished({**files, **exports.files(trial, meta, tuple(files))}, site.keys()))
    claim(site, exports.files(register, meta, tuple(site)))
    return site
