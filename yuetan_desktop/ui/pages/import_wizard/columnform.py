"""What one column is, said by drop-downs: its use, indicator, period, unit, ranked list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.services.importing import layouts
from yuetan_desktop.services.importing.importpreview import ColumnReading
from yuetan_desktop.services.importing.layouts import ColumnChoice
from yuetan_desktop.ui.theme import Color, Type, pretty
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.field import ComboBox, Field
from yuetan_desktop.ui.widgets.labels import Label

NO_LIST = "按表头"


class ColumnForm(QWidget):
    """`changed` carries a ColumnChoice, or None where recognition shall decide again."""

    changed = Signal(object)

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._column: ColumnReading | None = None
        self.head = Label("", Type.BODY_BOLD, wrap=True)
        self.sample = Label("", Type.SMALL, Color.INK3, wrap=True)
        self.sure = Label("", Type.SMALL, Color.INK2, wrap=True)
        self.use, self.indicator, self.role = ComboBox(), ComboBox(), ComboBox()
        self.period, self.unit, self.ranking = ComboBox(), ComboBox(), ComboBox()
        self.ranking.setEditable(True)
        self.use.set_options([("ignored", "不导入"), *list(layouts.USES.items())[1:]])
        self.role.set_options(list(layouts.ROLES.items()))
        self.indicator.set_options(
            [("", "请选择指标"), *((key, pretty(i.name)) for key, i in catalogue.items())]
        )
        self.fields = {
            "use": Field("这一列是", self.use),
            "role": Field("哪一类单位", self.role),
            "indicator": Field("指标", self.indicator),
            "period": Field("时期", self.period),
            "unit": Field("计量单位", self.unit),
            "ranking": Field("排名名单", self.ranking, hint="例如：全省183个县（市、区）"),
        }
        self.reset = Button("改回自动识别", LINK, icon="undo-2")
        self.reset.clicked.connect(lambda: self.changed.emit(None))
        lines = column(self, gap=10)
        lines.setContentsMargins(16, 12, 16, 12)
        for label in (self.head, self.sample, self.sure):
            lines.addWidget(label)
        for field in self.fields.values():
            lines.addWidget(field)
        foot = row()
        foot.addWidget(self.reset)
        foot.addStretch()
        lines.addLayout(foot)
        lines.addStretch()
        for box in (self.use, self.role, self.indicator, self.period, self.unit, self.ranking):
            box.activated.connect(self._said)
        self.ranking.lineEdit().editingFinished.connect(self._list_typed)  # type: ignore[union-attr]
        self.show_column(None)

    def show_column(
        self,
        reading: ColumnReading | None,
        choice: ColumnChoice | None = None,
        sample: str = "",
        lists: list[str] | None = None,
    ) -> None:
        """`choice` is what was said before; without one the fields hold what was recognised."""
        self._column = reading
        self.setEnabled(reading is not None)
        if reading is None:
            self.head.setText("选择一列")
            return
        self.head.setText(pretty(f"{reading.letter} 列　{reading.head or '（没有表头）'}"))
        self.sample.setText(f"例如：{sample}" if sample else "这一列没有内容")
        self.sure.setText(_sure(reading))
        said = choice or ColumnChoice(reading.use, reading.indicator, role=reading.role)
        self.use.set_key(said.use)
        self.role.set_key(said.role or "unit")
        self.indicator.set_key(said.indicator)
        self._show_periods(reading, said)
        self._show_units(said)
        self.ranking.set_options([("", NO_LIST), *((name, name) for name in lists or [])])
        self.ranking.setEditText(said.list_name or NO_LIST)
        self.reset.setEnabled(reading.chosen)
        self._show_fields()

    def _show_periods(self, reading: ColumnReading, said: ColumnChoice) -> None:
        own = pretty(f"按表头（{reading.period}）") if reading.period else "按表头"
        self.period.set_options([("", own), *((words, words) for words in layouts.PERIODS)])
        self.period.set_key(said.period)

    def _show_units(self, said: ColumnChoice) -> None:
        units = layouts.units_for(self._catalogue, said.indicator)
        read = self._column.unit if self._column else ""
        own = f"按表头（{read}）" if read in units and read else "按表头"
        self.unit.set_options([("", own), *((unit, unit) for unit in units if unit)])
        self.unit.set_key(said.unit)

    def _show_fields(self) -> None:
        """Only what the use asks for."""
        use, indicator = str(self.use.key), str(self.indicator.key or "")
        is_value = use in ("value", "target")
        self.fields["role"].setVisible(use == "place")
        self.fields["indicator"].setVisible(is_value)
        self.fields["period"].setVisible(is_value)
        self.fields["unit"].setVisible(is_value and self.unit.count() > 2)
        self.fields["ranking"].setVisible(is_value and layouts.is_rank(self._catalogue, indicator))
        if is_value and not indicator:
            self.fields["indicator"].fail("选定指标后这一列才能导入")
        else:
            self.fields["indicator"].clear_check()

    # -- what the clerk says --------------------------------------------------------------------
    def choice(self) -> ColumnChoice:
        """What the drop-downs say now."""
        use = str(self.use.key)
        if use == "place":
            return ColumnChoice(use, role=str(self.role.key))
        if use not in ("value", "target"):
            return ColumnChoice(use)
        listed = self.ranking.currentText().strip()
        return ColumnChoice(
            use,
            str(self.indicator.key or ""),
            str(self.period.key or ""),
            str(self.unit.key or ""),
            listed if listed != NO_LIST and self.fields["ranking"].isVisibleTo(self) else "",
        )

    def _said(self) -> None:
        said = self.choice()
        self._show_units(said)
        self._show_fields()
        said = self.choice()
        if said.indicator or said.use not in ("value", "target"):
            self.changed.emit(said)

    def _list_typed(self) -> None:
        if self.ranking.lineEdit().isModified():  # type: ignore[union-attr]
            self.ranking.lineEdit().setModified(False)  # type: ignore[union-attr]
            self._said()


def _sure(reading: ColumnReading) -> str:
    if reading.chosen:
        return "由经办人指定"
    if not reading.known:
        return reading.why or "没有识别"
    return f"自动识别，把握 {reading.confidence:.0%}" + (f"；{reading.why}" if reading.why else "")
