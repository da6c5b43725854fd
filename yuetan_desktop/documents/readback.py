"""A paper edited in WPS or Word, compared with what the program had written.

The template is filled once more with marks around every field, so that each paragraph is known as
fixed words and fields. An edited paragraph that still has the fixed words gives the fields' new
values; one that has not is a change of text. A row of a table is read as one line, its cells apart
by ｜, so that a row added or taken out is known as a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Any

from yuetan_desktop.documents.layout import BROKEN, style_of
from yuetan_desktop.documents.render import open_template, render
from yuetan_desktop.errors import AppError

Where = tuple[str | int, ...]  # 整改要求, 2, 内容
# Private characters around a field: start, number, middle, text, end. No paper holds them.
_START, _MIDDLE, _END = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_START}(\\d+){_MIDDLE}(.*?){_END}", re.DOTALL)
_LIKE_ENOUGH = 0.4
CELL = "｜"  # between the cells of a row; the form of a table writes it so too
_MARKS = ("。", "；", "，", "、", "：", "！", "？")
_TABLE = 3  # cells; a row of fewer is a name with what is said of it, as forms have it


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that reads differently now. `elsewhere`: the old value still stands in another
    place of the paper."""

    where: Where
    before: str
    after: str
    elsewhere: bool = False

    @property
    def key(self) -> str:
        return str(self.where[0])


@dataclass(frozen=True, slots=True)
class TextChange:
    """A paragraph whose fixed words were changed, that was added or taken out (empty side)."""

    before: str
    after: str
    near: str = ""  # the list of the paper that it was added to or taken out of
    at: int | None = None  # the item of the list that was taken out, or that it stands after
    row: tuple[tuple[str, str], ...] = ()  # of a row that was added: its cells by column


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was changed in the file."""

    fields: tuple[FieldChange, ...]
    texts: tuple[TextChange, ...]

    @property
    def is_empty(self) -> bool:
        return not self.fields and not self.texts


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as it was written: pieces of fixed words (None) and of fields."""

    pieces: tuple[tuple[Where | None, str], ...]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.pieces)

    @property
    def fields(self) -> tuple[tuple[Where, str], ...]:
        return tuple((where, text) for where, text in self.pieces if where is not None)

    @property
    def has_words(self) -> bool:
        """Whether fixed words stand in it, not fields alone."""
        return any(where is None for where, _ in self.pieces)

    @property
    def lists(self) -> str:
        """The list that the paragraph is an item of."""
        return next((str(where[0]) for where, _ in self.fields if len(where) > 1), "")

    @property
    def item(self) -> int | None:
        """Which item of it."""
        found = (where[1] for where, _ in self.fields if len(where) > 1)
        return next((n for n in found if isinstance(n, int)), None)

    @property
    def columns(self) -> tuple[str, ...]:
        """What each cell holds, of a row of which every cell is one field."""
        cells = self.text.split(CELL)
        fields = [str(where[-1]) for where, _ in self.fields if len(where) > 2]
        return tuple(fields) if len(fields) == len(cells) > 1 else ()


def read_back(template: Path, context: Mapping[str, Any], edited: Path) -> ReadBack:
    """What the edited file says differently from the template filled with `context`."""
    written = _written(template, context)
    found = _texts(_opened(edited))
    fields: list[FieldChange] = []
    texts: list[TextChange] = []
    unchanged: set[tuple[Where, str]] = set()
    near, at = "", None
    rows = {one.lists: one.columns for one in written if one.columns}
    for before, after in _aligned(written, found):
        if before is not None:
            near, at = before.lists, before.item
        if before is not None and after is not None and before.text.strip() == after:
            unchanged.update(before.fields)
            continue
        if before is None or after is None:
            was = before.text.strip() if before is not None else ""
            row = _row(rows.get(near, ()), after) if after is not None else ()
            texts.append(TextChange(was, after or "", near, at, row))
            continue
        changes, is_whole = _values(before, after)
        fields += changes
        if not is_whole:
            texts.append(TextChange(before.text.strip(), after, "" if before.has_words else near))
    return ReadBack(tuple(_once(fields, unchanged)), tuple(texts))


