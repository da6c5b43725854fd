"""A line of values: one place in one period, as stored and as computed; its columns in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from yuetan_desktop.domain.indicator import Indicator, Quantity, WaterClass
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.services import observations
from yuetan_desktop.services.judging import computed
from yuetan_desktop.services.judging.computed import ComputedValue
from yuetan_desktop.services.observations import StoredValue
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import pretty

NONE = "—"
COMPUTED, DIFFERS = "算", "≠"
LEGEND = f"“{COMPUTED}”：没有公布值，由日数据、各月或浓度计算；“{DIFFERS}”：公布值与计算值不同"


@dataclass(eq=False)
class ValueRow:
    """One place with its values of one period, by indicator: stored ones and computed ones."""

    place: Place
    period: Period
    values: dict[str, StoredValue] = field(default_factory=dict)
    computed: dict[str, ComputedValue] = field(default_factory=dict)


def value_text(desk: Desk, value: StoredValue | None) -> str:
    """The value as screens print it, without its unit."""
    if value is None:
        return NONE
    indicator = desk.ws.library.catalogue[value.indicator]
    if value.value is None:
        return value.text or NONE
    if indicator.quantity is Quantity.WATER_CLASS:
        return WaterClass(int(value.value)).label
    return indicator.text(value.value)


def shown_value(desk: Desk, record: ValueRow, key: str) -> str:
    """The value with its mark: computed for want of a published one, or unlike it."""
    made = record.computed.get(key)
    if made and key not in record.values:
        return f"{desk.ws.library.catalogue[key].text(made.value)} {COMPUTED}"
    mark = f" {DIFFERS}" if made and made.differs else ""
    return value_text(desk, record.values.get(key)) + mark


def value_column(desk: Desk, key: str, title: str, width: int = 92) -> Column:
    """One indicator of a `ValueRow`; the unit stands in the head's tooltip and the source panel."""

    indicator = desk.ws.library.catalogue[key]

    def number(record: ValueRow) -> float:
        found = record.values.get(key) or record.computed.get(key)
        return float(found.value) if found and found.value is not None else -1.0

    def plain(record: ValueRow) -> str:
        """The number without its mark; a value that is nowhere is an empty cell."""
        made = record.computed.get(key)
        if made and key not in record.values:
            return indicator.text(made.value)
        return value_text(desk, record.values[key]) if key in record.values else ""

    def tip(record: ValueRow) -> str:
        made = record.computed.get(key)
        if key not in record.values:
            return made.method if made else "没有导入这个数值"
        source = str(record.values[key].source)
        return f"{source}\n{beside_words(indicator, made)}" if made else source

    return Column(
        pretty(title),
        lambda record: shown_value(desk, record, key),
        sort=number,
        right=True,
        width=width,
        tip=tip,
        plain=plain,
    )


def beside_words(indicator: Indicator, made: ComputedValue) -> str:
    """What a computed value says beside the published one."""
    words = f"{made.method}：{indicator.text(made.value)} {indicator.unit}".strip()
    if made.published is None:
        return f"{words}（没有公布值）"
    if not made.differs:
        return f"{words}，与公布值一致"
    return (
        f"{words}，与公布值相差 {indicator.text(abs(made.difference or Decimal()))}，以公布值为准"
    )


def rows_of(desk: Desk, places: Sequence[Place], period: Period) -> list[ValueRow]:
    """One row per place with what is stored for the period; places without values too."""
    found = {place.id: ValueRow(place, period) for place in places}
    order = list(desk.ws.library.catalogue)
    values = observations.find_values(desk.ws, places=found, period=period)
    for value in sorted(values, key=lambda v: order.index(v.indicator)):
        found[value.place].values[value.indicator] = value
    for (place_id, key), made in computed.computed_values(desk.ws, found, period).items():
        found[place_id].computed[key] = made
    return list(found.values())


def classes_of(rows: Sequence[ValueRow]) -> dict[int, WaterClass]:
    """The class in force of each section, or the one computed."""
    found = (
        (row.place.id, row.values.get("water_class") or row.computed.get("water_class"))
        for row in rows
    )
    return {
        place: WaterClass(int(value.value))
        for place, value in found
        if value is not None and value.value is not None
    }


def legend_of(rows: Sequence[ValueRow]) -> str:
    """What the marks mean, where there are any."""
    marked = any(
        made.differs or key not in row.values for row in rows for key, made in row.computed.items()
    )
    return LEGEND if marked else ""
