"""Every key of ui.md 4.1 on the pages where it makes sense, told by what it does: one window, one
table. A page not named for a key says in a notice that it has no such thing, and does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.hands import active_window, key_click
from tests.ui.spots import open_case
from yuetan_desktop.documents import printing
from yuetan_desktop.domain.period import Period
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.search import SearchBox
from yuetan_desktop.ui.widgets.table import TableView
from yuetan_desktop.ui.widgets.toast import Notice

pytestmark = pytest.mark.looking

PAPER = "paper/约谈建议审批单"  # complete as the case has it


@pytest.fixture
def first_page() -> str:
    return "help"  # each test goes on to its own


@dataclass
class Hands:
    """The window with what the last key brought about: dialogs by title, files asked for, notices,
    buttons pressed."""

    window: MainWindow
    desk: Desk
    folder: Path
    dialogs: list[str] = field(default_factory=list)
    targets: list[Path] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def page(self) -> Any:
        return self.window.current_page

    def go(self, spot: str) -> Any:
        """A page, or page/part of it; the case and its notice for case and paper."""
        key, _, part = spot.partition("/")
        item: Any = part or None
        if key in {"case", "paper"}:
            case = open_case(self.desk)
            item = case.id if key == "case" else (case.id, part)
        self.window.go(key, item)
        QApplication.processEvents()
        self.page.header.search.clearFocus()
        return self.page

    def press(self, keys: str) -> None:
        self.dialogs.clear()
        self.targets.clear()
        self.notices.clear()
        active_window(self.window)
        QTest.keySequence(self.window.focusWidget() or self.window, QKeySequence(keys))
        QApplication.processEvents()

    @property
    def told(self) -> list[str]:
        return [notice.title for notice in self.notices]


@pytest.fixture
def hands(
    window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hands]:
    found = Hands(window, desk, tmp_path)
    monkeypatch.setenv("PATH", "")  # no office suite: laying a paper out takes seconds
    printing.find_suite.cache_clear()

    def opened(dialog: Dialog) -> int:
        found.dialogs.append(dialog.windowTitle())
        return 0

    def asked(_parent: Any, _title: str, name: str, _kinds: str) -> Path:
        found.targets.append(tmp_path / name)
        return found.targets[-1]

    monkeypatch.setattr(Dialog, "exec", opened)
    monkeypatch.setattr(messages, "pick_target", asked)
    desk.noticed.connect(found.notices.append)
    yield found
    desk.noticed.disconnect(found.notices.append)
    printing.find_suite.cache_clear()


# -- acts that open a form ----------------------------------------------------------------------
FORMS = [
    ("Ctrl+N", "cases", "发起约谈建议"),
    ("Ctrl+N", "rectification", "新增措施"),
    ("Ctrl+N", "data/matters", "登记事项"),
    ("Ctrl+N", "settings/units", "新增"),
    ("Ctrl+N", "settings/targets", "新增目标"),
    ("Ctrl+N", "settings/duties", "新增分工"),
    ("Ctrl+Return", "cases", "发起约谈建议"),
    ("Ctrl+Return", "case", "登记"),
    ("Ctrl+E", "case", "制作案卷"),
]


@pytest.mark.parametrize(("keys", "spot", "title"), FORMS)
def test_a_key_opens_the_form_of_its_act(hands: Hands, keys: str, spot: str, title: str) -> None:
    hands.go(spot)
    hands.press(keys)
    assert [one[: len(title)] for one in hands.dialogs] == [title], hands.told


SELECTED = [
    ("F2", "rectification", "修改任务"),
    ("F2", "data/matters", "登记认定"),
    ("F2", "settings/units", "修改"),
    ("F2", "settings/sections", "修改"),
    ("F2", "settings/duties", "原因与责任部门"),
    ("Return", "settings/units", "修改"),
]


@pytest.mark.parametrize(("keys", "spot", "title"), SELECTED)
def test_f2_changes_the_line_that_is_selected(
    hands: Hands, keys: str, spot: str, title: str
) -> None:
    page = hands.go(spot)
    for table in page.findChildren(TableView):
        if table.isVisible() and table.records.rows:
            table.setFocus()
            table.selectRow(0)
            hands.press(keys)
            if hands.dialogs:
                break
    assert [one[: len(title)] for one in hands.dialogs] == [title]


def test_ctrl_enter_opens_a_case_for_the_unit_that_is_shown(hands: Hands) -> None:
    page = hands.go("dashboard")
    case = open_case(hands.desk)
    page.open_unit(case.row.place_id, case.basis.level.number)
    hands.press("Ctrl+Return")
    assert hands.dialogs == ["发起约谈建议"]
    hands.press("F4")
    assert page.side.isHidden()


# -- acts that write a file ---------------------------------------------------------------------
FILES = [
    ("Ctrl+E", "dashboard", "风险研判汇总表"),
    ("Ctrl+E", "cases", "约谈案件台账"),
    ("Ctrl+E", "rectification", "整改台账"),
    ("Ctrl+E", "statistics", "统计考评"),
    ("Ctrl+E", "duecalendar", "到期一览"),
    ("Ctrl+E", "data/units", "月度指标"),
    ("Ctrl+E", "data/ranks", "全省排名"),
    ("Ctrl+E", "data/batches", "导入记录"),
    ("Ctrl+E", "settings/units", "责任单位"),
    ("Ctrl+E", "backup", "备份列表"),
    ("Ctrl+P", "dashboard", "升级矩阵"),
    ("Ctrl+P", "duecalendar", "到期日历"),
]


@pytest.mark.parametrize(("keys", "spot", "name"), FILES)
def test_a_key_writes_the_file_of_the_page(hands: Hands, keys: str, spot: str, name: str) -> None:
    hands.go(spot)
    hands.press(keys)
    is_written(hands, name)


def is_written(hands: Hands, name: str) -> None:
    assert [file.name[: len(name)] for file in hands.targets] == [name], hands.told
    assert hands.targets[0].stat().st_size > 0
    assert hands.told[-1].startswith(("已导出", "已生成"))


def test_what_is_exported_is_what_is_shown(hands: Hands) -> None:
    page = hands.go("data/units")
    table = page.view("units").table
    table.setColumnHidden(2, True)
    hands.press("Ctrl+E")
    sheet = load_workbook(hands.targets[0]).worksheets[0]
    heads = [column.title for column in table.shown_columns()]
    assert table.records.columns[2].title not in heads
    rows = list(sheet.iter_rows(values_only=True))
    begin = next(n for n, row in enumerate(rows) if row[0] == "单位")
    assert list(rows[begin]) == heads
    assert len(rows) == begin + 1 + len(table.records.rows)
    shown = table.records.columns[1].text(table.records.rows[0])
    assert rows[begin + 1][:2] == (table.records.rows[0].place.name, float(shown))
    table.setColumnHidden(2, False)


# -- places in the page -------------------------------------------------------------------------
def filter_words(page: Page) -> str:
    widget = page.window().focusWidget()
    assert widget is not None
    return widget.accessibleDescription() or widget.accessibleName()


FILTERS = [
    ("cases", "筛选案件"),
    ("rectification", "筛选"),
    ("papers", "筛选文书"),
    ("settings/units", "筛选名称"),
    ("data/units", "数据期"),
    ("data/ranks", "名单"),
    ("dashboard", "数据期"),
    ("statistics", "统计期"),
]


@pytest.mark.parametrize(("spot", "name"), FILTERS)
def test_ctrl_f_goes_to_the_filter_of_the_page(hands: Hands, spot: str, name: str) -> None:
    page = hands.go(spot)
    hands.press("Ctrl+F")
    assert filter_words(page)[: len(name)] == name


def side_of(page: Any) -> QWidget:
    """What F4 hides and shows."""
    view = page._stack.currentWidget() if page.key == "data" else None
    side = view.sources if view is not None else page.side_pane() or page.side
    assert isinstance(side, QWidget)
    return side


@pytest.mark.parametrize(
    "spot", ["dashboard", "rectification", "data/units", "rules", "statistics"]
)
def test_f4_hides_and_shows_the_side_pane(hands: Hands, spot: str) -> None:
    page = hands.go(spot)
    if spot == "dashboard":
        page.matrix.view.setCurrentIndex(page.matrix.view.matrix.index(0, 0))
    for table in page.findChildren(TableView):
        if table.isVisible() and not table.currentIndex().isValid():
            table.selectRow(0)
    side = side_of(page)
    before = side.isVisible()
    hands.press("F4")
    assert side.isVisible() is not before
    hands.press("F4")
    assert side.isVisible() is before


def period_of(page: Any) -> str:
    box = page.period_box()
    if box is not None:
        return str(Period.parse(str(box.currentData())))
    return str(getattr(page, "month", None) or page.period)


@pytest.mark.parametrize(
    "spot", ["dashboard", "duecalendar", "data/units", "data/sections", "data/ranks", "statistics"]
)
def test_alt_and_an_arrow_step_through_the_periods(hands: Hands, spot: str) -> None:
    page = hands.go(spot)
    here = period_of(page)
    hands.press("Alt+Left")
    assert period_of(page) < here
    hands.press("Alt+Right")
    assert period_of(page) == here


@pytest.mark.parametrize(("spot", "told"), [("dashboard", "已重新研判")])
def test_f5_assesses_anew(hands: Hands, spot: str, told: str) -> None:
    page = hands.go(spot)
    seen = page.seen
    hands.press("F5")
    assert hands.told == [told]
    assert page.seen is not seen


@pytest.mark.parametrize(("spot", "shows"), [("rules", "tree"), ("statistics", "found")])
def test_f5_counts_anew_what_a_page_shows(
    hands: Hands, spot: str, shows: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = hands.go(spot)
    if spot == "statistics":
        before = page.found
        hands.press("F5")
        assert page.found is not before
    else:
        page.text.setText("")
        hands.press("F5")
        assert page.text.text() != ""


# -- everywhere ---------------------------------------------------------------------------------
def test_ctrl_s_saves_what_is_entered_and_says_so_where_all_is_stored(hands: Hands) -> None:
    hands.go("settings/ledger")
    hands.press("Ctrl+S")
    assert hands.told == ["已保存整改与回头看设置"]
    hands.go("cases")
    hands.press("Ctrl+S")
    assert hands.told == ["没有需要保存的内容"]


@pytest.mark.parametrize("spot", ["dashboard", "case", PAPER, "settings/look"])
def test_ctrl_k_searches_from_every_page(hands: Hands, qtbot: Any, spot: str) -> None:
    hands.go(spot)
    hands.press("Ctrl+K")
    box = hands.window.focusWidget()
    assert isinstance(box, SearchBox)
    assert box.isVisible()
    qtbot.keyClicks(box, "yll")
    assert box._list.current_hit() is not None
    assert box._list.isVisible()
    key_click(box, Qt.Key.Key_Return)
    assert hands.page.key != "paper"


def test_ctrl_i_opens_the_import_and_ctrl_slash_the_table_of_keys(hands: Hands) -> None:
    hands.go("cases")
    hands.press("Ctrl+I")
    assert hands.page.views.current == "wizard"
    hands.press("Ctrl+/")
    assert hands.page.key == "help"


def test_ctrl_o_asks_for_another_database(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted: list[Path] = []
    monkeypatch.setattr(messages, "pick_folder", lambda *_: tmp_path)
    hands.window.open_wanted.connect(wanted.append)
    hands.go("cases")
    hands.press("Ctrl+O")
    assert wanted == [tmp_path]


@pytest.mark.parametrize(
    ("keys", "spot", "told"),
    [
        ("Ctrl+N", "backup", "这一页没有可以新建的内容"),
        ("Ctrl+P", "cases", "这一页不直接打印"),
        ("Ctrl+E", "help", "这一页没有可以导出的表格"),
        ("Ctrl+F", "backup", "这一页没有筛选"),
        ("F4", "cases", "这一页没有侧栏"),
        ("Alt+Left", "cases", "这一页没有数据期可切换"),
        ("Ctrl+Return", "help", "这一页没有主操作"),
    ],
)
def test_a_key_that_a_page_has_no_use_for_says_so(
    hands: Hands, keys: str, spot: str, told: str
) -> None:
    hands.go(spot)
    hands.press(keys)
    assert hands.told == [told]
    assert hands.dialogs == hands.targets == []


# -- last, as it opens a window of its own, and searches go to the window opened last ------------
@pytest.mark.acting
def test_the_keys_of_a_paper_print_export_make_its_draft_and_ask_before_its_number(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.go(PAPER)
    hands.press("Ctrl+P")
    assert [one[:9] for one in hands.dialogs] == ["打印约谈建议审批单"], hands.told
    hands.press("Ctrl+E")
    is_written(hands, "")
    hands.press("Ctrl+S")
    assert hands.told == ["已生成约谈建议审批单"]
    asked: list[str] = []
    monkeypatch.setattr(messages, "ask", lambda title, *_a, **_k: asked.append(title))
    hands.press("Ctrl+Return")
    assert len(asked) == 1
    hands.go("papers")
    hands.press("Ctrl+E")
    is_written(hands, "文书列表")
