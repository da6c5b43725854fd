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
