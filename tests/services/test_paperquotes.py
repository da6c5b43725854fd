"""本文引用的数值: what a paper prints and the cells it comes from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, sourcefiles
from yuetan_desktop.services.papers import paperdesk, paperquotes
from yuetan_desktop.services.papers.paperquotes import QuotedValue, stands_in
from yuetan_desktop.services.workspace import Workspace, open_workspace

OCTOBER = Period.month(2026, 10)


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Iterator[Workspace]:
    ws = open_workspace(sample_folder, read_only=True)
    yield ws
    ws.close()


def quotes(ws: Workspace, owner: int | Period, kind: str) -> tuple[QuotedValue, ...]:
    values = paperdesk.draft(ws, owner, kind).values
    return paperquotes.quoted(ws, owner, kind, values)


def case_with_cells(ws: Workspace) -> int:
    return next(
        file.id
        for file in casefiles.list_cases(ws)
        if not file.is_past and any(fact.sources for i in file.basis.items for fact in i.facts)
    )


def test_a_notice_quotes_the_frozen_numbers_and_each_cell_holds_its_number(
    sample: Workspace,
) -> None:
    found = quotes(sample, case_with_cells(sample), "约谈通知")
    assert found
    for one in found:
        for source in one.sources:
            part = sourcefiles.sheet_part(sample, source)
            row, column = part.cell
            cell = unicodedata.normalize("NFKC", part.rows[row - part.top][column])
            if len(one.sources) > 1:  # computed: each cell is a part, and none is empty
                assert one.basis, one
                assert cell, one
            else:
                assert unicodedata.normalize("NFKC", one.text) in cell, one


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("云麓区均值30.3微克/立方米。", True),
        ("云麓区30.3。", True),
        ("云麓区均值130.3微克", False),
        ("云麓区均值30.31微克", False),
        ("云麓区同比−30.3%", False),
        ("岚溪县均值30.3微克", False),
    ],
)
def test_a_number_stands_in_a_line_whole_and_with_its_unit_of_government(
    line: str, stands: bool
) -> None:
    assert stands_in(QuotedValue("10月PM2.5", "30.3", "μg/m³", place="云麓区"), line) is stands


def test_a_paper_that_prints_no_number_of_the_case_quotes_none(sample: Workspace) -> None:
    assert quotes(sample, case_with_cells(sample), "签到表") == ()


def test_every_number_of_the_circular_of_a_month_has_a_cell_or_says_on_what_it_stands(
    sample: Workspace,
) -> None:
    found = quotes(sample, OCTOBER, "月度通报")
    assert all(one.sources or one.basis for one in found)
    named = {(one.what, one.text): one.sources for one in found}
    assert str(named["云麓区2026年10月PM2.5平均浓度", "30.3"][0]).endswith("Sheet1!B4")
    assert any("综合指数" in what for what, _ in named), "the rows of its tables, too"


def test_a_report_of_rectification_quotes_the_value_that_came_since(sample: Workspace) -> None:
    later = [
        one
        for file in casefiles.list_cases(sample)
        if not file.is_past and file.state.held_on
        for one in quotes(sample, file.id, "整改报告")
        if any(source.file == "空气月报2610.xlsx" for source in one.sources)
    ]
    assert later
