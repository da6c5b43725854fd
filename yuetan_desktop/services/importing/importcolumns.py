"""What columns are, said in words: B=PM2.5, 草稿!C=综合指数目标,全年. The command line's way of
字段匹配; tables with and without a head alike."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.recognition.mapping import PERIODS, USES, ColumnChoice, Mappings
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.services.importing.layouts import as_mappings

_SAID = re.compile(
    r"(?:(?P<sheet>.+)!)?(?P<letter>[A-Za-z]{1,3})=(?P<what>[^,，]+)(?:[,，](?P<when>.+))?"
)
_GOAL = "目标"
_WITHOUT_INDICATOR = {
    meaning.value: use for use, meaning in USES.items() if use not in ("value", "target")
}


@dataclass(frozen=True, slots=True)
class ColumnWord:
    """One column and what it is; without a sheet that column of every table."""

    sheet: str
    letter: str
    choice: ColumnChoice


def column_words(said: Sequence[str], catalogue: Catalogue) -> tuple[ColumnWord, ...]:
    """What was said of columns. Raises AppError at the first that cannot be understood."""
    return tuple(_word(text, Vocabulary(catalogue)) for text in said)


def _word(text: str, words: Vocabulary) -> ColumnWord:
    match = _SAID.fullmatch(text.strip())
    if match is None:
        raise _unclear(f"“{text}”看不出是哪一列")
    what, when = match["what"].strip(), (match["when"] or "").strip()
    if when and when not in PERIODS:
        raise _unclear(f"“{when}”不是能选的时期（{'、'.join(PERIODS[:7])}、一季度、1月……）")
    use, indicator = _WITHOUT_INDICATOR.get(what, ""), ""
    if not use:
        goal = words.exact(what) is None and what.endswith(_GOAL)
        found = words.exact(what.removesuffix(_GOAL) if goal else what)
        if found is None:
            raise _unclear(f"“{what}”不是认识的指标")
        use, indicator = "target" if goal else "value", found.key
    choice = ColumnChoice(use, indicator, when)
    return ColumnWord(match["sheet"] or "", match["letter"].upper(), choice)


def mappings_of(
    found: ImportPreview, said: Sequence[ColumnWord]
) -> tuple[Mappings, set[ColumnWord]]:
    """What was said, by the layouts of a file's tables, and which words met a column. What is
    remembered of a layout stays."""
    mappings: dict[str, dict[str, ColumnChoice]] = {}
    remembered = as_mappings(found.saved.values())
    met: set[ColumnWord] = set()
    for table in (*found.tables, *found.reading.unread):
        keys = {column.letter: column.key for column in table.columns}
        for word in said:
            if word.letter not in keys or word.sheet not in ("", table.sheet):
                continue
            known = dict(remembered.get(table.fingerprint, {}))
            mappings.setdefault(table.fingerprint, known)[keys[word.letter]] = word.choice
            met.add(word)
    return mappings, met


def not_met(words: Sequence[ColumnWord], met: Container[ColumnWord]) -> None:
    """Raises AppError where something was said of a column that no table has."""
    for word in words:
        if word not in met:
            where = f"表“{word.sheet}”里" if word.sheet else ""
            raise _unclear(f"{where}没有识别出含{word.letter}列的表")


def _unclear(why: str) -> AppError:
    return AppError(
        f"{why}。",
        kept="没有导入任何数据。",
        hint="写法如 B=PM2.5、草稿!C=综合指数目标,全年、D=不入库。",
    )
