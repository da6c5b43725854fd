"""From a number back to its cell in the clerk's own file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.indicator import Quantity
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.cells.values import read_value
from yuetan_desktop.excel.sheet import position
from yuetan_desktop.services import casefiles, observations, sourcefiles
from yuetan_desktop.services.sourcefiles import SheetPart
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


def test_every_number_of_every_case_stands_in_the_cell_its_papers_print(sample: Workspace) -> None:
    """A case's papers take their numbers from its frozen basis."""
    frozen = {
        evidence
        for case in casefiles.list_cases(sample)
        for item in (*case.basis.items, *case.basis.also)
        for fact in item.facts
        for evidence in fact.evidence
        if evidence.role != "名单"  # how long the list is, told beside the rank
        if evidence.source is not None and evidence.source.batch and evidence.value is not None
    }
    assert len({evidence.source for evidence in frozen}) > 10
    parts: dict[tuple[int | None, str], SheetPart] = {}
    for evidence in frozen:
        source = evidence.source
        assert source is not None
        kept = parts.setdefault(
            (source.batch, source.sheet), sourcefiles.sheet_part(sample, source)
        )
        row, column = position(source.cell)
        written = kept.rows[row - kept.top][column]
        read = [
            read_value(written, quantity).number
            for quantity in (Quantity.NUMBER, Quantity.WATER_CLASS, Quantity.RANK)
        ]
        assert float(evidence.value or 0) in read, (evidence, written)
