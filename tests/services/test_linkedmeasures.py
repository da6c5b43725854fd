"""限期治理, 挂牌督办, 区域限批, 责任追究: on the timeline, and none without basis and authority."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from yuetan_desktop.domain.cases.linkedmeasures import (
    CadreAuthority,
    LinkedMeasure,
    MeasureKind,
    Nature,
    suggested_authority,
)
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import paperwork, takeback
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import casefolder, linkedmeasures, stepdefaults
from yuetan_desktop.services.cases.caseview import get_case
from yuetan_desktop.services.workspace import Workspace

DAY = date(2026, 10, 13)
DISMISSED = LinkedMeasure(
    MeasureKind.ACCOUNTABILITY, DAY, "市委", nature=Nature.DECISION, who="雁江区副区长某某",
    sanction="免职", authority=CadreAuthority.CITY, basis="市纪委监委责任调查报告（2026年第3号）",
)  # fmt: skip
ALL_FOUR = (
    LinkedMeasure(MeasureKind.RECTIFICATION, DAY, "市政府", until=date(2026, 12, 31),
                  document="限期治理决定书1号"),
    LinkedMeasure(MeasureKind.SUPERVISION, DAY, "省生态环境厅", document="挂牌督办通知书2号"),
    LinkedMeasure(MeasureKind.RESTRICTION, DAY, "省生态环境厅", document="限批决定3号",
                  content="暂停涉气项目环评审批"),
    DISMISSED,
)  # fmt: skip


def refused(ws: Workspace, case: CaseFile, **changed: object) -> str:
    with pytest.raises(AppError) as told:
        linkedmeasures.add_measure(ws, case.id, replace(DISMISSED, **changed))  # type: ignore[arg-type]
    assert linkedmeasures.measures(ws, case.id) == ()
    return str(told.value)


def test_the_timeline_shows_all_four_kinds(ws: Workspace, case: CaseFile) -> None:
    for one in ALL_FOUR:
        linkedmeasures.add_measure(ws, case.id, one)
    view = get_case(ws, case.id)
    shown = [line.text for line in view.record if line.measure_id is not None]
    assert [text[2:6] for text in shown] == ["责任追究", "区域限批", "挂牌督办", "限期治理"]
    assert "市管干部，市委决定；调查依据 市纪委监委责任调查报告" in shown[0]
    assert "2026-12-31前完成" in shown[3]
    assert len(view.around.measures) == 4


@pytest.mark.parametrize("basis", ["", "  ", "无", "待补。"])
def test_dismissal_without_an_investigation_is_refused(
    ws: Workspace, case: CaseFile, basis: str
) -> None:
    assert "“免职”缺调查依据" in refused(ws, case, basis=basis)


def test_a_proposal_needs_its_basis_too(ws: Workspace, case: CaseFile) -> None:
    assert "缺调查依据" in refused(ws, case, nature=Nature.PROPOSAL, sanction="诫勉", basis="")


@pytest.mark.parametrize(
    ("body", "authority", "says"),
    [
        ("", CadreAuthority.CITY, "缺决定（受理）机关"),
        ("市环委办", CadreAuthority.CITY, "没有干部处理权限，只能提出问责建议"),
        ("市生态环境局", CadreAuthority.COUNTY, "没有干部处理权限"),
        ("雁江区委", CadreAuthority.CITY, "应按干部管理权限报市纪委监委、市委组织部"),
        ("市委", CadreAuthority.PROVINCE, "应按干部管理权限报省纪委监委、省委组织部"),
        ("市委", None, "缺干部管理权限"),
    ],
)
def test_a_decision_needs_a_body_with_authority_over_that_cadre(
    ws: Workspace, case: CaseFile, body: str, authority: CadreAuthority | None, says: str
) -> None:
    assert says in refused(ws, case, body=body, authority=authority)


@pytest.mark.parametrize(
    ("body", "authority"),
    [("市委", CadreAuthority.CITY), ("市委", CadreAuthority.COUNTY), ("省委", CadreAuthority.CITY),
     ("雁江区委", CadreAuthority.COUNTY)],
)  # fmt: skip
def test_the_managing_body_and_those_above_it_may_decide(
    ws: Workspace, case: CaseFile, body: str, authority: CadreAuthority
) -> None:
    linkedmeasures.add_measure(ws, case.id, replace(DISMISSED, body=body, authority=authority))
    assert len(linkedmeasures.measures(ws, case.id)) == 1


@pytest.mark.parametrize(
    ("kind", "post", "receivers"),
    [
        (PlaceKind.COUNTY, "区长周远", ("市纪委监委", "市委组织部")),
        (PlaceKind.COUNTY, "副区长何静", ("市纪委监委", "市委组织部")),
        (PlaceKind.DEPARTMENT, "局长赵明", ("市纪委监委", "市委组织部")),
        (PlaceKind.COUNTY, "区住房城乡建设局局长", ("县（区）纪委监委", "县（区）委组织部")),
        (PlaceKind.COUNTY, "河口镇镇长", ("县（区）纪委监委", "县（区）委组织部")),
    ],
)
def test_the_authority_over_a_post_says_which_bodies_receive(
    kind: PlaceKind, post: str, receivers: tuple[str, ...]
) -> None:
    assert suggested_authority(kind, post).receivers == receivers


def test_a_transfer_about_a_county_leader_goes_to_discipline_and_organisation(
    ws: Workspace, case: CaseFile
) -> None:
    found = stepdefaults.suggested(ws, case, StepKind.TRANSFER)
    assert found["recipient"] == "市纪委监委、市委组织部"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"until": None}, "限期治理要写明完成期限"),
        ({"until": date(2026, 10, 1)}, "早于决定日期"),
        ({"document": ""}, "缺限期治理的文号"),
        ({"day": date(2099, 1, 1), "until": date(2099, 2, 1)}, "晚于今天"),
    ],
)
def test_the_other_kinds_need_their_document_and_term(
    ws: Workspace, case: CaseFile, changed: dict[str, object], says: str
) -> None:
    with pytest.raises(AppError, match=says):
        linkedmeasures.add_measure(ws, case.id, replace(ALL_FOUR[0], **changed))  # type: ignore[arg-type]


def test_a_voided_entry_stays_struck_out_and_can_be_taken_back(
    ws: Workspace, case: CaseFile
) -> None:
    made = linkedmeasures.add_measure(ws, case.id, DISMISSED)
    before = takeback.standing_details(ws, case.id, takeback.MEASURES)
    with pytest.raises(AppError, match="写明原因"):
        linkedmeasures.void_measure(ws, case.id, made.id, " ")
    linkedmeasures.void_measure(ws, case.id, made.id, "登记有误")
    (line,) = (line for line in get_case(ws, case.id).record if line.measure_id)
    assert line.voided_why == "登记有误"
    assert get_case(ws, case.id).around.measures == ()
    with pytest.raises(AppError, match="已经作废"):
        linkedmeasures.void_measure(ws, case.id, made.id, "再作废")
    takeback.put_back_details(ws, case.id, before)
    assert get_case(ws, case.id).around.measures == (made,)


def test_the_case_file_and_the_report_list_the_measures_in_force(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    for one in ALL_FOUR:
        linkedmeasures.add_measure(ws, case.id, one)
    linkedmeasures.void_measure(ws, case.id, 2, "登记错误")
    (made,) = casefolder.make_folders(ws, [case.id], tmp_path)
    rows = openpyxl.load_workbook(made.folder / "90 数据附表.xlsx")["联动措施"].iter_rows(
        min_row=4, values_only=True
    )
    lines = [row[1:5] for row in rows if row[0]]
    advice = paperwork.draft(ws, case.id, "调查情况报告").values["处理建议"].splitlines()
    assert advice[0] == "限期治理：市政府；限期治理决定书1号；2026年12月31日前完成"
    assert [words.split("：")[0] for words in advice[1:]] == ["区域限批", "责任追究（处理决定）"]
    assert [line[0] for line in lines] == ["限期治理", "区域限批", "责任追究（处理决定）"]
    assert lines[1][2:] == ("省生态环境厅", "限批决定3号")
