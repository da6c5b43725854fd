"""One import looked at: what it changed, what that touched, and what was noted on the way in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QListWidget, QWidget

from yuetan_desktop.services import observations, places
from yuetan_desktop.services.observations import Batch, ValueChange
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

_PARTS = (
    ("papers", "引用旧值的文书"),
    ("cases", "依据有变化的案件"),
    ("findings", "变化的判定"),
    ("gone", "替换该期时撤下的"),
)


def details_dialog(desk: Desk, batch: Batch, parent: QWidget | None = None) -> Dialog:
    """明细 of one import."""
    dialog = Dialog("导入明细", parent, width=760)
    dialog.body.addWidget(Label(batch.file_name, Type.SECTION_TITLE, wrap=True))
    dialog.body.addWidget(Label(_facts(batch), Type.BODY, Color.INK2, wrap=True, selectable=True))
    changes = observations.changes_of(desk.ws, batch.id)
    if changes:
        dialog.body.addWidget(Label(f"改动的值（{len(changes)}）", Type.BODY_BOLD))
        dialog.body.addWidget(_changes_table(desk, changes))
    impact = batch.report.get("impact", {})
    for key, title in _PARTS:
        if lines := impact.get(key, ()):
            dialog.body.addWidget(Label(f"{title}（{len(lines)}）", Type.BODY_BOLD))
            dialog.body.addWidget(line_list(lines, title))
    for key, title in (("kept", "撤销时已改动而保留"), ("failed", "不能随之撤回")):
        if lines := batch.report.get(key, ()):
            dialog.body.addWidget(Label(f"{title}（{len(lines)}）", Type.BODY_BOLD))
            dialog.body.addWidget(line_list(lines, title))
    said = [
        f"{severity}　{sheet}{'!' if sheet and cell else ''}{cell}　{message}"
        for severity, sheet, cell, message in batch.report.get("problems", ())
    ]
    said += [f"附注　{note}" for note in batch.report.get("notes", ())]
    if said:
        dialog.body.addWidget(Label(f"入库时的问题和附注（{len(said)}）", Type.BODY_BOLD))
        dialog.body.addWidget(line_list(said, "入库时的问题和附注"))
    dialog.add_button("关闭")
    return dialog


def line_list(lines: Sequence[str], name: str) -> QListWidget:
    """Sentences one below the other, to be read."""
    found = QListWidget()
    found.setAccessibleName(name)
    found.setWordWrap(True)
    found.addItems([pretty(line) for line in lines])
    found.setFixedHeight(min(theme().px(130), 34 * max(1, len(lines)) + 12))
    return found


def _facts(batch: Batch) -> str:
    report = batch.report
    parts = [
        f"第 {batch.id} 批，{batch.imported_at:%Y-%m-%d %H:%M} {batch.imported_by}导入，"
        f"{report.get('mode', '新增并更新')}，入库 {batch.stored} 个值"
    ]
    if report.get("targets"):
        parts.append(f"文件中有目标 {report['targets']} 项")
    if report.get("incidents"):
        parts.append(f"文件中有事项 {report['incidents']} 件")
    if report.get("rows_skipped"):
        parts.append(f"跳过 {report['rows_skipped']} 行")
    if report.get("places_added"):
        parts.append(f"登记单位：{'、'.join(report['places_added'])}")
    if report.get("aliases"):
        parts.append(f"记住名称：{'、'.join(report['aliases'])}")
    if batch.withdrawn_at:
        when = f"{batch.withdrawn_at:%Y-%m-%d %H:%M}"
        parts.append(f"{when} {batch.withdrawn_by}撤销：{batch.withdrawn_why}")
    return "；".join(parts) + "。"


def _changes_table(desk: Desk, changes: Sequence[ValueChange]) -> TableView:
    names = {place.id: place.name for place in places.list_places(desk.ws)}
    catalogue = desk.ws.library.catalogue

    def number(change: ValueChange, value: float | None) -> str:
        indicator = catalogue.get(change.indicator)
        if value is None:
            return "撤下"
        return indicator.text(Decimal(str(value))) if indicator else f"{value:g}"

    def name(change: ValueChange) -> str:
        indicator = catalogue.get(change.indicator)
        return pretty(indicator.brief) if indicator else change.indicator

    table = TableView(
        (
            Column("单位", lambda c: names.get(c.place_id, ""), bold=True, width=0),
            Column("指标", name, width=120),
            Column("时期", lambda c: c.period, width=90),
            Column("原值", lambda c: number(c, c.old), right=True, width=80),
            Column("新值", lambda c: number(c, c.new), right=True, width=80),
            Column("单元格", lambda c: c.cell, width=76),
            Column(
                "原文件", lambda c: f"{c.old_file} {c.old_cell}".strip(), middle=True, width=200
            ),
        ),
        "改动的值",
    )
    table.set_rows(list(changes))
    table.setFixedHeight(min(theme().px(220), theme().row(32) * (len(changes) + 1) + 4))
    return table
