"""案卷: one key, one folder and one zip; numbered, indexed, hashed; nothing lost or overwritten."""

from __future__ import annotations

import errno
import hashlib
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.packs import verify
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import packing, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import casefolder
from yuetan_desktop.services.papers import paperstages
from yuetan_desktop.services.workspace import Workspace

from .officesuite import needs_office
from .papersmade import make


@pytest.fixture
def ws(issuer: Workspace) -> Workspace:
    return issuer


def cells(path: Path) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells]
        for table in docx.Document(str(path)).tables
        for row in table.rows
    ]


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_a_case_lies_in_one_folder_numbered_and_indexed(
    ws: Workspace, told: CaseFile, tmp_path: Path
) -> None:
    (made,) = casefolder.make_folders(ws, [told.id], tmp_path / "交")
    assert made.folder.name == f"案卷 {told.number} 雁江区人民政府"
    assert names(made.folder) == [
        "00 目录.docx",
        "01 约谈通知 资环委办〔2026〕1号.docx",
        "02 约谈纪要 资环委办纪〔2026〕1号.docx",
        "90 数据附表.xlsx",
        "91 打印清单.xlsx",
        "99 校验值.txt",
    ]
    assert made.papers == 2
    rows = cells(made.folder / "00 目录.docx")
    assert rows[0] == ["序号", "文书", "文号", "日期", "状态", "页数", "稿次"]
    assert rows[1] == [
        "01",
        "约谈通知",
        "资环委办〔2026〕1号",
        "2026年10月16日",
        "正式",
        "",
        "第1稿",
    ]
    assert any("没有 PDF" in note for note in made.notes)


def test_every_file_has_its_hash_and_a_change_is_found(
    ws: Workspace, told: CaseFile, tmp_path: Path
) -> None:
    (made,) = casefolder.make_folders(ws, [told.id], tmp_path)
    lines = (made.folder / packing.HASHES).read_text("utf-8").splitlines()
    assert len(lines) == len(names(made.folder)) - 1
    sha256, name = lines[0].split("  ")
    assert hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == sha256
    assert verify(made.folder) == []
    (made.folder / name).write_bytes(b"x")
    other = lines[1].split("  ")[1]
    (made.folder / other).unlink()
    assert verify(made.folder) == [f"“{name}”被改动过。", f"缺“{other}”。"]


def test_the_zip_holds_the_same_files_under_the_folders_name(
    ws: Workspace, told: CaseFile, tmp_path: Path
) -> None:
    (made,) = casefolder.make_folders(ws, [told.id], tmp_path)
    with zipfile.ZipFile(made.archive) as packed:
        assert sorted(packed.namelist()) == [
            f"{made.folder.name}/{name}" for name in names(made.folder)
        ]
        assert packed.testzip() is None


