"""A report as a letter (DOCX) in the layout of Decree 30/2020/NĐ-CP, appendix I: number, day and signature are left to fill.

Tables are written as XML at once: python-docx looks every cell up anew, which takes a minute for a thousand rows.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document as Letter
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from generator.domain.text import vi_date
from generator.publish.reports.paper import Annex, Paper, Passage, Sheet, Value, filled

FONT = "Times New Roman"
PAGE, MARGINS = (210, 297), {"top": 20, "bottom": 20, "left": 30, "right": 15}
"""Of A4, in millimetres."""
BODY, LIST = 14, 11
"""Sizes in points: of the text, and of those who receive a copy."""
SMALL, MANY = 9, 8
"""Of the text of a table with more columns than this; others have ``LIST``."""
HALVES = (68, 97)
"""Widths, in millimetres, of the two columns above and below a letter."""
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
MOTTO_LENGTH = 60
"""Of the motto at 14 points, bold, in millimetres: the rule below it is as long."""
DAY = "ngày      tháng      năm 20…"
ISSUER = "[TÊN CƠ QUAN, TỔ CHỨC]"
USED = ("Normal", "Heading1", "Header", "Footer", "DefaultParagraphFont", "TableNormal", "NoList")
UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering", "/webSettings")
"""What the template of the library has besides, which is nine tenths of it."""
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TWIPS = 1440 / 25.4
_MIDDLE = '<w:vAlign w:val="center"/>'
_FIRST = (1980, 1, 1, 0, 0, 0)
_CENTER, _JUSTIFY, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


def letter(paper: Paper) -> bytes:
    """Return a report as DOCX: the same bytes for the same report."""
    made = docx.Document(io.BytesIO(_blank()))
    _properties(made, paper)
    section = made.sections[0]
    _page(section, paper, wide=not paper.letter)
    annexes = list(paper.annexes)
    if paper.letter:
        _above(made, paper)
        for number, part in enumerate(paper.parts, 1):
            _part(made, f"{number}. {part.heading}", part)
        if paper.wording.proposals:
            _part(made, f"{len(paper.parts) + 1}. Kiến nghị, đề xuất", Passage("", paper.wording.proposals))
        _below(made, paper)
    for number, annex in enumerate(annexes, 1):
        if paper.letter or number > 1:
            _page(made.add_section(WD_SECTION.NEW_PAGE), paper, wide=True)
        _annex(made, annex, _roman(number) if len(annexes) > 1 else "", paper)
    return _packed(made)


# the sheet of paper


@cache
def _blank() -> bytes:
    """Return the template of the library without what no letter uses."""
    made = docx.Document()
    _plain_styles(made)
    for relations in (made.part.package.rels, made.part.rels):
        for key, own in list(relations.items()):
            if own.reltype.endswith(UNUSED):
                relations.pop(key)
    blank = io.BytesIO()
    made.save(blank)
    return blank.getvalue()


def _plain_styles(made: Letter) -> None:
    """Keep the styles that are used; let each name its font for every script, and none be coloured or of a theme."""
    root = made.styles.element
    fonts = root.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    language = root.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    for own in (fonts, language):
        own.attrib.clear()
    _font(fonts)
    language.set(qn("w:val"), "vi-VN")
    for style in list(root.style_lst):
        if style.styleId not in USED:
            root.remove(style)
        elif (linked := style.find(qn("w:link"))) is not None:
            style.remove(linked)
    for name in ("Normal", "Heading 1", "Header", "Footer"):
        style = made.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - of the template of the library
        properties = style.element.get_or_add_rPr()
        for child in list(properties):
            properties.remove(child)
        _font(properties.get_or_add_rFonts())
        style.font.size = Pt(BODY)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0
    made.styles["Heading 1"].font.bold = True


def _font(element: Any) -> None:
    element.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        element.set(qn(f"w:{script}"), FONT)


def _properties(made: Letter, paper: Paper) -> None:
    core, day = made.core_properties, datetime(paper.day.year, paper.day.month, paper.day.day)  # noqa: DTZ001 - the format has none
    for name, value in paper.properties.items():
        setattr(core, name, _clean(value)[:255])
    core.created = core.modified = core.last_printed = day
    core.last_modified_by, core.language, core.revision = core.author, "vi-VN", 1
    if paper.sample:
        core.keywords, core.subject = "minh họa", paper.sample


def _page(section: Section, paper: Paper, *, wide: bool) -> None:
    """Lay out a page: numbered from 1 on in the middle above the text, from the second on; below, what it is made of."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(side) for side in (PAGE[::-1] if wide else PAGE))
    for side, margin in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(margin))
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    numbers = section._sectPr.find(qn("w:pgNumType"))  # noqa: SLF001 - the library has no name for it
    if numbers is None:
        section._sectPr.append(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))  # noqa: SLF001
    for edge in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        edge.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.alignment = _CENTER
    for kind in ("begin", "", "end"):
        run = number.add_run()
        run.font.size = Pt(BODY)
        what = (
            f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'
            if kind
            else f"<w:instrText {nsdecls('w')}>PAGE</w:instrText>"
        )
        run._r.append(parse_xml(what))  # noqa: SLF001
    for foot in (section.footer, section.first_page_footer):
        said = f"{paper.sample}. {paper.origin}" if paper.sample else paper.origin
        _write(foot.paragraphs[0], said, SMALL, align=_LEFT)


