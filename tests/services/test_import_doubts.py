"""One unit twice and another one missing: found where the register of units is known."""

from __future__ import annotations

from pathlib import Path

from tests.services.test_imports import HEADS, save, stored
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import imports, places
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
    found = imports.preview(ws, path)
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
    found = imports.preview(ws, save(tmp_path / "月报2610.xlsx", TITLE, HEADS, *twice))
    assert not found.errors


def test_the_unit_that_is_missing_is_named(ws: Workspace, tmp_path: Path) -> None:
    names = units(ws)
    written = [names[0] if name == names[1] else name for name in names]
    path = save(tmp_path / "月报2610.xlsx", TITLE, HEADS, *rows(written))
    found = imports.preview(ws, path)
    (hint,) = [p for p in found.problems if "没有" in p.message and p.severity.value == "提示"]
    assert hint.cell == "B4"
    assert hint.message == (f"2026年10月没有{names[1]}的数据，请核对这一行的单位名称“{names[0]}”。")


def test_units_missing_without_a_doubled_one_are_not_doubted(ws: Workspace, tmp_path: Path) -> None:
    path = save(tmp_path / "月报2610.xlsx", TITLE, HEADS, *rows(units(ws)[1:]))
    assert not imports.preview(ws, path).problems
