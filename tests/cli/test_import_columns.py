"""What columns are, said on the command line: tables without a head, targets of an unsaid time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from .conftest import Run

HEADLESS = [["2026年10月空气质量"], ["雁江区", 30.3, 3.25], ["安岳县", 26, 2.88]]


def save(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def stored(run: Run, indicator: str) -> dict[str, float]:
    found = run("observations", "--indicator", indicator, "--period", "2026-10", "--json").json
    return {value["place"]: value["value"] for value in found}


def test_a_table_without_a_head_is_stored_as_its_columns_are_said(run: Run, tmp_path: Path) -> None:
    file = save(tmp_path / "十月.xlsx", HEADLESS)
    asked = run("import", file)
    assert asked.code == 2
    assert "没有表头" in asked.err
    answer = run("import", file, "--column", "B=PM2.5", "--column", "C=综合指数")
    assert answer.code == 0, answer.err
    assert stored(run, "pm25") == {"雁江区": 30.3, "安岳县": 26}
    assert stored(run, "air_index") == {"雁江区": 3.25, "安岳县": 2.88}


def test_what_was_said_is_remembered_for_the_next_file_of_the_form(
    run: Run, tmp_path: Path
) -> None:
    run("import", save(tmp_path / "十月.xlsx", HEADLESS), "--column", "Sheet!B=PM2.5")
    november = [["2026年9月空气质量"], *HEADLESS[1:]]
    assert run("import", save(tmp_path / "九月.xlsx", november)).code == 0


def test_a_target_with_the_period_it_is_for(run: Run, tmp_path: Path) -> None:
    rows = [["2026年10月空气质量"], ["县区", "PM2.5", "目标"], ["雁江区", 30.3, 32]]
    file = save(tmp_path / "十月.xlsx", rows)
    answer = run("import", file, "--column", "C=PM2.5目标,全年")
    assert answer.code == 0, answer.err
    assert "没有写明是哪一期的目标" not in answer.err
    assert "新增 2 个值" in answer.out


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("PM2.5", "“PM2.5”看不出是哪一列"),
        ("B=细粒物", "“细粒物”不是认识的指标"),
        ("B=PM2.5,昨天", "“昨天”不是能选的时期"),
        ("H=PM2.5", "没有识别出含H列的表"),
        ("别的表!B=PM2.5", "表“别的表”里没有识别出含B列的表"),
    ],
)
def test_what_cannot_be_understood_is_told_and_nothing_is_stored(
    run: Run, tmp_path: Path, said: str, why: str
) -> None:
    answer = run("import", save(tmp_path / "十月.xlsx", HEADLESS), "--column", said)
    assert answer.code == 1
    assert why in answer.err
    assert stored(run, "pm25") == {}
