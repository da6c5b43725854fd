"""Every rule's condition in words: what is asked, what joins it, and which reading decided that."""

from __future__ import annotations

import pytest

from tests.builders import RESOURCES, regulation
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.judging.clausewords import ClauseLine, clause_lines
from yuetan_desktop.domain.reading import Readings

CATALOGUE = Catalogue.from_toml((RESOURCES / "indicators.toml").read_text("utf-8"))
DEFAULTS = Readings.of(regulation().readings.values())


def lines(rule: str, **options: str) -> tuple[ClauseLine, ...]:
    when = regulation().rule(rule).when
    return clause_lines(when, CATALOGUE, DEFAULTS.with_option(**options))


def said(line: ClauseLine) -> str:
    return line.joint + " ".join(line.terms)


def test_air_quality_as_和_is_read() -> None:
    rank, pm25, good_days = lines("8.1.1", R1="both")
    assert said(rank) == "空气质量综合指数全省排名 位于后 30 名"
    assert said(pm25) == "或PM2.5平均浓度 高于 阶段目标"
    assert said(good_days) == "且优良天数率 低于 阶段目标"
    assert (good_days.reading, rank.reading) == ("R1", "")
    assert (rank.depth, pm25.depth, good_days.depth) == (0, 1, 1)
    *_, either = lines("8.1.1", R1="either")
    assert said(either) == "或优良天数率 低于 阶段目标"
    assert either.depth == 0


def test_a_run_over_sections_is_one_line() -> None:
    sections, ranks = lines("7.1.3")
    assert said(sections) == (
        "任一国、省考核断面 连续 2 期 累计水质类别 差于 年度考核目标 且 累计均值 差于 去年同期"
    )
    assert said(ranks) == "或连续 3 期 水环境质量指数全省排名 位于后 3 名"


def test_a_group_within_a_group_is_indented() -> None:
    assert [(line.joint, line.depth) for line in lines("7.8")] == [("", 1), ("且", 1), ("或", 0)]


@pytest.mark.parametrize("rule", [rule.id for rule in regulation().rules])
def test_every_rule_has_words(rule: str) -> None:
    found = lines(rule)
    assert found
    for line in found:
        assert all(term and term.strip() == term for term in line.terms), said(line)
    assert [line.joint for line in found if not line.joint] == [""]  # only the first has none
