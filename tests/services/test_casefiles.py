"""A case from its opening to closure, step by step, on a real database."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yuetan_desktop.domain.cases.stepper import StepperState
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.deadline import DeadlineState
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, office
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.cases.caseview import BannerKind, get_case
from yuetan_desktop.services.reports import duecalendar
from yuetan_desktop.services.workspace import Workspace

from .casestory import SEPTEMBER, TO_CLOSURE, TO_INTERVIEW, record, run

CLUE = {"sender": "市公安局", "clue": "堆场夜间作业"}
SENT = {"recipient": "市纪委监委"}
RECEIPT = {"recipient": "市纪委监委"}


# -- steps --------------------------------------------------------------------------------------
def test_a_case_runs_through_its_ten_steps_to_closure(ws: Workspace, case: CaseFile) -> None:
    case = run(ws, case, TO_INTERVIEW)
    assert case.state.label == "待纪要"
    assert [(d.key, d.due, d.state) for d in case.deadlines] == [
        ("notice", date(2026, 10, 16), DeadlineState.IN_TIME),
        ("transfer", date(2026, 11, 2), DeadlineState.OVERDUE),
        ("plan", date(2026, 11, 12), DeadlineState.NEAR),
        ("improvement", date(2027, 1, 22), DeadlineState.AHEAD),
    ]
    assert next(d for d in case.deadlines if d.key == "plan").text == "剩 2 工作日"
    record(ws, case, StepKind.NO_TRANSFER, "2026-10-30", reason="未发现违纪违法情形")
    case = run(ws, case, TO_CLOSURE)
    assert (case.state.label, case.next_act) == ("已销号", "")
    done = {d.key: d.state for d in case.deadlines}
    assert done["plan"] is DeadlineState.IN_TIME
    assert done["transfer"] is DeadlineState.IN_TIME
    # 第九条（一）1: three months after the interview are still watched
    assert done["improvement"] is DeadlineState.AHEAD
    assert "progress" not in done


def test_closing_settles_no_limit_of_its_own_the_case_says_what_is_still_to_be_done(
    ws: Workspace, case: CaseFile
) -> None:
    """第十九条 and 第九条（一）1 count from the interview, whatever became of the rectification."""
    run(ws, case, TO_INTERVIEW)
    case = run(ws, case, TO_CLOSURE)
    banner = get_case(ws, case.id).banner
    assert banner.kind is BannerKind.OVERDUE
    assert banner.detail == (
        "仍须办理：问题线索移送（约谈后7个工作日），2026-11-02，逾期 6 工作日；"
        "约谈后3个月改善情况核对，2027-01-22（暂估），剩 53 工作日。"
    )
    record(ws, case, StepKind.NO_TRANSFER, "2026-11-09", reason="未发现违纪违法情形")
    rest = get_case(ws, case.id).banner
    assert rest.kind is BannerKind.ENDED
    assert "移送" not in rest.detail
    assert "改善情况核对" in rest.detail
    ws.clock = lambda: datetime(2027, 1, 25, 9)
    record(ws, case, StepKind.IMPROVEMENT_CHECK, "2027-01-22", result="已改善")
    assert get_case(ws, case.id).banner.detail == ""


@pytest.mark.parametrize(
    ("kind", "day", "wrong"),
    [
        (StepKind.NO_TRANSFER, "2026-10-21", "早于约谈（2026-10-22）"),
        (StepKind.NO_TRANSFER, "2026-10-22", ""),
        (StepKind.NO_TRANSFER, "2026-10-30", ""),
        (StepKind.NO_TRANSFER, "2026-11-11", "晚于今天"),
        (StepKind.CLUE_RECEIVED, "2026-10-12", "早于立案日期"),
        (StepKind.CLUE_RECEIVED, "2026-10-13", ""),
    ],
)
def test_what_runs_beside_the_chain_is_logged_later_with_the_day_it_happened_on(
    ws: Workspace, case: CaseFile, kind: StepKind, day: str, wrong: str
) -> None:
    """A transfer decided in time was late for ever when it was logged after the plan."""
    run(ws, case, TO_INTERVIEW)
    record(ws, case, StepKind.MINUTES, "2026-10-28", rectify_by="2026-12-31")
    said = {"reason": "未发现违纪违法情形"} if kind is StepKind.NO_TRANSFER else CLUE
    if wrong:
        with pytest.raises(AppError, match=wrong):
            record(ws, case, kind, day, **said)
        return
    case = record(ws, case, kind, day, **said)
    if kind is StepKind.NO_TRANSFER:
        transfer = next(d for d in case.deadlines if d.key == "transfer")
        assert (transfer.state, transfer.done_on) == (
            DeadlineState.IN_TIME, date.fromisoformat(day),
        )  # fmt: skip


def test_a_receipt_is_not_older_than_what_it_receipts(ws: Workspace, case: CaseFile) -> None:
    run(ws, case, TO_INTERVIEW)
    record(ws, case, StepKind.TRANSFER, "2026-10-29", **SENT)
    with pytest.raises(AppError, match="早于线索移送"):
        record(ws, case, StepKind.TRANSFER_RECEIPT, "2026-10-28", **RECEIPT)
    record(ws, case, StepKind.TRANSFER_RECEIPT, "2026-10-29", **RECEIPT)


def test_a_step_out_of_turn_is_refused_with_what_may_be_recorded(
    ws: Workspace, case: CaseFile
) -> None:
    with pytest.raises(AppError, match="现在不能登记约谈") as refused:
        record(ws, case, StepKind.INTERVIEW, "2026-10-22")
    assert "约谈建议" in refused.value.hint
    assert len(casefiles.load_case(ws, case.id).steps) == 1


@pytest.mark.parametrize(
    ("day", "says"),
    [("2026-11-11", "晚于今天"), ("2026-10-12", "早于立案日期"), ("2026-10-13", "")],
)
def test_a_step_lies_between_the_one_before_and_today(
    ws: Workspace, case: CaseFile, day: str, says: str
) -> None:
    if not says:
        record(ws, case, StepKind.PROPOSAL, day, department="市生态环境局")
        return
    with pytest.raises(AppError, match=says):
        record(ws, case, StepKind.PROPOSAL, day, department="市生态环境局")


def test_a_step_earlier_than_the_one_before_is_refused(ws: Workspace, case: CaseFile) -> None:
    case = run(ws, case, TO_INTERVIEW[:2])
    with pytest.raises(AppError, match="早于批准（2026-10-15）"):
        record(ws, case, StepKind.NOTICE, "2026-10-14", interview_on="2026-10-22")


def test_what_a_step_must_say_is_named(ws: Workspace, case: CaseFile) -> None:
    with pytest.raises(AppError, match="缺建议部门"):
        record(ws, case, StepKind.PROPOSAL, "2026-10-13")
    with pytest.raises(AppError, match="没有“部门”这一项"):
        record(ws, case, StepKind.PROPOSAL, "2026-10-13", department="市局", 部门="市局")


def test_a_notice_too_late_is_refused_with_the_last_lawful_date(
    ws: Workspace, case: CaseFile
) -> None:
    case = run(ws, case, TO_INTERVIEW[:2])
    with pytest.raises(AppError, match="最迟应于2026-11-09书面通知") as refused:
        record(ws, case, StepKind.NOTICE, "2026-11-10", interview_on="2026-11-13")
    assert "最早可于2026-11-16约谈" in refused.value.hint
    record(ws, case, StepKind.NOTICE, "2026-11-10", interview_on="2026-11-16")


def test_days_counted_through_a_year_without_notice_are_marked_in_what_is_refused(
    ws: Workspace, case: CaseFile
) -> None:
    case = run(ws, case, TO_INTERVIEW[:2])
    ws.clock = lambda: datetime(2026, 12, 30, 9)
    with pytest.raises(AppError, match="最迟应于2026-12-29（暂估）书面通知") as refused:
        record(ws, case, StepKind.NOTICE, "2026-12-30", interview_on="2027-01-04")
    assert "最早可于2027-01-05（暂估）约谈" in refused.value.hint


def test_the_office_may_count_the_three_days_the_other_way(ws: Workspace, case: CaseFile) -> None:
    from yuetan_desktop.domain.reading import Choice

    office.choose_reading(
        ws, Choice("R16", "third_day_before", "市环委办", date(2026, 11, 9), "答复函")
    )
    case = run(ws, case, TO_INTERVIEW[:2])
    case = record(ws, case, StepKind.NOTICE, "2026-11-10", interview_on="2026-11-13")
    assert case.deadlines[0].due == date(2026, 11, 10)


def test_a_late_notice_of_an_interview_that_was_held_is_recorded_as_it_was(
    ws: Workspace, case: CaseFile
) -> None:
    case = run(ws, case, TO_INTERVIEW[:2])
    case = record(ws, case, StepKind.NOTICE, "2026-10-21", interview_on="2026-10-22")
    case = record(ws, case, StepKind.INTERVIEW, "2026-10-22")
    (notice,) = (d for d in case.deadlines if d.key == "notice")
    assert (notice.state, notice.text) == (DeadlineState.LATE, "超期 3 工作日")


# 2026-10-16 is a Friday: three whole working days lie between it and 10-22, none to spare.
@pytest.mark.parametrize(
    ("held", "says"),
    [
        ("2026-10-21", "不足3个工作日（第十二条）"),
        ("2026-10-23", "没有延期记录（第十四条）"),
        ("2026-10-22", ""),
    ],
)
def test_an_interview_on_another_day_than_notified_is_asked_about(
    ws: Workspace, case: CaseFile, held: str, says: str
) -> None:
    case = run(ws, case, TO_INTERVIEW[:3])
    if not says:
        assert record(ws, case, StepKind.INTERVIEW, held).state.held_on == date(2026, 10, 22)
        return
    with pytest.raises(AppError) as refused:
        record(ws, case, StepKind.INTERVIEW, held)
    assert says in refused.value.message
    assert "2026-10-22" in refused.value.message
    assert "最早可于2026-10-22约谈" in refused.value.hint
    assert casefiles.load_case(ws, case.id).state.held_on is None


def test_a_reason_lets_a_later_day_stand_but_never_an_unlawful_one(
    ws: Workspace, case: CaseFile
) -> None:
    case = run(ws, case, TO_INTERVIEW[:3])
    why = {"other_day": "市政府当日有紧急会议，经约谈人同意顺延"}
    with pytest.raises(AppError, match="第十二条"):
        record(ws, case, StepKind.INTERVIEW, "2026-10-21", **why)
    case = record(ws, case, StepKind.INTERVIEW, "2026-10-23", **why)
    assert case.state.held_on == date(2026, 10, 23)


def test_an_earlier_day_with_three_working_days_left_wants_its_reason(
    ws: Workspace, case: CaseFile
) -> None:
    case = run(ws, case, TO_INTERVIEW[:2])
    case = record(ws, case, StepKind.NOTICE, "2026-10-16", interview_on="2026-10-27")
    with pytest.raises(AppError, match="第十四条"):
        record(ws, case, StepKind.INTERVIEW, "2026-10-22")
    case = record(ws, case, StepKind.INTERVIEW, "2026-10-22", other_day="双方商定提前")
    assert case.state.held_on == date(2026, 10, 22)


def test_after_a_recorded_postponement_the_new_notice_names_the_day(
    ws: Workspace, case: CaseFile
) -> None:
    case = run(ws, case, TO_INTERVIEW[:3])
    case = record(ws, case, StepKind.POSTPONEMENT, "2026-10-20", reason="防汛", approver="领导")
    case = record(ws, case, StepKind.NOTICE, "2026-10-20", interview_on="2026-10-26")
    with pytest.raises(AppError, match="书面通知的约谈日期是2026-10-26"):
        record(ws, case, StepKind.INTERVIEW, "2026-10-27")
    assert record(ws, case, StepKind.INTERVIEW, "2026-10-26").state.label == "待纪要"


@pytest.mark.parametrize(
    ("moved_to", "refused"),
    [("2026-10-21", True), ("2026-10-22", True), ("2026-10-23", False), ("", False)],
)
def test_an_interview_is_put_off_never_brought_forward(
    ws: Workspace, case: CaseFile, moved_to: str, refused: bool
) -> None:
    case = run(ws, case, TO_INTERVIEW[:3])
    assert case.state.planned_on == date(2026, 10, 22)
    why = {"reason": "防汛", "approver": "领导", "interview_on": moved_to}
    if refused:
        with pytest.raises(AppError, match="不晚于原定的约谈日期2026-10-22"):
            record(ws, case, StepKind.POSTPONEMENT, "2026-10-20", **why)
    else:
        case = record(ws, case, StepKind.POSTPONEMENT, "2026-10-20", **why)
        assert case.state.label == "待书面通知"


def test_nobody_misses_an_interview_before_its_day(ws: Workspace, case: CaseFile) -> None:
    case = run(ws, case, TO_INTERVIEW[:3])
    with pytest.raises(AppError, match="约谈定于2026-10-22"):
        record(ws, case, StepKind.ABSENCE, "2026-10-21")
    case = record(ws, case, StepKind.ABSENCE, "2026-10-22")
    assert case.state.label == "待书面通知"


def test_a_postponed_interview_needs_a_new_notice_and_moves_its_limit(
    ws: Workspace, case: CaseFile
) -> None:
    case = run(ws, case, TO_INTERVIEW[:3])
    case = record(
        ws, case, StepKind.POSTPONEMENT, "2026-10-20",
        reason="防汛", approver="市政府分管领导", interview_on="2026-11-18",
    )  # fmt: skip
    assert case.state.label == "待书面通知"
    assert case.state.planned_on == date(2026, 11, 18)
    (notice,) = case.deadlines
    assert (notice.due, notice.state) == (date(2026, 11, 12), DeadlineState.NEAR)
    case = record(ws, case, StepKind.NOTICE, "2026-11-10", interview_on="2026-11-18")
    assert case.state.label == "待约谈"
    assert [s.kind for s in case.steps].count(StepKind.NOTICE) == 2


def test_a_returned_plan_is_handed_in_again_but_the_first_one_met_the_limit(
    ws: Workspace, case: CaseFile
) -> None:
    case = run(ws, case, TO_INTERVIEW)
    case = run(ws, case, TO_CLOSURE[:2])
    case = record(ws, case, StepKind.RETURN, "2026-11-03", reason="缺量化目标")
    assert case.state.label == "待整改方案"
    (plan,) = (d for d in case.deadlines if d.key == "plan")
    assert (plan.state, plan.done_on) == (DeadlineState.IN_TIME, date(2026, 10, 30))
    case = record(ws, case, StepKind.PLAN, "2026-11-05")
    assert case.state.label == "待审核"


def test_progress_reports_fall_due_at_the_agreed_rhythm(ws: Workspace, case: CaseFile) -> None:
    case = run(ws, case, TO_INTERVIEW)
    case = run(ws, case, TO_CLOSURE[:3])
    (report,) = (d for d in case.deadlines if d.key == "progress")
    assert (report.label, report.due) == ("整改进展书面报告（按月）", date(2026, 12, 2))
    case = record(ws, case, StepKind.PROGRESS, "2026-11-06")
    (report,) = (d for d in case.deadlines if d.key == "progress")
    assert report.due == date(2026, 12, 7)  # 12-06 is a Sunday


def test_a_step_is_voided_from_the_last_one_back(ws: Workspace, case: CaseFile) -> None:
    case = run(ws, case, TO_INTERVIEW)
    approval, held = case.steps[2], case.steps[4]
    with pytest.raises(AppError, match=r"书面通知.*以它为前提"):
        casefiles.void_step(ws, case.id, approval.id, "日期写错")
    with pytest.raises(AppError, match="写明原因"):
        casefiles.void_step(ws, case.id, held.id, " ")
    case = casefiles.void_step(ws, case.id, held.id, "日期写错")
    assert case.state.label == "待约谈"
    assert len(case.steps) == 5
    with pytest.raises(AppError, match="研判确认不能作废"):
        casefiles.void_step(ws, case.id, case.steps[0].id, "误立")


def test_a_warning_has_its_own_short_way(ws: Workspace, yanjiang: int) -> None:
    case = caseopening.open_case(ws, yanjiang, month=SEPTEMBER, level=1).case
    for kind, day, data in (
        (StepKind.PROPOSAL, "2026-11-10", {"department": "市生态环境局"}),
        (StepKind.APPROVAL, "2026-11-10", {"approver": "市环委办主任"}),
        (StepKind.ISSUE, "2026-11-10", {"reply_by": "2026-11-13"}),
    ):
        case = record(ws, case, kind, day, **data)
    assert case.state.label == "待回复"
    (reply,) = case.deadlines
    assert (reply.label, reply.text) == ("书面回复", "剩 3 工作日")
    case = record(ws, case, StepKind.REPLY, "2026-11-10")
    case = record(ws, case, StepKind.SETTLEMENT, "2026-11-10")
    assert case.state.label == "已办结"
    assert [row.label for row in get_case(ws, case.id).stepper][:3] == ["提示建议", "批准", "印发"]


# -- lists and the page -------------------------------------------------------------------------
def test_lists_filter_by_state_and_the_due_list_is_sorted(ws: Workspace, case: CaseFile) -> None:
    assert duecalendar.soon(ws) == []
    run(ws, case, TO_INTERVIEW)
    due = duecalendar.soon(ws)
    assert [(entry.key, entry.text) for entry in due] == [
        ("transfer", "逾期 6 工作日"),
        ("plan", "剩 2 工作日"),
    ]
    assert [entry.key for entry in duecalendar.soon(ws, within=1)] == ["transfer"]
    for which, count in (
        (CaseFilter.ALL, 1), (CaseFilter.OPEN, 1), (CaseFilter.OVERDUE, 1),
        (CaseFilter.NEAR, 1), (CaseFilter.ENDED, 0),
    ):  # fmt: skip
        assert len(casefiles.list_cases(ws, which)) == count, which
    assert len(casefiles.list_cases(ws, place_id=case.row.place_id)) == 1
    assert casefiles.list_cases(ws, place_id=case.row.place_id + 1) == []
    ws.clock = lambda: datetime(2026, 11, 27, 9, 30)  # nothing written, another day
    assert len(casefiles.list_cases(ws, CaseFilter.NEAR)) == 0


def test_a_dropped_case_owes_nothing(ws: Workspace, case: CaseFile) -> None:
    case = run(ws, case, TO_INTERVIEW)
    case = record(ws, case, StepKind.WITHDRAWAL, "2026-11-10", reason="误立")
    assert [d.key for d in case.deadlines] == ["notice"]
    assert duecalendar.soon(ws) == []


def test_the_case_page_shows_what_to_do_next_and_on_what_it_stands(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW)
    view = get_case(ws, case.id)
    assert "没有违法、违纪、违规情形的，登记“无需移送”" in view.banner.detail  # 第十九条: if any
    record(ws, case, StepKind.NO_TRANSFER, "2026-10-30", reason="未发现")
    record(ws, case, StepKind.MINUTES, "2026-10-30")
    assert get_case(ws, case.id).file.next_act == "登记纪要签署"
    record(ws, case, StepKind.SIGNING, "2026-10-30", signers="约谈人、被约谈人")
    view = get_case(ws, case.id)
    assert view.file.next_act == "登记整改方案"
    assert [row.state for row in view.stepper][4:7] == [
        StepperState.DONE,
        StepperState.CURRENT,
        StepperState.FUTURE,
    ]
    assert [row.text for row in view.stepper][4:7] == ["10-30", "11-12 前", "—"]
    assert view.banner.kind is BannerKind.NEAR
    assert view.banner.text == "整改方案应于 11 月 12 日（周四）前报送"
    assert view.banner.detail == "剩 2 工作日。雁江区尚未报送。"
    assert (view.actor, view.interviewee) == ("市政府主要领导或委托的分管领导", "主要负责人")
    assert view.facts[0].decides
    assert {row.verdict for row in view.facts if row.decides} >= {"超 0.3"}
    (missing,) = [row for row in view.facts if row.verdict == "数据不足"]
    assert (missing.topic, missing.actual) == (missing.says, "—")
    assert {line.state for line in view.papers} == {"未生成"}
    due = {line.kind for line in view.papers if line.is_due}
    assert {"整改方案", "催报函"} <= due
    assert not due & {"约谈通知", "整改报告", "延期约谈答复"}
    stages = [line.stage for line in view.papers]
    assert stages == sorted(stages, key=["约谈建议", "约谈", "整改", "核查销号", "移送公开"].index)
    assert view.record[0].text.startswith("登记")
    assert view.next_steps[0].kind is StepKind.PLAN
    assert view.also[0].short_cite == "第四条（一）"


def test_a_case_is_found_by_its_number(ws: Workspace, case: CaseFile) -> None:
    assert casefiles.find_case(ws, "资约〔2026〕01号").id == case.id
    with pytest.raises(AppError, match="没有找到案件"):
        casefiles.find_case(ws, "资约〔2026〕99号")
