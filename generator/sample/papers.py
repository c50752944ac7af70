"""Documents: their kinds, numbers in the order of days, and which of them amend or replace earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from generator.sample import words
from generator.sample.chance import Chance
from generator.sample.days import FIRST, LAST
from generator.sample.world import SAMPLE, Paper, Province, lower

# fmt: off


def paper(p: Province, kind: str, day: date, issuer: str = "") -> Paper:
    """Return a document or directive of a province without its number; of the council unless it is of an office."""
    symbol = words.OWN_SYMBOLS.get(kind, "")
    by = p.a("ubnd")
    if kind == "cong-van":
        symbol = f"UBND-{p.chance.one(words.DESKS)[0].upper()}"
    elif issuer:
        symbol, by = f"{words.FORMS[kind]}-{words.SHORTS[issuer]}", p.a(issuer)
    elif not symbol:
        slug, _, short = p.chance.one(words.OFFICES[: len(p.offices)])
        symbol, by = f"{words.FORMS[kind]}-{short}", p.a(slug)
    return Paper({
        "id": "", "type": kind, "number": "", "symbol": symbol, "date": f"{day}",
        "date_as_written": f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}", "issuer": by,
        "title": f"Về việc {lower(p.duty())}",
    }, "document", day, p.id)


def papers(p: Province, made: list[Paper], documents: int, directives: int) -> None:
    """Add documents and directives to those that are already planned, and write the documents."""
    kinds = ("bao-cao", "quyet-dinh", "ke-hoach", "thong-bao", "cong-van")
    made += [paper(p, kinds[i % 5], p.chance.workday(FIRST, LAST)) for i in range(documents)]
    for i in range(directives):
        # The first is early, so that its tasks have had time for everything that can happen.
        day = date(2023, 3, 10) if i == 0 else p.chance.workday(date(2023, 2, 1), LAST - timedelta(days=30))
        own = paper(p, "chi-thi" if i % 6 == 5 else "cong-van", day)
        own.kind = "directive"
        if i % 15 == 7:  # published with a blank number and day
            del own.data["number"], own.data["date_as_written"]
            own.data |= {"number_state": "de-trong", "date": day.year}
        made.append(own)
    give_numbers(p.chance, made)
    made.sort(key=lambda paper: (paper.day, paper.id))
    p.papers, p.days = made, [paper.day for paper in made]
    _connect([paper for paper in made if paper.kind == "document"])
    for own in made:
        if own.kind == "document":
            _document(p, own)


def give_numbers(chance: Chance, papers: Sequence[Paper]) -> None:
    """Give numbers in the order of days within each issuer, type and year, and the ids that follow from them."""
    counters: dict[tuple[str, str, int], int] = {}
    for place, one in enumerate(sorted(papers, key=lambda paper: paper.day)):
        data, year = one.data, one.day.year
        symbol = data["symbol"].lower().replace("đ", "d").replace("/", "-").removeprefix(f"{year}-")
        if "number" not in data:
            data["id"] = f"{one.province}-{symbol}-{year}-so-trong-{place}"
            continue
        key = (data["issuer"], data["type"], year)
        counters[key] = counters.get(key, 0) + chance.upto(1, 12)
        data["number"] = str(counters[key])
        data["id"] = f"{one.province}-{counters[key]}-{symbol}-{year}"


def _connect(papers: Sequence[Paper]) -> None:
    """Let some documents amend or replace the one before them of the same issuer and type."""
    last: dict[tuple[str, str], Paper] = {}
    for i, one in enumerate(papers):
        key = (one.data["issuer"], one.data["type"])
        earlier, last[key] = last.get(key, one), one
        if earlier.day >= one.day:
            continue
        if i % 5 == 3:
            one.data["amends"] = [earlier.id]
        elif i % 7 == 5:
            earlier.citable = False
            one.data |= {"replaces": [earlier.id], "validity": {"from": f"{one.day}"}}


def _document(p: Province, own: Paper) -> None:
    if p.chance.odds(0.3):
        own.data["url"] = f"https://van-ban.example/{own.id}"
    if p.chance.odds(0.2):
        why = f"Nguồn không nêu đủ trích yếu; sổ đặt tên theo nội dung: {p.chance.one(words.MATTERS)}."
        own.data["source_issues"] = [{"about": "Trích yếu", "kind": "khong-neu", "because": why}]
    own.data |= {"source": {"note": SAMPLE}, "note": p.text()}
    p.write("document", own.data)
