"""What the files are, for programs: ``datapackage.json`` (Data Package 2.0) and ``dcat.jsonld`` (DCAT 3).

Both are made of ``TABLES``. Paths are relative to the file that names them, so that a copy of the folder is a package, too.
"""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import Any

from generator.publish.exports import data
from generator.publish.exports.database import PATH as DATABASE
from generator.publish.exports.export import DATA, Make, Snapshot
from generator.publish.exports.layout import laid_out
from generator.publish.exports.tables import HEAD, TABLES, DataColumn, FlatTable, Values

PACKAGE = f"{DATA}datapackage.json"
CATALOGUE = f"{DATA}dcat.jsonld"
CHANGELOG = f"{DATA}changelog.json"
VERSIONS = (
    {
        "version": "1.0.0",
        "what": "Bản đầu: các bảng, bản ghi, lược đồ, điểm xếp loại và số liệu kỳ báo cáo.",
        "what_en": "The first version: tables, records, schemas, ratings and summaries.",
    },
    {
        "version": "1.1.0",
        "what": "Thêm: tên bên cạnh mã, bảng names, problems.csv, XLSX, SQLite, mô tả gói dữ liệu, nguồn tin và lịch hạn của từng nơi.",
        "what_en": "Added: names beside ids, the table names, problems.csv, XLSX, SQLite, descriptions of the package, feeds and "
        "calendars of each place.",
    },
    {
        "version": "1.2.0",
        "what": "Thêm: lược đồ JSON của từng bảng (v1/), báo cáo Word và Excel cạnh trang.",
        "what_en": "Added: a JSON Schema of each table (v1/), reports as Word and Excel beside pages.",
    },
    {
        "version": "1.3.0",
        "what": "Thêm: bảng backlog, việc chưa xong và quá hạn qua từng tháng. Điểm tạm tính không còn mức và thứ hạng.",
        "what_en": "Added: the table backlog, what is not done and overdue month by month. Provisional points have no band and rank.",
    },
    {
        "version": "1.4.0",
        "what": "Thêm trong bảng backlog: đến hạn trong 3, 7, 30 ngày, chờ xác nhận, phát hiện chưa kết thúc.",
        "what_en": "Added in the table backlog: due within 3, 7, 30 days, waiting to be confirmed, findings not closed.",
    },
    {
        "version": "1.5.0",
        "what": "Thêm: Parquet của từng bảng.",
        "what_en": "Added: each table as Parquet.",
    },
)
"""What became of the form of the data, the oldest first. The first number rises only when what is there loses something or
changes its meaning: then the new form has an address of its own (``du-lieu/v2/``), and this one stays as it is."""
SCHEMAS = f"{DATA}v1/"
"""Where the schemas of this form of the data are."""
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_TYPES = {Values.DAY: "date", Values.NUMBER: "integer", Values.FLAG: "boolean"}
_JSON = {Values.NUMBER: "integer", Values.FLAG: "boolean"}
_PATTERNS = {Values.DAY: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", Values.TIME: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
_MEDIA = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
}


def changelog(snapshot: Snapshot) -> bytes:
    """Return what became of the form of the data, the newest version first."""
    return laid_out({**snapshot.head, "version": VERSIONS[-1]["version"], "versions": VERSIONS[::-1]})


def datapackage(snapshot: Snapshot) -> bytes:
    """Return the description of the CSV files: every column with its type, titles, and what its ids refer to."""
    office = snapshot.register.office
    return laid_out(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "so-theo-doi",
            "id": office.feed_id,
            "title": office.title,
            **({"description": office.description} if office.description else {}),
            "version": VERSIONS[-1]["version"],
            "created": _moment(snapshot),
            **({"homepage": office.site_url} if office.site_url else {}),
            "licenses": [{"name": "CC-BY-4.0", "path": LICENSE, "title": "Creative Commons Attribution 4.0"}],
            "contributors": [{"title": office.office or office.title, "roles": ["publisher"]}],
            "resources": [_resource(shape) for shape in TABLES],
            **snapshot.head,
        },
        sort=False,
    )


def schema_files() -> dict[str, Make]:
    """Return what makes the JSON Schema of each table, as its JSON file has it."""
    return {f"{SCHEMAS}{shape.name}.schema.json": partial(_schema, shape) for shape in TABLES}


