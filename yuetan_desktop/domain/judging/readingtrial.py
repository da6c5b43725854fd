"""One rule under the readings that are not in force: what each would find, and what that means
for the finding that is.
"""

from __future__ import annotations

from collections.abc import Mapping

from yuetan_desktop.domain.conditions import AnyOf, Context, HalfYear
from yuetan_desktop.domain.conditions.base import Key
from yuetan_desktop.domain.finding import Finding, Outcome
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Rule


class Effects:
    """What the other readings make of a finding: which open it, which leave it undecided or
    blind, and what is only noted beside it."""

    def __init__(self, finding: Finding, readings: Readings) -> None:
        self._finding = finding
        self._readings = readings
        self.opened: list[str] = []
        self._undecided: list[str] = []
        self._blind: list[str] = []
        self._beside: dict[str, list[str]] = {}

    def note(self, wording: str, name: str, tried: Finding) -> None:
        """One other option and what was found under it."""
        mine, other = self._finding.outcome, tried.outcome
        decided = self._readings.is_decided(wording)
        if _is_blind(self._finding, tried) and not decided:
            self._blind.append(name)
        elif mine is Outcome.TRIGGERED and other is not mine:
            effect = "不成立" if other is Outcome.NOT_TRIGGERED else other.value
            self._beside.setdefault(f"按%s口径{effect}", []).append(name)
        elif other is Outcome.TRIGGERED and mine is not other:
            if decided:
                self._beside.setdefault("若按%s口径则触发", []).append(name)
            else:
                self.opened.append(name)
        elif other is Outcome.UNDECIDED and mine is Outcome.NOT_TRIGGERED:
            if decided:
                self._beside.setdefault("若按%s口径则待认定", []).append(name)
            else:
                self._undecided.append(name)

    @property
    def outcome(self) -> Outcome:
        if self.opened or self._undecided:
            return Outcome.UNDECIDED
        return Outcome.NO_DATA if self._blind else self._finding.outcome

    @property
    def notes(self) -> tuple[str, ...]:
        first = {
            "仅在%s口径下成立": self.opened,
            "在%s口径下待认定": [] if self.opened else self._undecided,
            "在%s口径下数据不足": [] if self.opened or self._undecided else self._blind,
        }
        told = {**{words: names for words, names in first.items() if names}, **self._beside}
        return tuple(
            words % "、".join(f"“{name}”" for name in names) for words, names in told.items()
        )


class Trial:
    """One rule tried under other readings; only those it really asks for are tried."""

    def __init__(self, rule: Rule, context: Context) -> None:
        self._rule = rule
        self._context = context
        self._asked: set[str] = set()
        self._kept: dict[Key, Finding] = {}
        self._tried: dict[frozenset[tuple[str, str]], Finding] = {}
        # Parts joined by 或 trigger each for itself, so only readings of one part act together.
        when, around = rule.when, frozenset[str]()
        if isinstance(rule.when, HalfYear):
            when, around = rule.when.of, rule.when.wordings - rule.when.of.wordings
        parts = when.conditions if isinstance(when, AnyOf) else (when,)
        self._groups = [part.wordings | around for part in parts]
        self.in_force = self.under({})
        self._asked_in_force = frozenset(self._asked)

    @property
    def consulted(self) -> tuple[str, ...]:
        """The wordings that the finding in force really asked for, in the rule's order."""
        return tuple(w for w in self._rule.wordings if w in self._asked_in_force)

    def under(self, options: Mapping[str, str]) -> Finding:
        """What the rule finds with these options instead of those in force."""
        if len(options) == 1 and self._asked_in_force.isdisjoint(options):
            return self.in_force  # never asked, so it cannot matter
        key = frozenset(options.items())
        found = self._tried.get(key)
        if found is None:
            of = self._context
            context = Context(
                of.facts,
                of.place,
                of.period,
                of.readings.tried(options, self._asked),
                bare=True,
                kept=self._kept,
                changed=frozenset(options),
                since=of.since,
                excused=of.excused,
            )
            found = self._tried[key] = context.ask(self._rule.when)
        return found

    def triggering_together(self) -> dict[str, str]:
        """Undecided readings that trigger only in company, each alone being harmless."""
        readings = self._context.readings
        if len(self._asked) < 2:
            return {}
        waiting = [dict(key) for key in self._tried if key]
        waiting = [o for o in waiting if not any(map(readings.is_decided, o))]
        while waiting:
            options = waiting.pop(0)
            for wording in sorted(self._asked - options.keys()):
                if readings.is_decided(wording):
                    continue
                if not any(group.issuperset((*options, wording)) for group in self._groups):
                    continue
                for option in readings.alternatives(wording):
                    longer = {**options, wording: option.key}
                    if frozenset(longer.items()) in self._tried:
                        continue
                    if self.under(longer).outcome is Outcome.TRIGGERED:
                        return longer
                    waiting.append(longer)
        return {}


def _is_blind(in_force: Finding, tried: Finding) -> bool:
    """Whether 未触发 is owed only to a reading no one has decided on, while a value is missing:
    the other reading cannot be judged for want of the very data this one could do without.
    A reading that asks for other data (the city's ranks) does not make this one blind."""
    if in_force.outcome is not Outcome.NOT_TRIGGERED or tried.outcome is not Outcome.NO_DATA:
        return False
    lacking = {leaf.says for leaf in in_force.leaves() if leaf.outcome is Outcome.NO_DATA}
    return all(leaf.says in lacking for leaf in tried.deciding())
