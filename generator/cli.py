"""The shell around the line: verbs, clock, environment, printing, exit codes. The only place that knows "now"."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path

import click

from generator.model import OFFICE_TIME, Severity

OK, PROBLEMS, USAGE, CRASH = 0, 1, 2, 3

RECORDS = click.Path(exists=True, file_okay=False, path_type=Path)


def today() -> date:
    """Return the day as of which to judge: SOURCE_DATE_EPOCH if set, else today at the office."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return now.astimezone(OFFICE_TIME).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH phải là số giây kể từ 1970, không phải là “{epoch}”"
        raise click.UsageError(message) from error


def say(text: str) -> None:
    """Show progress when a person is watching."""
    if sys.stderr.isatty():
        click.echo(text, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Sổ theo dõi chỉ đạo và kiểm tra công vụ: kiểm tra bản ghi, dựng trang."""


@cli.command()
@click.argument("records", type=RECORDS, default="records")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", help="Cách in."
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ của thông báo.")
@click.option("--strict", is_flag=True, help="Cảnh báo cũng tính là không đạt.")
def check(records: Path, form: str, lang: str, strict: bool) -> int:
    """Kiểm tra mọi bản ghi trong thư mục RECORDS và nêu tất cả vấn đề cùng lúc.

    Mã thoát: 0 đạt (có thể còn cảnh báo), 1 có lỗi, 2 gọi sai, 3 chương trình hỏng.
    """
    from generator.build import check as check_records  # noqa: PLC0415 - help must be quick
    from generator.write.diagnostics import FORMATS  # noqa: PLC0415

    say("Đang đọc và kiểm tra các bản ghi…")
    examined = check_records(records)
    click.echo(FORMATS[form](examined.problems, lang))
    worst = {p.severity for p in examined.problems}
    return PROBLEMS if Severity.ERROR in worst or (strict and Severity.WARNING in worst) else OK


@cli.command()
@click.argument("records", type=RECORDS, default="records")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/docs"), help="Thư mục nhận trang Markdown.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Tính tình hình đến ngày này (mặc định: hôm nay).")
@click.option("--audience", type=click.Choice(["public", "internal"]), default="public", help="Dựng cho ai xem.")
@click.option("--at", default="", metavar="REV|DATE", help="Lấy sổ như đã ghi ở phiên bản này, hoặc đến hết ngày này.")
def build(records: Path, out: Path, as_of: datetime | None, audience: str, at: str) -> int:
    """Dựng trang Markdown và tệp dữ liệu từ RECORDS. Có lỗi thì không ghi gì cả.

    --as-of hỏi: theo những gì sổ biết bây giờ, tình hình đến ngày ấy thế nào. --at hỏi: khi ấy sổ đã ghi những gì.
    Đã báo cho công chúng những gì vào ngày 30/6/2026: dùng cả hai, --at 2026-06-30 --as-of 2026-06-30.
    """
    from generator.build import ROOT  # noqa: PLC0415 - help must be quick
    from generator.build import build as build_site  # noqa: PLC0415
    from generator.read.history import HistoryError  # noqa: PLC0415
    from generator.write.diagnostics import text  # noqa: PLC0415
    from generator.write.output import RefusedError, claim  # noqa: PLC0415

    day = as_of.date() if as_of else today()
    say("Đang dựng trang…")
    try:
        claim(out, records, *(ROOT / name for name in ("docs", "generator", "schemas")))
        built = build_site(records, out, day, audience, at)
    except (RefusedError, HistoryError) as error:
        raise click.UsageError(str(error)) from error
    if built.examined.failed:
        click.echo(text(built.examined.problems, "vi"))
        click.echo("Chưa ghi gì: hãy sửa các lỗi trên rồi dựng lại.", err=True)
        return PROBLEMS
    click.echo(f"{out}: {built.written} tệp mới hoặc đổi, {built.unchanged} tệp giữ nguyên")
    return OK


@cli.command()
@click.option("--size", type=int, default=1000, help="Số bản ghi, chừng đó (mặc định: 1000).")
@click.option("--seed", type=int, default=1, help="Số gieo: cùng số, cùng cỡ thì ra cùng tệp (mặc định: 1).")
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/sample"), help="Thư mục nhận bản ghi.")
def sample(size: int, seed: int, out: Path) -> int:
    """Tạo một sổ giả định gồm mọi loại bản ghi, để thử và đo. Thư mục nhận phải chưa có hoặc rỗng."""
    from generator.build import ROOT  # noqa: PLC0415 - help must be quick
    from generator.sample import LEAST  # noqa: PLC0415
    from generator.sample import sample as make  # noqa: PLC0415
    from generator.write.output import RefusedError, claim  # noqa: PLC0415

    if size < LEAST:
        raise click.UsageError(f"--size phải từ {LEAST}: ít hơn thì không đủ mọi loại bản ghi")
    try:
        folder = claim(out, *(ROOT / name for name in ("docs", "generator", "schemas")))
    except RefusedError as error:
        raise click.UsageError(str(error)) from error
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{out} không rỗng nên không được ghi vào. Hãy chọn thư mục khác.")
    say("Đang tạo bản ghi…")
    click.echo(f"{out}: {make(folder, size, seed)} bản ghi giả định")
    return OK


@cli.command()
@click.argument("topic")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ.")
def explain(topic: str, lang: str) -> int:
    """Giải thích một mã kiểm tra, một loại bản ghi hoặc một trường (ví dụ: due-before-issued, task, task.due)."""
    from generator.build import schemas  # noqa: PLC0415
    from generator.explain import explain as explanation  # noqa: PLC0415

    found = explanation(schemas(), topic, lang)
    if found is None:
        message = f"không có mã kiểm tra, loại bản ghi hay trường nào tên là “{topic}”"
        raise click.UsageError(message)
    click.echo(found)
    return OK


@cli.command()
@click.argument("fresh", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
def finish(fresh: Path, out: Path) -> int:
    """Hoàn tất trang MkDocs vừa in ở FRESH (lập chỉ mục tìm kiếm, soát liên kết) rồi đưa vào OUT."""
    from generator.finish import finish as finish_site  # noqa: PLC0415
    from generator.write.output import RefusedError  # noqa: PLC0415

    try:
        problems = finish_site(fresh, out)
    except RefusedError as error:
        raise click.UsageError(str(error)) from error
    for problem in problems:
        click.echo(problem, err=True)
    return PROBLEMS if problems else OK


def main(argv: list[str] | None = None) -> int:
    """Run one verb and return its exit code: 0 fine, 1 problems, 2 wrong usage, 3 a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console may know less than Vietnamese; files and pipes are UTF-8
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        return int(cli.main(argv, prog_name="generator", standalone_mode=False) or OK)
    except click.exceptions.Exit as error:
        return int(error.exit_code)
    except click.Abort:
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except OSError as error:
        click.echo(f"Không đọc hoặc ghi được {error.filename or 'tệp'}: {error.strerror or error}", err=True)
        return CRASH
    except Exception:  # noqa: BLE001 - the last resort: say that it is our fault, and where
        traceback.print_exc()
        click.echo("Chương trình gặp lỗi của chính nó; dữ liệu không bị thay đổi.", err=True)
        return CRASH
