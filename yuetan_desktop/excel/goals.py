"""A cell of a column of goals to targets: with its document, for each period it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.column import Meaning
from yuetan_desktop.excel.periods import cell_when, of_column
from yuetan_desktop.excel.results import SeenTarget
from yuetan_desktop.excel.rowkeys import RowKeys
from yuetan_desktop.excel.table import Table


def goals_of(
    keys: RowKeys,
    row: int,
    place: int,
    indicator: Indicator,
    period: str,
    number: float,
    cell: str,
) -> Iterator[SeenTarget]:
    """The targets one cell states."""
    table = keys.table
    at = table.keys.get(Meaning.DOCUMENT)
    document = str(keys.value(row, at)).strip() if at is not None else table.document
    signed = table.signed_on
    if Meaning.SIGNED_ON in table.keys:
        signed = cell_when(keys.value(row, table.keys[Meaning.SIGNED_ON]), "日期")
    day = signed.date() if signed else None
    for span in _periods(table, period, indicator):
        name = keys.sheet.name
        yield SeenTarget(place, indicator.key, span, number, document, day, name, cell)


def _periods(table: Table, period: str, indicator: Indicator) -> Iterable[str]:
    """A class to be kept stands for the year and for each period of it the table shows beside
    it; the class of another year, shown to compare with, had a goal of its own."""
    measured = [
        k
        for k in table.values.values()
        if k.meaning is Meaning.VALUE and k.indicator is indicator and not k.years_back
    ]
    if indicator.quantity is not Quantity.WATER_CLASS or not measured:
        return [period]
    spans = {str(Period.year_of(Period.parse(period).year)): None, period: None}
    for column in measured:
        if column.when is not None:
            found = of_column(table.when, column.when).period()
            if found is not None and found.year == Period.parse(period).year:
                spans[str(found)] = None
    return spans
