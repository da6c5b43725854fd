"""Papers up to the interview from a real case: offered by level, filled in, issued, numbered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from tests.newoffice import issue_itself
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import paperwork, places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseopening, caseview
from yuetan_desktop.services.office import Viewpoint, read_office, save_office
from yuetan_desktop.services.papers import papercheck
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations, targets
from yuetan_desktop.store.observations import ObservationRow
from yuetan_desktop.store.targets import TargetRow

from .casestory import SEPTEMBER, TO_INTERVIEW, record, run

BEFORE_INTERVIEW = ("约谈建议审批单", "不可抗力认定表", "约谈通知", "送达回证")


@pytest.fixture(autouse=True)
def issuing(ws: Workspace, without_office_suite: None) -> None:
    """The office issues papers itself; no office suite counts their pages."""
    issue_itself(ws)


def third_quarter(ws: Workspace, name: str) -> int:
    """Off both targets in the third quarter: 第五条第（一）项."""
    place = places.find_place(ws, name).id
    values = (("pm25", 26.5, 24.0), ("good_day_rate", 80.0, 88.0))
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name=f"{name}三季度.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        rows = [
            ObservationRow(place, indicator, "2026-Q3", value, "", "Sheet1", f"C{n}")
            for n, (indicator, value, _) in enumerate(values, start=5)
        ]
        observations.insert_observations(ws.db, batch, rows)
        limits = [
            TargetRow(place, indicator, "2026-Q3", limit, "环委办〔2026〕1号")
            for indicator, _, limit in values
        ]
        targets.insert_targets(ws.db, limits, by="李敏", at=ws.now())
    return place


def opened(ws: Workspace, place: int, level: int) -> CaseFile:
    return caseopening.open_case(
        ws, place, month=SEPTEMBER, day=date(2026, 10, 13), level=level, note="经会商确认"
    ).case


def text_of(path: Path) -> str:
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return "".join(t.text or "" for t in docx.Document(str(path)).element.iter(word))


def issued(ws: Workspace, case: CaseFile, kind: str, **typed: str) -> paperwork.IssuedPaper:
    draft = paperwork.draft(ws, case.id, kind, typed)
    assert [r.message for r in draft.remarks if r.blocking] == []
    return paperwork.issue(ws, case.id, kind, draft.values, formal=True)


# -- what is offered ----------------------------------------------------------------------------
def test_each_level_is_offered_its_own_papers(ws: Workspace, yanjiang: int) -> None:
    warning, case = opened(ws, yanjiang, 1), opened(ws, yanjiang, 5)
    offered = {c.kind for c in paperwork.kinds(ws, warning.id) if not c.obstacle}
    assert offered == {"预警提示函", "不可抗力认定表", "送达回证", "问题线索接收回执"}
    offered = {c.kind for c in paperwork.kinds(ws, case.id) if not c.obstacle}
    assert offered >= {"约谈建议审批单", "约谈通知", "会议议程与主持词", "签到表", "延期约谈答复"}
    assert not offered & {"预警提示函", "通报"}
    with pytest.raises(AppError, match=r"本案不是预警提示、通报（第5级），不制发通报"):
        paperwork.issue(ws, case.id, "通报", {})


def test_the_paper_of_the_present_step_stands_first(ws: Workspace, case: CaseFile) -> None:
    def due() -> list[str]:
        return [p.kind for p in caseview.get_case(ws, case.id).papers if p.is_due]

    assert due() == ["约谈建议审批单"]
    run(ws, case, TO_INTERVIEW[:2])
    assert due() == ["约谈通知", "送达回证"]
    run(ws, case, TO_INTERVIEW[2:3])
    assert set(due()) >= {"会议议程与主持词", "签到表"}
    reason = {"reason": "参加省级会议", "approver": "市政府主要领导"}
    record(ws, case, StepKind.POSTPONEMENT, "2026-10-19", interview_on="2026-11-20", **reason)
    assert "延期约谈答复" in due()


# -- 预警提示、通报 -------------------------------------------------------------------------------
def test_a_warning_is_filled_from_the_month_and_takes_a_number(
    ws: Workspace, yanjiang: int
) -> None:
    case = opened(ws, yanjiang, 1)
    with pytest.raises(AppError, match="通报用于第2级，本案是第1级，不制发通报"):
        paperwork.issue(ws, case.id, "通报", {})
    paper = issued(ws, case, "预警提示函")
    assert paper.number == "资环委办函〔2026〕1号"
    text = text_of(paper.path)
    for words in ("雁江区人民政府：", "2026年9月", "第四条第（一）项", "20.4μg/m³", "9月!C5"):
        assert words in text


def test_a_circular_joins_the_units_of_the_same_month(ws: Workspace) -> None:
    first, second = (opened(ws, third_quarter(ws, n), 2) for n in ("雁江区", "安岳县"))
    paper = issued(ws, first, "通报")
    assert paper.number == "资环委办〔2026〕1号"
    text = text_of(paper.path)
    assert "雁江区人民政府和安岳县人民政府" in text
    assert text.count("第五条第（一）项") >= 4
    assert "安岳县三季度.xlsx" in text
    assert [papercheck.check_case(ws, one.id) for one in (first, second)] == [(), ()]
    record(ws, second, StepKind.WITHDRAWAL, "2026-11-02", reason="数据更正")
    assert paperwork.draft(ws, first.id, "通报").fields[0].automatic == "雁江区人民政府"


# -- up to the interview ------------------------------------------------------------------------
def test_every_form_before_the_interview_is_made_without_typing_twice(
    ws: Workspace, case: CaseFile
) -> None:
    case = run(ws, case, TO_INTERVIEW[:2])
    typed = {"约谈时间": "2026-11-20 09:30", "约谈地点": "市政府3号会议室", "首要原因": "扬尘"}
    typed |= {"不可抗力情形": "沙尘", "影响分析": "扣除后达标", "证明材料": "气象证明"}
    typed |= {"送达地点": "区政府", "涉及时段": "9月", "主送": "雁江区人民政府"}
    for kind in BEFORE_INTERVIEW:
        draft = paperwork.draft(ws, case.id, kind)
        own = {f.key: typed[f.key] for f in draft.fields if f.key in typed and not f.value}
        paper = issued(ws, case, kind, **own)
        assert paper.path.exists()
        assert paper.number == ("资环委办〔2026〕1号" if kind == "约谈通知" else "")
    record(ws, case, StepKind.NOTICE, "2026-11-10", interview_on="2026-11-20")
    served = {"addressee": "市生态环境局", "way": "机要交换"}
    record(ws, case, StepKind.SERVICE, "2026-11-10", **served)
    receipt = paperwork.draft(ws, case.id, "送达回证")
    assert (receipt.fields[0].automatic, receipt.values["送达方式"]) == (
        *("市生态环境局", "直接送达"),  # what was typed before stays
    )
    assert receipt.values["送达文书"] == "约谈通知｜资环委办〔2026〕1号｜1"
    agenda = paperwork.draft(ws, case.id, "会议议程与主持词")
    assert agenda.values["约谈地点"] == "市政府3号会议室"
    assert agenda.ready


def test_a_postponement_is_answered_and_the_old_hour_forgotten(
    ws: Workspace, case: CaseFile
) -> None:
    case = run(ws, case, TO_INTERVIEW[:2])
    where = {"约谈时间": "2026-11-20 09:30", "约谈地点": "市政府3号会议室"}
    issued(ws, case, "约谈通知", **where)
    record(ws, case, StepKind.NOTICE, "2026-11-10", interview_on="2026-11-20")
    reason = {"reason": "参加省级会议", "approver": "市政府主要领导"}
    record(ws, case, StepKind.POSTPONEMENT, "2026-11-10", interview_on="2026-11-25", **reason)
    draft = paperwork.draft(ws, case.id, "延期约谈答复")
    assert (draft.values["原定日期"], draft.values["改期时间"]) == ("2026-11-20", "2026-11-25")
    # The day is recorded, the hour is for the clerk to say.
    assert [r.field for r in draft.remarks if r.blocking] == ["改期时间"]
    paper = issued(ws, case, "延期约谈答复", 改期时间="2026-11-25 15:00")
    assert "推迟至2026年11月25日（星期三）下午3:00" in text_of(paper.path)
    again = paperwork.draft(ws, case.id, "约谈通知")
    assert again.values["约谈时间"] == "2026-11-25"
    assert again.values["约谈地点"] == "市政府3号会议室"


def test_a_county_drafts_for_the_city_what_is_not_its_own(ws: Workspace, yanjiang: int) -> None:
    save_office(ws, replace(read_office(ws), viewpoint=Viewpoint.SELF_WATCH))
    warning = opened(ws, yanjiang, 1)
    draft = paperwork.draft(ws, warning.id, "预警提示函")
    assert draft.mark == "代拟稿"
    with pytest.raises(AppError, match="县级自查只能代拟：预警提示函"):
        paperwork.issue(ws, warning.id, "预警提示函", draft.values, formal=True)
    case = opened(ws, yanjiang, 5)
    assert paperwork.draft(ws, case.id, "整改方案").mark == "草稿"


def test_the_period_of_a_circular_is_the_quarter(ws: Workspace) -> None:
    case = opened(ws, third_quarter(ws, "雁江区"), 2)
    assert case.basis.items[0].period == Period.quarter(2026, 3)
    assert "2026年三季度" in text_of(issued(ws, case, "通报").path)
