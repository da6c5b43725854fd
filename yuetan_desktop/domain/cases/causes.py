"""第十六条: the leading cause of an interview, the domain it touches, and who led that domain then.

“分管负责同志，为…认定的首要原因涉及的有关领域分管负责同志，市政府分管负责同志为相应领域分管负责同志。”
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

CHIEF = "主要负责"  # the domain of a unit's first leader, whatever the cause


class FaultFamily(StrEnum):
    """主观责任 is answered for; 客观因素 are told apart, so that who did his duty is safe."""

    SUBJECTIVE = "主观责任"
    OBJECTIVE = "客观因素"


# 将…主观责任，与…客观因素严格区分（问责更要负责）
FAULTS = {
    "明知不管": FaultFamily.SUBJECTIVE,
    "熟视无睹": FaultFamily.SUBJECTIVE,
    "不作为": FaultFamily.SUBJECTIVE,
    "慢作为": FaultFamily.SUBJECTIVE,
    "监管和治理能力不足": FaultFamily.OBJECTIVE,
    "体制机制不健全": FaultFamily.OBJECTIVE,
    "法规标准有局限": FaultFamily.OBJECTIVE,
}


# 分类处置：对轻微违法审慎包容、帮扶指导；对恶意违法严惩重罚，两法衔接、专案查办。
SEVERITIES = {
    "轻微": "情节轻微，审慎包容，以帮扶指导、督促改正为主",
    "一般": "责成限期整改，到期核查（第十七、十八条）",
    "恶意": "恶意违法，从严查处；涉嫌犯罪的移送司法机关",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One line of the map: 工地扬尘 → 住房城乡建设 → 市住房城乡建设局."""

    name: str
    domain: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leader:
    """One line of the 分工表; `place_id` None is the city government, `valid_to` its last day."""

    id: int
    place_id: int | None
    name: str
    title: str
    domain: str
    valid_from: date
    valid_to: date | None = None
    document: str = ""

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def says(self) -> str:
        """副区长何静."""
        return f"{self.title}{self.name}"


@dataclass(frozen=True, slots=True)
class LeadingCause:
    """The assessment of 第十六条: what was considered, what was found, by whom, when.

    Domain and departments are those of the office's map unless somebody said others.
    """

    candidates: tuple[str, ...]
    chosen: str
    why: str
    found_by: str
    found_on: date
    domain: str = ""
    departments: tuple[str, ...] = ()
    upstream_share: Decimal | None = None  # per cent of the cause that came from upstream
    faults: tuple[str, ...] = ()  # of `FAULTS`
    severity: str = ""  # of `SEVERITIES`; empty where nobody said

    @property
    def says(self) -> str:
        """工地扬尘（住房城乡建设领域）."""
        return f"{self.chosen}（{self.domain}领域）" if self.domain else self.chosen

    @property
    def handling(self) -> str:
        """What is suggested for its severity; a person decides."""
        return SEVERITIES.get(self.severity, "")

    @property
    def says_with_upstream(self) -> str:
        """The cause, and after it 上游来水影响约 40% where a share was noted."""
        if self.upstream_share is None:
            return self.says
        return f"{self.says}；上游来水影响约 {self.upstream_share.normalize():f}%"


def leaders_on(
    leaders: Iterable[Leader], place_id: int | None, domain: str, day: date
) -> list[Leader]:
    """Who was in charge of a domain in a unit on that day, not today; several only where the
    table itself is in conflict."""
    return [
        leader
        for leader in leaders
        if leader.place_id == place_id and leader.domain == domain and leader.holds_on(day)
    ]


def overlapping(leaders: Iterable[Leader], new: Leader) -> Leader | None:
    """A line of the same unit and domain that covers a day of the new one."""
    for known in leaders:
        if (known.place_id, known.domain) != (new.place_id, new.domain) or known.id == new.id:
            continue
        starts_before_end = new.valid_to is None or known.valid_from <= new.valid_to
        ends_after_start = known.valid_to is None or known.valid_to >= new.valid_from
        if starts_before_end and ends_after_start:
            return known
    return None
