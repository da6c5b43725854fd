"""Where the tables of a sheet stand: head rows, data rows, titles above, notes below.

The engine needs no layout: a head row is one whose words are heads, followed by data.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from yuetan_desktop.excel.cells.pairs import pair_heads
from yuetan_desktop.excel.cells.values import looks_like_data
from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.recognition.notesbelow import NOTE, without_notes
from yuetan_desktop.excel.recognition.numberheads import head_number, number_heads
from yuetan_desktop.excel.recognition.periods import find_when, stated, whole_when
from yuetan_desktop.excel.recognition.sheetcells import SheetCells
from yuetan_desktop.excel.recognition.sidebyside import side_by_side, values_beside_ranks
from yuetan_desktop.excel.recognition.titles import stated_when
from yuetan_desktop.excel.sheet import Sheet, is_blank, plain

MAX_HEAD_ROWS = 4
_SEARCHED_ROWS = 4000  # below these, only a row after a blank one can start a new table
_HEAD_SEARCHED = 15  # rows in which a form known by its heads is looked for
_PAIRS_SEARCHED = 400  # rows in which cells of two numbers are looked for


def find_blocks(sheet: Sheet, words: Vocabulary, head: range | None = None) -> list[Block]:
    """Every table of the sheet, from top to bottom and from left to right; with `head`, the one
    whose head rows (counted from the sheet's corner) somebody named."""
    return _Finder(sheet, words, head).find()


def possible_heads(sheet: Sheet, words: Vocabulary) -> Iterator[tuple[range, list[str]]]:
    """Every run of rows near the top that could be a head, with its joined heads: for finding the
    head of a form that somebody showed before."""
    finder = _Finder(sheet, words)
    for first in range(min(_HEAD_SEARCHED, len(sheet.rows))):
        for count in range(1, min(MAX_HEAD_ROWS, len(sheet.rows) - first) + 1):
            rows = range(first, first + count)
            yield rows, [words.understand(parts).head for parts in finder.heads(rows)]


class _Finder(SheetCells):
    """Finds the tables; with `said`, the one whose head rows somebody named."""

    def __init__(self, sheet: Sheet, words: Vocabulary, said: range | None = None) -> None:
        super().__init__(sheet, words)
        self.said = said

    # -- rows -----------------------------------------------------------------------------------
    def looks_like_head(self, row: int) -> bool:
        if self.said is not None:
            return row == self.said.start
        cells = self.own(row)
        if len(cells) < 2 or self.holds_data(row, cells):
            return False
        if self._is_title(row, cells) or not self._numbers_run(row, cells):
            return False
        if self._is_ranked(row, cells):
            return False
        known = sum(self._head_cell(row, c, text) for c, text in cells)
        if known >= 2 and known >= 0.5 * len(cells) and self._has_word(row, cells):
            return True
        if self._is_form(row, cells):
            return True
        return self._has_key(cells) and self._data_follows(row, len(cells))

    def _numbers_run(self, row: int, cells: list[tuple[int, str]]) -> bool:
        """Numbers may stand in a head as 1, 2, 3 … or as years; 30, 26 are values."""
        numbers = [self.raw(row, c) for c, _ in cells if isinstance(self.raw(row, c), float)]
        if not numbers or all(number >= 1990 for number in numbers):
            return True
        return len(numbers) >= 3 and all(b - a == 1 for a, b in pairwise(numbers))

    def _is_ranked(self, row: int, cells: list[tuple[int, str]]) -> bool:
        """排名 | 1 | 2 | 3: ranks of the units above, no heads."""
        texts = [text for c, text in cells if isinstance(self.raw(row, c), str)]
        ranks = all(self.words.understand([text]).bare_rank for text in texts)
        return ranks and 0 < len(texts) < len(cells)

    def _head_cell(self, row: int, column: int, text: str) -> bool:
        value = self.raw(row, column)
        if isinstance(value, float | date):
            return True
        return self.is_head_word(text)

    def _has_word(self, row: int, cells: list[tuple[int, str]]) -> bool:
        """A head row has a word that is no period and no number: 城市, PM2.5."""
        words = [
            text
            for c, text in cells
            if isinstance(self.raw(row, c), str)
            and whole_when(text) is None
            and self.is_head_word(text)
        ]
        keys = self._has_key(cells)
        return keys or len(words) >= 2 or (bool(words) and self._data_follows(row, len(cells)))

    def _is_form(self, row: int, cells: list[tuple[int, str]]) -> bool:
        """What an online form exports: 提交者, 提交时间 and more before 区县, 月份, PM2.5."""
        if len(cells) < 5 or not all(isinstance(self.raw(row, c), str) for c, _ in cells):
            return False
        columns = [self.words.understand([text]) for _, text in cells]
        meanings = {k.meaning for k in columns if k.meaning is not Meaning.VALUE or k.indicator}
        return meanings >= {Meaning.PLACE, Meaning.PERIOD, Meaning.VALUE}

    def _has_key(self, cells: list[tuple[int, str]]) -> bool:
        return any(
            self.words.understand([text]).meaning
            in (Meaning.PLACE, Meaning.PERIOD, Meaning.INDICATOR, Meaning.KIND)
            for _, text in cells[:4]
        )

    def _data_follows(self, row: int, width: int) -> bool:
        for below in range(row + 1, min(row + 4, len(self.sheet.rows))):
            cells = self.own(below)
            if len(cells) >= 2 and not self._all_periods(below, cells):
                data = sum(
                    isinstance(self.raw(below, c), float) or self.is_data_cell(below, c, text)
                    for c, text in cells
                )
                return data >= 0.5 * (len(cells) - 1)
        return False

    def _all_periods(self, row: int, cells: list[tuple[int, str]]) -> bool:
        """10月 | 1—10月 under each unit: a row of the head."""
        return all(isinstance(self.raw(row, c), str) and whole_when(text) for c, text in cells)

    def _is_title(self, row: int, cells: list[tuple[int, str]]) -> bool:
        width = self.wide.get(row, 0)
        if len(cells) == 1:
            return True
        wide = len(cells) == 2 and width > 0.7 * max(2, self.sheet.width)
        return wide and not self._has_key(cells)

    # -- head -----------------------------------------------------------------------------------
    def head_at(self, row: int) -> range:
        if self.said is not None:
            return self.said
        top = bottom = row
        while top > 0 and bottom - top + 1 < MAX_HEAD_ROWS and self._is_group_row(top - 1):
            top -= 1
        keys = [c for c, text in self.own(row) if self._key_cell(text)]
        while bottom + 1 < len(self.sheet.rows) and bottom - top + 1 < MAX_HEAD_ROWS:
            if not self._continues_head(bottom + 1, keys):
                break
            bottom += 1
        return range(top, bottom + 1)

    def _key_cell(self, text: str) -> bool:
        meaning = self.words.understand([text]).meaning
        return meaning in (Meaning.PLACE, Meaning.PERIOD, Meaning.RIVER, Meaning.INDICATOR)

    def _is_group_row(self, row: int) -> bool:
        cells = self.own(row)
        if not cells or self.holds_data(row, cells):
            return False
        if self._is_title(row, cells):
            spans = self.wide.get(row, 0)
            return bool(spans) and spans < 0.7 * self.sheet.width and cells[0][0] > 0
        if self._dates_key(row, cells):
            return False
        if len(cells) == 2 and any(text.startswith(("单位:", "注:")) for _, text in cells):
            return False
        return sum(self.is_head_word(text) for _, text in cells) >= 0.5 * len(cells) or (
            (row in self.wide or self._has_open_key(row, cells)) and len(cells) >= 2
        )

    def _dates_key(self, row: int, cells: list[tuple[int, str]]) -> bool:
        """2025年第10期, a day over 区县: a line about the whole table, no group."""
        said = filter(None, (stated(text) for _, text in cells))
        return any(when.unclear or when.day is not None for when in said) and any(
            self.words.understand([self.text(row + 1, c)]).meaning is Meaning.PLACE
            for c, _ in cells
        )

    def _has_open_key(self, row: int, cells: list[tuple[int, str]]) -> bool:
        """项目 | 云麓区 | | 岚溪县: the cell under the key is blank, the head goes on."""
        return any(self._key_cell(text) and not self.text(row + 1, c) for c, text in cells[:4])

    def _continues_head(self, row: int, keys: list[int]) -> bool:
        cells = self.own(row)
        if not cells or self.holds_data(row, cells):
            return False
        if any(isinstance(self.raw(row, c), float | date) for c, _ in cells):
            return False
        if any(self.merged.get((row, c), (row, c))[0] < row for c in keys):
            return True  # 县区 is merged down to here
        starts_here = {c for c, _ in cells}
        if any(c in starts_here and not self._key_cell(dict(cells)[c]) for c in keys):
            return False
        known = sum(self._sub_head(row, c, text) for c, text in cells)
        return known >= 0.6 * len(cells) and (not keys or min(starts_here) > min(keys))

    def _sub_head(self, row: int, column: int, text: str) -> bool:
        if self.is_head_word(text):
            return True
        above = self.text(row - 1, column) or self.text(row - 1, column - 1)
        return self.words.understand([above, text]).meaning is not Meaning.UNKNOWN

    def heads(self, rows: range) -> list[list[str]]:
        """For each column the head texts from top to bottom, groups carried to the right."""
        width = max((c + 1 for row in rows for c, _ in self.own(row)), default=0)
        last_merged = max((c for r, c in self.merged if r in rows), default=-1)
        width = max(width, min(last_merged + 1, self.sheet.width))
        data = self.sheet.rows[rows.stop : rows.stop + 20]  # a last column without a head
        width = max([width, *(c + 1 for line in data for c in _filled(line))])
        result: list[list[str]] = [[] for _ in range(width)]
        for row in rows:
            below = range(row + 1, rows.stop)
            carried = ""
            for c in range(width):
                text = self.text(row, c)
                has_sub = any(self.text(r, c) and self.text(r, c) != text for r in below)
                if text:
                    carried = text if has_sub else ""
                elif has_sub and carried and not result[c]:
                    text = carried
                elif not has_sub:
                    carried = ""
                result[c].append(text)
        return result

    # -- tables ---------------------------------------------------------------------------------
    def find(self) -> list[Block]:
        blocks: list[Block] = []
        row, pending = 0, list[str]()
        total = len(self.sheet.rows)
        while row < total:
            if not self.looks_like_head(row):
                cells = self.own(row)
                values = bool(blocks) and any(map(_is_number, self.sheet.rows[row]))
                if cells and len(pending) < 60 and not values:
                    pending.append("　".join(text for _, text in cells[:6]))
                row += 1
                if row > _SEARCHED_ROWS and not blocks:
                    break
                continue
            head = self.head_at(row)
            above = [text for text in pending if text]
            for lost in range(head.start, row):  # group rows were taken for titles at first
                group = "　".join(text for _, text in self.own(lost)[:6])
                if group in above:
                    above.remove(group)
            end = self._end_of_data(head)
            data, notes = without_notes(self, range(head.stop, end))
            pending = []
            while end < total and notes and not NOTE.search(plain(notes[-1])):
                pending.insert(0, plain(notes.pop()))  # the title of the table that follows
            found = self._blocks(head, data, above, notes)
            if blocks and not found:
                blocks[-1].notes.extend(above)
            blocks.extend(found)
            row = max(end, head.stop)
        if blocks:
            blocks[-1].notes.extend(pending)
        return blocks

    def _end_of_data(self, head: range) -> int:
        """Up to the next head with other words, or the sheet's end."""
        total = len(self.sheet.rows)
        own_head = {text for row in head for _, text in self.own(row)}
        keys = min((c for row in head for c, _ in self.own(row)), default=0)
        number_at = 0
        for row in range(head.stop, total):
            line = self.sheet.rows[row]
            # Most rows are data: a number among the first cells settles it, most often where the
            # row above had one.
            if number_at < len(line):
                value = line[number_at]
                if type(value) is float and (31 < value < 1990 or not head_number(value)):
                    continue
            if is_blank(line):
                continue
            first = line[keys] if keys < len(line) else ""
            found = next((c for c, value in enumerate(line[:12]) if _is_number(value)), None)
            if found is not None:
                number_at = found
                continue
            if not first and not any(line[:12]):
                continue
            if self._speaks_of_another(row, head):
                return row
            if self.looks_like_head(row):
                titled = self._titled_anew(row, head)
                if titled is not None:
                    return titled
                words = {text for _, text in self.own(row)}
                if len(words & own_head) < 0.7 * len(words):
                    start = self.head_at(row).start
                    return max(head.stop, start)
        return total

    def _speaks_of_another(self, row: int, head: range) -> bool:
        """A line alone after a blank row that is the name of an indicator which no column of the
        table has, over rows: what follows is another table, with or without a head."""
        cells = self.own(row)
        if len(cells) != 1 or not is_blank(self.sheet.rows[row - 1]) or NOTE.search(cells[0][1]):
            return False
        named = self.words.understand([cells[0][1]]).indicator
        columns = [self.words.understand(parts).indicator for parts in self.heads(head)]
        below = [self.own(r) for r in range(row + 1, min(row + 3, len(self.sheet.rows)))]
        whole = len(below) == 2 and all(len(cells) > 1 for cells in below)
        return whole and named is not None and any(columns) and named not in columns

    def _titled_anew(self, row: int, head: range) -> int | None:
        """The title above a repeated head that speaks of a period: a table of its own begins."""
        above = row - 1
        while above >= head.stop and is_blank(self.sheet.rows[above]):
            above -= 1
        cells = self.own(above) if above >= head.stop else []
        if len(cells) != 1 or whole_when(cells[0][1]) or NOTE.match(cells[0][1]):
            return None
        when = find_when(cells[0][1])
        return above if when is not None and when.first is not None else None

    def _blocks(self, head: range, data: range, titles: list[str], notes: list[str]) -> list[Block]:
        heads = self.heads(head)
        columns = [self.words.understand(parts) for parts in heads]
        columns = values_beside_ranks(heads, columns, self.words)
        first_rows = self.sheet.rows[data.start : min(data.stop, data.start + _PAIRS_SEARCHED)]
        pair_heads(heads, columns, first_rows, self.words)
        lowest = [self._lowest(head, c) for c in range(len(heads))]
        number_heads(heads, columns, lowest, stated_when(titles), " ".join(titles))
        starts = side_by_side(heads, columns)
        starts[0] -= self._names_before(data, columns, starts)
        found = []
        for start, stop in zip(starts, [*starts[1:], len(columns)], strict=True):
            part = columns[start:stop]
            if any(column.head for column in part):
                found.append(Block(self.sheet, head, start, part, data, list(titles), list(notes)))
        return found

    def _names_before(self, data: range, columns: list[Column], starts: list[int]) -> bool:
        """Whether the column before the first head holds the names, under a corner left blank."""
        own = columns[starts[0] : starts[1] if len(starts) > 1 else None]
        if not starts[0] or any(k.meaning in (Meaning.PLACE, Meaning.PERIOD) for k in own):
            return False
        first = range(data.start, min(data.stop, data.start + 20))
        cells = [text for r in first if (text := self.text(r, starts[0] - 1))]
        names = [text for text in cells if not looks_like_data(text)]
        return len(names) > 1 and len(names) >= 0.7 * len(cells)

    def _lowest(self, head: range, column: int) -> Any:
        """What the lowest filled cell of a head holds."""
        values = (self.raw(row, column) for row in reversed(head))
        return next((value for value in values if value not in ("", None)), "")


def _filled(line: list[Any]) -> list[int]:
    """The last filled cell of a row, if any."""
    return next(([c] for c in range(len(line) - 1, -1, -1) if line[c] not in ("", None)), [])


def _is_number(value: Any) -> bool:
    """A number that stands in no head."""
    return type(value) is float and not head_number(value)
