"""The official page as LibreOffice sets it: 版心, lines, characters, red rule, 版记, page numbers."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from yuetan_desktop.documents.compose import compose, settle
from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import ASCENT, Page
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.pagenumbers import PageNumbers
from yuetan_desktop.documents.pages import count_pages
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.printing import LibreOffice, to_pdfs
from yuetan_desktop.documents.sample import sample_context
from yuetan_desktop.documents.wording import width

pytestmark = pytest.mark.office

MM = 72 / 25.4


def text_lines(page: Any, character: str = "") -> list[list[dict[str, Any]]]:
    """The characters of the 版心, line by line."""
    inside = [
        c
        for c in page.chars
        if 37 * MM - 1 < c["top"] < 262 * MM and (not character or c["text"] == character)
    ]
    ordered = sorted(inside, key=lambda c: (round(c["bottom"]), c["x0"]))
    return [list(line) for _, line in groupby(ordered, key=lambda c: round(c["bottom"]))]


@pytest.fixture(scope="module")
def full_pages(open_pdf: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Three pages of nothing but text."""
    page = Page(Faces())
    path = tmp_path_factory.mktemp("full") / "full.docx"
    text = page.paragraph("约" * (28 * 22 * 3 - 2))
    document(Form.FILE, text.replace("{{ 稿本标记 }}", ""), Faces()).save(str(path))
    return open_pdf(path)


def test_a_full_page_has_22_lines_of_28_characters(full_pages: Any) -> None:
    lines = text_lines(full_pages.pages[1], "约")
    assert len(lines) == 22
    assert {len(line) for line in lines} == {28}


def test_the_first_line_of_a_paragraph_begins_two_characters_in(full_pages: Any) -> None:
    first, second = text_lines(full_pages.pages[0], "约")[:2]
    assert len(first) == 26
    assert first[0]["x0"] == pytest.approx(second[2]["x0"], abs=0.5)


def test_text_stays_inside_the_text_area_of_156_by_225_mm(full_pages: Any) -> None:
    page = full_pages.pages[1]
    text = [c for c in page.chars if c["text"] == "约"]
    assert page.width == pytest.approx(210 * MM, abs=0.5)
    assert page.height == pytest.approx(297 * MM, abs=0.5)
    assert min(c["x0"] for c in text) == pytest.approx(28 * MM, abs=0.5)
    assert max(c["x1"] for c in text) == pytest.approx(184 * MM, abs=2)
    upper = min(page.height - c["matrix"][5] - ASCENT * c["size"] for c in text)
    lower = max(page.height - c["matrix"][5] + (1 - ASCENT) * c["size"] for c in text)
    assert upper > 37 * MM
    assert lower < 262 * MM


def test_page_numbers_stand_outside_right_on_odd_and_left_on_even_pages(full_pages: Any) -> None:
    for number, page in enumerate(full_pages.pages[:2], start=1):
        foot = [c for c in page.chars if c["top"] > 262 * MM]
        assert "".join(c["text"] for c in foot).replace(" ", "") == f"—{number}—"
        edge = 184 * MM - 14 - max(c["x1"] for c in foot)
        if number % 2 == 0:
            edge = min(c["x0"] for c in foot) - 28 * MM - 14
        assert edge == pytest.approx(0, abs=2)
        middle = (foot[0]["top"] + foot[0]["bottom"]) / 2
        assert middle == pytest.approx((262 + 7) * MM, abs=5)


def feet(pdf: Path) -> list[tuple[str, float]]:
    """What stands under the text of each page, and where its middle is in mm."""
    found = []
    for page in pdfplumber.open(pdf).pages:
        foot = [c for c in page.chars if c["top"] > 264 * MM and c["text"].strip()]
        words = "".join(c["text"] for c in foot)
        middle = (foot[0]["x0"] + foot[-1]["x1"]) / 2 / MM if foot else 0
        found.append((words, middle))
    return found


