"""The clauses of a body as a tree, each with the id that a record gives it: intro-p2, 1a, 1dd, 1-g3, ii-1a, 2-p2, end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.drafting.doers import DIRECTS
from generator.drafting.layout import ISSUED_WITH
from generator.drafting.paper import Block, PaperTable

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""In the order in which Vietnamese documents count."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_LABELS = (
    (
        "phan",
        re.compile(
            r"(?P<label>(?:Phần\s+(?:thứ\s+)?|PHẦN\s+(?:THỨ\s+)?)?(?P<roman>[IVXL]{1,5})\s*(?:[.)/]|:(?=\s)|[-–—](?=\s)))\s*"
        ),
    ),
    ("phan", re.compile(r"(?P<label>(?P<upper>[A-HĐ])\.)\s+(?=[^\W\d_])")),
    ("dieu", re.compile(r"(?P<label>Điều\s+(?P<article>[0-9]{1,3})\s*[.:–—-])\s*")),
    ("tiet", re.compile(r"(?P<label>(?P<deep>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})\s*[.)/–—-]?)\s+")),
    (
        "khoan",
        re.compile(
            r"(?P<label>(?P<number>[0-9]{1,2})\s*(?:[.)/]|[-–—](?=\s|[^\W\d_][a-zà-ỹđ])))\s*(?=[^\W\d_]|[“\"(])"
        ),
    ),
    ("diem", re.compile(r"(?P<label>\((?P<small>[ivx]{1,4})\)\s*[.:]?)\s*(?=\S)")),
    ("diem", re.compile(r"(?P<label>(?P<letter>[a-zđ])\s*(?:[.)/]|[-–—](?=\s)))\s*(?=\S)")),
    ("gach", re.compile(r"(?P<label>[-–—+•*▪●○])\s*(?=\S)")),
)
_FORMULA = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|NAY CHỈ THỊ)\s*:?")
_DEPTHS = {"phan": 1, "dieu": 2, "khoan": 3, "tiet": 4, "diem": 5, "gach": 6}
_ORDERS = re.compile(
    r"(?:yêu cầu|giao|chỉ đạo|đề nghị|chỉ thị|kết luận|thông báo|như sau|sau đây|sau|cụ thể)(?:\s+(?:như sau|sau đây|các nội dung sau))?\s*[:;.]?$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"(?:Trên đây|Nhận được|Căn cứ|Yêu cầu|(?:Trong )?quá trình (?:thực hiện|triển khai)|[^,.;]{5,60} thông báo (?:để|đến|và)\s)",
    re.IGNORECASE,
)
"""With what a document ends even where its last clause is a heading alone."""
_HEADING = 160
"""Characters of a heading at most."""


@dataclass(slots=True)
class Clause:
    """A clause: its id, how it is labelled, its kind as records code it, its text without the label."""

    id: str
    kind: str
    label: str
    text: str
    clauses: list[Clause] = field(default_factory=list)
    above: Clause | None = None
    doubt: str = ""
    """Why its place is not certain; empty where it is."""

    def walk(self) -> Iterator[Clause]:
        """Yield the clause and all below it, in the order of the text."""
        yield self
        for own in self.clauses:
            yield from own.walk()


def read_clauses(body: Sequence[Block]) -> list[Clause]:
    """Return the clauses of a body; tables in it are passed over."""
    texts = [block for block in body if not isinstance(block, PaperTable) and not _FORMULA.fullmatch(block)]
    first = next((at for at, text in enumerate(texts) if _label(text, None)), len(texts))
    first = _begins_unlabelled(texts[:first], alone=first == len(texts))
    tree = _Tree()
    if first:
        tree.top.append(_several("intro", "mo-dau", texts[:first]))
    rest = texts[first:]
    tail = next((at for at in range(len(rest), 0, -1) if _label(rest[at - 1], None)), 0)
    for text in rest[:tail]:
        tree.add(text)
    tree.end(rest[tail:])
    return tree.top


_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?=\s|$|\.|:)")


def read_annexes(appendix: Sequence[Block]) -> tuple[list[Clause], list[Block]]:
    """Return the texts that are issued with a document, each as a clause of its own clauses, and what else is in its appendix."""
    found: list[Clause] = []
    rest: list[Block] = []
    at = 0
    while at < len(appendix):
        after = next(
            (
                to
                for to in range(at + 1, len(appendix))
                if isinstance(own := appendix[to], PaperTable) or _ANNEX.match(own)
            ),
            len(appendix),
        )
        part = [block for block in appendix[at:after] if not isinstance(block, PaperTable)]
        first = next((number for number, text in enumerate(part) if _label(text, None)), len(part))
        if first < len(part) and any(ISSUED_WITH.match(text) for text in part[:first]):
            name = f"pl{len(found) + 1}" if found else "pl"
            annex = Clause(name, "phu-luc", "", " ".join(part[:first]))
            annex.clauses = read_clauses(part[first:])
            for clause in walk(annex.clauses):
                clause.id = f"{name}-{clause.id}"
            found.append(annex)
        else:
            rest += appendix[at:after]
        at = after
    return found, rest


def _begins_unlabelled(texts: Sequence[str], *, alone: bool) -> int:
    """Return how many of the paragraphs before any label lead in: up to «… như sau:», or to the first that directs."""
    for at, text in enumerate(texts[:-1], 1):
        if text.endswith(":") and _ORDERS.search(text):
            return at
    directing = (at for at, text in enumerate(texts) if alone and DIRECTS.search(text))
    return next(directing, len(texts))


def walk(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield every clause in the order of the text."""
    for clause in clauses:
        yield from clause.walk()


