"""Tables of which no clause of the regulation makes use, told by their titles and heads: what such
a table was taken for is said instead of a general word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yuetan_desktop.excel.pastcases import is_past_cases
from yuetan_desktop.excel.results import ColumnReading, FileReading, Problem, Severity
from yuetan_desktop.excel.sheet import Sheet, Workbook, as_text, plain

_SEARCHED_ROWS, _SEARCHED_COLUMNS = 15, 60
_LONGEST_HEAD = 24
_NAMED_TABLES, _NAMED_HEADS = 3, 6  # of those nobody knows
_PAST_CASES = (
    "这张表登记的是以前的约谈案件，不在这里入库：请在“约谈案件”页选“导入历史案件…”，再选这个文件。"
)
_NO_CLAUSE = "本程序没有用到它的条款，未导入。"


@dataclass(frozen=True, slots=True)
class _Kind:
    """`heads` of such a table, of which `least` different ones stand in one row; or its `title`."""

    name: str
    heads: re.Pattern[str]
    least: int
    title: re.Pattern[str] | None = None
    column: re.Pattern[str] | None = None  # also beside columns that are read
    then: str = _NO_CLAUSE


_DUST = re.compile(r"降尘量?.*")
_KINDS = (
    _Kind("降尘量表", _DUST, 1, re.compile(r"降尘"), _DUST),
    _Kind(
        "约谈登记表",
        re.compile(
            r"(被)?约谈(时间|日期|对象|单位|人|事由|原因|事项|内容|地点|方式|形式|级别|情况|部门)|被约谈.*"
        ),
        2,
        then="约谈在本程序里立案办理，未导入；启用以前的案件请在“约谈案件”页选“导入历史案件…”，"
        "用那里的空白表补录。",
    ),
    _Kind(
        "投诉举报（12345、信访）登记表",
        re.compile(
            r"工单.*|诉求.*|(投诉|举报|信访|来电|来访|反映)(人|件|内容|时间|日期|类型|事项|编号|方式|渠道|对象|问题|件数)|"
            r"被(投诉|举报)(单位|对象|人)|受理(时间|日期|编号|渠道|单位)|转办(时间|日期|单位)|交办(时间|日期|单位)|"
            r"办结(时间|日期|情况)|办理(单位|情况|结果|时限)|回访.*|(是否)?满意度?"
        ),
        2,
        re.compile(r"12345|12369|信访|投诉|举报|热线"),
        then=_NO_CLAUSE + "其中属于办法所列事项的，请用事项空白表逐件填报。",
    ),
    _Kind(
        "行政处罚登记表",
        re.compile(
            r"(处罚)?决定书(文号|编号)|处罚(决定.*|依据|日期|时间|种类|金额|事由|结果)|罚款(金额|数额)?(\(.*\))?|违法(主体|事实|行为|当事人)|案由"
        ),
        2,
        re.compile(r"行政处罚|环境违法"),
        then=_NO_CLAUSE + "其中属于办法所列事项的，请用事项空白表逐件填报。",
    ),
    _Kind(
        "噪声监测表",
        re.compile(r"昼间.*|夜间.*|leq.*|.*db.*|噪声.*", re.IGNORECASE),
        2,
        re.compile(r"噪声"),
        re.compile(
            r"[昼夜]间(噪声|声级|等效声级|leq|\(?db).*|噪声.*|.*db\(?a\)?.*",
            re.IGNORECASE,
        ),
    ),
)


def taken_for(sheet: Sheet) -> str:
    """What is said of a sheet that looks like such a table; empty where it looks like none. Its
    heads have to say so: two of them, or one under a title that speaks of it."""
    rows = [
        [text for value in line[:_SEARCHED_COLUMNS] if (text := plain(as_text(value)))]
        for line in sheet.rows[:_SEARCHED_ROWS]
    ]
    titles = " ".join(cells[0] for cells in rows if len(cells) == 1)
    for kind in _KINDS:
        titled = kind.title is not None and kind.title.search(titles + sheet.name) is not None
        least = 1 if titled else kind.least
        for cells in rows:
            heads = {text for text in cells if len(text) <= _LONGEST_HEAD}
            told = sum(kind.heads.fullmatch(text) is not None for text in heads)
            if len(cells) > 1 and (told >= least or (titled and kind.least == 1)):
                return f"像是{kind.name}：{kind.then}"
    return ""


def column_of_no_clause(head: str) -> str:
    """Why a column beside others is not stored, if it is known to be of no use: 降尘量, 昼间."""
    last = plain(head.split(" ")[-1])
    for kind in _KINDS:
        if kind.column is not None and kind.column.fullmatch(last):
            return f"“{head}”这一列：{_NO_CLAUSE}"
    return ""


def tell_unused(reading: FileReading, workbook: Workbook) -> None:
    """Say of each sheet of which nothing was read what it was taken for, and of each table beside
    those that were read; whoever brings cases from before the program here is told where to."""
    read = {table.sheet for table in reading.tables}
    severity = Severity.WARNING if reading.tables else Severity.ERROR
    for sheet in workbook.sheets:
        if sheet.name in read or sheet.hidden:
            continue
        said = _PAST_CASES if is_past_cases(sheet) else taken_for(sheet)
        if said or (read and (said := _left_out(reading, sheet))):
            reading.problems.append(Problem(severity, sheet.name, "", said))
    for table in reading.unread:
        heads = [column for column in table.columns if column.head and not column.known]
        if table.sheet in read and heads and any(k.use == "place" for k in table.columns):
            cell = f"{table.first_letter}{table.last_head_row}"
            words = f"从此格起的表没有入库：{_shown(heads)}没有识别为指标。"
            reading.problems.append(Problem(Severity.HINT, table.sheet, cell, words))


def _left_out(reading: FileReading, sheet: Sheet) -> str:
    """Why nothing of a sheet was stored that looks like a table of values, if nobody said it."""
    if any(problem.sheet == sheet.name for problem in reading.problems):
        return ""
    columns = (k for table in reading.unread if table.sheet == sheet.name for k in table.columns)
    why = next((k.why for k in columns if not k.known and k.why not in ("", "没有识别")), "")
    return f"这张表没有入库：{why}。" if why else ""


def _shown(heads: list[ColumnReading]) -> str:
    """Some heads by name: “提交人”、“办结率”等8列."""
    shown = "、".join(f"“{column.head}”" for column in heads[:_NAMED_HEADS])
    return shown + (f"等{len(heads)}列" if len(heads) > _NAMED_HEADS else "")


def tell_nothing(reading: FileReading, workbook: Workbook) -> None:
    """Say of a file of which nothing was read which of its heads nobody knows, and why."""
    for table in reading.unread[:_NAMED_TABLES]:
        heads = [column for column in table.columns if column.head and not column.known]
        why = next((k.why for k in heads if k.why not in ("", "没有识别")), "")
        message = (
            f"没有找到可以入库的数据：{_shown(heads)}没有识别为指标{f'（{why}）' if why else ''}。"
            "请在字段匹配里指定各列是什么；与考核指标无关的表不用导入。"
        )
        cell = f"{table.first_letter}{table.last_head_row}" if table.last_head_row else ""
        if heads:
            reading.problems.append(Problem(Severity.ERROR, table.sheet, cell, message))
    if any(problem.severity is Severity.ERROR for problem in reading.problems):
        return
    sheet = workbook.sheets[0].name if workbook.sheets else ""
    message = "没有找到可以入库的表：表头里没有认识的单位和指标。"
    reading.problems.append(Problem(Severity.ERROR, sheet, "", message))
