"""Targets (阶段目标、考核目标) kept by hand; those of workbooks come through `imports`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import targets
from yuetan_desktop.store.facts import exact


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """One target on record, with where it comes from."""

    id: int
    place: int
    place_name: str
    indicator: str
    period: Period
    value: Decimal
    document: str
    signed_on: date | None
    source: Source | None
    recorded_by: str
    recorded_at: str


def list_targets(
    ws: Workspace, *, place: int | None = None, year: int | None = None
) -> list[TargetRecord]:
    """Targets in force; where a period has several, the newest document comes first (R17)."""
    return [
        TargetRecord(
            id=row["id"],
            place=row["place_id"],
            place_name=row["place"],
            indicator=row["indicator"],
            period=Period.parse(row["period"]),
            value=exact(row["value"]),
            document=row["document"],
            signed_on=date.fromisoformat(row["signed_on"]) if row["signed_on"] else None,
            source=(
                Source(row["file"], row["sheet"], row["cell"], row["batch_id"])
                if row["file"]
                else None
            ),
            recorded_by=row["recorded_by"],
            recorded_at=row["recorded_at"],
        )
        for row in targets.list_targets(ws.db, place_id=place, year=year)
    ]


def add_target(
    ws: Workspace,
    *,
    place: int,
    indicator: str,
    period: Period,
    value: Decimal,
    document: str,
    signed_on: date | None,
) -> None:
    """A further version of a target; earlier ones stay on record, the latest signed one counts."""
    if not document.strip():
        raise AppError("目标要有下达文件的文号。", kept="没有保存。", hint="请填写文号后再保存。")
    row = targets.TargetRow(
        place,
        indicator,
        str(period),
        float(value),
        document.strip(),
        signed_on.isoformat() if signed_on else None,
    )
    with ws.transaction():
        targets.insert_targets(ws.db, [row], by=ws.person, at=ws.now())


def void_target(ws: Workspace, target_id: int, why: str) -> None:
    """Take a wrongly entered target out of force; it stays on record with the reason."""
    with ws.transaction():
        targets.void_target(ws.db, target_id, by=ws.person, why=why, at=ws.now())
