"""The office: who it is, how its papers are numbered and set, and its choices of readings."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from yuetan_desktop.documents.pagenumbers import PageNumbers
from yuetan_desktop.domain.reading import Choice, Readings
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import interpretations, settings
from yuetan_desktop.store.settings import Decision

__all__ = ["Decision", "Office", "PageNumbers", "Viewpoint"]

_PREFIX = "office."


class Viewpoint(StrEnum):
    """Whose eyes the program has (视角)."""

    ISSUER = "issuer"
    SELF_WATCH = "self_watch"
    OWN_RULE = "own_rule"

    @property
    def label(self) -> str:
        return _VIEWPOINT_LABELS[self]


_VIEWPOINT_LABELS = {
    Viewpoint.ISSUER: "A 市环委办",
    Viewpoint.SELF_WATCH: "B 县级自查",
    Viewpoint.OWN_RULE: "C 县级自有办法",
}


@dataclass(frozen=True, slots=True)
class Office:
    """Everything a clerk sets once; what is not set keeps these defaults."""

    province: str = "四川省"
    city: str = "资阳市"
    name: str = ""
    viewpoint: Viewpoint = Viewpoint.SELF_WATCH
    issuer: str = "资阳市生态环境保护委员会办公室"
    person: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_address: str = ""
    # Numbers of papers and of cases; {year} and {n} are filled in.
    number_pattern: str = "资环委办〔{year}〕{n}号"
    case_pattern: str = "资约〔{year}〕{n}号"
    # Faces of GB/T 9704—2012.
    font_title: str = "方正小标宋简体"
    font_body: str = "仿宋_GB2312"
    font_heading: str = "黑体"
    font_subheading: str = "楷体_GB2312"
    page_numbers: PageNumbers = PageNumbers.OUTER
    # How close to a limit counts as 临界.
    near_percent: int = 10
    near_places: int = 2
    near_occurrences: int = 1
    due_within_days: int = 7
    # 文书：1 为定稿前须法制审核。
    legal_review: int = 0
    # 销号：1 为群众不满意不销号；销号后回头看几个月。
    strict_closure: int = 0
    watch_months: int = 6
    # 例会：周几（1—5）、每月几日、季末月几日；0 为不设。
    meeting_weekday: int = 0
    meeting_month_day: int = 0
    meeting_quarter_day: int = 0
    # 字号：standard 标准，large 大字，huge 特大。
    text_size: str = "standard"
    # 高对比度：system 跟随系统，black 黑底，white 白底，off 关闭。
    contrast: str = "system"


def read_office(ws: Workspace) -> Office:
    """The office as it was set up; what was never set has its default."""
    stored = settings.read_settings(ws.db)
    known = {
        field.name: _from_text(field.default, stored[_PREFIX + field.name])
        for field in fields(Office)
        if _PREFIX + field.name in stored
    }
    return Office(**known)


NO_ISSUER = "没有填写发文机关，请到“设置 › 办公室”填写。"


def borrowed_number(office: Office) -> str:
    """A doubt where another office still numbers its papers the way the shipped settings do."""
    shipped = Office()
    if office.issuer == shipped.issuer or office.number_pattern != shipped.number_pattern:
        return ""
    shown = office.number_pattern.format(year="××××", n="×")
    return f"文号格式还是“{shown}”，请到“设置 › 文书”改。"


def save_office(ws: Workspace, office: Office) -> None:
    """Store what differs from what is in force."""
    _check(office)
    before = read_office(ws)
    with ws.transaction():
        for field in fields(Office):
            value = getattr(office, field.name)
            if value != getattr(before, field.name):
                settings.write_setting(
                    ws.db, _PREFIX + field.name, str(value), by=ws.person, at=ws.now()
                )


def head_line(ws: Workspace, period: str) -> str:
    """What stands under the title of every workbook: who filled it in, for when, and the day."""
    office = read_office(ws)
    name = office.name or office.issuer
    sample = "；示例数据" if ws.is_sample else ""
    return f"填报单位：{name}；{period}；制表：{ws.person}，{ws.today()}{sample}"


def _from_text(default: Any, text: str) -> Any:
    return type(default)(text)


# What a number may be: 0 is for 不设 or 否.
_RANGES = {
    "near_percent": ("临界百分比", 1, 50),
    "near_places": ("临界名次", 1, 30),
    "near_occurrences": ("临界次数", 1, 10),
    "due_within_days": ("临近天数", 1, 60),
    "legal_review": ("法制审核", 0, 1),
    "strict_closure": ("群众不满意不销号", 0, 1),
    "watch_months": ("回头看月数", 0, 36),
    "meeting_weekday": ("周碰头", 0, 5),
    "meeting_month_day": ("月调度", 0, 31),
    "meeting_quarter_day": ("季督查", 0, 31),
}


def _check(office: Office) -> None:
    for name, (label, low, high) in _RANGES.items():
        if not low <= (number := getattr(office, name)) <= high:
            raise AppError(f"{label}{number}不在{low}—{high}之间。", kept="设置没有改动。")
    for name in ("number_pattern", "case_pattern"):
        pattern = getattr(office, name)
        if pattern.count("{n}") != 1 or pattern.count("{year}") != 1:
            raise AppError(
                f"文号格式“{pattern}”不对：需要 {{year}} 和 {{n}} 各一处。",
                kept="设置没有改动。",
                hint="例如：资环委办〔{year}〕{n}号。",
            )


# -- readings (口径) ------------------------------------------------------------------------------
def choices_in_force(ws: Workspace) -> dict[str, Choice]:
    """What the office has decided, by reading; readings without a decision are not in it."""
    return settings.choices_in_force(ws.db)


def answers_in_force(ws: Workspace) -> list[Choice]:
    """What the interpreting office answered (第二十一条); each holds from its day on."""
    return interpretations.answers_in_force(ws.db)


def readings_in_force(ws: Workspace, day: date | None = None) -> Readings:
    """Every reading of the regulations as of a day, today if none is given: the office's choice,
    the interpreting office's answer, else the default."""
    known = [r for regulation in ws.library.regulations for r in regulation.readings.values()]
    found = Readings.of(known, choices_in_force(ws).values(), answers_in_force(ws))
    return found.on(day or ws.today())


