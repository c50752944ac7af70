"""Directives: to whom they go, what they cite, and the clauses that give tasks."""

from __future__ import annotations

from datetime import date

from generator.sample import words
from generator.sample.days import Data, vi
from generator.sample.world import SAMPLE, Paper, Province

# fmt: off


def directive(p: Province, paper: Paper, index: int, addressed: list[str]) -> None:
    """Complete and write a directive, and note which of its clauses may give tasks."""
    data, one = paper.data, p.chance.one
    posts = {p.a("nhom-so-nganh"): "Thủ trưởng", p.a("nhom-xa"): "Chủ tịch", p.a("nhom-huyen"): "Chủ tịch"}
    tree, paper.places = _clauses(p, paper.day)
    data |= {
        "letterhead": {"issuer": p.a("ubnd"), "as_written": p.names[p.a("ubnd")].upper()}, "place": p.name.removeprefix("tỉnh "),
        "directing": {"body": p.a("ubnd"), "post": "Chủ tịch", "verbs": [one(("yêu cầu", "giao", "chỉ đạo"))]},
        "signer": _signer(deputy=index % 3 == 0),
        "urgency": "thuong" if index % 5 else "khan",
        "recipients": [p.party(body, posts.get(body, "")) for body in addressed],
        "copies": _copies(p, data["symbol"].rpartition("-")[2]),
        "clauses": tree,
        "coverage": "chi-van-ban" if index % 7 == 3 else "co-theo-doi",
    }
    if index % 3 == 1:
        data["source_issues"] = [
            {"about": "Thời hạn", "kind": "khong-neu", "at": one(paper.places), "as_written": "kịp thời", "because": p.remark()}
            for _ in range(p.chance.upto(1, 3))
        ]
    data |= {"source": {"note": SAMPLE}, "note": p.text()}
    p.write("directive", data)


def _signer(*, deputy: bool) -> Data:
    return {
        "post": "Phó Chủ tịch" if deputy else "Chủ tịch", "capacity": "KT" if deputy else "truc-tiep",
        "as_written": "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" if deputy else "CHỦ TỊCH", "name_state": "khong-neu",
    }


def _copies(p: Province, desk: str) -> list[Data]:
    return [
        {"purpose": "nhu-tren", "as_written": "Như trên"},
        {"to": [p.party(p.a("tinh-uy"), "Thường trực"), p.party(p.a("hdnd"), "Thường trực")],
         "purpose": "bao-cao", "as_written": "TT Tỉnh ủy, TT HĐND tỉnh (b/c)"},
        {"to": [{"body": p.a("ubnd"), "post": "Chủ tịch"}], "purpose": "de-biet", "as_written": "CT, các PCT UBND tỉnh"},
        {"to": [{"body": p.a("van-phong"), "post": "Lãnh đạo"}], "purpose": "de-biet", "as_written": "LĐ VP UBND tỉnh"},
        {"to": [{"body": p.a("phong-nc")}], "purpose": "luu", "as_written": f"Lưu: VT, {desk}", "count": 2},
    ]


def _clauses(p: Province, day: date) -> tuple[list[Data], list[str]]:
    """Return a tree of clauses with its citations, and the ids of those that may give tasks."""
    citations = [_citation(p, day) for _ in range(p.chance.upto(3, 8))]
    opening: Data = {"id": "intro", "kind": "mo-dau", "summary": p.remark(), "clauses": [
        {"id": f"intro-p{i}", "kind": "doan", "summary": p.text(), "citations": [citations.pop()]} for i in (1, 2)
    ]}
    tree, places = [opening], ["end"]
    for number in range(1, p.chance.upto(3, 5) + 1):
        clause: Data = {"id": f"{number}", "label": f"{number}.", "kind": "khoan", "summary": p.text()}
        if citations:
            clause["citations"] = [citations.pop()]
        points = [
            {"id": f"{number}{letter}", "label": f"{letter})", "kind": "diem", "summary": p.sentence()}
            for letter in "abcd"[: p.chance.one((0, 0, 2, 3, 4))]
        ]
        if points:
            clause["clauses"] = points
        places += [clause["id"], *(point["id"] for point in points)]
        tree.append(clause)
    if citations:
        opening["citations"] = citations
    tree.append({"id": "end", "kind": "ket", "summary": "Các cơ quan, đơn vị tổ chức thực hiện và báo cáo khó khăn, vướng mắc."})
    return tree, places


def _citation(p: Province, day: date) -> Data:
    if p.chance.odds(0.08):
        why = "Nguồn không nêu số, ngày của văn bản nào."
        return {"role": "nhac-den", "as_written": "các văn bản đã ban hành trước đây", "resolution": "khong-so", "because": why}
    local = p.before(day)
    paper = p.chance.one(local) if local and p.chance.odds(0.6) else p.chance.one(p.world.national)
    roles = ["xem-xet", "quan-triet", "nghien-cuu", "theo-doi", "nhac-den"]
    if paper.kind == "directive":
        roles += ["van-ban-truoc"] * 2
    elif paper.citable:
        roles += ["thuc-hien", "can-cu"] * 2
    data = paper.data
    said = f"{words.NAMES[data['type']]} số {data.get('number', '')}/{data['symbol']} "
    said += f"ngày {vi(paper.day)}" if isinstance(data["date"], str) else f"năm {paper.day.year}"
    return {"document": paper.id, "role": p.chance.one(roles), "as_written": said}
