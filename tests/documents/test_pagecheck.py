"""版式检查 reads from the PDF what a page really measures, and says where it is otherwise."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.shared import Mm, Pt

from yuetan_desktop.documents.compose import compose, move_imprint
from yuetan_desktop.documents.fonts import Faces, Substitute
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.pagecheck import PageCheck, check_pages
from yuetan_desktop.documents.pages import count_pages
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.printing import LibreOffice, to_pdfs
from yuetan_desktop.documents.sample import sample_context

pytestmark = pytest.mark.office


def running_text(words: str = "约" * (28 * 30), change: Callable[[Any], None] | None = None) -> Any:
    made = document(Form.FILE, Page(Faces()).paragraph(words), Faces())
    if change is not None:
        change(made)
    return made


def wide(made: Any) -> None:
    made.sections[0].left_margin = Mm(20)


def spread(made: Any) -> None:
    for paragraph in made.paragraphs:
        paragraph.paragraph_format.line_spacing = Pt(32)


PAGES: dict[str, dict[str, Any]] = {
    "wide": {"change": wide},
    "spread": {"change": spread},
    "short": {"words": "约谈"},
    "blanks": {"words": "时间：【待填写】，地点：" + "约" * 12 + "【待填写】。"},
}


@pytest.fixture(scope="module")
def pdfs(
    office: LibreOffice, shipped: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Everything that is measured here, laid out by one start of the suite."""
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.docx" for name in (*PAGES, "notice", "moved", "moved again")}
    for name, said in PAGES.items():
        running_text(**said).save(str(made[name]))
    kind = KINDS["约谈通知"]
    compose(shipped / kind.template, sample_context("约谈通知"), made["notice"], suite=office)
    for name, source in (("moved", "notice"), ("moved again", "moved")):
        shutil.copyfile(made[source], made[name])
        assert move_imprint(made[name])
    to_pdfs([*made.values()], Faces())
    return {name: path.with_suffix(".pdf") for name, path in made.items()}


def says(check: PageCheck) -> str:
    return "".join(one.says for one in check.measured if not one.ok)


def test_a_shipped_paper_measures_as_the_standard_wants(pdfs: dict[str, Path]) -> None:
    check = check_pages(pdfs["notice"])
    words = "".join(one.says for one in check.measured)
    assert "每面22行、每行28字" in words
    assert "版心156毫米×225毫米" in words
    assert "版记在末页" in words
    assert all(one.ok for one in check.measured)
    assert check.blanks == ()


def test_text_beyond_the_left_edge_is_named_with_its_page(pdfs: dict[str, Path]) -> None:
    found = says(check_pages(pdfs["wide"]))
    assert "第1页“约约" in found
    assert "超出版心左边8" in found


def test_lines_set_wider_apart_are_fewer_than_22(pdfs: dict[str, Path]) -> None:
    assert "每面20行、每行28字（应为22行、28字）" in says(check_pages(pdfs["spread"]))


def test_a_page_without_running_text_has_no_count_of_lines(pdfs: dict[str, Path]) -> None:
    assert "每面" not in "".join(one.says for one in check_pages(pdfs["short"]).measured)


def test_an_imprint_on_an_odd_page_is_told(pdfs: dict[str, Path]) -> None:
    odd = [name for name in ("moved", "moved again") if count_pages(pdfs[name]) % 2]
    assert odd
    for name in odd:
        assert "（单数页），应在双数页" in says(check_pages(pdfs[name]))


def test_every_blank_is_found_where_it_stands(pdfs: dict[str, Path]) -> None:
    first, *rest = check_pages(pdfs["blanks"]).blanks
    assert first.page == 0
    assert first.left == pytest.approx((28 + 5 * 5.56) / 210, abs=0.01)
    assert first.width == pytest.approx(5 * 5.56 / 210, abs=0.015)
    assert len(rest) == 2  # the second breaks over two lines
    assert rest[1].top > rest[0].top


def test_words_are_found_where_they_stand_however_they_break(pdfs: dict[str, Path]) -> None:
    check = check_pages(pdfs["blanks"])
    assert check.spots("【待填写】") == check.blanks
    assert check.spots("【 待填写】") == check.blanks
    assert check.spots("没有这几个字") == ()


def test_faces_that_something_stands_in_for_are_listed(pdfs: dict[str, Path]) -> None:
    check = check_pages(pdfs["notice"], [Substitute("仿宋_GB2312", "仿宋")])
    (faces,) = (one for one in check.measured if not one.ok)
    assert faces.says.startswith("1种公文字体本机没有")
    assert "“仿宋_GB2312”，预览和打印时以“仿宋”代替" in faces.detail
