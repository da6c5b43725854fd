"""The wizard's whole way on hard files: a three-row merged head, a new unit, a second version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.hands import key_click
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import incidents, observations, places
from yuetan_desktop.services.importing import layouts
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.batchdetails import details_dialog
from yuetan_desktop.ui.pages.browse.batches import withdraw_dialog
from yuetan_desktop.ui.pages.data import DataPage
from yuetan_desktop.ui.pages.import_wizard.steps import CHECK, MATCH
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard

from .choosing import pick

NOVEMBER = Period.month(2026, 11)


@pytest.fixture
def bulletin(tmp_path: Path) -> Path:
    """Three head rows merged both ways; two errors, a column nobody knows, a new unit."""
    book = Workbook()
    sheet = book.active
    sheet.title = "11月"
    for row in (
        ["云岭市2026年11月各县（区）环境空气质量状况"],
        ["县（区）、园区", "主要污染物", None, None, "空气质量", None],
        [None, "细颗粒物", None, "尘", "优良情况", None],
        [None, "浓度(μg/m³)", "同比(%)", "均值", "优良天数(天)", "优良天数率(%)"],
        ["云麓区", 38.3, "-3.1%", 61, 24, 80.0],
        ["岚溪县", "三三.八", "2.0%", 55, 27, 90.0],
        ["青禾县", 30.1, "1.0%", 52, 27, 190.0],
        ["霁川新区", 29.5, "0.5%", 50, 28, 93.3],
    ):
        sheet.append(row)
    for area in ("A1:F1", "A2:A4", "B2:D2", "B3:C3", "E2:F2", "E3:F3"):
        sheet.merge_cells(area)
    book.save(tmp_path / "空气通报2611.xlsx")
    return tmp_path / "空气通报2611.xlsx"


def values(desk: Desk, indicator: str) -> dict[str, float]:
    found = observations.find_values(desk.ws, indicator=indicator, period=NOVEMBER)
    return {v.place_name: float(v.value) for v in found if v.value is not None}


def test_a_three_row_merged_head_with_errors_a_new_unit_and_an_unknown_column(
    qtbot: Any, desk: Desk, page: DataPage, wizard: ImportWizard, bulletin: Path
) -> None:
    before = len(observations.find_values(desk.ws))
    wizard.take_files([bulletin])
    assert wizard.summary.table is not None
    assert (wizard.summary.table.first_head_row, wizard.summary.table.last_head_row) == (2, 4)
    assert wizard.foot.reason.text() == "还有 2 处错误、1 个名称未确定，处理后方可入库"

    # 字段匹配：“尘”是 PM10。
    wizard._go_to_step(MATCH)
    unknown = next(c for c in wizard.summary.table.columns if c.letter == "D")
    wizard.matching.choose_column(unknown.key)
    pick(wizard.matching.form.use, "value")
    pick(wizard.matching.form.indicator, "pm10")
    wizard._go_to_step(CHECK)

    # 校验：两处更正，一个新园区。
    issues = wizard.review.issues
    for _ in range(3):
        key_click(wizard, Qt.Key.Key_F8)
        issue = issues.current
        assert issue is not None
        key_click(issues, Qt.Key.Key_Return)
        if issue.names:
            continue
        bar = wizard.review.bar
        if issue.cell == "F7":
            bar.value.setText("90.0")
        assert bar.value.text()
        bar.basis.setEditText("市站更正函")
        bar.apply()
    assert wizard.session is not None
    assert wizard.session.obstacle() == ""
    key_click(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert values(desk, "pm25") == {
        "云麓区": 38.3, "岚溪县": 33.8, "青禾县": 30.1, "霁川新区": 29.5,
    }  # fmt: skip
    assert values(desk, "pm10")["云麓区"] == 61
    assert values(desk, "good_day_rate")["青禾县"] == 90.0
    assert places.find_place(desk.ws, "霁川新区").kind.value == "zone"
    (layout,) = layouts.list_layouts(desk.ws)
    assert [choice["indicator"] for choice in layout.choices.values()] == ["pm10"]

    # 撤销导入。
    batch = observations.list_batches(desk.ws)[0]
    dialog = withdraw_dialog(desk, batch.id, batch.file_name, page)
    reason = dialog.findChild(QLineEdit)
    assert reason is not None
    reason.setText("文件发错")
    assert dialog.primary is not None
    dialog.primary.click()
    assert values(desk, "pm25") == {}
    assert len(observations.find_values(desk.ws)) == before


@pytest.fixture
def second(tmp_path: Path) -> Callable[..., Path]:
    """A second version of the sample's October, with other values."""

    def write(value: float = 30.9) -> Path:
        book = Workbook()
        for row in (
            ["云岭市2026年10月空气质量月报"],
            ["县（区）、园区", "PM2.5均值(μg/m³)"],
            ["云麓区", value],
        ):
            book.active.append(row)
        book.save(tmp_path / "空气月报2610二稿.xlsx")
        return tmp_path / "空气月报2610二稿.xlsx"

    return write


