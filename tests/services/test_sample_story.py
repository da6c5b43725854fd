"""The story of docs/sample-story.md, sentence by sentence, through real import and assessment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import (
    assessing,
    casefiles,
    enterprises,
    places,
    rectification,
)
from yuetan_desktop.services.judging import computed, rivers
from yuetan_desktop.services.reports import duecalendar
from yuetan_desktop.services.workspace import Workspace, open_workspace

OCTOBER = Period.month(2026, 10)
TODAY = date(2026, 11, 10)


@pytest.fixture(scope="module")
def ws(sample_folder: Path) -> Iterator[Workspace]:
    with open_workspace(sample_folder, read_only=True) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def cells(ws: Workspace) -> dict[str, tuple[str, ...]]:
    board = assessing.dashboard(ws, OCTOBER)
    return {row.place.name: tuple(cell.state.value for cell in row.cells) for row in board.rows}


@pytest.fixture(scope="module")
def rows(ws: Workspace) -> dict[tuple[str, str, str], dict[str, object]]:
    found = assessing.assess_json(ws, TODAY)
    return {(row["place"], row["rule"], row["period"]): row for row in found}


def test_the_story_is_told_on_10_november_2026(ws: Workspace) -> None:
    assert ws.is_sample
    assert ws.today() == TODAY
    assert assessing.newest_month(ws) == OCTOBER


NOT = ("不适用", "不适用")
MATRIX = {
    "云麓区": ("已触发", "已触发", "正常", "正常", "已触发", "临界"),
    "岚溪县": ("已触发", "临界", "已触发", "正常", "待认定", "临界"),
    "青禾县": ("已触发", "已触发", "正常", "已触发", "已触发", "已触发"),
    "高新区": ("临界", "待认定", "豁免", "正常", "正常", "不适用"),
    "临空经济区": ("缺数据", "缺数据", "正常", "缺数据", "缺数据", "不适用"),
    "市住房城乡建设局": (*NOT, "已触发", "正常", "正常", "正常"),
    "市水务局": (*NOT, "待认定", "正常", "正常", "正常"),
    "市农业农村局": (*NOT, "临界", "正常", "正常", "正常"),
    "市交通运输局": (*NOT, "正常", "正常", "正常", "正常"),
    "市经济和信息化局": (*NOT, "正常", "正常", "正常", "正常"),
    "市公安局": (*NOT, "正常", "正常", "正常", "正常"),
}


@pytest.mark.parametrize("unit", MATRIX)
def test_matrix_row_of_october(cells: dict[str, tuple[str, ...]], unit: str) -> None:
    assert cells[unit] == MATRIX[unit]


def test_every_level_is_reached_and_every_state_is_shown(
    cells: dict[str, tuple[str, ...]],
) -> None:
    for level in range(6):
        assert any(row[level] == "已触发" for row in cells.values()), level + 1
    states = {state for row in cells.values() for state in row}
    assert states == {"已触发", "待认定", "临界", "缺数据", "豁免", "正常", "不适用"}


FINDINGS = {
    "单月 PM2.5 和优良天数率都未达到": ("云麓区", "4.1", "2026-10", "触发"),
    "9月全省排名第153名并列，跨越后30名界线": ("云麓区", "4.1", "2026-09", "触发"),
    "三季度两项都未达到": ("云麓区", "5.1", "2026-Q3", "触发"),
    "上半年余0.5": ("云麓区", "7.1.1", "2026-H1", "未触发"),
    "前三季度两项都未达到": ("云麓区", "8.1.1", "2026-9M", "触发"),
    "重污染天已排除": ("云麓区", "5.2", "2026-01-01~2026-11-10", "未触发"),
    "水质优良率下降": ("岚溪县", "4.2", "2026-10", "触发"),
    "断面降1个类别": ("岚溪县", "4.3", "2026-10", "触发"),
    "优良率才1个月不达标": ("岚溪县", "5.3", "2026-10", "未触发"),
    "企业连续两次被通报": ("岚溪县", "6.2", "2026-01-01~2026-11-10", "触发"),
    "前三季度只有PM2.5未达到": ("岚溪县", "8.1.1", "2026-9M", "待认定"),
    "断面Ⅴ类": ("青禾县", "5.4", "2026-10", "触发"),
    "半年断面低于目标": ("青禾县", "7.1.4", "2026-H1", "触发"),
    "排名恰好下降5位": ("青禾县", "8.1.4", "2026-9M", "未触发"),
    "前三季度断面低于目标": ("青禾县", "8.1.3", "2026-9M", "触发"),
    "约谈后三个月未改善": ("青禾县", "9.1.1", "2026-01-01~2026-11-10", "触发"),
    "管控不力尚未认定": ("高新区", "5.2", "2026-01-01~2026-11-10", "待认定"),
    "不可抗力": ("高新区", "6.1", "2026-01-01~2026-11-10", "豁免"),
    "第九条未列管委会": ("高新区", "9.1.2", "2025", "不适用"),
    "站点检修缺数据": ("临空经济区", "4.1", "2026-10", "数据不足"),
    "断面断流缺数据": ("临空经济区", "4.3", "2026-10", "数据不足"),
    "管网项目逾期": ("市住房城乡建设局", "6.4", "2026-01-01~2026-11-10", "触发"),
    "督察整改尚未认定": ("市水务局", "6.5", "2026-01-01~2026-11-10", "待认定"),
    "秸秆通报9次": ("市农业农村局", "6.7", "2026-01-01~2026-11-10", "未触发"),
    "上年挂牌督办": ("市交通运输局", "6.6", "2025", "触发"),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_finding(rows: dict[tuple[str, str, str], dict[str, object]], name: str) -> None:
    place, rule, period, outcome = FINDINGS[name]
    assert rows[place, rule, period]["outcome"] == outcome


MARGINS = {
    ("云麓区", "8.1.1", "2026-9M", "PM2.5"): -0.3,
    ("云麓区", "4.1", "2026-10", "PM2.5"): -3.3,
    ("云麓区", "5.1", "2026-Q3", "PM2.5"): -2.0,
    ("云麓区", "7.1.1", "2026-H1", "PM2.5"): 0.5,
    ("青禾县", "8.1.4", "2026-9M", "排名"): 0,
    ("市农业农村局", "6.7", "2026-01-01~2026-11-10", "秸秆"): 0,
}


@pytest.mark.parametrize("key", MARGINS, ids=" ".join)
def test_margin(
    rows: dict[tuple[str, str, str], dict[str, object]], key: tuple[str, str, str, str]
) -> None:
    row = rows[key[:3]]
    leaves = row["parts"] or [row]
    found = [leaf["margin"] for leaf in leaves if key[3] in leaf["says"]]  # type: ignore[attr-defined, index]
    assert MARGINS[key] in found


def test_every_number_of_a_trigger_leads_to_its_cell(
    rows: dict[tuple[str, str, str], dict[str, object]],
) -> None:
    evidence = rows["云麓区", "8.1.1", "2026-9M"]["evidence"]
    measured = [e for e in evidence if e["role"] in {"实际", "目标"} and not e["note"]]  # type: ignore[union-attr]
    assert measured
    assert all(e["file"] and e["sheet"] and e["cell"] for e in measured)


CASES = {
    "云约〔2025〕01号": ("市交通运输局", 3, "已销号"),
    "云约〔2026〕01号": ("青禾县", 1, "已办结"),
    "云约〔2026〕02号": ("岚溪县", 3, "待整改"),
    "云约〔2026〕03号": ("青禾县", 4, "待整改"),
    "云约〔2026〕04号": ("云麓区", 1, "已办结"),
    "云约〔2026〕05号": ("云麓区", 5, "待整改方案"),
    "云约〔2026〕06号": ("市住房城乡建设局", 3, "待整改方案"),
    "云约〔2026〕07号": ("青禾县", 6, "待书面通知"),
    "云约〔2026〕08号": ("岚溪县", 1, "待批准"),
}


def test_cases_stand_where_the_story_left_them(ws: Workspace) -> None:
    found = {
        case.number: (case.basis.place.name, case.row.level, case.state.label)
        for case in casefiles.list_cases(ws)
    }
    assert found == CASES


def test_the_concentrations_of_october_bear_out_the_published_classes(ws: Workspace) -> None:
    sections = places.list_places(ws, {PlaceKind.SECTION})
    made = computed.computed_values(ws, [one.id for one in sections], OCTOBER)
    assert len(made) == 11  # 云港闸 could not be sampled
    assert not any(value.differs for value in made.values())
    classes = {place: WaterClass(int(value.value)) for (place, _), value in made.items()}
    named = computed.main_pollutants_of(ws, classes, OCTOBER, {})
    worse = {one.name: named[one.id].words for one in sections if classes.get(one.id, 0) > 3}
    assert worse == {
        "双桅石": "总磷（0.2）", "青禾桥": "总磷（0.4）", "白鹭滩": "氨氮（0.8）、总磷（0.8）",
    }  # fmt: skip
    assert [river.says for river in rivers.river_states(ws, sections, OCTOBER, classes)] == [
        "岚江 3 个断面良好（浓度均值Ⅲ类）",
        "云溪河 3 个断面良好（浓度均值Ⅲ类）",
        "霁水河 1 个断面轻度污染（浓度均值Ⅳ类）",
        "青禾河 3 个断面轻度污染（浓度均值Ⅳ类）",
    ]


def test_every_enterprise_of_a_task_or_event_is_on_the_list_in_its_county(ws: Workspace) -> None:
    listed = {one.name: one for one in enterprises.enterprises(ws)}
    assert len(listed) == 12
    assert all(one.place_id for one in listed.values())
    named = {task.terms.enterprise for task in rectification.ledger(ws)} - {""}
    assert named
    assert named <= listed.keys()
    card = enterprises.card(ws, listed["岚溪示例污水处理厂"])
    assert len(card.matters) == 2
    assert card.tasks


def test_what_is_due_within_seven_working_days(ws: Workspace) -> None:
    due = [(entry.number[-3:], entry.day, entry.text) for entry in duecalendar.soon(ws)]
    assert due == [
        ("-01", date(2026, 10, 30), "逾期 7 工作日"),
        ("02号", date(2026, 11, 9), "逾期 1 工作日"),
        ("03号", date(2026, 11, 12), "剩 2 工作日"),
        ("05号", date(2026, 11, 13), "剩 3 工作日"),
        ("-02", date(2026, 11, 13), "剩 3 工作日"),
        ("06号", date(2026, 11, 17), "剩 5 工作日"),
    ]