def _schema(shape: FlatTable, snapshot: Snapshot) -> bytes:
    office = snapshot.register.office
    path = f"{SCHEMAS}{shape.name}.schema.json"
    return laid_out(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **({"$id": f"{office.site_url.rstrip('/')}/{path}"} if office.site_url else {}),
            "title": shape.title.vi,
            "x-en": shape.title.en,
            "x-version": int(VERSIONS[-1]["version"].partition(".")[0]),
            "description": shape.what.vi,
            "type": "object",
            "required": [*HEAD, shape.name],
            "properties": {
                **{name: _property(column) for name, column in HEAD.items()},
                shape.name: {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": [column.name for column in shape.columns],
                        "properties": {column.name: _property(column) for column in shape.columns},
                    },
                },
            },
        },
        sort=False,
    )


def _property(column: DataColumn) -> dict[str, Any]:
    """Return the schema of a value: nothing is known of any but a list, which is empty then."""
    lists = column.kind in (Values.RECORDS, Values.TEXTS)
    return {
        "title": column.title.vi,
        "x-en": column.title.en,
        **(
            {"type": "array", "items": {"type": "string"}}
            if lists
            else {"type": [_JSON.get(column.kind, "string"), "null"]}
        ),
        **({"pattern": _PATTERNS[column.kind]} if column.kind in _PATTERNS else {}),
    }


def _resource(shape: FlatTable) -> dict[str, Any]:
    fields = [_field(column) for column in (*shape.columns, *HEAD.values())]
    references = [
        {"fields": [column.name], "reference": {"resource": "names", "fields": ["record"]}}
        for column in shape.columns
        if column.kind is Values.RECORD and shape.name != "names"
    ]
    key = {"primaryKey": ["record"]} if shape.name == "names" else {"foreignKeys": references}
    return {
        "name": shape.name,
        "type": "table",
        "path": f"{shape.name}.csv",
        "title": shape.title.vi,
        "title_en": shape.title.en,
        "description": shape.what.vi,
        "description_en": shape.what.en,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""], **key},
        "json": f"{shape.name}.json",
        "json_schema": f"{SCHEMAS.removeprefix(DATA)}{shape.name}.schema.json",
    }


def _field(column: DataColumn) -> dict[str, Any]:
    own = {"name": column.name, "type": _TYPES.get(column.kind, "string"), "title": column.title.vi}
    return {**own, "title_en": column.title.en}


def dcat(snapshot: Snapshot) -> bytes:
    """Return the catalogue entry: one dataset, and each file that can be loaded of it."""
    office, commit = snapshot.register.office, snapshot.head.get("commit")
    files = [(path, shape.title.vi, shape.title.en) for shape in TABLES for path in sorted(data.table(shape))] + [
        (DATABASE, "Mọi bảng trong một tệp SQLite", "All tables in one SQLite file")
    ]
    return laid_out(
        {
            "@context": {
                "adms": "http://www.w3.org/ns/adms#",
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
                "xsd": "http://www.w3.org/2001/XMLSchema#",
            },
            "@id": office.feed_id,
            "@type": "dcat:Dataset",
            "dct:title": _text(office.title),
            **({"dct:description": _text(office.description)} if office.description else {}),
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": office.office or office.title},
            "dct:license": {"@id": LICENSE},
            "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/VIE"},
            "dct:modified": {"@type": "xsd:date", "@value": snapshot.head["as_of"]},
            "dcat:version": VERSIONS[-1]["version"],
            "dct:identifier": office.feed_id,
            **({"adms:versionNotes": f"commit {commit}"} if commit else {}),
            **({"dcat:landingPage": {"@id": office.site_url}} if office.site_url else {}),
            "dcat:distribution": [_distribution(*file) for file in files],
        },
        sort=False,
    )


def _distribution(path: str, vi: str, en: str) -> dict[str, Any]:
    media = _MEDIA[PurePosixPath(path).suffix]
    return {
        "@type": "dcat:Distribution",
        "dct:title": [_text(vi), {"@language": "en", "@value": en}],
        "dcat:downloadURL": {"@id": path.removeprefix(DATA)},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
        "dct:license": {"@id": LICENSE},
    }


def _text(words: str) -> dict[str, str]:
    return {"@language": "vi", "@value": words}


def _moment(snapshot: Snapshot) -> str:
    return f"{snapshot.head['as_of']}T00:00:00+07:00"
