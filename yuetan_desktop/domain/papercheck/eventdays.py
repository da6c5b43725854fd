"""Days told in words: what happened when, beside the days on record and the day of the paper.

A date is taken for the day of an act only where the act stands right beside it: 10月22日约谈,
10月30日报送整改方案. Everything else about dates is decided by the calendar alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from yuetan_desktop.domain.papercheck.dates import date_of
from yuetan_desktop.domain.papercheck.facts import (
    CASE,
    CaseFacts,
    Discrepancy,
    PaperFacts,
    Spot,
    as_day,
    doubt,
    written,
    wrong,
)
from yuetan_desktop.domain.papercheck.prose import Sentence, sentences
from yuetan_desktop.domain.papercheck.roles import (
    ANNOUNCING,
    DATE_OF_PAPER,
    EVENTS,
    LIMITS,
    NEXT_STEPS,
    STAGES,
    STEP_STAGES,
    TASK_CELLS,
)

_DAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:（(?:星期|周)[一二三四五六日天]）)?"
)
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"^(?:上午|下午)?\s?(?:至|到|—|－|-)\s?$")
_OTHER_TIME = re.compile(r"前次|上次|首次|第[一二三]次|原定|推迟|延期|改期|改至|拟|此前|曾|另案")
_DONE = re.compile(
    r"召开|开展|调阅|走访|印发|报送|(?:经|获)[^，。；]{0,14}(?:同意|批准)|现场核查|查处|收到|送达|约谈"
)
_TO_COME = re.compile(
    r"前|内|起|将|拟|请|应|须|需|计划|预计|力争|确保|要求|争取|期限|时限|定于|决定"
)
_HANDED_IN = re.compile(r"前[^，。；]{0,20}(?:报送|提交|报[至到]|反馈)")
_FOR_MEETING = re.compile(r"书面材料|名单|回执|表态|发言")
_CLOCK = re.compile(r"(?:[上下]午|晚上?)?\s?(\d{1,2})[:：](\d{2})")
_CHINESE_DAY = re.compile(r"[〇零○一二三四五六七八九]{4}年|\d{4}年0\d月|年\d{1,2}月0\d日")


@dataclass(frozen=True, slots=True)
class _Said:
    """A date in a sentence, with the words on both sides of it."""

    day: date
    words: str
    before: str
    after: str


def check_event_days(case: CaseFacts) -> Iterator[Discrepancy]:
    """Days told in sentences: that they exist, run forward and are those that were recorded."""
    for paper in case.papers:
        yield from _written_out(paper)
        yield from _terms(case, paper)
        yield from _far_years(paper)
        for sentence in sentences(paper):
            if not _DIGIT.search(sentence.text):
                continue  # no day and no hour in it
            yield from _no_such_day(sentence)
            said = _days(case, sentence)
            yield from _reversed(sentence, said)
            yield from _clocks(case, sentence)
            if sentence.key in _HEADINGS:
                continue
            for one in said:
                yield from _event(case, sentence, one)
                yield from _to_come(sentence, one)
                yield from _handed_in(case, sentence, one)
            yield from _after_interview(case, sentence, said)
            yield from _passed(sentence)


_HEADINGS = frozenset({"成文日期", "印发日期", "约谈时间", "约谈日期", "改期时间", "原定时间"})


def _days(case: CaseFacts, sentence: Sentence) -> list[_Said]:
    """The dates of a sentence; without a year, that of the date before or of the paper."""
    own = date_of(sentence.paper)
    year = own[1].year if own else case.interview_on.year if case.interview_on else 0
    said = []
    for found in _DAY.finditer(sentence.text):
        year = int(found["year"] or year)
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
        before, after = sentence.text[: found.start()], sentence.text[found.end() :]
        said.append(_Said(day, found[0], before, after))
    return said


# -- the calendar -------------------------------------------------------------------------------
def _no_such_day(sentence: Sentence) -> Iterator[Discrepancy]:
    if found_month := _NO_MONTH.search(sentence.text):
        spot = sentence.paper.spot(sentence.key, found_month[0])
        yield wrong("日期", spot, spot, f"{spot}写的{found_month[0]}不是有效的月份。")
    for found in _DAY.finditer(sentence.text):
        month, day = int(found["month"]), int(found["day"])
        if found["year"]:
            continue  # told with every date that has its year
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(2024, month)[1]:
            spot = sentence.paper.spot(sentence.key, found[0])
            yield wrong("日期", spot, spot, f"{spot}写的{found[0]}不是有效的日期。")


_NO_MONTH = re.compile(r"\d{4}年(?:0|1[3-9]|[2-9]\d)月")


def _written_out(paper: PaperFacts) -> Iterator[Discrepancy]:
    """GB/T 9704—2012 7.3.5.4: Arabic figures, the year in full, no leading zero."""
    for key in (*DATE_OF_PAPER, "印发日期"):
        text = paper.text(key)
        if _CHINESE_DAY.search(text):
            spot = paper.spot(key)
            yield wrong(
                "日期写法", spot, spot,
                f"{spot}“{text}”应用阿拉伯数字将年、月、日标全，月、日不编虚位。",
            )  # fmt: skip


def _reversed(sentence: Sentence, said: list[_Said]) -> Iterator[Discrepancy]:
    for first, second in pairwise(said):
        between = second.before[len(first.before) + len(first.words) :]
        if _RANGE.match(between) and second.day < first.day and second.day.year == first.day.year:
            spot = sentence.paper.spot(sentence.key, f"{first.words}{between}{second.words}")
            yield wrong("日期", spot, spot, f"{spot}的“{spot.says}”起止颠倒。")


_YEAR = re.compile(r"(?<!\d)(\d{4})年")
_OLDEST, _AHEAD = 1979, 10  # the first law on the environment; no plan reaches further


def _far_years(paper: PaperFacts) -> Iterator[Discrepancy]:
    own = date_of(paper)
    for key in paper.printed if own else ():
        for found in _YEAR.finditer(paper.text(key)):
            if own and not _OLDEST <= int(found[1]) <= own[1].year + _AHEAD:
                spot = paper.spot(key, found[0])
                yield doubt("日期", spot, spot, f"{spot}写的{found[0]}离本文太远，请核对。")


# -- what happened when -------------------------------------------------------------------------
def _event(case: CaseFacts, sentence: Sentence, said: _Said) -> Iterator[Discrepancy]:
    """The act right beside the date has its own day, on record or on its paper."""
    if _OTHER_TIME.search(sentence.text) or re.match(r"之?[前内起至到—]", said.after):
        return
    for event in EVENTS:
        if not re.match(event.words, said.after):
            continue
        known = dict(_known(case, event.step, event.paper, sentence.paper))
        if known and said.day not in known.values():
            name, day = next(iter(known.items()))
            spot = sentence.paper.spot(sentence.key, said.words)
            tell = wrong if event.sure else doubt
            yield tell(
                "日期", spot, Spot(CASE, name, written(day)),
                f"{spot}写{event.name}是{said.words}，{name}是{written(day)}。",
            )  # fmt: skip
        return


def _known(case: CaseFacts, step: str, kind: str, reader: PaperFacts) -> Iterator[tuple[str, date]]:
    if step == "约谈" and case.interview_on is not None:
        yield f"登记的{step}日期", case.interview_on
    elif step in case.days:
        yield f"登记的{step}日期", case.days[step]
    paper = case.paper(kind) if kind != reader.kind else None
    if paper is not None and (dated := date_of(paper)):
        yield f"{kind}的{dated[0]}", dated[1]


def _to_come(sentence: Sentence, said: _Said) -> Iterator[Discrepancy]:
    """What a paper tells as done is not later than the paper itself."""
    own, stage = date_of(sentence.paper), STAGES.get(sentence.paper.kind, 100)
    early = sentence.paper.kind in ANNOUNCING or stage < STEP_STAGES["约谈"]
    if own is None or said.day <= own[1] or early:
        return
    clause = re.split(r"[，。；]", said.before)[-1] + re.split(r"[。；]", said.after)[0][:14]
    up_to = said.before.endswith(("截至", "截止", "截止到", "截至到"))
    if up_to or (_DONE.search(clause) and not _TO_COME.search(clause)):
        spot, second = sentence.paper.spot(sentence.key, said.words), sentence.paper.spot(own[0])
        yield wrong(
            "日期", spot, second, f"{spot}写的{said.words}晚于{own[0]}（{written(own[1])}）。"
        )


def _handed_in(case: CaseFacts, sentence: Sentence, said: _Said) -> Iterator[Discrepancy]:
    """What is wanted for the meeting is wanted before it."""
    held = sentence.paper.day("约谈时间") or case.interview_on
    wanted = _HANDED_IN.match(said.after) and _FOR_MEETING.search(sentence.text)
    if sentence.paper.kind in ANNOUNCING and held and wanted and said.day > held:
        spot, second = (
            sentence.paper.spot(sentence.key, said.words),
            sentence.paper.spot("约谈时间"),
        )
        yield wrong(
            "日期", spot, second, f"{spot}要求{said.words}前报送，晚于约谈（{written(held)}）。"
        )


def _after_interview(
    case: CaseFacts, sentence: Sentence, said: list[_Said]
) -> Iterator[Discrepancy]:
    """约谈后，…于10月24日召开: not before the interview."""
    held = case.interview_on
    for one in said:
        follows = re.search(r"约谈(?:会)?(?:后|以来)[^。；]*$", one.before)
        if held is None or not follows or one.day >= held or _OTHER_TIME.search(sentence.text):
            continue
        spot, second = sentence.paper.spot(sentence.key, one.words), Spot(CASE, "约谈日期")
        yield doubt(
            "日期", spot, second, f"{spot}写约谈后的事在{one.words}，约谈是{written(held)}。"
        )


_BY_THEN = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|底)?前")
_LOOKS_BACK = re.compile(r"原|已|未|曾|逾期|超过")


def _passed(sentence: Sentence) -> Iterator[Discrepancy]:
    """What is still to be done is not due before the paper itself."""
    own = date_of(sentence.paper)
    if own is None or sentence.key not in NEXT_STEPS or _LOOKS_BACK.search(sentence.text):
        return
    for found in _BY_THEN.finditer(sentence.text):
        year, month = int(found[1] or own[1].year), int(found[2])
        if not 1 <= month <= 12:
            continue
        last = monthrange(year, month)[1]
        due = date(year, month, min(int(found[3] or last), last))
        if due < own[1] and (found[1] or own[1].month - month < 6):
            spot, second = sentence.paper.spot(sentence.key, found[0]), sentence.paper.spot(own[0])
            yield doubt(
                "时限", spot, second, f"{spot}写的{found[0]}早于{own[0]}（{written(own[1])}）。"
            )


def _terms(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    """No task is due before the interview that it comes from, no limit before the paper."""
    own = date_of(paper)
    for key in LIMITS:
        limit = paper.day(key)
        if own and limit and limit < own[1]:
            spot, second = paper.spot(key), paper.spot(own[0])
            yield wrong(
                "时限",
                spot,
                second,
                f"{spot}（{written(limit)}）早于{own[0]}（{written(own[1])}）。",
            )
    held = case.interview_on
    for key in paper.printed if held is not None else ():
        for row in paper.rows(key):
            for head in TASK_CELLS[0]:
                found = _DAY.search(str(row.get(head, "")))
                day = as_day(found) if found and found["year"] else None
                if held is not None and day is not None and day < held:
                    spot, second = paper.spot(key, str(row[head])), Spot(CASE, "约谈日期")
                    yield doubt(
                        "时限", spot, second,
                        f"{spot}的{head}{written(day)}早于约谈（{written(held)}）。",
                    )  # fmt: skip


def _clocks(case: CaseFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """A meeting begins when it was called for, and ends after it began."""
    clocks = [(int(one[1]), int(one[2])) for one in _CLOCK.finditer(sentence.text)]
    text = sentence.text
    called = _CLOCK.search(sentence.paper.text("约谈时间"))
    begins = re.search(_CLOCK.pattern + r"(?:准时)?(?:开始|召开|开会)", text)
    other = begins and called and begins.groups() != called.groups()
    halves = [one[0][:2] for one in (begins, called) if one and one[0][:1] in "上下"]
    if begins and sentence.key != "约谈时间" and (other or len(set(halves)) > 1):
        spot, second = sentence.paper.spot(sentence.key, begins[0]), sentence.paper.spot("约谈时间")
        yield wrong("约谈时间", spot, second, f"{spot}写{begins[0]}，{second}是“{second.says}”。")
    afternoon = "下午" in text or "晚" in text
    if len(clocks) == 2 and "结束" in text and not afternoon and clocks[1] <= clocks[0]:
        spot = sentence.paper.spot(sentence.key, text)
        yield wrong("约谈时间", spot, spot, f"{spot}写的结束时间早于开始时间。")
