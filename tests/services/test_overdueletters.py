"""交办函 and 催报函 from the overdue list, in one run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from yuetan_desktop.domain.rectification import Terms
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import paperwork, rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases.overdueletters import make_letters, overdue_cases
from yuetan_desktop.services.office import read_office, save_office
from yuetan_desktop.services.workspace import Workspace

from .casestory import TO_INTERVIEW, run

UNTIL = date(2026, 11, 30)


@pytest.fixture
def held(ws: Workspace, case: CaseFile, without_office_suite: None) -> CaseFile:
    save_office(ws, replace(read_office(ws), contact_name="李敏", contact_phone="028-26110000"))
    return run(ws, case, TO_INTERVIEW)


def overdue_task(ws: Workspace, case: CaseFile, person: str = "某某") -> None:
    terms = Terms(
        problem="工地扬尘", measure="安装喷淋", quantity=Decimal(12), unit="处",
        due=date(2026, 11, 5), department="区住建局", person=person,
    )  # fmt: skip
    rectification.add_task(ws, terms, case_id=case.id)


def test_nothing_overdue_is_no_letter(ws: Workspace, held: CaseFile, tmp_path: Path) -> None:
    assert overdue_cases(ws, "交办函") == []
    assert make_letters(ws, "交办函", tmp_path, UNTIL) == []
    assert list(tmp_path.glob("*.docx")) == []


def test_each_case_with_overdue_tasks_gets_its_letter(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    overdue_task(ws, held)
    (letter,) = make_letters(ws, "交办函", tmp_path, UNTIL)
    assert (letter.unit, letter.items, letter.obstacle) == ("雁江区人民政府", 1, "")
    assert letter.path is not None
    document = docx.Document(str(letter.path))
    assert "2026年11月30日前办结" in "".join(p.text for p in document.paragraphs)
    assert "安装喷淋，12处" in [cell.text for cell in document.tables[0]._cells]
    assert [paper.kind for paper in paperwork.papers(ws, held.id)] == ["交办函"]


def test_a_second_run_lists_what_is_overdue_then_and_overwrites_nothing(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    overdue_task(ws, held)
    (first,) = make_letters(ws, "交办函", tmp_path, UNTIL)
    ws.clock = lambda: datetime(2026, 11, 13, 9)  # the plan has become overdue too
    (second,) = make_letters(ws, "交办函", tmp_path, UNTIL)
    assert first.path is not None
    assert second.path is not None
    assert first.path != second.path
    assert second.items == 2
    cells = [cell.text for cell in docx.Document(str(second.path)).tables[0]._cells]
    assert "报送整改方案" in cells


def test_one_that_cannot_be_made_says_why_and_keeps_no_other_from_it(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    overdue_task(ws, held, person="")
    (letter,) = make_letters(ws, "交办函", tmp_path, UNTIL)
    assert letter.path is None
    assert "第1项缺责任人" in letter.obstacle


def test_a_reminder_is_about_papers_not_tasks(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    overdue_task(ws, held)
    assert overdue_cases(ws, "催报函") == []
    ws.clock = lambda: datetime(2026, 11, 13, 9)
    (letter,) = make_letters(ws, "催报函", tmp_path, UNTIL)
    assert letter.items == 1


@pytest.mark.parametrize(("kind", "until"), [("约谈通知", UNTIL), ("交办函", date(2026, 11, 10))])
def test_another_paper_or_a_limit_that_has_passed_is_refused(
    ws: Workspace, held: CaseFile, tmp_path: Path, kind: str, until: date
) -> None:
    with pytest.raises(AppError):
        make_letters(ws, kind, tmp_path, until)
