"""What was recorded of a case on its way to the interview: its form, delays, exemption, papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuetan_desktop.documents.wording import full_stop, written_date
from yuetan_desktop.domain.cases.participants import Category, Participant
from yuetan_desktop.domain.casework import StepKind


@dataclass(frozen=True, slots=True)
class IssuedRef:
    """A paper that went out: what it is called, its number, its day."""

    kind: str
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Consulted:
    """What was said when the proposal was discussed (第十一条)."""

    who: str
    opinion: str
    day: date

    @property
    def says(self) -> str:
        return f"{self.who}（{written_date(self.day)}）：{full_stop(self.opinion)}"


@dataclass(frozen=True, slots=True)
class Course:
    """Empty where nothing was recorded."""

    cause: str = ""  # 首要原因（第十六条）
    measures: tuple[str, ...] = ()  # 联动措施 in force, 责任追究 with its basis
    handling: str = ""  # 分类处置: what is suggested for the severity that was found
    days: tuple[tuple[StepKind, date], ...] = ()  # of the steps that stand
    consulted: Consulted | None = None  # on the proposal that stands
    form: str = ""  # 内部约谈、公开约谈（第二十条）
    approver: str = ""
    # 延期（第十四条）: the day first agreed, when and why it was put off, the new day.
    agreed_on: date | None = None
    put_off_on: date | None = None
    put_off_to: date | None = None
    put_off_why: str = ""
    put_off_by: str = ""
    # 不可抗力（第十条）
    exempt_why: str = ""
    exempt_evidence: str = ""
    # 送达（第十二条）: the last one recorded
    served_to: str = ""
    served_how: str = ""
    # 预警提示、通报
    issued_on: date | None = None
    reply_by: date | None = None
    issued: tuple[IssuedRef, ...] = ()
    attendants: tuple[Participant, ...] = ()

    def day_of(self, kind: StepKind) -> date | None:
        """The day recorded for a step."""
        return dict(self.days).get(kind)

    def named(self, *categories: Category, unit: str = "") -> str:
        """Those of the categories, as a paper lists them: 副市长某某、云麓区人民政府副区长某某.
        In a joint interview `unit` leaves out the other units' people."""
        people = [one for one in self.attendants if one.category in categories]
        own = [one for one in people if unit and one.unit == unit]
        return "、".join(one.says for one in own or people)
