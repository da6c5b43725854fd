"""What papers after the interview need to know: what is late, done, measured and on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yuetan_desktop.documents.wording import written_date
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.papercheck.roles import PROCEDURAL


@dataclass(frozen=True, slots=True)
class Late:
    """A limit that has passed without its step: what was due, when, and by which article."""

    what: str
    cite: str
    due: date
    workdays: int

    @property
    def says(self) -> str:
        return (
            f"{self.what}：应于{written_date(self.due)}前完成（{self.cite}），"
            f"已逾期{self.workdays}个工作日"
        )


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the rectification: 具体化、定量化、时限化, with who answers for it."""

    problem: str
    measure: str
    amount: str
    due: date | None
    unit: str
    person: str
    progress: str = ""
    is_done: bool = False
    evidence: tuple[str, ...] = ()  # names of the files that prove it
    last_visit: str = ""  # 上次问题未改 3/5，新发现 1 个

    def is_overdue(self, today: date) -> bool:
        return self.due is not None and self.due < today and not self.is_done

    @property
    def asked(self) -> str:
        """What is to be done and how much of it: 封闭堆场，3处堆场."""
        what = (self.measure or self.problem).rstrip("。；，")
        return "，".join(filter(None, (what, self.amount)))

    @property
    def due_text(self) -> str:
        return written_date(self.due) if self.due else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A triggering indicator then and now; every value with its period, empty when not known."""

    label: str
    before: str
    after: str
    last_year: str
    target: str
    change: str
    source: str
    goal: str = ""  # what is to be reached, with its year

    @property
    def cells(self) -> Sequence[str]:
        return (self.label, self.before, self.after, self.last_year, self.target, self.change)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence on file: a paper, an imported original, a proof, with its hash."""

    name: str
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Clue:
    """A clue that was handed over to the office, as it was recorded, with the copies kept of it."""

    sender: str
    words: str
    number: str  # of the letter it came with
    day: date
    files: tuple[Exhibit, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Empty where the case has not come so far."""

    recorded: frozenset[StepKind] = frozenset()  # steps that stand
    late: tuple[Late, ...] = ()
    tasks: tuple[Task, ...] = ()
    figures: tuple[Figure, ...] = ()
    effect: tuple[Figure, ...] = ()  # the months after the interview beside a year earlier
    exhibits: tuple[Exhibit, ...] = ()
    clue: Clue | None = None  # the newest that came in
    requirements: tuple[str, ...] = ()  # 整改要求 of the minutes
    plan_tasks: str = ""  # the table 整改任务 of the plan on file, as typed
    private_names: tuple[str, ...] = ()
    told: str = ""  # 通报情况 of the minutes
    pledged: str = ""  # 表态情况 of the minutes
    rectify_by: date | None = None  # the limit that the minutes or a 责令继续整改 set
    reviewed_on: date | None = None
    conclusion: str = ""  # of the review of the plan
    returned_why: str = ""  # the plan that is now being made anew
    reporting: str = ""  # 按月、按季
    completed_on: date | None = None
    verified_on: date | None = None
    opinion: str = ""
    findings: str = ""  # 综合情况 of the record of the verification
    opinion_approver: str = ""
    approved_on: date | None = None  # the opinion, by the interviewer
    closed_on: date | None = None
    rework_why: str = ""  # 责令继续整改
    result_addressee: str = ""  # whom the result of the verification was told
    no_transfer_why: str = ""
    recipient: str = ""  # to whom clues were transferred
    is_secret: bool = False  # 标为涉及国家秘密
    is_public: bool = False  # 拟公开约谈
    diligence: tuple[tuple[str, str], ...] = ()  # proofs of 尽责 by circumstance

    @property
    def measures_asked(self) -> tuple[str, ...]:
        """Requirements that something has to be done for, not those about the procedure itself
        (报送整改方案、书面报告 …)."""
        return tuple(
            asked for asked in self.requirements if not any(word in asked for word in PROCEDURAL)
        )
