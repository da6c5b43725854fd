"""统计考评: counts, limits kept, working days a step takes, repetition, improvement, veto hint."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from yuetan_desktop.domain.casework import Step, StepKind, fold
from yuetan_desktop.domain.deadline import deadlines
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.statistics import (
    CaseRecord,
    Count,
    Evaluation,
    Improvement,
    evaluate,
    improvement,
    unit_years,
)

from .test_deadline import CALENDAR, DUTIES, day, interviewed, steps

YEAR = Period.year_of(2026)
TODAY = date(2026, 11, 10)


def case(
    number: str,
    opened: str,
    recorded: list[Step] | None = None,
    *,
    unit: int = 1,
    level: int = 5,
    cites: tuple[str, ...] = ("第八条（一）1",),
    today: date = TODAY,
) -> CaseRecord:
    state = fold(level, recorded or [])
    return CaseRecord(
        number=number,
        unit=unit,
        unit_name={1: "雁江区", 2: "乐至县"}[unit],
        level=level,
        cites=cites,
        rules=frozenset(cites),
        opened_on=day(opened),
        state=state,
        deadlines=deadlines(DUTIES, state, CALENDAR, today),
    )


def of(*records: CaseRecord, period: Period = YEAR) -> Evaluation:
    return evaluate(records, period, TODAY, CALENDAR)


def withdrawn(on: str) -> list[Step]:
    return steps((StepKind.WITHDRAWAL, on, {"reason": "重复登记"}))


def test_a_case_counts_in_the_period_in_which_it_was_opened() -> None:
    records = [case("1", "2025-12-31"), case("2", "2026-01-01"), case("3", "2026-12-31")]
    assert [r.number for r in of(*records).records] == ["2", "3"]
    assert [r.number for r in of(*records, period=Period.month(2026, 1)).records] == ["2"]
    assert of(*records, period=Period.year_of(2024)).count == Count(0, 0, 0, 0)


def test_opened_is_open_and_ended_and_dropped_together() -> None:
    found = of(
        case("1", "2026-03-02"),
        case("2", "2026-03-03", withdrawn("2026-03-05")),
        case("3", "2026-03-04", steps((StepKind.SETTLEMENT, "2026-03-20", {})), level=1),
    )
    assert found.count == Count(opened=3, open=1, ended=1, dropped=1)
    assert found.by_level == {5: Count(2, 1, 0, 1), 1: Count(1, 0, 1, 0)}
    assert found.by_month[Period.month(2026, 3)].opened == 3
    assert found.by_month[Period.month(2026, 2)].opened == 0
    assert Period.month(2026, 12) not in found.by_month, "a month still to come has no line"


def test_a_case_under_two_items_counts_once_for_each() -> None:
    both = case("1", "2026-03-02", cites=("第八条（一）1", "第八条（一）3"))
    found = of(both, case("2", "2026-03-03"))
    assert {cite: count.opened for cite, count in found.by_article.items()} == {
        "第八条（一）1": 2,
        "第八条（一）3": 1,
    }
    assert found.count.opened == 2


def test_the_rate_counts_what_was_done_in_time_late_or_not_at_all_but_not_what_still_runs() -> None:
    in_time = interviewed("2026-10-23", "2026-10-16")
    late = interviewed("2026-10-23", "2026-10-21")
    records = [case("1", "2026-10-12", in_time), case("2", "2026-10-12", late)]
    rates = {rate.key: rate for rate in of(*records).limits}
    assert (rates["notice"].in_time, rates["notice"].late) == (1, 1)
    assert rates["notice"].rate == Decimal("0.5")
    # 第十七条: 15 working days after 2026-10-23 is 2026-11-13; as of 11-10 it still runs.
    assert (rates["plan"].judged, rates["plan"].running, rates["plan"].rate) == (0, 2, None)


def test_a_limit_is_overdue_the_day_after_it_fell_due() -> None:
    held = interviewed("2026-10-19", "2026-10-12")  # transfer due 2026-10-28, plan 2026-11-09
    rates = {rate.key: rate for rate in of(case("1", "2026-10-09", held)).limits}
    assert (rates["transfer"].overdue, rates["plan"].overdue) == (1, 1)
    on_the_day = case("1", "2026-10-09", held, today=date(2026, 11, 9))
    rates = {rate.key: rate for rate in of(on_the_day).limits}
    assert (rates["plan"].overdue, rates["plan"].running) == (0, 1)


def test_a_step_takes_the_working_days_since_the_main_step_before_it() -> None:
    recorded = steps(
        (StepKind.PROPOSAL, "2026-09-30", {}),
        (StepKind.APPROVAL, "2026-10-09", {}),  # 10-01 to 10-07 off: 10-08, 10-09
        (StepKind.NOTICE, "2026-10-12", {"interview_on": "2026-10-20"}),  # Saturday 10-10 works
    )
    found = of(case("1", "2026-09-30", recorded))
    assert [(s.label, s.workdays) for s in found.spans] == [
        ("约谈建议", 0),
        ("批准", 2),
        ("书面通知", 2),
    ]


def test_the_pace_of_a_step_is_the_median_over_cases() -> None:
    records = [
        case(
            str(n),
            "2026-11-02",
            steps((StepKind.PROPOSAL, "2026-11-02", {}), (StepKind.APPROVAL, approved, {})),
        )
        for n, approved in enumerate(("2026-11-03", "2026-11-04", "2026-11-09", "2026-11-10"))
    ]
    paces = {pace.label: pace for pace in of(*records).paces}
    assert (paces["批准"].count, paces["批准"].median, paces["批准"].longest) == (
        4,
        Decimal("3.5"),
        6,
    )
    assert {p.label: p for p in of(*records[:3]).paces}["批准"].median == 2


def test_a_case_repeats_an_earlier_one_of_the_same_unit_and_item_within_twelve_months() -> None:
    first = case("1", "2025-06-01")
    assert of(first, case("2", "2026-06-01")).repeats == {"2": "1"}
    assert of(first, case("2", "2026-06-02")).repeats == {}, "one day more than twelve months"
    assert of(first, case("2", "2026-06-01", unit=2)).repeats == {}
    assert of(first, case("2", "2026-06-01", cites=("第八条（一）3",))).repeats == {}


def test_withdrawn_cases_neither_repeat_nor_are_repeated() -> None:
    gone = case("1", "2026-05-01", withdrawn("2026-05-04"))
    found = of(gone, case("2", "2026-06-01"))
    assert found.repeats == {}
    assert found.repeat_rate == 0
    assert of(case("0", "2026-04-01"), gone).repeats == {}
    assert of(gone).repeat_rate is None


def test_improvement_falls_due_three_months_after_the_interview() -> None:
    held = interviewed("2026-08-10", "2026-08-03")
    record = case("1", "2026-08-03", held)
    assert improvement(record, date(2026, 11, 9)) is Improvement.NOT_DUE
    assert improvement(record, date(2026, 11, 10)) is Improvement.UNCHECKED
    assert improvement(case("2", "2026-08-03", level=1), TODAY) is None


def test_the_share_improved_is_of_the_cases_that_were_checked() -> None:
    def checked(number: str, result: str) -> CaseRecord:
        held = interviewed("2026-03-10", "2026-03-03")
        check = Step(9, StepKind.IMPROVEMENT_CHECK, day("2026-06-10"), data={"result": result})
        return case(number, "2026-03-02", [*held, check])

    unchecked = case("4", "2026-03-02", interviewed("2026-03-10", "2026-03-03"))
    found = of(checked("1", "已改善"), checked("2", "未改善"), checked("3", "已改善"), unchecked)
    assert found.improved_share == Decimal(2) / 3
    assert found.improved(Improvement.UNCHECKED) == 1
    assert of(unchecked).improved_share is None


def test_a_unit_under_article_nine_stands_first_with_the_veto_hint() -> None:
    found = of(
        case("1", "2026-03-02", unit=1),
        case("2", "2026-03-02", unit=1, cites=("第八条（一）3",)),
        case("3", "2026-11-03", unit=2, level=6, cites=("第九条（一）1",)),
    )
    first, second = unit_years(found, {1: "雁江区", 2: "乐至县"}, {1: 2})
    assert (first.name, first.veto_cases, first.by_level[6]) == ("乐至县", ("3",), 1)
    assert (second.has_veto, second.exemptions, second.count.opened) == (False, 2, 2)


def test_a_withdrawn_case_under_article_nine_gives_no_veto_hint() -> None:
    gone = case("3", "2026-11-03", withdrawn("2026-11-04"), unit=2, level=6)
    (line,) = unit_years(of(gone), {2: "乐至县"}, {})
    assert not line.has_veto
    assert line.by_level[6] == 0
    assert line.count == Count(1, 0, 0, 1)


def test_a_unit_without_cases_keeps_its_line() -> None:
    (line,) = unit_years(of(), {1: "雁江区"}, {})
    assert (line.count.opened, line.limits.rate) == (0, None)