def _row(columns: Sequence[str], text: str) -> tuple[tuple[str, str], ...]:
    """The cells of a row that was added to a table of these columns."""
    cells = text.split(CELL)
    return tuple(zip(columns, cells, strict=True)) if len(cells) == len(columns) else ()


def _once(
    changes: Iterable[FieldChange], unchanged: set[tuple[Where, str]]
) -> Iterator[FieldChange]:
    """Each field once, the first change of it; whether its old value still stands somewhere."""
    seen: set[Where] = set()
    for change in changes:
        if change.where not in seen:
            seen.add(change.where)
            stale = (change.where, change.before) in unchanged
            yield FieldChange(change.where, change.before, change.after, stale)


# -- both sides as paragraphs -------------------------------------------------------------------
def _written(template: Path, context: Mapping[str, Any]) -> list[_Paragraph]:
    import docx

    places: list[Where] = []
    marked = _marked(context, (), places)
    held = BytesIO()
    render(template, marked).save(held)
    filled = docx.Document(held)  # heads and feet are filled only in the saved file
    return [_Paragraph(tuple(_pieces(text, places))) for text in _texts(filled)]


def _marked(value: Any, where: Where, places: list[Where]) -> Any:
    if isinstance(value, str):
        if not value:
            return value
        places.append(where)
        return f"{_START}{len(places) - 1}{_MIDDLE}{value}{_END}"
    if isinstance(value, Mapping):
        return {key: _marked(inner, (*where, str(key)), places) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(inner, (*where, n), places) for n, inner in enumerate(value)]
    return value


def _pieces(text: str, places: Sequence[Where]) -> Iterator[tuple[Where | None, str]]:
    end = 0
    for found in _MARKED.finditer(text):
        if found.start() > end:
            yield None, text[end : found.start()]
        yield places[int(found[1])], found[2]
        end = found.end()
    if end < len(text):
        yield None, text[end:]


def _opened(edited: Path) -> Any:
    if edited.suffix.lower() != ".docx":
        raise AppError(
            f"“{edited.name}”不是 .docx 文件。",
            kept="没有改动任何数据。",
            hint="请在 WPS 中另存为 .docx 后再读回。",
        )
    return open_template(edited).docx


def _texts(document: Any) -> list[str]:
    """Every paragraph with words in it: head, body with tables, foot; tracked changes accepted."""
    body = [document.element.body]
    stories = [
        part._element
        for section in document.sections
        for part in (section.header, section.even_page_header)
        if not part.is_linked_to_previous
    ]
    return [text for story in (*stories, *body) for text in _lines(story)]


def _lines(story: Any) -> Iterator[str]:
    """The paragraphs in their order; rows of plain cells as one line each."""
    from docx.oxml.ns import qn

    told: set[Any] = set()
    for element in story.iter(qn("w:p"), qn("w:tr")):
        if element in told:
            continue
        if element.tag == qn("w:tr"):
            cells = [_said(cell) for cell in element.iterchildren(qn("w:tc"))]
            if len(cells) < _TABLE:
                continue
            told.update(element.iter(qn("w:p")))
            if any(cells):
                yield CELL.join(cells)
        elif text := "".join(_characters(element)).strip():
            yield text


def _said(cell: Any) -> str:
    """A cell's words on one line, as a row of the form holds them: a second paragraph that was
    typed into it follows the first."""
    from docx.oxml.ns import qn

    said = ""
    for paragraph in cell.iter(qn("w:p")):
        text = "".join(_characters(paragraph)).strip()
        between = "；" if said and text and not said.endswith(_MARKS) else ""
        said += between + text
    return said


