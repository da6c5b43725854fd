"""检查安排: visits of the yearly plan and tasks handed in between, where they get in each other's
way, and the plan beside what was done.

Local practice (环境监察年度计划, 每月 1–2 个县): an enterprise is not visited twice in a week, and
a temporary task comes through one office (统一归口交办).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UNITS_A_MONTH = 2


class VisitKind(StrEnum):
    """Values are the words shown."""

    PLAN = "年度计划"
    TEMPORARY = "临时交办"


@dataclass(frozen=True, slots=True)
class Visit:
    """One line. `source` is who handed a temporary task in, or the plan's document; `intake` the
    office all temporary tasks come through (归口)."""

    id: int
    kind: VisitKind
    day: date
    place_id: int
    unit: str
    what: str
    enterprise: str = ""
    source: str = ""
    intake: str = ""
    done_on: date | None = None

    @property
    def says(self) -> str:
        """11月12日岚溪县（年度计划）."""
        return f"{self.day.month}月{self.day.day}日{self.enterprise or self.unit}（{self.kind}）"


def doubts(visit: Visit, known: Iterable[Visit], listed: Collection[str] = ()) -> tuple[str, ...]:
    """What speaks against a line as it stands, each in words; the visits known may hold itself.
    `listed` are enterprises of the 监督执法正面清单, which are looked at from afar first."""
    others = [other for other in known if other.id != visit.id]
    found = list(_clashes(visit, others))
    if visit.kind is VisitKind.TEMPORARY:
        if not visit.source or not visit.intake:
            found.insert(0, "未经统一归口" if visit.source else "没有交办来源")
        found += _against_plan(visit, others)
    if visit.enterprise in listed:
        found.append(f"{visit.enterprise}列入监督执法正面清单")
    return tuple(found)


def _clashes(visit: Visit, others: Iterable[Visit]) -> Iterable[str]:
    """The same enterprise on the same day, or in the same week (Monday to Sunday)."""
    for other in others:
        if not visit.enterprise or other.enterprise != visit.enterprise:
            continue
        if other.day == visit.day:
            yield f"同日已安排检查{visit.enterprise}：{other.what}"
        elif _week(other.day) == _week(visit.day):
            when = f"{other.day.month}月{other.day.day}日"
            yield f"同周已安排检查{visit.enterprise}：{when}{other.what}"


def _against_plan(visit: Visit, others: Iterable[Visit]) -> Iterable[str]:
    """Planned visits still to be made on the same day, or to the same unit in the same week."""
    found: dict[str, None] = {}  # two visits of one day and enterprise read alike
    for other in others:
        if other.kind is not VisitKind.PLAN or other.done_on is not None:
            continue
        same_week = _week(other.day) == _week(visit.day) and other.place_id == visit.place_id
        if other.day == visit.day or same_week:
            found[f"与计划冲突：{other.says}"] = None
    return found


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


@dataclass(frozen=True, slots=True)
class PlanMonth:
    """One month of the plan beside what was done: units planned, those of them done (whenever),
    those done in the month, and the temporary tasks done in it."""

    month: int
    planned: tuple[str, ...]
    kept: tuple[str, ...]
    done: tuple[str, ...]
    temporary: int

    @property
    def remark(self) -> str:
        """未完成 岚溪县；多于每月 2 个."""
        open_ones = "、".join(unit for unit in self.planned if unit not in self.kept)
        many = f"多于每月 {UNITS_A_MONTH} 个" if len(self.planned) > UNITS_A_MONTH else ""
        return "；".join(filter(None, (f"未完成 {open_ones}" if open_ones else "", many)))


def plan_months(visits: Iterable[Visit], year: int) -> list[PlanMonth]:
    """January to December."""
    found = list(visits)
    plan = [visit for visit in found if visit.kind is VisitKind.PLAN]

    def units(chosen: Iterable[Visit]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(visit.unit for visit in chosen))

    def made_in(visit: Visit, month: int) -> bool:
        return visit.done_on is not None and (visit.done_on.year, visit.done_on.month) == (
            year,
            month,
        )

    months = []
    for month in range(1, 13):
        of_month = [v for v in plan if (v.day.year, v.day.month) == (year, month)]
        still = units(v for v in of_month if v.done_on is None)
        months.append(
            PlanMonth(
                month,
                units(of_month),
                tuple(unit for unit in units(of_month) if unit not in still),
                units(v for v in plan if made_in(v, month)),
                sum(made_in(v, month) for v in found if v.kind is VisitKind.TEMPORARY),
            )
        )
    return months
