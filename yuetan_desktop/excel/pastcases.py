"""历史约谈案件: the blank sheet for cases from before the program, and what is filled into it.

The sheet is the program's own; only its heads are looked for, so that columns may be moved or
left out. What a name or clause means, the service decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.books.forms import Form
from yuetan_desktop.excel.cells.celltimes import cell_when
from yuetan_desktop.excel.headrow import Columns, find_head, with_all
from yuetan_desktop.excel.reader import read_workbook
from yuetan_desktop.excel.results import Problem, Severity
from yuetan_desktop.excel.sheet import Sheet, as_text, plain

NAME = "历史约谈案件"
NUMBER, UNIT, LEVEL, CLAUSE, PERIOD = "案件编号", "责任单位", "处置等级", "依据条款", "依据时期"
SAYS, DEPARTMENT, OPENED = "情形", "建议部门", "立案日期"
NOTICE_NUMBER, MINUTES_NUMBER = "通知（印发）文号", "纪要文号"
RESULT, CHECKED, NOTE = "改善核对结果", "改善核对日期", "备注"
# Each main step by the head of its day; 预警提示 and 通报 have three of them under other names.
STEP_HEADS = {
    "批准日期": (StepKind.APPROVAL, StepKind.APPROVAL),
    "通知（印发）日期": (StepKind.NOTICE, StepKind.ISSUE),
    "约谈日期": (StepKind.INTERVIEW, None),
    "纪要日期": (StepKind.MINUTES, None),
    "整改方案日期": (StepKind.PLAN, None),
    "审核日期": (StepKind.REVIEW, None),
    "整改报告（回复）日期": (StepKind.COMPLETION, StepKind.REPLY),
    "核查日期": (StepKind.VERIFICATION, None),
    "销号（办结）日期": (StepKind.CLOSURE, StepKind.SETTLEMENT),
}
REQUIRED = (UNIT, CLAUSE, PERIOD, OPENED)
_DAYS = (OPENED, *STEP_HEADS, CHECKED)
_HEADS = (
    *(NUMBER, UNIT, LEVEL, CLAUSE, PERIOD, SAYS, DEPARTMENT, OPENED),
    *("批准日期", "通知（印发）日期", NOTICE_NUMBER, "约谈日期", "纪要日期", MINUTES_NUMBER),
    *list(STEP_HEADS)[4:],
    *(RESULT, CHECKED, NOTE),
)
_PLAIN_HEADS = {plain(head): head for head in _HEADS}
FORM = Form(
    NAME,
    "启用本程序以前的约谈案件",
    _HEADS,
    ((UNIT, "subjects"), (LEVEL, "levels"), (CLAUSE, "clauses"), (RESULT, "results")),
    (
        "一行一件，从早到晚填写；表头请勿改动，不需要的列可以留空，也可以删去。",
        f"必须填写：{'、'.join(REQUIRED)}。"
        "条款写 第七条（一）1，时期写 2025年10月、2025年上半年、2025年。",
        "已经办结的，填“销号（办结）日期”，中间环节有多少填多少；"
        "还在办的，已经办过的环节都要填日期，程序从下一环节接着办。",
        "案件编号留空的，编为 补录〔年〕号；文号照原文书填写，登记后不再重复使用。",
        "约谈满三个月、已核对改善情况的，填“改善核对结果”和日期，第九条（一）1据此判断。",
    ),
)


@dataclass(frozen=True, slots=True)
class PastRow:
    """One case as the sheet says it: texts, days and the period by head, and where it stands."""

    sheet: str
    row: int  # as the file counts
    texts: dict[str, str]
    days: dict[str, date]
    period: Period | None
    cells: dict[str, str]

    def at(self, head: str) -> str:
        """The cell under a head; the row's first one where the sheet has no such column."""
        return self.cells.get(head) or next(iter(self.cells.values()))


def read_past_cases(content: bytes, name: str) -> tuple[list[PastRow], list[Problem]]:
    """Every filled row, and what cannot be read, at its cell."""
    rows: list[PastRow] = []
    problems: list[Problem] = []
    found = False
    for sheet in read_workbook(content, name).sheets:
        place = None if sheet.hidden else _head(sheet)
        if place is None:
            continue
        found = True
        head, columns = place
        for number in range(head + 1, len(sheet.rows)):
            if row := _read(sheet, number, columns, problems):
                rows.append(row)
    if not found:
        raise AppError(
            f"“{name}”不是历史约谈案件表。",
            kept="没有登记任何案件。",
            hint=f"请先另存空白表，按表头填写；必须有{'、'.join(REQUIRED)}各列。",
        )
    return rows, problems


def is_past_cases(sheet: Sheet) -> bool:
    """Whether a sheet lists cases from before the program instead of values."""
    return _head(sheet) is not None


def _head(sheet: Sheet) -> tuple[int, Columns] | None:
    return find_head(sheet, _PLAIN_HEADS, with_all(frozenset(REQUIRED)))


def _read(
    sheet: Sheet, number: int, columns: dict[str, int], problems: list[Problem]
) -> PastRow | None:
    values = {
        head: sheet.rows[number][column] if column < len(sheet.rows[number]) else None
        for head, column in columns.items()
    }
    texts = {head: re.sub(r"\s+", " ", as_text(value)).strip() for head, value in values.items()}
    if not any(texts.values()):
        return None
    cells = {head: sheet.cell(number, column) for head, column in columns.items()}
    days = {}
    for head in _DAYS:
        if not texts.get(head):
            continue
        if day := _day(values[head]):
            days[head] = day
        else:
            says = f"“{texts[head]}”不是日期，写法如 2025-10-31。"
            problems.append(Problem(Severity.ERROR, sheet.name, cells[head], says))
    period = None
    if texts.get(PERIOD):
        period = _period(values[PERIOD])
        if period is None:
            says = f"“{texts[PERIOD]}”不是时期，写法如 2025年10月、2025年上半年。"
            problems.append(Problem(Severity.ERROR, sheet.name, cells[PERIOD], says))
    for head in REQUIRED:
        if not texts[head]:
            says = f"缺{head}。"
            problems.append(Problem(Severity.ERROR, sheet.name, cells[head], says))
    return PastRow(sheet.name, sheet.top + number + 1, texts, days, period, cells)


def _day(value: Any) -> date | None:
    when = cell_when(value, "日期")
    return when.date() if when else None


def _period(value: Any) -> Period | None:
    when = cell_when(value, "时期")
    try:
        return when.period() if when else None
    except ValueError:
        return None
