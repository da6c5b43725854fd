"""One clause: its words, its structured condition, and what it finds for every unit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.services.judging.rulebook import ClauseView
from yuetan_desktop.ui.pages.rules.conditions import ConditionRows
from yuetan_desktop.ui.pages.rules.signed import signed
from yuetan_desktop.ui.pages.rules.words import Words
from yuetan_desktop.ui.quoting import of_finding
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.cell_painters import state_cell
from yuetan_desktop.ui.widgets.containers import Panel, clear, column, row, scrolling
from yuetan_desktop.ui.widgets.copying import as_tsv
from yuetan_desktop.ui.widgets.labels import Chip, Label, LevelBadge
from yuetan_desktop.ui.widgets.table import TableView

OUTCOME_LOOKS = {
    Outcome.TRIGGERED: ("circle-alert", "已触发", Color.BAD),
    Outcome.UNDECIDED: ("user-question", "待认定", Color.ACCENT),
    Outcome.NO_DATA: ("circle-dashed", "缺数据", Color.INK2),
    Outcome.NOT_TRIGGERED: ("check", "正常", Color.INK2),
    Outcome.EXEMPT: ("shield", "豁免", Color.INK2),
    Outcome.NOT_APPLICABLE: ("minus", "不适用", Color.INK3),
}


def _effect(found: RuleFinding) -> str:
    """Where another reading would change the result."""
    return "；".join(found.notes)


def _grounds(found: RuleFinding) -> str:
    return pretty(found.short)


_COLUMNS = (
    Column("责任单位", lambda f: f.place.name, bold=True, width=120),
    Column("实际／界线", _grounds, tip=lambda f: pretty(f.says), width=0),
    Column(
        "结果",
        lambda f: OUTCOME_LOOKS[f.outcome][1],
        paint=state_cell(lambda f: OUTCOME_LOOKS[f.outcome]),
        width=90,
    ),
    Column("口径影响", _effect, tip=_effect, secondary=True, width=250),
)


def _noted(words: Label) -> QVBoxLayout:
    """A remark in its own frame, with the sign of remarks."""
    frame = QFrame()
    frame.setProperty("surface", "note")
    inside = column(frame)
    inside.setContentsMargins(8, 6, 10, 6)
    inside.addLayout(signed("info", words))
    around = column()
    around.setContentsMargins(14, 0, 14, 14)
    around.addWidget(frame)
    return around


class ClausePane(QWidget):
    """`reading_asked(reading id)` when an open wording in the text is pressed, `unit_asked(place
    id)` when a result is opened."""

    reading_asked = Signal(str)
    unit_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("条文与试算结果")
        self._view: ClauseView | None = None
        inner = QWidget()
        whole = column(inner, gap=12)
        whole.setContentsMargins(16, 14, 16, 16)
        whole.addLayout(self._head())
        self.words = Panel("条文原文", lined=False)
        self.copy = Button("复制引文", LINK, icon="copy", height=24)
        self.copy.clicked.connect(self.copy_quotation)
        self.words.add_to_header(self.copy)
        self.text = Words("条文原文")
        self.text.asked.connect(self.reading_asked)
        around = column()
        around.setContentsMargins(14, 2, 14, 10)
        around.addWidget(self.text)
        self.words.body.addLayout(around)
        whole.addWidget(self.words)
        self.conditions = Panel("结构化条件")
        self.rows = ConditionRows()
        self.conditions.body.addWidget(self.rows)
        self.remark = Label("", Type.SMALL, Color.INK2, wrap=True)
        self.conditions.body.addLayout(_noted(self.remark))
        whole.addWidget(self.conditions)
        self.results = Panel("试算结果")
        self.copy_table = Button("复制为表格", LINK, height=24)
        self.copy_table.clicked.connect(self.copy_results)
        self.results.add_to_header(self.copy_table)
        self.table = TableView(_COLUMNS, "试算结果", quoted=lambda found: [of_finding(found)])
        self.table.opened.connect(lambda found: self.unit_asked.emit(found.place.id))
        self.results.body.addWidget(self.table)
        whole.addWidget(self.results)
        whole.addStretch()
        column(self).addWidget(scrolling(inner))
        theme().changed.connect(self._fit_table)

    def _head(self) -> QHBoxLayout:
        head = row(gap=10)
        self._badge = row()
        self.title = Label("", Type.OBJECT_TITLE)
        self.count = Chip("")
        self.period = Label("", Type.SMALL, Color.INK3)
        head.addLayout(self._badge)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch()
        head.addWidget(self.period)
        return head

    def show_clause(self, view: ClauseView) -> None:
        self._view = view
        rule, level = view.rule, view.rule.level
        clear(self._badge)
        tip = f"{level.name}　{level.article}"
        self._badge.addWidget(LevelBadge(level.number, tip, size=24))
        self.title.setText(f"{rule.short_cite}　{rule.title}")
        words = f"{view.triggered} 个单位触发" if view.triggered else "没有单位触发"
        self.count.set(words, "late" if view.triggered else "neutral")
        self.text.show_words([(rule.text, view.parsed, view.marks)])
        self.conditions.subtitle.setText(f"数据期：{rule.period.label}")
        readings = {
            one.reading.id: effect.option.name
            for one in view.readings
            for effect in one.options
            if effect.in_force
        }
        self.rows.show_lines(view.lines, readings)
        note = f"{rule.note}。" if rule.note else ""
        exempted = f"第十条：登记的不可抗力不计，本条现登记 {view.exemptions} 条。"
        self.remark.setText(note + exempted)
        period = view.period.label() if view.period else f"{rule.period.label}尚未结束"
        self.results.subtitle.setText(period)
        self.table.set_rows(list(view.results))
        self._fit_table()

    def _fit_table(self) -> None:
        """As tall as its rows: the pane scrolls, not the table."""
        rows = max(1, len(self.table.records.rows))
        bar = self.table.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.table.setFixedHeight((rows + 1) * theme().row(32) + 2 + below)

    # -- copying --------------------------------------------------------------------------------
    def copy_quotation(self) -> None:
        """The words with their place, as a paper quotes them."""
        if self._view is not None:
            rule = self._view.rule
            QGuiApplication.clipboard().setText(f"{rule.cite}：{rule.text}")

    def copy_results(self) -> None:
        QGuiApplication.clipboard().setText(
            as_tsv(self.table.records.columns, self.table.records.rows)
        )
