"""集体约谈: one notice and one set of minutes, one number each, kept with every case."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import docx
import pytest

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import casefolder, caseopening, caseview, joint
from yuetan_desktop.services.papers import papercheck, paperstages
from yuetan_desktop.services.papers.paperstages import PaperStage
from yuetan_desktop.services.paperwork import IssuedPaper
from yuetan_desktop.services.workspace import Workspace

from .casestory import SEPTEMBER, TO_INTERVIEW, run
from .conftest import off_target
from .papersmade import MINUTES, NOTICE, make

FIRST, SECOND = "雁江区人民政府", "安岳县人民政府"


@pytest.fixture
def ws(issuer: Workspace) -> Workspace:
    return issuer


@pytest.fixture
def other(ws: Workspace, case: CaseFile) -> CaseFile:
    """A second case, approved like the first and interviewed with it."""
    place = off_target(ws, "安岳县")
    opened = caseopening.open_case(ws, place, month=SEPTEMBER, day=date(2026, 10, 13), note="同上")
    for one in (case, opened.case):
        run(ws, one, TO_INTERVIEW[:2])
    joint.join(ws, [case.id, opened.case.id])
    return opened.case


def notice(ws: Workspace, case: CaseFile, **typed: str) -> IssuedPaper:
    return make(ws, case, "约谈通知", NOTICE | typed, formal=True)


def kinds_of(ws: Workspace, case: CaseFile) -> list[tuple[str, str]]:
    return [(paper.kind, paper.number) for paper in paperwork.papers(ws, case.id)]


def test_the_notice_names_all_units_in_one_table_and_goes_to_all_of_them(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    values = paperwork.draft(ws, other.id, "约谈通知").values
    assert values["主送"] == f"{FIRST}，{SECOND}，市生态环境局"
    assert values["被约谈单位"] == f"{FIRST}、{SECOND}"
    assert values["被约谈人"] == f"{FIRST}主要负责人、{SECOND}主要负责人"
    paper = docx.Document(str(notice(ws, other).path))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert f"关于集体约谈{FIRST}等2个单位的通知" in text.replace("\n", "")
    assert "各单位出现的情形如下。" in text
    table = paper.tables[0]
    assert {row.cells[1].text for row in table.rows[1:]} == {FIRST, SECOND}


def test_one_number_is_taken_and_the_paper_lies_with_every_case(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    made = notice(ws, other)
    assert kinds_of(ws, case) == kinds_of(ws, other) == [("约谈通知", made.number)]
    assert any(f"存入{case.number}、{other.number}" in note for note in made.notes)
    for one in (case, other):
        lines = {line.kind: line for line in caseview.get_case(ws, one.id).papers}
        assert (lines["约谈通知"].number, lines["约谈通知"].draft_stage) == (made.number, "定稿")
    assert len(paperwork.papers(ws)) == 1


def test_the_form_and_its_stage_are_one_from_whichever_case(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    values = paperwork.draft(ws, other.id, "约谈通知", NOTICE).values
    paperstages.move(ws, other.id, "约谈通知", values, PaperStage.SUBMITTED)
    seen = paperwork.draft(ws, case.id, "约谈通知").values
    assert seen["约谈地点"] == NOTICE["约谈地点"]
    assert paperstages.where(ws, case.id, "约谈通知", seen).stage is PaperStage.SUBMITTED


def test_one_case_without_approval_keeps_the_number_from_being_taken(
    ws: Workspace, case: CaseFile
) -> None:
    place = off_target(ws, "安岳县")
    late = caseopening.open_case(ws, place, month=SEPTEMBER, day=date(2026, 10, 13), note="同上")
    run(ws, case, TO_INTERVIEW[:2])
    joint.join(ws, [case.id, late.case.id])
    with pytest.raises(AppError, match=rf"{late.case.number}（{SECOND}）尚未登记约谈人批准"):
        notice(ws, case)


def test_a_joint_paper_is_dated_by_the_last_of_its_cases(ws: Workspace, case: CaseFile) -> None:
    place = off_target(ws, "安岳县")
    late = caseopening.open_case(
        ws, place, month=SEPTEMBER, day=date(2026, 10, 16), note="同上"
    ).case
    run(ws, case, TO_INTERVIEW[:2])
    joint.join(ws, [case.id, late.id])

    def told(dated: str) -> list[tuple[str, str]]:
        values = paperwork.draft(ws, case.id, "约谈通知", NOTICE | {"成文日期": dated}).values
        found = paperwork.check(ws, case.id, "约谈通知", values)
        return [(r.message, r.offer) for r in found if r.field == "成文日期" and r.blocking]

    opened = f"成文日期早于{late.number}立案日期（2026年10月16日），最早可为该日。"
    assert told("2026-10-15") == [(opened, "2026-10-16")]
    assert told("2026-10-16") == []
    run(ws, late, [(kind, "2026-10-16", said) for kind, _, said in TO_INTERVIEW[:2]])
    ws.clock = lambda: datetime(2026, 10, 17, 9, 30)
    assert told("2026-10-15")[0][0].startswith(f"成文日期早于{late.number}")


def test_the_minutes_of_a_joint_interview_name_the_day_of_every_case(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    notice(ws, case)
    joint.record_for_all(
        ws, case.id, StepKind.NOTICE, date(2026, 10, 16), data={"interview_on": "2026-10-22"}
    )
    ws.clock = lambda: datetime(2026, 10, 23, 9, 30)
    run(ws, case, TO_INTERVIEW[3:])
    late = {"venue": "市政府3号会议室", "other_day": "该单位当日防汛"}
    run(ws, other, [(StepKind.INTERVIEW, "2026-10-23", late)])
    values = paperwork.draft(ws, case.id, "约谈纪要", MINUTES).values
    (remark,) = [r for r in paperwork.check(ws, case.id, "约谈纪要", values) if r.blocking]
    assert remark.message == f"与{other.number}登记的约谈日期（2026年10月23日）不一致。"


def test_joint_papers_agree_with_each_case_of_them(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    held(ws, case)
    make(ws, case, "约谈纪要", MINUTES, formal=True)
    make(ws, case, "签到表", {"成文日期": "2026-10-22"} | MINUTES, formal=False)
    for one in (case, other):
        assert [found.sentence for found in papercheck.check_case(ws, one.id)] == []


def test_a_unit_left_out_of_the_joint_paper_is_found_from_its_case(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    make(ws, case, "约谈通知", NOTICE | {"被约谈单位": FIRST, "主送": FIRST}, formal=False)
    found = {one.rule for one in papercheck.check_case(ws, other.id)}
    assert {"被约谈单位", "主送"} <= found


def test_the_minutes_have_a_line_to_sign_for_every_unit(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    held(ws, case)
    made = make(ws, other, "约谈纪要", MINUTES, formal=True)
    text = [paragraph.text for paragraph in docx.Document(str(made.path)).paragraphs]
    first = text.index("约谈人（签字）：")
    assert text[first + 1 : first + 4] == ["被约谈人（签字）：", f"{FIRST}：", f"{SECOND}："]
    # What follows concerns one unit only.
    report = paperwork.draft(ws, other.id, "调查情况报告").values
    assert report["被约谈单位"] == SECOND
    assert report["被约谈人"] == f"{SECOND}主要负责人"


def test_every_case_folder_holds_the_joint_paper(
    ws: Workspace, case: CaseFile, other: CaseFile, tmp_path: Path
) -> None:
    number = notice(ws, case).number
    made = casefolder.make_folders(ws, [case.id, other.id], tmp_path / "案卷")
    for one in made:
        assert (one.folder / f"01 约谈通知 {number}.docx").exists()


def test_who_leaves_the_joint_interview_gets_a_notice_of_its_own_and_keeps_the_shared_one(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    shared = notice(ws, case)
    joint.leave(ws, other.id)
    values = paperwork.draft(ws, other.id, "约谈通知").values
    assert values["被约谈单位"] == SECOND
    assert values["主送"] == f"{SECOND}，市生态环境局"
    assert values["约谈地点"] == NOTICE["约谈地点"]
    assert kinds_of(ws, other) == [("约谈通知", shared.number)]


def held(ws: Workspace, case: CaseFile) -> None:
    notice(ws, case)
    joint.record_for_all(
        ws, case.id, StepKind.NOTICE, date(2026, 10, 16), data={"interview_on": "2026-10-22"}
    )
    ws.clock = lambda: datetime(2026, 10, 23, 9, 30)
    joint.record_for_all(
        ws, case.id, StepKind.INTERVIEW, date(2026, 10, 22), data={"venue": "市政府3号会议室"}
    )
    assert casefiles.load_case(ws, case.id).state.held_on


def test_a_joint_paper_tells_which_other_cases_it_belongs_to(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    notice(ws, other)
    make(ws, case, "约谈建议审批单", {}, formal=False)
    told = {paper.kind: (paper.case_id, paper.others) for paper in paperwork.papers(ws)}
    assert told["约谈通知"] == (case.id, (other.id,))
    assert told["约谈建议审批单"] == (case.id, ())


def test_the_chair_names_each_unit_once_and_an_agenda_takes_no_number(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    typed = {"约谈时间": "2026-10-22 09:30", "约谈地点": "市政府3号会议室"}
    draft = paperwork.draft(ws, case.id, "会议议程与主持词", typed)
    printed = paperwork.printed(ws, case.id, "会议议程与主持词", draft.values)
    assert [line.split("：")[0] for line in printed["主要问题"]] == [FIRST, SECOND]
    assert "；" in printed["主要问题"][0]
    told = next(one.message for one in draft.remarks if "集体约谈" in one.message)
    assert "文号" not in told
