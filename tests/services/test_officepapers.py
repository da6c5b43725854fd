"""月度通报 as a paper of the office: kept by version, numbered when issued, in the check."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import observations, upkeep
from yuetan_desktop.services.importing import importundo
from yuetan_desktop.services.office import Viewpoint, read_office, save_office
from yuetan_desktop.services.papers import officepapers, paperstages, readback
from yuetan_desktop.services.papers.officepapers import NAME
from yuetan_desktop.services.papers.paperstages import PaperStage
from yuetan_desktop.services.papers.readback import Choice
from yuetan_desktop.services.workspace import Workspace, open_workspace
from yuetan_desktop.store import cases

OCTOBER = Period.month(2026, 10)


@pytest.fixture
def ws(sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    shutil.copytree(sample_folder, tmp_path / "data")
    with open_workspace(tmp_path / "data") as workspace:
        yield workspace


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def issued(ws: Workspace, *, formal: bool = False, **typed: str) -> officepapers.OfficePaper:
    values = officepapers.draft(ws, OCTOBER, typed).values
    return officepapers.issue(ws, OCTOBER, values, formal=formal)


def test_a_draft_has_no_number_and_an_issue_takes_the_next_one(ws: Workspace) -> None:
    used = set(cases.used_numbers(ws.db))
    draft = issued(ws)
    assert (draft.number, draft.draft_stage, draft.version) == ("", "讨论稿", 1)
    assert set(cases.used_numbers(ws.db)) == used
    offered = officepapers.draft(ws, OCTOBER).number
    sent = issued(ws, formal=True)
    assert (sent.state, sent.draft_stage, sent.version) == ("正式", "定稿", 2)
    assert set(cases.used_numbers(ws.db)) - used == {sent.number} == {offered}
    assert sent.number in text_of(sent.path)
    # The same content, settled by its issue: the draft that says it is settled too.
    assert [one.id for one in officepapers.office_papers(ws, OCTOBER)] == [draft.id, sent.id]
    assert officepapers.office_papers(ws, Period.month(2026, 9)) == []
    assert draft.path.exists()


def test_a_county_that_only_drafts_takes_no_number(ws: Workspace) -> None:
    save_office(ws, replace(read_office(ws), viewpoint=Viewpoint.SELF_WATCH))
    used = cases.used_numbers(ws.db)
    with pytest.raises(AppError, match="县级自查只能代拟"):
        issued(ws, formal=True)
    assert cases.used_numbers(ws.db) == used
    assert issued(ws).state == "代拟稿"


def test_a_month_without_a_place_to_write_leaves_nothing_behind(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = cases.used_numbers(ws.db)
    monkeypatch.setattr(officepapers, "write_circular", _full_disk)
    with pytest.raises(AppError, match="无法写入"):
        issued(ws, formal=True)
    assert cases.used_numbers(ws.db) == used
    assert officepapers.office_papers(ws) == []


def test_a_month_s_paper_changed_afterwards_is_told_by_the_check(ws: Workspace) -> None:
    made = issued(ws, formal=True)
    assert not [words for words in upkeep.check(ws) if made.number in words]
    made.path.write_bytes(made.path.read_bytes() + b" ")
    assert [
        words for words in upkeep.check(ws) if f"文书 {made.number} 的文件在保存后被改动过" in words
    ]


@pytest.mark.parametrize(("day", "told"), [("2026-10-31", True), ("2026-11-01", False)])
def test_a_circular_is_not_dated_before_its_month_is_over(
    ws: Workspace, day: str, told: bool
) -> None:
    found = officepapers.draft(ws, OCTOBER, {"成文日期": day}).remarks
    words = "成文日期早于2026年10月结束，最早可为2026年11月1日。"
    assert [(one.message, one.offer) for one in found] == [(words, "2026-11-01")] * told
    if told:
        with pytest.raises(AppError, match="最早可为2026年11月1日"):
            issued(ws, 成文日期=day)


def test_what_the_office_writes_stands_in_the_circular_and_in_its_form_the_next_time(
    ws: Workspace,
) -> None:
    made = issued(ws, 工作要求="查明原因\n限期整改", 抄送="市委办公室，市人大常委会办公室")
    text = text_of(made.path)
    assert "（一）查明原因。" in text
    assert "严防“一刀切”" not in text
    again = officepapers.draft(ws, OCTOBER).values
    assert again["抄送"] == "市委办公室，市人大常委会办公室"
    assert officepapers.draft(ws, Period.month(2026, 9)).values["抄送"] == ""


# -- 讨论稿、送审稿、定稿 -------------------------------------------------------------------------
def test_a_circular_goes_through_the_three_stages_and_falls_back_when_it_changes(
    ws: Workspace,
) -> None:
    values = officepapers.draft(ws, OCTOBER).values
    for stage in (PaperStage.SUBMITTED, PaperStage.FINAL):
        now = paperstages.move(ws, OCTOBER, NAME, values, stage)
    assert (now.stage, now.unsaved) == (PaperStage.FINAL, False)
    changed = {**values, "工作要求": "查明原因"}
    assert "退回讨论稿" in paperstages.where(ws, OCTOBER, NAME, changed).fell_back
    other = paperstages.where(ws, Period.month(2026, 9), NAME, values)
    assert other.entry is None
    with pytest.raises(AppError, match="写明原因"):
        paperstages.move(ws, OCTOBER, NAME, values, PaperStage.DISCUSSION)


def test_data_that_come_in_later_make_a_settled_circular_a_discussion_again(ws: Workspace) -> None:
    values = officepapers.draft(ws, OCTOBER).values
    for stage in (PaperStage.SUBMITTED, PaperStage.FINAL):
        paperstages.move(ws, OCTOBER, NAME, values, stage)
    batch = next(b for b in observations.list_batches(ws) if b.file_name == "空气月报2610.xlsx")
    importundo.withdraw(ws, batch.id, "数据有误")
    assert paperstages.where(ws, OCTOBER, NAME, values).stage is PaperStage.DISCUSSION


# -- 读回改动 -----------------------------------------------------------------------------------
def edited(paper: officepapers.OfficePaper, out: Path, *edits: tuple[str, str]) -> Path:
    document = docx.Document(str(paper.path))
    for paragraph in document.paragraphs:
        for old, new in edits:
            if old in paragraph.text:
                text = paragraph.text.replace(old, new)
                for run in paragraph.runs[1:]:
                    run._r.getparent().remove(run._r)
                paragraph.runs[0].text = text
    document.save(str(out))
    return out


def test_a_circular_that_nobody_edited_has_nothing_to_offer(ws: Workspace) -> None:
    made = issued(ws)
    assert readback.read_made(ws, made).is_empty
    assert not readback.is_edited(made)


def test_a_request_changed_in_the_file_becomes_data_of_the_form(
    ws: Workspace, tmp_path: Path
) -> None:
    made = issued(ws)
    file = edited(made, tmp_path / "改过.docx", ("抓紧整改", "立即整改"))
    reading = readback.read_made(ws, made, file)
    (offer,) = reading.offers
    assert (offer.key, offer.value is not None) == ("工作要求", True)
    again = readback.take(ws, reading, {"工作要求": Choice.UPDATE})
    assert again is not None
    assert again.version == 2
    assert "立即整改" in text_of(again.path)
    assert "立即整改" in officepapers.draft(ws, OCTOBER).values["工作要求"]


def test_a_figure_changed_in_the_file_is_no_data_and_can_only_be_kept_or_dropped(
    ws: Workspace, tmp_path: Path
) -> None:
    made = issued(ws)
    figure = officepapers.printed(ws, OCTOBER, officepapers.draft(ws, OCTOBER).values)["总体情况"]
    file = edited(made, tmp_path / "改过.docx", (figure, figure.replace("10月", "9月")))
    reading = readback.read_made(ws, made, file)
    (offer,) = [one for one in reading.offers if one.key == "总体情况"]
    assert offer.value is None
    assert "在数据中更正" in offer.why_not
    assert readback.take(ws, reading, {}) is None
    kept = readback.take(ws, reading, {one.key: Choice.KEEP for one in reading.offers})
    assert kept is not None
    assert (kept.version, kept.state, kept.path.read_bytes()) == (2, "草稿", file.read_bytes())


def test_months_to_choose_from_begin_with_the_newest_that_has_data(ws: Workspace) -> None:
    found = officepapers.months(ws, 3)
    assert [one.label() for one in found] == ["2026年10月", "2026年9月", "2026年8月"]


def _full_disk(*_: object) -> None:
    raise OSError("disk full")


def test_the_circular_spells_out_what_screens_abbreviate(ws: Workspace) -> None:
    said = officepapers.printed(ws, OCTOBER, officepapers.draft(ws, OCTOBER).values)
    reached = " ".join(row["情形"] for row in said["处置情况"])
    assert "2026年10月18日老城区污水管网项目逾期" in reached
    assert "低0.7个百分点" in reached
    assert "口径" not in reached  # a circular does not plead against itself
    assert not re.search(r"\d{4}-\d\d-\d\d|\d ?点", reached)
