"""What a kind of paper is: its form, who issues it, what it says beforehand and what is checked.

A kind is one module of this package (form, prefill, words for the template, check, sample) and
one function of `templates` (the wording); `KINDS` of the package collects them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from yuetan_desktop.documents.context import Context, Issue, PaperCase, set_closed
from yuetan_desktop.documents.prefill import Sender
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.domain.casework import StepKind


class Entry(StrEnum):
    """How a field is entered."""

    TEXT = "text"
    LINES = "lines"  # one item a line
    DATE = "date"  # 2026-11-24
    MOMENT = "moment"  # 2026-11-24 09:30
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a paper's form. `cite` is the article that demands it, if one does; `columns`
    make it a table, one row a line (`rowtext`), of which every cell has to be filled."""

    key: str
    required: bool = True
    entry: Entry = Entry.TEXT
    cite: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""
    columns: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.key


class Issuer(StrEnum):
    """In whose name a paper goes out."""

    COMMITTEE_OFFICE = "市环委办"  # 第十二条：约谈通知以市生态环境保护委员会办公室名义印发
    PROPOSER = "约谈建议部门"  # 第十七条：整改方案报约谈建议部门审核同意
    INTERVIEWED = "被约谈方"  # 第十七条：整改方案、进展报告、整改报告


class Stage(StrEnum):
    """The part of a case's life that a paper belongs to; lists are grouped by it, in this order."""

    WARNING = "预警通报"  # 第四条、第五条
    PROPOSAL = "约谈建议"  # 第十条、第十一条
    INTERVIEW = "约谈"  # 第十二条至第十五条
    RECTIFICATION = "整改"  # 第十七条
    VERIFICATION = "核查销号"  # 第十八条
    AFTERMATH = "移送公开"  # 第十九条、第二十条


Values = Mapping[str, str]


def nothing_to_check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    """The check of a paper of which only its fields are demanded."""
    return []


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper. `demanded` are the template fields that must really be printed.

    `prefill` gives what the case already says, `context` what the template gets; both only what
    is the paper's own. `series` is put before the year in the office's number pattern
    (资环委办纪〔2026〕1号); None when the number is another office's, entered by hand in a field
    文号, or when the paper has none. `at` are the steps this paper is made for: it is offered
    first while one of them is next. `sample` are the doctor's values for fields of its own.
    """

    name: str
    template: str
    issuer: Issuer
    series: str | None
    cite: str
    stage: Stage
    at: tuple[StepKind, ...]
    levels: tuple[int, ...]
    fields: tuple[Field, ...]
    demanded: tuple[str, ...]
    context: Callable[[PaperCase, Values, Issue], Context]
    prefill: Callable[[PaperCase, Sender], dict[str, str]]
    check: Callable[[PaperCase, Values, Dates, Days], list[Remark]] = nothing_to_check
    sample: Values = field(default_factory=dict)
    approved_first: bool = False  # 第十一条：经约谈人批准后实施
    dated_by: tuple[StepKind, ...] = ()  # whose day it bears, that of the first recorded
    joint: bool = False  # one paper for all units of a 集体约谈
    after: tuple[StepKind, ...] = ()  # recorded before the paper may go out with its number

    def field(self, key: str) -> Field:
        return next(field for field in self.fields if field.key == key)

    def printed(self, case: PaperCase, values: Values, issue: Issue) -> Context:
        """What the template gets, without stray blanks."""
        printed: Context = set_closed(self.context(case, values, issue))
        return printed

    @property
    def has_number_field(self) -> bool:
        """The number is typed in: it is another office's."""
        return any(field.key == "文号" for field in self.fields)


WARNING_LEVELS = (1, 2)
INTERVIEW_LEVELS = (3, 4, 5, 6)
# With what most papers end.
CONTACT = (Field("联系人"), Field("联系电话"))
CLOSING = (Field("抄送", required=False), Field("成文日期", entry=Entry.DATE))
# Whatever a template leaves out of these, the paper would not be what it says it is.
EVERY_PAPER = ("稿本标记", "发文机关", "文号", "触发事项", "数据来源", "条款合称")
