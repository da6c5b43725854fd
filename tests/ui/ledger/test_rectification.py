"""整改台账: the page over the sample ledger, its filters, panel, forms and files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.hands import key_click
from tests.ui.ledger.tasks import fill, shown, task, words_of
from yuetan_desktop.domain.rectification import Appraisal, EntryKind
from yuetan_desktop.services import rectification
from yuetan_desktop.services.ledger import ledgerbooks, taskwork
from yuetan_desktop.services.rectification import LedgerFilter
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification import acts, reading
from yuetan_desktop.ui.pages.rectification.books import ImportDialog
from yuetan_desktop.ui.pages.rectification.evidence import EvidenceSection
from yuetan_desktop.ui.pages.rectification.page import RectificationPage
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.table import TableView


# -- the list -----------------------------------------------------------------------------------
def test_ctrl_4_leads_to_the_ledger_and_the_badge_counts_what_is_late(
    window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    key_click(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.current_page, RectificationPage)
    late = rectification.totals(rectification.ledger(desk.ws)).overdue
    assert late > 0
    item = window.rail.items["rectification"]
    qtbot.waitUntil(lambda: item.accessibleName() == f"整改台账，{late} 项待办")


def test_each_segment_says_how_many_and_shows_them(page: RectificationPage, desk: Desk) -> None:
    for which in LedgerFilter:
        page.segments._segments[which].click()
        wanted = [file.code for file in rectification.ledger(desk.ws, which)]
        assert shown(page) == wanted
        assert page.segments._segments[which].text().endswith(f" {len(wanted)}")
    assert page.segments._segments[LedgerFilter.NEAR].text().startswith("7 日内到期")


def test_every_size_of_type_has_room_for_every_act_and_a_narrow_panel_keeps_one_among_the_others(
    page: RectificationPage, desk: Desk, window: MainWindow
) -> None:
    def offered() -> list[str]:
        return [action.text() for action in page.side.menu().actions()]

    wanted = task(desk, "工业园污水厂总磷控制")
    window.resize(1366, 768)
    window.go("rectification", wanted.id)
    for size in TextSize:
        theme().set_text_size(size)
        page.side.show_task(wanted)
        assert page.side.check.isVisibleTo(page.side), size
        assert "安排核查…" not in offered()
    page.side.setFixedWidth(380)
    page.side.show_task(wanted)
    assert not page.side.check.isVisibleTo(page.side)
    assert "安排核查…" in offered()


def test_filters_narrow_the_ledger_and_clearing_brings_all_back(page: RectificationPage) -> None:
    everything = shown(page)
    page.filters.unit.set_key("青禾县")
    assert {file.place_name for file in page.shown} == {"青禾县"}
    page.filters.words.setText("总磷")
    assert [file.terms.title for file in page.shown] == ["工业园污水厂总磷控制"]
    page.filters.words.setText("没有这样的措施")
    assert page.listing.nothing is not None
    page.filters.clear.click()
    assert shown(page) == everything
    page.filters.kind.set_key("不合格")
    assert [file.terms.title for file in page.shown] == ["沿河巡查"]
    page.filters.kind.set_key("查企")
    assert len(page.shown) == 3


def test_the_foot_adds_up_what_is_shown(page: RectificationPage, desk: Desk) -> None:
    sums = rectification.totals(rectification.ledger(desk.ws))
    assert page.foot.count.text() == f"共 {sums.count} 项"
    assert f"平均进度 {sums.average}%" in page.foot.sums.text()
    assert "不合格 1 项" in page.foot.sums.text()


def test_sorting_by_progress_orders_by_the_share_not_by_the_words(page: RectificationPage) -> None:
    section = next(n for n, c in enumerate(page.table.records.columns) if c.title == "进度")
    page.table.sortByColumn(section, Qt.SortOrder.DescendingOrder)
    shares = [file.state.share for file in page.shown if file.state.share is not None]
    assert shares == sorted(shares, reverse=True)
    page.filters.unit.set_key("岚溪县")
    shares = [file.state.share for file in page.shown if file.state.share is not None]
    assert shares == sorted(shares, reverse=True)  # a filter keeps the order


def test_a_large_ledger_is_read_by_the_worker(
    page: RectificationPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 0)
    jobs: list[str] = []
    desk.tasks.jobs_changed.connect(lambda: jobs.extend(job.title for job in desk.tasks.jobs))
    page.refresh()
    assert "读取整改台账" in jobs
    assert len(page.shown) == len(rectification.ledger(desk.ws))


# -- the side panel -----------------------------------------------------------------------------
def test_enter_opens_the_panel_with_terms_progress_evidence_and_record(
    page: RectificationPage, desk: Desk, qtbot: Any
) -> None:
    page.table.setFocus()
    page.table.selectRow(0)
    key_click(page.table, Qt.Key.Key_Return)
    assert page.side.isVisible()
    words = words_of(page.side)
    for said in ("老城区雨污管网混接改造", "34／41 处　82%", "剩余 7 处待破路许可", "3 个"):
        assert said in words
    assert "已催办 1 次（11-04，电话）。下次提醒 11-12（周四）。" in words
    key_click(page.side, Qt.Key.Key_Escape)
    assert not page.side.isVisible()


def test_the_panel_follows_the_table_and_steps_through_it(page: RectificationPage) -> None:
    page.open_task(page.shown[0])
    page.side.stepped.emit(1)
    assert page.side.file == page.shown[1]
    assert "上次问题未改 3/5" in words_of(page.side)


def test_two_columns_give_way_beside_the_panel_in_a_narrow_window(
    page: RectificationPage,
) -> None:
    theme().set_narrow(True)

    def hidden() -> list[str]:
        columns = page.table.records.columns
        return [c.title for n, c in enumerate(columns) if page.table.isColumnHidden(n)]

    assert hidden() == []
    page.open_task(page.shown[0])
    assert hidden() == ["量化目标", "环节"]
    page.close_side()
    assert hidden() == []


def test_a_picture_is_shown_small_and_its_state_can_be_decided(
    page: RectificationPage, desk: Desk
) -> None:
    page.open_task(task(desk, "老城区雨污管网混接改造"))
    section = page.side.findChild(EvidenceSection)
    assert section is not None
    names = [w.accessibleName() for w in section.findChildren(QLabel)]
    assert names.count("缩略图") == 1
    assert names.count("附件") == 2
    waiting = taskwork.evidence(section.file)[-1]
    assert waiting.appraisal is Appraisal.PENDING


def test_files_are_added_in_the_background(
    page: RectificationPage, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "新证据.txt"
    file.write_text("示例", "utf-8")
    page.open_task(page.shown[0])
    section = page.side.findChild(EvidenceSection)
    assert section is not None
    section.attach([file])
    assert page.side.file is not None
    assert [one.name for one in taskwork.evidence(page.side.file)][-1] == "新证据.txt"


# -- several at once, files ---------------------------------------------------------------------
def test_marked_lines_are_recorded_together_and_copied(
    page: RectificationPage, desk: Desk, window: MainWindow, qtbot: Any
) -> None:
    assert not page.foot.batch.isEnabled()
    page.table.setFocus()
    page.table.selectRow(0)
    key_click(page.table, Qt.Key.Key_Space)
    cell = page.table.visualRect(page.table.records.index(1, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell))
    assert "已选 2 项" in page.foot.count.text()
    first, second = page.marked
    page.foot.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["编号", first.code, second.code]
    fill(acts.record_marked(desk, page.marked, window), **{str(first.id): "36"})
    assert rectification.load_task(desk.ws, first.id).state.done == 36
    assert rectification.load_task(desk.ws, second.id).state.done == second.state.done


def test_what_is_shown_is_exported_and_read_back_through_the_window(
    page: RectificationPage,
    desk: Desk,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "台账.xlsx"
    monkeypatch.setattr(messages, "pick_target", lambda *_: target)
    page.filters.unit.set_key("岚溪县")
    page.export()
    book = openpyxl.load_workbook(target)
    sheet = book["整改台账"]
    rows = {row[0].value: row for row in sheet.iter_rows()}
    assert {file.code for file in page.shown} <= set(rows)
    rows["约02-01"][20].value = 40
    book.save(target)
    dialog = ImportDialog(desk, ledgerbooks.preview(desk.ws, target), window)
    dialog.show()
    assert "进展 1 项" in words_of(dialog)
    dialog.take.click()
    done = rectification.find_task(desk.ws, "约02-01")
    assert done.state.done == 40
    assert done.state.last(EntryKind.PROGRESS).note == "导入自 台账.xlsx"  # type: ignore[union-attr]


def test_a_file_with_a_blanket_measure_is_asked_about_in_the_preview(
    desk: Desk, window: MainWindow, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["责任县区", "整改任务", "整改时限"])
    book.active.append(["岚溪县", "对辖区砖瓦企业一律关停", "2026-12-31"])
    book.save(tmp_path / "任务.xlsx")
    dialog = ImportDialog(desk, ledgerbooks.preview(desk.ws, tmp_path / "任务.xlsx"), window)
    dialog.show()
    assert "1 项措施须说明是否“一刀切”（第十七条），导入不等于认可。" in words_of(dialog)
    (table,) = dialog.findChildren(TableView)
    assert table.accessibleName() == "须说明的措施"
    assert table.model().index(0, 0).data() == "B2"
    assert dialog.take.isEnabled()
