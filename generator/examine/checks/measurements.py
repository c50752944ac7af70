"""Numbers of targets: written so that only one thing can be meant, and held to their own fraction, unit and wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.domain import dates
from generator.domain.text import vi_date
from generator.examine.checks import Hit, check
from generator.model import Corpus, Field, Record

CHANGES = ("cut-ge", "rise-ge")
"""Targets whose value is a cut or a rise: it may be negative, and above 100 %."""
SHARES = {"%": 100, "phần trăm": 100, "‰": 1000}
"""Units of shares, with the whole in that unit."""
GROUPED = re.compile(r"-?[1-9][0-9]{0,2}[.][0-9]{3}", re.ASCII)
"""How Vietnamese offices write one thousand two hundred (1.200), which records read as 1,2."""
WRITTEN = re.compile(r"(?<![\w./])[0-9]{1,3}(?:[.][0-9]{3})+(?![\w/])|(?<![\w./])[0-9]+(?:[,.][0-9]+)?(?![\w/])")


def _measured(corpus: Corpus) -> Iterator[tuple[Record, Record]]:
    """Yield (measurement, its task), of those whose task has a target."""
    for record in corpus.of("measurement"):
        task = corpus.get(record["task"], "task")
        if task is not None and "target" in task.data:
            yield record, task


def _numbers(corpus: Corpus) -> Iterator[tuple[Record, Field, str, bool]]:
    """Yield (record, field, number, whether it is a share) of everything counted."""
    for task in corpus.of("task"):
        target = task.get("target")
        if target is not None:
            share = _unit(task) in SHARES
            yield task, ("target", "value"), str(target["value"]), share
            if "value" in target.get("baseline", {}):
                yield task, ("target", "baseline", "value"), str(target["baseline"]["value"]), share
    for record, task in _measured(corpus):
        yield record, ("value",), str(record["value"]), _unit(task) in SHARES
        for name in ("numerator", "denominator"):
            if name in record.data:
                yield record, (name,), str(record[name]), False
    yield from _sums(corpus)


def _sums(corpus: Corpus) -> Iterator[tuple[Record, Field, str, bool]]:
    """Yield the sums of money that may be thousands; millions with three decimals are common («85,485 triệu đồng»)."""
    for record in corpus.of("finding", "remediation"):
        groups = [((), record.data), *((("events", i), event) for i, event in enumerate(record.get("events", ())))]
        for at, group in groups:
            for i, entry in enumerate(group.get("sums", ())):
                if entry["unit"] == "dong" or str(entry["amount"]).endswith("0"):
                    yield record, (*at, "sums", i, "amount"), str(entry["amount"]), False


def _unit(task: Record) -> str:
    return " ".join(str(task["target"]["unit"]).lower().split())


@check("number-grouped")
def number_grouped(corpus: Corpus) -> Iterator[Hit]:
    """A number may be meant as thousands (1.200), but is read as a fraction (1,2)."""
    for record, at, number, share in _numbers(corpus):
        if not share and GROUPED.fullmatch(number):
            values = {"number": number, "read": number.rstrip("0").rstrip(".").replace(".", ","),
                      "whole": number.replace(".", ""), "exact": f"{number}0"}  # fmt: skip
            yield Hit(record, at, values)


@check("measurement-bounds")
def measurement_bounds(corpus: Corpus) -> Iterator[Hit]:
    """A measured value is impossible: negative, a denominator of 0, a share above the whole that no fraction shows."""
    for record, task in _measured(corpus):
        value, unit = Decimal(str(record["value"])), str(task["target"]["unit"])
        parts = {name: Decimal(str(record[name])) for name in ("numerator", "denominator") if name in record.data}
        change = task["target"]["operator"] in CHANGES
        whole = SHARES.get(_unit(task))
        wrong = next((name for name, part in parts.items() if part < 0 and not change), "")
        if parts.get("denominator", Decimal(1)) <= 0:
            wrong = "denominator"
        elif not wrong and not change and (value < 0 or (whole and value > whole and len(parts) < 2)):
            wrong = "value"
        if wrong:
            number = str(record[wrong]).replace(".", ",")
            yield Hit(record, (wrong,), {"value": f"{number} {unit}" if wrong == "value" else number})


@check("measurement-fraction")
def measurement_fraction(corpus: Corpus) -> Iterator[Hit]:
    """A measured value is not what its own numerator and denominator give, rounded as precisely as it is written."""
    for record, task in _measured(corpus):
        numbers = [str(record.get(name, "")) for name in ("value", "numerator", "denominator")]
        if not all(numbers) or any(map(GROUPED.fullmatch, numbers[1:])):
            continue
        value, part, of = map(Decimal, numbers)
        if of <= 0 or (part < 0 and task["target"]["operator"] not in CHANGES):
            continue
        whole = SHARES.get(_unit(task))
        exact = part / of * (whole or 1)
        tenth = Decimal(1).scaleb(int(value.as_tuple().exponent))
        # In a unit of its own the value may be the part itself, or the share in whichever way people write shares.
        meant = [exact] if whole else [part, *(part / of * one for one in (1, *SHARES.values()))]
        if all(abs(value - one) * 2 > tenth for one in meant):
            values = {
                "value": _vi(value),
                "part": _vi(part),
                "of": _vi(of),
                "exact": _vi(exact.quantize(Decimal("0.01"))),
            }
            yield Hit(record, ("value",), values)


@check("measurement-duplicate")
def measurement_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """Two values are recorded for one target, body and day."""
    seen: dict[tuple[str, str, str], Record] = {}
    for record in corpus.of("measurement"):
        key = (record["task"], record.get("body", ""), record["at"])
        if key in seen:
            yield Hit(record, ("at",), {"other": seen[key].id, "on": vi_date(dates.day(record["at"]))})
        seen.setdefault(key, record)


@check("value-written-differs")
def value_written_differs(corpus: Corpus) -> Iterator[Hit]:
    """A value of a target, or a measured one, is none of the numbers in its own wording."""
    quoted: list[tuple[Record, Field, object, str]] = [
        (task, ("target", "value"), task["target"]["value"], task["target"]["as_written"])
        for task in corpus.of("task")
        if "target" in task.data
    ]
    quoted += [
        (record, ("value",), record["value"], record["source"]["quote"])
        for record, _ in _measured(corpus)
        if "quote" in record["source"]
    ]
    for record, at, value, text in quoted:
        written = [_read(found) for found in WRITTEN.findall(text)]
        if written and Decimal(str(value)) not in written:
            yield Hit(record, at, {"value": _vi(Decimal(str(value))), "written": text})


def _read(number: str) -> Decimal:
    """Read a number as Vietnamese write it: a point before each three digits, a comma before the fraction."""
    return Decimal(
        number.replace(".", "") if GROUPED.fullmatch(number) or number.count(".") > 1 else number.replace(",", ".")
    )


def _vi(value: Decimal) -> str:
    return format(value, "f").replace(".", ",")
