"""Secrets planted in every place from which one could get out, and looked for in a whole built site, however written.

test_redact.py takes each record of the example register away, one by one; here a secret twin of all of it stands beside
the public one, with persons' accountability cases, and worlds that differ only in what is hidden must look the same.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import itertools
import json
import re
import unicodedata
import zipfile
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from generator.examine import Examined
from generator.kinds import KINDS
from generator.model import content
from generator.publish import publish
from generator.publish.derive.criteria import leaves
from generator.publish.derive.scores import Score, ranking
from generator.publish.redact import redact
from generator.publish.register import Register as Of
from tests import printing, reading
from tests.hostile import Data, Register, encoded, judged, plant
from tests.test_redact import AS_OF, META, base, changed, gone, hiding, outputs

TOKEN = re.compile(r"matdiem([0-9]+|khong)an")
CODE = "MATDIEM-KHONG-AN-"
"""The secret in codes, which have no digits."""
IDS, PUBLIC = 0, 7
"""The numbers of the secret in the names of twins, and of the one word that is for everybody."""


def secret(number: int) -> str:
    """A word with marks, capitals and đ, as names have them."""
    return f"MậtĐiểm{number}Ẩn"


# ------------------------------------------------------------------------------------------------- finding secrets


def folded(text: str) -> str:
    """Without case, marks, and everything that is no letter or digit."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", letters)


