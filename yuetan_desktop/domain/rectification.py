"""The rectification ledger (整改台账): what has to be put right, by how much, until when, by whom.

A task's terms and everything that happens to it are append-only entries; its state is folded from
them. 第十七条 asks for plans that are precise, so a task without number or date is 不合格.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.indicator import round_half_even
from yuetan_desktop.domain.recorded import Recorded
from yuetan_desktop.domain.typednumber import plain


class Tag(StrEnum):
    """Whose problem it is: a government's or an enterprise's."""

    GOVERNMENT = "督政"
    ENTERPRISE = "查企"


class Stage(StrEnum):
    """Where a task stands; values are the words shown (环节)."""

    WORKING = "整改中"
    TO_CHECK = "待核查"
    TO_CLOSE = "待销号"
    CLOSED = "已销号"
    WITHDRAWN = "已撤销"


class Satisfaction(StrEnum):
    """What those who complained think of the result (群众满意)."""

    SATISFIED = "满意"
    PARTLY = "基本满意"
    UNSATISFIED = "不满意"


class Appraisal(StrEnum):
    """Whether a piece of evidence is accepted (采信)."""

    PENDING = "待复核"
    ACCEPTED = "已采信"
    REJECTED = "不采信"


class EntryKind(StrEnum):
    """What can be recorded of a task."""

    TERMS = "terms"
    PROGRESS = "progress"
    EXTENSION = "extension"
    DECISION = "extension_decision"
    REMINDER = "reminder"
    INSPECTION = "inspection"
    GATES = "gates"
    EVIDENCE = "evidence"
    APPRAISAL = "appraisal"
    CHECK_PLAN = "check_plan"
    CHECK = "check"
    SIGN_OFF = "sign_off"
    SATISFACTION = "satisfaction"
    CLOSURE = "closure"
    WITHDRAWAL = "withdrawal"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    EntryKind.TERMS: "任务",
    EntryKind.PROGRESS: "进展",
    EntryKind.EXTENSION: "申请延期",
    EntryKind.DECISION: "延期审批",
    EntryKind.REMINDER: "催办",
    EntryKind.INSPECTION: "检查",
    EntryKind.GATES: "关口核对",
    EntryKind.EVIDENCE: "佐证",
    EntryKind.APPRAISAL: "采信认定",
    EntryKind.CHECK_PLAN: "安排核查",
    EntryKind.CHECK: "核查",
    EntryKind.SIGN_OFF: "会签",
    EntryKind.SATISFACTION: "群众满意",
    EntryKind.CLOSURE: "销号",
    EntryKind.WITHDRAWAL: "撤销",
}

# What the measure, the number, the date, the department and the person of a task are called where
# they are missing.
_FLAWS = ("缺措施", "缺数量", "缺时限", "缺责任单位", "缺责任人")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a task asks for. `goal` is the target in words (新建管网 5.8 km), `quantity` and `unit`
    what progress is counted in; the responsible unit may be led by a department of it."""

    problem: str = ""
    family: Family = Family.POLLUTION
    tag: Tag = Tag.GOVERNMENT
    measure: str = ""
    title: str = ""
    goal: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    due: date | None = None
    project: str = ""
    industry: str = ""
    enterprise: str = ""
    department: str = ""
    person: str = ""
    person_title: str = ""

    @property
    def name(self) -> str:
        """What it is called in lists: its title, else the measure itself."""
        return self.title or self.measure

    @property
    def target(self) -> str:
        """The target in words: as written, else the number with its unit."""
        if self.goal or self.quantity is None:
            return self.goal
        return f"{plain(self.quantity)} {self.unit}".strip()

    @property
    def flaws(self) -> tuple[str, ...]:
        """What a task must say and this one does not; any makes it 不合格.

        具体化、定量化、时限化.
        """
        wanted = (
            self.measure,
            self.quantity is not None and self.quantity > 0,
            self.due,
            self.department,
            self.person,
        )
        if all(wanted):
            return ()
        return tuple(words for words, said in zip(_FLAWS, wanted, strict=True) if not said)


