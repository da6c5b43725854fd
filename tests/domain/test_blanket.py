"""第十七条: wordings that hit everyone alike are found, and their legal basis is asked for."""

from __future__ import annotations

import pytest

from yuetan_desktop.domain.ledger.blanket import BlanketWords
from yuetan_desktop.paths import resources


@pytest.fixture(scope="module")
def words() -> BlanketWords:
    return BlanketWords.from_toml((resources() / "blanket_measures.toml").read_text("utf-8"))


def test_a_plan_that_stops_395_firms_is_asked_for_the_basis_of_each(words: BlanketWords) -> None:
    (hit,) = words.unanswered("对辖区395家砖瓦企业全部停产。加强巡查")
    assert hit.word == "全部停产"
    assert hit.count == "395家"
    assert "逐一（395家）写明" in hit.says()
    assert "第十七条" in hit.says()


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("对涉气企业一律予以关停", "一律予以关停"),
        ("对未整改企业断水断电", "断水断电"),
        ("对拒不整改的断电", "断电"),
        ("所有工地停工", "所有工地停工"),
        ("沿河养殖场全部清退", "全部清退"),
        ("对散乱污企业一关了之", "一关了之"),
        ("全市范围拉闸限电", "拉闸限电"),
    ],
)
def test_each_wording_is_found_once(words: BlanketWords, said: str, word: str) -> None:
    assert [hit.word for hit in words.scan(said)] == [word]


@pytest.mark.parametrize(
    "said",
    [
        "严禁对企业一律关停",
        "不得采取全部停产等简单粗暴措施",
        "防止出现一律停工、断水断电",
        "严防整改“一刀切”，坚决杜绝监测数据造假",
        "关停淘汰落后产能2家",
        "停产检修期间做好台账",
        "一律。关停手续另行办理",
        "",
    ],
)
def test_what_forbids_the_measure_or_is_no_blanket_is_not_hit(
    words: BlanketWords, said: str
) -> None:
    assert words.scan(said) == []


def test_a_sentence_that_names_law_and_article_is_answered(words: BlanketWords) -> None:
    said = "依据《中华人民共和国环境保护法》第六十条，对3家超标企业全部停产整治"
    assert words.unanswered(said) == []
    (hit,) = words.scan(said)
    assert hit.has_basis


def test_the_law_alone_is_no_answer_and_another_sentence_does_not_answer(
    words: BlanketWords,
) -> None:
    assert words.unanswered("依据《环境保护法》对3家企业全部停产")
    assert words.unanswered("依据《环境保护法》第六十条处罚；对其余企业全部停产")


def test_hits_come_in_the_order_of_the_sentences(words: BlanketWords) -> None:
    found = words.scan("先断电；再全部关停。其他企业全部停产")
    assert [hit.word for hit in found] == ["断电", "全部关停", "全部停产"]


def test_every_group_says_what_it_asks_for(words: BlanketWords) -> None:
    assert len(words.groups) == 4
    assert all(group.asks and group.words for group in words.groups)
