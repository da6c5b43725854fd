"""How the cases of a period went: counts, limits kept, working days a step takes, repetition,
improvement. What each figure means is said in words beside it (`DEFINITIONS`).

第十八条: 整改落实情况纳入生态环境保护党政同责工作考评.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import TypeVar

from yuetan_desktop.domain.casework import CaseState, StepKind, label_in
from yuetan_desktop.domain.deadline import IMPROVEMENT_MONTHS, Deadline
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.limitrate import LimitRate, limit_rates, share, together
from yuetan_desktop.domain.workday import WorkCalendar, add_months

K = TypeVar("K", bound=Hashable)

REPEAT_MONTHS = 12
VETO_LEVEL = 6  # 第九条


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What statistics see of a case. `cites` and `rules` are those of its own level."""

    number: str
    unit: int
    unit_name: str
    level: int
    cites: tuple[str, ...]
    rules: frozenset[str]
    opened_on: date
    state: CaseState
    deadlines: tuple[Deadline, ...]

    @property
    def status(self) -> Status:
        if self.state.is_open:
            return Status.OPEN
        return Status.DROPPED if self.state.was_dropped else Status.ENDED


class Status(StrEnum):
    """Values are the words shown."""

    OPEN = "在办"
    ENDED = "已结"
    DROPPED = "撤销或豁免"


class Improvement(StrEnum):
    """What the check three months after an interview said (第九条（一）1)."""

    NOT_DUE = "未到期"
    UNCHECKED = "到期未核对"
    IMPROVED = "已改善"
    NOT_IMPROVED = "未改善"


@dataclass(frozen=True, slots=True)
class Count:
    """Cases opened, and where they stand now; the three parts add up to the whole."""

    opened: int
    open: int
    ended: int
    dropped: int

    @classmethod
    def of(cls, records: Iterable[CaseRecord]) -> Count:
        found = [record.status for record in records]
        return cls(
            len(found),
            found.count(Status.OPEN),
            found.count(Status.ENDED),
            found.count(Status.DROPPED),
        )


@dataclass(frozen=True, slots=True)
class StepSpan:
    """The working days one step of one case took, from the main step before it."""

    number: str
    unit_name: str
    level: int
    kind: StepKind
    label: str
    since: date
    day: date
    workdays: int


@dataclass(frozen=True, slots=True)
class StepPace:
    """Over all cases: how often a step was done, and the median of its working days."""

    label: str
    count: int
    median: Decimal
    longest: int


