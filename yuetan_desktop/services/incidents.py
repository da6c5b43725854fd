"""Incidents (事项) kept by hand, what people found about them, and exemptions (第十条)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yuetan_desktop.domain.facts import Exemption, Incident
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import incidents
from yuetan_desktop.store.incidents import IncidentRow


def list_incidents(ws: Workspace, *, place: int | None = None) -> list[Incident]:
    """Incidents in force, oldest first, each with the newest human finding applied."""
    found = incidents.load_incidents(ws.db)
    return [incident for incident in found if place is None or incident.place == place]


def log_incident(
    ws: Workspace,
    *,
    place: int,
    kind: str,
    day: date,
    title: str = "",
    subject: str = "",
    document: str = "",
    confirmed: bool | None = None,
    evidence: Iterable[str] = (),
) -> int:
    """Log a matter; where the clause needs a human finding it starts as 待认定 (None)."""
    row = IncidentRow(
        place,
        kind,
        day.isoformat(),
        title.strip(),
        subject.strip(),
        document.strip(),
        None if confirmed is None else int(confirmed),
    )
    with ws.transaction():
        return incidents.insert_incident(ws.db, row, evidence=evidence, by=ws.person, at=ws.now())


def add_evidence(ws: Workspace, incident_id: int, description: str) -> None:
    _required(description, "证据说明")
    with ws.transaction():
        incidents.add_evidence(ws.db, incident_id, description, by=ws.person, at=ws.now())


def record_finding(
    ws: Workspace,
    incident_id: int,
    *,
    confirmed: bool | None,
    basis: str,
    found_by: str,
    found_on: date,
) -> None:
    """A person's finding (因管控不力 or not); earlier findings stay on record."""
    _required(found_by, "认定人")
    _required(basis, "认定依据")
    with ws.transaction():
        incidents.record_finding(
            ws.db,
            incident_id,
            confirmed=confirmed,
            basis=basis,
            found_by=found_by,
            found_on=found_on,
            at=ws.now(),
        )


def void_incident(ws: Workspace, incident_id: int, *, why: str) -> None:
    _required(why, "撤销原因")
    with ws.transaction():
        incidents.void_incident(ws.db, incident_id, by=ws.person, why=why, at=ws.now())


def list_exemptions(ws: Workspace) -> list[Exemption]:
    return incidents.list_exemptions(ws.db)


def exempt(
    ws: Workspace,
    *,
    place: int,
    rule: str,
    period: Period,
    cause: str,
    evidence: str,
    approved_by: str,
    approved_on: date,
) -> int:
    """Record a force-majeure finding; it takes one rule's result out for one period."""
    for text, name in ((cause, "不可抗力原因"), (evidence, "证明材料"), (approved_by, "批准人")):
        _required(text, name)
    exemption = Exemption(0, place, rule, period, cause, evidence, approved_by, approved_on)
    with ws.transaction():
        return incidents.insert_exemption(ws.db, exemption, by=ws.person, at=ws.now())


def void_exemption(ws: Workspace, exemption_id: int, *, why: str) -> None:
    _required(why, "撤销原因")
    with ws.transaction():
        incidents.void_exemption(ws.db, exemption_id, by=ws.person, why=why, at=ws.now())


def _required(text: str, name: str) -> None:
    if not text.strip():
        raise AppError(f"没有填写{name}。", kept="没有保存。", hint="请补填后再保存。")
