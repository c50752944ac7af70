"""Pure: two examined registers become a Difference, what a change does; printers say it to people and programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.change import pages
from generator.change.model import Between, Difference
from generator.change.recomputed import computed
from generator.change.records import Records
from generator.change.standings import moves
from generator.change.suspects import Suspects
from generator.change.tallies import tallies
from generator.change.visible import sides
from generator.examine import Examined


def difference(before: Examined, after: Examined, between: Between, as_of: date, audience: str) -> Difference:
    """Return what differs for an audience, both sides judged as of the same day.

    Where a side has errors, only what its sound records say is compared: nothing can be derived from it.
    """
    old, new = sides(before, after, audience, as_of)
    compared = Records(old, new)
    records = compared.changes()
    known = sorted(own for own in new.unusable if own in old.seen.records or audience == "internal")
    suspects = Suspects(old, new)
    found = Difference(
        between=between,
        as_of=as_of,
        audience=audience,
        errors_before=old.errors,
        errors_after=new.errors,
        unreadable=tuple(known),
        more_unreadable=len(new.unusable) - len(known),
        records=records,
        hidden=compared.hidden(records),
        restyled=compared.restyled(),
    )
    if old.register is None or new.register is None:
        return replace(found, suspects=suspects.found(()))
    if not records and not found.hidden and not compared.cases():
        return found  # the same records make the same site
    touched = {change.id for change in records}
    paths = pages.compare(old.register, new.register)
    return replace(
        found,
        moves=moves(old.register, new.register),
        tallies=tallies(old.register, new.register),
        pages=paths.pages,
        permanent=paths.permanent,
        data=paths.data,
        suspects=suspects.found(computed(old.register, new.register, touched)),
    )
