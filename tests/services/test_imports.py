"""Import: look, store, take back — on a real database, with real files."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.errors import AppError, Cancelled
from yuetan_desktop.excel.results import Severity
from yuetan_desktop.services import imports, observations, places, targets
from yuetan_desktop.services.importing import importpreview, importundo
from yuetan_desktop.services.importing.said import Correction, Said
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import backup
from yuetan_desktop.store.observations import Counts

from .filesmade import save

HEADS = ["县（区）、园区", "PM2.5均值(μg/m³)", "优良天数率(%)"]


@pytest.fixture
def october(tmp_path: Path) -> Path:
    return save(
        tmp_path / "空气月报2610.xlsx",
        ["资阳市2026年10月各县（区）环境空气质量状况"],
        HEADS,
        ["资阳市雁江区", 30.3, 83.9],
        ["安岳", 26.8, 93.5],
        ["乐至县", 25.1, 96.8],
    )


def stored(ws: Workspace) -> dict[tuple[str, str, str], float | None]:
    return {
        (v.place_name, v.indicator, v.period): None if v.value is None else float(v.value)
        for v in observations.find_values(ws)
    }


def everything(ws: Workspace) -> list[Any]:
    """All rows of all tables, to prove that nothing changed."""
    names = [row[0] for row in ws.db.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
    return [
        [tuple(row) for row in ws.db.execute(f'SELECT * FROM "{name}"')] for name in sorted(names)
    ]


# -- look ---------------------------------------------------------------------------------------
def test_a_preview_writes_nothing(ws: Workspace, october: Path) -> None:
    before = everything(ws)
    found = importpreview.preview(ws, october)
    assert found.counts == Counts(6, 0, 0)
    assert everything(ws) == before
    assert found.effect.startswith("新增 6 个值，更新 0 个值，其余 0 个值与库中一致。")
    assert "2026年10月" in found.effect


def test_names_with_and_without_city_and_kind_are_known(ws: Workspace, october: Path) -> None:
    found = importpreview.preview(ws, october)
    assert not found.unknown_places
    assert found.has_content
    assert not found.errors


def test_new_changed_and_unchanged_with_both_cells(ws: Workspace, october: Path) -> None:
    imports.commit(ws, importpreview.preview(ws, october))
    second = save(
        october.with_name("更正2610.xlsx"),
        ["2026年10月空气质量"],
        [*HEADS, "综合指数"],
        ["雁江区", 30.9, 83.9, 3.21],
    )
    found = importpreview.preview(ws, second)
    assert found.counts == Counts(1, 1, 1)
    (change,) = found.changes
    assert (change.old, change.new) == (30.3, 30.9)
    assert (change.old_file, change.old_cell, change.cell) == ("空气月报2610.xlsx", "B3", "B3")


def test_values_of_a_month_to_come_are_doubted(ws: Workspace, tmp_path: Path) -> None:
    path = save(tmp_path / "空气月报2712.xlsx", HEADS, ["雁江区", 30, 80])
    found = importpreview.preview(ws, path)
    assert [str(p) for p in found.problems] == [
        "警告 Sheet!B2：2027年12月还没有到，却已有数据，请核对年份。"
    ]
    assert found.has_content
    assert not found.resolved.unknown


# -- store --------------------------------------------------------------------------------------
def test_commit_stores_values_with_their_cells_and_the_original(
    ws: Workspace, october: Path
) -> None:
    done = imports.commit(ws, importpreview.preview(ws, october))
    assert done.stored == 6
    value = next(v for v in observations.find_values(ws, indicator="pm25") if v.value is not None)
    assert (value.place_name, value.source.file) == ("雁江区", "空气月报2610.xlsx")
    assert (value.source.sheet, value.source.cell, value.source.batch) == (
        "Sheet",
        "B3",
        done.batch,
    )
    assert [file.read_bytes() for file in ws.folders.archive.iterdir()] == [october.read_bytes()]
    reasons = [info.reason for info in backup.list_backups(ws.folders.backups)]
    assert backup.Reason.IMPORT in reasons


def test_warnings_hinder_nothing_and_stay_with_the_batch_like_the_notes_below(
    ws: Workspace, tmp_path: Path
) -> None:
    path = save(
        tmp_path / "空气月报2610.xlsx",
        ["2026年10月各县（区）空气质量"],
        ["县（区）", "优良天数(天)", "有效天数(天)", "优良天数率(%)"],
        ["雁江区", 26, 31, 88.0],
        ["注：数据为实况值，未剔除沙尘影响。"],
    )
    found = importpreview.preview(ws, path)
    (warning,) = [p for p in found.problems if p.severity is Severity.WARNING]
    assert not found.errors
    done = imports.commit(ws, found)
    assert stored(ws)["雁江区", "good_day_rate", "2026-10"] == 88
    (batch,) = observations.list_batches(ws)
    assert batch.id == done.batch
    assert batch.report["problems"] == [["警告", "Sheet", "D3", warning.message]]
    assert "26÷31＝83.9%" in warning.message
    assert batch.report["notes"] == ["注：数据为实况值，未剔除沙尘影响。"]


def test_a_unit_that_was_renamed_is_known_by_its_old_name(ws: Workspace, tmp_path: Path) -> None:
    unit = places.find_place(ws, "安岳县")
    places.edit(ws, replace(unit, name="安岳区"))
    path = save(tmp_path / "月报.xlsx", ["2026年10月空气质量"], HEADS[:2], ["安岳县", 26.8],
                ["乐至县", 25.1])  # fmt: skip
    found = importpreview.preview(ws, path)
    assert not found.unknown_places
    imports.commit(ws, found)
    assert ("安岳区", "pm25", "2026-10") in stored(ws)


def test_the_same_file_again_says_when_it_was_imported(ws: Workspace, october: Path) -> None:
    first = imports.commit(ws, importpreview.preview(ws, october))
    again = importpreview.preview(ws, october)
    assert again.already_imported is not None
    assert again.already_imported.id == first.batch
    assert again.already_imported.imported_at == ws.now()
    assert not again.changes_anything


def test_errors_stop_the_import_unless_their_rows_are_skipped(
    ws: Workspace, tmp_path: Path
) -> None:
    path = save(
        tmp_path / "空气月报2610.xlsx",
        HEADS,
        ["雁江区", "一四.二", 83.9],
        ["安岳县", 26.8, 93.5],
    )
    found = importpreview.preview(ws, path)
    before = everything(ws)
    with pytest.raises(AppError, match=r"有 1 处错误，例如B2：“一四\.二”不是数值"):
        imports.commit(ws, found)
    assert everything(ws) == before
    done = imports.commit(ws, found, skip_bad_rows=True)
    assert done.rows_skipped == 1
    assert {place for place, _, _ in stored(ws)} == {"安岳县"}


def test_a_correction_is_stored_with_its_basis_and_the_original(
    ws: Workspace, tmp_path: Path
) -> None:
    path = save(tmp_path / "空气月报2610.xlsx", HEADS, ["雁江区", "一四.二", 83.9])
    corrections = {("Sheet", "B2"): Correction("14.2", "市站更正函 11-07")}
    found = importpreview.preview(ws, path, Said(corrections=corrections))
    assert not found.errors
    done = imports.commit(ws, found)
    assert stored(ws)["雁江区", "pm25", "2026-10"] == 14.2
    row = ws.db.execute("SELECT * FROM correction").fetchone()
    assert (row["batch_id"], row["cell"], row["original"]) == (done.batch, "B2", "一四.二")
    assert (row["corrected"], row["basis"]) == ("14.2", "市站更正函 11-07")


def test_cancelling_while_storing_leaves_the_database_unchanged(
    ws: Workspace, october: Path
) -> None:
    found = importpreview.preview(ws, october)
    before = everything(ws)

    def cancel(_text: str, done: int, _total: int) -> None:
        if done == 2:  # the values are written, the batch is not closed
            raise Cancelled

    with pytest.raises(Cancelled):
        imports.commit(ws, found, progress=cancel)
    assert everything(ws) == before


def test_cancelling_while_reading_leaves_the_database_unchanged(
    ws: Workspace, october: Path
) -> None:
    before = everything(ws)

    def cancel(_text: str, _done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        importpreview.preview(ws, october, progress=cancel)
    assert everything(ws) == before


def test_a_file_changed_after_the_preview_is_not_stored(ws: Workspace, october: Path) -> None:
    found = importpreview.preview(ws, october)
    before = everything(ws)
    save(october, HEADS, ["雁江区", 99, 10])
    with pytest.raises(AppError, match="无法保存原始文件"):
        imports.commit(ws, found)
    assert everything(ws) == before


# -- places -------------------------------------------------------------------------------------
def test_unknown_units_stop_the_import_until_they_are_registered(
    ws: Workspace, tmp_path: Path
) -> None:
    path = save(tmp_path / "空气月报2610.xlsx", HEADS, ["雁江区", 30, 80], ["示范新区", 31, 81])
    found = importpreview.preview(ws, path)
    assert [(u.name, u.kind, u.cell) for u in found.unknown_places] == [
        ("示范新区", PlaceKind.ZONE, "A3")
    ]
    with pytest.raises(AppError, match="未登记或不能确定的单位：示范新区"):
        imports.commit(ws, found)
    done = imports.commit(ws, found, add_places=True)
    assert done.places_added == ("示范新区",)
    assert places.find_place(ws, "示范新区").kind is PlaceKind.ZONE
    assert stored(ws)["示范新区", "pm25", "2026-10"] == 31


def test_units_registered_from_a_file_have_the_name_that_papers_print(
    ws: Workspace, tmp_path: Path
) -> None:
    rows = (["云麓区", 30, 80], ["示范新区", 31, 81], ["云湖管委会", 32, 82], ["市林业局", 33, 83])
    path = save(tmp_path / "空气月报2610.xlsx", HEADS, *rows)
    imports.commit(ws, importpreview.preview(ws, path), add_places=True)
    assert [places.find_place(ws, str(row[0])).addressee for row in rows] == [
        "云麓区人民政府", "示范新区管委会", "云湖管委会", "市林业局",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "names"),
    [(None, {"雁江区"}), (PlaceKind.COUNTY, {"雁江区", "示范"})],
    ids=["left out", "registered"],
)
def test_choices_for_an_unknown_name(
    ws: Workspace, tmp_path: Path, choice: PlaceKind | None, names: set[str]
) -> None:
    path = save(tmp_path / "空气月报2610.xlsx", HEADS, ["雁江区", 30, 80], ["示范", 31, 81])
    found = importpreview.preview(ws, path, Said(choices={"示范": choice}))
    imports.commit(ws, found, add_places=choice is not None)
    assert {place for place, _, _ in stored(ws)} == names


def test_an_unknown_name_can_mean_a_known_place(ws: Workspace, tmp_path: Path) -> None:
    path = save(tmp_path / "空气月报2610.xlsx", HEADS, ["临空新城", 31, 81])
    zone = places.find_place(ws, "临空经济区")
    imports.commit(ws, importpreview.preview(ws, path, Said(choices={"临空新城": zone.id})))
    assert stored(ws)[zone.name, "pm25", "2026-10"] == 31


def test_sections_are_registered_with_river_grade_and_county(ws: Workspace, tmp_path: Path) -> None:
    path = save(
        tmp_path / "断面水质2610.xlsx",
        ["断面名称", "所在河流", "断面级别", "责任县（区）", "考核目标", "实测类别"],
        ["元坝子", "阳化河", "国控", "雁江区", "Ⅲ", "Ⅳ"],
    )
    imports.commit(ws, importpreview.preview(ws, path), add_places=True)
    section = places.find_place(ws, "元坝子")
    assert (section.kind, section.river, section.grade) == (PlaceKind.SECTION, "阳化河", "国控")
    assert section.parent == places.find_place(ws, "雁江区").id
    assert stored(ws)["元坝子", "water_class", "2026-10"] == 4
    periods = {str(t.period): float(t.value) for t in targets.list_targets(ws, place=section.id)}
    assert periods == {"2026": 3, "2026-10": 3}


def test_units_of_other_cities_in_a_provincial_list_are_peers(
    ws: Workspace, tmp_path: Path
) -> None:
    path = save(
        tmp_path / "排名2610.xlsx",
        ["2026年10月全省县级行政区域环境空气质量综合指数排名"],
        ["排名", "县（市、区）", "综合指数"],
        [1, "别处县", 2.1],
        [2, "他乡市", 2.2],
        [3, "安岳县", 2.3],
    )
    found = importpreview.preview(ws, path)
    assert {u.kind for u in found.unknown_places} == {PlaceKind.PEER}
    imports.commit(ws, found, add_places=True)
    value = next(v for v in observations.find_values(ws, indicator="air_index_rank"))
    assert value.list_name == "全省县级行政区域"


@pytest.mark.parametrize(
    ("city", "unit", "kind"),
    [
        ("资阳市", "新津县", PlaceKind.COUNTY),
        ("资阳", "新津县", PlaceKind.COUNTY),
        ("别处市", "资阳航空新区", PlaceKind.ZONE),
        ("资中市", "新津县", PlaceKind.PEER),
        ("", "新津县", PlaceKind.PEER),
    ],
)
def test_a_unit_that_the_list_puts_into_our_city_is_no_peer(
    ws: Workspace, tmp_path: Path, city: str, unit: str, kind: PlaceKind
) -> None:
    rows = [[n, "别处市", f"第{n:02}县", 2 + n / 100] for n in range(1, 25)]
    path = save(
        tmp_path / "排名2610.xlsx",
        ["2026年10月全省县级行政区域环境空气质量综合指数排名"],
        ["排名", "市（州）", "县（市、区）", "综合指数"],
        *rows,
        [25, city, unit, 2.5],
    )
    found = importpreview.preview(ws, path)
    assert {u.name: u.kind for u in found.unknown_places}[unit] is kind
    alone = [p for p in found.reading.problems if "没有认出本市" in p.message]
    assert len(alone) == (kind is PlaceKind.PEER)


# -- take back ----------------------------------------------------------------------------------
def test_withdrawing_says_what_is_gone_and_what_came_back(ws: Workspace, october: Path) -> None:
    imports.commit(ws, importpreview.preview(ws, october))
    second = save(
        october.with_name("更正2610.xlsx"),
        ["2026年10月"],
        [*HEADS, "综合指数"],
        ["雁江区", 30.9, 83.9, 3.21],
    )
    done = imports.commit(ws, importpreview.preview(ws, second))
    back = importundo.withdraw(ws, done.batch, "导错了文件")
    assert (back.values.removed, back.values.restored) == (1, 2)
    assert stored(ws)["雁江区", "pm25", "2026-10"] == 30.3
    with pytest.raises(AppError, match="已于2026-11-10 09:30撤销"):
        importundo.withdraw(ws, done.batch, "再撤一次")
    with pytest.raises(AppError, match="没有第 99 批导入"):
        importundo.withdraw(ws, 99, "")


def test_a_database_that_is_full_keeps_everything(ws: Workspace, october: Path) -> None:
    found = importpreview.preview(ws, october)
    before = everything(ws)
    pages = ws.db.execute("PRAGMA page_count").fetchone()[0]
    ws.db.execute(f"PRAGMA max_page_count = {pages}")
    big = found.reading.observations * 1
    found.reading.observations[:] = [
        seen._replace(period=f"{year}-{month:02}")
        for year in range(1991, 2100)
        for month in range(1, 13)
        for seen in big
    ]
    with pytest.raises((AppError, sqlite3.OperationalError)):
        imports.commit(ws, found)
    assert everything(ws) == before