def readings(data: bytes) -> tuple[list[str], set[str]]:
    """A content as it stands and with each usual encoding undone, unpacked; and the runs in it that may be encoded."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    packed = {b"PK": ".xlsx", b"PA": ".parquet"}.get(data[:2] if data[:2] == b"PK" or data[:4] == b"PAR1" else b"")
    if packed:
        data = reading.text(packed, data).encode()
    text = data.decode("utf-8", "ignore")
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), html.unescape(unquote(text)))
    texts = [text, plain]
    if b"m\0" in data or b"M\0" in data:
        texts += [data.decode("utf-16-le", "ignore"), data[1:].decode("utf-16-le", "ignore")]
    return texts, set(re.findall(r"[A-Za-z0-9+/_-]{12,}", plain))


@cache
def encodings(run: str) -> frozenset[int]:
    """The numbers of the secrets in a run of letters and digits, read as base64 and as hexadecimal."""
    found: list[str] = []
    same = run.replace("-", "+").replace("_", "/")
    for start in range(4):
        part = same[start:]
        part = part[: len(part) - (len(part) % 4 == 1)]
        found.append(base64.b64decode(part + "=" * (-len(part) % 4)).decode("utf-8", "ignore"))
    if re.fullmatch(r"[0-9a-fA-F]+", run):
        found.append(binascii.unhexlify(run[: len(run) // 2 * 2]).decode("utf-8", "ignore"))
    return frozenset(number for text in found for number in numbers(text))


def secrets(data: bytes) -> set[int]:
    """The numbers of the secrets in a content."""
    texts, runs = readings(data)
    return {number for text in texts for number in numbers(text)}.union(*map(encodings, runs))


def numbers(text: str) -> list[int]:
    return [IDS if number == "khong" else int(number) for number in TOKEN.findall(folded(text))]


def backslashed(text: str) -> str:
    return json.dumps(text, ensure_ascii=True)


WRITTEN = {
    "as it is": secret(12),
    "upper case": secret(12).upper(),
    "lower case": secret(12).lower(),
    "without marks": "MatDiem12An",
    "without marks but đ": "MatĐiem12An",
    "decomposed": unicodedata.normalize("NFD", secret(12)),
    "cut by markup": "Mật<mark>Điểm</mark>12Ẩn".replace("<mark>", "*").replace("</mark>", "*"),
    "percent": quote(secret(12)),
    "percent, lower case": quote(secret(12)).lower(),
    "decimal references": "".join(f"&#{ord(letter)};" for letter in secret(12)),
    "hexadecimal references": "".join(f"&#x{ord(letter):X};" for letter in secret(12)),
    "JSON": backslashed(secret(12)),
    "JSON, upper case": backslashed(secret(12)).replace("\\u1ea", "\\u1EA"),
    "a code": "MAT-DIEM-12-AN",
    "an id": "tinh-mau-mat-diem-12-an",
    "hexadecimal": secret(12).encode().hex(),
    **{f"base64 after {n}": base64.b64encode(b"x" * n + secret(12).encode()).decode() for n in range(3)},
    "base64 for addresses": base64.urlsafe_b64encode(secret(12).upper().encode()).decode(),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_secret_is_recognised_however_it_is_written(name: str) -> None:
    """Otherwise the silence below means nothing."""
    assert secrets(f"x {WRITTEN[name]} y".encode()) == {12}
    assert secrets(gzip.compress(WRITTEN[name].encode())) == {12}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/x.xml", WRITTEN[name])
    assert secrets(packed.getvalue()) == {12}


def test_a_secret_is_recognised_in_wide_letters() -> None:
    assert secrets(b"x" + secret(12).encode("utf-16-le")) == secrets(secret(12).encode("utf-16")) == {12}


# ------------------------------------------------------------------------------------------------- planting secrets

PERSONS = ("cong-chuc", "can-bo")


def twins(register: Register) -> Register:
    """A secret twin of every record of the invented province, under names that are secret too, referring to each other."""
    own = {data["id"] for path, data in register.items() if path.startswith("tinh-mau/") and "/province/" not in path}
    names = {name: name.replace("tinh-mau-", f"tinh-mau-{folded(secret(IDS))}-", 1) for name in own}

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(part) for key, part in value.items()}
        if isinstance(value, list):
            return [renamed(part) for part in value]
        return names.get(value, value) if isinstance(value, str) else value

    return {
        path.replace(data["id"], names[data["id"]]): {
            **renamed(data),
            **({"code": CODE + data["code"]} if "/category/" in path else {}),
            "visibility": "noi-bo",
        }
        for path, data in register.items()
        if data["id"] in names
    }


def person(number: int, **more: Any) -> Data:
    """An accountability case of a person that nothing allows to be published."""
    return {
        "id": f"tinh-mau-xl-{folded(secret(number))}",
        "agency": "tinh-mau-so-xay-dung",
        "subject": {"kind": "cong-chuc", "role": "thua-hanh"},
        "findings": ["tinh-mau-kt-2024-01-f1"],
        "opened": "2024-03-11",
        **more,
    }


def with_persons(register: Register, cases: list[Data]) -> Register:
    return {**register, **{f"tinh-mau/accountability/{case['id']}.yaml": case for case in cases}}


@cache
def planted() -> tuple[Register, dict[int, str]]:
    """The example register with its secrets, and in which field of which record each of them stands."""
    twin = twins(base())
    register = with_persons({**base(), **twin}, [person(n) for n in range(1, 4)])
    places: dict[int, str] = {}

    def words(path: str, at: Any, _form: str) -> str | None:
        hidden = path in twin or "/tinh-mau-xl-matdiem" in path
        if not hidden and at != ("internal_note",):
            return None
        number = 100 + len(places)
        places[number] = f"{path} {'.'.join(map(str, at))}"
        return secret(number)

    register = plant(register, words)
    left = {number for path in register for number in numbers(json.dumps(register[path], ensure_ascii=False))}
    places = {number: place for number, place in places.items() if number in left}  # some fields exclude each other
    for path in sorted(register):  # what is for everybody, so that silence is not for want of looking
        if "/finding/" in path and path not in twin:
            register = changed(register, path, title=secret(PUBLIC))
            break
    return register, places


def test_every_kind_has_secrets() -> None:
    register, places = planted()
    assert len(places) > 500
    hidden = {path.split("/")[1] for path in twins(base())} | {"province", "calendar"}  # these two by their notes alone
    assert hidden == {kind.name for kind in KINDS}
    noted = {place.split("/")[1] for place in places.values() if place.endswith(" internal_note")}
    assert noted == {path.split("/")[1] for path in register}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the register with secrets, printed and with its search index; comments of the files are secrets too."""
    folder = tmp_path_factory.mktemp("leaks")
    register, places = planted()
    for number, (path, data) in enumerate(register.items(), start=200 + len(places)):
        file = folder / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(encoded(data) + f"\n# {secret(number)}\n".encode())
    run = printing.start(folder / "records", folder)
    output = run.communicate()[0]
    assert run.returncode == 0, output
    return folder


