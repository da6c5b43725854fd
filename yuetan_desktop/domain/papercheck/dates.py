"""Dates of the papers: in order, on the weekday they name, within the working days of the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from yuetan_desktop.domain.papercheck.facts import (
    CASE,
    WRITTEN_DAY,
    CaseFacts,
    Discrepancy,
    PaperFacts,
    Spot,
    as_day,
    days_in,
    doubt,
    written,
    wrong,
)
from yuetan_desktop.domain.papercheck.roles import (
    ANNOUNCING,
    DATE_OF_PAPER,
    DAY_TOPICS,
    LIMIT_WORDS,
    NOTIFIED,
    PLANNED_DAY,
    POSTPONED,
    SERVED,
    SPAN_OF_REPORT,
    STAGES,
    STEP_STAGES,
    Topic,
)
from yuetan_desktop.domain.workday import Counting, WorkCalendar

_WEEKDAYS = "一二三四五六日"
_PLAN_DAYS, _TRANSFER_DAYS = 15, 7
_LONG_SENT = 31  # days between the date of a paper and its printing


def check_dates(
    case: CaseFacts, calendar: WorkCalendar, counting: Counting
) -> Iterator[Discrepancy]:
    """The fields that hold days: their order, and the limits of the regulation in working days."""
    for paper in case.papers:
        yield from _before_opening(case, paper)
        yield from _weekdays(paper)
        yield from _imprint(paper)
        yield from _day_off(paper, calendar)
        yield from _before_its_span(paper)
        yield from _limit_words(case, paper, calendar)
    for topic in DAY_TOPICS:
        yield from _same_day(case, topic)
    yield from _order(case)
    yield from _notice(case, calendar, counting)
    yield from _limits(case, calendar)


def _day_off(paper: PaperFacts, calendar: WorkCalendar) -> Iterator[Discrepancy]:
    """第十二条 counts working days: an interview is planned on one."""
    day = paper.day(PLANNED_DAY)
    if day is not None and calendar.covers(day.year) and not calendar.is_workday(day):
        spot = paper.spot(PLANNED_DAY, written(day))
        yield doubt("工作日", spot, spot, f"{spot}{written(day)}不是工作日，请核对。")


_LAST_MONTH = re.compile(r"(\d{4})年(?:\d{1,2}[—\-至])?(\d{1,2})月$")
_HALF_A_MONTH = 15


def _before_its_span(paper: PaperFacts) -> Iterator[Discrepancy]:
    """A report on a month is not written while the month has hardly begun."""
    found, span = date_of(paper), _LAST_MONTH.search(paper.text(SPAN_OF_REPORT))
    if found is None or span is None:
        return
    day, month = found[1], (int(span[1]), int(span[2]))
    if (day.year, day.month, day.day > _HALF_A_MONTH) < (*month, True):
        spot, second = paper.spot(*_dated(found)), paper.spot(SPAN_OF_REPORT)
        told = f"{spot}{written(day)}，{second}是{second.says}，报告时段还没有过去。"
        yield doubt("报告时段", spot, second, told)


def _before_opening(case: CaseFacts, paper: PaperFacts) -> Iterator[Discrepancy]:
    """No paper of a case is older than the case; the first day it may bear is told."""
    found = date_of(paper)
    if case.opened_on is None or found is None or found[1] >= case.opened_on:
        return
    spot, opened = paper.spot(*_dated(found)), written(case.opened_on)
    yield wrong(
        "立案", spot, Spot(CASE, "立案日期", opened),
        f"{spot}（{written(found[1])}）早于立案日期（{opened}），最早可为该日。",
    )  # fmt: skip


def _weekdays(paper: PaperFacts) -> Iterator[Discrepancy]:
    for key in paper.printed:
        for found in WRITTEN_DAY.finditer(paper.text(key)):
            day, says = as_day(found), found[0]
            spot = paper.spot(key, says)
            if day is None:
                yield wrong("日期", spot, spot, f"{spot}写的{says}不是有效的日期。")
            elif found[4] and found[4].replace("天", "日") != _WEEKDAYS[day.weekday()]:
                right = f"星期{_WEEKDAYS[day.weekday()]}"
                yield wrong("星期", spot, spot, f"{spot}写的是{says}，{written(day)}应为{right}。")


def _imprint(paper: PaperFacts) -> Iterator[Discrepancy]:
    """7.4：印发日期 is not earlier than the date of the paper."""
    dated, sent = paper.day("成文日期"), paper.day("印发日期")
    if dated and sent and sent < dated:
        first, second = paper.spot("印发日期"), paper.spot("成文日期")
        yield wrong(
            "印发日期", first, second,
            f"{paper.kind}的印发日期（{written(sent)}）早于成文日期（{written(dated)}）。",
        )  # fmt: skip
    elif dated and sent and (sent - dated).days > _LONG_SENT:
        first, second = paper.spot("印发日期"), paper.spot("成文日期")
        late = (sent - dated).days
        yield doubt(
            "印发日期",
            first,
            second,
            f"{first}（{written(sent)}）比成文日期（{written(dated)}）晚{late}天，请核对。",
        )


def _same_day(case: CaseFacts, topic: Topic) -> Iterator[Discrepancy]:
    recorded = case.interview_on if topic.of_case == "interview" else case.days.get(topic.of_case)
    named = [
        (paper.spot(key), day)
        for paper in case.papers
        for key in topic.keys
        if (day := paper.day(key)) is not None
    ]
    if not named:
        return
    if recorded is not None:
        second, expected = Spot(CASE, topic.name, written(recorded)), recorded
    else:
        second, expected = _agreed(named)
    for spot, day in named:
        moved = topic.of_case == "interview" and spot.paper in ANNOUNCING and case.was_held
        if day != expected and not (moved and case.other_day):
            why = "延期后没有重新生成" if case.put_off else "没有延期记录，也没有写明改日原因"
            wants = f"；{why}（第十四条）" if moved else ""
            yield wrong(
                topic.name, spot, second,
                f"{spot}是{written(day)}，{second}是{written(expected)}{wants}。",
            )  # fmt: skip


def _agreed(named: list[tuple[Spot, date]]) -> tuple[Spot, date]:
    """What most papers say; the first of them where they are even."""
    days = [day for _, day in named]
    return max(named, key=lambda one: days.count(one[1]))


def date_of(paper: PaperFacts) -> tuple[str, date] | None:
    return next(((key, day) for key in DATE_OF_PAPER if (day := paper.day(key))), None)


def _order(case: CaseFacts) -> Iterator[Discrepancy]:
    """No paper is older than what it follows from."""
    line = [
        (_stage(paper), paper.spot(*_dated(found)), found[1])
        for paper in case.papers
        if paper.kind in STAGES and (found := date_of(paper))
    ]
    line += [
        (stage, Spot(CASE, f"{step}日期", written(day)), day)
        for step, stage in STEP_STAGES.items()
        if (day := case.days.get(step))
    ]
    line.sort(key=lambda one: one[0])
    renewed = _notice_renewed(case)
    for n, (stage, spot, day) in enumerate(line):
        before = [
            one
            for one in line[:n]
            if one[0] < stage and not (renewed and stage == POSTPONED and one[0] in NOTIFIED)
        ]
        latest = max(before, key=lambda one: one[2], default=None)
        if latest is not None and latest[2] > day:
            yield wrong(
                "先后", spot, latest[1],
                f"{spot}（{written(day)}）早于{latest[1]}（{written(latest[2])}），程序先后颠倒。",
            )  # fmt: skip


def _stage(paper: PaperFacts) -> int:
    """Where a paper stands in the procedure; a receipt right after the last paper it is for."""
    served = (STAGES.get(str(row.get(SERVED[1], "")), 0) for row in paper.rows(SERVED[0]))
    return max(STAGES[paper.kind], *(stage + 1 for stage in served), 0)


def _notice_renewed(case: CaseFacts) -> bool:
    """第十四条: an interview put off is notified anew; that notice follows the answer."""
    notice, answer = case.paper("约谈通知"), case.paper("延期约谈答复")
    if notice is None or answer is None:
        return False
    day = answer.day("改期时间")
    return day is not None and notice.day("约谈时间") == day


def _dated(found: tuple[str, date]) -> tuple[str, str]:
    return found[0], written(found[1])


def _notice(case: CaseFacts, calendar: WorkCalendar, counting: Counting) -> Iterator[Discrepancy]:
    """第十二条：约谈前3个工作日书面通知."""
    notice = case.paper("约谈通知")
    if notice is None:
        return
    dated, interview = notice.day("成文日期"), notice.day("约谈时间") or case.interview_on
    if dated is None or interview is None:
        return
    first, second = notice.spot("成文日期"), notice.spot("约谈时间")
    if not calendar.is_notified_in_time(dated, interview, counting):
        latest = calendar.latest_notice_day(interview, counting)
        yield wrong(
            "约谈前3个工作日", first, second,
            f"约谈通知（{written(dated)}）距约谈（{written(interview)}）不足3个工作日，"
            f"最迟应于{written(latest)}{calendar.guess(dated, interview)}书面通知（第十二条）。",
        )  # fmt: skip
    if not calendar.is_workday(interview):
        yield doubt("约谈日", second, second, f"约谈日{written(interview)}不是工作日，请核对。")


def _limits(case: CaseFacts, calendar: WorkCalendar) -> Iterator[Discrepancy]:
    """第十七条、第十九条：the plan within 15 working days, the transfer within 7, not before it."""
    held = case.interview_on
    if held is None:
        return
    second = Spot(CASE, "约谈日期", written(held))
    limits = (
        ("整改方案", "成文日期", _PLAN_DAYS, "第十七条"),
        ("整改方案审核意见", "报送日期", _PLAN_DAYS, "第十七条"),
        ("问题线索移送函", "成文日期", _TRANSFER_DAYS, "第十九条"),
    )
    for kind, key, days, cite in limits:
        paper = case.paper(kind)
        day = paper.day(key) if paper else None
        due = calendar.add_workdays(held, days)
        if paper is not None and day is not None and kind not in STAGES and day < held:
            yield wrong(
                "先后", paper.spot(key), second,
                f"{paper.spot(key)}（{written(day)}）早于约谈日期（{written(held)}，{cite}）。",
            )  # fmt: skip
        if paper is not None and day is not None and day > due:
            yield doubt(
                "办理期限", paper.spot(key), second,
                f"{paper.spot(key)}{written(day)}超过约谈后{days}个工作日"
                f"（{written(due)}{calendar.guess(held, due)}，{cite}）。",
            )  # fmt: skip


_WORKDAYS = re.compile(r"([一二三四五六七八九十\d]+) ?个工作日")
_DIGITS = {word: n for n, word in enumerate("一二三四五六七八九十", start=1)}


_WITHIN = re.compile(r"工作日内(?!重新|修改|完善)(?:制定|报送|提交|上报)[^，。]{0,8}整改方案")


def _limit_words(
    case: CaseFacts, paper: PaperFacts, calendar: WorkCalendar
) -> Iterator[Discrepancy]:
    """What a paper says of a limit is what the article says, and a date named for it lies in it."""
    for key in paper.printed:
        if key in {"触发事项", "一并通报", "数据来源"}:
            continue
        for clause in re.split(r"[。；;\n]", paper.text(key)):
            for words, days, cite in LIMIT_WORDS:
                if words in clause and ("约谈后" in clause or _WITHIN.search(clause)):
                    yield from _stated(paper, key, clause, words, days, cite)
                    yield from _other_article(paper, key, clause, words, cite)
                yield from _in_calendar_days(paper, key, clause, words, days, cite)
            yield from _plan_date(case, paper, key, clause, calendar)


def _stated(
    paper: PaperFacts, key: str, clause: str, words: str, days: int, cite: str
) -> Iterator[Discrepancy]:
    for found in _WORKDAYS.finditer(clause):
        stated = _number(found[1])
        if stated is not None and stated != days:
            spot = paper.spot(key, clause)
            yield wrong(
                "期限表述", spot, Spot(CASE, cite, f"{days}个工作日"),
                f"{spot}写{words}{found[0]}，{cite}规定为{days}个工作日。",
            )  # fmt: skip


def _other_article(
    paper: PaperFacts, key: str, clause: str, words: str, cite: str
) -> Iterator[Discrepancy]:
    """A limit in working days ascribed to another article of the regulation."""
    laws = re.findall(r"《([^》]+)》", clause)
    said = re.findall(r"第[一二三四五六七八九十]+条", clause)
    if said and cite not in said and _WORKDAYS.search(clause) and {*laws} <= {"办法"}:
        spot = paper.spot(key, clause)
        yield doubt(
            "条款", spot, Spot(CASE, cite, words),
            f"{spot}写{words}的期限依据{'、'.join(said)}，应为{cite}，请核对。",
        )  # fmt: skip


def _in_calendar_days(
    paper: PaperFacts, key: str, clause: str, words: str, days: int, cite: str
) -> Iterator[Discrepancy]:
    """15日内 where the article says 15个工作日."""
    found = re.search(
        rf"(?<!月)(?<!\d){days}(?:个?自然)?[日天](?:内|之内|以内)[^，。]*{words}", clause
    )
    if found:
        spot = paper.spot(key, clause)
        yield wrong(
            "期限表述", spot, Spot(CASE, cite, f"{days}个工作日"),
            f"{spot}写“{found[0]}”，{cite}规定为{days}个工作日。",
        )  # fmt: skip


def _plan_date(
    case: CaseFacts, paper: PaperFacts, key: str, clause: str, calendar: WorkCalendar
) -> Iterator[Discrepancy]:
    demands = re.search(
        r"前[^，]{0,8}(报送|提交|上报)[^，]{0,4}整改方案|整改方案[^，]{0,6}于?.*前[^，]{0,4}报",
        clause,
    )
    if case.interview_on is None or not demands:
        return
    due = calendar.add_workdays(case.interview_on, _PLAN_DAYS)
    guess = calendar.guess(case.interview_on, due)
    own = date_of(paper)
    if own is not None and own[1] > due:
        return  # a reminder sets a new day after the first one has passed
    for day in days_in(clause):
        if day > due:
            spot = paper.spot(key, clause)
            yield wrong(
                "期限表述", spot, Spot(CASE, "约谈日期", written(case.interview_on)),
                f"{spot}要求{written(day)}前报送整改方案，"
                f"晚于约谈后15个工作日（{written(due)}{guess}，第十七条）。",
            )  # fmt: skip


def _number(word: str) -> int | None:
    """15, 十五, 七."""
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _DIGITS.get(word)
    return 10 * (_DIGITS.get(tens, 1) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)
