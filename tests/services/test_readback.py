"""A paper edited by hand is read back: each changed fact found, taken, kept or dropped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.papers import papercheck, paperstages, readback
from yuetan_desktop.services.papers.paperstages import PaperStage
from yuetan_desktop.services.papers.readback import Choice, Reading
from yuetan_desktop.services.paperwork import IssuedPaper
from yuetan_desktop.services.workspace import Workspace

from .papersmade import MINUTES, NOTICE, make

REQUIREMENTS = "2026年12月10日前完成120家工地喷淋安装\n淘汰燃煤锅炉12台\n建立应急联动机制"


@pytest.fixture
def ws(issuer_after_minutes: Workspace) -> Workspace:
    return issuer_after_minutes


@pytest.fixture
def told(ws: Workspace) -> CaseFile:
    (case,) = casefiles.list_cases(ws)
    return case


@pytest.fixture
def minutes(ws: Workspace, told: CaseFile) -> IssuedPaper:
    return make(ws, told, "约谈纪要", {**MINUTES, "整改要求": REQUIREMENTS}, formal=False)


def edited(paper: IssuedPaper, tmp_path: Path, *edits: tuple[str, str]) -> Path:
    """A copy in which words were replaced as by hand: within one paragraph, in a fresh run."""

    def change(paragraphs: Any) -> None:
        for paragraph in paragraphs:
            for old, new in edits:
                if old in paragraph.text:
                    text = paragraph.text.replace(old, new)
                    for run in paragraph.runs[1:]:
                        run._r.getparent().remove(run._r)
                    paragraph.runs[0].text = text

    document = docx.Document(str(paper.path))
    change(document.paragraphs)
    for table in document.tables:
        for cell in table._cells:
            change(cell.paragraphs)
    out = tmp_path / "改过.docx"
    document.save(str(out))
    return out


@pytest.fixture
def read(ws: Workspace, minutes: IssuedPaper, tmp_path: Path) -> Callable[..., Reading]:
    def reading(*edits: tuple[str, str]) -> Reading:
        return readback.read(ws, minutes.id, edited(minutes, tmp_path, *edits))

    return reading


def test_an_unedited_file_has_nothing_to_offer(ws: Workspace, minutes: IssuedPaper) -> None:
    assert readback.read(ws, minutes.id).is_empty
    assert not readback.is_edited(minutes)


def test_a_changed_venue_is_found_and_could_be_data(read: Callable[..., Reading]) -> None:
    (offer,) = read(("市政府3号会议室", "市政府8号会议室")).offers
    assert (offer.key, offer.before, offer.after) == (
        "约谈地点",
        "市政府3号会议室",
        "市政府8号会议室",
    )
    assert offer.value == "市政府8号会议室"


def test_a_changed_moment_becomes_a_moment_of_the_form(read: Callable[..., Reading]) -> None:
    (offer,) = read(("2026年10月22日（星期四）上午9:30", "2026年10月22日（星期四）下午3:00")).offers
    assert (offer.key, offer.value) == ("约谈时间", "2026-10-22 15:00")


def test_a_weekday_that_is_not_that_days_cannot_be_data(read: Callable[..., Reading]) -> None:
    (offer,) = read(("（星期四）", "（星期五）")).offers
    assert offer.key == "约谈时间"
    assert offer.value is None
    assert "表单中修改" in offer.why_not


def test_one_item_of_a_list_is_found_among_the_others(read: Callable[..., Reading]) -> None:
    (offer,) = read(("120家", "150家")).offers
    assert offer.key == "整改要求"
    assert offer.value == REQUIREMENTS.replace("120家", "150家")


def test_an_item_added_or_taken_out_belongs_to_its_list(
    ws: Workspace, minutes: IssuedPaper, tmp_path: Path
) -> None:
    document = docx.Document(str(minutes.path))
    item = next(p for p in document.paragraphs if "燃煤锅炉" in p.text)
    item.insert_paragraph_before("（四）开展散煤治理回头看。")
    item._p.getparent().remove(item._p)
    out = tmp_path / "改过.docx"
    document.save(str(out))
    (offer,) = readback.read(ws, minutes.id, out).offers
    assert offer.key == "整改要求"
    assert offer.value is not None
    assert "燃煤锅炉" not in offer.value
    assert "开展散煤治理回头看" in offer.value


def test_a_number_of_the_basis_is_found_but_is_no_data_of_the_paper(
    read: Callable[..., Reading],
) -> None:
    (offer,) = read(("28.3 μg/m³", "28.9 μg/m³"), ("28.3μg/m³", "28.9μg/m³")).offers[:1]
    assert offer.key in {"触发事项", "数据来源"}
    assert offer.value is None
    assert "在案件中更正" in offer.why_not


def test_changed_fixed_words_are_a_change_of_text(read: Callable[..., Reading]) -> None:
    found = read(("现将约谈情况纪要如下", "现将有关情况纪要如下"))
    assert found.offers == ()
    (text,) = found.texts
    assert "现将有关情况纪要如下" in text.after


def test_two_fields_of_one_paragraph_are_told_apart(read: Callable[..., Reading]) -> None:
    found = read(
        ("2026年10月22日（星期四）上午9:30", "2026年10月22日（星期四）上午10:00"),
        ("市政府3号会议室", "市政府5号会议室"),
    )
    assert {offer.key: offer.value for offer in found.offers} == {
        "约谈时间": "2026-10-22 10:00",
        "约谈地点": "市政府5号会议室",
    }


def test_updated_data_makes_the_paper_anew_and_leaves_the_old_one(
    ws: Workspace, minutes: IssuedPaper, read: Callable[..., Reading]
) -> None:
    before = minutes.path.read_bytes()
    found = read(("市政府3号会议室", "市政府8号会议室"))
    made = readback.take(ws, found, {"约谈地点": Choice.UPDATE})
    assert made is not None
    assert made.version == minutes.version + 1
    draft = paperwork.draft(ws, minutes.case_id, "约谈纪要")
    assert draft.values["约谈地点"] == "市政府8号会议室"
    assert minutes.path.read_bytes() == before
    # The other paper still says 3号, and that is told.
    (one,) = papercheck.check_case(ws, minutes.case_id)
    assert one.rule == "约谈地点"


def test_kept_text_is_stored_as_the_file_stands(
    ws: Workspace, minutes: IssuedPaper, read: Callable[..., Reading]
) -> None:
    found = read(("市政府3号会议室", "市政府8号会议室"), ("纪要如下", "纪要载明如下"))
    made = readback.take(ws, found, {"约谈地点": Choice.KEEP}, texts=Choice.KEEP)
    assert made is not None
    assert made.path.read_bytes() == found.file.read_bytes()
    assert paperwork.draft(ws, minutes.case_id, "约谈纪要").values["约谈地点"] == "市政府3号会议室"
    # What it prints is known to the check.
    assert {one.rule for one in papercheck.check_case(ws, minutes.case_id)} == {"约谈地点"}


def test_dropped_changes_store_nothing(
    ws: Workspace, minutes: IssuedPaper, read: Callable[..., Reading]
) -> None:
    count = len(paperwork.papers(ws))
    assert readback.take(ws, read(("3号", "8号")), {"约谈地点": Choice.DROP}) is None
    assert len(paperwork.papers(ws)) == count


def test_kept_and_dropped_do_not_go_together(ws: Workspace, read: Callable[..., Reading]) -> None:
    found = read(("市政府3号会议室", "市政府8号会议室"), ("120家", "150家"))
    with pytest.raises(AppError, match="不能同时放弃其中的“整改要求”"):
        readback.take(ws, found, {"约谈地点": Choice.KEEP, "整改要求": Choice.DROP})


def test_what_cannot_be_data_is_not_taken_as_data(
    ws: Workspace, read: Callable[..., Reading]
) -> None:
    with pytest.raises(AppError, match="“约谈时间”不能更新数据"):
        readback.take(ws, read(("（星期四）", "（星期五）")), {"约谈时间": Choice.UPDATE})


def test_an_edit_after_submission_falls_back(
    ws: Workspace, minutes: IssuedPaper, read: Callable[..., Reading]
) -> None:
    values = paperwork.draft(ws, minutes.case_id, "约谈纪要").values
    paperstages.move(ws, minutes.case_id, "约谈纪要", values, PaperStage.SUBMITTED)
    readback.take(ws, read(("120家", "150家")), {"整改要求": Choice.UPDATE})
    last = paperstages.history(ws, minutes.case_id, "约谈纪要")[-1]
    assert last.stage is PaperStage.DISCUSSION
    assert "退回讨论稿" in last.note


def test_the_stored_file_edited_in_place_is_noticed(
    ws: Workspace, minutes: IssuedPaper, tmp_path: Path
) -> None:
    edited(minutes, tmp_path, ("3号", "8号")).replace(minutes.path)
    assert readback.is_edited(minutes)
    (offer,) = readback.read(ws, minutes.id).offers
    assert offer.key == "约谈地点"


def test_what_is_typed_into_the_file_is_checked_before_and_after_it_is_taken_in(
    ws: Workspace, minutes: IssuedPaper, tmp_path: Path
) -> None:
    def rules() -> set[str]:
        return {one.rule for one in papercheck.check_case(ws, minutes.case_id)}

    changed = edited(minutes, tmp_path, ("3号", "8号"), ("纪要如下", "纪要如下，，"))
    changed.replace(minutes.path)
    assert rules() == {"约谈地点", "笔误"}
    found = readback.read(ws, minutes.id)
    readback.take(ws, found, {"约谈地点": Choice.UPDATE}, texts=Choice.KEEP)
    assert rules() == {"约谈地点", "笔误"}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("改过.doc", b"\xd0\xcf\x11\xe0", "不是 .docx"),
        ("改过.docx", b"PK\x03\x04 broken", "不是可用的 Word 文档"),
    ],
)
def test_a_file_that_is_no_word_document_is_a_sentence(
    ws: Workspace, minutes: IssuedPaper, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(AppError, match=says):
        readback.read(ws, minutes.id, file)


def test_a_notice_is_read_back_by_the_same_means(
    ws: Workspace, told: CaseFile, tmp_path: Path
) -> None:
    ws.clock = lambda: datetime(2026, 10, 16, 9, 30)
    notice = make(ws, told, "约谈通知", {**NOTICE, "联系人": "李敏"}, formal=False)
    found = readback.read(ws, notice.id, edited(notice, tmp_path, ("028-26110000", "028-26119999")))
    assert [(offer.key, offer.value) for offer in found.offers] == [("联系电话", "028-26119999")]
