"""The widgets that every page is made of: what they say, and what keys do in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.errors import AppError
from yuetan_desktop.ui import charts, icons, messages
from yuetan_desktop.ui.charts import ChartView, CoursePoint
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.tasks import Job
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme
from yuetan_desktop.ui.widgets.buttons import Button, IconButton, SegmentedControl
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import DateField, Field, TextArea
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.source_link import SourceLink
from yuetan_desktop.ui.widgets.stepper import Stepper, StepState, StepView
from yuetan_desktop.ui.widgets.table import TableView
from yuetan_desktop.ui.widgets.toast import Notice, Toast

pytestmark = pytest.mark.usefixtures("looks")
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot: Any, widget: QWidget) -> Any:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


# -- theme --------------------------------------------------------------------------------------
def luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (Color.INK, Color.CANVAS),
        (Color.INK2, Color.CANVAS),
        (Color.INK3, Color.ACCENT_TINT),
        (Color.WHITE, Color.ACCENT),
        (Color.ACCENT_HOVER, Color.ACCENT_TINT),
        (Color.RAIL_TEXT, Color.RAIL),
        (Color.OK, Color.OK_TINT),
        (Color.WARN, Color.WARN_TINT),
        (Color.BAD, Color.BAD_TINT),
    ],
)
def test_words_can_be_read_on_their_ground(ink: str, ground: str) -> None:
    """WCAG AA: 4.5 to 1."""
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_大字_enlarges_type_and_rows_at_once_but_not_the_gaps() -> None:
    rows, gap = theme().row(32), theme().gap
    theme().set_text_size(TextSize.LARGE)
    assert theme().font(Type.BODY).pixelSize() == 16
    assert theme().row(32) == round(rows * 1.25)
    assert theme().gap == gap


def test_every_icon_named_in_the_program_is_shipped_with_its_licence() -> None:
    import re

    from yuetan_desktop import paths

    folder = paths.resources() / "icons"
    have = {file.stem for file in folder.glob("*.svg")}
    source = Path(icons.__file__).parent
    named = re.compile(r"""(?:icon(?:_name)?=|icons\.\w+\([^"']*?)["']([a-z0-9-]+)["']""")
    wanted = {
        name for file in source.rglob("*.py") for name in named.findall(file.read_text("utf-8"))
    }
    assert wanted - have == set()
    assert "ISC" in (folder / "LICENSE").read_text("utf-8")


# -- buttons ------------------------------------------------------------------------------------
def test_a_blocked_button_says_why(qtbot: Any) -> None:
    button = shown(qtbot, Button("销号", keys="Ctrl+Enter"))
    button.block("核查意见还没有审批。")
    assert not button.isEnabled()
    assert button.toolTip() == "核查意见还没有审批。"
    button.block("")
    assert button.isEnabled()
    assert button.toolTip() == "销号（Ctrl+Enter）"


def test_an_icon_without_words_has_a_name_and_tells_its_key(qtbot: Any) -> None:
    button = shown(qtbot, IconButton("x", "关闭", keys="Esc"))
    assert button.accessibleName() == "关闭"
    assert button.toolTip() == "关闭（Esc）"


def test_segments_move_by_arrow_keys_and_go_round(qtbot: Any) -> None:
    control = shown(
        qtbot, SegmentedControl([("all", "全部"), ("late", "逾期"), ("done", "已销号")])
    )
    heard: list[str] = []
    control.changed.connect(heard.append)
    qtbot.keyClick(control, Qt.Key.Key_Right)
    qtbot.keyClick(control, Qt.Key.Key_Left)
    qtbot.keyClick(control, Qt.Key.Key_Left)
    assert heard == ["late", "all", "done"]


# -- fields -------------------------------------------------------------------------------------
def test_a_broken_rule_stands_under_its_field_and_is_spoken(qtbot: Any) -> None:
    field = shown(qtbot, Field("联系电话", QLineEdit(), required=True))
    field.fail("缺联系电话，通知要素不完整（第十二条）")
    assert field.is_failed
    assert "第十二条" in words(field)
    assert "第十二条" in field.editor.accessibleDescription()
    field.clear_check()
    assert not field.is_failed
    assert "第十二条" not in words(field)


def test_a_kept_rule_may_be_said_too(qtbot: Any) -> None:
    field = shown(qtbot, Field("约谈时间", QLineEdit()))
    field.approve("提前 4 个工作日，符合第十二条")
    assert not field.is_failed
    assert "提前 4 个工作日" in words(field)


def test_tab_leaves_a_field_of_several_lines(qtbot: Any) -> None:
    form = QWidget()
    area, after = TextArea("一"), QLineEdit()
    line = QVBoxLayout(form)
    line.addWidget(area)
    line.addWidget(after)
    shown(qtbot, form)
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert area.toPlainText() == "一"
    assert form.focusWidget() is after


def test_a_date_field_speaks_in_plain_dates(qtbot: Any) -> None:
    field = shown(qtbot, DateField(date(2026, 11, 10)))
    heard: list[date] = []
    field.changed.connect(heard.append)
    field.set_value(date(2026, 11, 16))
    assert heard == [date(2026, 11, 16)]


# -- stepper ------------------------------------------------------------------------------------
STEPS = [
    StepView("约谈建议", StepState.DONE, "10-13"),
    StepView("整改方案", StepState.CURRENT, "11-13 前", urgent=True),
    StepView("审核", StepState.FUTURE),
]


def test_the_stepper_speaks_where_it_stands_and_moves_by_arrows(qtbot: Any) -> None:
    stepper = shown(qtbot, Stepper(STEPS, name="办理步骤"))
    chosen: list[int] = []
    stepper.step_chosen.connect(chosen.append)
    assert stepper.accessibleName() == "办理步骤：整改方案，当前，第 2 步，共 3 步"
    qtbot.keyClick(stepper, Qt.Key.Key_Right)
    assert "审核，未开始" in stepper.accessibleName()
    qtbot.keyClick(stepper, Qt.Key.Key_Return)
    assert chosen == [2]


# -- tables -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    name: str
    value: float


COLUMNS = (
    Column("单位", lambda r: r.name),
    Column(
        "PM2.5",
        lambda r: f"{r.value:.1f} μg/m³",
        sort=lambda r: r.value,
        plain=lambda r: f"{r.value:.1f}",
    ),
)
ROWS = [Row("云麓区", 28.3), Row("岚溪县", 9.5), Row("青禾县", 31.0)]


@pytest.fixture
def table(qtbot: Any) -> TableView:
    table = shown(qtbot, TableView(COLUMNS, "试表"))
    table.set_rows(ROWS)
    return table


def order(table: TableView) -> list[str]:
    return [table.records.index(row, 0).data() for row in range(table.records.rowCount())]


def test_numbers_sort_as_numbers(table: TableView) -> None:
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert order(table) == ["岚溪县", "云麓区", "青禾县"]


def test_copied_rows_carry_heads_and_plain_numbers(table: TableView, qtbot: Any) -> None:
    table.select_record(ROWS[1])
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "单位\tPM2.5\n岚溪县\t9.5"


def test_enter_opens_and_arrows_choose(table: TableView, qtbot: Any) -> None:
    opened: list[Row] = []
    table.opened.connect(opened.append)
    table.select_record(ROWS[0])
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [ROWS[1]]


def test_new_rows_keep_the_selected_one(table: TableView) -> None:
    table.select_record(ROWS[2])
    table.set_rows([Row("新单位", 1.0), *ROWS])
    assert table.current_record() == ROWS[2]


def test_copying_takes_the_columns_that_are_shown_as_they_stand(table: TableView) -> None:
    table.selectAll()
    table.copy()
    heads = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    table.setColumnHidden(0, True)
    table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t") == heads[1:]
    table.setColumnHidden(0, False)
    table.horizontalHeader().moveSection(0, 1)
    table.copy()
    moved = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    assert moved == [heads[1], heads[0], *heads[2:]]


def test_the_menu_key_offers_copying_and_hiding_columns(table: TableView) -> None:
    table.select_record(ROWS[0])
    menu = table.row_menu()
    copy, columns = menu.actions()
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "单位\tPM2.5\n云麓区\t28.3"
    columns.menu().actions()[1].trigger()
    assert table.isColumnHidden(1)
    assert not table.isColumnHidden(0)


def test_a_column_s_width_is_remembered(table: TableView, qtbot: Any) -> None:
    table.setColumnWidth(0, 173)
    table.hide()
    again = shown(qtbot, TableView(COLUMNS, "试表"))
    QSettings().sync()
    assert again.columnWidth(0) == 173


def test_hidden_and_moved_columns_and_the_order_are_remembered(
    table: TableView, qtbot: Any
) -> None:
    table.set_rows(ROWS)
    table.setColumnHidden(1, True)
    table.horizontalHeader().moveSection(0, 1)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    in_order = [table.records.record(row) for row in range(len(ROWS))]
    table.hide()
    again = shown(qtbot, TableView(COLUMNS, "试表"))
    again.set_rows(ROWS)
    assert again.isColumnHidden(1)
    assert again.horizontalHeader().visualIndex(0) == 1
    assert [again.records.record(row) for row in range(len(ROWS))] == in_order


# -- dialogs and notices ------------------------------------------------------------------------
def test_an_error_is_told_in_three_lines_with_the_code_folded_away(qtbot: Any) -> None:
    error = AppError("第 19 行 C 列不是数值。", kept="库中数据未改动。", hint="更正 C19 后再导入。")
    dialog = shown(qtbot, messages.error_dialog(error, None, title="导入未完成"))
    said = words(dialog)
    assert "第 19 行 C 列不是数值。" in said
    assert "库中数据未改动。" in said
    assert "更正 C19 后再导入。" in said
    assert "AppError" not in said
    assert dialog.windowTitle() == "导入未完成"


def test_an_unexpected_error_shows_no_foreign_words_to_the_clerk(qtbot: Any) -> None:
    dialog = shown(qtbot, messages.error_dialog(KeyError("pm25"), None))
    assert dialog.windowTitle() == "程序出错"
    assert "KeyError" not in words(dialog)
    assert "请这样处理" in words(dialog)


def test_an_act_that_cannot_be_undone_waits_for_its_precondition(qtbot: Any) -> None:
    dialog = shown(
        qtbot,
        messages.confirm_dialog(
            "销号确认", "将资约〔2026〕03号销号？", verb="销号", precondition="核查意见已经审批"
        ),
    )
    act, cancel = dialog.findChildren(Button)
    assert dialog.focusWidget() is cancel
    assert not act.isEnabled()
    dialog.findChild(QCheckBox).setChecked(True)
    assert act.isEnabled()


def test_ctrl_enter_is_the_main_act_of_a_dialog_but_not_while_it_is_blocked(qtbot: Any) -> None:
    dialog = Dialog("登记进展")
    done: list[int] = []
    save = dialog.add_button("登记", lambda: done.append(1), kind="primary")
    shown(qtbot, dialog)
    save.block("缺日期。")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    save.block("")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert done == [1]


def test_a_toast_offers_to_undo_and_goes_when_it_was_used(qtbot: Any) -> None:
    undone: list[int] = []
    host = shown(qtbot, QWidget())
    toast = Toast(Notice("已登记进展", "约03-01", action=("撤销", lambda: undone.append(1))), host)
    toast.show()
    toast.findChildren(Button)[0].click()
    assert undone == [1]
    assert not toast.isVisible()


def test_esc_takes_a_toast_away(qtbot: Any) -> None:
    host = shown(qtbot, QWidget())
    toast = Toast(Notice("已登记进展"), host)
    toast.show()
    qtbot.keyClick(toast, Qt.Key.Key_Escape)
    assert not toast.isVisible()


def test_a_source_is_shown_whole_in_its_tooltip(qtbot: Any) -> None:
    source = Source("一个名字很长很长很长的空气质量月报2610.xlsx", "Sheet1", "C17")
    link = shown(qtbot, SourceLink(source))
    link.resize(180, 20)
    assert "…" in link.text()
    assert link.text().endswith("C17")
    assert link.toolTip() == str(source)


def test_remaining_time_is_guessed_only_after_three_seconds() -> None:
    job = Job("导入", done=50, total=100)
    assert job.seconds_left is None
    job.started -= 10
    assert job.seconds_left == 10
    assert Job("导入").share is None


# -- charts -------------------------------------------------------------------------------------
POINTS = [
    CoursePoint(m, 30.0 - m / 2 if m <= 10 else None, 29.0, 26.0 if m >= 10 else None)
    for m in range(1, 13)
]


def test_a_chart_is_drawn_copied_at_300_dpi_and_saved_on_white(qtbot: Any, tmp_path: Path) -> None:
    view = shown(qtbot, ChartView("累计均值"))
    view.resize(360, 180)
    view.set_chart(charts.course(POINTS, 10), "1—10月累计均值 25.0")
    view.copy()
    copied = QGuiApplication.clipboard().image()
    assert copied.width() == pytest.approx(360 * 3, abs=2)
    assert copied.pixelColor(1, 1).name() == "#ffffff"

    view.save(tmp_path / "图.png")
    view.save(tmp_path / "图.svg")
    assert (tmp_path / "图.png").read_bytes()[:4] == b"\x89PNG"
    assert "<svg" in (tmp_path / "图.svg").read_text("utf-8")
    assert view.accessibleDescription() == "1—10月累计均值 25.0"


def test_a_course_with_nothing_measured_still_draws() -> None:
    nothing = [CoursePoint(m, None, None, None) for m in range(1, 13)]
    data, width, height = charts.to_rgba(charts.course(nothing, 1), (300, 160), 1.0, 1.0)
    assert len(data) == width * height * 4


# -- labels -------------------------------------------------------------------------------------
def test_a_line_that_gives_way_says_itself_whole_in_its_tooltip(qtbot: Any) -> None:
    label = shown(qtbot, Label("市生态环境保护委员会办公室负责人", elide=True))
    whole = label.sizeHint().width()
    label.setFixedWidth(whole // 2)
    label.grab()
    assert label.minimumSizeHint().width() < whole
    assert label.toolTip() == "市生态环境保护委员会办公室负责人"


def test_a_file_s_words_are_never_taken_for_markup(qtbot: Any) -> None:
    label = shown(qtbot, Label("<b>青禾县</b><img src='file:///etc/passwd'>"))
    assert label.textFormat() is Qt.TextFormat.PlainText
