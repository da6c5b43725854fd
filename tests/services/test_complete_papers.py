"""A closed sample case with every paper it can have: the check raises no false alarm."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.documents.kinds import KINDS, Entry, Field
from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.papers import papercheck
from yuetan_desktop.services.papers.paperfollowup import follow_up
from yuetan_desktop.services.workspace import Workspace, open_workspace

NUMBER = "云约〔2025〕01号"
HEARD = {"约谈时间": "2025-09-12 09:30", "核查时间": "2025-12-22 09:30"}
WORDS = {"联系电话": "028-26000000", "审核意见": "同意实施"}
CELLS = {"结论": "已落实", "结果": "已完成", "时限": "2025年12月15日"}


@pytest.fixture
def ws(sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    shutil.copytree(sample_folder, tmp_path / "data")
    with open_workspace(tmp_path / "data") as workspace:
        yield workspace


def filled(field: Field, value: str) -> str:
    """What a clerk would still have to type."""
    if field.columns and (value or field.required):
        rows = [line.split("｜") for line in value.splitlines()] or [[]]
        wide = [[*row, *[""] * len(field.columns)][: len(field.columns)] for row in rows]
        return "\n".join(
            "｜".join(
                cell or CELLS.get(head, "按要求办理")
                for cell, head in zip(row, field.columns, strict=True)
            )
            for row in wide
        )
    if field.key in HEARD:
        return HEARD[field.key]
    if value or not field.required:
        return value
    if field.entry is Entry.CHOICE:
        return field.choices[0]
    if field.entry is Entry.DATE:
        return "2026-12-31"  # limits that are still to be set
    return WORDS.get(field.key, "按要求办理")


def test_twenty_papers_made_from_the_record_agree_with_each_other_and_with_the_case(
    ws: Workspace,
) -> None:
    file = casefiles.find_case(ws, NUMBER)
    made = []
    for choice in paperwork.kinds(ws, file.id):
        values = paperwork.draft(ws, file.id, choice.kind).values if not choice.obstacle else {}
        typed = {f.key: filled(f, values.get(f.key, "")) for f in KINDS[choice.kind].fields}
        if not choice.obstacle and paperwork.draft(ws, file.id, choice.kind, typed).ready:
            paperwork.issue(ws, file.id, choice.kind, typed)
            made.append(choice.kind)
    assert len(made) >= 20
    found = papercheck.check_case(ws, file.id)
    # The letter of transfer is made today, a year after the interview: that is true.
    assert [one.rule for one in found if one.first.paper != "问题线索移送函"] == []
    assert len(found) <= 2


def test_a_plan_aims_at_the_target_of_the_year_not_of_a_month_gone_by(ws: Workspace) -> None:
    case = casefiles.find_case(ws, "云约〔2026〕05号")  # 前三季度; the newest month has 27.0
    assert paperwork.draft(ws, case.id, "整改方案").values["整改目标"].splitlines() == [
        "2026年PM2.5平均浓度达到年度目标（28.9μg/m³）",
        "2026年优良天数率达到年度目标（80.0%）",
    ]


def test_an_indicator_that_fell_short_in_two_periods_is_compared_once(ws: Workspace) -> None:
    file = casefiles.find_case(ws, "云约〔2026〕03号")
    periods = {one.period for one in file.basis.trigger_values}
    assert len(periods) > 1
    (section,) = (one for one in follow_up(ws, file).figures if "青禾桥" in one.label)
    assert section.before == "2026年上半年Ⅳ类"
