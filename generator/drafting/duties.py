"""The duties that clauses give: who leads, who cooperates, until when, how often, what measure, whom to report to.

One duty is proposed for each sentence, and for each part of one that a semicolon ends and a verb begins. Whatever is not
plain from the words is left open, with the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.domain import dates
from generator.domain.cadence import cadence, recurrence
from generator.domain.dates import Interval
from generator.domain.deadlines import DeadlineWords, ReadDeadline
from generator.domain.deadlines import find as find_deadlines
from generator.domain.deadlines import read as read_deadline
from generator.domain.matching import BEGINS, Named
from generator.domain.text import CAPITALS
from generator.domain.worded import HOUR, TIME
from generator.drafting.cells import labelled
from generator.drafting.citations import Cited, blanked
from generator.drafting.clauses import Clause
from generator.drafting.doers import ACTS, DIRECTS, DOER, LONGEST, STARTS_WITH_VERB, VERB, BodyReader, read_doer
from generator.drafting.paper import tidy
from generator.drafting.routes import UNKNOWN, read_route


@dataclass(slots=True)
class DraftDuty:
    """A proposed duty. Of what is in ``doubts`` a value is offered at most."""

    clause: str
    text: str
    leads: tuple[Named, ...] = ()
    cooperators: tuple[Named, ...] = ()
    due: ReadDeadline | None = None
    due_words: str = ""
    every: str = ""
    every_words: str = ""
    start: str = ""
    start_words: str = ""
    condition: str = ""
    target: tuple[str, str, str] | None = None
    """Operator, value, unit."""
    target_words: str = ""
    to: tuple[Named, ...] = ()
    via: tuple[Named, ...] = ()
    copied: tuple[Named, ...] = ()
    route_words: str = ""
    product: str = ""
    shape: str = ""
    doubts: dict[str, str] = field(default_factory=dict)
    """Field, and why it is open."""
    tells: bool = False
    """Whether the words rather tell or praise than order."""
    notes: list[str] = field(default_factory=list)
    """What is told beside it, and asks for nothing."""


_LINK = re.compile(
    r"(?:Thống nhất|Đồng ý|Nhất trí)(?:\s+chủ trương)?,?\s+(?=giao\s)|(?:Đồng thời|Trong đó|Riêng|Ngoài ra|Mặt khác|Vì vậy|Do (?:đó|vậy)|Theo đó),?\s+(?:đối với\s+)?|(?:Trách nhiệm|Nhiệm vụ)\s+của\s+|Đối với\s+(?=[^;.:]{4,160}:)",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(r"Trách nhiệm của|Nhiệm vụ của|Đối với", re.IGNORECASE)
_ORDER = re.compile(
    rf"(?:(?=[^\W\d_a-zđ])(?:{BEGINS.pattern})[^,;:.]{{2,60}}?\s+(?:\w+\s+\w+\s+và\s+)?(?P<by>giao|yêu cầu|đề nghị)\s+(?:(?:(?:trách nhiệm|nhiệm vụ)\s+)?cho\s+)?(?={DOER.pattern})|(?i:(?P<order>giao|yêu cầu|đề nghị|phân công|chỉ đạo|[uủ][yỷ] quyền)\s+(?:(?:(?:trách nhiệm|nhiệm vụ)\s+)?cho\s+)?(?=\S)))"
)
"""Whoever directs, if he is named, and the verb by which he does."""
_ORDER_INSIDE = re.compile(r"[,:]\s+(?=(?:đề nghị|yêu cầu|giao)\s+\S)", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:Căn cứ|Thực hiện|Nhằm|Nhân dịp|Qua|Trong|Trước|Sau|Để|Nếu|Khi|Đối với|Định kỳ|Hằng|Hàng|Trên cơ sở|Theo(?! dõi)|Ngoài|Từ|Đến|Năm|Về|Trường hợp|(?:Chậm|Muộn) nhất)\s",
    re.IGNORECASE,
)
"""With what begins that which stands before the subject of a sentence, up to a comma."""
_BINDS = re.compile(r"yêu cầu|đề nghị|giao|nghiêm túc|chịu trách nhiệm|tổ chức|khó khăn|vướng mắc", re.IGNORECASE)
_SENTENCE = re.compile(rf"(?<=[.!?])\s+(?=[{CAPITALS}“\"])")
_PART = re.compile(r";\s+(?=\S)(?![^()]*\))")
_WITH = re.compile(
    r"(?:\(chủ trì\)\s*(?:,|và)\s*(?!phối)|chủ trì\s*,?\s*cùng(?:\s+với)?\s+|(?:và\s+)?phối hợp(?:\s+(?:chặt chẽ|tốt|chặt))?\s+(?:(?:cùng\s+)?với\s+|cùng\s+|(?-i:(?="
    + BEGINS.pattern
    + r"))))(?=\S)",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?<!\w)chủ trì(?!\w)", re.IGNORECASE)
_EVERY = re.compile(
    r"(?:(?:định\s+kỳ|báo\s+cáo|thường\s+kỳ)\s+)*(?:(?:vào\s+)?(?:trước\s+)?(?:ngày\s+[0-9]{1,2}(?:\s+tháng\s+cuối\s+quý|\s*/\s*[0-9]{1,2})?\s+|[0-9]{1,2}/[0-9]{1,2}\s+)?(?:cuối\s+|đầu\s+)?(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)"
    r"(?:\s*,?\s*(?:(?:(?:chậm|muộn)\s+nhất|trước|vào)\s+(?:là\s+)?)+ngày\s+[0-9]{1,2}(?:/[0-9]{1,2})?(?:\s+(?:của\s+)?tháng\s+(?:sau|kế\s+tiếp|tiếp\s+theo|cuối\s+quý))?(?![\w/]|\s+tháng\s+[0-9]))?"
    r"|định\s+kỳ\s+(?:0?6|sáu|0?3|ba|một|0?1)\s+tháng(?:\s+(?:một|0?1)\s+lần)?|(?:0?6|0?3|sáu|ba|0?1|một)\s+tháng\s+(?:một|0?1)\s+lần|(?:0?1|một)\s+lần\s*/\s*(?:tháng|quý|năm|tuần))",
    re.IGNORECASE,
)
_NUMBER = r"(?:[0-9]{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài)"
_CLOCK = re.compile(
    rf"(?<!\w)(?:(?:trong\s+vòng|chậm\s+nhất|muộn\s+nhất|ít\s+nhất|trong|sau|trước)\s+)*(?:{_NUMBER}\s*(?:\([^)]*\)\s*)?(?:ngày|tuần|tháng|quý|giờ|phút|kỳ|năm(?!\s+[0-9]))(?:\s*/\s*\w+)?"
    r"|(?<!của )(?:hằng|hàng|mỗi|từng|định\s+kỳ(?:\s+hằng)?)\s+(?:ngày|tuần|tháng|quý|năm|kỳ|lần)"
    r"|định\s+kỳ|trong\s+vòng|(?:chậm|muộn)\s+nhất|thời\s+hạn(?!\s+(?:giải quyết|quy định))"
    r"|(?:trước|sau)\s+(?:(?:khi|mỗi|từng|kỳ|đợt|ngày|giờ)(?!\w)|(?=[0-9]))|ngay\s+(?:sau\s+khi|trong\s+ngày)"
    r"|(?:cuối|đầu|giữa|tuần|trong)\s+(?:cuối\s+|đầu\s+)?(?:ngày|giờ|tuần|tháng|quý|kỳ|năm)(?!\w|\s+[0-9])"
    r"|(?:ngày|tháng|quý|tuần|kỳ)\s+(?:họp|cuối|đầu|tiếp|sau|trước|liền|kế|nghỉ|lễ)"
    r"|(?:ngày\s+[0-9]{1,2}|tháng\s+[0-9]{1,2}|quý\s+(?:IV|I{1,3}|[1-4]))(?!\w)"
    r"|thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])(?:\s+(?:hằng|hàng|của|trong)\s+tuần)|chủ\s+nhật)(?!\w)",
    re.IGNORECASE,
)
"""Words of time: whichever of them nothing else has read makes a deadline, or a cadence, a question."""
_SEVERAL = re.compile(
    r"(?:(?<!\w)(?:[0-9]{1,2}|ba|sáu)\s+tháng|(?<!\w)(?:tuần|tháng|quý|năm))\s*(?:,|/|;|và|hoặc)\s*(?:và\s+)?$",
    re.IGNORECASE,
)
_AND_OFTEN = re.compile(
    r"\s*(?:,|/|;|và|hoặc)\s*(?:và\s+)?(?:(?:hằng|hàng|mỗi)\s+)?(?:(?:[0-9]{1,2}|ba|sáu)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?|tuần|tháng|quý|(?:cả\s+)?năm)(?!\w|\s+[0-9])",
    re.IGNORECASE,
)
"""Further cadences beside one: «6 tháng, hằng năm», «hằng quý, năm»."""
_MEETING = re.compile(r"(?:tại\s+)?(?:Hội nghị|cuộc họp|họp)\s+giao ban\s+(?:hằng|hàng)\s+tháng", re.IGNORECASE)
_START = re.compile(
    r"^(?P<words>(?:Kể từ|Bắt đầu từ|Từ)\s+(?:ngày\s+[0-9/]+|tháng\s+[0-9/]+|năm\s+(?P<year>[0-9]{4}))|Năm\s+(?P<open>[0-9]{4})\s+và\s+những\s+năm\s+tiếp\s+theo)\s*,?\s*",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?:(?<!\w)(?:Nếu|Trường hợp|Khi)\s+(?P<if>[^;.]{3,260}?)(?:\s+thì\s+|,\s+(?=(?:thì\s+)?(?:"
    + ACTS
    + r"|đề nghị|yêu cầu|(?-i:"
    + DOER.pattern
    + r")))))|(?P<aside>\(nếu có[^)]*\))",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"(?P<op>(?:đạt\s+)?(?:tối thiểu|ít nhất|trên|không dưới|từ|tối đa|không quá|dưới|giảm|tăng)?(?:\s+(?:tối thiểu|ít nhất|từ))?)\s*(?P<value>[0-9]{1,3}(?:[.,][0-9]+)?)\s*%(?:\s+(?P<end>trở\s+(?:lên|xuống)))?",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"^(?:Đồng thời,?\s+)?(?:(?:tuyệt đối|kiên quyết)\s+không\s|(?:tuyệt đối\s+|kiên quyết\s+)?(?:không\s+(?:được\s+|để\s+|lấy\s+|trả\s+)|nghiêm cấm|cấm\s|chấm dứt))",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"(?<!\w)(?:thường xuyên|tiếp tục|tăng cường|nâng cao|đẩy mạnh|chủ động|phát huy|duy trì|thực hiện tốt|thực hiện nghiêm|đề cao)(?!\w)",
    re.IGNORECASE,
)
_HEADING = 160
"""Characters of a heading at most."""
_NOBODY = "Không thấy lời văn giao cho ai."
_FOR_THEM = "Câu không nêu ai làm: nơi văn bản kính gửi?"
_LED_IN = "Mục trước kết bằng dấu “:”: việc này có thuộc những việc giao ở đó không?"
_WHICH_MONTH = "Chu kỳ có ngày mà không rõ ngày ấy của tháng nào: ghi như “hằng quý, ngày 15 tháng cuối quý”."
_EXTENDS = re.compile(
    r"(?<!\w)(?:gia hạn|lùi (?:thời hạn|thời gian)|(?:điều chỉnh|kéo dài) (?:thời hạn|thời gian (?:hoàn thành|thực hiện)))(?!\w)",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"văn bản|công văn|chỉ thị|quyết định|kế hoạch|thông báo|công điện|kết luận|nghị quyết", re.IGNORECASE
)


def read_duties(clauses: Sequence[Clause], cited: dict[str, list[Cited]], reader: BodyReader) -> Iterator[DraftDuty]:
    """Yield the duties of the clauses, in the order of the text; whoever a letter is for is offered where a duty names nobody."""
    for duty in _read([own for own in clauses if own.kind != "phu-luc"], cited, reader):
        if reader.recipients and duty.doubts.get("leads") == _NOBODY and not ("duty" in duty.doubts or duty.leads):
            duty.leads, duty.doubts["leads"] = reader.recipients, _FOR_THEM
        yield duty
    for annex in clauses:
        if annex.kind == "phu-luc":
            yield from _read(annex.clauses, cited, reader)


def _read(clauses: Sequence[Clause], cited: dict[str, list[Cited]], reader: BodyReader) -> Iterator[DraftDuty]:
    """Read clause by clause; an introduction gives no duties."""
    given = _Given()
    for clause in clauses:
        if clause.kind == "mo-dau":
            given = _directed(clause, reader)
    body = [clause for clause in clauses if clause.kind not in ("mo-dau", "ket")]
    yield from _of_clauses(body, cited, reader, given)
    yield from _of_clauses([clause for clause in clauses if clause.kind == "ket"], cited, reader, _Given())


@dataclass(frozen=True, slots=True)
class _Given:
    """Whom a clause above names, for those below that name nobody."""

    leads: tuple[Named, ...] = ()
    cooperators: tuple[Named, ...] = ()
    doubt: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What stands beside labels for all of them: who leads, with whom, until when."""
    loosely: bool = False
    """Whether only the sentence that leads in to the whole document names them: whoever is named below takes their place."""


