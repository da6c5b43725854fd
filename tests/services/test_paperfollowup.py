"""What papers after the interview are filled in from: what is late, figures then and now, files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.ledger.supervision import attachments
from yuetan_desktop.domain.rectification import Appraisal, Terms
from yuetan_desktop.services import casefiles, rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.ledger import taskfiles, taskwork
from yuetan_desktop.services.papers.paperfigures import change
from yuetan_desktop.services.papers.paperfollowup import follow_up
from yuetan_desktop.services.workspace import Workspace, open_workspace
from yuetan_desktop.store import observations
from yuetan_desktop.store.observations import ObservationRow

from .casestory import TO_CLOSURE, TO_INTERVIEW, run


def test_before_the_interview_nothing_is_owed(ws: Workspace, case: CaseFile) -> None:
    follow = follow_up(ws, case)
    assert follow.late == ()
    assert follow.requirements == ()


def test_a_plan_not_handed_in_after_15_working_days_is_late_by_working_days(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW)  # 约谈 2026-10-22, due 2026-11-12

    def seen(day: datetime) -> list[tuple[str, date, int]]:
        ws.clock = lambda: day
        return [
            (late.what, late.due, late.workdays)
            for late in follow_up(ws, casefiles.load_case(ws, case.id)).late
        ]

    assert seen(datetime(2026, 11, 12, 9)) == []
    assert seen(datetime(2026, 11, 13, 9)) == [("整改方案", date(2026, 11, 12), 1)]
    assert seen(datetime(2026, 11, 16, 9)) == [("整改方案", date(2026, 11, 12), 2)]


def test_what_the_office_itself_owes_is_not_asked_of_the_unit(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW)
    ws.clock = lambda: datetime(2027, 3, 1, 9)
    late = follow_up(ws, casefiles.load_case(ws, case.id)).late
    assert [one.what for one in late] == ["整改方案"]  # not 移送 (第十九条) nor 核对 (第九条)


def test_figures_set_the_newest_value_beside_the_one_that_led_to_the_case(
    ws: Workspace, case: CaseFile
) -> None:
    place = case.row.place_id
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name="空气累计2610.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        observations.insert_observations(
            ws.db,
            batch,
            [
                ObservationRow(place, "pm25", "2026-10M", 27.4, "", "Sheet1", "C9"),
                ObservationRow(place, "pm25", "2025-10M", 30.0, "", "Sheet1", "D9"),
                ObservationRow(place, "pm25", "2026-10", 22.0, "", "Sheet1", "E9"),
            ],
        )
    figures = {figure.label: figure for figure in follow_up(ws, case).figures}
    pm25 = next(figure for label, figure in figures.items() if "PM2.5" in label)
    assert pm25.before == "2026年前三季度28.3μg/m³"
    assert pm25.after == "2026年1—10月27.4μg/m³"
    assert pm25.last_year == "30.0μg/m³"
    assert pm25.change == "同比下降8.7%"
    assert pm25.source == "空气累计2610.xlsx › Sheet1!C9"
    without = next(figure for label, figure in figures.items() if "优良" in label)
    assert (without.before[-5:], without.after, without.change) == ("78.8%", "", "")


@pytest.mark.parametrize(
    ("indicator", "old", "new", "says"),
    [
        ("pm25", "46", "42", "同比下降8.7%"),
        ("pm25", "42", "42", "同比持平"),
        ("good_day_rate", "80.0", "82.5", "同比上升2.5个百分点"),
        ("heavy_days", "12", "3", "同比减少9天"),
        ("water_class", "3", "4", "同比变差1个类别"),
        ("air_index_rank", "160", "150", "同比前进10位"),
    ],
)
def test_a_change_is_said_in_the_words_of_its_kind(
    ws: Workspace, indicator: str, old: str, new: str, says: str
) -> None:
    known = ws.library.catalogue[indicator]
    assert change(known, Decimal(old), Decimal(new)) == says


def test_a_change_from_nothing_has_no_percentage(ws: Workspace) -> None:
    plain = replace(ws.library.catalogue["pm25"], decimals=1)
    assert change(plain, Decimal(0), Decimal(3)) == "同比上升3.0μg/m³"


def test_evidence_on_file_has_its_hash(ws: Workspace, case: CaseFile) -> None:
    with ws.transaction():
        ws.db.execute("UPDATE batch SET sha256 = ?", ("ab" * 32,))
    run(ws, case, (*TO_INTERVIEW, *TO_CLOSURE))
    follow = follow_up(ws, casefiles.load_case(ws, case.id))
    assert [(e.name, e.kind, e.sha256) for e in follow.exhibits] == [
        ("空气月报2609.xlsx", "原始数据", "ab" * 32)
    ]
    assert follow.closed_on == date(2026, 11, 10)
    assert follow.opinion == "属实"
    assert follow.opinion_approver == "市政府分管领导"
    assert "李敏" in follow.private_names


def test_evidence_of_tasks_is_on_file_too_unless_it_was_rejected(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    run(ws, case, TO_INTERVIEW)
    task = rectification.add_task(ws, Terms(measure="安装喷淋"), case_id=case.id)
    files = [tmp_path / name for name in ("现场.JPG", "验收单.pdf", "废.pdf")]
    for file in files:
        file.write_bytes(file.name.encode())
    task = taskfiles.attach(ws, task.id, files)
    rejected = attachments(task.state)[2]
    taskwork.appraise(ws, task.id, rejected.entry_id, Appraisal.REJECTED, why="不清晰")
    follow = follow_up(ws, casefiles.load_case(ws, case.id))
    assert [(e.name, e.kind) for e in follow.exhibits] == [
        ("现场.JPG", "照片"),
        ("验收单.pdf", "佐证"),
    ]
    assert follow.tasks[0].evidence == ("现场.JPG", "验收单.pdf")


def test_the_months_after_the_interview_stand_beside_those_of_the_year_before(
    ws: Workspace, case: CaseFile
) -> None:
    """The four numbers of the study: +3 days, −9 days, −3.0 %, −8.7 %."""
    run(ws, case, TO_INTERVIEW)  # on 2026-10-22
    ws.clock = lambda: datetime(2026, 12, 5, 9)
    assert follow_up(ws, casefiles.load_case(ws, case.id)).effect == ()
    values = {"good_days": (20, 23), "heavy_days": (12, 3), "pm10": (100, 97), "pm25": (46, 42)}
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name="空气月报2611.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        observations.insert_observations(
            ws.db,
            batch,
            [
                ObservationRow(case.row.place_id, key, f"{year}-11", value, "", "11月", "C5")
                for key, pair in values.items()
                for year, value in zip((2025, 2026), pair, strict=True)
            ],
        )
    effect = follow_up(ws, casefiles.load_case(ws, case.id)).effect
    assert [figure.change for figure in effect] == [
        "同比增加3天",
        "同比减少9天",
        "同比下降3.0%",
        "同比下降8.7%",
    ]
    assert effect[0].after == "2026年11月23天"


def test_what_was_read_is_kept_until_something_is_written(ws: Workspace, case: CaseFile) -> None:
    first = follow_up(ws, case)
    assert follow_up(ws, case) is first
    run(ws, case, TO_INTERVIEW)
    held = casefiles.load_case(ws, case.id)
    assert StepKind.INTERVIEW in follow_up(ws, held).recorded
    with open_workspace(ws.folders.data, read_only=True, clock=ws.clock) as reader:
        seen = follow_up(reader, casefiles.load_case(reader, case.id))
        rectification.add_task(ws, Terms(measure="安装喷淋"), case_id=case.id)
        again = follow_up(reader, casefiles.load_case(reader, case.id))
        assert (len(seen.tasks), len(again.tasks)) == (0, 1)


def test_what_a_failed_transaction_wrote_is_not_kept(ws: Workspace, case: CaseFile) -> None:
    def write_and_fail() -> None:
        with ws.transaction():
            ws.db.execute("UPDATE batch SET sha256 = ?", ("ab" * 32,))
            assert follow_up(ws, case).exhibits
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert follow_up(ws, case).exhibits == ()
