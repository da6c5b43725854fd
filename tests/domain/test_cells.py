"""The cells a computed value was made of, as few ranges, each openable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from yuetan_desktop.domain.cells import corners, holds, source_runs, sources_of
from yuetan_desktop.domain.facts import Observation, Source
from yuetan_desktop.domain.monitoring import Audit, Monitoring, Owner
from yuetan_desktop.domain.period import Period


def cells(*names: str, file: str = "日报.xlsx") -> list[Source]:
    return [Source(file, "日", name, 1) for name in names]


@pytest.mark.parametrize(
    ("stood", "ranges"),
    [
        (["C5"], ["C5"]),
        (["C3", "C4", "C5"], ["C3:C5"]),
        (["C5", "C3", "C4"], ["C3:C5"]),  # in whatever order the days were asked for
        (["C3", "D3", "E3"], ["C3:E3"]),  # a month lying on its side
        (["B3", "C3", "B4", "C4"], ["B3:C4"]),
        (["C3", "C4", "C6"], ["C3:C4", "C6"]),  # a day is missing
        (["Z9", "AA9"], ["Z9:AA9"]),
        (["C3", "E3"], ["C3", "E3"]),
        ([""], [""]),  # what no cell is known of
    ],
)
def test_cells_are_told_as_few_ranges(stood: list[str], ranges: list[str]) -> None:
    assert [one.cell for one in source_runs(cells(*stood))] == ranges


def test_each_sheet_and_each_audit_has_ranges_of_its_own() -> None:
    firm = Monitoring(Audit.NATIONAL, Owner.UNSAID)
    first, second = cells("C3", "C4")
    found = source_runs([first, replace(second, monitoring=firm), *cells("C3", file="乙.xlsx")])
    assert [(one.file, one.cell) for one in found] == [
        ("日报.xlsx", "C3"), ("日报.xlsx", "C4"), ("乙.xlsx", "C3"),
    ]  # fmt: skip


def test_a_sum_of_months_made_of_days_leads_to_all_their_cells() -> None:
    def day(on: date, cell: str) -> Observation:
        return Observation(1, "pm25", Period.day(on), Decimal(30), *cells(cell))

    january = [day(date(2026, 1, 1) + timedelta(n), f"C{n + 3}") for n in range(31)]
    month = Observation(1, "pm25", Period.month(2026, 1), Decimal(30), january[0].source,
                        method="由日数据计算", days=tuple(january))  # fmt: skip
    second = Observation(1, "pm25", Period.month(2026, 2), Decimal(28), *cells("D9"))
    made = Observation(1, "pm25", Period.months(2026, 1, 2), Decimal(29),
                       derived_from=(month, second), method="由各月均值")  # fmt: skip
    assert [one.cell for one in sources_of(made)] == ["C3:C33", "D9"]
    assert [one.cell for one in sources_of(second)] == ["D9"]
    assert sources_of(None) == ()


def test_a_single_cell_is_its_own_range() -> None:
    assert corners("C5") == ((4, 2), (4, 2))
    assert corners("C3:D33") == ((2, 2), (32, 3))


def test_a_correction_is_found_inside_a_range_and_not_beside_it() -> None:
    assert holds("C3:D33", "D33")
    assert not holds("C3:D33", "E3")
    assert holds("C3", "C3")
    assert not holds("", "C3")
