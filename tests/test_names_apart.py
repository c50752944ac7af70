"""Bodies of one name are told apart, named with their province where several stand together; no news item is lost."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from standing_cases import Register, day

from generator.publish.exports.export import Snapshot
from generator.publish.exports.feed import feed
from generator.publish.inline import joined
from generator.publish.names import Names
from generator.publish.redact import redact
from generator.publish.register import Register as Seen
from generator.publish.views import body_names
from generator.publish.views.changes import items

ATOM = "{http://www.w3.org/2005/Atom}"
ON = "2024-03-10"


def seen(register: Register) -> Seen:
    return Seen(redact(register.examined(), "public", day(ON)), day(ON))


def wards(*names: tuple[str, str]) -> Register:
    """A task of every ward, that none did; (id, full name), all with the short name «UBND phường»."""
    register = Register().calendars(2024)
    for own, name in names:
        register.add(
            f"tinh-mau-{own}", "agency", names=[{"name": name, "short": "UBND phường"}], kind="ubnd", level="xa"
        )
    return register.group("phuong", rule={"kinds": ["ubnd"], "levels": ["xa"]}).task("phuong", due={"by": "2024-03-01"})


def told(register: Register) -> list[tuple[str, str]]:
    """(id, summary) of the entries of the feed."""
    root = ET.fromstring(feed(Snapshot(seen(register), {}, ())))
    return [(e.findtext(f"{ATOM}id", ""), e.findtext(f"{ATOM}summary", "")) for e in root.iter(f"{ATOM}entry")]


def test_two_bodies_of_one_short_name_are_two_items() -> None:
    found = told(wards(("phuong-an", "UBND phường An"), ("phuong-binh", "UBND phường Bình")))
    assert sorted(words for _, words in found) == [
        "UBND phường An, Tỉnh Mẫu, hạn 01/3/2024",
        "UBND phường Bình, Tỉnh Mẫu, hạn 01/3/2024",
    ]
    assert len({own for own, _ in found}) == 2


def test_what_makes_an_item_another_one_are_ids_and_no_names() -> None:
    (item,) = items(seen(Register().calendars(2024).task(due={"by": "2024-03-01"})))
    assert item.key == "duty tinh-mau-5-ubnd-t1 2024-03-02 tinh-mau-so-mot hạn 01/3/2024"


def names(register: Register) -> dict[str, tuple[str, str]]:
    corpus = register.corpus
    own = Names(corpus)
    return {body.id: (own.label(body), own.called(body)) for body in corpus.of("agency") if body["level"] == "xa"}


def test_what_a_body_is_called() -> None:
    register = wards(("phuong-an", "UBND phường An"), ("phuong-an-2", "UBND phường An"), ("xa-x", "UBND xã X tỉnh Mẫu"))
    register.add("tinh-khac", names=[{"name": "Tỉnh Khác", "short": "Khác"}], types=[{"type": "tinh"}], sample=True,
                 time_zone="Asia/Ho_Chi_Minh")  # fmt: skip
    data = {"names": [{"name": "UBND phường An"}], "kind": "ubnd", "level": "xa"}
    register.files["tinh-khac/agency/tinh-khac-phuong-an.yaml"] = {"id": "tinh-khac-phuong-an", **data}
    register.files["tinh-khac/province/tinh-khac.yaml"] = register.files.pop("tinh-mau/province/tinh-khac.yaml")
    assert names(register) == {
        "tinh-khac-phuong-an": ("UBND phường An (Khác)", "UBND phường An (Khác)"),
        "tinh-mau-phuong-an": ("UBND phường An (Tỉnh Mẫu, tinh-mau-phuong-an)",) * 2,
        "tinh-mau-phuong-an-2": ("UBND phường An (Tỉnh Mẫu, tinh-mau-phuong-an-2)",) * 2,
        "tinh-mau-xa-x": ("UBND xã X tỉnh Mẫu", "UBND xã X tỉnh Mẫu"),
    }


def test_a_full_stop_gives_way_to_a_semicolon() -> None:
    assert joined(["Lịch năm 2024.", "Trang ngoài: x.", "v.v."]) == (
        "Lịch năm 2024", "; ", "Trang ngoài: x", "; ", "v.v.",
    )  # fmt: skip
    register = Register().task()
    register.files["tinh-mau/agency/tinh-mau-so-mot.yaml"]["aliases"] = [
        {"name": "Sở 1", "note": "Khoản 1."}, {"name": "Sở Một tỉnh", "note": "Khoản 2."},
    ]  # fmt: skip
    body = register.corpus.records["tinh-mau-so-mot"]
    assert body_names.names(body, "aliases") == ["Sở 1 — Khoản 1", "Sở Một tỉnh — Khoản 2"]
