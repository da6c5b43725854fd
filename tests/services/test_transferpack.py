"""第十九条: what is handed over opens elsewhere with its catalogue intact."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.packs import verify
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.domain.casework import StepKind, allowed_next
from yuetan_desktop.domain.rectification import Terms
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import paperwork, rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseproofs, stepdefaults
from yuetan_desktop.services.cases.transferpack import make_pack
from yuetan_desktop.services.ledger import taskfiles
from yuetan_desktop.services.packing import HASHES
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import archive

from .casestory import TO_CLOSURE, TO_INTERVIEW, record, run


@pytest.fixture
def held(ws: Workspace, case: CaseFile, tmp_path: Path, without_office_suite: None) -> CaseFile:
    file = run(ws, case, TO_INTERVIEW)
    task = rectification.add_task(ws, Terms(measure="安装喷淋"), case_id=case.id)
    photo = tmp_path / "现场.jpg"
    photo.write_bytes(b"picture")
    taskfiles.attach(ws, task.id, [photo])
    return file


def letter(ws: Workspace, case: CaseFile, **typed: str) -> dict[str, str]:
    drafted = paperwork.draft(ws, case.id, "问题线索移送函").values
    clues = KINDS["问题线索移送函"].sample["问题线索"]
    contact = {"联系人": "某某", "联系电话": "028-0000000"}
    return drafted | {"问题线索": clues} | contact | typed


def test_the_pack_holds_letter_copies_and_hashes_that_verify(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    made = make_pack(ws, held.id, letter(ws, held), tmp_path / "移送")
    names = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*.*")}
    assert names == {"问题线索移送函.docx", "证据材料/01 现场.jpg", HASHES}
    assert verify(made.folder) == []
    assert made.copies == 1
    with zipfile.ZipFile(made.archive) as packed:
        packed.extractall(tmp_path / "another computer")
    assert verify(tmp_path / "another computer" / made.folder.name) == []
    (made.folder / "证据材料/01 现场.jpg").write_bytes(b"forged")
    assert verify(made.folder) == ["“证据材料/01 现场.jpg”被改动过。"]


def test_paper_evidence_is_listed_without_a_copy(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    said = letter(ws, held, 证据目录="询问笔录｜笔录｜2份｜纸质")
    made = make_pack(ws, held.id, said, tmp_path)
    assert (made.copies, made.without_copy) == (0, ("询问笔录",))


def test_a_kept_file_is_not_handed_over_without_its_hash(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    """Else the letter would list it and the pack would leave it out as being on paper."""
    typed = letter(ws, held, 证据目录="现场.jpg｜照片｜1份｜电子")
    sha256 = letter(ws, held)["证据目录"].rpartition("｜")[2]
    with pytest.raises(AppError, match=f"“现场.jpg”已存档，校验值应为{sha256}"):
        make_pack(ws, held.id, typed, tmp_path)
    given = typed | {"证据目录": "现场.jpg｜照片｜1份｜纸质"}
    assert make_pack(ws, held.id, given, tmp_path).without_copy == ("现场.jpg",)


def test_evidence_that_is_gone_or_changed_makes_no_letter(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    said = letter(ws, held)
    sha256 = said["证据目录"].split("｜")[-1]
    kept = archive.archived(ws.folders.archive, sha256)
    assert kept is not None
    kept.write_bytes(b"changed")
    with pytest.raises(AppError, match=r"“现场\.jpg”不在存档中，或已被改动"):
        make_pack(ws, held.id, said, tmp_path / "移送")
    assert paperwork.papers(ws, held.id) == []
    assert not (tmp_path / "移送").exists()


def test_a_letter_that_may_not_go_out_makes_no_pack(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    with pytest.raises(AppError, match="缺问题线索"):
        make_pack(ws, held.id, letter(ws, held, 问题线索=""), tmp_path / "移送")
    assert not (tmp_path / "移送").exists()


def test_a_second_pack_stands_beside_the_first(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    first = make_pack(ws, held.id, letter(ws, held), tmp_path)
    second = make_pack(ws, held.id, letter(ws, held), tmp_path)
    assert first.folder != second.folder
    assert verify(first.folder) == verify(second.folder) == []


# -- the other direction ------------------------------------------------------------------------
def test_a_clue_that_came_in_is_kept_with_its_copies_and_goes_on_in_the_letter(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    """执法→督察→纪检: what the enforcement team handed over stands in the catalogue with its hash."""
    copy = tmp_path / "现场检查笔录.pdf"
    copy.write_bytes(b"%PDF-1.4 record")
    came = run(ws, case, TO_INTERVIEW[:1])
    came = record(
        ws, came, StepKind.CLUE_RECEIVED, "2026-10-14",
        sender="市生态环境保护综合行政执法支队", clue="某企业在线监测数据造假",
    )  # fmt: skip
    step = came.state.last(StepKind.CLUE_RECEIVED)
    assert step is not None
    (kept,) = caseproofs.attach_to_step(ws, case.id, step.id, [copy])
    assert came.state.current is StepKind.APPROVAL, "it holds nothing up"
    run(ws, came, TO_INTERVIEW[1:])
    catalogue = paperwork.draft(ws, case.id, "问题线索移送函").values["证据目录"]
    assert f"现场检查笔录.pdf｜环节附件｜1份｜{kept.sha256}" in catalogue


def test_each_transfer_has_one_receipt_also_after_closing(ws: Workspace, case: CaseFile) -> None:
    held = run(ws, case, TO_INTERVIEW)
    assert StepKind.TRANSFER_RECEIPT not in allowed_next(held.state)
    sent = record(ws, held, StepKind.TRANSFER, "2026-10-23", recipient="市纪委监委")
    assert stepdefaults.suggested(ws, sent, StepKind.TRANSFER_RECEIPT) == {
        "recipient": "市纪委监委"
    }
    closed = run(ws, sent, TO_CLOSURE)
    back = record(
        ws, closed, StepKind.TRANSFER_RECEIPT, "2026-11-10",
        recipient="市纪委监委", handling="已受理",
    )  # fmt: skip
    assert back.state.label == "已销号"
    assert StepKind.TRANSFER_RECEIPT not in allowed_next(back.state)
