"""导出当前视图 (Ctrl+E) where a page has no workbook of its own: the table that is shown."""

from __future__ import annotations

from yuetan_desktop.services.reports import viewbooks
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Page
from yuetan_desktop.ui.widgets.copying import plain_cells
from yuetan_desktop.ui.widgets.table import TableView

EXCEL = "Excel 工作簿 (*.xlsx)"


def shown_table(page: Page) -> TableView | None:
    """The table with the keyboard, else the largest in sight that has lines."""
    found = [t for t in page.findChildren(TableView) if t.isVisible() and t.records.rows]
    focused = next((table for table in found if table.hasFocus()), None)
    return focused or max(found, key=lambda t: t.width() * t.height(), default=None)


def export_view(page: Page) -> None:
    """Ask where, then write the shown columns of every line of the table."""
    table = shown_table(page)
    if table is None:
        page.desk.notice("这一页没有可以导出的表格", page.title, kind="warn")
        return
    desk, name, today = page.desk, table.accessibleName(), page.desk.ws.today()
    target = messages.pick_target(page, f"导出{name}", f"{name}{today}.xlsx", EXCEL)
    if target is None:
        return
    columns = table.shown_columns()
    rows = [plain_cells(columns, record) for record in table.records.rows]

    desk.export(
        name,
        target,
        lambda ws, _: viewbooks.export_view(
            ws, target, name=name, about=f"{page.title}，共 {len(rows)} 行",
            heads=[column.title for column in columns],
            numbers=[column.right for column in columns],
            rows=rows,
        ),
    )  # fmt: skip
