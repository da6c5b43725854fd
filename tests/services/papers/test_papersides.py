"""Papers of a county, of a proposing department, by an office's own faces and templates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import docx
import pytest

from tests.services.noticecase import (
    StoppedClock,
    approve,
    notice,
    text_of,
)
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.office import (
    Viewpoint,
    read_office,
    save_office,
)
from yuetan_desktop.services.papers import papercase, paperfiles
from yuetan_desktop.services.workspace import Workspace


# -- points of view -----------------------------------------------------------------------------
def test_a_county_only_drafts_and_the_issuer_stays(ws: Workspace, case_id: int) -> None:
    save_office(
        ws, replace(read_office(ws), viewpoint=Viewpoint.SELF_WATCH, name="雁江区生态环境局")
    )
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert paper.state == "代拟稿"
    text = text_of(paper.path)
    assert text.startswith("代拟稿")
    assert "资阳市生态环境保护委员会办公室" in text
    assert "雁江区生态环境局" not in text
    approve(ws, case_id)
    with pytest.raises(AppError, match="县级自查只能代拟"):
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), formal=True)


def test_the_office_names_its_own_faces(ws: Workspace, case_id: int) -> None:
    save_office(ws, replace(read_office(ws), font_body="仿宋"))
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert '"仿宋_GB2312"' not in docx.Document(str(paper.path)).element.xml


# -- minutes and review -------------------------------------------------------------------------
@pytest.fixture
def interviewed(ws: Workspace, case_id: int, clock: StoppedClock) -> int:
    approve(ws, case_id)
    clock.time = datetime(2026, 12, 16, 9, 0)
    record = casefiles.record_step
    record(
        ws, case_id, StepKind.NOTICE, day=date(2026, 11, 16), data={"interview_on": "2026-11-24"}
    )
    record(
        ws, case_id, StepKind.INTERVIEW, day=date(2026, 11, 24), data={"venue": "市政府3号会议室"}
    )
    return case_id


def test_minutes_take_day_and_place_from_the_interview(ws: Workspace, interviewed: int) -> None:
    draft = paperwork.draft(ws, interviewed, "约谈纪要")
    missing = {field.key for field in draft.fields if field.message}
    assert missing == {"约谈时间", "表态情况"}  # the hour, and what was said
    typed = {"约谈时间": "2026-11-24 09:30", "表态情况": "诚恳接受约谈，按期整改"}
    values = paperwork.draft(ws, interviewed, "约谈纪要", typed).values
    paper = paperwork.issue(ws, interviewed, "约谈纪要", values, formal=True)
    text = text_of(paper.path)
    assert paper.number == "资环委办纪〔2026〕1号"
    assert "在市政府3号会议室对雁江区人民政府分管负责人进行了约谈" in text
    assert "诚恳接受约谈，按期整改。" in text
    assert "被约谈人（签字）：" in text


def test_the_review_goes_out_in_the_name_of_the_proposing_department(
    ws: Workspace, interviewed: int
) -> None:
    record = casefiles.record_step
    record(ws, interviewed, StepKind.MINUTES, day=date(2026, 11, 25))
    record(ws, interviewed, StepKind.PLAN, day=date(2026, 12, 10))
    typed = {"审核结论": "同意实施", "审核意见": "措施具体、责任明确"}
    draft = paperwork.draft(ws, interviewed, "整改方案审核意见", typed)
    assert draft.ready
    with pytest.raises(AppError, match="文号"):
        paperwork.issue(ws, interviewed, "整改方案审核意见", draft.values, formal=True)
    values = draft.values | {"文号": "资环函〔2026〕12号"}
    paper = paperwork.issue(ws, interviewed, "整改方案审核意见", values, formal=True)
    text = text_of(paper.path)
    assert "资环函〔2026〕12号" in text
    assert "2026年11月24日，因出现《办法》第七条第（一）项第1目规定的情形" in text
    assert "你单位于2026年12月10日报送整改方案" in text
    assert docx.Document(str(paper.path)).sections[0].first_page_header.paragraphs[1].text == (
        "资阳市生态环境局"
    )


# -- templates ----------------------------------------------------------------------------------
def test_templates_are_checked_and_an_office_may_keep_its_own(ws: Workspace, case_id: int) -> None:
    found = paperfiles.check_templates(ws)
    assert {*KINDS, "月度通报"} == set(found)
    assert not any(found.values()), found
    own = paperfiles.edit_template(ws, "约谈通知")
    document = docx.Document(str(own))
    document.paragraphs[0].insert_paragraph_before("本机关自拟的一段")
    document.save(str(own))
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert "本机关自拟的一段" in text_of(paper.path)


def test_a_template_that_lost_a_content_of_article_12_makes_no_notice(
    ws: Workspace, case_id: int
) -> None:
    own = paperfiles.edit_template(ws, "约谈通知")
    document = docx.Document(str(own))
    place = next(p for p in document.paragraphs if "{{ 约谈地点 }}" in p.text)
    place.clear()
    document.save(str(own))
    with pytest.raises(AppError, match="没有用到字段“约谈地点”"):
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert paperwork.papers(ws, case_id) == []


def test_points_are_spelled_out_on_paper(ws: Workspace, case_id: int) -> None:
    (matter,) = papercase.paper_case(ws, case_id).matters
    assert matter.facts[1] == "2026年上半年优良天数率为85.2%，阶段目标90.1%，低4.9个百分点"


def test_papers_know_their_case(ws: Workspace, case_id: int) -> None:
    case = papercase.paper_case(ws, case_id)
    assert (case.unit, case.level, case.number) == ("雁江区人民政府", 4, "资约〔2026〕1号")
    assert [matter.cite for matter in case.matters] == ["第七条第（一）项第1目"]
