"""The two workbooks of a case file: 数据附表 with sources and 联动措施, 打印清单 with copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yuetan_desktop.excel.writer import Column, Formula, Kind, Table, new_book, save, write_table


@dataclass(frozen=True, slots=True)
class DataLine:
    """One number that the case stands on, with the cell it was imported from."""

    cite: str
    label: str
    value: str
    file: str
    sheet: str
    cell: str
    sha256: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One linked measure in force; the last four are of 责任追究 only."""

    kind: str
    day: date
    body: str
    document: str
    content: str
    until: date | None
    who: str
    sanction: str
    authority: str
    basis: str


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One paper to print: so many pages, so many copies, for whom."""

    file: str
    paper: str
    number: str
    pages: int | None
    copies: int
    whom: str


def write_data_annex(
    case: str,
    author: str,
    lines: Sequence[DataLine],
    out: Path,
    measures: Sequence[MeasureLine] = (),
) -> Path:
    """数据附表: every number of the frozen basis once; 联动措施 on a sheet of their own."""
    book = new_book(title=f"{case} 数据附表", author=author)
    write_table(
        book,
        Table(
            sheet="数据附表",
            title=f"{case} 数据附表",
            lines=("立案时冻结的研判数据；来源为导入文件的工作表和单元格，原始文件按校验值存档。",),
            columns=(
                Column("序号", 6, Kind.INTEGER),
                Column("依据条款", 24),
                Column("指标", 30),
                Column("数值", 14, Kind.MARK),
                Column("来源文件", 26),
                Column("工作表", 12),
                Column("单元格", 9, Kind.MARK),
                Column("原始文件 SHA-256", 34),
            ),
            rows=[
                (n, one.cite, one.label, one.value, one.file, one.sheet, one.cell, one.sha256)
                for n, one in enumerate(lines, start=1)
            ],
        ),
    )
    if measures:
        write_table(book, _measures(case, measures))
    return save(book, out)


def _measures(case: str, measures: Sequence[MeasureLine]) -> Table:
    return Table(
        sheet="联动措施",
        title=f"{case} 联动措施",
        lines=("限期治理、挂牌督办、区域限批、责任追究；已作废的不列。",),
        columns=(
            Column("序号", 6, Kind.INTEGER),
            Column("种类", 18, Kind.MARK),
            Column("日期", 11, Kind.DATE),
            Column("决定（受理）机关", 16),
            Column("文号或来源", 20),
            Column("内容", 24),
            Column("完成期限", 11, Kind.DATE),
            Column("责任人", 16),
            Column("处理方式", 10, Kind.MARK),
            Column("干部管理权限", 13, Kind.MARK),
            Column("调查依据", 24),
        ),
        rows=[
            (
                n,
                one.kind,
                one.day,
                one.body,
                one.document or None,
                one.content or None,
                one.until,
                one.who or None,
                one.sanction or None,
                one.authority or None,
                one.basis or None,
            )
            for n, one in enumerate(measures, start=1)
        ],
    )


def write_print_list(case: str, author: str, lines: Sequence[PrintLine], out: Path) -> Path:
    """打印清单: copies may be changed, the sheets to print follow by formula."""
    book = new_book(title=f"{case} 打印清单", author=author)
    head = 5  # after title, two lines and head: the first row of data
    write_table(
        book,
        Table(
            sheet="打印清单",
            title=f"{case} 打印清单",
            lines=(
                "份数按主送、抄送各一份，另存档一份；可改，合计随之变化。",
                "双面打印，每份张数＝页数÷2 进位。",
            ),
            columns=(
                Column("序号", 6, Kind.INTEGER),
                Column("文件", 34),
                Column("文书", 18),
                Column("文号", 22),
                Column("页数", 8, Kind.INTEGER),
                Column("份数", 8, Kind.INTEGER),
                Column("用纸（张）", 10, Kind.INTEGER),
                Column("发往", 36),
            ),
            rows=[
                (
                    n,
                    one.file,
                    one.paper,
                    one.number or "—",
                    one.pages,
                    one.copies,
                    Formula(f"=ROUNDUP(E{head + n - 1}/2,0)*F{head + n - 1}"),
                    one.whom,
                )
                for n, one in enumerate(lines, start=1)
            ],
            totals=dict.fromkeys(("页数", "份数", "用纸（张）"), "=SUM({range})"),
        ),
    )
    return save(book, out)
