"""回头看 and 约谈成效对比 on a real database: a case closed in November, looked at in the months after."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.ledger import lookback
from yuetan_desktop.services.ledger.effect import effect_of
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations
from yuetan_desktop.store.observations import ObservationRow

from .casestory import TO_CLOSURE, TO_INTERVIEW, run


def store(ws: Workspace, place: int, *values: tuple[str, str, float]) -> None:
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name="后续月报.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        observations.insert_observations(
            ws.db,
            batch,
            [
                ObservationRow(place, key, period, value, "", "表", "C3")
                for key, period, value in values
            ],
        )


@pytest.fixture
def closed(ws: Workspace, case: CaseFile) -> CaseFile:
    """Closed on 2026-11-10; PM2.5 28.3 and 78.8 % of good days in January–September led to it."""
    return run(ws, case, (*TO_INTERVIEW, *TO_CLOSURE))


def look_on(ws: Workspace, day: datetime) -> None:
    ws.clock = lambda: day


# -- watching -----------------------------------------------------------------------------------
def test_an_open_case_is_not_watched_a_closed_one_is(ws: Workspace, case: CaseFile) -> None:
    assert lookback.watch_of(ws, case.id) is None
    closed = run(ws, case, (*TO_INTERVIEW, *TO_CLOSURE))
    watch = lookback.watch_of(ws, closed.id)
    assert watch is not None
    assert str(watch.until) == "2027-05-31"
    assert watch.says == "雁江区 还没有可比的数值（回头看至 2027-05-31）"
    assert lookback.alerts(ws) == []


def test_a_value_back_at_the_level_of_the_trigger_is_an_alert(
    ws: Workspace, closed: CaseFile, yanjiang: int
) -> None:
    store(ws, yanjiang, ("pm25", "2026", 28.3), ("good_day_rate", "2026", 80.1))
    look_on(ws, datetime(2027, 1, 10, 9))
    (alert,) = lookback.alerts(ws)
    assert alert.case.id == closed.id
    assert [one.now.indicator for one in alert.rebounds] == ["pm25"]
    assert "反弹" in alert.says
    assert alert.rebounds[0].now.source is not None


def test_a_value_that_holds_is_counted_and_no_alert(
    ws: Workspace, closed: CaseFile, yanjiang: int
) -> None:
    store(ws, yanjiang, ("pm25", "2026", 28.2))
    assert lookback.alerts(ws) == []
    (watch,) = lookback.watches(ws)
    assert "已看 1 个数值，未反弹" in watch.says


def test_the_watch_ends_after_the_months_the_office_set(
    ws: Workspace, closed: CaseFile, yanjiang: int
) -> None:
    store(ws, yanjiang, ("pm25", "2026", 28.3))
    office.save_office(ws, replace(office.read_office(ws), watch_months=1))
    look_on(ws, datetime(2026, 12, 31, 9))
    assert len(lookback.alerts(ws)) == 1
    look_on(ws, datetime(2027, 1, 1, 9))
    assert lookback.alerts(ws) == []
    office.save_office(ws, replace(office.read_office(ws), watch_months=0))
    assert lookback.watches(ws) == []


# -- before and after ---------------------------------------------------------------------------
def test_the_window_after_the_interview_is_compared_with_a_year_before(
    ws: Workspace, closed: CaseFile, yanjiang: int
) -> None:
    for year, good, heavy, pm10, pm25 in ((2025, 20, 9, 135, 69), (2026, 23, 0, 131, 63)):
        store(
            ws,
            yanjiang,
            ("good_days", f"{year}-11", good),
            ("heavy_days", f"{year}-11", heavy),
            ("pm10", f"{year}-11", pm10),
            ("pm25", f"{year}-11", pm25),
        )
    effect = effect_of(ws, closed.id)
    assert effect.after == Period.month(2026, 11)
    words = {line.indicator.key: line.words for line in effect.lines}
    assert [words[key] for key in ("good_days", "heavy_days", "pm10", "pm25")] == [
        "+3 天", "−9 天", "−3.0%", "−8.7%",
    ]  # fmt: skip
    assert "good_day_rate" in words  # what led to the case is compared too


def test_without_an_interview_or_without_data_there_is_nothing_to_compare(
    ws: Workspace, case: CaseFile
) -> None:
    with pytest.raises(AppError, match="还没有约谈"):
        effect_of(ws, case.id)
    held = run(ws, case, TO_INTERVIEW)
    with pytest.raises(AppError, match="还没有一个整月"):
        effect_of(ws, held.id)