_TELLS = re.compile(
    rf"(?:(?:{DOER.pattern})[^,;:.]{{0,60}}?(?<=\s))?(?:cơ bản\s+)?(?:ghi nhận|đánh giá cao|biểu dương|hoan nghênh|nhất trí|thống nhất với|đồng ý|đến nay,?|tuy nhiên,?|thứ (?:nhất|hai|ba|tư),?|đã(?! được)|đang|chưa|vừa)\s",
    re.IGNORECASE,
)
"""With what a sentence begins that tells, praises or agrees."""
_SAYS = re.compile(r"Trên đây là\s")
"""With what a sentence says what the document is, and orders nothing."""
_BY_THEN = re.compile(
    r"(?:(?:phải\s+)?(?:hoàn thành|thực hiện|xong)\s+)+(?:trước|trong|chậm nhất|đến)\s.{3,50}", re.IGNORECASE
)
"""A part of a sentence that says until when what stands before it is done."""


def _unlinked(text: str) -> str:
    """Return a text without the word that links it to what stands before."""
    link = _LINK.match(text)
    return text[link.end() :] if link else text


def addressees(text: str, reader: BodyReader) -> tuple[str, tuple[Named, ...], str]:
    """Return the words at the head of a clause that say whom it is for, who that is, and the text after them.

    The longest beginning that names bodies of the register and nothing else; else what stands before the first verb or
    colon, if a body begins it; of a heading all of it.
    """
    link = _LINK.match(text)
    begin = link.end() if link else 0
    order = _ORDER.match(text[begin:])
    begin += order.end() if order else 0
    start = _START.match(text[begin:])
    begin += start.end() if start else 0
    head = text[begin : begin + LONGEST]
    doer = read_doer(head, reader, told=order is not None, whatever=bool(link and _FOR_WHOM.match(link[0])))
    words, named, end = doer.words, doer.named, doer.end
    if "(chủ trì)" in words:  # who is named after it cooperates
        words = words.split("(chủ trì)", 1)[0].strip()
        named = reader.bodies(words)
    return (words, named, head[end:].lstrip(" ,:") + text[begin + LONGEST :]) if words else ("", (), text)


