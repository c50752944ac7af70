"""``EXPORTS``: every file for programs, one row each. The site's page on data, the gate and what it fetches read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from generator.model import Content, Text
from generator.publish.exports import data, rows
from generator.publish.exports.addresses import ADDRESSES, GONE, addresses
from generator.publish.exports.export import CHAIN, CHECKSUMS, SINCE, WEEKS, Export, Held, Snapshot
from generator.publish.exports.feed import PATH as FEED
from generator.publish.exports.feed import feed
from generator.publish.register import Register

RECORDS = "du-lieu/records.json"

EXPORTS: tuple[Export, ...] = (
    Export(
        {RECORDS: data.records},
        Text(
            "mọi bản ghi công khai, xếp theo loại; và mã, ngày, lý do của bản ghi đã rút",
            "every public record, by kind; and id, day and reason of the withdrawn ones",
        ),
        Held.RECORDS,
        "id",
    ),
    Export(
        data.table(rows.DUTIES),
        Text(
            "mỗi lượt việc một dòng, gồm nhiệm vụ, cơ quan, kỳ (nếu định kỳ), trạng thái và câu giải thích tại ngày tính",
            "a row for every duty: task, body, period (if it recurs), its state on the day and the sentence that says why",
        ),
        Held.ROWS,
        "task",
    ),
    Export(
        data.table(rows.FINDINGS),
        Text(
            "mỗi phát hiện một dòng, gồm cơ quan, loại, hạn, trạng thái khắc phục, ngày báo cáo, ngày xong, số ngày chậm, "
            "tái phạm của phát hiện nào",
            "a row for every finding: body, category, deadline, how far it is remedied, when that was reported and done, "
            "days late, which finding it repeats",
        ),
        Held.ROWS,
        "finding",
    ),
    Export(
        data.table(rows.REQUESTS),
        Text(
            "mỗi việc phải trả lời một dòng: yêu cầu phối hợp (mỗi cơ quan được hỏi một dòng), phản ánh, vướng mắc, "
            "thời hạn xem xét trách nhiệm",
            "a row for everything to be answered: requests between bodies (one for each body asked), feedback, "
            "obstacles, terms for deciding on accountability",
        ),
        Held.ROWS,
        "record",
    ),
    Export(
        {"du-lieu/ratings.json": data.ratings},
        Text(
            "điểm của từng cơ quan theo từng tiêu chí, với mọi bản ghi đã được tính. Còn tiêu chí chưa được thẩm định thì không "
            "có tổng điểm, mức, thứ hạng (total, rank bằng 0, band để trống). Nơi sổ có thông tin không công bố thuộc điểm "
            "của cơ quan ấy trong năm thì cũng vậy, và mọi tiêu chí do sổ tự tính có state là no-information",
            "the points of every body by criterion, with every record that was counted. While a criterion is not verified "
            "there is no total, band or rank (total and rank 0, band empty); nor where the register holds an internal "
            "record that bears on them, and then the state of every computed criterion is no-information",
        ),
        Held.ROWS,
        "rating",
    ),
    Export(
        {"du-lieu/summaries.json": data.summaries},
        Text(
            "số liệu từng kỳ báo cáo, với mã các phát hiện và trạng thái từng lượt việc vào ngày cuối kỳ",
            "the figures of every reporting period, with the ids of the findings and the state of every duty on its last day",
        ),
        Held.ROWS,
        "record",
    ),
    Export(
        data.table(rows.ACCOUNTABILITY),
        Text(
            "số vụ xử lý trách nhiệm đã tổng hợp; số nhỏ về cá nhân được che",
            "totals of accountability cases; small numbers of persons are suppressed",
        ),
        Held.ROWS,
    ),
    Export(
        data.table(rows.RECORDING),
        Text(
            "mỗi sự việc có ngày một dòng: ngày xảy ra (on), ngày vào sổ (recorded), số ngày ở giữa (days), cơ quan, có "
            "phải nhập khi mở sổ không (opening), có phải ghi sổ muộn không (late). Chỉ gồm sự việc biết đúng ngày và "
            "biết ngày vào sổ",
            "a row for every dated event: its day (on), the day on which it entered the register (recorded), the days "
            "between, the body, whether it was there from the start (opening), whether it came late (late). Only events "
            "of which both days are known",
        ),
        Held.ROWS,
    ),
    Export(
        data.table(rows.CHANGES),
        Text(
            "mỗi thay đổi của sổ một dòng, mới nhất ở trên: ngày sổ biết (known), loại (change: entered, opening, published, "
            "set, changed, cleared, absent, returned, withdrawn), lưu ý (mark), bản ghi, trường, giá trị trước và sau, ngày "
            "của sự việc (on) nếu thay đổi ấy nêu. Chỉ gồm những gì công chúng được thấy ở phiên bản ấy",
            "a row for every change of the register, the newest first: the day on which the register came to know it (known), its kind "
            "(change), what is to be noted (mark), record, field, value before and after, the day of the event (on) if the "
            "change names it. Only what the public may see of that version",
        ),
        Held.ROWS,
    ),
    Export(
        {"du-lieu/problems.json": data.problems},
        Text(
            "các điểm cần lưu ý, còn mở hoặc đã ghi nhận kèm lý do",
            "what is odd in the records: open, or acknowledged with a reason",
        ),
        Held.ROWS,
    ),
    Export(
        data.schema_files(),
        Text(
            "lược đồ của từng loại bản ghi (JSON Schema 2020-12): tên trường, giải thích và danh mục giá trị bằng tiếng "
            "Việt và tiếng Anh",
            "the schema of every kind of record (JSON Schema 2020-12): fields, explanations and coded values in "
            "Vietnamese and English",
        ),
        Held.SCHEMA,
    ),
    Export(
        {FEED: feed},
        Text("nguồn tin Atom: những thay đổi gần đây của sổ", "Atom feed: what changed lately in the register"),
    ),
    Export(
        {ADDRESSES: addresses, GONE: None},
        Text(
            "mọi địa chỉ của trang (addresses), và địa chỉ đã bỏ kèm ngày, lý do (gone). Trang mới không được công bố nếu "
            "làm mất một địa chỉ, một trường hay một mã đã có",
            "every address of the site, and those that were given up, with day and reason. No new site is published that "
            "loses an address, a field or an id",
        ),
    ),
    Export(
        {CHECKSUMS: None, CHAIN: None, SINCE: None},
        Text(
            "mã băm SHA-256 của mọi tệp của trang, và chuỗi công bố, mỗi lần công bố một dòng: số thứ tự, ngày tính đến, commit, "
            "cây tệp, mã băm của checksums.txt, mã băm của dòng trước. Trang mới không được công bố nếu chuỗi của nó không "
            "nối tiếp chuỗi đang công bố. since.txt, mỗi lần công bố một dòng: mọi lần ghi từ lần công bố trước có phạm điều "
            "không được đổi theo thời gian không.",
            "the SHA-256 of every file of the site; and the chain of publications, a line for each: number, day, commit, tree, "
            "checksum of checksums.txt, checksum of the line before. No new site is published that does not go on from it. "
            "since.txt, a line for each: whether any commit since the publication before breaks a rule over time.",
        ),
    ),
    Export(
        {WEEKS: None},
        Text(
            "mỗi tuần đã qua một dòng: tuần, lần công bố đầu và cuối, mã băm gói mọi lần công bố đến hết tuần, và 20 ký tự đầu "
            "của mã ấy để in trên giấy",
            "a line for every week that is over: week, first and last publication, a hash of all publications up to its end, "
            "and its first 20 digits to be printed",
        ),
    ),
)

BY_PATH: Mapping[str, Export] = {path: export for export in EXPORTS for path in export.files}


def files(register: Register, meta: Mapping[str, Any], others: Collection[str] = ()) -> dict[str, Content]:
    """Return the files for programs by path; ``others``: the paths of the rest of the site.

    Each file says as of which day, from which commit and for whom it was made, and whether it holds invented samples.
    """
    made = {path: make for path, export in BY_PATH.items() if (make := export.files[path]) is not None}
    head = {**meta, "as_of": register.as_of.isoformat(), "has_samples": bool(register.samples)}
    snapshot = Snapshot(register, head, (*others, *BY_PATH))
    return {path: partial(make, snapshot) for path, make in made.items()}
