"""What depends on the words of a paper: a long issuer on two lines, no empty page before the 版记."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from yuetan_desktop.documents.compose import compose, settle
from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.layout import MARK, halves, style_of
from yuetan_desktop.documents.printing import LibreOffice, to_pdfs
from yuetan_desktop.documents.readback import read_back
from yuetan_desktop.documents.sample import sample_context

LONG = "云岭市云麓经济技术开发区管理委员会生态环境保护委员会联席会议办公室"  # 33 characters


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (LONG, ("云岭市云麓经济技术开发区管理委员会", "生态环境保护委员会联席会议办公室")),
        # 云岭市 and the rest would be no lines of like length.
        (
            "云岭市甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午",
            ("云岭市甲乙丙丁戊己庚", "辛壬癸子丑寅卯辰巳午"),
        ),
    ],
)
def test_a_long_name_is_cut_behind_a_part_of_it(name: str, lines: tuple[str, str]) -> None:
    assert halves(name) == lines


@pytest.mark.parametrize(
    ("issuer", "points", "broken"),
    [
        ("云岭市生态环境保护委员会办公室", 29, False),
        ("云" * 20, 22, False),
        ("云" * 21, 36, True),
        (LONG, 26, True),
    ],
)
def test_the_mark_stays_as_large_as_the_title(
    issuer: str, points: int, broken: bool, shipped: Path, tmp_path: Path
) -> None:
    """GB/T 9704 7.2.4: 醒目. Below 2号 a name takes a second line."""
    paper, context = made(shipped, tmp_path, "约谈通知", 发文机关=issuer)
    mark = next(p for p in docx.Document(str(paper)).paragraphs if style_of(p._p) == MARK)
    sizes = {int(one.get(qn("w:val"))) // 2 for one in mark._p.iter(qn("w:sz"))}
    assert sizes == {points}
    assert (len(list(mark._p.iter(qn("w:br")))) == 1) is broken
    assert mark.text.replace("\n", "") == issuer
    # The break is the program's own: nothing was edited.
    assert read_back(shipped / "约谈通知.docx", context, paper).is_empty


@pytest.mark.office
def test_a_long_office_and_its_day_share_two_lines(
    office: LibreOffice, shipped: Path, tmp_path: Path
) -> None:
    """7.4.3, 10.3: of 版记 and 纪要; the day stands at the right end of the second."""
    on = "2026年10月23日"
    papers = [
        made(shipped, tmp_path, kind, 发文机关=LONG, 印发机关=LONG, 印发日期=on, 成文日期=on)
        for kind in ("约谈纪要", "约谈通知")
    ]
    to_pdfs([paper for paper, _ in papers], Faces())
    first, second = halves(LONG)
    for (paper, context), day in zip(papers, (on, f"{on}印发"), strict=True):
        with pdfplumber.open(paper.with_suffix(".pdf")) as pdf:
            lines = [
                line.replace(" ", "")
                for page in pdf.pages
                for line in page.extract_text().splitlines()
            ]
        assert lines[lines.index(f"{second}{day}") - 1] == first
        assert read_back(shipped / KINDS[paper.stem[:-1]].template, context, paper).is_empty


@pytest.mark.office
def test_no_page_stands_empty_before_the_imprint(
    office: LibreOffice, shipped: Path, tmp_path: Path
) -> None:
    """7.4 wants it on an even page; the lines of the paper are one more each time, so that on
    some papers it alone runs over to the third page."""
    papers = [
        made(shipped, tmp_path, "整改报告", lines=n, 发文机关="云麓区人民政府")[0]
        for n in range(4, 12)
    ]
    pages = settle(papers, lambda some: to_pdfs(some, Faces()))
    assert {count % 2 for count in pages.values()} == {0}
    for paper in papers:
        with pdfplumber.open(paper.with_suffix(".pdf")) as pdf:
            for page in pdf.pages[:-1]:
                inside = page.crop((0, 100, page.width, page.height - 99)).extract_text().strip()
                assert inside, f"{paper.name}: page {page.page_number}"
            assert "印发" in pdf.pages[-1].extract_text()


@pytest.mark.office
def test_a_page_left_empty_behind_an_annex_has_no_number(
    office: LibreOffice, shipped: Path, tmp_path: Path
) -> None:
    """7.5: 公文的版记页前有空白页的，空白页和版记页均不编排页码. The annex is one row longer each
    time, so that behind some of them there is no room for the 版记 on an even page."""
    papers = [annexed(shipped, tmp_path, rows) for rows in (13, 14, 15)]
    pages = settle(papers, lambda some: to_pdfs(some, Faces()))
    assert {count % 2 for count in pages.values()} == {0}
    empty = 0
    for paper in papers:
        with pdfplumber.open(paper.with_suffix(".pdf")) as pdf:
            text = [page.extract_text().strip() for page in pdf.pages]
        assert "印发" in text[-1]
        bare = [n for n, words in enumerate(text) if not re.sub(r"草稿|—\s*\d+\s*—|\s", "", words)]
        assert bare in ([], [len(text) - 2]), paper.name
        empty += len(bare)
        numbered = len(text) - 2 if bare else len(text)
        found = [re.findall(r"—\s*(\d+)\s*—", words) for words in text]
        assert found == [[str(n)] for n in range(1, numbered + 1)] + [[]] * (len(text) - numbered)
    assert empty, "none of these annexes ends where the case arises"


@pytest.mark.office
def test_the_last_rows_of_an_annex_are_not_strewn_over_pages(
    office: LibreOffice, shipped: Path, tmp_path: Path
) -> None:
    """集体约谈 of eight: LibreOffice gave each of the rows before a 版记 of five lines its page."""
    units = "，".join(["云岭市云麓经济技术开发区管理委员会"] * 7)
    papers = [annexed(shipped, tmp_path, rows, "约谈纪要", 抄送=units) for rows in (10, 11, 14)]
    settle(papers, lambda some: to_pdfs(some, Faces()))
    for paper in papers:
        with pdfplumber.open(paper.with_suffix(".pdf")) as pdf:
            lines = [page.extract_text().splitlines() for page in pdf.pages]
        annex = next(n for n, words in enumerate(lines) if "附件" in words[:2])
        assert len(lines[annex]) > 35, f"{paper.name}: {[len(words) for words in lines]}"


def annexed(shipped: Path, folder: Path, rows: int, kind: str = "约谈通知", **said: str) -> Path:
    """A paper whose annex has so many rows, its pages not yet settled."""
    context = {**sample_context(kind), **said}
    context["数据来源"] = [{**context["数据来源"][0], "序号": str(n + 1)} for n in range(rows)]
    paper = folder / f"{kind}{rows}.docx"
    compose(shipped / KINDS[kind].template, context, paper)
    return paper


def made(
    shipped: Path, folder: Path, kind: str, lines: int = 0, **said: str
) -> tuple[Path, dict[str, Any]]:
    """A paper of the sample case, its pages not yet settled; with so many measures, if any."""
    context: dict[str, Any] = {**sample_context(kind), **said}
    if lines:
        context["事项简述"] = [{"序号": "", "内容": "港区扬尘问题被挂牌督办。"}]
        context["长效措施"] = [{"序号": f"（{n}）", "内容": "定期检查。"} for n in range(lines)]
    paper = folder / f"{kind}{lines}.docx"
    compose(shipped / KINDS[kind].template, context, paper)
    return paper, context
