"""A case is opened on what is confirmed, once, and keeps the basis of that day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from yuetan_desktop.domain.cases.basisjson import from_json, to_json
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, incidents, office, places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.cases.caseview import get_case
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases, observations
from yuetan_desktop.store.observations import ObservationRow

from .casestory import SEPTEMBER, record


def test_the_highest_level_is_proposed_and_lower_items_are_listed_with_it(
    ws: Workspace, yanjiang: int
) -> None:
    opened = caseopening.open_case(ws, yanjiang, month=SEPTEMBER)
    basis = opened.case.basis
    assert opened.is_new
    assert opened.case.number == "资约〔2026〕01号"
    assert (basis.level.number, [item.rule for item in basis.items]) == (5, ["8.1.1"])
    assert [item.rule for item in basis.also] == ["4.1"]
    assert opened.case.state.label == "待约谈建议"


def test_where_each_level_is_dealt_with_by_itself_the_lower_one_has_a_case_of_its_own(
    ws: Workspace, yanjiang: int
) -> None:
    """R18: 各等级分别办理."""
    office.choose_reading(ws, Choice("R18", "each", "市环委办", date(2026, 10, 1), "纪要"))
    highest = caseopening.open_case(ws, yanjiang, month=SEPTEMBER).case
    assert highest.basis.also == ()
    lower = caseopening.open_case(ws, yanjiang, month=SEPTEMBER, level=1)
    assert lower.is_new
    assert [item.rule for item in lower.case.basis.items] == ["4.1"]


def test_a_unit_of_another_city_is_never_called_in(ws: Workspace, yanjiang: int) -> None:
    """It is known only because the provincial list names it."""
    with ws.transaction():
        ws.db.execute("UPDATE place SET kind = 'peer' WHERE id = ?", (yanjiang,))
    with pytest.raises(AppError, match="雁江区是外地单位") as refused:
        caseopening.open_case(ws, yanjiang, month=SEPTEMBER)
    assert refused.value.kept == "没有立案。"
    assert cases.list_cases(ws.db) == []


def test_opening_records_who_confirmed_what_and_when(ws: Workspace, case: CaseFile) -> None:
    (confirmation,) = case.steps
    assert (confirmation.kind, confirmation.by, confirmation.day, confirmation.note) == (
        StepKind.CONFIRMATION,
        "李敏",
        date(2026, 10, 13),
        "经会商确认",
    )
    assert confirmation.data["rules"] == ["8.1.1", "4.1"]


def test_the_frozen_basis_holds_wording_numbers_cells_and_readings(case: CaseFile) -> None:
    (item,) = case.basis.items
    assert item.text.startswith("空气质量综合指数前三季度排名全省县级行政区域后")
    assert item.cite == "第八条第（一）项第1目"
    assert case.basis.regulation_number == "资府办发〔2022〕42号"
    deciding = {str(s) for fact in item.deciding for s in fact.sources}
    assert {"空气月报2609.xlsx › Sheet1!C17", "空气月报2609.xlsx › Sheet1!F17"} <= deciding
    assert all(fact.outcome is Outcome.TRIGGERED for fact in item.deciding)
    reading = next(r for r in item.readings if r.id == "R1")
    assert (reading.name, reading.decided) == ("同时未达到", False)
    assert "默认口径，尚未认定" in reading.says


def test_the_basis_comes_back_from_its_json_unchanged(case: CaseFile) -> None:
    written = json.dumps(to_json(case.basis), ensure_ascii=False)
    assert from_json(json.loads(written)) == case.basis


def test_a_correction_of_the_data_does_not_change_an_opened_case(
    ws: Workspace, case: CaseFile, yanjiang: int
) -> None:
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name="更正.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        observations.insert_observations(
            ws.db, batch, [ObservationRow(yanjiang, "pm25", "2026-9M", 27.0)]
        )
    assert casefiles.load_case(ws, case.id).basis == case.basis
    with pytest.raises(AppError, match="没有已触发的第5级情形"):
        caseopening.open_case(ws, yanjiang, month=SEPTEMBER, level=5)


def test_a_second_click_finds_the_case_instead_of_opening_another(
    ws: Workspace, case: CaseFile, yanjiang: int
) -> None:
    for asked in ({}, {"level": 5}, {"level": 1}, {"rules": ["4.1"]}):
        again = caseopening.open_case(ws, yanjiang, month=SEPTEMBER, **asked)
        assert (again.case.id, again.is_new) == (case.id, False), asked
    assert len(casefiles.list_cases(ws)) == 1


def test_a_withdrawn_case_frees_its_findings_but_never_its_number(
    ws: Workspace, case: CaseFile, yanjiang: int
) -> None:
    record(ws, case, StepKind.WITHDRAWAL, "2026-10-14", reason="数据经复核有误")
    again = caseopening.open_case(ws, yanjiang, month=SEPTEMBER)
    assert again.is_new
    assert (case.number, again.case.number) == ("资约〔2026〕01号", "资约〔2026〕02号")


def test_nothing_is_opened_on_what_is_not_established(ws: Workspace, yanjiang: int) -> None:
    with pytest.raises(AppError, match="没有已触发的第6级情形"):
        caseopening.open_case(ws, yanjiang, month=SEPTEMBER, level=6)
    department = places.find_place(ws, "市公安局").id
    with pytest.raises(AppError, match="市公安局2026年9月没有已触发的情形"):
        caseopening.open_case(ws, department, month=SEPTEMBER)
    assert cases.used_numbers(ws.db) == []


def test_an_unconfirmed_matter_opens_no_case_until_a_person_found_it(ws: Workspace) -> None:
    department = places.find_place(ws, "市公安局").id
    incident = incidents.log_incident(
        ws, place=department, kind="key_task_late", day=date(2026, 10, 18), title="管网项目逾期"
    )
    october = Period.month(2026, 10)
    with pytest.raises(AppError, match="待认定"):
        caseopening.open_case(ws, department, month=october)
    incidents.record_finding(
        ws,
        incident,
        confirmed=True,
        basis="督查通报",
        evidence=["督查通报第3期"],
        found_by="市环委办",
        found_on=date(2026, 11, 2),
    )
    opened = caseopening.open_case(ws, department, month=october)
    assert opened.case.basis.level.number == 3
    # a further matter of the same kind belongs to the open case
    incidents.log_incident(
        ws,
        place=department,
        kind="key_task_late",
        day=date(2026, 10, 25),
        title="泵站项目逾期",
        confirmed=True,
    )
    second = caseopening.open_case(ws, department, month=october)
    assert not second.is_new


def test_a_new_matter_after_closure_is_a_new_case(ws: Workspace) -> None:
    county = places.find_place(ws, "乐至县").id
    for day in (date(2026, 5, 8), date(2026, 10, 9)):
        incidents.log_incident(
            ws,
            place=county,
            kind="accident_general",
            day=day,
            title=f"{day:%m月}泄漏",
            confirmed=True,
            evidence=["调查报告"],
        )
        opened = caseopening.open_case(ws, county, month=Period.month(2026, day.month))
        assert opened.is_new, day
        record(ws, opened.case, StepKind.WITHDRAWAL, "2026-11-10", reason="示例")


def test_a_case_is_not_older_than_what_it_stands_on(ws: Workspace, yanjiang: int) -> None:
    with pytest.raises(AppError, match="早于数据期末"):
        caseopening.open_case(ws, yanjiang, month=SEPTEMBER, day=date(2026, 9, 29))
    with pytest.raises(AppError, match="晚于今天"):
        caseopening.open_case(ws, yanjiang, month=SEPTEMBER, day=date(2026, 11, 11))


def test_a_matter_of_the_running_month_opens_a_case_today(ws: Workspace) -> None:
    county = places.find_place(ws, "乐至县").id
    incidents.log_incident(
        ws,
        place=county,
        kind="accident_general",
        day=date(2026, 11, 3),
        title="泄漏",
        confirmed=True,
        evidence=["调查报告"],
    )
    november = Period.month(2026, 11)
    with pytest.raises(AppError, match=r"早于所依据事项的发生日期（2026-11-03）"):
        caseopening.open_case(ws, county, month=november, day=date(2026, 11, 2))
    opened = caseopening.open_case(ws, county, month=november, day=date(2026, 11, 3))
    (item,) = opened.case.basis.items
    assert (item.rule, item.period.end) == ("6.1", date(2026, 11, 3))


def test_the_second_heavy_day_raises_a_circular_to_an_interview(ws: Workspace) -> None:
    """B5; what runs through the year is told up to the day of opening, not to a later one."""
    place = places.find_place(ws, "乐至县").id

    def opened(day: date, month: int) -> CaseFile:
        incidents.log_incident(
            ws, place=place, kind="heavy_pollution_day", day=day, title="重度污染",
            confirmed=True, evidence=["管控检查记录"],
        )  # fmt: skip
        of, on = Period.month(2026, month), date(2026, month + 1, 3)
        return caseopening.open_case(ws, place, month=of, day=on).case

    first, second = opened(date(2026, 1, 17), 1), opened(date(2026, 10, 12), 10)
    assert (first.basis.level.number, first.state.label) == (2, "待通报建议")
    assert (second.basis.level.number, second.state.label) == (4, "待约谈建议")
    (item,), (also,) = second.basis.items, second.basis.also
    assert (item.short_cite, also.short_cite) == ("第七条（一）2", "第五条（二）")
    assert "2026年1月1日—11月3日因管控不力的重度污染天2天" in item.says


def test_a_month_that_is_running_opens_no_case_on_its_own_values(ws: Workspace) -> None:
    county = places.find_place(ws, "乐至县").id
    with pytest.raises(AppError, match="没有已触发的"):
        caseopening.open_case(ws, county, month=Period.month(2026, 11))


def test_a_proposing_department_records_the_proposal_at_once(ws: Workspace, yanjiang: int) -> None:
    opened = caseopening.open_case(ws, yanjiang, month=SEPTEMBER, department="市生态环境局")
    assert opened.case.state.label == "待批准"
    assert get_case(ws, opened.case.id).department == "市生态环境局"
