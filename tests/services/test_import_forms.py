"""The blank forms for targets and events, filled in and imported; targets of other tables too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from yuetan_desktop.services import imports, incidents, targets
from yuetan_desktop.services.importing import importpreview
from yuetan_desktop.services.workspace import Workspace


def filled(ws: Workspace, folder: Path, name: str, *rows: Sequence[Any]) -> Path:
    """The office's own blank form with rows as a clerk types them."""
    path = imports.save_form(ws, name, folder / f"{name}.xlsx")
    book = load_workbook(path)
    sheet = book[name]
    sheet["A1"] = sheet["A1"].value.replace("____", "2026")
    for number, row in enumerate(rows, start=3):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    book.save(path)
    return path


def known(ws: Workspace) -> dict[tuple[str, str, str], tuple[float, str]]:
    return {
        (t.place_name, t.indicator, str(t.period)): (float(t.value), t.document)
        for t in targets.list_targets(ws)
    }


def test_the_form_for_targets_comes_back_as_it_was_filled(ws: Workspace, tmp_path: Path) -> None:
    number, signed = "资环委办〔2026〕3号", date(2026, 2, 6)
    path = filled(
        ws,
        tmp_path,
        "目标",
        ["雁江区", "PM2.5平均浓度", "2026年", 30.5, number, signed],
        ["雁江区", "PM2.5平均浓度", "2026年1—9月", 28, number, signed],
        ["安岳县", "优良天数率", "2026年一季度", 86.5, number, "2026-02-06"],
        ["乐至县", "优良天数率", "2026年10月", 90, number, signed],
    )
    found = importpreview.preview(ws, path)
    assert not found.errors
    made = imports.commit(ws, found)
    assert made.targets == 4
    assert known(ws) == {
        ("雁江区", "pm25", "2026"): (30.5, number),
        ("雁江区", "pm25", "2026-9M"): (28.0, number),
        ("安岳县", "good_day_rate", "2026-Q1"): (86.5, number),
        ("乐至县", "good_day_rate", "2026-10"): (90.0, number),
    }
    again = importpreview.preview(ws, path)
    assert (again.counts.new, again.counts.changed, again.counts.unchanged) == (0, 0, 4)


def test_the_form_for_events_comes_back_as_it_was_filled(ws: Workspace, tmp_path: Path) -> None:
    path = filled(
        ws,
        tmp_path,
        "事项",
        [date(2026, 10, 3), "雁江区", "重度污染天", "10月3日重污染", "", "", "是", "市生态环境局", datetime(2026, 10, 8), "会商纪要"],
        ["2026年10月9日", "安岳县", "重点排污单位超标被通报", "9月通报", "乙纸业", "川环办〔2026〕9号", "", "", "", ""],
    )  # fmt: skip
    found = importpreview.preview(ws, path)
    assert not found.errors
    assert imports.commit(ws, found).incidents == 2
    first, second = incidents.list_incidents(ws)
    assert (first.day, first.kind, first.confirmed, first.found_by, first.evidence) == (
        date(2026, 10, 3), "heavy_pollution_day", True, "市生态环境局", ("会商纪要",),
    )  # fmt: skip
    assert (second.day, second.subject, second.confirmed, second.document) == (
        date(2026, 10, 9), "乙纸业", None, "川环办〔2026〕9号",
    )  # fmt: skip
    again = importpreview.preview(ws, path)
    assert not again.changes_anything


def test_cumulative_stage_targets_come_in_from_a_table_of_stages(
    ws: Workspace, tmp_path: Path
) -> None:
    book = Workbook()
    for row in (
        ["2026年各县（区）PM2.5累计阶段目标（μg/m³）"],
        ["县（区）", "一季度", "上半年", "前三季度", "全年"],
        ["雁江区", 42.0, 34.5, 28.0, 30.5],
        ["安岳县", 40.1, 32.0, 26.5, 28.8],
        ["依据资环委办〔2026〕3号，2026年2月6日印发"],
    ):
        book.active.append(row)
    book.save(tmp_path / "阶段目标.xlsx")
    imports.commit(ws, importpreview.preview(ws, tmp_path / "阶段目标.xlsx"))
    stages = {period: value for (place, _, period), value in known(ws).items() if place == "雁江区"}
    number = "资环委办〔2026〕3号"
    assert stages == {
        "2026-Q1": (42.0, number),
        "2026-H1": (34.5, number),
        "2026-9M": (28.0, number),
        "2026": (30.5, number),
    }


def test_a_circular_of_enterprises_is_logged_and_not_twice(ws: Workspace, tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ["关于2026年9月重点排污单位自动监控超标情况的通报"],
        ["县（区）", "企业名称", "通报次数"],
        ["雁江区", "甲水泥厂", 2],
        ["安岳县", "乙纸业", 1],
    ):
        book.active.append(row)
    book.save(tmp_path / "通报.xlsx")
    assert imports.commit(ws, importpreview.preview(ws, tmp_path / "通报.xlsx")).incidents == 3
    assert {i.subject for i in incidents.list_incidents(ws)} == {"甲水泥厂", "乙纸业"}
    assert not importpreview.preview(ws, tmp_path / "通报.xlsx").changes_anything


# -- the forms of values -------------------------------------------------------------------------
def test_every_blank_form_is_read_back_and_offers_the_offices_places(
    ws: Workspace, tmp_path: Path
) -> None:
    for name in imports.FORMS:
        path = imports.save_form(ws, name, tmp_path / f"{name}.xlsx")
        book = load_workbook(path)
        assert book.sheetnames == [name, "填表说明", "选项"]
        choices = {cell.value for row in book["选项"].iter_rows() for cell in row}
        assert ("安岳县" in choices) is (name != "全省排名")


FILLED = {
    "空气指标": (
        ["2026-10", "雁江区", 30.3, 50, 7, 23, 0.9, 124, 26, 31, 83.9, 0, 3.21, 150, 183],
        12,
    ),
    "断面水质": (["元坝子", "阳化河", "国控", "雁江区", "Ⅲ", "Ⅲ", "Ⅱ", "/", "劣Ⅴ"], 3),
    "全省排名": ([1, "安岳县", 2.31], 2),
}


@pytest.mark.parametrize("name", FILLED)
def test_a_filled_form_comes_back_as_it_was_filled(
    ws: Workspace, tmp_path: Path, name: str
) -> None:
    row, count = FILLED[name]
    path = imports.save_form(ws, name, tmp_path / f"{name}.xlsx")
    book = load_workbook(path)
    sheet = book[name]
    sheet["A1"] = sheet["A1"].value.replace("____", "2026").replace("__", "10")
    first = 4 if name == "断面水质" else 3
    for column, value in enumerate(row, start=1):
        sheet.cell(first, column, value)
    book.save(path)
    found = importpreview.preview(ws, path)
    assert len(found.reading.observations) == count
    assert not found.errors
    if name == "空气指标":
        rank = next(s for s in found.reading.observations if s.indicator == "air_index_rank")
        assert (rank.value, rank.list_size) == (150, 183)
    if name == "断面水质":
        assert [s.value for s in found.reading.observations] == [3, 2, 6]
