"""The panel's probability stands on stored years of that unit alone, and says when they are few."""

from __future__ import annotations

from datetime import datetime

import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.services.placepanel import PlacePanel, place_panel
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations, places, targets
from yuetan_desktop.store.observations import ObservationRow
from yuetan_desktop.store.targets import TargetRow

OCTOBER = Period.month(2026, 10)


def unit(ws: Workspace, name: str) -> Place:
    return next(place for place in places.list_places(ws.db) if place.name == name)


def store(ws: Workspace, place: Place, **values: float) -> None:
    """Values of PM2.5 by period (`y2025_11` is 2025-11)."""
    rows = [
        ObservationRow(
            place.id, "pm25", period[1:].replace("_", "-"), value, str(value), "表", "A1"
        )
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