def _packed(made: Letter) -> bytes:
    """Return the archive without the hour at which it was packed."""
    packed = io.BytesIO()
    made.save(packed)
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _FIRST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return out.getvalue()


# the letter


def _above(made: Letter, paper: Paper) -> None:
    """Write what stands above the text: who sends it, the name of the nation, number, place and day, what it is."""
    wording = paper.wording
    left, right = _halves(made)
    issuer = wording.issuer or ISSUER
    if wording.superior:
        _write(left.paragraphs[0], wording.superior.upper(), 13, align=_CENTER)
        _write(left.add_paragraph(), issuer.upper(), 13, bold=True, align=_CENTER)
    else:
        _write(left.paragraphs[0], issuer.upper(), 13, bold=True, align=_CENTER)
    _rule(left.add_paragraph(), HALVES[0], 24)
    number = f"Số:         /{wording.symbol}"
    _write(left.add_paragraph(), number, 13, align=_CENTER, before=6)
    _write(right.paragraphs[0], NATION, 13, bold=True, align=_CENTER)
    _write(right.add_paragraph(), MOTTO, 14, bold=True, align=_CENTER)
    _rule(right.add_paragraph(), HALVES[1], MOTTO_LENGTH)
    place = wording.place or "…………"
    _write(right.add_paragraph(), f"{place}, {DAY}", BODY, italic=True, align=_CENTER, before=6)
    _write(made.add_paragraph(), wording.type.upper(), BODY, bold=True, align=_CENTER, before=18)
    _write(made.add_paragraph(), wording.title, BODY, bold=True, align=_CENTER)
    _rule(made.add_paragraph(), _width(wide=False), 55)
    if paper.sample:
        _write(made.add_paragraph(), f"({paper.sample})", BODY, italic=True, align=_CENTER, before=6)
    for number_of, to in enumerate(wording.to):
        _write(made.add_paragraph(), f"Kính gửi: {to}" if not number_of else to, BODY, align=_CENTER, before=6)
    for text in wording.opening:
        _paragraph(made, text)


def _part(made: Letter, heading: str, part: Passage) -> None:
    title = made.add_paragraph(style="Heading 1")
    _write(title, heading, BODY, bold=True, align=_JUSTIFY, before=6)
    title.paragraph_format.first_line_indent = Mm(12.7)
    title.paragraph_format.keep_with_next = True
    for text in part.paragraphs:
        _paragraph(made, text)
    if part.sheet is not None:
        _table(made, part.sheet, wide=False)


def _paragraph(made: Letter, text: str) -> None:
    own = made.add_paragraph()
    _write(own, text, BODY, align=_JUSTIFY, before=6)
    own.paragraph_format.first_line_indent = Mm(12.7)


def _below(made: Letter, paper: Paper) -> None:
    """Write who receives copies, and the place of the signature."""
    made.add_paragraph().paragraph_format.space_before = Pt(6)
    left, right = _halves(made)
    _write(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
    receive = list(paper.wording.recipients)
    for place, who in enumerate(receive, 1):
        _write(left.add_paragraph(), f"- {who.rstrip('.;')}{';' if place < len(receive) else '.'}", LIST)
    signer = [line.upper() for line in paper.wording.signer]
    _write(right.paragraphs[0], signer[0] if signer else "", BODY, bold=True, align=_CENTER)
    for line in signer[1:]:
        _write(right.add_paragraph(), line, BODY, bold=True, align=_CENTER)
    for _ in range(4):
        right.add_paragraph()
    _write(right.add_paragraph(), "[Họ và tên]", BODY, bold=True, align=_CENTER)


def _annex(made: Letter, annex: Annex, number: str, paper: Paper) -> None:
    head = made.add_paragraph(style="Heading 1")
    if kind := paper.wording.type:
        _write(head, f"Phụ lục {number}".strip(), BODY, bold=True, align=_CENTER)
        _write(made.add_paragraph(), annex.title.upper(), BODY, bold=True, align=_CENTER)
        with_what = f"(Kèm theo {kind[:1].upper()}{kind[1:].lower()} số      /{paper.wording.symbol} {DAY})"
        _write(made.add_paragraph(), with_what, BODY, italic=True, align=_CENTER)
    else:
        _write(head, annex.title, BODY, bold=True, align=_CENTER)
    if paper.sample:
        _write(made.add_paragraph(), f"({paper.sample})", BODY, italic=True, align=_CENTER)
    for text in annex.said:
        _paragraph(made, text)
    for sheet in filled(annex.sheets):
        if len(annex.sheets) > 1:
            title = made.add_paragraph()
            _write(title, sheet.title, BODY, bold=True, before=6)
            title.paragraph_format.keep_with_next = True
        _table(made, sheet, wide=True)


def _halves(made: Letter) -> tuple[Any, Any]:
    """Return two cells side by side, without borders, that are not parted."""
    table = made.add_table(1, 2)
    table.autofit = False
    table.alignment = None
    for place, width in enumerate(HALVES):
        table.columns[place].width = table.cell(0, place).width = Mm(width)
    properties = table._tbl.tblPr  # noqa: SLF001
    properties.append(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        )
    )
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))  # noqa: SLF001
    return table.cell(0, 0), table.cell(0, 1)


