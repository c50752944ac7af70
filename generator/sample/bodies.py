"""The bodies of a province: its council and offices, communes, the districts that ended in 2025, groups and teams."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from generator.sample.days import DISTRICTS_END, MEETINGS, YEARS, Data
from generator.sample.papers import paper
from generator.sample.words import DESKS, OFFICES
from generator.sample.world import SAMPLE, Paper, Province, lower, upper

# fmt: off

Founding = tuple[str, str, str, str, list[Paper]]
"""Of a team: slug, name, kind, host, the decisions that it rests on."""


def bodies(p: Province, number: int) -> None:
    """Write the province, its bodies and their calendars."""
    mark = f"Mẫu {number:02d}"
    p.write("province", {
        "id": p.id, "names": [{"name": upper(p.name), "short": mark}], "types": [{"type": "tinh"}],
        "codes": [{"scheme": "khac", "code": f"M{number:02d}"}], "sample": True, "time_zone": "Asia/Ho_Chi_Minh",
        "source": {"note": SAMPLE},
    })
    # 150 bodies in a whole province (14 offices and the median of communes, and some that ended).
    wanted = min(150, max(14, 10 + p.size // 40))
    _offices(p, mark, wanted)
    _local(p, mark, wanted)
    _groups(p)
    for year in YEARS if p.size >= 500 else (2025,):
        p.write("calendar", {
            "id": p.a(f"lich-{year}"), "year": year, "source": {"note": SAMPLE},
            "events": [{"date": f"{day}", "event": "giao-ban-thang"} for day in MEETINGS if day.year == year],
        })


def _offices(p: Province, mark: str, wanted: int) -> None:
    council = f"Ủy ban nhân dân {p.name}"
    _agency(p, "ubnd", council, ["UBND tỉnh", "Chủ tịch UBND tỉnh"], kind="ubnd", level="tinh")
    _agency(p, "hdnd", f"Hội đồng nhân dân {p.name}", ["HĐND tỉnh"], kind="hdnd", level="tinh")
    _agency(p, "tinh-uy", f"Tỉnh ủy {mark}", ["Tỉnh ủy"], kind="co-quan-dang", level="tinh")
    below = {"level": "tinh", "parent": p.a("ubnd")}
    _agency(p, "van-phong", f"Văn phòng {council}", ["VP UBND tỉnh"], kind="van-phong", **below)
    _agency(p, "thanh-tra", f"Thanh tra {p.name}", ["Thanh tra tỉnh"], kind="thanh-tra", **below)
    for slug, office, short in OFFICES[: max(3, wanted // 5)]:
        p.offices.append(_agency(p, slug, f"{office} {p.name}", [office, short], kind="so", **below))
    for slug, desk in DESKS[: max(1, wanted // 15)]:
        name = f"{desk}, Văn phòng {council}"
        _agency(p, f"phong-{slug}", name, [desk, slug.upper()], kind="phong", level="tinh", parent=p.a("van-phong"))


def _local(p: Province, mark: str, wanted: int) -> None:
    below = {"kind": "ubnd", "parent": p.a("ubnd")}
    districts = max(2, wanted // 20)
    for i in range(1, wanted - len(p.names) - districts + 1):
        commune = f"{'phường' if i % 4 == 0 else 'xã'} {mark}-{i:02d}"
        name = f"Ủy ban nhân dân {commune}"
        p.communes.append(_agency(p, f"xa-{i:02d}", name, [f"UBND {commune}"], level="xa", **below))
    for i in range(districts):
        # Every second one has a single heir, so that its open matters pass on by themselves.
        heirs = p.communes[i * 2 : i * 2 + 1 + i % 2] or p.communes[:1]
        ended = {
            "valid": {"to": f"{DISTRICTS_END}"}, "successors": [{"body": heir, "on": "2025-07-01"} for heir in heirs],
        }
        name = f"Ủy ban nhân dân huyện {mark}-{i + 1:02d}"
        own = _agency(p, f"huyen-{i + 1:02d}", name, [], level="huyen", **below, **ended)
        p.districts.append(own)
        p.heirs[own] = heirs


def _agency(p: Province, slug: str, name: str, aliases: list[str], **fields: Any) -> str:
    own = p.a(slug)
    p.names[own] = name
    called = {"aliases": [{"name": alias} for alias in aliases]} if aliases else {}
    data = {"id": own, "names": [{"name": name}], **called, **fields, "source": {"note": SAMPLE}, "note": p.text()}
    p.write("agency", data)
    return own


def _groups(p: Province) -> None:
    end = f"{DISTRICTS_END}"
    offices: Data = {"kinds": ["so", "van-phong", "thanh-tra"], "levels": ["tinh"], "parent": p.a("ubnd")}
    for slug, name, fields in (
        ("nhom-so-nganh", "Các sở, ban, ngành thuộc tỉnh", {"rule": offices, "complete": True}),
        ("nhom-xa", "Ủy ban nhân dân các xã, phường", {"rule": {"kinds": ["ubnd"], "levels": ["xa"]}, "complete": True}),
        ("nhom-huyen", "Ủy ban nhân dân các huyện", {
            "members": [{"body": body, "to": end} for body in p.districts], "complete": True, "valid": {"to": end},
        }),
        ("nhom-toan-tinh", "Các cơ quan, đơn vị, địa phương trong tỉnh", {
            "members": [{"body": p.a("nhom-so-nganh")}, {"body": p.a("nhom-xa")}], "complete": False,
        }),
    ):
        p.names[p.a(slug)] = name
        p.write("group", {
            "id": p.a(slug), "names": [{"name": f"{name}, {p.name}"}], "aliases": [{"name": name}, {"name": lower(name)}],
            **fields, "source": {"note": SAMPLE}, "note": p.text(),
        })


def founding(p: Province) -> list[Founding]:
    """Plan the teams and their decisions, still without numbers."""
    plans = []
    for i, (slug, name, kind, host) in enumerate((
        ("doan-kiem-tra", "Đoàn kiểm tra công vụ tỉnh", "doan-kiem-tra", "so-noi-vu"),
        ("to-cong-tac", "Tổ công tác theo dõi nhiệm vụ", "to-cong-tac", "van-phong"),
    )):
        founded = paper(p, "quyet-dinh", date(2022, 3, 1) + timedelta(days=i))
        again = paper(p, "quyet-dinh", date(2024, 2, 1) + timedelta(days=i))
        founded.data["title"], again.data["title"] = f"Về việc thành lập {name}", f"Về việc kiện toàn {name}"
        plans.append((slug, name, kind, host, [founded, again]))
        p.teams.append(p.a(slug))
        p.names[p.a(slug)] = name
    return plans


def team(p: Province, plan: Founding) -> None:
    """Write a team, now that its decisions have numbers."""
    slug, name, kind, host, (founded, again) = plan
    p.write("team", {
        "id": p.a(slug), "names": [{"name": f"{name}, {p.name}"}], "aliases": [{"name": name}], "kind": kind, "host": p.a(host),
        "decisions": [{"document": founded.id, "role": "thanh-lap"}, {"document": again.id, "role": "kien-toan"}],
        "members": [
            {"agency": p.a(host), "post": "Lãnh đạo cơ quan", "role": "to-truong", "from": 2022},
            {"agency": p.a("thanh-tra"), "post": "Phó Chánh Thanh tra", "role": "to-pho", "from": 2022},
            {"agency": p.a("so-tai-chinh"), "post": "Công chức được cử", "role": "thanh-vien", "from": "2024-02"},
        ],
        "valid": {"from": f"{founded.day}"}, "source": {"document": founded.id, "note": SAMPLE},
    })