@pytest.mark.slow
def test_no_file_of_the_public_site_holds_a_secret(public: Path) -> None:
    """Pages, data, search index, permanent addresses, anchors, names of files; what goes to MkDocs and what it makes."""
    _, places = planted()
    told, known = [], Counter()
    for top in ("docs", "site"):
        for file in sorted((public / "build" / top).rglob("*")):
            found = secrets(str(file.relative_to(public)).encode())
            if file.is_file():
                found |= secrets(file.read_bytes())
                known[file.suffix] += PUBLIC in found
            told += [f"{file.relative_to(public)}: {places.get(n, n)}" for n in sorted(found - {PUBLIC})]
    assert told == []
    # The word that is for everybody is found in every kind of file in which the others were looked for.
    assert {".md", ".html", ".json", ".csv", ".pf_fragment", ".pf_index"} <= {kind for kind, n in known.items() if n}


def test_the_office_sees_them_all() -> None:
    """The same register for the office itself: none of them is hidden for another reason."""
    register, places = planted()
    data = outputs(judged(register), "internal", "du-lieu/records.json")["du-lieu/records.json"]
    drawn_back = {path for path, record in register.items() if "withdrawn" in record}  # of these only why is told
    wanted = {number for number, place in places.items() if place.split(" ")[0] not in drawn_back}
    assert set(numbers(data)) >= {IDS, PUBLIC, 1, 2, 3, *wanted}


# ---------------------------------------------------------------------------------- worlds that must look the same


def differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def test_what_hidden_records_say_changes_nothing() -> None:
    register, _ = planted()
    seen = outputs(judged(register))
    twin, count = twins(base()), itertools.count()
    other = plant(register, lambda path, _at, _form: f"Khác {next(count)}" if path in twin else None, more=False)
    assert differing(seen, outputs(judged(other))) == set()


def decided(sanction: str) -> Data:
    return {
        "decided": {
            "sanction": f"tinh-mau-{sanction}", "on": "2024-05-06",
            "by": {"body": "tinh-mau-ubnd", "post": "Chủ tịch"}, "document": "tinh-mau-77-ubnd-nc-2024",
        }
    }  # fmt: skip


def cell(first: int, count: int, **more: Any) -> list[Data]:
    """Cases of one cell of the totals; each about another follow_up, seen at another place."""
    roles = ("thua-hanh", "cap-phong", "cap-pho", "nguoi-dung-dau")
    own = []
    for i in range(count):
        case = person(first + i, subject={"kind": PERSONS[i % 2], "role": roles[i % 4]}, **more)
        if i % 2:
            case = {
                **case,
                "agency": "tinh-mau-so-noi-vu",
                "tasks": ["tinh-mau-20-ubnd-nc-2024-1a-t1"],
                "opened": f"2024-04-0{i}",
            }
            del case["findings"]
        own.append(case)
    return own


@cache
def world(undecided: int, rebuked: int = 0) -> dict[str, str]:
    return outputs(judged(with_persons(base(), [*cell(10, undecided), *cell(30, rebuked, **decided("canh-cao"))])))


def test_of_small_numbers_of_persons_all_worlds_look_the_same() -> None:
    """Not one byte of all that is published differs: nothing can be worked out, by no subtraction over pages and files."""
    first = world(1, 1)
    assert '"Cảnh cáo"' in first["du-lieu/accountability.json"]
    for undecided, rebuked in ((2, 1), (4, 1), (1, 4), (3, 3)):
        assert differing(first, world(undecided, rebuked)) == set()


TOTALS = {
    "trach-nhiem/index.md", "du-lieu/register.sqlite", *(f"du-lieu/accountability.{ending}" for ending in ("csv", "json", "parquet", "xlsx")),
}  # fmt: skip
"""What tells how many cases there are."""


def test_a_number_of_persons_that_may_be_told_stands_in_the_totals_alone() -> None:
    five, six = world(5), world(6)
    assert differing(five, six) == TOTALS
    # Beside a small cell the sum is not told; and which of the large number it is about makes no difference.
    assert differing(world(6, 1), world(6, 4)) == set()


