"""What cases add to the facts: interviews that were held, results that 第十条 took out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.facts import Exemption, PastInterview, TriggerValue
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases
from yuetan_desktop.store.cases import CaseRow, StepRow


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the assessment of every period has to know of cases."""

    interviews: tuple[PastInterview, ...] = ()
    exemptions: tuple[Exemption, ...] = ()


@dataclass
class _Told:
    """What the standing steps of one case say."""

    held: date | None = None
    improved: bool | None = None
    level: int | None = None  # 等级调整
    excused: StepRow | None = None

    def hear(self, step: StepRow) -> None:
        if step.kind == StepKind.INTERVIEW:
            self.held = step.day
        elif step.kind == StepKind.IMPROVEMENT_CHECK:
            self.improved = step.data.get("result") == "已改善"
        elif step.kind == StepKind.LEVEL_CHANGE:
            self.level = int(step.data["level"])
        elif step.kind == StepKind.EXEMPTION:
            self.excused = step


def case_facts(ws: Workspace) -> CaseFacts:
    """The interviews that were held and the cases that were excused, as assessments ask for them;
    voided steps tell nothing."""
    by_case: dict[int, _Told] = {}
    for step in cases.list_steps(ws.db):
        if step.voided_at is None:
            by_case.setdefault(step.case_id, _Told()).hear(step)
    telling = {id for id, told in by_case.items() if told.held or told.excused}
    if not telling:
        return CaseFacts()
    rows = [(row, by_case[row.id]) for row in cases.list_cases(ws.db) if row.id in telling]
    return CaseFacts(
        tuple(_interview(row, told, told.held) for row, told in rows if told.held),
        tuple(
            exemption
            for row, told in rows
            if told.excused
            for exemption in _exemptions(row, told.excused)
        ),
    )


def _interview(row: CaseRow, told: _Told, held: date) -> PastInterview:
    """第九条（一）1: with the values that led to it, at the level it was held at."""
    return PastInterview(
        row.number,
        row.place_id,
        told.level or row.level,
        held,
        tuple(map(_trigger_value, row.basis.get("trigger_values", ()))),
        told.improved,
    )


def _trigger_value(row: Mapping[str, Any]) -> TriggerValue:
    return TriggerValue(
        row["indicator"], row["place"], Period.parse(row["period"]), Decimal(str(row["value"]))
    )


def _exemptions(row: CaseRow, step: StepRow) -> Iterator[Exemption]:
    """One for each item that the case stood on."""
    basis = row.basis
    for item in (*basis.get("items", ()), *basis.get("also", ())):
        start, end = map(date.fromisoformat, item["span"])
        yield Exemption(
            0,
            row.place_id,
            item["rule"],
            Period(start, end),
            step.data["cause"],
            step.data["evidence"],
            step.data["approver"],
            step.day,
        )
