"""Examples that the table of features gives and no other test shows, through the real services."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from tests.packs import verify
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.facts import Exemption
from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.paths import resources
from yuetan_desktop.services import assessing, casefiles, incidents, paperwork, places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.cases.transferpack import make_pack
from yuetan_desktop.services.judging.casefacts import case_facts
from yuetan_desktop.services.papers import papercheck
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations, targets
from yuetan_desktop.store.observations import ObservationRow
from yuetan_desktop.store.targets import TargetRow

from .casestory import SEPTEMBER, TO_INTERVIEW, record, run


def test_month_and_quarter_both_missed_are_one_case_whose_circular_names_both(
    ws: Workspace, without_office_suite: None
) -> None:
    """A9: PM2.5 of the month and of the quarter → 通报 under 第五条（一）, with 第四条（一）."""
    place = places.find_place(ws, "乐至县").id
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name="空气月报.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        values = [
            ObservationRow(place, indicator, period, value, "", "Sheet1", cell)
            for indicator, value, cell in (("pm25", 30.4, "C5"), ("good_day_rate", 80.1, "D5"))
            for period in ("2026-09", "2026-Q3")
        ]
        observations.insert_observations(ws.db, batch, values)
        aims = [
            TargetRow(place, indicator, period, value, "环委办〔2026〕1号")
            for indicator, value in (("pm25", 28.0), ("good_day_rate", 85.0))
            for period in ("2026-09", "2026-Q3")
        ]
        targets.insert_targets(ws.db, aims, by="李敏", at=ws.now())
    opened = caseopening.open_case(ws, place, month=SEPTEMBER, day=date(2026, 10, 13), note="核实")
    basis = opened.case.basis
    assert (basis.level.number, basis.level.act) == (2, "通报")
    assert [[item.short_cite for item in group] for group in (basis.items, basis.also)] == [
        ["第五条（一）"], ["第四条（一）"],
    ]  # fmt: skip
    drafted = paperwork.draft(
        ws, opened.case.id, "通报", {"联系人": "李敏", "联系电话": "028-0000000"}
    )
    made = paperwork.issue(ws, opened.case.id, "通报", drafted.values)
    text = "".join(p.text for p in docx.Document(str(made.path)).paragraphs)
    assert "第五条第（一）项规定的情形" in text
    assert "一并通报：第四条第（一）项：2026年9月PM2.5平均浓度为30.4" in text
    assert papercheck.check_case(ws, opened.case.id) == ()


def test_what_force_majeure_excuses_is_seen_and_not_counted(ws: Workspace) -> None:
    """D11."""
    place = places.find_place(ws, "乐至县").id
    incidents.log_incident(
        ws, place=place, kind="accident_general", day=date(2026, 7, 8), title="围堰冲毁",
        confirmed=True, evidence=["调查报告"],
    )  # fmt: skip
    rule, year = "6.1", Period.parse("2026")

    def counted() -> int:
        return assessing.dashboard(ws, SEPTEMBER).count(CellState.TRIGGERED)

    assert counted() == 1
    flood = ("特大暴雨", "防汛通报", "市环委办", date(2026, 7, 24))
    incidents.exempt(ws, Exemption(0, place, rule, year, *flood))
    assert counted() == 0
    (row,) = (r for r in assessing.dashboard(ws, SEPTEMBER).rows if r.place.id == place)
    assert row.cells[2].state is CellState.EXEMPT


def test_what_a_case_was_exempted_for_is_no_more_counted_until_the_step_is_void(
    ws: Workspace,
) -> None:
    """D11, when the case is open already."""
    place = places.find_place(ws, "乐至县").id
    incidents.log_incident(
        ws, place=place, kind="accident_general", day=date(2026, 7, 8), title="围堰冲毁",
        confirmed=True, evidence=["调查报告"],
    )  # fmt: skip
    opened = caseopening.open_case(ws, place, month=SEPTEMBER, day=date(2026, 10, 13), note="核实")
    said = {"cause": "特大暴雨", "evidence": "防汛通报", "approver": "市环委办主任"}
    case = record(ws, opened.case, StepKind.EXEMPTION, "2026-10-14", **said)

    def state() -> CellState:
        (row,) = (r for r in assessing.dashboard(ws, SEPTEMBER).rows if r.place.id == place)
        return row.cells[2].state

    assert state() is CellState.EXEMPT
    casefiles.void_step(ws, case.id, case.steps[-1].id, "认定有误")
    assert state() is CellState.TRIGGERED


@pytest.mark.parametrize(("level", "counts"), [(3, False), (4, True)])
def test_an_interview_counts_at_the_level_it_was_held_at(
    ws: Workspace, case: CaseFile, level: int, counts: bool
) -> None:
    """第九条（一）1 under R26: what was made an interview of the committee's office (L3)."""
    said = {"level": str(level), "reason": "由环委办约谈", "approver": "市政府分管领导"}
    step, *others = TO_INTERVIEW
    case = run(ws, case, [step])
    if case.state.level != level:
        case = record(ws, case, StepKind.LEVEL_CHANGE, "2026-10-14", **said)
    run(ws, case, others)
    (held,) = case_facts(ws).interviews
    assert (held.level, held.level > 3) == (level, counts)


def test_what_may_be_a_crime_goes_to_the_police_with_the_same_pack(
    ws: Workspace, case: CaseFile, tmp_path: Path, without_office_suite: None
) -> None:
    """H4: 两法衔接."""
    held = run(ws, case, TO_INTERVIEW)
    clues = {
        "问题线索": KINDS["问题线索移送函"].sample["问题线索"],
        "联系人": "某某",
        "联系电话": "028-0000000",
    }
    crime = {"移送类别": "涉嫌犯罪线索", "证据目录": "询问笔录｜笔录｜2份｜纸质"}
    drafted = paperwork.draft(ws, held.id, "问题线索移送函", clues | crime).values
    with pytest.raises(AppError, match="涉嫌犯罪线索应移送公安机关"):
        make_pack(ws, held.id, drafted, tmp_path)
    made = make_pack(ws, held.id, drafted | {"主送": "市公安局", "抄送": "市人民检察院"}, tmp_path)
    assert verify(made.folder) == []
    letter = docx.Document(str(made.folder / "问题线索移送函.docx"))
    text = "\n".join(p.text for p in letter.paragraphs)
    assert "市公安局：" in text
    assert "根据《行政执法机关移送涉嫌犯罪案件的规定》，现予移送" in text
    assert "第十九条" not in text


def test_the_manual_tells_the_words_and_principles_of_the_regulation(ws: Workspace) -> None:
    """A7: 第二条 and 第三条, word for word but for 坚持."""
    manual = (resources() / "manual" / "manual.md").read_text("utf-8")
    told = manual.split("## 名词和原则")[1].split("\n## ")[0]
    articles = {one.number: one.paragraphs[0] for one in ws.library.regulations[0].articles}
    principles = articles["第三条"].partition("，")[2].replace("坚持", "").rstrip("。")
    assert principles.count("；") == 4
    assert principles in told
    assert articles["第二条"].partition("指出相关问题")[2].rstrip("。") in told
