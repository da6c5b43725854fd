"""办理记录: what happened in a case, in one line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yuetan_desktop.domain.cases.linkedmeasures import LinkedMeasure
from yuetan_desktop.domain.cases.stepform import fields_of
from yuetan_desktop.domain.casework import Step, StepKind, label_in
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases.caseproofs import CaseProof, proofs
from yuetan_desktop.services.cases.linkedmeasures import measures
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store.cases import PaperRow


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of 办理记录, newest first; a voided step keeps its line."""

    at: datetime | None
    person: str
    text: str
    day: date
    step_id: int | None = None
    voided_why: str | None = None
    files: tuple[CaseProof, ...] = ()  # attached to the step
    measure_id: int | None = None  # of 限期治理, 挂牌督办, 区域限批, 责任追究


def record_of(ws: Workspace, file: CaseFile, papers: list[PaperRow]) -> tuple[RecordLine, ...]:
    """Steps, papers and linked measures, those recorded last first."""
    attached = proofs(ws, file.id)
    lines = [
        RecordLine(
            at=step.recorded_at,
            person=step.by,
            text=_step_words(step, file.state.level),
            day=step.day,
            step_id=step.id,
            voided_why=step.voided_why,
            files=tuple(one for one in attached if one.step_id == step.id),
        )
        for step in file.steps
    ]
    lines += [
        RecordLine(
            paper.issued_at,
            paper.issued_by,
            f"生成{paper.kind}{f' {paper.number}' if paper.number else ''}（{paper.state}）",
            paper.issued_at.date(),
        )
        for paper in papers
    ]
    lines += [
        RecordLine(
            measure.recorded_at,
            measure.recorded_by,
            _measure_words(measure),
            measure.day,
            voided_why=measure.voided_why,
            measure_id=measure.id,
        )
        for measure in measures(ws, file.id)
    ]
    # Stable: of lines of the same second the one recorded later stands first.
    lines.sort(key=lambda line: line.at or datetime.min)
    return tuple(reversed(lines))


def _measure_words(measure: LinkedMeasure) -> str:
    """登记挂牌督办（10-23）：省生态环境厅；挂牌督办通知书."""
    head, _, said = measure.says.partition("：")
    at = measure.recorded_at
    day = "" if at is not None and at.date() == measure.day else f"（{measure.day:%m-%d}）"
    return f"登记{head}{day}：{said}"


def _step_words(step: Step, level: int) -> str:
    """登记书面通知：约谈日期 2026-10-23，文号 云环委办〔2026〕3号。已电话确认."""
    said = [
        f"{field.label} {step.data[field.key]}"
        for field in fields_of(step.kind)
        if step.data.get(field.key)
    ]
    head = f"{'' if step.kind is StepKind.CONFIRMATION else '登记'}{label_in(step.kind, level)}"
    if step.recorded_at is None or step.recorded_at.date() != step.day:
        head += f"（{step.day:%m-%d}）"
    return head + (f"：{'，'.join(said)}" if said else "") + (f"。{step.note}" if step.note else "")
