"""The side panel: why a unit is where it is, how far the next level is, its course, what to do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.facts import Exemption, Source
from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.domain.monitoring import PROVISIONAL
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import assessing
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.dashboard.chance import ChanceBar
from yuetan_desktop.ui.pages.dashboard.course import CourseSection
from yuetan_desktop.ui.pages.dashboard.rows import short_number
from yuetan_desktop.ui.pages.dashboard.trigger import TriggerBlock
from yuetan_desktop.ui.theme import LEVELS, Color, Type, pretty
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import SidePanel, clear, column, row
from yuetan_desktop.ui.widgets.labels import Chip, Label, LevelBadge, rule

if TYPE_CHECKING:
    from yuetan_desktop.services.judging.placepanel import NextLevel, PlacePanel


class UnitPanel(SidePanel):
    """One unit in one month."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("单位研判详情")
        self.desk = desk
        self.panel: PlacePanel | None = None
        self._blocks: dict[int, QWidget] = {}
        self._course = CourseSection()
        self.propose = Button("发起约谈建议", PRIMARY)
        self.propose.clicked.connect(self.propose_case)
        self.sheet = Button("研判单")
        self.sheet.clicked.connect(self._show_sheet)
        self.foot_row.addWidget(self.propose)
        self.foot_row.addWidget(self.sheet)
        self._case_buttons = row()
        self.foot_row.addLayout(self._case_buttons)
        self.foot_row.addStretch()

    @property
    def place_id(self) -> int | None:
        return self.panel.place.id if self.panel and self.isVisible() else None

    def forget(self) -> None:
        self.panel = None

    # -- showing --------------------------------------------------------------------------------
    def show_unit(self, place_id: int, month: Period, cases: list[CaseFile]) -> None:
        # No unit is open when the window starts: its first page is painted without this.
        from yuetan_desktop.services.judging.placepanel import place_panel

        panel = place_panel(self.desk.ws, place_id, month)
        self.panel = panel
        self.set_heading(panel.place.name, _chips(panel))
        self._blocks = {}
        self._course.setParent(None)
        sections = [self._why(panel)]
        if panel.next_level is not None:
            sections.append(_section(self._next(panel.next_level, panel)))
        if any(point.to_date is not None for point in panel.course.points):
            self._course.show_course(panel.course, month)
            sections.append(self._course)
            self._course.show()
        self.set_sections(sections)
        self._show_foot(panel, cases)

    def set_sections(self, widgets: list[QWidget]) -> None:  # type: ignore[override]
        """The chart is kept: drawing it anew would flicker."""
        while (item := self.sections.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._course:
                widget.hide()
                widget.deleteLater()
        for number, widget in enumerate(widgets):
            self.sections.addWidget(widget)
            if number < len(widgets) - 1:
                self.sections.addWidget(rule())
        self.settle()

    def scroll_to_level(self, level: int) -> None:
        if level in self._blocks:
            self.scroll_to(self._blocks[level])

    def _why(self, panel: PlacePanel) -> QWidget:
        body = column(gap=12)
        found = [*panel.triggers, *panel.undecided]
        head = row()
        head.addWidget(Label("触发依据", Type.SECTION_TITLE))
        head.addWidget(Label(f"{len(found)} 条", Type.SMALL, Color.INK3))
        head.addStretch()
        if found:
            link = Button("查看条文", LINK, height=24)
            link.setToolTip("在“规则口径”中打开最重的一条")
            link.clicked.connect(partial(self.desk.go, "rules", found[0].found.rule.id))
            head.addWidget(link)
        body.addLayout(head)
        if not found:
            words = "本月没有触发的条款。" + _blind_words(panel)
            body.addWidget(Label(words, Type.BODY, Color.INK2, wrap=True))
        for trigger in (*found, *panel.exempt):
            block = TriggerBlock(trigger, undecided=trigger in panel.undecided)
            block.source_opened.connect(self._open_source)
            block.folder_asked.connect(partial(self.desk.go, "source folder"))
            block.exemption_asked.connect(self._exempt)
            block.lift_asked.connect(self._lift)
            self._blocks.setdefault(trigger.found.rule.level.number, block)
            body.addWidget(block)
        return _section(body)

    def _next(self, level: NextLevel, panel: PlacePanel) -> QVBoxLayout:
        body = column(gap=8)
        head = row()
        head.addWidget(Label("距下一级", Type.SECTION_TITLE))
        head.addStretch()
        where = " · ".join(part for part in (level.cite, level.span) if part)
        head.addWidget(Label(where, Type.SMALL, Color.INK2))
        body.addLayout(head)
        card = NextCard(level)
        body.addWidget(card)
        if panel.good_days:
            body.addWidget(Label(pretty(panel.good_days), Type.SMALL, Color.INK2, wrap=True))
        if panel.good_days_chance is not None:
            body.addWidget(
                ChanceBar("优良天数率达不到年目标的概率", panel.good_days_chance, Color.INK2)
            )
        self._blocks.setdefault(level.level.number, card)
        return body

    def _show_foot(self, panel: PlacePanel, cases: list[CaseFile]) -> None:
        triggered = bool(panel.triggers)
        reason = "" if triggered else "本月没有已触发的条款，不能据此发起。"
        if reason and panel.undecided:
            reason += "待认定的在“指标数据 › 事项登记”登记认定，或在“规则口径”选定口径。"
        self.propose.block(reason)
        if not reason:
            opening = panel.triggers[0].found.rule.level.opening
            self.propose.set_text(opening)
            self.propose.setToolTip(f"{opening}（Ctrl+Enter）")
        clear(self._case_buttons)
        for file in cases[:1]:
            button = Button(f"案件 {short_number(file.number)}")
            button.clicked.connect(lambda _=False, id=file.id: self.desk.go("case", id))
            self._case_buttons.addWidget(button)

    # -- acts -----------------------------------------------------------------------------------
    def propose_case(self) -> None:
        """发起约谈建议, or what the level asks for, for the unit that is shown."""
        from yuetan_desktop.ui.drafts import with_draft
        from yuetan_desktop.ui.pages.cases.opening import OpenCaseDialog

        if self.panel is not None and self.panel.triggers:
            place, month = self.panel.place.id, self.panel.month
            form = OpenCaseDialog(self.desk, place, month=month, parent=self.window())
            with_draft(form, self.desk, place).exec()

    def _exempt(self, found: RuleFinding) -> None:
        from yuetan_desktop.ui.pages.dashboard.exemption import ExemptionDialog

        ExemptionDialog(self.desk, found, self.window()).exec()

    def _lift(self, exemption: Exemption) -> None:
        from yuetan_desktop.ui.pages.dashboard.exemption import LiftDialog

        LiftDialog(self.desk, exemption, self.window()).exec()

    def _show_sheet(self) -> None:
        from yuetan_desktop.ui.finding_view import FindingDialog

        if self.panel is not None:
            regulation = assessing.regulation_for(self.desk.ws, self.panel.month)
            FindingDialog(self.panel, regulation, self.window()).exec()

    def _open_source(self, source: Source) -> None:
        self.desk.go("source", source)


class NextCard(QWidget):
    """The requirement as the largest text, in a frame of the level's colour."""

    def __init__(self, level: NextLevel) -> None:
        super().__init__()
        self._look = LEVELS[level.level.number]
        body = column(self, margins=12, gap=6)
        head = row()
        tip = f"{level.level.name}　{level.level.article}"
        head.addWidget(LevelBadge(level.level.number, tip))
        head.addWidget(Label(level.level.name, Type.BODY_BOLD))
        head.addWidget(_state_chip(level))
        head.addStretch()
        body.addLayout(head)
        line = row(gap=6)
        if level.lead:
            line.addWidget(
                Label(pretty(level.lead), Type.OBJECT_TITLE if not level.number else Type.BODY)
            )
        if level.number:
            number = Label(pretty(level.number), _number_role(level.number), self._look.text)
            line.addWidget(number)
        if level.unit:
            line.addWidget(Label(level.unit, Type.BODY))
        line.addStretch()
        body.addLayout(line)
        if level.chance is not None:
            body.addWidget(ChanceBar(f"{level.until}触发概率", level.chance, self._look.solid))
        if level.basis:
            body.addWidget(Label(pretty(level.basis), Type.SMALL, Color.INK2, wrap=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        frame = QRectF(self.rect())
        paint.box(QPainter(self), frame, fill=Color.PANEL, line=self._look.solid, radius=6)


def _number_role(number: str) -> Type:
    return Type.KEY if len(number) <= 8 else Type.OBJECT_TITLE


def _state_chip(level: NextLevel) -> Chip:
    state = level.state
    words = f"{state.value}·{PROVISIONAL}" if level.is_provisional else state.value
    if state is CellState.APPROACHING:
        return Chip(words, icon="triangle-alert", level=level.level.number)
    icons = {CellState.NORMAL: "check", CellState.NO_DATA: "circle-dashed"}
    icon = icons.get(state, "user-question" if state is CellState.UNDECIDED else "")
    return Chip(words, "neutral", icon=icon)


def _section(body: QVBoxLayout) -> QWidget:
    section = QWidget()
    body.setContentsMargins(16, 12, 16, 14)
    section.setLayout(body)
    return section


def _chips(panel: PlacePanel) -> list[Chip]:
    counts: list[tuple[CellState, str, str, str]] = [
        (CellState.TRIGGERED, "已触发", "late", "circle-alert"),
        (CellState.UNDECIDED, "待认定", "strong", "user-question"),
        (CellState.APPROACHING, "临界", "warn", "triangle-alert"),
    ]
    chips: list[Chip] = []
    for state, word, kind, icon in counts:
        number = sum(1 for cell in panel.cells if cell.state is state)
        if number and len(chips) < 2:
            chips.append(Chip(f"{word} {number} 级", kind, icon=icon))
    return chips


def _blind_words(panel: PlacePanel) -> str:
    blind = [cell for cell in panel.cells if cell.state is CellState.NO_DATA]
    if not blind:
        return ""
    lines = "；".join(dict.fromkeys(pretty(cell.line) for cell in blind if cell.line))
    return f"另有 {len(blind)} 级缺数据（{lines}），缺数据不等于正常。"
