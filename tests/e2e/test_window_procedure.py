"""The story of the command line's test, at the window: from trigger to closure over the Spring
Festival of 2026, and a rebound after it. Only clicks, keys and typed words; the same days come out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.clerk import CTRL, Clerk, Key, words_of
from tests.e2e.conftest import FileDialogs
from tests.e2e.spring import CONTACT, DUE, OF_THE_CASE, STEPS, air, targets
from tests.hands import in_dialog
from tests.services.conftest import off_target
from yuetan_desktop.app import Program
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, caseopening, papercheck, paperwork
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.pages.cases.case_page import CasePage

LEVEL = 5
# What is recorded is a paper: its name stands on the button.
CALLED = {"纪要": "约谈纪要", "审核": "审核意见", "整改": "整改报告"}
# What the clerk adds to the papers of which the command line's story says nothing.
ADDED = {
    "约谈建议审批单": {"经办人": "李敏", "联系电话": "028-26110001"},
    "延期约谈答复": {
        "改期时间": "2026-02-06 09:30",
        "约谈地点": "市政府第三会议室",
        **CONTACT,
    },
    "问题线索移送函": {
        "问题线索": "监测数据造假｜某企业｜在线监测数据与手工监测相差三倍｜环境保护法第六十三条",
        **CONTACT,
    },
    "催报函": {"报送期限": "2026-04-15", **CONTACT},
}
# What each paper has to say.
SAYS = {
    "约谈建议审批单": ("雁江区", "30.4", "80.1", "第八条"),
    "延期约谈答复": ("寒潮应急响应", "2026年2月6日"),
    "约谈通知": ("雁江区人民政府", "2026年2月6日", "30.4", "028-26110001"),
    "约谈纪要": ("2026年2月6日", "约谈后15个工作日内报送整改方案"),
    "问题线索移送函": ("监测数据造假", "环境保护法第六十三条"),
    "整改方案审核意见": ("请认真组织实施", "2026年3月5日"),
    "催报函": ("整改进展", "2026年4月7日", "2026年4月15日"),
    "核查意见通知": ("整改到位", "2026年6月19日"),
    "销号通知": ("销号", "2026年6月23日"),
}


class Days:
    """The clock of the story: nine o'clock on the day it stands on."""

    def __init__(self) -> None:
        self.day = date(2026, 1, 12)

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9)


class Office:
    """The clerk of the story: what is done with the case, day by day."""

    def __init__(self, clerk: Clerk, days: Days, files: FileDialogs) -> None:
        self.clerk, self.days, self.files = clerk, days, files
        self.steps = iter(STEPS[1:])  # the proposal is recorded with the case

    # -- before the case ------------------------------------------------------------------------
    def take_in(self, *books: Path) -> None:
        """Import tables; units that nobody knows are registered."""
        clerk = self.clerk
        clerk.press(Key.Key_I, CTRL)
        if "导入其他文件" in clerk.words:  # the run before is over
            clerk.click("导入其他文件")
        self.files.opens = list(books)
        clerk.click("选择文件…")
        clerk.settle()
        if len(books) > 1:
            clerk.click("登记未登记的单位")
        clerk.press(Key.Key_Return, CTRL)
        clerk.settle()

    def open_case(self) -> None:
        """From the cell of the matrix to the case it leads to."""
        clerk = self.clerk
        clerk.press(Key.Key_1, CTRL)
        view = clerk.page.matrix.view
        row = next(n for n, r in enumerate(view.matrix.rows) if r.name == "雁江区")
        cells = view.matrix.rows[row].cells
        column = next(n for n, cell in enumerate(cells) if cell.level == LEVEL)
        assert str(cells[column].state) == "已触发"
        clerk.point_at(view.viewport(), view.visualRect(view.matrix.index(row, column)).center())
        clerk.press(Key.Key_Return)
        assert "第八条" in clerk.words
        in_dialog(clerk.fill({"研判意见": "综合研判，确认。"}))
        clerk.click("发起约谈建议")
        clerk.wait(lambda: isinstance(clerk.page, CasePage))
        assert clerk.left == ""

    # -- the case -------------------------------------------------------------------------------
    def go_on(self, until: str) -> None:
        """Record what happened, up to and with the next step of this name."""
        for day, kind, said in self.steps:
            self.on(day)
            self.record(kind, said)
            if kind == until:
                return
        raise AssertionError(f"{until} is no step of the story")

    def on(self, day: str) -> None:
        """Another day, at the case: as it was left, or opened from the list."""
        self.days.day = date.fromisoformat(day)
        if not isinstance(self.clerk.page, CasePage):
            self.clerk.press(Key.Key_3, CTRL)
            self.clerk.open_row("案件列表", "雁江区")
        self.clerk.settle()

    def see(self, day: str) -> str:
        """What the window says of the case on that day."""
        self.days.day = date.fromisoformat(day)
        self.clerk.press(Key.Key_3, CTRL)
        self.on(day)
        return self.clerk.words

    def record(self, kind: str, said: Mapping[str, str]) -> None:
        """By the one next act where it is that, else from the other steps."""
        in_dialog(self.clerk.fill(said))
        self.ask_for(kind)
        assert self.clerk.left == "", f"{kind}: {self.clerk.left}"

    def refused(self, kind: str, said: Mapping[str, str]) -> str:
        in_dialog(self.clerk.fill_refused(said))
        self.ask_for(kind)
        return self.clerk.refusal

    def ask_for(self, kind: str) -> None:
        if self.next_act == f"登记{CALLED.get(kind, kind)}":
            self.clerk.press(Key.Key_Return, CTRL)
        else:
            self.clerk.choose_from("其他登记…", f"登记{kind}…")
        self.clerk.settle()

    @property
    def next_act(self) -> str:
        return str(self.clerk.page.head.act.text())

    def due(self, what: str) -> str:
        """The day that the list of limits names for this one: 02-24."""
        lines = words_of(self.clerk.page.deadlines).splitlines()
        at = next(n for n, line in enumerate(lines) if what in line)
        found = re.search(r"\d\d-\d\d", lines[at + 1])
        assert found, lines[at : at + 2]
        return found[0]

    # -- papers ---------------------------------------------------------------------------------
    def make(self, kind: str) -> None:
        """The paper by its form, saved as a file that says what it has to; back to the case."""
        self.on(self.days.day.isoformat())
        self.clerk.click(f"生成{kind}")
        self.save(kind)

    def save(self, kind: str) -> None:
        clerk = self.clerk
        form = clerk.page.form
        for name, words in (OF_THE_CASE.get(kind, {}) | ADDED.get(kind, {})).items():
            clerk.enter(form, name, words)
        clerk.press(Key.Key_S, CTRL)
        clerk.settle()
        made = [p for p in paperwork.papers(clerk.program.reader) if p.kind == kind]
        assert made, words_of(form)
        text = text_of(made[-1].path)
        for words in SAYS[kind]:
            assert words in text, f"{kind}: {words}: {text}"


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


def text_of(paper: Path) -> str:
    with zipfile.ZipFile(paper) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


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
    office.on("2026-06-12")
    office.go_on("现场核查")
    assert office.next_act == "登记核查意见审批"  # 第十八条: nothing is closed before
    office.go_on("核查结果通知")
    office.make("核查意见通知")
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
