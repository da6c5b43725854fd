"""The finding tree: what a condition found, how far it is, and on which numbers it stands.

One tree is the test's assertion, the explanation on screen and the paragraph in the notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.period import Period


class Outcome(StrEnum):
    """Values are the words shown; missing data is never 未触发."""

    TRIGGERED = "触发"
    NOT_TRIGGERED = "未触发"
    NO_DATA = "数据不足"
    UNDECIDED = "待认定"
    NOT_APPLICABLE = "不适用"
    EXEMPT = "豁免"


# What rests on values; the others say that they are missing, or that it is not asked.
_JUDGED = frozenset({Outcome.TRIGGERED, Outcome.NOT_TRIGGERED, Outcome.UNDECIDED})


class Scale(StrEnum):
    """What a margin counts in; decides when it is called 临界."""

    AMOUNT = "amount"
    PLACES = "places"
    OCCURRENCES = "occurrences"
    CLASSES = "classes"
    CHANGE = "change"  # against last year; no fixed limit to be near to
    SHARE = "share"  # a percentage of a whole; the limit leaves 100 − limit to lose


@dataclass(frozen=True, slots=True)
class Margin:
    """Signed distance in the indicator's own unit: slack ≥ 0 safe, slack < 0 triggered.

    Margins of different units are never merged; `ratio` serves sorting and colouring only.
    """

    slack: Decimal
    unit: str
    limit: Decimal
    scale: Scale

    @property
    def outcome(self) -> Outcome:
        return Outcome.TRIGGERED if self.slack < 0 else Outcome.NOT_TRIGGERED

    @property
    def ratio(self) -> Decimal:
        return self.slack / abs(self.limit) if self.limit else self.slack

    @property
    def room(self) -> Decimal:
        """How much of what the limit allows is left: of the limit itself, or for a percentage of
        a whole (优良天数率 ≥ 88 %) of the 12 points that may be lost."""
        if self.scale is Scale.SHARE and self.limit < 100:
            return self.slack / (100 - self.limit)
        return self.ratio


TARGET = "目标"  # the role of a target among the evidence
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """One number (or logged matter) a finding stands on, down to its cell.

    `role` is 实际, 目标, 同期, 名次, 事项 … ; `value` is None for matters without a number.
    `cells` are those that a computed value was made of, days as ranges.
    """

    role: str
    label: str
    place: int
    indicator: str
    period: Period | None
    value: Decimal | None
    text: str
    unit: str
    source: Source | None = None
    note: str = ""
    cells: tuple[Source, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where it stands, or what it was computed from stands."""
        return self.cells or ((self.source,) if self.source is not None else ())

    @property
    def is_provisional(self) -> bool:
        """Whether its value is not audited to the end."""
        return self.source is not None and self.source.monitoring.is_provisional

    @property
    def audit(self) -> str:
        """Who monitors and how far it was audited; nothing of targets and matters, which nobody
        monitors."""
        monitored = self.value is not None and self.role != TARGET
        return self.source.monitoring.says if self.source and monitored else ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A leaf in the words of a table row: what was measured, actual, limit, verdict."""

    topic: str
    actual: str
    limit: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one condition found. Leaves carry margin, measure and evidence; shapes carry parts.

    `short` is the second line of a matrix cell, e.g. 10月 PM2.5 超 3.3. `all_must_hold` tells that
    the parts are joined by 且; otherwise one of them is enough.
    """

    outcome: Outcome
    says: str
    margin: Margin | None = None
    measure: Measure | None = None
    evidence: tuple[Evidence, ...] = ()
    parts: tuple[Finding, ...] = ()
    short: str = ""
    all_must_hold: bool = False

    def leaves(self) -> Iterator[Finding]:
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def deciding(self) -> Iterator[Finding]:
        """The findings because of which it came out so: the leaves that share its outcome. A shape
        with a margin of its own (再 1 月) speaks for its parts."""
        if self.margin is not None or not self.parts:
            yield self
            return
        for part in self.parts:
            if part.outcome is self.outcome:
                yield from part.deciding()

    def all_evidence(self) -> tuple[Evidence, ...]:
        """Every piece of evidence in the tree, in order, once."""
        seen: dict[Evidence, None] = dict.fromkeys(self.evidence)
        for part in self.parts:
            seen.update(dict.fromkeys(part.all_evidence()))
        return tuple(seen)

    @property
    def is_provisional(self) -> bool:
        """Whether it could come out otherwise once the values it stands on are audited: of parts
        of which one is enough a firm one makes it firm, as does one not met where all must hold."""
        if self.outcome not in _JUDGED:
            return False
        if not self.parts:
            return any(one.is_provisional for one in self.evidence)
        deciding = [part for part in self.parts if part.outcome is self.outcome]
        all_must_hold = self.all_must_hold or self.margin is not None  # 连续 n 个: each of them
        enough = Outcome.NOT_TRIGGERED if all_must_hold else Outcome.TRIGGERED
        if self.outcome is enough:  # none of them: the calendar decides (R25), or a gap (R9)
            return bool(deciding) and all(part.is_provisional for part in deciding)
        return any(part.is_provisional for part in self.parts)

    def lines(self, depth: int = 0) -> list[str]:
        """The tree as indented lines for people: 【触发】…"""
        own = f"{'　' * depth}【{self.outcome.value}】{self.says}"
        return [own, *(line for part in self.parts for line in part.lines(depth + 1))]


def unaudited_words(evidence: Iterable[Evidence]) -> str:
    """雁江区2026年10月PM2.5平均浓度（国控，未审核）、… 等6个值."""
    named = list(dict.fromkeys(f"{one.label}（{one.audit}）" for one in evidence))
    more = f"等{len(named)}个值" if len(named) > _MOST_NAMED else ""
    return "、".join(named[:_MOST_NAMED]) + more


def outcome_of_any(outcomes: Iterable[Outcome]) -> Outcome:
    """Three-valued OR: one met is enough; else what could still be met; 不适用 parts drop out."""
    found = set(outcomes) - {Outcome.NOT_APPLICABLE}
    for outcome in (
        Outcome.TRIGGERED,
        Outcome.UNDECIDED,
        Outcome.NO_DATA,
        Outcome.NOT_TRIGGERED,
    ):
        if outcome in found:
            return outcome
    return Outcome.NOT_APPLICABLE


def outcome_of_all(outcomes: Iterable[Outcome]) -> Outcome:
    """Three-valued AND: one not met is enough to rule out; else what is unknown; all must hold."""
    found = set(outcomes)
    for outcome in (
        Outcome.NOT_APPLICABLE,
        Outcome.NOT_TRIGGERED,
        Outcome.NO_DATA,
        Outcome.UNDECIDED,
    ):
        if outcome in found:
            return outcome
    return Outcome.TRIGGERED
