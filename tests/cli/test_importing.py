"""Import on the command line: the annotated answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from .conftest import Run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = Workbook()
    for row in (
        ["2026年10月空气质量"],
        ["县（区）", "优良天数率(%)"],
        ["雁江区", 183.9],
        ["安岳县", 93.5],
    ):
        book.active.append(row)
    book.save(tmp_path / "空气2610.xlsx")
    return tmp_path / "空气2610.xlsx"


def test_the_annotated_copy_is_written_where_it_is_asked_for(run: Run, file: Path) -> None:
    out = file.with_name("答复.xlsx")
    assert run("import", file, "--annotated", out).code == 2
    sheet = load_workbook(out)["Sheet"]
    assert sheet["C3"].value == "B3 错误：优良天数率183.9%，超过100%。"


def test_several_files_are_answered_into_a_folder(run: Run, file: Path, tmp_path: Path) -> None:
    second = tmp_path / "空气2611.xlsx"
    second.write_bytes(file.read_bytes())
    out = tmp_path / "答复"
    run("import", file, second, "--annotated", out)
    assert [path.name for path in sorted(out.iterdir())] == [
        "空气2610（校验）.xlsx",
        "空气2611（校验）.xlsx",
    ]


def test_the_original_is_never_overwritten(run: Run, file: Path) -> None:
    before = file.read_bytes()
    answer = run("import", file, "--annotated", file)
    assert answer.code == 1
    assert "不能覆盖原文件" in answer.err
    assert file.read_bytes() == before


def test_layouts_are_listed_exported_and_read_in(run: Run, file: Path, tmp_path: Path) -> None:
    assert run("init").code == 0
    assert run("layouts").out == "还没有模板。\n"
    template = tmp_path / "模板.toml"
    template.write_text(
        'kind = "yuetan-layouts"\n[[layout]]\nname = "市站月报"\nheads = ["县(区)", "细粒物"]\n'
        '[[layout.column]]\nhead = "细粒物"\nuse = "value"\nindicator = "pm25"\n',
        "utf-8",
    )
    assert "已读入模板：市站月报" in run("layouts", "--import", template).out
    (known,) = run("layouts", "--json").json
    assert known["columns"] == {"细粒物": {"use": "value", "indicator": "pm25"}}
    out = tmp_path / "另存.toml"
    assert run("layouts", "--export", out).code == 0
    assert "市站月报" in out.read_text("utf-8")


def test_the_mode_and_the_report_of_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "月报"
    folder.mkdir()
    for month in (1, 2, 3):
        book = Workbook()
        for row in ([f"2026年{month}月空气质量"], ["县（区）", "PM2.5"], ["雁江区", 30 + month]):
            book.active.append(row)
        book.save(folder / f"空气260{month}.xlsx")
    report = tmp_path / "报告.xlsx"
    assert run("import", folder, "--report", report).code == 0
    rows = list(load_workbook(report)["导入报告"].iter_rows(min_row=4, values_only=True))
    assert [row[2] for row in rows] == [f"已入库（第 {n} 批）" for n in (1, 2, 3)]
    book = Workbook()
    for row in (["2026年1月空气质量"], ["县（区）", "PM2.5"], ["雁江区", 40], ["安岳县", 20]):
        book.active.append(row)
    book.save(tmp_path / "二稿.xlsx")
    answer = run("import", tmp_path / "二稿.xlsx", "--mode", "只新增")
    assert "新增 1 个值，库中已有的 1 个值不动" in answer.out
