"""责任清单: a spreadsheet of departments and the matters each answers for, one matter a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.headrow import Columns, find_head, with_all
from yuetan_desktop.excel.reader import read_bytes, read_workbook
from yuetan_desktop.excel.sheet import Sheet, as_text

_HEADS = {
    "部门": "department", "责任部门": "department", "部门名称": "department", "单位": "department",
    "责任单位": "department", "责任事项": "matter", "问题": "matter", "原因": "matter",
    "职责": "matter", "生态环境保护职责": "matter", "领域": "domain", "所涉领域": "domain",
}  # fmt: skip
_NEEDED = with_all(frozenset({"department", "matter"}))


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One matter of one department; a department may be listed without any."""

    cell: str
    department: str
    matter: str
    domain: str


def read_duty_list(path: Path) -> list[DutyRow]:
    """The rows of every sheet that has both columns. A department named once for several rows
    holds for those below it."""
    found: list[DutyRow] = []
    for sheet in read_workbook(read_bytes(path), path.name).sheets:
        head = None if sheet.hidden else find_head(sheet, _HEADS, _NEEDED)
        if head is not None:
            found += _rows(sheet, *head)
    if not found:
        raise AppError(
            f"文件“{path.name}”里没有找到责任清单：没有一张表有“部门”和“责任事项”两列和内容。",
            kept="没有导入任何数据。",
            hint="一行一项责任：部门、责任事项，可加“领域”一列。",
        )
    return found


def _rows(sheet: Sheet, head: int, columns: Columns) -> list[DutyRow]:
    found, above = [], ""
    for row in range(head + 1, len(sheet.rows)):
        said = {
            key: re.sub(r"\s+", "", as_text(sheet.rows[row][column]))
            for key, column in columns.items()
            if column < len(sheet.rows[row])
        }
        department, matter = said.get("department", ""), said.get("matter", "")
        if not department and not matter:
            continue
        above = department or above
        if above:
            cell = sheet.cell(row, columns["department"])
            found.append(DutyRow(cell, above, matter, said.get("domain", "")))
    return found
