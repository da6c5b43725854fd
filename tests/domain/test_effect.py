"""约谈成效对比: the same window a year earlier, each kind of value in its own words."""

from __future__ import annotations

from tests.builders import COUNTY, FactsBuilder, facts, readings
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.effect import AIR, Effect, compare, window_after

WINDOW = Period.months(2015, 5, 8)


def anyang() -> FactsBuilder:
    """Four months after an interview and the same months before it, as published."""
    builder = facts()
    for year, good, heavy, pm10, pm25 in ((2014, 52, 12, 135, 69), (2015, 55, 3, 131, 63)):
        period = str(Period.months(year, 5, 8))
        for key, value in zip(AIR, (good, heavy, pm10, pm25), strict=True):
            builder.value(key, period, value)
    return builder


def effect(builder: FactsBuilder, window: Period = WINDOW) -> Effect:
    return compare(builder.build(), COUNTY, window, AIR, readings())


def test_the_four_numbers_of_the_study_come_out() -> None:
    found = effect(anyang())
    assert [line.words for line in found.lines] == ["+3 天", "−9 天", "−3.0%", "−8.7%"]
    assert [line.improved for line in found.lines] == [True, True, True, True]
    assert str(found.before) == str(Period.months(2014, 5, 8))


def test_they_come_out_of_months_too() -> None:
    builder = facts()
    for year, pm25 in ((2014, (70, 68, 69, 69)), (2015, (64, 62, 63, 63))):
        for month, value in enumerate(pm25, start=5):
            builder.value("pm25", f"{year}-{month:02}", value)
            builder.value("heavy_days", f"{year}-{month:02}", 3 if year == 2014 else 1)
    good, heavy, pm10, fine = effect(builder).lines
    assert (heavy.words, fine.words) == ("−8 天", "−8.7%")
    assert (good.words, pm10.words) == ("—", "—")
    assert good.improved is None


def test_worse_and_unchanged_are_said_as_they_are() -> None:
    builder = facts()
    for year, value in ((2014, 60), (2015, 66)):
        builder.value("pm25", str(Period.months(year, 5, 8)), value)
        builder.value("heavy_days", str(Period.months(year, 5, 8)), 4)
    _, heavy, _, fine = effect(builder).lines
    assert (fine.words, fine.improved) == ("+10.0%", False)
    assert (heavy.words, heavy.improved) == ("持平", None)


def test_values_stand_to_the_places_of_their_indicator_and_what_is_missing_is_said() -> None:
    builder = facts()
    for month, value in enumerate(("20.1", "19.2", "19.3", "19.6"), start=5):
        builder.value("pm25", f"2015-{month:02}", value)
    good, _, _, fine = effect(builder).lines
    assert good.values == ("缺数据", "缺数据")
    assert fine.values == ("缺数据", "19.6")
    assert "算术平均" in fine.explained


def test_a_change_of_standard_between_the_two_is_noted() -> None:
    lines = effect(facts(), Period.months(2026, 5, 8)).lines
    assert [bool(line.note) for line in lines] == [True, True, False, False]
    assert not any(line.note for line in effect(facts()).lines)


def test_the_window_is_whole_months_of_one_year_with_data() -> None:
    may, newest = Period.month(2026, 5), Period.month(2026, 10)
    assert window_after(may, newest, 3) == Period.months(2026, 6, 8)
    assert window_after(may, newest, 12) == Period.months(2026, 6, 10)
    assert window_after(Period.month(2025, 12), newest, 3) == Period.months(2026, 1, 3)
    assert window_after(newest, newest, 3) is None