def test_the_data_annex_names_the_cell_of_every_number(
    ws: Workspace, told: CaseFile, tmp_path: Path
) -> None:
    (made,) = casefolder.make_folders(ws, [told.id], tmp_path)
    sheet = openpyxl.load_workbook(made.folder / "90 数据附表.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert ["28.3μg/m³", "空气月报2609.xlsx", "Sheet1", "C17"] in [row[3:7] for row in rows]


def test_the_print_list_counts_copies_by_addressee(
    ws: Workspace, told: CaseFile, tmp_path: Path
) -> None:
    (made,) = casefolder.make_folders(ws, [told.id], tmp_path)
    sheet = openpyxl.load_workbook(made.folder / "91 打印清单.xlsx").active
    notice = [cell.value for cell in sheet[5]]
    assert notice[2] == "约谈通知"
    assert notice[5] == 3  # the unit, the department, the file
    assert notice[7] == "雁江区人民政府、市生态环境局、存档"
    assert sheet.cell(5, 7).value == "=ROUNDUP(E5/2,0)*F5"


def test_made_again_it_stands_beside_the_first(
    ws: Workspace, told: CaseFile, tmp_path: Path
) -> None:
    (first,) = casefolder.make_folders(ws, [told.id], tmp_path)
    before = first.archive.read_bytes()
    (second,) = casefolder.make_folders(ws, [told.id], tmp_path)
    assert second.folder.name == f"{first.folder.name}（2）"
    assert first.archive.read_bytes() == before


def test_a_paper_changed_or_gone_since_is_told(
    ws: Workspace, told: CaseFile, tmp_path: Path
) -> None:
    notice, minutes = paperwork.papers(ws, told.id)
    document = docx.Document(str(notice.path))
    document.add_paragraph("手工加的一段")
    document.save(str(notice.path))
    minutes.path.unlink()
    (made,) = casefolder.make_folders(ws, [told.id], tmp_path)
    assert made.papers == 2
    assert any("约谈通知" in note and "被改动过" in note for note in made.notes)
    assert any("约谈纪要" in note and "重新生成" in note for note in made.notes)
    again = made.folder / "02 约谈纪要 资环委办纪〔2026〕1号.docx"
    text = "\n".join(p.text for p in docx.Document(str(again)).paragraphs)
    assert "认真整改" in text


def test_an_older_draft_is_left_out_but_every_issued_paper_is_in(
    ws: Workspace, told: CaseFile, tmp_path: Path
) -> None:
    make(ws, told, "约谈纪要", {"列席": "某单位"}, formal=False)
    make(ws, told, "约谈纪要", {"列席": "另一单位"}, formal=False)
    (made,) = casefolder.make_folders(ws, [told.id], tmp_path)
    assert [name[:2] for name in names(made.folder)][:4] == ["00", "01", "02", "03"]
    assert "03 约谈纪要 第3稿.docx" in names(made.folder)


def test_missing_papers_can_be_drafted_for_the_folder_without_being_stored(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    (made,) = casefolder.make_folders(ws, [case.id], tmp_path, drafts=True)
    assert paperwork.papers(ws, case.id) == []
    ready = [
        choice.kind
        for choice in paperwork.kinds(ws, case.id)
        if not choice.obstacle and paperwork.draft(ws, case.id, choice.kind).ready
    ]
    assert made.papers == len(ready)
    assert all(any(kind in name for name in names(made.folder)) for kind in ready)


def test_a_full_disk_is_a_sentence_and_leaves_nothing_half_made(
    ws: Workspace, told: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(casefolder, "zip_folder", full)
    with pytest.raises(AppError) as caught:
        casefolder.make_folders(ws, [told.id], tmp_path / "交")
    assert "磁盘已满" in caught.value.message
    assert list((tmp_path / "交").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("案卷 资约〔2026〕1号", "案卷 资约〔2026〕1号"),
        ("a/b\\c:d*e?f", "a_b_c_d_e_f"),
        ("..", "_"),
        ("末尾有点. ", "末尾有点"),
        ("换\n行", "换_行"),
    ],
)
def test_names_of_files_are_safe_everywhere(name: str, safe: str) -> None:
    assert packing.safe_name(name) == safe


def test_no_case_is_a_sentence(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="没有选择案件"):
        casefolder.make_folders(ws, [], tmp_path)


@needs_office
def test_with_an_office_suite_each_paper_has_its_pdf_and_its_pages(
    ws: Workspace, told: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    (made,) = casefolder.make_folders(ws, [told.id], tmp_path)
    assert len([name for name in names(made.folder) if name.endswith(".pdf")]) == 2
    sheet = openpyxl.load_workbook(made.folder / "91 打印清单.xlsx").active
    assert sheet.cell(5, 5).value >= 2


@needs_office
def test_a_draft_made_for_the_folder_has_its_imprint_on_an_even_page(
    ws: Workspace, told: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    paperstages.save_draft(
        ws,
        told.id,
        "整改进展报告",
        {
            **paperwork.draft(ws, told.id, "整改进展报告").values,
            **KINDS["整改进展报告"].sample,
            "联系人": "陈棠",
            "联系电话": "028-26000000",
            "成文日期": "2026-10-23",
        },
    )
    (made,) = casefolder.make_folders(ws, [told.id], tmp_path, drafts=True)
    sheet = openpyxl.load_workbook(made.folder / "91 打印清单.xlsx").active
    pages = {row[2].value: row[4].value for row in sheet.iter_rows(min_row=5) if row[2].value}
    assert pages["整改进展报告"] % 2 == 0
