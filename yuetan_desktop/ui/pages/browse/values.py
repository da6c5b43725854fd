"""月度指标 and 断面水质: one row per unit or section for a chosen period."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QComboBox

from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import observations, places, targets
from yuetan_desktop.services.judging import computed, rivers
from yuetan_desktop.services.judging.computed import MainPollutants
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.sectioncard import SectionCardDialog
from yuetan_desktop.ui.pages.browse.valuerow import (
    NONE,
    ValueRow,
    classes_of,
    legend_of,
    rows_of,
    shown_value,
    value_column,
)
from yuetan_desktop.ui.pages.browse.view import BrowseView
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.field import LabelledCombo

AIR = (
    ("pm25", "PM2.5", 80),
    ("pm10", "PM10", 72),
    ("so2", "SO2", 64),
    ("no2", "NO2", 64),
    ("co", "CO", 64),
    ("o3", "O3", 64),
    ("good_days", "优良天数", 86),
    ("valid_days", "有效天数", 86),
    ("good_day_rate", "优良天数率", 96),
    ("heavy_days", "重污染天数", 96),
    ("air_index", "综合指数", 86),
    ("air_index_rank", "全省排名", 86),
    ("cwqi_rank", "水质排名", 86),
    ("source_water_rate", "水源达标率", 96),
    ("county_source_rate", "县级水源", 86),
    ("township_source_rate", "乡镇水源", 86),
)
# 县级、乡镇水源达标情况按季或按半年上报，多数月份没有。
_SELDOM = frozenset({"county_source_rate", "township_source_rate"})


class UnitValues(BrowseView):
    """Counties and zones × indicators of one month."""

    def __init__(self, desk: Desk) -> None:
        name = Column("单位", lambda record: record.place.name, bold=True, width=120)
        super().__init__(desk, "月度指标", (name, *(value_column(desk, *column) for column in AIR)))
        self.month = month_combo(desk)
        self.month.currentIndexChanged.connect(self.refresh)
        self.panel.add_to_header(self.month)

    def period_box(self) -> QComboBox:
        return self.month

    def refresh(self) -> None:
        units = places.list_places(
            self.desk.ws, {PlaceKind.COUNTY, PlaceKind.ZONE}, with_retired=False
        )
        period = self.month.key
        if isinstance(period, Period):
            rows = rows_of(self.desk, units, period)
            self.table.set_rows(rows)
            self.table.stand_back(_unused(rows))
            self.panel.subtitle.setText(legend_of(rows))
        self.show_emptiness(
            observations.latest_month(self.desk.ws) is None,
            "还没有指标数据",
            "市站、省站发来的空气月报等表格导入后，各单位各月的数值和来源单元格显示在这里。",
        )


def _unused(rows: Sequence[ValueRow]) -> list[str]:
    """Heads of the values that few cities report, where nobody has one: they leave their room."""
    told = {key for record in rows for key in (*record.values, *record.computed)}
    return [title for key, title, _ in AIR if key in _SELDOM and key not in told]


class SectionValues(BrowseView):
    """Sections with target, this month's class, last year's and the class since January."""

    def __init__(self, desk: Desk) -> None:
        self._parents: dict[int | None, str] = {}
        self._goals: dict[int, str] = {}
        self._before: dict[int, ValueRow] = {}
        self._so_far: dict[int, ValueRow] = {}
        self._pollutants: dict[int, MainPollutants] = {}

        def of(rows: dict[int, ValueRow], record: ValueRow) -> str:
            other = rows.get(record.place.id)
            return shown_value(desk, other, "water_class") if other else NONE

        super().__init__(
            desk,
            "断面水质",
            (
                Column("断面", lambda r: r.place.name, bold=True, width=120),
                Column("河流", lambda r: r.place.river, width=100),
                Column("级别", lambda r: r.place.grade, width=64),
                Column("责任单位", lambda r: self._parents.get(r.place.parent, ""), width=110),
                Column("考核目标", lambda r: self._goals.get(r.place.id, NONE), width=86),
                value_column(desk, "water_class", "本月类别", 86),
                Column("上年同期", lambda r: of(self._before, r), width=86, right=True),
                Column("1月至本月", lambda r: of(self._so_far, r), width=92, right=True),
                Column(
                    "主要污染指标",
                    self._pollutants_say,
                    tip=self._pollutants_tip,
                    width=0,
                ),
            ),
        )
        self.panel.subtitle.let_wrap(False)  # rivers in many words give way to the buttons
        self.card = Button("断面卡片", icon="info", height=28)
        self.card.setToolTip("河长及电话、上下游县（区）、考核目标，可打印（Enter）")
        self.card.block("先选择一个断面")
        self.card.clicked.connect(lambda _=False: self.show_card())
        self.table.chosen.connect(lambda _: self.card.block(""))
        self.table.opened.connect(lambda _: self.show_card())
        self.month = month_combo(desk)
        self.month.currentIndexChanged.connect(self.refresh)
        self.panel.add_to_header(self.card)
        self.panel.add_to_header(self.month)

    def period_box(self) -> QComboBox:
        return self.month

    def show_card(self) -> None:
        """The chosen section with whom to call."""
        record = self.table.current_record()
        if isinstance(record, ValueRow):
            SectionCardDialog(self.desk, record.place.id, parent=self).exec()

    def refresh(self) -> None:
        period = self.month.key
        if not isinstance(period, Period):
            return
        ws = self.desk.ws
        sections = places.list_places(ws, {PlaceKind.SECTION}, with_retired=False)
        self._parents = {place.id: place.name for place in places.list_places(ws)}
        label = ws.library.catalogue["water_class"].text
        goals = {
            goal.place: WaterClass(int(goal.value))
            for goal in targets.list_targets(ws, year=period.year)
            if goal.indicator == "water_class"
        }
        self._goals = {place: label(Decimal(goal)) for place, goal in goals.items()}
        ids = [place.id for place in sections]
        self._pollutants = computed.main_pollutants_of(ws, ids, period, goals)
        self._before = _by_place(rows_of(self.desk, sections, period.year_before()))
        so_far = Period.year_to_date(period.year, period.last_month)
        self._so_far = _by_place(rows_of(self.desk, sections, so_far))
        rows = rows_of(self.desk, sections, period)
        self.table.set_rows(rows)
        states = rivers.river_states(ws, sections, period, classes_of(rows))
        said = "，".join(state.says for state in states)
        self.panel.subtitle.setText("　".join(filter(None, (said, legend_of(rows)))))
        self.panel.subtitle.setToolTip(said)
        self.show_emptiness(
            not rows,
            "还没有断面",
            "导入断面水质表时，未登记的断面可以一并登记；也可以在“设置 › 断面与水源地”逐个登记。",
        )

    def _pollutants_say(self, record: ValueRow) -> str:
        found = self._pollutants.get(record.place.id)
        if found is None:
            return NONE
        return "；".join(filter(None, (found.words or "无", found.nutrients)))

    def _pollutants_tip(self, record: ValueRow) -> str:
        found = self._pollutants.get(record.place.id)
        if found is None:
            return "没有各项浓度，不能评价"
        words = f"按Ⅲ类标准：{found.words or '无'}（括号内为超标倍数）"
        return "\n".join(filter(None, (words, found.against_target)))


def _by_place(rows: list[ValueRow]) -> dict[int, ValueRow]:
    return {row.place.id: row for row in rows}


def month_combo(desk: Desk) -> LabelledCombo:
    """The months of the last three years up to the newest with data, newest first."""
    newest = observations.latest_month(desk.ws)
    if newest is None:
        today = desk.ws.today()
        newest = Period.month(today.year, today.month)
    months = [newest]
    while len(months) < 36:
        months.append(months[-1].previous())
    return LabelledCombo("数据期", [(month, month.label()) for month in months])
