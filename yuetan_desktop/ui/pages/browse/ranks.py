"""全省排名: one published list, best first, ties as published."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import observations, places
from yuetan_desktop.services.observations import StoredValue
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.valuerow import value_text
from yuetan_desktop.ui.pages.browse.view import BrowseView
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.widgets.cell_painters import source_cell
from yuetan_desktop.ui.widgets.field import LabelledCombo

LISTS = (
    ("air_index_rank", "空气质量综合指数"),
    ("cwqi_rank", "水环境质量指数"),
    ("water_improvement_rank", "水质改善幅度"),
)


@dataclass(frozen=True)
class Ranked:
    value: StoredValue
    tied: int
    own: bool


class RankLists(BrowseView):
    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "全省排名",
            (
                Column(
                    "排名",
                    lambda r: value_text(desk, r.value),
                    sort=lambda r: r.value.value,
                    right=True,
                    width=72,
                ),
                Column("单位", lambda r: r.value.place_name, width=200),
                Column("本市", lambda r: "本市" if r.own else "", width=64),
                Column("并列", lambda r: f"{r.tied} 个并列" if r.tied > 1 else "", width=90),
                Column("名单", lambda r: r.value.list_name or "—", width=180),
                Column(
                    "来源",
                    lambda r: str(r.value.source),
                    width=0,
                    paint=source_cell(lambda r: str(r.value.source)),
                ),
            ),
        )
        self.which = LabelledCombo("名单", [(key, name) for key, name in LISTS])
        self.period = LabelledCombo("数据期")
        self.which.currentIndexChanged.connect(self.refresh)
        self.period.currentIndexChanged.connect(self._fill)
        for box in (self.which, self.period):
            self.panel.add_to_header(box)
        self.table.opened.connect(lambda record: self._open_source(record, "来源"))

    def period_box(self) -> QComboBox:
        return self.period

    def refresh(self) -> None:
        newest = observations.periods_of(self.desk.ws, str(self.which.key))
        self.period.set_options([(period, period.label()) for period in newest])
        self._fill()
        self.show_emptiness(
            not newest,
            "还没有这种名单",
            "导入全省排名表后，各期名单、并列和本市单位的位次显示在这里。",
        )

    def source_of(self, record: Ranked) -> Source | None:
        return record.value.source

    def _fill(self) -> None:
        period = self.period.key
        values: list[StoredValue] = []
        if isinstance(period, Period):
            indicator = str(self.which.key)
            values = observations.find_values(self.desk.ws, indicator=indicator, period=period)
        own = {
            place.id
            for place in places.list_places(self.desk.ws, {PlaceKind.COUNTY, PlaceKind.ZONE})
        }
        ranks = [value.value for value in values]
        rows = [Ranked(value, ranks.count(value.value), value.place in own) for value in values]
        rows.sort(key=lambda ranked: (ranked.value.value, ranked.value.place_name))
        self.table.set_rows(rows)
        size = next((value.list_size for value in values if value.list_size), None)
        whole = f"参评 {size} 个" if size else "名单总数未知"
        self.panel.subtitle.setText(f"已存 {len(rows)} 个，{whole}" if rows else "没有导入名单")
