"""The main job through the real window, from an empty folder to the paper and the workbook.

Once by keyboard alone, once by mouse: import with one slip corrected → matrix → side panel →
发起约谈建议 → case → approval → 约谈通知 → Excel → 撤销导入.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.e2e import workbooks
from tests.e2e.conftest import FileDialogs
from tests.e2e.printer import Printer
from tests.hands import active_window, in_dialog, type_words
from yuetan_desktop.app import Program
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, paperwork, places
from yuetan_desktop.services.upkeep import Reason
from yuetan_desktop.ui.pages.cases.case_page import CasePage
from yuetan_desktop.ui.pages.dashboard.page import DashboardPage
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage

SEPTEMBER = Period.month(2026, 9)
FIFTH = 5
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def shown_words(widget: QWidget) -> str:
    """What a clerk reads there."""
    labels = [w for w in widget.findChildren(QLabel) if w.isVisible()]
    links = [w for w in widget.findChildren(QAbstractButton) if w.isVisible()]
    return "\n".join(w.text() or w.toolTip() for w in (*labels, *links))


# -- what is looked at, however it was reached ----------------------------------------------------
class Line:
    """The program with what a test asks of it."""

    def __init__(self, running: Program, qtbot: Any) -> None:
        self.program, self.window, self.qtbot = running, running.window, qtbot

    def wait(self, until: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=30000)

    def settle(self) -> None:
        """Until no work is running."""
        self.wait(lambda: self.program.tasks is not None and not self.program.tasks.is_busy)

    @property
    def ws(self) -> Any:
        return self.program.reader

    def page(self, kind: type[Any]) -> Any:
        found = self.window.current_page
        assert isinstance(found, kind), f"{type(found).__name__} is shown"
        return found

    @property
    def dashboard(self) -> DashboardPage:
        return self.page(DashboardPage)

    @property
    def wizard(self) -> Any:
        return self.window.page("data").view("wizard")  # type: ignore[attr-defined]

    def state(self, unit: str = "雁江区", level: int = FIFTH) -> str:
        """What the matrix shows for a unit and level."""
        row = next(r for r in self.dashboard.matrix.view.matrix.rows if r.name == unit)
        return str(next(cell.state for cell in row.cells if cell.level == level))

    def id_of(self, unit: str) -> int:
        return int(places.find_place(self.ws, unit).id)

    def check_side_panel(self) -> None:
        """Why, by which article, with which numbers, from which cell."""
        side = self.dashboard.side
        assert side.isVisible()
        words = shown_words(side)
        for said in ("第八条", "28.3", "28.0", "78.8", workbooks.MONTHLY):
            assert said in words, said

    def check_paper(self, path: Path) -> None:
        """第十二条: the paper prints the article, the numbers and the reading it stands on."""
        with zipfile.ZipFile(path) as archive:
            xml = archive.read("word/document.xml").decode()
        for said in ("雁江区人民政府", "第八条", "28.3", "78.8", "口径", "028-26110001"):
            assert said in xml, said

    def check_summary(self, path: Path) -> None:
        """Who, which level, why and from which cell."""
        text = "\n".join(
            str(cell.value)
            for sheet in load_workbook(path).worksheets
            for row in sheet.iter_rows()
            for cell in row
        )
        for said in ("雁江区", "第八条（一）1", "28.3", f"{workbooks.MONTHLY} › 前三季度!B3"):
            assert said in text, said

    def tomorrow(self) -> str:
        return f"{self.ws.today() + timedelta(days=1)} 09:30"


@pytest.fixture
def line(running: Program, qtbot: Any) -> Line:
    return Line(running, qtbot)


# -- by keyboard alone ----------------------------------------------------------------------------
class NoMouse(QObject):
    """Fails the run at the first mouse event that reaches any widget."""

    MOUSE = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self.MOUSE:
            self.seen.append(repr(watched))
        return False


@contextmanager
def mouse_unplugged() -> Iterator[None]:
    watch = NoMouse()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
    try:
        yield
    finally:
        QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]
    assert watch.seen == []


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    window = active_window()
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def keys(text: str) -> None:
    for letter in text:
        QTest.keyClick(focus(), letter)


def retype(text: str) -> None:
    """Replace what a field says."""
    press(Key.Key_A, CTRL)
    type_words(text)


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def tab_to(name: str, *, limit: int = 80) -> None:
    """Tab until the keyboard is on what is called `name`."""
    passed = []
    for _ in range(limit):
        press(Key.Key_Tab)
        passed.append(name_of(focus()))
        if passed[-1] == name:
            return
    raise AssertionError(f"Tab never reaches {name}: {list(dict.fromkeys(passed))}")


def test_the_whole_line_by_keyboard_alone(
    printer: Printer, line: Line, file_dialogs: FileDialogs, tmp_path: Path
) -> None:
    targets, monthly = reversed(workbooks.write(tmp_path))
    with mouse_unplugged():
        press(Key.Key_N, CTRL)
        line.wait(lambda: line.window.current_page)
        line.settle()
        keyboard_imports(line, file_dialogs, [targets, monthly])
        keyboard_reads_the_matrix(line)
        keyboard_opens_the_case(line)
        keyboard_makes_the_notice(line)
        keyboard_prints(line, printer)
        keyboard_exports(line, file_dialogs, tmp_path / "汇总.xlsx")
        press(Key.Key_B, CTRL)
        line.settle()
        keyboard_decides_a_reading(line)
        keyboard_takes_the_import_back(line)
        keyboard_restores_the_backup(line)


def keyboard_imports(line: Line, file_dialogs: FileDialogs, files: list[Path]) -> None:
    for file in files:
        press(Key.Key_I, CTRL)
        tab_to("选择文件…")
        file_dialogs.opens = [file]
        press(Key.Key_Space)
        line.wait(lambda file=file: line.wizard.session and line.wizard.session.path == file)
        line.settle()
        if file != files[-1]:
            press(Key.Key_Return, CTRL)
            line.wait(lambda: line.wizard.session is None)
            line.settle()
    assert line.wizard.foot.reason.text() == "还有 1 处错误，处理后方可入库"
    press(Key.Key_F8)
    press(Key.Key_Return)  # 识别为 28.3
    bar = line.wizard.review.bar
    assert (bar.address.text(), bar.original.text(), bar.value.text()) == ("B3", "二八.三", "28.3")
    type_words("市站更正函")
    tab_to("应用")
    press(Key.Key_Space)
    line.settle()
    line.wait(line.wizard.foot.next.isEnabled)
    press(Key.Key_Return, CTRL)
    line.wait(lambda: line.wizard.session is None)
    line.settle()


def keyboard_reads_the_matrix(line: Line) -> None:
    press(Key.Key_1, CTRL)
    keyboard_goes_to_september(line)
    assert line.state() == "已触发"
    assert line.state("乐至县") == "待认定"  # 仅在“任一未达到”口径下成立
    assert line.state("安岳县") == "缺数据"  # missing data is never shown as normal
    view = line.dashboard.matrix.view
    for _ in range(8):
        press(Key.Key_F6)
        if focus() is view:
            break
    press(Key.Key_Home, CTRL)
    for _ in range(40):
        if view.current() == (line.id_of("雁江区"), FIFTH):
            break
        here = view.current()
        press(Key.Key_Right if here[0] == line.id_of("雁江区") else Key.Key_Down)
    press(Key.Key_Return)
    line.check_side_panel()


def keyboard_goes_to_september(line: Line) -> None:
    while line.dashboard.month != SEPTEMBER:
        assert line.dashboard.month is not None
        assert line.dashboard.month.start > SEPTEMBER.start
        press(Key.Key_Left, ALT)


def keyboard_opens_the_case(line: Line) -> None:
    in_dialog(lambda _dialog: press(Key.Key_Return, CTRL) or line.settle())
    press(Key.Key_Return, CTRL)
    line.wait(lambda: isinstance(line.window.current_page, CasePage))
    page = line.page(CasePage)
    assert page.head.act.text() == "登记会商"
    keyboard_records(line, {"会商单位": "市环委办", "会商意见": "同意约谈"})
    line.wait(lambda: page.head.act.text() == "登记批准")
    keyboard_records(line, {"批准人": "市政府分管领导"})
    line.wait(lambda: page.head.act.text() == "登记书面通知")


def keyboard_records(line: Line, said: dict[str, str]) -> None:
    """The one next act of the case, with what its form asks for."""

    def fill(_dialog: Any) -> None:
        for name, words in said.items():
            for _ in range(20):
                if name_of(focus()) == name:
                    break
                press(Key.Key_Tab)
            type_words(words)
        press(Key.Key_Return, CTRL)
        line.settle()

    in_dialog(fill)
    press(Key.Key_Return, CTRL)


def keyboard_makes_the_notice(line: Line) -> None:
    tab_to("生成约谈通知")
    press(Key.Key_Space)
    page = line.page(PaperPage)
    line.settle()
    said: dict[str, str] = {}
    answers = {
        "约谈时间": line.tomorrow(),
        "约谈地点": "市生态环境局一会议室",
        "参加人员": "市生态环境局有关负责同志",
        "联系人": "李敏",
        "联系电话": "028-26110001",
    }
    for _ in range(12):
        press(Key.Key_S, CTRL)
        line.settle()
        if paperwork.papers(line.ws):
            break
        field = name_of(focus())
        said[field] = focus().accessibleDescription()
        if "不足3个工作日" in said[field]:
            press(Key.Key_Tab)
            assert name_of(focus()).startswith("改为 ")
            press(Key.Key_Space)
        else:
            retype(answers[field])
    assert "缺联系电话" in said["联系电话"]
    assert "最迟应于" in said["约谈时间"]
    assert page.form.values()["约谈时间"] != line.tomorrow()
    (paper,) = paperwork.papers(line.ws)
    assert paper.state == "代拟稿"  # the default 视角 is 县级自查
    line.check_paper(paper.path)


def keyboard_prints(line: Line, printer: Printer) -> None:
    """The notice, in three copies, on the printer that is called by its name."""

    def choose(_dialog: Any) -> None:
        tab_to("份数")
        press(Key.Key_A, CTRL)
        keys("3")
        press(Key.Key_Return, CTRL)

    with printer.connected():
        in_dialog(choose)
        press(Key.Key_P, CTRL)
        line.settle()
    (job,) = printer.jobs()
    assert job.arguments[:4] == ["-d", "二楼文印室", "-n", "3"]
    for said in ("雁江区人民政府", "028-26110001"):
        assert said in job.words


def keyboard_exports(line: Line, file_dialogs: FileDialogs, target: Path) -> None:
    press(Key.Key_1, CTRL)
    file_dialogs.saves = target
    press(Key.Key_E, CTRL)
    line.settle()
    line.check_summary(target)


def keyboard_decides_a_reading(line: Line) -> None:
    """R1: 和 read as 任一未达到, by the office, on a named basis."""

    def decide(dialog: Any) -> None:
        assert "任一未达到" in shown_words(dialog)
        for _ in range(20):
            if name_of(focus()) == "依据":
                break
            press(Key.Key_Tab)
        type_words("市环委办答复函〔2026〕3号")
        press(Key.Key_Return, CTRL)
        line.settle()

    press(Key.Key_6, CTRL)
    tab_to("和：同时未达到")
    press(Key.Key_Down)
    assert name_of(focus()) == "和：任一未达到"
    in_dialog(decide)
    press(Key.Key_Return)
    line.settle()
    press(Key.Key_1, CTRL)
    assert line.state("乐至县") == "已触发"


def keyboard_takes_the_import_back(line: Line) -> None:
    press(Key.Key_2, CTRL)
    tab_to("导入记录")
    press(Key.Key_Space)
    tab_to("导入记录")  # the table carries the name of its view
    press(Key.Key_Home, CTRL)

    def give_the_reason(dialog: Any) -> None:
        assert workbooks.MONTHLY in shown_words(dialog)
        type_words("月报有误，待重发")
        press(Key.Key_Return, CTRL)
        line.settle()

    in_dialog(give_the_reason)
    tab_to("撤销导入")
    press(Key.Key_Space)
    line.settle()
    press(Key.Key_1, CTRL)
    assert line.state() == "缺数据"
    assert casefiles.list_cases(line.ws)  # what was opened on it stays, with its frozen basis


def keyboard_restores_the_backup(line: Line) -> None:
    tab_to("备份恢复")
    press(Key.Key_Return)
    tab_to("备份列表")
    table = line.window.current_page.table
    for _ in range(30):
        if (info := table.current_record()) is not None and info.reason is Reason.MANUAL:
            break
        press(Key.Key_Down)

    def agree(_dialog: Any) -> None:
        tab_to("其他电脑和窗口没有在使用这个数据库")
        press(Key.Key_Space)
        tab_to("恢复")
        press(Key.Key_Space)

    in_dialog(agree)
    press(Key.Key_Return)
    line.settle()
    press(Key.Key_1, CTRL)
    keyboard_goes_to_september(line)
    assert line.state() == "已触发"
    assert line.state("乐至县") == "待认定"  # the decision came after the backup
    assert len(casefiles.list_cases(line.ws)) == 1
    assert len(paperwork.papers(line.ws)) == 1


# -- by mouse -------------------------------------------------------------------------------------
def click(widget: QWidget, where: QPoint | None = None) -> None:
    assert widget.isVisible(), name_of(widget)
    assert widget.isEnabled(), widget.toolTip()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(widget, left, none, where or widget.rect().center())
    QApplication.processEvents()


def button(name: str, within: QWidget) -> QWidget:
    """The button on screen that is called so."""
    found = [
        widget
        for widget in within.findChildren(QAbstractButton)
        if name_of(widget) == name and widget.isVisible()
    ]
    assert found, f"no button {name}"
    return found[0]


def click_cell(view: Any, index: Any) -> None:
    view.scrollTo(index)
    click(view.viewport(), view.visualRect(index).center())


def test_the_whole_line_by_mouse(line: Line, file_dialogs: FileDialogs, tmp_path: Path) -> None:
    targets, monthly = reversed(workbooks.write(tmp_path))
    click(button("新建…", line.window))
    line.wait(lambda: line.window.current_page)
    line.settle()
    mouse_imports(line, file_dialogs, [targets, monthly])
    mouse_opens_the_case(line)
    mouse_makes_the_notice(line)
    mouse_exports(line, file_dialogs, tmp_path / "汇总.xlsx")
    mouse_takes_the_import_back(line)


def mouse_imports(line: Line, file_dialogs: FileDialogs, files: list[Path]) -> None:
    click(line.window.rail.items["data"])
    click(button("导入向导", line.window))
    for file in files:
        file_dialogs.opens = [file]
        click(button("选择文件…", line.window))
        line.wait(lambda file=file: line.wizard.session and line.wizard.session.path == file)
        line.settle()
        if file != files[-1]:
            click(line.wizard.foot.next)
            line.wait(lambda: line.wizard.session is None)
            line.settle()
    review = line.wizard.review
    click_cell(review.issues, review.issues.model().index(0, 0))
    assert (review.bar.address.text(), review.bar.original.text()) == ("B3", "二八.三")
    click(review.bar.value)
    retype("28.3")
    click(review.bar.basis.lineEdit())
    type_words("市站更正函")
    click(review.bar.apply_button)
    line.settle()
    line.wait(line.wizard.foot.next.isEnabled)
    click(line.wizard.foot.next)
    line.wait(lambda: line.wizard.session is None)
    line.settle()


def mouse_opens_the_case(line: Line) -> None:
    click(line.window.rail.items["dashboard"])
    while line.dashboard.month != SEPTEMBER:
        before = line.dashboard.month
        click(button("上一数据期", line.dashboard.period))
        assert line.dashboard.month != before
    assert line.state() == "已触发"
    view = line.dashboard.matrix.view
    row = next(n for n, r in enumerate(view.matrix.rows) if r.name == "雁江区")
    column = next(n for n, c in enumerate(view.matrix.rows[row].cells) if c.level == FIFTH)
    click_cell(view, view.matrix.index(row, column))
    line.check_side_panel()
    in_dialog(lambda dialog: click(button("确认研判并立案", dialog)) or line.settle())
    click(line.dashboard.side.propose)
    line.wait(lambda: isinstance(line.window.current_page, CasePage))
    page = line.page(CasePage)

    mouse_records(line, page, {"with": "市环委办", "opinion": "同意约谈"})
    line.wait(lambda: page.head.act.text() == "登记批准")
    mouse_records(line, page, {"approver": "市政府分管领导"})
    line.wait(lambda: page.head.act.text() == "登记书面通知")


def mouse_records(line: Line, page: CasePage, said: dict[str, str]) -> None:
    """The one next act of the case, with what its form asks for."""

    def fill(dialog: Any) -> None:
        for key, words in said.items():
            click(dialog.fields[key].editor)
            type_words(words)
        click(button("登记", dialog))
        line.settle()

    in_dialog(fill)
    click(page.head.act)


def mouse_makes_the_notice(line: Line) -> None:
    click(button("生成约谈通知", line.window))
    form = line.page(PaperPage).form
    assert not form.save.isEnabled()
    for key, words in (
        ("约谈地点", "市生态环境局一会议室"),
        ("联系人", "李敏"),
        ("联系电话", "028-26110001"),
        ("约谈时间", line.tomorrow()),
    ):
        click(form.fields[key].editor)
        retype(words)
    line.wait(lambda: form.fields["约谈时间"].is_failed)
    line.wait(lambda: form.fields["约谈时间"].findChild(QAbstractButton, "offer"))
    offer = form.fields["约谈时间"].findChild(QAbstractButton, "offer")
    assert offer is not None
    line.settle()
    click(offer)
    line.wait(form.save.isEnabled)
    click(form.save)
    line.settle()
    (paper,) = paperwork.papers(line.ws)
    line.check_paper(paper.path)


def mouse_exports(line: Line, file_dialogs: FileDialogs, target: Path) -> None:
    click(line.window.rail.items["dashboard"])
    file_dialogs.saves = target
    click(line.dashboard.export)
    line.settle()
    line.check_summary(target)


def mouse_takes_the_import_back(line: Line) -> None:
    click(line.window.rail.items["data"])
    click(button("导入记录", line.window))
    batches = line.window.page("data").view("batches")  # type: ignore[attr-defined]
    click_cell(batches.table, batches.table.records.index(0, 1))

    def give_the_reason(dialog: Any) -> None:
        type_words("月报有误，待重发")
        click(button("撤销导入", dialog))
        line.settle()

    in_dialog(give_the_reason)
    click(batches.withdraw_button)
    line.settle()
    click(line.window.rail.items["dashboard"])
    assert line.state() == "缺数据"
