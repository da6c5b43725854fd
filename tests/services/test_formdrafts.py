"""Drafts of forms: kept one a form, found again, gone when dropped; nothing else is touched."""

from __future__ import annotations

from datetime import datetime

from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.papers import formdrafts
from yuetan_desktop.services.workspace import Workspace


def test_a_draft_is_found_under_its_form_and_under_no_other(ws: Workspace) -> None:
    formdrafts.keep(ws, "登记约谈·1", {"约谈地点": "市政府3号会议室"})
    found = formdrafts.find(ws, "登记约谈·1")
    assert found is not None
    assert dict(found.entered) == {"约谈地点": "市政府3号会议室"}
    assert (found.saved_by, found.saved_at) == (ws.person, ws.now())
    assert formdrafts.find(ws, "登记约谈·2") is None


def test_the_next_draft_of_a_form_takes_the_place_of_the_one_before(ws: Workspace) -> None:
    formdrafts.keep(ws, "登记进展·1", {"情况": "甲"})
    ws.clock = lambda: datetime(2026, 11, 11, 8, 0)
    formdrafts.keep(ws, "登记进展·1", {"情况": "乙"})
    found = formdrafts.find(ws, "登记进展·1")
    assert found is not None
    assert (found.entered["情况"], found.saved_at.day) == ("乙", 11)
    formdrafts.drop(ws, "登记进展·1")
    assert formdrafts.find(ws, "登记进展·1") is None


def test_a_draft_leaves_the_case_and_what_assessments_rest_on_untouched(
    ws: Workspace, case: CaseFile
) -> None:
    from yuetan_desktop.store.revision import revision

    before = revision(ws.db)
    formdrafts.keep(ws, f"登记约谈建议·{case.id}", {"建议部门": "市生态环境局"})
    assert casefiles.load_case(ws, case.id) == case
    assert revision(ws.db) == before
