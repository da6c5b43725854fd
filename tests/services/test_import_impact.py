"""A second version of a file: every finding that hangs on a changed cell is tried, and no other."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from yuetan_desktop.domain.assessment import assess_rule, due_between
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import casefiles, imports, observations, office, places
from yuetan_desktop.services.assessing import facts_for
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.importing import importcases, importpreview, importtrial, importundo
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.services.importing.importregisters import Retired
from yuetan_desktop.services.importing.importvalues import changed_key
from yuetan_desktop.services.workspace import Workspace, ignore, open_workspace
from yuetan_desktop.store import observations as store
from yuetan_desktop.store.targets import TargetRow, insert_targets

FIRST = Period.month(2025, 6)


def sheet(path: Path, *rows: Sequence[Any]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def months(path: Path, values: dict[str, float], column: str = "PM2.5均值(μg/m³)") -> Path:
    head = ["月份", "县（区）", column]
    rows = [[month, "雁江区", value] for month, value in values.items()]
    return sheet(path, ["空气质量"], head, *rows)


# -- against trying everything --------------------------------------------------------------------
@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    copy = shutil.copytree(sample_folder, tmp_path / "data")
    with open_workspace(copy, person="李敏") as ws:
        yield ws


Outcomes = dict[tuple[int, str, Period], Any]


def everything(ws: Workspace) -> Outcomes:
    """Every rule for every unit and period of a year and a half."""
    facts, readings = facts_for(ws), office.readings_in_force(ws)
    last = observations.latest_month(ws)
    assert last is not None
    found: Outcomes = {}
    for place in places.list_places(ws):
        if place.kind.is_subject:
            for of, rule, period in due_between(ws.library.regulations, FIRST, last):
                one = assess_rule(rule, facts, place, period, readings, of)
                found[place.id, rule.id, period] = one.outcome, one.bare
    return found


@pytest.fixture(scope="module")
def before(sample_folder: Path) -> Outcomes:
    """Of the sample as it is made."""
    with open_workspace(sample_folder, read_only=True) as ws:
        return everything(ws)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_turns_is_what_turns_when_everything_is_tried(
    sample: Workspace, before: Outcomes, seed: int
) -> None:
    """Values of all kinds changed at random: months, quarters, ranks, sections' classes."""
    ws, chance = sample, random.Random(seed)
    rows = ws.db.execute(
        "SELECT place_id, indicator, period, value, list_name, list_size FROM current_observation"
        " WHERE daily = 0 AND value IS NOT NULL AND period >= '2025-06' ORDER BY 1, 2, 3"
    ).fetchall()
    picked = chance.sample(rows, 25)
    keys = {changed_key(*row[:3]) for row in picked}
    units = importtrial.concerned(ws, keys, Retired())
    changing = importtrial.changing(ws, keys, Retired())
    hanging = importtrial.hanging(ws, units, changing, ignore)
    with ws.transaction():
        batch = store.create_batch(ws.db, file_name="", imported_by="甲", imported_at=ws.now())
        store.insert_observations(
            ws.db,
            batch,
            [
                (place, key, period, _other(key, value, chance), "", "", "", name, size)
                for place, key, period, value, name, size in picked
            ],
        )
    after = everything(ws)
    turned = {key for key, was in before.items() if after[key] != was}
    looked_at = {(one.place.id, one.due[1].id, one.due[2]) for one in hanging}
    assert turned
    assert turned <= looked_at
    assert len(looked_at) < len(before) / 2, "what does not hang on the values is passed over"


def _other(key: str, value: float, chance: random.Random) -> float:
    if key == "water_class":
        return float(chance.choice([1, 3, 5, 6]))
    if key.endswith("rank"):
        return float(max(1, value + chance.choice([-9, -1, 1, 9])))
    return round(value * chance.choice([0.5, 0.9, 1.1, 2]), 1)


