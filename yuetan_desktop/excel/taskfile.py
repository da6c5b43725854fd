"""Reading a rectification ledger back: the first sheet with an 整改措施 column, whoever made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.rectification import (
    DECIMALS,
    LARGEST,
    Tag,
    Terms,
    is_amount,
    is_limit,
)
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.headrow import Columns, find_head, with_all
from yuetan_desktop.excel.reader import read_bytes, read_workbook, refuse_secrets
from yuetan_desktop.excel.recognition.periods import find_when
from yuetan_desktop.excel.sheet import Sheet, as_text, plain

# How the heads are written.
_HEADS = {
    "code": ("编号", "任务编号", "序号编码"),
    "unit": ("单位", "责任县区", "县(区)", "属地", "被约谈单位"),
    "source": ("来源", "来源案件", "问题来源"),
    "family": ("类别", "问题类别"),
    "tag": ("督政/查企", "督政查企"),
    "problem": ("问题", "存在问题", "问题描述"),
    "title": ("简称", "任务名称"),
    "measure": ("整改措施", "措施", "整改任务"),
    "goal": ("量化目标", "整改目标", "目标"),
    "quantity": ("数量", "目标数量"),
    "counted": ("计量单位", "数量单位"),
    "project": ("项目", "项目名称"),
    "industry": ("行业",),
    "enterprise": ("企业", "企业名称"),
    "department": ("责任单位", "牵头单位"),
    "person": ("责任人", "责任人姓名"),
    "person_title": ("责任人职务", "职务"),
    "first_due": ("原时限",),
    "due": ("时限", "整改时限", "完成时限", "期限"),
    "done": ("累计完成", "已完成", "完成数量"),
}
_KEYS = {plain(head): key for key, heads in _HEADS.items() for head in heads}
_NEEDED = with_all(frozenset({"measure", "unit"}))
_TEXTS = (
    "problem", "title", "measure", "goal", "project", "industry", "enterprise", "department",
    "person", "person_title",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadTask:
    """One line of the file. `terms.due` is the first date, `due` the one in force."""

    cell: str  # of the measure, for whoever looks it up
    code: str
    unit: str
    source: str
    terms: Terms
    due: date | None
    done: Decimal | None
    unsaid: frozenset[str] = frozenset()  # of family and tag, which a new task has all the same


@dataclass(slots=True)
class ReadLedger:
    """What a file holds; `problems` are lines that could not be read, with their cell."""

    file_name: str
    sheet: str
    tasks: list[ReadTask] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)


def read_task_ledger(path: Path) -> ReadLedger:
    """The first sheet that has the columns; a line that cannot be read is told with its cell.

    Raises AppError where no sheet is a ledger.
    """
    workbook = read_workbook(read_bytes(path), path.name)
    refuse_secrets(workbook, path.name)
    for sheet in workbook.sheets:
        if (head := find_head(sheet, _KEYS, _NEEDED)) is not None:
            return _read(sheet, *head, path.name)
    raise AppError(
        f"文件“{path.name}”里没有找到整改台账：没有一张表有“整改措施”和“单位”两列。",
        kept="没有导入任何数据。",
        hint="可先导出台账，在导出的表里填写后再导入。",
    )


def _read(sheet: Sheet, head: int, columns: Columns, name: str) -> ReadLedger:
    found = ReadLedger(name, sheet.name)
    for row in range(head + 1, len(sheet.rows)):
        line = _Line(sheet, row, columns)
        if line.is_empty:
            continue
        try:
            found.tasks.append(line.task())
        except _Unreadable as error:
            found.problems.append((error.cell, error.sentence))
    return found


class _Unreadable(Exception):
    def __init__(self, cell: str, sentence: str) -> None:
        super().__init__(sentence)
        self.cell, self.sentence = cell, sentence


class _Line:
    """One row of the file by the names of its columns."""

    def __init__(self, sheet: Sheet, row: int, columns: Columns) -> None:
        self._sheet, self._row, self._columns = sheet, row, columns

    @property
    def is_empty(self) -> bool:
        """Nothing in it, or the line of totals."""
        return not self.words("measure") and (
            not self.words("unit") or self.words("code") in {"合计", "总计"}
        )

    def task(self) -> ReadTask:
        if not self.words("measure"):
            raise _Unreadable(self.cell("measure"), "缺整改措施。")
        due = self.day("due")
        first = self.day("first_due") or due
        terms = Terms(
            family=self._one_of(Family, "family", Family.POLLUTION),
            tag=self._one_of(Tag, "tag", Tag.GOVERNMENT),
            quantity=self.number("quantity"),
            unit=self.words("counted"),
            due=first,
            **{key: self.words(key) for key in _TEXTS},
        )
        return ReadTask(
            cell=self.cell("measure"),
            code=self.words("code"),
            unit=self.words("unit"),
            source=self.words("source"),
            terms=terms,
            due=due or first,
            done=self.number("done"),
            unsaid=frozenset(key for key in ("family", "tag") if not self.words(key)),
        )

    # -- cells ----------------------------------------------------------------------------------
    def raw(self, key: str) -> Any:
        column = self._columns.get(key)
        cells = self._sheet.rows[self._row]
        return cells[column] if column is not None and column < len(cells) else None

    def cell(self, key: str) -> str:
        return self._sheet.cell(self._row, self._columns.get(key, 0))

    def words(self, key: str) -> str:
        return as_text(self.raw(key)).strip()

    def number(self, key: str) -> Decimal | None:
        text = plain(self.words(key)).replace(",", "")
        if not text or text in {"-", "/"}:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise _Unreadable(self.cell(key), f"“{self.words(key)}”不是数字。") from None
        if value.is_finite() and abs(value) < LARGEST:
            value = round(value, DECIMALS)  # 1/3 by formula has sixteen
        if not is_amount(value) or value < 0:
            raise _Unreadable(self.cell(key), f"“{self.words(key)}”不能作数量。")
        return value

    def day(self, key: str) -> date | None:
        found = self._day(key)
        if found is not None and not is_limit(found):
            raise _Unreadable(self.cell(key), f"“{found}”的年份有误。")
        return found

    def _day(self, key: str) -> date | None:
        raw = self.raw(key)
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        text = self.words(key)
        if not text or plain(text) in {"-", "/"}:
            return None
        when = find_when(text)
        found = when.date() if when is not None else None
        if when is not None and found is None and "月底" in text:
            period = when.period()
            found = period.end if period is not None else None
        if found is None:
            raise _Unreadable(self.cell(key), f"“{text}”不是日期。")
        return found

    def _one_of(self, kind: Any, key: str, otherwise: Any) -> Any:
        text = self.words(key)
        if not text:
            return otherwise
        if text not in {one.value for one in kind}:
            names = "、".join(one.value for one in kind)
            raise _Unreadable(self.cell(key), f"“{text}”不是{names}之一。")
        return kind(text)
