"""口径版本: the choices in force under a name, and two of them compared by what they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yuetan_desktop.domain.assessment import RuleFinding, assess_rule
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.judging.ruleperiods import current_periods
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.reading import Choice, Reading, Readings, ReadingsVersion
from yuetan_desktop.domain.regulation import Rule
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing, office
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import readingversions as store
from yuetan_desktop.store.readingversions import SavedVersion

__all__ = [
    "ChangedOutcome",
    "ChangedReading",
    "Comparison",
    "SavedVersion",
    "Standing",
    "adopt",
    "compare",
    "save",
    "standing",
    "versions",
]

NAME_LENGTH = 20  # what the heads of the pages can show
NOW = "现行口径"  # what is in force today, beside the versions that were saved


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest version, and in how many readings the office has moved on since."""

    version: ReadingsVersion
    moved: int

    @property
    def words(self) -> str:
        since = f"，其后改 {self.moved} 项" if self.moved else ""
        return f"{self.version.name}{since}"


@dataclass(frozen=True, slots=True)
class ChangedReading:
    """One reading on which two versions differ, in the words of its options."""

    reading: Reading
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedOutcome:
    """One unit for which a clause comes out otherwise under the other version."""

    place: Place
    rule: Rule
    before: RuleFinding
    after: RuleFinding


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side for one data month."""

    month: Period
    readings: tuple[ChangedReading, ...]
    outcomes: tuple[ChangedOutcome, ...]
    triggered_before: int
    triggered_after: int


def versions(ws: Workspace) -> list[SavedVersion]:
    """Every version ever saved, oldest first."""
    return store.list_versions(ws.db)


def standing(ws: Workspace) -> Standing | None:
    """Which version the choices in force go by; None while none was saved."""
    saved = versions(ws)
    if not saved:
        return None
    newest = saved[-1].version
    return Standing(newest, len(_moved(newest.choices, office.choices_in_force(ws))))


def save(ws: Workspace, name: str, who: str, on: date, basis: str) -> ReadingsVersion:
    """Give the choices in force a name; a version is never changed afterwards."""
    version = ReadingsVersion(
        name.strip(), office.choices_in_force(ws), who.strip(), on, basis.strip()
    )
    _refuse_unfit(ws, version)
    with ws.transaction():
        store.save_version(ws.db, SavedVersion(version, ws.person, ws.now()))
    return version


def adopt(ws: Workspace, name: str, who: str, on: date, basis: str) -> list[str]:
    """Go by a saved version again: each reading on which the office has moved since is decided
    anew, on this basis. Says which."""
    version = _saved(ws, name).version
    moved = _moved(office.choices_in_force(ws), version.choices)
    with ws.transaction():
        for reading in moved:
            choice = version.choices.get(reading)
            option = choice.option if choice else ""
            office.choose_reading(ws, Choice(reading, option, who.strip(), on, basis.strip()))
    return moved


def _refuse_unfit(ws: Workspace, version: ReadingsVersion) -> None:
    if not (version.name and version.who and version.basis):
        raise AppError(
            "口径版本要写明名称、决定人和依据。", kept="没有保存版本。", hint="请补填后再保存。"
        )
    if len(version.name) > NAME_LENGTH:
        raise AppError(
            f"口径版本的名称有 {len(version.name)} 个字，最多 {NAME_LENGTH} 个字。",
            kept="没有保存版本。",
            hint="请把名称写短些，详情写在依据里。",
        )
    if not version.choices:
        raise AppError(
            "本单位还没有选定任何口径，没有可以保存的版本。",
            kept="没有保存版本。",
            hint="请先选定口径，再另存为版本。",
        )
    taken = versions(ws)
    if version.name in {NOW, *(saved.version.name for saved in taken)}:
        raise AppError(
            f"已经有名为“{version.name}”的口径版本。",
            kept="没有保存版本，原有版本不会被覆盖。",
            hint="请换一个名称。",
        )
    if taken and not _moved(taken[-1].version.choices, version.choices):
        raise AppError(
            f"现行口径与“{taken[-1].version.name}”相同。",
            kept="没有保存版本。",
            hint="口径改变后再另存为新版。",
        )


def _moved(before: Mapping[str, Choice], after: Mapping[str, Choice]) -> list[str]:
    """The readings whose option was chosen otherwise, newly, or no longer."""
    options = [{key: choice.option for key, choice in of.items()} for of in (before, after)]
    keys = sorted(options[0].keys() | options[1].keys(), key=lambda key: (len(key), key))
    return [key for key in keys if options[0].get(key) != options[1].get(key)]


# -- comparing ----------------------------------------------------------------------------------
def readings_of(ws: Workspace, name: str) -> Readings:
    """The readings as a version had them; those it did not decide have their default."""
    if name == NOW:
        return office.readings_in_force(ws)
    known = office.readings_in_force(ws).readings
    chosen = _saved(ws, name).version.choices.values()
    return Readings.of(known.values(), chosen, office.answers_in_force(ws)).on(ws.today())


def _saved(ws: Workspace, name: str) -> SavedVersion:
    saved = next((one for one in versions(ws) if one.version.name == name), None)
    if saved is None:
        raise AppError(f"没有名为“{name}”的口径版本。", hint="请从已保存的版本中选择。")
    return saved


def compare(ws: Workspace, before: str, after: str, month: Period) -> Comparison:
    """Which readings differ, and for which units a clause comes out otherwise by that."""
    old, new = readings_of(ws, before), readings_of(ws, after)
    differing = {
        key
        for key in old.readings
        if (old[key], old.is_decided(key)) != (new[key], new.is_decided(key))
    }
    changed, triggered = _outcomes(ws, old, new, differing, month)
    return Comparison(
        month,
        tuple(
            ChangedReading(old.readings[key], _option(old, key), _option(new, key))
            for key in old.readings
            if key in differing
        ),
        tuple(changed),
        *triggered,
    )


def _option(readings: Readings, key: str) -> str:
    return readings.name(key) + ("" if readings.is_decided(key) else "（默认，未确认）")


def _outcomes(
    ws: Workspace, old: Readings, new: Readings, differing: set[str], month: Period
) -> tuple[list[ChangedOutcome], tuple[int, int]]:
    """Every clause that asks one of the differing readings, tried on every unit it names."""
    regulation = assessing.regulation_for(ws, month)
    facts, until = assessing.facts_for(ws), assessing.counting_day(ws, month)
    units = assessing.subjects(facts)
    changed: list[ChangedOutcome] = []
    triggered = [0, 0]
    for rule in regulation.rules:
        if not differing & set(rule.wordings):
            continue
        for period in current_periods(rule, month, until):
            for unit in (unit for unit in units if unit.kind in rule.subjects):
                one, other = (
                    assess_rule(rule, facts, unit, period, readings, regulation)
                    for readings in (old, new)
                )
                triggered[0] += one.outcome is Outcome.TRIGGERED
                triggered[1] += other.outcome is Outcome.TRIGGERED
                if one.outcome is not other.outcome:
                    changed.append(ChangedOutcome(unit, rule, one, other))
    return changed, (triggered[0], triggered[1])
