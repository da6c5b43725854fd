"""What the workbooks for superiors show, as plain rows; the writers lay them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


# -- 风险研判汇总表 -------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class LevelCell:
    """State and fact of one unit at one level."""

    state: str
    line: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit: its six cells and how many rules came out how."""

    unit: str
    kind: str
    cells: tuple[LevelCell, ...]
    highest: int | None
    triggered: int
    undecided: int
    no_data: int
    exempt: int
    cases: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One rule's result for one unit and period."""

    unit: str
    level: int
    cite: str
    title: str
    period: str
    outcome: str
    fact: str
    margin: Decimal | None
    margin_unit: str
    reading: str
    effect: str
    exemption: str
    audit: str  # 暂判, and who monitors and how far the values were audited
    source: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One open wording and how it is read."""

    id: str
    wording: str
    question: str
    option: str
    decided: str
    basis: str


@dataclass(frozen=True, slots=True)
class RiskSummary:
    """What 风险研判汇总表 shows."""

    title: str
    lines: tuple[str, ...]
    levels: tuple[str, ...]  # 1 预警提示 …
    units: Sequence[UnitRow]
    findings: Sequence[FindingRow]
    readings: Sequence[ReadingRow]
    author: str


# -- 约谈案件台账 ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One case. Dates are None while the step has not been done."""

    number: str
    unit: str
    level: int
    level_name: str
    cites: str
    title: str
    department: str
    opened_on: date
    approved_on: date | None
    notified_on: date | None
    held_on: date | None
    minutes_on: date | None
    plan_on: date | None
    reviewed_on: date | None
    completed_on: date | None
    verified_on: date | None
    ended_on: date | None
    state: str
    is_open: bool
    next_limit: str
    notice_limit: str  # 按期 / 超期 / 逾期 … of 第十二条
    plan_limit: str  # of 第十七条
    transfer_limit: str  # of 第十九条
    person: str


@dataclass(frozen=True, slots=True)
class CaseLedger:
    """What 约谈案件台账 shows."""

    title: str
    lines: tuple[str, ...]
    levels: tuple[tuple[int, str], ...]
    rows: Sequence[LedgerRow]
    author: str