def _write(  # noqa: PLR0913 - how a paragraph looks
    paragraph: Paragraph,
    text: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = _LEFT,
    before: int = 0,
) -> None:
    paragraph.alignment = align
    if before:
        paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(_clean(text))
    run.font.size = Pt(size)
    run.bold, run.italic = bold, italic


def _rule(paragraph: Paragraph, within: int, length: int) -> None:
    """Draw a line of a length in the middle of a width, as the upper border of a paragraph without height."""
    format_ = paragraph.paragraph_format
    format_.left_indent = format_.right_indent = Mm((within - length) / 2)
    format_.line_spacing, format_.space_before = Pt(3), Pt(4)
    paragraph.paragraph_format.element.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>')
    )


# tables


def _table(made: Letter, sheet: Sheet, *, wide: bool) -> None:
    """Write a table as wide as the text; its head comes again on every page, and no row is parted."""
    size = SMALL if len(sheet.heads) > MANY else LIST
    widths = _widths(sheet, _width(wide=wide))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(sheet.heads, widths, size, head=True)
    body = "".join(_row(row, widths, size) for row in sheet.rows)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblCaption w:val="{escape(_clean(sheet.title), {chr(34): "&quot;"})}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )
    before = made.add_paragraph()
    before.paragraph_format.line_spacing = Pt(6)
    before._p.addnext(table)  # noqa: SLF001


def _row(values: Sequence[Value], widths: Sequence[int], size: int, *, head: bool = False) -> str:
    cells = "".join(_cell(value, width, size, head=head) for value, width in zip(values, widths, strict=True))
    again = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{cells}</w:tr>"


def _cell(value: Value, width: int, size: int, *, head: bool) -> str:
    middle = head or not isinstance(value, str)
    bold = "<w:b/>" if head else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_MIDDLE if head else ""}</w:tcPr>'
        f'<w:p><w:pPr><w:jc w:val="{"center" if middle else "left"}"/></w:pPr>'
        f'<w:r><w:rPr>{bold}<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(_clean(written(value)))}</w:t></w:r></w:p></w:tc>'
    )


def written(value: Value) -> str:
    """Return what stands in a cell as text."""
    return vi_date(value) if isinstance(value, date) else str(value)


def _widths(sheet: Sheet, width: float) -> list[int]:
    """Share a width, in millimetres, among columns: by their longest word, then by how much stands in them."""
    columns = [[head, *(written(row[i]) for row in sheet.rows)] for i, head in enumerate(sheet.heads)]
    least = [max((len(word) for text in own for word in text.split()), default=1) + 2 for own in columns]
    more = [max((sum(len(text) ** 2 for text in own[1:]) / len(own)) ** 0.4 - 3, 0.1) for own in columns]
    unit = SMALL if len(columns) > MANY else LIST
    narrow = [min(one, 14) * unit * 0.19 for one in least]
    left = max(width - sum(narrow), 0)
    shares = [one + left * own / sum(more) for one, own in zip(narrow, more, strict=True)]
    scale = width / sum(shares) * _TWIPS
    return [round(one * scale) for one in shares]


def _width(*, wide: bool) -> int:
    return PAGE[wide] - sum(MARGINS[side] for side in ("left", "right"))


def _clean(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _ILLEGAL.sub("", text)


def _roman(number: int) -> str:
    """Return a small number as Roman.

    >>> _roman(4), _roman(9), _roman(12)
    ('IV', 'IX', 'XII')
    """
    said = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        said, number = said + sign * (number // value), number % value
    return said
