"""How the workbooks for superiors look: faces, fills, borders, number formats, paper.

Printed in grey they must still read: colour only repeats what a word says.
"""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

BODY_FACE, HEAD_FACE = "宋体", "黑体"
TITLE = Font(name=HEAD_FACE, size=16)
NOTE = Font(name=BODY_FACE, size=9, color="4A5968")
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

LINE_POINTS = 13.5  # height of one line of the body


def set_paper(sheet: Any, *, head_row: int, one_page: bool = False) -> None:
    """A4 landscape, one page wide, heads repeated, pages numbered."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.7
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.oddFooter.right.text = "&A"
