"""A folder of monthly files: one run, one backup, one report; all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import Cancelled
from yuetan_desktop.excel.results import Severity
from yuetan_desktop.services import observations, places
from yuetan_desktop.services.importing import importfolder, importreport, importundo
from yuetan_desktop.services.importing.said import Correction, Said
from yuetan_desktop.services.workspace import Workspace


def month(folder: Path, year: int, number: int, *rows: Sequence[Any]) -> Path:
    book = Workbook()
    book.active.append([f"{year}年{number}月各县（区）空气质量"])
    book.active.append(["县（区）", "PM2.5(μg/m³)", "优良天数率(%)"])
    for row in rows or (["雁江区", 30 + number, 83.9], ["安岳县", 26.8, 90 + number / 10]):
        book.active.append(list(row))
    path = folder / f"空气月报{year % 100}{number:02}.xlsx"
    book.save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three years of months, a lock file of WPS and a paper that is no spreadsheet."""
    folder = tmp_path / "月报"
    folder.mkdir()
    for year in (2023, 2024, 2025):
        for number in range(1, 13):
            month(folder, year, number)
    (folder / "~$空气月报2501.xlsx").write_bytes(b"lock")
    (folder / "说明.docx").write_bytes(b"PK")
    return folder


def test_thirty_six_files_are_stored_in_one_run(ws: Workspace, folder: Path) -> None:
    files = importfolder.look(ws, importfolder.files_of([folder]))
    assert len(files) == 36
    backups = len(list(ws.folders.backups.iterdir())) if ws.folders.backups.exists() else 0
    assert importfolder.store(ws, files) == 36
    assert len(list(ws.folders.backups.iterdir())) == backups + 1
    assert len(observations.list_batches(ws)) == 36
    assert len(observations.find_values(ws)) == 36 * 4
    assert sum(file.stored for file in files) == 36 * 4


def test_one_report_tells_of_every_file_and_cell(
    ws: Workspace, folder: Path, tmp_path: Path
) -> None:
    month(folder, 2025, 12, ["雁江区", 30, 183.9], ["安岳县", 26.8, 91.2])
    files = importfolder.look(ws, importfolder.files_of([folder]))
    importfolder.store(ws, files)
    book = load_workbook(importreport.write_report(ws, files, tmp_path / "报告.xlsx"))
    rows = list(book["导入报告"].iter_rows(min_row=4, values_only=True))
    assert len(rows) == 36
    assert rows[0][1:6] == ("空气月报2301.xlsx", "已入库（第 1 批）", 4, 0, 0)
    assert rows[35][1:3] == ("空气月报2512.xlsx", "未入库：1 处错误")
    problems = list(book["问题"].iter_rows(min_row=4, values_only=True))
    assert ("空气月报2512.xlsx", "错误", "Sheet", "C3", "优良天数率183.9%，超过100%。") in [
        row[:5] for row in problems
    ]
    assert "36 个文件，入库 35 个" in str(book["导入报告"]["A2"].value)


def test_two_files_of_a_run_that_contradict_each_other_are_told(
    ws: Workspace, tmp_path: Path
) -> None:
    """Of two values for one month the later holds, and never without a word."""
    month(tmp_path, 2026, 9, ["雁江区", 30, 84], ["安岳县", 26.8, 91.2]).rename(
        tmp_path / "甲.xlsx"
    )
    month(tmp_path, 2026, 9, ["雁江区", 30, 80], ["安岳县", 27, 91.2]).rename(tmp_path / "乙.xlsx")
    month(tmp_path, 2026, 8, ["雁江区", 31, 80]).rename(tmp_path / "丙.xlsx")
    files = importfolder.look(ws, [tmp_path / f"{name}.xlsx" for name in "甲乙丙"])
    assert [file.count(Severity.WARNING) for file in files] == [0, 1, 0]
    assert files[1].preview is not None
    (told,) = files[1].preview.problems
    assert (told.cell, told.message) == (
        "C3",
        "雁江区2026年9月优良天数率这里是80，同时导入的“甲.xlsx”里是84（共 2 处不同）；"
        "一起入库以本文件的为准，请核对是不是同一项。",
    )
    importfolder.store(ws, files)
    place, september = places.find_place(ws, "雁江区").id, Period.month(2026, 9)
    held = observations.find_values(ws, places=[place], indicator="good_day_rate", period=september)
    assert [one.value for one in held] == [80]


