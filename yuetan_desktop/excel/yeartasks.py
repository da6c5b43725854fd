"""年度任务台账 as a workbook: one line a task, read back as it was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.headrow import Columns, find_head, with_all
from yuetan_desktop.excel.reader import read_bytes, read_workbook
from yuetan_desktop.excel.sheet import Sheet, as_text, plain
from yuetan_desktop.excel.writer import Column, Kind, Table, Value, new_book, save, write_table

TITLE = "年度任务台账"
_COLUMNS = (
    Column("责任单位", 16), Column("年度", 8, Kind.INTEGER), Column("台账", 12),
    Column("名称", 24), Column("计量单位", 10), Column("任务数", 12, Kind.AMOUNT),
    Column("完成数", 12, Kind.AMOUNT), Column("文号", 28),
)  # fmt: skip
_NAMED = {
    "责任单位": "unit", "单位名称": "unit", "县（区）": "unit", "年度": "year", "年份": "year",
    "台账": "kind", "类别": "kind", "名称": "item", "污染物": "item", "资金项目": "item",
    "项目名称": "item", "计量单位": "measure", "任务数": "planned", "下达数": "planned",
    "下达资金": "planned", "减排任务": "planned", "完成数": "done", "支出数": "done",
    "支出资金": "done", "入库数": "done", "文号": "document", "依据": "document",
}  # fmt: skip
_HEADS = {plain(head): key for head, key in _NAMED.items()}
_NEEDED = with_all(frozenset({"unit", "year", "kind", "item", "planned", "done"}))


@dataclass(frozen=True, slots=True)
class YearTaskRow:
    """One line as it stands in the file; `at` is its sheet and first cell."""

    at: str
    unit: str
    year: int
    kind: str
    item: str
    planned: Decimal
    done: Decimal
    measure: str
    document: str


def write_year_tasks(
    rows: Sequence[YearTaskRow], out: Path, *, lines: tuple[str, ...], author: str
) -> Path:
    """The ledger; without rows the blank form to fill in."""
    book = new_book(title=TITLE, author=author)
    cells: list[list[Value]] = [
        [r.unit, r.year, r.kind, r.item, r.measure, r.planned, r.done, r.document] for r in rows
    ]
    write_table(book, Table(TITLE, TITLE, lines, _COLUMNS, cells, frozen=1))
    return save(book, out)


def read_year_tasks(path: Path) -> list[YearTaskRow]:
    """The lines of every shown sheet that has all columns. All or nothing: a line that cannot be
    read is told with its cell."""
    found: list[YearTaskRow] = []
    wrong: list[str] = []
    for sheet in read_workbook(read_bytes(path), path.name).sheets:
        head = None if sheet.hidden else find_head(sheet, _HEADS, _NEEDED)
        if head is not None:
            _read(sheet, *head, found, wrong)
    if wrong:
        more = f"等 {len(wrong)} 处" if len(wrong) > _TOLD else ""
        raise AppError(
            f"文件“{path.name}”有读不懂的行：{'；'.join(wrong[:_TOLD])}{more}。",
            kept="没有导入任何数据。",
            hint="年度写四位年份，任务数、完成数写不小于零的数，单位写在“计量单位”列。",
        )
    if not found:
        raise AppError(
            f"文件“{path.name}”里没有找到年度任务台账。",
            kept="没有导入任何数据。",
            hint="需要责任单位、年度、台账、名称、任务数、完成数各一列；可先导出空表填写。",
        )
    return found


_TOLD = 5


def _read(
    sheet: Sheet, head: int, columns: Columns, found: list[YearTaskRow], wrong: list[str]
) -> None:
    for row in range(head + 1, len(sheet.rows)):
        line = sheet.rows[row]
        said = {
            key: as_text(line[column]).strip()
            for key, column in columns.items()
            if column < len(line)
        }
        if not any(said.values()):
            continue
        at = f"{sheet.name}!{sheet.cell(row, columns['unit'])}"
        year, planned, done = _number(said, "year"), _number(said, "planned"), _number(said, "done")
        missing = [name for name in ("unit", "kind", "item") if not said.get(name)]
        if missing or year is None or planned is None or done is None or not 2000 <= year <= 2100:
            wrong.append(at)
            continue
        found.append(
            YearTaskRow(
                at, said["unit"], int(year), said["kind"], said["item"], planned, done,
                said.get("measure", ""), said.get("document", ""),
            )
        )  # fmt: skip


def _number(said: dict[str, str], key: str) -> Decimal | None:
    """What a cell counts; None for what is no number, or less than nothing."""
    try:
        value = Decimal(plain(said.get(key, "")).replace(",", "").removesuffix("年"))
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None
