"""Every value ever imported for one place, indicator and period."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.services import observations
from yuetan_desktop.services.judging import computed
from yuetan_desktop.services.judging.computed import ComputedValue
from yuetan_desktop.services.observations import PastValue
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.valuerow import beside_words
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.cell_painters import source_cell
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.source_link import SourceLinks
from yuetan_desktop.ui.widgets.table import TableView


def history_dialog(
    desk: Desk, place: Place, indicator: str, period: Period, parent: QWidget | None = None
) -> Dialog:
    known = desk.ws.library.catalogue[indicator]

    def value(past: PastValue) -> str:
        return past.text if past.value is None else known.text(past.value)

    columns = (
        Column("数值", value, right=True, bold=True, width=80),
        Column("导入时间", lambda past: f"{past.imported_at:%Y-%m-%d %H:%M}", width=140),
        Column("经办人", lambda past: past.imported_by, width=90),
        Column("状态", _state, width=120),
        Column("审核", lambda past: past.source.monitoring.says, width=110),
        Column(
            "来源",
            lambda past: str(past.source),
            width=0,
            paint=source_cell(lambda past: str(past.source)),
        ),
    )
    dialog = Dialog(f"{place.name} · {period.label()} · {pretty(known.name)}", parent, width=760)
    dialog.body.addWidget(
        Label("最上面一条未撤销的为现行值；以前的值都保留。", Type.SMALL, Color.INK3)
    )
    history = observations.value_history(desk.ws, place.id, indicator, period)
    corrected = [f"{past.source}　{past.correction.says}" for past in history if past.correction]
    made = computed.computed_values(desk.ws, [place.id], period).get((place.id, indicator))
    for line in (*_beside(desk, place, indicator, period, made), *corrected):
        dialog.body.addWidget(Label(line, Type.SMALL, Color.INK2, wrap=True))
    if made is not None and made.sources:
        links = SourceLinks(made.sources)
        links.activated.connect(partial(desk.go, "source"))
        links.folder_asked.connect(partial(desk.go, "source folder"))
        dialog.body.addWidget(links)
    table = TableView(columns, "数值历史")
    table.set_rows(history)
    table.setMinimumHeight(theme().px(220))
    table.opened.connect(lambda past: desk.go("source", past.source))
    table.pressed_cell.connect(
        lambda past, title: desk.go("source", past.source) if title == "来源" else None
    )
    dialog.body.addWidget(table)
    dialog.add_button("关闭").setFocus()
    return dialog


def _beside(
    desk: Desk, place: Place, key: str, period: Period, made: ComputedValue | None
) -> list[str]:
    """What days or concentrations say beside the value, and 同比 on both standards."""
    indicator = desk.ws.library.catalogue[key]
    lines = [beside_words(indicator, made)] if made else []
    for basis in computed.same_bases(desk.ws, place.id, key, period):
        this, last = indicator.text(basis.this.value), indicator.text(basis.last.value)
        lines.append(
            f"同比，两年均按{basis.standard.short}：{this}，"
            f"上年同期 {last} {indicator.unit}（由日数据计算）"
        )
    return lines


def _state(past: PastValue) -> str:
    return f"已撤销：{past.withdrawn_why}" if past.withdrawn_at else "在用"
