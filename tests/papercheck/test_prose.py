"""文书互校 on what is told in words: two lots nobody tuned, one drawn by chance, and correct prose."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from yuetan_desktop.domain.papercheck import CaseFacts, check
from yuetan_desktop.domain.papercheck.facts import PaperFacts

from .goodcase import calendar, good_case, with_printed
from .lots import CORRECT, FIRST, MISSED, SECOND
from .narrative import listed, told_once, told_otherwise
from .test_papercheck import MUST_FIND, leaves, put

LOTS = ((told_once, FIRST), (told_otherwise, SECOND))


def findings(case: CaseFacts, kind: str) -> list[str]:
    return [one.sentence for one in check(case, calendar()) if kind in one.papers]


def seeded(case: CaseFacts, kind: str, old: str, new: str) -> CaseFacts:
    """The first place of the paper where the words stand."""
    paper = case.paper(kind)
    assert paper is not None, kind
    path, text = next((path, text) for path, text in leaves(paper.printed) if old in text)
    return with_printed(case, kind, put(paper.printed, path, text.replace(old, new, 1)))


@pytest.mark.parametrize("case", [told_once, told_otherwise], ids=["once", "otherwise"])
def test_a_case_told_in_words_in_which_all_agrees_raises_no_alarm(
    case: Callable[[], CaseFacts],
) -> None:
    assert [one.sentence for one in check(case(), calendar())] == []


def test_faults_written_before_the_check_read_prose_are_found_but_for_those_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    missed = {
        fault
        for case, lot in LOTS
        for fault in lot
        if not findings(seeded(case(), *fault), fault[0])
    }
    assert missed == MISSED
    written = len(FIRST) + len(SECOND)
    found = written - len(missed)
    with capsys.disabled():
        print(f"\n文书互校：文字里的 {written} 处错误找出 {found} 处（{found / written:.1%}）")
    assert found / written >= MUST_FIND


def test_what_a_clerk_may_well_write_raises_no_alarm() -> None:
    case = told_once()
    report = case.paper("整改进展报告")
    assert report is not None
    told = with_printed(case, report.kind, {**report.printed, "工作进展": listed(*CORRECT)})
    assert findings(told, report.kind) == []


def test_a_title_of_a_book_broken_over_two_lines_is_a_pair() -> None:
    case = told_once()
    plan = case.paper("整改方案")
    assert plan is not None
    title = ["关于报送《云麓区人民政府", "约谈整改方案》的函"]
    broken = with_printed(case, plan.kind, {**plan.printed, "标题": title})
    assert findings(broken, plan.kind) == []
    left_open = with_printed(case, plan.kind, {**plan.printed, "标题": [title[0], "整改方案的函"]})
    assert len(findings(left_open, plan.kind)) == 1


# -- slips nobody chose ---------------------------------------------------------------------------
DRAWN, FLOOR = 40, 0.9
_WORDS = (
    ("上升", "下降"), ("下降", "上升"), ("增加", "减少"), ("升至", "降至"), ("降至", "升至"),
    ("百分点", "%"), ("μg", "mg"), ("前三季度", "上半年"), ("工作日", "日"), ("上午", "下午"),
    ("万元", "亿元"), ("同意", "不同意"), ("已", "未"),
    ("副区长", "区长"), ("区长", "副区长"), ("副市长", "市长"),
)  # fmt: skip
_NAMES = (
    ("周远", "周原"), ("何静", "何晶"), ("王岩", "王炎"), ("云麓区", "云鹿区"),
    ("云麓区", "岚溪县"), ("云岭市", "云领市"), ("李敏", "李民"), ("高屿", "高与"),
    ("区住建局", "区城管局"),
)  # fmt: skip
_MARKS = (
    ("〔", "["), ("。", "。。"), ("，", "，，"), ("》", ""), ("）", ""), ("，", ","), ("、", "、、"),
)  # fmt: skip
# What the program puts into a paper itself, and what is compared with the case as a whole.
_NOT_TYPED = {
    "触发事项", "一并通报", "数据来源", "稿本标记", "案件编号", "依据名称", "依据文号", "条款合称",
    "印发日期", "印发机关", "事项简述",
}  # fmt: skip


def one_of(pairs: tuple[tuple[str, str], ...]) -> Callable[[str, random.Random], str]:
    def slip(text: str, chance: random.Random) -> str:
        here = [pair for pair in pairs if pair[0] in text]
        return text.replace(*chance.choice(here), 1) if here else text

    return slip


def digit(text: str, chance: random.Random) -> str:
    numbers = list(re.finditer(r"\d", text))
    if not numbers:
        return text
    place = chance.choice(numbers).start()
    other = str((int(text[place]) + chance.randint(1, 9)) % 10)
    return text[:place] + other + text[place + 1 :]


def swapped(text: str, chance: random.Random) -> str:
    pairs = [one for one in re.finditer(r"(\d)(\.?)(\d)", text) if one[1] != one[3]]
    if not pairs:
        return text
    one = chance.choice(pairs)
    return text[: one.start()] + one[3] + one[2] + one[1] + text[one.end() :]


def lost(text: str, chance: random.Random) -> str:
    counts = list(re.finditer(r"\d+(?=[家台项个处万人天])", text))
    if not counts:
        return text
    one = chance.choice(counts)
    return f"{text[: one.start()]}  {text[one.end() :]}"


SLIPS = (digit, swapped, one_of(_WORDS), one_of(_NAMES), one_of(_MARKS), lost, digit)


def typed(case: CaseFacts) -> list[tuple[PaperFacts, tuple[Any, ...], str]]:
    return [
        (paper, path, text)
        for paper in case.papers
        for path, text in leaves(paper.printed)
        if path[0] not in _NOT_TYPED and path[-1] != "序号"
    ]


def test_nine_of_ten_slips_drawn_by_chance_are_found_in_whatever_is_typed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chance = random.Random(20261122)
    pools = [(case(), typed(case())) for case, _ in LOTS]
    drawn, missed = 0, []
    while drawn < DRAWN:
        case, pool = chance.choice(pools)
        paper, path, text = chance.choice(pool)
        wrong = SLIPS[drawn % len(SLIPS)](text, chance)
        if wrong == text:
            continue
        drawn += 1
        slipped = replace(paper, printed=put(paper.printed, path, wrong))
        papers = tuple(slipped if one is paper else one for one in case.papers)
        if not findings(replace(case, papers=papers), paper.kind):
            missed.append(f"{paper.kind}“{path[0]}”：{text[:40]} → {wrong[:40]}")
    found = 1 - len(missed) / drawn
    with capsys.disabled():
        print(f"\n文书互校：抽签错 {drawn} 处，找出 {found:.1%}；没有找出：{'；'.join(missed)}")
    assert found >= FLOOR


# One sentence of each kind that clerks get wrong, and beside it one that is right.
BESIDE = (
    ("整改报告", "根据《办法》第十六条规定，约谈后15个工作日内报送整改方案。",
     "根据《办法》第十七条规定，约谈后15个工作日内报送整改方案。"),
    ("整改报告", "我区优良天数率为78.8%，比目标低0.9个百分点。", "我区优良天数率为78.8%，比目标低0.7个百分点。"),
    ("整改报告", "何静区长多次到现场督办。", "何静副区长多次到现场督办。"),
    ("整改报告", "优良天数增加3天，由41天增至45天。", "优良天数增加3天，由41天增至44天。"),
    ("整改报告", "重度污染减少9天，由12天增至3天。", "重度污染减少9天，优良天数由41天增至44天。"),
    ("整改方案审核意见", "《云麓区约谈整改实施方案》收悉。", "《云麓区约谈整改方案》收悉。"),
    ("销号通知", "现对云环委办〔2026〕第7号所列事项予以销号。", "现对云环委办〔2026〕7号所列事项予以销号。"),
    ("整改报告", "各项任务均已已落实到位。", "各项任务均已落实到位。"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "wrong", "right"), BESIDE)
def test_a_slip_is_found_and_what_is_right_beside_it_is_left_alone(
    kind: str, wrong: str, right: str
) -> None:
    case = good_case()
    paper = case.paper(kind)
    assert paper is not None

    def told(says: str) -> list[str]:
        typed = with_printed(case, kind, {**paper.printed, "情况说明": says})
        return [one.sentence for one in check(typed, calendar())]

    assert told(right) == []
    assert told(wrong)