def test_the_comparison_bites() -> None:
    # That nothing is due soon is said of the public part alone.
    assert differing(world(1), world(0)) == TOTALS | {"theo-doi/sap-den-han/index.md"}
    published = {"law": "trung-uong-luat-tiep-can-thong-tin-2016", "decision": "tinh-mau-45-qd-ubnd-2023"}
    one = with_persons(base(), cell(10, 1, publication=published))
    assert len(differing(world(0), outputs(judged(one)))) > 5


# ------------------------------------------------------------------------------------------- what silence would say

FINDING = "tinh-mau-kt-2024-01-f1"
REMEDIATION = f"tinh-mau/remediation/{FINDING}-kp.yaml"
VERIFICATION = f"tinh-mau/verification/{FINDING}-xm1.yaml"


def test_an_internal_verification_says_neither_yes_nor_no() -> None:
    """Whatever its verdict, the site is the same."""
    seen = []
    for verdict in ("da-khac-phuc", "mot-phan", "khong-dat", "tai-pham"):
        register = changed(hiding(base(), VERIFICATION), VERIFICATION, verdict=verdict)
        if verdict != "da-khac-phuc":
            register = changed(register, VERIFICATION, new_due="2024-08-01")
        seen.append(outputs(judged(register)))
    assert [differing(seen[0], other) for other in seen[1:]] == [set()] * 3
    assert differing(seen[0], outputs(judged(base())))


def test_an_internal_remediation_says_neither_that_something_was_done_nor_that_nothing_was() -> None:
    register = hiding(base(), REMEDIATION, VERIFICATION)
    seen = outputs(judged(register))
    idle = {path: data for path, data in register.items() if path != VERIFICATION}
    idle = changed(idle, REMEDIATION, events=idle[REMEDIATION]["events"][:1], leadership=None, plan=None)
    assert differing(seen, outputs(judged(idle))) == set()


SHOWN = ("kiem-tra/", "theo-doi/", "ky-bao-cao/", "phan-loai/", "co-quan/", "xep-loai/", "du-lieu/findings.json")
"""Where findings are told of."""


def shown(examined: Examined) -> dict[str, str]:
    site = publish(examined, AS_OF, "public", {}, META)
    return {path: reading.text(path, content(site[path])) for path in site if path.startswith(SHOWN)}


NOT_DONE = re.compile(r"Chưa khắc phục|chưa khắc phục xong|chưa có kế hoạch|quá hạn|Không đạt|Đang khắc phục")


@pytest.mark.parametrize("kind", ["remediation", "verification"])
def test_of_a_finding_with_something_internal_nothing_is_told_on_any_page(kind: str) -> None:
    register = base(whole=True)
    hidden = [path for path in register if path.split("/")[1] == kind]
    examined = judged(hiding(register, *hidden))
    lost = gone(examined)
    kept = {data["id"]: data for data in register.values()}
    silent = {
        (kept[name]["finding"] if kind == "remediation" else kept[kept[name]["remediation"]]["finding"])
        for name in lost & {register[path]["id"] for path in hidden}
    }
    assert len(silent) >= 8
    site = shown(examined)
    rows = {row["finding"]: row for row in json.loads(site["du-lieu/findings.json"])["findings"]}
    for name in sorted(silent & rows.keys()):
        row = rows[name]
        told = {
            key: row[key] for key in ("state", "overdue", "due_soon", "reported", "closed", "days_late", "remediation")
        }
        assert told == {
            "state": "no-information", "overdue": False, "due_soon": False, "reported": None, "closed": None,
            "days_late": 0, "remediation": None,
        }, name  # fmt: skip
    # On boards, reports and pages a row that leads to such a finding says nothing of how it stands.
    for path, text in site.items():
        if path.endswith(".md"):
            for row in re.findall(r"<tr[^>]*>(.*?)</tr>", html.unescape(text), re.DOTALL):
                linked = set(re.findall(r"#([a-z0-9-]+)\"", row))
                if linked & silent and not linked & (rows.keys() - silent):
                    said = re.sub(r"<a .*?</a>|<[^>]+>", " ", row)  # the names of findings apart
                    assert not NOT_DONE.search(said), (path, row)
    board = site["theo-doi/khac-phuc/index.md"]
    assert not [name for name in silent if f'#{name}"' in html.unescape(board)]


