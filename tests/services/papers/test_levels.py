"""Who interviews whom in the papers of a level, and what a change of level does to all of them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.services import office, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.papers import paperstages
from yuetan_desktop.services.workspace import Workspace

from ..casestory import SEPTEMBER, TO_INTERVIEW, record, run

DEPUTY, CHIEF = "分管负责人", "主要负责人"


@pytest.fixture
def at_level_4(ws: Workspace, yanjiang: int) -> CaseFile:
    """Proposed, and taken to 第七条 before its approval."""
    case = caseopening.open_case(ws, yanjiang, month=SEPTEMBER, day=date(2026, 10, 13)).case
    run(ws, case, TO_INTERVIEW[:1])
    return record(
        ws, case, StepKind.LEVEL_CHANGE, "2026-10-13", level="4", reason="研判", approver="市领导"
    )


def words(ws: Workspace, case: CaseFile) -> dict[str, str]:
    """What every kind of paper of an interview would print now, from its form as it begins."""
    found = {}
    for name, kind in KINDS.items():
        if case.basis.level.number in kind.levels:
            values = paperwork.draft(ws, case.id, name).values
            context = paperwork.printed(ws, case.id, name, values)
            found[name] = json.dumps([values, context], ensure_ascii=False, default=str)
    return found


def test_at_level_4_the_deputy_mayor_interviews_the_one_in_charge(
    ws: Workspace, at_level_4: CaseFile
) -> None:
    notice = paperwork.draft(ws, at_level_4.id, "约谈通知").values
    assert (notice["约谈人"], notice["被约谈人"]) == ("市政府分管领导", f"雁江区人民政府{DEPUTY}")


def test_a_change_from_level_4_to_5_changes_the_addressee_in_every_paper_and_asks_for_approval(
    ws: Workspace, at_level_4: CaseFile
) -> None:
    run(ws, at_level_4, TO_INTERVIEW[1:2])
    before = words(ws, at_level_4)
    named = {name for name, said in before.items() if DEPUTY in said}
    assert named >= {"约谈建议审批单", "约谈通知", "会议议程与主持词", "签到表", "约谈纪要"}
    assert not any(CHIEF in said for said in before.values())
    for name in named:  # what was kept of a form must not carry the old addressee on
        paperstages.save_draft(
            ws, at_level_4.id, name, paperwork.draft(ws, at_level_4.id, name).values
        )
    changed = record(
        ws,
        at_level_4,
        StepKind.LEVEL_CHANGE,
        "2026-10-15",
        level="5",
        reason="从严",
        approver="市领导",
    )
    assert changed.state.label == "待批准"
    after = words(ws, changed)
    assert {name for name, said in after.items() if DEPUTY in said} == set()
    assert {name for name, said in after.items() if CHIEF in said} >= named


def test_minutes_go_to_the_office_itself_only_where_the_wording_is_taken_literally(
    ws: Workspace, at_level_4: CaseFile
) -> None:
    """R20 (第十五条)."""
    copied = paperwork.draft(ws, at_level_4.id, "约谈纪要").values["抄送"].split("，")
    assert copied == ["雁江区人民政府", "市生态环境局"]
    choice = Choice("R20", "literal", "市环委办", date(2026, 10, 1), "纪要")
    office.choose_reading(ws, choice)
    copied = paperwork.draft(ws, at_level_4.id, "约谈纪要").values["抄送"].split("，")
    assert copied == ["雁江区人民政府", "市生态环境局", office.read_office(ws).issuer]
