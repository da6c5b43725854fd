"""The office suite: found, driven, and honest about what it cannot do."""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path

import docx
import pdfplumber
import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.documents.compose import compose, settle
from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.printing import LibreOffice
from yuetan_desktop.documents.sample import sample_context
from yuetan_desktop.errors import AppError, Cancelled


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A computer with no program at all but those put into this folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    printing.find_suite.cache_clear()
    yield tmp_path
    printing.find_suite.cache_clear()


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


posix = pytest.mark.skipif(os.name != "posix", reason="programs here are shell scripts")


def test_without_an_office_suite_the_paper_stays_and_a_sentence_says_so(no_programs: Path) -> None:
    assert printing.find_suite() is None
    with pytest.raises(AppError) as caught:
        printing.suite()
    assert "WPS、Word 或 LibreOffice" in caught.value.message
    assert "已经生成" in caught.value.kept


@posix
def test_a_suite_that_fails_is_an_error_and_leaves_no_pdf(tmp_path: Path, shipped: Path) -> None:
    broken = LibreOffice(str(program(tmp_path, "soffice", "echo kaputt >&2; exit 7")))
    pdf = tmp_path / "out.pdf"
    with pytest.raises(AppError) as caught:
        broken.to_pdf(shipped / "约谈通知.docx", pdf)
    assert "kaputt" in caught.value.detail
    assert not pdf.exists()


@posix
def test_a_suite_that_says_yes_but_makes_nothing_is_an_error(tmp_path: Path, shipped: Path) -> None:
    idle = LibreOffice(str(program(tmp_path, "soffice", "exit 0")))
    with pytest.raises(AppError, match="没有成功"):
        idle.to_pdf(shipped / "约谈通知.docx", tmp_path / "out.pdf")


@posix
def test_cancelled_what_is_still_written_is_no_error_of_the_disk(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a dying suite wrote while its folder was cleared was told as a disk that refused."""

    class StillWriting:
        def to_pdfs(self, _copies: object, folder: Path, _watch: object) -> None:
            def write() -> None:
                with suppress(FileNotFoundError):
                    for number in range(5_000):
                        (folder / str(number)).touch()

            self.folder, self.thread = folder, threading.Thread(target=write)
            self.thread.start()
            raise Cancelled

    dying = StillWriting()
    monkeypatch.setattr(printing, "suite", lambda: dying)
    with pytest.raises(Cancelled):
        printing.to_pdfs([shipped / "约谈通知.docx"], Faces(), lambda _done: None)
    dying.thread.join()
    shutil.rmtree(dying.folder, ignore_errors=True)


def test_an_unknown_printer_is_refused_by_name(no_programs: Path, shipped: Path) -> None:
    program(no_programs, "lpstat", 'case "$1" in -e) echo 财务室;; -d) echo "x: 财务室";; esac')
    assert printing.printers() == ["财务室"]
    with pytest.raises(AppError) as caught:
        printing.print_document(shipped / "约谈通知.docx", "档案室")
    assert "档案室" in caught.value.message
    assert "财务室" in caught.value.hint


@posix
def test_the_chosen_printer_and_the_copies_reach_the_spooler(no_programs: Path) -> None:
    program(no_programs, "lp", f'echo "$@" > {no_programs}/job')
    printing.print_pdf(Path("paper.pdf"), "财务室", 12)
    job = (no_programs / "job").read_text()
    assert "-d 财务室 -n 12" in job


@posix
def test_a_refusing_spooler_is_an_error(no_programs: Path) -> None:
    program(no_programs, "lp", "echo offline >&2; exit 1")
    with pytest.raises(AppError, match="财务室"):
        printing.print_pdf(Path("paper.pdf"), "财务室", 1)


def test_a_file_that_is_gone_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="已不在原处"):
        printing.open_in_system(tmp_path / "没有.docx")


@pytest.mark.office
def test_an_odd_paper_gets_its_imprint_on_the_next_even_page(
    office: LibreOffice, shipped: Path, tmp_path: Path
) -> None:
    """Without annex the sample notice ends on page 3; more text moves it on page by page."""
    context = sample_context("约谈通知") | {"数据来源": []}
    first, *longer = made = [tmp_path / f"{extra}.docx" for extra in (0, 22, 44)]
    template = shipped / "约谈通知.docx"
    composed = compose(template, context | {"约谈事由": ""}, first, suite=office)
    for out in longer:
        compose(template, context | {"约谈事由": "约" * (28 * int(out.stem))}, out)
    pages = settle(longer, lambda papers: printing.to_pdfs(papers, Faces()))
    printing.to_pdfs([first], Faces())
    for out in made:
        pdf = pdfplumber.open(out.with_suffix(".pdf"))
        assert len(pdf.pages) == (composed.pages if out == first else pages[out])
        assert len(pdf.pages) % 2 == 0
        assert "印发" in pdf.pages[-1].extract_text()


@pytest.mark.office
def test_a_letter_without_copies_has_no_imprint_to_move(
    office: LibreOffice, shipped: Path, tmp_path: Path
) -> None:
    out = tmp_path / "letter.docx"
    context = sample_context("整改方案审核意见") | {"抄送": "", "数据来源": []}
    composed = compose(shipped / "整改方案审核意见.docx", context, out, suite=office)
    assert composed.pages == office.pages(out)
    assert 'w:type="page"' not in docx.Document(str(out)).element.xml


@pytest.mark.office
def test_a_letter_of_one_page_keeps_its_copies_at_the_foot_of_that_page(
    office: LibreOffice, shipped: Path, tmp_path: Path, open_pdf: object
) -> None:
    """10.1: 版记 of a letter is on the last page, even or not."""
    out = tmp_path / "short.docx"
    composed = compose(
        shipped / "延期约谈答复.docx", sample_context("延期约谈答复"), out, suite=office
    )
    assert composed.pages == 1
    (page,) = open_pdf(out).pages  # type: ignore[operator]
    assert page.extract_text().rstrip().endswith("抄送：市政府办公室，市住房城乡建设局。")
