"""Which body is meant by the words of a document or of a cell: candidates, and whether there is only one reading.

A wording is read as a post and a body («Chánh Văn phòng UBND tỉnh», «các PCT UBND tỉnh»), the body by the names that the
register knows for that time: as recorded; less what the province adds («Sở Nội vụ» for «Sở Nội vụ tỉnh Ví Dụ»); by
initials («Sở KH&ĐT», «VP UBND tỉnh»). What is merely like a name is offered, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from generator.domain import bodies
from generator.domain.dates import EVER, Interval
from generator.domain.once import once
from generator.domain.text import CAPITALS, Word, fold, spelt
from generator.model import Corpus, Record

NATIONAL = "trung-uong"
"""The workspace of central bodies, which every province may name."""
_ALIKE, _MOST = 0.84, 3


class How(StrEnum):
    """By what a wording leads to a body, from the surest on."""

    NAME = "name"
    """A recorded name, short name or alias."""
    LOCAL = "local"
    """A name without what the province adds to it."""
    INITIALS = "initials"
    ALIKE = "alike"
    """Only like a name: misspelt, or cut."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that a wording may mean."""

    body: Record
    post: str
    """The post, as it is written: «Chủ tịch»; empty for the body itself."""
    how: How
    certain: bool
    """Whether the wording has no other reading in this register at that time."""


@dataclass(frozen=True, slots=True)
class Named:
    """One of several bodies in a wording, in its own words, and whom it may mean."""

    words: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def sure(self) -> Candidate | None:
        """The one body that is meant, where there is no other reading."""
        return next((found for found in self.candidates if found.certain), None)


_POSTS = re.compile(
    r"""(?P<post>
      (?:(?:các|những)\s+)?(?:đồng\s+chí\s+)?(?:
        (?:Chủ\s+tịch|CT)\s*(?:,|và)\s*(?:các\s+)?(?:Phó\s+Chủ\s+tịch|PCT)
      | (?:Giám\s+đốc|Thủ\s+trưởng)(?:\s*(?:,|và)\s*(?:Giám\s+đốc|Thủ\s+trưởng|Chủ\s+tịch|Trưởng(?=\s+các)))+
      | (?:Chánh|Lãnh\s+đạo)\s*,\s*Phó\s+(?:Chánh\s+)?(?=CVP|Văn\s+phòng|VP)
      | người\s+đứng\s+đầu(?:\s*,\s*cấp\s+phó(?:\s+của\s+người\s+đứng\s+đầu)?)?
      | (?:Phó\s+)?(?:Tổng\s+)?Giám\s+đốc | Thủ\s+trưởng | (?:Phó\s+)?Chủ\s+tịch | Thường\s+trực(?=\s*:?\s*(?:TU|HĐND|Hội\s+đồng|Huyện|Thị|Thành|Tỉnh|Đảng|các))
      | Bộ\s+trưởng(?=\s+(?:các\s+)?Bộ) | Thứ\s+trưởng
      | (?:Phó\s+)?(?:Chánh|Phó)\s+(?=(?:Văn\s+phòng|Thanh\s+tra|VP)(?!\w))
      | (?:Phó\s+)?(?:Trưởng|Cục\s+trưởng|Chi\s+cục\s+trưởng|Viện\s+trưởng|Vụ\s+trưởng)\s+(?=(?:Ban|Phòng|Cục|Chi\s+cục|Viện|Vụ|Đoàn|Công\s+an)(?!\w))
      | Chánh\s+án | Bí\s+thư | (?:Phó\s+)?Tổng\s+Biên\s+tập | Chỉ\s+huy\s+trưởng | Hiệu\s+trưởng | Lãnh\s+đạo | Thành\s+viên | Trưởng\s+(?=các)
      | LĐ(?=\s+(?:VP|Văn|UBND)) | P?GĐ(?=\s) | PCT | CT(?=[\s.](?:UBND|HĐND|các)) | TT(?=[\s.]*(?:TU|HĐND|Tỉnh|Huyện|Thị|Thành|các)) | CVP | TV(?=\s+Tổ)
      )[\s.:]*)""",
    re.VERBOSE | re.IGNORECASE,
)
_WHOLE_POST = re.compile(r"(?:Phó\s+)?(?:Chánh|Trưởng|Cục trưởng|Chi cục trưởng|Viện trưởng|Vụ trưởng)", re.IGNORECASE)
"""Posts that are called by the first words of what they head: «Chánh Văn phòng»."""
_LONG = {
    "CT": "Chủ tịch",
    "PCT": "Phó Chủ tịch",
    "GĐ": "Giám đốc",
    "PGĐ": "Phó Giám đốc",
    "TT": "Thường trực",
    "LĐ": "Lãnh đạo",
    "TV": "Thành viên",
    "CVP": "Chánh Văn phòng",
}
_SPELT_OUT = re.compile(rf"(?<!\w)(?:{'|'.join(_LONG)})(?!\w)", re.IGNORECASE)
_BULLET = re.compile(r"^[\s\-–—+*•●○▪·]+|[\s;,.:]+$")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_TOKEN = re.compile(r"[^\W_]+(?:[&-][^\W_]+)*")
_SHORT = re.compile(rf"(?:[{CAPITALS}]{{2,}}|[{CAPITALS}]+(?:[&-][{CAPITALS}]+)+)")


