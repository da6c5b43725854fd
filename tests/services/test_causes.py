"""第十六条: the leading cause of a case, the map to departments, who was in charge on the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from yuetan_desktop.domain.cases.causes import CHIEF, Issue, Leader, LeadingCause
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import paperwork, places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import causes
from yuetan_desktop.services.cases.caseview import get_case
from yuetan_desktop.services.places import Contacts
from yuetan_desktop.services.reports.statistics import statistics
from yuetan_desktop.services.workspace import Clock, Workspace

from .casestory import TO_INTERVIEW, record, run

JANUARY = date(2026, 1, 1)


def leader(place_id: int | None, name: str, start: str, end: str = "", **changed: str) -> Leader:
    said = {"title": "副区长", "domain": "住房城乡建设", "document": "区政府分工通知", **changed}
    last = date.fromisoformat(end) if end else None
    return Leader(0, place_id, name, valid_from=date.fromisoformat(start), valid_to=last, **said)


def assess(ws: Workspace, case: CaseFile, chosen: str = "工地扬尘", **said: Any) -> None:
    found = LeadingCause(
        ("道路扬尘", chosen),
        chosen,
        "工地扬尘占源解析比重最大",
        "市环委办",
        date(2026, 10, 13),
        **said,
    )
    causes.assess_cause(ws, case.id, found)


# -- 首要原因 -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("issue", "department"),
    [("工地扬尘", "市住房城乡建设局"), ("矿山扬尘", "市自然资源和规划局")],
)
def test_the_shipped_map_names_the_department_of_an_issue(
    ws: Workspace, issue: str, department: str
) -> None:
    (found,) = (one for one in causes.issues(ws) if one.name == issue)
    assert department in found.departments


def test_the_office_edits_the_map_and_strikes_lines_out(ws: Workspace) -> None:
    causes.save_issue(ws, Issue("工地扬尘", "城市管理", ("市城市管理行政执法局",)))
    causes.save_issue(ws, Issue("港口扬尘", "交通运输", ("市交通运输局",)))
    causes.remove_issue(ws, "散煤燃烧")
    found = {one.name: one.domain for one in causes.issues(ws)}
    assert (found["工地扬尘"], found["港口扬尘"]) == ("城市管理", "交通运输")
    assert "散煤燃烧" not in found
    with pytest.raises(AppError, match="都要填写"):
        causes.save_issue(ws, Issue("", "城市管理", ()))


def test_the_leading_cause_brings_its_domain_and_departments(ws: Workspace, case: CaseFile) -> None:
    assess(ws, case)
    found = causes.cause_of(ws, case.id)
    assert found is not None
    assert found.says == "工地扬尘（住房城乡建设领域）"
    assert found.departments == ("市住房城乡建设局",)
    assert found.candidates == ("道路扬尘", "工地扬尘")
    assert get_case(ws, case.id).cause == found.says
    assess(ws, case, "工业企业排放")  # the newest holds
    assert causes.cause_of(ws, case.id).chosen == "工业企业排放"  # type: ignore[union-attr]


def test_a_cause_off_the_map_needs_its_domain(ws: Workspace, case: CaseFile) -> None:
    with pytest.raises(AppError, match="请写明所涉领域"):
        assess(ws, case, "外来输送")
    assess(ws, case, "外来输送", domain="生态环境")
    with pytest.raises(AppError, match="没有列出备选原因"):
        causes.assess_cause(ws, case.id, LeadingCause((), "工地扬尘", "x", "y", JANUARY))


# -- who is in charge on the day ----------------------------------------------------------------
def test_the_interviewee_is_who_led_the_domain_on_the_day_of_the_interview_not_today(
    ws: Workspace, case: CaseFile, yanjiang: int
) -> None:
    record(ws, case, StepKind.PROPOSAL, "2026-10-13", department="市生态环境局")
    record(ws, case, StepKind.LEVEL_CHANGE, "2026-10-13", level="4", reason="示例", approver="某")
    run(ws, case, TO_INTERVIEW[1:])
    causes.add_leader(ws, leader(yanjiang, "何静", "2026-01-01"))
    causes.add_leader(ws, leader(yanjiang, "新任", "2026-11-01"))
    causes.add_leader(ws, leader(None, "市领导甲", "2025-01-01", title="副市长"))
    assess(ws, case)
    view = get_case(ws, case.id)
    assert view.interviewee == "分管负责人"
    assert view.interviewee_name == "副区长何静"
    assert view.around.city_leader is not None
    assert view.around.city_leader.says == "副市长市领导甲"
    old = causes.leader_on(ws, yanjiang, "住房城乡建设", date(2026, 10, 31))
    new = causes.leader_on(ws, yanjiang, "住房城乡建设", date(2026, 11, 1))
    assert old is not None
    assert new is not None
    assert (old.name, old.valid_to, new.name) == ("何静", date(2026, 10, 31), "新任")


def test_the_first_leader_is_interviewed_whatever_the_cause(
    ws: Workspace, case: CaseFile, yanjiang: int
) -> None:
    places.set_contacts(ws, yanjiang, Contacts(chief="周远", chief_title="区长"))
    assert causes.interviewee_says(ws, case) == "区长周远"
    causes.add_leader(ws, leader(yanjiang, "吴岑", "2026-01-01", domain=CHIEF, title="区长"))
    assert causes.interviewee_says(ws, case) == "区长吴岑"


def test_lines_that_overlap_or_lack_their_source_are_refused(ws: Workspace, yanjiang: int) -> None:
    causes.add_leader(ws, leader(yanjiang, "何静", "2026-01-01", "2026-06-30"))
    with pytest.raises(AppError, match="重叠"):
        causes.add_leader(ws, leader(yanjiang, "另一人", "2026-06-30"))
    causes.add_leader(ws, leader(yanjiang, "另一人", "2026-07-01"))
    with pytest.raises(AppError, match="来源文件"):
        causes.add_leader(ws, leader(yanjiang, "某", "2027-01-01", document=""))
    first = causes.list_leaders(ws)[0]
    causes.void_leader(ws, first.id, "录入有误")
    assert [one.name for one in causes.list_leaders(ws)] == ["另一人"]


# -- faults and severity ------------------------------------------------------------------------
def test_the_report_counts_subjective_faults_apart_from_objective_limits(
    ws: Workspace, case: CaseFile
) -> None:
    before = {line.name: line.count for line in statistics(ws).faults}
    assert (before["主观责任合计"].opened, before["未区分"].opened) == (0, 1)
    assess(ws, case, faults=["不作为", "明知不管", "体制机制不健全"])
    lines = statistics(ws).faults
    counted = {line.name: line.count.opened for line in lines if line.count.opened}
    assert counted == {
        "主观责任合计": 1,  # one case, though two kinds of it
        "主观责任：明知不管": 1,
        "主观责任：不作为": 1,
        "客观因素合计": 1,
        "客观因素：体制机制不健全": 1,
    }
    with pytest.raises(AppError, match="没有“能力强”这一类原因性质"):
        assess(ws, case, faults=["能力强"])


def test_the_severity_of_a_cause_suggests_its_handling_to_the_report(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW)
    assess(ws, case, severity="恶意")
    found = causes.cause_of(ws, case.id)
    assert found is not None
    assert found.handling.startswith("恶意违法，从严查处")
    advice = paperwork.draft(ws, case.id, "调查情况报告").values["处理建议"]
    assert advice == found.handling
    assess(ws, case)  # nobody said how grave it is
    assert paperwork.draft(ws, case.id, "调查情况报告").values["处理建议"] == ""
    with pytest.raises(AppError, match="没有“特别恶劣”这一档情节"):
        assess(ws, case, severity="特别恶劣")


# -- a leader who changes while the case runs ---------------------------------------------------
NOTICE = {
    "约谈地点": "市政府3号会议室",
    "参加人员": "市生态环境局",
    "联系人": "李敏",
    "联系电话": "028-26110001",
}


def notified(ws: Workspace, case: CaseFile, **typed: str) -> None:
    """Level 4, where the leader of the domain is interviewed; the notice as its form stands."""
    run(ws, case, TO_INTERVIEW[:1])
    said = {"level": "4", "reason": "由分管领导约谈", "approver": "市环委办主任"}
    record(ws, case, StepKind.LEVEL_CHANGE, "2026-10-14", **said)
    run(ws, case, TO_INTERVIEW[1:3])
    ws.clock = later(ws, 1)
    said = {**NOTICE, "约谈时间": "2026-10-22 09:30", **typed}
    paperwork.issue(ws, case.id, "约谈通知", paperwork.draft(ws, case.id, "约谈通知", said).values)


def named(ws: Workspace, case: CaseFile) -> str:
    return paperwork.draft(ws, case.id, "约谈纪要").values["被约谈人"]


def put_off(ws: Workspace, case: CaseFile, until: str) -> None:
    said = {"reason": "防汛应急", "approver": "市政府分管领导", "interview_on": until}
    record(ws, case, StepKind.POSTPONEMENT, "2026-10-20", **said)


@pytest.mark.parametrize(
    ("until", "name"),
    [("2026-10-31", "何静"), ("2026-11-01", "新任")],
    ids=["last day", "first day"],
)
def test_an_interview_put_off_past_a_change_names_the_new_leader(
    ws: Workspace, case: CaseFile, without_office_suite: None, until: str, name: str
) -> None:
    unit = case.row.place_id
    causes.add_leader(ws, leader(unit, "何静", "2026-01-01", "2026-10-31"))
    causes.add_leader(ws, leader(unit, "新任", "2026-11-01"))
    assess(ws, case)
    notified(ws, case)
    assert named(ws, case).endswith("副区长何静")
    put_off(ws, case, until)
    assert named(ws, case).endswith(f"副区长{name}")


def test_a_leading_cause_found_anew_names_the_leader_of_its_domain(
    ws: Workspace, case: CaseFile, without_office_suite: None
) -> None:
    causes.add_leader(ws, leader(case.row.place_id, "何静", "2026-01-01"))
    causes.add_leader(ws, leader(case.row.place_id, "田和", "2026-01-01", domain="农业农村"))
    assess(ws, case)
    notified(ws, case)
    ws.clock = later(ws, 1)
    assess(ws, case, "秸秆焚烧", domain="农业农村")
    assert named(ws, case).endswith("副区长田和")


def test_a_name_typed_into_the_notice_stays_while_the_case_says_nothing_new(
    ws: Workspace, case: CaseFile, without_office_suite: None
) -> None:
    causes.add_leader(ws, leader(case.row.place_id, "何静", "2026-01-01"))
    assess(ws, case)
    notified(ws, case, 被约谈人="雁江区人民政府常务副区长某某")
    assert named(ws, case) == "雁江区人民政府常务副区长某某"


def later(ws: Workspace, minutes: int) -> Clock:
    now = ws.now() + timedelta(minutes=minutes)
    return lambda: now
