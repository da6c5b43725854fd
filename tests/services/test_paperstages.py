"""讨论稿、送审稿、定稿: bound to the content they were given for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseview
from yuetan_desktop.services.papers import paperstages
from yuetan_desktop.services.papers.paperstages import PaperStage, Standing
from yuetan_desktop.services.workspace import Workspace

from .casestory import TO_INTERVIEW, record
from .papersmade import MINUTES, NOTICE, interview, issuing_office, make

KIND = "约谈通知"


@pytest.fixture
def ws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    with issuing_office(tmp_path / "data") as workspace:
        yield workspace


def form(ws: Workspace, case: CaseFile, **typed: str) -> dict[str, str]:
    return paperwork.draft(ws, case.id, KIND, {**NOTICE, **typed}).values


def test_a_draft_with_blanks_is_saved_and_comes_back(ws: Workspace, case: CaseFile) -> None:
    half = paperwork.draft(ws, case.id, KIND, {"约谈地点": "市政府3号会议室"}).values
    saved = paperstages.save_draft(ws, case.id, KIND, half)
    assert saved.text == "讨论稿（李敏 10-16 09:30）"
    assert paperwork.papers(ws, case.id) == []
    assert paperwork.draft(ws, case.id, KIND).values["约谈地点"] == "市政府3号会议室"


def test_what_is_not_complete_is_not_submitted(ws: Workspace, case: CaseFile) -> None:
    half = paperwork.draft(ws, case.id, KIND, {"约谈地点": "3号会议室"}).values
    with pytest.raises(AppError, match="还不能成为送审稿：缺约谈时间"):
        paperstages.move(ws, case.id, KIND, half, PaperStage.SUBMITTED)
    assert paperstages.history(ws, case.id, KIND) == ()


def test_submitted_and_settled_by_whom_and_when(ws: Workspace, case: CaseFile) -> None:
    values = form(ws, case)
    paperstages.move(ws, case.id, KIND, values, PaperStage.SUBMITTED)
    ws.clock = lambda: datetime(2026, 10, 16, 15, 0)
    settled = paperstages.move(ws, case.id, KIND, values, PaperStage.FINAL)
    assert settled.text == "定稿（李敏 10-16 15:00）"
    stages = [(one.stage, one.by, one.at.hour) for one in paperstages.history(ws, case.id, KIND)]
    assert stages == [(PaperStage.SUBMITTED, "李敏", 9), (PaperStage.FINAL, "李敏", 15)]


def test_nothing_is_settled_that_was_not_submitted(ws: Workspace, case: CaseFile) -> None:
    with pytest.raises(AppError, match="不能直接成为定稿"):
        paperstages.move(ws, case.id, KIND, form(ws, case), PaperStage.FINAL)


@pytest.mark.parametrize("stage", [PaperStage.SUBMITTED, PaperStage.FINAL])
def test_any_change_of_content_falls_back_and_says_so(
    ws: Workspace, case: CaseFile, stage: PaperStage
) -> None:
    values = form(ws, case)
    paperstages.move(ws, case.id, KIND, values, PaperStage.SUBMITTED)
    if stage is PaperStage.FINAL:
        paperstages.move(ws, case.id, KIND, values, stage)
    changed = values | {"约谈地点": "市政府2号会议室"}
    now = paperstages.where(ws, case.id, KIND, changed)
    assert now.stage is PaperStage.DISCUSSION
    assert f"不再是{stage.value}，退回讨论稿" in now.fell_back
    saved = paperstages.save_draft(ws, case.id, KIND, changed)
    assert saved.stage is PaperStage.DISCUSSION
    assert "退回讨论稿" in paperstages.history(ws, case.id, KIND)[-1].note
    # The old content would have to be submitted anew as well.
    assert paperstages.where(ws, case.id, KIND, values).stage is PaperStage.DISCUSSION


def test_saved_again_unchanged_the_stage_stays(ws: Workspace, case: CaseFile) -> None:
    values = form(ws, case)
    paperstages.move(ws, case.id, KIND, values, PaperStage.SUBMITTED)
    assert paperstages.save_draft(ws, case.id, KIND, values).stage is PaperStage.SUBMITTED
    assert len(paperstages.history(ws, case.id, KIND)) == 1


def test_sent_back_with_a_reason_only(ws: Workspace, case: CaseFile) -> None:
    values = form(ws, case)
    paperstages.move(ws, case.id, KIND, values, PaperStage.SUBMITTED)
    with pytest.raises(AppError, match="写明原因"):
        paperstages.move(ws, case.id, KIND, values, PaperStage.DISCUSSION)
    back = paperstages.move(ws, case.id, KIND, values, PaperStage.DISCUSSION, "参加方漏了")
    assert back.stage is PaperStage.DISCUSSION
    assert paperstages.history(ws, case.id, KIND)[-1].note == "参加方漏了"


def test_a_draft_made_as_word_keeps_the_stage_of_its_content(ws: Workspace, case: CaseFile) -> None:
    values = form(ws, case)
    paperstages.move(ws, case.id, KIND, values, PaperStage.SUBMITTED)
    paperwork.issue(ws, case.id, KIND, values)
    assert paperstages.where(ws, case.id, KIND, values).stage is PaperStage.SUBMITTED
    paperwork.issue(ws, case.id, KIND, values | {"约谈地点": "别处"})
    assert "退回讨论稿" in paperstages.history(ws, case.id, KIND)[-1].note


def test_a_paper_issued_with_its_number_is_settled(ws: Workspace, case: CaseFile) -> None:
    interview(ws, case)
    values = paperwork.draft(ws, case.id, "约谈纪要").values
    assert paperstages.where(ws, case.id, "约谈纪要", values).stage is PaperStage.FINAL
    make(ws, case, "约谈纪要", {**MINUTES, "列席": "某单位"}, formal=False)
    now = paperstages.where(
        ws, case.id, "约谈纪要", paperwork.draft(ws, case.id, "约谈纪要").values
    )
    assert now.stage is PaperStage.DISCUSSION


def test_the_record_of_stages_is_never_rewritten(ws: Workspace, case: CaseFile) -> None:
    paperstages.save_draft(ws, case.id, KIND, form(ws, case))
    for statement in ("UPDATE paper_stage SET stage = '定稿'", "DELETE FROM paper_stage"):
        with pytest.raises(Exception, match="append-only"):
            ws.db.execute(statement)


def test_each_made_paper_tells_how_far_its_own_content_came(ws: Workspace, case: CaseFile) -> None:
    values = form(ws, case)
    paperwork.issue(ws, case.id, KIND, values)
    paperstages.move(ws, case.id, KIND, values, PaperStage.SUBMITTED)
    paperwork.issue(ws, case.id, KIND, values | {"约谈地点": "别处"})
    first, second = (paper.draft_stage for paper in paperwork.papers(ws, case.id)[-2:])
    assert (first, second) == ("送审稿", "讨论稿")


def test_a_draft_put_aside_without_word_has_its_stage_among_the_case_s_papers(
    ws: Workspace, case: CaseFile
) -> None:
    lines = {line.kind: line.draft_stage for line in caseview.get_case(ws, case.id).papers}
    assert lines[KIND] == ""
    paperstages.save_draft(ws, case.id, KIND, {"约谈地点": "市政府"})
    lines = {line.kind: line.draft_stage for line in caseview.get_case(ws, case.id).papers}
    assert lines[KIND] == "讨论稿"


@pytest.fixture
def strict(ws: Workspace) -> Workspace:
    """The office lets nothing be settled before its 法制审核 (H2)."""
    office.save_office(ws, replace(office.read_office(ws), legal_review=1))
    return ws


def review(ws: Workspace, case: CaseFile, reviewer: str, opinion: str = "依据充分。") -> Standing:
    return paperstages.review(ws, case.id, KIND, form(ws, case), reviewer=reviewer, opinion=opinion)


def test_with_the_option_on_nothing_is_settled_or_numbered_without_its_review(
    strict: Workspace, case: CaseFile
) -> None:
    for kind, _, said in TO_INTERVIEW[:2]:  # proposed, approved
        record(strict, case, kind, "2026-10-14", **said)
    values = form(strict, case)
    paperstages.move(strict, case.id, KIND, values, PaperStage.SUBMITTED)
    with pytest.raises(AppError, match="不能直接成为定稿"):
        paperstages.move(strict, case.id, KIND, values, PaperStage.FINAL)
    with pytest.raises(AppError, match="还没有通过法制审核"):
        paperwork.issue(strict, case.id, KIND, values, formal=True)
    assert paperwork.papers(strict, case.id) == []
    assert list(strict.folders.papers.rglob("*.docx")) == []

    reviewed = review(strict, case, "周法")
    assert (reviewed.stage, reviewed.entry and reviewed.entry.note) == (
        PaperStage.REVIEWED,
        "审核人：周法；意见：依据充分。",
    )
    made = paperwork.issue(strict, case.id, KIND, values, formal=True)
    assert (made.state, made.number != "") == ("正式", True)


def test_what_changes_after_the_review_is_reviewed_again(strict: Workspace, case: CaseFile) -> None:
    paperstages.move(strict, case.id, KIND, form(strict, case), PaperStage.SUBMITTED)
    review(strict, case, "周法")
    other = form(strict, case, 约谈地点="市政府8号会议室")
    now = paperstages.where(strict, case.id, KIND, other)
    assert (now.stage, now.lacks_review) == (PaperStage.DISCUSSION, True)
    assert "法制审核后内容有改动" in now.fell_back


@pytest.mark.parametrize(
    ("reviewer", "opinion", "says"),
    [
        (" ", "可", "须写明审核人和审核意见"),
        ("周法", "", "须写明审核人"),
        ("李敏", "可", "不能审核自己"),
    ],
)
def test_a_review_needs_its_opinion_and_another_person(
    strict: Workspace, case: CaseFile, reviewer: str, opinion: str, says: str
) -> None:
    paperstages.move(strict, case.id, KIND, form(strict, case), PaperStage.SUBMITTED)
    with pytest.raises(AppError, match=says):
        review(strict, case, reviewer, opinion)


def test_with_the_option_off_no_review_is_asked(ws: Workspace, case: CaseFile) -> None:
    values = form(ws, case)
    paperstages.move(ws, case.id, KIND, values, PaperStage.SUBMITTED)
    with pytest.raises(AppError, match="不能直接成为法审稿"):
        review(ws, case, "周法")
    assert paperstages.move(ws, case.id, KIND, values, PaperStage.FINAL).stage is PaperStage.FINAL
