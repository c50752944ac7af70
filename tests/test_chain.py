"""From a directive to accountability and the scorecard, and back, by the links of the published pages alone."""

from __future__ import annotations

import re
import shutil
from datetime import date
from html import unescape
from posixpath import dirname, normpath

import pytest
import yaml

from generator.build import check
from generator.model import content
from generator.publish import publish
from tests.conftest import REGISTER
from tests.example import META

HREF = re.compile(r'<a [^>]*?href="([^"]*)"')
KINDS = (
    "directive", "task", "inspection", "finding", "recommendation", "remediation", "verification", "accountability",
    "notice", "rating", "plan", "category", "agency", "coordination", "feedback",
)  # fmt: skip


class Published:
    """The published example: its pages, the addresses of its records, and the records as files say them."""

    def __init__(self) -> None:
        made = publish(check(REGISTER), date(2025, 3, 1), "internal", {}, META)  # nothing lies ahead, nothing is hidden
        self.site = {path: made[path] for path in made if not path.startswith("du-lieu/")}
        self.pages: dict[str, str] = {}
        self.known: dict[str, set[str]] = {}
        self.records: dict[str, dict[str, dict]] = {kind: {} for kind in KINDS}
        for kind in KINDS:
            for path in sorted(REGISTER.glob(f"*/{kind}/*.yaml")):
                if f"r/{path.stem}/index.html" in self.site:
                    self.records[kind][path.stem] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)

    def page(self, path: str) -> str:
        if path not in self.pages:
            self.pages[path] = content(self.site[path]).decode()
        return self.pages[path]

    def place(self, record: str) -> str:
        """The address to which the permanent address of a record leads."""
        text = content(self.site[f"r/{record}/index.html"]).decode()
        return normal(f"r/{record}/", re.search(r"url=([^\"]*)", text)[1])

    def text(self, record: str) -> str:
        """What is shown of a record: the element with its anchor, the page when it has one to itself."""
        path, _, anchor = self.place(record).partition("#")
        page = self.page(f"{path}index.md")
        return element(page, anchor) if anchor else page

    def links(self, record: str) -> set[str]:
        """The addresses to which what is shown of a record leads."""
        if record not in self.known:
            path = self.place(record).partition("#")[0]
            self.known[record] = {normal(path, unescape(href)) for href in HREF.findall(self.text(record))}
        return self.known[record]


def normal(page: str, href: str) -> str:
    path, mark, anchor = href.partition("#")
    target = normpath(f"{dirname(page)}/{path}") + "/" if path else page
    return target.removeprefix("./") + mark + anchor


def element(page: str, anchor: str) -> str:
    """The article, section or row with an anchor; a heading stands for the article around it."""
    found = re.search(rf'<(article|section|tr|h4)\b[^>]*\sid="{anchor}"[^>]*>', page)
    assert found, f"no place {anchor}"
    tag, start = found[1], found.start()
    if tag == "h4":
        tag, start = "article", page.rindex("<article", 0, start)
    depth = 0
    for part in re.finditer(rf"<(/?){tag}\b", page[start:]):
        depth += -1 if part[1] else 1
        if not depth:
            return page[start : start + part.end()]
    raise AssertionError(anchor)


@pytest.fixture(scope="module")
def published() -> Published:
    return Published()


def pairs(published: Published) -> list[tuple[str, str]]:
    """The neighbours of the chain, read from the records, the earlier first."""
    known = published.records
    found = [(task["directive"], name) for name, task in known["task"].items()]
    for name, record in known["inspection"].items():
        found += [(task, name) for task in record.get("tasks", ())]
        found += [(record["plan"]["plan"], name)] if "plan" in record else []
    for name, record in known["finding"].items():
        found += [(record["inspection"], name), *((task, name) for task in record.get("tasks", ()))]
    for name, record in known["recommendation"].items():
        found += [(finding, name) for finding in record["findings"]]
    for name, record in known["remediation"].items():
        found += [(record["finding"], name), *((other, name) for other in record.get("recommendations", ()))]
    found += [(record["remediation"], name) for name, record in known["verification"].items()]
    for name, record in known["accountability"].items():
        found += [
            (other, name) for field in ("findings", "tasks", "recommendations") for other in record.get(field, ())
        ]
        about = {f for r in record.get("recommendations", ()) for f in known["recommendation"][r]["findings"]}
        for verified, verification in known["verification"].items():
            if known["remediation"][verification["remediation"]]["finding"] in about | set(record.get("findings", ())):
                found.append((verified, name))
    return found


def test_each_link_of_the_chain_leads_to_the_next_and_back(published):
    neighbours = pairs(published)
    linked = {record: published.links(record) for record in sorted({r for pair in neighbours for r in pair})}
    missing = [
        f"{here} -> {there}"
        for pair in neighbours
        for here, there in (pair, pair[::-1])
        if published.place(there) not in linked[here]
    ]
    assert len(neighbours) >= 15
    assert missing == []


CHAIN = (
    "directive", "task", "inspection", "finding", "recommendation", "remediation", "verification", "accountability",
    "notice", "rating",
)  # fmt: skip


