"""What stands around a case's steps: its level, people, joint interviews, repetition."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yuetan_desktop.domain.cases.participants import Category, Openness, Participant
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caselinks, caseopening, joint, participants
from yuetan_desktop.services.cases.caseview import get_case
from yuetan_desktop.services.cases.improvement import improvement_says
from yuetan_desktop.services.cases.openness import openness_of
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations, targets
from yuetan_desktop.store.observations import ObservationRow
from yuetan_desktop.store.targets import TargetRow

from .casestory import SEPTEMBER, TO_CLOSURE, TO_INTERVIEW, record, run
from .conftest import off_target


# -- level --------------------------------------------------------------------------------------
def test_a_change_of_level_changes_who_interviews_whom_and_needs_approval(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW[:3])
    with pytest.raises(AppError, match="没有调整"):
        record(ws, case, StepKind.LEVEL_CHANGE, "2026-10-19", level="5", reason="x", approver="y")
    changed = record(
        ws, case, StepKind.LEVEL_CHANGE, "2026-10-19", level="3", reason="从轻", approver="y"
    )
    assert changed.state.label == "待批准"
    view = get_case(ws, case.id)
    assert (view.actor, view.interviewee) == ("市生态环境保护委员会办公室负责人", "分管负责人")
    void = changed.state.last(StepKind.LEVEL_CHANGE)
    assert void is not None
    back = casefiles.void_step(ws, case.id, void.id, "误登")
    assert (back.state.label, back.basis.level.number) == ("待约谈", 5)


# -- closure ------------------------------------------------------------------------------------
def test_closure_waits_for_the_approved_opinion_and_its_written_notice(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, [*TO_INTERVIEW, *TO_CLOSURE[:5]])
    with pytest.raises(AppError, match="待核查意见审批，现在不能登记销号"):
        record(ws, case, StepKind.CLOSURE, "2026-11-10", approver="市政府分管领导")
    run(ws, case, TO_CLOSURE[5:6])
    with pytest.raises(AppError, match="待核查结果通知，现在不能登记销号"):
        record(ws, case, StepKind.CLOSURE, "2026-11-10", approver="市政府分管领导")
    assert run(ws, case, TO_CLOSURE[6:]).state.label == "已销号"


def test_what_was_forgotten_is_shown_and_recorded_late(ws: Workspace, case: CaseFile) -> None:
    run(ws, case, [*TO_INTERVIEW, *TO_CLOSURE[:3]])
    assert get_case(ws, case.id).missed == ("会商", "送达", "纪要签署")
    with pytest.raises(AppError, match="早于书面通知"):
        record(ws, case, StepKind.SERVICE, "2026-10-15", addressee="雁江区人民政府", way="直接送达")
    record(ws, case, StepKind.SERVICE, "2026-10-16", addressee="雁江区人民政府", way="直接送达")
    assert get_case(ws, case.id).missed == ("会商", "纪要签署")


# -- participants and openness ------------------------------------------------------------------
PRESS = Participant(Category.MEDIA, unit="市融媒体中心")


def test_participants_are_kept_by_category_in_the_order_of_the_sheet(
    ws: Workspace, case: CaseFile
) -> None:
    case = record(ws, case, StepKind.PROPOSAL, "2026-10-13", department="市生态环境局")
    people = participants.suggested(ws, case)
    assert [one.category for one in people] == [
        Category.INTERVIEWER,
        Category.INTERVIEWEE,
        Category.PARTY,
    ]
    citizen = Participant(Category.CITIZEN, "刘某", unit="某社区")
    participants.set_participants(ws, case.id, [citizen, *people])
    kept = participants.participants(ws, case.id)
    assert kept == (*people, citizen)
    with pytest.raises(AppError, match="既没有单位"):
        participants.set_participants(ws, case.id, [Participant(Category.PARTY)])


def test_the_press_comes_only_to_a_public_interview(ws: Workspace, case: CaseFile) -> None:
    with pytest.raises(AppError, match="内部约谈不邀请媒体"):
        participants.set_participants(ws, case.id, [PRESS])
    participants.set_openness(ws, case.id, Openness(is_public=True))
    participants.set_participants(ws, case.id, [PRESS])
    with pytest.raises(AppError, match="不邀请媒体"):
        participants.set_openness(ws, case.id, Openness(is_public=False))


def test_what_concerns_a_state_secret_is_never_public(ws: Workspace, case: CaseFile) -> None:
    with pytest.raises(AppError, match="定密依据"):
        participants.set_openness(ws, case.id, Openness(is_secret=True))
    with pytest.raises(AppError, match="不得公开约谈"):
        participants.set_openness(
            ws, case.id, Openness(is_public=True, is_secret=True, basis="秘密★5年")
        )
    participants.set_openness(ws, case.id, Openness(is_secret=True, basis="秘密★5年"))
    assert openness_of(ws, case.id, case.state).is_secret
    run(ws, case, TO_INTERVIEW[:3])
    with pytest.raises(AppError, match="不得公开约谈"):
        record(ws, case, StepKind.INTERVIEW, "2026-10-22", form="公开约谈")
    record(ws, case, StepKind.INTERVIEW, "2026-10-22", form="内部约谈")


def test_an_interview_is_held_as_the_case_is_set(ws: Workspace, case: CaseFile) -> None:
    participants.set_openness(ws, case.id, Openness())
    run(ws, case, TO_INTERVIEW[:3])
    with pytest.raises(AppError, match="定为内部约谈，这里登记的是公开约谈") as refused:
        record(ws, case, StepKind.INTERVIEW, "2026-10-22", form="公开约谈")
    assert "先在“参加人员”" in refused.value.hint
    participants.set_openness(ws, case.id, Openness(is_public=True))
    record(ws, case, StepKind.INTERVIEW, "2026-10-22", form="公开约谈")


def test_a_case_is_not_set_otherwise_than_its_interview_was_held(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW[:3])
    held = record(ws, case, StepKind.INTERVIEW, "2026-10-22", form="公开约谈")
    assert openness_of(ws, held.id, held.state).is_public
    participants.set_participants(ws, case.id, [PRESS])
    with pytest.raises(AppError, match="已登记为公开约谈（2026-10-22），不能改定为内部约谈"):
        participants.set_openness(ws, case.id, Openness(is_public=False, basis="误"))
    participants.set_participants(ws, case.id, [])
    participants.set_openness(ws, case.id, Openness(is_secret=True, basis="秘密★5年"))


def test_an_interview_whose_form_nobody_named_goes_by_what_is_decided(
    ws: Workspace, case: CaseFile
) -> None:
    held = run(ws, case, TO_INTERVIEW)
    assert not openness_of(ws, held.id, held.state).is_public
    participants.set_openness(ws, held.id, Openness(is_public=True))
    assert openness_of(ws, held.id, held.state).is_public


# -- 尽责情况 -----------------------------------------------------------------------------------
def test_five_of_six_proven_names_the_one_that_is_missing(ws: Workspace, case: CaseFile) -> None:
    said = {
        "法定职责": "检查记录86份", "事权划分": "编委文件", "年度计划": "2026年计划",
        "标准缺失": "不涉及", "技术限制": "不涉及",
    }  # fmt: skip
    assert participants.set_diligence(ws, case.id, said) == ("第四项双随机抽查",)
    assert participants.set_diligence(ws, case.id, {**said, "双随机抽查": "抽查记录"}) == ()
    with pytest.raises(AppError, match="六项情形中没有"):
        participants.set_diligence(ws, case.id, {"其他": "x"})


# -- 集体约谈 -----------------------------------------------------------------------------------
@pytest.fixture
def other(ws: Workspace, case: CaseFile) -> CaseFile:
    """A second county at the same level in the same month."""
    place = off_target(ws, "安岳县")
    day = case.row.opened_on
    return caseopening.open_case(ws, place, month=SEPTEMBER, day=day).case


def test_one_notice_and_one_interview_are_recorded_for_all_and_each_keeps_its_state(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    assert [one.id for one in joint.candidates(ws, case)] == [other.id]
    joint.join(ws, [case.id, other.id])
    for one in (case, other):
        run(ws, one, TO_INTERVIEW[:2])
    joint.record_for_all(
        ws, other.id, StepKind.NOTICE, date(2026, 10, 16), data={"interview_on": "2026-10-22"}
    )
    joint.record_for_all(ws, case.id, StepKind.INTERVIEW, date(2026, 10, 22))
    record(ws, case, StepKind.MINUTES, "2026-10-23")
    labels = [casefiles.load_case(ws, one.id).state.label for one in (case, other)]
    assert labels == ["待整改方案", "待纪要"]
    assert [one.number for one in get_case(ws, case.id).around.together] == [other.number]
    with pytest.raises(AppError, match="不能再退出"):
        joint.leave(ws, case.id)
    with pytest.raises(AppError, match="分别登记"):
        joint.record_for_all(ws, case.id, StepKind.PLAN, date(2026, 11, 1))


def test_what_cannot_be_recorded_for_one_is_recorded_for_none(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    joint.join(ws, [case.id, other.id])
    run(ws, case, TO_INTERVIEW[:2])  # the other one is not approved yet
    with pytest.raises(AppError, match=other.number) as refused:
        joint.record_for_all(
            ws, case.id, StepKind.NOTICE, date(2026, 10, 16), data={"interview_on": "2026-10-22"}
        )
    assert refused.value.kept == "各案都没有登记。"
    assert casefiles.load_case(ws, case.id).state.label == "待书面通知"


def test_only_cases_of_one_level_and_of_different_units_are_interviewed_together(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    with pytest.raises(AppError, match="至少要有两个"):
        joint.join(ws, [case.id, case.id])
    warning = caseopening.open_case(
        ws, case.row.place_id, month=SEPTEMBER, level=1, rules=["4.1"]
    ).case
    if warning.id != case.id:
        with pytest.raises(AppError, match="不约谈"):
            joint.join(ws, [case.id, warning.id])
    joint.join(ws, [case.id, other.id])
    with pytest.raises(AppError, match="已经在另一次"):
        joint.join(ws, [case.id, other.id])
    joint.leave(ws, case.id)
    assert joint.members(ws, other.id) == ()


def test_participants_of_a_joint_interview_are_seen_on_every_case_of_it(
    ws: Workspace, case: CaseFile, other: CaseFile
) -> None:
    joint.join(ws, [case.id, other.id])
    guest = Participant(Category.OBSERVER, unit="市纪委监委")
    participants.set_participants(ws, case.id, [guest])
    assert participants.participants(ws, other.id) == (guest,)
    assert participants.own_participants(ws, other.id) == ()


# -- repeated and escalated ---------------------------------------------------------------------
def test_earlier_cases_of_the_unit_are_linked(ws: Workspace, case: CaseFile) -> None:
    run(ws, case, [*TO_INTERVIEW, *TO_CLOSURE])
    with pytest.raises(AppError, match="不能升级约谈"):
        caselinks.escalate(ws, case.id)
    with pytest.raises(AppError, match="还不满3个月，不能认定未改善"):
        record(ws, case, StepKind.IMPROVEMENT_CHECK, "2026-11-10", result="未改善")
    ws.clock = lambda: datetime(2027, 1, 22, 9)
    record(ws, case, StepKind.IMPROVEMENT_CHECK, "2027-01-22", result="未改善")
    with pytest.raises(AppError, match="没有找到案件"):
        escalated_to(ws, case, "资约〔2026〕99号")
    with pytest.raises(AppError, match="不能登记为升级约谈"):
        escalated_to(ws, case, case.number)
    october = Period.month(2026, 10)
    again = caseopening.open_case(ws, off_target_in_october(ws, case), month=october, level=1).case
    found = caselinks.links(ws, again)
    assert [one.number for one in found.before] == [case.number]
    escalated_to(ws, case, again.number)
    assert caselinks.links(ws, again).source is not None
    source = caselinks.links(ws, casefiles.load_case(ws, case.id))
    assert source.escalated_to is not None
    assert source.escalated_to.number == again.number


def escalated_to(ws: Workspace, case: CaseFile, number: str) -> CaseFile:
    said = {"case": number}
    return casefiles.record_step(ws, case.id, StepKind.ESCALATION, date(2026, 11, 10), data=said)


def off_target_in_october(ws: Workspace, case: CaseFile) -> int:
    place = case.row.place_id
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name="空气月报2610.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        rows = [
            ObservationRow(place, "pm25", "2026-10", 44.0, "", "Sheet1", "C17"),
            ObservationRow(place, "good_day_rate", "2026-10", 60.0, "", "Sheet1", "F17"),
        ]
        observations.insert_observations(ws.db, batch, rows)
        targets.insert_targets(
            ws.db,
            [
                TargetRow(place, "pm25", "2026-10", 18.0, "环委办〔2026〕1号"),
                TargetRow(place, "good_day_rate", "2026-10", 90.0, "环委办〔2026〕1号"),
            ],
            by="李敏",
            at=ws.now(),
        )
    return place


def test_the_form_of_the_check_tells_the_figures_of_the_three_months(
    ws: Workspace, case: CaseFile
) -> None:
    held = run(ws, case, TO_INTERVIEW)
    (says, *_) = improvement_says(ws, held)
    assert "未满3个月" in says
    ws.clock = lambda: datetime(2027, 3, 1, 9)
    assert any("2026年11—12月" in one for one in improvement_says(ws, held))  # what is missing
