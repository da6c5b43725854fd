"""What a row of a table is: data, or a note, a repeated head, a line that names a period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yuetan_desktop.excel.cells.valuecolumns import ValueColumn
from yuetan_desktop.excel.recognition.notesbelow import NOTE
from yuetan_desktop.excel.recognition.periods import find_when, whole_when
from yuetan_desktop.excel.sheet import as_text, plain


def row_kind(line: list[Any], span: range, heads: set[str], *, dated: bool = True) -> str:
    """data, blank, note, head (repeated on each page) or when (a line that names a period: of two
    columns only where none of them is `dated`)."""
    own = [c for c in span if c < len(line) and line[c] not in ("", None)]
    if not own:
        return "blank"
    first = plain(as_text(line[own[0]]))
    alone = len(own) == 1 and isinstance(line[own[0]], str)
    if alone and ((whole_when(first) and (len(span) > 2 or not dated)) or _is_title(first)):
        return "when"
    if alone and len(span) > 2:
        return "note" if NOTE.search(first) or own[0] == span.start else "data"
    if NOTE.search(first) and len(own) <= 3:
        return "note"
    return "head" if _repeats_head(line, heads) else "data"


def _is_title(text: str) -> bool:
    """2026年9月空气质量 between the rows of a table: what follows is of that month."""
    when = None if NOTE.search(text) else find_when(text)
    if when is None or when.year is None or when.first is None:
        return False
    return not when.unclear and len(text) > 10


def is_plainly_data(line: list[Any], columns: Sequence[ValueColumn]) -> bool:
    """Whether one of the first value columns holds a number: most rows need no other look."""
    return any(k.at < len(line) and type(line[k.at]) is float for k in columns[:3])


def _repeats_head(line: list[Any], heads: set[str]) -> bool:
    texts = [plain(v) for v in line if isinstance(v, str) and v.strip()]
    numbers = sum(isinstance(v, float) for v in line)
    if len(texts) < 2 or numbers > len(texts):
        return False
    return sum(text in heads for text in texts) >= 0.7 * len(texts)


def only_text(line: list[Any]) -> str:
    """What a line of words says."""
    return "　".join(v.strip() for v in line if isinstance(v, str) and v.strip())
