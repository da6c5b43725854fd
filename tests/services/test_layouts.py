"""Layouts: corrected once, offered with the next file, named, handed on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.newoffice import new_office
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import imports, observations
from yuetan_desktop.services.importing import importpreview, layouts
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.services.importing.layouts import ColumnChoice
from yuetan_desktop.services.importing.said import Said
from yuetan_desktop.services.workspace import Workspace

from .filesmade import save


@pytest.fixture
def october(tmp_path: Path) -> Path:
    return save(
        tmp_path / "县区2510.xlsx",
        ["资阳市2025年10月环境空气质量"],
        ["县区", "2025年10月细粒物", "优良天数率(%)"],
        ["雁江区", 30.3, 83.9],
        ["安岳县", 26.8, 93.5],
    )


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    return save(
        tmp_path / "县区2603.xlsx",
        ["资阳市2026年3月环境空气质量"],
        ["县区", "2026年3月细粒物", "优良天数率(%)"],
        ["雁江区", 41.2, 80.6],
        ["安岳县", 35.0, 87.1],
    )


PM25 = {"期细粒物": ColumnChoice("value", "pm25")}


def imported(ws: Workspace, file: Path) -> ImportPreview:
    """The file with its second column said to be PM2.5."""
    table = importpreview.preview(ws, file).tables[0]
    found = importpreview.preview(ws, file, Said(mappings={table.fingerprint: PM25}))
    imports.commit(ws, found)
    return found


def stored(ws: Workspace, indicator: str) -> list[tuple[str, str, float]]:
    return [
        (v.place_name, v.period, float(v.value or 0))
        for v in observations.find_values(ws)
        if v.indicator == indicator
    ]


def test_next_years_file_is_read_as_the_clerk_said_without_a_click(
    ws: Workspace, october: Path, next_year: Path
) -> None:
    imported(ws, october)
    assert ("雁江区", "2025-10", 30.3) in stored(ws, "pm25")
    found = importpreview.preview(ws, next_year)
    assert found.tables[0].columns[1].chosen
    (saved,) = found.saved.values()
    assert (saved.saved_by, saved.name) == (ws.person, "")
    imports.commit(ws, found)
    assert ("雁江区", "2026-03", 41.2) in stored(ws, "pm25")


def test_what_was_said_of_a_file_that_was_not_stored_is_not_remembered(
    ws: Workspace, october: Path, next_year: Path
) -> None:
    table = importpreview.preview(ws, october).tables[0]
    importpreview.preview(ws, october, Said(mappings={table.fingerprint: PM25}))
    assert layouts.list_layouts(ws) == []
    assert not importpreview.preview(ws, next_year).tables[0].columns[1].chosen


def test_an_empty_mapping_goes_back_to_recognition_and_is_remembered(
    ws: Workspace, october: Path, next_year: Path
) -> None:
    imported(ws, october)
    found = importpreview.preview(ws, next_year)
    found = importpreview.preview(ws, next_year, Said(mappings={found.tables[0].fingerprint: {}}))
    assert not found.tables[0].columns[1].chosen
    imports.commit(ws, found)
    assert layouts.remembered(ws) == {found.tables[0].fingerprint: {}}


def test_a_named_layout_names_the_batch(ws: Workspace, october: Path, next_year: Path) -> None:
    table = imported(ws, october).tables[0]
    layouts.name_layout(ws, table, "市站县区月报", PM25)
    found = importpreview.preview(ws, next_year)
    assert found.tables[0].layout == "市站县区月报"
    imports.commit(ws, found)
    assert observations.list_batches(ws)[0].layout == "市站县区月报"


def test_a_layout_needs_a_name(ws: Workspace, october: Path) -> None:
    table = importpreview.preview(ws, october).tables[0]
    with pytest.raises(AppError, match="没有名称"):
        layouts.name_layout(ws, table, "  ", PM25)
    assert layouts.list_layouts(ws) == []


def test_a_layout_goes_to_another_office_as_a_file(
    ws: Workspace, october: Path, next_year: Path, tmp_path: Path
) -> None:
    table = imported(ws, october).tables[0]
    layouts.name_layout(ws, table, "市站“县区”月报\\1", PM25)
    file = tmp_path / "模板.toml"
    assert layouts.export_layouts(ws, file) == 1
    with new_office(tmp_path / "other", clock=ws.now) as other:
        assert not importpreview.preview(other, next_year).tables[0].columns[1].chosen
        assert layouts.import_layouts(other, file) == ("市站“县区”月报\\1",)
        assert layouts.remembered(other) == layouts.remembered(ws)
        assert importpreview.preview(other, next_year).tables[0].columns[1].chosen


def test_nothing_is_exported_where_nothing_is_known(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="还没有"):
        layouts.export_layouts(ws, tmp_path / "模板.toml")
    assert not (tmp_path / "模板.toml").exists()


@pytest.mark.parametrize(
    "text",
    [
        "不是 TOML",
        'kind = "other"\n',
        'kind = "yuetan-layouts"\n',
        'kind = "yuetan-layouts"\n[[layout]]\nname = "a"\nheads = ["b"]\n[[layout.column]]\n'
        'head = "b"\nuse = "value"\nshape = "x"\n',
    ],
)
def test_another_file_is_refused(ws: Workspace, tmp_path: Path, text: str) -> None:
    file = tmp_path / "模板.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(AppError, match="不是本程序导出的模板文件"):
        layouts.import_layouts(ws, file)
    assert layouts.list_layouts(ws) == []


def test_an_indicator_this_program_does_not_know_is_named(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "模板.toml"
    file.write_text(
        'kind = "yuetan-layouts"\n[[layout]]\nname = "甲表"\nheads = ["b"]\n[[layout.column]]\n'
        'head = "b"\nuse = "value"\nindicator = "radon"\n',
        "utf-8",
    )
    with pytest.raises(AppError, match="“甲表”的列“b”写的是“radon”"):
        layouts.import_layouts(ws, file)
    assert layouts.list_layouts(ws) == []
