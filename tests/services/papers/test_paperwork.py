"""From a case to its papers: what is filled in, what is refused, what is stored and numbered."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.services.noticecase import (
    approve,
    notice,
    open_case,
    text_of,
)
from yuetan_desktop.documents import printing
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import paperwork
from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.services.workspace import Workspace


# -- the form -----------------------------------------------------------------------------------
def test_the_form_is_filled_from_the_case(ws: Workspace, case_id: int) -> None:
    approve(ws, case_id)
    values = paperwork.draft(ws, case_id, "约谈通知").values
    assert values["被约谈单位"] == "雁江区人民政府"
    assert values["被约谈人"] == "雁江区人民政府分管负责人"
    assert values["约谈人"] == "市政府分管领导"
    assert values["参加人员"] == "资阳市生态环境局有关负责同志"
    assert values["主送"] == "雁江区人民政府，资阳市生态环境局"
    assert values["联系电话"] == "028-26110000"
    assert values["成文日期"] == "2026-11-10"
    assert values["约谈时间"] == values["约谈地点"] == ""  # never guessed


def test_what_article_12_misses_is_named_at_its_field(ws: Workspace, case_id: int) -> None:
    draft = paperwork.draft(ws, case_id, "约谈通知", {"联系电话": ""})
    messages = {field.key: field.message for field in draft.fields if field.message}
    assert messages == {
        key: f"缺{key}，约谈通知要素不完整（第十二条）。"
        for key in ("约谈时间", "约谈地点", "参加人员", "联系电话")
    }
    assert not draft.ready


def test_an_edited_field_is_told_from_an_automatic_one(ws: Workspace, case_id: int) -> None:
    draft = paperwork.draft(ws, case_id, "约谈通知", {"约谈人": "市政府副市长某某"})
    edited = {field.key for field in draft.fields if field.edited}
    assert edited == {"约谈人"}
    assert next(f for f in draft.fields if f.key == "约谈人").automatic == "市政府分管领导"


def test_what_was_filled_in_once_comes_back_with_the_next_version(
    ws: Workspace, case_id: int
) -> None:
    paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert paperwork.draft(ws, case_id, "约谈通知").values["约谈地点"] == "市政府3号会议室"
    assert paperwork.draft(ws, case_id, "约谈纪要").values["约谈地点"] == "市政府3号会议室"


def test_an_unknown_kind_is_a_sentence(ws: Workspace, case_id: int) -> None:
    with pytest.raises(AppError, match="没有“判决书”这种文书"):
        paperwork.draft(ws, case_id, "判决书")


def test_an_unknown_case_is_a_sentence(ws: Workspace) -> None:
    with pytest.raises(AppError, match="没有找到这个案件"):
        paperwork.kinds(ws, 99)


# -- issue --------------------------------------------------------------------------------------
def test_a_draft_prints_article_numbers_reading_and_source(ws: Workspace, case_id: int) -> None:
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    text = text_of(paper.path)
    assert "第七条第（一）项第1目" in text
    assert "空气质量综合指数半年排名全省县级行政区域后30名" in text
    assert "38.4" in text
    assert "36.0" in text
    assert "同时未达到" in text  # R1, the reading in force
    assert "空气上半年.xlsx › 空气!C5" in text
    assert "第四条第（一）项" in text  # the lower item, 一并通报
    assert "2026年11月24日（星期二）上午9:30。" in text
    assert "《资阳市生态环境保护行政约谈办法》（资府办发〔2022〕42号，以下简称《办法》）" in text


def test_a_draft_has_its_mark_and_no_number(ws: Workspace, case_id: int) -> None:
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert (paper.state, paper.number) == ("草稿", "")
    assert text_of(paper.path).startswith("草稿")
    assert "资环委办〔2026〕　号" in text_of(paper.path)


def test_a_notice_with_gaps_is_not_made_and_takes_no_number(ws: Workspace, case_id: int) -> None:
    approve(ws, case_id)
    with pytest.raises(AppError) as caught:
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id, 约谈地点=""), formal=True)
    assert "缺约谈地点" in caught.value.message
    assert paperwork.papers(ws, case_id) == []
    assert paperwork.draft(ws, case_id, "约谈通知").number == "资环委办〔2026〕1号"


def test_a_date_inside_the_three_working_days_is_refused_with_the_last_lawful_one(
    ws: Workspace, case_id: int
) -> None:
    with pytest.raises(AppError) as caught:
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id, 约谈时间="2026-11-13 09:30"))
    assert "最早可于2026年11月16日约谈" in caught.value.message


def test_a_formal_notice_needs_the_approval_of_article_11(ws: Workspace, case_id: int) -> None:
    with pytest.raises(AppError, match="第十一条"):
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), formal=True)
    approve(ws, case_id)
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), formal=True)
    assert (paper.state, paper.number) == ("正式", "资环委办〔2026〕1号")
    text = text_of(paper.path)
    assert "资环委办〔2026〕1号" in text
    assert "草稿" not in text


def test_numbers_follow_one_another_and_are_never_used_twice(ws: Workspace, case_id: int) -> None:
    approve(ws, case_id)
    other = open_case(ws, "安岳县", "资约〔2026〕2号")
    approve(ws, other)
    numbers = [
        paperwork.issue(ws, case, "约谈通知", notice(ws, case), formal=True).number
        for case in (case_id, other, case_id)
    ]
    assert numbers == ["资环委办〔2026〕1号", "资环委办〔2026〕2号", "资环委办〔2026〕3号"]
    assert paperwork.draft(ws, case_id, "约谈纪要").number == "资环委办纪〔2026〕1号"


def test_nothing_is_overwritten(ws: Workspace, case_id: int, tmp_path: Path) -> None:
    out = tmp_path / "通知.docx"
    first = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), out)
    second = paperwork.issue(
        ws, case_id, "约谈通知", notice(ws, case_id, 约谈地点="市政府5号会议室"), out
    )
    assert first.path == out
    assert second.path != out
    assert "3号会议室" in text_of(out)
    assert "5号会议室" in text_of(second.path)
    kept = paperwork.papers(ws, case_id)
    assert [paper.version for paper in kept] == [1, 2]
    for paper in kept:
        assert hashlib.sha256(paper.path.read_bytes()).hexdigest() == paper.sha256


def test_a_paper_that_cannot_be_written_leaves_neither_row_nor_number_nor_file(
    ws: Workspace, case_id: int
) -> None:
    approve(ws, case_id)
    template = paperfiles.edit_template(ws, "约谈通知")
    template.write_bytes(b"broken")
    with pytest.raises(AppError, match="不是可用的 Word 文档"):
        paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), formal=True)
    assert paperwork.papers(ws, case_id) == []
    assert list(ws.folders.papers.rglob("*.docx")) == []
    template.unlink()
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id), formal=True)
    assert paper.number == "资环委办〔2026〕1号"


def test_without_an_office_suite_the_paper_says_that_pages_were_not_checked(
    ws: Workspace, case_id: int
) -> None:
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert paper.pages is None
    assert any("未核对版记" in note for note in paper.notes)


@pytest.mark.office
def test_with_an_office_suite_the_paper_ends_on_an_even_page(
    ws: Workspace, case_id: int, office_suite: printing.OfficeSuite
) -> None:
    paper = paperwork.issue(ws, case_id, "约谈通知", notice(ws, case_id))
    assert paper.pages is not None
    assert paper.pages % 2 == 0
    assert office_suite.pages(paper.path) == paper.pages


@pytest.mark.office
def test_a_preview_shows_what_is_still_blank_and_stores_nothing(
    ws: Workspace, case_id: int, office_suite: printing.OfficeSuite
) -> None:
    values = paperwork.draft(ws, case_id, "约谈通知").values
    pages = paperwork.lay_out(ws, case_id, "约谈通知", values)
    assert len(pages.check.spots("【待填写】")) == 3  # 时间、地点、参加人员
    assert paperwork.papers(ws, case_id) == []
