"""From a number back to its cell in the clerk's own file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import observations, sourcefiles
from yuetan_desktop.services.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Iterator[Workspace]:
    with open_workspace(sample_folder, read_only=True) as ws:
        yield ws


def test_every_value_of_a_month_stands_in_its_cell(sample: Workspace) -> None:
    found = [v for v in observations.find_values(sample, indicator="pm25") if v.source.cell]
    assert found
    for value in found[:20]:
        part = sourcefiles.sheet_part(sample, value.source)
        row, column = part.cell
        assert float(part.rows[row - part.top][column]) == float(value.value or "nan")


def test_a_large_sheet_is_shown_around_the_cell(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sourcefiles, "ROWS_AROUND", 2)
    value = next(v for v in observations.find_values(sample, indicator="pm25") if v.source.cell)
    part = sourcefiles.sheet_part(sample, value.source)
    assert len(part.rows) <= 4
    assert part.left_out
    assert part.top <= part.cell[0] < part.top + len(part.rows)


def test_a_computed_value_has_no_file(sample: Workspace) -> None:
    with pytest.raises(AppError, match="没有来源文件"):
        sourcefiles.sheet_part(sample, Source("空气月报.xlsx", "Sheet1", "B4"))


def test_a_sheet_that_is_not_there_is_said(sample: Workspace) -> None:
    value = next(v for v in observations.find_values(sample, indicator="pm25") if v.source.cell)
    wrong = Source(value.source.file, "没有这张表", "B4", value.source.batch)
    with pytest.raises(AppError, match="没有工作表"):
        sourcefiles.sheet_part(sample, wrong)
