"""征求意见采纳情况表 (H7): opinions on a draft, decided with reasons, counted by the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuetan_desktop.documents.papertext import text_of
from yuetan_desktop.domain.papers.opinions import Adoption, Opinion, totals
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.papers import opinions
from yuetan_desktop.services.workspace import Workspace

KIND = "约谈通知"


def test_the_totals_are_counted_never_typed() -> None:
    counts = {Adoption.ADOPTED: 75, Adoption.PARTLY: 18, Adoption.REJECTED: 26}
    found = [Opinion(0, "甲", "改", how) for how, count in counts.items() for _ in range(count)]
    assert totals(found) == "共119条，采纳75，部分18，未采纳26"
    assert totals([*found, Opinion(0, "甲", "改")]).endswith("未采纳26，待研究1")


def test_opinions_come_in_by_lines_and_each_is_decided(ws: Workspace, case: CaseFile) -> None:
    first, second = opinions.add_opinions(
        ws, case.id, KIND, "市水务局", "时间宜推迟\n\n 地点写明楼层 "
    )
    opinions.decide(ws, first, Adoption.REJECTED, "第十二条时限不足")
    opinions.decide(ws, second, Adoption.PARTLY, "写到会议室")
    opinions.decide(ws, second, Adoption.ADOPTED)
    found = opinions.opinions(ws, case.id, KIND)
    assert [(o.words, o.adoption, o.reason) for o in found] == [
        ("时间宜推迟", Adoption.REJECTED, "第十二条时限不足"),
        ("地点写明楼层", Adoption.ADOPTED, ""),
    ]
    assert opinions.opinions(ws, case.id, "约谈纪要") == []
    opinions.void_opinions(ws, [first], "登记有误")
    assert opinions.totals(opinions.opinions(ws, case.id, KIND)).startswith("共1条")
    opinions.reinstate_opinions(ws, [first])
    assert len(opinions.opinions(ws, case.id, KIND)) == 2


@pytest.mark.parametrize("adoption", [Adoption.PARTLY, Adoption.REJECTED])
def test_what_is_not_adopted_whole_needs_its_reason(
    ws: Workspace, case: CaseFile, adoption: Adoption
) -> None:
    (number,) = opinions.add_opinions(ws, case.id, KIND, "市水务局", "时间宜推迟")
    with pytest.raises(AppError, match="要写明理由"):
        opinions.decide(ws, number, adoption, " ")
    assert opinions.opinions(ws, case.id, KIND)[0].adoption is Adoption.OPEN


def test_an_opinion_without_words_or_unit_is_refused(ws: Workspace, case: CaseFile) -> None:
    for unit, words in ((" ", "改"), ("市水务局", " \n ")):
        with pytest.raises(AppError, match="都要填写"):
            opinions.add_opinions(ws, case.id, KIND, unit, words)


def test_the_table_prints_totals_rows_and_reasons(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    with pytest.raises(AppError, match="还没有登记意见"):
        opinions.write_table(ws, case.id, KIND, tmp_path / "空.docx")
    first, _ = opinions.add_opinions(ws, case.id, KIND, "市水务局", "时间宜推迟\n地点写明楼层")
    opinions.decide(ws, first, Adoption.REJECTED, "第十二条时限不足")
    out = opinions.write_table(ws, case.id, KIND, tmp_path / "表.docx")
    words = text_of(out)
    assert "共2条，采纳0，部分0，未采纳1，待研究1。" in words
    assert "时间宜推迟" in words
    assert "第十二条时限不足" in words
