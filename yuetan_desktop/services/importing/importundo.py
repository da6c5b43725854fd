"""撤销导入: what is taken back, what is kept as somebody worked on it since, what cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.cases import pastcases
from yuetan_desktop.services.importing import importcases
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import backup, incidents, observations, replacing
from yuetan_desktop.store.observations import Batch, Withdrawal


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What withdrawing a batch did. `kept` were edited since, each with its reason; `failed`
    stands on the withdrawn values and cannot be taken back with them."""

    batch: Batch
    values: Withdrawal
    targets: int
    incidents: int
    targets_back: int = 0  # in force again, which this import had taken out (替换该期)
    incidents_back: int = 0
    cases: int = 0  # 补录 that came with it
    kept: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """移除 6 个数值，恢复 2 个旧值；保留 1 项；不能撤回 1 项."""
        values = self.values
        text = f"移除 {values.removed} 个数值，恢复 {values.restored} 个旧值"
        if self.targets or self.incidents:
            text += f"；撤下目标 {self.targets} 个、事项 {self.incidents} 件"
        if self.targets_back or self.incidents_back:
            text += f"；恢复目标 {self.targets_back} 个、事项 {self.incidents_back} 件"
        if self.cases:
            text += f"；撤销补录案件 {self.cases} 件"
        if kept := values.untouched + len(self.kept_incidents):
            text += f"；{kept} 项此后已改动，保留"
        if self.failed:
            text += f"；{len(self.failed)} 项不能随之撤回"
        return text

    @property
    def kept_incidents(self) -> tuple[str, ...]:
        return tuple(line for line in self.kept if line.startswith("事项"))


def resting_on(ws: Workspace, batch_ids: Sequence[int]) -> list[CaseFile]:
    """Open cases opened on values of these batches: who takes them back knows of them before."""
    return [
        file
        for file in casefiles.list_cases(ws, CaseFilter.OPEN)
        if any(
            source.batch in batch_ids
            for item in (*file.basis.items, *file.basis.also)
            for fact in item.facts
            for one in fact.evidence
            for source in one.sources
        )
    ]


def withdraw(ws: Workspace, batch_id: int, reason: str) -> TakenBack:
    """Take a batch back, with the targets and incidents that came with it; all stays on record.

    Values that a later import replaced, and incidents that a person has judged since, stay.
    """
    return withdraw_all(ws, [batch_id], reason)[0]


def withdraw_all(
    ws: Workspace, batch_ids: Sequence[int], reason: str, progress: Progress = ignore
) -> list[TakenBack]:
    """Take several batches back, as the files of one run, the newest first: all or none."""
    batches = [_standing(ws, batch_id) for batch_id in sorted(batch_ids, reverse=True)]
    backup.make(ws.db, ws.folders.backups, backup.Reason.IMPORT, ws.clock())
    done = []
    with ws.transaction():
        for number, batch in enumerate(batches):
            progress(f"撤销“{batch.file_name}”", number, len(batches))
            done.append(_take_back(ws, batch, reason))
    return done


def _standing(ws: Workspace, batch_id: int) -> Batch:
    """A batch that was not withdrawn before."""
    batch = observations.get_batch(ws.db, batch_id)
    if batch is None:
        raise AppError(
            f"没有第 {batch_id} 批导入。", kept="数据未改动。", hint="可先列出历次导入。"
        )
    if batch.withdrawn_at is not None:
        raise AppError(
            f"第 {batch_id} 批“{batch.file_name}”已于{batch.withdrawn_at:%Y-%m-%d %H:%M}撤销。",
            kept="数据未改动。",
        )
    return batch


def _take_back(ws: Workspace, batch: Batch, reason: str) -> TakenBack:
    past, worked_on = pastcases.take_back(ws, batch.id, reason)
    kept = [*_overtaken(ws, batch), *_keep_judged(ws, batch), *worked_on]
    stood_on = importcases.evidence(ws)
    values = observations.withdraw_batch(ws.db, batch.id, by=ws.person, why=reason, at=ws.now())
    changes = importcases.evidence_changes(stood_on, importcases.evidence(ws))
    touched, papers = importcases.touched_cases(ws, changes)
    failed = (*(paper.line for paper in papers), *(case.line for case in touched))
    back = replacing.count_retired(ws.db, batch.id)
    replacing.note_withdrawal(ws.db, batch.id, kept=kept, failed=failed)
    return TakenBack(
        batch, values, values.targets, values.incidents, *back, past, tuple(kept), failed
    )


def _overtaken(ws: Workspace, batch: Batch) -> list[str]:
    """Values that a later import has replaced: the later ones stay in force."""
    lines = []
    for place, key, period, later, file in replacing.overtaken(ws.db, batch.id):
        indicator = ws.library.catalogue.get(key)
        name = indicator.brief if indicator else key
        when = Period.parse(period).label()
        lines.append(f"{place} {when}{name}：此后由第 {later} 批“{file}”更新，保留新值")
    return lines


def _keep_judged(ws: Workspace, batch: Batch) -> list[str]:
    """Incidents that somebody judged or documented since stay, as kept by hand."""
    lines = []
    for row in incidents.judged_since(ws.db, batch.id):
        where = f"{row['sheet']}!{row['cell']}" if row["sheet"] else row["cell"]
        incidents.detach_incident(ws.db, row["id"])
        incidents.add_evidence(
            ws.db,
            row["id"],
            f"原导入自“{batch.file_name}”{where}（第 {batch.id} 批，已撤销；"
            "因此后有人工认定而保留）",
            by=ws.person,
            at=ws.now(),
        )
        lines.append(f"事项“{row['title'] or row['day']}”（{row['place']}）：此后有人工认定，保留")
    return lines
