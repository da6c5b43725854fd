"""The story of the command line's test, at the window: from trigger to closure over the Spring
Festival of 2026, and a rebound after it. Only clicks, keys and typed words; the same days come out.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.e2e.byways import BYWAYS, ESCALATION, EXEMPTION, since_the_interview
from tests.e2e.clerk import CTRL, Clerk, Key, words_of
from tests.e2e.conftest import FileDialogs
from tests.e2e.office import Days, Office
from tests.e2e.spring import DUE, OF_THE_CASE, STEPS, air, targets
from tests.hands import in_dialog
from tests.services.conftest import off_target
from yuetan_desktop.app import Program
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, rectification
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.papers import papercheck
from yuetan_desktop.services.workspace import Workspace


@pytest.fixture
def clock() -> Days:
    return Days()


@pytest.fixture
def office(running: Program, qtbot: Any, clock: Days, file_dialogs: FileDialogs) -> Office:
    clerk = Clerk(running, qtbot)
    clerk.press(Key.Key_N, CTRL)  # a new database in the empty folder
    clerk.wait(lambda: clerk.window.current_page)
    clerk.settle()
    return Office(clerk, clock, file_dialogs)


def test_from_trigger_to_closure_over_the_spring_festival(office: Office, tmp_path: Path) -> None:
    quarters = air(tmp_path, "2025年前三季度", "2025年1—9月", 30.4, 80.1)
    office.take_in(targets(tmp_path), quarters)
    office.open_case()
    assert office.next_act == "登记会商"
    office.make("约谈建议审批单")
    office.go_on("延期约谈")
    office.make("延期约谈答复")
    the_notice_keeps_three_working_days(office)
    office.go_on("约谈")
    assert {what: f"2026-{office.due(what)}" for what in DUE} == DUE
    office.go_on("纪要签署")
    office.make("约谈纪要")
    office.go_on("线索移送")
    office.make("问题线索移送函")
    office.go_on("方案退回")
    assert office.next_act == "登记整改方案"
    office.go_on("审核")
    office.make("整改方案审核意见")
    a_task_is_entered(office)
    what_is_late_is_urged(office)
    office.go_on("整改")
    a_task_is_reported(office)
    its_evidence_is_accepted(office, tmp_path)
    office.on("2026-06-12")
    office.go_on("现场核查")
    assert office.next_act == "登记核查意见审批"  # 第十八条: nothing is closed before
    office.go_on("核查结果通知")
    office.make("核查意见通知")
    the_task_is_checked_and_closed(office)
    office.on("2026-06-19")
    office.go_on("销号")
    office.make("销号通知")
    everything_stands_once(office)
    the_closed_case_rebounds(office, tmp_path)


def the_notice_keeps_three_working_days(office: Office) -> None:
    """第十二条: the form of the paper offers a lawful day, the step refuses an unlawful one."""
    clerk = office.clerk
    office.on("2026-02-02")
    clerk.click("生成约谈通知")
    form = clerk.page.form
    for name, words in OF_THE_CASE["约谈通知"].items():
        clerk.enter(form, name, words)
    clerk.enter(form, "约谈时间", "2026-02-04 09:30")
    clerk.wait(lambda: "改为 2026-02-06" in words_of(form))
    assert "最迟应于2026年1月29日书面通知" in words_of(form)
    clerk.click("改为 2026-02-06 09:30", form)
    clerk.wait(lambda: "不足3个工作日" not in words_of(form))
    clerk.press(Key.Key_S, CTRL)
    clerk.settle()
    office.on("2026-02-02")
    said = office.refused("书面通知", {"约谈日期": "2026-02-05"})
    assert "最迟应于2026-01-30书面通知" in said
    assert "最早可于2026-02-06约谈" in said


def a_task_is_entered(office: Office) -> None:
    """第十七条: what the plan promises stands in the ledger with its number, date and person."""
    clerk = office.clerk
    clerk.press(Key.Key_4, CTRL)
    clerk.settle()
    task = {
        "简称": "工地扬尘整治",
        "整改措施": "在建工地落实六个百分之百。",
        "数量": "12",
        "计量单位": "处",
        "责任单位": "区住房城乡建设局",
        "责任人": "何静",
        "时限": "2026-04-10",
    }
    in_dialog(clerk.fill(task))
    clerk.press(Key.Key_N, CTRL)
    clerk.settle()
    assert clerk.left == ""
    (line,) = clerk.lines("整改台账")
    assert "约01-01" in line
    assert "不合格" not in line


def what_is_late_is_urged(office: Office) -> None:
    """第十七条: a month after the review a report is due; on 9 April it is two working days late."""
    clerk = office.clerk
    office.days.day = date(2026, 4, 9)
    clerk.press(Key.Key_1, CTRL)
    clerk.wait(lambda: len(clerk.lines("即将到期")) == 2)
    case, task = clerk.lines("即将到期")
    assert "04-07" in case
    assert "逾期 2 工作日" in case
    assert "04-10" in task
    assert "工地扬尘整治" in task
    assert "整改进展应于 4 月 7 日（周二）前书面报告" in office.see("2026-04-09")
    clerk.click("生成催报函")
    office.save("催报函")
    office.on("2026-04-09")
    in_dialog(clerk.fill({"备注": "已电话催办，发催报函。"}))
    clerk.click("登记催办")
    clerk.settle()
    assert clerk.left == ""


def a_task_is_reported(office: Office) -> None:
    clerk = office.clerk
    clerk.press(Key.Key_4, CTRL)
    clerk.settle()
    clerk.open_row("整改台账", "约01-01")
    in_dialog(clerk.fill({"累计完成（处）": "12"}))
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert clerk.left == ""
    assert "12" in clerk.lines("整改台账")[0]


def its_evidence_is_accepted(office: Office, folder: Path) -> None:
    """第十八条: without proof that was accepted nothing is closed, and the panel says so."""
    clerk = office.clerk
    picture = folder / "围挡喷淋.png"
    QImage(64, 48, QImage.Format.Format_RGB32).save(str(picture))
    assert "销号还差：没有已采信的佐证。" in clerk.words
    office.files.opens = [picture]
    clerk.click("添加佐证")
    clerk.settle()
    assert "待复核" in clerk.words
    assert "销号还差：有 1 个佐证待复核。" in clerk.words
    in_dialog(clerk.fill({"理由": "与现场一致"}))
    clerk.choose_from("认定佐证 围挡喷淋.png", "标为已采信…")
    clerk.settle()
    assert clerk.left == ""
    assert "已采信" in clerk.words
    assert "的佐证" not in clerk.words


def the_task_is_checked_and_closed(office: Office) -> None:
    """第十八条: the check on site, its sign-off, and an approved closing; nothing before it."""
    clerk = office.clerk
    clerk.press(Key.Key_4, CTRL)
    clerk.settle()
    clerk.click("待核查 1")
    clerk.open_row("整改台账", "约01-01")
    in_dialog(clerk.fill({"核查人员": "周立、李敏", "核查意见": "十二处工地均已落实。"}))
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert clerk.left == ""
    clerk.click("全部 1")
    clerk.open_row("整改台账", "约01-01")
    in_dialog(clerk.fill({"责任单位主要负责人": "何静", "约谈建议部门负责人": "周立"}))
    clerk.choose_from("更多操作", "登记会签…")
    clerk.settle()
    assert clerk.left == ""
    in_dialog(clerk.fill_and_agree({"批准人": "市环委办主任", "销号理由": "核查属实"}))
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert clerk.left == ""
    clerk.click("已销号 1")
    assert "已销号" in clerk.lines("整改台账")[0]
    (task,) = rectification.ledger(clerk.program.reader)
    told = [entry.kind.value for entry in task.entries]
    assert len(told) == len(set(told)), "no entry stands twice"


def everything_stands_once(office: Office) -> None:
    """However often Ctrl+Enter was pressed."""
    reader = office.clerk.program.reader
    assert reader is not None
    (case,) = casefiles.list_cases(reader)
    labels = [step.kind.label for step in case.steps]
    told = [kind for _, kind, _ in STEPS]
    told.insert(told.index("进展报告"), "催办")
    assert labels == ["研判确认", *told]
    assert case.state.label == "已销号"
    late = {limit.label for limit in case.deadlines if limit.state.value != "按期"}
    assert late == set()
    assert papercheck.check_case(reader, case.id) == ()


def the_closed_case_rebounds(office: Office, tmp_path: Path) -> None:
    """回头看: what the months after closing show stands on the dashboard and at the case."""
    clerk = office.clerk
    office.days.day = date(2026, 9, 10)
    office.take_in(air(tmp_path, "2026年1—8月", "2026年1—8月", 31.2, 78.0))
    clerk.press(Key.Key_1, CTRL)
    assert "反弹" in clerk.words
    clerk.press(Key.Key_3, CTRL)
    clerk.click("已结 1")
    clerk.open_row("案件列表", "雁江区")
    assert "反弹" in clerk.words
    assert "案件已销号（2026-06-23）" in clerk.words


def test_every_by_way_leads_on_to_the_one_next_act(office: Office, tmp_path: Path) -> None:
    """建议退回, 等级调整, 缺席, 线索, 未改善, 升级约谈, 责令继续整改, 撤销 and 豁免: the same as on
    the command line."""
    office.take_in(targets(tmp_path), air(tmp_path, "2025年前三季度", "2025年1—9月", 30.4, 80.1))
    office.open_case()
    told = {kind for _, kind, _ in STEPS}
    for day, kind, said, state in BYWAYS:
        if kind == ESCALATION:
            second = office.escalate(day, said, since_the_interview(tmp_path))
        elif kind in told:
            office.was_recorded(day, kind, said)
        else:
            office.on(day)
            office.record(kind, said)
        assert office.state == state, f"after {kind}"
    office.open_listed(second)
    office.record("豁免", EXEMPTION)
    assert office.state == "已豁免"


# Invented: the real notice for 2027 decides.
OF_2027 = (
    "国务院办公厅关于2027年部分节假日安排的通知\n"
    "一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。\n"
    "二、春节：2月5日（周五、农历除夕）至11日（周四）放假调休，共7天。"
    "1月31日（周日）、2月20日（周六）上班。\n"
)


def test_over_a_festival_that_was_pasted_the_first_lawful_day_is_told(office: Office) -> None:
    """第十二条: on 3 February 2027 an interview right after the festival cannot be announced any
    more. Before the notice is pasted the year is an estimate, and says so."""
    clerk = office.clerk
    office.days.day = date(2027, 2, 3)
    assert clerk.program.tasks is not None
    clerk.program.tasks.run("准备案件", lambda ws, _progress: approved_case(ws))
    clerk.settle()
    assert "按周末推算" in office.see("2027-02-03")
    clerk.click("到期日历")
    clerk.settle()
    clerk.click("录入安排")
    in_dialog(clerk.fill({"国务院办公厅关于部分节假日安排的通知（全文）": OF_2027}))
    clerk.click("粘贴放假通知…")
    assert clerk.left == ""
    assert "按周末推算" not in office.see("2027-02-03")
    said = office.refused("书面通知", {"约谈日期": "2027-02-12"})
    assert "2027-02-12约谈，最迟应于2027-02-01书面通知" in said
    assert "最早可于2027-02-16约谈" in said
    office.record("书面通知", {"约谈日期": "2027-02-16"})
    assert office.due("书面通知") == "02-03"
    assert "暂估" not in words_of(clerk.page.deadlines)


def approved_case(ws: Workspace) -> None:
    """What went before: 雁江区 off its targets of 2026, the interview approved."""
    case = caseopening.open_case(
        ws, off_target(ws, "雁江区", 2026), month=Period.month(2026, 9), department="市生态环境局"
    ).case
    talked = {"with": "市环委办", "opinion": "同意约谈"}
    for kind, data in (
        (StepKind.CONSULTATION, talked),
        (StepKind.APPROVAL, {"approver": "市政府分管领导"}),
    ):
        casefiles.record_step(ws, case.id, kind, ws.today(), data=data)


def test_a_window_left_open_over_night_counts_from_the_new_day(office: Office) -> None:
    clerk = office.clerk
    assert "2026-01-12 星期一" in clerk.words
    office.days.day = date(2026, 1, 13)
    clerk.press(Key.Key_7, CTRL)
    assert "2026-01-13 星期二" in clerk.words
