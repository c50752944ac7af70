"""What a record cost or gave in the ratings of agencies, as facts of the place that shows it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.domain.text import vi_amount
from generator.publish.derive.scores import Cost
from generator.publish.inline import Line, Ref, line, noted
from generator.publish.register import Register

LABEL = "Điểm xếp loại"
MOST = 60
"""Lines that a place lists: a task of hundreds of agencies counts in as many ratings."""


def cost_rows(register: Register, costs: Sequence[Cost], through: str = "") -> list[Line]:
    """Return what a record cost or gave in ratings, each with a link to the criterion.

    ``through``: what stands between the record that is shown and the one that counts, such as a notice.
    """
    shown = [line(f"{worth(cost)} — ", criterion(register, cost), noted(through)) for cost in costs[:MOST]]
    return [*shown, *([line(f"và {len(costs) - MOST} lần khác")] if len(costs) > MOST else [])]


def criterion(register: Register, cost: Cost) -> Ref:
    """Return the link to the criterion of a rating in which something counts."""
    rating = cost.score.rating
    return Ref(f"{register.label(rating)}: {cost.title}", f"{register.place(rating)}#tc-{cost.criterion}")


def worth(cost: Cost) -> str:
    """Say what a cost is, of the criterion and of the total, which differ where something does not apply."""
    points = vi_amount(abs(cost.points))
    if cost.most is None:
        if not cost.points:
            return "không cộng, trừ thêm vì đã đến mức tối đa"
        return f"trừ {points} điểm" if cost.points < 0 else f"cộng {points} điểm"
    lost = (
        f"mất cả {points} điểm"
        if abs(cost.points) == cost.most
        else f"mất {points} trên {vi_amount(cost.most)} điểm tối đa"
    )
    if cost.in_total == cost.points:
        return lost
    return f"{lost}; tiêu chí này nhận thêm điểm của tiêu chí không có điểm, nên bằng {vi_amount(abs(cost.in_total))} điểm trong tổng điểm"
