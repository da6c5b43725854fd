"""Every workbook with formulas, as LibreOffice computes it: each total equals its cells, no cell is
an error, every sheet prints on landscape paper, its head repeated, in letters of 9 points."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.workbook import Workbook

import yuetan_desktop
from yuetan_desktop.domain.ledger.visits import Visit, VisitKind
from yuetan_desktop.excel import pastcases
from yuetan_desktop.excel.books.casefolder import PrintLine, write_print_list
from yuetan_desktop.excel.books.forms import FORMS, Form, write_blank
from yuetan_desktop.services import casefiles, places, summaries
from yuetan_desktop.services.ledger import ledgerbooks, visits
from yuetan_desktop.services.workspace import Workspace, open_workspace

from .casestory import hold_in_public
from .officesuite import all_recalculated, needs_office

pytestmark = [needs_office, pytest.mark.office]


def _summary(kind: str) -> Callable[[Workspace, Path], Path]:
    return lambda ws, out: summaries.make_summary(ws, kind, out / f"{kind}.xlsx")


def _visits(ws: Workspace, out: Path) -> Path:
    unit = places.find_place(ws, "云麓区")
    planned = Visit(0, VisitKind.PLAN, ws.today(), unit.id, unit.name, "涉气检查")
    made = visits.add_visit(ws, planned).visit
    visits.add_visit(ws, replace(planned, what="危废检查"))
    visits.record_done(ws, made.id, ws.today())
    return summaries.make_summary(ws, "检查安排", out / "检查安排.xlsx")


def _public_list(ws: Workspace, out: Path) -> Path:
    hold_in_public(ws, next(one for one in casefiles.list_cases(ws) if one.state.held_on))
    return summaries.make_summary(ws, "公开约谈名单", out / "公开约谈名单.xlsx")


def _print_list(ws: Workspace, out: Path) -> Path:
    lines = [
        PrintLine("01.docx", "约谈通知", "云环委办〔2026〕3号", 5, 4, "云麓区人民政府"),
        PrintLine("02.docx", "约谈纪要", "", 2, 3, "存档"),
        PrintLine("03.docx", "签到表", "", None, 1, "存档"),
    ]
    out = out / "91 打印清单.xlsx"
    write_print_list("云约〔2026〕05号", ws.person, lines, out)
    return out


# The module that writes it → the workbook, of the sample story.
BOOKS: dict[str, Callable[[Workspace, Path], Path]] = {
    "risksummary": _summary("风险研判汇总表"),
    "caseledger": _summary("约谈案件台账"),
    "evaluation": _summary("统计考评"),
    "jointduty": _summary("党政同责汇总"),
    "monthbook": _summary("月度指标汇总"),
    "duesheets": _summary("到期一览"),
    "visitbook": _visits,
    "publiclist": _public_list,
    "casefolder": _print_list,
    "taskledger": lambda ws, out: ledgerbooks.export_ledger(ws, out / "整改台账.xlsx"),
}
# Parts of the above: lists and looks that others write into their books.
PARTS = {"countformulas", "writer", "statdetails"}


@pytest.fixture(scope="module")
def books(
    sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Workbook, Workbook]]:
    """Each with its formulas, and as computed; LibreOffice starts once for all."""
    folder = tmp_path_factory.mktemp("books")
    with open_workspace(shutil.copytree(sample_folder, folder / "data")) as ws:
        made = {name: make(ws, folder) for name, make in BOOKS.items()}
    computed = all_recalculated(list(made.values()), folder / "recalculated")
    return {
        name: (openpyxl.load_workbook(path), openpyxl.load_workbook(told, data_only=True))
        for (name, path), told in zip(made.items(), computed, strict=True)
    }


def test_every_module_that_writes_formulas_is_in_the_table() -> None:
    written = re.compile(r"totals=|Formula\(")
    folder = Path(yuetan_desktop.__file__).parent
    found = {
        path.stem
        for part in ("excel", "services")
        for path in (folder / part).rglob("*.py")
        if written.search(path.read_text("utf-8"))
    }
    assert found - PARTS == BOOKS.keys()


@pytest.mark.parametrize("name", BOOKS)
def test_each_total_equals_its_cells_and_no_cell_is_an_error(
    books: dict[str, tuple[Workbook, Workbook]], name: str
) -> None:
    made, computed = books[name]
    formulas = totals = 0
    for sheet in made:
        for cell, text in _formulas(sheet):
            formulas += 1
            told = computed[sheet.title][cell].value
            assert told is not None, f"{sheet.title}!{cell} {text}"
            assert not str(told).startswith(("#", "Err:")), f"{sheet.title}!{cell} {text}: {told}"
            if (wanted := _total(text, computed[sheet.title])) is not None:
                totals += 1
                assert told == pytest.approx(wanted), f"{sheet.title}!{cell} {text}"
    assert formulas > 0
    assert totals > 0


@pytest.mark.parametrize("name", BOOKS)
def test_every_sheet_prints_on_landscape_paper_with_its_head_in_letters_of_9_points(
    books: dict[str, tuple[Workbook, Workbook]], name: str
) -> None:
    for sheet in books[name][0]:
        assert_prints_large(sheet)


@pytest.mark.parametrize("form", [*FORMS.values(), pastcases.FORM], ids=lambda form: form.name)
def test_blank_forms_print_in_letters_of_9_points_too(form: Form, tmp_path: Path) -> None:
    write_blank(form, tmp_path / "表.xlsx", {key: [] for _, key in form.lists})
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    assert_prints_large(book[form.name])


def test_no_line_over_the_heads_is_repeated_on_the_pages_beside_the_first(
    books: dict[str, tuple[Workbook, Workbook]],
) -> None:
    sheet = books["taskledger"][0]["整改台账"]
    assert sheet.col_breaks.brk, "the ledger's columns take two sheets of paper"
    repeated = column_index_from_string(sheet.print_title_cols.split(":")[1].strip("$"))
    above = [cell for row in sheet["1:3"] for cell in row if cell.value is not None]
    assert {cell.column for cell in above} == {repeated + 1}


def assert_prints_large(sheet: Any) -> None:
    assert sheet.page_setup.orientation == "landscape", sheet.title
    assert sheet.print_title_rows, sheet.title
    assert sheet.freeze_panes, sheet.title
    paper = {8: 420, 9: 297}[int(sheet.page_setup.paperSize)] / 25.4 * 72
    room = paper - 72 * (sheet.page_margins.left + sheet.page_margins.right)
    for page in printed_pages(sheet):
        # 6.35 points a digit: the widest face that stood in for 宋体.
        assert room / (6.35 * sum(page)) > 0.9, sheet.title
    if sheet.col_breaks.brk:
        assert not sheet.sheet_properties.pageSetUpPr.fitToPage
        assert max(sum(page) for page in printed_pages(sheet)) * 6.35 <= room, sheet.title
    else:
        assert sheet.page_setup.fitToWidth == 1
    if sheet.page_setup.fitToHeight == 1:
        tall = 297 / 420 * paper if paper > 1000 else 210 / 25.4 * 72
        room = tall - 72 * (sheet.page_margins.top + sheet.page_margins.bottom)
        assert room / printed_height(sheet) > 0.9, sheet.title


def printed_height(sheet: Any) -> float:
    """Rows down to the last that is filled, or to where the last chart ends, in points."""
    heights = [sheet.row_dimensions[n].height or 15 for n in range(1, sheet.max_row + 1)]
    ends = [sum(heights)]
    for chart in sheet._charts:
        top = chart.anchor._from.row
        above = sum(heights[:top]) + 15 * max(0, top - len(heights))
        ends.append(above + chart.anchor.ext.height / 12700)
    return max(ends)


def printed_pages(sheet: Any) -> list[list[float]]:
    """The widths of the columns of each page side by side, those that are repeated too."""
    widths = [sheet.column_dimensions[get_column_letter(n)].width
              for n in range(1, sheet.max_column + 1)]  # fmt: skip
    ends = [*(one.id for one in sheet.col_breaks.brk), len(widths)]
    if len(ends) == 1:
        return [widths]
    repeated = column_index_from_string(sheet.print_title_cols.split(":")[1].strip("$"))
    starts = [0, *ends]
    return [
        [*(widths[:repeated] if start else ()), *widths[start:end]]
        for start, end in zip(starts, ends, strict=False)
    ]


def test_the_sheets_of_paper_follow_from_pages_and_copies(
    books: dict[str, tuple[Workbook, Workbook]],
) -> None:
    cells = books["casefolder"][1]["打印清单"].iter_rows(min_row=5, max_row=8, values_only=True)
    assert [row[6] for row in cells] == [12, 3, 0, 15]


def _formulas(sheet: Any) -> Iterator[tuple[str, str]]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                yield cell.coordinate, str(cell.value)


_TOTAL = re.compile(r'=(SUM|COUNT|COUNTA)\(([A-Z]+\d+:[A-Z]+\d+)\)(?:&"(.+)")?')


def _total(formula: str, sheet: Any) -> Any:
    """What a plain total must be, from the computed cells; None of any other formula."""
    found = _TOTAL.fullmatch(formula)
    if found is None:
        return None
    function, cells, unit = found.groups()
    left, top, right, bottom = range_boundaries(cells)
    values = [
        value
        for row in sheet.iter_rows(top, bottom, left, right, values_only=True)
        for value in row
        if value is not None
    ]
    numbers = [one for one in values if not isinstance(one, str)]
    if function == "SUM":
        total: Any = sum(one for one in numbers if isinstance(one, int | float))
    else:
        total = len(values if function == "COUNTA" else numbers)
    return f"{total}{unit}" if unit else total
