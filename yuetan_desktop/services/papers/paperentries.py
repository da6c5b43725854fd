"""What was filled in last: what a form of the case begins with instead of an empty field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from yuetan_desktop.documents.kinds import KINDS, PaperKind
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.cases import causes
from yuetan_desktop.services.cases.causes import CAUSE
from yuetan_desktop.services.cases.participants import PEOPLE
from yuetan_desktop.services.papers import stagerecord
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import casedetails, cases
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
# Who interviews whom: what was kept of it before it was settled anew is void.
_OF_PERSONS = frozenset({"约谈人", "被约谈人", "审批人", "签到人员", "出席"})


def filled_in_last(
    ws: Workspace, case_id: int, kind: PaperKind, automatic: Mapping[str, str]
) -> dict[str, str]:
    """For this kind, and for what it shares with the other kinds; the newest entry wins."""
    own = {field.key for field in kind.fields}
    of_several, settled = _names_several(automatic), _persons_settled(ws, case_id)
    values: dict[str, str] = {}
    for row in cases.list_papers(ws.db, case_id):
        fitting = _fitting(kind, row, own)
        if _is_joint(row) != of_several:
            fitting = fitting - _OF_UNITS
        if settled is not None and row.issued_at <= settled:
            fitting = fitting - _OF_PERSONS
        entered = dict(row.context.get("values", {}))
        values |= {key: text for key, text in entered.items() if key in fitting}
    saved = stagerecord.entered(ws, case_id, kind.name)
    if saved.get("被约谈单位") and _names_several(saved) != of_several:
        own = own - _OF_UNITS
    kept = stagerecord.entries(ws, case_id, kind.name)
    if settled is not None and kept and kept[-1].at <= settled:
        own = own - _OF_PERSONS
    values |= {key: text for key, text in saved.items() if key in own}
    return _without_stale_time(_without_former_leaders(ws, case_id, values, automatic), automatic)


def _persons_settled(ws: Workspace, case_id: int) -> datetime | None:
    """When the level (等级调整), the leading cause or who takes part was settled last; None where
    nothing ever was."""
    changes = [s for s in cases.list_steps(ws.db, case_id) if s.kind == StepKind.LEVEL_CHANGE.value]
    said = [d for topic in (CAUSE, PEOPLE) for d in casedetails.details(ws.db, case_id, topic)]
    return max(
        (*(s.voided_at or s.recorded_at for s in changes), *(d.recorded_at for d in said)),
        default=None,
    )


def _without_former_leaders(
    ws: Workspace, case_id: int, last: dict[str, str], automatic: Mapping[str, str]
) -> dict[str, str]:
    """Whoever is not in charge on the day of the interview, as after one that was put off, or a
    change of the 分工表, is named no more unless the case itself names him."""
    file = casefiles.load_case(ws, case_id)
    day = causes.deciding_day(ws, file)
    known = [one for one in causes.list_leaders(ws) if one.place_id in (None, file.row.place_id)]
    in_charge = {one.says for one in known if one.holds_on(day)}
    former = {one.says for one in known} - in_charge
    return {
        key: text
        for key, text in last.items()
        if key not in _OF_PERSONS
        or not any(one in text and one not in automatic.get(key, "") for one in former)
    }


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
