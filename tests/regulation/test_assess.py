"""`assess`: which periods are asked, which regulation holds, 第十条 and 第九条's silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import COUNTY, ZONE, FactsBuilder, facts, readings, regulation
from yuetan_desktop.domain.assessment import Assessment, RuleFinding, Thresholds, assess
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.judging.matrix import is_approaching
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.regulation import periods_of

AS_OF = date(2026, 11, 10)


def assessed(
    builder: FactsBuilder,
    *,
    as_of: date = AS_OF,
    place: int = COUNTY,
    replay: bool = False,
    **chosen: str,
) -> Assessment:
    known = builder.build()
    return assess(
        [regulation()], known, known.place(place), as_of, readings(**chosen), replay=replay
    )


def found(assessment: Assessment, rule: str, period: str) -> RuleFinding:
    (one,) = [
        f for f in assessment.findings if f.rule.id == rule and f.period == Period.parse(period)
    ]
    return one


def bottom_rank(period: str) -> FactsBuilder:
    return facts().rank(period, 170, of=183)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("4.1", ["2025-11", "2025-12", *(f"2026-{m:02}" for m in range(1, 11))]),
        ("5.1", ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]),
        ("7.1.1", ["2025-H2", "2026-H1"]),
        ("8.1.1", ["2026-9M"]),
        ("9.1.2", ["2025"]),
        ("7.5", ["2025"]),
    ],
)
def test_closed_periods_of_the_last_twelve_months_are_asked(rule: str, expected: list[str]) -> None:
    asked = [str(period) for period in periods_of(regulation().rule(rule), AS_OF)]
    assert asked == expected


def test_a_period_that_ends_today_is_closed() -> None:
    rule = regulation().rule("4.1")
    assert periods_of(rule, date(2026, 10, 31))[-1] == Period.month(2026, 10)
    assert periods_of(rule, date(2026, 10, 30))[-1] == Period.month(2026, 9)


@pytest.mark.parametrize(
    ("as_of", "oldest"),
    [
        (date(2028, 3, 30), "2027-03"),  # a leap day lies in between
        (date(2028, 2, 29), "2027-03"),
        (date(2029, 2, 28), "2028-03"),
        (date(2028, 2, 28), "2027-02"),
    ],
)
def test_a_leap_day_takes_no_month_out_and_brings_none_in(as_of: date, oldest: str) -> None:
    asked = periods_of(regulation().rule("4.1"), as_of)
    assert len(asked) == 12
    assert str(asked[0]) == oldest


def test_matters_are_asked_for_last_year_and_for_this_year_to_the_day() -> None:
    asked = periods_of(regulation().rule("6.1"), AS_OF)
    assert asked == (Period.year_of(2025), Period(date(2026, 1, 1), AS_OF))


def test_a_matter_after_the_day_is_not_yet_there() -> None:
    builder = facts().incident("accident_general", date(2026, 11, 11))
    assert assessed(builder).level is None
    assert assessed(builder, as_of=date(2026, 11, 11)).level == 3


def test_every_rule_is_answered_for_every_place() -> None:
    for place in (COUNTY, ZONE):
        rules = {f.rule.id for f in assessed(facts(), place=place).findings}
        assert len(rules) == 48


def test_nothing_known_is_never_safe_where_numbers_decide() -> None:
    """Without a single number no rule of numbers is 未触发; only matters are, as none is logged."""
    matters = {rule.id for rule in regulation().rules if rule.period.value == "event"} - {"7.8"}
    for one in assessed(facts()).findings:
        if one.period == Period.half(2025, 2):  # R28: by default no half-year of its own
            assert one.outcome is Outcome.NOT_APPLICABLE, one.rule.id
        elif one.rule.id not in matters | {"9.1.1"}:
            assert one.outcome is Outcome.NO_DATA, one.rule.id


def test_the_highest_level_leads_and_all_met_items_are_kept() -> None:
    builder = (
        bottom_rank("2026-10")
        .rank("2026-Q3", 165, of=183)
        .incident("accident_larger", date(2026, 5, 1))
    )
    assessment = assessed(builder)
    assert assessment.level == 4
    assert [f.rule.id for f in assessment.triggered] == ["7.2", "5.1", "4.1"]


# -- 第二十一条 -----------------------------------------------------------------------------------
def test_before_15_october_2022_nothing_is_in_force() -> None:
    one = found(assessed(bottom_rank("2022-08"), as_of=date(2022, 9, 30)), "4.1", "2022-08")
    assert one.outcome is Outcome.NOT_APPLICABLE
    assert "本办法尚未实施（2022-10-15起施行）" in one.says


def test_the_period_s_last_day_decides() -> None:
    """October 2022 ends after the 15th, so the regulation holds for it."""
    assessment = assessed(bottom_rank("2022-10"), as_of=date(2022, 11, 1))
    assert found(assessment, "4.1", "2022-10").outcome is Outcome.TRIGGERED
    assert found(assessment, "4.1", "2022-09").outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(("day", "level"), [(date(2022, 10, 14), None), (date(2022, 10, 15), 3)])
def test_what_happened_before_the_first_day_is_not_counted(day: date, level: int | None) -> None:
    """The year 2022 ends under the regulation, but an accident in March of it does not fall under
    it."""
    builder = facts().incident("accident_general", day)
    assert assessed(builder, as_of=date(2022, 12, 31)).level == level


def test_a_replay_counts_what_happened_before_the_first_day() -> None:
    builder = facts().incident("accident_general", date(2022, 3, 1))
    assert assessed(builder, as_of=date(2022, 12, 31), replay=True).level == 3


def test_heavy_days_before_the_first_day_are_no_gap_and_no_day() -> None:
    builder = facts().value("heavy_days", "2022-10", 0).value("heavy_days", "2022-11", 0)
    builder.value("heavy_days", "2022-12", 0).value("heavy_days", "2022-01", 3)
    one = found(assessed(builder, as_of=date(2022, 12, 31)), "5.2", "2022")
    assert one.outcome is Outcome.NOT_TRIGGERED


def test_a_replay_judges_earlier_periods_and_says_so() -> None:
    assessment = assessed(bottom_rank("2022-08"), as_of=date(2022, 9, 30), replay=True)
    one = found(assessment, "4.1", "2022-08")
    assert one.outcome is Outcome.TRIGGERED
    assert one.simulated
    assert one.says.startswith("【模拟】")


# -- 第十条 ---------------------------------------------------------------------------------------
def test_force_majeure_takes_a_result_out_and_leaves_it_visible() -> None:
    one = found(assessed(bottom_rank("2026-07").exempt("4.1", "2026-07")), "4.1", "2026-07")
    assert one.outcome is Outcome.EXEMPT
    assert one.finding.outcome is Outcome.TRIGGERED
    assert one.exempt_by is not None
    assert one.exempt_by.cause == "特大暴雨"


def test_an_exemption_holds_for_its_rule_and_period_only() -> None:
    builder = bottom_rank("2026-07").rank("2026-08", 170, of=183).exempt("4.1", "2026-07")
    assessment = assessed(builder)
    assert found(assessment, "4.1", "2026-08").outcome is Outcome.TRIGGERED
    assert assessment.level == 1


def test_an_exempt_day_does_not_cover_a_later_accident() -> None:
    flood = facts().incident("accident_general", date(2026, 7, 8)).exempt("6.1", "2026-07-08")
    assert [f.outcome for f in assessed(flood).findings if f.exempt_by] == [Outcome.EXEMPT]
    again = flood.incident("accident_general", date(2026, 9, 1))
    assert assessed(again).level == 3


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (date(2026, 7, 24), Outcome.EXEMPT),  # the day it was approved
        (date(2026, 7, 25), Outcome.TRIGGERED),  # nobody can have excused this one yet
    ],
)
def test_an_exempt_year_covers_what_had_happened_when_it_was_approved(
    day: date, outcome: Outcome
) -> None:
    flood = facts().incident("accident_general", date(2026, 7, 8), title="围堰冲毁")
    both = flood.incident("accident_general", day, title="罐车侧翻").exempt("6.1", "2026")
    one = found(assessed(both), "6.1", "2026-01-01~2026-11-10")
    assert one.outcome is outcome
    if outcome is Outcome.TRIGGERED:
        assert one.says.startswith(f"{day} 罐车侧翻，已认定")
        assert "特大暴雨" in one.says


def test_an_exempt_heavy_day_is_not_counted_with_the_later_ones() -> None:
    """第七条（一）2 asks for two days: one of the two is excused."""
    builder = facts()
    for day in (date(2026, 7, 8), date(2026, 9, 3)):
        builder.incident("heavy_pollution_day", day)
    assert assessed(builder).level == 4
    assert assessed(builder.exempt("7.1.2", "2026-07-08")).level == 2


# -- readings -------------------------------------------------------------------------------------
def only_pm25_missed() -> FactsBuilder:
    return (
        facts()
        .rank("2026-10", 100, of=183)
        .value("pm25", "2026-10", "30.1")
        .target("pm25", "2026-10", "30.0")
        .value("good_day_rate", "2026-10", "90")
        .target("good_day_rate", "2026-10", "85")
    )


def test_undecided_readings_that_disagree_leave_it_to_a_person() -> None:
    one = found(assessed(only_pm25_missed()), "4.1", "2026-10")
    assert one.outcome is Outcome.UNDECIDED
    assert one.notes == ("仅在“任一未达到”口径下成立",)
    assert one.short.endswith("PM2.5 超 0.1")  # not the target that is met
    assert one.margin is not None
    assert one.margin.slack == Decimal("-0.1")


@pytest.mark.parametrize(
    ("option", "outcome"), [("both", Outcome.NOT_TRIGGERED), ("either", Outcome.TRIGGERED)]
)
def test_the_office_s_decision_decides(option: str, outcome: Outcome) -> None:
    one = found(assessed(only_pm25_missed(), R1=option), "4.1", "2026-10")
    assert one.outcome is outcome
    assert one.notes  # the effect of the other reading is still said


def test_what_was_never_asked_is_reported_as_making_no_difference() -> None:
    one = found(assessed(bottom_rank("2026-10")), "4.1", "2026-10")
    assert one.readings is not None
    assert set(one.readings.values()) == {Outcome.TRIGGERED}
    assert {"并列均计入", "以公布名次为准", "任一未达到", "修约为整数后比较"} <= set(one.readings)


# -- near -----------------------------------------------------------------------------------------
def approaching(builder: FactsBuilder, thresholds: Thresholds | None = None) -> set[str]:
    found = assessed(builder, R1="both").findings
    return {f.rule.id for f in found if is_approaching(f, thresholds or Thresholds())}


def in_month(rank: int, pm25: str, rate: str) -> FactsBuilder:
    return (
        facts()
        .rank("2026-10", rank, of=183)
        .value("pm25", "2026-10", pm25)
        .target("pm25", "2026-10", "30.0")
        .value("good_day_rate", "2026-10", rate)
        .target("good_day_rate", "2026-10", "85")
    )


@pytest.mark.parametrize(
    ("rank", "pm25", "rate", "near"),
    [
        (152, "20", "99", True),  # 差 2 位
        (151, "20", "99", False),  # 差 3 位
        (100, "27.0", "86.5", True),  # 两项都在 10% 以内
        (100, "26.9", "86.5", False),  # PM2.5 余量超过 10%
        (100, "29.9", "99", False),  # 须同时未达到，优良天数率还远
        (100, "31.0", "86.5", True),  # 一项已未达到，另一项只差一点
    ],
)
def test_near_means_little_is_missing_to_trigger(
    rank: int, pm25: str, rate: str, near: bool
) -> None:
    assert ("4.1" in approaching(in_month(rank, pm25, rate))) is near


@pytest.mark.parametrize(("count", "near"), [(9, True), (8, True), (7, False), (0, False)])
def test_eight_of_ten_circulars_are_near(count: int, near: bool) -> None:
    builder = facts()
    for day in range(1, count + 1):
        builder.incident("straw_burning_circular", date(2026, 5, day))
    assert ("6.7" in approaching(builder)) is near


def test_no_heavy_day_at_all_is_not_near_to_the_first() -> None:
    none = facts().value("heavy_days", "2026-10M", 0)
    assert not approaching(none) & {"5.2", "7.1.2", "8.1.2", "9.1.3"}
    one = facts().value("heavy_days", "2026-10M", 1)
    one.incident("heavy_pollution_day", date(2026, 1, 17))
    assert approaching(one) & {"5.2", "7.1.2", "8.1.2", "9.1.3"} == {"7.1.2"}
