"""The vocabulary of the rule file: one frozen dataclass per leaf and shape.

A clause that fits none of these gets a new dataclass with tests; there is no expression language.
"""

from yuetan_desktop.domain.conditions.afterinterview import UnimprovedAfterInterview
from yuetan_desktop.domain.conditions.base import Condition, Context
from yuetan_desktop.domain.conditions.heavydays import HeavyDays
from yuetan_desktop.domain.conditions.incidents import (
    ConsecutiveCirculars,
    CountReaches,
    IncidentLogged,
)
from yuetan_desktop.domain.conditions.ranks import RankDrops, RankWithinBottom
from yuetan_desktop.domain.conditions.shapes import (
    AllOf,
    AnyOf,
    AnySection,
    Choose,
    Consecutive,
    HalfYear,
    WholeOrParts,
)
from yuetan_desktop.domain.conditions.targets import MissesTarget
from yuetan_desktop.domain.conditions.waterclass import (
    ClassAtLeast,
    ClassDrops,
    WorsensYearOnYear,
)
from yuetan_desktop.domain.conditions.yearonyear import DropsYearOnYear
from yuetan_desktop.domain.conditions.yeartasks import MissesFull, SlowFunds

__all__ = [
    "AllOf",
    "AnyOf",
    "AnySection",
    "Choose",
    "ClassAtLeast",
    "ClassDrops",
    "Condition",
    "Consecutive",
    "ConsecutiveCirculars",
    "Context",
    "CountReaches",
    "DropsYearOnYear",
    "HalfYear",
    "HeavyDays",
    "IncidentLogged",
    "MissesFull",
    "MissesTarget",
    "RankDrops",
    "RankWithinBottom",
    "SlowFunds",
    "UnimprovedAfterInterview",
    "WholeOrParts",
    "WorsensYearOnYear",
]