def _directed(intro: Clause, reader: BodyReader) -> _Given:
    """Return whom the end of an introduction directs: «… yêu cầu Thủ trưởng các sở thực hiện các nội dung sau:»."""
    last = (intro.clauses or [intro])[-1].text
    orders = list(DIRECTS.finditer(last)) if last.rstrip().endswith(":") else []
    named = addressees(last[orders[-1].start() :], reader)[1] if orders else ()
    return _Given(named, (), "" if all(one.sure for one in named) else UNKNOWN, loosely=True) if named else _Given()


def _whom(text: str, reader: BodyReader, given: _Given) -> _Given:
    """Return whom a text is for: whom its beginning names, or its subject after an opening; else those given.

    What those who are given are to demand of others stays theirs: «Chỉ đạo các phòng …», «Yêu cầu các đơn vị …».
    """
    found = [
        (words, named, order)
        for at in _beginnings(text, given)
        for words, named, rest in (addressees(text[at:], reader),)
        for order in (_ORDER.match(_unlinked(text[at:])),)
        if words and (not at or order or (named and VERB.match(rest.lstrip(" ,"))))
    ]
    if not found:
        return given
    words, named, order = found[0]
    if _OPENS.match(text) and len({own for own, *_ in found}) > 1 and not _WITH.search(text.split(words, 1)[1]):
        return _Given(named, (), f"Sau phần mở đầu, câu nêu “{words}” và nơi khác: ai làm việc này?")
    demands = (order["order"] or order["by"]).lower() not in ("giao", "phân công") if order else False
    sure = bool(named) and all(one.sure for one in named)
    tells_on = order is not None and (order["order"] or "").lower() == "chỉ đạo"
    if given.leads and demands and (tells_on or not (sure or given.loosely)):
        return given
    if given.leads and demands and not given.loosely:
        return _Given(named, (), "Đầu mục nêu nơi khác: ai làm việc này?")
    return _Given(named, (), "" if sure else UNKNOWN)


