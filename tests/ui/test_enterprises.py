"""企业名录 in the window: brought in, filtered, the card with its mark, taken back and redone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.hands import key_click
from yuetan_desktop.services import enterprises
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.enterprisecard import EnterpriseCardDialog
from yuetan_desktop.ui.pages.browse.enterprises import Enterprises

LINES = """企业名称,统一社会信用代码,县区,状态,正面清单
云麓示例水泥厂,9151A,云麓区,生产,是
岚溪示例养殖场,9151B,岚溪县,停产,否
云麓示例涂料厂,9151C,云麓区,生产,
"""


@pytest.fixture
def view(qtbot: Any, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Enterprises:
    (of_the_sample,) = enterprises.lists(desk.ws)
    desk.tasks.run("撤销名录", lambda ws, _: enterprises.withdraw_list(ws, of_the_sample.id))
    file = tmp_path / "名录.csv"
    file.write_text(LINES, "utf-8")
    monkeypatch.setattr(messages, "pick_file", lambda *_: file)
    view = Enterprises(desk)
    qtbot.addWidget(view)
    view.show()
    view.refresh()
    return view


def shown(view: Enterprises) -> list[str]:
    return [one.name for one in view.table.records.rows]


def test_a_list_is_brought_in_filtered_and_its_mark_shown_in_the_card(
    view: Enterprises, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not view.lists.isEnabled()
    qtbot.mouseClick(view.bring, Qt.MouseButton.LeftButton)
    view.refresh()
    assert len(shown(view)) == 3
    view.unit.set_key("云麓区")
    assert view.panel.subtitle.text() == "2 家，共 3 家"
    view.listed.set_key(True)
    assert shown(view) == ["云麓示例水泥厂"]
    view.listed.set_key(None)
    view.words.setText("9151c")
    assert shown(view) == ["云麓示例涂料厂"]
    view.words.clear()

    seen: list[EnterpriseCardDialog] = []
    monkeypatch.setattr(EnterpriseCardDialog, "exec", lambda dialog: seen.append(dialog))
    view.table.selectRow(0)
    key_click(view.table, Qt.Key.Key_Return)
    (card,) = seen
    qtbot.addWidget(card)
    assert card.mark.accessibleName() == "正面清单"
    assert ("监督执法正面清单", "列入") in card.card.lines


def test_a_list_is_taken_back_and_put_in_force_again(
    view: Enterprises, desk: Desk, qtbot: Any
) -> None:
    qtbot.mouseClick(view.bring, Qt.MouseButton.LeftButton)
    (action,) = view.lists_menu().actions()
    assert action.text().startswith("撤销 名录.csv（")
    action.trigger()
    assert enterprises.enterprises(desk.ws) == []
    desk.undo.undo(desk.undo.last)
    view.refresh()
    assert len(shown(view)) == 3
