"""`assess`: one place as of a day, every rule for every period it is due, readings compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions import AnyOf, Context
from yuetan_desktop.domain.conditions.base import Key
from yuetan_desktop.domain.facts import Exemption, Facts
from yuetan_desktop.domain.finding import Finding, Margin, Outcome, Scale
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Regulation, Rule, in_force, periods_of


@dataclass(frozen=True)
class RuleFinding:
    """One rule for one place and period.

    `finding` is the tree under the readings in force; `outcome` is what follows from it once the
    other readings, 第九条's silence on zones and exemptions are taken into account. `readings`
    maps each reading's name to the outcome it would give. `bare` is the same tree without words,
    of which a matrix needs thousands; the words are made for those that someone looks at.
    """

    rule: Rule
    place: Place
    period: Period
    bare: Finding
    outcome: Outcome
    context: Context | None = field(default=None, repr=False, compare=False)
    reading: str = ""
    readings: Mapping[str, Outcome] | None = None
    notes: tuple[str, ...] = ()
    exempt_by: Exemption | None = None
    simulated: bool = False

    @cached_property
    def finding(self) -> Finding:
        """The tree in words."""
        return self.bare if self.context is None else self.rule.when.evaluate(self.context)

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """Why it came out so. Where only another reading triggers: the leaves it would rest on."""
        return self._deciding(self.finding)

    def _deciding(self, tree: Finding) -> tuple[Finding, ...]:
        if tree.outcome is Outcome.NOT_TRIGGERED and self.outcome is not Outcome.NOT_TRIGGERED:
            wanted = Outcome.NO_DATA if self.outcome is Outcome.NO_DATA else Outcome.TRIGGERED
            leaves = tuple(tree.leaves())
            return tuple(leaf for leaf in leaves if leaf.outcome is wanted) or leaves
        return tuple(tree.deciding())

    @property
    def margin(self) -> Margin | None:
        """The tightest deciding margin: for sorting and a one-line summary, never a sum."""
        margins = [leaf.margin for leaf in self._deciding(self.bare) if leaf.margin]
        return min(margins, key=lambda margin: margin.ratio, default=None)

    @property
    def says(self) -> str:
        """The deciding leaves in one sentence, with the notes on readings."""
        head = "；".join(dict.fromkeys(leaf.says for leaf in self.deciding))
        exempt = [f"第十条豁免：{self.exempt_by.cause}"] if self.exempt_by else []
        notes = f"（{'；'.join([*self.notes, *exempt])}）" if self.notes or exempt else ""
        return ("【模拟】" if self.simulated else "") + head + notes


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How near is 临界: a share of the limit, places of rank, occurrences left."""

    share: Decimal = Decimal("0.1")
    places: int = 2
    occurrences: int = 1

    def is_near(self, finding: Finding) -> bool:
        """Whether little is missing to trigger: of one part, or of all where all must hold."""
        if finding.outcome is not Outcome.NOT_TRIGGERED:
            return False
        if finding.margin is not None:
            return self._is_small(finding.margin)
        missing = [part for part in finding.parts if part.outcome is Outcome.NOT_TRIGGERED]
        if finding.all_must_hold:
            # 数据不足的部分不能当作离触发还远。
            return bool(missing) and all(map(self.is_near, missing))
        return any(map(self.is_near, missing))

    def _is_small(self, margin: Margin) -> bool:
        if margin.scale in {Scale.AMOUNT, Scale.SHARE}:
            return margin.room <= self.share
        if margin.scale is Scale.PLACES:
            return margin.slack < self.places  # 余量 0 即“差 1 位”
        if margin.scale is Scale.OCCURRENCES:
            has_begun = margin.limit - 1 - margin.slack >= 1
            return has_begun and (margin.slack < self.occurrences or margin.ratio <= self.share)
        return False


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything found for one place as of a day."""

    place: Place
    as_of: date
    findings: tuple[RuleFinding, ...]

    @property
    def triggered(self) -> tuple[RuleFinding, ...]:
        """Worst level first, newest period first."""
        found = [f for f in self.findings if f.outcome is Outcome.TRIGGERED]
        return tuple(sorted(found, key=lambda f: (-f.rule.level.number, -f.period.end.toordinal())))

    @property
    def level(self) -> int | None:
        return self.triggered[0].rule.level.number if self.triggered else None

    @property
    def blind(self) -> tuple[RuleFinding, ...]:
        return tuple(f for f in self.findings if f.outcome is Outcome.NO_DATA)

    def approaching(self, thresholds: Thresholds) -> tuple[RuleFinding, ...]:
        return tuple(
            f
            for f in self.findings
            if f.outcome is Outcome.NOT_TRIGGERED and thresholds.is_near(f.bare)
        )


def assess(
    regulations: Iterable[Regulation],
    facts: Facts,
    place: Place,
    as_of: date,
    readings: Readings,
    *,
    replay: bool = False,
) -> Assessment:
    """Evaluate every applicable rule for every period due as of a day.

    The regulation in force on each period's last day is used; before its first day nothing
    triggers except in a `replay`, whose findings are marked 模拟. A peer is assessed as a county.
    """
    regulations = tuple(regulations)
    findings = []
    for regulation in regulations:
        for rule in regulation.rules:
            for period in periods_of(rule, as_of):
                current = in_force(regulations, period.end)
                if current is regulation or (current is None and regulation is regulations[0]):
                    findings.append(
                        assess_rule(rule, facts, place, period, readings, regulation, replay=replay)
                    )
    return Assessment(place, as_of, tuple(findings))


def assess_rule(
    rule: Rule,
    facts: Facts,
    place: Place,
    period: Period,
    readings: Readings,
    regulation: Regulation,
    *,
    replay: bool = False,
) -> RuleFinding:
    """One rule for one place and period, readings compared and exemptions applied."""
    simulated = not regulation.is_in_force(period.end)
    if simulated and not replay:
        why = f"本办法尚未实施（{regulation.effective_from}起施行）"
        return _not_applicable(rule, place, period, why)
    kind = _kind(place)
    if kind not in rule.subjects:
        if kind not in rule.level.subjects:
            return _silent(rule, facts, place, period, readings)
        return _not_applicable(rule, place, period, f"本项不适用于{place.kind.label}")
    since = None if replay else regulation.effective_from
    found = _with_readings(rule, Context(facts, place, period, readings, since=since))
    if simulated:
        found = replace(found, simulated=True)
    return _exempted(found, facts)


def _kind(place: Place) -> PlaceKind:
    return PlaceKind.COUNTY if place.kind is PlaceKind.PEER else place.kind


def _not_applicable(rule: Rule, place: Place, period: Period, why: str) -> RuleFinding:
    finding = Finding(Outcome.NOT_APPLICABLE, why, short=why)
    return RuleFinding(rule, place, period, finding, Outcome.NOT_APPLICABLE)


def _silent(
    rule: Rule, facts: Facts, place: Place, period: Period, readings: Readings
) -> RuleFinding:
    """第九条 does not name zones (R19): what was found stays visible, but proposes nothing."""
    if rule.level.number != 6 or place.kind is not PlaceKind.ZONE:
        return _not_applicable(
            rule, place, period, f"{rule.level.article}不适用于{place.kind.label}"
        )
    why = "第九条未列管委会，需人工研判"
    context = Context(facts, place, period, readings)
    found = rule.when.evaluate(context)
    if found.outcome is not Outcome.TRIGGERED:
        return _not_applicable(rule, place, period, why)
    note = f"{why}；条件本身成立"
    return RuleFinding(rule, place, period, found, Outcome.NOT_APPLICABLE, notes=(note,))


def _with_readings(rule: Rule, context: Context) -> RuleFinding:
    """The finding in force, and what every other reading of the rule's open wordings yields."""
    place, period, readings = context.place, context.period, context.readings
    wordings = rule.wordings
    if not wordings:
        bare = rule.when.evaluate(replace(context, bare=True))
        return RuleFinding(rule, place, period, bare, bare.outcome, context)
    trial = _Trial(rule, context)
    finding = trial.in_force
    effects = _Effects(finding, readings)
    outcomes = {readings.name(wording): finding.outcome for wording in wordings}
    for wording in wordings:
        for option in readings.alternatives(wording):
            tried = trial.under({wording: option.key})
            outcomes[option.name] = tried.outcome
            effects.note(wording, option.name, tried)
    if finding.outcome is not Outcome.TRIGGERED and not effects.opened:
        together = trial.triggering_together()
        if together:
            joint = "＋".join(readings.readings[w].option(o).name for w, o in together.items())
            effects.opened.append(joint)
            outcomes[joint] = Outcome.TRIGGERED
    names = "、".join(map(readings.name, wordings))
    return RuleFinding(
        rule, place, period, finding, effects.outcome, context, names, outcomes, effects.notes
    )


