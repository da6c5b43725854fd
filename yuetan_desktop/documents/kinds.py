"""The kinds of paper: which fields a clerk fills in, and which of them the regulation demands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Entry(StrEnum):
    """How a field is entered."""

    TEXT = "text"
    LINES = "lines"  # one item a line
    DATE = "date"  # 2026-11-24
    MOMENT = "moment"  # 2026-11-24 09:30
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a paper's form. `cite` is the article that demands it, if one does."""

    key: str
    required: bool = True
    entry: Entry = Entry.TEXT
    cite: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""

    @property
    def label(self) -> str:
        return self.key


class Issuer(StrEnum):
    """In whose name a paper goes out."""

    COMMITTEE_OFFICE = "市环委办"  # 第十二条：约谈通知以市生态环境保护委员会办公室名义印发
    PROPOSER = "约谈建议部门"  # 第十七条：整改方案报约谈建议部门审核同意


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper. `demanded` are the template fields that must really be printed."""

    name: str
    template: str
    issuer: Issuer
    # Put before the year in the office's number pattern (资环委办纪〔2026〕1号); None when the
    # number is another office's and entered by hand.
    series: str | None
    cite: str
    levels: tuple[int, ...]
    fields: tuple[Field, ...]
    demanded: tuple[str, ...]

    def field(self, key: str) -> Field:
        return next(field for field in self.fields if field.key == key)


INTERVIEW_LEVELS = (3, 4, 5, 6)
# Whatever a template leaves out of these, the paper would not be what it says it is.
_EVERY_PAPER = ("稿本标记", "发文机关", "文号", "触发事项", "数据来源", "条款合称")

NOTICE = PaperKind(
    name="约谈通知",
    template="约谈通知.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="",
    cite="第十二条",
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("被约谈单位"),
        Field("被约谈人"),
        Field("约谈人"),
        Field("约谈时间", entry=Entry.MOMENT, cite="第十二条"),
        Field("约谈地点", cite="第十二条"),
        Field("约谈事由", entry=Entry.LINES, cite="第十二条"),
        Field("约谈要求", entry=Entry.LINES, cite="第十二条"),
        Field("参加人员", cite="第十二条", hint="约谈参加方及其人员"),
        Field("联系人", cite="第十二条"),
        Field("联系电话", cite="第十二条"),
        Field("主送", hint="被约谈方和约谈参加方"),
        Field("抄送", required=False),
        Field("成文日期", entry=Entry.DATE, hint="书面通知之日"),
    ),
    demanded=(
        *_EVERY_PAPER,
        "约谈事由",
        "约谈要求",
        "约谈时间",
        "约谈地点",
        "参加人员",
        "联系人",
        "联系电话",
        "成文日期",
        "主送",
    ),
)

MINUTES = PaperKind(
    name="约谈纪要",
    template="约谈纪要.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="纪",
    cite="第十五条",
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("被约谈单位"),
        Field("被约谈人"),
        Field("约谈人"),
        Field("约谈时间", entry=Entry.MOMENT, cite="第十五条"),
        Field("约谈地点", cite="第十五条"),
        Field("约谈事由", entry=Entry.LINES, cite="第十五条"),
        Field("出席", cite="第十五条", hint="参加人员"),
        Field("请假", required=False),
        Field("列席", required=False),
        Field("通报情况", entry=Entry.LINES, cite="第十五条", hint="通报的主要问题和整改要求"),
        Field("表态情况", entry=Entry.LINES, cite="第十五条", hint="情况说明、拟采取措施和表态"),
        Field("整改要求", entry=Entry.LINES, cite="第十三条"),
        Field("抄送", required=False),
        Field("成文日期", entry=Entry.DATE),
    ),
    demanded=(
        *_EVERY_PAPER,
        "约谈时间",
        "约谈地点",
        "约谈事由",
        "出席",
        "通报情况",
        "表态情况",
        "整改要求",
    ),
)

PLAN_REVIEW = PaperKind(
    name="整改方案审核意见",
    template="整改方案审核意见.docx",
    issuer=Issuer.PROPOSER,
    series=None,
    cite="第十七条",
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("发文机关", cite="第十七条", hint="约谈建议部门"),
        Field("文号", required=False, hint="由发文机关编号"),
        Field("被约谈单位"),
        Field("约谈日期", entry=Entry.DATE),
        Field("方案名称"),
        Field("报送日期", entry=Entry.DATE, cite="第十七条"),
        Field(
            "审核结论",
            entry=Entry.CHOICE,
            cite="第十七条",
            choices=("同意实施", "修改完善后实施", "退回重新制定"),
        ),
        Field("审核意见", entry=Entry.LINES, cite="第十七条"),
        Field("后续要求", entry=Entry.LINES, cite="第十七条"),
        Field("联系人"),
        Field("联系电话"),
        Field("抄送", required=False),
        Field("成文日期", entry=Entry.DATE),
    ),
    demanded=(*_EVERY_PAPER, "审核结论", "审核意见", "后续要求", "成文日期", "主送"),
)

KINDS = {kind.name: kind for kind in (NOTICE, MINUTES, PLAN_REVIEW)}