# The register keeps silent about something internal: no page says then that there is nothing.

INSPECTIONS = tuple(f"tinh-mau/inspection/tinh-mau-kt-2024-0{n}.yaml" for n in (1, 2))


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", html.unescape(text))).split())


def test_a_plan_of_which_an_inspection_is_internal_is_not_called_idle() -> None:
    page = words(
        outputs(judged(hiding(base(), *INSPECTIONS)), only="ke-hoach/")["ke-hoach/tinh-mau-kh-kt-2024/index.md"]
    )
    assert "Sổ chưa ghi" not in page


def test_an_agency_whose_inspection_is_internal_is_not_called_never_inspected() -> None:
    office, path = "tinh-mau-van-phong-ubnd", INSPECTIONS[1]
    agencies = [*base()[path]["agencies"], {"body": office, "on": "2024-05-15"}]
    register = changed(base(), path, agencies=agencies)

    def board(own: Register) -> str:
        return html.unescape(outputs(judged(own), only="theo-doi/")["theo-doi/chua-kiem-tra/index.md"])

    assert f"co-quan/{office}/" in board(base())
    assert f"co-quan/{office}/" not in board(register)
    assert f"co-quan/{office}/" not in board(hiding(register, path))


@pytest.mark.parametrize("kind", ["remediation", "recommendation"])
def test_a_finding_whose_remediation_is_internal_is_not_called_unremedied(kind: str) -> None:
    hidden = [path for path in base() if path.split("/")[1] == kind]
    site = outputs(judged(hiding(base(), *hidden)), only="kiem-tra/")
    page = " ".join(words(text) for path, text in site.items() if path.startswith("kiem-tra/tinh-mau-kt-2024-01/"))
    assert "Sổ chưa ghi việc khắc phục phát hiện này" not in page
    assert "Hạn khắc phục Không ấn định" not in page


@pytest.mark.parametrize("kind", ["inspection", "recommendation", "verification"])
def test_points_that_rest_on_something_internal_are_told_rightly_or_not_at_all(kind: str) -> None:
    def total(register: Register, audience: str) -> str | None:
        rows = json.loads(outputs(judged(register), audience, "du-lieu/ratings")["du-lieu/ratings.json"])["ratings"]
        return next((row["total"] for row in rows if row["band"]), None)

    register = hiding(base(), *(path for path in base() if path.split("/")[1] == kind))
    assert total(register, "public") in (None, total(register, "internal"))


def points(examined: Examined, audience: str = "public") -> dict[str, Score]:
    return Of(redact(examined, audience, AS_OF), AS_OF).scores


@cache
def open_to_all() -> Examined:
    return judged(base(whole=True))


@cache
def whole() -> dict[str, Score]:
    return points(open_to_all(), "internal")


def internal(*paths: str) -> Examined:
    """The whole register with some records internal: no check and nothing that is derived asks who may see a record."""
    corpus = open_to_all().corpus
    hidden = {base(whole=True)[path]["id"] for path in paths}
    records = {
        own: replace(record, data={**record.data, "visibility": "noi-bo"}) if own in hidden else record
        for own, record in corpus.records.items()
    }
    made = replace(corpus, records=records)
    made.memo.update({name: dict(table) for name, table in corpus.memo.items()})
    return replace(open_to_all(), corpus=made)


def test_what_is_internal_is_judged_and_derived_as_what_is_not() -> None:
    """So that the above is what becomes of such records."""
    whole()  # what was derived of the register before
    paths = [path for path in base(whole=True) if "/mau-nam-" in path and path.split("/")[1] in SCORED][::7]
    examined, other = judged(hiding(base(whole=True), *paths)), internal(*paths)
    assert [(p.code, p.record, p.at) for p in examined.problems] == [(p.code, p.record, p.at) for p in other.problems]
    assert examined.corpus.out_links == other.corpus.out_links
    seen, also = (redact(one, "public", AS_OF) for one in (examined, other))
    assert {own: r.data for own, r in seen.corpus.records.items()} == {
        own: r.data for own, r in also.corpus.records.items()
    }
    assert seen.withheld == also.withheld
    one, two = points(examined), points(other)
    assert {own: (earned(s), s.rank, s.untold) for own, s in one.items()} == {
        own: (earned(s), s.rank, s.untold) for own, s in two.items()
    }


