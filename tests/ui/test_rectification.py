"""整改台账: the page over the sample ledger, its filters, panel, forms and files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from yuetan_desktop.domain.rectification import Appraisal, EntryKind, Stage
from yuetan_desktop.services import (
    casefiles,
    imports,
    ledgerbooks,
    lookback,
    office,
    rectification,
    taskwork,
)
from yuetan_desktop.services.rectification import LedgerFilter, TaskFile
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.finder import Finder
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification import acts, reading, terms
from yuetan_desktop.ui.pages.rectification.books import ImportDialog
from yuetan_desktop.ui.pages.rectification.effect import EffectDialog, show_effect
from yuetan_desktop.ui.pages.rectification.evidence import EvidenceSection
from yuetan_desktop.ui.pages.rectification.form import RecordForm
from yuetan_desktop.ui.pages.rectification.page import RectificationPage
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.table import TableView


@pytest.fixture
def first_page() -> str:
    return "rectification"


@pytest.fixture
def page(window: MainWindow) -> RectificationPage:
    window.go("rectification")
    found = window.current_page
    assert isinstance(found, RectificationPage)
    return found


def shown(page: RectificationPage) -> list[str]:
    return [file.code for file in page.shown]


def task(desk: Desk, title: str) -> TaskFile:
    return next(file for file in rectification.ledger(desk.ws) if file.terms.title == title)


def words_of(widget: Any) -> str:
    return "".join(label.text() for label in widget.findChildren(QLabel))


# -- the list -----------------------------------------------------------------------------------
def test_ctrl_4_leads_to_the_ledger_and_the_badge_counts_what_is_late(
    window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.current_page, RectificationPage)
    late = rectification.overdue_count(desk.ws)
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


def test_large_type_has_room_for_every_act_and_in_the_largest_the_one_without_is_among_the_others(
    page: RectificationPage, desk: Desk, window: MainWindow
) -> None:
    def offered() -> list[str]:
        return [action.text() for action in page.side.menu().actions()]

    wanted = task(desk, "工业园污水厂总磷控制")
    window.resize(1366, 768)
    window.go("rectification", wanted.id)
    assert page.side.check.isVisibleTo(page.side)
    assert "安排核查…" not in offered()
    theme().set_text_size(TextSize.LARGE)
    page.side.show_task(wanted)
    assert page.side.check.isVisibleTo(page.side)
    theme().set_text_size(TextSize.HUGE)
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
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.side.isVisible()
    words = words_of(page.side)
    for said in ("老城区雨污管网混接改造", "34／41 处　82%", "剩余 7 处待破路许可", "3 个"):
        assert said in words
    assert "已催办 1 次（11-04，电话）。下次提醒 11-12（周四）。" in words
    qtbot.keyClick(page.side, Qt.Key.Key_Escape)
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


# -- forms --------------------------------------------------------------------------------------
def fill(form: RecordForm, **values: str) -> RecordForm:
    form.show()
    for key, value in values.items():
        editor = form.fields[key].editor
        (editor.setPlainText if hasattr(editor, "setPlainText") else editor.setText)(value)  # type: ignore[attr-defined]
    form.save.click()
    return form


def test_progress_is_recorded_and_shown_at_once(
    page: RectificationPage, desk: Desk, window: MainWindow
) -> None:
    page.open_task(page.shown[0])
    assert page.side.file is not None
    form = fill(acts.progress(desk, page.side.file, window), done="四十")
    assert form.isVisible()
    assert form.fields["done"].is_failed
    fill(form, done="41")
    assert not form.isVisible()
    assert page.side.file.state.stage is Stage.TO_CHECK
    assert page.side.main.text() == "登记核查"


def test_a_refused_record_keeps_its_form_with_the_sentence(
    page: RectificationPage, desk: Desk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Exception] = []
    monkeypatch.setattr(messages, "show_error", lambda error, *_: said.append(error))
    file = task(desk, "老城区雨污管网混接改造")
    form = acts.progress(desk, file, window)
    form.fields["day"].editor.set_value(date(2026, 9, 1))  # type: ignore[attr-defined]
    fill(form, done="35")
    assert form.isVisible()
    assert "早于上一次" in str(said[0])


def test_closing_says_beforehand_what_hinders(desk: Desk, window: MainWindow) -> None:
    form = acts.close(desk, task(desk, "乡镇污水站监控联网"), window)
    assert not form.save.isEnabled()
    assert "没有通过核查的结论" in words_of(form)
    ready = task(desk, "裸土覆盖")
    fill(acts.close(desk, ready, window), approver="市环委办主任", reason="核查属实")
    assert rectification.load_task(desk.ws, ready.id).state.stage is Stage.CLOSED


def test_an_extension_that_waits_is_decided_by_the_same_button(
    page: RectificationPage, desk: Desk, window: MainWindow
) -> None:
    waiting = task(desk, "示例污水处理厂提标改造")
    page.open_task(waiting)
    assert page.side.extend.text() == "审批延期"
    fill(acts.extension(desk, waiting, window), approver="市环委办")
    assert rectification.load_task(desk.ws, waiting.id).state.due == date(2027, 1, 29)


def test_an_inspection_offers_what_the_last_one_left_open(desk: Desk, window: MainWindow) -> None:
    before = task(desk, "霁水河支沟清淤")
    form = acts.inspect(desk, before, window)
    ticks = [field.editor for key, field in form.fields.items() if key.startswith("mended")]
    assert len(ticks) == 3
    for tick in ticks:
        tick.setChecked(True)  # type: ignore[attr-defined]
    fill(form)
    after = rectification.load_task(desk.ws, before.id)
    assert taskwork.supervision_words(after) == ("第 3 次检查：上次 3 个问题均已改",)


@pytest.mark.parametrize("act", [act for _, act in acts.MORE])
def test_every_form_opens_and_names_its_task(
    act: Callable[..., RecordForm], desk: Desk, window: MainWindow
) -> None:
    form = act(desk, task(desk, "老城区雨污管网混接改造"), window)
    assert "约02-01" in words_of(form)


def test_a_new_measure_without_a_number_is_entered_as_unqualified(
    page: RectificationPage, desk: Desk, window: MainWindow
) -> None:
    form = terms.new_task(desk, window)
    form.fields["place"].editor.set_key(page.shown[0].row.place_id)  # type: ignore[attr-defined]
    fill(form, measure="加强巡查")
    new = next(f for f in rectification.ledger(desk.ws) if f.terms.measure == "加强巡查")
    assert new.terms.flaws == ("缺数量", "缺时限", "缺责任单位", "缺责任人")
    assert new.code in shown(page)


# -- several at once, files ---------------------------------------------------------------------
def test_marked_lines_are_recorded_together_and_copied(
    page: RectificationPage, desk: Desk, window: MainWindow, qtbot: Any
) -> None:
    assert not page.foot.batch.isEnabled()
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
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


# -- 回头看, 成效对比 -----------------------------------------------------------------------------
def test_a_rebound_is_shown_on_dashboard_ledger_and_case(
    window: MainWindow, desk: Desk, place_id: Callable[[str], int], tmp_path: Path
) -> None:
    watched = lookback.watches(desk.ws)[0]
    assert lookback.alerts(desk.ws) == []
    file = tmp_path / "后续.csv"
    file.write_text("县区,时间,PM2.5\n云麓区,2026年9月,40.1\n", "utf-8-sig")

    def bring(ws: Any, _: Any) -> None:
        imports.commit(ws, imports.preview(ws, file))

    desk.tasks.run("导入", bring)
    (alert,) = lookback.alerts(desk.ws)
    assert alert.case.id == watched.case.id
    for key in ("dashboard", "rectification"):
        window.go(key)
        shown = window.current_page
        assert shown is not None
        assert "2026年9月" in shown.rebound.accessibleName()  # type: ignore[attr-defined]
        assert shown.rebound.isVisible()  # type: ignore[attr-defined]
    window.go("case", watched.case.id)
    assert window.current_page.rebound.accessibleName().startswith("反弹")  # type: ignore[union-attr]


def test_the_effect_of_an_interview_is_shown_for_shorter_windows_too(
    window: MainWindow, desk: Desk
) -> None:
    case = next(f for f in casefiles.list_cases(desk.ws) if f.number.endswith("02号"))
    dialog = EffectDialog(desk, case.id, lookback.effect_of(desk.ws, case.id), window)
    dialog.show()
    assert dialog.window_choice.count() == 6
    before = {e.indicator.key: e.words for e in dialog.table.records.rows}
    assert before["pm25"].endswith("%")
    dialog.window_choice.setCurrentIndex(5)
    after = {e.indicator.key: e.words for e in dialog.table.records.rows}
    assert dialog.against.text() == "与 2025年5月 相比"
    assert after != before


def test_without_an_interview_the_effect_says_why(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(messages, "show_error", lambda error, *_, **__: said.append(str(error)))
    case = next(f for f in casefiles.list_cases(desk.ws) if f.state.held_on is None)
    show_effect(desk, case.id, window)
    assert "还没有约谈" in said[0]


# -- search and settings ------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["混接改造", "约02-01", "lcq", "laochengqu"])
def test_a_task_is_found_by_its_name_its_code_and_its_sound(
    typed: str, window: MainWindow, desk: Desk
) -> None:
    hit = next(h for h in Finder(desk.ws).find(typed) if h.group == "整改")
    window.go(hit.page, hit.what)
    page = window.current_page
    assert isinstance(page, RectificationPage)
    assert page.side.file is not None
    assert page.side.file.code == "约02-01"


def test_strict_closing_and_the_watch_are_settings(window: MainWindow, desk: Desk) -> None:
    window.go("settings", "ledger")
    part = window.current_page.parts["ledger"]  # type: ignore[union-attr]
    assert (part.strict.isChecked(), part.months.value()) == (False, 6)
    part.strict.setChecked(True)
    part.months.setValue(12)
    part.save()
    stored = office.read_office(desk.ws)
    assert (stored.strict_closure, stored.watch_months) == (1, 12)
