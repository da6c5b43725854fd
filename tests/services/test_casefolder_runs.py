"""Several 案卷 in one run: one start of the office suite, and what stays when it is cancelled."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.packs import verify
from yuetan_desktop.documents import printing
from yuetan_desktop.errors import AppError, Cancelled
from yuetan_desktop.services import paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import casefolder
from yuetan_desktop.services.workspace import Workspace

from .officesuite import needs_office
from .papersmade import issuing_office


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with issuing_office(tmp_path / "data") as workspace:
        yield workspace


@pytest.fixture
def without_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "find_suite", lambda: None)


def stop_when(words: str, times: int = 1) -> Any:
    """A clerk who cancels as soon as these words were shown so often."""
    seen = []

    def progress(said: str, _done: int, _total: int) -> None:
        if words in said:
            seen.append(said)
        if len(seen) == times:
            raise Cancelled

    return progress


@pytest.mark.usefixtures("without_suite")
@pytest.mark.parametrize(
    ("words", "times", "stays", "said"),
    [
        ("整理文书", 2, 0, "没有制成案卷，"),
        ("编写目录", 1, 0, "没有制成案卷，"),
        ("编写目录", 2, 1, "已制成的 1 个案卷保留，"),
        ("打包", 2, 1, "已制成的 1 个案卷保留，"),
    ],
)
def test_cancelled_what_is_whole_stays_and_nothing_else(
    ws: Workspace, told: CaseFile, tmp_path: Path, words: str, times: int, stays: int, said: str
) -> None:
    target = tmp_path / "交"
    with pytest.raises(Cancelled) as caught:
        casefolder.make_folders(ws, [told.id, told.id], target, progress=stop_when(words, times))
    assert caught.value.kept == f"{said}未完成的已清除，案件和文书未受影响。"
    assert len(list(target.iterdir())) == 2 * stays  # each one folder, one zip
    folders = [path for path in target.iterdir() if path.is_dir()]
    assert all(verify(folder) == [] for folder in folders)


@pytest.mark.usefixtures("without_suite")
def test_what_fails_after_packing_leaves_no_zip_without_its_folder(
    ws: Workspace, told: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError("open elsewhere")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(AppError, match="不能写入"):
        casefolder.make_folders(ws, [told.id], tmp_path / "交")
    assert list((tmp_path / "交").iterdir()) == []


@needs_office
def test_all_papers_of_all_cases_are_laid_out_by_one_start_of_the_office_suite(
    ws: Workspace, told: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, _ = paperwork.papers(ws, told.id)
    broken.path.write_bytes(b"")  # somebody saved an empty file over it
    started: list[int] = []
    really_start = subprocess.Popen

    def count(command: list[str], **how: Any) -> Any:
        started.append(sum(word.endswith(".docx") for word in command))
        return really_start(command, **how)

    monkeypatch.setattr(subprocess, "Popen", count)
    told_of: list[str] = []
    made = casefolder.make_folders(
        ws, [told.id] * 3, tmp_path / "交", progress=lambda words, *_: told_of.append(words)
    )
    assert started == [3]
    assert "转换 PDF" in told_of
    for one in made:
        names = sorted(path.suffix for path in one.folder.glob("0[12]*"))
        assert names == [".docx", ".docx", ".pdf"]
        assert "约谈通知（第1稿）的文件打不开，没有 PDF。" in one.notes
        assert verify(one.folder) == []


@needs_office
def test_cancelled_while_pdfs_are_made_the_office_suite_ends_and_nothing_stays(
    ws: Workspace, told: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running: list[subprocess.Popen[bytes]] = []
    really_start = subprocess.Popen

    def watch(*words: Any, **how: Any) -> Any:
        running.append(really_start(*words, **how))
        return running[-1]

    monkeypatch.setattr(subprocess, "Popen", watch)
    with pytest.raises(Cancelled) as caught:
        casefolder.make_folders(
            ws, [told.id] * 4, tmp_path / "交", progress=stop_when("转换 PDF", 3)
        )
    assert caught.value.kept.startswith("没有制成案卷，")
    assert list((tmp_path / "交").iterdir()) == []
    assert running[-1].poll() is not None
