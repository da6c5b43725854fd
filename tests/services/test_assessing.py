"""Assessments out of a real database: JSON rows, dashboard, a unit's panel."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.services import assessing, office
from yuetan_desktop.services.judging.placepanel import place_panel
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations, places, targets
from yuetan_desktop.store.observations import ObservationRow
from yuetan_desktop.store.targets import TargetRow

OCTOBER = Period.month(2026, 10)
FILE = "空气月报2610.xlsx"


def unit(ws: Workspace, name: str) -> Place:
    return next(place for place in places.list_places(ws.db) if place.name == name)


@pytest.fixture
def county(ws: Workspace) -> Place:
    """雁江区 with October's air: both targets missed, PM2.5 by 3.3."""
    place = unit(ws, "雁江区")
    rows = [
        ObservationRow(place.id, "pm25", "2026-10", 30.3, "30.3", "Sheet1", "C5"),
        ObservationRow(place.id, "good_day_rate", "2026-10", 83.9, "83.9", "Sheet1", "D5"),
        ObservationRow(place.id, "pm25", "2026-10M", 28.5, "28.5", "Sheet1", "E5"),
    ]
    with ws.transaction():
        batch = observations.create_batch(
            ws.db,
            file_name=FILE,
            sha256="0" * 64,
            imported_at=datetime(2026, 11, 3, 9, 0),
            imported_by="李敏",
            layout="空气指标",
            report={},
        )
        observations.insert_observations(ws.db, batch, rows)
        for key, period, value in (
            ("pm25", "2026-10", 27.0),
            ("good_day_rate", "2026-10", 88.0),
            ("pm25", "2026", 28.9),
        ):
            row = TargetRow(place.id, key, period, value, "目标责任书〔2026〕1号", "2026-01-05")
            targets.insert_targets(ws.db, [row], by="李敏", at=ws.now())
    return place


def test_a_row_of_assess_json(ws: Workspace, county: Place) -> None:
    rows = assessing.assess_json(ws, date(2026, 11, 10), county)
    (row,) = [r for r in rows if r["rule"] == "4.1" and r["period"] == "2026-10"]
    assert json.loads(json.dumps(row, ensure_ascii=False)) == row
    assert row["place"] == "雁江区"
    assert row["cite"] == "第四条第（一）项"
    assert row["level"] == 1
    assert row["outcome"] == "触发"
    assert (row["margin"], row["unit"]) == (-3.3, "μg/m³")
    assert row["readings"]["任一未达到"] == "触发"
    assert row["exempt"] is None
    assert [part["outcome"] for part in row["parts"]] == ["数据不足", "触发", "触发"]
    pm25 = next(e for e in row["evidence"] if e["indicator"] == "pm25" and e["role"] == "实际")
    assert {k: pm25[k] for k in ("period", "value", "unit", "file", "sheet", "cell")} == {
        "period": "2026-10",
        "value": 30.3,
        "unit": "μg/m³",
        "file": FILE,
        "sheet": "Sheet1",
        "cell": "C5",
    }


def test_all_subjects_and_rules_are_in_the_rows(ws: Workspace) -> None:
    rows = assessing.assess_json(ws, date(2026, 11, 10))
    subjects = {p.name for p in places.list_places(ws.db) if p.kind.is_subject}
    assert {row["place"] for row in rows} == subjects
    assert len({row["rule"] for row in rows}) == 48
    assert {row["outcome"] for row in rows} <= {"未触发", "数据不足", "不适用"}


def test_the_dashboard_lists_counties_zones_then_departments(ws: Workspace, county: Place) -> None:
    dashboard = assessing.dashboard(ws, OCTOBER)
    kinds = [row.place.kind.value for row in dashboard.rows]
    assert kinds == sorted(kinds, key=["county", "zone", "department"].index)
    cell = next(row for row in dashboard.rows if row.place.id == county.id).cells[0]
    assert (cell.state, cell.line) == (CellState.TRIGGERED, "10月 PM2.5 超 3.3 等2项")
    assert dashboard.count(CellState.TRIGGERED) == 1
    assert dashboard.triggered_places == 1
    assert dashboard.triggered_before == 0
    assert assessing.newest_month(ws) == OCTOBER


def test_the_panel_says_why_and_how_far(ws: Workspace, county: Place) -> None:
    panel = place_panel(ws, county.id, OCTOBER)
    (trigger,) = panel.triggers
    assert trigger.fact == "10月PM2.5 30.3 μg/m³，≤ 27.0 μg/m³"
    assert trigger.verdict == "超 3.3"
    assert list(map(str, trigger.sources)) == [f"{FILE} › Sheet1!C5"]
    assert panel.next_level is not None
    assert panel.next_level.level.number == 6
    assert panel.next_level.lead == "剩余 2 个月均值须 ≤"
    assert panel.next_level.number == "30.9"


# 304 days to the end of October, 61 left: 80 % of 365 is 292 good days.
@pytest.mark.parametrize(
    ("good", "says"),
    [
        (250, "剩余 61 天须优良 42 天（68.9%）"),
        (231, "剩余 61 天须优良 61 天（100.0%）"),
        (230, "剩余 61 天全部优良也达不到"),
        (292, "已有优良 292 天，已经够了"),
    ],
)
def test_the_panel_counts_the_good_days_still_needed(
    ws: Workspace, county: Place, good: int, says: str
) -> None:
    assert place_panel(ws, county.id, OCTOBER).good_days == ""
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name="天数.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        observations.insert_observations(
            ws.db,
            batch,
            [
                ObservationRow(county.id, "good_days", "2026-10M", good, str(good), "表", "B2"),
                ObservationRow(county.id, "valid_days", "2026-10M", 304, "304", "表", "C2"),
            ],
        )
        goal = TargetRow(county.id, "good_day_rate", "2026", 80.0, "目标责任书〔2026〕1号")
        targets.insert_targets(ws.db, [goal], by="李敏", at=ws.now())
    assert says in place_panel(ws, county.id, OCTOBER).good_days


def test_the_course_ends_at_the_year_s_target(ws: Workspace, county: Place) -> None:
    points = place_panel(ws, county.id, OCTOBER).course.points
    assert len(points) == 12
    assert points[9].to_date == Decimal("28.5")
    assert points[9].path == Decimal("28.5")
    assert points[11].path == Decimal("28.9")
    assert points[10].value is None


def test_a_changed_reading_changes_the_matrix(ws: Workspace, county: Place) -> None:
    with ws.transaction():
        row = TargetRow(
            county.id, "good_day_rate", "2026-10", 80.0, "调整〔2026〕2号", "2026-10-05"
        )
        targets.insert_targets(ws.db, [row], by="李敏", at=ws.now())

    def state() -> CellState:
        rows = assessing.dashboard(ws, OCTOBER).rows
        return next(row for row in rows if row.place.id == county.id).cells[0].state

    assert state() is CellState.UNDECIDED
    office.choose_reading(
        ws, Choice("R1", "either", "市环委办", date(2026, 11, 1), "会议纪要〔2026〕2号")
    )
    assert state() is CellState.TRIGGERED
