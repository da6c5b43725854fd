"""撤销导入: taken back, kept because edited since, and what cannot be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from yuetan_desktop.services import imports, incidents
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.importing import importpreview, importundo
from yuetan_desktop.services.importing.importimpact import TouchedCase
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations as stored

from .filesmade import save


def air(path: Path, value: float, unit: str = "雁江区") -> Path:
    return save(path, ["2026年10月空气质量"], ["县（区）", "PM2.5", "PM10"], [unit, value, 50])


def register(path: Path) -> Path:
    return save(
        path,
        ["2026年重污染天登记"],
        ["县（区）", "日期", "事项类别", "事项"],
        ["雁江区", "2026-10-03", "重污染天", "10月3日重污染"],
        ["安岳县", "2026-10-04", "重污染天", "10月4日重污染"],
    )


def test_values_a_later_import_replaced_are_kept_and_named(ws: Workspace, tmp_path: Path) -> None:
    first = imports.commit(ws, importpreview.preview(ws, air(tmp_path / "初稿.xlsx", 30.3)))
    later = save(tmp_path / "更正.xlsx", ["2026年10月空气"], ["县（区）", "PM2.5"], ["雁江区", 31])
    imports.commit(ws, importpreview.preview(ws, later))
    back = importundo.withdraw(ws, first.batch, "初稿作废")
    assert (back.values.removed, back.values.untouched) == (1, 1)
    assert back.kept == ("雁江区 2026年10月PM2.5：此后由第 2 批“更正.xlsx”更新，保留新值",)
    assert back.failed == ()
    assert back.summary == "移除 1 个数值，恢复 0 个旧值；1 项此后已改动，保留"


def test_only_values_that_change_are_listed(ws: Workspace, tmp_path: Path) -> None:
    """PM10 is 50 in both files."""
    imports.commit(ws, importpreview.preview(ws, air(tmp_path / "初稿.xlsx", 30.3)))
    second = imports.commit(ws, importpreview.preview(ws, air(tmp_path / "二稿.xlsx", 31)))
    back = importundo.withdraw(ws, second.batch, "二稿有误")
    assert back.values.restored == 2
    assert [(one.indicator, one.old, one.new) for one in back.values.changes] == [
        ("pm25", 31.0, 30.3)
    ]


def test_an_incident_somebody_judged_since_is_kept(ws: Workspace, tmp_path: Path) -> None:
    made = imports.commit(ws, importpreview.preview(ws, register(tmp_path / "登记.xlsx")))
    first, second = incidents.list_incidents(ws)
    incidents.record_finding(
        ws,
        first.id,
        confirmed=True,
        basis="现场核查",
        found_by="李敏",
        found_on=date(2026, 11, 2),
        evidence=["核查记录"],
    )
    back = importundo.withdraw(ws, made.batch, "发错")
    assert back.incidents == 1
    assert back.kept == (f"事项“{first.title}”（雁江区）：此后有人工认定，保留",)
    (left,) = incidents.list_incidents(ws)
    assert (left.id, left.confirmed) == (first.id, True)
    assert any("登记.xlsx" in line and "第 1 批" in line for line in left.evidence)
    assert second.id != left.id


def test_a_case_that_stands_on_the_values_is_told(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    batch = max(one.id for one in stored.list_batches(ws.db))
    back = importundo.withdraw(ws, batch, "原表有误")
    assert any(case.number in line for line in back.failed)
    assert "不能随之撤回" in back.summary
    kept = next(one for one in stored.list_batches(ws.db) if one.id == batch)
    assert tuple(kept.report["failed"]) == back.failed


def test_a_plain_withdrawal_keeps_nothing(ws: Workspace, tmp_path: Path) -> None:
    made = imports.commit(ws, importpreview.preview(ws, air(tmp_path / "a.xlsx", 30.3)))
    back = importundo.withdraw(ws, made.batch, "发错")
    assert (back.kept, back.failed) == ((), ())
    assert back.summary == "移除 2 个数值，恢复 0 个旧值"


def test_a_figure_of_many_months_quotes_the_first_values_and_how_many() -> None:
    quotes = tuple(f"2026年{month}月PM2.5 30μg/m³" for month in range(1, 10))
    line = TouchedCase(1, "资约〔2026〕01号", "雁江区", quotes).line
    assert line.count("PM2.5") == 6
    assert "2026年6月PM2.5 30μg/m³ 等9个值 有变化；依据已冻结，不改动" in line
    assert "等" not in TouchedCase(1, "资约〔2026〕01号", "雁江区", quotes[:6]).line
