"""What the forms of the ledger ask of a measure, and which gates they offer."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from yuetan_desktop.services import rectification
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification import terms
from yuetan_desktop.ui.pages.rectification.page import RectificationPage


@pytest.fixture
def first_page() -> str:
    return "rectification"


@pytest.fixture
def page(window: MainWindow) -> RectificationPage:
    window.go("rectification")
    found = window.current_page
    assert isinstance(found, RectificationPage)
    return found


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
