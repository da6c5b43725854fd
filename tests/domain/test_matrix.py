"""The matrix: which finding decides a cell, and what its second line says."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import COUNTY, DEPARTMENT, ZONE, FactsBuilder, facts, readings, regulation
from yuetan_desktop.domain.assessment import Thresholds
from yuetan_desktop.domain.judging.matrix import CellState, MatrixCell, matrix_row
from yuetan_desktop.domain.period import Period

OCTOBER = "2026-10"


def cells(
    builder: FactsBuilder,
    month: str = OCTOBER,
    *,
    place: int = COUNTY,
    as_of: date | None = None,
    **chosen: str,
) -> dict[int, MatrixCell]:
    known = builder.build()
    row = matrix_row(
        [regulation()],
        known,
        known.place(place),
        Period.parse(month),
        readings(**chosen),
        Thresholds(),
        as_of=as_of,
    )
    return {cell.level: cell for cell in row}


def air(
    period: str, pm25: str, rate: str, *, rank: int | None = 100, place: int = COUNTY
) -> FactsBuilder:
    return add_air(facts(), period, pm25, rate, rank=rank, place=place)


def add_air(
    builder: FactsBuilder,
    period: str,
    pm25: str,
    rate: str,
    *,
    rank: int | None = 100,
    place: int = COUNTY,
) -> FactsBuilder:
    """PM2.5 against 27.0 and the rate against 88, with everything else of level 1 in order."""
    if rank is not None:
        builder.rank(period, rank, of=183, place=place)
    builder.value("pm25", period, pm25, place=place).target("pm25", period, "27.0", place=place)
    builder.value("good_day_rate", period, rate, place=place)
    builder.target("good_day_rate", period, "88", place=place)
    for year in (period, period.replace("2026", "2025")):
        builder.value("good_water_ratio", year, 100, place=place)
    if place == COUNTY:
        builder.section("青禾桥", {period: "Ⅱ", period.replace("2026", "2025"): "Ⅱ"})
    return builder


@pytest.mark.parametrize(
    ("pm25", "rate", "rank", "state", "line"),
    [
        ("30.3", "83.9", 100, CellState.TRIGGERED, "10月 PM2.5 超 3.3 等2项"),
        ("30.3", "95.0", 100, CellState.UNDECIDED, "10月 PM2.5 超 3.3，口径待定"),
        ("26.6", "88.5", 100, CellState.APPROACHING, "10月 PM2.5 余 0.4"),
        ("20.0", "99.0", 152, CellState.APPROACHING, "排名距后30 差2位"),
        ("20.0", "99.0", 100, CellState.NORMAL, "10月 PM2.5 余 7.0"),
        ("20.0", "99.0", None, CellState.NO_DATA, "缺 10月排名"),
    ],
)
def test_a_month_of_a_county(
    pm25: str, rate: str, rank: int | None, state: CellState, line: str
) -> None:
    cell = cells(air(OCTOBER, pm25, rate, rank=rank))[1]
    assert (cell.state, cell.line) == (state, line)


def test_missing_data_never_reads_as_normal() -> None:
    for place in (COUNTY, ZONE):
        assert CellState.NORMAL not in {
            cell.state for level, cell in cells(facts(), place=place).items() if level != 3
        }


def test_a_zone_is_judged_without_a_rank_and_not_at_all_under_第九条() -> None:
    row = cells(air(OCTOBER, "30.3", "83.9", rank=None, place=ZONE), place=ZONE)
    assert row[1].state is CellState.TRIGGERED
    assert row[6].state is CellState.NOT_APPLICABLE
    assert row[6].line == "第九条未列管委会，需人工研判"


def test_a_department_knows_only_matters() -> None:
    builder = facts().incident(
        "key_task_late", date(2026, 10, 18), title="管网项目逾期", place=DEPARTMENT
    )
    row = cells(builder, place=DEPARTMENT)
    assert [row[n].state for n in (1, 2)] == [CellState.NOT_APPLICABLE] * 2
    assert (row[3].state, row[3].line) == (CellState.TRIGGERED, "管网项目逾期")
    assert (row[4].state, row[4].line) == (CellState.NORMAL, "无登记事项")


def test_an_exempt_matter_shows_as_exempt() -> None:
    builder = facts().incident("accident_general", date(2026, 7, 8), title="山洪冲毁围堰")
    builder.exempt("6.1", "2026-07-08")
    assert cells(builder)[3].state is CellState.EXEMPT


def test_matters_after_the_month_count_while_it_is_the_newest() -> None:
    builder = facts().incident("accident_general", date(2026, 11, 3), title="泄漏")
    assert cells(builder)[3].state is CellState.NORMAL
    assert cells(builder, as_of=date(2026, 11, 10))[3].state is CellState.TRIGGERED


def test_a_quarter_stays_in_view_until_the_next_one_closes() -> None:
    builder = add_air(air("2026-Q3", "30.3", "83.9"), "2026-Q2", "20", "99")
    builder.value("heavy_days", "2026-10M", 0)
    assert cells(builder, "2026-10")[2].state is CellState.TRIGGERED
    assert cells(builder, "2026-12")[2].state is not CellState.TRIGGERED


# -- the year that is running -----------------------------------------------------------------------
def running_year(mean: str, target: str, last_year: str | None = None) -> FactsBuilder:
    builder = facts().value("pm25", "2026-10M", mean).target("pm25", "2026", target)
    builder.value("heavy_days", "2026-10M", 0)
    for month in (11, 12) if last_year else ():
        builder.value("pm25", f"2025-{month}", last_year)
    return builder


@pytest.mark.parametrize(
    ("mean", "last_year", "state", "line"),
    [
        ("28.52", "45", CellState.APPROACHING, "剩余均值须 ≤ 31.4"),
        ("28.52", "20", CellState.NORMAL, "年目标 余 0.5"),
        ("36.0", "45", CellState.APPROACHING, "年度目标已无法达到"),
    ],
)
def test_the_running_year_asks_what_the_rest_must_average(
    mean: str, last_year: str, state: CellState, line: str
) -> None:
    target = "29.0" if mean != "36.0" else "29.9"
    cell = cells(running_year(mean, target, last_year))[6]
    assert (cell.state, cell.line) == (state, line)


def test_without_last_year_what_was_reached_so_far_is_the_measure() -> None:
    assert cells(running_year("28.7", "29.0"))[6].state is CellState.APPROACHING
    assert cells(running_year("20.0", "29.0"))[6].state is CellState.NORMAL


def test_a_running_year_without_target_or_value_is_blind() -> None:
    no_target = facts().value("pm25", "2026-10M", 28).value("heavy_days", "2026-10M", 0)
    assert cells(no_target)[6].line == "缺年度PM2.5目标"
    no_value = facts().target("pm25", "2026", 29).value("heavy_days", "2026-10M", 0)
    assert cells(no_value)[6].line == "缺 1—10月数据"
    assert cells(no_value)[6].state is CellState.NO_DATA
