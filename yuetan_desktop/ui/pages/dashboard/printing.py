"""打印: the matrix as it is shown, as a PDF to be opened and printed."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.office import read_office
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.dashboard.matrix_panel import MatrixPanel
from yuetan_desktop.ui.widgets.printedmatrix import write_matrix


def print_matrix(desk: Desk, month: Period, panel: MatrixPanel, parent: QWidget) -> None:
    """Ask where, write what the panel shows, offer to open it."""
    name = f"升级矩阵{month.label()}.pdf"
    target = messages.pick_target(parent, "打印升级矩阵", name, "PDF 文件 (*.pdf)")
    if target is None:
        return
    shown, corner = panel.view.matrix, "责任单位" if panel.unit is None else "事项"
    office, today = read_office(desk.ws), desk.ws.today()
    title = f"升级矩阵　{panel.subtitle.text()}　{month.label()}"
    sample = "　示例数据" if desk.ws.is_sample else ""
    remark = f"{office.issuer}　{today}{sample}"
    try:
        write_matrix(target, title, remark, corner, shown.heads, shown.rows)
    except AppError as error:
        messages.show_error(error, parent, title="没有生成升级矩阵")
        return

    def open_it() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    desk.notice("已生成升级矩阵", f"{target.name}，打开后打印", action=("打开", open_it))
