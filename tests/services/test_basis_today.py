"""A case whose numbers are no longer in force says so; its basis stays as it was frozen."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, imports, incidents, observations, places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.cases.basistoday import BasisToday
from yuetan_desktop.services.cases.caseview import get_case
from yuetan_desktop.services.importing import importpreview, importundo
from yuetan_desktop.services.papers import paperdesk
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import targets
from yuetan_desktop.store.targets import TargetRow

from .filesmade import save

OCTOBER = Period.month(2026, 10)
ASKED = "请研判是否撤销案件或调整等级"
HEAD = ["县（区）、园区", "PM2.5均值(μg/m³)", "优良天数率(%)"]


def take_in(ws: Workspace, path: Path, pm25: float) -> int:
    rows = ["2026年10月空气质量"], HEAD, ["雁江区", pm25, 83.9]
    return imports.commit(ws, importpreview.preview(ws, save(path, *rows))).batch


@pytest.fixture
def county(ws: Workspace) -> int:
    """雁江区 with October's targets; 30.3 is over 27.0, the days under 88."""
    place = places.find_place(ws, "雁江区").id
    rows = [
        TargetRow(place, key, "2026-10", value, "目标责任书〔2026〕1号", "2026-01-05")
        for key, value in (("pm25", 27.0), ("good_day_rate", 88.0))
    ]
    with ws.transaction():
        targets.insert_targets(ws.db, rows, by="李敏", at=datetime(2026, 1, 5, 9, 0))
    return place


@pytest.fixture
def case(ws: Workspace, county: int, tmp_path: Path) -> CaseFile:
    take_in(ws, tmp_path / "初报.xlsx", 30.3)
    return caseopening.open_case(ws, county, month=OCTOBER).case


def test_a_case_whose_numbers_all_stand_says_nothing(ws: Workspace, case: CaseFile) -> None:
    assert get_case(ws, case.id).changed == ""
    assert paperdesk.basis_changed(ws, case.id) == ""


@pytest.mark.parametrize(
    ("pm25", "says"),
    [
        (29.8, "按现有数据仍成立：2026年10月PM2.5平均浓度由30.3改为29.8。"),
        (26.9, f"第四条（一）按现有数据不能判定，{ASKED}：2026年10月PM2.5平均浓度由30.3改为26.9。"),
        (30.3, ""),
    ],
)
def test_a_later_import_that_changes_a_number_is_told_with_what_it_makes_of_the_clause(
    ws: Workspace, case: CaseFile, tmp_path: Path, pm25: float, says: str
) -> None:
    take_in(ws, tmp_path / "再报.xlsx", pm25)
    view = get_case(ws, case.id)
    assert view.changed == says
    assert view.file.basis == case.basis


def test_a_withdrawn_import_is_told_until_its_values_are_back(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    (batch,) = observations.list_batches(ws)
    importundo.withdraw(ws, batch.id, "发错了")
    told = paperdesk.basis_changed(ws, case.id)
    assert told.startswith(f"第四条（一）按现有数据不能判定，{ASKED}：")
    assert "PM2.5平均浓度 30.3μg/m³" in told
    assert told.endswith("已不在用。")
    take_in(ws, tmp_path / "重报.xlsx", 30.3)
    assert paperdesk.basis_changed(ws, case.id) == ""


def test_a_matter_that_was_voided_since_is_told(ws: Workspace, county: int) -> None:
    logged = [
        incidents.log_incident(
            ws,
            place=county,
            kind="heavy_pollution_day",
            day=date(2026, 10, day),
            title=f"重污染天{day}日",
            confirmed=True,
            evidence=["认定意见"],
        )
        for day in (11, 12)
    ]
    file = caseopening.open_case(ws, county, month=OCTOBER).case
    assert paperdesk.basis_changed(ws, file.id) == ""
    incidents.void_incident(ws, logged[0], why="重复登记")
    assert "2026-10-11重污染天11日" in paperdesk.basis_changed(ws, file.id)


def test_four_values_and_more_are_counted_and_clauses_told_apart() -> None:
    said = BasisToday(
        ("甲 1", "乙 2", "丙 3", "丁 4"), (), ("第四条（一）",), ("第四条（二）",)
    ).says
    assert said == (
        f"第四条（一）按现有数据不成立，第四条（二）按现有数据不能判定，{ASKED}："
        "甲 1、乙 2、丙 3等4个值已不在用。"
    )


def test_a_case_that_has_ended_is_left_alone(ws: Workspace, case: CaseFile, tmp_path: Path) -> None:
    day = ws.today()
    casefiles.record_step(ws, case.id, StepKind.WITHDRAWAL, day, data={"reason": "误立"})
    take_in(ws, tmp_path / "再报.xlsx", 26.9)
    assert get_case(ws, case.id).changed == ""
