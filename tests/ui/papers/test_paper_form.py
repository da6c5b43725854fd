"""文书: the form, what is refused and where, and how a paper is saved, numbered and exported."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.hands import in_dialog, key_click
from yuetan_desktop.documents import printing
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage
from yuetan_desktop.ui.widgets.buttons import Button

from .hands import fill_lawfully, made, put, says, show

CTRL = Qt.KeyboardModifier.ControlModifier


# -- the form -----------------------------------------------------------------------------------
def test_the_form_holds_what_the_case_says_and_names_what_is_missing(
    page: PaperPage, case: CaseFile
) -> None:
    assert page.form.values()["被约谈单位"] == case.unit
    assert page.form.values()["约谈时间"] == ""
    assert page.form.fields["约谈时间"].is_failed
    assert "第十二条" in says(page, "约谈时间")
    assert not page.form.save.isEnabled()
    assert page.form.failed.text.endswith("项待补")


def test_ctrl_s_jumps_to_the_first_field_that_is_missing(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any
) -> None:
    fill_lawfully(page)
    put(page, "联系电话", "")
    told: list[Any] = []
    desk.noticed.connect(told.append)
    key_click(page, Qt.Key.Key_S, CTRL)
    assert page.form.fields["联系电话"].editor.hasFocus()
    assert [(one.title, one.words) for one in told] == [("约谈通知还不能生成", "1 项待补。")]
    assert "缺联系电话" in says(page, "联系电话")
    assert made(desk, case) == []


def test_a_moment_is_typed_as_papers_write_it_and_shown_as_read_once_left(page: PaperPage) -> None:
    put(page, "约谈时间", "11月24日上午9时半")
    assert not page.form.fields["约谈时间"].is_failed
    assert page.form.values()["约谈时间"] == "11月24日上午9时半"  # not under the clerk's hands
    page.form.fields["约谈地点"].editor.setFocus()
    assert page.form.values()["约谈时间"] == "2026-11-24 09:30"
    put(page, "约谈时间", "2026年11月24日（星期三）9时")
    assert "是星期二" in says(page, "约谈时间")


def test_an_unlawful_date_is_refused_and_a_lawful_one_is_one_key_away(
    page: PaperPage, qtbot: Any
) -> None:
    """第十二条: 约谈前3个工作日; the notice is of Tuesday 2026-11-10."""
    fill_lawfully(page)
    put(page, "约谈时间", "2026-11-13 09:30")
    assert page.form.fields["约谈时间"].is_failed
    assert "不足3个工作日" in says(page, "约谈时间")
    assert "最迟应于2026年11月9日书面通知" in says(page, "约谈时间")
    offer = page.form.fields["约谈时间"].findChild(Button, "offer")
    assert offer.text() == "改为 2026-11-16 09:30"
    offer.setFocus()
    key_click(offer, Qt.Key.Key_Space)
    page.form.edited.emit()
    assert page.form.values()["约谈时间"] == "2026-11-16 09:30"
    assert not page.form.fields["约谈时间"].is_failed
    assert page.form.fields["约谈时间"].findChild(Button, "offer") is None
    assert page.form.save.isEnabled()


def test_an_edited_field_is_marked_and_can_go_back(page: PaperPage, case: CaseFile) -> None:
    put(page, "参加人员", "市水务局负责同志")
    assert says(page, "参加人员").startswith("已改动；自动内容：")
    assert not page.form.fields["参加人员"].is_failed
    page.form.restore.click()
    assert "已改动" not in says(page, "参加人员")
    assert page.form.values() == {f.key: f.automatic for f in page.draft.fields}  # type: ignore[union-attr]


def test_the_form_of_another_case_holds_nothing_of_the_one_before(
    page: PaperPage, window: MainWindow, desk: Desk
) -> None:
    put(page, "约谈地点", "只属于前一案的会议室")
    other = next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待整改方案")
    again = show(window, other)
    values = again.form.values()
    assert values["被约谈单位"] == other.unit
    assert "只属于前一案" not in "".join(values.values())
    assert values == again.draft.values  # type: ignore[union-attr]


def test_a_change_of_the_case_reaches_fields_nobody_touched(page: PaperPage, desk: Desk) -> None:
    from dataclasses import replace

    from yuetan_desktop.services import office

    put(page, "约谈地点", "一会议室")
    desk.tasks.run(
        "改电话",
        lambda ws, _: office.save_office(
            ws, replace(office.read_office(ws), contact_phone="028-1234567")
        ),
    )
    # The form was already edited as a whole: what stood in it is the clerk's own word.
    assert page.form.values()["约谈地点"] == "一会议室"
    page.form.restore.click()
    assert page.form.values()["联系电话"] == "028-1234567"


# -- saving -------------------------------------------------------------------------------------
def test_a_draft_is_stored_with_article_numbers_and_reading(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any
) -> None:
    fill_lawfully(page)
    key_click(page, Qt.Key.Key_S, CTRL)
    (paper,) = made(desk, case)
    assert (paper.state, paper.number, paper.version) == ("草稿", "", 1)
    with zipfile.ZipFile(paper.path) as archive:
        text = archive.read("word/document.xml").decode()
    assert "市生态环境局一会议室" in text
    assert "第九条" in text


def test_opening_after_saving_means_the_stored_file_not_a_further_draft(
    page: PaperPage, desk: Desk, case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(printing, "open_in_system", opened.append)
    fill_lawfully(page)
    page.form.save.click()
    page.open_button.click()
    assert opened == [paper.path for paper in made(desk, case)]


def test_a_formal_paper_takes_its_number_only_when_confirmed(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_lawfully(page)
    number = page.draft.number  # type: ignore[union-attr]
    in_dialog(lambda dialog: dialog.reject())
    key_click(page, Qt.Key.Key_Return, CTRL)
    assert made(desk, case) == []
    monkeypatch.setattr(messages, "ask", lambda *_a, **_k: True)
    key_click(page, Qt.Key.Key_Return, CTRL)
    assert [(p.state, p.number) for p in made(desk, case)] == [("正式", number)]
    assert page.draft.number != number  # type: ignore[union-attr]


def test_what_may_not_take_a_number_is_refused_before_anything_is_asked(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    approval = case.state.done[StepKind.APPROVAL]
    desk.tasks.run(
        "作废", lambda ws, _: casefiles.void_step(ws, case.id, approval.id, "日期有误"), print
    )
    fill_lawfully(page)
    told: list[str] = []
    monkeypatch.setattr(messages, "ask", lambda *_a, **_k: told.append("asked"))
    monkeypatch.setattr(messages, "show_error", lambda error, *_a, **_k: told.append(error.message))
    key_click(page, Qt.Key.Key_Return, CTRL)
    assert len(told) == 1
    assert "尚未登记约谈人批准（第十一条）" in told[0]
    assert made(desk, case) == []


def test_a_paper_that_is_not_settled_is_settled_with_the_same_click_and_told_so(
    page: PaperPage, desk: Desk, case: CaseFile, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_lawfully(page)
    asked: list[tuple[str, str]] = []

    def ask(_title: str, question: str, *, verb: str, **_rest: object) -> bool:
        asked.append((question, verb))
        return True

    monkeypatch.setattr(messages, "ask", ask)
    key_click(page, Qt.Key.Key_Return, CTRL)
    assert asked == [
        ("约谈通知还是讨论稿，定稿后才能编号印发。现在定稿并编号印发？", "定稿并编号印发")
    ]
    key_click(page, Qt.Key.Key_Return, CTRL)
    assert asked[1] == ("将约谈通知编号印发？", "编号印发")


def test_word_is_exported_where_the_clerk_says(
    page: PaperPage, desk: Desk, case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "通知.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    fill_lawfully(page)
    page.word_button.click()
    assert target.read_bytes() == made(desk, case)[0].path.read_bytes()
