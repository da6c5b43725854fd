"""A plan edited by hand: rows added and taken out, tracked changes, comments, rare characters."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.papers import readback
from yuetan_desktop.services.papers.readback import Choice, Reading
from yuetan_desktop.services.paperwork import IssuedPaper
from yuetan_desktop.services.workspace import Workspace

from .officesuite import needs_office, saved_by_office
from .papersmade import make

ROWS = (
    "工地扬尘｜安装喷淋｜12处｜2026年12月10日｜县住建局｜张某",
    "燃煤锅炉｜淘汰锅炉｜3台｜2026年12月20日｜县发改局｜李某",
    "渣土车｜加装监控｜40辆｜2026年12月31日｜县交警大队｜王某",
)
NEW = ("4", "秸秆焚烧", "包片巡查", "6个片区", "2026年12月31日", "县农业农村局", "冯㙍𠅤")
TYPED = {
    "整改目标": "PM2.5达到目标",
    "整改任务": "\n".join(ROWS),
    "保障措施": "加强组织领导\n坚决杜绝监测数据造假",
    "联系人": "李某",
    "联系电话": "028-26110000",
    "成文日期": "2026-10-30",
}


@pytest.fixture
def ws(issuer_after_minutes: Workspace) -> Workspace:
    return issuer_after_minutes


@pytest.fixture
def case(ws: Workspace) -> CaseFile:
    (told,) = casefiles.list_cases(ws)
    return told


@pytest.fixture
def plan(ws: Workspace, case: CaseFile) -> IssuedPaper:
    return make(ws, case, "整改方案", TYPED, formal=False)


@pytest.fixture
def read(ws: Workspace, plan: IssuedPaper, tmp_path: Path) -> Callable[..., Reading]:
    def reading(edit: Callable[[Any], None]) -> Reading:
        document = docx.Document(str(plan.path))
        edit(document)
        out = tmp_path / "改过.docx"
        document.save(str(out))
        return readback.read(ws, plan.id, out)

    return reading


def only(reading: Reading) -> tuple[str, list[str] | None]:
    """The one field that is offered, and the lines that its form would hold."""
    assert reading.texts == ()
    (offer,) = reading.offers
    return offer.key, None if offer.value is None else offer.value.splitlines()


def tracked(tag: str) -> Any:
    return parse_xml(f'<w:{tag} {nsdecls("w")} w:id="7" w:author="甲"/>')


def add_row(document: Any, *, after: int = -1) -> Any:
    row = document.tables[0].rows[after]._tr
    new = copy.deepcopy(row)
    row.addnext(new)
    for cell, words in zip(new.iter(qn("w:tc")), NEW, strict=True):
        first, *rest = cell.iter(qn("w:t"))
        first.text = words
        for one in rest:
            one.text = ""
    return new


def strike(element: Any) -> None:
    """Taken out with tracked changes on."""
    for run in list(element.iter(qn("w:r"))):
        for text in run.iter(qn("w:t")):
            text.tag = qn("w:delText")
        deleted = tracked("del")
        run.addprevious(deleted)
        deleted.append(run)


def paragraph(document: Any, words: str) -> Any:
    return next(one for one in document.paragraphs if words in one.text)


@pytest.mark.parametrize(("after", "at"), [(-1, 3), (1, 1)])
def test_a_row_added_to_the_table_is_data_where_it_stands(
    ws: Workspace, read: Callable[..., Reading], after: int, at: int
) -> None:
    reading = read(lambda document: add_row(document, after=after))
    expected = [*ROWS[:at], "｜".join(NEW[1:]), *ROWS[at:]]
    assert only(reading) == ("整改任务", expected)
    made = readback.take(ws, reading, {"整改任务": Choice.UPDATE})
    assert made is not None
    cells = [row.cells[-1].text for row in docx.Document(str(made.path)).tables[0].rows]
    assert "冯㙍𠅤" in cells


def test_a_row_inserted_with_tracked_changes_is_data_too(read: Callable[..., Reading]) -> None:
    def insert(document: Any) -> None:
        add_row(document).get_or_add_trPr().append(tracked("ins"))

    assert only(read(insert)) == ("整改任务", [*ROWS, "｜".join(NEW[1:])])


def test_a_row_taken_out_leaves_the_others(read: Callable[..., Reading]) -> None:
    def remove(document: Any) -> None:
        table = document.tables[0]
        table._tbl.remove(table.rows[2]._tr)

    assert only(read(remove)) == ("整改任务", [ROWS[0], ROWS[2]])


def test_a_row_struck_out_with_tracked_changes_is_taken_out(read: Callable[..., Reading]) -> None:
    def remove(document: Any) -> None:
        row = document.tables[0].rows[2]._tr
        row.get_or_add_trPr().append(tracked("del"))
        strike(row)

    assert only(read(remove)) == ("整改任务", [ROWS[0], ROWS[2]])


def test_rows_numbered_anew_after_one_was_taken_out_give_the_same_rows(
    read: Callable[..., Reading],
) -> None:
    def remove(document: Any) -> None:
        table = document.tables[0]
        table._tbl.remove(table.rows[1]._tr)
        for n, row in enumerate(table.rows[1:], start=1):
            row.cells[0].paragraphs[0].runs[0].text = str(n)

    assert only(read(remove)) == ("整改任务", list(ROWS[1:]))


def test_one_cell_changed_is_that_cell_and_several_are_each_their_own(
    read: Callable[..., Reading],
) -> None:
    def change(*columns: int) -> Callable[[Any], None]:
        def edit(document: Any) -> None:
            for column in columns:
                first, *rest = document.tables[0].rows[1].cells[column].paragraphs[0].runs
                first.text = f"改{column}"
                for run in rest:
                    run.text = ""

        return edit

    cells = ROWS[0].split("｜")
    assert only(read(change(3)))[1] == ["｜".join([*cells[:2], "改3", *cells[3:]]), *ROWS[1:]]
    both = ["｜".join([cells[0], "改2", *cells[2:5], "改6"]), *ROWS[1:]]
    assert only(read(change(2, 6)))[1] == both


def test_a_second_paragraph_typed_into_a_cell_belongs_to_the_cell(
    read: Callable[..., Reading],
) -> None:
    def edit(document: Any) -> None:
        document.tables[0].rows[1].cells[2].add_paragraph("每周检查")

    cells = ROWS[0].split("｜")
    row = "｜".join([cells[0], f"{cells[1]}；每周检查", *cells[2:]])
    assert only(read(edit)) == ("整改任务", [row, *ROWS[1:]])


@needs_office
def test_what_another_program_saved_is_read_like_what_was_written(
    ws: Workspace, plan: IssuedPaper, tmp_path: Path
) -> None:
    """Opened and saved by an office suite: nothing is made up, and the edit is still found."""

    def second_paragraph(document: Any) -> None:
        document.tables[0].rows[1].cells[2].add_paragraph("每周检查")

    edits: dict[str, Callable[[Any], Any]] = {
        "没改": lambda document: None,
        "加一段": second_paragraph,
        "加一行": add_row,
    }
    papers = []
    for name, edit in edits.items():
        document = docx.Document(str(plan.path))
        edit(document)
        papers.append(tmp_path / f"{name}.docx")
        document.save(str(papers[-1]))
    untouched, *edited = (
        readback.read(ws, plan.id, one) for one in saved_by_office(papers, tmp_path / "存过")
    )
    assert (untouched.texts, untouched.offers) == ((), ())
    cells = ROWS[0].split("｜")
    row = "｜".join([cells[0], f"{cells[1]}；每周检查", *cells[2:]])
    wanted = [[row, *ROWS[1:]], [*ROWS, "｜".join(NEW[1:])]]
    assert [only(one) for one in edited] == [("整改任务", lines) for lines in wanted]


def test_words_moved_on_or_struck_out_are_not_read(read: Callable[..., Reading]) -> None:
    def edit(document: Any) -> None:
        moved = tracked("moveFrom")
        moved.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>移走的字</w:t></w:r>"))
        paragraph(document, "坚决杜绝监测数据造假")._p.append(moved)

    assert read(edit).is_empty


def test_a_comment_is_no_change(read: Callable[..., Reading]) -> None:
    def edit(document: Any) -> None:
        spot = paragraph(document, "坚决杜绝监测数据造假")
        document.add_comment(spot.runs, text="请核对", author="甲", initials="甲")

    assert read(edit).is_empty


def test_a_paragraph_struck_out_with_tracked_changes_is_taken_out_of_its_list(
    read: Callable[..., Reading],
) -> None:
    reading = read(lambda document: strike(paragraph(document, "坚决杜绝监测数据造假")._p))
    assert only(reading) == ("保障措施", ["加强组织领导"])


def test_blanks_typed_between_chinese_and_digits_are_no_change_of_the_data(
    ws: Workspace, case: CaseFile, plan: IssuedPaper, read: Callable[..., Reading]
) -> None:
    def edit(document: Any) -> None:
        first, *rest = document.tables[0].rows[1].cells[2].paragraphs[0].runs
        first.text = "安装 12 处喷淋"
        for run in rest:
            run.text = ""

    key, lines = only(read(edit))
    assert (key, lines is not None) == ("整改任务", True)
    values = {**paperwork.draft(ws, case.id, "整改方案", TYPED).values, key: "\n".join(lines or [])}
    printed = paperwork.printed(ws, case.id, "整改方案", values)
    assert printed["整改任务"][0]["措施"] == "安装12处喷淋"
