"""第十二、十五、十七条: what each paper must say before it goes out, and the three working days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from yuetan_desktop.documents.checks import as_read, check
from yuetan_desktop.documents.context import Issue
from yuetan_desktop.documents.kinds import KINDS, MINUTES, NOTICE, PLAN_REVIEW, PaperKind
from yuetan_desktop.documents.remark import Days, Remark
from yuetan_desktop.documents.sample import CASE, VALUES
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.workday import Counting, WorkCalendar, YearNotice
from yuetan_desktop.paths import resources


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    files = sorted((resources() / "workdays").glob("*.toml"))
    return WorkCalendar(YearNotice.from_toml(Path(f).read_text("utf-8")) for f in files)


def blocking(
    kind: PaperKind,
    calendar: WorkCalendar,
    values: dict[str, str] | None = None,
    *,
    case: object = CASE,
    counting: Counting = Counting.THREE_CLEAR_DAYS,
    today: date = date(2026, 11, 16),
) -> list[Remark]:
    days = Days(calendar, counting, today)
    remarks = check(kind, case, VALUES | (values or {}), days)  # type: ignore[arg-type]
    return [remark for remark in remarks if remark.blocking]


REVIEW = {"发文机关": "资阳市生态环境局", "成文日期": "2026-12-15"}


# -- contents -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "field", ["约谈事由", "约谈要求", "约谈时间", "约谈地点", "参加人员", "联系人", "联系电话"]
)
def test_a_notice_lacks_nothing_that_article_12_lists(calendar: WorkCalendar, field: str) -> None:
    assert blocking(NOTICE, calendar) == []
    (remark,) = blocking(NOTICE, calendar, {field: "  "})
    assert remark.field == field
    assert remark.message == f"缺{field}，约谈通知要素不完整（第十二条）。"


@pytest.mark.parametrize(
    "field", ["约谈时间", "约谈地点", "约谈事由", "出席", "通报情况", "表态情况"]
)
def test_minutes_lack_none_of_the_five_of_article_15(calendar: WorkCalendar, field: str) -> None:
    after = {"约谈时间": "2026-11-24 09:30", "成文日期": "2026-11-25"}
    today = date(2026, 11, 25)
    assert blocking(MINUTES, calendar, after, today=today) == []
    (remark,) = blocking(MINUTES, calendar, after | {field: ""}, today=today)
    assert remark.field == field
    assert "第十五条" in remark.message


@pytest.mark.parametrize("field", ["发文机关", "报送日期", "审核结论", "审核意见", "后续要求"])
def test_a_review_says_what_article_17_needs(calendar: WorkCalendar, field: str) -> None:
    assert blocking(PLAN_REVIEW, calendar, REVIEW) == []
    (remark,) = blocking(PLAN_REVIEW, calendar, REVIEW | {field: ""})
    assert remark.field == field


def test_everything_missing_is_named_at_once(calendar: WorkCalendar) -> None:
    found = blocking(NOTICE, calendar, {"约谈地点": "", "联系电话": "", "约谈时间": ""})
    assert [remark.field for remark in found] == ["约谈时间", "约谈地点", "联系电话"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("约谈时间", "2026-11-24", "缺几点几分"),
        ("约谈时间", "11月24日上午", "不是日期"),
        ("约谈时间", "2026-11-31 09:30", "不是日期"),
        ("约谈时间", "2026年11月24日（星期三）9:30", "星期不对：2026年11月24日是星期二"),
        ("成文日期", "2026年11月16日9时", "不是日期"),
    ],
)
def test_what_is_no_date_is_said(
    calendar: WorkCalendar, field: str, typed: str, words: str
) -> None:
    (remark,) = blocking(NOTICE, calendar, {field: typed})
    assert remark.field == field
    assert words in remark.message


def test_a_conclusion_outside_the_three_is_refused(calendar: WorkCalendar) -> None:
    (remark,) = blocking(PLAN_REVIEW, calendar, REVIEW | {"审核结论": "再议"})
    assert remark.field == "审核结论"


# -- three working days -------------------------------------------------------------------------
CLEAR, THIRD = Counting.THREE_CLEAR_DAYS, Counting.THIRD_DAY_BEFORE


@pytest.mark.parametrize(
    ("interview", "counting", "latest"),
    [
        ("2026-11-24", CLEAR, date(2026, 11, 18)),
        ("2026-11-24", THIRD, date(2026, 11, 19)),
        ("2026-10-12", CLEAR, date(2026, 9, 30)),  # 国庆 between
        ("2026-10-12", THIRD, date(2026, 10, 8)),
        ("2026-04-30", CLEAR, date(2026, 4, 24)),
        ("2026-04-30", THIRD, date(2026, 4, 27)),
    ],
)
def test_notice_on_the_last_lawful_day_passes_and_the_day_after_does_not(
    calendar: WorkCalendar, interview: str, counting: Counting, latest: date
) -> None:
    def on(day: date) -> list[Remark]:
        values = {"约谈时间": f"{interview} 09:30", "成文日期": day.isoformat()}
        return blocking(NOTICE, calendar, values, counting=counting, today=day)

    assert on(latest) == []
    (remark,) = on(calendar.add_workdays(latest, 1))
    assert remark.field == "约谈时间"
    assert f"{latest.year}年{latest.month}月{latest.day}日书面通知" in remark.message


def test_the_earliest_lawful_interview_is_offered_at_the_same_hour(calendar: WorkCalendar) -> None:
    values = {"约谈时间": "2026-11-18 15:00", "成文日期": "2026-11-16"}
    (remark,) = blocking(NOTICE, calendar, values)
    assert remark.offer == "2026-11-20 15:00"
    assert "最早可于2026年11月20日约谈" in remark.message
    assert blocking(NOTICE, calendar, values | {"约谈时间": remark.offer}) == []


def test_an_early_date_on_the_paper_does_not_make_a_late_notice_lawful(
    calendar: WorkCalendar,
) -> None:
    values = {"约谈时间": "2026-11-24 09:30", "成文日期": "2026-11-10"}
    assert blocking(NOTICE, calendar, values, today=date(2026, 11, 18)) == []
    (remark,) = blocking(NOTICE, calendar, values, today=date(2026, 11, 23))
    assert remark.field == "约谈时间"


def test_a_year_without_a_notice_is_said_to_be_estimated(calendar: WorkCalendar) -> None:
    values = VALUES | {"约谈时间": "2027-01-08 09:30", "成文日期": "2026-12-25"}
    days = Days(calendar, CLEAR, date(2026, 12, 25))
    assert any("暂估" in remark.message for remark in check(NOTICE, CASE, values, days))


# -- minutes and review agree with the case -----------------------------------------------------
def test_minutes_are_not_made_before_the_interview(calendar: WorkCalendar) -> None:
    (remark,) = blocking(MINUTES, calendar, {"成文日期": "2026-11-24"}, today=date(2026, 11, 23))
    assert remark.message == "约谈尚未举行，不能形成纪要。"


def test_minutes_and_review_name_the_day_the_case_records(calendar: WorkCalendar) -> None:
    held = replace(CASE, held_on=date(2026, 11, 26))
    after = {"成文日期": "2026-11-27"}
    (remark,) = blocking(MINUTES, calendar, after, case=held, today=date(2026, 11, 27))
    assert "2026年11月26日" in remark.message
    (remark,) = blocking(PLAN_REVIEW, calendar, REVIEW, case=held)
    assert remark.field == "约谈日期"


def test_every_kind_is_checked(calendar: WorkCalendar) -> None:
    for kind in KINDS.values():
        named = {remark.field for remark in blocking(kind, calendar, dict.fromkeys(VALUES, ""))}
        assert named == {field.key for field in kind.fields if field.required}


@pytest.mark.parametrize(
    ("approved", "told"), [(15, False), (16, False), (17, True), (None, False)]
)
def test_a_notice_is_not_dated_before_the_recorded_approval(
    calendar: WorkCalendar, approved: int | None, told: bool
) -> None:
    steps = () if approved is None else ((StepKind.APPROVAL, date(2026, 11, approved)),)
    case = replace(CASE, course=replace(CASE.course, days=steps))
    found = blocking(NOTICE, calendar, {"成文日期": "2026-11-16"}, case=case)
    words = "成文日期早于批准登记的日期（2026年11月17日），最早可为该日。"
    assert [remark.message for remark in found if remark.field == "成文日期"] == [words] * told


@pytest.mark.parametrize("name", ["约谈建议审批单", "预警提示函", "不可抗力认定表", "整改方案"])
@pytest.mark.parametrize(("day", "told"), [(12, True), (13, False), (14, False)])
def test_no_paper_is_dated_before_its_case_was_opened(
    calendar: WorkCalendar, name: str, day: int, told: bool
) -> None:
    opened = ((StepKind.CONFIRMATION, date(2026, 10, 13)),)
    case = replace(CASE, course=replace(CASE.course, days=opened))
    found = blocking(KINDS[name], calendar, {"成文日期": f"2026-10-{day}"}, case=case)
    words = "成文日期早于立案日期（2026年10月13日），最早可为该日。"
    assert ([(r.message, r.offer) for r in found if "立案" in r.message]) == [
        (words, "2026-10-13")
    ] * told


def test_days_and_moments_get_one_spelling_and_the_nearest_year_to_the_papers_date() -> None:
    typed = {"成文日期": "12月20日", "约谈时间": "1月8日上午9时半", "约谈地点": "1月8日"}
    assert as_read(NOTICE.fields, typed, date(2026, 12, 18)) == {
        "成文日期": "2026-12-20",
        "约谈时间": "2027-01-08 09:30",
        "约谈地点": "1月8日",
    }
    typed = {"成文日期": "", "约谈时间": "待定"}
    assert as_read(NOTICE.fields, typed, date(2026, 12, 18)) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "2026-13-01",
        "2027-02-29 09:30",
        "二〇二六年",
        "2026-1",
        "0001-01-01 09:00",
        "9999-12-31 09:00",
    ],
)
def test_a_date_that_cannot_be_is_told_and_previewed_as_still_to_be_filled_in(
    calendar: WorkCalendar, typed: str
) -> None:
    (remark,) = [
        r for r in blocking(NOTICE, calendar, {"约谈时间": typed}) if r.field == "约谈时间"
    ]
    assert "不是日期" in remark.message
    if not typed.endswith(":00"):
        said = NOTICE.printed(CASE, VALUES | {"约谈时间": typed}, Issue("资阳市", ""))["约谈时间"]
        assert said == "【待填写】"


def test_a_leap_day_is_a_day_like_any_other(calendar: WorkCalendar) -> None:
    typed = {"约谈时间": "2028-02-29 09:30", "成文日期": "2028-02-23"}
    assert blocking(NOTICE, calendar, typed, today=date(2028, 2, 23)) == []
    said = NOTICE.printed(CASE, VALUES | typed, Issue("资阳市", ""))["约谈时间"]
    assert said == "2028年2月29日（星期二）上午9:30"


def test_an_interviewer_who_may_be_either_of_two_is_to_be_named(calendar: WorkCalendar) -> None:
    days = Days(calendar, Counting.THREE_CLEAR_DAYS, date(2026, 11, 16))

    def told(actor: str) -> list[Remark]:
        remarks = check(NOTICE, CASE, VALUES | {"约谈人": actor}, days)
        return [one for one in remarks if one.field == "约谈人"]

    (remark,) = told("市政府主要领导或委托的分管领导")
    assert not remark.blocking
    assert "请写明是哪一位领导" in remark.message
    assert told("市长沈望") == told("市政府分管领导") == []