def match(corpus: Corpus, province: str, words: str, at: Interval = EVER) -> tuple[Candidate, ...]:
    """Return whom the words for one body may mean at some day of an interval, the surest first.

    At most one is ``certain``; of several that fit equally well none is. None at all: the register knows nobody like it.
    """
    words = " ".join(_BULLET.sub("", words).split())
    return _match(corpus)(province, words, at) or tuple(_match(corpus).alike(province, words, at))


@once
def _match(corpus: Corpus) -> _Matcher:
    return _Matcher(corpus)


class _Matcher:
    """The names of a corpus as they are looked up, by province and time."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._tables: dict[tuple[str, Interval], _Names] = {}
        self._answers: dict[tuple[str, str, Interval], tuple[Candidate, ...]] = {}

    def __call__(self, province: str, words: str, at: Interval) -> tuple[Candidate, ...]:
        key = (province, words, at)
        if key not in self._answers:
            self._answers[key] = tuple(self._find(province, words, at))
        return self._answers[key]

    def _find(self, province: str, words: str, at: Interval) -> Sequence[Candidate]:
        bare = _ASIDE.sub("", words) or words
        for text in dict.fromkeys((words, bare)):
            for post, rest in _readings(text):
                found = self._exact(province, at, text, post, rest)
                if found:
                    return found
        return ()

    def alike(self, province: str, words: str, at: Interval) -> Sequence[Candidate]:
        """Return what is only like the name of a body."""
        post, rest = list(_readings(_ASIDE.sub("", words) or words))[-1]
        return _alike(self._names(province, at).all, province, post, rest)

    def _exact(self, province: str, at: Interval, whole: str, post: str, rest: str) -> Sequence[Candidate]:
        names, folded = self._names(province, at), fold(rest)
        hits = [name for form in _forms(folded) for name in names.folded.get(form, ())]
        if hits:
            return self._rank(hits, province, whole, post, rest, How.NAME)
        local = names.local.get(_local(folded, self._places(province)))
        if local:
            return self._rank(local, province, whole, post, rest, How.LOCAL)
        if any(_SHORT.fullmatch(token) for token in _TOKEN.findall(rest)):
            near = (name for name in names.all if name.folded[:1] == folded[:1])
            hits = [name for name in near if any(_initialled(rest, own) for own in name.forms)]
        return self._rank(hits, province, whole, post, rest, How.INITIALS) if hits else ()

    def _rank(  # noqa: PLR0913, PLR0917 - a reading and what was found of it
        self, hits: Sequence[_Name], province: str, whole: str, post: str, rest: str, how: How
    ) -> Sequence[Candidate]:
        own = [hit for hit in hits if hit.body.province == province] or list(hits)
        found = {hit.body.id: hit for hit in sorted(own, key=lambda hit: not _marks_agree(rest, hit.text))}
        named = post or _post_in_alias(whole, own)
        alone = len(found) == 1
        return [
            Candidate(hit.body, named, how, alone and _is_certain(hit, rest, how, self._places(province)))
            for hit in found.values()
        ]

    def _names(self, province: str, at: Interval) -> _Names:
        key = (province, at)
        if key not in self._tables:
            table = self._tables[key] = _Names()
            places = self._places(province)
            for body in self._corpus.of("agency", "group", "team"):
                if body.province in (province, NATIONAL) and bodies.life(body).meets(at):
                    for called in dict.fromkeys(bodies.called(body, at)):
                        for folded in _forms(fold(called)):
                            name = _Name(body, called, folded, _local(folded, places) if _is_local(body) else "")
                            table.add(name)
        return self._tables[key]

    def _places(self, province: str) -> tuple[str, ...]:
        """What the province is called, folded, without «tỉnh» or «thành phố»."""
        record = self._corpus.get(province, "province")
        called = [bodies.name(record), *bodies.called(record)] if record else []
        return tuple({re.sub("^(?:tinh|thanh pho) ", "", fold(name)) for name in called})


@dataclass(frozen=True, slots=True)
class _Name:
    body: Record
    text: str
    folded: str
    local: str
    """The name less what the province adds; empty for who is not of the province as a whole."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The name as people may abbreviate it."""
        return (self.folded, self.local, f"{self.local} tinh") if self.local else (self.folded,)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a province at a time, by what they are looked up with."""

    all: list[_Name] = field(default_factory=list)
    folded: dict[str, list[_Name]] = field(default_factory=dict)
    local: dict[str, list[_Name]] = field(default_factory=dict)

    def add(self, name: _Name) -> None:
        self.all.append(name)
        self.folded.setdefault(name.folded, []).append(name)
        if name.local:
            self.local.setdefault(name.local, []).append(name)


def _is_local(body: Record) -> bool:
    return body.kind != "agency" or body["level"] == "tinh"


def _forms(folded: str) -> set[str]:
    """«Các sở» and «sở», «có liên quan» and «liên quan» are the same group."""
    folded = folded.replace(" co lien quan", " lien quan")
    return {folded, folded.removeprefix("cac ")}


def _local(folded: str, places: Sequence[str]) -> str:
    """Return a folded name less its «… tỉnh Ví Dụ», «… thuộc tỉnh», «… Ví Dụ» at the end."""
    tail = "|".join(map(re.escape, places)) or "(?!)"
    link = "(?: (?:thuoc|cua|trong|o))?"
    own = re.sub(
        rf"(?:{link} (?:tinh|thanh pho)(?: (?:{tail}))?|(?<! xa)(?<! phuong)(?<! huyen) (?:{tail}))$", "", folded
    )
    return own.removeprefix("cac ")


def _readings(words: str) -> Iterator[tuple[str, str]]:
    """Yield a wording as the name of a body, then as a post and a body."""
    yield "", words
    found = _POSTS.match(words)
    if found and found.end() < len(words):
        post, rest = found["post"].strip(" .:,"), words[found.end() :]
        if _WHOLE_POST.fullmatch(post):
            post = f"{post} {' '.join(rest.split()[: 1 if post.lower().startswith('trưởng') else 2])}"
        yield _SPELT_OUT.sub(lambda short: _LONG[short[0].upper()], post), rest
    elif found and found["post"].strip().upper() == "CVP":
        yield "Chánh Văn phòng", "Văn phòng UBND tỉnh"


def posted(words: str) -> tuple[str, str]:
    """Return a wording as a post and the body in which it is held; the post is empty where none is named.

    >>> posted("Giám đốc, Thủ trưởng các sở, ban, ngành tỉnh")
    ('Giám đốc, Thủ trưởng', 'các sở, ban, ngành tỉnh')
    >>> posted("Sở Nội vụ")
    ('', 'Sở Nội vụ')
    """
    return list(_readings(words))[-1]


def _post_in_alias(whole: str, hits: Sequence[_Name]) -> str:
    """Return the post that an alias names itself: «Chủ tịch UBND tỉnh» is recorded as one of the committee."""
    if any(hit.body.kind == "team" and not fold(whole).startswith(("thanh vien", "tv ")) for hit in hits):
        return ""
    return next((post for post, _ in list(_readings(whole))[1:]), "")


def _is_certain(name: _Name, rest: str, how: How, places: Sequence[str]) -> bool:
    if not _marks_agree(rest, name.text):
        return False
    if how is How.LOCAL:
        told = _local(fold(rest), places) != fold(rest).removeprefix("cac ")
        return told or name.body.kind != "agency" or name.body["kind"] == "so"
    return how is How.NAME or any(not _SHORT.fullmatch(word) for word in _TOKEN.findall(rest))


def _marks_agree(words: str, name: str) -> bool:
    """Whether no word that stands in both is spelt with other diacritics, unless one is typed without any."""
    known: dict[str, list[Word]] = {}
    for word in spelt(name):
        known.setdefault(word.plain, []).append(word)
    if words.isascii():
        return True
    return all(
        own.bare or any(other.spelt == own.spelt or other.bare for other in known[own.plain])
        for own in spelt(words)
        if own.plain in known
    )


def _initialled(rest: str, folded: str) -> bool:
    """Whether words and initials, in order, make up a name: «Sở VHTT&DL», «BQL các KCN»."""
    tokens = _TOKEN.findall(rest)
    if not any(_SHORT.fullmatch(token) for token in tokens):
        return False
    name = [word for word in folded.split() if word != "va"]
    return _makes_up(tokens, name)


def _makes_up(tokens: Sequence[str], name: Sequence[str]) -> bool:
    if not tokens:
        return not name
    token, rest = tokens[0], tokens[1:]
    words = [word for word in fold(token).split() if word != "va"]
    if not words:
        return _makes_up(rest, name)
    if list(name[: len(words)]) == words and _makes_up(rest, name[len(words) :]):
        return True
    letters = re.sub("[^a-z]", "", fold(token).replace(" ", "")) if _SHORT.fullmatch(token) else ""
    starts = "".join(word[0] for word in name[: len(letters)])
    return bool(letters) and starts == letters and _makes_up(rest, name[len(letters) :])


def _alike(names: Sequence[_Name], province: str, post: str, rest: str) -> Sequence[Candidate]:
    """Return the few bodies whose names are like a wording, or begin with it."""
    text = fold(rest)
    if len(text) < 4:
        return ()
    if rest.startswith("Bộ "):  # a ministry is not the department of the same name
        names = [name for name in names if name.folded.startswith("bo ")]
    best: dict[str, tuple[float, _Name]] = {}
    for name in names:
        known = name.local or name.folded
        near = max(_likeness(text, known), _likeness(text, name.folded))
        if near > best.get(name.body.id, (0.0, name))[0] and name.body.province == province:
            best[name.body.id] = (near, name)
    order = sorted((pair for pair in best.values() if pair[0] >= _ALIKE), key=lambda pair: (-pair[0], pair[1].body.id))
    return [Candidate(name.body, post, How.ALIKE, certain=False) for _, name in order[:_MOST]]


def _likeness(text: str, name: str) -> float:
    if name.startswith(f"{text} ") and len(text.split()) > 1:
        return 0.9
    if abs(len(text) - len(name)) > 6:
        return 0.0
    return SequenceMatcher(None, text, name, autojunk=False).ratio()


_SURE_MARK = re.compile(r"\s*(?:[;\n|]|(?<=\w)\s*\+(?=\s)|(?:^|\n)\s*[-+•]\s)\s*")
_MARK = re.compile(r"\s*(?:,|/|\s+(?:và|cùng|với)(?=\s))\s*", re.IGNORECASE)
_HEADED = re.compile(
    r"^(?P<before>.*?)(?<!\w)(?<!cán )(?P<heads>(?:các\s+)?(?P<head>sở|ban|bộ|ngành|huyện|thị xã|thành phố|xã|phường)(?:\s*,\s*(?:ban|ngành|thị xã|thành phố|phường|đặc khu|cơ quan|đơn vị))*)\s*:\s*(?P<names>.+)$",
    re.IGNORECASE,
)
BEGINS = re.compile(
    r"(?:các|một số|những)\s|(?!(?:Ban hành|Bộ phận|Báo cáo|Hội (?:nghị|thảo|chợ|họp)|Tổ chức|Trường hợp|Phòng(?:,)? (?:ngừa|chống|cháy)|Đoàn kết|Viện dẫn|Người (?:dân|lao động))(?!\w))(?:Sở|Ban|UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Văn phòng|VP|Thanh tra|Công an|Bộ|Hội|Đoàn|Tổ|Liên đoàn|Viện|Tòa|Toà|"
    r"Cục|Chi cục|Kho bạc|Bảo hiểm|BHXH|Ngân hàng|Đài|Báo|Trường|Trung tâm|Công ty|Tập đoàn|Mặt trận|MTTQ|UBMTTQ|Tỉnh ủy|Thành ủy|Huyện ủy|Thị ủy|Đảng ủy|"
    r"Thường trực|TT|Phòng|Giám đốc|Thủ trưởng|Chủ tịch|Phó|Chánh|Trưởng|Người|Bí thư|Lãnh đạo|Thành viên|Điện lực|Bệnh viện|Quỹ|BQL|Cổng|Chỉ huy|BCH|Bộ đội)(?!\w)"
)
"""With such a word a further body begins; anything else goes on the name before («Văn hóa, Thể thao và Du lịch»)."""


def split(corpus: Corpus, province: str, words: str, at: Interval = EVER) -> tuple[Named, ...]:
    """Return the several bodies that a wording or a cell lists, in its order.

    Names that hold a comma or «và» stay whole where the register knows them; what it does not know is cut only where a
    word begins a body. «Các Sở: Nội vụ, Tài chính» is read as two.
    """
    found = {fold(own.words): own for own in reversed(list(_split(corpus, province, words, at)))}
    return tuple(
        own if own.candidates else Named(own.words, match(corpus, province, own.words, at))
        for own in reversed(found.values())
    )


def known(corpus: Corpus, province: str, words: str, at: Interval = EVER) -> tuple[Named, ...]:
    """Return the bodies that a wording lists if it names nobody but whom the register knows; else none."""
    found: list[Named] = []
    for own in _split(corpus, province, words, at):
        if own.sure is None:
            return ()
        found.append(own)
    return tuple(found)


def _split(corpus: Corpus, province: str, words: str, at: Interval) -> Iterator[Named]:
    for piece in _SURE_MARK.split(words.replace("\r", "\n")):
        text = _BULLET.sub("", piece)
        if text:
            yield from _listed(corpus, province, text, at)


def _listed(corpus: Corpus, province: str, text: str, at: Interval) -> Iterator[Named]:
    """Yield the bodies of a list with commas and «và»: the longest runs that are known, between them what is not."""
    headed = _HEADED.match(text)
    before = list(_MARK.finditer(headed["before"])) if headed else []
    if before and BEGINS.match(
        text[before[-1].end() :]
    ):  # «Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Nội vụ, Tài chính»
        yield from _listed(corpus, province, text[: before[-1].start()], at)
        text = text[before[-1].end() :]
        headed = _HEADED.match(text)
    head, post = _head(headed) if headed else ("", "")
    text = headed["names"] if headed else text
    marks = list(_MARK.finditer(text))
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(text)]
    unknown: list[int] = []

    def given_up() -> Iterator[Named]:
        if unknown:
            words = text[starts[unknown[0]] : ends[unknown[-1]]]
            named = (BEGINS.match(words) and not BEGINS.fullmatch(words)) or words[:1].islower()
            whole = words if named else f"{post} {head} {words}".strip()
            yield Named(whole, _match(corpus)(province, whole, at))
            unknown.clear()

    atom = 0
    while atom < len(starts):
        known = None
        for last in range(len(ends) - 1, atom - 1, -1):
            own = text[starts[atom] : ends[last]]
            readings = [f"{post} {head} {own}".strip(), own] if head else [own]
            answers = ((reading, _match(corpus)(province, reading, at)) for reading in readings)
            known = next(((read, found) for read, found in answers if any(one.certain for one in found)), None)
            if known:
                yield from given_up()
                yield Named(*known)
                head = "Sở" if not head and own.lower().startswith("sở ") else head
                atom = last + 1
                break
        if not known:
            if headed or (BEGINS.match(text[starts[atom] :]) and not _is_post(text, starts, ends, unknown)):
                yield from given_up()
            unknown.append(atom)
            atom += 1
    yield from given_up()


def _is_post(text: str, starts: Sequence[int], ends: Sequence[int], unknown: Sequence[int]) -> bool:
    """Whether what waits to be a body is a post alone, whose body follows: «Chủ tịch, các PCT UBND tỉnh»."""
    words = text[starts[unknown[0]] : ends[unknown[-1]]] if unknown else ""
    post = _POSTS.match(f"{words} ")
    return bool(post) and not words[post.end() :].strip() if post else False


def _head(headed: re.Match[str]) -> tuple[str, str]:
    """Return what stands before each name of «các Sở: Nội vụ, Tài chính», and the post before that."""
    head, before = headed["head"].capitalize(), headed["before"].strip(" ,")
    return (head, before) if head in ("Sở", "Ban", "Bộ") else (f"{before} {head.lower()}".strip(), "")
