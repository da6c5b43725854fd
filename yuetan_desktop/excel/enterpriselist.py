"""企业名录: a spreadsheet of enterprises or sources, one a row: name, code, county, state, and
whether it is on the 监督执法正面清单."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.headrow import Columns, find_head
from yuetan_desktop.excel.reader import read_bytes, read_workbook, refuse_secrets
from yuetan_desktop.excel.sheet import Sheet, as_text, plain

_NAMED = {
    "企业名称": "name", "单位名称": "name", "污染源名称": "name", "排污单位名称": "name",
    "排污单位": "name", "企业": "name", "名称": "name", "企业全称": "name", "点位名称": "name",
    "统一社会信用代码": "code", "社会信用代码": "code", "信用代码": "code", "组织机构代码": "code",
    "污染源编码": "code", "企业编码": "code", "编码": "code", "编号": "code", "代码": "code",
    "排污许可证编号": "code",
    "县（区）": "unit", "县区": "unit", "区县": "unit", "所在区县": "unit", "所在县（区）": "unit",
    "所属区县": "unit", "所属县（区）": "unit", "行政区": "unit", "行政区划": "unit", "县": "unit",
    "县（市、区）": "unit", "县（区）、园区": "unit",
    "状态": "status", "运行状态": "status", "生产状态": "status", "经营状态": "status",
    "企业状态": "status", "生产状况": "status", "运行情况": "status",
    "正面清单": "listed", "是否正面清单": "listed", "是否列入正面清单": "listed",
    "列入正面清单": "listed",
}  # fmt: skip
_HEADS = {plain(head): key for head, key in _NAMED.items()}
_LISTED = "正面清单"
_BY_TITLE = re.compile(r"正面清单|双随机|抽查|执法(检查)?计划")
_YES, _NO = frozenset({"是", "√", "✓", "有", "1", "列入", "Y"}), frozenset({"否", "×", "无", "0"})


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """One line; `cell` is the cell of its name."""

    sheet: str
    cell: str
    name: str
    code: str = ""
    unit: str = ""
    status: str = ""
    is_listed: bool | None = None


@dataclass(frozen=True, slots=True)
class EnterpriseSheets:
    """What a file held: its lines, and where a line had no name."""

    rows: list[EnterpriseRow]
    nameless: tuple[str, ...]


def read_enterprises(path: Path) -> EnterpriseSheets:
    """The lines of every shown sheet that has a column of names and at least one of the others,
    or that is a 正面清单, 双随机 list or plan of enforcement by its title or its file's name."""
    workbook = read_workbook(read_bytes(path), path.name)
    refuse_secrets(workbook, path.name)
    rows: list[EnterpriseRow] = []
    nameless: list[str] = []
    for sheet in workbook.sheets:
        head = None if sheet.hidden else _head(sheet, path.stem)
        if head is not None:
            rows += _rows(sheet, *head, path.stem, nameless)
    if not rows:
        raise AppError(
            f"文件“{path.name}”里没有找到企业名录：没有一张表有“企业名称”和编码、县（区）、状态"
            "中的一列，也没有“正面清单”“双随机”字样。",
            kept="没有导入任何数据。",
            hint="一行一家：企业名称、统一社会信用代码（或污染源编码）、县（区）、状态。",
        )
    return EnterpriseSheets(rows, tuple(nameless))


def _head(sheet: Sheet, stem: str) -> tuple[int, Columns] | None:
    def suffice(row: int, columns: Columns) -> bool:
        alone = len(columns) == 1
        named = any(_BY_TITLE.search(words) for words in _above(sheet, row, stem))
        return "name" in columns and (not alone or named)

    return find_head(sheet, _HEADS, suffice)


def _is_positive_list(sheet: Sheet, head: int, stem: str) -> bool:
    """Whether file, sheet or a line above the head says 正面清单: then every line is on it."""
    return any(_LISTED in words for words in _above(sheet, head, stem))


def _above(sheet: Sheet, head: int, stem: str) -> tuple[str, ...]:
    """What the file and its sheet are called, and the lines above the head."""
    above = (sheet.text(row, c) for row in range(head) for c in range(len(sheet.rows[row])))
    return stem, sheet.name, *above


def _rows(
    sheet: Sheet, head: int, columns: Columns, stem: str, nameless: list[str]
) -> Iterator[EnterpriseRow]:
    everyone = True if "listed" not in columns and _is_positive_list(sheet, head, stem) else None
    name_at = columns["name"]
    for row in range(head + 1, len(sheet.rows)):
        line = sheet.rows[row]
        said = {
            key: "".join(as_text(line[column]).split())
            for key, column in columns.items()
            if column < len(line)
        }
        if not any(said.values()):
            continue
        if not said.get("name"):
            nameless.append(f"{sheet.name}!{sheet.cell(row, name_at)}")
            continue
        yield EnterpriseRow(
            sheet=sheet.name,
            cell=sheet.cell(row, name_at),
            name=said["name"],
            code=said.get("code", "").upper(),
            unit=said.get("unit", ""),
            status=said.get("status", ""),
            is_listed=_answer(said.get("listed", "")) if "listed" in columns else everyone,
        )


def _answer(words: str) -> bool | None:
    return True if words in _YES else False if words in _NO else None
