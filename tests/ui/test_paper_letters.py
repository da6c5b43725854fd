"""成批催办: the letters to all that is overdue, from 文书中心."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.hands import in_dialog
from tests.packs import verify
from yuetan_desktop.documents import printing
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import casefiles, paperwork, workspace
from yuetan_desktop.services.cases import caseproofs
from yuetan_desktop.services.packing import HASHES
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.letters_dialog import LettersDialog
from yuetan_desktop.ui.pages.papers.list_page import PapersPage
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage
from yuetan_desktop.ui.pages.rectification import reading


@pytest.fixture
def first_page() -> str:
    return "papers"


@pytest.fixture
def page(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("PATH", "")
    printing.find_suite.cache_clear()
    window.go("papers")
    assert isinstance(window.current_page, PapersPage)
    yield window.current_page
    printing.find_suite.cache_clear()


def test_every_overdue_case_ticked_gets_its_draft(
    page: PapersPage, desk: Desk, tmp_path: Path
) -> None:
    before = len(paperwork.papers(desk.ws))
    wanted: list[int] = []

    def fill(dialog: LettersDialog) -> None:
        assert not dialog.go.isEnabled()  # no limit yet: it is never guessed
        dialog.until.setText("2026-11-30")
        dialog.target.setText(str(tmp_path))
        wanted.extend(dialog.ticked())
        assert dialog.go.isEnabled()
        dialog.go.click()

    in_dialog(fill)
    page.letters.click()
    assert wanted
    made = paperwork.papers(desk.ws)[before:]
    assert {paper.kind for paper in made} == {"交办函"}
    assert {paper.case_id for paper in made} <= set(wanted)
    assert len(list(tmp_path.glob("交办函*.docx"))) == len(made)


@pytest.mark.parametrize("limit", ["", "月底", "2026-11-10", "11月9日", "2026-11-31"])
def test_without_a_limit_in_the_future_nothing_is_made(page: PapersPage, limit: str) -> None:
    def look(dialog: LettersDialog) -> None:
        dialog.until.setText(limit)
        assert not dialog.go.isEnabled()

    in_dialog(look)
    page.letters.click()


@pytest.mark.parametrize(
    "limit", ["2026-11-30", "2026.11.30", "２０２６年１１月３０日", "11月30日"]
)
def test_a_limit_is_read_however_it_is_written(page: PapersPage, limit: str) -> None:
    def look(dialog: LettersDialog) -> None:
        dialog.until.setText(limit)
        assert dialog.go.isEnabled()

    in_dialog(look)
    page.letters.click()


def test_the_list_follows_the_kind_of_letter(page: PapersPage) -> None:
    def look(dialog: LettersDialog) -> None:
        for kind in ("催报函", "交办函"):
            dialog.kind.set_key(kind)
            texts = [dialog.cases.item(n).text() for n in range(dialog.cases.count())]
            assert texts
            assert all("逾期" in text for text in texts)

    in_dialog(look)
    page.letters.click()


def test_a_long_ledger_is_searched_by_the_worker_and_nothing_is_made_meanwhile(
    page: PapersPage, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Callable[[], object]] = []
    run = page.desk.tasks.run
    monkeypatch.setattr(reading, "AT_ONCE", -1)
    monkeypatch.setattr(page.desk.tasks, "run", lambda *job: waiting.append(lambda: run(*job)))
    dialog = LettersDialog(page.desk)
    qtbot.addWidget(dialog)
    dialog.until.setText("2026-11-30")
    assert (dialog.cases.count(), dialog.go.toolTip()) == (0, "正在查找逾期事项")
    assert not dialog.go.isEnabled()
    (search,) = waiting
    search()
    assert dialog.cases.count() > 0
    assert dialog.go.isEnabled()


def test_the_pack_of_a_transfer_is_one_button_of_its_letter(
    page: PapersPage, window: MainWindow, desk: Desk, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    held = casefiles.find_case(desk.ws, "云约〔2026〕03号")
    window.go("paper", (held.id, "约谈纪要"))
    minutes = window.current_page
    assert isinstance(minutes, PaperPage)
    assert not minutes.pack_button.isVisible()
    window.go("paper", (held.id, "问题线索移送函"))
    letter = window.current_page
    assert isinstance(letter, PaperPage)
    assert letter.pack_button.isVisible()
    clue: Any = letter.form.fields["问题线索"].editor
    clue.setPlainText("巡查记录不实｜某镇｜6处日期不一｜《环境保护法》第六十八条")
    letter.form.take_typing()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    letter.pack_button.click()
    (folder,) = (path for path in tmp_path.iterdir() if (path / HASHES).exists())
    assert verify(folder) == []


def test_a_clue_that_came_in_is_receipted_from_the_window(
    page: PapersPage, window: MainWindow, desk: Desk, data_dir: Path, tmp_path: Path
) -> None:
    held = casefiles.find_case(desk.ws, "云约〔2026〕03号")
    copy = tmp_path / "现场检查笔录.pdf"
    copy.write_bytes(b"%PDF-1.4 record")
    with workspace.open_workspace(data_dir) as ws:
        data = {"sender": "市生态环境保护综合行政执法支队", "clue": "在线监测数据造假"}
        file = casefiles.record_step(ws, held.id, StepKind.CLUE_RECEIVED, ws.today(), data=data)
        step = file.state.last(StepKind.CLUE_RECEIVED)
        assert step is not None
        (kept,) = caseproofs.attach_to_step(ws, held.id, step.id, [copy])
    window.go("paper", (held.id, "问题线索接收回执"))
    receipt = window.current_page
    assert isinstance(receipt, PaperPage)
    materials: Any = receipt.form.fields["材料清单"].editor
    assert materials.toPlainText() == f"现场检查笔录.pdf｜1份｜{kept.sha256}"
    receipt.form.save.click()
    made = paperwork.papers(desk.ws, held.id)[-1]
    assert made.kind == "问题线索接收回执"
