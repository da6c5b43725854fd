"""The filter row of the ledger: unit, level, stage, year, kind, words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.rectification import Stage, Tag
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.field import LabelledCombo, filter_box

_ALL = (None, "全部")
UNQUALIFIED = "不合格"


class FilterRow(QWidget):
    """`changed` whenever a choice or the words move; `passes(task)` says which are shown."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("筛选")
        self.unit = LabelledCombo("责任单位", [_ALL])
        self.level = LabelledCombo("等级", [_ALL])
        self.stage = LabelledCombo("环节", [_ALL, *((one, one.value) for one in Stage)])
        self.year = LabelledCombo("时限", [_ALL])
        kinds = [*Family, *Tag]
        self.kind = LabelledCombo(
            "类别", [_ALL, *((one.value, one.value) for one in kinds), (UNQUALIFIED, UNQUALIFIED)]
        )
        self.words = filter_box("筛选措施或目标")
        self.clear = Button("清除", LINK)
        self.clear.clicked.connect(self.reset)
        self.line = row(self, gap=8)
        self._combos = (self.unit, self.level, self.stage, self.year, self.kind)
        for combo in self._combos:
            combo.currentIndexChanged.connect(lambda _: self._changed())
            self.line.addWidget(combo)
        self.words.textChanged.connect(lambda _: self._changed())
        self.words.setMinimumWidth(theme().px(120))
        self.line.addWidget(self.words, 1)
        self.line.addWidget(self.clear)
        theme().changed.connect(self._say_as_much_as_fits)
        self._changed()

    def offer(self, files: Sequence[TaskFile]) -> None:
        """The units, levels and years that the ledger has."""
        units = sorted({file.place_name for file in files})
        levels = sorted({file.level for file in files if file.level})
        years = sorted({file.state.due.year for file in files if file.state.due})
        self.unit.set_options([_ALL, *((name, name) for name in units)])
        self.level.set_options([_ALL, *((level, f"{level} 级") for level in levels)])
        self.year.set_options([_ALL, *((year, f"{year}年") for year in years)])
        for combo in self._combos:
            combo.updateGeometry()
        self._say_as_much_as_fits()

    @property
    def is_active(self) -> bool:
        return bool(self.words.text().strip()) or any(c.currentIndex() > 0 for c in self._combos)

    def shown(self, files: Sequence[TaskFile]) -> list[TaskFile]:
        """The tasks that pass every filter, in their order."""
        found = list(files)
        if (unit := self.unit.key) is not None:
            found = [file for file in found if file.place_name == unit]
        if (level := self.level.key) is not None:
            found = [file for file in found if file.level == level]
        if (stage := self.stage.key) is not None:
            found = [file for file in found if file.state.stage == stage]
        if (year := self.year.key) is not None:
            found = [file for file in found if file.state.due and file.state.due.year == year]
        if (kind := self.kind.key) is not None:
            found = [file for file in found if _is_of(file, str(kind))]
        for word in self.words.text().split():
            found = [file for file in found if word in file.words]
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_as_much_as_fits()

    def _say_as_much_as_fits(self) -> None:
        others = [self.line.itemAt(n).widget() for n in range(self.line.count())]
        shown = [w for w in others if w not in self._combos and not w.isHidden()]
        needed = sum(combo.whole_size().width() for combo in self._combos)
        needed += sum(max(w.minimumWidth(), w.minimumSizeHint().width()) for w in shown)
        needed += self.line.spacing() * (len(self._combos) + len(shown) - 1)
        for combo in self._combos:
            combo.set_brief(needed > self.width())

    def reset(self) -> None:
        for combo in self._combos:
            combo.setCurrentIndex(0)
        self.words.clear()

    def _changed(self) -> None:
        self.clear.setVisible(self.is_active)
        self._say_as_much_as_fits()
        self.changed.emit()


def _is_of(file: TaskFile, kind: str) -> bool:
    if kind == UNQUALIFIED:
        return not file.state.is_qualified
    return kind in {file.terms.family.value, file.terms.tag.value}
