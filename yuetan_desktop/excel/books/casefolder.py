"""The two workbooks of a case file: 数据附表 with sources and 联动措施, 打印清单 with copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yuetan_desktop.excel.books.listing import ListColumn, filled, heads
from yuetan_desktop.excel.writer import Formula, Kind, Table, new_book, save, write_table


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


_DATA: Sequence[ListColumn[DataLine]] = (
    ListColumn("序号", 6, None, Kind.INTEGER),
    ListColumn("依据条款", 24, lambda line: line.cite),
    ListColumn("指标", 30, lambda line: line.label),
    ListColumn("数值", 14, lambda line: line.value, Kind.MARK),
    ListColumn("来源文件", 26, lambda line: line.file),
    ListColumn("工作表", 12, lambda line: line.sheet),
    ListColumn("单元格", 9, lambda line: line.cell, Kind.MARK),
    ListColumn("原始文件 SHA-256", 34, lambda line: line.sha256),
)
_MEASURES: Sequence[ListColumn[MeasureLine]] = (
    ListColumn("序号", 6, None, Kind.INTEGER),
    ListColumn("种类", 18, lambda line: line.kind, Kind.MARK),
    ListColumn("日期", 11, lambda line: line.day, Kind.DATE),
    ListColumn("决定（受理）机关", 16, lambda line: line.body),
    ListColumn("文号或来源", 20, lambda line: line.document or None),
    ListColumn("内容", 24, lambda line: line.content or None),
    ListColumn("完成期限", 11, lambda line: line.until, Kind.DATE),
    ListColumn("责任人", 16, lambda line: line.who or None),
    ListColumn("处理方式", 10, lambda line: line.sanction or None, Kind.MARK),
    ListColumn("干部管理权限", 13, lambda line: line.authority or None, Kind.MARK),
    ListColumn("调查依据", 24, lambda line: line.basis or None),
)
_PAPERS: Sequence[ListColumn[PrintLine]] = (
    ListColumn("序号", 6, None, Kind.INTEGER),
    ListColumn("文件", 34, lambda line: line.file),
    ListColumn("文书", 18, lambda line: line.paper),
    ListColumn("文号", 22, lambda line: line.number or "—"),
    ListColumn("页数", 8, lambda line: line.pages, Kind.INTEGER),
    ListColumn("份数", 8, lambda line: line.copies, Kind.INTEGER),
    ListColumn("用纸（张）", 10, lambda _: Formula("=ROUNDUP(E{row}/2,0)*F{row}"), Kind.INTEGER),
    ListColumn("发往", 36, lambda line: line.whom),
)


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
            columns=heads(_DATA),
            rows=filled(_DATA, lines),
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
        columns=heads(_MEASURES),
        rows=filled(_MEASURES, measures),
    )


def write_print_list(case: str, author: str, lines: Sequence[PrintLine], out: Path) -> Path:
    """打印清单: copies may be changed, the sheets to print follow by formula."""
    book = new_book(title=f"{case} 打印清单", author=author)
    write_table(
        book,
        Table(
            sheet="打印清单",
            title=f"{case} 打印清单",
            lines=(
                "份数按主送、抄送各一份，另存档一份；可改，合计随之变化。",
                "双面打印，每份张数＝页数÷2 进位。",
            ),
            columns=heads(_PAPERS),
            rows=filled(_PAPERS, lines),
            totals=dict.fromkeys(("页数", "份数", "用纸（张）"), "=SUM({range})"),
        ),
    )
    return save(book, out)