def test_an_office_may_centre_its_page_numbers_or_leave_them_out(
    office: LibreOffice, shipped: Path, tmp_path: Path
) -> None:
    made = {}
    for where in (PageNumbers.CENTRE, PageNumbers.NONE):
        out = made[where] = tmp_path / f"{where.value}.docx"
        compose(shipped / "约谈通知.docx", sample_context("约谈通知"), out, page_numbers=where)
    to_pdfs([*made.values()], Faces())
    centred = feet(made[PageNumbers.CENTRE].with_suffix(".pdf"))
    assert [words for words, _ in centred[:2]] == ["—1—", "—2—"]
    assert {round(middle) for _, middle in centred[:2]} == {28 + 78}
    assert {words for words, _ in feet(made[PageNumbers.NONE].with_suffix(".pdf"))} == {""}


# -- the papers ---------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def papers(
    office: LibreOffice, shipped: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Every kind settled as it would go out, by a few starts of the suite for all of them."""
    folder, plain = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("plain")
    made = {name: folder / f"{name}.docx" for name in KINDS}
    for name, out in made.items():
        compose(shipped / KINDS[name].template, sample_context(name), out)
    pages = settle([*made.values()], lambda papers: to_pdfs(papers, Faces()))
    # The suite's own count, of the paper as it is written, without the faces that stand in.
    office.to_pdfs([*made.values()], plain)
    opened = {name: pdfplumber.open(out.with_suffix(".pdf")) for name, out in made.items()}
    for name, out in made.items():
        assert pages[out] == len(opened[name].pages) == count_pages(plain / f"{name}.pdf"), name
    return opened


def rules(page: Any, red: bool = False) -> list[dict[str, Any]]:
    """Horizontal rules, red or black, from the top of the page; each once."""
    found = {
        round(line["top"]): line
        for line in page.lines
        if (line["stroking_color"] == (1, 0, 0)) is red
        and line["width"] > 100 * MM
        and line["height"] < 1
    }
    return [found[top] for top in sorted(found)]


@pytest.mark.parametrize("name", ["约谈通知", "约谈纪要"])
def test_the_red_mark_begins_35_mm_below_the_text_area(papers: dict[str, Any], name: str) -> None:
    page = papers[name].pages[0]
    mark = [c for c in page.chars if c["non_stroking_color"] == (1, 0, 0)]
    baseline = page.height - mark[0]["matrix"][5]
    top = baseline - ASCENT * mark[0]["size"]
    assert top == pytest.approx((37 + 35) * MM, abs=2.5)


@pytest.mark.parametrize("name", ["约谈通知", "约谈纪要"])
def test_a_red_rule_of_156_mm_stands_4_mm_below_the_number(
    papers: dict[str, Any], name: str
) -> None:
    page = papers[name].pages[0]
    (rule,) = rules(page, red=True)
    assert rule["x0"] == pytest.approx(28 * MM, abs=0.5)
    assert rule["x1"] == pytest.approx(184 * MM, abs=0.5)
    above = [c for c in page.chars if c["bottom"] < rule["top"] + 6 and c["size"] == 16]
    baseline = page.height - max(above, key=lambda c: c["bottom"])["matrix"][5]
    assert rule["top"] - (baseline + (1 - ASCENT) * 16) == pytest.approx(4 * MM, abs=2)


@pytest.mark.parametrize("name", ["约谈通知", "约谈纪要"])
def test_the_imprint_stands_at_the_foot_of_the_last_even_page(
    papers: dict[str, Any], name: str
) -> None:
    pdf = papers[name]
    assert len(pdf.pages) % 2 == 0
    page = pdf.pages[-1]
    words = page.extract_text()
    assert "抄送：" in words
    assert "印发" in words
    first, middle, last = rules(page)[-3:]
    assert last["top"] == pytest.approx(262 * MM, abs=1)
    for rule in (first, middle, last):
        assert rule["width"] == pytest.approx(156 * MM, abs=1)
    assert not any("印发" in earlier.extract_text() for earlier in pdf.pages[:-1])


def test_a_letter_has_two_red_double_rules_of_170_mm_and_no_number_on_its_first_page(
    papers: dict[str, Any],
) -> None:
    pdf = papers["整改方案审核意见"]
    page = pdf.pages[0]
    found = rules(page, red=True)
    assert len(found) == 4
    for rule in found:
        assert rule["x0"] == pytest.approx(20 * MM, abs=1)
        assert rule["x1"] == pytest.approx(190 * MM, abs=1)
    assert (page.height - found[-1]["bottom"]) == pytest.approx(20 * MM, abs=3)
    assert found[0]["linewidth"] > found[1]["linewidth"]  # thick over thin
    assert found[2]["linewidth"] < found[3]["linewidth"]  # thin over thick
    assert "— 1 —" not in page.extract_text()
    assert "— 2 —" in pdf.pages[1].extract_text()
    mark = [c for c in page.chars if c["non_stroking_color"] == (1, 0, 0)]
    top = page.height - mark[0]["matrix"][5] - ASCENT * mark[0]["size"]
    assert top == pytest.approx(30 * MM, abs=2.5)


def test_page_numbers_of_a_letter_stand_as_high_as_those_of_other_papers(
    papers: dict[str, Any],
) -> None:
    heights = {
        name: next(c["top"] for c in papers[name].pages[1].chars if c["top"] > 264 * MM)
        for name in ("整改方案审核意见", "约谈通知")
    }
    assert heights["整改方案审核意见"] == pytest.approx(heights["约谈通知"], abs=0.5)


def test_date_four_characters_from_the_right_and_name_centred_over_it(
    papers: dict[str, Any],
) -> None:
    pages = papers["约谈通知"].pages
    page = next(p for p in pages if "附件：研判数据来源表" in p.extract_text())
    lines = ["".join(c["text"] for c in line) for line in text_lines(page)]
    at = next(i for i, line in enumerate(lines) if line.replace(" ", "") == "2026年11月16日")
    name, date = text_lines(page)[at - 1 : at + 1]
    # How wide a digit is, and the gap beside it, is the face's and the program's own; the middle
    # of the date is ours: four characters and half the date from the right.
    centre = [(line[0]["x0"] + line[-1]["x1"]) / 2 for line in (name, date)]
    faces = {c["fontname"] for c in date}
    assert 184 * MM - centre[1] == pytest.approx((4 + width("2026年11月16日") / 2) * 15.75, abs=2)
    assert 184 * MM - date[-1]["x1"] == pytest.approx(4 * 15.75, abs=17), faces
    assert centre[0] == pytest.approx(centre[1], abs=2)


def test_the_draft_mark_is_on_every_page(papers: dict[str, Any]) -> None:
    for pdf in papers.values():
        for page in pdf.pages:
            assert "草稿" in page.crop((0, 0, page.width, 37 * MM)).extract_text()


def test_the_copies_of_a_letter_never_stand_alone_on_a_page(
    shipped: Path, open_pdf: Any, tmp_path: Path
) -> None:
    """Its text and signature fill the page; a long 抄送 takes signature and last line along."""
    context = sample_context("延期约谈答复")
    context["抄送"] = "，".join(f"市第{n}综合业务局" for n in "一二三四五六七八九")
    compose(shipped / "延期约谈答复.docx", context, out := tmp_path / "letter.docx")
    first, second = (page.extract_text() for page in open_pdf(out).pages)
    assert "抄送" not in first
    assert "年11月16日" not in first.replace(" ", "")
    beside = second[: second.index("抄送")].replace(" ", "")
    assert "联系人" in beside
    assert "2026年11月16日" in beside


def test_no_line_begins_inside_a_unit(papers: dict[str, Any]) -> None:
    seen = 0
    for name, pdf in papers.items():
        for line in "\n".join(page.extract_text() for page in pdf.pages).splitlines():
            seen += "μg/" in line
            assert not line.rstrip("\u2060 ").endswith("/"), f"{name}: {line}"
            assert not line.lstrip("\u2060 ").startswith(("m³", "μg")), f"{name}: {line}"
    assert seen > 5
