"""Papers that name several units: 通报 (第五条), and the notice and minutes of a 集体约谈."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from yuetan_desktop.documents.wording import cited, full_stop
from yuetan_desktop.domain.casework import StepKind

if TYPE_CHECKING:
    from yuetan_desktop.documents.context import Matter


@dataclass(frozen=True, slots=True)
class UnitMatters:
    """A unit with its met items, where one paper names several units; `also` are lower ones."""

    unit: str
    matters: tuple[Matter, ...]
    also: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JointUnit(UnitMatters):
    """One of the units of a 集体约谈, with its case."""

    number: str
    interviewee: str
    proposer: str = ""
    days: tuple[tuple[StepKind, date], ...] = ()  # of the steps of its case that stand

    @property
    def is_approved(self) -> bool:
        """第十一条：经约谈人批准后实施"""
        return StepKind.APPROVAL in dict(self.days)


def rows(units: Sequence[UnitMatters]) -> list[dict[str, str]]:
    """The table of what each unit met, a line an item."""
    met = ((one.unit, matter) for one in units for matter in one.matters)
    return [
        {
            "序号": str(n),
            "单位": unit,
            "条款": matter.cite,
            "情形": "".join(full_stop(fact) for fact in matter.facts),
        }
        for n, (unit, matter) in enumerate(met, start=1)
    ]


def articles(units: Sequence[UnitMatters]) -> list[str]:
    """The wording of every article met, each once."""
    return _each_once(f"{m.cite}：{m.text.rstrip('；;。，')}" for u in units for m in u.matters)


def readings(units: Sequence[UnitMatters]) -> list[str]:
    return _each_once(reading for u in units for m in u.matters for reading in m.readings)


def cites(units: Sequence[UnitMatters]) -> str:
    """条款合称, each article once."""
    return cited(m.cite for u in units for m in u.matters)


def labelled(unit: str, matters: Iterable[Matter]) -> tuple[Matter, ...]:
    """The items with the unit's name before the article, for lists of several units."""
    return tuple(replace(matter, cite=f"{unit}：{matter.cite}") for matter in matters)


def of_units(units: Sequence[UnitMatters]) -> dict[str, Any]:
    """The fields of a paper that names several units; empty ones where it names one."""
    return {"触发情况": rows(units), "条款原文": articles(units), "研判口径": readings(units)}


def _each_once(sentences: Iterable[str]) -> list[str]:
    return [full_stop(sentence) for sentence in dict.fromkeys(sentences)]
