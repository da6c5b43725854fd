"""What 统计考评 and 党政同责汇总 show, as plain rows: lists from which every figure is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of the period. `repeats` is the earlier case it repeats, empty if none."""

    number: str
    unit: str
    level: int
    level_name: str
    cites: tuple[str, ...]
    title: str
    opened_on: date
    state: str
    status: str  # 在办 已结 撤销或豁免
    repeats: str
    improvement: str  # 未到期 到期未核对 已改善 未改善, empty without an interview
    faults: str  # 主观责任：慢作为；客观因素：… or 未区分


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit of one case."""

    number: str
    unit: str
    level: int
    name: str
    due: date
    done_on: date | None
    state: str
    text: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class SpanLine:
    """One step of one case with the working days it took; lines of a step stand together."""

    number: str
    unit: str
    level: int
    step: str
    since: date
    day: date
    workdays: int


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    """One finding of force majeure (第十条)."""

    unit: str
    cite: str
    period: str
    cause: str
    evidence: str
    approved: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One rectification task whose date lies in the period."""

    code: str
    unit: str
    name: str
    target: str
    due: date
    stage: str  # 整改中 待核查 待销号 已销号
    standing: str  # 未到 临近 今日 逾期 按期 超期
    text: str
    case: str
    tag: str  # 督政 查企


@dataclass(frozen=True, slots=True)
class EvaluationRows:
    """A period's lists, and the names by which they are counted, in the order shown."""

    title: str
    lines: tuple[str, ...]
    author: str
    levels: tuple[tuple[int, str], ...]
    units: tuple[str, ...]  # veto hints first
    veto: Mapping[str, str]  # unit → the cases and clauses its veto hint stands on
    months: tuple[str, ...]  # 2026-10
    limits: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]  # (name, the part of a case's words counted under it)
    cases: Sequence[CaseLine]
    limit_lines: Sequence[LimitLine]
    spans: Sequence[SpanLine]
    exemptions: Sequence[ExemptionRow]
    tasks: Sequence[TaskLine]
    definitions: tuple[tuple[str, str], ...]
