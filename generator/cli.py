"""The shell around the line: verbs, clock, environment, printing, exit codes. The only place that knows "now"."""

from __future__ import annotations

import gc
import os
import sys
import time
import traceback
from collections.abc import Generator, Sequence
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.catalog.refused import RefusedError, why
from generator.domain import dates
from generator.kinds import KINDS
from generator.model import NAMELESS, OFFICE_TIME, Problem, Severity, Text
from generator.resources import own, release, requirement

if TYPE_CHECKING:
    from generator.edit.interview import Question
    from generator.exchange.desk import Exchange
    from generator.exchange.foreign import Imported
    from generator.site.printing import Wanted

OK, PROBLEMS, USAGE, CRASH = 0, 1, 2, 3

RECORDS = click.Path(exists=True, file_okay=False, path_type=Path)


class Day(click.ParamType[date]):
    """A day as records hold them."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002
        """Return the day, or refuse."""
        if isinstance(value, str) and dates.is_full_date(value):
            return dates.day(value)
        raise RefusedError("day-unreal", day=value)


def _speak(context: click.Context, _: click.Parameter, language: str) -> str:
    """Remember in which language to tell what goes wrong."""
    context.find_root().obj["lang"] = language
    return language


FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", help="Cách in."
)
LANG = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    is_eager=True,
    callback=_speak,
    help="Ngôn ngữ của thông báo.",
)


def settle() -> None:
    """Look for garbage seldom: a run makes many small objects that live until it ends.

    To look through them as often as Python does by itself costs a check a sixth of its time and finds nothing.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def today() -> date:
    """Return the day as of which to judge: SOURCE_DATE_EPOCH if set, else today at the office."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return now.astimezone(OFFICE_TIME).date()
    except (ValueError, OverflowError, OSError) as error:
        raise RefusedError("clock-unreal", epoch=epoch) from error


def clock() -> date | None:
    """Return the day of the clock; None of a clock that is wrong, which is no reason to refuse what needs no day."""
    try:
        return today()
    except RefusedError:
        return None


def say(text: str) -> None:
    """Show progress when a person is watching."""
    if sys.stderr.isatty():
        click.echo(text, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(release() or "chưa cài (chạy từ mã nguồn)", "--version", message="%(version)s", help="Phiên bản.")
def cli() -> None:
    """Kiểm tra các bản ghi của một sổ theo dõi và dựng thành trang."""


@cli.command()
@click.argument("records", type=RECORDS, default="records")
@FORMAT
@LANG
@click.option("--strict", is_flag=True, help="Cảnh báo cũng tính là không đạt.")
@click.option("--base", default="", metavar="REV", help="Chỉ xét thay đổi so với phiên bản đã công bố này.")
@click.option("--at", default="", metavar="REV", help="Với --base: xét đến phiên bản này, không phải tệp trên đĩa.")
@click.option("--since", default="", metavar="REV|DATE", help="Xét lại mọi lần công bố sau phiên bản hoặc ngày này.")
@click.option("--as-of", type=Day(), help="Với --base: ngày thay đổi vào sổ (mặc định: hôm nay).")
def check(  # noqa: PLR0913, PLR0917 - the options of a command
    records: Path, form: str, lang: str, strict: bool, base: str, at: str, since: str, as_of: date | None
) -> int:
    """Kiểm tra mọi bản ghi trong thư mục RECORDS và nêu tất cả vấn đề cùng lúc.

    Với --base: chỉ kiểm tra bản ghi đã đổi, và những điều không được đổi theo thời gian: mã không mất, diễn biến chỉ
    thêm, hạn chỉ dời bằng gia hạn, việc đã kết thúc giữ nguyên. Với --since: các điều ấy, qua từng lần công bố.

    Mã thoát: 0 đạt (có thể còn cảnh báo), 1 có lỗi, 2 gọi sai, 3 chương trình hỏng.
    """
    from generator.build import check_change, check_history, check_register  # noqa: PLC0415 - help must be quick
    from generator.diagnostics import FORMATS  # noqa: PLC0415

    if (base and since) or (at and not base):
        raise RefusedError("options-apart")
    say("Đang đọc và kiểm tra các bản ghi…")
    problems: Sequence[Problem]
    if base:
        problems = check_change(records, base, at, as_of or today())
    else:
        problems = (
            check_history(records, since, clock() or date.max)
            if since
            else check_register(records, clock())[0].problems
        )
    click.echo(FORMATS[form](problems, lang))
    worst = {p.severity for p in problems}
    return PROBLEMS if Severity.ERROR in worst or (strict and Severity.WARNING in worst) else OK


@cli.command()
@click.argument("records", type=RECORDS, default="records")
@click.option("--base", required=True, metavar="REV|DATE", help="So với nhánh, nhãn, mã commit hoặc ngày này.")
@click.option("--at", default="", metavar="REV|DATE", help="So phiên bản này (mặc định: các tệp trên đĩa).")
@click.option("--as-of", type=Day(), help="Tính tình hình đến ngày này (mặc định: hôm nay).")
@click.option("--audience", type=click.Choice(["public", "internal"]), default="public", help="So bản cho ai xem.")
@click.option("--format", "form", type=click.Choice(["text", "md", "json"]), default="text", help="Cách in.")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="Dài nhất bao nhiêu byte (mặc định: không hạn).")
def diff(records: Path, base: str, at: str, as_of: date | None, audience: str, form: str, limit: int) -> int:  # noqa: PLR0913, PLR0917 - one option each
    """Nói bằng lời một thay đổi làm gì với sổ: bản ghi, tình trạng, số đếm, trang, chỗ cần xem lại.

    Trước: lần ghi chung gần nhất với --base. Sau: các tệp trên đĩa, hoặc phiên bản --at. Cả hai tính đến cùng một
    ngày. Mã thoát: 0 so được, 1 sổ sau khi đổi có lỗi (chỉ nêu bản ghi đọc được), 2 gọi sai, 3 chương trình hỏng.
    """
    from generator.build import diff as compare  # noqa: PLC0415 - help must be quick
    from generator.change.printers import FORMATS  # noqa: PLC0415

    say("Đang so hai phiên bản…")
    found = compare(records, base, as_of or today(), audience, at)
    click.echo(FORMATS[form](found, limit), nl=form != "md")
    return PROBLEMS if found.errors_after else OK


@cli.command()
@click.argument("records", type=RECORDS, default="records")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/docs"), help="Thư mục nhận trang Markdown.")
@click.option("--as-of", type=Day(), help="Tính tình hình đến ngày này (mặc định: hôm nay).")
@click.option("--audience", type=click.Choice(["public", "internal"]), default="public", help="Dựng cho ai xem.")
@click.option("--at", default="", metavar="REV|DATE", help="Lấy sổ như đã ghi ở phiên bản này, hoặc đến hết ngày này.")
def build(records: Path, out: Path, as_of: date | None, audience: str, at: str) -> int:
    """Dựng trang Markdown và tệp dữ liệu từ RECORDS. Có lỗi thì không ghi gì cả.

    --as-of hỏi: theo những gì sổ biết bây giờ, tình hình đến ngày ấy thế nào. --at hỏi: khi ấy sổ đã ghi những gì.
    Đã báo cho công chúng những gì vào ngày 30/6/2026: dùng cả hai, --at 2026-06-30 --as-of 2026-06-30.
    """
    from generator.build import build as build_site  # noqa: PLC0415 - help must be quick
    from generator.diagnostics import text  # noqa: PLC0415
    from generator.site.output import claim  # noqa: PLC0415

    day = as_of or today()
    say("Đang dựng trang…")
    claim(out, records, *own())
    built = build_site(records, out, day, audience, at, os.environ.get("SITE_URL", ""), clock())
    if built.examined.failed:
        click.echo(text(built.examined.problems, "vi"))
        click.echo("Chưa ghi gì: hãy sửa các lỗi trên rồi dựng lại.", err=True)
        return PROBLEMS
    click.echo(f"{out}: {built.written} tệp mới hoặc đổi, {built.unchanged} tệp giữ nguyên ({built.why})")
    return OK


@cli.command()
@click.argument("records", type=RECORDS, default="records")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/site"), help="Thư mục nhận trang.")
@click.option("--as-of", type=Day(), help="Tính tình hình đến ngày này (mặc định: hôm nay).")
@click.option("--audience", type=click.Choice(["public", "internal"]), default="public", help="Dựng cho ai xem.")
@click.option("--at", default="", metavar="REV|DATE", help="Lấy sổ như đã ghi ở phiên bản này, hoặc đến hết ngày này.")
@click.option(
    "--chain",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Chuỗi công bố (publications.txt, cạnh since.txt) của trang đang công bố (không nêu: bắt đầu chuỗi mới).",
)
def site(records: Path, out: Path, as_of: date | None, audience: str, at: str, chain: Path | None) -> int:  # noqa: PLR0913, PLR0917 - one option each
    """Kiểm tra, dựng, in và hoàn tất trang từ RECORDS trong một lần; có gì sai hoặc bị ngắt thì trang cũ còn nguyên.

    Tên sổ, cơ quan, địa chỉ lấy từ register.toml cạnh RECORDS. Cạnh OUT còn có cây Markdown và cấu hình máy in.
    """
    from generator.site.chain import NOTHING_EARLIER, Earlier  # noqa: PLC0415 - help must be quick
    from generator.site.printing import Wanted  # noqa: PLC0415

    before = NOTHING_EARLIER
    if chain:
        texts = (
            path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            for path in (chain, chain.with_name("since.txt"))
        )
        before = Earlier(*texts)
    wanted = Wanted(records, out, as_of or today(), audience, at, os.environ.get("SITE_URL", ""), clock(), before)
    code = _print(wanted)
    if code == OK and not chain:
        click.echo("Không có chuỗi công bố trước (--chain): trang bắt đầu một chuỗi mới, ở lần công bố số 1.")
    return code


def _print(wanted: Wanted) -> int:
    """Print a site and say what came of it."""
    from generator.diagnostics import text  # noqa: PLC0415 - help must be quick
    from generator.site.printing import site as print_site  # noqa: PLC0415

    done = print_site(wanted, os.environ, say)
    if done.problems:
        click.echo(text(done.problems, "vi"))
        click.echo("Trang chưa được thay: hãy sửa các lỗi trên rồi chạy lại.", err=True)
        return PROBLEMS
    click.echo(f"{wanted.out}: xong, {done.built.written} tệp mới hoặc đổi, in {done.pages} trang ({done.built.why})")
    return OK


@cli.command()
@click.argument("records", type=RECORDS, default="records")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/site"), help="Thư mục nhận trang.")
@click.option("--audience", type=click.Choice(["public", "internal"]), default="public", help="Dựng cho ai xem.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Cổng (mặc định: 8000; 0: cổng nào trống).")
def serve(records: Path, out: Path, audience: str, port: int) -> int:
    """Dựng trang rồi cho xem trên máy này; RECORDS hay register.toml đổi thì dựng lại. Có lỗi thì trang cũ còn nguyên.

    Chỉ máy này mở được. Bấm Ctrl-C để dừng.
    """
    from generator.build import check_register  # noqa: PLC0415 - help must be quick
    from generator.site.printing import Wanted, watched  # noqa: PLC0415
    from generator.site.serving import served  # noqa: PLC0415

    url = os.environ.get("SITE_URL", "")
    try:
        with served(out, url or check_register(records)[1].site_url, port) as address:
            seen: object = None
            while True:
                now = (watched(records), today())
                if now != seen:
                    seen = now
                    try:
                        _print(Wanted(records, out, now[1], audience, site_url=url, today=now[1]))
                    except RefusedError as error:
                        _tell(error, "vi")
                    click.echo(f"{address} (Ctrl-C để dừng)")
                time.sleep(1)
    except KeyboardInterrupt:
        return OK


@cli.command()
@click.option("--size", type=int, default=1000, help="Số bản ghi, chừng đó (mặc định: 1000).")
@click.option("--seed", type=int, default=1, help="Số gieo: cùng số, cùng cỡ thì ra cùng tệp (mặc định: 1).")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("build/sample/records"), help="Thư mục nhận bản ghi."
)
@click.option("--example", type=RECORDS, help="Sổ được nhân lên (mặc định: sổ ví dụ của chương trình).")
def sample(size: int, seed: int, out: Path, example: Path | None) -> int:
    """Tạo một sổ giả định gồm mọi loại bản ghi, để thử và đo: sổ ví dụ được nhân lên, mỗi bản đổi đôi chút.

    Thư mục nhận phải chưa có hoặc rỗng. Cạnh nó chưa có register.toml thì ghi một tệp giả định, để dựng trang được ngay.
    """
    from generator.build import schemas  # noqa: PLC0415 - help must be quick
    from generator.resources import EXAMPLE  # noqa: PLC0415
    from generator.sample import LEAST  # noqa: PLC0415
    from generator.sample import sample as make  # noqa: PLC0415
    from generator.site.output import claim  # noqa: PLC0415

    if size < LEAST:
        raise RefusedError("sample-small", size=size, least=LEAST)
    folder = claim(out, *own())
    if folder.exists() and any(folder.iterdir()):
        raise RefusedError("folder-full", out=out)
    say("Đang tạo bản ghi…")
    click.echo(f"{out}: {make(folder, size, schemas(), example or EXAMPLE, seed)} bản ghi giả định")
    return OK


@cli.command()
@click.argument("topic")
@LANG
def explain(topic: str, lang: str) -> int:
    """Giải thích một mã kiểm tra, một loại bản ghi hoặc một trường (ví dụ: due-before-issued, task, task.due)."""
    from generator.build import schemas  # noqa: PLC0415
    from generator.explain import explain as explanation  # noqa: PLC0415

    found = explanation(schemas(), topic, lang)
    if found is None:
        raise RefusedError("topic-unknown", topic=topic)
    click.echo(found)
    return OK


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "look", is_flag=True, help="Chỉ xem: không ghi gì, mã thoát 1 nếu có tệp cần sửa.")
def fix(paths: tuple[Path, ...], look: bool) -> int:
    """Trình bày lại tệp bản ghi (PATHS: tệp hoặc thư mục; mặc định: records) mà không đổi nội dung.

    Thứ tự trường, thụt dòng, dấu nháy, ngày viết 5/12/2024, chữ chưa dựng sẵn, dấu cách lạ, xuống dòng. Lời chú được
    giữ. Tệp có lỗi cú pháp thì để nguyên và nêu tên.
    """
    from generator.build import schemas  # noqa: PLC0415 - help must be quick
    from generator.diagnostics import text  # noqa: PLC0415
    from generator.edit.disk import fix_files  # noqa: PLC0415

    changed = left = 0
    for file in fix_files(paths or (Path("records"),), schemas().shapes, write=not look):
        if file.left:
            left += 1
            click.echo(f"{file.path}: để nguyên: {file.left}")
            click.echo(text(file.problems, "vi").rpartition("\n")[0], nl=bool(file.problems))
        elif file.after is not None:
            changed += 1
            click.echo(f"{file.path}: {'cần sửa' if look else 'đã sửa'}: {'; '.join(file.done)}")
    click.echo(f"{changed} tệp {'cần sửa' if look else 'được sửa'}, {left} tệp để nguyên vì có lỗi")
    return PROBLEMS if left or (look and changed) else OK


@cli.command()
@click.argument("kind", type=click.Choice([kind.name for kind in KINDS]), metavar="KIND")
@click.option("--province", help="Mã tỉnh (thư mục) mà bản ghi thuộc về; bỏ trống thì hỏi, hoặc theo bản ghi được dẫn.")
@click.option(
    "--set", "given", multiple=True, metavar="TRƯỜNG=GIÁ TRỊ", help="Trả lời trước một câu hỏi: due.by=5/12/2024."
)
@click.option("--records", type=RECORDS, default="records", help="Thư mục bản ghi (mặc định: records).")
def new(kind: str, province: str | None, given: tuple[str, ...], records: Path) -> int:
    """Bắt đầu một bản ghi mới thuộc loại KIND (task, finding…): hỏi từng trường, đặt mã, kiểm tra rồi mới ghi tệp.

    Không có màn hình để hỏi thì mọi câu trả lời lấy từ --set; còn thiếu gì thì nêu hết một lần và không ghi gì.
    """
    from generator.build import schemas  # noqa: PLC0415 - help must be quick
    from generator.diagnostics import text  # noqa: PLC0415
    from generator.edit.desk import Desk  # noqa: PLC0415

    say("Đang đọc các bản ghi…")
    try:
        desk = Desk(schemas(), records, today().isoformat())
        if sys.stdin.isatty():
            made = desk.finish(_converse(desk.ask(kind, province, given)))
        else:
            made = desk.finish(desk.fill(kind, province, given))
        if made.failed:
            click.echo(f"{text(made.problems, 'vi')}\n\nChưa ghi gì. Nội dung đã trả lời:\n\n{made.text}", err=True)
            return PROBLEMS
        path = desk.write(made)
    except click.Abort:
        click.echo("\nĐã dừng, chưa ghi gì.", err=True)
        raise
    if made.problems:
        click.echo(text(made.problems, "vi"))
    if made.proposed.instead_of:
        click.echo(f"Đã có (hoặc từng có) {made.proposed.instead_of}: hãy xem có phải cùng một việc không.", err=True)
    click.echo(path.as_posix())
    return OK


@cli.command()
@click.argument("province", metavar="TỈNH")
@click.option(
    "--from",
    "table",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Bảng CSV hoặc JSON với các cột: tên, loại, mã, hình thành từ, tỉnh cũ.",
)
@click.option("--since", type=Day(), required=True, help="Ngày các xã được hình thành bắt đầu hoạt động.")
@click.option("--source", required=True, metavar="MÃ", help="Mã bản ghi của nghị quyết làm nguồn.")
@click.option("--records", type=RECORDS, default="records", help="Thư mục bản ghi (mặc định: records).")
def communes(province: str, table: Path, since: date, source: str, records: Path) -> int:
    """Lập bản ghi cho Ủy ban nhân dân mọi xã, phường, đặc khu của TỈNH từ một bảng, kể cả các xã cũ mà bảng nêu.

    “hình thành từ” ghi như “xã A; thị trấn B (14567)”; trống là xã không sắp xếp. Cơ quan đã có trong sổ thì giữ nguyên
    và được nêu tên. Mã 5 chữ số vào mã bản ghi khi tên không dấu trùng nhau. Có gì sai thì nêu hết và không ghi gì.
    """
    from generator.build import schemas  # noqa: PLC0415 - help must be quick
    from generator.diagnostics import text  # noqa: PLC0415
    from generator.edit.desk import Desk  # noqa: PLC0415

    say("Đang đọc các bản ghi…")
    desk = Desk(schemas(), records, today().isoformat())
    made = desk.communes(province, table, since, source)
    if made.problems:
        click.echo(text(made.problems, "vi"))
    if any(problem.severity is Severity.ERROR for problem in made.problems):
        click.echo("Chưa ghi gì: hãy sửa bảng hoặc sổ rồi chạy lại.", err=True)
        return PROBLEMS
    desk.write_all(made.texts)
    for note in made.notes:
        click.echo(note)
    click.echo(f"{len(made.texts)} bản ghi mới")
    return OK


@cli.command()
@click.argument("file", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--province", default="", metavar="TỈNH", help="Mã tỉnh của văn bản (mặc định: theo tên ở đầu văn bản).")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Ghi phiếu vào thư mục này: .xlsx để điền, .html để xem.",
)
@click.option(
    "--accept",
    "sheet",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Phiếu .xlsx đã điền: kiểm tra rồi ghi bản ghi.",
)
@click.option("--ask", is_flag=True, help="Hỏi ngay trên màn hình từng chỗ còn ngỏ, rồi ghi bản ghi.")
@click.option("--records", type=RECORDS, default="records", help="Thư mục bản ghi (mặc định: records).")
def draft(file: Path, province: str, out: Path | None, sheet: Path | None, ask: bool, records: Path) -> int:  # noqa: PLR0913, PLR0917 - one option each
    """Đọc một văn bản chỉ đạo (.docx, .pdf có chữ, .txt, .md) và soạn bản ghi: văn bản, các mục, nhiệm vụ, văn bản được dẫn.

    Điều lời văn nói chắc thì điền sẵn; điều không chắc thì để ngỏ, kèm lời văn và đề xuất. Tiêu đề, tóm tắt do người ghi
    viết bằng lời của mình. Chưa ghi gì vào sổ, trừ khi có --accept hoặc --ask và không còn chỗ nào ngỏ.
    """
    from generator.build import schemas  # noqa: PLC0415 - help must be quick
    from generator.diagnostics import text  # noqa: PLC0415
    from generator.drafting.desk import DraftingDesk  # noqa: PLC0415
    from generator.drafting.tell import tell  # noqa: PLC0415
    from generator.edit.desk import create_all  # noqa: PLC0415

    say("Đang đọc văn bản và các bản ghi…")
    desk = DraftingDesk(schemas(), records, file, province, today().isoformat())
    if sheet:
        desk.read_back(sheet)
    if out:
        desk.write_sheets(out)
    if ask and not sheet:
        try:
            _converse(desk.ask())
        except click.Abort:
            click.echo("\nĐã dừng, chưa ghi gì.", err=True)
            raise
    if not sheet and not ask:
        click.echo("\n".join(tell(desk.sheet)))
        return OK
    made = desk.accept()
    if made.problems:
        click.echo(text(made.problems, "vi"))
    if any(problem.severity is Severity.ERROR for problem in made.problems):
        click.echo("Chưa ghi gì: hãy sửa phiếu hoặc sổ rồi chạy lại.", err=True)
        return PROBLEMS
    create_all(records, made.texts)
    for path in made.texts:
        click.echo((records / path).as_posix())
    return OK


def _converse(asking: Generator[Question, str, Any]) -> Any:
    """Put questions to the person at the terminal, on the error stream: what is printed is the path of the file."""
    from generator.catalog import printable  # noqa: PLC0415 - names in records are not ours

    try:
        question = next(asking)
        while True:
            click.echo(err=True)
            if question.problem:
                click.secho(f"! {printable(question.problem)}", err=True, fg="red")
            for number, option in enumerate(question.options, 1):
                click.echo(f"  {number}. {printable(option)}", err=True)
            if question.hint:
                click.echo(f"  {printable(question.hint)}", err=True)
            label = f"{question.label}{' (Enter: bỏ qua)' if question.optional and not question.default else ''}"
            typed = click.prompt(printable(label), question.default, show_default=bool(question.default), err=True)
            question = asking.send(str(typed))
    except StopIteration as done:
        return done.value


@cli.command()
@click.argument("kind", type=click.Choice(["period", "overdue", "remediation", "inspection"]), metavar="KIND")
@click.argument("about", metavar="MÃ")
@click.option("--period", default="", help="Kỳ: 2026-W40 (tuần), 2026-10 (tháng), 2026-Q3, 2026-H1, 2026 (năm).")
@click.option(
    "--periods", "rule", type=click.Choice(["lich", "nd-09-2019"]), default="lich",
    help="Theo lịch, hoặc chốt ngày 14 theo Nghị định 09/2019/NĐ-CP.",
)  # fmt: skip
@click.option("--agency", default="", metavar="MÃ", help="Với inspection: chỉ trích phần của cơ quan này.")
@click.option("--records", type=RECORDS, default="records", help="Thư mục bản ghi (mặc định: records).")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/reports"), help="Thư mục nhận báo cáo.")
@click.option("--pdf", is_flag=True, help="Lập thêm tệp PDF, bằng LibreOffice của máy này.")
@click.option("--as-of", type=Day(), help="Tính tình hình đến ngày này (mặc định: hôm nay).")
@click.option("--audience", type=click.Choice(["public", "internal"]), default="public", help="Lập cho ai xem.")
@click.option("--at", default="", metavar="REV|DATE", help="Lấy sổ như đã ghi ở phiên bản này, hoặc đến hết ngày này.")
def report(  # noqa: PLR0913, PLR0917 - one option each
    kind: str, about: str, period: str, rule: str, agency: str, records: Path, out: Path, pdf: bool, as_of: date | None,
    audience: str, at: str,
) -> int:  # fmt: skip
    """Lập báo cáo thành tệp Word (thể thức Nghị định 30/2020/NĐ-CP) và Excel; số, ngày, chữ ký để trống.

    KIND: period (báo cáo tuần, tháng, quý, 6 tháng, năm), overdue (việc quá hạn phục vụ giao ban), remediation (phụ lục
    khắc phục, để kèm văn bản của cơ quan), inspection (trích kết quả kiểm tra). MÃ là của tỉnh hoặc cơ quan; với
    inspection là của cuộc kiểm tra. Lời mở đầu, kiến nghị, nơi nhận… lấy từ reports.toml cạnh register.toml.
    """
    from generator.build import report as make  # noqa: PLC0415 - help must be quick
    from generator.diagnostics import text  # noqa: PLC0415
    from generator.edit.disk import create  # noqa: PLC0415
    from generator.office.pdf import printed  # noqa: PLC0415
    from generator.publish.exports.reporting import Inquiry  # noqa: PLC0415

    say("Đang lập báo cáo…")
    asked = Inquiry(kind, about, period, rule, agency)
    on = as_of or today()
    examined, files = make(records, asked, on, audience, at, os.environ.get("SITE_URL", ""), clock())
    if examined.failed:
        click.echo(text(examined.problems, "vi"))
        click.echo("Chưa ghi gì: hãy sửa các lỗi trên rồi lập lại.", err=True)
        return PROBLEMS
    made = {out / name: data for name, data in files.items()}
    if pdf:
        made |= {path.with_suffix(".pdf"): printed(made[path], on) for path in [*made] if path.suffix == ".docx"}
    for path, data in made.items():
        if path.exists() and path.read_bytes() != data:
            raise RefusedError("report-taken", path=path.as_posix())
    for path, data in made.items():
        if not path.exists():
            create(path, data)
        click.echo(path.as_posix())
    return OK


@cli.command()
@click.option("--xlsx", "out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Tệp Excel sẽ lập.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.name for kind in KINDS]),
    metavar="KIND",
    help="Chỉ loại bản ghi này (task, finding…); nêu được nhiều lần.",
)
@click.option("--province", default="", metavar="MÃ", help="Chỉ bản ghi của tỉnh này.")
@click.option("--agency", default="", metavar="MÃ", help="Chỉ cơ quan này và những gì dẫn đến nó.")
@click.option(
    "--directive", default="", metavar="MÃ", help="Chỉ văn bản chỉ đạo này, việc, triển khai, báo cáo của nó."
)
@click.option("--records", type=RECORDS, default="records", help="Thư mục bản ghi (mặc định: records).")
@click.option("--as-of", type=Day(), help="Cột tình hình tính đến ngày này (mặc định: hôm nay).")
def export(  # noqa: PLR0913, PLR0917 - one option each
    out: Path, kinds: tuple[str, ...], province: str, agency: str, directive: str, records: Path, as_of: date | None
) -> int:  # fmt: skip
    """Xuất bản ghi ra tệp Excel để sửa rồi nhập lại bằng import: mỗi loại một trang, mỗi bản ghi một dòng.

    Danh mục thì chọn, ngày là ngày, mã và tình hình do máy tính bị khóa; thêm dòng là thêm bản ghi. Tệp chứa cả phần nội
    bộ của bản ghi. Tệp đã có thì không ghi đè.
    """
    from generator.build import schemas  # noqa: PLC0415 - help must be quick
    from generator.edit.disk import create  # noqa: PLC0415
    from generator.exchange.desk import Exchange  # noqa: PLC0415
    from generator.exchange.exported import WantedRecords  # noqa: PLC0415

    say("Đang lập bảng…")
    data = Exchange(schemas(), records, as_of or today()).export(WantedRecords(kinds, province, agency, directive))
    try:
        create(out, data)
    except FileExistsError as error:
        raise RefusedError("file-taken", path=out) from error
    click.echo(out.as_posix())
    return OK


@cli.command("import")
@click.argument("table", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--apply", is_flag=True, help="Ghi vào sổ (mặc định: chỉ xem trước).")
@click.option("--undo", "back", is_flag=True, help="Trả lại như trước lần nhập gần nhất.")
@click.option("--records", type=RECORDS, default="records", help="Thư mục bản ghi (mặc định: records).")
@click.option("--name", default="", metavar="TÊN", help="Tên danh sách, để lần sau nhập tiếp (mặc định: tên tệp).")
@click.option("--directive", default="", metavar="MÃ", help="Văn bản chỉ đạo mà các việc trong danh sách thuộc về.")
@click.option("--clause", default="", metavar="MỤC", help="Mục của văn bản ấy.")
@click.option("--inspection", default="", metavar="MÃ", help="Với danh sách phát hiện: cuộc kiểm tra, thanh tra.")
@click.option("--as-of", type=Day(), help="Ngày của danh sách: tình trạng được biết đến ngày này (mặc định: hôm nay).")
def import_(  # noqa: PLR0913, PLR0917 - one option each
    table: Path | None, apply: bool, back: bool, records: Path, name: str, directive: str, clause: str,
    inspection: str, as_of: date | None,
) -> int:  # fmt: skip
    """Nhập FILE (.xlsx, .ods, .csv) vào sổ: xem trước từng thay đổi, có --apply mới ghi.

    Tệp do export lập: chỉ ô đã sửa được nhận; ô mà sổ đã đổi từ lúc xuất thì nêu cả hai giá trị và để nguyên; dòng mới
    thành bản ghi mới; mỗi điều sai nêu trang và ô. Còn một điều sai thì không ghi gì.

    Danh sách nhiệm vụ (--directive) hay phát hiện (--inspection) của chính cơ quan: máy tìm hàng tiêu đề, đề nghị mỗi cột là gì, hỏi mỗi cách viết tên cơ quan một
    lần; trả lời ghi ở danh-sach/TÊN.yaml cạnh RECORDS, lần nhập sau đọc lại. Mỗi dòng thành bản ghi, câu hỏi hoặc không nhận
    kèm lý do; người, điện thoại, tỷ lệ không nhận. Danh sách tháng sau chỉ đổi những gì đã đổi.

    Mã thoát: 0 nhận hết, 1 có điều sai hoặc chưa nhận, 2 gọi sai, 3 chương trình hỏng.
    """
    from generator.build import schemas  # noqa: PLC0415 - help must be quick
    from generator.exchange.desk import Belongs, Exchange, undo  # noqa: PLC0415
    from generator.exchange.edited import Result  # noqa: PLC0415
    from generator.exchange.telling import lines  # noqa: PLC0415

    if back == (table is not None):
        raise RefusedError("import-unsaid")
    if table is None:
        done, left, earlier = undo(records)
        for path in left:
            click.echo(f"{path}: đã được sửa sau khi nhập, để nguyên")
        click.echo(f"{len(done)} tệp như trước khi nhập")
        if earlier:
            click.echo(f"Còn {earlier} lần nhập trước đó trả lại được: generator import --undo")
        return PROBLEMS if left else OK
    say("Đang so bảng với sổ…")
    desk = Exchange(schemas(), records, as_of or today())
    result = desk.take(table, Belongs(name, directive, clause, inspection))
    if not isinstance(result, Result):
        return _listed(desk, result, apply=apply)
    for line in lines(result):
        click.echo(line)
    if apply and result.texts:
        desk.write(result.texts)
        click.echo(f"Đã ghi {len(result.texts)} tệp. Trả lại như cũ: generator import --undo")
    elif result.texts:
        click.echo(f"Chưa ghi gì. Ghi {len(result.texts)} tệp: thêm --apply")
    return PROBLEMS if result.told else OK


def _listed(desk: Exchange, result: Imported, *, apply: bool) -> int:
    """Say what an office's own list comes to, keep what has to be answered, and write the records if that is asked."""
    from generator.exchange.telling import report  # noqa: PLC0415

    for line in report(result):
        click.echo(line)
    click.echo(f"Cột và cách viết: {desk.write_answers(result).as_posix()}")
    if apply and not result.failed:
        wrote = desk.write_list(result)
        click.echo(
            f"Đã ghi {len(result.texts)} tệp. Trả lại như cũ: generator import --undo"
            if wrote
            else "Không có gì để ghi"
        )
    elif result.texts:
        click.echo(f"Chưa ghi bản ghi nào. Ghi {len(result.texts)} tệp: thêm --apply")
    return PROBLEMS if result.failed or result.asks else OK


