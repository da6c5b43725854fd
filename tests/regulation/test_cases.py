"""Every rule of 第四条–第九条 in named cases: triggered, on the limit, just inside, missing …"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.builders import COUNTY, DEPARTMENT, ZONE, facts_of, readings, regulation
from yuetan_desktop.domain.assessment import RuleFinding, assess_rule
from yuetan_desktop.domain.conditions import IncidentLogged
from yuetan_desktop.domain.finding import Finding, Outcome
from yuetan_desktop.domain.period import Period

PLACES = {"county": COUNTY, "zone": ZONE, "department": DEPARTMENT}


def _load() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for file in sorted((Path(__file__).parent / "cases").glob("*.toml")):
        table = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
        found += table.get("case", [])
        found += [case for event in table.get("event", ()) for case in _event_cases(event)]
    return found


def _event_cases(event: dict[str, Any]) -> list[dict[str, Any]]:
    """A single matter: found by a person, not yet found, ruled out, not logged, last year's."""
    day, kind = "2026-05-20", event["kind"]
    base = {"rule": event["rule"], "period": "2026", "place": event.get("place", "county")}
    logged = {"kind": kind, "day": Period.parse(day).start, "title": event["title"]}
    wanted = {
        "已认定": ("认定", Outcome.TRIGGERED),
        "尚未认定": ("未认定", Outcome.UNDECIDED),
        "已排除": ("排除", Outcome.NOT_TRIGGERED),
    }
    cases = [
        {
            **base,
            "name": f"{event['title']}{name}",
            "kind": name,
            "given": {"incident": [{**logged, "finding": finding}]},
            "expect": {"outcome": outcome.value, "says": event["title"]}
            if outcome is not Outcome.NOT_TRIGGERED
            else {"outcome": outcome.value, "says": "已排除"},
        }
        for name, (finding, outcome) in wanted.items()
    ]
    unlogged = {"outcome": "未触发", "says": "无登记事项"}
    return [
        *cases,
        {
            **base,
            "name": f"没有登记{event['title']}",
            "kind": "无登记",
            "given": {},
            "expect": unlogged,
        },
        {
            **base,
            "name": f"去年的{event['title']}不算今年",
            "kind": "去年",
            "given": {"incident": [{**logged, "day": Period.parse("2025-12-31").start}]},
            "expect": unlogged,
        },
    ]


CASES = _load()


def _assess(case: dict[str, Any]) -> RuleFinding:
    place = PLACES[case.get("place", "county")]
    facts = facts_of(case.get("given", {}), place)
    return assess_rule(
        regulation().rule(case["rule"]),
        facts,
        facts.place(place),
        Period.parse(case["period"]),
        readings(**case.get("readings", {})),
        regulation(),
    )


@pytest.mark.parametrize("case", CASES, ids=[f"{c['rule']} {c['name']}" for c in CASES])
def test_rule(case: dict[str, Any]) -> None:
    found, expect = _assess(case), case["expect"]
    assert found.outcome.value == expect["outcome"], "\n".join(found.finding.lines())
    if "slack" in expect:
        assert found.margin is not None
        assert round(found.margin.slack, 4) == Decimal(expect["slack"])
    if "unit" in expect:
        assert found.margin is not None
        assert found.margin.unit == expect["unit"]
    if "says" in expect:
        assert expect["says"] in found.says
    if "lines" in expect:
        assert len(list(found.finding.leaves())) == expect["lines"]
    if "readings" in expect:
        outcomes = {name: o.value for name, o in (found.readings or {}).items()}
        assert outcomes.items() >= expect["readings"].items()
    if found.finding.outcome in {Outcome.TRIGGERED, Outcome.NOT_TRIGGERED}:
        # 余量只有一个含义：小于 0 即触发。
        for leaf in found.finding.leaves():
            if leaf.margin is not None and leaf.outcome is Outcome.TRIGGERED:
                assert leaf.margin.slack < 0 or leaf.margin.scale.value == "change"


@pytest.mark.parametrize("case", CASES, ids=[f"{c['rule']} {c['name']}" for c in CASES])
def test_the_words_of_a_finding_change_nothing_in_it(case: dict[str, Any]) -> None:
    """The matrix compares wordless findings; the tree that people read must be the same one."""
    found = _assess(case)

    def bones(tree: Finding) -> list[Any]:
        return [(leaf.outcome, leaf.margin) for leaf in tree.deciding()]

    assert found.finding.outcome is found.bare.outcome
    assert bones(found.finding) == bones(found.bare)


def _kinds() -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for case in CASES:
        kinds[case["rule"]].add(case["kind"])
    return kinds


def test_each_of_the_48_rules_has_cases() -> None:
    assert set(_kinds()) == {rule.id for rule in regulation().rules}
    assert len(regulation().rules) == 48


@pytest.mark.parametrize("rule", regulation().rules, ids=lambda rule: rule.id)
def test_every_rule_is_tried_from_all_sides(rule: Any) -> None:
    if isinstance(rule.when, IncidentLogged):
        needed = {"已认定", "尚未认定", "已排除", "无登记"}
    elif rule.id in {"6.2", "6.7"}:
        needed = {"触发", "界线", "待认定", "无登记"}
    else:
        needed = {"触发", "界线", "缺数据"}
    assert needed <= _kinds()[rule.id]


def test_a_case_called_missing_or_triggered_expects_so() -> None:
    outcome = {"触发": "触发", "缺数据": "数据不足", "界线": "未触发"}
    for case in CASES:
        if case["kind"] in outcome:
            assert case["expect"]["outcome"] == outcome[case["kind"]], case["name"]
