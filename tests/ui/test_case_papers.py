"""文书互校 and 制作案卷 on the page of a case."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.hands import in_dialog, key_click
from tests.packs import verify
from yuetan_desktop.documents import printing
from yuetan_desktop.services import casefiles, paperwork, workspace
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.papers import paperstages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk, Notice
from yuetan_desktop.ui.pages.cases.case_page import CasePage
from yuetan_desktop.ui.pages.cases.folder_dialog import FolderDialog
from yuetan_desktop.ui.pages.cases.papers_bar import DiscrepancyDialog
from yuetan_desktop.ui.widgets.labels import Chip
from yuetan_desktop.ui.widgets.progress import JobProgress


@pytest.fixture(autouse=True)
def no_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "find_suite", lambda: None)


@pytest.fixture
def first_page() -> str:
    return "cases"


@pytest.fixture
def held(desk: Desk) -> CaseFile:
    """A case of the story whose interview has taken place."""
    return next(file for file in casefiles.list_cases(desk.ws) if file.state.held_on)


def make_notice(data_dir: Path, case_id: int, moment: str) -> None:
    """Made by another program, as by the command line."""
    typed = {"约谈时间": moment, "约谈地点": "3号会议室", "参加人员": "市水务局有关负责同志"}
    with workspace.open_workspace(data_dir) as ws:
        values = paperwork.draft(ws, case_id, "约谈通知", typed).values
        paperwork.issue(ws, case_id, "约谈通知", values)


def show(window: MainWindow, file: CaseFile) -> CasePage:
    window.go("case", file.id)
    page = window.current_page
    assert isinstance(page, CasePage)
    return page


def make_two(page: CasePage, held: CaseFile, to: Path) -> None:
    """The case files of this case and of another one."""

    def fill(dialog: FolderDialog) -> None:
        assert dialog.ticked() == [held.id]
        dialog.target.setText(str(to))
        other = next(
            n for n in range(dialog.cases.count()) if dialog.cases.item(n).data(256) != held.id
        )
        dialog.cases.item(other).setCheckState(Qt.CheckState.Checked)
        assert dialog.go.text() == "制作 2 个案卷"
        dialog.go.click()

    in_dialog(fill)
    page.papers_bar.make_folder.click()


def test_a_case_without_papers_says_what_will_be_compared(
    window: MainWindow, held: CaseFile
) -> None:
    bar = show(window, held).papers_bar
    assert bar.state.text == "没有文书"
    assert not bar.show_list.isEnabled()
    assert bar.make_folder.isEnabled()


def test_a_day_that_does_not_agree_stands_on_the_page_and_leads_to_its_paper(
    window: MainWindow, held: CaseFile, data_dir: Path, qtbot: Any
) -> None:
    make_notice(data_dir, held.id, "2026-12-24 09:30")
    bar = show(window, held).papers_bar
    assert "处不一致" in bar.state.text
    assert any("2026年12月24日" in one.sentence for one in bar.found)

    def look(dialog: DiscrepancyDialog) -> None:
        assert len(dialog.table.records.rows) == len(bar.found)
        assert dialog.sentence.text() == bar.found[0].sentence
        key_click(dialog.table, Qt.Key.Key_Return)

    in_dialog(look)
    bar.show_list.click()
    assert window.current_page is not None
    assert window.current_page.key == "paper"


def test_the_case_file_is_made_from_the_page_for_several_cases(
    window: MainWindow, desk: Desk, held: CaseFile, data_dir: Path, tmp_path: Path
) -> None:
    make_notice(data_dir, held.id, "2026-12-24 09:30")
    make_two(show(window, held), held, tmp_path / "交")
    folders = [path for path in (tmp_path / "交").iterdir() if path.is_dir()]
    assert len(folders) == 2
    assert all(verify(folder) == [] for folder in folders)
    shutil.rmtree(tmp_path / "交")


def test_cancelled_midway_the_case_file_that_is_whole_stays_and_the_notice_says_so(
    window: MainWindow, desk: Desk, held: CaseFile, tmp_path: Path
) -> None:
    indexed: list[str] = []
    told: list[Notice] = []
    desk.noticed.connect(told.append)

    def watch() -> None:
        for job in desk.tasks.jobs:
            if "编写目录" in job.text and job.text not in indexed:
                indexed.append(job.text)
            if len(indexed) == 2 and not job.is_cancelled:
                line = JobProgress(job)
                line.cancel.click()

    desk.tasks.jobs_changed.connect(watch)
    make_two(show(window, held), held, tmp_path / "交")
    desk.tasks.jobs_changed.disconnect(watch)
    (folder,) = (path for path in (tmp_path / "交").iterdir() if path.is_dir())
    assert verify(folder) == []
    assert {path.suffix for path in (tmp_path / "交").iterdir()} == {"", ".zip"}
    kept = "已制成的 1 个案卷保留，未完成的已清除，案件和文书未受影响。"
    assert [(one.title, one.words) for one in told] == [("已取消制作案卷", kept)]


def test_no_case_ticked_makes_nothing(desk: Desk, held: CaseFile, qtbot: Any) -> None:
    dialog = FolderDialog(desk, held.id, casefiles.list_cases(desk.ws))
    qtbot.addWidget(dialog)
    for n in range(dialog.cases.count()):
        dialog.cases.item(n).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.go.isEnabled()


def test_how_far_a_draft_came_stands_beside_it_among_the_case_s_papers(
    window: MainWindow, desk: Desk, held: CaseFile, data_dir: Path
) -> None:
    page = show(window, held)

    def stages() -> set[str]:
        return {chip.accessibleName() for chip in page.papers.findChildren(Chip)}

    assert "会议议程与主持词：讨论稿" not in stages()
    with workspace.open_workspace(data_dir) as ws:
        paperstages.save_draft(ws, held.id, "会议议程与主持词", {"约谈地点": "市政府"})
    page.refresh()
    assert "会议议程与主持词：讨论稿" in stages()
