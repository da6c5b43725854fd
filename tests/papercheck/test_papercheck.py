"""文书互校: what agrees is left alone, what was seeded is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuetan_desktop.documents.context import Matter
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.sample import CASE as SAMPLE
from yuetan_desktop.documents.sample import sample_context
from yuetan_desktop.domain.papercheck import CaseFacts, Discrepancy, check
from yuetan_desktop.domain.papercheck.facts import Cell, MatterFacts, PaperFacts, Person
from yuetan_desktop.domain.papercheck.roles import (
    ADDRESSED_TO_UNIT,
    ANNOUNCING,
    COPIED_TO_OFFICE,
    COVERAGE,
    DAY_TOPICS,
    STAGES,
    TOPICS,
)

from .faults import FAULTS, Fault
from .goodcase import calendar, good_case, with_printed

MUST_FIND, MAY_ALARM = 0.95, 2


def checked(case: CaseFacts) -> tuple[Discrepancy, ...]:
    return check(case, calendar())


@cache
def told_of(fault: Fault) -> tuple[Discrepancy, ...]:
    """What is told of the good case with this fault; several tests ask."""
    return checked(fault.seed(good_case()))


def tells_of(fault: Fault, found: tuple[Discrepancy, ...]) -> bool:
    """One finding names the paper and the field that the fault was seeded in."""
    return any(
        spot.paper == fault.paper and spot.field == (fault.in_field or fault.field)
        for one in found
        for spot in (one.first, one.second)
    )


def test_a_case_file_in_which_all_agrees_raises_no_alarm() -> None:
    assert [one.sentence for one in checked(good_case())] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_seeded_fault_is_found_at_its_place(fault: Fault) -> None:
    found = told_of(fault)
    assert tells_of(fault, found), [one.sentence for one in found]


def test_nearly_all_faults_are_found_and_hardly_any_alarm_is_false(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found, alarms = 0, []
    for fault in FAULTS:
        told = told_of(fault)
        found += tells_of(fault, told)
        alarms.append(sum(fault.paper not in one.papers for one in told))
    with capsys.disabled():
        print(
            f"\n文书互校：{len(FAULTS)} 处错误找出 {found} 处（{found / len(FAULTS):.1%}），"
            f"误报每案最多 {max(alarms)} 条、平均 {sum(alarms) / len(alarms):.2f} 条"
        )
    assert len(FAULTS) >= 60
    assert found / len(FAULTS) >= MUST_FIND
    assert max(alarms) <= MAY_ALARM


def held_a_day_later(**more: str) -> list[str]:
    """第十四条: held on 10-23, while notice and agenda name 10-22; what is said of these two."""
    good = good_case()
    day = date(2026, 10, 23)
    case = replace(good, interview_on=day, days={**good.days, "约谈": day}, **more)
    told = [one for one in checked(case) if one.rule == "约谈日期"]
    return [one.sentence for one in told if one.papers & ANNOUNCING]


def test_an_interview_held_on_another_day_than_its_notice_names_asks_for_a_reason() -> None:
    told = held_a_day_later()
    assert any("约谈通知“约谈时间”是2026年10月22日" in one for one in told)
    assert all("没有延期记录，也没有写明改日原因（第十四条）" in one for one in told)
    assert held_a_day_later(other_day="市政府当日有紧急会议") == []


@pytest.mark.parametrize(
    ("share", "told"), [("42", False), ("43", False), ("42.9", False), ("41", True), ("44", True)]
)
def test_a_share_rounded_or_cut_as_the_ledger_prints_it_is_right(share: str, told: bool) -> None:
    case = good_case()
    report = PaperFacts("未来报告", {"进展": f"7个直排口纳管，完成3个，占{share}%。"})
    found = checked(replace(case, papers=(*case.papers, report)))
    assert any(one.rule == "合计" for one in found) is told


REPORT = {"成文日期": "2026年10月28日", "联系人": "赵建国", "联系电话": "028-26330017"}


@pytest.mark.parametrize(
    ("key", "wrong", "right", "rule"),
    [
        (
            "进展",
            "沿河68个排口完成溯源，其中72个已封堵。",
            "沿河68个排口，其中12个已封堵。",
            "合计",
        ),
        ("进展", "2月至5月超负荷运行累计137天。", "2月至5月超负荷运行累计107天。", "合计"),
        ("下一步措施", "9月底前完成剩余排口整治。", "10月底前完成剩余排口整治。", "时限"),
        ("下一步措施", "10月20日前报送。", "次年1月20日前报送。", "时限"),
        ("表态情况", "9月底前制定三张清单。", "原定9月底前制定的清单已补报。", "时限"),
        ("办结期限", "2026年10月20日", "2026年11月20日", "时限"),
        ("进展", "检查21次，为计划（60次）的53%。", "检查21次，为计划（60次）的35%。", "合计"),
        ("审核意见", "第5项任务应补充数量。", "第1项任务应补充数量。", "合计"),
        ("责任情况", "岚溪县住房城乡建设局负直接责任。", "岚溪县位于上游。", "单位"),
        ("有关要求", "按季度书面报告整改进展。", "每月书面报告整改进展。", "报告周期"),
        ("审批人", "区长周远", "副市长王岩", "约谈人"),
    ],
)
def test_a_slip_in_words_is_told_and_what_is_right_beside_it_is_not(
    key: str, wrong: str, right: str, rule: str
) -> None:
    case = replace(good_case(), reporting="按月")
    for words, told in ((wrong, True), (right, False)):
        paper = PaperFacts("未来报告", {**REPORT, key: words})
        found = checked(replace(case, papers=(*case.papers, paper)))
        assert (rule in {one.rule for one in found}) is told, [one.sentence for one in found]


@pytest.mark.parametrize(
    ("kind", "to", "told"),
    [
        ("违纪违法问题线索", "市委组织部", True),
        ("违纪违法问题线索", "市纪委监委，市委组织部", False),
        ("涉嫌犯罪线索", "市纪委监委", True),
        ("涉嫌犯罪线索", "市公安局", False),
    ],
)
def test_clues_go_to_those_who_may_act_on_them(kind: str, to: str, told: bool) -> None:
    """第十九条: discipline to 纪委监委, what may be a crime to the police."""
    letter = PaperFacts("问题线索移送函", {"主送": to, "移送类别": kind})
    found = checked(replace(good_case(), papers=(letter,)))
    assert ("主送" in {one.rule for one in found}) is told


@pytest.mark.parametrize(("unit", "told"), [("青禾县", False), ("岚溪县", True)])
def test_somebody_of_another_unit_signs_for_that_one(unit: str, told: bool) -> None:
    case = good_case()
    sheet = {"签到栏": [{"单位": unit, "姓名": "戊己", "职务": "副局长"}]}
    known = Person("戊己", "副局长", "青禾县")
    signed = with_printed(replace(case, people=(*case.people, known)), "约谈纪要", sheet)
    found = [one.sentence for one in check(signed, calendar()) if "戊己" in one.sentence]
    assert found == ["约谈纪要“签到栏”的戊己写成岚溪县，登记在青禾县。"] * told


def test_half_a_name_at_the_same_telephone_is_asked_about() -> None:
    papers = (PaperFacts("甲", REPORT), PaperFacts("乙", {**REPORT, "联系人": "赵建"}))
    (one,) = [o for o in checked(replace(good_case(), papers=papers)) if o.rule == "联系人"]
    assert "赵建国" in one.sentence


def test_another_article_or_day_in_the_template_s_own_words_is_told() -> None:
    before = "根据《办法》第十七条规定，下列材料应当于2026年11月2日前报送。"
    for after, rule in (
        (before.replace("十七", "十八"), ["条款"]),
        (before.replace("2日", "12日"), ["日期"]),
        (before + "请收悉。", []),
    ):
        letter = PaperFacts("催报函", {}, reworded=((before, after),))
        assert [one.rule for one in checked(replace(good_case(), papers=(letter,)))] == rule


@pytest.mark.parametrize(("assigned", "told"), [("16个", False), ("86个", True)])
def test_a_letter_of_assignment_may_ask_for_the_rest_of_a_task_not_for_more(
    assigned: str, told: bool
) -> None:
    said = {"措施": "68个在建工地扬尘在线监测全覆盖", "时限": "2026年11月30日"}
    plan = PaperFacts("整改方案", {"整改任务": [said]})
    asked = {"事项": f"{assigned}在建工地扬尘在线监测", "要求": "完成全覆盖"}
    letter = PaperFacts("交办函", {"交办事项": [asked]})
    found = checked(replace(good_case(), tasks=(), papers=(plan, letter)))
    assert ("数量" in {one.rule for one in found}) is told


def test_a_report_is_titled_by_the_month_it_is_about() -> None:
    for month, told in (("9", True), ("10", False)):
        title = [f"关于2026年{month}月", "整改工作进展情况的报告"]
        report = PaperFacts("整改进展报告", {"标题": title, "报告时段": "2026年10月"})
        found = checked(replace(good_case(), papers=(report,)))
        assert ("标题" in {one.rule for one in found}) is told


def test_every_finding_names_both_places_in_a_sentence() -> None:
    for fault in FAULTS:
        for one in told_of(fault):
            assert one.first.paper
            assert one.second.paper
            assert one.sentence.endswith(("。", "？）", "。”"))
            assert one.first.paper in one.sentence or one.second.paper in one.sentence


def test_a_kind_nobody_has_heard_of_is_checked_by_its_field_names() -> None:
    case = good_case()
    new = PaperFacts(
        "未来文书", {"约谈地点": "市政府9号会议室", "成文日期": "2026年10月24日（星期一）"}
    )
    rules = {one.rule for one in checked(replace(case, papers=(*case.papers, new)))}
    assert rules == {"约谈地点", "星期"}


@pytest.mark.parametrize(
    ("put_off_to", "told"),
    [("2026年10月22日9时30分", set()), ("2026年10月20日9时30分", {"先后"}), ("", {"先后"})],
)
def test_only_the_notice_of_the_new_day_may_follow_a_postponement(
    put_off_to: str, told: set[str]
) -> None:
    """第十四条: what was put off to the day that the notice names was notified anew after it."""
    case = good_case()
    answer = PaperFacts("延期约谈答复", {"成文日期": "2026年10月15日", "改期时间": put_off_to})
    found = checked(replace(case, papers=(*case.papers, answer)))
    assert {one.rule for one in found if one.rule == "先后"} == told


def test_a_case_without_papers_has_nothing_to_compare() -> None:
    assert checked(replace(good_case(), papers=())) == ()


# -- the kinds of paper as they are ---------------------------------------------------------------
# The doctor's samples contradict each other here and there, and name nobody; nothing else is told.
_OWN_CONTRADICTIONS = {"约谈日期", "先后", "方案名称", "引用文号", "时限", "待填写", "核查结论"}


def test_every_kind_of_paper_is_read_without_a_false_alarm() -> None:
    kinds = [kind for kind in KINDS.values() if SAMPLE.level in kind.levels]
    papers = tuple(
        PaperFacts(kind.name, sample_context(kind.name), levels=kind.levels) for kind in kinds
    )
    case = CaseFacts(
        number=SAMPLE.number,
        unit=SAMPLE.unit,
        level=SAMPLE.level,
        actor=SAMPLE.actor,
        interviewee=SAMPLE.interviewee,
        regulation=SAMPLE.regulation,
        regulation_number=SAMPLE.regulation_number,
        period=SAMPLE.period,
        matters=tuple(map(matter, SAMPLE.matters)),
        also=tuple(map(matter, SAMPLE.also)),
        proposer=SAMPLE.proposer,
        office="示例市生态环境保护委员会办公室",
        papers=papers,
    )
    told = [one.sentence for one in checked(case) if one.rule not in _OWN_CONTRADICTIONS]
    assert told == []


def matter(of: Matter) -> MatterFacts:
    cells = tuple(Cell(line.label, line.value, line.source) for line in of.sources)
    return MatterFacts(of.cite, of.text, of.facts, of.readings, cells)


def test_the_fields_that_the_check_knows_are_fields_of_the_papers() -> None:
    """A field that is renamed in a form would silently no longer be compared."""
    for edge in COVERAGE:
        for kind, key in (edge.demand, edge.answer):
            assert key in sample_context(kind), (kind, key)
    assert set(STAGES) <= set(KINDS)
    assert set(COPIED_TO_OFFICE) <= set(KINDS)
    assert set(KINDS) >= ADDRESSED_TO_UNIT
    printed = {key for name in KINDS for key in sample_context(name)}
    for topic in (*TOPICS, *DAY_TOPICS):
        assert printed & set(topic.keys), topic.name


# -- slips nobody chose ---------------------------------------------------------------------------
EVERY = 11  # a slip in so many; a prime, so that no kind of field is passed over


def slips() -> list[tuple[str, CaseFacts]]:
    """The good case with the last digit of one number off by one, anywhere in any paper."""
    made = []
    for paper in good_case().papers:
        for path, text in leaves(paper.printed):
            for found in re.finditer(r"\d+", text) if path[-1] != "序号" else ():
                digit = str((int(found[0][-1]) + 1) % 10)
                slip = text[: found.end() - 1] + digit + text[found.end() :]
                printed = put(paper.printed, path, slip)
                made.append((paper.kind, with_printed(good_case(), paper.kind, printed)))
    return made[::EVERY]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from leaves(inner, (*path, n))


def put(value: Any, path: tuple[Any, ...], new: str) -> Any:
    if not path:
        return new
    if isinstance(value, dict):
        return {k: put(v, path[1:], new) if k == path[0] else v for k, v in value.items()}
    return [put(v, path[1:], new) if n == path[0] else v for n, v in enumerate(value)]


def test_nine_of_ten_slips_of_a_digit_are_found_wherever_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = slips()
    found = sum(any(kind in one.papers for one in checked(case)) for kind, case in made)
    with capsys.disabled():
        print(
            f"\n文书互校：任意一处数字错一位，{len(made)} 处找出 {found} 处（{found / len(made):.1%}）"
        )
    assert len(made) > 100
    assert found / len(made) >= 0.9


@given(
    st.dictionaries(
        st.sampled_from(
            ["约谈时间", "成文日期", "文号", "触发事项", "整改任务", "主送", "数据来源"]
        ),
        st.recursive(
            st.text(max_size=20)
            | st.sampled_from(["9999年12月31日", "第〇条", "〔〕号", "0000-00-00"]),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["条款", "事实", "措施", "数值"]), inner, max_size=3
                )
            ),
            max_leaves=6,
        ),
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_a_paper_prints_the_check_does_not_break(printed: dict[str, Any]) -> None:
    case = good_case()
    for kind in ("约谈通知", "整改方案"):
        case = with_printed(case, kind, printed)
    checked(case)


def test_a_receipt_follows_the_paper_that_it_is_for() -> None:
    def orders(paper: str, dated: str) -> list[str]:
        case = good_case()
        receipt = case.paper("送达回证")
        assert receipt is not None
        served = [{"序号": "1", "文书名称": paper, "文号": "", "份数": "1"}]
        printed = {**receipt.printed, "送达文书": served, "成文日期": dated, "印发日期": dated}
        found = checked(with_printed(case, "送达回证", printed))
        return [one.sentence for one in found if one.rule == "先后"]

    assert orders("约谈通知", "2026年10月16日") == []
    assert orders("核查意见通知", "2026年12月23日") == []
    assert orders("核查意见通知", "2026年10月16日") != []
    assert orders("约谈通知", "2026年12月23日") != []
