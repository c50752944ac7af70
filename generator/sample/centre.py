"""The centre: its bodies, calendars, laws, the categories of findings and the measures that may be taken."""

from __future__ import annotations

from datetime import date

from generator.sample import faults, words
from generator.sample.chance import Chance
from generator.sample.days import YEARS, Data, holidays
from generator.sample.papers import give_numbers
from generator.sample.scoring import frameworks
from generator.sample.world import CENTRE, SAMPLE, Paper, Province, World

# fmt: off

WHOLE = 1_000
"""From this size on a register has all categories; a smaller one has their groups only."""


def centre(world: World, chance: Chance) -> None:
    """Write the records of the centre."""
    p = Province(CENTRE, "Trung ương", 0, world, chance)
    _bodies(p)
    _calendars(p)
    _papers(p, max(10, min(60, world.size // 150)))
    _categories(p)
    _sanctions(p)
    frameworks(p)


def _bodies(p: Province) -> None:
    p.write("province", {
        "id": CENTRE, "names": [{"name": p.name}], "types": [{"type": CENTRE}], "sample": True,
        "time_zone": "Asia/Ho_Chi_Minh", "source": {"note": SAMPLE},
    })
    for slug, name, kind, parent in (
        ("quoc-hoi", "Quốc hội", "quoc-hoi", ""),
        ("chinh-phu", "Chính phủ", "chinh-phu", ""),
        ("thu-tuong", "Thủ tướng Chính phủ", "thu-tuong", "chinh-phu"),
        ("van-phong-chinh-phu", "Văn phòng Chính phủ", "bo", "chinh-phu"),
        ("bo-mau-01", "Bộ Mẫu 01", "bo", "chinh-phu"),
        ("bo-mau-02", "Bộ Mẫu 02", "bo", "chinh-phu"),
    ):
        data: Data = {"id": p.a(slug), "names": [{"name": name}], "kind": kind, "level": CENTRE}
        p.write("agency", data | ({"parent": p.a(parent)} if parent else {}))


def _calendars(p: Province) -> None:
    for year in YEARS:
        days = [
            {"date": f"{day}", "name": name, "holiday": code, "kind": "le"}
            for day, code, name in holidays() if day.year == year
        ]
        p.write("calendar", {
            "id": p.a(f"lich-{year}"), "year": year, "days_off": days, "source": {"note": SAMPLE},
            "note": "Lịch mẫu: cuối tuần và vài ngày lễ cố định, không phải lịch nghỉ thật của năm.",
        })


def _papers(p: Province, count: int) -> None:
    forms = (
        ("nghi-dinh", "NĐ-CP", "chinh-phu"), ("luat", "QH15", "quoc-hoi"), ("chi-thi", "CT-TTg", "thu-tuong"),
        ("cong-dien", "CĐ-TTg", "thu-tuong"), ("quyet-dinh", "QĐ-TTg", "thu-tuong"),
    )
    papers = p.world.national
    for i in range(count):
        kind, symbol, issuer = forms[i % len(forms)]
        day = p.chance.workday(date(2015, 1, 5), date(2022, 12, 23))
        yearly = i % 12 == 11  # known by its year alone
        force = {} if yearly or i % 3 else {"validity": {"from": f"{p.chance.after(day, 1, 45)}"}}
        papers.append(Paper({
            "id": "", "type": kind, "number": "", "symbol": f"{day.year}/{symbol}" if kind in ("nghi-dinh", "luat") else symbol,
            "date": day.year if yearly else f"{day}", "issuer": p.a(issuer),
            "title": f"Về {p.chance.one(words.MATTERS)} {p.chance.one(words.SCOPES)}", **force, "url": f"https://van-ban.example/{i + 1}",
            "source": {"note": SAMPLE}, "note": p.text(),
        }, "document", day, CENTRE))
    give_numbers(p.chance, papers)
    for paper in papers:
        p.write("document", paper.data)


def _categories(p: Province) -> None:
    for slug, title, description, parts in faults.CATEGORIES:
        own = p.a(slug)
        p.write("category", {
            "id": own, "code": slug.upper(), "title": title, "description": description, "source": {"note": SAMPLE},
        })
        if p.world.size < WHOLE:
            p.world.categories.append(own)
            continue
        for below, what, unit in parts:
            p.world.categories.append(p.a(below))
            p.write("category", {
                "id": p.a(below), "code": below.upper(), "title": what, "parent": own,
                "description": f"{what}; đếm theo số {unit} có vi phạm trên số {unit} được kiểm tra.", "source": {"note": SAMPLE},
            })


def _sanctions(p: Province) -> None:
    laws = [paper for paper in p.world.national if paper.data["type"] in ("luat", "nghi-dinh")]
    for slug, title, form, applies_to, leaders, rank, valid in faults.SANCTIONS:
        p.write("sanction", {
            "id": p.a(slug), "title": title, "form": form, "applies_to": list(applies_to),
            **({"leaders_only": True} if leaders else {}), "rank": rank,
            "basis": [{"document": p.chance.one(laws).id, "clause": f"Điều {p.chance.upto(5, 20)}"}],
            **({"valid": dict(valid)} if valid else {}), "source": {"note": SAMPLE},
        })
