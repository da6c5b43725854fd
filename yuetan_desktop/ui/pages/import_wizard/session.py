"""What the clerk has decided about one file so far, and what still stands in the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from yuetan_desktop.domain import cells
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.monitoring import UNSAID, Monitoring
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services.importing import layouts
from yuetan_desktop.services.importing.importplaces import UnknownPlace
from yuetan_desktop.services.importing.importpreview import (
    ColumnReading,
    ImportPreview,
    Problem,
    Severity,
    TableReading,
)
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.importing.layouts import ColumnChoice, Mappings, SavedLayout
from yuetan_desktop.services.importing.said import Correction, Said
from yuetan_desktop.ui.pages.import_wizard.issues import Issue
from yuetan_desktop.ui.pages.import_wizard.sheet_model import ColumnHead, Mark, Position

# A column that was left out; its line leads to 字段匹配.
UNKNOWN_COLUMN, MATCH_COLUMN = "这一列没有识别", "匹配"
NO_PLACE, CHOOSE_PLACE = "请在字段匹配里选定单位", "选定单位"
NO_YEAR = re.compile(r"表中的日期没有写年份，推算是(\d{4})年")
MANY = 6  # so many unknown names of one kind are one line
MOST_CHANGES = 200


@dataclass
class Session:
    """One file on its way in. What was `said` is given to every reading of it."""

    path: Path
    catalogue: Catalogue
    corrections: dict[tuple[str, str], Correction] = field(default_factory=dict)
    choices: dict[str, int | PlaceKind | None] = field(default_factory=dict)
    mappings: dict[str, dict[str, ColumnChoice]] = field(default_factory=dict)
    heads: dict[str, tuple[int, int]] = field(default_factory=dict)  # sheet → its head rows
    period: Period | None = None  # where the file itself does not say when
    place: str = ""  # where it does not say of which unit it is
    year: int | None = None  # where its dates have none
    monitoring: Monitoring = UNSAID  # the audit of the whole file and who monitors
    mode: Mode = Mode.UPDATE
    preview: ImportPreview | None = None

    @property
    def said(self) -> Said:
        """All of it as it stands now, for a reading in the background."""
        return Said(
            dict(self.corrections),
            dict(self.choices),
            {mark: dict(columns) for mark, columns in self.mappings.items()},
            dict(self.heads),
            self.period,
            self.place,
            self.year,
            self.monitoring,
            self.mode,
        )

    @property
    def undecided(self) -> list[UnknownPlace]:
        """Unknown names about which nothing was said yet."""
        unknown = self.preview.unknown_places if self.preview else []
        return [place for place in unknown if place.candidates or place.key not in self.choices]

    def obstacle(self) -> str:
        """Why the import may not go on; empty when it may."""
        if self.preview is None:
            return "正在读取文件"
        if not self.preview.has_content:
            return "没有可以入库的数据"
        parts = []
        if self.preview.errors:
            parts.append(f"{len(self.preview.errors)} 处错误")
        if self.undecided:
            parts.append(f"{len(self.undecided)} 个名称未确定")
        return f"还有 {'、'.join(parts)}，处理后方可入库" if parts else ""

    def correct(self, sheet: str, cell: str, value: str, basis: str) -> None:
        self.corrections[sheet, cell] = Correction(value, basis)

    def saved(self, fingerprint: str) -> SavedLayout | None:
        """What is remembered of a layout."""
        return self.preview.saved.get(fingerprint) if self.preview else None

    def mapping(self, fingerprint: str) -> Mapping[str, ColumnChoice]:
        """What was said of a layout's columns, about this file or with an earlier one."""
        own = self.mappings.get(fingerprint)
        return own if own is not None else self.remembered.get(fingerprint, {})

    @property
    def remembered(self) -> Mappings:
        return layouts.as_mappings(self.preview.saved.values()) if self.preview else {}

    def map_column(self, fingerprint: str, key: str, choice: ColumnChoice | None) -> None:
        """Say what a column is; None leaves it to recognition, an empty key all of them."""
        said = dict(self.mapping(fingerprint)) if key else {}
        if choice is None:
            said.pop(key, None)
        else:
            said[key] = choice
        self.mappings[fingerprint] = said

    def propose_places(self, names: tuple[str, ...]) -> None:
        """Do what unknown names' lines propose: the first candidate, or a new place."""
        for place in self.undecided:
            if place.key in names:
                chosen = place.candidates[0].id if place.candidates else place.kind
                self.choices[place.key] = chosen

    def issues(self) -> list[Issue]:
        """Errors first; names to be decided come with the errors, hints last."""
        if self.preview is None:
            return []
        problems = [
            Issue(
                problem.severity,
                problem.sheet,
                problem.cell,
                problem.message,
                act=_act(problem),
                proposal=problem.proposal,
            )
            for problem in self.preview.problems
        ]
        return [*place_issues(self.undecided), *problems, *self._changes()]

    def _changes(self) -> list[Issue]:
        """Values in force that this file would replace; storing it takes the new ones."""
        assert self.preview is not None
        return [
            Issue(
                Severity.WARNING,
                change.sheet,
                change.cell,
                f"与库中已有值 {self._number(change.indicator, change.old)} 不同"
                f"（{change.old_file}），入库后采用新值",
            )
            for change in self.preview.changes[:MOST_CHANGES]
            if change.old is not None and change.old != change.new
        ]

    def _number(self, indicator: str, value: float) -> str:
        return self.catalogue[indicator].text(Decimal(str(value)))

    def marks(self, sheet: str) -> dict[Position, Mark]:
        """Doubts at their cells; the first of a cell holds, errors come before warnings."""
        found: dict[Position, Mark] = {}
        for issue in self.issues():
            if issue.sheet == sheet and issue.cell and issue.severity is not Severity.HINT:
                found.setdefault(position(issue.cell), Mark(issue.error, issue.message))
        for (where, cell), correction in self.corrections.items():
            if where == sheet:
                words = f"已更正为 {correction.value}，依据：{correction.basis}"
                found[position(cell)] = Mark(False, words, correction.value)
        return found


