"""月度通报 as a paper of the office: kept by version, numbered when issued, in the check."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import officepapers, upkeep
from yuetan_desktop.services.office import Viewpoint, read_office, save_office
from yuetan_desktop.services.workspace import Workspace, open_workspace
from yuetan_desktop.store import cases

OCTOBER = Period.month(2026, 10)


@pytest.fixture
def ws(sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    shutil.copytree(sample_folder, tmp_path / "data")
    with open_workspace(tmp_path / "data") as workspace:
        yield workspace


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_draft_has_no_number_and_an_issue_takes_the_next_one(ws: Workspace) -> None:
    used = set(cases.used_numbers(ws.db))
    draft = officepapers.make_month_paper(ws, OCTOBER)
    assert (draft.number, draft.draft_stage, draft.version) == ("", "讨论稿", 1)
    assert set(cases.used_numbers(ws.db)) == used
    issued = officepapers.make_month_paper(ws, OCTOBER, formal=True)
    assert (issued.state, issued.draft_stage, issued.version) == ("正式", "定稿", 2)
    assert set(cases.used_numbers(ws.db)) - used == {issued.number}
    assert issued.number in text_of(issued.path)
    assert officepapers.office_papers(ws) == [draft, issued]
    assert draft.path.exists()


def test_a_county_that_only_drafts_takes_no_number(ws: Workspace) -> None:
    save_office(ws, replace(read_office(ws), viewpoint=Viewpoint.SELF_WATCH))
    used = cases.used_numbers(ws.db)
    with pytest.raises(AppError, match="县级自查只能代拟"):
        officepapers.make_month_paper(ws, OCTOBER, formal=True)
    assert cases.used_numbers(ws.db) == used
    assert officepapers.make_month_paper(ws, OCTOBER).state == "代拟稿"


def test_a_month_without_a_place_to_write_leaves_nothing_behind(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = cases.used_numbers(ws.db)
    monkeypatch.setattr(officepapers, "compose_circular", _full_disk)
    with pytest.raises(OSError, match="disk"):
        officepapers.make_month_paper(ws, OCTOBER, formal=True)
    assert cases.used_numbers(ws.db) == used
    assert officepapers.office_papers(ws) == []


def test_a_month_s_paper_changed_afterwards_is_told_by_the_check(ws: Workspace) -> None:
    made = officepapers.make_month_paper(ws, OCTOBER, formal=True)
    assert not [words for words in upkeep.check(ws) if made.number in words]
    made.path.write_bytes(made.path.read_bytes() + b" ")
    assert [
        words for words in upkeep.check(ws) if f"文书 {made.number} 的文件在保存后被改动过" in words
    ]


def test_months_to_choose_from_begin_with_the_newest_that_has_data(ws: Workspace) -> None:
    found = officepapers.months(ws, 3)
    assert [one.label() for one in found] == ["2026年10月", "2026年9月", "2026年8月"]


def _full_disk(*_: object) -> None:
    raise OSError("disk full")
