"""A province of many communes under one directive, as a real one has it: who is to be led through it is a thousand rows.

    python tests/trial.py FOLDER [TASKS] [MONTHS]

Everything is invented and marked so. ``TASKS`` group duties with a day, three reports a month for ``MONTHS`` months.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

COMMUNES = 166
_HEADS = ["An", "Bình", "Chợ", "Đại", "Gò", "Hòa", "Long", "Mỹ", "Phú", "Tân", "Thạnh", "Vĩnh"]
_TAILS = ["An", "Bình", "Châu", "Điền", "Đức", "Hưng", "Khánh", "Lộc", "Mỹ", "Phong", "Quới", "Thới", "Trung", "Xuân"]


def files(tasks: int = 3, months: int = 3, communes: int = COMMUNES) -> Mapping[str, bytes]:
    """Return the records by path: the first in five communes has done what has a day, the others nothing."""
    found: dict[str, str] = {}

    def put(kind: str, name: str, text: str) -> None:
        found[f"thu/{kind}/{name}.yaml"] = f"id: {name}\n{text}"

    put(
        "province",
        "thu",
        "names:\n  - name: Tỉnh Thử\ntypes:\n  - type: tinh\nsample: true\ntime_zone: Asia/Ho_Chi_Minh\n",
    )
    top = "names:\n  - name: Ủy ban nhân dân tỉnh Thử\n    short: UBND tỉnh Thử\nkind: ubnd\nlevel: tinh\n"
    put("agency", "thu-ubnd", top)
    names = [f"{head} {tail}" for head in _HEADS for tail in _TAILS][:communes]
    bodies = [f"thu-ubnd-{n:03}" for n in range(1, len(names) + 1)]
    for body, name in zip(bodies, names, strict=True):
        own = f"names:\n  - name: Ủy ban nhân dân xã {name}\n    short: UBND xã {name}\n"
        put("agency", body, f"{own}kind: ubnd\nlevel: xa\nparent: thu-ubnd\nvalid:\n  from: 2024-01-01\n")
    group = "names:\n  - name: UBND các xã của tỉnh Thử\n    short: UBND các xã\ncomplete: true\nmembers:\n"
    put("group", "thu-cac-xa", group + "".join(f"  - body: {body}\n" for body in bodies))
    put(
        "following",
        "thu-theo-doi",
        "of:\n  - thu\nfrom: 2024-01-01\ntype: day-du\nby: thu-ubnd\nsource:\n  note: UBND tỉnh Thử ghi mọi lần nộp\n",
    )
    put(
        "directive",
        "thu-01",
        "type: cong-van\nnumber: '01'\nsymbol: UBND-NC\ndate: 2024-01-15\nissuer: thu-ubnd\n"
        "title: V/v tăng cường kỷ luật, kỷ cương tại các xã\nrecipients:\n  - body: thu-cac-xa\n"
        "clauses:\n  - id: '1'\n    label: '1.'\n    kind: khoan\n    summary: Việc của các xã.\n"
        "directing:\n  body: thu-ubnd\nsigner:\n  post: Chủ tịch\n  capacity: truc-tiep\ncoverage: co-theo-doi\n"
        "source_file:\n  name: cong-van-01.md\n",
    )
    lead = "directive: thu-01\nclause: '1'\nleads:\n  - body: thu-cac-xa\n"
    for n in range(1, tasks + 1):
        day = f"2024-0{n % 6 + 3}-{n % 27 + 1:02}"
        task = f"thu-01-t{n}"
        put(
            "task",
            task,
            f"{lead}title: Rà soát nội dung số {n}\ncontent: Rà soát nội dung số {n}.\nshape: mot-lan\n"
            f"due:\n  by: {day}\n  as_written: chậm nhất ngày {day}\n",
        )
        for body in bodies[::5]:
            put(
                "rollout",
                f"{task}-{body}",
                f"task: {task}\naddressee: {body}\nevents:\n"
                + "".join(
                    f"  - type: {what}\n    date: {on}\n    source:\n      note: Sổ công văn đến.\n"
                    for what, on in (("nop", "2024-02-26"), ("xac-nhan", "2024-02-28"))
                ),
            )
    for n, due in enumerate((5, 15, 25) if months else (), 1):
        last = f"{2024 + (months - 1) // 12}-{(months - 1) % 12 + 1:02}"
        put(
            "task",
            f"thu-01-b{n}",
            f"{lead}title: Báo cáo tháng thứ {n}\ncontent: Báo cáo tháng thứ {n}.\nshape: dinh-ky\n"
            f"recurrence:\n  every: thang\n  first: 2024-01\n  last: {last}\n  due_day: {due}\n  as_written: hằng tháng\n",
        )
    return {path: text.encode() for path, text in found.items()}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for path, data in files(*map(int, sys.argv[2:])).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
