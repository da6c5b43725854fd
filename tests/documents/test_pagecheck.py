"""版式检查 reads from the PDF what a page really measures, and says where it is otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yuetan_desktop.documents.compose import compose, move_imprint
from yuetan_desktop.documents.fonts import Faces, Substitute
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.pagecheck import PageCheck, check_pages
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.printing import LibreOffice, to_pdf
from yuetan_desktop.documents.sample import sample_context

pytestmark = pytest.mark.office


def running_text(words: str = "约" * (28 * 30), change: Callable[[Any], None] | None = None) -> Any:
    made = document(Form.FILE, Page(Faces()).paragraph(words), Faces())
    if change is not None:
        change(made)
    return made


def measured(made: Any, folder: Path) -> PageCheck:
    made.save(str(folder / "page.docx"))
    return of_file(folder / "page.docx")


def of_file(path: Path) -> PageCheck:
    to_pdf(path, path.with_suffix(".pdf"), Faces())
    return check_pages(path.with_suffix(".pdf"))


def says(check: PageCheck) -> str:
    return "".join(one.says for one in check.measured if not one.ok)


@pytest.fixture(scope="module")
def notice(office: LibreOffice, shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("notice") / "通知.docx"
    kind = KINDS["约谈通知"]
    compose(shipped / kind.template, sample_context("约谈通知"), out, suite=office)
    return out


def test_a_shipped_paper_measures_as_the_standard_wants(notice: Path) -> None:
    check = of_file(notice)
    words = "".join(one.says for one in check.measured)
    assert "每面22行、每行28字" in words
    assert "版心156毫米×225毫米" in words
    assert "版记在末页" in words
    assert all(one.ok for one in check.measured)
    assert check.blanks == ()


def test_text_beyond_the_left_edge_is_named_with_its_page(
    office: LibreOffice, tmp_path: Path
) -> None:
    from docx.shared import Mm

    def widen(made: Any) -> None:
        made.sections[0].left_margin = Mm(20)

    found = says(measured(running_text(change=widen), tmp_path))
    assert "第1页“约约" in found
    assert "超出版心左边8" in found


def test_lines_set_wider_apart_are_fewer_than_22(office: LibreOffice, tmp_path: Path) -> None:
    from docx.shared import Pt

    def spread(made: Any) -> None:
        for paragraph in made.paragraphs:
            paragraph.paragraph_format.line_spacing = Pt(32)

    assert "每面20行、每行28字（应为22行、28字）" in says(
        measured(running_text(change=spread), tmp_path)
    )


def test_a_page_without_running_text_has_no_count_of_lines(
    office: LibreOffice, tmp_path: Path
) -> None:
    check = measured(running_text("约谈"), tmp_path)
    assert "每面" not in "".join(one.says for one in check.measured)


def test_an_imprint_on_an_odd_page_is_told(
    office: LibreOffice, notice: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "moved.docx"
    moved.write_bytes(notice.read_bytes())
    while office.pages(moved) % 2 == 0:
        assert move_imprint(moved)
    assert "（单数页），应在双数页" in says(of_file(moved))


def test_every_blank_is_found_where_it_stands(office: LibreOffice, tmp_path: Path) -> None:
    words = "时间：【待填写】，地点：" + "约" * 12 + "【待填写】。"
    first, *rest = measured(running_text(words), tmp_path).blanks
    assert first.page == 0
    assert first.left == pytest.approx((28 + 5 * 5.56) / 210, abs=0.01)
    assert first.width == pytest.approx(5 * 5.56 / 210, abs=0.015)
    assert len(rest) == 2  # the second breaks over two lines
    assert rest[1].top > rest[0].top


def test_faces_that_something_stands_in_for_are_listed(notice: Path) -> None:
    of_file(notice)
    check = check_pages(notice.with_suffix(".pdf"), [Substitute("仿宋_GB2312", "仿宋")])
    (faces,) = (one for one in check.measured if not one.ok)
    assert faces.says.startswith("1种公文字体本机没有")
    assert "“仿宋_GB2312”，预览和打印时以“仿宋”代替" in faces.detail
