"""A regulation as data: its levels, articles, rules, duties, incident kinds and readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from yuetan_desktop.domain.conditions import Condition
from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.reading import Reading
from yuetan_desktop.domain.workday import add_months


class RulePeriod(StrEnum):
    """Over which periods a rule is asked."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    YEAR = "year"
    YEAR_TO_DATE = "year_to_date"
    LAST_YEAR = "last_year"  # 上年度：all of the following year
    EVENT = "event"

    @property
    def label(self) -> str:
        return _PERIOD_LABELS[self]


_PERIOD_LABELS = {
    RulePeriod.MONTH: "单月",
    RulePeriod.QUARTER: "季度",
    RulePeriod.HALF: "半年",
    RulePeriod.THREE_QUARTERS: "前三季度",
    RulePeriod.YEAR: "年度",
    RulePeriod.YEAR_TO_DATE: "当年累计",
    RulePeriod.LAST_YEAR: "上年度",
    RulePeriod.EVENT: "事项",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One of the six: who acts (`actor`), on whom (`interviewee`, empty for 1 and 2)."""

    number: int
    name: str
    act: str
    article: str
    actor: str
    interviewee: str
    span: str
    subjects: frozenset[PlaceKind]

    @property
    def is_interview(self) -> bool:
        return bool(self.interviewee)

    @property
    def opening(self) -> str:
        """What opening a case at this level is called: 发起预警提示, 发起约谈建议 (第十一条)."""
        return "发起约谈建议" if self.is_interview else f"发起{self.act}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One leaf item: its wording verbatim beside the condition that evaluates it.

    `family` is nothing where the text leaves open what the matter is (其他情形).
    """

    id: str
    cite: str
    short_cite: str
    title: str
    level: Level
    period: RulePeriod
    subjects: frozenset[PlaceKind]
    text: str
    when: Condition
    wordings: tuple[str, ...]  # ids of the readings that its condition consults
    note: str = ""
    family: Family | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A time limit: `working_days` or `months`, `side` before/after the step `from_step`."""

    id: str
    cite: str
    label: str
    from_step: str
    side: str
    working_days: int | None
    months: int | None
    done_by: str
    text: str


@dataclass(frozen=True, slots=True)
class IncidentKind:
    """A kind of logged matter; `finding` is what a person must find for it to count.

    `needs_basis`: a catch-all item (第六条（十一）…), whose law or policy must be named.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    needs_finding: bool
    finding: str
    needs_evidence: bool
    needs_basis: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    number: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regulation:
    """One issued text with everything read out of it. Rules are in the order of the text."""

    title: str
    number: str
    issuer: str
    effective_from: date
    effective_to: date | None
    references: tuple[str, ...]
    exemption_cite: str
    exemption_text: str
    levels: Mapping[int, Level]
    articles: tuple[Article, ...]
    rules: tuple[Rule, ...]
    duties: tuple[Duty, ...]
    incident_kinds: Mapping[str, IncidentKind]
    readings: Mapping[str, Reading]

    def rule(self, rule_id: str) -> Rule:
        """Raises KeyError for an id this regulation does not have."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def is_in_force(self, day: date) -> bool:
        return self.effective_from <= day and (
            self.effective_to is None or day <= self.effective_to
        )

    @property
    def citation(self) -> str:
        return f"《{self.title}》（{self.number}）"


def in_force(regulations: Iterable[Regulation], day: date) -> Regulation | None:
    """The regulation in force on a period's last day (第二十一条); None before the first."""
    for regulation in regulations:
        if regulation.is_in_force(day):
            return regulation
    return None


def periods_of(rule: Rule, as_of: date) -> tuple[Period, ...]:
    """The periods a rule is asked about as of a day, oldest first.

    Closed periods that ended within the twelve months up to `as_of`; matters and year-to-date
    counts over last year and over this year up to `as_of`.
    """
    return _periods_of(rule.period, as_of)


@lru_cache(maxsize=1024)  # each rule asks for each unit
def _periods_of(kind: RulePeriod, as_of: date) -> tuple[Period, ...]:
    year = as_of.year
    if kind in {RulePeriod.EVENT, RulePeriod.YEAR_TO_DATE}:
        return Period.year_of(year - 1), Period(date(year, 1, 1), as_of)
    if kind is RulePeriod.LAST_YEAR:
        return (Period.year_of(year - 1),)
    candidates = {
        RulePeriod.MONTH: [Period.month(y, m) for y in (year - 1, year) for m in range(1, 13)],
        RulePeriod.QUARTER: [Period.quarter(y, q) for y in (year - 1, year) for q in range(1, 5)],
        RulePeriod.HALF: [Period.half(y, h) for y in (year - 1, year) for h in (1, 2)],
        RulePeriod.THREE_QUARTERS: [Period.three_quarters(y) for y in (year - 1, year)],
        RulePeriod.YEAR: [Period.year_of(y) for y in (year - 1, year)],
    }[kind]
    first = add_months(as_of + timedelta(days=1), -12)
    return tuple(p for p in candidates if first <= p.end <= as_of)