def _beginnings(text: str, given: _Given) -> Iterator[int]:
    """Yield where whom a text is for may stand: at its head, after an opening, before an order within it."""
    yield 0
    if _OPENS.match(text) or _OPENS.match(_unlinked(text)):
        yield from (own.end() for own in re.finditer(r"[,:]\s+", text[:LONGEST]))
    if (not given.leads or given.loosely) and (inside := _ORDER_INSIDE.search(text)):
        yield inside.end()


def _of_clause(clause: Clause, cited: dict[str, list[Cited]], reader: BodyReader, given: _Given) -> Iterator[DraftDuty]:
    plain = blanked(clause.text, cited.get(clause.id, ()))
    own = _whom(clause.text, reader, given)
    begin, labels = labelled(clause.text)
    if labels and not begin:
        return  # it says of those beside it who does them
    for child in clause.clauses:
        at, cells = labelled(child.text)
        labels = labels if at else {**labels, **cells}
    if labels.get("leads"):
        named = reader.bodies(labels["leads"])
        helping = reader.bodies(labels.get("cooperators", ""))
        own = _Given(named, helping, "" if all(one.sure for one in named) else UNKNOWN, labels)
    below = [child for child in clause.clauses if child.kind != "doan"]
    text = clause.text[:begin].rstrip()
    unended = not re.search(r"[.;!?/]$", text) and len(text) < _HEADING
    heading = text.endswith(":") or (bool(clause.clauses) and unended) or (bool(below) and len(text) < _HEADING)
    if heading:
        tail = clause.text
        lead, cooperators = _cooperators(tail, reader)
        own = replace(own, cooperators=cooperators if lead else own.cooperators)
        told = [cut.start() for cut in _SENTENCE.finditer(clause.text)]
        if told and text.endswith(":"):  # what stands before the sentence that leads in
            before = replace(clause, text=clause.text[: told[-1]])
            yield from _sentences(before, plain, reader, own, named=own is not given)
    else:
        yield from _sentences(clause, plain, reader, own, named=own is not given)
    yield from _of_clauses(clause.clauses, cited, reader, own)


def _of_clauses(
    clauses: Sequence[Clause], cited: dict[str, list[Cited]], reader: BodyReader, given: _Given
) -> Iterator[DraftDuty]:
    """Yield the duties of the clauses of one level; one that ends in a colon, and has none below it, leads in to the next."""
    own = given
    for clause in clauses:
        yield from _of_clause(clause, cited, reader, own)
        whom = _whom(clause.text, reader, given)
        if clause.text.endswith(":") and not clause.clauses and whom is not given:
            own = whom if clause.kind == "doan" else replace(whom, doubt=whom.doubt or _LED_IN, loosely=True)
        elif whom is not given and (clause.kind == "doan" or own.loosely):
            own = given


