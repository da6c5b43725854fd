"""One unit twice and another one missing: found where the register of units is known."""

from __future__ import annotations

from pathlib import Path

from tests.services.test_imports import HEADS, save, stored
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import imports, places
from yuetan_desktop.services.importing import importpreview
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.services.importing.said import Said
from yuetan_desktop.services.workspace import Workspace

TITLE = ["2026年10月空气质量"]


def units(ws: Workspace) -> list[str]:
    listed = places.list_places(ws, {PlaceKind.COUNTY, PlaceKind.ZONE}, with_retired=False)
    return [place.name for place in listed]


def rows(names: list[str]) -> list[list[object]]:
    return [[name, 20 + n, 80 + n] for n, name in enumerate(names)]


def test_one_unit_under_two_names_with_two_values_is_an_error(
    ws: Workspace, tmp_path: Path
) -> None:
    path = save(tmp_path / "月报2610.xlsx", TITLE, HEADS, *rows(["雁江区", "资阳市雁江区"]))
    found = importpreview.preview(ws, path)
    assert [(p.cell, p.message) for p in found.errors] == [
        ("B4", "“资阳市雁江区”与B3的“雁江区”是同一个单位，两处数值不同，此格未读取。"),
        ("C4", "“资阳市雁江区”与C3的“雁江区”是同一个单位，两处数值不同，此格未读取。"),
    ]
    imports.commit(ws, found, skip_bad_rows=True)
    assert stored(ws)["雁江区", "pm25", "2026-10"] == 20


def test_one_unit_under_two_names_with_the_same_value_is_fine(
    ws: Workspace, tmp_path: Path
) -> None:
    twice = [["雁江区", 20, 80], ["资阳市雁江区", 20, 80]]
    found = importpreview.preview(ws, save(tmp_path / "月报2610.xlsx", TITLE, HEADS, *twice))
    assert not found.errors


def test_the_unit_that_is_missing_is_named(ws: Workspace, tmp_path: Path) -> None:
    names = units(ws)
    written = [names[0] if name == names[1] else name for name in names]
    path = save(tmp_path / "月报2610.xlsx", TITLE, HEADS, *rows(written))
    found = importpreview.preview(ws, path)
    (hint,) = [p for p in found.problems if "没有" in p.message and p.severity.value == "提示"]
    assert hint.cell == "B4"
    assert hint.message == (f"2026年10月没有{names[1]}的数据，请核对这一行的单位名称“{names[0]}”。")


def test_units_missing_without_a_doubled_one_are_not_doubted(ws: Workspace, tmp_path: Path) -> None:
    path = save(tmp_path / "月报2610.xlsx", TITLE, HEADS, *rows(units(ws)[1:]))
    assert not importpreview.preview(ws, path).problems


# -- dates without a year -----------------------------------------------------------------------
def days(path: Path, *months: int) -> Path:
    dated = [["雁江区", f"{month}月4日", 20.0 + month] for month in months]
    return save(path, ["空气质量日报"], ["区县", "日期", "PM2.5"], *dated)


def proposed(found: ImportPreview) -> list[str]:
    return [p.message for p in found.problems if "没有写年份" in p.message]


def test_a_year_that_is_said_nowhere_is_proposed_and_not_taken(
    ws: Workspace, tmp_path: Path
) -> None:
    monthly = save(tmp_path / "月报2511.xlsx", ["2025年11月空气质量"], HEADS, *rows(["雁江区"]))
    imports.commit(ws, importpreview.preview(ws, monthly))
    daily = days(tmp_path / "日报.xlsx", 10)
    found = importpreview.preview(ws, daily)
    assert not list(found.reading.values())
    assert found.errors[0].message.startswith("不知道这些数据是哪一年的")
    assert proposed(found) == [
        "表中的日期没有写年份，推算是2025年（按最近的数据月2025年11月）；"
        "确实是2025年的请点“按2025年读取”，是别的年份的请在字段匹配里选“年份”。"
    ]
    assert found.proposed_year == 2025
    said = importpreview.preview(ws, daily, Said(year=2025))
    assert [seen.period for seen in said.reading.values()] == ["2025-10-04"]
    assert not said.errors
    assert not proposed(said)


def test_the_months_on_either_side_of_new_year(ws: Workspace, tmp_path: Path) -> None:
    monthly = save(tmp_path / "月报2512.xlsx", ["2025年12月空气质量"], HEADS, *rows(["雁江区"]))
    imports.commit(ws, importpreview.preview(ws, monthly))
    (after,) = proposed(importpreview.preview(ws, days(tmp_path / "日报.xlsx", 1)))
    assert "推算是2026年" in after
    assert not proposed(importpreview.preview(ws, days(tmp_path / "跨年.xlsx", 12, 1)))
