"""``EXPORTS``: every file for programs, one row each. The site's page on data, the gate and what it fetches read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from generator.model import Content, Text
from generator.publish.exports import calendars, data, database, package, reporting
from generator.publish.exports import feed as feeds
from generator.publish.exports.addresses import ADDRESSES, GONE, addresses
from generator.publish.exports.export import CHAIN, CHECKSUMS, SINCE, WEEKS, Beside, Export, Held, Snapshot
from generator.publish.exports.export import made as content_of
from generator.publish.exports.tables import TABLES
from generator.publish.inline import Ref
from generator.publish.register import Register

RECORDS = "du-lieu/records.json"
FORMS = (("docx", "Word"), ("xlsx", "Excel"))
"""Of reports, and what pages call them."""

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
    *(Export(data.table(shape), shape.what, Held.ROWS, shape.id) for shape in TABLES),
    Export(
        {"du-lieu/ratings.json": data.ratings},
        Text(
            "điểm của từng cơ quan theo từng tiêu chí, với mọi bản ghi đã được tính. Năm chưa kết thúc thì điểm là tạm tính, không "
            "có mức và thứ hạng (band để trống, rank bằng 0). Còn tiêu chí chưa được thẩm định thì không "
            "có tổng điểm, mức, thứ hạng (total là null). Nơi sổ có thông tin không công bố thuộc điểm "
            "của cơ quan ấy trong năm thì cũng vậy, và mọi tiêu chí do sổ tự tính có state là no-information",
            "the points of every body by criterion, with every record that was counted. While the year "
            "runs the total is provisional, without band and rank (band empty, rank 0). While a criterion is not verified "
            "there is no total, band or rank (total null); nor where the register holds an internal "
            "record that bears on them, and then the state of every computed criterion is no-information",
        ),
        Held.ROWS,
        "rating",
    ),
    Export(
        {"du-lieu/summaries.json": data.summaries},
        Text(
            "số liệu từng kỳ báo cáo, với mã các phát hiện và tình trạng từng lượt việc vào ngày cuối kỳ",
            "the figures of every reporting period, with the ids of the findings and the state of every duty on its last day",
        ),
        Held.ROWS,
        "record",
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
        package.schema_files(),
        Text(
            "lược đồ của tệp JSON của từng bảng (JSON Schema 2020-12), ở địa chỉ mang số phiên bản của dạng dữ liệu",
            "the schema of the JSON file of every table (JSON Schema 2020-12), at an address with the version of the form of the data",
        ),
        Held.SCHEMA,
    ),
    Export(
        {database.PATH: database.database},
        Text(
            "mọi bảng trong một tệp SQLite, với tên cột (columns), bản ghi, điểm xếp loại và số liệu kỳ báo cáo dạng JSON (records, "
            "ratings, summaries), và việc đang quá hạn (overdue)",
            "all tables in one SQLite file, with what the columns are (columns), records, ratings and summaries as JSON, and what "
            "is overdue (overdue)",
        ),
    ),
    Export(
        {package.PACKAGE: package.datapackage, package.CATALOGUE: package.dcat, package.CHANGELOG: package.changelog},
        Text(
            "mô tả gói dữ liệu (Data Package 2.0: cột, kiểu, mã trỏ tới đâu), mô tả cho danh mục dữ liệu (DCAT), và các lần đổi dạng "
            "của dữ liệu",
            "what the files are (Data Package 2.0: columns, types, references), for catalogues (DCAT), and what became of the form "
            "of the data",
        ),
    ),
    Export(
        {feeds.PATH: feeds.feed, feeds.OVERDUE: feeds.overdue},
        Text(
            "nguồn tin Atom: những thay đổi gần đây của sổ; riêng việc mới quá hạn",
            "Atom feeds: what changed lately in the register; what became overdue, alone",
        ),
    ),
    Export(
        {},
        Text(
            "nguồn tin Atom của từng tỉnh, cơ quan, văn bản chỉ đạo, ở cạnh trang của nơi ấy",
            "the Atom feed of each province, agency and directive, beside its page",
        ),
        beside=Beside(feeds.NAME, ("province", "agency", "directive"), "nguồn tin (Atom)", feeds.feeds),
    ),
    Export(
        {},
        Text(
            "lịch các hạn chưa xong của từng cơ quan, tỉnh (iCalendar), nhắc trước 15, 7, 3 ngày: đưa địa chỉ ấy vào ứng dụng lịch",
            "the calendar of open deadlines of each agency and province (iCalendar), with reminders 15, 7 and 3 days before: to be "
            "subscribed to in a calendar",
        ),
        beside=Beside(
            calendars.NAME,
            ("province", "agency"),
            "lịch các hạn, có nhắc (iCalendar)",
            calendars.calendars,
            holds=calendars.holds,
        ),
    ),
    *(
        Export(
            {},
            Text(
                f"việc quá hạn của từng tỉnh, để phục vụ giao ban, theo thể thức văn bản hành chính ({form})",
                f"what is overdue in each province, as a letter with an appendix ({form})",
            ),
            beside=Beside(
                f"{reporting.NAMES['overdue']}.{form}",
                ("province",),
                label,
                reporting.beside("overdue", form),
                taken=True,
            ),
        )
        for form, label in FORMS
    ),
    *(
        Export(
            {},
            Text(
                f"từng báo cáo kỳ với phụ lục khắc phục, theo thể thức văn bản hành chính ({form})",
                f"each report of a period with its appendices, as a letter ({form})",
            ),
            beside=Beside(
                f"{reporting.NAMES['period']}.{form}", ("summary",), label, reporting.beside("period", form), taken=True
            ),
        )
        for form, label in FORMS
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
            "nối tiếp chuỗi đang công bố. Trong since.txt, mỗi lần công bố một dòng: có lần ghi nào từ lần công bố trước sửa trái quy tắc "
            "điều đã công bố không",
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


BESIDE = tuple(export.beside for export in EXPORTS if export.beside is not None)


def followed(register: Register, url: str) -> list[Ref]:
    """Return links to the files by which a page is followed, if it is that of a record."""
    own = register.of_page.get(url)
    known = [b for b in BESIDE if own is not None and own.kind in b.kinds and not b.taken and b.holds(register, own)]
    return [Ref(b.label, url + b.name) for b in known]


def taken(register: Register, url: str) -> list[Ref]:
    """Return links to the files that say again what a page says: of that of a record, or of a board below it."""
    found = []
    for beside in BESIDE:
        folder, slash, name = beside.name.rpartition("/")
        own = register.of_page.get(url.removesuffix(folder + slash)) if url.endswith(f"/{folder}{slash}") else None
        if beside.taken and own is not None and own.kind in beside.kinds:
            found.append(Ref(beside.label, url + name))
    return found


def files(register: Register, meta: Mapping[str, Any], others: Collection[str] = ()) -> dict[str, Content]:
    """Return the files for programs by path; ``others``: the paths of the rest of the site.

    Each file says as of which day, from which commit and for whom it was made, and whether it holds invented samples.
    """
    made = {path: make for path, export in BY_PATH.items() if (make := export.files[path]) is not None}
    for beside in BESIDE:
        made.update(beside.files(register))
    head = {**meta, "as_of": register.as_of.isoformat(), "has_samples": bool(register.samples)}
    snapshot = Snapshot(register, head, (*others, *BY_PATH, *made))
    return {path: content_of(make, snapshot) for path, make in made.items()}
