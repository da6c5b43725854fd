"""How far a file's values were audited and who monitors: by the file, or by the clerk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yuetan_desktop.domain.monitoring import PROVISIONAL, UNSAID, Audit, Monitoring, Owner
from yuetan_desktop.excel.results import AuditMark
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import auditmarks
from yuetan_desktop.store.auditmarks import Mark

__all__ = ["UNSAID", "Audit", "Monitoring", "Owner"]


def marks_of(read: Iterable[AuditMark], said: Monitoring) -> list[AuditMark]:
    """What the file says; what the clerk says of the whole file goes before it."""
    own = [mark._replace(monitoring=said.over(mark.monitoring)) for mark in read]
    return own if said == UNSAID else [AuditMark("", 0, 0, "", said), *own]


def store(ws: Workspace, batch: int, marks: Iterable[AuditMark]) -> None:
    """Keep the marks with their batch. Call inside a transaction."""
    auditmarks.insert_marks(ws.db, batch, map(_row, marks))


def differ(ws: Workspace, batch: int, marks: Sequence[AuditMark]) -> bool:
    """Whether a batch was stored with other words on its audit."""
    return auditmarks.marks_of_batch(ws.db, batch) != [_row(mark) for mark in marks]


def effect_words(marks: Iterable[AuditMark]) -> str:
    """What is said of the values, and what that makes of a finding."""
    told = list(dict.fromkeys(mark.monitoring for mark in marks))
    if not told:
        return ""
    words = f"数据审核：{'；'.join(dict.fromkeys(one.says for one in told))}。"
    if any(one.is_provisional for one in told):
        words += f"据未经国家审核的数据作出的判定为{PROVISIONAL}。"
    return words


def _row(mark: AuditMark) -> Mark:
    said = mark.monitoring
    return (*mark[:4], said.audit.value, said.owner.value, said.dust.value)
