"""What the clerk of the story does with its case, day by day, by clicks, keys and typed words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from tests.e2e.byways import ESCALATION
from tests.e2e.clerk import CTRL, Clerk, Key, words_of
from tests.e2e.conftest import FileDialogs
from tests.e2e.spring import CONTACT, OF_THE_CASE, STEPS
from tests.hands import in_dialog
from yuetan_desktop.domain.cases.stepform import fields_of
from yuetan_desktop.services import casefiles, paperwork
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

    def open_listed(self, number: str) -> None:
        self.clerk.press(Key.Key_3, CTRL)
        self.clerk.open_row("案件列表", number)
        self.clerk.settle()

    def escalate(self, day: str, said: Mapping[str, str], books: Iterable[Path]) -> str:
        """第九条（一）1, when the months after the interview are in: the number of the case that it
        opens; back at the case it came from."""
        source = self.case.number
        self.days.day = date.fromisoformat(day)
        for book in books:
            self.take_in(book)
        self.open_listed(source)
        self.record(ESCALATION, said)
        second = self.case
        assert (second.state.level, second.number != source) == (6, True)
        self.open_listed(source)
        assert f"已升级为 {second.number}" in self.clerk.words.replace("\n", " ")
        return second.number

    def see(self, day: str) -> str:
        """What the window says of the case on that day."""
        self.days.day = date.fromisoformat(day)
        self.clerk.press(Key.Key_3, CTRL)
        self.on(day)
        return self.clerk.words

    def record(self, kind: str, said: Mapping[str, str]) -> None:
        """By the one next act where it is that, else from the other steps."""
        fill = self.clerk.fill_and_agree if kind == "销号" else self.clerk.fill
        in_dialog(fill(said))
        self.ask_for(kind)
        assert self.clerk.left == "", f"{kind}: {self.clerk.left}"

    def was_recorded(self, day: str, kind: str, said: Mapping[str, str]) -> None:
        """What another story records by the window, recorded here without its form."""
        self.days.day = date.fromisoformat(day)
        case_id, tasks = self.clerk.page.case_id, self.clerk.program.tasks
        assert tasks is not None
        step = casefiles.step_kind(kind)
        data = {one.key: said[one.label] for one in fields_of(step) if one.label in said}
        tasks.run(
            kind, lambda ws, _: casefiles.record_step(ws, case_id, step, ws.today(), data=data)
        )
        self.clerk.settle()

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

    @property
    def case(self) -> casefiles.CaseFile:
        """The case that is shown."""
        reader = self.clerk.program.reader
        assert reader is not None
        return casefiles.load_case(reader, self.clerk.page.case_id)

    @property
    def state(self) -> str:
        """What the case that is shown waits for."""
        return self.case.state.label

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


def text_of(paper: Path) -> str:
    with zipfile.ZipFile(paper) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
