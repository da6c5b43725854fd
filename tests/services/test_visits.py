"""检查安排: an enterprise visited twice, tasks that came past the one intake, plan and actual."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from yuetan_desktop.domain.ledger.visits import Visit, VisitKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import places, summaries
from yuetan_desktop.services.ledger import visits
from yuetan_desktop.services.ledger.visits import VisitLine
from yuetan_desktop.services.workspace import Workspace

YEAR = Period.year_of(2026)
PLAN, TEMPORARY = VisitKind.PLAN, VisitKind.TEMPORARY
TUESDAY = date(2026, 11, 10)
HANDED = {"source": "省厅水处〔2026〕7号", "intake": "市环委办"}


def add(
    ws: Workspace, day: date, kind: VisitKind = PLAN, unit: str = "雁江区", **said: str
) -> VisitLine:
    what = said.pop("what", "涉气企业检查")
    place = places.find_place(ws, unit)
    return visits.add_visit(ws, Visit(0, kind, day, place.id, place.name, what, **said))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TUESDAY, ("同日已安排检查甲厂：涉气企业检查",)),
        (date(2026, 11, 9), ("同周已安排检查甲厂：11月10日涉气企业检查",)),  # Monday
        (date(2026, 11, 15), ("同周已安排检查甲厂：11月10日涉气企业检查",)),  # Sunday
        (date(2026, 11, 8), ()),  # the Sunday before
        (date(2026, 11, 16), ()),  # the Monday after
    ],
)
def test_a_second_visit_of_an_enterprise_in_the_week_is_warned_of(
    ws: Workspace, day: date, said: tuple[str, ...]
) -> None:
    add(ws, TUESDAY, enterprise="甲厂")

    assert add(ws, day, enterprise="甲厂").doubts == said
    assert add(ws, day, enterprise="乙厂").doubts == ()


def test_without_an_enterprise_nothing_clashes(ws: Workspace) -> None:
    add(ws, TUESDAY)
    assert add(ws, TUESDAY).doubts == ()


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ({}, ("没有交办来源",)),
        ({"source": "省厅某处室"}, ("未经统一归口",)),
        ({"intake": "市环委办"}, ("没有交办来源",)),
        (HANDED, ()),
    ],
)
def test_a_temporary_task_past_the_one_intake_is_flagged(
    ws: Workspace, said: dict[str, str], doubt: tuple[str, ...]
) -> None:
    assert add(ws, TUESDAY, TEMPORARY, **said).doubts == doubt


def test_a_temporary_task_shows_the_planned_visits_it_runs_into(ws: Workspace) -> None:
    same_day = add(ws, TUESDAY, unit="安岳县").visit
    add(ws, date(2026, 11, 12), unit="安岳县")  # other unit and day
    add(ws, date(2026, 11, 13))  # the same unit and week
    task = add(ws, TUESDAY, TEMPORARY, **HANDED)
    assert task.doubts == (
        "与计划冲突：11月10日安岳县（年度计划）",
        "与计划冲突：11月13日雁江区（年度计划）",
    )

    visits.record_done(ws, same_day.id, TUESDAY)
    (line,) = [x for x in visits.visits(ws) if x.visit.id == task.visit.id]
    assert line.doubts == ("与计划冲突：11月13日雁江区（年度计划）",)


def test_the_plan_stands_beside_what_was_done(ws: Workspace) -> None:
    kept = add(ws, date(2026, 9, 8)).visit
    late = add(ws, date(2026, 9, 15), unit="安岳县").visit
    add(ws, date(2026, 10, 8), unit="乐至县")
    add(ws, date(2025, 9, 8), unit="乐至县")  # another year
    extra = add(ws, date(2026, 10, 9), TEMPORARY, **HANDED).visit
    visits.record_done(ws, kept.id, date(2026, 9, 8))
    visits.record_done(ws, late.id, date(2026, 10, 20))
    visits.record_done(ws, extra.id, date(2026, 10, 9))

    months = visits.plan(ws, 2026)

    september, october = months[8], months[9]
    assert september.planned == september.kept == ("雁江区", "安岳县")
    assert (september.done, september.remark) == (("雁江区",), "")
    assert (october.done, october.temporary) == (("安岳县",), 1)
    assert october.remark == "未完成 乐至县"
    assert all(not m.planned for m in months[:8])


def test_the_workbook_lists_the_year_and_counts_each_month_by_formula(
    ws: Workspace, tmp_path: Path
) -> None:
    kept = add(ws, date(2026, 9, 8), enterprise="甲厂").visit
    late = add(ws, date(2025, 12, 15), unit="安岳县").visit  # of last year, made in this one
    add(ws, date(2025, 9, 8), unit="乐至县")  # last year's only
    add(ws, date(2026, 10, 9), TEMPORARY)
    visits.record_done(ws, kept.id, date(2026, 9, 8))
    visits.record_done(ws, late.id, date(2026, 1, 5))
    made = summaries.make_summary(ws, "检查安排", tmp_path / "检查.xlsx", month=YEAR)
    book = openpyxl.load_workbook(made)
    listed = [row[3] for row in book["检查安排"].iter_rows(min_row=4, values_only=True)]
    assert listed[:-1] == ["涉气企业检查"] * 3
    (september,) = (row for row in book["计划与完成"].iter_rows() if row[0].value == "2026-09")
    assert all(str(cell.value).startswith("=COUNTIFS(") for cell in september[1:5])


def test_more_than_two_counties_a_month_are_remarked(ws: Workspace) -> None:
    for unit in ("雁江区", "安岳县"):
        add(ws, TUESDAY, unit=unit)
    assert visits.plan(ws, 2026)[10].remark == "未完成 雁江区、安岳县"
    add(ws, TUESDAY, unit="乐至县")
    assert visits.plan(ws, 2026)[10].remark.endswith("多于每月 2 个")


def test_a_voided_visit_clashes_with_nothing(ws: Workspace) -> None:
    first = add(ws, TUESDAY, enterprise="甲厂").visit
    visits.void_visit(ws, first.id, "登记错误")
    assert add(ws, TUESDAY, enterprise="甲厂").doubts == ()
    with pytest.raises(AppError, match="没有序号为"):
        visits.void_visit(ws, first.id, "再作废")


def test_a_visit_without_words_or_done_tomorrow_is_refused(ws: Workspace) -> None:
    with pytest.raises(AppError, match="检查内容"):
        add(ws, TUESDAY, what=" ")
    line = add(ws, TUESDAY)
    with pytest.raises(AppError, match="晚于今天"):
        visits.record_done(ws, line.visit.id, date(2026, 11, 11))
