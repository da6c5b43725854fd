"""The rule file against the official text: verbatim, and no leaf item without exactly one rule."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tests.builders import RESOURCES, regulation
from yuetan_desktop.domain.regulation import Regulation, Rule

OFFICIAL = (RESOURCES / "regulations" / "ziyang-2022-42.txt").read_text("utf-8")
DIGITS = "一二三四五六七八九"


def _normalised(text: str) -> str:
    """Without white space, full-width forms and TeX's subscript."""
    return re.sub(r"\s|_\{|\}", "", unicodedata.normalize("NFKC", text))


def _number(chinese: str) -> int:
    """一 … 二十一."""
    tens, ten, ones = chinese.rpartition("十")
    if not ten:
        return DIGITS.index(chinese) + 1
    return (DIGITS.index(tens) + 1 if tens else 1) * 10 + (DIGITS.index(ones) + 1 if ones else 0)


def _leaf_items() -> dict[str, str]:
    """Id → wording of every leaf item of 第四条–第九条, read from the official text alone."""
    found: dict[str, str] = {}
    article = item = 0
    for line in _normalised_lines():
        if match := re.match(r"第([一二三四五六七八九十]+)条", line):
            article, item = _number(match[1]), 0
        elif not 4 <= article <= 9:
            continue
        elif match := re.match(r"\(([一二三四五六七八九十]+)\)(.+)", line):
            item = _number(match[1])
            found[f"{article}.{item}"] = match[2]
        elif match := re.match(r"(\d)\.(.+)", line):
            found.pop(f"{article}.{item}", None)  # it only heads its sub-items
            found[f"{article}.{item}.{match[1]}"] = match[2]
    return found


def _normalised_lines() -> list[str]:
    return [_normalised(line) for line in OFFICIAL.splitlines()]


def test_the_official_text_has_48_leaf_items() -> None:
    counts = [sum(1 for key in _leaf_items() if key.startswith(f"{a}.")) for a in range(4, 10)]
    assert counts == [3, 4, 11, 13, 11, 6]


def test_every_leaf_item_has_exactly_one_rule_with_its_words() -> None:
    rules = {rule.id: _normalised(rule.text) for rule in regulation().rules}
    assert rules == _leaf_items()
    assert [rule.id for rule in regulation().rules] == list(_leaf_items())


def _verbatim() -> list[tuple[str, str]]:
    law = regulation()
    texts = [(f"{a.number}{n}", p) for a in law.articles for n, p in enumerate(a.paragraphs)]
    texts += [(duty.cite, duty.text) for duty in law.duties]
    texts += [(r.id, piece) for r in law.readings.values() for piece in _pieces(r.wording)]
    return [
        *texts,
        (law.exemption_cite, law.exemption_text),
        ("标题", law.title),
        ("文号", law.number),
    ]


def _pieces(wording: str) -> list[str]:
    return re.split("…|、市政府相关责任部门|N", wording)


@pytest.mark.parametrize(("cite", "text"), _verbatim())
def test_what_is_quoted_stands_in_the_official_text(cite: str, text: str) -> None:
    assert _normalised(text) in _normalised(OFFICIAL), cite


def test_all_21_articles_are_there_word_for_word_and_nothing_else() -> None:
    law = regulation()
    numbers = [_number(article.number[1:-1]) for article in law.articles]
    assert numbers == list(range(1, 22))
    body = "".join(article.number + "".join(article.paragraphs) for article in law.articles)
    official = _normalised(OFFICIAL)
    assert _normalised(body) == official[official.index("第一条") :]


@pytest.mark.parametrize("rule", regulation().rules, ids=lambda rule: rule.id)
def test_citation_follows_from_the_place_in_the_text(rule: Rule) -> None:
    article, item, *sub = rule.id.split(".")
    chinese = [_chinese(int(article)), _chinese(int(item))]
    point = f"第{sub[0]}目" if sub else ""
    assert rule.cite == f"第{chinese[0]}条第（{chinese[1]}）项{point}"
    assert rule.short_cite == f"第{chinese[0]}条（{chinese[1]}）{sub[0] if sub else ''}"
    assert rule.level.article == f"第{chinese[0]}条"
    assert rule.level.number == int(article) - 3


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + (DIGITS[ones - 1] if ones else "")


@pytest.mark.parametrize("rule", regulation().rules, ids=lambda rule: rule.id)
def test_the_period_is_the_one_the_wording_names(rule: Rule) -> None:
    words = {
        "单月": "month",
        "季度未": "quarter",
        "半年": "half",
        "前三季度": "three_quarters",
        "年度排名": "year",
        "年度目标": "year",
        "年度水质": "year",
        "上年度": "last_year",
        "重度污染天气": "year_to_date",
    }
    named = [period for word, period in words.items() if word in rule.text]
    if "前三季度" in rule.text:
        named = ["three_quarters"]
    assert not named or rule.period.value in named


def test_only_counties_and_departments_stand_in_第九条() -> None:
    """第六、七、八条 name 高新区管委会 and 临空经济区管委会, 第九条 does not."""
    law = regulation()
    for level in law.levels.values():
        article = next(a for a in law.articles if a.number == level.article)
        if level.is_interview:
            names_zones = "高新区管委会" in article.paragraphs[0]
            assert ("zone" in {kind.value for kind in level.subjects}) is names_zones
            assert level.interviewee in article.paragraphs[0]


def test_duties_carry_the_limits_of_the_text() -> None:
    duties = {duty.id: duty for duty in regulation().duties}
    limits = {key: (d.side, d.working_days, d.months) for key, d in duties.items()}
    assert limits == {
        "notice": ("before", 3, None),
        "plan": ("after", 15, None),
        "transfer": ("after", 7, None),
        "improvement": ("after", None, 3),
    }


def test_every_open_wording_is_there_with_a_default() -> None:
    law = regulation()
    assert list(law.readings) == [f"R{n}" for n in range(1, 29)]
    asked = {wording for rule in law.rules for wording in rule.wordings}
    by_rule = {key for key, reading in law.readings.items() if reading.touches.value == "rule"}
    assert asked == by_rule
    for key in by_rule:
        assert len(law.readings[key].options) >= 2


def test_every_kind_of_matter_serves_a_rule() -> None:
    law: Regulation = regulation()
    served = {kind for rule in law.rules for kind in re.findall(r"kind='(\w+)'", repr(rule.when))}
    served |= {"heavy_pollution_day"}  # asked by HeavyDays itself
    assert served == set(law.incident_kinds)