def earned(score: Score) -> list[Any]:
    parts = [(leaf.id, leaf.state, leaf.points) for leaf in leaves(score.criteria)]
    return [score.total, score.band, *parts, *((a.id, a.points) for a in score.adjustments)]


SCORED = (
    "directive", "task", "group", "rollout", "submission", "measurement", "inspection", "finding", "recommendation",
    "remediation", "verification", "coordination", "feedback", "notice",
)  # fmt: skip
"""Kinds from which points are computed."""


@pytest.mark.parametrize("kind", [*SCORED, "calendar", "category", "document", "team"])
def test_a_total_that_the_public_sees_is_that_of_the_office(kind: str) -> None:
    own = [path for path in base(whole=True) if path.split("/")[1] == kind]
    told = blank = 0
    for paths in (own, *([path] for path in own[:: 1 + len(own) // 5])):
        for name, score in points(internal(*paths)).items():
            office = whole()[name]
            if score.untold:
                assert (score.total, score.band, score.rank) == (None, "", 0)
                assert not [leaf.id for leaf in leaves(score.criteria) if leaf.measured]
                assert not [a.id for a in score.adjustments if a.points or a.measured.items]
                blank += 1
            else:
                assert earned(score) == earned(office), paths
                told += 1
    assert told or kind in ("directive", "calendar")
    assert blank


def test_the_ranks_of_the_others_do_not_tell_that_of_an_agency_without_one() -> None:
    """They are those of a ranking without it; nor is it told which of the criteria has something hidden."""
    name = "mau-nam-xl-2024-ubnd-phuong-ben"
    path = next(
        path
        for path in base(whole=True)
        if path.split("/")[1] == "finding"
        and [one for one, score in points(internal(path)).items() if score.untold] == [name]
    )
    found = points(internal(path))
    without = points(
        judged({where: data for where, data in base(whole=True).items() if data["id"] != name}), "internal"
    )
    key = ranking(whole()[name])
    others = {one: score.rank for one, score in found.items() if ranking(score) == key and one != name}
    assert others == {one: score.rank for one, score in without.items() if ranking(score) == key}
    assert whole()[name].rank <= max(others.values())  # it would be seen if they were those of all
    site = shown(judged(hiding(base(whole=True), path)))
    table = words(site[f"xep-loai/{key[0]}-{key[1]}-{key[2]}/index.md"])
    assert "chỉ tính trong các cơ quan có đủ thông tin công khai" in table
    page = words(site[f"xep-loai/{name}/index.md"])
    assert "nên không nêu điểm" in page
    assert "Các việc đã xét" not in page
    other = words(site[f"xep-loai/{min(others)}/index.md"])
    assert f"trên {len([rank for rank in others.values() if rank])} cơ quan có đủ thông tin công khai" in other
    assert "Không nêu: có thông tin không công bố" in words(
        site[f"co-quan/{base(whole=True)[f'mau-nam/rating/{name}.yaml']['agency']}/index.md"]
    )


def test_that_there_is_none_is_said_of_the_public_part_only() -> None:
    def texts(register: Register) -> list[str]:
        site = outputs(judged(register))
        return [words(site[path]) for path in ("kiem-tra/index.md", "theo-doi/khac-phuc/index.md")]

    every = [path for path in base() if path.split("/")[1] in ("inspection", "finding")]
    none, closed = texts(hiding(base(), *every))
    assert "Phần công khai của sổ chưa có cuộc kiểm tra, thanh tra nào" in none
    assert "Phần công khai của sổ chưa ghi cuộc kiểm tra, thanh tra nào" in closed
    hanging = (
        "inspection",
        "finding",
        "recommendation",
        "remediation",
        "verification",
        "accountability",
        "notice",
        "feedback",
        "obstacle",
        "response",
    )
    gone_for_all = {path: data for path, data in base().items() if path.split("/")[1] not in hanging}
    for text in texts(gone_for_all):
        assert "công khai của sổ" not in text
