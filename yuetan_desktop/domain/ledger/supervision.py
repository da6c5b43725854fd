"""Watching over a rectification task: inspections, gates, evidence, sign-off, and when it may be
closed (销号).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuetan_desktop.domain.rectification import (
    Appraisal,
    Entry,
    EntryKind,
    Satisfaction,
    Stage,
    TaskState,
)


# -- inspections --------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Inspection:
    """One visit. `last` are the problems the visit before left open, with whether they are mended;
    `new` those found for the first time."""

    number: int
    day: date
    by: str
    covert: bool
    last: tuple[tuple[str, bool], ...]
    new: tuple[str, ...]
    entry_id: int

    @property
    def unmended(self) -> tuple[str, ...]:
        return tuple(problem for problem, mended in self.last if not mended)

    @property
    def left_open(self) -> tuple[str, ...]:
        """What the next visit has to look at."""
        return (*self.unmended, *self.new)

    @property
    def says(self) -> str:
        """上次问题未改 3/5，新发现 1 个."""
        found = []
        if self.last:
            bad = len(self.unmended)
            found.append(
                f"上次问题未改 {bad}/{len(self.last)}"
                if bad
                else f"上次 {len(self.last)} 个问题均已改"
            )
        if self.new:
            found.append(f"{'新发现' if self.last else '发现'} {len(self.new)} 个问题")
        return "，".join(found) or "未发现问题"


def inspections(state: TaskState) -> tuple[Inspection, ...]:
    """The visits to a task in order, each compared with the one before."""
    found: list[Inspection] = []
    for entry in state.of(EntryKind.INSPECTION):
        mended = set(entry.data.get("mended") or ())
        before = found[-1].left_open if found else ()
        found.append(
            Inspection(
                number=len(found) + 1,
                day=entry.day,
                by=entry.text("inspector") or entry.by,
                covert=bool(entry.data.get("covert")),
                last=tuple((problem, problem in mended) for problem in before),
                new=tuple(p for p in entry.data.get("found") or () if p not in before),
                entry_id=entry.id,
            )
        )
    return tuple(found)


# -- gates --------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Gate:
    """One gate of a checklist and what has to be proven at it."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Gates that have to be passed one after another, as 复工三道关."""

    name: str
    gates: tuple[Gate, ...]

    @classmethod
    def from_toml(cls, text: str) -> Checklist:
        """Raises TypeError for what is no list of gates, each with a name of its own and items."""
        row = tomllib.loads(text)
        gates = tuple(Gate(_word(g["name"]), _items(g["items"])) for g in row["gate"])
        if len({gate.name for gate in gates}) < len(gates):
            raise TypeError("two gates of one name")
        return cls(_word(row["name"]), gates)

    def data(self, passed: Sequence[str]) -> dict[str, Any]:
        """What is recorded: the whole list with what has been passed, so that a later edit of the
        template changes no record. `passed` holds 关口/项目."""
        return {
            "checklist": self.name,
            "gates": [{"name": g.name, "items": list(g.items)} for g in self.gates],
            "passed": [key for key in self.keys if key in set(passed)],
        }

    @property
    def keys(self) -> list[str]:
        """关口/项目 of every item, in order."""
        return [f"{gate.name}/{item}" for gate in self.gates for item in gate.items]


def _word(said: object) -> str:
    if not isinstance(said, str) or not said.strip():
        raise TypeError(f"no name: {said!r}")
    return said.strip()


def _items(said: object) -> tuple[str, ...]:
    if not isinstance(said, list):
        raise TypeError(f"no list of items: {said!r}")
    return tuple(dict.fromkeys(map(_word, said)))


@dataclass(frozen=True, slots=True)
class GateState:
    """Where a task stands at its gates."""

    checklist: Checklist
    passed: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(key for key in self.checklist.keys if key not in self.passed)

    def has_passed(self, gate: Gate) -> bool:
        return all(f"{gate.name}/{item}" in self.passed for item in gate.items)

    @property
    def says(self) -> str:
        """复工三道关：已过 2/3 关，缺 属地复核/复核人签字."""
        gates = self.checklist.gates
        done = sum(1 for gate in gates if self.has_passed(gate))
        text = f"{self.checklist.name}：已过 {done}/{len(gates)} 关"
        return f"{text}，缺 {'、'.join(self.missing)}" if self.missing else text


def gate_state(state: TaskState) -> GateState | None:
    """The newest record of the task's gates; None when it has none."""
    entry = state.last(EntryKind.GATES)
    if entry is None:
        return None
    gates = tuple(Gate(g["name"], tuple(g["items"])) for g in entry.data["gates"])
    return GateState(
        Checklist(entry.text("checklist"), gates), frozenset(entry.data.get("passed") or ())
    )


# -- evidence -----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that proves something, stored by its hash, and whether it is accepted."""

    entry_id: int
    name: str
    sha256: str
    size: int
    day: date
    by: str
    appraisal: Appraisal
    why: str = ""


def attachments(state: TaskState) -> tuple[Attachment, ...]:
    """The evidence of a task in the order it came, with the newest appraisal of each."""
    judged = {int(e.data["evidence"]): e for e in state.of(EntryKind.APPRAISAL)}
    return tuple(_attachment(e, judged.get(e.id)) for e in state.of(EntryKind.EVIDENCE))


def _attachment(entry: Entry, judged: Entry | None) -> Attachment:
    return Attachment(
        entry_id=entry.id,
        name=entry.text("name"),
        sha256=entry.text("sha256"),
        size=int(entry.data.get("size") or 0),
        day=entry.day,
        by=entry.by,
        appraisal=Appraisal(judged.text("state")) if judged else Appraisal.PENDING,
        why=judged.note if judged else "",
    )


# -- sign-off and closure -----------------------------------------------------------------------
# 会签单上的栏目：签字人与盖章处。
SIGN_OFF_ROLES = (
    "责任单位主要负责人",
    "责任单位分管负责人",
    "行业主管部门负责人",
    "约谈建议部门负责人",
)


def signed(state: TaskState) -> Mapping[str, str]:
    """Who signed the sheet in which role, by the newest record of it."""
    entry = state.last(EntryKind.SIGN_OFF)
    return dict(entry.data.get("signers") or {}) if entry else {}


def obstacles(state: TaskState, *, strict: bool = False) -> tuple[str, ...]:
    """What stands against closing a task (第十八条); empty when it may be closed.

    In strict mode 群众不满意不销号.
    """
    found = list(_OBSTACLES.get(state.stage, ()))
    if state.stage in {Stage.CLOSED, Stage.WITHDRAWN}:
        return (f"任务{state.stage}。",)
    files = attachments(state)
    if not any(one.appraisal is Appraisal.ACCEPTED for one in files):
        found.append("没有已采信的佐证。")
    pending = sum(1 for one in files if one.appraisal is Appraisal.PENDING)
    if pending:
        found.append(f"有 {pending} 个佐证待复核。")
    gates = gate_state(state)
    if gates is not None and gates.missing:
        found.append(f"{gates.says}。")
    visits = inspections(state)
    if visits and visits[-1].left_open:
        found.append(f"最近一次检查还有 {len(visits[-1].left_open)} 个问题没有改。")
    if state.asked_extension is not None:
        found.append("延期申请还没有审批。")
    if strict and state.satisfaction is Satisfaction.UNSATISFIED:
        found.append("群众不满意，不予销号。")
    return tuple(found)


_OBSTACLES = {
    Stage.WORKING: ("进度没有达到量化目标。", "没有核查结论。"),
    Stage.TO_CHECK: ("没有通过核查的结论。",),
}
