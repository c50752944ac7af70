"""The criteria of a scorecard with their points, and the sentence that explains each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from generator.domain.scorecards import Criterion, decimal
from generator.domain.text import vi_amount
from generator.publish.derive.metrics import Measured

CENT = Decimal("0.01")
UNTOLD_POINTS = "không có thông tin đầy đủ: sổ có thông tin không công bố, nên không nêu điểm"
UNITS = {
    "nhiem-vu-dung-han": ("nhiệm vụ đúng hạn", "nhiệm vụ có theo dõi nào"),
    "bao-cao-dung-han": ("kỳ báo cáo, lần phát sinh đúng hạn", "kỳ báo cáo, lần phát sinh nào"),
    "tien-do-tru-25": ("(điểm tiến độ của các nhiệm vụ, trên số nhiệm vụ)", "nhiệm vụ có theo dõi nào"),
    "khac-phuc-dung-han": ("phát hiện khắc phục đúng hạn", "phát hiện nào"),
    "khac-phuc-xac-minh": ("phát hiện được xác minh đã khắc phục", "phát hiện nào"),
    "ho-so-dung-han": ("hồ sơ trả đúng hạn", "hồ sơ rút ngẫu nhiên nào"),
    "ho-so-xin-loi": ("hồ sơ trễ hạn có thư xin lỗi", "hồ sơ rút kiểm tra nào trễ hạn và"),
    "phoi-hop-dung-han": ("yêu cầu phối hợp trả lời đúng hạn", "yêu cầu phối hợp nào"),
    "phoi-hop-ro-rang": ("trả lời phối hợp có quan điểm", "trả lời yêu cầu phối hợp nào"),
    "phan-anh-dung-han": ("phản ánh xử lý đúng hạn", "phản ánh nào"),
}
"""Of each rate: what the numerator counts of the denominator, and what there is none of where it does not apply."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A criterion with its points; ``points`` is None where it does not apply or is not verified yet."""

    id: str
    title: str
    max: Decimal
    state: str
    """``group``, ``computed``, ``verified``, ``pending`` (self-assessed or nothing yet), ``not-applicable`` or
    ``no-information`` (not all that enters it is known to the audience)."""
    points: Decimal | None
    because: str
    """The sentence that explains the points (Vietnamese)."""
    self_points: Decimal | None = None
    measured: Measured | None = None
    index: int | None = None
    """Place in ``scores`` of the rating record, for entered criteria."""
    criteria: tuple[Scored, ...] = ()


def leaves(criteria: Sequence[Scored]) -> list[Scored]:
    """Return the criteria without sub-criteria, in order."""
    return [leaf for one in criteria for leaf in (leaves(one.criteria) if one.criteria else [one])]


def rounded(points: Decimal | Fraction) -> Decimal:
    """Round points to hundredths, half up (away from zero)."""
    number = Decimal(points.numerator) / points.denominator if isinstance(points, Fraction) else points
    return number.quantize(CENT, ROUND_HALF_UP) + 0  # never a zero with a minus


def group(criterion: Criterion, parts: tuple[Scored, ...]) -> Scored:
    """Return a group with the points of its parts."""
    if any(part.state == "no-information" for part in parts):
        return replace(untold(criterion), criteria=parts)
    points, share = shared(parts, decimal(criterion["max"]))
    state = "group"
    if points is None:
        state = "pending" if any(part.state == "pending" for part in parts) else "not-applicable"
        share = (
            "chưa tiêu chí thành phần nào được thẩm định; điểm tạm chia cho các tiêu chí còn lại cùng cấp"
            if state == "pending"
            else "không tiêu chí thành phần nào áp dụng; điểm được chia cho các tiêu chí còn lại cùng cấp"
        )
    return Scored(criterion["id"], criterion["title"], decimal(criterion["max"]), state, points, share, criteria=parts)


def shared(parts: Sequence[Scored], scale: Decimal) -> tuple[Decimal | None, str]:
    """Return the points of a group (or of the whole) and how they come about; None where nothing in it has points."""
    held = [(part, part.points) for part in parts if part.points is not None]
    whole = sum((part.max for part, _ in held), Decimal(0))
    if not whole:
        return None, ""
    gained = sum((points for _, points in held), Decimal(0))
    result = rounded(Fraction(gained) / Fraction(whole) * Fraction(scale))
    added = " + ".join(vi_amount(points) for _, points in held)
    added = f"{added} = {vi_amount(gained)}" if len(held) > 1 else added
    if whole == scale:
        return result, f"{added} điểm"
    absent = ", ".join(part.id for part in parts if part.points is None)
    why = f" (điểm của {absent} chia cho các tiêu chí có điểm)" if absent else ""
    scaled = f"quy về thang {vi_amount(scale)} = {vi_amount(result)} điểm"
    return result, f"{added}/{vi_amount(whole)} điểm, {scaled}{why}"


def untold(criterion: Criterion) -> Scored:
    """Return a criterion, or a group, of which not all that enters it is known to the audience."""
    most = decimal(criterion["max"])
    return Scored(criterion["id"], criterion["title"], most, "no-information", None, UNTOLD_POINTS)


def computed(criterion: Criterion, measured: Measured, year: int) -> Scored:
    """Return a criterion that is computed from the register; with nothing to count it does not apply."""
    cid, title, most = criterion["id"], criterion["title"], decimal(criterion["max"])
    counted, none = UNITS[measured.measure]
    if not measured.denominator:
        text = f"không có {none} đến hạn trong năm {year}: không áp dụng, điểm chia cho các tiêu chí còn lại trong nhóm"
        return Scored(cid, title, most, "not-applicable", None, text, measured=measured)
    points = rounded(Fraction(measured.numerator) / measured.denominator * Fraction(most))
    share = f"{vi_amount(measured.numerator)}/{measured.denominator}"
    text = f"{share} {counted} × {vi_amount(most)} điểm tối đa = {vi_amount(points)} điểm"
    return Scored(cid, title, most, "computed", points, text, measured=measured)


def entered(criterion: Criterion, index: int | None, entry: Mapping[str, Any]) -> Scored:
    """Return a criterion that people give points for: only verified points count."""
    most = decimal(criterion["max"])
    own = decimal(entry["self"]) if "self" in entry else None
    blank = Scored(criterion["id"], criterion["title"], most, "", None, "", own, None, index)
    claimed = f"tự chấm {vi_amount(own)} điểm" if own is not None else ""
    if "not_applicable" in entry:
        text = f"không áp dụng: {_part(entry['not_applicable'])}; điểm chia cho các tiêu chí còn lại trong nhóm"
        return replace(blank, state="not-applicable", because=text)
    if "verified" in entry:
        points = rounded(decimal(entry["verified"]))
        text = f"thẩm định {vi_amount(points)} trên {vi_amount(most)} điểm tối đa" + (
            f" ({claimed})" if claimed else ""
        )
        text += f": {_part(entry['because'])}" if "because" in entry else ""
        return replace(blank, state="verified", points=points, because=text)
    text = f"{claimed}, chưa thẩm định" if claimed else "chưa chấm"
    return replace(blank, state="pending", because=f"{text}; điểm tạm chia cho các tiêu chí còn lại trong nhóm")


def _part(sentence: str) -> str:
    return sentence.strip().rstrip(".")
