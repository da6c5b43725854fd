"""A folder through the window: one run, one report, and what needs a person one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt

from tests.hands import key_click
from yuetan_desktop.services import observations
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard import wizard as wizard_module
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three months: two clean, one with an error."""
    folder = tmp_path / "月报"
    folder.mkdir()
    for month, rate in ((1, 80.0), (2, 181.0), (3, 90.0)):
        book = Workbook()
        for row in (
            [f"云岭市2027年{month}月空气"],
            ["县（区）", "优良天数率(%)"],
            ["云麓区", rate],
        ):
            book.active.append(row)
        book.save(folder / f"空气270{month}.xlsx")
    return folder


@pytest.fixture
def stored(desk: Desk) -> Callable[[], dict[str, float]]:
    def by_month() -> dict[str, float]:
        return {
            v.period: float(v.value or 0)
            for v in observations.find_values(desk.ws)
            if v.period.startswith("2027") and v.indicator == "good_day_rate"
        }

    return by_month


def states(wizard: ImportWizard) -> list[str]:
    return [wizard.run._state(file) for file in wizard.run.files]


def test_what_is_clean_is_stored_with_one_key_and_the_rest_is_named(
    qtbot: Any, wizard: ImportWizard, folder: Path, stored: Callable[[], dict[str, float]]
) -> None:
    wizard.take_files([folder])
    assert wizard.stack.currentWidget() is wizard.run
    assert states(wizard) == ["可以入库", "未入库：1 处错误", "可以入库"]
    assert wizard.run.foot.next.text() == "下一步：入库 2 个文件"
    key_click(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stored() == {"2027-01": 80.0, "2027-03": 90.0}
    assert [state[:3] for state in states(wizard)] == ["已入库", "未入库", "已入库"]
    assert not wizard.run.foot.next.isEnabled()


def test_the_rest_is_settled_one_by_one_and_the_run_comes_back(
    wizard: ImportWizard, folder: Path, stored: Callable[[], dict[str, float]]
) -> None:
    wizard.take_files([folder])
    wizard.run.store()
    wizard.run.foot.skip.click()
    assert wizard.session is not None
    assert wizard.session.path.name == "空气2702.xlsx"
    wizard.decisions.correct("Sheet", "B3", "81", "市站更正函")
    wizard.foot.next.click()
    assert stored()["2027-02"] == 81.0
    assert wizard.stack.currentWidget() is wizard.run
    assert len(wizard.run.files) == 3


def test_two_files_chosen_at_once_are_one_run_with_one_report(
    wizard: ImportWizard, folder: Path, stored: Callable[[], dict[str, float]]
) -> None:
    wizard.take_files([folder / "空气2701.xlsx", folder / "空气2703.xlsx"])
    assert wizard.stack.currentWidget() is wizard.run
    assert states(wizard) == ["可以入库", "可以入库"]
    wizard.run.foot.next.click()
    assert stored() == {"2027-01": 80.0, "2027-03": 90.0}


def test_one_file_chosen_alone_goes_through_the_steps(wizard: ImportWizard, folder: Path) -> None:
    wizard.take_files([folder / "空气2701.xlsx"])
    assert wizard.session is not None
    assert not wizard.run.files


def test_files_dropped_while_one_is_under_way_wait_for_it(
    wizard: ImportWizard, folder: Path
) -> None:
    wizard.take_files([folder / "空气2702.xlsx"])
    wizard.take_files([folder / "空气2701.xlsx", folder / "空气2703.xlsx"])
    assert wizard.waiting == [folder / "空气2701.xlsx", folder / "空气2703.xlsx"]


def test_one_report_can_be_saved(
    wizard: ImportWizard, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "导入报告.xlsx"
    monkeypatch.setattr(wizard_module.messages, "pick_target", lambda *_: target)
    wizard.take_files([folder])
    wizard.run.report.click()
    rows = list(load_workbook(target)["导入报告"].iter_rows(min_row=4, values_only=True))
    assert [row[1] for row in rows] == ["空气2701.xlsx", "空气2702.xlsx", "空气2703.xlsx"]


def test_leaving_the_run_stores_nothing(
    wizard: ImportWizard, folder: Path, stored: Callable[[], dict[str, float]]
) -> None:
    wizard.take_files([folder])
    wizard.run.foot.back.click()
    assert wizard.stack.currentWidget() is wizard.start
    assert stored() == {}


def test_a_folder_without_spreadsheets_is_said(
    wizard: ImportWizard, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(Desk, "notice", lambda _self, title, *_a, **_k: said.append(title))
    (tmp_path / "空").mkdir()
    wizard.take_files([tmp_path / "空"])
    assert said == ["文件夹里没有表格"]
    assert wizard.session is None
