"""What was filled in last: what a form of the case begins with instead of an empty field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from yuetan_desktop.documents.kinds import KINDS, PaperKind
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services.papers import stagerecord
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases
from yuetan_desktop.store.cases import PaperRow

# Who sends a paper is shared only by papers of the same side.
_SENDERS = frozenset({"发文机关", "联系人", "联系电话"})
# What one kind asks for is not what the next one does.
_NOT_SHARED = frozenset({"成文日期", "文号", "主送", "抄送", "约谈要求", "有关要求", "后续要求"})
# What names the units: one, or all of a 集体约谈; neither is any use for the other.
_OF_UNITS = frozenset(
    {
        *("被约谈单位", "被约谈人", "约谈事由", "问题分类", "通报情况", "参加人员", "出席"),
        *("主送", "抄送", "签到人员"),
    }
)
# Who interviews whom: what was kept of it at another level is void (等级调整).
_OF_LEVEL = frozenset({"约谈人", "被约谈人", "审批人", "签到人员", "出席"})


def filled_in_last(
    ws: Workspace, case_id: int, kind: PaperKind, automatic: Mapping[str, str]
) -> dict[str, str]:
    """For this kind, and for what it shares with the other kinds; the newest entry wins."""
    own = {field.key for field in kind.fields}
    of_several, level_since = _names_several(automatic), _level_since(ws, case_id)
    values: dict[str, str] = {}
    for row in cases.list_papers(ws.db, case_id):
        fitting = _fitting(kind, row, own)
        if _is_joint(row) != of_several:
            fitting = fitting - _OF_UNITS
        if level_since is not None and row.issued_at <= level_since:
            fitting = fitting - _OF_LEVEL
        entered = dict(row.context.get("values", {}))
        values |= {key: text for key, text in entered.items() if key in fitting}
    saved = stagerecord.entered(ws, case_id, kind.name)
    if saved.get("被约谈单位") and _names_several(saved) != of_several:
        own = own - _OF_UNITS
    kept = stagerecord.entries(ws, case_id, kind.name)
    if level_since is not None and kept and kept[-1].at <= level_since:
        own = own - _OF_LEVEL
    values |= {key: text for key, text in saved.items() if key in own}
    return _without_stale_time(values, automatic)


def _level_since(ws: Workspace, case_id: int) -> datetime | None:
    """When the level was changed last, or a change of it voided; None where it never was."""
    changes = [s for s in cases.list_steps(ws.db, case_id) if s.kind == StepKind.LEVEL_CHANGE.value]
    return max((s.voided_at or s.recorded_at for s in changes), default=None)


def _fitting(kind: PaperKind, row: PaperRow, own: set[str]) -> set[str]:
    """The fields that a paper of the row's kind shares with this one."""
    if row.kind == kind.name:
        return own
    like = row.kind in KINDS and KINDS[row.kind].issuer is kind.issuer
    return own - _NOT_SHARED if like else own - _NOT_SHARED - _SENDERS


def _names_several(values: Mapping[str, str]) -> bool:
    return "、" in values.get("被约谈单位", "")


def _is_joint(row: PaperRow) -> bool:
    return bool(row.context.get("context", {}).get("各单位"))


def _without_stale_time(last: dict[str, str], automatic: Mapping[str, str]) -> dict[str, str]:
    """An interview that was put off has a new day: the hour typed for the old one is no use."""
    told, typed = automatic.get("约谈时间", ""), last.get("约谈时间", "")
    if told and typed[:10] != told[:10]:
        return {key: text for key, text in last.items() if key != "约谈时间"}
    return last
