"""The commands on 设置: what the office set once, and its working-day calendar."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from yuetan_desktop.cli.chinese import Command, Group
from yuetan_desktop.cli.desk import FILE, Desk, print_json, print_table
from yuetan_desktop.cli.work import pairs
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office, workdays
from yuetan_desktop.services.office import Office, Viewpoint

# As the parts of 设置 name them; faces, page numbers and the look of the window stay there.
NAMES = {
    "省": "province",
    "市": "city",
    "单位名称": "name",
    "视角": "viewpoint",
    "发文机关": "issuer",
    "经办人": "person",
    "联系人": "contact_name",
    "联系电话": "contact_phone",
    "地址": "contact_address",
    "文号格式": "number_pattern",
    "案件编号格式": "case_pattern",
    "法制审核": "legal_review",
    "临界百分比": "near_percent",
    "临界名次": "near_places",
    "临界次数": "near_occurrences",
    "临近天数": "due_within_days",
    "群众不满意不销号": "strict_closure",
    "回头看月数": "watch_months",
    "周碰头": "meeting_weekday",
    "月调度": "meeting_month_day",
    "季督查": "meeting_quarter_day",
}
_VIEWPOINTS = {view.label.split()[-1]: view for view in Viewpoint}  # without A, B, C
_KEPT = "设置没有改动。"


@click.group("settings", cls=Group)
def settings() -> None:
    """设置：办公室、文书、临界与例会，工作日历。"""


@settings.command("list", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_settings(desk: Desk, as_json: bool) -> None:
    """列出各项设置。"""
    with desk.reading() as ws:
        stored = asdict(office.read_office(ws))
    said = {name: stored[key] for name, key in NAMES.items()}
    said["视角"] = stored["viewpoint"].label.split()[-1]
    if as_json:
        print_json(said)
        return
    print_table(("名称", "内容"), ((name, str(value)) for name, value in said.items()))


@settings.command("set", cls=Command)
@click.argument("written", nargs=-1, required=True, metavar="名称=内容…")
@click.pass_obj
def set_settings(desk: Desk, written: tuple[str, ...]) -> None:
    """改一项或几项设置；有一项不对，就都不改。"""
    said = pairs(written)
    with desk.writing() as ws:
        stored = office.read_office(ws)
        new = replace(stored, **dict(_understood(stored, *one) for one in said.items()))
        office.save_office(ws, new)
    click.echo(f"已保存：{'、'.join(said)}。")
    if doubt := office.borrowed_number(new):
        click.echo(doubt)


def _understood(stored: Office, name: str, text: str) -> tuple[str, Any]:
    key = NAMES.get(name)
    if key is None:
        names = "、".join(NAMES)
        raise AppError(f"没有“{name}”这项设置。", kept=_KEPT, hint=f"可以写：{names}。")
    if key == "viewpoint":
        if text not in _VIEWPOINTS:
            views = "、".join(_VIEWPOINTS)
            raise AppError(f"没有“{text}”这种视角。", kept=_KEPT, hint=f"可以写：{views}。")
        return key, _VIEWPOINTS[text]
    if isinstance(getattr(stored, key), int):
        if not text.isdecimal():
            raise AppError(f"“{name}”要写整数，写的是“{text}”。", kept=_KEPT)
        return key, int(text)
    return key, text.strip()


@settings.command("calendar", cls=Command)
@click.option("--notice", type=FILE, help="放假通知全文（UTF-8 文本），读取后保存这一年。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def calendar(desk: Desk, notice: Path | None, as_json: bool) -> None:
    """列出已有放假安排的年份；--notice 读入国务院办公厅的放假通知。"""
    if notice is not None:
        read = workdays.parse_notice(_text_of(notice))
        with desk.writing() as ws:
            workdays.save_year(ws, read)
        if not as_json:
            days = len(read.make_up_workdays)
            click.echo(f"已保存{read.year}年：{len(read.holidays)}个假期，调休上班{days}天。")
    with desk.reading() as ws:
        years = [ws.calendar.notices[year] for year in sorted(ws.calendar.notices)]
    if as_json:
        print_json([asdict(year) for year in years])
        return
    print_table(
        ("年份", "通知", "放假", "调休上班"),
        (
            (
                str(year.year),
                year.notice,
                "、".join(f"{h.name} {h.first:%m-%d}～{h.last:%m-%d}" for h in year.holidays),
                "、".join(f"{day:%m-%d}" for day in year.make_up_workdays),
            )
            for year in years
        ),
    )


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError(
            f"读不了“{file.name}”。",
            kept="工作日历没有改动。",
            hint="请把通知全文存为 UTF-8 编码的文本文件。",
            detail=str(error),
        ) from error
