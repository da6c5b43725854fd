"""整改台账: what is recorded on a task, in the form of each act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.ui.ledger.tasks import fill, shown, task, words_of
from yuetan_desktop.domain.rectification import Stage
from yuetan_desktop.services import rectification
from yuetan_desktop.services.ledger import taskwork
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification import acts, terms
from yuetan_desktop.ui.pages.rectification.form import RecordForm
from yuetan_desktop.ui.pages.rectification.page import RectificationPage


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
