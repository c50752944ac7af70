"""Where what is done goes: who receives it, through whom, and who has it sent as well. One table of what says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.domain.matching import Named
from generator.drafting.doers import DIRECTS, BodyReader, Doer, read_doer

_SENDS = r"báo cáo|trình(?! (?:tự|độ|bày))|gửi|nộp|phản ánh|thông tin|đề xuất|tham mưu|kiến nghị"
ROUTES = (
    ("copied", re.compile(r"(?:đồng gửi|đồng thời(?:\s+gửi|,?\s+thông tin[^.;]{0,40}?về))\s+(?:về\s+|cho\s+)?(?!(?:tệp|bản|file|kèm|hồ sơ)(?!\w))", re.IGNORECASE)),
    ("via", re.compile(r"(?:thông\s+)?(?<!trải )(?<!vừa )qua\s+(?!(?:địa chỉ|thư|email|hộp|phần mềm|hệ thống|trục|mạng|số|đường dây)(?!\w))", re.IGNORECASE)),
    ("to", re.compile(rf"(?<!đồng )(?<!quá )(?<!chương )(?<!quy )(?<!công )(?<!tiến )(?<!\w)(?:{_SENDS})(?!\w)", re.IGNORECASE)),
)  # fmt: skip
"""Which part of a route, and after what whoever has it stands."""
_FILLED = re.compile(
    rf"(?:^\s*(?:,?\s*(?:và|kết quả|tiến độ|tình hình|đầy đủ|kịp thời|bằng văn bản|{_SENDS}|tổng hợp|về|cho|đến|lên|với)\s+){{0,6}}|(?:\s|^)(?:về|cho|đến|tới|lên|(?<!hợp )(?<!cùng )với)\s+)(?=\S)",
    re.IGNORECASE,
)
"""Where after «báo cáo» whoever receives it may stand."""
_ENDS = re.compile(r"[;.](?=\s|$)")
_FOR = re.compile(r"(?:để|nhằm)(?:\s+(?:tổng hợp|kịp thời|có cơ sở))*,?\s+$", re.IGNORECASE)
UNKNOWN = "Chưa rõ cơ quan nào."


@dataclass(slots=True)
class Route:
    """A route as it was read, in whose words, and what of it is open."""

    to: tuple[Named, ...] = ()
    via: tuple[Named, ...] = ()
    copied: tuple[Named, ...] = ()
    words: str = ""
    doubts: dict[str, str] = field(default_factory=dict)


def read_route(text: str, leads: frozenset[str], reader: BodyReader) -> Route:
    """Read the route that a sentence names; ``leads`` is who does it: nobody reports to himself."""
    route = Route()
    if text.startswith(("Để ", "Nhằm ")) and (order := DIRECTS.search(text)):
        text = text[order.start() :]  # what it is for is nobody's report
    signs = dict(ROUTES)
    for part in ("copied", "via"):
        if sign := signs[part].search(text):
            got = read_doer(text[sign.end() :], reader)
            if got.named and (part == "copied" or _is_way(text, sign)):
                setattr(route, part, got.named)
                if not got.sure:
                    route.doubts[part] = UNKNOWN
            if part == "copied":
                text = text[: sign.start()]
    _receivers(route, text, signs["to"], leads, reader)
    if route.via and not route.to:
        route.via = ()
        route.doubts.pop("via", None)
    return route


def _is_way(text: str, sign: re.Match[str]) -> bool:
    """Whether «qua» tells a way: after what is sent, in brackets or right behind who receives it."""
    before = text[: sign.start()]
    return (
        before.rstrip().endswith("(") or sign[0].lower().startswith("thông") or bool(dict(ROUTES)["to"].search(before))
    )


def _receivers(route: Route, text: str, sends: re.Pattern[str], leads: frozenset[str], reader: BodyReader) -> None:
    reached: list[tuple[str, ...]] = []
    end = 0
    for verb in sends.finditer(text):
        if verb.start() < end:
            continue
        purpose = _FOR.search(text[: verb.start()])
        if reached and " để " in text[end : verb.start()]:
            break  # what those who receive it do with it is no second place
        rest = _ENDS.split(text[verb.end() :])[0]
        got, at = _receiver(rest, reader)
        ids = frozenset(one.sure.body.id for one in got.named if one.sure)
        if not got.named or (got.sure and ids <= leads):
            continue
        reached.append(tuple(sorted(ids)) or (got.words,))
        end = verb.end() + at + got.end
        if route.to:
            continue
        route.to, route.words = got.named, _ENDS.split(text[verb.start() :])[0].strip()[:300]
        if not got.sure:
            route.doubts["to"] = UNKNOWN
        elif purpose:
            route.doubts["to"] = "“Để báo cáo”: cơ quan này báo cáo, hay nơi giao việc?"
    if len(set(reached)) > 1:
        route.doubts["to"] = "Câu nêu hơn một nơi nhận báo cáo: nơi nào nhận của việc này?"


def _receiver(rest: str, reader: BodyReader) -> tuple[Doer, int]:
    """Return who receives what is sent, and where he is named: whoever is known before whoever is not."""
    found = [(read_doer(rest[at.end() :], reader), at.end()) for at in _FILLED.finditer(rest)]
    named = [own for own in found if own[0].named]
    return next((own for own in named if own[0].sure), named[0] if named else (Doer(), 0))
