"""审核状态 and 监测归属: told from words; a finding on values not audited to the end is 暂判."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yuetan_desktop.domain.facts import Source, least_audited
from yuetan_desktop.domain.finding import Evidence, Finding, Margin, Outcome, Scale
from yuetan_desktop.domain.monitoring import (
    UNSAID,
    Audit,
    Dust,
    Monitoring,
    Owner,
    audit_in,
    dust_in,
    monitoring_in,
    owner_in,
)

YES, NO, GAP = Outcome.TRIGGERED, Outcome.NOT_TRIGGERED, Outcome.NO_DATA


@pytest.mark.parametrize(
    ("words", "audit"),
    [
        ("10月空气质量（未审核）", Audit.NONE),
        ("以上数据未经国家审核，仅供参考", Audit.NONE),
        ("PM2.5实时数据", Audit.NONE),
        ("待审", Audit.NONE),
        ("审核前数据", Audit.NONE),
        ("10月初审数据", Audit.FIRST),
        ("二级审核", Audit.FIRST),
        ("省级审核", Audit.FIRST),
        ("国家审核数据", Audit.NATIONAL),
        ("审核后", Audit.NATIONAL),
        ("已审核", Audit.NATIONAL),
        ("三级审核", Audit.NATIONAL),
        ("10月空气质量月报", Audit.UNSAID),
        ("审批表", Audit.UNSAID),
        ("", Audit.UNSAID),
    ],
)
def test_what_words_say_of_the_audit(words: str, audit: Audit) -> None:
    assert audit_in(words) is audit


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("国控点位", Owner.NATIONAL),
        ("省控断面水质月报", Owner.PROVINCIAL),
        ("市控", Owner.CITY),
        ("县控", Owner.COUNTY),
        ("国控、省控断面", Owner.UNSAID),
        ("水质月报", Owner.UNSAID),
    ],
)
def test_what_words_say_of_who_monitors(words: str, owner: Owner) -> None:
    assert owner_in(words) is owner


@pytest.mark.parametrize(
    ("words", "dust"),
    [
        ("PM10（扣除沙尘）", Dust.DEDUCTED),
        ("PM2.5（扣沙后）", Dust.DEDUCTED),
        ("剔除沙尘天气影响后", Dust.DEDUCTED),
        ("PM2.5（未扣除沙尘）", Dust.KEPT),
        ("注：数据为实况值，未剔除沙尘影响。", Dust.KEPT),
        ("剔除沙尘前", Dust.KEPT),
        ("含沙尘天", Dust.KEPT),
        ("左列未扣除沙尘，右列扣除沙尘", Dust.UNSAID),
        ("沙尘天数", Dust.UNSAID),
        ("PM10", Dust.UNSAID),
    ],
)
def test_what_words_say_of_dust(words: str, dust: Dust) -> None:
    assert dust_in(words) is dust


def test_audit_owner_and_dust_in_words() -> None:
    assert monitoring_in("国控站点（未审核，扣除沙尘）").says == "国控，未审核，扣除沙尘"
    assert monitoring_in("国控站点10月数据（未审核）").says == "国控，未审核"
    assert UNSAID.says == "审核状态未注明"
    assert not UNSAID.is_provisional  # 未注明 says nothing, so it takes nothing back
    assert not Monitoring(Audit.NATIONAL).is_provisional


def test_a_value_of_many_is_as_firm_as_the_weakest_and_opens_at_the_first() -> None:
    firm, first, none = (
        Source("a.xlsx", "S", cell, 1, Monitoring(audit))
        for cell, audit in (("A1", Audit.NATIONAL), ("A2", Audit.FIRST), ("A3", Audit.NONE))
    )
    assert least_audited([firm]) is firm
    assert least_audited([firm, None, first]) == Source("a.xlsx", "S", "A1", 1, first.monitoring)
    found = least_audited([firm, first, none])
    assert found is not None
    assert (found.cell, found.monitoring.audit) == ("A1", Audit.NONE)
    assert least_audited([None]) is None


def leaf(outcome: Outcome, audit: Audit) -> Finding:
    source = Source("a.xlsx", "S", "B2", 1, Monitoring(audit))
    value = Evidence("实际", "PM2.5", 1, "pm25", None, None, "30", "μg/m³", source)
    return Finding(outcome, "", evidence=(value,))


@pytest.mark.parametrize(
    ("outcome", "audit", "provisional"),
    [
        (YES, Audit.NONE, True),
        (YES, Audit.FIRST, True),
        (YES, Audit.NATIONAL, False),
        (YES, Audit.UNSAID, False),
        (NO, Audit.NONE, True),
        (Outcome.UNDECIDED, Audit.NONE, True),
        (GAP, Audit.NONE, False),
        (Outcome.NOT_APPLICABLE, Audit.NONE, False),
    ],
)
def test_a_leaf_is_provisional_where_it_rests_on_a_value_still_to_be_audited(
    outcome: Outcome, audit: Audit, provisional: bool
) -> None:
    assert leaf(outcome, audit).is_provisional is provisional


@pytest.mark.parametrize(
    ("outcome", "all_must_hold", "parts", "provisional"),
    [
        # 满足其一: one firm part that is met settles it
        (YES, False, ((YES, Audit.NONE), (YES, Audit.NATIONAL)), False),
        (YES, False, ((YES, Audit.NONE), (NO, Audit.NATIONAL)), True),
        (YES, False, ((YES, Audit.NATIONAL), (NO, Audit.NONE)), False),
        (NO, False, ((NO, Audit.NATIONAL), (NO, Audit.FIRST)), True),
        (NO, False, ((NO, Audit.NATIONAL), (NO, Audit.NATIONAL)), False),
        # 同时满足: one firm part that is not met settles it
        (NO, True, ((NO, Audit.NATIONAL), (YES, Audit.NONE)), False),
        (NO, True, ((NO, Audit.NONE), (YES, Audit.NATIONAL)), True),
        (YES, True, ((YES, Audit.NATIONAL), (YES, Audit.FIRST)), True),
        (YES, True, ((YES, Audit.NATIONAL), (YES, Audit.NATIONAL)), False),
    ],
)
def test_a_tree_is_provisional_where_an_audit_could_turn_it(
    outcome: Outcome,
    all_must_hold: bool,
    parts: tuple[tuple[Outcome, Audit], ...],
    provisional: bool,
) -> None:
    leaves = tuple(leaf(*part) for part in parts)
    assert Finding(outcome, "", parts=leaves, all_must_hold=all_must_hold).is_provisional is (
        provisional
    )


def test_months_in_a_row_must_all_be_firm() -> None:
    run = Margin(Decimal(-1), "期", Decimal(2), Scale.OCCURRENCES)
    months = (leaf(YES, Audit.NATIONAL), leaf(YES, Audit.NONE))
    assert Finding(YES, "", run, parts=months).is_provisional
    broken = (leaf(YES, Audit.NONE), leaf(NO, Audit.NATIONAL))
    assert not Finding(NO, "", run, parts=broken).is_provisional
    anew = (leaf(YES, Audit.NONE),)  # R25: January begins anew, whatever the audit says
    assert not Finding(NO, "", run, parts=anew).is_provisional