def _characters(paragraph: Any) -> Iterator[str]:
    from docx.oxml.ns import qn

    broken = style_of(paragraph) in BROKEN
    own = {
        qn("w:t"): None,
        qn("w:tab"): "\t",
        # A long name is broken over two lines when the paper is laid out.
        qn("w:br"): "" if broken else "\n",
        qn("w:cr"): "\n",
        qn("w:noBreakHyphen"): "-",
    }
    gone = {qn("w:del"), qn("w:moveFrom")}
    for element in paragraph.iter(*own):
        parent = element.getparent()
        if broken and element.tag == qn("w:tab") and _follows_break(element):
            continue
        # A tab stop among the properties is no character; what was struck out or moved on neither.
        if parent.tag == qn("w:r") and parent.getparent().tag not in gone:
            said = own[element.tag]
            yield (element.text or "") if said is None else said


def _follows_break(tab: Any) -> bool:
    """Whether a tab brings the second line of a broken name in under the first."""
    from docx.oxml.ns import qn

    before = tab.getprevious()
    return before is not None and before.tag == qn("w:br")


# -- which paragraph became which ---------------------------------------------------------------
def _aligned(
    written: Sequence[_Paragraph], found: Sequence[str]
) -> Iterator[tuple[_Paragraph | None, str | None]]:
    before = [paragraph.text.strip() for paragraph in written]
    for kind, a, b, c, d in SequenceMatcher(None, before, found, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(written[a:b], before[a:b], strict=True)
        else:
            yield from _paired(written[a:b], found[c:d])


def _paired(
    written: Sequence[_Paragraph], found: Sequence[str]
) -> Iterator[tuple[_Paragraph | None, str | None]]:
    """Neighbours that changed: in order where they are as many, else the most alike."""
    rest = list(found)
    for n, paragraph in enumerate(written):
        if not rest:
            yield paragraph, None
            continue
        must_leave = len(rest) > len(written) - n - 1
        at = max(range(len(rest)), key=lambda k: _likeness(paragraph.text, rest[k]))
        if len(written) == len(found):
            at = 0
        elif _likeness(paragraph.text, rest[at]) < _LIKE_ENOUGH and not must_leave:
            yield paragraph, None
            continue
        for early in rest[:at]:
            yield None, early
        yield paragraph, rest[at]
        del rest[: at + 1]
    for late in rest:
        yield None, late


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


# -- what the fields say now --------------------------------------------------------------------
def _values(paragraph: _Paragraph, text: str) -> tuple[list[FieldChange], bool]:
    """The fields' new values, and whether they are all that changed."""
    for n, (where, before) in enumerate(paragraph.pieces):
        if where is None:
            continue
        head = "".join(words for _, words in paragraph.pieces[:n]).lstrip()
        tail = "".join(words for _, words in paragraph.pieces[n + 1 :]).rstrip()
        if text.startswith(head) and text.endswith(tail) and len(text) >= len(head) + len(tail):
            return [FieldChange(where, before, text[len(head) : len(text) - len(tail)])], True
    if not paragraph.has_words:
        return [], False  # nothing to hold on to: which field ends where nobody can tell
    form = "".join(
        re.escape(words) if where is None else "(.*?)" for where, words in paragraph.pieces
    )
    found = re.fullmatch(form, text, re.DOTALL)
    if found is not None:
        values = zip(paragraph.fields, found.groups(), strict=True)
        return [FieldChange(w, before, now) for (w, before), now in values if before != now], True
    return list(_by_neighbours(paragraph, text)), False


def _by_neighbours(paragraph: _Paragraph, text: str) -> Iterator[FieldChange]:
    """Fields whose neighbouring characters are still there, though other words changed."""
    was = paragraph.text
    now_at = {
        a + n: b + n
        for a, b, size in SequenceMatcher(None, was, text, autojunk=False).get_matching_blocks()
        for n in range(size)
    }
    start = 0
    for where, before in paragraph.pieces:
        end = start + len(before)
        left = now_at[start - 1] + 1 if start - 1 in now_at else None if start else 0
        right = now_at.get(end) if end < len(was) else len(text)
        if where is not None and left is not None and right is not None and left <= right:
            after = text[left:right]
            if after != before:
                yield FieldChange(where, before, after)
        start = end
