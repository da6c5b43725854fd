"""Every mark of a paper is on the pages that are printed, also one that hangs over a full line."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import CHARACTERS, Page
from yuetan_desktop.documents.lostmarks import lost_characters, write_flush
from yuetan_desktop.documents.pagecheck import check_pages
from yuetan_desktop.documents.pages import count_pages
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.printing import LibreOffice, to_pdfs

pytestmark = pytest.mark.office

MARKS = "，。、；：！？"
FULL = "云岭市住房和城乡建设局对青禾县人民政府县长孙越进行了约谈"  # fills a line but for a point
NEXT = "约谈所依据的事项如下。"


def paper(folder: Path, name: str, words: list[str]) -> Path:
    out = folder / f"{name}.docx"
    paragraphs = "".join(Page(Faces()).paragraph(one, "顶格") for one in words)
    document(Form.FILE, paragraphs, Faces()).save(str(out))
    return out


@pytest.fixture(scope="module")
def made(office: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Lines that a mark hangs over; the same without the first mark; one start for both."""
    folder = tmp_path_factory.mktemp("marks")
    papers = {
        "whole": paper(folder, "whole", [f"{FULL}{mark}{NEXT}" for mark in MARKS]),
        "short": paper(folder, "short", [f"{FULL}{NEXT}"]),
    }
    to_pdfs([*papers.values()], Faces())
    return papers


def test_no_mark_at_the_end_of_a_full_line_is_lost(made: dict[str, Path]) -> None:
    assert len(FULL) == CHARACTERS
    assert lost_characters(made["whole"], made["whole"].with_suffix(".pdf")) == ""


def test_a_mark_that_the_pdf_lacks_is_found(made: dict[str, Path]) -> None:
    again = paper(made["short"].parent, "again", [f"{FULL}。{NEXT}"])
    assert lost_characters(again, made["short"].with_suffix(".pdf")) == "。"


def test_the_page_check_names_what_was_lost_and_what_to_do(made: dict[str, Path]) -> None:
    again = paper(made["short"].parent, "once more", [f"{FULL}；{NEXT}"])
    check = check_pages(made["short"].with_suffix(".pdf"), document=again)
    (told,) = (one for one in check.measured if "少1个字符" in one.says)
    assert not told.ok
    assert "“；”" in told.says
    assert "请用 WPS 打开 Word 文书打印" in told.says
    whole = check_pages(made["whole"].with_suffix(".pdf"), document=made["whole"])
    assert any(one.ok and "没有缺漏" in one.says for one in whole.measured)


def test_only_the_paragraph_that_lost_a_mark_is_set_flush(made: dict[str, Path]) -> None:
    from docx import Document

    folder, pdf = made["short"].parent, made["short"].with_suffix(".pdf")
    two = paper(folder, "two", [f"{FULL}{NEXT}", f"{FULL}、"])
    write_flush(two, folder / "flush.docx", pdf)
    written = Document(str(folder / "flush.docx")).paragraphs
    own = [one.alignment for one in written if one.text]
    assert own[0] is None
    assert own[1] is not None
    assert own[1].name == "LEFT"
    assert count_pages(pdf) == 1
