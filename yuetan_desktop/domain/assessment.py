"""`assess`: one place as of a day, every rule for every period it is due, readings compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions import Context
from yuetan_desktop.domain.facts import Exemption, Facts
from yuetan_desktop.domain.finding import Evidence, Finding, Margin, Outcome, Scale
from yuetan_desktop.domain.judging.readingtrial import Effects, Trial
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Regulation, Rule, RulePeriod, in_force, periods_of

Due = tuple[Regulation, Rule, Period]


@dataclass(frozen=True)
class RuleFinding:
    """One rule for one place and period.

    `finding` is the tree under the readings in force; `outcome` is what follows from it once the
    other readings, 第九条's silence on zones and exemptions are taken into account. `consulted`
    are the open wordings that it really hangs on, `readings` maps the name of every reading of the
    rule to the outcome it would give. `bare` is the same tree without words,
    of which a matrix needs thousands; the words are made for those that someone looks at.
    """

    rule: Rule
    place: Place
    period: Period
    bare: Finding
    outcome: Outcome
    context: Context | None = field(default=None, repr=False, compare=False)
    consulted: tuple[str, ...] = ()
    readings: Mapping[str, Outcome] | None = None
    notes: tuple[str, ...] = ()
    exempt_by: Exemption | None = None
    simulated: bool = False

    @cached_property
    def finding(self) -> Finding:
        """The tree in words."""
        return self.bare if self.context is None else self.rule.when.evaluate(self.context)

    @property
    def reading(self) -> str:
        """The names of the readings it stands on."""
        if self.context is None:
            return ""
        return "、".join(map(self.context.readings.name, self.consulted))

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """Why it came out so. Where only another reading triggers: the leaves it would rest on."""
        return self._deciding(self.finding)

    def _deciding(self, tree: Finding) -> tuple[Finding, ...]:
        leaves = tuple(tree.leaves())
        if tree.outcome is Outcome.NOT_TRIGGERED and self.outcome is not Outcome.NOT_TRIGGERED:
            wanted = Outcome.NO_DATA if self.outcome is Outcome.NO_DATA else Outcome.TRIGGERED
            return tuple(leaf for leaf in leaves if leaf.outcome is wanted) or leaves
        if tree.outcome is Outcome.NO_DATA and self.outcome is Outcome.UNDECIDED:
            met = tuple(leaf for leaf in leaves if leaf.outcome is Outcome.TRIGGERED)
            return met or tuple(tree.deciding())
        return tuple(tree.deciding())

    @property
    def is_provisional(self) -> bool:
        """暂判: it could come out otherwise once its values are audited to the end."""
        if self.outcome is self.finding.outcome:
            return self.finding.is_provisional
        if self.outcome not in {Outcome.NOT_TRIGGERED, Outcome.UNDECIDED}:
            return False
        return any(one.is_provisional for one in self.finding.all_evidence())

    @property
    def unaudited(self) -> tuple[Evidence, ...]:
        """The values that make it 暂判; empty where it is firm."""
        if not self.is_provisional:
            return ()
        return tuple(one for one in self.finding.all_evidence() if one.is_provisional)

    @property
    def margin(self) -> Margin | None:
        """The tightest deciding margin: for sorting and a one-line summary, never a sum."""
        margins = [leaf.margin for leaf in self._deciding(self.bare) if leaf.margin]
        return min(margins, key=lambda margin: margin.ratio, default=None)

    @property
    def short(self) -> str:
        """The fact in a few words; where only another reading triggers, the one it rests on."""
        if self.outcome is Outcome.UNDECIDED and self.finding.outcome is not Outcome.UNDECIDED:
            return next((leaf.short for leaf in self.deciding if leaf.short), self.says)
        return self.finding.short or self.says

    @property
    def ground(self) -> str:
        """The deciding leaves in one sentence, as it is told to those who are judged."""
        head = "；".join(dict.fromkeys(leaf.says for leaf in self.deciding))
        return ("【模拟】" if self.simulated else "") + head

    @property
    def says(self) -> str:
        """The ground with the notes on readings."""
        exempt = [f"第十条豁免：{self.exempt_by.cause}"] if self.exempt_by else []
        notes = f"（{'；'.join([*self.notes, *exempt])}）" if self.notes or exempt else ""
        return self.ground + notes


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
    findings = (
        assess_rule(rule, facts, place, period, readings, regulation, replay=replay)
        for regulation, rule, period in due(tuple(regulations), as_of)
    )
    return Assessment(place, as_of, tuple(findings))


def due(regulations: Sequence[Regulation], as_of: date) -> Iterator[Due]:
    """Every rule with each period that it is asked about, of the regulation in force then."""
    for regulation in regulations:
        for rule in regulation.rules:
            for period in periods_of(rule, as_of):
                current = in_force(regulations, period.end)
                if current is regulation or (current is None and regulation is regulations[0]):
                    yield regulation, rule, period


def due_between(regulations: Sequence[Regulation], first: Period, last: Period) -> list[Due]:
    """Every rule with each period that ends from one month to another; of the counts that run
    through a year the one up to its end, or to that of the last month."""
    found: dict[tuple[str, Period], Due] = {}
    month = first
    while month.end <= last.end:
        is_last = month.end == last.end or month.first_month == 12
        for regulation, rule, period in due(regulations, month.end):
            if period.end < first.start or (
                _runs(rule) and period.end == month.end and not is_last
            ):
                continue
            found[rule.id, period] = regulation, rule, period
        month = month.next()
    return list(found.values())


def _runs(rule: Rule) -> bool:
    """Whether a rule is asked about the year as far as it has gone."""
    return rule.period in {RulePeriod.EVENT, RulePeriod.YEAR_TO_DATE}


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
    """One rule for one place and period under the readings of its last day, the others compared
    and exemptions applied."""
    readings = readings.on(period.end)
    simulated = not regulation.is_in_force(period.end)
    if simulated and not replay:
        why = f"本办法尚未实施（{regulation.effective_from}起施行）"
        return _not_applicable(rule, place, period, why)
    since = None if replay else regulation.effective_from
    context = Context(facts, place, period, readings, since=since)
    kind = _kind(place)
    if kind not in rule.subjects:
        if kind not in rule.level.subjects:
            return _silent(rule, context)
        return _not_applicable(rule, place, period, f"本项不适用于{place.kind.label}")
    found = _with_readings(rule, context)
    if simulated:
        found = replace(found, simulated=True)
    return _exempted(found, context)


def _kind(place: Place) -> PlaceKind:
    return PlaceKind.COUNTY if place.kind is PlaceKind.PEER else place.kind


def _not_applicable(rule: Rule, place: Place, period: Period, why: str) -> RuleFinding:
    finding = Finding(Outcome.NOT_APPLICABLE, why, short=why)
    return RuleFinding(rule, place, period, finding, Outcome.NOT_APPLICABLE)


def _silent(rule: Rule, context: Context) -> RuleFinding:
    """第九条 does not name zones (R19): what was found stays visible, but proposes nothing."""
    place, period = context.place, context.period
    if rule.level.number != 6 or place.kind is not PlaceKind.ZONE:
        return _not_applicable(
            rule, place, period, f"{rule.level.article}不适用于{place.kind.label}"
        )
    why = f"{rule.level.article}未列管委会，需人工研判"
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
    trial = Trial(rule, context)
    finding = trial.in_force
    effects = Effects(finding, readings)
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
    return RuleFinding(
        rule,
        place,
        period,
        finding,
        effects.outcome,
        context,
        trial.consulted,
        outcomes,
        effects.notes,
    )


def _exempted(found: RuleFinding, context: Context) -> RuleFinding:
    """第十条: applied after evaluation; the finding stays visible. Of matters only those are
    excused that had happened when the exemption was approved; the others are judged alone."""
    if found.outcome not in _COUNTS:
        return found
    excused = tuple(
        one
        for one in context.facts.exemptions
        if one.place == found.place.id and one.rule == found.rule.id
    )
    matters = _matters(found) if excused else []
    touching = [
        one
        for one in excused
        if (any(map(one.excuses, matters)) if matters else one.period.contains(found.period))
    ]
    if not touching:
        return found
    if matters:
        left = _with_readings(found.rule, replace(context, excused=excused))
        if left.outcome in _COUNTS:
            causes = "、".join(dict.fromkeys(one.cause for one in touching))
            note = f"已按第十条豁免的事项（{causes}）不计在内"
            return replace(left, simulated=found.simulated, notes=(*left.notes, note))
    return replace(found, outcome=Outcome.EXEMPT, exempt_by=touching[0])


_COUNTS = frozenset({Outcome.TRIGGERED, Outcome.UNDECIDED})


def _matters(found: RuleFinding) -> list[date]:
    """The days of the matters it rests on."""
    evidence = found.finding.all_evidence()
    return [item.period.start for item in evidence if item.role == "事项" and item.period]
