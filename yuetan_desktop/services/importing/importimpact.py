"""What a second version of a file touches: findings, cases, and papers that quote the old values.

The findings are found by storing the file for trial and taking it back before anyone sees it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from yuetan_desktop.services.importing import importcases
from yuetan_desktop.services.importing.importcases import TouchedCase, TouchedPaper
from yuetan_desktop.services.importing.importregisters import (
    Registers,
    Retired,
    gone_lines,
    retire_registers,
    store_incidents,
    store_targets,
    would_retire,
)
from yuetan_desktop.services.importing.importtrial import (
    LOOK,
    TouchedFinding,
    Turned,
    changing,
    concerned,
    hanging,
    turned,
)
from yuetan_desktop.services.importing.importvalues import (
    ChangedKey,
    FileValues,
    Mode,
    changed_key,
    left_out,
    store_values,
)
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import observations
from yuetan_desktop.store.observations import ValueChange
from yuetan_desktop.store.replacing import retire

NOTHING_RETIRED = Retired()


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything a change of stored values touches; empty where nothing does."""

    findings: tuple[TouchedFinding, ...] = ()
    cases: tuple[TouchedCase, ...] = ()
    papers: tuple[TouchedPaper, ...] = ()
    removed: tuple[ValueChange, ...] = ()  # out of force, as the file has no such value
    retired: Retired = NOTHING_RETIRED  # targets and events likewise
    gone_lines: tuple[str, ...] = ()  # all of them in words, and what was judged since and stays
    more_findings: int = 0  # that turn too and are not told one by one

    @property
    def lines(self) -> tuple[str, ...]:
        """Papers first: they are out of the house."""
        touched: tuple[Any, ...] = (*self.papers, *self.cases)
        return (*(one.line for one in touched), *self._finding_lines)

    @property
    def touched(self) -> int:
        """How many papers, cases and findings."""
        return len(self.papers) + len(self.cases) + len(self.findings) + self.more_findings

    @property
    def _finding_lines(self) -> tuple[str, ...]:
        more = f"另有 {self.more_findings} 项判定也有变化，未逐一列出，入库后以看板为准"
        return (*(one.line for one in self.findings), *([more] if self.more_findings else []))

    @property
    def gone(self) -> int:
        """How many values, targets and events go out of force."""
        return len(self.removed) + len(self.retired.targets) + len(self.retired.incidents)

    @property
    def gone_words(self) -> str:
        """撤下本文件没有的 2 个值、1 个目标、1 件事项."""
        words = [f"撤下本文件没有的 {len(self.removed)} 个值"]
        if self.retired.targets:
            words.append(f"{len(self.retired.targets)} 个目标")
        if self.retired.incidents:
            words.append(f"{len(self.retired.incidents)} 件事项")
        return "、".join(words)

    def as_json(self) -> dict[str, list[str]]:
        return {
            "papers": [paper.line for paper in self.papers],
            "cases": [case.line for case in self.cases],
            "findings": list(self._finding_lines),
            "gone": list(self.gone_lines),
        }


class _Over(Exception):
    """Takes a trial back."""


def of_storing(
    ws: Workspace,
    changed: Collection[ChangedKey],
    values: FileValues,
    registers: Registers,
    mode: Mode,
    *,
    progress: Progress = ignore,
) -> Impact:
    """What storing the values would touch; `changed` names all that they change. Where anything
    hangs on it, they are stored on trial and taken back."""
    progress(LOOK, 0, 0)
    removed = left_out(ws, values, progress) if mode is Mode.REPLACE else []
    retired = would_retire(ws, registers, mode)
    touching = {*changed, *map(key_of, removed), *map(key_of, retired.targets)}
    keys = changing(ws, touching, retired)
    findings = hanging(ws, concerned(ws, touching, retired), keys, progress)
    stood_on = importcases.evidence(ws, keys)
    found, stands_on = Turned(()), stood_on
    if findings or stood_on:
        try:
            with ws.transaction():
                _store_all(ws, values, removed, registers, mode)
                found = turned(ws, findings, progress)
                stands_on = importcases.evidence(ws, keys)
                raise _Over
        except _Over:
            pass
    changes = importcases.evidence_changes(stood_on, stands_on)
    touched, papers = importcases.touched_cases(ws, changes, retired.incidents)
    lines = gone_lines(ws, removed, retired)
    return Impact(found.findings, touched, papers, tuple(removed), retired, lines, found.more)


def _store_all(
    ws: Workspace,
    values: FileValues,
    removed: Iterable[ValueChange],
    registers: Registers,
    mode: Mode,
) -> None:
    at = ws.now()
    batch = observations.create_batch(ws.db, file_name="", imported_by=ws.person, imported_at=at)
    store_values(ws, batch, values, mode)
    retire(ws.db, batch, removed)
    store_targets(ws, batch, registers, skip=set(), mode=mode, at=at)
    store_incidents(ws, batch, registers, skip=set(), at=at)
    retire_registers(ws, batch, registers, mode)


def key_of(change: ValueChange) -> ChangedKey:
    """What a change is known by; of a day its month, as rules look at months of them."""
    return changed_key(change.place_id, change.indicator, change.period)
