"""Incidents (事项) kept by hand, what people found about them, and exemptions (第十条)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yuetan_desktop.domain.facts import Exemption, Incident
from yuetan_desktop.domain.regulation import IncidentKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import incidents
from yuetan_desktop.store.incidents import FindingRow, IncidentRow


def list_incidents(ws: Workspace, *, place: int | None = None) -> list[Incident]:
    """Incidents in force, oldest first, each with the newest human finding applied."""
    found = incidents.load_incidents(ws.db)
    return [incident for incident in found if place is None or incident.place == place]


def find_incident(ws: Workspace, incident_id: int) -> Incident:
    """The matter of this number; raises AppError where none is in force."""
    for incident in list_incidents(ws):
        if incident.id == incident_id:
            return incident
    raise AppError(f"没有序号为{incident_id}的事项。", kept="没有保存。", hint="序号见登记的事项。")


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
    """Log a matter. Unless it was `confirmed` or ruled out already, it starts as 待认定 where its
    clause needs a human finding; else, as with a circular, that it is there is all.

    A catch-all item (第六条（十一）, 第七条（九）, 第八条（八）, 第九条（二）) must name its law or
    policy and have a proof.
    """
    proofs = _proofs(evidence)
    of_kind = kind_of(ws, kind)
    if of_kind and of_kind.needs_basis:
        _required(document, "法律法规或政策依据（文号栏）")
        _required("；".join(proofs), "佐证")
    row = IncidentRow(
        place,
        kind,
        day.isoformat(),
        title.strip(),
        subject.strip(),
        document.strip(),
        _standing(of_kind, confirmed),
    )
    with ws.transaction():
        return incidents.insert_incident(ws.db, row, evidence=proofs, by=ws.person, at=ws.now())


def _standing(kind: IncidentKind | None, confirmed: bool | None) -> int | None:
    if confirmed is None:
        return 1 if kind and not kind.needs_finding else None
    return int(confirmed)


def record_finding(
    ws: Workspace,
    incident_id: int,
    *,
    confirmed: bool | None,
    basis: str,
    found_by: str,
    found_on: date,
    reviewed_by: str = "",
    reviewed_on: date | None = None,
    evidence: Iterable[str] = (),
) -> None:
    """A person's finding (因管控不力 or not), and who reviewed it; earlier findings stay on record.

    Nothing is confirmed without an item of evidence, filed now or before, where its kind asks for
    one (a document's number is one).
    """
    _required(found_by, "认定人")
    _required(basis, "认定依据")
    reviewed_by = reviewed_by.strip()
    if reviewed_by:
        reviewed_on = reviewed_on or ws.today()
        _check_review(found_by.strip(), found_on, reviewed_by, reviewed_on)
    proofs = _proofs(evidence)
    incident = find_incident(ws, incident_id)
    if confirmed and lacks_proof(ws, incident):
        _required("；".join(proofs), "佐证")
    with ws.transaction():
        for proof in proofs:
            if proof not in incident.evidence:
                incidents.add_evidence(ws.db, incident_id, proof, by=ws.person, at=ws.now())
        reviewed = reviewed_on if reviewed_by else None
        found = FindingRow(confirmed, found_by, found_on, reviewed_by, reviewed)
        incidents.record_finding(ws.db, incident_id, found, basis=basis, at=ws.now())


def _check_review(found_by: str, found_on: date, reviewed_by: str, reviewed_on: date) -> None:
    """A review is another person's, on the day of the finding or later."""
    if reviewed_by == found_by:
        raise AppError(
            f"认定人和复核人都是{found_by}。", kept="没有保存。", hint="复核人须是另一人。"
        )
    if reviewed_on < found_on:
        raise AppError(
            f"复核日期{reviewed_on}早于认定日期{found_on}。", kept="没有保存。", hint="请核对日期。"
        )


def kind_of(ws: Workspace, key: str) -> IncidentKind | None:
    """What the newest regulation says of a kind of matter."""
    return ws.library.regulations[-1].incident_kinds.get(key)


def lacks_proof(ws: Workspace, incident: Incident) -> bool:
    """Whether a matter has no evidence yet, and cannot be confirmed without (D10)."""
    kind = kind_of(ws, incident.kind)
    needed = kind is not None and kind.needs_evidence
    return needed and not (incident.evidence or incident.document)


def void_incident(ws: Workspace, incident_id: int, why: str) -> None:
    """Logged by mistake. Raises AppError without a reason, or where none is in force."""
    _required(why, "撤销原因")
    find_incident(ws, incident_id)
    with ws.transaction():
        incidents.void_incident(ws.db, incident_id, by=ws.person, why=why, at=ws.now())


def list_exemptions(ws: Workspace) -> list[Exemption]:
    return incidents.list_exemptions(ws.db)


def exempt(ws: Workspace, said: Exemption) -> int:
    """Record a force-majeure finding; it takes one rule's result out for one period. Returns the
    id it got. Raises AppError for a rule there is none of, or without cause, proof, approval."""
    regulations = ws.library.regulations
    if all(one.id != said.rule for regulation in regulations for one in regulation.rules):
        raise AppError(f"没有条款“{said.rule}”。", kept="没有登记。", hint="写法如 6.1、7.1.2。")
    _required(said.cause, "不可抗力原因")
    _required(said.evidence, "证明材料")
    _required(said.approved_by, "批准人")
    with ws.transaction():
        return incidents.insert_exemption(ws.db, said, by=ws.person, at=ws.now())


def void_exemption(ws: Workspace, exemption_id: int, why: str) -> None:
    """Raises AppError without a reason, or where none is in force."""
    _required(why, "撤销原因")
    if all(one.id != exemption_id for one in list_exemptions(ws)):
        raise AppError(f"没有第{exemption_id}号豁免。", kept="没有保存。", hint="请核对序号。")
    with ws.transaction():
        incidents.void_exemption(ws.db, exemption_id, by=ws.person, why=why, at=ws.now())


def _proofs(evidence: Iterable[str]) -> list[str]:
    return [line for line in (text.strip() for text in evidence) if line]


def _required(text: str, name: str) -> None:
    if not text.strip():
        raise AppError(f"没有填写{name}。", kept="没有保存。", hint="请补填后再保存。")