def place_issues(unknown: list[UnknownPlace]) -> list[Issue]:
    """One line per unknown name; many of one kind share a line."""
    plain: dict[PlaceKind, list[UnknownPlace]] = {}
    found = []
    for place in unknown:
        if place.candidates:
            act = f"采用“{place.candidates[0].name}”"
            found.append(_place_issue(place, act))
        else:
            plain.setdefault(place.kind, []).append(place)
    for kind, several in plain.items():
        if len(several) < MANY:
            found += [_place_issue(place, f"登记为{kind.label}") for place in several]
            continue
        first = several[0]
        words = f"“{first.name}”等 {len(several)} 个单位未登记，可登记为{kind.label}。"
        names = tuple(place.key for place in several)
        found.append(
            Issue(Severity.WARNING, first.sheet, first.cell, words, "全部登记", names=names)
        )
    return found


def _place_issue(place: UnknownPlace, act: str) -> Issue:
    return Issue(Severity.WARNING, place.sheet, place.cell, place.message, act, names=(place.key,))


def _act(problem: Problem) -> str:
    if problem.proposal:
        return f"识别为 {problem.proposal}"
    if year := NO_YEAR.match(problem.message):
        return f"按{year[1]}年读取"
    if NO_PLACE in problem.message:
        return CHOOSE_PLACE
    if problem.cell and UNKNOWN_COLUMN in problem.message:
        return MATCH_COLUMN
    return "更正" if problem.severity is Severity.ERROR and problem.cell else ""


def is_stored(column: ColumnReading) -> bool:
    """Whether what stands in the column is imported; changes against last year are not."""
    return column.known and "不入库" not in column.meaning


def column_heads(table: TableReading, catalogue: Catalogue) -> list[ColumnHead]:
    """Heads from column A on; columns outside the table are not imported."""
    known = {column.letter: column for column in table.columns}
    last = position(f"{table.last_letter}1")[1]
    heads = []
    for index in range(last + 1):
        letter = cells.letters(index)
        column = known.get(letter)
        heads.append(
            ColumnHead(letter, _short(column, catalogue), column.unit)
            if column and is_stored(column)
            else ColumnHead(letter)
        )
    return heads


def _short(column: ColumnReading, catalogue: Catalogue) -> str:
    """PM2.5 for PM2.5平均浓度, with what was said beside the name: （目标）, （上年同期）."""
    if column.indicator not in catalogue:
        return column.meaning
    indicator = catalogue[column.indicator]
    return column.meaning.replace(indicator.name, indicator.brief, 1)


def position(cell: str) -> Position:
    """C5 → (4, 2); text that is no address lies outside every sheet."""
    try:
        return cells.position(cell)
    except ValueError:
        return (-1, -1)
