"""主要污染指标 with their multiples, and the state of a river of five sections and more."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.quality.waterquality import (
    main_pollutants,
    river_of_few,
    river_quality,
    section_quality,
    trophic_index,
    trophic_state,
)

from .test_water_standard import WATER

D = Decimal
CLASSES = {"Ⅱ": WaterClass.II, "Ⅲ": WaterClass.III, "Ⅳ": WaterClass.IV}
CLASSES["劣"] = WaterClass.WORSE_THAN_V


def named(values: dict[str, str], **how: object) -> list[str]:
    evaluated = {key: D(value) for key, value in values.items()}
    found = main_pollutants(WATER, evaluated, **how)  # type: ignore[arg-type]
    return [f"{one.indicator}{one.multiple_says}" for one in found]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"nh3n": "1.0", "tp": "0.2", "do": "5"}, []),  # on the limits
        ({"tp": "0.28"}, ["tp（0.4）"]),
        ({"tp": "0.201"}, ["tp（0.005）"]),  # hardly above it
        ({"tp": "0.204"}, ["tp（0.02）"]),
        # the worse class first, though the other is exceeded more: 0.4 is Ⅴ, 9.9 is Ⅳ
        ({"codmn": "9.9", "tp": "0.4"}, ["tp（1.0）", "codmn（0.6）"]),
        # in one class the more exceeded first; no multiple of oxygen and pH
        ({"nh3n": "1.2", "codmn": "9", "do": "4"}, ["codmn（0.5）", "nh3n（0.2）", "do"]),
        ({"ph": "10", "nh3n": "1.2"}, ["ph", "nh3n（0.2）"]),
        # three at most; metals before the others
        ({"nh3n": "3", "tp": "0.9", "cod": "90", "pb": "0.06"},
         ["pb（0.2）", "tp（3.5）", "cod（3.5）"]),
        ({"tn": "9"}, []),  # 总氮不参评
    ],
)  # fmt: skip
def test_the_items_beyond_class_three_are_named(values: dict[str, str], found: list[str]) -> None:
    assert named(values) == found


def test_against_a_target_the_limits_of_its_class_count_and_lakes_have_their_own() -> None:
    assert named({"tp": "0.15"}, against=WaterClass.II) == ["tp（0.5）"]
    assert named({"tp": "0.06"}, lake=True) == ["tp（0.2）"]


@pytest.mark.parametrize(
    ("classes", "state"),
    [
        ("ⅡⅡⅢⅢ", ""),  # four sections
        ("ⅡⅡⅢⅢⅢ", "优"),
        ("ⅡⅡⅡⅡⅡⅡⅡⅡⅡⅣ", "优"),  # 90 %
        ("ⅡⅡⅡⅡⅡⅡⅡⅡⅣ", "良好"),  # 88.9 %
        ("ⅡⅡⅢⅣⅡⅡⅡⅣ", "良好"),  # 75 %
        ("ⅡⅢⅢⅣⅣ", "轻度污染"),
        ("ⅡⅢⅢⅣ劣", "中度污染"),  # 20 %
        ("ⅡⅢⅣ劣劣", "重度污染"),  # 40 %
    ],
)
def test_a_river_is_judged_by_the_shares_of_its_sections(classes: str, state: str) -> None:
    assert river_quality([CLASSES[one] for one in classes]) == state


NITROGEN = {"do": D("7"), "codmn": D("3"), "tp": D("0.1")}


@pytest.mark.parametrize(
    ("ammonia", "found"),
    [
        (("0.5", "1.5"), WaterClass.III),  # the mean 1.0 is on the limit of Ⅲ: not the worst of two
        (("0.5", "1.6"), WaterClass.IV),
        (("1.2",), WaterClass.IV),
        ((), None),
        (("0.5",) * 5, None),  # five are judged by their shares
    ],
)
def test_a_river_of_fewer_than_five_sections_is_judged_by_the_means_of_their_concentrations(
    ammonia: tuple[str, ...], found: WaterClass | None
) -> None:
    assert river_of_few(WATER, [{**NITROGEN, "nh3n": D(one)} for one in ammonia]) is found


def test_an_item_not_measured_everywhere_does_not_judge_a_river() -> None:
    with_mercury = {**NITROGEN, "hg": D("1")}
    assert river_of_few(WATER, [with_mercury, NITROGEN]) is WaterClass.II
    assert section_quality(WaterClass.WORSE_THAN_V) == "重度污染"


LAKE = {
    "chlorophyll_a": D("0.010"),  # 10 mg/m³: 50.0
    "tp": D("0.05"),  # 45.7
    "tn": D("1"),  # 54.5
    "transparency": D("1"),  # 51.2
    "codmn": D("4"),  # 38.0
}


def test_a_lake_has_the_weighted_index_of_five_items_or_none() -> None:
    assert trophic_index(LAKE) == D("48.0")
    for item in LAKE:
        assert trophic_index({**LAKE, item: D(0)}) is None
        assert trophic_index({key: value for key, value in LAKE.items() if key != item}) is None


@pytest.mark.parametrize(
    ("index", "state"),
    [("29.9", "贫营养"), ("30", "中营养"), ("50", "中营养"), ("50.1", "轻度富营养"),
     ("60", "轻度富营养"), ("60.1", "中度富营养"), ("70", "中度富营养"), ("70.1", "重度富营养")],
)  # fmt: skip
def test_a_bound_of_the_state_belongs_to_the_better_one(index: str, state: str) -> None:
    assert trophic_state(D(index)) == state
