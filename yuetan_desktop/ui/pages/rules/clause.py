"""One clause: its words, its structured condition, and what it finds for every unit."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.finding import Finding, Outcome
from yuetan_desktop.services.rulebook import ClauseView
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty
from yuetan_desktop.ui.widgets.containers import Panel, clear, column, row
from yuetan_desktop.ui.widgets.labels import Chip, Label, LevelBadge
from yuetan_desktop.ui.widgets.table import TableView, state_cell

_LOOKS = {
    Outcome.TRIGGERED: ("octagon-alert", "已触发", Color.BAD),
    Outcome.UNDECIDED: ("user-question", "待认定", Color.WARN),
    Outcome.NO_DATA: ("circle-dashed", "缺数据", Color.INK3),
    Outcome.NOT_TRIGGERED: ("check", "正常", Color.INK2),
    Outcome.EXEMPT: ("shield", "豁免", Color.INK2),
    Outcome.NOT_APPLICABLE: ("", "不适用", Color.INK3),
}


def _effect(found: RuleFinding) -> str:
    """Where another reading would change the result."""
    return "；".join(found.notes)


_COLUMNS = (
    Column("责任单位", lambda f: f.place.name, bold=True, width=130),
    Column(
        "结果",
        lambda f: _LOOKS[f.outcome][1],
        paint=state_cell(lambda f: _LOOKS[f.outcome]),
        width=90,
    ),
    Column("依据", lambda f: pretty(f.finding.short or f.says), tip=lambda f: f.says, width=0),
    Column("口径影响", _effect, tip=_effect, secondary=True, width=190),
)


class ClausePane(QWidget):
    def __init__(self) -> None:
        super().__init__()
        whole = column(self, gap=12)
        whole.setContentsMargins(16, 16, 16, 16)
        head = row(gap=10)
        self._badge = row()
        self.title = Label("", Type.OBJECT_TITLE)
        self.count = Chip("")
        head.addLayout(self._badge)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch()
        whole.addLayout(head)
        self.words = Panel("条文原文")
        self.text = Label("", Type.ARTICLE, wrap=True, rich=True, selectable=True)
        self.text.setContentsMargins(14, 2, 14, 12)
        self.words.body.addWidget(self.text)
        whole.addWidget(self.words)
        self.conditions = Panel("结构化条件")
        self._conditions = column(gap=4)
        self._conditions.setContentsMargins(14, 2, 14, 12)
        self.conditions.body.addLayout(self._conditions)
        whole.addWidget(self.conditions)
        self.results = Panel("试算结果")
        self.table = TableView(_COLUMNS, "试算结果")
        self.results.body.addWidget(self.table)
        whole.addWidget(self.results, 1)

    def show_clause(self, view: ClauseView) -> None:
        rule = view.rule
        clear(self._badge)
        self._badge.addWidget(LevelBadge(rule.level.number, rule.level.name, size=26))
        self.title.setText(f"{rule.short_cite}　{rule.title}")
        words = f"{view.triggered} 个单位触发" if view.triggered else "没有单位触发"
        self.count.set(words, "late" if view.triggered else "neutral")
        self.text.setText(_marked(rule.text, [v.reading.wording for v in view.readings]))
        note = f"　{rule.note}" if rule.note else ""
        period = view.period.label() if view.period else f"{rule.period.label}尚未结束"
        self.conditions.subtitle.setText(f"数据期：{rule.period.label}{note}")
        self.results.subtitle.setText(period)
        self._show_conditions(view)
        self.table.set_rows(list(view.results))

    def _show_conditions(self, view: ClauseView) -> None:
        """The shape of the condition, read from the finding of the first unit it applies to."""
        clear(self._conditions)
        trees = [f.finding for f in view.results if f.outcome is not Outcome.NOT_APPLICABLE]
        lines = _shape(trees[0]) if trees else []
        for depth, words in lines or [(0, "本期没有适用的单位")]:
            self._conditions.addWidget(
                Label(f"{'　　' * depth}{pretty(words)}", Type.BODY, Color.INK2, wrap=True)
            )


def _shape(finding: Finding, depth: int = 0) -> list[tuple[int, str]]:
    if not finding.parts:
        measure = finding.measure
        topic, limit = (measure.topic, measure.limit) if measure else (finding.says, "")
        return [(depth, f"{topic}　{limit}".strip())]
    head = finding.says.split("，", 1)[0]
    return [(depth, head), *(one for part in finding.parts for one in _shape(part, depth + 1))]


def _marked(text: str, wordings: list[str]) -> str:
    """The verbatim words; those an office has to interpret stand on ochre."""
    html = escape(text)
    for wording in wordings:
        word = escape(wording)
        mark = f'<span style="background:#FBF4DF; text-decoration: underline;">{word}</span>'
        html = html.replace(word, mark, 1)
    return html
