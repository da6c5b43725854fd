"""第十九条: what is handed over opens elsewhere with its catalogue intact."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.domain.rectification import Terms
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import paperwork, rectification, taskfiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.casefolder import HASHES, verify
from yuetan_desktop.services.transferpack import make_pack
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import archive

from .casestory import TO_INTERVIEW, run


@pytest.fixture
def without_office_suite(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", "")
    printing.find_suite.cache_clear()
    yield
    printing.find_suite.cache_clear()


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