def _sentences(clause: Clause, plain: str, reader: BodyReader, given: _Given, *, named: bool) -> Iterator[DraftDuty]:
    at = 0
    started = ""
    for sentence in _cut(_SENTENCE, clause.text[: labelled(clause.text)[0]]):
        begin = clause.text.index(sentence, at)
        at = begin + len(sentence)
        who = given
        if begin and (_OPENS.match(_unlinked(sentence)) or not STARTS_WITH_VERB.match(sentence)):
            who = _of_sentence(sentence, reader, given)
        told = who is not given if begin else named or clause.kind != "doan"
        first, doubt = True, ""
        for part in _joined(list(_cut(_PART, sentence)), reader, who):
            if _ends(clause) and _SAYS.match(part) and not _BINDS.search(part):
                continue
            turned = None if first else _turned(part, reader, who)
            if turned:
                who, doubt = turned, turned.doubt
            place = clause.text.index(part, begin)
            duty = _duty(clause.id, part, plain[place : place + len(part)], reader, who)
            if who.loosely and who.leads and not STARTS_WITH_VERB.match(part):
                duty.doubts.setdefault("leads", "Chỉ câu dẫn ở trên nêu ai làm; câu này không nói thẳng.")
            order = _ORDER.match(part)
            start = None if begin else _START.match(part[order.end() if order else 0 :])
            started = start["words"] if start else started
            if started:
                _begin(duty, started)
            _doubt_duty(duty, part, plainly=bool((first and told and who.leads) or turned), ends=_ends(clause))
            doubt = doubt or duty.doubts.get("leads", "")
            if doubt:
                duty.doubts.setdefault("leads", doubt)
            first = False
            yield duty


def _ends(clause: Clause) -> bool:
    """Whether a clause is of the end of its document."""
    return clause.kind == "ket" or bool(clause.above and clause.above.kind == "ket")


def _doubt_duty(duty: DraftDuty, part: str, *, plainly: bool, ends: bool) -> None:
    """Ask whether a part of a sentence is a duty at all."""
    if not plainly and not STARTS_WITH_VERB.match(part):
        duty.doubts["duty"] = "Câu không bắt đầu bằng việc phải làm: có phải là nhiệm vụ không?"
    if _TELLS.match(part) or part.strip(" .:;") in {one.words for one in duty.leads}:
        duty.tells = True
        duty.doubts["duty"] = "Câu ghi nhận, đánh giá, kể lại: có giao việc gì không?"
    if ends and not _BINDS.search(part):
        duty.doubts["duty"] = "Câu kết: có giao việc gì không?"


def _begin(duty: DraftDuty, words: str) -> None:
    year = re.search(r"năm\s+([0-9]{4})", words, re.IGNORECASE)
    duty.start_words, duty.start = words, year[1] if year else _day(words)
    if not duty.start:
        duty.doubts["start"] = "Chưa đọc được ngày bắt đầu."


def _day(words: str) -> str:
    """Return the day or month in figures that words name, as records write it; empty where there is none."""
    found = re.search(r"(?:([0-9]{1,2})/)?([0-9]{1,2})/([0-9]{4})", words)
    if not found:
        return ""
    made = "-".join(part.zfill(2) for part in (found[3], found[2], found[1]) if part)
    return made if dates.parse(made) else ""


