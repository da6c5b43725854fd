"""机制责任 and 污染突出: problems of both families stand under two headings in notice and minutes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from yuetan_desktop.documents.families import under_headings
from yuetan_desktop.services import casefiles, incidents, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseopening, joint
from yuetan_desktop.services.papers import papercheck, readback
from yuetan_desktop.services.papers.readback import Choice
from yuetan_desktop.services.workspace import Workspace

from .casestory import SEPTEMBER, TO_INTERVIEW, run
from .conftest import off_target
from .papersmade import MINUTES, NOTICE, make

AIR, TASK = "第八条第（一）项第1目", "第八条第（四）项"
HEADINGS = ["（一）机制责任问题", "（二）污染突出问题"]


@pytest.fixture
def ws(issuer: Workspace) -> Workspace:
    return issuer


@pytest.fixture
def both(ws: Workspace, yanjiang: int) -> CaseFile:
    """The air off its targets, and the city interviewed because a task was not done."""
    log(ws, yanjiang, "government_interviewed")
    opened = caseopening.open_case(
        ws, yanjiang, month=SEPTEMBER, day=date(2026, 10, 13), note="经会商确认"
    )
    run(ws, opened.case, TO_INTERVIEW[:2])
    return opened.case


def log(ws: Workspace, place: int, kind: str) -> None:
    number = incidents.log_incident(
        ws, place=place, kind=kind, day=date(2026, 9, 20), document="川环督〔2026〕3号",
        evidence=["通报原件"],
    )  # fmt: skip
    incidents.record_finding(
        ws, number, confirmed=True, basis="经核实", found_by="张琪", found_on=date(2026, 9, 30)
    )


def lines(path: Path) -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs]


def test_the_notice_groups_its_problems_under_two_headings(ws: Workspace, both: CaseFile) -> None:
    values = paperwork.draft(ws, both.id, "约谈通知").values
    assert values["问题分类"] == f"{AIR}｜污染突出\n{TASK}｜机制责任"
    text = lines(make(ws, both, "约谈通知", NOTICE, formal=False).path)
    headed = [HEADINGS[0], TASK, HEADINGS[1], AIR]
    assert [line for line in text if line in headed] == headed


def test_problems_of_one_family_have_no_heading(ws: Workspace, case: CaseFile) -> None:
    assert paperwork.draft(ws, case.id, "约谈通知").values["问题分类"] == ""
    text = lines(make(ws, case, "约谈通知", NOTICE, formal=False).path)
    assert AIR in text
    assert not set(HEADINGS) & set(text)


def test_the_clerk_decides_otherwise_and_the_minutes_follow(ws: Workspace, both: CaseFile) -> None:
    other = {"问题分类": f"{AIR}｜机制责任\n{TASK}｜污染突出"}
    make(ws, both, "约谈通知", NOTICE | other, formal=False)
    assert paperwork.draft(ws, both.id, "约谈纪要").values["问题分类"] == other["问题分类"]
    text = lines(make(ws, both, "约谈通知", NOTICE | {"问题分类": ""}, formal=False).path)
    assert not set(HEADINGS) & set(text)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (f"{AIR}｜污染严重\n{TASK}｜机制责任", f"{AIR}的类别应为机制责任或污染突出。"),
        (f"{AIR}｜污染突出", f"缺{TASK}。"),
        (f"{AIR}｜污染突出\n{TASK}｜机制责任\n第八条第（五）项｜机制责任", "不是本案的条款"),
        (f"{AIR}｜污染突出\n{TASK}｜机制责任\n{AIR}｜机制责任", f"{AIR}写了两次。"),
        (f"{AIR}｜污染突出\n{TASK}", "缺类别"),
    ],
)
def test_every_item_is_classed_once(ws: Workspace, both: CaseFile, typed: str, says: str) -> None:
    remarks = paperwork.draft(ws, both.id, "约谈通知", NOTICE | {"问题分类": typed}).remarks
    assert any(r.field == "问题分类" and r.blocking and says in r.message for r in remarks)


def test_what_is_open_to_be_either_waits_for_the_clerk(ws: Workspace, yanjiang: int) -> None:
    log(ws, yanjiang, "other_basis_chief")
    opened = caseopening.open_case(
        ws, yanjiang, month=SEPTEMBER, day=date(2026, 10, 13), note="经会商确认"
    )
    values = paperwork.draft(ws, opened.case.id, "约谈通知").values
    assert values["问题分类"] == f"{AIR}｜污染突出\n第八条第（八）项｜"


def test_another_heading_in_the_minutes_is_found(ws: Workspace, both: CaseFile) -> None:
    make(ws, both, "约谈通知", NOTICE, formal=False)
    other = {"问题分类": f"{AIR}｜机制责任\n{TASK}｜污染突出"}
    agree, differ = (
        papercheck.check_draft(
            ws, both.id, "约谈纪要", paperwork.draft(ws, both.id, "约谈纪要", MINUTES | more).values
        )
        for more in ({}, other)
    )
    assert not [one for one in agree if one.rule == "问题分类"]
    assert {one.sentence.split("把")[1][:3] for one in differ if one.rule == "问题分类"} == {
        "第八条"
    }


def test_an_edited_heading_is_read_back_and_kept(
    ws: Workspace, both: CaseFile, tmp_path: Path
) -> None:
    made = make(ws, both, "约谈通知", NOTICE, formal=False)
    assert readback.read(ws, made.id).is_empty
    document = docx.Document(str(made.path))
    run_ = next(p.runs[0] for p in document.paragraphs if p.text == HEADINGS[0])
    run_.text = "（一）工作机制和责任问题"
    document.save(str(tmp_path / "改过.docx"))
    reading = readback.read(ws, made.id, tmp_path / "改过.docx")
    (offer,) = reading.offers
    assert (offer.key, offer.after) == ("触发事项", "（一）工作机制和责任问题")
    kept = readback.take(ws, reading, {"触发事项": Choice.KEEP}, Choice.KEEP)
    assert kept is not None
    assert "（一）工作机制和责任问题" in lines(kept.path)


def test_a_joint_notice_heads_the_rows_of_its_table(ws: Workspace, both: CaseFile) -> None:
    place = off_target(ws, "安岳县")
    other = caseopening.open_case(
        ws, place, month=SEPTEMBER, day=date(2026, 10, 13), note="同上"
    ).case
    run(ws, other, TO_INTERVIEW[:2])
    joint.join(ws, [both.id, other.id])
    made = make(ws, casefiles.load_case(ws, both.id), "约谈通知", NOTICE, formal=False)
    table = docx.Document(str(made.path)).tables[0]
    assert [row.cells[1].text for row in table.rows[1:]] == [
        HEADINGS[0], "雁江区人民政府", HEADINGS[1], "雁江区人民政府", "安岳县人民政府",
    ]  # fmt: skip
    numbers = [row.cells[0].text for row in table.rows[1:]]
    assert [number for number in numbers if number not in HEADINGS] == ["1", "2", "3"]
    assert readback.read(ws, made.id).is_empty


def test_items_are_numbered_within_their_heading_and_one_alone_is_not() -> None:
    items = [{"序号": f"（{n}）", "条款": cite} for n, cite in zip("一二三", "甲乙丙", strict=True)]
    told = {"问题分类": "甲｜污染突出\n乙｜机制责任\n丙｜污染突出"}
    headed = under_headings(items, told)
    assert [(i["分组"], i["组内序号"], i["条款"], i["序号"]) for i in headed] == [
        (HEADINGS[0], "", "乙", "（一）"),
        (HEADINGS[1], "1. ", "甲", "（二）"),
        ("", "2. ", "丙", "（三）"),
    ]
