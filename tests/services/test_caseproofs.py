"""Scans at the step they prove and proofs of 尽责 as files: kept by content, in the case folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

import docx
import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.domain.cases.duediligence import Proof
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, paperwork, upkeep
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import casefolder, caseproofs, caseview, participants
from yuetan_desktop.services.workspace import Workspace

from .casestory import TO_INTERVIEW, run


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "会签单.pdf"
    path.write_bytes(b"%PDF-1.4 signed")
    return path


def approval(ws: Workspace, case: CaseFile) -> int:
    step = casefiles.load_case(ws, case.id).state.last(StepKind.APPROVAL)
    assert step is not None
    return step.id


def test_a_scan_stays_with_the_step_it_proves(ws: Workspace, case: CaseFile, scan: Path) -> None:
    run(ws, case, TO_INTERVIEW[:2])
    (kept,) = caseproofs.attach_to_step(ws, case.id, approval(ws, case), [scan])
    scan.unlink()
    assert caseproofs.file_of(ws, kept).read_bytes() == b"%PDF-1.4 signed"
    assert kept.sha256 == hashlib.sha256(b"%PDF-1.4 signed").hexdigest()
    record = caseview.get_case(ws, case.id).record
    assert [[one.name for one in line.files] for line in record if line.files] == [["会签单.pdf"]]


def test_the_same_file_twice_or_on_a_void_step_is_refused_and_nothing_is_kept(
    ws: Workspace, case: CaseFile, scan: Path, tmp_path: Path
) -> None:
    run(ws, case, TO_INTERVIEW[:2])
    step = approval(ws, case)
    other = tmp_path / "另一份.pdf"
    other.write_bytes(b"other")
    caseproofs.attach_to_step(ws, case.id, step, [scan])
    with pytest.raises(AppError, match="是同一个文件"):
        caseproofs.attach_to_step(ws, case.id, step, [other, scan])
    assert len(caseproofs.proofs(ws, case.id)) == 1
    casefiles.void_step(ws, case.id, step, "登记有误")
    with pytest.raises(AppError, match="已作废"):
        caseproofs.attach_to_step(ws, case.id, step, [other])


def test_a_file_proves_a_circumstance_and_is_named_in_the_statement(
    ws: Workspace, case: CaseFile, scan: Path
) -> None:
    assert "第一项法定职责" in participants.diligence_missing(ws, case.id)
    caseproofs.attach_to_circumstance(ws, case.id, "法定职责", [scan])
    first = participants.diligence(ws, case.id)[0]
    assert (first.proof, first.evidence) == (Proof.PROVEN, ("会签单.pdf（附电子文件）",))
    assert participants.diligence_said(ws, case.id) == {}  # what was typed stays as typed
    values = paperwork.draft(ws, case.id, "尽责情况说明").values
    assert values["法定职责"] == "会签单.pdf（附电子文件）"
    with pytest.raises(AppError, match="没有“别的”"):
        caseproofs.attach_to_circumstance(ws, case.id, "别的", [scan])


def test_the_case_folder_holds_and_lists_what_was_attached(
    ws: Workspace, case: CaseFile, scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    run(ws, case, TO_INTERVIEW[:2])
    proof = tmp_path / "检查记录.pdf"
    proof.write_bytes(b"records")
    caseproofs.attach_to_step(ws, case.id, approval(ws, case), [scan])
    caseproofs.attach_to_circumstance(ws, case.id, "法定职责", [proof])
    (made,) = casefolder.make_folders(ws, [case.id], tmp_path / "案卷", pdf=False)
    listed = {
        (row.cells[1].text, row.cells[2].text, row.cells[3].text)
        for table in docx.Document(str(made.folder / "00 目录.docx")).tables
        for row in table.rows
    }
    assert ("会签单.pdf", "批准附件", "有") in listed
    assert ("检查记录.pdf", "尽责 法定职责", "有") in listed
    files = {path.read_bytes() for path in (made.folder / "证据").iterdir()}
    assert {b"%PDF-1.4 signed", b"records"} <= files


def test_an_attachment_that_is_gone_is_told_by_the_check(
    ws: Workspace, case: CaseFile, scan: Path
) -> None:
    run(ws, case, TO_INTERVIEW[:2])
    (kept,) = caseproofs.attach_to_step(ws, case.id, approval(ws, case), [scan])
    assert not [words for words in upkeep.check(ws) if "附件" in words]
    caseproofs.file_of(ws, kept).unlink()
    assert f"{case.number}的附件“会签单.pdf”的文件不在存档中。" in upkeep.check(ws)
    with pytest.raises(AppError, match="不在存档中"):
        caseproofs.file_of(ws, kept)
