"""并行规则包 (第一条): another regulation as data, loaded and evaluated beside the office's own. It
proposes nothing: cases stand on the office's own regulation only."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.domain.assessment import RuleFinding, assess_rule
from yuetan_desktop.domain.facts import Facts
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.judging.rulefile import RuleFileError, read_regulation
from yuetan_desktop.domain.judging.ruleperiods import current_periods
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Regulation
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing, office
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import rulepacks as store

_KEPT = "没有载入规则包。"


@dataclass(frozen=True, slots=True)
class Pack:
    """Another regulation in use here, with who loaded it from which file."""

    id: int
    regulation: Regulation
    file_name: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One unit under both: what is triggered, worst level first; where it cannot be told, how
    many clauses of the other lack data or a person's finding."""

    place: Place
    own: tuple[RuleFinding, ...]
    other: tuple[RuleFinding, ...]
    open: int

    @property
    def says(self) -> str:
        """Why the other one is triggered, in a sentence a clause."""
        return "；".join(found.says for found in self.other)


def packs(ws: Workspace) -> list[Pack]:
    """Every pack in use, the oldest first."""
    return [
        Pack(row.id, _read(ws, row.content), row.file_name, row.recorded_by)
        for row in store.list_packs(ws.db)
    ]


def load_pack(ws: Workspace, path: Path) -> Pack:
    """Take in a pack; its wordings and kinds of matters are the own regulation's where it has none
    of that name."""
    try:
        content = path.read_text("utf-8")
        regulation = _read(ws, content)
    except (OSError, UnicodeDecodeError) as error:
        raise AppError(f"读不了文件“{path.name}”。", kept=_KEPT, detail=str(error)) from error
    except (RuleFileError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise AppError(
            f"“{path.name}”不是能用的规则包。",
            kept=_KEPT,
            hint="请按说明书“规则包”一节核对，出错的条款见详细信息。",
            detail=str(error),
        ) from error
    known = [*ws.library.regulations, *(pack.regulation for pack in packs(ws))]
    if any(one.citation == regulation.citation for one in known):
        raise AppError(f"{regulation.citation}已经载入。", kept=_KEPT)
    with ws.transaction():
        number = store.insert_pack(ws.db, path.name, content, by=ws.person, at=ws.now())
    return Pack(number, regulation, path.name, ws.person)


def void_pack(ws: Workspace, pack_id: int, why: str) -> str:
    """Take a pack out of use; it stays on record. Gives its text back, for `put_back`."""
    content = next((row.content for row in store.list_packs(ws.db) if row.id == pack_id), None)
    if content is None:
        raise AppError(f"没有第 {pack_id} 号规则包。", kept="没有移除。", hint="序号见规则包列表。")
    with ws.transaction():
        store.void_pack(ws.db, pack_id, by=ws.person, why=why, at=ws.now())
    return content


def put_back(ws: Workspace, pack: Pack, content: str) -> int:
    """The same pack in use again."""
    with ws.transaction():
        return store.insert_pack(ws.db, pack.file_name, content, by=ws.person, at=ws.now())


def compare(ws: Workspace, pack: Pack, month: Period) -> list[Beside]:
    """Every unit under the own regulation and under the other, for a data month."""
    facts, own = assessing.facts_for(ws), assessing.regulation_for(ws, month)
    in_force = office.readings_in_force(ws, month.end)
    readings = Readings.of(
        [*in_force.readings.values(), *pack.regulation.readings.values()],
        in_force.choices.values(),
        in_force.answers,
    )
    found = []
    for place in assessing.subjects(facts):
        mine, other = (
            _findings(ws, regulation, facts, place, month, readings)
            for regulation in (own, pack.regulation)
        )
        unclear = {Outcome.NO_DATA, Outcome.UNDECIDED}
        open_ = sum(1 for one in other if one.outcome in unclear)
        found.append(Beside(place, _triggered(mine), _triggered(other), open_))
    return found


def _findings(
    ws: Workspace,
    regulation: Regulation,
    facts: Facts,
    place: Place,
    month: Period,
    readings: Readings,
) -> list[RuleFinding]:
    until = assessing.counting_day(ws, month)
    return [
        assess_rule(rule, facts, place, period, readings, regulation)
        for rule in regulation.rules
        for period in current_periods(rule, month, until)
    ]


def _triggered(findings: Iterable[RuleFinding]) -> tuple[RuleFinding, ...]:
    found = [one for one in findings if one.outcome is Outcome.TRIGGERED]
    return tuple(sorted(found, key=lambda one: -one.rule.level.number))


def _read(ws: Workspace, content: str) -> Regulation:
    return read_regulation(content, beside=ws.library.regulations[-1])