@dataclass(frozen=True, slots=True)
class TaskCount:
    """Rectification tasks whose date lies in the period, withdrawn ones left out."""

    tasks: int = 0
    closed: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class UnitYear:
    """One unit's year for 党政同责: cases by level, limits, improvement, exemptions, veto hint."""

    unit: int
    name: str
    by_level: Mapping[int, int]
    count: Count
    limits: LimitRate
    repeats: int
    improved: int
    not_improved: int
    exemptions: int
    veto_cases: tuple[str, ...]
    veto_says: tuple[str, ...]  # those cases with the clause each stands on
    tasks: TaskCount

    @property
    def has_veto(self) -> bool:
        return bool(self.veto_cases)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything 统计考评 shows of the cases opened in a period, as of a day."""

    period: Period
    as_of: date
    records: tuple[CaseRecord, ...]
    count: Count
    by_level: Mapping[int, Count]
    by_unit: Mapping[str, Count]
    by_article: Mapping[str, Count]
    by_month: Mapping[Period, Count]
    limits: tuple[LimitRate, ...]
    paces: tuple[StepPace, ...]
    spans: tuple[StepSpan, ...]
    repeats: Mapping[str, str]  # case number → the earlier case
    improvements: Mapping[str, Improvement]

    @property
    def all_limits(self) -> LimitRate:
        return together(self.limits)

    @property
    def repeat_rate(self) -> Decimal | None:
        counted = self.count.opened - self.count.dropped
        return share(len(self.repeats), counted)

    def improved(self, which: Improvement) -> int:
        return sum(1 for found in self.improvements.values() if found is which)

    @property
    def improved_share(self) -> Decimal | None:
        good, bad = self.improved(Improvement.IMPROVED), self.improved(Improvement.NOT_IMPROVED)
        return share(good, good + bad)


# -- one case -----------------------------------------------------------------------------------
def improvement(record: CaseRecord, as_of: date) -> Improvement | None:
    """None where no interview was held: 预警提示 and 通报 ask for no such check."""
    held = record.state.held_on
    if held is None:
        return None
    check = record.state.last(StepKind.IMPROVEMENT_CHECK)
    if check is not None:
        good = check.data.get("result") == Improvement.IMPROVED.value
        return Improvement.IMPROVED if good else Improvement.NOT_IMPROVED
    due = add_months(held, IMPROVEMENT_MONTHS)
    return Improvement.UNCHECKED if due <= as_of else Improvement.NOT_DUE


def repeat_of(record: CaseRecord, everything: Iterable[CaseRecord]) -> CaseRecord | None:
    """The newest earlier case of the same unit within twelve months that shares an item with it;
    withdrawn and exempted ones are none."""
    if record.status is Status.DROPPED:
        return None
    since = add_months(record.opened_on, -REPEAT_MONTHS)
    earlier = [
        other
        for other in everything
        if other.unit == record.unit
        and other.status is not Status.DROPPED
        and (since, "") <= (other.opened_on, other.number) < (record.opened_on, record.number)
        and other.rules & record.rules
    ]
    return max(earlier, key=lambda other: (other.opened_on, other.number), default=None)


def step_spans(record: CaseRecord, calendar: WorkCalendar) -> list[StepSpan]:
    """The main steps that stand, each with its working days since the one before; the first
    counts from the day the case was opened."""
    found, since = [], record.opened_on
    for kind in record.state.chain:
        step = record.state.done.get(kind)
        if step is None:
            continue
        found.append(
            StepSpan(
                number=record.number,
                unit_name=record.unit_name,
                level=record.level,
                kind=kind,
                label=label_in(kind, record.level),
                since=since,
                day=step.day,
                workdays=calendar.workdays_between(since, step.day),
            )
        )
        since = step.day
    return found


# -- many cases ---------------------------------------------------------------------------------
def evaluate(
    everything: Sequence[CaseRecord], period: Period, as_of: date, calendar: WorkCalendar
) -> Evaluation:
    """The cases opened in `period`; earlier ones are looked at only for repetition."""
    records = tuple(r for r in everything if period.start <= r.opened_on <= period.end)
    spans = sorted(
        (span for record in records for span in step_spans(record, calendar)),
        key=lambda span: (_ORDER[span.kind], span.label, span.number),
    )
    found = {r.number: repeat_of(r, everything) for r in records}
    checks = {r.number: improvement(r, as_of) for r in records if r.status is not Status.DROPPED}
    months = [month for month in period.month_list() if month.start <= as_of]
    return Evaluation(
        period=period,
        as_of=as_of,
        records=records,
        count=Count.of(records),
        by_level=_counts(records, lambda r: (r.level,)),
        by_unit=_counts(records, lambda r: (r.unit_name,)),
        by_article=_counts(records, lambda r: r.cites),
        by_month={
            month: Count.of(r for r in records if month.start <= r.opened_on <= month.end)
            for month in months
        },
        limits=limit_rates(record.deadlines for record in records),
        paces=_paces(spans),
        spans=tuple(spans),
        repeats={number: other.number for number, other in found.items() if other is not None},
        improvements={number: says for number, says in checks.items() if says is not None},
    )


def unit_years(
    found: Evaluation,
    units: Mapping[int, str],
    exemptions: Mapping[int, int],
    tasks: Mapping[int, TaskCount] | None = None,
) -> list[UnitYear]:
    """One line a unit, those with a veto hint first, then by the highest level and the number of
    cases; units without a case stay in the list."""
    counted = tasks or {}
    lines = [
        _unit_year(found, unit, name, exemptions.get(unit, 0), counted.get(unit, TaskCount()))
        for unit, name in units.items()
    ]
    return sorted(
        lines,
        key=lambda line: (
            not line.has_veto,
            -max((level for level, n in line.by_level.items() if n), default=0),
            -line.count.opened,
        ),
    )


def _unit_year(
    found: Evaluation, unit: int, name: str, exemptions: int, tasks: TaskCount
) -> UnitYear:
    records = [record for record in found.records if record.unit == unit]
    standing = [record for record in records if record.status is not Status.DROPPED]
    veto = [record for record in standing if record.level == VETO_LEVEL]
    checks = [found.improvements.get(record.number) for record in records]
    return UnitYear(
        unit=unit,
        name=name,
        by_level={n: sum(1 for r in standing if r.level == n) for n in range(1, 7)},
        count=Count.of(records),
        limits=together(limit_rates(record.deadlines for record in records)),
        repeats=sum(1 for record in records if record.number in found.repeats),
        improved=checks.count(Improvement.IMPROVED),
        not_improved=checks.count(Improvement.NOT_IMPROVED),
        exemptions=exemptions,
        veto_cases=tuple(r.number for r in veto),
        veto_says=tuple(f"{r.number}（{'、'.join(r.cites)}）" for r in veto),
        tasks=tasks,
    )


def _counts(
    records: Sequence[CaseRecord], keys: Callable[[CaseRecord], Iterable[K]]
) -> dict[K, Count]:
    groups: dict[K, list[CaseRecord]] = {}
    for record in records:
        for key in dict.fromkeys(keys(record)):
            groups.setdefault(key, []).append(record)
    return {key: Count.of(group) for key, group in groups.items()}


def _paces(spans: Iterable[StepSpan]) -> tuple[StepPace, ...]:
    days: dict[str, list[int]] = {}
    for span in spans:
        days.setdefault(span.label, []).append(span.workdays)
    return tuple(
        StepPace(label, len(found), Decimal(str(median(found))), max(found))
        for label, found in days.items()
    )


# The order in which a case meets its steps.
_ORDER = {kind: number for number, kind in enumerate(StepKind)}
DEFINITIONS: tuple[tuple[str, str], ...] = (
    ("立案", "立案日期在统计期内的案件，含后来撤销或豁免的；立案＝在办＋已结＋撤销或豁免。"),
    (
        "按条款",
        "依据几项条款立案的案件，每项各计一件，合计可大于立案数；一并通报的较低情形不计。",
    ),
    (
        "按期率",
        "按期÷（按期＋超期＋逾期）。按期：期限当日或之前办结；超期：办结但晚于期限；"
        "逾期：期限已过仍未办结。定期的整改进展报告每次计一项。未到期的不计入；撤销或豁免的案件只计已办结的期限。",
    ),
    (
        "环节用时",
        "由前一主环节的登记日期起算（第一个环节由立案日期起算），当日不计，到本环节日期为止的工作日数；"
        "退回重办的以最后一次为准。取中位数：各案用时由少到多排列，居中的一个（偶数件取中间两个的平均）。",
    ),
    (
        "重复率",
        f"重复案件÷（立案－撤销或豁免）。重复案件：同一单位此前{REPEAT_MONTHS}个月内已因同一项条款"
        "立过案（撤销、豁免的不算）。",
    ),
    (
        "三个月改善率",
        f"已改善÷（已改善＋未改善），依据约谈后{IMPROVEMENT_MONTHS}个月的改善情况核对登记"
        "（第九条（一）1）。到期未核对的单列，不计入。",
    ),
    ("豁免", "统计期内按第十条认定不可抗力、不进行预警提示、通报和约谈的情形数，不计入立案。"),
    ("整改任务", "整改台账中时限在统计期内、未撤销的任务；逾期：时限已过仍未报完成的。"),
    ("督政占比", "督政问题÷（督政问题＋查企问题），问题即上述整改任务，按登记时的标记。"),
    (
        "否决提示",
        f"统计期内有第九条（{VETO_LEVEL}级，市政府主要领导约谈）案件且未撤销、未豁免的单位，列在最前。"
        "只是提示，是否一票否决由考评机关认定。",
    ),
)
"""What each figure means, as it stands under the tables, in the workbooks and in the manual."""
