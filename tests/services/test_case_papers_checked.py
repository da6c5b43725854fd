"""文书互校 on a real database: papers as they were made, and one about to be made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.domain.cases.causes import Leader
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import casefiles, paperwork, places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import causes
from yuetan_desktop.services.papers import papercheck
from yuetan_desktop.services.papers.papercase import paper_case
from yuetan_desktop.services.workspace import Workspace

from .casestory import record, run
from .papersmade import interview, issuing_office, make, notify


@pytest.fixture
def ws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """Without an office suite, which papers need for their pages only."""
    monkeypatch.setenv("PATH", "")
    printing.find_suite.cache_clear()
    with issuing_office(tmp_path / "data") as workspace:
        yield workspace
    printing.find_suite.cache_clear()


@pytest.fixture
def told(ws: Workspace, case: CaseFile) -> CaseFile:
    """The notice and the minutes went out, and they agree."""
    interview(ws, case)
    return case


def sentences(found: tuple[papercheck.Discrepancy, ...]) -> list[str]:
    return [one.sentence for one in found]


def test_papers_as_the_program_makes_them_raise_no_alarm(ws: Workspace, told: CaseFile) -> None:
    assert sentences(papercheck.check_case(ws, told.id)) == []


def test_a_unit_renamed_in_between_is_the_same_unit(ws: Workspace, told: CaseFile) -> None:
    """The next paper names it as it is named now; those before are not found wrong for it."""
    unit = places.find_place(ws, "雁江区")
    places.edit(ws, replace(unit, name="雁江新区", official_name="雁江新区管委会"))
    case = casefiles.load_case(ws, told.id)
    assert case.unit_says == "雁江新区管委会（立案时为雁江区人民政府）"
    assert paper_case(ws, told.id).unit == "雁江新区管委会"
    assert sentences(papercheck.check_case(ws, told.id)) == []
    draft = paperwork.draft(ws, told.id, "约谈纪要", {})
    assert "雁江新区管委会" in str(paperwork.printed(ws, told.id, "约谈纪要", draft.values))


def test_a_venue_that_changed_between_two_papers_is_named_in_both(
    ws: Workspace, told: CaseFile
) -> None:
    make(ws, told, "约谈纪要", {"约谈地点": "市政府2号会议室"}, formal=False)
    (one,) = papercheck.check_case(ws, told.id)
    assert one.papers == {"约谈通知", "约谈纪要"}
    assert "约谈地点" in one.sentence
    assert "2号" in one.sentence
    assert "3号" in one.sentence


def test_a_paper_about_to_be_made_is_warned_of(ws: Workspace, told: CaseFile) -> None:
    wrong = paperwork.draft(
        ws, told.id, "约谈纪要", {"约谈地点": "市政府2号会议室", "被约谈人": "雁江区分管负责人"}
    ).values
    found = papercheck.check_draft(ws, told.id, "约谈纪要", wrong)
    assert {one.rule for one in found} == {"约谈地点", "被约谈人级别", "被约谈人"}
    right = paperwork.draft(ws, told.id, "约谈纪要").values
    assert sentences(papercheck.check_draft(ws, told.id, "约谈纪要", right)) == []


def test_blanks_of_a_form_are_the_forms_own_matter(ws: Workspace, case: CaseFile) -> None:
    values = paperwork.draft(ws, case.id, "约谈通知").values
    found = papercheck.check_draft(ws, case.id, "约谈通知", values)
    assert not any("待填写" in one.sentence for one in found)


def test_a_notice_that_was_not_made_anew_after_a_postponement_is_told(
    ws: Workspace, case: CaseFile
) -> None:
    notify(ws, case)
    put_off = {"reason": "区里防汛", "approver": "市政府分管领导", "interview_on": "2026-10-28"}
    record(ws, case, StepKind.POSTPONEMENT, "2026-10-16", **put_off)
    (one,) = papercheck.check_case(ws, case.id)
    assert (one.rule, one.first.field) == ("约谈日期", "约谈时间")
    assert "2026年10月28日" in one.sentence
    ws.clock = lambda: datetime(2026, 10, 29, 9)
    run(ws, case, [(StepKind.NOTICE, "2026-10-20", {"interview_on": "2026-10-28"})])
    record(ws, case, StepKind.INTERVIEW, "2026-10-28", venue="市政府3号会议室")
    (one,) = papercheck.check_case(ws, case.id)
    assert "延期后没有重新生成" in one.sentence


def test_the_numbers_of_the_register_are_known_with_their_papers(
    ws: Workspace, told: CaseFile
) -> None:
    facts = papercheck.case_facts(ws, told.id)
    assert [(one.number, one.dated) for one in facts.given if one.paper] == [
        ("资环委办〔2026〕1号", date(2026, 10, 16)),
        ("资环委办纪〔2026〕1号", date(2026, 10, 23)),
    ]


def test_the_leaders_of_the_分工表_are_known_by_their_titles(ws: Workspace, told: CaseFile) -> None:
    causes.add_leader(
        ws, Leader(0, None, "王岩", "副市长", "水务", date(2026, 1, 1), None, "分工〔2026〕1号")
    )
    for said, wrong in (("副市长王岩", False), ("副市长王研", True), ("市长王岩", True)):
        values = paperwork.draft(ws, told.id, "约谈纪要", {"列席": said}).values
        found = papercheck.check_draft(ws, told.id, "约谈纪要", values)
        assert bool({"姓名", "职务"} & {one.rule for one in found}) is wrong
