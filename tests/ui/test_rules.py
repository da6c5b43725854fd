"""规则口径 and 备份恢复 on the sample database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import assessing, office, upkeep
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.pages.rules.decision import DecisionDialog, HistoryDialog

OCTOBER = Period.month(2026, 10)


@pytest.fixture
def first_page() -> str:
    return "rules"


@pytest.fixture
def page(window: MainWindow) -> Any:
    window.go("rules", "8.1.1")
    return window.current_page


def test_a_clause_shows_its_words_its_results_and_its_readings(page: Any) -> None:
    assert "前三季度未达到阶段目标" in page.clause.text.plain()
    assert "个单位成立" in page.clause.rows.sentence()
    outcomes = {f.place.name: f.outcome.value for f in page.clause.table.records.rows}
    assert outcomes["云麓区"] == "触发"
    assert outcomes["岚溪县"] == "待认定"
    assert page.readings.options["R1", "both"].isChecked()


def test_where_many_units_are_assessed_the_clauses_stand_before_their_counts(
    window: MainWindow, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessing, "_AT_ONCE", 0)
    assert window.desk is not None
    window.desk.ws.kept.clear()
    page: Any = window.current_page
    page.rule_id = ""  # as when it is shown first: the first clause that catches somebody
    page.refresh()
    assert page.assessing.isVisible()
    assert "8.1.1" in page.tree._items
    qtbot.waitUntil(lambda: not page.assessing.isVisible())
    assert page.rule_id
    assert "个单位成立" in page.clause.rows.sentence()


def test_the_tree_finds_clauses_and_selects_them(page: Any, qtbot: Any) -> None:
    page.tree.filter.setText("秸秆禁烧")
    shown = [rule for rule, item in page.tree._items.items() if not item.isHidden()]
    assert "6.7" in shown
    assert "8.1.1" not in shown
    page.tree.tree.setCurrentItem(page.tree._items["6.7"])
    assert page.rule_id == "6.7"
    assert "秸秆焚烧通报" in page.clause.title.text()


def test_sub_items_stand_under_the_words_of_their_item(page: Any) -> None:
    item = page.tree._items["8.1.1"].parent()
    assert item.text(0) == "（一）环境质量改善不力"
    assert item.isExpanded()
    assert page.tree._items["8.2"].parent() is item.parent()


def test_no_name_in_the_tree_is_cut_off(page: Any) -> None:
    rows = page.tree.tree
    for item in page.tree._items.values():
        index = rows.indexFromItem(item)
        delegate = rows.itemDelegateForIndex(index)
        wanted = delegate.sizeHint(None, index)
        words = rows.fontMetrics().horizontalAdvance(item.text(0))
        lines = -(-words // (wanted.width() - 6))
        assert wanted.height() >= lines * rows.fontMetrics().height(), item.text(0)


def test_an_article_without_clauses_shows_its_words_and_its_time_limits(page: Any) -> None:
    page.tree.tree.setCurrentItem(page.tree._items["第十七条"])
    assert "15个工作日" in page.whole_article.text.plain().replace(" ", "")
    assert not page.whole_article.limits.isHidden()
    page.tree.tree.setCurrentItem(page.tree._items["第三条"])
    assert page.whole_article.limits.isHidden()
    page.show_rule("8.1.1")
    assert page._middle.currentWidget() is page.clause


def test_pressing_an_open_wording_brings_its_reading_into_view(page: Any) -> None:
    page.clause.reading_asked.emit("R1")
    assert page.readings.options["R1", "both"].isChecked()
    assert page.readings._blocks["R1"].isVisible()


def test_choosing_a_reading_asks_for_its_basis_and_moves_the_matrix(
    page: Any, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def state() -> str:
        board = assessing.dashboard(page.desk.ws, OCTOBER)
        row = next(row for row in board.rows if row.place.name == "岚溪县")
        return row.cells[4].state.value

    assert state() == "待认定"
    asked: list[DecisionDialog] = []

    def decide(dialog: DecisionDialog) -> bool:
        asked.append(dialog)
        dialog._check()  # without a basis the dialog stays
        assert dialog.basis_field.is_failed
        dialog.basis.setText("市环委办答复（示例）")
        dialog._check()
        return not dialog.basis_field.is_failed

    monkeypatch.setattr(DecisionDialog, "exec", decide)
    page.readings.options["R1", "either"].click()
    assert len(asked) == 1
    assert state() == "已触发"
    assert page.readings.options["R1", "either"].isChecked()
    choice = office.choices_in_force(page.desk.ws)["R1"]
    assert (choice.option, choice.basis) == ("either", "市环委办答复（示例）")


def test_a_choice_not_confirmed_changes_nothing(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DecisionDialog, "exec", lambda _dialog: False)
    page.readings.options["R1", "either"].click()
    assert "R1" not in office.choices_in_force(page.desk.ws)
    assert page.readings.options["R1", "both"].isChecked()


def test_every_decision_is_on_record(page: Any, qtbot: Any) -> None:
    dialog = HistoryDialog(page.desk)
    qtbot.addWidget(dialog)
    assert office.decisions(page.desk.ws)


def test_backing_up_and_bringing_it_back(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("backup")
    page: Any = window.current_page
    page.now.click()
    made = next(b for b in page.table.records.rows if b.reason is upkeep.Reason.MANUAL)
    assert made.contents.cases == 9
    ws = page.desk.ws
    before = office.read_office(ws).contact_phone
    page.desk.tasks.run(
        "改电话",
        lambda w, _: office.save_office(
            w, office.Office(**{**_fields(office.read_office(w)), "contact_phone": "1"})
        ),
    )
    assert office.read_office(ws).contact_phone == "1"
    monkeypatch.setattr(messages, "ask", lambda *_a, **_k: True)
    page.restore(made.path)
    assert office.read_office(ws).contact_phone == before
    assert any(b.reason is upkeep.Reason.RESTORE for b in upkeep.list_backups(ws.folders.data))


def test_a_refused_question_restores_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("backup")
    page: Any = window.current_page
    monkeypatch.setattr(messages, "ask", lambda *_a, **_k: False)
    page.table.setCurrentIndex(page.table.records.index(0, 0))
    page.restore_selected()
    reasons = {b.reason for b in upkeep.list_backups(page.desk.ws.folders.data)}
    assert upkeep.Reason.RESTORE not in reasons


def test_a_file_that_is_no_backup_is_told_before_anything_is_asked(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.go("backup")
    page: Any = window.current_page
    asked, told = [], []
    monkeypatch.setattr(messages, "ask", lambda *_a, **said: asked.append(said["effect"]))
    monkeypatch.setattr(messages, "show_error", lambda error, *_a, **_k: told.append(str(error)))
    (tmp_path / "年度总结.db").write_text("不是备份", "utf-8")
    page.restore(tmp_path / "年度总结.db")
    assert (asked, told) == ([], ["备份文件已损坏：年度总结.db。"])
    page.now.click()
    page.restore(page.table.records.rows[0].path)
    assert asked[0].startswith("备份中有单位 ")
    reasons = {b.reason for b in upkeep.list_backups(page.desk.ws.folders.data)}
    assert upkeep.Reason.RESTORE not in reasons


def test_the_check_says_that_all_is_well(window: MainWindow) -> None:
    window.go("backup")
    page: Any = window.current_page
    page.check()
    assert "完好" in page.banner.accessibleName()


def _fields(one: office.Office) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}
