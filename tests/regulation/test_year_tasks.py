"""第七条（五）and（八）on the ledger of the year's tasks: reductions, funds, the reserve (D8, D9)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import COUNTY, FactsBuilder, facts, readings, regulation
from yuetan_desktop.domain.assessment import RuleFinding, assess
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.ledger.yeartask import YearTaskKind, elapsed_percent
from yuetan_desktop.domain.period import Period

AS_OF = date(2026, 10, 31)
TRIGGERED, NOT, UNDECIDED = Outcome.TRIGGERED, Outcome.NOT_TRIGGERED, Outcome.UNDECIDED


def found(builder: FactsBuilder, rule: str, **chosen: str) -> RuleFinding:
    """What a rule says as of the day, of last year for 第七条（五）, of this one for（八）."""
    known = builder.build()
    whole = assess([regulation()], known, known.place(COUNTY), AS_OF, readings(**chosen))
    return [one for one in whole.findings if one.rule.id == rule][-1]


@pytest.mark.parametrize(
    ("done", "outcome", "short"),
    [("112.8", TRIGGERED, "94%"), ("119.99", TRIGGERED, "99.9%"), ("120", NOT, "100%")],
)
def test_a_pollutant_not_reduced_in_full_is_a_task_undone(
    done: str, outcome: Outcome, short: str
) -> None:
    builder = facts().year_task(YearTaskKind.REDUCTION, 2025, "氮氧化物", "120", done)
    one = found(builder, "7.5")
    assert (one.outcome, one.finding.short) == (outcome, f"氮氧化物 {short}")
    assert one.rule.level.number == 4


def test_one_pollutant_short_is_enough_and_each_says_where_it_stands() -> None:
    builder = facts().year_task(YearTaskKind.REDUCTION, 2025, "氮氧化物", "120", "112.8")
    builder.year_task(YearTaskKind.REDUCTION, 2025, "化学需氧量", "300", "345")
    one = found(builder, "7.5")
    assert one.outcome is TRIGGERED
    assert one.says == "2025年氮氧化物任务120吨，完成112.8吨（94%），未完成"
    assert [leaf.outcome for leaf in one.finding.leaves()] == [TRIGGERED, NOT]


def test_a_published_rate_is_judged_beside_the_ledger() -> None:
    builder = facts().value("emission_reduction_rate", "2025", 98)
    builder.year_task(YearTaskKind.REDUCTION, 2025, "氮氧化物", "120", "120")
    assert found(builder, "7.5").outcome is TRIGGERED
    assert found(facts().value("emission_reduction_rate", "2025", 98), "7.5").outcome is TRIGGERED


def test_another_years_ledger_says_nothing_of_last_year() -> None:
    builder = facts().year_task(YearTaskKind.REDUCTION, 2026, "氮氧化物", "120", "10")
    assert found(builder, "7.5").outcome is Outcome.NO_DATA


def test_a_reserve_not_filled_triggers_by_itself() -> None:
    builder = facts().year_task(YearTaskKind.RESERVE, 2025, "中央资金项目", "5", "3", "个")
    one = found(builder, "7.8")
    assert one.outcome is TRIGGERED
    assert one.says == "2025年中央资金项目任务5个，入库3个（60%），未完成"


@pytest.mark.parametrize(("spent", "slow"), [("316", True), ("317", False), ("500", False)])
def test_funds_behind_their_time_ask_for_a_persons_finding(spent: str, slow: bool) -> None:
    builder = facts().year_task(YearTaskKind.FUND, 2026, "大气专项", "500", spent, "万元")
    one = found(builder, "7.8", R27="either")
    lag = [leaf for leaf in one.finding.leaves() if "大气专项" in leaf.says]
    assert [leaf.outcome for leaf in lag] == [UNDECIDED if slow else NOT]
    if slow:
        assert lag[0].says.endswith("落后序时进度20个百分点，是否“缓慢”由人认定")
        assert one.outcome is UNDECIDED


def test_what_a_person_found_of_the_funds_holds_over_the_ledger() -> None:
    builder = facts().year_task(YearTaskKind.FUND, 2026, "大气专项", "500", "10", "万元")
    builder.incident("slow_fund_use", date(2026, 10, 20), confirmed=False)
    says = [leaf.says for leaf in found(builder, "7.8").finding.leaves()]
    assert not any("大气专项" in words for words in says)


def test_each_of_the_three_conditions_on_funds_says_whether_it_fired() -> None:
    builder = facts().incident("slow_fund_use", date(2026, 10, 20), confirmed=True)
    builder.incident("typical_case_unrepaired", date(2026, 10, 21), confirmed=True)
    builder.year_task(YearTaskKind.RESERVE, 2025, "中央资金项目", "5", "5", "个")
    one = found(builder, "7.8", R27="both")
    assert [leaf.outcome for leaf in one.finding.leaves()] == [TRIGGERED, TRIGGERED, NOT]
    assert len({leaf.says for leaf in one.finding.leaves()}) == 3


@pytest.mark.parametrize(
    ("day", "percent"),
    [(date(2026, 12, 31), 100), (date(2027, 1, 1), 100), (date(2025, 12, 31), 0)],
)
def test_a_year_has_gone_by_when_its_last_day_has(day: date, percent: int) -> None:
    assert elapsed_percent(2026, day) == percent


def test_the_period_of_the_finding_is_the_year_of_the_ledger() -> None:
    builder = facts().year_task(YearTaskKind.REDUCTION, 2025, "氮氧化物", "120", "112.8")
    (evidence,) = found(builder, "7.5").finding.all_evidence()
    assert (evidence.role, evidence.period) == ("台账", Period.year_of(2025))
