"""Papers after the interview from a real case: filled in, issued, numbered, refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from tests.newoffice import issue_itself
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.domain.cases.participants import Category, Openness, Participant
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.rectification import Terms
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, paperwork, rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import participants
from yuetan_desktop.services.cases.caseview import get_case
from yuetan_desktop.services.office import Viewpoint, read_office, save_office
from yuetan_desktop.services.workspace import Workspace

from .casestory import TO_CLOSURE, TO_INTERVIEW, record, run

KINDS_LATER = (
    *("催报函", "交办函", "整改方案", "整改进展报告", "整改报告"),
    *("现场核查记录", "核查意见审批单", "核查意见通知", "销号通知"),
    *("调查情况报告", "问题线索移送函", "公开信息稿", "尽责情况说明"),
)
# Papers that bear the office's own numbers, and in which series.
NUMBERED = {
    "交办函": "资环委办函〔2026〕1号",
    "销号通知": "资环委办函〔2026〕1号",
    "问题线索移送函": "资环委办函〔2026〕1号",
    "调查情况报告": "资环委办〔2026〕1号",
}


@pytest.fixture(autouse=True)
def issuing(ws: Workspace, without_office_suite: None) -> None:
    """The office issues papers itself; no office suite counts their pages."""
    issue_itself(ws)


@pytest.fixture
def held(ws: Workspace, case: CaseFile) -> CaseFile:
    return run(ws, case, TO_INTERVIEW)


@pytest.fixture
def closed(ws: Workspace, held: CaseFile) -> CaseFile:
    return run(ws, held, TO_CLOSURE)


# What no case can say by itself; dates fit the story's autumn.
TYPED = {
    "成文日期": "2026-11-10",
    "审批日期": "2026-11-10",
    "核查时间": "2026-11-09 09:30",
    "报送期限": "2026-11-20",
    "办结期限": "2026-11-30",
}


def values(ws: Workspace, case: CaseFile, kind: str, **typed: str) -> dict[str, str]:
    """The form as drafted, what is still empty typed from the sample."""
    drafted = paperwork.draft(ws, case.id, kind).values
    fields = KINDS[kind].fields
    known = {"联系人": "某某", "联系电话": "028-0000000", **KINDS[kind].sample}
    sample = {key: text for key, text in known.items() if key in drafted and not drafted[key]}
    tables = {f.key: KINDS[kind].sample[f.key] for f in fields if f.columns}
    dates = {key: text for key, text in TYPED.items() if any(f.key == key for f in fields)}
    return {**drafted, **sample, **tables, **dates, **typed}


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for cell in table._cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("kind", KINDS_LATER)
def test_every_paper_is_made_from_a_closed_case(ws: Workspace, closed: CaseFile, kind: str) -> None:
    made = paperwork.issue(ws, closed.id, kind, values(ws, closed, kind))
    text = text_of(made.path)
    assert "第八条第（一）项第1目" in text
    assert "28.3" in text
    assert "待填写" not in text
    assert made.number == ""
    assert made.state == "草稿"


@pytest.mark.parametrize("kind", NUMBERED)
def test_the_offices_own_letters_have_a_series_of_their_own(
    ws: Workspace, closed: CaseFile, kind: str
) -> None:
    made = paperwork.issue(ws, closed.id, kind, values(ws, closed, kind), formal=True)
    assert made.number == NUMBERED[kind]
    assert made.number in text_of(made.path)


@pytest.mark.parametrize("kind", ["催报函", "核查意见通知"])
def test_the_departments_letters_bear_its_own_number(
    ws: Workspace, closed: CaseFile, kind: str
) -> None:
    with pytest.raises(AppError, match="文号"):
        paperwork.issue(ws, closed.id, kind, values(ws, closed, kind, 文号=""), formal=True)
    said = values(ws, closed, kind, 文号="资环函〔2026〕31号")
    made = paperwork.issue(ws, closed.id, kind, said, formal=True)
    assert made.number == "资环函〔2026〕31号"


@pytest.mark.parametrize(
    ("kind", "missing"),
    [("核查意见通知", "现场核查、核查意见审批"), ("销号通知", "核查意见审批、销号")],
)
def test_a_notice_does_not_go_out_before_its_step_is_recorded(
    ws: Workspace, held: CaseFile, kind: str, missing: str
) -> None:
    said = values(ws, held, kind, 核查日期="2026-11-09", 文号="资环函〔2026〕31号")
    with pytest.raises(AppError, match=f"案件尚未登记{missing}（第十八条）"):
        paperwork.issue(ws, held.id, kind, said, formal=True)
    paperwork.issue(ws, held.id, kind, said)  # a draft may be made


def test_a_county_writes_its_own_plan_and_only_drafts_for_the_city(
    ws: Workspace, held: CaseFile
) -> None:
    save_office(ws, replace(read_office(ws), viewpoint=Viewpoint.SELF_WATCH))
    plan = values(ws, held, "整改方案", 文号="雁府函〔2026〕9号")
    made = paperwork.issue(ws, held.id, "整改方案", plan, formal=True)
    assert (made.number, made.state) == ("雁府函〔2026〕9号", "正式")
    assert "雁江区人民政府" in text_of(made.path)
    assert paperwork.draft(ws, held.id, "交办函").mark == "代拟稿"


def test_tasks_of_the_ledger_fill_plan_report_and_record(ws: Workspace, held: CaseFile) -> None:
    rectification.add_task(
        ws,
        Terms(
            problem="工地扬尘",
            measure="安装喷淋",
            quantity=Decimal(12),
            unit="处",
            due=date(2026, 11, 5),
            department="区住建局",
            person="某某",
        ),
        case_id=held.id,
    )
    table = {kind: paperwork.draft(ws, held.id, kind).values for kind in KINDS_LATER}
    row = "工地扬尘｜安装喷淋｜12 处｜2026年11月5日｜区住建局｜某某"
    assert table["整改方案"]["整改任务"] == row
    assert table["整改进展报告"]["任务进展"].startswith("安装喷淋｜2026年11月5日｜区住建局｜")
    assert table["整改报告"]["逐项完成情况"] == "安装喷淋，12 处｜｜｜"
    assert table["现场核查记录"]["核查内容"] == "安装喷淋，12 处｜｜"
    assert table["交办函"]["交办事项"] == (
        "工地扬尘｜安装喷淋，12 处｜2026年11月5日｜区住建局｜某某"
    )


def test_what_the_minutes_ask_is_asked_back_in_the_completion_report(
    ws: Workspace, held: CaseFile
) -> None:
    minutes = {
        "约谈时间": "2026-10-22 09:30",
        "表态情况": "认真整改",
        "整改要求": "安装喷淋12处\n每月5日前报告",
        "成文日期": "2026-10-23",
    }
    said = paperwork.draft(ws, held.id, "约谈纪要", minutes).values
    paperwork.issue(ws, held.id, "约谈纪要", said)
    assert paperwork.draft(ws, held.id, "整改报告").values["逐项完成情况"] == (
        "安装喷淋12处｜｜｜\n每月5日前报告｜｜｜"
    )


def test_the_plan_on_file_is_scanned_when_it_is_reviewed(ws: Workspace, held: CaseFile) -> None:
    blunt = "扬尘｜395家砖瓦企业全部停产｜395家｜2026年12月31日｜区经信局｜某某"
    said = values(ws, held, "整改方案", 整改任务=blunt)
    made = paperwork.issue(ws, held.id, "整改方案", said)
    assert any("395家" in note for note in made.notes)
    run(ws, held, TO_CLOSURE[:2])
    remarks = paperwork.draft(ws, held.id, "整改方案审核意见").remarks
    assert any("所审方案" in remark.message for remark in remarks)


def test_a_public_interview_is_published_without_the_clerk(ws: Workspace, case: CaseFile) -> None:
    run(ws, case, TO_INTERVIEW[:3])
    record(ws, case, StepKind.INTERVIEW, "2026-10-22", venue="市政府", form="公开约谈")
    said = values(ws, case, "公开信息稿", 约谈情况="李敏主持，联系电话028-26110000")
    assert said["约谈形式"] == "公开约谈"
    with pytest.raises(AppError, match="姓名“李敏”"):
        paperwork.issue(ws, case.id, "公开信息稿", said)
    fixed = said | {"约谈情况": "约谈指出了存在的问题"}
    text = text_of(paperwork.issue(ws, case.id, "公开信息稿", fixed).path)
    assert "李敏" not in text
    assert "26110000" not in text


def test_an_overdue_plan_is_reminded_of(ws: Workspace, held: CaseFile) -> None:
    ws.clock = lambda: datetime(2026, 11, 17, 9)
    drafted = paperwork.draft(ws, held.id, "催报函").values
    assert drafted["催报事项"] == (
        "整改方案：应于2026年11月12日前完成（第十七条），已逾期3个工作日"
    )
    assert casefiles.load_case(ws, held.id).state.label == "待纪要"


def test_the_city_does_not_put_its_own_clerk_into_the_countys_papers(
    ws: Workspace, held: CaseFile
) -> None:
    assert paperwork.draft(ws, held.id, "整改方案").values["联系人"] == ""
    assert paperwork.draft(ws, held.id, "交办函").values["联系人"] == "李敏"
    save_office(ws, replace(read_office(ws), viewpoint=Viewpoint.SELF_WATCH))
    assert paperwork.draft(ws, held.id, "整改方案").values["联系人"] == "李敏"


def test_the_approval_recorded_stands_in_the_notice(ws: Workspace, held: CaseFile) -> None:
    case = run(ws, held, TO_CLOSURE[:-3])

    def due() -> set[str]:
        return {line.kind for line in get_case(ws, case.id).papers if line.is_due}

    assert "核查意见审批单" in due()
    case = run(ws, case, TO_CLOSURE[-3:-2])
    assert "核查意见通知" in due()
    drafted = paperwork.draft(ws, case.id, "核查意见通知").values
    assert (drafted["审批人"], drafted["审批日期"]) == ("市政府分管领导", "2026-11-09")


def test_a_case_marked_secret_is_never_published(ws: Workspace, held: CaseFile) -> None:
    secret = Openness(is_secret=True, basis="涉及国家秘密事项")
    participants.set_openness(ws, held.id, secret)
    said = values(ws, held, "公开信息稿", 约谈形式="公开约谈", 涉密审查="不涉及国家秘密")
    with pytest.raises(AppError, match="涉及国家秘密的约谈不得对外公布"):
        paperwork.issue(ws, held.id, "公开信息稿", said)
    with pytest.raises(AppError, match="涉密审查"):
        paperwork.issue(ws, held.id, "公开信息稿", said | {"涉密审查": ""})


def test_those_who_took_part_are_not_named_to_the_public(ws: Workspace, held: CaseFile) -> None:
    people = [
        Participant(Category.INTERVIEWEE, name="钱某山", title="区长", unit="雁江区人民政府"),
        Participant(Category.CITIZEN, name="赵小禾", unit="示例社区"),
    ]
    participants.set_participants(ws, held.id, people)
    said = values(ws, held, "公开信息稿", 约谈形式="公开约谈", 表态情况="赵小禾表示满意")
    with pytest.raises(AppError, match="姓名“赵小禾”"):
        paperwork.issue(ws, held.id, "公开信息稿", said)
    in_office = said | {"表态情况": "区长钱某山作了表态"}
    assert "钱某山" in text_of(paperwork.issue(ws, held.id, "公开信息稿", in_office).path)


def test_proofs_of_due_diligence_fill_its_statement(ws: Workspace, held: CaseFile) -> None:
    participants.set_diligence(ws, held.id, {"法定职责": "检查记录86份", "标准缺失": "不涉及"})
    drafted = paperwork.draft(ws, held.id, "尽责情况说明").values
    assert (drafted["法定职责"], drafted["标准缺失"]) == ("检查记录86份", "不涉及")
    missed = {remark.field for remark in paperwork.draft(ws, held.id, "尽责情况说明").remarks}
    assert {"事权划分", "年度计划", "双随机抽查", "技术限制"} <= missed