def _several(name: str, kind: str, texts: Sequence[str]) -> Clause:
    """Return what leads in or ends a document: one paragraph, or a clause of several."""
    if len(texts) == 1:
        return Clause(name, kind, "", texts[0])
    whole = Clause(name, kind, "", "")
    whole.clauses = [Clause(f"{name}-p{at}", "doan", "", text, above=whole) for at, text in enumerate(texts, 1)]
    return whole


class _Tree:
    """The tree while it grows: the clauses from the outermost to the one read last."""

    def __init__(self) -> None:
        self.top: list[Clause] = []
        self._open: list[tuple[int, int, Clause]] = []
        """Depth, ordinal and clause of those that the next one may stand in."""

    def add(self, text: str) -> None:
        found = _label(text, self._open)
        if found is None:
            self._unlabelled(text)
            return
        kind, depth, ordinal, name, label, rest = found
        if (
            kind == "gach"
            and label in "+•○▪"
            and any(own.kind == "gach" and own.label in "-–—" for _, _, own in self._open)
        ):
            depth += 1
        while self._open and self._open[-1][0] >= depth:
            self._open.pop()
        above = self._open[-1][2] if self._open else None
        siblings = above.clauses if above else self.top
        if kind == "gach":
            name = f"g{sum(own.kind == 'gach' for own in siblings) + 1}"
        doubt = self._gap(siblings, kind, ordinal)
        clause = Clause(_id(above, name, kind), kind, label, rest, above=above, doubt=doubt)
        clause.id = self._free(clause.id)
        siblings.append(clause)
        self._open.append((depth, ordinal, clause))

    def _unlabelled(self, text: str) -> Clause:
        """A paragraph without a label goes on the clause before."""
        if not self._open:
            above, siblings, name = None, self.top, f"p{1 + sum(own.kind == 'doan' for own in self.top)}"
        else:
            above = self._above()
            siblings, name = above.clauses, f"{above.id}-p{2 + _paragraphs(above)}"
        siblings.append(Clause(self._free(name), "doan", "", text, above=above))
        return siblings[-1]

    def _above(self) -> Clause:
        return next((own for _, _, own in reversed(self._open) if own.kind != "gach"), self._open[-1][2])

    def end(self, texts: Sequence[str]) -> None:
        """Take the paragraphs after the last label: those that its clause needs, and the end of the document.

        A heading alone needs one; a clause has as many more as those beside it have. The last ends the document.
        """
        texts = list(texts)
        own = 0
        if texts and self._open:
            above = self._above()
            bare = int(_is_bare(above) and not _CLOSES.match(texts[0]))
            beside = [
                clause for clause in (above.above.clauses if above.above else self.top) if clause.kind == above.kind
            ]
            more = (
                above.kind == "phan"
                or len(beside) == 1
                or any(_paragraphs(clause) > _is_bare(clause) for clause in beside)
            )
            own = max(bare, len(texts) - 1 if more else 0)
            own = own if _CLOSES.match(texts[-1]) or re.search(r"[./…]$", texts[-1]) else len(texts)
        elif texts:
            own = len(texts) - (
                not self.top or len(texts) > 1 or bool(self.top[0].clauses and _CLOSES.match(texts[-1]))
            )
        kept = [self._unlabelled(text) for text in texts[:own]]
        if not texts[own:]:
            return
        ending = _several(self._free("end"), "ket", texts[own:])
        if kept and kept[-1].above and not _is_bare(kept[-1].above):
            kept[-1].doubt = "Đoạn tiếp của mục trước, hay phần kết của văn bản?"
        self.top.append(ending)

    @staticmethod
    def _gap(siblings: Sequence[Clause], kind: str, ordinal: int) -> str:
        before = sum(own.kind == kind for own in siblings)
        return "Số thứ tự không liền với mục trước." if kind != "gach" and ordinal and ordinal != before + 1 else ""

    def _free(self, name: str) -> str:
        used = {clause.id for clause in walk(self.top)}
        if name not in used:
            return name
        return next(made for number in range(2, 400) if (made := f"{name}-{number}") not in used)