COSTLY = {"finding", "task", "notice", "coordination", "feedback"}


def record_at(link: str) -> str:
    """The address of the record to which a link leads: a rating also by one of its criteria."""
    return link.partition("#tc-")[0]


def reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found, pending = {start}, [start]
    while pending:
        for there in graph[pending.pop()] - found:
            found.add(there)
            pending.append(there)
    return found


def test_from_a_directive_to_a_verified_remediation_and_the_points_it_cost_and_back(published):
    known = published.records
    places = {published.place(name): name for kind in CHAIN for name in known[kind]}
    graph = {
        name: {places[found] for link in published.links(name) if (found := record_at(link)) in places}
        for name in places.values()
    }
    back: dict[str, set[str]] = {name: set() for name in graph}
    for here, there in graph.items():
        for name in there:
            back[name].add(here)
    found = {directive: reached(graph, directive) for directive in known["directive"]}
    whole = [d for d, names in found.items() if names & known["verification"].keys() and names & known["rating"].keys()]
    assert whole
    for directive in whole:
        assert found[directive] & known["verification"].keys() <= reached(back, directive)
        assert found[directive] & known["rating"].keys() <= reached(back, directive)


def test_what_a_record_cost_leads_to_the_criterion_and_the_criterion_back(published):
    """Every link to a criterion of a rating finds it, and the criterion links to the record."""
    costs = [
        (name, link)
        for kind in sorted(COSTLY)
        for name in published.records[kind]
        for link in sorted(published.links(name))
        if "#tc-" in link
    ]
    kinds = {kind for kind in COSTLY if any(name in published.records[kind] for name, _ in costs)}
    assert kinds == COSTLY
    for name, link in costs:
        path, _, anchor = link.partition("#")
        criterion = element(published.page(f"{path}index.md"), anchor)
        counted = {normal(path, unescape(href)) for href in HREF.findall(criterion)}
        if name in published.records["finding"]:  # through a notice, the notice is what counts
            counted |= {link for n in published.records["notice"] if published.place(n) in counted
                        for link in published.links(n)}  # fmt: skip
        assert published.place(name) in counted, (name, link)


def test_the_stages_of_each_finding_lead_along_the_chain(published):
    for name, finding in published.records["finding"].items():
        stages = re.search(r'<ol class="stages".*?</ol>', published.text(name), re.DOTALL)[0]
        linked = [normal(published.place(name), unescape(href)) for href in HREF.findall(stages)]
        assert stages.count("<li") == 8
        assert stages.count("aria-current") == 1
        assert published.place(finding["inspection"]) in linked
        for kind in ("recommendation", "remediation"):
            own = [n for n, r in published.records[kind].items() if name in (r.get("finding"), *r.get("findings", ()))]
            assert not own or {published.place(n) for n in own} & {*linked}, (name, kind)


def test_agencies_and_teams_show_what_concerns_them(published):
    for name, record in published.records["inspection"].items():
        own = published.place(name)
        assert own in published.links(record["by"])
        for entry in record["agencies"]:
            assert own in published.links(entry["body"])
    for name, record in published.records["finding"].items():
        assert published.place(name) in published.links(record["agency"])
        assert published.place(name) in published.links(record["category"])


def test_what_lies_ahead_of_the_day_is_not_there():
    site = publish(check(REGISTER), date(2024, 3, 20), "public", {}, META)
    page = content(site["kiem-tra/tinh-mau-kt-2024-01/tinh-mau-kt-2024-01-f1/index.md"]).decode()
    later = "tinh-mau-kt-2024-01-f1-xm1"
    assert [path for path, made in site.items() if later in path or later.encode() in content(made)] == []
    assert "rút 10 hồ sơ mới" not in unescape(page).lower()
    assert "Chưa được xác minh" in page


def test_a_case_that_was_referred_says_so_until_it_is_decided(tmp_path):
    folder = shutil.copytree(REGISTER, tmp_path / "records")
    case = folder / "tinh-mau" / "accountability" / "tinh-mau-xl-2024-01.yaml"
    case.write_text(case.read_text("utf-8") + REFERRAL, "utf-8")
    examined = check(folder)
    shown = {
        on: unescape(
            content(
                publish(examined, on, "public", {}, META)[
                    "kiem-tra/tinh-mau-kt-2024-01/tinh-mau-kt-2024-01-f1/index.md"
                ]
            ).decode()
        )
        for on in (date(2024, 3, 14), date(2024, 3, 20), date(2024, 6, 1))
    }
    case = r"Xử lý trách nhiệm [^<]* tại [^<]*</a> <span class=\"note\">\(([^)]*)\)"
    said = [re.findall(case, page)[0] for page in shown.values()]
    assert said == ["Đang xem xét", "Đã chuyển cơ quan điều tra", "Phê bình tập thể"]


REFERRAL = """
referral:
  to: Cơ quan điều tra
  on: 2024-03-15
  because: Có dấu hiệu vi phạm.
  document: tinh-mau-15-tb-tct-2024
"""
