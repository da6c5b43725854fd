"""文书中心 names every unit of a paper that several cases share."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.services import casefiles, paperwork, workspace
from yuetan_desktop.store import cases
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.list_page import PapersPage

SIGNING = "签到表"


@pytest.fixture
def first_page() -> str:
    return "papers"


def test_a_joint_paper_stands_with_all_its_units_and_is_found_by_each(
    window: MainWindow, desk: Desk, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    first, second = casefiles.list_cases(desk.ws, casefiles.CaseFilter.OPEN)[1:3]
    writer = workspace.open_workspace(data_dir)
    values = paperwork.draft(writer, first.id, SIGNING).values
    typed = {"约谈时间": "2026-12-10 09:30", "约谈地点": "市生态环境局一会议室"}
    made = paperwork.issue(writer, first.id, SIGNING, values | typed)
    with writer.transaction():
        cases.share_paper(writer.db, made.id, [second.id])
    writer.close()
    window.go("papers")
    listing = window.current_page
    assert isinstance(listing, PapersPage)
    listing.refresh()
    (row,) = (r for r in listing.table.records.rows if r.paper.kind == SIGNING and r.paper.others)
    assert row.unit == f"{first.unit}、{second.unit}"
    assert row.case_number == f"{first.number}、{second.number}"
    for words in (first.unit, second.unit, second.number):
        listing.filter.setText(words)
        assert row in listing.table.records.rows