def october(desk: Desk) -> dict[str, float]:
    found = observations.find_values(desk.ws, indicator="pm25", period=Period.month(2026, 10))
    return {v.place_name: float(v.value) for v in found if v.value is not None}


def test_the_mode_is_asked_where_values_are_stored_and_only_adds_when_told(
    desk: Desk, wizard: ImportWizard, second: Callable[..., Path]
) -> None:
    before = october(desk)
    wizard.take_files([second()])
    effect = wizard.review.effect
    assert effect.mode.isVisibleTo(wizard)
    pick(effect.mode, Mode.ADD)
    assert "库中已有的 1 个值不动" in effect.words.text()
    wizard.foot.next.click()
    assert october(desk) == before


def test_replacing_the_period_says_how_much_goes(
    desk: Desk, wizard: ImportWizard, second: Callable[..., Path]
) -> None:
    before = october(desk)
    wizard.take_files([second()])
    pick(wizard.review.effect.mode, Mode.REPLACE)
    effect = wizard.review.effect
    assert f"撤下本文件没有的 {len(before) - 1} 个值" in effect.words.text()
    shown = [effect.list.item(at).text() for at in range(effect.list.count())]
    assert sum(line.startswith("撤下数值：") for line in shown) == len(before) - 1
    wizard.foot.next.click()
    assert october(desk) == {"云麓区": 30.9}


def test_a_register_of_events_is_asked_how_and_what_goes_is_shown(
    wizard: ImportWizard, tmp_path: Path, desk: Desk
) -> None:
    def register(name: str, *days: int) -> Path:
        book = Workbook()
        book.active.append(["云岭市2027年5月事项登记"])
        book.active.append(["县（区）", "日期", "事项类别", "事项"])
        for day in days:
            book.active.append(["云麓区", f"2027-05-{day:02}", "重污染天", f"5月{day}日重污染"])
        book.save(tmp_path / name)
        return tmp_path / name

    wizard.take_files([register("初稿.xlsx", 3, 4)])
    wizard.foot.next.click()
    wizard.take_files([register("定稿.xlsx", 3)])
    effect = wizard.review.effect
    assert effect.mode.isVisibleTo(wizard)
    pick(effect.mode, Mode.REPLACE)
    assert "1 件事项" in effect.words.text()
    turned, gone = (effect.list.item(at).text() for at in range(effect.list.count()))
    assert turned.startswith("云麓区 第七条（一）2：待认定 → 数据不足")
    assert gone.startswith("撤下事项：云麓区 2027-05-04")
    wizard.foot.next.click()
    may = [one.day.day for one in incidents.list_incidents(desk.ws) if one.day.year == 2027]
    assert may == [3]


def test_what_a_second_version_touches_is_shown_before_and_kept_with_the_import(
    desk: Desk, page: DataPage, wizard: ImportWizard, second: Callable[..., Path]
) -> None:
    wizard.take_files([second(12.0)])
    effect = wizard.review.effect
    shown = [effect.list.item(at).text() for at in range(effect.list.count())]
    assert shown
    assert effect.touched.text == f"牵动 {len(shown)} 项"
    wizard.foot.next.click()
    batch = observations.list_batches(desk.ws)[0]
    assert sum(map(len, batch.report["impact"].values())) == len(shown)
    page.show_view("batches")
    dialog = details_dialog(desk, batch, page)
    words = " ".join(label.text() for label in dialog.findChildren(type(wizard.foot.reason)))
    assert "改动的值（1）" in words
    assert "新增并更新" in words


def test_a_first_version_is_not_asked_how(wizard: ImportWizard, bulletin: Path) -> None:
    wizard.take_files([bulletin])
    assert not wizard.review.effect.mode.isVisibleTo(wizard)
    assert not wizard.review.effect.list.isVisibleTo(wizard)


def test_hidden_rows_are_said_where_they_cannot_be_missed(
    wizard: ImportWizard, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["云岭市2026年11月空气"],
        ["县（区）", "PM2.5(μg/m³)"],
        ["云麓区", 38.3],
        ["岚溪县", 33.8],
        ["注：数据来自市站。"],
    ):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    book.save(tmp_path / "空气2611.xlsx")
    wizard.take_files([tmp_path / "空气2611.xlsx"])
    assert wizard.banner.isVisibleTo(wizard)
    assert "第4行是隐藏的" in wizard.banner.accessibleName()
    notes = wizard.recognition.notes
    said = [notes.item(at).text() for at in range(notes.count())]
    assert any("市站" in line for line in said)
