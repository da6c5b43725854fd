"""公开约谈名单: only public interviews that were held, and nobody's name or number in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from yuetan_desktop.domain.cases.participants import Category, Openness, Participant
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, summaries
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import participants
from yuetan_desktop.services.reports import publiclist
from yuetan_desktop.services.workspace import Workspace, open_workspace

from .casestory import hold_in_public

YEAR = Period.year_of(2026)


def held_in_the_year(ws: Workspace) -> list[CaseFile]:
    found = [file for file in casefiles.list_cases(ws) if file.state.held_on is not None]
    return [file for file in found if str(file.state.held_on).startswith("2026")]


@pytest.fixture(scope="module")
def story(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Three interviews of the year: one public, one internal, one secret."""
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("public") / "data")
    with open_workspace(folder) as ws:
        first, second, *_ = held_in_the_year(ws)
        hold_in_public(ws, first)
        participants.set_openness(ws, second.id, Openness(is_secret=True, basis="定密决定1号"))
        yield ws


def test_only_public_interviews_of_the_period_are_listed_and_the_others_counted(
    story: Workspace, tmp_path: Path
) -> None:
    shown, others = publiclist.public_cases(story, YEAR)
    assert len(shown) == 1
    assert others == len(held_in_the_year(story)) - 1 > 0
    assert publiclist.public_cases(story, Period.month(2026, 1)) == ([], 0)
    made = summaries.make_summary(story, "公开约谈名单", tmp_path / "名单.xlsx", month=YEAR)
    sheet = openpyxl.load_workbook(made)["公开约谈名单"]
    assert f"内部约谈、涉及国家秘密的 {others} 件不列" in sheet["A3"].value
    assert [sheet.cell(5, n).value for n in (1, 2)] == [1, shown[0].unit]


def test_a_persons_name_is_shortened_wherever_it_stands(story: Workspace, tmp_path: Path) -> None:
    (case,) = publiclist.public_cases(story, YEAR)[0]
    name = case.title[:3]  # as if the matter named a person
    participants.set_participants(
        story, case.id, [Participant(Category.OBSERVER, name, "镇长", case.unit)]
    )
    made = summaries.make_summary(story, "公开约谈名单", tmp_path / "名单.xlsx", month=YEAR)
    matter = openpyxl.load_workbook(made)["公开约谈名单"].cell(5, 6).value
    assert matter == case.title.replace(name, f"{name[0]}某某")