class Entry(Recorded[EntryKind]):
    """One recorded happening of a task."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TaskState:
    """What the entries of a task add up to."""

    terms: Terms
    stage: Stage
    due: date | None  # with the extensions granted
    done: Decimal | None  # the newest progress
    share: Decimal | None  # done over wanted; None where the task names no number
    ready_on: date | None  # the day on which the whole quantity was reported
    end: Entry | None
    entries: tuple[Entry, ...]  # in force, oldest first

    @property
    def is_open(self) -> bool:
        return self.end is None

    @property
    def is_qualified(self) -> bool:
        return not self.terms.flaws

    def of(self, *kinds: EntryKind) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.kind in kinds)

    def last(self, *kinds: EntryKind) -> Entry | None:
        return next((e for e in reversed(self.entries) if e.kind in kinds), None)

    @property
    def asked_extension(self) -> Entry | None:
        """The extension that waits for a decision."""
        last = self.last(EntryKind.EXTENSION, EntryKind.DECISION)
        return last if last is not None and last.kind is EntryKind.EXTENSION else None

    @property
    def planned_check(self) -> date | None:
        """The day agreed for a check on site that has not been recorded yet."""
        last = self.last(EntryKind.CHECK_PLAN, EntryKind.CHECK)
        if last is None or last.kind is EntryKind.CHECK:
            return None
        return last.day_in("on")

    @property
    def satisfaction(self) -> Satisfaction | None:
        last = self.last(EntryKind.SATISFACTION)
        return Satisfaction(last.text("answer")) if last else None


def fold(entries: Iterable[Entry]) -> TaskState:
    """The state of a task; voided entries count for nothing."""
    in_force = tuple(entry for entry in entries if not entry.is_void)
    terms, due = Terms(), None
    done: Decimal | None = None
    ready_on: date | None = None
    passed = False
    asked: Entry | None = None
    end: Entry | None = None
    for entry in in_force:
        kind = entry.kind
        if kind is EntryKind.TERMS or kind is EntryKind.PROGRESS:
            if kind is EntryKind.PROGRESS:
                done = entry.number("done")
            else:
                before, terms = terms, terms_from(entry.data)
                if terms.due != before.due:  # else an extension that was granted still holds
                    due = terms.due
            if not _is_complete(done, terms.quantity):  # or more is asked for than was done
                ready_on, passed = None, False
            elif ready_on is None:
                ready_on = entry.day
        elif kind is EntryKind.EXTENSION:
            asked = entry
        elif kind is EntryKind.DECISION:
            if asked is not None and entry.data.get("granted"):
                due = asked.day_in("due") or due
            asked = None
        elif kind is EntryKind.CHECK:
            passed = bool(entry.data.get("passed"))
        elif kind in {EntryKind.CLOSURE, EntryKind.WITHDRAWAL}:
            end = entry
    stage = _stage(end, ready=ready_on is not None, passed=passed)
    share = (done or Decimal(0)) / terms.quantity if terms.quantity else None
    return TaskState(terms, stage, due, done, share, ready_on, end, in_force)


def _is_complete(done: Decimal | None, quantity: Decimal | None) -> bool:
    return done is not None and quantity is not None and quantity > 0 and done >= quantity


def _stage(end: Entry | None, *, ready: bool, passed: bool) -> Stage:
    if end is not None:
        return Stage.CLOSED if end.kind is EntryKind.CLOSURE else Stage.WITHDRAWN
    if not ready:
        return Stage.WORKING
    return Stage.TO_CLOSE if passed else Stage.TO_CHECK


# -- terms as data ------------------------------------------------------------------------------
_TEXTS = (
    "problem", "measure", "title", "goal", "unit", "project", "industry", "enterprise",
    "department", "person", "person_title",
)  # fmt: skip


# Looked up, as calling an enumeration is slow where a ledger has tens of thousands of lines.
_FAMILIES = {family.value: family for family in Family}
_TAGS = {tag.value: tag for tag in Tag}


def terms_from(data: Mapping[str, Any]) -> Terms:
    """Terms as an entry keeps them."""
    get = data.get
    quantity, due = get("quantity"), get("due")
    return Terms(
        family=_FAMILIES.get(get("family", ""), Family.POLLUTION),
        tag=_TAGS.get(get("tag", ""), Tag.GOVERNMENT),
        quantity=Decimal(quantity) if quantity else None,
        due=date.fromisoformat(due) if due else None,
        **{name: data[name] for name in _TEXTS if name in data},
    )


def terms_data(terms: Terms) -> dict[str, str]:
    """Terms as plain data; what is not said is left out."""
    found = {name: str(getattr(terms, name)) for name in _TEXTS}
    found |= {"family": terms.family.value, "tag": terms.tag.value}
    if terms.quantity is not None:
        found["quantity"] = plain(terms.quantity)
    if terms.due is not None:
        found["due"] = terms.due.isoformat()
    return {key: value for key, value in found.items() if value}


# -- numbers ------------------------------------------------------------------------------------
LARGEST, DECIMALS = Decimal(10) ** 12, 6


def is_amount(number: Decimal) -> bool:
    """Whether a number can be one of things or measures: of no more than 12 digits before the
    point and 6 behind it. What is typed as 1e400 is a slip, and no share of it can be told."""
    return (
        number.is_finite()
        and abs(number) < LARGEST
        and number == number.quantize(Decimal(1).scaleb(-DECIMALS))
    )


def is_limit(day: date) -> bool:
    """Whether a day can be the date of a task: 0206-12-31 and 9999-12-31 are slips."""
    return 2000 <= day.year < 2100


# -- numbers in words ---------------------------------------------------------------------------


def percent(part: Decimal, whole: Decimal) -> str:
    """393/553 → 71%, 604/115 → 525.2%: whole per cents up to 100, one decimal beyond.

    Whole per cents are cut, not rounded: what is not complete never reads 100 %, and what has
    begun never reads 0 %.
    """
    share = part * 100 / whole
    if share > 100:
        return f"{round_half_even(share, 1)}%"
    if share == 100:
        return "100%"
    if 0 < share < 1:
        return "不足1%"
    return f"{int(share)}%"


def percent_of(state: TaskState) -> str:
    """The progress of one task in words; — where no number was asked for."""
    quantity = state.terms.quantity
    return percent(state.done or Decimal(0), quantity) if quantity else "—"


def average_share(states: Iterable[TaskState]) -> int | None:
    """The mean progress in whole per cent, what is over-fulfilled counting once; None for none."""
    shares = [min(share, Decimal(1)) for s in states if (share := s.share) is not None]
    if not shares:
        return None
    return int(sum(shares, Decimal(0)) * 100 / len(shares))
