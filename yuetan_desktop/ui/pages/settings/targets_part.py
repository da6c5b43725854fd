"""阶段目标: by unit and year, each version with its document; a new one never replaces an old."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.indicator import Better, Quantity, WaterClass
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.typednumber import read_number
from yuetan_desktop.services import places, takeback, targets
from yuetan_desktop.services.targets import TargetRecord
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.settings.part import Part
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import pretty
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, Field, LabelledCombo, OptionalDateField
from yuetan_desktop.ui.widgets.period_picker import PeriodPicker
from yuetan_desktop.ui.widgets.table import TableView


class TargetsPart(Part):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "阶段目标", "同一时期有多份文件时以签订日期最近的为准")
        self.unit = LabelledCombo("单位")
        self.year = LabelledCombo("年份")
        for combo in (self.unit, self.year):
            combo.currentIndexChanged.connect(lambda _: self._show())
            self.add_to_header(combo)
        add = Button("新增目标", icon="plus", height=28)
        add.clicked.connect(self._add)
        self.add_to_header(add)
        catalogue = desk.ws.library.catalogue

        def value(record: TargetRecord) -> str:
            indicator = catalogue[record.indicator]
            if indicator.quantity is Quantity.WATER_CLASS:
                return f"{indicator.text(record.value)}类"
            gap = "" if indicator.unit in {"", "%"} else " "
            return f"{indicator.text(record.value)}{gap}{indicator.unit}"

        self.table = TableView(
            (
                Column("单位", lambda r: r.place_name, bold=True, width=130),
                Column("指标", lambda r: pretty(catalogue[r.indicator].name), width=150),
                Column("时期", lambda r: r.period.label(), sort=lambda r: str(r.period), width=140),
                Column("目标", value, right=True, width=110),
                Column("文号", lambda r: r.document or "—", width=180),
                Column("签订日期", lambda r: str(r.signed_on or "—"), width=100),
                Column(
                    "来源",
                    lambda r: str(r.source or f"{r.recorded_by} 录入"),
                    middle=True,
                    secondary=True,
                    width=0,
                ),
            ),
            "阶段目标",
        )
        self.body.addWidget(self.table)

    def refresh(self) -> None:
        ws = self.desk.ws
        found = targets.list_targets(ws)
        units = dict.fromkeys((r.place, r.place_name) for r in found)
        years = sorted({r.period.year for r in found}, reverse=True)
        self.unit.set_options([(None, "全部"), *units])
        self.year.set_options([(None, "全部"), *((year, str(year)) for year in years)])
        self._show()

    def _show(self) -> None:
        place, year = self.unit.key, self.year.key
        self.table.set_rows(
            targets.list_targets(
                self.desk.ws,
                place=place if isinstance(place, int) else None,
                year=year if isinstance(year, int) else None,
            )
        )

    def _add(self) -> None:
        with_draft(TargetDialog(self.desk, parent=self), self.desk).exec()
        self.refresh()


class TargetDialog(Dialog):
    """A further target with the document it comes from."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("新增目标", parent, width=480)
        self.desk = desk
        kinds = (PlaceKind.COUNTY, PlaceKind.ZONE, PlaceKind.SECTION)
        known = places.list_places(desk.ws, kinds, with_retired=False)
        self.place = ComboBox([(p.id, p.name) for p in known])
        catalogue = desk.ws.library.catalogue
        self.indicator = ComboBox(
            [
                (i.key, i.name)
                for i in catalogue.values()
                if i.better is not Better.NEITHER and i.quantity is not Quantity.RANK
            ]
        )
        self.period = PeriodPicker(desk.ws.today())
        self.value = QLineEdit()
        self.document = QLineEdit()
        self.signed = OptionalDateField(desk.ws.today())
        self.fields = {
            "place": Field("单位或断面", self.place, required=True),
            "indicator": Field("指标", self.indicator, required=True),
            "period": Field("时期", self.period, required=True),
            "value": Field("目标值", self.value, required=True, hint="水质类别写 Ⅲ 或 3"),
            "document": Field("下达文件文号", self.document, required=True),
            "signed": Field("签订日期", self.signed),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.add_button("取消")
        self.add_button("保存", self._save, kind=PRIMARY)

    def _save(self) -> None:
        period, value = self.period.period, self._value()
        if value is None:
            return
        document = self.document.text().strip()
        signed = self.signed.value if self.signed.is_said else None
        if not document:
            self.fields["document"].fail("目标要有下达文件的文号。")
            self.document.setFocus()
            return
        place, indicator = self.place.key, self.indicator.key
        assert isinstance(place, int)
        self._run(place, str(indicator), period, value, document, signed)

    def _run(
        self,
        place: int,
        indicator: str,
        period: Period,
        value: Decimal,
        document: str,
        signed: date | None,
    ) -> None:
        known = frozenset(record.id for record in targets.list_targets(self.desk.ws))
        run_act(
            self.desk,
            "新增目标",
            lambda ws: targets.add_target(
                ws,
                place=place,
                indicator=indicator,
                period=period,
                value=value,
                document=document,
                signed_on=signed,
            ),
            lambda ws, _: takeback.take_back_target(ws, known, WHY),
            self,
            words=document,
            after=lambda _: self.accept(),
        )

    def _value(self) -> Decimal | None:
        text = self.value.text().strip()
        classes = {c.label: Decimal(int(c)) for c in WaterClass}
        found = classes.get(text) or read_number(text)
        if found is None:
            self.fields["value"].fail("目标值不是数值。")
            self.value.setFocus()
            return None
        self.fields["value"].clear_check()
        return found
