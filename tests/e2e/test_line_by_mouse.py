"""The main job through the real window by mouse, from an empty folder to the workbook:
import with one slip corrected → matrix → side panel →
发起约谈建议 → case → approval → 约谈通知 → Excel → 撤销导入.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.e2e import workbooks
from tests.e2e.conftest import FileDialogs
from tests.e2e.line import FIFTH, SEPTEMBER, Line, name_of
from tests.hands import in_dialog, retype, type_words
from yuetan_desktop.services import paperwork
from yuetan_desktop.ui.pages.cases.case_page import CasePage
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage


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
