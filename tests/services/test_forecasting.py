"""The panel's probability stands on stored years of that unit alone, and says when they are few."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.regulation import RulePeriod
from yuetan_desktop.services.judging.forecasting import Chance, no_chance
from yuetan_desktop.services.judging.placepanel import PlacePanel, place_panel
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations, places, targets
from yuetan_desktop.store.observations import ObservationRow
from yuetan_desktop.store.targets import TargetRow

OCTOBER = Period.month(2026, 10)


def unit(ws: Workspace, name: str) -> Place:
    return next(place for place in places.list_places(ws.db) if place.name == name)


def store(ws: Workspace, place: Place, key: str = "pm25", **values: float) -> None:
    """Values of one indicator by period (`y2025_11` is 2025-11)."""
    rows = [
        ObservationRow(place.id, key, period[1:].replace("_", "-"), value, str(value), "表", "A1")
        for period, value in values.items()
    ]
    with ws.transaction():
        batch = observations.create_batch(
            ws.db,
            file_name="历年.xlsx",
            sha256="0" * 64,
            imported_at=datetime(2026, 11, 3, 9, 0),
            imported_by="李敏",
            layout="空气指标",
            report={},
        )
        observations.insert_observations(ws.db, batch, rows)


def winters(ws: Workspace, place: Place, *years: int) -> None:
    for number, year in enumerate(years):
        store(ws, place, **{f"y{year}_11": 34.0 + number, f"y{year}_12": 36.0 + number})


@pytest.fixture
def county(ws: Workspace) -> Place:
    """雁江区 ten months into the year: the rest may average 30.9."""
    place = unit(ws, "雁江区")
    store(ws, place, y2026_10=30.3, y2026_10M=28.5)
    with ws.transaction():
        row = TargetRow(place.id, "pm25", "2026", 28.9, "目标责任书〔2026〕1号", "2026-01-05")
        targets.insert_targets(ws.db, [row], by="李敏", at=ws.now())
    return place


def panel(ws: Workspace, place: Place) -> PlacePanel:
    return place_panel(ws, place.id, OCTOBER)


def test_three_earlier_years_give_a_probability_and_its_basis(ws: Workspace, county: Place) -> None:
    winters(ws, county, 2023, 2024, 2025)
    shown = panel(ws, county)
    assert shown.next_level is not None
    chance = shown.next_level.chance
    assert chance is not None
    assert chance.percent == "80%"
    assert chance.words == (
        "近 3 年 11—12月均值 35.0～37.0，其中 3 年超过；区间 65%～100%；更早的年份不足，未能回测"
    )
    assert [usual.month for usual in shown.course.usual] == [10, 11, 12]


def test_two_earlier_years_give_one_sentence_and_no_number(ws: Workspace, county: Place) -> None:
    winters(ws, county, 2024, 2025)
    shown = panel(ws, county)
    assert shown.next_level is not None
    chance = shown.next_level.chance
    assert chance is not None
    assert chance.found is None
    assert chance.percent == ""
    assert "只有 2 个往年有11—12月数据，不足 3 年" in chance.words
    assert shown.course.usual == ()


def test_a_back_test_that_was_mostly_wrong_keeps_the_number_back(
    ws: Workspace, county: Place
) -> None:
    for year in range(2021, 2026):
        low, high = (10.0, 12.0) if year < 2024 else (40.0, 42.0)
        store(ws, county, **{f"y{year}_11": low, f"y{year}_12": high, f"y{year}_10M": 30.0})
        with ws.transaction():
            row = TargetRow(county.id, "pm25", str(year), 30.0, "目标责任书")
            targets.insert_targets(ws.db, [row], by="李敏", at=ws.now())
    shown = panel(ws, county)
    assert shown.next_level is not None
    chance = shown.next_level.chance
    assert chance is not None
    assert chance.found is None
    assert chance.words == (
        "按往年同期推算，回测 2 年中只有 0 年相符，不给出触发概率；近 5 年 11—12月均值 11.0～41.0。"
    )


def test_the_years_of_another_unit_do_not_count(ws: Workspace, county: Place) -> None:
    winters(ws, unit(ws, "安岳县"), 2021, 2022, 2023, 2024, 2025)
    shown = panel(ws, county)
    assert shown.next_level is not None
    assert shown.next_level.chance is not None
    assert shown.next_level.chance.found is None


def test_a_year_with_a_month_missing_does_not_count(ws: Workspace, county: Place) -> None:
    winters(ws, county, 2023, 2024)
    store(ws, county, y2025_11=34.0)
    shown = panel(ws, county)
    assert shown.next_level is not None
    assert shown.next_level.chance is not None
    assert shown.next_level.chance.found is None
    assert shown.course.usual == ()


# -- the good days still needed -------------------------------------------------------------------
@pytest.fixture
def counted(ws: Workspace, county: Place) -> Place:
    """250 of 304 days were good; 80 % of the year asks for 42 of the 61 that are left."""
    store(ws, county, "good_days", y2026_10M=250)
    store(ws, county, "valid_days", y2026_10M=304)
    with ws.transaction():
        goal = TargetRow(county.id, "good_day_rate", "2026", 80.0, "目标责任书〔2026〕1号")
        targets.insert_targets(ws.db, [goal], by="李敏", at=ws.now())
    return county


def days_of(ws: Workspace, place: Place, year: int, good: int) -> None:
    """November and December by the day: the first `good` of them clean, the others not."""
    first = date(year, 11, 1)
    for n in range(61):
        level = 20.0 if n < good else 100.0
        day = f"y{(first + timedelta(n)).isoformat().replace('-', '_')}"
        for key, value in {
            "so2": 6, "no2": 20, "pm10": 40, "co": 0.6, "o3": 60, "pm25": level
        }.items():  # fmt: skip
            store(ws, place, key, **{day: value})


def test_earlier_rests_are_judged_by_the_standard_of_the_rest_to_come(
    ws: Workspace, counted: Place
) -> None:
    for year, good in ((2023, 61), (2024, 30), (2025, 41)):
        days_of(ws, counted, year, good)
    chance = panel(ws, counted).good_days_chance
    assert chance is not None
    assert chance.percent == "60%"
    assert chance.words.startswith("近 3 年 11—12月 49.2～100.0，其中 2 年达不到；区间 ")


def test_earlier_rates_by_the_former_standard_give_no_number_but_the_reason(
    ws: Workspace, counted: Place
) -> None:
    for year in (2022, 2023, 2024, 2025):
        for month in (11, 12):
            store(ws, counted, "good_days", **{f"y{year}_{month}": 20})
            store(ws, counted, "valid_days", **{f"y{year}_{month}": 30})
    chance = panel(ws, counted).good_days_chance
    assert chance is not None
    assert chance.found is None
    assert "另有 4 年按修订前的空气质量标准统计，与本年不可比" in chance.words


def test_without_earlier_years_the_good_days_say_so(ws: Workspace, counted: Place) -> None:
    chance = panel(ws, counted).good_days_chance
    assert chance is not None
    assert (chance.found, chance.words) == (
        None,
        "库中只有 0 个往年有可比的11—12月优良天数，不足 3 年，不给出概率；导入往年月报后显示。",
    )


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (RulePeriod.MONTH, "该项按已结束的10月判定，没有剩余月份可推算，不给出触发概率。"),
        (RulePeriod.EVENT, "登记事项和累计次数不成时间序列，不给出触发概率。"),
    ],
)
def test_what_has_no_rest_says_why_it_has_no_probability(
    ws: Workspace, of: RulePeriod, says: str
) -> None:
    rule = next(r for r in ws.library.regulations[0].rules if r.period is of)
    assert no_chance(rule, OCTOBER) == Chance(None, says)
