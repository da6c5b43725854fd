"""The main job through the real window by keyboard alone, from an empty folder to the printed
notice: import with one slip corrected → matrix → side panel →
发起约谈建议 → case → approval → 约谈通知 → Excel → 撤销导入.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.e2e import workbooks
from tests.e2e.conftest import FileDialogs
from tests.e2e.line import FIFTH, SEPTEMBER, Line, name_of, shown_words
from tests.e2e.printer import Printer
from tests.hands import active_window, in_dialog, retype, type_words
from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.upkeep import Reason
from yuetan_desktop.ui.pages.cases.case_page import CasePage
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


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
    active_window()  # a dialog that has just closed left the keyboard with none
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
    press(Key.Key_Space)
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