@cli.command()
@click.argument("fresh", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@FORMAT
@LANG
def finish(fresh: Path, out: Path, form: str, lang: str) -> int:
    """Hoàn tất trang MkDocs vừa in ở FRESH (lập chỉ mục tìm kiếm, soát liên kết) rồi đưa vào OUT.

    Có vấn đề thì nêu tất cả và trang cũ ở lại.
    """
    from generator.diagnostics import FORMATS  # noqa: PLC0415 - help must be quick
    from generator.site.finish import finish as finish_site  # noqa: PLC0415

    problems = finish_site(fresh, out)
    click.echo(FORMATS[form](problems, lang))
    return PROBLEMS if problems else OK


@cli.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def archive(site: Path, out: Path) -> int:
    """Gói trang đã in ở SITE thành một tệp OUT (.zip) mở được từ đĩa, không cần mạng, tra cứu theo tên được.

    Giải nén rồi mở index.html. Tìm trong nội dung các trang thì cần máy chủ nên không có.
    """
    from generator.site.archive import archive as pack  # noqa: PLC0415 - help must be quick

    if not (site / "index.html").is_file():
        raise RefusedError("site-not-printed", folder=site)
    click.echo(f"{out}: {pack(site, out)} tệp")
    return OK


@cli.command()
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--records", type=RECORDS, default="records", help="Thư mục bản ghi, trong kho git mà NEW dựng từ đó.")
@FORMAT
@LANG
def gate(new: Path, old: Path, records: Path, form: str, lang: str) -> int:
    """So trang mới ở NEW với trang đang công bố (OLD: danh sách địa chỉ và tệp dữ liệu) trước khi thay.

    Không địa chỉ nào được mất, không tệp dữ liệu nào được mất cột, trường, mã. Nêu tất cả vấn đề cùng lúc.
    """
    from generator.diagnostics import FORMATS  # noqa: PLC0415 - help must be quick
    from generator.history.git import HistoryError  # noqa: PLC0415 - help must be quick
    from generator.history.repository import opened  # noqa: PLC0415
    from generator.site.gate import gate as judge  # noqa: PLC0415

    def descends(older: str, newer: str) -> bool:
        try:
            with opened(records) as repository:
                return repository.common(older, newer) == repository.resolve(older)
        except HistoryError:
            return False

    problems = judge(new, old, descends)
    click.echo(FORMATS[form](problems, lang))
    return PROBLEMS if problems else OK


@cli.command()
@click.argument("saved", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--records", type=RECORDS, default="records", help="Thư mục bản ghi, trong kho git của sổ.")
@click.option("--at", default="", metavar="REV", help="Lần ghi mà tệp được dựng từ đó, nếu tệp không nêu.")
@click.option("--as-of", type=Day(), help="Ngày tính đến của tệp, nếu tệp không nêu.")
@click.option(
    "--chain",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Chuỗi công bố (publications.txt) mà ai đó đã lưu (mặc định: các nhãn cong-bo/… của kho).",
)
def verify(saved: Path, records: Path, at: str, as_of: date | None, chain: Path | None) -> int:
    """Nói SAVED (tệp dữ liệu, trang HTML hoặc tệp zip của trang) có đúng là điều đã công bố không, và từ đó đã đổi gì.

    Không dùng mạng: dựng lại trang từ kho, ở lần ghi và ngày mà tệp tự nêu, rồi so từng byte. Khác thì nêu những chỗ
    đầu tiên. Mã thoát: 0 đúng, 1 không đúng hoặc không chắc, 2 gọi sai, 3 chương trình hỏng.
    """
    from generator.site.verify import Asked  # noqa: PLC0415 - help must be quick
    from generator.site.verify import verify as judge  # noqa: PLC0415

    kept = chain.read_text(encoding="utf-8", errors="replace") if chain else ""
    asked = Asked(saved, records, kept, at, as_of, clock(), os.environ.get("SITE_URL", ""))
    verdict = judge(asked, os.environ, say)
    for line in verdict.lines:
        click.echo(line)
    return OK if verdict.right else PROBLEMS


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="Tên sổ.")
@click.option("--office", help="Cơ quan giữ sổ.")
@click.option("--provinces", help="Tỉnh, thành phố mà sổ ghi, tên đầy đủ, cách bằng dấu chấm phẩy.")
@click.option("--contact", help="Nơi nhận báo sai sót.")
@click.option("--site-url", help="Địa chỉ trang, kết thúc bằng dấu /; chưa có thì để trống: --site-url ''.")
@click.option("--address", help="Địa chỉ cơ quan (không hỏi).")
@click.option("--description", help="Một câu giới thiệu ở cuối mọi trang (không hỏi).")
@click.option("--repository", help="Địa chỉ kho git của sổ (không hỏi).")
@click.option(
    "--engine",
    help="Bản của chương trình mà sổ dùng: tên==số, tên @ https://…whl, hoặc tệp .whl (mặc định: bản đang cài).",
)
def init(folder: Path, engine: str | None, **answers: str | None) -> int:
    """Lập ở FOLDER (chưa có hoặc rỗng) một sổ của riêng một cơ quan: hỏi năm câu, hoặc lấy câu trả lời từ các tùy chọn.

    Sổ mới có register.toml, bản ghi dùng chung của trung ương, quy trình kiểm tra và công bố, hướng dẫn; chưa có gì khác.
    """
    from generator.diagnostics import text  # noqa: PLC0415 - help must be quick
    from generator.office.begin import ASKED, PINS, ask, begin, lay  # noqa: PLC0415

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError("folder-full", out=folder)
    pinned = engine or requirement()
    if not pinned:
        raise RefusedError("engine-unsaid")
    if not PINS.fullmatch(pinned):
        raise RefusedError("engine-unread", engine=pinned)
    given = {name: value for name, value in answers.items() if value is not None}
    if not sys.stdin.isatty() and (missing := [name for name in ASKED if name not in given]):
        options = ", ".join("--" + name.replace("_", "-") for name in missing)
        raise RefusedError("answers-missing", options=Text(options, options))
    begun = begin(_converse(ask(given)), pinned)
    if begun.problems:
        click.echo(text(begun.problems, "vi"))
        click.echo("Chưa ghi gì: hãy trả lời lại.", err=True)
        return PROBLEMS
    lay(folder, begun)
    click.echo(
        f"{folder}: {len(begun.files)} tệp. Đọc {folder / 'README.md'}, rồi chạy: generator check {folder / 'records'}"
    )
    return OK


@cli.command()
@click.argument("records", type=RECORDS, default="records")
@click.option("--apply", is_flag=True, help="Ghi những thay đổi ấy.")
def update(records: Path, apply: bool) -> int:
    """Nêu chương trình đang cài sẽ đổi gì ở các tệp dùng chung của sổ: bản ghi trung ương, lược đồ, hướng dẫn, khóa.

    Không có --apply thì không ghi gì. Mã thoát: 0 không có gì khác hoặc đã ghi, 1 có khác, 2 gọi sai.
    """
    from generator.build import beside, check_register  # noqa: PLC0415 - help must be quick
    from generator.diagnostics import text  # noqa: PLC0415
    from generator.office.shared import differing, take  # noqa: PLC0415

    examined, names = check_register(records)
    top = beside(records, ".")
    wrong = [problem for problem in examined.problems if problem.code.startswith("office-")]
    if names is NAMELESS:
        click.echo(text(wrong or examined.problems, "vi"))
        return PROBLEMS
    changes = list(differing(top, names))
    for change in changes:
        click.echo(f"{change.path}: {change.said}\n{change.diff()}\n")
    if apply:
        take(top, changes)
    click.echo(f"{len(changes)} tệp dùng chung {'đã đổi' if apply else 'khác với chương trình đang cài'}")
    return PROBLEMS if changes and not apply else OK


def main(argv: list[str] | None = None) -> int:
    """Run one verb and return its exit code: 0 fine, 1 problems, 2 wrong usage, 3 a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console may know less than Vietnamese; files and pipes are UTF-8
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    spoken = {"lang": "vi"}
    try:
        return int(cli.main(argv, prog_name="generator", standalone_mode=False, obj=spoken) or OK)
    except click.exceptions.Exit as error:
        return int(error.exit_code)
    except click.Abort:
        return USAGE
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except Exception as error:  # noqa: BLE001 - the last resort
        refused, code = _refused(error)
        _tell(refused, spoken["lang"])
        return code


def _refused(error: Exception) -> tuple[RefusedError, int]:
    """Return what stopped a verb as an entry of the catalogue, and the exit code."""
    match error:
        case RefusedError():
            return error, USAGE
        case click.ClickException():
            verb = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "generator"
            return RefusedError("usage", said=_said(error), verb=verb), USAGE
        case OSError():
            path = error.filename or Text("tệp", "a file")
            return RefusedError("disk-failed", path=path, why=why(error)), CRASH
        case _:  # our fault: say so, and where
            traceback.print_exception(error)
            return RefusedError("program-failed", told=type(error).__name__), CRASH


def _tell(refused: RefusedError, language: str) -> None:
    """Say why nothing was done, and how to go on."""
    told = refused.problem
    lead = "error" if language == "en" else "lỗi"
    click.echo(f"{lead}: {told.message.in_language(language)} [{told.code}]", err=True)
    if told.hint:
        click.echo(f"    {told.hint.in_language(language)}", err=True)


def _said(error: click.ClickException) -> Text:
    """Return what click says of a call, and the same in Vietnamese as far as its kind tells."""
    said = error.format_message().rstrip(".")
    name = (
        error.param.get_error_hint(error.ctx)
        if isinstance(error, click.BadParameter) and error.param and error.ctx
        else ""
    )
    match error:
        case click.NoSuchOption():
            return Text(f"không có tùy chọn {error.option_name}", said)
        case click.NoSuchCommand():
            near = f"; có phải là {error.possibilities[0]}?" if error.possibilities else ""
            return Text(f"không có lệnh {error.command_name}{near}", said)
        case click.MissingParameter():
            return Text(f"thiếu {name}", said)
        case click.BadParameter() if error.param and isinstance(error.param.type, click.Path):
            return Text(f"{name} phải là một thư mục hoặc tệp có thật", said)
        case click.BadParameter():
            choices = error.param.type.choices if error.param and isinstance(error.param.type, click.Choice) else ()
            allowed = f" (chọn một trong: {', '.join(map(str, choices))})" if choices else ""
            return Text(f"{name} nhận một giá trị không dùng được{allowed or f' ({said})'}", said)
        case _:
            return Text(f"không hiểu ({said})", said)
