"""集体约谈: one notice, one meeting and one set of minutes for all units interviewed together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from yuetan_desktop.documents import units
from yuetan_desktop.documents.context import Context, Issue, PaperCase, common, said
from yuetan_desktop.documents.families import under_headings
from yuetan_desktop.documents.remark import Remark
from yuetan_desktop.documents.units import JointUnit
from yuetan_desktop.documents.wording import full_stop, written_date
from yuetan_desktop.domain.casework import StepKind

_SIGNER = "被约谈人（签字）："


def common_of_all(case: PaperCase, values: Mapping[str, str], issue: Issue) -> Context:
    """What `common` says, of one unit or of all that are interviewed together.

    `各单位` holds what the paper says of each unit alone, as a paper of its own would print it:
    what a paper of several units is checked by, case by case.
    """
    together = case.together
    alone = units.of_units(()) | {"签字栏": [_SIGNER]}
    if not together:
        printed = common(case, values, issue)
        headed = under_headings(printed["触发事项"], values)
        return {**printed, **alone, "触发事项": headed}
    of_all = replace(
        case,
        number="、".join(one.number for one in together),
        matters=tuple(m for one in together for m in units.labelled(one.unit, one.matters)),
        also=tuple(m for one in together for m in units.labelled(one.unit, one.also)),
    )
    by_unit = units.of_units(together)
    return {
        **common(of_all, values, issue),
        **by_unit,
        "触发情况": under_headings(by_unit["触发情况"], values),
        "条款合称": units.cites(together),
        "签字栏": [_SIGNER, *(f"{one.unit}：" for one in together)],
        "各单位": [_alone(case, one, values, issue) for one in together],
    }


_ITS_OWN = ("案件编号", "条款合称", "触发事项", "一并通报", "数据来源")


def _alone(
    case: PaperCase, one: JointUnit, values: Mapping[str, str], issue: Issue
) -> dict[str, Any]:
    own = replace(case, number=one.number, matters=one.matters, also=one.also, together=())
    printed = common(own, values, issue)
    named = said(values, "被约谈单位")
    return {key: printed[key] for key in _ITS_OWN} | {
        "被约谈单位": one.unit if one.unit in named.split("、") else named,
        "主要问题": [full_stop(fact) for matter in one.matters for fact in matter.facts],
    }


def other_day(case: PaperCase, day: date | None, recorded: date | None) -> list[Remark]:
    """What is wrong where 约谈时间 is not the day that the case, or one of several, has for it."""
    held = [(number, days.get(StepKind.INTERVIEW)) for number, days in case.recorded]
    known = [one for one in held if one[1]] or [("", recorded)]
    return [
        Remark("约谈时间", f"与{number or '案件'}登记的约谈日期（{written_date(on)}）不一致。")
        for number, on in known
        if day and on and day != on
    ]


def problems(case: PaperCase) -> list[str]:
    """What went wrong, a sentence each; of several units a line each, with its name."""
    if not case.together:
        return [full_stop(fact) for matter in case.matters for fact in matter.facts]
    return [
        full_stop(f"{one.unit}：{'；'.join(fact.rstrip('。') for fact in facts)}")
        for one in case.together
        if (facts := [fact for matter in one.matters for fact in matter.facts])
    ]
