"""The probability that a target breaks by the end of its period: bar, percent and basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from yuetan_desktop.ui.theme import Color, Type, pretty
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.progress import ProgressBar

if TYPE_CHECKING:
    from yuetan_desktop.services.judging.forecasting import Chance


class ChanceBar(QWidget):
    """年度内触发概率 ▬▬▬▬ 86%, its basis under it; with too few years one sentence, no bar."""

    def __init__(self, title: str, chance: Chance, color: str) -> None:
        super().__init__()
        body = column(self, gap=4)
        if chance.found is not None:
            line = row()
            line.addWidget(Label(title, Type.SMALL, Color.INK2))
            bar = ProgressBar()
            bar.set_share(float(chance.found.probability), color)
            bar.setAccessibleName(f"{title} {chance.percent}")
            line.addWidget(bar, 1)
            line.addWidget(Label(chance.percent, Type.BODY_BOLD))
            body.addLayout(line)
        body.addWidget(Label(pretty(chance.words), Type.SMALL, Color.INK2, wrap=True))