def decisions(ws: Workspace) -> list[Decision]:
    """Every decision ever recorded, oldest first (口径变更记录)."""
    return settings.list_decisions(ws.db)


def choose_reading(ws: Workspace, choice: Choice) -> None:
    """Record the office's decision on an open wording; an empty option takes it back."""
    if not choice.who.strip() or not choice.basis.strip():
        raise AppError(
            "改变口径要写明决定人和依据。", kept="口径没有改动。", hint="请补填后再保存。"
        )
    reading = readings_in_force(ws).readings.get(choice.reading)
    if reading is None:
        raise AppError(
            f"没有口径“{choice.reading}”。", kept="口径没有改动。", hint="编号见口径列表，如 R1。"
        )
    if choice.option not in {"", *(option.key for option in reading.options)}:
        offered = "、".join(f"{option.key}（{option.name}）" for option in reading.options)
        raise AppError(
            f"口径 {choice.reading} 没有“{choice.option}”这个选项。",
            kept="口径没有改动。",
            hint=f"可选：{offered}。",
        )
    with ws.transaction():
        settings.record_decision(ws.db, Decision(choice, ws.person, ws.now()))


def take_back_choice(ws: Workspace, made: Choice, before: Choice | None, why: str) -> None:
    """What was in force before a decision is so again, on its own basis; where nothing had been
    decided, the decision is taken back. All of it stays on record."""
    if choices_in_force(ws).get(made.reading) != made:
        raise AppError(
            f"口径 {made.reading} 此后又有新的决定。",
            kept="口径没有改动。",
            hint="可在口径变更记录中核对后重新选定。",
        )
    choose_reading(ws, before or Choice(made.reading, "", made.who, ws.today(), why))
