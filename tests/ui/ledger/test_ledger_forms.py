"""What the forms of the ledger ask of a measure, and which gates they offer."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.hands import in_dialog, key_click
from yuetan_desktop.domain.ledger.supervision import gate_state
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import rectification
from yuetan_desktop.services.ledger import gatelists
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification import acts, terms
from yuetan_desktop.ui.pages.rectification.page import RectificationPage


def words_of(widget: Any) -> str:
    return "".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_measure_that_hits_everyone_alike_is_asked_for_its_legal_basis_while_one_types(
    page: RectificationPage, desk: Desk, window: MainWindow
) -> None:
    form = terms.new_task(desk, window)
    form.show()
    measure = form.fields["measure"].editor
    asked = form.asked  # type: ignore[attr-defined]
    assert not asked.isVisible()
    measure.setPlainText("对12家砖瓦企业全部停产")  # type: ignore[attr-defined]
    assert asked.isVisible()
    assert "逐一（12家）写明" in asked.text()
    form.fields["place"].editor.set_key(page.shown[0].row.place_id)  # type: ignore[attr-defined]
    form.save.click()  # asked, not refused
    new = next(f for f in rectification.ledger(desk.ws) if "全部停产" in f.terms.measure)
    page.open_task(new)
    assert "是否“一刀切”（第十七条）" in words_of(page.side)
    form = terms.amend(desk, new, window)
    form.show()
    form.fields["measure"].editor.setPlainText(  # type: ignore[attr-defined]
        "依据《中华人民共和国环境保护法》第六十条，对12家砖瓦企业全部停产"
    )
    assert not form.asked.isVisible()  # type: ignore[attr-defined]
    form.fields["why"].editor.setText("写明依据")  # type: ignore[attr-defined]
    form.save.click()
    page.open_task(rectification.load_task(desk.ws, new.id))
    assert "一刀切" not in words_of(page.side)


OWN = """name = "扬尘管控两道关"
[[gate]]
name = "工地自查关"
items = ["围挡喷淋到位"]
[[gate]]
name = "部门复核关"
items = ["现场复核"]
"""


def test_an_office_chooses_among_its_own_gates_and_the_task_keeps_those_it_was_given(
    page: RectificationPage, desk: Desk, window: MainWindow
) -> None:
    file = next(f for f in page.shown if gate_state(f.state) is None)
    own = desk.ws.folders.data / "checklists" / "扬尘.toml"
    own.parent.mkdir()
    own.write_text(OWN, "utf-8")
    form = acts.gates(desk, file, window)
    form.show()
    which = form.fields["which"].editor
    assert [which.itemText(n) for n in range(which.count())] == [  # type: ignore[attr-defined]
        "复工三道关",
        "扬尘管控两道关",
    ]
    which.setCurrentIndex(1)  # type: ignore[attr-defined]
    first, _ = form.ticks.values()  # type: ignore[attr-defined]
    assert first.accessibleName() == "工地自查关 围挡喷淋到位"
    first.setChecked(True)
    form.save.click()
    own.unlink()  # a later change of the list changes no record
    state = gate_state(rectification.load_task(desk.ws, file.id).state)
    assert state is not None
    assert state.says == "扬尘管控两道关：已过 1/2 关，缺 部门复核关/现场复核"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = 关", "读不了"),
        ('name = "空"\n[[gate]]\nname = "一"\nitems = []', "没有要证明的事项"),
        ('name = "缺"\n[[gate]]\nname = "一"', "读不了"),
    ],
)
def test_a_list_of_gates_that_cannot_be_read_is_named(desk: Desk, text: str, words: str) -> None:
    own = desk.ws.folders.data / "checklists" / "扬尘.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(text, "utf-8")
    with pytest.raises(AppError, match=f"扬尘.toml {words}"):
        gatelists.checklists(desk.ws)
    own.unlink()


def test_a_list_of_the_shipped_name_takes_its_place(desk: Desk) -> None:
    own = desk.ws.folders.data / "checklists" / "复工三道关.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text(OWN, "utf-8")
    assert [one.name for one in gatelists.checklists(desk.ws)] == ["扬尘管控两道关"]
    own.unlink()


def test_f2_opens_the_form_of_the_chosen_task(page: RectificationPage, qtbot: Any) -> None:
    opened: list[str] = []
    page.table.setFocus()
    page.table.selectRow(0)
    first = page.shown[0]

    def look(dialog: Any) -> None:
        opened.append(words_of(dialog) + dialog.windowTitle())
        dialog.reject()

    in_dialog(look)
    key_click(page.table, Qt.Key.Key_F2)
    assert len(opened) == 1
    assert "修改任务" in opened[0]
    assert first.code in opened[0]