def test_what_is_tried_within_a_run_is_never_stored(ws: Workspace, tmp_path: Path) -> None:
    """A file whose units the file before it brings is looked at again while the run is stored,
    and its changed values are stored on trial for that look."""
    first = month(tmp_path, 2025, 1, ["新一县", 40.0, 80.0])
    second = month(tmp_path, 2025, 2, ["新一县", 41.0, 81.0])
    other = first.rename(tmp_path / "一月修订.xlsx")
    month(tmp_path, 2025, 1, ["新一县", 39.0, 80.0])
    files = importfolder.look(ws, [first, other, second])
    assert importfolder.store(ws, files, add_places=True) == 3
    batches = observations.list_batches(ws)
    assert [batch.file_name for batch in batches] == [second.name, other.name, first.name]
    importundo.withdraw(ws, batches[1].id, "错发")
    left = observations.find_values(ws, indicator="pm25")
    assert sorted(float(value.value or 0) for value in left) == [39.0, 41.0]


def test_a_cancelled_run_stores_nothing(ws: Workspace, folder: Path) -> None:
    files = importfolder.look(ws, importfolder.files_of([folder]))

    def stop(_text: str, done: int, _total: int) -> None:
        if done == 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        importfolder.store(ws, files, progress=stop)
    assert observations.list_batches(ws) == []
    assert all(file.batch is None for file in files)


def test_the_same_folder_again_stores_nothing_new(ws: Workspace, folder: Path) -> None:
    importfolder.store(ws, importfolder.look(ws, importfolder.files_of([folder])))
    again = importfolder.look(ws, importfolder.files_of([folder]))
    assert importfolder.store(ws, again) == 0
    assert importfolder.state_of(again[0]) == "以前导入过（第 1 批），没有新内容"
    assert len(observations.list_batches(ws)) == 36


def test_a_unit_new_in_every_file_is_registered_once(ws: Workspace, tmp_path: Path) -> None:
    files = [month(tmp_path, 2025, number, ["霁川新区", 30, 90]) for number in (1, 2, 3)]
    looked = importfolder.look(ws, files)
    assert importfolder.state_of(looked[0]) == "未入库：1 个名称未确定"
    assert importfolder.store(ws, looked, add_places=True) == 3
    assert [p.name for p in places.list_places(ws)].count("霁川新区") == 1


def test_a_file_that_cannot_be_read_does_not_keep_the_others(ws: Workspace, tmp_path: Path) -> None:
    good = month(tmp_path, 2025, 1)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04" + b"x" * 200)
    looked = importfolder.look(ws, [broken, good])
    assert looked[0].refused is not None
    assert importfolder.store(ws, looked) == 1
    assert importfolder.state_of(looked[0]).startswith("未入库：")


def test_each_file_of_a_run_can_be_taken_back_alone(ws: Workspace, folder: Path) -> None:
    files = importfolder.look(ws, importfolder.files_of([folder]))
    importfolder.store(ws, files)
    assert files[3].batch is not None
    back = importundo.withdraw(ws, files[3].batch, "发错")
    assert back.values.removed == 4
    assert len(observations.find_values(ws)) == 35 * 4


def test_a_file_read_again_within_the_run_keeps_all_that_was_said_of_it(
    ws: Workspace, tmp_path: Path
) -> None:
    """Its unknown unit is registered by the file before it, so that it is read once more."""
    first = month(tmp_path, 2026, 9, ["临江新区", 30, 83.9])
    second = month(tmp_path, 2026, 10, ["临江新区", 30, 183.9])
    basis = Correction("83.9", "市站更正函")
    said = Said(corrections={("Sheet", "C3"): basis}, heads={"Sheet": (2, 2)})
    files = importfolder.look(ws, [first, second], said)
    assert importfolder.store(ws, files, add_places=True) == 2
    assert files[1].preview is not None
    assert files[1].preview.said == said
    days = observations.find_values(ws, period=Period.month(2026, 10), indicator="good_day_rate")
    assert [day.value for day in days] == [Decimal("83.9")]