def _paragraphs(clause: Clause) -> int:
    return sum(own.kind == "doan" for own in clause.clauses)


def _is_bare(clause: Clause) -> bool:
    """Whether a clause is a heading: short, and its text ends with no mark of a sentence, or with a colon."""
    return (
        len(clause.text) < _HEADING
        and not re.search(r"[.;!?/…]$", clause.text)
        and all(own.kind == "doan" for own in clause.clauses)
    )


_Label = tuple[str, int, int, str, str, str]
"""Kind, depth, ordinal, what it adds to an id, the label as written, the text after it."""


def _label(text: str, place: list[tuple[int, int, Clause]] | None) -> _Label | None:
    """Return how a paragraph is labelled; a number that cannot be the next one is none («2024. …»)."""
    for kind, pattern in _LABELS:
        found = pattern.match(text)
        if found:
            ordinal, name = _counted(found)
            if place is not None and not _may_follow(kind, ordinal, found, place):
                continue
            return kind, _DEPTHS[kind], ordinal, name, found["label"].strip(), text[found.end() :].strip()
    return None


def _may_follow(kind: str, ordinal: int, found: re.Match[str], place: list[tuple[int, int, Clause]]) -> bool:
    """Whether a label can stand here: the first of a row, or not far after the one before."""
    if kind in ("gach", "tiet", "dieu"):
        return True
    before = next((number for depth, number, own in reversed(place) if own.kind == kind), 0)
    if found.re.groupindex.get("upper") and found["upper"] in "IVXL":
        return False
    foreign = found.re.groupindex.get("letter") and found["letter"] not in LETTERS
    if foreign and ordinal == before:  # «e), f), g)»
        return True
    return ordinal == 1 or 0 < ordinal - before <= (len(LETTERS) if kind == "diem" and before else 3)


def _counted(found: re.Match[str]) -> tuple[int, str]:
    """Return which of its row a label is (0 where that does not matter), and what it adds to an id."""
    name, sign = next(((name, sign) for name, sign in found.groupdict().items() if sign and name != "label"), ("", ""))
    plain = sign.lower().replace("đ", "dd")
    read: dict[str, Callable[[], tuple[int, str]]] = {
        "roman": lambda: (_value(sign), plain),
        "small": lambda: (_value(sign.upper()), plain),
        "upper": lambda: ("ABCDEFGH".find(sign) + 1, plain),
        "article": lambda: (int(sign), f"dieu-{sign}"),
        "deep": lambda: (0, sign.replace(".", "-")),
        "number": lambda: (int(sign), sign),
        "letter": lambda: (LETTERS.find(sign if sign in LETTERS else chr(ord(sign) - 1)) + 1, plain),
    }
    return read[name]() if name in read else (0, "")


def _value(roman: str) -> int:
    values = [_ROMAN[sign] for sign in roman]
    return sum(-own if own < max(values[at:]) else own for at, own in enumerate(values))


def _id(above: Clause | None, name: str, kind: str) -> str:
    if above is None:
        return name
    if kind == "diem" and above.kind in ("khoan", "tiet", "dieu") and above.id[-1].isdigit():
        return f"{above.id}{name}"
    if kind == "tiet" and above.kind == "khoan":
        head = above.id.removesuffix(above.id.rsplit("-", 1)[-1])
        return f"{head}{name}"
    return f"{above.id}-{name}"