def _cut(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (piece for piece in pattern.split(text) if piece.strip())


def _turned(part: str, reader: BodyReader, given: _Given) -> _Given | None:
    """Return whom a part after a semicolon turns to: «giao Sở Tài chính …», «Sở Tài chính … trước 20/11»."""
    if _OPENS.match(_unlinked(part)):
        whom = _whom(part, reader, given)
        return None if whom is given else whom
    words, named, rest = addressees(part, reader)
    acts = _ORDER.match(part) or VERB.search(rest) or _CLOCK.search(rest)
    whom = _whom(part, reader, given) if named and acts and DOER.match(words) else given
    return None if whom is given or re.match(r"(?:phối hợp|chủ trì\W*$)", rest) else whom


def _joined(parts: list[str], reader: BodyReader, given: _Given) -> list[str]:
    """Parts that begin with no verb belong to the one before, unless they turn to another body."""
    found: list[str] = []
    for part in parts:
        said = found and (_ORDER.match(found[-1]) or VERB.search(found[-1]))
        bare = _unlinked(part)
        turns = said and (_ORDER.match(bare) or DOER.match(bare)) and _turned(part, reader, given)
        if found and not turns and (_BY_THEN.fullmatch(part) or not STARTS_WITH_VERB.match(part)):
            found[-1] = f"{found[-1]}; {part}"
        else:
            found.append(part)
    return found


def _of_sentence(sentence: str, reader: BodyReader, given: _Given) -> _Given:
    """Return whom a later sentence of a clause is for: whom it names first, else the clause's, in doubt if it names somebody."""
    whom = _whom(sentence, reader, given)
    if whom is not given:
        return whom if whom.leads else given
    if DOER.match(sentence):
        return _Given(given.leads, given.cooperators, "Câu này nêu người làm bằng lời khác với đầu mục.")
    return given


def _cooperators(text: str, reader: BodyReader) -> tuple[bool, tuple[Named, ...]]:
    """Return whether a text says «chủ trì», and with whom."""
    found = _WITH.search(text)
    if not found:
        return bool(_LEADS.search(text)), ()
    return bool(_LEADS.search(text[: found.end()])), read_doer(text[found.end() :], reader, whatever=True).named


def _duty(clause: str, text: str, plain: str, reader: BodyReader, given: _Given) -> DraftDuty:
    duty = DraftDuty(clause, text.strip(), given.leads, given.cooperators)
    if given.doubt or not given.leads:
        duty.doubts["leads"] = given.doubt or _NOBODY
    elif reader.issuer and all(one.sure and one.sure.body.id == reader.issuer for one in given.leads):
        duty.doubts["leads"] = "Cơ quan ban hành: tự làm, hay giao cho nơi khác?"
    elsewhere = _subject_inside(text, reader, given)
    if elsewhere:
        duty.doubts["leads"] = f"Trong câu còn có “{elsewhere}” đứng trước việc phải làm."
    leads, cooperators = _cooperators(text, reader)
    duty.cooperators = (*(given.cooperators if given.labels or not cooperators else ()), *cooperators)
    if any(not one.sure for one in duty.cooperators):
        duty.doubts["cooperators"] = UNKNOWN
    if cooperators and not leads and not given.labels:
        duty.doubts.setdefault("leads", "Câu chỉ nói “phối hợp”, không nói “chủ trì”: ai chủ trì?")
        duty.doubts.setdefault("cooperators", "Câu chỉ nói “phối hợp”, không nói “chủ trì”.")
    _time(duty, plain, reader.at)
    _measure(duty, plain)
    route = read_route(text, frozenset(one.sure.body.id for one in duty.leads if one.sure), reader)
    duty.to, duty.via, duty.copied, duty.route_words = route.to, route.via, route.copied, route.words
    duty.doubts |= route.doubts
    _name_others(duty, plain, reader)
    if _EXTENDS.search(text):
        duty.notes.append("Lời văn nói gia hạn: hạn của việc đã giao thì ghi vào nhiệm vụ ấy, không lập nhiệm vụ mới.")
    _condition(duty, text)
    rest = {kind: given.labels[kind] for kind in ("due", "product") if kind in given.labels}
    if rest and not duty.due_words and not duty.every_words:
        fill(duty, rest, reader)
    duty.shape, sure = _shape(duty, text)
    if not sure:
        duty.doubts["shape"] = "Nguồn không nói thẳng; xem đề xuất."
    return duty


def _condition(duty: DraftDuty, text: str) -> None:
    condition = _CONDITION.search(text)
    if condition and condition["if"]:
        duty.condition = condition["if"].strip(" ,")
        duty.doubts["condition"] = "Đọc từ “nếu, trường hợp, khi …”: xem lại lời văn."
    elif re.search(r"(?<!\w)nếu\s(?!có(?:\W|$))", text, re.IGNORECASE):
        duty.doubts["condition"] = "Câu có “nếu” mà chưa đọc được điều kiện."


def fill(duty: DraftDuty, cells: Mapping[str, str], reader: BodyReader) -> None:
    """Take what the cells of a row say of its duty, or labels below a clause of those in it."""
    if "leads" in cells:
        duty.leads = reader.bodies(cells["leads"])
        duty.cooperators = reader.bodies(cells.get("cooperators", ""))
        if not duty.leads or any(not one.sure for one in duty.leads):
            duty.doubts["leads"] = UNKNOWN if duty.leads else "Ô cơ quan chủ trì trống."
        if any(not one.sure for one in duty.cooperators):
            duty.doubts["cooperators"] = UNKNOWN
    duty.product = tidy(cells.get("product", ""))
    words = tidy(cells.get("due", ""))
    often = cadence(words)
    if often.every:
        duty.every, duty.every_words, duty.shape = often.every, words, "dinh-ky"
        if recurrence(often) is None:
            duty.doubts["every"] = _WHICH_MONTH
    elif re.fullmatch(r"(?:thường xuyên|liên tục)(?:\s*,?\s*(?:hằng|hàng) năm)?", words, re.IGNORECASE):
        duty.shape, duty.start_words = "thuong-xuyen", ""
    elif words:
        duty.due_words, duty.due, duty.shape = words, read_deadline(words, reader.at), "mot-lan"
        if duty.due is None:
            duty.doubts["due"] = "Chưa đọc được hạn này."
            duty.doubts["shape"] = "Hạn chưa đọc được: làm một lần hay định kỳ?"
        elif not duty.due.certain:
            duty.doubts["due"] = duty.due.why
    else:
        duty.shape = "mot-lan"
        duty.doubts["shape"] = "Ô thời hạn trống."


def _name_others(duty: DraftDuty, plain: str, reader: BodyReader) -> None:
    """Tell which bodies a sentence names besides those that were given a part in it."""
    part = (*duty.leads, *duty.cooperators, *duty.to, *duty.via, *duty.copied)
    used = {own.body.id for one in part for own in one.candidates}
    others: list[str] = []
    end = 0
    for begin in re.finditer(rf"(?<!\w)(?={BEGINS.pattern})", plain):
        named = (
            reading.named
            if begin.start() >= end and (reading := read_doer(plain[begin.start() :], reader)).sure
            else ()
        )
        if named:
            end = begin.start() + len(named[0].words)
            if not {own.body.id for one in named for own in one.candidates} <= used:
                others += [one.words.rstrip(" ./") for one in named]
    if others:
        duty.notes.append(f"Câu còn nêu: {', '.join(dict.fromkeys(others))}.")


def _subject_inside(text: str, reader: BodyReader, given: _Given) -> str:
    """Return a body other than the leads that stands right before «cần», «phải», «có trách nhiệm», «sẽ», «chủ trì» within a sentence."""
    leads = {one.sure.body.id for one in given.leads if one.sure}
    for must in re.finditer(
        r"(?=[,;]\s+(?P<who>[^;.]{4,90}?)\s+(?:phối hợp|cần|phải|có trách nhiệm|chịu trách nhiệm|sẽ|chủ trì)(?:[\s.]|$))",
        f", {text}",
    ):
        named = reader.known(must["who"])
        if named and any(one.sure and one.sure.body.id not in leads for one in named):
            return must["who"]
    return ""


def _time(duty: DraftDuty, plain: str, issued: Interval) -> None:
    every = _take_cadence(duty, plain)
    deadlines = [
        found
        for found in find_deadlines(plain)
        if not _again(plain, found.start, len(found.words))
        and not _PERIOD.search(plain[: found.start])
        and not (every and every.start() <= found.start < every.end())
    ]
    plainly = [found for found in deadlines if found.plain]
    told = [found.words for found in deadlines]
    taken = [(found.start, found.start + len(found.words)) for found in deadlines]
    stray = "" if every else _stray(plain, taken)
    if begins := _START.match(plain):
        taken.append(begins.span())
    if every:
        taken.append(every.span())
    stray = stray or _clock(plain, taken)
    if stray:
        duty.due_words = "; ".join([*told, stray])
        duty.doubts["due"] = f"Có lời về thời gian chưa đọc được: “{stray}”. Có phải hạn, chu kỳ của việc này không?"
    plainly = [found for found in plainly if not _ends_a_time(found, plain)]
    read = [own for found in plainly if (own := read_deadline(found.words, issued))]
    if deadlines and not stray:
        duty.due_words = "; ".join(told)
    if len(read) == 1 and len(deadlines) == 1:
        _take_deadline(duty, read[0], issued)
    elif deadlines:
        duty.due = read[0] if len(read) == 1 else None
        duty.doubts["due"] = (
            "Câu có hơn một mốc: mỗi mốc có thể là một nhiệm vụ."
            if len(deadlines) > 1
            else "Chưa chắc đây là hạn của việc này."
        )


def _ends_a_time(found: DeadlineWords, plain: str) -> bool:
    """Whether «đến hết năm» may end a time, or a plan's title, where nothing is said to be done by then."""
    until = _UNTIL.match(found.words)
    return bool(until and (found.start or until["end"]) and not _DONE.search(plain[: found.start]))


def _take_deadline(duty: DraftDuty, due: ReadDeadline, issued: Interval) -> None:
    duty.due = due
    last = dates.last_day(due.due)
    if last and issued != dates.EVER and last < issued.first:
        duty.doubts["due"] = "Mốc trước ngày ban hành: kể lại, hay là hạn?"
    if not due.certain:
        duty.doubts["due"] = due.why
    elif due.due.get("within", {}).get("of") == "nhan" and not _PAPER.search(due.words):
        duty.doubts["due"] = "Kể từ ngày nhận gì: văn bản này, hay hồ sơ, yêu cầu?"
    if hour := HOUR.search(due.words):
        duty.notes.append(f"Sổ ghi hạn đến ngày; “{hour[0].strip(' ,')}” chỉ còn trong lời văn của hạn.")


def _take_cadence(duty: DraftDuty, plain: str) -> re.Match[str] | None:
    meeting = _MEETING.search(plain)
    every = meeting or _EVERY.search(plain)
    if every:
        duty.every_words = every[0].strip()
        known = cadence(duty.every_words)
        duty.every = "giao-ban-thang" if meeting else known.every or ""
        reports = re.search(r"báo cáo|định kỳ", plain[max(0, every.start() - 40) : every.end() + 40], re.IGNORECASE)
        leading = not plain[: every.start()].strip(" ,-")
        if not duty.every or not (reports or leading or meeting):
            duty.doubts["every"] = "Chu kỳ của việc này, hay của việc khác được nhắc đến?"
        elif not meeting and recurrence(known) is None:
            duty.doubts["every"] = _WHICH_MONTH
        _often(duty, plain, every)
    return every


def _often(duty: DraftDuty, plain: str, every: re.Match[str]) -> None:
    """Open a cadence beside which stands another."""
    before, after = _SEVERAL.search(plain[: every.start()]), _AND_OFTEN.match(plain, every.end())
    if before or after:
        low, high = before.start() if before else every.start(), after.end() if after else every.end()
        duty.every_words = plain[low:high].strip()
        duty.doubts["every"] = "Câu nêu hơn một chu kỳ: mỗi chu kỳ có thể là một nhiệm vụ."


def _clock(plain: str, taken: Sequence[tuple[int, int]]) -> str:
    """Return the words around the words of time that nothing has read."""
    found = [
        own for own in _CLOCK.finditer(plain) if not any(low < own.end() and own.start() < high for low, high in taken)
    ]
    if not found:
        return ""
    first, last = found[0], found[-1]
    ended = re.search(r"[.;:]|$", plain[last.end() :])
    end = last.end() + (min(ended.start(), 60) if ended else 0)
    return re.sub("·+", "…", plain[first.start() : end]).strip(" …")


def _stray(plain: str, read: Sequence[tuple[int, int]]) -> str:
    """Return the words around a day, month or quarter that is no deadline by its words; a bare year is none of them."""
    for time in TIME.finditer(plain):
        if any(low < time.end() <= high for low, high in read):
            continue
        if any(time[name] for name in ("day", "month", "quarter", "iso")) and not _START.match(plain[: time.end()]):
            return " ".join(plain[max(0, time.start() - 30) : time.end()].split()[1 if time.start() > 30 else 0 :])
    return ""


def _again(text: str, start: int, length: int) -> bool:
    """Whether a day comes again every month or year."""
    return bool(
        re.match(
            r"\s*(?:(?:và|,)\s+[0-9/]+\s*)*(?:hằng|hàng|mỗi|của\s+(?:tháng|quý|kỳ))",
            text[start + length :],
            re.IGNORECASE,
        )
    )


_UNTIL = re.compile(r"(?:từ nay\s+)?đến\s+(?P<end>hết|cuối)?", re.IGNORECASE)
_DONE = re.compile(r"(?<!\w)(?:hoàn thành|xong|kết thúc|chấm dứt|chậm nhất|thời hạn)(?!\w)", re.IGNORECASE)
_PERIOD = re.compile(r"(?:tầm nhìn|thời kỳ|giai đoạn|định hướng)[^,;.]{0,20}$", re.IGNORECASE)
"""Before a year to which a plan looks, and no duty ends."""
_OPERATORS = (("cut-ge", "giảm"), ("rise-ge", "tăng"), ("ge", "tối thiểu"), ("ge", "ít nhất"), ("ge", "không dưới"), ("gt", "trên"), ("le", "tối đa"), ("le", "không quá"), ("lt", "dưới"), ("ge", "lên"), ("le", "xuống"))  # fmt: skip


def _measure(duty: DraftDuty, plain: str) -> None:
    found = list(_TARGET.finditer(plain))
    if not found:
        return
    first = found[0]
    said = first["op"].lower()
    end = (first["end"] or "").lower()
    operator = next((code for code, word in _OPERATORS if word in f"{said} {end}"), "eq")
    if re.search(r"(?:cắt\s+)?giảm\s*$", plain[: first.start()], re.IGNORECASE):
        operator = "cut-ge"
    duty.target = (operator, first["value"].replace(",", "."), "%")
    duty.target_words = plain[max(0, first.start() - 60) : first.end() + 80].strip()
    duty.doubts["target"] = (
        "Có hơn một chỉ tiêu trong câu." if len(found) > 1 else "Ghi tên chỉ tiêu bằng lời của mình."
    )


def _says_always(duty: DraftDuty, text: str) -> bool:
    return bool(re.match(r"(?:\S+\s+){0,12}?thường xuyên", text, re.IGNORECASE)) and not duty.due_words


_SHAPES: tuple[tuple[Callable[[DraftDuty, str], bool], str, Callable[[DraftDuty, str], bool]], ...] = (
    (lambda _, text: bool(_NOT.match(text)), "cam", lambda _duty, _text: True),
    (lambda _, text: text.startswith("Không "), "cam", lambda _duty, _text: False),
    (lambda duty, _: duty.target is not None, "chi-tieu", lambda _duty, _text: False),
    (lambda duty, _: bool(duty.every), "dinh-ky", lambda duty, _: "every" not in duty.doubts),
    (lambda duty, _: bool(duty.condition), "co-dieu-kien", lambda _duty, _text: False),
    (lambda duty, _: duty.due is not None and "due" not in duty.doubts, "mot-lan", lambda _duty, _text: True),
    (lambda _, text: bool(_ALWAYS.search(text[:120])), "thuong-xuyen", _says_always),
)
"""In this order: when a duty is of a shape, which, and whether the words say so themselves."""


def _shape(duty: DraftDuty, text: str) -> tuple[str, bool]:
    """Return what sort of duty the words make it, and whether they say so."""
    return next(((shape, sure(duty, text)) for fits, shape, sure in _SHAPES if fits(duty, text)), ("mot-lan", False))
