"""How the workbooks for superiors look: faces, fills, borders, number formats, paper.

Printed in grey they must still read: colour only repeats what a word says.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

BODY_FACE, HEAD_FACE = "宋体", "黑体"
TITLE = Font(name=HEAD_FACE, size=16)
NOTE = Font(name=BODY_FACE, size=10, color="4A5968")
HEAD = Font(name=HEAD_FACE, size=10)
BODY = Font(name=BODY_FACE, size=10)
TOTAL = Font(name=HEAD_FACE, size=10)

HEAD_FILL = PatternFill("solid", fgColor="E9EDF0")
TOTAL_FILL = PatternFill("solid", fgColor="F1F4F6")
# The tints of the six levels, as on screen.
LEVEL_FILLS = {
    number: PatternFill("solid", fgColor=tint)
    for number, tint in enumerate(
        ("FBF4DF", "FDF0E2", "FCEDE6", "FBEAE9", "F8E9EF", "F3E7EE"), start=1
    )
}

_THIN = Side(style="thin", color="8593A0")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)

CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")
NOTE_LINE = Alignment(horizontal="left", vertical="center", wrap_text=True)

DATE_FORMAT = "yyyy-mm-dd"
INTEGER_FORMAT = "0"
DECIMAL_FORMAT = "0.0##"
PERCENT_FORMAT = "0.0%"

LINE_POINTS = 14.5  # height of one line of the body, in the tallest face that stood in


# What fits on a page. A column's width counts digits of the workbook's own face (`set_face`): 5.25
# points in 宋体, 6.35 in the widest that stood in for it, and the programs round up.
_UNIT, _MARGINS = 6.6, 2 * 0.4 * 72
_A4_LONG, _A3_LONG = 297 / 25.4 * 72, 420 / 25.4 * 72
SMALLEST = 0.9  # how far a page may be shrunk: the body's 10 points stay 9


def set_face(book: Any) -> None:
    """Columns are counted in digits of the body's face, not of one an office may lack."""
    book._named_styles["Normal"].font = copy(BODY)


def _room(long_side: float, scale: float = 1) -> float:
    return (long_side - _MARGINS) / _UNIT / scale


ROOM_A4, ROOM_A3 = (_room(side, SMALLEST) for side in (_A4_LONG, _A3_LONG))


def page_breaks(widths: Sequence[float], repeated: int) -> tuple[int, ...]:
    """Behind which columns (counted from 1) a page ends, so that none is shrunk under 9 points.
    None up to the width of an A3; beyond it pages of like width, each with the first columns."""
    if sum(widths) <= ROOM_A3:
        return ()
    head = sum(widths[:repeated])
    pages = ceil((sum(widths) - head) / (_room(_A3_LONG) - head))
    share = head + (sum(widths) - head) / pages
    breaks: list[int] = []
    used = head
    for number, width in enumerate(widths[repeated:], start=repeated):
        if used + width / 2 > share and len(breaks) < pages - 1:
            breaks.append(number)
            used = head
        used += width
    return tuple(breaks)


def set_paper(
    sheet: Any,
    *,
    head_row: int,
    one_page: bool = False,
    widths: Sequence[float] = (),
    repeated: int = 0,
) -> None:
    """Landscape, heads repeated, pages numbered: one A4 wide, an A3 where the columns of these
    `widths` would be too small on it, several with the `repeated` first columns beyond that."""
    setup = sheet.page_setup
    wide = sum(widths) > ROOM_A4
    setup.paperSize = sheet.PAPERSIZE_A3 if wide else sheet.PAPERSIZE_A4
    setup.orientation = sheet.ORIENTATION_LANDSCAPE
    breaks = page_breaks(widths, repeated)
    if breaks:  # a sheet that is fitted to pages heeds no breaks
        for number in breaks:
            sheet.col_breaks.append(Break(id=number))
        sheet.print_title_cols = f"A:{get_column_letter(repeated)}"
        setup.pageOrder = "overThenDown"
    else:
        setup.fitToWidth = 1
        setup.fitToHeight = 1 if one_page else 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    margins.header = margins.footer = 0.3
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.oddFooter.right.text = "&A"