# -- how far ---------------------------------------------------------------------------------------
def aim(ws: Workspace, place: int, values: dict[tuple[str, str], float]) -> None:
    rows = [
        TargetRow(place, key, at, one, "环委办〔2026〕1号") for (key, at), one in values.items()
    ]
    with ws.transaction():
        insert_targets(ws.db, rows, by="李敏", at=ws.now())


def test_every_month_of_a_second_version_is_tried(
    ws: Workspace, yanjiang: int, tmp_path: Path
) -> None:
    """A year of eight units was more than was tried once."""
    wanted = {f"2026-{month:02}": 20.0 + month for month in range(1, 10)}
    imports.commit(ws, importpreview.preview(ws, months(tmp_path / "一.xlsx", wanted)))
    aim(ws, yanjiang, {("pm25", month): 35.0 for month in wanted})
    second = months(tmp_path / "二.xlsx", dict.fromkeys(wanted, 60.0))
    found = importpreview.preview(ws, second).impact
    assert {one.period for one in found.findings} >= set(wanted)


RATIO = "水质优良率(%)"


def test_last_years_value_turns_a_finding_of_this_year(
    ws: Workspace, yanjiang: int, tmp_path: Path
) -> None:
    """同比: September 2026 is compared with September 2025, which is corrected."""
    ratios = {"2025-09": 90.0, "2026-09": 95.0}
    imports.commit(ws, importpreview.preview(ws, months(tmp_path / "一.xlsx", ratios, RATIO)))
    second = months(tmp_path / "二.xlsx", {"2025-09": 100.0}, RATIO)
    found = importpreview.preview(ws, second).impact
    turned = {(one.period, one.after) for one in found.findings}
    assert ("2026-09", "触发") in turned


