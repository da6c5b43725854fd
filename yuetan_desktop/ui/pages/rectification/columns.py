"""The columns of the ledger, with the box that marks lines for work on several at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from yuetan_desktop.domain.ledger.ledgerlist import LIST_COLUMNS, LedgerList
from yuetan_desktop.domain.rectification import percent_of
from yuetan_desktop.services.ledger import ledgerbooks
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.ui import icons
from yuetan_desktop.ui.pages.rectification.words import standing_chip, standing_tip
from yuetan_desktop.ui.table_model import Column, Painter
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.cell_painters import chip_cell, level_cell, progress_bar

MARK, GOAL, STAGE, STANDING = "选", "量化目标", "环节", "期限状态"
# 清单各列的宽；措施和问题占余下的。
_LIST_WIDTHS = {
    "编号": 74, "单位": 124, "来源": 140, "项目": 120, "企业": 120, "类别": 84, "督政/查企": 84,
    "问题": 0, "整改措施": 0,
    GOAL: 140, "数量": 64, "计量单位": 72, "责任单位": 180, "责任人": 72, "责任人职务": 110,
    STANDING: 168, STAGE: 68,
}  # fmt: skip


def ledger_columns(is_marked: Callable[[TaskFile], bool]) -> tuple[Column, ...]:
    return (
        Column(
            MARK,
            lambda f: "已选" if is_marked(f) else "",
            paint=_box(is_marked),
            tip=lambda _: "空格键选中或取消",
            width=38,
        ),
        Column("编号", lambda f: f.code, secondary=True, width=68),
        Column(
            "责任单位",
            lambda f: f.place_name,
            paint=level_cell(lambda f: f.level, lambda f: f.place_name),
            width=124,
        ),
        Column("整改措施", lambda f: f.terms.name, tip=lambda f: f.terms.measure, width=0),
        Column(
            GOAL,
            lambda f: f.terms.target or "—",
            tip=lambda f: f.terms.target,
            secondary=True,
            width=164,
        ),
        Column(
            "时限",
            lambda f: f.state.due.isoformat() if f.state.due else "—",
            width=88,
        ),
        Column(
            "进度",
            lambda f: percent_of(f.state),
            sort=lambda f: -1.0 if f.state.share is None else float(f.state.share),
            paint=_progress,
            width=110,
        ),
        Column(
            STANDING,
            lambda f: standing_chip(f)[0],
            sort=_urgency,
            tip=lambda f: "、".join(f.terms.flaws) or standing_tip(f),
            paint=chip_cell(standing_chip),
            width=118,
        ),
        Column(STAGE, lambda f: f.state.stage.value, secondary=True, width=64),
    )


def list_columns(which: LedgerList, is_marked: Callable[[TaskFile], bool]) -> tuple[Column, ...]:
    """One of the four lists: its columns under its heads, as the workbook has them."""
    mark, *_ = ledger_columns(is_marked)
    return mark, *(_list_column(title) for title in LIST_COLUMNS[which])


def _list_column(title: str) -> Column:
    def words(file: TaskFile) -> str:
        return ledgerbooks.cell(file, title) or "—"

    painter: Painter | None = None
    sort: Callable[[TaskFile], Decimal | int] | None = None
    if title == "单位":
        painter = level_cell(lambda f: f.level, words)
    elif title == STANDING:
        painter, sort = _standing, _urgency
    elif title == "数量":
        sort = _quantity
    return Column(
        title, words, sort, paint=painter, secondary=title == "编号", right=title == "数量",
        tip=words, width=_LIST_WIDTHS.get(title, 104),
    )  # fmt: skip


def _quantity(file: TaskFile) -> Decimal:
    return file.terms.quantity if file.terms.quantity is not None else Decimal(-1)


def _standing(painter: QPainter, rect: QRectF, file: Any) -> None:
    words, kind = ledgerbooks.cell(file, STANDING), standing_chip(file)[1]
    if words:
        paint.chip(painter, rect.left(), rect.center().y(), words, kind)


def _urgency(file: TaskFile) -> int:
    return file.standing.days_left if file.standing and file.state.is_open else 10**6


def _progress(painter: QPainter, rect: QRectF, file: Any) -> None:
    """A 6 px bar and the share; a dash where the task names no number."""
    words, share = percent_of(file.state), file.state.share
    if share is None:
        paint.text(painter, rect, words, Type.BODY, Color.INK3, paint.RIGHT)
        return
    label = paint.width_of("525.2%") + 4
    bar = QRectF(rect.left(), rect.center().y() - 3, rect.width() - label, 6)
    progress_bar(painter, bar, min(1.0, float(share)))
    paint.text(painter, rect, words, Type.BODY, Color.INK, paint.RIGHT)


def _box(is_marked: Callable[[TaskFile], bool]) -> Callable[[QPainter, QRectF, Any], None]:
    def draw(painter: QPainter, rect: QRectF, file: Any) -> None:
        box = QRectF(rect.left(), rect.center().y() - 8, 16, 16)
        if is_marked(file):
            paint.box(painter, box, fill=Color.ACCENT, radius=3)
            icons.paint(painter, "check", box.left() + 2, box.top() + 2, 12, Color.WHITE)
        else:
            paint.box(painter, box, fill=Color.PANEL, line=Color.CONTROL_LINE, radius=3)

    return draw
