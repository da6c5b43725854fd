"""The counts over the tables of 统计考评."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from yuetan_desktop.domain.reports.statistics import Improvement
from yuetan_desktop.services.reports.statistics import Statistics
from yuetan_desktop.ui.pages.statistics.tables import percent
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.tile import Tile


class CountTiles(QWidget):
    """立案, 按期率, 重复率, 三个月改善率."""

    def __init__(self) -> None:
        super().__init__()
        self.cases = Tile("folder-kanban", "立案", "件")
        self.kept = Tile("calendar-clock", "期限按期率", "")
        self.repeated = Tile("history", "重复率", "")
        self.improved = Tile("gauge", "三个月改善率", "")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for tile in self._all:
            tile.setCheckable(False)
        self._arrange()
        theme().changed.connect(self._arrange)

    @property
    def _all(self) -> tuple[Tile, ...]:
        return self.cases, self.kept, self.repeated, self.improved

    def _arrange(self) -> None:
        self._grid.setSpacing(theme().gap)
        columns = 4 if theme().text_size is TextSize.STANDARD else 2
        for number, tile in enumerate(self._all):
            self._grid.addWidget(tile, number // columns, number % columns)

    def show_found(self, found: Statistics) -> None:
        evaluation = found.evaluation
        count, limits = evaluation.count, evaluation.all_limits
        self.cases.set_value(
            str(count.opened),
            f"在办 {count.open} · 已结 {count.ended} · 撤销或豁免 {count.dropped}",
        )
        late = limits.late + limits.overdue
        self.kept.set_value(
            percent(limits.rate),
            f"按期 {limits.in_time}／{limits.judged}"
            if not late
            else f"超期 {limits.late} · 逾期 {limits.overdue}",
        )
        self.repeated.set_value(
            percent(evaluation.repeat_rate), f"重复 {len(evaluation.repeats)} 件"
        )
        good = evaluation.improved(Improvement.IMPROVED)
        bad = evaluation.improved(Improvement.NOT_IMPROVED)
        unchecked = evaluation.improved(Improvement.UNCHECKED)
        more = f" · 到期未核对 {unchecked}" if unchecked else ""
        self.improved.set_value(
            percent(evaluation.improved_share), f"已改善 {good} · 未改善 {bad}{more}"
        )