class _Effects:
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


def _is_blind(in_force: Finding, tried: Finding) -> bool:
    """Whether 未触发 is owed only to a reading no one has decided on, while a value is missing:
    the other reading cannot be judged for want of the very data this one could do without.
    A reading that asks for other data (the city's ranks) does not make this one blind."""
    if in_force.outcome is not Outcome.NOT_TRIGGERED or tried.outcome is not Outcome.NO_DATA:
        return False
    lacking = {leaf.says for leaf in in_force.leaves() if leaf.outcome is Outcome.NO_DATA}
    return all(leaf.says in lacking for leaf in tried.deciding())


class _Trial:
    """One rule tried under other readings; only those it really asks for are tried."""

    def __init__(self, rule: Rule, context: Context) -> None:
        self._rule = rule
        self._context = context
        self._asked: set[str] = set()
        self._kept: dict[Key, Finding] = {}
        self._tried: dict[frozenset[tuple[str, str]], Finding] = {}
        # Parts joined by 或 trigger each for itself, so only readings of one part act together.
        when = rule.when
        self._groups = (
            [p.wordings for p in when.conditions] if isinstance(when, AnyOf) else [when.wordings]
        )
        self.in_force = self.under({})
        self._asked_in_force = frozenset(self._asked)

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


def _exempted(found: RuleFinding, facts: Facts) -> RuleFinding:
    """第十条: applied after evaluation; the finding stays visible."""
    if found.outcome not in {Outcome.TRIGGERED, Outcome.UNDECIDED}:
        return found
    for exemption in facts.exemptions:
        if (
            exemption.place == found.place.id
            and exemption.rule == found.rule.id
            and _covers(exemption.period, found)
        ):
            return replace(found, outcome=Outcome.EXEMPT, exempt_by=exemption)
    return found


def _covers(exempt: Period, found: RuleFinding) -> bool:
    """Whether the exempt period holds the whole period found, or every matter it rests on."""
    if exempt.contains(found.period):
        return True
    matters = [item.period for item in found.finding.all_evidence() if item.role == "事项"]
    return bool(matters) and all(day is not None and exempt.contains(day) for day in matters)
