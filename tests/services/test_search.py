"""Search: by characters, full pinyin and initials, over everything a clerk looks for."""

from __future__ import annotations

import pytest

from yuetan_desktop.services.pinyin import spoken
from yuetan_desktop.services.search import Entry, Group, Index


def index(*names: str, group: Group = Group.UNIT) -> Index:
    return Index(Entry(group, name, "", name, (name,)) for name in names)


CITY = index("雁江区", "安岳县", "乐至县", "高新区", "临空经济区")


def titles(found: list[Entry]) -> list[str]:
    return [entry.title for entry in found]


@pytest.mark.parametrize(
    "typed",
    ["安岳县", "安岳", "岳", "ayx", "ay", "anyuexian", "anyue", "anyuex", "anyx", "AYX", "ａｙｘ"],
)
def test_a_unit_is_found_however_it_is_typed(typed: str) -> None:
    assert titles(CITY.find(typed)) == ["安岳县"]


@pytest.mark.parametrize("typed", ["lz", "lzx", "lezhi", "yz", "yzx", "yuezhi", "乐至"])
def test_乐至_is_found_by_both_its_readings(typed: str) -> None:
    assert titles(CITY.find(typed)) == ["乐至县"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("重龙镇", "clz"),
        ("重龙镇", "zlz"),
        ("单县", "sx"),
        ("单县", "dx"),
        ("长宁县", "cnx"),
        ("长宁县", "zhangning"),
        ("成都市", "cds"),
        ("成都市", "chengdou"),
    ],
)
def test_place_names_of_several_readings(name: str, typed: str) -> None:
    assert titles(index("某某某", name).find(typed)) == [name]


def test_letters_do_not_match_across_the_middle_of_syllables() -> None:
    # “nyue” begins within 安 (an): no one types pinyin like that.
    assert CITY.find("nyue") == []
    assert titles(CITY.find("xin")) == ["高新区"]


def test_the_beginning_of_a_name_comes_before_its_middle() -> None:
    found = index("下安镇", "安岳县", "安").find("安")
    assert titles(found) == ["安", "安岳县", "下安镇"]


def test_a_name_comes_before_an_alias() -> None:
    by_alias = Entry(Group.UNIT, "雁江区", "", 1, ("雁江区", "安江区"))
    by_name = Entry(Group.UNIT, "安岳县", "", 2, ("安岳县",))
    assert titles(Index([by_alias, by_name]).find("a")) == ["安岳县", "雁江区"]


def test_groups_stay_together_the_best_first() -> None:
    entries = [
        Entry(Group.UNIT, "雁江区", "", 1, ("雁江区",)),
        Entry(Group.CASE, "资约〔2025〕07号", "", 2, ("资约〔2025〕07号", "雁江区")),
        Entry(Group.UNIT, "南雁江", "", 3, ("南雁江",)),
    ]
    assert titles(Index(entries).find("雁江")) == ["雁江区", "南雁江", "资约〔2025〕07号"]


@pytest.mark.parametrize("typed", ["202507", "〔2025〕07", "2025 07", "资约〔2025〕07号", "zy2025"])
def test_a_number_is_found_with_and_without_its_brackets(typed: str) -> None:
    number = "资约〔2025〕07号"
    found = titles(index(number, "资约〔2025〕08号", group=Group.CASE).find(typed))
    assert found[0] == number


def test_subscripts_and_points_do_not_matter() -> None:
    one = index("PM₂.₅累计阶段目标2026年.xlsx", group=Group.DATA)
    for typed in ("pm2.5", "PM25", "ljjdmb", "pm25lj", "ljjdmb2026", "2026", "xlsx"):
        assert one.find(typed), typed


@pytest.mark.parametrize("typed", ["", "   ", "、", "不存在", "zzzzzz"])
def test_nothing_is_found_where_nothing_is_meant(typed: str) -> None:
    assert CITY.find(typed) == []


def test_no_group_crowds_out_the_others() -> None:
    units = [Entry(Group.UNIT, f"安岳{n}片", "", n, (f"安岳{n}片",)) for n in range(100)]
    case = Entry(Group.CASE, "资约〔2025〕07号", "", 0, ("资约〔2025〕07号", "安岳县"))
    found = Index([*units, case]).find("ay")
    assert [entry.group for entry in found] == [Group.UNIT] * 8 + [Group.CASE]


def test_spoken_lines_hold_letters_and_digits_as_they_are() -> None:
    assert spoken("PM2.5") == " p m 2 5"