def test_many_findings_are_counted_and_the_first_told(
    ws: Workspace, yanjiang: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ratios = {f"{year}-{month:02}": 90.0 for year in (2025, 2026) for month in range(6, 10)}
    imports.commit(ws, importpreview.preview(ws, months(tmp_path / "一.xlsx", ratios, RATIO)))
    second = months(tmp_path / "二.xlsx", {f"2025-{n:02}": 95.0 for n in range(6, 10)}, RATIO)
    every = importpreview.preview(ws, second).impact
    assert every.more_findings == 0
    monkeypatch.setattr(importtrial, "MOST_TOLD", 1)
    impact = importpreview.preview(ws, second).impact
    assert impact.findings == every.findings[:1]
    more = impact.more_findings
    assert more == len(every.findings) - 1 >= 3
    assert impact.touched == every.touched
    assert impact.lines[-1] == f"另有 {more} 项判定也有变化，未逐一列出，入库后以看板为准"
    imports.commit(ws, importpreview.preview(ws, second))
    report = observations.list_batches(ws)[0].report
    assert report["impact"]["findings"][-1] == impact.lines[-1]


# -- cases -------------------------------------------------------------------------------------
def test_a_case_is_named_though_five_hundred_other_cells_changed_before_it(
    ws: Workspace, yanjiang: int, tmp_path: Path
) -> None:
    case = caseopening.open_case(
        ws, yanjiang, month=Period.month(2026, 9), day=date(2026, 10, 13), note="经会商确认"
    ).case
    ids = places.register(ws, [Place(0, f"第{n:03}县", PlaceKind.PEER) for n in range(600)])
    head = ["月份", "县（区）", "PM2.5均值(μg/m³)"]

    def book(name: str, value: float, own: float) -> Path:
        rows = [["2026-09", f"第{n:03}县", value + n / 10] for n in range(len(ids))]
        return sheet(tmp_path / name, ["空气质量"], head, *rows, ["2026-09", "雁江区", own])

    imports.commit(ws, importpreview.preview(ws, book("一.xlsx", 20.0, 20.4)))
    found = importpreview.preview(ws, book("二.xlsx", 21.0, 19.9))
    assert found.counts.changed == 601
    (touched,) = found.impact.cases
    assert touched.number == case.number
    assert touched.quotes == ("2026年9月PM2.5 20.4μg/m³",)


def test_a_case_that_stands_on_a_month_of_days_is_named_when_a_day_changes(
    ws: Workspace, tmp_path: Path
) -> None:
    place = places.find_place(ws, "雁江区").id

    def days(name: str, first: float) -> Path:
        rows = []
        for n in range(30):
            rows.append(
                [str(date(2026, 9, 1) + timedelta(n)), "雁江区", first if n == 0 else 40 + n % 3]
            )
        return sheet(tmp_path / name, ["日数据"], ["日期", "县（区）", "PM2.5(μg/m³)"], *rows)

    aim(ws, place, {("pm25", "2026-09"): 18.0, ("good_day_rate", "2026-09"): 90.0})
    with ws.transaction():
        batch = store.create_batch(ws.db, file_name="月报", imported_by="甲", imported_at=ws.now())
        rate = (place, "good_day_rate", "2026-09", 83.3, "", "9月", "F5", "", None)
        store.insert_observations(ws.db, batch, [rate])
    imports.commit(ws, importpreview.preview(ws, days("一.xlsx", 41.0)))
    case = caseopening.open_case(
        ws, place, month=Period.month(2026, 9), day=date(2026, 10, 13), note="经会商确认"
    ).case
    before = casefiles.load_case(ws, case.id).basis
    found = importpreview.preview(ws, days("二.xlsx", 141.0)).impact
    (touched,) = found.cases
    assert touched.quotes == ("2026年9月PM2.5 41.0μg/m³",)
    assert casefiles.load_case(ws, case.id).basis == before
    assert importpreview.preview(ws, days("三.xlsx", 41.0)).impact.cases == ()


def test_taking_a_file_back_names_the_cases_that_stand_on_it(
    ws: Workspace, yanjiang: int, tmp_path: Path
) -> None:
    made = imports.commit(
        ws, importpreview.preview(ws, months(tmp_path / "一.xlsx", {"2026-09": 22.0}))
    )
    case = caseopening.open_case(
        ws, yanjiang, month=Period.month(2026, 9), day=date(2026, 10, 13), note="经会商确认"
    ).case
    back = importundo.withdraw(ws, made.batch, "错")
    assert any(case.number in line and "22.0" in line for line in back.failed)


def test_a_correction_taken_back_touches_no_case_that_stood_on_the_old_value(
    ws: Workspace, yanjiang: int, tmp_path: Path
) -> None:
    """What is in force again is what it was frozen with."""

    def take_in(file: str, value: float) -> ImportPreview:
        seen = importpreview.preview(ws, months(tmp_path / file, {"2026-09": value}))
        batches.append(int(imports.commit(ws, seen).batch))
        return seen

    batches: list[int] = []
    take_in("一.xlsx", 22.0)
    case = caseopening.open_case(
        ws, yanjiang, month=Period.month(2026, 9), day=date(2026, 10, 13), note="经会商确认"
    ).case
    corrected = take_in("更正.xlsx", 21.0)
    assert [touched.number for touched in corrected.impact.cases] == [case.number]
    back = importundo.withdraw(ws, batches[-1], "错")
    assert back.failed == ()


def test_nothing_is_stored_on_trial_where_nothing_hangs_on_it(
    ws: Workspace, tmp_path: Path
) -> None:
    """A station of nobody's: its days change, and the database is not even written to."""
    places.register(ws, [Place(0, "背景站", PlaceKind.STATION)])
    head = ["日期", "点位", "PM10(μg/m³)"]
    first = sheet(
        tmp_path / "一.xlsx", head, *([f"2026-09-{n:02}", "背景站", 40 + n] for n in range(1, 9))
    )
    imports.commit(ws, importpreview.preview(ws, first))
    second = sheet(
        tmp_path / "二.xlsx", head, *([f"2026-09-{n:02}", "背景站", 50 + n] for n in range(1, 9))
    )
    before = ws.db.total_changes
    found = importpreview.preview(ws, second)
    assert found.counts.changed == 8
    assert ws.db.total_changes == before
    assert importcases.evidence(ws) == {}
