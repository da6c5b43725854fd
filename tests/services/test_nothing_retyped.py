"""What a step has recorded stands in the papers that follow: nobody types it a second time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from yuetan_desktop.domain.cases.participants import Category, Participant
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import office, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import participants
from yuetan_desktop.services.workspace import Workspace

from .casestory import TO_CLOSURE, TO_INTERVIEW, record, run


def form(ws: Workspace, case: CaseFile, kind: str) -> dict[str, str]:
    return paperwork.draft(ws, case.id, kind).values


def test_the_opinion_on_the_proposal_is_printed_into_the_approval_form(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW[:1])
    record(
        ws, case, StepKind.CONSULTATION, "2026-10-14",
        **{"with": "市生态环境保护委员会办公室", "opinion": "同意约谈"},
    )  # fmt: skip
    opinion = form(ws, case, "约谈建议审批单")["会商意见"]
    assert opinion == "市生态环境保护委员会办公室（2026年10月14日）：同意约谈。"


def test_a_proposal_made_anew_leaves_the_opinion_on_the_old_one(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW[:1])
    record(
        ws, case, StepKind.CONSULTATION, "2026-10-14",
        **{"with": "市生态环境保护委员会办公室", "opinion": "依据不足"},
    )  # fmt: skip
    record(ws, case, StepKind.PROPOSAL_RETURN, "2026-10-14", reason="补充依据")
    run(ws, case, [(StepKind.PROPOSAL, "2026-10-15", {"department": "市生态环境局"})])
    assert form(ws, case, "约谈建议审批单")["会商意见"] == ""


def test_without_a_recorded_opinion_the_form_leaves_room_for_the_pen(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW[:1])
    draft = paperwork.draft(ws, case.id, "约谈建议审批单")
    assert draft.values["会商意见"] == ""
    assert not [remark for remark in draft.remarks if remark.field == "会商意见"]


def test_the_limit_set_with_the_minutes_is_the_limit_of_the_plan_and_of_what_is_assigned(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW)
    record(ws, case, StepKind.MINUTES, "2026-10-23", rectify_by="2027-01-31")
    assert "于2027年1月31日前完成整改任务" in form(ws, case, "约谈纪要")["整改要求"]
    assert form(ws, case, "交办函")["办结期限"] == "2027-01-31"


def test_a_plan_sent_back_is_reviewed_as_sent_back_until_a_review_stands(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, (*TO_INTERVIEW, *TO_CLOSURE[:2]))
    record(ws, case, StepKind.RETURN, "2026-11-02", reason="第三项措施没有完成数量")
    review = form(ws, case, "整改方案审核意见")
    assert (review["审核结论"], review["审核意见"]) == ("退回重新制定", "第三项措施没有完成数量")
    run(ws, case, TO_CLOSURE[1:3])
    review = form(ws, case, "整改方案审核意见")
    assert (review["审核结论"], review["审核意见"]) == ("同意实施", "")
    assert review["后续要求"].startswith("按月书面报告整改工作进展情况")


def test_a_rectification_that_failed_is_said_in_the_notice_until_it_is_verified_anew(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, (*TO_INTERVIEW, *TO_CLOSURE[:6]))
    record(ws, case, StepKind.REWORK, "2026-11-10", reason="喷淋没有投用", rectify_by="2027-02-28")
    notice = form(ws, case, "核查意见通知")
    assert notice["核查结论"] == "整改不到位，继续整改"
    assert notice["有关要求"].startswith(
        "喷淋没有投用，应于2027年2月28日前继续整改并再次报送整改报告"
    )
    run(ws, case, [(kind, "2026-11-10", said) for kind, _, said in TO_CLOSURE[3:5]])
    assert form(ws, case, "核查意见通知")["核查结论"] == ""


def test_whom_the_result_was_told_is_whom_the_notice_addresses(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, (*TO_INTERVIEW, *TO_CLOSURE[:6]))
    record(ws, case, StepKind.RESULT_NOTICE, "2026-11-10", addressee="雁江区人民政府办公室")
    assert form(ws, case, "核查意见通知")["主送"] == "雁江区人民政府办公室"


def test_clues_that_need_no_transfer_are_said_in_the_report(ws: Workspace, case: CaseFile) -> None:
    run(ws, case, TO_INTERVIEW)
    report = form(ws, case, "调查情况报告")
    assert report["调查结论"] == ""
    assert report["责任情况"] == "首要原因：扬尘"
    record(ws, case, StepKind.NO_TRANSFER, "2026-10-26", reason="均为管理不到位，已责成整改")
    report = form(ws, case, "调查情况报告")
    assert report["调查结论"] == "未发现违法、违纪、违规情形"
    assert report["处理建议"] == "均为管理不到位，已责成整改"


def test_what_the_minutes_say_opens_the_public_statement_without_persons(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW)
    ws.clock = lambda: datetime(2026, 10, 23, 9)
    typed = {
        "约谈时间": "2026-10-22 09:30",
        "约谈地点": "市政府3号会议室",
        "通报情况": "通报了扬尘管控问题，联系电话13800138000",
        "表态情况": "诚恳接受约谈",
    }
    values = paperwork.draft(ws, case.id, "约谈纪要", typed).values
    paperwork.issue(ws, case.id, "约谈纪要", values)
    public = form(ws, case, "公开信息稿")
    assert public["约谈情况"] == "通报了扬尘管控问题，联系电话（略）"
    assert public["表态情况"] == "诚恳接受约谈"


def test_a_paper_made_for_the_record_bears_the_day_of_its_step(
    ws: Workspace, case: CaseFile
) -> None:
    assert form(ws, case, "约谈通知")["成文日期"] == "2026-11-10"  # today
    run(ws, case, (*TO_INTERVIEW, *TO_CLOSURE[:1]))
    assert form(ws, case, "约谈建议审批单")["成文日期"] == "2026-10-13"
    assert form(ws, case, "约谈通知")["成文日期"] == "2026-10-16"
    assert form(ws, case, "送达回证")["成文日期"] == "2026-10-16"
    assert form(ws, case, "约谈纪要")["成文日期"] == "2026-10-23"


def test_every_party_of_the_interview_is_addressed_by_the_notice(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW[:2])
    people = [Participant(Category.PARTY, unit="市住房城乡建设局", title="有关负责同志")]
    participants.set_participants(ws, case.id, people)
    assert form(ws, case, "约谈通知")["主送"] == "雁江区人民政府，市生态环境局，市住房城乡建设局"


def test_another_office_with_the_shipped_number_is_told_at_each_paper(
    ws: Workspace, case: CaseFile
) -> None:
    """Else its notice would go out under the committee's office of another city."""

    def doubts() -> list[str]:
        drafted = paperwork.draft(ws, case.id, "约谈通知")
        return [one.message for one in drafted.remarks if "文号格式还是" in one.message]

    assert doubts() == []
    other = replace(office.read_office(ws), issuer="清溪市生态环境保护委员会办公室")
    office.save_office(ws, other)
    assert doubts() == ["文号格式还是“资环委办〔××××〕×号”，请到“设置 › 文书”改。"]
    office.save_office(ws, replace(other, number_pattern="清环委办〔{year}〕{n}号"))
    assert doubts() == []
