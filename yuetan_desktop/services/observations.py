"""Stored values to look at: by place, indicator and period, with their cell and their history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from yuetan_desktop.domain.cells import holds
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.indicator import Indicator
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import archive, observations, replacing
from yuetan_desktop.store.auditmarks import AuditMarks
from yuetan_desktop.store.facts import exact
from yuetan_desktop.store.observations import Batch, ValueChange

__all__ = ["Batch", "ValueChange"]


@dataclass(frozen=True, slots=True)
class StoredValue:
    """One value with everything about where it comes from; `value` is None for a text."""

    place: int
    place_name: str
    indicator: str
    period: str
    value: Decimal | None
    text: str
    source: Source
    list_name: str = ""
    list_size: int | None = None


@dataclass(frozen=True, slots=True)
class PastCorrection:
    """What a clerk made of a cell on the way in; the file itself was not changed."""

    original: str
    value: str
    basis: str
    by: str
    at: datetime

    @property
    def says(self) -> str:
        return (
            f"原值“{self.original}”，入库时更正为 {self.value}，依据：{self.basis}"
            f"（{self.by} {self.at:%Y-%m-%d}）"
        )


@dataclass(frozen=True, slots=True)
class PastValue:
    """One entry of a value's history: which import said what, and whether it was taken back."""

    value: Decimal | None
    text: str
    source: Source
    correction: PastCorrection | None
    imported_at: datetime
    imported_by: str
    withdrawn_at: datetime | None
    withdrawn_why: str


def find_values(
    ws: Workspace,
    *,
    places: Iterable[int] | None = None,
    indicator: str | None = None,
    period: Period | None = None,
    limit: int = -1,
) -> list[StoredValue]:
    """Values in force, longer periods before days."""
    kinds = [False, True] if period is None else [period.kind is PeriodKind.DAY]
    ids = None if places is None else list(places)
    found: list[StoredValue] = []
    marks = AuditMarks(ws.db)
    for daily in kinds:
        rows = observations.find_observations(
            ws.db,
            place_ids=ids,
            indicator=indicator,
            periods=None if period is None else [str(period)],
            daily=daily,
            limit=limit if limit < 0 else limit - len(found),
        )
        found += (_stored_value(row, marks) for row in rows)
    return found


def periods_of(ws: Workspace, indicator: str) -> list[Period]:
    """The periods that have a value of an indicator in force, the newest first."""
    found = map(Period.parse, observations.periods_of(ws.db, indicator))
    return sorted(found, key=lambda period: (period.end, period.start), reverse=True)


def _stored_value(row: Any, marks: AuditMarks) -> StoredValue:
    return StoredValue(
        place=row["place_id"],
        place_name=row["place"],
        indicator=row["indicator"],
        period=row["period"],
        value=None if row["value"] is None else exact(row["value"]),
        text=row["text"],
        source=_source(row, marks),
        list_name=row["list_name"],
        list_size=row["list_size"],
    )


def _source(row: Any, marks: AuditMarks) -> Source:
    """The cell of a stored value, with how far it was audited and who monitors."""
    where = row["batch_id"], row["sheet"], row["cell"], row["indicator"]
    return Source(row["file"], row["sheet"], row["cell"], row["batch_id"], marks.of(*where))


def value_history(ws: Workspace, place: int, indicator: str, period: Period) -> list[PastValue]:
    """Every value ever imported for one place, indicator and period, newest first."""
    marks = AuditMarks(ws.db)
    return [
        PastValue(
            value=None if row["value"] is None else exact(row["value"]),
            text=row["text"],
            source=(source := _source(row, marks)),
            correction=correction_of(ws, source),
            imported_at=datetime.fromisoformat(row["imported_at"]),
            imported_by=row["imported_by"],
            withdrawn_at=(
                datetime.fromisoformat(row["withdrawn_at"]) if row["withdrawn_at"] else None
            ),
            withdrawn_why=row["withdrawn_why"],
        )
        for row in observations.value_history(ws.db, place, indicator, str(period))
    ]


def correction_of(ws: Workspace, source: Source) -> PastCorrection | None:
    """How the cell of a value, or the first one in a range, was corrected when it was imported;
    None where all stand as they are."""
    if source.batch is None:
        return None
    for row in observations.corrections(ws.db, source.batch):
        if row["sheet"] == source.sheet and holds(source.cell, row["cell"]):
            return PastCorrection(
                row["original"],
                row["corrected"],
                row["basis"],
                row["corrected_by"],
                datetime.fromisoformat(row["corrected_at"]),
            )
    return None


def latest_month(ws: Workspace) -> Period | None:
    """The newest month with any value in force; the dashboard opens there."""
    text = observations.latest_month(ws.db)
    return Period.parse(text) if text else None


def list_batches(ws: Workspace) -> list[Batch]:
    """Every import ever made, newest first, withdrawn ones too."""
    return observations.list_batches(ws.db)


def changes_of(ws: Workspace, batch_id: int) -> list[ValueChange]:
    """What an import changed: the value before and after, with both cells."""
    return replacing.changes_of_batch(ws.db, batch_id)


def original_file(ws: Workspace, batch_id: int) -> Path:
    """The archived original of a batch, to open it at a cell."""
    batch = observations.get_batch(ws.db, batch_id)
    kept = archive.archived(ws.folders.archive, batch.sha256) if batch else None
    if kept is None:
        raise AppError(
            "没有找到这次导入的原始文件。",
            kept="导入的数据不受影响。",
            hint="它可能没有随数据文件夹一起复制过来。",
        )
    return kept


def find_indicator(ws: Workspace, name: str) -> Indicator:
    """An indicator by key, name or a head seen in spreadsheets."""
    catalogue = ws.library.catalogue
    if name in catalogue:
        return catalogue[name]
    for indicator in catalogue.values():
        if name == indicator.name or name in indicator.aliases:
            return indicator
    known = "、".join(indicator.name for indicator in catalogue.values())
    raise AppError(f"没有指标“{name}”。", hint=f"可用的指标：{known}。")
