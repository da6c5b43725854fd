"""What a paper's form holds before the clerk touches it: everything that the case already says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yuetan_desktop.documents.context import PaperCase
from yuetan_desktop.domain.cases.participants import Category

if TYPE_CHECKING:
    from yuetan_desktop.documents.kinds.base import PaperKind


@dataclass(frozen=True, slots=True)
class Sender:
    """The office that makes the paper, and the day on which it does."""

    issuer: str
    today: date
    contact_name: str = ""
    contact_phone: str = ""


def prefill(kind: PaperKind, case: PaperCase, sender: Sender) -> dict[str, str]:
    """Values by field key. What the case does not say, such as time and place, is never guessed."""
    return {
        "被约谈单位": case.units,
        "联系人": sender.contact_name,
        "联系电话": sender.contact_phone,
        "成文日期": _dated(kind, case, sender),
        **kind.prefill(case, sender),
    }


def _dated(kind: PaperKind, case: PaperCase, sender: Sender) -> str:
    """Today; a paper made for the record of a step bears the step's day."""
    recorded = (case.course.day_of(step) for step in kind.dated_by)
    return iso(next(filter(None, recorded), sender.today))


def others_present(case: PaperCase) -> dict[str, str]:
    """参加方 and those who listen: as entered, else the proposing department."""
    proposer = f"{'、'.join(case.proposers)}有关负责同志" if case.proposers else ""
    listening = (Category.OBSERVER, Category.DELEGATE, Category.CITIZEN, Category.MEDIA)
    return {
        "参加人员": case.course.named(Category.PARTY) or proposer,
        "列席": case.course.named(*listening),
    }


def iso(day: date | None) -> str:
    """As a date field is typed; empty while the day is not known."""
    return day.isoformat() if day else ""


def parties(case: PaperCase) -> dict[str, str]:
    """Who interviews whom, and why."""
    count = f"下列{len(case.met)}项情形" if len(case.met) > 1 else "下列情形"
    return {
        "被约谈人": "、".join(one.interviewee for one in case.together)
        or case.course.named(Category.INTERVIEWEE, unit=case.unit)
        or f"{case.unit}{case.interviewee}",
        "约谈人": case.course.named(Category.INTERVIEWER) or case.actor,
        # 第二条：指出相关问题、听取情况说明、开展提醒谈话、提出整改建议，并督促整改
        "约谈事由": f"就{count}指出相关问题、听取情况说明、开展提醒谈话、提出整改建议，并督促整改",
    }


def merged(automatic: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed wins, also when it is empty."""
    return {**automatic, **typed}
