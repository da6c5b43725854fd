"""From the audit a clerk chooses in the wizard to 暂判 on the dashboard, its side panel and the form
of a proposal, and away again once the audited values came."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.services.filesmade import save
from yuetan_desktop.domain.monitoring import Audit, Owner
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, observations, places
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.pages.cases.opening import OpenCaseDialog
from yuetan_desktop.ui.pages.dashboard.trigger import TriggerBlock
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard
from yuetan_desktop.ui.widgets.labels import Chip

from .choosing import pick

OCTOBER = Period.month(2026, 10)


def words(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def october(tmp_path: Path) -> Path:
    """云麓区's October, the PM2.5 of which is over its target."""
    return save(
        tmp_path / "十月.xlsx",
        ["云岭市2026年10月空气质量月报"],
        ["县（区）", "PM2.5均值(μg/m³)", "优良天数率(%)"],
        ["云麓区", 45.0, 70.0],
    )


def store(window: MainWindow, file: Path, audit: Audit) -> None:
    window.go("data")
    page: Any = window.current_page
    page.show_view("wizard")
    wizard: ImportWizard = page.view("wizard")
    wizard.take_files([file])
    effect = wizard.review.effect
    assert (effect.audit.key, effect.owner.key) == (Audit.UNSAID, Owner.UNSAID)
    pick(effect.audit, audit)
    pick(effect.owner, Owner.NATIONAL)
    assert f"数据审核：国控，{audit}。" in effect.words.text()
    assert ("暂判" in effect.words.text()) is audit.is_provisional
    wizard.foot.next.click()


def test_unaudited_values_make_a_cell_provisional_and_audited_ones_make_it_firm(
    window: MainWindow, october: Path
) -> None:
    desk = window.desk
    assert desk is not None
    unit = places.find_place(desk.ws, "云麓区").id
    store(window, october, Audit.NONE)
    window.go("dashboard")
    page: Any = window.current_page
    page.show_month(OCTOBER)
    matrix = page.matrix.view.matrix
    row = next(n for n, row in enumerate(matrix.rows) if row.key == unit)
    cell = matrix.rows[row].cells[0]
    assert (cell.state, cell.provisional, cell.label) == ("已触发", True, "已触发·暂判")
    index = matrix.index(row, 0)
    assert "已触发·暂判" in matrix.data(index)
    assert "未经国家审核" in index.data(Qt.ItemDataRole.ToolTipRole)
    others = [c for other in matrix.rows if other.key != unit for c in other.cells]
    assert not any(c.provisional for c in others)  # their values say nothing of an audit

    page.matrix.cell_opened.emit(unit, 1)
    blocks = page.side.findChildren(TriggerBlock)
    block = next(b for b in blocks if b.findChildren(QLabel) and "国控，未审核" in words(b))
    assert "暂判" in [chip.text for chip in block.findChildren(Chip)]
    assert "临界·暂判" in [chip.text for chip in page.side.findChildren(Chip)]  # 距下一级

    form = OpenCaseDialog(desk, unit, month=OCTOBER, level=1)
    assert "暂判" in words(form)
    assert "建议待审核后的数据入库再立案" in words(form)
    assert form.confirm.isEnabled()  # a warning, no bar: the office decides
    form.confirm.click()
    window.go("case", casefiles.list_cases(desk.ws, place_id=unit)[0].id)
    assert "暂判（未经国家审核）" in words(window.current_page)

    store(window, october, Audit.NATIONAL)
    window.go("dashboard")
    rows = {row.key: row for row in page.matrix.view.matrix.rows}
    cell = rows[unit].cells[0]
    assert (cell.state, cell.provisional) == ("已触发", False)
    (value,) = observations.find_values(desk.ws, places=[unit], indicator="pm25", period=OCTOBER)
    assert value.source.monitoring.says == "国控，国家审核"
