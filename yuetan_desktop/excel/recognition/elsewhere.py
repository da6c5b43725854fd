"""When a table is of, where only other places say so: the file's name, a cover sheet, the names of
sheets numbered by months or days, the folder the file lies in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from yuetan_desktop.excel.recognition.periods import When, find_when, first_day, stated
from yuetan_desktop.excel.recognition.titles import stated_when
from yuetan_desktop.excel.sheet import Sheet, Workbook, is_blank, plain

_FEW = 30  # filled cells of a cover


@dataclass(slots=True)
class Elsewhere:
    """What the rest of a file says of when: by sheet, and of the whole file with its source."""

    sheets: dict[str, When] = field(default_factory=dict)
    when: When | None = None
    source: str = ""  # 封面“…”, 文件夹“…”

    def of_sheet(self, name: str) -> When | None:
        """What the name of a sheet says."""
        return self.sheets.get(name) or stated(name)

    def under(self, titles: list[str]) -> Elsewhere:
        """For the tables further down a sheet: the line at its top says when before a cover."""
        when = stated_when(titles[:1])
        if not _is_whole(when):
            return self
        return replace(self, when=when, source=f"工作表开头“{plain(titles[0])}”")


def look_around(workbook: Workbook, path: Path) -> Elsewhere:
    """Read what stands outside the tables."""
    found = Elsewhere(_numbered(workbook.sheets))
    covers = [(sheet, when) for sheet in workbook.sheets if (when := _cover(sheet)) is not None]
    if covers and len({when for _, when in covers}) == 1:
        found.when, found.source = covers[0][1], f"封面“{covers[0][0].name}”"
    elif not covers and (when := folder_when(path.parent)) is not None:
        found.when, found.source = when, f"文件夹“{path.parent.name}”"
    return found


def _cover(sheet: Sheet) -> When | None:
    """The period a sheet of a few words names: 云岭市环境空气质量月报 2026年10月."""
    cells = (value for row in sheet.rows for value in row if value not in ("", None))
    filled = list(islice(cells, _FEW + 1))  # the rest of a million is not looked at
    if sheet.hidden or not 0 < len(filled) <= _FEW:
        return None
    if not all(isinstance(value, str) for value in filled):
        return None
    when = stated_when([str(value) for value in reversed(filled)])
    return when if _is_whole(when) else None


def _is_whole(when: When) -> bool:
    """Whether a line names a month, a quarter or the like, with its year."""
    said = when.year is not None and when.first is not None and when.day is None
    return said and not when.unclear


def _numbered(sheets: Iterable[Sheet]) -> dict[str, When]:
    """Sheets 1, 2, 3 … of one form are the months of a year; 10.1, 10.2 … are days."""
    sheets = [sheet for sheet in sheets if not all(map(is_blank, sheet.rows))]
    if len(sheets) < 2 or len({_form(sheet) for sheet in sheets}) != 1:
        return {}
    names = [plain(sheet.name) for sheet in sheets]
    days = [re.fullmatch(r"(1[0-2]|0?[1-9])[.-](3[01]|[12]\d|0?[1-9])", name) for name in names]
    if all(days):
        return {
            sheet.name: When(None, int(day[1]), int(day[1]), int(day[2]))
            for sheet, day in zip(sheets, days, strict=True)
            if day
        }
    if len(sheets) > 2 and all(re.fullmatch(r"1[0-2]|0?[1-9]", name) for name in names):
        return {sheet.name: When(None, int(sheet.name), int(sheet.name)) for sheet in sheets}
    return {}


def _form(sheet: Sheet) -> tuple[str, ...]:
    """The words of the first rows without their digits: the same for sheets of one form."""
    words = [plain(v) for row in sheet.rows[:3] for v in row if isinstance(v, str)]
    return tuple(re.sub(r"\d+", "", word) for word in words[:40])


def file_when(name: str) -> When | None:
    """From a file name, where 2510 too means October 2025."""
    stem = plain(re.sub(r"\.[A-Za-z]{2,5}$", "", name))
    if (sent := _sent_on(stem)) or (sent := stated(stem)):
        return sent
    match = re.search(r"(?<!\d)([12345]\d)(0[1-9]|1[0-2])(?!\d)", plain(stem))
    if match:
        return When(2000 + int(match[1]), int(match[2]), int(match[2]))
    return None


def _sent_on(stem: str) -> When | None:
    """10月空气质量(2026.11.03报): the month, of the year before the day on which it was sent."""
    found = first_day(stem)
    rest = stated(found[1]) if found else None
    if found is None or rest is None or rest.first is None or rest.day is not None:
        return None
    day = found[0]
    if rest.year or day.year is None or day.first is None or rest.last is None:
        return rest
    return rest._replace(year=day.year - 1 if rest.last > day.first else day.year)


def folder_when(folder: Path) -> When | None:
    """From the names of the folder a file lies in and the one above: 2026年/10月."""
    when: When | None = None
    for name in (folder.name, folder.parent.name):
        if re.search(r"[年月]|季度", name) or re.fullmatch(r"20\d{2}([-.]?\d{1,2})?", name):
            found = find_when(name)
            if found is not None and found.day is None:
                when = found if when is None else when.over(found)
    return when
