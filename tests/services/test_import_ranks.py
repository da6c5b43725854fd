"""A rank needs its list's size N; a county table that prints the rank alone must not take it away."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import imports, observations, places
from yuetan_desktop.services.importing import importpreview
from yuetan_desktop.services.observations import StoredValue
from yuetan_desktop.services.workspace import Workspace


def table(path: Path, title: str, heads: list[str], rows: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    for row in (heads, *rows):
        sheet.append(row)
    book.save(path)
    return path


def store(ws: Workspace, file: Path) -> None:
    imports.commit(ws, importpreview.preview(ws, file), add_places=True)


def rank(ws: Workspace) -> StoredValue:
    (found,) = observations.find_values(
        ws,
        places=[places.find_place(ws, "雁江区").id],
        indicator="air_index_rank",
        period=Period.month(2026, 10),
    )
    return found


def province(tmp_path: Path) -> Path:
    units = ["雁江区", *(f"示例{n}县" for n in range(2, 129))]
    return table(
        tmp_path / "全省排名.xlsx",
        "2026年10月全省县级行政区域环境空气质量综合指数排名",
        ["排名", "县（市、区）", "环境空气质量综合指数"],
        [[n, unit, round(2 + n / 100, 2)] for n, unit in enumerate(units, start=1)],
    )


def county(tmp_path: Path, place: int) -> Path:
    return table(
        tmp_path / "空气月报2610.xlsx",
        "2026年10月环境空气质量",
        ["县（区）", "PM2.5均值(μg/m³)", "全省排名"],
        [["雁江区", 30.3, place], ["安岳县", 26.8, 30]],
    )


def test_the_same_rank_keeps_the_list_it_stands_in(ws: Workspace, tmp_path: Path) -> None:
    store(ws, province(tmp_path))
    store(ws, county(tmp_path, 1))
    assert (rank(ws).value, rank(ws).list_size) == (1, 128)
    assert rank(ws).source.file == "空气月报2610.xlsx"


def test_a_changed_rank_stays_in_its_list(ws: Workspace, tmp_path: Path) -> None:
    store(ws, province(tmp_path))
    preview = importpreview.preview(ws, county(tmp_path, 2))
    assert [(change.old, change.new) for change in preview.changes] == [(1, 2)]
    imports.commit(ws, preview)
    assert (rank(ws).value, rank(ws).list_size) == (2, 128)


def test_without_a_list_the_size_stays_unknown(ws: Workspace, tmp_path: Path) -> None:
    store(ws, county(tmp_path, 1))
    assert rank(ws).list_size is None
